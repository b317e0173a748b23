"""Sheets to plain data in the shape of a JSON file.

Only what every good input needs is done here. What the door refuses is told by
`explaining`, which goes over it again and knows the places.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias, TypeVar

import attrs

from cstoevents.errors import Problem
from cstoevents.formats.csv.layout import (
    JOINT,
    OWNER,
    PLAIN,
    POSITION,
    Column,
    Kind,
    children_of,
    tables,
)
from cstoevents.formats.csv.sheets import Sheet
from cstoevents.records import conversion
from cstoevents.records.vocabularies import MEETING_KINDS

__all__: list[str] = []

T = TypeVar("T")
Plain: TypeAlias = dict[str, Any]


@attrs.define(slots=True)
class Shaped:
    """Plain data, and for each of its arrays the sheet and the rows that it came from."""

    sheets: Mapping[str, Sheet]
    data: Plain = attrs.field(factory=lambda: {"format_version": conversion.FORMAT_VERSION})
    origins: dict[str, tuple[Sheet, Sequence[int]]] = attrs.field(factory=dict)
    _rows: dict[str, dict[str, list[int]]] = attrs.field(factory=dict)

    def rows_of(self, sheet: Sheet) -> dict[str, list[int]]:
        """Give the rows of each owner in a sheet of values, in the order of their positions."""
        name = sheet.table.name
        if name not in self._rows:
            self._rows[name] = grouped(sheet, range(len(sheet.rows)))
        return self._rows[name]


def shape(sheets: Mapping[str, Sheet], problems: list[Problem]) -> Shaped:
    """Bring tables together; values whose owner or order can't be told go to the problems."""
    shaped = Shaped(sheets)
    for name, table in tables().items():
        if table.parent is not None:
            continue
        sheet = sheets.get(name)
        records = _values(sheet) if sheet else []
        by_id = {record.get("id"): record for record in records}
        for child in children_of(table):
            if child.name in sheets:
                assert child.owned_in is not None
                _attach(sheets[child.name], sheet, child.owned_in, by_id, problems)
        if sheet is None:
            continue
        if name == "events":
            _part(sheet, records, shaped)
        else:
            shaped.data[name] = records
            shaped.origins[name] = (sheet, range(len(records)))
    return shaped


def _part(sheet: Sheet, records: list[Plain], shaped: Shaped) -> None:
    """Part meetings from other events: their kinds do."""
    sitting = [record.get("kind") in MEETING_KINDS for record in records]
    for name, wanted in (("events", False), ("meetings", True)):
        rows = [row for row, is_sitting in enumerate(sitting) if is_sitting is wanted]
        shaped.data[name] = [records[row] for row in rows]
        shaped.origins[name] = (sheet, rows)


def _attach(
    sheet: Sheet,
    parent: Sheet | None,
    name: str,
    by_id: Mapping[Any, Plain],
    problems: list[Problem],
) -> None:
    orphans: set[str] = set()
    for owner, members in grouped(sheet, _values(sheet), problems).items():
        record = by_id.get(owner)
        if record is not None:
            record[name] = members
        elif parent is None or parent.is_whole or not owner:
            orphans.add(owner)
    if orphans:
        problems += _problems_of_orphans(sheet, orphans)


def _problems_of_orphans(sheet: Sheet, orphans: set[str]) -> Iterable[Problem]:
    place = sheet.place_of(OWNER)
    assert place is not None
    expected = f"an id from the table {sheet.table.parent}"
    for row, cells in enumerate(sheet.rows):
        owner = cells[place - 1]
        if owner in orphans:
            yield sheet.problem(row, place, expected, owner or None, owner or None)


def grouped(
    sheet: Sheet, members: Iterable[T], problems: list[Problem] | None = None
) -> dict[str, list[T]]:
    """Give what belongs to each owner, in the order of the positions."""
    owners, positions = sheet.place_of(OWNER), sheet.place_of(POSITION)
    groups: dict[str, list[T]] = {}
    if owners is None:  # its header was refused
        return groups
    if positions is None:
        for row, member in zip(sheet.rows, members, strict=True):
            groups.setdefault(row[owners - 1], []).append(member)
        return groups
    in_order = True
    last, group = None, []
    for row, member in zip(sheet.rows, members, strict=True):
        owner = row[owners - 1]
        if owner != last:
            group = groups.setdefault(owner, [])
            last = owner
        group.append(member)
        if row[positions - 1] != _numeral(len(group)):
            in_order = False
    if in_order:
        return groups
    return _in_order(sheet, groups, owners, positions, problems)


_NUMERALS = tuple(map(str, range(256)))


def _numeral(number: int) -> str:
    return _NUMERALS[number] if number < 256 else str(number)


def _in_order(
    sheet: Sheet,
    groups: dict[str, list[T]],
    owners: int,
    positions: int,
    problems: list[Problem] | None,
) -> dict[str, list[T]]:
    """Sort each group by the positions, which may leave numbers out but not repeat them."""
    places: dict[str, list[int]] = {}
    first: dict[tuple[str, int], int] = {}
    for row, cells in enumerate(sheet.rows):
        owner, text = cells[owners - 1], cells[positions - 1]
        position = as_integer(text)
        if not isinstance(position, int) or position < 1:
            expected = "a whole number from 1: the place in the list of its owner"
        elif first.setdefault((owner, position), row) != row:
            line = sheet.line_of(first[owner, position])
            expected = f"a place of its own in the list of its owner; line {line} has it"
        else:
            expected = ""
        if expected and problems is not None:
            problems.append(sheet.problem(row, positions, expected, text or None, owner))
        places.setdefault(owner, []).append(position if isinstance(position, int) else 0)
    for owner, group in groups.items():
        numbers = places[owner]
        group[:] = [group[place] for place in sorted(range(len(group)), key=numbers.__getitem__)]
    return groups


# Rows to plain values


def _values(sheet: Sheet) -> list[Any]:
    """Shape the rows of a sheet as records or values; what can't be is left as it is."""
    keys = _keys(sheet)
    values: list[Plain] = [
        {key: cell for key, cell in zip(keys, row, strict=True) if key and cell}
        for row in sheet.rows
    ]
    nested: dict[str, list[str]] = {}
    for column in filter(None, sheet.columns):
        field = column.field
        if field.many:
            _convert(values, field.name, split)
        elif field.kind in _CONVERTED:
            _convert(values, field.name, _CONVERTED[field.kind])
        elif column.language not in (None, PLAIN):
            _add_language(values, column)
        if len(field.path) > 1 and field.name not in nested.setdefault(field.path[0], []):
            nested[field.path[0]].append(field.name)
    for name, inner in nested.items():
        _nest(values, name, inner)
    if sheet.table.parent is None:
        return values
    for value in values:
        value.pop(OWNER, None)
        value.pop(POSITION, None)
    if sheet.table.is_plain:
        return [value.get(sheet.table.fields[0].name) for value in values]
    return values


def _keys(sheet: Sheet) -> list[str | None]:
    keys: list[str | None] = []
    for column in sheet.columns:
        key = None
        if column is not None:
            key = column.field.name if column.language in (None, PLAIN) else column.name
        keys.append(key if key not in keys else None)
    return keys


def _convert(values: list[Plain], name: str, convert: Callable[[str], object]) -> None:
    for value in values:
        if name in value:
            value[name] = convert(value[name])


def _add_language(values: list[Plain], column: Column) -> None:
    name, key = column.field.name, column.name
    for value in values:
        if key in value:
            text = value.pop(key)
            words = value.get(name)
            if words is None:
                value[name] = {column.language: text}
            elif type(words) is dict:
                words[column.language] = text
            else:
                value[name] = {PLAIN: words, column.language: text}


def _nest(values: list[Plain], name: str, inner: list[str]) -> None:
    for value in values:
        held = {key[len(name) + 1 :]: value.pop(key) for key in inner if key in value}
        if held:
            value[name] = held


def split(text: str) -> list[str]:
    if JOINT not in text:
        return [text.strip()]
    return [member.strip() for member in text.split(JOINT)]


_INTEGER = re.compile(r"(-?[0-9]{1,18})(?:\.0)?").fullmatch
_NUMBER = re.compile(r"-?[0-9]{1,18}(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,3})?").fullmatch
_MINUTES = re.compile(r"[0-9]{2}:[0-9]{2}").fullmatch


def as_integer(text: str) -> int | str:
    # Tables of numbers with gaps come back from data frames as 41.0.
    match = _INTEGER(text)
    return int(match[1]) if match else text


def as_number(text: str) -> float | str:
    return float(text) if _NUMBER(text) else text


def as_time(text: str) -> str:
    return f"{text}:00" if _MINUTES(text) else text


_CONVERTED: dict[Kind, Callable[[str], object]] = {
    "integer": as_integer,
    "number": as_number,
    "time": as_time,
}
