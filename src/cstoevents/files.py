"""Bytes in and out: what may be given as a file, how much is read, how a file is replaced.

A write never leaves half a file. The new content goes to a temporary file in
the same folder, is flushed to the disk and then takes the name of the old one
in one step, so that a crash at any point leaves the old file or the new one.
"""

from __future__ import annotations

import contextlib
import io
import os
from pathlib import Path
from typing import IO, TypeAlias

from cstoevents.errors import InputError, Problem

__all__ = ["LIMIT", "Readable", "Writable", "name_of", "read_bytes", "replace", "write_bytes"]

Readable: TypeAlias = str | os.PathLike[str] | bytes | IO[bytes] | IO[str]
Writable: TypeAlias = str | os.PathLike[str] | IO[bytes] | IO[str]

LIMIT = 2**30
"""How many bytes a reader takes unless told: 1 GiB."""


def name_of(source: object) -> str | None:
    """Give the name of a file for messages, where it has one."""
    if isinstance(source, (str, os.PathLike)):
        return os.fspath(source)
    name = getattr(source, "name", None)
    return name if isinstance(name, str) else None


def read_bytes(source: Readable, limit: int = LIMIT) -> bytes:
    """Read all of a path, an open file or bytes, if it isn't larger than ``limit`` bytes.

    Raises `InputError` where it is, and `OSError` as opening the file does.
    """
    if isinstance(source, (bytes, bytearray, memoryview)):
        data = bytes(source)
    elif isinstance(source, (str, os.PathLike)):
        with Path(source).open("rb") as file:
            data = file.read(limit + 1)
    else:
        content = source.read(limit + 1)
        data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    if len(data) > limit:
        raise InputError(
            [
                Problem(
                    file=name_of(source),
                    found=f"more than {limit} bytes",
                    expected=f"at most {limit} bytes; pass a larger `limit` if you trust the file",
                )
            ]
        )
    return data


def write_bytes(target: Writable, data: bytes) -> None:
    """Write all of a file: a path is replaced in one step, an open file is written to."""
    if isinstance(target, (str, os.PathLike)):
        replace(Path(target), data)
    elif isinstance(target, io.TextIOBase):
        target.write(data.decode())
    else:
        target.write(data)  # type: ignore[arg-type]  # a binary file, or one that behaves so


def replace(path: Path, data: bytes) -> None:
    """Put a file in place of another, or of none, so that nobody ever sees a part of it."""
    path = Path(os.path.realpath(path))  # a link stays a link: its target is replaced
    temporary = path.with_name(f".{path.name}.{os.urandom(6).hex()}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            temporary.chmod(path.stat().st_mode & 0o7777)
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Make the new name itself survive a crash, where the system lets a folder be synced."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
