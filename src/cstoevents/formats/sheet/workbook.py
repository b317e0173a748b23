"""The one-sheet table as a workbook of Excel: the same cells, read by the same rules.

Every cell is text, in the number format of text, so that no spreadsheet makes a
date of ``2025-05`` or a formula of anything. The same chronicle makes the same
bytes: the times that a workbook keeps of itself are fixed.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
import zipfile
from collections.abc import Collection, Sequence
from typing import Any, Final
from xml.etree import ElementTree

from cstoevents.errors import ExtraMissingError, InputError
from cstoevents.formats.archives import zipped
from cstoevents.formats.losses import LossCounter
from cstoevents.formats.sheet.cells import (
    Line,
    Linked,
    Sheet,
    Unreadable,
    Value,
    guarded,
    refusal,
    split_links,
)
from cstoevents.formats.sheet.number_formats import shown_moment, shown_number, shown_text
from cstoevents.formats.sheet.workbook_xml import Layout, check_archive, layout_of
from cstoevents.formats.sheet.writing import Heading, SheetTable
from cstoevents.records.rules import URL
from cstoevents.records.values import About
from cstoevents.wording.dates import as_of
from cstoevents.wording.words import phrase

# The limits of the format itself.
_LONGEST_TEXT: Final = 32_767
_LONGEST_LINK: Final = 2_079
# Programs that look for each link among all of them take a hundred times as long for ten
# times as many.
_MOST_LINKS_WRITTEN: Final = 10_000

_NO_TIME_TEXT: Final = b"1980-01-01T00:00:00Z"

WORKBOOK_LIMIT = 2**28
"""How many bytes of a workbook are read unless told, packed or unpacked: 256 MiB."""


def require() -> None:
    """Raise `ExtraMissingError` if workbooks can't be read or written here."""
    _openpyxl()


def workbook_of(content: SheetTable, about: About, lang: str, losses: LossCounter) -> bytes:
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
            link = _first_link(text) if heading.column.has_links else None
            if link and links < _MOST_LINKS_WRITTEN:
                links += 1
                cell.hyperlink = link
                cell.font = openpyxl.styles.Font(color="0563C1", underline="single")
    sheet.auto_filter.ref = sheet.dimensions
    _set_properties(openpyxl, book, about, lang, losses)
    file = io.BytesIO()
    book.save(file)
    return _reproducible(file.getvalue())


def _set_properties(openpyxl: Any, book: Any, about: About, lang: str, losses: LossCounter) -> None:
    """Write into a workbook what the chronicle says of itself."""
    said: dict[str, str | None] = {
        "version": about.version,
        "creator": about.publisher,
        "language": about.language,
        "subject": as_of(about.as_of, lang) if about.as_of else None,
    }
    for name, text in (("title", about.title), ("description", about.description)):
        if text is not None:
            said[name] = losses.in_one_language(f"About.{name}", None, text, lang)[1]
    for name, words in said.items():
        if words is not None:
            setattr(book.properties, name, _as_xml(words, _ABOUT[name], None, losses))
    for name in ("licence", "url"):
        value = getattr(about, name)
        if value is not None:
            own = openpyxl.packaging.custom.StringProperty(name=name, value=value)
            book.custom_doc_props.append(own)


# What each property of a workbook says, where the two have different names.
_ABOUT = {
    "title": "About.title",
    "description": "About.description",
    "subject": "About.as_of",
    "version": "About.version",
    "creator": "About.publisher",
    "language": "About.language",
}


def _openpyxl() -> Any:
    """Return openpyxl, which ships no types, or raise where it isn't installed."""
    try:
        import openpyxl
        import openpyxl.packaging.custom
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
    """Write a text into a cell, as text whatever it looks like."""
    cell.value = text
    cell.data_type = "s"
    cell.number_format = "@"


# What XML can't say at all, and a text that Excel would read as such a character.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LINE_BREAK = re.compile("\r\n?")
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile("_x005F_(?=x[0-9A-Fa-f]{4}_)")


def _fitting(text: str, heading: Heading, id: str, losses: LossCounter) -> str:
    """Return the text that a cell can hold, and note what it can't."""
    what = heading.column.loss_field
    text = _as_xml(text, what, id, losses)
    text = _LOOKS_ESCAPED.sub("_x005F_", guarded(text))
    if len(text) > _LONGEST_TEXT:
        losses.add(what, id, f"a cell holds {_LONGEST_TEXT} characters at most")
        text = text[:_LONGEST_TEXT]
    return text


def _as_xml(text: str, what: str, id: str | None, losses: LossCounter) -> str:
    """Return a text as XML can say it, and note what it can't."""
    for pattern, instead, reason in (
        (_LINE_BREAK, "\n", "a workbook has one kind of line break"),
        (_NO_XML, "\ufffd", "a workbook has no control characters"),
    ):
        fitting = pattern.sub(instead, text)
        if fitting != text:
            losses.add(what, id, reason)
            text = fitting
    return text


def _first_link(text: str) -> str | None:
    links = (member for member in split_links(text) if URL.matches(member))
    link = next(links, None)
    return link if link and len(link) <= _LONGEST_LINK else None


def _reproducible(data: bytes) -> bytes:
    """Pack a workbook anew: in one order, without the time of writing, its XML in one form.

    The form is Canonical XML 2.0, since openpyxl writes other bytes where lxml is installed.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        files = {name: _canonical(book.read(name)) for name in sorted(book.namelist())}
    core = "docProps/core.xml"
    files[core] = _MOMENTS.sub(rb"\g<1>" + _NO_TIME_TEXT, files[core])
    return zipped(files)


def _canonical(part: bytes) -> bytes:
    return _XML_DECLARATION + ElementTree.canonicalize(from_file=io.BytesIO(part)).encode()


_XML_DECLARATION: Final = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


_MOMENTS = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


# Reading


def sheet_of(data: bytes, file: str | None, name: str | None, limit: int | None) -> Sheet:
    """Return the rows of one sheet of a workbook: that of a name, or the only one that is filled.

    Raises `InputError` where there is no such sheet, or the workbook is damaged or too large.
    """
    openpyxl = _openpyxl()
    limit = WORKBOOK_LIMIT if limit is None else limit
    if len(data) > limit:
        expected = f"at most {limit} bytes; pass a larger `limit` if you trust the file"
        raise refusal(file, f"more than {limit} bytes", expected)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, warnings.catch_warnings():
            # openpyxl warns of what it leaves out, and a sheet of events has no use for.
            warnings.simplefilter("ignore")
            check_archive(archive, len(data), limit, file)
            book = openpyxl.load_workbook(
                io.BytesIO(data), read_only=True, data_only=True, keep_links=False
            )
            return _sheet(openpyxl, book, archive, name, file)
    except InputError:
        raise
    except (zipfile.BadZipFile, NotImplementedError):
        raise refusal(file, "no zip archive", "a workbook in the format .xlsx") from None
    except Exception as error:  # noqa: BLE001 - openpyxl raises whatever a damaged part makes
        found = f"{type(error).__name__}: {error}"
        raise refusal(file, found, "a workbook in the format .xlsx, undamaged") from None


def _sheet(
    openpyxl: Any, book: Any, archive: zipfile.ZipFile, name: str | None, file: str | None
) -> Sheet:
    chosen, layout = _chosen_sheet(book, archive, name, file)
    letter = openpyxl.utils.get_column_letter

    def address(line: int, column: int) -> str:
        return f"{letter(column)}{line}"

    first_day = dt.date(1900, 3, 1) if book.epoch.year < 1904 else dt.date(1904, 1, 1)
    # What a file says of its size may be wrong, and is what rows are filled up to.
    chosen.reset_dimensions()
    lines = []
    strikes = _styles_that_strike(book)
    struck: set[int] = set()
    for number, cells in enumerate(chosen.iter_rows(), start=1):
        values = [
            _value(cell, layout, (number, column), first_day)
            if cell.value is not None
            else _empty(layout, (number, column))
            for column, cell in enumerate(cells, start=1)
        ]
        if any(value != "" for value in values):
            lines.append(Line(number, values))
            struck.update(_if_in_style(number, cells, strikes))
    sheet = Sheet(file, lines, address, layout.merged)
    _note_rows(sheet, layout.hidden, "it is hidden in the workbook, and read all the same")
    _note_rows(sheet, struck, "some of it is struck through, and it is read all the same")
    for row, column in sorted(layout.formulas):
        saved = "a formula: the value is taken that it had when the file was saved"
        sheet.note(row, address(row, column), saved, column)
    return sheet


def _note_rows(sheet: Sheet, rows: Collection[int], text: str) -> None:
    for line in sheet.lines:
        if line.number in rows:
            sheet.note(line.number, "row", text)


def _if_in_style(row: int, cells: Sequence[Any], styles: Collection[int]) -> tuple[int, ...]:
    """Return a row of which a cell is in one of some styles; blanks between cells have none."""
    return (row,) if any(getattr(cell, "_style_id", None) in styles for cell in cells) else ()


def _styles_that_strike(book: Any) -> frozenset[int]:
    """Return the styles of cells that strike through what is in them."""
    styles = enumerate(book._cell_styles)
    return frozenset(at for at, style in styles if book._fonts[style.fontId].strike)


def _chosen_sheet(
    book: Any, archive: zipfile.ZipFile, name: str | None, file: str | None
) -> tuple[Any, Layout]:
    """Return the sheet that is to be read, and what its file says beside the cells."""
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    if name is not None and name not in sheets:
        raise refusal(file, name, f"the name of a sheet: {', '.join(map(repr, sheets))}")
    layouts = {
        # openpyxl tells the name of a sheet's part in no other way.
        title: layout_of(archive, sheet._worksheet_path, file)
        for title, sheet in sheets.items()
        if name in (None, title)
    }
    filled = [title for title, layout in layouts.items() if layout.is_filled]
    if name is None and len(filled) > 1:
        names = ", ".join(map(repr, filled))
        expected = f"one, or the name of one as `sheet`: {names}"
        raise refusal(file, f"{len(filled)} sheets", expected)
    if not sheets:
        raise refusal(file, "no sheets", "a workbook with a sheet")
    title = name or next(iter([*filled, *sheets]))
    return sheets[title], layouts[title]


def _empty(layout: Layout, place: tuple[int, int]) -> Value:
    if place in layout.formulas:
        cure = "save the workbook in a spreadsheet program, or paste the result as a value"
        return Unreadable("a formula without a result", cure)
    return ""


def _value(cell: Any, layout: Layout, place: tuple[int, int], first_day: dt.date) -> Value:
    """Return what a cell holds, in the terms of `cells`."""
    value = cell.value
    if cell.data_type == "e":
        return Unreadable(str(value), "a value, not an error")
    if isinstance(value, str):
        text = shown_text(_ESCAPED.sub("_", value), cell.number_format)
        if not isinstance(text, str):
            return text
        target = layout.links.get(place)
        return Linked(text, target) if target and URL.matches(target) else text
    if isinstance(value, bool):
        return Unreadable(str(value).upper(), "text, not a truth value")
    if isinstance(value, int | float):
        return shown_number(value, cell.number_format)
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return shown_moment(value, cell.number_format, first_day)
    return Unreadable(str(value), "a date, or text")
