"""Who was what on a day: members of an organisation, holders of a post, posts of a person.

A membership record with dates is one unbroken term, and both of its ends are days in it:
on the day of a handover both are in office. What a record says of a day:

=======================  ==========================  ==============================
the term is known by     surely                      possibly
=======================  ==========================  ==============================
a start and an end       from the latest start to    from the earliest start to the
                         the earliest end            latest end
an open end, ``/..``     from the latest start on    from the earliest start on
an unknown end, ``/``    from the latest start to    from the earliest start on
                         the last day it was seen
days seen, no dates      on those days               from the first of them to the last
nothing at all           never                       always
=======================  ==========================  ==============================

"Seen" days count beside dates too: a day on which a source shows somebody in a post is
a day in the term, and so is every day between it and the rest of the term.

**Days seen alone** are read by convention. To be seen in a post is no statement of a
term: a record made of such days may span two terms with somebody else's between them. So
between the first day and the last it was possibly so, never surely; and outside of them
the answer is no. "It can't be excluded" would be true of every day, and to go by it would
list everybody ever seen in a post for every day that is asked about.

**Membership.** To be a member is to have a record of the role `member` or `party`, or
without a role, whose status is full, frozen, or not said. A frozen member stays one. A
suspended one doesn't by that record alone: if the membership goes on, a full record
covers the same days, and the two count as one member, shown by the record that says
more of its standing. Observers, partners, suspended and withdrawn ones are given to
those who ask for that status.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import attrs

from cstoevents._arguments import member_of
from cstoevents.dates import Certainty, CertaintyLike, Tri, When, WhenLike
from cstoevents.dates.edtf import FOREVER, NEVER_BEGUN
from cstoevents.errors import UnknownIdError, near
from cstoevents.records import Membership, Official, Organisation
from cstoevents.records.index import Index
from cstoevents.records.vocabularies import MembershipStatus
from cstoevents.terms.naming import name_on, names

__all__ = ["Term", "name_on", "names"]

_MEMBER_ROLES = frozenset({None, "member", "party"})
_MEMBER_STATUSES = frozenset({None, MembershipStatus.FULL, MembershipStatus.FROZEN})
# Roles that say by themselves what a record without a status is.
_STATUS_OF_ROLE = {"observer": MembershipStatus.OBSERVER, "partner": MembershipStatus.PARTNER}

# Of two records of one member the one that says more of its standing is shown.
_TELLING = {
    MembershipStatus.SUSPENDED: 0,
    MembershipStatus.FROZEN: 1,
    MembershipStatus.FULL: 2,
    None: 3,
}


@attrs.frozen(kw_only=True, slots=True)
class Term:
    """A membership or a post on the day that was asked about.

    ``record`` is the member, or who holds the post. ``membership`` is the record that
    says so, with its label, its status (`acting`, `frozen`) and the state on whose
    behalf. ``certainty`` says whether it was so surely, or possibly.

    >>> import cstoevents as cs
    >>> term = cs.load().holders("secretary-general", "csto", on="2025-05-13")[0]
    >>> str(term.record.name), term.certainty
    ('Imangali Tasmagambetov', <Certainty.SURELY: 'surely'>)
    """

    record: Official | Organisation
    membership: Membership
    certainty: Certainty


def members(
    index: Index,
    organisation: str,
    on: WhenLike | None = None,
    *,
    status: MembershipStatus | str | None = None,
    certainty: CertaintyLike = Certainty.POSSIBLY,
) -> tuple[Term, ...]:
    """Give the states and organisations that were members of an organisation.

    Those of that day, once each; without ``on`` every membership that there is. With
    a ``status`` those of that standing (observers, partners, suspended ones) instead.

    Raises:
        UnknownIdError: there is no such organisation.
        WhenError: ``on`` is no date.
        ArgumentError: the status or the certainty is none.
    """
    asked = None if status is None else member_of(MembershipStatus, status, "status")

    def fits(membership: Membership) -> bool:
        standing = membership.status or _STATUS_OF_ROLE.get(membership.role or "")
        if asked is not None:
            return standing is asked
        return standing in _MEMBER_STATUSES and membership.role in _MEMBER_ROLES

    found = list(_terms(index, organisation, on, certainty, fits))
    found = [term for term in found if type(term.record) is Organisation]
    if on is None or asked is not None:
        return tuple(found)
    return tuple(_one_each(found, _suspended(index, organisation, on)))


def holders(
    index: Index,
    role: str,
    organisation: str,
    on: WhenLike | None = None,
    *,
    certainty: CertaintyLike = Certainty.POSSIBLY,
) -> tuple[Term, ...]:
    """Give who held a post of an organisation that day, acting ones too.

    Without ``on`` all who ever did. A role that nobody ever had anywhere is an
    error, since it is more likely a slip.

    Raises:
        UnknownIdError: there is no such organisation, or nobody has such a role.
        WhenError: ``on`` is no date.
        ArgumentError: the certainty is none.
    """
    found = tuple(
        _terms(index, organisation, on, certainty, lambda membership: membership.role == role)
    )
    if not found:
        roles = {membership.role for membership in _everything(index)} - {None}
        if role not in roles:
            raise UnknownIdError(role, "role", near(role, map(str, roles), 3))
    return found


def chair(
    index: Index,
    organisation: str,
    on: WhenLike | None = None,
    *,
    certainty: CertaintyLike = Certainty.POSSIBLY,
) -> tuple[Term, ...]:
    """Give who chaired an organisation that day; the state is in ``on_behalf_of``.

    Raises as `holders` does, but takes it that an organisation may have no chair.
    """
    return tuple(
        _terms(index, organisation, on, certainty, lambda membership: membership.role == "chair")
    )


def posts(
    index: Index,
    official: str,
    on: WhenLike | None = None,
    *,
    certainty: CertaintyLike = Certainty.POSSIBLY,
) -> tuple[Term, ...]:
    """Give the posts that a person had that day, or ever had.

    Raises:
        UnknownIdError: there is no such person.
        WhenError: ``on`` is no date.
        ArgumentError: the certainty is none.
    """
    person = index.find(official, Official, "official")
    theirs = index.referring(person.id, "member", Membership)
    return tuple(_dated(index, theirs, on, certainty))


def _terms(
    index: Index,
    organisation: str,
    on: WhenLike | None,
    certainty: CertaintyLike,
    fits: Callable[[Membership], bool],
) -> Iterator[Term]:
    body = index.find(organisation, Organisation, "organisation")
    there = index.referring(body.id, "organisation", Membership)
    yield from _dated(index, filter(fits, there), on, certainty)


def _dated(
    index: Index, memberships: Iterable[Membership], on: WhenLike | None, certainty: CertaintyLike
) -> Iterator[Term]:
    wanted = member_of(Certainty, certainty, "certainty")
    day = None if on is None else When(on)
    for membership in sorted(memberships, key=_by_beginning):
        record = index.get(membership.member)
        # A reference that leads nowhere is among the broken ones of a lenient chronicle.
        if not isinstance(record, Official | Organisation):
            continue
        answer = Tri.TRUE if day is None else in_term(membership, day)
        if answer is Tri.FALSE or (answer is Tri.UNKNOWN and wanted is Certainty.SURELY):
            continue
        sure = Certainty.SURELY if answer is Tri.TRUE else Certainty.POSSIBLY
        yield Term(record=record, membership=membership, certainty=sure)


def in_term(membership: Membership, day: When) -> Tri:
    """Say whether a day, or every day of what lasted, is in a term, by the table above."""
    if any(seen.contains(day) is Tri.TRUE for seen in membership.seen):
        return Tri.TRUE
    first, last = _possible(membership)
    sure_first, sure_last = _sure(membership)
    if sure_first <= day.earliest_ordinal and day.latest_ordinal <= sure_last:
        return Tri.TRUE
    return Tri.FALSE if day._start_hi < first or last < day._end_lo else Tri.UNKNOWN


def _possible(membership: Membership) -> tuple[int, int]:
    """The first and the last day on which it may have been so."""
    whens = [*membership.seen] if membership.when is None else [membership.when, *membership.seen]
    if not whens:
        return NEVER_BEGUN, FOREVER
    return (
        min(when.earliest_ordinal for when in whens),
        max(when.latest_ordinal for when in whens),
    )


def _sure(membership: Membership) -> tuple[int, int]:
    """The first and the last day of what the term covers in any case; none if they cross."""
    when = membership.when
    if when is None:
        return FOREVER, NEVER_BEGUN
    # A day seen is in the term, whichever of the days that it may be it was.
    first = min([when._start_hi, *(seen._start_hi for seen in membership.seen)])
    last = max([when._end_lo, *(seen._end_lo for seen in membership.seen)])
    return first, last


def _by_beginning(membership: Membership) -> tuple[tuple[int, int, str], str]:
    whens = [membership.when] if membership.when else [*membership.seen]
    return min((when.sort_key for when in whens), default=(FOREVER, FOREVER, "")), membership.id


def _suspended(index: Index, organisation: str, on: WhenLike) -> dict[str, Term]:
    suspended = members(index, organisation, on, status=MembershipStatus.SUSPENDED)
    return {term.record.id: term for term in suspended}


def _one_each(found: list[Term], beside: dict[str, Term]) -> Iterator[Term]:
    """The terms of each member as one: as sure as the surest, and the most telling of those."""
    by_member: dict[str, list[Term]] = {}
    for term in found:
        by_member.setdefault(term.record.id, []).append(term)
    for member, terms in by_member.items():
        # A standing that is merely possible is no reason to tell less than a sure membership.
        sure = [term for term in terms if term.certainty is Certainty.SURELY]
        suspended = beside.get(member)
        if sure and suspended and suspended.certainty is Certainty.SURELY:
            sure.append(suspended)
        yield min(sure, key=_telling) if sure else terms[0]


def _telling(term: Term) -> int:
    return _TELLING[term.membership.status]


def _everything(index: Index) -> Iterator[Membership]:
    yield from index.all(Membership)
    if index.outer is not None:
        yield from _everything(index.outer)
