"""A chronicle from the rows of a sheet: of events, or of people and members.

A row is read into plain data, as a JSON file has it, and that into a record by the same
rules as a file's (`row_records`). Everything that is wrong with a sheet is reported at once.
"""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping, Sequence
from typing import TypeVar

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
from cstoevents.formats.sheet.people import reader_of
from cstoevents.formats.sheet.register import NEW_RECORDS, NewRecords, Register, tell_new
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
    new: NewRecords,
    ids: MutableMapping[str, str],
) -> Chronicle:
    """Return the chronicle of a sheet's rows, or raise everything that is wrong with them.

    ``own`` are the caller's meanings of headers; the rest is as `read_sheet` takes it.
    """
    one_of((*DATE_STYLES, None), dates, "dates")
    one_of(UNCLEAR_DATES, unclear_dates, "unclear_dates")
    one_of(NEW_RECORDS, new, "new")
    if lang is not None:
        rules.LANGUAGE.check(lang)
    kind = None if kind is None else member_of(EventKind, kind, "kind")
    rows, foreign = with_our_ids(rows_of(sheet, own, lang, given), ids)
    stated = [cell.value for row in rows if (cell := row.cell("id"))]
    known, order = all_records(within), _dates(sheet, rows, dates)
    stated_ids = {id for id in stated if isinstance(id, str)}
    told = [*sheet.notes], [*sheet.problems]

    def read(table: Mapping[str, str]) -> tuple[Register, list[Record]]:
        register = Register(known, stated_ids, table, lenient=references == "lenient")
        reading = Reading(order, kind, register, within is not None, unclear_dates)
        return register, reader_of(sheet, rows)(sheet, rows, reading)

    register, records = read({**ids, **foreign})
    corrected: dict[str, str] = {}
    # What has a new name is known only when all names are: then all is read anew, and once more
    # for a venue in a city and a place in that, each of whose ids begins with the wider one's.
    while more := register.corrected():
        corrected |= more
        sheet.notes[:], sheet.problems[:] = told
        register, records = read({**ids, **foreign, **corrected})
    register.tell_corrected(corrected)
    tell_new(register, new)
    if sheet.problems:
        problems = sorted(sheet.problems, key=lambda problem: problem.line or 0)
        raise InputError(merge_repeated(problems, "expected"))
    added = [made.record(id) for id, made in register.new.items()]
    try:
        chronicle = Chronicle([*added, *records], within=within, references=references)
    except InputError as error:
        problems = [attrs.evolve(problem, file=sheet.file) for problem in error.problems]
        raise type(error)(problems) from None
    for gone in ids.keys() - register.ids.keys():
        del ids[gone]  # where rows stood
    ids.update(register.ids)
    return chronicle


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
