"""Laws of checks: of the order of records, of knowing less, of what they are about."""

from __future__ import annotations

import random

import attrs
from hypothesis import given
from hypothesis import strategies as st

import cstoevents as cs
from cstoevents import strategies as gen

TODAY = "2026-11-24"
# What two dates, or a date and today, can contradict.
OF_DATES = {
    "anniversary-number",
    "anniversary-offset",
    "delegation-outside-membership",
    "duplicate-number",
    "held-after-source",
    "held-in-future",
    "number-order",
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
    """And what the numbered series says: they are one rule."""
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
    series = [chronicle.numbered(id) for id in ("older", "newer")]
    told = {
        ("number-order", *sorted((pair.lower.event.id, pair.higher.event.id)))
        for entry in series
        for pair in entry.inversions
    } | {
        ("duplicate-number", *sorted((one.event.id, other.event.id)))
        for entry in series
        for duplicate in entry.duplicates
        for one, other in duplicate.contradictions
    }
    assert found == told
