"""The codebook of the built-in data says what the code and the data say: docs/data/codebook.md.

Run this file to write the page's tables anew.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import cstoevents as cs
from cstoevents.records import ARRAYS, Event, Meeting
from cstoevents.records.fields import Field, fields_of
from documents import ROOT, made_from_code, write_made_from_code

PAGE = ROOT / "docs" / "data" / "codebook.md"
MAKEFILE = ROOT / "Makefile"
# What a value of one type is called on the page.
TYPES = {
    "str": "text",
    "int": "whole number",
    "float": "number",
    "bool": "yes or no",
    "When": "date (EDTF)",
    "Text": "text by language",
    "time": "time of day",
    "Extra": "keys of your own",
}


@cache
def records_of(cls: type) -> tuple[Any, ...]:
    """The records of one class: meetings are not counted among the other events."""
    return tuple(record for record in cs.load() if type(record) is cls)


def owned(records: Iterable[Any]) -> Iterator[Any]:
    """The values that records own, and those that these own."""
    for record in records:
        for field in fields_of(type(record)):
            if field.owned is not None:
                held = getattr(record, field.name)
                values = held if field.many else () if held is None else (held,)
                yield from values
                yield from owned(values)


def filled(values: tuple[Any, ...], field: Field) -> str:
    """In how many of the values a field says something, of a hundred."""
    full = sum(getattr(value, field.name) != field.default for value in values)
    share = 100 * full / len(values)
    return f"{share:.0f} %" if full in (0, len(values)) or 1 <= share <= 99 else f"{share:.1f} %"


def holds(field: Field) -> str:
    """What a field holds: the words that it allows, ids of records, values or plain text."""
    if field.vocabulary is not None:
        return ", ".join(f"`{word.value}`" for word in field.vocabulary)
    if field.refers:
        kind = "id of " + " or ".join(f"`{name}`" for name in field.refers)
    elif field.owned is not None:
        kind = f"`{field.owned.__name__}`"
    else:
        kind = TYPES[field.value_type.__name__]
    return f"{kind}, several" if field.many else kind


def table(cls: type, values: tuple[Any, ...], leave: frozenset[str] = frozenset()) -> str:
    """The fields of a class, and how many of the values say something in each."""
    lines = ["| Field | Meaning | Holds | Filled |", "|---|---|---|--:|"]
    for field in fields_of(cls):
        if field.name not in leave:
            meaning = field.sentence.replace("|", "\\|")
            share = filled(values, field)
            lines.append(f"| `{field.name}` | {meaning} | {holds(field)} | {share} |")
    return "\n".join(lines)


def tables() -> str:
    """The records in the order of the file, then the values that they own."""
    parts = []
    of_events = frozenset(field.name for field in fields_of(Event))
    for array, cls in ARRAYS.items():
        values = records_of(cls)
        parts += [f"## {cls.__name__}", f"{len(values):,} records in the array `{array}`."]
        if cls is Meeting:
            events = records_of(Event) + values
            parts.append("A meeting has the fields of an event and these:")
            parts.append(table(cls, values, leave=of_events))
            parts += ["### Events and meetings together", table(Event, events)]
        else:
            parts.append(table(cls, values))
    by_class: dict[type, list[Any]] = {}
    for value in owned(cs.load()):
        by_class.setdefault(type(value), []).append(value)
    for cls in sorted(by_class, key=lambda cls: cls.__name__):
        values = tuple(by_class[cls])
        parts += [f"## {cls.__name__}", f"{len(values):,} values.", table(cls, values)]
    return "\n\n".join(parts) + "\n"


def test_the_page_says_what_the_code_and_the_data_say() -> None:
    assert made_from_code(PAGE) == tables(), "run this file to write the tables anew"


def endings() -> list[str]:
    """The endings of the files that `make data` writes."""
    found = re.search(r"for ending in ([a-z ]+);", MAKEFILE.read_text("utf-8"))
    assert found is not None
    return found[1].split()


@pytest.mark.parametrize("ending", endings())
def test_a_release_of_the_data_is_written_by_a_format_for_its_ending(ending: str) -> None:
    """And the formats for exchange lose nothing."""
    of = [file_format for file_format in cs.formats.FORMATS if f".{ending}" in file_format.suffixes]
    assert len(of) == 1
    assert of[0].is_lossless or ending in ("xlsx", "jsonld")


def events_in(path: Path) -> int:
    """How many events another program finds in a file of a release."""
    if path.suffix == ".sqlite":
        with closing(sqlite3.connect(path)) as database:
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert database.execute("PRAGMA foreign_key_check").fetchall() == []
            return int(database.execute("SELECT count(*) FROM events").fetchone()[0])
    if path.suffix == ".xlsx":
        with closing(openpyxl.load_workbook(path, read_only=True)) as workbook:
            return sum(1 for row in workbook.worksheets[0].iter_rows(min_row=2) if row[0].value)
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            (name,) = (name for name in archive.namelist() if Path(name).name == "events.csv")
            return sum(1 for _ in csv.DictReader(io.StringIO(archive.read(name).decode())))
    data = json.loads(path.read_bytes())
    if path.suffix == ".jsonld":
        return sum(str(item["@type"]).endswith("Event") for item in data["@graph"])
    return len(data["events"]) + len(data["meetings"])


@pytest.mark.slow
@pytest.mark.parametrize("ending", endings())
def test_a_file_of_a_release_is_the_same_twice_and_opens_in_another_program(
    ending: str, tmp_path: Path
) -> None:
    """Whoever checks a sum finds it, and every event is there."""
    (of,) = (
        file_format for file_format in cs.formats.FORMATS if f".{ending}" in file_format.suffixes
    )
    once, again = tmp_path / f"once.{ending}", tmp_path / f"again.{ending}"
    of.write(cs.load(), once)
    of.write(cs.load(), again)
    assert once.read_bytes() == again.read_bytes()
    assert events_in(once) == len(cs.load().events)


if __name__ == "__main__":
    write_made_from_code(PAGE, tables())
