"""What comes next in a series, and how well that could have been told of its members.

What is known comes first. A next number that is scheduled has its date, one that was
postponed has none, and nothing is estimated of either. Where numbers start again, no
number is the next one: the run may be over. So of such a series nothing else is said.

**Overdue.** A body that is late is not soon overdue: the walk through the known members
(see `cadence`) tells by how many days the latest of them came after the last day that
was expected. So many days more are granted, and with fewer than three such trials there
is no day from which the next one is overdue.

**The day on which knowledge ends.** After it no report can be known. What was expected by then
and isn't on record is late; of what was expected for later nobody knows whether it was held.
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


class Asked(NamedTuple):
    """The day that is asked about, and the one on which knowledge ends, where there is one."""

    on: When | None
    known_until: When | None

    def unknown_after(self, latest: int) -> When | None:
        """Return the day on which knowledge ends, if what was due by a later one is asked about."""
        if self.on is None or self.known_until is None or self.on.earliest_ordinal <= latest:
            return None
        return self.known_until if self.known_until.earliest_ordinal <= latest else None


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
    asked: Asked,
) -> ExpectedNext | None:
    """Return what is known or likely of the number after the last one that was held."""
    coming = _coming(windows)
    if coming is None:
        return None
    number, waiting = coming
    known = waiting and _planned(windows, len(windows.runs) - 1, number, waiting, asked)
    return known or _likely(windows, points, number, lag, asked)


def planned_next(windows: Windows, asked: Asked) -> ExpectedNext | None:
    """Return what is planned after the last member that was held, in its run or in a new one."""
    was_held, following = False, None
    for run, group in windows.groups:
        if any(event.is_held for event in group.entered):
            was_held, following = True, None
        elif following is None and not group.standing[0].is_cancelled:
            following = run, group.number, group.standing[0]
    return _planned(windows, *following, asked) if was_held and following else None


def _planned(
    windows: Windows, run: int, number: int, waiting: EnteredEvent, asked: Asked
) -> ExpectedNext | None:
    if waiting.event.status is EventStatus.POSTPONED:
        return ExpectedNext(number=number, state=Expectation.POSTPONED, event=waiting.event)
    if waiting.is_dated:
        return _scheduled(number, waiting, windows.bounds(run, number), asked)
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
    number: int, waiting: EnteredEvent, bounds: tuple[int, int], asked: Asked
) -> ExpectedNext:
    low, high = bounds
    is_past = asked.on is not None and asked.on.earliest_ordinal > high
    known_until = asked.unknown_after(high)
    state = Expectation.LATE if is_past else Expectation.SCHEDULED
    return ExpectedNext(
        number=number,
        earliest=None if low == NEVER_BEGUN else day(low),
        median=None if NEVER_BEGUN in bounds or FOREVER in bounds else day((low + high) // 2),
        latest=None if high == FOREVER else day(high),
        window=window(low, high),
        state=Expectation.UNKNOWN if known_until else state,
        known_until=known_until,
        event=waiting.event,
    )


def _likely(
    windows: Windows,
    points: tuple[Point, ...],
    number: int,
    lag: int,
    asked: Asked,
) -> ExpectedNext | None:
    """Return an estimate."""
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
        state=_state(asked, days, overdue),
        known_until=asked.unknown_after(days.latest),
        count=measured.count,
        error=measured.error,
        trials=measured.trials,
    )


def _state(asked: Asked, days: _Days, overdue: int | None) -> Expectation | None:
    on, known_until = asked
    if on is None:
        return None
    if on.latest_ordinal < days.earliest:
        return Expectation.NOT_YET
    if on.earliest_ordinal <= days.latest:
        return Expectation.DUE
    if asked.unknown_after(days.latest):
        return Expectation.UNKNOWN
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
