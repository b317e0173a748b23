"""Staging folders, in which the files of a write are made before they take their places.

A staging folder lies beside what is written, so that a file moves from there to its
place in one step. Its name is a seal of its own inode, by a number that this system drew
when it was started, and it is locked as long as its writer is at work. So the next writer
knows what a killed one has left. What was copied has another inode; what was made up lacks
the number, even on a disk that was sent with all its inodes; and what was left before the
system was started anew has another number: all of that stays as it is.
"""

from __future__ import annotations

import contextlib
import functools
import hmac
import os
import stat
import sys
import time  # noqa: TID251 - it waits, and asks for no moment
from collections.abc import Collection, Iterator
from pathlib import Path

from cstoevents.errors import InputError, Problem

try:
    import fcntl
except ImportError:  # Windows has no locks on folders
    fcntl = None  # type: ignore[assignment]  # asked for before each use

CONTENT = "content"
"""The name in a staging folder of what is to be a single file."""

JOURNAL = "journal"
"""The name in a staging folder of what makes the files beside it count already."""

_STAGING, _NEW = ".cstoevents-", ".cstoevents-new-"


@contextlib.contextmanager
def staging_folder(parent: Path, known: Collection[str]) -> Iterator[Path]:
    """Make a staging folder for files of known names, and take it away in the end.

    What killed writers of such files have left beside it is taken away first. One with a
    journal stays, for the next writer to finish.
    """
    _clear(parent, known)
    with contextlib.ExitStack() as lock:
        path = _new_folder(parent, lock)
        try:
            yield path
        finally:
            if not os.path.lexists(path / JOURNAL):
                _remove(path, known)


def _new_folder(parent: Path, lock: contextlib.ExitStack) -> Path:
    """Make a folder that is locked and named; another writer may take it for a leftover before."""
    for left in reversed(range(_TRIES)):
        new = parent / f"{_NEW}{os.urandom(8).hex()}"
        new.mkdir()
        with contextlib.ExitStack() as attempt:
            try:
                attempt.enter_context(locked(new, exclusive=True))
                path = new.with_name(name_of(new.lstat().st_ino))
                new.rename(path)
            except BaseException as error:
                with contextlib.suppress(OSError):
                    new.rmdir()
                if left and isinstance(error, FileNotFoundError):
                    continue
                raise
            lock.push(attempt.pop_all())
            return path
    raise AssertionError("the last attempt returns or raises")


_TRIES = 10


def _clear(folder: Path, known: Collection[str]) -> None:
    """Remove what killed writers left in a folder before their files counted."""
    for path in named_as_staging(folder):
        # Where another writer is at work there, it has the lock.
        with (
            contextlib.suppress(OSError, InputError),
            locked(path, exclusive=True, tries=1) as sure,
        ):
            if not sure:
                continue
            if path.name.startswith(_NEW):
                path.rmdir()  # which no folder with anything in it can be
            elif is_staging(path) and not os.path.lexists(path / JOURNAL):
                _remove(path, known)


def _remove(staging: Path, known: Collection[str]) -> None:
    """Remove a staging folder, and in it nothing but what a write makes there."""
    with contextlib.suppress(OSError):
        for path in staging.iterdir():
            if path.name in known and stat.S_ISREG(path.lstat().st_mode):
                path.unlink()
        staging.rmdir()


def named_as_staging(folder: Path) -> list[Path]:
    """Return the folders in a folder, and no links to any, that have the name of a staging one."""
    try:
        with os.scandir(folder) as entries:
            return [
                folder / entry.name
                for entry in entries
                if entry.name.startswith(_STAGING) and entry.is_dir(follow_symlinks=False)
            ]
    except OSError:  # one may put a file there and not look; the write tells what else is wrong
        return []


def name_of(inode: int) -> str:
    """Return the name of the staging folder that has an inode."""
    return _STAGING + hmac.digest(_secret(), b"%d" % inode, "sha256").hex()[:32]


@functools.cache
def _secret() -> bytes:
    """Return what nobody can know who sends a folder, and every process of this system does.

    Where the system doesn't tell such a number, each process draws one: what a killed one has
    left is then nobody's.
    """
    drawn = b""
    if sys.platform == "darwin":
        import ctypes  # for this system alone

        told, size = ctypes.create_string_buffer(64), ctypes.c_size_t(64)
        name = b"kern.bootsessionuuid"
        if not ctypes.CDLL(None).sysctlbyname(name, told, ctypes.byref(size), None, 0):
            drawn = told.value
    else:
        with contextlib.suppress(OSError):
            drawn = Path("/proc/sys/kernel/random/boot_id").read_bytes()
    return drawn or os.urandom(16)


def is_staging(path: Path) -> bool:
    """Whether a folder was made here, by the user who asks."""
    info = path.lstat()
    return (
        stat.S_ISDIR(info.st_mode)
        and path.name == name_of(info.st_ino)
        and info.st_uid == getattr(os, "geteuid", lambda: info.st_uid)()
    )


@contextlib.contextmanager
def naming(target: Path) -> Iterator[None]:
    """Make an `OSError` name what is written rather than a file that was made on the way."""
    try:
        yield
    except OSError as error:
        if error.errno is not None and _STAGING in str(error.filename or _STAGING):
            raise type(error)(error.errno, error.strerror, str(target)) from error
        raise


# Locks


@contextlib.contextmanager
def locked(folder: Path, *, exclusive: bool, tries: int = 3_000) -> Iterator[bool]:
    """Lock a folder for one writer or for readers, waiting half a minute if need be.

    Gives whether it is locked for certain. Where the system has no such locks a write
    goes on without one. So does a reader after the wait, since it sees by itself what
    changes meanwhile.
    """
    try:
        handle = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    except PermissionError:  # Windows opens no folders
        yield False
        return
    try:
        is_held = _lock(handle, exclusive=exclusive, tries=tries)
        if is_held is False and exclusive:
            raise InputError(
                [
                    Problem(
                        file=str(folder),
                        found="another write, which doesn't come to an end",
                        expected="one write of a folder at a time",
                    )
                ]
            )
        yield bool(is_held)
    finally:
        os.close(handle)


def _lock(handle: int, *, exclusive: bool, tries: int) -> bool | None:
    """Acquire a lock; False where others kept it all the time, None where there are no locks."""
    if fcntl is None:
        return None
    kind = fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH
    for left in reversed(range(tries)):
        try:
            fcntl.flock(handle, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            if left:
                time.sleep(0.01)
        except OSError:  # a file system without locks
            return None
        else:
            return True
    return False
