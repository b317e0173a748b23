"""The command that shows numbered series: one with its gaps, or all with what they lack."""

from __future__ import annotations

from typing import Any, ClassVar

import click

import cstoevents as cs
from cstoevents.cli import options
from cstoevents.cli.answers import Answer
from cstoevents.cli.completion import RecordName
from cstoevents.cli.rows import AnswerRow, Id, RecordNames
from cstoevents.formats.tables.events import Stretch, in_place
from cstoevents.wording.words import phrase


class MemberRow(AnswerRow, frozen=True):
    """A member of a series.

    Attributes:
        when: Its date.
    """

    made_of: ClassVar[type] = cs.sequences.SeriesMember
    number: int | None
    label: str | None
    event: Id
    when: cs.When | None
    window: cs.When | None
    names: RecordNames

    @staticmethod
    def derived(source: cs.sequences.SeriesMember) -> dict[str, Any]:
        """Return what is said of its event."""
        event = source.event
        return {"event": event.id, "when": event.when, "names": RecordNames([event.id])}


class StretchRow(AnswerRow, frozen=True):
    """Missing numbers from one to another, where they lie, and what they may be.

    Attributes:
        number: The first of the missing numbers.
        through: The last of them.
        window: The days in which they lie.
        candidates: The events without a number that they may be.
    """

    number: int
    through: int
    window: cs.When | None
    candidates: list[Id]
    names: RecordNames

    @staticmethod
    def derived(source: Stretch) -> dict[str, Any]:
        """Return its numbers and candidates."""
        candidates = [member.event.id for member in source.candidates]
        return {
            "number": source.first,
            "through": source.last,
            "candidates": candidates,
            "names": RecordNames(candidates),
        }


class ExpectedRow(AnswerRow, frozen=True):
    """What is expected next in a series."""

    made_of: ClassVar[type] = cs.sequences.ExpectedNext
    number: int
    earliest: cs.When | None
    median: cs.When | None
    latest: cs.When | None
    overdue_from: cs.When | None
    state: cs.sequences.Expectation | None
    known_until: cs.When | None
    event: Id | None
    count: int
    error: float | None
    trials: int

    @staticmethod
    def derived(source: cs.sequences.ExpectedNext) -> dict[str, Any]:
        """Return the id of the event that has the number already."""
        return {"event": source.event.id if source.event else None}


class OneSeriesRow(AnswerRow, frozen=True):
    """One series: its members, what is missing between them, and what comes next.

    Attributes:
        series: The series.
        listing: Its members and what is missing between them, in order.
        expected_next: What is expected next, if anything can be said of it.
    """

    series: Id
    listing: list[MemberRow | StretchRow]
    expected_next: ExpectedRow | None
    names: RecordNames


class BacktestRow(AnswerRow, frozen=True):
    """How well members could have been forecast from those in front of them.

    Attributes:
        tried: How many members could have been forecast.
        held: How many forecasts held.
        mean_error: By how many days they missed, on average; None if none was tried.
    """

    tried: int
    held: int
    mean_error: float | None


class SeriesOfAllRow(AnswerRow, frozen=True):
    """One of all series: how much it has and lacks, and how its forecasts did.

    Attributes:
        series: The series.
        members: How many members it has.
        missing: How many numbers are missing between them.
        backtest: How its forecasts did.
    """

    series: cs.Series
    members: int
    missing: int
    backtest: BacktestRow


@options.command()
@click.argument("name", type=RecordName("series"), required=False)
@options.today
@options.question(OneSeriesRow | list[SeriesOfAllRow], "series wg-afghanistan", "series")
def series(name: str | None, today: cs.When, *, chronicle: cs.Chronicle, lang: str) -> Answer:
    """A series with its gaps, or all series.

    NAME is the id of the series, or its name.

    Of each of all series it says how many of its members lay where those in front of
    them would have let one expect them.
    """
    if name is None:
        return _all_series(chronicle, lang)
    sequence = chronicle.numbered(name)
    expected = sequence.expected_next(on=today)

    planned = expected.event if expected else None
    return Answer(
        view=sequence,
        rows=lambda: OneSeriesRow(
            series=Id(sequence.series.id),
            listing=listing(sequence),
            expected_next=ExpectedRow.of(expected) if expected else None,
            names=RecordNames([sequence.series.id, *([planned.id] if planned else [])]),
        ),
        title=sequence.series.name.best(lang),
        nothing="no members",
        below=expected.in_words(lang) if expected else "",
        today=today,
    )


def listing(sequence: cs.NumberedSeries) -> list[MemberRow | StretchRow]:
    """Return the rows of the members of a series and of what is missing between them, in order."""
    return [
        StretchRow.of(item) if isinstance(item, Stretch) else MemberRow.of(item)
        for item in in_place(sequence)
    ]


def _all_series(chronicle: cs.Chronicle, lang: str) -> Answer:
    sequences = [chronicle.numbered(series.id) for series in chronicle.series]
    columns = ("Id", "Series", "Events", "Missing", "Forecasts that held")
    rows = tuple(
        (
            sequence.series.id,
            sequence.series.name.best(lang),
            str(len(sequence.members)),
            str(_count_missing(sequence)),
            _held(_backtest(sequence), lang),
        )
        for sequence in sequences
    )
    return Answer(
        view=cs.Table(tuple(phrase(title, lang) for title in columns), rows),
        rows=lambda: [
            SeriesOfAllRow(
                series=sequence.series,
                members=len(sequence.members),
                missing=_count_missing(sequence),
                backtest=_backtest(sequence),
            )
            for sequence in sequences
        ],
        nothing="no series",
    )


def _held(backtest: BacktestRow, lang: str) -> str:
    if not backtest.tried:
        return ""
    return phrase("{held} of {tried}", lang, held=backtest.held, tried=backtest.tried)


def _backtest(sequence: cs.NumberedSeries) -> BacktestRow:
    tried = [trial for trial in sequence.backtest() if trial.error is not None]
    errors = [abs(trial.error) for trial in tried if trial.error is not None]
    return BacktestRow(
        tried=len(tried),
        held=sum(trial.in_expected is cs.Tri.TRUE for trial in tried),
        mean_error=round(sum(errors) / len(errors), 1) if errors else None,
    )


def _count_missing(sequence: cs.NumberedSeries) -> int:
    return sum(gap.last - gap.first + 1 for gap in sequence.gaps)
