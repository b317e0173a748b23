"""Which format a file is in, by its name or by what the user says, and reading and writing it."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import cstoevents as cs
from cstoevents.errors import Problem

__all__ = ["BUILT_IN", "PIPE", "READ", "WRITTEN", "format_of", "piped", "read", "write"]

BUILT_IN, PIPE = "built-in", "-"

_BY_SUFFIX = {
    ".json": "json",
    ".zip": "csv",
    ".csv": "sheet",
    ".tsv": "sheet",
    ".xlsx": "sheet",
    ".ics": "ics",
    ".jsonld": "jsonld",
    ".md": "markdown",
    ".html": "html",
}

# The names of the functions, since to touch one is to import its format.
READ = {
    "json": "read_json",
    "csv": "read_csv",
    "sheet": "read_sheet",
}

WRITTEN: dict[str, Callable[[cs.Chronicle, Any, Any], cs.formats.LossReport | None]] = {
    "json": lambda chronicle, target, _: cs.write_json(chronicle, target),
    "csv": lambda chronicle, target, _: cs.write_csv(chronicle, target),
    "sheet": lambda chronicle, target, lang: cs.write_sheet(
        chronicle, target, format=_sheet_format(target), lang=lang
    ),
    "ics": lambda chronicle, target, lang: cs.write_ics(chronicle, target, lang=lang),
    "jsonld": lambda chronicle, target, _: cs.write_jsonld(chronicle, target),
    "popolo": lambda chronicle, target, lang: cs.write_popolo(chronicle, target, lang=lang),
    "timelinejs": lambda chronicle, target, lang: cs.write_timelinejs(chronicle, target, lang=lang),
    "markdown": lambda chronicle, target, lang: _write_text(
        cs.to_markdown(chronicle.timeline(), chronicle, lang=lang), target, "markdown"
    ),
    "html": lambda chronicle, target, lang: _write_text(
        cs.to_html(chronicle.timeline(), chronicle, lang=lang), target, "html"
    ),
}


def format_of(path: str, stated: str | None = None) -> str:
    """Say which format a file is in: as stated, or by the end of its name; a folder is CSV.

    What has no such end and is no folder is taken for JSON: a pipe, above all.
    """
    if stated is not None:
        return stated
    if path == PIPE:
        return "json"
    suffix = Path(path).suffix.lower()
    if suffix in _BY_SUFFIX:
        return _BY_SUFFIX[suffix]
    if Path(path).is_dir() or path.endswith(("/", "\\")):
        return "csv"
    if not suffix:
        return "json" if Path(path).exists() else "csv"
    known = ", ".join([*_BY_SUFFIX, "or a folder"])
    problem = Problem(file=path, found=suffix, expected=f"a name that ends in one of {known}")
    raise cs.InputError([problem])


def piped() -> io.BytesIO:
    """Give all that comes through the pipe, under a name for messages."""
    content = io.BytesIO(sys.stdin.buffer.read())
    content.name = "standard input"
    return content


def read(path: str, stated: str | None = None, **how: Any) -> cs.Chronicle:
    """Read a chronicle from a file, a folder, a pipe (``-``), or the built-in data."""
    if path == BUILT_IN and stated is None:
        return cs.load()
    name = format_of(path, stated)
    if name not in READ:
        expected = f"a format that can be read: {', '.join(READ)}"
        raise cs.InputError([Problem(file=path, found=name, expected=expected)])
    reader: Callable[..., cs.Chronicle] = getattr(cs, READ[name])
    try:
        return reader(piped() if path == PIPE else path, **how)
    except cs.BrokenReferencesError as error:
        lost = [problem.found for problem in error.problems]
        if how.get("within") is None and all(id in cs.load() for id in lost):
            error.add_note("The built-in data has what is missing: read it with --within.")
        raise


def write(
    chronicle: cs.Chronicle, path: str, stated: str | None = None, lang: str = "en"
) -> cs.formats.LossReport | None:
    """Write a chronicle to a file, a folder or a pipe (``-``); tell what was lost."""
    name = format_of(path, stated)
    if path != PIPE:
        try:
            return WRITTEN[name](chronicle, path, lang)
        except OSError as error:
            # It names a temporary file beside the target, which nobody has asked for.
            raise type(error)(error.errno, error.strerror, path) from None
    held = io.BytesIO()
    report = WRITTEN[name](chronicle, held, lang)
    sys.stdout.buffer.write(held.getvalue())
    return report


def _sheet_format(target: object) -> Literal["csv", "xlsx"]:
    """Say which kind of sheet to write: a workbook only under the name of one."""
    return "xlsx" if str(target).lower().endswith(".xlsx") else "csv"


def _write_text(text: str, target: Any, name: str) -> cs.formats.LossReport:
    from cstoevents.formats.files import write_bytes

    write_bytes(target, text.encode())
    shown = "a table shows the date, title, place and status of events, and nothing else"
    return cs.formats.LossReport(name, (cs.formats.Loss("everything else", 1, (), shown),))
