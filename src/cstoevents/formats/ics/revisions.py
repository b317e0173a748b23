"""Revisions: an entry that differs from that of an earlier file is a later one.

Calendars that have an entry take up another of its UID if its SEQUENCE is higher or, where
that is equal, its DTSTAMP is later (RFC 5546, 2.1.5). The moment of a change comes from no
clock: it is the one that the caller gives or the data have, but at least a second after the
earlier one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from cstoevents.errors import RecordError
from cstoevents.formats.ics.lines import Component, calendars_in
from cstoevents.formats.ics.moments import moment_of
from cstoevents.formats.ics.zones import Zones

_OF_REVISIONS = ("DTSTAMP", "LAST-MODIFIED", "SEQUENCE")
_SECOND = dt.timedelta(seconds=1)
_LARGEST = 2**31 - 2  # integers of RFC 5545, 3.3.8, end there


class Earlier:
    """The entries of an earlier file, by their UIDs."""

    def __init__(self, calendars: Iterable[Component]) -> None:
        self._entries: dict[str, Component] = {}
        for entry in (entry for calendar in calendars for entry in calendar.components):
            uid = entry.one("UID")
            if entry.name == "VEVENT" and uid is not None:
                self._entries[uid.text] = entry

    def revise(self, entry: Any) -> None:
        """Number an entry's revision: as it was, or one later if it says anything else."""
        earlier = self._entries.get(str(entry["uid"]))
        if earlier is None:
            return
        count, moment = _sequence(earlier), _moment(earlier)
        own = int(entry.get("sequence", 0))
        changed = own > count or _content(earlier) != _content(_read(entry))
        if changed:
            count = max(own, min(count, _LARGEST) + 1)
            moment = max(entry["dtstamp"].dt, moment + _SECOND)
        for name in _OF_REVISIONS:
            entry.pop(name, None)
        entry.add("sequence", count)
        entry.add("dtstamp", moment)
        if changed or earlier.one("LAST-MODIFIED"):
            entry.add("last-modified", moment)


def _read(entry: Any) -> Component:
    data = b"BEGIN:VCALENDAR\r\n" + entry.to_ical() + b"END:VCALENDAR\r\n"
    return calendars_in(data, None)[0].components[0]


def _content(entry: Component) -> list[object]:
    """Return what an entry says, whatever the order of its lines, but for its revision."""
    properties = sorted(
        (prop.name, sorted(prop.parameters.items()), prop.value)
        for prop in entry.properties
        if prop.name not in _OF_REVISIONS
    )
    return [properties, *map(_content, entry.components)]


def _sequence(entry: Component) -> int:
    prop = entry.one("SEQUENCE")
    text = prop.value.strip() if prop else ""
    return min(int(text[:10]), _LARGEST) if text.isascii() and text.isdigit() else 0


def _moment(entry: Component) -> dt.datetime:
    """Return when an entry was last changed, or the start of the epoch if it says nothing of it."""
    found = [dt.datetime.fromtimestamp(0, dt.UTC)]
    for name in ("DTSTAMP", "LAST-MODIFIED"):
        prop = entry.one(name)
        try:
            moment = None if prop is None else moment_of(prop, Zones(dt.UTC))
        except RecordError:
            continue
        if isinstance(moment, dt.datetime) and moment.year < 9999:
            found.append(moment.astimezone(dt.UTC))
    return max(found)
