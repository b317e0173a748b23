"""Contradictions in a chronicle: a table of checks, and what they find.

Contradictions are data. A check changes nothing, repairs nothing and never
raises for what it finds. It speaks only where things *surely* can't be as they
are written: what an imprecise date leaves open is no finding.

Each check is a small function over an index. The table says which there are,
how much each matters, and why. Work grows with the number of records, not
with its square.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import TypeVar

from cstoevents.checks import (
    characters,
    identity,
    links,
    numbers,
    places,
    tenure,
    timing,
)
from cstoevents.checks.findings import Check, Finding, Severity
from cstoevents.dates import When
from cstoevents.records.index import Index

__all__ = [
    "CHECKS",
    "Check",
    "Finding",
    "Severity",
]

T = TypeVar("T")

_ERROR, _WARNING, _NOTE = Severity

CHECKS: tuple[Check, ...] = (
    Check(
        id="dangling-reference",
        severity=_ERROR,
        finds="a reference to no record, or to one of the wrong class",
        why="what it was to say is lost",
        find=links.dangling_references,
    ),
    Check(
        id="circular-reference",
        severity=_ERROR,
        finds="places within, bodies under, or bodies and series after themselves",
        why="nothing is inside or before itself, by whatever detour",
        find=links.circular_references,
    ),
    Check(
        id="delegation-elsewhere",
        severity=_ERROR,
        finds="a participant of one event in a delegation to another",
        why="a delegation is to one event, and so are its members",
        find=links.delegations_elsewhere,
    ),
    Check(
        id="delegation-size",
        severity=_WARNING,
        finds="more members of a delegation on record than its stated size",
        why="one of the two is wrong; the head is not counted, since sources differ in that",
        find=links.crowded_delegations,
    ),
    Check(
        id="number-order",
        severity=_ERROR,
        finds="a higher number of a series on a date surely before that of a lower one",
        why="a body numbers its meetings in the order in which it holds them",
        find=numbers.numbers_out_of_order,
    ),
    Check(
        id="duplicate-number",
        severity=_ERROR,
        finds="two events that bear one number of a series, on dates that differ",
        why="a number names one event; on dates that can be the same, see same-event",
        find=numbers.duplicate_numbers,
    ),
    Check(
        id="number-before-first",
        severity=_ERROR,
        finds="a number below the first of its series",
        why="the series says with what it began",
        find=numbers.numbers_before_first,
    ),
    Check(
        id="number-label",
        severity=_ERROR,
        finds="a printed label that is another number than the one beside it, or no one number",
        why="the label is the number as printed, and `3-6` or `6 bis` are not 3 or 6",
        find=numbers.contradicted_labels,
    ),
    Check(
        id="anniversary-number",
        severity=_ERROR,
        finds="a stated anniversary that its two dates surely contradict",
        why="the day is surely more than 183 days off, so that another anniversary is nearer",
        find=numbers.wrong_anniversaries,
    ),
    Check(
        id="anniversary-offset",
        severity=_NOTE,
        finds="an anniversary observed more than 31 days from its day",
        why="observances move by days or weeks, rarely by more",
        find=numbers.distant_observances,
    ),
    Check(
        id="anniversary-original",
        severity=_WARNING,
        finds="a stated date of what is commemorated that its own record contradicts",
        why="one event has one date",
        find=numbers.contradicted_originals,
    ),
    Check(
        id="official-outside-term",
        severity=_WARNING,
        finds="a person acting for an organisation outside all of their terms there",
        why="a term, an event or a name is wrong, or a term is missing",
        find=tenure.officials_outside_terms,
    ),
    Check(
        id="delegation-outside-membership",
        severity=_WARNING,
        finds="a delegation of a state before it joined the organiser or after it left",
        why="who isn't a member comes as a guest or observer, and is then recorded as one",
        find=tenure.delegations_of_others,
    ),
    Check(
        id="organisation-outside-lifetime",
        severity=_ERROR,
        finds="an organisation acting before it was founded or after it was dissolved",
        why="most often a predecessor or successor of the same name is meant",
        find=tenure.acting_outside_lifetimes,
    ),
    Check(
        id="term-outside-lifetime",
        severity=_ERROR,
        finds="a term that begins before its organisation does, or outlasts it",
        why="nobody is a member of what isn't there",
        find=tenure.terms_outside_lifetimes,
    ),
    Check(
        id="seen-outside-term",
        severity=_ERROR,
        finds="a day on which a member was seen in a post, outside the term of it",
        why="the day is evidence of the term",
        find=tenure.seen_outside_terms,
    ),
    Check(
        id="lifetime-reversed",
        severity=_ERROR,
        finds="an organisation dissolved before it was founded",
        why="the two dates are the wrong way round",
        find=tenure.reversed_lifetimes,
    ),
    Check(
        id="participant-unborn",
        severity=_ERROR,
        finds="a person at an event before their birth",
        why="it is another person, or one of the dates is wrong",
        find=tenure.participants_before_birth,
    ),
    Check(
        id="held-after-source",
        severity=_ERROR,
        finds="an event said to be held that is later than each of its sources",
        why="an announcement can't know that; sources without a date prove nothing",
        find=timing.held_after_source,
    ),
    Check(
        id="held-in-future",
        severity=_ERROR,
        finds="an event said to be held that is after today",
        why="nobody knows that yet; needs the date of today",
        find=timing.held_in_future,
    ),
    Check(
        id="scheduled-long-past",
        severity=_WARNING,
        finds="an event still scheduled more than 31 days after its date",
        why="somebody should find out what came of it; needs the date of today",
        find=timing.scheduled_long_past,
    ),
    Check(
        id="times-reversed",
        severity=_ERROR,
        finds="an event of one day that ends before it starts",
        why="both are times of that day; what goes on past midnight has an interval as its date",
        find=timing.reversed_times,
    ),
    Check(
        id="part-outside-whole",
        severity=_WARNING,
        finds="an event on other days than the larger one it is part of",
        why="the whole lasts at least as long as its parts",
        find=timing.parts_outside_whole,
    ),
    Check(
        id="source-in-future",
        severity=_WARNING,
        finds="a source published or retrieved after today",
        why="nobody can have read it; needs the date of today",
        find=timing.sources_in_future,
    ),
    Check(
        id="source-dates-reversed",
        severity=_ERROR,
        finds="a source retrieved before it was published",
        why="there was nothing to retrieve",
        find=timing.retrieved_before_published,
    ),
    Check(
        id="place-abroad",
        severity=_ERROR,
        finds="a place of one country within a place of another",
        why="one of the two countries, or the larger place, is wrong",
        find=places.places_abroad,
    ),
    Check(
        id="place-too-large",
        severity=_ERROR,
        finds="a place within a smaller one, such as a city within a hall",
        why="the two are most often the wrong way round",
        find=places.misplaced_kinds,
    ),
    Check(
        id="same-event",
        severity=_WARNING,
        finds="two events that share an identifier, a number, or a title and date",
        why="one event under two ids is counted twice",
        find=identity.same_events,
    ),
    Check(
        id="same-person",
        severity=_WARNING,
        finds="two persons who share an identifier or a full name",
        why="what a person did is split between the two ids",
        find=identity.same_people,
    ),
    Check(
        id="same-organisation",
        severity=_WARNING,
        finds="two organisations that share an identifier, or name, kind and parent",
        why="what a body did is split between the two ids",
        find=identity.same_organisations,
    ),
    Check(
        id="same-place",
        severity=_WARNING,
        finds="two places that share an identifier, or name, kind and surroundings",
        why="what happened there is split between the two ids",
        find=identity.same_places,
    ),
    Check(
        id="same-series",
        severity=_WARNING,
        finds="two series of one organisation that share a name",
        why="numbers missing in one may be in the other",
        find=identity.same_series,
    ),
    Check(
        id="hidden-character",
        severity=_ERROR,
        finds="an invisible, directional or control character in a name",
        why="the name looks right and is found by no search",
        find=characters.hidden_characters,
    ),
    Check(
        id="mixed-scripts",
        severity=_WARNING,
        finds="a word in a name with letters of two alphabets, such as Latin and Cyrillic",
        why="letters that look alike were confused, and no search finds the word",
        find=characters.mixed_scripts,
    ),
)
"""Every check of a chronicle, in the order of the page that lists them.

>>> import cstoevents as cs
>>> cs.CHECKS[0].id
'dangling-reference'
"""


def check(
    index: Index,
    today: When | dt.date | str | None = None,
    *,
    checks: Iterable[Check] = CHECKS,
    extra: Iterable[Callable[[T, When | None], Iterable[Finding]]] = (),
    about: T,
) -> tuple[Finding, ...]:
    """Find contradictions, the worst first.

    ``extra`` are rules of the user's own: functions of ``about`` and today.
    """
    now = None if today is None else When(today)
    findings: list[Finding] = []
    for each in checks:
        findings += each.run(index, now)
    for rule in extra:
        findings += rule(about, now)
    return tuple(sorted(dict.fromkeys(findings), key=_rank))


def _rank(finding: Finding) -> tuple[int, str, tuple[str, ...], str, str]:
    path = finding.path or ""
    return _RANKS[finding.severity], finding.rule, finding.records, path, finding.found


_RANKS = {severity: rank for rank, severity in enumerate(Severity)}
