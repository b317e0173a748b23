"""The columns of the one-sheet table: what they are called, in which order, and how wide.

A header is known by any of its names, in English and Russian, whatever the case.
Words that events have in several languages take a column for each, with the
language after the name: ``Title (ru)``, ``title_ru``, ``Название (en)``. Without
one the language is that of the header.
"""

from __future__ import annotations

import functools
import re
from typing import Final, NamedTuple

import attrs

from cstoevents.formats.losses import FieldCoverage
from cstoevents.formats.sheet.words import simplified
from cstoevents.records import rules
from cstoevents.wording.numerals import Language

__all__ = ["COLUMNS", "COVERAGE", "Column", "Header", "known_header", "named_column"]


@attrs.frozen(slots=True)
class Column:
    """One column: its key, its names (the first is written) and its width in a workbook."""

    key: str
    english: tuple[str, ...]
    russian: tuple[str, ...]
    width: int = 18
    by_language: bool = False
    what: str = ""

    def header(self, lang: Language, words: str | None = None) -> str:
        """Give the header that is written; ``words`` is the language of what is below it."""
        name = (self.russian if lang == "ru" else self.english)[0]
        return f"{name} ({words})" if words else name


class Header(NamedTuple):
    """What a header says: which column, and the language of the words below it.

    ``lang`` is the language that it names, ``own`` the one that it is in.
    """

    column: Column
    lang: str | None = None
    own: str = "en"


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(";"))


def _column(
    key: str, english: str, russian: str, width: int = 18, what: str = "", *, words: bool = False
) -> Column:
    return Column(key, _names(english), _names(russian), width, words, what or f"Event.{key}")


COLUMNS: Final = (
    _column("id", "Id; Identifier; Code", "Ид; ID; Идентификатор; Код", 28),
    _column("kind", "Kind; Type; Event type", "Вид; Тип; Вид мероприятия; Тип мероприятия", 14),
    _column(
        "title",
        "Title; Name; Event; Event title",
        "Название; Наименование; Мероприятие; Событие; Название мероприятия; Заголовок",
        60,
        words=True,
    ),
    _column("when", "Date; Dates; When", "Дата; Даты; Когда; Дата проведения; Сроки", 24),
    _column("first_day", "First day; Start date; From", "Дата начала; Первый день; С", 14),
    _column("last_day", "Last day; End date; To", "Дата окончания; Последний день; По", 14),
    _column("in_words", "Date in words", "Дата словами", 28, "Event.when"),
    _column("start_time", "Start time; Time", "Время начала; Время", 10),
    _column("end_time", "End time", "Время окончания", 10),
    _column("timezone", "Time zone; Timezone", "Часовой пояс", 16),
    _column("status", "Status", "Статус; Состояние", 12),
    _column("previous_when", "Moved from; Previous date", "Перенесено с; Прежняя дата", 16),
    _column("format", "Format", "Формат; Форма проведения", 16),
    _column("access", "Access", "Доступ", 10),
    _column("place", "Place; Venue; City; Location", "Место; Место проведения; Город", 28),
    _column("country", "Country", "Страна", 10, "Place.country"),
    _column(
        "organisers",
        "Organisers; Organiser; Organizers; Organizer; Organisation; Body",
        "Организаторы; Организатор; Орган; Организация",
        36,
    ),
    _column("series", "Series", "Серия; Ряд", 36, "Event.entries"),
    _column("number", "Number; No; No.; #", "Номер; №", 10, "Event.entries"),
    _column("label", "Label; Number as printed", "Номер в тексте", 10, "Event.entries"),
    _column("parent", "Part of", "В рамках", 36),
    _column("chair", "Chair; Chairperson; Chaired by", "Председатель", 28, "Participation"),
    _column("participants", "Participants; Attendees", "Участники", 48, "Participation"),
    _column("delegations", "Delegations", "Делегации", 36, "Delegation"),
    _column("topics", "Topics; Topic; Keywords", "Темы; Тема; Ключевые слова", 30),
    _column("description", "Description", "Описание", 48, words=True),
    _column("agenda", "Agenda", "Повестка дня; Повестка", 48, "Meeting.agenda", words=True),
    _column("outcomes", "Outcomes; Results", "Итоги; Результаты; Итог", 48, words=True),
    _column("documents", "Documents", "Документы", 48, words=True),
    _column("document_links", "Document links", "Ссылки на документы", 36, "Event.documents"),
    _column("links", "Links; Link; URL; Website", "Ссылки; Ссылка; Сайт", 36),
    _column("sources", "Sources; Source", "Источники; Источник", 48),
    _column("identifiers", "Identifiers", "Идентификаторы", 24),
    _column("note", "Note; Notes; Comment; Remarks", "Примечание; Комментарий", 48, words=True),
)  # fmt: skip

_BY_KEY: Final = {column.key: column for column in COLUMNS}

COVERAGE: Final = (
    FieldCoverage("Event.id", "whole", "a column"),
    FieldCoverage("Event.kind", "whole", "a word of the sheet's language"),
    FieldCoverage("Event.title", "whole", "a column for each language"),
    FieldCoverage("Event.description", "whole", "a column for each language"),
    FieldCoverage("Event.when", "whole", "EDTF text, and beside it the date in words"),
    FieldCoverage("Event.start_time", "whole", "a column"),
    FieldCoverage("Event.end_time", "whole", "a column"),
    FieldCoverage("Event.timezone", "whole", "a column"),
    FieldCoverage("Event.status", "whole", "a word of the sheet's language"),
    FieldCoverage("Event.previous_when", "whole", "EDTF texts, joined"),
    FieldCoverage("Event.format", "whole", "a word of the sheet's language"),
    FieldCoverage("Event.place", "whole", "the name, with the id where that isn't plain"),
    FieldCoverage("Event.organisers", "whole", "names, joined"),
    FieldCoverage("Event.parent", "whole", "the title with the id"),
    FieldCoverage("Event.entries", "whole", "columns for series, numbers and labels"),
    FieldCoverage("Event.topics", "whole", "joined"),
    FieldCoverage("Event.outcomes", "whole", "a column for each language, joined"),
    FieldCoverage("Event.documents", "in part", "titles and links alone"),
    FieldCoverage("Event.references", "not", "a row has no room for them"),
    FieldCoverage("Event.commemoration", "not", "a row has no room for it"),
    FieldCoverage("Event.identifiers", "whole", "scheme:identifier, joined"),
    FieldCoverage("Event.links", "whole", "joined"),
    FieldCoverage("Event.sources", "in part", "the link, or else the citation"),
    FieldCoverage("Event.note", "whole", "a column for each language"),
    FieldCoverage("Meeting.agenda", "whole", "a column for each language, joined"),
    FieldCoverage("Meeting.access", "whole", "a word of the sheet's language"),
    FieldCoverage("Participation.event", "whole", "the row"),
    FieldCoverage(
        "Participation.official", "whole", "the name, with the id where that isn't plain"
    ),
    FieldCoverage("Participation.organisation", "whole", "the name, or that and the id"),
    FieldCoverage("Participation.description", "in part", "in one language"),
    FieldCoverage("Participation.role", "whole", "the column of chairs, or a word in brackets"),
    FieldCoverage("Participation", "not", "a list of names has no room for it"),
    FieldCoverage("Delegation.event", "whole", "the row"),
    FieldCoverage(
        "Delegation.on_behalf_of", "whole", "the name, with the id where that isn't plain"
    ),
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


def known_header(text: str) -> Header | None:
    """Give what a header of a sheet says, by any of its names, or None."""
    names = _headers()
    found = names.get(simplified(text))
    if found:
        return found
    with_language = _LANGUAGE_AFTER(text.strip())
    if with_language is None:
        return None
    name, tag = with_language["name"], _tag(with_language["tag"])
    found = names.get(simplified(name))
    if tag and found and found.column.by_language:
        return Header(found.column, tag)
    return None


def named_column(key: str) -> Header | None:
    """Give what a key says that a caller maps a header to: ``when``, ``title_ru``."""
    if key in _BY_KEY:
        return Header(_BY_KEY[key])
    name, _, tag = key.partition("_")
    column = _BY_KEY.get(name)
    if column and column.by_language and rules.LANGUAGE.matches(tag):
        return Header(column, tag)
    return None


_LANGUAGE_AFTER = re.compile(
    r"\A(?P<name>.*?)(?:\s*[(\[]|[ _])(?P<tag>[A-Za-z0-9]{2,4}(?:-[A-Za-z0-9]{2,4}){0,2})[)\]]?\Z"
).search


def _tag(text: str) -> str | None:
    """Give a language tag with the capitals that BCP 47 recommends, or None."""
    first, *others = text.split("-")
    tag = "-".join(
        [first.lower(), *(part.title() if len(part) == 4 else part.upper() for part in others)]
    )
    return tag if rules.LANGUAGE.matches(tag) else None


@functools.cache
def _headers() -> dict[str, Header]:
    headers: dict[str, Header] = {}
    for column in COLUMNS:
        for names, lang in (((column.key, *column.english), "en"), (column.russian, "ru")):
            for name in names:
                headers.setdefault(simplified(name), Header(column, own=lang))
    return headers
