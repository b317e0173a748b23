"""When something was, is or will be: as exactly as it is known, and no more.

A :class:`When` is an EDTF text and the days that it can mean. Nothing here ever
invents a day.

**Worlds.** A value stands for every way things can have been that agrees with it; each
is a *world*: a first day and a last day. ``2024-11-05`` has a single one, in which it
began and ended that day. A month or a year says how well the date is known, not how long
the thing lasted: ``2024-11`` stands for every first and last day within November, in
order, so it has 465 worlds, and a meeting of the 14th and 15th is in one of them.
``2024-11-28/2024-12-02`` lasts from one day to the other and has a single world.
``2023/2024`` starts on any day of 2023 and ends on any of 2024.
``[2023-12-08..2024-12-10]`` is a single day in that range. What is known to have lasted
all month is ``2024-11-01/2024-11-30``, not ``2024-11``.

An open end (``2023/..``) is a last day later than every day. Of an unknown end
(``2023/``) only this is known: it is not before the start, and may never come. The same
holds of starts. The qualifiers ``? ~ %`` say how far a value is trusted; they leave
the days between which it lies as they are, and only :meth:`When.contradicts` allows
for them. Two spellings that have the same worlds, ``2024`` and ``2024-XX``, are two
values, since a value equals its text; each refines the other.

**Answers.** A question about two values is asked of every pair of their worlds. The
answer is :attr:`Tri.TRUE` if it is yes in all of them, :attr:`Tri.FALSE` if in none,
and :attr:`Tri.UNKNOWN` otherwise. ``surely_...`` is "yes in all", ``possibly_...`` is
"yes in some". Two values are taken to be independent, even if they are the same value:
two events of 2024 may come in either order.

**Order.** There is no ``<``: being surely before is only a partial order, and being
possibly before isn't even transitive. To sort, use :attr:`When.sort_key`, which is total
and never puts a value ahead of one that is surely before it.
"""

from __future__ import annotations

import datetime as dt
from enum import Enum, StrEnum
from typing import TYPE_CHECKING, Any, Literal, NoReturn, TypeAlias, final

from cstoevents._views import Immutable
from cstoevents.dates.edtf import FOREVER, NEVER_BEGUN, PATTERN, Precision, read_edtf
from cstoevents.errors import ArgumentError, TriError, WhenError

if TYPE_CHECKING:
    import pendulum

__all__ = ["Certainty", "CertaintyLike", "Precision", "Tri", "When", "WhenLike"]

# Past so many different texts new ones are read anew each time: what a stranger's file
# holds must not fill the memory for good.
_MOST_INTERNED = 2**20

_DOUBT = {"": 0, "?": 1, "~": 2, "%": 3}


class Tri(Enum):
    """The answer to a question about dates: yes, no, or unknown.

    It has no truth value, so that "unknown" is never taken for a yes or a no.
    Compare it with ``is``, or ask the ``surely_...`` or ``possibly_...`` form of the
    question, which gives a plain bool.

    Attributes:
        TRUE: It is so in every reading of the dates.
        FALSE: It is so in no reading of the dates.
        UNKNOWN: It is so in some readings of the dates, and not in others.

    >>> import cstoevents as cs
    >>> cs.When("2024-11").before("2024-11-20")
    <Tri.UNKNOWN: 'unknown'>
    """

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"

    def __bool__(self) -> NoReturn:
        raise TriError


class Certainty(StrEnum):
    """How sure an answer is, and which answers a filter lets through.

    Only terms can be *unknown*, see :class:`~cstoevents.Term`; all other filters
    refuse it.

    Attributes:
        SURELY: It is so in every reading of the dates on record.
        POSSIBLY: It is so in some reading of the dates on record.
        UNKNOWN: No date on record decides it.

    >>> import cstoevents as cs
    >>> cs.Certainty("surely")
    <Certainty.SURELY: 'surely'>
    """

    SURELY = "surely"
    POSSIBLY = "possibly"
    UNKNOWN = "unknown"


@final
class When(Immutable):
    """A date, as exactly as it is known.

    ``value`` is an EDTF text, a ``dt.date``, or a ``When``, which is taken as it
    is. Raises :class:`~cstoevents.WhenError`, and nothing else, for everything that is
    no date of the EDTF subset (``2023-02-29``, a reversed interval, ``20250519``) and
    for a ``datetime``, since a moment is not a day.

    Values are immutable, hashable, equal if their texts are, and shared: asking for the
    same text again costs one look-up. A value equals its EDTF text as well, and finds the
    same entry in a dict; a ``dt.date`` it never equals (:meth:`is_day` compares with one).

    >>> import cstoevents as cs
    >>> when = cs.When("2024-11")
    >>> print(when.earliest, when.latest)
    2024-11-01 2024-11-30
    >>> when == "2024-11", {"2024-11": "Astana"}[when]
    (True, 'Astana')
    >>> cs.When("2025-06-26/2025-06-24")
    Traceback (most recent call last):
        ...
    cstoevents.errors.WhenError: '2025-06-26/2025-06-24' is not an EDTF date: \
it ends before it starts; write '2025-06-24/2025-06-26'
    """

    __slots__ = (
        "__weakref__",
        "_end_hi",
        "_end_lo",
        "_precision",
        "_start_hi",
        "_start_lo",
        "_text",
    )

    _text: str
    _precision: Precision
    _start_lo: int
    _start_hi: int
    _end_lo: int
    _end_hi: int

    def __new__(cls, value: WhenLike) -> When:
        if type(value) is str:
            return _INTERNED[value]
        if isinstance(value, When):
            return value
        return _INTERNED[_plain_text(value)]

    def __init_subclass__(cls) -> NoReturn:
        raise TypeError("When is final")

    @staticmethod
    def between(start: WhenLike, end: WhenLike) -> When:
        """Return the interval that lasts from one value to another.

        ``".."`` is an open end, ``""`` an unknown one. Raises
        :class:`~cstoevents.WhenError` if one of them is no date, or an interval itself,
        or if they are the wrong way round.

        >>> import cstoevents as cs
        >>> cs.When.between("2023-01-01", "..")
        When('2023-01-01/..')
        """
        return _INTERNED[f"{_end_text(start)}/{_end_text(end)}"]

    # What it says

    @property
    def text(self) -> str:
        """The EDTF text, which is also what ``str()`` gives.

        >>> import cstoevents as cs
        >>> cs.When("2024-11~").text
        '2024-11~'
        """
        return self._text

    @property
    def precision(self) -> Precision:
        """How much is known. Unspecified digits count as not known: ``2024-XX`` is a year.

        >>> import cstoevents as cs
        >>> cs.When("[2023-12-08..2024-12-10]").precision
        <Precision.ONE_OF: 'one-of'>
        """
        return self._precision

    @property
    def year(self) -> int | None:
        """The year, if the value lies in one year, as no winter does, and is no interval or range.

        >>> import cstoevents as cs
        >>> cs.When("2026-40").year
        2026
        """
        is_in_one = self._precision in _IN_ONE_MONTH or (
            self._precision in _IN_ONE_YEAR and self.subyear != _WINTER
        )
        return _number(self._text[:4]) if is_in_one else None

    @property
    def month(self) -> int | None:
        """The month, if it is known: of a day or a month, and of nothing else.

        >>> import cstoevents as cs
        >>> cs.When("2024-11-XX").month
        11
        """
        return _number(self._text[5:7]) if self._precision in _IN_ONE_MONTH else None

    @property
    def day(self) -> int | None:
        """The day of the month, if it is known.

        >>> import cstoevents as cs
        >>> cs.When("2024-11-05?").day
        5
        """
        return _number(self._text[8:10]) if self._precision is Precision.DAY else None

    @property
    def subyear(self) -> int | None:
        """The code of a season (21-24), quarter (33-36), quadrimester (37-39) or half (40, 41).

        >>> import cstoevents as cs
        >>> cs.When("2026-40").subyear
        40
        """
        return _number(self._text[5:7]) if self._precision is Precision.SUBYEAR else None

    @property
    def qualifier(self) -> str:
        """``"?"`` uncertain, ``"~"`` approximate, ``"%"`` both, or ``""``.

        An interval has none itself; its :attr:`start` and :attr:`end` may.

        >>> import cstoevents as cs
        >>> cs.When("2003~").qualifier
        '~'
        """
        if self._precision in _TWO_SIDED or self._text[-1] not in _DOUBT:
            return ""
        return self._text[-1]

    @property
    def start(self) -> When | None:
        """What an interval starts with; None if that is open or unknown, or no interval.

        >>> import cstoevents as cs
        >>> cs.When("2004-06~/2004-08").start
        When('2004-06~')
        """
        return self.ends[0] if self._precision is Precision.INTERVAL else None

    @property
    def end(self) -> When | None:
        """What an interval ends with; None if that is open or unknown, or no interval.

        >>> import cstoevents as cs
        >>> cs.When("2004-06~/2004-08").end
        When('2004-08')
        """
        return self.ends[1] if self._precision is Precision.INTERVAL else None

    @property
    def ends(self) -> tuple[When | None, When | None]:
        """The two values that an interval or a one-of range is written with.

        None stands for an end that isn't given. Any other value is both its own ends.

        >>> import cstoevents as cs
        >>> cs.When("[2023-12-08..2024]").ends
        (When('2023-12-08'), When('2024'))
        """
        if self._precision is Precision.INTERVAL:
            first, _, second = self._text.partition("/")
        elif self._precision is Precision.ONE_OF:
            first, _, second = self._text[1:-1].partition("..")
        else:
            return self, self
        return (
            _INTERNED[first] if first.strip(".") else None,
            _INTERNED[second] if second.strip(".") else None,
        )

    @property
    def is_open_start(self) -> bool:
        """Whether it is an interval without a beginning, ``../2023``; not an unknown one.

        >>> import cstoevents as cs
        >>> cs.When("../2023").is_open_start, cs.When("/2023").is_open_start
        (True, False)
        """
        return self._text.startswith("../")

    @property
    def is_open_end(self) -> bool:
        """Whether it is an interval without an end, ``2023/..``; not an unknown one.

        >>> import cstoevents as cs
        >>> cs.When("2023/..").is_open_end, cs.When("2023/").is_open_end
        (True, False)
        """
        return self._text.endswith("/..")

    # The days that it can mean

    @property
    def earliest(self) -> dt.date | None:
        """The first day that it can touch; None if there is no such day.

        >>> import cstoevents as cs
        >>> cs.When("2026-41").earliest
        datetime.date(2026, 7, 1)
        """
        return None if self._start_lo == NEVER_BEGUN else dt.date.fromordinal(self._start_lo)

    @property
    def latest(self) -> dt.date | None:
        """The last day that it can touch; None if there is no such day.

        >>> import cstoevents as cs
        >>> cs.When("2026-41").latest
        datetime.date(2026, 12, 31)
        >>> cs.When("2023/").latest is None
        True
        """
        return None if self._end_hi == FOREVER else dt.date.fromordinal(self._end_hi)

    @property
    def earliest_ordinal(self) -> int:
        """:attr:`earliest` as a proleptic ordinal; 0 if there is no such day.

        >>> import cstoevents as cs
        >>> cs.When("0001-01-01").earliest_ordinal, cs.When("../2023").earliest_ordinal
        (1, 0)
        """
        return self._start_lo

    @property
    def latest_ordinal(self) -> int:
        """:attr:`latest` as a proleptic ordinal; 3652060, one past the last, if there is none.

        >>> import cstoevents as cs
        >>> cs.When("9999").latest_ordinal, cs.When("2023/..").latest_ordinal
        (3652059, 3652060)
        """
        return self._end_hi

    @property
    def sort_key(self) -> tuple[int, int, str]:
        """A key for sorting: by earliest day, then latest day, then text.

        The order is total, the same whatever the order of the input, and keeps
        everything after what is surely before it.

        >>> import cstoevents as cs
        >>> whens = map(cs.When, ["2025", "2024-11", "2024", "2024-01-01"])
        >>> [str(when) for when in sorted(whens, key=lambda when: when.sort_key)]
        ['2024-01-01', '2024', '2024-11', '2025']
        """
        return self._start_lo, self._end_hi, self._text

    @property
    def span(self) -> When:
        """Every day from the earliest to the latest, as a day or an interval of days.

        This is how a ``When`` is read where a window is meant.

        >>> import cstoevents as cs
        >>> cs.When("2025-05/2025-06").span
        When('2025-05-01/2025-06-30')
        """
        if self._start_lo == self._end_hi:
            return _INTERNED[_iso_day(self._start_lo)]
        return _INTERNED[f"{_iso_day(self._start_lo)}/{_iso_day(self._end_hi)}"]

    def is_day(self, day: dt.date) -> bool:
        """Whether it is that one day and can be no other.

        >>> import cstoevents as cs, datetime
        >>> cs.When("2025-05-19").is_day(datetime.date(2025, 5, 19))
        True
        """
        other = When(day)
        return self._start_lo == self._end_hi == other._start_lo == other._end_hi

    def date(self) -> dt.date:
        """Return the one day that it is, without its qualifier.

        Raises :class:`~cstoevents.ArgumentError` if it can be more than one day.

        >>> import cstoevents as cs
        >>> cs.When("2025-05-19").date()
        datetime.date(2025, 5, 19)
        """
        if self._start_lo != self._end_hi:
            raise ArgumentError("When", self._text, "a single day")
        return dt.date.fromordinal(self._start_lo)

    def interval(self) -> pendulum.Interval[pendulum.Date]:
        """Return the days from the earliest to the latest, as an interval of the library pendulum.

        Its ``range("days")`` walks over them, the latest included; of a single day over
        that day. Its ``in_words()`` says how far apart the two are: of three days "2 days".
        Its differences in years and months are sometimes one too many; ask
        :func:`~cstoevents.anniversaries.completed` for years. Raises
        :class:`~cstoevents.ArgumentError` if there is no earliest or no latest day.

        >>> import cstoevents as cs
        >>> session = cs.When("2025-06-24/2025-06-26").interval()
        >>> [day.format("ddd D MMM") for day in session.range("days")]
        ['Tue 24 Jun', 'Wed 25 Jun', 'Thu 26 Jun']
        >>> cs.When("2024-11").interval().in_words()
        '4 weeks 1 day'
        """
        first, last = self.earliest, self.latest
        if first is None or last is None:
            raise ArgumentError("When", self._text, "a date with a first and a last day")
        import pendulum  # takes longer to import than all the rest, and few programs ask

        return pendulum.Interval(
            pendulum.Date(first.year, first.month, first.day),
            pendulum.Date(last.year, last.month, last.day),
        )

    # Questions about two values

    def before(self, other: WhenLike) -> Tri:
        """Whether its last day is before the other's first.

        >>> import cstoevents as cs
        >>> cs.When("2024-11").before("2024-12")
        <Tri.TRUE: 'true'>
        """
        if not isinstance(other, When):
            other = When(other)
        if self._end_hi < other._start_lo:
            return Tri.TRUE
        if self._end_lo >= other._start_hi:
            return Tri.FALSE
        return Tri.UNKNOWN

    def after(self, other: WhenLike) -> Tri:
        """Whether its first day is after the other's last.

        >>> import cstoevents as cs
        >>> cs.When("2024-11").after("2024-12")
        <Tri.FALSE: 'false'>
        """
        return When(other).before(self)

    def overlaps(self, other: WhenLike) -> Tri:
        """Whether the two share a day.

        >>> import cstoevents as cs
        >>> cs.When("2025-06-24/2025-06-26").overlaps("2025-06-26/2025-06-27")
        <Tri.TRUE: 'true'>
        >>> cs.When("2025-06-26").overlaps("2025-06")
        <Tri.UNKNOWN: 'unknown'>
        """
        if not isinstance(other, When):
            other = When(other)
        # Worlds are connected: between one where it is before and one where it is after
        # lies one where they meet. So both ways out must be shut, and each by itself.
        if self._end_hi < other._start_lo or other._end_hi < self._start_lo:
            return Tri.FALSE
        if self._end_lo >= other._start_hi and other._end_lo >= self._start_hi:
            return Tri.TRUE
        return Tri.UNKNOWN

    def during(self, other: WhenLike) -> Tri:
        """Whether every day of it is a day of the other.

        To ask about a whole month or year as a window, take its :attr:`span`: of ``2024-11``
        itself it is not known on which of its days it began and ended.

        >>> import cstoevents as cs
        >>> cs.When("2024-11-05").during(cs.When("2024-11").span)
        <Tri.TRUE: 'true'>
        >>> cs.When("2024-11-05").during("2024-11")
        <Tri.UNKNOWN: 'unknown'>
        """
        if not isinstance(other, When):
            other = When(other)
        if other._start_hi <= self._start_lo and self._end_hi <= other._end_lo:
            return Tri.TRUE
        if other._precision not in _OF_ONE_DAY:
            possible = self._start_hi >= other._start_lo and self._end_lo <= other._end_hi
        else:
            possible = max(self._end_lo, other._start_lo, NEVER_BEGUN + 1) <= min(
                self._start_hi, other._end_hi, FOREVER - 1
            )
        return Tri.UNKNOWN if possible else Tri.FALSE

    def contains(self, day: WhenLike) -> Tri:
        """Whether the day, or all of a longer value, falls within it.

        >>> import cstoevents as cs
        >>> cs.When("2023-01-01/..").contains("2025-05-19")
        <Tri.TRUE: 'true'>
        >>> cs.When("2024-09").contains("2024-09-05/2024-09-08")
        <Tri.UNKNOWN: 'unknown'>
        """
        return When(day).during(self)

    def surely_before(self, other: WhenLike) -> bool:
        """Whether :meth:`before` is true in every world.

        >>> import cstoevents as cs
        >>> cs.When("2024-11").surely_before("2024-11-20")
        False
        """
        return self.before(other) is Tri.TRUE

    def possibly_before(self, other: WhenLike) -> bool:
        """Whether :meth:`before` is true in some world.

        >>> import cstoevents as cs
        >>> cs.When("2024-11").possibly_before("2024-11-20")
        True
        """
        return self.before(other) is not Tri.FALSE

    def surely_after(self, other: WhenLike) -> bool:
        """Whether :meth:`after` is true in every world.

        >>> import cstoevents as cs
        >>> cs.When("2025").surely_after("2024-11")
        True
        """
        return self.after(other) is Tri.TRUE

    def possibly_after(self, other: WhenLike) -> bool:
        """Whether :meth:`after` is true in some world.

        >>> import cstoevents as cs
        >>> cs.When("2025").possibly_after("2025-12-31")
        False
        """
        return self.after(other) is not Tri.FALSE

    def surely_overlaps(self, other: WhenLike) -> bool:
        """Whether :meth:`overlaps` is true in every world.

        >>> import cstoevents as cs
        >>> cs.When("2025-06-26").surely_overlaps("2025-06-24/2025-06-26")
        True
        """
        return self.overlaps(other) is Tri.TRUE

    def possibly_overlaps(self, other: WhenLike) -> bool:
        """Whether :meth:`overlaps` is true in some world.

        >>> import cstoevents as cs
        >>> cs.When("2025-06").possibly_overlaps("2025-06-24/2025-06-26")
        True
        """
        return self.overlaps(other) is not Tri.FALSE

    def surely_during(self, other: WhenLike) -> bool:
        """Whether :meth:`during` is true in every world.

        >>> import cstoevents as cs
        >>> cs.When("2025-06").surely_during("2025-06-24/2025-06-26")
        False
        """
        return self.during(other) is Tri.TRUE

    def possibly_during(self, other: WhenLike) -> bool:
        """Whether :meth:`during` is true in some world.

        >>> import cstoevents as cs
        >>> cs.When("2025-06").possibly_during("2025-06-24/2025-06-26")
        True
        """
        return self.during(other) is not Tri.FALSE

    def refines(self, other: WhenLike) -> bool:
        """Whether it says all that the other says, or more: its worlds are among the other's.

        A qualifier is a doubt, and of two values of the same worlds the one with less doubt
        says more. Where it has fewer worlds it may be in doubt: ``2026-05-14?`` says more
        than ``2026-05``. Everything refines itself.

        >>> import cstoevents as cs
        >>> cs.When("2026-05-14/2026-05-15").refines("2026-05")
        True
        >>> cs.When("2026-05~").refines("2026-05"), cs.When("2026-05").refines("2026-05~")
        (False, True)
        """
        if not isinstance(other, When):
            other = When(other)
        return self._is_within(other) and (
            not other._is_within(self)
            or all(
                mine & theirs == mine
                for mine, theirs in zip(self._doubts(), other._doubts(), strict=True)
            )
        )

    def contradicts(self, other: WhenLike) -> bool:
        """Whether the two can't be dates of the same thing: they surely share no day.

        What is in doubt may lie as far outside as it is wide: about 2026, ``2026~``, agrees
        with every day of 2025 and 2027.

        >>> import cstoevents as cs
        >>> cs.When("2026").contradicts("2025-12-30"), cs.When("2026~").contradicts("2025-12-30")
        (True, False)
        """
        if not isinstance(other, When):
            other = When(other)
        if self.overlaps(other) is not Tri.FALSE:
            return False
        (first, last), (other_first, other_last) = self._reach(), other._reach()
        return last < other_first or other_last < first

    def _is_within(self, other: When) -> bool:
        """Whether its worlds are among the other's."""
        if (
            other._precision in _OF_ONE_DAY
            and self._precision not in _OF_ONE_DAY
            and self._start_lo != self._end_hi
        ):
            return False  # in some world it lasts longer than a day
        return (
            self._start_lo >= other._start_lo
            and self._start_hi <= other._start_hi
            and self._end_lo >= other._end_lo
            and self._end_hi <= other._end_hi
        )

    def _reach(self) -> tuple[int, int]:
        """The first and the last day that it may touch if what is in doubt is a little off."""
        first, second = self.ends
        early = first._end_hi - first._start_lo + 1 if first and first.qualifier else 0
        late = second._end_hi - second._start_lo + 1 if second and second.qualifier else 0
        return self._start_lo - early, self._end_hi + late

    def _doubts(self) -> tuple[int, int]:
        first, second = self.ends
        return (
            _DOUBT[first.qualifier] if first else 0,
            _DOUBT[second.qualifier] if second else 0,
        )

    # A value among Python's values

    def __repr__(self) -> str:
        return f"When({self._text!r})"

    def __str__(self) -> str:
        return self._text

    def __format__(self, spec: str) -> str:
        return format(self._text, spec)

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if isinstance(other, When):
            return self._text == other._text
        return self._text == other if isinstance(other, str) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._text)

    def __reduce__(self) -> tuple[type[When], tuple[str]]:
        return When, (self._text,)

    # For pydantic, which asks for these when a `When` is the type of a field.

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(
            cls, serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:
        return {
            "type": "string",
            "title": "When",
            "description": "A date in the Extended Date/Time Format (EDTF)",
            "pattern": f"^{PATTERN}$",
        }


WhenLike: TypeAlias = When | dt.date | str
"""What is taken for a date: a :class:`~cstoevents.When`, a ``datetime.date`` or EDTF text."""

CertaintyLike: TypeAlias = Certainty | Literal["surely", "possibly", "unknown"]
"""What is taken for a :class:`~cstoevents.Certainty`: a member or its text."""

# What ends on the day on which it begins; everything else may last.
_OF_ONE_DAY = frozenset({Precision.DAY, Precision.ONE_OF})
_TWO_SIDED = frozenset({Precision.INTERVAL, Precision.ONE_OF})
_IN_ONE_MONTH = frozenset({Precision.DAY, Precision.MONTH})
_WINTER = 24
_IN_ONE_YEAR = _IN_ONE_MONTH | {Precision.SUBYEAR, Precision.YEAR}

# The slots' own setters, which immutability doesn't bind.
_set_text, _set_precision, _set_start_lo, _set_start_hi, _set_end_lo, _set_end_hi = (
    When.__dict__[name].__set__
    for name in ("_text", "_precision", "_start_lo", "_start_hi", "_end_lo", "_end_hi")
)


class _Interned(dict[str, When]):
    """Texts and their values. A text that is not in it yet is read; a bad one isn't kept."""

    __slots__ = ()

    def __missing__(self, text: str) -> When:
        when = _read(text)
        # setdefault: of two threads that read the same text, both get the first's value.
        return self.setdefault(text, when) if len(self) < _MOST_INTERNED else when


_INTERNED = _Interned()


def _read(text: str) -> When:
    when: When = object.__new__(When)
    if len(text) == 10:
        # Whole days are the bulk of all dates, and datetime reads them several times
        # faster than the grammar. It also takes other spellings, hence the comparison.
        try:
            day = dt.date.fromisoformat(text)
        except ValueError:
            pass
        else:
            if day.isoformat() == text:
                ordinal = day.toordinal()
                _set_text(when, text)
                _set_precision(when, Precision.DAY)
                _set_start_lo(when, ordinal)
                _set_start_hi(when, ordinal)
                _set_end_lo(when, ordinal)
                _set_end_hi(when, ordinal)
                return when
    precision, start_lo, start_hi, end_lo, end_hi = read_edtf(text)
    _set_text(when, text)
    _set_precision(when, precision)
    _set_start_lo(when, start_lo)
    _set_start_hi(when, start_hi)
    _set_end_lo(when, end_lo)
    _set_end_hi(when, end_hi)
    return when


def _plain_text(value: object) -> str:
    """The text of a date or of a subclass of str; everything else is refused."""
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, dt.datetime):
        if value.tzinfo is not None:
            raise WhenError(value, "a moment with a zone has another day elsewhere")
        day = dt.date.isoformat(value)
        raise WhenError(value, "a moment is not a day; its .date() is", day)
    if isinstance(value, dt.date):
        return dt.date.isoformat(value)
    if value is None:
        raise WhenError(value, "an unknown date is None itself, not a When")
    if type(value) is int and 1000 <= value <= dt.MAXYEAR:
        raise WhenError(value, "a number is not a text", str(value))
    raise WhenError(value, f"expected a text or a date, not {type(value).__name__}")


def _end_text(value: WhenLike) -> str:
    return value.text if isinstance(value, When) else _plain_text(value)


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() else None


def _iso_day(ordinal: int) -> str:
    if ordinal in (NEVER_BEGUN, FOREVER):
        return ".."
    return dt.date.fromordinal(ordinal).isoformat()
