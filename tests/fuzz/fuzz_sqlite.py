"""Bytes read as a database: equal when written and read again, or an error of ours.

The first two bytes choose a page of a good database and the others are what stands at its start.
Where they are past its pages, the others are the whole database.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from running import instrumented, read_or_refuse, run

with instrumented():
    import cstoevents as cs
    from cstoevents.formats import sqlite  # noqa: F401  (its lines are to be seen too)
    from cstoevents.formats.sqlite import layout

LIMIT = 2**22
PAGE = 4096


def _written(chronicle: cs.Chronicle) -> bytes:
    file = io.BytesIO()
    cs.write_sqlite(chronicle, file)
    return file.getvalue()


GOOD = _written(cs.Chronicle([*cs.load().meetings[:6]], references="lenient"))


def read_bytes(data: bytes) -> None:
    """A database is read the same once it is written again, or refused in printable words."""
    number, content = int.from_bytes(data[:2], "big"), data[2:]
    if number < len(GOOD) // PAGE:
        start = number * PAGE
        end = start + min(len(content), PAGE)
        content = GOOD[:start] + content[:PAGE] + GOOD[end:]
    chronicle = read_or_refuse(_read, content)
    if chronicle is not None:
        assert _read(_written(chronicle)) == chronicle


def _read(data: bytes) -> Any:
    return cs.read_sqlite(data, references="lenient", limit=LIMIT)


def seeds() -> Iterator[bytes]:
    """Each page of the good database, and the whole."""
    for number in range(len(GOOD) // PAGE):
        yield number.to_bytes(2, "big") + GOOD[number * PAGE : (number + 1) * PAGE]
    yield b"\xff\xff" + GOOD


def words() -> set[str]:
    """The names of tables, and words that a schema has."""
    return {*layout.all_tables(), "CREATE TABLE", "CREATE VIEW", "WITHOUT ROWID", "AS (", "fts5"}


if __name__ == "__main__":
    run(read_bytes, seeds(), sorted(words()))
