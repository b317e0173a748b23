"""The commands that ask a chronicle: timelines, anniversaries, series, who was what, one record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

import click

import cstoevents as cs
from cstoevents.cli import options, terminal
from cstoevents.conversion import to_plain

__all__ = ["QUESTIONS"]


@click.command()
@click.argument("window", callback=options.as_when, required=False)
@click.option("--body", help="Only events of this organisation and its bodies (an id).")
@click.option("--place", help="Only events at this place or within it (an id).")
@click.option("--official", help="Only events in which this person took part (an id).")
@options.kinds
@click.option(
    "--status",
    "statuses",
    multiple=True,
    type=click.Choice([status.value for status in cs.EventStatus]),
    help="Only events of this status; may be given several times.",
)
@click.option("--last", type=click.IntRange(1), help="Only the last so many.")
@options.surely
@options.common
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
        found = found.during(window, options.certainty(surely=surely))
    if last:
        found = found[-last:]
    if as_json:
        terminal.show_json(
            [
                {"certainty": entry.certainty, "event": to_plain(entry.event)}
                for entry in found.entries
            ]
        )
    else:
        terminal.show_view(found, chronicle, lang, "no such events")


@click.command()
@click.argument("window", callback=options.as_when, required=False)
@click.option("--every", type=click.IntRange(1), default=1, help="Only numbers that it divides.")
@options.kinds
@click.option(
    "--leap",
    type=click.Choice([policy.value for policy in cs.LeapPolicy]),
    default=cs.LeapPolicy.BACKWARD.value,
    help="Where 29 February goes in a common year.",
)
@options.surely
@options.today
@options.common
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
        certainty=options.certainty(surely=surely),
    )
    if as_json:
        terminal.show_json([_plain_anniversary(each) for each in found])
    else:
        terminal.show_view(found, chronicle, lang, "no such anniversaries")


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


@click.command()
@click.argument("id", required=False)
@options.today
@options.common
def series(
    id: str | None, today: cs.When, *, chronicle: cs.Chronicle, lang: str, as_json: bool
) -> None:
    """A numbered series (its ID) with its gaps, or the list of all series."""
    if id is None:
        _print_all_series(chronicle, lang, as_json=as_json)
        return
    sequence = chronicle.sequence(id)
    expected = sequence.expected_next(on=today)
    if as_json:
        terminal.show_json(
            {
                "series": id,
                "slots": [_plain_slot(slot) for slot in sequence.slots],
                "expected_next": _plain_expected(expected) if expected else None,
            }
        )
        return
    terminal.heading(sequence.series.name.best(lang))
    terminal.show_view(sequence, chronicle, lang, "no members")
    if expected:
        terminal.say(_expected_in_words(expected, lang))


def _print_all_series(chronicle: cs.Chronicle, lang: str, *, as_json: bool) -> None:
    sequences = [chronicle.sequence(each.id) for each in chronicle.series]
    if as_json:
        terminal.show_json([to_plain(sequence.series) for sequence in sequences])
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


@click.command()
@click.argument("role")
@click.argument("organisation", default="csto")
@click.option(
    "--on",
    callback=options.as_when,
    metavar="DATE",
    help="On this day; without it everybody who ever did.",
)
@options.surely
@options.common
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
    found = chronicle.holders(role, organisation, on, certainty=options.certainty(surely=surely))
    _print_terms(found, chronicle, lang, as_json=as_json)


@click.command()
@click.argument("organisation")
@click.option(
    "--on",
    callback=options.as_when,
    metavar="DATE",
    help="On this day; without it everyone who ever was.",
)
@click.option(
    "--status",
    type=click.Choice([status.value for status in cs.MembershipStatus]),
    help="Those of this standing instead: observers, partners, suspended ones.",
)
@options.surely
@options.common
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
    found = chronicle.members(
        organisation, on, status=status, certainty=options.certainty(surely=surely)
    )
    _print_terms(found, chronicle, lang, as_json=as_json)


def _print_terms(
    found: Iterable[cs.Term], chronicle: cs.Chronicle, lang: str, *, as_json: bool
) -> None:
    if as_json:
        terminal.show_json(
            [
                {"certainty": term.certainty, "membership": to_plain(term.membership)}
                for term in found
            ]
        )
    else:
        terminal.show_view(found, chronicle, lang, "nobody that is known")


@click.command()
@click.argument("id")
@options.common
def show(id: str, *, chronicle: cs.Chronicle, lang: str, as_json: bool) -> None:
    """One record (its ID), and what belongs to it."""
    record = chronicle[id]
    if as_json:
        terminal.show_json(to_plain(record))
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
        terminal.show_view(view, chronicle, lang)


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


@click.command()
@options.today
@options.common
def demo(today: cs.When, *, chronicle: cs.Chronicle, lang: str, as_json: bool) -> None:
    """A first look: coming anniversaries, latest meetings, one numbered series."""
    day = today.date()
    coming = chronicle.anniversaries(_coming_year(today), certainty="surely")
    held = chronicle.timeline().of_kind(*_MEETING_KINDS).with_status("held").until(day)[-10:]
    sequence = _longest(chronicle)
    if as_json:
        terminal.show_json(
            {
                "anniversaries": [_plain_anniversary(each) for each in coming],
                "meetings": [to_plain(event) for event in held],
                "series": [_plain_slot(slot) for slot in sequence.slots] if sequence else None,
            }
        )
        return
    terminal.heading(f"Anniversaries in the twelve months from {cs.in_words(today)}")
    terminal.show_view(coming, chronicle, lang, "none")
    terminal.say()
    terminal.heading("Latest meetings")
    terminal.show_view(held, chronicle, lang, "none")
    if sequence:
        terminal.say()
        terminal.heading(sequence.series.name.best(lang))
        terminal.show_view(sequence, chronicle, lang)


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


QUESTIONS: tuple[click.Command, ...] = (timeline, anniversaries, series, who, members, show, demo)
