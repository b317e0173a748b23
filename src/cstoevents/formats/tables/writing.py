"""Tables written down: in Markdown and in HTML, where no cell can leave its place."""

from __future__ import annotations

import re

from cstoevents.chronicle import Chronicle
from cstoevents.formats.tables.layouts import Table, Tabular, table
from cstoevents.wording.numerals import Language

__all__ = ["to_html", "to_markdown", "visible"]

# Control characters do things to terminals and are no HTML; each has a picture that is harmless.
_CONTROLS = {
    **{code: 0x2400 + code for code in range(0x20)},
    0x7F: 0x2421,
    **dict.fromkeys(range(0x80, 0xA0), 0xFFFD),
}


def visible(text: str) -> str:
    """Put a text on one line, with a picture for every control character in it."""
    return " ".join(text.split()).translate(_CONTROLS)


def to_markdown(
    view: Tabular | Table, chronicle: Chronicle | None = None, *, lang: Language = "en"
) -> str:
    """Give a view as a table in GitHub Flavored Markdown; an empty text if it has no columns.

    >>> import cstoevents as cs
    >>> csto = cs.load()
    >>> print(cs.to_markdown(csto.chair("csto", on="2025-05-13"), csto))
    | Who | Organisation | Post | On behalf of | Term |  |
    | --- | --- | --- | --- | --- | --- |
    | Sadyr Japarov | Collective Security Treaty Organization | chair | Kyrgyzstan | ... |  |
    <BLANKLINE>
    """
    shown = view if isinstance(view, Table) else table(view, chronicle, lang=lang)
    if not shown.columns:
        return ""
    head, *body = [
        f"| {' | '.join(map(_markdown_cell, line))} |" for line in (shown.columns, *shown.rows)
    ]
    return "\n".join([head, f"|{' --- |' * len(shown.columns)}", *body, ""])


# Readers of Markdown agree on a backslash before these, and on entities for the others.
_MARKUP = {mark: f"\\{mark}" for mark in "*_[]#"}
_MARKUP |= {mark: f"&#{ord(mark)};" for mark in "\\|`~"}
_MARKUP |= {"<": "&lt;", ">": "&gt;"}
_SPECIAL = re.compile(r"[*_\[\]#\\|`~<>]|&(?=#?\w+;)")


def _markdown_cell(text: str) -> str:
    return _SPECIAL.sub(lambda found: _MARKUP.get(found[0], "&amp;"), visible(text))


def to_html(
    view: Tabular | Table, chronicle: Chronicle | None = None, *, lang: Language = "en"
) -> str:
    """Give a view as an HTML table without styles of its own.

    >>> import cstoevents as cs
    >>> print(cs.to_html(cs.Table(("Date",), (("1 < 2",),))))
    <table>
    <thead><tr><th>Date</th></tr></thead>
    <tbody>
    <tr><td>1 &lt; 2</td></tr>
    </tbody>
    </table>
    """
    import html  # its table of entities is larger than everything else here

    shown = view if isinstance(view, Table) else table(view, chronicle, lang=lang)
    head = "".join(f"<th>{html.escape(visible(cell))}</th>" for cell in shown.columns)
    rows = "".join(
        f"<tr>{''.join(f'<td>{html.escape(visible(cell))}</td>' for cell in row)}</tr>\n"
        for row in shown.rows
    )
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>"
