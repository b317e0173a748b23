"""Five press items of the CSTO as records: nothing lost, nothing invented.

The chronicle below holds what the five items say and no more. Each item has a table of its facts:
the fact in words, the record and field in which it sits, and the value there. The tests compare
each value, and then turn the table round: every field of every record that belongs to the item
is in its table, so the records say nothing that the item doesn't.

What the items leave open stays open. The meeting on security has no date, because the item gives
none; the working group has no place; no guest has a role beyond having attended.
"""

from __future__ import annotations

import io
from functools import cache
from typing import Any, NamedTuple

import attrs
import pytest

import cstoevents as cs
from cstoevents.records import Record


class Fact(NamedTuple):
    """A fact of an item: its words, the record that holds it, the field there and its value."""

    words: str
    record: str
    field: str
    value: object


# The world of the items: what they take as known and only name.
COUNTRY_AND_BODIES: tuple[Record, ...] = (
    cs.Place(id="bishkek", name="Bishkek", kind="city"),
    cs.Place(id="moscow", name="Moscow", kind="city"),
    cs.Organisation(
        id="csto",
        name="Collective Security Treaty Organization",
        abbreviation="CSTO",
        kind="intergovernmental",
    ),
    cs.Organisation(id="kg", name="Kyrgyzstan", kind="state"),
    cs.Organisation(
        id="csto-scs", name="CSTO SCS", abbreviation="SCS", kind="organ", parent="csto"
    ),
    cs.Organisation(
        id="csto-pa", name="CSTO Parliamentary Assembly", kind="parliamentary", parent="csto"
    ),
    cs.Organisation(
        id="csto-pa-council",
        name="Council of the CSTO Parliamentary Assembly",
        kind="parliamentary",
        parent="csto-pa",
    ),
    cs.Organisation(
        id="csto-secretariat", name="CSTO Secretariat", kind="secretariat", parent="csto"
    ),
    cs.Organisation(
        id="csto-ministerial-council",
        name="CSTO Ministerial Council",
        kind="organ",
        parent="csto",
    ),
    cs.Organisation(
        id="csto-wg-afghanistan",
        name="Working Group on Afghanistan under the CSTO Ministerial Council",
        kind="working-group",
        parent="csto-ministerial-council",
    ),
    cs.Organisation(id="un", name="United Nations", abbreviation="UN", kind="intergovernmental"),
    cs.Organisation(id="unga", name="UN General Assembly", kind="organ", parent="un"),
    cs.Organisation(id="unoct", name="UNOCT", kind="other"),
    cs.Organisation(id="unrcca", name="UNRCCA", kind="other"),
    cs.Organisation(id="cis-atc", name="CIS ATC", kind="other"),
    cs.Organisation(id="cis-ccbt", name="CIS Council of Commanders of Border Troops", kind="organ"),
    cs.Organisation(
        id="cis-coordination-service",
        name="CIS Coordination Service of the CIS Council of Commanders of Border Troops",
        kind="other",
        parent="cis-ccbt",
    ),
    cs.Organisation(id="icrc", name="ICRC", kind="other"),
    cs.Series(
        id="security-meetings",
        name="International meetings of high representatives in charge of security issues",
    ),
    cs.Series(
        id="wg-afghanistan",
        name="Meetings of the Working Group on Afghanistan",
        organisation="csto-wg-afghanistan",
    ),
)

COUNCIL: tuple[Record, ...] = (
    cs.Official(id="imangali-tasmagambetov", name="Imangali Tasmagambetov"),
    cs.Meeting(
        id="pa-council-2025-05-19",
        kind="meeting",
        title="Meeting of the Council of the CSTO Parliamentary Assembly",
        when="2025-05-19",
        status="held",
        place="bishkek",
        organisers=["csto-pa-council"],
        references=[
            cs.Reference(
                description="Session of the CSTO SCS",
                body="csto-scs",
                when="2024-11",
                relation="mentions",
            )
        ],
    ),
    cs.Participation(event="pa-council-2025-05-19", organisation="kg", role="chair"),
    cs.Participation(
        event="pa-council-2025-05-19",
        official="imangali-tasmagambetov",
        role="speaker",
        capacity="Secretary General of the Organization",
        on_behalf_of="csto",
        reports=[
            (
                "On the implementation of decisions (November 2024) session of the CSTO SCS and"
                " measures taken to counter challenges and threats to collective security"
            )
        ],
    ),
)

ANNIVERSARY: tuple[Record, ...] = (
    cs.Place(
        id="frunze-central-house",
        name="Frunze Central House of the Russian Army",
        kind="venue",
        within="moscow",
    ),
    cs.Place(
        id="red-banner-hall", name="Red Banner Hall", kind="venue", within="frunze-central-house"
    ),
    cs.Event(
        id="treaty-signing",
        kind="signing",
        title="Signing of the Collective Security Treaty",
        when="1992-05-15",
    ),
    cs.Event(
        id="commemoration-2025-05-12",
        kind="commemoration",
        title="Solemn event for the 33rd anniversary of the signing of the Collective"
        " Security Treaty",
        when="2025-05-12",
        status="held",
        place="red-banner-hall",
        commemoration=cs.Commemoration(event="treaty-signing", number=33, original="1992-05-15"),
    ),
)

DELEGATION: tuple[Record, ...] = (
    cs.Meeting(
        id="security-meeting-13",
        kind="meeting",
        title="13th international meeting of high representatives in charge of security issues",
        status="scheduled",
        entries=[cs.SeriesEntry(series="security-meetings", number=13, label="13th")],
    ),
    cs.Delegation(event="security-meeting-13", on_behalf_of="csto-secretariat"),
    cs.Participation(
        event="security-meeting-13",
        description="Deputy Secretary General of the Organization",
        role="head",
        delegation="security-meeting-13--csto-secretariat--delegation",
    ),
)

AFGHANISTAN: tuple[Record, ...] = (
    cs.Official(id="samat-ordabaev", name="Samat Ordabaev"),
    cs.Meeting(
        id="wg-afghanistan-41",
        kind="meeting",
        title="41st meeting of the Working Group on Afghanistan under the CSTO Ministerial Council",
        when="2025-05-13",
        status="held",
        organisers=["csto-wg-afghanistan"],
        entries=[cs.SeriesEntry(series="wg-afghanistan", number=41, label="41st")],
    ),
    cs.Participation(
        event="wg-afghanistan-41",
        official="samat-ordabaev",
        capacity="CSTO Deputy Secretary General",
    ),
    cs.Participation(
        id="wg-afghanistan-41--member-states",
        event="wg-afghanistan-41",
        description="Delegations of the Organization's member states",
    ),
    cs.Participation(event="wg-afghanistan-41", organisation="unoct"),
    cs.Participation(event="wg-afghanistan-41", organisation="unrcca"),
    cs.Participation(event="wg-afghanistan-41", organisation="cis-atc"),
    cs.Participation(event="wg-afghanistan-41", organisation="cis-coordination-service"),
    cs.Participation(event="wg-afghanistan-41", organisation="icrc"),
)

CONSULTATIONS: tuple[Record, ...] = (
    cs.Meeting(
        id="consultations-unga-78",
        kind="consultation",
        title="Consultations of representatives of the CSTO member states on the agenda of the"
        " 78th session of the UN General Assembly",
        when="2023-09-06",
        status="held",
        place="moscow",
        references=[
            cs.Reference(
                description="Session of the UN General Assembly",
                body="unga",
                number=78,
                label="78th",
                relation="agenda-of",
            ),
            cs.Reference(
                description="New Agenda for Peace, an initiative of the UN Secretary-General",
                body="un",
                relation="mentions",
            ),
        ],
        agenda=[
            "The UN Secretary-General's initiative New Agenda for Peace (exchange of views)",
            (
                "Prospects for involving the CSTO's potential in UN peacekeeping, on the updated"
                " legal framework"
            ),
            (
                "The situation in Afghanistan (clock check): measures to combat terrorism and drug"
                " trafficking and to normalise the situation in the country"
            ),
        ],
        outcomes=[
            (
                "The participants stressed that the UN's role as a central mechanism must be"
                " restored: one that coordinates in reconciling the interests of its member states"
                " and their efforts for the goals of the UN Charter, its intergovernmental nature"
                " preserved"
            ),
            (
                "The importance of the Organization's effective participation in global"
                " peacekeeping was underlined"
            ),
            "The CSTO's potential to prevent the risks in Afghanistan from worsening was noted",
            (
                "The consultations once again confirmed how far the approaches of the member states"
                " converge, and their focus on closer cooperation in the UN in the spirit of allied"
                " relations"
            ),
        ],
    ),
    cs.Participation(
        id="consultations-unga-78--plenipotentiaries",
        event="consultations-unga-78",
        description="Plenipotentiaries of the CSTO member states",
    ),
    cs.Participation(
        id="consultations-unga-78--heads-of-departments",
        event="consultations-unga-78",
        description="Heads of relevant departments of the foreign ministries",
    ),
    cs.Participation(
        id="consultations-unga-78--missions",
        event="consultations-unga-78",
        description="Staff of embassies and permanent missions of the member states",
    ),
    cs.Participation(
        event="consultations-unga-78", organisation="csto-secretariat", capacity="staff"
    ),
)

PA = "pa-council-2025-05-19"
WG = "wg-afghanistan-41"
UNGA = "consultations-unga-78"
GENERAL = "imangali-tasmagambetov"

# Each item's records of its own, and its facts.
ITEMS: dict[str, tuple[tuple[Record, ...], list[Fact]]] = {
    "the council of the parliamentary assembly": (
        COUNCIL,
        [
            Fact("a meeting", PA, "kind", "meeting"),
            Fact(
                "of the Council of the CSTO Parliamentary Assembly",
                PA,
                "title",
                "Meeting of the Council of the CSTO Parliamentary Assembly",
            ),
            Fact("... the body that met", PA, "organisers", ("csto-pa-council",)),
            Fact("was held", PA, "status", "held"),
            Fact("on May 19, 2025", PA, "when", "2025-05-19"),
            Fact("in Bishkek", PA, "place", "bishkek"),
            Fact("of the Kyrgyz side", f"{PA}--kg--chair", "organisation", "kg"),
            Fact("under the chairmanship", f"{PA}--kg--chair", "role", "chair"),
            Fact("... at that meeting", f"{PA}--kg--chair", "event", PA),
            Fact("Imangali Tasmagambetov", GENERAL, "name", "Imangali Tasmagambetov"),
            Fact("... it was he who", f"{PA}--{GENERAL}--speaker", "official", GENERAL),
            Fact("during which", f"{PA}--{GENERAL}--speaker", "event", PA),
            Fact("made a report", f"{PA}--{GENERAL}--speaker", "role", "speaker"),
            Fact(
                "the Secretary General of the Organization",
                f"{PA}--{GENERAL}--speaker",
                "capacity",
                "Secretary General of the Organization",
            ),
            Fact("... which is the CSTO", f"{PA}--{GENERAL}--speaker", "on_behalf_of", "csto"),
            Fact(
                "on the theme",
                f"{PA}--{GENERAL}--speaker",
                "reports[0]",
                "On the implementation of decisions (November 2024) session of the CSTO SCS and"
                " measures taken to counter challenges and threats to collective security",
            ),
            Fact(
                "a session of the CSTO SCS",
                PA,
                "references[0].description",
                "Session of the CSTO SCS",
            ),
            Fact("... of the SCS", PA, "references[0].body", "csto-scs"),
            Fact("in November 2024", PA, "references[0].when", "2024-11"),
            Fact("... is what the report is about", PA, "references[0].relation", "mentions"),
        ],
    ),
    "the 33rd anniversary of the treaty": (
        ANNIVERSARY,
        [
            Fact(
                "a solemn event",
                "commemoration-2025-05-12",
                "title",
                "Solemn event for the 33rd anniversary of the signing of the Collective"
                " Security Treaty",
            ),
            Fact(
                "dedicated to an anniversary", "commemoration-2025-05-12", "kind", "commemoration"
            ),
            Fact("was held", "commemoration-2025-05-12", "status", "held"),
            Fact("on May 12, 2025", "commemoration-2025-05-12", "when", "2025-05-12"),
            Fact("in the Red Banner Hall", "commemoration-2025-05-12", "place", "red-banner-hall"),
            Fact("... the hall's name", "red-banner-hall", "name", "Red Banner Hall"),
            Fact("... is a hall", "red-banner-hall", "kind", "venue"),
            Fact(
                "of the Frunze Central House", "red-banner-hall", "within", "frunze-central-house"
            ),
            Fact(
                "... of the Russian Army",
                "frunze-central-house",
                "name",
                "Frunze Central House of the Russian Army",
            ),
            Fact("... is a house", "frunze-central-house", "kind", "venue"),
            Fact("in Moscow", "frunze-central-house", "within", "moscow"),
            Fact("the 33rd", "commemoration-2025-05-12", "commemoration.number", 33),
            Fact(
                "anniversary of the signing",
                "commemoration-2025-05-12",
                "commemoration.event",
                "treaty-signing",
            ),
            Fact(
                "(May 15, 1992)",
                "commemoration-2025-05-12",
                "commemoration.original",
                "1992-05-15",
            ),
            Fact("the signing", "treaty-signing", "kind", "signing"),
            Fact(
                "of the Collective Security Treaty",
                "treaty-signing",
                "title",
                "Signing of the Collective Security Treaty",
            ),
            Fact("... on that day", "treaty-signing", "when", "1992-05-15"),
        ],
    ),
    "a delegation to the meeting on security": (
        DELEGATION,
        [
            Fact(
                "a delegation of the CSTO Secretariat",
                "security-meeting-13--csto-secretariat--delegation",
                "on_behalf_of",
                "csto-secretariat",
            ),
            Fact(
                "will take part in",
                "security-meeting-13--csto-secretariat--delegation",
                "event",
                "security-meeting-13",
            ),
            Fact("... which is to come", "security-meeting-13", "status", "scheduled"),
            Fact(
                "headed",
                "security-meeting-13--deputy-secretary-general-of-the-organization--head",
                "role",
                "head",
            ),
            Fact(
                "by the Deputy Secretary General of the Organization",
                "security-meeting-13--deputy-secretary-general-of-the-organization--head",
                "description",
                "Deputy Secretary General of the Organization",
            ),
            Fact(
                "... of that delegation",
                "security-meeting-13--deputy-secretary-general-of-the-organization--head",
                "delegation",
                "security-meeting-13--csto-secretariat--delegation",
            ),
            Fact(
                "... to that meeting",
                "security-meeting-13--deputy-secretary-general-of-the-organization--head",
                "event",
                "security-meeting-13",
            ),
            Fact("a meeting", "security-meeting-13", "kind", "meeting"),
            Fact(
                "international, of high representatives in charge of security issues",
                "security-meeting-13",
                "title",
                "13th international meeting of high representatives in charge of security issues",
            ),
            Fact("of a run", "security-meeting-13", "entries[0].series", "security-meetings"),
            Fact("the 13th", "security-meeting-13", "entries[0].number", 13),
            Fact("... in these words", "security-meeting-13", "entries[0].label", "13th"),
        ],
    ),
    "the working group on afghanistan": (
        AFGHANISTAN,
        [
            Fact("a meeting", WG, "kind", "meeting"),
            Fact(
                "of the Working Group on Afghanistan under the CSTO Ministerial Council",
                WG,
                "title",
                "41st meeting of the Working Group on Afghanistan under the CSTO Ministerial"
                " Council",
            ),
            Fact("... the group that met", WG, "organisers", ("csto-wg-afghanistan",)),
            Fact("of its run", WG, "entries[0].series", "wg-afghanistan"),
            Fact("the 41st", WG, "entries[0].number", 41),
            Fact("... in these words", WG, "entries[0].label", "41st"),
            Fact("was held", WG, "status", "held"),
            Fact("on May 13, 2025", WG, "when", "2025-05-13"),
            Fact("Samat Ordabaev", "samat-ordabaev", "name", "Samat Ordabaev"),
            Fact(
                "with the participation of him",
                f"{WG}--samat-ordabaev",
                "official",
                "samat-ordabaev",
            ),
            Fact("... in that meeting", f"{WG}--samat-ordabaev", "event", WG),
            Fact(
                "CSTO Deputy Secretary General",
                f"{WG}--samat-ordabaev",
                "capacity",
                "CSTO Deputy Secretary General",
            ),
            Fact(
                "delegations of the Organization's member states",
                f"{WG}--member-states",
                "description",
                "Delegations of the Organization's member states",
            ),
            Fact(
                "... attended it",
                f"{WG}--member-states",
                "event",
                WG,
            ),
            *(
                fact
                for words, id in [
                    ("representatives of the UNOCT", "unoct"),
                    ("the UNRCCA", "unrcca"),
                    ("the CIS ATC", "cis-atc"),
                    (
                        (
                            "the CIS Coordination Service of the CIS Council of Commanders of"
                            " Border Troops"
                        ),
                        "cis-coordination-service",
                    ),
                    ("and the ICRC", "icrc"),
                ]
                for fact in (
                    Fact(words, f"{WG}--{id}", "organisation", id),
                    Fact("... also attended", f"{WG}--{id}", "event", WG),
                )
            ),
        ],
    ),
    "the consultations before the general assembly": (
        CONSULTATIONS,
        [
            Fact("consultations", UNGA, "kind", "consultation"),
            Fact(
                "of representatives of the CSTO member states on that agenda",
                UNGA,
                "title",
                "Consultations of representatives of the CSTO member states on the agenda of"
                " the 78th session of the UN General Assembly",
            ),
            Fact("were held", UNGA, "status", "held"),
            Fact("on 6 September 2023", UNGA, "when", "2023-09-06"),
            Fact("Moscow hosted them", UNGA, "place", "moscow"),
            Fact(
                "a session of the UN General Assembly",
                UNGA,
                "references[0].description",
                "Session of the UN General Assembly",
            ),
            Fact("... of the Assembly", UNGA, "references[0].body", "unga"),
            Fact("the 78th", UNGA, "references[0].number", 78),
            Fact("... in these words", UNGA, "references[0].label", "78th"),
            Fact("on the agenda of it", UNGA, "references[0].relation", "agenda-of"),
            Fact(
                "the UN Secretary General's 'New Agenda for Peace' initiative",
                UNGA,
                "references[1].description",
                "New Agenda for Peace, an initiative of the UN Secretary-General",
            ),
            Fact("... of the United Nations", UNGA, "references[1].body", "un"),
            Fact("... was spoken of", UNGA, "references[1].relation", "mentions"),
            Fact(
                "an exchange of views on it",
                UNGA,
                "agenda[0]",
                "The UN Secretary-General's initiative New Agenda for Peace (exchange of views)",
            ),
            Fact(
                "the prospects for involving the CSTO's potential in UN peacekeeping on the basis"
                " of the updated legal framework were discussed",
                UNGA,
                "agenda[1]",
                "Prospects for involving the CSTO's potential in UN peacekeeping, on the updated"
                " legal framework",
            ),
            Fact(
                "a clock check on Afghanistan: terrorism, drug trafficking, normalisation",
                UNGA,
                "agenda[2]",
                "The situation in Afghanistan (clock check): measures to combat terrorism and"
                " drug trafficking and to normalise the situation in the country",
            ),
            Fact(
                "the need to restore the UN's role was stressed",
                UNGA,
                "outcomes[0]",
                "The participants stressed that the UN's role as a central mechanism must be"
                " restored: one that coordinates in reconciling the interests of its member"
                " states and their efforts for the goals of the UN Charter, its"
                " intergovernmental nature preserved",
            ),
            Fact(
                "the importance of effective participation in peacekeeping was underlined",
                UNGA,
                "outcomes[1]",
                "The importance of the Organization's effective participation in global"
                " peacekeeping was underlined",
            ),
            Fact(
                "the potential of the CSTO to prevent a worsening of the risks was noted",
                UNGA,
                "outcomes[2]",
                "The CSTO's potential to prevent the risks in Afghanistan from worsening was noted",
            ),
            Fact(
                "convergence and the spirit of allied relations were confirmed",
                UNGA,
                "outcomes[3]",
                "The consultations once again confirmed how far the approaches of the member"
                " states converge, and their focus on closer cooperation in the UN in the spirit"
                " of allied relations",
            ),
            *(
                fact
                for words, id in [
                    (
                        "Plenipotentiaries of the CSTO member states",
                        "plenipotentiaries",
                    ),
                    (
                        "Heads of relevant departments of the foreign ministries",
                        "heads-of-departments",
                    ),
                    (
                        "Staff of embassies and permanent missions of the member states",
                        "missions",
                    ),
                ]
                for fact in (
                    Fact(words, f"{UNGA}--{id}", "description", words),
                    Fact("... attended", f"{UNGA}--{id}", "event", UNGA),
                )
            ),
            Fact("staff", f"{UNGA}--csto-secretariat", "capacity", "staff"),
            Fact(
                "of the CSTO Secretariat",
                f"{UNGA}--csto-secretariat",
                "organisation",
                "csto-secretariat",
            ),
            Fact("... attended", f"{UNGA}--csto-secretariat", "event", UNGA),
        ],
    ),
}
FACTS = [(item, fact) for item, (_, facts) in ITEMS.items() for fact in facts]


@cache
def chronicle() -> cs.Chronicle:
    """The five items alone."""
    return cs.Chronicle(COUNTRY_AND_BODIES, *(records for records, _ in ITEMS.values()))


def plain(value: object) -> object:
    """A value in the form in which the tables give it."""
    return str(value) if isinstance(value, (cs.When, cs.Text)) else value


def said(value: Any, path: str = "") -> dict[str, object]:
    """Every field that was said of a record, down to the values it owns, with its path."""
    if isinstance(value, tuple) and value and not isinstance(value[0], str):
        paths: dict[str, object] = {}
        for position, member in enumerate(value):
            paths |= said(member, f"{path}[{position}]")
        return paths
    if not attrs.has(type(value)):
        return {path: plain(value)}
    paths = {}
    for field in attrs.fields(type(value)):
        member = getattr(value, field.name)
        if member != field.default and field.name != "id":
            paths |= said(member, f"{path}.{field.name}" if path else field.name)
    return paths


@pytest.mark.parametrize(("item", "fact"), FACTS)
def test_every_fact_of_an_item_sits_where_the_table_says(item: str, fact: Fact) -> None:
    """Nothing is lost."""
    assert said(chronicle()[fact.record])[fact.field] == fact.value, item


@pytest.mark.parametrize("item", ITEMS)
def test_the_records_of_an_item_say_nothing_beside_its_facts(item: str) -> None:
    """Nothing is invented."""
    records, facts = ITEMS[item]
    told = {(record.id, field) for record in records for field in said(record)}
    assert told == {(fact.record, fact.field) for fact in facts}


@pytest.mark.parametrize("item", ITEMS)
def test_no_fact_of_an_item_is_listed_twice(item: str) -> None:
    """One field, one fact."""
    places = [(fact.record, fact.field) for fact in ITEMS[item][1]]
    assert len(places) == len(set(places))


def test_what_the_items_leave_open_stays_open() -> None:
    """A library that fills gaps would invent here."""
    security = chronicle().meeting("security-meeting-13")
    assert (security.when, security.place) == (None, None)
    assert chronicle().meeting(WG).place is None
    assert {event.format for event in chronicle().events} == {None}
    assert {participation.role for participation in chronicle().participants(UNGA)} == {None}
    (head,) = chronicle().participants("security-meeting-13")
    assert head.official is None


def test_the_facts_can_be_asked_for() -> None:
    """The questions that the items answer, put to the chronicle."""
    (delegation,) = chronicle().delegations_at("security-meeting-13")
    assert delegation.on_behalf_of == "csto-secretariat"
    assert [event.id for event in chronicle().events_of(GENERAL)] == [PA]
    assert {place.id for place in chronicle().places_within("moscow")} == {
        "frunze-central-house",
        "red-banner-hall",
    }
    assert len(chronicle().participants(WG)) == 7


def test_the_five_items_survive_json_unchanged() -> None:
    """Out and in again: the same records, and the same bytes."""
    first, second = io.BytesIO(), io.BytesIO()
    cs.write_json(chronicle(), first)
    again = cs.read_json(first.getvalue())
    cs.write_json(again, second)
    assert again == chronicle()
    assert first.getvalue() == second.getvalue()
    assert cs.from_dict(cs.to_dict(chronicle())) == chronicle()
