"""What tells two records apart, whatever they share."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterator

from cstoevents.dates import When
from cstoevents.merging.likeness import Likeness
from cstoevents.records import (
    Event,
    Official,
    Organisation,
    Place,
    Record,
    Series,
)
from cstoevents.records.index import Index
from cstoevents.records.values import Text
from cstoevents.records.vocabularies import (
    DID_NOT_TAKE_PLACE,
    NOT_HELD,
)
from cstoevents.wording.names import folded

# A report gives the time at which it began, an announcement the one that was planned.
# Meetings that follow on each other in one hall start an hour apart, or more.
_MAX_START_DIFFERENCE = dt.timedelta(minutes=30)
_ANY_DAY = dt.date(2000, 1, 1)


def told_apart(one: Record, other: Record, kind: Likeness, index: Index) -> bool:
    if isinstance(one, Event) and isinstance(other, Event):
        return _events_told_apart(one, other, kind, index)
    if isinstance(one, Official) and isinstance(other, Official):
        return kind is not Likeness.IDENTIFIER and (
            differ(one.nationality, other.nationality)
            or surely_apart(one.born, other.born)
            or surely_apart(one.died, other.died)
        )
    if isinstance(one, Organisation) and isinstance(other, Organisation):
        return (
            one.id in other.predecessors
            or other.id in one.predecessors
            or surely_before(one.dissolved, other.founded)
            or surely_before(other.dissolved, one.founded)
        )
    if isinstance(one, Series) and isinstance(other, Series):
        return other.predecessor == one.id or one.predecessor == other.id
    return type(one) is not type(other)


def _events_told_apart(one: Event, other: Event, kind: Likeness, index: Index) -> bool:
    if _is_part_of(one, other, index) or _is_part_of(other, one, index):
        return True
    if kind is Likeness.IDENTIFIER or kind is Likeness.NUMBER:
        return False
    numbers = {entry.series: entry for entry in one.entries if entry.number is not None}
    return (
        any(
            entry.number is not None
            and entry.series in numbers
            and numbers[entry.series].number != entry.number
            for entry in other.entries
        )
        or _start_apart(one, other, index)
        or _disjoint(one.organisers, other.organisers)
        or (kind is Likeness.OCCASION and _disjoint(_series_of(one), _series_of(other)))
        or (kind is Likeness.OCCASION and named_otherwise(one.title, other.title))
        or not could_be_one_place(one.place, other.place, index)
    )


def _series_of(event: Event) -> tuple[str, ...]:
    return tuple(entry.series for entry in event.entries)


def _start_apart(one: Event, other: Event, index: Index) -> bool:
    """Whether two events start at times too far from each other for one that was announced."""
    if one.start_time is None or other.start_time is None:
        return False
    first, second = (index.moments_of(event)[0] for event in (one, other))
    if first is not None and second is not None:
        if abs(first - second) <= _MAX_START_DIFFERENCE:
            return False
        if one.when == other.when:
            return True
    # Without both zones, or on two days, the clocks are all that there is to compare.
    first, second = (
        dt.datetime.combine(_ANY_DAY, time) for time in (one.start_time, other.start_time)
    )
    return abs(first - second) > _MAX_START_DIFFERENCE


def _is_part_of(one: Event, other: Event, index: Index) -> bool:
    return one.parent is not None and index.is_within(one.parent, other.id, Event, "parent")


def differ(one: object, other: object) -> bool:
    return one is not None and other is not None and one != other


def _disjoint(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return bool(one and other) and not set(one) & set(other)


# Dates


def surely_apart(one: When | None, other: When | None) -> bool:
    if one is other or one is None or other is None:  # most dates that agree are one object
        return False
    return one.contradicts(other)


def surely_before(one: When | None, other: When | None) -> bool:
    return one is not None and other is not None and one.surely_before(other)


def dates_contradict_number(one: Event, other: Event) -> bool:
    """Whether two events that share a number are two: on dates that differ, neither a plan."""
    return surely_apart(one.when, other.when) and not {one.status, other.status} & NOT_HELD


def may_share_number(one: Event, other: Event) -> bool:
    """Whether two events may share a number: one didn't take place, the other has another date."""
    return surely_apart(one.when, other.when) and bool(
        {one.status, other.status} & DID_NOT_TAKE_PLACE
    )


# Places and bodies


def could_be_one_place(one: str | None, other: str | None, index: Index) -> bool:
    """Whether two events at these places can be one: the same, or one within the other."""
    if one is None or other is None or one == other:
        return True
    return is_within(one, other, index) or is_within(other, one, index)


def is_within(inner: str, outer: str, index: Index) -> bool:
    """Whether one place lies within another, or is it, by the ids of both."""
    return index.is_within(inner, outer, Place, "within")


def bodies_of(event: Event, index: Index) -> list[str]:
    """Return the bodies whose event it is: its organisers, or else the conveners of its series."""
    if event.organisers:
        return list(event.organisers)
    series = (index.get(entry.series) for entry in event.entries)
    bodies = [one.organisation for one in series if isinstance(one, Series)]
    return list(dict.fromkeys(body for body in bodies if body is not None))


# The names that titles give to events: in quotation marks, or joined to a year


_QUOTED = re.compile('[«“„"]([^«»“”„"]+)[»”“"]').findall
_BEFORE_YEAR = re.compile(r"([^\W_]+)[-\u2010-\u2014](?:19|20)[0-9]{2}\b").finditer


def named_otherwise(one: Text, other: Text) -> bool:
    """Whether two titles name two events: exercises Barrier-2026 and Search-2026.

    It is so if in a language that both have no word is in both names, and in no language any.
    A title without a name, or in another language, tells nothing.
    """
    pairs = [
        (set(_words_of_names(one[lang])), set(_words_of_names(other[lang])))
        for lang in one.languages
        if lang in other.languages
    ]
    known = [(words, others) for words, others in pairs if words and others]
    return bool(known) and all(words.isdisjoint(others) for words, others in known)


def _words_of_names(title: str) -> Iterator[str]:
    """Yield the words of names in a title, without figures such as the year."""
    for quoted in _QUOTED(title):
        yield from (word for word in folded(quoted).split() if not word.isdigit())
    for found in _BEFORE_YEAR(title):
        before = reversed(title[: found.start()].split())
        name = [found[1], *itertools.takewhile(lambda word: word[0].isupper(), before)]
        yield from folded(" ".join(name)).split()
