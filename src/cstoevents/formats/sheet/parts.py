"""What the parts of a workbook say before a library reads them: sizes, links, merged cells.

A few kilobytes of a workbook can name billions of cells: a merged or linked range of a
whole sheet, a cell in its last column, millions of empty strings. So its parts are gone
over first by a parser that keeps nothing but counts, and a workbook that holds more than
people make is refused. Everything here takes time in proportion to the size of the file.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple, TypeAlias
from xml.parsers import expat

from cstoevents.formats.sheet.cells import Merged, Unreadable, Value, refusal

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


class Layout(NamedTuple):
    """What the part of a sheet says beside the values of its cells."""

    is_filled: bool
    merged: list[Merged]
    links: Mapping[tuple[int, int], str]
    formulas: frozenset[tuple[int, int]]


class _Most(NamedTuple):
    """How many elements a part may have, and what to do in the file where it has more."""

    elements: int
    file: str | None
    cure: str = "copy the sheet to a new workbook"


Attributes: TypeAlias = dict[str, str]


def check_archive(archive: zipfile.ZipFile, packed: int, limit: int, file: str | None) -> None:
    """Raise `InputError` where an archive would unpack to more than the limit, or is encrypted.

    The parts that a library reads whole must not hold more than people put into them.
    ``packed`` is the size of the archive, and ``limit`` that of what is in it, in bytes.
    """
    entries = archive.infolist()
    # zipfile unpacks no more of an entry than it says here.
    size = sum(entry.file_size for entry in entries)
    if size > limit:
        expected = f"at most {limit}; pass a larger `limit` if you trust the file"
        raise refusal(file, f"{size} bytes when unpacked", expected)
    if any(entry.flag_bits & 1 for entry in entries):
        raise refusal(file, "an encrypted archive", "a workbook without a password")
    types = _content_types(archive, file)
    for entry in entries:
        kind = types.get(f"/{entry.filename}", "")
        if kind.endswith("sharedStrings+xml"):
            # What an entry says of its packed size may be wrong.
            texts = _MOST_TEXTS_A_BYTE * min(entry.compress_size, packed)
            most = _Most(min(_MOST_TEXTS_OF_FEW_BYTES + texts, _MOST_TEXTS), file)
        elif entry.filename.endswith(".rels"):
            most = _Most(MOST_LINKS + 1, file, "remove the hyperlinks")
        elif kind.endswith(_READ_WHOLE) or entry.filename.startswith(("docProps/", "xl/styles")):
            most = _Most(_MOST_ELEMENTS, file)
        else:
            continue
        _scan(archive, entry.filename, lambda _, __: None, most)


_READ_WHOLE: Final = ("main+xml", "styles+xml", "properties+xml")


def _content_types(archive: zipfile.ZipFile, file: str | None) -> dict[str, str]:
    """Return what kind of part each is."""
    types: dict[str, str] = {}

    def take(name: str, attributes: Attributes) -> None:
        if name == "Override":
            types[attributes.get("PartName", "")] = attributes.get("ContentType", "")

    _scan(archive, "[Content_Types].xml", take, _Most(_MOST_ELEMENTS, file))
    return types


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
    return Layout(is_filled, merged, _links(archive, part, linked, file), frozenset(formulas))


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
    found = _REFERENCE.fullmatch(reference or "")
    return _place(found) if found else (row, column + 1)


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
    folder, name = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    if not linked or relations not in archive.namelist():
        return {}
    count = sum(area.size for area, _ in linked)
    if count > MOST_LINKS:
        expected = f"at most {MOST_LINKS}, as many as Excel has; remove the hyperlinks"
        raise refusal(file, f"{count} links in one sheet", expected)
    targets: dict[str, str] = {}

    def take(name: str, attributes: Attributes) -> None:
        if name == "Relationship":
            targets[attributes.get("Id", "")] = attributes.get("Target", "")

    _scan(archive, relations, take, _Most(_MOST_ELEMENTS, file))
    return {place: targets.get(id, "") for area, id in linked for place in area.places()}


def _scan(
    archive: zipfile.ZipFile, part: str, take: Callable[[str, Attributes], None], most: _Most
) -> None:
    """Yield the elements of a part, by their names without prefix, if they aren't too many."""
    count = 0

    def start(name: str, attributes: Attributes) -> None:
        nonlocal count
        count += 1
        if count > most.elements:
            found = f"more than {most.elements} elements in {part}"
            raise refusal(most.file, found, f"at most {most.elements}; {most.cure}")
        take(name.rpartition(":")[2], attributes)

    def doctype(*_: object) -> None:
        raise refusal(
            most.file, f"a document type in {part}", "a workbook without entities of its own"
        )

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = doctype
    with archive.open(part) as source:
        parser.ParseFile(source)


# Numbers as their cells show them

_PADDING = re.compile(r"_.|\*.|\[(?:Black|Blue|Cyan|Green|Magenta|Red|White|Yellow)\]")
_PLAIN_FORMAT = re.compile(
    r"(?P<groups>#,##)?#*(?P<zeros>0*)(?:\.(?P<decimals>0+))?(?P<percent>%)?"
)


def shown_number(value: float, number_format: str) -> Value:
    """Return a number as its cell shows it, or what is wrong where the cell shows less or more."""
    plain = str(int(value)) if float(value).is_integer() else repr(value)
    form = _PADDING.sub("", number_format.partition(";")[0])
    if form in ("General", "@", ""):
        return plain
    found = _PLAIN_FORMAT.fullmatch(form)
    shown = None if found is None or value < 0 else _in_format(value, found)
    if shown is None:
        expected = f"text; the cell shows it in the format {number_format!r}"
        return Unreadable(plain, expected)
    return shown


def _in_format(value: float, form: re.Match[str]) -> str | None:
    """Return a number in a format of digits, or None where that hides a part of it."""
    decimals = len(form["decimals"] or "")
    scaled = value * 100 if form["percent"] else value
    shown = f"{scaled:.{decimals}f}"
    if abs(float(shown) - scaled) > 1e-9 * max(1.0, abs(scaled)):
        return None
    whole, dot, rest = shown.partition(".")
    if form["groups"] and len(whole) > 3:
        return None  # what separates thousands is a matter of the reader's country
    return f"{whole.zfill(len(form['zeros']))}{dot}{rest}{form['percent'] or ''}"
