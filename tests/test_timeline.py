"""Timelines by example; their laws are in tests/laws/test_timeline.py."""

from __future__ import annotations

import copy
import datetime as dt
import pickle
from collections.abc import Callable

import pytest

from cstoevents.chronicle import Chronicle
from cstoevents.dates import Certainty, When
from cstoevents.errors import ArgumentError, ConflictError, UnknownIdError
from cstoevents.records import (
    Delegation,
    Event,
    Meeting,
    Official,
    Organisation,
    Participation,
    Place,
    Record,
    Series,
    SeriesEntry,
)
from cstoevents.records.values import About
from cstoevents.timeline import Timeline, TimelineEntry

SURELY, POSSIBLY = Certainty.SURELY, Certainty.POSSIBLY


def event(id: str, when: str | None, **fields: object) -> Event:
    return Event(id=id, when=when, **{"kind": "other", "title": "An event", **fields})


def ids(events: Timeline | tuple[Event, ...]) -> list[str]:
    return [event.id for event in events]


EVENTS = [
    event("may", "2025-05"),
    event("twelfth", "2025-05-12"),
    event("long", "2025-05-10/2025-05-20"),
    event("ongoing", "2003-10-07/.."),
    event("decade", "202X"),
    event("unknown", None),
]
TIMELINE = Timeline(EVENTS)

RECORDS: list[Record] = [
    Place(id="russia", name="Russia", kind="country"),
    Place(id="moscow", name="Moscow", kind="city", within="russia"),
    Place(id="hall", name="A hall", kind="venue", within="moscow"),
    Place(id="minsk", name="Minsk", kind="city"),
    Organisation(id="csto", name="CSTO", kind="intergovernmental"),
    Organisation(id="council", name="Council", kind="organ", parent="csto"),
    Organisation(id="group", name="Group", kind="working-group", parent="council"),
    Organisation(id="cis", name="CIS", kind="intergovernmental"),
    Official(id="chair", name="The Chair"),
    Series(id="meetings", name="Meetings of the group", organisation="group"),
    Meeting(
        id="third",
        kind="meeting",
        title="Third meeting",
        when="2025-05-13",
        status="held",
        place="hall",
        entries=[SeriesEntry(series="meetings", number=3)],
    ),
    event("exercise", "2024-09", kind="exercise", organisers=["csto"], place="russia"),
    event("visit", "2024-10-01", kind="visit", organisers=["cis"], place="minsk"),
    event("joint", None, kind="visit", status="scheduled", organisers=["cis", "council"]),
    Participation(event="third", official="chair", role="chair"),
    Participation(event="joint", official="chair"),
]
WHOLE = Chronicle(RECORDS)
CHRONICLE = WHOLE.timeline()


class TestOrder:
    def test_events_come_by_earliest_day_then_by_latest(self) -> None:
        assert ids(TIMELINE) == ["ongoing", "decade", "may", "long", "twelfth"]

    def test_events_of_one_date_come_by_id(self) -> None:
        assert ids(Timeline([event("b", "2025"), event("a", "2025")])) == ["a", "b"]

    def test_the_undated_are_apart(self) -> None:
        assert ids(TIMELINE.undated) == ["unknown"]
        assert len(TIMELINE) == 5

    def test_the_same_event_twice_is_one(self) -> None:
        assert ids(Timeline([*EVENTS, *EVENTS])) == ids(TIMELINE)

    def test_two_events_of_one_id_are_refused(self) -> None:
        with pytest.raises(ConflictError, match="one record of this id"):
            Timeline([event("a", "2024"), event("a", "2025")])

    def test_what_is_no_event_is_refused(self) -> None:
        with pytest.raises(ArgumentError, match="expected an event"):
            Timeline([Place(id="moscow", name="Moscow", kind="city")])

    def test_there_may_be_no_events(self) -> None:
        empty = Timeline([])
        assert list(empty.during("2025")) == list(empty.nearest_before("2025-01-01")) == []
        assert empty.grouped_by("year") == {}


class TestWindows:
    def test_a_window_is_every_day_from_its_earliest_to_its_latest(self) -> None:
        assert TIMELINE.during("2025-05") == TIMELINE.during("2025-05-01/2025-05-31")
        assert TIMELINE.during("2025-05~") == TIMELINE.during("[2025-05-01..2025-05-31]")

    @pytest.mark.parametrize("ask", [TIMELINE.during, TIMELINE.on, TIMELINE.since, TIMELINE.until])
    def test_a_window_knows_two_certainties_only(self, ask: Callable[..., Timeline]) -> None:
        with pytest.raises(ArgumentError, match="found 'unknown', expected one of surely, poss"):
            ask("2025-05-12", "unknown")

    @pytest.mark.parametrize(
        ("window", "surely", "possibly"),
        [
            ("2025-05", ["ongoing", "may", "long", "twelfth"], ["decade"]),
            ("2025-05-12", ["ongoing", "long", "twelfth"], ["decade", "may"]),
            ("2025-05-21/2025-06", ["ongoing"], ["decade", "may"]),
            ("1992", [], []),
            ("2020/..", ["ongoing", "decade", "may", "long", "twelfth"], []),
            ("../2003-10-07", ["ongoing"], []),
        ],
    )
    def test_each_event_is_surely_or_possibly_in_it(
        self, window: str, surely: list[str], possibly: list[str]
    ) -> None:
        found = TIMELINE.during(window)
        assert [e.event.id for e in found.entries if e.certainty is SURELY] == surely
        assert [e.event.id for e in found.entries if e.certainty is POSSIBLY] == possibly
        assert ids(TIMELINE.during(window, "surely")) == surely

    def test_before_a_window_is_asked_for_everything_is_sure(self) -> None:
        assert {entry.certainty for entry in TIMELINE.entries} == {SURELY}

    def test_an_entry_is_an_event_with_its_certainty(self) -> None:
        found = TIMELINE.during("2025-05-12")
        assert found.entries[-1] == TimelineEntry(EVENTS[1], SURELY)
        assert found.certainty_of(EVENTS[0]) is POSSIBLY

    def test_the_certainty_of_a_stranger_is_an_error(self) -> None:
        with pytest.raises(UnknownIdError, match="no event of the timeline has the id 'twelfth'"):
            TIMELINE.during("2020").certainty_of(EVENTS[1])

    def test_in_a_chain_the_weakest_mark_counts(self) -> None:
        week = TIMELINE.during("2025-05-01/2025-05-07")
        assert week.certainty_of(EVENTS[0]) is POSSIBLY
        assert week.during("2025", SURELY).certainty_of(EVENTS[0]) is POSSIBLY
        assert week.of_kind("other").certainty_of(EVENTS[0]) is POSSIBLY
        assert week[:].certainty_of(EVENTS[0]) is POSSIBLY

    def test_the_undated_stay_while_the_possible_is_asked_for(self) -> None:
        assert ids(TIMELINE.during("2025-05").undated) == ["unknown"]
        assert TIMELINE.during("2025-05", "surely").undated == ()

    def test_a_day_may_be_a_date_of_the_standard_library(self) -> None:
        assert TIMELINE.on(dt.date(2025, 5, 12)) == TIMELINE.during("2025-05-12")

    def test_on_asks_for_a_single_day(self) -> None:
        with pytest.raises(ArgumentError, match="a single day"):
            TIMELINE.on("2025-05")

    def test_since_and_until_include_their_day(self) -> None:
        assert "long" in ids(TIMELINE.since("2025-05-20", "surely"))
        assert "long" not in ids(TIMELINE.since("2025-05-21"))
        assert "twelfth" in ids(TIMELINE.until("2025-05-12"))
        assert "twelfth" not in ids(TIMELINE.until("2025-05-11"))

    def test_since_a_year_is_from_its_first_day_and_until_it_to_its_last(self) -> None:
        assert TIMELINE.since("2025") == TIMELINE.since("2025-01-01")
        assert TIMELINE.until("2025") == TIMELINE.until("2025-12-31")

    def test_there_are_two_words_for_certainty(self) -> None:
        with pytest.raises(ArgumentError, match="certainty: found 'maybe'"):
            TIMELINE.during("2025", "maybe")


class TestNearest:
    def test_only_the_surely_over_is_before_a_day(self) -> None:
        assert ids(TIMELINE.nearest_before("2025-05-19")) == ["twelfth"]
        assert ids(TIMELINE.nearest_before("2025-05-12", 3)) == []

    def test_only_what_surely_starts_later_is_after_a_day(self) -> None:
        assert ids(TIMELINE.nearest_after("2025-05-01", 5)) == ["long", "twelfth"]
        assert ids(TIMELINE.nearest_after("2025-05-01")) == ["long"]

    def test_of_a_month_it_is_the_first_and_last_day_that_count(self) -> None:
        assert ids(TIMELINE.nearest_before("2025-06", 9)) == ["may", "long", "twelfth"]
        assert ids(TIMELINE.nearest_after("2025-04")) == ["may"]

    @pytest.mark.parametrize("count", [0, -1, 1.5, True])
    def test_the_count_is_a_whole_number_from_1(self, count: int) -> None:
        with pytest.raises(ArgumentError, match=r"count: .*expected a whole number from 1"):
            TIMELINE.nearest_after("2025-05-01", count)


class TestFilters:
    def test_of_a_body_are_its_own_events_and_those_of_its_bodies(self) -> None:
        found = CHRONICLE.of("csto")
        assert (ids(found), ids(found.undated)) == (["exercise", "third"], ["joint"])
        assert ids(CHRONICLE.of("group")) == ["third"]
        assert ids(CHRONICLE.of("cis")) == ["visit"]

    def test_within_a_day_the_clocks_of_places_count_where_events_name_no_zone(self) -> None:
        osh = Place(id="osh", name="Osh", kind="city", timezone="Asia/Bishkek")
        there = event("there", "2025-05-13", start_time="12:00", place="osh")
        here = event("here", "2025-05-13", start_time="10:00", timezone="Europe/Moscow")
        assert ids(Chronicle(osh, here, there).timeline()) == ["there", "here"]

    def test_at_a_place_are_events_at_all_that_lies_within_it(self) -> None:
        assert ids(CHRONICLE.at("russia")) == ["exercise", "third"]
        assert ids(CHRONICLE.at("moscow")) == ["third"]

    def test_with_an_official_are_events_that_they_took_part_in(self) -> None:
        found = CHRONICLE.with_official("chair")
        assert (ids(found), ids(found.undated)) == (["third"], ["joint"])

    def test_kinds_and_statuses_are_any_of_those_named(self) -> None:
        assert ids(CHRONICLE.of_kind("exercise", "visit")) == ["exercise", "visit"]
        assert ids(CHRONICLE.with_status("held", "cancelled")) == ["third"]

    def test_filters_chain_in_any_order(self) -> None:
        one = CHRONICLE.of("csto").during("2025").at("russia")
        assert one == CHRONICLE.at("russia").of("csto").during("2025")
        assert ids(one) == ["third"]

    @pytest.mark.parametrize("name", ["of", "at", "with_official"])
    def test_an_unknown_id_is_refused_and_a_near_one_named(self, name: str) -> None:
        near = {"of": "cxto", "at": "moscaw", "with_official": "chaar"}[name]
        with pytest.raises(UnknownIdError, match="did you mean"):
            getattr(CHRONICLE, name)(near)

    def test_an_id_of_another_class_is_refused(self) -> None:
        with pytest.raises(UnknownIdError, match="no organisation has the id or name 'moscow'"):
            CHRONICLE.of("moscow")

    def test_by_a_state_that_took_part_itself_or_by_others(self) -> None:
        """As a side, by its delegation, by whoever came on its behalf, and by its bodies."""
        chronicle = Chronicle(
            Organisation(id="kg", name="Kyrgyzstan", kind="state"),
            Organisation(id="ministry", name="Ministry", kind="state-body", parent="kg"),
            Official(id="minister", name="Minister"),
            *(event(id, "2025") for id in ("side", "sent", "spoke", "below", "other")),
            Participation(event="side", organisation="kg"),
            Delegation(event="sent", on_behalf_of="kg"),
            Participation(event="spoke", official="minister", on_behalf_of="kg"),
            Participation(event="below", organisation="ministry"),
            Participation(event="other", official="minister"),
        )
        found = chronicle.timeline().with_organisation("Kyrgyzstan")
        assert sorted(ids(found)) == ["below", "sent", "side", "spoke"]

    def test_by_topic_and_text(self) -> None:
        timeline = Timeline(
            [
                event("a", "2025", topics=["counter-terrorism"], note={"ru": "О границах"}),
                event("b", "2025", topics=["border security"], outcomes=["Plan 41 adopted"]),
            ]
        )
        assert ids(timeline.with_topic("Counter\u2013Terrorism")) == ["a"]
        assert ids(timeline.with_topic("counter-terrorism", "Border Security")) == ["a", "b"]
        assert ids(timeline.with_topic("border")) == []
        assert ids(timeline.with_text("granitsakh")) == ["a"]
        assert ids(timeline.with_text("granits")) == ["a", "b"]  # a topic's name in Russian, too
        assert ids(timeline.with_text("plan ADOPTED")) == ["b"]
        assert ids(timeline.with_text("4")) == []
        with pytest.raises(ArgumentError, match="words to look for"):
            timeline.with_text(" ")
        with pytest.raises(ArgumentError, match=r"topics\[1\]: found '', expected a topic"):
            timeline.with_topic("borders", "")

    def test_an_unknown_kind_is_refused(self) -> None:
        with pytest.raises(ArgumentError, match="one of session, meeting"):
            CHRONICLE.of_kind("party")

    def test_what_lies_in_the_chronicle_around_is_seen(self) -> None:
        mine = event("mine", "2026", organisers=["group"])
        timeline = Chronicle(mine, within=WHOLE).timeline()
        assert ids(timeline.of("csto")) == ["mine"]


class TestGroups:
    def test_by_month_the_less_exact_are_under_what_is_sure(self) -> None:
        timeline = Timeline(
            [
                event("day", "2024-11-05"),
                event("month", "2024-11"),
                event("lasting", "2024-11-30/2025-02-02"),
                event("half", "2024-41"),
                event("turn-of-month", "[2024-10-31..2024-11-01]"),
                event("turn-of-year", "[2024-12-31..2025-01-01]"),
                event("turn-of-decade", "[2019-12-31..2020-01-01]"),
                event("turn-of-century", "[1999-12-31..2000-01-01]"),
                event("decade", "202X~"),
                event("open", "../2023"),
            ]
        )
        groups = {str(key): ids(part) for key, part in timeline.grouped_by("month").items()}
        assert groups == {
            "../2023": ["open"],
            "[1999-12-31..2000-01-01]": ["turn-of-century"],
            "20XX": ["turn-of-decade"],
            "202X": ["decade", "turn-of-year"],
            "2024": ["half", "turn-of-month"],
            "2024-11": ["month", "day", "lasting"],
        }

    def test_by_year(self) -> None:
        assert {str(key): ids(part) for key, part in TIMELINE.grouped_by("year").items()} == {
            "2003": ["ongoing"],
            "202X": ["decade"],
            "2025": ["may", "long", "twelfth"],
        }

    def test_the_first_years_have_no_decade(self) -> None:
        """EDTF would write it 000X, which holds the year 0."""
        early = When("[0001..0009]")
        assert list(Timeline([event("early", early.text)]).grouped_by("year")) == [early]

    def test_groups_keep_the_marks(self) -> None:
        found = TIMELINE.during("2025-05-12").grouped_by("month")
        assert found[When("2025-05")].certainty_of(EVENTS[0]) is POSSIBLY

    def test_a_unit_is_a_year_or_a_month(self) -> None:
        with pytest.raises(ArgumentError, match="'year' or 'month'"):
            TIMELINE.grouped_by("week")


class TestAsASequence:
    def test_a_position_gives_an_event_and_a_slice_a_timeline(self) -> None:
        assert TIMELINE[-1].id == "twelfth"
        assert ids(TIMELINE[1:3]) == ["decade", "may"]
        assert isinstance(TIMELINE[1:3], Timeline)

    def test_a_slice_backward_is_refused(self) -> None:
        """It would be put in order again, which is not what was asked for."""
        with pytest.raises(ArgumentError, match=r"reversed\(\) goes backward"):
            TIMELINE[::-1]

    def test_the_whole_as_a_slice_is_the_same(self) -> None:
        assert TIMELINE.undated
        assert TIMELINE[:] == TIMELINE[0:] == TIMELINE[::1] == TIMELINE
        assert TIMELINE[:2].undated == ()

    def test_one_without_a_chronicle_says_so_when_asked_for_ids(self) -> None:
        for alone in (Timeline(EVENTS), pickle.loads(pickle.dumps(Timeline(EVENTS)))):
            for question in (alone.of, alone.at, alone.with_official):
                with pytest.raises(UnknownIdError, match="made without a chronicle"):
                    question("csto")

    def test_membership_is_by_content(self) -> None:
        assert event("may", "2025-05") in TIMELINE
        assert event("may", "2025-06") not in TIMELINE
        assert EVENTS[-1] not in TIMELINE
        assert "may" not in TIMELINE

    def test_timelines_are_equal_by_content_and_marks(self) -> None:
        assert Timeline(reversed(EVENTS)) == TIMELINE
        assert hash(Timeline(reversed(EVENTS))) == hash(TIMELINE)
        marked = TIMELINE.during("2025-05-01").during("2025-05")
        assert marked != Timeline(marked)
        assert list(TIMELINE) != TIMELINE

    def test_a_timeline_can_not_be_changed(self) -> None:
        with pytest.raises(AttributeError, match="can't be changed"):
            TIMELINE.undated = ()
        with pytest.raises(AttributeError, match="can't be changed"):
            del TIMELINE.undated

    def test_it_survives_pickling_and_copies_are_itself(self) -> None:
        found = CHRONICLE.during("2024-09-15")
        again = pickle.loads(pickle.dumps(found))
        assert again == found
        assert again.of("csto") == found.of("csto")
        assert copy.copy(found) is copy.deepcopy(found) is found

    def test_its_repr_counts(self) -> None:
        assert repr(TIMELINE) == "<Timeline of 5 events, 1 undated>"
        assert repr(TIMELINE.during("2025-05-12")) == (
            "<Timeline of 5 events, 2 of them possibly, 1 undated>"
        )
        assert repr(TIMELINE[:1]) == "<Timeline of 1 event>"
        about = About(as_of="2026-02-13")
        chronicle = Chronicle(TIMELINE[0], about=about, references="lenient")
        assert repr(chronicle.timeline()) == "<Timeline of 1 event, as of 2026-02-13>"


def test_within_one_day_the_order_is_that_of_the_moments() -> None:
    """Ten in Bishkek is before nine in Moscow; what has no time comes first."""

    def at(id: str, time: str | None, zone: str | None = None) -> Event:
        return Event(
            id=id, kind="other", title="E", when="2025-05-13", start_time=time, timezone=zone
        )

    timeline = Timeline(
        [at("a", "09:00", "Europe/Moscow"), at("b", "10:00", "Asia/Bishkek"), at("z", None)]
    )
    assert [event.id for event in timeline] == ["z", "b", "a"]


def test_an_entry_has_a_short_text() -> None:
    visit = event("a", "2025-05", title="A visit")
    [entry] = Timeline([visit]).entries
    assert str(entry) == "May 2025: A visit"
    [entry] = Timeline([visit]).on("2025-05-01").entries
    assert str(entry) == "May 2025: A visit, possibly"
