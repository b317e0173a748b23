"""The command `chart`, which saves the answer to a question as a picture."""

from __future__ import annotations

import datetime as dt
import functools
from typing import Any

import click

import cstoevents as cs
from cstoevents.cli import options
from cstoevents.cli.completion import RecordName, WordInUse, of_body


@click.group(cls=options.CommandGroup)
def chart() -> None:
    """Save a series, terms or events as a picture.

    Needs the extra `charts`: pip install 'cstoevents[charts]'.
    """


def _drawn(command: options.Command) -> options.Command:
    """Add to a command what all pictures take, and save the picture of what it returns."""

    @functools.wraps(command)
    def saved(
        *, output: str, lang: Any, theme: Any, data: str | None, within: bool, **given: Any
    ) -> None:
        chronicle = options.opened_chronicle(data, within=within)
        view, how = command(chronicle=chronicle, **given)
        cs.chart(view, chronicle, lang=lang, theme=theme, **how).save(output)

    asked: options.Command = saved
    for option in (
        click.option(
            "--theme",
            type=click.Choice(["light", "dark"]),
            default="light",
            help="What it is to be seen on.",
        ),
        options.language("Language of the picture."),
        click.option(
            "-o",
            "--output",
            required=True,
            type=options.FILE,
            metavar="FILE",
            help="Where the picture goes: a name that ends in .svg, .png, .pdf or .html.",
        ),
    ):
        asked = option(asked)
    return options.sourced(asked)


@chart.command()
@click.argument("series", type=RecordName("series"))
@_drawn
def series(series: str, chronicle: cs.Chronicle) -> Any:
    """Numbers of a SERIES over time, with what is missing and what is expected."""
    return chronicle.numbered(series), {}


@chart.command()
@click.argument("role", type=WordInUse("roles"))
@click.argument("organisation", type=RecordName("organisations"))
@options.during
@_drawn
def who(role: str, organisation: str, during: cs.When | None, chronicle: cs.Chronicle) -> Any:
    """Who held a ROLE in an ORGANISATION, and when."""
    return chronicle.holders(role, organisation, during=during), {}


@chart.command()
@click.argument("organisation", type=RecordName("organisations"))
@options.during
@_drawn
def members(organisation: str, during: cs.When | None, chronicle: cs.Chronicle) -> Any:
    """The members of an ORGANISATION, and since when."""
    return chronicle.members(organisation, during=during), {}


def _events(command: options.Command) -> options.Command:
    """Add to a command which events it draws; it is given their timeline."""

    @functools.wraps(command)
    def chosen(
        window: cs.When | None,
        body: str | None,
        kinds: tuple[str, ...],
        chronicle: cs.Chronicle,
        **given: Any,
    ) -> Any:
        found = chronicle.timeline()
        if body is not None:
            found = found.of(body)
        if kinds:
            found = found.of_kind(*kinds)
        return command(found if window is None else found.during(window), **given)

    asked: options.Command = chosen
    for option in (
        options.kinds,
        of_body,
        click.argument("window", callback=options.as_when, required=False),
    ):
        asked = option(asked)
    return asked


def _grouping(option: str, purpose: str) -> options.Decorator:
    return click.option(
        option, type=click.Choice(["kind", "body", "place", "series"]), default="kind", help=purpose
    )


@chart.command()
@_grouping("--lanes", "What events stand together by.")
@_drawn
@_events
def timeline(found: cs.Timeline, lanes: Any) -> Any:
    """Events in lanes, all or those of a WINDOW."""
    return found, {"lanes": lanes}


@chart.command()
@_grouping("--by", "What events are told apart by.")
@_drawn
@_events
def counts(found: cs.Timeline, by: Any) -> Any:
    """How many events began in each year, all or those of a WINDOW."""
    return found, {"counts": by}


@chart.command()
@click.argument("year", type=click.IntRange(dt.MINYEAR, dt.MAXYEAR))
@_drawn
def anniversaries(year: int, chronicle: cs.Chronicle) -> Any:
    """The anniversaries of a YEAR as a calendar for the wall."""
    return chronicle.anniversaries(f"{year:04}"), {}
