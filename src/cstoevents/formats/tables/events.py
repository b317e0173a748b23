"""The columns of tables of events: a timeline, anniversaries, a numbered series and its gaps."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from cstoevents.anniversaries import Anniversary
from cstoevents.dates import Certainty, When
from cstoevents.dates.edtf import FOREVER, NEVER_BEGUN
from cstoevents.formats.tables.words import Cell, Layout, Words, joined, time_of_day
from cstoevents.records import Event
from cstoevents.sequences import NumberedSeries
from cstoevents.sequences.values import Missing, SeriesMember
from cstoevents.sequences.windows import window
from cstoevents.timeline import TimelineEntry
from cstoevents.wording import ordinal


def _entry_mark(entry: TimelineEntry, words: Words) -> str:
    event = entry.event
    return joined(words.certainty(entry.certainty), words.status(event), words.moved(event))


def _entry_date(entry: TimelineEntry, words: Words) -> str:
    """Return the date with the times of day, and the zone whose clocks show them."""
    event = entry.event
    times = [time_of_day(time) for time in (event.start_time, event.end_time) if time is not None]
    if not times:
        return words.date(event.when)
    if event.start_time is None:
        times.insert(0, "")
    zone = f" {event.timezone}" if event.timezone else ""
    return joined(words.date(event.when), "–".join(times) + zone)


def _of_event(cell: Cell) -> Cell:
    return lambda event, words: cell(TimelineEntry(event, Certainty.SURELY), words)


TIMELINE: Layout = (
    ("Date", _entry_date),
    ("Event", lambda entry, words: words.text(entry.event.title)),
    ("Place", lambda entry, words: words.name(entry.event.place)),
    ("", _entry_mark),
)


# Events in a list of their own, which nobody asked for by a window.
EVENTS: Layout = (
    ("Id", lambda event, _: event.id),
    *((title, _of_event(cell)) for title, cell in TIMELINE),
)


def _observed(anniversary: Anniversary, words: Words) -> str:
    shown = []
    for observance in anniversary.observed:
        days = observance.offset
        shift = f" ({words.offset(days)})" if days else ""
        shown.append(f"{words.date(observance.event.when)}{shift}")
    return "; ".join(shown)


def _remembered(anniversary: Anniversary, words: Words) -> str:
    title = words.text(anniversary.title)
    if isinstance(anniversary.record, Event) or anniversary.kind is None:
        return title
    return f"{title} ({words.phrase(anniversary.kind)})"


ANNIVERSARIES: Layout = (
    ("Date", lambda item, words: words.date(item.when)),
    ("Anniversary", lambda item, words: ordinal(item.number, words.lang, gender="feminine")),
    ("Event", _remembered),
    ("Original date", lambda item, words: words.date(item.original)),
    ("Observed", _observed),
    ("", lambda item, words: words.certainty(item.certainty)),
)


class Stretch(NamedTuple):
    """Consecutive missing numbers that may be the same events, and the days in which they lie."""

    first: int
    last: int
    window: When | None
    candidates: tuple[SeriesMember, ...] = ()


_Listed: TypeAlias = SeriesMember | Stretch

_MOST_MISSING = 1_000


def in_place(sequence: NumberedSeries) -> Iterator[_Listed]:
    """Return the members of a sequence and what is missing between them, in order.

    Missing numbers that may be the same events, or no known ones, are told together. So
    are all of a gap where more than a thousand are missing: a slip in one number makes more
    of them than anybody can read, and then nothing is said of what they may be.
    """
    if sum(gap.last - gap.first + 1 for gap in sequence.gaps) > _MOST_MISSING:
        yield from _by_gap(sequence)
        return
    for alike, items in itertools.groupby(sequence.listing, _what_it_may_be):
        if alike is None:
            yield from (item for item in items if isinstance(item, SeriesMember))
        else:
            yield _stretch([item for item in items if isinstance(item, Missing)])


def _by_gap(sequence: NumberedSeries) -> Iterator[_Listed]:
    waiting = list(reversed(sequence.gaps))
    for member in sequence.members:
        if member.run is not None and member.number is not None:
            place = member.run, member.number
            while waiting and (waiting[-1].run, waiting[-1].first) < place:
                gap = waiting.pop()
                yield Stretch(gap.first, gap.last, gap.window)
        yield member
    yield from (Stretch(gap.first, gap.last, gap.window) for gap in reversed(waiting))


def _what_it_may_be(item: SeriesMember | Missing) -> tuple[int, tuple[str, ...]] | None:
    if isinstance(item, SeriesMember):
        return None
    return item.run, tuple(member.event.id for member in item.candidates)


def _stretch(missing: Sequence[Missing]) -> Stretch:
    first, last = missing[0], missing[-1]
    low = first.window.earliest_ordinal if first.window else NEVER_BEGUN
    high = last.window.latest_ordinal if last.window else FOREVER
    return Stretch(first.number, last.number, window(low, high), first.candidates)


def _listed_event(item: _Listed, words: Words) -> str:
    if isinstance(item, SeriesMember):
        return words.text(item.event.title)
    missing = f"— {words.phrase('missing')} —"
    if not item.candidates:
        return missing
    dates = ", ".join(words.date(candidate.event.when) for candidate in item.candidates)
    return f"{missing} {words.phrase('perhaps {dates}', dates=dates)}"


def _listed_date(item: _Listed, words: Words) -> str:
    if isinstance(item, SeriesMember) and item.event.when is not None:
        return words.date(item.event.when)
    return words.date(item.window) or words.phrase("unknown")


def _listed_number(item: _Listed, _: Words) -> str:
    if isinstance(item, Stretch):
        return f"{item.first}–{item.last}" if item.first < item.last else str(item.first)
    if item.number is None:
        return item.label or ""
    return str(item.number)


def _listed_place(item: _Listed, words: Words) -> str:
    return words.name(item.event.place) if isinstance(item, SeriesMember) else ""


def _listed_mark(item: _Listed, words: Words) -> str:
    if not isinstance(item, SeriesMember):
        return ""
    doubt = words.phrase("out of order") if item.is_doubted else ""
    return joined(doubt, words.status(item.event), words.moved(item.event))


SEQUENCE: Layout = (
    ("No.", _listed_number),
    ("Date", _listed_date),
    ("Event", _listed_event),
    ("Place", _listed_place),
    ("", _listed_mark),
)


def without_numbers(layout: Layout, listed: Iterable[_Listed]) -> Layout:
    """Return the layout of a series, without the column of numbers where it has none."""
    numbered = any(
        not isinstance(item, SeriesMember) or item.number is not None or item.label
        for item in listed
    )
    return layout if numbered else layout[1:]
