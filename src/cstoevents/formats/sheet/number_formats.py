"""What a cell of a workbook shows of its value, by its number format (ECMA-376, 18.8.31).

A value is taken as the cell shows it. Where the cell shows less, or something else, a
reader can't know which of the two is meant, and the value is refused.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import re
from typing import Final, NamedTuple

from cstoevents.dates import When
from cstoevents.formats.sheet.cells import Unreadable, Value
from cstoevents.wording.times import WORDS_OF_DATE_FORMATS

# Programs write at most 255 characters.
_LONGEST_FORMAT: Final = 1_000
# Spreadsheets keep 15 digits of a number, and show 11 characters in the format General.
_MOST_DIGITS: Final = 15
_MOST_IN_GENERAL: Final = 11


class _Sections(NamedTuple):
    """The sections of a format: those for numbers, that for text if there is one, and for dates.

    That for dates is the first with the literals that a date may have around it.
    """

    numbers: tuple[str, ...]
    text: str | None
    date: str


# A literal, what only leaves room or gives colour, what is in brackets, and anything else.
_ATOM = re.compile(
    r'(?P<literal>"[^"]*"?|\\.)'
    r"|(?P<padding>_.|\* |\[(?:Black|Blue|Cyan|Green|Magenta|Red|White|Yellow)\])"
    r"|(?P<bracket>\[[^\[\]]*\])"
    r"|.",
    re.DOTALL,
)
_CONDITION = re.compile(r"\[[<>=]")
_LITERAL: Final = "\N{OBJECT REPLACEMENT CHARACTER}"
_GENERAL: Final = "general"


@functools.lru_cache(maxsize=1_000)
def _sections(number_format: str) -> _Sections | None:
    """Split a format into its sections, in lower case; None if they hang on what a cell holds.

    Literals become one character, so that whatever they say is no code.
    """
    codes = _codes(number_format) if len(number_format) <= _LONGEST_FORMAT else None
    if codes is None:
        return None
    found, date = [""], ""
    for code, in_date in codes:
        if code == ";":
            found.append("")
            continue
        found[-1] += code
        if len(found) == 1:
            date += in_date
    text = found.pop() if "@" in found[-1] or len(found) > 3 else None
    return _Sections(tuple(found or [_GENERAL]), text, date if found else _GENERAL)


def _codes(number_format: str) -> list[tuple[str, str]] | None:
    """Return the codes of a format, each as it is for numbers and for dates; None as above."""
    codes = []
    for atom in _ATOM.finditer(number_format):
        if _CONDITION.match(atom[0]):
            return None
        if atom["literal"]:
            codes.append((_LITERAL, _around_date(atom["literal"])))
        elif not atom["padding"]:
            codes.append((atom[0].lower(), atom[0].lower()))
    return codes


_WORD = re.compile(r"[^\s.,/:()'’–—-]+")


def _around_date(literal: str) -> str:
    """Return the marks of a literal, if a date doesn't change by what it says."""
    said = literal[1:] if literal[0] == "\\" else literal.strip('"')
    words = _WORD.findall(said.lower())
    return _WORD.sub("", said) if WORDS_OF_DATE_FORMATS.issuperset(words) else _LITERAL


# Texts


def shown_text(text: str, number_format: str) -> str | Unreadable:
    """Return a text if its cell shows it, or what is wrong where that shows less or more."""
    sections = _sections(number_format)
    if sections is not None and sections.text in (None, "@", _GENERAL):
        return text
    return Unreadable(text, f"a cell that shows its text; it has the format {number_format!r}")


# Numbers

_DIGITS = re.compile(
    r"(?=[#0])(?P<groups>#,##)?#*(?P<zeros>0*)(?:\.(?P<decimals>0+))?(?P<percent>%)?"
)


def shown_number(value: float, number_format: str) -> str | Unreadable:
    """Return a number as its cell shows it, or what is wrong where the cell shows less or more."""
    sections = _sections(number_format)
    shown = None
    # From 10**15 on a cell shows only a part of the number; NaN fails this comparison, too.
    if sections is not None and abs(value) < 10**_MOST_DIGITS:
        shown = _in_sections(value, sections.numbers)
    if shown is None:
        return Unreadable(str(value), f"text; the cell shows it in the format {number_format!r}")
    return shown


def _in_sections(value: float, sections: tuple[str, ...]) -> str | None:
    """Return a number as the section that is for it shows it, None if that isn't the number."""
    at = (1 if value < 0 else 2 if value == 0 else 0) if len(sections) > 1 else 0
    section = sections[at if at < len(sections) else 0]
    if section == _GENERAL:
        return None if at == 1 else _in_general(value)
    match = _DIGITS.fullmatch(section)
    return None if match is None or value < 0 else _in_digits(value, match)


def _in_general(value: float) -> str | None:
    shown = f"{value or 0:.{_MOST_DIGITS}g}"
    return None if "e" in shown or len(shown.lstrip("-")) > _MOST_IN_GENERAL else shown


def _in_digits(value: float, form: re.Match[str]) -> str | None:
    """Return a number in a format of digits, or None where that hides a part of it."""
    decimals = len(form["decimals"] or "")
    scaled = value * 100 if form["percent"] else value
    shown = f"{scaled:.{decimals}f}"
    if abs(float(shown) - scaled) > 1e-9 * max(1.0, abs(scaled)):
        return None
    whole, dot, rest = shown.partition(".")
    if form["groups"] and len(whole) > 3:
        return None  # what separates thousands is a matter of the reader's country
    if len(whole) + decimals > _MOST_DIGITS or (whole == "0" and not form["zeros"]):
        return None
    return f"{whole.zfill(len(form['zeros']))}{dot}{rest}{form['percent'] or ''}"


# Dates and times

_CODE = re.compile(r"am/pm|a/p|y+|m+|d+|h+|s+(?:\.0+)?|[a-z]+")
# Marks between the codes of a date. At its beginning and at its end one can make it an open range.
_MARKS = re.compile(r"(?:['’]?x(?:[\s.,/:()'’–—-]*x)*[\s.,)'’]*)?")
_NAMES: Final = {"y": "year", "m": "month", "d": "day", "h": "hour", "s": "second"}
_DAY: Final = frozenset({"year", "month", "day"})
_TIME: Final = frozenset({"hour", "minute", "second"})
_MIDNIGHT: Final = dt.time()


@functools.lru_cache(maxsize=1_000)
def _parts(number_format: str) -> frozenset[str]:
    """Return what a format shows of a date or a time; "others" among it is what isn't known."""
    sections = _sections(number_format)
    if sections is None:
        return frozenset({"others"})
    section = _LOCALE.sub(_without_gregorian, sections.date)
    if section == _GENERAL:  # of programs that write dates as dates, where others write numbers
        return frozenset({_GENERAL})
    codes = _CODE.findall(section)
    around = ["", *(code[0] for code in codes), ""]
    found = {
        _part(code, *around[at : at + 3 : 2]) for at, code in enumerate(codes) if "/" not in code
    }
    return frozenset(
        found if _MARKS.fullmatch(_CODE.sub("x", section).strip()) else {*found, "others"}
    )


def _part(code: str, before: str, after: str) -> str:
    """Return what a code of a format shows, between the first letters of two others."""
    if code[0] == "m" and len(code) < 3 and (before == "h" or after == "s"):
        return "minute"
    if code[0] == "d" and len(code) > 2:
        return "weekday"
    # Five are the first letter of a month.
    return "others" if code.startswith("mmmmm") else _NAMES.get(code[0], "others")


# A language, by its number or its tag, and a calendar that only some have.
_LOCALE = re.compile(
    r"\[\$[^\]-]*-(?:(?P<number>[0-9a-f]+)|[a-z][a-z0-9-]*)(?:,(?P<calendar>[0-9a-f]+))?\]"
)
_GREGORIAN: Final = (0, 1, 2, 9, 10, 11, 12)


def _without_gregorian(locale: re.Match[str]) -> str:
    """Return nothing for a locale that counts years as everybody does, else what stands there."""
    calendar = int(locale["calendar"] or "0", 16) or int(locale["number"] or "0", 16) >> 16
    return "" if calendar & 0xFF in _GREGORIAN else locale[0]


def shown_moment(
    value: dt.date | dt.datetime | dt.time, number_format: str, first_day: dt.date
) -> Value:
    """Return the date and the time that a cell shows: no day where its format shows none.

    Of days before ``first_day`` nothing is taken.
    """
    day, time = _apart(value)
    parts = _parts(number_format)
    if _GENERAL in parts:
        parts = _DAY | _TIME if day else _TIME
    shows_day = bool(parts & {*_DAY, "weekday"})
    if (day is None and shows_day) or (day and shows_day and day < first_day):
        # Excel counts a 29 February 1900, and other programs don't.
        expected = f"text, since spreadsheets disagree about days before {first_day.isoformat()}"
        return Unreadable(str(value if day is None else day), expected)
    shown = None if "others" in parts else _together(day if shows_day else None, time, parts)
    if shown is None:
        found = f"{str(value).removesuffix(' 00:00:00')}, of which the cell shows a part"
        return Unreadable(found, "a date that is shown whole, or text")
    return shown


def _together(day: dt.date | None, time: dt.time, parts: frozenset[str]) -> Value | None:
    """Return the day and the time that a format shows, None where one of them is only in part."""
    shown_time = _time(time, parts)
    if day is None or shown_time is None:
        return shown_time
    if shown_time == _MIDNIGHT:
        return _day(day, parts)
    return dt.datetime.combine(day, shown_time) if parts >= _DAY else None


def _apart(value: dt.date | dt.datetime | dt.time) -> tuple[dt.date | None, dt.time]:
    """Return the day and the time of a value, to the nearest second."""
    if not isinstance(value, dt.datetime | dt.time):
        return value, _MIDNIGHT
    moment = (
        value if isinstance(value, dt.datetime) else dt.datetime.combine(dt.date(2000, 1, 1), value)
    )
    rounded = moment.replace(microsecond=0)
    if moment.microsecond >= 500_000:
        with contextlib.suppress(OverflowError):  # nothing comes after the last second
            rounded += dt.timedelta(seconds=1)
    return rounded.date() if isinstance(value, dt.datetime) else None, rounded.time()


def _time(time: dt.time, parts: frozenset[str]) -> dt.time | None:
    """Return the time that a format shows, midnight if it shows none, None if a part of one."""
    if not parts & _TIME:
        return _MIDNIGHT
    is_whole = (
        "hour" in parts
        and ("minute" in parts or not time.minute)
        and ("second" in parts or not time.second)
    )
    return time if is_whole else None


def _day(day: dt.date, parts: frozenset[str]) -> When | None:
    """Return the date that a format shows, None if that is only a part of one."""
    if parts >= _DAY:
        return When(day)
    if "year" not in parts or parts & {"day", "weekday"} or day.day != 1:
        return None
    if "month" in parts:
        return When(f"{day:%Y-%m}")
    return When(f"{day:%Y}") if day.month == 1 else None
