"""Pairs of records that share what hardly two things share; see `likeness`."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TypeVar

from cstoevents.dates import When
from cstoevents.merging.likeness import (
    Fold,
    Ground,
    Key,
    LikelyPair,
    Likeness,
    dates_in_words,
    is_to_the_day,
    kind_and_surroundings,
)
from cstoevents.merging.told_apart import surely_before, told_apart
from cstoevents.records import (
    Event,
    Meeting,
    Membership,
    Official,
    Organisation,
    Place,
    Record,
    Series,
)
from cstoevents.records.index import Index
from cstoevents.records.names import name_of
from cstoevents.records.values import SeriesEntry
from cstoevents.records.vocabularies import (
    AliasKind,
    Numbering,
)
from cstoevents.wording.names import folded
from cstoevents.wording.nearness import neighbours
from cstoevents.wording.numbers import number_as_labelled

R = TypeVar("R", bound=Record)


def likely_same(records: Iterable[Record], index: Index, fold: Fold = folded) -> list[LikelyPair]:
    """Find the pairs that share what hardly two things share, sorted by ids.

    ``fold`` is `folded`, or what remembers it from one search to the next.
    """
    found: dict[tuple[str, str], dict[Likeness, list[str]]] = {}
    pairs: dict[tuple[str, str], tuple[Record, Record]] = {}
    for (_, kind, key), group in _sharing(records, index, fold).items():
        words = _ground_in_words(kind, key, group[0])
        for one, other in neighbours(_by_id(group)):
            if not told_apart(one, other, kind, index):
                pairs[one.id, other.id] = one, other
                found.setdefault((one.id, other.id), {}).setdefault(kind, []).append(words)
    return [_pair(*pairs[ids], found[ids]) for ids in sorted(found)]


def _by_id(group: Iterable[R]) -> list[R]:
    """Return records in the order of their ids, each once: one may share two grounds of a kind."""
    records = {record.id: record for record in group}
    return [records[id] for id in sorted(records)]


def _sharing(
    records: Iterable[Record], index: Index, fold: Fold
) -> dict[tuple[str, Likeness, Key], list[Record]]:
    """Return the records that share a ground, by that and by their class."""
    # Hardly any two share one: nothing is made for a ground before a second record has it.
    firsts: dict[tuple[str, Likeness, Key], Record] = {}
    groups: dict[tuple[str, Likeness, Key], list[Record]] = {}
    for record in records:
        cls = "Event" if isinstance(record, Meeting) else type(record).__name__
        for kind, key in _grounds(record, index, fold):
            first = firsts.setdefault((cls, kind, key), record)
            if first is not record:
                groups.setdefault((cls, kind, key), [first]).append(record)
    return groups


def _pair(one: Record, other: Record, grounds: dict[Likeness, list[str]]) -> LikelyPair:
    kinds = [kind for kind in Likeness if kind in grounds]
    evidence = [words for kind in kinds for words in sorted(grounds[kind])]
    if isinstance(one, Event) and isinstance(other, Event) and one.when != other.when:
        evidence.append(f"their dates: {dates_in_words(one, other)}")
    return LikelyPair(one, other, kinds[0], tuple(evidence))


# What each class of records can share


def _grounds(record: Record, index: Index, fold: Fold) -> Iterator[Ground]:
    for identifier in getattr(record, "identifiers", ()):
        yield Likeness.IDENTIFIER, (identifier.scheme, identifier.identifier)
    if isinstance(record, Event):
        yield from _grounds_of_event(record, index, fold)
    elif isinstance(record, Official):
        for name in _full_names(record):
            yield Likeness.NAME, (name,)
    elif isinstance(record, (Organisation, Place, Series)):
        owner = kind_and_surroundings(record)
        for lang, name in record.name.items():
            yield Likeness.NAME, (lang, fold(name), *owner)


def _ground_in_words(kind: Likeness, key: Key, record: Record) -> str:
    """Return what two records share, as one of them has it."""
    if kind is Likeness.IDENTIFIER:
        return f"both have the {key[0]} identifier {key[1]}"
    if kind is Likeness.NUMBER:
        return f"both are number {key[1]} of {key[0]}"
    if isinstance(record, Official):
        return f"both bear the name {key[0]!r}"
    name = name_of(record)
    assert name is not None
    words = f"both are called {name[str(key[0])]!r}"
    return f"{words}, on {key[2]}" if kind is Likeness.TITLE else words


def _grounds_of_event(event: Event, index: Index, fold: Fold) -> Iterator[Ground]:
    for entry in event.entries:
        key = _key_of_number(event, entry, index)
        if key is not None:
            yield Likeness.NUMBER, key
    for when in dict.fromkeys((event.when, _day_in_utc(event, index), *event.previous_when)):
        if when and is_to_the_day(when):
            for lang, title in event.title.items():
                yield Likeness.TITLE, (lang, fold(title), str(when))


def _day_in_utc(event: Event, index: Index) -> When | None:
    """Return the day of an event's start in UTC: one moment may be on two days by two clocks."""
    start = None if event.start_time is None else index.moments_of(event)[0]
    try:
        return None if start is None else When(start.astimezone(dt.UTC).date())
    except OverflowError:  # the calendar ends before
        return None


def _key_of_number(event: Event, entry: SeriesEntry, index: Index) -> Key | None:
    """Return what a number in a series says of an event, or None where it says nothing."""
    series = index.get(entry.series)
    numbering = series.numbering if isinstance(series, Series) else None
    if entry.number is None or numbering is Numbering.UNNUMBERED:
        return None
    number = entry.series, entry.number, number_as_labelled(entry.number, entry.label)
    if numbering is not Numbering.RESTARTS:
        return number
    # Where numbers start anew, a number says who it is only together with its year.
    year = event.when.year if event.when else None
    return None if year is None else (*number, year)


def _full_names(person: Official) -> Iterator[str]:
    names = list(person.name.values())
    names += [alias.value for alias in person.aliases if alias.kind is not AliasKind.ABBREVIATION]
    seen: set[str] = set()
    for name in names:
        words = sorted(folded(name).split())
        # An initial stands for many names.
        if len(words) < 2 or min(map(len, words)) < 2:
            continue
        key = " ".join(words)
        if key not in seen:
            seen.add(key)
            yield key


# Terms of one person in one post


def same_terms(records: Iterable[Record]) -> list[LikelyPair]:
    """Find memberships of one member in one role, with starts that can be one.

    Where one can be that of several, it may be any of them.
    """
    groups: dict[Key, list[Membership]] = {}
    for record in records:
        if isinstance(record, Membership):
            group = record.member, record.organisation, record.role, record.status
            groups.setdefault(group, []).append(record)
    pairs = [
        (one, other)
        for group in groups.values()
        for one, other in neighbours(_by_id(group))
        if _could_be_one_term(one, other)
    ]
    counts = Counter(term.id for pair in pairs for term in pair)
    return [
        LikelyPair(
            one,
            other,
            Likeness.TERM if counts[one.id] == counts[other.id] == 1 else Likeness.OCCASION,
            (f"both are the term of {one.member} as {one.role} of {one.organisation}",),
        )
        for one, other in pairs
    ]


def _could_be_one_term(one: Membership, other: Membership) -> bool:
    first, second = start_of(one), start_of(other)
    if first and second and not (first.refines(second) or second.refines(first)):
        return False
    return not surely_before(one.when, other.when) and not surely_before(other.when, one.when)


def start_of(term: Membership) -> When | None:
    """Return when a membership began, or when it was first seen."""
    when = term.when or next(iter(term.seen), None)
    return when.ends[0] if when else None
