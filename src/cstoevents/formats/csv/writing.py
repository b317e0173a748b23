"""A chronicle to files: its tables, and the descriptor that says what they hold.

Tables are made a column at a time, since that is how their fields are alike.

The descriptor follows Data Package and Table Schema, version 2
(datapackage.org), for tools that never saw these tables. Types, patterns and
bounds are those of the records' own rules. A date is a string with a pattern,
since Table Schema knows no EDTF and its `date` can't be a month.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import attrs

from cstoevents.chronicle import Chronicle
from cstoevents.dates.edtf import PATTERN
from cstoevents.formats.csv.layout import (
    OWNER,
    POSITION,
    SEPARATOR,
    CsvColumn,
    CsvField,
    CsvTable,
    Kind,
    children_of,
    record_tables,
    table_of_class,
)
from cstoevents.formats.delimited import WrittenEncoding, encode
from cstoevents.records import Meeting
from cstoevents.records.conversion import FORMAT_VERSION, to_plain
from cstoevents.records.rules import URL, NumberRange, Rule
from cstoevents.records.values import PLAIN, About

DESCRIPTOR = "datapackage.json"
PACKAGE_NAME = "chronicle"


def files_of(chronicle: Chronicle, encoding: WrittenEncoding) -> dict[str, bytes]:
    """Return the files of a chronicle's package by their names."""
    filled = list(filled_tables(chronicle))
    files = {table.table.file: encode(table.rows(), encoding=encoding) for table in filled}
    files[DESCRIPTOR] = _descriptor(filled, chronicle.about)
    return files


# Tables


@attrs.frozen(slots=True)
class FilledTable:
    """A table with its content, before it becomes text."""

    table: CsvTable
    columns: tuple[CsvColumn, ...]
    cells: tuple[Sequence[Any], ...]

    def rows(self) -> Iterator[Sequence[Any]]:
        """Yield the header and the rows below it."""
        header = [column.name for column in self.columns]
        return itertools.chain([header], zip(*self.cells, strict=True))


def filled_tables(chronicle: Chronicle) -> Iterator[FilledTable]:
    """Fill all tables of a chronicle: those of records always, the others if they have rows."""
    for table in record_tables():
        records: Sequence[Any] = (
            chronicle.events if table.cls is Meeting else chronicle._index.all(table.cls)
        )
        yield fill(table, (), records)
        for child in children_of(table):
            yield from _filled_child(child, records)


def _filled_child(table: CsvTable, records: Sequence[Any]) -> Iterator[FilledTable]:
    """Fill the table of what records own in one field, if they own anything."""
    rows = [
        (record.id, position, value)
        for record in records
        for position, value in enumerate(getattr(record, table.owned_in, ()), 1)
    ]
    if rows:
        owners, positions, values = zip(*rows, strict=True)
        yield fill(table, (owners, positions), values)


def fill(table: CsvTable, keys: tuple[Sequence[Any], ...], values: Sequence[Any]) -> FilledTable:
    """Fill a table with records or values, after the columns that tie these to their owners."""
    pairs = list(zip((field.column() for field in table.fields), keys, strict=False))
    for field in table.own_fields:
        held = values if table.is_plain else _held(values, field.path)
        if field.kind == "words":
            pairs += _in_languages(field, held)
        elif field.kind == "json":
            pairs.append((field.column(), [value or None for value in held]))
        else:
            pairs.append((field.column(), _joined(held) if field.many else held))
    columns, cells = zip(*pairs, strict=True)
    return FilledTable(table, columns, cells)


def _in_languages(
    field: CsvField, held: Sequence[Any]
) -> Iterator[tuple[CsvColumn, Sequence[Any]]]:
    for language in _languages(held):
        cells = [None if words is None else words.get(language) for words in held]
        yield field.column(language), cells


def _held(values: Sequence[Any], path: tuple[str, ...]) -> Sequence[Any]:
    """Return what values hold at a path, None where the way there ends early."""
    held = values
    for name in path:
        held = [getattr(value, name, None) for value in held]
    return held


def _joined(cells: Sequence[Iterable[Any]]) -> list[str | None]:
    return [SEPARATOR.join(map(str, cell)) if cell else None for cell in cells]


def _languages(held: Iterable[Any]) -> list[str]:
    """Return the languages that a table has words in, English always and first."""
    distinct = {language for words in held if words is not None for language in words.languages}
    return [PLAIN, *sorted(distinct - {PLAIN})]


# The descriptor

_TYPES: dict[Kind, str] = {
    "words": "string",
    "text": "string",
    "choice": "string",
    "date": "string",
    "time": "time",
    "integer": "integer",
    "number": "number",
    "json": "object",
}


def _descriptor(filled: list[FilledTable], about: About) -> bytes:
    """Describe tables: one resource each, with its schema, keys and dialect."""
    ids = {table.table.name: set(table.cells[0]) for table in filled if not table.table.parent}
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": PACKAGE_NAME,
        "format_version": FORMAT_VERSION,
        **properties_of(about),
        "resources": [_resource(table, ids) for table in filled],
    }
    return json.dumps(package, ensure_ascii=False, indent=1).encode() + b"\n"


def _resource(filled: FilledTable, ids: dict[str, set[str]]) -> dict[str, Any]:
    table = filled.table
    schema: dict[str, Any] = {
        "fields": [_described(column) for column in filled.columns],
        "missingValues": [""],
        "primaryKey": [OWNER, POSITION] if table.parent else ["id"],
    }
    keys = list(foreign_keys(filled, ids))
    if keys:
        schema["foreignKeys"] = keys
    return {
        "name": table.name,
        "path": table.file,
        "type": "table",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {
            "delimiter": ",",
            "lineTerminator": "\r\n",
            "quoteChar": '"',
            "doubleQuote": True,
            "header": True,
        },
        "schema": schema,
    }


def _described(column: CsvColumn) -> dict[str, Any]:
    field = column.field
    described: dict[str, Any] = {"name": column.name, "description": field.sentence}
    if field.many:
        described |= {"type": "list", "delimiter": SEPARATOR, "itemType": "string"}
    else:
        described["type"] = _TYPES[field.kind]
    constraints = dict(_constraints(field))
    if constraints:
        described["constraints"] = constraints
    return described


def _constraints(field: CsvField) -> Iterator[tuple[str, Any]]:
    # Words are needed in one language, whichever that is, which a schema can't say.
    if field.required and field.kind != "words":
        yield "required", True
    if field.many:
        return
    if field.vocabulary is not None:
        yield "enum", [option.value for option in field.vocabulary]
    elif field.kind == "date":
        yield "pattern", PATTERN
    elif isinstance(field.rule, NumberRange):
        yield "minimum", field.rule.least
        yield "maximum", field.rule.greatest
    elif isinstance(field.rule, Rule) and field.kind == "text":
        yield from _pattern(field.rule)


def _pattern(rule: Rule) -> Iterator[tuple[str, str]]:
    """Return a rule's pattern as Table Schema has them: over the whole cell, without escapes."""
    pattern = rule.pattern.removeprefix(r"\A").removesuffix(r"\Z").replace("(?:", "(")
    pattern = pattern.replace(r"\x00\ud800-\udfff", "").replace(r"\"", '"')
    if r"\x" not in pattern and "[^]" not in pattern:
        yield "pattern", pattern


def foreign_keys(filled: FilledTable, ids: dict[str, set[str]]) -> Iterator[dict[str, Any]]:
    """Declare the references to one table that all lead there; some may lead outside."""
    table = filled.table
    if table.parent:
        yield _foreign_key(OWNER, table.parent, table)
    for column, cells in zip(filled.columns, filled.cells, strict=True):
        targets = {table_of_class()[name] for name in column.field.refers}
        if len(targets) == 1 and not column.field.many:
            (target,) = targets
            if ids[target].issuperset(cell for cell in cells if cell is not None):
                yield _foreign_key(column.name, target, table)


def _foreign_key(column: str, target: str, table: CsvTable) -> dict[str, Any]:
    resource = "" if target == table.name else target
    return {"fields": [column], "reference": {"resource": resource, "fields": ["id"]}}


# What a chronicle says of itself. Data Package has properties for the title, the description, the
# version, the licence, the publisher and the address, which other tools show. For the day on which
# knowledge ends, the language, and words in other languages than English it has none: they are in
# a property of our own, which goes before the others where both say something.

OURS = "cstoevents:about"
"""The property of a descriptor for what Data Package has no property for."""


def properties_of(about: About) -> dict[str, Any]:
    """Return the properties of a descriptor for what a chronicle says of itself."""
    plain = to_plain(about)
    made: dict[str, Any] = {
        name: value if type(value) is str else str(getattr(about, name))
        for name, value in plain.items()
        if name in _ALIKE
    }
    if about.url is not None:
        made["homepage"] = about.url
    if about.licence is not None:
        made["licenses"] = [{"path" if URL.matches(about.licence) else "name": about.licence}]
    if about.publisher is not None:
        made["contributors"] = [{"title": about.publisher, "roles": ["publisher"]}]
    rest = {
        name: value
        for name, value in plain.items()
        if name in ("as_of", "language") or type(value) is dict
    }
    return made | ({OURS: rest} if rest else {})


_ALIKE = ("title", "description", "version")


def plain_about(package: dict[str, Any]) -> Any:
    """Return what a descriptor says of its chronicle, as a JSON file says it."""
    ours = package.get(OURS, {})
    if type(ours) is not dict:
        return ours  # which is refused for what it is
    found = {name: package.get(name) for name in _ALIKE}
    found["url"] = package.get("homepage")
    for licence in objects(package.get("licenses")):
        found.setdefault("licence", licence.get("name", licence.get("path")))
    for contributor in objects(package.get("contributors")):
        roles = contributor.get("roles")
        if type(roles) is list and "publisher" in roles:
            found.setdefault("publisher", contributor.get("title"))
    return {name: value for name, value in found.items() if value is not None} | ours


def objects(value: Any) -> list[dict[str, Any]]:
    """Return the objects of a list, or none where there is no list."""
    return [item for item in value if type(item) is dict] if type(value) is list else []
