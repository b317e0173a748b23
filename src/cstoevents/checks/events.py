"""Checks of an event's own dates and times: against its status, its sources, its whole, today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from cstoevents.checks.findings import (
    Contradiction,
    Severity,
    check,
    events_of,
    every_record,
)
from cstoevents.dates import When
from cstoevents.records import ARRAYS, Event, Record
from cstoevents.records.index import Index
from cstoevents.records.moments import end_of, is_past_midnight, moments_shown, start_of
from cstoevents.records.vocabularies import EventStatus

# A report may take some weeks to be found; after that somebody should look for it.
_LONG = 31


@check(
    id="held-after-source",
    severity=Severity.ERROR,
    finds="an event said to be held that is later than each of its sources",
    why="an announcement can't know that; sources without a date prove nothing",
)
def held_after_source(index: Index, _: When | None) -> Iterator[Contradiction]:
    """A source without a date may be later than the event, so then nothing is sure."""
    for event in events_of(index):
        if event.status is not EventStatus.HELD or event.when is None:
            continue
        dates = [
            source.published or source.retrieved
            for source in event.sources
            if source.field in (None, "status", "when")
        ]
        earlier = [date for date in dates if date is not None and date.surely_before(event.when)]
        if dates and len(earlier) == len(dates):
            latest = max(earlier, key=lambda date: date.sort_key)
            found = f"held on {event.when}"
            expected = f"a source of that day or later; the latest is of {latest}"
            yield Contradiction((event,), found, expected, "when")


@check(
    id="held-in-future",
    severity=Severity.ERROR,
    finds="an event said to be held that is after today, or after the day on which knowledge ends",
    why="nobody knows that yet; today needs its date, `About.as_of` is moved with newer reports",
)
def held_in_future(index: Index, today: When | None) -> Iterator[Contradiction]:
    for event in events_of(index):
        if event.when is None or event.status is not EventStatus.HELD:
            continue
        for day, name in ((today, "today"), (index.known_until(event.id), "as_of")):
            if day is not None and event.when.surely_after(day):
                expected = f"no later than {name}, {day}"
                yield Contradiction((event,), f"held on {event.when}", expected, "status")
                break


@check(
    id="scheduled-long-past",
    severity=Severity.WARNING,
    finds="an event still scheduled more than 31 days after its date",
    why="somebody should find out what came of it; needs the date of today",
)
def scheduled_long_past(index: Index, today: When | None) -> Iterator[Contradiction]:
    for event in events_of(index):
        if today is None or event.when is None or event.status is not EventStatus.SCHEDULED:
            continue
        if event.when.latest_ordinal + _LONG < today.earliest_ordinal:
            expected = f"what came of it, by {today}"
            day = index.known_until(event.id)
            if day is not None and day.surely_before(event.when):
                expected += f"; the data end on {day}"
            yield Contradiction((event,), f"scheduled for {event.when}", expected, "status")


@check(
    id="postponed-and-moved",
    severity=Severity.NOTE,
    finds="an event that is postponed, though it was moved to the date that it has",
    why="with a new day it is scheduled again; only one that was put off twice is both",
)
def postponed_and_moved(index: Index, _: When | None) -> Iterator[Contradiction]:
    for event in events_of(index):
        if event.status is EventStatus.POSTPONED and event.previous_when and event.when:
            moved = ", ".join(map(str, event.previous_when))
            found = f"postponed, and moved from {moved} to {event.when}"
            expected = f"scheduled, if {event.when} is the new day"
            yield Contradiction((event,), found, expected, "status")


@check(
    id="times-reversed",
    severity=Severity.WARNING,
    finds="an event of one day that by its times goes on past midnight for more than 12 hours",
    why="such an end is more often a slip; what does last so long has an interval as its date",
)
def reversed_times(index: Index, _: When | None) -> Iterator[Contradiction]:
    for event in events_of(index):
        start, end = event.start_time, event.end_time
        if start is None or end is None or not is_past_midnight(event.when, start, end):
            continue
        lasts = dt.timedelta(days=1) + _since_midnight(end) - _since_midnight(start)
        if lasts > _LONGEST_NIGHT:
            found = f"from {start:%H:%M} to {end:%H:%M} on {event.when}"
            yield Contradiction((event,), found, "an end after the start", "end_time")


_LONGEST_NIGHT = dt.timedelta(hours=12)


def _since_midnight(time: dt.time) -> dt.timedelta:
    return dt.timedelta(hours=time.hour, minutes=time.minute, seconds=time.second)


@check(
    id="clock-change",
    severity=Severity.NOTE,
    finds="a time that the clocks of its zone skip when they are put forward, or show twice",
    why="it is no one moment: a skipped one is read by the old clocks, of two the first is taken",
)
def times_at_changes_of_clocks(index: Index, _: When | None) -> Iterator[Contradiction]:
    for event in events_of(index):
        if event.timezone is None:
            continue
        start = start_of(event.when, event.start_time, event.timezone)
        end = end_of(event.when, event.start_time, event.end_time, event.timezone)
        for moment, path in ((start, "start_time"), (end, "end_time")):
            told = _at_change_of_clocks(moment) if moment is not None else None
            if told is not None:
                yield Contradiction((event,), *told, path)


def _at_change_of_clocks(local: dt.datetime) -> tuple[str, str] | None:
    """Return what is found and expected of a local time that is no one moment, or None."""
    shown = moments_shown(local)
    if not shown:
        after = local.astimezone(dt.UTC).astimezone(local.tzinfo)
        return (
            f"{local:%H:%M} on {local:%Y-%m-%d}, which clocks of {local.tzinfo} skip",
            f"a time that clocks show; what is read is {after:%H:%M}",
        )
    if len(shown) > 1:
        return (
            f"{local:%H:%M} on {local:%Y-%m-%d}, which clocks of {local.tzinfo} show twice",
            "a time that clocks show once; what is read is the first",
        )
    return None


@check(
    id="part-outside-whole",
    severity=Severity.WARNING,
    finds="an event on other days than the larger one it is part of",
    why="the whole lasts at least as long as its parts",
)
def parts_outside_whole(index: Index, _: When | None) -> Iterator[Contradiction]:
    for event in events_of(index):
        whole = index.get(event.parent) if event.parent else None
        if not isinstance(whole, Event) or event.when is None or whole.when is None:
            continue
        if event.when.contradicts(whole.when):
            expected = f"a day of {whole.id}, {whole.when}"
            yield Contradiction((event, whole), str(event.when), expected, "when")


@check(
    id="source-in-future",
    severity=Severity.WARNING,
    finds="a source published or retrieved after today",
    why="nobody can have read it; needs the date of today",
)
def sources_in_future(index: Index, today: When | None) -> Iterator[Contradiction]:
    if today is None:
        return
    for record, position, name, date in _source_dates(index):
        if date.surely_after(today):
            path = f"sources[{position}].{name}"
            yield Contradiction((record,), f"{name} {date}", f"no later than today, {today}", path)


@check(
    id="source-dates-reversed",
    severity=Severity.ERROR,
    finds="a source retrieved before it was published",
    why="there was nothing to retrieve",
)
def retrieved_before_published(index: Index, _: When | None) -> Iterator[Contradiction]:
    for record in every_record(index):
        for position, source in enumerate(record.sources):
            published, retrieved = source.published, source.retrieved
            if published and retrieved and retrieved.surely_before(published):
                found = f"retrieved {retrieved}, published {published}"
                path = f"sources[{position}].retrieved"
                yield Contradiction((record,), found, "a retrieval after the publication", path)


def _source_dates(index: Index) -> Iterator[tuple[Record, int, str, When]]:
    for record in every_record(index):
        for position, source in enumerate(record.sources):
            for name in ("published", "retrieved"):
                date = getattr(source, name)
                if date is not None:
                    yield record, position, name, date


@check(
    id="past-without-status",
    severity=Severity.NOTE,
    finds="an event before today of which nobody said whether it took place",
    why="an announcement says nothing of that; needs the date of today",
)
def past_without_status(index: Index, today: When | None) -> Iterator[Contradiction]:
    for event in events_of(index):
        if today is None or event.when is None or event.status is not None:
            continue
        if event.when.surely_before(today):
            found = f"no status, on {event.when}"
            yield Contradiction((event,), found, "held, postponed or cancelled", "status")


# As many as a finding about many records names of them.
_MOST_RECORDS = 10


@check(
    id="source-undated",
    severity=Severity.NOTE,
    finds="sources with an address and without the day on which they were read; all in one finding",
    why="pages change and go away, and only that day says which text was read",
)
def sources_undated(index: Index, _: When | None) -> Iterator[Contradiction]:
    undated: list[Record] = []
    count = 0
    for record in index.all(*ARRAYS.values()):
        without = sum(
            source.url is not None and source.retrieved is None for source in record.sources
        )
        count += without
        if without:
            undated.append(record)
    if undated:
        found = (
            f"{count} source{'s'[: count != 1]} in {len(undated)} record{'s'[: len(undated) != 1]}"
        )
        records = tuple(undated[:_MOST_RECORDS])
        yield Contradiction(records, found, "the day on which each was read", "sources")
