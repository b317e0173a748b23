"""Words for people: what each form looks like, and what is refused."""

from __future__ import annotations

import datetime as dt
import pickle
from collections.abc import Callable
from typing import Any

import pytest

import cstoevents as cs
from cstoevents.dates import When
from cstoevents.errors import ArgumentError, CstoEventsError, WordingError
from cstoevents.wording import (
    anniversary_name,
    from_roman,
    in_words,
    jubilee_name,
    ordinal,
    roman,
    years,
)


class TestOrdinals:
    """One in a row."""

    @pytest.mark.parametrize(
        ("number", "expected"),
        [
            (0, "0th"),
            (1, "1st"),
            (2, "2nd"),
            (3, "3rd"),
            (4, "4th"),
            (11, "11th"),
            (12, "12th"),
            (13, "13th"),
            (21, "21st"),
            (33, "33rd"),
            (101, "101st"),
            (111, "111th"),
            (112, "112th"),
            (1013, "1013th"),
            (1022, "1022nd"),
        ],
    )
    def test_english_endings_follow_the_last_two_digits(self, number: int, expected: str) -> None:
        """11 to 13 take "th" in every hundred."""
        assert ordinal(number) == expected

    def test_russian_endings_follow_the_gender(self) -> None:
        """The noun decides, masculine if nothing is said."""
        assert ordinal(41, "ru") == "41-й"
        assert ordinal(33, "ru", gender="feminine") == "33-я"
        assert ordinal(3, "ru", gender="neuter") == "3-е"

    def test_gender_changes_nothing_in_english(self) -> None:
        """So that callers can pass the same arguments for both languages."""
        assert ordinal(3, "en", gender="feminine") == "3rd"

    @pytest.mark.parametrize("number", [-1, 1.0, True, "3", None])
    def test_anything_but_a_whole_number_is_refused(self, number: object) -> None:
        """Negative numbers, floats, booleans and text."""
        with pytest.raises(ArgumentError, match="a whole number, 0 or more") as caught:
            ordinal(number)
        assert caught.value.found is number

    @pytest.mark.parametrize("gender", ["plural", [], None])
    def test_an_unknown_gender_is_refused(self, gender: Any) -> None:
        """With those that are known."""
        with pytest.raises(ArgumentError, match="'masculine', 'feminine' or 'neuter'"):
            ordinal(1, "ru", gender=gender)


class TestYears:
    """Lengths in years."""

    @pytest.mark.parametrize(
        ("number", "expected"), [(0, "0 years"), (1, "1 year"), (21, "21 years"), (33, "33 years")]
    )
    def test_english_has_two_forms(self, number: int, expected: str) -> None:
        """One, and the rest."""
        assert years(number) == expected

    @pytest.mark.parametrize(
        ("number", "expected"),
        [
            (0, "0 лет"),
            (1, "1 год"),
            (2, "2 года"),
            (4, "4 года"),
            (5, "5 лет"),
            (11, "11 лет"),
            (12, "12 лет"),
            (14, "14 лет"),
            (21, "21 год"),
            (24, "24 года"),
            (25, "25 лет"),
            (111, "111 лет"),
            (121, "121 год"),
            (1992, "1992 года"),
        ],
    )
    def test_russian_has_three_forms(self, number: int, expected: str) -> None:
        """By the last digit, but for 11 to 14."""
        assert years(number, "ru") == expected

    def test_a_negative_length_is_refused(self) -> None:
        """A length has no direction."""
        with pytest.raises(ArgumentError):
            years(-1)


class TestAnniversaries:
    """Names of anniversaries."""

    def test_every_number_has_a_name(self) -> None:
        """An ordinal before the word for anniversary, feminine in Russian."""
        assert anniversary_name(33) == "33rd anniversary"
        assert anniversary_name(33, "ru") == "33-я годовщина"
        assert anniversary_name(1) == "1st anniversary"

    def test_english_names_a_few_jubilees(self) -> None:
        """From a short table; there is no name for the others."""
        assert {number: name for number in range(1, 400) if (name := jubilee_name(number))} == {
            10: "decennial",
            25: "silver jubilee",
            50: "golden jubilee",
            75: "diamond jubilee",
            100: "centenary",
            150: "sesquicentenary",
            200: "bicentenary",
        }

    def test_russian_names_every_jubilee(self) -> None:
        """The language makes the name out of the number."""
        assert jubilee_name(25, "ru") == "25-летие"
        assert jubilee_name(33, "ru") == "33-летие"

    def test_the_day_itself_is_no_anniversary(self) -> None:
        """Anniversaries are counted from 1."""
        with pytest.raises(ArgumentError, match="a whole number, 1 or more"):
            anniversary_name(0)
        with pytest.raises(ArgumentError, match="number"):
            jubilee_name(0)


class TestRomanNumerals:
    """Both ways, strictly."""

    @pytest.mark.parametrize(
        ("number", "numeral"),
        [
            (1, "I"),
            (4, "IV"),
            (9, "IX"),
            (14, "XIV"),
            (19, "XIX"),
            (40, "XL"),
            (42, "XLII"),
            (49, "XLIX"),
            (90, "XC"),
            (400, "CD"),
            (944, "CMXLIV"),
            (1992, "MCMXCII"),
            (2025, "MMXXV"),
            (3888, "MMMDCCCLXXXVIII"),
            (3999, "MMMCMXCIX"),
        ],
    )
    def test_numbers_and_numerals_agree(self, number: int, numeral: str) -> None:
        """Well-known ones, in both directions."""
        assert roman(number) == numeral
        assert from_roman(numeral) == number

    @pytest.mark.parametrize("number", [0, -1, 4000, 1.5, True])
    def test_a_number_without_a_numeral_is_refused(self, number: object) -> None:
        """There is no zero, and no letter for five thousand."""
        with pytest.raises(ArgumentError, match="a whole number, from 1 to 3999"):
            roman(number)

    @pytest.mark.parametrize(
        ("text", "number"),
        [
            ("xix", 19),
            ("Xix", 19),
            ("\u0425\u0406\u0425", 19),
            ("\u0445\u0456\u0445", 19),
            ("\u0425IX", 19),
            ("\u041c\u041c\u0425XV", 2025),
            ("\u0421\u0421", 200),
            ("X\u0474\u04c0", 16),
            ("\u03a7\u0399\u03a7", 19),
            ("\u039c\u03f9\u039c", 1900),
            ("\u2160", 1),
            ("\u2169\u2168", 19),
            ("\u2179\u2178", 19),
            ("\u216b", 12),
            ("\u2169\u216b", 22),
            ("\u216f\u216e\u216d\u216c", 1650),
        ],
    )
    def test_letters_that_look_the_same_are_read(self, text: str, number: int) -> None:
        """Lower case, Cyrillic, Greek, and Unicode's numeral characters."""
        assert from_roman(text) == number

    @pytest.mark.parametrize(
        ("text", "canonical"),
        [
            ("IIII", "IV"),
            ("VX", "V"),
            ("IC", "XCIX"),
            ("VV", "X"),
            ("iiii", "IV"),
            ("IIX", "X"),
            ("XXXX", "XL"),
            ("\u0425\u0425\u0425\u0425", "XL"),
            ("MDM", "MD"),
        ],
    )
    def test_another_way_to_write_a_number_is_refused_with_the_canonical_one(
        self, text: str, canonical: str
    ) -> None:
        """Where the letters add up to a number, the error says how to write it."""
        with pytest.raises(WordingError) as caught:
            from_roman(text)
        assert caught.value.found == text
        assert caught.value.expected.startswith(f"{canonical!r}, the Roman numeral for ")

    @pytest.mark.parametrize(
        "text", ["", " XIX", "XIX ", "X IX", "19", "XIX.", "ABC", "MMMM", "I" * 5000, "Y"]
    )
    def test_what_is_no_numeral_is_refused(self, text: str) -> None:
        """The error says what the range is."""
        with pytest.raises(WordingError, match="a Roman numeral from 'I' to 'MMMCMXCIX'"):
            from_roman(text)


class TestLanguages:
    """Those that there are, and no other."""

    def test_an_unknown_language_is_refused_everywhere(self) -> None:
        """With those that are known."""
        functions: list[Callable[..., object]] = [ordinal, years, anniversary_name, jubilee_name]
        for words in functions:
            with pytest.raises(ArgumentError, match="lang: found 'xx', expected one of 'en', "):
                words(1, "xx")

    def test_the_error_belongs_to_the_family_and_pickles(self) -> None:
        """It is also a ValueError, and keeps what it knows."""
        with pytest.raises(WordingError) as caught:
            from_roman("IC")
        error = pickle.loads(pickle.dumps(caught.value))
        assert issubclass(WordingError, CstoEventsError)
        assert issubclass(WordingError, ValueError)
        assert isinstance(error, WordingError)
        assert (error.found, error.expected) == ("IC", "'XCIX', the Roman numeral for 99")


IN_WORDS = [
    # text, English, Russian
    ("2025-05-19", "19 May 2025", "19 мая 2025 года"),
    ("2024-11", "November 2024", "ноябрь 2024 года"),
    ("2003", "2003", "2003 год"),
    ("0988", "0988", "0988 год"),
    ("202X", "the 2020s", "2020-е годы"),
    ("200X", "the 2000s", "2000-е годы"),
    ("20XX", "a year between 2000 and 2099", "год между 2000 и 2099"),
    ("2024-XX", "2024, month unknown", "2024 год, месяц неизвестен"),
    ("2024-11-XX", "November 2024, day unknown", "ноябрь 2024 года, день неизвестен"),
    ("2024-XX-XX", "2024, month and day unknown", "2024 год, месяц и день неизвестны"),
    ("2026-33", "first quarter of 2026", "первый квартал 2026 года"),
    ("2026-36", "fourth quarter of 2026", "четвёртый квартал 2026 года"),
    ("2026-37", "first four months of 2026", "первые четыре месяца 2026 года"),
    ("2026-38", "middle four months of 2026", "средние четыре месяца 2026 года"),
    ("2026-39", "last four months of 2026", "последние четыре месяца 2026 года"),
    ("2026-40", "first half of 2026", "первая половина 2026 года"),
    ("2026-41", "second half of 2026", "вторая половина 2026 года"),
    # qualifiers
    ("2003~", "about 2003", "около 2003 года"),
    ("2003?", "2003 (uncertain)", "2003 год (предположительно)"),
    ("2003%", "about 2003 (uncertain)", "около 2003 года (предположительно)"),
    ("2024-11~", "about November 2024", "около ноября 2024 года"),
    ("2025-05-19~", "about 19 May 2025", "около 19 мая 2025 года"),
    ("2026-40~", "about the first half of 2026", "около первой половины 2026 года"),
    ("202X~", "about the 2020s", "около 2020-х годов"),
    # intervals with both ends
    ("2025-06-24/2025-06-26", "24–26 June 2025", "24–26 июня 2025 года"),
    ("2025-05-28/2025-06-02", "28 May – 2 June 2025", "28 мая – 2 июня 2025 года"),
    (
        "2024-12-30/2025-01-02",
        "30 December 2024 – 2 January 2025",
        "30 декабря 2024 года – 2 января 2025 года",
    ),
    ("2025-05/2025-06", "May – June 2025", "май – июнь 2025 года"),
    ("2024-11/2025-02", "November 2024 – February 2025", "ноябрь 2024 года – февраль 2025 года"),
    ("2024/2025", "2024–2025", "2024–2025 годы"),
    ("2024/2024-05", "from 2024 to May 2024", "с 2024 года по май 2024 года"),
    (
        "2024-11/2025-05-02",
        "from November 2024 to 2 May 2025",
        "с ноября 2024 года по 2 мая 2025 года",
    ),
    (
        "2025-06-24/2025-06-24",
        "from 24 June 2025 to 24 June 2025",
        "с 24 июня 2025 года по 24 июня 2025 года",
    ),
    (
        "2004?/2008~",
        "from 2004 (uncertain) to about 2008",
        "с 2004 года (предположительно) примерно по 2008 год",
    ),
    # intervals with one end
    ("2023-01-01/..", "since 1 January 2023", "с 1 января 2023 года"),
    ("2023-01-02/..", "since 2 January 2023", "со 2 января 2023 года"),
    ("2024-11/..", "since November 2024", "с ноября 2024 года"),
    (
        "2023-01-01/",
        "from 1 January 2023, end unknown",
        "с 1 января 2023 года, окончание неизвестно",
    ),
    ("../2024-05-05", "until 5 May 2024", "по 5 мая 2024 года"),
    ("/2024-05", "until May 2024, start unknown", "по май 2024 года, начало неизвестно"),
    ("2003~/..", "since about 2003", "примерно с 2003 года"),
    # one day out of a range
    (
        "[2023-12-08..2024-12-10]",
        "a day between 8 December 2023 and 10 December 2024",
        "один из дней с 8 декабря 2023 года по 10 декабря 2024 года",
    ),
    ("[2023-12-08..]", "a day not before 8 December 2023", "день не ранее 8 декабря 2023 года"),
    ("[..2024-12-10]", "a day not after 10 December 2024", "день не позднее 10 декабря 2024 года"),
]


class TestDatesInWords:
    """What each kind of date looks like."""

    @pytest.mark.parametrize(("text", "english", "russian"), IN_WORDS)
    def test_a_date_has_words_in_both_languages(
        self, text: str, english: str, russian: str
    ) -> None:
        """One row of the table for each kind."""
        assert in_words(When(text)) == english
        assert in_words(When(text), "ru") == russian

    def test_every_month_has_a_name_that_bends(self) -> None:
        """The nominative alone, the genitive after a day."""
        names = [
            (in_words(When(f"2025-{month:02}"), "ru"), in_words(When(f"2025-{month:02}-05"), "ru"))
            for month in range(1, 13)
        ]
        assert [alone.split()[0] for alone, _ in names] == [
            *("январь", "февраль", "март", "апрель", "май", "июнь"),
            *("июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"),
        ]
        assert [after.split()[1] for _, after in names] == [
            *("января", "февраля", "марта", "апреля", "мая", "июня"),
            *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
        ]

    def test_open_and_unknown_ends_are_told_apart(self) -> None:
        """A term that goes on is not a term whose end nobody knows."""
        assert in_words(When("2023/..")) != in_words(When("2023/"))
        assert in_words(When("../2023")) != in_words(When("/2023"))

    def test_an_unknown_language_is_refused(self) -> None:
        """With those that are known."""
        with pytest.raises(ArgumentError, match="lang: found 'xx'"):
            in_words(When("2024"), "xx")


def test_a_date_is_taken_in_every_form() -> None:
    assert cs.in_words("2024-11-05") == cs.in_words(dt.date(2024, 11, 5)) == "5 November 2024"
    with pytest.raises(cs.WhenError):
        cs.in_words("soon")
