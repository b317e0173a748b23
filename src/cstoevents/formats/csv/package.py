"""The descriptor of a data package: what the tables hold, for tools that never saw them.

Data Package and Table Schema, version 2 (datapackage.org). Types, patterns and
bounds are those of the records' own rules. A date is a string with a pattern,
since Table Schema knows no EDTF and its `date` can't be a month.
"""

from __future__ import annotations

import json
from typing import Any

from cstoevents.dates.edtf import PATTERN
from cstoevents.errors import Problem
from cstoevents.formats.csv.layout import (
    JOINT,
    OWNER,
    POSITION,
    Column,
    Field,
    Kind,
    Table,
    table_of_class,
)
from cstoevents.formats.csv.rows import Written
from cstoevents.records.conversion import FORMAT_VERSION
from cstoevents.records.rules import Bounds, Rule

__all__: list[str] = []

DESCRIPTOR = "datapackage.json"

_TYPES: dict[Kind, str] = {
    "words": "string",
    "text": "string",
    "choice": "string",
    "date": "string",
    "time": "time",
    "integer": "integer",
    "number": "number",
}


def descriptor(tables: list[Written]) -> bytes:
    """Describe tables: one resource each, with its schema, keys and dialect."""
    ids = {table.table.name: set(table.column("id")) for table in tables if not table.table.parent}
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "chronicle",
        "format_version": FORMAT_VERSION,
        "resources": [_resource(table, ids) for table in tables],
    }
    return json.dumps(package, ensure_ascii=False, indent=1).encode() + b"\n"


def _resource(written: Written, ids: dict[str, set[str]]) -> dict[str, Any]:
    table = written.table
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in written.columns],
        "missingValues": [""],
        "primaryKey": [OWNER, POSITION] if table.parent else ["id"],
    }
    keys = list(_foreign_keys(written, ids))
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


def _field(column: Column) -> dict[str, Any]:
    field = column.field
    described: dict[str, Any] = {"name": column.name, "description": field.sentence}
    if field.many:
        described |= {"type": "list", "delimiter": JOINT, "itemType": "string"}
    else:
        described["type"] = _TYPES[field.kind]
    constraints = dict(_constraints(field))
    if constraints:
        described["constraints"] = constraints
    return described


def _constraints(field: Field) -> Any:
    # Words are needed in one language, whichever that is, which a schema can't say.
    if field.needed and field.kind != "words":
        yield "required", True
    if field.many:
        return
    if field.options is not None:
        yield "enum", [option.value for option in field.options]
    elif field.kind == "date":
        yield "pattern", PATTERN
    elif isinstance(field.rule, Bounds):
        yield "minimum", field.rule.least
        yield "maximum", field.rule.greatest
    elif isinstance(field.rule, Rule) and field.kind == "text":
        yield from _pattern(field.rule)


def _pattern(rule: Rule) -> Any:
    """Give a rule's pattern as Table Schema has them: over the whole cell, without escapes."""
    pattern = rule.pattern.removeprefix(r"\A").removesuffix(r"\Z").replace("(?:", "(")
    pattern = pattern.replace(r"\x00\ud800-\udfff", "").replace(r"\"", '"')
    if r"\x" not in pattern and "[^]" not in pattern:
        yield "pattern", pattern


def _foreign_keys(written: Written, ids: dict[str, set[str]]) -> Any:
    """Declare the references to one table that all lead there; some may lead outside."""
    table = written.table
    if table.parent:
        yield _foreign_key(OWNER, table.parent, table)
    for column, cells in zip(written.columns, written.cells, strict=True):
        targets = {table_of_class()[name] for name in column.field.refers}
        if len(targets) == 1 and not column.field.many:
            (target,) = targets
            if ids[target].issuperset(cell for cell in cells if cell is not None):
                yield _foreign_key(column.name, target, table)


def _foreign_key(column: str, target: str, table: Table) -> dict[str, Any]:
    resource = "" if target == table.name else target
    return {"fields": [column], "reference": {"resource": resource, "fields": ["id"]}}


def problems_of_descriptor(data: bytes, file: str) -> list[Problem]:
    """Find what keeps the tables beside a descriptor from being read: a format of the future."""
    try:
        package = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        return [Problem(file=file, found=str(error), expected="JSON, or no such file")]
    version = package.get("format_version", FORMAT_VERSION) if type(package) is dict else None
    if version != FORMAT_VERSION:
        expected = repr(FORMAT_VERSION)
        return [Problem(file=file, path="format_version", found=version, expected=expected)]
    return []
