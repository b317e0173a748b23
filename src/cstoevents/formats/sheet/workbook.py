"""The one-sheet table as a workbook of Excel: the same cells, read by the same rules.

Every cell is text, in the number format of text, so that no spreadsheet makes a
date of ``2025-05`` or a formula of anything. The same chronicle makes the same
bytes: the times that a workbook keeps of itself are fixed.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable
from typing import Any, Final

from cstoevents.dates import When
from cstoevents.errors import ExtraMissingError, InputError, Problem
from cstoevents.formats.losses import LossCounter
from cstoevents.formats.sheet.cells import (
    Line,
    Linked,
    Sheet,
    Unreadable,
    Value,
    guarded,
    split_links,
)
from cstoevents.formats.sheet.rows import Heading, Table
from cstoevents.records.rules import URL
from cstoevents.wording.words import phrase

__all__ = ["require", "sheet_of", "workbook_of"]

# The limits of the format itself.
_LONGEST_TEXT: Final = 32_767
_LONGEST_LINK: Final = 2_079
_MOST_LINKS: Final = 65_530
# openpyxl looks for each link among all of them, so that ten times as many take a hundred
# times as long to read.
_MOST_LINKS_WRITTEN: Final = 10_000

_WITH_LINKS: Final = frozenset({"document_links", "links", "sources"})
_NO_TIME: Final = (1980, 1, 1, 0, 0, 0)
_NO_TIME_TEXT: Final = b"1980-01-01T00:00:00Z"

WORKBOOK_LIMIT = 2**28
"""How many bytes of a workbook are read unless told, packed or unpacked: 256 MiB."""

_MOST_CELLS: Final = 5_000_000


def require() -> None:
    """Raise `ExtraMissingError` if workbooks can't be read or written here."""
    _openpyxl()


def workbook_of(content: Table, lang: str, losses: LossCounter) -> bytes:
    """Return a table as a workbook, and note what a workbook can't hold."""
    openpyxl = _openpyxl()
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = phrase("Events", lang)
    _write_header(openpyxl, sheet, content.headings)
    links = 0
    for number, (id, cells) in enumerate(content.rows, start=2):
        for position, (heading, text) in enumerate(zip(content.headings, cells, strict=True), 1):
            if not text:
                continue
            cell = sheet.cell(number, position)
            _set_text(cell, _fitting(text, heading, id, losses))
            link = _first_link(text) if heading.column.key in _WITH_LINKS else None
            if link and links < _MOST_LINKS_WRITTEN:
                links += 1
                cell.hyperlink = link
                cell.font = openpyxl.styles.Font(color="0563C1", underline="single")
    sheet.auto_filter.ref = sheet.dimensions
    file = io.BytesIO()
    book.save(file)
    return _reproducible(file.getvalue())


def _openpyxl() -> Any:
    """Import openpyxl, which ships no types; everything of it is behind this door."""
    try:
        import openpyxl
        import openpyxl.styles
        import openpyxl.utils
    except ModuleNotFoundError as missing:
        raise ExtraMissingError("openpyxl", "excel") from missing
    return openpyxl


def _write_header(openpyxl: Any, sheet: Any, headings: tuple[Heading, ...]) -> None:
    for position, heading in enumerate(headings, start=1):
        cell = sheet.cell(1, position)
        _set_text(cell, heading.text)
        cell.font = openpyxl.styles.Font(bold=True)
        column = sheet.column_dimensions[openpyxl.utils.get_column_letter(position)]
        column.width = heading.column.width
        column.number_format = "@"  # for rows that people add
    sheet.freeze_panes = "A2"


def _set_text(cell: Any, text: str) -> None:
    """Put a text into a cell, as text whatever it looks like."""
    cell.value = text
    cell.data_type = "s"
    cell.number_format = "@"


# What XML can't say at all, and a text that Excel would read as such a character.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LINE_BREAK = re.compile("\r\n?")
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile("_x005F_(?=x[0-9A-Fa-f]{4}_)")


def _fitting(text: str, heading: Heading, id: str, losses: LossCounter) -> str:
    """Give the text that a cell can hold, and note what it can't."""
    what = heading.column.what
    for pattern, instead, reason in (
        (_LINE_BREAK, "\n", "a workbook has one kind of line break"),
        (_NO_XML, "\ufffd", "a workbook has no control characters"),
    ):
        fitting = pattern.sub(instead, text)
        if fitting != text:
            losses.add(what, id, reason)
            text = fitting
    text = _LOOKS_ESCAPED.sub("_x005F_", guarded(text))
    if len(text) > _LONGEST_TEXT:
        losses.add(what, id, f"a cell holds {_LONGEST_TEXT} characters at most")
        text = text[:_LONGEST_TEXT]
    return text


def _first_link(text: str) -> str | None:
    links = (member for member in split_links(text) if URL.matches(member))
    link = next(links, None)
    return link if link and len(link) <= _LONGEST_LINK else None


def _reproducible(data: bytes) -> bytes:
    """Pack a workbook anew, in one order and without the time of writing."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in sorted(old.namelist()):
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(
                    rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*",
                    rb"\g<1>" + _NO_TIME_TEXT,
                    content,
                )
            entry = zipfile.ZipInfo(name, _NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            new.writestr(entry, content)
    return file.getvalue()


def sheet_of(data: bytes, file: str | None, name: str | None, limit: int | None) -> Sheet:
    """Read the rows of one sheet of a workbook: that of a name, or the only one that is filled."""
    openpyxl = _openpyxl()
    limit = WORKBOOK_LIMIT if limit is None else limit
    if len(data) > limit:
        expected = f"at most {limit} bytes; pass a larger `limit` if you trust the file"
        raise _refusal(file, f"more than {limit} bytes", expected)
    _refuse_bomb(data, limit, file)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=False, keep_links=False)
    except Exception as error:  # noqa: BLE001  (openpyxl raises whatever a damaged part makes)
        found = f"{type(error).__name__}: {error}"
        raise _refusal(file, found, "a workbook in the format .xlsx, undamaged") from None
    chosen = _chosen_sheet(book, name, file)
    if chosen.max_row * chosen.max_column > _MOST_CELLS:
        found = f"{chosen.max_row} rows of {chosen.max_column} columns"
        raise _refusal(file, found, f"at most {_MOST_CELLS} cells; delete the empty rows")

    def address(line: int, column: int) -> str:
        return f"{openpyxl.utils.get_column_letter(column)}{line}"

    return Sheet(file, list(_lines(chosen)), address)


def _refusal(file: str | None, found: object, expected: str) -> InputError:
    return InputError([Problem(file=file, found=found, expected=expected)])


def _refuse_bomb(data: bytes, limit: int, file: str | None) -> None:
    """Refuse what is no archive, and one that would unpack to more than the limit."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise _refusal(file, "no zip archive", "a workbook in the format .xlsx") from None
    # zipfile unpacks no more of an entry than it says here.
    size = sum(entry.file_size for entry in entries)
    if size > limit:
        expected = f"at most {limit}; pass a larger `limit` if you trust the file"
        raise _refusal(file, f"{size} bytes when unpacked", expected)
    if any(entry.flag_bits & 1 for entry in entries):
        raise _refusal(file, "an encrypted archive", "a workbook without a password")
    for entry in entries:
        if entry.filename.startswith("xl/worksheets/_rels/"):
            _refuse_many_links(data, entry.filename, file)


def _refuse_many_links(data: bytes, name: str, file: str | None) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            count = archive.read(name).count(b"<Relationship ")
    except Exception as error:  # noqa: BLE001  (zipfile raises whatever its decoders do)
        found = f"{type(error).__name__}: {error}"
        raise _refusal(file, found, "a workbook in the format .xlsx, undamaged") from None
    if count > _MOST_LINKS:
        expected = f"at most {_MOST_LINKS}, as many as Excel has; remove the hyperlinks"
        raise _refusal(file, f"{count} links in one sheet", expected)


def _chosen_sheet(book: Any, name: str | None, file: str | None) -> Any:
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    if name is not None:
        if name in sheets:
            return sheets[name]
        raise _refusal(file, name, f"the name of a sheet: {', '.join(map(repr, sheets))}")
    filled = [sheet for sheet in sheets.values() if _is_filled(sheet)]
    if len(filled) > 1:
        names = ", ".join(repr(sheet.title) for sheet in filled)
        raise _refusal(
            file, f"{len(filled)} sheets", f"one, or the name of one as `sheet`: {names}"
        )
    if not sheets:
        raise _refusal(file, "no sheets", "a workbook with a sheet")
    return filled[0] if filled else next(iter(sheets.values()))


def _is_filled(sheet: Any) -> bool:
    return bool(sheet.max_row > 1 or sheet.max_column > 1 or sheet["A1"].value is not None)


def _lines(sheet: Any) -> Iterable[Line]:
    merged = {
        (row, column): str(area)
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row, min(area.max_row, sheet.max_row) + 1)
        for column in range(area.min_col, min(area.max_col, sheet.max_column) + 1)
    }
    for number, row in enumerate(sheet.iter_rows(), start=1):
        cells = [
            Unreadable(f"the merged cells {merged[number, position]}", "a cell for each row")
            if (number, position) in merged
            else _value(cell)
            for position, cell in enumerate(row, start=1)
        ]
        if any(value != "" for value in cells):
            yield Line(number, cells)


def _value(cell: Any) -> Value:
    """Give what a cell holds, in the terms of `sheet`."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        formula = value if isinstance(value, str) else getattr(value, "text", "a formula")
        return Unreadable(str(formula), "a value; paste the formula's result as a value")
    if cell.data_type == "e":
        return Unreadable(str(value), "a value, not an error")
    if isinstance(value, str):
        value = _ESCAPED.sub("_", value)
        target = cell.hyperlink.target if cell.hyperlink else None
        return Linked(value, target) if target and URL.matches(target) else value
    if isinstance(value, bool):
        return Unreadable(str(value).upper(), "text, not a truth value")
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, dt.datetime | dt.date):
        return _date(value, cell.number_format)
    if isinstance(value, dt.time):
        return value
    return Unreadable(str(value), "text or a date")


_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


def _date(value: dt.datetime | dt.date, number_format: str) -> Value:
    """Give the date that a cell shows: no day where its format shows none."""
    if isinstance(value, dt.datetime):
        if value.time() != dt.time():
            return Unreadable(str(value), "a date without a time of day, or text")
        value = value.date()
    shown = _LITERAL.sub("", number_format).lower().partition(";")[0]
    if "d" in shown or not set(shown) & {"m", "y"}:
        return When(value)
    if value.day != 1 or ("m" not in shown and value.month != 1):
        found = f"{value.isoformat()}, of which the cell shows a part"
        return Unreadable(found, "a date that is shown whole, or text")
    return When(f"{value:%Y-%m}" if "m" in shown else f"{value:%Y}")
