"""Bytes in a folder of tables as others send it: a descriptor, a table, the journal of a write.

The first byte chooses which. Nothing but our own errors come of reading the folder and of writing
to it; what was sent with a journal that isn't ours is still there.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from running import instrumented, read_or_refuse, run

with instrumented():
    import cstoevents as cs
    from cstoevents.formats import csv, folders, staging

FEW = cs.Chronicle(
    cs.Place(id="oslo", name="Oslo", kind="city"),
    cs.Official(id="jo", name="Jo", sources=[cs.Source(citation="A book")]),
)
# Every write waits for the disk, where it is on one.
IN_MEMORY = Path("/dev/shm")
AT = Path(tempfile.mkdtemp(prefix="fuzz-", dir=IN_MEMORY if IN_MEMORY.is_dir() else None))


def read_folder(data: bytes) -> None:
    """A folder is read the same once it is written again, or refused in printable words."""
    if not data:
        return
    folder = AT / "tables"
    shutil.rmtree(folder, ignore_errors=True)
    cs.write_csv(FEW, folder)
    names = sorted(path.name for path in folder.iterdir())
    choice = data[0] % (len(names) + 2)
    sent = folder / names[choice] if choice < len(names) else _journal(folder, choice % 2 == 0)
    sent.write_bytes(data[1:])
    chronicle = read_or_refuse(_read, folder)
    again = read_or_refuse(lambda target: cs.write_csv(FEW, target) or True, folder)
    if sent.name == staging.JOURNAL and again is None:
        assert chronicle is None
        assert sent.read_bytes() == data[1:]
    if again is not None:
        assert _read(folder) == FEW


def _read(folder: Path) -> Any:
    return cs.read_csv(folder, references="lenient", limit=2**24)


def _journal(folder: Path, by_its_name: bool) -> Path:
    """Make a folder as a write makes one, and say where its journal would be."""
    made = folder / "made"
    made.mkdir()
    shutil.copy(folder / "places.csv", made)
    name = staging.name_of(made.stat().st_ino) if by_its_name else ".cstoevents-1"
    return made.rename(folder / name) / staging.JOURNAL


def seeds() -> Iterator[bytes]:
    """Each file of a good folder, and journals that are nearly good."""
    cs.write_csv(FEW, AT / "good")
    files = sorted((AT / "good").iterdir())
    for number, path in enumerate(files):
        yield bytes([number]) + path.read_bytes()
    journal = b'{"version": "cstoevents journal 1", "written": [%s], "gone": {}}'
    for written in (b"", b'["places.csv", 5, "00", 1, 1, null]', b'["places.csv", 5, "00", 1]'):
        for which in (0, 1):
            yield bytes([len(files) + which]) + journal % written


def words() -> set[str]:
    """The names of files, and what stands in descriptors and journals."""
    names = {f'"{path.name}"' for path in (AT / "good").iterdir()}
    return names | {'"resources"', '"path"', '"name"', '"format_version"', '"../x.csv"', "1e999"}


if __name__ == "__main__":
    run(read_folder, list(seeds()), sorted(words()))
