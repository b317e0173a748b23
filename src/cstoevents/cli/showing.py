"""The command that shows one record: its fields in words, and what others say of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, NamedTuple

import attrs
import click

import cstoevents as cs
from cstoevents.cli import options, terminal
from cstoevents.cli.answers import Answer
from cstoevents.cli.completion import RecordName
from cstoevents.cli.plain import (
    plain_entry,
    plain_listing,
    plain_record,
    plain_term,
)
from cstoevents.formats.tables.layouts import Words
from cstoevents.records.fields import Field, fields_of
from cstoevents.wording.words import field_name, phrase, word

__all__ = ["show"]


@click.command()
@click.argument("name", type=RecordName())
@options.common
def show(name: str, *, chronicle: cs.Chronicle, lang: str) -> Answer:
    """One record and what belongs to it.

    NAME is its id, or a name that it alone has.
    """
    record = chronicle.named(name)
    words = Words(chronicle._index, lang, None)
    belongings = list(_belongings(chronicle, record))
    rows = tuple(_rows(record, words, ids=terminal.ids_wanted()))
    fields = cs.Table((phrase("Field", lang), phrase("Value", lang)), rows)

    def plain() -> dict[str, Any]:
        related = {each.key: each.plain for each in belongings}
        return {**plain_record(record, chronicle), "related": related}

    return Answer(
        view=[record],
        plain=plain,
        title=f"{phrase(type(record).__name__, lang)}: {words.title(record)}",
        parts=[("", fields), *((phrase(each.title, lang), each.view) for each in belongings)],
    )


# Fields


def _rows(record: Any, words: Words, *, ids: bool) -> Iterator[tuple[str, str]]:
    """Yield a row for each value that a record states, the first of a field with its name."""
    for field in fields_of(type(record)):
        value = getattr(record, field.name)
        if not field.is_stated(value):
            continue
        title = field_name(field.name, words.lang)
        for one in value if field.many else _single(value):
            yield title, _shown(one, field, words, ids=ids)
            title = ""


def _single(value: Any) -> list[Any]:
    if isinstance(value, cs.Extra):
        return [f"{key}: {kept}" for key, kept in value.items()]
    return [value]


def _shown(value: Any, field: Field, words: Words, *, ids: bool) -> str:
    """Return one value of a field as people read it."""
    if isinstance(value, cs.When):
        return words.date(value)
    if field.owned is not None and attrs.has(type(value)):
        return _of_value(value, words, ids=ids)
    if field.refers:
        name = words.name(value)
        return f"{name} [{value}]" if ids and name != value else name
    if isinstance(value, cs.Text):
        return words.text(value)
    if isinstance(value, dt.time):
        return f"{value:%H:%M}"
    if field.vocabulary is not None:
        return word(value, words.lang)
    return words.post(value) if field.name == "role" else str(value)


def _of_value(value: Any, words: Words, *, ids: bool) -> str:
    """Return a value that a record owns: its first field, and what else it says in brackets."""
    stated = [
        _shown(given, field, words, ids=ids)
        for field in fields_of(type(value))
        if field.is_stated(given := getattr(value, field.name))
    ]
    first, *rest = stated
    return f"{first} ({', '.join(rest)})" if rest else first


# What belongs to a record


class _Belonging(NamedTuple):
    """What others say of a record: its title, what is printed, its key and rows in JSON."""

    title: str
    key: str
    view: Any
    plain: list[dict[str, Any]]


def _belongings(chronicle: cs.Chronicle, record: Any) -> Iterator[_Belonging]:
    """Yield what follows about a record from others, where there is any."""
    for title, key, view in _related(chronicle, record):
        rows = _plain(view, chronicle)
        if rows:
            yield _Belonging(title, key, view, rows)


def _plain(view: Any, chronicle: cs.Chronicle) -> list[dict[str, Any]]:
    if isinstance(view, cs.NumberedSeries):
        return plain_listing(view, chronicle)
    if isinstance(view, cs.Timeline):
        return [plain_entry(entry, chronicle) for entry in view.entries]
    return [
        plain_term(each, chronicle) if isinstance(each, cs.Term) else plain_record(each, chronicle)
        for each in view
    ]


def _related(chronicle: cs.Chronicle, record: Any) -> Iterator[tuple[str, str, Any]]:
    timeline = chronicle.timeline()
    if isinstance(record, cs.Event):
        yield "Took part", "participations", chronicle.participants(record.id)
        yield "Delegations", "delegations", chronicle.delegations_at(record.id)
        yield "Parts", "parts", cs.Timeline(chronicle.parts(record.id), chronicle._index)
    elif isinstance(record, cs.Official):
        yield "Posts", "posts", chronicle.posts(record.id)
        yield "Events", "events", timeline.with_official(record.id)
    elif isinstance(record, cs.Organisation):
        yield "Members", "members", chronicle.members(record.id)
        yield "Latest events", "latest_events", timeline.of(record.id)[-10:]
    elif isinstance(record, cs.Series):
        yield "In the series", "listing", chronicle.numbered(record.id)
    elif isinstance(record, cs.Place):
        yield "Events", "events", timeline.at(record.id)
