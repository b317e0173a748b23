"""The anniversaries of a year as a calendar for the wall: each month with its days and a list.

An anniversary that is known to the month is in the list of the month, without a day; one that is
known to the year, or to several months, is below them all. A jubilee, whose number five divides,
stands out.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from cstoevents.anniversaries import Anniversaries, Anniversary
from cstoevents.charts.drawing import (
    Drawing,
    Look,
    Row,
    altair,
    legend,
    something_in,
    source_of,
    tooltip,
)
from cstoevents.dates import Certainty, When
from cstoevents.errors import ArgumentError
from cstoevents.wording import ordinal
from cstoevents.wording.language import language

LOOKS: Final = {
    "jubilee": Look("#8e3c0d", "#f3a477"),
    "anniversary": Look("#5c95c9", "#3c7bb4"),
}
_LEGEND: Final = {"jubilee": "jubilee", "anniversary": "anniversary"}

_CELL: Final = 20
_WEEKS: Final = 6
_HEAD: Final = 26
_BLOCK: Final = _HEAD + _WEEKS * _CELL + 18
_LIST: Final = 7 * _CELL + 18
_COLUMN: Final = 690
_WIDTH: Final = 2 * _COLUMN - 20
_LINE: Final = 17
_LETTERS: Final = 82
_NO_MONTH: Final = 13


def draw(view: Anniversaries, drawing: Drawing) -> Any:
    """Return the calendar of the year that the anniversaries are of.

    Raises:
        ArgumentError: they are of more than one year, so no calendar has them all.
    """
    alt = altair()
    rows, height = marks(view, drawing)
    something_in(rows)
    color, _ = legend(rows, LOOKS, drawing.theme)
    told = tooltip(
        drawing.words,
        *(("date", "Date"), ("title", "Event"), ("original", "Original date")),
        *(("certainty", "Certainty"), ("source", "Source")),
    )
    x = alt.X("x:Q", scale=alt.Scale(domain=[0, _WIDTH], nice=False), axis=None)
    y = alt.Y("y:Q", scale=alt.Scale(domain=[height, 0], nice=False), axis=None)
    cells = alt.Chart(alt.InlineData(values=_cells(view, rows, drawing)))
    style = drawing.style
    colors = {state: getattr(look, drawing.theme) for state, look in LOOKS.items()}
    is_jubilee = "datum.state == 'jubilee'"
    layers = [
        cells.transform_filter("isValid(datum.state)")
        .mark_rect(cornerRadius=3)
        .encode(
            x=x,
            y=y,
            x2="x2",
            y2="y2",
            color=alt.condition(is_jubilee, *(alt.value(colors[state]) for state in LOOKS)),
        ),
        cells.transform_filter("datum.size == 11")
        .mark_text(fontSize=11)
        .encode(
            x=alt.X("middle_x:Q", axis=None),
            y=alt.Y("middle_y:Q", axis=None),
            text="text:N",
            color=alt.condition(is_jubilee, alt.value(style.background), alt.value(style.text)),
        ),
        cells.transform_filter("datum.size == 15")
        .mark_text(fontSize=15, fontWeight="bold", align="left", color=style.text)
        .encode(x=alt.X("middle_x:Q", axis=None), y=alt.Y("middle_y:Q", axis=None), text="text:N"),
        alt.Chart()
        .mark_point(filled=True, shape="square", size=70, opacity=1)
        .encode(x=x, y=y, color=color, tooltip=told),
        alt.Chart()
        .transform_calculate(text_x="datum.x + 10")
        .mark_text(align="left", fontSize=12, color=style.text)
        .encode(x=alt.X("text_x:Q", axis=None), y=y, text="line:N", tooltip=told),
    ]
    year = _year(view)
    lines = "; ".join(row["line"] for row in rows if row["state"] == "jubilee")
    return drawing.finished(
        layers,
        rows,
        title=drawing.phrase("Anniversaries of {year}", year=year),
        description=drawing.phrase("Jubilees: {lines}.", lines=lines) if lines else "",
        width=_WIDTH,
        height=height,
    )


def _year(view: Anniversaries) -> int:
    years = {year for item in view for year in _years_of(item.when)}
    if len(years) > 1:
        raise ArgumentError(
            "view",
            f"anniversaries of {min(years)} to {max(years)}",
            "those of one year, for a calendar",
        )
    return min(years)


def _years_of(when: When) -> set[int]:
    first, last = when.earliest, when.latest
    assert first is not None
    assert last is not None
    return {first.year, last.year}


def _month(when: When) -> int:
    """Return the month that a date is in, or `_NO_MONTH` if it may be in several."""
    first, last = when.earliest, when.latest
    assert first is not None
    assert last is not None
    return first.month if first.month == last.month else _NO_MONTH


def marks(view: Anniversaries, drawing: Drawing) -> tuple[list[Row], int]:
    """Return a row for each anniversary, in the list of its month, and the height of the whole."""
    corners, height = _corners(view)
    lengths = Counter[int]()
    rows = []
    for item in view:
        month = _month(item.when)
        left, top = corners[month]
        y = top + _HEAD + lengths[month] * _LINE + 8
        rows.append({**_row(item, drawing), "x": left + _LIST, "y": y})
        lengths[month] += 1
    return rows, height


def _corners(view: Anniversaries) -> tuple[dict[int, tuple[int, int]], int]:
    """Return the upper left corner of each month, in two columns, and the height of the whole."""
    counts = Counter(_month(item.when) for item in view)
    corners: dict[int, tuple[int, int]] = {}
    bottoms = [0, 0]
    for month in range(1, 13):
        column = month > 6
        corners[month] = column * _COLUMN, bottoms[column]
        bottoms[column] += max(_BLOCK, _HEAD + counts[month] * _LINE + 18)
    # What is in no month stands below the shorter column.
    column = bottoms[1] < bottoms[0]
    corners[_NO_MONTH] = column * _COLUMN, bottoms[column]
    if counts[_NO_MONTH]:
        bottoms[column] += _HEAD + counts[_NO_MONTH] * _LINE + 18
    return corners, max(bottoms)


def _row(item: Anniversary, drawing: Drawing) -> Row:
    words = drawing.words
    state = "jubilee" if item.number % 5 == 0 else "anniversary"
    title = words.text(item.title)
    day = item.when.earliest if item.when.earliest == item.when.latest else None
    nth = ordinal(item.number, drawing.lang, gender="feminine")
    shown = str(day.day) if day else words.date(item.when)
    line = f"{shown} · {nth} · {title}"
    return {
        "id": item.record.id if item.record is not None else None,
        "state": state,
        "legend": drawing.phrase(_LEGEND[state]),
        "number": item.number,
        "first": item.when.earliest.isoformat() if item.when.earliest else None,
        "last": item.when.latest.isoformat() if item.when.latest else None,
        "line": line if len(line) <= _LETTERS else f"{line[: _LETTERS - 1]}…",
        "title": title,
        "date": words.date(item.when),
        "original": words.date(item.original),
        "certainty": drawing.phrase(str(Certainty(item.certainty))),
        "source": source_of(item.record) if item.record is not None else "",
    }


def _cells(view: Anniversaries, rows: Sequence[Row], drawing: Drawing) -> list[Row]:
    """Return the names of months, and a cell for each day of the year."""
    year, states = _year(view), _states(rows)
    months = [month.nominative for month in language(drawing.lang).dates.months]
    cells: list[Row] = []
    for month, (left, top) in _corners(view)[0].items():
        if month != _NO_MONTH:
            cells.append(_heading(months[month - 1], left, top))
            cells += [
                _cell(left + column * _CELL, top + _HEAD + week * _CELL, day, states)
                for week, column, day in _days_of(year, month)
            ]
        elif any(_month(item.when) == _NO_MONTH for item in view):
            cells.append(_heading(drawing.phrase("in the year"), left, top))
    return cells


def _days_of(year: int, month: int) -> Iterator[tuple[int, int, dt.date]]:
    """Yield the days of a month, each with its week and its day of the week, both from 0."""
    for week, days in enumerate(calendar.Calendar().monthdayscalendar(year, month)):
        for column, day in enumerate(days):
            if day:
                yield week, column, dt.date(year, month, day)


def _states(rows: Sequence[Row]) -> dict[str, str]:
    """Return whether a day has a jubilee, or another anniversary alone."""
    states: dict[str, str] = {}
    for row in rows:
        if row["first"] == row["last"]:
            found = {row["state"], states.get(row["first"])}
            states[row["first"]] = "jubilee" if "jubilee" in found else "anniversary"
    return states


def _heading(name: str, x: int, y: int) -> Row:
    return {"text": name[:1].upper() + name[1:], "middle_x": x, "middle_y": y + 10, "size": 15}


def _cell(x: int, y: int, day: dt.date, states: Mapping[str, str]) -> Row:
    return {
        "text": str(day.day),
        "size": 11,
        "state": states.get(day.isoformat()),
        "x": x + 1,
        "x2": x + _CELL - 1,
        "y": y + 1,
        "y2": y + _CELL - 1,
        "middle_x": x + _CELL / 2,
        "middle_y": y + _CELL / 2,
    }
