"""Tables for people: a timeline, anniversaries, a sequence, terms or findings as rows of words.

The views know nothing of this. `table` looks at what it is given and makes a
`Table`: a header and rows of plain text in English or Russian, ids spelt out
as names. The command line prints it, `to_markdown` and `to_html` write it into
reports and notebooks. What is merely possible is marked in a column of its own.
"""

from __future__ import annotations

from cstoevents.formats.tables.layouts import Table, table
from cstoevents.formats.tables.writing import to_html, to_markdown

__all__ = ["Table", "table", "to_html", "to_markdown"]
