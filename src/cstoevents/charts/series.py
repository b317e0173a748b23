"""A numbered series: numbers against the days on which the meetings began.

A member of which the day is known is a point, every other a bar over all days that it may have
begun on; so is each missing number, and what is expected next.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from cstoevents.charts.drawing import (
    DAY,
    Drawing,
    Look,
    Row,
    Scene,
    days_axis,
    few_enough,
    legend,
    listed,
    something_in,
    source_of,
    span_layers,
    tooltip,
)
from cstoevents.charts.saving import altair
from cstoevents.dates import When
from cstoevents.dates.edtf import FOREVER, NEVER_BEGUN
from cstoevents.sequences import ExpectedNext, Gap, Missing, NumberedSeries
from cstoevents.sequences.values import SeriesMember

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
_FOOT: Final = 16
# Of more, none would have four pixels of its own.
_MOST_MISSING: Final = _TALLEST // 4


def draw(view: NumberedSeries, drawing: Drawing) -> Any:
    """Return the chart of a numbered series."""
    alt = altair()
    rows, left_out = marks(view, drawing)
    something_in(rows)
    scene = _scene(view, drawing)
    assert scene is not None
    color, shape = legend(rows, LOOKS, drawing.theme)
    told = tooltip(
        drawing.words, ("shown", "No."), ("title", "Event"), ("date", "Date"), ("source", "Source")
    )
    marked = {"color": color, "tooltip": told}
    numbered = [row for row in rows if row["number"] is not None]
    foot = _FOOT if len(numbered) < len(rows) else 0
    tall = 0
    layers = [days_axis(scene, foot if numbered else 0)]
    if numbered:
        lowest = min(row["number"] for row in numbered)
        highest = max(row["through"] for row in numbered)
        tall = min(_TALLEST, max(160, 12 * (highest - lowest + 2)))
        marked["y"] = alt.Y(
            "low:Q",
            scale=alt.Scale(domain=[lowest - 0.7, highest + 1], nice=False, zero=False),
            axis=alt.Axis(title=drawing.phrase("No."), format="d", tickMinStep=1, domain=False),
        )
        layers += _spans(numbered, scene, drawing, marked)
    if any(row["point"] for row in numbered):
        layers.append(_points(drawing).encode(shape=shape, **marked))
    if foot:
        # What has no number stands below the numbers, along the foot of the chart.
        layers.append(_foot().encode(**{**marked, "y": alt.value(tall + 8)}))
    return drawing.finished(
        layers,
        rows,
        title=drawing.words.text(view.series.name),
        description=_description(view, drawing),
        left_out=left_out,
        height=tall or foot,
    )


def _spans(rows: list[Row], scene: Scene, drawing: Drawing, encoding: dict[str, Any]) -> list[Any]:
    """Return the bars of what has a number and may have begun on several days."""
    spans = [row for row in rows if not row["is_day"]]
    if not spans:
        return []
    bars = span_layers(
        scene,
        spans,
        drawing,
        {**encoding, "y2": "high"},
        height=altair().Undefined,
        faint=0.85,
    )
    return [bar.transform_filter("isValid(datum.number) && !datum.is_day") for bar in bars]


def _points(drawing: Drawing) -> Any:
    """Return the points of what has a number, each in the middle of its days."""
    alt = altair()
    chart = alt.Chart().transform_filter("isValid(datum.number) && datum.point")
    ends = (f"toDate(datum.middle || datum.{end})" for end in ("first", "last"))
    chart = chart.transform_calculate(low="datum.number", noon=f"({' + '.join(ends)} + {DAY}) / 2")
    edge = {"stroke": drawing.style.background, "strokeWidth": 0.8}
    points = chart.mark_point(filled=True, size=62, opacity=1, **edge)
    return points.encode(x=alt.X("noon:T", title=None))


def _foot() -> Any:
    """Return the bars of what has no number."""
    alt = altair()
    chart = alt.Chart().transform_filter("!isValid(datum.number)")
    chart = chart.transform_calculate(end=f"toDate(datum.last) + {DAY}")
    bars = chart.mark_bar(height=9, opacity=0.85, xOffset=-1, x2Offset=1)
    return bars.encode(x=alt.X("first:T", title=None), x2="end")


def _listed(view: NumberedSeries) -> Sequence[SeriesMember | Missing | Gap]:
    """Return the members and each missing number; very many of these by the gap."""
    if sum(gap.last - gap.first + 1 for gap in view.gaps) <= _MOST_MISSING:
        return view.listing
    return [*view.members, *view.gaps]


def _began(item: SeriesMember | Missing | Gap) -> tuple[int, int] | None:
    """Return the first and the last day on which something can have begun; None if none is known.

    A member whose date contradicts the numbers is where its record has it.
    """
    when = item.window
    if isinstance(item, SeriesMember) and item.is_doubted:
        when = item.event.when
    if when is None:
        return None
    # Where the beginning is open, its end is the last day on which it can have begun.
    return when._start_lo, when._end_hi if when._start_hi == NEVER_BEGUN else when._start_hi


def _scene(view: NumberedSeries, drawing: Drawing) -> Scene | None:
    coming = view.expected_next()
    days = [day for item in _listed(view) for day in _began(item) or ()]
    if coming is not None and coming.window is not None:
        days += [coming.window.earliest_ordinal, coming.window.latest_ordinal]
    return Scene.around(days, drawing.as_of)


def marks(view: NumberedSeries, drawing: Drawing) -> tuple[list[Row], list[str]]:
    """Return the rows of what is drawn, and the ids of members that no day is known of.

    Raises:
        ArgumentError: they are too many to be told apart.
    """
    listed, coming = list(_listed(view)), view.expected_next()
    cure = "count its events: cs.Timeline(m.event for m in view.members).chart(counts='kind')"
    few_enough(len(listed), "numbers", cure)
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


def _numbers(first: int | None, last: int | None) -> str:
    if first is None:
        return ""
    return str(first) if first == last else f"{first}–{last}"


def _row(state: str, number: int | None, through: int | None, drawing: Drawing) -> Row:
    return {
        "state": state,
        "legend": drawing.phrase(_LEGEND[state]),
        "number": number,
        "through": through,
        "low": None if number is None else number - 0.38,
        "high": None if through is None else through + 0.38,
        "shown": _numbers(number, through),
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


def _of_missing(item: Missing | Gap, drawing: Drawing) -> Row:
    unknown = drawing.phrase("unknown")
    first, last = (item.first, item.last) if isinstance(item, Gap) else (item.number, item.number)
    return {
        **_row("missing", first, last, drawing),
        "title": drawing.phrase("missing"),
        "date": drawing.words.date(item.window) or unknown,
    }


def _gap_in_words(gap: Gap, drawing: Drawing) -> str:
    numbers = _numbers(gap.first, gap.last)
    return f"{numbers} ({drawing.words.date(gap.window)})" if gap.window else numbers


def _description(view: NumberedSeries, drawing: Drawing) -> str:
    coming = view.expected_next()
    parts = [drawing.phrase("Members: {count}.", count=len(view.members))]
    if view.gaps:
        numbers = listed(_gap_in_words(gap, drawing) for gap in view.gaps)
        parts.append(drawing.phrase("Missing numbers: {numbers}.", numbers=numbers))
    if coming is not None and coming.window is not None:
        date = drawing.words.date(coming.window)
        parts.append(
            drawing.phrase("Expected next: no. {number}, {date}.", number=coming.number, date=date)
        )
    return " ".join(parts)
