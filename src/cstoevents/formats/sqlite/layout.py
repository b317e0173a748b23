"""What a database has beside the tables of the CSV package: an ``about``, days, an index."""

from __future__ import annotations

import functools

from cstoevents.formats.csv.layout import Column, Field, Kind, Table, of_value, tables
from cstoevents.records.values import About

APPLICATION_ID = 0x4353544F
"""What `PRAGMA application_id` gives: the letters CSTO."""

USER_VERSION = 1
"""What `PRAGMA user_version` gives: the version of the format."""

SEARCH = "search"
"""The full-text index; the tables that FTS5 makes for it begin with its name."""

TYPES: dict[Kind, str] = {
    "words": "TEXT",
    "text": "TEXT",
    "choice": "TEXT",
    "date": "TEXT",
    "time": "TEXT",
    "integer": "INTEGER",
    "number": "REAL",
    "json": "TEXT",
}


@functools.cache
def all_tables() -> dict[str, Table]:
    """Return the tables of records and values, after that of what a chronicle says of itself."""
    about = Table("about", About, of_value(About))
    return {about.name: about, **tables()}


def has_days(field: Field) -> bool:
    """Whether columns with the first and the last day follow that of a field."""
    return field.kind == "date" and not field.many


def days_of(column: Column) -> tuple[str, str]:
    """Return the names of the columns of the first and the last day of a date."""
    return f"{column.name}_first", f"{column.name}_last"


def quoted(name: str) -> str:
    """Return a name as SQL has it."""
    return '"' + name.replace('"', '""') + '"'
