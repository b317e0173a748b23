"""Sheets to records a column at a time: the fast way for tables as they are written here.

A column says the same few words again and again, so each distinct cell is
checked and converted once. Records are then filled slot by slot over all rows
at a time, which spares a call per record; the rules are those of `rules`, and
what a record checks of several fields together it checks here too.

This way only ever says "yes" or "not sure". Whatever isn't plainly good, be it
wrong or merely out of order, is left to `shaping` and the door of the other
formats, whose verdict counts. So here is nothing that explains.
"""

from __future__ import annotations

import collections
import datetime as dt
import itertools
import operator
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import attrs
import msgspec

from cstoevents.dates import When
from cstoevents.errors import CstoEventsError
from cstoevents.formats.csv.layout import (
    OWNER,
    PLAIN,
    POSITION,
    Field,
    Table,
    children_of,
    tables,
)
from cstoevents.formats.csv.shaping import as_integer, as_number, as_time, split
from cstoevents.formats.csv.sheets import Sheet
from cstoevents.records import Event, Meeting, Record, rules
from cstoevents.records.conversion import _all_match
from cstoevents.records.rules import Rule
from cstoevents.records.values import Commemoration, Text, text_of
from cstoevents.records.vocabularies import MEETING_KINDS

__all__: list[str] = []

Cells: TypeAlias = list[Any]


class _UnsureError(Exception):
    """The other way has to look at this."""


def records_of(sheets: Mapping[str, Sheet]) -> list[Record] | None:
    """Give the records of tables, or None where the other way has to look at them."""
    records: list[Record] = []
    if any(b"\0" in sheet.data for sheet in sheets.values()):
        return None  # no text may have it, and so nobody need look for it in each
    try:
        for name, table in tables().items():
            if table.parent is None and name in sheets:
                records += _records(table, sheets)
            elif table.parent and name in sheets and table.parent not in sheets:
                return None
    except (_UnsureError, CstoEventsError, msgspec.ValidationError, ValueError):
        return None
    return records


def _records(table: Table, sheets: Mapping[str, Sheet]) -> list[Any]:
    cells = _cells(sheets[table.name])
    ids = cells["id", None]
    known = set(ids)
    if len(known) != len(ids):
        raise _UnsureError
    columns = _converted(table, cells, len(ids))
    for child in children_of(table):
        if child.name in sheets:
            assert child.owned_in is not None
            groups = _groups(child, _cells(sheets[child.name]))
            if not known.issuperset(groups):
                raise _UnsureError
            columns[child.owned_in] = list(map(groups.get, ids, itertools.repeat(())))
    if table.cls is Meeting:
        return _events(columns)
    return _filled(table.cls, columns, len(ids))


def _cells(sheet: Sheet) -> dict[tuple[str, str | None], Cells]:
    """Take the columns out of a sheet, by the name of their field and the language."""
    columns, sheet.cells = sheet.cells, None  # what has become records needs no room any more
    if columns is None:
        raise _UnsureError
    return {
        (column.field.name, column.language): cells
        for column, cells in zip(sheet.columns, columns, strict=True)
        if column is not None
    }


def _groups(
    table: Table, cells: Mapping[tuple[str, str | None], Cells]
) -> dict[str, tuple[Any, ...]]:
    """Give the values of each owner, which stand together and in the order of their positions."""
    owners, positions = cells[OWNER, None], cells.get((POSITION, None))
    columns = _converted(table, cells, len(owners))
    if table.is_plain:
        values = columns[table.fields[0].name]
    else:
        values = _filled(table.cls, columns, len(owners))
    if positions is None or (owners and positions[0] != "1"):
        raise _UnsureError
    groups: dict[str, tuple[Any, ...]] = dict(
        zip(owners, zip(values, strict=True), strict=True)  # right for those of one value
    )
    if len(groups) == len(owners) == positions.count("1"):
        return groups
    begins = list(itertools.compress(range(len(owners)), map("1".__eq__, positions)))
    if len(groups) != len(begins):
        raise _UnsureError
    for begin, end in itertools.pairwise([*begins, len(owners)]):
        if end - begin > 1:
            owner, run = owners[begin], positions[begin:end]
            if owners[begin:end].count(owner) != len(run) or run != _numerals(len(run)):
                raise _UnsureError
            groups[owner] = tuple(values[begin:end])
    return groups


_NUMERALS = list(map(str, range(1, 65)))


def _numerals(count: int) -> list[str]:
    return _NUMERALS[:count] if count <= 64 else list(map(str, range(1, count + 1)))


# Cells to what records keep


def _converted(
    table: Table, cells: Mapping[tuple[str, str | None], Cells], count: int
) -> dict[str, Cells]:
    """Convert the columns of a table, by the name of the field, and leave out empty ones."""
    columns: dict[str, Cells] = {}
    once: dict[str, dict[str, Cells]] = {}
    for field in table.fields:
        column = _column(field, cells)
        if column is not None and len(field.path) > 1:
            once.setdefault(field.path[0], {})[field.path[1]] = column
        elif column is not None:
            columns[field.name] = column
        elif field.needed and count:
            raise _UnsureError
    for name, inner in once.items():
        columns[name] = [
            Commemoration(**dict(zip(inner, values, strict=True))) if any(values) else None
            for values in zip(*inner.values(), strict=True)
        ]
    return columns


def _column(field: Field, cells: Mapping[tuple[str, str | None], Cells]) -> Cells | None:
    if field.kind == "words":
        return _words(field, cells)
    column = cells.get((field.name, None))
    if column is None or not any(column):
        return None
    empty = "" in column
    if empty and field.needed:
        raise _UnsureError
    if field.rule is rules.TEXT:
        _check_texts(column)
        return [cell or None for cell in column] if empty else column
    distinct = set(column)
    distinct.discard("")
    if isinstance(field.rule, Rule) and not field.many:
        if not _all_match(field.rule, distinct):
            raise _UnsureError
        return [cell or None for cell in column] if empty else column
    convert = _converter(field)
    converted = {cell: convert(cell) for cell in distinct}
    converted[""] = () if field.many else None
    return list(map(converted.__getitem__, column))


def _words(field: Field, cells: Mapping[tuple[str, str | None], Cells]) -> Cells | None:
    by_language = {
        language: column
        for (name, language), column in cells.items()
        if name == field.name and language is not None and any(column)
    }
    if not by_language:
        return None
    for column in by_language.values():
        _check_texts(column)
    languages = sorted(by_language, key=lambda tag: (tag != PLAIN, tag))
    columns = [by_language[tag] for tag in languages]
    if field.needed and not all(map(any, zip(*columns, strict=True))):
        raise _UnsureError
    if len(languages) == 1:
        (column,), (language,) = columns, languages
        distinct = set(column)
        distinct.discard("")
        plain = [text if language == PLAIN else {language: text} for text in distinct]
        made: dict[str, Text | None] = dict(zip(distinct, map(text_of, plain), strict=True))
        made[""] = None
        return list(map(made.__getitem__, column))
    rows = zip(*columns, strict=True)
    words = [dict(itertools.compress(zip(languages, row, strict=True), row)) for row in rows]
    return [text_of(_plainest(each)) if each else None for each in words]


def _plainest(words: dict[str, str]) -> str | dict[str, str]:
    return words[PLAIN] if len(words) == 1 and PLAIN in words else words


def _check_texts(column: Cells) -> None:
    """Look for what is no text: of decoded ones without NUL, only blanks aren't."""
    if any(map(str.isspace, column)):
        raise _UnsureError


def _converter(field: Field) -> Callable[[str], Any]:
    rule: Any = field.rule
    if field.many:
        member: Callable[[str], Any] = When if field.kind == "date" else rule.check
        return lambda cell: tuple(map(member, split(cell)))
    if field.options is not None:
        return field.options
    if field.kind == "date":
        return When
    if field.kind == "time":
        return lambda cell: msgspec.convert(as_time(cell), dt.time)
    number = as_integer if field.kind == "integer" else as_number
    return lambda cell: rule.check(number(cell))


# Records from columns


def _events(columns: dict[str, Cells]) -> list[Any]:
    """Fill events and meetings; only a meeting has what its class adds."""
    sitting = [kind in MEETING_KINDS for kind in columns.get("kind", ())]
    added = [field for field in attrs.fields(Meeting) if field.name not in _OF_EVENTS]
    for field in added:
        if any(itertools.compress(columns.get(field.name, ()), map(operator.not_, sitting))):
            raise _UnsureError
    records: list[Any] = []
    for cls, wanted in ((Event, False), (Meeting, True)):
        chosen = [each is wanted for each in sitting]
        of_class = {
            name: list(itertools.compress(cells, chosen)) for name, cells in columns.items()
        }
        records += _filled(cls, of_class, sum(chosen))
    return records


_OF_EVENTS = frozenset(field.name for field in attrs.fields(Event))


def _filled(cls: type[Any], columns: Mapping[str, Cells], count: int) -> list[Any]:
    """Make values of a class, some hundred at a time, and set their slots one after the other."""
    # The slots' own setters, which immutability doesn't bind.
    plan = [
        (getattr(cls, field.name).__set__, columns.get(field.name), itertools.repeat(field.default))
        for field in attrs.fields(cls)
    ]
    check = getattr(cls, "__attrs_post_init__", None)
    values: list[Any] = []
    for begin in range(0, count, _AT_ONCE):
        end = min(begin + _AT_ONCE, count)
        some = list(map(object.__new__, itertools.repeat(cls, end - begin)))
        for setter, column, default in plan:
            collections.deque(map(setter, some, column[begin:end] if column else default), maxlen=0)
        if check is not None:
            collections.deque(map(check, some), maxlen=0)
        values += some
    return values


# So few that they are still in the processor's cache when their next slot is set.
_AT_ONCE = 256
