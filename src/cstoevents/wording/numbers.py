r"""Numbers in words, and the number of a meeting as it is printed.

**Labels.** `printed_number` is the only reader of numbers as they are printed in
documents: ``41``, ``No. 50``, ``41st``, ``XIX``, ``6 bis``. What it decides:

============================  ==========  ======  ============================
printed                       kind        number  because
============================  ==========  ======  ============================
``41``, ``41st``, ``No. 41``  number      41      one number and nothing else
``XIX``, ``XIX.``, ``№ XIX``  number      19      the same in Roman numerals
``2024``                      year             -  four figures from 1000 to
                                                  2999 without a sign of number
``41st, extraordinary``       label       41      a number and words beside it
``Session 41``, ``Day № 41``  label       41      a number after the name of a
                                                  kind of event, or after a sign
``3-6``, ``6 bis``, ``6a``    label            -  figures that are no one number
``extraordinary``, ``B1``,    words            -  no number of the event
``3 May``, ``Session 2024``
============================  ==========  ======  ============================

Where a number is asked for, as in a sheet's column of numbers, ``2024`` is one: see
`stated_number`.
"""

from __future__ import annotations

import enum
import functools
import re
from collections.abc import Mapping
from typing import Final, NamedTuple, get_args

from cstoevents.errors import ArgumentError, WordingError
from cstoevents.errors.arguments import of_type, refusal
from cstoevents.wording.language import Gender, language, languages
from cstoevents.wording.names import folded
from cstoevents.wording.words import any_of


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


def ordinal(number: int, lang: str = "en", *, gender: Gender = "masculine") -> str:
    """Return a number as one in a row: "41st", «41-й».

    The ending follows the last digits, or the ``gender`` of the noun, whichever
    matters in the language.

    Raises:
        ArgumentError: the number is negative or not whole, or the language or
            the gender is not one that is known.

    >>> import cstoevents as cs
    >>> cs.ordinal(41), cs.ordinal(111), cs.ordinal(41, "ru", gender="neuter")
    ('41st', '111th', '41-е')
    """
    checked_number(number, 0)
    if not isinstance(gender, str) or gender not in get_args(Gender):
        raise ArgumentError("gender", gender, "'masculine', 'feminine' or 'neuter'")
    return language(lang).ordinal(number, gender)


def years(number: int, lang: str = "en") -> str:
    """Return a length in years: "33 years", «33 года».

    The noun takes the form of the number's plural category in Unicode's CLDR.

    Raises:
        ArgumentError: the number is negative or not whole, or the language is
            not one that is known.

    >>> import cstoevents as cs
    >>> [cs.wording.years(number, "ru") for number in (1, 2, 5, 11, 21)]
    ['1 год', '2 года', '5 лет', '11 лет', '21 год']
    """
    return language(lang).counted(checked_number(number, 0), "year")


def anniversary_name(number: int, lang: str = "en") -> str:
    """Return what people call the anniversary of that number: "33rd anniversary".

    Raises:
        ArgumentError: the number is below 1 or not whole, or the language is not
            one that is known.

    >>> import cstoevents as cs
    >>> cs.wording.anniversary_name(33), cs.wording.anniversary_name(33, "ru")
    ('33rd anniversary', '33-я годовщина')
    """
    name = ordinal(checked_number(number, 1), lang, gender="feminine")
    return language(lang).anniversary.format(name)


def jubilee_name(number: int, lang: str = "en") -> str | None:
    """Return the name of its own that an anniversary has, or None.

    English names a few: 10, 25, 50, 75, 100, 150 and 200 years. Russian makes
    such a name of any number: «33-летие».

    Raises:
        ArgumentError: the number is below 1 or not whole, or the language is not
            one that is known.

    >>> import cstoevents as cs
    >>> cs.wording.jubilee_name(25), cs.wording.jubilee_name(33), cs.wording.jubilee_name(33, "ru")
    ('silver jubilee', None, '33-летие')
    """
    return language(lang).jubilee(checked_number(number, 1))


# Numbers as printed


class LabelKind(enum.StrEnum):
    """What a printed label is.

    Attributes:
        NUMBER: A number, such as '№ 41'.
        YEAR: A year, such as '2024'.
        LABEL: A label that is no single number, such as '3-6' or '6 bis'.
        WORDS: Words without a number.

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

    Attributes:
        kind: What the label is: a number, a year, a label or words.
        number: The number that it names or begins with; None where it names no one number.
            Of a year it is None as well: that an exercise is called by its year says nothing of
            how many there were before.

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


@functools.lru_cache(maxsize=1 << 14)
def printed_number(label: str) -> PrintedNumber:
    """Return what a printed label says: a number, a year, or no more than a label.

    Raises:
        ArgumentTypeError: the label is no text.

    >>> import cstoevents as cs
    >>> cs.wording.printed_number("№ 41").number, cs.wording.printed_number("XIX").number
    (41, 19)
    >>> cs.wording.printed_number("3-6")
    PrintedNumber(kind=<LabelKind.LABEL: 'label'>, number=None)
    """
    text = of_type(str, label, "label", "the text of a label").strip()
    patterns = _label_patterns(languages())
    found = patterns.number.match(text)
    printed = _leading(found, patterns) if found else PrintedNumber(LabelKind.WORDS)
    return printed if printed.kind is not LabelKind.WORDS else _within(text, patterns)


def stated_number(text: str) -> int | None:
    """Return the number that a text is where a number is asked for, or None where it is none.

    It is what `printed_number` reads, save that four figures alone are no year there.
    """
    printed = printed_number(text)
    if printed.kind is LabelKind.YEAR and text.strip().isdecimal():
        return int(text)
    return printed.number if printed.kind is LabelKind.NUMBER else None


def _leading(found: re.Match[str], patterns: _LabelPatterns) -> PrintedNumber:
    """Return what a label says that begins with a number."""
    number, rest = _value(found), found.string[found.end() :]
    is_plain = not found["sign"] and not found["ending"]
    if number is None or (not found["sign"] and patterns.date.match(found.string)):
        return PrintedNumber(LabelKind.WORDS)
    if is_plain and _looks_like_a_year(found):
        is_year = not rest or patterns.year_word.fullmatch(rest)
        return PrintedNumber(LabelKind.YEAR if is_year else LabelKind.WORDS)
    if not rest:
        return PrintedNumber(LabelKind.NUMBER, number)
    # Words often begin with a letter that is a Roman numeral: "C Squadron".
    if is_plain and found["roman"] and not patterns.kind_of_event.match(rest):
        return PrintedNumber(LabelKind.WORDS)
    return _with_words(number, rest, patterns)


def _with_words(number: int, rest: str, patterns: _LabelPatterns) -> PrintedNumber:
    is_one = not rest or patterns.words_beside.match(rest)
    return PrintedNumber(LabelKind.LABEL, number if is_one else None)


def _within(text: str, patterns: _LabelPatterns) -> PrintedNumber:
    """Return what a label says that names its number further back: "Session № 50".

    Of two that differ, nobody says which is the event's own.
    """
    named = [found for found in patterns.named.finditer(text) if _is_named(found, patterns)]
    numbers = {number for found in named if (number := _value(found)) is not None}
    if len(numbers) != 1:
        return PrintedNumber(LabelKind.WORDS)
    [number] = numbers
    return _with_words(number, text[named[-1].end() :], patterns)


def _is_named(found: re.Match[str], patterns: _LabelPatterns) -> bool:
    """Whether a sign or the name of a kind of event makes figures the number of an event."""
    if roman_figures := found["roman"]:
        # "Session C" is one of several that have letters; "I", "V" and "X" are numbers.
        is_letter = not found["sign"] and roman_figures in ("C", "D", "L", "M")
        return roman_figures.isupper() and not is_letter
    if found["sign"]:
        return True
    is_date = patterns.date.match(found.string, found.start("digits"))
    return not is_date and (bool(found["ending"]) or not _looks_like_a_year(found))


def _looks_like_a_year(found: re.Match[str]) -> bool:
    digits = found["digits"]
    return digits is not None and len(digits) == 4 and "1000" <= digits < "3000"


def _value(found: re.Match[str]) -> int | None:
    """Return the number of figures, or None where letters are no Roman numeral."""
    if found["digits"]:
        return int(found["digits"])
    try:
        return from_roman(found["roman"])
    except WordingError:
        return None


def number_as_labelled(number: int | None, label: str | None) -> str | None:
    """Return the words of a label that makes another number of one, as ``6 bis`` beside 6."""
    if number is None or label is None or printed_number(label).could_be(number):
        return None
    return folded(label)


class _LabelPatterns(NamedTuple):
    number: re.Pattern[str]
    """A number with or without its sign and its ending."""
    named: re.Pattern[str]
    """A number after a sign, or after the name of a kind of event."""
    date: re.Pattern[str]
    kind_of_event: re.Pattern[str]
    year_word: re.Pattern[str]
    words_beside: re.Pattern[str]


@functools.lru_cache(maxsize=1)
def _label_patterns(tags: tuple[str, ...]) -> _LabelPatterns:
    """Return what recognises labels in the languages of these tags: all that are known."""
    known = [language(tag) for tag in tags]
    signs = any_of(sign for spoken in known for sign in spoken.number_signs)
    endings = any_of(ending for spoken in known for ending in spoken.ordinal_endings)
    year_words = any_of(word for spoken in known for word in spoken.year_words)
    suffixes = any_of(suffix for spoken in known for suffix in spoken.number_suffixes)
    months = any_of(name for spoken in known for name in spoken.month_names)
    kinds = any_of(
        name
        for spoken in known
        for names in spoken.vocabularies.get("EventKind", {}).values()
        for name in names
    )
    letters = re.escape("".join(map(chr, _LETTERS_MEANT)))
    figures = (
        rf"(?:(?P<digits>[0-9]{{1,10}})(?![0-9])|(?<![^\W_])(?P<roman>[{letters}]+)"
        rf"(?=\.?(?!\w)|-?{endings}(?!\w)))"
        rf"(?P<ending>\s?-?{endings}(?!\w)\.?|\.0?(?!\w))?"
    )
    day = rf"[0-9]{{1,2}}(?:-?{endings})?"
    flags = re.IGNORECASE
    return _LabelPatterns(
        number=re.compile(rf"(?P<sign>{signs}\.?)?\s*{figures}", flags),
        named=re.compile(
            rf"(?<![^\W_])(?:{kinds}\s+|(?={signs}))(?P<sign>{signs}\.?)?\s*{figures}", flags
        ),
        date=re.compile(
            rf"{day}(?:\s?[-–—]\s?{day})?\s?{months}\b"
            r"|[0-9]{1,2}(?P<mark>[./-])[0-9]{1,2}(?P=mark)[0-9]{2,4}(?![0-9])",
            flags,
        ),
        kind_of_event=re.compile(rf"\s+{kinds}\b", flags),
        year_word=re.compile(rf"\s*{year_words}\.?", flags),
        # "6 bis" is another number than 6; other words beside a number are no part of it.
        words_beside=re.compile(
            rf"(?:\s*[,;:]\s*|\s+)(?!{suffixes}\b)[(\"«]?[^\W\d_]{{3}}"
            r"|\s*[,(/]\s*[12][0-9]{3}(?![0-9])|[)\"»]",
            flags,
        ),
    )
