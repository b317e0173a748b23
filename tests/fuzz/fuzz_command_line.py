"""Bytes as the words of a command and what comes through its pipe: an answer or one message.

Words stand on lines of their own up to an empty one; after it is the standard input.
"""

from __future__ import annotations

import io
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from running import TESTS, instrumented, run

with instrumented():
    from click.testing import CliRunner

    import cstoevents as cs
    from cstoevents.cli import cli

CODES = {0, 1, 2}
FOLDER = Path(tempfile.mkdtemp(prefix="fuzz-"))
COMMANDS = sorted(cli.commands)


def run_command(data: bytes) -> None:
    """The code is one of those that are documented, and no error is without words of ours."""
    head, _, standard_input = data.partition(b"\n\n")
    words = [os.fsdecode(word) for word in head.split(b"\n")]
    if any("\0" in word or "/" in word for word in words):  # a command line has none; stay here
        return
    if words[0] not in COMMANDS:
        words[0] = COMMANDS[len(words[0]) % len(COMMANDS)]
    result = CliRunner().invoke(cli, words, input=standard_input)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code in CODES, (words, result.exit_code)
    assert (result.exit_code != 2) or result.output, words
    assert "Traceback" not in result.output, words
    for path in FOLDER.iterdir():
        if path.is_file():
            path.unlink()


def seeds() -> Iterator[bytes]:
    """A command of each kind, and the damaged files of the tests through a pipe."""
    few = cs.Chronicle(list(cs.load().meetings[:2]), references="lenient")
    held = io.BytesIO()
    cs.write_json(few, held)
    good = held.getvalue()
    for line in (
        "check -",
        "check - --within --json",
        "convert - - --to ics",
        "convert - - --to sheet --lang ru",
        "convert - - --from sheet --to json --dates day-first",
        "convert - - --from popolo --to json",
        "merge built-in - -o - --within",
        "timeline --during 2025-05/2025-06",
        "anniversaries --data - --today 2026-05-01",
        "who 2001-05?",
        "members 2010 --lang ru",
        "show minsk",
        "series",
    ):
        yield "\n".join(line.split()).encode() + b"\n\n" + good
    for path in sorted((TESTS / "damaged").glob("*.json")):
        yield b"check\n-\n\n" + path.read_bytes()


def words() -> set[str]:
    """The names of commands and options, and values of them."""
    names = {*COMMANDS, "-", "built-in", "2025-05-13", "2025/2026", "..", "json", "ru", "minsk"}
    for command in cli.commands.values():
        for parameter in command.params:
            names.update(parameter.opts)
    return names


if __name__ == "__main__":
    os.chdir(FOLDER)
    sys.argv[0] = str(Path(__file__).resolve())
    run(run_command, seeds(), sorted(words()))
