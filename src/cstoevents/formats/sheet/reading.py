"""What the cells of a sheet say: text, words, lists, dates, and what is wrong with them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import Any, Final, Literal, NamedTuple, ParamSpec, TypeAlias, TypeVar

from cstoevents._arguments import one_of
from cstoevents.chronicle import Chronicle, References
from cstoevents.dates import When
from cstoevents.errors import InputError, Problem, RecordError, WhenError, near
from cstoevents.formats.sheet.cells import day_first, parted, parted_links, plain
from cstoevents.formats.sheet.headers import Mapped, mapped, mapping
from cstoevents.formats.sheet.register import Refuse
from cstoevents.formats.sheet.sheet import Linked, Sheet, Unreadable, Value
from cstoevents.formats.sheet.words import meant, simplified
from cstoevents.records.rules import URL
from cstoevents.records.vocabularies import Access, EventFormat, EventKind, EventStatus

__all__ = ["Cell", "Cells", "Dates", "Reading", "Row"]

P = ParamSpec("P")
T = TypeVar("T")

Dates: TypeAlias = Literal["edtf", "day-first"]
"""How the dates of a sheet are written."""


class Reading(NamedTuple):
    """How a caller wants a sheet to be read."""

    columns: Mapping[str, str | None] | None
    dates: Dates
    kind: EventKind | str | None
    lang: str | None
    within: Chronicle | None
    references: References


class Cell(NamedTuple):
    """A cell that has something in it: what, under which header, on which line."""

    value: Value
    column: Mapped
    line: int


Row: TypeAlias = dict[tuple[str, str], Cell]
"""The cells of a row that have something in them, by column and language."""

_VOCABULARIES: Final[Mapping[str, type[Any]]] = {
    "kind": EventKind,
    "status": EventStatus,
    "format": EventFormat,
    "access": Access,
}
_DATES: Final = {
    "edtf": "an EDTF date such as '2025-05-19', '2025-05' or '2025-06-24/2025-06-26'",
    "day-first": "a date such as '19.05.2025', '24-26.06.2025' or '5.2025', or an EDTF date",
}


# Where an address is looked for, and words that lead to one are not what is wanted.
_OF_LINKS: Final = frozenset({"document_links", "links", "sources"})


def _address_or_text(linked: Linked, key: str) -> str:
    shown = any(URL.matches(member) for member in parted_links(linked.text))
    return linked.text if shown or key not in _OF_LINKS else linked.url


class Cells:
    """The rows of a sheet, what each cell says, and every problem found so far."""

    def __init__(self, sheet: Sheet, reading: Reading) -> None:
        one_of(_DATES, reading.dates, "dates")
        self._sheet = sheet
        self._reading = reading
        self.problems: list[Problem] = []
        self.rows: list[Row] = self._cells_by_column(sheet)

    # Where things stand

    def _cells_by_column(self, sheet: Sheet) -> list[Row]:
        own = mapping(self._reading.columns)
        if not sheet.lines:
            expected = "a row of headers, and rows below it"
            raise InputError([Problem(file=sheet.file, line=1, found=None, expected=expected)])
        head, *lines = sheet.lines
        used = {at for line in lines for at, value in enumerate(line.cells) if value != ""}
        headers = [_header(value) for value in head.cells]
        headers += [""] * (max(used, default=-1) + 1 - len(headers))
        columns = mapped(
            headers, used, own, self._reading.lang, {"file": sheet.file, "line": head.number}
        )
        rows = []
        for line in lines:
            row: Row = {}
            for column in columns:
                value = line.cells[column.position] if column.position < len(line.cells) else ""
                if isinstance(value, Linked):
                    value = _address_or_text(value, column.column.key)
                value = plain(value).strip() if isinstance(value, str) else value
                if value != "":
                    words = column.words if column.column.by_language else ""
                    row[column.column.key, words] = Cell(value, column, line.number)
            if row:
                rows.append(row)
        return rows

    def refuse(self, cell: Cell, found: object, expected: str) -> None:
        header, address = cell.column.header, self._sheet.address
        column = None
        if address is not None:
            column = cell.column.position + 1
            header = f"{header} ({address(cell.line, column)})"
        self.problems.append(
            Problem(
                file=self._sheet.file,
                line=cell.line,
                column=column,
                path=header,
                found=found,
                expected=expected,
            )
        )

    def refusing(self, cell: Cell) -> Refuse:
        return lambda found, expected: self.refuse(cell, found, expected)

    def refuse_row(self, row: Row, found: object, expected: str, header: str) -> None:
        line = next(iter(row.values())).line
        self.problems.append(
            Problem(file=self._sheet.file, line=line, path=header, found=found, expected=expected)
        )

    # What one cell says

    def text(self, row: Row, key: str, words: str = "") -> str | None:
        cell = row.get((key, words))
        if cell is None:
            return None
        if isinstance(cell.value, str):
            return cell.value
        if isinstance(cell.value, Unreadable):
            self.refuse(cell, *cell.value)
        else:
            made = "a date" if isinstance(cell.value, When) else "a time"
            expected = f"text; the spreadsheet holds {made}, so format the cell as text first"
            self.refuse(cell, str(cell.value), expected)
        return None

    def words(self, row: Row, key: str) -> dict[str, str] | None:
        languages = [words for name, words in row if name == key]
        texts = {words: text for words in languages if (text := self.text(row, key, words))}
        return texts or None

    def list_of(self, row: Row, key: str) -> list[str]:
        return [member for member in parted(self.text(row, key) or "") if member]

    def texts(self, row: Row, key: str) -> list[dict[str, str]]:
        """Give lists in several languages as one list of texts by language."""
        by_language = {words: parted(text) for words, text in (self.words(row, key) or {}).items()}
        count = max(map(len, by_language.values()), default=0)
        return [
            {
                words: members[position]
                for words, members in by_language.items()
                if position < len(members) and members[position]
            }
            for position in range(count)
        ]

    def word(self, row: Row, key: str) -> Any:
        text = self.text(row, key)
        if text is None:
            return None
        options = _VOCABULARIES[key]
        member = meant(text, options)
        if member is None:
            words = [option.value for option in options]
            like = near(simplified(text), words)
            hint = f", perhaps {like[0]!r}" if like else ""
            self.refuse(row[key, ""], text, f"one of {', '.join(words)}{hint}")
        return member

    def when(self, row: Row, key: str) -> When | None:
        cell = row.get((key, ""))
        if cell is not None and isinstance(cell.value, When):
            return cell.value
        text = self.text(row, key)
        return None if cell is None or text is None else self.date(cell, text)

    def date(self, cell: Cell, text: str) -> When | None:
        text = re.sub(r"[T ]00:00(?::00)?\Z", "", text)
        dates = self._reading.dates
        reason = cure = ""
        try:
            read = day_first(text)
            if dates == "day-first" and read is not None:
                return read
            if read is not None and text != read.text:
                cure = "; days come first here, which dates='day-first' reads"
        except WhenError as error:
            reason = f" ({error.reason})"
        try:
            return When(text)
        except WhenError as error:
            reason = reason or ("" if cure else f" ({error.reason})")
        self.refuse(cell, text, f"{_DATES[dates]}{reason}{cure}")
        return None

    def time(self, row: Row, key: str) -> dt.time | str | None:
        """Give a time of day, or text that its field will look at."""
        cell = row.get((key, ""))
        if cell is not None and isinstance(cell.value, dt.time):
            return cell.value
        text = self.text(row, key)
        return f"0{text}" if text and re.match(r"\d:", text) else text

    def trying(
        self, cell: Cell, make: Callable[P, T], *args: P.args, **fields: P.kwargs
    ) -> T | None:
        """Make a value of a cell, or say what is wrong with it."""
        try:
            return make(*args, **fields)
        except RecordError as error:
            for problem in error.problems:
                self.refuse(cell, problem.found, problem.expected)
        return None


def _header(value: Value) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, Linked):
        return value.text
    return value.found if isinstance(value, Unreadable) else str(value)
