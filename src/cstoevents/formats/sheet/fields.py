"""How each field of an event is read from the cells of a row, and written into them.

Some fields take several columns: the function of the first of them reads all. A
function that reads takes up what is wrong with a cell and goes on; one that writes notes
what is lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, TypeAlias

import attrs

from cstoevents.dates import When
from cstoevents.errors import WhenError
from cstoevents.formats.losses import LossCounter
from cstoevents.formats.sheet.cells import (
    Cell,
    Row,
    join_links,
    join_list,
    numbered,
    safe_link,
    split_links,
    split_list,
)
from cstoevents.formats.sheet.dates import Dates
from cstoevents.formats.sheet.names import (
    EVENTS,
    PARTICIPANTS,
    Names,
    Register,
    ambiguous,
    country_of,
    mention,
    split_role,
)
from cstoevents.records import (
    Delegation,
    Event,
    Official,
    Organisation,
    Participation,
    Place,
    Record,
    Series,
    rules,
)
from cstoevents.records.values import Document, Identifier, SeriesEntry, Source, Text
from cstoevents.records.vocabularies import (
    Access,
    EventFormat,
    EventKind,
    EventStatus,
    ParticipationRole,
    PlaceKind,
)
from cstoevents.wording import in_words
from cstoevents.wording.words import word

__all__ = ["OF_MEETINGS", "Link", "Reading", "Writing"]

Link: TypeAlias = Participation | Delegation

OF_MEETINGS: Final = frozenset({"agenda", "access"})
"""The columns that only meetings have."""


@attrs.frozen(slots=True, eq=False)
class Reading:
    """What the reading of a cell depends on beyond its row."""

    dates: Dates
    kind: EventKind | None
    register: Register
    are_names_known: bool


@attrs.frozen(slots=True, eq=False)
class Writing:
    """What the writing of a cell depends on beyond its event, and where losses are noted."""

    lang: str
    names: Names
    losses: LossCounter
    links: Mapping[str, Sequence[Link]]

    def name(self, id: str, *classes: type[Record]) -> str:
        """Return what stands for a record."""
        return self.names.written(id, self.lang, *classes)

    def text(self, what: str, id: str, text: str | None) -> str:
        """Return a text without blanks at its ends, and note it if there were some."""
        kept = (text or "").strip()
        if kept != (text or ""):
            self.losses.add(what, id, "blanks at the ends of a text are not kept")
        return kept

    def link(self, what: str, id: str, url: str | None) -> str:
        """Return a web address that stays one in a list, and note it if it had to change."""
        safe = safe_link(url or "")
        if safe != (url or ""):
            self.losses.add(what, id, "in a list, what would split it is percent-encoded")
        return safe


# Words and lists of them


def read_text(row: Row, key: str, _: Reading) -> str | None:
    return row.text(key)


def write_text(event: Event, key: str, _: Writing) -> str:
    return getattr(event, key) or ""


def read_words(row: Row, key: str, _: Reading) -> dict[str, str] | None:
    return row.words(key)


def write_words(event: Event, key: str, out: Writing) -> dict[str, str]:
    text: Mapping[str, str] = getattr(event, key) or {}
    return {lang: out.text(f"Event.{key}", event.id, words) for lang, words in text.items()}


def read_list_of_words(row: Row, key: str, _: Reading) -> list[dict[str, str]]:
    return row.texts(key)


def write_list_of_words(event: Event, key: str, out: Writing) -> dict[str, str]:
    return _by_language(event, key, getattr(event, key, ()), out)


def _by_language(event: Event, key: str, texts: Sequence[Text], out: Writing) -> dict[str, str]:
    what = f"{'Meeting' if key in OF_MEETINGS else 'Event'}.{key}"
    return {
        lang: join_list(out.text(what, event.id, text.get(lang)) for text in texts)
        for lang in {lang for text in texts for lang in text.languages}
    }


def read_topics(row: Row, key: str, _: Reading) -> list[str]:
    return [topic if rules.KEYWORD.matches(topic) else topic.lower() for topic in row.members(key)]


def write_topics(event: Event, _: str, __: Writing) -> str:
    return join_list(event.topics)


# Words of vocabularies

_VOCABULARIES: Final[Mapping[str, type[Any]]] = {
    "kind": EventKind,
    "status": EventStatus,
    "format": EventFormat,
    "access": Access,
}


def read_choice(row: Row, key: str, _: Reading) -> Any:
    return row.choice(key, _VOCABULARIES[key])


def write_choice(event: Event, key: str, out: Writing) -> str:
    member = getattr(event, key, None)
    return "" if member is None else word(member, out.lang)


def read_kind(row: Row, key: str, reading: Reading) -> Any:
    return reading.kind if row.cell(key) is None else read_choice(row, key, reading)


# Dates and times


def read_when(row: Row, key: str, reading: Reading) -> When | None:
    when = row.when(key, reading.dates)
    first = row.when("first_day", reading.dates)
    last = row.when("last_day", reading.dates)
    cell = row.cell("first_day") or row.cell("last_day")
    if cell is None:
        return when
    if row.cell(key) is not None:
        cell.refuse(_shown(cell), "a date in one column, or its two ends in two")
    elif row.cell("first_day") is None:
        cell.refuse(_shown(cell), "a first day as well")
    elif last is None or first == last:
        return first
    elif first is not None:
        try:
            return When.between(first, last)
        except WhenError as error:
            cell.refuse(error.text, f"two ends of a date ({error.reason})")
    return None


def _shown(cell: Cell) -> str:
    return cell.value if isinstance(cell.value, str) else str(cell.value)


def write_when(event: Event, _: str, __: Writing) -> str:
    return str(event.when or "")


def write_when_in_words(event: Event, _: str, out: Writing) -> str:
    return in_words(event.when, out.lang) if event.when else ""


def read_previous(row: Row, key: str, reading: Reading) -> list[When]:
    cell = row.cell(key)
    if cell is None:
        return []
    if isinstance(cell.value, When):
        return [cell.value]
    dates = [cell.date(text, reading.dates) for text in row.members(key)]
    return [date for date in dates if date is not None]


def write_previous(event: Event, _: str, __: Writing) -> str:
    return join_list(map(str, event.previous_when))


def read_time(row: Row, key: str, _: Reading) -> Any:
    return row.time(key)


def write_time(event: Event, key: str, _: Writing) -> str:
    time = getattr(event, key)
    return "" if time is None else time.isoformat()


# Places and organisers


def read_place(row: Row, key: str, reading: Reading) -> str | None:
    place, country = row.cell(key), row.cell("country")
    name, country_name = row.text(key), row.text("country")
    register = reading.register
    code = None if country is None else _country_code(country, country_name, register)
    if place is not None and name is not None:
        return register.find(name, Place, place, code)
    if place is not None or country is None or country_name is None or code is None:
        return None
    known = [
        id
        for id, record in sorted(register.known.items())
        if isinstance(record, Place) and record.kind is PlaceKind.COUNTRY and record.country == code
    ]
    return known[0] if len(known) == 1 else register.find(country_name, Place, country, code)


def _country_code(cell: Cell, text: str | None, register: Register) -> str | None:
    if text is None or rules.COUNTRY.matches(text):
        return text
    places = (register.names.records[id] for id in register.names.bearers(text, Place))
    codes = {
        place.country
        for place in places
        if isinstance(place, Place) and place.kind is PlaceKind.COUNTRY and place.country
    }
    if len(codes) == 1:
        return codes.pop()
    cell.refuse(text, f"{rules.COUNTRY.expected}, or the name of a known country")
    return None


def write_place(event: Event, _: str, out: Writing) -> str:
    return out.name(event.place, Place) if event.place else ""


def write_country(event: Event, _: str, out: Writing) -> str:
    place = out.names.records.get(event.place or "")
    return (country_of(place, out.names.records) or "") if isinstance(place, Place) else ""


def read_organisations(row: Row, key: str, reading: Reading) -> list[str]:
    found = [
        reading.register.find(name, Organisation, row.cells[key][""]) for name in row.members(key)
    ]
    return [id for id in found if id is not None]


def write_organisers(event: Event, _: str, out: Writing) -> str:
    return join_list(out.name(id, Organisation) for id in event.organisers)


# Numbers in series


def read_entries(row: Row, key: str, reading: Reading) -> list[SeriesEntry]:
    series = split_list(row.text(key) or "")
    numbers = split_list(row.text("number") or "")
    labels = split_list(row.text("label") or "")
    made = [
        _entry(row, _at(series, place), _at(numbers, place), _at(labels, place), reading)
        for place in range(max(len(series), len(numbers), len(labels)))
    ]
    return [entry for entry in made if entry is not None]


def _at(members: Sequence[str], place: int) -> str:
    return members[place] if place < len(members) else ""


def _entry(row: Row, name: str, number: str, label: str, reading: Reading) -> SeriesEntry | None:
    read = numbered(number) if number else (None, None)
    cells = [cell for key in ("series", "number", "label") if (cell := row.cell(key))]
    if read is None:
        expected = "a number such as 41, 41st or XLI; 'Label' takes what is none"
        row.cells["number"][""].refuse(number, expected)
    elif not name:
        cells[0].refuse(number or label, "the series that it counts in, for each number")
    elif (id := reading.register.find(name, Series, cells[0])) is not None:
        return cells[0].make(SeriesEntry, series=id, number=read[0], label=label or read[1])
    return None


def write_series(event: Event, _: str, out: Writing) -> str:
    return join_list(out.name(entry.series, Series) for entry in event.entries)


def write_numbers(event: Event, _: str, __: Writing) -> str:
    return join_list(None if entry.number is None else str(entry.number) for entry in event.entries)


def write_labels(event: Event, _: str, out: Writing) -> str:
    return join_list(out.text("Event.entries", event.id, entry.label) for entry in event.entries)


# Other events and who took part


def write_parent(event: Event, _: str, out: Writing) -> str:
    return out.name(event.parent, *EVENTS) if event.parent else ""


def link_chairs(row: Row, key: str, reading: Reading, event: str) -> Iterable[Link]:
    for name in row.members(key):
        yield from _participation(row.cells[key][""], name, ParticipationRole.CHAIR, event, reading)


def link_participants(row: Row, key: str, reading: Reading, event: str) -> Iterable[Link]:
    for member in row.members(key):
        name, role = split_role(member)
        yield from _participation(row.cells[key][""], name, role, event, reading)


def _participation(
    cell: Cell, text: str, role: ParticipationRole | None, event: str, reading: Reading
) -> Iterable[Participation]:
    names, named = reading.register.names, mention(text)
    name, id = named
    if id and not reading.are_names_known and id not in names.records:
        # Where nobody is known every participant is kept in words, brackets and all.
        name, id = text, ""
    bearers = names.bearers(name, *PARTICIPANTS) if id is None else [id]
    who = bearers[0] if bearers else ""
    record = names.records.get(who)
    if len(bearers) > 1:
        cell.refuse(text, ambiguous(name, bearers))
    elif isinstance(record, Official):
        yield Participation(event=event, official=who, role=role)
    elif isinstance(record, Organisation):
        yield Participation(event=event, organisation=who, role=role)
    elif who:
        expected = "the id of a known person or organisation, or a name without brackets"
        cell.refuse(text, expected)
    else:
        words = {cell.lang: name}
        made = cell.make(Participation, event=event, description=words, role=role)
        if made is not None:
            yield made


def write_chairs(event: Event, _: str, out: Writing) -> str:
    return write_participations(event, out, chairs=True)


def write_participants(event: Event, _: str, out: Writing) -> str:
    return write_participations(event, out, chairs=False)


def write_participations(event: Event, out: Writing, *, chairs: bool) -> str:
    written: dict[str, None] = {}
    for link in out.links.get(event.id, ()):
        is_chair = getattr(link, "role", None) is ParticipationRole.CHAIR
        if not isinstance(link, Participation) or is_chair is not chairs:
            continue
        words = _who(link, out)
        if link.role and not chairs:
            words = f"{words} ({word(link.role, out.lang)})"
        if words in written:
            out.losses.add("Participation", link.id, "who is named twice in a row is kept once")
        written[words] = None
    return join_list(written)


def _note_details(link: Link, plain: Link, out: Writing, reason: str) -> None:
    """Note what a link says beyond what a list of names can: all that a plain one lacks."""
    if plain != link:
        out.losses.add(type(link).__name__, link.id, reason)


def _who(link: Participation, out: Writing) -> str:
    plain = Participation(
        event=link.event,
        official=link.official,
        organisation=link.organisation,
        description=link.description,
        role=link.role,
    )
    _note_details(link, plain, out, "only the name and the role are kept")
    who = link.official or link.organisation
    if who:
        return out.name(who, *PARTICIPANTS)
    words = link.description
    assert words is not None
    what = "Participation.description"
    if words.languages != (out.lang,):
        out.losses.add(what, link.id, f"words are taken to be '{out.lang}' alone")
    return out.names.written_words(out.text(what, link.id, words.best(out.lang)))


def link_delegations(row: Row, key: str, reading: Reading, event: str) -> Iterable[Link]:
    for id in read_organisations(row, key, reading):
        yield Delegation(event=event, on_behalf_of=id)


def write_delegations(event: Event, _: str, out: Writing) -> str:
    written = []
    for link in out.links.get(event.id, ()):
        if not isinstance(link, Delegation):
            continue
        plain = Delegation(event=link.event, on_behalf_of=link.on_behalf_of)
        _note_details(link, plain, out, "only who sent it is kept")
        written.append(out.name(link.on_behalf_of, Organisation))
    return join_list(written)


# Documents, sources and identifiers


def read_documents(row: Row, key: str, _: Reading) -> list[Document]:
    titles = row.texts(key)
    links = split_links(row.text("document_links") or "")
    documents = []
    for place in range(max(len(titles), len(links))):
        title = titles[place] if place < len(titles) else {}
        url = _at(links, place)
        cell = row.cell("document_links" if url else key) or row.cells["document_links"][""]
        if title:
            documents.append(cell.make(Document, title=title, url=url or None))
        else:
            cell.refuse(url or None, "a title for each link, in the same order")
    return [document for document in documents if document is not None]


def write_documents(event: Event, key: str, out: Writing) -> dict[str, str]:
    for document in event.documents:
        if document.kind or document.lang or document.date or document.media_type:
            out.losses.add("Event.documents", event.id, "only titles and links are kept")
    return _by_language(event, key, [document.title for document in event.documents], out)


def write_document_links(event: Event, _: str, out: Writing) -> str:
    return join_links(
        out.link("Event.documents", event.id, document.url) for document in event.documents
    )


def read_links(row: Row, key: str, _: Reading) -> list[str]:
    return [link for link in split_links(row.text(key) or "") if link]


def write_links(event: Event, _: str, out: Writing) -> str:
    return join_links(out.link("Event.links", event.id, url) for url in event.links)


def read_sources(row: Row, key: str, reading: Reading) -> list[Source]:
    """Return the sources of a cell: addresses, and citations of all else."""
    return [
        Source(url=member) if rules.URL.matches(member) else Source(citation=member)
        for member in read_links(row, key, reading)
    ]


def write_sources(event: Event, _: str, out: Writing) -> str:
    return join_links(_source(event.id, source, out) for source in event.sources)


def _source(id: str, source: Source, out: Writing) -> str:
    what = "Event.sources"
    rest = (source.title, source.publisher, source.published, source.retrieved)
    both = source.url and source.citation
    if both or source.lang or source.field or any(rest):
        out.losses.add(what, id, "only the link, or else the citation, is kept")
    if source.url:
        return out.link(what, id, source.url)
    citation = out.text(what, id, source.citation)
    if rules.URL.matches(citation):
        out.losses.add(what, id, "a citation that is an address becomes a link")
    return citation


def read_identifiers(row: Row, key: str, _: Reading) -> list[Identifier]:
    found = []
    for member in row.members(key):
        scheme, colon, name = member.partition(":")
        cell = row.cells[key][""]
        if colon and name.strip():
            found.append(cell.make(Identifier, scheme=scheme.strip(), identifier=name.strip()))
        else:
            cell.refuse(member, "scheme:identifier, such as 'wikidata:Q318693'")
    return [identifier for identifier in found if identifier is not None]


def write_identifiers(event: Event, _: str, out: Writing) -> str:
    return join_list(
        f"{one.scheme}:{out.text('Event.identifiers', event.id, one.identifier)}"
        for one in event.identifiers
    )
