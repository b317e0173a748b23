"""The entries of a calendar, each with its time; one that comes back is an entry for each time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

import attrs

from cstoevents.errors import RecordError
from cstoevents.formats.ics.lines import Component, Property
from cstoevents.formats.ics.moments import Span, span_of
from cstoevents.formats.ics.notes import Notes
from cstoevents.formats.ics.recurrence import RECURRING, Recurring, occurrences
from cstoevents.formats.ics.rules import Budget
from cstoevents.formats.ics.zones import Zones, zone_of
from cstoevents.records.rules import refused

Window = tuple[dt.date, dt.date]


@attrs.frozen(slots=True, eq=False)
class Entry:
    """An entry on its way to an event: its properties, its UID, its time, and the event's id."""

    component: Component
    uid: str | None
    span: Span | None
    id: str = ""

    @property
    def comes_back(self) -> bool:
        """Whether it says when it is, and that this is one time of several."""
        properties = self.component.properties
        return self.span is not None and any(prop.name in RECURRING for prop in properties)

    @property
    def first_day(self) -> str | None:
        """The day on which it begins, if it says when it is."""
        return None if self.span is None else _day(self.span.start).isoformat()


def entries_of(
    calendars: Iterable[Component], window: Window | None, zone: str | None, notes: Notes
) -> Iterator[Entry]:
    """Yield the entries of calendars, those that come back once for each time in a window.

    ``zone`` is that of times without one, in place of the one that a calendar names.
    """
    budget = Budget()
    for calendar in calendars:
        zones = _zones(calendar, zone, notes)
        entries = []
        for component in calendar.components:
            if component.name == "VEVENT":
                entries.append(_entry(component, zones, notes))
            elif component.name != "VTIMEZONE":
                notes.losses.add(component.name, None, "no event")
        by_uid: dict[str | None, list[Entry]] = {}
        for entry in entries:
            if entry.comes_back:
                by_uid.setdefault(entry.uid, []).append(entry)
            else:
                yield entry
        # An entry that comes back has those of its single days under the same UID.
        for group in by_uid.values():
            yield from _times_of(group, window, zones, budget, notes)


def _zones(calendar: Component, zone: str | None, notes: Notes) -> Zones:
    """Return what names of zones mean in a calendar, and which zone it has itself."""
    defined = {
        tzid.text.strip(): part
        for part in calendar.components
        if part.name == "VTIMEZONE" and (tzid := part.one("TZID")) is not None
    }
    zones = Zones(None if zone is None else zone_of(zone), defined)
    if zones.default is None:
        named = calendar.one("X-WR-TIMEZONE")
        zones.default = notes.take(named, lambda prop: zones.named(prop.value.strip()))
    return zones


def _entry(component: Component, zones: Zones, notes: Notes) -> Entry:
    start, uid = component.one("DTSTART"), component.one("UID")
    end, duration = component.one("DTEND"), component.one("DURATION")
    span = None
    try:
        span = None if start is None else span_of(start, end, duration, zones)
    except RecordError as error:
        notes.refuse(_at_fault(error, [start, end, duration]), error, uid and uid.text)
    return Entry(component, uid.text.strip() or None if uid else None, span)


def _times_of(
    group: Sequence[Entry], window: Window | None, zones: Zones, budget: Budget, notes: Notes
) -> Iterator[Entry]:
    """Yield an entry for each time in a window of the entries of one UID."""
    properties = [prop for entry in group for prop in entry.component.properties]
    first = next(prop for prop in properties if prop.name in RECURRING)
    if window is None:
        cure = "a window in which to look for an event that comes back, as `window`"
        notes.refuse(first, refused(first.value, cure))
        return
    recurring = [Recurring(entry.component.properties, entry.span) for entry in group if entry.span]
    begins = min(_day(entry.span.start) for entry in recurring)
    if not _may_be_followed(properties, begins, window[1], budget, notes):
        return
    within = f"those within {window[0]}/{window[1]} are events of their own"
    notes.losses.add(first.name, None, within)
    try:
        found = occurrences(recurring, *window, zones)
    except RecordError as error:
        notes.refuse(_at_fault(error, [*properties, first]), error)
        return
    for time in found:
        entry = group[time.entry]
        uid = None if entry.uid is None else f"{entry.uid}/{time.name}"
        yield Entry(entry.component, uid, time.span)


def _may_be_followed(
    properties: Sequence[Property], begins: dt.date, last: dt.date, budget: Budget, notes: Notes
) -> bool:
    """Whether every rule gives days, and all together not too many; the others are refused."""
    rules = [prop for prop in properties if prop.name == "RRULE"]
    good = [notes.take(rule, lambda rule: budget.spent(rule, begins, last)) for rule in rules]
    return all(good)


def _day(moment: dt.date | dt.datetime) -> dt.date:
    return moment.date() if isinstance(moment, dt.datetime) else moment


def _at_fault(error: RecordError, read: Sequence[Property | None]) -> Property:
    """Return the property of those that were read which an error is about."""
    known = [prop for prop in read if prop is not None]
    found = error.problems[0].found
    said = [prop for prop in known if found in (prop.value.strip(), prop.parameters.get("TZID"))]
    return said[0] if said else known[-1]
