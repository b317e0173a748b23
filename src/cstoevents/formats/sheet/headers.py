"""Which line of a sheet is its header, and which column each header means.

The header is looked for among the first lines, since people write titles and leave
blanks above it: it is the first line with the most headers that are known.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from cstoevents.errors import ArgumentError, ArgumentTypeError, InputError, Problem, near
from cstoevents.formats.sheet.cells import Linked, Note, Sheet, Unreadable, Value
from cstoevents.formats.sheet.columns import COLUMNS, Column
from cstoevents.records import rules
from cstoevents.wording.language import languages
from cstoevents.wording.words import column_names, is_number_sign, simplified

__all__ = ["LINES_LOOKED_AT", "Header", "Placed", "known_headers", "mapping", "placed"]

LINES_LOOKED_AT: Final = 20
"""Among how many lines with something in them a header is looked for."""


class Header(NamedTuple):
    """What a header says: which column, and the language of the words below it.

    ``lang`` is the language that it names, ``own`` the one that it is in.
    """

    column: Column
    lang: str | None = None
    own: str = "en"


class Placed(NamedTuple):
    """One column of a sheet: where it stands, what it is called, and what it says."""

    position: int
    header: str
    column: Column
    lang: str


_BY_KEY: Final = {column.key: column for column in COLUMNS}
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
    headers = {simplified(column.key): Header(column) for column in COLUMNS}
    for column in COLUMNS:
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
        meaning = None if key is None else _named(key)
        if key is not None and meaning is None:
            raise ArgumentError(f"columns[{header!r}]", key, f"one of {', '.join(_BY_KEY)}")
        checked[header.strip()] = meaning
    return checked


def _named(key: str) -> Header | None:
    """Return what a key says that a caller maps a header to: ``when``, ``title_ru``."""
    if key in _BY_KEY:
        return Header(_BY_KEY[key])
    name, _, tag = key.partition("_")
    column = _BY_KEY.get(name)
    if column and column.by_language and rules.LANGUAGE.matches(tag):
        return Header(column, tag)
    return None


def placed(sheet: Sheet, own: Mapping[str, Header | None], lang: str | None) -> list[Placed]:
    """Return the columns of a sheet, or raise everything that is wrong with its headers.

    The lines above the header are taken out of the sheet. ``lang`` overrides the language
    that a header is in, but not one that it names.
    """
    if not sheet.lines:
        expected = "a row of headers, and rows below it"
        raise InputError([Problem(file=sheet.file, line=1, found=None, expected=expected)])
    _find_header(sheet, own)
    line = sheet.lines[0].number
    headers = [_text(value).strip() for value in sheet.lines[0].cells]
    found: dict[tuple[str, str], Placed] = {}
    for position in _positions(sheet, headers):
        header = headers[position] if position < len(headers) else ""
        known = own[header] if header in own else _known(header)
        if known is not None:
            place = Placed(position, header, known.column, known.lang or lang or known.own)
            _take_up(place, found, sheet)
        elif header not in own:
            sheet.refuse(line, "header", *_unknown(header, position))
    _check_missing(found, headers, own, sheet)
    if sheet.problems:
        raise InputError(sheet.problems)
    return _without_row_numbers(sheet, list(found.values()), own)


def _take_up(place: Placed, found: dict[tuple[str, str], Placed], sheet: Sheet) -> None:
    column = place.column
    first = found.setdefault((column.key, place.lang if column.by_language else ""), place)
    if first is not place:
        expected = f"one column for {column.key}; {first.header!r} is it too"
        sheet.refuse(sheet.lines[0].number, "header", place.header, expected)


def _check_missing(
    found: Mapping[tuple[str, str], Placed],
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
        known_headers([_text(value) for value in line.cells], own)
        for line in sheet.lines[:LINES_LOOKED_AT]
    ]
    at = scores.index(max(scores))
    if at:
        line = sheet.lines[at].number
        text = f"the headers are in line {line}; what is above them is left out"
        sheet.notes.append(Note(sheet.file, line, None, "header", text))
        del sheet.lines[:at]


def _positions(sheet: Sheet, headers: Sequence[str]) -> list[int]:
    """Return where columns stand: under a header, or with something in a row."""
    used = {at for line in sheet.lines[1:] for at, value in enumerate(line.cells) if value != ""}
    return sorted(used | {at for at, header in enumerate(headers) if header})


def _without_row_numbers(
    sheet: Sheet, columns: list[Placed], own: Mapping[str, Header | None]
) -> list[Placed]:
    """Leave out a column that counts the rows: "№" where no series is there to count in."""
    has_series = any(one.column.key == "series" for one in columns)
    kept = []
    for one in columns:
        is_sign = one.column.key == "number" and is_number_sign(one.header)
        if is_sign and not has_series and one.header not in own:
            text = "taken to count the rows, since no column says in which series it counts"
            sheet.notes.append(Note(sheet.file, sheet.lines[0].number, None, one.header, text))
        elif one.column.key != "row_number":
            kept.append(one)
    return kept


def _text(value: Value) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, Linked):
        return value.text
    return value.found if isinstance(value, Unreadable) else str(value)


def _unknown(header: str, position: int) -> tuple[str, str]:
    if not header:
        return f"column {position + 1} without a header", "a header above it"
    names = [name for column in COLUMNS for name in column.header_names]
    like = near(header, names, 1)
    hint = f"perhaps {like[0]!r}; " if like else ""
    expected = f"a known header ({hint}say what it is in `columns`, or None to leave it out)"
    return header, expected
