"""The command that shows numbered series: one with its gaps, or all with what they lack."""

from __future__ import annotations

from typing import Any, NamedTuple

import click

import cstoevents as cs
from cstoevents.cli import options
from cstoevents.cli.answers import Answer
from cstoevents.cli.completion import RecordName
from cstoevents.cli.plain import plain_expected, plain_listing, plain_record, with_names
from cstoevents.wording.words import phrase

__all__ = ["expected_in_words", "series"]


@click.command()
@click.argument("name", type=RecordName("series"), required=False)
@options.today
@options.common
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

    def plain() -> dict[str, Any]:
        row = {
            "series": sequence.series.id,
            "listing": plain_listing(sequence, chronicle),
            "expected_next": plain_expected(expected) if expected else None,
        }
        return with_names(row, chronicle, sequence.series.id)

    return Answer(
        view=sequence,
        plain=plain,
        title=sequence.series.name.best(lang),
        nothing="no members",
        below=expected_in_words(expected, lang) if expected else "",
        today=today,
    )


def _all_series(chronicle: cs.Chronicle, lang: str) -> Answer:
    sequences = [chronicle.numbered(series.id) for series in chronicle.series]
    columns = ("Id", "Series", "Events", "Missing", "Forecasts that held")
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
    return Answer(
        view=cs.Table(tuple(phrase(title, lang) for title in columns), rows),
        plain=lambda: [
            {
                "series": plain_record(sequence.series, chronicle),
                "members": len(sequence.members),
                "missing": _count_missing(sequence),
                "backtest": _backtest(sequence)._asdict(),
            }
            for sequence in sequences
        ],
        nothing="no series",
    )


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


_STATES = {
    cs.sequences.Expectation.NOT_YET: "not due yet",
    cs.sequences.Expectation.DUE: "due",
    cs.sequences.Expectation.LATE: "later than expected",
    cs.sequences.Expectation.OVERDUE: "overdue",
}
_FEW_INTERVALS = 3


def expected_in_words(expected: cs.sequences.ExpectedNext, lang: str) -> str:
    """Return the sentence that says what is planned or expected next."""
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
