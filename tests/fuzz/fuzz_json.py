"""Bytes read as JSON: a chronicle that is written back the same, or an error of the library's."""

from __future__ import annotations

import json
from typing import Any

from running import TESTS, instrumented, read_or_refuse, run

with instrumented():
    import cstoevents as cs
    from cstoevents.formats.json import dumps, syntax
    from cstoevents.records import ARRAYS, structuring
    from cstoevents.records.fields import fields_of


def read_bytes(data: bytes) -> None:
    """Every way in says the same of the same bytes, in a message that can be printed."""
    chronicle = read_or_refuse(cs.read_json, data)
    read_or_refuse(cs.formats.duplicate_keys, data)
    try:
        plain = json.loads(data.decode("utf-8-sig"), parse_constant=_no_number)
    except (ValueError, RecursionError):
        assert chronicle is None
        return
    if chronicle is not None:
        assert cs.read_json(dumps(chronicle)) == chronicle
        assert read_or_refuse(cs.from_dict, plain) == chronicle
    if isinstance(plain, dict):
        for name, cls in ARRAYS.items():
            array = plain.get(name)
            for item in array if isinstance(array, list) else ():
                read_or_refuse(lambda one, cls=cls: cs.from_dict(one, cls), item)


def _no_number(word: str) -> float:
    raise ValueError(word)


def seeds() -> list[bytes]:
    """The damaged files of the tests, and a good one."""
    whole = [path.read_bytes() for path in sorted((TESTS / "damaged").glob("*.json"))]
    few = cs.Chronicle(list(cs.load().meetings[:3]), references="lenient")
    return [*whole, dumps(few), b'{"format_version": "1"}']


def words() -> set[str]:
    """The keys of a file and of its records."""
    names = {"$schema", "format_version", *ARRAYS}
    waiting: list[Any] = list(ARRAYS.values())
    while waiting:
        for field in fields_of(waiting.pop()):
            names.add(field.name)
            if field.owned is not None:
                waiting.append(field.owned)
    return {f'"{name}"' for name in names} | {r"\ud83d", r"\u0000", "\ufeff", "NaN", "1e999"}


if __name__ == "__main__":
    run(read_bytes, seeds(), sorted(words()))
