"""The command that turns one format into another, and how its file is read."""

from __future__ import annotations

import contextlib
import sys
from typing import Any, get_args

import click

import cstoevents as cs
from cstoevents.cli import asking, options, terminal
from cstoevents.cli.files import (
    BUILT_IN,
    PIPE,
    InputFile,
    content_of,
    format_of_file,
    is_taken_by,
    opened,
    read,
    refuse_one_pipe_for_two,
    telling,
    write,
)
from cstoevents.formats import FORMATS, Format
from cstoevents.formats.delimited import DELIMITERS
from cstoevents.formats.files import path_of
from cstoevents.formats.ics.entry_builder import ImpreciseDates
from cstoevents.formats.sheet.dates import DATE_STYLES, UNCLEAR_DATES
from cstoevents.formats.sheet.new_names import NEW_RECORDS
from cstoevents.records.rules import LANGUAGE


def _delimiter(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    mark = "\t" if value == "tab" else value
    if mark not in (None, *DELIMITERS):
        raise click.BadParameter(f"{value!r} is none of , ; tab", ctx, param)
    return mark


def _pairs(
    ctx: click.Context, param: click.Parameter, said: tuple[str, ...]
) -> dict[str, str] | None:
    """Return pairs of two words with = between them; None if there is none."""
    pairs = {}
    for pair in said:
        first, sign, second = pair.rpartition("=")
        if not sign:
            raise click.BadParameter(f"{pair!r} has no = in it", ctx, param)
        pairs[first] = second
    return pairs or None


def _as_tag(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    if value is not None and not LANGUAGE.matches(value):
        raise click.BadParameter(f"{value!r} is no tag of a language", ctx, param)
    return value


def _meanings(
    ctx: click.Context, param: click.Parameter, said: tuple[str, ...]
) -> dict[str, str | None] | None:
    """Return the meanings of headers; one that is left empty is None."""
    pairs = _pairs(ctx, param, said)
    return {header: meaning or None for header, meaning in pairs.items()} if pairs else None


_READING = (
    click.option("--dates", type=click.Choice(DATE_STYLES), help="How a sheet writes its dates."),
    click.option(
        "--unclear-dates",
        type=click.Choice(UNCLEAR_DATES),
        help="What becomes of a row of a sheet whose date can't be read: refuse it, or take it"
        " without a date, with these words in its note. Without it it is refused.",
    ),
    click.option(
        "--columns",
        multiple=True,
        callback=_meanings,
        metavar="HEADER=MEANING",
        help="What a header of your own means in a sheet, such as 'What=title'; 'What=' leaves it"
        " out. May be given several times.",
    ),
    click.option(
        "--given",
        multiple=True,
        callback=_pairs,
        metavar="HEADER=TEXT",
        help="What each row of a sheet has in a column that the sheet lacks, such as 'Year=2026'."
        " May be given several times.",
    ),
    click.option(
        "--kind",
        type=options.Word(cs.records.EventKind),
        help="The kind of the events of a sheet that has no column for it.",
    ),
    click.option(
        "--lang-in",
        callback=_as_tag,
        metavar="TAG",
        help="The language of words in a sheet, a calendar or Popolo that don't say theirs, such"
        " as ru. Without it their letters tell.",
    ),
    click.option("--sheet", metavar="NAME", help="Which sheet of a workbook."),
    click.option("--encoding", metavar="NAME", help="How a CSV sheet is encoded, such as cp1251."),
    click.option(
        "--delimiter",
        callback=_delimiter,
        metavar="[,|;|tab]",
        help="What parts the cells of a CSV sheet.",
    ),
    click.option(
        "--new",
        type=click.Choice((*NEW_RECORDS, asking.ASK)),
        help="Records that a sheet names and nobody knows: tell them on stderr, with names near"
        " them, refuse them, take them in silence, or ask about each on a terminal and keep the"
        " answers in the table of --ids. Without it they are told.",
    ),
    click.option(
        "--window",
        callback=options.as_when,
        metavar="WINDOW",
        help="Where the days of events that come back are looked for, in a calendar.",
    ),
    click.option(
        "--timezone",
        metavar="ZONE",
        help="The zone of times without one, where IN or OUT is a calendar, or IN Popolo; its"
        " clocks tell times in UTC, too.",
    ),
    click.option(
        "--ids",
        type=options.FILE,
        metavar="FILE",
        help="A table of ids in IN and ours, which is read if it is there, and kept up.",
    ),
    click.option(
        "--limit",
        type=click.IntRange(1),
        metavar="BYTES",
        help="The most bytes that are read, unpacked ones too.",
    ),
)


def _reading_options(command: options.Command) -> options.Command:
    """Add to a command the options of all readers; which of them go with IN is seen later."""
    for option in reversed(_READING):
        command = option(command)
    return command


# --lang is that of OUT.
_ARGUMENTS = {"lang_in": "lang"}
_GO_WITH = {
    "lang_in": "a sheet, a calendar or Popolo",
    "window": "a calendar",
    "timezone": "a calendar or Popolo",
    "ids": "a source with ids of its own",
    "limit": "a file",
}


def _how_to_read(chosen: Format | None, asked: dict[str, Any]) -> dict[str, Any]:
    """Return the options of the reader; those that it doesn't take are refused."""
    said = {name: value for name, value in asked.items() if value is not None}
    for name in said:
        if chosen is None or not chosen.reader_takes(_ARGUMENTS.get(name, name)):
            what = _GO_WITH.get(name, "a sheet")
            option = name.replace("_", "-")
            raise click.UsageError(f"--{option} goes with {what}: it says how IN is read")
    given = {_ARGUMENTS.get(name, name): value for name, value in said.items()}
    if "ids" in given:
        ids: str = given["ids"]
        is_there = path_of(ids).exists()
        given["ids"] = cs.formats.read_ids(content_of(ids, "csv")) if is_there else {}
    if given.get("new") == asking.ASK:
        given["new"] = asking.on_terminal(are_kept="ids" in given)
    return given | (telling(chosen) if chosen else {})


def _keep_ids(reading: dict[str, Any], ids: str | None) -> None:
    """Write the table of ids that a reader has kept up, if one is wanted."""
    if ids is not None:
        cs.formats.write_ids(reading["ids"], ids)


def _refuse_to_replace(ids: str | None, beside: str | None, target: str, chosen: Format) -> None:
    """Raise `click.UsageError` where OUT would take the place of a file that is kept beside it."""
    if ids is not None and is_taken_by(ids, target, chosen):
        raise click.UsageError("--ids and OUT are one file: the table of ids needs one of its own")
    if beside is not None and is_taken_by(beside, target, chosen):
        raise click.UsageError("--beside and OUT are one file, which merge would add IN to")


def _around(beside: str | None, *, built_in: bool) -> dict[str, Any]:
    """Return what IN is read within, as an argument of its reader."""
    around = cs.load() if built_in else None
    if beside is not None:
        around = read(beside, within=around)
    return {} if around is None else {"within": around}


def _convert_help() -> str:
    by_name = [file_format for file_format in FORMATS if file_format.suffixes]
    files = [f"{file_format.name} ({', '.join(file_format.suffixes)})" for file_format in by_name]
    stated = [file_format.name for file_format in FORMATS if not file_format.suffixes]
    lossless = " and ".join(file_format.name for file_format in FORMATS if file_format.is_lossless)
    return (
        "Turn one format into another: IN into OUT.\n\n"
        f"Their names say which: {', '.join(files)}; a folder is csv; {' and '.join(stated)} with"
        " --to. IN that begins as another format does is read as that."
        f" Only {lossless} lose nothing: what OUT can't carry is told on stderr. IN may be"
        " the word built-in; - stands for a pipe."
    )


@options.command(help=_convert_help(), short_help="Turn one format into another: IN into OUT.")
@click.argument("source", type=options.FILE, metavar="IN")
@click.argument("target", type=options.FILE, metavar="OUT")
@click.option(
    "--from",
    "stated",
    type=click.Choice([file_format.name for file_format in FORMATS if file_format.reader]),
    help="The format of IN.",
)
@click.option(
    "--to",
    type=click.Choice([file_format.name for file_format in FORMATS]),
    help="The format of OUT.",
)
@_reading_options
@click.option(
    "--imprecise",
    type=click.Choice(get_args(ImpreciseDates)),
    help="What becomes of dates that are not known to the day, where OUT is a calendar.",
)
@click.option(
    "--since",
    type=options.FILE,
    metavar="FILE",
    help="The calendar that OUT takes the place of: what differs from it is a later revision.",
)
@options.language("Language of OUT.", default=None)
@options.overwrite
@click.option("--within", is_flag=True, help="Read IN beside the built-in data.")
@click.option(
    "--beside",
    type=options.FILE,
    metavar="FILE",
    help="Read IN beside the records of this file, which its names mean.",
)
def convert(
    source: str,
    target: str,
    stated: str | None,
    to: str | None,
    imprecise: str | None,
    since: str | None,
    lang: str | None,
    *,
    overwrite: bool,
    within: bool,
    beside: str | None,
    **asked: Any,
) -> None:
    chosen = format_of_file(target, to)  # before any work is done
    if target == PIPE and chosen.name == "csv" and sys.stdout.isatty():
        raise click.UsageError("csv is a zip, nothing to read on a terminal: name a file")
    given = source if source == BUILT_IN and stated is None else opened(source, stated)
    reader = given.format if isinstance(given, InputFile) else None
    # One zone for both, wherever times without one are read or written.
    zone = asked["timezone"] if chosen.writer_takes("timezone") else None
    if zone is not None and not (reader and reader.reader_takes("timezone")):
        asked["timezone"] = None
    _refuse_to_replace(asked["ids"], beside, target, chosen)
    reading = _how_to_read(reader, asked) | _around(beside, built_in=within)
    writing = options.how_to_write(
        chosen,
        overwrite=overwrite or None,
        imprecise=imprecise,
        since=since,
        lang=lang,
        timezone=zone,
    )
    if since is not None:
        refuse_one_pipe_for_two(source, since)
        writing["since"] = content_of(since, "ics")
    is_asking = asked["new"] == asking.ASK
    steps = f"reading {source}", f"writing {target}"
    nothing_shown = contextlib.nullcontext(lambda: None)  # a bar would cover the questions
    with nothing_shown if is_asking else terminal.working(*steps) as done:
        chronicle = read(given, **reading)
        done()
        if is_asking:  # answers have cost somebody time, and OUT may be refused
            _keep_ids(reading, asked["ids"])
        report = write(chronicle, target, chosen, **writing)
        done()
    if not is_asking:
        _keep_ids(reading, asked["ids"])
    if report:
        terminal.complain(str(report))
    if target != PIPE:
        terminal.complain(f"written: {target}")
