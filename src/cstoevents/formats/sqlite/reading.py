"""The bytes of a database to tables as they were found, which are then read as those of CSV are.

A database can hold programs: views, triggers, columns that are worked out, tables that
are something else. None of that is run. It is opened in memory as what it was, and may
only be read from; a table is read if it is an ordinary one, whole and sound.
"""

from __future__ import annotations

import itertools
import os
import sqlite3
import stat
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from cstoevents.errors import InputError, Problem, near
from cstoevents.formats.csv.explaining import objects_of
from cstoevents.formats.csv.layout import CsvTable, column_of
from cstoevents.formats.csv.reading import FoundTable, columns_of, problems_of_header
from cstoevents.formats.files import Readable, Writable, name_of, path_of, too_large
from cstoevents.formats.sqlite.layout import (
    APPLICATION_ID,
    SEARCH,
    USER_VERSION,
    all_tables,
    days_of,
    has_days,
    quoted,
)
from cstoevents.formats.staging import naming

_MAGIC = b"SQLite format 3\0"
_WRITE_AHEAD = b"\2\2"
_ROWS_AT_ONCE = 1000
_MOST_NAMED = 100
# What one row may weigh at most, whatever a value claims to be.
_LARGEST_VALUE = 2**26

Found = tuple[list[Problem], dict[str, FoundTable], Any]


def refuse_journal(file: Readable | Writable) -> None:
    """Refuse a database beside which lie changes that SQLite has not taken into it.

    They are taken into whatever bears its name when that is opened next: the database then
    says something else than what is read, or has been written in its place.
    """
    path = _place_of(file)
    if path is None:
        return
    for ending in ("-journal", "-wal"):
        journal = Path(f"{path}{ending}")
        try:
            info = journal.stat()
        except OSError:  # not there, or of a name that is too long to be there
            continue
        if stat.S_ISREG(info.st_mode) and info.st_size:
            expected = f"a database that nothing writes to: close it everywhere, so that {journal}"
            expected += " goes away"
            raise InputError([Problem(file=name_of(file), expected=expected)])


def _place_of(file: Readable | Writable) -> str | None:
    """Return where a file lies, no link to it; None of what has no place, or is there no more."""
    if isinstance(file, (str, os.PathLike)):
        with naming(path_of(file)):
            return os.path.realpath(path_of(file))
    name = name_of(file)
    if name is None or isinstance(file, bytes):
        return None
    try:
        is_there = os.path.samestat(os.fstat(file.fileno()), Path(name).stat())
    except (AttributeError, OSError, TypeError, ValueError):
        return None
    return os.path.realpath(name) if is_there else None


def tables_in(data: bytes, file: str | None, limit: int) -> Found:
    """Return what is wrong with the bytes of a database, its tables, and what it says of itself."""
    _check_header(data, file)
    base = sqlite3.connect(":memory:", isolation_level=None)
    try:
        base.deserialize(data)
        _lock(base)
        _check_kind(base, file)
        return _found(base, f"{file}/" if file else "", limit)
    except (sqlite3.Error, OverflowError, UnicodeDecodeError) as error:
        # `InternalError` is one of these, as is text that is no UTF-8; Python has an error of its
        # own for some of that.
        expected = "a sound database of SQLite"
        raise InputError([Problem(file=file, found=str(error), expected=expected)]) from None
    finally:
        base.close()


def _check_header(data: bytes, file: str | None) -> None:
    if not data.startswith(_MAGIC) or len(data) < 100:
        found = f"{data[:16]!r}" if data else None
        expected = "a database of SQLite, which begins with 'SQLite format 3'"
        raise InputError([Problem(file=file, found=found, expected=expected)])
    if data[18:20] == _WRITE_AHEAD:
        expected = "no write-ahead log, in which changes can be missing from the file; run "
        expected += "`PRAGMA journal_mode = DELETE` in it"
        raise InputError([Problem(file=file, found="a write-ahead log", expected=expected)])


def _lock(base: sqlite3.Connection) -> None:
    """Forbid everything in the database but to be read."""
    base.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LARGEST_VALUE)
    base.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    for pragma in ("trusted_schema = OFF", "query_only = ON", "cell_size_check = ON"):
        base.execute(f"PRAGMA {pragma}")


def _check_kind(base: sqlite3.Connection, file: str | None) -> None:
    (kind,) = base.execute("PRAGMA application_id").fetchone()
    (version,) = base.execute("PRAGMA user_version").fetchone()
    if kind != APPLICATION_ID:
        expected = "a database that `write_sqlite` made: its application_id says so"
        raise InputError([Problem(file=file, found=kind, expected=expected, path="application_id")])
    if version != USER_VERSION:
        expected = f"{USER_VERSION}, the version of the format that is read here"
        raise InputError(
            [Problem(file=file, found=version, expected=expected, path="user_version")]
        )


def _found(base: sqlite3.Connection, folder: str, limit: int) -> Found:
    problems: list[Problem] = []
    found: dict[str, FoundTable] = {}
    there = base.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'").fetchall()
    problems += _problems_of_names([name for name, _ in there], folder)
    left = limit
    for name, sql in there:
        table = all_tables().get(name)
        if table is None:
            continue
        file = f"{folder}{name}"
        if str(sql or "")[:12].upper() != "CREATE TABLE":
            expected = "an ordinary table"
            problems.append(Problem(file=file, found=sql, expected=expected))
            continue
        _check_sound(base, name, file)
        found[name], size = _table(base, table, file, left, problems)
        left -= size
        if left < 0:
            raise too_large(folder.rstrip("/") or None, limit)
    if not found:
        expected = f"tables such as {' and '.join(list(all_tables())[1:3])}"
        problems.append(Problem(file=folder or None, found="no table", expected=expected))
    else:
        problems += _problems_of_missing({name for name, _ in there}, folder)
    about = found.pop("about", None)
    return problems, found, _about(about, problems) if about else {}


def _problems_of_missing(there: Collection[str], folder: str) -> Iterator[Problem]:
    """Refuse a database without one of its tables, which would be read as an empty one."""
    for name in all_tables():
        if name not in there:
            expected = "the table, which each such database has, with rows or without"
            yield Problem(file=f"{folder}{name}", found="no table", expected=expected)


def _problems_of_names(names: list[str], folder: str) -> Iterator[Problem]:
    """Refuse tables of unknown names, which would otherwise go missing."""
    known = [name for name in names if name.startswith(("sqlite_", f"{SEARCH}_"))]
    unknown = [name for name in names if name not in {*all_tables(), SEARCH, *known}]
    for name in unknown[:_MOST_NAMED]:
        alike = near(name.lower(), all_tables())
        expected = "only tables of a chronicle here; keep it in a database of its own, "
        expected += "which ATTACH brings together with this one"
        expected = f"the name {alike[0]!r}" if alike else expected
        yield Problem(file=f"{folder}{name}", found=name, expected=expected)
    if len(unknown) > _MOST_NAMED:
        found = f"{len(unknown) - _MOST_NAMED} more tables of other names"
        yield Problem(file=folder or None, found=found, expected="only tables of a chronicle")


def _check_sound(base: sqlite3.Connection, name: str, file: str) -> None:
    """Refuse a table whose pages contradict each other: one could be read without an end."""
    (verdict,) = base.execute(f"PRAGMA quick_check({quoted(name)})").fetchone()
    if verdict != "ok":
        expected = "a sound table; `.recover` of the program sqlite3 saves what can be read"
        raise InputError([Problem(file=file, found=verdict, expected=expected)])


def _table(
    base: sqlite3.Connection, table: CsvTable, file: str, limit: int, problems: list[Problem]
) -> tuple[FoundTable, int]:
    """Read one table, up to a number of bytes, and return it with how many it has."""
    header = _header(base, table, file, problems)
    if not header:
        return FoundTable(table=table, file=file, is_whole=False), 0
    columns = tuple(column_of(table, name) for name in header)
    size, rows = _rows(base, table, header, limit)
    cells = tuple(zip(*rows, strict=True)) or ((),) * len(header)
    found = FoundTable(
        table=table, file=file, columns=columns, lines=range(1, len(rows) + 1), cells=cells
    )
    problems += problems_of_header(found, header)
    for place, column in enumerate(columns, 1):
        if column is not None:
            problems += _problems_of_bytes(found, place)
    texts = tuple([_text(cell) for cell in column] for column in cells)
    found = FoundTable(table=table, file=file, columns=columns, lines=found.lines, cells=texts)
    return found, size


def _header(
    base: sqlite3.Connection, table: CsvTable, file: str, problems: list[Problem]
) -> list[str]:
    """Return the columns of a table without those of days; none if it has some that are run."""
    described = base.execute(f"PRAGMA table_xinfo({quoted(table.name)})").fetchall()
    days = {name for field in table.fields if has_days(field) for name in days_of(field.column())}
    hidden = [name for _, name, *_, hides in described if hides]
    expected = "a column that is kept, not one that is worked out"
    problems += (Problem(file=file, path=name, found=name, expected=expected) for name in hidden)
    return [] if hidden else [name for _, name, *_ in described if name not in days]


def _rows(
    base: sqlite3.Connection, table: CsvTable, header: list[str], limit: int
) -> tuple[int, list[tuple[Any, ...]]]:
    wanted = ", ".join(map(quoted, header))
    order = " ORDER BY owner, position" if table.parent and "position" in header else ""
    query = f"SELECT {wanted} FROM {quoted(table.name)}{order}"
    cursor = base.execute(query)
    rows: list[tuple[Any, ...]] = []
    size = 0
    while size <= limit and (some := cursor.fetchmany(_ROWS_AT_ONCE)):
        rows += some
        cells = itertools.chain.from_iterable(some)
        size += sum(len(cell) if isinstance(cell, (str, bytes)) else 1 for cell in cells)
    return size, rows


def _problems_of_bytes(found: FoundTable, place: int) -> Iterator[Problem]:
    for row, cell in enumerate(found.cells[place - 1]):
        if isinstance(cell, bytes):
            yield found.problem(row, place, "text or a number, not bytes", repr(cell[:20]))


def _text(cell: Any) -> str:
    """Return a cell as a table of CSV would have it."""
    if cell is None or isinstance(cell, bytes):
        return ""
    return cell if isinstance(cell, str) else repr(cell)


def _about(found: FoundTable, problems: list[Problem]) -> Any:
    if len(found.lines) > 1:
        problems.append(found.problem(1, None, "one row: what the chronicle says of itself"))
    rows = objects_of(found.table, columns_of(found), len(found.lines)) or [{}]
    return {name: value for name, value in rows[0].items() if value is not None}
