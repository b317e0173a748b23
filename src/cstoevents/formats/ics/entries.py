"""What an event and an anniversary say in a calendar."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cstoevents.anniversaries import Anniversary
from cstoevents.dates import When
from cstoevents.errors import ArgumentTypeError, ConflictError
from cstoevents.formats.ics.drafts import Days, Draft, Settings, days_of
from cstoevents.formats.ics.zones import observances, offset
from cstoevents.formats.losses import LossCounter
from cstoevents.records import Event, Meeting, Organisation, Place, Series
from cstoevents.records.index import conflict
from cstoevents.records.values import SeriesEntry, Text
from cstoevents.records.vocabularies import EventStatus
from cstoevents.wording import anniversary_name, in_words
from cstoevents.wording.words import phrase

if TYPE_CHECKING:
    import icalendar

__all__ = ["Writer"]

_STATUS = {
    EventStatus.SCHEDULED: "CONFIRMED",
    EventStatus.HELD: "CONFIRMED",
    EventStatus.POSTPONED: "TENTATIVE",
    EventStatus.CANCELLED: "CANCELLED",
}


class Writer:
    """Makes entries, each once, and notes what they can't say."""

    def __init__(self, settings: Settings) -> None:
        self.losses: LossCounter = LossCounter("ics")
        self._settings = settings
        self._events: dict[str, Event] = {}
        self._anniversaries: set[tuple[str, str]] = set()
        self._uids: set[str] = set()
        self._times: dict[str, list[dt.datetime]] = {}
        self._entries: list[icalendar.Event] = []

    def add(self, each: Event | Anniversary) -> None:
        """Make an entry of an event or an anniversary, if its date lets it be one."""
        if isinstance(each, Event):
            self._add_event(each)
        elif isinstance(each, Anniversary):
            self._add_anniversary(each)
        else:
            raise ArgumentTypeError("what", each, "an event or an anniversary")

    def components(self) -> Iterator[icalendar.Component]:
        """Give the zones that the entries use, then the entries."""
        import icalendar

        for zone in sorted(self._times):
            timezone = icalendar.Timezone()
            timezone.add("tzid", zone)
            # One part for each onset: of several in one part, ical.js forgets the first.
            for onset, each in observances(zone, self._times[zone]):
                standard = each.is_standard
                part = icalendar.TimezoneStandard() if standard else icalendar.TimezoneDaylight()
                part.add("dtstart", onset)
                part.add("tzoffsetfrom", each.before)
                part.add("tzoffsetto", each.offset)
                part.add("tzname", each.name)
                timezone.add_component(part)
            yield timezone
        yield from self._entries

    def _phrase(self, text: str) -> str:
        return phrase(text, self._settings.lang)

    # Anniversaries

    def _add_anniversary(self, each: Anniversary) -> None:
        record, lang = each.record, self._settings.lang
        id = record.id if record else _made_id(each)
        uid = f"{id}.anniversary-{each.number}"
        if (uid, each.when.text) in self._anniversaries:
            return
        self._anniversaries.add((uid, each.when.text))
        days = self._days(each.when, "Anniversary.when", id)
        if days is None:
            return
        if uid in self._uids:
            # The start and the end of what lasts come round under one number.
            uid += f".{each.when}"
        self._uids.add(uid)
        draft = Draft(id, uid, self._settings, self.losses)
        title = each.title or Text({lang: in_words(each.original, lang)})
        name = anniversary_name(each.number, lang)
        named = Text({tag: f"{name}: {words}" for tag, words in title.items()})
        draft.put_summary("Anniversary.title", named, each.when, days)
        draft.put_days(days)
        draft.line(self._phrase("Date of the event: {}").format(in_words(each.original, lang)))
        for observance in each.observed:
            tag, words = draft.one("Anniversary.observed", observance.event.title)
            when = observance.event.when
            words += f", {in_words(when, lang)}" if when else ""
            draft.line(self._phrase("Observed: {}").format(words), tag)
        if isinstance(record, Event):
            draft.entry.add("related-to", self._settings.uid(record.id))
        if record is not None:
            draft.put_sources(record.sources, record.links, self._phrase("Source: {}"))
        else:
            draft.put_sources((), (), self._phrase("Source: {}"))
        kinds = [each.kind.value] if each.kind else []
        self._finish(draft, days, [self._phrase("anniversary"), *kinds])

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
        draft = Draft(event.id, event.id, self._settings, self.losses)
        draft.put_summary("Event.title", event.title, event.when, days)
        if event.description is not None:
            draft.lines.append(draft.one("Event.description", event.description))
        if not self._put_times(draft, event, days):
            draft.put_days(days)
        self._put_relations(draft, event)
        self._put_place(draft, event)
        self._put_status(draft, event)
        if isinstance(event, Meeting) and event.agenda:
            draft.line(self._phrase("Agenda:"))
            for point in event.agenda:
                lang, words = draft.one("Meeting.agenda", point)
                draft.line(f"- {words}", lang)
        if event.note is not None:
            draft.lines.append(draft.one("Event.note", event.note))
        for document in event.documents:
            if document.url is not None:
                draft.put_document(document.url, document.media_type)
            draft.lost("Event.documents", "the address alone")
        draft.put_sources(event.sources, event.links, self._phrase("Source: {}"))
        self._finish(draft, days, [event.kind.value, *event.topics])

    def _days(self, when: When | None, what: str, id: str) -> Days | None:
        return days_of(when, what, id, self._settings.imprecise, self.losses)

    def _finish(self, draft: Draft, days: Days, categories: list[str]) -> None:
        marks = [] if days.exact else [self._phrase("date not exact")]
        draft.categories += [*categories, *marks]
        self._entries.append(draft.finished())

    def _put_times(self, draft: Draft, event: Event, days: Days) -> bool:
        """Put start and end as moments in a zone, if that can be said truly."""
        start, end = event.start_time, event.end_time
        if start is None and end is None:
            return False
        zones = [event.timezone, *(place.timezone for place in self._places(event))]
        zone = next(filter(None, zones), None)
        is_whole = end is not None or days.first == days.last
        if start is None or zone is None or not days.exact or not is_whole:
            draft.lost("Event.start_time", "no zone, no start or no end: told in the description")
            shown = "-".join(f"{time:%H:%M}" if time else "…" for time in (start, end))
            draft.line(self._phrase("Local time: {}").format(shown))
            return False
        begun = dt.datetime.combine(days.first, start)
        self._put_time(draft, "dtstart", zone, begun)
        if end is not None:
            ended = dt.datetime.combine(days.last, end)
            if ended - begun > offset(zone, ended) - offset(zone, begun):
                self._put_time(draft, "dtend", zone, ended)
            else:
                draft.lost("Event.end_time", "not after the start, left out")
        return True

    def _put_time(self, draft: Draft, name: str, zone: str, local: dt.datetime) -> None:
        draft.entry.add(name, local, parameters={"TZID": zone})
        self._times.setdefault(zone, []).append(local)

    def _places(self, event: Event) -> list[Place]:
        return list(self._settings.index.upwards(event.place, "within", Place))

    def _put_place(self, draft: Draft, event: Event) -> None:
        places = self._places(event)
        if places:
            names = [draft.one("Event.place", place.name) for place in places]
            draft.put("location", names, ", ")
            if places[0].latitude is not None and places[0].longitude is not None:
                draft.entry.add("geo", (places[0].latitude, places[0].longitude))
        elif event.place is not None:
            draft.lost("Event.place", "not at hand; pass `within`")

    def _put_status(self, draft: Draft, event: Event) -> None:
        if event.status is not None:
            draft.entry.add("status", _STATUS[event.status])
            if event.status in (EventStatus.HELD, EventStatus.SCHEDULED):
                draft.lost("Event.status", "held and scheduled are both CONFIRMED")
        draft.entry.add("sequence", len(event.previous_when))
        if event.previous_when:
            moved = "; ".join(in_words(when, self._settings.lang) for when in event.previous_when)
            draft.line(self._phrase("Moved from: {}").format(moved))

    def _put_relations(self, draft: Draft, event: Event) -> None:
        if event.parent is not None:
            draft.entry.add("related-to", self._settings.uid(event.parent))
        for run in event.entries:
            # Entries with the same REFID are a group (RFC 9253, 8.3).
            draft.entry.add("refid", run.series)
            draft.entry.add("related-to", run.series, parameters={"RELTYPE": "REFID"})
            for lang, name in self._names(draft, "Event.entries", (run.series,)):
                draft.line(self._phrase("In the series: {}").format(name) + self._number(run), lang)
        organisers = self._names(draft, "Event.organisers", event.organisers)
        if organisers:
            names = "; ".join(name for _, name in organisers)
            draft.line(self._phrase("Organised by: {}").format(names), organisers[0][0])

    def _number(self, run: SeriesEntry) -> str:
        if run.number is None:
            return f": {run.label}" if run.label else ""
        label = f" ({run.label})" if run.label else ""
        return f": {self._phrase('No. {}').format(run.number)}{label}"

    def _names(self, draft: Draft, what: str, ids: tuple[str, ...]) -> list[tuple[str, str]]:
        """Give the names of bodies or series, those that are at hand."""
        names = []
        for id in ids:
            record = self._settings.index.get(id)
            if isinstance(record, (Organisation, Series)):
                names.append(draft.one(what, record.name))
            else:
                draft.lost(what, "no name at hand; pass `within`")
        return names


def _made_id(each: Anniversary) -> str:
    """Give what is no record an id by its date and description, the same one every time."""
    said = f"{each.original}\n{each.description.to_plain() if each.description else ''}"
    return str(uuid.uuid5(uuid.NAMESPACE_URL, said))
