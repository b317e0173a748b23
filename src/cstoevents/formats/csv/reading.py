"""From files to a chronicle: the order in which tables are read, shaped and judged."""

from __future__ import annotations

import difflib
import os
from pathlib import Path
from typing import IO

import msgspec

from cstoevents.chronicle import Chronicle, ReferenceCheck
from cstoevents.errors import ConflictError, CstoEventsError, InputError, Problem
from cstoevents.formats.csv.columns import records_of
from cstoevents.formats.csv.layout import tables
from cstoevents.formats.csv.package import DESCRIPTOR, problems_of_descriptor
from cstoevents.formats.csv.shaping import shape
from cstoevents.formats.csv.sheets import Sheet, sheet_of
from cstoevents.formats.files import collector_paused, name_of, read_folder, read_zip
from cstoevents.records import Record, conversion

__all__: list[str] = []


def read(
    source: str | os.PathLike[str] | bytes | IO[bytes],
    within: Chronicle | None,
    references: ReferenceCheck,
    limit: int,
) -> Chronicle:
    """Read a chronicle, or raise an error with every problem of its tables."""
    files, folder = _files_of(source, limit)
    problems: list[Problem] = []
    with collector_paused():
        sheets = _sheets(files, folder, problems)
        try:
            records = None if problems else records_of(sheets)
            if records is None:
                records = _records_of(sheets, problems)
            return _chronicle(records, within, references)
        except (msgspec.MsgspecError, CstoEventsError) as refusal:
            from cstoevents.formats.csv.explaining import explanation

            raise explanation(sheets, problems, within, references, refusal) from None


def _records_of(sheets: dict[str, Sheet], problems: list[Problem]) -> list[Record]:
    found = list(problems)
    shaped = shape(sheets, found)
    if found:
        raise InputError(found)
    return conversion.from_plain(shaped.data)


def _chronicle(
    records: list[Record], within: Chronicle | None, references: ReferenceCheck
) -> Chronicle:
    if len({record.id for record in records}) != len(records):
        raise ConflictError([])
    return Chronicle(records, within=within, references=references)


def _files_of(
    source: str | os.PathLike[str] | bytes | IO[bytes], limit: int
) -> tuple[dict[str, bytes], str]:
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


def _sheets(files: dict[str, bytes], folder: str, problems: list[Problem]) -> dict[str, Sheet]:
    by_file = {table.file: table for table in tables().values()}
    package = files.pop(DESCRIPTOR, None)
    if package is not None:
        problems += problems_of_descriptor(package, f"{folder}{DESCRIPTOR}")
    for file in files:
        if file not in by_file:
            near = difflib.get_close_matches(file.lower(), by_file, 1, 0.7)
            expected = f"the name {near[0]!r}" if near else "only tables of a chronicle here"
            problems.append(Problem(file=f"{folder}{file}", found=file, expected=expected))
    if not files and package is None:
        expected = f"tables such as {' and '.join(list(by_file)[:2])}"
        problems.append(Problem(file=folder or None, found="no table", expected=expected))
    return {
        table.name: sheet_of(table, f"{folder}{file}", files[file], problems)
        for file, table in by_file.items()
        if file in files
    }
