"""The text of a JSON file itself: where it stops being JSON, and keys that it gives twice.

Readers of JSON keep the last of two values of one key and say nothing (RFC 8259,
section 4), so only the text can tell. This module is imported when it is asked.
"""

from __future__ import annotations

import codecs
import collections
import json
import math
import re
from collections.abc import Iterator
from typing import Any, NamedTuple, TypeAlias

import attrs
import msgspec

from cstoevents.checks.findings import Check, Contradiction, Finding, Severity
from cstoevents.dates import When
from cstoevents.errors import InputError, Problem
from cstoevents.formats.files import LIMIT, Readable, name_of
from cstoevents.formats.json import json_bytes
from cstoevents.records.rules import ID, shortened

# Where a text stops being JSON


def parsed(data: bytes, file: str | None) -> object:
    """Return the plain data of a JSON text, or raise where it stops being JSON."""
    try:
        return msgspec.json.decode(data)
    except RecursionError:
        raise InputError([_too_deep(data, file)]) from None
    except (msgspec.DecodeError, UnicodeError) as error:
        raise InputError([_syntax_problem(data, error, file)]) from None


def check_start(start: bytes, file: str | None) -> None:
    """Refuse the start of a file that no chronicle begins with.

    That is one that isn't an object, stops being JSON, or is too deep; a start that
    is cut off in the middle of anything is fine.
    """
    text = start.removeprefix(codecs.BOM_UTF8)
    if not _BEGINS(text):
        offset = len(text) - len(text.lstrip(b" \t\r\n"))
        expected = "JSON: an object with arrays of records"
        found = _excerpt(text, offset)
        raise InputError(
            [Problem(file=file, found=found, expected=expected, **_place(text, offset))]
        )
    try:
        _PASSED_OVER.decode(text)
    except RecursionError:
        raise InputError([_too_deep(text, file)]) from None
    except msgspec.DecodeError as error:
        # Where a number is cut off, it says that the next byte is wrong.
        told = _BYTE.search(str(error))
        if told and int(told[1]) < len(text):
            raise InputError([_syntax_problem(text, error, file)]) from None


# An object, or nothing but blanks so far.
_BEGINS = re.compile(rb"[ \t\r\n]*+(?:\{|\Z)").match
_PASSED_OVER = msgspec.json.Decoder(msgspec.Raw)


def _too_deep(data: bytes, file: str | None) -> Problem:
    problem = Problem(found="very deep nesting", expected="the shape of a chronicle", file=file)
    return attrs.evolve(problem, **_place(data, _deepest(data)))


def _syntax_problem(data: bytes, error: Exception, file: str | None) -> Problem:
    offset, found, expected = _mistake(data, str(error))
    return Problem(file=file, found=found, expected=expected, **_place(data, offset))


class _Mistake(NamedTuple):
    """Where a text stops being JSON (in bytes), what stands there, and what should."""

    offset: int | None
    found: str
    expected: str


def _mistake(data: bytes, refusal: str) -> _Mistake:
    """Find a mistake: Python's own parser says more about it than the fast one."""
    if "out of range" in refusal:
        offset = _too_large(data)
        found = refusal if offset is None else _excerpt(data, offset)
        return _Mistake(offset, found, "a number of ordinary size")
    told = _BYTE.search(refusal)
    offset = int(told[1]) if told else None
    constant = None if offset is None else _NO_NUMBER(data, offset)
    if constant:
        return _Mistake(offset, constant[0].decode(), "a number; JSON has no NaN and no Infinity")
    try:
        json.loads(data.decode("utf-8"))
    except UnicodeDecodeError as failure:
        return _Mistake(failure.start, f"the byte 0x{data[failure.start]:02x}", "JSON in UTF-8")
    except json.JSONDecodeError as failure:
        offset = len(data.decode()[: failure.pos].encode())
        expected = f"JSON: {failure.msg.removesuffix(' at').lower()}"
        return _Mistake(offset, _excerpt(data, offset), expected)
    except (RecursionError, ValueError):  # deeper, or with more digits, than that parser reads
        return _Mistake(offset, refusal, "JSON in UTF-8")
    return _json_to_python_alone(data, offset, refusal)


def _json_to_python_alone(data: bytes, offset: int | None, refusal: str) -> _Mistake:
    lone = next((match for match in _ESCAPE.finditer(data) if match[1]), None)
    if lone:
        return _Mistake(lone.start(), lone[1].decode(), "whole characters")
    if offset is None:
        return _Mistake(None, refusal, "JSON in UTF-8")
    return _Mistake(offset, _excerpt(data, offset), "JSON")


def _place(data: bytes, offset: int | None) -> dict[str, Any]:
    if offset is None:
        return {}
    begin = data.rfind(b"\n", 0, offset) + 1
    return {
        "line": data.count(b"\n", 0, offset) + 1,
        "column": len(data[begin:offset].decode("utf-8", "replace")) + 1,
    }


# Escapes one after the other, so that a whole pair is passed over; group 1 is half a pair.
_ESCAPE = re.compile(
    rb"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    rb"|(\\u[dD][89a-fA-F][0-9a-fA-F]{2})"
    rb"|\\."
)
_BYTE = re.compile(r"\(byte ([0-9]+)\)")

# These go over what the fast parser has read, which is JSON up to where it stopped.
_STRING = rb'"(?:[^"\\]|\\.)*+"'
_BRACKETS = re.compile(_STRING + rb"|([\[{])|([\]}])", re.DOTALL)
_NUMBERS = re.compile(_STRING + rb"|(-?[0-9][0-9.eE+-]*+)", re.DOTALL)
_NO_NUMBER = re.compile(rb"NaN|Infinity").match

# A file, an array, a record, its values, one of them, and its texts by language.
_LEVELS = 6


def _deepest(data: bytes) -> int | None:
    """Find the first bracket that lies deeper than any of a chronicle does."""
    depth = 0
    for match in _BRACKETS.finditer(data):
        depth += bool(match[1]) - bool(match[2])
        if depth > _LEVELS:
            return match.start()
    return None


def _too_large(data: bytes) -> int | None:
    """Find the first number that is too large to be one here."""
    for match in _NUMBERS.finditer(data):
        if match[1] and not _is_finite(match[1]):
            return match.start()
    return None


def _is_finite(number: bytes) -> bool:
    try:
        return math.isfinite(float(number))
    except ValueError:
        return len(number) <= 2


def _excerpt(data: bytes, offset: int) -> str:
    return data[offset : offset + 20].decode("utf-8", "replace") or "the end of the file"


# Keys given twice


def duplicate_keys(source: Readable, *, limit: int = LIMIT) -> tuple[Finding, ...]:
    """Find the keys that objects of a JSON file hold more than once.

    All but the last of them are lost as soon as the file is read, so only the
    file itself can tell.

    Args:
        source: a path, an open file, or the bytes themselves.
        limit: the most bytes that are read.

    Raises:
        InputError: the file is no JSON.
        OSError: the file can't be opened.

    >>> import cstoevents as cs
    >>> twice = b'{"events": [{"id": "a", "title": "A", "title": "B"}]}'
    >>> for finding in cs.formats.duplicate_keys(twice):
    ...     print(finding)
    error: duplicate-key: a: events[0].title: found 2 values, expected one
    """
    data, file = json_bytes(source, limit), name_of(source)
    try:
        root = json.loads(data.decode("utf-8"), object_pairs_hook=_Object)
    except RecursionError:
        raise InputError([_too_deep(data, file)]) from None
    except ValueError as error:
        raise InputError([_syntax_problem(data, error, file)]) from None
    return tuple(_repeated(root))


class _Object(list[tuple[str, Any]]):
    """A JSON object with all of its keys, in the order of the file."""


# The way to a value: its last step, and the way before that. Written out for a finding alone,
# since a hostile file could make the ways to its values longer than itself.
_Way: TypeAlias = "tuple[_Way | None, str]"


def _repeated(root: object) -> Iterator[Finding]:
    # The way to a value, the id of the record that it is in, and the value.
    waiting: list[tuple[_Way | None, str | None, object]] = [(None, None, root)]
    while waiting:
        way, record, value = waiting.pop()
        if isinstance(value, _Object):
            record = record or _id_of(value)
            yield from _repeated_in(value, way, record)
        waiting += [((way, step), record, part) for step, part in reversed(_parts(value))]


def _parts(value: object) -> list[tuple[str, object]]:
    """List the values within a value, each with the step that leads to it."""
    if isinstance(value, _Object):
        return [(f".{shortened(key)}", part) for key, part in value]
    if isinstance(value, list):
        return [(f"[{position}]", part) for position, part in enumerate(value)]
    return []


def _repeated_in(value: _Object, way: _Way | None, record: str | None) -> Iterator[Finding]:
    for key, count in collections.Counter(key for key, _ in value).items():
        if count > 1:
            yield _finding((way, f".{shortened(key)}"), record, count)


def _id_of(value: _Object) -> str | None:
    ids = (one for key, one in value if key == "id" and type(one) is str and ID.matches(one))
    return next(ids, None)


def _finding(way: _Way, record: str | None, count: int) -> Finding:
    return Finding(
        rule=DUPLICATE_KEY.id,
        severity=DUPLICATE_KEY.severity,
        records=[record] if record else [],
        path=_written(way),
        found=f"{count} values",
        expected="one",
    )


_LONGEST_WAY = 20


def _written(way: _Way | None) -> str:
    """Write a way out, the end of it alone where it is longer than any in a chronicle."""
    steps: list[str] = []
    while way is not None and len(steps) < _LONGEST_WAY:
        way, step = way
        steps.append(step)
    start = "…" if way is not None else ""
    return start + "".join(reversed(steps)).removeprefix(".")


def _nothing(_: object, __: When | None) -> tuple[Contradiction, ...]:
    """A chronicle no longer has the values that were dropped: `duplicate_keys` asks the file."""
    return ()


DUPLICATE_KEY = Check(
    id="duplicate-key",
    severity=Severity.ERROR,
    finds="a key given twice in one object of a file",
    why="every reader keeps one of the values and drops the other unsaid",
    find=_nothing,
)
