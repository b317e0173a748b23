"""Dates for formats that know a year, a month or a day, and a moment with its offset.

What a date of EDTF says beyond that is left out, and noted as lost.
"""

from __future__ import annotations

import re

from cstoevents.dates import Precision, When
from cstoevents.formats.losses import LossCounter
from cstoevents.records import Event
from cstoevents.records.index import Index

_PLAIN = frozenset({Precision.DAY, Precision.MONTH, Precision.YEAR})
_OFFSET_IN_WHOLE_MINUTES = re.compile(r"[+-]\d\d:\d\d\Z").search


def plain_date(when: When | None, what: str, record_id: str, losses: LossCounter) -> str | None:
    """Return a date as a year, a month or a day; None if it is in doubt or anything else."""
    if when is None:
        return None
    if when.precision not in _PLAIN or when.qualifier:
        losses.add(what, record_id, "neither a year, a month nor a day, left out")
        return None
    return when.text.partition("-X")[0]


def plain_ends(
    when: When | None, what: str, record_id: str, losses: LossCounter
) -> tuple[str | None, str | None]:
    """Return the start and the end of what lasts; those of a single date are alike."""
    if when is None or when.precision is not Precision.INTERVAL:
        date = plain_date(when, what, record_id, losses)
        return date, date
    if when.text.startswith("/") or when.text.endswith("/"):
        losses.add(what, record_id, "an unknown end is as one that isn't there")
    start, end = when.ends
    return plain_date(start, what, record_id, losses), plain_date(end, what, record_id, losses)


def plain_ends_of_event(
    event: Event, index: Index, losses: LossCounter, *, whole_minutes: bool = False
) -> tuple[str | None, str | None]:
    """Return the start and the end of an event, as moments where day, time and zone are known.

    With ``whole_minutes`` a moment by an offset that has seconds, as clocks had before
    there were zones, is left out.
    """
    ends = list(plain_ends(event.when, "Event.when", event.id, losses))
    times = (("start_time", event.start_time), ("end_time", event.end_time))
    for at, moment in enumerate(index.moments_of(event)):
        name, time = times[at]
        text = "" if moment is None else moment.isoformat()
        if text and (not whole_minutes or _OFFSET_IN_WHOLE_MINUTES(text[len("2025-05-19T") :])):
            ends[at] = text
        elif time is not None:
            losses.add(f"Event.{name}", event.id, "no day or no offset")
    return ends[0], ends[1]
