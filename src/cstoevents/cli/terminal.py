"""Printing for the command line: tables as terminals expect, errors in one readable block.

On a terminal tables are drawn by rich, in its width and colours (`NO_COLOR` is
honoured). In a pipe they are plain text: columns in line, nothing wrapped or cut,
no escape codes.
"""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Iterator, Sequence
from typing import Any

import cstoevents as cs
from cstoevents.formats.tables import Table

__all__ = ["complain", "heading", "say", "show", "show_json", "show_view", "working"]

_GAP = "  "


def say(text: str = "") -> None:
    """Print a line of the answer."""
    print(text)


def heading(text: str) -> None:
    """Print what the next table is about."""
    if sys.stdout.isatty():
        from rich.console import Console
        from rich.text import Text

        Console().print(Text(text, style="bold"))
    else:
        print(text)


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
    view: Any, chronicle: cs.Chronicle, lang: Any, nothing: str = "nothing found"
) -> None:
    """Print a view as a table, ids spelt out as the chronicle's names."""
    show(cs.table(view, chronicle, lang=lang), nothing)


def show_json(value: Any) -> None:
    """Print plain data as JSON."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


@contextlib.contextmanager
def working(*steps: str) -> Iterator[Any]:
    """Show a bar of these steps while work goes on, on a terminal and nowhere else.

    Gives a function that is called when a step is done.
    """
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    shown = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    with shown:
        task = shown.add_task(steps[0], total=len(steps))
        done = 0

        def next_step() -> None:
            nonlocal done
            done += 1
            shown.update(task, completed=done, description=steps[min(done, len(steps) - 1)])

        yield next_step


def _draw(table: Table) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table as Drawn
    from rich.text import Text

    drawn = Drawn(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for position, title in enumerate(table.columns):
        is_short = max(len(row[position]) for row in table.rows) <= 14
        drawn.add_column(title, no_wrap=is_short, overflow="fold")
    for row in table.rows:
        # Text, not markup: a title may have square brackets.
        drawn.add_row(*(Text(cell) for cell in row))
    Console().print(drawn)


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    cells = [[" ".join(cell.split()) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return [
        _GAP.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in cells
    ]


def complain(text: str) -> None:
    """Print an error or a remark, on stderr."""
    print(text, file=sys.stderr)
