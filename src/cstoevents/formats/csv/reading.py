"""Files to plain data: the tables as they were found, then their rows in the shape of a JSON file.

A spreadsheet may have put the columns in another order, separated them by
semicolons, added a byte order mark or empty rows and columns. All of that is
read. What could be read in two ways, or not without loss, is refused, with its
place and with what to do about it.

Rows become plain data a column at a time, since a column is alike all the way
down and says the same few things again and again. From there on they are read
as JSON is: `records.conversion` makes records of what is good, and what it
refuses is told by `explaining`, which finds the cell of each problem.
"""

from __future__ import annotations

import difflib
import functools
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias, TypeVar

import attrs

from cstoevents.errors import MOST_PROBLEMS, InputError, Problem
from cstoevents.formats.csv.layout import (
    OWNER,
    POSITION,
    SEPARATOR,
    CsvColumn,
    CsvField,
    CsvTable,
    Kind,
    children_of,
    column_of,
    only_of_meetings,
    record_tables,
)
from cstoevents.formats.delimited import decode, fitting, parse
from cstoevents.records import Event, Meeting, Record, conversion, rules
from cstoevents.records.extra import value_of_json
from cstoevents.records.values import PLAIN
from cstoevents.records.vocabularies import MEETING_KINDS

T = TypeVar("T")
Plain: TypeAlias = dict[str, Any]


@attrs.define(slots=True, kw_only=True, eq=False)
class FoundTable:
    """A table as it was found: its columns, and the rows that are as long as the header.

    ``columns`` has None for a column that isn't known, and ``cells`` the cells
    of each. ``lines`` are those on which the rows begin. ``is_whole`` is false
    where the file has rows that can't be read.
    """

    table: CsvTable
    file: str
    columns: tuple[CsvColumn | None, ...] = ()
    cells: tuple[Sequence[str], ...] = ()
    lines: Sequence[int] = ()
    is_whole: bool = True
    _places: dict[tuple[tuple[str, ...], str | None], int] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self._places = {}
        for place, column in enumerate(self.columns, 1):
            if column is not None:
                for length in range(1, len(column.field.path) + 1):
                    path = column.field.path[:length]
                    self._places.setdefault((path, None), place)
                    self._places.setdefault((path, column.language), place)

    def place_of(self, *path: str, language: str | None = None) -> int | None:
        """Return the place in the header of a field's column, counted from 1.

        If there is no column of that language it is the place of another one.
        """
        return self._places.get((path, language)) or self._places.get((path, None))

    def cells_of(self, name: str) -> Sequence[str] | None:
        """Return the cells of a key's column, or None where there is no such column."""
        place = self.place_of(name)
        return None if place is None else self.cells[place - 1]

    def problem(
        self,
        row: int | None,
        place: int | None,
        expected: str,
        found: object = None,
        record: str | None = None,
    ) -> Problem:
        """Return a problem of a row (None is the header) and a column, counted from 1."""
        column = self.columns[place - 1] if place else None
        return Problem(
            file=self.file,
            line=1 if row is None else self.lines[row],
            column=place,
            record=record,
            path=column.name if column else None,
            found=found,
            expected=expected,
        )


# Bytes to tables


def table_in(table: CsvTable, file: str, data: bytes, problems: list[Problem]) -> FoundTable:
    """Read the file of a table; what is wrong with it is added to the problems."""
    try:
        found, header = _found(table, file, data, problems)
    except InputError as error:
        problems += error.problems
    else:
        problems += problems_of_header(found, header)
        if found.place_of(table.key) is not None:
            return found
    return FoundTable(table=table, file=file, is_whole=False)


def _found(
    table: CsvTable, file: str, data: bytes, problems: list[Problem]
) -> tuple[FoundTable, list[str]]:
    """Read a table and its header; only rows that are as long as that are kept."""
    known = functools.partial(_known_names, table)
    # Only names are looked for here, and they are ASCII.
    (delimiter, *_) = fitting(data[: 2**16].decode("utf-8-sig", "replace"), known)
    cure = "a spreadsheet saves it as 'CSV UTF-8'"
    text = decode(data, "utf-8", file=file, cure=cure, delimiter=delimiter)
    lines, rows = parse(text, delimiter, file=file)
    header = rows.pop(0) if rows else []
    columns = tuple(column_of(table, name) for name in header)
    if not any(columns):
        names = ", ".join(field.column().name for field in table.fields if field.required)
        expected = f"a header with the names of columns: {names} and so on"
        shown = delimiter.join(header) or None
        line = lines[0] if lines else 1
        raise InputError([Problem(file=file, line=line, found=shown, expected=expected)])
    lines = lines[1:]
    fit = list(map(len(columns).__eq__, map(len, rows)))
    if not all(fit):
        others = _problems_of_lengths(file, columns, delimiter, zip(lines, rows, strict=True))
        problems += itertools.islice(others, MOST_PROBLEMS)
        lines = list(itertools.compress(lines, fit))
        rows = list(itertools.compress(rows, fit))
    found = FoundTable(
        table=table,
        file=file,
        columns=columns,
        cells=tuple(zip(*rows, strict=True)) or ((),) * len(columns),
        lines=lines,
        is_whole=all(fit),
    )
    return found, header


def _known_names(table: CsvTable, header: list[str]) -> int:
    return sum(column_of(table, name) is not None for name in header)


_DELIMITERS = {",": "a comma", ";": "a semicolon", "\t": "a tab"}


def _problems_of_lengths(
    file: str,
    columns: Sequence[CsvColumn | None],
    delimiter: str,
    rows: Iterable[tuple[int, Sequence[str]]],
) -> Iterator[Problem]:
    width = len(columns)
    for line, row in rows:
        if len(row) != width:
            yield Problem(
                file=file,
                line=line,
                record=row[0] if columns[0] and rules.ID.matches(row[0]) else None,
                found=f"{len(row)} cells",
                expected=f"{width}, as in the header; a cell that contains "
                f"{_DELIMITERS[delimiter]} or a line break stands in quotes",
            )


def problems_of_header(found: FoundTable, header: list[str]) -> Iterator[Problem]:
    """Find columns that are unknown, there twice, or missing."""
    seen: dict[str, int] = {}
    guesses = _Guesses(found)
    for place, (name, column) in enumerate(zip(header, found.columns, strict=True), 1):
        if column is None:
            if name.strip():
                yield found.problem(None, place, guesses.instead_of(name), name)
            elif any(found.cells[place - 1]):
                yield found.problem(None, place, "a name over these cells", name)
        elif column.name in seen:
            expected = f"one column of this name; column {seen[column.name]} has it"
            yield found.problem(None, place, expected, name)
        else:
            seen[column.name] = place
    for field in found.table.fields:
        # Without positions, values stay in the order of their rows.
        if field.required and found.place_of(*field.path) is None and field.name != POSITION:
            expected = f"a column {field.column().name!r} in the header"
            yield found.problem(None, None, expected)


class _Guesses:
    """What unknown columns of one header may have been meant for."""

    # Names are compared letter by letter, which for thousands of long ones takes too long.
    _MOST, _LONGEST = 50, 100

    def __init__(self, found: FoundTable) -> None:
        self._table = found.table
        self._columns = frozenset(filter(None, found.columns))
        self._missing = [
            field.column().name
            for field in found.table.fields
            if found.place_of(*field.path) is None
        ]
        self._left = self._MOST

    def instead_of(self, name: str) -> str:
        """Return what is expected instead of an unknown name."""
        plain = re.sub("[ -]", "_", name.strip().lower())
        column = column_of(self._table, plain)
        near: list[str] = []
        if column is not None and column not in self._columns:
            near = [column.name]
        elif self._left and len(plain) <= self._LONGEST:
            self._left -= 1
            near = difflib.get_close_matches(plain, self._missing, 1, 0.7)
        if near:
            return f"the name {near[0]!r}"
        return f"a column of the table {self._table.name}; take it out, for it can't be kept"


# Tables to records


def records_of(found: Mapping[str, FoundTable], texts: conversion.Texts) -> list[Record]:
    """Return the records of tables in which nothing is wrong.

    Raises one of `conversion.REFUSALS` at the first thing that is.
    """
    records: list[Record] = []
    for table in record_tables():
        parent = found.get(table.name)
        columns = columns_of(parent) if parent else {}
        children = (found.get(child.name) for child in children_of(table))
        _add_owned(columns, filter(None, children), texts)
        count = len(parent.lines) if parent else 0
        if table.cls is Meeting:
            records += _events(columns, count, texts)
        else:
            records += conversion.from_columns(table.cls, columns, count, texts)
    return records


def _add_owned(
    columns: dict[str, Sequence[Any]], children: Iterable[FoundTable], texts: conversion.Texts
) -> None:
    """Add the columns of what records own, from the tables that hold it."""
    ids: Sequence[str] = columns.get("id", ())
    for child in children:
        table, values = child.table, columns_of(child)
        if table.is_plain:
            members = plain_values(child, values)
        else:
            members = conversion.from_columns(table.cls, values, len(child.lines), texts)
        problems: list[Problem] = []
        groups = by_owner(child, members, problems)
        if problems or not groups.keys() <= set(ids):
            raise InputError(problems)
        columns[table.owned_in] = list(map(groups.get, ids, itertools.repeat(())))


def _events(
    columns: Mapping[str, Sequence[Any]], count: int, texts: conversion.Texts
) -> Iterator[Record]:
    """Make meetings and other events, which their kinds tell apart."""
    is_meeting = [kind in MEETING_KINDS for kind in columns.get("kind", [None] * count)]
    is_other = [not meets for meets in is_meeting]
    for name in only_of_meetings():
        if any(itertools.compress(columns.get(name, ()), is_other)):
            raise rules.refused(name, "nothing that only meetings have")
    for cls, chosen in ((Event, is_other), (Meeting, is_meeting)):
        of_class = {
            name: list(itertools.compress(column, chosen))
            for name, column in columns.items()
            if cls is Meeting or name not in only_of_meetings()
        }
        yield from conversion.from_columns(cls, of_class, sum(chosen), texts)


def by_owner(
    found: FoundTable, members: Iterable[T], problems: list[Problem]
) -> dict[str, list[T]]:
    """Return what belongs to each owner, in the order of the positions."""
    owners, positions = found.cells_of(OWNER), found.cells_of(POSITION)
    groups: dict[str, list[T]] = {}
    if owners is None:  # its header was refused
        return groups
    for owner, member in zip(owners, members, strict=True):
        groups.setdefault(owner, []).append(member)
    if positions is not None and not _are_in_order(owners, positions, groups):
        numbers = _positions(found, owners, positions, problems)
        for owner, group in groups.items():
            order = sorted(range(len(group)), key=numbers[owner].__getitem__)
            group[:] = [group[place] for place in order]
    return groups


def _are_in_order(
    owners: Sequence[str], positions: Sequence[str], groups: Mapping[str, list[T]]
) -> bool:
    """Whether the rows of each owner are numbered from 1 on in the order in which they stand."""
    if len(groups) == len(owners):
        return set(positions) <= {"1"}
    seen = dict.fromkeys(groups, 0)
    for owner, position in zip(owners, positions, strict=True):
        seen[owner] += 1
        if position != str(seen[owner]):
            return False
    return True


def _positions(
    found: FoundTable, owners: Sequence[str], positions: Sequence[str], problems: list[Problem]
) -> dict[str, list[int]]:
    """Return the positions of each owner's rows; they may leave numbers out but not repeat them."""
    numbers: dict[str, list[int]] = {}
    first: dict[tuple[str, int], int] = {}
    for row, (owner, text) in enumerate(zip(owners, positions, strict=True)):
        position = as_integer(text)
        if not isinstance(position, int) or position < 1:
            expected = "a whole number from 1: the place in the list of its owner"
        elif first.setdefault((owner, position), row) != row:
            line = found.lines[first[owner, position]]
            expected = f"a place of its own in the list of its owner; line {line} has it"
        else:
            expected = ""
        if expected:
            place = found.place_of(POSITION)
            problems.append(found.problem(row, place, expected, text or None, owner))
        numbers.setdefault(owner, []).append(position if isinstance(position, int) else 0)
    return numbers


# Cells to plain values


def plain_values(found: FoundTable, columns: Mapping[str, Sequence[Any]]) -> Sequence[Any]:
    """Return the values of a table whose rows have one text or address each."""
    return columns.get(found.table.own_fields[0].name, [None] * len(found.lines))


def columns_of(found: FoundTable) -> dict[str, Sequence[Any]]:
    """Convert the columns of a table by field, those of a value that a record has once into one.

    What can't be converted is left as it is. Columns with nothing in them are left out.
    """
    by_field: dict[CsvField, dict[str | None, Sequence[str]]] = {}
    for column, cells in zip(found.columns, found.cells, strict=True):
        if column is not None and any(cells):
            by_field.setdefault(column.field, {}).setdefault(column.language, cells)
    converted: dict[str, Sequence[Any]] = {}
    inner: dict[str, dict[str, Sequence[Any]]] = {}
    for field in filter(by_field.__contains__, found.table.own_fields):
        first, *rest = field.path
        into = inner.setdefault(first, {}) if rest else converted
        into[field.path[-1]] = _converted(field, by_field[field])
    for name, columns in inner.items():
        rows = zip(*columns.values(), strict=True)
        converted[name] = [_without_none(columns, row) or None for row in rows]
    return converted


def _without_none(keys: Iterable[str], values: Iterable[Any]) -> Plain:
    return {key: value for key, value in zip(keys, values, strict=True) if value is not None}


def _words(by_language: Mapping[str | None, Sequence[str]]) -> Sequence[Any]:
    languages = sorted(by_language, key=lambda tag: (tag != PLAIN, tag or ""))
    if languages == [PLAIN]:
        return [text or None for text in by_language[PLAIN]]
    return [
        {language: text for language, text in zip(languages, row, strict=True) if text} or None
        for row in zip(*(by_language[language] for language in languages), strict=True)
    ]


def _converted(field: CsvField, by_language: Mapping[str | None, Sequence[str]]) -> Sequence[Any]:
    if field.kind == "words":
        return _words(by_language)
    cells = by_language[None]
    convert = split if field.many else _CONVERTED.get(field.kind)
    if convert is None:
        return [cell or field.empty for cell in cells] if "" in cells else cells
    converted: dict[str, Any] = {cell: convert(cell) for cell in set(cells)}
    converted[""] = field.empty
    return [converted[cell] for cell in cells]


def split(text: str) -> list[str]:
    """Return the members of a list in one cell."""
    return [member.strip() for member in text.split(SEPARATOR)]


_INTEGER = re.compile(r"(-?[0-9]{1,18})(?:\.0)?").fullmatch
_NUMBER = re.compile(r"-?[0-9]{1,18}(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,3})?").fullmatch
_MINUTES = re.compile(r"[0-9]{2}:[0-9]{2}").fullmatch


def as_integer(text: str) -> int | str:
    """Return the whole number that a text is, or the text."""
    # Tables of numbers with gaps come back from data frames as 41.0.
    match = _INTEGER(text)
    return int(match[1]) if match else text


def as_number(text: str) -> float | str:
    """Return the number that a text is, or the text."""
    return float(text) if _NUMBER(text) else text


def as_json(text: str) -> Any:
    """Return what a text says in JSON, each key once, or the text."""
    try:
        return value_of_json(text)
    except (ValueError, RecursionError):
        return text


def _as_time(text: str) -> str:
    return f"{text}:00" if _MINUTES(text) else text


_CONVERTED: dict[Kind, Callable[[str], object]] = {
    "integer": as_integer,
    "number": as_number,
    "time": _as_time,
    "json": as_json,
}
