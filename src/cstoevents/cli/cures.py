"""What the library's messages tell to do, in the words of the command line.

A message of the library names arguments and functions, in backticks or as ``name=value``.
Here is what a command has for each.
"""

from __future__ import annotations

import re
from typing import Final

import click

from cstoevents.formats import FORMATS

IN_COMMANDS: Final = {
    **{
        f"`{name}`": f"--{name}"
        for name in (
            *("columns", "dates", "delimiter", "encoding", "given", "kind", "limit", "sheet"),
        )
    },
    "`window`": "--window",
    "`within`": "--within",
    "`read_sheet`": "convert --from sheet",
    "`from_written`": "convert --from sheet",
    "`write_sheet`": "a name that ends in .csv",
    "`counts`": "`chart counts`",
    "counts='kind'": "`chart counts`",
    "imprecise='span'": "--imprecise span",
    "`overwrite=True`": "--overwrite",
}

# The reader of a file of another format than was said.
_READERS = {known.reader: f"--from {known.name}" for known in FORMATS if known.reader}
_WORDS = {**IN_COMMANDS, **_READERS}
_SAID = re.compile("|".join(map(re.escape, _WORDS)))


def in_commands(text: str) -> str:
    """Return a message with the options of the command line in place of arguments.

    An option that the command at hand doesn't have is one of `convert`.
    """
    return _SAID.sub(lambda found: _option(_WORDS[found[0]]), text)


def _option(said: str) -> str:
    name = said.partition(" ")[0]
    context = click.get_current_context(silent=True)
    if not name.startswith("--") or context is None:
        return said
    command = context.command
    if isinstance(command, click.Group) and context.invoked_subcommand:
        command = command.get_command(context, context.invoked_subcommand) or command
    known = {option for param in command.params for option in param.opts}
    return said if name in known else f"convert {said}"
