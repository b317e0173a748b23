"""Checks of references: those that lead nowhere, in a circle, or to two different things."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from cstoevents.checks.findings import Clash, known
from cstoevents.dates import When
from cstoevents.records import (
    Delegation,
    Event,
    Meeting,
    Organisation,
    Participation,
    Place,
    Record,
    Series,
)
from cstoevents.records.index import Index, links_of
from cstoevents.records.vocabularies import ParticipationRole

__all__ = [
    "circular_references",
    "crowded_delegations",
    "dangling_references",
    "delegations_elsewhere",
]


def dangling_references(index: Index, _: When | None) -> Iterator[Clash]:
    """References to no record, or to one of the wrong class."""
    for record in index.by_id.values():
        for link in links_of(record):
            target = index.get(link.target)
            if type(target).__name__ in link.classes:
                continue
            wanted = " or ".join(name.lower() for name in link.classes)
            found = repr(link.target)
            if target is not None:
                found += f", the id of {type(target).__name__.lower()} record"
            yield Clash((record,), found, f"the id of a record of the class {wanted}", link.path)


# Each field by which a record names one above or before it, and what it names there.
_UPWARD: tuple[tuple[str, tuple[type[Record], ...], Callable[..., tuple[str, ...]]], ...] = (
    ("within", (Place,), lambda place: (place.within,)),
    ("parent", (Organisation,), lambda body: (body.parent,)),
    ("predecessors", (Organisation,), lambda body: body.predecessors),
    ("predecessor", (Series,), lambda series: (series.predecessor,)),
    ("parent", (Event, Meeting), lambda event: (event.parent,)),
)


def circular_references(index: Index, _: When | None) -> Iterator[Clash]:
    """Records that, by way of others, are above or before themselves."""
    for field, classes, targets in _UPWARD:
        records = {record.id: record for record in known(index, *classes)}
        above = {
            id: [target for target in targets(record) if target in records]
            for id, record in records.items()
        }
        for circle in _circles(above):
            members = tuple(records[id] for id in circle)
            yield Clash(members, " - ".join([*circle, circle[0]]), "no circle", field)


def _circles(above: dict[str, list[str]]) -> list[list[str]]:
    """Find the groups of ids each of which leads to all others of its group, or to itself.

    Tarjan's strongly connected components (1972), with a stack of our own, since a chain
    of records can be longer than Python's.
    """
    order: dict[str, int] = {}
    lowest: dict[str, int] = {}
    path: list[str] = []
    on_path: set[str] = set()
    circles = []
    for root, its_targets in above.items():
        if root in order:
            continue
        waiting = [(root, iter(its_targets))]
        order[root] = lowest[root] = len(order)
        path.append(root)
        on_path.add(root)
        while waiting:
            id, targets = waiting[-1]
            for target in targets:
                if target not in order:
                    order[target] = lowest[target] = len(order)
                    path.append(target)
                    on_path.add(target)
                    waiting.append((target, iter(above[target])))
                    break
                if target in on_path:
                    lowest[id] = min(lowest[id], order[target])
            else:
                waiting.pop()
                if waiting:
                    higher = waiting[-1][0]
                    lowest[higher] = min(lowest[higher], lowest[id])
                if lowest[id] == order[id]:
                    circle = [path.pop()]
                    while circle[-1] != id:
                        circle.append(path.pop())
                    on_path.difference_update(circle)
                    if len(circle) > 1 or id in above[id]:
                        circles.append(sorted(circle))
    return sorted(circles)


def delegations_elsewhere(index: Index, _: When | None) -> Iterator[Clash]:
    """Participants of one event who are counted to a delegation at another."""
    for each in known(index, Participation):
        delegation = index.get(each.delegation) if each.delegation else None
        if isinstance(delegation, Delegation) and delegation.event != each.event:
            found = f"a participant of {each.event} in a delegation to {delegation.event}"
            yield Clash((each, delegation), found, "one event", "delegation")


def crowded_delegations(index: Index, _: When | None) -> Iterator[Clash]:
    """Delegations with more members on record than they are said to have had.

    Whether a stated size counts the head differs between sources, so the head is left out.
    """
    members: dict[str, list[Participation]] = {}
    for each in known(index, Participation):
        if each.delegation and each.official and each.role is not ParticipationRole.HEAD:
            members.setdefault(each.delegation, []).append(each)
    for delegation in known(index, Delegation):
        theirs = members.get(delegation.id, [])
        people = {each.official for each in theirs}
        if delegation.size is not None and len(people) > delegation.size:
            found = f"{len(people)} members besides the head"
            yield Clash(
                (delegation, *theirs), found, f"at most {delegation.size}, the stated size", "size"
            )
