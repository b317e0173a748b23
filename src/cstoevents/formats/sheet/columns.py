"""The columns of a sheet: one table with their widths, their reading and their writing.

A header is known by any of its names in any language, whatever the case.
Words that events have in several languages take a column for each, with the
language after the name: ``Title (ru)``, ``title_ru``, ``Название (en)``. Without
one the language is that of the header.

Some fields take several columns: the first of them in the table reads all.
What is written is a `Table` of texts, which the two kinds of files take as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple, TypeAlias

import attrs

from cstoevents.chronicle import Chronicle
from cstoevents.formats.losses import FieldCoverage, LossCounter
from cstoevents.formats.sheet import fields
from cstoevents.formats.sheet.cells import Row
from cstoevents.formats.sheet.fields import Link, Reading, Writing
from cstoevents.formats.sheet.names import Names, all_records
from cstoevents.records import Event, Membership, Official, Organisation, Place, Record, Series
from cstoevents.wording.language import languages
from cstoevents.wording.words import column_names

__all__ = ["COLUMNS", "COVERAGE", "Column", "Heading", "Table", "table"]

Read: TypeAlias = Callable[[Row, str, Reading], Any]
Write: TypeAlias = Callable[[Event, str, Writing], str | dict[str, str]]


@attrs.frozen(slots=True)
class Column:
    """One column: how wide it is in a workbook, how it is read and written.

    Its headers are those that `cstoevents.wording` has for its ``key``.

    ``read`` gives the value of the field that the column begins, ``link`` the records that link
    the row's event to others, ``write`` a text, or a text for each language. ``names`` is the
    class of the records that the cells name and that may be new; ``what`` is the field whose
    losses are counted, and ``how`` says how it is carried.
    """

    key: str
    width: int
    how: str = ""
    read: Read | None = None
    write: Write | None = None
    link: Callable[[Row, str, Reading, str], Iterable[Link]] | None = None
    by_language: bool = False
    names: type[Record] | None = None
    field: str = ""
    what: str = ""

    def header(self, lang: str, words: str | None = None) -> str:
        """Return the header that is written; ``words`` is the language of what is below it."""
        name = column_names(self.key, lang)[0]
        return f"{name} ({words})" if words else name

    @property
    def header_names(self) -> tuple[str, ...]:
        """The headers by which it is known, in every language."""
        return tuple(name for lang in languages() for name in column_names(self.key, lang))


def _column(
    key: str,
    width: int,
    how: str = "",
    read: Read | None = None,
    write: Write | None = None,
    **more: Any,
) -> Column:
    field = more.pop("field", key)
    what = more.pop("what", f"Event.{field}")
    return Column(key, width, how, read, write, field=field, what=what, **more)


_NAME: Final = "the name, with the id where that isn't plain"
_WORD: Final = "a word of the sheet's language"
_TEXTS: Final = "a column for each language"
_LISTS: Final = "a column for each language, joined"
_DATE: Final = "EDTF text, and beside it the date in words"
_DATES: Final = "EDTF texts, joined"
_ENTRIES: Final = "columns for series, numbers and labels"
_IDENTIFIERS: Final = "scheme:identifier, joined"

COLUMNS: Final = (
    _column("id", 28, "a column", write=fields.write_text),
    _column("kind", 14, _WORD, fields.read_kind, fields.write_choice),
    _column("title", 60, _TEXTS, fields.read_words, fields.write_words, by_language=True),
    _column("when", 24, _DATE, fields.read_when, fields.write_when),
    _column("first_day", 14, field="when"),
    _column("last_day", 14, field="when"),
    _column("in_words", 28, field="when", write=fields.write_when_in_words),
    _column("start_time", 10, "a column", fields.read_time, fields.write_time),
    _column("end_time", 10, "a column", fields.read_time, fields.write_time),
    _column("timezone", 16, "a column", fields.read_text, fields.write_text),
    _column("status", 12, _WORD, fields.read_choice, fields.write_choice),
    _column("previous_when", 16, _DATES, fields.read_previous, fields.write_previous),
    _column("format", 16, _WORD, fields.read_choice, fields.write_choice),
    _column("access", 10, _WORD, fields.read_choice, fields.write_choice, what="Meeting.access"),
    _column("place", 28, _NAME, fields.read_place, fields.write_place, names=Place),
    _column("country", 10, write=fields.write_country, field="place", what="Place.country"),
    _column(
        "organisers", 36, "names, joined", fields.read_organisations, fields.write_organisers,
        names=Organisation,
    ),
    _column(
        "series", 36, _ENTRIES, fields.read_entries, fields.write_series,
        field="entries", names=Series,
    ),
    _column("row_number", 6),
    _column("person", 36, names=Official),
    _column("post", 36),
    _column("number", 10, field="entries", write=fields.write_numbers),
    _column("label", 10, field="entries", write=fields.write_labels),
    _column("parent", 36, "the title with the id", write=fields.write_parent),
    _column(
        "chair", 28, write=fields.write_chairs, link=fields.link_chairs, what="Participation"
    ),
    _column(
        "participants", 48, write=fields.write_participants, link=fields.link_participants,
        what="Participation",
    ),
    _column(
        "delegations", 36, write=fields.write_delegations, link=fields.link_delegations,
        what="Delegation", names=Organisation,
    ),
    _column("topics", 30, "joined", fields.read_topics, fields.write_topics),
    _column("description", 48, _TEXTS, fields.read_words, fields.write_words, by_language=True),
    _column(
        "agenda", 48, _LISTS, fields.read_list_of_words, fields.write_list_of_words,
        by_language=True, what="Meeting.agenda",
    ),
    _column(
        "outcomes", 48, _LISTS, fields.read_list_of_words, fields.write_list_of_words,
        by_language=True,
    ),
    _column(
        "documents", 48, "", fields.read_documents, fields.write_documents, by_language=True
    ),
    _column("document_links", 36, field="documents", write=fields.write_document_links),
    _column("links", 36, "joined", fields.read_links, fields.write_links),
    _column("sources", 48, "", fields.read_sources, fields.write_sources),
    _column("identifiers", 24, _IDENTIFIERS, fields.read_identifiers, fields.write_identifiers),
    _column("note", 48, _TEXTS, fields.read_words, fields.write_words, by_language=True),
)  # fmt: skip

COVERAGE: Final = (
    FieldCoverage("About.title", "in part", "title of a workbook, in one language; CSV has none"),
    FieldCoverage("About.description", "in part", "its description, in one language"),
    FieldCoverage("About.as_of", "in part", "its subject, in words"),
    FieldCoverage("About.version", "in part", "its version"),
    FieldCoverage("About.licence", "in part", "its property licence"),
    FieldCoverage("About.publisher", "in part", "its author"),
    FieldCoverage("About.url", "in part", "its property url"),
    FieldCoverage("About.language", "in part", "its language"),
    *(FieldCoverage(column.what, "whole", column.how) for column in COLUMNS if column.how),
    FieldCoverage("Event.documents", "in part", "titles and links alone"),
    FieldCoverage("Event.sources", "in part", "the link, or else the citation"),
    FieldCoverage("Event.references", "not", "a row has no room for them"),
    FieldCoverage("Event.commemoration", "not", "a row has no room for it"),
    FieldCoverage("Participation.event", "whole", "the row"),
    FieldCoverage("Participation.official", "whole", _NAME),
    FieldCoverage("Participation.organisation", "whole", "the name, or that and the id"),
    FieldCoverage("Participation.description", "in part", "in one language"),
    FieldCoverage("Participation.role", "whole", "the column of chairs, or a word in brackets"),
    FieldCoverage("Participation", "not", "a list of names has no room for it"),
    FieldCoverage("Delegation.event", "whole", "the row"),
    FieldCoverage("Delegation.on_behalf_of", "whole", _NAME),
    FieldCoverage("Delegation", "not", "a list of names has no room for it"),
    FieldCoverage("Place.name", "in part", "in one language, beside its events"),
    FieldCoverage("Place.country", "in part", "beside its events"),
    FieldCoverage("Place", "not", "the sheet has events alone"),
    FieldCoverage("Organisation.name", "in part", "in one language, beside its events"),
    FieldCoverage("Organisation", "not", "the sheet has events alone"),
    FieldCoverage("Official.name", "in part", "in one language, beside the events"),
    FieldCoverage("Official", "not", "the sheet has events alone"),
    FieldCoverage("Membership", "not", "the sheet has events alone"),
    FieldCoverage("Series.name", "in part", "in one language, beside its events"),
    FieldCoverage("Series", "not", "the sheet has events alone"),
)

# The table of a chronicle


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
