"""The command line: arguments and printing, nothing else.

Exit codes: 0 for an answer (an empty one too), 1 where `check` found errors or
`merge` conflicts, 2 for input that can't be taken: a wrong argument, an unknown
id, a file with problems. Errors go to stderr in one block.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeAlias

import click

import cstoevents as cs
from cstoevents.conversion import to_plain

__all__ = ["main"]

OK, FOUND, WRONG = 0, 1, 2

Command: TypeAlias = Callable[..., Any]

# What several commands take


def _as_when(ctx: click.Context, param: click.Parameter, value: str | None) -> cs.When | None:
    """Read an EDTF date or window, for click to complain of what is none."""
    try:
        return None if value is None else cs.When(value)
    except cs.WhenError as error:
        raise click.BadParameter(str(error), ctx, param) from None


def _common(command: Command) -> Command:
    """Give a command the options of all that ask a chronicle."""
    for option in (
        click.option("--json", "as_json", is_flag=True, help="Print JSON for machines."),
        click.option(
            "--lang", type=click.Choice(["en", "ru"]), default="en", help="Language of the tables."
        ),
        click.option(
            "--within", is_flag=True, help="Read --data beside the built-in data, not instead."
        ),
        click.option(
            "--data", type=click.Path(), help="Your own file instead of the built-in data."
        ),
    ):
        command = option(command)

    @functools.wraps(command)
    def opened(*args: Any, data: str | None, within: bool, **given: Any) -> Any:
        return command(*args, chronicle=_opened(data, within=within), **given)

    return opened


def _opened(data: str | None, *, within: bool) -> cs.Chronicle:
    if data is None:
        return cs.load()
    if not within:
        return _read(data)
    return cs.load() | _read(data, cs.load())


def _read(path: str, within: cs.Chronicle | None = None) -> cs.Chronicle:
    return cs.read_json(sys.stdin.buffer if path == "-" else path, within=within)


_today = click.option(
    "--today",
    callback=_as_when,
    metavar="DATE",
    default=lambda: dt.date.today().isoformat(),
    help="The day to count from; without it the clock is asked.",
)
_surely = click.option("--surely", is_flag=True, help="Leave out what is only possibly so.")
_kinds = click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice([kind.value for kind in cs.EventKind]),
    help="Only events of this kind; may be given several times.",
)


def _certainty(*, surely: bool) -> cs.Certainty:
    return cs.Certainty.SURELY if surely else cs.Certainty.POSSIBLY


def _print(view: Any, chronicle: cs.Chronicle, lang: Any, nothing: str = "nothing found") -> None:
    from cstoevents import terminal

    terminal.show(cs.table(view, chronicle, lang=lang), nothing)


def _print_json(value: Any) -> None:
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


@contextlib.contextmanager
def _errors_explained() -> Iterator[None]:
    """Turn what the library raises on purpose into one block on stderr."""
    try:
        yield
    except cs.CstoEventsError as error:
        message = str(error)
    except OSError as error:
        message = f"{error.filename or 'file'}: {error.strerror or error}"
    else:
        return
    from cstoevents import terminal

    terminal.complain(f"error: {message}")
    sys.exit(WRONG)


class _Commands(click.Group):
    """A group that explains the library's errors, and keeps its commands in our order."""

    def invoke(self, ctx: click.Context) -> Any:
        with _errors_explained():
            return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  (click's)
        return list(self.commands)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="cstoevents", message="%(version)s")
def cli() -> None:
    """Ask a chronicle of an organisation's events: the built-in one of the CSTO, or yours.

    Dates and windows are EDTF: 2025-05-13, 2025-05, 2025, 2025-05/2025-06. What only
    possibly falls in a window is marked.
    """


# Commands


@cli.command()
@click.argument("window", callback=_as_when, required=False)
@click.option("--body", help="Only events of this organisation and its bodies (an id).")
@click.option("--place", help="Only events at this place or within it (an id).")
@click.option("--official", help="Only events in which this person took part (an id).")
@_kinds
@click.option(
    "--status",
    "statuses",
    multiple=True,
    type=click.Choice([status.value for status in cs.EventStatus]),
    help="Only events of this status; may be given several times.",
)
@click.option("--last", type=click.IntRange(1), help="Only the last so many.")
@_surely
@_common
def timeline(
    window: cs.When | None,
    body: str | None,
    place: str | None,
    official: str | None,
    kinds: tuple[str, ...],
    statuses: tuple[str, ...],
    last: int | None,
    *,
    surely: bool,
    chronicle: cs.Chronicle,
    lang: str,
    as_json: bool,
) -> None:
    """Events in the order of their dates, all or those of a WINDOW."""
    found = chronicle.timeline()
    if body:
        found = found.of(body)
    if place:
        found = found.at(place)
    if official:
        found = found.with_official(official)
    if kinds:
        found = found.of_kind(*kinds)
    if statuses:
        found = found.with_status(*statuses)
    if window is not None:
        found = found.during(window, _certainty(surely=surely))
    if last:
        found = found[-last:]
    if as_json:
        _print_json(
            [
                {"certainty": entry.certainty, "event": to_plain(entry.event)}
                for entry in found.entries
            ]
        )
    else:
        _print(found, chronicle, lang, "no such events")


@cli.command()
@click.argument("window", callback=_as_when, required=False)
@click.option("--every", type=click.IntRange(1), default=1, help="Only numbers that it divides.")
@_kinds
@click.option(
    "--leap",
    type=click.Choice([policy.value for policy in cs.LeapPolicy]),
    default=cs.LeapPolicy.BACKWARD.value,
    help="Where 29 February goes in a common year.",
)
@_surely
@_today
@_common
def anniversaries(
    window: cs.When | None,
    every: int,
    kinds: tuple[str, ...],
    leap: str,
    today: cs.When,
    *,
    surely: bool,
    chronicle: cs.Chronicle,
    lang: str,
    as_json: bool,
) -> None:
    """Anniversaries that fall in a WINDOW, or in the coming twelve months."""
    found = chronicle.anniversaries(
        window if window is not None else _coming_year(today),
        kinds=kinds or None,
        every=every,
        leap=cs.LeapPolicy(leap),
        certainty=_certainty(surely=surely),
    )
    if as_json:
        _print_json([_plain_anniversary(each) for each in found])
    else:
        _print(found, chronicle, lang, "no such anniversaries")


def _coming_year(today: cs.When) -> cs.When:
    first = today.date()
    last = cs.anniversary(first, 1).when.date() - dt.timedelta(days=1)
    return cs.When.between(first, last)


def _plain_anniversary(each: cs.Anniversary) -> dict[str, Any]:
    return {
        "when": str(each.when),
        "number": each.number,
        "original": str(each.original),
        "certainty": each.certainty,
        "record": each.record.id if each.record else None,
        "title": each.title.to_plain() if each.title else None,
        "observed": [
            {"event": observance.event.id, "offset": observance.offset}
            for observance in each.observed
        ],
    }


@cli.command()
@click.argument("id", required=False)
@_today
@_common
def series(
    id: str | None, today: cs.When, *, chronicle: cs.Chronicle, lang: str, as_json: bool
) -> None:
    """A numbered series (its ID) with its gaps, or the list of all series."""
    from cstoevents import terminal

    if id is None:
        _print_all_series(chronicle, lang, as_json=as_json)
        return
    sequence = chronicle.sequence(id)
    expected = sequence.expected_next(on=today)
    if as_json:
        _print_json(
            {
                "series": id,
                "slots": [_plain_slot(slot) for slot in sequence.slots],
                "expected_next": _plain_expected(expected) if expected else None,
            }
        )
        return
    terminal.heading(sequence.series.name.best(lang))
    _print(sequence, chronicle, lang, "no members")
    if expected:
        terminal.say(_expected_in_words(expected, lang))


def _print_all_series(chronicle: cs.Chronicle, lang: str, *, as_json: bool) -> None:
    from cstoevents import terminal

    sequences = [chronicle.sequence(each.id) for each in chronicle.series]
    if as_json:
        _print_json([to_plain(sequence.series) for sequence in sequences])
        return
    rows = tuple(
        (
            sequence.series.id,
            sequence.series.name.best(lang),
            str(len(sequence.members)),
            str(len(sequence.missing)),
        )
        for sequence in sequences
    )
    terminal.show(cs.Table(("Id", "Series", "Members", "Missing"), rows), "no series")


def _plain_slot(slot: cs.SequenceMember | cs.Missing) -> dict[str, Any]:
    window = str(slot.window) if slot.window is not None else None
    if isinstance(slot, cs.Missing):
        candidates = [member.event.id for member in slot.candidates]
        return {"number": slot.number, "window": window, "candidates": candidates}
    return {
        "number": slot.number,
        "label": slot.label,
        "event": slot.event.id,
        "when": str(slot.event.when) if slot.event.when is not None else None,
        "window": window,
    }


def _plain_expected(expected: cs.ExpectedNext) -> dict[str, Any]:
    return {
        "number": expected.number,
        "earliest": str(expected.earliest),
        "median": str(expected.median),
        "latest": str(expected.latest),
        "state": expected.state,
        "event": expected.event.id if expected.event else None,
    }


_EXPECTED = {
    "en": "Next expected: no. {number}, about {median} (between {earliest} and {latest}); {state}.",
    "ru": "Ожидается: № {number}, примерно {median} (от {earliest} до {latest}); {state}.",
}
_STATES = {
    "en": {"not-yet": "not due yet", "due": "due", "overdue": "overdue"},
    "ru": {"not-yet": "срок не настал", "due": "срок настал", "overdue": "срок прошёл"},
}


def _expected_in_words(expected: cs.ExpectedNext, lang: Any) -> str:
    return _EXPECTED[lang].format(
        number=expected.number,
        median=cs.in_words(expected.median, lang),
        earliest=cs.in_words(expected.earliest, lang),
        latest=cs.in_words(expected.latest, lang),
        state=_STATES[lang][str(expected.state)],
    )


@cli.command()
@click.argument("role")
@click.argument("organisation", default="csto")
@click.option(
    "--on",
    callback=_as_when,
    metavar="DATE",
    help="On this day; without it everybody who ever did.",
)
@_surely
@_common
def who(
    role: str,
    organisation: str,
    on: cs.When | None,
    *,
    surely: bool,
    chronicle: cs.Chronicle,
    lang: str,
    as_json: bool,
) -> None:
    """Who held a ROLE (secretary-general) in an ORGANISATION (an id; csto if not said)."""
    found = chronicle.holders(role, organisation, on, certainty=_certainty(surely=surely))
    _print_terms(found, chronicle, lang, as_json=as_json)


@cli.command()
@click.argument("organisation")
@click.option(
    "--on", callback=_as_when, metavar="DATE", help="On this day; without it everyone who ever was."
)
@click.option(
    "--status",
    type=click.Choice([status.value for status in cs.MembershipStatus]),
    help="Those of this standing instead: observers, partners, suspended ones.",
)
@_surely
@_common
def members(
    organisation: str,
    on: cs.When | None,
    status: str | None,
    *,
    surely: bool,
    chronicle: cs.Chronicle,
    lang: str,
    as_json: bool,
) -> None:
    """The members of an ORGANISATION (an id)."""
    found = chronicle.members(organisation, on, status=status, certainty=_certainty(surely=surely))
    _print_terms(found, chronicle, lang, as_json=as_json)


def _print_terms(
    found: Iterable[cs.Term], chronicle: cs.Chronicle, lang: str, *, as_json: bool
) -> None:
    if as_json:
        _print_json(
            [
                {"certainty": term.certainty, "membership": to_plain(term.membership)}
                for term in found
            ]
        )
    else:
        _print(found, chronicle, lang, "nobody that is known")


@cli.command()
@click.argument("id")
@_common
def show(id: str, *, chronicle: cs.Chronicle, lang: str, as_json: bool) -> None:
    """One record (its ID), and what belongs to it."""
    from cstoevents import terminal

    record = chronicle[id]
    if as_json:
        _print_json(to_plain(record))
        return
    terminal.heading(f"{type(record).__name__} {record.id}")
    fields = tuple(
        (name.replace("_", " "), _shown(value, lang))
        for name, value in to_plain(record).items()
        if name != "id"
    )
    terminal.show(cs.Table(("Field", "Value"), fields))
    for title, view in _belongings(chronicle, record):
        terminal.say()
        terminal.heading(title)
        _print(view, chronicle, lang)


def _shown(value: Any, lang: str) -> str:
    if isinstance(value, list):
        return "; ".join(_shown(member, lang) for member in value)
    if isinstance(value, dict):
        if lang in value or "en" in value:
            return str(value.get(lang) or value.get("en"))
        return ", ".join(f"{name} {_shown(member, lang)}" for name, member in value.items())
    return str(value)


def _belongings(chronicle: cs.Chronicle, record: Any) -> Iterator[tuple[str, Any]]:
    """Go through what follows about a record from others, as titled views."""
    if isinstance(record, cs.Event):
        taking_part = chronicle.participants(record.id)
        if taking_part:
            yield "Took part", taking_part
        parts = chronicle.parts(record.id)
        if parts:
            yield "Parts", cs.Timeline(parts)
    elif isinstance(record, cs.Official):
        posts = chronicle.posts(record.id)
        if posts:
            yield "Posts", posts
        attended = chronicle.timeline().with_official(record.id)
        if attended:
            yield "Events", attended
    elif isinstance(record, cs.Organisation):
        yield from _of_organisation(chronicle, record)
    elif isinstance(record, cs.Series):
        yield "Members", chronicle.sequence(record.id)
    elif isinstance(record, cs.Place):
        held = chronicle.timeline().at(record.id)
        if held:
            yield "Events", held


def _of_organisation(chronicle: cs.Chronicle, record: Any) -> Iterator[tuple[str, Any]]:
    in_office = chronicle.members(record.id)
    if in_office:
        yield "Members", in_office
    events = chronicle.timeline().of(record.id)
    if events:
        yield "Latest events", events[-10:]


@cli.command()
@_today
@_common
def demo(today: cs.When, *, chronicle: cs.Chronicle, lang: str, as_json: bool) -> None:
    """A first look: coming anniversaries, latest meetings, one numbered series."""
    from cstoevents import terminal

    day = today.date()
    coming = chronicle.anniversaries(_coming_year(today), certainty="surely")
    held = chronicle.timeline().of_kind(*_MEETING_KINDS).with_status("held").until(day)[-10:]
    sequence = _longest(chronicle)
    if as_json:
        _print_json(
            {
                "anniversaries": [_plain_anniversary(each) for each in coming],
                "meetings": [to_plain(event) for event in held],
                "series": [_plain_slot(slot) for slot in sequence.slots] if sequence else None,
            }
        )
        return
    terminal.heading(f"Anniversaries in the twelve months from {cs.in_words(today)}")
    _print(coming, chronicle, lang, "none")
    terminal.say()
    terminal.heading("Latest meetings")
    _print(held, chronicle, lang, "none")
    if sequence:
        terminal.say()
        terminal.heading(sequence.series.name.best(lang))
        _print(sequence, chronicle, lang)


_MEETING_KINDS = ("session", "meeting", "consultation", "talks", "conference")


def _longest(chronicle: cs.Chronicle) -> cs.Sequence | None:
    """The numbered series with the most members that bear a number."""
    sequences = [chronicle.sequence(each.id) for each in chronicle.series]
    numbered = [each for each in sequences if each.missing and len(each.members) > 4]
    return max(
        numbered,
        key=lambda each: sum(member.number is not None for member in each.members),
        default=None,
    )


def main() -> None:
    """Run the command line, as `cstoevents` and `python -m cstoevents` do."""
    try:
        cli(prog_name="cstoevents")
    except BrokenPipeError:
        # The reader of a pipe went away; Python would complain of it once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(OK)
