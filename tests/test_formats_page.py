"""What the table of formats declares is on their page and at the top of the package.

Run this file to write the tables of docs/reference/formats.md anew, and to add the functions of
a new format to `cstoevents/__init__.py`.
"""

from __future__ import annotations

import datetime as dt
import functools
import io
import subprocess
import sys
import tomllib
from pathlib import Path

import attrs
import pytest

import cstoevents as cs
from cstoevents.formats import Coverage, format_named, recognised
from cstoevents.formats.subjects import SUBJECTS
from cstoevents.records import ARRAYS, Event, Meeting
from documents import ROOT, made_from_code, write_made_from_code

PAGE = ROOT / "docs" / "reference" / "formats.md"
TOP = ROOT / "src" / "cstoevents" / "__init__.py"

# Of formats that carry the same under one title, such as two ways to write a table, the first.
FORMATS = {
    file_format.title: file_format
    for file_format in reversed(cs.formats.FORMATS)
    if not file_format.is_lossless
}
FORMATS = dict(reversed(FORMATS.items()))
MARKS = {Coverage.WHOLE: "●", Coverage.IN_PART: "◐", Coverage.NOT: ""}


def carried(of: cs.formats.Format, cls: type, field: str) -> Coverage:
    """How much of a field is carried, by its own line or that of its class."""
    said = {line.what: line.coverage for line in of.coverage}
    names = ["Meeting", "Event"] if cls is Meeting else [cls.__name__]
    lines = [*(f"{name}.{field}" for name in names), *names]
    return next(said[line] for line in lines if line in said)


def fields(cls: type) -> list[str]:
    """The fields that the page shows under a class: those of events once."""
    inherited = {field.name for field in attrs.fields(Event)} if cls is Meeting else set()
    return [field.name for field in attrs.fields(cls) if field.name not in inherited]


def overview() -> str:
    """How much of each class is carried: all of it, something, or nothing."""
    lines = [f"| Record | {' | '.join(FORMATS)} |", f"|---|{'---|' * len(FORMATS)}"]
    for cls in ARRAYS.values():
        marks = []
        for file_format in FORMATS.values():
            found = {carried(file_format, cls, field.name) for field in attrs.fields(cls)}
            marks.append(MARKS[found.pop() if len(found) == 1 else Coverage.IN_PART])
        lines.append(f"| `{cls.__name__}` | {' | '.join(marks)} |")
    return "\n".join(lines)


def of_events() -> str:
    """How much of each field of events and meetings is carried."""
    lines = [f"| Field | {' | '.join(FORMATS)} |", f"|---|{'---|' * len(FORMATS)}"]
    for cls in (Event, Meeting):
        for field in fields(cls):
            marks = [MARKS[carried(file_format, cls, field)] for file_format in FORMATS.values()]
            lines.append(f"| `{cls.__name__}.{field}` | {' | '.join(marks)} |")
    return "\n".join(lines)


def details(title: str, of: cs.formats.Format) -> str:
    lines = [f"## {title}", "", "| Field | Carried | How, or why not |", "|---|---|---|"]
    lines += [f"| `{line.what}` | {line.coverage} | {line.how} |" for line in of.coverage]
    return "\n".join([*lines, *entries(of)])


def functions(of: cs.formats.Format) -> list[str]:
    """What reads and writes a format that has a module of its own."""
    return sorted(filter(None, (of.reader, of.writer))) if of.module == of.name else []


def entries(of: cs.formats.Format) -> list[str]:
    """The entries of those functions of a format that no page of its own has."""
    others = [page for page in PAGE.parent.glob("*.md") if page != PAGE]
    shown = "\n".join(page.read_text("utf-8") for page in others) + "\n"
    found = [f"::: cstoevents.{name}" for name in functions(of)]
    return [line for entry in found if f"{entry}\n" not in shown for line in ("", entry)]


def at_the_top(text: str) -> str:
    """The text of the package's `__init__` with the functions of all formats."""
    for file_format in cs.formats.FORMATS:
        names = [name for name in functions(file_format) if f'    "{name}",\n' not in text]
        if names:
            module = f"formats.{file_format.module}"
            for begins, line in (
                ("if TYPE_CHECKING:", f"from cstoevents.{module} import {', '.join(names)}"),
                ("__all__ = [", ", ".join(f'"{name}"' for name in names) + ","),
                ("_ON_DEMAND = {", f'"{module}": "{" ".join(names)}",'),
            ):
                text = text.replace(f"\n{begins}\n", f"\n{begins}\n    {line}\n")
    return text


def takes() -> str:
    """Which writer takes which of the library's answers."""
    writers = [file_format for file_format in cs.formats.FORMATS if file_format.writer]
    lines = [
        "## What each writer takes",
        "",
        "A writer writes exactly what it is given, or refuses it by name and says what to do.",
        "In sheets, tables, calendars and TimelineJS are these records and no others. The other",
        "formats have records with all that they refer to, of a timeline or of a list that a",
        "chronicle gave; of other records, these alone, where they refer to nothing else:",
        "`Chronicle.only` brings along what they need.",
        "",
        f"| Writer | {' | '.join(SUBJECTS)} |",
        f"|---|{'---|' * len(SUBJECTS)}",
    ]
    for file_format in writers:
        marks = ["●" if subject in file_format.takes else "" for subject in SUBJECTS]
        lines.append(f"| `{file_format.writer}` | {' | '.join(marks)} |")
    return "\n".join(lines)


def tables() -> str:
    shown = [
        overview(),
        of_events(),
        takes(),
        *(details(*file_format) for file_format in FORMATS.items()),
    ]
    return "\n\n".join(shown) + "\n"


def test_the_page_says_what_the_code_declares() -> None:
    assert made_from_code(PAGE) == tables(), "run this file to write the tables anew"


def test_functions_of_formats_are_at_the_top_of_the_package() -> None:
    text = TOP.read_text("utf-8")
    assert at_the_top(text) == text, "run this file to add them"


FEW = cs.Chronicle(
    cs.Official(id="jo", name="Jo"),
    cs.Event(id="visit", kind="visit", title="A visit", when="2024-02-01"),
)
RECOGNISED = [file_format.name for file_format in cs.formats.FORMATS if file_format.begins]


CHRONICLES = {"built-in": cs.load(), "few": FEW}


@functools.cache
def written(name: str, which: str) -> bytes:
    file = io.BytesIO()
    how = {"format": "xlsx"} if name == "sheet" else {}
    format_named(name).write(CHRONICLES[which], file, **how)
    return file.getvalue()


class TestTheTableOfFormats:
    """`cs.formats.FORMATS`: what `convert`, messages, the page and these tests go by."""

    def test_names_and_endings_are_unique(self) -> None:
        names = [file_format.name for file_format in cs.formats.FORMATS]
        endings = [ending for file_format in cs.formats.FORMATS for ending in file_format.suffixes]
        assert len(names) == len(set(names))
        assert len(endings) == len(set(endings))

    def test_extras_are_those_of_the_package(self) -> None:
        project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
        extras = {file_format.extra for file_format in cs.formats.FORMATS if file_format.extra}
        assert extras <= {*project["optional-dependencies"]}

    @pytest.mark.parametrize(
        "file_format", cs.formats.FORMATS, ids=lambda file_format: file_format.name
    )
    def test_what_each_writes_it_reports(self, file_format: cs.formats.Format) -> None:
        chronicle = cs.Chronicle(cs.Official(id="jo", name="Jo", note="A remark"))
        how = {"format": "csv"} if file_format.writer_takes("format") else {}
        report = file_format.write(chronicle, io.BytesIO(), **how)
        assert report.is_lossless is file_format.is_lossless

    def test_those_of_events_alone_say_nothing_of_other_records(self) -> None:
        """A sheet has tables of other records besides, one at a time."""
        official = cs.Chronicle(cs.Official(id="jo", name="Jo"))
        empty = set()
        for file_format in cs.formats.FORMATS:
            how: dict[str, object] = {"stamp": dt.date(2025, 1, 1)}
            how = how if file_format.writer_takes("stamp") else {}
            how |= {"format": "csv"} if file_format.writer_takes("format") else {}
            one, none = io.BytesIO(), io.BytesIO()
            file_format.write(official, one, **how)
            file_format.write(cs.Chronicle(), none, **how)
            if one.getvalue() == none.getvalue():
                empty.add(file_format.name)
        of_events = {entry.name for entry in cs.formats.FORMATS if entry.has_only_events}
        assert empty - {"sheet", "markdown", "html"} == of_events

    def test_a_file_is_text_unless_its_ending_is_said_to_be_of_another_kind(
        self, tmp_path: Path
    ) -> None:
        for file_format in cs.formats.FORMATS:
            for suffix in file_format.suffixes:
                file = tmp_path / f"chronicle{suffix}"
                file_format.write(cs.Chronicle(cs.Official(id="jo", name="Jo")), file)
                is_text = b"\0" not in file.read_bytes()
                assert is_text is (suffix not in file_format.binary_suffixes)

    @pytest.mark.slow
    def test_lossless_ones_are_read_back(self) -> None:
        for file_format in cs.formats.FORMATS:
            if file_format.is_lossless:
                file = io.BytesIO()
                file_format.write(cs.load(), file)
                assert file_format.read(file.getvalue()) == cs.load()

    @pytest.mark.parametrize("which", CHRONICLES)
    @pytest.mark.parametrize("name", RECOGNISED)
    def test_a_file_is_recognised_by_how_it_begins(self, name: str, which: str) -> None:
        found = recognised(written(name, which))
        assert found is not None
        assert found.name == name

    def test_popolo_with_a_context_of_linked_data_is_popolo(self) -> None:
        context = b'{"@context": "https://www.popoloproject.com/contexts/person.jsonld", '
        for rest in (b'"persons": []}', b'"name": "Ann", "birth_date": "1960-05"}'):
            found = recognised(context + rest)
            assert found is not None
            assert found.name == "popolo"

    def test_only_text_of_other_programs_is_told_by_its_name_alone(self) -> None:
        assert {entry.name for entry in cs.formats.FORMATS} - {*RECOGNISED} == {"markdown", "html"}
        assert recognised(b"Subject,Start Date\n") is None
        assert recognised(b'{"events": []}') is None

    @pytest.mark.parametrize("name", RECOGNISED)
    @pytest.mark.parametrize("reader", ["json", "csv", "sqlite", "sheet", "ics", "popolo"])
    @pytest.mark.parametrize("which", CHRONICLES)
    def test_a_reader_that_is_given_another_format_names_its_reader(
        self, reader: str, name: str, which: str
    ) -> None:
        if reader == name:
            return
        with pytest.raises(cs.InputError) as caught:
            format_named(reader).read(written(name, which))
        (problem,) = caught.value.problems
        other = format_named(name)
        assert problem.found == other.title
        who = other.reader or "nothing"
        assert problem.expected == f"the format {reader}; {who} reads this"


if __name__ == "__main__":
    TOP.write_text(at_the_top(TOP.read_text("utf-8")), "utf-8")
    in_order = [sys.executable, "-m", "ruff", "check", "-q", "--fix", "--select=I,RUF022", str(TOP)]
    subprocess.run(in_order, check=True)
    subprocess.run([sys.executable, "-m", "ruff", "format", "-q", str(TOP)], check=True)
    write_made_from_code(PAGE, tables())
