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
from cstoevents.wording import in_words
from cstoevents.wording.words import phrase


class Expectation(StrEnum):
    """Where an expected meeting stands on a day.

    It is *not yet* expected, *due* about now, *late*, or *overdue*: it should be on record,
    if the series goes on as it did. *Scheduled* and *postponed* are what its record says.

    Attributes:
        NOT_YET: The day is before the time in which it is expected.
        DUE: The day is within the time in which it is expected.
        LATE: The day is after the time in which it is expected or scheduled, but no later than
            known members came, or too few are known to tell, or knowledge ends before that.
        OVERDUE: The day is later than any known member came against what was expected of it.
        UNKNOWN: The day is after that time, but knowledge ends before the end of it.
        SCHEDULED: Its record has a date that is yet to come.
        POSTPONED: Its record says that it was put off, and has no new date.

    >>> import cstoevents as cs
    >>> cs.sequences.Expectation("not-yet")
    <Expectation.NOT_YET: 'not-yet'>
    """

    NOT_YET = "not-yet"
    DUE = "due"
    LATE = "late"
    OVERDUE = "overdue"
    UNKNOWN = "unknown"
    SCHEDULED = "scheduled"
    POSTPONED = "postponed"


@attrs.frozen(kw_only=True, slots=True)
class SeriesMember:
    """An event in a series: its number there, its label, and when it can have begun.

    Attributes:
        event: The event.
        number: Its number in the series, if it has one.
        label: Its number as printed.
        window: When it can have begun, after everything that the other members say: a day, or the
            days of which one is meant; None if nothing bounds it, or it was cancelled.
        is_narrowed: Whether the others know more of its date than its record does.
        is_doubted: Whether its date contradicts theirs; then the window is what they leave it.
        series: The id of the series that it is entered in.
        run: Which run of a numbering that began anew it belongs to, from 1; None if to none.

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

    def __str__(self) -> str:
        number = self.label or (None if self.number is None else str(self.number))
        title = str(self.event.title)
        return _dated(title if number is None else f"{number}, {title}", self.window)


def _no_candidates() -> tuple[SeriesMember, ...]:
    return ()


@attrs.frozen(kw_only=True, slots=True)
class Missing:
    """A number that no record bears, the window in which it began, and what it may be.

    Two are equal if their number, window and run are.

    Attributes:
        number: The number.
        window: The days of which it began on one; None if nothing bounds it.
        run: Which run of a numbering that began anew it belongs to, from 1.

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

    def __str__(self) -> str:
        return _dated(str(self.number), self.window)

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

    Attributes:
        first: The first of the missing numbers.
        last: The last of the missing numbers.
        window: The days in which all of them lie; None if nothing bounds them.
        run: Which run of a numbering that began anew they belong to, from 1.

    >>> import cstoevents as cs
    >>> [(gap.first, gap.last) for gap in cs.load().numbered("wg-afghanistan").gaps]
    [(1, 7), (9, 34)]
    """

    first: int
    last: int
    window: When | None
    run: int = 1

    def __str__(self) -> str:
        numbers = str(self.first) if self.first == self.last else f"{self.first}–{self.last}"
        return _dated(numbers, self.window)


def _dated(what: str, when: When | None) -> str:
    return f"{what}: {in_words(when) if when else phrase('unknown', 'en')}"


@attrs.frozen(kw_only=True, slots=True)
class Duplicate:
    """A number that several events bear.

    Attributes:
        number: The number.
        members: The members that bear it.
        contradictions: Pairs of members that can't be one event recorded twice, since both took
            place and their dates share no day; each is shown beside the one that was over first.
        run: Which run of a numbering that began anew they belong to, from 1.

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

    Attributes:
        lower: The member with the lower number.
        higher: The member with the higher number, which began earlier.

    >>> import cstoevents as cs
    >>> cs.load().numbered("wg-afghanistan").inversions
    ()
    """

    lower: SeriesMember
    higher: SeriesMember


@attrs.frozen(kw_only=True, slots=True)
class ExpectedNext:
    """What is known or likely of the next number: an estimate is never outside its window.

    Attributes:
        number: The number that comes next.
        earliest: The earliest day that is likely, or that it is scheduled for.
        median: The day in the middle: half of the estimates are before it.
        latest: The latest day that is likely, or that it is scheduled for.
        window: The days from the earliest to the latest. All four are None if it was postponed.
        state: Where it stands on the day that was asked about; of an estimate None if none was.
        overdue_from: The first day on which it is overdue; None where nothing allows to tell,
            as of one that is scheduled.
        known_until: The day on which knowledge ends, where nobody knows for that reason.
        event: The record that bears the number already, if there is one.
        lag: How many numbers apart the members are that it was estimated from.
        count: How many intervals were measured; with fewer than three the window is wide.
        error: By how many days such estimates missed, on average; None if none could be tried.
        trials: How many of them could be tried.

    >>> import cstoevents as cs
    >>> cs.load().numbered("wg-afghanistan").expected_next(on="2026-01-01").state
    <Expectation.NOT_YET: 'not-yet'>
    """

    number: int
    earliest: When | None = None
    median: When | None = None
    latest: When | None = None
    window: When | None = None
    state: Expectation | None = None
    overdue_from: When | None = None
    known_until: When | None = None
    event: Event | None = None
    lag: int | None = None
    count: int = 0
    error: float | None = None
    trials: int = 0

    def __str__(self) -> str:
        return self.in_words()

    def in_words(self, lang: str = "en") -> str:
        """Return the sentence that says what is planned or expected next.

        Raises:
            ArgumentError: the language is not one that is known.

        >>> import cstoevents as cs
        >>> print(cs.load().numbered("wg-afghanistan").expected_next(on="2026-01-01"))
        Next expected: ...
        """
        number = self.number
        if self.state is Expectation.POSTPONED:
            text = "Next: no. {number}, postponed; no new date is known."
            return phrase(text, lang, number=number)
        if self.event is not None and self.event.when is not None:
            return self._planned(in_words(self.event.when, lang), lang)
        assert self.earliest is not None
        assert self.median is not None
        assert self.latest is not None
        state = self._state(lang)
        return phrase(
            "Next expected: no. {number}, about {median} (a guess from few intervals){state}."
            if self.count < _FEW_INTERVALS
            else "Next expected: no. {number}, about {median} (between {earliest} and {latest})"
            "{state}.",
            lang,
            number=number,
            median=in_words(self.median, lang),
            earliest=in_words(self.earliest, lang),
            latest=in_words(self.latest, lang),
            state=state and f"; {state}",
        )

    def _planned(self, day: str, lang: str) -> str:
        if self.known_until is not None:
            sentence = "Next: no. {number}, was scheduled for {day}; {state}."
            return phrase(sentence, lang, number=self.number, day=day, state=self._state(lang))
        if self.state is Expectation.LATE:
            sentence = "Next: no. {number}, was scheduled for {day}; no report is known."
            return phrase(sentence, lang, number=self.number, day=day)
        return phrase("Next: no. {number}, scheduled for {day}.", lang, number=self.number, day=day)

    def _state(self, lang: str) -> str:
        if self.known_until is not None:
            return phrase("the data end on {day}", lang, day=in_words(self.known_until, lang))
        return phrase(_STATES[self.state], lang) if self.state is not None else ""


_STATES = {
    Expectation.NOT_YET: "not due yet",
    Expectation.DUE: "due",
    Expectation.LATE: "later than expected",
    Expectation.OVERDUE: "overdue",
}
_FEW_INTERVALS = 3


@attrs.frozen(kw_only=True, slots=True)
class Trial:
    """A member whose date was hidden, and what the others predict for it.

    Attributes:
        member: The member that was hidden.
        window: When it can have begun, as far as the others say; None if they say nothing.
        in_window: Whether it began there.
        expected: The days that those in front of it made likely; None if there were too few.
        in_expected: Whether it began within these; None if there were too few.
        error: By how many days the median missed; None if there were too few.

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
