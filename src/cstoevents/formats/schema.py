"""The JSON Schema of the library's own format, made from the records themselves.

It says what a file may look like, record by record. What no schema can say is
left to the reader: that references lead somewhere, that a date exists, that
the tz database has a zone of that name.

The package ships it as ``formats/chronicle.schema.json``; a test holds that
file to what this module makes.
"""

from __future__ import annotations

import datetime as dt
import enum
import importlib.resources
import json
import sys
from collections.abc import Iterable
from typing import Any

import msgspec

from cstoevents.dates import When
from cstoevents.dates.edtf import PATTERN
from cstoevents.records import ARRAYS, rules
from cstoevents.records.conversion import SCHEMA_URL, file_shape
from cstoevents.records.countries import CODES
from cstoevents.records.extra import Extra
from cstoevents.records.fields import fields_of, sentences_of
from cstoevents.records.values import About, Text

_DIALECT = "https://json-schema.org/draft/2020-12/schema"

# JSON Schema's own format of this name wants a zone, which has a field of its own here.
_TIME = {"type": "string", "pattern": r"^(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.0+)?$"}


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of the files that `write_json` writes.

    >>> import cstoevents as cs
    >>> schema = cs.formats.json_schema()
    >>> schema["title"], sorted(schema["required"])
    ('Chronicle', ['format_version'])
    >>> schema["$defs"]["Place"]["required"]
    ['id', 'name', 'kind']
    """
    if sys.flags.optimize > 1:  # the docstrings, which say what fields mean, are gone
        shipped = importlib.resources.files("cstoevents.formats") / "chronicle.schema.json"
        schema: dict[str, Any] = json.loads(shipped.read_bytes())
        return schema
    _, components = msgspec.json.schema_components(
        [file_shape("patterns")], schema_hook=_custom, ref_template="#/$defs/{name}"
    )
    parts: dict[str, Any] = _portable(components)
    file = parts.pop("File")
    del parts["EventKind"]  # events and meetings have some each
    parts["Country"] = {
        "title": "Country",
        "description": "A country code of ISO 3166-1, or a former one of ISO 3166-3.",
        "enum": list(CODES),
    }
    parts["Date"] = {
        "title": "Date",
        "description": "A date as exactly as it is known: a subset of EDTF.",
        "type": "string",
        "pattern": f"^{PATTERN}$",
        "examples": ["2025-05-13", "2024-11", "2023-01-01/..", "[2023-12-08..2024-12-10]"],
    }
    parts["Text"] = {
        "title": "Text",
        "description": "Words: text, which is English, or texts by language tag (BCP 47).",
        "anyOf": [
            _pattern(rules.TEXT),
            {
                "type": "object",
                "propertyNames": _pattern(rules.LANGUAGE),
                "additionalProperties": _pattern(rules.TEXT),
                "minProperties": 1,
            },
        ],
    }
    parts["Extra"] = {
        "title": "Extra",
        "description": "Keys of one's own with any JSON values.",
        "type": "object",
        "propertyNames": _pattern(rules.KEY),
    }
    for cls in _classes():
        _describe(cls, parts[cls.__name__])
    for vocabulary in {field.vocabulary for cls in _classes() for field in fields_of(cls)}:
        if vocabulary and vocabulary.__name__ in parts:
            title, meaning = vocabulary.__name__, _first_line(vocabulary)
            parts[title] = {"title": title, "description": meaning, **_words(vocabulary)}
    for name, cls in ARRAYS.items():
        file["properties"][name]["description"] = _first_line(cls)
    file["properties"]["format_version"]["description"] = "The version of this format."
    file["properties"]["about"]["description"] = _first_line(About)
    file["properties"]["$schema"]["description"] = "The address of this schema."
    file["title"] = "Chronicle"
    return {
        "$schema": _DIALECT,
        "$id": SCHEMA_URL,
        **file,
        "$defs": {name: parts[name] for name in sorted(parts)},
    }


def dumps() -> bytes:
    """Return the bytes of the schema's file."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2).encode() + b"\n"


def _classes() -> dict[type[Any], None]:
    """Return the classes of records, and of the values that they and the file own."""
    owned = [field.owned for cls in ARRAYS.values() for field in fields_of(cls) if field.owned]
    return dict.fromkeys([*ARRAYS.values(), *owned, About])


def _describe(cls: type[Any], part: dict[str, Any]) -> None:
    """Describe a class: what it and its fields mean, and its rules across fields."""
    part["description"] = _first_line(cls)
    properties = part["properties"]
    for field in fields_of(cls):
        shape = properties[field.name]
        if field.value_type is dt.time:
            shape = {"anyOf": [_TIME, {"type": "null"}], "default": None}
        properties[field.name] = {"description": field.sentence, **shape}
    for rule in rules.across_fields(cls):
        if isinstance(rule, rules.OnlyWords):
            del properties[rule.field]["$ref"]
            properties[rule.field] |= _words(rule.words)
        elif isinstance(rule, rules.OneDay):
            properties[rule.field]["anyOf"][0] = _pattern(rules.DAY)
        else:
            part["anyOf" if rule.or_more else "oneOf"] = [
                {"required": [name], "properties": {name: {"not": {"type": "null"}}}}
                for name in rule.fields
            ]


def _words(words: Iterable[enum.StrEnum]) -> dict[str, Any]:
    """Describe a choice of words, each with what it means."""
    words = tuple(words)
    sentences = sentences_of(type(words[0]))
    return {"oneOf": [{"const": word.value, "description": sentences[word.name]} for word in words]}


def _custom(kind: type) -> dict[str, Any]:
    names: dict[type, str] = {When: "Date", Text: "Text", Extra: "Extra"}
    return {"$ref": f"#/$defs/{names[kind]}"}


def _portable(part: Any) -> Any:
    """Rewrite Python's regular expressions in the form that other languages read, too."""
    if isinstance(part, list):
        return [_portable(member) for member in part]
    if not isinstance(part, dict):
        return part
    if part.get("pattern") == rules.COUNTRY.pattern:
        return {"$ref": "#/$defs/Country"}
    if isinstance(part.get("pattern"), str):
        return {**part, "pattern": _ecma(part["pattern"])}
    return {key: _portable(value) for key, value in part.items()}


def _pattern(rule: rules.Rule) -> dict[str, Any]:
    return {"type": "string", "pattern": _ecma(rule.pattern)}


def _ecma(pattern: str) -> str:
    """Rewrite one pattern for a reader with the flag ``u``, to whom half a character is none."""
    for ours, theirs in ((r"\A", "^"), (r"\Z", "$"), (r"\ud800-\udfff", ""), (r"\"", '"')):
        pattern = pattern.replace(ours, theirs)
    return pattern


def _first_line(cls: type) -> str:
    return (cls.__doc__ or "").partition("\n")[0].replace("``", "")
