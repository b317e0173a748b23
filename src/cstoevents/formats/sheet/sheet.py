"""A sheet as its container gives it: lines of cells, whatever kind of file they come from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from cstoevents.dates import When

__all__ = ["Line", "Linked", "Sheet", "Unreadable", "Value"]


class Unreadable(NamedTuple):
    """A cell that can't be taken for text: what is there, and what to put instead."""

    found: str
    expected: str


class Linked(NamedTuple):
    """A cell whose text, when clicked, leads to an address."""

    text: str
    url: str


Value: TypeAlias = str | Linked | When | dt.time | Unreadable
"""What a cell holds: text, or what a spreadsheet has made of it; "" if nothing."""


class Line(NamedTuple):
    """One row: the line that it begins on, counted from 1, and its cells."""

    number: int
    cells: list[Value]


class Sheet(NamedTuple):
    """The rows of a sheet that have something in them; the first of them is the header.

    ``address`` gives the name of a cell in its sheet, such as ``B7``, where cells have one.
    """

    file: str | None
    lines: list[Line]
    address: Callable[[int, int], str] | None = None
