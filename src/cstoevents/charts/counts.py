"""How many events began in each year: surely, and possibly on top of that.

An event of "2023 or 2024" is possibly in both and surely in neither; one that lasts counts in the
year in which it began.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

from cstoevents.charts.drawing import (
    SEQUENCE,
    WIDTH,
    Drawing,
    Row,
    key,
    something_in,
    tooltip,
)
from cstoevents.charts.saving import altair
from cstoevents.charts.timeline import lane_of
from cstoevents.dates.edtf import FOREVER, NEVER_BEGUN
from cstoevents.records import Event
from cstoevents.timeline import Timeline

# What is known no better than to a century would be possible in every year of it.
_MOST_YEARS: Final = 100
_HEIGHT: Final = 280
_GROUPS: Final = {"kind": "Kind", "body": "Organisation", "place": "Place", "series": "Series"}


def draw(view: Timeline, drawing: Drawing, counts: str) -> Any:
    """Return the chart of how many events of a timeline began in each year."""
    alt = altair()
    rows, left_out = marks(view, drawing, counts)
    something_in(rows)
    groups = list(dict.fromkeys(row["group"] for row in sorted(rows, key=lambda r: r["rank"])))
    colors = [getattr(look, drawing.theme) for look in SEQUENCE[: len(groups)]]
    years = [row["year"] for row in rows]
    tallest = max(row["top"] for row in rows)
    base = alt.Chart().encode(
        x=alt.X(
            "left:Q",
            scale=alt.Scale(domain=[min(years) - 0.5, max(years) + 0.5], nice=False, zero=False),
            axis=_whole(max(years) - min(years) + 1, WIDTH, title=None, grid=False),
            title=None,
        ),
        x2="to:Q",
        y=alt.Y("base:Q", axis=_whole(tallest, _HEIGHT, title=drawing.phrase("Events"))),
        y2="top:Q",
        color=alt.Color(
            "group:N",
            scale=alt.Scale(domain=groups, range=colors),
            legend=key(groups),
        ),
        tooltip=tooltip(
            drawing.words,
            *(
                ("year", "Year"),
                ("group", _GROUPS[counts]),
                ("count", "Events"),
                ("certainty", "Certainty"),
            ),
        ),
    )
    base = base.transform_calculate(left="datum.year - 0.42", to="datum.year + 0.42")
    surely = base.transform_filter("datum.surely")
    possibly = base.transform_filter("!datum.surely")
    doubtful = any(not row["surely"] for row in rows)
    layers = []
    if any(row["surely"] for row in rows):
        layers.append(surely.mark_bar(stroke=drawing.style.background, strokeWidth=0.6))
    if doubtful:
        edge = {"stroke": drawing.style.text, "strokeWidth": 1.5, "strokeDash": [2, 2]}
        layers.append(possibly.mark_bar(opacity=0.4, **edge))
    faint = drawing.phrase("Faint, with a dashed edge: possibly in that year.")
    remarks = [faint] if doubtful else []
    return drawing.finished(
        layers,
        rows,
        title=drawing.phrase("Events by the year in which they begin"),
        description=_description(rows, drawing),
        remarks=remarks,
        left_out=left_out,
        height=_HEIGHT,
    )


def _whole(numbers: int, pixels: int, **how: Any) -> Any:
    """Return an axis of whole numbers: of so few that none between them has a tick."""
    return altair().Axis(format="d", tickCount=min(numbers, pixels // 40), **how)


def _description(rows: Sequence[Row], drawing: Drawing) -> str:
    """Return what is in each year, surely and possibly, and of what groups the former are."""
    told = []
    for phrase, is_sure, field in (
        ("Surely began in each year: {counts}.", True, "year"),
        ("Of these: {counts}.", True, "group"),
        ("Possibly, on top of that: {counts}.", False, "year"),
    ):
        counted = Counter[Any]()
        for row in rows:
            if row["surely"] is is_sure:
                counted[row[field]] += row["count"]
        if counted:
            counts = "; ".join(f"{name}: {count}" for name, count in counted.items())
            told.append(drawing.phrase(phrase, counts=counts))
    return " ".join(told)


def _years(event: Event) -> range | None:
    """Return the years in which an event may have begun; None if they are too many to say."""
    when = event.when
    if when is None or when._start_lo <= NEVER_BEGUN or when._start_hi >= FOREVER:
        return None
    low, high = (dt.date.fromordinal(day).year for day in (when._start_lo, when._start_hi))
    return range(low, high + 1) if high - low < _MOST_YEARS else None


def marks(view: Timeline, drawing: Drawing, counts: str) -> tuple[list[Row], list[str]]:
    """Return a row for each year, group and certainty, and the ids of what counts in no year."""
    left_out = [event.id for event in view.undated]
    dated: list[tuple[Event, range, str]] = []
    for event in view:
        years = _years(event)
        if years is None:
            left_out.append(event.id)
        else:
            dated.append((event, years, lane_of(event, drawing, counts)))
    ranks = _ranks(Counter(group for _, _, group in dated), drawing)
    counted = Counter[tuple[int, bool, int, str]]()
    for event, years, group in dated:
        # What only possibly is in the view is possibly in its year at most.
        is_doubtful = len(years) > 1 or event.id in view._doubtful
        for year in years:
            counted[year, is_doubtful, *ranks[group]] += 1
    heights = Counter[int]()
    rows: list[Row] = []
    for (year, is_doubtful, rank, shown), count in sorted(counted.items()):
        rows.append(
            {
                "year": year,
                "group": shown,
                "rank": rank,
                "surely": not is_doubtful,
                "certainty": drawing.phrase("possibly" if is_doubtful else "surely"),
                "count": count,
                "base": heights[year],
                "top": heights[year] + count,
            }
        )
        heights[year] += count
    return rows, left_out


def _ranks(sizes: Counter[str], drawing: Drawing) -> dict[str, tuple[int, str]]:
    """Return the place and the name of each group; the smallest are one where they are many."""
    order = sorted(sizes, key=lambda group: (-sizes[group], group))
    most = len(SEQUENCE)
    if len(order) <= most:
        return {group: (at, group) for at, group in enumerate(order)}
    rest = drawing.phrase("all others")
    return {
        group: (at, group) if at < most - 1 else (most - 1, rest) for at, group in enumerate(order)
    }
