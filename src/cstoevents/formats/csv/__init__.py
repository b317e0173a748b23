"""CSV: a folder of tables, or a zip of one, that loses nothing and that people can read.

Each record class has a table, each list of values that records own one more,
and ``datapackage.json`` describes them all (Table Schema, with keys), so that
other tools can load and check them. `layout` says which tables and columns
there are, and why.

The tables are RFC 4180 in UTF-8: commas, CRLF, quotes where they are needed. An
empty cell is what was not said. Text is kept to the letter, so a cell may
begin with ``=`` and a spreadsheet would take it for a formula: this is the
format that loses nothing, not the one for sheets that strangers may open.
"""

from __future__ import annotations

import os
from typing import IO, TypeAlias

from cstoevents.chronicle import Chronicle, ReferenceCheck
from cstoevents.formats.delimited import WrittenEncoding
from cstoevents.formats.files import LIMIT

__all__ = ["read_csv", "write_csv"]

CsvPackage: TypeAlias = str | os.PathLike[str] | bytes | IO[bytes]
"""What is read as a package of tables: the path of a folder or a zip, or a zip itself."""


def read_csv(
    source: CsvPackage,
    *,
    within: Chronicle | None = None,
    references: ReferenceCheck = "strict",
    limit: int = LIMIT,
) -> Chronicle:
    """Read a chronicle from a folder of tables, or a zip of one.

    Tables that aren't there are empty ones. Columns may come in any order, and
    those that nobody needs may be missing; a column that can't be kept is
    refused. Semicolons or tabs may part the cells, and a byte order mark, empty
    rows and plain ``name`` for ``name_en`` are fine. Without a ``position``
    column the values of a record stay in the order of their rows. The
    descriptor need not be there; only the version of the format is read in it.

    Args:
        source: the path of a folder, of the ``datapackage.json`` in it or of a
            zip; or a zip as an open file or as bytes.
        within: another chronicle that references may lead into.
        references: ``"lenient"`` keeps broken references in `Chronicle.broken`
            rather than refusing them.
        limit: the most bytes that are read, unpacked ones too.

    Raises:
        InputError: tables can't be read for certain, or records in them break
            rules; it names every problem, with file, line, column and cure.
        OSError: a file can't be opened.

    >>> import tempfile
    >>> import cstoevents as cs
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with open(f"{folder}/places.csv", "w", encoding="utf-8") as file:
    ...         print("id,name_en,name_ru,kind", file=file)
    ...         print("minsk,Minsk,Минск,city", file=file)
    ...     cs.read_csv(folder).place("minsk").name["ru"]
    'Минск'
    """
    from cstoevents.formats.csv.reading import read

    return read(source, within, references, limit)


def write_csv(
    chronicle: Chronicle,
    target: str | os.PathLike[str] | IO[bytes],
    *,
    encoding: WrittenEncoding = "utf-8",
) -> None:
    """Write a chronicle as tables: into a folder, or into a zip if the path ends in ``.zip``.

    Equal chronicles make equal bytes. Files are replaced together, so that
    nobody reads some of the old and some of the new; tables of an earlier
    chronicle in the same folder that this one has no rows for are taken away,
    and other files stay. Foreign keys are declared where all references lead to
    records of this chronicle.

    Args:
        chronicle: what to write. An empty one makes tables to fill in.
        target: the path of a folder, which need not be there yet, or of a zip;
            or an open file for a zip.
        encoding: ``"utf-8-sig"`` puts a byte order mark before each table,
            without which some spreadsheets take other letters than English ones
            for something else.

    Raises:
        OSError: a file can't be written.

    >>> import io
    >>> import cstoevents as cs
    >>> file = io.BytesIO()
    >>> cs.write_csv(cs.Chronicle(cs.Official(id="samat-ordabaev", name="Samat Ordabaev")), file)
    >>> cs.read_csv(file.getvalue())
    <Chronicle of 1 official>
    """
    from cstoevents.formats.csv.writing import write

    write(chronicle, target, encoding)
