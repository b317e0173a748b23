"""Who was what on a day: members of an organisation, holders of a post, posts of a person.

A membership record with dates is one unbroken term, and both of its ends are days in it:
on the day of a handover both are in office. What a record says of a day:

=======================  =====================  =====================  =================
the term is known by     surely                 possibly               unknown
=======================  =====================  =====================  =================
a start and an end       from the latest start  from the earliest      never
                         to the earliest end    start to the latest
                                                end
an open end, ``/..``     from the latest start  from the earliest      never
                         on                     start on
an unknown end, ``/``    from the latest start  from the earliest      never
                         to the last day seen   start on
days seen, no dates      on those days          from the first of      on all other days
                                                them to the last
nothing at all           never                  never                  always
=======================  =====================  =====================  =================

On days that the table doesn't name it was not so. *Surely* and *possibly* are meant as
everywhere: in every reading of the dates on record, and in some. *Unknown* is what no
date on record speaks of.

**Days seen** are days on which a source shows somebody in a post. Such a day is in the
term, whatever else the record says, and beside dates that allow for it so is every day
between it and the rest of the term. Where the dates exclude it, one of the two is wrong,
and the days between are merely possible.

**Days seen alone** are no statement of a term: a record made of them may span two terms
with somebody else's between them. So between the first day and the last it was possibly
so, never surely; and of the days outside nothing is known, which excludes nobody.

**The day on which knowledge ends**, `About.as_of` of the chronicle that holds the record,
ends what dates say *surely*: from the day after it on that is *possibly* so. That holds of
an open end and of an end, or a whole term, that is stated for later: that is a plan, as an
event is that was only scheduled, and knows no more of those days than an open end does.

**Windows.** `on` asks about one day, however well that is known; `during` about any time
within a window, of which every day counts. What is given for a window says which days
the term shares with it.

**Membership.** To be a member is to have a record whose status is full, frozen or suspended,
whatever its role, or one without a status that has the role `member` or `party`, or no role.
Who is frozen or suspended is still a member, and marked: where several records cover a day
they count as one member, shown by the one that says more of its standing. Observers,
partners and those who withdrew are given to those who ask for that status.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeVar

import attrs

from cstoevents.dates import Certainty, CertaintyLike, Precision, When, WhenLike
from cstoevents.errors import ArgumentError
from cstoevents.errors.arguments import member_of
from cstoevents.records import Membership, Official, Organisation
from cstoevents.records.index import Index
from cstoevents.records.vocabularies import MembershipStatus, OrganisationKind
from cstoevents.terms.naming import name_on, names
from cstoevents.terms.tenure import Tenure
from cstoevents.wording import in_words
from cstoevents.wording.words import phrase, post_name

__all__ = ["Term", "name_on", "names"]

T = TypeVar("T")

_MEMBER_ROLES = frozenset({None, "member", "party"})
_MEMBER_STATUSES = frozenset(
    {MembershipStatus.FULL, MembershipStatus.FROZEN, MembershipStatus.SUSPENDED}
)
# Roles that say by themselves what a record without a status is.
_STATUS_OF_ROLE = {"observer": MembershipStatus.OBSERVER, "partner": MembershipStatus.PARTNER}

# What goes without saying.
_UNMARKED = (None, MembershipStatus.FULL)

# Of two records of one member the one that says more of its standing is shown.
_BY_STANDING = (MembershipStatus.SUSPENDED, MembershipStatus.FROZEN, MembershipStatus.FULL, None)

_BY_CERTAINTY = (Certainty.SURELY, Certainty.POSSIBLY, Certainty.UNKNOWN)


@attrs.frozen(kw_only=True, slots=True)
class Term:
    """A membership or a post on the day, or in the window, that was asked about.

    Attributes:
        record: The member, or who holds the post.
        membership: The record that says so, with its label, its status and the state on whose
            behalf; of several, where terms are joined, it is the last.
        certainty: Whether it was so surely, possibly, or whether no record says.
        first: The day of the window that the term begins with, as exactly as it is known; None
            without a window, and where nothing bounds it.
        last: The day of the window that the term ends with, in the same way.
        memberships: All the records of what is shown as one term, in order.
        known_until: The day on which knowledge ends, where but for that it would be surely so.

    >>> import cstoevents as cs
    >>> term = cs.load().holders("secretary-general", "csto", on="2025-05-13")[0]
    >>> str(term.record.name), term.certainty
    ('Imangali Tasmagambetov', <Certainty.SURELY: 'surely'>)
    >>> print(term)
    Imangali Tasmagambetov, secretary general, csto, 1 January 2023 – 31 December 2025
    """

    record: Official | Organisation
    membership: Membership
    certainty: Certainty
    first: When | None = None
    last: When | None = None
    memberships: tuple[Membership, ...] = ()
    known_until: When | None = None

    def __str__(self) -> str:
        record = self.membership
        seen = ", ".join(in_words(day) for day in record.seen)
        parts = (
            str(self.record.name),
            self.label or post_name(record.role or "member", "en"),
            record.organisation,
            f"on behalf of {record.on_behalf_of}" if record.on_behalf_of else "",
            self._standing(),
            in_words(self.when) if self.when else seen and phrase("seen {dates}", "en", dates=seen),
            "" if self.certainty is Certainty.SURELY else str(self.certainty),
        )
        return ", ".join(filter(None, parts))

    def _standing(self) -> str:
        """Return what it was beside a full member or holder, and when, where that changed."""
        marked = [
            record for record in self._records if record.status not in {*_UNMARKED, record.role}
        ]
        if marked and self.status is not None:
            return str(self.status)
        return ", ".join(
            f"{record.status} ({in_words(record.when)})" if record.when else str(record.status)
            for record in marked
        )

    @property
    def label(self) -> str | None:
        """The post as printed; None where its records have several names of it."""
        return _same({record.label for record in self._records})

    @property
    def status(self) -> MembershipStatus | None:
        """What it was throughout; None where that changed from one record to the next."""
        return _same({record.status for record in self._records})

    @property
    def _records(self) -> tuple[Membership, ...]:
        return self.memberships or (self.membership,)

    @property
    def when(self) -> When | None:
        """The dates on record, from the beginning of the first record to the end of the last.

        >>> import cstoevents as cs
        >>> cs.load().holders("secretary-general", "csto", on="2025-05-13")[0].when
        When('2023-01-01/2025-12-31')
        """
        if len(self.memberships) < 2:
            return self.membership.when
        first, *others = (record.when for record in self.memberships if record.when is not None)
        last = max(first, *others, key=lambda when: (when._end_hi, when._end_lo))
        # What is one day of several can't be an end of an interval, which is unknown then.
        start, end = (
            "" if when.precision is Precision.ONE_OF else str(when) for when in (first, last)
        )
        return When(f"{start.partition('/')[0]}/{end.rpartition('/')[2]}") if start or end else None


def _same(values: set[T]) -> T | None:
    return values.pop() if len(values) == 1 else None


class Question(NamedTuple):
    """Which terms are wanted: of a day, of a window, or all of them, and how sure they are."""

    on: When | None
    during: When | None
    least: Certainty
    joined: bool = False

    @classmethod
    def of(
        cls,
        on: WhenLike | None,
        during: WhenLike | None,
        certainty: CertaintyLike,
        *,
        joined: bool = False,
    ) -> Question:
        """Return the question of these arguments.

        Raises:
            WhenError: ``on`` or ``during`` is no date.
            ArgumentError: ``on`` is an interval, both are given, or the certainty is none.
        """
        least = member_of(Certainty, certainty, "certainty")
        if on is not None and during is not None:
            expected = "a day or a window; `on` and `during` can't both be given"
            raise ArgumentError("on", on, expected)
        day = None if on is None else When(on)
        if day is not None and day.precision is Precision.INTERVAL:
            expected = f"a single day; for a window say during={day.text!r}"
            raise ArgumentError("on", day.text, expected)
        return cls(day, None if during is None else When(during), least, joined)

    def answer(self, tenure: Tenure) -> Certainty | None:
        """Return how sure it is that a term is one of them; None if it surely isn't."""
        if self.on is not None:
            return tenure.on(self.on)
        return Certainty.SURELY if self.during is None else tenure.during(self.during)


def members(
    index: Index,
    organisation: Organisation,
    question: Question,
    status: MembershipStatus | str | None,
) -> tuple[Term, ...]:
    """Return the members of an organisation, or those of one status: of a day once each."""
    asked = None if status is None else member_of(MembershipStatus, status, "status")

    def fits(membership: Membership) -> bool:
        standing = membership.status or _STATUS_OF_ROLE.get(membership.role or "")
        if asked is not None or standing is not None:
            return standing is asked if asked is not None else standing in _MEMBER_STATUSES
        return membership.role in _MEMBER_ROLES

    there = filter(fits, index.referring(organisation.id, "organisation", Membership))
    found = [term for term in _answers(index, there, question) if type(term.record) is Organisation]
    return tuple(found if question.on is None or asked is not None else _once_each(found))


def holders(
    index: Index, organisation: Organisation, question: Question, role: str
) -> tuple[Term, ...]:
    """Return who held a post of an organisation, acting ones too.

    Of a state without such a post of its own they are those of its bodies: its foreign minister
    is that of its ministry.
    """
    held = _in_role(index, organisation.id, role)
    if not held and organisation.kind is OrganisationKind.STATE:
        bodies = index.descendants(organisation.id, "parent", Organisation)
        held = [membership for body in bodies for membership in _in_role(index, body, role)]
    return tuple(_answers(index, held, question))


def _in_role(index: Index, organisation: str, role: str) -> list[Membership]:
    there = index.referring(organisation, "organisation", Membership)
    return [membership for membership in there if membership.role == role]


def posts(index: Index, person: Official, question: Question) -> tuple[Term, ...]:
    """Return the posts that a person had."""
    return tuple(_answers(index, index.referring(person.id, "member", Membership), question))


def _answers(index: Index, memberships: Iterable[Membership], question: Question) -> Iterator[Term]:
    tenures = sorted(
        (Tenure.of(record, index.known_until(record.id)) for record in memberships),
        key=lambda tenure: tenure.order,
    )
    for tenure in Tenure.joined(tenures) if question.joined else tenures:
        record = index.get(tenure.last_membership.member)
        # A reference that leads nowhere is among the broken ones of a lenient chronicle.
        if not isinstance(record, Official | Organisation):
            continue
        certainty = question.answer(tenure)
        if certainty is None or _rank(certainty) > _rank(question.least):
            continue
        window = question.during
        first, last = (None, None) if window is None else tenure.shared_with(window)
        yield Term(
            record=record,
            membership=tenure.last_membership,
            certainty=certainty,
            first=first,
            last=last,
            memberships=tenure.memberships,
            known_until=_end_of_knowledge(tenure, question, certainty),
        )


def _end_of_knowledge(tenure: Tenure, question: Question, certainty: Certainty) -> When | None:
    """Return the day on which knowledge ends, if that alone leaves a term unsure."""
    if tenure.known_until is None or certainty is Certainty.SURELY:
        return None
    is_cause = question.answer(tenure.as_if_known) is Certainty.SURELY
    return tenure.known_until if is_cause else None


def _rank(certainty: Certainty) -> int:
    return _BY_CERTAINTY.index(certainty)


def _once_each(found: list[Term]) -> Iterator[Term]:
    """Yield the terms of each member as one: of the surest the one that says most."""
    by_member: dict[str, list[Term]] = {}
    for term in found:
        by_member.setdefault(term.record.id, []).append(term)
    for terms in by_member.values():
        yield min(
            terms,
            key=lambda term: (_rank(term.certainty), _BY_STANDING.index(term.membership.status)),
        )


def __dir__() -> list[str]:
    return sorted(__all__)
