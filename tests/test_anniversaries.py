"""Anniversaries by example; their laws are in tests/laws/test_anniversaries.py."""

from __future__ import annotations

import copy
import datetime as dt
import gc
import pickle
import re

import attrs
import pytest

import cstoevents as cs
from cstoevents.anniversaries import (
    Anniversaries,
    Anniversary,
    Completed,
    LeapPolicy,
    Occasion,
    anniversary,
    completed,
    next_anniversary,
)
from cstoevents.dates import Certainty, When
from cstoevents.errors import ArgumentError, NoAnniversaryError, WhenError
from cstoevents.records import (
    Commemoration,
    Event,
    EventKind,
    Meeting,
    Membership,
    Official,
    Organisation,
    Record,
    Text,
)

TREATY = Event(id="treaty", kind="signing", title="Treaty signed", when="1992-05-15")
CSTO = Organisation(id="csto", name="CSTO", kind="intergovernmental", founded="2002-10-07")
EXERCISE = Event(id="exercise", kind="exercise", title="An exercise", when="2004-08")


def marking(id: str, when: str | None, **of: object) -> Event:
    of_what = Commemoration(**of)
    return Event(id=id, kind="commemoration", title="Evening", when=when, commemoration=of_what)


def calendar(*records: Record) -> cs.Chronicle:
    return cs.Chronicle(records, references="lenient")


def told(found: Anniversaries) -> list[tuple[str, int, str]]:
    return [(entry.when.text, entry.number, str(entry.title)) for entry in found]


class TestOneAnniversary:
    @pytest.mark.parametrize(
        ("original", "number", "when"),
        [
            ("1992-05-15", 33, "2025-05-15"),
            ("2024-11", 1, "2025-11"),
            ("2024-11-XX", 1, "2025-11-XX"),
            ("2024-XX-XX", 1, "2025-XX-XX"),
            ("2026-40", 1, "2027-40"),
            ("2003", 25, "2028"),
            ("2003~", 25, "2028~"),
            ("2003-10-07?", 25, "2028-10-07?"),
            ("2024-02", 1, "2025-02"),
            ("2024-02-28", 4, "2028-02-28"),
            ("2025-06-24/2025-06-26", 1, "2026-06-24"),
            ("2003-10-07/..", 20, "2023-10-07"),
            ("2003-10/", 20, "2023-10"),
            ("[2024-12-30..2025-01-02]", 1, "[2025-12-30..2026-01-02]"),
            ("[2023-12-08..2024-12-07]", 3, "[2026-12-08..2027-12-07]"),
            ("[2024-02..2024-04]", 1, "[2025-02..2025-04]"),
            ("0001-01-01", 9998, "9999-01-01"),
        ],
    )
    def test_it_is_as_exact_as_the_original(self, original: str, number: int, when: str) -> None:
        assert anniversary(original, number).when == When(when)

    def test_of_an_interval_the_end_may_come_round(self) -> None:
        assert anniversary("2025-06-24/2025-06-26", 1, of="end").when == When("2026-06-26")

    @pytest.mark.parametrize(
        ("leap", "when"), [("backward", "2025-02-28"), ("forward", "2025-03-01")]
    )
    def test_29_february_moves_as_the_policy_says(self, leap: LeapPolicy, when: str) -> None:
        assert anniversary("2024-02-29?", 1, leap=leap).when == When(f"{when}?")
        assert anniversary("2024-02-29", 4, leap=leap).when == When("2028-02-29")

    def test_the_example_of_rfc_7529(self) -> None:
        """Section 4.3.4: 29 February 2012, SKIP=FORWARD."""
        days = [anniversary("2012-02-29", n, leap="forward").when.text for n in (1, 2, 3, 4)]
        assert days == ["2013-03-01", "2014-03-01", "2015-03-01", "2016-02-29"]

    @pytest.mark.parametrize(
        ("leap", "when"),
        [
            ("backward", "[2025-02-10..2025-02-28]"),
            ("forward", "[2025-02-10..2025-03-01]"),
            ("omit", "[2025-02-10..2025-02-28]"),
        ],
    )
    def test_29_february_at_the_end_of_a_range(self, leap: LeapPolicy, when: str) -> None:
        assert anniversary("[2024-02-10..2024-02-29]", 1, leap=leap).when == When(when)

    def test_a_range_that_shrinks_to_a_day_is_that_day(self) -> None:
        assert anniversary("[2024-02-28..2024-02-29]", 1).when == When("2025-02-28")

    @pytest.mark.parametrize(
        ("original", "number", "options", "reason"),
        [
            ("199X", 30, {}, "too roughly"),
            ("19XX", 30, {}, "too roughly"),
            ("[2023-12-08..2024-12-08]", 3, {}, "too roughly"),
            ("[..2024]", 3, {}, "too roughly"),
            ("199X/2005", 30, {}, "too roughly"),
            ("../2005", 30, {}, "its start"),
            ("/2005", 30, {}, "its start is not known"),
            ("2003/..", 20, {"of": "end"}, "its end"),
            ("2003/", 20, {"of": "end"}, "its end is not known"),
            ("2003", 8000, {}, "the year 9999"),
            ("2024-02-29", 1, {"leap": "omit"}, "no 29 February"),
            ("[2024-02-29..2024-02-29]", 1, {"leap": "omit"}, "no 29 February"),
        ],
    )
    def test_what_has_none_says_why(
        self, original: str, number: int, options: dict[str, str], reason: str
    ) -> None:
        with pytest.raises(NoAnniversaryError, match=reason) as caught:
            anniversary(original, number, **options)
        assert (caught.value.when, caught.value.number) == (When(original), number)

    @pytest.mark.parametrize("number", [0, -1])
    def test_a_number_below_1_is_a_bad_argument_as_any_other(self, number: int) -> None:
        with pytest.raises(ArgumentError, match=f"number: found {number}, expected a whole"):
            anniversary("1992-05-15", number)
        with pytest.raises(ArgumentError, match=f"every: found {number}, expected a whole"):
            next_anniversary("1992-05-15", "2025", every=number)

    def test_a_record_lends_its_date_and_its_title(self) -> None:
        of_event = anniversary(TREATY, 35)
        assert (of_event.when.text, str(of_event.title)) == ("2027-05-15", "Treaty signed")
        assert of_event.kind is EventKind.SIGNING
        of_founding = anniversary(CSTO, 25)
        assert (of_founding.when.text, str(of_founding.title)) == ("2027-10-07", "CSTO")
        assert of_founding.kind is EventKind.FOUNDING

    def test_a_bare_date_has_neither_title_nor_kind(self) -> None:
        assert (anniversary("1992", 1).title, anniversary("1992", 1).kind) == (None, None)

    def test_a_record_without_a_date_has_none(self) -> None:
        undated = Organisation(id="undated", name="Undated", kind="organ")
        with pytest.raises(NoAnniversaryError, match="of undated: it has no date"):
            anniversary(undated, 1)

    def test_a_date_may_be_one_of_the_standard_library(self) -> None:
        assert anniversary(dt.date(1992, 5, 15), 1).when == When("1993-05-15")

    def test_no_date_at_all_is_refused(self) -> None:
        with pytest.raises(WhenError):
            anniversary("yesterday", 1)

    def test_an_unknown_policy_or_end_is_refused(self) -> None:
        with pytest.raises(ArgumentError, match="one of backward, forward, omit"):
            anniversary("1992", 1, leap="skip")
        with pytest.raises(ArgumentError, match="'start' or 'end'"):
            anniversary("1992", 1, of="middle")


class TestYearsCompleted:
    def test_a_year_is_over_on_the_day_itself(self) -> None:
        assert int(completed("1992-05-15", "2025-05-14")) == 32
        assert int(completed("1992-05-15", "2025-05-15")) == 33

    def test_what_is_not_known_to_the_day_gives_a_range(self) -> None:
        assert completed("1992", "2025-05-12") == Completed(32, 33)
        assert completed("1992-05-15", "2025") == Completed(32, 33)
        assert completed("199X", "2025-05-12") == Completed(25, 35)

    def test_a_range_is_no_number(self) -> None:
        with pytest.raises(ArgumentError, match="found '32 to 33 years', expected one number"):
            int(completed("1992", "2025"))

    def test_before_the_first_anniversary_it_is_none(self) -> None:
        assert int(completed("1992-05-15", "1993-05-14")) == 0
        assert int(completed("1992-05-15", "1980-01-01")) == 0

    @pytest.mark.parametrize(
        ("leap", "on"),
        [("backward", "2025-02-28"), ("forward", "2025-03-01"), ("omit", "2025-03-01")],
    )
    def test_29_february_is_completed_as_the_policy_says(self, leap: LeapPolicy, on: str) -> None:
        eve = dt.date.fromisoformat(on) - dt.timedelta(1)
        assert int(completed("2024-02-29", eve, leap=leap)) == 0
        assert int(completed("2024-02-29", on, leap=leap)) == 1

    def test_of_an_interval_the_start_counts_or_the_end(self) -> None:
        term = "2003-04-28/2016-12-31"
        assert int(completed(term, "2025-05-12")) == 22
        assert int(completed(term, "2025-05-12", of="end")) == 8

    def test_what_is_open_to_one_side_can_not_be_counted(self) -> None:
        with pytest.raises(NoAnniversaryError, match="open to one side"):
            completed("[..1992]", "2025")
        with pytest.raises(NoAnniversaryError, match="its end is not known"):
            completed("2003/..", "2025", of="end")
        with pytest.raises(ArgumentError, match=r"on: .*a first and a last day"):
            completed("1992", "2025/..")


class TestTheNext:
    def test_the_day_itself_is_not_after_itself(self) -> None:
        assert next_anniversary(TREATY, "2025-05-14").number == 33
        assert next_anniversary(TREATY, "2025-05-15").number == 34

    def test_the_next_jubilee(self) -> None:
        found = next_anniversary(CSTO, "2025-01-01", every=25)
        assert (found.number, found.when.text, found.record) == (25, "2027-10-07", CSTO)

    def test_before_the_original_it_is_the_first(self) -> None:
        assert next_anniversary("1992-05-15", "1900").number == 1
        assert next_anniversary("1992-05-15", "../1900").number == 1

    def test_what_the_policy_omits_is_passed_over(self) -> None:
        assert next_anniversary("1896-02-29", "1896-03-01", leap="omit").number == 8

    @pytest.mark.parametrize("after", ["9999", "2025/.."])
    def test_there_is_none_after_the_end_of_the_calendar(self, after: str) -> None:
        with pytest.raises(NoAnniversaryError, match="the calendar ends"):
            next_anniversary(TREATY, after)

    def test_a_step_is_a_whole_number_from_1(self) -> None:
        with pytest.raises(ArgumentError, match=r"every: .*a whole number from 1"):
            next_anniversary(TREATY, "2025", every=0)


class TestWhatIsCommemorated:
    def test_by_default_foundings_signatures_and_entries_into_force(self) -> None:
        events = [
            Event(id=kind.value, kind=kind, title=kind.value, when="2000-05-01")
            for kind in (
                EventKind.FOUNDING,
                EventKind.SIGNING,
                EventKind.ENTRY_INTO_FORCE,
                EventKind.EXERCISE,
                EventKind.VISIT,
            )
        ]
        found = calendar(*events).anniversaries("2025-05")
        assert [title for _, _, title in told(found)] == ["entry-into-force", "founding", "signing"]

    def test_by_default_the_foundings_of_organisations(self) -> None:
        assert told(calendar(CSTO).anniversaries("2027")) == [("2027-10-07", 25, "CSTO")]

    def test_by_default_whatever_a_commemoration_points_to(self) -> None:
        meeting = Meeting(id="first", kind="meeting", title="First meeting", when="2004-11-12")
        plain, pointed = calendar(meeting), marking("m", "2024-11-10", event="first", number=20)
        assert told(plain.anniversaries("2024-11")) == []
        assert told(calendar(meeting, pointed).anniversaries("2024-11")) == [
            ("2024-11-12", 20, "First meeting")
        ]

    def test_by_default_what_is_described_in_words_with_its_date(self) -> None:
        day = marking("day", "2025-05-08", description="Victory", original="1945-05-09", number=80)
        [found] = calendar(day).anniversaries("2025-05")
        assert (found.title, found.kind, found.record) == (Text("Victory"), None, None)
        assert [(observance.event.id, observance.offset) for observance in found.observed] == [
            ("day", -1)
        ]

    def test_the_date_that_a_commemoration_states_helps_out_where_the_record_has_none(self) -> None:
        body = Organisation(id="body", name="Body", kind="organ")
        day = marking("day", "2025-05-08", organisation="body", original="2005-05-07", number=20)
        [found] = calendar(body, day).anniversaries("2025-05")
        assert (found.original.text, found.record) == ("2005-05-07", body)

    def test_kinds_that_are_asked_for_come_alone(self) -> None:
        records = calendar(TREATY, CSTO, EXERCISE)
        assert told(records.anniversaries("2024", kinds=["exercise"])) == [
            ("2024-08", 20, "An exercise")
        ]
        assert told(records.anniversaries("2024", kinds=[EventKind.FOUNDING])) == [
            ("2024-10-07", 22, "CSTO")
        ]

    def test_all_kinds_may_be_asked_for(self) -> None:
        found = calendar(TREATY, CSTO, EXERCISE).anniversaries("2024", kinds="all")
        assert [number for _, number, _ in told(found)] == [32, 20, 22]

    def test_a_kind_is_not_a_text_that_is_no_list(self) -> None:
        with pytest.raises(ArgumentError, match="not one value"):
            calendar().anniversaries("2024", kinds="exercise")

    def test_an_unknown_kind_is_refused(self) -> None:
        with pytest.raises(ArgumentError, match="party") as refused:
            calendar().anniversaries("2024", kinds=["party"])
        named = set(re.findall(r"[\w-]+", str(refused.value)))
        assert named >= {*EventKind, *Occasion}

    @pytest.mark.parametrize("status", ["cancelled", "postponed"])
    def test_what_did_not_happen_has_no_anniversaries(self, status: str) -> None:
        event = Event(id="e", kind="signing", title="E", when="2000-05-01", status=status)
        assert told(calendar(event).anniversaries("2025", kinds="all")) == []

    @pytest.mark.parametrize("status", ["cancelled", "postponed"])
    def test_nor_has_its_record(self, status: str) -> None:
        event = Event(id="e", kind="signing", title="E", when="2000-05-01", status=status)
        with pytest.raises(NoAnniversaryError, match=f"it was {status}"):
            next_anniversary(event, "2025")

    def test_of_what_is_only_scheduled_the_next_is_merely_possible(self) -> None:
        event = Event(id="e", kind="signing", title="E", when="2000-05-01", status="scheduled")
        assert next_anniversary(event, "2025-06").certainty is Certainty.POSSIBLY
        assert next_anniversary(TREATY, "2025-06").certainty is Certainty.SURELY

    def test_what_is_commemorated_may_be_of_the_chronicle_around(self) -> None:
        day = marking("day", "2025-05-12", event="treaty", number=33)
        found = cs.Chronicle(day, within=cs.Chronicle(TREATY, CSTO)).anniversaries("2025")
        assert told(found) == [("2025-05-15", 33, "Treaty signed")]


ANN = Official(id="ann", name={"en": "Ann", "ru": "Анна"}, born="1964-02-29", died="2014-02")


class TestOfPersonsAndTerms:
    TERM = Membership(
        id="term", member="ann", organisation="csto", role="secretary-general", when="2004-05-01/.."
    )
    STATE = Organisation(id="aa", name="Aland", kind="state")
    JOINED = Membership(id="joined", member="aa", organisation="csto", when="2006-08-16/..")
    FOUND = calendar(ANN, CSTO, TERM, STATE, JOINED)

    def test_births_and_deaths_are_commemorated_unasked(self) -> None:
        found = self.FOUND.anniversaries("2024-02")
        assert [(entry.kind, entry.number, entry.when.text) for entry in found] == [
            (Occasion.DEATH, 10, "2024-02"),
            (Occasion.BIRTH, 60, "2024-02-29"),
        ]
        assert {entry.record for entry in found} == {ANN}

    @pytest.mark.parametrize(
        ("kind", "told"),
        [
            ("birth", ["Ann"]),
            ("death", ["Ann"]),
            ("accession", ["Aland, CSTO"]),
            ("term", ["Ann, secretary general, CSTO"]),
            ("founding", ["CSTO"]),
        ],
    )
    def test_each_kind_is_had_for_asking(self, kind: str, told: list[str]) -> None:
        found = self.FOUND.anniversaries("2025", kinds=[kind])
        assert [str(entry.title) for entry in found] == told
        assert {str(entry.kind) for entry in found} == {kind}

    def test_the_next_of_a_post_is_of_the_kind_that_the_calendar_has(self) -> None:
        chair = attrs.evolve(self.JOINED, role="chair")
        for term in (self.TERM, chair):
            [found] = calendar(ANN, CSTO, self.STATE, term).anniversaries("2030", kinds=["term"])
            assert found.kind == next_anniversary(term, "2029").kind == Occasion.TERM
        assert next_anniversary(self.JOINED, "2029").kind is None

    def test_all_of_them_are_the_kinds_together(self) -> None:
        found = self.FOUND.anniversaries("2025", kinds="all")
        assert sorted(str(entry.kind) for entry in found) == [
            "accession",
            "birth",
            "death",
            "founding",
            "term",
        ]

    @pytest.mark.parametrize(
        ("leap", "day"), [("backward", "2025-02-28"), ("forward", "2025-03-01"), ("omit", None)]
    )
    def test_her_birthday_is_where_the_leap_policy_puts_it(
        self, leap: LeapPolicy, day: str | None
    ) -> None:
        found = self.FOUND.anniversaries("2025", kinds=["birth"], leap=leap)
        assert [entry.when.text for entry in found] == ([day] if day else [])

    def test_a_person_lends_the_birth_or_the_death(self) -> None:
        birth, death = next_anniversary(ANN, "2024-05"), next_anniversary(ANN, "2024-05", of="end")
        assert (birth.number, birth.kind, birth.title) == (61, Occasion.BIRTH, ANN.name)
        assert (death.number, death.kind, death.when.text) == (11, Occasion.DEATH, "2025-02")

    def test_a_membership_lends_its_beginning_or_its_end(self) -> None:
        assert next_anniversary(self.TERM, "2025").number == 22
        with pytest.raises(NoAnniversaryError, match="its end is not known"):
            next_anniversary(self.TERM, "2025", of="end")

    @pytest.mark.parametrize(
        ("record", "number", "english", "russian"),
        [
            (attrs.evolve(ANN, died=None), 61, "61st birthday", "61 год со дня рождения"),
            (ANN, 100, "100th anniversary of the birth", "100 лет со дня рождения"),
            (TREATY, 33, "33rd anniversary", "33-я годовщина"),
            (CSTO, 25, "25th anniversary", "25-я годовщина"),
        ],
    )
    def test_it_is_named_as_people_name_it(
        self, record: Official | Event, number: int, english: str, russian: str
    ) -> None:
        found = anniversary(record, number)
        assert (found.in_words(), found.in_words("ru")) == (english, russian)

    def test_a_death_is_named_as_such(self) -> None:
        found = anniversary(ANN, 12, of="end")
        assert found.in_words() == "12th anniversary of the death"
        assert found.in_words("ru") == "12 лет со дня смерти"

    def test_whose_member_is_not_on_record_begins_no_term(self) -> None:
        lost = Membership(id="lost", member="nobody", organisation="csto", when="2004-05-01/..")
        assert told(calendar(CSTO, lost).anniversaries("2025", kinds=["term", "accession"])) == []


class TestObserved:
    def test_the_evening_of_12_may_2025_was_three_days_early(self) -> None:
        evening = marking("evening", "2025-05-12", event="treaty", number=33)
        [found] = calendar(TREATY, evening).anniversaries("2025-05-15")
        assert (found.when.text, found.number) == ("2025-05-15", 33)
        assert [(observance.event, observance.offset) for observance in found.observed] == [
            (evening, -3)
        ]

    def test_it_belongs_to_the_anniversary_of_its_number_alone(self) -> None:
        evening = marking("evening", "2025-05-12", event="treaty", number=33)
        found = calendar(TREATY, evening).anniversaries("2024/2026")
        assert [len(entry.observed) for entry in found] == [0, 1, 0]

    def test_several_come_in_the_order_of_their_dates(self) -> None:
        late, early, undated = (
            marking(id, when, event="treaty", number=33)
            for id, when in (("a", "2025-05-16"), ("b", "2025-05-12"), ("c", None))
        )
        [found] = calendar(TREATY, late, early, undated).anniversaries("2025")
        assert [(observance.event.id, observance.offset) for observance in found.observed] == [
            ("b", -3),
            ("a", 1),
            ("c", None),
        ]

    def test_of_what_lasts_the_first_day_counts(self) -> None:
        days = marking("days", "2025-05-14/2025-05-16", event="treaty", number=33)
        [found] = calendar(TREATY, days).anniversaries("2025")
        assert found.observed[0].offset == -1

    def test_days_that_are_not_known_are_not_counted(self) -> None:
        month = marking("month", "2025-05", event="treaty", number=33)
        [found] = calendar(TREATY, month).anniversaries("2025")
        assert found.observed[0].offset is None


class TestWindows:
    def test_an_anniversary_is_surely_or_possibly_in_the_window(self) -> None:
        records = calendar(EXERCISE)
        sure, possible = (
            records.anniversaries(window, kinds="all") for window in ("2024-08", "2024-08-01")
        )
        assert [entry.certainty for entry in (*sure, *possible)] == [
            Certainty.SURELY,
            Certainty.POSSIBLY,
        ]
        assert len(records.anniversaries("2024-08-01", kinds="all", certainty="surely")) == 0

    def test_a_window_knows_two_certainties_only(self) -> None:
        with pytest.raises(ArgumentError, match="certainty: found 'unknown'"):
            calendar(TREATY).anniversaries("2024", certainty="unknown")

    def test_a_window_may_span_years(self) -> None:
        found = calendar(TREATY).anniversaries("2024-05-16/2027-05-15")
        assert [entry.number for entry in found] == [33, 34, 35]

    def test_the_day_itself_is_no_anniversary_of_itself(self) -> None:
        assert [entry.number for entry in calendar(TREATY).anniversaries("1990/1994")] == [1, 2]

    def test_every_fifth_is_a_jubilee(self) -> None:
        found = calendar(TREATY, CSTO).anniversaries("2020/2030", every=5)
        assert [(entry.number, entry.when.year) for entry in found] == [
            (30, 2022),
            (20, 2022),
            (35, 2027),
            (25, 2027),
        ]

    @pytest.mark.parametrize(
        ("leap", "window", "count"),
        [
            ("backward", "2025-02-28", 1),
            ("backward", "2025-03-01", 0),
            ("forward", "2025-02-28", 0),
            ("forward", "2025-03-01", 1),
            ("omit", "2025", 0),
            ("omit", "2028-02-29", 1),
        ],
    )
    def test_29_february_is_found_where_the_policy_puts_it(
        self, leap: LeapPolicy, window: str, count: int
    ) -> None:
        leap_day = Event(id="leap", kind="signing", title="Signed", when="2004-02-29")
        assert len(calendar(leap_day).anniversaries(window, leap=leap)) == count

    def test_a_range_that_reaches_into_the_next_year_is_found_there(self) -> None:
        event = Event(id="e", kind="signing", title="E", when="[2004-12-20..2005-01-10]")
        [found] = calendar(event).anniversaries("2025-01-05")
        assert (found.number, found.when.text) == (20, "[2024-12-20..2025-01-10]")

    @pytest.mark.parametrize("window", ["2025/..", "../2025", "2025/", "/2025"])
    def test_a_window_has_a_first_and_a_last_day(self, window: str) -> None:
        with pytest.raises(ArgumentError, match=r"window: .*a first and a last day"):
            calendar(TREATY).anniversaries(window)

    def test_of_one_day_the_oldest_comes_first(self) -> None:
        other = Event(id="a", kind="signing", title="A", when="2002-05-15")
        assert [entry.number for entry in calendar(other, TREATY).anniversaries("2025")] == [33, 23]


class TestAsASequence:
    FOUND = calendar(TREATY, CSTO).anniversaries("2024/2026")

    def test_it_counts_and_is_reached_by_position(self) -> None:
        assert len(self.FOUND) == 6
        assert self.FOUND[0].number == 32
        assert self.FOUND[-1].record == CSTO

    def test_a_slice_backward_is_refused_and_the_whole_is_the_same(self) -> None:
        assert self.FOUND[:] == self.FOUND
        with pytest.raises(ArgumentError, match=r"reversed\(\) goes backward"):
            self.FOUND[::-1]

    def test_a_slice_is_the_same_kind_of_sequence(self) -> None:
        assert isinstance(self.FOUND[1:3], Anniversaries)
        assert list(self.FOUND[1:3]) == list(self.FOUND)[1:3]

    def test_the_next_of_them(self) -> None:
        found = self.FOUND.next("2025-05-15")
        assert isinstance(found, Anniversary)
        assert (found.number, found.record) == (23, CSTO)
        assert self.FOUND.next("2026-12-31") is None

    def test_it_is_a_value(self) -> None:
        again = Anniversaries(reversed(list(self.FOUND)))
        assert again == self.FOUND
        assert hash(again) == hash(self.FOUND)
        assert pickle.loads(pickle.dumps(self.FOUND)) == self.FOUND
        assert copy.copy(self.FOUND) is copy.deepcopy(self.FOUND) is self.FOUND
        assert repr(self.FOUND) == "<Anniversaries: 6>"
        assert list(self.FOUND) != self.FOUND

    def test_it_can_not_be_changed(self) -> None:
        with pytest.raises(AttributeError, match="can't be changed"):
            self.FOUND.items = ()
        with pytest.raises(AttributeError, match="can't be changed"):
            del self.FOUND._items

    def test_an_anniversary_is_hashable_and_pickles(self) -> None:
        assert len({*self.FOUND, *self.FOUND}) == 6
        assert pickle.loads(pickle.dumps(self.FOUND[0])) == self.FOUND[0]


def test_what_is_only_scheduled_has_no_sure_anniversary() -> None:
    planned = cs.Event(
        id="planned", kind="founding", title="Planned", when="2026-11-11", status="scheduled"
    )
    held = cs.Event(id="held", kind="founding", title="Held", when="2020-11-11")
    chronicle = cs.Chronicle(planned, held)
    found = chronicle.anniversaries("2030")
    assert [(entry.record.id, entry.certainty) for entry in found if entry.record] == [
        ("held", "surely"),
        ("planned", "possibly"),
    ]
    assert [entry.number for entry in chronicle.anniversaries("2030", certainty="surely")] == [10]


def test_an_anniversary_is_one_short_line() -> None:
    ann = cs.Official(id="ann", name="Ann", born="1964-03-05")
    visit = cs.Event(id="v", kind="visit", title="Visit", when="2020-05", status="scheduled")
    assert str(cs.anniversary("1992-05-15", 33)) == "33rd anniversary, 15 May 2025"
    assert str(cs.anniversary(ann, 60)) == "Ann, 60th birthday, 5 March 2024"
    assert str(cs.anniversary(visit, 5)) == "Visit, 5th anniversary, May 2025, possibly"


def test_the_first_question_is_answered_without_going_over_all_objects_in_between() -> None:
    events = [attrs.evolve(EXERCISE, id=f"event-{number}") for number in range(5_000)]
    chronicle = cs.Chronicle(events)
    chronicle.anniversaries("2026")
    collected: list[str] = []
    known = cs.Chronicle(events)
    gc.collect()
    gc.callbacks.append(lambda phase, _: collected.append(phase))
    try:
        known.anniversaries("2026")
    finally:
        gc.callbacks.pop()
    assert collected.count("start") <= 1  # the one when it is on again
    assert gc.isenabled()
