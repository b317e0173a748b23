"""Bytes to sheets: one table as it was found, its columns known and its rows whole.

A spreadsheet may have put the columns in another order, parted them by
semicolons, added a byte order mark or empty rows and columns. All of that is
read. What could be read in two ways, or not without loss, is refused: it says
where, and what to do about it.
"""

from __future__ import annotations

import codecs
import csv
import difflib
import io
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import attrs

from cstoevents.errors import Problem
from cstoevents.formats.csv.layout import (
    OWNER,
    Column,
    Table,
    all_fields,
    fields_of,
)
from cstoevents.formats.csv.splitting import columns_of
from cstoevents.records import rules

__all__: list[str] = []


@attrs.define(slots=True, kw_only=True)
class Sheet:
    """A table as it was found.

    ``columns`` has None for a column that isn't known. ``cells`` are the same
    columns with all that is in them, if every row has as many cells as the
    header. ``is_whole`` is false where the file has rows that can't be read.
    """

    table: Table
    file: str
    data: bytes = b""
    delimiter: str = ","
    columns: tuple[Column | None, ...] = ()
    cells: list[list[str]] | None = None
    is_whole: bool = True
    _read: tuple[list[int], list[list[str]]] | None = None

    @property
    def text(self) -> str:
        """All of the table, without a byte order mark."""
        return self.data.decode("utf-8-sig")

    @property
    def rows(self) -> list[list[str]]:
        """Every row that says something and is as long as the header."""
        return self._lines_and_rows()[1]

    def _lines_and_rows(self) -> tuple[list[int], list[list[str]]]:
        if self._read is None:
            width = len(self.columns)
            kept = [
                (line, row)
                for line, row in _numbered(self.text, self.delimiter)[0][1:]
                if any(row) and len(row) == width
            ]
            self._read = [line for line, _ in kept], [row for _, row in kept]
        return self._read

    def problem(
        self,
        row: int | None,
        column: int | None,
        expected: str,
        found: object = None,
        record: str | None = None,
    ) -> Problem:
        """Make a problem of a row (None is the header) and a column, counted from 1."""
        known = self.columns[column - 1] if column and column <= len(self.columns) else None
        return Problem(
            file=self.file,
            line=1 if row is None else self.line_of(row),
            column=column,
            record=record,
            path=known.name if known else None,
            found=found,
            expected=expected,
        )

    def line_of(self, row: int) -> int:
        """Give the line on which a row begins, counted from 1."""
        return self._lines_and_rows()[0][row]

    def place_of(self, *path: str, language: str | None = None) -> int | None:
        """Give the place in the header of a field's column, counted from 1."""
        first = None
        for place, column in enumerate(self.columns, 1):
            if column is not None and column.field.path[: len(path)] == path:
                if language in (None, column.language):
                    return place
                first = first or place
        return first


def sheet_of(table: Table, file: str, data: bytes, problems: list[Problem]) -> Sheet:
    """Read the file of a table; what is wrong with it is added to the problems."""
    unread = Sheet(table=table, file=file, is_whole=False)
    data = data.removeprefix(codecs.BOM_UTF8)
    sheet = Sheet(table=table, file=file, data=data, delimiter=_delimiter(table, data))
    try:
        columns = columns_of(data, sheet.delimiter)
        rows, refusal = _numbered(sheet.text, sheet.delimiter) if columns is None else ([], None)
    except UnicodeDecodeError:
        problems.append(_not_utf8(sheet))
        return unread
    if refusal is not None:
        problems.append(_not_csv(sheet, rows[-1][0], refusal))
        return unread
    if columns is not None:
        header = [column.pop(0) for column in columns]
        sheet.cells = columns
    else:
        header = rows[0][1] if rows else []
    sheet.columns = tuple(_column(table, name) for name in header)
    if not any(sheet.columns):
        names = ", ".join(field.column().name for field in all_fields(table) if field.needed)
        found = sheet.delimiter.join(header) or None
        expected = f"a header with the names of columns: {names} and so on"
        problems.append(Problem(file=file, line=1, found=found, expected=expected))
        return unread
    if sheet.cells is None:
        ragged = list(_ragged(sheet))
        sheet.is_whole = not ragged
        problems += ragged
    problems += _problems_of_header(sheet, header)
    if sheet.place_of(OWNER if table.parent else "id") is None:
        return unread
    return sheet


# The text of a table


def _numbered(text: str, delimiter: str) -> tuple[list[tuple[int, list[str]]], str | None]:
    """Give the rows with the lines on which they begin, and why the last is no CSV, or None."""
    numbered: list[tuple[int, list[str]]] = []
    with _cells_of_any_length(text):
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        line = 1
        try:
            for row in reader:
                numbered.append((line, row))
                line = reader.line_num + 1
        except csv.Error as error:
            numbered.append((line, []))
            return numbered, str(error)
    return numbered, None


# The csv module's limit as it is from the start; no cell of a shorter text is over it.
_SHORT = 131_072
_LIMIT = threading.Lock()


@contextmanager
def _cells_of_any_length(text: str) -> Iterator[None]:
    """Lift the csv module's limit, which is the whole process', for as long as it takes."""
    if len(text) <= _SHORT:
        yield
        return
    with _LIMIT:
        before = csv.field_size_limit(2**31 - 1)
        try:
            yield
        finally:
            csv.field_size_limit(before)


def _delimiter(table: Table, data: bytes) -> str:
    """Tell what parts the cells: that by which most names in the header are known."""
    end = data.find(b"\n")
    line = data[: end if end >= 0 else len(data)].decode("utf-8", "replace").rstrip("\r")

    def known(delimiter: str) -> int:
        names = line.split(delimiter)
        return sum(_column(table, name.strip('"')) is not None for name in names)

    return max((",", ";", "\t"), key=known)


_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")
_CYRILLIC = range(0xC0, 0x100)


def _not_utf8(sheet: Sheet) -> Problem:
    """Say where a table stops being UTF-8, and what it may be instead."""
    data = sheet.data
    cure = "UTF-8; a spreadsheet saves it as 'CSV UTF-8'"
    if data[:2] in _BYTE_ORDER_MARKS:
        return Problem(file=sheet.file, line=1, column=1, found="UTF-16", expected=cure)
    try:
        data.decode()
    except UnicodeDecodeError as error:
        offset = error.start
    else:
        raise AssertionError("it is UTF-8")
    start = data.rfind(b"\n", 0, offset) + 1
    before = data[start:offset].decode("utf-8", "replace")
    if sum(byte in _CYRILLIC for byte in data[offset : offset + 4]) >= 3:
        cure += " (this looks like Windows-1251)"
    return Problem(
        file=sheet.file,
        line=data.count(b"\n", 0, offset) + 1,
        column=len(next(csv.reader([before], delimiter=sheet.delimiter), [""])) or 1,
        found=f"the byte 0x{data[offset]:02x}",
        expected=cure,
    )


_CURES = {
    "unexpected end of data": ("an opening quote without a closing one", "a closing quote"),
}


def _not_csv(sheet: Sheet, line: int, error: str) -> Problem:
    """Say where a text stops being CSV (RFC 4180)."""
    found, expected = _CURES.get(
        error,
        ("text after a closing quote", "quotes within a cell to be doubled, as in RFC 4180"),
    )
    return Problem(file=sheet.file, line=line, found=found, expected=expected)


def _ragged(sheet: Sheet) -> Iterator[Problem]:
    width = len(sheet.columns)
    for line, row in _numbered(sheet.text, sheet.delimiter)[0][1:]:
        if any(row) and len(row) != width:
            named = row[0] if sheet.columns[0] and rules.ID.matches(row[0]) else None
            yield Problem(
                file=sheet.file,
                line=line,
                record=named,
                found=f"{len(row)} cells",
                expected=f"{width}, as in the header; a cell that contains "
                f"{_DELIMITERS[sheet.delimiter]} or a line break stands in quotes",
            )


_DELIMITERS = {",": "a comma", ";": "a semicolon", "\t": "a tab"}


# The header


def _column(table: Table, name: str) -> Column | None:
    """Give the column of a name in a header: words without a language are English."""
    name = name.strip()
    fields = fields_of(table)
    field = fields.get(name)
    if field is not None:
        return field.column()
    beginning, _, language = name.rpartition("_")
    field = fields.get(beginning)
    if field is not None and field.kind == "words" and rules.LANGUAGE.matches(language):
        return field.column(language)
    return None


def _problems_of_header(sheet: Sheet, header: list[str]) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for place, (name, column) in enumerate(zip(header, sheet.columns, strict=True), 1):
        if column is None:
            if name.strip() or any(row[place - 1] for row in sheet.rows):
                expected = _instead(sheet, name) if name.strip() else "a name over these cells"
                yield sheet.problem(None, place, expected, name)
        elif column.name in seen:
            expected = f"one column of this name; column {seen[column.name]} has it"
            yield sheet.problem(None, place, expected, name)
        else:
            seen[column.name] = place
    for field in all_fields(sheet.table):
        if field.needed and sheet.place_of(*field.path) is None and field.name != "position":
            expected = f"a column {field.column().name!r} in the header"
            yield sheet.problem(None, None, expected)


def _instead(sheet: Sheet, name: str) -> str:
    """Say what an unknown column may have been meant for, or that there is no place for it."""
    missing = [
        field.column().name
        for field in all_fields(sheet.table)
        if sheet.place_of(*field.path) is None
    ]
    plain = re.sub("[ -]", "_", name.strip().lower())
    column = _column(sheet.table, plain)
    if column is not None and column not in sheet.columns:
        missing = [column.name]
    near = difflib.get_close_matches(plain, missing, 1, 0.7)
    if near:
        return f"the name {near[0]!r}"
    return f"a column of the table {sheet.table.name}; take it out, for it can't be kept"
