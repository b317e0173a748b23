"""A timeline: events as marks in lanes, by kind, body or place.

What would cover another mark of its lane stands below it, so that dense years can be read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from cstoevents.charts.drawing import (
    DAY,
    LETTERS,
    LINE,
    WIDTH,
    Drawing,
    Look,
    Row,
    Scene,
    days_axis,
    few_enough,
    in_lines,
    lane_labels,
    something_in,
    source_of,
    span_layers,
    tooltip,
)
from cstoevents.charts.saving import altair
from cstoevents.dates import When
from cstoevents.records import Event
from cstoevents.timeline import Timeline

_LOOK: Final = Look("#174a7c", "#8cc2f2")
_MARK: Final = 8
_GAP: Final = 2
_BETWEEN_LANES: Final = 10


def draw(view: Timeline, drawing: Drawing, lanes: str) -> Any:
    """Return the chart of a timeline, its lanes by kind, body or place."""
    alt = altair()
    rows, left_out = marks(view, drawing, lanes)
    something_in(rows)
    scene = _scene(view, drawing)
    assert scene is not None
    height, tops = _placed(rows, scene)
    color = alt.value(getattr(_LOOK, drawing.theme))
    told = tooltip(
        drawing.words,
        *(("title", "Event"), ("date", "Date"), ("place", "Place")),
        *(("certainty", "Certainty"), ("source", "Source")),
    )
    y = alt.Y("low:Q", scale=alt.Scale(domain=[height, 0], nice=False), axis=None)
    in_lanes = {"color": color, "y": y, "y2": "high", "tooltip": told}
    layers = [days_axis(scene), *_lanes(tops, height, drawing)]
    lasting = [row for row in rows if not row["point"]]
    if lasting:
        spans = span_layers(scene, lasting, drawing, in_lanes, height=alt.Undefined)
        layers += [layer.transform_filter("!datum.point") for layer in spans]
    if len(lasting) < len(rows):
        layers.append(
            alt.Chart()
            .transform_filter("datum.point")
            .transform_calculate(noon=f"toDate(datum.first) + {DAY // 2}")
            .mark_point(filled=True, size=_MARK**2 * 0.9, opacity=1)
            .encode(
                x=alt.X("noon:T", title=None),
                y=alt.Y("middle:Q", axis=None),
                color=color,
                tooltip=told,
            )
        )
    first, last = min(row["first"] for row in rows), max(row["last"] for row in rows)
    dates = drawing.words.date(When(first if first == last else f"{first}/{last}"))
    counts = "; ".join(f"{lane}: {count}" for lane, (_, _, count) in tops.items())
    return drawing.finished(
        layers,
        rows,
        title=drawing.subject or drawing.phrase("Events"),
        description=drawing.phrase("Days: {dates}. Events: {counts}.", dates=dates, counts=counts),
        remarks=[drawing.phrase("Faint: possibly.")] if any(map(_is_faint, rows)) else [],
        left_out=left_out,
        height=height,
    )


def marks(view: Timeline, drawing: Drawing, lanes: str) -> tuple[list[Row], list[str]]:
    """Return a row for each event, and the ids of those that have no days.

    Raises:
        ArgumentError: they are too many to be told apart.
    """
    few_enough(len(view), "events", "ask for a window, or count them with counts='kind'")
    scene = _scene(view, drawing)
    left_out = [event.id for event in (*view.undated, *(view if scene is None else ()))]
    return [_row(event, view, scene, drawing, lanes) for event in view if scene], left_out


def _scene(view: Timeline, drawing: Drawing) -> Scene | None:
    whens = [event.when for event in view if event.when is not None]
    is_open = any(when.is_open_end for when in whens)
    days = (day for when in whens for day in _days(when))
    return Scene.around(days, drawing.as_of if is_open else None)


def lane_of(event: Event, drawing: Drawing, lanes: str) -> str:
    """Return the name of the lane that an event is in: one alone, so that it is drawn once."""
    words = drawing.words
    if lanes == "kind":
        return words.word(event.kind).replace("-", " ")
    if lanes == "place":
        return words.name(event.place) or drawing.phrase("no place known")
    if lanes == "series":
        several, none, ids = "several series", "in no series", {e.series for e in event.entries}
    else:
        several, none, ids = "several bodies", "no body known", {*event.organisers}
    if len(ids) > 1:
        return drawing.phrase(several)
    return "".join(map(words.name, ids)) or drawing.phrase(none)


def _is_faint(row: Row) -> bool:
    return bool((row["first"], row["last"]) != (row["sure_first"], row["sure_last"]))


def _days(when: Any) -> tuple[int, ...]:
    return when._start_lo, when._start_hi, when._end_lo, when._end_hi


def _row(event: Event, view: Timeline, scene: Scene, drawing: Drawing, lanes: str) -> Row:
    when = event.when
    assert when is not None
    first, *_, last = _days(when)
    certainty = view.certainty_of(event)
    return {
        "id": event.id,
        "lane": lane_of(event, drawing, lanes),
        "title": drawing.words.text(event.title),
        "date": drawing.words.date(when),
        "place": drawing.words.name(event.place),
        "certainty": drawing.phrase(str(certainty)),
        "source": source_of(event),
        "point": first == last,
        **scene.days((when._start_lo, when._start_hi), (when._end_lo, when._end_hi)),
    }


def _placed(rows: list[Row], scene: Scene) -> tuple[int, dict[str, tuple[int, int, int]]]:
    """Return the height of each row in its lane, that of all, and where each lane lies.

    A mark goes to the first line of its lane that is free there.
    """
    per_day = WIDTH / (scene.last - scene.first + 1)
    by_lane: dict[str, list[Row]] = {}
    for row in rows:
        by_lane.setdefault(row["lane"], []).append(row)
    tops: dict[str, tuple[int, int, int]] = {}
    top = 0
    for lane in sorted(by_lane, key=lambda lane: (-len(by_lane[lane]), lane)):
        free: list[float] = []
        for row in by_lane[lane]:
            begin, end = _pixels(row, scene, per_day)
            line = next((at for at, until in enumerate(free) if until <= begin), len(free))
            free[line : line + 1] = [end]
            row["low"] = top + line * (_MARK + _GAP) + _GAP
            row["high"] = row["low"] + _MARK
            row["middle"] = row["low"] + _MARK / 2
        bottom = top + max(1, len(free)) * (_MARK + _GAP) + _GAP
        bottom = max(bottom, top + LINE * len(in_lines(lane, LETTERS)) + 4)
        tops[lane] = top, bottom, len(by_lane[lane])
        top = bottom + _BETWEEN_LANES
    return top - _BETWEEN_LANES, tops


def _pixels(row: Row, scene: Scene, per_day: float) -> tuple[float, float]:
    first = (dt.date.fromisoformat(row["first"]).toordinal() - scene.first) * per_day
    last = (dt.date.fromisoformat(row["last"]).toordinal() + 1 - scene.first) * per_day
    around = max(0.0, _MARK + 1 - (last - first)) / 2
    return first - around, last + around + 1


def _lanes(tops: Mapping[str, tuple[int, int, int]], height: int, drawing: Drawing) -> list[Any]:
    """Return the bands behind the lanes, and their names at the left."""
    alt = altair()
    lanes = [
        {"name": lane, "top": top, "bottom": bottom, "middle": (top + bottom) / 2}
        for lane, (top, bottom, _) in tops.items()
    ]
    y = alt.Y("top:Q", scale=alt.Scale(domain=[height, 0], nice=False), axis=None)
    bands = alt.Chart(alt.InlineData(values=lanes)).mark_rect(color=drawing.style.band, aria=False)
    return [bands.encode(y=y, y2="bottom"), lane_labels(lanes, alt.Y("middle:Q", axis=None))]
