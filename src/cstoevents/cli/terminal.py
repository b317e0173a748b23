"""Printing for the command line: tables as terminals expect, errors in one readable block.

On a terminal tables are drawn by rich, in its width and colours (`NO_COLOR` is
honoured). In a pipe they are plain text: columns in line, nothing wrapped or cut,
no escape codes. Control characters in the data never reach either: they could
move the cursor, or do worse.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from typing import Any, Final

import click

import cstoevents as cs
from cstoevents.formats import FORMATS
from cstoevents.formats.tables import Table
from cstoevents.formats.tables.writing import visible
from cstoevents.wording.dates import as_of
from cstoevents.wording.messages import message
from cstoevents.wording.words import phrase, word

IDS = "cstoevents.ids"
"""Where click keeps that ids are wanted."""
LANG = "cstoevents.lang"
"""Where click keeps the language that was asked for."""

_GAP = "  "

_STYLES = {cs.checks.Severity.ERROR: "bold red", cs.checks.Severity.WARNING: "yellow"}
_MARKS = "yellow"

# These turn the rest of a line around, and are as invisible as control characters.
_TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)], 0xFFFD)


def _harmless(text: str) -> str:
    return visible(text).translate(_TURNING)


def say(text: str = "") -> None:
    """Print a line of the answer; blanks stay as they are."""
    print(_with_blanks(text))


def _with_blanks(line: str) -> str:
    return _WITHOUT_BLANKS.sub(lambda found: _harmless(found[0]), line)


_WITHOUT_BLANKS = re.compile("[^ ]+")


def heading(text: str, *, style: str = "bold") -> None:
    """Print a line about a table, the next one or the last."""
    if sys.stdout.isatty():
        from rich.console import Console
        from rich.text import Text

        Console().print(Text(_harmless(text), style=style))
    else:
        say(text)


def show(table: Table, nothing: str = "nothing found") -> None:
    """Print a table, or that there is nothing to print."""
    if not table.rows:
        print(nothing)
    elif sys.stdout.isatty():
        _draw(table)
    else:
        for line in _aligned([table.columns, *table.rows]):
            print(line)


def show_view(
    view: Any,
    chronicle: cs.Chronicle,
    lang: Any,
    nothing: str = "nothing found",
    *,
    today: cs.When | None = None,
) -> None:
    """Print a view as a table, ids spelt out as the chronicle's names.

    With ``--ids`` those of the rows stand beside them, in every table of a command.
    """
    show(table_of(view, chronicle, lang, today), phrase(nothing, lang))


def table_of(view: Any, chronicle: cs.Chronicle, lang: Any, today: cs.When | None) -> Table:
    """Return the table of a view, which may be one."""
    if isinstance(view, Table):
        return view
    return cs.table(view, chronicle, lang=lang, today=today, ids=ids_wanted())


def asked_language() -> str:
    """Return the language that was asked for, be it of a command that has none for its answer."""
    context = click.get_current_context(silent=True)
    return "en" if context is None else str(context.meta.get(LANG, "en"))


def ids_wanted() -> bool:
    """Whether ``--ids`` was given."""
    return bool(click.get_current_context().meta.get(IDS, False))


def end_of_knowledge(chronicle: cs.Chronicle, lang: str) -> None:
    """Print the day on which knowledge ends, below the answer, where the chronicle says it."""
    if chronicle.about.as_of is not None:
        heading(as_of(chronicle.about.as_of, lang), style="dim")


def show_json(value: Any) -> None:
    """Print plain data as JSON."""
    is_utf8 = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    text = json.dumps(value, ensure_ascii=not is_utf8, indent=2)
    # JSON may leave these as they are, and terminals take some of them for commands.
    print(_HIGH_CONTROLS.sub(lambda found: f"\\u{ord(found[0]):04x}", text))


@contextlib.contextmanager
def paged() -> Iterator[None]:
    """Show what is printed meanwhile page by page, if a terminal is too low for all of it.

    The program is `PAGER`, as for other commands; ``PAGER=cat`` prints all at once.
    """
    terminal = sys.stdout
    if not (terminal.isatty() and sys.stdin is not None and sys.stdin.isatty()):
        yield
        return
    held = _Held()
    with contextlib.redirect_stdout(held):
        yield
    text = held.getvalue()
    if text.count("\n") < shutil.get_terminal_size().lines:
        terminal.write(text)
    else:
        # less then leaves colours as they are, and ends where all fits after all.
        os.environ.setdefault("LESS", "-FRX")
        click.echo_via_pager(text, color=True)


class _Held(io.StringIO):
    """What a terminal is going to show."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


_HIGH_CONTROLS = re.compile("[\x7f-\x9f]")


@contextlib.contextmanager
def working(*steps: str) -> Iterator[Any]:
    """Show a bar of these steps while work goes on, on a terminal and nowhere else.

    Gives a function that is called when a step is done.
    """
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    shown = Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    lang = asked_language()
    said = [_harmless(message(step, lang)) for step in steps]  # a file may have any name
    with shown:
        task = shown.add_task(said[0], total=len(said))
        done = 0

        def next_step() -> None:
            nonlocal done
            done += 1
            shown.update(task, completed=done, description=said[min(done, len(said) - 1)])

        yield next_step


_SHORT = 16  # what a date takes: 30 September 2025
_BETWEEN = 3


def _draw(table: Table) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table as Drawn
    from rich.text import Text

    console = Console()
    # A column that says nothing needs no room.
    kept = [at for at in range(len(table.columns)) if any(row[at] for row in table.rows)]
    columns = [_harmless(table.columns[at]) for at in kept]
    rows = [[_harmless(row[at]) for at in kept] for row in table.rows]
    least = [_least(cells) for cells in zip(columns, *rows, strict=True)]
    room = console.width - _BETWEEN * len(least)
    if sum(least) > room:
        _stack(columns, rows, console)
        return
    drawn = Drawn(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    longest = [max(map(len, cells)) for cells in zip(columns, *rows, strict=True)]
    for title, width in zip(columns, _widths(least, longest, room), strict=True):
        drawn.add_column(Text(title), width=width, overflow="fold", style="" if title else _MARKS)
    # Cells that catch the eye, by what they say.
    styles = {
        word(severity, lang): style
        for severity, style in _STYLES.items()
        for lang in cs.wording.languages()
    }
    for row in rows:
        # Text, not markup: a title may have square brackets.
        drawn.add_row(*(Text(cell, style=styles.get(cell, "")) for cell in row))
    console.print(drawn)


def _widths(least: Sequence[int], longest: Sequence[int], room: int) -> list[int]:
    """Return how wide columns are: what is left of the room goes to the narrowest that wrap.

    Rich would make some narrower than the least, and cut the last one off.
    """
    widths = [*least]
    while sum(widths) < min(room, sum(longest)):
        wrap = [at for at, width in enumerate(widths) if width < longest[at]]
        widths[min(wrap, key=widths.__getitem__)] += 1
    return widths


def _least(cells: Sequence[str]) -> int:
    """How narrow a column may be: short cells stay on a line, and words are not broken."""
    longest = max(map(len, cells))
    words = max((len(word) for cell in cells for word in cell.split()), default=0)
    return longest if longest <= _SHORT else words


def _stack(columns: Sequence[str], rows: Sequence[Sequence[str]], console: Any) -> None:
    """Print rows below each other where they don't fit beside each other."""
    from rich.text import Text

    for row in rows:
        for title, cell in zip(columns, row, strict=True):
            if cell:
                console.print(Text.assemble((f"{title}: ", "bold") if title else "", cell))
        console.print()


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    cells = [[_harmless(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return [
        _GAP.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in cells
    ]


def complain(text: str) -> None:
    """Print an error or a remark on stderr, in the language asked for; it may have many lines."""
    for line in in_commands(message(text, asked_language())).split("\n"):
        remark(line)


def remark(line: str = "", end: str = "\n") -> None:
    """Print a line on stderr as it is, but for what is harmful."""
    if sys.stderr is not None:  # else it is closed, and `print` would take stdout instead
        print(_with_blanks(line), end=end, file=sys.stderr, flush=True)


# What messages of the library tell to do, in the words of the command line. They name arguments
# and functions, in backticks or as `name=value`; here is what a command has for each.

IN_COMMANDS: Final = {
    **{
        f"`{name}`": f"--{name}"
        for name in (
            *("columns", "dates", "delimiter", "encoding", "given", "kind", "limit", "sheet"),
        )
    },
    "`on`": "--on",
    "`during`": "--during",
    "`timezone`": "--timezone",
    "`unclear_dates`": "--unclear-dates",
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
    # Elsewhere --kind leaves events out, which says nothing of those in a sheet.
    is_its_own = name in known and (name != "--kind" or "--columns" in known)
    return said if is_its_own else f"convert {said}"
