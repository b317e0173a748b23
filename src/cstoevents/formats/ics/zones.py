"""The zones that a calendar names, and the definitions of those that a written one uses.

A name is one of the tz database, one of Windows, or defined in the calendar by a VTIMEZONE.
"""

from __future__ import annotations

import datetime as dt
import functools
import io
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

import attrs

from cstoevents.errors import ExtraMissingError
from cstoevents.formats.ics.lines import Component, Property
from cstoevents.formats.ics.rules import CYCLE, rule_of
from cstoevents.records.moments import fixed_zone, local_moment
from cstoevents.records.rules import TIME_ZONE, refused, zone_exists

if TYPE_CHECKING:
    import icalendar


@attrs.define(slots=True)
class Zones:
    """What names of zones mean in a calendar.

    ``default`` is the zone of times without one, by whose clocks moments in UTC are told.
    """

    default: dt.tzinfo | None = None
    _defined: Mapping[str, Component] = attrs.field(factory=dict)
    _found: dict[str, dt.tzinfo] = attrs.field(factory=dict, init=False)

    def named(self, name: str) -> dt.tzinfo:
        """Return the zone that a TZID means; raise `RecordError` if nothing tells."""
        if name not in self._found:
            self._found[name] = self._zone(name)
        return self._found[name]

    def _zone(self, name: str) -> dt.tzinfo:
        known, defined = known_zone(name), self._defined.get(name)
        if known is None and defined is not None:
            location = defined.one("X-LIC-LOCATION")
            known = known_zone(location.value) if location else None
        if known is not None:
            return zone_of(known)
        if defined is None:
            raise refused(name, f"{TIME_ZONE.expected}, or a VTIMEZONE of this name")
        return _as_defined(defined)


@functools.lru_cache(maxsize=1024)
def zone_of(name: str) -> dt.tzinfo:
    """Return a zone of the tz database."""
    import zoneinfo  # not before a file names a zone

    return zoneinfo.ZoneInfo(name)


def zone_name(moment: dt.datetime) -> str | None:
    """Return the zone of the tz database that a moment is in, or else one that has its offset."""
    if moment.tzinfo is None:
        return None
    name = str(moment.tzinfo)
    return name if zone_exists(name) else fixed_zone(moment)


@functools.lru_cache(maxsize=1024)
def known_zone(name: str) -> str | None:
    """Return the zone of the tz database that a name in a calendar means.

    Some programs put more before it, and those of Windows have names of their own.
    """
    parts = name.strip().strip("/").split("/")
    for count in (len(parts), 3, 2, 1):
        zone = "/".join(parts[-count:])
        if zone_exists(zone):
            return zone
    zone = _zones_of_windows().get(name.strip(), "")
    return zone if zone_exists(zone) else None


def _zones_of_windows() -> Mapping[str, str]:
    try:
        from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON
    except ImportError:
        return {}
    return WINDOWS_TO_OLSON


def _as_defined(zone: Component) -> dt.tzinfo:
    """Return a zone by its definition: its offset, or the rules by which that changes."""
    parts = [part for part in zone.components if part.name in ("STANDARD", "DAYLIGHT")]
    offsets = {_offset(part.one("TZOFFSETTO")) for part in parts}
    if len(offsets) == 1:
        return dt.timezone(offsets.pop())
    _check_changes(parts)
    try:
        from dateutil.tz import tzical
    except ImportError:
        raise ExtraMissingError("icalendar", "ics") from None
    try:
        found = tzical(io.StringIO("\n".join(_definition(parts)))).get()
    except (ValueError, TypeError, KeyError, OverflowError) as error:
        tzid = zone.one("TZID")
        expected = f"a VTIMEZONE that says when clocks change ({error})"
        raise refused(tzid and tzid.value, expected) from None
    assert found is not None
    return _Defined(found)


def _check_changes(parts: list[Component]) -> None:
    """Raise `RecordError` where a library would take long to follow when clocks change."""
    rules = [prop for part in parts for prop in part.all("RRULE")]
    for prop in rules:
        if rule_of(prop)["FREQ"] != "YEARLY":
            raise refused(prop.value, "a rule of FREQ=YEARLY, by which clocks change")
    if len(rules) > _MOST_RULES:
        expected = f"at most {_MOST_RULES} rules by which the clocks of a zone change"
        raise refused(len(rules), expected)
    days = sum(1 + prop.value.count(",") for part in parts for prop in part.all("RDATE"))
    if len(parts) + days > _MOST_CHANGES:
        expected = f"at most {_MOST_CHANGES} changes of the clocks of a zone, one by one"
        raise refused(len(parts) + days, expected)


class _Defined(dt.tzinfo):
    """A zone by its definition, followed for some centuries: then the calendar comes back."""

    def __init__(self, definition: dt.tzinfo) -> None:
        self._definition = definition

    def utcoffset(self, moment: dt.datetime | None) -> dt.timedelta | None:
        return self._definition.utcoffset(_early(moment))

    def dst(self, moment: dt.datetime | None) -> dt.timedelta | None:
        return self._definition.dst(_early(moment))

    def tzname(self, moment: dt.datetime | None) -> str | None:
        return self._definition.tzname(_early(moment))

    def fromutc(self, moment: dt.datetime) -> dt.datetime:
        early = moment.replace(year=_early_year(moment.year), tzinfo=self._definition)
        local = self._definition.fromutc(early)
        return local.replace(year=local.year + moment.year - early.year, tzinfo=self)


def _early(moment: dt.datetime | None) -> dt.datetime | None:
    return moment and moment.replace(year=_early_year(moment.year))


def _early_year(year: int) -> int:
    """Return a year with the same days: what follows a rule goes over every year to a moment's.

    No definition names days of so late a year that this would tell.
    """
    return year if year < _LATE else _LATE - CYCLE + (year - _LATE) % CYCLE


_LATE = 2800


def _definition(parts: list[Component]) -> Iterator[str]:
    """Yield the lines of a zone, with nothing but what tells its offsets."""
    yield from ("BEGIN:VTIMEZONE", "TZID:zone")
    for part in parts:
        yield f"BEGIN:{part.name}"
        lasts = any("COUNT" not in rule.value.upper() for rule in part.all("RRULE"))
        for prop in filter(_tells, part.properties):
            value = prop.value.strip()
            # Outlook begins in 1601, and every moment is looked for from there.
            is_early = lasts and prop.name == "DTSTART" and value[:4] < _EARLIEST
            yield f"{prop.name}:{_EARLIEST + value[4:] if is_early else value}"
        yield f"END:{part.name}"
    yield "END:VTIMEZONE"


# More than a zone of the tz database has; each is followed for every moment in the zone.
_MOST_RULES = 20
# More than twice what a zone of the tz database has. Each is looked at for every moment, too.
_MOST_CHANGES = 1_000
_EARLIEST = "1904"  # the first leap year of the century, for what began on 29 February


def _tells(prop: Property) -> bool:
    return prop.name in ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "RRULE", "RDATE")


_OFFSET = re.compile(r"([+-])(\d\d)([0-5]\d)([0-5]\d)?", re.ASCII).fullmatch


def _offset(prop: Property | None) -> dt.timedelta:
    value = prop.value.strip() if prop else ""
    match = _OFFSET(value)
    if match is None or int(match[2]) > 23:
        raise refused(value or None, "the offset of a zone as TZOFFSETTO, such as +0300")
    sign = -1 if match[1] == "-" else 1
    hours, minutes, seconds = (int(part or 0) for part in match.groups()[1:])
    return sign * dt.timedelta(hours=hours, minutes=minutes, seconds=seconds)


# The zones of a calendar that is written


class ZonesUsed:
    """The zones of the moments in a calendar, which says of each when its clocks change."""

    def __init__(self) -> None:
        self._times: dict[str, list[dt.datetime]] = {}

    def put(self, entry: icalendar.Event, name: str, moment: dt.datetime) -> None:
        """Add a moment to an entry, by the clocks of its zone."""
        zone, local = str(moment.tzinfo), moment.replace(tzinfo=None)
        entry.add(name, local, parameters={"TZID": zone})
        self._times.setdefault(zone, []).append(local)

    def components(self) -> Iterator[icalendar.Timezone]:
        """Yield the definition of each zone."""
        import icalendar

        for zone in sorted(self._times):
            timezone = icalendar.Timezone()
            timezone.add("tzid", zone)
            # One part for each onset: of several in one part, ical.js forgets the first.
            for onset, offset in zone_offsets(zone, self._times[zone]):
                kind = (
                    icalendar.TimezoneStandard if offset.is_standard else icalendar.TimezoneDaylight
                )
                part = kind()
                part.add("dtstart", onset)
                part.add("tzoffsetfrom", offset.before)
                part.add("tzoffsetto", offset.offset)
                part.add("tzname", offset.name)
                timezone.add_component(part)
            yield timezone


# The offsets of a time zone over some years: what a VTIMEZONE says (RFC 5545, 3.6.5)

_WEEK = dt.timedelta(days=7)
_CENTURY = dt.timedelta(days=36_525)
_SECOND = dt.timedelta(seconds=1)


class ZoneOffset(NamedTuple):
    """An offset from UTC by its name, the one before it, and whether it is standard time."""

    before: dt.timedelta
    offset: dt.timedelta
    name: str
    is_standard: bool


def zone_offsets(
    zone: str, moments: Iterable[dt.datetime]
) -> Iterator[tuple[dt.datetime, ZoneOffset]]:
    """Yield the offsets from the year of the first of some local times to the last of them.

    Each comes with its onset, as a local time by the offset before it. Over a century without
    any of these times they are left out: millennia would be more than all else.
    """
    times = sorted(moments)
    gaps = [gap for gap in itertools.pairwise(times) if gap[1] - gap[0] > _CENTURY]
    firsts = [times[0], *(after for _, after in gaps)]
    lasts = [*(before for before, _ in gaps), times[-1]]
    for first, last in zip(firsts, lasts, strict=True):
        onset = first.replace(month=1, day=1, hour=0, minute=0, second=0)
        yield onset, _in_force(zone, onset)
        yield from _changes(zone, onset, last)


def _changes(
    zone: str, first: dt.datetime, last: dt.datetime
) -> Iterator[tuple[dt.datetime, ZoneOffset]]:
    """Yield the changes of a zone between two local times, week by week."""
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


def _in_force(zone: str, local: dt.datetime) -> ZoneOffset:
    aware = local_moment(local.date(), local.time(), zone)
    offset = aware.utcoffset() or dt.timedelta()
    return ZoneOffset(offset, offset, aware.tzname() or "", not aware.dst())
