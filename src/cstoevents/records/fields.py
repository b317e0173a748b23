"""What the fields of records and values are: worked out here, and nowhere else.

A class says what a field holds by its annotation (``When | None``), what its text or
number looks like by a rule, whose ids it holds by the classes it refers to, and what it
means by its line in the section ``Attributes`` of the docstring. When the class is made,
`with_converters` reads these into a `Field` and gives each field the converter that
follows from it. So no field needs a converter of its own, and everything else that asks
what fields there are (the index, merging, checks, conversion, the formats, the strategies
and the documents) reads the same description by `fields_of`.
"""

from __future__ import annotations

import datetime as dt
import enum
import functools
import inspect
import re
import sys
import typing
from collections.abc import Callable, Mapping
from types import MappingProxyType, UnionType
from typing import Any, Generic, ParamSpec, TypeVar, Union

import attrs

from cstoevents.records.rules import (
    ID,
    NumberRange,
    Rule,
    chosen,
    instance,
    several,
    time_of_day,
)

P = ParamSpec("P")
T = TypeVar("T")

BATCH_SIZE = 512
"""How many records are gone through field by field at once, so that they stay in the CPU cache."""


def cached(function: Callable[P, T]) -> Callable[P, T]:
    """Cache a function of few arguments for good, and leave its type as it is."""
    return functools.cache(function)  # type: ignore[return-value]  # it calls alike


@attrs.frozen(slots=True, kw_only=True, eq=False, repr=False)
class Field:
    """One field of a record or value.

    Attributes:
        name: Its name.
        value_type: The class of one value of it: `str`, `int`, `float`, `datetime.time`,
            `When`, `Text`, a vocabulary, or the class of the values that the record owns.
        many: Whether it is a tuple of such values.
        required: Whether the constructor needs it.
        required_in_file: Whether a file needs it, too: there, no id is made of other fields.
        default: What it is where it was not given; `attrs.NOTHING` if it is required.
        rule: What its text or number looks like, if that is limited.
        refers: The names of the record classes of which it holds ids.
        owned: The class of its values, if the record owns them.
        vocabulary: The vocabulary of which it holds words.
        takes: What the constructor takes for it.
    """

    name: str
    value_type: type[Any]
    many: bool
    required: bool
    required_in_file: bool
    default: Any
    rule: Rule | NumberRange | None
    refers: tuple[str, ...]
    owned: type[Any] | None
    vocabulary: type[enum.StrEnum] | None
    takes: Any
    _docstring: str | None = attrs.field(alias="docstring")

    @property
    def sentence(self) -> str:
        """What it means, as the docstring of its class says."""
        return _sentences(self._docstring).get(self.name, "")

    @property
    def may_be_none(self) -> bool:
        """Whether None says that nothing was stated."""
        return not self.many and not self.required and self.default is None

    @property
    def is_in_order(self) -> bool:
        """Whether the order of its values means something: they are texts, as in an agenda."""
        return self.many and self.value_type.__name__ == "Text"

    @property
    def is_a_place(self) -> bool:
        """Whether it holds the id of one place, which a place within it may take the place of."""
        return self.refers == ("Place",) and not self.many

    def is_stated(self, value: Any) -> bool:
        """Whether a value of this field says anything: it is neither None nor empty."""
        return value is not None and (self.default in (None, attrs.NOTHING) or len(value) > 0)


def field_at(path: str) -> str:
    """Return the name of the field of a record in which a path begins.

    >>> from cstoevents.records.fields import field_at
    >>> field_at("entries[0].series"), field_at("title.ru")
    ('entries', 'title')
    """
    return re.split(r"[.\[]", path, maxsplit=1)[0]


@cached
def fields_of(cls: type[Any]) -> tuple[Field, ...]:
    """Describe the fields of a record or value class, in the order of its constructor."""
    return tuple(attribute.metadata[_FIELD] for attribute in attrs.fields(cls))


# How a class says what a field is

_FIELD, _RULE, _REFERS = "field", "rule", "refers"


class Takes(Generic[T]):
    """What a constructor takes for a field, where that is more than the field holds.

    ``converter=Takes[WhenLike | None]`` is what type checkers read, so that the
    constructor's signature is exact. `with_converters` puts the real converter there.
    """

    def __new__(cls, value: T) -> Any:
        """What type checkers see of a converter; nobody calls it."""
        raise NotImplementedError("the class was made without `with_converters`")


def holds(rule: Rule | NumberRange) -> dict[str, Any]:
    """Metadata of a field: what the text or number in it looks like."""
    return {_RULE: rule}


def refers_to(*classes: str) -> dict[str, Any]:
    """Metadata of a field that holds ids of records of these classes."""
    return {_RULE: ID, _REFERS: classes}


def with_converters(
    cls: type[Any], attributes: list[attrs.Attribute[Any]]
) -> list[attrs.Attribute[Any]]:
    """Describe the fields of a class that attrs is making, and give them converters."""
    hints = inspect.get_annotations(cls)
    made = []
    for attribute in attributes:
        if _FIELD not in attribute.metadata:  # those of the parent class are made
            name = attribute.name
            hint = _hint(hints[name], cls.__module__)
            field = _described(attribute, hint, cls.__doc__)
            converter = _converter(
                field.value_type,
                field.rule,
                many=field.many,
                may_be_none=field.may_be_none,
                takes=field.takes,
            )
            _set(attribute, "converter", converter)
            _set(attribute, "metadata", MappingProxyType({**attribute.metadata, _FIELD: field}))
        made.append(attribute)
    return made


# The attributes are nobody else's yet, and to copy each takes as long as all that is set here.
_set = object.__setattr__


@cached
def _hint(annotation: str, module: str) -> Any:
    """Return what an annotation says; most of them come again, and each takes time to read."""
    return eval(annotation, vars(sys.modules[module]))  # noqa: S307 - the library's own


def _described(attribute: attrs.Attribute[Any], hint: Any, docstring: str | None) -> Field:
    value_type = _value_type(hint)
    required = attribute.default is attrs.NOTHING
    taken = typing.get_args(attribute.converter)
    return Field(
        name=attribute.name,
        value_type=value_type,
        many=typing.get_origin(hint) is tuple,
        required=required,
        required_in_file=required or attribute.name == "id",
        default=attribute.default,
        rule=attribute.metadata.get(_RULE),
        refers=attribute.metadata.get(_REFERS, ()),
        owned=value_type if attrs.has(value_type) else None,
        vocabulary=value_type if issubclass(value_type, enum.StrEnum) else None,
        takes=taken[0] if taken else hint,
        docstring=docstring,
    )


def _value_type(hint: Any) -> type[Any]:
    """Return the class of one value: of a tuple's members, or of what may also be None."""
    if typing.get_origin(hint) is tuple:
        return _value_type(typing.get_args(hint)[0])
    if typing.get_origin(hint) in (Union, UnionType):
        (hint,) = (member for member in typing.get_args(hint) if member is not type(None))
    return typing.cast("type[Any]", hint)


def sentences_of(cls: type[Any]) -> Mapping[str, str]:
    """Return the sentence of each name in the section ``Attributes`` of a class' docstring."""
    return _sentences(cls.__doc__)


@cached
def _sentences(docstring: str | None) -> Mapping[str, str]:
    section = _SECTION.search(inspect.cleandoc(docstring or "") + "\n")
    if section is None:
        return {}
    return {
        name: " ".join(text.split()) for name, text in re.findall(_ENTRY, section[1], re.MULTILINE)
    }


def with_inherited_sentences(cls: type[Any]) -> str | None:
    """Return the docstring of a class with the sentences of its parent's fields before its own."""
    if cls.__doc__ is None or cls.__base__ is object:
        return cls.__doc__
    theirs = _SECTION.search(inspect.cleandoc(cls.__base__.__doc__ or "") + "\n")
    if theirs is None:
        return cls.__doc__
    return inspect.cleandoc(cls.__doc__).replace("Attributes:\n", theirs[0], 1)


_SECTION = re.compile(r"^Attributes:\n((?: {4}.*\n)+)", re.MULTILINE)
_ENTRY = r"^ {4}(\w+): (.*(?:\n {8}.*)*)"


# Converters


@cached
def _converter(
    value_type: type[Any],
    rule: Rule | NumberRange | None,
    *,
    many: bool,
    may_be_none: bool,
    takes: Any,
) -> attrs.Converter[Any, Any]:
    """Make the converter of a field, from what the constructor takes to what the field holds.

    Fields that are alike share it, since attrs reads the signature of each one anew.
    """
    one = _converter_of_one(value_type, rule)
    if many:
        what = f"{value_type.__name__} values" if attrs.has(value_type) else "values"

        def convert(value: Any) -> Any:
            return several(value, one, what)

    elif not may_be_none:

        def convert(value: Any) -> Any:
            return one(value)

    else:

        def convert(value: Any) -> Any:
            return None if value is None else one(value)

    # Which attrs shows in the constructor's signature; to find out such a one takes it longer.
    value = inspect.Parameter("value", inspect.Parameter.POSITIONAL_ONLY, annotation=takes)
    convert.__signature__ = inspect.Signature([value])  # type: ignore[attr-defined]  # functions have
    return attrs.Converter(convert)


def _converter_of_one(
    value_type: type[Any], rule: Rule | NumberRange | None
) -> Callable[[Any], Any]:
    if rule is not None:
        return rule.check
    if issubclass(value_type, enum.StrEnum):
        return lambda value: chosen(value, value_type)
    if attrs.has(value_type):
        return lambda value: instance(value, value_type)
    if value_type is dt.time:
        return time_of_day
    return value_type  # dates and texts take what they are made of
