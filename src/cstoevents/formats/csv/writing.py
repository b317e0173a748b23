"""From a chronicle to files: all tables and their descriptor, into a folder or a zip."""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO

from cstoevents._arguments import one_of
from cstoevents.chronicle import Chronicle
from cstoevents.formats.csv.layout import tables
from cstoevents.formats.csv.package import DESCRIPTOR, descriptor
from cstoevents.formats.csv.rows import written
from cstoevents.formats.files import write_bytes, write_folder, zipped

__all__: list[str] = []

_ENCODINGS = ("utf-8", "utf-8-sig")


def write(chronicle: Chronicle, target: str | os.PathLike[str] | IO[bytes], encoding: str) -> None:
    """Write a chronicle into a folder, or into a zip."""
    one_of(_ENCODINGS, encoding, "encoding")
    made = written(chronicle)
    files = {table.table.file: table.text().encode(encoding) for table in made}
    files[DESCRIPTOR] = descriptor(made)
    if not isinstance(target, (str, os.PathLike)) or os.fspath(target).lower().endswith(".zip"):
        write_bytes(target, zipped(files))
        return
    gone = {table.file: None for table in tables().values() if table.file not in files}
    write_folder(Path(target), {**files, **gone})
