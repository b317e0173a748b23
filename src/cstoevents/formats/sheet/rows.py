"""The rows of a sheet: which line is its header, what each column means, the cells below.

The header is looked for among the first lines, since people write titles and leave
blanks above it: it is the first line with the most headers that are known.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from cstoevents.errors import ArgumentError, ArgumentTypeError, InputError, Problem, near
from cstoevents.formats.sheet.cells import (
    Cell,
    Line,
    Linked,
    Row,
    Sheet,
    Value,
    shown,
    split_links,
    unguarded,
)
from cstoevents.formats.sheet.columns import COLUMNS
from cstoevents.formats.sheet.forms import EXTRA, Column
from cstoevents.records import rules
from cstoevents.wording.language import languages
from cstoevents.wording.words import column_names, is_number_sign, simplified

__all__ = ["LINES_LOOKED_AT", "Header", "known_headers", "mapping", "rows_of"]

LINES_LOOKED_AT: Final = 20
"""Among how many lines with something in them a header is looked for."""


class Header(NamedTuple):
    """What a header says: which column, and the language of the words below it.

    ``lang`` is the language that it names, ``own`` the one that it is in.
    """

    column: Column
    lang: str | None = None
    own: str = "en"


class _Placed(NamedTuple):
    """One column of a sheet: where it stands, what it is called, and what it says."""

    position: int
    header: str
    column: Column
    lang: str


_LANGUAGE_AFTER = re.compile(
    r"\A(?P<name>.*?)(?:\s*[(\[]|[ _])(?P<tag>[A-Za-z0-9]{2,4}(?:-[A-Za-z0-9]{2,4}){0,2})[)\]]?\Z"
).search


# No header is longer, while the first cells of a sheet can be of any length.
_LONGEST: Final = 200


def known_headers(headers: Sequence[str], own: Mapping[str, Header | None]) -> int:
    """Count the headers that say something, for telling how a file is to be read."""
    return sum(header.strip() in own or _known(header) is not None for header in headers)


def _known(text: str) -> Header | None:
    """Return what a header of a sheet says, by any of its names, or None."""
    if len(text) > _LONGEST:
        return None
    beginning, _, key = text.strip().partition(".")
    if beginning.lower() == EXTRA and rules.KEY.matches(key):
        return Header(next(column for column in COLUMNS if column.key == EXTRA), key)
    names = _headers(languages())
    found = names.get(simplified(text))
    if found:
        return found
    with_language = _LANGUAGE_AFTER(text.strip())
    if with_language is None:
        return None
    found, tag = names.get(simplified(with_language["name"])), _tag(with_language["tag"])
    return Header(found.column, tag) if tag and found and found.column.by_language else None


@functools.cache
def _headers(tags: tuple[str, ...]) -> dict[str, Header]:
    named = [column for column in COLUMNS if column.key != EXTRA]
    headers = {simplified(column.key): Header(column) for column in named}
    for column in named:
        for lang in tags:
            for name in column_names(column.key, lang):
                headers.setdefault(simplified(name), Header(column, own=lang))
    return headers


def _tag(text: str) -> str | None:
    """Return a language tag with the capitals that BCP 47 recommends, or None."""
    first, *others = text.split("-")
    tag = "-".join(
        [first.lower(), *(part.title() if len(part) == 4 else part.upper() for part in others)]
    )
    return tag if rules.LANGUAGE.matches(tag) else None


def mapping(columns: Mapping[str, str | None] | None) -> dict[str, Header | None]:
    """Check a caller's map of headers to columns; None leaves a column of the sheet out."""
    if columns is not None and not isinstance(columns, Mapping):
        raise ArgumentTypeError("columns", columns, "a mapping of headers to columns")
    checked: dict[str, Header | None] = {}
    for header, key in (columns or {}).items():
        if not isinstance(header, str) or not isinstance(key, str | None):
            raise ArgumentTypeError("columns", {header: key}, "texts, or None for a column")
        meaning = None if key is None else _known(key)
        if key is not None and meaning is None:
            keys = ", ".join(column.key for column in COLUMNS)
            raise ArgumentError(f"columns[{header!r}]", key, f"one of {keys}")
        checked[header.strip()] = meaning
    return checked


def _placed(sheet: Sheet, own: Mapping[str, Header | None], lang: str | None) -> list[_Placed]:
    """Return the columns of a sheet, and take the lines above the header out of it."""
    if not sheet.lines:
        expected = "a row of headers, and rows below it"
        raise InputError([Problem(file=sheet.file, line=1, found=None, expected=expected)])
    _find_header(sheet, own)
    line = sheet.lines[0].number
    headers = [shown(value).strip() for value in sheet.lines[0].cells]
    found: dict[tuple[str, str], _Placed] = {}
    for position in _positions(sheet, headers):
        header = headers[position] if position < len(headers) else ""
        known = own[header] if header in own else _known(header)
        if known is not None:
            place = _Placed(position, header, known.column, known.lang or lang or known.own)
            _take_up(place, found, sheet)
        elif header not in own:
            sheet.refuse(line, "header", *_unknown(header, position))
    _check_missing(found, headers, own, sheet)
    if sheet.problems:
        raise InputError(sheet.problems)
    columns = _without_row_numbers(sheet, list(found.values()), own)
    sheet.headers.update((place.column.key, place.header) for place in reversed(columns))
    return columns


def _take_up(place: _Placed, found: dict[tuple[str, str], _Placed], sheet: Sheet) -> None:
    column = place.column
    first = found.setdefault((column.key, place.lang if column.by_language else ""), place)
    if first is not place:
        expected = f"one column for {column.key}; {first.header!r} is it too"
        sheet.refuse(sheet.lines[0].number, "header", place.header, expected)


def _check_missing(
    found: Mapping[tuple[str, str], _Placed],
    headers: Sequence[str],
    own: Mapping[str, Header | None],
    sheet: Sheet,
) -> None:
    """Take up columns that the caller names and the sheet lacks, and the one it has to have."""
    line = sheet.lines[0].number
    for header in own:
        if header not in headers:
            sheet.refuse(line, "header", None, f"a column {header!r}, which `columns` names")
    if not sheet.problems and not any(key in ("title", "person") for key, _ in found):
        examples = " or ".join(repr(column_names("title", tag)[0]) for tag in languages())
        expected = f"a column for titles, such as {examples}, or one in `columns`"
        sheet.refuse(line, "header", ", ".join(headers) or None, expected)


def _find_header(sheet: Sheet, own: Mapping[str, Header | None]) -> None:
    """Take the lines above the header out of a sheet, and note it if there are some."""
    scores = [
        known_headers([shown(value) for value in line.cells], own)
        for line in sheet.lines[:LINES_LOOKED_AT]
    ]
    at = scores.index(max(scores))
    if at:
        line = sheet.lines[at].number
        text = f"the headers are in line {line}; what is above them is left out"
        sheet.note(line, "header", text)
        del sheet.lines[:at]


def _positions(sheet: Sheet, headers: Sequence[str]) -> list[int]:
    """Return where columns stand: under a header, or with something in a row."""
    used = {at for line in sheet.lines[1:] for at, value in enumerate(line.cells) if value != ""}
    return sorted(used | {at for at, header in enumerate(headers) if header})


def _without_row_numbers(
    sheet: Sheet, columns: list[_Placed], own: Mapping[str, Header | None]
) -> list[_Placed]:
    """Leave out a column that counts the rows: "№" where no series is there to count in."""
    has_series = any(place.column.key == "series" for place in columns)
    kept = []
    for place in columns:
        is_sign = place.column.key == "number" and is_number_sign(place.header)
        if is_sign and not has_series and place.header not in own:
            text = "taken to count the rows, since no column says in which series it counts"
            sheet.note(sheet.lines[0].number, place.header, text)
        elif place.column.key != "row_number":
            kept.append(place)
    return kept


def _unknown(header: str, position: int) -> tuple[str, str]:
    if not header:
        return f"column {position + 1} without a header", "a header above it"
    names = [name for column in COLUMNS for name in column.header_names]
    like = near(header, names, 1)
    hint = f"perhaps {like[0]!r}; " if like else ""
    expected = f"a known header ({hint}say what it is in `columns`, or None to leave it out)"
    return header, expected


# Rows of cells


def rows_of(sheet: Sheet, own: Mapping[str, Header | None], lang: str | None) -> list[Row]:
    """Return the rows of a sheet below its header, or raise all that is wrong with that.

    ``own`` are the caller's meanings of headers. ``lang`` overrides the language that a
    header is in, but not one that it names.
    """
    columns = _placed(sheet, own, lang)
    _fill_merged(sheet, columns)
    rows = []
    for line in sheet.lines[1:]:
        cells: dict[str, dict[str, Cell]] = {}
        for position, header, column, tag in columns:
            value = _content(line.cells[position], column) if position < len(line.cells) else ""
            if value != "":
                cell = Cell(value, line.number, position, header, tag, sheet)
                cells.setdefault(column.key, {})[tag if column.by_language else ""] = cell
        if cells:
            rows.append(Row(line.number, cells, sheet))
    return rows


# A cell over several rows means the same in each of them, where these columns have one.
_SHARED_BY_ROWS: Final = frozenset(
    {
        *("kind", "when", "first_day", "last_day", "timezone", "status", "format", "place"),
        *("country", "organisers", "series", "parent", "chair", "topics"),
    }
)
_MOST_MERGED: Final = 1_000_000


def _fill_merged(sheet: Sheet, columns: Sequence[_Placed]) -> None:
    """Repeat what is merged over several rows of one column, and refuse other merged cells."""
    by_position = {column.position: column for column in columns}
    positions, numbers = sorted(by_position), [line.number for line in sheet.lines]
    left = _MOST_MERGED
    for area in sheet.merged:
        first, end = bisect_left(numbers, area.top), bisect_right(numbers, area.bottom)
        begins, ends = bisect_left(positions, area.left - 1), bisect_left(positions, area.right)
        if area.bottom <= numbers[0] or (end - first) * (ends - begins) <= 1:
            continue
        left -= end - first
        position = positions[begins]
        cell = Cell("", numbers[first], position, by_position[position].header, "", sheet)
        is_of_one_column = ends - begins == 1 and position == area.left - 1
        is_below_header = first > 0 and numbers[first] == area.top
        can_be_shared = by_position[position].column.key in _SHARED_BY_ROWS
        if is_of_one_column and is_below_header and can_be_shared and left > 0:
            cell.note(f"the cells {area.reference} are merged: each of their rows has its value")
            _repeat(sheet.lines[first:end], position)
        else:
            cell.refuse(f"the merged cells {area.reference}", "a cell for each row and column")


def _repeat(lines: Sequence[Line], position: int) -> None:
    for line in lines[1:]:
        line.cells.extend([""] * (position + 1 - len(line.cells)))
        line.cells[position] = lines[0].cells[position]


def _content(value: Value, column: Column) -> Value:
    """Return what a cell of a column says: of words that lead to an address, that one of them."""
    if isinstance(value, Linked):
        is_shown = any(rules.URL.matches(member) for member in split_links(value.text))
        value = value.text if is_shown or not column.has_links else value.url
    return unguarded(value).strip() if isinstance(value, str) else value
