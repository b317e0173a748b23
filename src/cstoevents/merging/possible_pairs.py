"""Pairs of records that may be one, where a person has to say; see `likeness`."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

from cstoevents.dates import When
from cstoevents.merging.likeness import (
    Fold,
    LikelyPair,
    Likeness,
    dates_in_words,
    is_to_the_day,
    kind_and_surroundings,
)
from cstoevents.merging.told_apart import bodies_of, differ, surely_apart, told_apart
from cstoevents.records import (
    Event,
    Organisation,
    Place,
    Record,
    Series,
)
from cstoevents.records.index import Index
from cstoevents.records.vocabularies import (
    EventStatus,
    PlaceKind,
)
from cstoevents.wording.names import folded
from cstoevents.wording.nearness import MAX_NEIGHBOURS

# Dates known more roughly than this coincide with too many others to suggest a match.
_MAX_DAYS = 31
# How many days apart two events of one title may be for one that was moved.
_MAX_DAYS_MOVED = 92


# Events at one time


def possibly_same(
    records: Iterable[Record],
    index: Index,
    fold: Fold = folded,
    known: AbstractSet[tuple[str, str]] = frozenset(),
) -> list[LikelyPair]:
    """Find events of one kind, and of one body or like titles, whose dates and places agree.

    Pairs of ids that are known to be likely the same are left out.
    """
    found: dict[tuple[str, str], LikelyPair] = {}
    for (body, _kind), events in _by_body_and_kind(records, index).items():
        for one, other, is_definite in _at_one_time(events):
            # In one month a body may well have two of a kind.
            ids = one.id, other.id
            if (
                ids not in found
                and ids not in known
                and ((body is not None and is_definite) or _titles_agree(one, other, fold))
                and not told_apart(one, other, Likeness.OCCASION, index)
            ):
                evidence = tuple(_occasion(one, other, body))
                found[ids] = LikelyPair(one, other, Likeness.OCCASION, evidence)
    return [found[ids] for ids in sorted(found)]


def _by_body_and_kind(
    records: Iterable[Record], index: Index
) -> dict[tuple[str | None, str], list[tuple[When, Event]]]:
    """Group events by whose they are and what they are, under each date that they had.

    Dates that aren't known well enough are left out.
    """
    groups: dict[tuple[str | None, str], list[tuple[When, Event]]] = {}
    for record in records:
        if not isinstance(record, Event):
            continue
        for when in filter(None, (record.when, *record.previous_when)):
            if _days_it_may_be(when) <= _MAX_DAYS:
                for body in bodies_of(record, index) or (None,):
                    groups.setdefault((body, record.kind), []).append((when, record))
    return groups


def _at_one_time(events: list[tuple[When, Event]]) -> Iterator[tuple[Event, Event, bool]]:
    """Yield the pairs of events whose dates can be the same, each with a few neighbours.

    They are in the order of their ids; beside them, whether one of the dates is known to the day.
    """
    ordered = [
        (when, event, is_to_the_day(when))
        for when, event in sorted(events, key=lambda dated: (*dated[0].sort_key, dated[1].id))
    ]
    for position, (when, one, is_definite) in enumerate(ordered):
        for other_when, other, too in ordered[position + 1 : position + 1 + MAX_NEIGHBOURS]:
            if surely_apart(when, other_when):
                break
            first, second = (one, other) if one.id < other.id else (other, one)
            if first is not second:
                yield first, second, is_definite or too


def _titles_agree(one: Event, other: Event, fold: Fold) -> bool:
    """Whether one title has all words of the other, in a language that both have."""
    for lang in set(one.title.languages).intersection(other.title.languages):
        words, others = (set(fold(event.title[lang]).split()) for event in (one, other))
        if words <= others or others <= words:
            return True
    return False


def _occasion(one: Event, other: Event, body: str | None) -> Iterator[str]:
    what = f"of {body}" if body else "and one title has all words of the other"
    yield f"both are of the kind {one.kind}, {what}"
    yield _on(one, other)
    places = sorted({place for place in (one.place, other.place) if place})
    if places:
        yield f"at {' and '.join(places)}"


# Events of one title


def possibly_moved(
    records: Iterable[Record], index: Index, fold: Fold = folded
) -> list[LikelyPair]:
    """Find events of one kind and title on two days, which may be one that was moved.

    There are no more than these two of that title, they are three months apart at most, and
    not both were held.
    """
    events = (record for record in records if isinstance(record, Event))
    known = [event for event in events if not _is_vague(event)]
    kinds = {event.kind for event in known if event.status is not EventStatus.HELD}
    return [
        LikelyPair(one, other, Likeness.OCCASION, _moves(one, other))
        for one, other in _twice_of_one_title(known, kinds, fold)
        if _could_be_moved(one, other) and not told_apart(one, other, Likeness.OCCASION, index)
    ]


def possibly_dated(
    records: Iterable[Record], index: Index, fold: Fold = folded
) -> list[LikelyPair]:
    """Find events of one kind and title, of which one has no date or a rough one that fits.

    There are no more than these two of that title.
    """
    events = [record for record in records if isinstance(record, Event)]
    kinds = {event.kind for event in events if _is_vague(event)}
    return [
        LikelyPair(one, other, Likeness.OCCASION, (_of_one_title(one, other), _on(one, other)))
        for one, other in _twice_of_one_title(events, kinds, fold)
        if (_is_vague(one) or _is_vague(other))
        and not surely_apart(one.when, other.when)
        and not told_apart(one, other, Likeness.OCCASION, index)
    ]


def _is_vague(event: Event) -> bool:
    return event.when is None or _days_it_may_be(event.when) > _MAX_DAYS


def _twice_of_one_title(
    events: Iterable[Event], kinds: AbstractSet[str], fold: Fold
) -> list[list[Event]]:
    """Return the pairs of events of one of some kinds that alone have a title, in any language."""
    groups: dict[tuple[str, str, str], dict[str, Event]] = {}
    for event in events:
        if event.kind in kinds:
            for lang, title in event.title.items():
                groups.setdefault((event.kind, lang, fold(title)), {})[event.id] = event
    return [[group[id] for id in sorted(group)] for group in groups.values() if len(group) == 2]


def _could_be_moved(one: Event, other: Event) -> bool:
    if not surely_apart(one.when, other.when) or one.status is other.status is EventStatus.HELD:
        return False
    first, second = (event.when.earliest_ordinal for event in (one, other) if event.when)
    return abs(first - second) <= _MAX_DAYS_MOVED


def _moves(one: Event, other: Event) -> tuple[str, ...]:
    return _of_one_title(one, other), f"one may have been moved: {dates_in_words(one, other)}"


def _of_one_title(one: Event, other: Event) -> str:
    title = next(words for lang, words in one.title.items() if lang in other.title.languages)
    return f"both are of the kind {one.kind} and called {title!r}"


def _on(one: Event, other: Event) -> str:
    return f"on {dates_in_words(one, other)}"


def _days_it_may_be(when: When) -> int:
    return when.latest_ordinal - when.earliest_ordinal


# Places and organisations of one name


def alike_by_name(records: Iterable[Record], index: Index, fold: Fold = folded) -> list[LikelyPair]:
    """Find places and organisations of one name, one of which is known by little more.

    That is of the kind *other*, or doesn't say where it is or what it is part of, as what a
    sheet names alone. There are no others of that name.
    """
    groups: dict[tuple[type, str, str], tuple[str, dict[str, Place | Organisation]]] = {}
    for record in records:
        if isinstance(record, Place | Organisation):
            for lang, name in record.name.items():
                group = groups.setdefault((type(record), lang, fold(name)), (name, {}))[1]
                group[record.id] = record
    found: dict[tuple[str, str], LikelyPair] = {}
    for name, group in groups.values():
        if len(group) != 2:
            continue
        one, other = (group[id] for id in sorted(group))
        likeness = _likeness_of_owners(kind_and_surroundings(one), kind_and_surroundings(other))
        if likeness and not told_apart(one, other, Likeness.NAME, index):
            evidence = (f"both are called {name!r}",)
            found.setdefault((one.id, other.id), LikelyPair(one, other, likeness, evidence))
    return [found[ids] for ids in sorted(found)]


def could_be_one(one: Record, other: Record, index: Index) -> bool:
    """Whether nothing but their names tells two records apart, as far as it is known."""
    owners = [
        kind_and_surroundings(it)
        for it in (one, other)
        if isinstance(it, Place | Organisation | Series)
    ]
    if len(owners) == 2 and _likeness_of_owners(*owners) is None:
        return False
    return not told_apart(one, other, Likeness.NAME, index)


def _likeness_of_owners(
    one: tuple[str | None, ...], other: tuple[str | None, ...]
) -> Likeness | None:
    """Return how alike two of one name are by their kinds and what is around them."""
    kinds, around = {one[0], other[0]}, [*zip(one[1:], other[1:], strict=True)]
    if len(kinds | {PlaceKind.OTHER}) > 2 or any(itertools.starmap(differ, around)):
        return None
    return Likeness.NAME if one[1:] == other[1:] else Likeness.OCCASION
