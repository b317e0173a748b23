"""The runs of a series: which entries are counted together, and from where to where.

A *bearer* is an event with its entry in a series. Bearers of one number stand in one
group, groups in a run, and runs one after the other, so that every number of a run
has a position of its own in the whole: its number plus the run's shift. Bearers
without a number, and those whose run can't be told, are loose.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import attrs

from cstoevents.dates.edtf import FOREVER, NEVER_BEGUN
from cstoevents.records import Event, Meeting, Series
from cstoevents.records.index import Index
from cstoevents.records.vocabularies import EventStatus, Numbering
from cstoevents.wording import printed_number

__all__ = ["NOT_YET_HELD", "Bearer", "Group", "Run", "in_runs"]

_UNDATED = frozenset({EventStatus.CANCELLED, EventStatus.POSTPONED})

NOT_YET_HELD = _UNDATED | {EventStatus.SCHEDULED}
"""What is announced, or didn't take place: no measure of how often a body meets."""


@attrs.frozen(kw_only=True, slots=True, eq=False)
class Bearer:
    """An event with its entry in a series, and the days between which it began.

    The days are those that bind others: a cancelled or postponed event has none.
    """

    event: Event
    number: int | None
    label: str | None
    series: str
    low: int
    high: int

    @property
    def is_dated(self) -> bool:
        return self.low != NEVER_BEGUN or self.high != FOREVER

    @property
    def is_held(self) -> bool:
        return self.event.status not in NOT_YET_HELD

    @property
    def is_cancelled(self) -> bool:
        return self.event.status is EventStatus.CANCELLED

    def may_be(self, number: int) -> bool:
        """Whether it can bear a number that nobody stated for it, by what its label says."""
        return not self.is_cancelled and (
            self.label is None or printed_number(self.label).could_be(number)
        )


class Group(NamedTuple):
    """All that bear one number of a run, and the days between which that number began."""

    number: int
    bearers: tuple[Bearer, ...]
    low: int
    high: int

    @property
    def standing(self) -> tuple[Bearer, ...]:
        """The bearers that aren't called off, and have not moved while another hasn't."""
        return _standing(self.bearers)

    def shares_event(self, other: Group) -> bool:
        mine = {bearer.event.id for bearer in self.bearers}
        return any(bearer.event.id in mine for bearer in other.bearers)


@attrs.frozen(kw_only=True, slots=True)
class Run:
    """Numbers that are counted together; ``shift`` leads from them to positions."""

    first: int
    shift: int
    groups: tuple[Group, ...]

    @property
    def next_position(self) -> int:
        return self.groups[-1].number + self.shift + 1

    def gaps(self) -> Iterator[range]:
        """Go through the stretches of numbers that nobody bears."""
        number = self.first
        for group in self.groups:
            if group.number > number:
                yield range(number, group.number)
            number = group.number + 1


def in_runs(index: Index, series: Series) -> tuple[tuple[Run, ...], tuple[Bearer, ...]]:
    """Part the bearers of a series, and of those that it goes on from, into runs and the loose."""
    parts: list[tuple[int | None, list[Bearer]]] = []
    loose: list[Bearer] = []
    for each in _line(index, series):
        bearers = list(_bearers(index, each))
        numbered = [bearer for bearer in bearers if bearer.number is not None]
        loose += [bearer for bearer in bearers if bearer.number is None]
        if each.numbering is Numbering.RESTARTS:
            # Which run it is of, only a date can tell.
            loose += [bearer for bearer in numbered if not bearer.is_dated]
            parts += [(each.first_number, run) for run in _restarted(numbered)]
        elif parts and _goes_on(parts[-1][1], each):
            parts[-1][1].extend(numbered)
        elif numbered:
            parts.append((each.first_number, numbered))
    runs: list[Run] = []
    for first, bearers in parts:
        runs.append(_run(first, bearers, runs[-1] if runs else None))
    return tuple(runs), tuple(sorted(loose, key=_by_date))


def _line(index: Index, series: Series) -> list[Series]:
    """The series and those that it goes on from, the oldest first."""
    line = [series]
    while (before := line[-1].predecessor) is not None:
        record = index.get(before)
        # A circle of predecessors is for `check` to report; here it ends where it closes.
        if not isinstance(record, Series) or record in line:
            break
        line.append(record)
    return line[::-1]


def _bearers(index: Index, series: Series) -> Iterator[Bearer]:
    events: list[Event] = [
        *index.referring(series.id, "entries", Event),
        *index.referring(series.id, "entries", Meeting),
    ]
    for event in events:
        low, high = _beginning(event)
        for entry in event.entries:
            if entry.series == series.id:
                yield Bearer(
                    event=event,
                    number=entry.number,
                    label=entry.label,
                    series=series.id,
                    low=low,
                    high=high,
                )


def _beginning(event: Event) -> tuple[int, int]:
    when = event.when
    if when is None or event.status in _UNDATED:
        return NEVER_BEGUN, FOREVER
    # What has no beginning on record began some time before its end.
    high = when._start_hi if when._start_hi != NEVER_BEGUN else when._end_hi
    return when._start_lo, high


def _by_date(bearer: Bearer) -> tuple[bool, int, int, str]:
    return not bearer.is_dated, bearer.low, bearer.high, bearer.event.id


def _goes_on(bearers: list[Bearer], series: Series) -> bool:
    used = max(bearer.number or 0 for bearer in bearers)
    return series.first_number is None or series.first_number > used


def _restarted(numbered: Iterable[Bearer]) -> Iterator[list[Bearer]]:
    run: list[Bearer] = []
    for bearer in sorted((each for each in numbered if each.is_dated), key=_by_date):
        if run and _number(bearer) <= _number(run[-1]) and run[-1].high < bearer.low:
            yield run
            run = []
        run.append(bearer)
    if run:
        yield run


def _run(first: int | None, bearers: list[Bearer], before: Run | None) -> Run:
    by_number: dict[int, dict[str, Bearer]] = {}
    for bearer in sorted(bearers, key=_by_date):
        # One event that is entered in a series and in its predecessor is one member.
        by_number.setdefault(_number(bearer), {})[bearer.event.id] = bearer
    smallest = min(by_number)
    start = smallest if first is None else min(first, smallest)
    return Run(
        first=start,
        shift=before.next_position - start if before else 0,
        groups=tuple(_group(number, by_number[number].values()) for number in sorted(by_number)),
    )


def _number(bearer: Bearer) -> int:
    assert bearer.number is not None
    return bearer.number


def _group(number: int, bearers: Iterable[Bearer]) -> Group:
    together = tuple(bearers)
    standing = _standing(together)
    return Group(
        number,
        together,
        min(bearer.low for bearer in standing),
        max(bearer.high for bearer in standing),
    )


def _standing(bearers: tuple[Bearer, ...]) -> tuple[Bearer, ...]:
    for moved in (_UNDATED, {EventStatus.CANCELLED}):
        standing = tuple(bearer for bearer in bearers if bearer.event.status not in moved)
        if standing:
            return standing
    return bearers
