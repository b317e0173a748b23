"""The words that records use: the roles, kinds of events and topics that are among them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Final, Literal, TypeAlias

import cstoevents as cs
from cstoevents.wording.words import post_name, word

Sort: TypeAlias = Literal["roles", "kinds", "topics"]


def _roles(chronicle: cs.Chronicle) -> Iterable[str | None]:
    return (membership.role for membership in chronicle.memberships)


def _kinds(chronicle: cs.Chronicle) -> Iterable[str]:
    return (event.kind for event in chronicle.events)


def _topics(chronicle: cs.Chronicle) -> Iterable[str]:
    return (topic for event in chronicle.events for topic in event.topics)


# Where words of each sort stand, and how one is called in a language.
WORDS: Final[
    dict[Sort, tuple[Callable[[cs.Chronicle], Iterable[str | None]], Callable[[str, str], str]]]
] = {
    "roles": (_roles, post_name),
    "kinds": (_kinds, lambda kind, lang: word(cs.records.EventKind(kind), lang)),
    "topics": (_topics, lambda topic, _: topic),
}


def used(sort: Sort, chronicle: cs.Chronicle) -> dict[str, int]:
    """Return the words of a sort in alphabetical order, each with how many records have it."""
    counts = Counter(given for given in WORDS[sort][0](chronicle) if given is not None)
    return dict(sorted(counts.items()))


def called(sort: Sort, given: str, lang: str) -> str:
    """Return how a word is called in a language."""
    return WORDS[sort][1](given, lang)
