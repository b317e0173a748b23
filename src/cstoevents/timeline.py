"""Events in order: what was, is or will be in a window, at a place, of a body.

A :class:`Timeline` is an immutable sequence of events. Each question to it gives
another, so questions chain; none changes what it is asked of.

**Windows** are read as every day from their earliest to their latest. An event is in a
window if the two share a day, and each answer knows whether that is sure or merely
possible: an event of "May 2025" is surely in May and possibly in its first week. In a
chain the weakest answer counts.

**Undated events** can't be put in order. They are in :attr:`Timeline.undated`, pass the
filters like all others, and stay there as long as only the possible is asked for.

**Cost.** A question about days takes the time of its answer and a logarithm, however
many events there are and however long some of them last (`spans` says how). A filter by
body, place, person, kind, status, topic or text looks at every event once, so ask for the window
first.
"""

from __future__ import annotations

import datetime as dt
import functools
import itertools
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import attrgetter
from typing import Any, Literal, TypeAlias, TypeVar, final, get_args, overload

import attrs

from cstoevents._views import Immutable, View
from cstoevents.dates import Certainty, CertaintyLike, Precision, When, WhenLike
from cstoevents.dates.edtf import FOREVER, NEVER_BEGUN
from cstoevents.dates.spans import Spans
from cstoevents.errors import ArgumentError, ArgumentTypeError, UnknownIdError
from cstoevents.errors.arguments import all_of, member_of, of_type, one_of, whole_number
from cstoevents.records import (
    Delegation,
    Event,
    Official,
    Organisation,
    Participation,
    Place,
    Series,
)
from cstoevents.records.index import Index
from cstoevents.records.moments import local_moment
from cstoevents.records.names import texts_in
from cstoevents.records.vocabularies import EventKind, EventStatus
from cstoevents.search.naming import named

__all__ = ["Timeline", "TimelineEntry"]

R = TypeVar("R")

# The index of a timeline of events alone.
_NO_CHRONICLE = Index(())

GroupUnit: TypeAlias = Literal["year", "month"]
"""What events are grouped by."""

_Window: TypeAlias = tuple[int, int]

_ID = attrgetter("id")


def _each_once(events: Iterable[Event]) -> list[Event]:
    """Return events without repetition; two of one id are refused."""
    given = list(events)
    for stranger in [event for event in given if not isinstance(event, Event)]:
        raise ArgumentTypeError("events", stranger, "an event")
    if len(set(map(_ID, given))) == len(given):
        return given
    # The index knows the same one twice from two of one id, and refuses those.
    return [event for event in Index(given).by_id.values() if isinstance(event, Event)]


@attrs.frozen(slots=True)
class TimelineEntry:
    """An event of a timeline, and whether it surely or possibly is what was asked for.

    Attributes:
        event: The event.
        certainty: Whether it surely or possibly is what was asked for.

    >>> import cstoevents as cs
    >>> event = cs.Event(id="rubezh", kind="exercise", title="Rubezh", when="2024-09")
    >>> [entry] = cs.Timeline([event]).during("2024-09-01/2024-09-10").entries
    >>> entry.event.id, entry.certainty
    ('rubezh', <Certainty.POSSIBLY: 'possibly'>)
    >>> print(entry)
    September 2024: Rubezh, possibly
    """

    event: Event
    certainty: Certainty

    def __str__(self) -> str:
        from cstoevents.wording import in_words  # brings the words of every language

        when = self.event.when
        told = f"{in_words(when)}: {self.event.title}" if when else str(self.event.title)
        return told if self.certainty is Certainty.SURELY else f"{told}, {self.certainty}"


@final
class Timeline(Immutable, View, Sequence[Event]):
    """Events by date: earliest day first, then latest day, then the date's text, then id.

    Within one exact day they are in the order of the moments at which they start, whatever
    the zones of their clocks (those of their places, where they name none), after those of
    which no time is known.

    Takes events in any order; the same one twice is one. ``index`` is where the filters
    by body, place and official look for what lies below those; a timeline that comes
    from a :class:`~cstoevents.Chronicle` has it.

    Raises:
        ConflictError: one id is borne by two different events.
        ArgumentTypeError: something is no event.

    Attributes:
        undated: The events without a date, sorted by id.

    >>> import cstoevents as cs
    >>> timeline = cs.Timeline([
    ...     cs.Event(id="rubezh", kind="exercise", title="Rubezh", when="2024-09"),
    ...     cs.Event(id="treaty", kind="signing", title="Treaty signed", when="1992-05-15"),
    ... ])
    >>> [event.id for event in timeline]
    ['treaty', 'rubezh']
    >>> timeline.during("2024")
    <Timeline of 1 event>
    """

    __slots__ = ("__dict__", "_events", "_index", "_windows", "undated")
    _instead = "its methods give new ones"

    _events: tuple[Event, ...]
    _windows: tuple[_Window, ...]
    _index: Index
    undated: tuple[Event, ...]

    def __init__(self, events: Iterable[Event], index: Index | None = None) -> None:
        given = _each_once(of_type(Iterable, events, "events", "events"))
        known = index or _NO_CHRONICLE
        # Many events share few dates: the dates are put in order, then the events of each.
        undated: list[Event] = []
        by_text: defaultdict[str, list[Event]] = defaultdict(list)
        for event in given:
            when = event.when
            if when is None:
                undated.append(event)
            else:
                by_text[when._text].append(event)
        timed = {event.when.text for event in given if event.start_time and event.when}
        dated: list[Event] = []
        for when in sorted(map(When, by_text), key=lambda when: when.sort_key):
            together = sorted(by_text[when._text], key=_ID)
            if when._text in timed:
                together.sort(key=functools.partial(_moment, known))
            dated += together
        self._set(tuple(dated), tuple(sorted(undated, key=_ID)), (), known)

    def _set(
        self,
        events: tuple[Event, ...],
        undated: tuple[Event, ...],
        windows: tuple[_Window, ...],
        index: Index,
    ) -> None:
        object.__setattr__(self, "_events", events)
        object.__setattr__(self, "undated", undated)
        object.__setattr__(self, "_windows", windows)
        object.__setattr__(self, "_index", index)

    def _part(
        self,
        events: Iterable[Event],
        undated: tuple[Event, ...] = (),
        windows: tuple[_Window, ...] = (),
    ) -> Timeline:
        """Return some of the events, in order; they are as sure as they were, or less."""
        return _timeline_of(tuple(events), undated, self._windows + windows, self._index)

    # The events and how sure they are

    def __len__(self) -> int:
        return len(self._events)

    def __iter__(self) -> Iterator[Event]:
        return iter(self._events)

    @overload
    def __getitem__(self, position: int) -> Event: ...
    @overload
    def __getitem__(self, position: slice) -> Timeline: ...
    def __getitem__(self, position: int | slice) -> Event | Timeline:
        if isinstance(position, slice):
            if position.step is not None and position.step < 0:
                raise ArgumentError(
                    "position", position, "a step forward; reversed() goes backward"
                )
            whole = (position.start or 0, position.stop, position.step or 1) == (0, None, 1)
            return self._part(self._events[position], self.undated if whole else ())
        return self._events[position]

    def __contains__(self, event: object) -> bool:
        return isinstance(event, Event) and self._by_id.get(event.id) == event

    @property
    def entries(self) -> tuple[TimelineEntry, ...]:
        """The events in order, each with its certainty."""
        return tuple(TimelineEntry(event, self._certainty(event)) for event in self._events)

    def certainty_of(self, event: Event) -> Certainty:
        """Return whether an event surely or possibly meets the conditions asked for so far.

        Raises :class:`~cstoevents.UnknownIdError` if it is not in the timeline.

        >>> import cstoevents as cs
        >>> event = cs.Event(id="rubezh", kind="exercise", title="Rubezh", when="2024-09")
        >>> cs.Timeline([event]).since("2024-09-10").certainty_of(event)
        <Certainty.POSSIBLY: 'possibly'>
        """
        if of_type(Event, event, "event", "an event").id not in self._by_id:
            raise UnknownIdError(event.id, "event of the timeline")
        return self._certainty(self._by_id[event.id])

    def _certainty(self, event: Event) -> Certainty:
        when = event.when
        assert when is not None
        # Surely in a window is what must start by its last day and end from its first on.
        sure = all(
            when._end_lo >= first and when._start_hi <= last for first, last in self._windows
        )
        return Certainty.SURELY if sure else Certainty.POSSIBLY

    @functools.cached_property
    def _doubtful(self) -> frozenset[str]:
        return frozenset(e.id for e in self._events if self._certainty(e) is Certainty.POSSIBLY)

    @functools.cached_property
    def _by_id(self) -> dict[str, Event]:
        return {event.id: event for event in self._events}

    # Windows

    def during(self, window: WhenLike, certainty: CertaintyLike = Certainty.POSSIBLY) -> Timeline:
        """Return the events that share a day with the window.

        >>> import cstoevents as cs
        >>> exercise = cs.Event(id="rubezh", kind="exercise", title="Rubezh",
        ...                     when="2024-09-30/2024-10-04")
        >>> timeline = cs.Timeline([exercise])
        >>> len(timeline.during("2024-09")), len(timeline.during("2024-11/.."))
        (1, 0)
        """
        hull = When(window)
        return self._sharing(hull.earliest_ordinal, hull.latest_ordinal, certainty)

    def on(self, day: WhenLike, certainty: CertaintyLike = Certainty.POSSIBLY) -> Timeline:
        """Return the events of one day, and those that last over it.

        Raises :class:`~cstoevents.ArgumentError` if the day is not a single one; for
        months and years there is :meth:`during`.
        """
        return self.during(When(When(day).date()), certainty)

    def since(self, day: WhenLike, certainty: CertaintyLike = Certainty.POSSIBLY) -> Timeline:
        """Return the events of the day and later; of a month or year, from its first day."""
        return self._sharing(When(day).earliest_ordinal, FOREVER, certainty)

    def until(self, day: WhenLike, certainty: CertaintyLike = Certainty.POSSIBLY) -> Timeline:
        """Return the events of the day and earlier; of a month or year, to its last day."""
        return self._sharing(NEVER_BEGUN, When(day).latest_ordinal, certainty)

    def _sharing(self, first: int, last: int, certainty: CertaintyLike) -> Timeline:
        """Return what shares a day with those from the first to the last.

        `When.overlaps` in bounds: possibly if it can start by the last and end from the
        first on; surely if it must.
        """
        wanted = member_of(Certainty, certainty, "certainty", but=[Certainty.UNKNOWN])
        if wanted is Certainty.SURELY:
            order, spans = self._surest
            positions = sorted(order[found] for found in spans.touching(first, last))
            return self._part([self._events[position] for position in positions])
        # Most of them start in the window, and lie together; the tree finds the others.
        began = [self._events[position] for position in self._widest.touching(first, first - 1)]
        start, stop = bisect_left(self._starts, first), bisect_right(self._starts, last)
        events = (*began, *self._events[start:stop])
        return self._part(events, self.undated, ((first, last),))

    @functools.cached_property
    def _starts(self) -> list[int]:
        return [when._start_lo for event in self._events if (when := event.when)]

    @functools.cached_property
    def _widest(self) -> Spans:
        """The days that each event can touch; they start in the order of the timeline."""
        return Spans(self._starts, [when._end_hi for event in self._events if (when := event.when)])

    @functools.cached_property
    def _surest(self) -> tuple[list[int], Spans]:
        """The latest start and earliest end of each event, by start; and their positions."""
        starts = [when._start_hi for event in self._events if (when := event.when)]
        ends = [when._end_lo for event in self._events if (when := event.when)]
        order = sorted(range(len(starts)), key=starts.__getitem__)
        return order, Spans(
            [starts[position] for position in order], [ends[position] for position in order]
        )

    def nearest_before(self, day: WhenLike, count: int = 1) -> Timeline:
        """Return the last events to be surely over before a day, in order.

        Only the sure are asked for, since an event of which no more than the decade is
        known would be possibly nearest to all of its days.

        >>> import cstoevents as cs
        >>> visits = [cs.Event(id=f"visit-{day}", kind="visit", title="A visit", when=day)
        ...           for day in ("2025-05-12", "2025-05-13", "2025-05-20")]
        >>> [event.id for event in cs.Timeline(visits).nearest_before("2025-05-19")]
        ['visit-2025-05-13']
        """
        order, ends = self._by_end
        stop = bisect_left(ends, When(day).earliest_ordinal)
        positions = sorted(order[max(0, stop - whole_number(count, "count")) : stop])
        return self._part([self._events[position] for position in positions])

    def nearest_after(self, day: WhenLike, count: int = 1) -> Timeline:
        """Return the first events that surely start after a day, in order."""
        start = bisect_right(self._starts, When(day).latest_ordinal)
        return self._part(self._events[start : start + whole_number(count, "count")])

    @functools.cached_property
    def _by_end(self) -> tuple[list[int], list[int]]:
        ends = [when._end_hi for event in self._events if (when := event.when)]
        order = sorted(range(len(ends)), key=ends.__getitem__)
        return order, [ends[position] for position in order]

    # Filters

    def of(self, body: str) -> Timeline:
        """Return the events of an organisation and of its bodies.

        They are those that one of them organises, and the entries of their series.
        Raises :class:`~cstoevents.UnknownIdError`, with near ids and names.
        """
        bodies = self._bodies(body)
        theirs = {
            series.id
            for convener in bodies
            for series in self._index.referring(convener, "organisation", Series)
        }
        return self._kept(
            lambda event: (
                not bodies.isdisjoint(event.organisers)
                or any(entry.series in theirs for entry in event.entries)
            )
        )

    def at(self, place: str) -> Timeline:
        """Return the events at a place, and at all that lies within it.

        Raises :class:`~cstoevents.UnknownIdError`, with near ids and names.
        """
        top = self._named(place, Place, "place").id
        places = {top, *self._index.descendants(top, "within", Place)}
        return self._kept(lambda event: event.place in places)

    def with_official(self, official: str) -> Timeline:
        """Return the events in which a person took part.

        Raises :class:`~cstoevents.UnknownIdError`, with near ids and names.
        """
        person = self._named(official, Official, "official").id
        theirs = self._index.referring(person, "official", Participation)
        attended = {participation.event for participation in theirs}
        return self._kept(lambda event: event.id in attended)

    def with_organisation(self, organisation: str) -> Timeline:
        """Return the events in which a state or an organisation took part, or a body of it.

        It took part itself, sent a delegation, or somebody took part on its behalf. Raises
        :class:`~cstoevents.UnknownIdError`, with near ids and names.

        >>> import cstoevents as cs
        >>> visits = cs.load().timeline().of_kind("visit")
        >>> visits.with_organisation("Belarus") == visits.with_organisation("by")
        True
        """
        bodies = self._bodies(organisation)
        attended = {
            link.event
            for body in bodies
            for link in itertools.chain[Participation | Delegation](
                self._index.referring(body, "organisation", Participation),
                self._index.referring(body, "on_behalf_of", Participation),
                self._index.referring(body, "on_behalf_of", Delegation),
            )
        }
        return self._kept(lambda event: event.id in attended)

    def with_topic(self, *topics: str) -> Timeline:
        """Return the events that have one of these topics, by keyword or by name in any language.

        Case and dashes make no difference. Raises :class:`~cstoevents.ArgumentError` for an empty
        one.

        >>> import cstoevents as cs
        >>> event = cs.Event(id="channel", kind="operation", title="Channel", topics=["drugs"])
        >>> len(cs.Timeline([event]).with_topic("Drugs", "borders").undated)
        1
        """
        from cstoevents.wording.names import folded  # these bring the words of every language
        from cstoevents.wording.words import topic_of

        def asked(topic: str, argument: str) -> str:
            if not folded(of_type(str, topic, argument, "a topic")):
                raise ArgumentError(argument, topic, "a topic")
            return topic

        keys = all_of(topics, asked, "topics", "topics")
        wanted = {folded(name) for topic in keys for name in (topic, topic_of(topic))}
        return self._kept(lambda event: any(folded(topic) in wanted for topic in event.topics))

    def with_text(self, words: str) -> Timeline:
        """Return the events that have all these words, or what begins with them, in their texts.

        They are looked for in titles, descriptions, topics, agendas, outcomes, documents and
        notes, in any language and script, as :meth:`~cstoevents.Chronicle.search` compares
        words; no letter may be wrong.

        >>> import cstoevents as cs
        >>> event = cs.Event(id="channel", kind="operation", title="Channel", when="2024-10",
        ...                  note="Against the trade in drugs")
        >>> len(cs.Timeline([event]).with_text("DRUG trade"))
        1
        """
        from cstoevents.search.words import have_words, words_of

        asked = words_of(words)
        return self._kept(lambda event: have_words(asked, texts_in(event)))

    def of_kind(self, *kinds: EventKind | str) -> Timeline:
        """Return the events of these kinds.

        >>> import cstoevents as cs
        >>> event = cs.Event(id="rubezh", kind="exercise", title="Rubezh", when="2024-09")
        >>> len(cs.Timeline([event]).of_kind("exercise", "training"))
        1
        """
        wanted = {member_of(EventKind, kind, "kinds") for kind in kinds}
        return self._kept(lambda event: event.kind in wanted)

    def with_status(self, *statuses: EventStatus | str) -> Timeline:
        """Return the events of these statuses; those of which none is known have none."""
        wanted = {member_of(EventStatus, status, "statuses") for status in statuses}
        return self._kept(lambda event: event.status in wanted)

    def unreported(self, today: WhenLike) -> Timeline:
        """Return the events that surely lie before a day, and of which no outcome is known.

        They were scheduled, or have no status: whether they were held nobody says.

        >>> import cstoevents as cs
        >>> timeline = cs.Timeline([
        ...     cs.Event(id="a", kind="visit", title="A", when="2026-02-03", status="held"),
        ...     cs.Event(id="b", kind="visit", title="B", when="2026-05", status="scheduled"),
        ... ])
        >>> [event.id for event in timeline.unreported("2026-06-01")]
        ['b']
        """
        first = When(today).earliest_ordinal
        return self._part(
            event
            for event in self._events
            if event.when is not None and event.when.latest_ordinal < first and is_unreported(event)
        )

    def _named(self, given: str, cls: type[R], what: str) -> R:
        """Return the record that is meant; without a chronicle there is none."""
        if self._index is _NO_CHRONICLE:
            remark = "this timeline was made without a chronicle, so it knows no ids"
            raise UnknownIdError(given, what, remark=remark)
        return named(self._index, given, cls, what)

    def _bodies(self, organisation: str) -> set[str]:
        """Return the ids of an organisation and of its bodies."""
        top = self._named(organisation, Organisation, "organisation").id
        return {top, *self._index.descendants(top, "parent", Organisation)}

    def _kept(self, fits: Callable[[Event], bool]) -> Timeline:
        return self._part(filter(fits, self._events), tuple(filter(fits, self.undated)))

    # Groups

    def grouped_by(self, unit: GroupUnit) -> dict[When, Timeline]:
        """Return the events by the year or month in which they start, in order.

        A group's key is as fine as is sure. Of an event that is known to the year, the
        month is not: among months it is under its year. What may have started in either
        of two years is under their decade, of two decades under their century; and what
        fits in no century is under its own date. The undated are in no group.

        >>> import cstoevents as cs
        >>> timeline = cs.Timeline([
        ...     cs.Event(id="a", kind="visit", title="A", when="2024-11-05"),
        ...     cs.Event(id="b", kind="visit", title="B", when="2024"),
        ... ])
        >>> [str(key) for key in timeline.grouped_by("month")]
        ['2024', '2024-11']
        """
        one_of(get_args(GroupUnit), unit, "unit")
        keys: dict[When, When] = {}
        groups: dict[When, list[Event]] = {}
        for event in self._events:
            assert event.when is not None
            if event.when not in keys:
                keys[event.when] = _group(event.when, unit)
            groups.setdefault(keys[event.when], []).append(event)
        return {
            key: self._part(groups[key]) for key in sorted(groups, key=lambda key: key.sort_key)
        }

    # A value among Python's values

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Timeline):
            return NotImplemented
        return (self._events, self.undated, self._doubtful) == (
            other._events,
            other.undated,
            other._doubtful,
        )

    def __hash__(self) -> int:
        return hash(tuple(event.id for event in self._events))

    def __repr__(self) -> str:
        notes = [f"<Timeline of {len(self)} event{'' if len(self) == 1 else 's'}"]
        if self._doubtful:
            notes.append(f"{len(self._doubtful)} of them possibly")
        if self.undated:
            notes.append(f"{len(self.undated)} undated")
        if self._index.as_of is not None:
            notes.append(f"as of {self._index.as_of}")
        return ", ".join(notes) + ">"

    def __reduce__(self) -> tuple[Any, ...]:
        index = None if self._index is _NO_CHRONICLE else self._index
        return _timeline_of, (self._events, self.undated, self._windows, index)


def is_unreported(event: Event) -> bool:
    """Whether nobody says what came of an event: held, postponed or cancelled."""
    return event.status is None or event.status is EventStatus.SCHEDULED


def _moment(index: Index, event: Event) -> dt.datetime:
    """Return the moment at which an event of one date starts, in UTC; what has none goes first.

    A time without a zone is taken as it stands, since nothing says how far it is off.
    """
    when, time = event.when, event.start_time
    if time is None or when is None or when.precision is not Precision.DAY:
        return _NO_MOMENT
    local = index.moments_of(event)[0] or local_moment(when.date(), time, "UTC")
    try:
        return local.astimezone(dt.UTC)
    except OverflowError:  # at the ends of the calendar
        return local.replace(tzinfo=dt.UTC)


_NO_MOMENT = dt.datetime.min.replace(tzinfo=dt.UTC)


def _timeline_of(
    events: tuple[Event, ...],
    undated: tuple[Event, ...],
    windows: tuple[_Window, ...],
    index: Index | None,
) -> Timeline:
    timeline = object.__new__(Timeline)
    timeline._set(events, undated, windows, index or _NO_CHRONICLE)
    return timeline


# How much of an ISO day each group keeps, the finest first, and what stands for the rest.
_GROUPS = ((7, ""), (4, ""), (3, "X"), (2, "XX"))


def _group(when: When, unit: GroupUnit) -> When:
    """Return the finest key that holds every day on which something can have started."""
    if when._start_lo == NEVER_BEGUN or when._start_hi == FOREVER:
        return when
    first = dt.date.fromordinal(when._start_lo).isoformat()
    last = dt.date.fromordinal(when._start_hi).isoformat()
    for length, rest in _GROUPS[unit == "year" :]:
        # Years 1 to 9 are no decade in EDTF, and 1 to 99 no century: there is no year 0.
        if first[:length] == last[:length] and first[:length].strip("0"):
            return When(first[:length] + rest)
    return when


def __dir__() -> list[str]:
    return sorted(__all__)
