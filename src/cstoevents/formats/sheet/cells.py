r"""What stands in the rows and cells of a sheet: lists, numbers, and text that can't run.

**Lists.** Members are joined with ``"; "`` and split at any ``;``. One inside a
member is written ``\;`` and a backslash ``\\``. Web addresses have no blanks
and may hold a ``;``, so their lists are split only before a blank or a new address.

**Formulas.** A cell that begins with ``= + - @``, a tab or a line break may be
run by a spreadsheet when it opens a CSV file (OWASP, "CSV Injection"); so it gets
an apostrophe before it. The same happens after every character at which a reader
with other settings would separate cells. Labels such as ``3-6`` get one in CSV, so that
they aren't made dates of. Reading takes exactly these apostrophes away.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias, TypeVar

import attrs

from cstoevents.dates import When
from cstoevents.errors import InputError, Problem, RecordError, WordingError, near
from cstoevents.formats.sheet.dates import Dates, read_date
from cstoevents.records.rules import URL
from cstoevents.wording import LabelKind, printed_number
from cstoevents.wording.words import meant, simplified

__all__ = [
    "Cell",
    "Line",
    "Linked",
    "Merged",
    "Note",
    "Row",
    "Sheet",
    "Unreadable",
    "Value",
    "guarded",
    "join_links",
    "join_list",
    "numbered",
    "protected",
    "refusal",
    "safe_link",
    "split_links",
    "split_list",
    "unguarded",
]

T = TypeVar("T")


class Unreadable(NamedTuple):
    """What a cell holds that can't be taken for text, and what to put instead."""

    found: str
    expected: str


class Linked(NamedTuple):
    """A cell whose text, when clicked, leads to an address."""

    text: str
    url: str


Value: TypeAlias = str | Linked | When | dt.time | Unreadable
"""What a cell holds: text, or what a spreadsheet has made of it; "" if nothing."""


class Line(NamedTuple):
    """The number of the line that a row begins on, counted from 1, and what its cells hold."""

    number: int
    cells: list[Value]


class Merged(NamedTuple):
    """A range of cells that look like one: its name and its corners, counted from 1."""

    reference: str
    top: int
    left: int
    bottom: int
    right: int

    @property
    def size(self) -> int:
        """How many cells it has."""
        return (self.bottom - self.top + 1) * (self.right - self.left + 1)

    def places(self) -> Iterator[tuple[int, int]]:
        """Return the row and column of each of its cells."""
        return itertools.product(range(self.top, self.bottom + 1), range(self.left, self.right + 1))


@attrs.frozen(slots=True)
class Note:
    """Something that was read by a decision of the reader's: where, and what was decided."""

    file: str | None
    line: int | None
    column: int | None
    path: str | None
    text: str

    def __str__(self) -> str:
        where = ":".join(str(part) for part in (self.file, self.line, self.column) if part)
        return ": ".join(part for part in (where, self.path, self.text) if part)


def refusal(
    file: str | None, found: object, expected: str, line: int | None = None, path: str | None = None
) -> InputError:
    """Return the error of a file that can't be read as a sheet at all."""
    return InputError([Problem(file=file, line=line, path=path, found=found, expected=expected)])


@attrs.frozen(slots=True, eq=False)
class Sheet:
    """The rows of a sheet that have something in them, and what is to be told of them.

    ``address`` gives the name of a cell in its sheet, such as ``B7``, where cells have one.
    ``problems`` and ``notes`` grow as the rows are read.
    """

    file: str | None
    lines: list[Line]
    address: Callable[[int, int], str] | None = None
    merged: Sequence[Merged] = ()
    problems: list[Problem] = attrs.field(factory=list)
    notes: list[Note] = attrs.field(factory=list)

    def refuse(self, line: int, header: str, found: object, expected: str) -> None:
        """Take up a problem of a row."""
        self.problems.append(
            Problem(file=self.file, line=line, path=header, found=found, expected=expected)
        )


@attrs.frozen(slots=True, eq=False)
class Cell:
    """A cell that has something in it: what, where it stands, and the language of its words."""

    value: Value
    line: int
    position: int
    header: str
    lang: str
    sheet: Sheet

    def refuse(self, found: object, expected: str) -> None:
        """Take up a problem of this cell."""
        column, path = self._where()
        self.sheet.problems.append(
            Problem(
                file=self.sheet.file,
                line=self.line,
                column=column,
                path=path,
                found=found,
                expected=expected,
            )
        )

    def note(self, text: str) -> None:
        """Take up what was decided about this cell."""
        self.sheet.notes.append(Note(self.sheet.file, self.line, *self._where(), text))

    def _where(self) -> tuple[int | None, str]:
        if self.sheet.address is None:
            return None, self.header
        column = self.position + 1
        return column, f"{self.header} ({self.sheet.address(self.line, column)})"

    def text(self) -> str | None:
        """Return the text of the cell, or take up a problem where it holds something else."""
        if isinstance(self.value, str):
            return self.value
        if isinstance(self.value, Unreadable):
            self.refuse(*self.value)
        else:
            made = "a date" if isinstance(self.value, When) else "a time"
            expected = f"text; the spreadsheet holds {made}, so format the cell as text first"
            self.refuse(str(self.value), expected)
        return None

    def date(self, text: str, dates: Dates) -> When | None:
        """Return the date that a text of the cell says, or take up that it is none."""
        try:
            return read_date(text, dates)
        except WordingError as error:
            self.refuse(error.found, error.expected)
        return None

    def make(self, make: Callable[..., T], **fields: Any) -> T | None:
        """Return a value made of the cell, or take up what is wrong with it."""
        try:
            return make(**fields)
        except RecordError as error:
            for problem in error.problems:
                self.refuse(problem.found, problem.expected)
        return None


@attrs.frozen(slots=True, eq=False)
class Row:
    """The cells of a row that have something in them, by column and then by language.

    Of a column that has no languages, the language is "".
    """

    line: int
    cells: Mapping[str, Mapping[str, Cell]]
    sheet: Sheet

    def refuse(self, header: str, found: object, expected: str) -> None:
        """Take up a problem of this row."""
        self.sheet.refuse(self.line, header, found, expected)

    def cell(self, key: str) -> Cell | None:
        """Return the cell of a column, the first of those in several languages."""
        return next(iter(self.cells[key].values())) if key in self.cells else None

    def text(self, key: str) -> str | None:
        """Return the text of a column that has no languages."""
        cell = self.cell(key)
        return None if cell is None else cell.text()

    def words(self, key: str) -> dict[str, str] | None:
        """Return the texts of a column by language, or None if there are none."""
        cells = self.cells.get(key, {})
        return {lang: text for lang, cell in cells.items() if (text := cell.text())} or None

    def members(self, key: str) -> list[str]:
        """Return the members of a list, without empty ones."""
        return [member for member in split_list(self.text(key) or "") if member]

    def texts(self, key: str) -> list[dict[str, str]]:
        """Return lists in several languages as one list of texts by language."""
        by_language = {lang: split_list(text) for lang, text in (self.words(key) or {}).items()}
        count = max(map(len, by_language.values()), default=0)
        return [
            {
                lang: members[position]
                for lang, members in by_language.items()
                if position < len(members) and members[position]
            }
            for position in range(count)
        ]

    def choice(self, key: str, options: Any) -> Any:
        """Return the member of a vocabulary that a word means, or take up that it is none."""
        text = self.text(key)
        if text is None:
            return None
        member = meant(text, options)
        if member is None:
            words = [option.value for option in options]
            like = near(simplified(text), words)
            hint = f", perhaps {like[0]!r}" if like else ""
            self.cells[key][""].refuse(text, f"one of {', '.join(words)}{hint}")
        return member

    def when(self, key: str, dates: Dates) -> When | None:
        """Return the date of a column."""
        cell = self.cell(key)
        if cell is None:
            return None
        if isinstance(cell.value, When):
            return cell.value
        text = cell.text()
        return None if text is None else cell.date(text, dates)

    def time(self, key: str) -> dt.time | str | None:
        """Return a time of day, or text that the rule of its field is asked about."""
        cell = self.cell(key)
        if cell is not None and isinstance(cell.value, dt.time):
            return cell.value
        text = self.text(key)
        return f"0{text}" if text and re.match(r"\d:", text) else text


# Lists

_SEPARATOR = re.compile(r"\\[\\;]|;")
_SEPARATOR_OF_LINKS = re.compile(r"\\[\\;]|;(?=\s|\Z|https?://)")


def join_list(members: Iterable[str | None]) -> str:
    """Join the members of a list, None standing for an empty place."""
    return _joined([_escaped(member or "") for member in members])


def split_list(text: str) -> list[str]:
    """Split a list into its members, empty places among them."""
    return [_unescaped(member) for member in _members(text, _SEPARATOR)]


def join_links(members: Iterable[str | None]) -> str:
    """Join web addresses, and citations among them."""
    present = (member or "" for member in members)
    text = _joined([member if URL.matches(member) else _escaped(member) for member in present])
    return f"{text};" if text.endswith(";") else text


def split_links(text: str) -> list[str]:
    """Split a list of web addresses, and citations among them, into its members."""
    members = _members(text, _SEPARATOR_OF_LINKS)
    return [member if URL.matches(member) else _unescaped(member) for member in members]


def safe_link(url: str) -> str:
    """Return the same web address with what would split it in a list percent-encoded."""
    return url.replace("\\", "%5C").replace(";http", "%3Bhttp")


def _escaped(member: str) -> str:
    return member.strip().replace("\\", "\\\\").replace(";", "\\;")


def _unescaped(member: str) -> str:
    return re.sub(r"\\([\\;])", r"\1", member)


def _joined(members: list[str]) -> str:
    return "; ".join(_without_empty_end(members))


def _members(text: str, separator: re.Pattern[str]) -> list[str]:
    return _without_empty_end([member.strip() for member in _raw_members(text, separator)])


def _raw_members(text: str, separator: re.Pattern[str]) -> Iterator[str]:
    if ";" not in text:
        yield text
        return
    start = 0
    for found in separator.finditer(text):
        if found.group() == ";":
            yield text[start : found.start()]
            start = found.end()
    yield text[start:]


def _without_empty_end(members: list[str]) -> list[str]:
    while members and not members[-1]:
        members.pop()
    return members


# Formulas

# The full-width forms are what some East Asian spreadsheets take for the others.
_RISKY = "[=+\\-@\t\r\n＝＋－＠]"
_CELL_BEGINS = "(?:\\A|(?<=[\t\n,;|])|(?<=\r)(?!\n))"
# Figures such as "3-6", of which a spreadsheet that opens a CSV file makes a date.
_LIKE_DATE = r"[0-9]{1,4}[-./][0-9]{1,4}(?:[-./][0-9]{1,4})?\Z"
_TO_GUARD = re.compile(f"{_CELL_BEGINS}(?='*{_RISKY})|\\A(?='+{_LIKE_DATE})")
_TO_PROTECT = re.compile(f"\\A(?={_LIKE_DATE})")
_GUARDED = re.compile(f"{_CELL_BEGINS}'(?='*{_RISKY})|\\A'(?='*{_LIKE_DATE})")


def guarded(text: str) -> str:
    """Put an apostrophe wherever a spreadsheet could see the beginning of a formula."""
    return _TO_GUARD.sub("'", text)


def protected(text: str) -> str:
    """Put an apostrophe before a text of which a spreadsheet would make a date, too."""
    return _TO_PROTECT.sub("'", guarded(text))


def unguarded(text: str) -> str:
    """Take away the apostrophes that `guarded` and `protected` put, and no others."""
    return _GUARDED.sub("", text)


# Numbers

_FIGURES = re.compile(r"\A[0-9]{1,9}\Z")


def numbered(text: str) -> tuple[int, str | None] | None:
    """Return a number, and the label it was printed as where that says more, or None."""
    if _FIGURES.match(text):
        return int(text), None
    printed = printed_number(text)
    if printed.kind is not LabelKind.NUMBER or printed.number is None:
        return None
    # A spreadsheet writes whole numbers so where it takes a column for measurements.
    return printed.number, None if text == f"{printed.number}.0" else text
