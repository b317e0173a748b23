"""Popolo files read: each field of the three kinds of files, what is left, what is refused."""

from __future__ import annotations

import datetime as dt
import io
import json
import time
import zoneinfo
from typing import Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cstoevents as cs
from cstoevents.formats import recognised

ANN = {"id": "p1", "name": "Ann Example"}
BOARD = {"id": "APC", "name": "Board", "classification": "party"}


def read(plain: Any = None, **options: Any) -> cs.Chronicle:
    """Read plain data as the file that it makes."""
    return cs.read_popolo(json.dumps(plain).encode(), **options)


def losses(plain: Any, **options: Any) -> dict[str, str]:
    """What was not taken, with the reasons."""
    reports: list[cs.formats.LossReport] = []
    read(plain, on_losses=reports.append, **options)
    return {loss.what: loss.reason for report in reports for loss in report}


def problems(plain: Any, **options: Any) -> dict[str | None, str]:
    """What a file is refused for, by path."""
    with pytest.raises(cs.InputError) as caught:
        read(plain, **options)
    return {problem.path: problem.expected for problem in caught.value.problems}


def test_a_small_file_gives_officials_organisations_and_memberships() -> None:
    chronicle = read(
        {
            "persons": [{**ANN, "birth_date": "1958-03", "death_date": "2014"}],
            "organizations": [BOARD],
            "memberships": [
                {"person_id": "p1", "organization_id": "APC", "role": "member",
                 "start_date": "2015"},
            ],
        }
    )  # fmt: skip
    assert list(chronicle) == [
        cs.Organisation(
            id="apc", name="Board", kind="other", extra={"classification": "party"},
            identifiers=[cs.Identifier(scheme="popolo", identifier="APC")],
        ),
        cs.Official(id="p1", name="Ann Example", born="1958-03", died="2014"),
        cs.Membership(member="p1", organisation="apc", role="member", when="2015/.."),
    ]  # fmt: skip


class TestEveryPolitician:
    FILE: ClassVar[dict[str, Any]] = {
        "persons": [
            {"id": "42", "name": "Ann Example", "gender": "female", "birth_date": "1958-00-00",
             "other_names": [
                 {"lang": "ru", "name": "Анна Пример", "note": "multilingual"},
                 {"lang": "simple", "name": "Ann"},
                 {"name": "Ann Maiden", "note": "former", "end_date": "1980"},
             ],
             "identifiers": [{"scheme": "wikidata", "identifier": "Q22283794"},
                             {"scheme": "everypolitician_legacy", "identifier": "a/1"}],
             "links": [{"url": "https://example.org/ann", "note": "Site"}],
             "contact_details": [{"type": "email", "value": "ann@example.org"}]},
        ],
        "organizations": [
            {"id": "42", "name": "Assembly", "classification": "legislature", "seats": 100},
            {"id": "party/GRN", "name": "Greens", "classification": "party"},
        ],
        "events": [
            {"id": "term/5", "name": "Fifth Assembly", "classification": "legislative period",
             "start_date": "2011-05-05", "end_date": "2016-03-23", "organization_id": "42"},
        ],
        "areas": [{"id": "area/osh", "name": "Osh", "type": "constituency",
                   "identifiers": [{"scheme": "wikidata", "identifier": "Q1"}]}],
        "memberships": [
            {"area_id": "area/osh", "legislative_period_id": "term/5", "person_id": "42",
             "organization_id": "42", "on_behalf_of_id": "party/GRN", "role": "member"},
            {"legislative_period_id": "term/5", "person_id": "42", "organization_id": "42",
             "role": "Deputy Speaker", "start_date": "2014-02"},
        ],
        "meta": {"sources": ["https://example.org"]},
    }  # fmt: skip

    def test_ids_that_two_objects_have_are_told_apart_and_kept_as_identifiers(self) -> None:
        chronicle = read(self.FILE, scheme="everypolitician")
        ann = chronicle.official("person-42")
        assert cs.Identifier(scheme="everypolitician", identifier="42") in ann.identifiers
        assert chronicle.organisation("organisation-42").extra["classification"] == "legislature"
        assert [identifier.scheme for identifier in ann.identifiers[:2]] == [
            "wikidata", "everypolitician_legacy",
        ]  # fmt: skip

    def test_names_have_their_languages_and_kinds(self) -> None:
        ann = read(self.FILE).official("person-42")
        assert dict(ann.name) == {"en": "Ann Example", "ru": "Анна Пример"}
        assert ann.aliases == (
            cs.Alias(value="Ann"),
            cs.Alias(value="Ann Maiden", kind="former", when="../1980"),
        )
        assert ann.born == cs.When("1958")

    def test_a_membership_without_dates_has_those_of_its_legislative_period(self) -> None:
        terms = {term.role: term for term in read(self.FILE).memberships}
        assert terms["member"].when == cs.When("2011-05-05/2016-03-23")
        greens = cs.Identifier(scheme="popolo", identifier="party/GRN")
        assert greens in read(self.FILE)[terms["member"].on_behalf_of].identifiers
        assert terms["deputy-speaker"].when == cs.When("2014-02/2016-03-23")
        assert terms["deputy-speaker"].label == "Deputy Speaker"

    def test_a_period_without_an_end_goes_on(self) -> None:
        period = {"id": "t", "name": "T", "classification": "legislative period"}
        file = {"events": [{**period, "start_date": "2015-10-28"}]}
        assert read(file).events[0].when == cs.When("2015-10-28/..")
        out = io.BytesIO()
        cs.write_popolo(read(file), out)
        assert cs.read_popolo(out.getvalue()) == read(file)

    def test_what_was_not_taken_is_told(self) -> None:
        assert {
            "persons.gender", "persons.contact_details", "organizations.seats",
            "memberships.area_id", "persons.links.note", "persons.other_names.lang", "meta",
        } <= losses(self.FILE).keys()  # fmt: skip


class TestOpenCivicData:
    FILE: ClassVar[dict[str, Any]] = {
        "persons": [{"_id": "ocd-person/0b2e4b5c-7d1e-4f4e-9d53-3b0c6a1c2f10",
                     "name": "Ann Example",
                     "memberships": [{"organization_id": "ocd-organization/1", "post_id": "p"}]}],
        "organizations": [{"_id": "ocd-organization/1", "name": "Council",
                           "posts": [{"id": "p", "label": "Chair of the Council"}]}],
        "events": [{
            "_id": "ocd-event/0b2e4b5c-7d1e-4f4e-9d53-3b0c6a1c2f10",
            "name": "Committee on Roads", "classification": "committee-meeting",
            "start_date": "2025-05-20T00:30:00+00:00", "end_date": "2025-05-20T02:00:00+00:00",
            "timezone": "America/Chicago", "status": "confirmed",
            "location": {"name": "Room 5", "coordinates": None},
            "participants": [
                {"name": "Council", "entity_type": "organization", "note": "host",
                 "organization_id": "ocd-organization/1"},
                {"name": "Ann Example", "entity_type": "person",
                 "person_id": "ocd-person/0b2e4b5c-7d1e-4f4e-9d53-3b0c6a1c2f10"},
                {"name": "Bob", "entity_type": "person"},
            ],
            "agenda": [{"description": "Roads", "order": "1"}],
            "documents": [{"note": "Agenda",
                           "links": [{"url": "https://example.org/a.pdf",
                                      "media_type": "application/pdf"}]}],
            "sources": [{"url": "https://example.org/", "note": "Calendar"}],
        }],
    }  # fmt: skip

    def test_a_meeting_has_the_day_and_the_times_of_its_own_clocks(self) -> None:
        (meeting,) = read(self.FILE).meetings
        assert (str(meeting.when), str(meeting.start_time)) == ("2025-05-19", "19:30:00")
        assert (str(meeting.end_time), meeting.timezone) == ("21:00:00", "America/Chicago")
        assert meeting.kind is cs.records.EventKind.MEETING
        assert meeting.status is cs.records.EventStatus.SCHEDULED

    @pytest.mark.parametrize(
        ("start", "end", "when", "times"),
        [
            ("2026-06-12T00:00:00", "2026-06-13T00:00:00", "2026-06-12",
             (None, None, "Europe/Moscow")),
            ("2026-06-12T20:00:00", "2026-06-13T00:00:00", "2026-06-12",
             ("20:00:00", "00:00:00", "Europe/Moscow")),
            ("2026-06-12T22:00:00", "2026-06-13T02:00:00", "2026-06-12",
             ("22:00:00", "02:00:00", "Europe/Moscow")),
            ("2026-06-12T20:00:00", "2026-06-14T00:00:00", "2026-06-12/2026-06-13",
             ("20:00:00", None, "Europe/Moscow")),
        ],
    )  # fmt: skip
    def test_an_end_at_midnight_or_in_the_night_is_of_the_day_before(
        self, start: str, end: str, when: str, times: tuple[str | None, ...]
    ) -> None:
        event = {"id": "e", "name": "E", "start_date": start, "end_date": end}
        (made,) = read({"events": [{**event, "timezone": "Europe/Moscow"}]}).events
        assert made.when == cs.When(when)
        clocks = [time and time.isoformat() for time in (made.start_time, made.end_time)]
        assert (*clocks, made.timezone) == times

    def test_a_meeting_has_its_place_its_agenda_and_its_papers(self) -> None:
        chronicle = read(self.FILE)
        (meeting,) = chronicle.meetings
        assert str(chronicle.place(meeting.place).name) == "Room 5"
        assert meeting.agenda == (cs.Text("Roads"),)
        assert meeting.documents == (
            cs.Document(title="Agenda", url="https://example.org/a.pdf",
                        media_type="application/pdf"),
        )  # fmt: skip
        assert meeting.identifiers[0].identifier.startswith("ocd-event/")

    def test_participants_are_persons_bodies_or_words(self) -> None:
        chronicle = read(self.FILE)
        (meeting,) = chronicle.meetings
        there = [
            (part.official and str(chronicle[part.official].name),
             part.organisation and str(chronicle[part.organisation].name),
             part.description and str(part.description), part.role and part.role.value)
            for part in chronicle.participants(meeting.id)
        ]  # fmt: skip
        assert sorted(there, key=repr) == sorted(
            [("Ann Example", None, None, None), (None, "Council", None, "host"),
             (None, None, "Bob", None)], key=repr,
        )  # fmt: skip

    def test_memberships_and_posts_may_be_within_their_person_and_body(self) -> None:
        (term,) = read(self.FILE).memberships
        assert (term.role, term.label) == ("chair-of-the-council", "Chair of the Council")

    def test_what_an_object_says_may_stand_for_its_id(self) -> None:
        file = {
            "persons": [ANN],
            "organizations": [
                {**BOARD, "posts": [{"id": "c", "label": "Chair of the Board"}]},
                {"id": "X", "name": "Roads", "parent_id": '~{"name": "Board"}'},
            ],
            "memberships": [{"person_id": '~{"name": "Ann Example"}', "organization_id": "APC",
                             "post_id": '~{"label": "Chair of the Board"}'}],
        }  # fmt: skip
        chronicle = read(file)
        assert chronicle.organisation("x").parent == "apc"
        (term,) = chronicle.memberships
        assert (term.member, term.label) == ("p1", "Chair of the Board")

    @pytest.mark.parametrize(
        "said", ['~{"name": "Nobody"}', '~{"name"', "~{}", "~[]", '~{"name":' + "[" * 100_000]
    )
    def test_what_stands_for_no_one_object_is_refused(self, said: str) -> None:
        file = {"persons": [ANN, {"id": "p2", "name": "Bob"}], "organizations": [BOARD],
                "memberships": [{"person_id": said, "organization_id": "APC"}]}  # fmt: skip
        assert problems(file).keys() == {"memberships[0].person_id"}

    def test_many_that_stand_for_ids_take_time_in_proportion_to_the_file(self) -> None:
        def seconds(size: int) -> float:
            persons = [{"id": f"p{n}", "name": f"N {n}", "gender": "x"} for n in range(size)]
            terms = [{"person_id": "~" + json.dumps({"name": f"N {n}"}),
                      "organization_id": "APC"} for n in range(size)]  # fmt: skip
            file = {"persons": persons, "organizations": [BOARD], "memberships": terms}
            data = json.dumps(file).encode()
            begun = time.process_time()
            assert len(cs.read_popolo(data).memberships) == size
            return time.process_time() - begun

        assert seconds(2000) < 8 * max(seconds(500), 0.05)

    def test_a_member_of_whom_there_is_but_a_name_is_told_as_lost(self) -> None:
        file = {"organizations": [BOARD], "memberships": [
            {"id": "m", "person_id": None, "person_name": "Bob", "organization_id": "APC"},
        ]}  # fmt: skip
        assert not read(file).memberships
        assert "memberships.person_name" in losses(file)

    EVENT: ClassVar[dict[str, Any]] = {
        "_id": "ocd-event/1", "_type": "event", "name": "Roads", "classification": "hearing",
        "start_time": "2025-05-20T00:30:00Z", "end_time": "2025-05-20T01:30:00Z",
        "timezone": "America/Chicago", "status": "passed",
        "location": {"name": "Room 5", "coordinates": {"latitude": "41.88", "longitude": "-87.63"}},
    }  # fmt: skip

    @pytest.mark.parametrize("file", [EVENT, [EVENT], {"events": [EVENT]}])
    def test_objects_may_stand_alone_as_scrapers_write_them(self, file: Any) -> None:
        (event,) = read(file).meetings
        assert (str(event.starts), event.end_time) == ("2025-05-19 19:30:00-05:00", dt.time(20, 30))

    def test_that_a_day_is_over_does_not_say_that_an_event_was_held(self) -> None:
        assert read(self.EVENT).meetings[0].status is None
        assert losses(self.EVENT)["events.status"] == "another word than ours"

    @pytest.mark.parametrize(
        ("start", "zone", "begins", "is_told"),
        [
            ("2025-05-19T23:30:00+00:00", None, "2025-05-19 23:30:00+00:00", True),
            ("2025-05-19T23:30:00Z", "Europe/Moscow", "2025-05-20 02:30:00+03:00", False),
            ("2025-05-19T23:30:00", "Europe/Moscow", "2025-05-19 23:30:00+03:00", False),
            ("2025-05-19T23:30:00-05:00", "Europe/Moscow", "2025-05-19 23:30:00-05:00", False),
        ],
    )
    def test_a_moment_in_utc_is_told_by_a_zone_that_is_given_and_else_that_it_is_in_utc(
        self, start: str, zone: str | None, begins: str, is_told: bool
    ) -> None:
        file = {"events": [{"id": "e", "name": "E", "start_date": start}]}
        (event,) = read(file, timezone=zone).events
        assert str(event.starts) == begins
        assert ("events.timezone" in losses(file, timezone=zone)) is is_told

    def test_an_all_day_event_in_utc_is_of_the_day_in_the_zone_that_is_given(self) -> None:
        event = {"id": "e", "name": "E", "start_date": "2025-05-19T21:00:00Z", "all_day": True}
        (made,) = read({"events": [event]}, timezone="Europe/Moscow").events
        assert made.when == cs.When("2025-05-20")

    def test_a_location_has_coordinates_as_text(self) -> None:
        (place,) = read(self.EVENT).places
        assert (place.latitude, place.longitude) == (41.88, -87.63)

    @pytest.mark.parametrize("wrong", [{"latitude": "north"}, {"latitude": 91, "longitude": 0}, 5])
    def test_coordinates_that_are_none_are_refused(self, wrong: Any) -> None:
        event = {**self.EVENT, "location": {"name": "Room 5", "coordinates": wrong}}
        ((path, expected),) = problems(event).items()
        assert "coordinates" in (path or "")
        assert expected in ("degrees north and degrees east", "an object")


class TestDates:
    @pytest.mark.parametrize(
        ("said", "when"),
        [("2014", "2014"), ("2014-03", "2014-03"), ("2014-03-01", "2014-03-01"),
         ("2014-03-00", "2014-03"), ("2014-00-00", "2014"), ("", None), (None, None),
         ("+2014-00-00T00:00:00Z", "2014"), ("+2014-03-00T00:00:00Z", "2014-03"),
         ("2014~", "2014~"), ("201X", "201X"), ("2014-33", "2014-33")],
    )  # fmt: skip
    def test_a_partial_date_is_kept_as_exact_as_it_is(self, said, when) -> None:
        born = read({"persons": [{**ANN, "birth_date": said}]}).official("p1").born
        assert (born and born.text) == when

    @pytest.mark.parametrize(
        ("said", "when"),
        [("2014-03-01T00:00:00Z", "2014-03-01"), ("2014-03-01T01:30:00+03:00", "2014-03-01"),
         ("2014-03-01T23:30:00-05:00", "2014-03-01"), ("2014-02-10T22:00:00Z", "2014-02"),
         ("2014-02-28T22:00:00.000Z", "2014"), ("2014-03-01T10:00:00+00:00", "2014"),
         ("2014-12-31T09:59:00Z", "2014-12"), ("0001-01-01T22:00:00Z", "0001-01")],
    )  # fmt: skip
    def test_of_a_moment_that_has_no_place_no_more_is_taken_than_its_day_there(
        self, said, when
    ) -> None:
        """Midnight in UTC is how programs write a day; another moment may be of the next one."""
        assert read({"persons": [{**ANN, "birth_date": said}]}).official("p1").born == when
        assert "persons.birth_date" in losses({"persons": [{**ANN, "birth_date": said}]})

    def test_a_moment_of_new_years_eve_that_has_no_place_is_refused_with_the_cure(self) -> None:
        said = {"persons": [{**ANN, "birth_date": "2014-12-31T22:00:00Z"}]}
        assert "write the day at the place" in problems(said)["persons[0].birth_date"]

    @given(st.datetimes(dt.datetime(1, 1, 2), dt.datetime(9999, 12, 30)), st.integers(-12, 14))
    def test_the_day_of_a_moment_at_its_place_is_never_outside_what_is_taken(
        self, local: dt.datetime, hours: int
    ) -> None:
        moment = (local - dt.timedelta(hours=hours)).isoformat(timespec="seconds")
        try:
            read_file = read({"persons": [{**ANN, "birth_date": f"{moment}Z"}]})
        except cs.InputError:
            return
        if not moment.endswith("T00:00:00"):
            born = read_file.official("p1").born
            assert born is not None
            assert born.possibly_overlaps(local.date())

    @pytest.mark.parametrize("day", ["2025-05-19", "2025-12-31"])
    def test_an_event_of_all_day_is_of_the_day_in_its_zone(self, day: str) -> None:
        """Its midnight there, told in UTC, is on the day before."""
        zone = zoneinfo.ZoneInfo("Europe/Vilnius")
        start = dt.datetime.fromisoformat(day).replace(tzinfo=zone).astimezone(dt.UTC)
        event = {"id": "e", "name": "E", "start_date": start.isoformat(), "all_day": True}
        (read_event,) = read({"events": [{**event, "timezone": "Europe/Vilnius"}]}).events
        assert (read_event.when, read_event.start_time) == (day, None)

    @pytest.mark.parametrize(
        ("said", "cure"),
        [("2018-Q3", "2018-35"), ("20140301", "2014-03-01"), ("2014-3-1", "2014-03-01"),
         ("1 March 2014", "2014-03-01"), (2014, "2014"),
         ("+2014-03-01T00:00:00Z", "the precision of Wikidata")],
    )  # fmt: skip
    def test_a_date_that_is_refused_has_its_cure(self, said, cure) -> None:
        assert cure in problems({"persons": [{**ANN, "birth_date": said}]})["persons[0].birth_date"]

    @pytest.mark.parametrize(
        "said", ["soon", "2014/2015", "2014-13", "01.02.2014", 2014, "2014-02-30", []]
    )
    def test_what_is_no_date_is_refused_with_its_path(self, said) -> None:
        if said == []:
            assert read({"persons": [{**ANN, "birth_date": said}]})
            return
        assert "persons[0].birth_date" in problems({"persons": [{**ANN, "birth_date": said}]})

    @pytest.mark.parametrize(
        ("start", "zone"),
        [("2025-05-19T10:00:00+06:00", "Etc/GMT-6"), ("2025-05-19T10:00:00-05:00", "Etc/GMT+5"),
         ("2025-05-19T10:00:00Z", "UTC"), ("2025-05-19T10:00:00", None),
         ("2025-05-19T10:00+05:30", None)],
    )  # fmt: skip
    def test_a_moment_is_its_local_day_and_time_with_a_zone_of_its_offset(self, start, zone):
        (event,) = read({"events": [{"id": "e", "name": "E", "start_date": start}]}).events
        assert (event.when, str(event.start_time)) == (cs.When("2025-05-19"), "10:00:00")
        assert event.timezone == zone

    def test_an_end_before_the_start_is_refused(self) -> None:
        event = {"id": "e", "name": "E", "start_date": "2025-05-19", "end_date": "2025-05-18"}
        term = {"person_id": "p1", "organization_id": "APC",
                "start_date": "2025", "end_date": "2024"}  # fmt: skip
        file = {"persons": [ANN], "organizations": [BOARD], "events": [event],
                "memberships": [term]}  # fmt: skip
        assert problems(file).keys() == {"events[0].end_date", "memberships[0].end_date"}


class TestRefusals:
    def test_all_problems_are_told_at_once_with_their_paths(self) -> None:
        told = problems(
            {
                "persons": [{"id": "p1"}, {**ANN, "id": "p2", "birth_date": "x"}, 5,
                            {**ANN, "id": "p2"}],
                "organizations": {"id": "APC"},
                "memberships": [{"person_id": "nobody", "organization_id": "APC"},
                                {"id": ["m"], "person_id": "p2"}],
                "areas": [{"id": "a", "name": "A", "geometry":
                           {"type": "Point", "coordinates": [900, 0]}}],
            }
        )  # fmt: skip
        assert told.keys() >= {
            "persons[0].name", "persons[1].birth_date", "persons[2]", "persons[3].id",
            "organizations", "memberships[0].person_id", "memberships[0].organization_id",
            "memberships[1].id", "areas[0].geometry",
        }  # fmt: skip

    @pytest.mark.parametrize(
        "data",
        [b"", b"[]", b"[5]", b'[{"_type": []}]', b"5", b"{", b'{"persons": ' + b"[" * 100_000,
         b"\xff\xfe", b'{"a": NaN}',
         b'{"persons": [{"id": "x", "name": "\\ud800"}]}'],
    )  # fmt: skip
    def test_what_is_no_such_json_is_refused_by_an_error_of_ours(self, data) -> None:
        with pytest.raises(cs.InputError):
            cs.read_popolo(data)

    def test_a_reference_may_lead_beyond_the_file_or_nowhere_when_asked(self) -> None:
        file = {"persons": [ANN], "memberships": [{"person_id": "p1", "organization_id": "csto"}]}
        assert problems(file).keys() == {"memberships[0].organization_id"}
        assert read(file, within=cs.load()).memberships[0].organisation == "csto"
        assert read(file, references="lenient").broken

    @pytest.mark.parametrize(
        "options",
        [{"lang": "English"}, {"scheme": "a b"}, {"ids": []}, {"ids": {"persons/p1": "Not An Id"}},
         {"within": 5}, {"references": "loose"}, {"on_losses": 5}, {"limit": -1}],
    )  # fmt: skip
    def test_an_argument_that_is_none_of_what_it_may_be_is_refused(self, options) -> None:
        with pytest.raises(cs.ArgumentError):
            read({"persons": [ANN]}, **options)

    def test_a_file_that_is_refused_adds_no_ids(self) -> None:
        ids: dict[str, str] = {}
        problems({"persons": [ANN, {"id": "p2"}]}, ids=ids)
        assert ids == {}


class TestIds:
    def test_a_table_gives_records_the_ids_that_are_in_it_and_takes_up_the_others(self) -> None:
        ids = {"organizations/APC": "board"}
        chronicle = read({"persons": [ANN], "organizations": [BOARD]}, ids=ids)
        assert [record.id for record in chronicle] == ["board", "p1"]
        assert ids == {"organizations/APC": "board", "persons/p1": "p1"}

    def test_an_id_of_the_table_is_given_to_nobody_else(self) -> None:
        ids = {"persons/gone": "p1"}
        assert read({"persons": [ANN]}, ids=ids).officials[0].id == "person-p1"

    def test_a_new_object_changes_no_id_that_was_given(self) -> None:
        ids: dict[str, str] = {}
        read({"organizations": [BOARD]}, ids=ids)
        both = {"organizations": [{"id": "apc", "name": "Another"}, BOARD]}
        assert read(both, ids=ids).organisation("apc").name == "Board"

    @pytest.mark.parametrize(
        "table",
        [b"", b"a,b\n", b"theirs,ours\nx\n", b"theirs,ours\nx,Y\n", b"theirs,ours\nx,y\nx,z\n",
         b"\xff", b'theirs,ours\n"x,y\n'],
    )  # fmt: skip
    def test_what_is_no_table_of_ids_is_refused(self, table) -> None:
        if not table:
            assert cs.formats.read_ids(table) == {}
            return
        with pytest.raises(cs.InputError):
            cs.formats.read_ids(table)

    def test_memberships_alike_but_for_whom_they_represent_are_two(self) -> None:
        term = {"person_id": "p1", "organization_id": "APC", "role": "member"}
        other = {"id": "X", "name": "Other"}
        file = {
            "persons": [ANN], "organizations": [BOARD, other],
            "memberships": [term, term, {**term, "on_behalf_of_id": "X"}],
        }  # fmt: skip
        ids = [membership.id for membership in read(file).memberships]
        assert len(ids) == len(set(ids)) == 2


def test_words_of_no_language_are_of_the_one_that_their_letters_are_of() -> None:
    file = {
        "persons": [{"id": "p1", "name": "Анна Пример"}, {"id": "p2", "name": "Ann Example"}],
        "organizations": [{"id": "o", "name": "Жогорку Кеңеш"}],
        "events": [{
            "id": "e", "name": "Заседание", "start_date": "2025", "description": "Words",
            "location": "Зал 1", "attendees": [{"name": "Пётр"}],
            "documents": [{"note": "Повестка", "url": "https://x.org/1"}],
        }],
    }  # fmt: skip
    chronicle = read(file)
    names = [*chronicle.officials, *chronicle.organisations, *chronicle.places]
    (event,) = chronicle.events
    texts = [record.name for record in names]
    texts += [event.title, event.description, event.documents[0].title]
    texts += [one.description for one in chronicle.participations]
    assert {str(text): text.languages for text in texts if text} == {
        "Анна Пример": ("ru",),
        "Ann Example": ("en",),
        "Жогорку Кеңеш": ("und",),
        "Заседание": ("ru",),
        "Words": ("en",),
        "Повестка": ("ru",),
        "Зал 1": ("ru",),
        "Пётр": ("ru",),
    }
    assert read(file, lang="ky").officials[0].name.languages == ("ky",)


@pytest.mark.parametrize("lang", ["en", "ru", "ky"])
@pytest.mark.parametrize("name", ["Комитет", "Board", "Жогорку Кеңеш"])
def test_a_name_comes_back_in_its_language_whatever_its_letters(lang: str, name: str) -> None:
    board = cs.Organisation(id="board", name={lang: name}, kind="other")
    file = io.BytesIO()
    cs.write_popolo(cs.Chronicle(board), file)
    assert cs.read_popolo(file.getvalue()).organisations[0].name == board.name


def test_a_classification_of_elsewhere_goes_out_as_it_came_in() -> None:
    file = io.BytesIO()
    report = cs.write_popolo(read({"organizations": [BOARD]}), file)
    assert report.is_lossless
    assert json.loads(file.getvalue())["organizations"][0]["classification"] == "party"


def test_what_a_file_calls_a_participant_is_kept_as_an_identifier() -> None:
    participant = {
        "entity_type": "person",
        "person_id": "p1",
        "id": "att_1",
        "identifiers": [{"scheme": "seat_id", "identifier": "9"}],
    }
    event = {
        "id": "ocd-event/1a2b",
        "name": "Session",
        "classification": "meeting",
        "participants": [participant],
        "attendees": [{"id": "p1", "name": "Ann Example"}],
    }
    file = {"persons": [{"id": "p1", "name": "Ann Example"}], "events": [event]}
    (attended,) = cs.read_popolo(json.dumps(file).encode()).participations
    assert {(one.scheme, one.identifier) for one in attended.identifiers} == {
        ("popolo", "att_1"),
        ("seat_id", "9"),
    }
    assert attended.official == "p1"


@pytest.mark.parametrize("first", ["events", "areas", "memberships"])
def test_a_file_is_known_whichever_long_array_it_begins_with(first: str) -> None:
    events = [
        {"id": f"ocd-event/{at}", "name": "Meeting of the board", "description": "Words. " * 20,
         "start_date": f"2025-05-{at % 28 + 1:02}"}
        for at in range(500)
    ]  # fmt: skip
    areas = [{"id": f"ocd-division/{at}", "name": "Ward " * 40} for at in range(500)]
    memberships = [{"id": f"m{at}", "person_id": "p", "organization_id": "o", "role": "Chair " * 30}
                   for at in range(500)]  # fmt: skip
    arrays: dict[str, Any] = {"events": events, "areas": areas, "memberships": memberships}
    people = {"persons": [{"id": "p", "name": "Ann Example"}],
              "organizations": [{"id": "o", "name": "Board"}]}  # fmt: skip
    data = json.dumps({first: arrays.pop(first), **arrays, **people}).encode()
    found = recognised(data)
    assert found is not None
    assert found.name == "popolo"


@pytest.mark.parametrize(
    ("said", "array"),
    [
        ({"id": "1", "name": "Ann Example", "birth_date": "1958"}, "officials"),
        ({"id": "ocd-person/1", "name": "Ann Example"}, "officials"),
        ({"id": "1", "name": "Board", "founding_date": "1958"}, "organisations"),
        ({"id": "1", "name": "Session", "start_date": "2025-05-19"}, "events"),
    ],
)
def test_objects_in_a_list_or_alone_are_known_by_what_only_their_class_has(
    said: dict[str, Any], array: str
) -> None:
    for plain in ([said], said):
        data = json.dumps(plain).encode()
        found = recognised(data)
        assert found is not None
        assert found.name == "popolo"
        assert len(getattr(cs.read_popolo(data), array)) == 1


def test_a_list_of_what_may_be_of_any_class_is_refused_with_the_cure() -> None:
    with pytest.raises(cs.InputError, match="_type"):
        cs.read_popolo(b'[{"id": "1", "name": "Ann"}]')


def test_an_object_of_other_arrays_is_refused_and_not_an_empty_chronicle() -> None:
    page = {"data": [{"id": "https://example.org/meeting/1", "name": "Meeting"}], "pagination": {}}
    with pytest.raises(cs.InputError, match="arrays such as 'persons' and 'events'"):
        cs.read_popolo(json.dumps(page).encode())
    assert not list(cs.read_popolo(json.dumps({"persons": [], "data": [{}]}).encode()))


def test_what_was_read_and_written_again_has_the_ids_of_its_table() -> None:
    """Ids of elsewhere that are none of ours were made into some, which the second file has."""
    first = {
        "persons": [{"id": "P/1", "name": "Ann"}],
        "organizations": [{"id": "O/1", "name": "Board"}],
        "areas": [{"id": "A/1", "name": "North"}],
        "memberships": [{"person_id": "P/1", "organization_id": "O/1", "start_date": "2020"}],
    }
    ids: dict[str, str] = {}
    read = cs.read_popolo(json.dumps(first).encode(), ids=ids)
    file = io.BytesIO()
    cs.write_popolo(read, file)
    again = cs.read_popolo(file.getvalue(), ids=ids)
    assert [record.id for record in again] == [record.id for record in read]
    third = cs.read_popolo(json.dumps(first).encode(), ids=ids)
    assert [record.id for record in third] == [record.id for record in read]
