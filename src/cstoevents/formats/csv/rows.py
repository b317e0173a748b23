"""Records to rows: tables a column at a time, since that is how their fields are alike."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

import attrs

from cstoevents.chronicle import Chronicle
from cstoevents.formats.csv.layout import (
    JOINT,
    OWNER_FIELD,
    PLAIN,
    POSITION_FIELD,
    Column,
    Table,
    children_of,
    tables,
)
from cstoevents.records import ARRAYS

__all__: list[str] = []


@attrs.frozen(slots=True)
class Written:
    """A table with its content, before it becomes text."""

    table: Table
    columns: tuple[Column, ...]
    cells: tuple[Sequence[Any], ...]

    @property
    def rows(self) -> int:
        """How many rows there are below the header."""
        return len(self.cells[0])

    def column(self, name: str) -> Sequence[Any]:
        """Give the cells of one column."""
        return self.cells[[column.name for column in self.columns].index(name)]

    def text(self) -> str:
        """Give the table as RFC 4180 has it: CRLF, and quotes only where they are needed."""
        file = io.StringIO(newline="")
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow([column.name for column in self.columns])
        writer.writerows(zip(*self.cells, strict=True))
        return file.getvalue()


def written(chronicle: Chronicle) -> list[Written]:
    """Give all tables of a chronicle: those of records always, the others if they have rows."""
    made: list[Written] = []
    for table in tables().values():
        if table.parent is not None:
            continue
        records: Sequence[Any] = (
            chronicle.events if table.name == "events" else chronicle._index.all(ARRAYS[table.name])
        )
        made.append(_table(table, (), records))
        for child in children_of(table):
            name = child.owned_in
            assert name is not None
            lists = [(record.id, getattr(record, name, ())) for record in records]
            owners = [owner for owner, values in lists for _ in values]
            if owners:
                positions = [n for _, values in lists for n in range(1, len(values) + 1)]
                values = [value for _, values in lists for value in values]
                made.append(_table(child, (owners, positions), values))
    return made


def _table(table: Table, keys: tuple[Sequence[Any], ...], values: Sequence[Any]) -> Written:
    columns = [field.column() for field in (OWNER_FIELD, POSITION_FIELD)[: len(keys)]]
    cells = list(keys)
    for field in table.fields:
        held = values if table.is_plain else _held(values, field.path)
        if field.kind != "words":
            columns.append(field.column())
            cells.append(_joined(held) if field.many else held)
            continue
        for language in _languages(held):
            columns.append(field.column(language))
            cells.append([words.get(language) if words is not None else None for words in held])
    return Written(table, tuple(columns), tuple(cells))


def _held(values: Sequence[Any], path: tuple[str, ...]) -> Sequence[Any]:
    """Give what values hold at a path, None where the way there ends early."""
    held = values
    for name in path:
        held = [getattr(value, name, None) for value in held]
    return held


def _joined(cells: Sequence[Iterable[Any]]) -> list[str | None]:
    return [JOINT.join(map(str, cell)) if cell else None for cell in cells]


def _languages(held: Iterable[Any]) -> list[str]:
    """Give the languages that a table has words in, English always and first."""
    distinct = {language for words in held if words is not None for language in words}
    return [PLAIN, *sorted(distinct - {PLAIN})]
