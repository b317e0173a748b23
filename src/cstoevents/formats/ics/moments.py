"""Days and moments as a calendar writes them."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from cstoevents.formats.ics.lines import Property
from cstoevents.formats.ics.zones import Zones, zone_of
from cstoevents.records.rules import refused


class Span(NamedTuple):
    """Days, or local times in a zone: the first, and the one before which it ends."""

    start: dt.date | dt.datetime
    end: dt.date | dt.datetime | None


def day_of(moment: dt.date | dt.datetime) -> dt.date:
    """Return the day of a moment, by its own clocks."""
    return moment.date() if isinstance(moment, dt.datetime) else moment


_MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?", re.ASCII).fullmatch
_LEAP_SECOND = "60"


def moment_of(prop: Property, zones: Zones, value: str | None = None) -> dt.date | dt.datetime:
    """Return a day, or a moment with the zone that the property names or that is the default.

    What is given in UTC is told by the clocks of the default, if there is one.
    """
    text = (prop.value if value is None else value).strip()
    match = _MOMENT(text)
    expected = "a day such as 20250519, or a moment such as 20250519T100000Z"
    if match is None:
        raise refused(text, expected)
    year, month, day, hour, minute, second, utc = match.groups()
    second = "59" if second == _LEAP_SECOND else second
    try:
        if hour is None:
            return dt.date(int(year), int(month), int(day))
        local = dt.datetime.combine(
            dt.date(int(year), int(month), int(day)), dt.time(int(hour), int(minute), int(second))
        )
        if utc:
            moment = local.replace(tzinfo=dt.UTC)
            return moment.astimezone(zones.default or zone_of("UTC"))
    except (ValueError, OverflowError) as error:
        raise refused(text, f"{expected}; {error}") from None
    named = prop.parameters.get("TZID")
    return local.replace(tzinfo=zones.default if named is None else zones.named(named))


_DURATION = re.compile(
    r"\+?P(?:(\d{1,5})W|(?:(\d{1,5})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,6})S)?)?)",
    re.ASCII,
).fullmatch


def duration_of(prop: Property) -> dt.timedelta:
    """Return how long something lasts."""
    match = _DURATION(prop.value.strip())
    if match is None or not any(match.groups()):
        raise refused(prop.value, "how long it lasts, such as PT1H30M or P2D")
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return dt.timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)


def span_of(start: Property, end: Property | None, duration: Property | None, zones: Zones) -> Span:
    """Return when something starts and ends, its end told by the clocks of its start."""
    first = moment_of(start, zones)
    if end is not None:
        last = moment_of(end, zones)
    elif duration is not None:
        last = _after(first, duration_of(duration), duration)
    else:
        return Span(first, None)
    if isinstance(first, dt.datetime) != isinstance(last, dt.datetime):
        both = (
            "a day, as DTSTART is" if isinstance(last, dt.datetime) else "a moment, as DTSTART is"
        )
        raise refused((end or start).value, both)
    if isinstance(first, dt.datetime) and isinstance(last, dt.datetime):
        last = _by_clocks_of(first, last)
        if (first.tzinfo is None) == (last.tzinfo is None) and first.timestamp() > last.timestamp():
            raise refused((end or start).value, "an end that isn't before DTSTART")
    elif last < first:
        raise refused((end or start).value, "an end that isn't before DTSTART")
    return Span(first, last)


def _after(
    first: dt.date | dt.datetime, duration: dt.timedelta, said: Property
) -> dt.date | dt.datetime:
    try:
        if isinstance(first, dt.datetime) and first.tzinfo is not None:
            return (first.astimezone(dt.UTC) + duration).astimezone(first.tzinfo)
        return first + duration
    except OverflowError:
        raise refused(said.value, "an end before the year 10000") from None


def _by_clocks_of(first: dt.datetime, last: dt.datetime) -> dt.datetime:
    if first.tzinfo is None or last.tzinfo is None:
        return last.replace(tzinfo=first.tzinfo)
    return last.astimezone(first.tzinfo)
