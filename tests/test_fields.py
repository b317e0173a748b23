"""The machinery of fields: their description, which everything that asks for fields reads."""

from __future__ import annotations

import enum
import inspect
import json
import re
from typing import Any

import attrs
import pytest

import cstoevents as cs
from cstoevents.formats.schema import json_schema
from cstoevents.records import ARRAYS, rules, values, vocabularies
from cstoevents.records.fields import fields_of, sentences_of

OWNED = tuple(
    value
    for value in vars(values).values()
    if isinstance(value, type) and attrs.has(value) and value.__module__ == values.__name__
)
CLASSES = (*ARRAYS.values(), *OWNED)
VOCABULARIES = [made for made in vars(vocabularies).values() if isinstance(made, enum.EnumType)]
# A sentence: it starts with a capital, and ends with a full stop.
SENTENCE = re.compile(r"[A-Z].*\.\Z")


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
class TestFields:
    """What is said of the fields of each class."""

    def test_every_field_is_described_in_the_order_of_the_constructor(self, cls: type[Any]) -> None:
        names = [field.name for field in fields_of(cls)]
        assert names == [attribute.name for attribute in attrs.fields(cls)]
        assert names == list(inspect.signature(cls).parameters)

    def test_every_field_has_a_sentence_that_says_what_it_means(self, cls: type[Any]) -> None:
        poor = [field.name for field in fields_of(cls) if not SENTENCE.match(field.sentence)]
        assert poor == [], "write a line for each in the docstring's section Attributes"

    def test_no_sentence_is_about_a_field_that_is_gone(self, cls: type[Any]) -> None:
        assert sentences_of(cls).keys() <= {field.name for field in fields_of(cls)}

    def test_help_shows_the_sentences(self, cls: type[Any]) -> None:
        shown = " ".join(inspect.getdoc(cls).split())
        lacking = [field.name for field in fields_of(cls) if field.sentence not in shown]
        assert lacking == []

    def test_the_signature_says_what_the_constructor_takes(self, cls: type[Any]) -> None:
        for field in fields_of(cls):
            parameter = inspect.signature(cls).parameters[field.name]
            assert parameter.annotation == field.takes
            assert (parameter.default is inspect.Parameter.empty) == field.required

    def test_the_schema_shows_the_sentences(self, cls: type[Any]) -> None:
        properties = json_schema()["$defs"][cls.__name__]["properties"]
        assert {name: shape["description"] for name, shape in properties.items()} == {
            field.name: field.sentence for field in fields_of(cls)
        }

    def test_text_and_numbers_have_rules_and_nothing_else_has(self, cls: type[Any]) -> None:
        for field in fields_of(cls):
            assert (field.rule is not None) == (field.value_type in (str, int, float)), field.name


@pytest.mark.parametrize("vocabulary", VOCABULARIES, ids=lambda cls: cls.__name__)
def test_every_word_has_a_sentence_that_says_what_it_means(
    vocabulary: type[enum.StrEnum],
) -> None:
    sentences = sentences_of(vocabulary)
    assert list(sentences) == [word.name for word in vocabulary]
    assert [name for name, sentence in sentences.items() if not SENTENCE.match(sentence)] == []


def test_the_schema_shows_what_each_word_means() -> None:
    (held,) = [
        word["description"]
        for word in json_schema()["$defs"]["EventStatus"]["oneOf"]
        if word["const"] == "held"
    ]
    assert held == sentences_of(cs.records.EventStatus)["HELD"]
    kinds = json_schema()["$defs"]["Meeting"]["properties"]["kind"]["oneOf"]
    assert {kind["const"] for kind in kinds} == set(vocabularies.MEETING_KINDS)


def test_the_package_of_tables_shows_the_sentences(tmp_path: Any) -> None:
    chronicle = cs.Chronicle(cs.Place(id="minsk", name="Minsk", kind="city", country="BY"))
    cs.write_csv(chronicle, tmp_path / "package")
    descriptor = json.loads((tmp_path / "package" / "datapackage.json").read_text("utf-8"))
    (places,) = [table for table in descriptor["resources"] if table["name"] == "places"]
    described = {field["name"]: field["description"] for field in places["schema"]["fields"]}
    sentences = {field.name: field.sentence for field in fields_of(cs.Place)}
    assert described["country"] == sentences["country"]
    assert described["name_en"].startswith(sentences["name"].removesuffix("."))


@pytest.mark.parametrize(
    ("cls", "name", "expected"),
    [
        (cs.Event, "when", {"value_type": cs.When, "many": False, "required": False}),
        (cs.Event, "previous_when", {"value_type": cs.When, "many": True, "default": ()}),
        (cs.Event, "kind", {"vocabulary": cs.records.EventKind, "required": True}),
        (cs.Event, "place", {"refers": ("Place",), "rule": rules.ID}),
        (cs.Event, "sources", {"owned": cs.Source, "many": True}),
        (cs.Meeting, "when", {"sentence": "Its date or dates, such as '2024-09' or "}),
        (cs.Membership, "id", {"required": False, "required_in_file": True}),
        (cs.Commemoration, "number", {"rule": rules.COUNT, "value_type": int}),
    ],
)
def test_a_field_is_described(cls: Any, name: str, expected: dict[str, Any]) -> None:
    (field,) = [field for field in fields_of(cls) if field.name == name]
    for what, value in expected.items():
        found = getattr(field, what)
        assert found.startswith(value) if what == "sentence" else found == value


def test_every_rule_for_dates_texts_and_words_is_followed_by_the_constructor() -> None:
    """A field of each sort is converted: what is taken becomes what is held."""
    meeting = cs.Meeting(
        id="x",
        kind="meeting",
        title={"ru": "Заседание"},
        when="2025-05-13",
        start_time="10:00",
        previous_when=iter(["2025-05-12"]),
        topics={"b", "a"},
        agenda=["Afghanistan"],
        sources=[cs.Source(url="https://example.org")],
    )
    held = {field.name: (getattr(meeting, field.name), field) for field in fields_of(cs.Meeting)}
    for value, field in held.values():
        members = value if field.many else () if value is None else (value,)
        assert type(members) is tuple
        assert all(isinstance(member, field.value_type) for member in members)


class TestTheCostOfClasses:
    """Making the classes is most of what importing the library takes."""

    def test_fields_that_are_alike_share_what_converts_them(self) -> None:
        fields = {cls: attrs.fields_dict(cls) for cls in CLASSES}
        titles = {id(made["name"].converter) for made in fields.values() if "name" in made}
        assert len(titles) < sum("name" in made for made in fields.values())
        assert fields[cs.Event]["topics"].converter is fields[cs.Meeting]["topics"].converter

    def test_no_pattern_is_compiled_before_a_text_is_asked_for(self) -> None:
        rule = rules.Rule("(", "nothing that could be compiled")
        with pytest.raises(re.error):
            rule.check("a text")


def test_what_merging_goes_by_is_said_of_the_fields() -> None:
    fields = {f"{cls.__name__}.{field.name}": field for cls in CLASSES for field in fields_of(cls)}
    in_order = {name for name, field in fields.items() if field.is_in_order}
    assert {name.partition(".")[2] for name in in_order} == {"agenda", "outcomes", "reports"}
    places = {name.partition(".")[2] for name, field in fields.items() if field.is_a_place}
    assert places == {"place", "within"}


def test_fields_that_mean_something_only_together_are_fields_of_their_class() -> None:
    groups = {cls.__name__: rules.together(cls) for cls in CLASSES if rules.together(cls)}
    assert groups["Place"] == ("latitude", "longitude")
    for cls in CLASSES:
        assert {*rules.together(cls)} <= {field.name for field in fields_of(cls)}


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        (None, "abc"),
        ("latitude, longitude", "ab"),
        ("name.ru", "ac"),
        ("aliases[0].text", "a"),
    ],
)
def test_the_sources_of_a_path_are_those_of_its_fields_and_of_the_whole_record(
    path: str | None, kept: str
) -> None:
    sources = [
        cs.Source(citation="a"),
        cs.Source(citation="b", field="longitude"),
        cs.Source(citation="c", field="name"),
    ]
    place = cs.Place(id="p", name="P", kind="city", sources=sources)
    assert [source.citation for source in values.sources_of(place, path)] == [*kept]
