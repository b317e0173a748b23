"""Delimited text (CSV), shared by the formats that are made of it: bytes to rows, rows to text.

Two formats read tables of delimited text: the package of tables, which is as
this library writes it, and the sheet, which is as people keep it. How bytes
become text, what separates the cells, where a row begins and what is wrong with
quotes is the same in both, and is told in the same words.

A file is read in three steps, so that a reader can look at the first row before
it decides what separates the cells:

    text = decode(data, file=file)
    delimiter = fitting(text, score)[0]      # score counts known names in a first row
    rows = parse(text, delimiter, file=file)

Rows are lists of cells beside the lines on which they begin, counted from 1. A
line ends with a line feed, a carriage return or both, so that files of old
Macintosh programs are read, too; within quotes each is part of the cell.
"""

from __future__ import annotations

import codecs
import contextlib
import csv
import io
import itertools
import re
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, Literal, NamedTuple, TypeAlias

import attrs

from cstoevents.errors import ArgumentError, ArgumentTypeError, InputError, Problem
from cstoevents.errors.arguments import one_of
from cstoevents.wording.language import old_encodings

Delimiter: TypeAlias = Literal[",", ";", "\t"]
"""What parts the cells of a sheet: a comma, a semicolon or a tab."""

DELIMITERS: Final[tuple[Delimiter, ...]] = (",", ";", "\t")

WrittenEncoding: TypeAlias = Literal["utf-8", "utf-8-sig"]
"""The encodings in which CSV is written; ``"utf-8-sig"`` is UTF-8 with a byte order mark."""

ENCODINGS: Final[tuple[WrittenEncoding, ...]] = ("utf-8", "utf-8-sig")


class Rows(NamedTuple):
    """The rows of a table that have anything in them, and the line on which each begins."""

    lines: Sequence[int]
    cells: list[list[str]]


# Bytes to text

# Of names of hosts, and of Python's own literals.
_OF_NO_TEXT: Final = ("idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape")
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode(
    data: bytes,
    encoding: str | None = None,
    *,
    file: str | None,
    cure: str = "save it as 'CSV UTF-8'",
    delimiter: str | None = None,
) -> str:
    """Return the text of a file, without a byte order mark.

    Without an ``encoding`` it is UTF-8, or UTF-16 where it begins with its byte
    order mark. A byte that is not of the encoding is told with its line and, if
    the ``delimiter`` is known, with the number of its cell.

    Raises `InputError` where the bytes are no text of that encoding, and
    `ArgumentError` where there is no such encoding.
    """
    if encoding is None:
        encoding = "utf-16" if data.startswith(UTF_16) else "utf-8"
    try:
        if codecs.lookup(encoding).name in _OF_NO_TEXT:
            raise LookupError(encoding)
        return data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        problem = _undecoded(error.object, encoding, error.start, cure=cure, delimiter=delimiter)
        raise InputError([attrs.evolve(problem, file=file)]) from None
    except (LookupError, ValueError, TypeError, AttributeError):
        kind = ArgumentError if isinstance(encoding, str) else ArgumentTypeError
        raise kind("encoding", encoding, "the name of an encoding of text") from None


def _undecoded(data: bytes, encoding: str, at: int, *, cure: str, delimiter: str | None) -> Problem:
    """Return the problem of a byte that is not of the encoding."""
    before = data[:at].decode(encoding, "replace")
    column = None
    if delimiter is not None:
        last = before[max(before.rfind("\n"), before.rfind("\r")) + 1 :]
        column = len(first_row(last, delimiter)) or 1
    found = f"the byte 0x{data[at]:02x}"
    expected = f"text in the encoding {encoding}"
    if encoding == "utf-8":
        expected = f"UTF-8; {cure}"
        if data.startswith(UTF_16):
            found = "UTF-16"
        elif likely := _likely_encoding(data, at):
            expected += f" (this looks like {likely})"
    line = line_at(before, len(before))
    return Problem(line=line, column=column, found=found, expected=expected)


def _likely_encoding(data: bytes, at: int) -> str | None:
    """Return the likeliest encoding of any language in which bytes at a place are its letters."""
    for encoding in likely_encodings(data):
        text = data[at : at + 4].decode(encoding, "replace")
        if sum(letter.isalpha() and not letter.isascii() for letter in text) >= 3:
            return encoding
    return None


def likely_encodings(data: bytes) -> list[str]:
    """Return the old encodings of all languages, those first in which the bytes are words.

    In another than its own the letters of a text become signs of drawings, and small ones stand
    before capital ones.

    >>> from cstoevents.formats.delimited import likely_encodings
    >>> likely_encodings("Заседание Совета".encode("koi8-r"))[0]
    'koi8-u'
    """
    beginning = data[:_BEGINNING]
    return sorted(old_encodings(), key=lambda one: _oddities(beginning.decode(one, "replace")))


def _oddities(text: str) -> int:
    """Return how often a text has what words don't."""
    turns = sum(one.islower() and other.isupper() for one, other in itertools.pairwise(text))
    return turns + len(_DRAWN.findall(text))


_DRAWN = re.compile("[\x80-\x9f\ufffd\u2190-\u25ff\u00a4\u00a6\u00ac]")


_LINE_END = re.compile(r"\r\n?|\n")


def line_at(text: str, offset: int) -> int:
    """Return the line of a place in a text, counted from 1."""
    return sum(1 for _ in _LINE_END.finditer(text, 0, offset)) + 1


# What separates the cells

# Only the beginning of a text is looked at before it is parsed.
_BEGINNING = 2**16
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n|\Z)")


def first_row(text: str, delimiter: str) -> list[str]:
    """Return the cells of the first row that has anything in it; none if quotes are damaged."""
    lines = (match[0] for match in _LINE.finditer(text, 0, _BEGINNING))
    try:
        rows = itertools.islice(csv.reader(lines, delimiter=delimiter), 20)
        return next((row for row in rows if any(map(str.strip, row))), [])
    except csv.Error:
        return []


def stated_delimiter(text: str) -> Delimiter | None:
    """Return the delimiter that a first line such as ``sep=;`` states, which Excel writes."""
    match = _SEP(text)
    return next((known for known in DELIMITERS if known == match[1]), None) if match else None


_SEP = re.compile(r"sep=([^\r\n])(?=[\r\n]|\Z)", re.IGNORECASE).match


def fitting(text: str, score: Callable[[list[str]], int]) -> list[Delimiter]:
    """Return the delimiters by which the first row scores best; most often it is one."""
    told = stated_delimiter(text)
    if told is not None:
        return [told]
    scores = [score(first_row(text, delimiter)) for delimiter in DELIMITERS]
    best = max(scores)
    return [delimiter for delimiter, found in zip(DELIMITERS, scores, strict=True) if found == best]


# Text to rows


def parse(text: str, delimiter: str, *, file: str | None) -> Rows:
    """Return the rows of a text, as RFC 4180 separates them; a cell may have any length.

    Raises `InputError` at a quote that is not closed or not doubled, since
    nobody can tell where the cells after it end.
    """
    source = io.StringIO(text, newline="")
    first = 1
    if stated_delimiter(text) is not None:
        next(source)
        first = 2
    cells: list[list[str]] = []
    with _cells_of_any_length(text):
        reader = csv.reader(source, delimiter=delimiter, strict=True)
        try:
            cells += reader  # which keeps what was read before an error
        except csv.Error as error:
            raise _not_csv(str(error), _begins(cells, first)[-1], file) from None
    lines: Sequence[int] = range(first, first + len(cells))
    if reader.line_num != len(cells):
        lines = _begins(cells, first)[:-1]
    if not all(map(any, cells)):
        filled = list(map(any, cells))
        lines = list(itertools.compress(lines, filled))
        cells = list(itertools.compress(cells, filled))
    return Rows(lines, cells)


def _begins(rows: Iterable[Sequence[str]], first: int) -> list[int]:
    """Return the line on which each row begins, and that after the last one."""
    lines = (1 + sum(len(_LINE_END.findall(cell)) for cell in row) for row in rows)
    return list(itertools.accumulate(lines, initial=first))


def _not_csv(error: str, line: int, file: str | None) -> InputError:
    found = "text after a closing quote"
    expected = "quotes within a cell to be doubled, as in RFC 4180"
    if error == "unexpected end of data":
        found, expected = "an opening quote without a closing one", "a closing quote"
    return InputError([Problem(file=file, line=line, found=found, expected=expected)])


# The limit of the csv module as it is from the start; no cell of a shorter text is over it.
_SHORT = 131_072
_LIMIT = threading.Lock()


@contextlib.contextmanager
def _cells_of_any_length(text: str) -> Iterator[None]:
    """Remove the limit of the csv module, which is the whole process', for as long as it takes."""
    if len(text) <= _SHORT:
        yield
        return
    with _LIMIT:
        before = csv.field_size_limit(2**31 - 1)
        try:
            yield
        finally:
            csv.field_size_limit(before)


# Rows to bytes


def encode(
    rows: Iterable[Iterable[object]],
    *,
    delimiter: str = ",",
    encoding: WrittenEncoding = "utf-8",
) -> bytes:
    """Return rows as RFC 4180 has them: CRLF, and quotes only where they are needed.

    Raises `ArgumentError` where the encoding is another.
    """
    one_of(ENCODINGS, encoding, "encoding")
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode(encoding)
