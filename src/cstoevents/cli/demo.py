"""The command for the first minute: what a chronicle knows, on at most thirty lines."""

from __future__ import annotations

import itertools
import shlex
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import ClassVar, Final

import cstoevents as cs
from cstoevents.cli import options, terminal
from cstoevents.cli.questions import coming_year
from cstoevents.cli.rows import AnniversaryRow, AnswerRow, EntryRow, Id, RecordNames, TermRow, plain
from cstoevents.cli.series import StretchRow
from cstoevents.formats.tables.events import Stretch, in_place
from cstoevents.wording.dates import as_of
from cstoevents.wording.language import language
from cstoevents.wording.words import phrase, post_name

_WIDTH: Final = 80
_DATES: Final = 22
_MEETINGS: Final = ("session", "meeting", "consultation", "talks", "conference")
_COUNTED: Final = {
    "events": "event",
    "organisations": "organisation",
    "officials": "person",
}


class GapRow(AnswerRow, frozen=True):
    """The most that a series lacks at once.

    Attributes:
        series: The series.
    """

    made_of: ClassVar[type] = StretchRow
    series: Id
    number: int
    through: int
    window: cs.When | None
    candidates: list[Id]
    names: RecordNames


class OverviewRow(AnswerRow, frozen=True):
    """A first look at a chronicle.

    Attributes:
        title: What the chronicle is called.
        as_of: The day on which knowledge ends.
        records: How many records there are of each class.
        anniversaries: The jubilees to come.
        posts: Who has the first posts.
        held: The last meetings.
        planned: The next meetings.
        gap: The most that a series lacks at once.
        month: A meeting of which the month alone is known.
    """

    title: cs.Text | None
    as_of: cs.When | None
    records: dict[str, int]
    anniversaries: list[AnniversaryRow]
    posts: list[TermRow]
    held: list[EntryRow]
    planned: list[EntryRow]
    gap: GapRow | None
    month: list[EntryRow]


_COMMANDS: Final = (
    "cstoevents find tasmagambetov",
    "cstoevents who secretary-general csto",
    "cstoevents next 5",
    "cstoevents anniversaries 2027 --every 5 -o jubilees.ics",
)
_PYTHON: Final = (
    "import cstoevents as cs",
    'print(cs.to_markdown(cs.load().timeline().during("2025-05")))',
)


@options.command()
@options.today
@options.sourced
@options.printed(OverviewRow, "demo")
def demo(today: cs.When, *, data: str | None, within: bool, lang: str, as_json: bool) -> None:
    """A first look: jubilees, posts, meetings, a series.

    It is a text of several answers: "demo > demo.txt" keeps it, and each of its questions
    has a command that writes files (-o).
    """
    chronicle = options.opened_chronicle(data, within=within)
    found = _Found(chronicle, today)
    if as_json:
        terminal.show_json(plain(found.row(), chronicle))
        return
    for line in _lines(found, lang):
        terminal.say(line if len(line) <= _WIDTH else f"{line[: _WIDTH - 1]}…")
    terminal.say()
    for command in _COMMANDS if data is None else _commands(found, data, within=within):
        terminal.say(f"$ {command}")
    for line in _PYTHON if data is None else ():
        terminal.say(f">>> {line}")


class _Found:
    """What there is to show of a chronicle on a day."""

    def __init__(self, chronicle: cs.Chronicle, today: cs.When) -> None:
        self.chronicle, self.today = chronicle, today
        about = chronicle.about.as_of
        self.known = about if about is not None and about.surely_before(today) else today
        jubilees = chronicle.anniversaries(coming_year(today), every=5, certainty="surely")
        self.jubilees = [*jubilees][:5]
        meetings = chronicle.timeline().of_kind(*_MEETINGS)
        self.last = meetings.with_status("held").until(self.known, "surely")[-3:]
        planned = meetings.with_status("scheduled")
        self.planned = planned.during(cs.When.between(self.known, ".."), "surely")[:3]
        self.posts = self._posts()
        self.series, self.gap = self._gap()
        roughly = [event for event in meetings if event.when and event.when.precision == "month"]
        self.month = cs.Timeline(roughly[-1:], chronicle._index)

    def _posts(self) -> list[cs.Term]:
        """Return who has the first post and the chair of the organisation with the most posts."""
        memberships = self.chronicle.memberships
        counts = Counter(membership.organisation for membership in memberships)
        if not counts:
            return []
        main = counts.most_common(1)[0][0]
        roles = {post.role for post in memberships if post.organisation == main}
        return [
            term
            for role in ("secretary-general", "chair")
            if role in roles
            for term in self.chronicle.holders(role, main, self.today)[:1]
        ]

    def _gap(self) -> tuple[cs.NumberedSeries | None, Stretch | None]:
        """Return the series with the most numbers that lacks some, and what it lacks."""
        best: tuple[int, cs.NumberedSeries | None, Stretch | None] = (0, None, None)
        for series in self.chronicle.series:
            sequence = self.chronicle.numbered(series.id)
            numbered = sum(member.number is not None for member in sequence.members)
            gaps = [item for item in in_place(sequence) if isinstance(item, Stretch)]
            longest = max(gaps, key=lambda gap: gap.last - gap.first, default=None)
            if longest is not None and longest.candidates and numbered > best[0]:
                best = (numbered, sequence, longest)
        return best[1:]

    def row(self) -> OverviewRow:
        """Return all of it as JSON has it."""
        about = self.chronicle.about
        gap = None
        if self.series is not None and self.gap is not None:
            of, missing = self.series.series.id, StretchRow.of(self.gap)
            gap = GapRow.of(missing, series=of, names=RecordNames([of, *missing.candidates]))
        return OverviewRow(
            title=about.title,
            as_of=about.as_of,
            records={name: len(getattr(self.chronicle, name)) for name in _COUNTED},
            anniversaries=[AnniversaryRow.of(jubilee) for jubilee in self.jubilees],
            posts=[TermRow.of(term) for term in self.posts],
            held=[EntryRow.of(entry) for entry in self.last.entries],
            planned=[EntryRow.of(entry) for entry in self.planned.entries],
            gap=gap,
            month=[EntryRow.of(entry) for entry in self.month.entries],
        )


def _lines(found: _Found, lang: str) -> Iterator[str]:
    def said(text: str, **given: object) -> str:
        return phrase(text, lang, **given)

    about = found.chronicle.about
    if about.title:
        yield about.title.best(lang)
    yield _counts(found.chronicle, lang)
    yield from ("", said("Jubilees to come"))
    for jubilee in found.jubilees:
        nth = cs.ordinal(jubilee.number, lang, gender="feminine")
        title = jubilee.title.best(lang) if jubilee.title else ""
        yield _row(cs.in_words(jubilee.when, lang), f"{nth:<5} {title}")
    if not found.jubilees:
        yield said("no such anniversaries")
    yield from (_post(term, lang) for term in found.posts)
    yield from ("", said("Meetings: the last three, and three that were planned"))
    yield from _events((*found.last, *found.planned), lang)
    if found.series is not None and found.gap is not None:
        name = found.series.series.name.best(lang)
        yield said("Numbers that no record bears: {name}", name=name)
        yield _row(*_gap_in_words(found.gap, said, lang))
    if found.month:
        yield said("A date that is known to the month only")
        yield from _events(found.month, lang)


def _commands(found: _Found, data: str, *, within: bool) -> Iterator[str]:
    """Yield commands that ask a file of one's own, of what is in it."""
    chronicle, today = found.chronicle, found.today.date()
    shown: tuple[Sequence[cs.Record], ...] = (chronicle.officials, chronicle.organisations)
    rest = f"--data {shlex.quote(data)}{' --within' if within else ''}"
    for id in [record.id for records in shown for record in records[:1]]:
        yield f"cstoevents show {id} {rest}"
    posts = (f"{it.role} {it.organisation}" for it in chronicle.memberships if it.role)
    for post in itertools.islice(posts, 1):
        yield f"cstoevents who {post} {rest}"
    yield f"cstoevents next 5 {rest}"
    yield f"cstoevents anniversaries {today.year:04} -o jubilees.ics {rest}"


def _counts(chronicle: cs.Chronicle, lang: str) -> str:
    counts = (
        language(lang).counted(len(getattr(chronicle, name)), unit)
        for name, unit in _COUNTED.items()
    )
    day = chronicle.about.as_of
    return f"{', '.join(counts)}.{f' {as_of(day, lang)}' if day else ''}"


def _events(events: Iterable[cs.Event], lang: str) -> Iterator[str]:
    rows = [
        _row(cs.in_words(event.when, lang), event.title.best(lang))
        for event in events
        if event.when is not None
    ]
    yield from rows or [phrase("no such events", lang)]


def _row(date: str, text: str) -> str:
    return f"  {date:<{_DATES}}{text}"


def _post(term: cs.Term, lang: str) -> str:
    post = post_name(str(term.membership.role), lang)
    start = term.when.start or term.when if term.when else None
    since = f", {cs.in_words(cs.When.between(start, '..'), lang)}" if start else ""
    return f"{post[:1].upper()}{post[1:]}: {term.record.name.best(lang)}{since}"


def _gap_in_words(gap: Stretch, said: Callable[..., str], lang: str) -> tuple[str, str]:
    window = cs.in_words(gap.window, lang) if gap.window else said("unknown")
    held = said("perhaps {count} without a number", count=len(gap.candidates))
    return f"{gap.first}–{gap.last}", f"{window}; {held}"
