"""The JSON Schema of what ``--json`` prints: a definition for each command, by its name.

Records have the shape that they have in files, from `cstoevents.json_schema`, with what
`cstoevents.cli.plain` adds. The package ships it as ``cli/answers.schema.json``; tests hold
that file to this module, and every command's answers to it.
"""

from __future__ import annotations

import enum
import json
from collections.abc import Iterable
from typing import Any, Final, TypeAlias

import cstoevents as cs
from cstoevents.records import ARRAYS
from cstoevents.records.conversion import SCHEMA_URL
from cstoevents.records.fields import sentences_of

__all__ = ["ANSWERS", "answers_schema", "dumps"]

_Shape: TypeAlias = dict[str, Any]


def _ref(name: str) -> _Shape:
    return {"$ref": f"#/$defs/{name}"}


def _list(items: _Shape) -> _Shape:
    return {"type": "array", "items": items}


def _or_null(shape: _Shape) -> _Shape:
    return {"anyOf": [shape, {"type": "null"}]}


def _any_of(words: Iterable[enum.StrEnum]) -> _Shape:
    return {"enum": [word.value for word in words]}


def _row(description: str, made_of: type = object, /, **fields: _Shape) -> _Shape:
    """Describe an object that has all of these fields and no other.

    What a field means is said by the class that the row is made of.
    """
    sentences = sentences_of(made_of)
    described = {
        name: {"description": sentences[name].replace("None", "null"), **shape}
        if name in sentences
        else shape
        for name, shape in fields.items()
    }
    return {
        "description": description,
        "type": "object",
        "properties": described,
        "required": [*fields],
        "additionalProperties": False,
    }


def _record(classes: Iterable[type], **more: _Shape) -> _Shape:
    """Describe a record of one of these classes, and fields beside those of the record."""
    return {
        "type": "object",
        "anyOf": [_ref(cls.__name__) for cls in classes],
        "properties": more,
        "required": [*more],
        "unevaluatedProperties": False,
    }


_TEXT: Final[_Shape] = {"type": "string"}
_WHOLE: Final[_Shape] = {"type": "integer"}
_NUMBER: Final[_Shape] = {"type": "number"}
_ID: Final = _ref("Id")
_IDS: Final = _list(_ID)
_DATE: Final = _or_null(_ref("Date"))
_WORDS: Final = _or_null(_ref("Text"))
_NAMES: Final = _ref("Names")
_CERTAINTY: Final = _any_of(cs.Certainty)
_CLASSES: Final = tuple(ARRAYS.values())
_EVENT: Final = _record((cs.Event, cs.Meeting))
_DAYS: Final = _or_null({"type": "array", "items": _WHOLE, "minItems": 2, "maxItems": 2})

_STRETCH: Final[dict[str, _Shape]] = {
    "number": _WHOLE,
    "through": _WHOLE,
    "window": _DATE,
    "candidates": _IDS,
    "names": _NAMES,
}

# What the rows are that answers are made of.
_ROWS: Final[dict[str, _Shape]] = {
    "Names": {
        "description": "The names of the records that a row mentions, by id.",
        "type": "object",
        "propertyNames": _ID,
        "additionalProperties": _ref("Text"),
    },
    "Record": _record(_CLASSES),
    "Entry": _row(
        "An event, and how certain it is that it is one asked for.",
        cs.TimelineEntry,
        certainty=_CERTAINTY,
        event=_EVENT,
    ),
    "DatedEntry": _row(
        "An event, and in how many days from today it begins: at the least and at the most.",
        cs.TimelineEntry,
        certainty=_CERTAINTY,
        days=_DAYS,
        event=_EVENT,
    ),
    "Anniversary": _row(
        "An anniversary: of which record, which one, when, and with which events.",
        cs.Anniversary,
        when=_ref("Date"),
        number=_WHOLE,
        kind=_or_null(_any_of([*cs.records.EventKind, *cs.anniversaries.Occasion])),
        original=_ref("Date"),
        certainty=_CERTAINTY,
        record=_or_null(_ID),
        title=_WORDS,
        observed=_list(
            _row(
                "An event that observed it.",
                cs.anniversaries.Observance,
                event=_ID,
                offset=_or_null(_WHOLE),
            )
        ),
        names=_NAMES,
    ),
    "Term": _row(
        "Who was what: the membership, and its days as far as they are sure.",
        cs.Term,
        certainty=_CERTAINTY,
        known_until=_DATE,
        first=_DATE,
        last=_DATE,
        membership=_record((cs.Membership,)),
    ),
    "Hit": _row(
        "A record that was found, and by what.",
        cs.search.Hit,
        id=_ID,
        **{"class": {"enum": [cls.__name__ for cls in _CLASSES]}},
        name=_WORDS,
        score={"type": "number", "minimum": 0, "maximum": 1},
        text=_TEXT,
        field=_TEXT,
        lang=_or_null(_TEXT),
    ),
    "Finding": _row(
        "What a check found.",
        cs.checks.Finding,
        rule=_TEXT,
        severity=_any_of(cs.checks.Severity),
        records=_list(_TEXT),
        path=_or_null(_TEXT),
        found=_TEXT,
        expected=_TEXT,
        sources=_list(_TEXT),
        names=_NAMES,
    ),
    "Member": _row(
        "A member of a series.",
        cs.sequences.SeriesMember,
        number=_or_null(_WHOLE),
        label=_or_null(_TEXT),
        event=_ID,
        when=_DATE,
        window=_DATE,
        names=_NAMES,
    ),
    "Stretch": _row(
        "Missing numbers from one to another, where they lie, and what they may be.", **_STRETCH
    ),
    "Expected": _row(
        "What is expected next in a series.",
        cs.sequences.ExpectedNext,
        number=_WHOLE,
        earliest=_DATE,
        median=_DATE,
        latest=_DATE,
        overdue_from=_DATE,
        state=_or_null(_any_of(cs.sequences.Expectation)),
        event=_or_null(_ID),
        count=_WHOLE,
        error=_or_null(_NUMBER),
        trials=_WHOLE,
    ),
    "SeriesOfAll": _row(
        "One of all series: how much it has and lacks, and how its forecasts did.",
        series=_record((cs.Series,)),
        members=_WHOLE,
        missing=_WHOLE,
        backtest=_row(
            "How many members could have been forecast, how many forecasts held, and by how"
            " many days they missed on average.",
            tried=_WHOLE,
            held=_WHOLE,
            mean_error=_or_null(_NUMBER),
        ),
    ),
    "Change": _row(
        "A field that changed: its value in the one file and in the other, as files have it.",
        cs.changes.FieldChange,
        id=_TEXT,
        field=_TEXT,
        before={},
        after={},
    ),
}

_LISTING: Final = _list({"anyOf": [_ref("Member"), _ref("Stretch")]})
_RELATED: Final[dict[str, _Shape]] = {
    "participations": _list(_record((cs.Participation,))),
    "delegations": _list(_record((cs.Delegation,))),
    "parts": _list(_ref("Entry")),
    "posts": _list(_ref("Term")),
    "events": _list(_ref("Entry")),
    "members": _list(_ref("Term")),
    "latest_events": _list(_ref("Entry")),
    "listing": _LISTING,
}
_RECORDS_OF_FILE: Final[_Shape] = {
    "description": "Records as files have them, under the names of their arrays.",
    "type": "object",
    "properties": {
        name: _list({"$ref": f"{SCHEMA_URL}#/$defs/{cls.__name__}"}) for name, cls in ARRAYS.items()
    },
    "additionalProperties": False,
}

ANSWERS: Final[dict[str, _Shape]] = {
    "timeline": _list(_ref("Entry")),
    "today": _list(_ref("DatedEntry")),
    "week": _list(_ref("DatedEntry")),
    "next": _list(_ref("DatedEntry")),
    "since": _list(_ref("DatedEntry")),
    "anniversaries": _list(_ref("Anniversary")),
    "who": _list(_ref("Term")),
    "members": _list(_ref("Term")),
    "find": _list(_ref("Hit")),
    "list": {
        "anyOf": [
            _list(_ref("Record")),
            _list(_row("A word, and how many records have it.", id=_TEXT, records=_WHOLE)),
        ]
    },
    "show": _record(
        _CLASSES,
        related={
            "description": "What others say of the record, where they say anything.",
            "type": "object",
            "properties": _RELATED,
            "additionalProperties": False,
        },
    ),
    "series": {
        "anyOf": [
            _row(
                "One series: its members, what is missing between them, and what comes next.",
                series=_ID,
                listing=_LISTING,
                expected_next=_or_null(_ref("Expected")),
                names=_NAMES,
            ),
            _list(_ref("SeriesOfAll")),
        ]
    },
    "check": _list(_ref("Finding")),
    "diff": _row(
        "What differs between two files.",
        added=_RECORDS_OF_FILE,
        removed=_RECORDS_OF_FILE,
        changed=_list(_ref("Change")),
        about=_list(_ref("Change")),
    ),
    "demo": _row(
        "A first look at a chronicle.",
        title=_WORDS,
        as_of=_DATE,
        records={"type": "object", "additionalProperties": _WHOLE},
        anniversaries=_list(_ref("Anniversary")),
        posts=_list(_ref("Term")),
        held=_list(_ref("Entry")),
        planned=_list(_ref("Entry")),
        gap=_or_null(_row("The most that a series lacks at once.", series=_ID, **_STRETCH)),
        month=_list(_ref("Entry")),
    ),
}
"""The shape of the answer of each command that takes ``--json``, by the command's name."""


def answers_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of what ``--json`` prints.

    Under ``$defs`` are the answer of each command by its name, and the rows that it is of.

    >>> from cstoevents.cli.schema import answers_schema
    >>> schema = answers_schema()
    >>> schema["$defs"]["who"]
    {'type': 'array', 'items': {'$ref': '#/$defs/Term'}}
    """
    of_files = cs.json_schema()
    parts: dict[str, Any] = of_files["$defs"]
    del parts["About"]
    for cls in _CLASSES:
        part = parts[cls.__name__]
        del part["additionalProperties"]  # said where records are, of all their fields
        part["properties"] = {
            "class": {"const": cls.__name__},
            **part["properties"],
            "names": _NAMES,
        }
        part["required"] = ["class", *part["required"], "names"]
    as_words = next(shape for shape in parts["Text"].pop("anyOf") if shape["type"] == "object")
    parts["Text"] |= {"description": "Words by language tag (BCP 47).", **as_words}
    parts["Id"] = parts["Place"]["properties"]["id"] | {"description": "The id of a record."}
    return {
        "$schema": of_files["$schema"],
        "$id": SCHEMA_URL.replace("chronicle", "answers"),
        "title": "Answers",
        "description": "What the command cstoevents prints with --json.",
        "anyOf": [_ref(command) for command in ANSWERS],
        "$defs": ANSWERS | _ROWS | {name: parts[name] for name in sorted(parts)},
    }


def dumps() -> bytes:
    """Return the bytes of the schema's file."""
    return json.dumps(answers_schema(), ensure_ascii=False, indent=2).encode() + b"\n"
