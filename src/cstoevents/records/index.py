"""Records by id and by who refers to whom: built once, asked often.

Everything that a chronicle knows of several records together is a question to
an index. An index may stand *within* another: ids that it doesn't have itself
are then looked up there, and what refers to a record is found in both.
"""

from __future__ import annotations

import datetime as dt
import functools
import itertools
import typing
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Any, TypeVar

import attrs

from cstoevents.dates import When
from cstoevents.errors import ConflictError, Problem, UnknownIdError, near
from cstoevents.records import ARRAYS, Event, Place, Record
from cstoevents.records.fields import BATCH_SIZE, Field, cached, field_at, fields_of
from cstoevents.records.moments import end_of, start_of
from cstoevents.records.rules import ID

R = TypeVar("R")


class Link(typing.NamedTuple):
    """One reference of a record: the way to the field, the id in it, what it may name."""

    path: str
    target: str
    classes: tuple[str, ...]


class Index:
    """The records of a chronicle, found by class, by id and by reference."""

    __slots__ = ("__dict__", "as_of", "by_id", "outer")

    def __init__(
        self,
        records: Iterable[Record],
        outer: Index | None = None,
        as_of: When | None = None,
    ) -> None:
        self.by_id: Mapping[str, Record] = _united(records)
        self.outer: Index | None = outer
        self.as_of: When | None = as_of

    @functools.cached_property
    def answers(self) -> dict[tuple[object, ...], Any]:
        """What views have worked out of these records and keep for the next question."""
        return {}

    @functools.cached_property
    def by_class(self) -> dict[type, tuple[Record, ...]]:
        """Records of each class, sorted by id; a meeting is under its own class only."""
        sorted_by_class: dict[type, list[Record]] = {cls: [] for cls in ARRAYS.values()}
        for record in sorted(self.by_id.values(), key=attrgetter("id")):
            sorted_by_class[type(record)].append(record)
        return {cls: tuple(records) for cls, records in sorted_by_class.items()}

    def all(self, *classes: type[R]) -> tuple[R, ...]:
        """Return the records of these classes, each class sorted by id."""
        found: list[R] = []
        for cls in classes:
            found += typing.cast("tuple[R, ...]", self.by_class[cls])
        return tuple(found)

    def get(self, id: str) -> Record | None:
        """Return the record of an id, here or in the outer index, or None."""
        record = self.by_id.get(id)
        if record is None and self.outer is not None:
            return self.outer.get(id)
        return record

    def known_until(self, id: str) -> When | None:
        """Return the day on which knowledge of a record ends, where its chronicle says so."""
        if id not in self.by_id and self.outer is not None:
            return self.outer.known_until(id)
        return self.as_of

    def find(self, id: str, cls: type[R] | tuple[type[R], ...], what: str) -> R:
        """Return the record of an id and of one of these classes, or raise with near ids."""
        record = self.get(id) if isinstance(id, str) else None
        if record is not None and isinstance(record, cls):
            return record
        remark = None if isinstance(id, str) else "an id is a text"
        if record is not None:
            remark = f"it is {article(type(record).__name__)} {type(record).__name__.lower()}"
        raise UnknownIdError(id, what, near(id, self.ids_of(cls), 3), remark)

    def ids_of(self, cls: type | tuple[type, ...]) -> Iterator[str]:
        """Yield the ids of one class and its subclasses, here and in the outer index."""
        yield from (id for id, record in self.by_id.items() if isinstance(record, cls))
        if self.outer is not None:
            yield from self.outer.ids_of(cls)

    @functools.cached_property
    def _referrers(self) -> dict[str, dict[str, list[Record]]]:
        referrers: dict[str, dict[str, list[Record]]] = {}
        for record in self.by_id.values():
            for link in links_of(record):
                field = f"{type(record).__name__}.{field_at(link.path)}"
                referrers.setdefault(link.target, {}).setdefault(field, []).append(record)
        return referrers

    def referring(self, id: str, field: str, cls: type[R]) -> list[R]:
        """Return the records of a class whose field names an id, sorted by their own ids.

        ``field`` is the top-level field (``entries`` for ``entries[0].series``).
        Records of the outer index are among them.
        """
        found = self._referrers.get(id, {}).get(f"{cls.__name__}.{field}", [])
        if self.outer is not None:
            mine = self.by_id
            found = found + [
                typing.cast("Record", record)
                for record in self.outer.referring(id, field, cls)
                if typing.cast("Record", record).id not in mine
            ]
        unique = {record.id: record for record in found}
        return [typing.cast("R", unique[key]) for key in sorted(unique)]

    def descendants(self, id: str, field: str, cls: type[R]) -> dict[str, R]:
        """Return what lies below an id through a field that names the next higher one.

        The id itself is left out, and a circle ends where it closes.
        """
        below: dict[str, R] = {}
        waiting = [id]
        while waiting:
            for record in self.referring(waiting.pop(), field, cls):
                key = typing.cast("Record", record).id
                if key != id and key not in below:
                    below[key] = record
                    waiting.append(key)
        return below

    def upwards(self, id: str | None, cls: type[R], *fields: str) -> Iterator[R]:
        """Yield a record and what its fields name, and on, as the function `upwards` does."""
        return upwards(self.get, id, cls, *fields)

    def nearest(self, id: str | None, cls: type[R], field: str, wanted: str) -> R | None:
        """Return the nearest record, from one upwards through a field, that has what is wanted.

        It is kept for all that the way passes, since many begin low in one long chain.
        """
        known = self.answers.setdefault((cls, field, wanted), {})
        found: R | None = None
        passed = []
        for record in self.upwards(id, cls, field):
            key = typing.cast("Record", record).id
            passed.append(key)
            has_it = getattr(record, wanted) is not None
            found = record if has_it else known.get(key)
            if has_it or key in known:
                break
        known.update(dict.fromkeys(passed, found))
        return found

    def is_within(self, inner: str, outer: str, cls: type[R], field: str) -> bool:
        """Return whether a record is another, or below it through a field naming the next higher.

        What is in a circle, or below one, is found by going upwards.
        """
        spans = self._spans(cls, field)
        if inner in spans:
            return outer in spans and spans[inner].start in spans[outer]
        return any(
            typing.cast("Record", record).id == outer for record in self.upwards(inner, cls, field)
        )

    def _spans(self, cls: type[R], field: str) -> dict[str, range]:
        """Return the places of a record and of all below it, counted from the tops downwards.

        All that is below a record follows on it, so that two numbers tell whether one is.
        """
        asked = (cls, field)
        if asked not in self.answers:
            found = ((id, self.get(id)) for id in self.ids_of(cls))
            above = {id: getattr(record, field) for id, record in found if isinstance(record, cls)}
            ordered = _downwards(above)
            sizes = dict.fromkeys(ordered, 1)
            for id in reversed(ordered):
                if above[id] in sizes:
                    sizes[above[id]] += sizes[id]
            self.answers[asked] = {
                id: range(place, place + sizes[id]) for place, id in enumerate(ordered)
            }
        spans: dict[str, range] = self.answers[asked]
        return spans

    def moments_of(self, event: Event) -> tuple[dt.datetime | None, dt.datetime | None]:
        """Return the moments at which an event starts and ends, each None if it isn't known.

        An event without a zone is in that of its place, or of the nearest place around it.
        """
        zone = event.timezone
        if zone is None:
            place = self.nearest(event.place, Place, "within", "timezone")
            zone = None if place is None else place.timezone
        when, start, end = event.when, event.start_time, event.end_time
        return start_of(when, start, zone), end_of(when, start, end, zone)

    def broken(self, known: Iterable[str] = (), removed: Container[str] = ()) -> list[Problem]:
        """Find every reference that leads nowhere, or to a record of another class.

        ``known`` are ids that are taken as good although no record is there, ``removed`` those
        that had one.
        """
        spared = frozenset(known)
        if self._all_lead_to_records(spared):
            return []
        return self.lost(
            (
                (record.id, link)
                for record in sorted(self.by_id.values(), key=attrgetter("id"))
                for link in links_of(record)
            ),
            spared,
            removed,
        )

    def lost(
        self,
        links: Iterable[tuple[str | None, Link]],
        known: Iterable[str],
        removed: Container[str] = (),
    ) -> list[Problem]:
        """Find which of these links lead nowhere, each given with the id of what holds it."""
        spared = frozenset(known)
        problems: list[Problem] = []
        for owner, link in links:
            target = self.get(link.target)
            if link.target in spared or type(target).__name__ in link.classes:
                continue
            if target is None and link.target in removed:
                expected = f"the id of {_wanted(link)} that is not removed"
            else:
                expected = self._expected(owner, link, target, hinted=len(problems) < _HINTS)
            problems.append(
                Problem(record=owner, path=link.path, found=link.target, expected=expected)
            )
        return problems

    def _all_lead_to_records(self, spared: frozenset[str]) -> bool:
        """Whether no reference is broken, which is usual, and quick to tell of all together."""
        found: dict[tuple[str, ...], set[Any]] = {}
        for cls, records in self.by_class.items():
            for start in range(0, len(records), BATCH_SIZE):
                _gather(records[start : start + BATCH_SIZE], cls, found)
        return all(
            target is None or target in spared or type(self.get(target)).__name__ in classes
            for classes, targets in found.items()
            for target in targets
        )

    def _expected(
        self, owner: str | None, link: Link, target: Record | None, *, hinted: bool
    ) -> str:
        wanted = _wanted(link)
        if target is not None:
            name = type(target).__name__
            return f"the id of {wanted}; it is {article(name)} {name.lower()}"
        if not hinted:
            return f"the id of {wanted}"
        classes = [cls for cls in ARRAYS.values() if cls.__name__ in link.classes]
        # No record refers to itself, so its own id isn't what was meant.
        ids = [id for cls in classes for id in self.ids_of(cls) if id != owner]
        alike = near(link.target, ids)
        return f"the id of {wanted}" + (f", perhaps {alike[0]!r}" if alike else "")


def _wanted(link: Link) -> str:
    return " or ".join(f"{article(name)} {name.lower()}" for name in link.classes)


def upwards(
    get: Callable[[str], object | None], id: str | None, cls: type[R], *fields: str
) -> Iterator[R]:
    """Yield a record and what its fields name, and on: itself first, then the nearest.

    ``get`` returns the record of an id. Each record comes once, so a circle ends where it
    closes; one that is missing or of another class ends the way there.
    """
    seen = {id}
    waiting = [id]
    for waiting_id in waiting:
        record = None if waiting_id is None else get(waiting_id)
        if not isinstance(record, cls):
            continue
        yield record
        for above in _named(record, fields):
            if above not in seen:
                seen.add(above)
                waiting.append(above)


def _downwards(above: Mapping[str, str | None]) -> list[str]:
    """Return ids, each followed by all below it, but for those that lead up into a circle."""
    below: dict[str | None, list[str]] = {}
    for id, higher in above.items():
        below.setdefault(higher if higher in above else None, []).append(id)
    ordered: list[str] = []
    waiting = below.get(None, [])
    while waiting:
        id = waiting.pop()
        ordered.append(id)
        waiting += below.get(id, ())
    return ordered


def _named(record: object, fields: Iterable[str]) -> Iterator[str | None]:
    """Yield the ids in fields of a record, whether a field holds one or several."""
    for field in fields:
        named = getattr(record, field)
        yield from named if isinstance(named, tuple) else (named,)


# For so many broken references near ids are looked for, which goes over all ids each time.
_HINTS = 50


def article(name: str) -> str:
    """Return the article before the name of a class of records."""
    return "an" if name[0] in "EO" else "a"


def _united(records: Iterable[Record]) -> dict[str, Record]:
    """Merge records by id; the same one twice is one, two of one id are refused."""
    by_id: dict[str, Record] = {}
    problems = []
    for record in records:
        other = by_id.setdefault(record.id, record)
        if other is not record and other != record:
            problems.append(conflict(other, record))
    if problems:
        raise ConflictError(problems)
    return by_id


def conflict(one: Record, other: Record) -> Problem:
    """Return how two records of one id differ."""
    if type(one) is not type(other):
        found, expected = (
            type(other).__name__,
            f"one record of this id; it is of the class {type(one).__name__}",
        )
        return Problem(record=one.id, found=found, expected=expected)
    differing = [
        field.name
        for field in fields_of(type(one))
        if getattr(one, field.name) != getattr(other, field.name)
    ]
    first = {name: getattr(one, name) for name in differing}
    second = {name: getattr(other, name) for name in differing}
    return Problem(
        record=one.id,
        path=", ".join(differing),
        found=second,
        expected=f"one record of this id; another has {first!r}",
    )


def links_of(record: Record) -> list[Link]:
    """Return every reference that a record holds, its values' included."""
    found: list[Link] = []
    _collect(record, "", found)
    return found


def _gather(values: Sequence[object], cls: type, found: dict[tuple[str, ...], set[Any]]) -> None:
    """Collect the ids that values of one class refer to, by the classes that they may name."""
    for field in _plan(cls):
        column: Iterable[Any] = map(attrgetter(field.name), values)
        if field.several:
            column = itertools.chain.from_iterable(column)
        if field.owned is None:
            found.setdefault(field.classes, set()).update(column)
        elif owned := [value for value in column if value is not None]:
            _gather(owned, field.owned, found)


def _collect(owner: object, prefix: str, found: list[Link]) -> None:
    for name, classes, several, owned in _plan(type(owner)):
        held = getattr(owner, name)
        if not held:  # as most fields are
            continue
        path = prefix + name
        for way, value in _one_by_one(held, path) if several else ((path, held),):
            if owned:
                _collect(value, f"{way}.", found)
            else:
                found.append(Link(way, value, classes))


def _one_by_one(held: Iterable[Any], path: str) -> list[tuple[str, Any]]:
    """Return each single value of a field that holds several, with the way to it."""
    return [(f"{path}[{position}]", member) for position, member in enumerate(held)]


def links_in(plain: Mapping[str, Any], cls: type, prefix: str = "") -> Iterator[Link]:
    """Yield the references of plain data that makes no record, as far as they are good."""
    for name, classes, several, owned in _plan(cls):
        held: Any = plain.get(name)
        path = prefix + name
        if several and not isinstance(held, (tuple, list)):
            continue
        for way, value in _one_by_one(held, path) if several else ((path, held),):
            if owned and isinstance(value, dict):
                yield from links_in(value, owned, f"{way}.")
            elif not owned and type(value) is str and ID.matches(value):
                yield Link(way, value, classes)


class _Referring(typing.NamedTuple):
    """A field that refers, or whose values do: to which classes, or of which class those are."""

    name: str
    classes: tuple[str, ...]
    several: bool
    owned: type | None


@cached
def _plan(cls: type[Any]) -> tuple[_Referring, ...]:
    """List the fields of a class that hold references, themselves or in their values."""
    return tuple(
        _Referring(field.name, field.refers, field.many, field.owned)
        for field in fields_of(cls)
        if field.refers or (field.owned and _plan(field.owned))
    )


# References rewritten


def all_rewritten(records: Mapping[str, Record], renamed: Mapping[str, str]) -> dict[str, Record]:
    """Return those of the records anew whose own id or references are renamed."""
    return {
        id: _rewritten(record, renamed)
        for id, record in records.items()
        if id in renamed or any(link.target in renamed for link in links_of(record))
    }


def _rewritten(owner: Any, renamed: Mapping[str, str]) -> Any:
    """Return the same with other ids, its own and those it refers to, at any depth."""
    changes: dict[str, Any] = {}
    for field in fields_of(owner.__class__):
        value = getattr(owner, field.name)
        if value is None or value == ():
            continue
        values = _rewritten_values(value if field.many else (value,), field, renamed)
        if values is not None:
            changes[field.name] = values if field.many else values[0]
    return attrs.evolve(owner, **changes) if changes else owner


def _rewritten_values(
    values: tuple[Any, ...], field: Field, renamed: Mapping[str, str]
) -> tuple[Any, ...] | None:
    """Return the values of a field with other ids, or None where none of them changes."""
    if field.name == "id" or field.refers:
        fresh = tuple(renamed.get(id, id) for id in values)
        if len({*fresh}) < len({*values}):  # two have become one
            fresh = tuple(dict.fromkeys(fresh))
    elif field.owned is not None:
        fresh = tuple(_rewritten(owned, renamed) for owned in values)
    else:
        return None
    return None if fresh == values else fresh
