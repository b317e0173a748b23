"""Which column of a sheet says what: its headers, known or mapped by the caller."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from cstoevents.errors import ArgumentError, InputError, Problem, near
from cstoevents.formats.sheet.columns import COLUMNS, Column, Header, known_header, named_column

__all__ = ["Mapped", "mapped", "mapping", "recognised"]


class Mapped(NamedTuple):
    """One column of a sheet: where it stands, what it is called, and what it says."""

    position: int
    header: str
    column: Column
    words: str


def mapping(columns: Mapping[str, str | None] | None) -> dict[str, Header | None]:
    """Check a caller's map of headers to columns; None leaves a column of the sheet out."""
    checked: dict[str, Header | None] = {}
    for header, key in (columns or {}).items():
        meaning = None if key is None else named_column(key)
        if key is not None and meaning is None:
            keys = ", ".join(column.key for column in COLUMNS)
            raise ArgumentError(f"columns[{header!r}]", key, f"one of {keys}")
        checked[header.strip()] = meaning
    return checked


def recognised(headers: Sequence[str], own: Mapping[str, Header | None]) -> int:
    """Count the headers that say something, for guessing how a file is to be read."""
    return sum(header.strip() in own or known_header(header) is not None for header in headers)


def mapped(
    headers: Sequence[str],
    used: set[int],
    own: Mapping[str, Header | None],
    lang: str | None,
    where: Mapping[str, object],
) -> list[Mapped]:
    """Give the columns of a sheet, or say everything that is wrong with its headers.

    ``used`` are the positions at which some row has something; ``lang`` overrides
    the language that a header's own words would give.
    """
    problems: list[Problem] = []
    found: list[Mapped] = []
    first: dict[tuple[str, str], str] = {}
    for position, text in enumerate(headers):
        header = text.strip()
        if not header and position not in used:
            continue
        known = own[header] if header in own else known_header(header)
        if known is None:
            if header not in own:
                problems.append(_unknown(header, position, where))
            continue
        words = known.lang or lang or known.own
        key = known.column.key, words if known.column.by_language else ""
        if key in first:
            expected = f"one column for {known.column.key}; {first[key]!r} is it too"
            problems.append(_problem(header, expected, where))
            continue
        first[key] = header
        found.append(Mapped(position, header, known.column, words))
    absent = [header for header in own if header not in {text.strip() for text in headers}]
    problems += [
        _problem(None, f"a column {header!r}, which `columns` names", where) for header in absent
    ]
    if not any(one.column.key == "title" for one in found) and not problems:
        expected = "a column for titles, such as 'Title' or 'Название', or one in `columns`"
        problems.append(_problem(", ".join(headers) or None, expected, where))
    if problems:
        raise InputError(problems)
    return found


def _unknown(header: str, position: int, where: Mapping[str, object]) -> Problem:
    if not header:
        return _problem(f"column {position + 1} without a header", "a header above it", where)
    names = [name for column in COLUMNS for name in (*column.english, *column.russian)]
    like = near(header, names, 1)
    hint = f"perhaps {like[0]!r}; " if like else ""
    expected = f"a known header ({hint}say what it is in `columns`, or None to leave it out)"
    return _problem(header, expected, where)


def _problem(found: object, expected: str, where: Mapping[str, object]) -> Problem:
    return Problem(found=found, expected=expected, path="header", **where)  # type: ignore[arg-type]
