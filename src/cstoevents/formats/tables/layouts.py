"""Which columns a view has, and what stands in them, in any language."""

from __future__ import annotations

import datetime as dt
import enum
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple, TypeAlias

import attrs

from cstoevents._views import Listing, View
from cstoevents.anniversaries import Anniversaries, Anniversary
from cstoevents.checks import Finding
from cstoevents.chronicle import Chronicle
from cstoevents.dates import Certainty, When, WhenLike
from cstoevents.dates.edtf import FOREVER, NEVER_BEGUN
from cstoevents.errors import ArgumentTypeError
from cstoevents.errors.arguments import of_type
from cstoevents.formats.subjects import known_index
from cstoevents.records import (
    ARRAYS,
    Delegation,
    Event,
    Membership,
    Participation,
    Record,
)
from cstoevents.records.index import Index
from cstoevents.records.names import name_of
from cstoevents.records.rules import refused
from cstoevents.records.values import Text
from cstoevents.records.vocabularies import EventStatus, MembershipStatus
from cstoevents.search import Hit
from cstoevents.sequences import NumberedSeries
from cstoevents.sequences.values import Missing, SeriesMember
from cstoevents.sequences.windows import window
from cstoevents.terms import Term
from cstoevents.timeline import Timeline, TimelineEntry
from cstoevents.wording import in_words, ordinal
from cstoevents.wording.dates import as_of
from cstoevents.wording.language import language
from cstoevents.wording.messages import message
from cstoevents.wording.words import phrase, post_name, word

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


def _table_of(layout: _Layout, items: Iterable[Any], words: Words) -> Table:
    columns = tuple(words.phrase(title) if title else "" for title, _ in layout)
    rows = tuple(tuple(cell(item, words) for _, cell in layout) for item in items)
    return Table(columns, rows, words.note)


class Words:
    """Names, dates and words for the cells of a table in one language."""

    def __init__(self, index: Index | None, lang: str, today: WhenLike | None) -> None:
        self.lang: str = language(lang).tag
        self._index = index
        self._today = None if today is None else When(today)

    @property
    def note(self) -> str:
        """What a table says of the day on which knowledge ends."""
        day = self._index.as_of if self._index else None
        return as_of(day, self.lang) if day else ""

    def phrase(self, text: str, **given: object) -> str:
        """Return a phrase by its English text."""
        return phrase(text, self.lang, **given)

    def word(self, member: enum.StrEnum | None) -> str:
        """Return the word for a member of a vocabulary."""
        return "" if member is None else word(member, self.lang)

    def post(self, slug: str | None) -> str:
        """Return the name of a post by its slug."""
        return post_name(slug, self.lang) if slug else ""

    def text(self, text: Text | None) -> str:
        """Return a text in the language, or the nearest that it has."""
        return text.best(self.lang) if text else ""

    def date(self, when: When | None) -> str:
        """Return a date in words."""
        return in_words(when, self.lang) if when else ""

    def name(self, id: str | None) -> str:
        """Return the name of a record; its id where nothing is known of it."""
        record = self.record(id)
        return self.title(record) if record else id or ""

    def record(self, id: str | None) -> Record | None:
        """Return the record of an id, or None where nothing is known of it."""
        return self._index.get(id) if self._index and id else None

    def title(self, record: Record) -> str:
        """Return the name or the title of a record; of one that links others the names of those."""
        words = name_of(record)
        if words:
            return self.text(words)
        linked = [getattr(record, field, None) for field in _LINKED]
        return ", ".join(self.name(id) for id in linked if id) or record.id

    def known_name(self, id: str | None) -> str | None:
        """Return the name of a record, or None where nothing is known of it."""
        record = self.record(id)
        return self.title(record) if record else None

    def certainty(self, certainty: Certainty) -> str:
        """Return the mark of what is not sure: merely possible, or unknown."""
        if certainty is Certainty.SURELY:
            return ""
        return self.phrase("possibly" if certainty is Certainty.POSSIBLY else "unknown")

    def status(self, event: Event) -> str:
        """Return the mark of what did not simply take place."""
        if event.status is EventStatus.HELD:
            return ""
        is_past = event.when and self._today and event.when.surely_before(self._today)
        if is_past and event.status is EventStatus.SCHEDULED:
            return self.phrase("was scheduled, no report known")
        return self.word(event.status)

    def moved(self, event: Event) -> str:
        """Return the mark of what was moved, with the dates that it had."""
        dates = ", ".join(self.date(when) for when in event.previous_when)
        return self.phrase("moved from {dates}", dates=dates) if dates else ""

    def offset(self, days: int) -> str:
        """Return by how many days something was moved from its own day."""
        counted = language(self.lang).counted(abs(days), "day")
        return self.phrase("{days} early" if days < 0 else "{days} late", days=counted)


# Who it is, where, for whom and at what.
_LINKED: Final = ("member", "official", "organisation", "on_behalf_of", "event")

_Cell: TypeAlias = Callable[[Any, Words], str]
_Layout: TypeAlias = Sequence[tuple[str, _Cell]]


def _entry_mark(entry: TimelineEntry, words: Words) -> str:
    event = entry.event
    return _joined(words.certainty(entry.certainty), words.status(event), words.moved(event))


def _entry_date(entry: TimelineEntry, words: Words) -> str:
    """Return the date with the times of day, and the zone whose clocks show them."""
    event = entry.event
    times = [time_of_day(time) for time in (event.start_time, event.end_time) if time is not None]
    if not times:
        return words.date(event.when)
    if event.start_time is None:
        times.insert(0, "")
    zone = f" {event.timezone}" if event.timezone else ""
    return _joined(words.date(event.when), "–".join(times) + zone)


def time_of_day(time: dt.time) -> str:
    """Return a time of day: to the minute, or to the second that it is on."""
    return time.isoformat("seconds" if time.second else "minutes")


def _of_event(cell: _Cell) -> _Cell:
    return lambda event, words: cell(TimelineEntry(event, Certainty.SURELY), words)


_TIMELINE: _Layout = (
    ("Date", _entry_date),
    ("Event", lambda entry, words: words.text(entry.event.title)),
    ("Place", lambda entry, words: words.name(entry.event.place)),
    ("", _entry_mark),
)


# Events in a list of their own, which nobody asked for by a window.
_EVENTS: _Layout = (
    ("Id", lambda event, _: event.id),
    *((title, _of_event(cell)) for title, cell in _TIMELINE),
)


def _observed(anniversary: Anniversary, words: Words) -> str:
    shown = []
    for observance in anniversary.observed:
        days = observance.offset
        shift = f" ({words.offset(days)})" if days else ""
        shown.append(f"{words.date(observance.event.when)}{shift}")
    return "; ".join(shown)


def _remembered(anniversary: Anniversary, words: Words) -> str:
    title = words.text(anniversary.title)
    if isinstance(anniversary.record, Event) or anniversary.kind is None:
        return title
    return f"{title} ({words.phrase(anniversary.kind)})"


_ANNIVERSARIES: _Layout = (
    ("Date", lambda item, words: words.date(item.when)),
    ("Anniversary", lambda item, words: ordinal(item.number, words.lang, gender="feminine")),
    ("Event", _remembered),
    ("Original date", lambda item, words: words.date(item.original)),
    ("Observed", _observed),
    ("", lambda item, words: words.certainty(item.certainty)),
)


class Stretch(NamedTuple):
    """Consecutive missing numbers that may be the same events, and the days in which they lie."""

    first: int
    last: int
    window: When | None
    candidates: tuple[SeriesMember, ...] = ()


_Listed: TypeAlias = SeriesMember | Stretch

_MOST_MISSING = 1_000


def in_place(sequence: NumberedSeries) -> Iterator[_Listed]:
    """Return the members of a sequence and what is missing between them, in order.

    Missing numbers that may be the same events, or no known ones, are told together. So
    are all of a gap where more than a thousand are missing: a slip in one number makes more
    of them than anybody can read, and then nothing is said of what they may be.
    """
    if sum(gap.last - gap.first + 1 for gap in sequence.gaps) > _MOST_MISSING:
        yield from _by_gap(sequence)
        return
    for alike, items in itertools.groupby(sequence.listing, _what_it_may_be):
        if alike is None:
            yield from (item for item in items if isinstance(item, SeriesMember))
        else:
            yield _stretch([item for item in items if isinstance(item, Missing)])


def _by_gap(sequence: NumberedSeries) -> Iterator[_Listed]:
    waiting = list(reversed(sequence.gaps))
    for member in sequence.members:
        if member.run is not None and member.number is not None:
            place = member.run, member.number
            while waiting and (waiting[-1].run, waiting[-1].first) < place:
                gap = waiting.pop()
                yield Stretch(gap.first, gap.last, gap.window)
        yield member
    yield from (Stretch(gap.first, gap.last, gap.window) for gap in reversed(waiting))


def _what_it_may_be(item: SeriesMember | Missing) -> tuple[int, tuple[str, ...]] | None:
    if isinstance(item, SeriesMember):
        return None
    return item.run, tuple(member.event.id for member in item.candidates)


def _stretch(missing: Sequence[Missing]) -> Stretch:
    first, last = missing[0], missing[-1]
    low = first.window.earliest_ordinal if first.window else NEVER_BEGUN
    high = last.window.latest_ordinal if last.window else FOREVER
    return Stretch(first.number, last.number, window(low, high), first.candidates)


def _listed_event(item: _Listed, words: Words) -> str:
    if isinstance(item, SeriesMember):
        return words.text(item.event.title)
    missing = f"— {words.phrase('missing')} —"
    if not item.candidates:
        return missing
    dates = ", ".join(words.date(candidate.event.when) for candidate in item.candidates)
    return f"{missing} {words.phrase('perhaps {dates}', dates=dates)}"


def _listed_date(item: _Listed, words: Words) -> str:
    if isinstance(item, SeriesMember) and item.event.when is not None:
        return words.date(item.event.when)
    return words.date(item.window) or words.phrase("unknown")


def _listed_number(item: _Listed, _: Words) -> str:
    if isinstance(item, Stretch):
        return f"{item.first}–{item.last}" if item.first < item.last else str(item.first)
    if item.number is None:
        return item.label or ""
    return str(item.number)


def _listed_place(item: _Listed, words: Words) -> str:
    return words.name(item.event.place) if isinstance(item, SeriesMember) else ""


def _listed_mark(item: _Listed, words: Words) -> str:
    if not isinstance(item, SeriesMember):
        return ""
    doubt = words.phrase("out of order") if item.is_doubted else ""
    return _joined(doubt, words.status(item.event), words.moved(item.event))


def _joined(*marks: str) -> str:
    return ", ".join(mark for mark in marks if mark)


_SEQUENCE: _Layout = (
    ("No.", _listed_number),
    ("Date", _listed_date),
    ("Event", _listed_event),
    ("Place", _listed_place),
    ("", _listed_mark),
)


def _without_numbers(layout: _Layout, listed: Iterable[_Listed]) -> _Layout:
    """Return the layout of a series, without the column of numbers where it has none."""
    numbered = any(
        not isinstance(item, SeriesMember) or item.number is not None or item.label
        for item in listed
    )
    return layout if numbered else layout[1:]


def _dates_held(held: Membership, words: Words) -> str:
    return _term_dates(held, held.when, words)


def _term_dates(held: Membership, when: When | None, words: Words) -> str:
    if when is not None:
        return words.date(when)
    seen = ", ".join(words.date(day) for day in held.seen)
    return words.phrase("seen {dates}", dates=seen) if seen else words.phrase("unknown")


def _standing(held: Membership, words: Words) -> str:
    return "" if held.status is MembershipStatus.FULL else words.word(held.status)


def _standing_throughout(term: Term, words: Words) -> str:
    """Return what a term was; of one that is joined when it was so, where not always."""
    held = term.memberships or (term.membership,)
    standings = [_standing(record, words) for record in held]
    if len(set(standings)) == 1:
        return standings[0]
    pairs = zip(held, standings, strict=True)
    return _joined(*(f"{said} ({_dates_held(record, words)})" for record, said in pairs if said))


def _term_mark(term: Term, words: Words) -> str:
    ended = ""
    if term.known_until is not None:
        ended = words.phrase("the data end on {day}", day=words.date(term.known_until))
    return _joined(words.certainty(term.certainty), ended, _standing_throughout(term, words))


def _shared_days(term: Term, words: Words) -> str:
    days = [words.date(day) for day in (term.first, term.last) if day is not None]
    return " – ".join(dict.fromkeys(days))


def _without_window(layout: _Layout, terms: Iterable[Term]) -> _Layout:
    """Return the layout of terms, without the days in a window where none was asked about."""
    if any(term.first or term.last for term in terms):
        return layout
    return tuple(column for column in layout if column[1] is not _shared_days)


def _membership_of(item: Term | Membership) -> Membership:
    return item.membership if isinstance(item, Term) else item


# What a term shows as its record does.
_POSTS: _Layout = (
    ("Organisation", lambda item, words: words.name(_membership_of(item).organisation)),
    ("Post", lambda item, words: item.label or words.post(_membership_of(item).role)),
    ("On behalf of", lambda item, words: words.name(_membership_of(item).on_behalf_of)),
)
_TERMS: _Layout = (
    ("Who", lambda term, words: words.text(term.record.name)),
    *_POSTS,
    ("Term", lambda term, words: _term_dates(term.membership, term.when, words)),
    ("Of it in the window", _shared_days),
    ("", _term_mark),
)
_MEMBERSHIPS: _Layout = (
    ("Id", lambda held, _: held.id),
    ("Who", lambda held, words: words.name(held.member)),
    *_POSTS,
    ("Term", _dates_held),
    ("", _standing),
)


def _without_event(layout: _Layout, listed: Sequence[Any]) -> _Layout:
    """Return the layout without the event, where all came to the same one."""
    return layout if len({item.event for item in listed}) > 1 else layout[1:]


def _participant(item: Participation, words: Words) -> str:
    return words.name(item.official or item.organisation) or words.text(item.description)


_PARTICIPATIONS: _Layout = (
    ("Event", lambda item, words: words.name(item.event)),
    ("Who", _participant),
    ("Role", lambda item, words: words.word(item.role)),
    ("Post", lambda item, _: item.capacity or ""),
    ("On behalf of", lambda item, words: words.name(item.on_behalf_of)),
)

_DELEGATIONS: _Layout = (
    ("Event", lambda sent, words: words.name(sent.event)),
    ("Id", lambda sent, _: sent.id),
    ("On behalf of", lambda sent, words: words.name(sent.on_behalf_of)),
    ("Name", lambda sent, words: words.text(sent.name)),
    ("Level", lambda sent, words: words.word(sent.level)),
    ("Size", lambda sent, _: str(sent.size or "")),
)

_FINDINGS: _Layout = (
    ("Severity", lambda finding, words: words.word(finding.severity)),
    ("Rule", lambda finding, _: finding.rule),
    ("Records", lambda finding, _: ", ".join(finding.records)),
    ("Found", lambda finding, words: message(finding.found, words.lang)),
    ("Expected", lambda finding, words: message(finding.expected, words.lang)),
)


def _matched(hit: Hit, words: Words) -> str:
    """Return the text that matched, where it isn't the name in the column beside it."""
    return "" if hit.text == words.title(hit.record) else hit.text


_HITS: _Layout = (
    ("Id", lambda hit, _: hit.record.id),
    ("Kind", lambda hit, words: words.phrase(type(hit.record).__name__)),
    ("Name", lambda hit, words: words.title(hit.record)),
    ("Found", _matched),
)

_RECORDS: _Layout = (
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


def _with_more(layout: _Layout, *, ids: bool, days: bool) -> _Layout:
    """Add the columns to a layout that are wanted and that it can have."""
    if layout == _FINDINGS:
        return layout
    titles = {title for title, _ in layout}
    before = (("Id", _id_in_row),) if ids and "Id" not in titles else ()
    has_days = days and not titles.isdisjoint(("Date", "Term"))
    after = (("First day", _first_day), ("Last day", _last_day)) if has_days else ()
    return (*before, *layout, *after)


_RECORD = tuple(ARRAYS.values())
_LAYOUTS: Final[Mapping[type | tuple[type, ...], _Layout]] = {
    TimelineEntry: _TIMELINE,
    Anniversary: _ANNIVERSARIES,
    NumberedSeries: _SEQUENCE,
    Term: _TERMS,
    Participation: _PARTICIPATIONS,
    Finding: _FINDINGS,
    Hit: _HITS,
    Event: _EVENTS,
    Membership: _MEMBERSHIPS,
    Delegation: _DELEGATIONS,
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


def _without_kind(layout: _Layout, listed: Sequence[Any]) -> _Layout:
    """Return the layout without the kinds, where all are of classes that have none."""
    return layout if any(hasattr(record, "kind") for record in listed) else layout[:-1]


# What leaves out the columns that say nothing of these items.
_LEAVING_OUT: Final[Mapping[Any, Callable[[_Layout, Sequence[Any]], _Layout]]] = {
    NumberedSeries: _without_numbers,
    Term: _without_window,
    Participation: _without_event,
    Delegation: _without_event,
    _RECORD: _without_kind,
}
