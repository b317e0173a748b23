"""Dates however people write them: EDTF, words, figures, or words with figures among them.

EDTF comes first, since it means one thing. Figures are read in every order in which they
are a date; where that gives two, both are named and neither is taken.
"""

from __future__ import annotations

import re

from cstoevents.dates import When
from cstoevents.errors import WhenError, WordingError
from cstoevents.errors.arguments import of_type
from cstoevents.wording.figures import FigureOrder, from_figures
from cstoevents.wording.reading import DATE_IN_WORDS, from_words


def from_written(text: str, order: FigureOrder | None = None) -> When:
    """Return the date that a text says, be it EDTF, words or figures.

    The command line reads its dates so. `When` itself takes EDTF alone.

    Args:
        text: the date.
        order: the order of dates in figures; without it all are tried.

    Raises:
        WordingError: its figures are one date in one order and another in another.
        WhenError: it is no date; the error says what to write instead, where that is certain.

    >>> import cstoevents as cs
    >>> cs.wording.from_written("1 May 2019").text, cs.wording.from_written("14.05.2019").text
    ('2019-05-01', '2019-05-14')
    >>> cs.wording.from_written("01/02/2020")
    Traceback (most recent call last):
        ...
    cstoevents.errors.WordingError: found '01/02/2020', expected figures for \
one date, not for 2020-01-02 or 2020-02-01
    """
    try:
        return When(of_type(str, text, "text", "a date"))
    except WhenError as error:
        refusal = error
    found, _ = readings(text, order)
    if not found:
        raise refusal
    if len(found) > 1:
        dates = " or ".join(sorted(when.text for when in found))
        raise WordingError(text, f"figures for one date, not for {dates}")
    return found.pop()


def readings(text: str, order: FigureOrder | None = None) -> tuple[set[When], str]:
    """Return what figures and words can say together, and why they say none.

    Without an order of figures all are tried.
    """
    if not figures_in(text):
        return said(text, FigureOrder.YEAR_FIRST)
    found: set[When] = set()
    why = ""
    for one in (order,) if order else FigureOrder:
        try:
            when = from_figures(text, one)
        except WhenError as error:
            reason = f"{one.value}: {error.reason}"
            why = why or (reason if order else f"a date that exists: {error.reason}")
            continue
        read, reason = ({when}, "") if when else said(text, one)
        found, why = found | read, why or reason
    return found, why


def said(text: str, order: FigureOrder | None) -> tuple[set[When], str]:
    """Return the date that words say, and why they say none where they are words of a date."""
    try:
        return {from_words(text, order=order)}, ""
    except WhenError as error:
        return set(), error.reason
    except WordingError as error:
        return set(), "" if error.expected == DATE_IN_WORDS else error.expected


_DATE_IN_FIGURES = re.compile(r"(?<![0-9./])[0-9]{1,4}(?:[./][0-9]{1,4}){1,2}(?![0-9])").findall


def figures_in(text: str) -> list[str]:
    """Return the dates in figures that a text is, or has among its words."""
    return [text] if in_figures(text) else _DATE_IN_FIGURES(text)


def in_figures(text: str) -> set[When]:
    """Return what a text is in each order in which it is a date in figures."""
    found = set()
    for order in FigureOrder:
        try:
            found.add(from_figures(text, order))
        except WhenError:
            continue
    return {when for when in found if when is not None}
