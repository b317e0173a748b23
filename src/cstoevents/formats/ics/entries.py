"""The entries of a calendar: what an event and an anniversary say, and the zones they need."""

from __future__ import annotations

import datetime as dt
import re
import string
import urllib.parse
import uuid
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

import attrs

from cstoevents.anniversaries import Anniversary, Occasion
from cstoevents.dates import When
from cstoevents.dates.edtf import FOREVER, NEVER_BEGUN
from cstoevents.errors import ArgumentTypeError, ConflictError
from cstoevents.formats.losses import FieldCoverage, LossCounter
from cstoevents.records import About, Event, Meeting, Membership, Organisation, Place, Series
from cstoevents.records.index import Index, conflict
from cstoevents.records.moments import local_moment
from cstoevents.records.values import SeriesEntry, Source, Text
from cstoevents.records.vocabularies import DID_NOT_TAKE_PLACE, EventStatus
from cstoevents.wording import in_words
from cstoevents.wording.dates import as_of
from cstoevents.wording.words import phrase

if TYPE_CHECKING:
    import icalendar

SCHEME = "icalendar"
"""The scheme of the identifiers that hold UIDs of calendars."""

ImpreciseDates: TypeAlias = Literal["leave-out", "span"]
"""What becomes of a date that is not known to the day: left out, or all days that it may be."""

_UNKNOWN_DAY = "not known to the day, left out; imprecise='span' writes all days that it may be"
_WIDENED = "not known to the day, written over all days that it may be"


@attrs.frozen(kw_only=True, slots=True)
class Settings:
    """What holds for every entry of a file."""

    index: Index
    carries: tuple[FieldCoverage, ...]
    imprecise: ImpreciseDates
    alarm: dt.timedelta | None
    lang: str
    stamp: dt.datetime | None
    domain: str
    timezone: str | None = None

    def moments_of(self, event: Event) -> tuple[dt.datetime | None, dt.datetime | None]:
        """Return when an event starts and ends, by the clocks of the zone of times without one."""
        moments = self.index.moments_of(event)
        if self.timezone is None or any(moments):
            return moments
        return self.index.moments_of(attrs.evolve(event, timezone=self.timezone))

    def uid(self, event: Event) -> str:
        """Return the UID that an event had in the calendar it comes from, or one of its id."""
        for identifier in event.identifiers:
            if identifier.scheme == SCHEME:
                return clean(identifier.identifier)
        return f"{event.id}@{self.domain}"

    def uid_of(self, id: str) -> str:
        """Return the UID of the event of an id, which may not be at hand."""
        event = self.index.get(id)
        return self.uid(event) if isinstance(event, Event) else f"{id}@{self.domain}"


class Days(NamedTuple):
    """The days of an entry, both ends included, and whether its date says just these."""

    first: dt.date
    last: dt.date
    exact: bool


def days_of(
    when: When | None, what: str, id: str, imprecise: ImpreciseDates, losses: LossCounter
) -> Days | None:
    """Return the days of an entry, or note why it has none."""
    if when is None:
        losses.add(what, id, "no date, left out")
        return None
    first, last = when.earliest_ordinal, when.latest_ordinal
    # An entry's end is the day after its last one, and there must be such a day.
    if first == NEVER_BEGUN or last + 1 >= FOREVER:
        losses.add(what, id, "no first or no last day, left out")
        return None
    exact = first == when._start_hi and last == when._end_lo and not set("?~%") & set(when.text)
    if not exact:
        losses.add(what, id, _UNKNOWN_DAY if imprecise == "leave-out" else _WIDENED)
        if imprecise == "leave-out":
            return None
    return Days(dt.date.fromordinal(first), dt.date.fromordinal(last), exact)


class Draft:
    """An entry that is being filled: `lines` and `categories` grow until `finished`."""

    def __init__(self, id: str, uid: str, settings: Settings, losses: LossCounter) -> None:
        import icalendar

        self.id = id
        self.entry: icalendar.Event = icalendar.Event()
        self.lines: list[tuple[str, str]] = []
        self.categories: list[str] = []
        self.settings: Settings = settings
        self._losses = losses
        self.entry.add("uid", uid)
        # Events of others don't make those who subscribe busy.
        self.entry.add("transp", "TRANSPARENT")

    def lost(self, what: str, reason: str) -> None:
        """Note something that the entry can't say."""
        self._losses.add(what, self.id, reason)

    def one(self, what: str, text: Text) -> tuple[str, str]:
        """Return a text in the language of the file, or its first one; note the others."""
        return self._losses.in_one_language(what, self.id, text, self.settings.lang)

    def phrase(self, text: str) -> str:
        """Return a text of ours in the language of the file."""
        return phrase(text, self.settings.lang)

    def line(self, words: str, lang: str | None = None) -> None:
        """Add a line to the description."""
        self.lines.append((lang or self.settings.lang, words))

    def put(self, name: str, parts: list[tuple[str, str]], join: str = "") -> None:
        """Add parts as one property, with their language if they share it."""
        text = join.join(words for _, words in parts)
        plain = clean(text)
        if plain != text:
            self.lost("Event", "control characters")
        languages = {lang for lang, _ in parts}
        parameters = {"LANGUAGE": languages.pop()} if len(languages) == 1 else {}
        self.entry.add(name, plain, parameters=parameters)

    def put_summary(self, what: str, title: Text, when: When | None, days: Days) -> None:
        """Write what it is; where the days aren't exact, with the date in words."""
        import icalendar

        lang, words = self.one(what, title)
        if when is not None and not days.exact:
            words += f" ({in_words(when, self.settings.lang)})"
            self.entry.add("x-cstoevents-when", icalendar.vText(when.text))
        self.put("summary", [(lang, words)])

    def put_days(self, days: Days) -> None:
        """Write that it lasts all day, from the first to the last."""
        self.entry.add("dtstart", days.first)
        self.entry.add("dtend", days.last + dt.timedelta(days=1))

    def put_sources(self, sources: tuple[Source, ...], links: tuple[str, ...], cited: str) -> None:
        """Add the addresses, and a line for each citation."""
        import icalendar

        addresses = [source.url for source in sources if source.url is not None]
        for source in sources:
            if source.citation is not None:
                self.line(cited.format(source.citation), source.lang)
            if any(getattr(source, name) is not None for name in _OF_SOURCES):
                self.lost("Event.sources", "address and citation alone")
        for url in [*links, *addresses][:1]:
            self.entry.add("url", _uri(url))
        for relation, urls in (("SOURCE", addresses), ("related", links[1:])):
            for url in urls:
                parameters = {"LINKREL": relation, "VALUE": "URI"}
                self.entry.add("link", icalendar.vUri(_uri(url)), parameters=parameters)
        self.entry.add("dtstamp", self.settings.stamp or _newest(sources))

    def put_document(self, url: str, title: str, media_type: str | None) -> None:
        """Attach a document by its address, with its title as the name of a file (RFC 8607)."""
        parameters = {"FILENAME": clean(title).replace("\n", " ").replace('"', "'")}
        if media_type:
            parameters["FMTTYPE"] = media_type
        self.entry.add("attach", _uri(url), parameters=parameters)

    def finished(self) -> icalendar.Event:
        """Return the entry, with all its lines, categories and the reminder."""
        import icalendar

        self.entry.add("categories", [clean(category) for category in self.categories])
        if self.lines:
            self.put("description", self.lines, "\n")
        if self.settings.alarm is not None:
            alarm = icalendar.Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", str(self.entry["summary"]))
            alarm.add("trigger", -self.settings.alarm)
            self.entry.add_component(alarm)
        return self.entry


_OF_SOURCES = ("title", "publisher", "published", "retrieved", "lang", "field")
_CONTROLS = re.compile(r"\A\ufeff+|[\x00-\x08\x0b-\x1f\x7f]")
_EPOCH = dt.date(1970, 1, 1).toordinal()


def clean(text: str) -> str:
    """Return a text without what RFC 5545, 3.1, forbids in one; a line break is one newline.

    Nor does it start with a byte order mark, which readers take for that of the file.
    """
    return _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _uri(url: str) -> str:
    """Return an address in ASCII, as RFC 3986 wants it; the rest turns into percent signs."""
    return urllib.parse.quote(url, safe=string.punctuation)


def _newest(sources: tuple[Source, ...]) -> dt.datetime:
    """Return the newest day that sources have, or else the first of the epoch."""
    days = [
        when.earliest_ordinal
        for source in sources
        for when in (source.published, source.retrieved)
        if when is not None
    ]
    newest = dt.date.fromordinal(min(max([_EPOCH, *days]), FOREVER - 1))
    return dt.datetime.combine(newest, dt.time(), dt.UTC)


# What an event and an anniversary say

STATUSES = {
    EventStatus.SCHEDULED: "CONFIRMED",
    EventStatus.HELD: "CONFIRMED",
    EventStatus.POSTPONED: "TENTATIVE",
    EventStatus.CANCELLED: "CANCELLED",
}
# What STATUS doesn't tell has a property of its own.
_EXACT = (EventStatus.HELD, EventStatus.POSTPONED)


def said_of_calendar(
    about: About, name: str | None, settings: Settings, losses: LossCounter
) -> Iterator[tuple[str, icalendar.vText | icalendar.vUri]]:
    """Yield the properties that say what the calendar is, by what a chronicle says of itself.

    Some versions of icalendar take none of them for text, and would leave what
    RFC 5545, 3.3.11, escapes.
    """
    import icalendar

    def in_one(what: str, text: Text) -> str:
        return losses.in_one_language(what, None, text, settings.lang)[1]

    title, lines = name, []
    if about.title is not None and name is None:
        title = in_one("About.title", about.title)
    elif about.title is not None and about.title.best(settings.lang) != name:
        losses.add("About.title", None, "another name was given")
    if about.description is not None:
        lines.append(in_one("About.description", about.description))
    if about.as_of is not None:
        lines.append(as_of(about.as_of, settings.lang))
    # Two properties for each: that of RFC 7986, and the one that older programs know.
    for words, names in (
        (title, ("name", "x-wr-calname")),
        ("\n".join(lines) or None, ("description", "x-wr-caldesc")),
    ):
        if words is not None:
            for key in names:
                yield key, icalendar.vText(clean(words))
    if about.url is not None:
        yield "url", icalendar.vUri(_uri(about.url))


class ZonesUsed:
    """The zones of the moments in a calendar, which says of each when its clocks change."""

    def __init__(self) -> None:
        self._times: dict[str, list[dt.datetime]] = {}

    def put(self, entry: icalendar.Event, name: str, moment: dt.datetime) -> None:
        """Add a moment to an entry, by the clocks of its zone."""
        zone, local = str(moment.tzinfo), moment.replace(tzinfo=None)
        entry.add(name, local, parameters={"TZID": zone})
        self._times.setdefault(zone, []).append(local)

    def components(self) -> Iterator[icalendar.Timezone]:
        """Yield the definition of each zone."""
        import icalendar

        for zone in sorted(self._times):
            timezone = icalendar.Timezone()
            timezone.add("tzid", zone)
            # One part for each onset: of several in one part, ical.js forgets the first.
            for onset, observance in observances(zone, self._times[zone]):
                standard = observance.is_standard
                part = icalendar.TimezoneStandard() if standard else icalendar.TimezoneDaylight()
                part.add("dtstart", onset)
                part.add("tzoffsetfrom", observance.before)
                part.add("tzoffsetto", observance.offset)
                part.add("tzname", observance.name)
                timezone.add_component(part)
            yield timezone


class Writer:
    """Makes entries, each once, and notes what they can't say."""

    def __init__(self, settings: Settings) -> None:
        self.losses: LossCounter = LossCounter("ics")
        self._settings = settings
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
        record, lang = anniversary.record, self._settings.lang
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
        draft = Draft(id, f"{uid}@{self._settings.domain}", self._settings, self.losses)
        title = anniversary.title or Text({lang: in_words(anniversary.original, lang)})
        name = anniversary.in_words(lang)
        named = Text({tag: f"{name}: {words}" for tag, words in title.items()})
        draft.put_summary("Anniversary.title", named, anniversary.when, days)
        draft.put_days(days)
        draft.line(
            draft.phrase("Date of the event: {}").format(in_words(anniversary.original, lang))
        )
        for observance in anniversary.observed:
            tag, words = draft.one("Anniversary.observed", observance.event.title)
            when = observance.event.when
            words += f", {in_words(when, lang)}" if when else ""
            draft.line(draft.phrase("Observed: {}").format(words), tag)
        if isinstance(record, Event):
            draft.entry.add("related-to", self._settings.uid(record))
        sources = record.sources if record is not None else ()
        links = () if record is None or isinstance(record, Membership) else record.links
        draft.put_sources(sources, links, draft.phrase("Source: {}"))
        kinds = [anniversary.kind.value] if anniversary.kind else []
        self._finish(draft, days, [draft.phrase("anniversary"), *kinds])

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
        self.losses.add_uncovered(event, self._settings.carries)
        draft = Draft(event.id, self._uid(event), self._settings, self.losses)
        draft.put_summary("Event.title", event.title, event.when, days)
        if event.description is not None:
            draft.lines.append(draft.one("Event.description", event.description))
        if not _put_times(draft, event, days, self._zones):
            draft.put_days(days)
        _put_relations(draft, event)
        _put_place(draft, event)
        _put_status(draft, event)
        if isinstance(event, Meeting) and event.agenda:
            draft.line(draft.phrase("Agenda:"))
            for point in event.agenda:
                lang, words = draft.one("Meeting.agenda", point)
                draft.line(f"- {words}", lang)
        if event.note is not None:
            draft.lines.append(draft.one("Event.note", event.note))
        for document in event.documents:
            if document.url is not None:
                title = document.title.best(self._settings.lang)
                draft.put_document(document.url, title, document.media_type)
            draft.lost("Event.documents", "address and title alone")
        draft.put_sources(event.sources, event.links, draft.phrase("Source: {}"))
        self._finish(draft, days, [event.kind.value, *event.topics])

    def _uid(self, event: Event) -> str:
        """Return the UID of an event, which no other has in this file."""
        uid = self._settings.uid(event)
        others = [identifier for identifier in event.identifiers if identifier.identifier != uid]
        if uid in self._taken:
            self.losses.add("Event.identifiers", event.id, "another event has the UID")
            uid = f"{event.id}@{self._settings.domain}"
        elif others:
            self.losses.add("Event.identifiers", event.id, "UID is the one identifier")
        self._taken.add(uid)
        return uid

    def _days(self, when: When | None, what: str, id: str) -> Days | None:
        return days_of(when, what, id, self._settings.imprecise, self.losses)

    def _finish(self, draft: Draft, days: Days, categories: list[str]) -> None:
        marks = [] if days.exact else [draft.phrase("date not exact")]
        draft.categories += [*categories, *marks]
        self._entries.append(draft.finished())


def _put_times(draft: Draft, event: Event, days: Days, zones: ZonesUsed) -> bool:
    """Write start and end as moments in a zone; True if they are known exactly."""
    times = (event.start_time, event.end_time)
    if times == (None, None):
        return False
    start, end = draft.settings.moments_of(event)
    is_whole = end is not None or (event.end_time is None and days.first == days.last)
    if start is None or not days.exact or not is_whole:
        draft.lost("Event.start_time", "no zone, no start or no end: told in the description")
        shown = "-".join(f"{time:%H:%M}" if time else "…" for time in times)
        draft.line(draft.phrase("Local time: {}").format(shown))
        return False
    zones.put(draft.entry, "dtstart", start)
    if end is not None:
        # Python compares two moments of one zone by their local times.
        if end.timestamp() > start.timestamp():
            zones.put(draft.entry, "dtend", end)
        else:
            draft.lost("Event.end_time", "not after the start, left out")
    return True


def _put_place(draft: Draft, event: Event) -> None:
    places = list(draft.settings.index.upwards(event.place, Place, "within"))
    if places:
        names = [draft.one("Event.place", place.name) for place in places]
        draft.put("location", names, ", ")
        if places[0].latitude is not None and places[0].longitude is not None:
            draft.entry.add("geo", (places[0].latitude, places[0].longitude))
    elif event.place is not None:
        draft.lost("Event.place", "not at hand; pass `within`")


def _put_status(draft: Draft, event: Event) -> None:
    if event.status is not None:
        draft.entry.add("status", STATUSES[event.status])
        if event.status in _EXACT:
            draft.entry.add("x-cstoevents-status", event.status.value)
    draft.entry.add("sequence", _revision(event))
    if event.previous_when:
        moved = "; ".join(in_words(when, draft.settings.lang) for when in event.previous_when)
        draft.line(draft.phrase("Moved from: {}").format(moved))


def _put_relations(draft: Draft, event: Event) -> None:
    if event.parent is not None:
        draft.entry.add("related-to", draft.settings.uid_of(event.parent))
    for run in event.entries:
        # Entries with the same REFID are a group (RFC 9253, 8.3).
        draft.entry.add("refid", run.series)
        draft.entry.add("related-to", run.series, parameters={"RELTYPE": "REFID"})
        for lang, name in _names(draft, "Event.entries", (run.series,)):
            draft.line(draft.phrase("In the series: {}").format(name) + _number(draft, run), lang)
    organisers = _names(draft, "Event.organisers", event.organisers)
    if organisers:
        names = "; ".join(name for _, name in organisers)
        draft.line(draft.phrase("Organised by: {}").format(names), organisers[0][0])


def _number(draft: Draft, run: SeriesEntry) -> str:
    if run.number is None:
        return f": {run.label}" if run.label else ""
    label = f" ({run.label})" if run.label else ""
    return f": {draft.phrase('No. {}').format(run.number)}{label}"


def _names(draft: Draft, what: str, ids: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return the names of bodies or series, those that are at hand."""
    names = []
    for id in ids:
        record = draft.settings.index.get(id)
        if isinstance(record, (Organisation, Series)):
            names.append(draft.one(what, record.name))
        else:
            draft.lost(what, "no name at hand; pass `within`")
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


# The offsets of a time zone over some years: what a VTIMEZONE says (RFC 5545, 3.6.5)

_WEEK = dt.timedelta(days=7)
_SECOND = dt.timedelta(seconds=1)


class Observance(NamedTuple):
    """An offset from UTC by its name, the one before it, and whether it is standard time."""

    before: dt.timedelta
    offset: dt.timedelta
    name: str
    is_standard: bool


def observances(
    zone: str, moments: Iterable[dt.datetime]
) -> Iterator[tuple[dt.datetime, Observance]]:
    """Yield the offsets from the year of the first of some local times to the last of them.

    Each comes with its onset, as a local time by the offset before it.
    """
    times = sorted(moments)
    first = times[0].replace(month=1, day=1, hour=0, minute=0, second=0)
    yield first, _in_force(zone, first)
    yield from _changes(zone, first, times[-1])


def _changes(
    zone: str, first: dt.datetime, last: dt.datetime
) -> Iterator[tuple[dt.datetime, Observance]]:
    """Yield the changes of a zone between two local times, week by week."""
    now = _in_force(zone, first)
    while first < last:
        low, high = first, first + min(_WEEK, last - first)
        first = high
        if _in_force(zone, high) == now:
            continue
        while high - low > _SECOND:
            middle = (low + (high - low) / 2).replace(microsecond=0)
            if _in_force(zone, middle) == now:
                low = middle
            else:
                high = middle
        new = _in_force(zone, high)
        # Local times that a change leaps over are told by the offset before it.
        leap = max(dt.timedelta(), new.offset - now.offset)
        yield high - leap, new._replace(before=now.offset)
        now = new


def _in_force(zone: str, local: dt.datetime) -> Observance:
    aware = local_moment(local.date(), local.time(), zone)
    offset = aware.utcoffset() or dt.timedelta()
    return Observance(offset, offset, aware.tzname() or "", not aware.dst())
