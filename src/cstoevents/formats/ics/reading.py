"""Entries of a calendar read as events, and the places that they name."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from typing import Any, Final, TypeVar

import attrs

from cstoevents.chronicle import Chronicle, ReferenceCheck
from cstoevents.dates import When
from cstoevents.errors import InputError, Problem, RecordError, WhenError
from cstoevents.formats.ics.entries import SCHEME, STATUSES
from cstoevents.formats.ics.lines import Component, Property, unescaped, unescaped_list
from cstoevents.formats.ics.moments import Span, span_of
from cstoevents.formats.ics.recurrence import RECURRING, Occurrence, Recurring, occurrences
from cstoevents.formats.ics.rules import LONGEST, gives_days, rule_of, steps_of
from cstoevents.formats.ics.zones import Zones, zone_name, zone_of
from cstoevents.formats.losses import LossCounter
from cstoevents.records import About, Event, Meeting, Place, Record
from cstoevents.records.rules import (
    ID,
    KEYWORD,
    LANGUAGE,
    MEDIA_TYPE,
    URL,
    canonical_tag,
    refused,
    slugify,
)
from cstoevents.records.structuring import structured
from cstoevents.records.vocabularies import MEETING_KINDS, EventKind, EventStatus
from cstoevents.wording import in_words
from cstoevents.wording.language import languages
from cstoevents.wording.words import meant, phrase

T = TypeVar("T")

Window = tuple[dt.date, dt.date]

# What says when and by whom the entry was made, and nothing of the event.
_OF_THE_ENTRY = frozenset({"DTSTAMP", "CREATED", "LAST-MODIFIED", "SEQUENCE", "TRANSP"})
_TAKEN = frozenset(
    {
        *("UID", "SUMMARY", "DESCRIPTION", "DTSTART", "DTEND", "DURATION", "COMMENT", "STATUS"),
        *("LOCATION", "GEO", "URL", "LINK", "CATEGORIES", "RELATED-TO", "ATTACH"),
        *("X-CSTOEVENTS-WHEN", "X-CSTOEVENTS-STATUS"),
    }
)
_OF_CALENDAR = frozenset(
    {
        *("VERSION", "PRODID", "CALSCALE", "NAME", "X-WR-CALNAME", "DESCRIPTION", "X-WR-CALDESC"),
        *("URL", "X-WR-TIMEZONE"),
    }
)
_NOT_TAKEN = "an event has no place for it"


@attrs.define(slots=True, eq=False)
class Entry:
    """An entry on its way to an event: its properties, its span, and what it is called by."""

    component: Component
    uid: str | None
    span: Span | None
    id: str = ""


@attrs.define(slots=True, eq=False)
class Reader:
    """Makes records of calendars; `problems` and `losses` grow as it goes."""

    file: str | None
    window: Window | None
    zone: str | None
    kind: EventKind
    lang: str
    domain: str
    within: Chronicle | None
    ids: MutableMapping[str, str]
    losses: LossCounter = attrs.field(init=False, factory=lambda: LossCounter("ics"))
    problems: list[Problem] = attrs.field(init=False, factory=list)
    _new_ids: dict[str, str] = attrs.field(init=False, factory=dict)
    _places: dict[str, dict[str, Any]] = attrs.field(init=False, factory=dict)
    _steps: int = attrs.field(init=False, default=0)
    _by_uid: dict[str, str] | None = attrs.field(init=False, default=None)
    _by_name: dict[str, str] | None = attrs.field(init=False, default=None)

    def chronicle(self, calendars: Sequence[Component], references: ReferenceCheck) -> Chronicle:
        """Return the chronicle of some calendars; raise `InputError` with all that is wrong."""
        about = self._about(calendars)
        entries = [entry for calendar in calendars for entry in self._entries(calendar)]
        entries = self._latest(entries)
        self._name(entries)
        records: list[Record] = [
            record for entry in entries if (record := self._record(entry, entries)) is not None
        ]
        places = [self._made(Place, plain, {}) for plain in self._places.values()]
        records += [place for place in places if place is not None]
        if self.problems:
            raise InputError(sorted(self.problems, key=lambda problem: problem.line or 0))
        try:
            chronicle = Chronicle(records, about=about, within=self.within, references=references)
        except InputError as error:
            problems = [attrs.evolve(problem, file=self.file) for problem in error.problems]
            raise type(error)(problems) from None
        self.ids.update(self._new_ids)
        return chronicle

    def _refuse(self, prop: Property, error: RecordError, record: str | None = None) -> None:
        for problem in error.problems:
            self.problems.append(
                attrs.evolve(problem, file=self.file, line=prop.line, path=prop.name, record=record)
            )

    def _take(self, prop: Property | None, read: Callable[[Property], T]) -> T | None:
        """Return what is read of a property; what is refused is noted with its line."""
        if prop is None:
            return None
        try:
            return read(prop)
        except RecordError as error:
            self._refuse(prop, error)
            return None

    # Calendars

    def _about(self, calendars: Sequence[Component]) -> About:
        first = calendars[0]
        title = first.one("NAME") or first.one("X-WR-CALNAME")
        description = first.one("DESCRIPTION") or first.one("X-WR-CALDESC")
        url = first.one("URL")
        for prop in (prop for calendar in calendars for prop in calendar.properties):
            if prop.name not in _OF_CALENDAR:
                self.losses.add(prop.name, None, "a chronicle has no place for it")
        plain = {
            "title": self._words(title),
            "description": self._words(description),
            "url": url.value.strip() if url and URL.matches(url.value.strip()) else None,
        }
        stated = {name: value for name, value in plain.items() if value}
        return self._made(About, stated, {}) or About()

    def _entries(self, calendar: Component) -> Iterator[Entry]:
        zones = self._zones(calendar)
        components: list[Entry] = []
        for component in calendar.components:
            if component.name == "VEVENT":
                components.append(self._entry(component, zones))
            elif component.name != "VTIMEZONE":
                self.losses.add(component.name, None, "no event")
        by_uid: dict[str | None, list[Entry]] = {}
        for entry in components:
            recurs = any(prop.name in RECURRING for prop in entry.component.properties)
            if recurs and entry.span is not None:
                by_uid.setdefault(entry.uid, []).append(entry)
            else:
                yield entry
        # An entry that comes back has those of its single days under the same UID.
        for group in by_uid.values():
            yield from self._expanded(group, zones)

    def _zones(self, calendar: Component) -> Zones:
        """Return what names of zones mean in a calendar, and which zone it has itself."""
        defined = {
            tzid.text.strip(): part
            for part in calendar.components
            if part.name == "VTIMEZONE" and (tzid := part.one("TZID")) is not None
        }
        zones = Zones(None if self.zone is None else zone_of(self.zone), defined)
        named = calendar.one("X-WR-TIMEZONE")
        if zones.default is None:
            zones.default = self._take(named, lambda prop: zones.named(prop.value.strip()))
        return zones

    def _entry(self, component: Component, zones: Zones) -> Entry:
        start, uid = component.one("DTSTART"), component.one("UID")
        end, duration = component.one("DTEND"), component.one("DURATION")
        span = None
        try:
            span = None if start is None else span_of(start, end, duration, zones)
        except RecordError as error:
            at = _at_fault(error, [start, end, duration])
            self._refuse(at, error, uid and uid.text)
        return Entry(component, uid.text.strip() or None if uid else None, span)

    # Events that come back

    def _expanded(self, group: list[Entry], zones: Zones) -> Iterator[Entry]:
        properties = [prop for entry in group for prop in entry.component.properties]
        first = next(prop for prop in properties if prop.name in RECURRING)
        if self.window is None:
            cure = "a window in which to look for an event that comes back, as `window`"
            self._refuse(first, refused(first.value, cure))
            return
        recurring = [
            Recurring(entry.component.properties, entry.span) for entry in group if entry.span
        ]
        for one in self._times_within(recurring, first, self.window, zones):
            entry = group[one.entry]
            uid = None if entry.uid is None else f"{entry.uid}/{one.name}"
            yield Entry(entry.component, uid, one.span)

    def _times_within(
        self, recurring: list[Recurring], first: Property, window: Window, zones: Zones
    ) -> list[Occurrence]:
        """Return when the entries of one UID come within a window."""
        begins = min(_day(entry.span.start) for entry in recurring)
        properties = [prop for one in recurring for prop in one.properties]
        rules = [prop for prop in properties if prop.name == "RRULE"]
        good = [self._may_follow(prop, begins, window) for prop in rules]
        if not all(good):
            return []
        within = f"those within {window[0]}/{window[1]} are events of their own"
        self.losses.add(first.name, None, within)
        try:
            return occurrences(recurring, *window, zones)
        except RecordError as error:
            self._refuse(_at_fault(error, [*properties, first]), error)
            return []

    def _may_follow(self, prop: Property, begins: dt.date, window: Window) -> bool:
        """Whether a rule gives days, and all rules together not too many; refuse it otherwise."""
        parts = self._take(prop, rule_of)
        if parts is None:
            return False
        self._steps += steps_of(parts, begins, window[1])
        if self._steps > LONGEST:
            expected = f"rules that go over {LONGEST} days in all at most; an earlier window"
            self._refuse(prop, refused(prop.value, expected))
        elif not gives_days(parts, begins):
            self._steps += LONGEST // 20  # the search has taken as long
            self._refuse(prop, refused(prop.value, "a rule that ever gives a day"))
        else:
            return True
        return False

    # Entries of one UID

    def _latest(self, entries: Iterable[Entry]) -> list[Entry]:
        """Return one entry of each UID: of several the one that was revised last."""
        kept: dict[str, Entry] = {}
        unnamed: list[Entry] = []
        for entry in entries:
            other = None if entry.uid is None else kept.setdefault(entry.uid, entry)
            if other is None:
                unnamed.append(entry)
            elif other is not entry:
                kept[entry.uid or ""] = self._later(other, entry)
        return [*kept.values(), *unnamed]

    def _later(self, one: Entry, other: Entry) -> Entry:
        self.losses.add(
            "VEVENT", None, "another entry has its UID and is of the same time or later"
        )
        return other if _revision(other) > _revision(one) else one

    def _name(self, entries: Sequence[Entry]) -> None:
        """Give every entry the id of its event: that of its UID, which stays in every reading."""
        known = self._known_uids()
        for entry in entries:
            entry.id = self._given_id(entry.uid, known) or ""
        unnamed = [(entry, _slug(entry)) for entry in entries if not entry.id]
        borne = Counter([*(entry.id for entry in entries), *(slug for _, slug in unnamed)])
        for entry, slug in unnamed:
            # Letters that are written alike don't make two events one.
            entry.id = slug if borne[slug] == 1 else f"{slug}-{slugify(entry.uid or '_')}"
        for entry in entries:
            if entry.uid is not None and _own_id(entry.uid, self.domain) is None:
                self._new_ids[f"events/{entry.uid}"] = entry.id

    def _given_id(self, uid: str | None, known: Mapping[str, str]) -> str | None:
        """Return the id that a UID has: of ours, in the table of ids, or of an event at hand."""
        if uid is None:
            return None
        return _own_id(uid, self.domain) or self.ids.get(f"events/{uid}") or known.get(uid)

    def _known_uids(self) -> dict[str, str]:
        within, known = self.within, dict[str, str]()
        while within is not None:
            for event in within.events:
                for identifier in event.identifiers:
                    if identifier.scheme == SCHEME:
                        known.setdefault(identifier.identifier, event.id)
            within = within.within
        return known

    # One entry to one event

    def _record(self, entry: Entry, entries: Sequence[Entry]) -> Event | None:
        component = entry.component
        if self._is_left_out(entry):
            return None
        self._count_losses(component)
        lines = {
            field: prop
            for name, field in _FIELDS.items()
            if (prop := component.one(name)) is not None
        }
        plain: dict[str, Any] = {"id": entry.id, "title": self._words(component.one("SUMMARY"))}
        if entry.uid is not None and _own_id(entry.uid, self.domain) is None:
            plain["identifiers"] = [{"scheme": SCHEME, "identifier": entry.uid}]
        self._put_when(plain, entry)
        plain["description"] = self._words(component.one("DESCRIPTION"))
        plain["note"] = self._words(component.one("COMMENT"))
        plain["status"] = self._status(component)
        plain["place"] = self._place(component)
        plain["parent"] = self._parent(component, entries)
        plain |= self._links(component)
        plain["documents"] = self._documents(component)
        kind, plain["topics"] = self._categories(component)
        plain["kind"] = kind.value
        stated = {name: value for name, value in plain.items() if value not in (None, [], "")}
        cls = Meeting if kind in MEETING_KINDS else Event
        return self._made(cls, stated, lines, component)

    def _made(
        self,
        cls: type[T],
        plain: dict[str, Any],
        lines: dict[str, Property],
        component: Component | None = None,
    ) -> T | None:
        try:
            return structured(plain, cls)
        except RecordError as error:
            for problem in error.problems:
                field = (problem.path or "").partition(".")[0].partition("[")[0]
                prop = lines.get(field)
                line = prop.line if prop else component.line if component else None
                self.problems.append(
                    attrs.evolve(
                        problem, file=self.file, line=line, record=plain.get("id"),
                        path=prop.name if prop else problem.path,
                    )
                )  # fmt: skip
            return None

    def _is_left_out(self, entry: Entry) -> bool:
        local = (entry.uid or "").removesuffix(f"@{self.domain}")
        if local != entry.uid and local.partition(".")[2].startswith(("anniversary-", "death-")):
            self.losses.add("VEVENT", None, "an anniversary is no event")
            return True
        summary = entry.component.one("SUMMARY")
        if summary is None or not summary.text.strip():
            self.losses.add("VEVENT", entry.id, "no SUMMARY, left out")
            return True
        return False

    def _count_losses(self, component: Component) -> None:
        for prop in component.properties:
            if prop.name not in _TAKEN and prop.name not in _OF_THE_ENTRY | RECURRING:
                self.losses.add(prop.name, None, _NOT_TAKEN)
        for part in component.components:
            self.losses.add(part.name, None, _NOT_TAKEN)

    def _words(self, prop: Property | None) -> dict[str, str] | None:
        """Return a text under its language, or under that of the calendar."""
        if prop is None or not prop.text.strip():
            return None
        tag = prop.parameters.get("LANGUAGE", "")
        return {canonical_tag(tag) if LANGUAGE.matches(tag) else self.lang: prop.text}

    def _put_when(self, plain: dict[str, Any], entry: Entry) -> None:
        exact = entry.component.one("X-CSTOEVENTS-WHEN")
        when = None if exact is None else _when(exact.text)
        if when is not None:
            plain["when"] = when.text
            for tag, title in (plain["title"] or {}).items():
                words = f" ({in_words(when, tag)})" if tag in languages() else ""
                plain["title"] = {tag: title.removesuffix(words)}
        elif entry.span is not None:
            self._put_span(plain, entry.span)

    def _put_span(self, plain: dict[str, Any], span: Span) -> None:
        plain |= _times(span)
        zone = span.start.tzinfo if isinstance(span.start, dt.datetime) else None
        if zone is not None and plain["timezone"] != str(zone):
            kept = "its offset" if plain["timezone"] else "the local time"
            self.losses.add("TZID", None, f"no zone of the tz database: {kept} alone")

    def _status(self, component: Component) -> EventStatus | None:
        prop, exact = component.one("STATUS"), component.one("X-CSTOEVENTS-STATUS")
        if prop is None:
            return None
        word = prop.value.strip().upper()
        for status, name in STATUSES.items():
            if name == word and exact is not None and exact.value.strip() == status.value:
                return status
        if word == "TENTATIVE":
            self.losses.add("STATUS", None, "TENTATIVE is scheduled")
        elif word not in ("CONFIRMED", "CANCELLED"):
            self.losses.add("STATUS", None, f"{word} is no status of an event")
        return _STATUSES.get(word)

    def _links(self, component: Component) -> dict[str, Any]:
        """Return the web addresses: those of LINK and URL."""
        sources, links = list[str](), list[str]()
        for prop in component.all("LINK"):
            is_source = prop.parameters.get("LINKREL", "").upper() == "SOURCE"
            (sources if is_source else links).append(prop.value.strip())
        for prop in component.all("URL"):
            if prop.value.strip() not in sources:
                links.insert(0, prop.value.strip())
        good = [url for url in dict.fromkeys(links) if URL.matches(url)]
        for url in {*links, *sources}:
            if not URL.matches(url):
                self.losses.add("URL", None, f"no web address: it needs {URL.expected}")
        return {"links": good, "sources": [{"url": url} for url in sources if URL.matches(url)]}

    def _documents(self, component: Component) -> list[dict[str, Any]]:
        """Return what is attached under a name and an address."""
        found = []
        for prop in component.all("ATTACH"):
            url, name = prop.value.strip(), prop.parameters.get("FILENAME")
            if not (name and URL.matches(url)):
                self.losses.add("ATTACH", None, "a document needs FILENAME and a web address")
                continue
            media_type = prop.parameters.get("FMTTYPE", "")
            known = {"media_type": media_type} if MEDIA_TYPE.matches(media_type) else {}
            found.append({"title": {self.lang: name}, "url": url, **known})
        return found

    def _categories(self, component: Component) -> tuple[EventKind, list[str]]:
        """Return the kind that a category names, and the others as topics."""
        words = [
            word.strip()
            for prop in component.all("CATEGORIES")
            for word in unescaped_list(prop.value)
        ]
        named = ((word, meant(word, EventKind)) for word in words)
        word, kind = next((pair for pair in named if pair[1] is not None), ("", None))
        marks = {"", *(phrase("date not exact", lang) for lang in languages())}
        if word:
            words.remove(word)
        topics = dict.fromkeys(
            text if KEYWORD.matches(text) else text.lower() for text in words if text not in marks
        )
        for topic in [topic for topic in topics if not KEYWORD.matches(topic)]:
            self.losses.add("CATEGORIES", None, f"no topic: it needs {KEYWORD.expected}")
            del topics[topic]
        return kind or self.kind, list(topics)

    def _parent(self, component: Component, entries: Sequence[Entry]) -> str | None:
        for prop in component.all("RELATED-TO"):
            relation = prop.parameters.get("RELTYPE", "PARENT").upper()
            id = self._ids_of(entries).get(prop.text.strip()) if relation == "PARENT" else None
            if id is not None:
                return id
            self.losses.add("RELATED-TO", None, "no parent that is known")
        return None

    def _ids_of(self, entries: Sequence[Entry]) -> dict[str, str]:
        if self._by_uid is None:
            left_out = (entry for entry in entries if not entry.component.one("SUMMARY"))
            out = {entry.uid for entry in left_out}
            known = {entry.uid: entry.id for entry in entries if entry.uid and entry.uid not in out}
            self._by_uid = {**self._known_uids(), **known}
        return self._by_uid

    # Places

    def _place(self, component: Component) -> str | None:
        prop = component.one("LOCATION")
        words = self._words(prop)
        if words is None or prop is None:
            return None
        lang, name = next(iter(words.items()))
        known = self._known_places().get(name)
        if known is not None:
            return known
        id = self.ids.get(f"places/{name}") or f"place-{_plain_slug(name)}"
        self._new_ids[f"places/{name}"] = id
        plain = self._places.setdefault(id, {"id": id, "name": {lang: name}, "kind": "other"})
        degrees = self._take(component.one("GEO"), _degrees)
        if degrees is not None:
            plain.setdefault("latitude", degrees[0])
            plain.setdefault("longitude", degrees[1])
        return id

    def _known_places(self) -> dict[str, str]:
        """Return the known places by how a calendar names them: with what they are within."""
        if self._by_name is None:
            self._by_name = {}
            for name, id in _names_of_places(self.within):
                self._by_name.setdefault(name, id)
        return self._by_name


# CONFIRMED says that it is to be held, and not that it was.
_STATUSES: Final = {
    "CONFIRMED": EventStatus.SCHEDULED,
    "TENTATIVE": EventStatus.SCHEDULED,
    "CANCELLED": EventStatus.CANCELLED,
}

_FIELDS: Final = {
    "SUMMARY": "title",
    "DESCRIPTION": "description",
    "COMMENT": "note",
    "DTSTART": "when",
    "LOCATION": "place",
    "UID": "identifiers",
    "LINK": "sources",
    "ATTACH": "documents",
    "URL": "links",
    "CATEGORIES": "topics",
    "RELATED-TO": "parent",
}


def _names_of_places(within: Chronicle | None) -> Iterator[tuple[str, str]]:
    if within is None:
        return
    index = within._index
    for place in index.all(Place):
        around = list(index.upwards(place.id, Place, "within"))
        for lang in place.name.languages:
            names = [place_around.name.best(lang) for place_around in around]
            for count in range(len(names), 0, -1):
                yield ", ".join(names[:count]), place.id


def _day(moment: dt.date | dt.datetime) -> dt.date:
    return moment.date() if isinstance(moment, dt.datetime) else moment


def _at_fault(error: RecordError, read: Sequence[Property | None]) -> Property:
    """Return the property of those that were read which an error is about."""
    known = [prop for prop in read if prop is not None]
    found = error.problems[0].found
    said = [prop for prop in known if found in (prop.value.strip(), prop.parameters.get("TZID"))]
    return said[0] if said else known[-1]


def _when(text: str) -> When | None:
    try:
        return When(text)
    except WhenError:
        return None


def _revision(entry: Entry) -> tuple[int, str, str]:
    """Return what grows from one revision of an entry to the next."""
    sequence = entry.component.one("SEQUENCE")
    count = sequence.value.strip() if sequence else "0"
    stamps = (entry.component.one(name) for name in ("LAST-MODIFIED", "DTSTAMP"))
    changed, made = (stamp.value if stamp else "" for stamp in stamps)
    return int(count[:9]) if count.isascii() and count.isdigit() else 0, changed, made


def _own_id(uid: str | None, domain: str) -> str | None:
    """Return the id that a UID of ours has before the domain."""
    local, _, right = (uid or "").rpartition("@")
    return local if right == domain and ID.matches(local) else None


def _slug(entry: Entry) -> str:
    if entry.uid is not None:
        return _plain_slug(entry.uid)
    summary = entry.component.one("SUMMARY")
    day = "" if entry.span is None else f"{_day(entry.span.start).isoformat()}-"
    return f"{day}{slugify(unescaped(summary.value) if summary else 'event')}"


def _plain_slug(text: str) -> str:
    """Return a slug in which everything but letters and figures parts words."""
    words = " ".join("".join(sign if sign.isalnum() else " " for sign in text).split())
    return slugify(words or text)


def _times(span: Span) -> dict[str, Any]:
    """Return the fields that say when an event is."""
    if not isinstance(span.start, dt.datetime):
        last = span.start if span.end is None else span.end - dt.timedelta(days=1)
        return {"when": _interval(span.start, max(last, span.start))}
    start, end = span.start, span.end
    plain: dict[str, Any] = {"start_time": f"{start:%H:%M:%S}", "timezone": zone_name(start)}
    if not isinstance(end, dt.datetime) or end.replace(tzinfo=None) == start.replace(tzinfo=None):
        return {"when": start.date().isoformat(), **plain}
    plain["end_time"] = f"{end:%H:%M:%S}"
    is_past_midnight = end.time() < start.time() and (end.date() - start.date()).days == 1
    return {
        "when": _interval(start.date(), start.date() if is_past_midnight else end.date()),
        **plain,
    }


def _interval(first: dt.date, last: dt.date) -> str:
    return first.isoformat() if first == last else f"{first}/{last}"


def _degrees(prop: Property) -> tuple[float, float]:
    expected = "degrees north and east, such as 42.87;74.6"
    try:
        north, east = map(float, prop.value.split(";"))
    except ValueError:
        raise refused(prop.value, expected) from None
    if not (abs(north) <= 90 and abs(east) <= 180):
        raise refused(prop.value, expected)
    return north, east
