"""The command that shows one record: its fields in words, and what others say of it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any, ClassVar, Final

import attrs
import click
import msgspec

import cstoevents as cs
from cstoevents.cli import options, terminal
from cstoevents.cli.answers import Answer
from cstoevents.cli.completion import RecordName
from cstoevents.cli.rows import AnswerRow, EntryRow, TermRow, plain
from cstoevents.cli.series import MemberRow, StretchRow, listing
from cstoevents.formats.tables.words import Words, time_of_day
from cstoevents.records.fields import Field, fields_of
from cstoevents.wording.names import country_names
from cstoevents.wording.words import field_name, phrase, post_name, topic_name, word

_none: Any = msgspec.field(default_factory=list)


class RelatedRow(AnswerRow, frozen=True):
    """What others say of a record, where they say anything.

    Attributes:
        participations: Who took part in the event.
        delegations: Who came to it together.
        parts: The events that it has as parts.
        posts: Which posts the person held.
        events: The events in which the person took part, or that were at the place.
        members: The members of the organisation.
        latest_events: Its latest events, and those of its bodies.
        listing: The members of the series and what is missing between them, in order.
    """

    participations: list[cs.Participation] = _none
    delegations: list[cs.Delegation] = _none
    parts: list[EntryRow] = _none
    posts: list[TermRow] = _none
    events: list[EntryRow] = _none
    members: list[TermRow] = _none
    latest_events: list[EntryRow] = _none
    listing: list[MemberRow | StretchRow] = _none


class ShownRow(AnswerRow, frozen=True):
    """One record, and what others say of it.

    Attributes:
        related: What others say of the record.
    """

    beside: ClassVar[Any] = cs.Record
    related: RelatedRow


@options.command()
@click.argument("name", type=RecordName())
@options.question(ShownRow, "show csto", "show wg-afghanistan-41")
def show(name: str, *, chronicle: cs.Chronicle, lang: str) -> Answer:
    """One record and what belongs to it.

    NAME is its id, or a name that it alone has. Of files, a page (.md, .html) has all
    that is shown; a sheet (.csv, .xlsx) has what the record says itself; JSON, SQLite and
    the like have the record with all that it refers to.
    """
    record = chronicle.named(name)
    words = Words(chronicle._index, lang, None)
    related = [
        (phrase(title, lang), key, view, said)
        for title, key, view in _related(chronicle, record)
        if (said := _in_json(view))
    ]
    rows = tuple(_rows(record, words, ids=terminal.ids_wanted()))
    fields = cs.Table((phrase("Field", lang), phrase("Value", lang)), rows)
    beside = ShownRow(related=RelatedRow(**{key: said for _, key, _, said in related}))
    return Answer(
        view=[record],
        rows=lambda: plain(record, chronicle) | plain(beside, chronicle),
        title=f"{phrase(type(record).__name__, lang)}: {words.title(record)}",
        parts=[("", fields), *((title, view) for title, _, view, _ in related)],
    )


# Fields


def _rows(record: Any, words: Words, *, ids: bool) -> Iterator[tuple[str, str]]:
    """Yield a row for each value that a record states, the first of a field with its name."""
    for field in fields_of(type(record)):
        value = getattr(record, field.name)
        if not field.is_stated(value):
            continue
        title = field_name(field.name, words.lang, type(record).__name__)
        for one in value if field.many else _single(value):
            yield title, _shown(one, field, words, ids=ids)
            title = ""


def _single(value: Any) -> list[Any]:
    if isinstance(value, cs.Extra):
        return [
            f"{key}: {kept if isinstance(kept, str) else json.dumps(kept, ensure_ascii=False)}"
            for key, kept in value.to_plain().items()
        ]
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
        return time_of_day(value)
    if field.vocabulary is not None:
        return word(value, words.lang)
    return _of_field(str(value), field.name, words.lang)


def _of_field(value: str, name: str, lang: str) -> str:
    """Return a text that stands for something: a post, a topic or a country, by its name."""
    if name in ("country", "nationality"):
        names = country_names(value)
        return names.get(lang) or names.get("en", value)
    return _NAMES[name](value, lang) if name in _NAMES else value


_NAMES: Final = {"role": post_name, "topics": topic_name}


def _of_value(value: Any, words: Words, *, ids: bool) -> str:
    """Return a value that a record owns: its first field, and what else it says in brackets.

    There all but the words of vocabularies, which say by themselves what they mean, have names.
    """
    stated = [
        (field, _shown(given, field, words, ids=ids))
        for field in fields_of(type(value))
        if field.is_stated(given := getattr(value, field.name))
    ]
    (_, first), *rest = stated
    named = [
        said
        if field.vocabulary
        else f"{_within_a_line(field_name(field.name, words.lang, type(value).__name__))}: {said}"
        for field, said in rest
    ]
    return f"{first} ({', '.join(named)})" if named else first


def _within_a_line(name: str) -> str:
    """Return the name of a field as it is written where no line begins: no URL in small letters."""
    return name if name.isupper() else name[0].lower() + name[1:]


# What belongs to a record


def _in_json(view: Any) -> list[Any]:
    if isinstance(view, cs.NumberedSeries):
        return listing(view)
    if isinstance(view, cs.Timeline):
        return [EntryRow.of(entry) for entry in view.entries]
    return [TermRow.of(term) if isinstance(term, cs.Term) else term for term in view]


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
