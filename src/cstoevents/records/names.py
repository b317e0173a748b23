"""What a record is called, in every field that holds a name, a title, a label or the like."""

from __future__ import annotations

from typing import Any, NamedTuple

from cstoevents.records.extra import Extra
from cstoevents.records.fields import cached, field_at, fields_of
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
        return field_at(self.path)


def name_of(record: object) -> Text | None:
    """Return the title or the name of a record, if it has either."""
    return getattr(record, "title", None) or getattr(record, "name", None)


def names_in(record: object) -> list[Name]:
    """Return what a record is called, its values included, with the way to each."""
    return _found(record, _NAMES)


def searched_in(record: object) -> list[Name]:
    """Return what a record is found by: its id, what it is called, and one's own values of it."""
    return _found(record, _SEARCHED)


def texts_in(record: object) -> list[Name]:
    """Return what a record says in words that people wrote, with the way to each."""
    return _found(record, _TEXTS)


def _found(record: object, wanted: frozenset[str]) -> list[Name]:
    found: list[Name] = []
    _gather(record, "", wanted, found)
    return found


def _gather(owner: Any, prefix: str, wanted: frozenset[str], found: list[Name]) -> None:
    lang = getattr(owner, "lang", None)
    for field in _fields(type(owner), wanted):
        value = getattr(owner, field)
        if value:  # as few fields are
            _gather_value(value, prefix + field, lang, wanted, found)


def _gather_value(
    value: Any, path: str, lang: str | None, wanted: frozenset[str], found: list[Name]
) -> None:
    if type(value) is str:
        found.append(Name(path, lang, value))
    elif isinstance(value, tuple):
        for position, member in enumerate(value):
            _gather_value(member, f"{path}[{position}]", None, wanted, found)
    elif isinstance(value, Text):
        found += [Name(f"{path}.{tag}", tag, words) for tag, words in value.items()]
    elif isinstance(value, Extra):
        for key, member in value.items():
            _gather_value(member, f"{path}.{key}", None, wanted, found)
    elif isinstance(value, (int, float)):
        found.append(Name(path, lang, str(value)))
    elif value is not None:
        _gather(value, f"{path}.", wanted, found)


@cached
def _fields(cls: type, wanted: frozenset[str]) -> tuple[str, ...]:
    return tuple(field.name for field in fields_of(cls) if field.name in wanted)
