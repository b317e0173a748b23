"""The commands that compare two states of data, for people and for git."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Annotated, Any, ClassVar

import click
from msgspec import Meta

import cstoevents as cs
from cstoevents.cli import options, terminal
from cstoevents.cli.files import BUILT_IN, format_of_state, read, refuse_one_pipe_for_two, write
from cstoevents.cli.rows import AnswerRow
from cstoevents.merging.three_way import State, merge_three
from cstoevents.records import ARRAYS
from cstoevents.records.conversion import SCHEMA_URL
from cstoevents.records.names import name_of
from cstoevents.wording.words import phrase

_RecordsOfFile = Annotated[
    dict[str, Any],
    Meta(
        extra_json_schema={
            "description": "Records as files have them, under the names of their arrays.",
            "properties": {
                name: {"type": "array", "items": {"$ref": f"{SCHEMA_URL}#/$defs/{cls.__name__}"}}
                for name, cls in ARRAYS.items()
            },
            "additionalProperties": False,
        }
    ),
]


class ChangeRow(AnswerRow, frozen=True):
    """A field that changed: its value in the one file and in the other, as files have it."""

    made_of: ClassVar[type] = cs.changes.FieldChange
    id: str
    field: str
    before: Any
    after: Any
    was_stated: bool
    is_stated: bool


class DifferenceRow(AnswerRow, frozen=True):
    """What differs between two files."""

    made_of: ClassVar[type] = cs.changes.Difference
    added: _RecordsOfFile
    removed: _RecordsOfFile
    changed: list[ChangeRow]
    about: list[ChangeRow]


@options.command()
@click.argument("one", type=options.FILE)
@click.argument("other", type=options.FILE)
@options.printed(DifferenceRow, "diff built-in built-in")
def diff(one: str, other: str, *, lang: str, as_json: bool) -> None:
    """What differs between two files: ONE and OTHER.

    Records that only one has, and field by field what changed in those that both have.
    Either may be the word built-in. Exit code 1 where they differ.
    """
    refuse_one_pipe_for_two(one, other)
    before, after = _state(one), _state(other)
    difference = before.diff(after)
    if as_json:
        terminal.show_json(difference.to_dict())
    else:
        _print(difference, after, lang)
    if difference:
        sys.exit(options.FOUND)


def _state(path: str, stated: str | None = None) -> cs.Chronicle:
    """Read one state as it is, though what it refers to may be elsewhere; none is empty."""
    if path == BUILT_IN:
        return cs.load()
    if path == os.devnull:
        return cs.Chronicle()
    return read(path, stated, references="lenient")


def _state_of(file: str, path: str) -> cs.Chronicle:
    """Read one state of the file of this path, which git has given another name."""
    return _state(file, format_of_state(file, path).name)


def _print(difference: cs.changes.Difference, after: cs.Chronicle, lang: str) -> None:
    reordered = phrase("in another order", lang)
    with terminal.paged():
        for record in difference.removed:
            terminal.say(f"- {_called(record, lang)}")
        for record in difference.added:
            terminal.say(f"+ {_called(record, lang)}")
        changes = (*difference.about, *difference.changed)
        for id, group in itertools.groupby(changes, lambda change: change.id):
            changed = after.get(id)
            terminal.say(
                f"~ {phrase('About', lang) if changed is None else _called(changed, lang)}"
            )
            for change in group:
                for line in change.lines(_shown, phrase("nothing", lang), reordered):
                    terminal.say(f"    {line}")


def _called(record: cs.Record, lang: str) -> str:
    name = name_of(record)
    called = f"{phrase(type(record).__name__, lang)} {record.id}"
    return f"{called}: {name.best(lang)}" if name else called


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


# For git, which calls these itself: see its manual, gitattributes(5).


@options.command("git-diff", hidden=True)
@click.argument("path")
@click.argument("old")
@click.argument("rest", nargs=-1)
@options.language("Language of names.")
def git_diff(path: str, old: str, rest: tuple[str, ...], *, lang: str) -> None:
    """Show git what differs between two states of the file PATH.

    Git gives the path, the old file with its name and mode, and the same of the new one.
    """
    if len(rest) < 5:
        raise click.UsageError(f"{path} has a conflict: git has no two states of it to compare")
    before, after = _state_of(old, path), _state_of(rest[2], path)
    terminal.heading(path)
    _print(before.diff(after), after, lang)


@options.command("git-merge", hidden=True)
@click.argument("base")
@click.argument("ours")
@click.argument("theirs")
@click.argument("path")
def git_merge(base: str, ours: str, theirs: str, path: str) -> None:
    """Bring OURS and THEIRS together, which both came from BASE, and write it to OURS.

    Exit code 1 where both changed the same thing; the file then has git's own marks.
    """
    # Where both added the file, git's base is empty.
    first = os.devnull if Path(base).stat().st_size == 0 else base
    states = [_state_of(file, path) for file in (first, ours, theirs)]
    records, about, conflicts = merge_three(
        *(State({record.id: record for record in state}, state.about) for state in states)
    )
    merged = cs.Chronicle(records, references="lenient", about=about)
    known = {problem.found for state in states[1:] for problem in state.broken}
    lost = [problem for problem in merged.broken if problem.found not in known]
    if not (conflicts or lost):
        losses = write(merged, ours, format_of_state(ours, path))
        if losses:
            terminal.complain(f"{path}: {losses}")
        return
    for conflict in conflicts:
        terminal.complain(f"{path}: conflict: {conflict}")
    for problem in lost:
        terminal.complain(f"{path}: {problem}")
    marking = ["git", "merge-file", ours, base, theirs]
    subprocess.run(marking, check=False)  # noqa: S603 - git runs this, so it is the one meant
    sys.exit(options.FOUND)


COMPARING: tuple[click.Command, ...] = (diff, git_diff, git_merge)
