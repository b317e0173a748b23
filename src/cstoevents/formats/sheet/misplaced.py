"""What stands in the column of something else: each function makes a row of a row.

People write "online" below "Place", "monthly" below "Date", and marks in a column of their own.
What such words say is put where it belongs, and told at their cell.
"""

from __future__ import annotations

import functools

import attrs

from cstoevents.errors import RecordError
from cstoevents.formats.sheet.cells import Cell, Row, join_links, shown
from cstoevents.formats.sheet.dates import (
    Dates,
    UnclearDates,
    date_of,
    names_no_date,
    says_no_date,
)
from cstoevents.records import rules
from cstoevents.records.vocabularies import EventFormat
from cstoevents.wording.language import every_language, languages
from cstoevents.wording.words import meant, simplified


def with_words_of_no_date(row: Row, dates: Dates, unclear: UnclearDates) -> Row:
    """Return a row with the words of its date in its note, where they are none, and tell it.

    So it is where they say that something comes back, and where the caller wants it so of all
    that can't be read.
    """
    cell = row.cell("when")
    words = cell.value if cell else None
    if cell is None or not isinstance(words, str) or says_no_date(words):
        return row
    if not names_no_date(words):
        if unclear == "refuse":
            return row
        try:
            date_of(cell, row, dates)
        except RecordError:
            pass
        else:
            return row
    cell.note(f"taken for no date: {words!r} is kept in the note")
    return with_note(row, "when", cell, words)


def with_mark_in_note(row: Row) -> Row:
    """Return a row with what a mark beside it says in its note: "minutes No. 5 of 27 May 2025"."""
    cell = row.cell("mark")
    if cell is None:
        return row
    cell.note("kept in the note")
    return with_note(row, "mark", cell, shown(cell.value))


def without_no_number(row: Row) -> Row:
    """Return a row without the words in the place of a number that say that there is none."""
    cell = row.cell("number")
    if cell is None or simplified(shown(cell.value)) not in _no_number(languages()):
        return row
    cell.note("taken for no number")
    cells = {key: value for key, value in row.cells.items() if key != "number"}
    return attrs.evolve(row, cells=cells)


@functools.cache
def _no_number(_: tuple[str, ...]) -> frozenset[str]:
    return frozenset(simplified(word) for one in every_language() for word in one.no_number_words)


def with_link_of_title(row: Row) -> Row:
    """Return a row with the addresses that its titles lead to as its links, if it has none."""
    cells = [cell for cell in row.cells.get("title", {}).values() if cell.url]
    if not cells or row.cell("links"):
        return row
    links = attrs.evolve(cells[0], value=join_links(dict.fromkeys(cell.url for cell in cells)))
    return attrs.evolve(row, cells={**row.cells, "links": {"": links}})


def with_format_apart(row: Row) -> Row:
    """Return a row whose place is none, but says how people met, with that as its format."""
    cells = dict(row.cells)
    for key in ("place", "venue", "city"):
        cell = row.cell(key)
        said = meant(cell.value, EventFormat) if cell and isinstance(cell.value, str) else None
        if cell and said:
            cell.note(f"taken for the format {said.value!r}, and for no place")
            cells.setdefault("format", cells.pop(key))
        elif cell and isinstance(cell.value, str) and rules.URL.matches(cell.value):
            cell.note("a web address: taken for a link, and for no place")
            del cells[key]
            before = [shown(row.cells["links"][""].value)] if "links" in row.cells else []
            links = attrs.evolve(cell, value="; ".join((*before, cell.value)))
            cells["links"] = {"": links}
    return attrs.evolve(row, cells=cells)


def with_note(row: Row, key: str, cell: Cell, words: str) -> Row:
    """Return a row with the words of a column in its note, below that column's header."""
    notes = dict(row.cells.get("note", {}))
    lang = cell.lang.of(words)
    known = [shown(notes[lang].value)] if lang in notes else []
    told = "\n".join((*known, f"{cell.header}: {words}"))
    notes[lang] = attrs.evolve(notes.get(lang, cell), value=told)
    cells = {other: value for other, value in row.cells.items() if other != key}
    return attrs.evolve(row, cells={**cells, "note": notes})
