"""Bytes changed in a good database of SQLite: read the same again, or an error of ours.

Each four bytes of the input say where (in three) and what is changed there; an input that begins
as a database does is one itself.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from running import instrumented, read_or_refuse, run

with instrumented():
    import cstoevents as cs
    from cstoevents.formats import sqlite

FEW = cs.Chronicle(
    cs.Place(id="oslo", name={"en": "Oslo", "ru": "Осло"}, kind="city"),
    cs.Meeting(id="talks", kind="talks", title="Talks", when="2025-05-13?", place="oslo"),
)


def read_bytes(data: bytes) -> None:
    """A database is read the same once it is written again, or refused in printable words."""
    if not data.startswith(b"SQLite"):
        changed = bytearray(GOOD)
        for at in range(0, len(data) - 3, 4):
            changed[int.from_bytes(data[at : at + 3], "big") % len(GOOD)] ^= data[at + 3]
        data = bytes(changed)
    chronicle = read_or_refuse(_read, data)
    if chronicle is not None:
        assert _read(_written(chronicle)) == chronicle


def _read(data: bytes) -> Any:
    return cs.read_sqlite(data, references="lenient", limit=2**24)


def _written(chronicle: cs.Chronicle) -> bytes:
    file = io.BytesIO()
    cs.write_sqlite(chronicle, file)
    return file.getvalue()


GOOD = _written(FEW)


def seeds() -> Iterator[bytes]:
    """Changes of the header, and of places where a text of the chronicle stands; a start alone."""
    yield bytes([0, 0, 20, 1])
    for word in (b"oslo", b"talks", "Осло".encode(), b"2025-05-13?", b"CREATE TABLE", b"PRIMARY"):
        yield GOOD.index(word).to_bytes(3, "big") + b"\x20"
    yield GOOD[:4096]


if __name__ == "__main__":
    run(read_bytes, seeds(), ["SQLite format 3", "CREATE TABLE", "CREATE VIEW", "places", "events"])
