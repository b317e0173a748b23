"""Roman numerals, written canonically and read strictly.

A numeral that could be written another way is refused with the canonical one.
Reading forgives what a keyboard does, not what a writer does: lower case, and
letters of other scripts that look the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from cstoevents.errors import WordingError
from cstoevents.errors.arguments import of_type, refusal


def checked_number(number: int, lowest: int, highest: int | None = None) -> int:
    """Return a whole number within limits, or raise `ArgumentError`."""
    # A bool is an int to Python, but nobody means a meeting called True.
    whole = isinstance(number, int) and not isinstance(number, bool)
    if not whole or number < lowest or (highest is not None and number > highest):
        limits = f"{lowest} or more" if highest is None else f"from {lowest} to {highest}"
        raise refusal("number", number, f"a whole number, {limits}", int)
    return number


_ROMAN: Final = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
_ROMAN_VALUES: Final = {letters: value for value, letters in _ROMAN if len(letters) == 1}
_LARGEST_ROMAN: Final = 3999

# Russian and Greek keyboards have letters that look the same, and Unicode has
# characters that are whole numerals (U+2160 to U+217F).
_SINGLE_NUMERALS: Final = (
    *("I", "II", "III", "IV", "V", "VI", "VII", "VIII"),
    *("IX", "X", "XI", "XII", "L", "C", "D", "M"),
)
_LETTERS_MEANT: Final[Mapping[int, str]] = {
    **{ord(letter.lower()): letter for letter in "IVXLCDM"},
    **{0x2160 + place: letters for place, letters in enumerate(_SINGLE_NUMERALS)},
    **{0x2170 + place: letters for place, letters in enumerate(_SINGLE_NUMERALS)},
    **{
        ord(lookalike): letter
        for letter, lookalikes in {
            "C": "\N{CYRILLIC CAPITAL LETTER ES}\N{CYRILLIC SMALL LETTER ES}"
            "\N{GREEK CAPITAL LUNATE SIGMA SYMBOL}",
            "I": "\N{CYRILLIC CAPITAL LETTER BYELORUSSIAN-UKRAINIAN I}"
            "\N{CYRILLIC SMALL LETTER BYELORUSSIAN-UKRAINIAN I}"
            "\N{CYRILLIC LETTER PALOCHKA}\N{GREEK CAPITAL LETTER IOTA}"
            "\N{GREEK SMALL LETTER IOTA}",
            "M": "\N{CYRILLIC CAPITAL LETTER EM}\N{CYRILLIC SMALL LETTER EM}"
            "\N{GREEK CAPITAL LETTER MU}",
            "V": "\N{CYRILLIC CAPITAL LETTER IZHITSA}\N{CYRILLIC SMALL LETTER IZHITSA}",
            "X": "\N{CYRILLIC CAPITAL LETTER HA}\N{CYRILLIC SMALL LETTER HA}"
            "\N{GREEK CAPITAL LETTER CHI}\N{GREEK SMALL LETTER CHI}",
        }.items()
        for lookalike in lookalikes
    },
}


def roman(number: int) -> str:
    """Return a number from 1 to 3999 in Roman numerals.

    Raises:
        ArgumentError: the number is outside that range or not whole.

    >>> import cstoevents as cs
    >>> cs.wording.roman(19)
    'XIX'
    """
    rest = checked_number(number, 1, _LARGEST_ROMAN)
    numeral = ""
    for value, letters in _ROMAN:
        count, rest = divmod(rest, value)
        numeral += letters * count
    return numeral


def from_roman(text: str) -> int:
    """Return the number that a Roman numeral stands for.

    Lower-case letters are read, and so are the Cyrillic and Greek letters that
    look the same and Unicode's own numeral characters. Only the canonical way
    to write a number is taken: `IIII`, `VX` and `IC` are refused.

    Raises:
        WordingError: the text is no canonical Roman numeral; the error says
            the canonical one where a number can be made out.

    >>> import cstoevents as cs
    >>> cs.wording.from_roman("XIX"), cs.wording.from_roman("хiх")
    (19, 19)
    >>> cs.wording.from_roman("IC")
    Traceback (most recent call last):
        ...
    cstoevents.errors.WordingError: found 'IC', expected 'XCIX', the Roman numeral for 99
    """
    letters = of_type(str, text, "text", "a Roman numeral").translate(_LETTERS_MEANT)
    value = _loose_roman_value(letters)
    if value is None:
        raise WordingError(text, f"a Roman numeral from 'I' to {roman(_LARGEST_ROMAN)!r}")
    canonical = roman(value)
    if letters != canonical:
        raise WordingError(text, f"{canonical!r}, the Roman numeral for {value}")
    return value


def _loose_roman_value(letters: str) -> int | None:
    """What the letters add up to where a smaller one before a larger is taken off."""
    values = [_ROMAN_VALUES.get(letter, 0) for letter in letters]
    if not all(values):
        return None
    following = [*values[1:], 0]
    total = sum(
        -value if value < after else value for value, after in zip(values, following, strict=False)
    )
    return total if 1 <= total <= _LARGEST_ROMAN else None
