"""Bytes in and out: what may be given as a file, how much is read, how a file is replaced.

A write never leaves half a file. The new content goes to a file in a `staging`
folder beside the old one, is flushed to the disk and then takes the place of the old
one in one step, so that a crash at any point leaves the old file or the new one. What
a killed writer leaves is taken away by the next write in the same folder.

Some names can't be replaced: a pipe, a device, what a process has open
(``/dev/stdout``), a file that is mounted, a file in a folder that one may not
write to. These are written to where they are, and in the last two cases a crash
can leave a part.
"""

from __future__ import annotations

import contextlib
import errno
import io
import os
import re
import stat
from collections.abc import Callable
from typing import IO, TYPE_CHECKING, Any, TypeAlias

from cstoevents.errors import ArgumentError, ArgumentTypeError, InputError, Problem
from cstoevents.errors.arguments import whole_number

if TYPE_CHECKING:
    from pathlib import Path

Readable: TypeAlias = str | os.PathLike[str] | bytes | IO[bytes] | IO[str]
"""What is read: a path, the bytes of a file, or an open file."""

Writable: TypeAlias = str | os.PathLike[str] | IO[bytes] | IO[str]
"""Where to write: a path, which is replaced in one step, or an open file."""

LIMIT = 2**30
"""How many bytes a reader takes unless told: 1 GiB."""

# So that memory follows what is there rather than what may be.
_CHUNK = 2**20


def name_of(source: object) -> str | None:
    """Return the name of a file for messages, where it has one."""
    if isinstance(source, (str, os.PathLike)):
        try:
            return os.fsdecode(source)
        except TypeError:  # a path that gives no text: `path_of` refuses it
            return None
    name = getattr(source, "name", None)
    return name if isinstance(name, str) else None


def read_bytes(
    source: Readable, limit: int = LIMIT, look: Callable[[bytes], None] | None = None
) -> bytes:
    """Read all of a path, an open file or bytes, if it isn't larger than ``limit`` bytes.

    ``look`` is shown the start of a long file, and may raise: a stream that never ends
    is refused before it has filled the memory.

    Raises `InputError` where it is too large, `ArgumentTypeError` where it is nothing
    of the kind, and `OSError` as opening the file does.
    """
    whole_number(limit, "limit", 0)
    if isinstance(source, (bytes, bytearray, memoryview)):
        data = bytes(source)
    elif isinstance(source, (str, os.PathLike)):
        with path_of(source).open("rb") as file:
            data = read_up_to(file, limit, look)
    elif _can(source, "read"):
        _refuse_text_that_does_not_block("source", source)
        data = read_up_to(source, limit, look)
    else:
        raise ArgumentTypeError("source", source, "a path, an open file or the bytes of one")
    if len(data) > limit:
        raise too_large(name_of(source), limit)
    return data


def _can(file: object, method: str) -> bool:
    return callable(getattr(file, method, None)) and not isinstance(file, type)


def _refuse_text_that_does_not_block(argument: str, file: Any) -> None:
    """Refuse a text file over a pipe or a socket that doesn't block.

    Python takes what isn't there as yet for the end of such a file, in the middle of a letter
    too, and loses what couldn't be written as yet.
    """
    if not isinstance(file, io.TextIOBase) or is_regular(file):
        return
    try:
        waits = os.get_blocking(file.fileno())
    except (OSError, ValueError):  # it has no handle, as a text in memory
        return
    if not waits:
        expected = "a file that waits, or one opened for bytes, with 'rb' or 'wb'"
        raise ArgumentError(argument, file, expected)


def read_up_to(file: Any, limit: int, look: Callable[[bytes], None] | None = None) -> bytes:
    """Read all of an open file, or one byte more than a limit; a pipe gives it in pieces.

    ``look`` is shown what has been read each time that it has doubled, of a regular
    file once; it may raise.
    """
    chunks: list[bytes] = []
    size, next_look = 0, _CHUNK
    while size <= limit:
        chunk = _chunk_of(file, min(_CHUNK, limit + 1 - size))
        if not chunk:
            break
        if look is not None and size >= next_look:
            chunks = [b"".join(chunks)]
            look(chunks[0])
            next_look = limit + 1 if is_regular(file) else 2 * size
        chunks.append(chunk)
        size += len(chunk)
    return b"".join(chunks)


def is_regular(file: Any) -> bool:
    """Whether an open file is one on a disk, which has an end, unlike pipes and devices."""
    try:
        return stat.S_ISREG(os.fstat(file.fileno()).st_mode)
    except (AttributeError, OSError, TypeError, ValueError):
        return False


def _chunk_of(file: Any, size: int) -> bytes:
    """Read the next bytes of an open file, none at its end; wait where it doesn't block."""
    content = _read(file, size)
    while content is None:
        if not _wait([file], []):
            raise BlockingIOError(errno.EAGAIN, "nothing to be read as yet", name_of(file))
        content = _read(file, size)
    if isinstance(content, str):
        return content.encode("utf-8", "surrogatepass")
    if not isinstance(content, (bytes, bytearray, memoryview)):
        raise ArgumentTypeError("source", file, "a file whose `read` gives bytes or text")
    return bytes(content)


def _read(file: Any, size: int) -> Any:
    """Return what an open file gives, or raise where its class has an error of its own."""
    try:
        return file.read(size)
    except UnicodeDecodeError as error:
        found = f"the byte 0x{error.object[error.start]:02x}"
        expected = f"text in the encoding {error.encoding}; open it for bytes, with 'rb'"
        raise InputError([Problem(file=name_of(file), found=found, expected=expected)]) from error
    except (TypeError, NotImplementedError) as error:
        raise ArgumentTypeError("source", file, "a file whose `read` takes a size") from error
    except UnicodeError as error:
        raise _not_to_its_end(file, error) from error
    except ValueError as error:
        raise _refused("source", file, error, "an open file") from error
    except MemoryError:
        raise
    # What is packed and what comes from afar has errors of its own, which have no class in common:
    # `EOFError`, `zlib.error`, `lzma.LZMAError`, `zipfile.BadZipFile`, `http.client.HTTPException`;
    # `gzip.BadGzipFile` and that of `bz2` are an `OSError` that no system call gave.
    except Exception as error:
        if isinstance(error, TimeoutError) or (isinstance(error, OSError) and error.errno):
            raise
        raise _not_to_its_end(file, error) from error


def _not_to_its_end(file: object, error: Exception) -> InputError:
    expected = "a file that can be read to its end"
    found = str(error) or type(error).__name__
    return InputError([Problem(file=name_of(file), found=found, expected=expected)])


def _refused(argument: str, file: object, error: ValueError, expected: str) -> Exception:
    """Return the error for a file that raises one: its own if it is an `OSError`, or else ours."""
    return error if isinstance(error, OSError) else ArgumentError(argument, file, expected)


def too_large(file: str | None, limit: int) -> InputError:
    """Return the error for an input of more than ``limit`` bytes."""
    expected = f"at most {limit} bytes; pass a larger `limit` if you trust the file"
    return InputError([Problem(file=file, found=f"more than {limit} bytes", expected=expected)])


def path_of(name: str | os.PathLike[str]) -> Path:
    """Return a path by its name, or raise `ArgumentError` where no file can have it."""
    from pathlib import Path  # not before a file is named: it brings much along

    expected = "a path that a file can have"
    try:
        encoded = os.fsencode(name)
    except UnicodeEncodeError:
        encoded = b"\0"
    except TypeError:
        raise ArgumentTypeError("path", name, expected) from None
    if b"\0" in encoded or not encoded:
        raise ArgumentError("path", name, expected)
    return Path(os.fsdecode(encoded))


def write_bytes(target: Writable, data: bytes, *, is_text: bool = True) -> None:
    """Write all of a file: a path is replaced in one step, an open file is written to.

    A file that takes text is given text, unless the bytes are none. Raises `ArgumentError`
    where it takes neither, or not every character, and `OSError` where it can't be written.
    """
    if isinstance(target, (str, os.PathLike)):
        replace(path_of(target), data)
    elif _can(target, "write"):
        _write_to(target, data, is_text=is_text)
    else:
        raise ArgumentTypeError("target", target, "a path or an open file")


def _write_to(file: Any, data: bytes, *, is_text: bool) -> None:
    """Write to an open file, of whatever class: whether it takes text shows when it is tried."""
    _refuse_text_that_does_not_block("target", file)
    try:
        if not isinstance(file, io.TextIOBase) and _takes_bytes(file, data):
            return
        if not is_text:
            raise ArgumentTypeError("target", file, "a file that takes bytes")
        file.write(data.decode())
    except UnicodeEncodeError as error:
        expected = "a file whose encoding has every character, such as UTF-8"
        raise ArgumentError("target", file, expected) from error
    except ArgumentTypeError:
        raise
    except TypeError:
        raise ArgumentTypeError("target", file, "a file that takes bytes or text") from None
    except ValueError as error:
        raise _refused("target", file, error, "an open file") from error


def _takes_bytes(file: Any, data: bytes) -> bool:
    """Write bytes to an open file, which takes as many as it likes; False where it takes none."""
    left = memoryview(data) if isinstance(file, io.RawIOBase) else data
    try:
        count = _taken(file, left)
    except TypeError:
        return False
    while count < len(left):
        left = left[count:]
        count = _taken(file, left)
        if count == len(left):
            _flush(file)
    return True


def _taken(file: Any, data: bytes | memoryview) -> int:
    """Write to an open file and return how many bytes it took; wait where it takes none as yet."""
    try:
        count = file.write(data)
    except BlockingIOError as error:  # what buffers for a file that doesn't block is full
        count = getattr(error, "characters_written", 0) or None
    else:
        if not isinstance(file, io.RawIOBase) and (type(count) is not int or count == 0):
            return len(data)  # it doesn't say how much it took
    if count is None:
        _wait_to_write(file)
        return 0
    if count <= 0 and data:
        raise OSError(errno.EIO, os.strerror(errno.EIO), name_of(file))
    return int(count)


def _flush(file: Any) -> None:
    """Empty the buffer of a file that didn't take everything at once."""
    is_held = isinstance(file, io.BufferedIOBase)
    while is_held:
        try:
            file.flush()
            is_held = False
        except BlockingIOError:
            _wait_to_write(file)


def _wait_to_write(file: Any) -> None:
    if not _wait([], [file]):
        raise BlockingIOError(errno.EAGAIN, "nothing can be written as yet", name_of(file))


def _wait(to_read: list[Any], to_write: list[Any]) -> bool:
    """Wait until a file that doesn't block is ready; False where it can't be waited for."""
    import select

    try:
        select.select(to_read, to_write, [])
    except (OSError, ValueError, TypeError):
        return False
    return True


def replace(path: Path, data: bytes) -> None:
    """Replace a file by another, or make it, so that nobody ever sees a part of it.

    A link stays a link: its target is replaced. Permissions stay, and the owner
    where that is allowed. What can't be replaced is written to where it is.
    """
    from cstoevents.formats.staging import naming  # not before anything is written

    with naming(path):
        if opened := _opened_by_process(path):
            _write_in_place(_handle_of(opened), data)
        elif not is_stream(path):
            _replace_or_overwrite(path_of(os.path.realpath(path)), data)
        else:
            _write_in_place(os.open(path, os.O_WRONLY), data)


def is_stream(path: Path) -> bool:
    """Whether a path is of a pipe, of a device or of what a process has open.

    They have no old content to keep, or one that is gone on with, and are written to where they
    are.
    """
    if _opened_by_process(path):
        return True
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def _replace_or_overwrite(path: Path, data: bytes) -> None:
    try:
        _replace(path, data)
    except OSError as error:
        if error.errno not in _NOT_REPLACED or not path.is_file() or not os.access(path, os.W_OK):
            raise
        _write_in_place(os.open(path, os.O_WRONLY | os.O_TRUNC), data)


# The names by which Linux and other systems give what a process has open. A number of nine digits
# is of none.
_HANDLES = {"stdin": 0, "stdout": 1, "stderr": 2}
_OPENED = (
    r"/dev/(?P<stream>stdin|stdout|stderr)"
    r"|/(?:dev|proc/(?P<process>[a-z-]+|[0-9]+)(?:/task/[0-9]+)?)/fd/(?P<number>[0-9]{1,9})"
)
# As many as Linux follows.
_MOST_LINKS = 40


def _opened_by_process(path: Path) -> re.Match[str] | None:
    """Return the name of what a process has open, where a path leads to one.

    The last link is not followed: the file behind it may have another name by now or none,
    and would be replaced rather than gone on with.
    """
    for _ in range(_MOST_LINKS):
        try:
            place = path_of(os.path.realpath(path.parent)) / path.name
            if opened := re.fullmatch(_OPENED, place.as_posix()):
                return opened
            path = place.parent / place.readlink()
        except OSError:  # no link, or in a working folder that is gone
            return None
    return None


def _handle_of(opened: re.Match[str]) -> int:
    """Return a handle of what a process has open, which goes on where that is or at its end."""
    if opened["stream"]:
        return os.dup(_HANDLES[opened["stream"]])
    process = opened["process"]
    own = (None, "self", "thread-self", os.path.realpath("/proc/self").rpartition("/")[2])
    if process in own:
        return os.dup(int(opened["number"]))
    return os.open(opened[0], os.O_WRONLY | os.O_APPEND)


# A folder that one may not write to, on a disk that one may; a file that something is mounted on.
_NOT_REPLACED = (errno.EACCES, errno.EPERM, errno.EBUSY, errno.EXDEV)


def _replace(path: Path, data: bytes) -> None:
    from cstoevents.formats.staging import CONTENT, staging_folder  # not before it is needed

    with staging_folder(path.parent, {CONTENT}) as staging:
        create(staging / CONTENT, data, path)
        (staging / CONTENT).replace(path)
    sync_folder(path.parent)


def _write_in_place(handle: int, data: bytes) -> None:
    with open(handle, "wb", buffering=0) as file:
        _takes_bytes(file, data)


def create(path: Path, data: bytes, old: Path | None = None) -> None:
    """Make a file that is safely on the disk, with the permissions and owner of an old one."""
    info = old.stat() if old is not None and old.is_file() else None
    # Never more open than the old one, be it for a moment; a new one is as the umask says.
    mode = 0o666 if info is None else stat.S_IMODE(info.st_mode)
    with open(path, "xb", opener=lambda name, flags: os.open(name, flags, mode)) as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    if info is not None:
        _keep_owner(path, info)
        path.chmod(mode)


def _keep_owner(path: Path, old: os.stat_result) -> None:
    """Set the owner and the group of a new file to those of an old one, as far as allowed."""
    new = path.stat()
    if hasattr(os, "chown") and (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
        for owner in (old.st_uid, -1):
            with contextlib.suppress(OSError):
                os.chown(path, owner, old.st_gid)
                return


def sync_folder(folder: Path) -> None:
    """Make new names in a folder survive a crash, where the system lets a folder be synced."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
