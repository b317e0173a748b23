"""Windows against brute force: every way to date a short chain, tried one by one."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from cstoevents.dates.edtf import FOREVER, NEVER_BEGUN
from cstoevents.sequences.bounds import chain

DAYS = range(101, 108)
CALENDAR = range(85, 125)
OPEN = (NEVER_BEGUN, FOREVER)


@st.composite
def bounds(draw: st.DrawFn) -> tuple[int, int]:
    """Between two of a few days; either side may be open."""
    low, high = sorted(draw(st.tuples(st.sampled_from(DAYS), st.sampled_from(DAYS))))
    return draw(
        st.sampled_from([(low, high), (low, low), (low, FOREVER), (NEVER_BEGUN, high), OPEN])
    )


@st.composite
def rows(draw: st.DrawFn) -> tuple[list[int], list[tuple[int, int]], int]:
    """Positions, bounds and a gap."""
    positions = draw(st.lists(st.integers(0, 6), min_size=1, max_size=5, unique=True).map(sorted))
    return positions, [draw(bounds()) for _ in positions], draw(st.integers(0, 2))


@st.composite
def rows_with_repeats(draw: st.DrawFn) -> tuple[list[int], list[tuple[int, int]], int]:
    """The same, where several points may have one position; they stand in the order of lows."""
    points = draw(st.lists(st.tuples(st.integers(0, 5), bounds()), min_size=1, max_size=6))
    points.sort()
    return [at for at, _ in points], [bound for _, bound in points], draw(st.integers(0, 2))


def allowed(bound: tuple[int, int]) -> list[int]:
    """Days of a calendar that reaches further past every bound than a row is long."""
    low, high = bound
    return [day for day in CALENDAR if (low == NEVER_BEGUN or low <= day) and day <= high]


@given(rows_with_repeats())
def test_windows_are_the_tightest_that_any_dating_allows(
    row: tuple[list[int], list[tuple[int, int]], int],
) -> None:
    """Arc by arc, since a chain's projections are decided by neighbours alone.

    A position with several points is dated somewhere among the days of all of them.
    """
    positions, bounds_of, gap = row
    found = chain(positions, [low for low, _ in bounds_of], [high for _, high in bounds_of], gap)
    if found.doubted or found.crowded:
        return
    hulls: dict[int, tuple[int, int]] = {}
    for position, (low, high) in zip(positions, bounds_of, strict=True):
        before = hulls.get(position, (low, high))
        hulls[position] = min(before[0], low), max(before[1], high)
    possible = projections(list(hulls), list(hulls.values()), gap)
    for position in range(positions[0], positions[-1] + 1):
        low, high = found.window(position)
        days = possible[position]
        assert (min(days) if low != NEVER_BEGUN else NEVER_BEGUN) == low
        assert (max(days) if high != FOREVER else FOREVER) == high
        if low == NEVER_BEGUN:
            assert min(days) < min(DAYS)
        if high == FOREVER:
            assert max(days) > max(DAYS)


def projections(positions: list[int], row: list[tuple[int, int]], gap: int) -> dict[int, set[int]]:
    """Which days each position takes in some dating of all: forwards, then backwards."""
    given_bounds = dict(zip(positions, row, strict=True))
    span = range(positions[0], positions[-1] + 1)
    reached: dict[int, set[int]] = {}
    for position in span:
        days = set(allowed(given_bounds.get(position, OPEN)))
        if position - 1 in reached:
            days = {d for d in days if any(d >= before + gap for before in reached[position - 1])}
        reached[position] = days
    for position in reversed(span):
        if position + 1 in reached:
            reached[position] = {
                d
                for d in reached[position]
                if any(after >= d + gap for after in reached[position + 1])
            }
    return reached


@given(rows())
def test_a_chain_is_called_consistent_exactly_if_it_can_be_dated(
    row: tuple[list[int], list[tuple[int, int]], int],
) -> None:
    """With the gap: crowded. Without it: inverted."""
    positions, bounds_of, gap = row
    lows, highs = [low for low, _ in bounds_of], [high for _, high in bounds_of]
    found = chain(positions, lows, highs, gap)
    assert bool(found.doubted) == bool(found.inversions)
    assert bool(found.doubted) != all(projections(positions, bounds_of, 0).values())
    if not found.doubted:
        assert bool(found.crowded) != all(projections(positions, bounds_of, gap).values())


@given(rows_with_repeats())
def test_dates_are_trusted_that_every_largest_consistent_set_holds(
    row: tuple[list[int], list[tuple[int, int]], int],
) -> None:
    """All subsets of the row are tried; points of one position never contradict each other."""
    positions, bounds_of, gap = row
    places = range(len(positions))
    consistent = [
        set(some)
        for size in range(len(positions) + 1)
        for some in itertools.combinations(places, size)
        if not any(inverted(row, i, j) for i, j in itertools.combinations(some, 2))
    ]
    largest = max(map(len, consistent))
    trusted = set.intersection(*(some for some in consistent if len(some) == largest))
    lows, highs = [low for low, _ in bounds_of], [high for _, high in bounds_of]
    assert set(places) - chain(positions, lows, highs, gap).doubted == trusted


@given(rows_with_repeats())
def test_every_doubted_date_is_in_an_inversion_and_every_inversion_is_one(
    row: tuple[list[int], list[tuple[int, int]], int],
) -> None:
    """And with the nearest number that contradicts it."""
    positions, bounds_of, gap = row
    lows, highs = [low for low, _ in bounds_of], [high for _, high in bounds_of]
    found = chain(positions, lows, highs, gap)
    assert all(inverted(row, i, j) for i, j in found.inversions)
    for k in found.doubted:
        against = [j for j in range(len(positions)) if inverted(row, k, j)]
        nearest = min(abs(k - j) for j in against)
        assert any(k in pair and abs(pair[0] - pair[1]) == nearest for pair in found.inversions)


def inverted(row: tuple[list[int], list[tuple[int, int]], int], one: int, other: int) -> bool:
    positions, bounds_of, _ = row
    first, second = sorted((one, other))
    return positions[first] < positions[second] and bounds_of[first][0] > bounds_of[second][1]
