"""The columns of tables of people and bodies: who was what, and who came to an event."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from cstoevents.dates import When
from cstoevents.formats.tables.words import Layout, Words, joined
from cstoevents.records import Membership, Participation
from cstoevents.records.vocabularies import MembershipStatus
from cstoevents.terms import Term


def _dates_held(held: Membership, words: Words) -> str:
    return _term_dates(held, held.when, words)


def _term_dates(held: Membership, when: When | None, words: Words) -> str:
    if when is not None:
        return words.date(when)
    seen = ", ".join(words.date(day) for day in held.seen)
    return words.phrase("seen {dates}", dates=seen) if seen else words.phrase("unknown")


def _standing(held: Membership, words: Words) -> str:
    return "" if held.status is MembershipStatus.FULL else words.word(held.status)


def _standing_throughout(term: Term, words: Words) -> str:
    """Return what a term was; of one that is joined when it was so, where not always."""
    held = term.memberships or (term.membership,)
    standings = [_standing(record, words) for record in held]
    if len(set(standings)) == 1:
        return standings[0]
    pairs = zip(held, standings, strict=True)
    return joined(*(f"{said} ({_dates_held(record, words)})" for record, said in pairs if said))


def _term_mark(term: Term, words: Words) -> str:
    ended = ""
    if term.known_until is not None:
        ended = words.phrase("the data end on {day}", day=words.date(term.known_until))
    return joined(words.certainty(term.certainty), ended, _standing_throughout(term, words))


def _shared_days(term: Term, words: Words) -> str:
    days = [words.date(day) for day in (term.first, term.last) if day is not None]
    return " – ".join(dict.fromkeys(days))


def without_window(layout: Layout, terms: Iterable[Term]) -> Layout:
    """Return the layout of terms, without the days in a window where none was asked about."""
    if any(term.first or term.last for term in terms):
        return layout
    return tuple(column for column in layout if column[1] is not _shared_days)


def _membership_of(item: Term | Membership) -> Membership:
    return item.membership if isinstance(item, Term) else item


# What a term shows as its record does.
_POSTS: Layout = (
    ("Organisation", lambda item, words: words.name(_membership_of(item).organisation)),
    ("Post", lambda item, words: item.label or words.post(_membership_of(item).role)),
    ("On behalf of", lambda item, words: words.name(_membership_of(item).on_behalf_of)),
)
TERMS: Layout = (
    ("Who", lambda term, words: words.text(term.record.name)),
    *_POSTS,
    ("Term", lambda term, words: _term_dates(term.membership, term.when, words)),
    ("Of it in the window", _shared_days),
    ("", _term_mark),
)
MEMBERSHIPS: Layout = (
    ("Id", lambda held, _: held.id),
    ("Who", lambda held, words: words.name(held.member)),
    *_POSTS,
    ("Term", _dates_held),
    ("", _standing),
)


def without_event(layout: Layout, listed: Sequence[Any]) -> Layout:
    """Return the layout without the event, where all came to the same one."""
    return layout if len({item.event for item in listed}) > 1 else layout[1:]


def _participant(item: Participation, words: Words) -> str:
    return words.name(item.official or item.organisation) or words.text(item.description)


PARTICIPATIONS: Layout = (
    ("Event", lambda item, words: words.name(item.event)),
    ("Who", _participant),
    ("Role", lambda item, words: words.word(item.role)),
    ("Post", lambda item, _: item.capacity or ""),
    ("On behalf of", lambda item, words: words.name(item.on_behalf_of)),
)

DELEGATIONS: Layout = (
    ("Event", lambda sent, words: words.name(sent.event)),
    ("Id", lambda sent, _: sent.id),
    ("On behalf of", lambda sent, words: words.name(sent.on_behalf_of)),
    ("Name", lambda sent, words: words.text(sent.name)),
    ("Level", lambda sent, words: words.word(sent.level)),
    ("Size", lambda sent, _: str(sent.size or "")),
)
