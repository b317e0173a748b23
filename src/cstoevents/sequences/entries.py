"""The events of a series as they count: in groups of one number, and groups in runs.

Events of one number stand in one group, groups in a run, and runs one after the
other, so that every number of a run has a position of its own in the whole: its
number plus the run's shift. Events without a number, and those whose run can't be
told, have no place in a run.

**Restarts.** The events of a series whose numbers start again are taken by date: 1, 2, 1, 2
are two runs of two numbers.

1. A number that is not greater than the one before it begins a new run.
2. It begins none if the run has that number already in the same year: the number is borne
   twice, which `duplicate-number` reports. 1, 2, 2 in one year is one run.
3. It does begin one if it is the number with which the run began, and another has come
   between: 1, 2, 1 in one year is two runs, and `begun_again` has both events.
4. A run that begins above the first number may be none, but a slip in a number or a date: if it
   begins with a number that the one before lacks (1, 3 and next year 2), with the number that
   ended it, or in the year in which it ended (where it did not begin with that number, which
   is rule 3). `begun_late` has both events.
5. A cancelled or postponed event keeps its place by its old date. It begins no run for an event
   that got its number again, or that was held before it after all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import attrs

from cstoevents.dates.edtf import FOREVER, NEVER_BEGUN
from cstoevents.records import Event, Meeting, Series
from cstoevents.records.index import Index
from cstoevents.records.vocabularies import DID_NOT_TAKE_PLACE, NOT_HELD, EventStatus, Numbering
from cstoevents.wording.numbers import number_as_labelled

_NEVER = (NEVER_BEGUN, FOREVER)


@attrs.frozen(kw_only=True, slots=True, eq=False)
class EnteredEvent:
    """An event with its entry in a series, and the days between which it began.

    The days are those that bind others: a cancelled or postponed event has none. Those
    that are on record, ``recorded``, it keeps: they tell which run it was to be in.
    """

    event: Event
    number: int | None
    label: str | None
    series: str
    low: int
    high: int
    recorded: tuple[int, int]

    @property
    def is_dated(self) -> bool:
        return self.low != NEVER_BEGUN or self.high != FOREVER

    @property
    def end(self) -> int:
        """The last day on which it can have been over."""
        return self.event.when._end_hi if self.event.when else FOREVER

    @property
    def year(self) -> int | None:
        """The year in which it began or was to begin, where the record says so much."""
        low, high = self.recorded
        if low == NEVER_BEGUN or high == FOREVER:
            return None
        year = dt.date.fromordinal(low).year
        return year if year == dt.date.fromordinal(high).year else None

    @property
    def in_its_year(self) -> tuple[str, int | None, str | None, int] | None:
        """The number that it bears, and the year, which tells it from those of other runs."""
        year = self.year
        return None if year is None else (self.series, self.number, self.variant, year)

    @property
    def is_held(self) -> bool:
        return self.event.status not in NOT_HELD

    @property
    def is_off(self) -> bool:
        return self.event.status in DID_NOT_TAKE_PLACE

    @property
    def is_cancelled(self) -> bool:
        return self.event.status is EventStatus.CANCELLED

    @property
    def variant(self) -> str | None:
        """What its label makes of its number where the two differ, as in ``6 bis`` beside 6."""
        return number_as_labelled(self.number, self.label)


class Group(NamedTuple):
    """All that bear one number of a run."""

    number: int
    entered: tuple[EnteredEvent, ...]

    @property
    def standing(self) -> tuple[EnteredEvent, ...]:
        """Those that aren't off, in the order of their days; if all are, the postponed ones."""
        for off in (DID_NOT_TAKE_PLACE, {EventStatus.CANCELLED}):
            standing = tuple(entered for entered in self.entered if entered.event.status not in off)
            if standing:
                return standing
        return self.entered

    def shares_event(self, other: Group) -> bool:
        ids = {entered.event.id for entered in self.entered}
        return any(entered.event.id in ids for entered in other.entered)


@attrs.frozen(kw_only=True, slots=True)
class Run:
    """Numbers that are counted together; ``shift`` leads from them to positions.

    They are counted from ``first``; ``usual_first`` is what runs of the series begin with.
    """

    first: int
    usual_first: int
    shift: int
    groups: tuple[Group, ...]

    @property
    def standing(self) -> Iterator[EnteredEvent]:
        """Those that aren't off."""
        for group in self.groups:
            yield from (entered for entered in group.entered if not entered.is_off)

    @property
    def next_position(self) -> int:
        return self.groups[-1].number + self.shift + 1

    def gaps(self) -> Iterator[range]:
        """Yield the stretches of numbers that nobody bears."""
        number = self.first
        for group in self.groups:
            if group.number > number:
                yield range(number, group.number)
            number = group.number + 1


def is_below_first(event: Event, number: int | None, series: Series) -> bool:
    """Whether a number is below the one with which its series says that it began."""
    return (
        number is not None
        and series.first_number is not None
        and number < series.first_number
        and event.status not in DID_NOT_TAKE_PLACE
    )


def in_runs(
    index: Index, line: Iterable[Series]
) -> tuple[tuple[Run, ...], tuple[EnteredEvent, ...]]:
    """Return the runs of series that go on from each other, and what is in none."""
    parts: list[tuple[int | None, list[EnteredEvent]]] = []
    unplaced: list[EnteredEvent] = []
    largest = 0  # of the numbers of the last part
    for member in line:
        numbered: list[EnteredEvent] = []
        for event in _entered(index, member):
            (numbered if _is_placed(event, member.numbering) else unplaced).append(event)
        for fresh in _runs_of(member, numbered):
            if not (parts and _goes_on(member, largest)):
                parts.append((member.first_number, []))
                largest = 0
            parts[-1][1].extend(fresh)
            largest = max(largest, *map(_number, fresh))
    runs: list[Run] = []
    for first, numbered in parts:
        runs.append(_run(first, numbered, runs[-1] if runs else None))
    return tuple(runs), tuple(sorted(unplaced, key=_by_date))


def line_of(index: Index, series: Series) -> tuple[Series, ...]:
    """Return the series and those that it goes on from, the oldest first."""
    # A circle of predecessors is for `check` to report; here it ends where it closes.
    return tuple(index.upwards(series.id, Series, "predecessor"))[::-1]


def _entered(index: Index, series: Series) -> Iterator[EnteredEvent]:
    events: list[Event] = [
        *index.referring(series.id, "entries", Event),
        *index.referring(series.id, "entries", Meeting),
    ]
    for event in events:
        recorded = _beginning(event)
        low, high = recorded
        if event.status in DID_NOT_TAKE_PLACE:
            low, high = _NEVER
        for entry in event.entries:
            if entry.series == series.id:
                yield EnteredEvent(
                    event=event,
                    number=entry.number,
                    label=entry.label,
                    series=series.id,
                    low=low,
                    high=high,
                    recorded=recorded,
                )


def _beginning(event: Event) -> tuple[int, int]:
    when = event.when
    if when is None:
        return _NEVER
    # What has no beginning on record began some time before its end.
    high = when._start_hi if when._start_hi != NEVER_BEGUN else when._end_hi
    return when._start_lo, high


def _is_placed(entered: EnteredEvent, numbering: Numbering | None) -> bool:
    """Whether its number says where an event stands."""
    if entered.number is None or numbering is Numbering.UNNUMBERED:
        return False
    # Which run it is of, only a date can tell.
    return entered.recorded != _NEVER or numbering is not Numbering.RESTARTS


def _by_date(entered: EnteredEvent) -> tuple[bool, int, int, str]:
    return not entered.is_dated, entered.low, entered.high, entered.event.id


def _goes_on(series: Series, largest: int) -> bool:
    """Whether a series goes on from a run of which this is the largest number."""
    return series.numbering is not Numbering.RESTARTS and (
        series.first_number is None or series.first_number > largest
    )


def _runs_of(series: Series, numbered: list[EnteredEvent]) -> Iterable[list[EnteredEvent]]:
    if series.numbering is Numbering.RESTARTS:
        return _restarted(numbered)
    return [numbered] if numbered else []


def _restarted(numbered: Iterable[EnteredEvent]) -> Iterator[list[EnteredEvent]]:
    run: list[EnteredEvent] = []
    last: EnteredEvent | None = None
    borne: set[tuple[int, int | None]] = set()
    for event in sorted(numbered, key=_by_recorded_date):
        number, year = _number(event), event.year
        if last is not None and _comes_again(event, last):
            began_with = number == _number(run[0]) != _number(last)
            if year is None or (number, year) not in borne or began_with:
                yield run
                run, borne, last = [], set(), None
        run.append(event)
        borne.add((number, year))
        # What is off stands for its number only until something else of the run is known.
        if last is None or last.is_off or not event.is_off:
            last = event
    if run:
        yield run


def _comes_again(event: EnteredEvent, last: EnteredEvent) -> bool:
    """Whether a number isn't greater than that of one that surely came before it."""
    if last.recorded[1] >= event.recorded[0]:
        return False
    # What was put off bears its number on when it is held.
    return _number(event) < _number(last) or (_number(event) == _number(last) and not last.is_off)


def _by_recorded_date(entered: EnteredEvent) -> tuple[int, int, str]:
    return *entered.recorded, entered.event.id


def _run(first: int | None, numbered: list[EnteredEvent], before: Run | None) -> Run:
    by_number: dict[int, dict[str, EnteredEvent]] = {}
    for event in sorted(numbered, key=_by_date):
        # One event that is entered in a series and in its predecessor is one member.
        by_number.setdefault(_number(event), {})[event.event.id] = event
    smallest = min(by_number)
    start = smallest if first is None else min(first, smallest)
    return Run(
        first=start,
        usual_first=1 if first is None else first,
        shift=before.next_position - start if before else 0,
        groups=tuple(
            Group(number, tuple(by_number[number].values())) for number in sorted(by_number)
        ),
    )


def _number(entered: EnteredEvent) -> int:
    assert entered.number is not None
    return entered.number
