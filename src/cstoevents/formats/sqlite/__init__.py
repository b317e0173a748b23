"""SQLite: the tables of the CSV package in one database, which loses nothing either.

Beside the tables, whose columns have types and whose keys are declared, there are the first and
the last day that each date can mean, an index of all words, and views for questions that are
often asked (`views`). These are for those who query: a reader takes the tables alone.
"""

from __future__ import annotations

from cstoevents.chronicle import Chronicle, ReferenceCheck, check_references
from cstoevents.errors import ArgumentError
from cstoevents.formats import refuse_others
from cstoevents.formats.csv import chronicle_of
from cstoevents.formats.files import (
    LIMIT,
    Readable,
    Writable,
    name_of,
    read_bytes,
    write_bytes,
)
from cstoevents.formats.subjects import RecordsLike, chronicle_from
from cstoevents.records.collector import collector_paused

__all__ = ["read_sqlite", "write_sqlite"]


def read_sqlite(
    source: Readable,
    *,
    within: Chronicle | None = None,
    references: ReferenceCheck = "strict",
    limit: int = LIMIT,
) -> Chronicle:
    """Read a chronicle from a database that `write_sqlite` made, changed since or not.

    The file is read, never opened for writing. Views, triggers and columns that are worked out
    are not run; those that strangers put into tables of a chronicle are refused, and so are
    tables of other names. Columns of first and last days are worked out of the dates, so that
    only the dates are read.

    Args:
        source: a path, an open file or the bytes of one.
        within: another chronicle that references may lead into.
        references: ``"lenient"`` keeps broken references in `Chronicle.broken`
            rather than refusing them.
        limit: the most bytes that are read, and that the rows may say.

    Raises:
        InputError: it is no such database, is damaged or in use, or records in it break rules;
            it names every problem, with table, row, column and cure.
        OSError: the file can't be opened.

    >>> import io
    >>> import cstoevents as cs
    >>> file = io.BytesIO()
    >>> cs.write_sqlite(cs.Chronicle(cs.Official(id="samat-ordabaev", name="Samat Ordabaev")), file)
    >>> cs.read_sqlite(file.getvalue())
    <Chronicle of 1 official>
    """
    from cstoevents.formats.sqlite.reading import refuse_journal, tables_in

    check_references(within, references)
    refuse_journal(source)
    file = name_of(source)
    data = read_bytes(source, limit)
    refuse_others(data, "sqlite", file)
    with collector_paused():
        problems, found, about = tables_in(data, file, limit)
        # A text of a database can hold anything that text can.
        where = f"{file}/about" if file else "about"
        return chronicle_of(
            found, about, problems, "any", where, within=within, references=references
        )


def write_sqlite(chronicle: RecordsLike, target: Writable) -> None:
    """Write a chronicle as a database of SQLite.

    Equal chronicles make equal bytes with one version of SQLite. A path is replaced in one
    step, a database that was there included. A key to another table is declared where all
    references lead to records of this chronicle.

    Args:
        chronicle: what to write. An empty one makes tables to fill in.
        target: a path or an open file.

    Raises:
        ArgumentError: it says things in more languages than a table can have columns, or a text
            is larger than SQLite takes; or the target is SQLite's name for no file.
        InputError: beside the path lie unfinished changes of a database of that name.
        OSError: the file can't be written.

    >>> import sqlite3, tempfile
    >>> import cstoevents as cs
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     cs.write_sqlite(cs.load(), f"{folder}/csto.sqlite")
    ...     base = sqlite3.connect(f"{folder}/csto.sqlite")
    ...     base.execute("SELECT id FROM search WHERE search MATCH 'name:tasmagambetov' "
    ...                  "ORDER BY rank").fetchone()
    ...     base.close()
    ('imangali-tasmagambetov',)
    """
    from cstoevents.formats.sqlite.reading import refuse_journal
    from cstoevents.formats.sqlite.writing import database_of

    if isinstance(target, str) and target == ":memory:":  # which would be a file of that name
        expected = "a file; `Connection.deserialize` takes the bytes of one into memory"
        raise ArgumentError("target", target, expected)
    data = database_of(chronicle_from(chronicle, "sqlite"))
    refuse_journal(target)
    write_bytes(target, data, is_text=False)
