"""From the rows of a sheet to records: one reader, whatever file the rows come from.

It goes over the rows three times, so that their order doesn't matter: to learn
which records they bring along (``Name [id]``), to make an event of each, and to
link what is part of something else. Everything that is wrong is reported at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

import attrs

from cstoevents._arguments import member_of, one_of
from cstoevents.chronicle import Chronicle
from cstoevents.dates import When
from cstoevents.errors import InputError, Problem, RecordError, WhenError
from cstoevents.formats.sheet import owned
from cstoevents.formats.sheet.cells import parted, parted_links
from cstoevents.formats.sheet.links import Links
from cstoevents.formats.sheet.names import EVENTS, everything, mention
from cstoevents.formats.sheet.reading import Cell, Cells, Reading, Row
from cstoevents.formats.sheet.register import Register, Where, ambiguous
from cstoevents.formats.sheet.sheet import Sheet
from cstoevents.records import (
    Event,
    Meeting,
    Organisation,
    Place,
    Record,
    Series,
    rules,
)
from cstoevents.records.rules import slugify
from cstoevents.records.values import SeriesEntry
from cstoevents.records.vocabularies import MEETING_KINDS, EventKind, PlaceKind

__all__ = ["chronicle_of"]

# Where a name that nobody bears makes a new record, and of which class.
_BRINGS: Final[Mapping[str, type[Record]]] = {
    "place": Place,
    "organisers": Organisation,
    "delegations": Organisation,
    "series": Series,
}
_OF_MEETINGS: Final = ("agenda", "access")
# Stands for an id that can't be made, so that the rest of the row is looked at all the same.
_NO_ID: Final = "x"


def chronicle_of(sheet: Sheet, reading: Reading) -> Chronicle:
    """Make a chronicle of a sheet's rows, or raise everything that is wrong with them."""
    one_of(("strict", "lenient"), reading.references, "references")
    rules.maybe_language(reading.lang)
    return _Reader(Cells(sheet, reading), reading, sheet.file).chronicle()


class _Reader:
    """Reads the rows of one sheet; keeps what it has made of them so far."""

    def __init__(self, cells: Cells, reading: Reading, file: str | None) -> None:
        self._cells = cells
        self._reading = reading
        self._file = file
        self._kind = None if reading.kind is None else member_of(EventKind, reading.kind, "kind")
        self._known = everything(reading.within)
        given = [row["id", ""].value for row in cells.rows if ("id", "") in row]
        ids = frozenset(id for id in given if isinstance(id, str))
        self._register = Register(self._known, ids, lenient=reading.references == "lenient")
        self._line_of: dict[str, int] = {}
        self._links = Links(cells, self._register.names, anybody_known=reading.within is not None)

    def chronicle(self) -> Chronicle:
        """Give the chronicle of the sheet, or raise every problem in it."""
        for row in self._cells.rows:
            self._introduce(row)
        events = [self._event(row) for row in self._cells.rows]
        for event in events:
            if event is not None:
                self._register.names.learn(event)
        linked = [
            event if event is None else self._part_of(event, row)
            for row, event in zip(self._cells.rows, events, strict=True)
        ]
        self._refuse_shared_ids()
        if self._cells.problems:
            raise InputError(sorted(self._cells.problems, key=lambda each: each.line or 0))
        own = [event for event in linked if event is not None]
        records = [*self._register.records(), *self._links.records(), *own]
        within, references = self._reading.within, self._reading.references
        try:
            return Chronicle(records, within=within, references=references)
        except InputError as error:
            problems = [attrs.evolve(each, file=self._file) for each in error.problems]
            raise type(error)(problems) from None

    def _introduce(self, row: Row) -> None:
        for key, cls in _BRINGS.items():
            cell = row.get((key, ""))
            if cell is not None and isinstance(cell.value, str):
                members = [cell.value] if key == "place" else parted(cell.value)
                for member in members:
                    self._register.introduce(mention(member), cls, self._where(cell))

    def _event(self, row: Row) -> Event | None:
        problems_before = len(self._cells.problems)
        kind = self._cells.word(row, "kind") if ("kind", "") in row else self._kind
        title = self._cells.words(row, "title")
        when = self._dates(row)
        entries = owned.entries(self._cells, row, self._series)
        fields: dict[str, Any] = {
            "title": title,
            "kind": kind,
            "when": when,
            "entries": entries,
            "description": self._cells.words(row, "description"),
            "start_time": self._cells.time(row, "start_time"),
            "end_time": self._cells.time(row, "end_time"),
            "timezone": self._cells.text(row, "timezone"),
            "status": self._cells.word(row, "status"),
            "previous_when": self._previous(row),
            "format": self._cells.word(row, "format"),
            "place": self._place(row),
            "organisers": self._named(row, "organisers"),
            "topics": [_as_keyword(topic) for topic in self._cells.list_of(row, "topics")],
            "outcomes": self._cells.texts(row, "outcomes"),
            "documents": owned.documents(self._cells, row),
            "identifiers": owned.identifiers(self._cells, row),
            "links": [link for link in parted_links(self._cells.text(row, "links") or "") if link],
            "sources": owned.sources(self._cells, row),
            "note": self._cells.words(row, "note"),
        }
        fields |= self._of_meetings(row, kind)
        if title is None:
            self._missing(row, "title", "Title", "a title")
        if kind is None and ("kind", "") not in row:
            self._missing(row, "kind", "Kind", "a kind of event, or `kind` for all that have none")
        id = self._id(row, title, when, entries)
        if id is not None:
            self._refuse_taken(row, id)
        event = None
        if id is not None and title is not None and kind is not None:
            event = self._built(row, {**fields, "id": id})
        senders = self._named(row, "delegations")
        self._links.read(row, _NO_ID if event is None else event.id, senders)
        return event if len(self._cells.problems) == problems_before else None

    def _missing(self, row: Row, key: str, header: str, expected: str) -> None:
        if not any(name == key for name, _ in row):
            self._cells.refuse_row(row, None, expected, header)

    def _refuse_taken(self, row: Row, id: str) -> None:
        """Refuse an id that another row has, or a record that is no event."""
        line = next(iter(row.values())).line
        first = self._line_of.setdefault(id, line)
        known = self._known.get(id)
        if first != line:
            taken = f"line {first} has it too"
        elif known is not None and not isinstance(known, Event):
            taken = f"it is that of a {type(known).__name__.lower()}"
        else:
            return
        cell = row.get(("id", ""))
        if cell is not None:
            self._cells.refuse(cell, id, f"an id of its own; {taken}")
        else:
            expected = f"an id in a column 'Id', since the one made of this row won't do: {taken}"
            self._cells.refuse_row(row, id, expected, "Id")

    def _built(self, row: Row, fields: dict[str, Any]) -> Event | None:
        cls = Meeting if fields["kind"] in MEETING_KINDS else Event
        if cls is Event:
            fields = {key: value for key, value in fields.items() if key not in _OF_MEETINGS}
        try:
            return cls(**fields)
        except RecordError as error:
            for problem in error.problems:
                key = re.split(r"[.\[]", problem.path or "id")[0]
                cell = next((cell for (name, _), cell in row.items() if name == key), None)
                if cell is None:
                    self._cells.refuse_row(row, problem.found, problem.expected, key)
                else:
                    self._cells.refuse(cell, problem.found, problem.expected)
        return None

    def _id(
        self,
        row: Row,
        title: Mapping[str, str] | None,
        when: When | None,
        entries: list[SeriesEntry],
    ) -> str | None:
        given = self._cells.text(row, "id")
        if given is not None:
            return given
        for entry in entries:
            if entry.number is not None:
                return f"{entry.series}-{entry.number}"
        if title is None:
            return None
        words = title.get("en") or title[min(title)]
        return "-".join([*_digits(when), slugify(words)])

    def _dates(self, row: Row) -> When | None:
        when = self._cells.when(row, "when")
        first, last = self._cells.when(row, "first_day"), self._cells.when(row, "last_day")
        cell = row.get(("first_day", "")) or row.get(("last_day", ""))
        if cell is None:
            return when
        if ("when", "") in row:
            self._cells.refuse(cell, _said(cell), "a date in one column, or its two ends in two")
        elif ("first_day", "") not in row:
            self._cells.refuse(cell, _said(cell), "a first day as well")
        elif last is None or first == last:
            return first
        elif first is not None:
            try:
                return When.between(first, last)
            except WhenError as error:
                self._cells.refuse(cell, error.text, f"two ends of a date ({error.reason})")
        return None

    def _previous(self, row: Row) -> list[When]:
        cell = row.get(("previous_when", ""))
        if cell is None:
            return []
        if isinstance(cell.value, When):
            return [cell.value]
        dates = [self._cells.date(cell, text) for text in self._cells.list_of(row, "previous_when")]
        return [date for date in dates if date is not None]

    def _find(
        self, cell: Cell, name: str, cls: type[Record], country: str | None = None
    ) -> str | None:
        return self._register.find(name, cls, self._where(cell), country)

    def _series(self, cell: Cell, name: str) -> str | None:
        return self._find(cell, name, Series)

    def _where(self, cell: Cell) -> Where:
        return Where(cell.column.words, cell.line, self._cells.refusing(cell))

    def _named(self, row: Row, key: str) -> list[str]:
        found = [
            self._find(row[key, ""], name, _BRINGS[key]) for name in self._cells.list_of(row, key)
        ]
        return [id for id in found if id is not None]

    def _place(self, row: Row) -> str | None:
        name, country = self._cells.text(row, "place"), self._cells.text(row, "country")
        code = None if country is None else self._country(row["country", ""], country)
        if name is not None:
            return self._find(row["place", ""], name, Place, code)
        if country is None or code is None:
            return None
        known = [
            id
            for id, record in sorted(self._known.items())
            if isinstance(record, Place)
            and record.kind is PlaceKind.COUNTRY
            and record.country == code
        ]
        return known[0] if len(known) == 1 else self._find(row["country", ""], country, Place, code)

    def _country(self, cell: Cell, text: str) -> str | None:
        if rules.COUNTRY.matches(text):
            return text
        codes = {
            place.country
            for id in self._register.names.bearers(text, Place)
            if isinstance(place := self._register.names.records[id], Place)
            and place.kind is PlaceKind.COUNTRY
            and place.country
        }
        if len(codes) == 1:
            return codes.pop()
        self._cells.refuse(cell, text, f"{rules.COUNTRY.expected}, or the name of a known country")
        return None

    def _of_meetings(self, row: Row, kind: EventKind | None) -> dict[str, Any]:
        if kind is None or kind in MEETING_KINDS:
            return {
                "agenda": self._cells.texts(row, "agenda"),
                "access": self._cells.word(row, "access"),
            }
        for (key, _), cell in row.items():
            if key in _OF_MEETINGS:
                kinds = ", ".join(sorted(MEETING_KINDS))
                expected = (
                    f"nothing here for an event of the kind {kind.value}; only {kinds} have it"
                )
                self._cells.refuse(cell, cell.value, expected)
        return {}

    def _part_of(self, event: Event, row: Row) -> Event:
        text = self._cells.text(row, "parent")
        if text is None:
            return event
        cell, said = row["parent", ""], mention(text)
        if said.id:
            if said.id not in self._line_of and not isinstance(self._known.get(said.id), Event):
                self._cells.refuse(cell, said.id, "the id of an event, of this sheet or known")
            return attrs.evolve(event, parent=said.id)
        bearers = self._register.names.bearers(said.name, *EVENTS)
        if len(bearers) == 1:
            return attrs.evolve(event, parent=bearers[0])
        expected = "the title or the id of an event, of this sheet or known"
        self._cells.refuse(cell, text, ambiguous(said.name, bearers) if bearers else expected)
        return event

    def _refuse_shared_ids(self) -> None:
        """Refuse an id that an event has and something else that the sheet brings along."""
        for id, line in self._register.brought().items():
            if id in self._line_of:
                expected = f"an id of its own; line {line} brings another record of this id along"
                problem = Problem(
                    file=self._file,
                    line=self._line_of[id],
                    path="Id",
                    found=id,
                    expected=expected,
                )
                self._cells.problems.append(problem)


def _as_keyword(text: str) -> str:
    """Give a topic in lower case, as keywords are, where it isn't one already."""
    return text if rules.KEYWORD.matches(text) else text.lower()


def _digits(when: When | None) -> Iterable[str]:
    """Give the numbers of a date's first known end, for an id."""
    ends = [] if when is None else [end for end in when.ends if end is not None]
    return re.findall("[0-9]+", ends[0].text) if ends else []


def _said(cell: Cell) -> str:
    return cell.value if isinstance(cell.value, str) else str(cell.value)
