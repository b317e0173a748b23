"""Records of different ids that describe one thing, and the evidence for it.

Two kinds of grounds are kept apart. What is *alike* shares something that
hardly two things share: an identifier, a number in a series, a full name, a
title on the same date, be it one from which an event was moved, a term of one person in
one post. What *coincides*
is of the same kind and body, on dates of which one is known to the day, or of the same
kind and with all words of one title in the other, at dates and places that can be the
same, and not in two series or named otherwise; or bears one name, where only one says what
lies around it: enough to ask a person, no more.

Nothing here changes or decides anything.
"""

from __future__ import annotations

import datetime as dt
import enum
import itertools
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import NamedTuple, TypeVar

from cstoevents.dates import Precision, When
from cstoevents.merging.titles import named_otherwise
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
    DID_NOT_TAKE_PLACE,
    NOT_HELD,
    AliasKind,
    EventStatus,
    Numbering,
    PlaceKind,
)
from cstoevents.wording.names import folded
from cstoevents.wording.numbers import number_as_labelled

T = TypeVar("T", bound=Record)

# Where many records share one key, each is compared with so many neighbours: work stays linear.
_NEIGHBOURS = 12
# A report gives the time at which it began, an announcement the one that was planned.
# Meetings that follow on each other in one hall start an hour apart, or more.
_SAME_START = dt.timedelta(minutes=30)
_ANY_DAY = dt.date(2000, 1, 1)
# Dates known more roughly than this coincide with too many others to suggest a match.
_ROUGHEST = 31
# How many days apart two events of one title may be for one that was moved.
_FARTHEST_MOVE = 92


class Likeness(enum.StrEnum):
    """The kinds of evidence that two records describe the same thing, the strongest first.

    Attributes:
        IDENTIFIER: Both have one name in another system.
        NUMBER: Both have one number in a series.
        NAME: Both have one name.
        TITLE: Both have one title.
        TERM: Both are the term of one member in one role, with starts of which one is the other
            more exactly.
        OCCASION: Both are of one kind and one body, or have like titles, with dates that fit or
            of which one was given up; or have one name, or a term, and may be others' as well.

    >>> import cstoevents as cs
    >>> cs.merging.Likeness("number")
    <Likeness.NUMBER: 'number'>
    """

    IDENTIFIER = "identifier"
    NUMBER = "number"
    NAME = "name"
    TITLE = "title"
    TERM = "term"
    OCCASION = "occasion"

    @property
    def is_firm(self) -> bool:
        """Whether hardly two things share it; an occasion is enough to ask, no more.

        >>> import cstoevents as cs
        >>> [str(kind) for kind in cs.merging.Likeness if not kind.is_firm]
        ['occasion']
        """
        return self is not Likeness.OCCASION


class LikelyPair(NamedTuple):
    """Two records that may be one, in the order of their ids, and the evidence in words."""

    one: Record
    other: Record
    kind: Likeness
    evidence: tuple[str, ...]


Key = tuple[Hashable, ...]
Ground = tuple[Likeness, Key]
Fold = Callable[[str], str]


def likely_same(records: Iterable[Record], index: Index, fold: Fold = folded) -> list[LikelyPair]:
    """Find the pairs that share what hardly two things share, sorted by ids.

    ``fold`` is `folded`, or what remembers it from one search to the next.
    """
    found: dict[tuple[str, str], dict[Likeness, list[str]]] = {}
    pairs: dict[tuple[str, str], tuple[Record, Record]] = {}
    for (_, kind, key), group in _sharing(records, index, fold).items():
        words = _ground_in_words(kind, key, group[0])
        for one, other in _neighbours({record.id: record for record in group}):
            if not _told_apart(one, other, kind, index):
                pairs[one.id, other.id] = one, other
                found.setdefault((one.id, other.id), {}).setdefault(kind, []).append(words)
    return [_pair(*pairs[ids], found[ids]) for ids in sorted(found)]


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
                and not _told_apart(one, other, Likeness.OCCASION, index)
            ):
                evidence = tuple(_occasion(one, other, body))
                found[ids] = LikelyPair(one, other, Likeness.OCCASION, evidence)
    return [found[ids] for ids in sorted(found)]


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
        likeness = _likeness_of_owners(_owner(one), _owner(other))
        if likeness and not _told_apart(one, other, Likeness.NAME, index):
            evidence = (f"both are called {name!r}",)
            found.setdefault((one.id, other.id), LikelyPair(one, other, likeness, evidence))
    return [found[ids] for ids in sorted(found)]


def could_be_one(one: Record, other: Record, index: Index) -> bool:
    """Whether nothing but their names tells two records apart, as far as it is known."""
    owners = [_owner(it) for it in (one, other) if isinstance(it, Place | Organisation | Series)]
    if len(owners) == 2 and _likeness_of_owners(*owners) is None:
        return False
    return not _told_apart(one, other, Likeness.NAME, index)


def _likeness_of_owners(
    one: tuple[str | None, ...], other: tuple[str | None, ...]
) -> Likeness | None:
    """Return how alike two of one name are by their kinds and what is around them."""
    kinds, around = {one[0], other[0]}, [*zip(one[1:], other[1:], strict=True)]
    if len(kinds | {PlaceKind.OTHER}) > 2 or any(itertools.starmap(_differ, around)):
        return None
    return Likeness.NAME if one[1:] == other[1:] else Likeness.OCCASION


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
        for one, other in _neighbours({term.id: term for term in group})
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
    return not _surely_before(one.when, other.when) and not _surely_before(other.when, one.when)


def start_of(term: Membership) -> When | None:
    """Return when a membership began, or when it was first seen."""
    when = term.when or next(iter(term.seen), None)
    return when.ends[0] if when else None


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
        if _could_be_moved(one, other) and not _told_apart(one, other, Likeness.OCCASION, index)
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
        and not _surely_apart(one.when, other.when)
        and not _told_apart(one, other, Likeness.OCCASION, index)
    ]


def _is_vague(event: Event) -> bool:
    return event.when is None or _roughness(event.when) > _ROUGHEST


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
    if not _surely_apart(one.when, other.when) or one.status is other.status is EventStatus.HELD:
        return False
    first, second = (event.when.earliest_ordinal for event in (one, other) if event.when)
    return abs(first - second) <= _FARTHEST_MOVE


def _moves(one: Event, other: Event) -> tuple[str, ...]:
    return _of_one_title(one, other), f"one may have been moved: {_dates(one, other)}"


def _of_one_title(one: Event, other: Event) -> str:
    title = next(words for lang, words in one.title.items() if lang in other.title.languages)
    return f"both are of the kind {one.kind} and called {title!r}"


def _on(one: Event, other: Event) -> str:
    return f"on {_dates(one, other)}"


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
            if _roughness(when) <= _ROUGHEST:
                for body in bodies_of(record, index) or (None,):
                    groups.setdefault((body, record.kind), []).append((when, record))
    return groups


def _at_one_time(events: list[tuple[When, Event]]) -> Iterator[tuple[Event, Event, bool]]:
    """Yield the pairs of events whose dates can be the same, each with a few neighbours.

    They are in the order of their ids; beside them, whether one of the dates is known to the day.
    """
    ordered = [
        (when, event, _is_definite(when))
        for when, event in sorted(events, key=lambda dated: (*dated[0].sort_key, dated[1].id))
    ]
    for position, (when, one, is_definite) in enumerate(ordered):
        for other_when, other, too in ordered[position + 1 : position + 1 + _NEIGHBOURS]:
            if _surely_apart(when, other_when):
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


def _pair(one: Record, other: Record, grounds: dict[Likeness, list[str]]) -> LikelyPair:
    kinds = [kind for kind in Likeness if kind in grounds]
    evidence = [words for kind in kinds for words in sorted(grounds[kind])]
    if isinstance(one, Event) and isinstance(other, Event) and one.when != other.when:
        evidence.append(f"their dates: {_dates(one, other)}")
    return LikelyPair(one, other, kinds[0], tuple(evidence))


def _dates(one: Event, other: Event) -> str:
    if one.when is not None and one.when == other.when:
        return str(one.when)
    known = sorted(
        {when for when in (one.when, other.when) if when}, key=lambda when: when.sort_key
    )
    return " and ".join(map(str, known)) + ("" if one.when and other.when else " and none")


def _neighbours(group: Mapping[str, T]) -> Iterator[tuple[T, T]]:
    ordered = [group[id] for id in sorted(group)]
    for position, one in enumerate(ordered):
        for other in ordered[position + 1 : position + 1 + _NEIGHBOURS]:
            yield one, other


def _roughness(when: When) -> int:
    return when.latest_ordinal - when.earliest_ordinal


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
        owner = _owner(record)
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


def _owner(record: Organisation | Place | Series) -> tuple[str | None, ...]:
    if isinstance(record, Organisation):
        return record.kind, record.parent, record.country
    if isinstance(record, Place):
        return record.kind, record.within, record.country
    return None, record.organisation


def _grounds_of_event(event: Event, index: Index, fold: Fold) -> Iterator[Ground]:
    for entry in event.entries:
        key = _key_of_number(event, entry, index)
        if key is not None:
            yield Likeness.NUMBER, key
    for when in dict.fromkeys((event.when, *event.previous_when)):
        if when and _is_definite(when):
            for lang, title in event.title.items():
                yield Likeness.TITLE, (lang, fold(title), str(when))


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


def _is_definite(when: When) -> bool:
    if when.precision is not Precision.INTERVAL:
        return when.precision is Precision.DAY
    start, end = when.ends
    return (
        start is not None and end is not None and start.precision is end.precision is Precision.DAY
    )


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


# What tells two records apart whatever they share


def _told_apart(one: Record, other: Record, kind: Likeness, index: Index) -> bool:
    if isinstance(one, Event) and isinstance(other, Event):
        return _events_told_apart(one, other, kind, index)
    if isinstance(one, Official) and isinstance(other, Official):
        return kind is not Likeness.IDENTIFIER and (
            _differ(one.nationality, other.nationality)
            or _surely_apart(one.born, other.born)
            or _surely_apart(one.died, other.died)
        )
    if isinstance(one, Organisation) and isinstance(other, Organisation):
        return (
            one.id in other.predecessors
            or other.id in one.predecessors
            or _surely_before(one.dissolved, other.founded)
            or _surely_before(other.dissolved, one.founded)
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
        if abs(first - second) <= _SAME_START:
            return False
        if one.when == other.when:
            return True
    # Without both zones, or on two days, the clocks are all that there is to compare.
    first, second = (
        dt.datetime.combine(_ANY_DAY, time) for time in (one.start_time, other.start_time)
    )
    return abs(first - second) > _SAME_START


def _is_part_of(one: Event, other: Event, index: Index) -> bool:
    return one.parent is not None and index.is_within(one.parent, other.id, Event, "parent")


def _differ(one: object, other: object) -> bool:
    return one is not None and other is not None and one != other


def _disjoint(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return bool(one and other) and not set(one) & set(other)


def _surely_apart(one: When | None, other: When | None) -> bool:
    if one is other or one is None or other is None:  # most dates that agree are one object
        return False
    return one.contradicts(other)


def _surely_before(one: When | None, other: When | None) -> bool:
    return one is not None and other is not None and one.surely_before(other)


def dates_contradict_number(one: Event, other: Event) -> bool:
    """Whether two events that share a number are two: on dates that differ, neither a plan."""
    return _surely_apart(one.when, other.when) and not {one.status, other.status} & NOT_HELD


def may_share_number(one: Event, other: Event) -> bool:
    """Whether two events may share a number: one didn't take place, the other has another date."""
    return _surely_apart(one.when, other.when) and bool(
        {one.status, other.status} & DID_NOT_TAKE_PLACE
    )


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
    bodies = [run.organisation for run in series if isinstance(run, Series)]
    return list(dict.fromkeys(body for body in bodies if body is not None))
