"""Rows to plain data, as a JSON file has it, and that to records.

What is wrong with a record is told at the cell that its field comes from.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, TypeAlias, TypeVar

import attrs

from cstoevents.errors import RecordError
from cstoevents.formats.sheet.cells import Cell, Row, split_list
from cstoevents.formats.sheet.converters import Column, Reading
from cstoevents.formats.sheet.register import Register
from cstoevents.records import Record
from cstoevents.records.fields import field_at
from cstoevents.records.structuring import structured

T = TypeVar("T", bound=Record)

# Stands for an id that can't be made, so that the rest of the row is looked at all the same.
NO_ID: Final = "x"


def plain_of(
    row: Row, columns: Sequence[Column], reading: Reading, given: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what a row says beside what is given, as plain data; what is refused is left out."""
    plain = dict(given)
    for column in columns:
        if column.read and any(key in row.cells for key in (column.key, *column.read_with)):
            _put(plain, column, column.read(row, column, reading))
    for column in columns:
        if column.expected_if_missing and column.part:
            plain[column.field] = _whole(row, column, plain.get(column.field, ()), columns)
        elif (
            column.expected_if_missing and column.field not in plain and column.key not in row.cells
        ):
            header = row.sheet.headers.get(column.key) or column.header("en")
            row.sheet.refuse(row.line, header, None, column.expected_if_missing)
    return plain


def _put(plain: dict[str, Any], column: Column, value: Any) -> None:
    """Write what a column says into plain data: a field, or a part of each value in it."""
    if column.part:
        values = plain.setdefault(column.field, [])
        values.extend({} for _ in range(len(value) - len(values)))
        for whole, member in zip(values, value, strict=False):
            if member is not None and member != {}:
                whole[column.part] = member
    elif isinstance(value, list):
        plain[column.field] = [member for member in value if member is not None]
    elif value is not None:
        plain[column.field] = value


def _whole(
    row: Row, column: Column, values: Sequence[Mapping[str, Any]], columns: Sequence[Column]
) -> list[Mapping[str, Any]]:
    """Return the values that have the part that a column holds; take up what the others lack."""
    if all(column.part in value for value in values):
        return list(values)
    said = [
        (other.texts(cell), cell, other is column)
        for other in columns
        if other.field == column.field and (cell := row.cell(other.key))
    ]
    return [
        value for position, value in enumerate(values) if _has_part(column, position, value, said)
    ]


_Said: TypeAlias = tuple[list[str], Cell, bool]


def _has_part(
    column: Column, position: int, value: Mapping[str, Any], said: Sequence[_Said]
) -> bool:
    """Whether a value has the part that a column holds; take up where the row says none."""
    if column.part in value:
        return True
    texts = [
        (text, cell, is_own)
        for several, cell, is_own in said
        for text in several[position : position + 1] or [""]
    ]
    if not any(text and is_own for text, _, is_own in texts):
        text, cell, _ = next((place for place in texts if place[0]), texts[0])
        cell.refuse(text or None, column.expected_if_missing)
    return False


def _cell_of(row: Row, path: str, columns: Sequence[Column]) -> Cell | None:
    """Return the cell that says what is at a path of plain data: ``documents[0].title.en``."""
    field, *parts = re.sub(r"\[\d+\]", "", path).split(".")
    found = [
        (column.part in parts, lang in parts, cell)
        for column in columns
        if column.field == field
        for key in (column.key, *column.read_with)
        for lang, cell in row.cells.get(key, {}).items()
    ]
    return max(found, key=lambda place: place[:2])[2] if found else None


def record_of_row(
    row: Row, cls: type[T], plain: dict[str, Any], columns: Sequence[Column]
) -> T | None:
    """Return the record of a row, or take up what is wrong with it at its cells."""
    try:
        return _record(cls, plain)
    except RecordError as error:
        for problem in error.problems:
            path = problem.path or "id"
            if field_at(path) not in plain:
                continue  # what is missing was told already
            cell = _cell_of(row, path, columns)
            if cell is not None:
                cell.refuse(problem.found, problem.expected)
            else:
                row.sheet.refuse(row.line, path, problem.found, problem.expected)
    return None


def _record(cls: type[T], plain: Mapping[str, Any]) -> T:
    """Return the record of plain data; without an id it makes its own."""
    if "id" in plain:
        return structured(dict(plain), cls)
    return attrs.evolve(structured({**plain, "id": NO_ID}, cls), id=None)  # type: ignore[arg-type]  # it is made anew


def introduce(rows: Sequence[Row], columns: Sequence[Column], register: Register) -> None:
    """Add the records to which rows give both a name and an id."""
    naming = [column for column in columns if column.makes_new]
    for row, column in itertools.product(rows, naming):
        cell = row.cell(column.key)
        if cell is not None and isinstance(cell.value, str):
            for member in split_list(cell.value) if column.many else (cell.value,):
                register.introduce(member, column.names[0], cell)


def refuse_cells(row: Row, keys: Iterable[str], expected: str) -> None:
    """Refuse what stands in some columns of a row."""
    for key in keys:
        for cell in row.cells[key].values():
            cell.refuse(cell.value, expected)
