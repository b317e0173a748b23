"""A view as plain rows for data frames and programs: each a dict of texts, numbers and dates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from cstoevents.anniversaries import Anniversary
from cstoevents.checks import Finding
from cstoevents.chronicle import Chronicle
from cstoevents.dates import Certainty, When
from cstoevents.formats.tables.layouts import Tabular, kind_and_items, words_of
from cstoevents.formats.tables.words import Words
from cstoevents.records import ARRAYS, Delegation, Event, Membership, Participation, Record
from cstoevents.records.names import name_of
from cstoevents.search import Hit
from cstoevents.sequences import NumberedSeries
from cstoevents.sequences.values import SeriesMember
from cstoevents.terms import Term
from cstoevents.timeline import TimelineEntry

_Row: TypeAlias = dict[str, Any]
_MANY = "; "


def to_rows(
    view: Tabular, chronicle: Chronicle | None = None, *, lang: str = "en"
) -> list[dict[str, Any]]:
    """Return a view as rows, which any data frame takes: a `dict` for each, of plain values.

    The reference lists the columns of each view. Ids are beside names; ``first`` and
    ``last`` are the first and the last day that ``when`` can mean, as `datetime.date`, or None
    where that side is open or nothing is known.

    Args:
        view: a `Timeline`, `Anniversaries`, a `NumberedSeries`, or several `Term`,
            `Participation`, `Finding` or `Hit`, or records.
        chronicle: where names of places and organisations are looked up; a view
            that a chronicle gave knows its own. Without it such names are None.
        lang: the language of titles and names, where they have it.

    Raises:
        ArgumentTypeError: it is no such view.

    >>> import cstoevents as cs
    >>> csto = cs.load()
    >>> (chair,) = cs.formats.to_rows(csto.chair("csto", on="2025-05-13"), csto)
    >>> chair["member"], chair["organisation_name"], chair["first"], chair["certainty"]
    ('sadyr-japarov', 'Collective Security Treaty Organization', ..., 'surely')
    """
    words = words_of(view, chronicle, lang)
    kind, items = kind_and_items(view)
    rows = [_ROWS[kind](item, words) for item in items]
    if isinstance(view, NumberedSeries):
        return [{"series": view.series.id, **row} for row in rows]
    return rows


def _days(when: When | None) -> _Row:
    if when is None:
        return {"when": None, "first": None, "last": None}
    return {"when": when.text, "first": when.earliest, "last": when.latest}


def _of_entry(entry: TimelineEntry, words: Words) -> _Row:
    event = entry.event
    return {
        "id": event.id,
        "kind": event.kind.value,
        "title": words.text(event.title),
        **_days(event.when),
        "certainty": entry.certainty.value,
        "status": event.status and event.status.value,
        "place": event.place,
        "place_name": words.known_name(event.place),
        "organisers": _MANY.join(event.organisers) or None,
        "organiser_names": _MANY.join(map(words.name, event.organisers)) or None,
    }


def _of_anniversary(item: Anniversary, words: Words) -> _Row:
    return {
        "id": item.record.id if item.record is not None else None,
        "kind": item.kind and str(item.kind),
        "title": words.text(item.title) or None,
        "number": item.number,
        **_days(item.when),
        "original": item.original.text,
        "certainty": item.certainty.value,
        "observed": _MANY.join(observance.event.id for observance in item.observed) or None,
    }


def _of_listed(item: Any, words: Words) -> _Row:
    if isinstance(item, SeriesMember):
        event = item.event
        return {
            "number": item.number,
            "through": item.number,
            "label": item.label,
            "event": event.id,
            "title": words.text(event.title),
            **_days(event.when),
            "candidates": None,
        }
    return {
        "number": item.first,
        "through": item.last,
        "label": None,
        "event": None,
        "title": None,
        **_days(item.window),
        "candidates": _MANY.join(candidate.event.id for candidate in item.candidates) or None,
    }


def _of_term(term: Term, words: Words) -> _Row:
    return {
        **_of_membership(term.membership, words),
        "member_name": words.text(term.record.name),
        "label": term.label,
        "status": term.status and term.status.value,
        **_days(term.when),
        "certainty": term.certainty.value,
        "memberships": _MANY.join(record.id for record in term.memberships),
    }


def _of_membership(held: Membership, words: Words) -> _Row:
    return {
        "id": held.id,
        "member": held.member,
        "member_name": words.known_name(held.member),
        "organisation": held.organisation,
        "organisation_name": words.known_name(held.organisation),
        "role": held.role,
        "label": held.label,
        "on_behalf_of": held.on_behalf_of,
        "on_behalf_of_name": words.known_name(held.on_behalf_of),
        "status": held.status and held.status.value,
        **_days(held.when),
        "seen": _MANY.join(day.text for day in held.seen) or None,
    }


def _at_event(item: Participation | Delegation, words: Words) -> _Row:
    event = words.record(item.event)
    return {
        "event": item.event,
        "event_title": words.known_name(item.event),
        **_days(event.when if isinstance(event, Event) else None),
    }


def _of_participation(item: Participation, words: Words) -> _Row:
    who = item.official or item.organisation
    return {
        "id": item.id,
        **_at_event(item, words),
        "participant": who,
        "participant_name": words.known_name(who) or words.text(item.description) or None,
        "role": item.role and item.role.value,
        "capacity": item.capacity,
        "on_behalf_of": item.on_behalf_of,
        "on_behalf_of_name": words.known_name(item.on_behalf_of),
    }


def _of_delegation(sent: Delegation, words: Words) -> _Row:
    return {
        "id": sent.id,
        **_at_event(sent, words),
        "on_behalf_of": sent.on_behalf_of,
        "on_behalf_of_name": words.known_name(sent.on_behalf_of),
        "name": words.text(sent.name) or None,
        "level": sent.level and sent.level.value,
        "size": sent.size,
    }


def _of_finding(item: Finding, _: Words) -> _Row:
    return {
        "severity": item.severity.value,
        "rule": item.rule,
        "records": _MANY.join(item.records),
        "found": item.found,
        "expected": item.expected,
    }


def _of_hit(hit: Hit, _: Words) -> _Row:
    return {
        "id": hit.record.id,
        "class": type(hit.record).__name__,
        "text": hit.text,
        "field": hit.field,
        "lang": hit.lang,
        "score": hit.score,
    }


def _of_record(record: Record, words: Words) -> _Row:
    return {
        "id": record.id,
        "class": type(record).__name__,
        "name": words.text(name_of(record)) or None,
        **_days(getattr(record, "when", None)),
    }


_ROWS: Mapping[type | tuple[type, ...], Callable[[Any, Words], _Row]] = {
    TimelineEntry: _of_entry,
    Anniversary: _of_anniversary,
    NumberedSeries: _of_listed,
    Term: _of_term,
    Participation: _of_participation,
    Membership: _of_membership,
    Delegation: _of_delegation,
    Finding: _of_finding,
    Hit: _of_hit,
    Event: lambda event, words: _of_entry(TimelineEntry(event, Certainty.SURELY), words),
    tuple(ARRAYS.values()): _of_record,
}
