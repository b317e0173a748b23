"""JSON-LD by example, and every file expanded by pyld, which needs no network for it."""

from __future__ import annotations

import io
import json
import re
from typing import Any

import pytest
from hypothesis import given
from pyld import jsonld

from cstoevents.chronicle import Chronicle
from cstoevents.data import load
from cstoevents.errors import ArgumentError
from cstoevents.formats import LossReport
from cstoevents.formats.jsonld import write_jsonld
from cstoevents.records import (
    Alias,
    Commemoration,
    Document,
    Event,
    Identifier,
    Membership,
    Official,
    Organisation,
    Participation,
    Place,
    Series,
    SeriesEntry,
    Source,
)
from cstoevents.strategies import abouts, chronicles

SCHEMA = "https://schema.org/"
BASE = "https://cstoevents.readthedocs.io/id/"

# schema.org's own terms: the properties that we use, by the classes that have them there.
TERMS = {
    "Place": "name alternateName additionalType containedInPlace address latitude longitude"
             " identifier subjectOf",
    "Organization": "name alternateName additionalType parentOrganization address foundingDate"
                    " dissolutionDate identifier url subjectOf member",
    "Person": "name alternateName nationality birthDate deathDate identifier url subjectOf",
    "OrganizationRole": "name roleName member startDate endDate subjectOf",
    "Role": "name roleName attendee subjectOf",
    "EventSeries": "name organizer subjectOf",
    "Event": "name description additionalType startDate endDate eventStatus previousStartDate"
             " eventAttendanceMode location organizer superEvent keywords workFeatured about"
             " identifier url subjectOf attendee",
    "CreativeWork": "name url description publisher datePublished inLanguage additionalType"
                    " dateCreated encodingFormat",
    "Dataset": "name description temporalCoverage version license publisher url inLanguage",
    "PostalAddress": "addressCountry",
    "PropertyValue": "propertyID value",
    "Thing": "name",
}  # fmt: skip
KINDS = {
    "Country": "Place", "City": "Place", "AdministrativeArea": "Place",
    "DigitalDocument": "CreativeWork",
}  # fmt: skip


def refuse(url: str, options: object) -> None:
    raise AssertionError(f"reading a file asked for {url}")


def expanded(document: Any) -> list[dict[str, Any]]:
    nodes: list[dict[str, Any]] = jsonld.expand(document, {"documentLoader": refuse})
    return nodes


def written(*records: Any, **options: Any) -> tuple[dict[str, Any], LossReport]:
    file = io.BytesIO()
    is_whole = len(records) == 1 and isinstance(records[0], Chronicle)
    report = write_jsonld(records[0] if is_whole else Chronicle(*records), file, **options)
    return json.loads(file.getvalue()), report


def node_of(*records: Any) -> dict[str, Any]:
    """The last node of a chronicle, as it is written."""
    node: dict[str, Any] = written(*records)[0]["@graph"][-1]
    return node


def lost(report: LossReport) -> set[str]:
    return {loss.what for loss in report}


CSTO = Organisation(id="csto", name="CSTO", kind="intergovernmental", links=["https://a.org/"])
PERSON = Official(id="samat", name={"en": "Samat", "ru": "Самат"}, nationality="KG", born="1970")


class TestNodes:
    def test_words_keep_all_their_languages(self):
        [node] = expanded(written(PERSON)[0])
        assert node["@id"] == f"{BASE}samat"
        assert node["@type"] == [f"{SCHEMA}Person"]
        assert node[f"{SCHEMA}name"] == [
            {"@language": "en", "@value": "Samat"},
            {"@language": "ru", "@value": "Самат"},
        ]

    def test_a_date_is_of_the_type_of_schema_org(self):
        [node] = expanded(written(PERSON)[0])
        assert node[f"{SCHEMA}birthDate"] == [{"@type": f"{SCHEMA}Date", "@value": "1970"}]

    def test_names_of_which_nobody_said_the_language_have_none(self):
        place = Place(id="p", name="P", kind="city", aliases=[
            Alias(value="Alma-Ata", kind="former"), Alias(value="Алма-Ата", lang="ru")
        ])  # fmt: skip
        [node] = expanded(written(place)[0])
        assert node[f"{SCHEMA}alternateName"] == [
            {"@value": "Alma-Ata"},
            {"@value": "Алма-Ата", "@language": "ru"},
        ]

    def test_an_event_is_linked_to_what_it_belongs_to(self):
        series = Series(id="run", name="Run", organisation="csto")
        hall = Place(id="hall", name="Hall", kind="venue", timezone="Asia/Bishkek")
        event = Event(
            id="e", kind="exercise", title="E", when="2024-05-01/2024-05-02", start_time="10:00",
            place="hall", organisers=["csto"], entries=[SeriesEntry(series="run", number=3)],
            topics=["exercises"], format="hybrid", status="scheduled", previous_when=["2024-04"],
            documents=[Document(title="Plan", kind="plan", url="https://a.org/p", date="2024-03")],
            identifiers=[Identifier(scheme="wikidata", identifier="Q1")],
        )  # fmt: skip
        document, report = written(CSTO, series, hall, event)
        assert document["@graph"][-1] == {
            "@id": "e", "@type": "Event", "additionalType": "exercise", "name": {"en": "E"},
            "startDate": {"@type": "DateTime", "@value": "2024-05-01T10:00:00+06:00"},
            "endDate": {"@type": "Date", "@value": "2024-05-02"},
            "eventStatus": "EventRescheduled",
            "previousStartDate": [{"@type": "Date", "@value": "2024-04"}],
            "eventAttendanceMode": "MixedEventAttendanceMode",
            "location": {"@id": "hall"}, "organizer": [{"@id": "csto"}],
            "superEvent": [{"@id": "run"}], "keywords": ["exercises"],
            "workFeatured": [{
                "@type": "DigitalDocument", "additionalType": "plan", "name": {"en": "Plan"},
                "url": "https://a.org/p", "dateCreated": {"@type": "Date", "@value": "2024-03"},
            }],
            "identifier": [{"@type": "PropertyValue", "propertyID": "wikidata", "value": "Q1"}],
        }  # fmt: skip
        assert lost(report) == {"Event.entries", "Place.timezone"}

    @pytest.mark.parametrize(
        ("status", "term"),
        [("held", "EventScheduled"), ("scheduled", "EventScheduled"),
         ("postponed", "EventPostponed"), ("cancelled", "EventCancelled")],
    )  # fmt: skip
    def test_a_status_is_a_term_of_schema_org(self, status, term):
        event = Event(id="e", kind="visit", title="E", status=status)
        [node] = expanded(written(event)[0])
        assert node[f"{SCHEMA}eventStatus"] == [{"@id": f"{SCHEMA}{term}"}]

    def test_a_post_is_a_role_between_the_organisation_and_the_person(self):
        term = Membership(
            id="t", member="samat", organisation="csto", role="head", label="Head of it",
            when="2023-01-01/..",
        )  # fmt: skip
        document, _ = written(CSTO, PERSON, term)
        assert document["@graph"][0]["member"] == [
            {"@id": "t", "@type": "OrganizationRole", "member": {"@id": "samat"},
             "roleName": "head", "name": {"@none": "Head of it"},
             "startDate": {"@type": "Date", "@value": "2023-01-01"}}
        ]  # fmt: skip

    def test_who_took_part_is_a_role_between_the_event_and_them(self):
        event = Event(id="e", kind="visit", title="E")
        there = [
            Participation(id="p1", event="e", official="samat", role="chair", capacity="Envoy"),
            Participation(id="p2", event="e", description="experts"),
        ]
        assert node_of(PERSON, event, there)["attendee"] == [
            {"@id": "p1", "@type": "Role", "attendee": {"@id": "samat"}, "roleName": "chair",
             "name": {"@none": "Envoy"}},
            {"@id": "p2", "@type": "Role", "attendee": {"name": {"en": "experts"}}},
        ]  # fmt: skip

    def test_a_commemoration_is_about_what_it_commemorates(self):
        treaty = Event(id="a-treaty", kind="signing", title="Treaty")
        marked = Event(
            id="evening", kind="commemoration", title="Evening",
            commemoration=Commemoration(event="a-treaty", number=33),
        )  # fmt: skip
        assert node_of(treaty, marked)["about"] == {"@id": "a-treaty"}
        assert "Event.commemoration" in lost(written(treaty, marked)[1])

    def test_a_source_is_a_work_that_the_record_is_the_subject_of(self):
        source = Source(url="https://a.org/1", title="News", citation="p. 3", publisher="Agency",
                        published="2024-05", lang="ru", retrieved="2025-01-01")  # fmt: skip
        document, report = written(Official(id="p", name="P", sources=[source]))
        assert document["@graph"][0]["subjectOf"] == [
            {"@type": "CreativeWork", "url": "https://a.org/1", "name": {"@none": "News"},
             "description": {"@none": "p. 3"},
             "publisher": {"@type": "Organization", "name": {"@none": "Agency"}},
             "datePublished": {"@type": "Date", "@value": "2024-05"}, "inLanguage": "ru"}
        ]  # fmt: skip
        assert lost(report) == {"Official.sources"}

    @pytest.mark.parametrize("born", ["1970~", "197X", "1970/1971", "1970-33", "[1970..1971]"])
    def test_a_date_that_schema_org_has_no_text_for_is_left_out_and_reported(self, born):
        document, report = written(Official(id="p", name="P", born=born))
        assert "birthDate" not in document["@graph"][0]
        assert lost(report) == {"Official.born"}

    def test_a_time_without_a_zone_is_left_out_and_reported(self):
        event = Event(id="e", kind="visit", title="E", when="2024-05-01", start_time="10:00")
        document, report = written(event)
        assert document["@graph"][0]["startDate"]["@value"] == "2024-05-01"
        assert lost(report) == {"Event.start_time"}

    def test_the_base_is_ones_own(self):
        [node] = expanded(written(PERSON, base="https://example.org/")[0])
        assert node["@id"] == "https://example.org/samat"
        with pytest.raises(ArgumentError):
            written(base="example")


class TestEveryFile:
    @given(chronicles(about=abouts()))
    def test_every_key_is_a_property_that_schema_org_gives_the_class(self, chronicle):
        document, _ = written(chronicle)
        for node in document["@graph"]:
            hold(node)

    @given(chronicles(about=abouts()))
    def test_expanding_it_drops_nothing_and_asks_for_nothing(self, chronicle):
        document, _ = written(chronicle)
        assert values_in(document["@graph"]) == values_in(expanded(document))

    @given(chronicles(about=abouts()))
    def test_every_link_leads_to_a_node(self, chronicle):
        nodes = expanded(written(chronicle)[0])
        ids = {node["@id"] for node in nodes}
        for node in nodes:
            for name in ("location", "organizer", "superEvent", "containedInPlace", "member",
                         "parentOrganization"):  # fmt: skip
                for link in node.get(SCHEMA + name, []):
                    target = link.get(f"{SCHEMA}member", [link])[0]["@id"]
                    assert target in ids

    @given(chronicles(about=abouts()))
    def test_equal_chronicles_make_equal_files(self, chronicle):
        other = Chronicle(reversed(list(chronicle)), about=chronicle.about)
        assert written(chronicle) == written(other)

    def test_the_built_in_data_is_all_there(self):
        csto = load()
        document, _ = written(csto)
        nodes = expanded(document)
        names = {node["@id"].removeprefix(BASE) for node in nodes}
        roles = (csto.memberships, csto.participations, csto.delegations)
        assert len(names - {""}) == len(csto) - sum(map(len, roles))
        assert "" in names, "the base is the address of the whole"
        for node in document["@graph"]:
            hold(node)


def hold(node: Any) -> None:
    """Hold a node and those within it to what schema.org says of their classes."""
    if isinstance(node, list):
        for inner in node:
            hold(inner)
    elif isinstance(node, dict) and "@value" in node:
        pattern = r"\d{4}(-\d\d(-\d\d)?)?" if node["@type"] == "Date" else r"\d{4}-\d\d-\d\dT.*"
        assert re.fullmatch(pattern, node["@value"])
    elif isinstance(node, dict) and "@type" in node:
        kind = KINDS.get(node["@type"], node["@type"])
        allowed = set(TERMS[kind].split())
        if kind == "Place" and node["@type"] == "Country":
            allowed |= {"identifier"}
        assert node.keys() - {"@id", "@type"} <= allowed
        for inner in node.values():
            hold(inner)


def test_no_text_closes_the_script_element_of_a_page() -> None:
    title = "</script><!-- <script>alert(1)</script>"
    file = io.BytesIO()
    write_jsonld(Chronicle(Event(id="visit", kind="visit", title=title)), file)
    assert b"<" not in file.getvalue()
    (node,) = json.loads(file.getvalue())["@graph"]
    assert title in values_in(node)


def values_in(value: Any) -> list[str]:
    """Everything that is said in a document, in no order, whatever its shape."""
    found: list[str] = []
    if isinstance(value, list):
        for inner in value:
            found += values_in(inner)
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name not in ("@language", "@id", "@type", "eventStatus", "eventAttendanceMode"):
                found += values_in(inner)
    elif isinstance(value, str) and not value.startswith("http"):  # an address, or text like one
        found.append(value)
    return sorted(found)
