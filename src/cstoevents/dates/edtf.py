"""The grammar of the EDTF subset: text in, bounds in days out, or a refusal that helps.

Level 0 of the Extended Date/Time Format (Library of Congress, 2019) is supported
for dates and intervals, and in addition these features of levels 1 and 2:

* level 1: qualifiers ``? ~ %`` after a whole value, unspecified digits from the
  right (``202X``, ``20XX``, ``2024-XX``, ``2024-11-XX``, ``2024-XX-XX``), open
  and unknown interval ends (``2023/..``, ``2023/``);
* level 1 also has seasons (``2026-21`` to ``2026-24``), which are read as the northern half of
  the earth has them, by months or by the sun;
* level 2: quarters, quadrimesters and halves (``2026-33`` to ``2026-41``), a set of
  one member, given as a range (``[2023-12-08..2024-12-10]``), and unspecified digits
  at the ends of intervals (``2024-XX/2025``).

Nothing is normalised: a value keeps the text that it was given, and two texts are two
values. Only digits that nobody specified give one date two spellings, ``2024`` and
``2024-XX``, ``2024-11`` and ``2024-11-XX``: each refines the other, and they are not equal.

A refusal says why and, where there is one, what to write instead. What it proposes
has itself been read, so it is never refused in its turn. The rules for that are a
table, ``_MISTAKES``, tried from the top when the grammar has no reading.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from enum import StrEnum
from typing import Literal, NamedTuple

from cstoevents._views import import_late
from cstoevents.errors import WhenError

NEVER_BEGUN = 0
"""The ordinal of a start that lies before every day."""

FOREVER = dt.date.max.toordinal() + 1
"""The ordinal of an end that lies after every day."""

_LONGEST_EXPLAINED = 200

# " 20250519 " has two mistakes, and one is mended after the other.
_MOST_CURES = 4


class Precision(StrEnum):
    """How much of a date is known.

    Attributes:
        DAY: A day, such as '2025-05-13'.
        MONTH: A month, such as '2024-11'.
        SUBYEAR: A season, a quarter, a quadrimester or a half, such as '2024-34'.
        YEAR: A year, such as '1992'.
        DECADE: A decade, such as '199X'.
        CENTURY: A century, such as '19XX'.
        INTERVAL: It lasts from a date to a date, such as '2023-01-01/..'.
        ONE_OF: A single day that lies somewhere in a range, such as '[2023-12-08..2024-12-10]'.

    >>> import cstoevents as cs
    >>> cs.When("2024-11").precision
    <Precision.MONTH: 'month'>
    """

    DAY = "day"
    MONTH = "month"
    SUBYEAR = "subyear"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    INTERVAL = "interval"
    ONE_OF = "one-of"


class Bounds(NamedTuple):
    """The days between which a value's start and end lie, as proleptic ordinals."""

    precision: Precision
    start_lo: int
    start_hi: int
    end_lo: int
    end_hi: int


class _RefusalError(Exception):
    """A refusal: its reason, and a text that may be meant, which has not been read yet."""

    def __init__(self, reason: str, meant: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.meant = meant


class _Value(NamedTuple):
    """A value that is neither an interval nor a range: the days within which it lies."""

    precision: Precision
    lo: int
    hi: int


_YEAR = "[0-9]{4}|[0-9]{3}X|[0-9]{2}XX"
_PART = "[0-9]{2}|XX"
_SIMPLE = re.compile(f"(?P<year>{_YEAR})(-(?P<month>{_PART})(-(?P<day>{_PART}))?)?[?~%]?")

_DATE = f"({_YEAR})(-({_PART})(-({_PART}))?)?"
_END = rf"({_DATE}[?~%]?|\.\.)?"

PATTERN = rf"({_DATE}[?~%]?|{_END}/{_END}|\[({_DATE})?\.\.({_DATE})?\])"
"""How every text of the subset looks, for schemas: what all dialects of patterns know, unanchored.

It lets through some texts that are no dates, such as ``2023-02-29`` and ``/``.
"""

_QUALIFIERS = frozenset("?~%")

# Sub-year code -> its first and last month (EDTF level 2, "sub-year groupings").
_SUBYEAR_MONTHS = {
    "33": (1, 3),
    "34": (4, 6),
    "35": (7, 9),
    "36": (10, 12),
    "37": (1, 4),
    "38": (5, 8),
    "39": (9, 12),
    "40": (1, 6),
    "41": (7, 12),
}

# Season -> the first and the last day that it can have, by months or by the sun: spring begins
# on 1 March or at the equinox, and ends with May or at the solstice. Winter is of two years.
_SEASONS = {"21": ((3, 1), (6, 22)), "22": ((6, 1), (9, 24)), "23": ((9, 1), (12, 23))}
_WINTER = "24"

_MONTH_NAMES = (
    "January February March April May June July August September October November December"
).split()


def read_edtf(text: str) -> Bounds:
    """The bounds of an EDTF text.

    Raises :class:`~cstoevents.WhenError` for every text that is not in the subset.
    """
    try:
        return _read(text)
    except _RefusalError as error:
        is_in_words = any(letter.isalpha() and not letter.isascii() for letter in text)
        reason = EXPECTED if error.reason == _NOT_ASCII and is_in_words else error.reason
        refusal = _RefusalError(reason, _readable(error.meant))
        if refusal.meant is None and refusal.reason in (_NOT_ASCII, EXPECTED):
            refusal = _as_written(text) or refusal
        elif refusal.meant is None and re.fullmatch("[0-9./-]+", text):
            refusal = _no_such_day(error.meant) or refusal
    raise WhenError(text, refusal.reason, refusal.meant)


def _readable(text: str | None) -> str | None:
    """The text, or what it means in its turn: the first that can be read, if any."""
    for _ in range(_MOST_CURES):
        if text is None:
            break
        try:
            _read(text)
        except _RefusalError as refusal:
            text = refusal.meant
        else:
            return text
    return None


def _no_such_day(meant: str | None) -> _RefusalError | None:
    """Why what figures mean is no date, where it has the form of one; None if it hasn't."""
    if meant is None or not re.fullmatch("[0-9]{4}-[0-9]{2}(-[0-9]{2})?", meant):
        return None
    try:
        _read(meant)
    except _RefusalError as error:
        return _RefusalError(f"expected a date that exists: {error.reason}")
    return None


def _read(text: str) -> Bounds:
    if _SIMPLE.fullmatch(text):
        precision, lo, hi = _read_value(text)
        return Bounds(precision, lo, hi, lo, hi)
    first, slash, second = text.partition("/")
    if slash and "/" not in second and (_is_end(first) and _is_end(second)):
        return _read_interval(text, first, second)
    if text.startswith("[") and text.endswith("]") and "," not in text:
        first, dots, second = text[1:-1].partition("..")
        if dots and (_is_bound(first) and _is_bound(second)):
            return _read_one_of(text, first, second)
    raise _mistake(text)


def _is_end(text: str) -> bool:
    return text in ("", "..") or _SIMPLE.fullmatch(text) is not None


def _is_bound(text: str) -> bool:
    return text == "" or _SIMPLE.fullmatch(text) is not None


def _month_start(year: int, month: int) -> int:
    return dt.date(year, month, 1).toordinal()


def _month_end(year: int, month: int) -> int:
    if year == dt.MAXYEAR and month == 12:
        return FOREVER - 1
    return _month_start(year + month // 12, month % 12 + 1) - 1


def _read_value(text: str) -> _Value:
    match = _SIMPLE.fullmatch(text)
    assert match is not None
    digits, month, day = match["year"], match["month"], match["day"]
    first_year = int(digits.replace("X", "0"))
    if first_year == 0:
        raise _RefusalError("the calendar has no year 0; years are 0001 to 9999")
    if "X" in digits:
        if month:
            raise _RefusalError("nothing follows a year that is not specified", digits)
        return _several_years(digits, first_year)
    return _year_or_less(first_year, month, day)


def _several_years(digits: str, first: int) -> _Value:
    if digits.endswith("XX"):
        return _Value(Precision.CENTURY, _month_start(first, 1), _month_end(first + 99, 12))
    return _Value(Precision.DECADE, _month_start(first, 1), _month_end(first + 9, 12))


def _year_or_less(year: int, month: str | None, day: str | None) -> _Value:
    if month in (None, "XX"):
        if day not in (None, "XX"):
            raise _RefusalError("a day is known only within a known month")
        return _Value(Precision.YEAR, _month_start(year, 1), _month_end(year, 12))
    if month in _SUBYEAR_MONTHS and day is None:
        opening, closing = _SUBYEAR_MONTHS[month]
        return _Value(Precision.SUBYEAR, _month_start(year, opening), _month_end(year, closing))
    if month in (*_SEASONS, _WINTER) and day is None:
        return _season(year, month)
    if day == "00" or (month == "00" and day is None):
        # Databases that have a place for a day and none for "not known" fill it so.
        meant = f"{year:04}" if month == "00" else f"{year:04}-{month}"
        raise _RefusalError("what isn't known is left out, not written 00", meant)
    return _month_or_day(year, int(month), day)


def _season(year: int, code: str) -> _Value:
    """Between the first and the last day that it can have; a winter is that before or after."""
    if code == _WINTER:
        lo = dt.date(year - 1, 12, 1).toordinal() if year > dt.MINYEAR else NEVER_BEGUN + 1
        hi = dt.date(year + 1, 3, 21).toordinal() if year < dt.MAXYEAR else FOREVER - 1
    else:
        lo, hi = (dt.date(year, *day).toordinal() for day in _SEASONS[code])
    return _Value(Precision.SUBYEAR, lo, hi)


def _month_or_day(year: int, number: int, day: str | None) -> _Value:
    if not 1 <= number <= 12:
        raise _RefusalError(_why_no_month(number, day))
    start, end = _month_start(year, number), _month_end(year, number)
    if day in (None, "XX"):
        return _Value(Precision.MONTH, start, end)
    if not 1 <= int(day) <= end - start + 1:
        raise _RefusalError(f"{_MONTH_NAMES[number - 1]} {year} has {end - start + 1} days")
    return _Value(Precision.DAY, start + int(day) - 1, start + int(day) - 1)


def _why_no_month(number: int, day: str | None) -> str:
    if day is None and 25 <= number <= 32:
        return "seasons are 21 to 24, as the northern half of the earth has them"
    if str(number) in _SUBYEAR_MONTHS:
        return "no day follows a quarter, a quadrimester or a half"
    return f"there is no month {number:02}"


def _read_part(whole: str, part: str, role: str) -> _Value:
    """One side of a two-sided text; a refusal of it speaks of the whole."""
    try:
        return _read_value(part)
    except _RefusalError as refusal:
        meant = whole.replace(part, refusal.meant, 1) if refusal.meant else None
        raise _RefusalError(f"its {role} {part!r}: {refusal.reason}", meant) from None


def _read_interval(text: str, first: str, second: str) -> Bounds:
    if not first.strip(".") and not second.strip("."):
        raise _RefusalError("an interval has at least one known end; an unknown date is None")
    start = _read_part(text, first, "start") if first.strip(".") else None
    end = _read_part(text, second, "end") if second.strip(".") else None
    if start and end and start.lo > end.hi:
        raise _RefusalError("it ends before it starts", f"{second}/{first}")
    if Precision.SUBYEAR in (start and start.precision, end and end.precision):
        raise _RefusalError(
            "an interval runs between months, not seasons, quarters, quadrimesters or halves; "
            "say the months that are meant, as in '2025-03/2025-08'",
            f"{_in_months(first, 'first')}/{_in_months(second, 'last')}",
        )
    if start is None:
        assert end is not None
        start_hi = NEVER_BEGUN if first == ".." else end.hi
        return Bounds(Precision.INTERVAL, NEVER_BEGUN, start_hi, end.lo, end.hi)
    if end is None:
        end_lo = FOREVER if second == ".." else start.lo
        return Bounds(Precision.INTERVAL, start.lo, start.hi, end_lo, FOREVER)
    # Where the two overlap, start <= end narrows both: 2024/2024-05 starts by 31 May.
    return Bounds(
        Precision.INTERVAL,
        start.lo,
        min(start.hi, end.hi),
        max(start.lo, end.lo),
        end.hi,
    )


def _read_one_of(text: str, first: str, second: str) -> Bounds:
    if not first and not second:
        raise _RefusalError("a range has at least one known end; an unknown date is None")
    if not _QUALIFIERS.isdisjoint(first + second):
        raise _RefusalError("the ends of a one-of range have no qualifiers")
    start = _read_part(text, first, "first day") if first else None
    end = _read_part(text, second, "last day") if second else None
    if start and end and start.lo > end.hi:
        raise _RefusalError("it ends before it starts", f"[{second}..{first}]")
    if "X" in first + second:
        raise _RefusalError(
            "the ends of a one-of range have no unspecified digits",
            f"[{_in_years(first, '0')}..{_in_years(second, '9')}]",
        )
    if Precision.SUBYEAR in (start and start.precision, end and end.precision):
        raise _RefusalError(
            "a one-of range runs between months, not seasons, quarters, quadrimesters or halves",
            f"[{_in_months(first, 'first')}..{_in_months(second, 'last')}]",
        )
    lo = start.lo if start else NEVER_BEGUN
    hi = end.hi if end else FOREVER
    return Bounds(Precision.ONE_OF, lo, hi, lo, hi)


def _in_months(text: str, which: Literal["first", "last"]) -> str:
    """A sub-year value as its first or last month; any other text as it is."""
    months = _SUBYEAR_MONTHS.get(text[5:7])
    if months is None:
        return text
    month = months[0] if which == "first" else months[1]
    return f"{text[:5]}{month:02}{text[7:]}"


def _in_years(text: str, digit: Literal["0", "9"]) -> str:
    """Unspecified digits as the first or last thing that they can stand for."""
    return text.replace("-XX", "").replace("X", digit)


# The mistakes that have a name. Each row: how it looks, why it is refused, what to
# write instead (a template, or made from the match; dropped if it can't be read).

_Cure = Callable[[re.Match[str]], str | None] | str | None


def _stripped(match: re.Match[str]) -> str:
    return match[0].strip()


def _in_ascii(match: re.Match[str]) -> str:
    return "".join(
        str(int(letter)) if letter.isdecimal() else "-" if letter in _DASHES else letter
        for letter in match[0]
    )


def _in_capitals(match: re.Match[str]) -> str:
    return match[0].upper()


def _hyphenated(match: re.Match[str]) -> str:
    return "-".join(part.zfill(2) for part in match.groups() if part)


def _of_week(match: re.Match[str]) -> str | None:
    year, week, weekday = match.groups()
    try:
        day = dt.date.fromisocalendar(int(year), int(week), int(weekday or 1))
        if weekday:
            return day.isoformat()
        return f"{day.isoformat()}/{(day + dt.timedelta(days=6)).isoformat()}"
    except (ValueError, OverflowError):
        return None


def _of_day_number(match: re.Match[str]) -> str | None:
    year, number = int(match[1]), int(match[2])
    if year == 0 or not 1 <= number <= _month_end(year, 12) - _month_start(year, 1) + 1:
        return None
    return dt.date.fromordinal(_month_start(year, 1) + number - 1).isoformat()


def _year_last(match: re.Match[str]) -> str | None:
    """The one day that it can mean, whichever of day and month is first, or one that is none."""
    one, other, year = (group.zfill(2) for group in match.groups())
    readings = {_readable(f"{year}-{one}-{other}"), _readable(f"{year}-{other}-{one}")} - {None}
    if not readings:
        return f"{year}-{other}-{one}"
    return readings.pop() if len(readings) == 1 else None


def _of_quarter(match: re.Match[str]) -> str:
    return f"{match[1]}-{32 + int(match[2])}"


def _of_half(match: re.Match[str]) -> str:
    return f"{match[1]}-{39 + int(match[2])}"


def _month_last(match: re.Match[str]) -> str:
    return f"{match[2]}-{match[1].zfill(2)}"


def _end_in_full(match: re.Match[str]) -> str | None:
    start, end = match.groups()
    shared, replaced = start[: -len(end)], start[-len(end) :]
    return f"{start}/{shared}{end}" if shared and replaced <= end else None


def _of_draft(match: re.Match[str]) -> str:
    return match[0].replace("open", "..").replace("unknown", "")


_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212"

_NOT_ASCII = "it takes the digits 0-9 and ASCII signs only"
EXPECTED = "expected YYYY, YYYY-MM, YYYY-MM-DD, or two of them as in A/B or [A..B]"

# Patterns stay texts until something is refused: to compile them all takes longer than to
# import the rest of the module.
_MISTAKES: tuple[tuple[str, str, _Cure], ...] = (
    (r"\s*", "it is empty; an unknown date is None", None),
    (r"\s.*|.*\s", "blanks surround it", _stripped),
    (r".*[^\x00-\x7f].*", _NOT_ASCII, _in_ascii),
    (r"XXXX.*", "nothing of it is known; an unknown date is None", None),
    (r"[0-9x/~?%-]*x[0-9x/~?%-]*", "an unspecified digit is a capital X", _in_capitals),
    (r"([0-9]{4})([0-9]{2})([0-9]{2})", "the basic format has no hyphens", _hyphenated),
    (r"([0-9]{4})([0-9]{2})", "the basic format has no hyphens", _hyphenated),
    (r"([0-9]{4})-?W([0-9]{2})(?:-?([0-9]))?", "EDTF has no weeks", _of_week),
    (r"([0-9]{4})-?([0-9]{3})", "EDTF doesn't number the days of a year", _of_day_number),
    (r"([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4})", "the year comes first", _year_last),
    (r"([0-9]{1,2})[./-]([0-9]{4})", "the year comes first", _month_last),
    (r"[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2}", "years have four digits", None),
    (r"([0-9]{4})[./]([0-9]{1,2})[./]([0-9]{1,2})", "hyphens join its parts", _hyphenated),
    (r"([0-9]{4})\.([0-9]{1,2})", "hyphens join its parts", _hyphenated),
    (
        r"([0-9]{4})-([0-9]{1,2})(?:-([0-9]{1,2}))?",
        "months and days are two digits",
        _hyphenated,
    ),
    (
        r"([0-9]{4}(?:-[0-9]{2}){1,2})/([0-9]{2}(?:-[0-9]{2})?)",
        "the end of an interval is written in full",
        _end_in_full,
    ),
    (r"[0-9]{4}/[0-9]{1,2}", "a month follows a hyphen, and years have four digits", None),
    (r"([0-9]{4})[- ]?[Qq]([1-4])", "quarters are 33 to 36 in the place of a month", _of_quarter),
    (r"([0-9]{4})[- ]?[Hh]([12])", "halves are 40 and 41 in the place of a month", _of_half),
    (
        r"\+?([0-9]{4}-(?:00-00|[0-9]{2}-00))T00:00:00Z",
        "what isn't known is left out, not written 00",
        r"\1",
    ),
    (
        r"\+[0-9]{4}-[0-9]{2}-[0-9]{2}T00:00:00Z",
        "how exact it is stands beside it, in the precision of Wikidata",
        None,
    ),
    (
        r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9].*(?:[Zz]|[+-][0-9]{2}(?::?[0-9]{2})?)",
        "a moment with a zone has another day elsewhere; write the day at the place",
        None,
    ),
    (
        r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ][0-9].*",
        "a time of day has fields of its own, start_time and end_time",
        r"\1",
    ),
    (
        r"([0-9]{4}(?:-[0-9]{2}-[0-9]{2})?) ?- ?([0-9]{4}(?:-[0-9]{2}-[0-9]{2})?)",
        "a slash parts the ends of an interval",
        r"\1/\2",
    ),
    (
        r"[0-9X-]+\.\.[0-9X-]+",
        "a range is [A..B] if one day of it is meant, and A/B if it lasts",
        None,
    ),
    (
        r"(?:open|unknown)/.*|.*/(?:open|unknown)",
        "an open end is two dots, an unknown one is left empty",
        _of_draft,
    ),
    (r"([^?~]+)(?:\?~|~\?)", "uncertain and approximate is one sign", r"\1%"),
    (r".*[?~%].+", "a qualifier ends the value that it is about", None),
    (r"\{.*|\[.*,.*", "of all sets only a range, [A..B], is read", None),
    (r"Y-?[0-9].*|[+-].*|[0-9]{5,}.*", "years have four digits, 0001 to 9999", None),
    (r"[0-9]{4}S.*", "significant digits are not read", None),
    (
        r"[0-9/X-]*X[0-9/X-]*",
        "only the whole month or day and the last two digits of the year may be unspecified",
        None,
    ),
    (r"\.\.", "it says nothing; an unknown date is None", None),
    (r".*/.*/.*", "an interval has two ends", None),
)


def _as_written(text: str) -> _RefusalError | None:
    """Why a date is refused that is as people write it; None if it is none.

    What it is read as has the form of a date, so that this never asks itself.
    """
    found, why = import_late("wording.written").readings(text)
    if len(found) == 1:
        reason = "it is in words or figures, which `from_written` takes"
        return _RefusalError(reason, found.pop().text)
    return _RefusalError(f"expected {why}") if why else None


def _mistake(text: str) -> _RefusalError:
    if len(text) > _LONGEST_EXPLAINED:
        return _RefusalError("it is longer than any date")
    for pattern, reason, cure in _MISTAKES:
        match = re.fullmatch(pattern, text, re.DOTALL)
        if match:
            meant = match.expand(cure) if isinstance(cure, str) else cure and cure(match)
            return _RefusalError(reason, meant)
    return _RefusalError(EXPECTED)
