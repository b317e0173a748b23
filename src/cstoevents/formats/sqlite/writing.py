"""A chronicle to the bytes of a database."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from cstoevents.chronicle import Chronicle
from cstoevents.dates import When
from cstoevents.errors import ArgumentError
from cstoevents.formats.csv.layout import OWNER, POSITION, CsvTable, record_tables, tables
from cstoevents.formats.csv.writing import FilledTable, fill, filled_tables, foreign_keys
from cstoevents.formats.sqlite.layout import (
    APPLICATION_ID,
    SEARCH,
    TYPES,
    USER_VERSION,
    all_tables,
    all_views,
    days_of,
    has_days,
    quoted,
)
from cstoevents.records import ARRAYS, Record, rules
from cstoevents.records.fields import fields_of
from cstoevents.records.values import Text


def database_of(chronicle: Chronicle) -> bytes:
    """Return the bytes of a database with a chronicle in it."""
    base = sqlite3.connect(":memory:", isolation_level=None)
    try:
        base.execute("PRAGMA page_size = 4096")
        base.execute("PRAGMA encoding = 'UTF-8'")
        base.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        base.execute(f"PRAGMA user_version = {USER_VERSION}")
        base.execute("BEGIN")
        for statement, rows in _statements(chronicle):
            base.executemany(statement, rows) if rows is not None else base.execute(statement)
        base.execute("COMMIT")
        return bytes(base.serialize())
    except (sqlite3.DataError, sqlite3.OperationalError) as error:
        # Too many columns, too large a text, or an SQLite without FTS5.
        raise ArgumentError("chronicle", str(error), "what SQLite can keep") from error
    finally:
        base.close()


def _statements(chronicle: Chronicle) -> Iterator[tuple[str, Any]]:
    """Yield what makes the database: statements, those that insert with their rows."""
    full = {table.table.name: table for table in filled_tables(chronicle)}
    ids = {table.name: set(full[table.name].cells[0]) for table in record_tables()}
    about = [chronicle.about] if chronicle.about else []
    everything = [fill(all_tables()["about"], (), about)]
    everything += [full.get(name) or _empty(table) for name, table in tables().items()]
    for table in everything:
        yield _create(table, ids), None
        columns = list(_columns(table))
        if table.cells[0]:
            marks = ", ".join("?" * len(columns))
            yield (
                f"INSERT INTO {quoted(table.table.name)} VALUES ({marks})",
                zip(*(cells for _, cells in columns), strict=True),
            )
    for table in everything:
        yield from ((statement, None) for statement in _indexes(table))
    columns_of = {
        table.table.name: [column.name for column in table.columns] for table in everything
    }
    for name, query in all_views(columns_of).items():
        yield f"CREATE VIEW {quoted(name)} AS\n{query}", None
    yield _SEARCH, None
    rows = [_words_of(record) for record in chronicle]
    yield f"INSERT INTO {SEARCH} VALUES (?, ?, ?, ?)", rows


def _empty(table: CsvTable) -> FilledTable:
    columns = tuple(field.column() for field in table.fields)
    return FilledTable(table, columns, ((),) * len(columns))


def _create(full: FilledTable, ids: dict[str, set[str]]) -> str:
    table = full.table
    lines: list[str] = []
    for column in full.columns:
        field = column.field
        needed = field.required and field.kind != "words"  # of which one language will do
        key = " PRIMARY KEY" if column.name == "id" and not table.parent else ""
        null = " NOT NULL" if needed else ""
        lines.append(f"{quoted(column.name)} {TYPES[field.kind]}{null}{key}")
        if has_days(field):
            lines += [f"{quoted(name)} TEXT" for name in days_of(column)]
    if table.parent:
        lines.append(f"PRIMARY KEY ({quoted(OWNER)}, {quoted(POSITION)})")
    for link in foreign_keys(full, ids):
        (name,) = link["fields"]
        target = link["reference"]["resource"] or table.name
        lines.append(f"FOREIGN KEY ({quoted(name)}) REFERENCES {quoted(target)} ({quoted('id')})")
    return f"CREATE TABLE {quoted(table.name)} (\n  " + ",\n  ".join(lines) + "\n)"


def _indexes(full: FilledTable) -> Iterator[str]:
    """Yield what makes references fast to follow."""
    for column in full.columns:
        if column.field.refers and not column.field.many:
            name, table = f"{full.table.name}_{column.name}", full.table.name
            yield f"CREATE INDEX {quoted(name)} ON {quoted(table)} ({quoted(column.name)})"


def _columns(full: FilledTable) -> Iterator[tuple[str, Sequence[Any]]]:
    """Yield the columns of a table as SQLite keeps them, with those of first and last days."""
    for column, cells in zip(full.columns, full.cells, strict=True):
        if TYPES[column.field.kind] == "TEXT":
            yield column.name, [None if cell is None else str(cell) for cell in cells]
        else:
            yield column.name, cells
        if has_days(column.field):
            for name, day in zip(days_of(column), ("earliest", "latest"), strict=True):
                yield name, [_day(when, day) for when in cells]


def _day(when: When | None, which: str) -> str | None:
    day = None if when is None else getattr(when, which)
    return None if day is None else day.isoformat()


# The index of words

_SEARCH = f"""CREATE VIRTUAL TABLE {SEARCH} USING fts5(
  id UNINDEXED, record UNINDEXED, name, text, tokenize = 'unicode61 remove_diacritics 2'
)"""
_NAMES = ("name", "title", "abbreviation", "aliases")


def _words_of(record: Record) -> tuple[str, str, str, str]:
    """Return the row of a record in the index: its id, class, names, and all other words."""
    names: list[str] = []
    others: list[str] = []
    for field in fields_of(type(record)):
        into = names if field.name in _NAMES else others
        value = getattr(record, field.name)
        into += _words_in(value if field.many else (value,), field.rule)
    return record.id, type(record).__name__, "\n".join(names), "\n".join(others)


def _words_in(values: Sequence[Any], rule: Any) -> Iterator[str]:
    for value in values:
        if isinstance(value, Text):
            yield from value.values()
        elif rule in (rules.TEXT, rules.KEYWORD) and value is not None:
            yield value
        elif type(value) in _OWNED:
            for field in fields_of(type(value)):
                inner = getattr(value, field.name)
                yield from _words_in(inner if field.many else (inner,), field.rule)


_OWNED = frozenset(
    field.owned for cls in ARRAYS.values() for field in fields_of(cls) if field.owned
)
