"""The anniversaries of a year as a calendar for the wall: each month with its days and a list.

An anniversary that is known to the month is in the list of the month, without a day; one that is
known to the year, or to several months, is below them all. A jubilee, whose number five divides,
stands out.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Final

from cstoevents.anniversaries import Anniversaries, Anniversary
from cstoevents.charts.drawing import (
    Drawing,
    Look,
    Row,
    few_enough,
    in_lines,
    legend,
    listed,
    something_in,
    source_of,
    tooltip,
)
from cstoevents.charts.saving import altair
from cstoevents.dates import Certainty, When
from cstoevents.errors import ArgumentError
from cstoevents.wording import ordinal
from cstoevents.wording.language import language

LOOKS: Final = {
    "jubilee": Look("#8e3c0d", "#f3a477", "square"),
    "anniversary": Look("#5c95c9", "#3c7bb4", "square"),
}
_LEGEND: Final = {"jubilee": "jubilee", "anniversary": "anniversary"}

_CELL: Final = 20
_WEEKS: Final = 6
_HEAD: Final = 26 + _CELL
_BLOCK: Final = _HEAD + _WEEKS * _CELL + 18
_LIST: Final = 7 * _CELL + 18
_COLUMN: Final = 620
_WIDTH: Final = 2 * _COLUMN - 20
_LINE: Final = 17
_LETTERS: Final = 68
_NO_MONTH: Final = 13


def draw(view: Anniversaries, drawing: Drawing) -> Any:
    """Return the calendar of the year that the anniversaries are of.

    Raises:
        ArgumentError: they are of more than one year, so no calendar has them all.
    """
    alt = altair()
    rows, height = marks(view, drawing)
    something_in(rows)
    color, shape = legend(rows, LOOKS, drawing.theme)
    told = tooltip(
        drawing.words,
        *(("date", "Date"), ("title", "Event"), ("original", "Original date")),
        *(("certainty", "Certainty"), ("source", "Source")),
    )
    x = alt.X("x:Q", scale=alt.Scale(domain=[0, _WIDTH], nice=False), axis=None)
    y = alt.Y("y:Q", scale=alt.Scale(domain=[height, 0], nice=False), axis=None)
    cells = alt.Chart(alt.InlineData(values=_cells(_year(view), rows, drawing)))
    cells = cells.encode(x=x, y=y)
    ink = alt.Color("ink:N", scale=None)
    layers = [
        cells.transform_filter("isValid(datum.fill)")
        .mark_point(filled=True, shape="square", size=(_CELL - 2) ** 2, opacity=1)
        .encode(color=alt.Color("fill:N", scale=None)),
        cells.transform_filter("datum.size == 11")
        .mark_text(fontSize=11)
        .encode(text="text:N", color=ink),
        cells.transform_filter("datum.size == 15")
        .mark_text(fontSize=15, fontWeight="bold", align="left")
        .encode(text="text:N", color=ink),
        alt.Chart()
        .mark_point(filled=True, size=70, opacity=1)
        .encode(x=x, y=y, color=color, shape=shape, tooltip=told),
        alt.Chart()
        .transform_calculate(text_x="datum.x + 10")
        .mark_text(align="left", baseline="top", dy=-6, lineHeight=_LINE, color=drawing.style.text)
        .encode(x=alt.X("text_x:Q", axis=None), y=y, text="lines:N", tooltip=told),
    ]
    jubilees = [row["told"] for row in rows if row["state"] == "jubilee"]
    told = [drawing.phrase("Anniversaries: {count}.", count=len(rows))]
    if jubilees:
        told.append(drawing.phrase("Jubilees: {lines}.", lines=listed(jubilees)))
    return drawing.finished(
        layers,
        rows,
        title=drawing.phrase("Anniversaries of {year}", year=_year(view)),
        description=" ".join(told),
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
    """Return a row for each anniversary, in the list of its month, and the height of the whole.

    Raises:
        ArgumentError: they are too many for a sheet.
    """
    few_enough(len(view), "anniversaries", "ask for jubilees alone: every=5", are_named=True)
    rows = [_row(item, drawing) for item in view]
    corners, height = _corners(rows)
    lengths = Counter[int]()
    for row in rows:
        month = row["month"]
        left, top = corners[month]
        row["x"] = left + _LIST
        row["y"] = top + _HEAD + lengths[month] * _LINE + 8
        lengths[month] += len(row["lines"])
    return rows, height


def _corners(rows: Sequence[Row]) -> tuple[dict[int, tuple[int, int]], int]:
    """Return the upper left corner of each month, in two columns, and the height of the whole."""
    lengths = Counter[int]()
    for row in rows:
        lengths[row["month"]] += len(row["lines"])
    corners: dict[int, tuple[int, int]] = {}
    bottoms = [0, 0]
    for month in range(1, 13):
        column = month > 6
        corners[month] = column * _COLUMN, bottoms[column]
        bottoms[column] += max(_BLOCK, _HEAD + lengths[month] * _LINE + 18)
    # What is in no month stands below the shorter column.
    if lengths[_NO_MONTH]:
        column = bottoms[1] < bottoms[0]
        corners[_NO_MONTH] = column * _COLUMN, bottoms[column]
        bottoms[column] += _HEAD + lengths[_NO_MONTH] * _LINE + 18
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
        "month": _month(item.when),
        "line": line,
        "lines": in_lines(line, _LETTERS),
        "told": f"{words.date(item.when)}, {nth}: {title}",
        "title": title,
        "date": words.date(item.when),
        "original": words.date(item.original),
        "certainty": drawing.phrase(str(Certainty(item.certainty))),
        "source": source_of(item.record) if item.record is not None else "",
    }


def _cells(year: int, rows: Sequence[Row], drawing: Drawing) -> list[Row]:
    """Return the names of months and of days of the week, and a cell for each day of the year."""
    spoken, style = language(drawing.lang).dates, drawing.style
    states = _states(rows)
    colors = {state: getattr(look, drawing.theme) for state, look in LOOKS.items()}
    inks = {"jubilee": style.background}
    weekdays = [min(names, key=len, default="")[:2].title() for names in spoken.weekdays]
    cells: list[Row] = []
    for month, (left, top) in _corners(rows)[0].items():
        if month == _NO_MONTH:
            cells.append(_heading(drawing.phrase("in the year"), left, top, style.text))
            continue
        cells.append(_heading(spoken.months[month - 1].nominative, left, top, style.text))
        for column, name in enumerate(weekdays):
            cells.append({**_cell(name, left, top, 0, column), "ink": style.quiet})
        for week, column, day in _days_of(year, month):
            state = states.get(day.isoformat(), "")
            cell = _cell(str(day.day), left, top, week + 1, column)
            cells.append({**cell, "ink": inks.get(state, style.text), "fill": colors.get(state)})
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


def _heading(name: str, x: int, y: int, ink: str) -> Row:
    return {"text": name[:1].upper() + name[1:], "x": x, "y": y + 10, "size": 15, "ink": ink}


def _cell(text: str, left: int, top: int, row: int, column: int) -> Row:
    x, y = left + (column + 0.5) * _CELL, top + _HEAD + (row - 0.5) * _CELL
    return {"text": text, "size": 11, "x": x, "y": y}
