"""Events that come back, one by one within a window: what recurring-ical-events finds of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from cstoevents.errors import ExtraMissingError, RecordError
from cstoevents.formats.ics.lines import Property
from cstoevents.formats.ics.moments import Span, day_of, duration_of, moment_of
from cstoevents.formats.ics.rules import OF_CLOCKS, rule_of
from cstoevents.formats.ics.zones import Zones
from cstoevents.records.rules import refused

RECURRING = frozenset({"RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"})
"""The properties of an event that comes back, or of one of its occurrences."""


class Occurrence(NamedTuple):
    """One time that an event comes: its number among the entries given, when, and its own name.

    ``moved_from`` is the day on which it was to be, where that was another.
    """

    entry: int
    span: Span
    name: str
    moved_from: dt.date | None


class Recurring(NamedTuple):
    """An entry that comes back, or stands for one time: its properties, and when it is first."""

    properties: Sequence[Property]
    span: Span


def occurrences(
    entries: Sequence[Recurring], first: dt.date, last: dt.date, zones: Zones
) -> list[Occurrence]:
    """Return when the entries of one UID come between two days, both included.

    Raises `RecordError` where they say nothing that can be followed.
    """
    try:
        import icalendar
        import recurring_ical_events  # type: ignore[import-untyped]  # it has no types
    except ImportError:
        raise ExtraMissingError("recurring-ical-events", "ics") from None
    calendar = icalendar.Calendar()
    try:
        for number, entry in enumerate(entries):
            calendar.add_component(_entry(icalendar, number, entry, zones))
        query = recurring_ical_events.of(calendar)
        found = query.between(first, last + dt.timedelta(days=1))
    except RecordError:
        raise
    except (ValueError, TypeError, LookupError, OverflowError, AttributeError) as error:
        value = "; ".join(
            prop.value for entry in entries for prop in entry.properties if prop.name == "RRULE"
        )
        raise refused(value or None, f"a rule that can be followed ({error})") from None
    planned = {
        number: moment_of(prop, zones)
        for number, entry in enumerate(entries)
        for prop in entry.properties
        if prop.name == "RECURRENCE-ID"
    }
    return [*_named(found, planned)]


def _named(
    found: Iterable[Any], all_planned: Mapping[int, dt.date | dt.datetime]
) -> Iterator[Occurrence]:
    """Yield the times with names: what is changed for all later ones names each like the first.

    ``all_planned`` has when those were planned that stand for one time, by their entries.
    """
    shifts: dict[str, dt.timedelta] = {}
    for event in found:
        span, number = _span(event), int(event["X-ENTRY"])
        planned = all_planned.get(number, span.start)
        name, day = _name(planned), day_of(span.start)
        is_first = name not in shifts
        shift = shifts.setdefault(name, day - _day_in_zone_of(span.start, planned))
        if not is_first:
            name = _name(span.start)
            shifts.setdefault(name, dt.timedelta())
        yield Occurrence(number, span, name, day - shift if shift else None)


def _day_in_zone_of(start: dt.date | dt.datetime, moment: dt.date | dt.datetime) -> dt.date:
    zones = [one.tzinfo for one in (start, moment) if isinstance(one, dt.datetime) and one.tzinfo]
    if isinstance(moment, dt.datetime) and len(zones) > 1:
        moment = moment.astimezone(zones[0])
    return day_of(moment)


def _entry(icalendar: Any, number: int, entry: Recurring, zones: Zones) -> Any:
    made = icalendar.Event()
    made.add("uid", "x")
    made.add("x-entry", str(number))
    made.add("dtstart", entry.span.start)
    if entry.span.end is not None:
        made.add("dtend", entry.span.end)
    for prop in entry.properties:
        if prop.name == "RRULE":
            parts = _rule_for(prop, entry.span.start)
            made.add("rrule", icalendar.vRecur.from_ical(";".join(map("=".join, parts.items()))))
        elif prop.name in ("RDATE", "EXDATE"):
            values = prop.value.split(",")
            made.add(prop.name, [_time_of(prop, zones, value) for value in values])
        elif prop.name == "RECURRENCE-ID":
            # What is changed for one time may hold for all later ones.
            how = {key: prop.parameters[key] for key in ("RANGE",) if key in prop.parameters}
            made.add("recurrence-id", moment_of(prop, zones), parameters=how)
        elif prop.name == "SEQUENCE" and prop.value.strip().isdigit():
            made.add("sequence", min(int(prop.value[:9]), 10**9))
    return made


def _rule_for(prop: Property, start: dt.date | dt.datetime) -> dict[str, str]:
    """Return a rule for what starts so: of days none of hours, of moments one that ends with one.

    Programs write the last day where the last moment is asked for (RFC 5545, 3.3.10).
    """
    parts = rule_of(prop)
    if not isinstance(start, dt.datetime):
        return {name: value for name, value in parts.items() if name not in OF_CLOCKS}
    until = parts.get("UNTIL", "")
    if len(until) != len("20250519"):
        return parts
    try:
        last = dt.datetime.combine(dt.date.fromisoformat(until), dt.time(23, 59, 59), start.tzinfo)
        if start.tzinfo is None:
            return {**parts, "UNTIL": f"{last:%Y%m%dT%H%M%S}"}
        return {**parts, "UNTIL": f"{last.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"}
    except (ValueError, OverflowError):
        raise refused(until, "a day or a moment in UTC") from None


def _time_of(prop: Property, zones: Zones, value: str) -> Any:
    """Return a day or a moment, or of a period its start and its end (RFC 5545, 3.3.9)."""
    start, sign, end = value.partition("/")
    first = moment_of(prop, zones, start)
    if not sign:
        return first
    last = end.strip()
    if last.startswith("P"):
        return first, duration_of(prop._replace(value=last))
    return first, moment_of(prop, zones, last)


def _span(event: Any) -> Span:
    start, end = event["DTSTART"].dt, event["DTEND"].dt if "DTEND" in event else None
    return Span(start, None if end is not None and end <= start else end)


def _name(named: dt.date | dt.datetime) -> str:
    if not isinstance(named, dt.datetime):
        return f"{named:%Y%m%d}"
    if named.tzinfo is None:
        return f"{named:%Y%m%dT%H%M%S}"
    return f"{named.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"
