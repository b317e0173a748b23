"""Sheets with a column for each month or quarter, in whose cells stand the days of events.

A row of such a plan is several events: one for each day, or for each mark that says that
there is one in the month.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from cstoevents.formats.sheet.cells import Line, Sheet, Value, shown
from cstoevents.formats.sheet.dates import is_bare_day
from cstoevents.formats.sheet.headers import Header, meanings
from cstoevents.formats.sheet.periods import is_period
from cstoevents.wording.language import every_language, languages
from cstoevents.wording.words import any_of, column_names, simplified

_FEWEST: Final = 2
_MARKS: Final = frozenset("v ✓ ✔ * •".split())


def spread_out(sheet: Sheet, own: Mapping[str, Header | None]) -> None:
    """Make of each row with days below months a row for each of them, and tell it."""
    first, *rows = sheet.lines
    across = _periods_across(first, own)
    if len(across) < _FEWEST:
        return
    names = _others(first, across)
    sheet.lines[:] = [first._replace(cells=[*names, column_names("when", "en")[0]])]
    for line in rows:
        cells = _others(line, across)
        cells += [""] * (len(names) - len(cells))
        # A row without a day in any of the months is one without a date.
        dates = list(_dates_in(line, across)) or [""]
        sheet.lines.extend(line._replace(cells=[*cells, date]) for date in dates)
    told = f"{len(across)} columns are of months or quarters: what stands below is a date each"
    sheet.note(first.number, "header", told)


def _periods_across(first: Line, own: Mapping[str, Header | None]) -> dict[int, str]:
    """Return the headers that are periods, by where they stand."""
    headers = {at: shown(value).strip() for at, value in enumerate(first.cells)}
    return {
        at: header
        for at, header in headers.items()
        if header and header not in own and not meanings(header) and is_period(header)
    }


def _others(line: Line, across: Mapping[int, str]) -> list[Value]:
    return [value for at, value in enumerate(line.cells) if at not in across]


def _dates_in(line: Line, across: Mapping[int, str]) -> Iterator[Value]:
    for at, header in across.items():
        value = line.cells[at] if at < len(line.cells) else ""
        yield from _dates_of(value, header)


def _dates_of(value: Value, header: str) -> Sequence[Value]:
    """Return the dates of a cell: days of the month above, the month itself, or dates in full."""
    if not isinstance(value, str):
        return [value]
    if _is_mark(value):
        return [header]
    parts = [
        part.strip().rstrip(".") for part in _between_days(languages()).split(value) if part.strip()
    ]
    if all(map(is_bare_day, parts)):
        return [f"{part} {header}" for part in parts]
    return [value.strip()] if value.strip() else []


def _is_mark(text: str) -> bool:
    word = simplified(text)
    return word in _MARKS or any(
        word in spoken.yes_words and not word.isdigit() for spoken in every_language()
    )


@functools.cache
def _between_days(_: tuple[str, ...]) -> re.Pattern[str]:
    """Return what parts the days of a month: "10, 24", "10 and 24"."""
    words = any_of(word for spoken in every_language() for word in spoken.dates.also_and)
    return re.compile(rf"[,;\n]|\s{words}\s")
