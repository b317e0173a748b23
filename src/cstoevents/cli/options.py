"""What several commands take: which chronicle, which language, which day."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable
from typing import Any, TypeAlias

import click

import cstoevents as cs
from cstoevents.cli.by_name import read

__all__ = [
    "BROKEN_OFF",
    "FOUND",
    "OK",
    "WRONG",
    "as_when",
    "certainty",
    "common",
    "kinds",
    "printed",
    "sourced",
    "surely",
    "today",
]

OK, FOUND, WRONG, BROKEN_OFF = 0, 1, 2, 130

Command: TypeAlias = Callable[..., Any]
Decorator: TypeAlias = Callable[[Command], Command]


def as_when(ctx: click.Context, param: click.Parameter, value: str | None) -> cs.When | None:
    """Read an EDTF date or window, for click to complain of what is none."""
    try:
        return None if value is None else cs.When(value)
    except cs.WhenError as error:
        raise click.BadParameter(str(error), ctx, param) from None


def _as_day(ctx: click.Context, param: click.Parameter, value: str | None) -> cs.When | None:
    when = as_when(ctx, param, value)
    if when is not None and when.earliest_ordinal != when.latest_ordinal:
        raise click.BadParameter(f"{value!r} is not a single day, as 2026-11-24 is", ctx, param)
    return when


def printed(command: Command) -> Command:
    """Give a command the options for how its answer is printed."""
    for option in (
        click.option("--json", "as_json", is_flag=True, help="Print JSON for machines."),
        click.option(
            "--lang", type=click.Choice(["en", "ru"]), default="en", help="Language of the tables."
        ),
    ):
        command = option(command)
    return command


def sourced(command: Command) -> Command:
    """Give a command the options for which data it is asked of."""
    for option in (
        click.option(
            "--within", is_flag=True, help="Read --data beside the built-in data, not instead."
        ),
        click.option(
            "--data",
            metavar="FILE",
            help="Your own data instead of the built-in: a JSON file, a CSV package, - for JSON"
            " from a pipe.",
        ),
    ):
        command = option(command)
    return command


def common(command: Command) -> Command:
    """Give a command the options of all that ask a chronicle, and the chronicle itself."""

    @functools.wraps(command)
    def opened(*args: Any, data: str | None, within: bool, **given: Any) -> Any:
        return command(*args, chronicle=_opened(data, within=within), **given)

    return sourced(printed(opened))


def _opened(data: str | None, *, within: bool) -> cs.Chronicle:
    if data is None:
        if within:
            raise click.UsageError("--within goes with --data: it says how that is read")
        return cs.load()
    if not within:
        return read(data)
    return cs.load() | read(data, within=cs.load())


today: Decorator = click.option(
    "--today",
    callback=_as_day,
    metavar="DATE",
    default=lambda: dt.date.today().isoformat(),
    help="The day to count from; without it the clock is asked.",
)
surely: Decorator = click.option(
    "--surely", is_flag=True, help="Leave out what is only possibly so."
)
kinds: Decorator = click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice([kind.value for kind in cs.records.EventKind]),
    help="Only events of this kind; may be given several times.",
)


def certainty(*, surely: bool) -> cs.Certainty:
    """Say what the flag `--surely` asks for."""
    return cs.Certainty.SURELY if surely else cs.Certainty.POSSIBLY
