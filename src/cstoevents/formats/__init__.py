"""Formats: the table of all that the library reads and writes, and what each can't carry.

A format is a module here with its reader, its writer or both, and one row of
`FORMATS`. `convert` on the command line, the page that compares the formats, the
messages that name them and the tests all go by that table. The modules and what
they need are imported when a format is used.
"""

from __future__ import annotations

import codecs
import importlib
import inspect
import os
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import attrs

from cstoevents.errors import InputError, Problem
from cstoevents.formats.subjects import RECORDS, Subject

if TYPE_CHECKING:
    from cstoevents.chronicle import Chronicle
    from cstoevents.formats.ids import read_ids, write_ids
    from cstoevents.formats.json.syntax import duplicate_keys
    from cstoevents.formats.losses import Coverage, FieldCoverage, Loss, LossReport
    from cstoevents.formats.schema import json_schema
    from cstoevents.formats.tables import to_html, to_rows, write_html, write_markdown

__all__ = [
    "FORMATS",
    "Coverage",
    "FieldCoverage",
    "Format",
    "Loss",
    "LossReport",
    "duplicate_keys",
    "json_schema",
    "read_ids",
    "to_html",
    "to_rows",
    "write_html",
    "write_ids",
    "write_markdown",
]

_ON_DEMAND = {
    "Coverage": "losses",
    "FieldCoverage": "losses",
    "Loss": "losses",
    "LossReport": "losses",
    "duplicate_keys": "json.syntax",
    "json_schema": "schema",
    "read_ids": "ids",
    "to_html": "tables",
    "to_rows": "tables",
    "write_html": "tables",
    "write_ids": "ids",
    "write_markdown": "tables",
}


def __getattr__(name: str) -> object:
    if name in _ON_DEMAND:
        return getattr(importlib.import_module(f"cstoevents.formats.{_ON_DEMAND[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


# Formats are compared with nothing, and each method that attrs writes takes time of the import.
@attrs.frozen(kw_only=True, slots=True, eq=False)
class Format:
    """One row of the table of formats.

    Attributes:
        name: Its word on the command line.
        title: Its name among people.
        module: The module in which its functions are: by its name, unless it shares one.
        suffixes: How the names of its files end.
        reader: The name of the function that reads it, such as 'read_json'; None if there is none.
        writer: The name of the function that writes it, such as 'write_json'.
        extra: What `pip` must install besides, for all of its files or some.
        is_lossless: Whether it carries all that a chronicle says.
        takes: What its writer takes, of all that the library answers with.
        binary_suffixes: How the names of those of its files end that are no text.
        has_only_events: Whether it has no place for records that are no events.
        begins: How its files begin, as a regular expression, where that tells them from others.

    >>> import cstoevents as cs
    >>> {format.name: format.suffixes for format in cs.formats.FORMATS if format.reader}
    {'json': ('.json',), 'csv': ('.zip',), 'sqlite': ('.sqlite', '.sqlite3', '.db'), \
'sheet': ('.csv', '.tsv', '.txt', '.xlsx'), 'ics': ('.ics',), \
'popolo': ('.popolo.json',)}
    """

    name: str
    title: str
    module: str = attrs.field(default=attrs.Factory(lambda self: self.name, takes_self=True))
    suffixes: tuple[str, ...] = ()
    reader: str | None = attrs.field(
        default=attrs.Factory(lambda self: f"read_{self.name}", takes_self=True)
    )
    writer: str = attrs.field(
        default=attrs.Factory(lambda self: f"write_{self.name}", takes_self=True)
    )
    extra: str | None = None
    is_lossless: bool = False
    takes: tuple[Subject, ...] = RECORDS
    binary_suffixes: tuple[str, ...] = ()
    has_only_events: bool = False
    begins: bytes | None = None

    @property
    def coverage(self) -> tuple[FieldCoverage, ...]:
        """What it carries of each field; nothing is said of a format that carries everything."""
        if self.is_lossless:
            return ()
        from cstoevents.formats.losses import completed

        table: tuple[FieldCoverage, ...] = self._loaded().COVERAGE
        return completed(table)

    def read(self, source: Any, **options: Any) -> Chronicle:
        """Read a chronicle with the format's reader, which must be there; raises as that does."""
        chronicle: Chronicle = self._function(self.reader)(source, **options)
        return chronicle

    def write(self, subject: Any, target: Any, **options: Any) -> LossReport:
        """Write what the format's writer takes with it, and return what was lost."""
        from cstoevents.formats.losses import LossReport

        report: LossReport | None = self._function(self.writer)(subject, target, **options)
        return LossReport(self.name) if report is None else report

    def reader_takes(self, option: str) -> bool:
        """Whether the reader has an argument of this name."""
        return self.reader is not None and _takes(self._function(self.reader), option)

    def writer_takes(self, option: str) -> bool:
        """Whether the writer has an argument of this name."""
        return _takes(self._function(self.writer), option)

    def _loaded(self) -> Any:
        return importlib.import_module(f"cstoevents.formats.{self.module}")

    def _function(self, name: str | None) -> Callable[..., Any]:
        assert name is not None, f"nothing here reads or writes {self.name} so"
        function: Callable[..., Any] = getattr(self._loaded(), name)
        return function


def _takes(function: Callable[..., Any], option: str) -> bool:
    return option in inspect.signature(function).parameters


_IN_TABLES: tuple[Subject, ...] = (
    *RECORDS,
    *("anniversaries", "numbered series", "terms", "findings", "search hits", "table"),
)

FORMATS: tuple[Format, ...] = (
    Format(
        name="json",
        title="JSON",
        suffixes=(".json",),
        is_lossless=True,
        begins=rb'\s*\{.*?"format_version"\s*:',
    ),
    Format(
        name="csv",
        title="CSV package",
        suffixes=(".zip",),
        binary_suffixes=(".zip",),
        is_lossless=True,
        begins=rb"PK\x03\x04.{26}(?:[^/]{1,80}/)?(?:datapackage\.json|\w+\.csv)",
    ),
    Format(
        name="sqlite",
        title="SQLite",
        suffixes=(".sqlite", ".sqlite3", ".db"),
        binary_suffixes=(".sqlite", ".sqlite3", ".db"),
        is_lossless=True,
        begins=rb"SQLite format 3\x00",
    ),
    Format(
        name="sheet",
        title="One sheet",
        suffixes=(".csv", ".tsv", ".txt", ".xlsx"),
        binary_suffixes=(".xlsx",),
        takes=_IN_TABLES,
        extra="excel",
        begins=rb"PK\x03\x04.{26}(?:\[Content_Types\]\.xml|_rels/|docProps/|xl/)",
    ),
    Format(
        name="ics",
        title="iCalendar",
        suffixes=(".ics",),
        has_only_events=True,
        takes=(*RECORDS, "anniversaries"),
        extra="ics",
        begins=rb"\s*(?i:BEGIN:VCALENDAR)",
    ),
    Format(
        name="popolo",
        title="Popolo",
        suffixes=(".popolo.json",),
        begins=(
            rb'[\[\s]*\{.*?"(?:(?:persons|organizations|(?:person|organization)_id|_id)"\s*:'
            rb'|(?:start|end|birth|death|founding|dissolution)_date"\s*:\s*(?:"|null)'
            rb'|(?:given_name|family_name|other_names)"\s*:|id"\s*:\s*"ocd-)'
        ),
    ),
    Format(
        name="jsonld",
        title="JSON-LD",
        suffixes=(".jsonld",),
        reader=None,
        begins=rb'[\[{\s]*"@(?:context|graph|id|type)"\s*:',
    ),
    Format(
        name="timelinejs",
        title="TimelineJS",
        has_only_events=True,
        reader=None,
        begins=rb'\s*\{.*?"start_date"\s*:\s*\{',
    ),
    Format(
        name="markdown",
        title="Table",
        module="tables",
        suffixes=(".md",),
        reader=None,
        takes=_IN_TABLES,
    ),
    Format(
        name="html",
        title="Table",
        module="tables",
        suffixes=(".html",),
        reader=None,
        takes=_IN_TABLES,
    ),
)
"""Every format, those that lose nothing first.

>>> import cstoevents as cs
>>> [format.name for format in cs.formats.FORMATS if format.is_lossless]
['json', 'csv', 'sqlite']
"""


LONGEST_START = 2**16
"""How many bytes of a file tell its format: more than a description before the first record."""


def recognised(data: bytes) -> Format | None:
    """Return the format that a file has by its start, whatever its name; None if that tells none.

    Of a text of another program that only its columns tell, such as CSV, nothing is said.

    >>> from cstoevents.formats import recognised
    >>> recognised(b'{"persons": [{"id": "p1", "name": "Ann Example"}]}').name
    'popolo'
    """
    start = data[:LONGEST_START].removeprefix(codecs.BOM_UTF8)
    return next(
        (
            file_format
            for file_format in FORMATS
            if file_format.begins and re.match(file_format.begins, start, re.DOTALL)
        ),
        None,
    )


def refuse_others(data: bytes, name: str, file: str | None) -> None:
    """Raise `InputError` for a file that begins as those of another format than the named one."""
    found = recognised(data)
    if found is None or found.name == name:
        return
    expected = f"the format {name}; {found.reader or 'nothing'} reads this"
    raise InputError([Problem(file=file, found=found.title, expected=expected)])


def format_named(name: str) -> Format:
    """Return the format of a name that is in the table."""
    return next(file_format for file_format in FORMATS if file_format.name == name)


def format_of(path: str) -> Format:
    """Return the format of a file by the end of its name; a name without one is a folder's.

    Raises:
        InputError: no format has files whose names end so.
    """
    suffix = os.path.splitext(path)[1].lower()  # noqa: PTH122 - pathlib brings much along
    if suffix in ("", ".") or path.endswith(("/", "\\")):
        return format_named("csv")
    found = {
        end: entry for entry in FORMATS for end in entry.suffixes if path.lower().endswith(end)
    }
    if found:
        return found[max(found, key=len)]
    known = ", ".join(suffix for file_format in FORMATS for suffix in file_format.suffixes)
    expected = f"a name that ends in one of {known}, or a folder"
    raise InputError([Problem(file=path, found=suffix, expected=expected)])


def __dir__() -> list[str]:
    return sorted(__all__)
