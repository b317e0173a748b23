"""Which of many spans reach into a range: found in the time that the answer takes to list.

A span runs from a number to a number. The spans are kept by where they start, and
over their ends stands a tree of maxima: each level holds the greatest of every
sixteen below it. What starts too late is cut off by one bisection. Of the rest, a
branch is entered only if something in it ends late enough, so a span that covers
everything costs one path through the tree, and the others are never looked at.

The tree is a handful of flat lists, made by `max` over slices: building it is a
fraction of the cost of sorting the spans.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

# Wide enough that `max` over a slice outruns Python's own loop, narrow enough that one
# hit in a branch doesn't cost a long look at its neighbours.
_FAN = 16


class Spans:
    """Spans by their starts, which must ascend; a span's position is its name.

    A span may end before it starts; it is then found by the same two comparisons.
    """

    __slots__ = ("_levels", "_starts")

    def __init__(self, starts: Sequence[int], ends: Sequence[int]) -> None:
        self._starts = starts
        self._levels = [ends]
        while len(ends) > _FAN:
            ends = [max(ends[at : at + _FAN]) for at in range(0, len(ends), _FAN)]
            self._levels.append(ends)

    def touching(self, first: int, last: int) -> list[int]:
        """Return the positions, ascending, of what starts by `last` and ends from `first` on."""
        stop = bisect_right(self._starts, last)
        width = _FAN ** (len(self._levels) - 1)
        nodes = [0]
        for greatest in reversed(self._levels):
            # Of the last branch only a part may start in time; its whole is entered once.
            cut = -(-stop // width)
            nodes = [
                child
                for node in nodes
                for child in range(node * _FAN, min(node * _FAN + _FAN, cut))
                if greatest[child] >= first
            ]
            width //= _FAN
        return nodes
