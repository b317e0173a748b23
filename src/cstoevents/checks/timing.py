"""Checks of an event's own dates and times: against its status, its sources, its whole, today."""

from __future__ import annotations

from collections.abc import Iterator

from cstoevents.checks.findings import Clash, known
from cstoevents.dates import Precision, Tri, When
from cstoevents.records import ARRAYS, Event, Meeting, Record
from cstoevents.records.index import Index
from cstoevents.records.vocabularies import EventStatus

__all__ = [
    "held_after_source",
    "held_in_future",
    "parts_outside_whole",
    "retrieved_before_published",
    "reversed_times",
    "scheduled_long_past",
    "sources_in_future",
]

# A report may take some weeks to be found; after that somebody should look for it.
_LONG = 31


def held_after_source(index: Index, _: When | None) -> Iterator[Clash]:
    """Events said to be held that lie after everything that says so.

    A source without a date may be later than the event, so then nothing is sure.
    """
    for event in known(index, Event, Meeting):
        if event.status is not EventStatus.HELD or event.when is None:
            continue
        speaking = [each for each in event.sources if each.field in (None, "status", "when")]
        dates = [each.published or each.retrieved for each in speaking]
        if dates and all(date is not None and date.surely_before(event.when) for date in dates):
            latest = max((date for date in dates if date), key=lambda date: date.sort_key)
            found = f"held on {event.when}"
            expected = f"a source of that day or later; the latest is of {latest}"
            yield Clash((event,), found, expected, "when")


def held_in_future(index: Index, today: When | None) -> Iterator[Clash]:
    """Events said to be held that are yet to come."""
    for event in known(index, Event, Meeting):
        if today is None or event.when is None or event.status is not EventStatus.HELD:
            continue
        if event.when.surely_after(today):
            found = f"held on {event.when}"
            yield Clash((event,), found, f"no later than today, {today}", "status")


def scheduled_long_past(index: Index, today: When | None) -> Iterator[Clash]:
    """Events that are long past and still only scheduled."""
    for event in known(index, Event, Meeting):
        if today is None or event.when is None or event.status is not EventStatus.SCHEDULED:
            continue
        if event.when.latest_ordinal + _LONG < today.earliest_ordinal:
            found = f"scheduled for {event.when}"
            yield Clash((event,), found, f"what came of it, by {today}", "status")


def reversed_times(index: Index, _: When | None) -> Iterator[Clash]:
    """Events of one day that end before they start."""
    for event in known(index, Event, Meeting):
        start, end = event.start_time, event.end_time
        if start is None or end is None or end >= start:
            continue
        # A date that is no interval is one day, known or not.
        if event.when is not None and event.when.precision is not Precision.INTERVAL:
            found = f"from {start:%H:%M} to {end:%H:%M} on {event.when}"
            yield Clash((event,), found, "an end after the start", "end_time")


def parts_outside_whole(index: Index, _: When | None) -> Iterator[Clash]:
    """Events on other days than the event that they are part of."""
    for event in known(index, Event, Meeting):
        whole = index.get(event.parent) if event.parent else None
        if not isinstance(whole, Event) or event.when is None or whole.when is None:
            continue
        if event.when.overlaps(whole.when) is Tri.FALSE:
            expected = f"a day of {whole.id}, {whole.when}"
            yield Clash((event, whole), str(event.when), expected, "when")


def sources_in_future(index: Index, today: When | None) -> Iterator[Clash]:
    """Sources published or retrieved after today."""
    if today is None:
        return
    for record, position, name, date in _source_dates(index):
        if date.surely_after(today):
            path = f"sources[{position}].{name}"
            yield Clash((record,), f"{name} {date}", f"no later than today, {today}", path)


def retrieved_before_published(index: Index, _: When | None) -> Iterator[Clash]:
    """Sources retrieved before they were published."""
    for record in known(index, *ARRAYS.values()):
        for position, source in enumerate(record.sources):
            published, retrieved = source.published, source.retrieved
            if published and retrieved and retrieved.surely_before(published):
                found = f"retrieved {retrieved}, published {published}"
                path = f"sources[{position}].retrieved"
                yield Clash((record,), found, "a retrieval after the publication", path)


def _source_dates(index: Index) -> Iterator[tuple[Record, int, str, When]]:
    for record in known(index, *ARRAYS.values()):
        for position, source in enumerate(record.sources):
            for name in ("published", "retrieved"):
                date = getattr(source, name)
                if date is not None:
                    yield record, position, name, date
