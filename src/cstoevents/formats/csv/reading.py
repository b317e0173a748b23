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
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias, TypeVar

import attrs

from cstoevents.errors import InputError, Problem
from cstoevents.formats.csv.layout import (
    OWNER,
    POSITION,
    SEPARATOR,
    Column,
    Field,
    Kind,
    Table,
    children_of,
    column_of,
    only_of_meetings,
    tables,
)
from cstoevents.formats.delimited import decode, fitting, parse
from cstoevents.records import conversion, rules
from cstoevents.records.values import PLAIN
from cstoevents.records.vocabularies import MEETING_KINDS

__all__: list[str] = []

T = TypeVar("T")
Plain: TypeAlias = dict[str, Any]


@attrs.define(slots=True, kw_only=True, eq=False)
class FoundTable:
    """A table as it was found: its columns, and the rows that are as long as the header.

    ``columns`` has None for a column that isn't known, and ``cells`` the cells
    of each. ``lines`` are those on which the rows begin. ``is_whole`` is false
    where the file has rows that can't be read.
    """

    table: Table
    file: str
    columns: tuple[Column | None, ...] = ()
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


def table_in(table: Table, file: str, data: bytes, problems: list[Problem]) -> FoundTable:
    """Read the file of a table; what is wrong with it is added to the problems."""
    unread = FoundTable(table=table, file=file, is_whole=False)
    cure = "a spreadsheet saves it as 'CSV UTF-8'"
    known = functools.partial(_known_names, table)
    # Only names are looked for here, and they are ASCII.
    (delimiter, *_) = fitting(data[: 2**16].decode("utf-8-sig", "replace"), known)
    try:
        text = decode(data, "utf-8", file=file, cure=cure, delimiter=delimiter)
        lines, rows = parse(text, delimiter, file=file)
    except InputError as error:
        problems += error.problems
        return unread
    del text
    header = rows.pop(0) if rows else []
    header_line = lines.pop(0) if lines else 1
    columns = tuple(column_of(table, name) for name in header)
    if not any(columns):
        names = ", ".join(field.column().name for field in table.fields if field.required)
        expected = f"a header with the names of columns: {names} and so on"
        shown = delimiter.join(header) or None
        problems.append(Problem(file=file, line=header_line, found=shown, expected=expected))
        return unread
    width = len(columns)
    is_whole = all(len(row) == width for row in rows)
    if not is_whole:
        problems += _problems_of_lengths(file, columns, delimiter, zip(lines, rows, strict=True))
        kept = [at for at, row in enumerate(rows) if len(row) == width]
        lines, rows = [lines[at] for at in kept], [rows[at] for at in kept]
    cells = tuple(zip(*rows, strict=True)) or ((),) * width
    found = FoundTable(
        table=table, file=file, columns=columns, cells=cells, lines=lines, is_whole=is_whole
    )
    problems += _problems_of_header(found, header)
    return unread if found.place_of(table.key) is None else found


def _known_names(table: Table, header: list[str]) -> int:
    return sum(column_of(table, name) is not None for name in header)


_DELIMITERS = {",": "a comma", ";": "a semicolon", "\t": "a tab"}


def _problems_of_lengths(
    file: str,
    columns: Sequence[Column | None],
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


def _problems_of_header(found: FoundTable, header: list[str]) -> Iterator[Problem]:
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


# Tables to plain data


@attrs.define(slots=True, eq=False)
class Shaped:
    """Plain data, and for each of its arrays the table and the rows that it came from."""

    found: Mapping[str, FoundTable]
    data: Plain = attrs.field(factory=lambda: {"format_version": conversion.FORMAT_VERSION})
    origins: dict[str, tuple[FoundTable, Sequence[int]]] = attrs.field(factory=dict)
    descriptor: str | None = None
    _rows: dict[str, dict[str, list[int]]] = attrs.field(factory=dict)

    def rows_of(self, found: FoundTable) -> dict[str, list[int]]:
        """Return the rows of each owner in a table of values, in the order of their positions."""
        name = found.table.name
        if name not in self._rows:
            self._rows[name] = _by_owner(found, range(len(found.lines)), [])
        return self._rows[name]


def shape(found: Mapping[str, FoundTable], problems: list[Problem]) -> Shaped:
    """Bring tables together; values whose owner or order can't be told go to the problems."""
    shaped = Shaped(found)
    for name, table in tables().items():
        if table.parent is not None:
            continue
        parent = found.get(name)
        columns = _columns(parent) if parent else {}
        ids: Sequence[Any] = columns.get("id", ())
        for child in filter(None, (found.get(child.name) for child in children_of(table))):
            owned = _by_owner(child, _values(child), problems)
            # If an id is there twice its values go to the last row, as to the others an error does.
            members = [owned.pop(id, ()) for id in reversed(ids)]
            columns[child.table.owned_in] = members[::-1]
            if parent is None or parent.is_whole:
                problems += _problems_of_orphans(child, owned)
            elif "" in owned:
                problems += _problems_of_orphans(child, {""})
        if parent is None:
            continue
        records = _objects(table, columns, len(parent.lines))
        if name == "events":
            _separate_meetings(parent, records, shaped)
        else:
            shaped.data[name] = records
            shaped.origins[name] = (parent, range(len(records)))
    return shaped


def _separate_meetings(found: FoundTable, records: list[Plain], shaped: Shaped) -> None:
    """Tell meetings from other events: their kinds do."""
    is_meeting = [record.get("kind") in MEETING_KINDS for record in records]
    for name, wanted in (("events", False), ("meetings", True)):
        rows = [row for row, meets in enumerate(is_meeting) if meets is wanted]
        shaped.data[name] = [records[row] for row in rows]
        shaped.origins[name] = (found, rows)
    for name in only_of_meetings():
        for record in shaped.data["events"]:
            if not record.get(name):
                record.pop(name, None)


def _problems_of_orphans(found: FoundTable, orphans: Container[str]) -> Iterator[Problem]:
    place = found.place_of(OWNER)
    expected = f"an id from the table {found.table.parent}"
    for row, owner in enumerate(found.cells_of(OWNER) or ()):
        if owner in orphans:
            yield found.problem(row, place, expected, owner or None, owner or None)


def _by_owner(
    found: FoundTable, members: Iterable[T], problems: list[Problem]
) -> dict[str, list[T]]:
    """Return what belongs to each owner, in the order of the positions."""
    owners, positions = found.cells_of(OWNER), found.cells_of(POSITION)
    groups: dict[str, list[T]] = {}
    if owners is None:  # its header was refused
        return groups
    if positions is None:
        for owner, member in zip(owners, members, strict=True):
            groups.setdefault(owner, []).append(member)
        return groups
    in_order = True
    for owner, position, member in zip(owners, positions, members, strict=True):
        group = groups.setdefault(owner, [])
        group.append(member)
        if position != str(len(group)):
            in_order = False
    if not in_order:
        numbers = _positions(found, owners, positions, problems)
        for owner, group in groups.items():
            order = sorted(range(len(group)), key=numbers[owner].__getitem__)
            group[:] = [group[place] for place in order]
    return groups


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


# Rows to plain values


def _values(found: FoundTable) -> Sequence[Any]:
    """Shape the rows of a table of values; what can't be is left as it is."""
    columns = _columns(found)
    if found.table.is_plain:
        return columns.get(found.table.own_fields[0].name, [None] * len(found.lines))
    return _objects(found.table, columns, len(found.lines))


def _objects(table: Table, columns: Mapping[str, Sequence[Any]], count: int) -> list[Plain]:
    """Make an object of each row."""
    if not columns:
        return [{} for _ in range(count)]
    rows = zip(*columns.values(), strict=True)
    objects: list[Plain] = list(map(dict, map(zip, itertools.repeat(list(columns)), rows)))
    for field in table.own_fields:
        if field.required and None in columns.get(field.name, ()):
            # Where a value is required an empty cell is none, rather than an empty one.
            for value in objects:
                if value[field.name] is None:
                    del value[field.name]
    return objects


def _columns(found: FoundTable) -> dict[str, Sequence[Any]]:
    """Convert the columns of a table by field, those of a value that a record has once into one."""
    by_field: dict[Field, dict[str | None, Sequence[str]]] = {}
    for column, cells in zip(found.columns, found.cells, strict=True):
        if column is not None and any(cells):
            by_field.setdefault(column.field, {}).setdefault(column.language, cells)
    converted: dict[str, Sequence[Any]] = {}
    inner: dict[str, dict[str, Sequence[Any]]] = {}
    for field in found.table.own_fields:
        by_language = by_field.get(field)
        if by_language:
            is_words = field.kind == "words"
            values = _words(by_language) if is_words else _converted(field, by_language[None])
            first, *rest = field.path
            if rest:
                inner.setdefault(first, {})[rest[0]] = values
            else:
                converted[first] = values
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


def _converted(field: Field, cells: Sequence[str]) -> Sequence[Any]:
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


def _as_time(text: str) -> str:
    return f"{text}:00" if _MINUTES(text) else text


_CONVERTED: dict[Kind, Callable[[str], object]] = {
    "integer": as_integer,
    "number": as_number,
    "time": _as_time,
}
