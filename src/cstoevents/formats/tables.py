"""Tables for people: a timeline, anniversaries, a sequence, terms or findings as rows of words.

The views know nothing of this. `table` looks at what it is given and makes a
`Table`: a header and rows of plain text in English or Russian, ids spelt out
as names. The command line prints it, `to_markdown` and `to_html` write it into
reports and notebooks. What is merely possible is marked in a column of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeAlias

import attrs

from cstoevents.anniversaries import Anniversaries, Anniversary
from cstoevents.checks import Finding
from cstoevents.chronicle import Chronicle
from cstoevents.dates import Certainty, When
from cstoevents.numerals import Language, checked_language
from cstoevents.records import Event, Organisation, Participation
from cstoevents.rules import refused
from cstoevents.sequences import Sequence as NumberedSequence
from cstoevents.slots import Missing, SequenceMember
from cstoevents.terms import Term
from cstoevents.timeline import Timeline, TimelineEntry
from cstoevents.values import Text
from cstoevents.wording import in_words, ordinal

__all__ = ["Table", "table", "to_html", "to_markdown"]

Tabular: TypeAlias = (
    Timeline
    | Anniversaries
    | NumberedSequence
    | Iterable[Term]
    | Iterable[Participation]
    | Iterable[Finding]
)
"""What can be shown as a table."""


@attrs.frozen(slots=True)
class Table:
    """A header and rows of text, each row as long as the header.

    >>> import cstoevents as cs
    >>> shown = cs.table(cs.load().timeline().on("2025-05-13"), cs.load())
    >>> shown.columns
    ('Date', 'Event', 'Place', '')
    >>> shown.rows[-1][:1]
    ('13 May 2025',)
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


# Headers and words, English and Russian.
_RUSSIAN = {
    "Date": "Дата",
    "Event": "Событие",
    "Place": "Место",
    "Anniversary": "Годовщина",
    "Of": "Чего",
    "Original date": "Исходная дата",
    "Observed": "Отмечено",
    "No.": "№",
    "Who": "Кто",
    "Organisation": "Организация",
    "Post": "Должность",
    "On behalf of": "От",
    "Term": "Срок",
    "Role": "Роль",
    "Severity": "Важность",
    "Rule": "Правило",
    "Records": "Записи",
    "Found": "Найдено",
    "Expected": "Ожидалось",
    "founding": "основание",
    "possibly": "возможно",
    "missing": "нет записи",
    "perhaps": "возможно,",
    "seen": "замечен",
    "unknown": "неизвестно",
    "scheduled": "запланировано",
    "postponed": "отложено",
    "cancelled": "отменено",
    "acting": "исполняющий обязанности",
    "observer": "наблюдатель",
    "suspended": "приостановлено",
    "frozen": "заморожено",
}


class _Words:
    """Names, dates and fixed words in one language."""

    def __init__(self, chronicle: Chronicle | None, lang: Language) -> None:
        self.lang = checked_language(lang)
        self.chronicle = chronicle

    def say(self, word: str) -> str:
        return _RUSSIAN.get(word, word) if self.lang == "ru" else word

    def text(self, text: Text | None) -> str:
        return text.best(self.lang) if text else ""

    def date(self, when: When | None) -> str:
        return in_words(when, self.lang) if when else ""

    def name(self, id: str | None) -> str:
        record: Any = self.chronicle.get(id) if self.chronicle and id else None
        if record is None:
            return id or ""
        return self.text(record.title if isinstance(record, Event) else record.name)

    def sure(self, certainty: Certainty) -> str:
        return self.say("possibly") if certainty is Certainty.POSSIBLY else ""

    def status(self, event: Event) -> str:
        return self.say(event.status) if event.status and event.status != "held" else ""


def table(view: Tabular, chronicle: Chronicle | None = None, *, lang: Language = "en") -> Table:
    """Make a table of a view.

    Args:
        view: a `Timeline`, `Anniversaries`, a `Sequence`, or several `Term`,
            `Participation` or `Finding`.
        chronicle: where names of places and organisations are looked up; without
            it their ids stand in.
        lang: ``"en"`` or ``"ru"``.

    Raises:
        RecordError: there is no table of such a thing.

    >>> import cstoevents as cs
    >>> csto = cs.load()
    >>> cs.table(csto.chair("csto", on="2025-05-13"), csto).rows[0][:3]
    ('Sadyr Japarov', 'Collective Security Treaty Organization', 'chair')
    """
    words = _Words(chronicle, lang)
    if isinstance(view, Timeline):
        return _made(_TIMELINE, view.entries, words)
    if isinstance(view, NumberedSequence):
        return _made(_SEQUENCE, view.slots, words)
    if isinstance(view, Anniversaries):
        return _made(_ANNIVERSARIES, view, words)
    if isinstance(view, Iterable) and not isinstance(view, str | bytes):
        items: list[Any] = list(view)
        for cls, layout in _OF_ITEMS.items():
            if items and all(isinstance(item, cls) for item in items):
                return _made(layout, items, words)
        if not items:
            return Table((), ())
    raise refused(view, "a timeline, anniversaries, a sequence, terms, participations or findings")


_Cell: TypeAlias = Callable[[Any, _Words], str]
_Layout: TypeAlias = Sequence[tuple[str, _Cell]]


def _made(layout: _Layout, items: Iterable[Any], words: _Words) -> Table:
    columns = tuple(words.say(title) for title, _ in layout)
    rows = tuple(tuple(cell(item, words) for _, cell in layout) for item in items)
    return Table(columns, rows)


def _entry_mark(entry: TimelineEntry, words: _Words) -> str:
    marks = words.sure(entry.certainty), words.status(entry.event)
    return ", ".join(mark for mark in marks if mark)


_TIMELINE: _Layout = (
    ("Date", lambda entry, words: words.date(entry.event.when)),
    ("Event", lambda entry, words: words.text(entry.event.title)),
    ("Place", lambda entry, words: words.name(entry.event.place)),
    ("", _entry_mark),
)


def _observed(each: Anniversary, words: _Words) -> str:
    shown = []
    for observance in each.observed:
        days = observance.offset
        shift = f" ({days:+d})" if days else ""
        shown.append(f"{words.date(observance.event.when)}{shift}")
    return "; ".join(shown)


def _remembered(each: Anniversary, words: _Words) -> str:
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


def _slot_event(slot: SequenceMember | Missing, words: _Words) -> str:
    if isinstance(slot, SequenceMember):
        return words.text(slot.event.title)
    missing = f"— {words.say('missing')} —"
    if not slot.candidates:
        return missing
    perhaps = ", ".join(words.date(each.event.when) for each in slot.candidates)
    return f"{missing} {words.say('perhaps')} {perhaps}"


def _slot_date(slot: SequenceMember | Missing, words: _Words) -> str:
    if isinstance(slot, SequenceMember) and slot.event.when is not None:
        return words.date(slot.event.when)
    return words.date(slot.window) or words.say("unknown")


def _slot_number(slot: SequenceMember | Missing, _: _Words) -> str:
    label = slot.label if isinstance(slot, SequenceMember) and slot.number is None else None
    return label or ("" if slot.number is None else str(slot.number))


def _slot_place(slot: SequenceMember | Missing, words: _Words) -> str:
    return words.name(slot.event.place) if isinstance(slot, SequenceMember) else ""


def _slot_mark(slot: SequenceMember | Missing, words: _Words) -> str:
    return words.status(slot.event) if isinstance(slot, SequenceMember) else ""


_SEQUENCE: _Layout = (
    ("No.", _slot_number),
    ("Date", _slot_date),
    ("Event", _slot_event),
    ("Place", _slot_place),
    ("", _slot_mark),
)


def _term_dates(term: Term, words: _Words) -> str:
    membership = term.membership
    if membership.when is not None:
        return words.date(membership.when)
    seen = ", ".join(words.date(day) for day in membership.seen)
    return f"{words.say('seen')} {seen}" if seen else words.say("unknown")


def _term_post(term: Term, _: _Words) -> str:
    return term.membership.label or (term.membership.role or "").replace("-", " ")


def _term_mark(term: Term, words: _Words) -> str:
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


def _participant(each: Participation, words: _Words) -> str:
    return words.name(each.official or each.organisation) or words.text(each.description)


_PARTICIPATIONS: _Layout = (
    ("Who", _participant),
    ("Role", lambda each, _: each.role.value if each.role else ""),
    ("Post", lambda each, _: each.capacity or ""),
    ("On behalf of", lambda each, words: words.name(each.on_behalf_of)),
)

_FINDINGS: _Layout = (
    ("Severity", lambda finding, _: finding.severity.value),
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


def to_markdown(
    view: Tabular | Table, chronicle: Chronicle | None = None, *, lang: Language = "en"
) -> str:
    """Give a view as a table in GitHub Flavored Markdown.

    >>> import cstoevents as cs
    >>> csto = cs.load()
    >>> print(cs.to_markdown(csto.chair("csto", on="2025-05-13"), csto))
    | Who | Organisation | Post | On behalf of | Term |  |
    | --- | --- | --- | --- | --- | --- |
    | Sadyr Japarov | Collective Security Treaty Organization | chair | Kyrgyzstan | ... |  |
    <BLANKLINE>
    """
    shown = view if isinstance(view, Table) else table(view, chronicle, lang=lang)
    head, *body = [
        f"| {' | '.join(map(_markdown_cell, line))} |" for line in (shown.columns, *shown.rows)
    ]
    return "\n".join([head, f"|{' --- |' * len(shown.columns)}", *body, ""])


def _markdown_cell(text: str) -> str:
    text = " ".join(text.split())
    # What would begin markup, or end the cell, is a letter like the others.
    for mark in "\\|*_`[]<>#~":
        text = text.replace(mark, f"\\{mark}")
    return text


def to_html(
    view: Tabular | Table, chronicle: Chronicle | None = None, *, lang: Language = "en"
) -> str:
    """Give a view as an HTML table without styles of its own.

    >>> import cstoevents as cs
    >>> print(cs.to_html(cs.Table(("Date",), (("1 < 2",),))))
    <table>
    <thead><tr><th>Date</th></tr></thead>
    <tbody>
    <tr><td>1 &lt; 2</td></tr>
    </tbody>
    </table>
    """
    import html  # its table of entities is larger than everything else here

    shown = view if isinstance(view, Table) else table(view, chronicle, lang=lang)
    head = "".join(f"<th>{html.escape(cell)}</th>" for cell in shown.columns)
    rows = "".join(
        f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in row)}</tr>\n"
        for row in shown.rows
    )
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>"
