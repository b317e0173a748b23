"""Records to plain data and back, fast: what is good is read, what isn't is refused.

From each class of records or values a *shape* is derived: a `msgspec.Struct` of
the same fields, which says what it looks like in a file. The shape decodes,
refuses unknown keys and encodes with defaults left out. Patterns are not its
business: a file says the same few languages, ids and addresses again and
again, so they are checked afterwards, a field at a time and each text once.

This way stops at the first thing wrong and says little about it. What it
refuses is explained by `structuring`, from the same rules; a property test holds
the two to the same verdict.

Shapes are built on first use, since building them costs more than importing
this module.
"""

from __future__ import annotations

import functools
import itertools
import re
import types
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Annotated, Any, Literal, NamedTuple, Optional, TypeAlias, TypeVar

import msgspec

from cstoevents.dates import _INTERNED, When
from cstoevents.errors import CstoEventsError, Problem, RecordError, WhenError
from cstoevents.records import ARRAYS, Record, rules
from cstoevents.records.extra import Extra, extra_of
from cstoevents.records.fields import BATCH_SIZE, Field, cached, fields_of
from cstoevents.records.rules import NumberRange, Rule, refused
from cstoevents.records.values import PLAIN, About, Text, in_order, text_of, way_to

T = TypeVar("T")

FORMAT_VERSION = "1"
SCHEMA_URL = "https://cstoevents.readthedocs.io/schema/1/chronicle.schema.json"

Detail: TypeAlias = Literal["shape", "patterns"]

# Whether texts can have what no record may hold, NUL or half of a surrogate pair.
Texts: TypeAlias = Literal["any", "clean", "proven"]


# What plain data or a file is refused with here. Half of a surrogate pair is a UnicodeError, and
# a `range` where an object is meant a TypeError since msgspec 0.23. What has keys or members of
# its own, such as an array, is asked for those of an object, and raises what it likes: most often
# a LookupError or a ValueError.
REFUSALS = (
    msgspec.MsgspecError,
    CstoEventsError,
    RecursionError,
    TypeError,
    ValueError,
    LookupError,
)


# The shapes


@cached
def shape_of(cls: type[Any], detail: Detail = "shape") -> type[msgspec.Struct]:
    """Derive the shape that a record or value has in a file.

    With the detail ``"patterns"`` it says what each text looks like, too, for
    a schema to be made from it.
    """
    fields: list[tuple[str, Any] | tuple[str, Any, Any]] = []
    for field in fields_of(cls):
        if field.required_in_file:
            fields.append((field.name, _shape(field, detail)))
        elif detail == "patterns" and field.value_type is Extra:  # which no schema can show
            empty: Any = msgspec.field(default_factory=dict)
            fields.append((field.name, _shape(field, detail), empty))
        else:
            fields.append((field.name, _shape(field, detail), field.default))
    return msgspec.defstruct(
        cls.__name__,
        fields,
        kw_only=True,
        frozen=True,
        forbid_unknown_fields=True,
        omit_defaults=True,
        gc=False,
    )


def _shape(field: Field, detail: Detail) -> Any:
    one: Any = shape_of(field.owned, detail) if field.owned else field.value_type
    if isinstance(field.rule, NumberRange):
        one = Annotated[one, msgspec.Meta(ge=field.rule.least, le=field.rule.greatest)]
    elif field.rule is not None and detail == "patterns":
        one = Annotated[one, msgspec.Meta(pattern=field.rule.pattern)]
    if field.many:
        return types.GenericAlias(tuple, (one, ...))
    if field.required_in_file or not field.may_be_none:
        return one
    return Optional[one]  # noqa: UP045 - dynamic


@cached
def file_shape(detail: Detail = "shape") -> type[msgspec.Struct]:
    """Derive the shape of a file: its version, what it is, an array for each record class."""
    return msgspec.defstruct(
        "File",
        [
            ("schema_", str | None, None),
            ("format_version", Literal[FORMAT_VERSION]),
            ("about", Optional[shape_of(About, detail)], None),  # noqa: UP045 - dynamic
            *((name, _list_of(shape_of(cls, detail)), _no_records) for name, cls in ARRAYS.items()),
        ],
        kw_only=True,
        forbid_unknown_fields=True,
        rename={"schema_": "$schema"},
    )


def _list_of(cls: type) -> Any:
    return types.GenericAlias(list, (cls,))


_no_records: Any = msgspec.field(default_factory=list)


def value_from_plain(kind: type, value: Any) -> Any:
    """Make a date, a text or keys of one's own of what a file has for it."""
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
    if kind is Extra:
        return extra_of(value)
    raise TypeError(f"no file holds a {kind.__name__}")


def _check_plain(words: dict[Any, Any]) -> None:
    """Refuse what derives from text, which a constructor takes and a file can't have."""
    problems = [
        Problem(found=part, expected="plain text", path=way_to(language))
        for language, text in words.items()
        for part in (language, text)
        if isinstance(part, str) and type(part) is not str
    ]
    if problems:
        raise RecordError(problems)


def _from_clean_file(kind: type, value: Any) -> Any:
    """Make a date or a text, where no text can have a NUL or half a character."""
    if type(value) is str:
        if kind is When:
            return _INTERNED[value]
        if kind is Text and value and not value.isspace():
            return text_of(rules.composed(value))
    elif kind is Text and type(value) is dict and _are_clean(value):
        # Of two languages the first is English where a file is as we write it.
        settled = len(value) == 2 and next(iter(value)) == PLAIN
        return text_of(value if settled else in_order(value))
    made = value_from_plain(kind, value)
    if kind is Text and len(_LANGUAGES_SEEN) < _MOST_LANGUAGES:
        _LANGUAGES_SEEN.update(made.languages)
    return made


def _are_clean(words: dict[str, Any]) -> bool:
    if not words or not words.keys() <= _LANGUAGES_SEEN:
        return False
    for text in words.values():
        if type(text) is not str or not text or text.isspace():
            return False
        if not text.isascii() and not _is_composed("NFC", text):
            return False
    return True


_is_composed = unicodedata.is_normalized

# Tags that have been found good; a file could hold any number of them.
_LANGUAGES_SEEN: set[str] = {PLAIN}
_MOST_LANGUAGES = 1000


def plain_value(value: Any) -> object:
    """Return what a file has for a date, a text or keys of one's own."""
    if type(value) is Text:
        return value._plain
    if type(value) is When:
        return value.text
    if type(value) is Extra:
        return msgspec.Raw(value._text.encode())
    raise TypeError(f"no file holds a {type(value).__name__}")


@functools.cache
def _decoder(texts: Texts = "any") -> msgspec.json.Decoder[Any]:
    hook = value_from_plain if texts == "any" else _from_clean_file
    return msgspec.json.Decoder(file_shape(), dec_hook=hook)


@functools.cache
def _encoder() -> msgspec.json.Encoder:
    return msgspec.json.Encoder(enc_hook=plain_value)


# From files and plain data


class Contents(NamedTuple):
    """What a file holds: its records, and what it says of itself."""

    records: list[Record]
    about: About


def decode(data: bytes) -> Contents:
    """Read the contents of a JSON file.

    Raises `msgspec.DecodeError` where the text is no JSON and
    `msgspec.ValidationError` at the first thing that breaks a rule.
    """
    # JSON that can be decoded has no halves of characters, and NUL only as this escape. So
    # that one search stands for a check of every single text.
    texts: Texts = "any" if rb"\u0000" in data else "clean"
    return _contents(_decoder(texts).decode(data), texts)


def decode_proven(data: bytes) -> Contents:
    """Read the contents of a file whose texts are known to keep every rule."""
    return _contents(_decoder("proven").decode(data), "proven")


def from_plain(data: object) -> Contents:
    """Read the contents of plain data in the shape of a file.

    Raises `msgspec.ValidationError` at the first thing that breaks a rule.
    """
    return _contents(msgspec.convert(data, file_shape(), dec_hook=value_from_plain), "any")


def from_columns(
    cls: type[T], columns: Mapping[str, Sequence[Any]], count: int, texts: Texts = "any"
) -> list[T]:
    """Read values of one class from columns: for each field, what every one of them has for it.

    Columns are plain data but for values that are owned, which are made already. Fields
    without a column have their defaults. The texts are ``"clean"`` if all were decoded
    from bytes without NUL. Raises as `from_plain` does.
    """
    # An attribute that isn't there costs more than one that is: so a row has every field.
    made: list[Iterable[Any]] = []
    for field in fields_of(cls):
        column = columns.get(field.name)
        if count and field.required_in_file and (column is None or None in column):
            raise refused(None, "a value", field.name)
        if column is None:
            made.append(itertools.repeat(field.default, count))
        else:
            made.append(_column_of(field, column, texts))
    rows = map(_row_shape(cls), *made)
    values: list[T] = []
    while some := list(itertools.islice(rows, BATCH_SIZE)):
        values += msgspec.convert(some, _list_of(cls), from_attributes=True)
    return values


@cached
def _row_shape(cls: type[Any]) -> Callable[..., msgspec.Struct]:
    """Derive what holds one row of columns, before it is a record or value."""
    return msgspec.defstruct("Row", [(field.name, Any) for field in fields_of(cls)], gc=False)


def _column_of(field: Field, column: Sequence[Any], texts: Texts) -> Sequence[Any]:
    """Check what is in a column, each text once, and make the dates and texts in it."""
    if not field.many:
        return _converted(field, column, texts)
    if field.owned:
        return column
    members = iter(_converted(field, list(itertools.chain.from_iterable(column)), texts))
    return [list(itertools.islice(members, len(row))) for row in column]


def _converted(field: Field, values: Sequence[Any], texts: Texts) -> Sequence[Any]:
    if field.value_type is When:
        whens = {text: value_from_plain(When, text) for text in set(values) - _NOTHING}
        return list(map(whens.get, values))
    if field.value_type in (Text, Extra):
        make = value_from_plain if texts == "any" else _from_clean_file
        return [None if value is None else make(field.value_type, value) for value in values]
    if field.owned:
        return _owned_in_place(values, field.owned, texts)
    return values if field.rule is None else _kept(field.rule, values, texts)


def _kept(rule: Rule | NumberRange, values: Sequence[Any], texts: Texts) -> Sequence[Any]:
    """Check what a rule is for, each value once, and return it in the form that is kept."""
    distinct = set(values) - _NOTHING
    _check_distinct(rule, distinct, texts)
    canonical = None if isinstance(rule, NumberRange) else rule.canonical
    if canonical is None or _are_in_form(canonical, distinct):
        return values
    return list(map({value: canonical(value) for value in distinct}.get, values))


_NOTHING = frozenset({None})


def _check_distinct(rule: Rule | NumberRange, distinct: set[Any], texts: Texts) -> None:
    if isinstance(rule, NumberRange):
        for number in distinct:
            rule.check(number)
    elif not _are_good(rule, distinct, texts):
        for text in distinct:
            rule.check_plain(text)


def _owned_in_place(values: Sequence[Any], cls: type[T], texts: Texts) -> list[T | None]:
    made = iter(_owned([value for value in values if value is not None], cls, texts))
    return [None if value is None else next(made) for value in values]


def _owned(objects: Sequence[object], cls: type[T], texts: Texts) -> Sequence[T]:
    hook = value_from_plain if texts == "any" else _from_clean_file
    shaped = msgspec.convert(objects, _list_of(shape_of(cls)), dec_hook=hook)
    if shaped:
        _check_texts(shaped, cls, texts)
    values: list[T] = msgspec.convert(shaped, _list_of(cls), from_attributes=True)
    return values


def one_from_plain(data: object, cls: type[T]) -> T:
    """Read one record or value of plain data; raises as `from_plain` does."""
    shaped = msgspec.convert(data, shape_of(cls), dec_hook=value_from_plain)
    _check_texts([shaped], cls, "any")
    return msgspec.convert(shaped, cls, from_attributes=True)


def _contents(file: Any, texts: Texts) -> Contents:
    about = About()
    if file.about is not None:
        if texts != "proven":
            _check_texts([file.about], About, texts)
        about = msgspec.convert(file.about, About, from_attributes=True)
    records: list[Record] = []
    for name, cls in ARRAYS.items():
        shaped = getattr(file, name)
        if shaped:
            if texts != "proven":
                _check_texts(shaped, cls, texts)
            records += msgspec.convert(shaped, _list_of(cls), from_attributes=True)
            shaped.clear()
    return Contents(records, about)


def _check_texts(shaped: Sequence[Any], cls: type, texts: Texts) -> None:
    """Check the texts of records of one class, their own values' included."""
    for start in range(0, len(shaped), BATCH_SIZE):
        found: dict[Rule, set[Any]] = {}
        _gather(shaped[start : start + BATCH_SIZE], cls, found)
        for rule, distinct in found.items():
            distinct.discard(None)
            _check_distinct(rule, distinct, texts)
            if rule.canonical is not None and not _are_in_form(rule.canonical, distinct):
                _write_canonical(shaped[start : start + BATCH_SIZE], cls, rule, rule.canonical)


def _are_in_form(canonical: Callable[[str], str], texts: set[str]) -> bool:
    """Whether texts are in the form in which they are kept."""
    if canonical is rules.composed:  # all in one go, since no letter composes with a line end
        return _is_composed("NFC", "\n".join(texts))
    return set(map(canonical, texts)) == texts


def _write_canonical(
    values: Iterable[Any], cls: type, rule: Rule, canonical: Callable[[str], str]
) -> None:
    """Write good texts of one rule in the form in which they are kept."""
    for value, field in itertools.product(values, _texts(cls)):
        held = getattr(value, field.name)
        if field.owned:
            owned = held if field.many else [held]
            _write_canonical(filter(None, owned), field.owned, rule, canonical)
        elif field.rule is rule and held is not None:
            kept = tuple(map(canonical, held)) if field.many else canonical(held)
            msgspec.structs.force_setattr(value, field.name, kept)


def _are_good(rule: Rule, distinct: set[Any], texts: Texts) -> bool:
    if texts == "any" and not _ONLY_TEXT.issuperset(map(type, distinct)):
        return False  # plain data of a program, in which something may derive from text
    if rule is rules.TEXT and texts == "clean":
        return "" not in distinct and not any(map(str.isspace, distinct))
    return _all_match(rule, distinct)


_ONLY_TEXT = frozenset({str})


def _gather(values: Sequence[Any], cls: type, found: dict[Rule, set[Any]]) -> None:
    """Collect the texts of values of one class by the rule for them."""
    fields = _texts(cls)
    rows = map(attrgetter(*(field.name for field in fields)), values)
    column: Iterable[Any]
    for field, column in zip(fields, zip(*rows, strict=True), strict=True):
        if field.many:
            column = itertools.chain.from_iterable(column)  # noqa: PLW2901 - the same, flat
        if isinstance(field.rule, Rule):
            found.setdefault(field.rule, set()).update(column)
        elif field.owned and (owned := [value for value in column if value is not None]):
            _gather(owned, field.owned, found)


def _all_match(rule: Rule, texts: Collection[str]) -> bool:
    """Whether all of these texts are good; a pattern that takes no line end does many in one go."""
    if not rule.is_pattern_alone or len(texts) < _MANY:
        return all(map(rule.matches, texts))
    lines = "\n".join(texts) + "\n"
    return lines.count("\n") == len(texts) and _lines(rule)(lines) is not None


_MANY = 32


@functools.cache
def _lines(rule: Rule) -> Callable[[str], object]:
    line = rule.pattern.removeprefix(r"\A").removesuffix(r"\Z")
    # Atomic and possessive: what a line matched is never gone back to.
    return re.compile(rf"(?>{line}\n)*+\Z").match


@cached
def _texts(cls: type[Any]) -> tuple[Field, ...]:
    """List the fields that hold texts with a rule, or values that do."""
    found = tuple(field for field in fields_of(cls) if field.owned or isinstance(field.rule, Rule))
    assert len(found) > 1, "an attrgetter of one name gives no row"
    return found


# To files and plain data


def encode(records: Sequence[T], cls: type[T]) -> list[bytes]:
    """Write records of one class, each as one JSON object, defaults left out."""
    kind = _list_of(shape_of(cls))
    write = _encoder().encode
    lines: list[bytes] = []
    for start in range(0, len(records), BATCH_SIZE):
        shaped = msgspec.convert(records[start : start + BATCH_SIZE], kind, from_attributes=True)
        lines += map(write, shaped)
    return lines


def to_plain(value: object) -> dict[str, Any]:
    """Return a record or value as plain data, in the form that a file keeps, defaults left out."""
    shaped = msgspec.convert(value, shape_of(type(value)), from_attributes=True)
    plain: dict[str, Any] = msgspec.json.decode(_encoder().encode(shaped))
    return plain
