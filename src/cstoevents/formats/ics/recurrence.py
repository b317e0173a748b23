"""Events that come back, one by one within a window: what recurring-ical-events finds of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

from cstoevents.errors import ExtraMissingError
from cstoevents.formats.ics.lines import Property
from cstoevents.formats.ics.moments import Span, moment_of
from cstoevents.formats.ics.rules import rule_of
from cstoevents.formats.ics.zones import Zones
from cstoevents.records.rules import refused

RECURRING = frozenset({"RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "EXRULE"})
"""The properties of an event that comes back, or of one of its occurrences."""


class Occurrence(NamedTuple):
    """One time that an event comes: its number among the entries given, when, and its own name."""

    entry: int
    span: Span
    name: str


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
    for number, entry in enumerate(entries):
        calendar.add_component(_entry(icalendar, number, entry, zones))
    try:
        query = recurring_ical_events.of(calendar)
        found = query.between(first, last + dt.timedelta(days=1))
    except (ValueError, TypeError, LookupError, OverflowError, AttributeError) as error:
        value = "; ".join(
            prop.value for entry in entries for prop in entry.properties if prop.name == "RRULE"
        )
        raise refused(value or None, f"a rule that can be followed ({error})") from None
    return [_occurrence(event) for event in found]


def _entry(icalendar: Any, number: int, entry: Recurring, zones: Zones) -> Any:
    made = icalendar.Event()
    made.add("uid", "x")
    made.add("x-entry", str(number))
    made.add("dtstart", entry.span.start)
    if entry.span.end is not None:
        made.add("dtend", entry.span.end)
    for prop in entry.properties:
        if prop.name == "RRULE":
            made.add(
                "rrule", icalendar.vRecur.from_ical(";".join(map("=".join, rule_of(prop).items())))
            )
        elif prop.name in ("RDATE", "EXDATE"):
            values = prop.value.split(",")
            made.add(prop.name, [moment_of(prop, zones, value) for value in values])
        elif prop.name == "RECURRENCE-ID":
            made.add("recurrence-id", moment_of(prop, zones))
        elif prop.name == "SEQUENCE" and prop.value.strip().isdigit():
            made.add("sequence", min(int(prop.value[:9]), 10**9))
    return made


def _occurrence(found: Any) -> Occurrence:
    start, end = found["DTSTART"].dt, found["DTEND"].dt if "DTEND" in found else None
    named = found["RECURRENCE-ID"].dt if "RECURRENCE-ID" in found else start
    if isinstance(named, dt.datetime) and named.tzinfo is not None:
        named = named.astimezone(dt.UTC)
        name = f"{named:%Y%m%dT%H%M%SZ}"
    else:
        name = f"{named:%Y%m%dT%H%M%S}" if isinstance(named, dt.datetime) else f"{named:%Y%m%d}"
    if end is not None and end <= start:
        end = None
    return Occurrence(int(found["X-ENTRY"]), Span(start, end), name)
