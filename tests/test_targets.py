"""What is given as a file, to every reader and writer: it is read or written whole, or refused.

A refusal is an error of ours or an `OSError`, whatever class the file is of and whatever it
does. The formats are those of the table, so that a new one is tried as well.
"""

from __future__ import annotations

import bz2
import codecs
import contextlib
import functools
import gzip
import http.client
import io
import lzma
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import cstoevents as cs
from cstoevents.formats import FORMATS

CHRONICLE = cs.Chronicle(
    cs.Place(id="osh", name={"en": "Osh", "ru": "Ош"}, kind="city"),
    cs.Meeting(
        id="talks",
        kind="talks",
        title={"en": "Talks in Ōsaka", "ru": "Переговоры"},
        when="2025-05-13",
        place="osh",
    ),
)

Reader = Callable[[Any], Any]
Writer = Callable[[Any], Any]


def writer_of(name: str, function: Callable[..., Any], **how: Any) -> tuple[str, Writer]:
    return f"{name} {' '.join(how.values())}".strip(), lambda target: function(target=target, **how)


def writers() -> dict[str, Writer]:
    found = [
        writer_of(of.name, functools.partial(of.write, CHRONICLE), **how)
        for of in FORMATS
        for how in ([{"format": "csv"}, {"format": "xlsx"}] if of.name == "sheet" else [{}])
    ]
    found.append(writer_of("ids", functools.partial(cs.formats.write_ids, {"Ош": "osh"})))
    return dict(found)


def readers() -> dict[str, Reader]:
    found: dict[str, Reader] = {of.name: of.read for of in FORMATS if of.reader}
    found["workbook"] = lambda source: cs.read_sheet(source, format="xlsx")
    return {**found, "ids": cs.formats.read_ids, "duplicate_keys": cs.formats.duplicate_keys}


WRITERS = writers()
READERS = readers()


@functools.cache
def written(name: str) -> bytes:
    file = io.BytesIO()
    WRITERS[name](file)
    return file.getvalue()


class Named:
    """A path of a name that is none."""

    def __init__(self, name: Any) -> None:
        self.name = name

    def __fspath__(self) -> Any:
        return self.name


class WithoutSize:
    def read(self) -> bytes:
        return b"{}"


class Giving:
    """A file whose methods give this, whatever they are asked for, and then nothing."""

    def __init__(self, given: Any) -> None:
        self.given = given

    def read(self, size: int) -> Any:
        given, self.given = self.given, b""
        return given

    def write(self, data: Any) -> Any:
        return self.given


class Raw(io.RawIOBase):
    """A file that says that it took so many bytes of each write."""

    def __init__(self, count: Any) -> None:
        self.count = count

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> Any:
        return self.count


@contextlib.contextmanager
def made(make: Callable[[Path], Any], folder: Path) -> Iterator[Any]:
    """What is given as a file, for as long as it is needed."""
    file = make(folder)
    try:
        yield file
    finally:
        if hasattr(file, "close"):
            file.close()


def closed(file: Any) -> Any:
    file.close()
    return file


def text_file(folder: Path, encoding: str, data: bytes = b"", mode: str = "w+") -> Any:
    path = folder / "text"
    path.write_bytes(data)
    return path.open(mode, encoding=encoding, newline="")


def stream_writer(folder: Path, encoding: str) -> Any:
    return codecs.getwriter(encoding)((folder / "text").open("wb"))


TARGETS: dict[str, Callable[[Path], Any]] = {
    "text in memory": lambda _: io.StringIO(),
    "text as ASCII": lambda folder: text_file(folder, "ascii"),
    "text as Latin 1": lambda folder: text_file(folder, "latin-1"),
    "text as UTF-8": lambda folder: text_file(folder, "utf-8"),
    "text as UTF-16": lambda folder: text_file(folder, "utf-16"),
    "text of codecs": lambda folder: stream_writer(folder, "ascii"),
    "a temporary file of text": lambda _: tempfile.NamedTemporaryFile("w", encoding="ascii"),  # noqa: SIM115 - `made` closes it
    "a spooled file of text": lambda _: tempfile.SpooledTemporaryFile(mode="w", encoding="ascii"),  # noqa: SIM115 - so it does
    "a closed file": lambda folder: closed((folder / "a").open("wb")),
    "a closed file of text": lambda folder: closed(text_file(folder, "utf-8")),
    "closed bytes in memory": lambda _: closed(io.BytesIO()),
    "closed text in memory": lambda _: closed(io.StringIO()),
    "a closed file of codecs": lambda folder: closed(stream_writer(folder, "utf-8")),
    "a file that is read from": lambda folder: text_file(folder, "utf-8", mode="r"),
    "a path that is a number": lambda _: Named(5),
    "a path that is nothing": lambda _: Named(None),
    "a path that is empty": lambda _: Named(""),
    "a path of half a character": lambda _: Named("\ud83d"),
    "a path of bytes": lambda folder: Named(bytes(folder / "bytes")),
    "a handle that there is not": lambda _: "/dev/fd/99999999999999",
    "a handle of a few digits": lambda _: "/dev/fd/999999",
    "standard input": lambda _: "/dev/stdin",
    "a folder": lambda folder: folder,
    "what gives a number": lambda _: Giving(-5),
    "what gives text": lambda _: Giving("five"),
    "what gives nothing": lambda _: Giving(None),
    "what gives a list": lambda _: Giving([]),
    "what takes nothing": lambda _: Raw(0),
    "what takes less than nothing": lambda _: Raw(-1),
    "what takes more than there is": lambda _: Raw(10**9),
    "what counts in words": lambda _: Raw("one"),
    "what has no arguments": lambda _: WithoutSize(),
}


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("name", WRITERS)
def test_a_target_is_written_to_or_refused(name: str, target: str, tmp_path: Path) -> None:
    with made(TARGETS[target], tmp_path) as file:
        try:
            WRITERS[name](file)
        except (cs.CstoEventsError, OSError):
            return
        if isinstance(file, io.TextIOBase) and file.readable():
            file.seek(0)
            assert file.read().encode() == written(name)


@pytest.mark.parametrize(
    ("write", "name"),
    [
        (cs.write_json, "a.json"),
        (cs.write_csv, "tables"),
        (cs.write_csv, "a.zip"),
        (cs.write_sqlite, "a.sqlite"),
        (cs.write_ics, "a.ics"),
    ],
)
def test_in_a_working_folder_that_is_gone_the_error_names_the_file(
    write: Callable[..., None], name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    with pytest.raises(FileNotFoundError) as error:
        write(CHRONICLE, name)
    assert error.value.filename == name


BINARY = ("csv", "sqlite", "sheet xlsx")


@pytest.mark.parametrize("name", WRITERS)
def test_a_file_of_text_gets_text_and_no_other_format(name: str, tmp_path: Path) -> None:
    for target in ("text in memory", "text as UTF-8", "text as UTF-16"):
        with made(TARGETS[target], tmp_path) as file:
            if name in BINARY:
                with pytest.raises(cs.errors.ArgumentTypeError, match="a file that takes bytes"):
                    WRITERS[name](file)
            else:
                WRITERS[name](file)


@pytest.mark.parametrize("name", sorted(set(WRITERS) - {*BINARY, "ics"}))
def test_a_file_that_lacks_letters_is_refused_and_left_as_it_is(name: str, tmp_path: Path) -> None:
    with (
        made(TARGETS["text as ASCII"], tmp_path) as file,
        pytest.raises(cs.errors.ArgumentError, match="whose encoding has every character"),
    ):
        WRITERS[name](file)
    assert (tmp_path / "text").read_bytes() == b""


def damaged_gzip() -> Any:
    return gzip.GzipFile(fileobj=io.BytesIO(gzip.compress(b"{" * 100)[:-10]))


def of_other_bits() -> Any:
    data = bytearray(gzip.compress(bytes(range(256)) * 20))
    data[20:60] = bytes(40)
    return gzip.GzipFile(fileobj=io.BytesIO(data))


def of_another_sum() -> Any:
    return gzip.GzipFile(fileobj=io.BytesIO(gzip.compress(b"{}")[:-8] + bytes(8)))


def no_bzip2() -> Any:
    return bz2.open(io.BytesIO(b"{}" * 100))


def damaged_lzma() -> Any:
    data = bytearray(lzma.compress(bytes(range(256)) * 20))
    data[20:60] = bytes(40)
    return lzma.open(io.BytesIO(data))


def damaged_member() -> Any:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a", "{" * 100)
    data = file.getvalue().replace(b"{{", b"[[", 1)
    return zipfile.ZipFile(io.BytesIO(data)).open("a")


class Fails(io.BytesIO):
    """A file that gives some bytes, and then an error of its own."""

    def __init__(self, error: Exception) -> None:
        super().__init__(b"{")
        self._error = error

    def read(self, size: int | None = -1) -> bytes:
        data = super().read(size)
        if not data:
            raise self._error
        return data


SOURCES: dict[str, Callable[[Path], Any]] = {
    "a bad byte of text": lambda folder: text_file(folder, "utf-8", b'{"a": "\xe9"}', "r"),
    "no mark of order": lambda folder: text_file(folder, "utf-16", b"{}{}", "r"),
    "a bad byte of ASCII": lambda folder: text_file(folder, "ascii", b"\xe9" * 10, "r"),
    "a bad byte through codecs": lambda folder: codecs.getreader("utf-8")(io.BytesIO(b"\xe9a")),
    "a packed file that is cut short": lambda _: damaged_gzip(),
    "a packed file that is damaged": lambda _: of_other_bits(),
    "a packed file of another sum": lambda _: of_another_sum(),
    "no packed file of bzip2": lambda _: no_bzip2(),
    "a packed file of lzma that is damaged": lambda _: damaged_lzma(),
    "a member of a zip that is damaged": lambda _: damaged_member(),
    "a connection that is cut": lambda _: Fails(http.client.IncompleteRead(b"", 10)),
    "a file with an error of its own": lambda _: Fails(Exception()),
    "a file that is written to": lambda folder: (folder / "a").open("wb"),
    **{name: make for name, make in TARGETS.items() if not name.startswith("what takes")},
}


@pytest.mark.parametrize("source", [name for name in SOURCES if "packed file" in name])
def test_a_damaged_packed_file_is_refused_by_an_error_of_ours(source: str, tmp_path: Path) -> None:
    with (
        made(SOURCES[source], tmp_path) as file,
        pytest.raises(cs.InputError, match="expected a file that can be read to its end"),
    ):
        cs.read_json(file)


@pytest.mark.parametrize("source", [name for name in SOURCES if name != "standard input"])
@pytest.mark.parametrize("name", READERS)
def test_a_source_is_read_or_refused(name: str, source: str, tmp_path: Path) -> None:
    with (
        made(SOURCES[source], tmp_path) as file,
        contextlib.suppress(cs.CstoEventsError, OSError),
    ):
        READERS[name](file)


@pytest.mark.parametrize(
    "encoding",
    [
        "zip",
        "hex",
        "rot13",
        "undefined",
        "idna",
        "punycode",
        "unicode_escape",
        "raw_unicode_escape",
        "base64",
        "x" * 999,
    ],
)
def test_what_is_no_encoding_of_text_is_refused(encoding: str) -> None:
    with pytest.raises(cs.errors.ArgumentError, match="the name of an encoding of text"):
        cs.read_sheet(b"Title,Date\n\\N{x}xn--a,2025\n", format="csv", encoding=encoding)
