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

from cstoevents import rules
from cstoevents.chronicle import Chronicle
from cstoevents.dates import When
from cstoevents.errors import InputError, Problem, RecordError, WhenError
from cstoevents.formats.flat.cells import numbered, parted, parted_links
from cstoevents.formats.flat.names import ANYBODY, EVENTS, Mention, everything, mention, role_of
from cstoevents.formats.flat.reading import Cell, Cells, Reading, Row
from cstoevents.formats.flat.register import Register, Where, ambiguous
from cstoevents.formats.flat.sheet import Sheet
from cstoevents.records import (
    Delegation,
    Event,
    Meeting,
    Official,
    Organisation,
    Participation,
    Place,
    Record,
    Series,
)
from cstoevents.rules import chosen, refused, slugify
from cstoevents.values import Document, Identifier, SeriesEntry, Source
from cstoevents.vocabularies import MEETING_KINDS, EventKind, ParticipationRole, PlaceKind

__all__ = ["read_sheet"]

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


def read_sheet(sheet: Sheet, reading: Reading) -> Chronicle:
    """Make a chronicle of a sheet's rows, or raise everything that is wrong with them."""
    if reading.references not in ("strict", "lenient"):
        raise refused(reading.references, "'strict' or 'lenient'", "references")
    rules.maybe_language(reading.lang)
    return _Reader(Cells(sheet, reading), reading, sheet.file).chronicle()


class _Reader:
    """Reads the rows of one sheet; keeps what it has made of them so far."""

    def __init__(self, cells: Cells, reading: Reading, file: str | None) -> None:
        self._cells = cells
        self._reading = reading
        self._file = file
        self._kind = None if reading.kind is None else chosen(reading.kind, EventKind)
        self._known = everything(reading.within)
        given = [row["id", ""].value for row in cells.rows if ("id", "") in row]
        ids = frozenset(id for id in given if isinstance(id, str))
        self._register = Register(self._known, ids, lenient=reading.references == "lenient")
        self._line_of: dict[str, int] = {}
        self._links: dict[str, Participation | Delegation] = {}

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
        records = [*self._register.records(), *self._links.values(), *own]
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
        entries = self._entries(row)
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
            "documents": self._documents(row),
            "identifiers": self._identifiers(row),
            "links": [link for link in parted_links(self._cells.text(row, "links") or "") if link],
            "sources": self._sources(row),
            "note": self._cells.words(row, "note"),
        }
        fields |= self._of_meetings(row, kind)
        if title is None:
            self._missing(row, "title", "Title", "a title")
        if kind is None and ("kind", "") not in row:
            self._missing(row, "kind", "Kind", "a kind of event, or `kind` for all that have none")
        id = self._id(row, title, when, entries)
        self._participants(row, id)
        event = None
        if title is not None and kind is not None:
            event = self._built(row, {**fields, "id": id})
        first = self._line_of.setdefault(id, next(iter(row.values())).line)
        if first != next(iter(row.values())).line and id != _NO_ID:
            self._twice(row, id, first)
        return event if len(self._cells.problems) == problems_before else None

    def _missing(self, row: Row, key: str, header: str, expected: str) -> None:
        if not any(name == key for name, _ in row):
            self._cells.refuse_row(row, None, expected, header)

    def _twice(self, row: Row, id: str, first: int) -> None:
        cell = row.get(("id", ""))
        if cell is not None:
            self._cells.refuse(cell, id, f"an id of its own; line {first} has it too")
        else:
            expected = f"an id in a column 'Id'; the one made of this row is that of line {first}"
            self._cells.refuse_row(row, id, f"{expected} too", "Id")

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
    ) -> str:
        given = self._cells.text(row, "id")
        if given is not None:
            record = self._known.get(given)
            if record is not None and not isinstance(record, Event):
                what = type(record).__name__.lower()
                self._cells.refuse(
                    row["id", ""], given, f"the id of an event; it is one of a {what}"
                )
            return given
        for entry in entries:
            if entry.number is not None:
                return f"{entry.series}-{entry.number}"
        if title is None:
            return _NO_ID
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

    def _entries(self, row: Row) -> list[SeriesEntry]:
        series = parted(self._cells.text(row, "series") or "")
        numbers = parted(self._cells.text(row, "number") or "")
        labels = parted(self._cells.text(row, "label") or "")
        entries = []
        for position in range(max(len(series), len(numbers), len(labels))):
            key = "number" if position < len(numbers) else "label"
            name = series[position] if position < len(series) else ""
            number = numbers[position] if position < len(numbers) else ""
            label = labels[position] if position < len(labels) else ""
            read = numbered(number) if number else (None, None)
            if read is None:
                where = "'Label' takes what is none"
                self._cells.refuse(
                    row["number", ""], number, f"a number such as 41, 41st or XLI; {where}"
                )
                continue
            if not name:
                cell = row.get(("series", "")) or row[key, ""]
                self._cells.refuse(
                    cell, number or label, "the series that it counts in, for each number"
                )
                continue
            cell = row["series", ""]
            id = self._find(cell, name, Series)
            if id is not None:
                entry = self._cells.trying(
                    cell, SeriesEntry, series=id, number=read[0], label=label or read[1]
                )
                entries += [entry] if entry else []
        return entries

    def _find(
        self, cell: Cell, name: str, cls: type[Record], country: str | None = None
    ) -> str | None:
        return self._register.find(name, cls, self._where(cell), country)

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

    def _documents(self, row: Row) -> list[Document]:
        titles = self._cells.texts(row, "documents")
        links = parted_links(self._cells.text(row, "document_links") or "")
        documents = []
        for position in range(max(len(titles), len(links))):
            title = titles[position] if position < len(titles) else {}
            url = links[position] if position < len(links) else ""
            cell = row.get(("document_links", "")) if url else None
            if cell is None:
                cell = next(cell for (key, _), cell in row.items() if key == "documents")
            if not title:
                self._cells.refuse(cell, url or None, "a title for each link, in the same order")
                continue
            made = self._cells.trying(cell, Document, title=title, url=url or None)
            documents += [made] if made else []
        return documents

    def _sources(self, row: Row) -> list[Source]:
        members = parted_links(self._cells.text(row, "sources") or "")
        return [
            Source(url=member) if rules.URL.matches(member) else Source(citation=member)
            for member in members
            if member
        ]

    def _identifiers(self, row: Row) -> list[Identifier]:
        found = []
        for member in self._cells.list_of(row, "identifiers"):
            scheme, colon, name = member.partition(":")
            cell = row["identifiers", ""]
            if not colon or not name.strip():
                self._cells.refuse(cell, member, "scheme:identifier, such as 'wikidata:Q318693'")
                continue
            made = self._cells.trying(
                cell, Identifier, scheme=scheme.strip(), identifier=name.strip()
            )
            found += [made] if made else []
        return found

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

    # Who took part, and what belongs to what

    def _participants(self, row: Row, event: str) -> None:
        for name in self._cells.list_of(row, "chair"):
            self._participant(row["chair", ""], name, ParticipationRole.CHAIR, event)
        for member in self._cells.list_of(row, "participants"):
            name, role = role_of(member)
            self._participant(row["participants", ""], name, role, event)
        for sender in self._named(row, "delegations"):
            self._link(Delegation(event=event, on_behalf_of=sender))

    def _participant(
        self, cell: Cell, text: str, role: ParticipationRole | None, event: str
    ) -> None:
        said, people = mention(text), self._register.names
        if said.id and self._reading.within is None and said.id not in people.records:
            # Where nobody is known every participant is kept in words, brackets and all.
            said = Mention(text, "")
        bearers = people.bearers(said.name, *ANYBODY) if said.id is None else [said.id]
        bearers = [id for id in bearers if id]
        if len(bearers) > 1:
            self._cells.refuse(cell, text, ambiguous(said.name, bearers))
            return
        if not bearers:
            words = {cell.column.words: said.name}
            made = self._cells.trying(
                cell, Participation, event=event, description=words, role=role
            )
            if made is not None:
                self._link(made)
            return
        record = people.records.get(bearers[0])
        if isinstance(record, Official):
            self._link(Participation(event=event, official=record.id, role=role))
        elif isinstance(record, Organisation):
            self._link(Participation(event=event, organisation=record.id, role=role))
        else:
            expected = "the id of a known person or organisation, or a name without brackets"
            self._cells.refuse(cell, text, expected)

    def _link(self, link: Participation | Delegation) -> None:
        """Keep a link once; words that make the id of another link get one of their own."""
        if self._links.setdefault(link.id, link) == link:
            return
        if isinstance(link, Participation) and link.description is not None:
            words = f"{slugify(str(link.description))}--in-words"
            link = attrs.evolve(link, id="--".join(filter(None, [link.event, words, link.role])))
        self._links[link.id] = link

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
