"""The commands that take whole files: check them, and merge two."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any, ClassVar

import click

import cstoevents as cs
from cstoevents.cli import answers, options, terminal
from cstoevents.cli.files import (
    BUILT_IN,
    PIPE,
    InputFile,
    format_of_file,
    opened,
    read,
    refuse_one_pipe_for_two,
    telling,
    write,
)
from cstoevents.cli.rows import AnswerRow, RecordNames
from cstoevents.formats import FORMATS


class FindingRow(AnswerRow, frozen=True):
    """What a check found."""

    made_of: ClassVar[type] = cs.checks.Finding
    rule: str
    severity: cs.checks.Severity
    records: list[str]
    path: str | None
    found: str
    expected: str
    sources: list[str]
    names: RecordNames

    @staticmethod
    def derived(source: cs.checks.Finding) -> dict[str, Any]:
        """Return where its sources are, and the names of its records."""
        sources = [stated.url or stated.citation for stated in source.sources]
        return {"sources": sources, "names": RecordNames(source.records)}


@options.command()
@click.argument("file", type=options.FILE, required=False)
@options.today
@options.sourced
@options.printed(list[FindingRow], "check")
@options.written
def check(
    file: str | None,
    today: cs.When,
    *,
    data: str | None,
    within: bool,
    output: str | None,
    to: str | None,
    lang: str,
    as_json: bool,
) -> None:
    """Find contradictions in FILE, or in the built-in data.

    FILE may be given as --data too. With --within it may refer to the built-in data.
    Exit code 1 if there are errors, be they written to a file; warnings and notes leave it 0.
    """
    if file is not None and data is not None:
        raise click.UsageError("FILE and --data are the same: give one of them")
    target = answers.target_of(output, to)
    answers.refuse_to_replace(data if file is None else file, target)
    chronicle, findings = _to_check(data if file is None else file, within=within)
    with terminal.working(*(rule.finds for rule in cs.checks.CHECKS)) as done:
        for rule in cs.checks.CHECKS:
            findings += chronicle.check(today, checks=[rule])
            done()
    ranks = list(cs.checks.Severity)
    findings.sort(key=lambda finding: ranks.index(finding.severity))
    answer = answers.Answer(
        view=findings, rows=lambda: [FindingRow.of(finding) for finding in findings]
    )
    answers.give(answer, target, chronicle, lang, as_json=as_json)
    if any(finding.severity is cs.checks.Severity.ERROR for finding in findings):
        sys.exit(options.FOUND)


def _to_check(path: str | None, *, within: bool) -> tuple[cs.Chronicle, list[cs.checks.Finding]]:
    """Read what is to be checked as it is, and find what only the file itself can tell."""
    if path is None:
        if within:
            raise click.UsageError("--within goes with FILE or --data: it says how that is read")
        return cs.load(), []
    if path == BUILT_IN:
        return cs.load(), []
    source = opened(path)
    how: dict[str, Any] = {"references": "lenient", "within": cs.load() if within else None}
    return source.read(**how, **telling(source.format)), source.keys_given_twice()


# What carries everything. A merge that dropped the half of it would be none.
_LOSSLESS = tuple(file_format.name for file_format in FORMATS if file_format.is_lossless)


@options.command()
@click.argument("one", type=options.FILE)
@click.argument("other", type=options.FILE)
@click.option("-o", "--output", required=True, help="Where the merged chronicle goes; - to print.")
@click.option("--to", type=click.Choice(_LOSSLESS), help="Its format, if not by its name.")
@click.option(
    "--prefer",
    type=click.Choice(["one", "other"]),
    help="Whose value wins where they conflict; without it nothing is written then.",
)
@click.option(
    "--apply-matches",
    is_flag=True,
    help="Make one record of two that share an identifier, a number, a name, a term, or title and"
    " date.",
)
@click.option(
    "--apply-all-matches",
    is_flag=True,
    help="And of two that may be one: of one kind and body, one title on two days, or one name.",
)
@options.overwrite
@click.option("--within", is_flag=True, help="Read both beside the built-in data.")
def merge(
    one: str,
    other: str,
    output: str,
    to: str | None,
    prefer: Any,
    *,
    apply_matches: bool,
    apply_all_matches: bool,
    overwrite: bool,
    within: bool,
) -> None:
    """Bring two files together: ONE and OTHER.

    OTHER may refer to what is in ONE, and the names in a sheet mean the records of both.
    Conflicts and possible matches go to stderr. Exit code 1, and nothing written,
    where a conflict is left open.
    """
    refuse_one_pipe_for_two(one, other)
    chosen = format_of_file(output, to)
    if not chosen.is_lossless:
        expected = "a format that carries everything: json, or csv (a folder or .zip)"
        raise cs.InputError([cs.errors.Problem(file=output, found=chosen.name, expected=expected)])
    writing = options.how_to_write(chosen, overwrite=overwrite or None)
    outer = cs.load() if within else None
    with terminal.working(f"reading {one}", f"reading {other}", "merging") as done:
        first, second = _read_both(one, other, outer, done)
        merged = first.merge(second, prefer=prefer)
        united = [
            match
            for match in merged.matches
            if apply_all_matches or (apply_matches and match.kind.is_firm)
        ]
        merged = merged.apply(*united)
        done()
    for match in united:
        terminal.complain(f"made one: {match}")
    for match in merged.matches:
        terminal.complain(f"{'match' if match.kind.is_firm else 'possible match'}: {match}")
    for conflict in merged.conflicts:
        terminal.complain(f"conflict: {conflict}")
    licences = [chronicle.about.licence for chronicle in (first, second) if chronicle.about.licence]
    if len({*licences}) > 1:
        found = ", ".join(map(repr, licences))
        terminal.complain(f"licence: {found} differ, so none is claimed for both together")
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


def _read_both(
    one: str, other: str, outer: cs.Chronicle | None, done: Callable[[], object]
) -> tuple[cs.Chronicle, cs.Chronicle]:
    """Read two files, the second beside the first, and a sheet beside what is none.

    So the names and ids in the one lead to the records of the other.
    """
    sources = [path if path == BUILT_IN else opened(path) for path in (one, other)]
    is_sheet = [
        isinstance(source, InputFile) and source.format.name == "sheet" for source in sources
    ]
    found: dict[int, cs.Chronicle] = {}
    for at in (1, 0) if is_sheet == [True, False] else (0, 1):
        source = sources[at]
        how = telling(source.format) if isinstance(source, InputFile) else {}
        found[at] = outer = read(source, within=outer, **how)
        done()
    return found[0], found[1]


EXCHANGE: tuple[click.Command, ...] = (check, merge)
