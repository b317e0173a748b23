"""Sheets that other programs export, with headers that are known by each other alone.

EveryPolitician's lists of the members of a chamber have a row for each term. The result of a
query to Wikidata has beside each ``item`` an ``itemLabel``, and a moment for each date, whose
precision may be told by a column of its own (``startPrecision``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from cstoevents.formats.sheet.cells import Line, Sheet, shown
from cstoevents.formats.sheet.converters import EXTRA
from cstoevents.formats.sheet.headers import meanings
from cstoevents.records.rules import legible_slug

_LABEL: Final = "Label"
_PRECISION: Final = "Precision"
_LENGTHS: Final[Mapping[str, int]] = {"14": 10, "13": 10, "12": 10, "11": 10, "10": 7, "9": 4}
_DECADE: Final = "8"
_MOMENT = re.compile(r"\+?([0-9]{4}-[0-9]{2}-[0-9]{2})T00:00:00Z").fullmatch
_UNKNOWN = re.compile(r"(?:https?://.*/\.well-known/genid/|_:|t[0-9]+\Z).*").fullmatch

_OF_EVERYPOLITICIAN: Final = frozenset({"sort_name", "group_id", "area_id", "start_date"})
_KNOWN: Final[Mapping[str, str]] = {
    "name": "person",
    "chamber": "organisers",
    "start_date": "first_day",
    "end_date": "last_day",
}


def as_known_export(sheet: Sheet) -> None:
    """Change the headers of a sheet of one of these kinds to those that we know, and tell it."""
    if not sheet.lines:
        return
    first = sheet.lines[0]
    headers = [shown(value).strip() for value in first.cells]
    # A label is one of the column of addresses beside it.
    labels = [name for name in headers if name.endswith(_LABEL) and name != _LABEL]
    labels = labels if any(name.removesuffix(_LABEL) in headers for name in labels) else []
    if set(headers) >= _OF_EVERYPOLITICIAN:
        first.cells[:] = [_KNOWN.get(name, _extra(name)) for name in headers]
        _add_post(sheet, len(headers))
        _tell_apart(sheet, headers, "name", "id")
        sheet.note(first.number, "header", "read as members of a chamber, from EveryPolitician")
    elif labels:
        _read_query(sheet, headers, labels)


def _read_query(sheet: Sheet, headers: Sequence[str], labels: Sequence[str]) -> None:
    first = sheet.lines[0]
    first.cells[:] = [_of_query(name, headers) for name in headers]
    for line in sheet.lines[1:]:
        _without_moments(line, headers, sheet)
    for label in labels:
        _tell_apart(sheet, headers, label, label.removesuffix(_LABEL))
    sheet.note(first.number, "header", "read as the result of a query, whose labels are the names")


def _tell_apart(sheet: Sheet, headers: Sequence[str], name: str, id: str) -> None:
    """Add an id to each name that stands for several ids of theirs."""
    if name not in headers or id not in headers:
        return
    at, of = headers.index(name), headers.index(id)
    lines = [line for line in sheet.lines[1:] if len(line.cells) > max(at, of)]
    ids: dict[str, set[str]] = {}
    for line in lines:
        ids.setdefault(shown(line.cells[at]), set()).add(shown(line.cells[of]))
    for line in lines:
        called, own = shown(line.cells[at]), shown(line.cells[of]).rpartition("/")[2]
        if called and len(ids[called]) > 1:
            line.cells[at] = f"{called} [{legible_slug(called)}-{legible_slug(own)}]"


def _add_post(sheet: Sheet, width: int) -> None:
    for line in sheet.lines:
        line.cells.extend([""] * (width - len(line.cells)))
        line.cells.append("post" if line is sheet.lines[0] else "member")


def _of_query(name: str, headers: Sequence[str]) -> str:
    """Return the header for a column of a query: what has a label beside it is an address."""
    bare = name.removesuffix(_LABEL)
    if bare != name and bare:
        return "Name" if bare in ("item", "human") else bare if meanings(bare) else _extra(name)
    is_of_another = f"{name}{_LABEL}" in headers or name.endswith(_PRECISION)
    return name if meanings(name) and not is_of_another else _extra(name)


def _extra(name: str) -> str:
    return f"{EXTRA}.{name}" if name else ""


def _without_moments(line: Line, headers: Sequence[str], sheet: Sheet) -> None:
    """Write the dates of a line as exactly as they are known; the hour of none of them is."""
    cells = dict(zip(headers, line.cells, strict=False))
    for at, name in enumerate(headers[: len(line.cells)]):
        text, exact = shown(line.cells[at]).strip(), f"{name}{_PRECISION}"
        moment = _MOMENT(text)
        is_date = moment is not None or exact in headers
        if moment is not None:
            line.cells[at] = _as_exact(moment[1], shown(cells.get(exact, "11")).strip())
            if exact not in headers and moment[1].endswith("-01-01"):
                told = "1 January may stand for a year, since no precision is told"
                sheet.note(line.number, name, told)
        elif is_date and _UNKNOWN(text):
            line.cells[at] = ""
            sheet.note(line.number, name, "taken for no date")


def _as_exact(day: str, precision: str) -> str:
    """Return a day as exactly as its precision says: one coarser than a decade is no date here."""
    if precision == _DECADE:
        return f"{day[:3]}X"
    length = _LENGTHS.get(precision)
    return day[:length] if length else f"+{day}T00:00:00Z/{precision}"
