"""Two states of a chronicle that came from one: what each changed since, brought together.

Of a record, and of each of its fields, the value stands that was changed; where both changed
it, and not alike, there is a conflict. In a field of several values, those stand that one added,
and those fall that one took away.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, TypeVar

import attrs

from cstoevents.records import Record
from cstoevents.records.fields import fields_of
from cstoevents.records.values import About

T = TypeVar("T", bound="Record | About")


class State(NamedTuple):
    """What a chronicle held at one time: its records by id, and what it said of itself."""

    records: Mapping[str, Record]
    about: About


class Changed(NamedTuple):
    """A record, or a field of one, that both changed, and not alike."""

    id: str
    field: str
    one: object
    other: object

    def __str__(self) -> str:
        where = f"{self.id}: {self.field}" if self.field else self.id
        return f"{where}: {self.one} or {self.other}"


def brought_together(
    base: State, one: State, other: State
) -> tuple[list[Record], About, list[Changed]]:
    """Return the records and the words about them that follow from both, and all conflicts.

    Where there is a conflict the value of ``one`` stands.
    """
    conflicts: list[Changed] = []
    records = []
    was, mine, theirs = base.records, one.records, other.records
    for id in sorted(mine.keys() | theirs.keys()):
        record = _record(id, was.get(id), mine.get(id), theirs.get(id), conflicts)
        if record is not None:
            records.append(record)
    about = _fields("about", base.about, one.about, other.about, conflicts)
    return records, about, conflicts


def _record(
    id: str,
    base: Record | None,
    one: Record | None,
    other: Record | None,
    conflicts: list[Changed],
) -> Record | None:
    if other in (one, base):
        return one
    if one == base:
        return other
    if one is None or other is None:
        conflicts.append(Changed(id, "", _what_became_of(one), _what_became_of(other)))
        return one or other
    if type(one) is not type(other):
        conflicts.append(Changed(id, "class", type(one).__name__, type(other).__name__))
        return one
    same_class = base if type(base) is type(one) else None
    return _fields(id, same_class, one, other, conflicts)


def _what_became_of(record: Record | None) -> str:
    return "removed" if record is None else "changed"


def _fields(id: str, base: T | None, one: T, other: T, conflicts: list[Changed]) -> T:
    changes: dict[str, Any] = {}
    for field in fields_of(type(one)):
        mine, theirs = getattr(one, field.name), getattr(other, field.name)
        was = getattr(base, field.name) if base is not None else _nothing(field.default)
        if theirs in (mine, was):
            continue
        if mine == was:
            changes[field.name] = theirs
        elif field.many:
            changes[field.name] = tuple(_several(was, mine, theirs))
        else:
            conflicts.append(Changed(id, field.name, mine, theirs))
    return attrs.evolve(one, **changes) if changes else one


def _nothing(default: Any) -> Any:
    return None if default is attrs.NOTHING else default


def _several(was: Any, mine: Any, theirs: Any) -> Iterator[Any]:
    """Yield what stands of several values: mine but what they took away, and what they added."""
    was = was or ()
    yield from (value for value in mine if value in theirs or value not in was)
    yield from (value for value in theirs if value not in mine and value not in was)
