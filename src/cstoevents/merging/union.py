"""Records of different ids made one: references rewritten, and duplicates united."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cstoevents.merging.fields import Choose, Conflict, reconcile
from cstoevents.records import Delegation, Membership, Participation, Record
from cstoevents.records.index import Index, all_rewritten


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
