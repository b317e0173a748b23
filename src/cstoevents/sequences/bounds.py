"""Windows for a chain of numbered days, in whole numbers and nothing else.

Points stand in a row: point ``k`` has a position, and its day lies between
``lows[k]`` and ``highs[k]``, proleptic ordinals where `NEVER_BEGUN` and `FOREVER`
mean "no bound". Two rules bind them: a point is not before one of a smaller
position, and from one position to the next pass at least ``gap`` days. Points of
one position (a number borne twice) don't bind each other. They stand in the order
of their lows, in which no two of them can be inverted, so that nothing below has to
tell them from points of different positions. Three steps, each a pass or two over
the row:

1. **Doubt.** Points ``i < j`` are *inverted* if ``highs[j] < lows[i]``. The dates
   that are trusted are those in *every* largest set of points without an
   inversion: one wrong date among many is found out, and of two that contradict
   each other, with nothing to decide, neither is trusted. A doubted point keeps
   its position and loses its bounds.
2. **Crowding.** Where trusted dates leave less room than ``gap`` asks for (two
   consecutive numbers on one day), the records show that the gap doesn't hold
   there. Between the positions that are crowded it is 0; their order still holds.
3. **Propagation.** The days of a position are those from the first to the last of
   its trusted points. Forwards for the earliest days, backwards for the latest. What
   is left has a solution, and in a chain of such differences the two passes give
   the tightest bounds that there are (a simple temporal network: Dechter, Meiri
   and Pearl, 1991).
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence

import attrs

from cstoevents.dates.edtf import FOREVER, NEVER_BEGUN

# Finding the dates in every largest consistent set takes a square of the number that
# are entangled. Past so many nothing can be said of them anyway.
_MOST_ENTANGLED = 1_000

# Days are counted down by the positions in front of them, so this is beyond all of both.
_NO_BOUND = 10**30


@attrs.frozen(kw_only=True, slots=True)
class Chain:
    """The bounds that follow for every position, whether a point stands there or not.

    ``positions`` ascend, and ``lows`` and ``highs`` are theirs. ``crowded`` are the
    places in that row in front of which the gap is 0. ``doubted`` and ``inversions``
    are places in the row of points.
    """

    positions: tuple[int, ...]
    lows: tuple[int, ...]
    highs: tuple[int, ...]
    gap: int
    crowded: frozenset[int]
    doubted: frozenset[int]
    inversions: tuple[tuple[int, int], ...]

    def window(self, position: int) -> tuple[int, int]:
        """Return the bounds of a position."""
        after = bisect_left(self.positions, position)
        if after < len(self.positions) and self.positions[after] == position:
            return self.lows[after], self.highs[after]
        return self._around(after, after, position)

    def without(self, position: int) -> tuple[int, int]:
        """Return the bounds that the other positions alone put on one that has a point."""
        place = bisect_left(self.positions, position)
        return self._around(place, place + 1, position)

    def _around(self, after: int, following: int, position: int) -> tuple[int, int]:
        """Return the bounds from the position before ``after`` and from ``following``."""
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
    joined: Collection[int] = frozenset(),
) -> Chain:
    """Compute the windows of a row of points.

    ``positions`` never decrease, and ``lows`` don't within a position. ``joined`` are
    the positions that are one with the position in front, so that no gap parts the two.
    """
    doubted, inversions = _doubted(lows, highs)
    low = [NEVER_BEGUN if k in doubted else bound for k, bound in enumerate(lows)]
    high = [FOREVER if k in doubted else bound for k, bound in enumerate(highs)]
    steps = [
        0 if k == 0 or position in joined else gap * (position - positions[k - 1])
        for k, position in enumerate(positions)
    ]
    crowded = {*joined, *(positions[k] for k in _crowded(steps, low, high))}
    distinct, low, high = _hulls(positions, low, high, doubted)
    _propagate(
        [
            0 if position in crowded else gap * (position - before)
            for before, position in itertools.pairwise(distinct)
        ],
        low,
        high,
    )
    return Chain(
        positions=tuple(distinct),
        lows=tuple(low),
        highs=tuple(high),
        gap=gap,
        crowded=frozenset(k for k, position in enumerate(distinct) if position in crowded),
        doubted=doubted,
        inversions=inversions,
    )


def _hulls(
    positions: Sequence[int], lows: Sequence[int], highs: Sequence[int], doubted: frozenset[int]
) -> tuple[list[int], list[int], list[int]]:
    """Return the distinct positions with the first and the last day of each.

    A doubted point adds nothing to the days of a position that has a trusted one.
    """
    if len(set(positions)) == len(positions):  # most often no number is borne twice
        return list(positions), list(lows), list(highs)
    distinct: list[int] = []
    low: list[int] = []
    high: list[int] = []
    trusting = False
    for k, position in enumerate(positions):
        if not distinct or distinct[-1] != position:
            distinct.append(position)
            low.append(lows[k])
            high.append(highs[k])
            trusting = k not in doubted
        elif k not in doubted:
            low[-1] = min(low[-1], lows[k]) if trusting else lows[k]
            high[-1] = max(high[-1], highs[k]) if trusting else highs[k]
            trusting = True
    return distinct, low, high


def _propagate(steps: Sequence[int], low: list[int], high: list[int]) -> None:
    """Narrow the lows forwards and the highs backwards; a step is the days between neighbours."""
    for k, step in enumerate(steps):
        low[k + 1] = max(low[k + 1], _later(low[k], step))
    for k in range(len(steps) - 1, -1, -1):
        high[k] = min(high[k], _earlier(high[k + 1], steps[k]))


def _later(low: int, days: int) -> int:
    return low if low == NEVER_BEGUN else min(low + days, FOREVER - 1)


def _earlier(high: int, days: int) -> int:
    return high if high == FOREVER else max(high - days, NEVER_BEGUN + 1)


def _blocks(lows: Sequence[int], highs: Sequence[int]) -> Iterator[range]:
    """Split the row where nothing in front is later than anything behind."""
    least_behind = list(highs)
    for k in range(len(highs) - 2, -1, -1):
        least_behind[k] = min(highs[k], least_behind[k + 1])
    start, most = 0, -_NO_BOUND
    for k, low in enumerate(lows):
        most = max(most, low)
        if k + 1 == len(lows) or most <= least_behind[k + 1]:
            yield range(start, k + 1)
            start = k + 1


def _crowded(steps: Sequence[int], lows: Sequence[int], highs: Sequence[int]) -> Iterator[int]:
    """Yield the points in front of which there is no room for the step."""
    shift, low, high = 0, [], []
    for step, first, last in zip(steps, lows, highs, strict=True):
        shift += step
        low.append(-_NO_BOUND if first == NEVER_BEGUN else first - shift)
        high.append(_NO_BOUND if last == FOREVER else last - shift)
    for block in _blocks(low, high):
        yield from (k for k in block[1:] if steps[k])


def _doubted(
    lows: Sequence[int], highs: Sequence[int]
) -> tuple[frozenset[int], tuple[tuple[int, int], ...]]:
    """Return the points whose bounds can't be trusted, and a pair that shows it for each."""
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
    """Return for each point the nearest one that it is inverted with."""
    nearest = dict(_last_greater(lows, highs))
    last = len(lows) - 1
    # The same question from behind, with the days counted down.
    mirrored = _last_greater([-high for high in reversed(highs)], [-low for low in reversed(lows)])
    for k, other in ((last - k, last - other) for k, other in mirrored):
        if k not in nearest or other - k < k - nearest[k]:
            nearest[k] = other
    return nearest


def _last_greater(lows: Sequence[int], highs: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the points that have one in front of them that is surely later."""
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
    """Return the points that some largest set without an inversion does without."""
    count = len(lows)
    in_front = _least_tops(lows, highs)
    # The same from behind, with the days counted down.
    behind = _least_tops([-high for high in reversed(highs)], [-low for low in reversed(lows)])
    largest = len(in_front[count])
    return {k for k in range(count) if _have(largest, in_front[k], behind[count - 1 - k])}


def _least_tops(lows: Sequence[int], highs: Sequence[int]) -> list[list[int]]:
    """Return for every beginning of the row how low the top of a consistent set can stay.

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


def _have(size: int, tops: Sequence[int], tops_behind: Sequence[int]) -> bool:
    """Whether a beginning and an end of the row have a consistent set of so many points.

    That of the end is counted down: so many of it are consistent with a beginning whose
    top is not above the negative of theirs.
    """
    if size in (len(tops), len(tops_behind)):
        return True
    sizes = range(max(size - len(tops_behind), 1), min(len(tops), size - 1) + 1)
    return any(tops[count - 1] + tops_behind[size - count - 1] <= 0 for count in sizes)
