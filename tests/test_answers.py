"""The JSON that the command line answers with is what its schema says, command by command."""

from __future__ import annotations

import importlib.resources
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import click
import jsonschema
import pytest
from referencing import Registry, Resource

import cstoevents as cs
from cstoevents.cli import cli, options
from cstoevents.cli.answers import Answer
from cstoevents.cli.rows import AnswerRow, Id
from cstoevents.cli.schema import answers_schema, asked_for_json, dumps
from test_cli import run

SCHEMA: dict[str, Any] = json.loads(dumps())
SCHEMAS: Registry[Any] = Registry().with_resource(SCHEMA["$id"], Resource.from_contents(SCHEMA))
MANY = 100
DAY = "--today 2026-11-24"
KINDS: Any = next(option.type for option in cli.commands["list"].params if option.name == "kind")
CSTO = cs.load()
CLASSES = {type(record).__name__ for record in CSTO}

# What the built-in data don't say: texts in no known language, keys of one's own, times, what
# was postponed.
OURS = cs.Chronicle(
    cs.Place(id="oslo", name={"en": "Oslo", "ru": "Осло"}, kind="city", country="NO"),
    cs.Organisation(id="club", name="The Club", kind="other", extra={"room": [1, None]}),
    cs.Event(
        id="fair",
        kind="other",
        title="A fair",
        when="2024-02-01",
        start_time="10:00",
        timezone="Europe/Oslo",
    ),
    cs.Series(id="sittings", name="Sittings", organisation="club"),
    *(
        cs.Meeting(
            id=f"sitting-{number}",
            kind="meeting",
            title=f"Sitting {number}",
            when=when,
            status=status,
            parent="fair",
            entries=[cs.SeriesEntry(series="sittings", number=number)],
        )
        for number, when, status in ((1, "2024-03", "held"), (4, None, "postponed"))
    ),
    cs.Delegation(id="guests", event="fair", name="Guests", on_behalf_of="club"),
    about=cs.About(title="Ours", as_of="2024-05-01"),
)
THEIRS = cs.Chronicle(
    cs.Place(id="oslo", name="Oslo", kind="city", country="NO"),
    cs.Official(id="jo-doe", name="Jo Doe", born="1970"),
)


def answer(question: str) -> Any:
    return json.loads(run(*question.split(), "--json").stdout)


def command_of(question: str) -> str:
    return question.partition(" ")[0]


def options_of(question: str) -> set[str]:
    """The options that the command of a question takes."""
    return {name for param in cli.commands[command_of(question)].params for name in param.opts}


def problems(question: str, given: Any) -> list[str]:
    """What is wrong with an answer to a question, says the schema."""
    asked = {"$ref": f"{SCHEMA['$id']}#/$defs/{command_of(question)}"}
    validator = jsonschema.Draft202012Validator(asked, registry=SCHEMAS)
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(given)]


def without_each(given: Any) -> Iterator[Any]:
    """The rows of an answer, each with one key less, and with one more."""
    for row in given[:1] if isinstance(given, list) else [given]:
        for key in row:
            less = {name: value for name, value in row.items() if name != key}
            yield [less] if isinstance(given, list) else less
        more = {**row, "no_such_key": 1}
        yield [more] if isinstance(given, list) else more


ASKED = asked_for_json()
# A command says itself what it is asked, and here is what deserves more than one question.
QUESTIONS = [
    *(
        f"{question} {DAY}" if "--today" in options_of(question) - {*question.split()} else question
        for option in ASKED.values()
        for question in option.examples
    ),
    *("timeline", "timeline 1950", "timeline 2025 --lang ru", "anniversaries 2027 --kind all"),
    *("find afghanistan --limit 50", "find nothing-of-the-kind"),
    *(f"list {kind}" for kind in KINDS.choices),
    *(f"show {CSTO.officials[0].id}", "show minsk", "show wg-afghanistan"),
    f"show {CSTO.memberships[0].id}",
    f"show {CSTO.participations[0].id}",
    *(f"series {series.id} {DAY}" for series in CSTO.series),
]


@pytest.mark.slow
@pytest.mark.parametrize("question", QUESTIONS)
def test_an_answer_from_the_built_in_data_is_what_the_schema_says(question: str) -> None:
    given = answer(question)
    if len(given) > MANY:  # a sample, for the sake of time
        given = given[:: len(given) // MANY]
    assert problems(question, given) == []


def test_answers_from_data_of_another_kind_are_what_the_schema_says(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours.json", tmp_path / "theirs.json"
    cs.write_json(OURS, ours)
    cs.write_json(THEIRS, theirs)
    questions = [
        *(f"list {kind} --data {ours}" for kind in KINDS.choices),
        *(f"show {record.id} --data {ours}" for record in OURS),
        *(f"timeline --data {ours}", f"next --data {ours} --today 2024-01-01"),
        *(f"anniversaries 2030 --kind all --data {path}" for path in (ours, theirs)),
        *(f"series --data {ours}", f"series sittings --data {ours} {DAY}"),
        *(f"check {ours} {DAY}", f"demo --data {ours} {DAY}", f"demo --data {theirs} {DAY}"),
        *(f"diff {ours} {theirs}", f"diff {theirs} {ours}"),
    ]
    wrong = {question: problems(question, answer(question)) for question in questions}
    assert {question: found for question, found in wrong.items() if found} == {}


@pytest.mark.parametrize(
    "question",
    [
        *("timeline 2025-05-13", "today --today 2025-05-13", "who secretary-general csto"),
        *("anniversaries 2027", "find afghanistan --limit 1", "list topics"),
        *(f"series wg-afghanistan {DAY}", f"series {DAY}", f"check {DAY}", f"demo {DAY}"),
        "diff built-in built-in",
    ],
)
def test_the_schema_refuses_answers_that_lack_a_key_or_have_another(question: str) -> None:
    given = answer(question)
    assert given
    for damaged in without_each(given):
        assert problems(question, damaged), damaged


def test_the_schema_refuses_records_with_keys_that_they_do_not_have() -> None:
    for question in ("list places", "show minsk"):
        given = answer(question)
        row = given[0] if isinstance(given, list) else given
        row["no_such_key"] = 1
        assert problems(question, given)


def test_a_new_command_brings_its_shape_and_its_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(cli.commands, "founded", founded)
    schema = answers_schema()["$defs"]
    assert schema["founded"] == {"type": "array", "items": {"$ref": "#/$defs/Founded"}}
    assert schema["Founded"]["properties"]["when"] == {
        "description": "When it was founded, null if that is not known.",
        "anyOf": [{"$ref": "#/$defs/Date"}, {"type": "null"}],
    }
    assert {"when": "2002-10-07", "organisation": "csto"} in answer("founded")


class Founded(AnswerRow, frozen=True):
    """An organisation and its first day.

    Attributes:
        when: When it was founded, None if that is not known.
        organisation: The organisation.
    """

    when: cs.When | None
    organisation: Id


@click.command()
@options.question(list[Founded], "founded")
def founded(chronicle: cs.Chronicle, lang: str) -> Answer:
    """Organisations with their first days."""
    bodies = chronicle.organisations
    return Answer(
        view=bodies,
        rows=lambda: [Founded(when=body.founded, organisation=Id(body.id)) for body in bodies],
    )


@pytest.mark.parametrize("command", ASKED)
def test_a_command_that_answers_in_json_has_an_example_of_its_own(command: str) -> None:
    examples = ASKED[command].examples
    assert {command_of(question) for question in examples} == {command}


def fields_without_a_sentence(row: Any) -> list[str]:
    described = row.get("properties", {}).items()
    return [name for name, shape in described if name != "names" and "description" not in shape]


def test_every_field_of_a_row_is_explained() -> None:
    rows = {name: shape for name, shape in SCHEMA["$defs"].items() if name not in CLASSES}
    bare = {name: fields_without_a_sentence(shape) for name, shape in rows.items()}
    assert {name: fields for name, fields in bare.items() if fields} == {}


def test_the_schema_is_a_schema_all_of_whose_references_lead_somewhere() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    resolver = SCHEMAS.crawl().resolver()

    def references(part: Any, within: str = SCHEMA["$id"]) -> Iterator[str]:
        if isinstance(part, dict):
            within = part["$id"] if isinstance(part.get("$id"), str) else within
            if isinstance(part.get("$ref"), str):
                yield urljoin(within, part["$ref"])
            for member in part.values():
                yield from references(member, within)
        elif isinstance(part, list):
            for member in part:
                yield from references(member, within)

    used = {*references(SCHEMA)}
    for reference in used:
        assert resolver.lookup(reference).contents
    assert {f"{SCHEMA['$id']}#/$defs/{name}" for name in SCHEMA["$defs"].keys() - {"files"}} <= used


def test_the_shipped_schema_is_the_one_that_the_code_makes() -> None:
    """After a change to answers, `make generate` writes that file again."""
    shipped = importlib.resources.files("cstoevents.cli") / "answers.schema.json"
    assert shipped.read_bytes() == dumps()
