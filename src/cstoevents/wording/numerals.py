"""Numbers for people: ordinals, lengths in years, names of anniversaries, Roman numerals.

Roman numerals are written canonically and read strictly: a numeral that could be
written another way is refused with the canonical one. Reading forgives what a
keyboard does, not what a writer does: lower case, and letters of other scripts
that look the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

from cstoevents.errors import WordingError

__all__ = [
    "Gender",
    "Language",
    "anniversary_name",
    "from_roman",
    "jubilee_name",
    "ordinal",
    "roman",
    "years",
]

Language: TypeAlias = Literal["en", "ru"]
"""The languages in which the library writes numbers, dates and headings."""

Gender: TypeAlias = Literal["masculine", "feminine", "neuter"]
"""The grammatical gender of what a Russian ordinal number stands beside."""

_LANGUAGES: Final[tuple[Language, ...]] = ("en", "ru")


def checked_language(lang: Language) -> Language:
    """The language, or an error that names those there are."""
    if lang not in _LANGUAGES:
        raise WordingError(lang, "'en' or 'ru'")
    return lang


def _checked_number(number: int, lowest: int, highest: int | None = None) -> int:
    # A bool is an int to Python, but nobody means a meeting called True.
    whole = isinstance(number, int) and not isinstance(number, bool)
    if not whole or number < lowest or (highest is not None and number > highest):
        limits = f"{lowest} or more" if highest is None else f"from {lowest} to {highest}"
        raise WordingError(number, f"a whole number, {limits}")
    return number


_ENGLISH_ENDINGS: Final = {1: "st", 2: "nd", 3: "rd"}
_RUSSIAN_ENDINGS: Final[Mapping[Gender, str]] = {"masculine": "й", "feminine": "я", "neuter": "е"}
_RUSSIAN_YEARS: Final = {1: "год", 2: "года", 3: "года", 4: "года"}

_JUBILEES: Final = {
    10: "decennial",
    25: "silver jubilee",
    50: "golden jubilee",
    75: "diamond jubilee",
    100: "centenary",
    150: "sesquicentenary",
    200: "bicentenary",
}


def ordinal(number: int, lang: Language = "en", *, gender: Gender = "masculine") -> str:
    """A number as one in a row: "41st", «41-й».

    The English ending follows the last digit, except that 11, 12 and 13 take
    "th" in every hundred. The Russian one follows the `gender` of the noun,
    which English ignores.

    Raises:
        WordingError: the number is negative or not whole, or the language or
            the gender is not one that is known.

    >>> import cstoevents as cs
    >>> cs.ordinal(41), cs.ordinal(111), cs.ordinal(41, "ru", gender="neuter")
    ('41st', '111th', '41-е')
    """
    _checked_number(number, 0)
    if gender not in _RUSSIAN_ENDINGS:
        raise WordingError(gender, "'masculine', 'feminine' or 'neuter'")
    if checked_language(lang) == "ru":
        return f"{number}-{_RUSSIAN_ENDINGS[gender]}"
    teen = number % 100 in (11, 12, 13)
    return f"{number}{'th' if teen else _ENGLISH_ENDINGS.get(number % 10, 'th')}"


def years(number: int, lang: Language = "en") -> str:
    """A length in years: "33 years", «33 года».

    Russian has three forms: год after 1, года after 2 to 4, лет after the rest
    and after 11 to 14, all by the last digits of the number (the plural
    categories one, few and many of Unicode's CLDR).

    Raises:
        WordingError: the number is negative or not whole, or the language is
            not one that is known.

    >>> import cstoevents as cs
    >>> [cs.wording.years(number, "ru") for number in (1, 2, 5, 11, 21)]
    ['1 год', '2 года', '5 лет', '11 лет', '21 год']
    """
    _checked_number(number, 0)
    if checked_language(lang) == "en":
        return f"{number} {'year' if number == 1 else 'years'}"
    if number % 100 in (11, 12, 13, 14):
        return f"{number} лет"
    return f"{number} {_RUSSIAN_YEARS.get(number % 10, 'лет')}"


def anniversary_name(number: int, lang: Language = "en") -> str:
    """What people call the anniversary of that number: "33rd anniversary".

    Raises:
        WordingError: the number is below 1 or not whole, or the language is not
            one that is known.

    >>> import cstoevents as cs
    >>> cs.wording.anniversary_name(33), cs.wording.anniversary_name(33, "ru")
    ('33rd anniversary', '33-я годовщина')
    """
    name = ordinal(_checked_number(number, 1), lang, gender="feminine")
    return f"{name} {'anniversary' if lang == 'en' else 'годовщина'}"


def jubilee_name(number: int, lang: Language = "en") -> str | None:
    """The name of its own that an anniversary has, or None.

    English names a few: 10, 25, 50, 75, 100, 150 and 200 years. Russian makes
    such a name of any number: «33-летие».

    Raises:
        WordingError: the number is below 1 or not whole, or the language is not
            one that is known.

    >>> import cstoevents as cs
    >>> cs.wording.jubilee_name(25), cs.wording.jubilee_name(33), cs.wording.jubilee_name(33, "ru")
    ('silver jubilee', None, '33-летие')
    """
    _checked_number(number, 1)
    return _JUBILEES.get(number) if checked_language(lang) == "en" else f"{number}-летие"


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
    """A number from 1 to 3999 in Roman numerals.

    Raises:
        WordingError: the number is outside that range or not whole.

    >>> import cstoevents as cs
    >>> cs.wording.roman(19)
    'XIX'
    """
    rest = _checked_number(number, 1, _LARGEST_ROMAN)
    numeral = ""
    for value, letters in _ROMAN:
        count, rest = divmod(rest, value)
        numeral += letters * count
    return numeral


def from_roman(text: str) -> int:
    """The number that a Roman numeral stands for.

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
    letters = text.translate(_LETTERS_MEANT) if isinstance(text, str) else ""
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
