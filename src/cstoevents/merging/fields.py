"""Two records of one id, field by field: what is equal, what refines what, what conflicts.

Of two values

* the one that is given beats the one that isn't;
* of two dates the one that refines the other stays, of two places the one within the other, of
  two kinds of a place or an organisation the one that isn't *other*;
* texts are united language by language, and `extra` key by key;
* collections are united and sorted, and what another member says more fully is dropped; sources
  are never dropped;
* lists whose order means something (an agenda) must be part of one another.

Whatever else differs is a conflict. The merged record then keeps one of the two, not because
it is right but because something has to stand there: the narrower of two dates, and else the
one that sorts first, so that the outcome is the same whichever record came first. Fields that
only mean something together (a latitude and its longitude) are kept together.

When an event was to take place or did is one question, with its status: see `event_dates`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

import attrs

from cstoevents.dates import When
from cstoevents.merging.choices import (
    Choose,
    Disagreement,
    key_of,
    narrower,
    narrower_or_first,
)
from cstoevents.merging.event_dates import join_moments
from cstoevents.merging.told_apart import is_within
from cstoevents.records import Event, Record
from cstoevents.records.extra import Extra
from cstoevents.records.fields import Field, fields_of
from cstoevents.records.index import Index
from cstoevents.records.rules import exactly_one_of, together
from cstoevents.records.values import Commemoration, SeriesEntry, Source, Text, sources_of
from cstoevents.records.vocabularies import OrganisationKind, PlaceKind


@attrs.frozen(kw_only=True, slots=True)
class Conflict:
    """Two values of one field that can't both be so, with what each record builds on.

    Attributes:
        record: The id of the record.
        path: The way to the field, such as 'title.ru'; None for a whole record of two classes.
        values: The value of the one and that of the other.
        kept: The value that stands in the merged record.
        sources: What the one builds on and what the other does.

    >>> import cstoevents as cs
    >>> one = cs.Chronicle(cs.Place(id="kant", name="Kant", kind="city", country="KG"))
    >>> other = cs.Chronicle(cs.Place(id="kant", name="Kant", kind="city", country="KZ"))
    >>> print(*one.merge(other).conflicts)
    kant: country: 'KG' or 'KZ'
    """

    record: str
    path: str | None
    values: tuple[Any, Any]
    kept: Any
    sources: tuple[tuple[Source, ...], tuple[Source, ...]]

    def __str__(self) -> str:
        where = ": ".join(part for part in (self.record, self.path) if part)
        return f"{where}: {_shown(self.values[0])} or {_shown(self.values[1])}"


def _shown(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, tuple) and None in value:
        # Which of several fields says it is no part of what it says.
        return ", ".join(_shown(part) for part in value if part is not None)
    if isinstance(value, tuple):
        return f"({', '.join(map(_shown, value))})"
    if isinstance(value, str):
        return repr(str(value))  # a word of a vocabulary is a word
    if isinstance(value, dt.time):
        return f"{value:%H:%M:%S}".removesuffix(":00")
    return str(value) if isinstance(value, When) else repr(value)


@attrs.frozen(slots=True)
class _Context:
    """What joining needs besides the two values: which place is in which, and what to choose."""

    index: Index
    choose: Choose


# The value that stands, and what it was chosen against.
Joined = tuple[Any, list[Disagreement]]


def reconcile(
    one: Record, other: Record, index: Index, choose: Choose = narrower_or_first
) -> tuple[Record, list[Conflict]]:
    """Merge two records of one id; ``index`` knows which places lie within which."""
    if one is other or one == other:
        return one, []
    if type(one) is not type(other):
        kept = choose(one, other) if choose is not narrower_or_first else _by_class(one, other)
        return kept, [_conflict(Disagreement(None, one, other, kept), one, other)]
    values, conflicts = _join_fields(one, other, "", _Context(index, choose))
    merged = attrs.evolve(one, **values)
    return merged, [_conflict(found, one, other) for found in conflicts]


def _by_class(one: Record, other: Record) -> Record:
    return min(one, other, key=lambda record: type(record).__name__)


def _conflict(found: Disagreement, one: Record, other: Record) -> Conflict:
    return Conflict(
        record=one.id,
        path=found.path,
        values=(found.one, found.other),
        kept=found.kept,
        sources=(sources_of(one, found.path), sources_of(other, found.path)),
    )


def _join_fields(
    one: Any, other: Any, prefix: str, context: _Context
) -> tuple[dict[str, Any], list[Disagreement]]:
    fields = {field.name: field for field in fields_of(type(one))}
    values: dict[str, Any] = {}
    conflicts: list[Disagreement] = []
    if isinstance(one, Event) and isinstance(other, Event):
        values, conflicts = join_moments(one, other, context.index, context.choose)
        values["previous_when"] = _united(values["previous_when"], (), "previous_when")
    for group in filter(None, (together(type(one)), exactly_one_of(type(one)))):
        if group[0] in values:
            continue
        found, more = _join_group(one, other, [fields[name] for name in group], prefix, context)
        values |= found
        conflicts += more
    for name, field in fields.items():
        if name not in values:
            mine, theirs = getattr(one, name), getattr(other, name)
            values[name], more = _join(field, mine, theirs, prefix + name, context)
            conflicts += more
    return values, conflicts


def _join_group(
    one: Any, other: Any, fields: list[Field], prefix: str, context: _Context
) -> tuple[dict[str, Any], list[Disagreement]]:
    group = tuple(field.name for field in fields)
    mine = tuple(getattr(one, name) for name in group)
    theirs = tuple(getattr(other, name) for name in group)
    values: dict[str, Any] = {}
    conflicts: list[Disagreement] = []
    for field, my_value, their_value in zip(fields, mine, theirs, strict=True):
        path = prefix + field.name
        values[field.name], more = _join(field, my_value, their_value, path, context)
        conflicts += more
    given = sum(value is not None for value in values.values())
    # The words of a description conflict by themselves, which leaves the group whole.
    whole = all(found.path and "." in found.path.removeprefix(prefix) for found in conflicts)
    if whole and (group != exactly_one_of(type(one)) or given == 1):
        return values, conflicts
    kept = context.choose(mine, theirs)
    path = ", ".join(prefix + name for name in group)
    return dict(zip(group, kept, strict=True)), [Disagreement(path, mine, theirs, kept)]


def _join(field: Field, one: Any, other: Any, path: str, context: _Context) -> Joined:
    if one == other or other is None or other == ():
        return one, []
    if one is None or one == ():
        return other, []
    joined = _reconciled(field, one, other, path, context)
    if joined is not None:
        return joined
    kept = context.choose(one, other)
    return kept, [Disagreement(path, one, other, kept)]


def _reconciled(field: Field, one: Any, other: Any, path: str, context: _Context) -> Joined | None:
    """Merge two values that are given and differ, if nothing in them contradicts."""
    if isinstance(one, Text):
        return _join_words(one, other, path, context)
    if isinstance(one, Extra):
        return _join_extra(one, other, path, context)
    if isinstance(one, Commemoration):
        values, conflicts = _join_fields(one, other, f"{path}.", context)
        return attrs.evolve(one, **values), conflicts
    if field.owned is SeriesEntry:
        return _join_entries(one, other, path, context)
    if isinstance(one, tuple) and not field.is_in_order:
        return _united(one, other, field.name), []
    fuller = _fuller_of_two(field, one, other, context.index)
    return None if fuller is None else (fuller, [])


def _fuller_of_two(field: Field, one: Any, other: Any, index: Index) -> Any:
    """Return the value that says all of the other and more, or None if neither does."""
    if isinstance(one, When):
        return narrower(one, other)
    if field.is_in_order:
        return _longer(one, other)
    if isinstance(one, PlaceKind | OrganisationKind):
        kinds = [kind for kind in (one, other) if kind.value != PlaceKind.OTHER]
        return kinds[0] if len(kinds) == 1 else None
    if field.is_a_place and is_within(other, one, index):
        return other
    if field.is_a_place and is_within(one, other, index):
        return one
    return None


def _join_words(one: Text, other: Text, path: str, context: _Context) -> Joined:
    words = {**other, **one}
    conflicts = []
    for lang in sorted(set(one.languages) & set(other.languages)):
        if one[lang] != other[lang]:
            words[lang] = context.choose(one[lang], other[lang])
            conflicts.append(Disagreement(f"{path}.{lang}", one[lang], other[lang], words[lang]))
    return Text(words), conflicts


def _join_extra(one: Extra, other: Extra, path: str, context: _Context) -> Joined:
    kept = {**other, **one}
    conflicts = []
    for key in sorted(one.keys() & other.keys()):
        # Beside their key two values can be told apart and put in order, whatever they are.
        mine, theirs = Extra({key: one[key]}), Extra({key: other[key]})
        if mine != theirs:
            kept[key] = context.choose(mine, theirs)[key]
            conflicts.append(Disagreement(f"{path}.{key}", one[key], other[key], kept[key]))
    return Extra(kept), conflicts


def _longer(one: tuple[Any, ...], other: tuple[Any, ...]) -> tuple[Any, ...] | None:
    short, long = sorted((one, other), key=len)
    rest = iter(long)
    return long if all(member in rest for member in short) else None


# Collections


def _united(one: Iterable[Any], other: Iterable[Any], name: str) -> tuple[Any, ...]:
    members = sorted({*one, *other}, key=key_of)
    if name == "sources" or not members or isinstance(members[0], str):
        return tuple(members)
    return tuple(less for less in members if not any(_is_fuller(more, less) for more in members))


def _is_fuller(more: Any, less: Any) -> bool:
    """Whether a member says all of another and more; of two that say the same, the first does."""
    if more == less or not _implies(more, less):
        return False
    return not _implies(less, more) or bool(key_of(more) < key_of(less))


def _implies(more: Any, less: Any) -> bool:
    if more == less or less is None:
        return True
    if isinstance(less, When):
        return isinstance(more, When) and more.refines(less)
    if isinstance(less, Text):
        return isinstance(more, Text) and less.items() <= more.items()
    if attrs.has(type(less)):
        return type(more) is type(less) and all(
            _implies(getattr(more, field.name), getattr(less, field.name))
            for field in fields_of(type(less))
        )
    return False


def _join_entries(
    one: tuple[SeriesEntry, ...], other: tuple[SeriesEntry, ...], path: str, context: _Context
) -> Joined:
    """Merge places in series; one place on each side that differ in a series is a conflict."""
    united = list(_united(one, other, "entries"))
    conflicts = []
    for series in sorted({entry.series for entry in united}):
        mine = [entry for entry in one if entry.series == series]
        theirs = [entry for entry in other if entry.series == series]
        if len(mine) == len(theirs) == 1 and sum(entry.series == series for entry in united) == 2:
            kept = context.choose(mine[0], theirs[0])
            conflicts.append(Disagreement(f"{path}[{series}]", mine[0], theirs[0], kept))
            united.remove(theirs[0] if kept == mine[0] else mine[0])
    return tuple(united), conflicts
