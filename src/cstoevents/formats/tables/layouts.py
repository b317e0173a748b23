"""Which columns a view has, and what stands in them, in any language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, TypeAlias

import attrs

from cstoevents._views import Listing, View
from cstoevents.anniversaries import Anniversaries, Anniversary
from cstoevents.checks import Finding
from cstoevents.chronicle import Chronicle
from cstoevents.dates import When, WhenLike
from cstoevents.errors import ArgumentTypeError
from cstoevents.errors.arguments import of_type
from cstoevents.formats.subjects import known_index
from cstoevents.formats.tables.events import (
    ANNIVERSARIES,
    EVENTS,
    SEQUENCE,
    TIMELINE,
    Stretch,
    in_place,
    without_numbers,
)
from cstoevents.formats.tables.people import (
    DELEGATIONS,
    MEMBERSHIPS,
    PARTICIPATIONS,
    TERMS,
    without_event,
    without_window,
)
from cstoevents.formats.tables.words import Layout, Words
from cstoevents.records import (
    ARRAYS,
    Delegation,
    Event,
    Membership,
    Participation,
    Record,
)
from cstoevents.records.rules import refused
from cstoevents.search import Hit
from cstoevents.sequences import NumberedSeries
from cstoevents.sequences.values import SeriesMember
from cstoevents.terms import Term
from cstoevents.timeline import Timeline, TimelineEntry
from cstoevents.wording.messages import message

Tabular: TypeAlias = (
    Timeline
    | Anniversaries
    | NumberedSeries
    | Iterable[Anniversary]
    | Iterable[TimelineEntry]
    | Iterable[Term]
    | Iterable[Participation]
    | Iterable[Finding]
    | Iterable[Hit]
    | Iterable[Record]
)
"""What a table is made of: a view of a chronicle, or several of one kind of thing."""


@attrs.frozen(slots=True)
class Table:
    """A header and rows of text.

    Attributes:
        columns: The texts of the header.
        rows: The texts of each row, as many as the header has.
        note: What is said of the whole: the day on which knowledge ends, or nothing.

    Raises:
        RecordError: a row is longer or shorter than the header.

    >>> import cstoevents as cs
    >>> shown = cs.table(cs.load().timeline().on("2025-05-13"), cs.load())
    >>> shown.columns
    ('Date', 'Event', 'Place', '')
    >>> shown.rows[-1][:1]
    ('13 May 2025',)
    >>> shown.note
    'As of 13 February 2026.'
    >>> print(shown)
    <Table of 3 rows: Date, Event, Place>
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""

    def __str__(self) -> str:
        counted = f"{len(self.rows)} row{'' if len(self.rows) == 1 else 's'}"
        return f"<Table of {counted}: {', '.join(filter(None, self.columns))}>"

    def _repr_html_(self) -> str:
        """Return the table that a notebook shows."""
        from cstoevents.formats.tables.writing import to_html

        return to_html(self)

    def __attrs_post_init__(self) -> None:
        width = len(self.columns)
        for row in self.rows:
            if len(row) != width:
                raise refused(row, f"a row of {width} cells, as the header has", "rows")


def table(
    view: Tabular,
    chronicle: Chronicle | None = None,
    *,
    lang: str = "en",
    today: WhenLike | None = None,
    ids: bool = False,
    days: bool = False,
) -> Table:
    """Make a table of a view.

    Args:
        view: a `Timeline`, `Anniversaries`, a `NumberedSeries`, or several `Term`,
            `Participation`, `Finding`, `Hit` or records.
        chronicle: where names of places and organisations are looked up; without
            it their ids stand in, save in a view that a chronicle gave. What it
            says of the day on which its knowledge ends is the note of the table.
        lang: the language of the words, one of `cs.wording.languages()`.
        today: the day of the question: what was scheduled for an earlier one, and of
            which no report is known, is marked so. Without it, it is "scheduled".
        ids: adds a first column with the ids of the events, persons and organisations that
            the rows are of.
        days: adds two last columns with the first and the last day of each row, as ISO dates,
            which programs can sort.

    Raises:
        ArgumentTypeError: there is no table of such a thing.

    >>> import cstoevents as cs
    >>> csto = cs.load()
    >>> cs.table(csto.chair("csto", on="2025-05-13"), csto).rows[0][:3]
    ('Sadyr Japarov', 'Collective Security Treaty Organization', 'chair')
    """
    of_type(bool, ids, "ids", "True or False")
    of_type(bool, days, "days", "True or False")
    words = words_of(view, chronicle, lang, today)
    kind, items = kind_and_items(view)
    if not items and not isinstance(view, View):  # nothing tells what it would be of
        return Table((), ())
    layout = _LAYOUTS[kind]
    if items and kind in _LEAVING_OUT:
        layout = _LEAVING_OUT[kind](layout, items)
    return _table_of(_with_more(layout, ids=ids, days=days), items, words)


def words_of(
    view: object, chronicle: Chronicle | None, lang: str, today: WhenLike | None = None
) -> Words:
    """Return the words for a view: names are those of the chronicle, or else the view's own."""
    if chronicle is not None:
        of_type(Chronicle, chronicle, "chronicle", "a Chronicle, or None")
    return Words(known_index(chronicle or view), lang, today)


def kind_and_items(view: Any) -> tuple[Any, Sequence[Any]]:
    """Return what the rows of a view are of, and an item for each of them.

    Raises:
        ArgumentTypeError: it is no view, nor several of one kind of thing.
    """
    if isinstance(view, Timeline):
        return TimelineEntry, view.entries
    if isinstance(view, Anniversaries):
        return Anniversary, view
    if isinstance(view, NumberedSeries):
        return NumberedSeries, list(in_place(view))
    if isinstance(view, Listing) and not view:
        return _LISTED.get(view._sort, _RECORD), view
    items = list(view) if isinstance(view, Iterable) and not isinstance(view, str) else [view]
    for kind in _OF_ITEMS:
        if all(isinstance(item, kind) for item in items):
            return kind, items
    expected = "a timeline, anniversaries, a numbered series, terms, findings, hits or records"
    raise ArgumentTypeError("view", view, expected)


def _table_of(layout: Layout, items: Iterable[Any], words: Words) -> Table:
    columns = tuple(words.phrase(title) if title else "" for title, _ in layout)
    rows = tuple(tuple(cell(item, words) for _, cell in layout) for item in items)
    return Table(columns, rows, words.note)


_FINDINGS: Layout = (
    ("Severity", lambda finding, words: words.word(finding.severity)),
    ("Rule", lambda finding, _: finding.rule),
    ("Records", lambda finding, _: ", ".join(finding.records)),
    ("Found", lambda finding, words: message(finding.found, words.lang)),
    ("Expected", lambda finding, words: message(finding.expected, words.lang)),
)


def _matched(hit: Hit, words: Words) -> str:
    """Return the text that matched, where it isn't the name in the column beside it."""
    return "" if hit.text == words.title(hit.record) else hit.text


_HITS: Layout = (
    ("Id", lambda hit, _: hit.record.id),
    ("Kind", lambda hit, words: words.phrase(type(hit.record).__name__)),
    ("Name", lambda hit, words: words.title(hit.record)),
    ("Found", _matched),
)

_RECORDS: Layout = (
    ("Id", lambda record, _: record.id),
    ("Name", lambda record, words: words.title(record)),
    ("Kind", lambda record, words: words.word(getattr(record, "kind", None))),
)


def _id_in_row(item: object, _: Words) -> str:
    """Return the id of what a row is of: an event, a person, an organisation or a place."""
    if isinstance(item, (TimelineEntry, SeriesMember)):
        return item.event.id
    if isinstance(item, (Anniversary, Term)):
        return item.record.id if item.record else ""
    if isinstance(item, Participation):
        return item.official or item.organisation or ""
    return ""


def _when_of_row(item: Any) -> When | None:
    if isinstance(item, (TimelineEntry, SeriesMember)) and item.event.when is not None:
        return item.event.when
    return item.window if isinstance(item, (SeriesMember, Stretch)) else getattr(item, "when", None)


def _first_day(item: Any, _: Words) -> str:
    when = _when_of_row(item)
    return when.earliest.isoformat() if when and when.earliest else ""


def _last_day(item: Any, _: Words) -> str:
    when = _when_of_row(item)
    return when.latest.isoformat() if when and when.latest else ""


def _with_more(layout: Layout, *, ids: bool, days: bool) -> Layout:
    """Add the columns to a layout that are wanted and that it can have."""
    if layout == _FINDINGS:
        return layout
    titles = {title for title, _ in layout}
    before = (("Id", _id_in_row),) if ids and "Id" not in titles else ()
    has_days = days and not titles.isdisjoint(("Date", "Term"))
    after = (("First day", _first_day), ("Last day", _last_day)) if has_days else ()
    return (*before, *layout, *after)


_RECORD = tuple(ARRAYS.values())
_LAYOUTS: Final[Mapping[type | tuple[type, ...], Layout]] = {
    TimelineEntry: TIMELINE,
    Anniversary: ANNIVERSARIES,
    NumberedSeries: SEQUENCE,
    Term: TERMS,
    Participation: PARTICIPATIONS,
    Finding: _FINDINGS,
    Hit: _HITS,
    Event: EVENTS,
    Membership: MEMBERSHIPS,
    Delegation: DELEGATIONS,
    _RECORD: _RECORDS,
}
# What several of one kind make a view of.
_OF_ITEMS: Final = (
    *(Term, Anniversary, TimelineEntry, Participation, Finding, Hit, Event, Membership, Delegation),
    _RECORD,
)
# What an empty listing is of, by what it calls it.
_LISTED: Final[Mapping[str, Any]] = {
    "terms": Term,
    "participations": Participation,
    "findings": Finding,
    "hits": Hit,
    "events": Event,
    "memberships": Membership,
    "delegations": Delegation,
}


def _without_kind(layout: Layout, listed: Sequence[Any]) -> Layout:
    """Return the layout without the kinds, where all are of classes that have none."""
    return layout if any(hasattr(record, "kind") for record in listed) else layout[:-1]


# What leaves out the columns that say nothing of these items.
_LEAVING_OUT: Final[Mapping[Any, Callable[[Layout, Sequence[Any]], Layout]]] = {
    NumberedSeries: without_numbers,
    Term: without_window,
    Participation: without_event,
    Delegation: without_event,
    _RECORD: _without_kind,
}
