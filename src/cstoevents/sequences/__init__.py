"""A body's numbered run of meetings: what is missing, what can't be right, what comes next.

**What is known.** Events enter a series with a number, a label, both or neither. A
number is *missing* if no record bears it and it lies between two that are borne;
before the first borne one only if the series says with which number it began. The
run of a renamed body goes on from its predecessor's, unless the series declares a
`first_number` that the predecessor had used already: then it began anew. Where a
series restarts, so does a run, at every number that is not greater than the one
before it in date. Numbers count within their run.

**What follows.** Numbers are in the order of the days on which the meetings began, and
consecutive ones begin at least `min_gap` days apart (see `bounds`, where the
windows are worked out, and what becomes of dates that contradict each other).
Everything that is said of a window is said of the first day. What dates bind:

=================  =========================================================
held, or not said  its date binds the others
scheduled          the same, for it is the best that the records say
postponed          has its number and no date until it gets a new one
cancelled          has its number and no day at all; its window is None
number borne twice counts once, somewhere among the days of its bearers
without a number   binds nothing; it may be one of the missing ones
=================  =========================================================

**What is only likely** (see `cadence`) is kept apart from both, is never a record,
and never leaves its window.
"""

from __future__ import annotations

import datetime as dt
import functools
import math
from collections.abc import Iterator
from typing import Any, TypeAlias

import attrs

from cstoevents._arguments import whole_number
from cstoevents.dates import Day, Precision, Tri, When
from cstoevents.dates.edtf import FOREVER, NEVER_BEGUN
from cstoevents.errors import ArgumentError
from cstoevents.records import Event, Series
from cstoevents.records.index import Index
from cstoevents.sequences.bounds import Chain, chain
from cstoevents.sequences.cadence import Cadence, Forecast, Point, best_lag, cadence, walk
from cstoevents.sequences.runs import Bearer, Group, Run, in_runs
from cstoevents.sequences.slots import (
    Duplicate,
    Expectation,
    ExpectedNext,
    Gap,
    Inversion,
    Missing,
    SeriesMember,
    Trial,
)

__all__ = [
    "Cadence",
    "Duplicate",
    "Expectation",
    "ExpectedNext",
    "Gap",
    "Inversion",
    "Missing",
    "NumberedSeries",
    "SeriesMember",
    "Trial",
]

_LAGS = (1, 2)

# A slip in a number must not fill the memory with the numbers that it leaves out.
_MOST_LISTED = 1_000_000

# A date that is known less well than this is no measure of a cadence.
_WIDEST_MEASURED = 31

Slot: TypeAlias = SeriesMember | Missing


@attrs.frozen(kw_only=True, slots=True, eq=False, repr=False)
class NumberedSeries:
    """A series in the order of its numbers, and what can be said of the whole.

    Made by `Chronicle.numbered`. ``series`` is the record, ``min_gap`` the days that
    part two consecutive members at least.

    >>> import cstoevents as cs
    >>> cs.load().numbered("wg-afghanistan")
    <NumberedSeries 'wg-afghanistan': 14 members, 33 missing>
    """

    series: Series
    min_gap: int
    _runs: tuple[Run, ...] = attrs.field(alias="runs")
    _loose: tuple[Bearer, ...] = attrs.field(alias="loose")
    _chain: Chain = attrs.field(alias="chain")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, NumberedSeries):
            return NotImplemented
        return self is other or self._content == other._content

    def __hash__(self) -> int:
        return hash(self._content)

    @property
    def _content(self) -> tuple[Series, int, tuple[SeriesMember, ...]]:
        """What two of them have to share to be equal; all else follows from it."""
        return self.series, self.min_gap, self.members

    def __copy__(self) -> NumberedSeries:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> NumberedSeries:
        return self

    def __repr__(self) -> str:
        groups = [group for _, group in self._groups]
        members = len(self._loose) + sum(len(group.bearers) for group in groups)
        return (
            f"<NumberedSeries {self.series.id!r}: {members} members, {self._count_missing} missing>"
        )

    # Facts

    @functools.cached_property
    def members(self) -> tuple[SeriesMember, ...]:
        """The members: numbered ones by number, the others where they may belong."""
        return tuple(slot for slot in self._placed(()) if isinstance(slot, SeriesMember))

    @functools.cached_property
    def slots(self) -> tuple[Slot, ...]:
        """The members in the same order, with the missing numbers in their places.

        Raises:
            ArgumentError: more than a million numbers are missing; see `gaps`.
        """
        return tuple(self._placed(self.missing))

    @functools.cached_property
    def missing(self) -> tuple[Missing, ...]:
        """The numbers that no record bears.

        Raises:
            ArgumentError: more than a million numbers are missing; see `gaps`.
        """
        if self._count_missing > _MOST_LISTED:
            raise ArgumentError(
                "missing",
                self._count_missing,
                f"at most {_MOST_LISTED:,} missing numbers to list; `gaps` has them all",
            )
        return tuple(
            self._missing(run, number)
            for run, each in enumerate(self._runs)
            for gap in each.gaps()
            for number in gap
        )

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """The missing numbers as stretches, however long."""
        found = []
        for run, each in enumerate(self._runs):
            for gap in each.gaps():
                low, _ = self._chain.window(gap[0] + each.shift)
                _, high = self._chain.window(gap[-1] + each.shift)
                window = _window(low, high)
                found.append(Gap(first=gap[0], last=gap[-1], window=window, run=run + 1))
        return tuple(found)

    @property
    def duplicates(self) -> tuple[Duplicate, ...]:
        """The numbers that several events bear; that of a cancelled one may be given again."""
        found = []
        for run, group in self._groups:
            rivals = [bearer for bearer in group.bearers if not bearer.is_cancelled]
            if len(rivals) > 1:
                members = tuple(self._member(run, bearer) for bearer in rivals)
                found.append(Duplicate(number=group.number, members=members, run=run + 1))
        return tuple(found)

    @property
    def inversions(self) -> tuple[Inversion, ...]:
        """The pairs of members whose dates contradict their numbers.

        Every member whose date isn't trusted is in one at least, with the nearest
        number that contradicts it. The windows do without those dates.
        """
        found = []
        for one, other in self._chain.inversions:
            (run, lower), (later_run, higher) = self._groups[one], self._groups[other]
            found.append(
                Inversion(
                    lower=self._member(run, lower.standing[0]),
                    higher=self._member(later_run, higher.standing[0]),
                )
            )
        return tuple(found)

    # Estimates

    def cadence(self, lag: int = 1) -> Cadence | None:
        """How many days lie between members that are a lag apart; None if no two are.

        Raises:
            ArgumentError: the lag is not a whole number from 1.

        >>> import cstoevents as cs
        >>> cs.load().numbered("wg-afghanistan").cadence().count
        7
        """
        return cadence(self._points, whole_number(lag, "lag"))

    @functools.cached_property
    def suggested_lag(self) -> int | None:
        """The lag, 1 or 2, that would have predicted the known members best.

        None if there are too few members to try.
        """
        return best_lag(self._points, _LAGS)

    def expected_next(self, on: Day | None = None, lag: int | None = None) -> ExpectedNext | None:
        """When the number after the last one that was held may be expected.

        Without ``lag`` it is the suggested one, or else 1. With ``on`` the answer
        says whether it is due or overdue that day. None if nothing was held, or
        the cadence can't be measured.

        Raises:
            WhenError: ``on`` is no date.
            ArgumentError: the lag is not a whole number from 1.

        >>> import cstoevents as cs
        >>> cs.load().numbered("wg-afghanistan").expected_next().number
        43
        """
        lag = whole_number(lag, "lag") if lag is not None else self.suggested_lag or 1
        day = None if on is None else When(on)
        coming = self._coming()
        if coming is None:
            return None
        number, event = coming
        run = len(self._runs) - 1
        forecast = walk(self._points, lag)[0].predict(run, number)
        if forecast is None:
            return None
        low, high = self._chain.window(number + self._runs[run].shift)
        earliest, median, latest = _clipped(forecast, low, high)
        return ExpectedNext(
            number=number,
            lag=lag,
            earliest=_day(earliest),
            median=_day(median),
            latest=_day(latest),
            window=_within_days(earliest, latest),
            state=None if day is None else _state(day, earliest, latest),
            event=event,
        )

    def backtest(self) -> tuple[Trial, ...]:
        """Hide each held member with a number and a date in turn, and ask the others about it.

        >>> import cstoevents as cs
        >>> trial = cs.load().numbered("wg-afghanistan").backtest()[-1]
        >>> str(trial.window), trial.held
        ('[2025-05-14..]', <Tri.TRUE: 'true'>)
        """
        forecasts = {
            (point.run, point.number): (point, forecast)
            for point, forecast in walk(self._points, self.suggested_lag or 1)[1].items()
        }
        trials = []
        for place, (run, group) in enumerate(self._groups):
            low, high = self._chain.without(place)
            measured = forecasts.get((run, group.number))
            for bearer in group.bearers:
                if not bearer.is_dated or not bearer.is_held:
                    continue
                trial = Trial(
                    member=self._member(run, bearer),
                    window=_window(low, high),
                    held=_began_within(bearer, low, high),
                )
                if measured is not None:
                    point, forecast = measured
                    # Only those in front were asked, so nothing bounds it from behind.
                    earliest, median, latest = _clipped(forecast, low, FOREVER)
                    trial = attrs.evolve(
                        trial,
                        expected=_within_days(earliest, latest),
                        met=_began_within(bearer, earliest, latest),
                        error=median - point.day,
                    )
                trials.append(trial)
        return tuple(trials)

    def _coming(self) -> tuple[int, Event | None] | None:
        """The number after the last that took place, and the record that bears it already."""
        groups = {group.number: group for group in self._runs[-1].groups} if self._runs else {}
        held = [
            number
            for number, group in groups.items()
            if any(bearer.is_held for bearer in group.bearers)
        ]
        if not held:
            return None
        number = max(held) + 1
        while number in groups and groups[number].standing[0].is_cancelled:
            number += 1
        waiting = groups.get(number)
        return number, (waiting.standing[0].event if waiting else None)

    @functools.cached_property
    def _points(self) -> tuple[Point, ...]:
        """What measures a cadence: held, trusted, and known to the month at least."""
        found = []
        for point, (run, group) in enumerate(self._groups):
            low, high = self._chain.lows[point], self._chain.highs[point]
            measures = len(group.standing) == 1 and group.standing[0].is_held
            if measures and point not in self._chain.doubted and high - low < _WIDEST_MEASURED:
                found.append(Point(run, group.number, (low + high) / 2))
        return tuple(found)

    # Places

    @functools.cached_property
    def _groups(self) -> tuple[tuple[int, Group], ...]:
        """The points of the chain: every group with the place of its run."""
        return tuple((run, group) for run, each in enumerate(self._runs) for group in each.groups)

    @functools.cached_property
    def _count_missing(self) -> int:
        return sum(len(gap) for run in self._runs for gap in run.gaps())

    def _missing(self, run: int, number: int) -> Missing:
        low, high = self._chain.window(number + self._runs[run].shift)
        candidates = tuple(self._loose_member(bearer) for bearer in self._may_be(number, low, high))
        window = _window(low, high)
        return Missing(number=number, window=window, candidates=candidates, run=run + 1)

    def _may_be(self, number: int, low: int, high: int) -> Iterator[Bearer]:
        for bearer in self._loose:
            in_window = low <= bearer.high and bearer.low <= high
            if in_window and bearer.may_be(number):
                yield bearer

    def _member(self, run: int, bearer: Bearer) -> SeriesMember:
        assert bearer.number is not None
        position = bearer.number + self._runs[run].shift
        low, high = self._chain.window(position)
        doubted = self._chain.doubts(position)
        # Of several bearers of a number each keeps its own days, unless the order forbids them.
        if not doubted and max(low, bearer.low) <= min(high, bearer.high):
            low, high = max(low, bearer.low), min(high, bearer.high)
        member = _made_member(bearer, low, high, run + 1)
        return attrs.evolve(member, is_doubted=True, is_narrowed=False) if doubted else member

    def _loose_member(self, bearer: Bearer) -> SeriesMember:
        return _made_member(bearer, bearer.low, bearer.high, None)

    def _placed(self, missing: tuple[Missing, ...]) -> Iterator[Slot]:
        """The members and these missing numbers in order.

        What has no number comes in front of the first borne number that began later.
        """
        loose = iter(self._loose)
        waiting = next(loose, None)
        absent = iter(missing)
        coming = next(absent, None)
        for point, (run, group) in enumerate(self._groups):
            while coming and (coming.run, coming.number) < (run + 1, group.number):
                yield coming
                coming = next(absent, None)
            while waiting and waiting.is_dated and waiting.low < self._chain.lows[point]:
                yield self._loose_member(waiting)
                waiting = next(loose, None)
            for bearer in group.bearers:
                yield self._member(run, bearer)
        while waiting:
            yield self._loose_member(waiting)
            waiting = next(loose, None)


def sequence(index: Index, series_id: str, *, min_gap: int = 1) -> NumberedSeries:
    """Put a series in order.

    ``min_gap`` is how many days at least lie between the beginnings of two
    consecutive members; 0 allows for two on one day.

    Raises:
        UnknownIdError: there is no series of that id.
        ArgumentError: ``min_gap`` is not a whole number from 0.
    """
    days = whole_number(min_gap, "min_gap", least=0)
    series = index.find(series_id, Series, "series")
    runs, loose = in_runs(index, series)
    groups = [group for run in runs for group in run.groups]
    together = (k for k in range(1, len(groups)) if groups[k].shares_event(groups[k - 1]))
    bounds = chain(
        [group.number + run.shift for run in runs for group in run.groups],
        [group.low for group in groups],
        [group.high for group in groups],
        days,
        frozenset(together),
    )
    return NumberedSeries(series=series, min_gap=days, runs=runs, loose=loose, chain=bounds)


def _made_member(bearer: Bearer, low: int, high: int, run: int | None) -> SeriesMember:
    narrowed = (low, high) != (bearer.low, bearer.high)
    if bearer.is_cancelled:
        window, narrowed = None, False
    else:
        window = _window(low, high) if narrowed else _own_window(bearer)
    return SeriesMember(
        event=bearer.event,
        number=bearer.number,
        label=bearer.label,
        window=window,
        is_narrowed=narrowed,
        series=bearer.series,
        run=run,
    )


def _window(low: int, high: int) -> When | None:
    if low == NEVER_BEGUN and high == FOREVER:
        return None
    if low == high:
        return _day(low)
    first = "" if low == NEVER_BEGUN else dt.date.fromordinal(low).isoformat()
    last = "" if high == FOREVER else dt.date.fromordinal(high).isoformat()
    return When(f"[{first}..{last}]")


def _own_window(bearer: Bearer) -> When | None:
    """The date of a member as its record has it, or the beginning of what lasted."""
    when = bearer.event.when
    if when is None or not bearer.is_dated:
        return None
    if when.precision is Precision.INTERVAL:
        start = when.start
        exact = start is not None and (start._start_lo, start._end_hi) == (bearer.low, bearer.high)
        return start if exact else _window(bearer.low, bearer.high)
    return when


def _day(ordinal: int) -> When:
    return When(dt.date.fromordinal(ordinal))


def _within_days(earliest: int, latest: int) -> When:
    window = _window(earliest, latest)
    assert window is not None
    return window


def _clipped(forecast: Forecast, low: int, high: int) -> tuple[int, int, int]:
    """The forecast in whole days, brought within the window."""
    low, high = max(low, NEVER_BEGUN + 1), min(high, FOREVER - 1)
    whole = (
        math.floor(forecast.earliest),
        math.floor(forecast.median + 0.5),
        math.ceil(forecast.latest),
    )
    earliest, median, latest = (min(max(day, low), high) for day in whole)
    return earliest, median, latest


def _state(on: When, earliest: int, latest: int) -> Expectation:
    if on.latest_ordinal < earliest:
        return Expectation.NOT_YET
    return Expectation.OVERDUE if on.earliest_ordinal > latest else Expectation.DUE


def _began_within(bearer: Bearer, low: int, high: int) -> Tri:
    if low <= bearer.low and bearer.high <= high:
        return Tri.TRUE
    return Tri.FALSE if bearer.high < low or high < bearer.low else Tri.UNKNOWN
