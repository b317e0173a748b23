"""An answer as a page of Markdown or HTML: what a terminal shows, with headings and tables."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

import attrs

import cstoevents as cs
from cstoevents.formats.tables import to_html
from cstoevents.formats.tables.writing import markdown_cell, visible


class _Form(NamedTuple):
    """How a page is written: what it begins with, a heading of a level, a paragraph, a table."""

    start: str
    heading: Callable[[int, str], str]
    paragraph: Callable[[str], str]
    table: Callable[[cs.Table], str]


def _element(name: str, text: str) -> str:
    return f"<{name}>{html.escape(visible(text))}</{name}>\n"


_FORMS: Final = {
    "markdown": _Form(
        start="",
        heading=lambda level, text: f"{'#' * level} {markdown_cell(text)}\n",
        paragraph=lambda text: f"{markdown_cell(text)}\n",
        table=cs.to_markdown,
    ),
    "html": _Form(
        start='<!DOCTYPE html>\n<meta charset="utf-8">\n',
        heading=lambda level, text: _element(f"h{level}", text),
        paragraph=lambda text: _element("p", text),
        table=lambda table: f"{to_html(table)}\n",
    ),
}

PAGES: Final = tuple(_FORMS)
"""The formats whose files are pages."""


class Part(NamedTuple):
    """A table below its heading, each of which may be empty."""

    title: str
    table: cs.Table


def page(form: str, title: str, parts: list[Part], nothing: str, below: list[str]) -> str:
    """Return a page of this form: what is in no table is told by ``nothing``."""
    written = _FORMS[form]
    return written.start + "\n".join(_blocks(written, title, parts, nothing, below))


def _blocks(
    form: _Form, title: str, parts: list[Part], nothing: str, below: list[str]
) -> Iterator[str]:
    if title:
        yield form.heading(1, title)
    for part in parts:
        if part.title:
            yield form.heading(2, part.title)
        # The day on which knowledge ends is told once, at the end.
        table = attrs.evolve(part.table, note="")
        yield form.table(table) if table.rows else form.paragraph(nothing)
    yield from map(form.paragraph, below)
