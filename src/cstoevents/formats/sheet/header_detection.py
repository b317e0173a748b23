"""Which lines of a sheet are its headers, which are rows, and which are neither.

The headers are looked for among the first lines, since people write titles and leave
blanks above them: they are the first line with the most headers that are known, and what
stands below or above it where it is blank. Lines that are no rows are left out: the headers
once more, the numbers of columns, how dates are to be written, totals, notes and signatures
below the rows, and headings of the rows below them. All of it is told. A year or a month that a
title or a heading names is kept for the rows, whose dates may leave it out.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from typing import Final

from cstoevents.formats.sheet.cells import Line, Period, Sheet, shown
from cstoevents.formats.sheet.headers import Header, is_hint, known_headers, meanings
from cstoevents.formats.sheet.periods import (
    PeriodsOfRows,
    day_named,
    is_numbered,
    is_period,
    period_of_title,
)
from cstoevents.wording.language import language, languages
from cstoevents.wording.words import simplified

LINES_LOOKED_AT: Final = 20
"""Among how many lines with something in them a header is looked for."""


def find_rows(sheet: Sheet, own: Mapping[str, Header | None]) -> None:
    """Remove the lines of a sheet that are neither its headers, which come first, nor rows."""
    scores = [
        known_headers([shown(value) for value in line.cells], own)
        for line in sheet.lines[:LINES_LOOKED_AT]
    ]
    at = scores.index(max(scores))
    begins = at
    for above in (at - 1, at):
        both = _joined(sheet.lines[max(above, 0) : above + 2], own)
        if both is not None:
            begins, sheet.lines[above : above + 2] = above, [both]
            sheet.note(both.number, "header", "the headers are in this line and the one above it")
            break
    period = None
    if begins:
        line = sheet.lines[begins].number
        text = f"the headers are in line {line}; what is above them is left out"
        sheet.note(line, "header", text)
        period = period_of_title(
            (line.number, " ".join(_texts(line).values())) for line in sheet.lines[:begins]
        )
        del sheet.lines[:begins]
    _leave_out(sheet, own, period)


def _joined(lines: list[Line], own: Mapping[str, Header | None]) -> Line | None:
    """Return two lines of headers as one: below "Dates", which spans two columns, "From", "To"."""
    if len(lines) != 2:
        return None
    above, below = map(_texts, lines)
    says = [at for at, text in above.items() if text in own or meanings(text)]
    parts = all(text in own or meanings(text) for text in below.values())
    if not parts or not below.keys() - above.keys() or not set(says) - below.keys():
        return None
    both = above | below
    return Line(lines[1].number, [both.get(at, "") for at in range(max(both) + 1)])


def _texts(line: Line) -> dict[int, str]:
    """Return what stands in the cells of a line that have something in them."""
    return {at: text for at, value in enumerate(line.cells) if (text := shown(value).strip())}


def _leave_out(sheet: Sheet, own: Mapping[str, Header | None], period: Period | None) -> None:
    headers = _texts(sheet.lines[0])
    keys = {at: _key(text, own) for at, text in headers.items()}
    across = {
        area.top
        for area in sheet.merged
        if area.top == area.bottom and area.right - area.left + 1 >= len(headers)
    }
    across |= _numbered_headings(sheet.lines[1:], keys)
    end = _end_of_rows(sheet.lines, keys)
    kept, periods = sheet.lines[:1], PeriodsOfRows(period)
    for at, line in enumerate(sheet.lines[1:], start=1):
        texts = _texts(line)
        why = "it has the headers once more" if texts == headers else None
        why = why or _why_no_row(texts, keys, is_across=line.number in across)
        why = why or (_why_of_header(texts) if len(kept) == 1 else None)
        why = why or ("it stands below the rows and has no title" if at >= end else None)
        if why is None:
            kept.append(line._replace(period=periods.current, day=periods.day))
        else:
            sheet.note(line.number, "row", f"{why}, so it is left out")
            periods.read(texts, line.number)
    sheet.lines[:] = kept


def _end_of_rows(lines: list[Line], keys: Mapping[int, str]) -> int:
    """Return where the lines begin that stand below blanks and have neither a title nor figures."""
    end = at = len(lines)
    while at > 1:
        at -= 1
        texts = _texts(lines[at])
        told = {keys.get(place, "") for place in texts}
        has_date = any(keys.get(place) in _DATES and _DIGIT(text) for place, text in texts.items())
        is_stray = not texts.keys() <= keys.keys()
        if has_date or is_stray or told & {"title", "person"} or "title" not in keys.values():
            break
        if lines[at].number - lines[at - 1].number > 1:
            end = at
    return end


_DATES: Final = ("when", "first_day", "last_day", "year", "month", "day")
_DIGIT = re.compile("[0-9]").search


def _key(header: str, own: Mapping[str, Header | None]) -> str:
    """Return the key of the column that a header most likely means."""
    meant = own[header] if header in own else next(iter(meanings(header)), None)
    return "" if meant is None else meant.column.key


def _why_of_header(texts: Mapping[int, str]) -> str | None:
    """Return what a line below the headers says of them, None if nothing."""
    if len(texts) > 1 and all(text == f"{at + 1}" for at, text in texts.items()):
        return "it numbers the columns"
    if texts and all(map(is_hint, texts.values())):
        return "it says how dates and times are written"
    return None


# Also what is counted: "4 events".
_FIGURES = re.compile(r"[0-9]+(?:[.,][0-9]+)?(?:\s[^\W\d_]+)?").fullmatch
_COUNT_AFTER = re.compile(r"[\s\u2013\u2014-]*[0-9]*\Z")
_LETTER = re.compile(r"[^\W\d_]").search
_LONGEST_HEADING: Final = 200


def _why_no_row(
    texts: Mapping[int, str], keys: Mapping[int, str], *, is_across: bool
) -> str | None:
    """Return what a line is that is no row, None if it is one."""
    at = min(texts, default=-1)
    if keys.get(at, "id") == "id" or len(texts[at]) > _LONGEST_HEADING:
        return None
    first, *others = (texts[place] for place in sorted(texts))
    begins, colon, _ = simplified(first).partition(":")
    word = _COUNT_AFTER.sub("", begins)
    if word in _words_of("total_row_words", languages()) and all(map(_FIGURES, others)):
        return "it has a total"
    is_note = colon and word in _words_of("footnote_words", languages())
    if not others and (is_note or _FOOTNOTE(first)):
        return "it has nothing but a note"
    if not others and len(keys) > 1 and (is_across or _is_heading(first, at, keys)):
        return "it has nothing but a heading"
    return None


def _numbered_headings(lines: list[Line], keys: Mapping[int, str]) -> set[int]:
    """Return the lines with nothing but a number and words in the place of a title.

    None where titles of rows are numbered: "2. Exercises" may be an event without a date.
    """
    alone: set[int] = set()
    for line in lines:
        texts = _texts(line)
        is_numbered_title = any(keys.get(at) == "title" for at in texts if is_numbered(texts[at]))
        if is_numbered_title and len(texts) > 1:
            return set()
        alone.update([line.number] if is_numbered_title else ())
    return alone


def _is_heading(text: str, at: int, keys: Mapping[int, str]) -> bool:
    """Whether what stands alone in a line is a heading of the rows below it, by its column."""
    if keys[at] == "title":
        return day_named(text) is not None
    if _LETTER(text) is None or keys[at] == "person":
        return False
    return at == min(keys) or (keys[at] == "when" and is_period(text))


_FOOTNOTE = re.compile(r"\*+\s*\S").match


@functools.cache
def _words_of(which: str, tags: tuple[str, ...]) -> frozenset[str]:
    return frozenset(simplified(word) for tag in tags for word in getattr(language(tag), which))
