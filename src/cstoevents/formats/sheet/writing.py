"""The tables that every kind of file takes: of a chronicle a row for each event; of answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from cstoevents._views import Listing
from cstoevents.chronicle import Chronicle
from cstoevents.dates import Certainty
from cstoevents.formats.losses import LossCounter
from cstoevents.formats.sheet.columns import COLUMNS, COVERAGE
from cstoevents.formats.sheet.converters import DATE, EXTRA, Column, Converter, Link, Writing
from cstoevents.formats.sheet.names import Names, all_records
from cstoevents.formats.tables import Table
from cstoevents.formats.tables import table as shown_table
from cstoevents.records import Event, Membership, Official, Organisation, Place, Record, Series
from cstoevents.timeline import Timeline
from cstoevents.wording.words import phrase


class Heading(NamedTuple):
    """The head of one column: its column, the language of its words, what is printed."""

    column: Column
    lang: str | None
    text: str


class SheetTable(NamedTuple):
    """Headings, and for each event its id and a text for each of them."""

    headings: tuple[Heading, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


def is_of_events(given: Any) -> bool:
    """Whether a chronicle, a timeline or records get a row for each event, and no table."""
    if isinstance(given, (Chronicle, Timeline)):
        return True
    if isinstance(given, Listing) and not given:
        return given._sort in ("events", "meetings", "items")
    events = [isinstance(record, Event) for record in given]
    return any(events) or not events


def rows_of(given: Any) -> tuple[list[Event], list[Record]]:
    """Return the events of a chronicle, a timeline or records that get a row, and other records.

    What has no date is not in the order of a timeline, and in a window only for lack of one.
    """
    if isinstance(given, Timeline):
        return [*given, *(() if given._windows else given.undated)], []
    records = list(given)
    events = [record for record in records if isinstance(record, Event)]
    return events, [record for record in records if not isinstance(record, Event)]


def table(given: Any, chronicle: Chronicle, lang: str, losses: LossCounter) -> SheetTable:
    """Return the table of the events that were given, by date, and note what it can't carry.

    ``chronicle`` has them and what they refer to, which gets no rows.
    """
    links: dict[str, list[Link]] = {}
    every: tuple[Link, ...] = (*chronicle.participations, *chronicle.delegations)
    for link in every:
        links.setdefault(link.event, []).append(link)
    out = Writing(lang, Names(all_records(chronicle)), losses, links)
    asked, others = rows_of(given)
    events = sorted(asked, key=_by_date)
    written = [(event.id, _cells(event, out)) for event in events]
    headings = tuple(_headings({place for _, cells in written for place in cells}, lang))
    places = [(heading.column.key, heading.lang) for heading in headings]
    _note_losses(events, others, links, losses)
    if isinstance(given, Timeline):
        _note_doubts(given, losses)
    return SheetTable(
        headings,
        tuple((id, tuple(cells.get(place, "") for place in places)) for id, cells in written),
    )


def _by_date(event: Event) -> tuple[bool, tuple[int, int, str], str]:
    return event.when is None, event.when.sort_key if event.when else (0, 0, ""), event.id


def _cells(event: Event, out: Writing) -> dict[tuple[str, str | None], str]:
    """Return the texts of one event's row, by column and language."""
    cells: dict[tuple[str, str | None], str] = {}
    for column in COLUMNS:
        if column.write:
            text = column.write(event, column, out)
            texts: Mapping[Any, str] = {None: text} if isinstance(text, str) else text
            cells |= {(column.key, lang): words for lang, words in texts.items()}
    return cells


def _headings(used: set[tuple[str, str | None]], lang: str) -> Iterable[Heading]:
    for column in COLUMNS:
        if column.write and not column.by_language:
            yield Heading(column, None, column.header(lang))
        elif column.write:
            for tag in _tags({tag for key, tag in used if key == column.key and tag}, column, lang):
                yield Heading(column, tag, column.header(lang, tag))


def _tags(used: set[str], column: Column, lang: str) -> list[str]:
    """Return the languages, or keys of one's own, that a column is written for, in their order."""
    if not used and column.key != EXTRA:
        return [str(lang)]
    return sorted(used, key=lambda tag: (tag != lang, tag != "en", tag))


_NAME_ALONE: Final = "only its name is kept, beside its events"
_WITHOUT_ROWS: Final[Mapping[type[Record], str]] = {
    Place: "only its name and country are kept, beside its events",
    Organisation: _NAME_ALONE,
    Official: _NAME_ALONE,
    Series: _NAME_ALONE,
    Membership: "the sheet has events alone",
}


def _note_losses(
    events: Sequence[Event],
    others: Sequence[Record],
    links: Mapping[str, Sequence[Link]],
    losses: LossCounter,
) -> None:
    """Note what events have that no column holds, and the records that are no events."""
    for event in events:
        losses.add_uncovered(event, COVERAGE)
        for document in event.documents:
            if document.kind or document.lang or document.date or document.media_type:
                losses.add("Event.documents", event.id, "only titles and links are kept")
    for record in others:
        reason = _WITHOUT_ROWS.get(type(record))
        if reason is not None:
            losses.add(type(record).__name__, record.id, reason)
    for event_id in links.keys() - {event.id for event in events}:
        for link in links[event_id]:
            reason = "its event is not among those written"
            losses.add(type(link).__name__, link.id, reason)


def _note_doubts(timeline: Timeline, losses: LossCounter) -> None:
    """Note which events are only possibly what was asked for."""
    for entry in timeline.entries:
        if entry.certainty is Certainty.POSSIBLY:
            reason = "no column says that it is only possibly in the days asked for"
            losses.add("TimelineEntry.certainty", entry.event.id, reason)
    for event in timeline.undated if timeline._windows else ():
        losses.add("Event", event.id, "no date, left out")


# An answer that is no chronicle: the columns that people see, ids, and days

_WIDEST: Final = 60
_TEXT = next(column.converter for column in COLUMNS if column.key == "title")
# A spreadsheet may make dates of what is in these.
_DATES: Final = ("Date", "Original date", "First day", "Last day")


def answer_table(view: Any, within: Chronicle | None, lang: str) -> SheetTable:
    """Return an answer as rows of texts: as its table, with ids, first days and last days."""
    shown = view
    if not isinstance(view, Table):
        shown = shown_table(view, within, lang=lang, ids=True, days=True)
    columns = [*zip(*(shown.columns, *shown.rows), strict=True)]
    dates = [phrase(title, lang) for title in _DATES]
    headings = (_heading(cells, DATE if cells[0] in dates else _TEXT) for cells in columns)
    return SheetTable(tuple(headings), tuple(("", row) for row in shown.rows))


def _heading(cells: tuple[str, ...], converter: Converter) -> Heading:
    width = min(max(map(len, cells)) + 2, _WIDEST)
    return Heading(
        Column(key="", converter=converter, width=width, loss_field=cells[0]), None, cells[0]
    )
