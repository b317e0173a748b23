"""Moments: a day and a time of day by the clocks of a zone.

Not every local time is one moment. Where clocks are put forward, those of the leap don't
exist: 02:30 is read by the offset before the change, so it is the moment that the new clocks
call 03:30. Where they are put back, those of an hour exist twice, and the first is meant.
So does iCalendar (RFC 5545, 3.3.5), and so does Python with ``fold=0`` (PEP 495).

What takes place on one day and ends earlier than it starts goes on past midnight: it ends on
the next day.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final, NamedTuple

from cstoevents.dates import Precision, When
from cstoevents.records.rules import zone_exists

if TYPE_CHECKING:
    import pendulum


def local_moment(day: dt.date, time: dt.time, zone: str) -> dt.datetime:
    """Return the moment of a local time, with the zone whose clocks show it."""
    import zoneinfo  # not before a record names a zone

    return dt.datetime.combine(day, time, zoneinfo.ZoneInfo(zone))


def moments_shown(local: dt.datetime) -> tuple[dt.datetime, ...]:
    """Return the moments, in UTC, at which the clocks of its zone show the local time of a moment.

    These are one, none where clocks are put forward, and two where they are put back.
    """
    shown: dict[dt.datetime, None] = {}
    for fold in (0, 1):
        try:
            moment = local.replace(fold=fold).astimezone(dt.UTC)
            clocks = moment.astimezone(local.tzinfo)
        except OverflowError:  # outside of the calendar, where no clocks are changed
            return (local,)
        if clocks.replace(tzinfo=None, fold=0) == local.replace(tzinfo=None, fold=0):
            shown[moment] = None
    return tuple(shown)


def start_of(when: When | None, time: dt.time | None, zone: str | None) -> dt.datetime | None:
    """Return the moment at which a time of the first day of a date is reached, if all is known."""
    return None if when is None else _moment(when.start or when, time, zone)


def is_past_midnight(when: When | None, start: dt.time | None, end: dt.time | None) -> bool:
    """Whether what takes place on one day goes on into the next, by its times."""
    return (
        when is not None
        and when.precision is Precision.DAY
        and start is not None
        and end is not None
        and end < start
    )


def end_of(
    when: When | None, start: dt.time | None, end: dt.time | None, zone: str | None
) -> dt.datetime | None:
    """Return the moment at which what starts and ends at these times is over, if all is known."""
    moment = None if when is None else _moment(when.end or when, end, zone)
    if moment is None or not is_past_midnight(when, start, end):
        return moment
    try:
        return moment + dt.timedelta(days=1)
    except OverflowError:  # no day follows the last of the calendar
        return None


_MIDNIGHT: Final = dt.time()


class LocalTimes(NamedTuple):
    """The days from one local time to another, and those times as far as an event can have them.

    ``lost`` says what became of a time that it can't have.
    """

    first: dt.date
    last: dt.date
    start: dt.time | None
    end: dt.time | None
    lost: str | None = None


def local_times(start: dt.datetime, end: dt.datetime) -> LocalTimes:
    """Return the days and the times of what lasts from one local time to another.

    What ends at midnight ends with the day before, and from midnight to midnight are whole days.
    What goes on past midnight for less than a day is of the day on which it began.

    >>> import datetime as dt
    >>> from cstoevents.records.moments import local_times
    >>> days = local_times(dt.datetime(2026, 6, 12), dt.datetime(2026, 6, 14))
    >>> days.first, days.last, days.start
    (datetime.date(2026, 6, 12), datetime.date(2026, 6, 13), None)
    """
    first, last = start.date(), end.date()
    nights = (last - first).days
    ends_at_midnight = nights > 0 and end.time() == _MIDNIGHT
    if ends_at_midnight or (nights == 1 and end.time() < start.time()):
        last -= dt.timedelta(days=1)
    if ends_at_midnight and start.time() == _MIDNIGHT:
        return LocalTimes(first, last, None, None, "from midnight to midnight are whole days")
    if ends_at_midnight and last > first:
        return LocalTimes(first, last, start.time(), None, "midnight after the last day, left out")
    return LocalTimes(first, last, start.time(), end.time())


def fixed_zone(moment: dt.datetime) -> str | None:
    """Return the zone of the tz database that has a moment's offset all the time."""
    offset = moment.utcoffset() or dt.timedelta()
    hours, rest = divmod(offset, dt.timedelta(hours=1))
    if rest:
        return None
    name = f"Etc/GMT{-hours:+d}" if hours else "UTC"
    return name if zone_exists(name) else None


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
