"""The columns of a sheet: one table with what each holds, its reading and its writing.

A column holds a field of a record, ``status``, or a part of the values in one,
``documents.url``. Its *converter* follows from the field, see `converters`. Some columns are
read or written by a function of their own, which says what is special about them.

A header is known by any of its names in any language, whatever the case. Texts that have
several languages take a column for each, with the language after the name: ``Title (ru)``,
``title_ru``, ``Название (en)``. Without one the language is that of the header.
"""

from __future__ import annotations

import json
import re
from typing import Any, Final

import attrs

from cstoevents.dates import When
from cstoevents.errors import RecordError, WhenError, WordingError
from cstoevents.formats.losses import FieldCoverage
from cstoevents.formats.sheet.cells import Cell, Row, shown, split_list
from cstoevents.formats.sheet.converters import (
    DATE,
    EXTRA,
    TEXT,
    Column,
    Converter,
    Reading,
    Writing,
    converter_of,
    read_field,
    write_field,
)
from cstoevents.formats.sheet.dates import Dates, date_of, says_no_date, says_until_now
from cstoevents.formats.sheet.names import PARTICIPANTS
from cstoevents.formats.sheet.participants import (
    PARTICIPANT,
    SENDER,
    who_as,
    write_delegations,
    write_participations,
)
from cstoevents.formats.sheet.places import read_place, write_country
from cstoevents.records import (
    ARRAYS,
    Delegation,
    Event,
    Extra,
    Meeting,
    Membership,
    Official,
    Organisation,
    Participation,
    Place,
)
from cstoevents.records.extra import value_of_json
from cstoevents.records.fields import Field, fields_of
from cstoevents.records.rules import refused
from cstoevents.records.values import Text
from cstoevents.wording import from_written, in_words
from cstoevents.wording.reading import as_end

# Columns that are special


def _read_when(row: Row, column: Column, reading: Reading) -> Any:
    """Return the date of one column, or of two that have its ends."""
    when, first, last = _dates_of(row, column, reading)
    cell = row.cell("first_day") or row.cell("last_day")
    if cell is None:
        return when and _as_its_words_say(row, when)
    if row.cell(column.key) is not None:
        cell.refuse(shown(cell.value), "a date in one column, or its two ends in two")
    elif row.cell("first_day") is None:
        cell.refuse(shown(cell.value), "a first day as well")
    elif first is not None and last is not None and first != last:
        return cell.take(_ends, cell, "a date", first, last)
    return first if row.cell(column.key) is None else None


def _as_its_words_say(row: Row, when: str) -> str:
    """Return a date, or the month in the column of its words where it is the first of that month.

    A spreadsheet that opens CSV makes that day of a month, and of its words "May-25".
    """
    cell = row.cell("in_words")
    words = cell.value if cell and when.endswith("-01") and len(when) == len("2025-05-01") else None
    if cell is None or not isinstance(words, str):
        return when
    month = when.removesuffix("-01")
    for said in (words, f"{words[:-2]}{when[:2]}{words[-2:]}"):
        try:
            is_month = from_written(said) == month
        except (WhenError, WordingError):
            continue
        if is_month:
            cell.note(f"{when} is taken for {month}, as these words say")
            return month
    return when


def _dates_of(row: Row, column: Column, reading: Reading) -> tuple[str | None, ...]:
    """Return the date of a column, and the first and the last one of the columns beside it.

    "since 2019" as a first date, and "until 2021" as a last one, are these years.
    """
    when, first, last = (_date(row, key, reading) for key in (column.key, *column.read_with))
    return when, first and first.removesuffix("/.."), last and last.removeprefix("../")


def _event_date(cell: Cell, row: Row, dates: Dates) -> str:
    """Return the date of an event; one that is none is refused with what can become of it."""
    try:
        return date_of(cell, row, dates)
    except RecordError as error:
        (problem,) = error.problems
        cure = f"{problem.expected}; `unclear_dates` can keep such words in the note"
        raise refused(problem.found, cure) from None


def _date(row: Row, key: str, reading: Reading) -> str | None:
    """Return the date of a column, None where it has none or that is refused."""
    cell = row.cell(key)
    if cell is None:
        return None
    if isinstance(cell.value, str) and says_no_date(cell.value):
        cell.note("taken for no date")
        return None
    is_of_event = key == "when" and "title" in row.cells and isinstance(cell.value, str)
    return cell.take(_event_date if is_of_event else date_of, cell, row, reading.dates)


def _ends(cell: Cell, what: str, first: str, last: str) -> str:
    """Return the text of a date by its ends; of quarters and halves by their months."""
    try:
        return When(f"{as_end(first, 'start')}/{as_end(last, 'end')}").text
    except WhenError as error:
        raise refused(shown(cell.value), f"two ends of {what} ({error.reason})") from None


def _read_previous(row: Row, column: Column, reading: Reading) -> Any:
    """Return the dates that an event was moved from: a planned one, too, if it was not kept."""
    stated = read_field(row, column, reading)
    planned, held = _date(row, "planned", reading), _date(row, "when", reading)
    if not planned or not held or stated or When(held).refines(planned):
        return stated
    row.cells["planned"][""].note(f"taken for the date that it was moved from, to {held}")
    return [planned]


def _write_in_words(event: Event, _: Column, out: Writing) -> str:
    return in_words(event.when, out.lang) if event.when else ""


def _read_term(row: Row, column: Column, reading: Reading) -> Any:
    """Return the term of one column, or from a first day to a last, which may be to come."""
    last_cell = row.cell("last_day")
    if last_cell is not None and says_until_now(shown(last_cell.value)):
        last_cell.note("taken for a term that goes on")
        row = attrs.evolve(row, cells={k: v for k, v in row.cells.items() if k != "last_day"})
    when, first, last = _dates_of(row, column, reading)
    if row.cell(column.key) is not None or (first is None and last is None):
        return when
    cell = row.cell("first_day") or row.cells["last_day"][""]
    return cell.take(_ends, cell, "a term", first or "", last or "..")


def _read_body(row: Row, column: Column, reading: Reading) -> Any:
    """Return the organisation of a row, or the state that its column of countries names."""
    cell, country = row.cell(column.key), row.cell("country")
    if cell is not None and country is not None:
        country.note("left out, since it may be the country of the body or that of the person")
    if cell is not None or country is None:
        return read_field(row, column, reading)
    name = row.text("country")
    code = name and country.take(reading.register.names.country_code, name)
    return code and country.take(reading.register.of_country, name, code, Organisation, country)


def _read_labels(row: Row, column: Column, reading: Reading) -> list[str | None]:
    """Return the labels of a row's numbers; what prints a number with more than figures is one."""
    labels = read_field(row, column, reading)
    cell = row.cell("number")
    numbers = split_list(cell.value) if cell and isinstance(cell.value, str) else []
    printed = [None if re.fullmatch(r"[0-9]*(\.0)?", text) else text for text in numbers]
    return [
        (labels[at] if at < len(labels) else None) or (printed[at] if at < len(printed) else None)
        for at in range(max(len(labels), len(printed)))
    ]


# Keys of one's own

_PLAIN_TEXT = re.compile(r"[^\s\[{\"](?:.*\S)?", re.DOTALL).fullmatch


def _read_extra(row: Row, column: Column, _: Reading) -> Any:
    """Return the keys of a row: each has a column, which holds text or JSON."""
    found = {}
    for key, cell in row.cells.get(column.key, {}).items():
        text = cell.take(cell.text)
        if text is not None:
            found[key] = _of_json(text)
    return found or None


def _write_extra(event: Event, _: Column, __: Writing) -> dict[str, str]:
    # Text as it is, unless that would be read as something else.
    return {key: _as_json(value) for key, value in event.extra.to_plain().items()}


def _as_json(value: Any) -> str:
    if isinstance(value, str) and _PLAIN_TEXT(value) and _of_json(value) == value:
        return value
    return json.dumps(value, ensure_ascii=False)


def _of_json(text: str) -> Any:
    """Return what a text says in JSON, or the text where it is none that can be kept.

    So it is of an object that gives a key twice, one of whose values would go missing. A file
    number such as ``1.10`` is no number, since as one it would come back as ``1.1``.
    """
    try:
        value = Extra({"value": value_of_json(text)}).to_plain()["value"]
    except (ValueError, RecursionError, RecordError):
        return text
    is_changed = isinstance(value, (int, float)) and json.dumps(value) != text
    return text if is_changed else value


# The table

_CLASSES: Final = {cls.__name__: cls for cls in ARRAYS.values()}


def _described(cls: type[Any], name: str) -> Field:
    return next(field for field in fields_of(cls) if field.name == name)


def _column(
    key: str,
    width: int,
    coverage_note: str = "",
    path: str = "",
    record_class: type[Any] = Meeting,
    **more: Any,
) -> Column:
    """Make the column of a field, or of a part of one: what it is follows from the field."""
    name, _, part = (path or key).partition(".")
    field = value = _described(record_class, name)
    if part and field.owned:
        value = _described(field.owned, part)
    classes = tuple(_CLASSES[cls] for cls in value.refers)
    follows: dict[str, Any] = {
        "loss_field": f"{'Event' if hasattr(Event, name) else record_class.__name__}.{name}",
        "converter": converter_of(value),
        "many": field.many,
        "by_language": value.value_type is Text,
        "names": classes,
        "makes_new": bool(classes),
        "options": value.vocabulary,
        "read": read_field,
        "write": write_field,
    }
    return Column(
        key=key,
        record_class=record_class,
        field=name,
        part=part,
        width=width,
        coverage_note=coverage_note,
        **(follows | more),
    )


def _other_column(key: str, width: int = 0, converter: Converter = TEXT, **more: Any) -> Column:
    """Make a column that holds no field of its own."""
    return Column(key=key, width=width, converter=converter, **more)


_NAME: Final = "the name, with the id where that isn't plain"
_WORD: Final = "a word of the sheet's language"
_TEXTS: Final = "a column for each language"
_LISTS: Final = "a column for each language, joined"
_DATE: Final = "EDTF text, and beside it the date in words"
_DATES: Final = "EDTF texts, joined"
_ENTRIES: Final = "columns for series, numbers and labels"
_IDENTIFIERS: Final = "scheme:identifier, joined"
_NO_KIND: Final = "a kind of event, or `kind` for all that have none"
_NO_SERIES: Final = "the series that it counts in, for each number"
_NO_TITLE: Final = "a title for each link, in the same order"
_ENDS: Final = ("first_day", "last_day")

COLUMNS: Final = (
    _column("id", 28, "a column"),
    _column("kind", 14, _WORD, expected_if_missing=_NO_KIND),
    _column("title", 60, _TEXTS, expected_if_missing="a title"),
    *(_other_column(part) for part in ("year", "month", "day")),
    _column("when", 24, _DATE, read_with=_ENDS, read=_read_when),
    _other_column("first_day", converter=DATE),
    _other_column("last_day", converter=DATE),
    _other_column("in_words", 28, write=_write_in_words, loss_field="Event.when"),
    _column("start_time", 10, "a column"),
    _column("end_time", 10, "a column"),
    _column("timezone", 16, "a column"),
    _column("status", 12, _WORD),
    _column("previous_when", 16, _DATES, read_with=("planned",), read=_read_previous),
    *(_other_column(key, converter=DATE) for key in ("planned", "actual")),
    _column("format", 16, _WORD),
    _column("access", 10, _WORD),
    _column("place", 28, _NAME, read_with=("venue", "city", "country"), read=read_place),
    # Of several columns that say a place, the wider one is around the others.
    *(_other_column(key, names=(Place,), makes_new=True) for key in ("venue", "city")),
    _other_column("country", 10, write=write_country, loss_field="Place.country"),
    _column("organisers", 36, "names, joined"),
    _column("series", 36, _ENTRIES, "entries.series", expected_if_missing=_NO_SERIES),
    _other_column("row_number"),
    _other_column("all_day"),
    *(_other_column(part) for part in ("first_name", "patronymic", "last_name")),
    _other_column("person"),
    _other_column("post"),
    *(_other_column(key) for key in ("member", "head", "members", "level", "size")),
    *(_other_column(key, converter=DATE) for key in ("joined", "left")),
    _column("number", 10, path="entries.number"),
    _column("label", 10, path="entries.label", read_with=("number",), read=_read_labels),
    _column("parent", 36, "the title with the id", makes_new=False, read=None),
    _other_column(
        "chair", 28, who_as("chair"), record_class=Participation, many=True, names=PARTICIPANTS,
        loss_field="Participation", write=write_participations,
    ),
    _other_column(
        "participants", 48, PARTICIPANT, record_class=Participation, many=True, names=PARTICIPANTS,
        loss_field="Participation", write=write_participations,
    ),
    _other_column(
        "convener", converter=PARTICIPANT, record_class=Participation, many=True,
        names=PARTICIPANTS,
    ),
    _column(
        "delegations", 36, path="on_behalf_of", record_class=Delegation, many=True,
        loss_field="Delegation", converter=SENDER, read=None, write=write_delegations,
    ),
    _column("topics", 30, "joined"),
    _column("description", 48, _TEXTS),
    _column("agenda", 48, _LISTS),
    _column("outcomes", 48, _LISTS),
    _column("documents", 48, path="documents.title", expected_if_missing=_NO_TITLE),
    _column("document_links", 36, path="documents.url"),
    _column("links", 36, "joined"),
    _column("sources", 48),
    _column("identifiers", 24, _IDENTIFIERS),
    _column("note", 48, _TEXTS),
    _other_column("mark"),
    _other_column("unused"),
    _other_column(
        EXTRA, 20, field=EXTRA, loss_field="Event.extra",
        coverage_note="a column for each key: `extra.room`", by_language=True,
        read=_read_extra, write=_write_extra,
    ),
)  # fmt: skip
"""The columns of a sheet of events, in the order in which they are written."""

_NO_BODY: Final = (
    "the organisation that the post is in, or its country; `given` can say one for all rows"
)
_EXTRA_OF_TERM: Final = _other_column(
    EXTRA, field=EXTRA, record_class=Membership, by_language=True, read=_read_extra
)
POSTS: Final = (
    _column("id", 0, record_class=Membership),
    _column(
        "person", 0, path="member", record_class=Membership, names=(Official,),
        expected_if_missing="the name of a person",
    ),
    _column("post", 0, path="label", record_class=Membership, expected_if_missing="a post"),
    _column(
        "organisers", 0, path="organisation", record_class=Membership, read_with=("country",),
        expected_if_missing=_NO_BODY, read=_read_body,
    ),
    _column("when", 0, record_class=Membership, read_with=_ENDS, read=_read_term),
    _column("status", 0, record_class=Membership),
    _column("sources", 0, record_class=Membership),
    _column("identifiers", 0, record_class=Membership),
    _column("note", 0, record_class=Membership),
    _EXTRA_OF_TERM,
)  # fmt: skip
"""The columns of a sheet of people and posts, which is read and not written."""

_OF_TERMS: Final = {"id", "when", "status", "sources", "identifiers", "note", EXTRA}
MEMBERS: Final = (
    *(column for column in POSTS if column.key in _OF_TERMS),
    _column(
        "member", 0, record_class=Membership, names=(Organisation,), converter=SENDER,
        makes_new=False, expected_if_missing="the state or the body that is a member",
    ),
    _column("post", 0, path="label", record_class=Membership),
    _column(
        "organisers", 0, path="organisation", record_class=Membership,
        expected_if_missing="the organisation of which it is a member",
    ),
)  # fmt: skip
"""The columns of a sheet of members of organisations, which is read and not written."""

DELEGATIONS: Final = (
    _column("delegations", 0, path="on_behalf_of", record_class=Delegation, converter=SENDER),
    _column("level", 0, record_class=Delegation),
    _column("size", 0, record_class=Delegation),
    _column("sources", 0, record_class=Delegation),
    _column("note", 0, record_class=Delegation),
)  # fmt: skip
"""The columns of a sheet of delegations, which is read and not written."""

WHO_CAME: Final = (
    _other_column("head", converter=who_as("head"), many=True, names=PARTICIPANTS),
    _other_column("members", converter=who_as("member"), many=True, names=PARTICIPANTS),
    _column("person", 0, path="official", record_class=Participation),
)
"""The columns of those who came to an event, beside their delegation."""

COVERAGE: Final = (
    FieldCoverage("About.title", "in part", "title of a workbook, in one language; CSV has none"),
    FieldCoverage("About.description", "in part", "its description, in one language"),
    FieldCoverage("About.as_of", "in part", "its subject, in words"),
    FieldCoverage("About.version", "in part", "its version"),
    FieldCoverage("About.licence", "in part", "its property licence"),
    FieldCoverage("About.publisher", "in part", "its author"),
    FieldCoverage("About.url", "in part", "its property url"),
    FieldCoverage("About.language", "in part", "its language"),
    *(
        FieldCoverage(column.loss_field, "whole", column.coverage_note)
        for column in COLUMNS
        if column.coverage_note
    ),
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
