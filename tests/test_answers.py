"""The JSON that the command line answers with is what its schema says, command by command."""

from __future__ import annotations

import importlib.resources
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from referencing import Registry, Resource

import cstoevents as cs
from cstoevents.cli import cli
from cstoevents.cli.schema import ANSWERS, dumps
from test_cli import run

SCHEMA: dict[str, Any] = json.loads(dumps())
SCHEMAS: Registry[Any] = Registry().with_resources(
    (schema["$id"], Resource.from_contents(schema)) for schema in (SCHEMA, cs.json_schema())
)
MANY = 100
DAY = "--today 2026-11-24"
KINDS: Any = next(option.type for option in cli.commands["list"].params if option.name == "kind")
CSTO = cs.load()

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


QUESTIONS = [
    *("timeline", f"timeline --unreported {DAY}", "timeline 1950", "timeline 2025 --lang ru"),
    *("today --today 2025-05-13", f"week {DAY}", f"next 20 {DAY}", f"since 2026 {DAY}"),
    *("anniversaries 2027 --kind all", f"anniversaries {DAY} --every 5"),
    *("who secretary-general csto", "who chair --during 2019/2024", "members csto"),
    *("members csto --on 2026-01-01", "members csto --status observer"),
    *("find afghanistan --limit 50", "find ташкент", "find nothing-of-the-kind"),
    *(f"list {kind}" for kind in KINDS.choices),
    *("show csto", "show minsk", "show wg-afghanistan", "show wg-afghanistan-41"),
    f"show {CSTO.officials[0].id}",
    f"show {CSTO.memberships[0].id}",
    f"show {CSTO.participations[0].id}",
    f"series {DAY}",
    *(f"series {series.id} {DAY}" for series in CSTO.series),
    *(f"check {DAY}", "diff built-in built-in", f"demo {DAY}"),
]


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
        *(f"anniversaries 2030 --kind all --data {each}" for each in (ours, theirs)),
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


def test_every_command_that_answers_in_json_has_its_shape() -> None:
    answering = {
        name
        for name, command in cli.commands.items()
        if any(option.name == "as_json" for option in command.params)
    }
    assert answering == {*ANSWERS}
    assert {command_of(question) for question in QUESTIONS} == answering


def test_the_schema_is_a_schema_all_of_whose_references_lead_somewhere() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    resolver = SCHEMAS.resolver(base_uri=SCHEMA["$id"])

    def references(part: Any) -> Iterator[str]:
        if isinstance(part, dict):
            if isinstance(part.get("$ref"), str):
                yield part["$ref"]
            for member in part.values():
                yield from references(member)
        elif isinstance(part, list):
            for member in part:
                yield from references(member)

    used = {*references(SCHEMA)}
    for reference in used:
        assert resolver.lookup(reference).contents
    assert {f"#/$defs/{name}" for name in SCHEMA["$defs"]} <= used


def test_the_shipped_schema_is_the_one_that_the_code_makes() -> None:
    """After a change to answers, `make generate` writes that file again."""
    shipped = importlib.resources.files("cstoevents.cli") / "answers.schema.json"
    assert shipped.read_bytes() == dumps()
