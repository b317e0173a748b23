"""Ids of elsewhere in the column for ids: each is kept as an identifier, and an id made of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

import attrs

from cstoevents.formats.ids import Key, assigned
from cstoevents.formats.sheet.cells import Cell, Row, split_list
from cstoevents.records import rules

SCHEME: Final = "sheet"
_SORT: Final = "ids"
# What has blanks in it is rather a name, and cells part their members with semicolons.
_IS_ID = re.compile(r"[^\s;\\]{1,200}").fullmatch


def with_our_ids(rows: Sequence[Row], table: Mapping[str, str]) -> tuple[list[Row], dict[str, str]]:
    """Return rows of which each states an id of ours, and what the table is to have of them.

    An id that can't be one of ours becomes an identifier of the row, and that is noted. The
    table may have an id for it, else one is made.
    """
    texts = [cell.value if (cell := row.cell("id")) else None for row in rows]
    ours = {text for text in texts if isinstance(text, str) and rules.ID.matches(text)}
    keys = {
        text: Key(_SORT, text)
        for text in texts
        if isinstance(text, str) and text not in ours and _IS_ID(text)
    }
    ids = assigned([*keys.values()], table, {_SORT: "event"}, ours)
    made = [
        _with_id(row, text, ids[keys[text]]) if isinstance(text, str) and text in keys else row
        for row, text in zip(rows, texts, strict=True)
    ]
    return made, {str(key): id for key, id in ids.items()}


def _with_id(row: Row, theirs: str, id: str) -> Row:
    """Return a row with another id, and with that which it states as an identifier."""
    (lang, cell), *_ = row.cells["id"].items()
    cell.note(f"an id of elsewhere, kept as an identifier of the scheme {SCHEME!r}")
    known = row.cell("identifiers")
    cells = {
        **row.cells,
        "id": {lang: attrs.evolve(cell, value=id)},
        "identifiers": {"": _identified(known or attrs.evolve(cell, value=""), theirs)},
    }
    return attrs.evolve(row, cells=cells)


def _identified(cell: Cell, theirs: str) -> Cell:
    """Return a cell of identifiers with one more, unless it has that already."""
    said = f"{SCHEME}:{theirs}"
    if not isinstance(cell.value, str) or said in split_list(cell.value):
        return cell
    return attrs.evolve(cell, value=f"{cell.value}; {said}" if cell.value else said)
