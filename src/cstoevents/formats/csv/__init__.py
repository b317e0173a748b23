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

import functools
import json
import os
from collections.abc import Callable, Container, Iterator
from pathlib import Path
from typing import IO, Any, TypeAlias

from cstoevents.chronicle import Chronicle, ReferenceCheck, check_references
from cstoevents.errors import (
    ArgumentError,
    ConflictError,
    InputError,
    Problem,
    near,
)
from cstoevents.errors.arguments import of_type, one_of
from cstoevents.formats import refuse_others
from cstoevents.formats.archives import read_zip, zipped
from cstoevents.formats.csv.layout import CsvTable, is_written, tables
from cstoevents.formats.csv.reading import FoundTable, records_of, table_in
from cstoevents.formats.csv.writing import (
    DESCRIPTOR,
    PACKAGE_NAME,
    files_of,
    objects,
    plain_about,
)
from cstoevents.formats.delimited import DELIMITERS, ENCODINGS, WrittenEncoding, first_row
from cstoevents.formats.files import LIMIT, is_stream, name_of, path_of, write_bytes
from cstoevents.formats.folders import read_file, read_folder, write_folder
from cstoevents.formats.subjects import RecordsLike, chronicle_from
from cstoevents.records import About, Record, conversion
from cstoevents.records.collector import collector_paused

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
    refused. Semicolons or tabs may separate the cells, and a byte order mark, empty
    rows and plain ``name`` for ``name_en`` are fine. Without a ``position``
    column the values of a record stay in the order of their rows. The
    descriptor need not be there; only the version of the format, the list of
    tables, each of which has to be there, and what the chronicle says of itself
    are read in it.

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
    check_references(within, references)
    files, folder = _files_in(source, limit, _is_wanted)
    with collector_paused():
        # What is needed on the way is gone again before the collector could go over it.
        return _read(files, folder, within, references)


def _read(
    files: dict[str, bytes], folder: str, within: Chronicle | None, references: ReferenceCheck
) -> Chronicle:
    # One search stands for a check of every single text.
    texts: conversion.Texts = "any" if any(b"\0" in data for data in files.values()) else "clean"
    problems: list[Problem] = []
    found, about = _tables_in(files, folder, problems)
    return chronicle_of(
        found, about, problems, texts, f"{folder}{DESCRIPTOR}", within=within, references=references
    )


def chronicle_of(
    found: dict[str, FoundTable],
    about: Any,
    problems: list[Problem],
    texts: conversion.Texts,
    file: str,
    *,
    within: Chronicle | None,
    references: ReferenceCheck,
) -> Chronicle:
    """Make a chronicle of tables, or raise one error with these and all other problems of them.

    ``file`` is where they say what the chronicle is, in ``about``.
    """
    refusal: Exception | None = None
    if not problems:
        try:
            said = conversion.one_from_plain(about, About)
            return _chronicle(records_of(found, texts), said, within, references)
        except conversion.REFUSALS as error:
            refusal = error
    from cstoevents.formats.csv.explaining import explanation, shape

    shaped = shape(found, problems)
    shaped.data["about"], shaped.descriptor = about, file
    raise explanation(shaped, problems, within, references, refusal) from None


def _chronicle(
    records: list[Record], about: About, within: Chronicle | None, references: ReferenceCheck
) -> Chronicle:
    if len({record.id for record in records}) != len(records):
        raise ConflictError([])
    return Chronicle(records, about=about, within=within, references=references)


def descriptor_of(source: CsvPackage, limit: int = LIMIT) -> bytes | None:
    """Return the descriptor of a package, as it is, or None where it has none."""
    return _files_in(source, limit, DESCRIPTOR.__eq__)[0].get(DESCRIPTOR)


def _files_in(
    source: CsvPackage, limit: int, wanted: Callable[[str], object]
) -> tuple[dict[str, bytes], str]:
    """Return the files of a source, and what stands before their names in messages."""
    if isinstance(source, (str, os.PathLike)):
        path = _path(source, "source")
        if path.name == DESCRIPTOR:
            path = path.parent
        if path.is_dir():
            return read_folder(path, wanted, limit), f"{name_of(path)}{os.sep}"
        if path.suffix.lower() == ".csv" and path.exists():
            expected = "a folder of tables or a zip of one; `read_sheet` reads a single table"
            raise InputError([Problem(file=name_of(path), found="one table", expected=expected)])
    name = name_of(source)
    look = functools.partial(refuse_others, name="csv", file=name)
    return read_zip(source, wanted, limit, look=look), f"{name}/" if name else ""


def _path(name: str | os.PathLike[str], argument: str) -> Path:
    if isinstance(name, str) and not name:
        raise ArgumentError(argument, name, "the path of a folder; '.' is the current one")
    return path_of(name)


def _is_wanted(name: str) -> bool:
    # Names that begin so belong to spreadsheets that have a table open, and to file systems.
    return name == DESCRIPTOR or (name.lower().endswith(".csv") and name[0] not in ".~")


def _tables_in(
    files: dict[str, bytes], folder: str, problems: list[Problem]
) -> tuple[dict[str, FoundTable], Any]:
    by_file = {table.file: table for table in tables().values()}
    about: Any = {}
    missing: list[str] = []
    package = files.pop(DESCRIPTOR, None)
    if package is not None:
        about, missing, faults = _descriptor_in(package, f"{folder}{DESCRIPTOR}", files)
        problems += faults
    problems += _problems_of_names([file for file in files if file not in by_file], folder)
    if not files and package is None:
        expected = f"tables such as {' and '.join(list(by_file)[:2])}"
        problems.append(Problem(file=folder or None, found="no table", expected=expected))
    found = {
        table.name: table_in(table, f"{folder}{file}", files[file], problems)
        for file, table in by_file.items()
        if file in files
    }
    found |= {
        table.name: FoundTable(table=table, file=f"{folder}{file}", is_whole=False)
        for file, table in by_file.items()
        if file in missing
    }
    return found, about


# So many names are looked at one by one; beyond that a folder is of another kind.
_MOST_NAMED = 100


def _problems_of_names(unknown: list[str], folder: str) -> Iterator[Problem]:
    """Refuse tables of unknown names, which would otherwise go missing."""
    for file in unknown[:_MOST_NAMED]:
        alike = near(file.lower(), (table.file for table in tables().values()))
        expected = f"the name {alike[0]!r}" if alike else "only tables of a chronicle here"
        yield Problem(file=f"{folder}{file}", found=file, expected=expected)
    if len(unknown) > _MOST_NAMED:
        found = f"{len(unknown) - _MOST_NAMED} more tables of other names"
        yield Problem(file=folder or None, found=found, expected="only tables of a chronicle")


def _descriptor_in(
    data: bytes, file: str, there: Container[str]
) -> tuple[Any, list[str], list[Problem]]:
    """Return what a descriptor says of the chronicle, which tables it misses, and all problems.

    What keeps the tables beside it from being read is a format of the future, or a
    table that it lists and that isn't there.
    """
    try:
        package = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        return {}, [], [Problem(file=file, found=str(error), expected="JSON, or no such file")]
    known = conversion.FORMAT_VERSION
    if type(package) is not dict or package.get("format_version", known) != known:
        version = package.get("format_version") if type(package) is dict else None
        problem = Problem(file=file, path="format_version", found=version, expected=repr(known))
        return {}, [], [problem]
    missing = [path for path, _ in _listed_in(package) if path not in there]
    return plain_about(package), missing, list(_problems_of_missing(missing, file))


def _problems_of_missing(missing: list[str], file: str) -> Iterator[Problem]:
    for path in missing[:_MOST_NAMED]:
        expected = "a table that is there; put it back, or take it out of the list"
        yield Problem(file=file, path="resources", found=path, expected=expected)
    if len(missing) > _MOST_NAMED:
        found = f"{len(missing) - _MOST_NAMED} more tables"
        yield Problem(file=file, path="resources", found=found, expected="tables that are there")


def _listed_in(package: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the path of each table that a descriptor lists, and what it says of it.

    Rows may stand in a descriptor itself, for whoever reads it: they are a table under its name.
    """
    for resource in objects(package.get("resources")):
        path = str(resource.get("name")) if "data" in resource else resource.get("path")
        for stated in path if type(path) is list else [path]:
            if type(stated) is str:
                yield stated, resource


def write_csv(
    chronicle: RecordsLike,
    target: str | os.PathLike[str] | IO[bytes],
    *,
    encoding: WrittenEncoding = "utf-8",
    overwrite: bool = False,
) -> None:
    """Write a chronicle as tables: into a folder, or into a zip if the path ends in ``.zip``.

    Equal chronicles make equal bytes. Files are replaced together: `read_csv` sees
    the old ones or the new ones, whatever breaks off where. Other programs that
    read the tables of a folder one by one, while it is written to, can see some of
    both; where that matters write a zip, which is replaced in one step for all.

    Tables of an earlier chronicle in the same folder that this one has no rows for
    are taken away, and other files stay. Foreign keys are declared where all
    references lead to records of this chronicle.

    Args:
        chronicle: what to write. An empty one makes tables to fill in.
        target: the path of a folder, which need not be there yet, or of a zip;
            or an open file or the path of a pipe for a zip.
        encoding: ``"utf-8-sig"`` puts a byte order mark before each table,
            without which some spreadsheets take other letters than English ones
            for something else.
        overwrite: whether tables and a descriptor in the folder may be replaced
            that are not of an earlier `write_csv`, and whether it may have other files
            though it has none of one. A table is of one if it has the columns that
            `write_csv` gives it, and the descriptor describes each table so.

    Raises:
        InputError: in the folder there are tables, or something by the name of
            one, that may not be replaced, or other files and no earlier chronicle; or
            another write doesn't come to an end.
        OSError: a file can't be written.

    >>> import io
    >>> import cstoevents as cs
    >>> file = io.BytesIO()
    >>> cs.write_csv(cs.Chronicle(cs.Official(id="samat-ordabaev", name="Samat Ordabaev")), file)
    >>> cs.read_csv(file.getvalue())
    <Chronicle of 1 official>
    """
    chronicle = chronicle_from(chronicle, "csv")
    one_of(ENCODINGS, encoding, "encoding")
    of_type(bool, overwrite, "overwrite", "True or False")
    if not isinstance(target, (str, os.PathLike)):
        write_bytes(target, zipped(files_of(chronicle, encoding)), is_text=False)
        return
    path = _path(target, "target")
    if path.suffix.lower() == ".zip" or is_stream(path):
        write_bytes(path, zipped(files_of(chronicle, encoding)), is_text=False)
        return
    if path.suffix.lower() in (".csv", ".json"):
        expected = "the path of a folder or of a .zip; `write_sheet` writes a single table"
        raise ArgumentError("target", target, expected)
    files = files_of(chronicle, encoding)
    gone = [table.file for table in tables().values() if table.file not in files]
    write_folder(path, files, gone, functools.partial(_check_target, overwrite=overwrite))


def _check_target(folder: Path, *, overwrite: bool) -> None:
    """Refuse to replace tables that others put into a folder, and to write beside unknown ones."""
    wanted = sorted(path.name for path in folder.iterdir() if _is_wanted(path.name))
    known = {table.file for table in tables().values()}
    strange = [name for name in wanted if name not in known and name != DESCRIPTOR]
    problems = [
        Problem(
            file=str(folder / name),
            found="a table that is not of a chronicle",
            expected="a folder without such a table, since `read_csv` would refuse it",
        )
        for name in strange[:_MOST_NAMED]
    ]
    if not overwrite:
        ours = _tables_of_ours(folder)
        problems += _problems_of_others(
            [name for name in wanted if name not in strange], ours, folder
        )
        problems += () if ours else _problems_of_place(folder)
    if problems:
        raise InputError(problems)


def _problems_of_others(names: list[str], ours: set[str], folder: Path) -> Iterator[Problem]:
    """Yield the problem of each file that is not listed as ours, or is and has other columns."""
    known = {table.file: table for table in tables().values()}
    expected = "another folder, or `overwrite=True` to replace it"
    for name in names:
        file = folder / name
        if name not in ours:
            found = "a file that `write_csv` didn't write"
            yield Problem(file=str(file), found=found, expected=expected)
        elif name != DESCRIPTOR and not _has_our_columns(file, known[name]):
            found = "a table without the columns that `write_csv` gives it"
            yield Problem(file=str(file), found=found, expected=expected)


def _problems_of_place(folder: Path) -> Iterator[Problem]:
    """Yield the problem of a folder that is for other things than a chronicle.

    What is hidden doesn't count, so that a repository that has just been made is none.
    """
    others = sorted(
        path.name
        for path in folder.iterdir()
        if not path.name.startswith(".") and not _is_wanted(path.name)
    )
    found = f"a folder with other files, such as {others[0]}" if others else None
    found = _purpose_of(folder) or found
    if found is not None:
        expected = "a new folder or an empty one, or `overwrite=True` to write beside what is there"
        yield Problem(file=str(folder), found=found, expected=expected)


def _purpose_of(folder: Path) -> str | None:
    """Return what a folder is for, where it is one that every system or user has."""
    import tempfile  # not before there is such a folder

    if folder == folder.parent:
        return "the root of the file system"
    if folder == Path(os.path.realpath(os.path.expanduser("~"))):  # noqa: PTH111 - it never raises
        return "the home folder"
    is_temporary = folder == Path(os.path.realpath(tempfile.gettempdir()))
    return "the folder of temporary files" if is_temporary else None


# The longest header that is looked at, in bytes; that of a table is far shorter.
_LONGEST_HEADER = 2**16


def _has_our_columns(path: Path, table: CsvTable) -> bool:
    """Whether a table has the columns that `write_csv` gives it, however a spreadsheet saved them.

    A descriptor may come from elsewhere and list what was here before it.
    """
    if path.is_symlink() or not path.is_file():
        return True  # `write_folder` refuses it for what it is
    text = read_file(path, _LONGEST_HEADER).decode("utf-8-sig", "replace")
    return any(is_written(table, first_row(text, delimiter)) for delimiter in DELIMITERS)


def _tables_of_ours(folder: Path) -> set[str]:
    """Return the names of the files that a descriptor of `write_csv` says are of it.

    It is one if it describes each table that it lists as `write_csv` does. One that was written
    by hand, and so of tables that are somebody's, lists them without all of their columns.
    """
    try:
        package = json.loads(read_file(folder / DESCRIPTOR))
    except (ValueError, RecursionError, OSError):
        return set()
    if type(package) is not dict or "format_version" not in package:
        return set()
    listed = list(_listed_in(package))
    is_ours = package.get("name") == PACKAGE_NAME and all(
        _is_described(path, resource) for path, resource in listed
    )
    return {DESCRIPTOR, *(path for path, _ in listed)} if is_ours else set()


def _is_described(path: str, resource: dict[str, Any]) -> bool:
    """Whether a descriptor says of a table what `write_csv` says of it: all its columns."""
    schema = resource.get("schema")
    fields = objects(schema.get("fields") if type(schema) is dict else None)
    names = [field.get("name") for field in fields]
    table = next((table for table in tables().values() if table.file == path), None)
    return table is not None and is_written(table, [name for name in names if type(name) is str])
