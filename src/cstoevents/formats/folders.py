"""The files of a folder, read and written together.

A folder's files can't all be replaced in one step, and no program that reads
them one by one can be kept from seeing some old and some new ones: whoever
needs that takes a zip. For readers of this library a write is one step all the
same:

* Writers and readers lock the folder, where the system can: writers wait for
  each other, and a reader sees what was there before a write or after it.
* A write makes its files in a `staging` folder within the folder. When all are
  on the disk it writes a *journal* beside them: from then on the new files
  count. They are moved to their places, and the staging folder goes.
* If that was cut short, the next reader takes from the staging folder what
  hasn't been moved, and the next writer finishes the move.

What lies in a folder may come from anybody, and nothing in it is trusted. A
staging folder has a name that only this system can give it (see `staging`), and
a journal names for each file its size, its digest, its inode and the moment of
its last change. So a staging folder that was copied, made up, or left before the
system was started anew is not read, moved or removed; one with a journal is told
as an error, since the tables beside it may be of two writes. No link within a
folder is ever followed.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import stat
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeAlias

import attrs

from cstoevents.errors import InputError, Problem
from cstoevents.formats.files import LIMIT, create, read_up_to, sync_folder, too_large
from cstoevents.formats.staging import (
    JOURNAL,
    is_staging,
    locked,
    named_as_staging,
    naming,
    staging_folder,
)

Mark: TypeAlias = tuple[int, int, int, int]
"""What changes if a file does: its inode, size, and the moments of its last changes."""

_JOURNAL_TO_BE = "journal.new"
_VERSION = "cstoevents journal 1"
_LARGEST_JOURNAL = 2**20


# Writing


def write_folder(
    folder: Path,
    files: Mapping[str, bytes],
    gone: Collection[str] = (),
    check: Callable[[Path], None] | None = None,
) -> None:
    """Write files into a folder and remove those that are to be gone: all of that or nothing.

    What else is in the folder stays as it is. ``check`` is called before
    anything is changed in a folder that is there already; what it raises ends
    the write.

    Raises `InputError` where a name is taken by something that is no file,
    where another write doesn't come to an end, or where one was cut short and
    files were changed after it; and `OSError` where a file can't be written.
    """
    with naming(folder):
        folder = Path(os.path.realpath(folder))
        if folder.is_dir() or not _make(folder, files, gone):
            _write_into(folder, files, gone, check)


def _write_into(
    folder: Path,
    files: Mapping[str, bytes],
    gone: Collection[str],
    check: Callable[[Path], None] | None,
) -> None:
    """Write files into a folder that is there already."""
    with locked(folder, exclusive=True):
        _finish_interrupted(folder)
        if check is not None:
            check(folder)
        before = {name: _mark_of(folder / name) for name in sorted({*files, *gone})}
        with staging_folder(folder, {*files, *gone, _JOURNAL_TO_BE}) as staging:
            written = [
                _Written.of(staging / name, data, before=before[name], old=folder / name)
                for name, data in files.items()
            ]
            leaving = {name: mark for name in gone if (mark := before[name]) is not None}
            journal = _Journal(tuple(written), leaving)
            journal.write(staging)
            journal.finish(folder, staging)


def _make(folder: Path, files: Mapping[str, bytes], gone: Collection[str]) -> bool:
    """Make a folder with these files in one step; False where one is there by now.

    A killed writer may have left those of the others that are to be gone.
    """
    with staging_folder(folder.parent, {*files, *gone}) as staging:
        for name, data in files.items():
            create(staging / name, data)
        sync_folder(staging)
        try:
            staging.rename(folder)
        except OSError:
            if folder.is_dir():
                return False
            raise
    sync_folder(folder.parent)
    return True


# The journal


@attrs.frozen(slots=True)
class _Written:
    """One new file: what proves that it is this one, and what its place held before."""

    name: str
    size: int
    sha256: str
    inode: int
    changed: int
    before: Mark | None

    @classmethod
    def of(cls, path: Path, data: bytes, *, before: Mark | None, old: Path) -> _Written:
        create(path, data, old)
        info = path.lstat()
        digest = hashlib.sha256(data).hexdigest()
        return cls(path.name, len(data), digest, info.st_ino, info.st_ctime_ns, before)

    def waits_in(self, folder: Path, staging: Path) -> bool:
        """Whether the file is still to be moved; raises ValueError where it isn't as it was."""
        path = staging / self.name
        try:
            info = path.lstat()
        except FileNotFoundError:
            if self.is_in(folder / self.name):
                return False
            raise ValueError(self.name) from None
        proof = (info.st_ino, info.st_ctime_ns, info.st_size)
        is_file = stat.S_ISREG(info.st_mode)
        if not is_file or proof != (self.inode, self.changed, self.size) or not self.is_in(path):
            raise ValueError(self.name)
        if _mark_of(folder / self.name) != self.before:
            raise ValueError(self.name)
        return True

    def is_in(self, path: Path) -> bool:
        """Whether a file has the content that was written."""
        try:
            data = read_file(path, self.size)
        except (OSError, InputError):
            return False
        return len(data) == self.size and hashlib.sha256(data).hexdigest() == self.sha256


@attrs.frozen(slots=True)
class _Journal:
    """What a write does: which files it made, and which are to be gone."""

    written: tuple[_Written, ...]
    gone: Mapping[str, Mark]

    def write(self, staging: Path) -> None:
        """Write the journal beside the files, in one step: from then on they count."""
        plain = {
            "version": _VERSION,
            "written": [attrs.astuple(file) for file in self.written],
            "gone": dict(self.gone),
        }
        create(staging / _JOURNAL_TO_BE, json.dumps(plain).encode())
        (staging / _JOURNAL_TO_BE).rename(staging / JOURNAL)
        sync_folder(staging)

    @classmethod
    def read(cls, staging: Path) -> _Journal:
        """Read the journal of a staging folder; raises ValueError where it isn't one of ours."""
        if not is_staging(staging):
            raise ValueError(staging.name)
        try:
            plain: Any = json.loads(read_file(staging / JOURNAL, _LARGEST_JOURNAL))
            if plain["version"] != _VERSION:
                raise ValueError(plain["version"])
            written = tuple(
                _Written(str(name), int(size), str(digest), int(inode), int(changed), _mark(before))
                for name, size, digest, inode, changed, before in plain["written"]
            )
            gone = {
                str(name): mark for name, entry in plain["gone"].items() if (mark := _mark(entry))
            }
        except FileNotFoundError:
            raise
        except (KeyError, TypeError, AttributeError, RecursionError, OSError, InputError) as error:
            raise ValueError(str(error)) from None
        for name in (*(file.name for file in written), *gone):
            if name != Path(name).name or name.startswith("."):
                raise ValueError(name)
        return cls(written, gone)

    def finish(self, folder: Path, staging: Path) -> None:
        """Move the new files to their places, as far as that hasn't been done."""
        for file in self.written:
            if os.path.lexists(staging / file.name):
                (staging / file.name).replace(folder / file.name)
        for name in self.gone:
            (folder / name).unlink(missing_ok=True)
        sync_folder(folder)
        (staging / JOURNAL).unlink()
        with contextlib.suppress(OSError):  # the write is done; what else lies there stays
            staging.rmdir()

    def waiting(self, folder: Path, staging: Path) -> set[str]:
        """Return the names of the files to be moved; raises ValueError if others came between."""
        waiting = {file.name for file in self.written if file.waits_in(folder, staging)}
        for name, mark in self.gone.items():
            if _mark_of(folder / name) not in (None, mark):
                raise ValueError(name)
        return waiting


def _mark(plain: Any) -> Mark | None:
    if plain is None:
        return None
    inode, size, modified, changed = map(int, plain)
    return inode, size, modified, changed


def _interrupted(folder: Path) -> tuple[_Journal, Path, set[str]] | None:
    """Find a write that was cut short after its files began to count, and what waits of it."""
    found = [path for path in named_as_staging(folder) if os.path.lexists(path / JOURNAL)]
    if not found:
        return None
    try:
        (staging,) = found
        journal = _Journal.read(staging)
        return journal, staging, journal.waiting(folder, staging)
    except ValueError:
        raise InputError(
            [
                Problem(
                    file=str(path),
                    found="the journal of a write that was cut short, which can't be finished here",
                    expected="no such folder; look at the files beside it, which may be of two "
                    "writes, and then take it away",
                )
                for path in found
            ]
        ) from None


def _finish_interrupted(folder: Path) -> None:
    interrupted = _interrupted(folder)
    if interrupted is not None:
        journal, staging, _ = interrupted
        journal.finish(folder, staging)


# Reading


def read_folder(
    folder: Path, wanted: Callable[[str], object], limit: int = LIMIT
) -> dict[str, bytes]:
    """Read the files of a folder whose names are wanted, in the order of their names.

    If somebody writes there meanwhile, all of them are read anew.

    Raises `InputError` where they are larger than ``limit`` bytes together,
    where one is no plain file (a link, a folder, a pipe), or where a write was
    cut short and files were changed after it.
    """
    with locked(folder, exclusive=False):
        for _ in range(_TRIES):
            try:
                found = _survey(folder, wanted)
                read = _read_all(folder, found, limit)
                if _survey(folder, wanted) == found:
                    return read
            except FileNotFoundError:
                if not folder.exists():
                    raise
    raise InputError(
        [Problem(file=str(folder), found="files that change all the time", expected="them at rest")]
    )


_TRIES = 10


def _survey(folder: Path, wanted: Callable[[str], object]) -> dict[str, tuple[Path, Mark]]:
    """Find where the file of each name is, and what changes if it does."""
    interrupted = _interrupted(folder)
    found = _marked(folder, filter(wanted, [path.name for path in folder.iterdir()]))
    if interrupted is not None:
        journal, staging, waiting = interrupted
        found |= _marked(staging, filter(wanted, waiting))
        for name in journal.gone:
            found.pop(name, None)
    return {name: found[name] for name in sorted(found)}


def _marked(folder: Path, names: Iterable[str]) -> dict[str, tuple[Path, Mark]]:
    """Return the path and the mark of each file of a folder that is there, all refusals at once."""
    problems: list[Problem] = []
    found: dict[str, tuple[Path, Mark]] = {}
    for name in names:
        try:
            mark = _mark_of(folder / name)
        except InputError as error:
            problems += error.problems
        else:
            if mark is not None:
                found[name] = folder / name, mark
    if problems:
        raise InputError(problems)
    return found


def _read_all(folder: Path, found: Mapping[str, tuple[Path, Mark]], limit: int) -> dict[str, bytes]:
    read: dict[str, bytes] = {}
    left = limit
    for name, (path, _) in found.items():
        read[name] = read_file(path, left)
        left -= len(read[name])
        if left < 0:
            raise too_large(str(folder), limit)
    return read


def read_file(path: Path, limit: int = LIMIT) -> bytes:
    """Read a file and no link or pipe, up to one byte more than a limit."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with open(path, "rb", opener=lambda name, _: os.open(name, flags)) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise _no_file(path, os.fstat(file.fileno()).st_mode)
        return read_up_to(file, limit)


def _mark_of(path: Path) -> Mark | None:
    """Return what changes if a file does, or None where there is none."""
    try:
        info = path.lstat()
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(info.st_mode):
        raise _no_file(path, info.st_mode)
    return info.st_ino, info.st_size, info.st_mtime_ns, info.st_ctime_ns


_KINDS = {
    stat.S_IFLNK: "a link",
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
}


def _no_file(path: Path, mode: int) -> InputError:
    found = _KINDS.get(stat.S_IFMT(mode), "a device")
    return InputError([Problem(file=str(path), found=found, expected="a file of its own here")])
