"""The entries of calendars, each with its time and the id of its event.

One that comes back is an entry for each time; of the revisions of one UID the last is taken.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

import attrs

from cstoevents.chronicle import Chronicle
from cstoevents.errors import RecordError
from cstoevents.formats.ics.entry_builder import SCHEME
from cstoevents.formats.ics.lines import Component, Property, unescaped
from cstoevents.formats.ics.moments import Span, day_of, span_of
from cstoevents.formats.ics.recurrence import RECURRING, Occurrence, Recurring, occurrences
from cstoevents.formats.ics.reports import CalendarReport
from cstoevents.formats.ics.rules import Budget
from cstoevents.formats.ics.zones import Zones, zone_of
from cstoevents.records.rules import ID, legible_slug, refused, slugify

Window = tuple[dt.date, dt.date]


@attrs.frozen(slots=True, eq=False)
class Entry:
    """An entry on its way to an event: its properties, its UID, its time, and the event's id.

    ``moved_from`` is the day on which this time of one that comes back was to be.
    """

    component: Component
    uid: str | None
    span: Span | None
    moved_from: dt.date | None = None
    id: str = ""

    @property
    def comes_back(self) -> bool:
        """Whether it says when it is, and that this is one time of several."""
        properties = self.component.properties
        return self.span is not None and any(prop.name in RECURRING for prop in properties)

    @property
    def first_day(self) -> str | None:
        """The day on which it begins, if it says when it is."""
        return None if self.span is None else day_of(self.span.start).isoformat()


def entries_of(
    calendars: Iterable[Component], window: Window | None, zone: str | None, report: CalendarReport
) -> Iterator[Entry]:
    """Yield the entries of calendars, those that come back once for each time in a window.

    ``zone`` is that of times without one, in place of the one that a calendar names.
    """
    budget = Budget()
    for calendar in calendars:
        zones = _zones(calendar, zone, report)
        entries = []
        for component in calendar.components:
            if component.name == "VEVENT":
                _say_if_cancelled(component, calendar)
                entries.append(_entry(component, zones, report))
            elif component.name != "VTIMEZONE":
                report.losses.add(component.name, None, "no event")
        by_uid: dict[str | None, list[Entry]] = {}
        for entry in entries:
            if entry.comes_back:
                by_uid.setdefault(entry.uid, []).append(entry)
            else:
                yield entry
        # An entry that comes back has those of its single days under the same UID.
        for group in by_uid.values():
            yield from _times_of(group, window, zones, budget, report)


def cancels(prop: Property) -> bool:
    """Whether a property says that a calendar was sent to cancel its entries (RFC 5546, 3.2.5)."""
    return prop.name == "METHOD" and prop.value.strip().upper() == "CANCEL"


def _say_if_cancelled(component: Component, calendar: Component) -> None:
    """Set the status of an entry, where its calendar cancels its entries."""
    for method in filter(cancels, calendar.properties):
        others = [prop for prop in component.properties if prop.name != "STATUS"]
        component.properties[:] = (*others, method._replace(name="STATUS", value="CANCELLED"))


def _zones(calendar: Component, zone: str | None, report: CalendarReport) -> Zones:
    """Return what names of zones mean in a calendar, and which zone it has itself."""
    defined = {
        tzid.text.strip(): part
        for part in calendar.components
        if part.name == "VTIMEZONE" and (tzid := part.one("TZID")) is not None
    }
    zones = Zones(None if zone is None else zone_of(zone), defined)
    if zones.default is None:
        named = calendar.one("X-WR-TIMEZONE")
        zones.default = report.take(named, lambda prop: zones.named(prop.value.strip()))
    return zones


def _entry(component: Component, zones: Zones, report: CalendarReport) -> Entry:
    start, uid = component.one("DTSTART"), component.one("UID")
    end, duration = component.one("DTEND"), component.one("DURATION")
    span = None
    try:
        span = None if start is None else span_of(start, end, duration, zones)
    except RecordError as error:
        report.refuse(_at_fault(error, [start, end, duration]), error, uid and uid.text)
    return Entry(component, uid.text.strip() or None if uid else None, span)


def _times_of(
    group: Sequence[Entry],
    window: Window | None,
    zones: Zones,
    budget: Budget,
    report: CalendarReport,
) -> Iterator[Entry]:
    """Yield an entry for each time in a window of the entries of one UID."""
    properties = [prop for entry in group for prop in entry.component.properties]
    first = next(prop for prop in properties if prop.name in RECURRING)
    if window is None:
        cure = "a window in which to look for an event that comes back, as `window`"
        report.refuse(first, refused(first.value, cure))
        return
    recurring = [Recurring(entry.component.properties, entry.span) for entry in group if entry.span]
    begins = min(day_of(entry.span.start) for entry in recurring)
    if not _may_be_followed(properties, begins, window[1], budget, report):
        return
    within = f"those within {window[0]}/{window[1]} are events of their own"
    report.losses.add(first.name, None, within)
    try:
        found = occurrences(recurring, *window, zones)
    except RecordError as error:
        report.refuse(_at_fault(error, [*properties, first]), error)
        return
    yield from _at_times(group, found, first, budget, report)


def _at_times(
    group: Sequence[Entry],
    found: Sequence[Occurrence],
    first: Property,
    budget: Budget,
    report: CalendarReport,
) -> Iterator[Entry]:
    """Yield an entry for each time that was found, where that is not too much."""
    # What says when they are would be gone over again at each time.
    components = [_without(entry.component, RECURRING) for entry in group]
    sizes = [_size(component) for component in components]
    size = sum(sizes[time.entry] for time in found)
    if report.take(first, lambda prop: budget.repeated(prop, size)) is None:
        return
    for time in found:
        uid = group[time.entry].uid
        name = None if uid is None else f"{uid}/{time.name}"
        yield Entry(components[time.entry], name, time.span, time.moved_from)


def _without(component: Component, names: Collection[str]) -> Component:
    kept = [prop for prop in component.properties if prop.name not in names]
    return attrs.evolve(component, properties=kept)


def _size(component: Component) -> int:
    """Return how much there is to read in a component: about as many characters as it has."""
    lines = [*(prop.value for prop in component.properties), *component.components]
    return sum(_LINE + len(line) if isinstance(line, str) else _LINE for line in lines)


_LINE = 32


def _may_be_followed(
    properties: Sequence[Property],
    begins: dt.date,
    last: dt.date,
    budget: Budget,
    report: CalendarReport,
) -> bool:
    """Whether every rule gives days, and all together not too many; the others are refused."""
    rules = [prop for prop in properties if prop.name == "RRULE"]
    good = [report.take(rule, lambda rule: budget.spent(rule, begins, last)) for rule in rules]
    return all(good)


def _at_fault(error: RecordError, read: Sequence[Property | None]) -> Property:
    """Return the property of those that were read which an error is about."""
    known = [prop for prop in read if prop is not None]
    found = error.problems[0].found
    said = [prop for prop in known if found in (prop.value.strip(), prop.parameters.get("TZID"))]
    return said[0] if said else known[-1]


# The event of each entry, by its UID


def latest(entries: Iterable[Entry], report: CalendarReport) -> list[Entry]:
    """Return one entry of each UID: of several the one that was revised last."""
    kept: dict[str, Entry] = {}
    unnamed: list[Entry] = []
    for entry in entries:
        if entry.uid is None:
            unnamed.append(entry)
            continue
        other = kept.setdefault(entry.uid, entry)
        if other is not entry:
            reason = "another entry has its UID and is of the same time or later"
            report.losses.add("VEVENT", None, reason)
            kept[entry.uid] = max(other, entry, key=_revision)
    return [*kept.values(), *unnamed]


def _revision(entry: Entry) -> tuple[int, str, str]:
    """Return what grows from one revision of an entry to the next."""
    sequence = entry.component.one("SEQUENCE")
    count = sequence.value.strip() if sequence else "0"
    stamps = (entry.component.one(name) for name in ("LAST-MODIFIED", "DTSTAMP"))
    changed, made = (stamp.value if stamp else "" for stamp in stamps)
    return int(count[:9]) if count.isascii() and count.isdigit() else 0, changed, made


def own_id(uid: str | None, domain: str) -> str | None:
    """Return the id that a UID of ours has before the domain."""
    local, _, right = (uid or "").rpartition("@")
    return local if right == domain and ID.matches(local) else None


def known_uids(within: Chronicle | None) -> dict[str, str]:
    """Return the UIDs that events of a chronicle and of those around it have, with their ids."""
    known: dict[str, str] = {}
    while within is not None:
        for event in within.events:
            for identifier in event.identifiers:
                if identifier.scheme == SCHEME:
                    known.setdefault(identifier.identifier, event.id)
        within = within.within
    return known


def with_ids(
    entries: Sequence[Entry], domain: str, table: Mapping[str, str], known: Mapping[str, str]
) -> list[Entry]:
    """Return entries with the ids of their events, which stay in every reading.

    A UID of ours has its id in it; another may be in the table of ids, or that of an event at
    hand, as ``known`` says. Of every other an id is made.
    """
    given = [_given_id(entry.uid, domain, table, known) or "" for entry in entries]
    made = [id or _slug(entry) for entry, id in zip(entries, given, strict=True)]
    borne = Counter(made)
    return [
        # Letters that are written alike don't make two events one.
        attrs.evolve(entry, id=id if own or borne[id] == 1 else _longer(id, entry))
        for entry, own, id in zip(entries, given, made, strict=True)
    ]


def _given_id(
    uid: str | None, domain: str, table: Mapping[str, str], known: Mapping[str, str]
) -> str | None:
    if uid is None:
        return None
    return own_id(uid, domain) or table.get(f"events/{uid}") or known.get(uid)


def _longer(id: str, entry: Entry) -> str:
    """Return the id of an entry with a digest, where that of others would be the same."""
    return _slug(entry, slugify) if entry.uid is None else f"{id}-{slugify(entry.uid)}"


def _slug(entry: Entry, written: Callable[[str], str] = legible_slug) -> str:
    if entry.uid is not None:
        return written(entry.uid)
    summary = entry.component.one("SUMMARY")
    day = "" if entry.first_day is None else f"{entry.first_day}-"
    return f"{day}{written(unescaped(summary.value) if summary else 'event')}"
