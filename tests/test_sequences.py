"""Sequences by example: the numbers of a real working group, and every irregular case."""

from __future__ import annotations

import copy
import datetime as dt
import pickle

import pytest

import cstoevents as cs
from cstoevents.dates import Tri, When
from cstoevents.errors import ArgumentError, UnknownIdError, WhenError
from cstoevents.records import Event, Meeting, Record, Series, SeriesEntry
from cstoevents.sequences import Expectation, ExpectedNext, Missing, NumberedSeries, SeriesMember


def entered(
    number: int | None,
    when: str | None = None,
    *,
    label: str | None = None,
    series: str = "s",
    status: str | None = None,
    id: str | None = None,
) -> Meeting:
    return Meeting(
        id=id or f"{series}-{number}",
        kind="meeting",
        title="Meeting",
        when=when,
        status=status,
        entries=[SeriesEntry(series=series, number=number, label=label)],
    )


def sequence_of(*records: Record, series: Series | None = None, min_gap: int = 1) -> NumberedSeries:
    own = series or Series(id="s", name="Series")
    return cs.Chronicle(own, records, references="lenient").numbered(own.id, min_gap=min_gap)


def told(found: NumberedSeries) -> list[str]:
    """Every item in a few characters."""
    return [
        f"{item.number}?{item.window}"
        if isinstance(item, Missing)
        else f"{item.number or item.event.id} {item.window}"
        for item in found.listing
    ]


class TestTheWorkingGroupOnAfghanistan:
    """Six dates of a body that meets each spring and each December; 36 and 39 are unknown."""

    found = sequence_of(
        *(
            entered(number, when)
            for number, when in {
                35: "2022-04-01",
                37: "2023-04-27",
                38: "2023-12-07",
                40: "2024-12-11",
                41: "2025-05-13",
                42: "2025-12-03",
            }.items()
        )
    )

    def test_the_missing_numbers_lie_between_their_neighbours(self) -> None:
        assert [(gap.number, str(gap.window)) for gap in self.found.missing] == [
            (36, "[2022-04-02..2023-04-26]"),
            (39, "[2023-12-08..2024-12-10]"),
        ]

    def test_the_cadence_is_that_of_numbers_a_lag_apart(self) -> None:
        steps = self.found.cadence()
        seasons = self.found.cadence(lag=2)
        assert steps is not None
        assert seasons is not None
        assert (steps.least, steps.median, steps.most, steps.count) == (153, 204, 224, 3)
        assert (seasons.least, seasons.median, seasons.most, seasons.count) == (357, 370, 391, 3)

    def test_walking_forward_says_how_far_each_lag_misses(self) -> None:
        """Predicting 40, 41 and 42: by 49.5, 42.5 and 13.75 days, or by 21, 14 and 16.5."""
        steps = self.found.cadence()
        seasons = self.found.cadence(lag=2)
        assert steps is not None
        assert seasons is not None
        assert (steps.trials, steps.error) == (3, pytest.approx(35.25))
        assert (seasons.trials, seasons.error) == (3, pytest.approx(17.1667, abs=1e-3))
        assert self.found.suggested_lag == 2

    @pytest.mark.parametrize(
        ("lag", "days"),
        [
            (1, ["2026-05-05", "2026-06-25", "2026-07-15"]),
            (2, ["2026-05-05", "2026-05-18", "2026-06-08"]),
        ],
    )
    def test_the_next_is_expected_after_the_gaps_that_there_were(
        self, lag: int, days: list[str]
    ) -> None:
        expected = self.found.expected_next(lag=lag)
        assert expected is not None
        assert expected.number == 43
        assert [str(expected.earliest), str(expected.median), str(expected.latest)] == days
        assert str(expected.window) == f"[{days[0]}..{days[2]}]"
        assert expected.state is None
        said = f"Next expected: no. 43, about {cs.in_words(days[1])}"
        assert str(expected).startswith(said)
        assert str(expected).endswith(f" and {cs.in_words(days[2])}).")

    @pytest.mark.parametrize(
        ("on", "state"),
        [
            ("2026-05-04", Expectation.NOT_YET),
            ("2026-05-05", Expectation.DUE),
            ("2026-05", Expectation.DUE),
            ("2026-06-08", Expectation.DUE),
            ("2026-06-09", Expectation.OVERDUE),
        ],
    )
    def test_a_day_decides_whether_it_is_due(self, on: str, state: Expectation) -> None:
        expected = self.found.expected_next(on=on)
        assert expected is not None
        assert expected.state is state

    def test_each_hidden_member_lay_in_the_window_of_the_others(self) -> None:
        trials = self.found.backtest()
        assert [trial.in_window for trial in trials] == [Tri.TRUE] * 6
        assert str(trials[1].window) == "[2022-04-03..2023-12-06]"
        assert [round(trial.error) for trial in trials if trial.error is not None] == [21, 14, 17]

    def test_it_says_briefly_what_it_is(self) -> None:
        assert repr(self.found) == "<NumberedSeries 's': 6 members, 2 missing>"

    def test_it_survives_pickling(self) -> None:
        again = pickle.loads(pickle.dumps(self.found))
        assert again.listing == self.found.listing


class TestNumbering:
    """First numbers, restarts, predecessors, and events in two series."""

    def test_before_the_smallest_nothing_is_missing_unless_the_first_is_declared(self) -> None:
        assert sequence_of(entered(8, "2009-11-11")).missing == ()
        series = Series(id="s", name="Series", first_number=6)
        found = sequence_of(entered(8, "2009-11-11"), series=series)
        assert told(found) == [
            "6?[..2009-11-09]",
            "7?[..2009-11-10]",
            "8 2009-11-11",
        ]

    def test_a_run_goes_on_from_a_predecessor(self) -> None:
        before = Series(id="cst", name="Sessions", first_number=1)
        after = Series(id="csto", name="Sessions", predecessor="cst")
        found = sequence_of(
            before,
            entered(1, "1999-05-20", series="cst"),
            entered(2, "2000-05-24", series="cst"),
            entered(4, "2002-05-14", series="csto"),
            series=after,
        )
        assert [item.number for item in found.listing] == [1, 2, 3, 4]
        assert [member.series for member in found.members] == ["cst", "cst", "csto"]
        assert str(found.missing[0].window) == "[2000-05-25..2002-05-13]"

    def test_a_body_that_declares_a_used_number_begins_anew(self) -> None:
        before = Series(id="cst", name="Sessions")
        after = Series(id="csto", name="Sessions", predecessor="cst", first_number=1)
        found = sequence_of(
            before,
            entered(1, "1999", series="cst"),
            entered(2, "2000", series="cst"),
            entered(2, "2003-04-28", series="csto"),
            series=after,
        )
        assert [(item.number, item.run) for item in found.listing] == [
            (1, 1),
            (2, 1),
            (1, 2),
            (2, 2),
        ]
        assert str(found.missing[0].window) == "[2000-01-02..2003-04-27]"
        assert found.duplicates == ()

    def test_a_circle_of_predecessors_comes_to_an_end(self) -> None:
        one = Series(id="one", name="One", predecessor="other")
        other = Series(id="other", name="Other", predecessor="one")
        found = sequence_of(
            other, entered(1, "2001", series="one"), entered(2, "2002", series="other"), series=one
        )
        assert [member.number for member in found.members] == [1, 2]

    def test_a_restart_begins_a_run(self) -> None:
        series = Series(id="s", name="Series", numbering="restarts", first_number=1)
        found = sequence_of(
            entered(1, "2020-01-10", id="a1"),
            entered(3, "2020-09-10", id="a3"),
            entered(2, "2021-05-10", id="b2"),
            entered(3, "2021-09-10", id="b3"),
            series=series,
        )
        assert [(item.number, item.run) for item in found.listing] == [
            (1, 1),
            (2, 1),
            (3, 1),
            (1, 2),
            (2, 2),
            (3, 2),
        ]
        assert [str(gap.window) for gap in found.missing] == [
            "[2020-01-11..2020-09-09]",
            "[2020-09-11..2021-05-09]",
        ]
        assert found.inversions == ()

    def test_without_a_date_nobody_can_tell_the_run(self) -> None:
        series = Series(id="s", name="Series", numbering="restarts")
        found = sequence_of(
            entered(1, "2020", id="a1"),
            entered(3, "2021", id="a3"),
            entered(2, id="x"),
            entered(1, "2022", id="b1"),
            series=series,
        )
        [missing] = found.missing
        assert [member.event.id for member in missing.candidates] == ["x"]
        assert found.members[-1].run is None

    def test_a_joint_meeting_counts_in_both_series(self) -> None:
        joint = Meeting(
            id="joint",
            kind="meeting",
            title="Joint meeting",
            when="2024-05-15",
            entries=[
                SeriesEntry(series="s", number=5),
                SeriesEntry(series="t", number=12, label="XII"),
            ],
        )
        chronicle = cs.Chronicle(Series(id="s", name="S"), Series(id="t", name="T"), joint)
        assert chronicle.numbered("s").members[0].number == 5
        [member] = chronicle.numbered("t").members
        assert (member.number, member.label) == (12, "XII")

    def test_one_meeting_may_bear_two_numbers_in_a_row(self) -> None:
        both = Event(
            id="both",
            kind="exercise",
            title="Two in one",
            when="2024-05-15",
            entries=[SeriesEntry(series="s", number=2), SeriesEntry(series="s", number=3)],
        )
        found = sequence_of(entered(1, "2023"), both, entered(4, "2024-05-16"))
        assert found.inversions == ()
        assert [str(member.window) for member in found.members[1:3]] == ["2024-05-15"] * 2


class TestLabels:
    """What a number can't say stays a label."""

    def test_irregular_labels_are_kept_and_fill_no_number(self) -> None:
        found = sequence_of(
            entered(6, "2020-06", id="six"),
            entered(None, "2021-03-01", label="6 bis", id="six-bis"),
            entered(None, "2021-09-01", label="3-6", id="three-to-six"),
            entered(None, "2021-10-01", label="extraordinary", id="special"),
            entered(8, "2022-06", label="VIII"),
        )
        [missing] = found.missing
        assert missing.number == 7
        assert [member.event.id for member in missing.candidates] == ["special"]
        assert [member.label for member in found.members] == [
            None,
            "6 bis",
            "3-6",
            "extraordinary",
            "VIII",
        ]

    @pytest.mark.parametrize("label", ["7th", "VII", "7-е", "7"])
    def test_a_label_that_says_the_number_is_a_candidate_for_it_alone(self, label: str) -> None:
        found = sequence_of(
            entered(6, "2020"), entered(None, "2021", label=label, id="x"), entered(9, "2022")
        )
        assert {gap.number: len(gap.candidates) for gap in found.missing} == {7: 1, 8: 0}

    def test_a_year_is_no_number(self) -> None:
        found = sequence_of(
            entered(6, "2020"), entered(None, "2021", label="2021", id="x"), entered(9, "2022")
        )
        assert [len(gap.candidates) for gap in found.missing] == [1, 1]


class TestCandidates:
    """Unnumbered members stand where they may belong."""

    def test_they_must_be_able_to_have_begun_in_the_window(self) -> None:
        found = sequence_of(
            entered(1, "2020-01-10"),
            entered(None, "2020-01-10", id="same-day"),
            entered(None, "2020-06", id="fits"),
            entered(None, "2021", id="fits-in-part"),
            entered(None, "2022", id="too-late"),
            entered(None, id="no-date"),
            entered(None, "2020-07", status="cancelled", id="called-off"),
            entered(3, "2021-02-01"),
        )
        [missing] = found.missing
        assert [member.event.id for member in missing.candidates] == [
            "fits",
            "fits-in-part",
            "no-date",
        ]
        assert [member.event.id for member in found.members] == [
            "s-1",
            "same-day",
            "fits",
            "fits-in-part",
            "s-3",
            "too-late",
            "called-off",
            "no-date",
        ]
        assert found.listing[1] == missing

    def test_a_series_without_numbers_is_in_the_order_of_its_dates(self) -> None:
        found = sequence_of(
            entered(None, "2021", id="b"), entered(None, id="c"), entered(None, "2020", id="a")
        )
        assert [member.event.id for member in found.members] == ["a", "b", "c"]
        assert found.missing == found.gaps == found.inversions == ()
        assert found.cadence() is None
        assert found.expected_next(on="2025") is None

    def test_an_empty_series_is_a_sequence(self) -> None:
        found = sequence_of()
        assert found.listing == ()
        assert found.suggested_lag is None
        assert found.backtest() == ()


class TestWindows:
    """What the others say of a member."""

    def test_a_rough_date_is_narrowed_by_its_neighbours(self) -> None:
        found = sequence_of(entered(1, "2021-03-05"), entered(2, "2021"), entered(3, "2021-11-20"))
        member = found.members[1]
        assert member.window == When("[2021-03-06..2021-11-19]")
        assert member.is_narrowed

    def test_what_isn_t_narrowed_keeps_the_date_as_it_is_written(self) -> None:
        found = sequence_of(entered(1, "2020~"), entered(2, "2021-06"), entered(3, "2022"))
        assert [str(member.window) for member in found.members] == ["2020~", "2021-06", "2022"]
        assert not any(member.is_narrowed for member in found.members)

    def test_what_lasts_counts_by_its_first_day(self) -> None:
        found = sequence_of(
            entered(1, "2024-04-01/2024-04-23"), entered(3, "2024-04-20/2024-05-01")
        )
        assert told(found) == ["1 2024-04-01", "2?[2024-04-02..2024-04-19]", "3 2024-04-20"]

    def test_a_member_without_a_date_has_a_window_too(self) -> None:
        found = sequence_of(entered(1, "2020-01-01"), entered(2), entered(3, "2021-01-01"))
        assert found.missing == ()
        assert str(found.members[1].window) == "[2020-01-02..2020-12-31]"
        assert found.members[1].is_narrowed

    def test_nothing_bounds_what_no_date_bounds(self) -> None:
        found = sequence_of(entered(1), entered(3))
        assert [item.window for item in found.listing] == [None, None, None]

    def test_what_comes_last_has_no_end(self) -> None:
        found = sequence_of(entered(1, "2020-01-01"), entered(2))
        assert str(found.members[1].window) == "[2020-01-02..]"

    def test_open_dates_bound_one_side(self) -> None:
        found = sequence_of(entered(1, "[2020..]"), entered(2), entered(3, "[..2022-06]"))
        assert told(found) == [
            "1 [2020-01-01..2022-06-28]",
            "2 [2020-01-02..2022-06-29]",
            "3 [2020-01-03..2022-06-30]",
        ]

    def test_two_numbers_on_one_day_are_no_contradiction(self) -> None:
        """They show that no day parts them; what is missing between is not told a lie about."""
        found = sequence_of(entered(1, "2024-05-15"), entered(3, "2024-05-15"))
        assert found.inversions == ()
        assert str(found.missing[0].window) == "2024-05-15"

    def test_the_gap_is_the_caller_s(self) -> None:
        members = [entered(1, "2024-01-01"), entered(4, "2024-12-31")]
        assert told(sequence_of(*members, min_gap=0))[1] == "2?[2024-01-01..2024-12-31]"
        assert told(sequence_of(*members, min_gap=30))[1] == "2?[2024-01-31..2024-11-01]"


class TestStatus:
    """Planned, moved and called off."""

    def test_a_scheduled_member_bounds_the_others(self) -> None:
        found = sequence_of(entered(1, "2024-01-01"), entered(3, "2026-06", status="scheduled"))
        assert str(found.missing[0].window) == "[2024-01-02..2026-06-29]"

    @pytest.mark.parametrize("status", ["cancelled", "postponed"])
    def test_a_date_that_is_off_bounds_nothing(self, status: str) -> None:
        found = sequence_of(
            entered(1, "2024-01-01"),
            entered(2, "2030-01-01", status=status),
            entered(4, "2025-01-01"),
        )
        assert found.inversions == ()
        assert str(found.missing[0].window) == "[2024-01-03..2024-12-31]"
        assert found.members[1].number == 2

    def test_neither_a_cancelled_nor_a_postponed_member_has_a_window(self) -> None:
        """Nobody knows whether the postponed one will keep its place among the others."""
        found = sequence_of(
            entered(1, "2024-01-01"),
            entered(2, "2024-05-01", status="cancelled"),
            entered(3, "2024-06-01", status="postponed"),
            entered(4, "2024-09-01"),
        )
        assert [member.window for member in found.members[1:3]] == [None, None]
        assert not any(member.is_narrowed for member in found.members)

    def test_the_number_of_a_cancelled_meeting_may_be_given_again(self) -> None:
        found = sequence_of(
            entered(1, "2024-01-01", status="cancelled", id="off"),
            entered(1, "2024-03-01", id="on"),
        )
        assert found.duplicates == ()

    def test_a_next_one_that_is_scheduled_is_told_with_its_date(self) -> None:
        found = sequence_of(
            entered(1, "2023-06-01"),
            entered(2, "2024-06-01"),
            entered(3, "2025-09", status="scheduled"),
        )
        expected = found.expected_next(on="2025-08-01")
        assert expected is not None
        assert expected.number == 3
        assert expected.event is found.members[2].event
        assert str(expected.window) == "[2025-09-01..2025-09-30]"
        assert expected.state is Expectation.SCHEDULED
        late = found.expected_next(on="2025-10-01")
        assert late is not None
        # Nothing was tried that would make it overdue.
        assert (late.state, late.overdue_from, late.trials) == (Expectation.LATE, None, 0)

    def test_a_next_one_that_was_postponed_has_no_date(self) -> None:
        found = sequence_of(
            *(entered(number, f"{2020 + number}-06-01") for number in range(1, 5)),
            entered(5, "2025-06-01", status="postponed"),
        )
        expected = found.expected_next(on="2025-05-01")
        assert expected is not None
        assert (expected.number, expected.state) == (5, Expectation.POSTPONED)
        assert expected.window is expected.median is None
        assert str(expected) == "Next: no. 5, postponed; no new date is known."

    def test_what_it_consists_of_is_told_in_a_line(self) -> None:
        found = sequence_of(
            entered(1, "2023-06-01"), entered(3, "2023-06-03"), entered(6, None, id="last")
        )
        assert [str(gap) for gap in found.gaps] == [
            "2: 2 June 2023",
            "4–5: a day not before 4 June 2023",
        ]
        assert str(found.missing[0]) == "2: 2 June 2023"
        assert str(found.members[1]) == "3, Meeting: 3 June 2023"

    def test_where_numbers_start_again_no_number_is_the_next(self) -> None:
        """The 1st of the new year is as likely as the 3rd of the old."""
        series = Series(id="s", name="Series", numbering="restarts", first_number=1)
        found = sequence_of(
            *(
                entered(number, f"{year}-0{3 * number}-01", id=f"e-{year}-{number}")
                for year in (2020, 2021, 2022)
                for number in (1, 2)
            ),
            series=series,
        )
        assert found.expected_next(on="2023-01-01") is None

    @pytest.mark.parametrize(("number", "day"), [(3, "2023-12-01"), (1, "2024-03-01")])
    def test_where_numbers_start_again_what_is_planned_is_still_said(
        self, number: int, day: str
    ) -> None:
        """In the run that goes on, and at the beginning of a new one."""
        series = Series(id="s", name="Series", numbering="restarts", first_number=1)

        def expected(status: str) -> ExpectedNext | None:
            return sequence_of(
                entered(1, "2023-03-01", id="one"),
                entered(2, "2023-09-01", id="two"),
                entered(number, day, id="coming", status=status),
                series=series,
            ).expected_next(on="2023-10-01")

        coming = expected("scheduled")
        assert coming is not None
        assert (coming.number, coming.window, coming.state) == (number, day, "scheduled")
        put_off = expected("postponed")
        assert put_off is not None
        assert (put_off.number, put_off.window, put_off.state) == (number, None, "postponed")
        for status in ("cancelled", "held"):
            assert expected(status) is None

    def test_what_is_postponed_stays_in_its_run_where_numbers_start_again(self) -> None:
        """Its old date tells the run, and no day: the number isn't missing between two days."""
        sequence = sequence_of(
            entered(1, "2023-01-10", id="one"),
            entered(2, "2023-06-10", id="put-off", status="postponed"),
            entered(3, "2023-12-10", id="three"),
            entered(1, "2024-01-20", id="first", status="postponed"),
            entered(2, "2024-05-10", id="second"),
            series=Series(id="s", name="Series", numbering="restarts", first_number=1),
        )
        assert [(member.run, member.number, member.window) for member in sequence.members] == [
            (1, 1, When("2023-01-10")),
            (1, 2, None),
            (1, 3, When("2023-12-10")),
            (2, 1, None),
            (2, 2, When("2024-05-10")),
        ]
        assert sequence.missing == ()

    @pytest.mark.parametrize("day", ["2023-12-20", "2024-02-10"])
    def test_what_is_held_after_it_was_put_off_begins_no_run(self, day: str) -> None:
        sequence = sequence_of(
            entered(1, "2023-01-10", id="one"),
            entered(2, "2023-12-10", id="put-off", status="postponed"),
            entered(2, day, id="held"),
            series=Series(id="s", name="Series", numbering="restarts", first_number=1),
        )
        assert {member.run for member in sequence.members} == {1}
        assert sequence.duplicates == ()

    def test_what_is_off_is_no_candidate_for_a_missing_number(self) -> None:
        sequence = sequence_of(
            entered(1, "2023-01-10", id="one"),
            entered(None, "2023-06-10", id="put-off", status="postponed"),
            entered(3, "2023-12-10", id="three"),
        )
        [missing] = sequence.missing
        assert missing.candidates == ()

    def test_nothing_is_overdue_of_which_no_report_can_be_known(self) -> None:
        csto = cs.load()
        found = csto.numbered("wg-afghanistan").expected_next(on="2026-08-01")
        assert found is not None
        assert (found.state, str(found.known_until)) == (Expectation.UNKNOWN, "2026-02-13")
        assert found.overdue_from is not None
        about = cs.About(as_of="2026-08-01")
        later = cs.Chronicle(csto, about=about).numbered("wg-afghanistan")
        found = later.expected_next(on="2026-08-01")
        assert found is not None
        assert found.state is Expectation.OVERDUE

    @pytest.mark.parametrize(
        ("as_of", "state", "known_until"),
        [
            (None, Expectation.LATE, None),
            ("2024-12-31", Expectation.UNKNOWN, "2024-12-31"),
            ("2025-09-30", Expectation.UNKNOWN, "2025-09-30"),
            ("2025-10-01", Expectation.LATE, None),
        ],
    )
    def test_what_was_planned_for_later_than_knowledge_goes_is_not_late(
        self, as_of: str | None, state: Expectation, known_until: str | None
    ) -> None:
        found = cs.Chronicle(
            Series(id="s", name="Series"),
            entered(1, "2024-06-01"),
            entered(2, "2025-09", status="scheduled"),
            about=cs.About(as_of=as_of),
        ).numbered("s")
        expected = found.expected_next(on="2026-01-01")
        assert expected is not None
        told = expected.known_until and str(expected.known_until)
        assert (expected.state, told) == (state, known_until)

    def test_few_intervals_give_a_wide_window_and_nothing_that_is_overdue(self) -> None:
        found = sequence_of(entered(1, "2023-06-01"), entered(2, "2024-05-31"))
        expected = found.expected_next(on="2050-01-01")
        assert expected is not None
        assert (expected.count, expected.trials, expected.error) == (1, 0, None)
        assert str(expected.window) == "[2024-11-29..2025-11-30]"
        assert expected.state is Expectation.LATE
        assert expected.overdue_from is None

    def test_a_body_that_is_often_late_is_not_soon_overdue(self) -> None:
        """The sixth came 60 days after the last day expected; the next may as well."""
        first = dt.date(2020, 1, 1)
        days = [0, 100, 200, 300, 400, 560]
        found = sequence_of(
            *(
                entered(number, str(first + dt.timedelta(days=day)))
                for number, day in enumerate(days, 1)
            )
        )
        expected = found.expected_next(first + dt.timedelta(days=721), lag=1)
        assert expected is not None
        assert expected.state is Expectation.LATE
        assert str(expected.latest) == str(first + dt.timedelta(days=720))
        assert str(expected.overdue_from) == str(first + dt.timedelta(days=781))

    def test_a_cancelled_number_is_not_waited_for(self) -> None:
        found = sequence_of(
            entered(1, "2023-06-01"),
            entered(2, "2024-06-01"),
            entered(3, "2025-06-01", status="cancelled"),
        )
        expected = found.expected_next()
        assert expected is not None
        assert (expected.number, str(expected.median)) == (4, "2026-06-03")


class TestContradictions:
    """They are reported, and no window rests on them."""

    def test_a_number_that_two_events_bear_is_a_duplicate(self) -> None:
        found = sequence_of(
            entered(1, "2020"),
            entered(2, "2021-05-01", id="one"),
            entered(2, "2021-07-01", id="other"),
            entered(4, "2022-01-01"),
        )
        [duplicate] = found.duplicates
        assert duplicate.number == 2
        assert [member.event.id for member in duplicate.members] == ["one", "other"]
        assert str(found.missing[0].window) == "[2021-05-02..2021-12-31]"

    def test_a_duplicate_hides_no_inversion(self) -> None:
        """One of the two that bear number 2 came after number 3."""
        found = sequence_of(
            entered(1, "2020-01-01"),
            entered(2, "2021-05-01", id="one"),
            entered(2, "2021-07-01", id="other"),
            entered(3, "2021-06-01"),
            entered(4, "2022-01-01"),
        )
        [inversion] = found.inversions
        assert (inversion.lower.event.id, inversion.higher.number) == ("other", 3)
        assert {m.event.id: m.is_doubted for m in found.members}["one"] is False

    def test_two_records_of_one_meeting_are_a_duplicate_without_contradiction(self) -> None:
        found = sequence_of(
            entered(2, "2021-05", id="one"),
            entered(2, "2021-05-04", id="other"),
            entered(2, "2021-06-04", id="planned", status="scheduled"),
        )
        [duplicate] = found.duplicates
        assert len(duplicate.members) == 3
        assert duplicate.contradictions == ()

    def test_the_number_of_a_postponed_meeting_goes_with_its_new_date(self) -> None:
        found = sequence_of(
            entered(1, "2024-01-01", status="postponed", id="old"),
            entered(1, "2024-03-01", id="new"),
        )
        assert found.duplicates == ()

    def test_what_the_label_makes_another_number_is_no_duplicate(self) -> None:
        found = sequence_of(
            entered(6, "2021-05-01", id="six"),
            entered(6, "2021-07-01", label="6 bis", id="six-bis"),
            entered(6, "2021-09-01", label="6 bis", id="six-bis-again"),
        )
        [duplicate] = found.duplicates
        assert [member.event.id for member in duplicate.members] == ["six-bis", "six-bis-again"]

    def test_a_number_borne_twice_in_a_year_begins_no_run(self) -> None:
        series = Series(id="s", name="Series", numbering="restarts", first_number=1)
        found = sequence_of(
            entered(1, "2020-01-10", id="a1"),
            entered(2, "2020-02-10", id="a2"),
            entered(2, "2020-03-10", id="a2-again"),
            entered(3, "2020-04-10", id="a3"),
            entered(1, "2021-01-10", id="b1"),
            series=series,
        )
        assert [(item.number, item.run) for item in found.listing] == [
            (1, 1),
            (2, 1),
            (2, 1),
            (3, 1),
            (1, 2),
        ]
        [duplicate] = found.duplicates
        assert [m.event.id for m in duplicate.members] == ["a2", "a2-again"]

    def test_a_meeting_of_several_days_is_in_the_year_in_which_it_began(self) -> None:
        series = Series(id="s", name="Series", numbering="restarts")
        found = sequence_of(
            entered(1, "2020-01-10/2020-01-11", id="a1"),
            entered(2, "2020-02-10/2020-02-12", id="a2"),
            entered(2, "2020-03-10/2020-03-11", id="a2-again"),
            entered(1, "2020-12-30/2021-01-02", id="b1"),
            series=series,
        )
        assert [member.run for member in found.members] == [1, 1, 1, 2]
        assert [duplicate.number for duplicate in found.duplicates] == [2]
        assert [(one.event.id, other.event.id) for one, other in found.begun_again] == [
            ("a1", "b1")
        ]

    def test_a_number_that_begins_a_second_run_in_a_year_is_told(self) -> None:
        series = Series(id="s", name="Series", numbering="restarts", first_number=1)
        found = sequence_of(
            entered(1, "2020-01-10", id="a1"),
            entered(2, "2020-02-10", id="a2"),
            entered(1, "2020-12-10", id="b1"),
            entered(2, "2021-02-10", id="b2"),
            entered(1, "2021-12-10", id="c1", status="cancelled"),
            entered(1, "2022-12-10", id="d1"),
            series=series,
        )
        assert [(one.event.id, other.event.id) for one, other in found.begun_again] == [
            ("a1", "b1")
        ]
        assert [member.run for member in found.members] == [1, 1, 2, 2, 3, 3]

    def test_a_number_below_the_first_is_told(self) -> None:
        series = Series(id="s", name="Series", first_number=3)
        found = sequence_of(
            entered(2, "2020"), entered(1, "2019", status="cancelled"), entered(3), series=series
        )
        assert [member.number for member in found.below_first] == [2]

    def test_two_dates_that_contradict_each_other_are_both_doubted(self) -> None:
        found = sequence_of(
            entered(1, "2020-01-01"),
            entered(2, "2023-01-01"),
            entered(3, "2022-01-01"),
            entered(4, "2024-01-01"),
        )
        [inversion] = found.inversions
        assert (inversion.lower.number, inversion.higher.number) == (2, 3)
        assert [member.is_doubted for member in found.members] == [False, True, True, False]
        assert str(found.members[1].window) == "[2020-01-02..2023-12-30]"

    def test_one_wrong_date_among_many_is_found_out(self) -> None:
        found = sequence_of(
            entered(1, "2020-01-01"),
            entered(2, "2121-01-01"),
            entered(3, "2022-01-01"),
            entered(4, "2023-01-01"),
            entered(6, "2024-01-01"),
        )
        assert [(i.lower.number, i.higher.number) for i in found.inversions] == [(2, 3)]
        assert [member.number for member in found.members if member.is_doubted] == [2]
        assert str(found.missing[0].window) == "[2023-01-02..2023-12-31]"


class TestWhatIsRefused:
    """Slips are errors, and large numbers no trap."""

    def test_an_unknown_series_has_near_ones(self) -> None:
        with pytest.raises(UnknownIdError, match="did you mean 'wg-afghanistan'"):
            cs.Chronicle(Series(id="wg-afghanistan", name="WG")).numbered("wg-afganistan")

    @pytest.mark.parametrize("gap", [-1, 1.5, True, "1"])
    def test_a_gap_is_a_number_of_days(self, gap: object) -> None:
        with pytest.raises(ArgumentError, match="a whole number from 0"):
            sequence_of(min_gap=gap)

    @pytest.mark.parametrize("lag", [0, -1, True, 1.0])
    def test_a_lag_is_a_number_from_one(self, lag: object) -> None:
        found = sequence_of(entered(1, "2020"))
        with pytest.raises(ArgumentError, match="a whole number from 1"):
            found.cadence(lag)
        with pytest.raises(ArgumentError, match="a whole number from 1"):
            found.expected_next(lag=lag)

    def test_a_day_is_a_date(self) -> None:
        with pytest.raises(WhenError):
            sequence_of(entered(1, "2020")).expected_next(on="soon")

    def test_a_slip_in_a_number_fills_no_memory(self) -> None:
        found = sequence_of(entered(1, "2020-01-01"), entered(1_000_000_000, "2021-01-01"))
        [gap] = found.gaps
        assert (gap.first, gap.last) == (2, 999_999_999)
        assert [member.number for member in found.members] == [1, 1_000_000_000]
        for listing in ("missing", "listing"):
            with pytest.raises(ArgumentError, match="at most 1,000,000 missing numbers"):
                getattr(found, listing)

    def test_the_calendar_has_an_end(self) -> None:
        found = sequence_of(entered(1, "9999-12-30"), entered(5))
        assert [str(item.window) for item in found.listing][-1] == "[9999-12-31..]"

    def test_members_are_of_the_class_that_is_public(self) -> None:
        assert type(sequence_of(entered(1)).members[0]) is SeriesMember


class TestAsAValue:
    def test_a_series_is_worked_out_once_for_all_who_ask(self) -> None:
        chronicle = cs.load()
        assert chronicle.numbered("icmec") is chronicle.numbered("icmec")
        assert chronicle.numbered("icmec") is not chronicle.numbered("icmec", min_gap=2)

    def test_sequences_are_equal_by_content(self) -> None:
        chronicle = cs.load()
        one = chronicle.numbered("wg-afghanistan")
        assert one == chronicle.numbered("wg-afghanistan")
        assert hash(one) == hash(chronicle.numbered("wg-afghanistan"))
        assert one != chronicle.numbered("wg-afghanistan", min_gap=2)
        assert one != chronicle.numbered("icmec")
        assert one != "wg-afghanistan"

    def test_copies_and_pickles_are_equal(self) -> None:
        one = cs.load().numbered("wg-afghanistan")
        assert copy.copy(one) is copy.deepcopy(one) is one
        again = pickle.loads(pickle.dumps(one))
        assert again == one
        assert again.gaps == one.gaps
