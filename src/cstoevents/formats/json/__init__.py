"""JSON: the library's own format, which loses nothing.

A file says what it is and as of when (`About`), unless nobody said it of the
chronicle, and holds one array for each record class, in which each record takes one
line, so that a diff shows records. Records are sorted by id, fields come in
the order of their definition, and what was not said is left out; so equal
chronicles make equal bytes.
"""

from __future__ import annotations

import codecs
import functools
import itertools
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar, overload

import attrs

from cstoevents.chronicle import Chronicle, ReferenceCheck, check_references
from cstoevents.errors import (
    MOST_PROBLEMS,
    ArgumentTypeError,
    BrokenReferencesError,
    ConflictError,
    InputError,
    Problem,
)
from cstoevents.formats import refuse_others
from cstoevents.formats.files import (
    LIMIT,
    Readable,
    Writable,
    name_of,
    read_bytes,
    write_bytes,
)
from cstoevents.formats.subjects import RecordsLike, chronicle_from
from cstoevents.records import ARRAYS, Record, conversion
from cstoevents.records.collector import collector_paused
from cstoevents.records.values import About, Value

if TYPE_CHECKING:
    from cstoevents.records.structuring import Unmade

__all__ = ["from_dict", "read_json", "to_dict", "write_json"]

P = TypeVar("P", bound=Record | Value)


def read_json(
    source: Readable,
    *,
    within: Chronicle | None = None,
    references: ReferenceCheck = "strict",
    limit: int = LIMIT,
) -> Chronicle:
    """Read a chronicle from a JSON file.

    Args:
        source: a path, an open file, or the bytes themselves (UTF-8, with or
            without a byte order mark).
        within: another chronicle that references may lead into.
        references: ``"lenient"`` keeps broken references in `Chronicle.broken`
            rather than refusing them.
        limit: the most bytes that are read.

    Raises:
        InputError: the file is no such JSON, or records in it break rules; it
            names every problem, with the id of the record and the way to the field.
        OSError: the file can't be opened.

    >>> import cstoevents as cs
    >>> cs.read_json(b'{"format_version": "1", "places": '
    ...              b'[{"id": "minsk", "name": "Minsk", "kind": "city"}]}')
    <Chronicle of 1 place>
    """
    if isinstance(source, (dict, list)):
        raise ArgumentTypeError("source", source, "a file; `from_dict` reads plain data")
    check_references(within, references)
    data, file = json_bytes(source, limit), name_of(source)
    try:
        with collector_paused():
            return _chronicle(*conversion.decode(data), within, references, file)
    except (ConflictError, BrokenReferencesError):
        raise
    except conversion.REFUSALS as refusal:
        from cstoevents.formats.json.syntax import parsed  # not before a file is refused

        refuse_others(data, "json", file)
        plain = parsed(data, file)
        raise _explanation(plain, within, references, refusal, file) from None


def json_bytes(source: Readable, limit: int = LIMIT) -> bytes:
    """Return the bytes of a JSON file without a byte order mark.

    What can't become a chronicle is refused by its start, be it without an end.
    """
    data = read_bytes(source, limit, functools.partial(look_at_start, file=name_of(source)))
    return data.removeprefix(codecs.BOM_UTF8)


def look_at_start(start: bytes, file: str | None) -> None:
    """Refuse the start of a long file if no more bytes could make a chronicle of it."""
    from cstoevents.formats.json.syntax import check_start  # not before a file is a long one

    refuse_others(start, "json", file)
    check_start(start, file)


def write_json(chronicle: RecordsLike, target: Writable) -> None:
    """Write a chronicle as JSON, to a path or an open file.

    A file of that name is replaced in one step, so that nobody sees half of it.

    >>> import io
    >>> import cstoevents as cs
    >>> file = io.BytesIO()
    >>> cs.write_json(cs.Chronicle(cs.Official(id="samat-ordabaev", name="Samat Ordabaev")), file)
    >>> print(file.getvalue().decode())
    {
    "$schema": "https://cstoevents.readthedocs.io/schema/1/chronicle.schema.json",
    "format_version": "1",
    "officials": [
    {"id":"samat-ordabaev","name":"Samat Ordabaev"}
    ]
    }
    <BLANKLINE>
    """
    chronicle = chronicle_from(chronicle, "json")
    with collector_paused():
        data = dumps(chronicle)
    write_bytes(target, data)


def dumps(chronicle: Chronicle) -> bytes:
    """Return the bytes of a chronicle's JSON file."""
    lines = [
        f'"$schema": "{conversion.SCHEMA_URL}"'.encode(),
        f'"format_version": "{conversion.FORMAT_VERSION}"'.encode(),
    ]
    if chronicle.about:
        lines += [b'"about": ' + line for line in conversion.encode([chronicle.about], About)]
    for name, cls in ARRAYS.items():
        records = chronicle._index.all(cls)
        if records:
            body = b",\n".join(conversion.encode(records, cls))
            lines.append(b'"%s": [\n%s\n]' % (name.encode(), body))
    return b"{\n" + b",\n".join(lines) + b"\n}\n"


def to_dict(value: Chronicle | Record | Value) -> dict[str, Any]:
    """Return plain data: dicts, lists, text and numbers in the form that a file has.

    Args:
        value: a chronicle, or one record, or one value such as a `Source`.

    >>> import cstoevents as cs
    >>> samat = cs.Official(id="samat-ordabaev", name="Samat Ordabaev")
    >>> cs.to_dict(samat)
    {'id': 'samat-ordabaev', 'name': 'Samat Ordabaev'}
    >>> cs.to_dict(cs.Chronicle(samat))
    {'format_version': '1', 'officials': [{'id': 'samat-ordabaev', 'name': 'Samat Ordabaev'}]}
    """
    from cstoevents.records.structuring import is_known_class

    if is_known_class(type(value)):
        return conversion.to_plain(value)
    if not isinstance(value, Chronicle):
        raise ArgumentTypeError("value", value, "a Chronicle, a record or a value of one")
    plain: dict[str, Any] = {"format_version": conversion.FORMAT_VERSION}
    if value.about:
        plain["about"] = conversion.to_plain(value.about)
    for name, cls in ARRAYS.items():
        records = value._index.all(cls)
        if records:
            plain[name] = [conversion.to_plain(record) for record in records]
    return plain


@overload
def from_dict(
    data: object, *, within: Chronicle | None = None, references: ReferenceCheck = "strict"
) -> Chronicle: ...


@overload
def from_dict(data: object, cls: type[P]) -> P: ...


def from_dict(
    data: object,
    cls: type[Any] = Chronicle,
    *,
    within: Chronicle | None = None,
    references: ReferenceCheck = "strict",
) -> Any:
    """Make a chronicle, a record or a value of plain data; the reverse of `to_dict`.

    Args:
        data: what `to_dict` gives; tuples may stand for lists.
        cls: the class of a record or value, where the data is of one.
        within: another chronicle that references may lead into.
        references: ``"lenient"`` keeps broken references in `Chronicle.broken`
            rather than refusing them. Those of a single record aren't followed.

    Raises:
        InputError: records break rules; it names every problem, as `read_json` does.
        RecordError: the same, of one record or value.

    >>> import cstoevents as cs
    >>> cs.from_dict({"format_version": "1",
    ...               "officials": [{"id": "samat-ordabaev", "name": "Samat Ordabaev"}]})
    <Chronicle of 1 official>
    >>> cs.from_dict({"id": "samat-ordabaev", "name": "Samat Ordabaev"}, cs.Official)
    Official(id='samat-ordabaev', name='Samat Ordabaev')
    """
    from cstoevents.records.structuring import is_known_class, structured

    check_references(within, references)
    if is_known_class(cls):
        return structured(data, cls)
    if cls is not Chronicle:
        raise ArgumentTypeError("cls", cls, "Chronicle, or the class of a record or value")
    try:
        contents = conversion.from_plain(data)
    except conversion.REFUSALS as refusal:
        raise _explanation(data, within, references, refusal, None) from None
    return _chronicle(*contents, within, references, None)


def _chronicle(
    records: list[Record],
    about: About,
    within: Chronicle | None,
    references: ReferenceCheck,
    file: str | None,
) -> Chronicle:
    if len({record.id for record in records}) < len(records):
        repeated = _repeated(_places_of(records))
        broken = _broken(records, [], within, references)
        raise ConflictError(_in_file([*repeated, *broken], file))
    try:
        return Chronicle(records, about=about, within=within, references=references)
    except BrokenReferencesError as error:
        raise BrokenReferencesError(_in_file(error.problems, file)) from None


def _explanation(
    plain: object,
    within: Chronicle | None,
    references: ReferenceCheck,
    refusal: Exception,
    file: str | None,
) -> InputError:
    """Find everything that is wrong with an input that the fast way refused."""
    from cstoevents.records.structuring import problems_in  # not before an input is refused

    try:
        problems, good, bad = problems_in(plain)
    except RecursionError:
        problems, good, bad = (
            [Problem(found="very deep nesting", expected="a plain file")],
            [],
            [],
        )
    problems += itertools.islice(_repeated(_places_in(plain)), MOST_PROBLEMS)
    problems += _broken(good, bad, within, references)
    if not problems:
        problems = [Problem(found=str(refusal), expected="a file in the shape of a chronicle")]
    return InputError(_in_file(problems, file))


def _broken(
    records: list[Record],
    unmade: list[Unmade],
    within: Chronicle | None,
    references: ReferenceCheck,
) -> list[Problem]:
    if references == "lenient":
        return []
    from cstoevents.records.structuring import broken_references

    outer = None if within is None else within._index
    lost, broken = broken_references(records, unmade, outer)
    return [*lost, *broken]


def _repeated(places: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for id, place in places:
        other = first.setdefault(id, place)
        if other != place:
            expected = f"an id of its own; {other} has it"
            yield Problem(record=id, path=f"{place}.id", found=id, expected=expected)


def _places_of(records: Iterable[Record]) -> Iterator[tuple[str, str]]:
    """Yield the ids of the records of a file, in its order, with the place of each."""
    by_class: dict[type, list[Record]] = {cls: [] for cls in ARRAYS.values()}
    for record in records:
        by_class[type(record)].append(record)
    for name, cls in ARRAYS.items():
        for position, record in enumerate(by_class[cls]):
            yield record.id, f"{name}[{position}]"


def _places_in(plain: object) -> Iterator[tuple[str, str]]:
    """Yield the ids in plain data, with the place of each; it needn't make any records."""
    if type(plain) is not dict:
        return
    for name in ARRAYS:
        array = plain.get(name)
        for position, item in enumerate(array if isinstance(array, (list, tuple)) else ()):
            id = item.get("id") if type(item) is dict else None
            if id and type(id) is str:
                yield id, f"{name}[{position}]"


def _in_file(problems: Iterable[Problem], file: str | None) -> Iterable[Problem]:
    return problems if file is None else (attrs.evolve(found, file=file) for found in problems)
