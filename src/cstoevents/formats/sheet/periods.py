"""Which year, month or day the title of a sheet and its headings name for the rows below them.

A day in full, such as that of an approval, names none, unless it ends several. Nor does a year
that is a number ("No. 2024") or that of an approval or an update. Where titles name several
years, the one that they are "for" counts. A heading without a year is in that of the heading
above it, unless it would go back in time; then it is in the title's, or in none, and dates
below that leave out their year are refused.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

import attrs

from cstoevents.dates import Precision, When
from cstoevents.errors import WordingError
from cstoevents.formats.sheet.cells import Cell, Line, Period, Sheet, shown
from cstoevents.formats.sheet.dates import is_bare_day
from cstoevents.wording import from_words
from cstoevents.wording.language import every_language
from cstoevents.wording.words import any_of

_NUMBERING = re.compile(r"\A(?:[IVXLivxl]+|[0-9]+)(?:\.[0-9]+)*[.)]\s*")
_ANY_YEAR: Final = "2000"


def is_numbered(text: str) -> bool:
    """Whether words begin with a number of their own: "2. Exercises"."""
    found = _NUMBERING.match(text)
    return found is not None and _LETTER(text[found.end() :]) is not None


def is_period(text: str) -> bool:
    """Whether a text is the name of a period, with its year or without."""
    return _words(_plain(text)) is not None or _words(f"{_plain(text)} {_ANY_YEAR}") is not None


def day_named(heading: str) -> str | None:
    """Return the words for the one day that a heading is: "Day 1 - Monday, 19 May 2025"."""
    parts = _AFTER_NAME.split(heading, maxsplit=1)
    is_apart = len(parts) > 1 and _LETTER(parts[0]) and not _months().search(parts[0])
    return next(filter(_is_day, (heading, *(parts[1:] if is_apart else ()))), None)


# What may stand before the day, such as the number of it.
_AFTER_NAME = re.compile(r"\s[-\u2010-\u2015]\s|[:,.]\s")
_LETTER = re.compile(r"[^\W\d_]").search


def _is_day(text: str) -> bool:
    """Whether words are a day, with or without its year, whatever weekday stands beside it."""
    words = _weekdays().sub("", text).strip(" ,()\t")
    if _DAY_IN_FIGURES(words):
        return True
    for said in (words, f"{words} {_ANY_YEAR}"):
        try:
            when = from_words(said)
        except WordingError:
            continue
        return when.precision is Precision.DAY and when.earliest == when.latest
    return False


_DAY_IN_FIGURES = re.compile(r"[0-9]{1,2}[./-][0-9]{1,2}[./-](?:19|20)[0-9]{2}").fullmatch


@functools.cache
def _weekdays() -> re.Pattern[str]:
    names = (name for one in every_language() for day in one.dates.weekdays for name in day)
    return re.compile(rf"(?<!\w){any_of(names)}(?!\w)\.?", re.IGNORECASE)


def period_of_title(lines: Iterable[tuple[int, str]]) -> Period | None:
    """Return the one year, or month, that the lines of a title name, given with their numbers."""
    named = [one for number, text in lines for one in _named(text, number)]
    named = [one for one in named if one.is_purpose] or named
    if len({one.year for one in named}) != 1 or any(one.is_range for one in named):
        return None
    months = {one.words: one.line for one in named if len(one.words) > 1}
    words, line = next(iter(months.items())) if len(months) == 1 else ((named[0].year,), None)
    return Period(words, line or named[0].line)


class PeriodsOfRows:
    """The period of the rows that come next: that of the title, until a heading names another.

    ``day`` is that of a heading, with its line, until another names a period or begins with
    a number.
    """

    def __init__(self, title: Period | None) -> None:
        self._title = self.current = title
        self.day: tuple[str, int] | None = None

    def read(self, texts: Mapping[int, str], line: int) -> None:
        """Read a line that is no row; one with a single text in it may be a heading."""
        if len(texts) == 1:
            heading = next(iter(texts.values()))
            day = day_named(heading)
            if day or is_period(heading) or _NUMBERING.match(heading):
                self.day = (day, line) if day else None
            self.current = _period_below(heading, line, self.current, self._title)
            if self.current and self.current.has_year and len(self.current.words) == 1:
                self._title = self.current


def _period_below(
    heading: str, line: int, above: Period | None, title: Period | None
) -> Period | None:
    text = _plain(heading)
    words = _words(text)
    if words:
        return Period(words, line)
    if _words(f"{text} {_ANY_YEAR}"):
        for known in (above, title):
            words = _words(f"{text} {known.words[-1]}") if known and known.has_year else None
            if known and words and not _goes_back(known, words):
                return Period(words, line)
        return Period((text,), line, has_year=False)
    return Period((text,), line, has_year=False) if _names_another(text, above) else above


def in_heading(heading: Period | None, own: Period) -> Period:
    """Return the period of a row's heading in the year of the row's own columns, or theirs."""
    if heading is None or own.words[0] != own.words[-1]:
        return own
    if heading.has_year and heading.words[-1] == own.words[-1]:
        return heading
    if heading.has_year:  # a month alone is in the year of the heading, and a year in no other
        return own if own.words[0].isdecimal() else _in_year(own, heading.words[-1]) or own
    return _in_year(heading, own.words[-1]) or own


def _in_year(period: Period, year: str) -> Period | None:
    """Return a period that lacks its year in one, None where it is none there."""
    words = _words(f"{period.words[0]} {year}")
    return Period(words, period.line) if words else None


def take_month(cells: dict[str, dict[str, Cell]], above: Cell | None) -> Cell | None:
    """Add the month above to a row with a day alone, and return the month of this row."""
    day = cells.get("when", {}).get("")
    if above is None or cells.keys() & {"month", "year"}:
        return cells.get("month", {}).get("")
    if day is None or not is_bare_day(shown(day.value)):
        return None
    day.note(f"in {shown(above.value)!r}, the month in line {above.line}, since none stands here")
    cells["month"] = {"": above}
    return above


def take_day_of_heading(cells: dict[str, dict[str, Cell]], line: Line, sheet: Sheet) -> None:
    """Add the day of the heading above to an event without a date, and tell it."""
    if line.day is None or "title" not in cells or cells.keys() & _NOT_BELOW_A_DAY:
        return
    day, above = line.day
    title = next(iter(cells["title"].values()))
    cell = attrs.evolve(title, value=day, header=sheet.headers.get("when", title.header), url=None)
    cell.note(f"on {day!r}, the day in line {above}, since no date stands here")
    cells["when"] = {"": cell}


_NOT_BELOW_A_DAY: Final = frozenset(
    {"when", "first_day", "last_day", "planned", "actual", "year", "month", "day", "post"}
)


def _plain(heading: str) -> str:
    """Return a heading without its number, or the period that it says its rows are in or for."""
    text = _NUMBERING.sub("", heading).strip(" .:;,")
    found = _period_at_end().search(text)
    is_of_rows = found is not None and _another_matter().search(text) is None
    return found["month"] or found["period"] if found and is_of_rows else text


def _words(text: str) -> tuple[str, ...] | None:
    """Return the words for a period, and for the year that it is in; None if they say none."""
    try:
        when = from_words(text)
    except WordingError:
        return None
    if when.year is None or when.precision is Precision.DAY:
        return None
    return tuple(dict.fromkeys((text, str(when.year))))


def _goes_back(known: Period, words: tuple[str, ...]) -> bool:
    """Whether a period begins before one that is above it, and is no whole year."""
    if len(known.words) == 1:
        return False
    return _begins(words) < _begins(known.words)


def _begins(words: tuple[str, ...]) -> int:
    when: When = from_words(words[0])
    return when.earliest_ordinal


def _names_another(heading: str, above: Period | None) -> bool:
    """Whether a heading has, among other words, a year or a month that isn't the one above it."""
    text = _days().sub(" ", heading)
    known = " ".join(above.words) if above else ""
    if any(one.year not in known for one in _named(text, 0)):
        return True
    has_month_above = above is not None and len(above.words) > 1
    return has_month_above and not _FIGURE(text) and _months().search(text) is not None


_FIGURE = re.compile("[0-9]").search


class _Named(NamedTuple):
    """A year, or a month, that a text names, be it one of several, or what a plan is for."""

    words: tuple[str, ...]
    is_range: bool
    is_purpose: bool
    line: int

    @property
    def year(self) -> str:
        return self.words[-1]


_YEAR = re.compile(
    r"(?:(?P<month>[^\W\d_]+)\s+)?(?<![0-9./-])(?P<year>(?:19|20)[0-9]{2})(?![0-9])"
    r"(?P<range>\s?[-/\u2010-\u2015]\s?[0-9]+)?"
)


def _named(text: str, line: int) -> Iterator[_Named]:
    for found in _days_of_plan().finditer(text):
        words = None if found["other"] else _words(f"{found['month']} {found['year']}")
        yield _Named(words or (found["year"],), is_range=False, is_purpose=True, line=line)
    text = _days().sub(" ", text)
    for found in _YEAR.finditer(text):
        words = _words(f"{found['month']} {found['year']}") if found["month"] else None
        before = text[: found.start("month" if words else "year")]
        is_purpose = _purpose().search(before) is not None and not _state().search(before)
        is_other = not is_purpose and _another_matter().search(before) is not None
        if not is_other and not _number_sign().search(before):
            yield _Named(words or (found["year"],), bool(found["range"]), is_purpose, line)


@functools.cache
def _months() -> re.Pattern[str]:
    names = any_of(name for spoken in every_language() for name in spoken.month_names)
    return re.compile(rf"\b{names}\b", re.IGNORECASE)


@functools.cache
def _period_at_end() -> re.Pattern[str]:
    """Return what recognises "meetings in May" and "meetings for 2026"."""
    spoken = every_language()
    purposes = any_of(word for one in spoken for word in one.words_before_plan_periods)
    others = any_of(word for one in spoken for word in one.dates.also_prepositions)
    years = any_of(word for one in spoken for word in one.year_words)
    year = rf"[0-9]{{4}}(?:\s?{years})?"
    month = rf"{_months().pattern}(?:\s{year})?"
    return re.compile(
        rf"\b(?:{purposes}\s(?P<period>{month}|{year})|{others}\s(?P<month>{month}))\Z",
        re.IGNORECASE,
    )


@functools.cache
def _days() -> re.Pattern[str]:
    """Return what recognises a day with its year."""
    months = _months().pattern
    endings = any_of(end for spoken in every_language() for end in spoken.ordinal_endings)
    day = rf"\b[0-9]{{1,2}}(?:-?{endings})?"
    return re.compile(
        rf"(?:{day}\W{{0,3}}(?:of\s)?{months}|{months}\.?\s{day})\W{{1,2}}[0-9]{{4}}\b"
        r"|\b[0-9]{1,4}(?P<mark>[./-])[0-9]{1,2}(?P=mark)[0-9]{1,4}\b",
        re.IGNORECASE,
    )


@functools.cache
def _days_of_plan() -> re.Pattern[str]:
    """Return what recognises days from one to another, which no approval has: "19-25 May 2025"."""
    months, dash = _months().pattern, r"\s?[-\u2010-\u2015]\s?"
    return re.compile(
        rf"\b[0-9]{{1,2}}(?:\s(?P<other>{months}))?{dash}[0-9]{{1,2}}\s(?P<month>{months})"
        r"\s(?P<year>[0-9]{4})\b",
        re.IGNORECASE,
    )


def _at_end(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:\A|\W){any_of(words)}\W*\Z", re.IGNORECASE)


@functools.cache
def _purpose() -> re.Pattern[str]:
    return _at_end(word for spoken in every_language() for word in spoken.words_before_plan_periods)


@functools.cache
def _state() -> re.Pattern[str]:
    return _at_end(word for spoken in every_language() for word in spoken.as_of_words)


@functools.cache
def _number_sign() -> re.Pattern[str]:
    return _at_end(sign for spoken in every_language() for sign in spoken.number_signs)


@functools.cache
def _another_matter() -> re.Pattern[str]:
    stems = any_of(
        word
        for spoken in every_language()
        for word in (*spoken.as_of_words, *spoken.document_stems)
    )
    return re.compile(rf"(?:\A|\W){stems}", re.IGNORECASE)
