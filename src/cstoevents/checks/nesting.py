"""What lies above what, and sets of terms that are gathered along the way.

In long chains of nested bodies each body has the terms of all that are above it, or below.
Such sets are trees that share their parts, so that a set with one term more costs a branch.
"""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple, TypeAlias

from cstoevents.dates import When
from cstoevents.dates.edtf import FOREVER, NEVER_BEGUN
from cstoevents.records import Membership


def groups_in_order(leads_to: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """Return ids in groups, each group before those that it leads to.

    Each id of a group leads to all others of it: most are alone, and circles are together.
    Strongly connected components by Kosaraju's two passes: ids are taken in the reverse of
    the order in which a search leaves them, and what leads to one and isn't taken yet is of
    its group.
    """
    led_to = reverse(leads_to)
    seen: set[str] = set()
    left = [id for start in leads_to for id in _left_in_order(start, leads_to, seen)]
    taken: set[str] = set()
    groups = (_left_in_order(start, led_to, taken) for start in reversed(left))
    return [group for group in groups if group]


def reverse(leads_to: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    """Return for each id those that lead to it; ids that aren't among them are left out."""
    led_to: dict[str, list[str]] = {id: [] for id in leads_to}
    for id, targets in leads_to.items():
        for target in targets:
            if target in led_to:
                led_to[target].append(id)
    return led_to


def _left_in_order(start: str, leads_to: Mapping[str, Iterable[str]], seen: set[str]) -> list[str]:
    """Search depth first from an id; return the ids not met before in the order of leaving them.

    The stack is our own, since a chain of records can be longer than Python's.
    """
    left: list[str] = []
    path = [] if start in seen else [(start, iter(leads_to[start]))]
    seen.add(start)
    while path:
        id, targets = path[-1]
        target = next((target for target in targets if target not in seen), None)
        if target is None:
            left.append(id)
            path.pop()
        elif target in leads_to:
            seen.add(target)
            path.append((target, iter(leads_to[target])))
    return left


class _Some(NamedTuple):
    """Some terms: the first day and the last that any may have, how many, and its two halves.

    A single term is itself instead of the halves.
    """

    first: int
    last: int
    size: int
    is_all: bool
    parts: tuple[Terms, Terms]
    term: Membership | None


Terms: TypeAlias = _Some | None
"""A set of terms of one `AllTerms`; None is the empty one."""


class AllTerms:
    """All terms there are, by their members and the days on which they may begin."""

    def __init__(self, terms: Iterable[Membership]) -> None:
        self.listed: list[Membership] = sorted(
            terms, key=lambda term: (term.member, *possible_days(term), term.id)
        )

    def by(self, field: Callable[[Membership], str | None]) -> dict[str, Terms]:
        """Return a set for each value of a field, of the terms that have it."""
        having: dict[str, list[int]] = {}
        for position, term in enumerate(self.listed):
            value = field(term)
            if value is not None:
                having.setdefault(value, []).append(position)
        return {id: self._between(places, 0, len(self.listed)) for id, places in having.items()}

    def _between(self, positions: list[int], start: int, stop: int) -> Terms:
        if not positions:
            return None
        if stop - start == 1:
            term = self.listed[start]
            return _Some(*possible_days(term), 1, True, (None, None), term)
        middle = (start + stop) // 2
        at = bisect.bisect_left(positions, middle)
        left = self._between(positions[:at], start, middle)
        return _joined(left, self._between(positions[at:], middle, stop))


def gathered(leads_to: Mapping[str, Iterable[str]], own: Mapping[str, Terms]) -> dict[str, Terms]:
    """Return for each id its own terms and those of all that it leads to, by whatever way."""
    found = dict(own)
    for group in reversed(groups_in_order(leads_to)):
        terms: Terms = None
        for id in dict.fromkeys(itertools.chain(group, *(leads_to[id] for id in group))):
            terms = either(found.get(id), terms)
        found.update(dict.fromkeys(group, terms))
    return found


def possible_days(term: Membership) -> tuple[int, int]:
    """Return the first and the last day that a term can have."""
    if term.when is None:
        return NEVER_BEGUN, FOREVER
    return term.when.earliest_ordinal, term.when.latest_ordinal


def _joined(left: Terms, right: Terms) -> Terms:
    if left is None or right is None:
        only = left or right
        return only and _Some(only.first, only.last, only.size, False, (left, right), None)
    return _Some(
        min(right.first, left.first),
        max(right.last, left.last),
        left.size + right.size,
        left.is_all and right.is_all,
        (left, right),
        None,
    )


def either(one: Terms, other: Terms) -> Terms:
    """Return the terms that are in either of two sets; one that has all is itself returned."""
    if one is None or one is other:
        return other
    if other is None or one.is_all:
        return one
    if other.is_all:
        return other
    left, right = map(either, one.parts, other.parts)
    for given in (one, other):
        if left is given.parts[0] and right is given.parts[1]:
            return given
    return _joined(left, right)


def any_may_include(when: When, one: Terms, other: Terms) -> bool:
    """Whether a term that is in both of two sets may share a day with what a date can mean."""
    if one is None or other is None:
        return False
    if one.first > when.latest_ordinal or one.last < when.earliest_ordinal:
        return False
    if one.term is not None:
        return True
    if other.first > when.latest_ordinal or other.last < when.earliest_ordinal:
        return False
    (left, right), (other_left, other_right) = one.parts, other.parts
    return any_may_include(when, left, other_left) or any_may_include(when, right, other_right)


def in_both(one: Terms, other: Terms) -> Iterator[Membership]:
    """Yield the terms that are in both of two sets, by their members and when they begin."""
    if one is None or other is None:
        return
    if one.term is not None:
        yield one.term
    for part, other_part in zip(one.parts, other.parts, strict=True):
        yield from in_both(part, other_part)


def how_many_in_both(one: Terms, other: Terms) -> int:
    """Return how many terms are in both of two sets."""
    if one is None or other is None:
        return 0
    if one.is_all or one is other:
        return other.size
    if other.is_all:
        return one.size
    return sum(map(how_many_in_both, one.parts, other.parts))
