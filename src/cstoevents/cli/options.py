"""What several commands take: which chronicle, from which file, which language, which day."""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import click

import cstoevents as cs
from cstoevents.cli import terminal
from cstoevents.errors import Problem
from cstoevents.formats import FORMATS, Format, format_named, format_of
from cstoevents.formats.files import LIMIT, is_regular, path_of, read_up_to
from cstoevents.formats.json import look_at_start
from cstoevents.wording.dates import as_of

__all__ = [
    "BUILT_IN",
    "FOUND",
    "INTERRUPTED",
    "OK",
    "PIPE",
    "WRONG",
    "as_when",
    "certainty",
    "common",
    "content_of",
    "during",
    "format_of_file",
    "kinds",
    "language",
    "opened_chronicle",
    "printed",
    "read",
    "sourced",
    "surely",
    "today",
]

OK, FOUND, WRONG, INTERRUPTED = 0, 1, 2, 130

BUILT_IN, PIPE = "built-in", "-"

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


def _as_language(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    if value is not None and value not in cs.wording.languages():
        known = ", ".join(cs.wording.languages())
        raise click.BadParameter(f"{value!r} is not one of {known}.", ctx, param)
    return value


def language(purpose: str, *, default: str | None = "en") -> Decorator:
    """Return the option for the language of what is printed or written."""
    tags = "|".join(cs.wording.languages())
    return click.option(
        "--lang", callback=_as_language, default=default, metavar=f"[{tags}]", help=purpose
    )


def printed(command: Command) -> Command:
    """Add to a command the options for how its answer is printed."""
    for option in (
        click.option("--json", "as_json", is_flag=True, help="Print JSON for machines."),
        language("Language of the tables."),
    ):
        command = option(command)
    return command


def sourced(command: Command) -> Command:
    """Add to a command the options for which data it is asked of."""
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
    """Add to a command the options of all that ask a chronicle, and the chronicle itself.

    Below what people read stands the day on which knowledge ends.
    """

    @functools.wraps(command)
    def opened(*args: Any, data: str | None, within: bool, **given: Any) -> None:
        chronicle = opened_chronicle(data, within=within)
        command(*args, chronicle=chronicle, **given)
        if chronicle.about.as_of is not None and not given["as_json"]:
            terminal.heading(as_of(chronicle.about.as_of, given["lang"]), style="dim")

    return sourced(printed(_ids(opened)))


def _wanted(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    ctx.meta[terminal.IDS] = value


_ids: Decorator = click.option(
    "--ids",
    is_flag=True,
    expose_value=False,
    callback=_wanted,
    help="Print the ids of the rows too, for show.",
)


def opened_chronicle(data: str | None, *, within: bool) -> cs.Chronicle:
    """Return the chronicle that a command is asked of: the built-in one, or one from a file."""
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
during: Decorator = click.option(
    "--during",
    callback=as_when,
    metavar="WINDOW",
    help="At any time within a window, such as 2017/2020.",
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


# Files


def format_of_file(path: str, stated: str | None = None) -> Format:
    """Return the format of a file: as stated, or by its name; what has no ending is a folder.

    JSON comes through a pipe, be it ``-`` or a path such as the shell's ``/dev/fd/63``.
    """
    if stated is not None:
        return format_named(stated)
    file = Path(path)
    if path == PIPE or (not file.suffix and file.exists() and not file.is_dir()):
        return format_named("json")
    return format_named("csv") if file.is_dir() else format_of(path)


def content_of(path: str, *, is_json: bool) -> io.BytesIO:
    """Read all of a file or of the pipe (``-``), which gives its content only once.

    Of a pipe or a device no more is read than one would wait for, since it may have no end.
    """
    name = "standard input" if path == PIPE else path
    if path == PIPE and sys.stdin is None:
        raise cs.InputError(
            [Problem(file=name, found="it is closed", expected="a file through it")]
        )
    look = functools.partial(look_at_start, file=name) if is_json else None
    try:
        piped = path == PIPE
        with (
            contextlib.nullcontext(sys.stdin.buffer) if piped else path_of(path).open("rb") as file
        ):
            limit = LIMIT if is_regular(file) else _LARGEST_STREAM
            content = io.BytesIO(read_up_to(file, limit, look))
    except OSError as error:
        raise type(error)(error.errno, error.strerror, name) from None
    if len(content.getbuffer()) > limit:
        expected = f"at most {limit} from a pipe; save it as a file, which may have more"
        raise cs.InputError(
            [Problem(file=name, found=f"more than {limit} bytes", expected=expected)]
        )
    content.name = name
    return content


_LARGEST_STREAM = 2**26


def _is_stream(path: str) -> bool:
    file = path_of(path)
    return file.exists() and not file.is_file() and not file.is_dir()


def read(path: str, stated: str | None = None, **how: Any) -> cs.Chronicle:
    """Read a chronicle from a file, a folder, a pipe (``-``), or the built-in data.

    That a key is given twice in a JSON file is told on stderr, once it is read.
    """
    if path == BUILT_IN and stated is None:
        return cs.load()
    chosen = format_of_file(path, stated)
    if chosen.reader is None:
        readable = ", ".join(file_format.name for file_format in FORMATS if file_format.reader)
        expected = f"a format that can be read: {readable}"
        raise cs.InputError([Problem(file=path, found=chosen.name, expected=expected)])
    is_json = chosen.name == "json"
    source: Any = path
    if is_json or path == PIPE or _is_stream(path):
        source = content_of(path, is_json=is_json)
    try:
        chronicle = chosen.read(source, **how)
    except cs.BrokenReferencesError as error:
        _hint_at_within(error, how.get("within"))
        raise
    if chosen.name == "json":
        for finding in cs.duplicate_keys(source.getvalue()):
            terminal.complain(f"{source.name}: {finding}")
    return chronicle


def _hint_at_within(error: cs.BrokenReferencesError, within: cs.Chronicle | None) -> None:
    if within is None and all(problem.found in cs.load() for problem in error.problems):
        error.add_note("The built-in data has what is missing: read it with --within.")
