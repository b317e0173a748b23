"""Events from the rows of a sheet, and what links them to others.

Reading goes over the rows several times, so that their order doesn't matter: to learn
which records they add (``Name [id]``), to read each row, and to read of what it is part.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import attrs

from cstoevents.formats.sheet.cells import Cell, Row, Sheet, shown, split_list
from cstoevents.formats.sheet.columns import COLUMNS
from cstoevents.formats.sheet.converters import Column, Link, Reading, apart
from cstoevents.formats.sheet.identity import give_ids
from cstoevents.formats.sheet.misplaced import (
    with_link_of_title,
    with_mark_in_note,
    with_words_of_no_date,
    without_no_number,
)
from cstoevents.formats.sheet.moved import with_status_told
from cstoevents.formats.sheet.names import EVENTS, mention, the_only
from cstoevents.formats.sheet.places import with_one_place
from cstoevents.formats.sheet.row_records import (
    NO_ID,
    introduce,
    plain_of,
    record_of_row,
    refuse_cells,
)
from cstoevents.formats.sheet.times import without_times_of_whole_days
from cstoevents.records import Delegation, Event, Meeting, Participation, Record, rules
from cstoevents.records.fields import fields_of
from cstoevents.records.index import article
from cstoevents.records.rules import refused
from cstoevents.records.vocabularies import MEETING_KINDS, EventKind
from cstoevents.wording.words import meant, meant_at_start

_OF_MEETINGS: Final = {field.name for field in fields_of(Meeting)} - {
    field.name for field in fields_of(Event)
}


def events_of(
    sheet: Sheet, rows: Sequence[Row], reading: Reading, lines: dict[str, int] | None = None
) -> list[Record]:
    """Return the events of the rows, and the records that link them to others.

    The lines that their ids stand on are put into ``lines``.
    """
    register = reading.register
    introduce(rows, COLUMNS, register)
    lines = {} if lines is None else lines
    read = [(row, _plain_event(row, reading)) for row in rows]
    _note_blank_dates(rows)
    give_ids(read, register.ids)
    for row, plain in read:
        id = plain.get("id")
        if id is not None:
            _refuse_taken(row, id, reading, lines)
            register.names.add(id, Event, plain.get("title", {}).values())
    links = [link for row, plain in read for link in _links(row, plain, reading)]
    events = [_event(row, plain, reading, lines) for row, plain in read]
    for id, new in register.new.items():
        if id in lines:
            expected = f"an id of its own; line {new.line} brings another record of this id along"
            sheet.refuse(lines[id], "Id", id, expected)
    return [*distinct_links(links), *(event for event in events if event is not None)]


def _note_blank_dates(rows: Sequence[Row]) -> None:
    """Note each row without a date below one that has one, which people may mean for both."""
    dated: Cell | None = None
    for row in rows:
        here = row.cell("when") or row.cell("first_day")
        if dated is not None and here is None:
            told = "no date, since the cell is blank; that of a row above is not taken"
            row.sheet.note(row.line, dated.header, told)
        dated = here or dated


def _plain_event(row: Row, reading: Reading) -> dict[str, Any]:
    """Return what a row says of its event, but for what it is part of."""
    kind = None if row.cell("kind") else reading.kind or _kind_told(row, reading)
    given = {} if kind is None else {"kind": kind.value}
    row = with_link_of_title(row)
    row = with_status_told(without_times_of_whole_days(row, reading.dates), reading.dates)
    row = without_no_number(with_one_place(with_mark_in_note(row), reading.register))
    row = with_words_of_no_date(row, reading.dates, reading.unclear_dates)
    plain = plain_of(row, COLUMNS, reading, given)
    person = row.cell("person")
    if person is not None:
        person.refuse(person.value, "a column for posts beside it, or a participant")
    kind = plain.get("kind")
    if kind is not None and kind not in MEETING_KINDS:
        kinds = ", ".join(sorted(MEETING_KINDS))
        expected = f"nothing here for an event of the kind {kind}; only {kinds} have it"
        refuse_cells(row, [key for key in row.cells if key in _OF_MEETINGS], expected)
        plain = {name: value for name, value in plain.items() if name not in _OF_MEETINGS}
    return plain


def _kind_told(row: Row, reading: Reading) -> EventKind | None:
    """Return the kind of event that a category names, its series has, or its title begins with.

    That is noted.
    """
    topics = row.cell("topics")
    words = split_list(shown(topics.value)) if topics else ()
    kinds = {kind for word in words if (kind := meant(word, EventKind))}
    if topics and len(kinds) == 1:
        (kind,) = kinds
        row.sheet.note(row.line, "Kind", f"taken for {kind.value!r}, as {topics.header!r} says")
        return kind
    series = row.cell("series")
    kinds = reading.register.kinds_in_series(shown(series.value)) if series else set()
    if series and len(kinds) == 1:
        (kind,) = kinds
        series.note(f"taken for {kind.value!r}, as the known events of the series are")
        return kind
    for cell in row.cells.get("title", {}).values():
        kind = meant_at_start(shown(cell.value), EventKind)
        if kind is not None and kind is not EventKind.OTHER:
            row.sheet.note(row.line, "Kind", f"taken for {kind.value!r}, as the title begins")
            return kind
    return None


def _refuse_taken(row: Row, id: str, reading: Reading, lines: dict[str, int]) -> None:
    """Refuse an id that another row has, or a record that is no event."""
    first = lines.setdefault(id, row.line)
    known = reading.register.known.get(id)
    if first != row.line:
        taken = f"line {first} has it too"
    elif known is not None and not isinstance(known, Event):
        name = type(known).__name__
        taken = f"it is that of {article(name)} {name.lower()}"
    else:
        return
    cell = row.cell("id")
    if cell is not None:
        cell.refuse(id, f"an id of its own; {taken}")
    else:
        expected = f"an id in a column 'Id', since the one made of this row won't do: {taken}"
        row.sheet.refuse(row.line, "Id", id, expected)


def _event(
    row: Row, plain: dict[str, Any], reading: Reading, lines: Mapping[str, int]
) -> Event | None:
    """Return the event of a row, all rows being known of which it may be part."""
    cell = row.cell("parent")
    parent = cell and cell.take(_parent, cell, reading, lines)
    if parent is not None:
        plain = {**plain, "parent": parent}
    cls = Meeting if plain.get("kind", "meeting") in MEETING_KINDS else Event
    return record_of_row(row, cls, plain, COLUMNS)


def _parent(cell: Cell, reading: Reading, lines: Mapping[str, int]) -> str:
    register, text = reading.register, cell.text()
    name, id = mention(text)
    if id:
        if id not in lines and not isinstance(register.known.get(id), Event):
            raise refused(id, "the id of an event, of this sheet or known")
        return id
    bearer = the_only(text, name, register.names.bearers(name, EVENTS))
    if bearer is None:
        raise refused(text, "the title or the id of an event, of this sheet or known")
    return bearer


def _links(row: Row, plain: Mapping[str, Any], reading: Reading) -> Iterator[Link]:
    """Return the records that link the event of a row to those that its cells name."""
    event = plain.get("id", NO_ID)
    if not rules.ID.matches(event):
        event = NO_ID
    for column in COLUMNS:
        cell = row.cell(column.key) if column.record_class in _LINKS else None
        if cell is not None:
            for member in _names_apart(cell, column, reading):
                link = cell.take(_link, event, member, cell, column, reading)
                if link is not None:
                    yield link


def _names_apart(cell: Cell, column: Column, reading: Reading) -> Iterator[str]:
    """Return the members of a cell; names that are known may be parted by commas, too."""
    for member in filter(None, column.members(cell)):
        names = apart(member, cell, column, reading)
        if len(names) == 1 and _SEVERAL_PERSONS(member) and mention(member).id is None:
            cell.note("kept as the words of one; semicolons part several names")
        yield from names


# A line for each, or initials before and after a comma.
_SEVERAL_PERSONS = re.compile(
    r"[^\n]*\S\s*\n\s*\S|[^,]*\b[^\W\d_]\.[^,]*,.*\b[^\W\d_]\.", re.DOTALL
).match


_LINKS: Final = (Participation, Delegation)


def _link(event: str, member: str, cell: Cell, column: Column, reading: Reading) -> Any:
    read = column.converter.read(member, cell, column, reading)
    return column.record_class(
        event=event, **(read if isinstance(read, dict) else {column.field: read})
    )


def distinct_links(links: Iterable[Link]) -> list[Link]:
    """Return each link once; of two that would make one id, the second gets a longer one."""
    by_id: dict[str, Link] = {}
    for link in sorted(dict.fromkeys(links), key=_order_of_links):
        id = link.id
        while id in by_id:
            id = f"{id}--{type(link).__name__.lower()}"
        by_id[id] = link if id == link.id else attrs.evolve(link, id=id)
    return list(by_id.values())


def _order_of_links(link: Link) -> tuple[bool, bool, str]:
    """Sort first who is known, so that ids don't hang on the order of rows."""
    if isinstance(link, Delegation):
        return False, False, repr(link)
    return True, link.description is not None, repr(link)
