"""The offsets of a time zone over some years: what a VTIMEZONE says (RFC 5545, 3.6.5)."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from collections.abc import Iterable, Iterator
from typing import NamedTuple

__all__ = ["Observance", "observances", "offset"]

_WEEK = dt.timedelta(days=7)
_SECOND = dt.timedelta(seconds=1)


class Observance(NamedTuple):
    """An offset from UTC by its name, the one before it, and whether it is standard time."""

    before: dt.timedelta
    offset: dt.timedelta
    name: str
    is_standard: bool


def offset(zone: str, local: dt.datetime) -> dt.timedelta:
    """Give the offset that is in force at a local time."""
    return _in_force(zone, local).offset


def observances(
    zone: str, moments: Iterable[dt.datetime]
) -> Iterator[tuple[dt.datetime, Observance]]:
    """Go through the offsets from the year of the first of some local times to the last of them.

    Each comes with its onset, as a local time by the offset before it.
    """
    times = sorted(moments)
    first = times[0].replace(month=1, day=1, hour=0, minute=0, second=0)
    yield first, _in_force(zone, first)
    yield from _changes(zone, first, times[-1])


def _changes(
    zone: str, first: dt.datetime, last: dt.datetime
) -> Iterator[tuple[dt.datetime, Observance]]:
    """Go through the changes of a zone between two local times, week by week."""
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
    aware = local.replace(tzinfo=zoneinfo.ZoneInfo(zone))
    offset = aware.utcoffset() or dt.timedelta()
    return Observance(offset, offset, aware.tzname() or "", not aware.dst())
