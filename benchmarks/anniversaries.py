"""The anniversaries of thirty days, beside looking at every event.

    python -m benchmarks anniversaries [--size N]

The events are of all kinds, of one day each. The peer is what one writes by hand: each
event's date with the year of the window, 29 February moved by `dateutil`'s relativedelta
or by three lines of one's own. Every figure is taken in this one run.
"""

from __future__ import annotations

import copy
import datetime as dt
import random
import statistics
import time
from collections.abc import Callable
from importlib.metadata import version
from typing import Any

from dateutil.relativedelta import relativedelta

import cstoevents as cs

FIRST, LAST = dt.date(1925, 1, 1).toordinal(), dt.date(2025, 1, 1).toordinal()
KINDS = [
    kind
    for kind in cs.records.EventKind
    if kind.value not in ("session", "meeting", "consultation")
]
KINDS = [kind for kind in KINDS if kind.value not in ("talks", "conference")]
WINDOWS = [
    cs.When.between(dt.date(2026, month, 3), dt.date(2026, month, 3) + dt.timedelta(29))
    for month in range(1, 12)
]


def archive(size: int, seed: int = 7) -> list[cs.Event]:
    """Events of a hundred years: one in six founds, signs or puts into force."""
    draw = random.Random(seed)
    patterns = [cs.Event(id="pattern", kind=kind, title="E", when="2024") for kind in KINDS]
    events = []
    for number in range(size):
        # A copy with another id and date: the constructor's checks are no part of this.
        event = copy.copy(draw.choice(patterns))
        day = dt.date.fromordinal(draw.randrange(FIRST, LAST))
        object.__setattr__(event, "id", f"event-{number}")
        object.__setattr__(event, "when", cs.When(day))
        events.append(event)
    return events


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of the processor, and result, of one call."""
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def median(work: Callable[[cs.When], Any], windows: list[cs.When]) -> tuple[float, float]:
    """Median milliseconds of a window, and the mean length of its answer."""
    runs = [timed(lambda window=window: work(window)) for window in windows]
    return (
        statistics.median(seconds * 1e3 for seconds, _ in runs),
        statistics.mean(len(answer) for _, answer in runs),
    )


def of_year(day: dt.date, year: int) -> dt.date:
    """The same day of another year, 29 February moved to the 28th."""
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


def with_dateutil(day: dt.date, year: int) -> dt.date:
    return day + relativedelta(years=year - day.year)


def scan(
    dated: list[tuple[cs.Event, dt.date]],
    window: cs.When,
    kinds: frozenset[str],
    move: Callable[[dt.date, int], dt.date],
) -> list[tuple[dt.date, int, cs.Event]]:
    """What one writes by hand; it is spared what our answers say beyond the three."""
    first, last = (end.date() for end in window.ends if end)
    found = []
    for event, day in dated:
        if event.kind not in kinds:
            continue
        for year in range(first.year, last.year + 1):
            due = move(day, year)
            if first <= due <= last and year > day.year:
                found.append((due, year - day.year, event))
    return sorted(found, key=lambda entry: (entry[0], -entry[1], entry[2].id))


def row(*cells: object) -> None:
    print("".join(f"{cell:>17,}" if isinstance(cell, int) else f"{cell:>17}" for cell in cells))


def main(size: int = 1_000_000) -> None:
    remembered = frozenset({"founding", "signing", "entry-into-force"})
    everything = frozenset(kind.value for kind in KINDS)
    print(f"milliseconds for a window of thirty days; python-dateutil {version('python-dateutil')}")
    row("events", "kinds", "answer", "ours", "ours, looked at", "by hand", "with dateutil")
    for count in sorted({max(1000, size // 100), max(1000, size // 10), size}):
        events = archive(count)
        chronicle = cs.Chronicle(events)
        first, _ = timed(lambda chronicle=chronicle: chronicle.anniversaries("2026-01-01"))
        dated = [(event, event.when.date()) for event in events]
        for name, kinds, asked in (
            ("remembered", remembered, None),
            ("all", everything, "all"),
        ):
            ours, answer = median(
                lambda window, c=chronicle, asked=asked: c.anniversaries(window, kinds=asked),
                WINDOWS,
            )
            seen, _ = median(
                lambda window, c=chronicle, asked=asked: list(c.anniversaries(window, kinds=asked)),
                WINDOWS,
            )
            peers = [
                median(lambda window, m=move, k=kinds, d=dated: scan(d, window, k, m), WINDOWS[:2])
                for move in (of_year, with_dateutil)
            ]
            row(
                count,
                name,
                round(answer),
                f"{ours:.2f}",
                f"{seen:.2f}",
                *(f"{taken:,.0f} ({taken / ours:,.0f}x)" for taken, _ in peers),
            )
        print(f"{'':>17}   made once, with the first question: {first:.2f} s")


if __name__ == "__main__":
    main()
