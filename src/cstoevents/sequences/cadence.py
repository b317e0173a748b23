"""How often a body meets, and when the next meeting may be expected: estimates, all of them.

A body that meets once a season keeps step with itself a *lag* of meetings ago: with
lag 1 the gap to the meeting before counts, with lag 2 that to the one before it,
which suits bodies that meet each spring and each December.

* **Gaps** are the days between two numbers that are a lag apart. Where fewer than
  three such pairs are known, neighbours in the same season stand in, their
  distance divided by the lags between them (39 unknown: half of the way from 37 to
  41).
* **The estimate** is the day a lag before, or as many lags as it takes to reach a
  number whose day is known, plus the least, the median and the greatest gap. With
  fewer than three gaps half of the median more is allowed for on both sides.
* **The error** comes from walking forward: every number from the fourth known on is
  predicted from those in front of it alone, and the mean of the days by which that
  missed is told beside the estimate.

What is known to the month counts with the middle of its window; what is known less
well doesn't count.
"""

from __future__ import annotations

import math
from bisect import insort
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import attrs

ENOUGH = 3
"""With fewer pairs, or trials, than this a median says little more than these themselves."""


class Point(NamedTuple):
    """A number of a run and its day, as an ordinal; half a day is possible."""

    run: int
    number: int
    day: float


class Forecast(NamedTuple):
    """The least, the median and the greatest day, as ordinals."""

    earliest: float
    median: float
    latest: float


@attrs.frozen(kw_only=True, slots=True)
class Cadence:
    """How many days pass between the meetings of a series that are a lag apart.

    Attributes:
        lag: How many numbers apart the members are.
        least: The fewest days that passed.
        median: The days that passed in the middle case.
        most: The most days that passed.
        count: How many times were counted.
        error: By how many days the median missed, on average, when each member was predicted from
            those before it; None if there are too few to try.
        trials: How many members were predicted so.

    >>> import cstoevents as cs
    >>> cadence = cs.load().numbered("wg-afghanistan").cadence(lag=2)
    >>> cadence.least <= cadence.median <= cadence.most
    True
    """

    lag: int
    least: float
    median: float
    most: float
    count: int
    error: float | None = None
    trials: int = 0


class Walk:
    """What is known up to a number: gaps, and the latest day of every season."""

    def __init__(self, lag: int) -> None:
        self.lag = lag
        self.seen: int = 0
        self._exact: list[float] = []
        self._steps: list[float] = []
        self._last: dict[tuple[int, int], Point] = {}

    @property
    def gaps(self) -> list[float]:
        """The gaps that count, from the least to the greatest."""
        return self._exact if len(self._exact) >= ENOUGH else self._steps

    def add(self, point: Point) -> None:
        """Move on to a point, which is later in its run than those before it."""
        season = (point.run, point.number % self.lag)
        before = self._last.get(season)
        if before is not None:
            lags = (point.number - before.number) // self.lag
            gap = (point.day - before.day) / lags
            insort(self._steps, gap)
            if lags == 1:
                insort(self._exact, gap)
        self._last[season] = point
        self.seen += 1

    def predict(self, run: int, number: int) -> Forecast | None:
        """Estimate the day of a number that comes after all that were added."""
        base = self._last.get((run, number % self.lag))
        gaps = self.gaps
        if base is None or not gaps:
            return None
        lags = (number - base.number) // self.lag
        median = middle(gaps)
        margin = median / 2 if len(gaps) < ENOUGH else 0
        return Forecast(
            base.day + lags * (gaps[0] - margin),
            base.day + lags * median,
            base.day + lags * (gaps[-1] + margin),
        )


def middle(ordered: list[float]) -> float:
    """The median of numbers that are in order already."""
    half = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[half]
    return (ordered[half - 1] + ordered[half]) / 2


def walk(points: Iterable[Point], lag: int) -> tuple[Walk, dict[Point, Forecast]]:
    """Return what is known after all points, in order, and every prediction."""
    known = Walk(lag)
    forecasts: dict[Point, Forecast] = {}
    for point in points:
        if known.seen >= ENOUGH:
            forecast = known.predict(point.run, point.number)
            if forecast is not None:
                forecasts[point] = forecast
        known.add(point)
    return known, forecasts


def cadence(points: Iterable[Point], lag: int) -> Cadence | None:
    """Measure the cadence at a lag; None if no two points are a lag apart."""
    known, forecasts = walk(points, lag)
    gaps = known.gaps
    if not gaps:
        return None
    missed = [abs(forecast.median - point.day) for point, forecast in forecasts.items()]
    return Cadence(
        lag=lag,
        least=gaps[0],
        median=middle(gaps),
        most=gaps[-1],
        count=len(gaps),
        error=math.fsum(missed) / len(missed) if missed else None,
        trials=len(missed),
    )


def best_lag(points: Sequence[Point], lags: Iterable[int]) -> int | None:
    """Find the lag that would have missed least, over the members that all could predict.

    A lag that could predict none is out; None if all are. Of two that are as good
    the shorter is taken.
    """
    tried = {lag: walk(points, lag)[1] for lag in sorted(lags)}
    tried = {lag: forecasts for lag, forecasts in tried.items() if forecasts}
    if not tried:
        return None
    common = set.intersection(*(set(forecasts) for forecasts in tried.values()))

    def missed(lag: int) -> float:
        return math.fsum(abs(tried[lag][point].median - point.day) for point in common)

    return min(tried, key=missed)
