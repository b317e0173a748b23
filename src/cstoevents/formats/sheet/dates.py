"""Dates as a sheet writes them: EDTF, words, and figures whose order its columns decide.

``5/6/2025`` is a day in June or in May. Unless the caller says which, all dates of the
sheet decide together: where one of them can be read in one order only, the others
follow; where nothing decides, the readings are named and none is taken.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Literal, NamedTuple, TypeAlias, get_args

from cstoevents.dates import When
from cstoevents.errors import Problem, RecordError, WhenError
from cstoevents.formats.sheet.cells import Cell, Row
from cstoevents.records.rules import refused
from cstoevents.wording import FigureOrder, figure_order
from cstoevents.wording.language import every_language, language, languages
from cstoevents.wording.words import any_of, simplified
from cstoevents.wording.written import (
    comes_back,
    dates_said,
    figures_in,
    in_figures,
    readings,
)

DateStyle: TypeAlias = Literal["edtf", "words", "day-first", "month-first", "year-first"]
"""How the dates of a sheet are written."""

DATE_STYLES: Final[tuple[DateStyle, ...]] = get_args(DateStyle)

UnclearDates: TypeAlias = Literal["refuse", "note"]
"""What becomes of a row of whose date no date can be made."""

UNCLEAR_DATES: Final[tuple[UnclearDates, ...]] = get_args(UnclearDates)


class Dates(NamedTuple):
    """How the dates of one sheet are read: what the caller said, and what its columns tell.

    ``order`` is that of figures, and ``reason`` says why there is none; ``is_year_last`` is
    whether they have the year last for certain.
    """

    style: DateStyle | None
    order: FigureOrder | None
    reason: str | None = None
    is_year_last: bool = False


def dates_of(texts: Iterable[str], style: DateStyle | None) -> Dates:
    """Return how the dates of a sheet are read, by the texts of all its dates."""
    if style is not None and style.endswith("first"):
        return Dates(style, FigureOrder(style), is_year_last=style != "year-first")
    texts = list(texts)
    found = figure_order(
        figures for text in texts if not _is_edtf(text) for figures in figures_in(text)
    )
    # 92 is the day of no month.
    ends = (match[2] for text in texts if (match := _SHORT_YEAR(text)))
    is_year_last = FigureOrder.YEAR_FIRST in found.excluded or any(end > "31" for end in ends)
    return Dates(style, found.order, found.reason, is_year_last=is_year_last)


def _is_edtf(text: str) -> bool:
    try:
        When(text)
    except WhenError:
        return False
    return True


def says_no_date(text: str) -> bool:
    """Whether a text says that there is no date yet: "TBD"."""
    return _is_among(text, "date_unknown_words")


def names_no_date(text: str) -> bool:
    """Whether a text says that something comes back, and names no date at all: "monthly"."""
    return comes_back(text) and _FIGURES_OF_DATE(text) is None


_FIGURES_OF_DATE = re.compile(r"[0-9]{4}|[0-9][./-][0-9]").search


def says_until_now(text: str) -> bool:
    """Whether a text in the place of a last day says that there is none: "present"."""
    return _is_among(text, "until_now_words")


_WordsOfDates: TypeAlias = Literal["date_unknown_words", "until_now_words"]


def _is_among(text: str, words: _WordsOfDates) -> bool:
    return simplified(text) in _simplified(words, languages())


@functools.cache
def _simplified(words: _WordsOfDates, tags: tuple[str, ...]) -> frozenset[str]:
    spoken = map(language, tags)
    return frozenset(simplified(word) for one in spoken for word in getattr(one, words))


_LEAP_YEAR: Final = "2000"
_YEAR = re.compile(r"[0-9]{4}").search
_MOMENT_IN_ZONE = re.compile(r"[0-9-]{10}[T ][0-9:.]+ ?(?:Z|[+-][0-9:]+)").fullmatch
_MIDNIGHT = re.compile(r"[T ]00:00(?::00)?\Z")
_EXAMPLES: Final[Mapping[FigureOrder, str]] = {
    FigureOrder.DAY_FIRST: "'19.05.2025', '24-26.06.2025' or '5.2025'",
    FigureOrder.MONTH_FIRST: "'5/19/2025', '6/24-26/2025' or '5/2025'",
    FigureOrder.YEAR_FIRST: "'2025/5/19', '2025/6/24-26' or '2025/5'",
}
_EDTF: Final = "an EDTF date such as '2025-05-19', '2025-05' or '2025-06-24/2025-06-26'"


def read_date(text: str, dates: Dates) -> When:
    """Return the date that a text says.

    Raises `RecordError` where it is none, or may be two.
    """
    text = _MIDNIGHT.sub("", text)
    found = _date_or_expected(text, dates, languages())
    if isinstance(found, str):
        raise refused(text, found)
    return found


# To refuse a text takes a millisecond, since all that it may have been is tried, and columns say
# the same few things again and again.
@functools.lru_cache(maxsize=4096)
def _date_or_expected(text: str, dates: Dates, _: tuple[str, ...]) -> When | str:
    """Return the date that a text says, or what is expected in place of it."""
    try:
        return When(text)
    except WhenError as error:
        cure = f"; write {error.instead!r}" if error.instead else ""
        reason = f"{error.reason}{cure}"
    found, why = (set(), "") if dates.style == "edtf" else _written(text, dates)
    if len(found) == 1:
        return found.pop()
    if not why and dates.style != "edtf" and _lacks_year(text, dates):
        why = "it says no year; `given` can say for all rows that 'Year' is '2026'"
    if _MOMENT_IN_ZONE(text):
        why = (
            f"{reason}, or say its zone, such as 'Asia/Bishkek', in a column 'Timezone' or `given`"
        )
    why = _of_two_years(text, dates) or why
    expected = _expected(dates)
    if dates.style in ("edtf", "words") and dates.order and (known := in_figures(text)):
        reads = known.pop().text
        return f"{expected}; dates={dates.order.value!r} reads {reads}"
    return f"{expected} ({why or reason})"


def _of_two_years(text: str, dates: Dates) -> str | None:
    """Return what a year of two digits can be where it comes last, as the other dates say.

    So it does after a range: 19-21.05.25.
    """
    if not (dates.is_year_last or _RANGE(text)):
        return None
    wholes = [_SHORT_YEARS.sub(rf"\g<1>{century}\2", text) for century in (19, 20)]
    days = [when.text for whole in wholes if whole != text for when in _written(whole, dates)[0]]
    written = " or ".join(map(repr, dict.fromkeys(days)))
    return f"a year of four digits; write {written}" if days else None


_SHORT_YEAR = re.compile(r"([0-9]{1,2}[./-][0-9]{1,2}[./-])([0-9]{2})").fullmatch
_SHORT_YEARS = re.compile(r"(?<![0-9])([0-9]{1,2}[./-][0-9]{1,2}[./-])([0-9]{2})(?![0-9])")
_RANGE = re.compile(r"[0-9]{1,2}(?:[./][0-9]{1,2})?\s?[-\u2010-\u2015]\s?[0-9]{1,2}[./]").match


def _in_year(text: str, year: str) -> str | None:
    """Return a date whose year has two digits with all four, if it is that one."""
    whole = _SHORT_YEARS.sub(rf"\g<1>{year[:-2]}\2", text)
    years = {found[2] for found in _SHORT_YEARS.finditer(text)}
    return whole if years == {year[-2:]} else None


def _without_this_year(text: str) -> str:
    """Return a date without the words that its year is the one that the sheet is of."""
    return _this_year(languages()).sub("", text).strip()


@functools.cache
def _this_year(_: tuple[str, ...]) -> re.Pattern[str]:
    words = any_of(word for spoken in every_language() for word in spoken.this_year_words)
    return re.compile(rf"[\s,]*(?<!\w)\(?(?:{words})\.?\)?(?!\w)", re.IGNORECASE)


def _lacks_year(text: str, dates: Dates) -> bool:
    """Whether a text would be a date with some year, whatever weekday it names."""
    text = _without_this_year(text)
    if _YEAR(text):
        return False
    return any(any(_written(f"{text}{between}{_LEAP_YEAR}", dates)) for between in (" ", "."))


def problems_in_year(text: str, year: str, dates: Dates) -> tuple[Problem, ...]:
    """Return what is wrong with a date without a year when that is said; nothing if it has one."""
    text = _without_this_year(text)
    try:
        read_date(f"{text} {year}" if _lacks_year(text, dates) else year, dates)
    except RecordError as error:
        return error.problems
    return ()


def date_of(cell: Cell, row: Row, dates: Dates) -> str:
    """Return the date of a cell, which may leave out what a title or a heading above it says."""
    text = cell.text(When)
    try:
        return read_date(text, dates).text
    except RecordError as error:
        if row.period is None:
            raise
        words, line, has_year = row.period
        if not has_year:
            (problem,) = error.problems
            unsaid = f"{problem.expected}; {words[0]!r} in line {line} says no year"
            raise refused(text, unsaid) from None
        found = date_within(text, words, dates)
        if found is None or not (found.is_within or line):
            (problem,) = problems_in_year(text, words[-1], dates) or error.problems
            within = f"{problem.expected}; as a part of {words[0]!r} it is none either"
            raise refused(text, within) from None
        if not found.is_within:
            cell.note(f"not in {words[0]!r}, below which it stands: taken for {found.when}")
        elif line is not None:
            told = f"dates below that lack a year or a month are taken to be in {words[0]}"
            row.sheet.note(line, "row", told)
        return found.when.text


class Placed(NamedTuple):
    """A date that was told in part, and whether it is in the period around it."""

    when: When
    is_within: bool


def date_within(text: str, periods: Sequence[str], dates: Dates) -> Placed | None:
    """Return the date that a text says together with one of the periods around it in words.

    A text that names a month needs no more than a year of them, and may name another month than
    they do, save at the turn of a year, where it may be in the one before or after. None where
    it says no date.
    """
    try:
        closest = read_date(periods[0], dates)
    except RecordError:
        return None
    elsewhere = None
    for said in _said_with(_without_this_year(text), periods):
        try:
            when = read_date(said, dates)
        except RecordError:
            continue
        # "until 1 June" begins nowhere.
        at = when.earliest_ordinal if when.earliest else when.latest_ordinal
        if closest.earliest_ordinal <= at <= closest.latest_ordinal:
            return Placed(when, is_within=True)
        elsewhere = elsewhere or when
    if elsewhere is None or _is_at_turn_of_year(closest, elsewhere):
        return None
    return Placed(elsewhere, is_within=False)


def _said_with(text: str, periods: Sequence[str]) -> list[str]:
    """Return a date with each of the periods around it, or with the year of which it has a half."""
    whole = _in_year(text, periods[-1])
    if whole is not None:
        return [whole]
    # "3" is a day, and not the third month, of whatever year is above it.
    betweens = (" ",) if _BARE(text) else (" ", ".")
    remark = _REMARK(text)
    stem, doubt = (text[: remark.start()].rstrip(), f" {remark[0]}") if remark else (text, "")
    stem = stem.rstrip(".")
    return [f"{stem}{by}{period}{doubt}" for period, by in itertools.product(periods, betweens)]


# A remark in brackets, such as "(TBC)", stands behind the year, too.
_REMARK = re.compile(r"\([^()]*\)\s*\Z").search


def _is_at_turn_of_year(one: When, other: When) -> bool:
    return {day.month for day in (one.earliest, other.earliest) if day} == {1, 12}


_BARE = re.compile(r"[0-9]{1,2}(?:\s?[-\u2010-\u2015]\s?[0-9]{1,2})?\.?").fullmatch


def is_bare_day(text: str) -> bool:
    """Whether a text is a day of a month, or two, without the month: "12-16"."""
    return _BARE(text) is not None


def _expected(dates: Dates) -> str:
    if dates.style == "edtf":
        return _EDTF
    if dates.style is None or dates.order is None or dates.style == "words":
        return f"{_EDTF}, or words such as '19 May 2025'"
    return f"a date such as {_EXAMPLES[dates.order]}, or an EDTF date"


def _written(text: str, dates: Dates) -> tuple[set[When], str]:
    """Return what figures and words can say together, and why they say none."""
    if dates.style == "words":
        return dates_said(text, None)
    found, why = readings(text, dates.order)
    if (
        dates.reason
        and found
        and (len(found) > 1 or any(figures in dates.reason for figures in figures_in(text)))
    ):
        return set(), f"{dates.reason}; say which with `dates`"
    return found, why


def is_ambiguous(text: str) -> bool:
    """Whether a text is one date in one order of figures, and another in another."""
    return any(len(in_figures(figures)) > 1 for figures in figures_in(text))
