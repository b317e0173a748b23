"""The commands that show one record with what others say of it, and series with their gaps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import attrs
import click

import cstoevents as cs
from cstoevents.cli import options, terminal
from cstoevents.cli.completion import RecordName
from cstoevents.formats.tables.layouts import in_place
from cstoevents.records.conversion import to_plain
from cstoevents.records.fields import fields_of
from cstoevents.wording.words import phrase

__all__ = ["plain_listing", "series", "show"]


@click.command()
@click.argument("name", type=RecordName())
@options.common
def show(name: str, *, chronicle: cs.Chronicle, lang: str, as_json: bool) -> None:
    """One record and what belongs to it.

    NAME is its id, or a name that it alone has.
    """
    record = chronicle.named(name)
    if as_json:
        terminal.show_json(to_plain(record))
        return
    terminal.heading(f"{type(record).__name__} {record.id}")
    fields = tuple(
        (field.replace("_", " "), _shown(value, lang))
        for field, value in _fields_of(record)
        if field != "id"
    )
    terminal.show(cs.Table((phrase("Field", lang), phrase("Value", lang)), fields))
    for title, view in _belongings(chronicle, record):
        terminal.say()
        terminal.heading(phrase(title, lang))
        terminal.show_view(view, chronicle, lang)


def _fields_of(value: Any) -> Iterator[tuple[str, Any]]:
    """Yield the fields of a record or value that say something."""
    for field in fields_of(type(value)):
        given = getattr(value, field.name)
        if field.is_stated(given):
            yield field.name, given


def _shown(value: Any, lang: str) -> str:
    if isinstance(value, cs.Text):
        return value.best(lang)
    if isinstance(value, tuple):
        return "; ".join(_shown(member, lang) for member in value)
    if attrs.has(type(value)):
        return ", ".join(f"{name} {_shown(given, lang)}" for name, given in _fields_of(value))
    return str(value)


def _belongings(chronicle: cs.Chronicle, record: Any) -> Iterator[tuple[str, Any]]:
    """Yield what follows about a record from others, as titled views."""
    if isinstance(record, cs.Event):
        taking_part = chronicle.participants(record.id)
        if taking_part:
            yield "Took part", taking_part
        parts = chronicle.parts(record.id)
        if parts:
            yield "Parts", cs.Timeline(parts)
    elif isinstance(record, cs.Official):
        posts = chronicle.posts(record.id)
        if posts:
            yield "Posts", posts
        attended = chronicle.timeline().with_official(record.id)
        if attended:
            yield "Events", attended
    elif isinstance(record, cs.Organisation):
        yield from _of_organisation(chronicle, record)
    elif isinstance(record, cs.Series):
        yield "In the series", chronicle.numbered(record.id)
    elif isinstance(record, cs.Place):
        held = chronicle.timeline().at(record.id)
        if held:
            yield "Events", held


def _of_organisation(chronicle: cs.Chronicle, record: Any) -> Iterator[tuple[str, Any]]:
    in_office = chronicle.members(record.id)
    if in_office:
        yield "Members", in_office
    events = chronicle.timeline().of(record.id)
    if events:
        yield "Latest events", events[-10:]


# Series


@click.command()
@click.argument("name", type=RecordName("series"), required=False)
@options.today
@options.common
def series(
    name: str | None, today: cs.When, *, chronicle: cs.Chronicle, lang: str, as_json: bool
) -> None:
    """A series with its gaps, or all series.

    NAME is the id of the series, or its name.

    Of each of all series it says how many of its members lay where those in front of
    them would have let one expect them.
    """
    if name is None:
        _print_all_series(chronicle, lang, as_json=as_json)
        return
    sequence = chronicle.numbered(name)
    expected = sequence.expected_next(on=today)
    if as_json:
        terminal.show_json(
            {
                "series": sequence.series.id,
                "listing": plain_listing(sequence),
                "expected_next": _plain_expected(expected) if expected else None,
            }
        )
        return
    terminal.heading(sequence.series.name.best(lang))
    terminal.show_view(sequence, chronicle, lang, "no members", today=today)
    if expected:
        terminal.say(_expected_in_words(expected, lang))


def _print_all_series(chronicle: cs.Chronicle, lang: str, *, as_json: bool) -> None:
    sequences = [chronicle.numbered(series.id) for series in chronicle.series]
    if as_json:
        terminal.show_json(
            [
                {
                    "series": to_plain(sequence.series),
                    "members": len(sequence.members),
                    "missing": _count_missing(sequence),
                    "backtest": _backtest(sequence)._asdict(),
                }
                for sequence in sequences
            ]
        )
        return
    rows = tuple(
        (
            sequence.series.id,
            sequence.series.name.best(lang),
            str(len(sequence.members)),
            str(_count_missing(sequence)),
            _backtest(sequence).in_words(lang),
        )
        for sequence in sequences
    )
    titles = ("Id", "Series", "Events", "Missing", "Forecasts that held")
    columns = tuple(phrase(title, lang) for title in titles)
    terminal.show(cs.Table(columns, rows), phrase("no series", lang))


class _Backtest(NamedTuple):
    """How well members could have been forecast from those in front of them."""

    tried: int
    held: int
    mean_error: float | None

    def in_words(self, lang: str) -> str:
        if not self.tried:
            return ""
        return phrase("{held} of {tried}", lang, held=self.held, tried=self.tried)


def _backtest(sequence: cs.NumberedSeries) -> _Backtest:
    tried = [trial for trial in sequence.backtest() if trial.error is not None]
    errors = [abs(trial.error) for trial in tried if trial.error is not None]
    return _Backtest(
        tried=len(tried),
        held=sum(trial.in_expected is cs.Tri.TRUE for trial in tried),
        mean_error=round(sum(errors) / len(errors), 1) if errors else None,
    )


def _count_missing(sequence: cs.NumberedSeries) -> int:
    return sum(gap.last - gap.first + 1 for gap in sequence.gaps)


# As many as the library lists one by one.
_MOST_LISTED = 1_000_000


def plain_listing(sequence: cs.NumberedSeries) -> list[dict[str, Any]]:
    """Return the members of a sequence and its missing numbers as plain data, in order.

    More than a million missing numbers are listed as ranges.
    """
    return [_plain_item(slot) for slot in in_place(sequence, _MOST_LISTED)]


def _plain_item(
    slot: cs.sequences.SeriesMember | cs.sequences.Missing | cs.sequences.Gap,
) -> dict[str, Any]:
    window = str(slot.window) if slot.window is not None else None
    if isinstance(slot, cs.sequences.Gap):
        return {"first": slot.first, "last": slot.last, "window": window}
    if isinstance(slot, cs.sequences.Missing):
        candidates = [member.event.id for member in slot.candidates]
        return {"number": slot.number, "window": window, "candidates": candidates}
    return {
        "number": slot.number,
        "label": slot.label,
        "event": slot.event.id,
        "when": str(slot.event.when) if slot.event.when is not None else None,
        "window": window,
    }


def _plain_expected(expected: cs.sequences.ExpectedNext) -> dict[str, Any]:
    days = ("earliest", "median", "latest", "overdue_from")
    return {
        "number": expected.number,
        **{name: str(day) if (day := getattr(expected, name)) else None for name in days},
        "state": expected.state,
        "event": expected.event.id if expected.event else None,
        "count": expected.count,
        "error": expected.error,
        "trials": expected.trials,
    }


_STATES = {
    cs.sequences.Expectation.NOT_YET: "not due yet",
    cs.sequences.Expectation.DUE: "due",
    cs.sequences.Expectation.OVERDUE: "overdue",
}
_FEW_INTERVALS = 3


def _expected_in_words(expected: cs.sequences.ExpectedNext, lang: str) -> str:
    number = expected.number
    if expected.state is cs.sequences.Expectation.POSTPONED:
        return phrase("Next: no. {number}, postponed; no new date is known.", lang, number=number)
    if expected.event is not None and expected.event.when is not None:
        day = cs.in_words(expected.event.when, lang)
        if expected.state is cs.sequences.Expectation.OVERDUE:
            return phrase(
                "Next: no. {number}, was scheduled for {day}; no report is known.",
                lang,
                number=number,
                day=day,
            )
        return phrase("Next: no. {number}, scheduled for {day}.", lang, number=number, day=day)
    assert expected.state is not None
    assert expected.earliest is not None
    assert expected.median is not None
    assert expected.latest is not None
    return phrase(
        "Next expected: no. {number}, about {median} (a guess from few intervals); {state}."
        if expected.count < _FEW_INTERVALS
        else "Next expected: no. {number}, about {median} (between {earliest} and {latest});"
        " {state}.",
        lang,
        number=number,
        median=cs.in_words(expected.median, lang),
        earliest=cs.in_words(expected.earliest, lang),
        latest=cs.in_words(expected.latest, lang),
        state=phrase(_STATES[expected.state], lang),
    )
