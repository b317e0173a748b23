"""jsonschema as the oracle: it reads the shipped schema, and takes what we write."""

from __future__ import annotations

import importlib.resources
import json
import subprocess
import sys
from typing import Any

import jsonschema
import pytest
from hypothesis import given

import cstoevents as cs
from cstoevents import strategies
from cstoevents.formats import schema
from cstoevents.formats.json import dumps
from damaged.mutations import damaged

VALIDATOR = jsonschema.Draft202012Validator(schema.json_schema())


def test_the_shipped_schema_is_the_one_that_the_records_make() -> None:
    """After a change to the records, write `schema.dumps()` to that file again."""
    shipped = importlib.resources.files("cstoevents.formats") / "chronicle.schema.json"
    assert shipped.read_bytes() == schema.dumps()


def test_without_docstrings_the_schema_is_the_same() -> None:
    script = "import cstoevents, json; print(json.dumps(cstoevents.formats.json_schema()))"
    done = subprocess.run([sys.executable, "-OO", "-c", script], capture_output=True, check=True)
    assert json.loads(done.stdout) == json.loads(schema.dumps())


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema.json_schema())


def test_the_patterns_are_those_that_every_language_reads() -> None:
    text = schema.dumps().decode()
    assert not any(python_only in text for python_only in (r"\\A", r"\\Z", r"\\ud800", "(?P<"))


@given(chronicle=strategies.chronicles())
def test_every_file_that_is_written_fits_the_schema(chronicle: cs.Chronicle) -> None:
    VALIDATOR.validate(json.loads(dumps(chronicle)))


def test_the_built_in_chronicle_fits_the_schema() -> None:
    VALIDATOR.validate(json.loads(dumps(cs.load())))


@given(data=damaged())
def test_what_the_schema_refuses_the_reader_refuses_too(data: dict[str, Any]) -> None:
    if not VALIDATOR.is_valid(data):
        with pytest.raises(cs.InputError):
            cs.from_dict(data)


@pytest.mark.parametrize(
    ("array", "record"),
    [
        ("places", {"id": "Minsk", "name": "Minsk", "kind": "city"}),
        ("places", {"id": "minsk", "name": "Minsk", "kind": "town"}),
        ("places", {"id": "minsk", "name": "Minsk", "kind": "city", "country": "XX"}),
        ("places", {"id": "minsk", "name": "Minsk", "kind": "city", "latitude": 91}),
        ("places", {"id": "minsk", "name": {"English": "Minsk"}, "kind": "city"}),
        ("places", {"id": "minsk", "name": {}, "kind": "city"}),
        ("places", {"id": "minsk", "name": " ", "kind": "city"}),
        ("officials", {"id": "x", "name": "X", "born": "20250519"}),
        ("officials", {"id": "x", "name": "X", "nme": "Y"}),
        ("officials", {"id": "x", "name": "X", "sources": [{"title": "neither"}]}),
        ("events", {"id": "x", "title": "X", "kind": "meeting"}),
        ("meetings", {"id": "x", "title": "X", "kind": "exercise"}),
        ("events", {"id": "x", "title": "X", "kind": "visit", "start_time": "14:30:00Z"}),
        ("events", {"id": "x", "title": "X", "kind": "visit", "topics": ["Peace; war"]}),
        ("participations", {"id": "x", "event": "y"}),
        ("participations", {"id": "x", "event": "y", "official": "a", "organisation": "b"}),
    ],
)
def test_what_breaks_a_rule_of_form_does_not_fit(array: str, record: dict[str, Any]) -> None:
    assert not VALIDATOR.is_valid({"format_version": "1", array: [record]})
