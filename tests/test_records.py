"""The nine records: what people have goes in, and what is wrong is told all at once."""

from __future__ import annotations

import datetime as dt
import pickle
from typing import Any

import attrs
import pytest

import cstoevents as cs
from cstoevents.records import ARRAYS
from cstoevents.records.fields import fields_of

NEEDED: dict[type, dict[str, Any]] = {
    cs.Place: {"id": "x", "name": "X", "kind": "city"},
    cs.Organisation: {"id": "x", "name": "X", "kind": "organ"},
    cs.Official: {"id": "x", "name": "X"},
    cs.Membership: {"member": "a", "organisation": "b"},
    cs.Series: {"id": "x", "name": "X"},
    cs.Event: {"id": "x", "kind": "visit", "title": "X"},
    cs.Meeting: {"id": "x", "kind": "meeting", "title": "X"},
    cs.Delegation: {"event": "a", "on_behalf_of": "b"},
    cs.Participation: {"event": "a", "official": "b"},
}
CLASSES = list(ARRAYS.values())


def named(cls: type) -> str:
    return cls.__name__


@pytest.mark.parametrize("cls", CLASSES, ids=named)
def test_nothing_is_assumed_that_was_not_said(cls: Any) -> None:
    """No default status, format or language: what isn't given is None or empty."""
    record = cls(**NEEDED[cls])
    for field in attrs.fields(cls):
        if field.name not in NEEDED[cls] and field.name != "id":
            assert getattr(record, field.name) in (None, (), cs.Extra())


@pytest.mark.parametrize("cls", CLASSES, ids=named)
def test_what_is_needed_is_needed(cls: Any) -> None:
    for name in NEEDED[cls]:
        if name == "official":
            continue
        with pytest.raises(cs.RecordError, match=f"{name}: found None"):
            cls(**{key: value for key, value in NEEDED[cls].items() if key != name})


def test_a_misspelt_and_a_missing_keyword_are_told_with_all_else() -> None:
    with pytest.raises(cs.RecordError) as caught:
        cs.Event(id="x", titel="Visit", kind="party", topics=["Peace"])
    assert [(problem.path, problem.expected[:26]) for problem in caught.value.problems] == [
        ("kind", "one of session, meeting, c"),
        ("title", "a value for this field, wh"),
        ("topics[0]", "a keyword: lower-case, at "),
        ("titel", "the field 'title'"),
    ]
    assert caught.value.what == "Event 'x'"


def test_fields_given_by_position_are_told_with_all_else() -> None:
    with pytest.raises(cs.RecordError) as caught:
        cs.Place("osh", name="Osh", kind="town")
    assert [(problem.path, problem.found) for problem in caught.value.problems] == [
        (None, "osh"),
        ("id", None),
        ("kind", "town"),
    ]


def test_a_constructor_and_a_file_say_the_same_of_the_same() -> None:
    fields: Any = {"id": "X", "nmae": "Osh", "kind": "town", "sources": [cs.Source(url="http://a")]}
    with pytest.raises(cs.RecordError) as constructed:
        cs.Place(**fields)
    with pytest.raises(cs.RecordError) as read:
        cs.from_dict({**fields, "sources": [{"url": "http://a"}]}, cs.Place)
    assert str(constructed.value) == str(read.value)


@pytest.mark.parametrize(
    ("field", "given", "kept"),
    [
        ("title", {"ru": "Визит"}, cs.Text({"ru": "Визит"})),
        ("title", cs.Text("Visit"), cs.Text("Visit")),
        ("kind", cs.records.EventKind.VISIT, cs.records.EventKind.VISIT),
        ("when", dt.date(2025, 5, 19), cs.When("2025-05-19")),
        ("when", "2024-11~", cs.When("2024-11~")),
        ("when", None, None),
        ("start_time", "14:30", dt.time(14, 30)),
        ("start_time", dt.time(14, 30), dt.time(14, 30)),
        ("status", "held", cs.records.EventStatus.HELD),
        ("previous_when", ["2024-11", dt.date(2024, 12, 1)], ("2024-11", "2024-12-01")),
        ("topics", ["peace"], ("peace",)),
        ("topics", (word for word in ["peace", "order"]), ("peace", "order")),
        ("topics", (), ()),
        ("organisers", {"b", "a"}, ("a", "b")),
        ("outcomes", ["x", {"ru": "ы"}], (cs.Text("x"), cs.Text({"ru": "ы"}))),
        ("links", ["https://a"], ("https://a",)),
    ],
)
def test_constructors_take_what_people_have(field: str, given: Any, kept: Any) -> None:
    event = cs.Event(**{**NEEDED[cs.Event], field: given})
    value = getattr(event, field)
    if field == "previous_when":
        value = tuple(map(str, value))
    assert value == kept
    assert type(value) is type(kept)


@pytest.mark.parametrize(
    ("field", "given", "path", "expected"),
    [
        ("id", "Visit", "id", "an id"),
        ("id", None, "id", "an id"),
        ("title", 5, "title", "texts by language"),
        ("title", "", "title", "non-empty text"),
        ("title", {"en": " "}, "title.en", "non-empty text"),
        ("kind", "party", "kind", "one of session"),
        ("kind", None, "kind", "one of session"),
        ("kind", "meeting", "kind", "a Meeting record for this kind"),
        ("when", "2023-02-29", "when", "28 days"),
        ("when", dt.datetime(2025, 5, 19, 14, 30), "when", "a moment is not a day"),
        ("when", 2024, "when", "write '2024'"),
        ("start_time", "14:30Z", "start_time", "a time of day"),
        ("timezone", "Mars/Olympus_Mons", "timezone", "tz database"),
        ("timezone", "../zone", "timezone", "tz database"),
        ("status", "over", "status", "one of scheduled"),
        ("previous_when", "2024", "previous_when", "not one value"),
        ("previous_when", ["2024", "soon"], "previous_when[1]", "an EDTF date"),
        ("topics", "peace", "topics", "not one value"),
        ("topics", {"peace": 1}, "topics", "not one value"),
        ("topics", ["peace", "War"], "topics[1]", "a keyword"),
        ("topics", iter(["peace", "War"]), "topics[1]", "a keyword"),
        ("outcomes", {"en": "x"}, "outcomes", "not one value"),
        ("outcomes", ["x", {"en": ""}], "outcomes[1].en", "non-empty text"),
        ("organisers", ["a", 5], "organisers[1]", "an id"),
        ("sources", ["https://a"], "sources[0]", "class Source"),
        ("sources", [{"url": "https://a"}], "sources[0]", "class Source"),
        ("sources", cs.Source(url="https://a"), "sources", "not one value"),
        ("commemoration", "the founding", "commemoration", "class Commemoration"),
        ("links", ["example.org"], "links[0]", "http"),
    ],
)
def test_constructors_refuse_everything_else(
    field: str, given: Any, path: str, expected: str
) -> None:
    with pytest.raises(cs.RecordError, match=expected) as caught:
        cs.Event(**{**NEEDED[cs.Event], field: given})
    assert [problem.path for problem in caught.value.problems] == [path]


def test_every_wrong_field_is_told_at_once() -> None:
    with pytest.raises(cs.RecordError) as caught:
        cs.Meeting(
            id="Wrong",
            kind="meeting",
            title="",
            when="2025-13",
            topics=["Peace", "ok", ""],
            timezone="a b",
            agenda=[{"E": "x"}],
            organisers=(word for word in ["A"]),
        )
    paths = {problem.path for problem in caught.value.problems}
    assert paths == {
        "id",
        "title",
        "when",
        "timezone",
        "topics[0]",
        "topics[2]",
        "organisers[0]",
        "agenda[0].E",
    }
    assert caught.value.what == "Meeting 'Wrong'"
    again = pickle.loads(pickle.dumps(caught.value))
    assert (again.problems, again.what, str(again)) == (
        caught.value.problems,
        caught.value.what,
        str(caught.value),
    )


@pytest.mark.parametrize(
    ("cls", "given", "paths"),
    [
        (cs.Participation, {"event": "E"}, ["event", None]),
        (cs.Participation, {"event": "e", "official": "B"}, ["official"]),
        (cs.Event, {"id": "E", "kind": "meeting", "title": "T"}, ["id", "kind"]),
        (cs.Event, {"id": "E", "kind": "party", "title": "T"}, ["id", "kind"]),
        (
            cs.Meeting,
            {"id": "m", "kind": cs.records.EventKind.VISIT, "title": ""},
            ["title", "kind"],
        ),
    ],
)
def test_a_rule_that_spans_fields_is_told_beside_other_wrong_fields(
    cls: Any, given: dict[str, Any], paths: list[str | None]
) -> None:
    with pytest.raises(cs.RecordError) as caught:
        cls(**given)
    assert [problem.path for problem in caught.value.problems] == paths


def test_what_derives_from_text_is_taken_as_text() -> None:
    class Derived(str):
        __slots__ = ()

        def __str__(self) -> str:
            return "another"

    place = cs.Place(
        id=Derived("a"),
        name={Derived("en"): Derived("A")},
        kind=Derived("city"),
        country=Derived("KG"),
        timezone=Derived("Asia/Bishkek"),
        note=Derived("n"),
    )
    assert place == cs.Place(
        id="a", name="A", kind="city", country="KG", timezone="Asia/Bishkek", note="n"
    )
    kept = [place.id, place.country, place.timezone, place.name["en"], *place.name.languages]
    assert {type(text) for text in kept} == {str}
    event = cs.Event(
        **{**NEEDED[cs.Event], "topics": [Derived("a")], "start_time": Derived("10:00")}
    )
    assert (type(event.topics[0]), event.start_time) == (str, dt.time(10))
    with pytest.raises(cs.RecordError, match="found 'B', expected an id"):
        cs.Official(id=Derived("B"), name="B")


def test_a_meeting_is_for_sittings_alone() -> None:
    with pytest.raises(cs.RecordError, match="an Event record for this kind, or one of session"):
        cs.Meeting(id="x", kind="visit", title="X")
    assert isinstance(cs.Meeting(**NEEDED[cs.Meeting]), cs.Event)


def test_a_meeting_and_an_event_are_never_equal() -> None:
    assert cs.Meeting(**NEEDED[cs.Meeting]) != cs.Event(**NEEDED[cs.Event])


@pytest.mark.parametrize(
    ("record", "id"),
    [
        (cs.Membership(member="kg", organisation="csto"), "kg--csto"),
        (cs.Membership(member="kg", organisation="csto", when="1992-05-15/.."), None),
        (
            cs.Membership(member="a", organisation="b", role="chair", when="2023-01-01/.."),
            "a--b--chair--2023-01-01",
        ),
        (cs.Membership(member="a", organisation="b", seen=["2024-11-28"]), "a--b--2024-11-28"),
        (cs.Membership(member="a", organisation="b", when="../2020"), None),
        (cs.Delegation(event="e", on_behalf_of="kg"), "e--kg--delegation"),
        (cs.Participation(event="e", official="o", role="chair"), "e--o--chair"),
        (cs.Participation(event="e", organisation="kg"), "e--kg"),
        (cs.Participation(event="e", description="Heads of departments"), None),
        (cs.Participation(event="e", description={"ru": "Главы"}), None),
        (cs.Delegation(event="e" * 300, on_behalf_of="kg"), None),
    ],
)
def test_links_make_their_own_ids(record: Any, id: str | None) -> None:
    assert id is None or record.id == id
    assert attrs.evolve(record) == record
    assert type(record)(**{**attrs.asdict(record, recurse=False), "id": None}).id == record.id


def test_an_id_that_is_given_is_kept() -> None:
    assert cs.Delegation(id="mine", event="e", on_behalf_of="kg").id == "mine"
    with pytest.raises(cs.RecordError, match="an id"):
        cs.Delegation(id="", event="e", on_behalf_of="kg")


@pytest.mark.parametrize("given", [{}, {"official": "a", "organisation": "b"}])
def test_a_participation_is_of_exactly_one(given: dict[str, str]) -> None:
    with pytest.raises(cs.RecordError, match="exactly one of official, organisation, description"):
        cs.Participation(event="e", **given)


def test_what_is_shown_leaves_out_what_was_not_said() -> None:
    assert repr(cs.Event(**NEEDED[cs.Event], when="2024-11", topics=["x"])) == (
        "Event(id='x', kind='visit', title='X', when='2024-11', topics=['x'])"
    )


def test_every_reference_says_which_records_it_may_name() -> None:
    names = {cls.__name__ for cls in ARRAYS.values()}
    for cls in ARRAYS.values():
        for field in fields_of(cls):
            assert set(field.refers) <= names


def test_coordinates_are_kept_as_degrees() -> None:
    place = cs.Place(**NEEDED[cs.Place], latitude=42, longitude=-74.5)
    assert (place.latitude, place.longitude) == (42.0, -74.5)
    with pytest.raises(cs.RecordError, match="degrees north"):
        cs.Place(**NEEDED[cs.Place], latitude=91)
