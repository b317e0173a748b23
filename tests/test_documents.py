"""What the documents promise beyond their blocks, which conftest.py runs one by one."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner
from sybil import Document
from sybil.parsers.markdown.lexers import RawFencedCodeBlockLexer

import cstoevents as cs
from cstoevents.cli import cli
from documents import (
    ROOT,
    RUN,
    SHOWN,
    Command,
    Info,
    difference,
    page_paths,
    read_commands,
    read_info,
    run_commands,
)

LINK = re.compile(r"(?<!!)\[[^\]]+\]\((?P<target>[^)\s]+)\)")
PAGES = page_paths()
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


class Fence(NamedTuple):
    line: int
    info: str
    source: str


def fences(page: Path) -> Iterator[Fence]:
    document = Document(page.read_text("utf-8"), str(page))
    for block in RawFencedCodeBlockLexer(re.compile(r"(?P<info>[^\n]*)\n"))(document):
        line = document.text.count("\n", 0, block.start) + 1
        yield Fence(line, block.lexemes["info"], str(block.lexemes["source"]))


def named(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_block_says_what_it_is(page: Path) -> None:
    """A block in a language that nobody runs or knows would escape the tests."""
    known = RUN | SHOWN
    unknown = [
        f"{named(page)}:{fence.line}: {fence.info!r}"
        for fence in fences(page)
        if (info := read_info(fence.info)) is None or info.language not in known
    ]
    assert unknown == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_block_ends(page: Path) -> None:
    """A page whose last block is open shows the text below as code, and is run differently."""
    unended = [
        f"{named(page)}:{fence.line}" for fence in fences(page) if "\n```" in f"\n{fence.source}"
    ]
    assert unended == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_a_script_shown_on_a_page_is_run_there(page: Path) -> None:
    """A python block with a title is written to a file, which a command then runs."""
    blocks = list(fences(page))
    commands = " ".join(fence.source for fence in blocks if fence.info == "console")
    scripts = [
        info.title
        for fence in blocks
        if (info := read_info(fence.info)) and info.title and info.language == "python"
    ]
    assert [script for script in scripts if f"python {script}" not in commands] == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_links_between_files_lead_somewhere(page: Path) -> None:
    broken = [
        target
        for target in LINK.findall(page.read_text("utf-8"))
        if not target.startswith(("http://", "https://", "mailto:", "#"))
        and not (page.parent / target.partition("#")[0]).exists()
    ]
    assert broken == []


def test_the_readme_shows_the_two_commands() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert "make demo" in readme
    assert "make test" in readme


PAGES_OF_THE_LATEST = f"{PROJECT['urls']['Documentation']}/en/latest/"


def test_the_readme_links_work_on_the_package_page_too() -> None:
    """The package page shows the README without the files beside it."""
    readme = (ROOT / "README.md").read_text("utf-8")
    pictures = re.findall(r'src(?:set)?="([^"]*)"', readme)
    targets = LINK.findall(readme) + pictures
    assert [target for target in targets if not target.startswith(("https://", "#"))] == []
    # Each picture of the pages is in their folder under its own name.
    addresses = [picture for picture in pictures if picture.startswith(PAGES_OF_THE_LATEST)]
    assert len(addresses) == 2
    for address in addresses:
        assert (ROOT / "docs" / address.removeprefix(PAGES_OF_THE_LATEST)).is_file()


def test_the_changelog_opens_with_the_version_to_come_and_names_this_one() -> None:
    headings = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert headings[0].strip("[]") == "Unreleased"
    assert any(heading.lstrip("[").startswith(PROJECT["version"]) for heading in headings)


def index_by_question() -> list[tuple[str, str]]:
    """The two cells of calls in each row of the table, by Python and in a terminal."""
    page = (ROOT / "docs" / "reference" / "index.md").read_text("utf-8")
    table = page.partition("## By question")[2].partition("## ")[0]
    return re.findall(r"^\| [^|`]+ \| (`.+`) \| (`.+`) \|$", table, re.MULTILINE)


@pytest.mark.slow
def test_every_call_of_the_index_by_question_gives_something(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    names = {"cs": cs, "csto": cs.load()}
    calls = [call for cell, _ in index_by_question() for call in re.findall("`(.+?)`", cell)]
    assert len(calls) > 20
    for call in calls:
        if "mine.json" in call:
            cs.write_json(cs.Chronicle(cs.Place(id="hall", name="Hall", kind="venue")), "mine.json")
        answer = eval(call, names)
        written = re.search(r'cs\..*write_\w+\(.*"(.+?)"\)', call)
        assert Path(written[1]).stat().st_size if written else answer, call


def test_the_index_by_question_asks_of_a_state_by_what_it_took_part_in() -> None:
    page = (ROOT / "docs" / "reference" / "index.md").read_text("utf-8")
    [row] = [line for line in page.splitlines() if "What did a state" in line]
    assert "with_organisation" in row
    assert "--participant" in row


@pytest.mark.slow
def test_every_command_of_the_index_by_question_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("mine.json", "more.json"):
        cs.write_json(cs.Chronicle(), name)
    commands = {call for _, cell in index_by_question() for call in re.findall("`(.+?)`", cell)}
    assert len(commands) > 20
    for command in sorted(commands):
        name, *words = shlex.split(command)
        done = CliRunner().invoke(cli, words, prog_name=name)
        assert done.exit_code == 0, f"{command}: {done.output}"


@pytest.mark.parametrize(
    "example", sorted((ROOT / "examples").glob("*.py")), ids=lambda path: path.name
)
def test_examples_run_as_they_are(example: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", example],
        cwd=tmp_path,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip(), "an example prints something"


class TestHowBlocksAreRead:
    """The reader of blocks is itself held to its table."""

    def test_a_language_and_a_title_are_told_apart(self) -> None:
        assert read_info("python") == Info("python", None)
        assert read_info('json title="mine.json"') == Info("json", "mine.json")

    def test_anything_else_on_the_line_is_refused(self) -> None:
        assert read_info("python hl_lines=2") is None

    def test_a_command_is_told_from_its_output(self) -> None:
        block = "$ cstoevents one\nfirst\n\nsecond\n$ cstoevents two \\\n>     --three\n"
        assert list(read_commands(block)) == [
            Command("cstoevents one", "first\n\nsecond\n"),
            Command("cstoevents two --three", ""),
        ]

    def test_three_dots_stand_for_anything(self) -> None:
        assert difference("first\n...\nlast\n", "first\nsecond\nthird\nlast\n") == ""
        assert difference("first\n", "second\n")

    def test_what_a_command_prints_is_compared(self) -> None:
        assert run_commands("$ echo one\none\n") == ""
        assert "Expected" in run_commands("$ echo one\ntwo\n")

    def test_a_command_that_fails_is_a_failure(self) -> None:
        assert "ended with 1" in run_commands("$ false\n")

    def test_a_failure_that_is_the_point_shows_its_code(self) -> None:
        assert run_commands("$ sh -c 'echo no; exit 3'\nno\n$ echo $?\n3\n") == ""
        assert run_commands("$ sh -c 'exit 3'\n$ echo $?\n2\n")

    def test_a_block_without_commands_is_refused(self) -> None:
        assert run_commands("cstoevents timeline\n")

    def test_commands_that_install_are_left_alone(self) -> None:
        assert run_commands("$ pip install something-that-is-not-there\n") == ""
