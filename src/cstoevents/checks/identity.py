"""Checks of identity: one thing under two ids.

Two ids for one thing split everything that is asked about it.
"""

from __future__ import annotations

from collections.abc import Iterator

from cstoevents.checks.findings import Clash, known
from cstoevents.dates import When
from cstoevents.merging.likeness import Likeness, likely_same, share_rightly, share_wrongly
from cstoevents.records import Event, Meeting, Official, Organisation, Place, Record, Series
from cstoevents.records.index import Index

__all__ = ["same_events", "same_organisations", "same_people", "same_places", "same_series"]


def _twice(index: Index, *classes: type[Record]) -> Iterator[Clash]:
    for one, other, kind, evidence in likely_same(known(index, *classes), index):
        if kind is Likeness.NUMBER and not _is_one(one, other):
            continue
        yield Clash((one, other), "; ".join(evidence), "one record for one thing", "id")


def _is_one(one: Record, other: Record) -> bool:
    """Whether two that share a number are one event; `duplicate-number` has the wrong ones."""
    if not isinstance(one, Event) or not isinstance(other, Event):
        return True
    return not share_wrongly(one, other) and not share_rightly(one, other)


def same_events(index: Index, _: When | None) -> Iterator[Clash]:
    """One event under two ids."""
    yield from _twice(index, Event, Meeting)


def same_people(index: Index, _: When | None) -> Iterator[Clash]:
    """One person under two ids."""
    yield from _twice(index, Official)


def same_organisations(index: Index, _: When | None) -> Iterator[Clash]:
    """One organisation or body under two ids."""
    yield from _twice(index, Organisation)


def same_places(index: Index, _: When | None) -> Iterator[Clash]:
    """One place under two ids."""
    yield from _twice(index, Place)


def same_series(index: Index, _: When | None) -> Iterator[Clash]:
    """One series under two ids."""
    yield from _twice(index, Series)
