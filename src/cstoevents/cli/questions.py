"""The commands that ask a chronicle: timelines, anniversaries, who was what, a first look."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

import click

import cstoevents as cs
from cstoevents.cli import options, terminal
from cstoevents.cli.completion import RecordName
from cstoevents.cli.finding import find, listed
from cstoevents.cli.records import plain_listing, series, show
from cstoevents.records.conversion import to_plain
from cstoevents.search.naming import role_named
from cstoevents.wording.words import phrase

__all__ = ["QUESTIONS"]


_FILTERS: dict[str, Callable[..., cs.Timeline]] = {
    "body": cs.Timeline.of,
    "place": cs.Timeline.at,
    "official": cs.Timeline.with_official,
    "participant": cs.Timeline.with_organisation,
    "topics": cs.Timeline.with_topic,
    "text": cs.Timeline.with_text,
    "kinds": cs.Timeline.of_kind,
    "statuses": cs.Timeline.with_status,
}


@click.command()
@click.argument("window", callback=options.as_when, required=False)
@click.option(
    "--body",
    type=RecordName("organisations"),
    help="Only events of this organisation and its bodies (an id or a name).",
)
@click.option(
    "--place",
    type=RecordName("places"),
    help="Only events at this place or within it (an id or a name).",
)
@click.option(
    "--official",
    type=RecordName("officials"),
    help="Only events in which this person took part (an id or a name).",
)
@click.option(
    "--participant",
    type=RecordName("organisations"),
    help="Only events in which this state or organisation took part (an id or a name).",
)
@click.option(
    "--topic",
    "topics",
    multiple=True,
    help="Only events with this topic; may be given several times.",
)
@click.option("--text", metavar="WORDS", help="Only events with all these words in their texts.")
@options.kinds
@click.option(
    "--status",
    "statuses",
    multiple=True,
    type=click.Choice([status.value for status in cs.records.EventStatus]),
    help="Only events of this status; may be given several times.",
)
@click.option(
    "--unreported", is_flag=True, help="Only those before today of which no outcome is known."
)
@click.option("--last", type=click.IntRange(1), help="Only the last so many.")
@options.surely
@options.today
@options.common
def timeline(
    window: cs.When | None,
    last: int | None,
    today: cs.When,
    *,
    unreported: bool,
    surely: bool,
    chronicle: cs.Chronicle,
    lang: str,
    as_json: bool,
    **filters: Any,
) -> None:
    """Events by date, all or those of a WINDOW."""
    found = chronicle.timeline()
    for option, value in filters.items():
        if value:
            found = _FILTERS[option](found, *([value] if isinstance(value, str) else value))
    if unreported:
        found = found.unreported(today)
    if window is not None:
        found = found.during(window, options.certainty(surely=surely))
    if last:
        found = found[-last:]
    if as_json:
        terminal.show_json(_plain_entries(found))
    else:
        terminal.show_view(found, chronicle, lang, "no such events", today=today)
    if found.undated and window is None:
        ids = ", ".join(event.id for event in found.undated)
        terminal.complain(phrase("without a date, so not listed: {ids}", lang, ids=ids))


def _plain_entries(found: cs.Timeline) -> list[dict[str, Any]]:
    return [
        {"certainty": entry.certainty, "event": to_plain(entry.event)} for entry in found.entries
    ]


@click.command()
@click.argument("window", callback=options.as_when, required=False)
@click.option("--every", type=click.IntRange(1), default=1, help="Only numbers that it divides.")
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice(
        [kind.value for kind in (*cs.records.EventKind, *cs.anniversaries.Occasion)] + ["all"]
    ),
    help="Only these: kinds of events, births, deaths, accessions, terms, or all of them; may be"
    " given several times.",
)
@click.option(
    "--leap",
    type=click.Choice([policy.value for policy in cs.anniversaries.LeapPolicy]),
    default=cs.anniversaries.LeapPolicy.BACKWARD.value,
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
    """Anniversaries in a WINDOW, or in the coming year."""
    found = chronicle.anniversaries(
        window if window is not None else _coming_year(today),
        kinds="all" if "all" in kinds else kinds or None,
        every=every,
        leap=cs.anniversaries.LeapPolicy(leap),
        certainty=options.certainty(surely=surely),
    )
    if as_json:
        terminal.show_json([_plain_anniversary(anniversary) for anniversary in found])
    else:
        terminal.show_view(found, chronicle, lang, "no such anniversaries")


def _coming_year(today: cs.When) -> cs.When:
    first = today.date()
    last = cs.anniversary(first, 1).when.date() - dt.timedelta(days=1)
    return cs.When.between(first, last)


def _plain_anniversary(anniversary: cs.Anniversary) -> dict[str, Any]:
    return {
        "when": str(anniversary.when),
        "number": anniversary.number,
        "kind": anniversary.kind,
        "original": str(anniversary.original),
        "certainty": anniversary.certainty,
        "record": anniversary.record.id if anniversary.record else None,
        "title": anniversary.title.to_plain() if anniversary.title else None,
        "observed": [
            {"event": observance.event.id, "offset": observance.offset}
            for observance in anniversary.observed
        ],
    }


@click.command()
@click.argument("role")
@click.argument("organisation", type=RecordName("organisations"), required=False)
@click.option(
    "--on",
    callback=options.as_when,
    metavar="DATE",
    help="On this day; without it everybody who ever did.",
)
@options.during
@options.surely
@options.common
def who(
    role: str,
    organisation: str | None,
    on: cs.When | None,
    during: cs.When | None,
    *,
    surely: bool,
    chronicle: cs.Chronicle,
    lang: str,
    as_json: bool,
) -> None:
    """Who held a ROLE, in an ORGANISATION or in any.

    ROLE is a word such as secretary-general or chair, ORGANISATION an id or a name.
    """
    bodies = [organisation] if organisation else _with_role(chronicle, role)
    least = cs.Certainty.SURELY if surely else cs.Certainty.UNKNOWN
    found = [
        term
        for body in bodies
        for term in chronicle.holders(role, body, on, during=during, certainty=least)
    ]
    _print_terms(found, chronicle, lang, as_json=as_json)


def _with_role(chronicle: cs.Chronicle, role: str) -> list[str]:
    """Return the organisations that have such a post."""
    meant = role_named(chronicle._index, role)
    having = (
        membership.organisation for membership in chronicle.memberships if membership.role == meant
    )
    return list(dict.fromkeys(having))


@click.command()
@click.argument("organisation", type=RecordName("organisations"))
@click.option(
    "--on",
    callback=options.as_when,
    metavar="DATE",
    help="On this day; without it everybody who ever was.",
)
@options.during
@click.option(
    "--status",
    type=click.Choice([status.value for status in cs.records.MembershipStatus]),
    help="Those of this standing alone, such as observers, partners or suspended ones.",
)
@options.surely
@options.common
def members(
    organisation: str,
    on: cs.When | None,
    during: cs.When | None,
    status: str | None,
    *,
    surely: bool,
    chronicle: cs.Chronicle,
    lang: str,
    as_json: bool,
) -> None:
    """The members of an ORGANISATION, its id or a name of it."""
    least = cs.Certainty.SURELY if surely else cs.Certainty.UNKNOWN
    found = chronicle.members(organisation, on, during=during, status=status, certainty=least)
    _print_terms(found, chronicle, lang, as_json=as_json)


def _print_terms(
    found: Iterable[cs.Term], chronicle: cs.Chronicle, lang: str, *, as_json: bool
) -> None:
    if as_json:
        terminal.show_json(
            [
                {
                    "certainty": term.certainty,
                    "known_until": str(term.known_until) if term.known_until else None,
                    "first": str(term.first) if term.first else None,
                    "last": str(term.last) if term.last else None,
                    "membership": to_plain(term.membership),
                }
                for term in found
            ]
        )
    else:
        terminal.show_view(found, chronicle, lang, "nobody that is known")


@click.command()
@options.today
@options.common
def demo(today: cs.When, *, chronicle: cs.Chronicle, lang: str, as_json: bool) -> None:
    """A first look at jubilees, meetings and a series."""
    day = today.date()
    coming = chronicle.anniversaries(_coming_year(today), every=5, certainty="surely")
    held = chronicle.timeline().of_kind(*_MEETING_KINDS).with_status("held").until(day)[-10:]
    sequence = _longest(chronicle)
    if as_json:
        terminal.show_json(
            {
                "anniversaries": [_plain_anniversary(anniversary) for anniversary in coming],
                "meetings": [to_plain(event) for event in held],
                "series": plain_listing(sequence) if sequence else None,
            }
        )
        return
    since = cs.in_words(today, lang)
    title = phrase("Jubilees in the twelve months from {day}", lang, day=since)
    terminal.heading(title, fitted=True)
    terminal.show_view(coming, chronicle, lang, "no such anniversaries", fitted=True)
    terminal.say()
    terminal.heading(phrase("Latest meetings", lang), fitted=True)
    terminal.show_view(held, chronicle, lang, "no such events", fitted=True)
    if sequence:
        terminal.say()
        terminal.heading(sequence.series.name.best(lang), fitted=True)
        terminal.show_view(sequence, chronicle, lang, fitted=True)


_MEETING_KINDS = ("session", "meeting", "consultation", "talks", "conference")


def _longest(chronicle: cs.Chronicle) -> cs.NumberedSeries | None:
    """The numbered series with the most members that bear a number."""
    sequences = [chronicle.numbered(series.id) for series in chronicle.series]
    numbered = [
        sequence for sequence in sequences if sequence.missing and len(sequence.members) > 4
    ]
    return max(
        numbered,
        key=lambda sequence: sum(member.number is not None for member in sequence.members),
        default=None,
    )


QUESTIONS: tuple[click.Command, ...] = (
    *(timeline, anniversaries, series, who, members, find, listed, show, demo),
)
