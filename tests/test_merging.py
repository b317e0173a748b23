"""Merging: what refines what, what conflicts, who may be one, and what uniting them rewrites."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

import cstoevents as cs
from cstoevents.merging import Preference
from cstoevents.records import Record


def event(**fields: Any) -> cs.Event:
    return cs.Event(**{"id": "e", "kind": "visit", "title": "A visit", **fields})


def meeting(id: str, number: int | None = None, **fields: Any) -> cs.Meeting:
    entries = () if number is None else [cs.SeriesEntry(series="wg", number=number)]
    given = {"id": id, "kind": "meeting", "title": "A meeting", "entries": entries, **fields}
    return cs.Meeting(**given)


def chronicle(*records: Record) -> cs.Chronicle:
    return cs.Chronicle(records, references="lenient")


def merged(one: Record, other: Record, *further: Record) -> tuple[Any, list[str]]:
    """The record that two become, and their conflicts in words; the same from both sides."""
    there = chronicle(one, *further).merge(chronicle(other, *further))
    back = chronicle(other, *further).merge(chronicle(one, *further))
    assert there.chronicle == back.chronicle
    return there.chronicle[one.id], [str(conflict) for conflict in there.conflicts]


WG = cs.Series(id="wg", name="Working group")


class TestFieldByField:
    """Records of one id."""

    def test_what_one_leaves_out_the_other_fills_in(self) -> None:
        one = event(topics=["peace"], start_time="10:00")
        other = event(description="More", end_time="12:00")
        record, conflicts = merged(one, other)
        assert conflicts == []
        assert (record.topics, str(record.description)) == (("peace",), "More")
        assert (f"{record.start_time:%H:%M}", f"{record.end_time:%H:%M}") == ("10:00", "12:00")

    def test_a_conflict_of_who_took_part_shows_only_what_is_said(self) -> None:
        one = cs.Participation(id="p", event="v", official="ann")
        _, conflicts = merged(one, attrs.evolve(one, official="bob"))
        assert conflicts == ["p: official, organisation, description: 'ann' or 'bob'"]

    def test_the_narrower_date_stays(self) -> None:
        assert merged(event(when="2024-11"), event(when="2024-11-05")) == (
            event(when="2024-11-05"),
            [],
        )

    def test_a_doubt_is_dropped_by_who_has_none(self) -> None:
        assert merged(event(when="2024~"), event(when="2024"))[0].when == cs.When("2024")

    def test_dates_that_exclude_each_other_conflict(self) -> None:
        record, conflicts = merged(event(when="2024-11-05"), event(when="2024-10"))
        assert conflicts == ["e: when: 2024-11-05 or 2024-10"]
        assert record.when == cs.When("2024-11-05"), "the narrower stays, not the one in order"

    def test_languages_are_united(self) -> None:
        record, conflicts = merged(event(title="A visit"), event(title={"ru": "Визит"}))
        assert (dict(record.title), conflicts) == ({"en": "A visit", "ru": "Визит"}, [])

    def test_words_of_one_language_that_differ_conflict_there_alone(self) -> None:
        one, other = event(title={"en": "B", "ru": "Б"}), event(title={"en": "A", "hy": "Ա"})
        record, conflicts = merged(one, other)
        assert conflicts == ["e: title.en: 'B' or 'A'"]
        assert dict(record.title) == {"en": "A", "hy": "Ա", "ru": "Б"}

    def test_collections_are_united_and_sorted(self) -> None:
        record, conflicts = merged(event(topics=["b", "a"]), event(topics=["c", "b"]))
        assert (record.topics, conflicts) == (("a", "b", "c"), [])

    def test_equal_collections_keep_their_order(self) -> None:
        both = event(topics=["b", "a"])
        assert merged(both, event(topics=["b", "a"], description="More"))[0].topics == ("b", "a")

    def test_a_fuller_member_of_a_collection_replaces_the_barer(self) -> None:
        bare = event(documents=[cs.Document(title="Plan")], entries=[cs.SeriesEntry(series="wg")])
        full = event(
            documents=[cs.Document(title={"en": "Plan", "ru": "План"}, kind="plan")],
            entries=[cs.SeriesEntry(series="wg", number=41, label="41st")],
        )
        assert merged(bare, full, WG) == (full, [])

    def test_all_sources_are_kept_even_the_barer(self) -> None:
        bare, full = cs.Source(url="https://a.org/"), cs.Source(url="https://a.org/", title="A")
        record, _ = merged(event(sources=[bare]), event(sources=[full]))
        assert set(record.sources) == {bare, full}

    def test_two_numbers_in_one_series_conflict(self) -> None:
        record, conflicts = merged(meeting("m", 41), meeting("m", 42), WG)
        assert len(conflicts) == 1
        assert [entry.number for entry in record.entries] == [41]

    def test_an_agenda_keeps_its_order_or_conflicts(self) -> None:
        short, long = meeting("m", agenda=["B"]), meeting("m", agenda=["C", "B", "A"])
        assert merged(short, long) == (long, [])
        _, conflicts = merged(meeting("m", agenda=["A", "B"]), meeting("m", agenda=["B", "A"]))
        assert len(conflicts) == 1

    def test_the_narrower_place_stays(self) -> None:
        town = cs.Place(id="minsk", name="Minsk", kind="city")
        house = cs.Place(id="house", name="House", kind="venue", within="minsk")
        hall = cs.Place(id="hall", name="Hall", kind="venue", within="house")
        record, conflicts = merged(event(place="minsk"), event(place="hall"), town, house, hall)
        assert (record.place, conflicts) == ("hall", [])

    def test_coordinates_are_never_mixed(self) -> None:
        one = cs.Place(id="p", name="P", kind="city", latitude=53.9, longitude=27.5)
        other = cs.Place(id="p", name="P", kind="city", latitude=42.8, longitude=74.6)
        record, conflicts = merged(one, other)
        assert (record.latitude, record.longitude) in {(53.9, 27.5), (42.8, 74.6)}
        assert len(conflicts) == 1

    def test_who_took_part_is_one_thing_of_three(self) -> None:
        named = cs.Participation(id="p", event="e", official="anna")
        unnamed = cs.Participation(id="p", event="e", description="A minister")
        record, conflicts = merged(named, unnamed)
        assert record in (named, unnamed)
        assert len(conflicts) == 1

    def test_commemorations_are_reconciled_within(self) -> None:
        one = event(commemoration=cs.Commemoration(description="Founding", number=33))
        other = event(commemoration=cs.Commemoration(description="Founding", original="1992-05"))
        record, conflicts = merged(one, other)
        assert conflicts == []
        assert record.commemoration.number == 33
        assert record.commemoration.original == cs.When("1992-05")

    def test_records_of_two_classes_conflict_as_a_whole(self) -> None:
        other = cs.Place(id="e", name="E", kind="city")
        record, conflicts = merged(event(), other)
        assert record == event()
        assert len(conflicts) == 1

    def test_a_conflict_names_both_values_and_their_sources(self) -> None:
        mine, theirs = cs.Source(citation="Mine"), cs.Source(citation="Theirs")
        of_place = cs.Source(citation="On the place", field="place")
        merge = chronicle(event(when="2024", sources=[mine])).merge(
            chronicle(event(when="2025", sources=[theirs, of_place]))
        )
        (conflict,) = merge.conflicts
        assert conflict.values == (cs.When("2024"), cs.When("2025"))
        assert conflict.sources == ((mine,), (theirs,))
        assert conflict.kept == cs.When("2024")

    @pytest.mark.parametrize(("prefer", "year"), [("one", "2025"), ("other", "2024")])
    def test_one_side_can_be_preferred(self, prefer: Preference, year: str) -> None:
        one, other = chronicle(event(when="2025")), chronicle(event(when="2024"))
        merge = one.merge(other, prefer=prefer)
        assert merge.chronicle.event("e").when == cs.When(year)
        assert len(merge.conflicts) == 1

    def test_another_preference_is_refused(self) -> None:
        with pytest.raises(cs.ArgumentError, match="'one', 'other' or None"):
            chronicle().merge(chronicle(), prefer="both")


class TestAnnouncedAndHeld:
    """An event's status and dates."""

    def test_scheduled_and_held_on_the_day_is_held(self) -> None:
        plan = event(when="2025-05", status="scheduled")
        report = event(when="2025-05-13", status="held")
        assert merged(plan, report) == (report, [])

    def test_held_on_another_day_remembers_the_earlier_date(self) -> None:
        plan = event(when="2025-05-12", status="scheduled")
        record, conflicts = merged(plan, event(when="2025-05-13", status="held"))
        assert conflicts == []
        assert (record.status, record.when) == ("held", cs.When("2025-05-13"))
        assert record.previous_when == (cs.When("2025-05-12"),)

    def test_moved_and_moved_again_remembers_both(self) -> None:
        plan = event(when="2025-05-20", status="scheduled", previous_when=["2025-05-12"])
        record, _ = merged(plan, event(when="2025-06-01", status="held"))
        assert record.previous_when == (cs.When("2025-05-12"), cs.When("2025-05-20"))

    def test_who_knows_of_the_move_is_right_about_the_date(self) -> None:
        old = event(when="2025-05-12", status="scheduled")
        new = event(when="2025-05-20", status="scheduled", previous_when=["2025-05-12"])
        assert merged(old, new) == (new, [])

    def test_a_report_known_less_exactly_keeps_the_planned_day(self) -> None:
        plan = event(when="2025-05-13", status="scheduled")
        record, conflicts = merged(plan, event(when="2025-05", status="held"))
        assert (record.status, record.when, conflicts) == ("held", cs.When("2025-05-13"), [])

    def test_held_and_cancelled_conflict(self) -> None:
        _, conflicts = merged(event(status="held"), event(status="cancelled"))
        assert conflicts == ["e: status: 'held' or 'cancelled'"]

    @pytest.mark.parametrize("status", ["postponed", "held", "cancelled"])
    def test_any_later_word_overtakes_scheduled(self, status: str) -> None:
        record, conflicts = merged(event(status="scheduled"), event(status=status))
        assert (record.status, conflicts) == (status, [])


class TestMatches:
    """Records of different ids."""

    def test_one_series_and_number(self) -> None:
        mine = meeting("mine", 41, when="2025-05-13", status="held")
        theirs = meeting("theirs", 41, when="2025-05-12", status="scheduled")
        (match,) = chronicle(WG, mine).merge(chronicle(WG, theirs)).matches
        assert match.records == ("mine", "theirs")
        assert match.kind is cs.merging.Likeness.NUMBER
        assert match.evidence == (
            "both are number 41 of wg",
            "their dates: 2025-05-12 and 2025-05-13",
        )

    def test_one_body_and_compatible_dates_and_places(self) -> None:
        town = cs.Place(id="minsk", name="Minsk", kind="city")
        hall = cs.Place(id="hall", name="Hall", kind="venue", within="minsk")
        mine = meeting("mine", title="Talks", when="2025-05", organisers=["csto"], place="minsk")
        theirs = meeting("a", title="Round", when="2025-05-13", organisers=["csto"], place="hall")
        (match,) = chronicle(town, hall, mine).merge(chronicle(town, hall, theirs)).matches
        assert (match.records, match.kind) == (("mine", "a"), cs.merging.Likeness.OCCASION)

    @pytest.mark.parametrize(
        "fields",
        [
            {"when": "2025-06-01"},
            {"organisers": ["sco"]},
            {"kind": "session"},
            {"place": "minsk"},
            {"when": "2025"},
            {"entries": [cs.SeriesEntry(series="rounds", label="2025")]},
        ],
        ids=["date", "body", "kind", "place", "vague", "series"],
    )
    def test_what_tells_two_occasions_apart(self, fields: dict[str, Any]) -> None:
        known = [cs.Place(id=id, name=id, kind="city") for id in ("minsk", "osh")]
        known += [cs.Series(id=id, name=id) for id in ("talks", "rounds")]
        given = {"title": "Talks", "when": "2025-05-13", "organisers": ["csto"], "place": "osh"}
        given |= {"entries": [cs.SeriesEntry(series="talks", label="2025")]}
        mine = meeting("mine", **given)
        theirs = meeting("theirs", **{**given, "title": "Round", **fields})
        assert chronicle(*known, mine).merge(chronicle(*known, theirs)).matches == ()

    @pytest.mark.parametrize(("title", "count"), [("Shield", 0), ("River Ford exercise", 1)])
    def test_two_of_one_body_known_to_the_month_are_one_by_their_titles_alone(
        self, title: str, count: int
    ) -> None:
        one, other = (
            cs.Event(id=id, kind="exercise", title=title, when="2026-10", organisers=["csto"])
            for id, title in (("a", "River Ford"), ("b", title))
        )
        assert len(chronicle(one).merge(chronicle(other)).matches) == count

    @pytest.mark.parametrize(
        ("one", "other", "is_asked"),
        [
            ("Barrier-2026 special exercise", "Exercise Search-2026", False),
            ("Учение «Барьер-2026»", "Учение «Поиск-2026»", False),
            ("Exercise Barrier-2026", "Special exercise “Barrier”", True),
            ("Indestructible Brotherhood-2026", "Unbreakable Brotherhood-2026", True),
            ("Exercise Barrier-2026", "Exercise of medical units", True),
            (
                {"en": "Border-2026", "ru": "Учение «Рубеж»"},
                {"en": "Rubezh-2026", "ru": "Учение «Рубеж-2026»"},
                True,
            ),
        ],
    )
    def test_exercises_of_two_names_are_two(self, one: Any, other: Any, is_asked: bool) -> None:
        """A name is in quotation marks or joined to a year; one may be translated."""
        of = {"kind": "exercise", "when": "2026-10-12/2026-10-16", "organisers": ["csto"]}
        mine, theirs = cs.Event(id="a", title=one, **of), cs.Event(id="b", title=other, **of)
        assert bool(chronicle(mine).merge(chronicle(theirs)).matches) is is_asked

    def test_exercises_of_one_month_and_place_in_the_built_in_data_are_two(self) -> None:
        csto = cs.load()
        twin = attrs.evolve(csto["barrier-2026"], id="barrier-again")
        matches = csto.merge(cs.Chronicle(twin, within=csto)).matches
        assert [match.records for match in matches] == [("barrier-2026", "barrier-again")]
        other = attrs.evolve(csto["unbreakable-brotherhood-2026"], id="again", entries=())
        known = attrs.evolve(other, when="2026-10-12/2026-10-16")
        matches = csto.merge(cs.Chronicle(known, within=csto)).matches
        assert [match.records for match in matches] == [("unbreakable-brotherhood-2026", "again")]

    def test_people_by_alias_and_by_identifier(self) -> None:
        mine = cs.Official(id="a", name="Anna Orlova", aliases=[cs.Alias(value="Anya Orlova")])
        theirs = cs.Official(id="b", name="Orlova, Anya")
        assert chronicle(mine).merge(chronicle(theirs)).matches[0].kind is cs.merging.Likeness.NAME
        number = [cs.Identifier(scheme="wikidata", identifier="Q1")]
        mine = cs.Official(id="a", name="Anna Orlova", identifiers=number)
        theirs = cs.Official(id="b", name="A. Orlova", identifiers=number)
        assert (
            chronicle(mine).merge(chronicle(theirs)).matches[0].kind
            is cs.merging.Likeness.IDENTIFIER
        )

    def test_what_is_doubled_within_one_of_the_two_is_no_match(self) -> None:
        doubled = chronicle(WG, meeting("a", 1), meeting("b", 1))
        assert doubled.merge(chronicle(WG, meeting("a", 1))).matches == ()


class TestUniting:
    """Matches that are applied."""

    def united(self) -> cs.merging.Merge:
        mine = [
            WG,
            cs.Official(id="anna", name="Anna Orlova"),
            meeting("wg-41", 41, when="2025-05-13", status="held"),
            cs.Delegation(event="wg-41", on_behalf_of="kg", size=3),
            cs.Participation(
                event="wg-41", official="anna", delegation="wg-41--kg--delegation", role="head"
            ),
        ]
        theirs = [
            WG,
            cs.Official(id="orlova", name="Anna Orlova", nationality="KG"),
            meeting("plan", 41, when="2025-05-12", status="scheduled"),
            meeting("day-2", parent="plan", references=[cs.Reference(event="plan")]),
            cs.Delegation(event="plan", on_behalf_of="kg", level="experts"),
            cs.Participation(
                event="plan", official="orlova", delegation="plan--kg--delegation", role="head"
            ),
            cs.Participation(event="plan", official="orlova", role="speaker"),
        ]
        merge = chronicle(*mine).merge(chronicle(*theirs))
        assert {match.records for match in merge.matches} == {("wg-41", "plan"), ("anna", "orlova")}
        return merge.apply(*merge.matches)

    def test_two_become_one_under_the_first_id(self) -> None:
        united = self.united().chronicle
        assert united.get("plan") is None
        assert united.event("wg-41").previous_when == (cs.When("2025-05-12"),)
        assert united.official("anna").nationality == "KG"

    def test_references_are_rewritten_at_any_depth(self) -> None:
        day_2 = self.united().chronicle.event("day-2")
        assert (day_2.parent, day_2.references[0].event) == ("wg-41", "wg-41")

    def test_link_records_that_say_the_same_become_one(self) -> None:
        united = self.united().chronicle
        (delegation,) = united.delegations
        assert (delegation.size, delegation.level) == (3, "experts")
        assert [
            (participation.official, participation.role, participation.delegation)
            for participation in united.participations
        ] == [
            ("anna", "speaker", None),
            ("anna", "head", "wg-41--kg--delegation"),
        ]

    def test_nothing_is_left_to_match_or_to_break(self) -> None:
        merge = self.united()
        assert merge.matches == ()
        assert merge.conflicts == ()
        assert {problem.found for problem in merge.chronicle.broken} == {"kg"}

    def test_only_the_matches_asked_for_are_applied(self) -> None:
        one = chronicle(cs.Official(id="a", name="A Bcd"), cs.Official(id="x", name="Xenia Yu"))
        other = chronicle(cs.Official(id="z", name="Xenia Yu"))
        merge = one.merge(other)
        assert len(merge.chronicle) == 3
        assert len(merge.apply().chronicle) == 3
        assert len(merge.apply(*merge.matches).chronicle) == 2

    def test_chains_of_matches_meet_in_one_record(self) -> None:
        merge = chronicle(meeting("a"), meeting("b"), meeting("c")).merge(chronicle())
        pairs = [("a", "b"), ("b", "c")]
        matches = [
            cs.merging.Match(records=pair, kind="title", evidence=["I say so"]) for pair in pairs
        ]
        assert [meeting.id for meeting in merge.apply(*matches).chronicle.meetings] == ["a"]

    def test_what_the_two_contradict_each_other_in_joins_the_conflicts(self) -> None:
        merge = chronicle(WG, meeting("a", 1, place="minsk")).merge(
            chronicle(WG, meeting("b", 1, place="osh"))
        )
        assert [str(conflict) for conflict in merge.apply(*merge.matches).conflicts] == [
            "a: place: 'minsk' or 'osh'"
        ]

    def test_a_match_of_records_that_are_not_there_is_refused(self) -> None:
        match = cs.merging.Match(records=("a", "b"), kind="name", evidence=["?"])
        with pytest.raises(cs.UnknownIdError):
            chronicle(meeting("a")).merge(chronicle()).apply(match)


class TestWithin:
    def test_what_lies_within_the_other_is_merged_into_it(self) -> None:
        outer = cs.Chronicle(WG, meeting("wg-1", 1, when="2025"))
        mine = cs.Chronicle(meeting("wg-1", 1, when="2025-05-13"), within=outer)
        merge = outer.merge(mine)
        assert merge.chronicle.within is None
        assert merge.chronicle.event("wg-1").when == cs.When("2025-05-13")
        assert merge.chronicle.broken == ()


class TestDatesThatAgree:
    """A month says how well a date is known: what lies within it agrees, and says more."""

    @pytest.mark.parametrize(
        ("rough", "better"),
        [
            ("2026-05", "2026-05-14/2026-05-15"),
            ("2026-05", "2026-05-14?"),
            ("2026", "2026-05/2026-06"),
            ("2026~", "2025-12-30"),
            ("2026-05-14?", "2026-05-15"),
            ("2026~", "2026-05-14~"),
            ("[2026-05..2026-08]", "2026-06"),
        ],
    )
    def test_the_better_of_two_dates_that_agree_stays_without_a_conflict(
        self, rough: str, better: str
    ) -> None:
        for pair in ((rough, better), (better, rough)):
            record, conflicts = merged(*(event(when=when) for when in pair))
            assert (record.when, conflicts) == (cs.When(better), [])

    @pytest.mark.parametrize(
        ("wide", "narrow"),
        [("2026-05", "2026-06-14"), ("2026~", "2024-12-30"), ("2026-05/2026-07", "2026-08")],
    )
    def test_of_two_dates_that_conflict_the_narrower_stays(self, wide: str, narrow: str) -> None:
        for pair in ((wide, narrow), (narrow, wide)):
            record, conflicts = merged(*(event(when=when) for when in pair))
            assert (record.when, len(conflicts)) == (cs.When(narrow), 1)

    def test_exact_days_of_every_exercise_known_to_the_month_agree_with_the_built_in_data(
        self,
    ) -> None:
        csto = cs.load()
        rough = [
            one
            for one in csto.events
            if one.kind == "exercise" and one.when and one.when.precision == "month"
        ]
        assert len(rough) > 5
        exact = {}
        for one in rough:
            first = one.when.earliest
            days = f"{first.replace(day=14)}/{first.replace(day=16)}"
            exact[one.id] = attrs.evolve(one, when=days, status="held")
        copy = cs.Chronicle(exact.get(record.id, record) for record in csto)
        for merge in (csto.merge(copy), copy.merge(csto)):
            assert merge.conflicts == ()
            for id, dated in exact.items():
                event = merge.chronicle.event(id)
                moved = event.previous_when != csto.event(id).previous_when
                assert (event.when, moved) == (dated.when, False)


@pytest.mark.parametrize(
    ("day", "time", "zone", "is_match"),
    [
        ("13", "10:10", "Europe/Moscow", True),
        ("13", "10:30", "Europe/Moscow", True),
        ("13", "11:00", "Europe/Moscow", False),
        ("13", "13:00", "Asia/Bishkek", True),
        ("13", "13:00", "Europe/Moscow", False),
        ("13", "10:10", None, True),
        # Moved by a day, at the same time by the clock.
        ("14", "10:00", "Europe/Moscow", True),
    ],
)
def test_ten_minutes_between_announcement_and_report_tell_no_two_events_apart(
    day: str, time: str, zone: str | None, *, is_match: bool
) -> None:
    """An hour does: meetings that follow on each other in one hall are so far apart."""

    def told(id: str, day: str, time: str, zone: str | None) -> cs.Chronicle:
        when, moved = f"2025-05-{day}", ["2025-05-13"] if day != "13" else []
        return cs.Chronicle(
            cs.Event(
                id=id,
                kind="visit",
                title="A visit",
                when=when,
                previous_when=moved,
                start_time=time,
                timezone=zone,
            )
        )

    announced = told("announced", "13", "10:00", "Europe/Moscow")
    assert bool(announced.merge(told("reported", day, time, zone)).matches) is is_match


def test_the_zone_of_the_place_counts_where_an_event_names_none() -> None:
    osh = cs.Place(id="osh", name="Osh", kind="city", timezone="Asia/Bishkek")
    there = cs.Event(
        id="a", kind="visit", title="A visit", when="2025-05-13", start_time="13:00", place="osh"
    )
    here = attrs.evolve(there, id="b", start_time="10:00", timezone="Europe/Moscow")
    assert cs.Chronicle(osh, there).merge(cs.Chronicle(osh, here)).matches


class TestTimesInTwoZones:
    BISHKEK = cs.Event(
        id="v", kind="visit", title="V", when="2025-05-13", start_time="10:00",
        timezone="Asia/Bishkek",
    )  # fmt: skip
    MOSCOW = attrs.evolve(BISHKEK, start_time="07:00", timezone="Europe/Moscow")

    @pytest.mark.parametrize("end", [None, "09:00"])
    def test_one_moment_by_the_clocks_of_two_is_no_conflict(self, end: str | None) -> None:
        other = attrs.evolve(self.MOSCOW, end_time=end)
        there = cs.Chronicle(self.BISHKEK).merge(cs.Chronicle(other))
        back = cs.Chronicle(other).merge(cs.Chronicle(self.BISHKEK))
        assert there.conflicts == back.conflicts == ()
        assert there.chronicle == back.chronicle
        if end:
            assert there.chronicle.event("v") == other

    def test_two_moments_are_a_conflict(self) -> None:
        later = attrs.evolve(self.MOSCOW, start_time="08:00")
        [conflict] = cs.Chronicle(self.BISHKEK).merge(cs.Chronicle(later)).conflicts
        assert conflict.path == "start_time, end_time, timezone"


class TestOneMoment:
    """The day, the times and the zone of an event are one value, told by one of the two."""

    @staticmethod
    def told(when: str | None, start: str | None, zone: str | None, **fields: Any) -> cs.Event:
        return event(when=when, start_time=start, timezone=zone, **fields)

    @staticmethod
    def moment(event: cs.Event) -> tuple[str, str, str | None]:
        return str(event.when), str(event.start_time), event.timezone

    @pytest.mark.parametrize("time", [None, "09:00"])
    def test_a_planned_time_is_not_carried_to_the_day_on_which_it_was_held(
        self, time: str | None
    ) -> None:
        plan = self.told("2026-05-13", "10:00", "Europe/Moscow", status="scheduled")
        report = self.told("2026-05-14", time, None, status="held")
        record, conflicts = merged(plan, report)
        assert conflicts == []
        assert self.moment(record) == self.moment(report)
        assert record.previous_when == (cs.When("2026-05-13"),)

    def test_a_planned_time_stays_where_the_report_means_the_same_day(self) -> None:
        plan = self.told("2026-05-13", "10:00", "Europe/Moscow", status="scheduled")
        for when in ("2026-05-13", "2026-05", None):
            record, conflicts = merged(plan, self.told(when, None, None, status="held"))
            assert (self.moment(record), conflicts) == (self.moment(plan), [])

    def test_of_two_days_in_conflict_the_time_is_that_of_the_day_that_stays(self) -> None:
        one = self.told("2026-05-13", "10:00", "Europe/Moscow", status="held")
        for time in (None, "09:00"):
            other = self.told("2026-05-14", time, None, status="held")
            record, [conflict] = merged(one, other)
            assert self.moment(record) == self.moment(one)
            path = "when, start_time, end_time, timezone" if time else "when"
            assert conflict.startswith(f"e: {path}: ")

    @pytest.mark.parametrize("statuses", [(None, None), ("scheduled", "held"), ("held", "held")])
    def test_one_moment_on_the_days_of_two_zones_is_no_conflict(self, statuses: Any) -> None:
        one, other = (
            self.told(*moment, status=status)
            for moment, status in zip(
                [("2025-05-13", "23:30", "Europe/Moscow"), ("2025-05-14", "02:30", "Asia/Bishkek")],
                statuses,
                strict=True,
            )
        )
        record, conflicts = merged(one, other)
        assert conflicts == []
        assert record.previous_when == ()
        assert record.starts == one.starts == other.starts

    def test_one_moment_on_the_days_of_two_zones_makes_a_firm_match(self) -> None:
        one = self.told("2025-05-13", "23:30", "Europe/Moscow")
        other = attrs.evolve(
            one, id="f", when="2025-05-14", start_time="02:30", timezone="Asia/Bishkek"
        )
        merge = chronicle(one).merge(chronicle(other))
        assert [match.kind.is_firm for match in merge.matches] == [True]
        assert merge.apply(*merge.matches).conflicts == ()

    @pytest.mark.parametrize("time", ["10:10", "15:00"])
    def test_a_report_wins_for_its_time_over_an_announcement(self, time: str) -> None:
        plan = self.told("2026-05-13", "10:00", "Europe/Moscow", status="scheduled")
        report = self.told("2026-05-13", time, "Europe/Moscow", status="held")
        record, conflicts = merged(plan, report)
        assert (self.moment(record), conflicts) == (self.moment(report), [])


def test_a_conflict_of_times_is_told_without_words_of_python() -> None:
    one, other = (event(when="2026-05-13", start_time=time) for time in ("10:00", "10:10:05"))
    [conflict] = merged(one, other)[1]
    assert conflict == "e: start_time, end_time, timezone: 10:00 or 10:10:05"


class TestDatesOfWhichNeitherSaysMore:
    @pytest.mark.parametrize(
        ("one", "other", "kept", "is_conflict"),
        [
            ("2026-05-14?", "2026-05-15?", "2026-05-14?", True),
            ("2026-05?", "2026-05~", "2026-05?", True),
            ("2026-05?", "2026-06?", "2026-05?", True),
            ("2024-02", "[2024-01-30..2024-02]", "2024-02", False),
        ],
    )
    def test_the_order_of_the_two_is_no_matter(
        self, one: str, other: str, kept: str, *, is_conflict: bool
    ) -> None:
        for pair in ((one, other), (other, one)):
            record, conflicts = merged(*(event(when=when) for when in pair))
            assert (record.when, bool(conflicts)) == (cs.When(kept), is_conflict)

    @pytest.mark.parametrize(
        ("plan", "report"),
        [("2026-05", "[2026-05-20..2026-06-03]"), ("2026", "[2025-12..2026-02]")],
    )
    def test_what_the_announcement_does_not_rule_out_was_not_moved(
        self, plan: str, report: str
    ) -> None:
        told = event(when=plan, status="scheduled"), event(when=report, status="held")
        for pair in (told, told[::-1]):
            record, conflicts = merged(*pair)
            assert (record.when, record.previous_when, conflicts) == (cs.When(report), (), [])
