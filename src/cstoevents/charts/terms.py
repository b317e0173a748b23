"""Terms: who held a post, or who was a member, against the days on which they did.

The sure part of a term is full and its possible ends are faint; a day on which a source shows
somebody is a tick. The bounds are those of `terms`, whose table they follow.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any, Final

import attrs

from cstoevents.charts.drawing import (
    DAY,
    LETTERS,
    LINE,
    Drawing,
    Look,
    Row,
    Scene,
    days_axis,
    few_enough,
    in_lines,
    lane_labels,
    legend,
    listed,
    something_in,
    source_of,
    span_layers,
    tooltip,
)
from cstoevents.charts.saving import altair
from cstoevents.dates import When
from cstoevents.records import Official
from cstoevents.records.vocabularies import MembershipStatus
from cstoevents.terms import Term
from cstoevents.terms.tenure import Tenure

LOOKS: Final = {
    "full": Look("#175086", "#9cc5ee"),
    "acting": Look("#ca810f", "#d88a10"),
    "suspended": Look("#5c120e", "#e55c53"),
    "frozen": Look("#3a8897", "#b5dbe3"),
    "observer": Look("#5b7534", "#e2ecd3"),
    "partner": Look("#834a7d", "#caa2c6"),
    "withdrawn": Look("#3a3e44", "#727783"),
}

_BETWEEN_LANES: Final = 9


def draw(terms: Sequence[Term], drawing: Drawing) -> Any:
    """Return the chart of terms: a lane for each person, state or body."""
    alt = altair()
    rows, left_out = marks(terms, drawing)
    something_in(rows)
    scene = _scene(terms, drawing)
    assert scene is not None
    lanes = list(dict.fromkeys(row["lane"] for row in rows))
    tallest = max(len(in_lines(lane, LETTERS)) for lane in lanes)
    color, _ = legend(rows, LOOKS, drawing.theme)
    told = tooltip(
        drawing.words,
        *(("who", "Who"), ("post", "Post"), ("date", "Term"), ("legend", "Kind")),
        *(("seen_in_words", "Seen"), ("source", "Source")),
    )
    y = alt.Y("lane:N", sort=lanes, axis=None)
    lanes_of = {"color": color, "y": y, "tooltip": told}
    layers = [
        days_axis(scene),
        lane_labels(({"lane": lane, "name": lane} for lane in lanes), y),
        *span_layers(scene, rows, drawing, lanes_of, height={"band": 0.62}),
    ]
    if any(row["seen_first"] for row in rows):
        layers.append(
            alt.Chart()
            # Under other names: Vega-Lite reads a field as a date before it flattens it.
            .transform_flatten(["seen_first", "seen_last"], as_=["from", "to"])
            .transform_filter("isValid(datum.from)")
            .transform_calculate(begin="toDate(datum.from)", end=f"toDate(datum.to) + {DAY}")
            .mark_bar(
                height={"band": 0.86},
                color=drawing.style.text,
                opacity=0.85,
                xOffset=-1,
                x2Offset=1,
            )
            .encode(x=alt.X("begin:T", title=None), x2="end", y=y, tooltip=told)
        )
    return drawing.finished(
        layers,
        rows,
        title=_title(terms, drawing),
        description=_description(rows, drawing),
        remarks=_remarks(rows, drawing),
        left_out=left_out,
        height=len(lanes) * (_BETWEEN_LANES + LINE * tallest),
    )


def _tenure(term: Term, drawing: Drawing) -> Tenure:
    """Return the bounds of a term, of all the records that are shown as one."""
    records = term.memberships or (term.membership,)
    tenures = [Tenure.of(record, drawing.known_until(record)) for record in records]
    return Tenure.joined(tenures)[0]


def _bounds(term: Term, drawing: Drawing) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Return the bounds of the first and of the last day; None if no record speaks of any.

    Days seen alone bound no term: from the first of them to the last it is possible.
    """
    tenure = _tenure(term, drawing)
    if tenure.possible is None:
        return None
    if tenure.is_dated:
        return tenure.first, (tenure.surely_last, tenure.last[1])
    low, high = tenure.possible
    return (low, high), (low, high)


def _scene(terms: Sequence[Term], drawing: Drawing) -> Scene | None:
    found = [bounds for term in terms if (bounds := _bounds(term, drawing))]
    days = [day for bounds in found for ends in bounds for day in ends]
    seen = [
        day
        for term in terms
        for when in _seen(term)
        for day in (when.earliest_ordinal, when.latest_ordinal)
    ]
    return Scene.around([*days, *seen], drawing.as_of)


def marks(terms: Sequence[Term], drawing: Drawing) -> tuple[list[Row], list[str]]:
    """Return a row for each term, and the ids of those that no day is known of.

    Raises:
        ArgumentError: they are too many to be told apart.
    """
    few_enough(len(terms), "terms", "ask for those of one post, or of some years", are_named=True)
    scene = _scene(terms, drawing)
    rows: list[Row] = []
    left_out: list[str] = []
    several = len({(t.membership.organisation, t.membership.role) for t in terms}) > 1
    for term in itertools.chain.from_iterable(map(_of_one_status, terms)):
        bounds = _bounds(term, drawing)
        if bounds is None or scene is None:
            left_out.append(term.membership.id)
        else:
            rows.append({**_row(term, scene, drawing, several=several), **scene.days(*bounds)})
    _set_apart(rows)
    return rows, left_out


def _of_one_status(term: Term) -> list[Term]:
    """Return a term, or of one that is joined the term of each record where its status changed."""
    if len({record.status for record in term.memberships}) < 2:
        return [term]
    return [
        attrs.evolve(term, membership=record, memberships=(record,)) for record in term.memberships
    ]


def _set_apart(rows: Sequence[Row]) -> None:
    """Add a lane for what would hide an earlier term of its own lane altogether."""
    lanes: dict[str, list[Row]] = {}
    for row in rows:
        name, number = row["lane"], 1
        while any(_covers(row, other) for other in lanes.get(row["lane"], ())):
            number += 1
            row["lane"] = f"{name} ({number})"
        lanes.setdefault(row["lane"], []).append(row)


def _covers(row: Row, other: Row) -> bool:
    return bool(row["first"] <= other["first"] and other["last"] <= row["last"])


def _row(term: Term, scene: Scene, drawing: Drawing, *, several: bool) -> Row:
    held, words = term.membership, drawing.words
    who = words.text(term.record.name)
    post = held.label or words.post(held.role)
    seen = _seen(term)
    shown = [scene.one_of(when._start_lo, when._end_hi) for when in seen]
    parts = [who, words.name(held.on_behalf_of)]
    if several:
        parts += [post, words.name(held.organisation)]
    return {
        "id": held.id,
        "state": str(held.status or MembershipStatus.FULL),
        "legend": _standing(term, drawing),
        "lane": ", ".join(dict.fromkeys(filter(None, parts))),
        "who": who,
        "post": post,
        "date": words.date(term.when) or drawing.phrase("unknown"),
        "seen_first": [days["first"] for days in shown],
        "seen_last": [days["last"] for days in shown],
        "seen_in_words": ", ".join(map(words.date, seen)),
        "source": source_of(held),
    }


def _seen(term: Term) -> list[When]:
    """Return the days on which a source shows it, of all the records that are one term."""
    return [when for record in term.memberships or (term.membership,) for when in record.seen]


def _standing(term: Term, drawing: Drawing) -> str:
    status = term.membership.status or MembershipStatus.FULL
    if status is MembershipStatus.FULL and isinstance(term.record, Official):
        return drawing.phrase("in office")
    return drawing.words.word(status)


def _title(terms: Sequence[Term], drawing: Drawing) -> str:
    """Return the post and the organisation where all terms are of one, or what terms are."""
    words = drawing.words
    bodies = {term.membership.organisation for term in terms}
    posts = {term.membership.role for term in terms}
    body = words.name(next(iter(bodies))) if len(bodies) == 1 else ""
    if all(not isinstance(term.record, Official) for term in terms):
        post = drawing.phrase("Members")
    else:
        role = next(iter(posts)) if len(posts) == 1 else None
        post = words.post(role) if role else drawing.phrase("Posts")
    return ": ".join(part for part in (body, post) if part)


def _remarks(rows: Sequence[Row], drawing: Drawing) -> list[str]:
    told = []
    if any((row["first"], row["last"]) != (row["sure_first"], row["sure_last"]) for row in rows):
        told.append(drawing.phrase("Faint: possibly."))
    if any(row["seen_first"] for row in rows):
        told.append(drawing.phrase("Ticks: days on which a source shows it."))
    return [" ".join(told)] if told else []


def _description(rows: Sequence[Row], drawing: Drawing) -> str:
    are_several = len({row["legend"] for row in rows}) > 1
    seen = drawing.phrase("Seen").lower()
    terms = listed(
        f"{row['lane']}{', ' + row['legend'] if are_several else ''}: {row['date']}"
        f"{f' ({seen}: {days})' if (days := row['seen_in_words']) else ''}"
        for row in rows
    )
    return drawing.phrase("Terms: {terms}.", terms=terms)
