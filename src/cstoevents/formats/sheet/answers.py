"""The table of an answer that is no chronicle: the columns that people see, ids, and days."""

from __future__ import annotations

from typing import Any, Final

from cstoevents.chronicle import Chronicle
from cstoevents.formats.sheet.columns import COLUMNS
from cstoevents.formats.sheet.forms import DATE, Column, Form
from cstoevents.formats.sheet.writing import Heading, Table
from cstoevents.formats.tables import Table as ShownTable
from cstoevents.formats.tables import table as shown_table
from cstoevents.wording.words import phrase

_WIDEST: Final = 60
_TEXT = next(column.form for column in COLUMNS if column.key == "title")
# A spreadsheet may make dates of what is in these.
_DATES: Final = ("Date", "Original date", "First day", "Last day")


def answer_table(view: Any, within: Chronicle | None, lang: str) -> Table:
    """Return an answer as rows of texts: as its table, with ids, first days and last days."""
    shown = view
    if not isinstance(view, ShownTable):
        shown = shown_table(view, within, lang=lang, ids=True, days=True)
    columns = [*zip(*(shown.columns, *shown.rows), strict=True)]
    dates = [phrase(title, lang) for title in _DATES]
    headings = (_heading(cells, DATE if cells[0] in dates else _TEXT) for cells in columns)
    return Table(tuple(headings), tuple(("", row) for row in shown.rows))


def _heading(cells: tuple[str, ...], form: Form) -> Heading:
    width = min(max(map(len, cells)) + 2, _WIDEST)
    return Heading(Column(key="", form=form, width=width, what=cells[0]), None, cells[0])
