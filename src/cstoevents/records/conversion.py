"""Records to plain data and back: a fast door and an explaining one, with one verdict.

From the record classes a *mirror* is derived: for each a `msgspec.Struct` of
the same fields, which describes the shape in a file. The mirror decodes,
refuses unknown keys and encodes with defaults left out. Patterns are not its
business: a file says the same few languages, ids and addresses again and
again, so they are checked afterwards, a field at a time and each text once.

The fast door stops at the first thing wrong and says little about it. So when
it says no, the same data goes through cattrs, which visits every field and
keeps every error. Both doors read the same rules (`rules`), and a property
test holds them to the same verdict.

Mirrors are built on first use, since building them costs more than importing
this module.
"""

from __future__ import annotations

import datetime as dt
import enum
import functools
import itertools
import re
import types
import typing
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple, TypeAlias, TypeVar, Union

import attrs
import msgspec

from cstoevents.dates import _INTERNED, When
from cstoevents.errors import Problem, RecordError, WhenError, near
from cstoevents.records import ARRAYS, Record, rules
from cstoevents.records.rules import RULE, Bounds, Rule, disagreements, refused, remembered
from cstoevents.records.values import PLAIN, Text, in_order, text_of, way_to

if TYPE_CHECKING:
    import cattrs

__all__ = [
    "FORMAT_VERSION",
    "SCHEMA_URL",
    "Unmade",
    "decode",
    "decode_proven",
    "encode",
    "file_mirror",
    "from_plain",
    "problems_in",
    "to_plain",
]

T = TypeVar("T")

FORMAT_VERSION = "1"
SCHEMA_URL = "https://cstoevents.readthedocs.io/schema/1/chronicle.schema.json"

Detail: TypeAlias = Literal["shape", "patterns"]

# Whether texts can have what no record may hold, NUL or half of a surrogate pair.
Texts: TypeAlias = Literal["any", "clean", "proven"]


# The mirror


@remembered
def mirror(cls: type[Any], detail: Detail = "shape") -> type[msgspec.Struct]:
    """Derive the shape that a record or value has in a file.

    With the detail ``"patterns"`` it says what each text looks like, too, for
    a schema to be made from it.
    """
    hints = typing.get_type_hints(cls)
    fields: list[tuple[str, Any] | tuple[str, Any, Any]] = []
    for field in attrs.fields(cls):
        shape = _shape(hints[field.name], field.metadata.get(RULE), detail)
        if field.default is attrs.NOTHING or field.name == "id":
            fields.append((field.name, shape))
        else:
            fields.append((field.name, shape, field.default))
    return msgspec.defstruct(
        cls.__name__,
        fields,
        kw_only=True,
        frozen=True,
        forbid_unknown_fields=True,
        omit_defaults=True,
        gc=False,
    )


def _shape(hint: Any, rule: Rule | Bounds | None, detail: Detail) -> Any:
    inner = typing.get_args(hint)
    origin = typing.get_origin(hint)
    if origin is tuple:
        return types.GenericAlias(tuple, (_shape(inner[0], rule, detail), ...))
    if origin in (Union, types.UnionType):
        return Union[tuple(_shape(member, rule, detail) for member in inner)]  # noqa: UP007  (dynamic)
    if isinstance(rule, Rule) and hint is str and detail == "patterns":
        return Annotated[str, msgspec.Meta(pattern=rule.pattern)]
    if isinstance(rule, Bounds) and hint in (int, float):
        return Annotated[hint, msgspec.Meta(ge=rule.least, le=rule.greatest)]
    if attrs.has(hint):
        return mirror(hint, detail)
    return hint


@remembered
def file_mirror(detail: Detail = "shape") -> type[msgspec.Struct]:
    """Derive the shape of a whole file: its version, and an array for each record class."""
    return msgspec.defstruct(
        "File",
        [
            ("schema_", str | None, None),
            ("format_version", Literal[FORMAT_VERSION]),
            *((name, _list_of(mirror(cls, detail)), _no_records) for name, cls in ARRAYS.items()),
        ],
        kw_only=True,
        forbid_unknown_fields=True,
        rename={"schema_": "$schema"},
    )


def _list_of(cls: type) -> Any:
    return types.GenericAlias(list, (cls,))


_no_records: Any = msgspec.field(default_factory=list)


def _from_file(kind: type, value: Any) -> Any:
    if kind is When:
        if type(value) is not str:
            raise WhenError(value, "a date in a file is text")
        return _INTERNED[value]
    if kind is Text:
        if type(value) is not str and type(value) is not dict:
            raise refused(value, "text, or texts by language")
        if type(value) is dict:
            _check_plain(value)
        return Text(value)
    raise TypeError(f"no file holds a {kind.__name__}")


def _check_plain(words: dict[Any, Any]) -> None:
    """Refuse what derives from text, which a constructor takes and a file can't have."""
    problems = [
        Problem(found=each, expected="plain text", path=way_to(language))
        for language, text in words.items()
        for each in (language, text)
        if isinstance(each, str) and type(each) is not str
    ]
    if problems:
        raise RecordError(problems)


def _from_clean_file(kind: type, value: Any) -> Any:
    """Do the same for a file in which no text can have a NUL or half a character."""
    if type(value) is str:
        if kind is When:
            return _INTERNED[value]
        if kind is Text and value and not value.isspace():
            return text_of(value)
    elif kind is Text and type(value) is dict and value and value.keys() <= _LANGUAGES_SEEN:
        for text in value.values():
            if type(text) is not str or not text or text.isspace():
                break
        else:
            # Of two languages the first is English where a file is as we write it.
            settled = len(value) == 2 and next(iter(value)) == PLAIN
            return text_of(value if settled else in_order(value))
    made = _from_file(kind, value)
    if kind is Text and len(_LANGUAGES_SEEN) < _MOST_LANGUAGES:
        _LANGUAGES_SEEN.update(made)
    return made


# Tags that have been found good; a file could hold any number of them.
_LANGUAGES_SEEN: set[str] = {PLAIN}
_MOST_LANGUAGES = 1000


def _to_file(value: Any) -> object:
    if type(value) is Text:
        return value._plain
    if type(value) is When:
        return value.text
    raise TypeError(f"no file holds a {type(value).__name__}")


@functools.cache
def _decoder(texts: Texts = "any") -> msgspec.json.Decoder[Any]:
    hook = _from_file if texts == "any" else _from_clean_file
    return msgspec.json.Decoder(file_mirror(), dec_hook=hook)


@functools.cache
def _encoder() -> msgspec.json.Encoder:
    return msgspec.json.Encoder(enc_hook=_to_file)


# The fast door


def decode(data: bytes) -> list[Record]:
    """Read the records of a JSON file.

    Raises `msgspec.DecodeError` where the text is no JSON and
    `msgspec.ValidationError` at the first thing that breaks a rule.
    """
    # JSON that can be decoded has no halves of characters, and NUL only as this escape. So
    # that one search stands for a check of every single text.
    texts: Texts = "any" if rb"\u0000" in data else "clean"
    return _records(_decoder(texts).decode(data), texts)


def decode_proven(data: bytes) -> list[Record]:
    """Read the records of a file whose texts are known to keep every rule."""
    return _records(_decoder("proven").decode(data), "proven")


def from_plain(data: object) -> list[Record]:
    """Read the records of plain data in the shape of a file.

    Raises `msgspec.ValidationError` at the first thing that breaks a rule.
    """
    return _records(msgspec.convert(data, file_mirror(), dec_hook=_from_file), "any")


def _records(file: Any, texts: Texts) -> list[Record]:
    records: list[Record] = []
    for name, cls in ARRAYS.items():
        shaped = getattr(file, name)
        if shaped:
            if texts != "proven":
                _check_texts(shaped, cls, texts)
            records += msgspec.convert(shaped, _list_of(cls), from_attributes=True)
            shaped.clear()
    return records


def _check_texts(shaped: Sequence[Any], cls: type, texts: Texts) -> None:
    """Check the texts of records of one class, their own values' included."""
    for start in range(0, len(shaped), _AT_ONCE):
        found: dict[Rule, set[Any]] = {}
        _gather(shaped[start : start + _AT_ONCE], cls, found)
        for rule, distinct in found.items():
            distinct.discard(None)
            if rule is rules.TEXT and texts == "clean":
                good = "" not in distinct and not any(map(str.isspace, distinct))
            elif texts == "clean":
                good = _all_match(rule, distinct)
            else:  # plain data of a program, in which something may derive from text
                good = _ONLY_TEXT.issuperset(map(type, distinct)) and _all_match(rule, distinct)
            if not good:
                for text in distinct:
                    rule.check_plain(text)


_ONLY_TEXT = frozenset({str})

# So few that they are still in the processor's cache when their next field is read.
_AT_ONCE = 512


def _gather(values: Sequence[Any], cls: type, found: dict[Rule, set[Any]]) -> None:
    """Gather the texts of values of one class by the rule for them."""
    fields = _texts(cls)
    rows = map(attrgetter(*(field.name for field in fields)), values)
    column: Iterable[Any]
    for field, column in zip(fields, zip(*rows, strict=True), strict=True):
        if field.many:
            column = itertools.chain.from_iterable(column)  # noqa: PLW2901  (the same, flat)
        if field.rule is not None:
            found.setdefault(field.rule, set()).update(column)
        elif owned := [value for value in column if value is not None]:
            _gather(owned, field.owned, found)


def _all_match(rule: Rule, texts: Collection[str]) -> bool:
    """Whether all of these texts are good; a pattern that takes no line end does many in one go."""
    if rule is rules.TEXT or len(texts) < _MANY:
        return all(map(rule.matches, texts))
    lines = "\n".join(texts) + "\n"
    return lines.count("\n") == len(texts) and _lines(rule)(lines) is not None


_MANY = 32


@functools.cache
def _lines(rule: Rule) -> Callable[[str], object]:
    line = rule.pattern.removeprefix(r"\A").removesuffix(r"\Z")
    # Atomic and possessive: what a line matched is never gone back to.
    return re.compile(rf"(?>{line}\n)*+\Z").match


class _Texts(NamedTuple):
    """A field that holds texts with a rule, or values of a class that has such fields."""

    name: str
    many: bool
    rule: Rule | None
    owned: Any


@remembered
def _texts(cls: type[Any]) -> tuple[_Texts, ...]:
    """List the fields that hold texts with a rule, or values that do."""
    hints = typing.get_type_hints(cls)
    found: list[_Texts] = []
    for field in attrs.fields(cls):
        hint = hints[field.name]
        many = typing.get_origin(hint) is tuple
        rule = field.metadata.get(RULE)
        owned = [kind for kind in (hint, *typing.get_args(hint)) if attrs.has(kind)]
        if owned:
            found.append(_Texts(field.name, many, None, owned[0]))
        elif isinstance(rule, Rule):
            found.append(_Texts(field.name, many, rule, None))
    assert len(found) > 1, "an attrgetter of one name gives no row"
    return tuple(found)


def encode(records: Sequence[T], cls: type[T]) -> list[bytes]:
    """Write records of one class, each as one JSON object, defaults left out."""
    kind = _list_of(mirror(cls))
    write = _encoder().encode
    lines: list[bytes] = []
    for start in range(0, len(records), _AT_ONCE):
        shaped = msgspec.convert(records[start : start + _AT_ONCE], kind, from_attributes=True)
        lines += map(write, shaped)
    return lines


def to_plain(value: object) -> dict[str, Any]:
    """Give a record or value as plain data, in the form that a file keeps, defaults left out."""
    shaped = msgspec.convert(value, mirror(type(value)), from_attributes=True)
    plain: dict[str, Any] = msgspec.json.decode(_encoder().encode(shaped))
    return plain


# The explaining door


class Unmade(NamedTuple):
    """What should have been a record: its class, its place in the file, its id, what it says."""

    cls: type[Record]
    place: str
    id: str | None
    plain: dict[str, Any]


def problems_in(data: object) -> tuple[list[Problem], list[Record], list[Unmade]]:
    """Find everything wrong with plain data in the shape of a file.

    Gives the problems, the records that are good, and the objects that make
    none, so that references to them can be told from broken ones, and theirs
    be followed.
    """
    if type(data) is not dict:
        return [Problem(found=_kind(data), expected="an object with arrays of records")], [], []
    problems = list(_problems_of_frame(data))
    records: list[Record] = []
    unmade: list[Unmade] = []
    for name, cls in ARRAYS.items():
        array = data.get(name, [])
        if type(array) not in _ARRAYS:
            problems.append(Problem(path=name, found=_kind(array), expected="an array of records"))
            continue
        for position, item in enumerate(array):
            try:
                records.append(_explainer().structure(item, cls))
            except Exception as error:  # noqa: BLE001  (whatever a hook raised is the finding)
                place = f"{name}[{position}]"
                identity = item.get("id") if type(item) is dict else None
                identity = identity if type(identity) is str else None
                problems += (
                    attrs.evolve(problem, record=identity) for problem in _flattened(error, place)
                )
                if type(item) is dict:
                    unmade.append(Unmade(cls, place, identity, item))
    return problems, records, unmade


def _problems_of_frame(data: dict[str, Any]) -> Iterator[Problem]:
    version = data.get("format_version")
    if version != FORMAT_VERSION or type(version) is not str:
        yield Problem(path="format_version", found=version, expected=repr(FORMAT_VERSION))
    schema = data.get("$schema")
    if schema is not None and type(schema) is not str:
        yield Problem(path="$schema", found=schema, expected="text")
    known = ["$schema", "format_version", *ARRAYS]
    for key in data:
        if key not in known:
            yield Problem(path=str(key), found=key, expected=_known_keys(key, known))


def _known_keys(key: object, known: Iterable[str]) -> str:
    alike = near(str(key), known)
    return f"the key {alike[0]!r}" if alike else f"only the keys {', '.join(known)}"


# What plain data may have where a file has an array.
_ARRAYS = (list, tuple)

_KINDS = {dict: "an object", list: "an array", str: "text", bool: "true or false"}


def _kind(value: object) -> object:
    return _KINDS.get(type(value), value)


@functools.cache
def _explainer() -> cattrs.Converter:
    import cattrs
    from cattrs.errors import (
        AttributeValidationNote,
        BaseValidationError,
        ForbiddenExtraKeysError,
    )
    from cattrs.gen import make_dict_structure_fn, override

    converter = cattrs.Converter(detailed_validation=True, forbid_extra_keys=True)

    def record_hook(cls: Any, converter: cattrs.Converter) -> Callable[[Any, Any], Any]:
        hints = typing.get_type_hints(cls)
        ruled: Any = {
            field.name: override(struct_hook=_ruled(hints[field.name], field.metadata[RULE]))
            for field in attrs.fields(cls)
            if RULE in field.metadata
        }
        if "id" in ruled:
            ruled["id"] = override(struct_hook=_id)
        structure = make_dict_structure_fn(cls, converter, _cattrs_forbid_extra_keys=True, **ruled)
        needs_id = "id" in hints

        def from_object(value: Any, kind: Any) -> Any:
            if type(value) is not dict:
                raise refused(value, "an object")
            if needs_id and "id" not in value:
                # A constructor may make an id; in a file each record has its own.
                value = {**value, "id": attrs.NOTHING}
            try:
                return structure(value, kind)
            except BaseValidationError as error:
                wrong: set[str] = set()
                for inner in error.exceptions:
                    notes = getattr(inner, "__notes__", ())
                    names = {note.name for note in notes if type(note) is AttributeValidationNote}
                    if not names and isinstance(inner, RecordError):
                        raise  # the constructor was reached, and has told all
                    wrong |= names
                    if isinstance(inner, ForbiddenExtraKeysError):
                        # A field that was misspelt is not one that was left out.
                        known = [field.name for field in attrs.fields(cls)]
                        for key in inner.extra_fields:
                            wrong.update(near(str(key), known))
                joint = list(disagreements(cls, value, wrong))
                if not joint:
                    raise
                raise error.derive([*error.exceptions, RecordError(joint)]) from None

        return from_object

    def is_array(kind: Any) -> bool:
        return typing.get_origin(kind) is tuple

    def array_hook(kind: Any, converter: cattrs.Converter) -> Callable[[Any, Any], Any]:
        structure: Any = converter.get_structure_hook(_list_of(typing.get_args(kind)[0]))

        def from_array(value: Any, _: Any) -> Any:
            if type(value) not in _ARRAYS:
                raise refused(value, "an array")
            return tuple(structure(value, kind))

        return from_array

    def enum_hook(value: Any, kind: Any) -> Any:
        if not isinstance(value, str):
            raise refused(value, "text")
        return rules.chosen(value, kind)  # which keeps nothing of the text

    converter.register_structure_hook_factory(attrs.has)(record_hook)
    converter.register_structure_hook_factory(is_array)(array_hook)
    converter.register_structure_hook(enum.StrEnum, enum_hook)
    converter.register_structure_hook(When, lambda value, _: _from_file(When, value))
    converter.register_structure_hook(Text, lambda value, _: _from_file(Text, value))
    converter.register_structure_hook(dt.time, lambda value, _: _time(value))
    return converter


def _ruled(hint: Any, rule: Rule | Bounds) -> Callable[[Any, Any], Any]:
    """Make the hook of a field that has a rule: one value, an optional one, or an array."""
    check: Callable[[Any], Any] = rule.check_plain if isinstance(rule, Rule) else rule.check
    if rule is rules.TIME_ZONE:
        check = _time_zone
    if typing.get_origin(hint) is tuple:

        def array(value: Any, _: Any) -> Any:
            if type(value) not in _ARRAYS:
                raise refused(value, "an array")
            return rules.several(value, check, "texts")

        return array
    if type(None) in typing.get_args(hint):
        return lambda value, _: None if value is None else check(value)
    return lambda value, _: check(value)


def _id(value: object, _: Any) -> str:
    if value is attrs.NOTHING:
        raise KeyError("id")
    return rules.ID.check_plain(value)


def _time_zone(value: object) -> str:
    return rules.as_time_zone(rules.TIME_ZONE.check_plain(value))


def _time(value: object) -> dt.time:
    try:
        time = msgspec.convert(value, dt.time)
    except msgspec.ValidationError:
        raise refused(value, "a time of day such as '14:30:00'") from None
    if not rules.is_plain_time(time):
        raise refused(value, rules.TIME_EXPECTED)
    return time


def _flattened(error: BaseException, path: str) -> Iterator[Problem]:
    """Turn cattrs' tree of errors into problems, each with the way to its field."""
    from cattrs.errors import (
        AttributeValidationNote,
        ClassValidationError,
        ForbiddenExtraKeysError,
        IterableValidationError,
        IterableValidationNote,
    )

    if isinstance(error, (ClassValidationError, IterableValidationError)):
        for inner in error.exceptions:
            here = path
            for note in getattr(inner, "__notes__", ()):
                if isinstance(note, AttributeValidationNote):
                    here = f"{path}.{note.name}"
                elif isinstance(note, IterableValidationNote):
                    here = f"{path}[{note.index}]"
            yield from _flattened(inner, here)
    elif isinstance(error, ForbiddenExtraKeysError):
        known = [field.name for field in attrs.fields(error.cl)]
        for key in sorted(error.extra_fields):
            yield Problem(path=f"{path}.{key}", found=key, expected=_known_keys(key, known))
    elif isinstance(error, RecordError):
        for problem in error.problems:
            inner_path = problem.path or ""
            joint = "." if inner_path and inner_path[0] not in ".[" else ""
            yield attrs.evolve(problem, path=f"{path}{joint}{inner_path}")
    elif isinstance(error, WhenError):
        yield rules.when_problem(error, path)
    elif isinstance(error, KeyError):
        yield Problem(path=path, expected="a value for this field, which is required")
    else:
        yield Problem(path=path, found=str(error), expected="data in the shape of a record")
