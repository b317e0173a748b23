"""Files that commands read and write: their formats, pipes, and what is told of them."""

from __future__ import annotations

import contextlib
import functools
import io
import os
import sys
from pathlib import Path, PurePath
from typing import Any

import attrs
import click

import cstoevents as cs
from cstoevents.cli import terminal
from cstoevents.formats import (
    FORMATS,
    LONGEST_START,
    Format,
    format_named,
    format_of,
    recognised,
)
from cstoevents.formats.csv import descriptor_of
from cstoevents.formats.files import LIMIT, is_regular, path_of, read_up_to
from cstoevents.formats.json import look_at_start

BUILT_IN, PIPE = "built-in", "-"


def refuse_one_pipe_for_two(one: str, other: str) -> None:
    """Raise `click.UsageError` where two files are the pipe, which gives its content only once."""
    if one == other == PIPE:
        raise click.UsageError("only one of the two can come through the pipe")


def is_taken_by(path: str, target: str, chosen: Format) -> bool:
    """Whether a file is what is written, or is in a folder of tables that is."""
    file, written = (Path(os.path.realpath(path_of(name))) for name in (path, target))
    is_folder = chosen.name == "csv" and written.suffix.lower() != ".zip"
    is_in_it = file.parent == written and file.suffix.lower() in (".csv", ".json")
    return target != PIPE and (file == written or (is_folder and is_in_it))


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


def format_of_state(path: str, name: str) -> Format:
    """Return the format of a file by how it begins, or else by the name that it goes by."""
    return recognised(_start_of(path)) or format_of_file(name)


@attrs.frozen
class InputFile:
    """What is read: its path and format, and the content of what gives it once or is JSON.

    A format is guessed where neither the command nor how a pipe's content begins tells it.
    """

    path: str
    format: Format
    content: io.BytesIO | None = None
    is_guessed: bool = False

    @property
    def name(self) -> str:
        """What it is called in messages."""
        return self.path if self.content is None else self.content.name

    def read(self, **how: Any) -> cs.Chronicle:
        """Read the chronicle."""
        try:
            return self.format.read(self.content or self.path, **how)
        except cs.errors.BrokenReferencesError as error:
            _hint_at_within(error, how.get("within"))
            raise
        except cs.InputError as error:
            if self.is_guessed:
                error.add_note(
                    "It is taken for JSON, since it comes through a pipe; "
                    "`cstoevents convert --from` reads other formats."
                )
            raise

    def keys_given_twice(self) -> list[cs.checks.Finding]:
        """Return where JSON gives a key twice, which no reader can tell."""
        if self.format.name == "csv":
            given = io.BytesIO(self.content.getvalue()) if self.content else self.path
            descriptor = descriptor_of(given, sys.maxsize)  # it has been read within its limit
            return list(cs.formats.duplicate_keys(descriptor)) if descriptor else []
        if self.format.name not in _OF_JSON or self.content is None:
            return []
        return list(cs.formats.duplicate_keys(self.content.getvalue()))


_OF_JSON = ("json", "popolo")


def opened(path: str, stated: str | None = None) -> InputFile:
    """Find out what a file or the pipe (``-``) is: as stated, as it begins, or by its name.

    That it is something else than its name says is told on stderr.
    """
    content = content_of(path, stated) if path == PIPE or _is_stream(path) else None
    begun = None if stated else recognised(_start_of(path) if content is None else content.read())
    chosen = begun or format_of_file(path, stated)
    if chosen.reader is None:
        readable = ", ".join(file_format.name for file_format in FORMATS if file_format.reader)
        expected = f"a format that can be read: {readable}"
        raise cs.InputError([cs.errors.Problem(file=path, found=chosen.name, expected=expected)])
    if content is not None:
        content.seek(0)
        return InputFile(path, chosen, content, is_guessed=begun is None and stated is None)
    if begun is not None and not _is_named_as(begun, path):
        terminal.complain(f"{path}: read as {begun.title}, since it begins so")
    return InputFile(
        path, chosen, content_of(path, chosen.name) if chosen.name in _OF_JSON else None
    )


def _start_of(path: str) -> bytes:
    """Return how a file begins; with nothing if it is a folder or can't be read."""
    try:
        with path_of(path).open("rb") as file:
            return file.read(LONGEST_START)
    except OSError:
        return b""


def _is_named_as(chosen: Format, path: str) -> bool:
    try:
        return format_of_file(path) is chosen
    except cs.InputError:
        return False


def content_of(path: str, stated: str | None) -> io.BytesIO:
    """Read all of a file or of the pipe (``-``), which gives its content only once.

    Of a pipe or a device no more is read than one would wait for, since it may have no end.
    """
    name = "standard input" if path == PIPE else path
    if path == PIPE and sys.stdin is None:
        raise cs.InputError(
            [cs.errors.Problem(file=name, found="it is closed", expected="a file through it")]
        )
    look = functools.partial(_look_at_start, stated=stated, file=name)
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
            [cs.errors.Problem(file=name, found=f"more than {limit} bytes", expected=expected)]
        )
    content.name = name
    return content


_LARGEST_STREAM = 2**26


def _look_at_start(start: bytes, stated: str | None, file: str) -> None:
    """Refuse the start of what would be read as JSON and can't be."""
    begun = None if stated else recognised(start)
    if (stated or (begun.name if begun else "json")) == "json":
        look_at_start(start, file)


def _is_stream(path: str) -> bool:
    file = path_of(path)
    return file.exists() and not file.is_file() and not file.is_dir()


def read(given: str | InputFile, stated: str | None = None, /, **how: Any) -> cs.Chronicle:
    """Read a chronicle from a file, a folder, a pipe (``-``), or the built-in data.

    That a key is given twice in a JSON file is told on stderr, once it is read.
    """
    if given == BUILT_IN and stated is None:
        return cs.load()
    source = opened(given, stated) if isinstance(given, str) else given
    chronicle = source.read(**how)
    for finding in source.keys_given_twice():
        terminal.complain(f"{source.name}: {finding}")
    return chronicle


def _hint_at_within(error: cs.errors.BrokenReferencesError, within: cs.Chronicle | None) -> None:
    if within is None and all(problem.found in cs.load() for problem in error.problems):
        error.add_note("The built-in data has what is missing: read it with --within.")


def write(subject: Any, path: str, chosen: Format, **how: Any) -> cs.formats.LossReport:
    """Write to a file, a folder or a pipe (``-``); return what was lost."""
    if chosen.name == "sheet" and PurePath(path).suffix.lower() not in chosen.suffixes:
        how = {"format": "csv", **how}
    held = io.BytesIO()
    try:
        report = chosen.write(subject, held if path == PIPE else path, **how)
    except OSError as error:
        # It names a temporary file beside the target, which nobody has asked for.
        raise type(error)(error.errno, error.strerror, path) from None
    if path == PIPE:
        sys.stdout.buffer.write(held.getvalue())
    return report


def telling(chosen: Format) -> dict[str, Any]:
    """Return the arguments by which a reader prints on stderr what it decided and left out."""
    tell = {"on_note": lambda note: terminal.complain(str(note)), "on_losses": _told_of_losses}
    return {name: function for name, function in tell.items() if chosen.reader_takes(name)}


def _told_of_losses(losses: cs.formats.LossReport) -> None:
    if losses:
        terminal.complain(f"read: {losses}")
