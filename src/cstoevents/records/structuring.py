"""Records to plain data and back by cattrs: what users build on, and what explains a refusal.

The fast way (`conversion`) stops at the first thing wrong. A converter of this
module takes the same data by the same rules, looks at every field and keeps
every error: each hook raises one `RecordError` with all that is wrong with its
part, and the part that owns it puts the step to it before the ways in it.

cattrs is imported by the first call, since good files don't need it.
"""

from __future__ import annotations

import datetime as dt
import enum
import functools
import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, TypeVar, get_args

import msgspec

from cstoevents.dates import When
from cstoevents.errors import MOST_PROBLEMS, Problem, RecordError, WhenError, near
from cstoevents.records import ARRAYS, Record, rules
from cstoevents.records.constructors import HINTS, described, problems_of, unknown_name
from cstoevents.records.conversion import (
    FORMAT_VERSION,
    REFUSALS,
    one_from_plain,
    value_from_plain,
)
from cstoevents.records.extra import Extra
from cstoevents.records.fields import Field, fields_of
from cstoevents.records.index import Index, links_in
from cstoevents.records.rules import Rule, nested, refused
from cstoevents.records.values import About, Text, Value

if TYPE_CHECKING:
    import cattrs

T = TypeVar("T")

Hook: TypeAlias = Callable[[Any, Any], Any]

_OURS: frozenset[type[Any]] = frozenset({*ARRAYS.values(), *get_args(Value)})


# The converter


def converter() -> cattrs.Converter:
    """Return a new cattrs converter for records, values, dates, texts and times.

    It structures what a file may hold and nothing else: text is no number, a key
    that no field has is refused, an id is never made. It unstructures to what
    `to_dict` gives, with what was not said left out. What else it meets, classes of
    your own that hold records for instance, it treats as any cattrs converter does.
    It is yours: hooks that you register change no other.

    Raises:
        RecordError: by ``structure``, with every problem of the record or value.
            Within classes of your own cattrs wraps it in groups of its own.

    >>> import cstoevents as cs
    >>> converter = cs.converter()
    >>> official = converter.structure({"id": "samat-ordabaev", "name": "Samat Ordabaev"},
    ...                                cs.Official)
    >>> converter.unstructure(official)
    {'id': 'samat-ordabaev', 'name': 'Samat Ordabaev'}
    >>> converter.structure({"id": "Samat", "nmae": "Samat Ordabaev"}, cs.Official)
    Traceback (most recent call last):
        ...
    cstoevents.errors.RecordError: Official 'Samat': 3 problems:
      id: found 'Samat', expected an id: lower-case ASCII letters and digits, joined by hyphens
      name: found None, expected a value for this field, which is required
      nmae: found 'nmae', expected the field 'name'
    """
    import cattrs
    from cattrs.gen import make_dict_unstructure_fn, override

    def unstructure_hook(cls: Any, converter: cattrs.Converter) -> Callable[[Any], Any]:
        # An id has a default where the constructor can make one, but comes first all the same.
        kept: Any = {
            field.name: override(omit_if_default=not field.required_in_file)
            for field in fields_of(cls)
        }
        return make_dict_unstructure_fn(cls, converter, **kept)

    made = cattrs.Converter(unstruct_collection_overrides={tuple: list})
    made.register_structure_hook_factory(is_known_class)(_record_hook)
    made.register_structure_hook(enum.StrEnum, _member)
    made.register_structure_hook(When, lambda value, _: value_from_plain(When, value))
    made.register_structure_hook(Text, lambda value, _: value_from_plain(Text, value))
    made.register_structure_hook(Extra, lambda value, _: value_from_plain(Extra, value))
    made.register_structure_hook(dt.time, _time)
    made.register_unstructure_hook_factory(is_known_class)(unstructure_hook)
    made.register_unstructure_hook(enum.StrEnum, lambda member: member.value)
    made.register_unstructure_hook(When, lambda when: when.text)
    made.register_unstructure_hook(Text, Text.to_plain)
    made.register_unstructure_hook(Extra, Extra.to_plain)
    made.register_unstructure_hook(dt.time, dt.time.isoformat)
    return made


def is_known_class(kind: Any) -> bool:
    """Whether it is a class of records or values, which `structured` can make."""
    return isinstance(kind, type) and kind in _OURS


def _record_hook(cls: type[Any], converter: cattrs.Converter) -> Hook:
    """Make the hook of a class of records or values."""
    takers = {field.name: _taker(field, converter) for field in fields_of(cls)}

    def structure(value: Any, _: Any) -> Any:
        if type(value) is not dict:
            raise refused(value, "an object")
        taken: dict[str, Any] = {}

        def take(name: str, given: Any) -> None:
            taken[name] = takers[name](given)

        problems = list(problems_of(cls, value, take, in_file=True))
        if problems:
            raise RecordError(problems, described(cls, value))
        return cls(**taken)

    return structure


def _taker(field: Field, converter: cattrs.Converter) -> Callable[[Any], Any]:
    """Make the function that reads a value of a field: by its rule if it has one, or its type."""
    if field.rule is None:
        one = _of_type(field.value_type, converter)
    else:
        one = field.rule.check_plain if isinstance(field.rule, Rule) else field.rule.check
    if field.many:
        return lambda value: rules.several(_array(value), one, "values")
    if field.required_in_file or not field.may_be_none:
        return one
    return lambda value: None if value is None else one(value)


def _of_type(kind: type[Any], converter: cattrs.Converter) -> Callable[[Any], Any]:
    hook = converter.get_structure_hook(kind)

    def one(value: Any) -> Any:
        try:
            return hook(value, kind)
        except (RecordError, WhenError):
            raise
        except (ValueError, TypeError) as error:  # from a hook that a user registered
            raise refused(value, str(error)) from error

    return one


# What plain data may have where a file has an array.
_ARRAYS = (list, tuple)


def _array(value: Any) -> Any:
    if type(value) not in _ARRAYS:
        raise refused(value, "an array")
    return value


def _member(value: Any, kind: Any) -> Any:
    if not isinstance(value, str):
        raise refused(value, "text")
    return rules.chosen(value, kind)  # which keeps nothing of the text


def _time(value: object, _: Any) -> dt.time:
    try:
        time = msgspec.convert(value, dt.time)
    except (msgspec.ValidationError, UnicodeError):
        raise rules.not_a_time(value) from None
    if not rules.is_plain_time(time):
        raise rules.not_a_time(value)
    return time


# Explaining


class Unmade(NamedTuple):
    """What should have been a record: its class, its place in the file, its id, what it says."""

    cls: type[Record]
    place: str
    id: str | None
    plain: dict[str, Any]


def problems_in(data: object) -> tuple[list[Problem], list[Record], list[Unmade]]:
    """Find everything wrong with plain data in the shape of a file.

    Returns the problems, the records that are good, and the objects that make
    none, so that references to them can be told from broken ones, and theirs
    be followed. Where the problems are too many nothing but them.
    """
    if type(data) is not dict:
        return [_problem_of_whole(data)], [], []
    problems = [*_problems_of_frame(data), *_problems_of_about(data)]
    records: list[Record] = []
    unmade: list[Unmade] = []
    for name, cls in ARRAYS.items():
        array = data.get(name, [])
        if type(array) not in _ARRAYS:
            problems.append(Problem(path=name, found=_kind(array), expected="an array of records"))
            continue
        found = _problems_of_records(array, name, cls, records, unmade)
        problems += itertools.islice(found, MOST_PROBLEMS)
    if len(problems) >= MOST_PROBLEMS:
        return problems[:MOST_PROBLEMS], [], []
    return problems, records, [bad for bad in unmade if type(bad.plain) is dict]


def _problems_of_records(
    array: Sequence[Any],
    name: str,
    cls: type[Record],
    records: list[Record],
    unmade: list[Unmade],
) -> Iterator[Problem]:
    """Sort the objects of an array into records and what makes none; yield why it doesn't."""
    for position, item in enumerate(array):
        try:
            records.append(structured(item, cls))
        except RecordError as error:
            bad = Unmade(cls, f"{name}[{position}]", _id_of(item), item)
            unmade.append(bad)
            yield from (nested(found, bad.place, record=bad.id) for found in error.problems)


def broken_references(
    good: Iterable[Record], bad: Iterable[Unmade], outer: Index | None
) -> tuple[list[Problem], list[Problem]]:
    """Find the references that lead nowhere: of objects that make no record, and of records."""
    unique = {record.id: record for record in good}
    index = Index(unique.values(), outer)
    known = {unmade.id for unmade in bad if unmade.id}
    links = (
        (unmade.id, link._replace(path=f"{unmade.place}.{link.path}"))
        for unmade in bad
        for link in links_in(unmade.plain, unmade.cls)
    )
    return list(index.lost(links, known)), list(index.broken(known))


def structured(data: object, cls: type[T]) -> T:
    """Make a record or value, or raise a `RecordError` with all that is wrong with it.

    Most are good, and made the fast way.
    """
    try:
        return one_from_plain(data, cls)
    except REFUSALS:
        return _explaining().structure(data, cls)


@functools.cache
def _explaining() -> cattrs.Converter:
    return converter()


def _id_of(item: object) -> str | None:
    id = item.get("id") if type(item) is dict else None
    return id if type(id) is str else None


def _problem_of_whole(data: object) -> Problem:
    """Return why plain data is no file: of a list of objects with what may be meant by it."""
    expected = "an object with arrays of records"
    if type(data) is not list or not data or type(data[0]) is not dict or not data[0]:
        return Problem(found=_kind(data), expected=expected)
    keys = ", ".join(itertools.islice(map(repr, data[0]), HINTS))
    ours = f'{{"format_version": "{FORMAT_VERSION}", "officials": [...]}}'
    popolo = '{"persons": [...]}'
    meant = f"objects with {keys} may be {ours} or, as Popolo has them, {popolo}"
    return Problem(found=_kind(data), expected=f"{expected}; {meant}")


def _problems_of_frame(data: dict[str, Any]) -> Iterator[Problem]:
    version = data.get("format_version")
    if type(version) is not str or version != FORMAT_VERSION:
        yield Problem(path="format_version", found=version, expected=repr(FORMAT_VERSION))
    schema = data.get("$schema")
    if schema is not None and type(schema) is not str:
        yield Problem(path="$schema", found=schema, expected="text")
    known = ["$schema", "format_version", "about", *ARRAYS]
    unknown = [key for key in data if key not in known][:MOST_PROBLEMS]
    for position, key in enumerate(unknown):
        alike = near(rules.shortened(key), known) if position < HINTS else []
        yield unknown_name(key, known, alike, "key")


def _problems_of_about(data: dict[str, Any]) -> Iterator[Problem]:
    if data.get("about") is not None:
        try:
            structured(data["about"], About)
        except RecordError as error:
            yield from (nested(problem, "about") for problem in error.problems)


_KINDS = {dict: "an object", list: "an array", str: "text", bool: "true or false"}


def _kind(value: object) -> object:
    return _KINDS.get(type(value), value)
