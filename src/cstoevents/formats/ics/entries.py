"""The entries of a calendar: what an event and an anniversary say."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cstoevents.anniversaries import Anniversary, Occasion
from cstoevents.dates import When
from cstoevents.errors import ArgumentTypeError, ConflictError
from cstoevents.formats.ics.entry_builder import (
    Days,
    EntryBuilder,
    WriteOptions,
    as_uri,
    clean,
    days_of,
)
from cstoevents.formats.ics.zones import ZonesUsed
from cstoevents.formats.losses import LossCounter
from cstoevents.records import About, Event, Meeting, Membership, Organisation, Place, Series
from cstoevents.records.index import conflict
from cstoevents.records.values import SeriesEntry, Text
from cstoevents.records.vocabularies import DID_NOT_TAKE_PLACE, EventStatus
from cstoevents.wording import in_words
from cstoevents.wording.dates import as_of

if TYPE_CHECKING:
    import icalendar

STATUSES = {
    EventStatus.SCHEDULED: "CONFIRMED",
    EventStatus.HELD: "CONFIRMED",
    EventStatus.POSTPONED: "TENTATIVE",
    EventStatus.CANCELLED: "CANCELLED",
}
# What STATUS doesn't tell has a property of its own.
_EXACT = (EventStatus.HELD, EventStatus.POSTPONED)


def said_of_calendar(
    about: About, name: str | None, options: WriteOptions, losses: LossCounter
) -> Iterator[tuple[str, icalendar.vText | icalendar.vUri]]:
    """Yield the properties that say what the calendar is, by what a chronicle says of itself.

    Some versions of icalendar take none of them for text, and would leave what
    RFC 5545, 3.3.11, escapes.
    """
    import icalendar

    def in_one(what: str, text: Text) -> str:
        return losses.in_one_language(what, None, text, options.lang)[1]

    title, lines = name, []
    if about.title is not None and name is None:
        title = in_one("About.title", about.title)
    elif about.title is not None and about.title.best(options.lang) != name:
        losses.add("About.title", None, "another name was given")
    if about.description is not None:
        lines.append(in_one("About.description", about.description))
    if about.as_of is not None:
        lines.append(as_of(about.as_of, options.lang))
    # Two properties for each: that of RFC 7986, and the one that older programs know.
    for words, names in (
        (title, ("name", "x-wr-calname")),
        ("\n".join(lines) or None, ("description", "x-wr-caldesc")),
    ):
        if words is not None:
            for key in names:
                yield key, icalendar.vText(clean(words))
    if about.url is not None:
        yield "url", icalendar.vUri(as_uri(about.url))


class Writer:
    """Makes entries, each once, and notes what they can't say."""

    def __init__(self, options: WriteOptions) -> None:
        self.losses: LossCounter = LossCounter("ics")
        self._options = options
        self._events: dict[str, Event] = {}
        self._anniversaries: set[tuple[str, str]] = set()
        self._uids: set[str] = set()
        self._taken: set[str] = set()
        self._zones = ZonesUsed()
        self._entries: list[icalendar.Event] = []

    def add(self, item: Event | Anniversary) -> None:
        """Make an entry of an event or an anniversary, if its date lets it be one."""
        if isinstance(item, Event):
            self._add_event(item)
        elif isinstance(item, Anniversary):
            self._add_anniversary(item)
        else:
            raise ArgumentTypeError("what", item, "an event or an anniversary")

    def components(self) -> Iterator[icalendar.Component]:
        """Yield the zones that the entries use, then the entries."""
        yield from self._zones.components()
        yield from self._entries

    # Anniversaries

    def _add_anniversary(self, anniversary: Anniversary) -> None:
        record, lang = anniversary.record, self._options.lang
        id = record.id if record else _made_id(anniversary)
        # A birth and a death of one person can have anniversaries of one number.
        sort = "anniversary" if anniversary.kind is not Occasion.DEATH else "death"
        uid = f"{id}.{sort}-{anniversary.number}"
        if (uid, anniversary.when.text) in self._anniversaries:
            return
        self._anniversaries.add((uid, anniversary.when.text))
        days = self._days(anniversary.when, "Anniversary.when", id)
        if days is None:
            return
        if uid in self._uids:
            # The start and the end of what lasts come round under one number.
            uid += f".{anniversary.when}"
        self._uids.add(uid)
        builder = EntryBuilder(id, f"{uid}@{self._options.domain}", self._options, self.losses)
        title = anniversary.title or Text({lang: in_words(anniversary.original, lang)})
        name = anniversary.in_words(lang)
        named = Text({tag: f"{name}: {words}" for tag, words in title.items()})
        builder.put_summary("Anniversary.title", named, anniversary.when, days)
        builder.put_days(days)
        builder.line(
            builder.phrase("Date of the event: {}").format(in_words(anniversary.original, lang))
        )
        for observance in anniversary.observed:
            tag, words = builder.in_one_language("Anniversary.observed", observance.event.title)
            when = observance.event.when
            words += f", {in_words(when, lang)}" if when else ""
            builder.line(builder.phrase("Observed: {}").format(words), tag)
        if isinstance(record, Event):
            builder.entry.add("related-to", self._options.uid(record))
        sources = record.sources if record is not None else ()
        links = () if record is None or isinstance(record, Membership) else record.links
        builder.put_sources(sources, links, builder.phrase("Source: {}"))
        kinds = [anniversary.kind.value] if anniversary.kind else []
        self._finish(builder, days, [builder.phrase("anniversary"), *kinds])

    # Events

    def _add_event(self, event: Event) -> None:
        other = self._events.setdefault(event.id, event)
        if other is not event and other != event:
            raise ConflictError([conflict(other, event)])
        if event.id in self._uids:
            return
        self._uids.add(event.id)
        days = self._days(event.when, "Event.when", event.id)
        if days is None:
            return
        self.losses.add_uncovered(event, self._options.carries)
        builder = EntryBuilder(event.id, self._uid(event), self._options, self.losses)
        builder.put_summary("Event.title", event.title, event.when, days)
        if event.description is not None:
            builder.lines.append(builder.in_one_language("Event.description", event.description))
        if not _put_times(builder, event, days, self._zones):
            builder.put_days(days)
        _put_relations(builder, event)
        _put_place(builder, event)
        _put_status(builder, event)
        if isinstance(event, Meeting) and event.agenda:
            builder.line(builder.phrase("Agenda:"))
            for point in event.agenda:
                lang, words = builder.in_one_language("Meeting.agenda", point)
                builder.line(f"- {words}", lang)
        if event.note is not None:
            builder.lines.append(builder.in_one_language("Event.note", event.note))
        for document in event.documents:
            if document.url is not None:
                title = document.title.best(self._options.lang)
                builder.put_document(document.url, title, document.media_type)
            builder.lost("Event.documents", "address and title alone")
        builder.put_sources(event.sources, event.links, builder.phrase("Source: {}"))
        self._finish(builder, days, [event.kind.value, *event.topics])

    def _uid(self, event: Event) -> str:
        """Return the UID of an event, which no other has in this file."""
        uid = self._options.uid(event)
        others = [identifier for identifier in event.identifiers if identifier.identifier != uid]
        if uid in self._taken:
            self.losses.add("Event.identifiers", event.id, "another event has the UID")
            uid = f"{event.id}@{self._options.domain}"
        elif others:
            self.losses.add("Event.identifiers", event.id, "UID is the one identifier")
        self._taken.add(uid)
        return uid

    def _days(self, when: When | None, what: str, id: str) -> Days | None:
        return days_of(when, what, id, self._options.imprecise, self.losses)

    def _finish(self, builder: EntryBuilder, days: Days, categories: list[str]) -> None:
        marks = [] if days.exact else [builder.phrase("date not exact")]
        builder.categories += [*categories, *marks]
        self._entries.append(builder.finished())


def _put_times(builder: EntryBuilder, event: Event, days: Days, zones: ZonesUsed) -> bool:
    """Write start and end as moments in a zone; True if they are known exactly."""
    times = (event.start_time, event.end_time)
    if times == (None, None):
        return False
    start, end = builder.options.moments_of(event)
    is_whole = end is not None or (event.end_time is None and days.first == days.last)
    if start is None or not days.exact or not is_whole:
        builder.lost("Event.start_time", "no zone, no start or no end: told in the description")
        shown = "-".join(f"{time:%H:%M}" if time else "…" for time in times)
        builder.line(builder.phrase("Local time: {}").format(shown))
        return False
    zones.put(builder.entry, "dtstart", start)
    if end is not None:
        # Python compares two moments of one zone by their local times.
        if end.timestamp() > start.timestamp():
            zones.put(builder.entry, "dtend", end)
        else:
            builder.lost("Event.end_time", "not after the start, left out")
    return True


def _put_place(builder: EntryBuilder, event: Event) -> None:
    places = list(builder.options.index.upwards(event.place, Place, "within"))
    if places:
        names = [builder.in_one_language("Event.place", place.name) for place in places]
        builder.put("location", names, ", ")
        if places[0].latitude is not None and places[0].longitude is not None:
            builder.entry.add("geo", (places[0].latitude, places[0].longitude))
    elif event.place is not None:
        builder.lost("Event.place", "not at hand; pass `within`")


def _put_status(builder: EntryBuilder, event: Event) -> None:
    if event.status is not None:
        builder.entry.add("status", STATUSES[event.status])
        if event.status in _EXACT:
            builder.entry.add("x-cstoevents-status", event.status.value)
    builder.entry.add("sequence", _revision(event))
    if event.previous_when:
        builder.lost("Event.previous_when", "kept as words of the description")
        moved = "; ".join(in_words(when, builder.options.lang) for when in event.previous_when)
        builder.line(builder.phrase("Moved from: {}").format(moved))


def _put_relations(builder: EntryBuilder, event: Event) -> None:
    if event.parent is not None:
        builder.entry.add("related-to", builder.options.uid_of(event.parent))
    for entry in event.entries:
        # Entries with the same REFID are a group (RFC 9253, 8.3).
        builder.entry.add("refid", entry.series)
        builder.entry.add("related-to", entry.series, parameters={"RELTYPE": "REFID"})
        for lang, name in _names(builder, "Event.entries", (entry.series,)):
            builder.line(
                builder.phrase("In the series: {}").format(name) + _number(builder, entry), lang
            )
    organisers = _names(builder, "Event.organisers", event.organisers)
    if organisers:
        names = "; ".join(name for _, name in organisers)
        builder.line(builder.phrase("Organised by: {}").format(names), organisers[0][0])


def _number(builder: EntryBuilder, entry: SeriesEntry) -> str:
    if entry.number is None:
        return f": {entry.label}" if entry.label else ""
    label = f" ({entry.label})" if entry.label else ""
    return f": {builder.phrase('No. {}').format(entry.number)}{label}"


def _names(builder: EntryBuilder, what: str, ids: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return the names of bodies or series, those that are at hand."""
    names = []
    for id in ids:
        record = builder.options.index.get(id)
        if isinstance(record, (Organisation, Series)):
            names.append(builder.in_one_language(what, record.name))
        else:
            builder.lost(what, "no name at hand; pass `within`")
    return names


def _revision(event: Event) -> int:
    """Return the number of a revision that calendars take up in place of an earlier one.

    It grows when an event is put off or cancelled, and again when it gets a new date
    (RFC 5546, 2.1.4); calendars keep the entry that they have where it doesn't.
    """
    return 2 * len(event.previous_when) + (event.status in DID_NOT_TAKE_PLACE)


def _made_id(anniversary: Anniversary) -> str:
    """Make an id for what is no record, by its date and description, the same one every time."""
    words = anniversary.description.to_plain() if anniversary.description else ""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{anniversary.original}\n{words}"))
