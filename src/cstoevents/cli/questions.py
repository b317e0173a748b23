"""The commands that ask a chronicle: timelines, anniversaries, who was what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

import click

import cstoevents as cs
from cstoevents.cli import options, terminal
from cstoevents.cli.answers import Answer
from cstoevents.cli.completion import RecordName, WordInUse, of_body, used
from cstoevents.cli.rows import AnniversaryRow, EntryRow, TermRow
from cstoevents.search.naming import role_named, unknown_word
from cstoevents.wording.names import folded
from cstoevents.wording.words import phrase, topic_name, topic_of

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


@options.command()
@click.argument("window", callback=options.as_when, required=False)
@of_body
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
    type=WordInUse("topics"),
    multiple=True,
    help="Only events with this topic; may be given several times.",
)
@click.option("--text", metavar="WORDS", help="Only events with all these words in their texts.")
@options.kinds
@click.option(
    "--status",
    "statuses",
    multiple=True,
    type=options.Word(cs.records.EventStatus),
    help="Only events of this status; may be given several times.",
)
@click.option(
    "--unreported", is_flag=True, help="Only those before today of which no outcome is known."
)
@click.option("--last", type=click.IntRange(1), help="Only the last so many.")
@options.surely
@options.today
@options.question(list[EntryRow], "timeline 2025", "timeline --unreported")
def timeline(
    window: cs.When | None,
    last: int | None,
    today: cs.When,
    *,
    unreported: bool,
    surely: bool,
    chronicle: cs.Chronicle,
    lang: str,
    **filters: Any,
) -> Answer:
    """Events by date, all or those of a WINDOW."""
    _refuse_unknown(chronicle, filters["topics"])
    found = chronicle.timeline()
    for option, value in filters.items():
        if value not in (None, ()):  # an empty text is no filter left out
            found = _FILTERS[option](found, *([value] if isinstance(value, str) else value))
    if unreported:
        found = found.unreported(today)
    if window is not None:
        found = found.during(window, options.certainty(surely=surely))
    if last:
        found = found[-last:]
    if found.undated and window is None:
        ids = ", ".join(event.id for event in found.undated)
        terminal.complain(phrase("without a date, so not listed: {ids}", lang, ids=ids))
    return Answer(
        view=found,
        rows=lambda: [EntryRow.of(entry) for entry in found.entries],
        nothing="no such events",
        today=today,
    )


def _refuse_unknown(chronicle: cs.Chronicle, topics: tuple[str, ...]) -> None:
    """Raise `UnknownIdError` for a topic that no event has, with those like it in any script."""
    known = {folded(topic): topic for topic in used("topics", chronicle)}
    for given in topics:
        if folded(given) not in known and folded(topic_of(given)) not in known:
            error = unknown_word(given, "topic", known.values(), topic_name)
            error.add_note("`cstoevents list topics` has all of them.")
            raise error


@options.command()
@click.argument("window", callback=options.as_when, required=False)
@click.option("--every", type=click.IntRange(1), default=1, help="Only numbers that it divides.")
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=options.Word(cs.records.EventKind, cs.anniversaries.Occasion, others=["all"]),
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
@options.question(
    list[AnniversaryRow], "anniversaries 2027 --every 5", "anniversaries --kind birth"
)
def anniversaries(
    window: cs.When | None,
    every: int,
    kinds: tuple[str, ...],
    leap: str,
    today: cs.When,
    *,
    surely: bool,
    chronicle: cs.Chronicle,
    lang: str,  # noqa: ARG001 - of the table
) -> Answer:
    """Anniversaries in a WINDOW, or in the coming year."""
    found = chronicle.anniversaries(
        window if window is not None else coming_year(today),
        kinds="all" if "all" in kinds else kinds or None,
        every=every,
        leap=cs.anniversaries.LeapPolicy(leap),
        certainty=options.certainty(surely=surely),
    )
    return Answer(
        view=found,
        rows=lambda: [AnniversaryRow.of(anniversary) for anniversary in found],
        nothing="no such anniversaries",
    )


def coming_year(today: cs.When) -> cs.When:
    first = today.date()
    if first.year == dt.MAXYEAR:  # there is no other to end in
        return cs.When.between(first, dt.date.max)
    last = cs.anniversary(first, 1).when.date() - dt.timedelta(days=1)
    return cs.When.between(first, last)


@options.command()
@click.argument("role", type=WordInUse("roles"))
@click.argument("organisation", type=RecordName("organisations"), required=False)
@click.option(
    "--on",
    callback=options.as_on,
    metavar="DATE",
    help="On this day; without it everybody who ever did.",
)
@options.during
@options.joined
@options.surely
@options.question(
    list[TermRow],
    "who secretary-general csto",
    "who chair --during 2019/2024",
    "who chair csto-pa --joined",
)
def who(
    role: str,
    organisation: str | None,
    on: cs.When | None,
    during: cs.When | None,
    *,
    joined: bool,
    surely: bool,
    chronicle: cs.Chronicle,
    lang: str,  # noqa: ARG001 - of the table
) -> Answer:
    """Who held a ROLE, in an ORGANISATION or in any.

    ROLE is a word such as secretary-general or chair, ORGANISATION an id or a name. Of a state
    that has no such post itself, they are those of its ministries and other bodies.
    """
    _role(chronicle, role)
    bodies = _with_role(chronicle, role) if organisation is None else [organisation]
    least = cs.Certainty.SURELY if surely else cs.Certainty.UNKNOWN
    found = [
        term
        for body in bodies
        for term in chronicle.holders(role, body, on, during=during, certainty=least, joined=joined)
    ]
    return _terms(cs.Listing(found, "terms", chronicle._index))


def _role(chronicle: cs.Chronicle, given: str) -> str:
    """Return the role that is meant; the error says how those in use are listed."""
    try:
        return role_named(chronicle._index, given)
    except cs.UnknownIdError as error:
        error.add_note("`cstoevents list roles` has all of them.")
        raise


def _with_role(chronicle: cs.Chronicle, role: str) -> list[str]:
    """Return the organisations that have such a post."""
    meant = _role(chronicle, role)
    having = (
        membership.organisation for membership in chronicle.memberships if membership.role == meant
    )
    return list(dict.fromkeys(having))


@options.command()
@click.argument("organisation", type=RecordName("organisations"))
@click.option(
    "--on",
    callback=options.as_on,
    metavar="DATE",
    help="On this day; without it everybody who ever was.",
)
@options.during
@click.option(
    "--status",
    type=options.Word(cs.records.MembershipStatus),
    help="Those of this standing alone, such as observers, partners or suspended ones.",
)
@options.joined
@options.surely
@options.question(list[TermRow], "members csto --on 2026-01-01", "members csto --status observer")
def members(
    organisation: str,
    on: cs.When | None,
    during: cs.When | None,
    status: str | None,
    *,
    joined: bool,
    surely: bool,
    chronicle: cs.Chronicle,
    lang: str,  # noqa: ARG001 - of the table
) -> Answer:
    """The members of an ORGANISATION, its id or a name of it."""
    least = cs.Certainty.SURELY if surely else cs.Certainty.UNKNOWN
    found = chronicle.members(
        organisation, on, during=during, status=status, certainty=least, joined=joined
    )
    return _terms(found)


def _terms(found: Sequence[cs.Term]) -> Answer:
    return Answer(
        view=found,
        rows=lambda: [TermRow.of(term) for term in found],
        nothing="nobody that is known",
    )


QUESTIONS: tuple[click.Command, ...] = (timeline, anniversaries, who, members)
