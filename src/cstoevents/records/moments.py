"""Moments: a day and a time of day by the clocks of a zone.

Not every local time is one moment. Where clocks are put forward, those of the leap don't
exist: 02:30 is read by the offset before the change, so it is the moment that the new clocks
call 03:30. Where they are put back, those of an hour exist twice, and the first is meant.
So does iCalendar (RFC 5545, 3.3.5), and so does Python with ``fold=0`` (PEP 495).
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from cstoevents.dates import When

if TYPE_CHECKING:
    import pendulum

__all__ = ["end_of", "in_pendulum", "local_moment", "start_of"]


def local_moment(day: dt.date, time: dt.time, zone: str) -> dt.datetime:
    """Return the moment of a local time, with the zone whose clocks show it."""
    import zoneinfo  # not before a record names a zone

    return dt.datetime.combine(day, time, zoneinfo.ZoneInfo(zone))


def start_of(when: When | None, time: dt.time | None, zone: str | None) -> dt.datetime | None:
    """Return the moment at which a time of the first day of a date is reached, if all is known."""
    return None if when is None else _moment(when.start or when, time, zone)


def end_of(when: When | None, time: dt.time | None, zone: str | None) -> dt.datetime | None:
    """Return the moment at which a time of the last day of a date is reached, if all is known."""
    return None if when is None else _moment(when.end or when, time, zone)


def in_pendulum(moment: dt.datetime | None) -> pendulum.DateTime | None:
    """Return a moment as pendulum has it; None where that would leave the years 1 to 9999."""
    if moment is None or moment.tzinfo is None:
        return None
    import pendulum  # takes longer to import than all the rest, and few programs ask

    try:
        # By way of UTC, since pendulum alone would take the second of two and leap over a gap.
        return pendulum.instance(moment.astimezone(dt.UTC)).in_timezone(str(moment.tzinfo))
    except OverflowError:
        return None


def _moment(when: When, time: dt.time | None, zone: str | None) -> dt.datetime | None:
    if when.precision != "day" or when.qualifier or time is None or zone is None:
        return None
    return local_moment(when.date(), time, zone)
