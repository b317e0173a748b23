"""When a date comes round again, and how many times it has by a day.

An anniversary is the original with another year. It is computed on the date as it is
written, never on days: February 2024 comes round as February 2025, not as "the same
days, 366 later". So it is known exactly as well as the original is, and a doubt about
the original is a doubt about it.

**Always from the original.** The anniversary of an anniversary is another thing: four
steps of one year from 29 February end on 28 February, one step of four years on the 29th.

**29 February** has no counterpart in three years of four. :class:`LeapPolicy` says what
then; its words are those of RFC 7529. ``BACKWARD`` is the default since it is the only
one under which the month of an anniversary is the anniversary of the month.

**Too rough to come round.** What is known to the year or better has anniversaries. So
has a one-of range that is shorter than a year: both of its ends move. In a longer one,
or a decade, one day could be both the third anniversary and the fourth, so there is none.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Literal, TypeAlias

import attrs

from cstoevents.dates import Precision, When, WhenLike
from cstoevents.dates.edtf import FOREVER, NEVER_BEGUN
from cstoevents.errors import ArgumentError, NoAnniversaryError
from cstoevents.errors.arguments import member_of, one_of, whole_number

IntervalEnd: TypeAlias = Literal["start", "end"]
"""The end of what lasts from which its anniversaries are counted."""


class LeapPolicy(StrEnum):
    """The day on which an anniversary of 29 February falls in a common year (RFC 7529, SKIP).

    Attributes:
        BACKWARD: It falls on 28 February.
        FORWARD: It falls on 1 March.
        OMIT: There is none in that year.

    >>> import cstoevents as cs
    >>> [cs.anniversary("2024-02-29", 1, leap=leap).when.text for leap in ("backward", "forward")]
    ['2025-02-28', '2025-03-01']
    """

    BACKWARD = "backward"
    FORWARD = "forward"
    OMIT = "omit"


LeapPolicyLike: TypeAlias = LeapPolicy | Literal["backward", "forward", "omit"]
"""What is taken for a :class:`~cstoevents.anniversaries.LeapPolicy`: a member or its text."""

# Of one day between two, under OMIT: 29 February drops out of the choice, the rest stays.
_IN_RANGE = {
    LeapPolicy.BACKWARD: (LeapPolicy.BACKWARD, LeapPolicy.BACKWARD),
    LeapPolicy.FORWARD: (LeapPolicy.FORWARD, LeapPolicy.FORWARD),
    LeapPolicy.OMIT: (LeapPolicy.FORWARD, LeapPolicy.BACKWARD),
}


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def anchor(when: When, of: IntervalEnd = "start", number: int = 1) -> When:
    """Return what comes round of a date: an interval's start or end, anything else as a whole.

    Raises `NoAnniversaryError` if that end is not given or is known too roughly; the
    number is for its message.
    """
    point = when
    if type(of) is not str or of != "start":
        one_of(("start", "end"), of, "of")
    if when.precision is Precision.INTERVAL:
        end = when.start if of == "start" else when.end
        if end is None:
            raise NoAnniversaryError(when, number, f"its {of} is not known")
        point = end
    if point.year is not None or _is_short_range(point):
        return point
    raise NoAnniversaryError(when, number, "it is known too roughly, to no single year")


def _is_short_range(when: When) -> bool:
    if when.precision is not Precision.ONE_OF or None in when.ends:
        return False
    first = dt.date.fromordinal(when.earliest_ordinal)
    last = dt.date.fromordinal(when.latest_ordinal)
    return (last.year, last.month, last.day) < (first.year + 1, first.month, first.day)


def nth(
    when: When, number: int, leap: LeapPolicyLike = LeapPolicy.BACKWARD, of: IntervalEnd = "start"
) -> When:
    """Return the date of the anniversary of that number, as exactly as the original is known.

    Raises `ArgumentError` for a number below 1, and `NoAnniversaryError` for a date that is
    known too roughly, a year past 9999, and 29 February in a common year under
    `LeapPolicy.OMIT`.
    """
    whole_number(number, "number")
    policy = member_of(LeapPolicy, leap, "leap")
    point = anchor(when, of, number)
    try:
        return years_after(point, number, policy)
    except NoSuchDayError as none:
        raise NoAnniversaryError(when, number, str(none)) from None


def years_after(point: When, number: int, leap: LeapPolicy) -> When:
    """Return the date that an anchor comes round to so many years later.

    Raises `NoSuchDayError` past the year 9999, and for 29 February as `nth` does.
    """
    if point.precision is not Precision.ONE_OF:
        return When(_moved(point.text, number, leap))
    first, last = (
        _moved(end.text, number, policy_at_end)
        for end, policy_at_end in zip(point.ends, _IN_RANGE[leap], strict=True)
        if end is not None
    )
    if When(first).earliest_ordinal > When(last).latest_ordinal:
        raise NoSuchDayError(_NO_LEAP_DAY)
    return When(first if first == last else f"[{first}..{last}]")


class NoSuchDayError(Exception):
    """The calendar has no such day; the message says why."""


_NO_LEAP_DAY = "that year has no 29 February, and the leap policy is to omit it"


def _moved(text: str, number: int, leap: LeapPolicy) -> str:
    year = int(text[:4]) + number
    if year > dt.MAXYEAR:
        raise NoSuchDayError("the calendar ends with the year 9999")
    rest = text[4:]
    if rest.startswith("-02-29") and not _is_leap(year):
        if leap is LeapPolicy.OMIT:
            raise NoSuchDayError(_NO_LEAP_DAY)
        rest = ("-02-28" if leap is LeapPolicy.BACKWARD else "-03-01") + rest[6:]
    return f"{year:04}{rest}"


def shape(point: When) -> tuple[int, str]:
    """Return the year that an anchor begins in, and the rest of its text.

    Anchors of one shape fall on the same date in a year that is given.
    """
    if point.precision is not Precision.ONE_OF:
        return int(point.text[:4]), point.text[4:]
    first, _, last = point.text[1:-1].partition("..")
    year = int(first[:4])
    return year, f"[{first[4:]}..+{int(last[:4]) - year}{last[4:]}]"


@attrs.frozen(slots=True)
class Completed:
    """How many whole years have passed: ``surely`` so many, ``possibly`` more.

    The two differ where a date is not known to the day. `int()` gives the number if
    they agree, and otherwise raises :class:`~cstoevents.ArgumentError`.

    Attributes:
        surely: The number of whole years that have passed in every reading of the dates.
        possibly: The number of whole years that have passed in some reading of the dates.

    >>> import cstoevents as cs
    >>> cs.anniversaries.completed("1992", "2025-05-12")
    Completed(surely=32, possibly=33)
    >>> int(cs.anniversaries.completed("1992-05-15", "2025-05-12"))
    32
    """

    surely: int
    possibly: int

    def __int__(self) -> int:
        if self.surely != self.possibly:
            found = f"{self.surely} to {self.possibly} years"
            expected = "one number; ask for .surely or .possibly"
            raise ArgumentError("Completed", found, expected)
        return self.surely


def completed(
    original: WhenLike,
    on: WhenLike,
    *,
    leap: LeapPolicyLike = LeapPolicy.BACKWARD,
    of: IntervalEnd = "start",
) -> Completed:
    """Return how many anniversaries of a date have been reached by a day, that day included.

    That is the number of whole years completed; the original is then "in year" one more.
    Before the first anniversary, and before the original itself, it is 0. Under
    `LeapPolicy.OMIT` a year that has no 29 February is completed when February is over.

    The original may be anything with a first and a last day, a decade too; of an
    interval its ``start`` counts, or its ``end``. Raises
    :class:`~cstoevents.errors.NoAnniversaryError` where there is no such end, and
    :class:`~cstoevents.ArgumentError` if ``on`` is open to one side.

    >>> import cstoevents as cs
    >>> cs.anniversaries.completed("1992-06-15", "2025-06-14")
    Completed(surely=32, possibly=32)
    >>> cs.anniversaries.completed("199X", "2025").surely
    25
    """
    begun, day = When(original), When(on)
    policy = member_of(LeapPolicy, leap, "leap")
    one_of(("start", "end"), of, "of")
    if begun.precision is Precision.INTERVAL:
        end = begun.start if of == "start" else begun.end
        if end is None:
            raise NoAnniversaryError(begun, 1, f"its {of} is not known")
        begun = end
    if begun.earliest_ordinal == NEVER_BEGUN or begun.latest_ordinal == FOREVER:
        raise NoAnniversaryError(begun, 1, "it is known too roughly: it is open to one side")
    if day.earliest_ordinal == NEVER_BEGUN or day.latest_ordinal == FOREVER:
        raise ArgumentError("on", on, "a date with a first and a last day")
    return Completed(
        surely=_reached(begun.latest_ordinal, day.earliest_ordinal, policy),
        possibly=_reached(begun.earliest_ordinal, day.latest_ordinal, policy),
    )


def _reached(begun: int, on: int, leap: LeapPolicy) -> int:
    start, day = dt.date.fromordinal(begun), dt.date.fromordinal(on)
    due = (start.month, start.day)
    if due == (2, 29) and not _is_leap(day.year):
        due = (2, 28) if leap is LeapPolicy.BACKWARD else (3, 1)
    return max(0, day.year - start.year - ((day.month, day.day) < due))
