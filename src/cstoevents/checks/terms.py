"""Checks of who was what, when: persons in posts, states in organisations, bodies in being.

A term is held against an event only if it is surely over, or surely yet to
come. Terms of which no date is known, and ends that are unknown, contradict
nothing.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from cstoevents.checks.findings import Contradiction, Severity, check, events_of, records_of
from cstoevents.checks.nesting import (
    AllTerms,
    Terms,
    any_may_include,
    either,
    gathered,
    how_many_in_both,
    in_both,
    possible_days,
    reverse,
)
from cstoevents.checks.posts import CHAIR
from cstoevents.dates import Tri, When
from cstoevents.merging.told_apart import bodies_of
from cstoevents.records import (
    Delegation,
    Event,
    Membership,
    Official,
    Organisation,
    Participation,
    Record,
)
from cstoevents.records.index import Index
from cstoevents.records.vocabularies import (
    ROLES_OF_MEMBERS,
    EventKind,
    MembershipStatus,
    OrganisationKind,
    ParticipationRole,
)

# At the signing that founds a body its members-to-be act, and so does it.
_BEGINNINGS = frozenset({EventKind.SIGNING, EventKind.ENTRY_INTO_FORCE, EventKind.FOUNDING})
_STATES = frozenset({OrganisationKind.STATE, OrganisationKind.STATE_BODY})
_GUESTS = frozenset({ParticipationRole.GUEST, ParticipationRole.OBSERVER})
# The roles in which a state takes part as a member does; a guest may speak or receive as well.
_AS_MEMBER = frozenset(
    {
        ParticipationRole.CHAIR,
        ParticipationRole.HEAD,
        ParticipationRole.MEMBER,
        ParticipationRole.CONTINGENT,
    }
)

# As many as a finding names of the terms that it is about.
_MOST_TERMS = 5


class _Past(NamedTuple):
    """The terms that are in both of two sets, and that an act was outside of."""

    one: Terms
    other: Terms

    @property
    def first(self) -> list[Membership]:
        return list(itertools.islice(in_both(self.one, self.other), _MOST_TERMS))

    def __str__(self) -> str:
        shown = [str(term.when) for term in self.first]
        more = how_many_in_both(self.one, self.other) - len(shown)
        return ", ".join([*shown, f"and {more} more"] if more else shown)


def _upwards(
    index: Index, named: Callable[[Organisation], Iterable[str | None]]
) -> dict[str, list[str]]:
    """Return for each organisation the ids of those that it names as above it."""
    bodies = {body.id: body for body in records_of(index, Organisation)}
    return {
        id: [above for above in named(body) if above is not None and above in bodies]
        for id, body in bodies.items()
    }


@check(
    id="official-outside-term",
    severity=Severity.WARNING,
    finds="a person acting on behalf of an organisation outside all of their terms there",
    why="a term, an event or a name is wrong, or a term is missing",
)
def officials_outside_terms(index: Index, _: When | None) -> Iterator[Contradiction]:
    # A post in a body of the organisation is a post there; one higher up may be what they
    # acted in, so it counts too. Who has no post on record there contradicts nothing.
    terms = AllTerms(records_of(index, Membership))
    of_person = terms.by(lambda term: term.member)
    in_body = terms.by(lambda term: term.organisation)
    on_behalf_of = terms.by(lambda term: term.on_behalf_of)
    upwards = _upwards(index, lambda body: (body.parent,))
    above, below = gathered(upwards, in_body), gathered(reverse(upwards), in_body)
    # Most act in the last term that they had in that very body, which is looked up faster.
    latest = {(term.member, term.organisation): term for term in terms.listed}

    @functools.cache
    def there(body: str) -> Terms:
        return either(below.get(body), on_behalf_of.get(body))

    for act in records_of(index, Participation):
        event, body = index.get(act.event), _acting_for(act, index)
        if act.official is None or body is None or not isinstance(event, Event):
            continue
        usual, theirs = latest.get((act.official, body)), of_person.get(act.official)
        if event.when is None or (usual is not None and _may_include(usual, event.when)):
            continue
        if any_may_include(event.when, theirs, above.get(body)):
            continue
        past = _Past(theirs, there(body))
        if past.first and not any_may_include(event.when, *past):
            found = f"{act.official} on behalf of {body} on {event.when}"
            records: tuple[Record, ...] = (act, event, *past.first)
            yield Contradiction(records, found, f"a day in a term there: {past}", "official")


def _may_include(term: Membership, when: When) -> bool:
    first, last = possible_days(term)
    return first <= when.latest_ordinal and when.earliest_ordinal <= last


def _acting_for(act: Participation, index: Index) -> str | None:
    if act.on_behalf_of is not None or act.delegation is None:
        return act.on_behalf_of
    delegation = index.get(act.delegation)
    return delegation.on_behalf_of if isinstance(delegation, Delegation) else None


@check(
    id="delegation-outside-membership",
    severity=Severity.WARNING,
    finds="a delegation of a state before it joined the organiser or after it left",
    why="who isn't a member comes as a guest or observer, and is then recorded as one",
)
def delegations_of_others(index: Index, _: When | None) -> Iterator[Contradiction]:
    # Guests and observers may come from anywhere, and to an event of several bodies one
    # comes for any of them. A state with no membership on record contradicts nothing.
    guests = {act.delegation for act in records_of(index, Participation) if act.role in _GUESTS}
    terms = AllTerms(filter(_is_as_such, records_of(index, Membership)))
    of_sender = gathered(
        _upwards(index, lambda body: (body.parent,)), terms.by(lambda term: term.member)
    )
    # A membership of what a body belongs to, or grew out of, is one of that body.
    in_body = gathered(
        _upwards(index, lambda body: (body.parent, *body.predecessors)),
        terms.by(lambda term: term.organisation),
    )
    for record, sender in _senders(index):
        event = index.get(record.event)
        if not isinstance(event, Event) or event.when is None or record.id in guests:
            continue
        bodies = _joinable(event, index)
        past = [_Past(of_sender.get(sender), in_body.get(body)) for body in bodies]
        if not past or any(any_may_include(event.when, *terms) for terms in past):
            continue
        if all(terms.first for terms in past):
            found = f"{sender} at {event.id} of {bodies[0]} on {event.when}"
            records: tuple[Record, ...] = (record, event, *past[0].first)
            expected = f"a day of its membership: {past[0]}"
            yield Contradiction(records, found, expected, "on_behalf_of")


def _joinable(event: Event, index: Index) -> list[str]:
    """Return the bodies whose event it is, but for states, which nobody joins.

    None at what begins a body, where those who come are not members yet.
    """
    if event.kind in _BEGINNINGS:
        return []
    return [
        body
        for body in bodies_of(event, index)
        if getattr(index.get(body), "kind", None) not in _STATES
    ]


def _senders(index: Index) -> Iterator[tuple[Delegation | Participation, str]]:
    for delegation in records_of(index, Delegation):
        yield delegation, delegation.on_behalf_of
    for act in records_of(index, Participation):
        if act.organisation and act.delegation is None and act.role in _AS_MEMBER:
            yield act, act.organisation


def _is_as_such(term: Membership) -> bool:
    return term.role in ROLES_OF_MEMBERS and term.status is not MembershipStatus.WITHDRAWN


@check(
    id="organisation-outside-lifetime",
    severity=Severity.ERROR,
    finds="an organisation acting before it was founded or after it was dissolved",
    why="most often a predecessor or successor of the same name is meant",
)
def acting_outside_lifetimes(index: Index, _: When | None) -> Iterator[Contradiction]:
    for event in events_of(index):
        for position, id in enumerate(event.organisers):
            path = f"organisers[{position}]"
            yield from _outside_lifetime(index, (event,), event, id, path)
    for delegation in records_of(index, Delegation):
        event_of = index.get(delegation.event)
        if isinstance(event_of, Event):
            sender = delegation.on_behalf_of
            yield from _outside_lifetime(index, (delegation,), event_of, sender, "on_behalf_of")
    for participation in records_of(index, Participation):
        event_of = index.get(participation.event)
        field = "organisation" if participation.organisation else "on_behalf_of"
        body = participation.organisation or participation.on_behalf_of
        if isinstance(event_of, Event) and body:
            yield from _outside_lifetime(index, (participation,), event_of, body, field)


def _outside_lifetime(
    index: Index,
    records: tuple[Event | Delegation | Participation, ...],
    event: Event,
    organisation: str,
    path: str,
) -> Iterator[Contradiction]:
    body = index.get(organisation)
    if not isinstance(body, Organisation) or event.when is None or event.kind in _BEGINNINGS:
        return
    found = f"{body.id} acting on {event.when}"
    if body.founded and event.when.surely_before(body.founded):
        expected = f"no earlier than it was founded, {body.founded}"
        yield Contradiction((*records, body), found, expected, path)
    elif body.dissolved and event.when.surely_after(body.dissolved):
        expected = f"no later than it was dissolved, {body.dissolved}"
        yield Contradiction((*records, body), found, expected, path)


@check(
    id="term-outside-lifetime",
    severity=Severity.ERROR,
    finds="a term that begins before its organisation does, or outlasts it",
    why="nobody is a member of what isn't there",
)
def terms_outside_lifetimes(index: Index, _: When | None) -> Iterator[Contradiction]:
    for term in records_of(index, Membership):
        body = index.get(term.organisation)
        if not isinstance(body, Organisation) or term.when is None:
            continue
        first, last = term.when.ends
        if body.founded and (
            term.when.is_open_start or (first is not None and first.surely_before(body.founded))
        ):
            expected = f"a start no earlier than {body.id} was founded, {body.founded}"
            yield Contradiction((term, body), str(term.when), expected, "when")
        elif body.dissolved and (
            term.when.is_open_end or (last is not None and last.surely_after(body.dissolved))
        ):
            expected = f"an end no later than {body.id} was dissolved, {body.dissolved}"
            yield Contradiction((term, body), str(term.when), expected, "when")


@check(
    id="seen-outside-term",
    severity=Severity.ERROR,
    finds="a day on which a member was seen in a post, outside the term of it",
    why="the day is evidence of the term",
)
def seen_outside_terms(index: Index, _: When | None) -> Iterator[Contradiction]:
    for term in records_of(index, Membership):
        for position, day in enumerate(term.seen):
            if term.when is not None and term.when.overlaps(day) is Tri.FALSE:
                expected = f"a day in the term, {term.when}"
                yield Contradiction((term,), str(day), expected, f"seen[{position}]")


@check(
    id="lifetime-reversed",
    severity=Severity.ERROR,
    finds="an organisation dissolved before it was founded, or a person dead before their birth",
    why="the two dates are the wrong way round",
)
def reversed_lifetimes(index: Index, _: When | None) -> Iterator[Contradiction]:
    for body in records_of(index, Organisation):
        if body.founded and body.dissolved and body.dissolved.surely_before(body.founded):
            found = f"dissolved {body.dissolved}, founded {body.founded}"
            yield Contradiction((body,), found, "a founding before the dissolution", "dissolved")
    for person in records_of(index, Official):
        if person.born and person.died and person.died.surely_before(person.born):
            found = f"died {person.died}, born {person.born}"
            yield Contradiction((person,), found, "a birth before the death", "died")


@check(
    id="participant-unborn",
    severity=Severity.ERROR,
    finds="a person at an event before their birth",
    why="it is another person, or one of the dates is wrong",
)
def participants_before_birth(index: Index, _: When | None) -> Iterator[Contradiction]:
    for participation in records_of(index, Participation):
        person = index.get(participation.official) if participation.official else None
        event = index.get(participation.event)
        if not isinstance(person, Official) or not isinstance(event, Event):
            continue
        if event.when and person.born and event.when.surely_before(person.born):
            found = f"{person.id} at an event on {event.when}"
            expected = f"no earlier than {person.born}, when they were born"
            yield Contradiction((participation, event, person), found, expected, "official")


@check(
    id="member-not-counted",
    severity=Severity.NOTE,
    finds="a state or body whose only term in an organisation counts as no kind of membership",
    why="without a status, only the roles member, party, observer and partner say what it is",
)
def members_not_counted(index: Index, _: When | None) -> Iterator[Contradiction]:
    terms: dict[tuple[str, str], list[Membership]] = {}
    for term in records_of(index, Membership):
        # To have the chair is a post, and says nothing of a membership.
        if isinstance(index.get(term.member), Organisation) and term.role != CHAIR:
            terms.setdefault((term.member, term.organisation), []).append(term)
    for (member, organisation), theirs in sorted(terms.items()):
        if not any(term.status or term.role in ROLES_OF_MEMBERS for term in theirs):
            found = f"{member} in {organisation} as {theirs[0].role}"
            expected = "a status, or a role that says whether it is a member"
            yield Contradiction((theirs[0],), found, expected, "role")
