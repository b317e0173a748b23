"""Popolo by example, and every file held to the rules of its published schemas.

``SCHEMAS`` states, for the fields that we write, what the draft-03 schemas of the
specification ask of them, so that the rules are here and no file has to be fetched.
"""

from __future__ import annotations

import io
import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cstoevents.chronicle import Chronicle
from cstoevents.data import load
from cstoevents.errors import ArgumentError
from cstoevents.formats.losses import LossReport
from cstoevents.formats.popolo import write_popolo
from cstoevents.records import Event, Membership, Official, Organisation, Participation, Place
from cstoevents.records.values import Alias, Identifier, Source
from cstoevents.strategies import chronicles

DAY = re.compile(r"^[0-9]{4}(-[0-9]{2}){0,2}$")
MOMENT = re.compile(
    r"^[0-9]{4}((-[0-9]{2}){0,2}"
    r"|(-[0-9]{2}){2}T[0-9]{2}(:[0-9]{2}){0,2}(Z|[+-][0-9]{2}(:[0-9]{2})?))$"
)
URI = re.compile(r"^https?://\S+$")
LINK = {"url!": URI, "note": str}
NAME = {"name!": str, "note": str, "start_date": DAY, "end_date": DAY, "lang": str}
IDENTIFIER = {"identifier!": str, "scheme": str}
NAMED = {"id": str, "name": str}
SCHEMAS: dict[str, dict[str, Any]] = {
    "persons": {
        "id!": str, "name!": str, "other_names": [NAME], "identifiers": [IDENTIFIER],
        "birth_date": DAY, "death_date": DAY, "national_identity": str,
        "links": [LINK], "sources": [LINK],
    },
    "organizations": {
        "id!": str, "name!": str, "other_names": [NAME], "identifiers": [IDENTIFIER],
        "classification": str, "parent_id": str, "founding_date": DAY, "dissolution_date": DAY,
        "links": [LINK], "sources": [LINK],
    },
    "memberships": {
        "id!": str, "label": str, "role": str, "member": NAMED, "person_id": str,
        "organization_id!": str, "on_behalf_of_id": str, "start_date": DAY, "end_date": DAY,
        "sources": [LINK],
    },
    "areas": {
        "id!": str, "name!": str, "identifier": str, "classification": str, "parent_id": str,
        "geometry": {"type!": str, "coordinates!": [float]}, "sources": [LINK],
    },
    "events": {
        "id!": str, "name!": str, "description": str, "start_date": MOMENT, "end_date": MOMENT,
        "location": str, "status": str, "identifiers": [IDENTIFIER], "classification": str,
        "organization_id": str, "attendees": [NAMED], "parent_id": str, "sources": [LINK],
    },
}  # fmt: skip


def hold(value: Any, shape: Any) -> None:
    """Hold a value to its schema; a name with ``!`` is required."""
    if isinstance(shape, dict):
        assert isinstance(value, dict)
        names = {name.rstrip("!"): part for name, part in shape.items()}
        assert value.keys() <= names.keys()
        assert {name[:-1] for name in shape if name.endswith("!")} <= value.keys()
        for name, part in value.items():
            hold(part, names[name])
    elif isinstance(shape, list):
        assert value, "an empty list says nothing"
        for member in value:
            hold(member, shape[0])
    elif isinstance(shape, re.Pattern):
        assert shape.search(value), value
    else:
        assert type(value) is shape


def written(*records: Any, **options: Any) -> tuple[dict[str, Any], LossReport]:
    file = io.BytesIO()
    report = write_popolo(Chronicle(*records), file, **options)
    return json.loads(file.getvalue()), report


def lost(report: LossReport) -> set[str]:
    return {loss.what for loss in report}


CSTO = Organisation(
    id="csto", name={"en": "Organization", "ru": "Организация"}, kind="intergovernmental",
    abbreviation="CSTO", founded="2002-10-07",
)  # fmt: skip
KG = Organisation(id="kg", name="Kyrgyzstan", kind="state")
PERSON = Official(id="samat-ordabaev", name="Samat Ordabaev", nationality="KG", born="1970")


class TestRecords:
    def test_a_person_has_one_name_and_others_with_their_language(self):
        official = Official(
            id="p", name={"en": "Name", "ru": "Имя"},
            aliases=[Alias(value="Former", kind="former", when="1990/2000-05")],
            identifiers=[Identifier(scheme="wikidata", identifier="Q1")],
        )  # fmt: skip
        [person] = written(official, lang="ru")[0]["persons"]
        assert person == {
            "id": "p", "name": "Имя",
            "other_names": [
                {"name": "Name", "lang": "en"},
                {"name": "Former", "note": "former", "start_date": "1990", "end_date": "2000-05"},
            ],
            "identifiers": [{"identifier": "Q1", "scheme": "wikidata"}],
        }  # fmt: skip

    def test_an_organisation_has_its_abbreviation_among_its_names(self):
        [body] = written(CSTO)[0]["organizations"]
        assert body["classification"] == "intergovernmental"
        assert body["founding_date"] == "2002-10-07"
        assert {"name": "CSTO", "note": "abbreviation"} in body["other_names"]

    def test_a_person_in_a_post_and_a_state_in_an_organisation_are_memberships(self):
        terms = [
            Membership(id="a", member="samat-ordabaev", organisation="csto", role="head",
                       when="2023-01-01/..", on_behalf_of="kg"),
            Membership(id="b", member="kg", organisation="csto", when="2003-09-18/2010"),
        ]  # fmt: skip
        page, report = written(CSTO, KG, PERSON, terms)
        assert page["memberships"] == [
            {"id": "a", "role": "head", "person_id": "samat-ordabaev", "organization_id": "csto",
             "on_behalf_of_id": "kg", "start_date": "2023-01-01"},
            {"id": "b", "member": {"id": "kg", "name": "Kyrgyzstan"}, "organization_id": "csto",
             "start_date": "2003-09-18", "end_date": "2010"},
        ]  # fmt: skip
        assert report.is_lossless

    def test_a_place_is_an_area_with_a_geometry(self):
        place = Place(
            id="osh", name="Osh", kind="city", country="KG", latitude=40.5, longitude=72.8
        )
        [area] = written(place)[0]["areas"]
        assert area["geometry"] == {"type": "Point", "coordinates": [72.8, 40.5]}
        assert "identifier" not in area

    def test_the_identifier_of_a_country_is_its_code(self):
        country = Place(id="kyrgyzstan", name="Kyrgyzstan", kind="country", country="KG")
        assert written(country)[0]["areas"][0]["identifier"] == "KG"

    def test_an_event_has_the_persons_who_took_part(self):
        event = Event(id="visit", kind="visit", title="A visit", when="2024-05-01", place="osh",
                      start_time="10:00", organisers=["csto", "kg"], status="held")  # fmt: skip
        osh = Place(id="osh", name="Osh", kind="city", timezone="Asia/Bishkek")
        there = [
            Participation(event="visit", official="samat-ordabaev", role="head"),
            Participation(event="visit", organisation="kg"),
        ]
        page, report = written(CSTO, KG, PERSON, osh, event, there)
        assert page["events"] == [
            {
                "id": "visit", "name": "A visit", "start_date": "2024-05-01T10:00:00+06:00",
                "end_date": "2024-05-01", "location": "Osh", "status": "held",
                "classification": "visit", "organization_id": "csto",
                "attendees": [{"id": "samat-ordabaev", "name": "Samat Ordabaev"}],
            }
        ]  # fmt: skip
        assert {"Event.organisers", "Participation"} <= lost(report)


class TestDates:
    @pytest.mark.parametrize(
        ("born", "date"),
        [("1970", "1970"), ("1970-05", "1970-05"), ("1970-05-01", "1970-05-01"),
         ("1970-XX", "1970"), ("1970-05-XX", "1970-05"), ("1970~", None), ("1970-05?", None),
         ("197X", None), ("1970/1971", None), ("1970-33", None), ("[1970..1971]", None)],
    )  # fmt: skip
    def test_a_date_is_a_year_month_or_day_or_left_out_and_reported(self, born, date):
        page, report = written(Official(id="p", name="P", born=born))
        assert page["persons"][0].get("birth_date") == date
        assert lost(report) == (set() if date else {"Official.born"})

    def test_an_unknown_end_is_not_told_from_none_and_that_is_reported(self):
        term = Membership(member="kg", organisation="csto", when="2003/")
        page, report = written(CSTO, KG, term)
        assert "end_date" not in page["memberships"][0]
        assert "Membership.when" in lost(report)

    @pytest.mark.parametrize(
        ("when", "zone"), [("2024-05-01", None), ("2024-05", "Asia/Bishkek"), ("1880", "UTC")]
    )
    def test_a_time_without_a_day_or_a_zone_is_left_out_and_reported(self, when, zone):
        event = Event(id="e", kind="visit", title="E", when=when, start_time="10:00", timezone=zone)
        page, report = written(event)
        assert page["events"][0]["start_date"] == when
        assert "Event.start_time" in lost(report)

    def test_an_offset_with_seconds_is_no_offset_of_popolo(self):
        """Before the zones of the railways a town had the time of its own sun."""
        event = Event(id="e", kind="visit", title="E", when="1850-05-01", start_time="10:00",
                      timezone="Europe/Moscow")  # fmt: skip
        page, report = written(event)
        assert page["events"][0]["start_date"] == "1850-05-01"
        assert "Event.start_time" in lost(report)


class TestSources:
    def test_a_source_is_its_address_and_title(self):
        source = Source(url="https://a.org", title="News", publisher="Agency")
        page, report = written(Official(id="p", name="P", sources=[source]))
        assert page["persons"][0]["sources"] == [{"url": "https://a.org", "note": "News"}]
        assert lost(report) == {"Official.sources"}

    def test_a_source_without_an_address_is_left_out_and_reported(self):
        page, report = written(Official(id="p", name="P", sources=[Source(citation="Daily, 3")]))
        assert "sources" not in page["persons"][0]
        assert [loss.reason for loss in report] == ["no address, left out"]


class TestEveryFile:
    @given(chronicles(), st.sampled_from(["en", "ru", "hy"]))
    def test_it_keeps_the_rules_of_the_schemas(self, chronicle, lang):
        page, _ = written(chronicle, lang=lang)
        assert page.keys() == SCHEMAS.keys()
        for name, shape in SCHEMAS.items():
            for item in page[name]:
                hold(item, shape)

    @given(chronicles())
    def test_every_id_leads_to_an_object_of_the_file(self, chronicle):
        page, _ = written(chronicle)
        ids = {name: {item["id"] for item in page[name]} for name in SCHEMAS}
        links = {
            "person_id": "persons", "organization_id": "organizations",
            "on_behalf_of_id": "organizations",
        }  # fmt: skip
        for name in SCHEMAS:
            for item in page[name]:
                assert item.get("parent_id") in {None, *ids[name]}
                for field, target in links.items():
                    assert item.get(field) in {None, *ids[target]}
                for attendee in item.get("attendees", []):
                    assert attendee["id"] in ids["persons"]

    @given(chronicles())
    def test_no_record_of_a_class_that_popolo_has_is_missing(self, chronicle):
        page, _ = written(chronicle)
        assert [len(page[name]) for name in SCHEMAS] == [
            len(chronicle.officials), len(chronicle.organisations), len(chronicle.memberships),
            len(chronicle.places), len(chronicle.events),
        ]  # fmt: skip

    def test_the_built_in_data_keeps_the_rules_of_the_schemas(self):
        page, _ = written(load())
        for name, shape in SCHEMAS.items():
            assert page[name]
            for item in page[name]:
                hold(item, shape)

    def test_what_is_no_language_is_refused(self):
        with pytest.raises(ArgumentError):
            written(lang="English")
