"""Times of day as people write them: "9 AM", "10.00–12.30", «с 10-00 до 12-00 (мск)».

As with dates in words (`reading`), nothing is guessed: a text has all of its readings found,
and says times if there is one. ``10-12`` may be twelve minutes past ten or two hours, and so
says none.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from cstoevents.wording.language import every_language, languages
from cstoevents.wording.reading import ends_in_words
from cstoevents.wording.templates import in_plain_form
from cstoevents.wording.words import any_of

_LONGEST: Final = 80

# What stands beside the parts of a date or a time and says nothing more: year, month, day and hour
# in languages that write them out, and what stands between a day and its month or its time.
WORDS_OF_DATE_FORMATS: Final = frozenset(
    "г|год|года|р|рік|року|ж|жыл|жылы|թ|թվականի|r|roku|rok|m|d|gada|gads|de|del|den|der|"
    "年|月|日|時|时|分|秒|点|년|월|일|시|분|초|t|h|ч|час|мин|с|сек|uhr|kl|klo|at|om|um|в".split("|")
)


class TimesOfDay(NamedTuple):
    """When something begins and ends on its day, and the zone, as far as a text says so."""

    start: str | None
    end: str | None
    timezone: str | None = None


def times_in_words(text: str) -> TimesOfDay | None:
    """Return the times of day that a text says, None if it is no such text or may say others.

    >>> from cstoevents.wording.times import times_in_words
    >>> times_in_words("9:30 am – 11 am")
    TimesOfDay(start='09:30:00', end='11:00:00', timezone=None)
    >>> times_in_words("с 10-00 (мск)")
    TimesOfDay(start='10:00:00', end=None, timezone='Europe/Moscow')
    """
    if len(text) > _LONGEST:
        return None
    plain, zone = _without_zone(in_plain_form(text))
    one = _time(plain)
    found: set[tuple[str | None, str | None]] = {(one, None)} if one else set()
    for start, end in ends_in_words(plain):
        found |= set(_range(start, end))
    return TimesOfDay(*found.pop(), zone) if len(found) == 1 else None


def zone_in_words(text: str) -> str | None:
    """Return the zone of the tz database that words mean: "MSK", "UTC+6"; None if they mean none.

    >>> from cstoevents.wording.times import zone_in_words
    >>> zone_in_words("по московскому времени"), zone_in_words("UTC+6")
    ('Europe/Moscow', 'Etc/GMT-6')
    """
    rest, zone = _without_zone(f" {in_plain_form(text)}")
    return None if rest else zone


# Etc/GMT zones have the opposite sign: UTC+6 is Etc/GMT-6.
_OFFSET = re.compile(
    r"(?: ?(?:utc|gmt) ?(?P<sign>[+-])|(?P<plus>\+))(?P<hours>[01]?[0-9])(?::?00)?\Z"
)


def _without_zone(text: str) -> tuple[str, str | None]:
    """Return words in plain form without the zone at their end, and that zone."""
    match = _OFFSET.search(text)
    if match is not None and int(match["hours"]) <= 12:
        sign = "-" if (match["sign"] or "+") == "+" else "+"
        hours = int(match["hours"])
        return text[: match.start()].strip(), f"Etc/GMT{sign}{hours}" if hours else "UTC"
    for words, zone in _zones(languages()).items():
        if text.endswith(f" {words}"):
            return text.removesuffix(words).strip(), zone or None
    return text.strip(), None


@functools.lru_cache(maxsize=1)
def _zones(_: tuple[str, ...]) -> dict[str, str]:
    zones = {
        in_plain_form(words): zone
        for spoken in every_language()
        for zone, known in spoken.zone_words.items()
        for words in known
    }
    return dict(sorted(zones.items(), key=lambda item: -len(item[0])))


# One time, and the two of a range


def _range(start: str | None, end: str | None) -> Iterator[tuple[str | None, str | None]]:
    """Return the times at the ends of a range, the first of which may be told by the last."""
    first, last = _time(start or ""), _time(end or "")
    if (first or not start) and (last or not end):
        yield first, last
    if start and last and not first and re.fullmatch("[0-9]{1,2}", start):
        unit = (end or "").lstrip("0123456789:.- ")
        first = _time(f"{start} {unit}") if unit else None
        if first and first < last:
            yield first, last


def _time(text: str) -> str | None:
    """Return the one time of day that words in plain form say."""
    if text in _names(languages()):
        return _names(languages())[text]
    found = _pattern(languages()).fullmatch(text)
    if found is None:
        return None
    parts = found.groupdict()
    hour, half = int(parts["hour"]), "p" if parts["noon"] else parts["half"]
    half = "a" if parts["morning"] else half
    minute, second = int(parts["minute"] or parts["also"] or 0), int(parts["second"] or 0)
    is_range_of_hours = parts["mark"] == "-" and hour < minute <= 24
    if not (parts["mark"] or parts["unit"] or half) or is_range_of_hours:
        return None
    if half and not 1 <= hour <= 12:
        return None
    hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    exists = hour < 24 and minute < 60 and second < 60
    return f"{hour:02}:{minute:02}:{second:02}" if exists else None


@functools.lru_cache(maxsize=1)
def _names(_: tuple[str, ...]) -> dict[str, str]:
    return {
        in_plain_form(word): f"{time}:00"
        for spoken in every_language()
        for time, words in spoken.hour_names.items()
        for word in words
    }


_HALVES: Final[tuple[Literal["a", "p"], ...]] = ("a", "p")


@functools.lru_cache(maxsize=1)
def _pattern(_: tuple[str, ...]) -> re.Pattern[str]:
    before, hours, minutes = (
        any_of(in_plain_form(word) for spoken in every_language() for word in getattr(spoken, of))
        for of in ("words_before_times", "hour_words", "minute_words")
    )
    halves = {
        half: any_of(
            in_plain_form(word)
            for spoken in every_language()
            for word in spoken.half_day_words.get(half, ())
        )
        for half in _HALVES
    }
    return re.compile(
        rf"""(?:(?:{before})\ )?(?P<hour>[0-9]{{1,2}})
        (?:(?P<mark>[:.-])(?P<minute>[0-9]{{2}})(?:[:.](?P<second>[0-9]{{2}}))?(?:\ ?(?:{hours}))?
        |\ ?(?P<unit>{hours})(?:\ ?(?P<also>[0-9]{{1,2}})\ ?(?:{minutes})?)?)?
        (?:\ ?(?P<half>[ap])\ ?m|\ (?P<morning>{halves["a"]})|\ (?P<noon>{halves["p"]}))?""",
        re.VERBOSE,
    )
