"""From a chronicle to the one-sheet table: a row of texts for each event."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from cstoevents.chronicle import Chronicle
from cstoevents.formats.losses import LossCounter
from cstoevents.formats.sheet.cells import joined, joined_links, sheet_safe_url
from cstoevents.formats.sheet.columns import COLUMNS, Column
from cstoevents.formats.sheet.names import ANYBODY, EVENTS, Names, country_of, everything
from cstoevents.formats.sheet.words import word
from cstoevents.records import (
    Delegation,
    Event,
    Membership,
    Official,
    Organisation,
    Participation,
    Place,
    Series,
)
from cstoevents.records.rules import URL
from cstoevents.records.values import Source, Text
from cstoevents.records.vocabularies import ParticipationRole
from cstoevents.wording import in_words
from cstoevents.wording.numerals import Language

__all__ = ["Heading", "Table", "table"]


class Heading(NamedTuple):
    """The head of one column: its column, the language of its words, what is printed."""

    column: Column
    words: str | None
    text: str


class Table(NamedTuple):
    """Headings, and for each event its id and a text for each of them."""

    headings: tuple[Heading, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


def table(chronicle: Chronicle, lang: Language, losses: LossCounter) -> Table:
    """Make the table of a chronicle's events, by date, and note what it can't carry."""
    events = sorted(chronicle.events, key=_by_date)
    headings = tuple(_headings(events, lang))
    writer = _Writer(chronicle, lang, losses)
    rows = []
    for event in events:
        cells = writer.cells(event)
        row = tuple(cells.get((heading.column.key, heading.words), "") for heading in headings)
        rows.append((event.id, row))
    writer.note_what_has_no_row()
    return Table(headings, tuple(rows))


def _by_date(event: Event) -> tuple[bool, tuple[int, int, str], str]:
    return event.when is None, event.when.sort_key if event.when else (0, 0, ""), event.id


def _headings(events: Sequence[Event], lang: Language) -> Iterator[Heading]:
    for column in COLUMNS:
        if column.key in _NEVER_WRITTEN:
            continue
        if not column.by_language:
            yield Heading(column, None, column.header(lang))
            continue
        used = {tag for event in events for text in _texts(event, column.key) for tag in text}
        for tag in sorted(used or {lang}, key=lambda tag: (tag != lang, tag != "en", tag)):
            yield Heading(column, tag, column.header(lang, tag))


# A date is one cell; two are for people who keep their sheets so.
_NEVER_WRITTEN = frozenset({"first_day", "last_day"})


def _texts(event: Event, key: str) -> Iterable[Text]:
    value = (
        [document.title for document in event.documents]
        if key == "documents"
        else getattr(event, key, None)
    )
    return () if value is None else [value] if isinstance(value, Text) else value


class _Writer:
    """Makes the cells of events, one after the other, and notes losses as it goes."""

    def __init__(self, chronicle: Chronicle, lang: Language, losses: LossCounter) -> None:
        self._chronicle = chronicle
        self._lang: Language = lang
        self._losses = losses
        self._names = Names(everything(chronicle))
        self._participations: dict[str, list[Participation]] = {}
        self._delegations: dict[str, list[Delegation]] = {}
        for participation in chronicle.participations:
            self._participations.setdefault(participation.event, []).append(participation)
        for delegation in chronicle.delegations:
            self._delegations.setdefault(delegation.event, []).append(delegation)

    def cells(self, event: Event) -> dict[tuple[str, str | None], str]:
        """Give the texts of one event's row, by column and language."""
        plain = {**self._itself(event), **self._neighbours(event), **self._owned(event)}
        cells: dict[tuple[str, str | None], str] = {(key, None): plain[key] for key in plain}
        for column in COLUMNS:
            if column.by_language:
                texts = list(_texts(event, column.key))
                for tag in {tag for text in texts for tag in text}:
                    words = [text.get(tag) for text in texts]
                    kept = [self._kept(column.what, event.id, each or "") for each in words]
                    alone = isinstance(getattr(event, column.key, None), Text)
                    cells[column.key, tag] = kept[0] if alone else joined(kept)
        for what, lost in (
            ("Event.references", event.references),
            ("Event.commemoration", event.commemoration),
        ):
            if lost:
                self._losses.add(what, event.id, "a row has no room for it", _count(lost))
        return cells

    def _itself(self, event: Event) -> dict[str, str]:
        lang = self._lang
        words = {
            name: word(value, lang)
            for name in ("kind", "status", "format", "access")
            if (value := getattr(event, name, None)) is not None
        }
        return words | {
            "id": event.id,
            "when": str(event.when or ""),
            "in_words": in_words(event.when, self._lang) if event.when else "",
            "start_time": "" if event.start_time is None else event.start_time.isoformat(),
            "end_time": "" if event.end_time is None else event.end_time.isoformat(),
            "timezone": event.timezone or "",
            "previous_when": joined(map(str, event.previous_when)),
            "topics": joined(event.topics),
        }

    def _neighbours(self, event: Event) -> dict[str, str]:
        named = self._named
        place = self._names.records.get(event.place or "")
        took_part = self._participations.get(event.id, [])
        chairs = [each for each in took_part if each.role is ParticipationRole.CHAIR]
        others = [each for each in took_part if each.role is not ParticipationRole.CHAIR]
        senders = [self._sender(delegation) for delegation in self._delegations.get(event.id, [])]
        return {
            "place": named(event.place, Place) if event.place else "",
            "country": (country_of(place, self._names.records) or "")
            if isinstance(place, Place)
            else "",
            "organisers": joined(named(id, Organisation) for id in event.organisers),
            "series": joined(named(entry.series, Series) for entry in event.entries),
            "parent": named(event.parent, *EVENTS) if event.parent else "",
            "chair": joined(self._once(chairs, self._who, "Participation")),
            "participants": joined(self._once(others, self._who_and_how, "Participation")),
            "delegations": joined(senders),
        }

    def _owned(self, event: Event) -> dict[str, str]:
        numbers = [None if one.number is None else str(one.number) for one in event.entries]
        labels = [self._kept("Event.entries", event.id, one.label or "") for one in event.entries]
        for document in event.documents:
            if document.kind or document.lang or document.date or document.media_type:
                self._losses.add("Event.documents", event.id, "only titles and links are kept")
        return {
            "number": joined(numbers),
            "label": joined(labels),
            "document_links": joined_links(
                self._link("Event.documents", event.id, document.url or "")
                for document in event.documents
            ),
            "links": joined_links(self._link("Event.links", event.id, url) for url in event.links),
            "sources": joined_links(self._source(event.id, source) for source in event.sources),
            "identifiers": joined(
                f"{one.scheme}:{self._kept('Event.identifiers', event.id, one.identifier)}"
                for one in event.identifiers
            ),
        }

    def _named(self, id: str, *classes: type) -> str:
        return self._names.written(id, self._lang, *classes)

    def _kept(self, what: str, id: str, text: str) -> str:
        kept = text.strip()
        if kept != text:
            self._losses.add(what, id, "blanks at the ends of a text are not kept")
        return kept

    def _link(self, what: str, id: str, url: str) -> str:
        safe = sheet_safe_url(url)
        if safe != url:
            self._losses.add(what, id, "in a list, what would part it is percent-encoded")
        return safe

    def _source(self, id: str, source: Source) -> str:
        rest = (source.title, source.publisher, source.published, source.retrieved)
        both = source.url and source.citation
        if both or source.lang or source.field or any(rest):
            self._losses.add("Event.sources", id, "only the link, or else the citation, is kept")
        if source.url:
            return self._link("Event.sources", id, source.url)
        citation = self._kept("Event.sources", id, source.citation or "")
        if URL.matches(citation):
            self._losses.add("Event.sources", id, "a citation that is an address becomes a link")
        return citation

    def _sender(self, delegation: Delegation) -> str:
        details = {
            name
            for name in ("name", "level", "size", "sources", "note")
            if getattr(delegation, name)
        }
        made = Delegation(event=delegation.event, on_behalf_of=delegation.on_behalf_of)
        if details or made.id != delegation.id:
            self._losses.add("Delegation", delegation.id, "only who sent it is kept")
        return self._named(delegation.on_behalf_of, Organisation)

    def _once(
        self, records: list[Participation], wording: Callable[[Participation], str], what: str
    ) -> list[str]:
        worded: dict[str, None] = {}
        for record in records:
            words = wording(record)
            if words in worded:
                self._losses.add(what, record.id, "who is named twice in a row is kept once")
            worded[words] = None
        return list(worded)

    def _who(self, participation: Participation) -> str:
        details = ("capacity", "on_behalf_of", "delegation", "reports", "format", "sources", "note")
        made = Participation(
            event=participation.event,
            official=participation.official,
            organisation=participation.organisation,
            description=participation.description,
            role=participation.role,
        )
        if made.id != participation.id or any(getattr(participation, name) for name in details):
            self._losses.add(
                "Participation", participation.id, "only the name and the role are kept"
            )
        who = participation.official or participation.organisation
        if who:
            return self._named(who, *ANYBODY)
        words = participation.description
        assert words is not None
        if set(words) != {self._lang}:
            what = "Participation.description"
            self._losses.add(what, participation.id, f"words are taken to be '{self._lang}' alone")
        said = self._kept("Participation.description", participation.id, words.best(self._lang))
        return self._names.written_words(said)

    def _who_and_how(self, participation: Participation) -> str:
        who = self._who(participation)
        role = participation.role
        return f"{who} ({word(role, self._lang)})" if role else who

    def note_what_has_no_row(self) -> None:
        """Note the records that are no events, of which a sheet has the names at most."""
        for cls, reason in _WITHOUT_ROWS.items():
            for record in self._chronicle:
                if type(record) is cls:
                    self._losses.add(cls.__name__, record.id, reason)
        own = {event.id for event in self._chronicle.events}
        links: list[Participation | Delegation] = [*self._chronicle.participations]
        links += self._chronicle.delegations
        for link in links:
            if link.event not in own:
                reason = "its event is not among those written"
                self._losses.add(type(link).__name__, link.id, reason)


_NAME_ALONE = "only its name is kept, beside its events"
_WITHOUT_ROWS: dict[type[Place | Organisation | Official | Series | Membership], str] = {
    Place: "only its name and country are kept, beside its events",
    Organisation: _NAME_ALONE,
    Official: _NAME_ALONE,
    Series: _NAME_ALONE,
    Membership: "the sheet has events alone",
}


def _count(value: object) -> int:
    return len(value) if isinstance(value, tuple) else 1
