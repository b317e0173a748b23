"""What a record is called, in every field that holds a name, a title, a label or the like."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from cstoevents.records.extra import Extra
from cstoevents.records.fields import cached, fields_of
from cstoevents.records.values import Text

_NAMES = frozenset(
    {"name", "title", "abbreviation", "aliases", "label", "capacity", "identifiers", "entries"}
    | {"topics", "value", "identifier"}
)
_SEARCHED = _NAMES | {"id", "extra"}
_TEXTS = frozenset(
    {"name", "title", "description", "topics", "outcomes", "agenda", "documents", "references"}
    | {"commemoration", "entries", "label", "note", "capacity", "reports", "extra"}
)


class Name(NamedTuple):
    """One name of a record: the way to it, its language if that is stated, and the words."""

    path: str
    lang: str | None
    text: str

    @property
    def field(self) -> str:
        """The field of the record that it is in."""
        return self.path.partition(".")[0].partition("[")[0]


def names_in(record: object) -> Iterator[Name]:
    """Yield what a record is called, its values included, with the way to each."""
    return _walk(record, "", _NAMES)


def searched_in(record: object) -> Iterator[Name]:
    """Yield what a record is found by: its id, what it is called, and one's own values of it."""
    return _walk(record, "", _SEARCHED)


def texts_in(record: object) -> Iterator[Name]:
    """Yield what a record says in words that people wrote, with the way to each."""
    return _walk(record, "", _TEXTS)


def _walk(owner: Any, prefix: str, wanted: frozenset[str]) -> Iterator[Name]:
    for field in _fields(type(owner), wanted):
        value = getattr(owner, field)
        if value is not None and value != ():
            yield from _in_value(value, prefix + field, getattr(owner, "lang", None), wanted)


def _in_value(value: Any, path: str, lang: str | None, wanted: frozenset[str]) -> Iterator[Name]:
    if type(value) is str:
        yield Name(path, lang, value)
    elif isinstance(value, Text):
        yield from (Name(f"{path}.{tag}", tag, words) for tag, words in value.items())
    elif isinstance(value, Extra):
        for key, member in value.items():
            yield from _in_value(member, f"{path}.{key}", None, wanted)
    elif isinstance(value, (int, float)):
        yield Name(path, lang, str(value))
    elif isinstance(value, tuple):
        for position, member in enumerate(value):
            yield from _in_value(member, f"{path}[{position}]", None, wanted)
    elif value is not None:
        yield from _walk(value, f"{path}.", wanted)


@cached
def _fields(cls: type, wanted: frozenset[str]) -> tuple[str, ...]:
    return tuple(field.name for field in fields_of(cls) if field.name in wanted)
