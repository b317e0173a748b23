"""Two records of one id, field by field: what is equal, what refines what, what conflicts.

Of two values

* the one that is given beats the one that isn't;
* of two dates the one that refines the other stays, of two places the one within the other;
* texts are united language by language;
* collections are united and sorted, and what another member says more fully is dropped; sources
  are never dropped;
* lists whose order means something (an agenda) must be part of one another.

Whatever else differs is a conflict. The merged record then keeps one of the two, not because
it is right but because something has to stand there: the one that sorts first, so that the
outcome is the same whichever record came first. Fields that only mean something together (a
latitude and its longitude) are kept together.

An event's status and dates are one question. What was scheduled or postponed is later held or
cancelled: the later word wins, and a planned date that it contradicts is remembered in
``previous_when``. A date that one record remembers so is no conflict with the other's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

import attrs

from cstoevents.dates import When
from cstoevents.merging.likeness import is_within
from cstoevents.records import Event, Meeting, Participation, Place, Record
from cstoevents.records.index import Index
from cstoevents.records.values import Commemoration, SeriesEntry, Source, Text
from cstoevents.records.vocabularies import EventStatus

__all__ = ["Choose", "Conflict", "first_in_order", "reconcile"]

Choose = Callable[[Any, Any], Any]


@attrs.frozen(kw_only=True, slots=True)
class Conflict:
    """Two values of one field that can't both be so, with what each record builds on.

    ``record`` is the id, ``path`` the way to the field (None for a whole record
    of two classes), ``values`` and ``sources`` those of the one and of the other,
    ``kept`` the value that stands in the merged record.

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
    if isinstance(value, tuple):
        return f"({', '.join(map(_shown, value))})"
    if isinstance(value, str):
        return repr(str(value))  # a word of a vocabulary is a word
    return str(value) if isinstance(value, When) else repr(value)


def first_in_order(one: Any, other: Any) -> Any:
    """Of two values in conflict give the one that sorts first."""
    return min(one, other, key=_key)


def _key(value: Any) -> Any:
    """A key by which values of one field sort, the same in every run."""
    if isinstance(value, When):
        return value.sort_key
    if isinstance(value, tuple):
        return tuple((member is not None, repr(_key(member))) for member in value)
    return value if isinstance(value, (str, int, float, dt.time)) else repr(value)


class _Clash:
    """A conflict on its way to the record: where, which values, and which stays."""

    __slots__ = ("kept", "one", "other", "path")

    def __init__(self, path: str | None, one: Any, other: Any, kept: Any) -> None:
        self.path = path
        self.one = one
        self.other = other
        self.kept = kept


@attrs.frozen(slots=True)
class _Means:
    """What joining needs besides the two values: places within places, and who decides."""

    index: Index
    choose: Choose


Joined = tuple[Any, list[_Clash]]

# Fields that mean something only together.
_TOGETHER: dict[type, tuple[str, ...]] = {
    Place: ("latitude", "longitude"),
    Event: ("start_time", "end_time", "timezone"),
    Meeting: ("start_time", "end_time", "timezone"),
}
# Fields of which exactly one is given.
_EXCLUSIVE: dict[type, tuple[str, ...]] = {
    Participation: ("official", "organisation", "description"),
    Commemoration: ("event", "organisation", "description"),
}
_IN_ORDER = frozenset({"agenda", "outcomes", "reports"})
_NARROWED_BY_PLACE = frozenset({"place", "within"})


def reconcile(
    one: Record, other: Record, index: Index, choose: Choose = first_in_order
) -> tuple[Record, list[Conflict]]:
    """Bring two records of one id together; ``index`` knows which places lie within which."""
    if one is other or one == other:
        return one, []
    if type(one) is not type(other):
        kept = choose(one, other) if choose is not first_in_order else _by_class(one, other)
        return kept, [_conflict(_Clash(None, one, other, kept), one, other)]
    values, clashes = _join_fields(one, other, "", _Means(index, choose))
    merged = attrs.evolve(one, **values)
    return merged, [_conflict(clash, one, other) for clash in clashes]


def _by_class(one: Record, other: Record) -> Record:
    return min(one, other, key=lambda record: type(record).__name__)


def _conflict(clash: _Clash, one: Record, other: Record) -> Conflict:
    field = (clash.path or "").partition("[")[0].partition(".")[0]
    return Conflict(
        record=one.id,
        path=clash.path,
        values=(clash.one, clash.other),
        kept=clash.kept,
        sources=(_speaking(one, field), _speaking(other, field)),
    )


def _speaking(record: Record, field: str) -> tuple[Source, ...]:
    return tuple(each for each in record.sources if not field or each.field in (None, field))


def _join_fields(
    one: Any, other: Any, prefix: str, means: _Means
) -> tuple[dict[str, Any], list[_Clash]]:
    names = [field.name for field in attrs.fields(type(one))]
    values: dict[str, Any] = {}
    clashes: list[_Clash] = []
    if isinstance(one, Event) and isinstance(other, Event):
        values, clashes = _join_dates(one, other, means)
    for groups in (_TOGETHER, _EXCLUSIVE):
        found, its_clashes = _join_group(one, other, groups.get(type(one), ()), prefix, means)
        values |= found
        clashes += its_clashes
    for name in names:
        if name not in values:
            mine, theirs = getattr(one, name), getattr(other, name)
            values[name], its_clashes = _join(name, mine, theirs, prefix + name, means)
            clashes += its_clashes
    return values, clashes


def _join_group(
    one: Any, other: Any, group: tuple[str, ...], prefix: str, means: _Means
) -> tuple[dict[str, Any], list[_Clash]]:
    mine = tuple(getattr(one, name) for name in group)
    theirs = tuple(getattr(other, name) for name in group)
    values: dict[str, Any] = {}
    clashes: list[_Clash] = []
    for name, my_value, their_value in zip(group, mine, theirs, strict=True):
        path = prefix + name
        values[name], its_clashes = _join(name, my_value, their_value, path, means)
        clashes += its_clashes
    given = sum(value is not None for value in values.values())
    # The words of a description conflict by themselves, which leaves the group whole.
    whole = all(clash.path and "." in clash.path.removeprefix(prefix) for clash in clashes)
    if whole and (group != _EXCLUSIVE.get(type(one)) or given == 1):
        return values, clashes
    kept = means.choose(mine, theirs)
    path = ", ".join(prefix + name for name in group)
    return dict(zip(group, kept, strict=True)), [_Clash(path, mine, theirs, kept)]


def _join(name: str, one: Any, other: Any, path: str, means: _Means) -> Joined:
    if one == other or other is None or other == ():
        return one, []
    if one is None or one == ():
        return other, []
    if isinstance(one, When):
        narrower = _narrower(one, other)
        if narrower is not None:
            return narrower, []
    elif isinstance(one, Text):
        return _join_words(one, other, path, means)
    elif isinstance(one, Commemoration):
        values, clashes = _join_fields(one, other, f"{path}.", means)
        return attrs.evolve(one, **values), clashes
    elif name == "entries":
        return _join_entries(one, other, path, means)
    elif name in _IN_ORDER:
        longer = _longer(one, other)
        if longer is not None:
            return longer, []
    elif isinstance(one, tuple):
        return _united(one, other, name), []
    elif name in _NARROWED_BY_PLACE:
        if is_within(other, one, means.index):
            return other, []
        if is_within(one, other, means.index):
            return one, []
    kept = means.choose(one, other)
    return kept, [_Clash(path, one, other, kept)]


def _narrower(one: When, other: When) -> When | None:
    """Give the date that says more, the first in order if each says all of the other."""
    fits = [date for date, rough in ((one, other), (other, one)) if date.refines(rough)]
    return min(fits, key=_key) if fits else None


def _join_words(one: Text, other: Text, path: str, means: _Means) -> Joined:
    words = {**other, **one}
    clashes = []
    for lang in sorted(set(one) & set(other)):
        if one[lang] != other[lang]:
            words[lang] = means.choose(one[lang], other[lang])
            clashes.append(_Clash(f"{path}.{lang}", one[lang], other[lang], words[lang]))
    return Text(words), clashes


def _longer(one: tuple[Any, ...], other: tuple[Any, ...]) -> tuple[Any, ...] | None:
    short, long = sorted((one, other), key=len)
    rest = iter(long)
    return long if all(member in rest for member in short) else None


# Collections


def _united(one: Iterable[Any], other: Iterable[Any], name: str) -> tuple[Any, ...]:
    members = sorted({*one, *other}, key=_key)
    if name == "sources" or not members or isinstance(members[0], str):
        return tuple(members)
    return tuple(each for each in members if not any(_is_fuller(more, each) for more in members))


def _is_fuller(more: Any, less: Any) -> bool:
    """Whether a member says all of another and more; of two that say the same, the first does."""
    if more == less or not _says(more, less):
        return False
    return not _says(less, more) or bool(_key(more) < _key(less))


def _says(more: Any, less: Any) -> bool:
    if more == less or less is None:
        return True
    if isinstance(less, When):
        return isinstance(more, When) and more.refines(less)
    if isinstance(less, Text):
        return isinstance(more, Text) and less.items() <= more.items()
    if attrs.has(type(less)):
        return type(more) is type(less) and all(
            _says(getattr(more, field.name), getattr(less, field.name))
            for field in attrs.fields(type(less))
        )
    return False


def _join_entries(
    one: tuple[SeriesEntry, ...], other: tuple[SeriesEntry, ...], path: str, means: _Means
) -> Joined:
    """Unite places in series; one place on each side that differ in a series is a conflict."""
    united = list(_united(one, other, "entries"))
    clashes = []
    for series in sorted({entry.series for entry in united}):
        mine = [entry for entry in one if entry.series == series]
        theirs = [entry for entry in other if entry.series == series]
        if len(mine) == len(theirs) == 1 and sum(each.series == series for each in united) == 2:
            kept = means.choose(mine[0], theirs[0])
            clashes.append(_Clash(f"{path}[{series}]", mine[0], theirs[0], kept))
            united.remove(theirs[0] if kept == mine[0] else mine[0])
    return tuple(united), clashes


# Status and dates of an event

_PLANNED = frozenset({EventStatus.SCHEDULED, EventStatus.POSTPONED})
_CONFLICT: Any = object()


def _join_dates(one: Event, other: Event, means: _Means) -> tuple[dict[str, Any], list[_Clash]]:
    clashes: list[_Clash] = []
    status = _later_word(one.status, other.status)
    if status is _CONFLICT:
        status = means.choose(one.status, other.status)
        clashes.append(_Clash("status", one.status, other.status, status))
    previous = {*one.previous_when, *other.previous_when}
    plans = [each for each in (one, other) if each.status in _PLANNED]
    reports = [each for each in (one, other) if each.status and each.status not in _PLANNED]
    if plans and reports:
        when, given_up = _reported(plans[0], reports[0])
        previous |= given_up
    else:
        when = _agreed(one, other)
    if when is _CONFLICT:
        when = means.choose(one.when, other.when)
        clashes.append(_Clash("when", one.when, other.when, when))
    dates = _united(previous, (), "previous_when")
    return {"status": status, "when": when, "previous_when": dates}, clashes


def _later_word(one: EventStatus | None, other: EventStatus | None) -> Any:
    if one is None or other is None or one is other:
        return one or other
    if {one, other} == _PLANNED:
        return EventStatus.POSTPONED
    if one in _PLANNED or other in _PLANNED:
        return other if one in _PLANNED else one
    return _CONFLICT


def _reported(plan: Event, report: Event) -> tuple[When | None, set[When]]:
    """Give the date of what was planned and is reported, and the date that was given up."""
    if plan.when is None or report.when is None:
        return report.when or plan.when, set()
    narrower = _narrower(plan.when, report.when)
    return (narrower, set()) if narrower is not None else (report.when, {plan.when})


def _agreed(one: Event, other: Event) -> Any:
    """Give the date of two that speak of the same stage; one may know that the other's is past."""
    if one.when is None or other.when is None or one.when == other.when:
        return one.when or other.when
    narrower = _narrower(one.when, other.when)
    if narrower is not None:
        return narrower
    one_is_past = one.when in other.previous_when
    other_is_past = other.when in one.previous_when
    if one_is_past is other_is_past:
        return _CONFLICT
    return other.when if one_is_past else one.when
