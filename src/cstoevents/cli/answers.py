"""What a question is answered with, and the one place where an answer is shown or written.

A command returns an `Answer`. It is printed as tables or as JSON, or written to a file in
any format whose writer takes such an answer, which is what `cstoevents.formats` says.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple

import attrs
import click

import cstoevents as cs
from cstoevents.cli import files, pages, terminal
from cstoevents.cli.rows import plain
from cstoevents.formats import FORMATS, Format, format_named, format_of
from cstoevents.formats.files import write_bytes
from cstoevents.formats.sheet.writing import is_of_events
from cstoevents.formats.subjects import subject_of
from cstoevents.wording.dates import as_of
from cstoevents.wording.words import phrase


@attrs.frozen(kw_only=True)
class Answer:
    """What a command found.

    Attributes:
        view: What files are made of: a view, a list of one kind of thing, or a table.
        rows: Returns what ``--json`` prints: rows, records, or several of them.
        title: What stands above all.
        parts: What is printed, each view below its title; without them it is ``view``.
        nothing: What is printed where the view is empty.
        below: A sentence at the end.
        today: The day of the question, for tables that mark what is past.
    """

    view: Any
    rows: Callable[[], Any]
    title: str = ""
    parts: Sequence[tuple[str, Any]] | None = None
    nothing: str = "nothing found"
    below: str = ""
    today: cs.When | None = None

    @property
    def shown(self) -> Sequence[tuple[str, Any]]:
        """The views that are shown, each below its title."""
        return [("", self.view)] if self.parts is None else self.parts


def give(
    answer: Answer, target: Target | None, chronicle: cs.Chronicle, lang: str, *, as_json: bool
) -> None:
    """Write an answer where it is to go, or print it."""
    if target is not None:
        write(answer, target, chronicle, lang, as_json=as_json)
    elif as_json:
        terminal.show_json(plain(answer.rows(), chronicle))
    else:
        show(answer, chronicle, lang)


def show(answer: Answer, chronicle: cs.Chronicle, lang: str) -> None:
    """Print an answer for people, and below it the day on which knowledge ends."""
    with terminal.paged():
        if answer.title:
            terminal.heading(answer.title)
        for number, (title, view) in enumerate(answer.shown):
            if number:
                terminal.say()
            if title:
                terminal.heading(title)
            terminal.show_view(view, chronicle, lang, answer.nothing, today=answer.today)
        if answer.below:
            terminal.say(answer.below)
        terminal.end_of_knowledge(chronicle, lang)


# Files

_WRITTEN = [entry for entry in FORMATS if entry.writer]


def _endings(entry: Format) -> list[str]:
    return [suffix[1:] for suffix in entry.suffixes] or [entry.name]


ENDINGS: Final = [ending for entry in _WRITTEN for ending in _endings(entry)]
"""What a format is called where an answer is written: how its files end, or its name."""


class Target(NamedTuple):
    """Where an answer is written, and how."""

    path: str
    format: Format
    how: dict[str, Any]


def target_of(output: str | None, to: str | None, imprecise: str | None = None) -> Target | None:
    """Return where an answer goes that is to be written, or None if it is to be printed.

    Raises:
        click.UsageError: the options don't go together.
        InputError: no format has files of such a name.
    """
    if output is None and to is None:
        if imprecise is not None:
            raise click.UsageError("--imprecise goes with -o or --to: how a calendar is written")
        return None
    path = files.PIPE if output is None else output
    chosen = _format(path, to)
    how: dict[str, Any] = {}
    if imprecise is not None:
        if not chosen.writer_takes("imprecise"):
            raise click.UsageError(f"--imprecise says nothing of {chosen.name}: it is of calendars")
        how["imprecise"] = imprecise
    if to in ("csv", "xlsx"):
        how["format"] = to
    if path == files.PIPE and f".{to}" in chosen.binary_suffixes and sys.stdout.isatty():
        raise click.UsageError(f"{to} is nothing to read on a terminal: name a file with -o")
    return Target(path, chosen, how)


def refuse_to_replace(data: str | None, target: Target | None) -> None:
    """Raise `click.UsageError` where an answer would take the place of what is asked about."""
    if data is None or target is None:
        return
    if files.is_taken_by(data, target.path, target.format):
        raise click.UsageError("-o is where the data are: the answer would take their place")


def _format(path: str, to: str | None) -> Format:
    if to is None:
        return files.format_of_file(path)
    return format_of(f"answer.{to}") if f".{to}" in _SUFFIXES else format_named(to)


_SUFFIXES = {suffix for entry in _WRITTEN for suffix in entry.suffixes}


def write(
    answer: Answer, target: Target, chronicle: cs.Chronicle, lang: str, *, as_json: bool
) -> None:
    """Write an answer to a file; what the format can't carry is told on stderr.

    A chronicle of records is written as JSON where it can be one, and what ``--json``
    prints where it can't, or where that is asked for. A page has all that a terminal shows.
    """
    path, chosen, _ = target
    able = _able(answer.view)
    is_taken = chosen in able
    if as_json and chosen.name != "json":
        raise click.UsageError(f"--json says nothing of {chosen.name}")
    if not is_taken and chosen.name != "json":
        raise click.UsageError(_refusal(answer.view, chosen, able))
    if chosen.name == "json" and (as_json or not is_taken):
        text = json.dumps(plain(answer.rows(), chronicle), ensure_ascii=False, indent=2)
        _write_text(f"{text}\n", path)
    elif chosen.name in pages.PAGES:
        _write_text(_page(answer, chosen.name, chronicle, lang), path)
    else:
        _write_view(answer, target, chronicle, lang)
    if path != files.PIPE:
        terminal.complain(f"written: {path}")


def _write_view(answer: Answer, target: Target, chronicle: cs.Chronicle, lang: str) -> None:
    """Write an answer with the writer of a format; say on stderr what is lost, or that it is empty.

    A page and JSON say the latter themselves.
    """
    path, chosen, how = target
    view = _for_writing(answer, chosen, chronicle, lang)
    whole = chronicle.about.title
    title = answer.title or (whole.best(lang) if whole else None)
    context = {"within": chronicle, "lang": lang, "name": title, "title": title}
    taken = {name: value for name, value in context.items() if chosen.writer_takes(name)}
    report = files.write(view, path, chosen, **taken, **how)
    if report:
        terminal.complain(str(report))
    if not (view.rows if isinstance(view, cs.Table) else view):
        terminal.complain(phrase(answer.nothing, lang))


def _able(view: Any) -> list[Format]:
    """Return the formats that can be written of an answer."""
    subject = subject_of(view)
    others = _is_records(view) and not is_of_events(view)
    return [
        entry
        for entry in _WRITTEN
        if subject in entry.takes and not (others and entry.has_only_events)
    ]


def _is_records(view: Any) -> bool:
    return subject_of(view) in ("record", "records")


def _refusal(view: Any, chosen: Format, able: list[Format]) -> str:
    """Return which formats can be written of an answer, where the chosen one can't."""
    subject = "records that are no events" if _is_records(view) else subject_of(view)
    refused = _endings(chosen)[0]
    endings = (ending for entry in able for ending in _endings(entry))
    others = ", ".join(dict.fromkeys(["json", *endings]))
    return f"no {refused} can be written of {subject}; {others} can"


def _for_writing(answer: Answer, chosen: Format, chronicle: cs.Chronicle, lang: str) -> Any:
    """Return what a writer is to be given for an answer.

    Records bring along what they refer to, where the format has all that a chronicle says. A
    sheet of what is no event is the first table that is shown, where several are.
    """
    view = answer.view
    if not _is_records(view):
        return view
    if chosen.name == "sheet" and answer.parts is not None and not is_of_events(view):
        return terminal.table_of(answer.shown[0][1], chronicle, lang, None)
    if not chosen.writer_takes("within"):
        return chronicle.only(*(record.id for record in view))
    return view


def _page(answer: Answer, form: str, chronicle: cs.Chronicle, lang: str) -> str:
    parts = [
        pages.Part(title, terminal.table_of(view, chronicle, lang, answer.today))
        for title, view in answer.shown
    ]
    day = chronicle.about.as_of
    below = [answer.below, as_of(day, lang) if day else ""]
    nothing = phrase(answer.nothing, lang)
    return pages.page(form, answer.title, parts, nothing, list(filter(None, below)))


def _write_text(text: str, path: str) -> None:
    if path == files.PIPE:
        sys.stdout.buffer.write(text.encode())
    else:
        write_bytes(path, text.encode())
