"""Laws of merging: of the same, of two, of three, of parts; and what is never lost."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from typing import Any

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import cstoevents as cs
from cstoevents import strategies as gen
from cstoevents.records import ARRAYS, Record

TIMES = ("start_time", "end_time", "timezone")
PLANNED = (cs.records.EventStatus.SCHEDULED, cs.records.EventStatus.POSTPONED)
MOMENTS = [
    (None, None, None),
    ("10:00", None, "Europe/Moscow"),
    ("10:10", "12:00", None),
    ("23:30", None, "Europe/Moscow"),
    ("02:30", None, "Asia/Bishkek"),
]

# Parts of a chronicle refer to records of other parts.
LENIENT = "lenient"


def part(records: list[Record]) -> cs.Chronicle:
    return cs.Chronicle(records, references=LENIENT)


def mutual(merge: cs.merging.Merge) -> set[tuple[Any, ...]]:
    """Conflicts without who said what."""
    return {
        (conflict.record, conflict.path, frozenset(map(repr, conflict.values)))
        for conflict in merge.conflicts
    }


def unmoved(chronicle: cs.Chronicle) -> cs.Chronicle:
    return part(
        [
            attrs.evolve(record, previous_when=()) if isinstance(record, cs.Event) else record
            for record in chronicle
        ]
    )


@st.composite
def near(draw: st.DrawFn, when: cs.When | None) -> cs.When | None:
    """A date about another, known as well or as roughly as somebody else might know it."""
    middle = dt.date(2024, 2, 1) if when is None or when.earliest_ordinal < 800 else when.earliest
    middle = min(middle, dt.date(9998, 1, 1))
    days = sorted(middle + dt.timedelta(draw(st.integers(-40, 40))) for _ in range(2))
    first, last = (str(day)[: draw(st.sampled_from([4, 7, 10]))] for day in days)
    doubt = draw(st.sampled_from(["", "", "?", "~"]))
    text = draw(
        st.sampled_from([f"{first}{doubt}", f"{first}/{last}{doubt}", f"[{first}..{last}]"])
    )
    try:
        return cs.When(text)
    except cs.WhenError:  # from a month to a day within it, for one
        return cs.When(f"{first}{doubt}")


@st.composite
def variants(draw: st.DrawFn, record: Record) -> Record:
    """The same record as somebody else might have it: less of it, or other values in it."""
    fields: dict[str, Any] = {}
    for field in attrs.fields(type(record)):
        if field.name in ("id", "kind", "event", "organisation", "member", "on_behalf_of"):
            continue
        if field.default is not attrs.NOTHING and draw(st.integers(0, 2)) == 0:
            fields[field.name] = field.default
    if isinstance(record, cs.Event):
        fields |= {
            "when": draw(st.sampled_from([None, record.when]) | near(record.when) | gen.whens()),
            **dict(zip(TIMES, draw(st.sampled_from(MOMENTS)), strict=True)),
            "status": draw(st.none() | st.sampled_from(cs.records.EventStatus)),
        }
    if isinstance(record, cs.Participation):
        for name in ("official", "organisation", "description"):
            fields.pop(name, None)
    if draw(st.booleans()):
        more = draw(st.lists(gen.sources(), max_size=2))
        fields["sources"] = (*fields.get("sources", record.sources), *more)
    return attrs.evolve(record, **fields)


@st.composite
def retold(draw: st.DrawFn, times: int) -> list[cs.Chronicle]:
    """Several people's chronicles of one matter: some records each, each in their own way."""
    whole = list(draw(gen.chronicles(max_size=6)))
    return [
        part([draw(variants(record)) for record in whole if draw(st.integers(0, 3))])
        for _ in range(times)
    ]


def stands_for(date: cs.When, other: cs.When) -> bool:
    """Whether a date says all that the other said, or may be what one in doubt or a range meant."""
    is_loose = other.precision == "one-of" or any(end and end.qualifier for end in other.ends)
    return date.refines(other) or (is_loose and not date.contradicts(other))


def is_overtaken(before: Record, after: Record) -> bool:
    """Whether what a record says of when it is was given up: for a report, or for another date."""
    if not isinstance(before, cs.Event) or not isinstance(after, cs.Event):
        return False
    is_reported = before.status in PLANNED and after.status not in PLANNED
    return is_reported or before.when in after.previous_when or before.starts == after.starts


class TestLawsOfMerging:
    """What holds for any chronicles."""

    @given(gen.chronicles())
    def test_merged_with_itself_a_chronicle_is_itself(self, chronicle: cs.Chronicle) -> None:
        merge = chronicle.merge(chronicle)
        assert merge.chronicle == chronicle
        assert merge.conflicts == merge.matches == ()

    @given(gen.chronicles())
    def test_merged_with_nothing_a_chronicle_is_itself(self, chronicle: cs.Chronicle) -> None:
        assert chronicle.merge(cs.Chronicle()).chronicle == chronicle
        assert cs.Chronicle().merge(chronicle).chronicle == chronicle

    @given(retold(2))
    def test_the_order_of_two_changes_nothing(self, told: list[cs.Chronicle]) -> None:
        one, other = told
        there, back = one.merge(other), other.merge(one)
        assert there.chronicle == back.chronicle
        assert mutual(there) == mutual(back)
        assert {frozenset(match.records) for match in there.matches} == {
            frozenset(match.records) for match in back.matches
        }

    @given(retold(3))
    def test_the_order_of_three_changes_nothing_where_no_two_conflict(
        self, told: list[cs.Chronicle]
    ) -> None:
        """Dates that were moved are left out: who knows of a move decides, so the order counts."""
        one, two, three = map(unmoved, told)
        assume(
            not any(a.merge(b).conflicts for a, b in itertools.combinations((one, two, three), 2))
        )
        left, right = one.merge(two).chronicle.merge(three), one.merge(two.merge(three).chronicle)
        assume(not left.conflicts)
        assume(not right.conflicts)
        assert left.chronicle == right.chronicle

    @given(retold(2))
    def test_what_was_merged_in_is_merged(self, told: list[cs.Chronicle]) -> None:
        one, other = told
        merge = one.merge(other)
        assume(not merge.conflicts)
        assert merge.chronicle.merge(other).chronicle == merge.chronicle
        assert merge.chronicle.merge(one).chronicle == merge.chronicle

    @given(retold(2))
    def test_every_source_is_kept(self, told: list[cs.Chronicle]) -> None:
        one, other = told
        merge = one.merge(other)
        whole = {conflict.path for conflict in merge.conflicts}
        for record in merge.chronicle:
            for before in (one.get(record.id), other.get(record.id)):
                if before is not None and None not in whole:
                    assert set(before.sources) <= set(record.sources)

    @given(retold(2), st.sampled_from([None, "one", "other"]))
    def test_nothing_is_lost(self, told: list[cs.Chronicle], prefer: Any) -> None:
        """A value given on one side is in the merged record, or in a conflict."""
        one, other = told
        merge = one.merge(other, prefer=prefer)
        disputed: dict[str, set[str]] = {}
        for conflict in merge.conflicts:
            for path in (conflict.path or "").split(", "):
                disputed.setdefault(conflict.record, set()).add(
                    path.partition("[")[0].split(".")[0]
                )
        for before in (*one, *other):
            after = merge.chronicle[before.id]
            for field in attrs.fields(type(before)):
                was, now = getattr(before, field.name), getattr(after, field.name)
                if was in (None, ()) or field.name in disputed.get(before.id, ()):
                    continue
                if field.name in ("when", *TIMES) and is_overtaken(before, after):
                    assert after.when is not None or before.when is None
                elif field.name == "when" and now != was:
                    kept = [date for date in (now, *after.previous_when) if date is not None]
                    assert any(stands_for(date, was) for date in kept)
                else:
                    assert now not in (None, ())

    @given(retold(2), st.sampled_from([None, "one", "other"]))
    def test_no_day_gets_a_time_that_was_told_of_another(
        self, told: list[cs.Chronicle], prefer: Any
    ) -> None:
        one, other = told
        for after in one.merge(other, prefer=prefer).chronicle.events:
            for name in TIMES:
                value = getattr(after, name)
                assert value is None or any(
                    before.when is None or after.when is None or after.when.refines(before.when)
                    for before in (one.get(after.id), other.get(after.id))
                    if isinstance(before, cs.Event) and getattr(before, name) == value
                )

    @given(st.dates(dt.date(1992, 1, 1), dt.date(2030, 12, 31)), st.randoms())
    def test_a_refinement_never_loses_precision(self, day: dt.date, dice: random.Random) -> None:
        readings = [f"{day}", f"{day:%Y-%m}", f"{day:%Y}", f"[{day:%Y}..2031]"]
        dice.shuffle(readings)
        merged = cs.Chronicle()
        for reading in readings:
            event = cs.Event(id="e", kind="visit", title="E", when=reading)
            merge = merged.merge(cs.Chronicle(event))
            assert merge.conflicts == ()
            merged = merge.chronicle
        assert merged.event("e").when == cs.When(day)

    @given(retold(2))
    def test_the_preferred_side_stays(self, told: list[cs.Chronicle]) -> None:
        one, other = told
        assert all(
            conflict.kept == conflict.values[0]
            for conflict in one.merge(other, prefer="one").conflicts
        )
        assert all(
            conflict.kept == conflict.values[1]
            for conflict in one.merge(other, prefer="other").conflicts
        )


class TestHalves:
    """Two parts of a chronicle, some records in both, some stripped of half their fields."""

    @staticmethod
    def split(chronicle: cs.Chronicle, dice: random.Random) -> tuple[cs.Chronicle, cs.Chronicle]:
        halves: tuple[list[Record], list[Record]] = ([], [])
        for record in chronicle:
            where = dice.choice(["one", "other", "both"])
            if where != "other":
                halves[0].append(record)
            if where != "one":
                halves[1].append(record)
        for half in halves:
            dice.shuffle(half)
        return part(halves[0]), part(halves[1])

    @given(gen.chronicles(), st.randoms(use_true_random=False))
    def test_two_halves_make_the_whole(self, whole: cs.Chronicle, dice: random.Random) -> None:
        one, other = self.split(whole, dice)
        merge = one.merge(other)
        assert cs.Chronicle(merge.chronicle) == whole
        assert merge.conflicts == ()

    @pytest.mark.parametrize(
        "times", [10, pytest.param(1_000, marks=[pytest.mark.heavy, pytest.mark.slow])]
    )
    def test_the_built_in_chronicle_comes_back_every_time(self, times: int) -> None:
        whole = cs.load()
        dice = random.Random(20021007)
        for _ in range(times):
            one, other = self.split(whole, dice)
            merge = one.merge(other)
            assert cs.Chronicle(merge.chronicle, about=whole.about) == whole
            assert merge.conflicts == ()


def test_every_class_of_records_is_among_the_variants() -> None:
    """The laws are asked of all of them: a class without a variant would pass unseen."""
    assert {cls.__name__ for cls in ARRAYS.values()} == {
        "Place", "Organisation", "Official", "Membership", "Series",
        "Event", "Meeting", "Delegation", "Participation",
    }  # fmt: skip
