"""Building a timeline and asking it for windows, beside sorting and scanning.

    python -m benchmarks timeline [--size N]

Every figure is taken in this one run. The windows are narrowed as the archive grows, so
that each answer has about a hundred events: what is left of the time is what the size of
the archive costs. pandas is a peer if it is installed.
"""

from __future__ import annotations

import copy
import datetime as dt
import random
import statistics
import time
from collections.abc import Callable
from typing import Any

import cstoevents as cs

ANSWER = 100
FIRST, LAST = dt.date(1925, 1, 1).toordinal(), dt.date(2025, 1, 1).toordinal()


def archive(size: int, seed: int = 7) -> list[cs.Event]:
    """Events of a hundred years: nine in ten of one day, the others last or are rougher."""
    draw = random.Random(seed)
    events = []
    pattern = cs.Event(id="pattern", kind="other", title="An event", when="2024")
    for number in range(size):
        day = dt.date.fromordinal(draw.randrange(FIRST, LAST))
        form = draw.randrange(20)
        if form == 0:
            when = cs.When(day.isoformat()[:7])
        elif form == 1:
            when = cs.When.between(day, day + dt.timedelta(draw.randrange(1, 15)))
        else:
            when = cs.When(day)
        # A copy with another id and date: the constructor's checks are no part of this.
        event = copy.copy(pattern)
        object.__setattr__(event, "id", f"event-{number}")
        object.__setattr__(event, "when", when)
        events.append(event)
    draw.shuffle(events)
    return events


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of the processor, and result, of one call."""
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def windows(size: int, count: int = 200, seed: int = 11) -> list[cs.When]:
    """Windows that hold about `ANSWER` events each."""
    draw = random.Random(seed)
    # Of the lasting and the rougher ones some reach in from outside: as if 1.9 days wider.
    days = max(1, round(ANSWER * (LAST - FIRST) / size - 1.9))
    starts = (draw.randrange(FIRST, LAST - days) for _ in range(count))
    return [
        cs.When.between(dt.date.fromordinal(start), dt.date.fromordinal(start + days - 1))
        for start in starts
    ]


def query_time(timeline: cs.Timeline, asked: list[cs.When]) -> tuple[float, float]:
    """Median microseconds of a window, and the mean number of events in it."""
    timeline.during(asked[0])  # the tree is built by the first question
    times, answers = [], []
    for window in asked:
        seconds, found = timed(lambda window=window: timeline.during(window))
        times.append(seconds * 1e6)
        answers.append(len(found))
    return statistics.median(times), statistics.mean(answers)


def scan(events: list[cs.Event], window: cs.When) -> list[cs.Event]:
    """What one writes without a timeline."""
    hull = window.span
    return [event for event in events if event.when.possibly_overlaps(hull)]


def pandas_scan(events: list[cs.Event], asked: list[cs.When]) -> float | None:
    """Median microseconds of `IntervalIndex.overlaps` with a window, if pandas is there."""
    try:
        import pandas as pd
    except ModuleNotFoundError:
        return None
    whens = [event.when for event in events]
    spans = pd.IntervalIndex.from_arrays(
        [when.earliest_ordinal for when in whens],
        [when.latest_ordinal for when in whens],
        closed="both",
    )
    times = []
    for window in asked[:20]:
        sought = pd.Interval(window.earliest_ordinal, window.latest_ordinal, closed="both")
        times.append(timed(lambda sought=sought: spans.overlaps(sought).nonzero())[0] * 1e6)
    return statistics.median(times)


def row(*cells: object) -> None:
    print("".join(f"{cell:>16,}" if isinstance(cell, int) else f"{cell:>16}" for cell in cells))


def main(size: int = 1_000_000) -> None:
    sizes = sorted({max(1000, size // 100), max(1000, size // 10), size})
    row("events", "sorted, s", "build, s", "tree, s", "ratio", "window, us", "answer", "+open, us")
    events, asked = [], []
    for count in sizes:
        events, asked = archive(count), windows(count)
        keys = [(*event.when.sort_key, event.id) for event in events]
        sorting = min(timed(lambda keys=keys: sorted(keys))[0] for _ in range(3))
        building, timeline = timed(lambda events=events: cs.Timeline(events))
        building = min(
            building, *(timed(lambda events=events: cs.Timeline(events))[0] for _ in range(2))
        )
        growing = timed(lambda timeline=timeline: timeline.during("1925-01-01"))[0]
        typical, answer = query_time(timeline, asked)
        everlasting = cs.Event(id="everlasting", kind="other", title="All of it", when="1900/..")
        spanned, _ = query_time(cs.Timeline([*events, everlasting]), asked)
        row(
            count,
            f"{sorting:.2f}",
            f"{building:.2f}",
            f"{growing:.2f}",
            f"{(building + growing) / sorting:.1f}x",
            f"{typical:.0f}",
            f"{answer:.0f}",
            f"{spanned:.0f}",
        )
    scanning = timed(lambda: scan(events, asked[0]))[0] * 1e6
    print(f"\nat {sizes[-1]:,} events, microseconds for a window and times ours:")
    row("ours", f"{typical:.0f}", "")
    row("scan", f"{scanning:,.0f}", f"{scanning / typical:,.0f}x")
    pandas = pandas_scan(events, asked)
    if pandas is None:
        row("pandas", "not installed", "")
    else:
        import pandas as pd

        row(f"pandas {pd.__version__}", f"{pandas:,.0f}", f"{pandas / typical:,.0f}x")


if __name__ == "__main__":
    main()
