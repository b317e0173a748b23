"""Questions on a terminal: what is meant by a name in a sheet that nobody bears.

They are put on stderr, so that the answer of a command can go through a pipe all the same.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from typing import Final, NoReturn

import click

from cstoevents.cli import options, terminal
from cstoevents.typing import NewName
from cstoevents.wording.messages import message

ASK: Final = "ask"
"""What is said in place of what is done about all new names alike."""


_PROMPT: Final = "number, id or name of what is meant, n for a new one, q to stop"
_PROMPT_ALONE: Final = "id or name of what is meant, n for a new one, q to stop"


def on_terminal(*, are_kept: bool) -> Callable[[NewName], str | None]:
    """Return a function that asks what a name means, and ends the program where that is wanted.

    Whether the answers ``are_kept`` is told before the first of them, where they are not.

    Raises:
        click.UsageError: there is no terminal to ask on.
    """
    if not all(stream and stream.isatty() for stream in (sys.stdin, sys.stderr)):
        raise click.UsageError(
            "--new ask needs a terminal for questions and answers; --new report tells the names,"
            " and the table of --ids can say what they mean"
        )
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")  # what isn't understood is asked again
    is_first = True

    def ask(name: NewName) -> str | None:
        nonlocal is_first
        if is_first and not are_kept:
            terminal.complain("the answers are kept for the next time with --ids FILE")
        is_first = False
        try:
            return _answer(name)
        except (KeyboardInterrupt, EOFError):
            terminal.remark()  # leaves the line of the prompt
            _stop()

    return ask


def _answer(name: NewName) -> str | None:
    """Return the id of the known record that is meant, or None for a new one."""
    terminal.complain(str(name))
    numbered = {str(number): id for number, id in enumerate(name.near, 1)}
    for number, id in numbered.items():
        terminal.remark(f"  {number}  {name.near[id]} [{id}]")
    while (said := _line(_PROMPT if numbered else _PROMPT_ALONE)) != "n":
        if said == "q":
            _stop()
        known = numbered.get(said) or name.known(said)
        if known is not None:
            return known
        terminal.complain(f"{said!r} is no answer, and no known {name.sort} that it may be")
    return None


def _line(prompt: str) -> str:
    """Return what is said on the next line, or raise `EOFError` where nothing will be said."""
    terminal.remark(f"{message(prompt, terminal.asked_language())}: ", end="")
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.strip()


def _stop() -> NoReturn:
    terminal.complain("stopped: nothing is written")
    sys.exit(options.INTERRUPTED)
