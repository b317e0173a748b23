"""The one-sheet table as delimited text: CSV as programs and spreadsheets write it."""

from __future__ import annotations

import codecs
import csv
import io
import itertools
from collections.abc import Iterator, Mapping
from typing import Final, Literal, TypeAlias

from cstoevents.chronicle import Chronicle, References
from cstoevents.errors import InputError, Problem
from cstoevents.formats.files import LIMIT, Readable, Writable, name_of, read_bytes, write_bytes
from cstoevents.formats.losses import Losses, LossReport
from cstoevents.formats.sheet.cells import neutral
from cstoevents.formats.sheet.headers import mapping, recognised
from cstoevents.formats.sheet.reading import Dates, Reading
from cstoevents.formats.sheet.rows import read_sheet
from cstoevents.formats.sheet.sheet import Line, Sheet
from cstoevents.formats.sheet.table import table
from cstoevents.records.rules import refused
from cstoevents.records.vocabularies import EventKind
from cstoevents.wording.numerals import Language, checked_language

__all__ = ["read_flat_csv", "write_flat_csv"]

Delimiter: TypeAlias = Literal[",", ";", "\t"]

_DELIMITERS: Final[tuple[Delimiter, ...]] = (",", ";", "\t")
_ENCODINGS: Final = ("utf-8", "utf-8-sig")


def write_flat_csv(
    chronicle: Chronicle,
    target: Writable,
    *,
    lang: Language = "en",
    delimiter: Delimiter = ",",
    encoding: Literal["utf-8", "utf-8-sig"] = "utf-8",
) -> LossReport:
    """Write one row for each event, with names instead of ids, for people and spreadsheets.

    Rows come by date. Lists are joined with ``"; "``. A name stands alone where it
    leads back to its record, and otherwise with the id: ``Minsk [minsk-2]``. What a
    spreadsheet could run as a formula gets an apostrophe before it. To keep
    everything, write JSON or the CSV package instead.

    Args:
        chronicle: what to write.
        target: a path, which is replaced in one step, or an open file.
        lang: the language of headers, names and the words of vocabularies. Titles,
            descriptions and notes have a column for each language that they have.
        delimiter: what parts cells; spreadsheets set to Russian want ``";"``.
        encoding: ``"utf-8-sig"`` begins with the mark by which spreadsheets know UTF-8.

    Returns:
        what the table has no room for.

    >>> import io
    >>> import cstoevents as cs
    >>> event = cs.Event(id="rubezh-2024", kind="exercise", title="Rubezh-2024", when="2024-09")
    >>> file = io.BytesIO()
    >>> cs.write_flat_csv(cs.Chronicle(event), file).is_lossless
    True
    >>> print(file.getvalue().decode().splitlines()[1][:59])
    rubezh-2024,exercise,Rubezh-2024,2024-09,September 2024,,,,
    """
    checked_language(lang)
    if delimiter not in _DELIMITERS:
        raise refused(delimiter, "',', ';' or a tab", "delimiter")
    if encoding not in _ENCODINGS:
        raise refused(encoding, "'utf-8' or 'utf-8-sig'", "encoding")
    losses = Losses("flat CSV")
    content = table(chronicle, lang, losses)
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow([heading.text for heading in content.headings])
    for _, cells in content.rows:
        writer.writerow([neutral(cell) for cell in cells])
    write_bytes(target, text.getvalue().encode(encoding))
    return losses.report()


def read_flat_csv(
    source: Readable,
    *,
    columns: Mapping[str, str | None] | None = None,
    dates: Dates = "edtf",
    kind: EventKind | str | None = None,
    lang: str | None = None,
    within: Chronicle | None = None,
    references: References = "strict",
    delimiter: Delimiter | None = None,
    encoding: str | None = None,
    limit: int = LIMIT,
) -> Chronicle:
    r"""Read events from one sheet in which each has a row, as people keep them.

    Columns are known by their headers, in English or Russian; only a title is
    needed. Names mean the records of ``within`` that bear them, letter for letter;
    a place, an organiser or a series that nobody knows becomes a record of its
    name alone, and an unknown participant is kept in words. A name that several
    bear is refused.

    A row without an id gets one: of its series and number, or else of its date and
    title. It is the same in every reading, whatever the order of the rows.

    Args:
        source: a path, an open file, or the bytes themselves.
        columns: what headers of your own mean: ``{"Что было": "title_ru"}``; None
            leaves a column out.
        dates: ``"day-first"`` reads ``19.05.2025``, ``24-26.06.2025`` and ``5.2025``
            as well as EDTF.
        kind: the kind of the events, where the sheet has no column for it.
        lang: the language of the words, where a header doesn't name one; else they
            are in the language of their header.
        within: the chronicle that names lead into.
        references: ``"lenient"`` keeps ids that lead nowhere.
        delimiter: what parts cells; without it the headers tell.
        encoding: how text is encoded; without it UTF-8, or what else is certain.
        limit: the most bytes that are read.

    Raises:
        InputError: everything that is wrong, with the line and the header of each cell.
        OSError: the file can't be opened.

    >>> import cstoevents as cs
    >>> sheet = "Дата;Мероприятие;Вид;Место\n19.05.2025;Заседание Совета;заседание;Бишкек\n"
    >>> chronicle = cs.read_flat_csv(sheet.encode(), dates="day-first", within=cs.load())
    >>> meeting = chronicle.meetings[0]
    >>> str(meeting.when), meeting.place
    ('2025-05-19', 'bishkek')
    """
    if delimiter not in (None, *_DELIMITERS):
        raise refused(delimiter, "',', ';' or a tab", "delimiter")
    file = name_of(source)
    own = mapping(columns)
    data = read_bytes(source, limit)
    text = _Text(file, tuple(own))
    content = text.decoded(data, encoding)
    lines = text.lines(content, delimiter or text.delimiter(content))
    reading = Reading(columns, dates, kind, lang, within, references)
    return read_sheet(Sheet(file, lines), reading)


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
                raise refused(encoding, "the name of an encoding", "encoding") from None
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
