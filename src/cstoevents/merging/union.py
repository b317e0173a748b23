"""Records of different ids made one: references rewritten, what is then said twice united."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from cstoevents.merging.fields import Choose, Conflict, reconcile
from cstoevents.records import Delegation, Membership, Participation, Record
from cstoevents.records.fields import fields_of
from cstoevents.records.index import Index, links_of

__all__ = ["unite"]


def unite(
    index: Index, pairs: Iterable[tuple[str, str]], choose: Choose
) -> tuple[list[Record], dict[str, str], list[Conflict]]:
    """Make one record of each pair under the first's id; give all records and the new names."""
    renamed = _kept_ids(pairs)
    conflicts: list[Conflict] = []
    records: dict[str, Record] = dict(index.by_id)
    while True:
        touched = [
            id
            for id, record in records.items()
            if id in renamed or any(link.target in renamed for link in links_of(record))
        ]
        for id in touched:
            records[id] = _rewritten(records[id], renamed)
        # A group's kept record comes first, so that its id and its side stay those of the one.
        for id in [id for id in records if id in renamed]:
            other = records.pop(id)
            kept = renamed[id]
            records[kept], more = reconcile(records[kept], other, index, choose)
            conflicts += more
        said_twice = _said_twice(records, set(touched))
        if not said_twice:
            return [records[id] for id in sorted(records)], renamed, conflicts
        renamed = {id: said_twice.get(kept, kept) for id, kept in renamed.items()} | said_twice


def _kept_ids(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Give for each id that goes the one that stays, also where pairs hang together."""
    above: dict[str, str] = {}

    def root(id: str) -> str:
        while id in above:
            id = above[id]
        return id

    for kept, gone in pairs:
        first, second = root(kept), root(gone)
        if first != second:
            above[second] = first
    return {id: root(id) for id in above}


def _said_twice(records: Mapping[str, Record], touched: set[str]) -> dict[str, str]:
    """Find link records that say the same since references were rewritten."""
    first: dict[tuple[object, ...], str] = {}
    twice: dict[str, str] = {}
    # Those that nobody touched come first: their ids fit what they say.
    for id in sorted(records, key=lambda id: (id in touched, id)):
        meaning = _meaning(records[id])
        if meaning is None:
            continue
        kept = first.setdefault(meaning, id)
        if kept != id and id in touched:
            twice[id] = kept
    return twice


def _meaning(record: Record) -> tuple[object, ...] | None:
    """Give what makes a link record the one that it is; None for all other records."""
    if isinstance(record, Delegation):
        return Delegation, record.event, record.on_behalf_of
    if isinstance(record, Participation):
        who = record.official or record.organisation or record.description
        return Participation, record.event, who, record.role
    if isinstance(record, Membership):
        start = record.when and (record.when.start or record.when)
        what = record.member, record.organisation, record.role, record.status
        return Membership, *what, start or record.seen
    return None


def _rewritten(owner: Any, renamed: Mapping[str, str]) -> Any:
    """Give the same with other ids, its own and those it refers to, at any depth."""
    changes: dict[str, Any] = {}
    for name, refers in _plan(owner.__class__):
        value = getattr(owner, name)
        if value is None or value == ():
            continue
        if refers and type(value) is tuple:
            fresh: Any = tuple(dict.fromkeys(renamed.get(id, id) for id in value))
        elif refers:
            fresh = renamed.get(value, value)
        elif type(value) is tuple:
            fresh = tuple(_rewritten(each, renamed) for each in value)
        else:
            fresh = _rewritten(value, renamed)
        if fresh != value:
            changes[name] = fresh
    return attrs.evolve(owner, **changes) if changes else owner


@functools.cache
def _plan(cls: type) -> tuple[tuple[str, bool], ...]:
    """List the fields that hold ids, and those whose values may hold some."""
    return tuple(
        (field.name, field.owned is None)
        for field in fields_of(cls)
        if field.name == "id" or field.refers or field.owned
    )
