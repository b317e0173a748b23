"""The commands that say what there is: records found by words, and lists of all of a kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, Final

import click

import cstoevents as cs
from cstoevents.cli import options
from cstoevents.cli.answers import Answer
from cstoevents.cli.plain import plain_hit, plain_record
from cstoevents.wording.words import phrase, post_name, word

__all__ = ["find", "listed"]

# What they are called on the command line, and in the library.
_KINDS: Final = {
    "organisations": "organisations",
    "people": "officials",
    "places": "places",
    "series": "series",
    "events": "events",
    "meetings": "meetings",
    "memberships": "memberships",
    "delegations": "delegations",
    "participations": "participations",
}


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice([*_KINDS]),
    help="Only these; may be given several times.",
)
@click.option(
    "--limit", type=click.IntRange(1), default=20, help="At most so many; 20 unless told otherwise."
)
@options.common
def find(
    words: tuple[str, ...],
    kinds: tuple[str, ...],
    limit: int,
    *,
    chronicle: cs.Chronicle,
    lang: str,  # noqa: ARG001  (of the table)
) -> Answer:
    """Records by WORDS in their names and titles.

    Labels, identifiers and ids are searched too. Case, dashes, the order of words, script
    and transliteration make no difference.
    """
    wanted: Any = [_KINDS[kind] for kind in kinds] or None
    hits = chronicle.search(" ".join(words), kinds=wanted, limit=limit)
    return Answer(view=hits, plain=lambda: [plain_hit(hit) for hit in hits])


def _roles(chronicle: cs.Chronicle) -> Iterable[str | None]:
    return (membership.role for membership in chronicle.memberships)


def _topics(chronicle: cs.Chronicle) -> Iterable[str]:
    return (topic for event in chronicle.events for topic in event.topics)


def _event_kinds(chronicle: cs.Chronicle) -> Iterable[str]:
    return (event.kind for event in chronicle.events)


def _kind_in_words(kind: str, lang: str) -> str:
    return word(cs.records.EventKind(kind), lang)


# What isn't records: its words, and how each is called in a language.
_WORDS: Final[dict[str, tuple[Callable[[Any], Iterable[str | None]], Callable[..., str]]]] = {
    "roles": (_roles, post_name),
    "kinds": (_event_kinds, _kind_in_words),
    "topics": (_topics, lambda topic, _: topic),
}


@click.command("list")
@click.argument("kind", type=click.Choice([*_KINDS, *_WORDS]))
@options.common
def listed(kind: str, *, chronicle: cs.Chronicle, lang: str) -> Answer:
    """All records of a KIND, or all roles or topics.

    Roles, topics and kinds of events are listed with how many records have each.
    """
    if kind in _WORDS:
        return _words(kind, chronicle, lang)
    records = getattr(chronicle, _KINDS[kind])
    return Answer(
        view=records, plain=lambda: [plain_record(record, chronicle) for record in records]
    )


def _words(kind: str, chronicle: cs.Chronicle, lang: str) -> Answer:
    used, in_words = _WORDS[kind]
    counts = Counter(given for given in used(chronicle) if given is not None)
    rows = tuple((given, in_words(given, lang), str(counts[given])) for given in sorted(counts))
    columns = tuple(phrase(title, lang) for title in ("Id", "Name", "Records"))
    return Answer(
        view=cs.Table(columns, rows),
        plain=lambda: [{"id": given, "records": counts[given]} for given in sorted(counts)],
    )
