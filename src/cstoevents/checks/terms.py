"""Checks of who was what, when: persons in posts, states in organisations, bodies in being.

A term is held against an event only if it is surely over, or surely yet to
come. Terms of which no date is known, and ends that are unknown, contradict
nothing.
"""

from __future__ import annotations

import bisect
import datetime as dt
import functools
import itertools
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from cstoevents.checks.findings import Contradiction, Severity, check, events_of, records_of
from cstoevents.dates import Tri, When
from cstoevents.dates.edtf import FOREVER, NEVER_BEGUN
from cstoevents.merging.likeness import bodies_of
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
    EventKind,
    MembershipStatus,
    OrganisationKind,
    ParticipationRole,
)

# At the signing that founds a body its members-to-be act, and so does it.
_BEGINNINGS = frozenset({EventKind.SIGNING, EventKind.ENTRY_INTO_FORCE, EventKind.FOUNDING})
_STATES = frozenset({OrganisationKind.STATE, OrganisationKind.STATE_BODY})
_GUESTS = frozenset({ParticipationRole.GUEST, ParticipationRole.OBSERVER})
# What makes a state a member or the like, where chairing a body for a year does not.
_AS_SUCH = frozenset({None, "member", "party", "observer", "partner"})
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


class _Terms:
    """Some terms, and whether a date can share a day with any: asked often, so kept as spans."""

    __slots__ = ("_firsts", "_lasts", "listed")

    def __init__(self, terms: Iterable[Membership]) -> None:
        self.listed = sorted(terms, key=lambda term: (str(term.when), term.id))
        self._firsts: list[int] = []
        self._lasts: list[int] = []
        for first, last in sorted(map(_possible_days, self.listed)):
            if self._lasts and first <= self._lasts[-1]:
                self._lasts[-1] = max(last, self._lasts[-1])
            else:
                self._firsts.append(first)
                self._lasts.append(last)

    def may_include(self, when: When) -> bool:
        """Whether some day that a date can mean may lie in one of the terms."""
        at = bisect.bisect_right(self._firsts, when.latest_ordinal)
        return at > 0 and self._lasts[at - 1] >= when.earliest_ordinal

    def __str__(self) -> str:
        shown = [str(term.when) for term in self.listed[:_MOST_TERMS]]
        more = len(self.listed) - len(shown)
        return ", ".join([*shown, f"and {more} more"] if more else shown)


def _possible_days(term: Membership) -> tuple[int, int]:
    if term.when is None:
        return NEVER_BEGUN, FOREVER
    return term.when.earliest_ordinal, term.when.latest_ordinal


# The terms of each member by organisation.
_ByMember: TypeAlias = dict[str, dict[str, list[Membership]]]


def _by_member(terms: Iterable[Membership]) -> _ByMember:
    found: _ByMember = {}
    for term in terms:
        found.setdefault(term.member, {}).setdefault(term.organisation, []).append(term)
    return found


def _in_body_alone(terms: _ByMember) -> Callable[[str, str], _Terms]:
    """Return what gives the terms of a member in a body, without those above and below it."""

    @functools.cache
    def of(member: str, body: str) -> _Terms:
        return _Terms(terms.get(member, {}).get(body, ()))

    return of


def _and_above(id: str, index: Index) -> list[str]:
    """Return the id of an organisation and those above it, the nearest first."""
    above = [body.id for body in index.upwards(id, Organisation, "parent")]
    return above or [id]


@check(
    id="official-outside-term",
    severity=Severity.WARNING,
    finds="a person acting for an organisation outside all of their terms there",
    why="a term, an event or a name is wrong, or a term is missing",
)
def officials_outside_terms(index: Index, _: When | None) -> Iterator[Contradiction]:
    # A post in a body of the organisation is a post there; one higher up may be what they
    # acted in, so it counts too. Who has no post on record there contradicts nothing.
    terms = _by_member(records_of(index, Membership))
    in_body_alone, in_body = _in_body_alone(terms), _posts(terms, index)
    for act in records_of(index, Participation):
        event, acting_for = index.get(act.event), _acting_for(act, index)
        if act.official is None or acting_for is None or not isinstance(event, Event):
            continue
        # A term in that very body is the usual one; the bodies below and above are many.
        if event.when is None or in_body_alone(act.official, acting_for).may_include(event.when):
            continue
        there = in_body(act.official, acting_for)
        if not there.listed or there.may_include(event.when):
            continue
        above = _and_above(acting_for, index)[1:]
        if not any(in_body_alone(act.official, body).may_include(event.when) for body in above):
            found = f"{act.official} acting for {acting_for} on {event.when}"
            records: tuple[Record, ...] = (act, event, *there.listed[:_MOST_TERMS])
            yield Contradiction(records, found, f"a day in a term there: {there}", "official")


def _posts(terms: _ByMember, index: Index) -> Callable[[str, str], _Terms]:
    """Return what gives the terms of a person in a body and those below it, or for that body."""

    @functools.cache
    def by_body(official: str) -> dict[str, list[Membership]]:
        found: dict[str, list[Membership]] = {}
        for term in itertools.chain.from_iterable(terms.get(official, {}).values()):
            for body in dict.fromkeys([*_and_above(term.organisation, index), term.on_behalf_of]):
                if body is not None:
                    found.setdefault(body, []).append(term)
        return found

    @functools.cache
    def of(official: str, body: str) -> _Terms:
        return _Terms(by_body(official).get(body, ()))

    return of


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
    of_members = _by_member(filter(_is_as_such, records_of(index, Membership)))
    in_body_alone, memberships = _in_body_alone(of_members), _memberships(of_members, index)
    for record, sender in _senders(index):
        event = index.get(record.event)
        if not isinstance(event, Event) or event.when is None or record.id in guests:
            continue
        bodies = _joinable(event, index)
        if any(in_body_alone(sender, body).may_include(event.when) for body in bodies):
            continue
        terms = [memberships(sender, body) for body in bodies]
        if terms and all(past.listed and not past.may_include(event.when) for past in terms):
            found = f"{sender} at {event.id} of {bodies[0]} on {event.when}"
            records: tuple[Record, ...] = (record, event, *terms[0].listed[:_MOST_TERMS])
            expected = f"a day of its membership: {terms[0]}"
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
    return term.role in _AS_SUCH and term.status is not MembershipStatus.WITHDRAWN


def _memberships(terms: _ByMember, index: Index) -> Callable[[str, str], _Terms]:
    """Return what gives the memberships of a state in a body, and in what that belongs to."""

    @functools.cache
    def wider(body: str) -> set[str]:
        return _wider(body, index)

    @functools.cache
    def of(sender: str, body: str) -> _Terms:
        return _Terms(
            term
            for member in _and_above(sender, index)
            for organisation in wider(body) & terms.get(member, {}).keys()
            for term in terms[member][organisation]
        )

    return of


def _wider(body: str, index: Index) -> set[str]:
    """Return a body, those above it and those it grew out of, and those above these."""
    around = index.upwards(body, Organisation, "parent", "predecessors")
    return {body, *(organisation.id for organisation in around)}


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


# Posts, one after the other


def _by_post(index: Index) -> Iterator[list[Membership]]:
    """Yield the posts of persons, each with its dated terms by when they surely began.

    And the chairs that states or bodies have themselves: other roles of theirs are no posts.
    """
    posts: dict[tuple[str, str | None, str | None, bool], list[Membership]] = {}
    for term in records_of(index, Membership):
        is_person = isinstance(index.get(term.member), Official)
        if term.when is not None and (is_person or term.role == _CHAIR):
            name = term.role or term.label
            sender = term.on_behalf_of if name != _CHAIR else None
            posts.setdefault((term.organisation, name, sender, is_person), []).append(term)
    for post in sorted(posts, key=str):
        yield sorted(posts[post], key=lambda term: (*_sure_days(term), term.id))


def _sure_days(term: Membership) -> tuple[int, int]:
    """Return the first and the last day that a term surely has; none if the first is later."""
    assert term.when is not None
    return term.when._start_hi, term.when._end_lo


def _together(terms: list[Membership]) -> Iterator[tuple[Membership, Membership]]:
    """Yield terms that surely share more than a day, each with one that began before it.

    On the day of a handover both are in office.
    """
    longest: Membership | None = None
    for term in terms:
        first, last = _sure_days(term)
        if last <= first:
            continue
        if longest is not None and _sure_days(longest)[1] > first:
            yield longest, term
        if longest is None or last > _sure_days(longest)[1]:
            longest = term


def _is_open(term: Membership) -> bool:
    return term.when is not None and term.when.is_open_end


def _days_together(one: Membership, other: Membership) -> str:
    first = max(_sure_days(one)[0], _sure_days(other)[0])
    last = min(_sure_days(one)[1], _sure_days(other)[1])
    begin = dt.date.fromordinal(first).isoformat()
    return f"{begin}/.." if last >= FOREVER else f"{begin}/{dt.date.fromordinal(last).isoformat()}"


@check(
    id="same-post-twice",
    severity=Severity.ERROR,
    finds="one person in one post by two terms that surely share more than a day",
    why="a term is unbroken, so two that overlap are one, or one of their dates is wrong",
)
def same_posts_twice(index: Index, _: When | None) -> Iterator[Contradiction]:
    for terms in _by_post(index):
        theirs: dict[str, list[Membership]] = {}
        for term in terms:
            theirs.setdefault(term.member, []).append(term)
        for member, several in theirs.items():
            for one, other in _together(several):
                found = f"{member} twice in one post, {_days_together(one, other)}"
                yield Contradiction((one, other), found, "one term, or one after the other", "when")


@check(
    id="post-held-by-two",
    severity=Severity.NOTE,
    finds="two persons who surely hold at once a post that one alone holds at other times",
    why="the first most often left it before the second came; of posts that three hold, nothing",
)
def posts_held_by_two(index: Index, _: When | None) -> Iterator[Contradiction]:
    for terms in _by_post(index):
        if not _is_single(terms):
            continue
        for one, other in _together(terms):
            never_closed = _is_open(one) and not _is_open(other)
            if one.member != other.member and not never_closed:
                found = f"{one.member} and {other.member}, {_days_together(one, other)}"
                yield Contradiction((one, other), found, "one at a time", "when")


def _is_single(terms: list[Membership]) -> bool:
    """Whether somebody surely held a post alone for more than a day, and never three at once."""
    changes = []
    for term in terms:
        first, last = _sure_days(term)
        if last > first:
            # On the day of a handover the one who leaves doesn't count.
            changes += [(first, 1, term.member), (last, -1, term.member)]
    holding: dict[str, int] = {}
    was_alone, since = False, NEVER_BEGUN
    for day, change, member in sorted(changes):
        if len(holding) == 1 and day > since:
            was_alone = True
        holding[member] = holding.get(member, 0) + change
        if not holding[member]:
            del holding[member]
        if len(holding) > 2:
            return False
        since = day
    return was_alone


@check(
    id="predecessor-never-closed",
    severity=Severity.WARNING,
    finds="a term that goes on although another person's term of the same post began after it",
    why="who comes to a post that one person holds is most often its last holder's successor",
)
def predecessors_never_closed(index: Index, _: When | None) -> Iterator[Contradiction]:
    for terms in _by_post(index):
        if not _is_single(terms):
            continue
        for one, other in _together(terms):
            if one.member != other.member and _is_open(one):
                start = dt.date.fromordinal(_sure_days(other)[0])
                found = f"{one.when}, and {other.member} from {start}"
                yield Contradiction((one, other), found, "an end of the earlier term", "when")


_CHAIR = "chair"


@check(
    id="chair-gap",
    severity=Severity.NOTE,
    finds="days between two terms of a chair that rotates, on which surely nobody had it",
    why="a rotating chair passes from one to the next; a term is missing, or a date is wrong",
)
def chair_gaps(index: Index, _: When | None) -> Iterator[Contradiction]:
    """A chair rotates if two countries, or bodies without one, are known to have had it."""
    for terms in _by_post(index):
        sides = {_side(term, index) for term in terms} - {None}
        if terms[0].role != _CHAIR or len(sides) < 2:
            continue
        latest: Membership | None = None
        for term in sorted(terms, key=_possible_days):
            first, last = _possible_days(term)
            if latest is not None and first > _possible_days(latest)[1] + 1:
                gap_first = dt.date.fromordinal(_possible_days(latest)[1] + 1)
                gap_last = dt.date.fromordinal(first - 1)
                found = f"nobody from {gap_first} to {gap_last}"
                yield Contradiction((latest, term), found, "a chair for every day", "when")
            if latest is None or last > _possible_days(latest)[1]:
                latest = term


def _side(term: Membership, index: Index) -> str | None:
    """Return whose turn a term in a chair is, a country where it is known; None if nobody said.

    A person who has it for nobody in particular has it for their country.
    """
    member = index.get(term.member)
    if term.on_behalf_of is None and isinstance(member, Official):
        return member.nationality
    side = term.on_behalf_of or term.member
    body = index.get(side)
    return body.country or side if isinstance(body, Organisation) else side


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
        if isinstance(index.get(term.member), Organisation) and term.role != _CHAIR:
            terms.setdefault((term.member, term.organisation), []).append(term)
    for (member, organisation), theirs in sorted(terms.items()):
        if not any(term.status or term.role in _AS_SUCH for term in theirs):
            found = f"{member} in {organisation} as {theirs[0].role}"
            expected = "a status, or a role that says whether it is a member"
            yield Contradiction((theirs[0],), found, expected, "role")
