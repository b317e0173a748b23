"""Which columns a view has, and what stands in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeAlias

import attrs

from cstoevents.anniversaries import Anniversaries, Anniversary
from cstoevents.checks import Finding
from cstoevents.chronicle import Chronicle
from cstoevents.errors import ArgumentTypeError
from cstoevents.formats.tables.words import Words
from cstoevents.records import Organisation, Participation
from cstoevents.records.rules import refused
from cstoevents.sequences import NumberedSeries
from cstoevents.sequences.values import Gap, Missing, SeriesMember
from cstoevents.terms import Term
from cstoevents.timeline import Timeline, TimelineEntry
from cstoevents.wording import ordinal
from cstoevents.wording.numerals import Language

__all__ = ["Table", "Tabular", "in_place", "table"]

Tabular: TypeAlias = (
    Timeline
    | Anniversaries
    | NumberedSeries
    | Iterable[Term]
    | Iterable[Participation]
    | Iterable[Finding]
)
"""What a table is made of: a view of a chronicle, or several of one kind of thing."""
"""What can be shown as a table."""


@attrs.frozen(slots=True)
class Table:
    """A header and rows of text.

    Raises:
        RecordError: a row is longer or shorter than the header.

    >>> import cstoevents as cs
    >>> shown = cs.table(cs.load().timeline().on("2025-05-13"), cs.load())
    >>> shown.columns
    ('Date', 'Event', 'Place', '')
    >>> shown.rows[-1][:1]
    ('13 May 2025',)
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __attrs_post_init__(self) -> None:
        width = len(self.columns)
        for row in self.rows:
            if len(row) != width:
                raise refused(row, f"a row of {width} cells, as the header has", "rows")


def table(view: Tabular, chronicle: Chronicle | None = None, *, lang: Language = "en") -> Table:
    """Make a table of a view.

    Args:
        view: a `Timeline`, `Anniversaries`, a `NumberedSeries`, or several `Term`,
            `Participation` or `Finding`.
        chronicle: where names of places and organisations are looked up; without
            it their ids stand in, save in a timeline that a chronicle gave.
        lang: ``"en"`` or ``"ru"``.

    Raises:
        ArgumentTypeError: there is no table of such a thing.

    >>> import cstoevents as cs
    >>> csto = cs.load()
    >>> cs.table(csto.chair("csto", on="2025-05-13"), csto).rows[0][:3]
    ('Sadyr Japarov', 'Collective Security Treaty Organization', 'chair')
    """
    words = Words(chronicle, lang)
    if isinstance(view, Timeline):
        its_own = Words(view._index, lang)
        return _made(_TIMELINE, view.entries, its_own if chronicle is None else words)
    if isinstance(view, NumberedSeries):
        slots = list(in_place(view))
        return _made(_layout_of_slots(slots), slots, words)
    if isinstance(view, Anniversaries):
        return _made(_ANNIVERSARIES, view, words)
    if isinstance(view, Iterable) and not isinstance(view, str | bytes):
        items: list[Any] = list(view)
        for cls, layout in _OF_ITEMS.items():
            if items and all(isinstance(item, cls) for item in items):
                return _made(layout, items, words)
        if not items:
            return Table((), ())
    raise ArgumentTypeError(
        "view",
        view,
        "a timeline, anniversaries, a sequence, terms, participations or findings",
    )


_Cell: TypeAlias = Callable[[Any, Words], str]
_Layout: TypeAlias = Sequence[tuple[str, _Cell]]


def _made(layout: _Layout, items: Iterable[Any], words: Words) -> Table:
    columns = tuple(words.say(title) for title, _ in layout)
    rows = tuple(tuple(cell(item, words) for _, cell in layout) for item in items)
    return Table(columns, rows)


def _entry_mark(entry: TimelineEntry, words: Words) -> str:
    marks = words.sure(entry.certainty), words.status(entry.event)
    return ", ".join(mark for mark in marks if mark)


_TIMELINE: _Layout = (
    ("Date", lambda entry, words: words.date(entry.event.when)),
    ("Event", lambda entry, words: words.text(entry.event.title)),
    ("Place", lambda entry, words: words.name(entry.event.place)),
    ("", _entry_mark),
)


def _observed(each: Anniversary, words: Words) -> str:
    shown = []
    for observance in each.observed:
        days = observance.offset
        shift = f" ({words.shift(days)})" if days else ""
        shown.append(f"{words.date(observance.event.when)}{shift}")
    return "; ".join(shown)


def _remembered(each: Anniversary, words: Words) -> str:
    title = words.text(each.title)
    return f"{title} ({words.say('founding')})" if isinstance(each.record, Organisation) else title


_ANNIVERSARIES: _Layout = (
    ("Date", lambda each, words: words.date(each.when)),
    ("Anniversary", lambda each, words: ordinal(each.number, words.lang, gender="feminine")),
    ("Of", _remembered),
    ("Original date", lambda each, words: words.date(each.original)),
    ("Observed", _observed),
    ("", lambda each, words: words.sure(each.certainty)),
)


_Slot: TypeAlias = SeriesMember | Missing | Gap

_MOST_MISSING = 1_000


def in_place(sequence: NumberedSeries, most: int = _MOST_MISSING) -> Iterator[_Slot]:
    """Give the members of a sequence and what is missing between them, in order.

    If more than ``most`` numbers are missing they are told by the stretch: a slip
    in one number makes more of them than anybody can read.
    """
    gaps = sequence.gaps
    if sum(gap.last - gap.first + 1 for gap in gaps) <= most:
        yield from sequence.listing
        return
    waiting = list(reversed(gaps))
    for member in sequence.members:
        if member.run is not None and member.number is not None:
            place = member.run, member.number
            while waiting and (waiting[-1].run, waiting[-1].first) < place:
                yield waiting.pop()
        yield member
    yield from reversed(waiting)


def _slot_event(slot: _Slot, words: Words) -> str:
    if isinstance(slot, SeriesMember):
        return words.text(slot.event.title)
    missing = f"— {words.say('missing')} —"
    if isinstance(slot, Gap) or not slot.candidates:
        return missing
    perhaps = ", ".join(words.date(each.event.when) for each in slot.candidates)
    return f"{missing} {words.say('perhaps')} {perhaps}"


def _slot_date(slot: _Slot, words: Words) -> str:
    if isinstance(slot, SeriesMember) and slot.event.when is not None:
        return words.date(slot.event.when)
    return words.date(slot.window) or words.say("unknown")


def _slot_number(slot: _Slot, _: Words) -> str:
    if isinstance(slot, Gap):
        return f"{slot.first}-{slot.last}" if slot.first < slot.last else str(slot.first)
    label = slot.label if isinstance(slot, SeriesMember) and slot.number is None else None
    return label or ("" if slot.number is None else str(slot.number))


def _slot_place(slot: _Slot, words: Words) -> str:
    return words.name(slot.event.place) if isinstance(slot, SeriesMember) else ""


def _slot_mark(slot: _Slot, words: Words) -> str:
    if not isinstance(slot, SeriesMember):
        return ""
    doubt = words.say("out of order") if slot.is_doubted else ""
    return ", ".join(mark for mark in (doubt, words.status(slot.event)) if mark)


_SEQUENCE: _Layout = (
    ("No.", _slot_number),
    ("Date", _slot_date),
    ("Event", _slot_event),
    ("Place", _slot_place),
    ("", _slot_mark),
)


def _layout_of_slots(slots: Iterable[_Slot]) -> _Layout:
    """Leave out the numbers of a series that has none."""
    numbered = any(
        not isinstance(slot, SeriesMember) or slot.number is not None or slot.label
        for slot in slots
    )
    return _SEQUENCE if numbered else _SEQUENCE[1:]


def _term_dates(term: Term, words: Words) -> str:
    membership = term.membership
    if membership.when is not None:
        return words.date(membership.when)
    seen = ", ".join(words.date(day) for day in membership.seen)
    return f"{words.say('seen')} {seen}" if seen else words.say("unknown")


def _term_post(term: Term, words: Words) -> str:
    return term.membership.label or words.role(term.membership.role or "")


def _term_mark(term: Term, words: Words) -> str:
    status = term.membership.status
    standing = words.say(status) if status and status != "full" else ""
    return ", ".join(mark for mark in (words.sure(term.certainty), standing) if mark)


_TERMS: _Layout = (
    ("Who", lambda term, words: words.text(term.record.name)),
    ("Organisation", lambda term, words: words.name(term.membership.organisation)),
    ("Post", _term_post),
    ("On behalf of", lambda term, words: words.name(term.membership.on_behalf_of)),
    ("Term", _term_dates),
    ("", _term_mark),
)


def _participant(each: Participation, words: Words) -> str:
    return words.name(each.official or each.organisation) or words.text(each.description)


_PARTICIPATIONS: _Layout = (
    ("Who", _participant),
    ("Role", lambda each, words: words.say(each.role) if each.role else ""),
    ("Post", lambda each, _: each.capacity or ""),
    ("On behalf of", lambda each, words: words.name(each.on_behalf_of)),
)

_FINDINGS: _Layout = (
    ("Severity", lambda finding, words: words.say(finding.severity)),
    ("Rule", lambda finding, _: finding.rule),
    ("Records", lambda finding, _: ", ".join(finding.records)),
    ("Found", lambda finding, _: finding.found),
    ("Expected", lambda finding, _: finding.expected),
)

_OF_ITEMS: dict[type, _Layout] = {
    Term: _TERMS,
    Participation: _PARTICIPATIONS,
    Finding: _FINDINGS,
}
