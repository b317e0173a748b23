"""The one-sheet table as delimited text: CSV as programs and spreadsheets write it."""

from __future__ import annotations

import codecs
import csv
import io
import itertools
from collections.abc import Iterator, Mapping
from typing import Final, Literal, TypeAlias

from cstoevents._arguments import one_of
from cstoevents.errors import ArgumentError, InputError, Problem
from cstoevents.formats.sheet.cells import neutral
from cstoevents.formats.sheet.headers import mapping, recognised
from cstoevents.formats.sheet.sheet import Line, Sheet
from cstoevents.formats.sheet.table import Table

__all__ = ["Delimiter", "check_delimiter", "sheet_of", "text_of"]

Delimiter: TypeAlias = Literal[",", ";", "\t"]

_DELIMITERS: Final[tuple[Delimiter, ...]] = (",", ";", "\t")


def check_delimiter(delimiter: object) -> None:
    """Raise `ArgumentError` if it is not one of the separators that are read and written."""
    one_of((*_DELIMITERS, None), delimiter, "delimiter")


def text_of(content: Table, delimiter: Delimiter) -> str:
    """Return a table as CSV, with nothing that a spreadsheet would run."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow([heading.text for heading in content.headings])
    for _, cells in content.rows:
        writer.writerow([neutral(cell) for cell in cells])
    return text.getvalue()


def sheet_of(
    data: bytes,
    file: str | None,
    columns: Mapping[str, str | None] | None,
    delimiter: Delimiter | None,
    encoding: str | None,
) -> Sheet:
    """Read the rows of a CSV file."""
    check_delimiter(delimiter)
    text = _Text(file, tuple(mapping(columns)))
    content = text.decoded(data, encoding)
    return Sheet(file, text.lines(content, delimiter or text.delimiter(content)))


class _Text:
    """Turns the bytes of a file into lines of cells, guessing only where one guess fits."""

    def __init__(self, file: str | None, own: tuple[str, ...]) -> None:
        self._file = file
        self._own = dict.fromkeys(own)

    def decoded(self, data: bytes, encoding: str | None) -> str:
        """Decode a file: as it was told, by its mark, as UTF-8, or as surely Russian text."""
        if encoding is not None:
            try:
                codecs.lookup(encoding)
            except LookupError:
                raise ArgumentError("encoding", encoding, "the name of an encoding") from None
            return self._decoded_as(data, encoding).removeprefix("\ufeff")
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return self._decoded_as(data, "utf-16")
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as failure:
            russian = data.decode("cp1251", "replace")
            if any(self._headers_in(russian, mark) > 0 for mark in _DELIMITERS):
                return self._decoded_as(data, "cp1251")
            place = self._at(data, failure.start)
            cure = "save the sheet as 'CSV UTF-8', or name its `encoding`, such as 'cp1251'"
            raise InputError(
                [
                    Problem(
                        file=self._file,
                        line=place,
                        found=f"the byte 0x{data[failure.start]:02x}",
                        expected=f"UTF-8; {cure}",
                    )
                ]
            ) from None

    def _decoded_as(self, data: bytes, encoding: str) -> str:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as failure:
            raise InputError(
                [
                    Problem(
                        file=self._file,
                        line=self._at(data, failure.start),
                        found=f"the byte 0x{data[failure.start]:02x}",
                        expected=f"text in the encoding {encoding}",
                    )
                ]
            ) from None

    def _at(self, data: bytes, position: int) -> int:
        return data.count(b"\n", 0, position) + 1

    def _headers_in(self, text: str, delimiter: str) -> int:
        """Count the headers of the first line with text that are no plain ASCII and known."""
        headers = [header for header in _first_cells(text, delimiter) if not header.isascii()]
        return recognised(headers, self._own)

    def delimiter(self, text: str) -> Delimiter:
        """Tell what parts the cells, by the headers that come out."""
        if text[:4].casefold() == "sep=":
            told: list[Delimiter] = [mark for mark in _DELIMITERS if mark == text[4:5]]
            if told:
                return told[0]
        counts: dict[Delimiter, int] = {
            mark: recognised(_first_cells(text, mark), self._own) for mark in _DELIMITERS
        }
        best = max(counts.values())
        fitting: list[Delimiter] = [mark for mark, count in counts.items() if count == best]
        if len(fitting) == 1:
            return fitting[0]
        header = next((line for line in text.splitlines() if line.strip()), "")
        there: list[Delimiter] = [mark for mark in fitting if mark in header]
        if len(there) <= 1:
            return there[0] if there else ","
        raise InputError(
            [
                Problem(
                    file=self._file,
                    line=1,
                    path="header",
                    found=header,
                    expected="headers that are known, or the `delimiter` that parts them",
                )
            ]
        )

    def lines(self, text: str, delimiter: str) -> list[Line]:
        """Part a text into rows and cells; leave out rows in which nothing is."""
        if "\0" in text:
            line = text.count("\n", 0, text.index("\0")) + 1
            problem = Problem(file=self._file, line=line, found="\0", expected="text without NUL")
            raise InputError([problem])
        skipped = 0
        if text[:4].casefold() == "sep=" and len(text.split("\n", 1)[0].strip("\r\n")) <= 5:
            _, _, text = text.partition("\n")
            skipped = 1
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        return list(self._rows(reader, skipped))

    def _rows(self, reader: Iterator[list[str]], skipped: int) -> Iterator[Line]:
        begins = 1
        while True:
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                problem = Problem(
                    file=self._file,
                    line=begins + skipped,
                    found=str(error),
                    expected="cells in which quotes are doubled and closed (RFC 4180)",
                )
                raise InputError([problem]) from None
            if any(cell.strip() for cell in cells):
                yield Line(begins + skipped, list(cells))
            begins = reader.line_num + 1  # type: ignore[attr-defined]  # csv's readers count


def _first_cells(text: str, delimiter: str) -> list[str]:
    """Give the cells of the first row with something in it; none if it can't be parted."""
    head = io.StringIO(text[:_HEAD], newline="")
    try:
        rows = itertools.islice(csv.reader(head, delimiter=delimiter), 20)
        return next((row for row in rows if any(cell.strip() for cell in row)), [])
    except csv.Error:
        return []


_HEAD = 2**16
