"""One anniversary, and several in the order in which they fall."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, final, overload

import attrs

from cstoevents._views import Immutable, View
from cstoevents.anniversaries.recurrence import (
    IntervalEnd,
    LeapPolicy,
    LeapPolicyLike,
    anchor,
    nth,
    shape,
)
from cstoevents.anniversaries.rounds import Commemorated, Occasion
from cstoevents.dates import Certainty, When, WhenLike
from cstoevents.dates.edtf import FOREVER
from cstoevents.errors import ArgumentError, NoAnniversaryError
from cstoevents.errors.arguments import all_of, member_of, of_type, one_of, whole_number
from cstoevents.records import Event, Membership, Official, Organisation
from cstoevents.records.index import Index
from cstoevents.records.values import Text
from cstoevents.records.vocabularies import (
    DID_NOT_TAKE_PLACE,
    ROLES_OF_MEMBERS,
    EventKind,
    EventStatus,
    MembershipStatus,
)
from cstoevents.wording import anniversary_name, in_words, ordinal, years
from cstoevents.wording.words import phrase


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
    >>> print(jubilee)
    35th anniversary, 15 May 2027
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

    def __str__(self) -> str:
        unsure = "" if self.certainty is Certainty.SURELY else str(self.certainty)
        parts = (str(self.title or ""), self.in_words(), in_words(self.when), unsure)
        return ", ".join(filter(None, parts))

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
    """Return the anniversary of that number, always computed from the original itself.

    The original is a date or a record: an event, an organisation, of which the founding
    is meant, a person, of whom it is the birth, or a membership. The precision stays:
    "November 2024" has "November 2025". Of what lasts, the start comes round, or the
    ``end``, which of a person is the death. Anniversaries are counted from 1. That of an
    event which is only scheduled is possible, not sure.

    Raises :class:`~cstoevents.errors.ArgumentError` for a number below 1, and
    :class:`~cstoevents.errors.NoAnniversaryError` for an event that was cancelled or postponed,
    no date or one that is known too roughly (a decade, a range of a year and more), a year
    past 9999, and for 29 February in a common year under ``LeapPolicy.OMIT``.

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
        certainty=Certainty.POSSIBLY if is_planned(record) else Certainty.SURELY,
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
    """Return the first anniversary surely after a date; with ``every=5`` the first jubilee.

    What it is of, a record and the ``end`` of one, is as of :func:`anniversary`: of a person it
    is the next birthday, with ``of="end"`` the next day on which they died. All that comes
    round of a person, their terms too, is in :meth:`Chronicle.anniversaries`.

    Raises :class:`~cstoevents.errors.NoAnniversaryError` as :func:`anniversary` does, and if
    the calendar ends before there is one.

    >>> import cstoevents as cs
    >>> following = cs.next_anniversary("1992-05-15", after="2025-05-15")
    >>> following.number, str(following.when)
    (34, '2026-05-15')
    >>> ann = cs.Official(id="ann", name="Ann Example", born="1931-02-11", died="2009-08-30")
    >>> for of in ("start", "end"):
    ...     following = cs.next_anniversary(ann, after="2026-11-24", of=of)
    ...     print(following.when, following.in_words())
    2027-02-11 96th anniversary of the birth
    2027-08-30 18th anniversary of the death
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
        when, kind = original.when, kind_of_term(original)
    else:
        when, kind = date_and_kind(original)
    if when is None and isinstance(original, Official):
        reason = "no day of birth is on record" if of == "start" else "no death is on record"
        raise NoAnniversaryError(original.id, number, reason)
    if when is None:
        raise NoAnniversaryError(original.id, number, "it has no date")
    return when, kind, original


@final
class Anniversaries(Immutable, View, Sequence[Anniversary]):
    """Anniversaries in the order in which they fall; of one day, those of the oldest first.

    >>> import cstoevents as cs
    >>> jubilees = cs.Anniversaries([cs.anniversary("2002-10-07", 25),
    ...                              cs.anniversary("1992-05-15", 35)])
    >>> [str(jubilee.when) for jubilee in jubilees]
    ['2027-05-15', '2027-10-07']
    """

    __slots__ = ("_index", "_items")

    _items: Sequence[Anniversary]
    _index: Index | None

    def __init__(self, anniversaries: Iterable[Anniversary]) -> None:
        given = all_of(anniversaries, _an_anniversary, "anniversaries", "anniversaries")
        self._set(tuple(sorted(given, key=_order)), None)

    @classmethod
    def _in_order(cls, items: Sequence[Anniversary], index: Index | None) -> Anniversaries:
        """Make anniversaries of those that are in order, and are looked at when asked for."""
        made = object.__new__(cls)
        made._set(items, index)
        return made

    def _set(self, items: Sequence[Anniversary], index: Index | None) -> None:
        object.__setattr__(self, "_items", items)
        object.__setattr__(self, "_index", index)

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
            return Anniversaries._in_order(tuple(self._items[position]), self._index)
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
        known = f", as of {self._index.as_of}" if self._index and self._index.as_of else ""
        return f"<Anniversaries: {len(self)}{known}>"

    def __reduce__(self) -> tuple[Any, ...]:
        return Anniversaries._in_order, (tuple(self), self._index)


def _an_anniversary(value: Anniversary, argument: str) -> Anniversary:
    return of_type(Anniversary, value, argument, "an anniversary")


def _order(anniversary: Anniversary) -> tuple[Any, ...]:
    id = anniversary.record.id if anniversary.record else str(anniversary.description or "")
    return (
        *anniversary.when.sort_key,
        -anniversary.number,
        id,
        anniversary.original.text,
        anniversary.kind or "",
    )


def date_and_kind(record: Event | Organisation) -> tuple[When | None, EventKind]:
    """Return the date of an event or organisation that comes round, and of what kind it is."""
    if isinstance(record, Event):
        return record.when, record.kind
    return record.founded, EventKind.FOUNDING


def kind_of_term(term: Membership) -> Occasion | None:
    """Return that a term in a post began, where its role is one, whoever has it.

    Of other roles it takes a chronicle to tell whether a person began a term or a state joined.
    """
    is_post = term.role not in ROLES_OF_MEMBERS and term.status in {None, MembershipStatus.ACTING}
    return Occasion.TERM if is_post else None


_SCHEDULED = EventStatus.SCHEDULED  # a look-up in an enumeration takes as long as all the rest


def is_planned(record: object) -> bool:
    """Whether nothing says that an event took place but that it was scheduled."""
    return getattr(record, "status", None) is _SCHEDULED
