"""When: what it reads, what it refuses and why, and how it behaves as a value."""

from __future__ import annotations

import copy
import datetime as dt
import pickle
import re
import subprocess
import sys
import weakref
from concurrent.futures import ThreadPoolExecutor
from enum import StrEnum
from typing import Any

import msgspec
import orjson
import pandas
import pendulum
import pydantic
import pytest

from cstoevents import dates
from cstoevents.dates import Certainty, Precision, Tri, When
from cstoevents.errors import ArgumentError, CstoEventsError, TriError, WhenError

READ = {
    "2025-05-19": (Precision.DAY, "2025-05-19", "2025-05-19"),
    "2024-02-29": (Precision.DAY, "2024-02-29", "2024-02-29"),
    "0001-01-01": (Precision.DAY, "0001-01-01", "0001-01-01"),
    "9999-12-31": (Precision.DAY, "9999-12-31", "9999-12-31"),
    "2024-11": (Precision.MONTH, "2024-11-01", "2024-11-30"),
    "2023-02": (Precision.MONTH, "2023-02-01", "2023-02-28"),
    "9999-12": (Precision.MONTH, "9999-12-01", "9999-12-31"),
    "2024-11-XX": (Precision.MONTH, "2024-11-01", "2024-11-30"),
    "2025": (Precision.YEAR, "2025-01-01", "2025-12-31"),
    "2024-XX": (Precision.YEAR, "2024-01-01", "2024-12-31"),
    "2024-XX-XX": (Precision.YEAR, "2024-01-01", "2024-12-31"),
    "202X": (Precision.DECADE, "2020-01-01", "2029-12-31"),
    "999X": (Precision.DECADE, "9990-01-01", "9999-12-31"),
    "20XX": (Precision.CENTURY, "2000-01-01", "2099-12-31"),
    "2026-21": (Precision.SUBYEAR, "2026-03-01", "2026-06-22"),
    "2026-22~": (Precision.SUBYEAR, "2026-06-01", "2026-09-24"),
    "2026-23": (Precision.SUBYEAR, "2026-09-01", "2026-12-23"),
    "2026-24": (Precision.SUBYEAR, "2025-12-01", "2027-03-21"),
    "0001-24": (Precision.SUBYEAR, "0001-01-01", "0002-03-21"),
    "9999-24": (Precision.SUBYEAR, "9998-12-01", "9999-12-31"),
    "2026-33": (Precision.SUBYEAR, "2026-01-01", "2026-03-31"),
    "2026-34": (Precision.SUBYEAR, "2026-04-01", "2026-06-30"),
    "2026-35": (Precision.SUBYEAR, "2026-07-01", "2026-09-30"),
    "2026-36": (Precision.SUBYEAR, "2026-10-01", "2026-12-31"),
    "2026-37": (Precision.SUBYEAR, "2026-01-01", "2026-04-30"),
    "2026-38": (Precision.SUBYEAR, "2026-05-01", "2026-08-31"),
    "2026-39": (Precision.SUBYEAR, "2026-09-01", "2026-12-31"),
    "2026-40": (Precision.SUBYEAR, "2026-01-01", "2026-06-30"),
    "2026-41": (Precision.SUBYEAR, "2026-07-01", "2026-12-31"),
    "2024~": (Precision.YEAR, "2024-01-01", "2024-12-31"),
    "2024-11?": (Precision.MONTH, "2024-11-01", "2024-11-30"),
    "2024-11-05%": (Precision.DAY, "2024-11-05", "2024-11-05"),
    "202X~": (Precision.DECADE, "2020-01-01", "2029-12-31"),
    "2026-40~": (Precision.SUBYEAR, "2026-01-01", "2026-06-30"),
    "2025-06-24/2025-06-26": (Precision.INTERVAL, "2025-06-24", "2025-06-26"),
    "2025-06-24/2025-06-24": (Precision.INTERVAL, "2025-06-24", "2025-06-24"),
    "2004-06~/2004-08": (Precision.INTERVAL, "2004-06-01", "2004-08-31"),
    "202X/2030": (Precision.INTERVAL, "2020-01-01", "2030-12-31"),
    "2024/2024-05": (Precision.INTERVAL, "2024-01-01", "2024-05-31"),
    "2023-01-01/..": (Precision.INTERVAL, "2023-01-01", None),
    "2023-01-01/": (Precision.INTERVAL, "2023-01-01", None),
    "../2023": (Precision.INTERVAL, None, "2023-12-31"),
    "/2023": (Precision.INTERVAL, None, "2023-12-31"),
    "[2023-12-08..2024-12-10]": (Precision.ONE_OF, "2023-12-08", "2024-12-10"),
    "[2023..2024-05]": (Precision.ONE_OF, "2023-01-01", "2024-05-31"),
    "[2023..]": (Precision.ONE_OF, "2023-01-01", None),
    "[..2023]": (Precision.ONE_OF, None, "2023-12-31"),
}

# What is refused: the text, a word of the reason, and what to write instead.
REFUSED = [
    ("", "empty", None),
    ("  ", "empty", None),
    (" 2025", "blanks", "2025"),
    ("2025-05-19\n", "blanks", "2025-05-19"),
    (" 20250519 ", "blanks", "2025-05-19"),
    ("20250519", "basic format", "2025-05-19"),
    ("20250231", "February 2025 has 28 days", None),
    ("202505", "basic format", "2025-05"),
    ("2025-W21-1", "weeks", "2025-05-19"),
    ("2025W211", "weeks", "2025-05-19"),
    ("2025-W21", "weeks", "2025-05-19/2025-05-25"),
    ("2025-W54", "weeks", None),
    ("9999-W52", "weeks", None),
    ("0000-W01", "weeks", None),
    ("2025-139", "number the days", "2025-05-19"),
    ("2025139", "number the days", "2025-05-19"),
    ("2025-366", "number the days", None),
    ("2024-366", "number the days", "2024-12-31"),
    ("0000-001", "number the days", None),
    ("２０２５-05-19", "digits 0-9", "2025-05-19"),
    ("٢٠٢٤", "digits 0-9", "2024"),
    ("2024–2025", "ASCII signs", "2024/2025"),
    ("2024²", "ASCII signs", None),
    ("\ud800", "ASCII signs", None),
    ("19.05.2025", "year comes first", "2025-05-19"),
    ("19/05/2025", "year comes first", "2025-05-19"),
    ("05/19/2025", "year comes first", "2025-05-19"),
    ("5.5.2025", "year comes first", "2025-05-05"),
    ("05.06.2025", "year comes first", None),
    ("31.13.2025", "there is no month 13", None),
    ("05.2025", "year comes first", "2025-05"),
    ("2025.05.19", "hyphens", "2025-05-19"),
    ("2025/05/19", "hyphens", "2025-05-19"),
    ("2025.05", "hyphens", "2025-05"),
    ("2025-5-9", "two digits", "2025-05-09"),
    ("2025/05", "a month follows a hyphen", None),
    ("2025-05-19T10:00", "time of day", "2025-05-19"),
    ("2025-05-19 10:00:00+03:00", "another day elsewhere", None),
    ("2025-05-18T21:00:00Z", "another day elsewhere", None),
    ("2025-05-18T21:00Z", "another day elsewhere", None),
    ("+1952-00-00T00:00:00Z", "left out", "1952"),
    ("+1952-03-00T00:00:00Z", "left out", "1952-03"),
    ("+1952-03-01T00:00:00Z", "precision of Wikidata", None),
    ("1952-03-00", "left out", "1952-03"),
    ("1952-00-00", "left out", "1952"),
    ("1952-00-05", "no month 00", None),
    ("1952-03-00/1953", "its start '1952-03-00'", "1952-03/1953"),
    ("2018-Q3", "quarters are 33 to 36", "2018-35"),
    ("2018q1", "quarters are 33 to 36", "2018-33"),
    ("2018-H2", "halves are 40 and 41", "2018-41"),
    ("2025-02-30T10:00", "time of day", None),
    ("2023-02-29", "February 2023 has 28 days", None),
    ("1900-02-29", "February 1900 has 28 days", None),
    ("2024-06-31", "June 2024 has 30 days", None),
    ("2024-06-00", "left out", "2024-06"),
    ("2024-00", "left out", "2024"),
    ("2024-13", "no month 13", None),
    ("2024-13-01", "no month 13", None),
    ("2024-42", "no month 42", None),
    ("2026-40-05", "no day follows", None),
    ("2024-32", "seasons are 21 to 24", None),
    ("2024-21-05", "no month 21", None),
    ("2024-31/2025", "its start '2024-31': seasons", None),
    ("2024-21/2024-23", "between months", None),
    ("[2024-21..2024-23]", "between months", None),
    ("2026-40/2026-41", "between months", "2026-01/2026-12"),
    ("2026-34~/2027", "between months", "2026-04~/2027"),
    ("2026-40/..", "between months", "2026-01/.."),
    ("2026/2026-39", "between months", "2026/2026-12"),
    ("2026-41/2026-40", "ends before it starts", "2026-01/2026-12"),
    ("[2026-33..2026-36]", "between months", "[2026-01..2026-12]"),
    ("2025-06-26/2025-06-24", "ends before it starts", "2025-06-24/2025-06-26"),
    ("2025/2024~", "ends before it starts", "2024~/2025"),
    ("[2024..2023]", "ends before it starts", "[2023..2024]"),
    ("2025-06-24/26", "written in full", "2025-06-24/2025-06-26"),
    ("2025-06-24/07-02", "written in full", "2025-06-24/2025-07-02"),
    ("2025-06/07", "written in full", "2025-06/2025-07"),
    ("2025-07/06", "written in full", None),
    ("2024/open", "two dots", "2024/.."),
    ("unknown/2024", "left empty", "/2024"),
    ("2024-2025", "slash", "2024/2025"),
    ("2024 - 2025", "slash", "2024/2025"),
    ("2023-02-29/2024", "its start '2023-02-29': February 2023", None),
    ("2024/2024-02-30", "its end '2024-02-30': February 2024", None),
    ("..", "None", None),
    ("/", "None", None),
    ("../..", "None", None),
    ("/..", "None", None),
    ("../", "None", None),
    ("[..]", "None", None),
    ("2024..2025", "if it lasts", None),
    ("2024/2025/2026", "two ends", None),
    ("{2024,2025}", "only a range", None),
    ("[2024,2025]", "only a range", None),
    ("[2024~..2025]", "no qualifiers", None),
    ("[198X..199X]", "no unspecified digits", "[1980..1999]"),
    ("[2024-XX..2025-01-XX]", "no unspecified digits", "[2024..2025-01]"),
    ("[2024-02-30..]", "its first day '2024-02-30'", None),
    ("[..2024-02-30]", "its last day '2024-02-30'", None),
    ("[2024]", "expected YYYY", None),
    ("0000", "no year 0", None),
    ("0000-05-19", "no year 0", None),
    ("000X", "no year 0", None),
    ("00XX", "no year 0", None),
    ("-0044", "four digits", None),
    ("Y12345", "four digits", None),
    ("12345", "four digits", None),
    ("1950S2", "significant", None),
    ("XXXX", "None", None),
    ("XXXX-12-08", "None", None),
    ("1X", "unspecified", None),
    ("1XXX", "unspecified", None),
    ("2024-1X", "unspecified", None),
    ("2024-11-1X", "unspecified", None),
    ("2024-XX-05", "within a known month", None),
    ("20XX-XX", "nothing follows", "20XX"),
    ("202X-05/2030", "nothing follows", "202X/2030"),
    ("202x", "capital", "202X"),
    ("2024-xx", "capital", "2024-XX"),
    ("2004?~", "one sign", "2004%"),
    ("2004-?06", "a qualifier ends", None),
    ("?2004", "a qualifier ends", None),
    ("5 November 2001", "`from_written`", "2001-11-05"),
    ("15 мая 1992 г.", "`from_written`", "1992-05-15"),
    ("24–26.06.2025", "`from_written`", "2025-06-24/2025-06-26"),
    ("Tuesday, 5 November 2001", "2001-11-05 is 'monday'", None),
    ("к 2025 году", "it is in words or figures", "[..2025]"),
    ("early May 2025", "without 'early', which EDTF can't say; write '2025-05'", None),
    ("19 мая 25", "four digits; write '1925-05-19' or '2025-05-19'", None),
    ("31 июня 2025", "June 2025 has 30 days", None),
    ("01/02/2020", "the year comes first", None),
    ("30.02.2020", "a date that exists: February 2020 has 29 days", None),
    ("13/13/2020", "a date that exists: there is no month 13", None),
    ("20200230", "a date that exists: February 2020 has 29 days", None),
    ("2020/13/01", "a date that exists: there is no month 13", None),
    ("2020-2-30", "a date that exists: February 2020 has 29 days", None),
    ("99.2020", "a date that exists: there is no month 99", None),
    ("yesterday", "expected YYYY", None),
    ("9" * 201, "longer", None),
    ("2024-" * 1_000_000, "longer", None),
]

NOT_TEXT = [
    (None, "None itself", None),
    (2024, "not a text", "2024"),
    (5, "not int", None),
    (10**5000, "not int", None),
    (True, "not bool", None),
    (2024.5, "not float", None),
    (b"2024", "not bytes", None),
    (["2024"], "not list", None),
    (dt.timedelta(1), "not timedelta", None),
    (dt.time(10), "not time", None),
    (dt.datetime(2025, 5, 19, 23, 59), "a moment is not a day", "2025-05-19"),
    (dt.datetime(2025, 5, 19, 21, tzinfo=dt.UTC), "another day elsewhere", None),
    (pendulum.datetime(2025, 5, 19), "another day elsewhere", None),
    (pendulum.naive(2025, 5, 19), "a moment is not a day", "2025-05-19"),
]


@pytest.mark.parametrize("text", READ)
def test_a_text_of_the_subset_has_its_precision_and_its_days(text: str) -> None:
    """EDTF levels 0 and 1, and of level 2 the sub-year codes and one-of ranges."""
    precision, earliest, latest = READ[text]
    when = When(text)
    assert when.precision is precision
    assert (when.earliest and str(when.earliest)) == earliest
    assert (when.latest and str(when.latest)) == latest
    assert str(when) == when.text == text


@pytest.mark.parametrize(("text", "reason", "instead"), REFUSED, ids=lambda value: repr(value)[:40])
def test_any_other_text_is_refused_with_a_reason_and_a_cure(
    text: str, reason: str, instead: str | None
) -> None:
    """What to write instead is given only where there is one answer, and it is read."""
    with pytest.raises(WhenError) as caught:
        When(text)
    assert caught.value.text == text
    assert reason in caught.value.reason
    assert caught.value.instead == instead


def test_a_cure_may_itself_need_a_second_pair_of_eyes() -> None:
    """Halves the wrong way round are turned, and then their months are written."""
    with pytest.raises(WhenError) as caught:
        When("2027-40/2026-40")
    assert caught.value.instead == "2026-01/2027-06"


@pytest.mark.parametrize(
    ("value", "reason", "instead"), NOT_TEXT, ids=lambda value: repr(type(value))
)
def test_what_is_neither_text_nor_date_is_refused(
    value: object, reason: str, instead: str | None
) -> None:
    """A datetime is a date to isinstance, but a moment to us."""
    with pytest.raises(WhenError) as caught:
        When(value)
    assert reason in caught.value.reason
    assert caught.value.instead == instead


def test_the_message_says_what_was_found_why_it_is_refused_and_what_to_write() -> None:
    with pytest.raises(
        WhenError,
        match=r"^'20250519' is not an EDTF date: the basic format has no hyphens; "
        r"write '2025-05-19'$",
    ):
        When("20250519")


def test_an_absurdly_long_text_does_not_make_an_absurdly_long_message() -> None:
    with pytest.raises(WhenError) as caught:
        When("2024-" * 1_000_000)
    assert len(str(caught.value)) < 200


def test_a_refusal_is_a_value_error_of_the_family_and_survives_pickling() -> None:
    with pytest.raises(WhenError) as caught:
        When("20250519")
    again = pickle.loads(pickle.dumps(caught.value))
    assert isinstance(again, ValueError)
    assert isinstance(again, CstoEventsError)
    assert str(again) == str(caught.value)
    assert (again.text, again.instead) == ("20250519", "2025-05-19")


def test_a_refused_text_is_not_kept() -> None:
    for text in ("2023-02-29", "nonsense"):
        with pytest.raises(WhenError):
            When(text)
        assert text not in dates._INTERNED


class Anniversary(StrEnum):
    """A subclass of str, as enums of texts are."""

    FOUNDING = "1992-05-15"


@pytest.mark.parametrize(
    "value",
    [dt.date(1992, 5, 15), pendulum.date(1992, 5, 15), Anniversary.FOUNDING, When("1992-05-15")],
    ids=["date", "pendulum", "subclass of str", "When"],
)
def test_dates_and_texts_of_any_class_give_the_same_value(value: str | dt.date | When) -> None:
    when = When(value)
    assert when is When("1992-05-15")
    assert type(when.text) is str


class TestParts:
    """What wordings and anniversaries ask for."""

    def test_a_day_has_a_year_a_month_and_a_day(self) -> None:
        when = When("2024-11-05~")
        assert (when.year, when.month, when.day, when.qualifier) == (2024, 11, 5, "~")

    def test_a_month_has_no_day(self) -> None:
        for text in ("2024-11", "2024-11-XX"):
            when = When(text)
            assert (when.year, when.month, when.day, when.subyear) == (2024, 11, None, None)

    def test_a_year_has_no_month(self) -> None:
        for text in ("2024", "2024-XX", "2024-XX-XX"):
            when = When(text)
            assert (when.year, when.month, when.day, when.subyear) == (2024, None, None, None)

    def test_a_half_has_a_code_and_no_month(self) -> None:
        when = When("2026-40?")
        assert (when.year, when.month, when.subyear, when.qualifier) == (2026, None, 40, "?")

    @pytest.mark.parametrize("text", ["202X", "20XX", "2024/2025", "[2024..2025]", "2024/2025~"])
    def test_what_spans_years_has_none_of_these(self, text: str) -> None:
        when = When(text)
        assert (when.year, when.month, when.day, when.subyear) == (None, None, None, None)
        assert when.qualifier == ""

    def test_an_interval_has_a_start_and_an_end(self) -> None:
        when = When("2004-06~/2004-08")
        assert (when.start, when.end) == (When("2004-06~"), When("2004-08"))

    def test_an_open_end_and_an_unknown_one_are_told_apart(self) -> None:
        opened, unknown = When("2023/.."), When("2023/")
        assert opened != unknown
        assert opened.end is None
        assert unknown.end is None
        assert (opened.is_open_end, unknown.is_open_end) == (True, False)
        assert (opened.is_open_start, unknown.is_open_start) == (False, False)
        assert (When("../2023").is_open_start, When("/2023").is_open_start) == (True, False)

    def test_a_one_of_range_has_ends_but_does_not_start_or_end(self) -> None:
        when = When("[2023-12-08..2024]")
        assert when.ends == (When("2023-12-08"), When("2024"))
        assert (when.start, when.end) == (None, None)
        assert When("[..2024]").ends == (None, When("2024"))
        assert When("[2024..]").ends == (When("2024"), None)
        assert not When("[2024..]").is_open_end

    def test_any_other_value_is_both_its_own_ends(self) -> None:
        when = When("2024-11")
        assert when.ends == (when, when)
        assert (when.start, when.end) == (None, None)


class TestDays:
    """The way to calendar days, and that there is none where a day isn't known."""

    def test_earliest_and_latest_are_plain_dates(self) -> None:
        when = When("2024-11")
        assert type(when.earliest) is type(when.latest) is dt.date
        assert (when.earliest, when.latest) == (dt.date(2024, 11, 1), dt.date(2024, 11, 30))

    @pytest.mark.parametrize(
        ("text", "days"),
        [
            ("2025-06-24", 1),
            ("2025-06-24/2025-06-26", 3),
            ("2024-02", 29),
            ("2024~", 366),
            ("[0001-01-01..0001-01-02]", 2),
        ],
    )
    def test_an_interval_walks_from_the_earliest_to_the_latest(self, text: str, days: int) -> None:
        when = When(text)
        walked = list(when.interval().range("days"))
        assert all(type(day) is pendulum.Date for day in walked)
        assert (walked[0], walked[-1], len(walked)) == (when.earliest, when.latest, days)

    @pytest.mark.parametrize("text", ["2023/..", "2023/", "../2023", "/2023"])
    def test_no_interval_without_two_ends(self, text: str) -> None:
        with pytest.raises(ArgumentError, match="expected a date with a first and a last day"):
            When(text).interval()

    def test_a_single_day_is_a_date(self) -> None:
        assert type(When("2025-05-19").date()) is dt.date
        for text in ("2025-05-19", "2025-05-19~", "2025-05-19/2025-05-19"):
            assert When(text).date() == dt.date(2025, 5, 19)

    @pytest.mark.parametrize("text", ["2025-05", "2025-05-19/2025-05-20", "2025-05-19/.."])
    def test_anything_else_is_no_date(self, text: str) -> None:
        with pytest.raises(ArgumentError, match="expected a single day") as caught:
            When(text).date()
        assert isinstance(caught.value, ValueError)

    def test_is_day_wants_that_day_and_no_other(self) -> None:
        assert When("2025-05-19").is_day(dt.date(2025, 5, 19))
        assert not When("2025-05-19").is_day(dt.date(2025, 5, 20))
        assert not When("2025-05").is_day(dt.date(2025, 5, 19))

    def test_is_day_refuses_a_moment(self) -> None:
        with pytest.raises(WhenError, match="a moment is not a day"):
            When("2025-05-19").is_day(dt.datetime(2025, 5, 19))

    @pytest.mark.parametrize(
        ("text", "span"),
        [
            ("2025-05-19~", "2025-05-19"),
            ("2025-05", "2025-05-01/2025-05-31"),
            ("2025-05/2025-06", "2025-05-01/2025-06-30"),
            ("2023/", "2023-01-01/.."),
            ("/2023", "../2023-12-31"),
            ("[..2023]", "../2023-12-31"),
        ],
    )
    def test_the_span_is_every_day_that_it_can_touch(self, text: str, span: str) -> None:
        assert When(text).span is When(span)

    def test_what_has_no_first_or_last_day_has_an_ordinal_outside_of_the_calendar(self) -> None:
        assert When("../2023").earliest_ordinal == dt.date.min.toordinal() - 1 == 0
        assert When("2023/").latest_ordinal == dt.date.max.toordinal() + 1 == 3652060


class TestBetween:
    """Intervals from their two ends."""

    def test_dates_texts_and_values_may_be_mixed(self) -> None:
        assert When.between(dt.date(2025, 6, 24), "2025-06-26") is When("2025-06-24/2025-06-26")
        assert When.between(When("2004-06~"), "2004-08") is When("2004-06~/2004-08")

    def test_ends_may_be_open_or_unknown(self) -> None:
        assert When.between("2023", "..") is When("2023/..")
        assert When.between("", "2023") is When("/2023")

    @pytest.mark.parametrize(
        ("start", "end"),
        [("2025", "2024"), ("2024/2025", "2026"), ("2024", "[2025..]"), ("", "..")],
    )
    def test_what_makes_no_interval_is_refused(self, start: str, end: str) -> None:
        with pytest.raises(WhenError):
            When.between(start, end)

    def test_a_moment_is_no_end(self) -> None:
        with pytest.raises(WhenError, match="a moment is not a day"):
            When.between(dt.datetime(2025, 5, 19), "..")


class TestQuestions:
    """Examples of the three answers; the laws are in tests/laws/test_dates.py."""

    @pytest.mark.parametrize(
        ("one", "question", "other", "answer"),
        [
            ("2024-11", "before", "2024-12", Tri.TRUE),
            ("2024-11", "before", "2024-11-20", Tri.UNKNOWN),
            ("2024-11", "before", "2024-11-01", Tri.FALSE),
            ("2024-11", "before", "2024-11", Tri.UNKNOWN),
            ("2024-12", "after", "2024-11", Tri.TRUE),
            ("2023/..", "before", "9999-12-31", Tri.FALSE),
            ("2023/", "before", "9999-12-31", Tri.UNKNOWN),
            ("2023/", "before", "2022", Tri.FALSE),
            ("../2023", "before", "2024", Tri.TRUE),
            ("2025-06-24/2025-06-26", "overlaps", "2025-06-26/2025-06-27", Tri.TRUE),
            ("2025-06-24/2025-06-26", "overlaps", "2025-06-27", Tri.FALSE),
            ("2025-06-26", "overlaps", "2025-06", Tri.UNKNOWN),
            ("2023/..", "overlaps", "2024/..", Tri.TRUE),
            ("2023/", "overlaps", "2024", Tri.UNKNOWN),
            ("2024-11-05", "during", "2024-11-01/2024-11-30", Tri.TRUE),
            ("2024-11", "during", "2024-11-01/2024-11-30", Tri.TRUE),
            ("2024-11-05", "during", "2024-11", Tri.UNKNOWN),
            ("2024-11-05", "during", "2024-12", Tri.FALSE),
            ("2024-11-05/2024-11-06", "during", "2024-11", Tri.UNKNOWN),
            ("2024-11-05/2024-11-05", "during", "2024-11-05", Tri.TRUE),
            ("2023/..", "during", "[2022..]", Tri.FALSE),
            ("../2023", "during", "[..2024]", Tri.FALSE),
            ("2023/..", "during", "2022/..", Tri.TRUE),
            ("2023/..", "during", "2022/", Tri.UNKNOWN),
            ("2023/..", "during", "2022/2024", Tri.FALSE),
        ],
    )
    def test_a_question_is_answered(self, one: str, question: str, other: str, answer: Tri) -> None:
        assert getattr(When(one), question)(other) is answer
        assert getattr(When(one), f"surely_{question}")(other) is (answer is Tri.TRUE)
        assert getattr(When(one), f"possibly_{question}")(other) is (answer is not Tri.FALSE)

    def test_the_other_may_be_a_date_or_a_value(self) -> None:
        assert When("2024").before(dt.date(2025, 1, 1)) is Tri.TRUE
        assert When("2024").before(When("2025")) is Tri.TRUE
        with pytest.raises(WhenError):
            When("2024").before(dt.datetime(2025, 1, 1))

    def test_contains_is_during_the_other_way_round(self) -> None:
        assert When("2023-01-01/..").contains("2025-05-19") is Tri.TRUE
        assert When("2023-01-01/").contains("2025-05-19") is Tri.UNKNOWN
        assert When("2023-01-01/2024").contains(dt.date(2025, 5, 19)) is Tri.FALSE

    def test_an_answer_has_no_truth_value(self) -> None:
        for answer in Tri:
            with pytest.raises(TriError, match="surely_"):
                bool(answer)
        with pytest.raises(TypeError):
            assert not When("2024").before("2025")

    def test_being_possibly_before_is_not_transitive(self) -> None:
        one, other, third = When("2024-01-02"), When("[2024-01-01..2024-01-04]"), When("2024-01-02")
        assert one.possibly_before(other)
        assert other.possibly_before(third)
        assert not one.possibly_before(third)

    @pytest.mark.parametrize(
        ("one", "other", "answer"),
        [
            ("2024-11-05", "2024-11", True),
            ("2024-11", "2024-11-05", False),
            ("2024-11-05", "2024-11~", True),
            ("2024-11~", "2024-11", False),
            ("2024-11?", "2024-11%", True),
            ("2024-11~", "2024-11?", False),
            ("2024-11-XX", "2024-11", True),
            ("2024-05-01/2024-05-03", "2024-05", True),
            ("2024-05-01/2024-05-01", "2024-05", True),
            ("2024-05-01", "2024-05/2024-06", False),
            ("2024-05-01", "2024-05/2024-05", True),
            ("2023/..", "2023/", True),
            ("2023/2024", "2023/", True),
            ("2023/", "2023/..", False),
            ("2024~/2025", "2024/2025~", False),
            ("2024/2025", "2024~/2025", True),
            ("[2023-12-08..2024]", "[2023..]", True),
        ],
    )
    def test_a_refinement_narrows_the_days_or_drops_a_doubt(
        self, one: str, other: str, answer: bool
    ) -> None:
        assert When(one).refines(other) is answer


class TestValue:
    """A value among Python's values."""

    def test_values_are_equal_if_their_texts_are(self) -> None:
        assert When("2024") == When("2024")
        assert When("2024") != When("2024-XX")
        assert When("2024") != When("2024~")
        assert When("2024-01-01") != dt.date(2024, 1, 1)
        assert len({When("2024"), When("2024"), When("2024~")}) == 2

    def test_a_value_equals_its_text_and_no_other(self) -> None:
        when = When("2024-11")
        assert when == "2024-11"
        assert "2024-11" == when  # noqa: SIM300 - the other way round is what is tested
        assert when != "2024-11-XX"
        assert when != "November 2024"
        assert {when: "Astana"}["2024-11"] == {"2024-11": "Astana"}[when] == "Astana"
        assert "2024-11" in {when, When("2025")}

    def test_one_date_in_two_spellings_is_two_values_that_refine_each_other(self) -> None:
        for one, other in (
            ("2024", "2024-XX"),
            ("2024-XX", "2024-XX-XX"),
            ("2024-11", "2024-11-XX"),
        ):
            assert When(one) != When(other)
            assert When(one).refines(other)
            assert When(other).refines(one)

    def test_it_can_be_referred_to_weakly(self) -> None:
        when = When("2024-11")
        assert weakref.ref(when)() is when

    def test_others_write_its_days(self) -> None:
        day = When("2024-11-05").earliest
        assert orjson.dumps(day) == b'"2024-11-05"'
        assert msgspec.json.encode(day) == b'"2024-11-05"'
        assert pandas.Timestamp(day) == pandas.Timestamp("2024-11-05")

    def test_there_is_no_less_than(self) -> None:
        with pytest.raises(TypeError):
            When("2024") < When("2025")
        with pytest.raises(TypeError):
            sorted([When("2024"), When("2025")])

    def test_a_copy_is_the_value_itself(self) -> None:
        when = When("2024-11")
        assert copy.copy(when) is when
        assert copy.deepcopy([when])[0] is when

    @pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
    def test_it_survives_pickling(self, protocol: int) -> None:
        when = When("2004-06~/2004-08")
        assert pickle.loads(pickle.dumps(when, protocol)) is when

    def test_a_pickle_holds_the_text_alone(self) -> None:
        """So that a pickle outlives any change of what is kept beside the text."""
        assert When("2024-11").__reduce__() == (When, ("2024-11",))

    def test_nothing_can_be_set_or_deleted(self) -> None:
        when = When("2024-11")
        for name in ("text", "_text", "_start_lo", "precision", "other"):
            with pytest.raises(AttributeError, match="can't be changed"):
                setattr(when, name, "2025")
            with pytest.raises(AttributeError, match="can't be changed"):
                delattr(when, name)
        assert not hasattr(when, "__dict__")
        assert when.text == "2024-11"

    def test_it_is_final(self) -> None:
        with pytest.raises(TypeError, match="final"):
            type("Sooner", (When,), {})

    def test_its_forms(self) -> None:
        when = When("2024-11")
        assert repr(when) == "When('2024-11')"
        assert str(when) == "2024-11"
        assert f"{when:>9}|{when}" == "  2024-11|2024-11"

    def test_the_words_of_its_enums_are_their_values(self) -> None:
        assert Certainty("surely") is Certainty.SURELY
        assert Precision("one-of") is Precision.ONE_OF


class TestInterning:
    """One text, one object, in a table that can't grow for ever."""

    def test_the_same_text_gives_the_same_object(self) -> None:
        assert When("2024-11") is When(str(b"2024-11", "ascii"))
        assert dates._INTERNED["2024-11"] is When("2024-11")

    def test_a_full_table_reads_without_keeping(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(dates, "_MOST_INTERNED", 0)
        when = When("1234-05-06")
        assert "1234-05-06" not in dates._INTERNED
        assert when == When("1234-05-06")
        assert hash(when) == hash(When("1234-05-06"))

    def test_threads_share_one_object(self) -> None:
        texts = [f"{year:04}-03-17" for year in range(3000, 4000)]
        with ThreadPoolExecutor(8) as pool:
            rounds = list(pool.map(lambda _: [When(text) for text in texts], range(8)))
        assert all(one is other for one, *others in zip(*rounds, strict=True) for other in others)

    def test_pendulum_is_imported_only_when_asked_for(self) -> None:
        script = (
            "import sys\n"
            "from cstoevents.dates import When\n"
            "When('2024-11').span.before(When('2025').earliest)\n"
            "assert 'pendulum' not in sys.modules\n"
            "When('2024-11').interval()\n"
            "assert 'pendulum' in sys.modules\n"
        )
        environment = {"PYTHONPATH": ":".join(sys.path)}
        subprocess.run([sys.executable, "-c", script], check=True, env=environment)


class TestPydantic:
    """As the type of a field: read from what `When` takes, written as its text."""

    class Note(pydantic.BaseModel):
        when: When
        until: When | None = None

    def test_a_field_takes_what_a_when_takes(self) -> None:
        note = self.Note.model_validate_json('{"when": "2024-11"}')
        assert note.when is When("2024-11")
        assert self.Note(when=dt.date(2024, 11, 5)).when is When("2024-11-05")
        assert self.Note(when=note.when, until=None) == note

    @pytest.mark.parametrize("found", ["soon", 2024, None, dt.datetime(2024, 11, 5)])
    def test_a_field_refuses_what_a_when_refuses_in_its_words(self, found: Any) -> None:
        with pytest.raises(pydantic.ValidationError) as caught:
            self.Note(when=found)
        (error,) = caught.value.errors()
        assert error["loc"] == ("when",)
        assert isinstance(error["ctx"]["error"], WhenError)

    def test_a_field_is_written_as_text(self) -> None:
        note = self.Note(when=When("2024-11"), until=When("2025~"))
        assert note.model_dump(mode="json") == {"when": "2024-11", "until": "2025~"}
        assert note.model_dump_json() == '{"when":"2024-11","until":"2025~"}'
        assert self.Note.model_validate_json(note.model_dump_json()) == note

    @pytest.mark.parametrize("mode", ["validation", "serialization"])
    def test_its_schema_is_a_text_with_a_pattern(self, mode: Any) -> None:
        schema = self.Note.model_json_schema(mode=mode)
        assert schema["required"] == ["when"]
        when = schema["properties"]["when"]
        assert when["type"] == "string"
        assert re.search(when["pattern"], "2024-06~/2024-08")
        assert not re.search(when["pattern"], "June 2024")

    def test_pydantic_is_not_imported(self) -> None:
        script = "import sys, cstoevents; assert not {'pydantic', 'pydantic_core'} & {*sys.modules}"
        environment = {"PYTHONPATH": ":".join(sys.path)}
        subprocess.run([sys.executable, "-c", script], check=True, env=environment)
