"""What the parts of a workbook say before a library reads them: sizes, links, merged cells.

A few kilobytes of a workbook can name billions of cells: a merged or linked range of a
whole sheet, a cell in its last column, millions of empty strings. So its parts are gone
over first by a parser that keeps nothing but counts, and a workbook that holds more than
people make is refused. Everything here takes time in proportion to the size of the file.
"""

from __future__ import annotations

import contextlib
import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable, Collection, Mapping
from typing import Final, NamedTuple, TypeAlias
from xml.parsers import expat

from cstoevents.formats.archives import check_sizes
from cstoevents.formats.sheet.cells import Merged, refusal

# The limits of the format itself.
_MOST_ROWS: Final = 1_048_576
_MOST_COLUMNS: Final = 16_384
MOST_LINKS: Final = 65_530

_MOST_CELLS: Final = 2_000_000
_MOST_ELEMENTS: Final = 200_000
_MOST_TEXTS: Final = 2_000_000
# Texts that differ take some bytes each even when packed, but empty ones hardly any.
_MOST_TEXTS_A_BYTE: Final = 4
_MOST_TEXTS_OF_FEW_BYTES: Final = 50_000
_MOST_MERGED: Final = 50_000

# Excel takes 255 characters for the format of a number, and 8,192 for a name's formula. The
# squares of longer ones are added up, so that a few of them are as much as one.
_SHORT: Final = 256
_LONGEST_TOGETHER: Final = 8_192

# Parsers of some versions begin anew at a comment, a tag and the like with each piece that they
# get of it, so that a long one takes time with its square. No program writes a tenth of this.
_LONGEST_MARKUP: Final = 2**18
_PIECE: Final = 2**16


class Layout(NamedTuple):
    """What the part of a sheet says beside the values of its cells."""

    is_filled: bool
    merged: list[Merged]
    links: Mapping[tuple[int, int], str]
    formulas: frozenset[tuple[int, int]]
    hidden: frozenset[int]


_COPY: Final = "copy the sheet to a new workbook"


class _Most(NamedTuple):
    """How many elements a part may have, and what to do in the file where it has more."""

    elements: int
    file: str | None
    cure: str = _COPY


Attributes: TypeAlias = dict[str, str]


def check_archive(archive: zipfile.ZipFile, packed: int, limit: int, file: str | None) -> None:
    """Raise `InputError` where an archive would unpack to more than the limit, or is encrypted.

    The parts that a library reads whole must not hold more than people put into them.
    ``packed`` is the size of the archive, and ``limit`` that of what is in it, in bytes.
    """
    entries = archive.infolist()
    size = sum(entry.file_size for entry in entries)
    if size > limit:
        expected = f"at most {limit}; pass a larger `limit` if you trust the file"
        raise refusal(file, f"{size} bytes when unpacked", expected)
    if any(entry.flag_bits & 1 for entry in entries):
        raise refusal(file, "an encrypted archive", "a workbook without a password")
    check_sizes(archive, entries, file)
    types = _content_types(archive, file)
    named = _named_by_books(archive, types, file)
    for entry in entries:
        kind = types.get(f"/{entry.filename}", "")
        if kind.endswith("sharedStrings+xml"):
            # What an entry says of its packed size may be wrong.
            texts = _MOST_TEXTS_A_BYTE * min(entry.compress_size, packed)
            most = _Most(min(_MOST_TEXTS_OF_FEW_BYTES + texts, _MOST_TEXTS), file)
        elif entry.filename.endswith(".rels"):
            most = _Most(MOST_LINKS + 1, file, "remove the hyperlinks")
        elif kind.endswith(_READ_WHOLE) or entry.filename.startswith(_OF_THE_BOOK):
            most = _Most(_MOST_ELEMENTS, file)
        elif posixpath.basename(entry.filename) in named:
            # A library begins to read the sheets, whatever they are declared to be, when it opens.
            with contextlib.suppress(expat.ExpatError, zipfile.BadZipFile, zlib.error):
                _scan(archive, entry.filename, _nothing, _Most(limit, file), until="sheetData")
            continue
        else:
            continue
        lengths = _Lengths(entry.filename, file)
        _scan(archive, entry.filename, lengths.of_element, most, text=lengths.of_text)


class _Lengths:
    """What refuses a part with texts that a library would go over again from each character.

    These are attributes, such as formats of numbers, and the texts of the names that programs
    reserve, such as areas to be printed. They take time with the squares of their lengths.
    """

    def __init__(self, part: str, file: str | None) -> None:
        self._part = part
        self._file = file
        self._left = _LONGEST_TOGETHER**2
        self._text: int | None = None

    def of_element(self, name: str, attributes: Attributes) -> None:
        """Count an element, whose text comes next."""
        is_reserved = name == "definedName" and attributes.get("name", "").startswith("_xlnm.")
        self._text = 0 if is_reserved else None
        for value in attributes.values():
            self._take(len(value), 0)

    def of_text(self, piece: str) -> None:
        """Count a piece of a text."""
        if self._text is not None:
            before = self._text
            self._text += len(piece)
            self._take(self._text, before)

    def _take(self, length: int, before: int) -> None:
        if length > _SHORT:
            self._left -= length**2 - before**2
        if self._left < 0:
            found = f"names or formats of more than {_LONGEST_TOGETHER} characters in {self._part}"
            raise refusal(self._file, found, "shorter ones; copy the sheet to a new workbook")


def _nothing(name: str, attributes: Attributes) -> None:
    """Read nothing of an element: it is only counted."""


_OF_THE_BOOK: Final = ("docProps/", "xl/styles", "xl/workbook")
_READ_WHOLE: Final = ("main+xml", "styles+xml", "properties+xml")


def _content_types(archive: zipfile.ZipFile, file: str | None) -> dict[str, str]:
    """Return what kind of part each is."""
    types: dict[str, str] = {}

    def take(name: str, attributes: Attributes) -> None:
        if name == "Override":
            types[attributes.get("PartName", "")] = attributes.get("ContentType", "")

    _scan(archive, "[Content_Types].xml", take, _Most(_MOST_ELEMENTS, file))
    return types


def _named_by_books(
    archive: zipfile.ZipFile, types: Mapping[str, str], file: str | None
) -> frozenset[str]:
    """Return the last names of the parts that a book says it has, its sheets among them."""
    books = {part[1:] for part, kind in types.items() if kind.endswith("main+xml")}
    there = frozenset(archive.namelist())
    named: set[str] = set()
    for book in {*books, "xl/workbook.xml"}:
        if _relations_of(book) in there:
            targets = _targets(archive, _relations_of(book), file)
            named.update(posixpath.basename(target) for _, target in targets)
            if book in there:
                _check_sheets(archive, book, targets, file)
    return frozenset(named)


def _check_sheets(
    archive: zipfile.ZipFile, book: str, targets: Collection[tuple[str, str]], file: str | None
) -> None:
    """Refuse a book with several sheets of one part, which would be read for each of them."""
    parts: dict[str, set[str]] = {}
    folder = posixpath.dirname(book)
    for id, target in targets:
        part = posixpath.normpath(posixpath.join("/", folder, target))
        parts.setdefault(id, set()).add(part)
    taken: set[str] = set()

    def take(name: str, attributes: Attributes) -> None:
        if name != "sheet":
            return
        for id in {value for key, value in attributes.items() if key.endswith(":id")}:
            of_it = {id, *parts.get(id, ())}
            if not taken.isdisjoint(of_it):
                found = "two sheets that are one part of the archive"
                expected = "a part for each sheet; copy the sheet to a new workbook"
                raise refusal(file, found, expected)
            taken.update(of_it)

    _scan(archive, book, take, _Most(_MOST_ELEMENTS, file))


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _targets(archive: zipfile.ZipFile, relations: str, file: str | None) -> list[tuple[str, str]]:
    """Return what a part is related to, each with the id of the relation."""
    targets: list[tuple[str, str]] = []

    def take(name: str, attributes: Attributes) -> None:
        if name == "Relationship":
            targets.append((attributes.get("Id", ""), attributes.get("Target", "")))

    _scan(archive, relations, take, _Most(MOST_LINKS + 1, file, "remove the hyperlinks"))
    return targets


# The parts of cells, texts with formats in them among these. Of all others a library makes objects.
_OF_CELLS: Final = frozenset({
    "row", "c", "v", "f", "is", "t", "r", "rPr", "rFont", "b", "i", "u", "strike", "sz", "color",
    "family", "charset", "scheme", "vertAlign", "rPh",
})  # fmt: skip


def _counting_others(file: str | None) -> Callable[[str], None]:
    """Return what refuses a sheet once it has too many elements that are no parts of cells."""
    left = _MOST_ELEMENTS

    def count(name: str) -> None:
        nonlocal left
        left -= name not in _OF_CELLS
        if left < 0:
            expected = f"at most {_MOST_ELEMENTS}; remove the page breaks and rules of formats"
            raise refusal(file, f"more than {_MOST_ELEMENTS} elements beside cells", expected)

    return count


def layout_of(archive: zipfile.ZipFile, part: str, file: str | None) -> Layout:
    """Return what the part of a sheet says beside the values of its cells."""
    merged: list[Merged] = []
    linked: list[tuple[Merged, str]] = []
    formulas: set[tuple[int, int]] = set()
    hidden: set[int] = set()
    row = column = slots = 0
    is_filled = False
    count = _counting_others(file)

    def take(name: str, attributes: Attributes) -> None:
        nonlocal row, column, slots, is_filled
        count(name)
        if name in ("c", "row"):
            before = column
            reference = attributes.get("r")
            if name == "row":
                row, column, before = _row_number(reference, row), 0, 0
                hidden.update(_if_hidden(row, attributes))
            else:
                row, column = _cell_place(reference, row, column)
            slots += max(column - before, 1)
            _check_extent(row, column, slots, file)
        elif name in ("v", "is", "f"):
            is_filled = True
            if name == "f":
                formulas.add((row, column))
        elif name == "mergeCell":
            merged.append(_range(attributes.get("ref", "")))
        elif name == "hyperlink":
            linked.append((_range(attributes.get("ref", "")), _relation_id(attributes)))
        if len(merged) > _MOST_MERGED:
            expected = f"at most {_MOST_MERGED}; unmerge what needs no merging"
            raise refusal(file, f"more than {_MOST_MERGED} merged ranges", expected)

    _scan(archive, part, take, _Most(4 * _MOST_CELLS, file))
    links = _links(archive, part, linked, file)
    return Layout(is_filled, merged, links, frozenset(formulas), frozenset(hidden))


def _if_hidden(row: int, attributes: Attributes) -> tuple[int, ...]:
    return (row,) if attributes.get("hidden") in ("1", "true") else ()


def _check_extent(row: int, column: int, slots: int, file: str | None) -> None:
    """Raise `InputError` where a cell is outside of any sheet, or rows are filled up too wide."""
    if row > _MOST_ROWS or column > _MOST_COLUMNS:
        expected = f"at most {_MOST_ROWS} rows and {_MOST_COLUMNS} columns, as Excel has"
        raise refusal(file, f"a cell in row {row}, column {column}", expected)
    if slots > _MOST_CELLS:
        expected = f"at most {_MOST_CELLS}; delete the empty rows and columns"
        raise refusal(file, f"rows that have more than {_MOST_CELLS} cells", expected)


_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


def _row_number(reference: str | None, before: int) -> int:
    return int(float(reference)) if reference else before + 1


def _cell_place(reference: str | None, row: int, column: int) -> tuple[int, int]:
    match = _REFERENCE.fullmatch(reference or "")
    return _place(match) if match else (row, column + 1)


def _place(found: re.Match[str]) -> tuple[int, int]:
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column


def _range(reference: str) -> Merged:
    first, _, last = reference.partition(":")
    ends = [_REFERENCE.fullmatch(end) for end in (first, last or first)]
    (top, left), (bottom, right) = [_place(end) if end else (0, 0) for end in ends]
    return Merged(reference, top, left, bottom, right)


def _relation_id(attributes: Attributes) -> str:
    return next((value for key, value in attributes.items() if key.endswith(":id")), "")


def _links(
    archive: zipfile.ZipFile, part: str, linked: list[tuple[Merged, str]], file: str | None
) -> dict[tuple[int, int], str]:
    """Return the addresses that cells lead to."""
    relations = _relations_of(part)
    if not linked or relations not in archive.namelist():
        return {}
    count = sum(area.size for area, _ in linked)
    if count > MOST_LINKS:
        expected = f"at most {MOST_LINKS}, as many as Excel has; remove the hyperlinks"
        raise refusal(file, f"{count} links in one sheet", expected)
    targets = dict(_targets(archive, relations, file))
    return {place: targets.get(id, "") for area, id in linked for place in area.places()}


def _scan(
    archive: zipfile.ZipFile,
    part: str,
    take: Callable[[str, Attributes], None],
    most: _Most,
    *,
    until: str | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Return each element of a part in turn, by its name without prefix, if they aren't too many.

    And give ``text`` each piece of text. No further is read than to an element of the name
    ``until`` and what stands close by.
    """
    count = 0
    is_done = False

    def start(name: str, attributes: Attributes) -> None:
        nonlocal count, is_done
        count += 1
        if count > most.elements:
            found = f"more than {most.elements} elements in {part}"
            raise refusal(most.file, found, f"at most {most.elements}; {most.cure}")
        name = name.rpartition(":")[2]
        is_done |= name == until
        take(name, attributes)

    def doctype(*_: object) -> None:
        raise refusal(
            most.file, f"a document type in {part}", "a workbook without entities of its own"
        )

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = doctype
    parser.CharacterDataHandler = text
    size = 0
    with archive.open(part) as source:
        while not is_done and (piece := source.read(_PIECE)):
            parser.Parse(piece)
            size += len(piece)
            if size - parser.CurrentByteIndex > _LONGEST_MARKUP:
                found = (
                    f"a comment, a tag or the like of more than {_LONGEST_MARKUP} bytes in {part}"
                )
                raise refusal(most.file, found, f"at most {_LONGEST_MARKUP}; {_COPY}")
    if not is_done:
        parser.Parse(b"", True)
