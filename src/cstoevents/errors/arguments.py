"""The checks of arguments that functions share: one word of several, a whole number, a list.

Each gives the argument back in the form that the function works with, or raises an
:class:`~cstoevents.ArgumentError` that names it.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from cstoevents.errors import ArgumentError, ArgumentTypeError

T = TypeVar("T")
E = TypeVar("E", bound=enum.StrEnum)


def member_of(options: type[E], value: E | str, argument: str, but: Iterable[E] = ()) -> E:
    """Return the member of an enumeration that is given as itself or as its text.

    Those that the function can do nothing with are named by ``but``, and refused.
    """
    if type(value) is options and value not in but:  # as it most often is within the library
        return value
    allowed = [option for option in options if option not in but]
    for option in allowed:
        if is_same(option, value):
            return option
    expected = f"one of {', '.join(option.value for option in allowed)}"
    raise refusal(argument, value, expected)


def one_of(allowed: Iterable[T], value: object, argument: str) -> T:
    """Return the value if it is among those allowed: texts, and perhaps None."""
    listed = tuple(allowed)
    for option in listed:
        if is_same(option, value):
            return option
    expected = " or ".join(map(repr, listed))
    if len(listed) > 2:
        expected = f"{', '.join(map(repr, listed[:-1]))} or {listed[-1]!r}"
    raise refusal(argument, value, expected)


def is_same(option: object, value: object) -> bool:
    """Whether a value is one that is allowed: the same text, or the same thing.

    It is never asked itself: an array compares with each of its members.
    """
    if isinstance(option, str) and isinstance(value, str):
        return str.__eq__(option, value)
    return option is value


def of_type(kind: type[T] | tuple[type[T], ...], value: object, argument: str, expected: str) -> T:
    """Return the value if it is of a type; ``expected`` says in words what that is."""
    if not isinstance(value, kind):
        raise ArgumentTypeError(argument, value, expected)
    return value


def text_or_none(value: object, argument: str) -> str | None:
    """Return a text of whole characters, or None if that is given."""
    if value is None:
        return None
    text = of_type(str, value, argument, "a text")
    if not text.isascii() and text != text.encode(errors="replace").decode():
        raise ArgumentError(argument, text, "a text of whole characters")
    return text


def whole_number(value: int, argument: str, least: int = 1) -> int:
    """Return a whole number that is not too small."""
    if type(value) is not int or value < least:
        raise refusal(argument, value, f"a whole number from {least}", int)
    return value


def all_of(
    values: Iterable[Any], member: Callable[[Any, str], T], argument: str, what: str
) -> tuple[T, ...]:
    """Return what `member` makes of each of several values, which are no single text."""
    if isinstance(values, (str, bytes, Mapping)) or not isinstance(values, Iterable):
        expected = f"a list or another collection of {what}, not one value"
        raise ArgumentTypeError(argument, values, expected)
    return tuple(member(value, f"{argument}[{at}]") for at, value in enumerate(values))


def refusal(argument: str, value: object, expected: str, right: type = str) -> ArgumentError:
    """Return the error for a value: that of a wrong type, unless it is of the right one."""
    is_right = isinstance(value, right) and not isinstance(value, bool)
    error = ArgumentError if is_right else ArgumentTypeError
    return error(argument, value, expected)
