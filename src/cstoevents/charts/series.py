"""A numbered series: numbers against the days on which the meetings began.

A member of which the day is known is a point, every other a bar over all days that it may have
begun on; so is each missing number, and what is expected next.
"""

from __future__ import annotations

from typing import Any, Final

from cstoevents.charts.drawing import (
    Drawing,
    Look,
    Row,
    Scene,
    altair,
    days_axis,
    drawn_one_by_one,
    legend,
    source_of,
    span_layers,
    tooltip,
)
from cstoevents.dates import When
from cstoevents.dates.edtf import FOREVER, NEVER_BEGUN
from cstoevents.formats.tables.layouts import Stretch, in_place
from cstoevents.sequences import ExpectedNext, NumberedSeries
from cstoevents.sequences.values import SeriesMember

__all__ = ["LOOKS", "draw", "marks"]

LOOKS: Final = {
    "known": Look("#15487a", "#93c0ec", "circle"),
    "roughly": Look("#246da3", "#4296d6", "square"),
    "unnumbered": Look("#414751", "#dadde1", "square"),
    "missing": Look("#ca810f", "#f0a737", "square"),
    "expected": Look("#2b8d58", "#3bc179", "triangle-up"),
    "doubted": Look("#821a13", "#eb827c", "cross"),
    "double": Look("#702990", "#d6ade7", "diamond"),
}

_LEGEND: Final = {
    "known": "known to the day",
    "roughly": "one of these days",
    "unnumbered": "without a number",
    "missing": "missing: one of these days",
    "expected": "expected next",
    "doubted": "out of order",
    "double": "number given twice",
}

_TALLEST: Final = 520


def draw(view: NumberedSeries, drawing: Drawing) -> Any:
    """Return the chart of a numbered series."""
    alt = altair()
    rows, left_out = marks(view, drawing)
    color, shape = legend(rows, LOOKS, drawing.theme)
    told = tooltip(
        drawing.words, ("shown", "No."), ("title", "Event"), ("date", "Date"), ("source", "Source")
    )
    numbers = [row["number"] for row in rows if row["number"] is not None]
    lowest, highest = min(numbers, default=0), max((r["through"] or 0 for r in rows), default=1)
    height = min(_TALLEST, max(160, 12 * (highest - lowest + 2)))
    label = f"datum.value < {lowest} ? '' : datum.label"  # there is no number before the first
    y = alt.Y(
        "low:Q",
        scale=alt.Scale(domain=[lowest - 1.5, highest + 1], nice=False, zero=False),
        axis=alt.Axis(
            title=drawing.phrase("No."), format="d", tickMinStep=1, domain=False, labelExpr=label
        ),
    )
    scene = _scene(view, drawing)
    layers = []
    if scene is not None:
        numbered = {"color": color, "y": y, "y2": "high", "tooltip": told}
        bars = span_layers(scene, drawing.theme, numbered, alt.Undefined, faint=0.85)
        is_bar = "isValid(datum.number) && datum.first != datum.last"
        layers = [layer.transform_filter(is_bar) for layer in bars]
        point = alt.Chart().transform_calculate(
            noon="toDate(datum.middle || datum.first) + 43200000"
        )
        layers += [
            point.transform_filter("isValid(datum.number) && datum.point")
            .mark_point(
                filled=True, size=62, opacity=1, stroke=drawing.style.background, strokeWidth=0.8
            )
            .encode(
                x=alt.X("noon:T", title=None),
                y=alt.Y("number:Q"),
                color=color,
                shape=shape,
                tooltip=told,
            ),
            # What has no number stands along the foot of the chart.
            alt.Chart()
            .transform_filter("!isValid(datum.number)")
            .transform_calculate(end="toDate(datum.last) + 86400000")
            .mark_bar(height=9, opacity=0.85, xOffset=-1, x2Offset=1)
            .encode(
                x=days_axis(scene), x2="end", y=alt.value(height - 6), color=color, tooltip=told
            ),
        ]
    return drawing.finished(
        layers,
        rows,
        title=drawing.words.text(view.series.name),
        description=_description(view, drawing),
        left_out=left_out,
        height=height,
    )


def _began(item: SeriesMember | Stretch) -> tuple[int, int] | None:
    """Return the first and the last day on which something can have begun; None if none is known.

    A member whose date contradicts the numbers is where its record has it.
    """
    when = item.window
    if isinstance(item, SeriesMember) and item.is_doubted:
        when = item.event.when
    if when is None:
        return None
    # What had no beginning began, as far as the series is concerned, before it ended.
    return when._start_lo, when._end_hi if when._start_hi == NEVER_BEGUN else when._start_hi


def _scene(view: NumberedSeries, drawing: Drawing) -> Scene | None:
    coming = view.expected_next()
    days = [day for item in in_place(view) for day in _began(item) or ()]
    if coming is not None and coming.window is not None:
        days += [coming.window.earliest_ordinal, coming.window.latest_ordinal]
    return Scene.around(days, drawing.as_of)


def marks(view: NumberedSeries, drawing: Drawing) -> tuple[list[Row], list[str]]:
    """Return the rows of what is drawn, and the ids of members that no day is known of.

    Raises:
        ArgumentError: they are too many to be told apart.
    """
    listed, coming = list(in_place(view)), view.expected_next()
    drawn_one_by_one(len(listed))
    scene = _scene(view, drawing)
    twice = {
        member.event.id
        for double in view.duplicates
        for pair in double.contradictions
        for member in pair
    }
    rows: list[Row] = []
    left_out: list[str] = []
    for item in listed:
        days = _began(item)
        if isinstance(item, SeriesMember):
            if scene is None or days is None:
                left_out.append(item.event.id)
                continue
            state = _state(item, twice, is_day=days[0] == days[1])
            rows.append({**_of_member(item, state, drawing), **scene.one_of(*days)})
        elif scene is not None:
            window = days or (NEVER_BEGUN, FOREVER)
            rows.append({**_of_missing(item, drawing), **scene.one_of(*window)})
    if coming is not None and coming.event is None and coming.window is not None and scene:
        rows.append(_of_expected(coming, coming.window, scene, drawing))
    return rows, left_out


def _of_expected(coming: ExpectedNext, window: When, scene: Scene, drawing: Drawing) -> Row:
    return {
        **_row("expected", coming.number, coming.number, drawing),
        "title": drawing.phrase("expected next"),
        "date": drawing.words.date(window),
        "point": True,
        "middle": coming.median.text if coming.median else None,
        **scene.one_of(window.earliest_ordinal, window.latest_ordinal),
    }


def _state(member: SeriesMember, twice: set[str], *, is_day: bool) -> str:
    if member.is_doubted:
        return "doubted"
    if member.event.id in twice:
        return "double"
    if member.number is None:
        return "unnumbered"
    return "known" if is_day else "roughly"


def _row(state: str, number: int | None, through: int | None, drawing: Drawing) -> Row:
    shown = "" if number is None else str(number)
    return {
        "state": state,
        "legend": drawing.phrase(_LEGEND[state]),
        "number": number,
        "through": through,
        "low": None if number is None else number - 0.38,
        "high": None if through is None else through + 0.38,
        "shown": shown if number == through else f"{number}–{through}",
        "id": None,
        "title": "",
        "source": "",
        "point": state in {"known", "doubted", "double"},
    }


def _of_member(member: SeriesMember, state: str, drawing: Drawing) -> Row:
    return {
        **_row(state, member.number, member.number, drawing),
        "id": member.event.id,
        "title": drawing.words.text(member.event.title),
        "date": drawing.words.date(member.event.when or member.window),
        "source": source_of(member.event),
    }


def _of_missing(item: Stretch, drawing: Drawing) -> Row:
    unknown = drawing.phrase("unknown")
    return {
        **_row("missing", item.first, item.last, drawing),
        "title": drawing.phrase("missing"),
        "date": drawing.words.date(item.window) or unknown,
    }


def _description(view: NumberedSeries, drawing: Drawing) -> str:
    coming = view.expected_next()
    parts = [drawing.phrase("Members: {count}.", count=len(view.members))]
    gaps = ", ".join(
        str(gap.first) if gap.first == gap.last else f"{gap.first}–{gap.last}" for gap in view.gaps
    )
    if gaps:
        parts.append(drawing.phrase("Missing numbers: {numbers}.", numbers=gaps))
    if coming is not None and coming.window is not None:
        date = drawing.words.date(coming.window)
        parts.append(
            drawing.phrase("Expected next: no. {number}, {date}.", number=coming.number, date=date)
        )
    return " ".join(parts)
