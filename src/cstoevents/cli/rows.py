"""The rows that ``--json`` prints, and how they become JSON.

A row is a class: its annotations say what its fields hold, and `schema` describes it from
these. Rows that several commands print are here, others beside their command. A record has
its class and the fields that files have; a text is always an object of words by language; and
under ``names`` are the names of all that a row mentions by id.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, ClassVar, Final, NewType, Self

import attrs
import msgspec

import cstoevents as cs
from cstoevents.records.fields import cached, fields_of
from cstoevents.records.index import links_of
from cstoevents.records.names import name_of

Id = NewType("Id", str)
"""The id of a record."""


class RecordNames(tuple[str, ...]):
    """The names of the records that a row mentions, by id: made of the ids."""

    __slots__ = ()


class AnswerRow(msgspec.Struct, frozen=True, kw_only=True):
    """An object of an answer, with its fields in the order in which they are printed.

    What a field means is said in the section Attributes of the row, or of the class that it
    is `made_of`. A field that has a default is left out where it is empty. A row that stands
    `beside` a record is printed as one object with it.
    """

    made_of: ClassVar[type] = object
    beside: ClassVar[Any] = None

    @classmethod
    def name_in_schema(cls) -> str:
        """Return what the JSON Schema calls it: the name of the class without ``Row``."""
        return cls.__name__.removesuffix("Row")

    @classmethod
    def of(cls, source: Any, **given: Any) -> Self:
        """Return the row of what it is made of: what is given or derived, else its attributes."""
        values = cls.derived(source) | given
        left = (name for name in cls.__struct_fields__ if name not in values)
        return cls(**values, **{name: getattr(source, name) for name in left})

    @staticmethod
    def derived(source: Any) -> dict[str, Any]:  # noqa: ARG004 - of rows that derive any
        """Return the fields that are no attributes of what the row is made of."""
        return {}


class EntryRow(AnswerRow, frozen=True):
    """An event, and how certain it is that it is one asked for."""

    made_of: ClassVar[type] = cs.TimelineEntry
    certainty: cs.Certainty
    event: cs.Event


class TermRow(AnswerRow, frozen=True):
    """Who was what: the membership, and its days as far as they are sure.

    Attributes:
        when: The dates on record, of terms that are joined from the first to the last.
        memberships: All the records of terms that are joined, in order.
    """

    made_of: ClassVar[type] = cs.Term
    certainty: cs.Certainty
    known_until: cs.When | None
    first: cs.When | None
    last: cs.When | None
    membership: cs.Membership
    when: cs.When | None = None
    memberships: list[cs.Membership] = []

    @staticmethod
    def derived(source: cs.Term) -> dict[str, Any]:
        """Return what only terms that are joined have."""
        is_joined = len(source.memberships) > 1
        return {
            "when": source.when if is_joined else None,
            "memberships": list(source.memberships) if is_joined else [],
        }


class ObservanceRow(AnswerRow, frozen=True):
    """An event that observed it."""

    made_of: ClassVar[type] = cs.anniversaries.Observance
    event: Id
    offset: int | None


class AnniversaryRow(AnswerRow, frozen=True):
    """An anniversary: of which record, which one, when, and with which events.

    Attributes:
        title: What it is the anniversary of, in words.
    """

    made_of: ClassVar[type] = cs.Anniversary
    when: cs.When
    number: int
    kind: cs.records.EventKind | cs.anniversaries.Occasion | None
    original: cs.When
    certainty: cs.Certainty
    record: Id | None
    title: cs.Text | None
    observed: list[ObservanceRow]
    names: RecordNames

    @staticmethod
    def derived(source: cs.Anniversary) -> dict[str, Any]:
        """Return what an anniversary has ids of, and its names."""
        record, observed = source.record, source.observed
        return {
            "record": record.id if record else None,
            "observed": [
                ObservanceRow.of(observance, event=observance.event.id) for observance in observed
            ],
            "names": RecordNames(
                [*ids_in(record), *(observance.event.id for observance in observed)]
            ),
        }


def ids_in(record: cs.Record | None) -> list[str]:
    """Return the id of a record, and those of all that it refers to."""
    return [] if record is None else [record.id, *(link.target for link in links_of(record))]


def plain(value: Any, chronicle: cs.Chronicle) -> Any:
    """Return rows, records and what they hold as JSON has them."""
    if isinstance(value, RecordNames):
        return _named(value, chronicle)
    if convert := _VALUES.get(type(value)):
        return convert(value)
    if isinstance(value, (list, tuple)):
        return [plain(member, chronicle) for member in value]
    fields = _fields(value) if isinstance(value, AnswerRow) or attrs.has(type(value)) else value
    if isinstance(fields, dict):
        return {name: plain(part, chronicle) for name, part in fields.items()}
    return value


def _named(ids: RecordNames, chronicle: cs.Chronicle) -> dict[str, dict[str, str]]:
    named = ((id, name_of(chronicle.get(id))) for id in ids)
    return {id: dict(name) for id, name in named if name is not None}


_VALUES: Final[dict[type, Callable[[Any], Any]]] = {
    cs.Text: dict,
    cs.When: str,
    cs.Extra: cs.Extra.to_plain,
    dt.time: dt.time.isoformat,
}


def _fields(owner: Any) -> dict[str, Any]:
    """Return what a row, a record or a value of one has in its fields."""
    if isinstance(owner, AnswerRow):
        parts = zip(_fields_of_row(type(owner)), msgspec.structs.astuple(owner), strict=True)
        return {field.encode_name: part for field, part in parts if part or field.required}
    stated = {
        field.name: part
        for field in fields_of(type(owner))
        if field.is_stated(part := getattr(owner, field.name))
    }
    if isinstance(owner, cs.Record):
        return {"class": type(owner).__name__, **stated, "names": RecordNames(ids_in(owner))}
    return stated


@cached
def _fields_of_row(cls: type[AnswerRow]) -> tuple[msgspec.structs.FieldInfo, ...]:
    return msgspec.structs.fields(cls)
