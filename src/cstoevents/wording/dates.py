"""Dates as people write them: "24–26 June 2025", «24–26 июня 2025 года».

Two rules hold. Nothing is invented: every number in the words of a date is one of
its own, an unspecified digit standing for 0 and 9. And nothing is dropped: dates
that differ get words that differ, so that "since 2023" is never the same as
"from 2023, end unknown". `reading` takes the same words back.

How it works. A language gives templates (`DatePatterns`) in three grammatical cases,
since Russian bends a date to the preposition before it. A date that is no interval
becomes a phrase, the phrase takes its qualifier, and an interval sets two phrases
into a frame. Two plain dates of one kind are told in short, what they share being
said once. A range of figures has an en dash without blanks, one of longer parts an
en dash between blanks, as CLDR has them in both languages.
"""

from __future__ import annotations

from typing import Final

from cstoevents.dates import Precision, When, WhenLike
from cstoevents.wording.language import DatePatterns, Forms, language
from cstoevents.wording.words import phrase

_APPROXIMATE: Final = ("~", "%")
_UNCERTAIN: Final = ("?", "%")


def in_words(when: WhenLike, lang: str = "en") -> str:
    """Return a date as people write it: "24–26 June 2025", «24–26 июня 2025 года».

    Every date that the library reads has words, and in one language no two dates
    have the same. An approximate date (`~`) is "about" itself, an uncertain one
    (`?`) says so, and what is unspecified or unknown is called unknown.

    Raises:
        ArgumentError: the language is not one that is known.
        WhenError: ``when`` is no date.

    >>> import cstoevents as cs
    >>> cs.in_words(cs.When("2024-11")), cs.in_words("2024-11", "ru")
    ('November 2024', 'ноябрь 2024 года')
    >>> cs.in_words("2023-01-01/..")
    'since 1 January 2023'
    >>> cs.in_words("[2023-12-08..2024-12-10]")
    'a day between 8 December 2023 and 10 December 2024'
    """
    spoken, when = language(lang), When(when)
    patterns = spoken.dates
    if when.precision not in (Precision.INTERVAL, Precision.ONE_OF):
        return _alone(when, patterns)
    start, end = when.ends
    if when.precision is Precision.INTERVAL and start and end:
        shared = _in_short(start, end, patterns)
        if shared:
            return shared
    phrases: dict[str, object] = {}
    for name, point in (("start", start), ("end", end)):
        if point:
            about = point.qualifier in _APPROXIMATE
            phrases[f"{name}_about"] = patterns.about_in_interval if about else ""
            phrases[name] = _in_frame(point, patterns)
    words = patterns.interval_templates[frame_of(when)].format(**phrases)
    for regular, usual in spoken.respellings:
        words = words.replace(regular, usual)
    return words


def as_of(day: When, lang: str) -> str:
    """Return the sentence that says on which day the knowledge of a chronicle ends."""
    return phrase("As of {day}.", lang, day=in_words(day, lang))


def month_name(month: int, lang: str = "en") -> str:
    """Return the name of a month."""
    return language(lang).dates.months[month - 1].nominative


def frame_of(when: When) -> str:
    """Return the name of the frame for an interval or a range, by the ends that it has."""
    start, end = when.ends
    if when.precision is Precision.ONE_OF:
        return "one of" if start and end else "one from" if start else "one up to"
    if start and end:
        return "closed"
    if start:
        return "ongoing" if when.is_open_end else "end unknown"
    return "no start" if when.is_open_start else "start unknown"


def _phrase(point: When, patterns: DatePatterns) -> Forms:
    """Return what is known of the point, in every case, without its qualifier."""
    # The text has what the numbers lack: unspecified digits and leading zeros.
    year = point.text[:4]
    values = {
        "year": year,
        "first": year.replace("X", "0"),
        "last": year.replace("X", "9"),
        "subyear": patterns.subyears[point.subyear] if point.subyear else None,
        "month": patterns.months[point.month - 1] if point.month else None,
        "day": point.day,
    }
    return Forms(*(form.format(**values) for form in patterns.point_templates[point.precision]))


def _remarks(point: When, patterns: DatePatterns) -> tuple[list[str], list[str]]:
    """Return what is unspecified, and whether the point is uncertain."""
    count = point.text.count("-XX")
    parts = ("month", "day")[2 - count :] if point.month else ("month", "day")[:count]
    unspecified = [patterns.unknown[" and ".join(parts)]] if parts else []
    return unspecified, [patterns.uncertain] if point.qualifier in _UNCERTAIN else []


def _alone(point: When, patterns: DatePatterns) -> str:
    """Return a date that stands alone."""
    phrase = _phrase(point, patterns)
    words = phrase.nominative
    if point.qualifier in _APPROXIMATE:
        words = patterns.about.format(**phrase._asdict())
    unspecified, uncertain = _remarks(point, patterns)
    words = ", ".join([words, *unspecified])
    return f"{words} ({uncertain[0]})" if uncertain else words


def _in_frame(point: When, patterns: DatePatterns) -> Forms:
    """Return a date that is one end of a range, in every case; the frame says "about"."""
    unspecified, uncertain = _remarks(point, patterns)
    remarks = [*unspecified, *uncertain]
    after = f" ({', '.join(remarks)})" if remarks else ""
    return Forms(*(form + after for form in _phrase(point, patterns)))


def _in_short(start: When, end: When, patterns: DatePatterns) -> str | None:
    """Return two different plain dates of one kind, with what they share written once."""
    alike = start.precision is end.precision and start != end
    if not alike or not (start.text + end.text).replace("-", "").isdecimal():
        return None
    if start.precision is Precision.YEAR:
        return patterns.years.format(first=start.text, last=end.text)
    first, last = _phrase(start, patterns).nominative, _phrase(end, patterns).nominative
    if start.year == end.year and start.month:
        month = patterns.months[start.month - 1]
        if start.day is None:
            first = month.nominative
        elif start.month == end.month:
            return f"{start.day}–{last}"
        else:
            first = patterns.day_without_year.format(day=start.day, month=month)
    return f"{first} – {last}"
