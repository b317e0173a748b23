"""How the fields of records become the text of cells, and back.

Each value has a *converter* that follows from the description of its field: a date, a word of a
vocabulary, the name of a record. It is read into plain data, the same as a JSON file has.
What is wrong with a cell is raised as a `RecordError` by whatever reads it, and told with
the place of the cell. A list is split into its members, and texts in several languages
have a column for each.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple, TypeAlias

import attrs

from cstoevents.dates import When
from cstoevents.errors import near
from cstoevents.formats.losses import LossCounter
from cstoevents.formats.sheet.cells import (
    Cell,
    Row,
    join_links,
    join_list,
    safe_link,
    shown,
    split_links,
    split_list,
)
from cstoevents.formats.sheet.dates import Dates, UnclearDates, read_date
from cstoevents.formats.sheet.names import Names
from cstoevents.formats.sheet.register import Register
from cstoevents.records import Delegation, Event, Participation, Record, rules
from cstoevents.records.fields import Field
from cstoevents.records.rules import refused
from cstoevents.records.values import Identifier, Source
from cstoevents.records.vocabularies import EventKind
from cstoevents.wording.language import languages
from cstoevents.wording.numbers import LabelKind, printed_number, stated_number
from cstoevents.wording.times import zone_in_words
from cstoevents.wording.words import column_names, meant, meant_at_start, simplified, word

Link: TypeAlias = Participation | Delegation

EXTRA: Final = "extra"
"""The column for keys of one's own: what others have by language, it has by key."""

Classes: TypeAlias = tuple[type[Record], ...]


@attrs.frozen(slots=True, eq=False)
class Reading:
    """What the reading of a cell depends on beyond its row."""

    dates: Dates
    kind: EventKind | None
    register: Register
    are_names_known: bool
    unclear_dates: UnclearDates = "refuse"


@attrs.frozen(slots=True, eq=False)
class Writing:
    """What the writing of a cell depends on beyond its event, and where losses are noted."""

    lang: str
    names: Names
    losses: LossCounter
    links: Mapping[str, Sequence[Link]]

    def name(self, id: str, classes: Classes) -> str:
        """Return what stands for a record."""
        return self.names.written(id, self.lang, classes)

    def text(self, what: str, id: str, text: str) -> str:
        """Return a text without blanks at its ends, and note it if there were some."""
        kept = text.strip()
        if kept != text:
            self.losses.add(what, id, "blanks at the ends of a text are not kept")
        return kept

    def link(self, what: str, id: str, url: str) -> str:
        """Return a web address that stays one in a list, and note it if it had to change."""
        safe = safe_link(url)
        if safe != url:
            self.losses.add(what, id, "in a list, what would split it is percent-encoded")
        return safe


class Converter(NamedTuple):
    """How values of one sort are read from the text of a cell, and written as text.

    ``read`` gives plain data, or raises `RecordError`; ``write`` is given the id of the event,
    too, for what it loses. ``spreadsheet_type`` is what a spreadsheet may have made of
    such a text.
    """

    read: Callable[[str, Cell, Column, Reading], Any]
    write: Callable[[Any, str, Column, Writing], str]
    split: Callable[[str], list[str]] = split_list
    join: Callable[[Iterable[str | None]], str] = join_list
    spreadsheet_type: type[When | dt.time] | None = None


@attrs.frozen(slots=True, eq=False, kw_only=True)
class Column:
    """One column. Its headers are those that `cstoevents.wording` has for its ``key``.

    Attributes:
        record_class: The class of the records whose field it holds.
        field: That field; "" if none.
        part: The part of the values in the field that it holds; "" if all of them.
        width: How wide it is in a workbook, in characters.
        coverage_note: How the field is carried, for the page about formats; "" if in no way.
        converter: How its values are read and written.
        many: Whether a cell holds a list of them.
        by_language: Whether the field takes a column for each language.
        loss_field: The field under which losses are reported: ``Event.place``.
        names: The classes of the records that its cells name.
        makes_new: Whether a name that nobody bears makes a record of the first of them.
        options: The vocabulary of which its cells have words.
        read_with: The keys of columns that it is read together with.
        expected_if_missing: What the error says is expected where a row has nothing in it; "" if
            it may be empty.
        read: Returns plain data for it, from a row; None where nothing is to be read.
        write: Returns the text for an event, or a text for each language.
    """

    key: str
    record_class: type[Any] = Event
    field: str = ""
    part: str = ""
    width: int = 0
    coverage_note: str = ""
    converter: Converter
    many: bool = False
    by_language: bool = False
    loss_field: str = ""
    names: Classes = ()
    makes_new: bool = False
    options: Any = None
    read_with: tuple[str, ...] = ()
    expected_if_missing: str = ""
    read: Callable[[Row, Column, Reading], Any] | None = None
    write: Callable[[Event, Column, Writing], str | dict[str, str]] | None = None

    def header(self, lang: str, words: str | None = None) -> str:
        """Return the header that is written; ``words`` is the language of what is below it."""
        if self.key == EXTRA:
            return f"{EXTRA}.{words}"
        name = column_names(self.key, lang)[0]
        return f"{name} ({words})" if words else name

    @property
    def is_unused(self) -> bool:
        """Whether nothing is read from it, however many of it a sheet has."""
        return self.key in ("row_number", "unused")

    @property
    def may_be_several(self) -> bool:
        """Whether a sheet may have several of it: what is unused, and keys of one's own."""
        return self.is_unused or self.key == EXTRA

    @property
    def has_links(self) -> bool:
        """Whether its cells hold web addresses."""
        return self.converter in (LINK, SOURCE)

    @property
    def header_names(self) -> tuple[str, ...]:
        """The headers by which it is known, in every language."""
        if self.key == EXTRA:  # a header names a key
            return ()
        return tuple(name for lang in languages() for name in column_names(self.key, lang))

    def members(self, cell: Cell) -> list[str]:
        """Return the texts of a cell: the members of its list, empty ones among them, or one."""
        text = cell.take(cell.text, self.converter.spreadsheet_type)
        return [] if text is None else self._split(text)

    def texts(self, cell: Cell) -> list[str]:
        """Return what `members` does, whatever the cell holds."""
        return self._split(shown(cell.value))

    def _split(self, text: str) -> list[str]:
        return self.converter.split(text) if self.many else [text]


# Converters


def _read_word(text: str, cell: Cell, column: Column, _: Reading) -> str:
    member = meant(text, column.options)
    if member is None and column.key == "kind":
        member = meant_at_start(text, EventKind)
        if member is not None:
            cell.note(f"taken for {member.value!r}, as the words begin")
    if member is None:
        words = [option.value for option in column.options]
        like = near(simplified(text), words)
        hint = f", perhaps {like[0]!r}" if like else ""
        raise refused(text, f"one of {', '.join(words)}{hint}")
    return str(member.value)


def _read_number(text: str, cell: Cell, column: Column, _: Reading) -> int | None:
    """Return a number; what else is printed beside one, or in its place, is a label."""
    number = stated_number(text)
    if number is not None:
        return number
    printed = printed_number(text)
    is_label = printed.kind is LabelKind.LABEL or not any(map(str.isdigit, text))
    number = printed.number or stated_number(re.split("[(,;]", text, maxsplit=1)[0].strip())
    # "3-6" may be several numbers.
    is_clear = number is not None or any(map(str.isalpha, text))
    if column.key != "number" or not is_label or not is_clear:
        raise refused(text, "a number such as 41, 41st or XLI; 'Label' takes what is none")
    if number is None:
        cell.note(f"{text!r} is taken for a label, which is no number")
    else:
        cell.note(f"{text!r} is taken for a label of number {number}")
    return number


def _read_time(text: str, *_: object) -> str:
    return rules.time_of_day(rules.time_meant(text) or text).isoformat()


def _read_zone(text: str, *_: object) -> str:
    return zone_in_words(text) or text


def _read_keyword(text: str, *_: object) -> str:
    return text if rules.KEYWORD.matches(text) else text.lower()


def _read_source(text: str, *_: object) -> dict[str, str]:
    return {"url" if rules.URL.matches(text) else "citation": text}


def _write_source(source: Source, id: str, column: Column, out: Writing) -> str:
    rest = (source.title, source.publisher, source.published, source.retrieved)
    if (source.url and source.citation) or source.lang or source.field or any(rest):
        out.losses.add(column.loss_field, id, "only the link, or else the citation, is kept")
    if source.url:
        return out.link(column.loss_field, id, source.url)
    citation = out.text(column.loss_field, id, source.citation or "")
    if rules.URL.matches(citation):
        out.losses.add(column.loss_field, id, "a citation that is an address becomes a link")
    return citation


def _read_identifier(text: str, *_: object) -> dict[str, str]:
    scheme, name = (part.strip() for part in text.partition(":")[::2])
    if not name:
        raise refused(text, "scheme:identifier, such as 'wikidata:Q318693'")
    return {"scheme": scheme, "identifier": name}


def _write_identifier(value: Identifier, id: str, column: Column, out: Writing) -> str:
    return f"{value.scheme}:{out.text(column.loss_field, id, value.identifier)}"


TEXT: Final = Converter(
    lambda text, *_: text, lambda text, id, column, out: out.text(column.loss_field, id, text)
)
KEYWORD: Final = Converter(_read_keyword, lambda keyword, *_: keyword)
WORD: Final = Converter(_read_word, lambda member, _, __, out: word(member, out.lang))
NUMBER: Final = Converter(_read_number, lambda number, *_: str(number))
DATE: Final = Converter(
    lambda text, _, __, reading: read_date(text, reading.dates).text,
    lambda when, *_: str(when),
    spreadsheet_type=When,
)
TIME: Final = Converter(_read_time, lambda time, *_: time.isoformat(), spreadsheet_type=dt.time)
ZONE: Final = Converter(_read_zone, lambda zone, *_: zone)
NAME: Final = Converter(
    lambda text, cell, column, reading: reading.register.find(text, column.names[0], cell),
    lambda id, _, column, out: out.name(id, column.names),
)
LINK: Final = Converter(
    lambda text, *_: text,
    lambda url, id, column, out: out.link(column.loss_field, id, url),
    split_links,
    join_links,
)
SOURCE: Final = Converter(_read_source, _write_source, split_links, join_links)
IDENTIFIER: Final = Converter(_read_identifier, _write_identifier)

_BY_TYPE: Final[Mapping[type[Any], Converter]] = {
    int: NUMBER,
    When: DATE,
    dt.time: TIME,
    Source: SOURCE,
    Identifier: IDENTIFIER,
}
_BY_RULE: Final[Mapping[Any, Converter]] = {
    rules.URL: LINK,
    rules.KEYWORD: KEYWORD,
    rules.TIME_ZONE: ZONE,
}


def converter_of(field: Field) -> Converter:
    """Return the converter of one value of a field."""
    if field.refers:
        return NAME
    if field.vocabulary:
        return WORD
    return _BY_TYPE.get(field.value_type) or _BY_RULE.get(field.rule, TEXT)


# Fields, whatever their converter


def read_field(row: Row, column: Column, reading: Reading) -> Any:
    """Return plain data for a field, or a list of it with None in its empty places."""
    cells = row.cells.get(column.key, {})
    read = {lang: _values(cell, column, reading) for lang, cell in cells.items()}
    values = _texts(read) if column.by_language else read.get("", [])
    return values if column.many else next(iter(values), None)


def _values(cell: Cell, column: Column, reading: Reading) -> list[Any]:
    texts = column.members(cell)
    if column.many and column.names and not column.part:  # those of a part stand beside others
        texts = [name for text in texts for name in apart(text, cell, column, reading)]
    return [
        cell.take(column.converter.read, text, cell, column, reading) if text else None
        for text in texts
    ]


def apart(text: str, cell: Cell, column: Column, reading: Reading) -> list[str]:
    """Return the names that a member of a list is, and tell it where they are several."""
    names = reading.register.names.apart(text, column.names)
    if len(names) > 1:
        cell.note(f"taken for {len(names)} names, which are known one by one")
    return names


def _texts(read: Mapping[str, list[str]]) -> list[dict[str, str]]:
    """Return lists in several languages as one list of texts by language."""
    return [
        {lang: text for lang, text in zip(read, texts, strict=True) if text}
        for texts in itertools.zip_longest(*read.values())
    ]


def write_field(event: Event, column: Column, out: Writing) -> str | dict[str, str]:
    """Return the text for a field, or a text for each language."""
    value = getattr(event, column.field, None)
    values: Sequence[Any] = () if not value else value if column.many else (value,)
    if column.part:
        values = [getattr(value, column.part) for value in values]
    if not column.by_language:
        return _joined(values, event, column, out)
    tags = {lang for text in values for lang in text.languages}
    return {lang: _joined([text.get(lang) for text in values], event, column, out) for lang in tags}


def _joined(values: Sequence[Any], event: Event, column: Column, out: Writing) -> str:
    if not values:
        return ""
    write = column.converter.write
    texts = ["" if value is None else write(value, event.id, column, out) for value in values]
    return column.converter.join(texts) if column.many else texts[0]
