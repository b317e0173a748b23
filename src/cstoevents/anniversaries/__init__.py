"""Anniversaries: of a date, of a record, and all that fall in a window.

`recurrence` knows when one date comes round. Here are the dates that people remember,
and what was done on the day.

**What is commemorated**, unless other kinds are asked for: foundings, signatures and
entries into force; the foundings of organisations; the births and deaths of persons;
and whatever a recorded :class:`~cstoevents.Commemoration` points to, be it an event of
any kind, an organisation, or something described in words with its date. Accessions and
the beginnings of terms come round too, for those who ask for them.

**What didn't take place.** An event that was cancelled or postponed did not happen, and
has no anniversaries. Of one that is scheduled nobody knows yet, so it has possible ones
and no sure ones, whatever its date.

**Nominal and observed.** The 33rd anniversary of 15 May 1992 *is* 15 May 2025; it was
*observed* by an event on the 12th. The first is computed, the second is recorded, and
the days between them are the offset, -3.

**Cost.** A window is answered from a :class:`Calendar` that is made once, in the time
that its answer takes to list (`rounds` says how); anniversaries are made when they are
looked at.
"""

from __future__ import annotations

import datetime as dt
import functools
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain
from typing import Any, Literal, NamedTuple, NoReturn, TypeAlias, final, overload

import attrs

from cstoevents._arguments import all_of, member_of, one_of, whole_number
from cstoevents.anniversaries.recurrence import (
    Completed,
    IntervalEnd,
    LeapPolicy,
    LeapPolicyLike,
    anchor,
    completed,
    nth,
    shape,
)
from cstoevents.anniversaries.rounds import Commemorated, Occasion, Round, Subject, seniority
from cstoevents.dates import Certainty, CertaintyLike, Precision, Tri, When, WhenLike
from cstoevents.dates.edtf import FOREVER, NEVER_BEGUN
from cstoevents.errors import ArgumentError, NoAnniversaryError
from cstoevents.records import Event, Meeting, Membership, Official, Organisation
from cstoevents.records.index import Index
from cstoevents.records.values import Commemoration, Text
from cstoevents.records.vocabularies import DID_NOT_TAKE_PLACE, EventKind, EventStatus
from cstoevents.wording import anniversary_name, languages, ordinal, years
from cstoevents.wording.words import phrase, post_name

__all__ = [
    "Anniversaries",
    "Anniversary",
    "Completed",
    "LeapPolicy",
    "Observance",
    "Occasion",
    "anniversary",
    "completed",
    "next_anniversary",
]

AnniversaryKindsLike: TypeAlias = Iterable[EventKind | Occasion | str] | Literal["all"]
"""What is taken for kinds of anniversaries: members of `EventKind` and of
:class:`~cstoevents.anniversaries.Occasion` or their texts, or ``"all"``."""

REMEMBERED = frozenset(
    {
        EventKind.FOUNDING,
        EventKind.SIGNING,
        EventKind.ENTRY_INTO_FORCE,
        Occasion.BIRTH,
        Occasion.DEATH,
    }
)


@attrs.frozen(slots=True)
class Observance:
    """An event that commemorated an anniversary, and by how many days it missed the day.

    Attributes:
        event: The event that commemorated it.
        offset: By how many days it missed the day, negative if it was early; None unless both are
            known to the day. Of an event that lasts, its first day counts.

    >>> import cstoevents as cs
    >>> treaty = cs.Event(id="treaty", kind="signing", title="Treaty signed", when="1992-05-15")
    >>> evening = cs.Event(id="evening", kind="commemoration", title="Evening of memory",
    ...                    when="2025-05-12",
    ...                    commemoration=cs.Commemoration(event="treaty", number=33))
    >>> [anniversary] = cs.Chronicle(treaty, evening).anniversaries("2025-05")
    >>> [(observance.event.id, observance.offset) for observance in anniversary.observed]
    [('evening', -3)]
    """

    event: Event
    offset: int | None


@attrs.frozen(slots=True, kw_only=True)
class Anniversary:
    """The n-th time that a date came round.

    Attributes:
        original: The date as it is recorded.
        number: Which anniversary it is, such as 33.
        when: The date of the anniversary, as exact as the original.
        leap: What became of 29 February.
        certainty: Whether it surely falls in the window that was asked for, and has an original
            that surely took place.
        record: The event, the organisation, the person or the membership; None for what has no
            record.
        kind: The kind of the event, or what of the record comes round; of an organisation its
            founding; None where there is no record.
        description: What a thing without a record is, or who began which term where, in words;
            None for a bare date as well.
        observed: The events that commemorate it.

    >>> import cstoevents as cs
    >>> jubilee = cs.anniversary("1992-05-15", 35)
    >>> jubilee.when, jubilee.number, jubilee.title
    (When('2027-05-15'), 35, None)
    """

    original: When
    number: int
    when: When
    leap: LeapPolicy = LeapPolicy.BACKWARD
    certainty: Certainty = Certainty.SURELY
    record: Commemorated | None = None
    kind: EventKind | Occasion | None = None
    description: Text | None = None
    observed: tuple[Observance, ...] = ()

    @property
    def title(self) -> Text | None:
        """What it is the anniversary of: an event's title, a name, or words.

        Of a term it is the post as printed where no chronicle gave the names.
        """
        if isinstance(self.record, Event):
            return self.record.title
        if isinstance(self.record, Organisation | Official):
            return self.record.name
        if self.description is None and self.record is not None and self.record.label:
            return Text(self.record.label)
        return self.description

    def in_words(self, lang: str = "en") -> str:
        """Return what people call it: the age that a person reaches, or which anniversary it is.

        Raises:
            ArgumentError: the language is not one that is known.

        >>> import cstoevents as cs
        >>> ann = cs.Official(id="ann", name="Ann Example", born="1964-02-29")
        >>> birthday = cs.next_anniversary(ann, after="2024-01-01")
        >>> birthday.in_words(), birthday.in_words("ru")
        ('60th birthday', '60 лет со дня рождения')
        """
        if self.kind not in _NAMED_OCCASIONS:
            return anniversary_name(self.number, lang)
        is_over = isinstance(self.record, Official) and self.record.died is not None
        text = "{nth} anniversary of the birth" if is_over else _NAMED_OCCASIONS[Occasion.BIRTH]
        if self.kind is Occasion.DEATH:
            text = _NAMED_OCCASIONS[Occasion.DEATH]
        nth_one = ordinal(self.number, lang, gender="feminine")
        return phrase(text, lang, nth=nth_one, years=years(self.number, lang))


_NAMED_OCCASIONS: Mapping[EventKind | Occasion | None, str] = {
    Occasion.BIRTH: "{nth} birthday",
    Occasion.DEATH: "{nth} anniversary of the death",
}


def anniversary(
    original: WhenLike | Commemorated,
    number: int,
    *,
    leap: LeapPolicyLike = LeapPolicy.BACKWARD,
    of: IntervalEnd = "start",
) -> Anniversary:
    """The anniversary of that number, always computed from the original itself.

    The original is a date or a record: an event, an organisation, of which the founding
    is meant, a person, of whom it is the birth, or a membership. The precision stays:
    "November 2024" has "November 2025". Of what lasts, the start comes round, or the
    ``end``, which of a person is the death. Anniversaries are counted from 1. That of an
    event which is only scheduled is possible, not sure.

    Raises :class:`~cstoevents.errors.NoAnniversaryError` for a number below 1, an event that was
    cancelled or postponed, no date or one
    that is known too roughly (a decade, a range of a year and more), a year past 9999,
    and for 29 February in a common year under ``LeapPolicy.OMIT``.

    >>> import cstoevents as cs
    >>> print(cs.anniversary("2024-11", 1).when, cs.anniversary("2003-10-07/..", 20).when)
    2025-11 2023-10-07
    >>> cs.anniversary("199X", 30)
    Traceback (most recent call last):
        ...
    cstoevents.errors.NoAnniversaryError: no anniversary 30 of 199X: it is known too \
roughly, to no single year
    """
    when, kind, record = _taken(original, number, of)
    return Anniversary(
        original=when,
        number=number,
        when=nth(when, number, leap, of),
        leap=member_of(LeapPolicy, leap, "leap"),
        certainty=Certainty.POSSIBLY if _is_planned(record) else Certainty.SURELY,
        record=record,
        kind=kind,
    )


def next_anniversary(
    original: WhenLike | Commemorated,
    after: WhenLike,
    *,
    every: int = 1,
    leap: LeapPolicyLike = LeapPolicy.BACKWARD,
    of: IntervalEnd = "start",
) -> Anniversary:
    """The first anniversary that is surely after a date; with ``every=5`` the first jubilee.

    Raises :class:`~cstoevents.errors.NoAnniversaryError` as :func:`anniversary` does, and if
    the calendar ends before there is one.

    >>> import cstoevents as cs
    >>> following = cs.next_anniversary("1992-05-15", after="2025-05-15")
    >>> following.number, str(following.when)
    (34, '2026-05-15')
    """
    step = whole_number(every, "every")
    when, _, record = _taken(original, step, of)
    last = When(after).latest_ordinal
    begun, _ = shape(anchor(when, of))
    if last != FOREVER:
        # No more than two years short of it, since an anchor is shorter than a year.
        years = dt.date.fromordinal(max(last, 1)).year - begun - 2
        for number in range(max(step, years // step * step), dt.MAXYEAR - begun + 1, step):
            try:
                found = nth(when, number, leap, of)
            except NoAnniversaryError:
                continue
            if found.earliest_ordinal > last:
                return anniversary(record or when, number, leap=leap, of=of)
    raise NoAnniversaryError(when, step, f"the calendar ends before there is one after {after}")


def _taken(
    original: WhenLike | Commemorated, number: int, of: IntervalEnd
) -> tuple[When, EventKind | Occasion | None, Commemorated | None]:
    """Return the date of what is given, what of it comes round, and the record if it is one."""
    if not isinstance(original, Event | Organisation | Official | Membership):
        return When(original), None, None
    if isinstance(original, Event) and original.status in DID_NOT_TAKE_PLACE:
        raise NoAnniversaryError(original.id, number, f"it was {original.status}")
    when: When | None
    kind: EventKind | Occasion | None
    if isinstance(original, Official):
        is_birth = one_of(("start", "end"), of, "of") == "start"
        when = original.born if is_birth else original.died
        kind = Occasion.BIRTH if is_birth else Occasion.DEATH
    elif isinstance(original, Membership):
        # Whether a person began a term or a state joined, only a chronicle knows.
        when, kind = original.when, None
    else:
        when, kind = _date_and_kind(original)
    if when is None:
        raise NoAnniversaryError(original.id, number, "it has no date")
    return when, kind, original


def _date_and_kind(record: Event | Organisation) -> tuple[When | None, EventKind]:
    if isinstance(record, Event):
        return record.when, record.kind
    return record.founded, EventKind.FOUNDING


@final
class Anniversaries(Sequence[Anniversary]):
    """Anniversaries in the order in which they fall; of one day, those of the oldest first.

    >>> import cstoevents as cs
    >>> jubilees = cs.Anniversaries([cs.anniversary("2002-10-07", 25),
    ...                              cs.anniversary("1992-05-15", 35)])
    >>> [str(jubilee.when) for jubilee in jubilees]
    ['2027-05-15', '2027-10-07']
    """

    __slots__ = ("_items",)

    _items: Sequence[Anniversary]

    def __init__(self, anniversaries: Iterable[Anniversary]) -> None:
        object.__setattr__(self, "_items", tuple(sorted(anniversaries, key=_order)))

    def __len__(self) -> int:
        return len(self._items)

    @overload
    def __getitem__(self, position: int) -> Anniversary: ...
    @overload
    def __getitem__(self, position: slice) -> Anniversaries: ...
    def __getitem__(self, position: int | slice) -> Anniversary | Anniversaries:
        if isinstance(position, slice):
            if position.step is not None and position.step < 0:
                raise ArgumentError(
                    "position", position, "a step forward; reversed() goes backward"
                )
            return Anniversaries(self._items[position])
        return self._items[position]

    def __iter__(self) -> Iterator[Anniversary]:
        return iter(self._items)

    def next(self, after: WhenLike) -> Anniversary | None:
        """Return the first of them that is surely after a date, or None.

        >>> import cstoevents as cs
        >>> treaty = cs.Event(id="treaty", kind="signing", title="Signed", when="1992-05-15")
        >>> cs.Chronicle(treaty).anniversaries("2025/2027").next("2025-05-15").number
        34
        """
        last = When(after).latest_ordinal
        return next(
            (anniversary for anniversary in self if anniversary.when.earliest_ordinal > last), None
        )

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Anniversaries):
            return NotImplemented
        return tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"<Anniversaries: {len(self)}>"

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError("Anniversaries can't be changed; make new ones")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError("Anniversaries can't be changed; make new ones")

    def __copy__(self) -> Anniversaries:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Anniversaries:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return Anniversaries, (tuple(self),)


def _order(anniversary: Anniversary) -> tuple[Any, ...]:
    id = anniversary.record.id if anniversary.record else str(anniversary.description or "")
    return (
        *anniversary.when.sort_key,
        -anniversary.number,
        id,
        anniversary.original.text,
        anniversary.kind or "",
    )


class _Group(NamedTuple):
    """Those that fall on one date: a run of each kind, the oldest first."""

    when: When
    year: int
    certainty: Certainty
    runs: list[list[Subject]]

    def members(self) -> list[Subject]:
        runs = tuple(self.runs)  # another thread may be putting them together as well
        if len(runs) == 1:
            return runs[0]
        members = sorted(chain.from_iterable(runs), key=seniority)
        self.runs[:] = [members]
        return members


# What a commemoration points to: a record's id, or words and their date.
_Target: TypeAlias = str | tuple[Text, When | None]


_NO_KIND: Literal[""] = ""


class _Sort(NamedTuple):
    """What subjects are told apart by when some of them are asked for."""

    kind: EventKind | Occasion | None
    is_commemorated: bool = False


class _Lazily(Sequence[Anniversary]):
    """Anniversaries that are made when they are looked at: a window may hold very many."""

    __slots__ = ("_ends", "_groups", "_index", "_leap", "_observed")

    def __init__(
        self,
        groups: Sequence[_Group],
        leap: LeapPolicy,
        observed: Mapping[tuple[_Target, int], tuple[Event, ...]],
        index: Index,
    ) -> None:
        self._groups = groups
        self._index = index
        self._ends = list(accumulate(sum(map(len, group.runs)) for group in groups))
        self._leap = leap
        self._observed = observed

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
                yield self._made(group, subject)

    def _at(self, position: int) -> Anniversary:
        which = bisect_right(self._ends, position)
        group = self._groups[which]
        return self._made(group, group.members()[position - self._ends[which]])

    def _made(self, group: _Group, subject: Subject) -> Anniversary:
        number = group.year - subject.year
        target: _Target = subject.id
        if subject.record is None and subject.description is not None:
            target = (subject.description, subject.original)
        events = self._observed.get((target, number))
        record = subject.record
        description = subject.description
        if isinstance(record, Membership):
            description = _term_in_words(record, self._index)
        return Anniversary(
            original=subject.original,
            number=number,
            when=group.when,
            leap=self._leap,
            certainty=Certainty.POSSIBLY if _is_planned(record) else group.certainty,
            record=record,
            kind=subject.kind or None,
            description=description,
            observed=tuple(Observance(event, _offset(event, group.when)) for event in events)
            if events
            else (),
        )


def _held(subjects: list[Subject]) -> list[Subject]:
    return [subject for subject in subjects if not _is_planned(subject.record)]


def _is_planned(record: object) -> bool:
    """Whether nothing says that an event took place but that it was scheduled."""
    return isinstance(record, Event) and record.status is EventStatus.SCHEDULED


def _term_in_words(term: Membership, index: Index) -> Text:
    """Say who joined what, or began a term in which post there."""
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

        Without ``kinds`` they are of what people commemorate (the module says what);
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
            year, runs = falling[when]
            groups.append(_Group(when, year, sure, runs))
        found = object.__new__(Anniversaries)
        object.__setattr__(found, "_items", _Lazily(groups, policy, self._observed, self._index))
        return found

    def _wanted(self, kinds: AnniversaryKindsLike | None) -> list[Round]:
        sorts = list(self._rounds)
        if kinds is None:
            sorts = [sort for sort in sorts if sort.is_commemorated or sort.kind in REMEMBERED]
        elif kinds != "all":
            listed = all_of(kinds, _kind, "kinds", "kinds of anniversaries")
            sorts = [sort for sort in sorts if sort.kind in listed]
        return [self._rounds[sort] for sort in sorts]

    @functools.cached_property
    def _commemorations(self) -> tuple[tuple[Commemoration, Event], ...]:
        return tuple(
            (event.commemoration, event)
            for event in self._index.all(Event, Meeting)
            if event.commemoration is not None
        )

    @functools.cached_property
    def _observed(self) -> Mapping[tuple[_Target, int], tuple[Event, ...]]:
        """The events that commemorate, by what and by which anniversary, in order."""
        observed: dict[tuple[_Target, int], list[Event]] = {}
        for marked, event in self._commemorations:
            if marked.number is not None and event.status not in DID_NOT_TAKE_PLACE:
                observed.setdefault((_target(marked), marked.number), []).append(event)
        return {key: tuple(sorted(events, key=_by_date)) for key, events in observed.items()}

    @functools.cached_property
    def _rounds(self) -> dict[_Sort, Round]:
        """The subjects by kind, those that a commemoration points to apart."""
        rounds: dict[_Sort, dict[str, list[Subject]]] = {}
        places: dict[When, tuple[int, str] | None] = {}
        for sort, id, when, record, description in self._candidates():
            if when not in places:
                places[when] = _place(when)
            place = places[when]
            if place is not None:
                year, form = place
                subject = Subject(
                    year, id, when.text, sort.kind or _NO_KIND, when, record, description
                )
                rounds.setdefault(sort, {}).setdefault(form, []).append(subject)
        return {sort: Round(shapes) for sort, shapes in rounds.items()}

    def _candidates(
        self,
    ) -> Iterator[tuple[_Sort, str, When, Commemorated | None, Text | None]]:
        """Yield what has a date: the records, and what commemorations describe."""
        stated: dict[_Target, When | None] = {}
        for marked, _ in self._commemorations:
            target = _target(marked)
            stated[target] = stated.get(target) or marked.original
        for record in self._records(stated):
            when, kind = _date_and_kind(record)
            when = when or stated.get(record.id)
            is_off = isinstance(record, Event) and record.status in DID_NOT_TAKE_PLACE
            if when is not None and not is_off:
                yield _Sort(kind, record.id in stated), record.id, when, record, None
        yield from self._of_persons_and_terms()
        for target, when in stated.items():
            if isinstance(target, tuple) and when is not None:
                yield _Sort(None, is_commemorated=True), str(target[0]), when, None, target[0]

    def _of_persons_and_terms(
        self,
    ) -> Iterator[tuple[_Sort, str, When, Official | Membership, None]]:
        for person in self._index.all(Official):
            lived = ((Occasion.BIRTH, person.born), (Occasion.DEATH, person.died))
            for occasion, when in lived:
                if when is not None:
                    yield _Sort(occasion), person.id, when, person, None
        for term in self._index.all(Membership):
            member = self._index.get(term.member)
            if term.when is not None and isinstance(member, Official | Organisation):
                joined = isinstance(member, Organisation)
                sort = _Sort(Occasion.ACCESSION if joined else Occasion.TERM)
                yield sort, term.id, term.when, term, None

    def _records(self, pointed_to: Iterable[_Target]) -> Iterator[Event | Organisation]:
        """Yield one's own records, and what one commemorates of the outer index."""
        yield from self._index.all(Event, Meeting)
        yield from self._index.all(Organisation)
        for target in pointed_to:
            if isinstance(target, str) and target not in self._index.by_id:
                record = self._index.get(target)
                if isinstance(record, (Event, Organisation)):
                    yield record


def _kind(value: EventKind | Occasion | str, argument: str) -> EventKind | Occasion:
    if value in tuple(Occasion):
        return Occasion(value)
    return member_of(EventKind, value, argument)


def _place(when: When) -> tuple[int, str] | None:
    """Return the year and shape of what comes round of a date, if anything does."""
    try:
        return shape(anchor(when))
    except NoAnniversaryError:
        return None


def _target(marked: Commemoration) -> _Target:
    if marked.description is not None:
        return marked.description, marked.original
    return marked.event or marked.organisation or ""


def _by_date(event: Event) -> tuple[Any, ...]:
    return *(event.when.sort_key if event.when else (FOREVER, FOREVER, "")), event.id
