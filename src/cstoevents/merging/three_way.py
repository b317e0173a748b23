"""A three-way merge: two states of a chronicle, ours and theirs, and the base of both.

Of a record, and of each of its fields, the value is taken that was changed; where both changed
it, and not alike, there is a conflict. A field of several values keeps those that either side
added, and loses those that either side removed.
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


class MergeConflict(NamedTuple):
    """A record, or a field of one, that both sides changed, and not alike."""

    id: str
    field: str
    ours: object
    theirs: object

    def __str__(self) -> str:
        where = f"{self.id}: {self.field}" if self.field else self.id
        return f"{where}: {self.ours} or {self.theirs}"


def merge_three(
    base: State, ours: State, theirs: State
) -> tuple[list[Record], About, list[MergeConflict]]:
    """Return the merged records, what the chronicle says of itself, and all conflicts.

    Where there is a conflict the value of ``ours`` is taken.
    """
    conflicts: list[MergeConflict] = []
    records = []
    for id in sorted(ours.records.keys() | theirs.records.keys()):
        first, second, third = (state.records.get(id) for state in (base, ours, theirs))
        record = _record(id, first, second, third, conflicts)
        if record is not None:
            records.append(record)
    about = _fields("about", base.about, ours.about, theirs.about, conflicts)
    return records, about, conflicts


def _record(
    id: str,
    base: Record | None,
    ours: Record | None,
    theirs: Record | None,
    conflicts: list[MergeConflict],
) -> Record | None:
    if theirs in (ours, base):
        return ours
    if ours == base:
        return theirs
    if ours is None or theirs is None:
        conflicts.append(MergeConflict(id, "", _fate(ours), _fate(theirs)))
        return ours or theirs
    if type(ours) is not type(theirs):
        conflicts.append(MergeConflict(id, "class", type(ours).__name__, type(theirs).__name__))
        return ours
    same_class = base if type(base) is type(ours) else None
    return _fields(id, same_class, ours, theirs, conflicts)


def _fate(record: Record | None) -> str:
    return "removed" if record is None else "changed"


def _fields(id: str, base: T | None, ours: T, theirs: T, conflicts: list[MergeConflict]) -> T:
    changes: dict[str, Any] = {}
    for field in fields_of(type(ours)):
        our_value, their_value = getattr(ours, field.name), getattr(theirs, field.name)
        base_value = (
            getattr(base, field.name) if base is not None else _value_of_default(field.default)
        )
        if their_value in (our_value, base_value):
            continue
        if our_value == base_value:
            changes[field.name] = their_value
        elif field.many:
            changes[field.name] = tuple(_merged_values(base_value, our_value, their_value))
        else:
            conflicts.append(MergeConflict(id, field.name, our_value, their_value))
    return attrs.evolve(ours, **changes) if changes else ours


def _value_of_default(default: Any) -> Any:
    return None if default is attrs.NOTHING else default


def _merged_values(base: Any, ours: Any, theirs: Any) -> Iterator[Any]:
    """Yield our values but those that they removed, and then those that they added."""
    base = base or ()
    yield from (value for value in ours if value in theirs or value not in base)
    yield from (value for value in theirs if value not in ours and value not in base)
