"""All anniversaries of a chronicle that fall in a window, made when they are looked at."""

from __future__ import annotations

import datetime as dt
import functools
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain
from typing import Any, Literal, NamedTuple, TypeAlias, overload

import attrs

from cstoevents.anniversaries.recurrence import LeapPolicy, LeapPolicyLike, anchor, shape
from cstoevents.anniversaries.rounds import Commemorated, Occasion, Round, Subject, seniority
from cstoevents.anniversaries.values import (
    Anniversaries,
    Anniversary,
    Observance,
    date_and_kind,
    is_planned,
    kind_of_term,
)
from cstoevents.dates import Certainty, CertaintyLike, Precision, Tri, When, WhenLike
from cstoevents.dates.edtf import FOREVER, NEVER_BEGUN
from cstoevents.errors import ArgumentError, NoAnniversaryError
from cstoevents.errors.arguments import all_of, is_same, member_of, refusal, whole_number
from cstoevents.records import Event, Meeting, Membership, Official, Organisation
from cstoevents.records.collector import collector_paused
from cstoevents.records.index import Index
from cstoevents.records.values import Commemoration, Text
from cstoevents.records.vocabularies import DID_NOT_TAKE_PLACE, EventKind
from cstoevents.wording import languages
from cstoevents.wording.words import post_name

AnniversaryKindsLike: TypeAlias = Iterable[EventKind | Occasion | str] | Literal["all"]
"""What is taken for kinds of anniversaries: members of `EventKind` and of
:class:`~cstoevents.anniversaries.Occasion` or their texts, or ``"all"``."""

_REMEMBERED = frozenset(
    {
        EventKind.FOUNDING,
        EventKind.SIGNING,
        EventKind.ENTRY_INTO_FORCE,
        Occasion.BIRTH,
        Occasion.DEATH,
    }
)


class _Group(NamedTuple):
    """Anniversaries that fall on one date: a list for each kind, the oldest first."""

    when: When
    year: int
    certainty: Certainty
    parts: list[list[Subject]]

    def members(self) -> list[Subject]:
        parts = tuple(self.parts)  # another thread may be putting them together as well
        if len(parts) == 1:
            return parts[0]
        members = sorted(chain.from_iterable(parts), key=seniority)
        self.parts[:] = [members]
        return members


# What an event commemorates: the id of a record, or a description and its date.
_CommemoratedKey: TypeAlias = str | tuple[Text, When | None]


_NO_KIND: Literal[""] = ""


# Subjects are selected by kind, and by whether an event commemorates them.
_SubjectKey: TypeAlias = tuple[EventKind | Occasion | None, bool]


def _counted(groups: Iterable[_Group]) -> list[int]:
    """Return how many anniversaries there are up to the end of each group."""
    return list(accumulate(sum(map(len, group.parts)) for group in groups))


@attrs.frozen(slots=True, eq=False, repr=False)
class _LazyAnniversaries(Sequence[Anniversary]):
    """Anniversaries that are made when they are looked at: a window may hold very many."""

    _groups: Sequence[_Group]
    _leap: LeapPolicy
    _observed: Mapping[tuple[_CommemoratedKey, int], tuple[Event, ...]]
    _index: Index
    _ends: list[int] = attrs.field(
        init=False, default=attrs.Factory(lambda lazy: _counted(lazy._groups), takes_self=True)
    )

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    @overload
    def __getitem__(self, position: int) -> Anniversary: ...
    @overload
    def __getitem__(self, position: slice) -> tuple[Anniversary, ...]: ...
    def __getitem__(self, position: int | slice) -> Anniversary | tuple[Anniversary, ...]:
        positions = range(len(self))[position]
        if isinstance(positions, range):
            return tuple(map(self._at, positions))
        return self._at(positions)

    def __iter__(self) -> Iterator[Anniversary]:
        for group in self._groups:
            for subject in group.members():
                yield self._anniversary(group, subject)

    def _at(self, position: int) -> Anniversary:
        which = bisect_right(self._ends, position)
        group = self._groups[which]
        return self._anniversary(group, group.members()[position - self._ends[which]])

    def _anniversary(self, group: _Group, subject: Subject) -> Anniversary:
        # A window may hold very many: each part is looked up once.
        year, id, _, kind, original, record, description, planned = subject
        number = group.year - year
        target: _CommemoratedKey = id
        if record is None and description is not None:
            target = (description, original)
        events = self._observed.get((target, number))
        if isinstance(record, Membership):
            description = _term_in_words(record, self._index)
        return Anniversary(
            original=original,
            number=number,
            when=group.when,
            leap=self._leap,
            certainty=Certainty.POSSIBLY if planned else group.certainty,
            record=record,
            kind=kind or None,
            description=description,
            observed=tuple(Observance(event, _offset(event, group.when)) for event in events)
            if events
            else (),
        )


def _held(subjects: list[Subject]) -> list[Subject]:
    return [subject for subject in subjects if not subject.is_planned]


def _term_in_words(term: Membership, index: Index) -> Text:
    """Return who joined what, or began a term in which post there."""
    names = []
    for id in (term.member, term.organisation):
        record = index.get(id)
        names.append(record.name if isinstance(record, Organisation | Official) else Text(id))
    shared = [tag for tag in names[0].languages if tag in names[1].languages]
    return Text({tag: _term_in(term, names, tag) for tag in shared or [names[0].languages[0]]})


def _term_in(term: Membership, names: Sequence[Text], tag: str) -> str:
    post = ""
    if term.role and tag in languages():
        post = f", {post_name(term.role, tag)}"
    return f"{names[0].best(tag)}{post}, {names[1].best(tag)}"


def _offset(event: Event, nominal: When) -> int | None:
    held = event.when and (event.when.start or event.when)
    if held is None or not held.precision is nominal.precision is Precision.DAY:
        return None
    return held.earliest_ordinal - nominal.earliest_ordinal


class Calendar:
    """The dates of an index that come round; a chronicle makes one and keeps it."""

    __slots__ = ("__dict__", "_index")

    def __init__(self, index: Index) -> None:
        self._index = index

    def during(
        self,
        window: WhenLike,
        *,
        kinds: AnniversaryKindsLike | None = None,
        every: int = 1,
        leap: LeapPolicyLike = LeapPolicy.BACKWARD,
        certainty: CertaintyLike = Certainty.POSSIBLY,
    ) -> Anniversaries:
        """Return the anniversaries that fall in a window, which has a first and a last day.

        Without ``kinds`` they are of what people commemorate (the package says what);
        with ``kinds`` of these alone, organisations' foundings among the foundings;
        ``"all"`` stands for every kind. ``every`` keeps the numbers that it divides: 5
        gives the jubilees.
        """
        hull = When(window).span
        if hull.earliest_ordinal == NEVER_BEGUN or hull.latest_ordinal == FOREVER:
            raise ArgumentError("window", window, "a window with a first and a last day")
        first = dt.date.fromordinal(hull.earliest_ordinal)
        last = dt.date.fromordinal(hull.latest_ordinal)
        step, policy = whole_number(every, "every"), member_of(LeapPolicy, leap, "leap")
        wanted = member_of(Certainty, certainty, "certainty", but=[Certainty.UNKNOWN])
        falling: dict[When, tuple[int, list[list[Subject]]]] = {}
        for dates in self._wanted(kinds):
            for when, year, members in dates.falling(first, last, step, policy):
                if kept := _held(members) if wanted is Certainty.SURELY else members:
                    falling.setdefault(when, (year, []))[1].append(kept)
        groups: list[_Group] = []
        for when in sorted(falling, key=lambda when: when.sort_key):
            shared = when.overlaps(hull)
            if shared is Tri.FALSE or (shared is Tri.UNKNOWN and wanted is Certainty.SURELY):
                continue
            sure = Certainty.SURELY if shared is Tri.TRUE else Certainty.POSSIBLY
            year, parts = falling[when]
            groups.append(_Group(when, year, sure, parts))
        anniversaries = _LazyAnniversaries(groups, policy, self._observed, self._index)
        return Anniversaries._in_order(anniversaries, self._index)

    def _wanted(self, kinds: AnniversaryKindsLike | None) -> list[Round]:
        rounds = self._rounds.items()
        if isinstance(kinds, str) and kinds == "all":
            return list(self._rounds.values())
        if kinds is None:
            return [dates for (kind, marked), dates in rounds if marked or kind in _REMEMBERED]
        listed = all_of(kinds, _kind, "kinds", "kinds of anniversaries")
        return [dates for (kind, _), dates in rounds if kind in listed]

    @functools.cached_property
    def _commemorations(self) -> tuple[tuple[Commemoration, Event], ...]:
        return tuple(
            (event.commemoration, event)
            for event in self._index.all(Event, Meeting)
            if event.commemoration is not None
        )

    @functools.cached_property
    def _observed(self) -> Mapping[tuple[_CommemoratedKey, int], tuple[Event, ...]]:
        """The events that commemorate, by what and by which anniversary, in order."""
        observed: dict[tuple[_CommemoratedKey, int], list[Event]] = {}
        for marked, event in self._commemorations:
            if marked.number is not None and event.status not in DID_NOT_TAKE_PLACE:
                observed.setdefault((_target(marked), marked.number), []).append(event)
        return {key: tuple(sorted(events, key=_by_date)) for key, events in observed.items()}

    @functools.cached_property
    def _rounds(self) -> dict[_SubjectKey, Round]:
        """The subjects by kind, those that a commemoration points to apart."""
        with collector_paused():
            return {sort: Round(shapes) for sort, shapes in self._by_sort().items()}

    def _by_sort(self) -> dict[_SubjectKey, dict[str, list[Subject]]]:
        rounds: dict[_SubjectKey, dict[str, list[Subject]]] = defaultdict(lambda: defaultdict(list))
        places: dict[When, tuple[int, str] | None] = {}
        for sort, id, when, record, description in self._candidates():
            if when not in places:
                places[when] = _place(when)
            place = places[when]
            if place is not None:
                year, form = place
                kind = sort[0] or _NO_KIND
                subject = Subject(
                    year, id, when.text, kind, when, record, description, is_planned(record)
                )
                rounds[sort][form].append(subject)
        return rounds

    def _candidates(
        self,
    ) -> Iterator[tuple[_SubjectKey, str, When, Commemorated | None, Text | None]]:
        """Yield what has a date: the records, and what commemorations describe."""
        stated: dict[_CommemoratedKey, When | None] = {}
        for marked, _ in self._commemorations:
            target = _target(marked)
            stated[target] = stated.get(target) or marked.original
        for record in self._records(stated):
            when, kind = date_and_kind(record)
            when = when or stated.get(record.id)
            is_off = isinstance(record, Event) and record.status in DID_NOT_TAKE_PLACE
            if when is not None and not is_off:
                yield (kind, record.id in stated), record.id, when, record, None
        yield from self._of_persons_and_terms()
        for target, when in stated.items():
            if isinstance(target, tuple) and when is not None:
                yield (None, True), str(target[0]), when, None, target[0]

    def _of_persons_and_terms(
        self,
    ) -> Iterator[tuple[_SubjectKey, str, When, Official | Membership, None]]:
        for person in self._index.all(Official):
            lived = ((Occasion.BIRTH, person.born), (Occasion.DEATH, person.died))
            for occasion, when in lived:
                if when is not None:
                    yield (occasion, False), person.id, when, person, None
        for term in self._index.all(Membership):
            member = self._index.get(term.member)
            if term.when is not None and isinstance(member, Official | Organisation):
                began = Occasion.ACCESSION if isinstance(member, Organisation) else Occasion.TERM
                yield (kind_of_term(term) or began, False), term.id, term.when, term, None

    def _records(self, pointed_to: Iterable[_CommemoratedKey]) -> Iterator[Event | Organisation]:
        """Yield one's own records, and what one commemorates of the outer index."""
        yield from self._index.all(Event, Meeting)
        yield from self._index.all(Organisation)
        for target in pointed_to:
            if isinstance(target, str) and target not in self._index.by_id:
                record = self._index.get(target)
                if isinstance(record, (Event, Organisation)):
                    yield record


def _kind(value: EventKind | Occasion | str, argument: str) -> EventKind | Occasion:
    allowed: tuple[EventKind | Occasion, ...] = (*EventKind, *Occasion)
    for kind in allowed:
        if is_same(kind, value):
            return kind
    raise refusal(argument, value, f"one of {', '.join(allowed)}")


def _place(when: When) -> tuple[int, str] | None:
    """Return the year and shape of what comes round of a date, if anything does."""
    try:
        return shape(anchor(when))
    except NoAnniversaryError:
        return None


def _target(marked: Commemoration) -> _CommemoratedKey:
    if marked.description is not None:
        return marked.description, marked.original
    return marked.event or marked.organisation or ""


def _by_date(event: Event) -> tuple[Any, ...]:
    return *(event.when.sort_key if event.when else (FOREVER, FOREVER, "")), event.id
