"""Windows for a chain of numbered days, in whole numbers and nothing else.

Points stand in a row: point ``k`` has a position, and its day lies between
``lows[k]`` and ``highs[k]``, proleptic ordinals where `NEVER_BEGUN` and `FOREVER`
mean "no bound". Two rules bind them: a point is not before the one in front of
it, and from one position to the next pass at least ``gap`` days. Three steps, each
a pass or two over the row:

1. **Doubt.** Points ``i < j`` are *inverted* if ``highs[j] < lows[i]``. The dates
   that are trusted are those in *every* largest set of points without an
   inversion: one wrong date among many is found out, and of two that contradict
   each other, with nothing to decide, neither is trusted. A doubted point keeps
   its position and loses its bounds.
2. **Crowding.** Where trusted dates leave less room than ``gap`` asks for (two
   consecutive numbers on one day), the records show that the gap doesn't hold
   there. Between the points that are crowded it is 0; their order still holds.
3. **Propagation.** Forwards for the earliest days, backwards for the latest. What
   is left has a solution, and in a chain of such differences the two passes give
   the tightest bounds that there are (a simple temporal network: Dechter, Meiri
   and Pearl, 1991).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

import attrs

from cstoevents.dates.edtf import FOREVER, NEVER_BEGUN

__all__ = ["Chain", "chain"]

# Finding the dates in every largest consistent set takes a square of the number that
# are entangled. Past so many nothing can be said of them anyway.
_MOST_ENTANGLED = 1_000

# Days are counted down by the positions in front of them, so this is beyond all of both.
_NO_BOUND = 10**30


@attrs.frozen(kw_only=True, slots=True)
class Chain:
    """The bounds that follow for each point, and for every position between points."""

    positions: tuple[int, ...]
    lows: tuple[int, ...]
    highs: tuple[int, ...]
    gap: int
    crowded: frozenset[int]
    doubted: frozenset[int]
    inversions: tuple[tuple[int, int], ...]

    def window(self, position: int) -> tuple[int, int]:
        """Give the bounds of a position, whether a point stands there or not."""
        after = bisect_left(self.positions, position)
        if after < len(self.positions) and self.positions[after] == position:
            return self.lows[after], self.highs[after]
        return self.around(after, after, position)

    def doubts(self, position: int) -> bool:
        """Whether a point stands at a position, and its own bounds aren't trusted."""
        point = bisect_left(self.positions, position)
        return point in self.doubted and self.positions[point] == position

    def without(self, point: int) -> tuple[int, int]:
        """Give the bounds that the other points alone put on a point."""
        return self.around(point, point + 1, self.positions[point])

    def around(self, after: int, following: int, position: int) -> tuple[int, int]:
        """Give the bounds from the point before ``after`` and from ``following``."""
        gap = 0 if {after, following} & self.crowded else self.gap
        low, high = NEVER_BEGUN, FOREVER
        if after > 0:
            low = _later(self.lows[after - 1], gap * (position - self.positions[after - 1]))
        if following < len(self.positions):
            steps = self.positions[following] - position
            high = _earlier(self.highs[following], gap * steps)
        return low, high


def chain(
    positions: Sequence[int],
    lows: Sequence[int],
    highs: Sequence[int],
    gap: int,
    joined: frozenset[int] = frozenset(),
) -> Chain:
    """Work out the windows of a row of points.

    ``positions`` increase. ``joined`` are the points that are one with the point
    in front of them, so that no gap parts the two.
    """
    doubted, inversions = _doubted(lows, highs)
    low = [NEVER_BEGUN if k in doubted else bound for k, bound in enumerate(lows)]
    high = [FOREVER if k in doubted else bound for k, bound in enumerate(highs)]
    crowded = joined | _crowded(positions, low, high, gap, joined)
    steps = [
        0 if k == 0 or k in crowded else gap * (positions[k] - positions[k - 1])
        for k in range(len(positions))
    ]
    for k in range(1, len(low)):
        low[k] = max(low[k], _later(low[k - 1], steps[k]))
    for k in range(len(high) - 2, -1, -1):
        high[k] = min(high[k], _earlier(high[k + 1], steps[k + 1]))
    return Chain(
        positions=tuple(positions),
        lows=tuple(low),
        highs=tuple(high),
        gap=gap,
        crowded=crowded,
        doubted=doubted,
        inversions=inversions,
    )


def _later(low: int, days: int) -> int:
    return low if low == NEVER_BEGUN else min(low + days, FOREVER - 1)


def _earlier(high: int, days: int) -> int:
    return high if high == FOREVER else max(high - days, NEVER_BEGUN + 1)


def _blocks(lows: Sequence[int], highs: Sequence[int]) -> Iterator[range]:
    """Part the row where nothing in front is later than anything behind."""
    least_behind = list(highs)
    for k in range(len(highs) - 2, -1, -1):
        least_behind[k] = min(highs[k], least_behind[k + 1])
    start, most = 0, -_NO_BOUND
    for k, low in enumerate(lows):
        most = max(most, low)
        if k + 1 == len(lows) or most <= least_behind[k + 1]:
            yield range(start, k + 1)
            start = k + 1


def _crowded(
    positions: Sequence[int],
    lows: Sequence[int],
    highs: Sequence[int],
    gap: int,
    joined: frozenset[int],
) -> frozenset[int]:
    """Find the points before which there is no room for the gap."""
    if not gap:
        return frozenset()
    shift, low, high = 0, [], []
    for k, position in enumerate(positions):
        shift += 0 if k == 0 or k in joined else gap * (position - positions[k - 1])
        low.append(-_NO_BOUND if lows[k] == NEVER_BEGUN else lows[k] - shift)
        high.append(_NO_BOUND if highs[k] == FOREVER else highs[k] - shift)
    return frozenset(k for block in _blocks(low, high) for k in block[1:])


def _doubted(
    lows: Sequence[int], highs: Sequence[int]
) -> tuple[frozenset[int], tuple[tuple[int, int], ...]]:
    """Find the points whose bounds can't be trusted, and a pair that shows it for each."""
    doubted: set[int] = set()
    pairs: set[tuple[int, int]] = set()
    for block in _blocks(lows, highs):
        if len(block) == 1:
            continue
        low, high = lows[block.start : block.stop], highs[block.start : block.stop]
        nearest = _nearest_inverted(low, high)
        small = len(block) <= _MOST_ENTANGLED
        dubious = _dispensable(low, high) if small else set(nearest)
        for k in dubious:
            other = nearest[k]
            doubted.add(block.start + k)
            pairs.add((block.start + min(k, other), block.start + max(k, other)))
    return frozenset(doubted), tuple(sorted(pairs))


def _nearest_inverted(lows: Sequence[int], highs: Sequence[int]) -> dict[int, int]:
    """Find for each point the nearest one that it is inverted with."""
    nearest = dict(_last_greater(lows, highs))
    last = len(lows) - 1
    # The same question from behind, with the days counted down.
    mirrored = _last_greater([-high for high in reversed(highs)], [-low for low in reversed(lows)])
    for k, other in ((last - k, last - other) for k, other in mirrored):
        if k not in nearest or other - k < k - nearest[k]:
            nearest[k] = other
    return nearest


def _last_greater(lows: Sequence[int], highs: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Go through the points that have one in front of them that is surely later."""
    # A stack of falling lows: what a later and greater low hides is never the nearest.
    stack: list[int] = []
    falling: list[int] = []
    for k, low in enumerate(lows):
        found = bisect_left(falling, -highs[k])
        if found:
            yield k, stack[found - 1]
        while falling and -falling[-1] <= low:
            falling.pop()
            stack.pop()
        stack.append(k)
        falling.append(-low)


def _dispensable(lows: Sequence[int], highs: Sequence[int]) -> set[int]:
    """Find the points that some largest set without an inversion does without."""
    count = len(lows)
    in_front = _least_tops(lows, highs)
    behind = [
        [-top for top in tops]
        for tops in _least_tops(
            [-high for high in reversed(highs)], [-low for low in reversed(lows)]
        )
    ]
    largest = len(in_front[count])
    return {
        k for k in range(count) if _largest_union(in_front[k], behind[count - 1 - k]) == largest
    }


def _least_tops(lows: Sequence[int], highs: Sequence[int]) -> list[list[int]]:
    """For every beginning of the row: how low the top of a consistent set can stay.

    ``tops[n]`` of a beginning is the least "greatest low" that a set of ``n + 1``
    points without an inversion can have. It is patience sorting with bounds: a new
    point joins every set whose top is not above its high.
    """
    tops: list[int] = []
    every = [tops]
    for low, high in zip(lows, highs, strict=True):
        fresh = list(tops)
        first_above = bisect_right(fresh, high)
        if first_above < len(fresh):
            del fresh[first_above]
        fresh.insert(bisect_right(fresh, low), low)
        tops = fresh
        every.append(tops)
    return every


def _largest_union(tops: Sequence[int], floors: Sequence[int]) -> int:
    """The size of the largest consistent set of a beginning and an end of the row.

    ``floors[n]`` is the greatest "least high" of ``n + 1`` points of the end.
    """
    best = len(floors)
    behind = len(floors)
    for size, top in enumerate(tops, 1):
        while behind and floors[behind - 1] < top:
            behind -= 1
        best = max(best, size + behind)
    return best
