"""Records of different ids made one: references rewritten, and duplicates united."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from cstoevents.merging.fields import Choose, Conflict, reconcile
from cstoevents.records import Delegation, Membership, Participation, Record
from cstoevents.records.fields import Field, fields_of
from cstoevents.records.index import Index, links_of


def unite(
    index: Index, pairs: Iterable[tuple[str, str]], choose: Choose
) -> tuple[list[Record], dict[str, str], list[Conflict]]:
    """Make one record of each pair under the first's id; give all records and the new names."""
    renamed = _kept_ids(pairs)
    conflicts: list[Conflict] = []
    records: dict[str, Record] = dict(index.by_id)
    while True:
        rewritten = all_rewritten(records, renamed)
        records |= rewritten
        for gone, kept in [(id, renamed[id]) for id in records if id in renamed]:
            # The kept record comes first, so that its id and its side stay those of the one.
            records[kept], more = reconcile(records[kept], records.pop(gone), index, choose)
            conflicts += more
        duplicates = _duplicates(records, set(rewritten))
        if not duplicates:
            return [records[id] for id in sorted(records)], renamed, conflicts
        renamed = {id: duplicates.get(kept, kept) for id, kept in renamed.items()} | duplicates


def all_rewritten(records: Mapping[str, Record], renamed: Mapping[str, str]) -> dict[str, Record]:
    """Return those of the records anew whose own id or references are renamed."""
    return {
        id: _rewritten(record, renamed)
        for id, record in records.items()
        if id in renamed or any(link.target in renamed for link in links_of(record))
    }


def _kept_ids(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return for each id that goes the one that stays, also where pairs hang together."""
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


def _duplicates(records: Mapping[str, Record], touched: set[str]) -> dict[str, str]:
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
    """Return what makes a link record the one that it is; None for all other records."""
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
    """Return the same with other ids, its own and those it refers to, at any depth."""
    changes: dict[str, Any] = {}
    for field in fields_of(owner.__class__):
        value = getattr(owner, field.name)
        if value is None or value == ():
            continue
        values = _rewritten_values(value if field.many else (value,), field, renamed)
        if values is not None:
            changes[field.name] = values if field.many else values[0]
    return attrs.evolve(owner, **changes) if changes else owner


def _rewritten_values(
    values: tuple[Any, ...], field: Field, renamed: Mapping[str, str]
) -> tuple[Any, ...] | None:
    """Return the values of a field with other ids, or None where none of them changes."""
    if field.name == "id" or field.refers:
        fresh = tuple(renamed.get(id, id) for id in values)
        if len({*fresh}) < len({*values}):  # two have become one
            fresh = tuple(dict.fromkeys(fresh))
    elif field.owned is not None:
        fresh = tuple(_rewritten(owned, renamed) for owned in values)
    else:
        return None
    return None if fresh == values else fresh
