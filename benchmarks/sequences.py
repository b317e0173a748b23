"""Windows of numbered series: the time per number stays flat from ten thousand to a million.

Every second number is missing, and a third of the dates are known to the month only. The
first table is the chain of bounds alone, the second the whole way from records to the listing.
There is no peer to compare with: no library that we know of derives such windows.
"""

from __future__ import annotations

import datetime as dt
import gc
import platform
import time
from collections.abc import Callable

from cstoevents.records import Meeting, Record, Series
from cstoevents.records.index import Index
from cstoevents.records.values import SeriesEntry
from cstoevents.sequences import numbered_series
from cstoevents.sequences.bounds import chain

START = dt.date(1, 1, 1).toordinal()
# More numbers than the calendar has days share days: such stretches count as crowded.
LAST = dt.date(9990, 1, 1).toordinal()


def bounds_of(number: int, count: int) -> tuple[int, int]:
    day = START + number * (LAST - START) // count
    return (day, day) if number % 3 else (max(day - 15, START), day + 15)


def timed(work: Callable[[], object], repeats: int = 3) -> float:
    """The best of a few runs in seconds, with the collector out of the way."""
    best = float("inf")
    for _ in range(repeats):
        gc.collect()
        gc.disable()
        begun = time.process_time()
        work()
        best = min(best, time.process_time() - begun)
        gc.enable()
    return best


def chain_row(size: int) -> tuple[str, float]:
    positions = range(1, 2 * size, 2)
    bounds = [bounds_of(position, 2 * size) for position in positions]
    lows, highs = [low for low, _ in bounds], [high for _, high in bounds]
    return f"bounds of {size:>9,} numbers", timed(lambda: chain(positions, lows, highs, 1))


def slots_row(size: int) -> tuple[str, float]:
    records: list[Record] = [Series(id="series", name="Series", first_number=1)]
    for number in range(1, 2 * size, 2):
        low, high = (dt.date.fromordinal(ordinal) for ordinal in bounds_of(number, 2 * size))
        records.append(
            Meeting(
                id=f"meeting-{number}",
                kind="meeting",
                title="Meeting",
                when=low if low == high else f"[{low}..{high}]",
                entries=[SeriesEntry(series="series", number=number)],
            )
        )
    index = Index(records)
    index.referring("series", "entries", Meeting)
    series = index.find("series", Series, "series")

    def listing() -> object:
        index.answers.clear()  # where what was worked out before is kept
        return numbered_series(index, series).listing

    return f"listing of {2 * size:>10,} numbers", timed(listing)


def main(size: int = 1_000_000) -> None:
    print(f"CPython {platform.python_version()}, best of 3\n")
    print(f"{'':28} {'seconds':>9} {'us a number':>12}")
    for count in (size // 100, size // 10, size):
        name, seconds = chain_row(max(count, 1))
        print(f"{name:28} {seconds:9.3f} {seconds / max(count, 1) * 1e6:12.2f}")
    for count in (size // 1000, size // 100, size // 20):
        name, seconds = slots_row(max(count, 1))
        print(f"{name:28} {seconds:9.3f} {seconds / max(2 * count, 1) * 1e6:12.2f}")


if __name__ == "__main__":
    main()
