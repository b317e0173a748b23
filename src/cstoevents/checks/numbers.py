"""Checks of numbers: in series, on labels, and of anniversaries.

They report what the `NumberedSeries` of a series finds, and nothing else. A series that
continues another is checked together with it, once for all that go on from each other.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from cstoevents.checks.findings import Contradiction, Severity, check, events_of, records_of
from cstoevents.dates import When
from cstoevents.records import Event, Organisation, Series
from cstoevents.records.index import Index
from cstoevents.records.values import Commemoration
from cstoevents.sequences import NumberedSeries, numbered_series
from cstoevents.sequences.entries import is_below_first, line_of
from cstoevents.sequences.values import SeriesMember
from cstoevents.wording import in_words, languages, printed_number

_Pair: TypeAlias = tuple[SeriesMember, SeriesMember]

# Observances are moved by days or weeks. Past half a year another anniversary is nearer.
_FAR = 31
_NEARER_TO_ANOTHER = 183


def _numbered(index: Index) -> Iterator[NumberedSeries]:
    """Yield each line of series that go on from each other once, as its last one has it."""
    every = list(records_of(index, Series))
    continued = {series.predecessor for series in every}
    seen: set[str] = set()
    # In a circle none is the last, so that the first by id stands for it.
    for series in sorted(every, key=lambda series: (series.id in continued, series.id)):
        if series.id not in seen:
            seen.update(older.id for older in line_of(index, series))
            yield numbered_series(index, series)


@check(
    id="number-order",
    severity=Severity.ERROR,
    finds="a higher number of a series that surely began before a lower one",
    why="a body numbers its meetings in the order in which it holds them",
)
def numbers_out_of_order(index: Index, _: When | None) -> Iterator[Contradiction]:
    """Every date that isn't trusted is in one pair at least, see `NumberedSeries.inversions`."""
    inversions = (found for series in _numbered(index) for found in series.inversions)
    for lower, higher in _once((found.lower, found.higher) for found in inversions):
        yield Contradiction(
            (lower.event, higher.event),
            f"{_numbered_on(lower)} and number {higher.number} on {higher.event.when}",
            "higher numbers on later dates",
            "entries",
        )


@check(
    id="duplicate-number",
    severity=Severity.ERROR,
    finds="two events that bear one number of a series, on dates that differ",
    why="a number names one event; on dates that can be the same, see same-event",
)
def duplicate_numbers(index: Index, _: When | None) -> Iterator[Contradiction]:
    duplicates = (found for series in _numbered(index) for found in series.duplicates)
    for one, other in _once(pair for found in duplicates for pair in found.contradictions):
        yield _on_two_dates(one, other, "one event for one number")


@check(
    id="number-again",
    severity=Severity.WARNING,
    finds="a number that a series which starts again bears twice in one year, in two runs",
    why="a slip in a number looks like a new start, and few series start twice in a year",
)
def numbers_begun_again(index: Index, _: When | None) -> Iterator[Contradiction]:
    for one, other in _once(pair for series in _numbered(index) for pair in series.begun_again):
        yield _on_two_dates(one, other, "each number once in a year")


@check(
    id="run-begun-late",
    severity=Severity.NOTE,
    finds="a new start above the first number, with one that may belong to the run before",
    why="a slip in a number looks like a new start, and a new start is mostly with the first",
)
def runs_begun_late(index: Index, _: When | None) -> Iterator[Contradiction]:
    for last, first in _once(pair for series in _numbered(index) for pair in series.begun_late):
        found = f"{_numbered_on(last)} and number {first.number} on {first.event.when}"
        expected = "a greater number, or a start with the first"
        yield Contradiction((last.event, first.event), found, expected, "entries")


def _once(pairs: Iterable[_Pair]) -> Iterator[_Pair]:
    """Yield the pairs of members without those whose events were a pair before.

    Two events can be entered in several series together.
    """
    told: set[tuple[str, str]] = set()
    for one, other in pairs:
        ids = one.event.id, other.event.id
        if ids not in told:
            told.add(ids)
            yield one, other


def _on_two_dates(one: SeriesMember, other: SeriesMember, expected: str) -> Contradiction:
    found = f"{_numbered_on(one)} and on {other.event.when}"
    return Contradiction((one.event, other.event), found, expected, "entries")


def _numbered_on(member: SeriesMember) -> str:
    return f"number {member.number} of {member.series} on {member.event.when}"


@check(
    id="number-before-first",
    severity=Severity.ERROR,
    finds="a number below the first of its series",
    why="the series says with what it began",
)
def numbers_before_first(index: Index, _: When | None) -> Iterator[Contradiction]:
    for event in events_of(index):
        for position, entry in enumerate(event.entries):
            series = index.get(entry.series)
            if isinstance(series, Series) and is_below_first(event, entry.number, series):
                yield Contradiction(
                    (event, series),
                    f"number {entry.number} of {series.id}",
                    f"at least {series.first_number}, the number that it began with",
                    f"entries[{position}].number",
                )


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


@check(
    id="label-is-a-date",
    severity=Severity.WARNING,
    finds="a printed label that looks like a date, as a spreadsheet makes of 3-6 or 03.06",
    why="spreadsheets turn what looks like a date into one as soon as it is typed or opened",
)
def labels_that_are_dates(index: Index, _: When | None) -> Iterator[Contradiction]:
    for event in events_of(index):
        for position, entry in enumerate(event.entries):
            if entry.label is not None and _looks_like_a_date(entry.label):
                path = f"entries[{position}].label"
                yield Contradiction((event,), f"{entry.label!r}", "a label as printed", path)


# 03.06.2025, 2025-06-03 and 2025-06-03 00:00:00; then 3-Jun, 03.июн, 3 Jun, Jun-25 and июн.25:
# as spreadsheets show them.
_IN_NUMBERS = re.compile(
    r"(\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d\d-\d\d)([ t]\d{1,2}:\d\d(:\d\d)?)?"
).fullmatch
_WITH_A_MONTH = re.compile(
    r"\d{1,2}[. -]([^\W\d_]{3,})\.?|([^\W\d_]{3,})(?:\.|\.?-)\d{2}"
).fullmatch


def _looks_like_a_date(label: str) -> bool:
    text = label.strip().casefold()
    match = _WITH_A_MONTH(text)
    if match is None:
        return bool(_IN_NUMBERS(text))
    return any(month.startswith(match[1] or match[2]) for month in _names_of_months())


@functools.cache
def _names_of_months() -> frozenset[str]:
    """Return the names of the months in every language, as they stand in dates."""
    texts = [
        in_words(When(date), lang)
        for lang in languages()
        for month in range(1, 13)
        for date in (f"2000-{month:02}", f"2000-{month:02}-01")
    ]
    return frozenset(word for text in texts for word in re.findall(r"[^\W\d_]+", text.casefold()))


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
        if subject and recorded and recorded.contradicts(occasion.original):
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
    """Return the least days there can be between an observance and the anniversary itself."""
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
