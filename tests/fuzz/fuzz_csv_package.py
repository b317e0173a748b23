"""Bytes read as a package of tables: equal when written and read again, or an error of ours.

The first byte chooses a table of a good package and the others are what stands in it; where it
is past the tables they are the whole zip.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from running import instrumented, read_or_refuse, run

with instrumented():
    import cstoevents as cs
    from cstoevents.formats import csv
    from cstoevents.formats.csv import layout

LIMIT = 2**24
"""How many bytes a package may unpack to, so that a target is never slow because it is large."""


def few() -> cs.Chronicle:
    """A chronicle with a row in most tables."""
    built_in = cs.load()
    events = [*built_in.meetings[:6], *built_in.events[:3]]
    officials = list(built_in.officials[:2])
    memberships = list(built_in.memberships[:3])
    return cs.Chronicle(
        [*events, *officials, *memberships, *built_in.places[:2]], references="lenient"
    )


def _files_of(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in sorted(archive.namelist())}


def _written(chronicle: cs.Chronicle) -> bytes:
    file = io.BytesIO()
    cs.write_csv(chronicle, file)
    return file.getvalue()


GOOD = _files_of(_written(few()))
TABLES = list(GOOD)


def read_bytes(data: bytes) -> None:
    """A package is read the same once it is written again, or refused in printable words."""
    if not data:
        return
    number, content = data[0], data[1:]
    if number < len(TABLES):
        content = _packed({**GOOD, TABLES[number]: content})
    chronicle = read_or_refuse(_read, content)
    if chronicle is not None:
        assert _read(_written(chronicle)) == chronicle


def _read(data: bytes) -> Any:
    return cs.read_csv(data, references="lenient", limit=LIMIT)


def _packed(files: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file.getvalue()


def seeds() -> Iterator[bytes]:
    """Each good table, the damaged ones of the tests, and a whole package."""
    for number, name in enumerate(TABLES):
        yield bytes([number]) + GOOD[name]
    yield bytes([255]) + _written(few())


def words() -> set[str]:
    """The names of tables and of their columns, and what separates cells."""
    names = {'"', '""', ",", ";", "\t", "\r\n", "\ufeff", "; ", "2025-05?", "1e999"}
    for table in layout.tables().values():
        names |= {table.file, *(field.column().name for field in table.fields)}
    return names


if __name__ == "__main__":
    run(read_bytes, seeds(), sorted(words()))
