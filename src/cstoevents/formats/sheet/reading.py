"""A chronicle from the rows of a sheet: of events, or of people and members.

A row is read into plain data, as a JSON file has it, and that into a record by the same
rules as a file's (`row_records`). Everything that is wrong with a sheet is reported at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping, Sequence
from typing import NamedTuple, TypeVar

import attrs

from cstoevents.chronicle import Chronicle, ReferenceCheck
from cstoevents.errors import InputError
from cstoevents.errors.arguments import member_of, one_of
from cstoevents.formats.sheet.cells import Row, Sheet, merge_repeated, split_list
from cstoevents.formats.sheet.column_matching import rows_of
from cstoevents.formats.sheet.columns import COLUMNS
from cstoevents.formats.sheet.converters import DATE, Reading
from cstoevents.formats.sheet.dates import (
    DATE_STYLES,
    UNCLEAR_DATES,
    Dates,
    DateStyle,
    UnclearDates,
    dates_of,
    is_ambiguous,
)
from cstoevents.formats.sheet.foreign_ids import with_our_ids
from cstoevents.formats.sheet.headers import Header
from cstoevents.formats.sheet.moved import dates_of_moves
from cstoevents.formats.sheet.names import all_records
from cstoevents.formats.sheet.new_names import NEW_RECORDS, Asked, NewRecords, answers, tell_new
from cstoevents.formats.sheet.people import reader_of
from cstoevents.formats.sheet.register import Register
from cstoevents.records import Record, rules
from cstoevents.records.vocabularies import EventKind

T = TypeVar("T", bound=Record)


def chronicle_of(
    sheet: Sheet,
    own: Mapping[str, Header | None],
    *,
    given: Mapping[str, str],
    dates: DateStyle | None,
    unclear_dates: UnclearDates,
    kind: EventKind | str | None,
    lang: str | None,
    within: Chronicle | None,
    references: ReferenceCheck,
    new: NewRecords | Asked,
    ids: MutableMapping[str, str],
) -> Chronicle:
    """Return the chronicle of a sheet's rows, or raise everything that is wrong with them.

    ``own`` are the caller's meanings of headers; the rest is as `read_sheet` takes it.
    """
    one_of((*DATE_STYLES, None), dates, "dates")
    one_of(UNCLEAR_DATES, unclear_dates, "unclear_dates")
    if not callable(new):
        one_of(NEW_RECORDS, new, "new")
    if lang is not None:
        rules.LANGUAGE.check(lang)
    kind = None if kind is None else member_of(EventKind, kind, "kind")
    rows, foreign = with_our_ids(rows_of(sheet, own, lang, given), ids)
    order = _dates(sheet, rows, dates)
    passes = _Passes(
        sheet,
        rows,
        lambda register: Reading(order, kind, register, within is not None, unclear_dates),
        all_records(within),
        is_lenient=references == "lenient",
    )
    table = {**ids, **foreign}
    read = passes.read(table)
    if callable(new):
        _chronicle(read, sheet, within, references)  # nobody answers for what is refused anyway
        read = passes.read_asking(read, table, new)
    tell_new(read.register, new)
    chronicle = _chronicle(read, sheet, within, references)
    for gone in ids.keys() - read.register.ids.keys():
        del ids[gone]  # where rows stood
    ids.update(read.register.ids)
    return chronicle


class _Read(NamedTuple):
    """What rows say: the records of their own, and those that their names lead to."""

    register: Register
    records: list[Record]


class _Passes:
    """The reading of rows, which is done anew when it has told more of what their names mean."""

    def __init__(
        self,
        sheet: Sheet,
        rows: Sequence[Row],
        reading: Callable[[Register], Reading],
        known: Mapping[str, Record],
        *,
        is_lenient: bool,
    ) -> None:
        stated = (cell.value for row in rows if (cell := row.cell("id")))
        self._sheet = sheet
        self._rows = rows
        self._reading = reading
        self._known = known
        self._stated = {id for id in stated if isinstance(id, str)}
        self._is_lenient = is_lenient
        self._told = [*sheet.notes], [*sheet.problems]

    def read(self, table: Mapping[str, str]) -> _Read:
        """Return what the rows say by a table of ids, and by what in it others were corrected to.

        What has a new name is known only when all names are: then all is read anew, and once more
        for a venue in a city and a place in that, each of whose ids begins with the wider one's.
        """
        corrected: dict[str, str] = {}
        read = self._once(table)
        while more := read.register.corrected():
            corrected |= more
            read = self._once({**table, **corrected})
        read.register.tell_corrected(corrected)
        return read

    def read_asking(self, read: _Read, table: Mapping[str, str], ask: Asked) -> _Read:
        """Return what the rows say by what a function answers about new names in them."""
        answered: dict[str, str] = {}
        while more := answers(read.register, ask, answered):
            answered |= more
            if not self._known.keys().isdisjoint(more.values()):
                read = self.read({**table, **answered})
        return read

    def _once(self, table: Mapping[str, str]) -> _Read:
        sheet = self._sheet
        sheet.notes[:], sheet.problems[:] = self._told
        register = Register(self._known, self._stated, table, lenient=self._is_lenient)
        reader = reader_of(sheet, self._rows)
        return _Read(register, reader(sheet, self._rows, self._reading(register)))


def _chronicle(
    read: _Read, sheet: Sheet, within: Chronicle | None, references: ReferenceCheck
) -> Chronicle:
    """Return the chronicle of what was read, or raise all problems by their lines."""
    if sheet.problems:
        problems = sorted(sheet.problems, key=lambda problem: problem.line or 0)
        raise InputError(merge_repeated(problems, "expected"))
    added = [new.record(id) for id, new in read.register.new.items()]
    try:
        return Chronicle([*added, *read.records], within=within, references=references)
    except InputError as error:
        problems = [attrs.evolve(problem, file=sheet.file) for problem in error.problems]
        raise type(error)(problems) from None


def _dates(sheet: Sheet, rows: Sequence[Row], style: DateStyle | None) -> Dates:
    """Return how the dates of all rows are read, and note an order that they have decided."""
    keys = [column.key for column in COLUMNS if column.converter is DATE]
    cells = [cell for row in rows for key in keys if (cell := row.cell(key))]
    texts = [
        text for cell in cells if isinstance(cell.value, str) for text in split_list(cell.value)
    ]
    texts += [text for row in rows for text in dates_of_moves(row)]
    dates = dates_of(texts, style)
    if style is None and dates.order and any(map(is_ambiguous, texts)):
        order = f"the dates in figures are read {dates.order.value}, as all of them together allow"
        sheet.note(cells[0].line, cells[0].header, order)
    return dates
