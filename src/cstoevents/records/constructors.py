"""What the constructors of records and values do beyond attrs: refuse all that is wrong."""

from __future__ import annotations

import datetime as dt
import enum
import functools
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

import attrs

from cstoevents.dates import When
from cstoevents.errors import MOST_PROBLEMS, Problem, RecordError, WhenError, near
from cstoevents.records.fields import fields_of, with_inherited_sentences
from cstoevents.records.rules import across_fields, nested, shortened, when_problem

T = TypeVar("T")


def explained(cls: type[T]) -> type[T]:
    """Make a class' constructor report everything that it refuses, and its `repr` readable.

    Python stops at the first keyword that it doesn't know or misses, and attrs at
    the first converter that raises. So where the constructor fails, what was given
    is gone over again from the start, and all that is wrong is raised at once, a
    misspelt or missing keyword included. The `repr` leaves out what was not given,
    and is a call that makes the same value. `help` shows the fields of the parent class, too.
    """
    construct = cls.__init__

    @functools.wraps(construct)
    def __init__(self: Any, *args: Any, **given: Any) -> None:  # noqa: N807 - it is one
        for name, value in given.items():
            if isinstance(value, Iterator):
                given[name] = list(value)  # to be gone over again if something is wrong
        try:
            construct(self, *args, **given)
        except (RecordError, WhenError, TypeError) as first:
            raise _whole(first, cls, args, given) from None

    cls.__init__ = __init__  # type: ignore[method-assign]  # a wrapper of the same signature
    cls.__doc__ = with_inherited_sentences(cls)
    cls.__repr__ = _call  # type: ignore[method-assign]  # attrs' shows every default
    return cls


def _whole(
    first: Exception, cls: type[Any], args: tuple[object, ...], given: Mapping[str, Any]
) -> Exception:
    """Return the error of all that a constructor refuses, which met ``first`` first."""
    converters: dict[str, Any] = {made.name: made.converter.converter for made in attrs.fields(cls)}

    def convert(name: str, value: Any) -> None:
        converters[name](value)

    problems = [*_positional(cls, args), *problems_of(cls, given, convert)]
    if not problems and isinstance(first, RecordError):
        problems = list(first.problems)
    return RecordError(problems, described(cls, given)) if problems else first


def _call(value: Any) -> str:
    given = [
        f"{field.name}={_plainest(getattr(value, field.name))!r}"
        for field in fields_of(type(value))
        if getattr(value, field.name) != field.default
    ]
    return f"{type(value).__name__}({', '.join(given)})"


def _plainest(value: Any) -> Any:
    """Return the shortest thing that a constructor takes for the same value."""
    if isinstance(value, tuple):
        return [_plainest(member) for member in value]
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, (When, dt.time)):
        return str(value)
    return value.to_plain() if hasattr(value, "to_plain") else value


def described(cls: type, given: Mapping[str, Any]) -> str:
    """Name the record or value that was to be made, by its id where it has one."""
    identity = given.get("id")
    return f"{cls.__name__} {str(identity)!r}" if isinstance(identity, str) else cls.__name__


def _positional(cls: type[Any], args: tuple[object, ...]) -> Iterator[Problem]:
    """Return that fields are given by name, which keeps a record readable where it is made."""
    for value in args:
        yield Problem(found=value, expected=f"each field by its name: {', '.join(_names(cls))}")


def _names(cls: type[Any]) -> list[str]:
    return [field.name for field in fields_of(cls)]


def problems_of(
    cls: type[Any],
    given: Mapping[str, Any],
    take: Callable[[str, Any], object],
    *,
    in_file: bool = False,
) -> Iterator[Problem]:
    """Find everything that is wrong with what was given for the fields of a class.

    In the order of the fields what is refused or missing, then the names that no
    field has, then what the rules that span fields say of those that are good.
    ``take`` is called with a name and a value, and raises if the field can't have it.
    In a file the fields are required that a file always has.
    """
    wrong: set[str] = set()
    for field in fields_of(cls):
        if field.name in given:
            found = list(_refusal(take, field.name, given[field.name]))
        elif field.required or (in_file and field.required_in_file):
            found = [Problem(path=field.name, expected="a value for this field, which is required")]
        else:
            continue
        if found:
            wrong.add(field.name)
            yield from found
    names = _names(cls)
    unknown = [name for name in given if name not in names][:MOST_PROBLEMS]
    for position, name in enumerate(unknown):
        alike = near(shortened(name), names) if position < HINTS else []
        yield unknown_name(name, names, alike)
        wrong.update(alike)  # a field that was misspelt is not one that was left out
    yield from _disagreements(cls, given, wrong)


def _disagreements(
    cls: type[Any], given: Mapping[str, Any], wrong: Collection[str]
) -> Iterator[Problem]:
    """Find what the rules across fields say of those that are good, though others are wrong."""
    for rule in across_fields(cls):
        if not any(name in wrong for name in rule.fields):
            problem = rule.problem(*map(given.get, rule.fields))
            if problem is not None:
                yield problem


def _refusal(take: Callable[[str, Any], object], name: str, value: Any) -> Iterator[Problem]:
    try:
        take(name, value)
    except RecordError as error:
        for problem in error.problems:
            yield nested(problem, name)
    except WhenError as error:
        yield when_problem(error, name)


def unknown_name(
    name: object, known: Iterable[str], alike: Sequence[str], what: str = "field"
) -> Problem:
    """Return that nothing has a name, and which known one looks like it."""
    known = tuple(known)
    cure = "; what is your own goes into `extra`" if "extra" in known else ""
    only = f"only the {what}s {', '.join(known)}{cure}"
    expected = f"the {what} {alike[0]!r}" if alike else only
    return Problem(path=shortened(name), found=name, expected=expected)


HINTS = 50
"""How many times a near name is looked for: nobody reads on, and each costs much."""
