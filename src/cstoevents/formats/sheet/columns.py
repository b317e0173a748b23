"""The columns of a sheet: one table with their widths, their reading and their writing.

A header is known by any of its names in any language, whatever the case.
Words that events have in several languages take a column for each, with the
language after the name: ``Title (ru)``, ``title_ru``, ``Название (en)``. Without
one the language is that of the header.

Some fields take several columns: the first of them in the table reads all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

import attrs

from cstoevents.formats.losses import FieldCoverage
from cstoevents.formats.sheet import fields
from cstoevents.formats.sheet.cells import Row
from cstoevents.formats.sheet.fields import Link, Reading, Writing
from cstoevents.records import Event, Official, Organisation, Place, Record, Series
from cstoevents.wording.language import languages
from cstoevents.wording.words import column_names

__all__ = ["COLUMNS", "COVERAGE", "Column"]


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
    read: Callable[[Row, str, Reading], Any] | None = None
    write: Callable[[Event, str, Writing], str | dict[str, str]] | None = None
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


def _column(key: str, width: int, how: str = "", **more: Any) -> Column:
    field = more.pop("field", key)
    what = more.pop("what", f"Event.{field}")
    return Column(key, width, how, field=field, what=what, **more)


_NAME: Final = "the name, with the id where that isn't plain"
_WORD: Final = "a word of the sheet's language"
_EACH_LANGUAGE: Final = "a column for each language"
_LISTS: Final = "a column for each language, joined"

COLUMNS: Final = (
    _column("id", 28, "a column", write=fields.write_text),
    _column("kind", 14, _WORD, read=fields.read_kind, write=fields.write_choice),
    _column(
        "title",
        60,
        _EACH_LANGUAGE,
        read=fields.read_words,
        write=fields.write_words,
        by_language=True,
    ),
    _column(
        "when",
        24,
        "EDTF text, and beside it the date in words",
        read=fields.read_when,
        write=fields.write_when,
    ),
    _column("first_day", 14, field="when"),
    _column("last_day", 14, field="when"),
    _column("in_words", 28, field="when", write=fields.write_when_in_words),
    _column("start_time", 10, "a column", read=fields.read_time, write=fields.write_time),
    _column("end_time", 10, "a column", read=fields.read_time, write=fields.write_time),
    _column("timezone", 16, "a column", read=fields.read_text, write=fields.write_text),
    _column("status", 12, _WORD, read=fields.read_choice, write=fields.write_choice),
    _column(
        "previous_when",
        16,
        "EDTF texts, joined",
        read=fields.read_previous,
        write=fields.write_previous,
    ),
    _column("format", 16, _WORD, read=fields.read_choice, write=fields.write_choice),
    _column(
        "access",
        10,
        _WORD,
        what="Meeting.access",
        read=fields.read_choice,
        write=fields.write_choice,
    ),
    _column("place", 28, _NAME, read=fields.read_place, write=fields.write_place, names=Place),
    _column("country", 10, field="place", what="Place.country", write=fields.write_country),
    _column(
        "organisers",
        36,
        "names, joined",
        read=fields.read_organisations,
        write=fields.write_organisers,
        names=Organisation,
    ),
    _column(
        "series",
        36,
        "columns for series, numbers and labels",
        field="entries",
        read=fields.read_entries,
        write=fields.write_series,
        names=Series,
    ),
    _column("row_number", 6),
    _column("person", 36, names=Official),
    _column("post", 36),
    _column("number", 10, field="entries", write=fields.write_numbers),
    _column("label", 10, field="entries", write=fields.write_labels),
    _column("parent", 36, "the title with the id", write=fields.write_parent),
    _column("chair", 28, what="Participation", link=fields.link_chairs, write=fields.write_chairs),
    _column(
        "participants",
        48,
        what="Participation",
        link=fields.link_participants,
        write=fields.write_participants,
    ),
    _column(
        "delegations",
        36,
        what="Delegation",
        names=Organisation,
        link=fields.link_delegations,
        write=fields.write_delegations,
    ),
    _column("topics", 30, "joined", read=fields.read_topics, write=fields.write_topics),
    _column(
        "description",
        48,
        _EACH_LANGUAGE,
        read=fields.read_words,
        write=fields.write_words,
        by_language=True,
    ),
    _column(
        "agenda",
        48,
        _LISTS,
        what="Meeting.agenda",
        read=fields.read_list_of_words,
        write=fields.write_list_of_words,
        by_language=True,
    ),
    _column(
        "outcomes",
        48,
        _LISTS,
        read=fields.read_list_of_words,
        write=fields.write_list_of_words,
        by_language=True,
    ),
    _column(
        "documents", 48, read=fields.read_documents, write=fields.write_documents, by_language=True
    ),
    _column("document_links", 36, field="documents", write=fields.write_document_links),
    _column("links", 36, "joined", read=fields.read_links, write=fields.write_links),
    _column("sources", 48, read=fields.read_sources, write=fields.write_sources),
    _column(
        "identifiers",
        24,
        "scheme:identifier, joined",
        read=fields.read_identifiers,
        write=fields.write_identifiers,
    ),
    _column(
        "note",
        48,
        _EACH_LANGUAGE,
        read=fields.read_words,
        write=fields.write_words,
        by_language=True,
    ),
)

_BY_KEY: Final = {column.key: column for column in COLUMNS}

COVERAGE: Final = (
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
