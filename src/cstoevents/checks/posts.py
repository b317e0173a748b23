"""Checks of posts that persons, states or bodies have one after the other."""

from __future__ import annotations

import datetime as dt
import itertools
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final, TypeAlias

from cstoevents.checks.findings import Contradiction, Severity, check, records_of
from cstoevents.checks.nesting import possible_days
from cstoevents.dates import When
from cstoevents.dates.edtf import FOREVER, NEVER_BEGUN
from cstoevents.records import Membership, Official, Organisation
from cstoevents.records.index import Index

CHAIR: Final = "chair"
"""The role of who chairs a body; a state or a body can have it as well as a person."""

_Post: TypeAlias = tuple[str, str | None, str | None, bool]


def _by_post(index: Index) -> Iterator[list[Membership]]:
    """Yield the posts of persons, each with its dated terms by when they surely began.

    And the chairs that states or bodies have themselves: other roles of theirs are no posts.
    """
    posts: dict[_Post, list[Membership]] = {}
    for term in records_of(index, Membership):
        post = _post(term, index)
        if term.when is not None and post is not None:
            posts.setdefault(post, []).append(term)
    for post in sorted(posts, key=str):
        yield sorted(posts[post], key=lambda term: (*_sure_days(term), term.id))


def _post(term: Membership, index: Index) -> _Post | None:
    """Return what tells the post of a term from others; None if it is no post."""
    is_person = isinstance(index.get(term.member), Official)
    if not is_person and term.role != CHAIR:
        return None
    name = term.role or term.label
    return term.organisation, name, term.on_behalf_of if name != CHAIR else None, is_person


def _sure_days(term: Membership) -> tuple[int, int]:
    """Return the first and the last day that a term surely has; none if the first is later."""
    assert term.when is not None
    return term.when._start_hi, term.when._end_lo


def _lasting(terms: list[Membership]) -> list[Membership]:
    """Return the terms that surely have more than a day."""
    return [term for term in terms if _sure_days(term)[1] > _sure_days(term)[0]]


def _together(terms: list[Membership]) -> Iterator[tuple[Membership, Membership]]:
    """Yield terms that surely overlap, each with one that surely began no later.

    On the day of a handover both are in office, which is no overlap. One can be known roughly:
    a term in 2012 is within another from 2010 to 2020, on whatever days it was.
    """
    starts: list[int] = []
    longest: list[Membership] = []  # of the terms up to each, the one that surely lasts longest
    for term in terms:
        first, last = _sure_days(term)
        begun = bisect_left(starts, last)
        if begun and _sure_days(longest[begun - 1])[1] > first:
            yield longest[begun - 1], term
        starts.append(first)
        longest.append(max((*longest[-1:], term), key=lambda known: _sure_days(known)[1]))


def _is_open(term: Membership) -> bool:
    return term.when is not None and term.when.is_open_end


def _days_together(one: Membership, other: Membership) -> str:
    first = max(_sure_days(one)[0], _sure_days(other)[0])
    last = min(_sure_days(one)[1], _sure_days(other)[1])
    if last < first:
        return f"{one.when}, {other.when}"
    begin = dt.date.fromordinal(first).isoformat()
    if first == last:
        return begin
    return f"{begin}/.." if last >= FOREVER else f"{begin}/{dt.date.fromordinal(last).isoformat()}"


@check(
    id="same-post-twice",
    severity=Severity.ERROR,
    finds="one person in one post by two terms that surely share days, or one and a day seen",
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
    yield from _seen_in_a_term(index)


def _seen_in_a_term(index: Index) -> Iterator[Contradiction]:
    """Yield undated terms with a day on which a dated one of that person and post surely lasted."""
    dated: dict[tuple[str, _Post | None], list[Membership]] = {}
    for term in itertools.chain.from_iterable(_by_post(index)):
        dated.setdefault((term.member, _post(term, index)), []).append(term)
    for other in records_of(index, Membership):
        if other.when is not None or not other.seen:
            continue
        for one in dated.get((other.member, _post(other, index)), ()):
            for day in _seen_within(other, one)[:1]:
                found = f"{one.member} twice in one post, {day}"
                yield Contradiction((one, other), found, "one term, or one after the other", "seen")


def _seen_within(other: Membership, one: Membership) -> list[When]:
    first, last = _sure_days(one)
    return [d for d in other.seen if first <= d.earliest_ordinal and d.latest_ordinal <= last]


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
        for one, other in _together(_lasting(terms)):
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
        for one, other in _together(_lasting(terms)):
            if one.member != other.member and _is_open(one):
                start = dt.date.fromordinal(_sure_days(other)[0])
                found = f"{one.when}, and {other.member} from {start}"
                yield Contradiction((one, other), found, "an end of the earlier term", "when")


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
        if terms[0].role != CHAIR or len(sides) < 2:
            continue
        latest: Membership | None = None
        for term in sorted(terms, key=possible_days):
            first, last = possible_days(term)
            if latest is not None and first > possible_days(latest)[1] + 1:
                gap_first = dt.date.fromordinal(possible_days(latest)[1] + 1)
                gap_last = dt.date.fromordinal(first - 1)
                found = f"nobody from {gap_first} to {gap_last}"
                yield Contradiction((latest, term), found, "a chair for every day", "when")
            if latest is None or last > possible_days(latest)[1]:
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
