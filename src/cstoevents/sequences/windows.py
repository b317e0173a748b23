"""The members of a series and its missing numbers, each with the days on which it can have begun.

Here the events of a series meet the chain of windows (see `bounds`): every event that
stands for its number is a point of the chain, so one number may have several.
"""

from __future__ import annotations

import datetime as dt
import functools
import itertools
from collections.abc import Iterator, Sequence
from operator import attrgetter

import attrs

from cstoevents.dates import Precision, When
from cstoevents.dates.edtf import FOREVER, NEVER_BEGUN
from cstoevents.dates.spans import Spans
from cstoevents.records.vocabularies import DID_NOT_TAKE_PLACE
from cstoevents.sequences.bounds import Chain, chain
from cstoevents.sequences.entries import EnteredEvent, Group, Run
from cstoevents.sequences.values import Duplicate, Gap, Inversion, Missing, SeriesMember
from cstoevents.wording import LabelKind, printed_number

_recorded = attrgetter("recorded")


@attrs.frozen(slots=True, eq=False)
class Unplaced:
    """Members that stand in no run, in the order of their dates, the undated last."""

    entered: tuple[EnteredEvent, ...]

    @property
    def members(self) -> tuple[SeriesMember, ...]:
        return tuple(_member(event, event.low, event.high, None) for event in self.entered)

    def candidates(self, number: int, low: int, high: int) -> tuple[SeriesMember, ...]:
        """Return those that may be a number which began between two days."""
        found: list[int] = []
        for possible in (None, number):
            if possible in self._by_number:
                places, spans = self._by_number[possible]
                found += [places[at] for at in spans.touching(low, high)]
        events = (self.entered[place] for place in sorted(found))
        return tuple(_member(event, event.low, event.high, None) for event in events)

    @functools.cached_property
    def _by_number(self) -> dict[int | None, tuple[list[int], Spans]]:
        """Where those stand that can bear one number alone, and under None any number.

        What is off took no number of the past, nor did what bears a label such as ``3-6``.
        """
        places: dict[int | None, list[int]] = {}
        for place, event in enumerate(self.entered):
            printed = printed_number(event.label) if event.label is not None else None
            if event.is_off:
                continue
            if event.number is not None:
                places.setdefault(event.number, []).append(place)
            elif printed is None or printed.kind in (LabelKind.YEAR, LabelKind.WORDS):
                places.setdefault(None, []).append(place)
            elif printed.number is not None:
                places.setdefault(printed.number, []).append(place)
        return {number: self._spans(some) for number, some in places.items()}

    def _spans(self, places: list[int]) -> tuple[list[int], Spans]:
        ordered = sorted(places, key=lambda place: self.entered[place].low)
        events = [self.entered[place] for place in ordered]
        return ordered, Spans([event.low for event in events], [event.high for event in events])


def _doubted_points(windows: Windows) -> frozenset[EnteredEvent]:
    return frozenset(windows.points[k] for k in windows.chain.doubted)


@attrs.frozen(kw_only=True, slots=True, eq=False)
class Windows:
    """The runs of a series on one chain, and what stands in none."""

    runs: tuple[Run, ...]
    unplaced: Unplaced
    chain: Chain
    points: tuple[EnteredEvent, ...]
    _doubted: frozenset[EnteredEvent] = attrs.field(
        init=False,
        default=attrs.Factory(_doubted_points, takes_self=True),
    )

    @classmethod
    def of(cls, runs: tuple[Run, ...], unplaced: tuple[EnteredEvent, ...], min_gap: int) -> Windows:
        """Compute the windows of the runs of a series."""
        points: list[EnteredEvent] = []
        positions: list[int] = []
        joined: set[int] = set()
        before: Group | None = None
        for run in runs:
            for group in run.groups:
                standing = sorted(group.standing, key=attrgetter("low"))
                points += standing
                positions += [group.number + run.shift] * len(standing)
                if before is not None and group.shares_event(before):
                    joined.add(positions[-1])
                before = group
        bounds = chain(
            positions,
            [event.low for event in points],
            [event.high for event in points],
            min_gap,
            joined,
        )
        return cls(runs=runs, unplaced=Unplaced(unplaced), chain=bounds, points=tuple(points))

    def is_doubted(self, event: EnteredEvent) -> bool:
        """Whether the date of an event contradicts the numbers of others."""
        return event in self._doubted

    def bounds(self, run: int, number: int) -> tuple[int, int]:
        """Return the first and the last day of a number of a run."""
        return self.chain.window(number + self.runs[run].shift)

    @property
    def groups(self) -> Iterator[tuple[int, Group]]:
        """Yield the groups, each with the place of its run."""
        for place, run in enumerate(self.runs):
            for group in run.groups:
                yield place, group

    def member(self, run: int, event: EnteredEvent) -> SeriesMember:
        """Return an event of a run as a member with its window."""
        assert event.number is not None
        low, high = self.bounds(run, event.number)
        if self.is_doubted(event):
            member = _member(event, low, high, run + 1)
            return attrs.evolve(member, is_doubted=True, is_narrowed=False)
        # Of several that bear a number each keeps its own days.
        return _member(event, max(low, event.low), min(high, event.high), run + 1)

    def missing(self, run: int, number: int) -> Missing:
        """Return a number that no event of a run bears."""
        low, high = self.bounds(run, number)
        candidates = functools.partial(self.unplaced.candidates, number, low, high)
        return Missing(number=number, window=window(low, high), run=run + 1, candidates=candidates)

    @property
    def gaps(self) -> Iterator[Gap]:
        """Yield the stretches of missing numbers."""
        for place, run in enumerate(self.runs):
            for gap in run.gaps():
                first, last = gap[0], gap[-1]
                low, high = self.bounds(place, first)[0], self.bounds(place, last)[1]
                yield Gap(first=first, last=last, window=window(low, high), run=place + 1)

    @property
    def duplicates(self) -> Iterator[Duplicate]:
        """Yield the numbers that several events bear."""
        for run, group in self.groups:
            by_variant: dict[str | None, list[EnteredEvent]] = {}
            for event in group.standing:
                if not event.is_cancelled:
                    by_variant.setdefault(event.variant, []).append(event)
            for rivals in by_variant.values():
                if len(rivals) > 1:
                    yield self._duplicate(run, group.number, rivals)

    @property
    def begun_again(self) -> Iterator[tuple[SeriesMember, SeriesMember]]:
        """Yield those that bear one number of a series in one year, but in two runs."""
        borne: dict[object, tuple[int, EnteredEvent]] = {}
        for place, run in enumerate(self.runs):
            for event in run.standing:
                before = borne.get(event.in_its_year)
                if before is not None and before[0] != place:
                    yield self.member(*before), self.member(place, event)
                if event.in_its_year is not None:
                    borne[event.in_its_year] = place, event

    @property
    def begun_late(self) -> Iterator[tuple[SeriesMember, SeriesMember]]:
        """Yield the last of a run and the first of the next where the next may be none.

        That is one which begins above the first number with one that the run before lacks, with
        the number that ended it, or in the year in which it ended.
        """
        for place, (before, run) in enumerate(itertools.pairwise(self.runs)):
            last = max(before.standing, key=_recorded, default=None)
            first = min(run.standing, key=_recorded, default=None)
            if last is None or first is None or last.series != first.series:
                continue
            number, borne = first.number or 0, [group.number for group in before.groups]
            is_of_that_year = first.year is not None and first.year == last.year
            may_go_on = number not in borne or (is_of_that_year and number != borne[0])
            if number > run.usual_first and (number == last.number or may_go_on):
                yield self.member(place, last), self.member(place + 1, first)

    def _duplicate(self, run: int, number: int, rivals: Sequence[EnteredEvent]) -> Duplicate:
        return Duplicate(
            number=number,
            members=tuple(self.member(run, event) for event in rivals),
            contradictions=tuple(
                (self.member(run, one), self.member(run, other))
                for one, other in _contradictions(rivals)
            ),
            run=run + 1,
        )

    @property
    def inversions(self) -> Iterator[Inversion]:
        """Yield the pairs of members whose dates contradict their numbers."""
        run_of = {event: run for run, group in self.groups for event in group.entered}
        for pair in self.chain.inversions:
            lower, higher = (self.points[k] for k in pair)
            yield Inversion(
                lower=self.member(run_of[lower], lower), higher=self.member(run_of[higher], higher)
            )


def _contradictions(rivals: Sequence[EnteredEvent]) -> Iterator[tuple[EnteredEvent, EnteredEvent]]:
    """Yield those that began after another was over, each with the one that was first over."""
    held = [event for event in rivals if event.is_held and event.event.when is not None]
    first_over: EnteredEvent | None = None
    for event in sorted(held, key=lambda event: (event.low, event.event.id)):
        if first_over is not None and first_over.end < event.low:
            yield first_over, event
        if first_over is None or event.end < first_over.end:
            first_over = event


def _member(event: EnteredEvent, low: int, high: int, run: int | None) -> SeriesMember:
    is_off = event.event.status in DID_NOT_TAKE_PLACE
    is_narrowed = (low, high) != (event.low, event.high) and not is_off
    return SeriesMember(
        event=event.event,
        number=event.number,
        label=event.label,
        window=window(low, high) if is_narrowed else _own_window(event),
        is_narrowed=is_narrowed,
        series=event.series,
        run=run,
    )


def _own_window(event: EnteredEvent) -> When | None:
    """Return the date of an event as its record has it, or the beginning of what lasted.

    What is off has no days, so it is not dated.
    """
    when = event.event.when
    if when is None or not event.is_dated:
        return None
    if when.precision is Precision.INTERVAL:
        start = when.start
        exact = start is not None and (start._start_lo, start._end_hi) == (event.low, event.high)
        return start if exact else window(event.low, event.high)
    return when


def window(low: int, high: int) -> When | None:
    """Return the days of which one is meant; None if nothing bounds them."""
    if low == NEVER_BEGUN and high == FOREVER:
        return None
    if low == high:
        return day(low)
    first = "" if low == NEVER_BEGUN else dt.date.fromordinal(low).isoformat()
    last = "" if high == FOREVER else dt.date.fromordinal(high).isoformat()
    return When(f"[{first}..{last}]")


def day(ordinal: int) -> When:
    """Return one day."""
    return When(dt.date.fromordinal(ordinal))
