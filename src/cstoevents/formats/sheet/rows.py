"""Rows and records: a chronicle from the rows of a sheet, and a table from a chronicle.

Reading goes over the rows three times, so that their order doesn't matter: to learn
which records they add (``Name [id]``), to make an event of each, and to link what is
part of something else. Everything that is wrong is reported at once.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

import attrs

from cstoevents._arguments import member_of, one_of
from cstoevents.chronicle import Chronicle, ReferenceCheck
from cstoevents.dates import When
from cstoevents.errors import InputError, Problem, RecordError
from cstoevents.formats.losses import LossCounter
from cstoevents.formats.sheet.cells import (
    Cell,
    Line,
    Linked,
    Note,
    Row,
    Sheet,
    Value,
    split_links,
    split_list,
    unguarded,
)
from cstoevents.formats.sheet.columns import COLUMNS, Column
from cstoevents.formats.sheet.dates import (
    DATE_STYLES,
    Dates,
    DateStyle,
    dates_of,
    is_ambiguous,
)
from cstoevents.formats.sheet.fields import OF_MEETINGS, Link, Reading, Writing
from cstoevents.formats.sheet.headers import Header, Placed, placed
from cstoevents.formats.sheet.names import (
    EVENTS,
    Names,
    Register,
    all_records,
    ambiguous,
    mention,
)
from cstoevents.formats.sheet.posts import is_of_posts, memberships_of
from cstoevents.records import (
    Delegation,
    Event,
    Meeting,
    Membership,
    Official,
    Organisation,
    Place,
    Record,
    Series,
    rules,
)
from cstoevents.records.rules import slugify
from cstoevents.records.values import SeriesEntry
from cstoevents.records.vocabularies import MEETING_KINDS, EventKind

__all__ = ["Heading", "Options", "Table", "chronicle_of", "table"]


class Options(NamedTuple):
    """How a caller wants a sheet to be read."""

    columns: Mapping[str, Header | None]
    dates: DateStyle | None
    kind: EventKind | str | None
    lang: str | None
    within: Chronicle | None
    references: ReferenceCheck


# Rows

# Where an address is looked for, and words that lead to one are not what is wanted.
_OF_LINKS: Final = frozenset({"document_links", "links", "sources"})


def _rows(sheet: Sheet, options: Options) -> list[Row]:
    """Return the rows of a sheet below its header."""
    columns = placed(sheet, options.columns, options.lang)
    _fill_merged(sheet, columns)
    rows = []
    for line in sheet.lines[1:]:
        cells = {}
        for position, header, column, lang in columns:
            value = _content(line.cells[position], column) if position < len(line.cells) else ""
            if value != "":
                key = column.key, lang if column.by_language else ""
                cells[key] = Cell(value, line.number, position, header, lang, sheet)
        if cells:
            rows.append(Row(line.number, cells, sheet))
    return rows


# A cell over several rows means the same in each of them, where these columns have one.
_SHARED_BY_ROWS: Final = frozenset(
    {
        *("kind", "when", "first_day", "last_day", "timezone", "status", "format", "place"),
        *("country", "organisers", "series", "parent", "chair", "topics"),
    }
)
_MOST_MERGED: Final = 1_000_000


def _fill_merged(sheet: Sheet, columns: Sequence[Placed]) -> None:
    """Repeat what is merged over several rows of one column, and refuse other merged cells."""
    by_position = {column.position: column for column in columns}
    positions, numbers = sorted(by_position), [line.number for line in sheet.lines]
    left = _MOST_MERGED
    for area in sheet.merged:
        first, end = bisect_left(numbers, area.top), bisect_right(numbers, area.bottom)
        begins, ends = bisect_left(positions, area.left - 1), bisect_left(positions, area.right)
        if area.bottom <= numbers[0] or (end - first) * (ends - begins) <= 1:
            continue
        left -= end - first
        position = positions[begins]
        cell = Cell("", numbers[first], position, by_position[position].header, "", sheet)
        is_of_one_column = ends - begins == 1 and position == area.left - 1
        is_below_header = first > 0 and numbers[first] == area.top
        can_be_shared = by_position[position].column.key in _SHARED_BY_ROWS
        if is_of_one_column and is_below_header and can_be_shared and left > 0:
            cell.note(f"the cells {area.reference} are merged: each of their rows has its value")
            _repeat(sheet.lines[first:end], position)
        else:
            cell.refuse(f"the merged cells {area.reference}", "a cell for each row and column")


def _repeat(lines: Sequence[Line], position: int) -> None:
    for line in lines[1:]:
        line.cells.extend([""] * (position + 1 - len(line.cells)))
        line.cells[position] = lines[0].cells[position]


def _content(value: Value, column: Column) -> Value:
    """Return what a cell of a column says."""
    if isinstance(value, Linked):
        shown = any(rules.URL.matches(member) for member in split_links(value.text))
        value = value.text if shown or column.key not in _OF_LINKS else value.url
    return unguarded(value).strip() if isinstance(value, str) else value


# Reading

# Stands for an id that can't be made, so that the rest of the row is looked at all the same.
_NO_ID: Final = "x"


def chronicle_of(sheet: Sheet, options: Options) -> Chronicle:
    """Return the chronicle of a sheet's rows, or raise everything that is wrong with them."""
    reading, rows = _begin(sheet, options)
    for row in rows:
        _introduce(row, reading.register)
    if is_of_posts(rows):
        return _chronicle(memberships_of(rows, reading), reading, sheet, options)
    lines: dict[str, int] = {}
    links: list[Link] = []
    read = [(row, _event(row, reading, lines, links)) for row in rows]
    events = [(row, event) for row, event in read if event is not None]
    for _, event in events:
        reading.register.names.add(event)
    own = [_with_parent(event, row, reading, lines) for row, event in events]
    for id, line in reading.register.lines():
        if id in lines:
            expected = f"an id of its own; line {line} brings another record of this id along"
            sheet.refuse(lines[id], "Id", id, expected)
    return _chronicle([*_distinct(links), *own], reading, sheet, options)


def _chronicle(
    records: Sequence[Record], reading: Reading, sheet: Sheet, options: Options
) -> Chronicle:
    """Return the chronicle of what was read, or raise every problem of the sheet."""
    if sheet.problems:
        raise InputError(sorted(sheet.problems, key=lambda problem: problem.line or 0))
    records = [*reading.register.records(), *records]
    try:
        return Chronicle(records, within=options.within, references=options.references)
    except InputError as error:
        problems = [attrs.evolve(problem, file=sheet.file) for problem in error.problems]
        raise type(error)(problems) from None


def _begin(sheet: Sheet, options: Options) -> tuple[Reading, list[Row]]:
    """Check the options, and return what the reading of rows depends on, with the rows."""
    one_of(("strict", "lenient"), options.references, "references")
    one_of((*DATE_STYLES, None), options.dates, "dates")
    if options.lang is not None:
        rules.LANGUAGE.check(options.lang)
    kind = None if options.kind is None else member_of(EventKind, options.kind, "kind")
    rows = _rows(sheet, options)
    given = [row.cells["id", ""].value for row in rows if ("id", "") in row.cells]
    register = Register(
        all_records(options.within),
        frozenset(id for id in given if isinstance(id, str)),
        lenient=options.references == "lenient",
    )
    dates = _dates(sheet, rows, options.dates)
    return Reading(dates, kind, register, options.within is not None), rows


_OF_DATES: Final = ("when", "first_day", "last_day", "previous_when")


def _dates(sheet: Sheet, rows: Sequence[Row], style: DateStyle | None) -> Dates:
    """Return how the dates of all rows are read, and note an order that they have decided."""
    cells = [cell for row in rows for key in _OF_DATES if (cell := row.cell(key))]
    texts = [
        text for cell in cells if isinstance(cell.value, str) for text in split_list(cell.value)
    ]
    dates = dates_of(texts, style)
    if style is None and dates.order and any(map(is_ambiguous, texts)):
        decided = (
            f"the dates in figures are read {dates.order.value}, as all of them together allow"
        )
        sheet.notes.append(Note(sheet.file, cells[0].line, None, cells[0].header, decided))
    return dates


def _introduce(row: Row, register: Register) -> None:
    for column in COLUMNS:
        cell = row.cells.get((column.key, ""))
        if column.names is not None and cell is not None and isinstance(cell.value, str):
            members = [cell.value] if column.key == "place" else split_list(cell.value)
            for member in members:
                register.introduce(mention(member), column.names, cell)


def _event(row: Row, reading: Reading, lines: dict[str, int], links: list[Link]) -> Event | None:
    """Return the event of a row, or None where something is wrong; collect its links."""
    problems_before = len(row.sheet.problems)
    fields = {
        column.field: column.read(row, column.key, reading) for column in COLUMNS if column.read
    }
    _check_cells(row, fields["kind"])
    first_known = _earliest(fields["when"], fields["previous_when"])
    id = _id(row, fields["title"], first_known, fields["entries"])
    event = None
    if id is not None:
        _refuse_taken(row, id, reading, lines)
        if fields["title"] is not None and fields["kind"] is not None:
            event = _built(row, {**fields, "id": id})
    own_id = event.id if event else _NO_ID
    for column in COLUMNS:
        links += column.link(row, column.key, reading, own_id) if column.link else ()
    return event if len(row.sheet.problems) == problems_before else None


def _check_cells(row: Row, kind: EventKind | None) -> None:
    """Take up what a row lacks, and what an event of its kind has no use for."""
    if row.cell("title") is None:
        row.sheet.refuse(row.line, "Title", None, "a title")
    if kind is None and row.cell("kind") is None:
        expected = "a kind of event, or `kind` for all that have none"
        row.sheet.refuse(row.line, "Kind", None, expected)
    person = row.cell("person")
    if person is not None:
        person.refuse(person.value, "a column for posts beside it, or a participant")
    if kind is not None and kind not in MEETING_KINDS:
        _refuse_of_meetings(row, kind)


def _refuse_of_meetings(row: Row, kind: EventKind) -> None:
    kinds = ", ".join(sorted(MEETING_KINDS))
    for (key, _), cell in row.cells.items():
        if key in OF_MEETINGS:
            expected = f"nothing here for an event of the kind {kind.value}; only {kinds} have it"
            cell.refuse(cell.value, expected)


def _earliest(when: When | None, previous: Sequence[When]) -> When | None:
    """Return the earliest date known, which an event keeps when it is moved."""
    known = [*([] if when is None else [when]), *previous]
    return min(known, key=lambda date: date.sort_key, default=None)


def _id(
    row: Row,
    title: Mapping[str, str] | None,
    when: When | None,
    entries: Iterable[SeriesEntry],
) -> str | None:
    given = row.text("id")
    if given is not None:
        return given
    for entry in entries:
        if entry.number is not None:
            return f"{entry.series}-{entry.number}"
    if title is None:
        return None
    words = title.get("en") or title[min(title)]
    ends = [] if when is None else [end for end in when.ends if end is not None]
    digits = re.findall("[0-9]+", ends[0].text) if ends else []
    return "-".join([*digits, slugify(words)])


def _refuse_taken(row: Row, id: str, reading: Reading, lines: dict[str, int]) -> None:
    """Refuse an id that another row has, or a record that is no event."""
    first = lines.setdefault(id, row.line)
    known = reading.register.known.get(id)
    if first != row.line:
        taken = f"line {first} has it too"
    elif known is not None and not isinstance(known, Event):
        taken = f"it is that of a {type(known).__name__.lower()}"
    else:
        return
    cell = row.cell("id")
    if cell is not None:
        cell.refuse(id, f"an id of its own; {taken}")
    else:
        expected = f"an id in a column 'Id', since the one made of this row won't do: {taken}"
        row.sheet.refuse(row.line, "Id", id, expected)


def _built(row: Row, fields: dict[str, Any]) -> Event | None:
    cls = Meeting if fields["kind"] in MEETING_KINDS else Event
    if cls is Event:
        fields = {key: value for key, value in fields.items() if key not in OF_MEETINGS}
    try:
        return cls(**fields)
    except RecordError as error:
        for problem in error.problems:
            _refuse_field(row, problem)
    return None


def _refuse_field(row: Row, problem: Problem) -> None:
    """Take up a problem of a record at the cell that its field comes from."""
    field = re.split(r"[.\[]", problem.path or "id")[0]
    cells = (row.cell(column.key) for column in COLUMNS if column.field == field)
    cell = next((cell for cell in cells if cell is not None), None)
    if cell is None:
        row.sheet.refuse(row.line, field, problem.found, problem.expected)
    else:
        cell.refuse(problem.found, problem.expected)


def _with_parent(event: Event, row: Row, reading: Reading, lines: Mapping[str, int]) -> Event:
    text = row.text("parent")
    if text is None:
        return event
    cell, (name, id) = row.cells["parent", ""], mention(text)
    if id:
        if id not in lines and not isinstance(reading.register.known.get(id), Event):
            cell.refuse(id, "the id of an event, of this sheet or known")
        return attrs.evolve(event, parent=id)
    bearers = reading.register.names.bearers(name, *EVENTS)
    if len(bearers) == 1:
        return attrs.evolve(event, parent=bearers[0])
    expected = "the title or the id of an event, of this sheet or known"
    cell.refuse(text, ambiguous(name, bearers) if bearers else expected)
    return event


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


# Writing


class Heading(NamedTuple):
    """The head of one column: its column, the language of its words, what is printed."""

    column: Column
    lang: str | None
    text: str


class Table(NamedTuple):
    """Headings, and for each event its id and a text for each of them."""

    headings: tuple[Heading, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


def table(chronicle: Chronicle, lang: str, losses: LossCounter) -> Table:
    """Return the table of a chronicle's events, by date, and note what it can't carry."""
    links: dict[str, list[Link]] = {}
    for link in _links(chronicle):
        links.setdefault(link.event, []).append(link)
    out = Writing(lang, Names(all_records(chronicle)), losses, links)
    written = [(event, _cells(event, out)) for event in sorted(chronicle.events, key=_by_date)]
    headings = tuple(_headings([cells for _, cells in written], lang))
    _note_records_without_row(chronicle, losses)
    return Table(
        headings,
        tuple(
            (event.id, tuple(cells.get((head.column.key, head.lang), "") for head in headings))
            for event, cells in written
        ),
    )


def _links(chronicle: Chronicle) -> Iterator[Link]:
    yield from chronicle.participations
    yield from chronicle.delegations


def _by_date(event: Event) -> tuple[bool, tuple[int, int, str], str]:
    return event.when is None, event.when.sort_key if event.when else (0, 0, ""), event.id


def _cells(event: Event, out: Writing) -> dict[tuple[str, str | None], str]:
    """Return the texts of one event's row, by column and language."""
    cells: dict[tuple[str, str | None], str] = {}
    for column in COLUMNS:
        if column.write:
            text = column.write(event, column.key, out)
            texts = {None: text} if isinstance(text, str) else text
            cells |= {(column.key, lang): words for lang, words in texts.items()}
    if event.references:
        count = len(event.references)
        out.losses.add("Event.references", event.id, "a row has no room for it", count)
    if event.commemoration:
        out.losses.add("Event.commemoration", event.id, "a row has no room for it")
    return cells


def _headings(rows: Sequence[Mapping[tuple[str, str | None], str]], lang: str) -> Iterable[Heading]:
    used = {key for row in rows for key in row}
    for column in COLUMNS:
        if column.write and not column.by_language:
            yield Heading(column, None, column.header(lang))
        elif column.write:
            tags = {tag for key, tag in used if key == column.key and tag} or {str(lang)}
            for tag in sorted(tags, key=lambda tag: (tag != lang, tag != "en", tag)):
                yield Heading(column, tag, column.header(lang, tag))


_NAME_ALONE = "only its name is kept, beside its events"
_WITHOUT_ROWS: Mapping[type[Record], str] = {
    Place: "only its name and country are kept, beside its events",
    Organisation: _NAME_ALONE,
    Official: _NAME_ALONE,
    Series: _NAME_ALONE,
    Membership: "the sheet has events alone",
}


def _note_records_without_row(chronicle: Chronicle, losses: LossCounter) -> None:
    """Note the records that are no events, of which a sheet has the names at most."""
    for record in chronicle:
        reason = _WITHOUT_ROWS.get(type(record))
        if reason is not None:
            losses.add(type(record).__name__, record.id, reason)
    own = {event.id for event in chronicle.events}
    for link in _links(chronicle):
        if link.event not in own:
            reason = "its event is not among those written"
            losses.add(type(link).__name__, link.id, reason)
