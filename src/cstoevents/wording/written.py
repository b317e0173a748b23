"""Dates however people write them: EDTF, words, figures, or words with figures among them.

EDTF comes first, since it means one thing. Figures are read in every order in which they
are a date; where that gives two, both are named and neither is taken.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterable, Iterator
from typing import Final

from cstoevents.dates import Precision, When
from cstoevents.dates.edtf import EXPECTED
from cstoevents.errors import WhenError, WordingError
from cstoevents.errors.arguments import member_of, of_type
from cstoevents.wording.figures import FigureOrder, from_figures
from cstoevents.wording.language import language, languages
from cstoevents.wording.reading import DATE_IN_WORDS, from_words
from cstoevents.wording.templates import in_plain_form
from cstoevents.wording.times import times_in_words
from cstoevents.wording.words import any_of


def from_written(text: str, order: FigureOrder | None = None) -> When:
    """Return the date that a text says, be it EDTF, words or figures.

    The command line reads its dates so. `When` itself takes EDTF alone.

    Args:
        text: the date.
        order: the order of dates in figures; without it all are tried.

    Raises:
        WordingError: its figures are one date in one order and another in another.
        WhenError: it is no date; the error says what to write instead, where that is certain.

    >>> import cstoevents as cs
    >>> cs.wording.from_written("1 May 2019").text, cs.wording.from_written("14.05.2019").text
    ('2019-05-01', '2019-05-14')
    >>> cs.wording.from_written("01/02/2020")
    Traceback (most recent call last):
        ...
    cstoevents.errors.WordingError: found '01/02/2020', expected figures for \
one date, not for 2020-01-02 or 2020-02-01
    """
    try:
        return When(of_type(str, text, "text", "a date"))
    except WhenError as error:
        refusal = error
    found, _ = readings(text, None if order is None else member_of(FigureOrder, order, "order"))
    if not found and refusal.reason == EXPECTED:
        raise WhenError(text, f"{EXPECTED}, or words such as '19 May 2025'")
    if not found:
        raise refusal
    if len(found) > 1:
        dates = " or ".join(sorted(when.text for when in found))
        raise WordingError(text, f"figures for one date, not for {dates}")
    return found.pop()


def readings(text: str, order: FigureOrder | None = None) -> tuple[set[When], str]:
    """Return what figures and words can say together, and why they say none.

    Without an order of figures all are tried.
    """
    if not figures_in(text):
        return dates_said(text, FigureOrder.YEAR_FIRST)
    found: set[When] = set()
    why = ""
    for one in (order,) if order else FigureOrder:
        try:
            when = from_figures(text, one)
        except WhenError as error:
            reason = f"{one.value}: {error.reason}"
            why = why or (reason if order else f"a date that exists: {error.reason}")
            continue
        read, reason = ({when}, "") if when else dates_said(text, one)
        found, why = found | read, why or reason
    return found, why


def dates_said(text: str, order: FigureOrder | None) -> tuple[set[When], str]:
    """Return the date that words say, and why they say none where they are words of a date."""
    try:
        return {from_words(text, order=order)}, ""
    except WhenError as error:
        return set(), error.reason
    except WordingError as error:
        if error.expected != DATE_IN_WORDS or len(text) > _LONGEST_EXPLAINED:
            return set(), error.expected.removeprefix(DATE_IN_WORDS)
    return set(), next(_near_misses(text, order), "")


_LONGEST_EXPLAINED: Final = 80
_TWO_DIGITS: Final = re.compile(
    r"(.*(?:[^0-9'’]|[0-9](?=['’])))['’]?([0-9]{2})((?:\s*[^\W\d_]{1,4}\.?)?)"
).fullmatch
_OF_TWO_YEARS: Final = re.compile(
    r"(.*[0-9]{4}) ?[/-] ?(?:[0-9]{2})?([0-9]{2})(?: .{1,5})?"
).fullmatch


def _near_misses(text: str, order: FigureOrder | None) -> Iterator[str]:
    """Yield what is expected instead of words that say more than a date can, or too little."""
    for expected in (
        _without_part,
        _without_time,
        _one_of_list,
        _with_whole_year,
        _of_one_season,
        _of_what_comes_back,
        _of_a_spreadsheet,
    ):
        said = expected(text, order)
        if said:
            yield said


def _without_part(text: str, order: FigureOrder | None) -> str | None:
    plain = in_plain_form(text)
    found = _vague(languages()).search(plain)
    when = _date(_vague(languages()).sub("", plain), order) if found else None
    if found is None or when is None:
        return None
    return f"a date without {found['part']!r}, which EDTF can't say; write {when.text!r}"


def _without_time(text: str, order: FigureOrder | None) -> str | None:
    for blank in re.finditer(r"\s", text):
        if times_in_words(text[blank.end() :].strip(" ,()")):
            when = _date(text[: blank.start()].rstrip(" ,("), order)
            if when:
                return f"a date alone, since times have fields of their own; write {when.text!r}"
    return None


def _one_of_list(text: str, order: FigureOrder | None) -> str | None:
    """Return that several dates are one each, where a text lists some: "5 and 12 May 2025"."""
    parts = _split_list(text)
    if not 1 < len(parts) <= _MOST_LISTED:
        return None
    tail = parts[-1].split()
    # The year of "May 5 and 12, 2025" stands alone, and what is said once is at either end.
    if re.fullmatch("[0-9]{4}", parts[-1].strip()):
        parts.pop()
    # Of "5.05, 12.05.2025" a part of the figures is said once.
    figures = (parts[-1][stop.start() :] for stop in re.finditer(r"[./](?=[0-9])", parts[-1]))
    endings = ("", *(f" {' '.join(tail[at:])}" for at in range(len(tail))), *figures)
    beginnings = ("", *(f"{word} " for word in parts[0].split()[:1]))
    found = [_first_date(part, beginnings, endings, order) for part in parts]
    texts = dict.fromkeys(repr(when.text) for when in found if when)
    if not 1 < len(texts) == len(parts):
        return None
    return f"one date: one of these, or a row for each of them: {', '.join(texts)}"


def _first_date(
    text: str, beginnings: Iterable[str], endings: Iterable[str], order: FigureOrder | None
) -> When | None:
    said = (f"{before}{text}{after}" for after in endings for before in beginnings)
    return next((when for words in said if (when := _date(words, order))), None)


_MOST_LISTED: Final = 12


def _split_list(text: str) -> list[str]:
    """Return what commas part, or strokes where there are none."""
    parts = [part for part in _commas(languages()).split(text) if part and part.strip()]
    # Without a letter, a stroke is that of an interval, which has a cure of its own.
    if len(parts) == 1 and re.search(r"[^\W\d_]", text):
        return [part.strip() for part in text.split("/") if part.strip()]
    return parts


@functools.lru_cache(maxsize=1)
def _commas(tags: tuple[str, ...]) -> re.Pattern[str]:
    """Return what parts the dates of a list."""
    spoken = [language(tag).dates for tag in tags]
    words = any_of(word for dates in spoken for word in (*dates.also_and, *dates.also_or))
    return re.compile(rf"\s*[,;&]\s*(?:{words}\s)?|\s{words}\s", re.IGNORECASE)


def _with_whole_year(text: str, order: FigureOrder | None) -> str | None:
    match = _TWO_DIGITS(text.strip())
    # Of figures alone it isn't known which of them is the year.
    if match is None or not re.search(r"[^\W\d_]|\A[0-9]{4}\W+\Z", match[1]):
        return None
    before = f"{match[1]} " if match[1][-1:].isdigit() else match[1]
    years = (_date(f"{before}{century}{match[2]}{match[3]}", order) for century in (19, 20))
    dates = " or ".join(repr(when.text) for when in years if when)
    return f"a year of four digits; write {dates}" if dates else None


def _of_one_season(text: str, order: FigureOrder | None) -> str | None:
    match = _OF_TWO_YEARS(in_plain_form(text))
    when = _date(match[1], order) if match else None
    if match is None or when is None or when.precision is not Precision.SUBYEAR:
        return None
    if when.year is None:
        return f"a winter with one year; write {when.text!r}"
    later = f"{when.year + 1:04}"
    if not later.endswith(match[2]):
        return None
    return f"one year; write {when.text!r} or {later + when.text[len(later) :]!r}"


def _of_what_comes_back(text: str, _: FigureOrder | None) -> str | None:
    if not comes_back(text):
        return None
    return "one date; what comes back has a row for each time, or no date and a note"


def comes_back(text: str) -> bool:
    """Whether words say that something is held again and again, or whenever there is need.

    >>> from cstoevents.wording.written import comes_back
    >>> comes_back("ежеквартально"), comes_back("twice a year"), comes_back("5 May 2025")
    (True, True, False)
    """
    return _recurring(languages()).search(in_plain_form(text)) is not None


def _of_a_spreadsheet(text: str, _: FigureOrder | None) -> str | None:
    """Return the day that a spreadsheet shows for a number, if it counts as most do."""
    if not re.fullmatch("[1-9][0-9]{4}", text):
        return None
    day = _FIRST_OF_SPREADSHEETS + dt.timedelta(days=int(text))
    return f"a date, not a spreadsheet's number; that is {day.isoformat()!r} if it counts from 1900"


_FIRST_OF_SPREADSHEETS: Final = dt.date(1899, 12, 30)


@functools.lru_cache(maxsize=1)
def _recurring(tags: tuple[str, ...]) -> re.Pattern[str]:
    words = (in_plain_form(word) for tag in tags for word in language(tag).dates.recurring_words)
    return re.compile(rf"\b{any_of(words)}")


def _date(text: str, order: FigureOrder | None) -> When | None:
    try:
        return from_words(text, order=order)
    except (WhenError, WordingError):
        return None


@functools.lru_cache(maxsize=1)
def _vague(tags: tuple[str, ...]) -> re.Pattern[str]:
    spoken = [language(tag).dates for tag in tags]
    parts = any_of(in_plain_form(part) for dates in spoken for part in dates.part_of_period_words)
    before = any_of(in_plain_form(word) for dates in spoken for word in dates.also_prepositions)
    return re.compile(rf"(?<![^ -])(?:{before} )?(?:the )?(?P<part>{parts})[ -]")


_DATE_IN_FIGURES = re.compile(r"(?<![0-9./])[0-9]{1,4}(?:[./][0-9]{1,4}){1,2}(?![0-9])").findall


def figures_in(text: str) -> list[str]:
    """Return the dates in figures that a text is, or has among its words."""
    return [text] if in_figures(text) else _DATE_IN_FIGURES(text)


def in_figures(text: str, only: FigureOrder | None = None) -> set[When]:
    """Return what a text is in each order, or in one, in which it is a date in figures."""
    found = set()
    for order in (only,) if only else FigureOrder:
        try:
            found.add(from_figures(text, order))
        except WhenError:
            continue
    return {when for when in found if when is not None}
