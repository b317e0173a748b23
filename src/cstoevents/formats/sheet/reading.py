"""A chronicle from the rows of a sheet: of events, or of people and posts.

A row is read into plain data, as a JSON file has it, and that into a record by the same
rules as a file's. What is wrong with the record is told at the cell that its field comes
from. Everything that is wrong with a sheet is reported at once.

A sheet with a column for posts is one of people and posts, every other one of events.
Reading goes over the rows several times, so that their order doesn't matter: to learn
which records they add (``Name [id]``), to read each row, and to read of what it is part.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from typing import Any, Final, TypeVar

import attrs

from cstoevents.chronicle import Chronicle, ReferenceCheck
from cstoevents.dates import When
from cstoevents.errors import InputError, RecordError
from cstoevents.errors.arguments import member_of, one_of
from cstoevents.formats.sheet.cells import Cell, Row, Sheet, split_list
from cstoevents.formats.sheet.columns import COLUMNS, POSTS
from cstoevents.formats.sheet.dates import DATE_STYLES, Dates, DateStyle, dates_of, is_ambiguous
from cstoevents.formats.sheet.forms import DATE, Column, Link, Reading
from cstoevents.formats.sheet.headers import Header
from cstoevents.formats.sheet.names import (
    EVENTS,
    NEW_RECORDS,
    NewRecords,
    Register,
    all_records,
    ambiguous,
    mention,
)
from cstoevents.formats.sheet.rows import rows_of
from cstoevents.formats.sheet.times import without_times_of_whole_days
from cstoevents.records import Delegation, Event, Meeting, Membership, Participation, Record, rules
from cstoevents.records.fields import fields_of
from cstoevents.records.index import article
from cstoevents.records.rules import refused, slugify
from cstoevents.records.structuring import structured
from cstoevents.records.vocabularies import MEETING_KINDS, EventKind
from cstoevents.wording.words import post_of

T = TypeVar("T", bound=Record)


def chronicle_of(
    sheet: Sheet,
    own: Mapping[str, Header | None],
    *,
    given: Mapping[str, str],
    dates: DateStyle | None,
    kind: EventKind | str | None,
    lang: str | None,
    within: Chronicle | None,
    references: ReferenceCheck,
    new: NewRecords,
    ids: MutableMapping[str, str],
) -> Chronicle:
    """Return the chronicle of a sheet's rows, or raise everything that is wrong with them.

    ``own`` are the caller's meanings of headers; the rest is as `read_sheet` takes it.
    """
    one_of((*DATE_STYLES, None), dates, "dates")
    one_of(NEW_RECORDS, new, "new")
    if lang is not None:
        rules.LANGUAGE.check(lang)
    kind = None if kind is None else member_of(EventKind, kind, "kind")
    rows = rows_of(sheet, own, lang, given)
    stated = [cell.value for row in rows if (cell := row.cell("id"))]
    register = Register(
        all_records(within),
        {id for id in stated if isinstance(id, str)},
        ids,
        lenient=references == "lenient",
    )
    reading = Reading(_dates(sheet, rows, dates), kind, register, within is not None)
    read = _memberships if any(row.cell("post") for row in rows) else _events
    records = read(sheet, rows, reading)
    register.told(new)
    if sheet.problems:
        raise InputError(sorted(sheet.problems, key=lambda problem: problem.line or 0))
    added = [made.record(id) for id, made in register.new.items()]
    try:
        chronicle = Chronicle([*added, *records], within=within, references=references)
    except InputError as error:
        problems = [attrs.evolve(problem, file=sheet.file) for problem in error.problems]
        raise type(error)(problems) from None
    ids.update(register.ids)
    return chronicle


def _dates(sheet: Sheet, rows: Sequence[Row], style: DateStyle | None) -> Dates:
    """Return how the dates of all rows are read, and note an order that they have decided."""
    keys = [column.key for column in COLUMNS if column.form is DATE]
    cells = [cell for row in rows for key in keys if (cell := row.cell(key))]
    texts = [
        text for cell in cells if isinstance(cell.value, str) for text in split_list(cell.value)
    ]
    dates = dates_of(texts, style)
    if style is None and dates.order and any(map(is_ambiguous, texts)):
        order = f"the dates in figures are read {dates.order.value}, as all of them together allow"
        sheet.note(cells[0].line, cells[0].header, order)
    return dates


# Rows to plain data, and that to records


def _plain(
    row: Row, columns: Sequence[Column], reading: Reading, given: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what a row says beside what is given, as plain data; what is refused is left out."""
    plain = dict(given)
    for column in columns:
        if column.read and any(key in row.cells for key in (column.key, *column.beside)):
            _put(plain, column, column.read(row, column, reading))
    for column in columns:
        if column.lacking and column.part:
            plain[column.field] = [
                value
                for position, value in enumerate(plain.get(column.field, ()))
                if _has_part(row, column, position, value, columns)
            ]
        elif column.lacking and column.field not in plain and column.key not in row.cells:
            header = row.sheet.headers.get(column.key) or column.header("en")
            row.sheet.refuse(row.line, header, None, column.lacking)
    return plain


def _put(plain: dict[str, Any], column: Column, value: Any) -> None:
    """Put what a column says into plain data: a field, or a part of each value in it."""
    if column.part:
        values = plain.setdefault(column.field, [])
        values.extend({} for _ in range(len(value) - len(values)))
        for whole, member in zip(values, value, strict=False):
            if member is not None and member != {}:
                whole[column.part] = member
    elif isinstance(value, list):
        plain[column.field] = [member for member in value if member is not None]
    elif value is not None:
        plain[column.field] = value


def _has_part(
    row: Row, column: Column, position: int, value: Mapping[str, Any], columns: Sequence[Column]
) -> bool:
    """Whether a value has the part that a column holds; take up where the row says none."""
    if column.part in value:
        return True
    texts = [
        (text, cell, other is column)
        for other in columns
        if other.field == column.field and (cell := row.cell(other.key))
        for text in other.texts(cell)[position : position + 1] or [""]
    ]
    if not any(text and is_own for text, _, is_own in texts):
        text, cell, _ = next((place for place in texts if place[0]), texts[0])
        cell.refuse(text or None, column.lacking)
    return False


def _cell_of(row: Row, path: str, columns: Sequence[Column]) -> Cell | None:
    """Return the cell that says what is at a path of plain data: ``documents[0].title.en``."""
    field, *parts = re.sub(r"\[\d+\]", "", path).split(".")
    found = [
        (column.part in parts, lang in parts, cell)
        for column in columns
        if column.field == field
        for key in (column.key, *column.beside)
        for lang, cell in row.cells.get(key, {}).items()
    ]
    return max(found, key=lambda place: place[:2])[2] if found else None


def _made(row: Row, cls: type[T], plain: dict[str, Any], columns: Sequence[Column]) -> T | None:
    """Return the record of a row, or take up what is wrong with it at its cells."""
    try:
        return _record(cls, plain)
    except RecordError as error:
        for problem in error.problems:
            path = problem.path or "id"
            if re.split(r"[.\[]", path)[0] not in plain:
                continue  # what is missing was told already
            cell = _cell_of(row, path, columns)
            if cell is not None:
                cell.refuse(problem.found, problem.expected)
            else:
                row.sheet.refuse(row.line, path, problem.found, problem.expected)
    return None


def _record(cls: type[T], plain: Mapping[str, Any]) -> T:
    """Return the record of plain data; without an id it makes its own."""
    if "id" in plain:
        return structured(dict(plain), cls)
    return attrs.evolve(structured({**plain, "id": _NO_ID}, cls), id=None)  # type: ignore[arg-type]  # it is made anew


def _introduce(rows: Sequence[Row], columns: Sequence[Column], register: Register) -> None:
    """Take up the records to which rows give both a name and an id."""
    naming = [column for column in columns if column.makes_new]
    for row, column in itertools.product(rows, naming):
        cell = row.cell(column.key)
        if cell is not None and isinstance(cell.value, str):
            for member in split_list(cell.value) if column.many else (cell.value,):
                register.introduce(member, column.names[0], cell)


# Events

# Stands for an id that can't be made, so that the rest of the row is looked at all the same.
_NO_ID: Final = "x"
_OF_MEETINGS: Final = {field.name for field in fields_of(Meeting)} - {
    field.name for field in fields_of(Event)
}


def _events(sheet: Sheet, rows: Sequence[Row], reading: Reading) -> list[Record]:
    """Return the events of the rows, and the records that link them to others."""
    register = reading.register
    _introduce(rows, COLUMNS, register)
    lines: dict[str, int] = {}
    read = [(row, _plain_event(row, reading, lines)) for row in rows]
    links = [link for row, plain in read for link in _links(row, plain, reading)]
    events = [_event(row, plain, reading, lines) for row, plain in read]
    for id, new in register.new.items():
        if id in lines:
            expected = f"an id of its own; line {new.line} brings another record of this id along"
            sheet.refuse(lines[id], "Id", id, expected)
    return [*_distinct(links), *(event for event in events if event is not None)]


def _plain_event(row: Row, reading: Reading, lines: dict[str, int]) -> dict[str, Any]:
    """Return what a row says of its event, but for what it is part of; note the line of its id."""
    given = {} if reading.kind is None or row.cell("kind") else {"kind": reading.kind.value}
    row = without_times_of_whole_days(row, reading.dates)
    plain = _plain(row, COLUMNS, reading, given)
    person = row.cell("person")
    if person is not None:
        person.refuse(person.value, "a column for posts beside it, or a participant")
    kind = plain.get("kind")
    if kind is not None and kind not in MEETING_KINDS:
        kinds = ", ".join(sorted(MEETING_KINDS))
        expected = f"nothing here for an event of the kind {kind}; only {kinds} have it"
        _refuse_cells(row, [key for key in row.cells if key in _OF_MEETINGS], expected)
        plain = {name: value for name, value in plain.items() if name not in _OF_MEETINGS}
    made = None if plain.get("id") else _made_id(plain)
    id = plain.get("id") or (made and reading.register.kept("events", made))
    if id is not None:
        plain["id"] = id
        _refuse_taken(row, id, reading, lines)
        reading.register.names.add(id, Event, plain.get("title", {}).values())
    return plain


def _refuse_cells(row: Row, keys: Iterable[str], expected: str) -> None:
    for key in keys:
        for cell in row.cells[key].values():
            cell.refuse(cell.value, expected)


def _made_id(plain: Mapping[str, Any]) -> str | None:
    """Return an id made of series and number, or else of the earliest date and the title."""
    for entry in plain.get("entries", ()):
        if "number" in entry:
            return f"{entry['series']}-{entry['number']}"
    title = plain.get("title")
    if title is None:
        return None
    # An event keeps its earliest date when it is moved.
    dates = [When(text) for text in (plain.get("when"), *plain.get("previous_when", ())) if text]
    ends = min(dates, key=lambda date: date.sort_key).ends if dates else ()
    first = next((end.text for end in ends if end is not None), "")
    return "-".join([*re.findall("[0-9]+", first), slugify(title.get("en") or title[min(title)])])


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
    return _made(row, cls, plain, COLUMNS)


def _parent(cell: Cell, reading: Reading, lines: Mapping[str, int]) -> str:
    register, text = reading.register, cell.text()
    name, id = mention(text)
    if id:
        if id not in lines and not isinstance(register.known.get(id), Event):
            raise refused(id, "the id of an event, of this sheet or known")
        return id
    bearers = register.names.bearers(name, EVENTS)
    if len(bearers) > 1:
        raise ambiguous(text, name, bearers)
    if not bearers:
        raise refused(text, "the title or the id of an event, of this sheet or known")
    return bearers[0]


def _links(row: Row, plain: Mapping[str, Any], reading: Reading) -> Iterator[Link]:
    """Return the records that link the event of a row to those that its cells name."""
    event = plain.get("id", _NO_ID)
    if not rules.ID.matches(event):
        event = _NO_ID
    for column in COLUMNS:
        cell = row.cell(column.key) if column.of in _LINKS else None
        if cell is not None:
            for member in filter(None, column.members(cell)):
                link = cell.take(_link, event, member, cell, column, reading)
                if link is not None:
                    yield link


_LINKS: Final = (Participation, Delegation)


def _link(event: str, member: str, cell: Cell, column: Column, reading: Reading) -> Any:
    read = column.form.read(member, cell, column, reading)
    return column.of(event=event, **(read if isinstance(read, dict) else {column.field: read}))


def _distinct(links: Iterable[Link]) -> list[Link]:
    """Return each link once; of two that would make one id, the second gets a longer one."""
    by_id: dict[str, Link] = {}
    for link in sorted(dict.fromkeys(links), key=_order_of_links):
        id = link.id
        while id in by_id:
            id = f"{id}--{type(link).__name__.lower()}"
        by_id[id] = link if id == link.id else attrs.evolve(link, id=id)
    return list(by_id.values())


def _order_of_links(link: Link) -> tuple[bool, bool, str]:
    """Put first who is known, so that ids don't hang on the order of rows."""
    if isinstance(link, Delegation):
        return False, False, repr(link)
    return True, link.description is not None, repr(link)


# People and posts


def _memberships(sheet: Sheet, rows: Sequence[Row], reading: Reading) -> list[Record]:
    """Return the membership of each row."""
    sheet.headers.setdefault("person", sheet.headers.get("title", "Name"))
    sheet.headers.setdefault("organisers", "Organisation")
    rows = [_with_person(row) for row in rows]
    _introduce(rows, POSTS, reading.register)
    known = {"title", *(key for column in POSTS for key in (column.key, *column.beside))}
    lines: dict[str, int] = {}
    memberships: list[Record] = []
    for row in rows:
        expected = "nothing here in a sheet of people and posts"
        _refuse_cells(row, [key for key in row.cells if key not in known], expected)
        plain = _plain(row, POSTS, reading, {})
        if "label" in plain:
            plain["role"] = post_of(plain["label"]) or slugify(plain["label"])
        membership = _made(row, Membership, plain, POSTS)
        if membership is not None:
            memberships.append(membership)
            first = lines.setdefault(membership.id, row.line)
            if first != row.line:
                expected = f"a term of its own; line {first} has it too"
                sheet.refuse(row.line, "row", membership.id, expected)
    return memberships


def _with_person(row: Row) -> Row:
    """Return a row in which the person is the one of the column "Name", if it has no other."""
    name = row.cell("title")
    if name is None or "person" in row.cells:
        return row
    return attrs.evolve(row, cells={**row.cells, "person": {"": name}})
