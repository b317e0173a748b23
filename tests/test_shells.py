"""Completion in the shells themselves, and pages in the pager, as somebody who types sees them.

A program that is not there is skipped; on Debian and Ubuntu all are there after
`apt-get install bash bash-completion zsh fish less`.
"""

from __future__ import annotations

import contextlib
import os
import select
import shutil
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

FOLDER = Path(sys.executable).parent


def needs(program: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(
        shutil.which(program) is None, reason=f"install {program} to try the command line with it"
    )


def surroundings(folder: Path) -> dict[str, str]:
    """A home with nothing in it, where the command is that is being tested."""
    path = os.pathsep.join([str(FOLDER), os.environ["PATH"]])
    return {"HOME": str(folder), "PATH": path, "LC_ALL": "C.UTF-8", "TERM": "dumb"}


class Typed:
    """A program in a pseudo-terminal, in which keys are typed."""

    def __init__(self, end: int, program: subprocess.Popen[bytes]) -> None:
        self._end = end
        self.program = program
        self.seen = ""

    def type(self, keys: str) -> None:
        os.write(self._end, keys.encode())

    def until(self, text: str, seconds: float = 60) -> str:
        """Return what was shown up to this text, which may be long in coming on a busy machine."""
        last = time.monotonic() + seconds
        while text not in self.seen:
            ready, _, _ = select.select([self._end], [], [], max(0, last - time.monotonic()))
            assert ready, f"{text!r} was not shown: {self.seen!r}"
            self.seen += os.read(self._end, 65536).decode(errors="replace")
        before, _, self.seen = self.seen.partition(text)
        return before


@contextlib.contextmanager
def terminal_of(command: list[str], folder: Path, **variables: str) -> Iterator[Typed]:
    ours, theirs = os.openpty()
    termios.tcsetwinsize(theirs, (40, 200))
    program = subprocess.Popen(
        command,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=folder,
        env=surroundings(folder) | variables,
        start_new_session=True,
    )
    os.close(theirs)
    try:
        yield Typed(ours, program)
    finally:
        program.kill()
        program.wait(60)
        os.close(ours)


SHELLS = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], ""),
    "zsh": (["zsh", "-f", "-i"], "autoload -U compinit; compinit -u -D; "),
}

# What is typed, and what stands there after the tabulator key.
COMPLETED = [
    ("cstoevents sh", "cstoevents show"),
    ("cstoevents timeline --bo", "cstoevents timeline --body"),
    ("cstoevents show imangali-tas", "cstoevents show imangali-tasmagambetov"),
    ("cstoevents --lang ru show imangali-tas", "cstoevents --lang ru show imangali-tasmagambetov"),
    ("cstoevents members ОДК", "cstoevents members csto"),
    ("cstoevents who secretary-g", "cstoevents who secretary-general"),
    ("cstoevents members csto --status obs", "cstoevents members csto --status observer"),
    ("cstoevents check my-o", "cstoevents check my-own.json"),
    ("cstoevents timeline -o my", "cstoevents timeline -o my-own.json"),
]


@pytest.mark.parametrize("shell", [pytest.param(name, marks=needs(name)) for name in SHELLS])
def test_the_tabulator_key_completes(shell: str, tmp_path: Path) -> None:
    (tmp_path / "my-own.json").touch()
    command, before = SHELLS[shell]
    with terminal_of(command, tmp_path) as typed:
        typed.type(f'{before}eval "$(cstoevents completion {shell})"; echo rea""dy\n')
        typed.until("ready")
        for words, completed in COMPLETED:
            # From its start the line is quoted, to be printed instead of run.
            typed.type(f"{words}\t\x01echo 'the 'line is \"\x05\"\n")
            typed.until("the line is ")
            assert typed.until("\r\n").rstrip() == completed


# Fish shows only what has the letters that were typed: the name, where the id lacks them.
IN_FISH = [(words, completed) for words, completed in COMPLETED if words.isascii()]


@needs("fish")
def test_fish_is_told_the_same_and_what_each_is(tmp_path: Path) -> None:
    (tmp_path / "my-own.json").touch()
    asked = "; echo; ".join(f"complete -C '{words}'" for words, _ in IN_FISH)
    shown = subprocess.run(
        ["fish", "--no-config", "-c", f"cstoevents completion fish | source; {asked}"],
        cwd=tmp_path,
        env=surroundings(tmp_path),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert shown.stderr == ""
    found = [answer.splitlines() for answer in shown.stdout.split("\n\n")]
    for (words, completed), lines in zip(IN_FISH, found, strict=True):
        (line,) = lines
        assert line.partition("\t")[0] == completed.split()[-1], words
    assert found[0] == ["show\tOne record and what belongs to it."]


@needs("fish")
def test_fish_completes_a_name_whose_id_has_other_letters(tmp_path: Path) -> None:
    asked = "cstoevents completion fish | source; complete -C 'cstoevents show Тасмаг'"
    shown = subprocess.run(
        ["fish", "--no-config", "-c", asked],
        env=surroundings(tmp_path),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert "Имангали Тасмагамбетов\timangali-tasmagambetov" in shown.stdout.splitlines()


@needs("fish")
def test_fish_is_told_the_whole_of_a_text_with_commas(tmp_path: Path) -> None:
    shown = subprocess.run(
        [
            "fish",
            "--no-config",
            "-c",
            "cstoevents completion fish | source; complete -C 'cstoevents '",
        ],
        env=surroundings(tmp_path),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    texts = dict(line.split("\t") for line in shown.stdout.splitlines())
    assert texts["check"] == "Find contradictions in FILE, or in the..."  # click cuts them
    assert texts["week"] == "Events of this week, or of that of DAY."


LONG = ["cstoevents", "list", "organisations"]


@needs("less")
def test_a_long_answer_is_read_page_by_page_and_left_at_any(tmp_path: Path) -> None:
    with terminal_of(LONG, tmp_path, TERM="xterm") as typed:
        assert "Uzbekistan" not in typed.until("\r\n:")
        typed.type("G")
        assert "Uzbekistan" in typed.until("(END)")
        typed.type("q")
        assert typed.program.wait(60) == 0


def test_a_long_answer_is_shown_at_once_where_the_pager_is_not_there(tmp_path: Path) -> None:
    with terminal_of(LONG, tmp_path, PAGER="no-such-program") as typed:
        assert "Uzbekistan" in typed.until("As of 13 February 2026.")
        assert typed.program.wait(60) == 0
