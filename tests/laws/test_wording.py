"""Laws of the words for people."""

from __future__ import annotations

import calendar
import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cstoevents import wording
from cstoevents.dates import When
from cstoevents.errors import WhenError, WordingError
from cstoevents.wording import (
    from_roman,
    from_words,
    from_written,
    in_words,
    ordinal,
    roman,
    years,
)

LANGUAGES = wording.languages()

languages = st.sampled_from(LANGUAGES)
counts = st.integers(min_value=0, max_value=10**9)


@st.composite
def _days(draw: st.DrawFn, year: int) -> str:
    month = draw(st.integers(1, 12))
    day = draw(st.integers(1, calendar.monthrange(year, month)[1]))
    return f"{year:04}-{month:02}-{day:02}"


# From 100 on, since no decade or century may hold the year 0.
_years = st.integers(2019, 2026) | st.integers(100, 9999)
_months = st.integers(1, 12).map("{:02}".format)
_qualifiers = st.sampled_from(["", "", "~", "?", "%"])


@st.composite
def _plain(draw: st.DrawFn) -> str:
    """Days, months and years; few years, so that neighbours are common."""
    year = draw(_years)
    return draw(
        st.one_of(
            _days(year),
            _months.map(f"{year:04}-{{}}".format),
            st.just(f"{year:04}"),
        )
    )


@st.composite
def _vague(draw: st.DrawFn) -> str:
    """Decades, centuries, and dates with an unspecified month or day."""
    year = f"{draw(_years):04}"
    month = draw(_months)
    forms = [f"{year[:3]}X", f"{year[:2]}XX", f"{year}-XX", f"{year}-{month}-XX", f"{year}-XX-XX"]
    return draw(st.sampled_from(forms))


_ends = st.builds(str.__add__, _plain() | _vague(), _qualifiers)
_subyears = st.builds(
    "{:04}-{}{}".format, _years, st.integers(21, 24) | st.integers(33, 41), _qualifiers
)


@st.composite
def whens(draw: st.DrawFn) -> When:
    """Every kind of date of the subset; of two that are the wrong way round the start is kept."""
    text = draw(
        st.one_of(
            _ends,
            _subyears,
            st.builds("{}/{}".format, _ends, _ends),
            st.builds("{}/..".format, _ends),
            st.builds("{}/".format, _ends),
            st.builds("../{}".format, _ends),
            st.builds("/{}".format, _ends),
            st.builds("[{}..{}]".format, _plain(), _plain()),
            st.builds("[{}..]".format, _plain()),
            st.builds("[..{}]".format, _plain()),
        )
    )
    try:
        return When(text)
    except WhenError:
        return When(text.strip("[]").replace("..", "/").split("/")[0])


class TestDatesInWords:
    """Nothing is invented and nothing is dropped."""

    @given(whens(), languages)
    def test_every_date_has_words(self, when: When, lang: str) -> None:
        """Total: one line of text, without the marks of EDTF."""
        words = in_words(when, lang)
        assert words
        assert words == " ".join(words.split())
        assert not re.search(r"[~?%/\[\]]|\.\.|X", words)

    @given(whens(), languages)
    def test_every_number_in_the_words_is_one_of_the_date(self, when: When, lang: str) -> None:
        """An unspecified digit stands for 0 and 9."""
        written = re.findall(r"[\dX]+", when.text)
        allowed = {int(number.replace("X", digit)) for number in written for digit in "09"}
        assert {int(number) for number in re.findall(r"\d+", in_words(when, lang))} <= allowed

    @given(whens(), languages)
    def test_every_known_year_of_the_date_is_in_the_words(self, when: When, lang: str) -> None:
        """However short the words are, the year is among them."""
        known = set(re.findall(r"\d{4}", when.text))
        assert known <= set(re.findall(r"\d{4}", in_words(when, lang)))

    @given(whens(), whens(), languages)
    def test_dates_that_differ_have_words_that_differ(
        self, one: When, other: When, lang: str
    ) -> None:
        """Injective, over the whole subset."""
        assert (in_words(one, lang) == in_words(other, lang)) == (one == other)

    @given(whens(), languages)
    def test_the_words_of_a_date_are_read_as_that_date(self, when: When, lang: str) -> None:
        """Whether their language is told or found out."""
        words = in_words(when, lang)
        assert from_words(words, lang) == from_words(words) == when

    @given(whens(), languages)
    def test_the_words_of_a_date_are_taken_where_dates_are_and_are_their_own_cure(
        self, when: When, lang: str
    ) -> None:
        """By what reads dates however they are written; a `When` says what to write."""
        words = in_words(when, lang)
        assert from_written(words) == from_written(when.text) == when
        if words != when.text:  # a year is its own words
            with pytest.raises(WhenError) as caught:
                When(words)
            assert caught.value.instead == when.text

    @pytest.mark.parametrize("lang", LANGUAGES)
    def test_no_two_dates_of_a_small_calendar_share_their_words(self, lang: str) -> None:
        """Exhaustive where neighbours are closest: every frame around the same few points."""
        points = [
            *("2024", "2025", "2024-02", "2024-12", "2025-02", "2024-02-02", "2024-02-12"),
            *("2024-12-02", "2025-02-02", "202X", "20XX", "2024-XX", "2024-02-XX", "2024-XX-XX"),
        ]
        qualified = [point + mark for point in points for mark in ("", "~", "?", "%")]
        parts = [
            f"2024-{code}{mark}"
            for code in (*range(21, 25), *range(33, 42))
            for mark in ("", "~", "?", "%")
        ]
        texts = {
            *qualified,
            *parts,
            *(frame.format(one) for one in qualified for frame in _HALF_FRAMES),
            *(f"{one}/{two}" for one in qualified for two in qualified),
            *(f"[{one}..{two}]" for one in points for two in points),
        }
        by_words: dict[str, set[When]] = {}
        for text in texts:
            try:
                when = When(text)
            except WhenError:
                continue
            words = in_words(when, lang)
            by_words.setdefault(words, set()).add(when)
            assert from_words(words, lang) == when
        assert len(by_words) > 500
        assert {words: found for words, found in by_words.items() if len(found) > 1} == {}


_HALF_FRAMES = ("{}/..", "{}/", "../{}", "/{}", "[{}..]", "[..{}]")


class TestRomanNumerals:
    """Reading and writing are each other's inverse."""

    def test_reading_undoes_writing_for_every_number(self) -> None:
        """All 3999 of them, and no two are written alike."""
        numerals = [roman(number) for number in range(1, 4000)]
        assert [from_roman(numeral) for numeral in numerals] == list(range(1, 4000))
        assert len(set(numerals)) == 3999

    @given(st.text(alphabet="IVXLCDM", min_size=1, max_size=16))
    def test_what_is_read_is_what_would_be_written(self, text: str) -> None:
        """A numeral is taken exactly when it is the canonical one."""
        canonical = text in _CANONICAL
        try:
            assert roman(from_roman(text)) == text
            assert canonical
        except WordingError:
            assert not canonical

    @given(st.text())
    def test_any_text_is_read_or_refused(self, text: str) -> None:
        """With the one error that says so."""
        with suppress(WordingError):
            assert 1 <= from_roman(text) <= 3999

    @given(st.integers(1, 3999), st.data())
    def test_the_keyboard_makes_no_difference(self, number: int, data: st.DataObject) -> None:
        """Any letter may be typed in lower case or in another script."""
        typed = "".join(data.draw(st.sampled_from(_KEYS[letter])) for letter in roman(number))
        assert from_roman(typed) == number


_CANONICAL = frozenset(map(roman, range(1, 4000)))
_KEYS = {
    "I": "Ii\u0406\u0456\u04c0\u0399\u2160\u2170",
    "V": "Vv\u0474\u0475\u2164\u2174",
    "X": "Xx\u0425\u0445\u03a7\u03c7\u2169\u2179",
    "L": "Ll\u216c\u217c",
    "C": "Cc\u0421\u0441\u03f9\u216d\u217d",
    "D": "Dd\u216e\u217e",
    "M": "Mm\u041c\u043c\u039c\u216f\u217f",
}


class TestNumbers:
    """Endings follow the digits."""

    @given(counts)
    def test_only_the_last_two_digits_decide_an_english_ordinal(self, number: int) -> None:
        """A hundred more changes the number, not its ending."""
        assert ordinal(number)[-2:] == ordinal(number + 100)[-2:]

    @given(counts)
    def test_only_the_last_two_digits_decide_the_russian_word_for_years(self, number: int) -> None:
        """A hundred more changes the number, not the word."""
        assert years(number, "ru").split()[1] == years(number + 100, "ru").split()[1]

    @given(counts, languages)
    def test_the_number_itself_is_kept(self, number: int, lang: str) -> None:
        """In digits, first."""
        assert re.match(r"\d+", ordinal(number, lang))[0] == str(number)
        assert years(number, lang).split()[0] == str(number)
