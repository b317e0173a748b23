"""What a numbered series consists of: members, missing numbers, contradictions, estimates.

Plain values without a rule of their own; `sequences` says what they mean together.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from enum import StrEnum
from typing import TypeAlias

import attrs

from cstoevents.dates import Tri, When
from cstoevents.records import Event

__all__ = [
    "Duplicate",
    "Expectation",
    "ExpectedNext",
    "Gap",
    "Inversion",
    "Missing",
    "SeriesMember",
    "Trial",
]


class Expectation(StrEnum):
    """Where an expected meeting stands on a day: to come, due about now, or overdue.

    >>> import cstoevents as cs
    >>> cs.sequences.Expectation("not-yet")
    <Expectation.NOT_YET: 'not-yet'>
    """

    NOT_YET = "not-yet"
    DUE = "due"
    OVERDUE = "overdue"


@attrs.frozen(kw_only=True, slots=True)
class SeriesMember:
    """An event in a series: its number there, its label, and when it can have begun.

    ``window`` is a day, or the days of which one is meant, after everything that
    the other members say; None if nothing bounds it, or it was cancelled.
    ``is_narrowed`` says that the others know more of it than its own date does,
    ``is_doubted`` that its date contradicts theirs (see `NumberedSeries.inversions`): then
    the window is what they leave it.
    ``series`` is the id of the series that it is entered in. ``run`` counts, from 1, the
    runs of a numbering that began anew; it is None if the member is of none.

    >>> import cstoevents as cs
    >>> member = cs.load().numbered("wg-afghanistan").members[-1]
    >>> member.event.id, member.number, member.window
    ('wg-afghanistan-42', 42, When('2025-12-03'))
    """

    event: Event
    number: int | None = None
    label: str | None = None
    window: When | None = None
    is_narrowed: bool = False
    is_doubted: bool = False
    series: str
    run: int | None = None


def _no_candidates() -> tuple[SeriesMember, ...]:
    return ()


@attrs.frozen(kw_only=True, slots=True)
class Missing:
    """A number that no record bears, the window in which it began, and what it may be.

    ``window`` is None if nothing bounds it. Two are equal if their number, window and
    run are.

    >>> import cstoevents as cs
    >>> missing = cs.load().numbered("icmec").missing[-1]
    >>> missing.number, str(missing.window)
    (15, '[2012-11-06..2018-09-29]')
    """

    number: int
    window: When | None
    run: int = 1
    _candidates: Callable[[], tuple[SeriesMember, ...]] = attrs.field(
        default=_no_candidates, alias="candidates", eq=False, repr=False
    )

    @functools.cached_property
    def candidates(self) -> tuple[SeriesMember, ...]:
        """The members without a number that can have begun in the window.

        They are looked up when they are asked for, since every missing number may
        have as many as there are such members.

        >>> import cstoevents as cs
        >>> missing = cs.load().numbered("icmec").missing[0]
        >>> [member.event.id for member in missing.candidates]
        ['icmec-2007-03-13']
        """
        return self._candidates()


@attrs.frozen(kw_only=True, slots=True)
class Gap:
    """Consecutive missing numbers, and the window in which all of them lie.

    >>> import cstoevents as cs
    >>> [(gap.first, gap.last) for gap in cs.load().numbered("wg-afghanistan").gaps]
    [(1, 7), (9, 34)]
    """

    first: int
    last: int
    window: When | None
    run: int = 1


@attrs.frozen(kw_only=True, slots=True)
class Duplicate:
    """A number that several events bear.

    ``contradictions`` are the members that can't be one event told twice: both took
    place, and their dates share no day. Of several that contradict one another each
    is shown beside the one that was over first.

    >>> import cstoevents as cs
    >>> cs.load().numbered("wg-afghanistan").duplicates
    ()
    """

    number: int
    members: tuple[SeriesMember, ...]
    contradictions: tuple[tuple[SeriesMember, SeriesMember], ...] = ()
    run: int = 1


@attrs.frozen(kw_only=True, slots=True)
class Inversion:
    """Two members that can't both be right: the higher number surely began before the lower.

    >>> import cstoevents as cs
    >>> cs.load().numbered("wg-afghanistan").inversions
    ()
    """

    lower: SeriesMember
    higher: SeriesMember


@attrs.frozen(kw_only=True, slots=True)
class ExpectedNext:
    """An estimate of the next number: never a fact, and never outside its window.

    ``earliest``, ``median`` and ``latest`` are days; ``window`` runs from the first
    to the last of them. ``event`` is the record that bears the number already, if it
    is scheduled. ``state`` is where it stands on the day that was asked about; None
    if none was.

    >>> import cstoevents as cs
    >>> cs.load().numbered("wg-afghanistan").expected_next(on="2026-01-01").state
    <Expectation.NOT_YET: 'not-yet'>
    """

    number: int
    lag: int
    earliest: When
    median: When
    latest: When
    window: When
    state: Expectation | None = None
    event: Event | None = None


@attrs.frozen(kw_only=True, slots=True)
class Trial:
    """A member that was hidden, and what the others said of it.

    ``window`` is what the others leave it, ``in_window`` whether it began there.
    ``expected`` is what those in front of it made likely, ``in_expected`` whether it
    began within that, and ``error`` by how many days the median missed; they are
    None where there was too little to go by.

    >>> import cstoevents as cs
    >>> trial = cs.load().numbered("wg-afghanistan").backtest()[-1]
    >>> trial.member.number, trial.in_window
    (42, <Tri.TRUE: 'true'>)
    """

    member: SeriesMember
    window: When | None
    in_window: Tri
    expected: When | None = None
    in_expected: Tri | None = None
    error: float | None = None


SeriesItem: TypeAlias = SeriesMember | Missing
