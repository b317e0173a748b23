"""Checks of numbers: in series, on labels, and of anniversaries.

Cancelled and postponed events bear numbers that others may take, so they are
left out of the order. So are series that are said to restart or to bear none.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from cstoevents.checks.findings import Contradiction, Severity, check, events_of
from cstoevents.dates import Tri, When
from cstoevents.merging.likeness import Likeness, likely_same, share_wrongly
from cstoevents.records import Event, Organisation, Series
from cstoevents.records.index import Index
from cstoevents.records.values import Commemoration, SeriesEntry
from cstoevents.records.vocabularies import EventStatus, Numbering
from cstoevents.wording import printed_number

__all__ = [
    "contradicted_labels",
    "contradicted_originals",
    "distant_observances",
    "duplicate_numbers",
    "numbers_before_first",
    "numbers_out_of_order",
    "wrong_anniversaries",
]

# Observances are moved by days or weeks. Past half a year another anniversary is nearer.
_FAR = 31
_NEARER_TO_ANOTHER = 183
_UNCOUNTED = frozenset({EventStatus.CANCELLED, EventStatus.POSTPONED})


def _entries(index: Index) -> Iterator[tuple[Event, int, SeriesEntry, Series]]:
    for event in events_of(index):
        for position, entry in enumerate(event.entries):
            series = index.get(entry.series)
            if isinstance(series, Series):
                yield event, position, entry, series


@check(
    id="number-order",
    severity=Severity.ERROR,
    finds="a higher number of a series on a date surely before that of a lower one",
    why="a body numbers its meetings in the order in which it holds them",
)
def numbers_out_of_order(index: Index, _: When | None) -> Iterator[Contradiction]:
    """Of several wrong pairs that one wrong date makes, one is reported."""
    runs: dict[str, list[tuple[int, Event, When]]] = {}
    for event, _position, entry, series in _entries(index):
        if entry.number is None or event.when is None or event.status in _UNCOUNTED:
            continue
        if series.numbering in (None, Numbering.CONTINUOUS):
            runs.setdefault(series.id, []).append((entry.number, event, event.when))
    for id in sorted(runs):
        run = sorted(runs[id], key=lambda member: (member[0], *member[2].sort_key, member[1].id))
        yield from _inversions(id, run)


def _inversions(series: str, run: list[tuple[int, Event, When]]) -> Iterator[Contradiction]:
    # The last of `latest` began latest of all so far, the one before it second latest.
    latest: list[tuple[int, Event, When]] = []
    for number, event, when in run:
        if latest and latest[-1][0] < number and when.surely_before(latest[-1][2]):
            before, earlier, its_when = latest[-1]
            yield Contradiction(
                (earlier, event),
                f"number {before} of {series} on {its_when} and number {number} on {when}",
                "higher numbers on later dates",
                "entries",
            )
            if len(latest) > 1 and when.surely_before(latest[-2][2]):
                continue  # it is this one that fits nowhere
            latest.pop()
        if not latest or when.earliest_ordinal >= latest[-1][2].earliest_ordinal:
            latest.append((number, event, when))


@check(
    id="duplicate-number",
    severity=Severity.ERROR,
    finds="two events that bear one number of a series, on dates that differ",
    why="a number names one event; on dates that can be the same, see same-event",
)
def duplicate_numbers(index: Index, _: When | None) -> Iterator[Contradiction]:
    for one, other, kind, evidence in likely_same(events_of(index), index):
        if not (isinstance(one, Event) and isinstance(other, Event)):
            continue
        if kind is Likeness.NUMBER and share_wrongly(one, other):
            found = f"{evidence[0]}, on {one.when} and {other.when}"
            yield Contradiction((one, other), found, "one event for one number", "entries")


@check(
    id="number-before-first",
    severity=Severity.ERROR,
    finds="a number below the first of its series",
    why="the series says with what it began",
)
def numbers_before_first(index: Index, _: When | None) -> Iterator[Contradiction]:
    for event, position, entry, series in _entries(index):
        if None in (entry.number, series.first_number) or event.status in _UNCOUNTED:
            continue
        assert entry.number is not None
        assert series.first_number is not None
        if entry.number < series.first_number:
            found = f"number {entry.number} of {series.id}"
            expected = f"at least {series.first_number}, the number that it began with"
            yield Contradiction((event, series), found, expected, f"entries[{position}].number")


@check(
    id="number-label",
    severity=Severity.ERROR,
    finds="a printed label that is another number than the one beside it, or no one number",
    why="the label is the number as printed, and `3-6` or `6 bis` are not 3 or 6",
)
def contradicted_labels(index: Index, _: When | None) -> Iterator[Contradiction]:
    for event in events_of(index):
        for position, entry in enumerate(event.entries):
            if entry.number is None or entry.label is None:
                continue
            if printed_number(entry.label).contradicts(entry.number):
                expected = f"a label that says {entry.number}, or no number beside it"
                path = f"entries[{position}].label"
                yield Contradiction((event,), f"{entry.label!r}", expected, path)


# Anniversaries


@check(
    id="anniversary-number",
    severity=Severity.ERROR,
    finds="a stated anniversary that its two dates surely contradict",
    why="the day is surely more than 183 days off, so that another anniversary is nearer",
)
def wrong_anniversaries(index: Index, _: When | None) -> Iterator[Contradiction]:
    for event, occasion, original in _numbered_commemorations(index):
        distance = _distance(event, occasion, original)
        if distance is not None and distance > _NEARER_TO_ANOTHER:
            found = f"number {occasion.number}, of {original}, observed on {event.when}"
            expected = "a number that fits the two dates"
            yield Contradiction((event,), found, expected, "commemoration.number")


@check(
    id="anniversary-offset",
    severity=Severity.NOTE,
    finds="an anniversary observed more than 31 days from its day",
    why="observances move by days or weeks, rarely by more",
)
def distant_observances(index: Index, _: When | None) -> Iterator[Contradiction]:
    for event, occasion, original in _numbered_commemorations(index):
        distance = _distance(event, occasion, original)
        if distance is not None and _FAR < distance <= _NEARER_TO_ANOTHER:
            found = f"anniversary {occasion.number} of {original} observed on {event.when}"
            expected = f"at most {_FAR} days between the two; they are {distance}"
            yield Contradiction((event,), found, expected, "when")


@check(
    id="anniversary-original",
    severity=Severity.WARNING,
    finds="a stated date of what is commemorated that its own record contradicts",
    why="one event has one date",
)
def contradicted_originals(index: Index, _: When | None) -> Iterator[Contradiction]:
    for event in events_of(index):
        occasion = event.commemoration
        if occasion is None or occasion.original is None:
            continue
        subject, recorded = _subject(index, occasion)
        if subject and recorded and recorded.overlaps(occasion.original) is Tri.FALSE:
            found = f"{occasion.original}, and {recorded} in {subject.id}"
            yield Contradiction((event, subject), found, "one date", "commemoration.original")


def _subject(
    index: Index, occasion: Commemoration
) -> tuple[Event | Organisation | None, When | None]:
    subject = index.get(occasion.event or occasion.organisation or "")
    if isinstance(subject, Event):
        return subject, subject.when
    if isinstance(subject, Organisation):
        return subject, subject.founded
    return None, None


def _numbered_commemorations(index: Index) -> Iterator[tuple[Event, Commemoration, When]]:
    for event in events_of(index):
        occasion = event.commemoration
        if occasion is None or occasion.number is None or event.when is None:
            continue
        original = occasion.original or _subject(index, occasion)[1]
        if original is not None:
            yield event, occasion, original


def _distance(event: Event, occasion: Commemoration, original: When) -> int | None:
    """Give the least days there can be between an observance and the anniversary itself."""
    assert event.when is not None
    assert occasion.number is not None
    start = original.start or original
    first = _years_after(start.earliest_ordinal, occasion.number)
    last = _years_after(start.latest_ordinal, occasion.number)
    if first is None or last is None:
        return None
    return max(0, first - event.when.latest_ordinal, event.when.earliest_ordinal - last)


def _years_after(ordinal: int, years: int) -> int | None:
    try:
        day = dt.date.fromordinal(ordinal)
        year = day.year + years
        if (day.month, day.day) == (2, 29):
            day = day.replace(day=28)
        return day.replace(year=year).toordinal()
    except (ValueError, OverflowError):
        return None
