"""What a membership record says of days, alone or together with those that it follows on.

The theory is in `terms`, whose table this computes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import attrs

from cstoevents.dates import Certainty, When
from cstoevents.dates.edtf import FOREVER, NEVER_BEGUN
from cstoevents.records import Membership


@attrs.frozen(slots=True, kw_only=True)
class Tenure:
    """A term, and the bounds of its first and of its last day, as proleptic ordinals.

    ``possible`` are the first and the last day that the records can mean;
    None if they give none. ``is_dated`` says whether they bound the term as well, and
    ``known_until`` is the day on which knowledge ends, where somebody says it. ``parts``
    are the terms of which one that is joined was made.
    """

    memberships: tuple[Membership, ...]
    first: tuple[int, int]
    last: tuple[int, int]
    possible: tuple[int, int] | None
    is_dated: bool
    known_until: When | None
    parts: tuple[Tenure, ...] = ()

    @classmethod
    def of(cls, membership: Membership, known_until: When | None = None) -> Tenure:
        """Return the term of one record, known until the end of a day; None if nobody says."""
        when, seen = membership.when, membership.seen
        whens = [*seen] if when is None else [when, *seen]
        possible = None
        if whens:
            possible = min(w._start_lo for w in whens), max(w._end_hi for w in whens)
        if when is None:
            # Days seen alone may belong to several terms: they bound none.
            first, last = (NEVER_BEGUN, FOREVER), (NEVER_BEGUN, FOREVER)
        else:
            # A day seen is in the term, whichever of the days that it may be it was.
            within = [day for day in seen if _agree(when, day)]
            first = when._start_lo, min(when._start_hi, *(day._start_hi for day in within), FOREVER)
            last = max(when._end_lo, *(day._end_lo for day in within), NEVER_BEGUN), when._end_hi
        return cls(
            memberships=(membership,),
            first=first,
            last=last,
            possible=possible,
            is_dated=when is not None,
            known_until=known_until,
        )

    @classmethod
    def joined(cls, tenures: Iterable[Tenure]) -> list[Tenure]:
        """Return terms, in order, with those as one that follow on each other in one post."""
        found: list[Tenure] = []
        newest: dict[tuple[str | None, ...], int] = {}
        for tenure in tenures:
            record = tenure.last_membership
            post = record.member, record.organisation, record.role, record.on_behalf_of
            at = newest.get(post)
            if at is not None and found[at].leads_to(tenure):
                found[at] = found[at]._with(tenure)
            else:
                newest[post] = len(found)
                found.append(tenure)
        return found

    @property
    def last_membership(self) -> Membership:
        """The record of its newest part."""
        return self.memberships[-1]

    @property
    def order(self) -> tuple[int, int, str, str]:
        """What terms are sorted by: their beginnings, then their ids."""
        membership = self.memberships[0]
        whens = [membership.when] if membership.when else [*membership.seen]
        low, high, text = min((when.sort_key for when in whens), default=(FOREVER, FOREVER, ""))
        return low, high, text, membership.id

    @property
    def as_if_known(self) -> Tenure:
        """The same, as if knowledge never ended."""
        parts = tuple(part.as_if_known for part in self.parts)
        return attrs.evolve(self, known_until=None, parts=parts)

    @property
    def surely_last(self) -> int:
        """The last day that is surely in it; what lasted then may have ended on the next."""
        if self.known_until is None:
            return self.last[0]
        return min(self.last[0], self.known_until.latest_ordinal)

    @property
    def _sure_days(self) -> list[tuple[int, int]]:
        """The stretches of days that are surely in it by its dates, adjoining ones as one."""
        parts = [part for part in self.parts or (self,) if part.is_dated]
        found: list[tuple[int, int]] = []
        for first, last in sorted((part.first[1], part.surely_last) for part in parts):
            if found and first <= last and first <= found[-1][1] + 1:
                found[-1] = found[-1][0], max(found[-1][1], last)
            elif first <= last:
                found.append((first, last))
        return found

    def leads_to(self, later: Tenure) -> bool:
        """Whether no day surely lies between it and a later one."""
        return self.is_dated and later.is_dated and later.first[0] <= self.last[1] + 1

    def _with(self, later: Tenure) -> Tenure:
        assert self.possible is not None
        assert later.possible is not None
        return Tenure(
            memberships=self.memberships + later.memberships,
            first=(min(self.first[0], later.first[0]), min(self.first[1], later.first[1])),
            last=(max(self.last[0], later.last[0]), max(self.last[1], later.last[1])),
            possible=(
                min(self.possible[0], later.possible[0]),
                max(self.possible[1], later.possible[1]),
            ),
            is_dated=True,
            known_until=max(self, later, key=lambda tenure: tenure.last).known_until,
            parts=(*(self.parts or (self,)), later),
        )

    def on(self, day: When) -> Certainty | None:
        """Return how sure it is that a day is in the term; None if it surely isn't."""
        first, last = day.earliest_ordinal, day.latest_ordinal
        if self._is_seen(first, last, whole=True):
            return Certainty.SURELY
        if any(begin <= first and last <= end for begin, end in self._sure_days):
            return Certainty.SURELY
        return self._not_sure(first, last)

    def during(self, window: When) -> Certainty | None:
        """Return how sure it is that a window shares a day with the term; None if it doesn't."""
        first, last = window.earliest_ordinal, window.latest_ordinal
        if self._is_seen(first, last, whole=False):
            return Certainty.SURELY
        if any(part._surely_shares(first, last) for part in self.parts or (self,)):
            return Certainty.SURELY
        return self._not_sure(first, last)

    def _surely_shares(self, first: int, last: int) -> bool:
        """Whether some of these days are in it by its dates, however these are read."""
        has_begun = self.known_until is None or self.first[1] <= self.known_until.latest_ordinal
        return self.is_dated and has_begun and self.first[1] <= last and first <= self.surely_last

    def _is_seen(self, first: int, last: int, *, whole: bool) -> bool:
        """Whether somebody was surely seen in these days, or on each of them."""
        return any(
            (day._start_hi <= first and last <= day._end_lo)
            if whole
            else (first <= day._end_lo and day._start_hi <= last)
            for membership in self.memberships
            for day in membership.seen
        )

    def _not_sure(self, first: int, last: int) -> Certainty | None:
        if self.possible and self.possible[0] <= last and first <= self.possible[1]:
            return Certainty.POSSIBLY
        return None if self.is_dated else Certainty.UNKNOWN

    def shared_with(self, window: When) -> tuple[When | None, When | None]:
        """Return the first and the last day that a window shares with the term, if it does."""
        if self.possible is None:
            return None, None
        begin, end = window.earliest_ordinal, window.latest_ordinal
        first, last = self.first, (max(self.first[0], self.surely_last), self.last[1])
        if not self.is_dated:
            first, last = (NEVER_BEGUN, self.possible[1]), (self.possible[0], FOREVER)
        bounds = [min(max(begin, day), end) for day in (*first, *last)]
        return _one_of(*bounds[:2]), _one_of(*bounds[2:])


def _agree(when: When, seen: When) -> bool:
    """Whether a day seen can lie within the dates of a term."""
    return when._start_lo <= seen._end_hi and seen._start_lo <= when._end_hi


def _one_of(low: int, high: int) -> When | None:
    """Return a day, or the days of which it is one; None if nothing bounds them."""
    if low == NEVER_BEGUN and high == FOREVER:
        return None
    if low == high:
        return When(dt.date.fromordinal(low))
    first = "" if low == NEVER_BEGUN else dt.date.fromordinal(low).isoformat()
    last = "" if high == FOREVER else dt.date.fromordinal(high).isoformat()
    return When(f"[{first}..{last}]")
