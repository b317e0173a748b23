"""The command that shows one record, and what others say of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs
import click

import cstoevents as cs
from cstoevents.cli import options, terminal
from cstoevents.cli.words import spoken
from cstoevents.records.conversion import to_plain

__all__ = ["show"]


@click.command()
@click.argument("id")
@options.common
def show(id: str, *, chronicle: cs.Chronicle, lang: str, as_json: bool) -> None:
    """One record (its ID) and what belongs to it."""
    record = chronicle[id]
    if as_json:
        terminal.show_json(to_plain(record))
        return
    terminal.heading(f"{type(record).__name__} {record.id}")
    fields = tuple(
        (name.replace("_", " "), _shown(value, lang))
        for name, value in _fields_of(record)
        if name != "id"
    )
    terminal.show(cs.Table((spoken("Field", lang), spoken("Value", lang)), fields))
    for title, view in _belongings(chronicle, record):
        terminal.say()
        terminal.heading(spoken(title, lang))
        terminal.show_view(view, chronicle, lang)


def _fields_of(value: Any) -> Iterator[tuple[str, Any]]:
    """Go through the fields of a record or value that say something."""
    for field in attrs.fields(type(value)):
        given = getattr(value, field.name)
        if given not in (None, ()):
            yield field.name, given


def _shown(value: Any, lang: str) -> str:
    if isinstance(value, cs.Text):
        return value.best(lang)
    if isinstance(value, tuple):
        return "; ".join(_shown(member, lang) for member in value)
    if attrs.has(type(value)):
        return ", ".join(f"{name} {_shown(given, lang)}" for name, given in _fields_of(value))
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
        yield "In the series", chronicle.numbered(record.id)
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
