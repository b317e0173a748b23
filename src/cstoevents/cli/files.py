"""Files that commands read and write: their formats, pipes, and what is told of them."""

from __future__ import annotations

import contextlib
import functools
import io
import sys
from pathlib import Path, PurePath
from typing import Any

import cstoevents as cs
from cstoevents.cli import terminal
from cstoevents.errors import Problem
from cstoevents.formats import FORMATS, Format, format_named, format_of
from cstoevents.formats.files import LIMIT, is_regular, path_of, read_up_to
from cstoevents.formats.json import look_at_start

__all__ = ["BUILT_IN", "PIPE", "content_of", "format_of_file", "read", "told", "write"]

BUILT_IN, PIPE = "built-in", "-"


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


def told(note: object) -> None:
    """Tell on stderr what a reader decided."""
    terminal.complain(str(note))
