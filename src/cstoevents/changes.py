"""From one chronicle to the next: a draft of many changes, and what two chronicles differ in.

A chronicle never changes, and a new one takes time in proportion to its records.
So changes are gathered in a `Draft`, and the new chronicle is made once, when all
of them are there; only then need its references hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

import attrs

from cstoevents.errors import ArgumentError, ArgumentTypeError, ConflictError, UnknownIdError
from cstoevents.records import ARRAYS, Record
from cstoevents.records.conversion import to_plain
from cstoevents.records.extra import Extra
from cstoevents.records.index import Index, all_rewritten, article, conflict
from cstoevents.records.rules import ID
from cstoevents.records.values import About

if TYPE_CHECKING:
    from cstoevents.chronicle import Chronicle

__all__ = ["Difference", "Draft", "FieldChange"]


class Draft:
    """The changes that are to make a new chronicle of another; see `Chronicle.edit`.

    >>> import cstoevents as cs
    >>> osh = cs.Place(id="osh", name="Osh", kind="city")
    >>> with cs.Chronicle(osh).edit() as draft:
    ...     draft.add(cs.Place(id="hall", name="Hall", kind="venue", within="osh"))
    ...     draft.rename("osh", "osh-city")
    >>> draft.chronicle.place("hall").within
    'osh-city'
    """

    __slots__ = ("_chronicle", "_index", "_is_over", "_records", "_renamed")

    def __init__(self, index: Index) -> None:
        self._index = index
        self._records: dict[str, Record] = dict(index.by_id)
        self._renamed: dict[str, str] = {}
        self._chronicle: Chronicle | None = None
        self._is_over = False

    def __repr__(self) -> str:
        count = len(self._records)
        return f"<Draft of {count} record{'' if count == 1 else 's'}>"

    @property
    def chronicle(self) -> Chronicle:
        """The new chronicle, once the ``with`` block has ended."""
        if self._chronicle is None:
            raise AttributeError("a draft has its chronicle once its `with` block has ended")
        return self._chronicle

    def add(self, *records: Record) -> None:
        """Add records.

        Raises:
            ConflictError: there is another record of the id.
        """
        self._take_changes()
        for record in records:
            _check(record)
            other = self._records.setdefault(record.id, record)
            if other != record:
                raise ConflictError([conflict(other, record)])

    def replace(self, *records: Record) -> None:
        """Replace the records of the same ids.

        Raises:
            UnknownIdError: there is no record of the id.
        """
        self._take_changes()
        for record in records:
            _check(record)
            self._known(record.id)
            self._records[record.id] = record

    def remove(self, *ids: str) -> None:
        """Remove records; what refers to them has to be changed or removed as well.

        Raises:
            UnknownIdError: there is no record of the id.
        """
        self._take_changes()
        for id in ids:
            self._known(id)
            del self._records[id]

    def rename(self, old: str, new: str) -> None:
        """Change the id of a record, in the record and in all references to it here.

        Raises:
            UnknownIdError: there is no record of the old id.
            ArgumentError: the new id is none, or is in use, or was until this draft. One of the
                chronicle that this stands within is in use: for a newer version of that
                record, remove this one and add it under that id.
        """
        self._take_changes()
        record = self._known(old)
        new = ID.argument(new, "new")
        other = self._records.get(new) or self._index.get(new)
        if other is not None:
            what = type(other).__name__
            expected = f"an id that no record has; it is {article(what)} {what.lower()}"
            if new not in self._records and new not in self._index.by_id:
                expected += " of the chronicle that this one stands within"
            raise ArgumentError("new", new, expected)
        del self._records[old]
        self._records[new] = attrs.evolve(record, id=new)
        for earlier, id in self._renamed.items():
            if id == old:
                self._renamed[earlier] = new
        self._renamed[old] = new

    def _take_changes(self) -> None:
        """Refuse what would be in no chronicle, because the block has ended or raised."""
        if self._is_over:
            expected = "changes before its `with` block was over; `edit` begins another draft"
            raise ArgumentError("draft", "a change after the block", expected)

    def _known(self, id: str) -> Record:
        if isinstance(id, str) and id in self._records:
            return self._records[id]
        self._index.find(id, object, "record")  # names near ids where there is none
        raise UnknownIdError(id, remark="it is not in this chronicle itself, or was removed")

    def _removed(self) -> frozenset[str]:
        """Return the ids that had a record and have none now, nor under another id."""
        return frozenset(self._index.by_id.keys() - self._records.keys() - self._renamed.keys())

    def _result(self) -> Iterable[Record]:
        """Return the records of the new chronicle, with references to renamed ones rewritten."""
        return (self._records | all_rewritten(self._records, self._renamed)).values()


def _check(record: object) -> None:
    if not isinstance(record, tuple(ARRAYS.values())):
        raise ArgumentTypeError("records", record, "a record")


@attrs.frozen(kw_only=True, slots=True)
class FieldChange:
    """A field that two records of one id differ in, or what two chronicles say of themselves.

    As text it is a line, and of a list one for each value that it lost or gained.

    Attributes:
        id: The id of the records; ``"about"`` in `Difference.about`.
        field: The name of the field; of a key of one's own ``extra`` with the key, ``extra.room``.
        before: Its value in the first, as `to_dict` gives it, or None where it has none.
        after: Its value in the other, in the same form.
        was_stated: Whether the first says it; a key of one's own may be there and be None.
        is_stated: Whether the other says it.

    >>> import cstoevents as cs
    >>> print(cs.changes.FieldChange(id="wg-41", field="when", before="2025-05-12", after=None))
    wg-41: when: '2025-05-12' -> None
    >>> print(cs.changes.FieldChange(id="wg-41", field="topics", before=["a", "b"], after=["b"]))
    wg-41: topics: - 'a'
    """

    id: str
    field: str
    before: Any
    after: Any
    was_stated: bool = attrs.field(
        default=attrs.Factory(lambda self: self.before is not None, takes_self=True)
    )
    is_stated: bool = attrs.field(
        default=attrs.Factory(lambda self: self.after is not None, takes_self=True)
    )

    def lines(
        self, shown: Callable[[Any], str], nothing: str, reordered: str = "in another order"
    ) -> Iterator[str]:
        """Yield what changed, a line each: of a list, the values that it lost and gained.

        Args:
            shown: what writes a value.
            nothing: what stands for one that isn't stated.
            reordered: what is said of a list whose values are in another order.

        >>> import cstoevents as cs
        >>> change = cs.changes.FieldChange(id="wg-41", field="topics", before=None, after=["a"])
        >>> list(change.lines(str, "nothing"))
        ['topics: + a']
        """
        old, new = self.before, self.after
        sides = ((old, self.was_stated), (new, self.is_stated))
        if not (old or new) or not all(isinstance(v, list) or not said for v, said in sides):
            before, after = (shown(value) if said else nothing for value, said in sides)
            yield f"{self.field}: {before} -> {after}"
            return
        old, new = old or [], new or []
        members = [f"{self.field}: - {shown(value)}" for value in old if value not in new]
        members += [f"{self.field}: + {shown(value)}" for value in new if value not in old]
        yield from members or [f"{self.field}: {reordered}"]

    def __str__(self) -> str:
        def shown(value: Any) -> str:
            return "null" if value is None else repr(value)

        return "\n".join(f"{self.id}: {line}" for line in self.lines(shown, "None"))


@attrs.frozen(kw_only=True, slots=True)
class Difference:
    """What one chronicle has to become another; see `Chronicle.diff`.

    It is false where the two are equal. As text it is a line for each: ``+`` and
    ``-`` with the class and the id of a record, ``~`` with a change.

    Attributes:
        added: The records that only the other has, sorted by id.
        removed: The records that only the first has, sorted by id.
        changed: The fields in which records that both have differ, sorted by id.
        about: The fields in which their `About` differs.

    >>> import cstoevents as cs
    >>> osh = cs.Place(id="osh", name="Osh", kind="city")
    >>> hall = cs.Place(id="hall", name="Hall", kind="venue")
    >>> print(cs.Chronicle(osh).diff(cs.Chronicle(hall)))
    - Place osh
    + Place hall
    """

    added: tuple[Record, ...]
    removed: tuple[Record, ...]
    changed: tuple[FieldChange, ...]
    about: tuple[FieldChange, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed or self.about)

    def __str__(self) -> str:
        return "\n".join(
            [
                *(f"- {type(record).__name__} {record.id}" for record in self.removed),
                *(f"+ {type(record).__name__} {record.id}" for record in self.added),
                *(
                    f"~ {line}"
                    for change in (*self.about, *self.changed)
                    for line in str(change).splitlines()
                ),
            ]
        )

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data, for JSON: records under the names of their arrays."""
        return {
            "added": _by_array(self.added),
            "removed": _by_array(self.removed),
            "changed": [attrs.asdict(change) for change in self.changed],
            "about": [attrs.asdict(change) for change in self.about],
        }


def _by_array(records: tuple[Record, ...]) -> dict[str, list[dict[str, Any]]]:
    return {
        name: listed
        for name, cls in ARRAYS.items()
        if (listed := [to_plain(record) for record in records if type(record) is cls])
    }


def difference(one: Chronicle, other: Chronicle) -> Difference:
    """Compare two chronicles; the records that they stand within are not compared."""
    before, after = one._index.by_id, other._index.by_id
    same_class = {id for id in before if id in after and type(before[id]) is type(after[id])}
    return Difference(
        added=_without(after, same_class),
        removed=_without(before, same_class),
        changed=tuple(
            change
            for id in sorted(same_class)
            if before[id] != after[id]
            for change in _changes(id, before[id], after[id])
        ),
        about=tuple(_changes("about", one.about, other.about)),
    )


def _without(records: Any, ids: Iterable[str]) -> tuple[Record, ...]:
    return tuple(records[id] for id in sorted(records.keys() - ids))


def _changes(id: str, before: Record | About, after: Record | About) -> Iterator[FieldChange]:
    old, new = to_plain(before), to_plain(after)
    # Equal as plain data is less than equal: to Python, 1 and True are.
    for name in dict.fromkeys([*old, *new]):
        one, other = getattr(before, name), getattr(after, name)
        if isinstance(one, Extra) and isinstance(other, Extra):
            yield from _changed_keys(id, name, one, other)
        elif one != other:
            yield FieldChange(id=id, field=name, before=old.get(name), after=new.get(name))


def _changed_keys(id: str, name: str, before: Extra, after: Extra) -> Iterator[FieldChange]:
    # Beside its key a value tells 1 from True, too.
    old, new = ({key: Extra({key: extra[key]}) for key in extra} for extra in (before, after))
    for key in sorted(old.keys() | new.keys()):
        one, other = old.get(key, Extra({})), new.get(key, Extra({}))
        if one != other:
            values = one.to_plain().get(key), other.to_plain().get(key)
            yield FieldChange(
                id=id,
                field=f"{name}.{key}",
                before=values[0],
                after=values[1],
                was_stated=key in before,
                is_stated=key in after,
            )


def __dir__() -> list[str]:
    return sorted(__all__)
