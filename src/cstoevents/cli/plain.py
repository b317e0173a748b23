"""The JSON that questions are answered with: one shape for each thing, with names beside ids.

A record has its class and the fields that files have; a text is always an object of words
by language; and under ``names`` are the names of all that a row mentions by id. The module
`schema` describes it, and a test holds every answer to that.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import attrs

import cstoevents as cs
from cstoevents.formats.tables.layouts import Stretch, in_place
from cstoevents.records.fields import fields_of
from cstoevents.records.index import links_of

__all__ = [
    "plain_anniversary",
    "plain_entry",
    "plain_expected",
    "plain_finding",
    "plain_hit",
    "plain_listing",
    "plain_record",
    "plain_stretch",
    "plain_term",
    "with_names",
]


def plain_record(record: cs.Record, chronicle: cs.Chronicle) -> dict[str, Any]:
    """Return a record with its class, and the names of what it refers to."""
    fields = {"class": type(record).__name__, **_fields(record)}
    return with_names(fields, chronicle, record)


def _fields(owner: Any) -> dict[str, Any]:
    stated = ((field, getattr(owner, field.name)) for field in fields_of(type(owner)))
    return {field.name: _plain(value) for field, value in stated if field.is_stated(value)}


def _plain(value: Any) -> Any:
    if isinstance(value, cs.Text):
        return dict(value)
    if isinstance(value, cs.When):
        return value.text
    if isinstance(value, cs.Extra):
        return json.loads(str(value))
    if isinstance(value, dt.time):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(member) for member in value]
    return _fields(value) if attrs.has(type(value)) else value


def with_names(
    row: dict[str, Any], chronicle: cs.Chronicle, *mentioned: cs.Record | str | None
) -> dict[str, Any]:
    """Add to a row the names of records, and of all that these refer to, by id."""
    ids: list[str] = []
    for each in mentioned:
        if isinstance(each, str):
            ids.append(each)
        elif each is not None:
            ids += [each.id, *(link.target for link in links_of(each))]
    names = {}
    for id in dict.fromkeys(ids):
        record = chronicle.get(id)
        name = getattr(record, "title", None) or getattr(record, "name", None)
        if name is not None:
            names[id] = dict(name)
    return {**row, "names": names}


def plain_entry(entry: cs.TimelineEntry, chronicle: cs.Chronicle, **rest: Any) -> dict[str, Any]:
    """Return an event of a timeline, and how certain it is that it is one asked for."""
    return {
        "certainty": entry.certainty,
        **rest,
        "event": plain_record(entry.event, chronicle),
    }


def plain_anniversary(anniversary: cs.Anniversary, chronicle: cs.Chronicle) -> dict[str, Any]:
    """Return an anniversary: of which record, which one, when, and with which events."""
    row = {
        "when": str(anniversary.when),
        "number": anniversary.number,
        "kind": anniversary.kind,
        "original": str(anniversary.original),
        "certainty": anniversary.certainty,
        "record": anniversary.record.id if anniversary.record else None,
        "title": dict(anniversary.title) if anniversary.title else None,
        "observed": [
            {"event": observance.event.id, "offset": observance.offset}
            for observance in anniversary.observed
        ],
    }
    observed = (observance.event.id for observance in anniversary.observed)
    return with_names(row, chronicle, anniversary.record, *observed)


def plain_term(term: cs.Term, chronicle: cs.Chronicle) -> dict[str, Any]:
    """Return who was what: the membership, and its days as far as they are sure."""
    return {
        "certainty": term.certainty,
        "known_until": str(term.known_until) if term.known_until else None,
        "first": str(term.first) if term.first else None,
        "last": str(term.last) if term.last else None,
        "membership": plain_record(term.membership, chronicle),
    }


def plain_hit(hit: cs.search.Hit) -> dict[str, Any]:
    """Return a record that was found, and by what."""
    name = getattr(hit.record, "title", None) or getattr(hit.record, "name", None)
    return {
        "id": hit.record.id,
        "class": type(hit.record).__name__,
        "name": dict(name) if name else None,
        "score": round(hit.score, 4),
        "text": hit.text,
        "field": hit.field,
        "lang": hit.lang,
    }


def plain_finding(finding: cs.checks.Finding, chronicle: cs.Chronicle) -> dict[str, Any]:
    """Return what a check found."""
    row = {
        "rule": finding.rule,
        "severity": finding.severity,
        "records": list(finding.records),
        "path": finding.path,
        "found": finding.found,
        "expected": finding.expected,
        "sources": [source.url or source.citation for source in finding.sources],
    }
    return with_names(row, chronicle, *finding.records)


def plain_listing(sequence: cs.NumberedSeries, chronicle: cs.Chronicle) -> list[dict[str, Any]]:
    """Return the members of a series and what is missing between them, in order."""
    return [_plain_item(item, chronicle) for item in in_place(sequence)]


def _plain_item(item: cs.sequences.SeriesMember | Stretch, chronicle: cs.Chronicle) -> Any:
    if isinstance(item, Stretch):
        return plain_stretch(item, chronicle)
    window = str(item.window) if item.window is not None else None
    when = item.event.when
    row = {
        "number": item.number,
        "label": item.label,
        "event": item.event.id,
        "when": str(when) if when is not None else None,
        "window": window,
    }
    return with_names(row, chronicle, item.event.id)


def plain_stretch(stretch: Stretch, chronicle: cs.Chronicle) -> dict[str, Any]:
    """Return missing numbers from one to another, where they lie, and what they may be."""
    candidates = [member.event.id for member in stretch.candidates]
    row = {
        "number": stretch.first,
        "through": stretch.last,
        "window": str(stretch.window) if stretch.window is not None else None,
        "candidates": candidates,
    }
    return with_names(row, chronicle, *candidates)


def plain_expected(expected: cs.sequences.ExpectedNext) -> dict[str, Any]:
    """Return what is expected next in a series."""
    days = ("earliest", "median", "latest", "overdue_from")
    return {
        "number": expected.number,
        **{name: str(day) if (day := getattr(expected, name)) else None for name in days},
        "state": expected.state,
        "event": expected.event.id if expected.event else None,
        "count": expected.count,
        "error": expected.error,
        "trials": expected.trials,
    }
