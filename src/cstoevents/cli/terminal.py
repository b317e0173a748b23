"""Printing for the command line: tables as terminals expect, errors in one readable block.

On a terminal tables are drawn by rich, in its width and colours (`NO_COLOR` is
honoured). In a pipe they are plain text: columns in line, nothing wrapped or cut,
no escape codes.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from cstoevents.formats.tables import Table

__all__ = ["complain", "heading", "say", "show"]

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
