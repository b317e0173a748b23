"""The commands that take whole files: check them, merge two, turn one format into another."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

import cstoevents as cs
from cstoevents.cli import options, terminal
from cstoevents.cli.by_name import READ, WRITTEN, format_of, read, write

__all__ = ["EXCHANGE"]


@click.command()
@click.argument("file", required=False)
@options.today
@options.common
def check(
    file: str | None, today: cs.When, *, chronicle: cs.Chronicle, lang: str, as_json: bool
) -> None:
    """Find what can't be right in FILE, in --data, or in the built-in data.

    Exit code 1 if there are errors; warnings and notes leave it 0.
    """
    findings: list[cs.Finding] = []
    if file is not None:
        chronicle = read(file, references="lenient", within=_outer())
        if format_of(file) == "json" and file not in ("-", "built-in"):
            findings += cs.duplicate_keys(file)
    with terminal.working(*(each.finds for each in cs.CHECKS)) as done:
        for each in cs.CHECKS:
            findings += chronicle.check(today, checks=[each])
            done()
    ranks = list(cs.Severity)
    findings.sort(key=lambda finding: ranks.index(finding.severity))
    if as_json:
        terminal.show_json([_plain_finding(finding) for finding in findings])
    else:
        terminal.show_view(findings, chronicle, lang, "nothing found")
    if any(finding.severity is cs.Severity.ERROR for finding in findings):
        sys.exit(options.FOUND)


def _outer() -> cs.Chronicle | None:
    """Give the built-in chronicle where `--within` was given beside a FILE."""
    return cs.load() if click.get_current_context().params.get("within") else None


def _plain_finding(finding: cs.Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "records": list(finding.records),
        "path": finding.path,
        "found": finding.found,
        "expected": finding.expected,
        "sources": [source.url or source.citation for source in finding.sources],
    }


@click.command()
@click.argument("one")
@click.argument("other")
@click.option("-o", "--output", required=True, help="Where the merged chronicle goes; - to print.")
@click.option("--to", type=click.Choice(["json", "csv"]), help="Its format, if not by its name.")
@click.option(
    "--prefer",
    type=click.Choice(["one", "other"]),
    help="Whose value wins where they conflict; without it nothing is written then.",
)
@click.option("--apply-matches", is_flag=True, help="Make one record of those that match.")
@click.option("--within", is_flag=True, help="Read both beside the built-in data.")
def merge(
    one: str,
    other: str,
    output: str,
    to: str | None,
    prefer: Any,
    *,
    apply_matches: bool,
    within: bool,
) -> None:
    """Bring the chronicles of two files together: ONE and OTHER.

    Conflicts and possible matches go to stderr. Exit code 1, and nothing written,
    where a conflict is left open.
    """
    outer = cs.load() if within else None
    with terminal.working(f"reading {one}", f"reading {other}", "merging") as done:
        first = read(one, within=outer)
        done()
        second = read(other, within=outer)
        done()
        merged = first.merge(second, prefer=prefer)
        if apply_matches:
            merged = merged.apply(*merged.matches)
        done()
    for match in merged.matches:
        terminal.complain(f"match: {match}")
    for conflict in merged.conflicts:
        terminal.complain(f"conflict: {conflict}")
    if merged.conflicts and prefer is None:
        terminal.complain(
            f"nothing written: {len(merged.conflicts)} open conflicts;"
            " mend one of the files, or say --prefer one or --prefer other"
        )
        sys.exit(options.FOUND)
    write(merged.chronicle, output, to)


@click.command()
@click.argument("source", metavar="IN")
@click.argument("target", metavar="OUT")
@click.option("--from", "stated", type=click.Choice(list(READ)), help="The format of IN.")
@click.option("--to", type=click.Choice(list(WRITTEN)), help="The format of OUT.")
@click.option(
    "--dates",
    type=click.Choice(["edtf", "day-first"]),
    default="edtf",
    help="How a sheet (flat CSV, Excel) writes dates.",
)
@click.option("--lang", type=click.Choice(["en", "ru"]), default="en", help="Language of OUT.")
@click.option("--within", is_flag=True, help="Read IN beside the built-in data.")
def convert(
    source: str,
    target: str,
    stated: str | None,
    to: str | None,
    dates: str,
    lang: str,
    *,
    within: bool,
) -> None:
    """Turn one format into another: IN to OUT, by their names.

    .json, a folder or .zip of CSV tables (both lose nothing), .csv and .xlsx (one
    sheet), .ics, .jsonld, .md, .html; popolo and timelinejs with --to. IN may be the
    word built-in; - stands for a pipe. What OUT can't carry is told on stderr.
    """
    how: dict[str, Any] = {"within": cs.load()} if within else {}
    if source != "built-in" and format_of(source, stated) in ("flat-csv", "excel"):
        how["dates"] = dates
    with terminal.working(f"reading {source}", f"writing {target}") as done:
        chronicle = read(source, stated, **how)
        done()
        report = write(chronicle, target, to, lang)
        done()
    if report:
        terminal.complain(str(report))
    if target != "-":
        terminal.complain(f"written: {Path(target)}")


EXCHANGE: tuple[click.Command, ...] = (check, merge, convert)
