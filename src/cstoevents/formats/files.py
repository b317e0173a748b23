"""Bytes in and out: what may be given as a file, how much is read, how a file is replaced.

A write never leaves half a file. The new content goes to a temporary file in
the same folder, is flushed to the disk and then takes the name of the old one
in one step, so that a crash at any point leaves the old file or the new one.

The files of a folder can't all take their names in one step. So they are made
ready in a folder within it, and that one takes the name `_READY` in one step:
from then on the new files count. They move to their places, and if something
cuts that short, whoever reads or writes there next finds those that haven't.
"""

from __future__ import annotations

import contextlib
import gc
import io
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import IO, TYPE_CHECKING, Any, TypeAlias

from cstoevents._arguments import whole_number
from cstoevents.errors import ArgumentError, ArgumentTypeError, InputError, Problem

if TYPE_CHECKING:
    import zipfile
    from pathlib import Path, PurePosixPath

__all__ = [
    "LIMIT",
    "Readable",
    "Writable",
    "collector_paused",
    "name_of",
    "read_bytes",
    "read_folder",
    "read_zip",
    "replace",
    "write_bytes",
    "write_folder",
    "zipped",
]

Readable: TypeAlias = str | os.PathLike[str] | bytes | IO[bytes] | IO[str]
"""What is read: a path, the bytes of a file, or an open file."""

Writable: TypeAlias = str | os.PathLike[str] | IO[bytes] | IO[str]
"""Where to write: a path, which is replaced in one step, or an open file."""

LIMIT = 2**30
"""How many bytes a reader takes unless told: 1 GiB."""


def name_of(source: object) -> str | None:
    """Give the name of a file for messages, where it has one."""
    if isinstance(source, (str, os.PathLike)):
        return os.fsdecode(source)
    name = getattr(source, "name", None)
    return name if isinstance(name, str) else None


def read_bytes(
    source: Readable, limit: int = LIMIT, look: Callable[[bytes], None] | None = None
) -> bytes:
    """Read all of a path, an open file or bytes, if it isn't larger than ``limit`` bytes.

    ``look`` is shown the start of a long stream, and may raise: one that never ends
    is refused before it has filled the memory.

    Raises `InputError` where it is too large, `ArgumentTypeError` where it is nothing
    of the kind, and `OSError` as opening the file does.
    """
    whole_number(limit, "limit", 0)
    if isinstance(source, (bytes, bytearray, memoryview)):
        data = bytes(source)
    elif isinstance(source, (str, os.PathLike)):
        with _path(source).open("rb", buffering=0) as file:
            data = _all_of(file, limit, look, os.fstat(file.fileno()).st_size)
    elif _can(source, "read"):
        data = _all_of(source, limit, look)
    else:
        raise ArgumentTypeError("source", source, "a path, an open file or the bytes of one")
    if len(data) > limit:
        raise _too_large(name_of(source), limit)
    return data


def _can(file: object, method: str) -> bool:
    return callable(getattr(file, method, None)) and not isinstance(file, type)


_BLOCK = 2**20


def _all_of(file: Any, limit: int, look: Callable[[bytes], None] | None, size: int = 0) -> bytes:
    """Read a stream to its end, or to the first byte beyond the limit.

    Block by block: `read` makes room at once for all that it is told to read, and a
    raw stream gives less than that before its end.
    """
    blocks: list[bytes] = []
    length = 0
    while length <= limit:
        block = file.read(min(max(_BLOCK, size + 1), limit + 1 - length))
        if isinstance(block, str):
            block = block.encode("utf-8", "surrogatepass")
        if not isinstance(block, (bytes, bytearray)):
            raise ArgumentTypeError("source", file, "a file whose `read` gives bytes or text")
        if not block:
            break
        if len(blocks) == 1 and look is not None:
            look(blocks[0])
        blocks.append(bytes(block))
        length += len(block)
    return blocks[0] if len(blocks) == 1 else b"".join(blocks)


def _too_large(file: str | None, limit: int) -> InputError:
    return _refused(
        file,
        f"more than {limit} bytes",
        f"at most {limit} bytes; pass a larger `limit` if you trust the file",
    )


def _refused(file: str | None, found: object, expected: str) -> InputError:
    return InputError([Problem(file=file, found=found, expected=expected)])


def _path(name: str | os.PathLike[str]) -> Path:
    from pathlib import Path  # not before a file is named: it brings much along

    try:
        encoded = os.fsencode(name)
    except UnicodeEncodeError:
        encoded = b"\0"
    if b"\0" in encoded:
        raise ArgumentError("path", name, "a path that a file can have")
    return Path(os.fsdecode(name))


@contextlib.contextmanager
def collector_paused() -> Iterator[None]:
    """Pause the cyclic collector, which would go over all new records again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def write_bytes(target: Writable, data: bytes) -> None:
    """Write all of a file: a path is replaced in one step, an open file is written to."""
    if isinstance(target, (str, os.PathLike)):
        replace(_path(target), data)
    elif not _can(target, "write"):
        raise ArgumentTypeError("target", target, "a path or an open file")
    else:
        file: Any = target  # what its `write` takes shows only now
        file.write(data.decode() if isinstance(file, io.TextIOBase) else data)


def replace(path: Path, data: bytes) -> None:
    """Put a file in place of another, or of none, so that nobody ever sees a part of it."""
    path = _path(os.path.realpath(path))  # a link stays a link: its target is replaced
    if path.exists() and not path.is_file():
        path.write_bytes(data)  # a pipe or a device has no old content to keep
        return
    temporary = _temporary(path)
    try:
        _create(temporary, data, path)
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(path.parent)


def _temporary(path: Path) -> Path:
    """Give a name beside a path's own that nobody else has, and that is never too long."""
    return path.with_name(f".{os.urandom(8).hex()}.tmp")


def _create(path: Path, data: bytes, old: Path) -> None:
    """Make a file that is safely on the disk, with the permissions of the old one if there is."""
    kept = old.stat().st_mode & 0o7777 if old.is_file() else None
    # Never more open than the old one, be it for a moment; a new one is as the umask says.
    mode = 0o666 if kept is None else kept
    with open(path, "xb", opener=lambda name, flags: os.open(name, flags, mode)) as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    if kept is not None:
        path.chmod(kept)


def _sync_folder(folder: Path) -> None:
    """Make the new name itself survive a crash, where the system lets a folder be synced."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


# Folders

_READY = ".cstoevents-ready"


def write_folder(folder: Path, files: Mapping[str, bytes | None]) -> None:
    """Put files into a folder, all of them or none; None takes a file away.

    What else is in the folder stays as it is.
    """
    folder = _path(os.path.realpath(folder))
    if folder.is_dir():
        _settle(folder)
        _prepare(folder / _READY, files, folder)
        _settle(folder)
    else:
        _prepare(folder, {name: data for name, data in files.items() if data is not None}, folder)


def _prepare(path: Path, files: Mapping[str, bytes | None], old: Path) -> None:
    """Make a folder with these files in one step; an empty file says that there is none."""
    temporary = _temporary(path)
    try:
        temporary.mkdir()
        for name, data in files.items():
            _create(temporary / name, data or b"", old / name)
        _sync_folder(temporary)
        temporary.rename(path)
    except BaseException:
        import shutil

        shutil.rmtree(temporary, ignore_errors=True)
        raise
    _sync_folder(path.parent)


def _settle(folder: Path) -> None:
    """Move the files that are ready to their places, a second time too if need be."""
    ready = folder / _READY
    if not ready.is_dir():
        return
    for path in sorted(ready.iterdir()):
        if path.stat().st_size:
            path.replace(folder / path.name)
        else:
            (folder / path.name).unlink(missing_ok=True)
            path.unlink()
    _sync_folder(folder)
    ready.rmdir()


def read_folder(
    folder: Path, wanted: Callable[[str], object], limit: int = LIMIT
) -> dict[str, bytes]:
    """Read the files of a folder whose names are wanted, in the order of their names.

    If somebody writes there meanwhile, all of them are read anew.

    Raises `InputError` where they are larger than ``limit`` bytes together, or
    where a write was cut short and files were changed after it.
    """
    for _ in range(_TRIES):
        try:
            found = _files_in(folder, wanted)
            read = _read_all(folder, found, limit)
            if _files_in(folder, wanted) == found:
                return read
        except FileNotFoundError:
            if not folder.exists():
                raise
    raise _refused(str(folder), "files that change all the time", "a folder at rest")


_TRIES = 10


def _files_in(folder: Path, wanted: Callable[[str], object]) -> dict[str, tuple[Path, int, int]]:
    """Find where the file of each name is, and what changes if it does: its number and time."""
    ready = folder / _READY
    found: dict[str, tuple[Path, int, int]] = {}
    for path in folder.iterdir():
        if wanted(path.name) and path.is_file():
            found[path.name] = path, path.stat().st_ino, path.stat().st_mtime_ns
    for path in ready.iterdir() if ready.is_dir() else ():
        if not wanted(path.name):
            continue
        mark = path.stat()
        if path.name in found and found[path.name][2] > mark.st_mtime_ns:
            raise _refused(
                str(found[path.name][0]),
                f"a change since a write was cut short, which left {path}",
                "one of the two: put the file that counts here, and take the other away",
            )
        found[path.name] = path, mark.st_ino, mark.st_mtime_ns
        if not mark.st_size:
            del found[path.name]
    return {name: found[name] for name in sorted(found)}


def _read_all(
    folder: Path, found: Mapping[str, tuple[Path, int, int]], limit: int
) -> dict[str, bytes]:
    read: dict[str, bytes] = {}
    left = limit
    for name, (path, _, _) in found.items():
        with path.open("rb") as file:
            # read() makes room for all that it is told to read, so it isn't told the limit.
            read[name] = file.read(min(left, os.fstat(file.fileno()).st_size) + 1)
        left -= len(read[name])
        if left < 0:
            raise _too_large(str(folder), limit)
    return read


# Zip archives

# The first moment that a zip can name: a time of writing would make equal content unequal.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Pack files into a zip; equal files make equal bytes."""
    import zipfile

    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, _NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return packed.getvalue()


def read_zip(
    source: Readable, wanted: Callable[[str], object], limit: int = LIMIT
) -> dict[str, bytes]:
    """Read the files of a zip whose names are wanted, in the order of their names.

    They lie at its root, or all in one folder. Nothing is unpacked to the disk,
    and an archive that tries to leave its folder is refused as a whole.

    Raises `InputError` where it is no such zip, or where it or what is in it is
    larger than ``limit`` bytes.
    """
    import zipfile

    file = name_of(source)
    data = read_bytes(source, limit)
    read: dict[str, bytes] = {}
    left = limit
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_names(file, entries)
            for name, entry in sorted(_in_one_folder(file, entries, wanted)):
                if entry.file_size > left:
                    raise _too_large(file, limit)
                with archive.open(entry) as unpacked:
                    read[name] = unpacked.read(left + 1)
                left -= len(read[name])
    except InputError:
        raise
    except RuntimeError as error:  # how zipfile says that it can't read this kind of entry
        raise _refused(file, str(error), "a zip archive, plain and not encrypted") from None
    except Exception as error:  # noqa: BLE001  (damaged archives make zipfile stumble anywhere)
        raise _refused(file, str(error), "a zip archive, undamaged") from None
    return read


def _check_names(file: str | None, entries: Iterable[zipfile.ZipInfo]) -> None:
    from pathlib import PurePosixPath

    problems = []
    seen: set[str] = set()
    for entry in entries:
        name = entry.filename
        path = PurePosixPath(name.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or ":" in name:
            problems.append(Problem(file=file, found=name, expected="a path within the archive"))
        elif name in seen:
            problems.append(Problem(file=file, found=f"{name} twice", expected="it once"))
        seen.add(name)
    if problems:
        raise InputError(problems)


def _in_one_folder(
    file: str | None, entries: Iterable[zipfile.ZipInfo], wanted: Callable[[str], object]
) -> Iterator[tuple[str, zipfile.ZipInfo]]:
    from pathlib import PurePosixPath

    found: list[tuple[PurePosixPath, zipfile.ZipInfo]] = [
        (path, entry)
        for entry in entries
        if not entry.is_dir()
        and wanted((path := PurePosixPath(entry.filename)).name)
        and "__MACOSX" not in path.parts
    ]
    folders = sorted({str(path.parent) for path, _ in found})
    if len(folders) > 1:
        raise _refused(file, f"files in {' and in '.join(folders)}", "all of them in one folder")
    for path, entry in found:
        yield path.name, entry
