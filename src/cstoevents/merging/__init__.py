"""Two chronicles brought together: what agrees, what contradicts, what may be one thing.

Records of one id are reconciled field by field (`fields`), and nothing is lost:
what can't be reconciled is a `Conflict` with both values and their sources.
Records of different ids that may describe one thing are proposed as a `Match`
with the evidence, and united only when asked.

Merging a chronicle with itself changes nothing. The order of the two, and of
three, changes nothing either, save where they conflict: there the records of
two are the same either way, and of three they may not be.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Literal, TypeAlias

import attrs

from cstoevents.merging.choices import Choose, narrower_or_first
from cstoevents.merging.fields import Conflict, reconcile
from cstoevents.merging.firm_pairs import likely_same, same_terms
from cstoevents.merging.likeness import LikelyPair, Likeness
from cstoevents.merging.possible_pairs import (
    alike_by_name,
    possibly_dated,
    possibly_moved,
    possibly_same,
)
from cstoevents.records import Delegation, Membership, Participation, Record, rules
from cstoevents.records.index import Index, all_rewritten
from cstoevents.wording.names import folded

if TYPE_CHECKING:
    from cstoevents.chronicle import Chronicle

__all__ = ["Conflict", "Likeness", "Match", "Merge"]

Preference: TypeAlias = Literal["one", "other"]
"""Whose value stays where two chronicles contradict each other."""

Build: TypeAlias = "Callable[[Iterable[Record]], Chronicle]"

_CHOICES: dict[Preference | None, Choose] = {
    None: narrower_or_first,
    "one": lambda one, _other: one,
    "other": lambda _one, other: other,
}


def _evidence(words: Iterable[str]) -> tuple[str, ...]:
    return rules.several(words, rules.TEXT.check, "texts")


@attrs.frozen(kw_only=True, slots=True)
class Match:
    """Two records of different ids that may describe one thing, and the evidence for it.

    Attributes:
        records: The ids of the two; the first is of the chronicle that was merged into, and is
            kept if the match is applied.
        kind: The strongest kind of evidence.
        evidence: All the evidence, in words.

    >>> import cstoevents as cs
    >>> print(cs.merging.Match(records=("wg-41", "announced"), kind="number",
    ...                evidence=["both are number 41 of wg"]))
    wg-41 and announced: both are number 41 of wg
    """

    records: tuple[str, str]
    kind: Likeness = attrs.field(converter=Likeness)
    evidence: tuple[str, ...] = attrs.field(converter=_evidence)

    def __str__(self) -> str:
        return f"{' and '.join(self.records)}: {'; '.join(self.evidence)}"


@attrs.frozen(kw_only=True, slots=True)
class Merge:
    """Two chronicles brought together.

    Attributes:
        chronicle: The records of both.
        conflicts: What could not be reconciled.
        matches: The pairs of records with different ids that may be one.

    >>> import cstoevents as cs
    >>> wg = cs.Series(id="wg", name="Meetings of the working group")
    >>> entry = cs.SeriesEntry(series="wg", number=41)
    >>> announced = cs.Meeting(id="announced", kind="meeting", title="41st meeting",
    ...                        when="2025-05-12", status="scheduled", entries=[entry])
    >>> held = cs.Meeting(id="wg-41", kind="meeting", title="41st meeting",
    ...                   when="2025-05-13", status="held", entries=[entry])
    >>> merge = cs.Chronicle(wg, held).merge(cs.Chronicle(wg, announced))
    >>> merged = merge.apply(*merge.matches).chronicle
    >>> [(event.id, event.when, event.previous_when) for event in merged.events]
    [('wg-41', When('2025-05-13'), (When('2025-05-12'),))]
    """

    chronicle: Chronicle
    conflicts: tuple[Conflict, ...]
    matches: tuple[Match, ...]
    _index: Index = attrs.field(alias="index", repr=False, eq=False)
    _build: Callable[[Iterable[Record]], Chronicle] = attrs.field(
        alias="build", repr=False, eq=False
    )
    _choose: Choose = attrs.field(alias="choose", repr=False, eq=False)

    def apply(self, *matches: Match) -> Merge:
        """Make one record of the two of each match, under the first's id.

        References to the other are rewritten. Delegations, participations and
        memberships that thereby say the same twice become one as well. What
        the two records contradict each other in joins the conflicts.

        Raises:
            UnknownIdError: a match names a record that isn't there.
        """
        for match in matches:
            for id in match.records:
                self._index.find(id, object, "record")
        records, renamed, conflicts = unite(
            self._index, [match.records for match in matches], self._choose
        )
        remaining = (
            attrs.evolve(match, records=(renamed.get(one, one), renamed.get(other, other)))
            for match in self.matches
            for one, other in [match.records]
        )
        return Merge(
            chronicle=self._build(records),
            conflicts=(*self.conflicts, *conflicts),
            matches=tuple(match for match in remaining if len(set(match.records)) == 2),
            index=Index(records, self._index.outer),
            build=self._build,
            choose=self._choose,
        )


def merge(
    one: Index,
    other: Index,
    build: Build,
    prefer: Preference | None = None,
) -> Merge:
    """Merge the records of two indexes; ``build`` makes the chronicle of them."""
    choose = _CHOICES[prefer]
    outer = one.outer if one.outer is not other else None
    if outer is None and other.outer is not one:
        outer = other.outer
    everything = Index({**other.by_id, **one.by_id}.values(), outer)
    records: list[Record] = []
    conflicts: list[Conflict] = []
    for id in sorted(everything.by_id):
        mine, theirs = one.by_id.get(id), other.by_id.get(id)
        if mine is None or theirs is None:
            records.append(everything.by_id[id])
            continue
        record, its_conflicts = reconcile(mine, theirs, everything, choose)
        records.append(record)
        conflicts += its_conflicts
    index = Index(records, outer)
    return Merge(
        chronicle=build(records),
        conflicts=tuple(conflicts),
        matches=tuple(_matches(index, one, other)),
        index=index,
        build=build,
        choose=choose,
    )


def _matches(index: Index, one: Index, other: Index) -> list[Match]:
    """Find matches of records that stand in one of the two each; those in both are no news."""
    mine, theirs = one.by_id.keys(), other.by_id.keys()
    if mine <= theirs or theirs <= mine:
        return []
    news = [record for id, record in index.by_id.items() if (id in mine) != (id in theirs)]
    fold = functools.cache(folded)
    likely = likely_same(news, index, fold)
    known = {(pair.one.id, pair.other.id) for pair in likely}
    found: dict[tuple[str, str], Match] = {}
    for pair in (
        *likely,
        *alike_by_name(index.by_id.values(), index, fold),
        *same_terms(news),
        *possibly_same(news, index, fold, known),
        *possibly_moved(index.by_id.values(), index, fold),
        *possibly_dated(index.by_id.values(), index, fold),
    ):
        ids = _across(pair, mine, theirs)
        if ids is not None and ids not in found:
            found[ids] = Match(records=ids, kind=pair.kind, evidence=pair.evidence)
    return [found[ids] for ids in sorted(found)]


def _across(
    pair: LikelyPair, mine: AbstractSet[str], theirs: AbstractSet[str]
) -> tuple[str, str] | None:
    """Return the ids of a pair, the one's first, if each is in one of the two chronicles alone."""
    for kept, gone in ((pair.one.id, pair.other.id), (pair.other.id, pair.one.id)):
        if kept in mine and kept not in theirs and gone in theirs and gone not in mine:
            return kept, gone
    return None


# Records of different ids made one


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


def __dir__() -> list[str]:
    return sorted(__all__)
