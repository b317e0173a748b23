"""Tables for people: a timeline, anniversaries, a sequence, terms or findings as rows of words.

The views know nothing of this. `table` looks at what it is given and makes a
`Table`: a header and rows of plain text in one language, ids spelt out
as names. The command line prints it, `to_markdown` and `to_html` write it into
reports and notebooks. What is merely possible is marked in a column of its own.
"""

from __future__ import annotations

from cstoevents.formats.tables.layouts import Table, table
from cstoevents.formats.tables.rows import to_rows
from cstoevents.formats.tables.writing import (
    COVERAGE as COVERAGE,
)
from cstoevents.formats.tables.writing import (
    load_ipython_extension,
    to_html,
    to_markdown,
    write_html,
    write_markdown,
)

__all__ = [
    "Table",
    "load_ipython_extension",
    "table",
    "to_html",
    "to_markdown",
    "to_rows",
    "write_html",
    "write_markdown",
]
