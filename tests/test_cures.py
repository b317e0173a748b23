"""Each message tells its cure in the words of the way it was asked."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

import cstoevents as cs
from cstoevents.cli import cli
from cstoevents.cli.terminal import IN_COMMANDS

PACKAGE = Path(cs.__file__).parent
CODE = re.compile(r"`[a-z_.]+(?:=True)?`|(?<![`\w])[a-z]+=(?:True|False|None|'[a-z-]+')")

# What no command leads to: it is of arguments that only Python has.
IN_PYTHON_ALONE = {
    "`add`", "`edit`", "`with`", "`format`", "`from_dict`", "`gaps`", "`read`",
    "`draft.chronicle`", "`merge.chronicle`", "`read_csv`", "`write_csv`", "`write_sqlite`",
    "`with_converters`",
}  # fmt: skip
# Keys of files, and commands of this or that program, which are the same in both.
THE_SAME = {"`extra`", "`extra.room`", "`.recover`"}


def strings(tree: ast.AST) -> Iterator[str]:
    """Yield the texts of a module that are no docstrings."""
    bare = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in bare:
            yield node.value


LIBRARY = [file for file in PACKAGE.rglob("*.py") if not {"cli", "language"} & set(file.parts)]


@pytest.mark.slow
def test_every_argument_that_a_message_names_has_its_option() -> None:
    said = {
        code
        for file in LIBRARY
        for text in strings(ast.parse(file.read_text("utf-8")))
        for code in CODE.findall(text)
    }
    assert said - IN_PYTHON_ALONE - THE_SAME == set(IN_COMMANDS) & said
    assert said >= set(IN_COMMANDS)


def test_no_message_of_the_library_names_an_option() -> None:
    for file in LIBRARY:
        for text in strings(ast.parse(file.read_text("utf-8"))):
            assert not re.search(r"(?<![\w-])--[a-z]{2}", text), (file, text)


def test_every_option_that_is_named_is_one() -> None:
    options = {
        option for command in cli.commands.values() for param in command.params
        for option in param.opts
    }  # fmt: skip
    named = {word for said in IN_COMMANDS.values() for word in said.split() if word[:2] == "--"}
    assert named <= options


SHEET = "Что было;Когда\nЗаседание;05/06/2025\n"


@pytest.mark.parametrize(
    ("arguments", "content", "cure"),
    [
        (["convert", "FILE", "out.json"], SHEET, "--columns"),
        (
            ["convert", "FILE", "out.json", "--columns", "Когда=x"],
            SHEET,
            "--columns 'Когда': found",
        ),
        (["convert", "FILE", "out.json", "--sheet", "X"], SHEET, "--sheet: found 'X'"),
        (["check", "FILE"], SHEET, "convert --columns"),
        (["timeline", "--data", "FILE"], "Title;Date\nA;2025\n", "convert --kind"),
        (["convert", "FILE", "out.json"], "Title;Kind;Date\nA;visit;05/06/2025\n", "--dates"),
        (["convert", "FILE", "out.json"], "Title;Date\nA;2025\n", "--kind"),
        (["convert", "FILE", "out.json", "--limit", "9"], "Title;Date\nA;2025\n", "--limit"),
    ],
)
def test_a_cure_can_be_typed(arguments: list[str], content: str, cure: str, tmp_path: Path) -> None:
    file = tmp_path / "plan.csv"
    file.write_text(content, "utf-8")
    words = [
        str(file) if word == "FILE" else word.replace("out", f"{tmp_path}/out")
        for word in arguments
    ]
    result = CliRunner().invoke(cli, words)
    assert result.exit_code == 2
    assert cure in result.output
    assert not CODE.search(result.output), result.output


def test_options_of_reading_a_sheet(tmp_path: Path) -> None:
    file, out = tmp_path / "plan.txt", tmp_path / "out.json"
    file.write_text("Что было;Когда;Кто пришёл\nОбмен опытом;05/06/2025;7\n", "cp1251")
    reading = [
        "--columns",
        "Что было=title_ru",
        "--columns",
        "Когда=when",
        "--columns",
        "Кто пришёл=",
    ]
    how = ["--kind", "visit", "--dates", "day-first", "--encoding", "cp1251", "--delimiter", ";"]
    result = CliRunner().invoke(cli, ["convert", str(file), str(out), *reading, *how])
    assert result.exit_code == 0, result.output
    (event,) = cs.read_json(out).events
    assert (event.kind, event.title["ru"], event.when) == ("visit", "Обмен опытом", "2025-06-05")
