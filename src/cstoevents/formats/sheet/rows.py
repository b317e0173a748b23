"""A chronicle from the rows of a sheet: of events, or of people and posts.

Reading goes over the rows three times, so that their order doesn't matter: to learn
which records they add (``Name [id]``), to make an event of each, and to link what is
part of something else. Everything that is wrong is reported at once.

A sheet is one of people and posts if it has a column for posts. Each row is then a
membership, and people whom nobody knows become records of their names too. An empty end
means that the term goes on, as people leave it empty for those who are in office.
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
from cstoevents.errors import InputError, Problem, RecordError, WhenError
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
from cstoevents.formats.sheet.fields import OF_MEETINGS, Link, Reading, read_sources
from cstoevents.formats.sheet.headers import Header, Placed, placed
from cstoevents.formats.sheet.names import (
    EVENTS,
    Register,
    all_records,
    ambiguous,
    mention,
)
from cstoevents.records import (
    Delegation,
    Event,
    Meeting,
    Membership,
    Official,
    Organisation,
    Record,
    rules,
)
from cstoevents.records.rules import slugify
from cstoevents.records.values import SeriesEntry
from cstoevents.records.vocabularies import MEETING_KINDS, EventKind
from cstoevents.wording.words import post_of

__all__ = ["Options", "chronicle_of"]


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
        cells: dict[str, dict[str, Cell]] = {}
        for position, header, column, lang in columns:
            value = _content(line.cells[position], column) if position < len(line.cells) else ""
            if value != "":
                cell = Cell(value, line.number, position, header, lang, sheet)
                cells.setdefault(column.key, {})[lang if column.by_language else ""] = cell
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
    if _is_of_posts(rows):
        return _chronicle(_memberships(rows, reading), reading, sheet, options)
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
    given = [cell.value for row in rows if (cell := row.cell("id"))]
    register = Register(
        all_records(options.within),
        {id for id in given if isinstance(id, str)},
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


_NAMING: Final = {column.key: column.names for column in COLUMNS if column.names}


def _introduce(row: Row, register: Register) -> None:
    for key, cls in _NAMING.items():
        cell = row.cell(key)
        if cell is not None and isinstance(cell.value, str):
            members = [cell.value] if key == "place" else split_list(cell.value)
            for member in members:
                register.introduce(mention(member), cls, cell)


_FIELD_OF: Final = {column.key: column.field for column in COLUMNS}


def _event(row: Row, reading: Reading, lines: dict[str, int], links: list[Link]) -> Event | None:
    """Return the event of a row, or None where something is wrong; collect its links."""
    problems_before = len(row.sheet.problems)
    given = {_FIELD_OF[key] for key in row.cells} | {"kind"}
    fields = {
        column.field: column.read(row, column.key, reading)
        for column in COLUMNS
        if column.read and column.field in given
    }
    kind, title = fields["kind"], fields.get("title")
    _check_cells(row, kind)
    first_known = _earliest(fields.get("when"), fields.get("previous_when", ()))
    id = _id(row, title, first_known, fields.get("entries", ()))
    event = None
    if id is not None:
        _refuse_taken(row, id, reading, lines)
        if title is not None and kind is not None:
            event = _built(row, {**fields, "id": id})
    own_id = event.id if event else _NO_ID
    for column in COLUMNS:
        if column.link and column.key in row.cells:
            links += column.link(row, column.key, reading, own_id)
    return event if len(row.sheet.problems) == problems_before else None


def _check_cells(row: Row, kind: EventKind | None) -> None:
    """Take up what a row lacks, and what an event of its kind has no use for."""
    if row.cell("title") is None:
        row.refuse("Title", None, "a title")
    if kind is None and row.cell("kind") is None:
        expected = "a kind of event, or `kind` for all that have none"
        row.refuse("Kind", None, expected)
    person = row.cell("person")
    if person is not None:
        person.refuse(person.value, "a column for posts beside it, or a participant")
    if kind is not None and kind not in MEETING_KINDS:
        _refuse_of_meetings(row, kind)


def _refuse_of_meetings(row: Row, kind: EventKind) -> None:
    kinds = ", ".join(sorted(MEETING_KINDS))
    expected = f"nothing here for an event of the kind {kind.value}; only {kinds} have it"
    for key in row.cells.keys() & OF_MEETINGS:
        for cell in row.cells[key].values():
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
        row.refuse("Id", id, expected)


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
        row.refuse(field, problem.found, problem.expected)
    else:
        cell.refuse(problem.found, problem.expected)


def _with_parent(event: Event, row: Row, reading: Reading, lines: Mapping[str, int]) -> Event:
    text = row.text("parent")
    if text is None:
        return event
    cell, (name, id) = row.cells["parent"][""], mention(text)
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


# People and posts

_OF_POSTS: Final = frozenset(
    {"id", "person", "title", "post", "organisers", "when", "first_day", "last_day"}
    | {"sources", "note", "row_number"}
)


def _is_of_posts(rows: Sequence[Row]) -> bool:
    """Whether rows are of people and posts, and not of events."""
    return any(row.cell("post") for row in rows)


def _memberships(rows: Sequence[Row], reading: Reading) -> list[Membership]:
    """Return the membership of each row, and take up what is wrong with them."""
    lines: dict[str, int] = {}
    memberships = []
    for row in rows:
        problems_before = len(row.sheet.problems)
        made = _membership(row, reading)
        if made is None:
            continue
        first = lines.setdefault(made.id, row.line)
        if first != row.line:
            row.refuse("row", made.id, f"a term of its own; line {first} has it too")
        if len(row.sheet.problems) == problems_before:
            memberships.append(made)
    return memberships


def _membership(row: Row, reading: Reading) -> Membership | None:
    for key in row.cells.keys() - _OF_POSTS:
        for cell in row.cells[key].values():
            cell.refuse(cell.value, "nothing here in a sheet of people and posts")
    who = row.cell("person") or row.cell("title")
    organisation, post = row.cell("organisers"), row.text("post")
    for is_there, header, expected in (
        (who is not None, "Name", "the name of a person"),
        (post is not None, "Post", "a post"),
        (organisation is not None, "Organisation", "the organisation that the post is in"),
    ):
        if not is_there:
            row.refuse(header, None, expected)
    if who is None or organisation is None or post is None:
        return None
    name, body = who.text(), organisation.text()
    member = name and reading.register.find(name, Official, who)
    group = body and reading.register.find(body, Organisation, organisation)
    when = _term(row, reading)
    if not member or not group:
        return None
    return who.make(
        Membership,
        id=row.text("id"),
        member=member,
        organisation=group,
        role=post_of(post) or slugify(post),
        label=post,
        when=when,
        sources=read_sources(row, "sources", reading),
        note=row.words("note"),
    )


def _term(row: Row, reading: Reading) -> When | None:
    """Return the term of a row, from its first day to its last, or as one cell has it."""
    if row.cell("when") is not None:
        return row.when("when", reading.dates)
    first, last = (row.when(key, reading.dates) for key in ("first_day", "last_day"))
    if first is None and last is None:
        return None
    try:
        return When("/".join(_ends(first, last)))
    except WhenError as error:
        cell = row.cell("first_day") or row.cells["last_day"][""]
        cell.refuse(error.text, f"two ends of a term ({error.reason})")
    return None


def _ends(first: When | None, last: When | None) -> Iterator[str]:
    yield "" if first is None else first.text
    yield ".." if last is None else last.text
