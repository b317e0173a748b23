"""A body's numbered run of meetings: what is missing, what can't be right, what comes next.

**What is known.** Events enter a series with a number, a label, both or neither. A
number is *missing* if no record bears it and it lies between two that are borne;
before the first borne one only if the series says with which number it began. The
run of a renamed body goes on from its predecessor's, unless the series declares a
`first_number` that the predecessor had used already: then it began anew. Where a
series restarts, so does a run (see `entries` for when). Numbers count within their
run.

**What follows.** Numbers are in the order of the days on which the meetings began, and
consecutive ones begin at least `min_gap` days apart (see `bounds`, where the
windows are worked out, and what becomes of dates that contradict each other).
Everything that is said of a window is said of the first day. What dates bind:

=================  =========================================================
held, or not said  its date binds the others
scheduled          the same, for it is the best that the records say
postponed          has its number and no date until it gets a new one: nobody
                   knows whether it will keep its place; its window is None
cancelled          has its number and no day at all; its window is None
number borne twice counts once, somewhere among the days of those that bear it
without a number   binds nothing; it may be one of the missing ones
=================  =========================================================

**What is only likely** (see `cadence` and `forecasts`) is kept apart from both, is never a record,
and never leaves its window.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator

import attrs

from cstoevents._views import Immutable, View
from cstoevents.dates import When, WhenLike
from cstoevents.errors import ArgumentError
from cstoevents.errors.arguments import whole_number
from cstoevents.records import Series
from cstoevents.records.index import Index
from cstoevents.records.vocabularies import Numbering
from cstoevents.sequences.cadence import Cadence, Point, best_lag, cadence
from cstoevents.sequences.entries import in_runs, is_below_first, line_of
from cstoevents.sequences.forecasts import (
    Asked,
    expected_next,
    measured_points,
    planned_next,
    trials,
)
from cstoevents.sequences.values import (
    Duplicate,
    Expectation,
    ExpectedNext,
    Gap,
    Inversion,
    Missing,
    SeriesItem,
    SeriesMember,
    Trial,
)
from cstoevents.sequences.windows import Windows

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


@attrs.frozen(kw_only=True, slots=True, eq=False, repr=False)
class NumberedSeries(Immutable, View):
    """A series in the order of its numbers, and what can be said of the whole.

    Made by `Chronicle.numbered`.

    Attributes:
        series: The record of the series.
        min_gap: The days that part two consecutive members at least.

    >>> import cstoevents as cs
    >>> cs.load().numbered("wg-afghanistan")
    <NumberedSeries 'wg-afghanistan': 15 members, 33 missing, as of 2026-02-13>
    """

    series: Series
    min_gap: int
    _windows: Windows = attrs.field(alias="windows")
    _index: Index = attrs.field(alias="index")

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

    def __repr__(self) -> str:
        groups = sum(len(group.entered) for _, group in self._windows.groups)
        members = len(self._windows.unplaced.entered) + groups
        as_of = self._index.known_until(self.series.id)
        known = f", as of {as_of}" if as_of else ""
        counts = f"{members} members, {self._count_missing} missing"
        return f"<NumberedSeries {self.series.id!r}: {counts}{known}>"

    # Facts

    @functools.cached_property
    def members(self) -> tuple[SeriesMember, ...]:
        """The members: numbered ones by number, the others where they may belong."""
        return tuple(item for item in self._listed(()) if isinstance(item, SeriesMember))

    @functools.cached_property
    def listing(self) -> tuple[SeriesItem, ...]:
        """The members in the same order, with the missing numbers in their places.

        Raises:
            ArgumentError: more than a million numbers are missing; see `gaps`.
        """
        return tuple(self._listed(self.missing))

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
            self._windows.missing(place, number)
            for place, run in enumerate(self._windows.runs)
            for gap in run.gaps()
            for number in gap
        )

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """The missing numbers as stretches, however long."""
        return tuple(self._windows.gaps)

    @property
    def duplicates(self) -> tuple[Duplicate, ...]:
        """The numbers that several events bear; that of a cancelled one may be given again."""
        return tuple(self._windows.duplicates)

    @property
    def inversions(self) -> tuple[Inversion, ...]:
        """The pairs of members whose dates contradict their numbers.

        Every member whose date isn't trusted is in one at least, with the nearest
        number that contradicts it. The windows do without those dates.
        """
        return tuple(self._windows.inversions)

    @property
    def begun_again(self) -> tuple[tuple[SeriesMember, SeriesMember], ...]:
        """The pairs of members that bear one number in one year, the later in a new run.

        A slip in a number of a series that starts again looks the same.
        """
        return tuple(self._windows.begun_again)

    @property
    def begun_late(self) -> tuple[tuple[SeriesMember, SeriesMember], ...]:
        """The last member of a run and the first of the next, where the next may be none.

        It begins above the first number with one that the run before lacks, with the number
        that ended it, or in the year in which it ended: a slip in a number looks the same.
        """
        return tuple(self._windows.begun_late)

    @property
    def below_first(self) -> tuple[SeriesMember, ...]:
        """The members with a number below the one with which the series says that it began."""
        return tuple(
            member
            for member in self.members
            if member.series == self.series.id
            and is_below_first(member.event, member.number, self.series)
        )

    # Estimates

    def cadence(self, lag: int = 1) -> Cadence | None:
        """Return how many days lie between members that are a lag apart; None if no two are.

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

    def expected_next(
        self, on: WhenLike | None = None, lag: int | None = None
    ) -> ExpectedNext | None:
        """Return what is known or likely of the number after the last one that was held.

        A scheduled one is given with its date, a postponed one without any. Otherwise
        it is an estimate: without ``lag`` by the suggested one, or else 1. With ``on``
        the answer says whether it is due or overdue that day. None if nothing was held,
        the cadence can't be measured, or nothing is planned in a series whose numbers
        start again.

        Raises:
            WhenError: ``on`` is no date.
            ArgumentError: the lag is not a whole number from 1.

        >>> import cstoevents as cs
        >>> coming = cs.load().numbered("wg-afghanistan").expected_next()
        >>> coming.number, coming.count, coming.trials
        (43, 6, 6)
        """
        lag = whole_number(lag, "lag") if lag is not None else self.suggested_lag or 1
        known_until = self._index.known_until(self.series.id)
        asked = Asked(None if on is None else When(on), known_until)
        if self.series.numbering is Numbering.RESTARTS:
            return planned_next(self._windows, asked)
        return expected_next(self._windows, self._points, lag, asked)

    def backtest(self) -> tuple[Trial, ...]:
        """Return what the other members say of each held member if its date is hidden.

        >>> import cstoevents as cs
        >>> trial = cs.load().numbered("wg-afghanistan").backtest()[-1]
        >>> str(trial.window), trial.in_window
        ('[2025-05-14..]', <Tri.TRUE: 'true'>)
        """
        return trials(self._windows, self._points, self.suggested_lag or 1)

    @functools.cached_property
    def _points(self) -> tuple[Point, ...]:
        return measured_points(self._windows)

    # Order

    @functools.cached_property
    def _count_missing(self) -> int:
        return sum(len(gap) for run in self._windows.runs for gap in run.gaps())

    def _listed(self, missing: tuple[Missing, ...]) -> Iterator[SeriesItem]:
        """Yield the members and these missing numbers in order.

        What has no number comes in front of the first borne number that began later.
        """
        unplaced = list(reversed(self._windows.unplaced.members))
        begun = [event.low for event in reversed(self._windows.unplaced.entered)]
        absent = list(reversed(missing))
        for run, group in self._windows.groups:
            while absent and (absent[-1].run, absent[-1].number) < (run + 1, group.number):
                yield absent.pop()
            low, _ = self._windows.bounds(run, group.number)
            while unplaced and unplaced[-1].window is not None and begun[-1] < low:
                begun.pop()
                yield unplaced.pop()
            for event in group.entered:
                yield self._windows.member(run, event)
        yield from reversed(unplaced)


def numbered_series(index: Index, series: Series, *, min_gap: int = 1) -> NumberedSeries:
    """Return a series in order; the index keeps it, so that several may ask for it."""
    asked = (NumberedSeries, series.id, whole_number(min_gap, "min_gap", least=0))
    if asked not in index.answers:
        windows = Windows.of(*in_runs(index, line_of(index, series)), min_gap)
        index.answers[asked] = NumberedSeries(
            series=series, min_gap=min_gap, windows=windows, index=index
        )
    found: NumberedSeries = index.answers[asked]
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
