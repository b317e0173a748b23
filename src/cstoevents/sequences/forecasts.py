"""What comes next in a series, and how well that could have been told of its members.

What is known comes first. A next number that is scheduled has its date, one that was
postponed has none, and nothing is estimated of either. Where numbers start again, no
number is the next one: the run may be over. So of such a series nothing else is said.

**Overdue.** A body that is late is not soon overdue: the walk through the known members
(see `cadence`) tells by how many days the latest of them came after the last day that
was expected. So many days more are granted, and with fewer than three such trials there
is no day from which the next one is overdue.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from cstoevents.dates import Tri, When
from cstoevents.dates.edtf import FOREVER, NEVER_BEGUN
from cstoevents.records.vocabularies import EventStatus
from cstoevents.sequences.cadence import ENOUGH, Forecast, Point, cadence, walk
from cstoevents.sequences.entries import EnteredEvent
from cstoevents.sequences.values import Expectation, ExpectedNext, Trial
from cstoevents.sequences.windows import Windows, day, window

# A date that is known less well than this is no measure of a cadence.
_WIDEST_MEASURED = 31


def measured_points(windows: Windows) -> tuple[Point, ...]:
    """Return what measures a cadence: held, trusted, and known to the month at least."""
    found = []
    for run, group in windows.groups:
        low, high = windows.bounds(run, group.number)
        event = group.standing[0]
        is_measure = len(group.standing) == 1 and event.is_held
        if is_measure and not windows.is_doubted(event) and high - low < _WIDEST_MEASURED:
            found.append(Point(run, group.number, (low + high) / 2))
    return tuple(found)


def expected_next(
    windows: Windows,
    points: tuple[Point, ...],
    lag: int,
    on: When | None,
    known_until: When | None = None,
) -> ExpectedNext | None:
    """Return what is known or likely of the number after the last one that was held."""
    coming = _coming(windows)
    if coming is None:
        return None
    number, waiting = coming
    known = waiting and _planned(windows, len(windows.runs) - 1, number, waiting, on)
    return known or _likely(windows, points, number, lag, (on, known_until))


def planned_next(windows: Windows, on: When | None) -> ExpectedNext | None:
    """Return what is planned after the last member that was held, in its run or in a new one."""
    was_held, following = False, None
    for run, group in windows.groups:
        if any(event.is_held for event in group.entered):
            was_held, following = True, None
        elif following is None and not group.standing[0].is_cancelled:
            following = run, group.number, group.standing[0]
    return _planned(windows, *following, on) if was_held and following else None


def _planned(
    windows: Windows, run: int, number: int, waiting: EnteredEvent, on: When | None
) -> ExpectedNext | None:
    if waiting.event.status is EventStatus.POSTPONED:
        return ExpectedNext(number=number, state=Expectation.POSTPONED, event=waiting.event)
    if waiting.is_dated:
        return _scheduled(number, waiting, windows.bounds(run, number), on)
    return None


def _coming(windows: Windows) -> tuple[int, EnteredEvent | None] | None:
    """Return the number after the last that took place, and what bears it already."""
    groups = {group.number: group for group in windows.runs[-1].groups} if windows.runs else {}
    held = [n for n, group in groups.items() if any(event.is_held for event in group.entered)]
    if not held:
        return None
    number = max(held) + 1
    while number in groups and groups[number].standing[0].is_cancelled:
        number += 1
    return number, groups[number].standing[0] if number in groups else None


def _scheduled(
    number: int, waiting: EnteredEvent, bounds: tuple[int, int], on: When | None
) -> ExpectedNext:
    low, high = bounds
    is_past = on is not None and on.earliest_ordinal > high
    return ExpectedNext(
        number=number,
        earliest=None if low == NEVER_BEGUN else day(low),
        median=None if NEVER_BEGUN in bounds or FOREVER in bounds else day((low + high) // 2),
        latest=None if high == FOREVER else day(high),
        window=window(low, high),
        state=Expectation.LATE if is_past else Expectation.SCHEDULED,
        event=waiting.event,
    )


def _likely(
    windows: Windows,
    points: tuple[Point, ...],
    number: int,
    lag: int,
    asked: tuple[When | None, When | None],
) -> ExpectedNext | None:
    """Return an estimate; ``asked`` is a day, and the one on which knowledge ends."""
    on, known_until = asked
    run = len(windows.runs) - 1
    known, forecasts = walk(points, lag)
    forecast = known.predict(run, number)
    measured = cadence(points, lag)
    if forecast is None or measured is None:
        return None
    days = _clipped(forecast, *windows.bounds(run, number))
    overdue = None
    if len(forecasts) >= ENOUGH:
        late = max(point.day - expected.latest for point, expected in forecasts.items())
        overdue = min(max(days.latest, math.ceil(forecast.latest + max(late, 0))) + 1, FOREVER - 1)
    return ExpectedNext(
        number=number,
        lag=lag,
        earliest=day(days.earliest),
        median=day(days.median),
        latest=day(days.latest),
        window=window(days.earliest, days.latest),
        overdue_from=None if overdue is None else day(overdue),
        state=None if on is None else _state(on, days, overdue, known_until),
        count=measured.count,
        error=measured.error,
        trials=measured.trials,
    )


def _state(on: When, days: _Days, overdue: int | None, known_until: When | None) -> Expectation:
    if on.latest_ordinal < days.earliest:
        return Expectation.NOT_YET
    if on.earliest_ordinal <= days.latest:
        return Expectation.DUE
    # After the day on which knowledge ends no report can be known.
    last = on if known_until is None else min(on, known_until, key=lambda day: day.earliest_ordinal)
    is_overdue = overdue is not None and last.earliest_ordinal >= overdue
    return Expectation.OVERDUE if is_overdue else Expectation.LATE


def trials(windows: Windows, points: tuple[Point, ...], lag: int) -> tuple[Trial, ...]:
    """Return what the others say of each held member with a number and a date."""
    forecasts = {
        (point.run, point.number): (point, forecast)
        for point, forecast in walk(points, lag)[1].items()
    }
    return tuple(
        _trial(windows, run, event, forecasts.get((run, group.number)))
        for run, group in windows.groups
        for event in group.entered
        if event.is_dated and event.is_held
    )


def _trial(
    windows: Windows, run: int, event: EnteredEvent, measured: tuple[Point, Forecast] | None
) -> Trial:
    assert event.number is not None
    low, high = windows.chain.without(event.number + windows.runs[run].shift)
    days = error = None
    if measured is not None:
        point, forecast = measured
        # Only those in front were asked, so nothing bounds it from behind.
        days = _clipped(forecast, low, FOREVER)
        error = days.median - point.day
    return Trial(
        member=windows.member(run, event),
        window=window(low, high),
        in_window=_began_within(event, low, high),
        expected=None if days is None else window(days.earliest, days.latest),
        in_expected=None if days is None else _began_within(event, days.earliest, days.latest),
        error=error,
    )


class _Days(NamedTuple):
    """A forecast in whole days, as ordinals."""

    earliest: int
    median: int
    latest: int


def _clipped(forecast: Forecast, low: int, high: int) -> _Days:
    """Return the forecast in whole days, brought within the window."""
    low, high = max(low, NEVER_BEGUN + 1), min(high, FOREVER - 1)
    whole = (
        math.floor(forecast.earliest),
        math.floor(forecast.median + 0.5),
        math.ceil(forecast.latest),
    )
    return _Days(*(min(max(ordinal, low), high) for ordinal in whole))


def _began_within(event: EnteredEvent, low: int, high: int) -> Tri:
    if low <= event.low and event.high <= high:
        return Tri.TRUE
    return Tri.FALSE if event.high < low or high < event.low else Tri.UNKNOWN
