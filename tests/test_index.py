"""The machinery of the index: records by class, by id and by who refers to them."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import Any

import pytest

import cstoevents as cs
from cstoevents.records import ARRAYS, Record
from cstoevents.records.index import Index, links_of

KG = cs.Organisation(id="kg", name="Kyrgyzstan", kind="state", country="KG")
CSTO = cs.Organisation(id="csto", name="CSTO", kind="intergovernmental")
BODY = cs.Organisation(id="cfm", name="Council", kind="organ", parent="csto")
GROUP = cs.Organisation(id="wg", name="Group", kind="working-group", parent="cfm")
RUN = cs.Series(id="wg-meetings", name="Meetings", organisation="wg")
MEETING = cs.Meeting(
    id="m",
    kind="meeting",
    title="M",
    organisers=["wg", "csto"],
    entries=[cs.SeriesEntry(series="wg-meetings", number=1)],
    references=[cs.Reference(event="e", relation="follows"), cs.Reference(description="x")],
    commemoration=cs.Commemoration(organisation="csto"),
)
EVENT = cs.Event(id="e", kind="visit", title="E")
RECORDS = [KG, CSTO, BODY, GROUP, RUN, MEETING, EVENT]


def test_links_are_told_with_the_way_to_them() -> None:
    assert [(link.path, link.target, link.classes) for link in links_of(MEETING)] == [
        ("organisers[0]", "wg", ("Organisation",)),
        ("organisers[1]", "csto", ("Organisation",)),
        ("entries[0].series", "wg-meetings", ("Series",)),
        ("references[0].event", "e", ("Event", "Meeting")),
        ("commemoration.organisation", "csto", ("Organisation",)),
    ]
    assert list(links_of(KG)) == []


def test_records_are_found_by_class_and_id() -> None:
    index = Index(RECORDS)
    assert index.all(cs.Organisation) == (BODY, CSTO, KG, GROUP)
    assert index.all(cs.Event) == (EVENT,)
    assert index.all(cs.Event, cs.Meeting) == (EVENT, MEETING)
    assert index.get("m") is MEETING
    assert index.get("n") is None
    assert index.find("m", cs.Event, "event") is MEETING


def test_a_wrong_id_suggests_the_near_ones_of_that_class() -> None:
    index = Index(RECORDS)
    with pytest.raises(cs.UnknownIdError) as caught:
        index.find("wg-meeting", cs.Series, "series")
    assert caught.value.near == ("wg-meetings",)
    assert str(caught.value) == "no series has the id 'wg-meeting'; did you mean 'wg-meetings'?"
    with pytest.raises(
        cs.UnknownIdError, match=r"no place has the id 'wg'; it is an organisation$"
    ):
        index.find("wg", cs.Place, "place")


@pytest.mark.parametrize("id", [5, None, b"wg", ["wg"]])
def test_what_is_no_text_is_no_id(id: Any) -> None:
    with pytest.raises(cs.UnknownIdError, match="an id is a text"):
        cs.Chronicle(CSTO)[id]


def test_a_long_id_is_shortened_in_the_message() -> None:
    with pytest.raises(cs.UnknownIdError) as caught:
        cs.Chronicle(CSTO)["x" * 5000]
    assert len(str(caught.value)) < 200


def test_who_refers_to_a_record_is_found_by_field() -> None:
    index = Index(RECORDS)
    assert index.referring("csto", "organisers", cs.Meeting) == [MEETING]
    assert index.referring("csto", "commemoration", cs.Meeting) == [MEETING]
    assert index.referring("wg-meetings", "entries", cs.Meeting) == [MEETING]
    assert index.referring("csto", "parent", cs.Organisation) == [BODY]
    assert index.referring("csto", "parent", cs.Event) == []
    assert set(index.descendants("csto", "parent", cs.Organisation)) == {"cfm", "wg"}


def test_a_circle_ends_where_it_closes() -> None:
    one = cs.Place(id="one", name="1", kind="region", within="three")
    two = cs.Place(id="two", name="2", kind="region", within="one")
    three = cs.Place(id="three", name="3", kind="region", within="two")
    index = Index([one, two, three])
    assert set(index.descendants("one", "within", cs.Place)) == {"two", "three"}


def test_an_outer_index_is_looked_up_as_well() -> None:
    index = Index([MEETING, EVENT], Index([KG, CSTO, BODY, GROUP, RUN]))
    assert index.get("csto") is CSTO
    assert index.broken() == []
    assert index.all(cs.Organisation) == ()
    assert index.referring("csto", "parent", cs.Organisation) == [BODY]
    assert set(index.ids_of(cs.Event)) == {"m", "e"}


@pytest.mark.parametrize(
    ("record", "path", "found", "expected"),
    [
        (
            cs.Event(id="x", kind="visit", title="X", place="kg"),
            "place",
            "kg",
            "the id of a place; it is an organisation",
        ),
        (
            cs.Event(id="x", kind="visit", title="X", organisers=["csto", "csta"]),
            "organisers[1]",
            "csta",
            "the id of an organisation, perhaps 'csto'",
        ),
        (cs.Event(id="x", kind="visit", title="X", parent="zzz"), "parent", "zzz", "the id of an"),
        (
            cs.Membership(id="x", member="m", organisation="csto"),
            "member",
            "m",
            "the id of an official or an organisation; it is a meeting",
        ),
        (
            cs.Meeting(
                id="x",
                kind="talks",
                title="X",
                references=[cs.Reference(description="x", body="e")],
            ),
            "references[0].body",
            "e",
            "the id of an organisation; it is an event",
        ),
    ],
)
def test_a_broken_reference_is_told_with_what_it_may_be(
    record: Any, path: str, found: str, expected: str
) -> None:
    (problem,) = Index([*RECORDS, record]).broken()
    assert (problem.record, problem.path, problem.found) == ("x", path, found)
    assert problem.expected.startswith(expected)
    assert Index([*RECORDS, record]).broken(known=[found]) == []


def test_all_broken_references_are_told_sorted_by_record() -> None:
    lost = [
        cs.Event(id=id, kind="visit", title="X", place="nowhere", parent="never")
        for id in ("b", "a", "c")
    ]
    problems = Index(lost).broken()
    assert [(problem.record, problem.path) for problem in problems] == [
        (id, path) for id in "abc" for path in ("place", "parent")
    ]


def test_many_broken_references_take_no_longer_each() -> None:
    """Near ids are looked for only for the first, since each takes a look at all the others."""
    lost = [
        cs.Delegation(id=f"d-{number}", event=f"e-{number}", on_behalf_of="kg")
        for number in range(3000)
    ]
    events = [cs.Event(id=f"x-{number}", kind="visit", title="X") for number in range(3000)]
    assert len(Index([*lost, *events, KG]).broken()) == 3000


def test_records_of_one_id_must_be_equal() -> None:
    assert len(Index([KG, KG, cs.Organisation(**_fields(KG))]).by_id) == 1
    with pytest.raises(cs.errors.ConflictError) as caught:
        Index([KG, cs.Organisation(id="kg", name="Kirgizia", kind="state"), EVENT])
    (problem,) = caught.value.problems
    assert (problem.record, problem.path) == ("kg", "name, country")
    assert "Kyrgyzstan" in str(problem)
    assert "Kirgizia" in str(problem)
    with pytest.raises(cs.errors.ConflictError, match=r"found 'Place', expected one record of"):
        Index([KG, cs.Place(id="kg", name="Kyrgyzstan", kind="country")])


def _fields(record: cs.Organisation) -> dict[str, Any]:
    return {"id": record.id, "name": record.name, "kind": record.kind, "country": record.country}


def test_every_class_has_its_array() -> None:
    assert list(Index([]).by_class) == list(ARRAYS.values())


def test_going_upwards_by_several_fields_meets_each_record_once_the_nearest_first() -> None:
    def body(id: str, parent: str | None, *predecessors: str) -> cs.Organisation:
        return cs.Organisation(
            id=id, name=id, kind="organ", parent=parent, predecessors=predecessors
        )

    index = Index([body("d", "c", "b", "b"), body("c", "a"), body("b", "a"), body("a", "d")])
    way = index.upwards("d", cs.Organisation, "parent", "predecessors")
    assert [organisation.id for organisation in way] == ["d", "c", "b", "a"]
    assert [body.id for body in index.upwards("d", cs.Organisation, "parent")] == ["d", "c", "a"]
    assert list(index.upwards(None, cs.Organisation, "parent")) == []
    assert list(index.upwards("lost", cs.Organisation, "parent")) == []


@pytest.mark.parametrize(
    "taken",
    [
        cs.Organisation(id="club", name="Club", kind="other"),
        cs.Official(id="club", name="Ann Orlova"),
        cs.Place(id="club", name="Club", kind="venue"),
    ],
    ids=lambda record: type(record).__name__,
)
def test_no_message_has_a_where_an_belongs(taken: Record) -> None:
    """Wherever the class of a record is named: in sheets, references, two records of one id."""
    sheet = b"Title,Date,Id,Place\nTalks,2024,club,Hall [ann]\n"
    known = cs.Chronicle(taken, cs.Organisation(id="ann", name="Ann", kind="other"))
    event = cs.Event(id="club", kind="visit", title="Visit", organisers=[])
    attempts: list[Callable[[], object]] = [
        lambda: cs.read_sheet(sheet, within=known),
        lambda: cs.Chronicle(taken, event),
        lambda: cs.Chronicle(event, taken),
        lambda: cs.Chronicle(known, cs.Series(id="s", name="S", organisation="nobody")),
        lambda: known.place("ann"),
        lambda: known.event("club"),
    ]
    told = []
    for attempt in attempts:
        with pytest.raises(cs.CstoEventsError) as caught:
            attempt()
        told.append(str(caught.value))
    assert not re.findall(r"\ba [aeiou]\w*", " ".join(told), re.IGNORECASE), told


class TestWithin:
    """Whether one record lies within another, by going upwards each time."""

    @pytest.mark.parametrize("shape", ["forest", "circles", "an outer index"])
    def test_it_is_what_a_walk_upwards_meets(self, shape: str) -> None:
        dice = random.Random(7)
        for _ in range(30):
            ids = [f"p-{at}" for at in range(9)]
            dice.shuffle(ids)
            above = {
                id: dice.choice([None, "lost", *(ids if shape == "circles" else ids[:at])])
                for at, id in enumerate(ids)
            }
            places = [
                cs.Place(
                    id=id, name=id, kind="region", within=above[id], country=dice.choice(CODES)
                )
                for id in ids
            ]
            outer = Index(places[:5]) if shape == "an outer index" else None
            index = Index(places[4:] if outer else places, outer)
            for inner in [*ids, "lost"]:
                way = [place.id for place in index.upwards(inner, cs.Place, "within")]
                for other in [*ids, "lost"]:
                    assert index.is_within(inner, other, cs.Place, "within") == (other in way)
                nearest = index.nearest(inner, cs.Place, "within", "country")
                assert nearest == next(
                    (place for place in map(index.get, way) if getattr(place, "country", None)),
                    None,
                )


CODES = [None, None, "KG"]
