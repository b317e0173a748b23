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
        attrs.evolve(each, when=None) if isinstance(each, cs.Event) else each for each in chronicle
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
    records = [each for each in other if each.id not in outer]
    mine = cs.Chronicle(records, within=outer, references="lenient")
    own = {each.id for each in mine}
    assert all(own & set(finding.records) for finding in mine.check(TODAY))


@given(gen.chronicles(max_size=25))
def test_knowing_the_day_only_adds_findings(chronicle: cs.Chronicle) -> None:
    assert set(chronicle.check()) <= set(chronicle.check(TODAY))


@given(gen.chronicles(max_size=25))
def test_checks_are_independent_of_each_other(chronicle: cs.Chronicle) -> None:
    alone = [finding for check in cs.CHECKS for finding in chronicle.check(TODAY, checks=[check])]
    assert sorted(map(str, alone)) == sorted(map(str, chronicle.check(TODAY)))
