"""Dates as a sheet writes them: EDTF, words, and figures whose order its columns decide.

``5/6/2025`` is a day in June or in May. Unless the caller says which, all dates of the
sheet decide together: where one of them can be read in one order only, the others
follow; where nothing decides, the readings are named and none is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final, Literal, NamedTuple, TypeAlias, get_args

from cstoevents.dates import When
from cstoevents.errors import WhenError, WordingError
from cstoevents.records.rules import refused
from cstoevents.wording import FigureOrder, figure_order, from_figures, from_words
from cstoevents.wording.language import every_language
from cstoevents.wording.words import simplified

__all__ = [
    "DATE_STYLES",
    "DateStyle",
    "Dates",
    "dates_of",
    "is_ambiguous",
    "read_date",
    "says_no_date",
    "says_until_now",
]

DateStyle: TypeAlias = Literal["edtf", "words", "day-first", "month-first", "year-first"]
"""How the dates of a sheet are written."""

DATE_STYLES: Final[tuple[DateStyle, ...]] = get_args(DateStyle)


class Dates(NamedTuple):
    """How the dates of one sheet are read: what the caller said, and what its columns tell.

    ``order`` is that of figures, and ``reason`` says why there is none.
    """

    style: DateStyle | None
    order: FigureOrder | None
    reason: str | None = None


def dates_of(texts: Iterable[str], style: DateStyle | None) -> Dates:
    """Return how the dates of a sheet are read, by the texts of all its dates."""
    if style is not None and style.endswith("first"):
        return Dates(style, FigureOrder(style))
    found = figure_order(text for text in texts if not _is_edtf(text))
    return Dates(style, found.order, found.reason)


def _is_edtf(text: str) -> bool:
    try:
        When(text)
    except WhenError:
        return False
    return True


def says_no_date(text: str) -> bool:
    """Whether a text says that there is no date yet: "TBD"."""
    return _is_among(text, "no_dates")


def says_until_now(text: str) -> bool:
    """Whether a text in the place of a last day says that there is none: "present"."""
    return _is_among(text, "until_now")


def _is_among(text: str, words: Literal["no_dates", "until_now"]) -> bool:
    text = simplified(text)
    return any(text in map(simplified, getattr(spoken, words)) for spoken in every_language())


_MIDNIGHT = re.compile(r"[T ]00:00(?::00)?\Z")
_EXAMPLES: Final[Mapping[FigureOrder, str]] = {
    FigureOrder.DAY_FIRST: "'19.05.2025', '24-26.06.2025' or '5.2025'",
    FigureOrder.MONTH_FIRST: "'5/19/2025', '6/24-26/2025' or '5/2025'",
    FigureOrder.YEAR_FIRST: "'2025/5/19', '2025/6/24-26' or '2025/5'",
}
_EDTF: Final = "an EDTF date such as '2025-05-19', '2025-05' or '2025-06-24/2025-06-26'"


def read_date(text: str, dates: Dates) -> When:
    """Return the date that a text says.

    Raises `RecordError` where it is none, or may be two.
    """
    text = _MIDNIGHT.sub("", text)
    in_figures, why_not = _in_figures(text, dates)
    if in_figures is not None and dates.style not in ("edtf", "words"):
        return in_figures
    try:
        return When(text)
    except WhenError as error:
        cure = f"; write {error.instead!r}" if error.instead else ""
        reason = why_not or f" ({error.reason}{cure})"
    if in_figures is not None and dates.order:
        reason = f"; dates={dates.order.value!r} reads {in_figures.text}"
    elif dates.style != "edtf" and not why_not:
        try:
            return from_words(text)
        except WhenError as error:
            reason = f" ({error.reason})"
        except WordingError:
            pass
    raise refused(text, f"{_expected(dates)}{reason}")


def _expected(dates: Dates) -> str:
    if dates.style == "edtf":
        return _EDTF
    if dates.style is None or dates.order is None or dates.style == "words":
        return f"{_EDTF}, or words such as '19 May 2025'"
    return f"a date such as {_EXAMPLES[dates.order]}, or an EDTF date"


def _in_figures(text: str, dates: Dates) -> tuple[When | None, str]:
    """Return the date that figures say, or why they say none; neither of what is no figures."""
    if dates.order is not None:
        return _reading(text, dates.order)
    possible = {when for order in FigureOrder if (when := _reading(text, order)[0]) is not None}
    if len(possible) == 1 and text not in (dates.reason or ""):
        return possible.pop(), ""
    return None, f" ({dates.reason}; say which with `dates`)" if possible else ""


def _reading(text: str, order: FigureOrder) -> tuple[When | None, str]:
    try:
        return from_figures(text, order), ""
    except WhenError as error:
        return None, f" ({order.value}: {error.reason})"


def is_ambiguous(text: str) -> bool:
    """Whether a text is one date in one order of figures, and another in another."""
    readings = {_reading(text, order)[0] for order in FigureOrder}
    return len(readings - {None}) > 1
