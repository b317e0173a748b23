"""Laws of numbered sequences."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

import cstoevents as cs
from cstoevents.dates import Tri, When
from cstoevents.dates.edtf import FOREVER, NEVER_BEGUN
from cstoevents.records import Event, Meeting, Record, Series, SeriesEntry
from cstoevents.sequences import Missing, NumberedSeries, SeriesMember
from cstoevents.sequences.cadence import walk

EPOCH = dt.date(2020, 1, 1).toordinal()
SERIES = Series(id="conference", name="Conference")

# A member of a generated series: its number, its first possible day, and how many follow.
Dated = tuple[int, int, int]


def day(offset: int) -> str:
    return dt.date.fromordinal(EPOCH + offset).isoformat()


def meeting(number: int, when: str | None, suffix: str = "") -> Meeting:
    return Meeting(
        id=f"conference-{number}{suffix}",
        kind="conference",
        title=f"Conference {number}",
        when=when,
        entries=[SeriesEntry(series="conference", number=number)],
    )


def when_of(member: Dated, shift: int = 0) -> str:
    _, first, width = member
    if width == 0:
        return day(first + shift)
    return f"[{day(first + shift)}..{day(first + width + shift)}]"


def build(
    members: list[Dated], shift: int = 0, add: int = 0, series: Series = SERIES
) -> NumberedSeries:
    records: list[Record] = [series]
    records += [meeting(member[0] + add, when_of(member, shift)) for member in members]
    return cs.Chronicle(records, references="lenient").numbered(series.id)


@st.composite
def consistent(draw: st.DrawFn) -> list[Dated]:
    """A series with a true day for every number, of which each record says only part."""
    numbers = draw(st.lists(st.integers(1, 25), min_size=1, max_size=12, unique=True).map(sorted))
    steps = [draw(st.integers(1, 400)) for _ in range(numbers[-1])]
    made = []
    for number in numbers:
        true = sum(steps[:number])
        before, after = draw(st.tuples(st.integers(0, 90), st.integers(0, 90)))
        exact = draw(st.booleans())
        made.append((number, true, 0) if exact else (number, true - before, before + after))
    return made


@st.composite
def arbitrary(draw: st.DrawFn) -> list[Dated]:
    """A series whose dates may contradict its numbers."""
    numbers = draw(st.lists(st.integers(1, 15), min_size=1, max_size=10, unique=True).map(sorted))
    spans = st.tuples(st.integers(0, 60), st.integers(0, 20))
    return [(number, *draw(spans)) for number in numbers]


@st.composite
def repeated(draw: st.DrawFn) -> list[tuple[int, int, int]]:
    """A series in which several meetings may bear one number."""
    spans = st.tuples(st.integers(1, 6), st.integers(0, 60), st.sampled_from([0, 0, 0, 15]))
    return draw(st.lists(spans, min_size=1, max_size=8, unique=True).map(sorted))


def build_repeated(members: list[Dated], min_gap: int = 1) -> NumberedSeries:
    records: list[Record] = [
        meeting(member[0], when_of(member), f"-{at}") for at, member in enumerate(members)
    ]
    return cs.Chronicle(SERIES, records, references="lenient").numbered(SERIES.id, min_gap=min_gap)


def ends(window: When | None) -> tuple[int, int]:
    if window is None:
        return NEVER_BEGUN, FOREVER
    return window.earliest_ordinal, window.latest_ordinal


def windows(found: NumberedSeries) -> dict[int, tuple[int, int]]:
    """The window of every number, borne or missing."""
    return {
        slot.number: ends(slot.window)
        for slot in found.listing
        if isinstance(slot, Missing | SeriesMember) and slot.number is not None
    }


class TestNumbers:
    """Every number between the smallest and the largest is borne or missing."""

    @given(arbitrary())
    def test_borne_and_missing_numbers_make_up_the_range(self, members: list[Dated]) -> None:
        found = build(members)
        borne = {member.number for member in found.members}
        missing = {gap.number for gap in found.missing}
        assert borne.isdisjoint(missing)
        assert borne | missing == set(range(members[0][0], members[-1][0] + 1))

    @given(arbitrary())
    def test_gaps_are_the_missing_numbers_in_stretches(self, members: list[Dated]) -> None:
        found = build(members)
        listed = [n for gap in found.gaps for n in range(gap.first, gap.last + 1)]
        assert listed == [gap.number for gap in found.missing]
        assert all(b.first > a.last + 1 for a, b in pairwise(found.gaps))

    @given(arbitrary(), st.integers(0, 3))
    def test_a_declared_first_number_makes_those_before_the_smallest_missing(
        self, members: list[Dated], first: int
    ) -> None:
        series = Series(id="conference", name="Conference", first_number=first)
        missing = [gap.number for gap in build(members, series=series).missing]
        assert set(range(first, members[0][0])) <= set(missing)

    @given(arbitrary(), st.randoms(use_true_random=False))
    def test_the_order_of_the_input_makes_no_difference(
        self, members: list[Dated], random: object
    ) -> None:
        shuffled = list(members)
        random.shuffle(shuffled)
        assert build(shuffled).listing == build(members).listing

    @given(arbitrary(), st.integers(1, 50))
    def test_other_numbers_change_the_numbers_and_nothing_else(
        self, members: list[Dated], add: int
    ) -> None:
        one, other = build(members), build(members, add=add)
        assert {n + add: window for n, window in windows(one).items()} == windows(other)
        assert one.cadence() == other.cadence()
        assert len(one.inversions) == len(other.inversions)

    @given(arbitrary())
    def test_slots_are_the_members_with_the_missing_in_place(self, members: list[Dated]) -> None:
        found = build(members)
        assert tuple(s for s in found.listing if isinstance(s, SeriesMember)) == found.members
        assert tuple(s for s in found.listing if isinstance(s, Missing)) == found.missing
        numbers = [slot.number for slot in found.listing]
        assert numbers == sorted(numbers)


class TestWindows:
    """What must be, if the records are right."""

    @given(arbitrary(), st.integers(-500, 500))
    def test_shifting_all_dates_shifts_every_window(self, members: list[Dated], by: int) -> None:
        moved = windows(build(members, shift=by))
        for number, (low, high) in windows(build(members)).items():
            assert moved[number] == (
                low if low == NEVER_BEGUN else low + by,
                high if high == FOREVER else high + by,
            )

    @given(consistent(), st.data())
    def test_one_more_member_never_widens_a_window(
        self, members: list[Dated], data: st.DataObject
    ) -> None:
        assume(len(members) > 1)
        fewer = list(members)
        fewer.remove(data.draw(st.sampled_from(members)))
        more = windows(build(members))
        for number, (low, high) in windows(build(fewer)).items():
            assert low <= more[number][0]
            assert more[number][1] <= high

    @given(consistent(), st.data())
    def test_any_day_of_a_window_can_be_filled_in(
        self, members: list[Dated], data: st.DataObject
    ) -> None:
        """The windows are minimal: each day in one is part of some consistent dating."""
        found = build(members)
        assume(not found._windows.chain.crowded)
        number, (low, high) = data.draw(st.sampled_from(sorted(windows(found).items())))
        chosen = data.draw(st.integers(max(low, EPOCH - 1000), min(high, EPOCH + 12_000)))
        filled = [member for member in members if member[0] != number]
        again = build(sorted([*filled, (number, chosen - EPOCH, 0)]))
        assert again.inversions == ()
        assert again._windows.chain.crowded == frozenset()

    @given(consistent())
    def test_a_consistent_series_has_no_inversion(self, members: list[Dated]) -> None:
        assert build(members).inversions == ()

    @given(arbitrary())
    def test_windows_never_decrease(self, members: list[Dated]) -> None:
        found = windows(build(members))
        for one, other in pairwise(sorted(found)):
            assert found[one][0] <= found[other][0]
            assert found[one][1] <= found[other][1]

    @given(consistent(), st.data())
    def test_filling_in_a_window_changes_no_other(
        self, members: list[Dated], data: st.DataObject
    ) -> None:
        found = build(members)
        bounded = [gap for gap in found.missing if gap.window]
        assume(bounded)
        filling = data.draw(st.sampled_from(bounded))
        low, high = ends(filling.window)
        again = build(sorted([*members, (filling.number, low - EPOCH, high - low)]))
        assert windows(again) == windows(found)

    @given(arbitrary())
    def test_inversions_are_pairs_that_surely_began_in_the_wrong_order(
        self, members: list[Dated]
    ) -> None:
        for inversion in build(members).inversions:
            lower, higher = inversion.lower, inversion.higher
            assert (lower.number or 0) < (higher.number or 0)
            assert lower.event.when is not None
            assert higher.event.when is not None
            assert higher.event.when.surely_before(lower.event.when)

    @given(arbitrary())
    def test_two_dates_in_the_wrong_order_never_pass_unnoticed(self, members: list[Dated]) -> None:
        inverted = any(
            When(when_of(higher)).surely_before(when_of(lower))
            for at, lower in enumerate(members)
            for higher in members[at + 1 :]
        )
        assert inverted == bool(build(members).inversions)

    @given(consistent(), st.data())
    def test_one_wild_date_is_found_out_and_moves_no_window(
        self, members: list[Dated], data: st.DataObject
    ) -> None:
        """Of at least four members three agree, and the fourth is a lifetime off."""
        assume(len(members) >= 4)
        wild = data.draw(st.sampled_from(members[1:-1]))
        others = [member for member in members if member != wild]
        found = build(sorted([*others, (wild[0], 30_000, 0)]))
        assert all(wild[0] in (i.lower.number, i.higher.number) for i in found.inversions)
        after = [member for member in members if member[0] > wild[0]]
        if len(after) > 1:
            expected = windows(build(others))
            assert windows(found) == expected


class TestNumbersBorneTwice:
    """They hide nothing, and every exact date is in its window or doubted."""

    @given(repeated())
    def test_no_pair_of_dates_in_the_wrong_order_passes_unnoticed(
        self, members: list[Dated]
    ) -> None:
        found = build_repeated(members)
        inverted = [
            (lower, higher)
            for at, lower in enumerate(members)
            for higher in members[at + 1 :]
            if lower[0] < higher[0] and lower[1] > higher[1] + higher[2]
        ]
        assert bool(inverted) == bool(found.inversions)
        for inversion in found.inversions:
            assert inversion.lower.is_doubted or inversion.higher.is_doubted

    @given(repeated(), st.integers(0, 3))
    def test_a_window_that_excludes_the_date_of_its_member_is_doubted(
        self, members: list[Dated], min_gap: int
    ) -> None:
        for member in build_repeated(members, min_gap).members:
            low, high = ends(member.window)
            own = member.event.when
            assert own is not None
            shares_a_day = low <= own.latest_ordinal and own.earliest_ordinal <= high
            assert member.is_doubted or shares_a_day

    @given(repeated())
    def test_every_number_that_two_meetings_bear_is_told(self, members: list[Dated]) -> None:
        numbers = [member[0] for member in members]
        found = build_repeated(members).duplicates
        assert [gap.number for gap in found] == sorted({n for n in numbers if numbers.count(n) > 1})
        for duplicate in found:
            whens = [member.event.when for member in duplicate.members if member.event.when]
            apart = any(one.surely_before(other) for one in whens for other in whens)
            assert apart == bool(duplicate.contradictions)


class TestEstimates:
    """What is likely is measured, and stays within what must be."""

    @given(consistent(), st.integers(1, 3))
    def test_the_median_gap_lies_between_the_least_and_the_most(
        self, members: list[Dated], lag: int
    ) -> None:
        cadence = build(members).cadence(lag)
        if cadence is not None:
            assert 0 <= cadence.least <= cadence.median <= cadence.most
            assert (cadence.error is None) == (cadence.trials == 0)

    @given(arbitrary(), st.integers(1, 3))
    def test_the_next_number_is_expected_within_its_window(
        self, members: list[Dated], lag: int
    ) -> None:
        found = build(members)
        expected = found.expected_next(lag=lag)
        if expected is None:
            return
        assert expected.number == members[-1][0] + 1
        assert expected.earliest is not None
        assert expected.median is not None
        assert expected.latest is not None
        days = [day.earliest_ordinal for day in (expected.earliest, expected.median)]
        latest = expected.latest.earliest_ordinal
        low, high = found._windows.chain.window(expected.number)
        assert low <= days[0] <= days[1] <= latest <= high
        assert ends(expected.window) == (days[0], latest)

    @given(consistent(), st.integers(-300, 300))
    def test_shifting_all_dates_shifts_the_estimate(self, members: list[Dated], by: int) -> None:
        one, other = build(members).expected_next(), build(members, shift=by).expected_next()
        assert (one is None) == (other is None)
        if one and other:
            assert other.lag == one.lag
            assert one.median is not None
            assert other.median is not None
            assert other.median.earliest_ordinal == one.median.earliest_ordinal + by

    @given(consistent(), st.integers(-100, 12_000))
    def test_it_is_to_come_then_due_then_late_then_overdue(
        self, members: list[Dated], on: int
    ) -> None:
        found = build(members).expected_next(on=day(on))
        if found is not None:
            assert found.earliest is not None
            assert found.latest is not None
            early = EPOCH + on < found.earliest.earliest_ordinal
            overdue = found.overdue_from
            late = EPOCH + on > found.latest.latest_ordinal
            is_overdue = overdue is not None and EPOCH + on >= overdue.earliest_ordinal
            expected = "overdue" if is_overdue else "late" if late else "due"
            assert found.state == ("not-yet" if early else expected)

    @given(consistent(), st.integers(1, 2))
    def test_no_known_member_came_when_it_would_have_been_overdue(
        self, members: list[Dated], lag: int
    ) -> None:
        """Overdue is later than any member of the series was, against what was expected of it."""
        found = build(members)
        expected, trials = found.expected_next(lag=lag), walk(found._points, lag)[1]
        if expected is None or expected.overdue_from is None:
            assert expected is None or len(trials) < 3
            return
        forecast = walk(found._points, lag)[0].predict(0, expected.number)
        assert forecast is not None
        granted = expected.overdue_from.earliest_ordinal - forecast.latest
        assert all(point.day - trial.latest < granted for point, trial in trials.items())

    @given(consistent())
    def test_a_hidden_member_is_never_outside_the_window_of_the_others(
        self, members: list[Dated]
    ) -> None:
        trials = build(members).backtest()
        assert [trial.member.number for trial in trials] == [member[0] for member in members]
        assert all(trial.in_window is not Tri.FALSE for trial in trials)


@given(consistent())
def test_a_predecessor_makes_one_run_with_its_successor(members: list[Dated]) -> None:
    """However the members are shared out between the two, the run is the same."""
    later = Series(id="summit", name="Summit", predecessor="conference")
    half = len(members) // 2
    records: list[Record] = [SERIES, later]
    records += [meeting(member[0], when_of(member)) for member in members[:half]]
    for member in members[half:]:
        entry = SeriesEntry(series="summit", number=member[0])
        event = meeting(member[0], when_of(member))
        records.append(
            Meeting(id=event.id, kind="conference", title="x", when=event.when, entries=[entry])
        )
    assert windows(cs.Chronicle(records, references="lenient").numbered("summit")) == windows(
        build(members)
    )


@given(arbitrary())
def test_events_that_are_no_meetings_count_too(members: list[Dated]) -> None:
    records: list[Record] = [SERIES]
    for member in members:
        entry = SeriesEntry(series="conference", number=member[0])
        records.append(
            Event(
                id=f"e-{member[0]}",
                kind="exercise",
                title="x",
                when=when_of(member),
                entries=[entry],
            )
        )
    assert windows(cs.Chronicle(records, references="lenient").numbered("conference")) == windows(
        build(members)
    )
