"""What a program or an office keeps with a record beyond its fields: keys of its own.

The values are those of JSON, and the numbers those that every reader of JSON takes alike
(RFC 7493, I-JSON), so that each format that carries them gives them back as they were.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias, final

from cstoevents._views import Immutable
from cstoevents.errors import Problem, RecordError
from cstoevents.records import rules
from cstoevents.records.rules import nested, refused

JSONValue: TypeAlias = "bool | int | float | str | tuple[JSONValue, ...] | Extra | None"

_LARGEST = 2**53 - 1
_DEEPEST = 32
_EXPECTED = "a mapping of keys of your own to JSON values"


@final
class Extra(Immutable, Mapping[str, Any]):
    """Keys of one's own with JSON values: file numbers, rooms, contacts; immutable.

    Takes a mapping. A key is text of at most 80 characters without blanks at its ends;
    a value is None, true or false, a number, text, or a list or mapping of these. Lists
    become tuples and mappings `Extra`, in the order of their keys; texts and keys are kept in
    their composed form (NFC). Whole numbers lie between
    -(2**53 - 1) and 2**53 - 1, other numbers are finite, and texts have no NUL.

    Two are equal where their JSON is, so that ``1``, ``1.0`` and ``True`` all differ.
    `str()` gives that JSON.

    Raises:
        RecordError: a key or a value can't be kept, with the way to each.

    >>> import cstoevents as cs
    >>> extra = cs.Extra({"file_number": "01-15/204", "rooms": ["A", 12]})
    >>> extra["rooms"], extra.get("contact")
    (('A', 12), None)
    >>> print(extra)
    {"file_number":"01-15/204","rooms":["A",12]}
    >>> cs.Extra({"seen": {1, 2}})
    Traceback (most recent call last):
        ...
    cstoevents.errors.RecordError: seen: found {1, 2}, expected a JSON value: None, true or \
false, a number, text, or a list or mapping of these
    """

    __slots__ = ("__weakref__", "_text", "_values")
    _text: str
    _values: dict[str, JSONValue]

    # Not `__init__`, which could be called a second time to change it.
    def __new__(cls, values: ExtraLike = {}) -> Extra:  # noqa: B006 - it is only read
        """Make it of a mapping."""
        if isinstance(values, Extra):
            return values
        if not isinstance(values, Mapping):
            raise refused(values, _EXPECTED)
        return _of_mapping(values, 1)

    def to_plain(self) -> dict[str, Any]:
        """Return the form that files keep: a `dict` of plain values.

        >>> import cstoevents as cs
        >>> cs.Extra({"rooms": ["A"]}).to_plain()
        {'rooms': ['A']}
        """
        import json  # few records have keys of their own

        plain: dict[str, Any] = json.loads(self._text)
        return plain

    def __getitem__(self, key: str) -> Any:
        return self._values[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Extra):
            return self._text == other._text
        if isinstance(other, Mapping):
            try:
                return self == Extra(other)
            except RecordError:
                return False
        return NotImplemented

    def __hash__(self) -> int:
        return hash(self._text)

    def __str__(self) -> str:
        return self._text

    def __repr__(self) -> str:
        return f"Extra({self.to_plain()!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        return Extra, (self.to_plain(),)

    # For pydantic, which asks for these when an `Extra` is the type of a field.

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(
            cls, serialization=core_schema.plain_serializer_function_ser_schema(cls.to_plain)
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:
        return {"title": "Extra", "type": "object"}


ExtraLike: TypeAlias = Mapping[str, Any]
"""What is taken for an :class:`~cstoevents.Extra`: keys of one's own to JSON values."""

_SET_TEXT = Extra.__dict__["_text"].__set__
_SET_VALUES = Extra.__dict__["_values"].__set__


def _of_mapping(given: Mapping[Any, Any], depth: int) -> Extra:
    problems: list[Problem] = []
    kept: dict[str, JSONValue] = {}
    for key, value in given.items():
        try:
            name = rules.KEY.check(key)
            if name in kept:
                raise refused(key, "a key that looks like no other")
            kept[name] = _value(value, depth)
        except RecordError as error:
            step = rules.shortened(key)
            problems += [nested(problem, step) for problem in error.problems]
    if problems:
        raise RecordError(problems)
    # An empty one is always the same, by which a writer knows that it is left out.
    return _extra_of({key: kept[key] for key in sorted(kept)}) if kept else NOTHING_EXTRA


def _extra_of(values: dict[str, JSONValue]) -> Extra:
    made = object.__new__(Extra)
    _SET_VALUES(made, values)
    _SET_TEXT(made, _json(values) if values else "{}")
    return made


def _json(values: dict[str, JSONValue]) -> str:
    import json  # as above

    return json.dumps(values, ensure_ascii=False, separators=(",", ":"), default=Extra.to_plain)


def _value(value: Any, depth: int) -> JSONValue:
    """Return one value, immutable, or raise `RecordError`."""
    if value is None or type(value) is bool:
        return value
    if isinstance(value, str):
        return _text(str.__str__(value))
    if type(value) in _NUMBERS:
        return _number(value)
    if isinstance(value, (list, tuple, Mapping)):
        if depth == _DEEPEST:
            raise refused(type(value).__name__, f"at most {_DEEPEST} levels of lists and mappings")
        if isinstance(value, Mapping):
            return _of_mapping(value, depth + 1)
        return rules.several(value, lambda member: _value(member, depth + 1), "values")
    raise refused(value, _JSON_EXPECTED)


_NUMBERS: frozenset[type] = frozenset({int, float})
_JSON_EXPECTED = "a JSON value: None, true or false, a number, text, or a list or mapping of these"


def _text(text: str) -> str:
    if not text or text.isspace():
        return text  # which a field could leave out, but a value that is not ours may be
    return rules.TEXT.check(text)


def _number(number: float) -> float:
    if type(number) is int and abs(number) > _LARGEST:
        raise refused(number, f"a whole number up to {_LARGEST}, or a larger one as text")
    if not math.isfinite(number):
        raise refused(number, "a finite number")
    return number


def value_of_json(text: str) -> Any:
    """Return what a JSON text says, or raise `ValueError`: also where a key is given twice.

    Of two values of one key all readers keep the last and say nothing.
    """
    import json  # as above

    return json.loads(text, object_pairs_hook=_with_each_key_once)


def _with_each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) < len(pairs):
        raise ValueError
    return values


def extra_of(plain: object) -> Extra:
    """Make it of what a file has for it."""
    if type(plain) is not dict:
        raise refused(plain, "an object that gives each key once")
    return Extra(plain)


NOTHING_EXTRA = _extra_of({})
