"""A sheet as delimited text (CSV): its headers tell the encoding and what separates the cells.

Nothing is guessed where more than one guess fits: text that is no UTF-8 is taken for that of
an older program only if headers come out that are known.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from cstoevents.errors import InputError
from cstoevents.formats.delimited import (
    DELIMITERS,
    UTF_16,
    Delimiter,
    WrittenEncoding,
    decode,
    encode,
    first_row,
    likely_encodings,
    line_at,
    parse,
    stated_delimiter,
)
from cstoevents.formats.sheet.cells import (
    Line,
    Linked,
    Sheet,
    Value,
    guarded,
    protected,
    refusal,
    shown,
)
from cstoevents.formats.sheet.converters import DATE, TIME
from cstoevents.formats.sheet.header_detection import LINES_LOOKED_AT
from cstoevents.formats.sheet.headers import Header, known_headers
from cstoevents.formats.sheet.writing import SheetTable

_WIDE: Final = ("utf-16-le", "utf-16-be")
_Score: TypeAlias = Callable[[list[str]], int]
"""Counts the headers that are known in a row."""


def text_of(table: SheetTable, delimiter: Delimiter, encoding: WrittenEncoding) -> bytes:
    """Return a table as CSV, with nothing that a spreadsheet would run."""
    guards = [
        _guard_of_date
        if heading.column.converter in (DATE, TIME) or heading.column.key == "in_words"
        else protected
        for heading in table.headings
    ]
    rows = [
        [guard(cell) for guard, cell in zip(guards, cells, strict=True)] for _, cells in table.rows
    ]
    headings = [heading.text for heading in table.headings]
    return encode([headings, *rows], delimiter=delimiter, encoding=encoding)


_IN_ZERO_YEAR = re.compile("0(?![0-9]:)").match


def _guard_of_date(text: str) -> str:
    """Write a date or a time so that programs see one, unless a year would lose its zeros."""
    return protected(text) if _IN_ZERO_YEAR(text) else guarded(text)


def sheet_of(
    data: bytes,
    file: str | None,
    own: Mapping[str, Header | None],
    delimiter: Delimiter | None,
    encoding: str | None,
) -> Sheet:
    """Return the rows of a CSV file.

    Raises `InputError` where the bytes are no text, the headers don't tell what separates
    the cells, or quotes are damaged.
    """
    score = functools.partial(known_headers, own=own)
    text = _decoded(data, file, encoding, score)
    if "\0" in text:
        place = line_at(text, text.index("\0"))
        cure = "save the sheet as 'CSV UTF-8'"
        raise refusal(file, "\0", f"text without NUL; {cure}", line=place)
    if delimiter is None and (piped := _piped(text, score)):
        sheet = Sheet(file, piped)
        sheet.note(piped[0].number, "header", "read as a table whose cells | parts")
        return sheet
    rows = parse(text, delimiter or _delimiter(text, file, score), file=file)
    lines = [
        Line(line, list(cells))
        for line, cells in zip(*rows, strict=True)
        if any(map(str.strip, cells))
    ]
    return Sheet(file, lines)


# Tables of text and of Markdown

_PIPE = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"[\s|:+=-]+").fullmatch
_LINK = re.compile(r"\[([^\[\]]+)\]\((https?://[^\s()]+)\)").fullmatch


def _piped(text: str, score: _Score) -> list[Line]:
    """Return the lines of a table whose cells | parts, nothing if that is none."""
    lines = text.removeprefix("\ufeff").splitlines()
    first = next((line for line in lines[:LINES_LOOKED_AT] if _PIPE.search(line)), "")
    cells = [shown(cell) for cell in _cells_between_pipes(first)]
    others = max(score(first_row(first, mark)) for mark in DELIMITERS)
    if len(cells) < _FEWEST_CELLS or score(cells) <= others:
        return []
    return [
        Line(number, _cells_between_pipes(line))
        for number, line in enumerate(lines, start=1)
        if line.strip() and not _RULE(line)
    ]


_FEWEST_CELLS: Final = 2


def _cells_between_pipes(line: str) -> list[Value]:
    if not _PIPE.search(line):
        return [line.strip().lstrip("#").strip()]
    parts = _PIPE.split(line.strip().removeprefix("|").removesuffix("|"))
    return [_cell_of_markdown(part.strip().replace("\\|", "|")) for part in parts]


def _cell_of_markdown(text: str) -> Value:
    link = _LINK(text)
    return Linked(*link.groups()) if link else text


def _decoded(data: bytes, file: str | None, encoding: str | None, score: _Score) -> str:
    cure = "save the sheet as 'CSV UTF-8', or name its `encoding`, such as 'cp1251'"
    if encoding is None and data.count(0, 0, _LONGEST_HEADER) > 1 and not data.startswith(UTF_16):
        # Of wide letters a byte is NUL wherever there is a blank or a comma.
        wide = (guess for guess in _WIDE if _has_headers(data, guess, score))
        encoding = next(wide, None)
    try:
        return decode(data, encoding, file=file, cure=cure)
    except InputError:
        known = _beyond_ascii(score)
        fitting = (guess for guess in likely_encodings(data) if _has_headers(data, guess, known))
        if encoding is not None or (old := next(fitting, None)) is None:
            raise
    return decode(data, old, file=file)


def _beyond_ascii(score: _Score) -> _Score:
    return lambda row: score([cell for cell in row if not cell.isascii()])


def _has_headers(data: bytes, encoding: str, score: _Score) -> bool:
    """Whether headers that are known come out of an encoding."""
    text = data.decode(encoding, "replace")
    return any(score(row) for mark in DELIMITERS for row in _first_rows(text, mark))


def _first_rows(text: str, delimiter: str) -> list[list[str]]:
    """Return the first rows of a text, each as if the text began with it."""
    begins = [0, *(found.end() for found in itertools.islice(_LINE_END(text), LINES_LOOKED_AT))]
    return [first_row(text[at : at + _LONGEST_HEADER], delimiter) for at in begins]


_LINE_END = re.compile(r"\r\n?|\n").finditer
_LONGEST_HEADER: Final = 2**14


def _delimiter(text: str, file: str | None, score: _Score) -> Delimiter:
    """Return what separates the cells, by the headers that come out."""
    told = stated_delimiter(text)
    if told is not None:
        return told
    scores = {mark: max(map(score, _first_rows(text, mark))) for mark in DELIMITERS}
    best: list[Delimiter] = [mark for mark in DELIMITERS if scores[mark] == max(scores.values())]
    if len(best) == 1:
        return best[0]
    header = next((line for line in text.splitlines() if line.strip()), "")
    there: list[Delimiter] = [mark for mark in best if mark in header]
    if len(there) > 1:
        expected = "headers that are known, or the `delimiter` that separates them"
        raise refusal(file, header, expected, line=1, path="header")
    return there[0] if there else ","
