r"""The number of a meeting as it is printed: ``41``, ``No. 50``, ``41st``, ``XIX``, ``6 bis``.

This is the only reader of such labels. What it decides:

============================  ==========  ======  ============================
printed                       kind        number  because
============================  ==========  ======  ============================
``41``, ``41st``, ``No. 41``  number      41      one number and nothing else
``XIX``, ``XIX.``             number      19      the same in Roman numerals
``2024``                      year             -  four figures from 1000 to
                                                  2999 without a sign of number
``41st, extraordinary``       label       41      a number and words beside it
``3-6``, ``6 bis``, ``6a``    label            -  figures that are no one number
``extraordinary``, ``B1``     words            -  no figures to begin with
============================  ==========  ======  ============================
"""

from __future__ import annotations

import enum
import functools
import re
from typing import NamedTuple

from cstoevents.errors import WordingError
from cstoevents.wording.numerals import from_roman

__all__ = ["LabelKind", "PrintedNumber", "printed_number"]


class LabelKind(enum.StrEnum):
    """What a printed label is.

    >>> import cstoevents as cs
    >>> [cs.wording.printed_number(label).kind.value for label in ("41st", "2024", "6 bis", "B1")]
    ['number', 'year', 'label', 'words']
    """

    NUMBER = "number"
    YEAR = "year"
    LABEL = "label"
    WORDS = "words"


class PrintedNumber(NamedTuple):
    """What a printed label says.

    ``number`` is the number that it names or begins with, None where it names no
    one number. Of a year it is None too: that an exercise is called by its year
    says nothing of how many there were before.

    >>> import cstoevents as cs
    >>> cs.wording.printed_number("№ 50").could_be(41)
    False
    """

    kind: LabelKind
    number: int | None = None

    def could_be(self, number: int) -> bool:
        """Whether something with this label can bear the number."""
        if self.kind in (LabelKind.NUMBER, LabelKind.LABEL):
            return self.number == number
        return True

    def contradicts(self, number: int) -> bool:
        """Whether the label can't stand beside a number that somebody stated."""
        return not self.could_be(number)


_SIGN = r"(?P<sign>№|n[o\N{CYRILLIC SMALL LETTER O}]?[.°º]?|nr\.?|#)?"
_ENDING = r"(?:\s?-?(?:st|nd|rd|th|ый|ий|ой|ая|ое|ья|ье|го|му|й|я|е|м|х)(?!\w))"
_NUMBER = re.compile(
    rf"{_SIGN}\s*(?P<digits>[0-9]{{1,9}})(?![0-9])(?P<ending>{_ENDING}|\.0?(?!\w))?", re.IGNORECASE
)
_YEAR_WORD = re.compile(r"\s*(?:г\.?|год|года)", re.IGNORECASE)
# `bis` and its kin make another number of it; other words beside it do not.
_WORDS_BESIDE = re.compile(
    r"(?:\s*,\s*|\s+)(?!(?:bis|ter|quater|бис|тер)\b)[(\"«]?[^\W\d_]{3}", re.IGNORECASE
)


@functools.lru_cache(maxsize=1024)
def printed_number(label: str) -> PrintedNumber:
    """Return what a printed label says: a number, a year, or no more than a label.

    >>> import cstoevents as cs
    >>> cs.wording.printed_number("№ 41").number, cs.wording.printed_number("XIX").number
    (41, 19)
    >>> cs.wording.printed_number("3-6")
    PrintedNumber(kind=<LabelKind.LABEL: 'label'>, number=None)
    """
    text = label.strip()
    found = _NUMBER.match(text)
    if found is None:
        return _roman_number(text)
    number, rest = int(found["digits"]), text[found.end() :]
    is_plain = not found["sign"] and not found["ending"]
    if is_plain and len(found["digits"]) == 4 and 1000 <= number < 3000:
        is_year = not rest or _YEAR_WORD.fullmatch(rest)
        return PrintedNumber(LabelKind.YEAR if is_year else LabelKind.WORDS)
    if not rest:
        return PrintedNumber(LabelKind.NUMBER, number)
    return PrintedNumber(LabelKind.LABEL, number if _WORDS_BESIDE.match(rest) else None)


def _roman_number(text: str) -> PrintedNumber:
    try:
        return PrintedNumber(LabelKind.NUMBER, from_roman(text.removesuffix(".")))
    except WordingError:
        return PrintedNumber(LabelKind.WORDS)
