"""The JSON Schema of what ``--json`` prints: a definition for each command, by its name.

Commands state what they print, as annotations do (`options.printed`), and rows what their
fields hold; from both the schema follows. Records have the shape that they have in files, from
`cstoevents.formats.json_schema`, with what `rows.plain` adds. The package ships the schema as
``cli/answers.schema.json``; tests hold that file to this module, and every command's answers to it.
"""

from __future__ import annotations

import json
import types
from collections.abc import Iterator
from typing import Annotated, Any, Final, TypeAlias, Union, get_args, get_origin

import msgspec

import cstoevents as cs
from cstoevents.cli import cli
from cstoevents.cli.options import Json
from cstoevents.cli.rows import AnswerRow, Id, RecordNames
from cstoevents.records import ARRAYS
from cstoevents.records.conversion import SCHEMA_URL
from cstoevents.records.fields import sentences_of

_Shape: TypeAlias = dict[str, Any]

_CLASSES: Final = tuple(ARRAYS.values())


def _ref(name: str) -> _Shape:
    return {"$ref": f"#/$defs/{name}"}


_SHAPES: Final[dict[Any, _Shape]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    float: {"type": "number"},
    types.NoneType: {"type": "null"},
    Any: {},
    Id: _ref("Id"),
    cs.When: _ref("Date"),
    cs.Text: _ref("Text"),
    RecordNames: _ref("Names"),
}


def _shape(kind: Any) -> _Shape:
    """Return the schema of what an annotation describes."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return {**_shape(parts[0]), **parts[1].extra_json_schema}
    if kind in _SHAPES:
        return _SHAPES[kind]
    if kind == cs.Record:
        return _record(_CLASSES)
    if origin in (Union, types.UnionType):
        return {"anyOf": [_shape(part) for part in parts]}
    if origin is list:
        return {"type": "array", "items": _shape(parts[0])}
    if origin is dict:
        return {"type": "object", "additionalProperties": _shape(parts[1])}
    if issubclass(kind, AnswerRow):
        return _ref(kind.name_in_schema())
    if kind in _CLASSES:
        return _record(tuple(cls for cls in _CLASSES if issubclass(cls, kind)))
    return {"enum": [word.value for word in kind]}


def _record(classes: tuple[type, ...]) -> _Shape:
    return {
        "type": "object",
        "anyOf": [_ref(cls.__name__) for cls in classes],
        "unevaluatedProperties": False,
    }


def _row(cls: type[AnswerRow]) -> _Shape:
    """Describe an object that has all of these fields and no other."""
    sentences = {**sentences_of(cls.made_of), **sentences_of(cls)}
    fields = msgspec.structs.fields(cls)
    closed = {"additionalProperties": False} if cls.beside is None else _shape(cls.beside)
    return {
        "description": (cls.__doc__ or "").partition("\n")[0],
        "type": "object",
        "properties": {
            field.encode_name: _described(sentences.get(field.name), _shape(field.type))
            for field in fields
        },
        "required": [field.encode_name for field in fields if field.required],
        **closed,
    }


def _described(sentence: str | None, shape: _Shape) -> _Shape:
    return {"description": sentence.replace("None", "null"), **shape} if sentence else shape


def _rows_in(kind: Any) -> Iterator[type[AnswerRow]]:
    """Yield the classes of rows within an annotation."""
    if isinstance(kind, type) and issubclass(kind, AnswerRow):
        yield kind
        for field in msgspec.structs.fields(kind):
            yield from _rows_in(field.type)
    for part in get_args(kind):
        yield from _rows_in(part)


def asked_for_json() -> dict[str, Json]:
    """Return the option ``--json`` of each command that has one, by the command's name."""
    return {
        name: option
        for name, command in cli.commands.items()
        for option in command.params
        if isinstance(option, Json)
    }


def answers_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of what ``--json`` prints.

    Under ``$defs`` are the answer of each command by its name, and the rows that it is of.

    >>> from cstoevents.cli.schema import answers_schema
    >>> schema = answers_schema()
    >>> schema["$defs"]["who"]
    {'type': 'array', 'items': {'$ref': '#/$defs/Term'}}
    """
    of_files = cs.formats.json_schema()
    parts: dict[str, Any] = of_files["$defs"]
    del parts["About"]
    for cls in _CLASSES:
        part = parts[cls.__name__]
        del part["additionalProperties"]  # said where records are, of all their fields
        part["properties"] = {
            "class": {"const": cls.__name__},
            **part["properties"],
            "names": _ref("Names"),
        }
        part["required"] = ["class", *part["required"], "names"]
    as_words = next(shape for shape in parts["Text"].pop("anyOf") if shape["type"] == "object")
    parts["Text"] |= {"description": "Words by language tag (BCP 47).", **as_words}
    parts["Id"] = parts["Place"]["properties"]["id"] | {"description": "The id of a record."}
    parts["Names"] = {
        "description": "The names of the records that a row mentions, by id.",
        "type": "object",
        "propertyNames": _ref("Id"),
        "additionalProperties": _ref("Text"),
    }
    asked = asked_for_json()
    rows = {
        row.name_in_schema(): row for option in asked.values() for row in _rows_in(option.answer)
    }
    return {
        "$schema": of_files["$schema"],
        "$id": SCHEMA_URL.replace("chronicle", "answers"),
        "title": "Answers",
        "description": "What the command cstoevents prints with --json.",
        "anyOf": [_ref(command) for command in asked],
        "$defs": {
            **{command: _shape(option.answer) for command, option in asked.items()},
            **{name: _row(row) for name, row in rows.items()},
            **{name: parts[name] for name in sorted(parts)},
            # `diff` gives records as files have them. So that one schema is enough, that of files
            # is in this one, under its own address: JSON Schema 2020-12, "Compound Documents".
            "files": cs.formats.json_schema(),
        },
    }


def dumps() -> bytes:
    """Return the bytes of the schema's file."""
    return json.dumps(answers_schema(), ensure_ascii=False, indent=2).encode() + b"\n"
