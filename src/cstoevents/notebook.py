"""Notebooks: after ``%load_ext cstoevents`` a view at the end of a cell is shown as a table.

The views know nothing of notebooks, and neither does the package until one asks.
"""

from __future__ import annotations

from typing import Any

from cstoevents.anniversaries import Anniversaries
from cstoevents.formats.tables import Table, to_html
from cstoevents.sequences import NumberedSeries
from cstoevents.timeline import Timeline

__all__ = ["load_ipython_extension"]

_SHOWN = (Anniversaries, NumberedSeries, Table, Timeline)


def load_ipython_extension(ipython: Any) -> None:
    """Show timelines, anniversaries, sequences and tables as HTML tables in a notebook.

    IPython calls this for ``%load_ext cstoevents``. A view shows itself in English;
    for Russian, or with more names, end a cell with `table`.

    >>> import cstoevents as cs
    >>> class Formatter(dict):  # IPython's own has this method too
    ...     def for_type(self, cls, function):
    ...         self[cls] = function
    >>> class Shell:
    ...     class display_formatter:
    ...         formatters = {"text/html": Formatter()}
    >>> cs.load_ipython_extension(Shell())
    >>> show = Shell.display_formatter.formatters["text/html"][cs.Timeline]
    >>> show(cs.load().timeline().on("2025-05-13"))[:7]
    '<table>'
    """
    formatter = ipython.display_formatter.formatters["text/html"]
    for cls in _SHOWN:
        formatter.for_type(cls, to_html)
