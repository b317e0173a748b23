"""JSON: the library's own format, which loses nothing.

A file holds one array for each record class, in which each record takes one
line, so that a diff shows records. Records are sorted by id, fields come in
the order of their definition, and what was not said is left out; so equal
chronicles make equal bytes.
"""

from __future__ import annotations

import math
import os
import re
from collections.abc import Iterable, Iterator
from typing import Any

import attrs
import msgspec

from cstoevents._arguments import one_of
from cstoevents.chronicle import Chronicle, References
from cstoevents.errors import (
    ArgumentTypeError,
    BrokenReferencesError,
    ConflictError,
    CstoEventsError,
    InputError,
    Problem,
)
from cstoevents.formats.files import (
    LIMIT,
    Readable,
    Writable,
    collector_paused,
    name_of,
    read_bytes,
    write_bytes,
)
from cstoevents.records import ARRAYS, Record, conversion
from cstoevents.records.index import Index, links_in

__all__ = ["from_dict", "read_json", "to_dict", "write_json"]


def read_json(
    source: Readable,
    *,
    within: Chronicle | None = None,
    references: References = "strict",
    limit: int = LIMIT,
) -> Chronicle:
    """Read a chronicle from a JSON file.

    Args:
        source: a path, an open file, or the bytes themselves (UTF-8, no byte
            order mark).
        within: another chronicle that references may lead into.
        references: ``"lenient"`` keeps broken references in `Chronicle.broken`
            rather than refusing them.
        limit: the most bytes that are read.

    Raises:
        InputError: the file is no such JSON, or records in it break rules; it
            names every problem, with the id of the record and the way to the field.
        OSError: the file can't be opened.

    >>> import cstoevents as cs
    >>> cs.read_json(b'{"format_version": "1", "places": '
    ...              b'[{"id": "minsk", "name": "Minsk", "kind": "city"}]}')
    <Chronicle of 1 place>
    """
    _check_source(source)
    _check_outer(within, references)
    data = read_bytes(source, limit)
    file = name_of(source)
    try:
        with collector_paused():
            return _chronicle(conversion.decode(data), within, references, file)
    except (ConflictError, BrokenReferencesError):
        raise
    except (msgspec.MsgspecError, UnicodeError, RecursionError, CstoEventsError) as refusal:
        plain = _parsed(data, file)
        raise _explanation(plain, within, references, refusal, file) from None


def write_json(chronicle: Chronicle, target: Writable) -> None:
    """Write a chronicle as JSON, to a path or an open file.

    A file of that name is replaced in one step, so that nobody sees half of it.

    >>> import io
    >>> import cstoevents as cs
    >>> file = io.BytesIO()
    >>> cs.write_json(cs.Chronicle(cs.Official(id="samat-ordabaev", name="Samat Ordabaev")), file)
    >>> print(file.getvalue().decode())
    {
    "$schema": "https://cstoevents.readthedocs.io/schema/1/chronicle.schema.json",
    "format_version": "1",
    "officials": [
    {"id":"samat-ordabaev","name":"Samat Ordabaev"}
    ]
    }
    <BLANKLINE>
    """
    with collector_paused():
        data = dumps(chronicle)
    write_bytes(target, data)


def dumps(chronicle: Chronicle) -> bytes:
    """Give the bytes of a chronicle's JSON file."""
    lines = [
        f'"$schema": "{conversion.SCHEMA_URL}"'.encode(),
        f'"format_version": "{conversion.FORMAT_VERSION}"'.encode(),
    ]
    for name, cls in ARRAYS.items():
        records = chronicle._index.all(cls)
        if records:
            body = b",\n".join(conversion.encode(records, cls))
            lines.append(b'"%s": [\n%s\n]' % (name.encode(), body))
    return b"{\n" + b",\n".join(lines) + b"\n}\n"


def to_dict(chronicle: Chronicle) -> dict[str, Any]:
    """Give a chronicle as plain data: dicts, lists, text and numbers in the shape of its file.

    >>> import cstoevents as cs
    >>> cs.to_dict(cs.Chronicle(cs.Official(id="samat-ordabaev", name="Samat Ordabaev")))
    {'format_version': '1', 'officials': [{'id': 'samat-ordabaev', 'name': 'Samat Ordabaev'}]}
    """
    plain: dict[str, Any] = {"format_version": conversion.FORMAT_VERSION}
    for name, cls in ARRAYS.items():
        records = chronicle._index.all(cls)
        if records:
            plain[name] = [conversion.to_plain(record) for record in records]
    return plain


def from_dict(
    data: object,
    *,
    within: Chronicle | None = None,
    references: References = "strict",
) -> Chronicle:
    """Make a chronicle from plain data in the shape of its file; the reverse of `to_dict`.

    Raises:
        InputError: records break rules; it names every problem, as `read_json` does.

    >>> import cstoevents as cs
    >>> cs.from_dict({"format_version": "1",
    ...               "officials": [{"id": "samat-ordabaev", "name": "Samat Ordabaev"}]})
    <Chronicle of 1 official>
    """
    _check_outer(within, references)
    try:
        records = conversion.from_plain(data)
    except (msgspec.MsgspecError, RecursionError, CstoEventsError) as refusal:
        raise _explanation(data, within, references, refusal, None) from None
    return _chronicle(records, within, references, None)


def _check_source(source: object) -> None:
    if isinstance(source, (str, os.PathLike, bytes, bytearray, memoryview)):
        return
    if not hasattr(source, "read"):
        expected = "a path, an open file or the bytes of one"
        if isinstance(source, (dict, list)):
            expected += "; `from_dict` reads plain data"
        raise ArgumentTypeError("source", source, expected)


def _check_outer(within: object, references: object) -> None:
    """Refuse options of another type before the input, which they aren't to be blamed on."""
    if within is not None and not isinstance(within, Chronicle):
        raise ArgumentTypeError("within", within, "a Chronicle, or None")
    one_of(("strict", "lenient"), references, "references")


def _chronicle(
    records: list[Record], within: Chronicle | None, references: References, file: str | None
) -> Chronicle:
    if len({record.id for record in records}) < len(records):
        repeated = _repeated(_places_of(records))
        broken = _broken(records, [], within, references)
        raise ConflictError(_in_file([*repeated, *broken], file))
    try:
        return Chronicle(records, within=within, references=references)
    except BrokenReferencesError as error:
        raise BrokenReferencesError(_in_file(error.problems, file)) from None


def _explanation(
    plain: object,
    within: Chronicle | None,
    references: References,
    refusal: Exception,
    file: str | None,
) -> InputError:
    """Find everything that is wrong with an input that the fast door refused."""
    try:
        problems, good, bad = conversion.problems_in(plain)
    except RecursionError:
        problems, good, bad = (
            [Problem(found="very deep nesting", expected="a plain file")],
            [],
            [],
        )
    problems += _repeated(_places_in(plain))
    problems += _broken(good, bad, within, references)
    if not problems:
        problems = [Problem(found=str(refusal), expected="a file in the shape of a chronicle")]
    return InputError(_in_file(problems, file))


def _broken(
    records: list[Record],
    unmade: list[conversion.Unmade],
    within: Chronicle | None,
    references: References,
) -> list[Problem]:
    if references == "lenient":
        return []
    unique = {record.id: record for record in records}
    index = Index(unique.values(), within._index if within else None)
    known = {each.id for each in unmade if each.id}
    links = (
        (each.id, link._replace(path=f"{each.place}.{link.path}"))
        for each in unmade
        for link in links_in(each.plain, each.cls)
    )
    return [*index.lost(links, known), *index.broken(known)]


def _repeated(places: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for id, place in places:
        other = first.setdefault(id, place)
        if other != place:
            expected = f"an id of its own; {other} has it"
            yield Problem(record=id, path=f"{place}.id", found=id, expected=expected)


def _places_of(records: Iterable[Record]) -> Iterator[tuple[str, str]]:
    """Go through the ids of the records of a file, in its order, with the place of each."""
    by_class: dict[type, list[Record]] = {cls: [] for cls in ARRAYS.values()}
    for record in records:
        by_class[type(record)].append(record)
    for name, cls in ARRAYS.items():
        for position, record in enumerate(by_class[cls]):
            yield record.id, f"{name}[{position}]"


def _places_in(plain: object) -> Iterator[tuple[str, str]]:
    """Do the same for plain data that needn't make any records."""
    if not isinstance(plain, dict):
        return
    for name in ARRAYS:
        array = plain.get(name)
        for position, item in enumerate(array if isinstance(array, (list, tuple)) else ()):
            id = item.get("id") if isinstance(item, dict) else None
            if id and type(id) is str:
                yield id, f"{name}[{position}]"


def _in_file(problems: list[Problem] | tuple[Problem, ...], file: str | None) -> list[Problem]:
    return [attrs.evolve(problem, file=file) for problem in problems]


def _parsed(data: bytes, file: str | None) -> object:
    """Parse what the fast door refused, or say where it stops being JSON."""
    try:
        return msgspec.json.decode(data)
    except RecursionError:
        place = _place(data, _deepest(data))
        problem = Problem(found="very deep nesting", expected="the shape of a chronicle", file=file)
        raise InputError([attrs.evolve(problem, **place)]) from None
    except (msgspec.DecodeError, UnicodeError) as error:
        raise InputError([_syntax_problem(data, error, file)]) from None


# Escapes one after the other, so that a whole pair is passed over; group 1 is half a pair.
_ESCAPE = re.compile(
    rb"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    rb"|(\\u[dD][89a-fA-F][0-9a-fA-F]{2})"
    rb"|\\."
)
_UTF_8 = "JSON in UTF-8, without a byte order mark"
_BYTE = re.compile(r"\(byte ([0-9]+)\)")


def _syntax_problem(data: bytes, error: Exception, file: str | None) -> Problem:
    """Say where a text stops being JSON: Python's own parser tells more than the fast one."""
    found = str(error)
    expected = _UTF_8
    told = _BYTE.search(found)
    offset = int(told[1]) if told else None
    import json  # its errors tell the place, which msgspec's do not

    try:
        json.loads(data.decode("utf-8"))
    except UnicodeDecodeError as failure:
        offset, found = failure.start, f"the byte 0x{data[failure.start]:02x}"
    except json.JSONDecodeError as failure:
        offset = len(data.decode()[: failure.pos].encode())
        found, expected = _excerpt(data, offset), f"JSON: {failure.msg.removesuffix(' at').lower()}"
    except (RecursionError, ValueError):
        pass  # deeper, or with more digits, than that parser reads
    else:
        lone = next((match for match in _ESCAPE.finditer(data) if match[1]), None)
        if lone:
            offset, found, expected = lone.start(), lone[1].decode(), "whole characters"
        elif offset is not None:
            found, expected = _excerpt(data, offset), "JSON"
            constant = _NO_NUMBER(data, offset)
            if constant:
                found, expected = constant[0].decode(), "a number; JSON has no NaN and no Infinity"
    if data.startswith(b"\xef\xbb\xbf"):
        offset, found, expected = 0, "a byte order mark", _UTF_8
    if "out of range" in found:
        expected = "a number of ordinary size"
        offset = _too_large(data)
        if offset is not None:
            found = _excerpt(data, offset)
    return Problem(file=file, found=found, expected=expected, **_place(data, offset))


def _place(data: bytes, offset: int | None) -> dict[str, Any]:
    if offset is None:
        return {}
    begin = data.rfind(b"\n", 0, offset) + 1
    return {
        "line": data.count(b"\n", 0, offset) + 1,
        "column": len(data[begin:offset].decode("utf-8", "replace")) + 1,
    }


# Both go over what the fast parser has read, which is JSON up to where it stopped.
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
        if match[1] and len(match[1]) > 2:
            try:
                if math.isfinite(float(match[1])):
                    continue
            except ValueError:
                pass
            return match.start()
    return None


def _excerpt(data: bytes, offset: int) -> str:
    return data[offset : offset + 20].decode("utf-8", "replace") or "the end of the file"
