"""Words for people, in English and Russian: dates here, numbers in `numerals`.

Two rules hold. Nothing is invented: every number in the words of a date is one of
its own, an unspecified digit standing for 0 and 9. And nothing is dropped: dates
that differ get words that differ, so that "since 2023" is never the same as
"from 2023, end unknown".

How it works. A language is a table (`_Grammar`) of forms in three grammatical
cases, since Russian bends a date to the preposition before it. A date that is no
interval becomes a phrase, the phrase takes its qualifier, and an interval sets
two phrases into a frame. Two plain dates of one kind are told in short, what they
share being said once.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from cstoevents.dates import Precision, When, WhenLike
from cstoevents.wording.labels import LabelKind, PrintedNumber, printed_number
from cstoevents.wording.numerals import (
    Language,
    anniversary_name,
    checked_language,
    from_roman,
    jubilee_name,
    ordinal,
    roman,
    years,
)

__all__ = [
    "LabelKind",
    "PrintedNumber",
    "anniversary_name",
    "from_roman",
    "in_words",
    "jubilee_name",
    "ordinal",
    "printed_number",
    "roman",
    "years",
]


class _Forms(NamedTuple):
    """One phrase, or the template of one, in the cases that prepositions ask for."""

    nominative: str
    genitive: str
    accusative: str


class _Grammar(NamedTuple):
    """How a language tells dates.

    Templates of points take `year`, `month`, `subyear` and so on; the frames of
    intervals take the phrases `start` and `end`.
    """

    months: tuple[_Forms, ...]
    subyears: Mapping[int, _Forms]
    points: Mapping[Precision, _Forms]
    day_without_year: str
    years: str
    about: str
    about_in_frame: str
    uncertain: str
    unknown: Mapping[str, str]
    frames: Mapping[str, str]


def _unbent(text: str) -> _Forms:
    return _Forms(text, text, text)


_ENGLISH: Final = _Grammar(
    months=tuple(
        _unbent(name)
        for name in (
            *("January", "February", "March", "April", "May", "June", "July"),
            *("August", "September", "October", "November", "December"),
        )
    ),
    subyears={
        33: _unbent("first quarter"),
        34: _unbent("second quarter"),
        35: _unbent("third quarter"),
        36: _unbent("fourth quarter"),
        37: _unbent("first four months"),
        38: _unbent("middle four months"),
        39: _unbent("last four months"),
        40: _unbent("first half"),
        41: _unbent("second half"),
    },
    points={
        Precision.DAY: _unbent("{day} {month.nominative} {year}"),
        Precision.MONTH: _unbent("{month.nominative} {year}"),
        # Alone it stands in tables, without the article.
        Precision.SUBYEAR: _Forms(
            "{subyear.nominative} of {year}", *["the {subyear.nominative} of {year}"] * 2
        ),
        Precision.YEAR: _unbent("{year}"),
        Precision.DECADE: _unbent("the {first}s"),
        Precision.CENTURY: _unbent("a year between {first} and {last}"),
    },
    day_without_year="{day} {month.nominative}",
    years="{first}-{last}",
    about="about {genitive}",
    about_in_frame="about {}",
    uncertain="uncertain",
    unknown={
        "month": "month unknown",
        "day": "day unknown",
        "month and day": "month and day unknown",
    },
    frames={
        "closed": "from {start.genitive} to {end.accusative}",
        "ongoing": "since {start.genitive}",
        "end unknown": "from {start.genitive}, end unknown",
        "no start": "until {end.accusative}",
        "start unknown": "until {end.accusative}, start unknown",
        "one of": "a day between {start.genitive} and {end.accusative}",
        "one from": "a day not before {start.genitive}",
        "one up to": "a day not after {end.genitive}",
    },
)

_RUSSIAN: Final = _Grammar(
    months=(
        _Forms("январь", "января", "январь"),
        _Forms("февраль", "февраля", "февраль"),
        _Forms("март", "марта", "март"),
        _Forms("апрель", "апреля", "апрель"),
        _Forms("май", "мая", "май"),
        _Forms("июнь", "июня", "июнь"),
        _Forms("июль", "июля", "июль"),
        _Forms("август", "августа", "август"),
        _Forms("сентябрь", "сентября", "сентябрь"),
        _Forms("октябрь", "октября", "октябрь"),
        _Forms("ноябрь", "ноября", "ноябрь"),
        _Forms("декабрь", "декабря", "декабрь"),
    ),
    subyears={
        33: _Forms("первый квартал", "первого квартала", "первый квартал"),
        34: _Forms("второй квартал", "второго квартала", "второй квартал"),
        35: _Forms("третий квартал", "третьего квартала", "третий квартал"),
        36: _Forms("четвёртый квартал", "четвёртого квартала", "четвёртый квартал"),
        37: _Forms("первые четыре месяца", "первых четырёх месяцев", "первые четыре месяца"),
        38: _Forms("средние четыре месяца", "средних четырёх месяцев", "средние четыре месяца"),
        39: _Forms(
            "последние четыре месяца", "последних четырёх месяцев", "последние четыре месяца"
        ),
        40: _Forms("первая половина", "первой половины", "первую половину"),
        41: _Forms("вторая половина", "второй половины", "вторую половину"),
    },
    points={
        Precision.DAY: _unbent("{day} {month.genitive} {year} года"),
        Precision.MONTH: _Forms(
            "{month.nominative} {year}",
            "{month.genitive} {year} года",
            "{month.accusative} {year} года",
        ),
        Precision.SUBYEAR: _Forms(
            "{subyear.nominative} {year} года",
            "{subyear.genitive} {year} года",
            "{subyear.accusative} {year} года",
        ),
        Precision.YEAR: _Forms("{year} год", "{year} года", "{year} год"),
        Precision.DECADE: _Forms("{first}-е годы", "{first}-х годов", "{first}-е годы"),
        Precision.CENTURY: _Forms(
            "год между {first} и {last}",
            "года между {first} и {last}",
            "год между {first} и {last}",
        ),
    },
    day_without_year="{day} {month.genitive}",
    years="{first}-{last} годы",
    about="около {genitive}",
    # "Около" asks for the genitive and can't follow another preposition.
    about_in_frame="примерно {}",
    uncertain="предположительно",
    unknown={
        "month": "месяц неизвестен",
        "day": "день неизвестен",
        "month and day": "месяц и день неизвестны",
    },
    frames={
        "closed": "с {start.genitive} по {end.accusative}",
        "ongoing": "с {start.genitive}",
        "end unknown": "с {start.genitive}, окончание неизвестно",
        "no start": "по {end.accusative}",
        "start unknown": "по {end.accusative}, начало неизвестно",
        "one of": "один из дней с {start.genitive} по {end.accusative}",
        "one from": "день не ранее {start.genitive}",
        "one up to": "день не позднее {end.genitive}",
    },
)

_GRAMMARS: Final[Mapping[Language, _Grammar]] = {"en": _ENGLISH, "ru": _RUSSIAN}

_APPROXIMATE: Final = ("~", "%")
_UNCERTAIN: Final = ("?", "%")


def in_words(when: WhenLike, lang: Language = "en") -> str:
    """A date as people write it: "24-26 June 2025", «24-26 июня 2025 года».

    Every date that the library reads has words, and in one language no two dates
    have the same. An approximate date (`~`) is "about" itself, an uncertain one
    (`?`) says so, and what is unspecified or unknown is called unknown.

    Raises:
        WordingError: the language is not one that is known.
        WhenError: ``when`` is no date.

    >>> import cstoevents as cs
    >>> cs.in_words(cs.When("2024-11")), cs.in_words("2024-11", "ru")
    ('November 2024', 'ноябрь 2024')
    >>> cs.in_words("2023-01-01/..")
    'since 1 January 2023'
    >>> cs.in_words("[2023-12-08..2024-12-10]")
    'a day between 8 December 2023 and 10 December 2024'
    """
    grammar, when = _GRAMMARS[checked_language(lang)], When(when)
    if when.precision not in (Precision.INTERVAL, Precision.ONE_OF):
        return _alone(when, grammar)
    start, end = when.ends
    if when.precision is Precision.INTERVAL and start and end:
        shared = _in_short(start, end, grammar)
        if shared:
            return shared
    phrases = {
        name: _in_frame(point, grammar) for name, point in (("start", start), ("end", end)) if point
    }
    words = grammar.frames[_frame(when)].format(**phrases)
    # Russian says "со второго": before 2 the preposition takes a vowel.
    return words.replace("с 2 ", "со 2 ")


def _frame(when: When) -> str:
    """Which frame an interval or a range is told in, by the ends that it has."""
    start, end = when.ends
    if when.precision is Precision.ONE_OF:
        return "one of" if start and end else "one from" if start else "one up to"
    if start and end:
        return "closed"
    if start:
        return "ongoing" if when.is_open_end else "end unknown"
    return "no start" if when.is_open_start else "start unknown"


def _phrase(point: When, grammar: _Grammar) -> _Forms:
    """What is known of the point, in every case, without its qualifier."""
    # The text has what the numbers lack: unspecified digits and leading zeros.
    year = point.text[:4]
    values = {
        "year": year,
        "first": year.replace("X", "0"),
        "last": year.replace("X", "9"),
        "subyear": grammar.subyears[point.subyear] if point.subyear else None,
        "month": grammar.months[point.month - 1] if point.month else None,
        "day": point.day,
    }
    return _Forms(*(form.format(**values) for form in grammar.points[point.precision]))


def _remarks(point: When, grammar: _Grammar) -> tuple[list[str], list[str]]:
    """What is unspecified, and whether the point is uncertain."""
    count = point.text.count("-XX")
    parts = ("month", "day")[2 - count :] if point.month else ("month", "day")[:count]
    unspecified = [grammar.unknown[" and ".join(parts)]] if parts else []
    return unspecified, [grammar.uncertain] if point.qualifier in _UNCERTAIN else []


def _alone(point: When, grammar: _Grammar) -> str:
    """A date that is the whole of what is told."""
    phrase = _phrase(point, grammar)
    words = phrase.nominative
    if point.qualifier in _APPROXIMATE:
        words = grammar.about.format(**phrase._asdict())
    unspecified, uncertain = _remarks(point, grammar)
    words = ", ".join([words, *unspecified])
    return f"{words} ({uncertain[0]})" if uncertain else words


def _in_frame(point: When, grammar: _Grammar) -> _Forms:
    """A date that is one end of what is told, in every case."""
    frame = grammar.about_in_frame if point.qualifier in _APPROXIMATE else "{}"
    unspecified, uncertain = _remarks(point, grammar)
    if unspecified or uncertain:
        frame += f" ({', '.join([*unspecified, *uncertain])})"
    return _Forms(*(frame.format(form) for form in _phrase(point, grammar)))


def _in_short(start: When, end: When, grammar: _Grammar) -> str | None:
    """Two different plain dates of one kind, what they share being said once."""
    alike = start.precision is end.precision and start != end
    if not alike or not (start.text + end.text).replace("-", "").isdecimal():
        return None
    if start.precision is Precision.YEAR:
        return grammar.years.format(first=start.text, last=end.text)
    first, last = _phrase(start, grammar).nominative, _phrase(end, grammar).nominative
    if start.year == end.year and start.month:
        month = grammar.months[start.month - 1]
        if start.day is None:
            first = month.nominative
        elif start.month == end.month:
            return f"{start.day}-{last}"
        else:
            first = grammar.day_without_year.format(day=start.day, month=month)
    return f"{first} - {last}"
