"""Laws of checks: of the order of records, of knowing less, of what they are about."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from collections.abc import Callable
from typing import NamedTuple

import attrs
from hypothesis import example, given
from hypothesis import strategies as st

import cstoevents as cs
from cstoevents import strategies as gen

TODAY = "2026-11-24"
# What two dates, or a date and today, can contradict.
OF_DATES = {
    "anniversary-number",
    "anniversary-offset",
    "clock-change",
    "delegation-outside-membership",
    "duplicate-number",
    "held-after-source",
    "held-in-future",
    "number-again",
    "number-order",
    "run-begun-late",
    "official-outside-term",
    "organisation-outside-lifetime",
    "part-outside-whole",
    "participant-unborn",
    "scheduled-long-past",
    "times-reversed",
}


def dateless(chronicle: cs.Chronicle) -> cs.Chronicle:
    return cs.Chronicle(
        attrs.evolve(record, when=None) if isinstance(record, cs.Event) else record
        for record in chronicle
    )


@given(gen.chronicles(max_size=25), st.randoms(use_true_random=False))
def test_the_order_of_records_changes_nothing(whole: cs.Chronicle, dice: random.Random) -> None:
    records = list(whole)
    dice.shuffle(records)
    assert cs.Chronicle(records).check(TODAY) == whole.check(TODAY)


@given(gen.chronicles(max_size=25))
def test_findings_are_about_records_that_are_there(chronicle: cs.Chronicle) -> None:
    for finding in chronicle.check(TODAY):
        assert finding.records
        assert all(id in chronicle for id in finding.records)
        assert str(finding).startswith(f"{finding.severity}: {finding.rule}: ")


@given(gen.chronicles(max_size=25))
def test_events_without_dates_contradict_no_date(chronicle: cs.Chronicle) -> None:
    assert OF_DATES.isdisjoint(finding.rule for finding in dateless(chronicle).check(TODAY))


@given(gen.chronicles(max_size=12), gen.chronicles(max_size=12))
def test_a_chronicle_within_another_has_only_findings_of_its_own(
    outer: cs.Chronicle, other: cs.Chronicle
) -> None:
    records = [record for record in other if record.id not in outer]
    mine = cs.Chronicle(records, within=outer, references="lenient")
    own = {record.id for record in mine}
    assert all(own & set(finding.records) for finding in mine.check(TODAY))


@given(gen.chronicles(max_size=25))
def test_knowing_the_day_only_adds_findings(chronicle: cs.Chronicle) -> None:
    assert set(chronicle.check()) <= set(chronicle.check(TODAY))


@given(gen.chronicles(max_size=25))
def test_checks_are_independent_of_each_other(chronicle: cs.Chronicle) -> None:
    alone = [
        finding for check in cs.checks.CHECKS for finding in chronicle.check(TODAY, checks=[check])
    ]
    assert sorted(map(str, alone)) == sorted(map(str, chronicle.check(TODAY)))


@st.composite
def numbered_events(draw: st.DrawFn) -> list[cs.Event]:
    """Few numbers and days, so that they clash, in a series and in the one that goes on from it."""
    found = []
    for at in range(draw(st.integers(1, 7))):
        number = draw(st.integers(1, 4))
        first = draw(st.integers(10, 20))
        width = draw(st.sampled_from([0, 0, 0, 4]))
        when = f"2024-01-{first}" if not width else f"[2024-01-{first}..2024-01-{first + width}]"
        entry = cs.SeriesEntry(
            series=draw(st.sampled_from(["older", "newer"])),
            number=number,
            label=draw(st.sampled_from([None, None, f"{number} bis"])),
        )
        status = draw(st.sampled_from([None, None, "held", "scheduled", "cancelled", "postponed"]))
        found.append(
            cs.Event(
                id=f"e-{at}", kind="other", title="E", when=when, status=status, entries=[entry]
            )
        )
    return found


@given(numbered_events())
def test_what_checks_say_of_numbers_is_what_every_pair_of_events_says(
    events: list[cs.Event],
) -> None:
    """And what the last of the numbered series says: they are one rule."""
    older, newer = (
        cs.Series(id="older", name="O"),
        cs.Series(id="newer", name="N", predecessor="older"),
    )
    chronicle = cs.Chronicle(older, newer, events)
    found = {
        (finding.rule, *sorted(finding.records))
        for finding in chronicle.check()
        if finding.rule in {"number-order", "duplicate-number"}
    }
    inverted, doubled = set(), set()
    for one in events:
        for other in events:
            if {one.status, other.status} & {"cancelled", "postponed"}:
                continue
            assert one.when is not None
            assert other.when is not None
            (first,), (second,) = one.entries, other.entries
            assert first.number is not None
            assert second.number is not None
            pair = tuple(sorted((one.id, other.id)))
            if first.number < second.number and other.when.surely_before(one.when):
                inverted.add(("number-order", *pair))
            is_plan = "scheduled" in {one.status, other.status}
            same = (first.number, first.label) == (second.number, second.label)
            if same and not is_plan and one.when.surely_before(other.when):
                doubled.add(("duplicate-number", *pair))
    assert found <= inverted | doubled
    assert bool(inverted) == any(rule == "number-order" for rule, *_ in found)
    assert bool(doubled) == any(rule == "duplicate-number" for rule, *_ in found)
    series = chronicle.numbered("newer")
    told = {
        ("number-order", *sorted((pair.lower.event.id, pair.higher.event.id)))
        for pair in series.inversions
    } | {
        ("duplicate-number", *sorted((one.event.id, other.event.id)))
        for duplicate in series.duplicates
        for one, other in duplicate.contradictions
    }
    assert found == told


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 28)), max_size=8))
@example([(1, 7), (4, 8), (2, 11), (1, 12)])
def test_no_number_comes_twice_in_a_year_unnoticed_where_numbers_start_again(
    borne: list[tuple[int, int]],
) -> None:
    chronicle = cs.Chronicle(
        cs.Series(id="s", name="S", numbering="restarts"),
        (
            cs.Event(
                id=f"e-{at}",
                kind="visit",
                title=f"Visit {at}",
                when=f"2024-02-{day:02}",
                entries=[cs.SeriesEntry(series="s", number=number)],
            )
            for at, (number, day) in enumerate(borne)
        ),
    )
    found = {finding.rule for finding in chronicle.check()}
    days: dict[int, set[int]] = {}
    for number, day in borne:
        days.setdefault(number, set()).add(day)
    twice = any(len(those) > 1 for those in days.values())
    assert twice == bool(found & {"number-again", "duplicate-number"})


@given(
    st.lists(st.tuples(st.integers(1, 4), st.dates(dt.date(2024, 1, 1), dt.date(2026, 12, 31)))),
    st.sampled_from([None, 1, 2]),
    st.integers(0, 3),
)
@example([(1, dt.date(2024, 1, 7)), (3, dt.date(2024, 8, 8)), (2, dt.date(2025, 2, 9))], None, 1)
def test_a_new_start_is_never_silent_where_one_number_or_date_may_be_wrong(
    borne: list[tuple[int, dt.date]], first: int | None, lasting: int
) -> None:
    """Of each step down, by its own rule: what is said of it, by the check and the sequence."""
    once = sorted({day: number for number, day in borne}.items())
    events = [
        cs.Event(
            id=f"e-{at}",
            kind="visit",
            title=f"Visit {at}",
            when=cs.When.between(day, day + dt.timedelta(lasting)) if lasting else day,
            entries=[cs.SeriesEntry(series="s", number=number)],
        )
        for at, (day, number) in enumerate(once)
    ]
    chronicle = cs.Chronicle(
        cs.Series(id="s", name="S", numbering="restarts", first_number=first), events
    )
    series = chronicle.numbered("s")
    run_of = {member.event.id: member.run for member in series.members}
    expected = set()
    for at in range(1, len(once)):
        before, here = f"e-{at - 1}", f"e-{at}"
        run = [once[n] for n in range(at) if run_of[f"e-{n}"] == run_of[before]]
        (last_day, last), (day, number) = once[at - 1], once[at]
        numbers = [number for _, number in run]
        if run_of[here] == run_of[before] or number <= (first or 1):
            continue
        is_of_that_year = day.year == last_day.year and number != min(numbers)
        if number == last or number not in numbers or is_of_that_year:
            expected.add((before, here))
    assert {(one.event.id, other.event.id) for one, other in series.begun_late} == expected
    told = {f.records for f in chronicle.check() if f.rule == "run-begun-late"}
    assert told == expected


class Term(NamedTuple):
    """A person's term in a post, and the days of a short time on which it was, surely or possibly.

    An end that is open, or that nobody knows, lies beyond the last day of that time.
    """

    person: str
    when: str
    sure: set[int]
    possible: set[int]


_DAYS = 20
_FORMS = {
    "closed": "2024-01-{first:02}/2024-01-{last:02}",
    "open": "2024-01-{first:02}/..",
    "end unknown": "2024-01-{first:02}/",
    "start unknown": "/2024-01-{last:02}",
}


@st.composite
def terms_in_one_post(draw: st.DrawFn) -> list[Term]:
    """Few persons, each of whose terms begins about when another's ended."""
    found = []
    last = 2
    for _ in range(draw(st.integers(1, 5))):
        first = min(max(last + draw(st.integers(-2, 3)), 2), _DAYS - 2)
        last = min(first + draw(st.integers(0, 4)), _DAYS - 1)
        form = draw(st.sampled_from(["closed", "closed", "closed", *_FORMS]))
        sure = {
            "closed": range(first, last + 1),
            "open": range(first, _DAYS + 1),
            "end unknown": range(first, first + 1),
            "start unknown": range(last, last + 1),
        }[form]
        possible = {"end unknown": range(first, _DAYS + 1), "start unknown": range(1, last + 1)}
        when = _FORMS[form].format(first=first, last=last)
        person = draw(st.sampled_from("abc"))
        found.append(Term(person, when, set(sure), set(possible.get(form, sure))))
    return found


def found_in_post(terms: list[Term], role: str) -> set[tuple[str, tuple[str, ...]]]:
    """Return what checks find of these terms, with the persons whose they are."""
    chronicle = cs.Chronicle(
        cs.Organisation(id="council", name="Council", kind="organ"),
        *(cs.Organisation(id=f"land-{id}", name=id, kind="state") for id in "abc"),
        *(cs.Official(id=id, name=f"Person {id}") for id in "abc"),
        *(
            cs.Membership(
                id=f"t-{at}",
                member=term.person,
                organisation="council",
                role=role,
                when=term.when,
                on_behalf_of=f"land-{term.person}" if role == "chair" else None,
            )
            for at, term in enumerate(terms)
        ),
    )
    return {
        (finding.rule, tuple(terms[int(id.removeprefix("t-"))].person for id in finding.records))
        for finding in chronicle.check()
    }


@given(terms_in_one_post())
def test_one_person_twice_in_a_post_is_found_if_each_term_begins_before_the_other_ends(
    terms: list[Term],
) -> None:
    """Surely so; on the day on which one term follows on the other both are."""
    twice = {
        one.person
        for one, other in itertools.combinations(terms, 2)
        if one.person == other.person
        and min(one.sure) < max(other.sure)
        and min(other.sure) < max(one.sure)
    }
    found = found_in_post(terms, "head")
    assert {people for rule, people in found if rule == "same-post-twice"} == {
        (person, person) for person in twice
    }


@given(terms_in_one_post())
def test_two_in_a_post_are_found_if_one_had_it_alone_and_never_three(terms: list[Term]) -> None:
    """Who hands over on a day no longer counts on it."""
    holding: list[set[str]] = [
        {term.person for term in terms if day in term.sure and day + 1 in term.sure}
        for day in range(1, _DAYS)
    ]
    counts = {len(persons) for persons in holding}
    two_in_a_single_post = 1 in counts and 2 in counts and 3 not in counts
    found = found_in_post(terms, "head")
    told = {
        people for rule, people in found if rule in {"post-held-by-two", "predecessor-never-closed"}
    }
    assert bool(told) == two_in_a_single_post
    assert all(set(pair) in holding for pair in told)


@given(terms_in_one_post())
def test_a_chair_has_a_gap_on_the_days_between_on_which_nobody_possibly_had_it(
    terms: list[Term],
) -> None:
    """Of a chair that states take turns in; one that a single state has may stand empty."""
    had = set[int]().union(*(term.possible for term in terms))
    has_gap = any(day not in had for day in range(min(had), max(had)))
    takes_turns = len({term.person for term in terms}) > 1
    rules = {rule for rule, _ in found_in_post(terms, "chair")}
    assert ("chair-gap" in rules) == (has_gap and takes_turns)


@given(
    st.text("aбé- ", min_size=1, max_size=12),
    st.sampled_from([str.upper, str.title, lambda name: name.replace("-", "\u2013")]),
)
def test_a_name_that_differs_in_case_or_dash_is_found_and_another_name_is_not(
    name: str, respelt: Callable[[str], str]
) -> None:
    name = " ".join(f"x{name}y".split())
    hall = cs.Place(id="hall", name=name, kind="venue")
    for other, is_found in ((respelt(name), respelt(name) != name), (f"{name}z", False)):
        body = cs.Organisation(id="body", name=other, kind="other")
        rules = {finding.rule for finding in cs.Chronicle(hall, body).check()}
        assert ("similar-name" in rules) == is_found


# Bodies under and after each other, circles among them, and who has terms in them or in what is
# around them.
_BODIES = ("b-0", "b-1", "b-2", "b-3", "b-4")
_LANDS = ("l-0", "l-1", "l-2")
_YEARS = ("1999", "2000", "2001", "2002", None)


@st.composite
def acts_in_nested_bodies(draw: st.DrawFn) -> cs.Chronicle:
    def some_of(ids: tuple[str, ...], most: int) -> list[str]:
        return draw(st.lists(st.sampled_from(ids), max_size=most, unique=True))

    records: list[cs.records.Record] = [
        cs.Official(id="p", name="P"),
        cs.Official(id="q", name="Q"),
    ]
    for ids, kind in ((_BODIES, "organ"), (_LANDS, "state-body")):
        for id in ids:
            parent, after = some_of(ids, 1), some_of(ids, 2)
            records.append(
                cs.Organisation(
                    id=id,
                    name=id,
                    kind=kind,
                    parent=parent[0] if parent else None,
                    predecessors=after,
                )
            )
    records += [
        cs.Membership(
            id=f"t-{at}",
            member=draw(st.sampled_from(("p", "q", *_LANDS))),
            organisation=draw(st.sampled_from((*_BODIES, *_LANDS))),
            on_behalf_of=draw(st.sampled_from((None, *_LANDS))),
            when=draw(st.sampled_from(_YEARS)),
        )
        for at in range(draw(st.integers(1, 7)))
    ]
    for at in range(draw(st.integers(1, 4))):
        when = draw(st.sampled_from(("1998", "2000", "2001-05")))
        bodies = some_of(_BODIES, 2)
        records.append(
            cs.Event(id=f"e-{at}", kind="visit", title="V", when=when, organisers=bodies)
        )
        records.append(
            cs.Delegation(id=f"d-{at}", event=f"e-{at}", on_behalf_of=draw(st.sampled_from(_LANDS)))
        )
        records.append(
            cs.Participation(
                id=f"a-{at}",
                event=f"e-{at}",
                official=draw(st.sampled_from("pq")),
                on_behalf_of=draw(st.sampled_from((*_BODIES, *_LANDS))),
            )
        )
    return cs.Chronicle(records)


def reached(chronicle: cs.Chronicle, id: str, *fields: str) -> set[str]:
    """Return an organisation and all that its fields lead to."""
    found: set[str] = set()
    waiting = [id]
    while waiting:
        body = chronicle.organisation(waiting.pop())
        if body.id not in found:
            found.add(body.id)
            for field in fields:
                named = getattr(body, field)
                waiting += named if isinstance(named, tuple) else filter(None, [named])
    return found


def is_outside(terms: list[cs.Membership], when: cs.When | None) -> bool:
    assert when is not None
    return not any(term.when is None or term.when.possibly_overlaps(when) for term in terms)


@given(acts_in_nested_bodies())
def test_who_acts_outside_their_terms_is_told_by_the_terms_in_all_bodies_around(
    chronicle: cs.Chronicle,
) -> None:
    expected = set()
    for act in chronicle.participations:
        body, when = str(act.on_behalf_of), chronicle.event(act.event).when
        theirs = [term for term in chronicle.memberships if term.member == act.official]
        there = [
            term
            for term in theirs
            if body == term.on_behalf_of or body in reached(chronicle, term.organisation, "parent")
        ]
        above = reached(chronicle, body, "parent")
        all_of_them = [*there, *(term for term in theirs if term.organisation in above)]
        if there and is_outside(all_of_them, when):
            expected.add(act.id)
    found = chronicle.check()
    assert {one.records[0] for one in found if one.rule == "official-outside-term"} == expected


@given(acts_in_nested_bodies())
def test_a_delegation_outside_all_memberships_of_those_around_it_in_what_is_around_is_found(
    chronicle: cs.Chronicle,
) -> None:
    expected = set()
    for delegation in chronicle.delegations:
        event = chronicle.event(delegation.event)
        senders = reached(chronicle, delegation.on_behalf_of, "parent")
        theirs = [term for term in chronicle.memberships if term.member in senders]
        terms = [
            [term for term in theirs if term.organisation in wider]
            for body in event.organisers
            for wider in [reached(chronicle, body, "parent", "predecessors")]
        ]
        if terms and all(past and is_outside(past, event.when) for past in terms):
            expected.add(delegation.id)
    found = chronicle.check()
    assert {one.records[0] for one in found if one.rule == "delegation-outside-membership"} == (
        expected
    )


def apart(one: str, other: str, *, swaps: bool) -> int:
    """By how many letters two words differ: more, less, another, or two swapped if these count."""
    if not one or not other:
        return len(one) + len(other)
    if one[0] == other[0]:
        return apart(one[1:], other[1:], swaps=swaps)
    pairs = [(one[1:], other), (one, other[1:]), (one[1:], other[1:])]
    if swaps and len(one) > 1 and one[:2] == other[1::-1]:
        pairs.append((one[2:], other[2:]))
    return 1 + min(apart(*pair, swaps=swaps) for pair in pairs)


@given(st.lists(st.text("abc", min_size=4, max_size=9), max_size=6, unique=True))
@example(["abcabc", "abcacb", "abcab", "acbabc", "bacabc"])
@example(["abcabcab", "abcbbbab", "abcabcabc", "acabcba"])
def test_names_near_each_other_are_found_as_every_pair_of_them_says(names: list[str]) -> None:
    """One letter in words of five or more, two in words of eight or more, but for their first.

    Two that are swapped count as one; two such pairs may be passed over.
    """
    people = [cs.Official(id=f"p-{at}", name=f"Aigul {name}") for at, name in enumerate(names)]
    surely, possibly = set(), set()
    pairs = itertools.combinations(zip(people, names, strict=True), 2)
    for (one, first), (other, second) in pairs:
        shorter = min(len(first), len(second))
        if shorter >= 5 and first[0] == second[0]:
            ids = tuple(sorted((one.id, other.id)))
            least = apart(first, second, swaps=True)
            if least <= (2 if shorter >= 8 else 1):
                possibly.add(ids)
                if least == 1 or apart(first, second, swaps=False) == 2:
                    surely.add(ids)
    found = cs.Chronicle(people).check()
    told = {tuple(sorted(one.records)) for one in found if one.rule == "near-name"}
    assert surely <= told <= possibly
