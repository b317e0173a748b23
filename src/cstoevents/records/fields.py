"""What the fields of records and values are: worked out here, and nowhere else.

`fields_of` reads a class' annotations and the metadata of its fields, and says of each
field what it holds. The index, merging, checks, conversion, the formats, the strategies and
the documents all read that one description.
"""

from __future__ import annotations

import enum
import functools
import types
import typing
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar, Union

import attrs

from cstoevents.records.rules import REFERS, RULE, Bounds, Rule

__all__ = ["Field", "cached", "fields_of"]

P = ParamSpec("P")
T = TypeVar("T")


def cached(function: Callable[P, T]) -> Callable[P, T]:
    """Cache a function of few arguments for good, and leave its type as it is."""
    return functools.cache(function)  # type: ignore[return-value]  # it calls alike


@attrs.frozen(slots=True, kw_only=True, eq=False)
class Field:
    """One field of a record or value.

    ``value_type`` is the class of one value of it: `str`, `int`, `float`,
    `datetime.time`, `When`, `Text`, a vocabulary, or the class of the values
    that the record owns (which is then also ``owned``). ``many`` says that the
    field is a tuple of them. ``refers`` names the record classes whose ids the
    field holds.

    A field is ``required`` where its constructor needs it. A file always has
    the ids, those that a constructor can make included: ``required_in_file``.
    """

    name: str
    value_type: type[Any]
    many: bool
    required: bool
    required_in_file: bool
    default: Any
    rule: Rule | Bounds | None
    refers: tuple[str, ...]
    owned: type[Any] | None
    vocabulary: type[enum.StrEnum] | None
    sentence: str


@cached
def fields_of(cls: type[Any]) -> tuple[Field, ...]:
    """Describe the fields of a record or value class, in the order of its constructor."""
    hints = typing.get_type_hints(cls)
    return tuple(_described(attribute, hints[attribute.name]) for attribute in attrs.fields(cls))


def _described(attribute: attrs.Attribute[Any], hint: Any) -> Field:
    many = typing.get_origin(hint) is tuple
    value_type = _value_type(hint)
    required = attribute.default is attrs.NOTHING
    return Field(
        name=attribute.name,
        value_type=value_type,
        many=many,
        required=required,
        required_in_file=required or attribute.name == "id",
        default=attribute.default,
        rule=attribute.metadata.get(RULE),
        refers=attribute.metadata.get(REFERS, ()),
        owned=value_type if attrs.has(value_type) else None,
        vocabulary=value_type if issubclass(value_type, enum.StrEnum) else None,
        sentence=attribute.metadata.get("sentence", ""),
    )


def _value_type(hint: Any) -> type[Any]:
    """Give the class of one value: of a tuple's members, or of what may also be None."""
    if typing.get_origin(hint) is tuple:
        return _value_type(typing.get_args(hint)[0])
    if typing.get_origin(hint) in (Union, types.UnionType):
        return _value_type(
            next(member for member in typing.get_args(hint) if member is not type(None))
        )
    return typing.cast("type[Any]", hint)
