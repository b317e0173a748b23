"""CSV: a folder of tables, or a zip of one, that loses nothing and that people can read.

Each record class has a table, each list of values that records own one more,
and ``datapackage.json`` describes them all (Table Schema, with keys), so that
other tools can load and check them. `layout` says which tables and columns
there are, and why.

The tables are RFC 4180 in UTF-8: commas, CRLF, quotes where they are needed. An
empty cell is what was not said. Text is kept to the letter, so a cell may
begin with ``=`` and a spreadsheet would take it for a formula: this is the
format that loses nothing, not the one for sheets that strangers may open.
"""

from __future__ import annotations

import difflib
import json
import os
from pathlib import Path
from typing import IO, TypeAlias

import msgspec

from cstoevents._arguments import one_of
from cstoevents.chronicle import Chronicle, ReferenceCheck
from cstoevents.errors import ConflictError, CstoEventsError, Problem
from cstoevents.formats.csv.layout import tables
from cstoevents.formats.csv.reading import FoundTable, shape, table_in
from cstoevents.formats.csv.writing import DESCRIPTOR, files_of
from cstoevents.formats.delimited import ENCODINGS, WrittenEncoding
from cstoevents.formats.files import (
    LIMIT,
    collector_paused,
    name_of,
    read_folder,
    read_zip,
    write_bytes,
    write_folder,
    zipped,
)
from cstoevents.records import ARRAYS, Record, conversion

__all__ = ["read_csv", "write_csv"]

CsvPackage: TypeAlias = str | os.PathLike[str] | bytes | IO[bytes]
"""What is read as a package of tables: the path of a folder or a zip, or a zip itself."""


def read_csv(
    source: CsvPackage,
    *,
    within: Chronicle | None = None,
    references: ReferenceCheck = "strict",
    limit: int = LIMIT,
) -> Chronicle:
    """Read a chronicle from a folder of tables, or a zip of one.

    Tables that aren't there are empty ones. Columns may come in any order, and
    those that nobody needs may be missing; a column that can't be kept is
    refused. Semicolons or tabs may separate the cells, and a byte order mark, empty
    rows and plain ``name`` for ``name_en`` are fine. Without a ``position``
    column the values of a record stay in the order of their rows. The
    descriptor need not be there; only the version of the format is read in it.

    Args:
        source: the path of a folder, of the ``datapackage.json`` in it or of a
            zip; or a zip as an open file or as bytes.
        within: another chronicle that references may lead into.
        references: ``"lenient"`` keeps broken references in `Chronicle.broken`
            rather than refusing them.
        limit: the most bytes that are read, unpacked ones too.

    Raises:
        InputError: tables can't be read for certain, or records in them break
            rules; it names every problem, with file, line, column and cure.
        OSError: a file can't be opened.

    >>> import tempfile
    >>> import cstoevents as cs
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with open(f"{folder}/places.csv", "w", encoding="utf-8") as file:
    ...         print("id,name_en,name_ru,kind", file=file)
    ...         print("minsk,Minsk,Минск,city", file=file)
    ...     cs.read_csv(folder).place("minsk").name["ru"]
    'Минск'
    """
    files, folder = _files_in(source, limit)
    with collector_paused():
        # What is needed on the way is gone again before the collector could go over it.
        return _read(files, folder, within, references)


def _read(
    files: dict[str, bytes], folder: str, within: Chronicle | None, references: ReferenceCheck
) -> Chronicle:
    # One search stands for a check of every single text.
    texts: conversion.Texts = "any" if any(b"\0" in data for data in files.values()) else "clean"
    problems: list[Problem] = []
    shaped = shape(_tables_in(files, folder, problems), problems)
    refusal: Exception | None = None
    if not problems:
        try:
            records = [
                record
                for name, cls in ARRAYS.items()
                for record in conversion.several_from_plain(shaped.data.get(name, ()), cls, texts)
            ]
            return _chronicle(records, within, references)
        except (msgspec.MsgspecError, CstoEventsError) as error:
            refusal = error
    from cstoevents.formats.csv.explaining import explanation

    raise explanation(shaped, problems, within, references, refusal) from None


def _chronicle(
    records: list[Record], within: Chronicle | None, references: ReferenceCheck
) -> Chronicle:
    if len({record.id for record in records}) != len(records):
        raise ConflictError([])
    return Chronicle(records, within=within, references=references)


def _files_in(source: CsvPackage, limit: int) -> tuple[dict[str, bytes], str]:
    """Read the files of a source, and say what stands before their names in messages."""
    if isinstance(source, (str, os.PathLike)):
        path = Path(source)
        if path.name == DESCRIPTOR:
            path = path.parent
        if path.is_dir():
            return read_folder(path, _is_wanted, limit), f"{path}{os.sep}"
    name = name_of(source)
    return read_zip(source, _is_wanted, limit), f"{name}/" if name else ""


def _is_wanted(name: str) -> bool:
    # Names that begin so belong to spreadsheets that have a table open, and to file systems.
    return name == DESCRIPTOR or (name.lower().endswith(".csv") and name[0] not in ".~")


def _tables_in(
    files: dict[str, bytes], folder: str, problems: list[Problem]
) -> dict[str, FoundTable]:
    by_file = {table.file: table for table in tables().values()}
    package = files.pop(DESCRIPTOR, None)
    if package is not None:
        problems += _problems_of_descriptor(package, f"{folder}{DESCRIPTOR}")
    for file in files:
        if file not in by_file:
            near = difflib.get_close_matches(file.lower(), by_file, 1, 0.7)
            expected = f"the name {near[0]!r}" if near else "only tables of a chronicle here"
            problems.append(Problem(file=f"{folder}{file}", found=file, expected=expected))
    if not files and package is None:
        expected = f"tables such as {' and '.join(list(by_file)[:2])}"
        problems.append(Problem(file=folder or None, found="no table", expected=expected))
    return {
        table.name: table_in(table, f"{folder}{file}", files[file], problems)
        for file, table in by_file.items()
        if file in files
    }


def _problems_of_descriptor(data: bytes, file: str) -> list[Problem]:
    """Find what keeps the tables beside a descriptor from being read: a format of the future."""
    try:
        package = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        return [Problem(file=file, found=str(error), expected="JSON, or no such file")]
    version = (
        package.get("format_version", conversion.FORMAT_VERSION) if type(package) is dict else None
    )
    if version != conversion.FORMAT_VERSION:
        expected = repr(conversion.FORMAT_VERSION)
        return [Problem(file=file, path="format_version", found=version, expected=expected)]
    return []


def write_csv(
    chronicle: Chronicle,
    target: str | os.PathLike[str] | IO[bytes],
    *,
    encoding: WrittenEncoding = "utf-8",
) -> None:
    """Write a chronicle as tables: into a folder, or into a zip if the path ends in ``.zip``.

    Equal chronicles make equal bytes. Files are replaced together, so that
    nobody reads some of the old and some of the new; tables of an earlier
    chronicle in the same folder that this one has no rows for are taken away,
    and other files stay. Foreign keys are declared where all references lead to
    records of this chronicle.

    Args:
        chronicle: what to write. An empty one makes tables to fill in.
        target: the path of a folder, which need not be there yet, or of a zip;
            or an open file for a zip.
        encoding: ``"utf-8-sig"`` puts a byte order mark before each table,
            without which some spreadsheets take other letters than English ones
            for something else.

    Raises:
        OSError: a file can't be written.

    >>> import io
    >>> import cstoevents as cs
    >>> file = io.BytesIO()
    >>> cs.write_csv(cs.Chronicle(cs.Official(id="samat-ordabaev", name="Samat Ordabaev")), file)
    >>> cs.read_csv(file.getvalue())
    <Chronicle of 1 official>
    """
    files = files_of(chronicle, one_of(ENCODINGS, encoding, "encoding"))
    if not isinstance(target, (str, os.PathLike)) or os.fspath(target).lower().endswith(".zip"):
        write_bytes(target, zipped(files))
        return
    gone = {table.file: None for table in tables().values() if table.file not in files}
    write_folder(Path(target), {**files, **gone})
