"""Events that were called off or moved, as a sheet says it: as a status, a mark, or in a title.

"Postponed to 27 May 2025" is a new date beside the former one, and "Canceled: Session" a
status before a title.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Iterator
from typing import Final

import attrs

from cstoevents.dates import When
from cstoevents.errors import RecordError
from cstoevents.formats.sheet.cells import Cell, Period, Row, shown
from cstoevents.formats.sheet.dates import Dates, date_of, says_no_date
from cstoevents.formats.sheet.misplaced import with_note
from cstoevents.formats.statuses import Said, called_off, status_said
from cstoevents.records.vocabularies import EventStatus
from cstoevents.wording.words import meant

_DATES: Final = ("when", "first_day", "last_day")


def with_status_told(row: Row, dates: Dates) -> Row:
    """Return a row with the status and the dates that its status, its mark and its title say."""
    row = _without_status_in_date(_without_status_in_title(row, dates), dates)
    for key in ("status", "mark"):
        cell = row.cell(key)
        if cell is not None and key == "status" and says_no_date(shown(cell.value)):
            cell.note("taken for no status")
            return _without(row, (key,))
        said = status_said(cell.value) if cell and isinstance(cell.value, str) else None
        if cell is not None and said is not None and (key == "status" or not row.cell("status")):
            return _with_status(_without(row, (key,)), cell, said, dates, header=key)
    return row


def dates_of_moves(row: Row) -> Iterator[str]:
    """Yield the words of all dates to and from which a row says that it was moved."""
    for key, say in (
        ("when", called_off),
        ("title", called_off),
        ("status", status_said),
        ("mark", status_said),
    ):
        for cell in row.cells.get(key, {}).values():
            said = say(cell.value) if isinstance(cell.value, str) else None
            yield from filter(None, (said.since, said.until) if said else ())


def _with_status(row: Row, cell: Cell, said: Said, dates: Dates, header: str) -> Row:
    """Return a row with a status, or a new date, that a cell says; what else it says is told."""
    words = shown(cell.value)
    if said.is_moved:
        moved = _moved(row, cell, said, dates)
        if moved is not None:
            return moved
        if meant(words.split()[0], EventStatus) is None:  # "moved to Minsk" is none
            return _with(row, header, cell)
    if said.rest or said.is_moved:
        cell.note(f"taken for {said.status.value!r}, and kept in the note")
        row = with_note(row, header, cell, words)
    return _with(row, "status", attrs.evolve(cell, value=said.status.value))


def _moved(row: Row, cell: Cell, said: Said, dates: Dates) -> Row | None:
    """Return a row on a new date, the former one being that from which it was moved.

    None where the words are no dates, or the row has a date that can't be read.
    """
    stated = _stated_date(row, dates)
    read = {
        words: _date(attrs.evolve(cell, value=words), row, stated, dates)
        for words in (said.since, said.until)
        if words is not None
    }
    if None in read.values() or (stated is None and any(key in row.cells for key in _DATES)):
        return None
    new = read[said.until] if said.until is not None else stated
    known = row.cell("previous_when")
    before = [shown(known.value) if known else None, read.get(said.since or ""), stated]
    former = [date for date in dict.fromkeys(filter(None, before)) if date != new]
    _note_move(cell, new, " and ".join(former))
    row = _with(_without(row, _DATES), "status", attrs.evolve(cell, value="scheduled"))
    if former:
        row = _with(row, "previous_when", attrs.evolve(cell, value="; ".join(former)))
    return _with(row, "when", attrs.evolve(cell, value=new)) if new else row


def _note_move(cell: Cell, new: str | None, former: str) -> None:
    if new is None:
        cell.note(f"moved from {former}")
    else:
        cell.note(f"moved to {new} from {former}" if former else f"moved to {new} from elsewhere")


def _stated_date(row: Row, dates: Dates) -> str | None:
    """Return the date that a row has in the columns for it; None if it has none that is read."""
    cells = [cell for key in _DATES if (cell := row.cell(key))]
    try:
        found = [date_of(cell, row, dates) for cell in cells]
        return When("/".join(dict.fromkeys(found))).text if found else None
    except (RecordError, ValueError):
        return None


def _date(cell: Cell, row: Row, stated: str | None, dates: Dates) -> str | None:
    """Return the date that words are; one without a year is the nearest to that of the row."""
    periods = [row.period]
    if stated is not None and not _YEAR(shown(cell.value)):
        year = When(stated).year
        near = [year - 1, year, year + 1] if year else []
        periods = [Period((f"{one:04}",), None) for one in near if one > 0] or periods
    read: list[str] = []
    for period in periods:
        with contextlib.suppress(RecordError):
            read.append(date_of(cell, attrs.evolve(row, period=period), dates))
    day = None if stated is None else When(stated).earliest_ordinal
    return min(read, key=lambda text: _distance(When(text), day), default=None)


_YEAR = re.compile(r"[0-9]{4}").search


def _distance(when: When, day: int | None) -> int:
    return 0 if day is None or when.earliest_ordinal is None else abs(when.earliest_ordinal - day)


def _without_status_in_date(row: Row, dates: Dates) -> Row:
    """Return a row whose date has no status beside it or in its place, which is that of the row."""
    cell = row.cell("when")
    if cell is None or not isinstance(cell.value, str) or row.sheet.is_ours:
        return row
    alone = status_said(cell.value)
    if alone is not None and not (alone.rest or alone.is_moved or row.cell("status")):
        cell.note(f"taken for the status {alone.status.value!r}, and for no date")
        status = attrs.evolve(cell, value=alone.status.value)
        return _with(_without(row, ("when",)), "status", status)
    said = called_off(cell.value)
    if said is None or row.cell("status"):
        return row
    on_date = _with(row, "when", attrs.evolve(cell, value=said.rest))
    if said.is_moved:
        return _moved(on_date, cell, said, dates) or row
    cell.note(f"taken for {said.rest!r}, with the status {said.status.value!r}")
    return _with(on_date, "status", attrs.evolve(cell, value=said.status.value))


def _without_status_in_title(row: Row, dates: Dates) -> Row:
    """Return a row whose title has no status before it, which is that of the row."""
    titles = row.cells.get("title", {})
    said = {
        lang: found
        for lang, cell in titles.items()
        if isinstance(cell.value, str) and (found := called_off(cell.value))
    }
    if not said or row.sheet.is_ours:
        return row
    (lang, one), cell = next(iter(said.items())), row.cell("status")
    title, stated = titles[lang], status_said(shown(cell.value)) if cell else None
    if cell and stated and stated.status not in (EventStatus.SCHEDULED, one.status):
        title.note(f"says {one.status.value!r}, while {cell.header!r} says {cell.value!r}")
        return row
    told = {
        lang: attrs.evolve(cell, value=said[lang].rest) if lang in said else cell
        for lang, cell in titles.items()
    }
    changed = attrs.evolve(row, cells={**row.cells, "title": told})
    if one.is_moved:
        return _moved(changed, title, one, dates) or row
    title.note(f"taken for {one.rest!r}, with the status {one.status.value!r}")
    is_told = stated is not None and stated.status is one.status
    status = attrs.evolve(title, value=one.status.value)
    return changed if is_told else _with(changed, "status", status)


def _with(row: Row, key: str, cell: Cell) -> Row:
    return attrs.evolve(row, cells={**row.cells, key: {"": cell}})


def _without(row: Row, keys: Iterable[str]) -> Row:
    return attrs.evolve(row, cells={k: v for k, v in row.cells.items() if k not in keys})
