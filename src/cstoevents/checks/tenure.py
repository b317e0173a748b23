"""Checks of who was what, when: persons in posts, states in organisations, bodies in being.

A term is held against an event only if it is surely over, or surely yet to
come. Terms of which no date is known, and ends that are unknown, contradict
nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cstoevents.checks.findings import Clash, known
from cstoevents.dates import Tri, When
from cstoevents.merging.likeness import ancestors, bodies_of
from cstoevents.records import (
    Delegation,
    Event,
    Meeting,
    Membership,
    Official,
    Organisation,
    Participation,
)
from cstoevents.records.index import Index
from cstoevents.records.vocabularies import (
    EventKind,
    MembershipStatus,
    OrganisationKind,
    ParticipationRole,
)

__all__ = [
    "acting_outside_lifetimes",
    "delegations_of_others",
    "officials_outside_terms",
    "participants_before_birth",
    "reversed_lifetimes",
    "seen_outside_terms",
    "terms_outside_lifetimes",
]

# At the signing that founds a body its members-to-be act, and so does it.
_BEGINNINGS = frozenset({EventKind.SIGNING, EventKind.ENTRY_INTO_FORCE, EventKind.FOUNDING})
_STATES = frozenset({OrganisationKind.STATE, OrganisationKind.STATE_BODY})
_GUESTS = frozenset({ParticipationRole.GUEST, ParticipationRole.OBSERVER})
# What makes a state a member or the like, where chairing a body for a year does not.
_AS_SUCH = frozenset({None, "member", "party", "observer", "partner"})
# As what a state itself takes part as a member would; anybody may speak or receive.
_AS_MEMBER = frozenset(
    {
        ParticipationRole.CHAIR,
        ParticipationRole.HEAD,
        ParticipationRole.MEMBER,
        ParticipationRole.CONTINGENT,
    }
)


def _terms(index: Index) -> dict[str, list[Membership]]:
    terms: dict[str, list[Membership]] = {}
    for membership in known(index, Membership):
        terms.setdefault(membership.member, []).append(membership)
    return terms


def _upwards(id: str, index: Index) -> list[str]:
    return [id, *ancestors(id, "parent", index)]


def _is_over_or_to_come(membership: Membership, when: When) -> bool:
    return membership.when is not None and membership.when.overlaps(when) is Tri.FALSE


def _shown(terms: Iterable[Membership]) -> str:
    return ", ".join(sorted(str(term.when) for term in terms))


def officials_outside_terms(index: Index, _: When | None) -> Iterator[Clash]:
    """Persons who acted for an organisation where none of their terms fits the day.

    A post in a body of the organisation is a post there; one higher up may be what they
    acted in, so it is heard too. Who has no post on record there contradicts nothing.
    """
    terms = _terms(index)
    for each in known(index, Participation):
        event = index.get(each.event)
        if not each.official or not isinstance(event, Event) or event.when is None:
            continue
        delegation = index.get(each.delegation) if each.delegation else None
        body = each.on_behalf_of
        if body is None and isinstance(delegation, Delegation):
            body = delegation.on_behalf_of
        if body is None:
            continue
        theirs = terms.get(each.official, [])
        there = [
            term
            for term in theirs
            if term.on_behalf_of == body or body in _upwards(term.organisation, index)
        ]
        above = ancestors(body, "parent", index)
        heard = [*there, *(term for term in theirs if term.organisation in above)]
        if there and all(_is_over_or_to_come(term, event.when) for term in heard):
            found = f"{each.official} acting for {body} on {event.when}"
            expected = f"a day in a term there: {_shown(there)}"
            yield Clash((each, event, *there), found, expected, "official")


def delegations_of_others(index: Index, _: When | None) -> Iterator[Clash]:
    """Delegations of states to events of an organisation they had not joined, or had left.

    Guests and observers may come from anywhere, and to an event of several bodies one
    comes for any of them. A state with no membership on record contradicts nothing.
    """
    terms = _terms(index)
    guests = {
        each.delegation
        for each in known(index, Participation)
        if each.delegation and each.role in _GUESTS
    }
    for record, sender in _senders(index):
        event = index.get(record.event)
        if not isinstance(event, Event) or event.when is None or event.kind in _BEGINNINGS:
            continue
        if record.id in guests:
            continue
        bodies = [
            body
            for body in bodies_of(event, index)
            if getattr(index.get(body), "kind", None) not in _STATES
        ]
        past = [_memberships(terms, sender, body, index) for body in bodies]
        if not past or not all(
            membership and all(_is_over_or_to_come(term, event.when) for term in membership)
            for membership in past
        ):
            continue
        found = f"{sender} at {event.id} of {bodies[0]} on {event.when}"
        expected = f"a day of its membership: {_shown(past[0])}"
        yield Clash((record, event, *past[0]), found, expected, "on_behalf_of")


def _senders(index: Index) -> Iterator[tuple[Delegation | Participation, str]]:
    for delegation in known(index, Delegation):
        yield delegation, delegation.on_behalf_of
    for each in known(index, Participation):
        if each.organisation and each.delegation is None and each.role in _AS_MEMBER:
            yield each, each.organisation


def _memberships(
    terms: dict[str, list[Membership]], sender: str, body: str, index: Index
) -> list[Membership]:
    """Give the memberships of a state in a body, those above it and those it grew out of."""
    wanted = {body}
    waiting = [body]
    while waiting:
        organisation = index.get(waiting.pop())
        if isinstance(organisation, Organisation):
            above = {organisation.parent} if organisation.parent else set()
            further = {*organisation.predecessors, *above} - wanted
            wanted |= further
            waiting += further
    return [
        term
        for member in _upwards(sender, index)
        for term in terms.get(member, [])
        if term.organisation in wanted
        and term.role in _AS_SUCH
        and term.status is not MembershipStatus.WITHDRAWN
    ]


def acting_outside_lifetimes(index: Index, _: When | None) -> Iterator[Clash]:
    """Organisations that acted before they were founded or after they were dissolved."""
    for event in known(index, Event, Meeting):
        for position, id in enumerate(event.organisers):
            path = f"organisers[{position}]"
            yield from _outside_lifetime(index, (event,), event, id, path)
    for delegation in known(index, Delegation):
        event_of = index.get(delegation.event)
        if isinstance(event_of, Event):
            sender = delegation.on_behalf_of
            yield from _outside_lifetime(index, (delegation,), event_of, sender, "on_behalf_of")
    for each in known(index, Participation):
        event_of = index.get(each.event)
        field = "organisation" if each.organisation else "on_behalf_of"
        body = each.organisation or each.on_behalf_of
        if isinstance(event_of, Event) and body:
            yield from _outside_lifetime(index, (each,), event_of, body, field)


def _outside_lifetime(
    index: Index,
    records: tuple[Event | Delegation | Participation, ...],
    event: Event,
    organisation: str,
    path: str,
) -> Iterator[Clash]:
    body = index.get(organisation)
    if not isinstance(body, Organisation) or event.when is None or event.kind in _BEGINNINGS:
        return
    found = f"{body.id} acting on {event.when}"
    if body.founded and event.when.surely_before(body.founded):
        expected = f"no earlier than it was founded, {body.founded}"
        yield Clash((*records, body), found, expected, path)
    elif body.dissolved and event.when.surely_after(body.dissolved):
        expected = f"no later than it was dissolved, {body.dissolved}"
        yield Clash((*records, body), found, expected, path)


def terms_outside_lifetimes(index: Index, _: When | None) -> Iterator[Clash]:
    """Terms that began before their organisation did, or went on after it was dissolved."""
    for term in known(index, Membership):
        body = index.get(term.organisation)
        if not isinstance(body, Organisation) or term.when is None:
            continue
        first, last = term.when.ends
        if body.founded and (
            term.when.is_open_start or (first is not None and first.surely_before(body.founded))
        ):
            expected = f"a start no earlier than {body.id} was founded, {body.founded}"
            yield Clash((term, body), str(term.when), expected, "when")
        elif body.dissolved and (
            term.when.is_open_end or (last is not None and last.surely_after(body.dissolved))
        ):
            expected = f"an end no later than {body.id} was dissolved, {body.dissolved}"
            yield Clash((term, body), str(term.when), expected, "when")


def seen_outside_terms(index: Index, _: When | None) -> Iterator[Clash]:
    """Days on which somebody was seen in a post, outside the term of that post."""
    for term in known(index, Membership):
        for position, day in enumerate(term.seen):
            if term.when is not None and term.when.overlaps(day) is Tri.FALSE:
                expected = f"a day in the term, {term.when}"
                yield Clash((term,), str(day), expected, f"seen[{position}]")


def reversed_lifetimes(index: Index, _: When | None) -> Iterator[Clash]:
    """Organisations that were dissolved before they were founded."""
    for body in known(index, Organisation):
        if body.founded and body.dissolved and body.dissolved.surely_before(body.founded):
            found = f"dissolved {body.dissolved}, founded {body.founded}"
            yield Clash((body,), found, "a founding before the dissolution", "dissolved")


def participants_before_birth(index: Index, _: When | None) -> Iterator[Clash]:
    """Persons who took part in an event before they were born."""
    for each in known(index, Participation):
        person = index.get(each.official) if each.official else None
        event = index.get(each.event)
        if not isinstance(person, Official) or not isinstance(event, Event):
            continue
        if event.when and person.born and event.when.surely_before(person.born):
            found = f"{person.id} at an event on {event.when}"
            expected = f"no earlier than {person.born}, when they were born"
            yield Clash((each, event, person), found, expected, "official")
