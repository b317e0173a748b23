"""A sheet as delimited text (CSV): its headers tell the encoding and what separates the cells.

Nothing is guessed where more than one guess fits: text that is no UTF-8 is taken for
Russian of Windows only if headers in Cyrillic come out that are known.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cstoevents.errors import InputError, Problem
from cstoevents.formats.delimited import (
    DELIMITERS,
    Delimiter,
    WrittenEncoding,
    decode,
    encode,
    first_row,
    fitting,
    line_at,
    parse,
)
from cstoevents.formats.sheet.cells import Line, Sheet, guarded
from cstoevents.formats.sheet.rows import Table, known_headers

__all__ = ["sheet_of", "text_of"]


def text_of(table: Table, delimiter: Delimiter, encoding: WrittenEncoding) -> bytes:
    """Return a table as CSV, with nothing that a spreadsheet would run."""
    rows = [[guarded(cell) for cell in cells] for _, cells in table.rows]
    headings = [heading.text for heading in table.headings]
    return encode([headings, *rows], delimiter=delimiter, encoding=encoding)


def sheet_of(
    data: bytes,
    file: str | None,
    columns: Mapping[str, str | None] | None,
    delimiter: Delimiter | None,
    encoding: str | None,
) -> Sheet:
    """Return the rows of a CSV file.

    Raises `InputError` where the bytes are no text, the headers don't tell what separates
    the cells, or quotes are damaged.
    """

    def score(headers: list[str]) -> int:
        return known_headers(headers, columns)

    text = _decoded(data, file, encoding, score)
    if "\0" in text:
        place = line_at(text, text.index("\0"))
        raise _refusal(file, place, "\0", "text without NUL")
    rows = parse(text, delimiter or _delimiter(text, file, score), file=file)
    lines = [
        Line(line, list(cells))
        for line, cells in zip(*rows, strict=True)
        if any(map(str.strip, cells))
    ]
    return Sheet(file, lines)


def _decoded(
    data: bytes, file: str | None, encoding: str | None, score: Callable[[list[str]], int]
) -> str:
    cure = "save the sheet as 'CSV UTF-8', or name its `encoding`, such as 'cp1251'"
    try:
        return decode(data, encoding, file=file, cure=cure)
    except InputError:
        if encoding is not None:
            raise
        russian = data.decode("cp1251", "replace")
        first_rows = [first_row(russian, mark) for mark in DELIMITERS]
        if not any(score([cell for cell in row if not cell.isascii()]) for row in first_rows):
            raise
    return decode(data, "cp1251", file=file)


def _delimiter(text: str, file: str | None, score: Callable[[list[str]], int]) -> Delimiter:
    """Return what separates the cells, by the headers that come out."""
    best = fitting(text, score)
    if len(best) == 1:
        return best[0]
    header = next((line for line in text.splitlines() if line.strip()), "")
    there = [mark for mark in best if mark in header]
    if len(there) > 1:
        expected = "headers that are known, or the `delimiter` that separates them"
        raise _refusal(file, 1, header, expected, "header")
    return there[0] if there else ","


def _refusal(
    file: str | None, line: int, found: str, expected: str, path: str | None = None
) -> InputError:
    problem = Problem(file=file, line=line, path=path, found=found, expected=expected)
    return InputError([problem])
