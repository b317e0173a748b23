"""Checks of references: those that lead nowhere, in a circle, or to what can't be meant."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from cstoevents.checks.findings import Contradiction, Severity, check, records_of
from cstoevents.checks.nesting import groups_in_order
from cstoevents.dates import When
from cstoevents.records import (
    Delegation,
    Event,
    Meeting,
    Official,
    Organisation,
    Participation,
    Place,
    Record,
    Series,
)
from cstoevents.records.countries import WITHDRAWN
from cstoevents.records.index import Index, links_of
from cstoevents.records.vocabularies import ParticipationRole, PlaceKind


@check(
    id="dangling-reference",
    severity=Severity.ERROR,
    finds="a reference to no record, or to one of the wrong class",
    why="what it was to say is lost",
)
def dangling_references(index: Index, _: When | None) -> Iterator[Contradiction]:
    for record in index.by_id.values():
        for link in links_of(record):
            target = index.get(link.target)
            if type(target).__name__ in link.classes:
                continue
            wanted = " or ".join(name.lower() for name in link.classes)
            found = repr(link.target)
            if target is not None:
                found += f", the id of {type(target).__name__.lower()} record"
            yield Contradiction(
                (record,), found, f"the id of a record of the class {wanted}", link.path
            )


# Each field by which a record names one above or before it, and what it names there.
_UPWARD: tuple[tuple[str, tuple[type[Record], ...], Callable[..., tuple[str, ...]]], ...] = (
    ("within", (Place,), lambda place: (place.within,)),
    ("parent", (Organisation,), lambda body: (body.parent,)),
    ("predecessors", (Organisation,), lambda body: body.predecessors),
    ("predecessor", (Series,), lambda series: (series.predecessor,)),
    ("parent", (Event, Meeting), lambda event: (event.parent,)),
)


@check(
    id="circular-reference",
    severity=Severity.ERROR,
    finds="places within, bodies under, or bodies and series after themselves",
    why="nothing is inside or before itself, by whatever detour",
)
def circular_references(index: Index, _: When | None) -> Iterator[Contradiction]:
    for field, classes, targets in _UPWARD:
        # What names none above it is in no circle.
        records = {
            record.id: record for record in records_of(index, *classes) if any(targets(record))
        }
        above = {
            id: [target for target in targets(record) if target in records]
            for id, record in records.items()
        }
        for circle in _circles(above):
            members = tuple(records[id] for id in circle)
            yield Contradiction(members, " - ".join([*circle, circle[0]]), "no circle", field)


def _circles(above: dict[str, list[str]]) -> list[list[str]]:
    """Return the groups of ids each of which leads to all others of its group, or to itself."""
    return sorted(
        sorted(group)
        for group in groups_in_order(above)
        if len(group) > 1 or group[0] in above[group[0]]
    )


@check(
    id="delegation-elsewhere",
    severity=Severity.ERROR,
    finds="a participant of one event in a delegation to another",
    why="a delegation is to one event, and so are its members",
)
def delegations_elsewhere(index: Index, _: When | None) -> Iterator[Contradiction]:
    for participation in records_of(index, Participation):
        delegation = index.get(participation.delegation) if participation.delegation else None
        if isinstance(delegation, Delegation) and delegation.event != participation.event:
            found = f"a participant of {participation.event} in a delegation to {delegation.event}"
            yield Contradiction((participation, delegation), found, "one event", "delegation")


@check(
    id="delegation-size",
    severity=Severity.WARNING,
    finds="more members of a delegation on record than its stated size",
    why="one of the two is wrong; the head is not counted, since sources differ in that",
)
def crowded_delegations(index: Index, _: When | None) -> Iterator[Contradiction]:
    """Whether a stated size counts the head differs between sources, so the head is left out."""
    members: dict[str, list[Participation]] = {}
    for participation in records_of(index, Participation):
        if (
            participation.delegation
            and participation.official
            and participation.role is not ParticipationRole.HEAD
        ):
            members.setdefault(participation.delegation, []).append(participation)
    for delegation in records_of(index, Delegation):
        theirs = members.get(delegation.id, [])
        people = {participation.official for participation in theirs}
        if delegation.size is not None and len(people) > delegation.size:
            found = f"{len(people)} members besides the head"
            yield Contradiction(
                (delegation, *theirs), found, f"at most {delegation.size}, the stated size", "size"
            )


# Places within places

# What can't be within what: a smaller place doesn't hold a larger one.
_TOO_LARGE = frozenset(
    {
        (PlaceKind.COUNTRY, PlaceKind.CITY),
        (PlaceKind.COUNTRY, PlaceKind.VENUE),
        (PlaceKind.COUNTRY, PlaceKind.RANGE),
        (PlaceKind.CITY, PlaceKind.VENUE),
        (PlaceKind.REGION, PlaceKind.VENUE),
    }
)


@check(
    id="place-abroad",
    severity=Severity.ERROR,
    finds="a place of one country within a place of another",
    why="one of the two countries, or the larger place, is wrong",
)
def places_abroad(index: Index, _: When | None) -> Iterator[Contradiction]:
    for place in records_of(index, Place):
        around = index.nearest(place.within, Place, "within", "country")
        if place.country and around and around.country != place.country:
            found = f"{place.country}, within {around.id} of {around.country}"
            yield Contradiction((place, around), found, "one country", "country")


@check(
    id="country-withdrawn",
    severity=Severity.WARNING,
    finds="the code of a former country for what is surely later than it",
    why="another country is meant, or another time: ISO 3166-3 says until when a code was in force",
)
def countries_withdrawn(index: Index, _: When | None) -> Iterator[Contradiction]:
    dated: list[tuple[Record, str | None, When | None, str]] = [
        *(
            (body, body.country, body.founded, "country")
            for body in records_of(index, Organisation)
        ),
        *(
            (person, person.nationality, person.born, "nationality")
            for person in records_of(index, Official)
        ),
    ]
    for event in records_of(index, Event, Meeting):
        place = index.nearest(event.place, Place, "within", "country")
        dated.append((event, None if place is None else place.country, event.when, "place"))
    for record, code, when, field in dated:
        last = WITHDRAWN.get(code or "")
        if last is not None and when is not None and when.surely_after(last):
            found = f"{code} for {when}"
            expected = f"a code in force then; {code} was until {last}"
            yield Contradiction((record,), found, expected, field)


@check(
    id="place-too-large",
    severity=Severity.ERROR,
    finds="a place within a smaller one, such as a city within a hall",
    why="the two are most often the wrong way round",
)
def misplaced_kinds(index: Index, _: When | None) -> Iterator[Contradiction]:
    for place in records_of(index, Place):
        around = index.get(place.within) if place.within else None
        if isinstance(around, Place) and (place.kind, around.kind) in _TOO_LARGE:
            found = f"a {place.kind} within the {around.kind} {around.id}"
            yield Contradiction((place, around), found, "a larger place around it", "within")
