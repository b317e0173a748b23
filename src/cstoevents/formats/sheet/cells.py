r"""What a sheet is made of: rows of cells, where each stands, and lists and text within them.

**Lists.** Members are joined with ``"; "`` and split at any ``;``. One inside a
member is written ``\;`` and a backslash ``\\``. Web addresses have no blanks
and may hold a ``;``, so their lists are split only before a blank or a new address.

**Formulas.** A cell that begins with ``= + - @``, a tab or a line break may be
run by a spreadsheet when it opens a CSV file (OWASP, "CSV Injection"); so it gets
an apostrophe before it. The same happens after every character at which a reader
with other settings would separate cells. Labels such as ``3-6`` and ``007`` get one in
CSV, so that they aren't made dates or other numbers of. Reading takes exactly these
apostrophes away.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, Literal, NamedTuple, TypeAlias, TypeVar

import attrs

from cstoevents.dates import When
from cstoevents.errors import InputError, Problem, RecordError, take_up
from cstoevents.records.rules import URL, refused
from cstoevents.wording.language import every_language, language_by_letters, language_of

T = TypeVar("T")


class Unreadable(NamedTuple):
    """What a cell holds that can't be taken for text, and what to put instead."""

    found: str
    expected: str


class Linked(NamedTuple):
    """A cell whose text, when clicked, leads to an address."""

    text: str
    url: str


Value: TypeAlias = str | Linked | When | dt.datetime | dt.time | Unreadable
"""What a cell holds: text, or what a spreadsheet has made of it; "" if nothing."""


def shown(value: Value) -> str:
    """Return what a cell holds as text, whatever it is."""
    if isinstance(value, Linked):
        return value.text
    return value.found if isinstance(value, Unreadable) else str(value)


class Period(NamedTuple):
    """A year, or a month and its year, that rows are in, and the number of the line that says it.

    ``words`` are those for the whole of it and those for its year, which may not be known.
    """

    words: tuple[str, ...]
    line: int | None
    has_year: bool = True


class Line(NamedTuple):
    """The number of the line that a row begins on, counted from 1, and what its cells hold.

    ``day`` is what a heading above calls the day of the row, with the number of its line.
    """

    number: int
    cells: list[Value]
    period: Period | None = None
    day: tuple[str, int] | None = None


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
    ``headers``, by the key of the column, ``problems`` and ``notes`` grow as it is read.
    """

    file: str | None
    lines: list[Line]
    address: Callable[[int, int], str] | None = None
    merged: Sequence[Merged] = ()
    headers: dict[str, str] = attrs.field(factory=dict)
    problems: list[Problem] = attrs.field(factory=list)
    notes: list[Note] = attrs.field(factory=list)

    @property
    def is_ours(self) -> bool:
        """Whether it says all in columns of their own, as those do that we write."""
        return self.headers.keys() >= {"id", "in_words"}

    def refuse(
        self, line: int, path: str, found: object, expected: str, column: int | None = None
    ) -> None:
        """Note a problem of a line, under a header."""
        problem = Problem(
            file=self.file, line=line, column=column, path=path, found=found, expected=expected
        )
        take_up(self.problems, problem)

    def note(self, line: int, path: str, text: str, column: int | None = None) -> None:
        """Note what was decided about a line, under a header."""
        self.notes.append(Note(self.file, line, column, path, text))


Message = TypeVar("Message", Problem, Note)
_ADDRESS = re.compile(r"(?:\A| \()[A-Z]{1,3}[0-9]+\)?\Z")
_MOST_LINES: Final = 10


def merge_repeated(
    messages: Iterable[Message], field: Literal["expected", "text"]
) -> list[Message]:
    """Return problems or notes, each that is repeated in other lines once, with their numbers.

    ``field`` is the one of its texts to which "also in lines 3-5" is added.
    """
    groups: dict[tuple[object, ...], list[Message]] = {}
    for message in messages:
        value = repr(message.found) if isinstance(message, Problem) else ""
        header = _ADDRESS.sub("", message.path or "")
        key = header, message.column, getattr(message, field), value
        groups.setdefault(key, []).append(message)
    return [_with_lines(group, field) for group in groups.values()]


def _with_lines(group: Sequence[Message], field: str) -> Message:
    first = group[0]
    lines = sorted({message.line for message in group if message.line is not None} - {first.line})
    if not lines:
        return first
    text = getattr(first, field)
    several = f"{text}; also in lines {_ranges(lines)}"
    changed: dict[str, Any] = {field: several if lines[1:] else f"{text}; also in line {lines[0]}"}
    return attrs.evolve(first, **changed)


def _ranges(lines: Iterable[int]) -> str:
    """Return numbers of lines as people write them, those that follow each other as one range."""
    ranges: list[list[int]] = []
    for line in lines:
        if ranges and ranges[-1][1] == line - 1:
            ranges[-1][1] = line
        else:
            ranges.append([line, line])
    shown = [f"{first}" if first == last else f"{first}-{last}" for first, last in ranges]
    more = sum(last - first + 1 for first, last in ranges[_MOST_LINES:])
    return ", ".join(shown[:_MOST_LINES]) + (f" and {more:,} more" if more else "")


@attrs.frozen(slots=True)
class LanguageBelow:
    """The language that the words below a header are in.

    ``by_letters`` is whether that is theirs only as far as their letters allow it, and ``also``
    another that they, or half of them, may be in.
    """

    tag: str
    by_letters: bool = False
    also: str | None = None

    def of(self, words: str) -> str:
        """Return the language of words."""
        return language_by_letters(words, self.tag) if self.by_letters else self.tag

    def halves(self, text: str) -> dict[str, str]:
        """Return a text that may be in either language by its own, or its halves by theirs."""
        tags = (self.tag, *filter(None, [self.also]))
        parts = {tag: half for half in in_two(text) if (tag := language_of(half, tags))}
        return parts if len(parts) == 2 else {language_of(text, tags) or self.tag: text}


@attrs.frozen(slots=True, eq=False)
class Cell:
    """A cell that has something in it: what, where it stands, and the language of its words.

    ``url`` is the address that words lead to which are none themselves.
    """

    value: Value
    line: int
    position: int
    header: str
    lang: LanguageBelow
    sheet: Sheet
    url: str | None = None

    def refuse(self, found: object, expected: str) -> None:
        """Note a problem of this cell."""
        column, path = self._place()
        self.sheet.refuse(self.line, path, found, expected, column)

    def note(self, text: str) -> None:
        """Note what was decided about this cell."""
        self.sheet.notes.append(self.noted(text))

    def noted(self, text: str) -> Note:
        """Return a note of what was decided about this cell."""
        column, path = self._place()
        return Note(self.sheet.file, self.line, column, path, text)

    def _place(self) -> tuple[int | None, str]:
        if self.sheet.address is None:
            return None, self.header
        column = self.position + 1
        return column, f"{self.header} ({self.sheet.address(self.line, column)})"

    def take(self, read: Callable[..., T], *given: Any) -> T | None:
        """Return what a function reads, or take up all that it refuses and return None."""
        try:
            return read(*given)
        except RecordError as error:
            for problem in error.problems:
                self.refuse(problem.found, problem.expected)
        return None

    def text(self, made: type[When | dt.time] | None = None) -> str:
        """Return the text of the cell, also where a spreadsheet has made a value of it.

        Raises `RecordError` where that is of another class than ``made``, or no text.
        """
        if isinstance(self.value, str):
            return self.value
        if isinstance(self.value, Unreadable):
            raise refused(*self.value)
        if made is None or not isinstance(self.value, made):
            what = "a date" if isinstance(self.value, When | dt.datetime) else "a time"
            expected = f"text; the spreadsheet holds {what}, so format the cell as text first"
            raise refused(str(self.value), expected)
        return str(self.value)


@attrs.frozen(slots=True, eq=False)
class Row:
    """The cells of a row that have something in them, by column and then by language.

    Of a column that has no languages, the language is "".
    """

    line: int
    cells: Mapping[str, Mapping[str, Cell]]
    sheet: Sheet
    period: Period | None = None

    def cell(self, key: str) -> Cell | None:
        """Return the cell of a column, the first of those in several languages."""
        return next(iter(self.cells[key].values())) if key in self.cells else None

    def text(self, key: str) -> str | None:
        """Return the text of a column, None where it has none or that is refused."""
        cell = self.cell(key)
        return None if cell is None else cell.take(cell.text)


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


def in_two(text: str) -> list[str]:
    """Return the two texts that a stroke or the end of a line parts, or nothing.

    >>> from cstoevents.formats.sheet.cells import in_two
    >>> in_two("Place / Место"), in_two("Place")
    (['Place', 'Место'], [])
    """
    halves = re.split(r"[/|\n]", text, maxsplit=2) if len(text) <= _LONGEST_IN_TWO else ()
    parts = [half.strip() for half in halves]
    return parts if len(parts) == 2 and all(parts) else []


_LONGEST_IN_TWO: Final = 1000


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
# Of what a spreadsheet that opens a CSV file makes something else: a date of "3-6" and "May
# 2025", a time of "12:30", another number of "007", "1e5", "1,5", "1 1/2" and "$5", and "TRUE" of
# "true", in whatever language it speaks.
_MONTHS = "|".join(re.escape(name) for spoken in every_language() for name in spoken.month_names)
_TRUTHS = "|".join(
    re.escape(word)
    for spoken in every_language()
    for word in (*spoken.yes_words, *spoken.no_words)
    if len(word) > len("yes")
)
_LIKE_FIGURES = (
    r"(?:(?![1-9][0-9]{0,14}\Z|0\Z)(?=[^0-9]{0,3}[0-9])[0-9 \xa0.,:/%$€£¥₽eE+-]+"
    rf"|(?i:{_TRUTHS})|(?=[^0-9]{{0,12}}[0-9])(?:[0-9]{{1,2}}[ .-])?"
    rf"(?i:{_MONTHS})\.?[ .-]?[0-9]{{0,2}}(?:,? ?[0-9]{{4}})?)\Z"
)
# Dashes alone are how people leave a cell empty, and a few abbreviations.
_NOTHING_IN_WORDS = "|".join(
    re.escape(word) for spoken in every_language() for word in spoken.empty_cell_words
)
_LIKE_NOTHING = f"(?:[-\u2010-\u2015\u2212]{{1,3}}|(?i:{_NOTHING_IN_WORDS}))\\Z"
_TO_GUARD = re.compile(
    f"{_CELL_BEGINS}(?='*{_RISKY})|\\A(?='+{_LIKE_FIGURES})|\\A(?='*{_LIKE_NOTHING})"
)
_TO_PROTECT = re.compile(f"\\A(?={_LIKE_FIGURES})")
_GUARDED = re.compile(
    f"{_CELL_BEGINS}'(?='*{_RISKY})|\\A'(?='*{_LIKE_FIGURES})|\\A'(?='*{_LIKE_NOTHING})"
)
_NOTHING = re.compile(_LIKE_NOTHING).match


def guarded(text: str) -> str:
    """Add an apostrophe wherever a spreadsheet could see the beginning of a formula."""
    return _TO_GUARD.sub("'", text)


def protected(text: str) -> str:
    """Add an apostrophe before a text of which a spreadsheet would make a date, too."""
    return _TO_PROTECT.sub("'", guarded(text))


def says_nothing(text: str) -> bool:
    """Whether a cell is one that people have left empty with a dash, or "n/a"."""
    return _NOTHING(text.strip()) is not None


def unguarded(text: str) -> str:
    """Remove the apostrophes that `guarded` and `protected` put, and no others."""
    return _GUARDED.sub("", text) if "'" in text else text
