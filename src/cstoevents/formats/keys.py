"""Keys given twice in a JSON file: readers keep the last and say nothing (RFC 8259, section 4)."""

from __future__ import annotations

import collections
import json
from collections.abc import Iterator
from typing import Any

from cstoevents.checks.findings import Check, Contradiction, Finding, Severity
from cstoevents.dates import When
from cstoevents.errors import InputError, Problem
from cstoevents.formats.files import LIMIT, Readable, name_of, read_bytes

__all__ = ["DUPLICATE_KEY", "duplicate_keys"]


class _Object(list[tuple[str, Any]]):
    """A JSON object with all of its keys, in the order of the file."""


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
    >>> for finding in cs.duplicate_keys(b'{"events": [{"id": "a", "title": "A", "title": "B"}]}'):
    ...     print(finding)
    error: duplicate-key: a: events[0].title: found 2 values, expected one
    """
    try:
        root = json.loads(read_bytes(source, limit), object_pairs_hook=_Object)
    except (ValueError, RecursionError) as refusal:
        if isinstance(refusal, InputError):
            raise
        problem = Problem(found=str(refusal), expected="JSON in UTF-8", file=name_of(source))
        raise InputError([problem]) from None
    return tuple(_findings(root))


def _findings(root: object) -> Iterator[Finding]:
    # The way to a value, the id of the record that it is in, and the value.
    waiting: list[tuple[str, str | None, object]] = [("", None, root)]
    while waiting:
        path, record, value = waiting.pop()
        if isinstance(value, _Object):
            record = record or next(
                (each for key, each in value if key == "id" and type(each) is str), None
            )
            prefix = f"{path}." if path else ""
            for key, count in collections.Counter(key for key, _ in value).items():
                if count > 1:
                    yield Finding(
                        rule=DUPLICATE_KEY.id,
                        severity=DUPLICATE_KEY.severity,
                        records=[record] if record else [],
                        path=prefix + key,
                        found=f"{count} values",
                        expected="one",
                    )
            waiting += [(prefix + key, record, each) for key, each in reversed(value)]
        elif isinstance(value, list):
            waiting += [
                (f"{path}[{position}]", record, each)
                for position, each in reversed(list(enumerate(value)))
            ]


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
