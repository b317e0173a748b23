"""The commands that take whole files: check them, merge two, turn one format into another."""

from __future__ import annotations

import sys
from typing import Any

import click

import cstoevents as cs
from cstoevents.cli import options, terminal
from cstoevents.cli.files import BUILT_IN, PIPE, content_of, format_of_file, read, write
from cstoevents.cli.plain import plain_finding
from cstoevents.errors import Problem
from cstoevents.formats import FORMATS
from cstoevents.formats.files import path_of
from cstoevents.formats.sheet.dates import DATE_STYLES
from cstoevents.formats.sheet.names import NEW_RECORDS

__all__ = ["EXCHANGE"]


@click.command()
@click.argument("file", required=False)
@options.today
@options.sourced
@options.printed
def check(
    file: str | None,
    today: cs.When,
    *,
    data: str | None,
    within: bool,
    lang: str,
    as_json: bool,
) -> None:
    """Find contradictions in FILE, or in the built-in data.

    FILE may be given as --data too. With --within it may refer to the built-in data.
    Exit code 1 if there are errors; warnings and notes leave it 0.
    """
    if file is not None and data is not None:
        raise click.UsageError("FILE and --data are the same: give one of them")
    chronicle, findings = _to_check(data if file is None else file, within=within)
    with terminal.working(*(rule.finds for rule in cs.checks.CHECKS)) as done:
        for rule in cs.checks.CHECKS:
            findings += chronicle.check(today, checks=[rule])
            done()
    ranks = list(cs.checks.Severity)
    findings.sort(key=lambda finding: ranks.index(finding.severity))
    if as_json:
        terminal.show_json([plain_finding(finding, chronicle) for finding in findings])
    else:
        terminal.show_view(findings, chronicle, lang)
        terminal.end_of_knowledge(chronicle, lang)
    if any(finding.severity is cs.checks.Severity.ERROR for finding in findings):
        sys.exit(options.FOUND)


def _to_check(path: str | None, *, within: bool) -> tuple[cs.Chronicle, list[cs.checks.Finding]]:
    """Read what is to be checked as it is, and find what only the file itself can tell."""
    if path is None:
        if within:
            raise click.UsageError("--within goes with FILE or --data: it says how that is read")
        return cs.load(), []
    how: dict[str, Any] = {"references": "lenient", "within": cs.load() if within else None}
    if path != BUILT_IN and format_of_file(path).reader_takes("on_note"):
        how["on_note"] = _told
    if path == BUILT_IN or format_of_file(path).name != "json":
        return read(path, **how), []
    content = content_of(path, is_json=True)
    return cs.read_json(content, **how), list(cs.duplicate_keys(content.getvalue()))


_overwrite = click.option(
    "--overwrite", is_flag=True, help="Replace tables of others in a folder, too."
)


def _how_to_write(
    chosen: cs.formats.Format, *, overwrite: bool, since: str | None = None
) -> dict[str, Any]:
    if overwrite and not chosen.writer_takes("overwrite"):
        raise click.UsageError(f"--overwrite says nothing of {chosen.name}: it is of a folder")
    if since is not None and not chosen.writer_takes("since"):
        raise click.UsageError(f"--since says nothing of {chosen.name}: it is of a calendar")
    how: dict[str, Any] = {"overwrite": True} if overwrite else {}
    return how if since is None else {**how, "since": since}


# What carries everything. A merge that dropped the half of it would be none.
_LOSSLESS = tuple(file_format.name for file_format in FORMATS if file_format.is_lossless)


@click.command()
@click.argument("one")
@click.argument("other")
@click.option("-o", "--output", required=True, help="Where the merged chronicle goes; - to print.")
@click.option("--to", type=click.Choice(_LOSSLESS), help="Its format, if not by its name.")
@click.option(
    "--prefer",
    type=click.Choice(["one", "other"]),
    help="Whose value wins where they conflict; without it nothing is written then.",
)
@click.option("--apply-matches", is_flag=True, help="Make one record of those that match.")
@_overwrite
@click.option("--within", is_flag=True, help="Read both beside the built-in data.")
def merge(
    one: str,
    other: str,
    output: str,
    to: str | None,
    prefer: Any,
    *,
    apply_matches: bool,
    overwrite: bool,
    within: bool,
) -> None:
    """Bring two files together: ONE and OTHER.

    Conflicts and possible matches go to stderr. Exit code 1, and nothing written,
    where a conflict is left open.
    """
    if one == other == PIPE:
        raise click.UsageError("only one of the two can come through the pipe")
    chosen = format_of_file(output, to)
    if not chosen.is_lossless:
        expected = "a format that carries everything: json, or csv (a folder or .zip)"
        raise cs.InputError([Problem(file=output, found=chosen.name, expected=expected)])
    writing = _how_to_write(chosen, overwrite=overwrite)
    outer = cs.load() if within else None
    with terminal.working(f"reading {one}", f"reading {other}", "merging") as done:
        first = read(one, within=outer)
        done()
        second = read(other, within=outer)
        done()
        merged = first.merge(second, prefer=prefer)
        united = merged.matches if apply_matches else ()
        merged = merged.apply(*united)
        done()
    for match in united:
        terminal.complain(f"made one: {match}")
    for match in merged.matches:
        terminal.complain(f"match: {match}")
    for conflict in merged.conflicts:
        terminal.complain(f"conflict: {conflict}")
    if merged.conflicts and prefer is None:
        count = len(merged.conflicts)
        terminal.complain(
            f"nothing written: {count} open conflict{'' if count == 1 else 's'};"
            " mend one of the files, or say --prefer one or --prefer other"
        )
        sys.exit(options.FOUND)
    write(merged.chronicle, output, chosen, **writing)
    if output != PIPE:
        terminal.complain(f"written: {output}")


_GO_WITH = {
    "window": "a calendar",
    "timezone": "a calendar",
    "ids": "a source with ids of its own",
}


def _how_to_read(
    source: str, stated: str | None, asked: dict[str, Any], *, within: bool
) -> dict[str, Any]:
    """Return the options of the reader; those that it doesn't take are refused."""
    how: dict[str, Any] = {"within": cs.load()} if within else {}
    chosen = None if source == BUILT_IN else format_of_file(source, stated)
    given = {name: value for name, value in asked.items() if value is not None}
    for name in given:
        if chosen is None or not chosen.reader_takes(name):
            what = _GO_WITH.get(name, "a sheet")
            raise click.UsageError(f"--{name} goes with {what}: it says how IN is read")
    telling = {"on_note": _told, "on_losses": _told_of_losses}
    told = {name: tell for name, tell in telling.items() if chosen and chosen.reader_takes(name)}
    return how | given | told


def _table(ids: str | None) -> dict[str, str] | None:
    if ids is None:
        return None
    return cs.formats.read_ids(ids) if path_of(ids).exists() else {}


def _told_of_losses(losses: cs.formats.LossReport) -> None:
    if losses:
        terminal.complain(f"read: {losses}")


def _told(note: object) -> None:
    terminal.complain(str(note))


def _convert_help() -> str:
    by_name = [file_format for file_format in FORMATS if file_format.suffixes]
    files = [f"{file_format.name} ({', '.join(file_format.suffixes)})" for file_format in by_name]
    stated = [file_format.name for file_format in FORMATS if not file_format.suffixes]
    lossless = " and ".join(file_format.name for file_format in FORMATS if file_format.is_lossless)
    return (
        "Turn one format into another: IN into OUT.\n\n"
        f"Their names say which: {', '.join(files)}; a folder is csv; {' and '.join(stated)} with"
        f" --to. Only {lossless} lose nothing: what OUT can't carry is told on stderr. IN may be"
        " the word built-in; - stands for a pipe."
    )


@click.command(help=_convert_help(), short_help="Turn one format into another: IN into OUT.")
@click.argument("source", metavar="IN")
@click.argument("target", metavar="OUT")
@click.option(
    "--from",
    "stated",
    type=click.Choice([file_format.name for file_format in FORMATS if file_format.reader]),
    help="The format of IN.",
)
@click.option(
    "--to",
    type=click.Choice([file_format.name for file_format in FORMATS if file_format.writer]),
    help="The format of OUT.",
)
@click.option(
    "--dates",
    type=click.Choice(DATE_STYLES),
    help="How IN writes dates, where it is a sheet.",
)
@click.option(
    "--new",
    type=click.Choice(NEW_RECORDS),
    help="Records that IN names and nobody knows, where it is a sheet: tell them on stderr, with"
    " names near them, refuse them, or take them in silence. Without it they are told.",
)
@click.option(
    "--window",
    callback=options.as_when,
    metavar="WINDOW",
    help="Where the days of events that come back are looked for, where IN is a calendar.",
)
@click.option(
    "--timezone",
    metavar="ZONE",
    help="The zone of times without one, and for times in UTC, where IN is a calendar.",
)
@click.option(
    "--ids",
    metavar="FILE",
    help="A table of ids in IN and ours, which is read if it is there, and kept up.",
)
@click.option(
    "--since",
    metavar="FILE",
    help="The calendar that OUT takes the place of: what differs from it is a later revision.",
)
@options.language("Language of OUT.", default=None)
@_overwrite
@click.option("--within", is_flag=True, help="Read IN beside the built-in data.")
def convert(
    source: str,
    target: str,
    stated: str | None,
    to: str | None,
    dates: str | None,
    new: str | None,
    window: cs.When | None,
    timezone: str | None,
    ids: str | None,
    since: str | None,
    lang: str | None,
    *,
    overwrite: bool,
    within: bool,
) -> None:
    chosen = format_of_file(target, to)  # before any work is done
    if target == PIPE and chosen.name == "csv" and sys.stdout.isatty():
        raise click.UsageError("csv is a zip, nothing to read on a terminal: name a file")
    asked: dict[str, Any] = {"dates": dates, "new": new, "window": window, "timezone": timezone}
    asked["ids"] = _table(ids)
    reading = _how_to_read(source, stated, asked, within=within)
    if lang is not None and not chosen.writer_takes("lang"):
        raise click.UsageError(f"--lang says nothing of {chosen.name}, which keeps all languages")
    writing = _how_to_write(chosen, overwrite=overwrite, since=since)
    if lang is not None:
        writing["lang"] = lang
    with terminal.working(f"reading {source}", f"writing {target}") as done:
        chronicle = read(source, stated, **reading)
        done()
        report = write(chronicle, target, chosen, **writing)
        done()
    if ids is not None:
        cs.formats.write_ids(reading["ids"], ids)
    if report:
        terminal.complain(str(report))
    if target != PIPE:
        terminal.complain(f"written: {target}")


EXCHANGE: tuple[click.Command, ...] = (check, merge, convert)
