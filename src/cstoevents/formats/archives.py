"""Zip archives of named files: packed reproducibly, and unpacked with distrust."""

from __future__ import annotations

import contextlib
import copy
import io
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from cstoevents.errors import InputError, Problem
from cstoevents.formats.files import LIMIT, Readable, name_of, read_bytes, too_large

# The first moment that a zip can name: a time of writing would make equal content unequal.
_NO_TIME = (1980, 1, 1, 0, 0, 0)

# A small archive can name more empty files than one would wait for.
_MOST_ENTRIES = 10_000

# Tables are packed to a tenth or so, and what is packed to a hundredth of itself says little.
_MOST_TIMES = 100
_LITTLE = 2**24

_PIECE = 2**16


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Pack files into a zip; equal files make equal bytes."""
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
    source: Readable,
    wanted: Callable[[str], object],
    limit: int = LIMIT,
    *,
    look: Callable[[bytes], None] | None = None,
) -> dict[str, bytes]:
    """Read the files of a zip whose names are wanted, in the order of their names.

    They lie at its root, or all in one folder. Nothing is unpacked to the disk,
    and an archive that tries to leave its folder is refused as a whole.

    Raises `InputError` where it is no such zip, or where it or what is in it is
    larger than ``limit`` bytes; ``look`` may refuse its bytes before.
    """
    file = name_of(source)
    data = read_bytes(source, limit)
    if look is not None:
        look(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > _MOST_ENTRIES:
                expected = f"at most {_MOST_ENTRIES}"
                raise _refused(file, f"{len(entries)} files in the archive", expected)
            _check_names(file, entries)
            chosen = sorted(_in_one_folder(file, entries, wanted))
            _check_size(file, sum(entry.file_size for _, entry in chosen), len(data), limit)
            check_sizes(archive, (entry for _, entry in chosen), file)
            return {name: archive.read(entry) for name, entry in chosen}
    except InputError:
        raise
    except RuntimeError as error:  # how zipfile says that it can't read this kind of entry
        raise _refused(file, str(error), "a zip archive, plain and not encrypted") from None
    except Exception as error:  # noqa: BLE001 - damaged archives make zipfile stumble anywhere
        raise _refused(file, str(error), "a zip archive, undamaged") from None


def check_sizes(
    archive: zipfile.ZipFile, entries: Iterable[zipfile.ZipInfo], file: str | None
) -> None:
    """Raise `InputError` where an entry of an archive holds more than it says, piece by piece.

    An entry that is read whole is unpacked whole, whatever it says of its size, and a kilobyte
    packed by bzip2 can hold gigabytes in one piece. What is damaged is not looked for.
    """
    for entry in entries:
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            found = f"{entry.filename} packed by method {entry.compress_type}"
            raise _refused(file, found, "one packed by deflate, as most programs do")
        unsaid = copy.copy(entry)
        unsaid.file_size += 1
        del unsaid.CRC
        size = 0
        damage = contextlib.suppress(zipfile.BadZipFile, zlib.error, EOFError)
        with damage, archive.open(unsaid) as opened:
            while piece := opened.read(_PIECE):
                size += len(piece)
        if size > entry.file_size:
            found = f"more than {entry.file_size} bytes in {entry.filename}"
            raise _refused(file, found, "as many as the archive says")


def _check_size(file: str | None, size: int, packed: int, limit: int) -> None:
    if size > limit:
        raise too_large(file, limit)
    if size > max(_LITTLE, _MOST_TIMES * packed):
        expected = f"at most {_MOST_TIMES} times as many; unpack it and read the folder"
        raise _refused(file, f"{size} bytes packed into {packed}", expected)


def _check_names(file: str | None, entries: Iterable[zipfile.ZipInfo]) -> None:
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


def _refused(file: str | None, found: object, expected: str) -> InputError:
    return InputError([Problem(file=file, found=found, expected=expected)])


def _in_one_folder(
    file: str | None, entries: Iterable[zipfile.ZipInfo], wanted: Callable[[str], object]
) -> Iterator[tuple[str, zipfile.ZipInfo]]:
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
