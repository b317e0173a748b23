"""Tables written down: in Markdown and in HTML, where no cell can leave its place."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from cstoevents.anniversaries import Anniversaries
from cstoevents.chronicle import Chronicle
from cstoevents.formats.files import Writable, write_bytes
from cstoevents.formats.losses import SHOWN_ALONE, FieldCoverage, LossCounter, LossReport
from cstoevents.formats.subjects import RECORDS, Subject, accepted
from cstoevents.formats.tables.layouts import Table, Tabular, table
from cstoevents.records import ARRAYS, Event
from cstoevents.sequences import NumberedSeries
from cstoevents.timeline import Timeline

COVERAGE = (
    FieldCoverage("About.as_of", "in part", "in words, with the table"),
    FieldCoverage("Event.title", "in part", "in one language"),
    FieldCoverage("Event.when", "in part", "in words"),
    FieldCoverage("Event.status", "in part", "marked, if it did not take place"),
    FieldCoverage("Event.place", "in part", "the name, in one language"),
    FieldCoverage("Place.name", "in part", "in one language, beside its events"),
    *(
        FieldCoverage(cls.__name__, "not", "a table of events has no column for it")
        for cls in ARRAYS.values()
        if not issubclass(cls, Event)
    ),
)

# A list of events has their ids, which a timeline needs not.
_OF_LISTED = (*COVERAGE, FieldCoverage("Event.id", "whole", "a column"))

# Control characters do things to terminals and are no HTML; each has a picture that is harmless.
_CONTROLS = {
    **{code: 0x2400 + code for code in range(0x20)},
    0x7F: 0x2421,
    **dict.fromkeys(range(0x80, 0xA0), 0xFFFD),
}


def visible(text: str) -> str:
    """Return a text on one line, with a picture for every control character in it."""
    return " ".join(text.split()).translate(_CONTROLS)


def to_markdown(
    view: Tabular | Table, chronicle: Chronicle | None = None, *, lang: str = "en"
) -> str:
    """Return a view as a table in GitHub Flavored Markdown; an empty text if it has no columns.

    The day on which knowledge ends, where the chronicle says it, is a line below.

    >>> import cstoevents as cs
    >>> csto = cs.load()
    >>> print(cs.to_markdown(csto.chair("csto", on="2025-05-13"), csto))
    | Who | Organisation | Post | On behalf of | Term |  |
    | --- | --- | --- | --- | --- | --- |
    | Sadyr Japarov | Collective Security Treaty Organization | chair | Kyrgyzstan | ... |  |
    <BLANKLINE>
    As of 13 February 2026.
    <BLANKLINE>
    """
    shown = view if isinstance(view, Table) else table(view, chronicle, lang=lang)
    if not shown.columns:
        return ""
    head, *body = [
        f"| {' | '.join(map(markdown_cell, line))} |" for line in (shown.columns, *shown.rows)
    ]
    below = ["", markdown_cell(shown.note)] if shown.note else []
    return "\n".join([head, f"|{' --- |' * len(shown.columns)}", *body, *below, ""])


# Readers of Markdown agree on a backslash before these, and on entities for the others.
_MARKUP = {mark: f"\\{mark}" for mark in "*_[]#"}
_MARKUP |= {mark: f"&#{ord(mark)};" for mark in "\\|`~"}
_MARKUP |= {"<": "&lt;", ">": "&gt;"}
_SPECIAL = re.compile(r"[*_\[\]#\\|`~<>]|&(?=#?\w+;)")


def markdown_cell(text: str) -> str:
    """Return a text on one line, with nothing that Markdown takes for markup."""
    return _SPECIAL.sub(lambda found: _MARKUP.get(found[0], "&amp;"), visible(text))


def to_html(view: Tabular | Table, chronicle: Chronicle | None = None, *, lang: str = "en") -> str:
    """Return a view as an HTML table without styles of its own.

    The day on which knowledge ends, where the chronicle says it, is its caption.

    >>> import cstoevents as cs
    >>> print(cs.formats.to_html(cs.Table(("Date",), (("1 < 2",),))))
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
    caption = f"<caption>{html.escape(visible(shown.note))}</caption>\n" if shown.note else ""
    return f"<table>\n{caption}<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>"


def write_markdown(
    view: Chronicle | Tabular,
    target: Writable,
    *,
    within: Chronicle | None = None,
    lang: str = "en",
) -> LossReport:
    """Write a view, or the events of a chronicle, in Markdown; return what it could not carry.

    ``within`` is where names are looked up; a chronicle and a timeline know theirs.

    >>> import io
    >>> import cstoevents as cs
    >>> file = io.BytesIO()
    >>> print(cs.formats.write_markdown(cs.load().chair("csto", on="2025-05-13"), file))
    nothing lost in markdown
    """
    return _write(view, target, "markdown", to_markdown, chronicle=within, lang=lang)


def write_html(
    view: Chronicle | Tabular,
    target: Writable,
    *,
    within: Chronicle | None = None,
    lang: str = "en",
) -> LossReport:
    """Write a view, or the events of a chronicle, in HTML; return what it could not carry.

    ``within`` is where names are looked up; a chronicle and a timeline know theirs.

    >>> import io
    >>> import cstoevents as cs
    >>> file = io.BytesIO()
    >>> print(cs.formats.write_html(cs.load().chair("csto", on="2025-05-13"), file))
    nothing lost in html
    """
    return _write(view, target, "html", to_html, chronicle=within, lang=lang)


def _write(
    view: Chronicle | Tabular, target: Writable, name: str, written: Callable[..., str], **how: Any
) -> LossReport:
    subject, given = accepted(view, name, "view")
    shown = given
    if isinstance(given, Chronicle):
        shown, how = given.timeline(), {**how, "chronicle": how["chronicle"] or given}
    write_bytes(target, written(shown, **how).encode())
    return _lost(subject, given, name)


def _lost(subject: Subject, given: Any, name: str) -> LossReport:
    """Count what is lost of records; a table of another answer says all that the answer does."""
    losses = LossCounter(name)
    records = list(given) if subject in RECORDS else []
    if isinstance(given, Chronicle):
        losses.add_uncovered(given.about, COVERAGE)
    whole = isinstance(given, (Chronicle, Timeline))
    if whole or all(isinstance(record, Event) for record in records):
        for record in records:
            losses.add_uncovered(record, COVERAGE if whole else _OF_LISTED)
    else:
        for record in records:
            losses.add(type(record).__name__, record.id, SHOWN_ALONE)
    if whole:
        for event in (given.timeline() if isinstance(given, Chronicle) else given).undated:
            losses.add("Event", event.id, "no date, left out")
    return losses.report()


def load_ipython_extension(ipython: Any) -> None:
    """Show timelines, anniversaries, numbered series and tables as HTML tables in a notebook.

    IPython calls this for ``%load_ext cstoevents``. A view shows itself in English;
    for another language, or with more names, end a cell with `table`.

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
    for view in (Anniversaries, NumberedSeries, Table, Timeline):
        formatter.for_type(view, to_html)
