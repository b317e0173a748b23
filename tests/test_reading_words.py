"""Dates read from words and from figures, as people write them."""

from __future__ import annotations

import contextlib
import datetime as dt
import time
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import cstoevents as cs
from cstoevents.wording import FigureOrder, figure_order, from_figures, from_words, from_written
from cstoevents.wording.times import times_in_words, zone_in_words
from cstoevents.wording.words import normal_form, simplified
from cstoevents.wording.written import readings
from test_cost import assert_about_twice_as_long

DAY_FIRST, MONTH_FIRST, YEAR_FIRST = FigureOrder

WORDS = {
    # days in English
    "5 November 2001": "2001-11-05",
    "5 november 2001": "2001-11-05",
    "05 November 2001": "2001-11-05",
    "5th November 2001": "2001-11-05",
    "the 5th of November, 2001": "2001-11-05",
    "June 15, 2001": "2001-06-15",
    "June 15th, 2001": "2001-06-15",
    "Nov. 5, 2001": "2001-11-05",
    "Nov 5 2001": "2001-11-05",
    "2001 November 5": "2001-11-05",
    "Monday, 5 November 2001": "2001-11-05",
    "Mon 5 Nov 2001": "2001-11-05",
    "on 5 November 2001": "2001-11-05",
    "on Monday 5 November 2001": "2001-11-05",
    "Monday, November 5-7, 2001": "2001-11-05/2001-11-07",
    "Mon 5 – Wed 7 November 2001": "2001-11-05/2001-11-07",
    "5\N{NO-BREAK SPACE}November\N{NO-BREAK SPACE}2001": "2001-11-05",
    "5-Nov-2001": "2001-11-05",
    "5/Nov/2001": "2001-11-05",
    "15.XII.1992": "1992-12-15",
    # ranges
    "5 and 6 May 2024": "2024-05-05/2024-05-06",
    "May 5 & 6, 2024": "2024-05-05/2024-05-06",
    "19, 20 and 21 May 2025": "2025-05-19/2025-05-21",
    "19/20 May 2025": "2025-05-19/2025-05-20",
    "Q1–Q2 2026": "2026-01/2026-06",
    "Q4 2025 – Q1 2026": "2025-10/2026-03",
    "23–24 February 1976": "1976-02-23/1976-02-24",
    "23-24 February 1976": "1976-02-23/1976-02-24",
    "23 — 24 February 1976": "1976-02-23/1976-02-24",
    "February 23–24, 1976": "1976-02-23/1976-02-24",
    "27 February – 1 March 2009": "2009-02-27/2009-03-01",
    "February 27 – March 1, 2009": "2009-02-27/2009-03-01",
    "30 December 2024 – 2 January 2025": "2024-12-30/2025-01-02",
    "from 5 to 7 May 2024": "2024-05-05/2024-05-07",
    "5 to 7 May 2024": "2024-05-05/2024-05-07",
    "May–June 2009": "2009-05/2009-06",
    "2019–2020": "2019/2020",
    "from 2019 to about 2021": "2019/2021~",
    # months, parts of a year, years
    "December 1997": "1997-12",
    "Sept. 2024": "2024-09",
    "in May 2024": "2024-05",
    "Q2 2025": "2025-34",
    "2025 Q2": "2025-34",
    "2nd quarter of 2025": "2025-34",
    "first half of 2026": "2026-40",
    "the second half of 2026": "2026-41",
    "H1 2026": "2026-40",
    "2H2026": "2026-41",
    "Q3-2026": "2026-35",
    "in the course of 2026": "2026",
    "1997": "1997",
    "the 1990s": "199X",
    "1990s": "199X",
    # open and uncertain
    "since 2023": "2023/..",
    "from 2023 onwards": "2023/..",
    "from 1 March 2025": "2025-03-01/..",
    "2009 –": "2009/..",
    "1 March 2025 – ongoing": "2025-03-01/..",
    "until May 2024": "../2024-05",
    "no later than 5 May 2024": "[..2024-05-05]",
    "up to 2010": "../2010",
    "between 2010 and 2015": "[2010..2015]",
    "not before 5 May 2024": "[2024-05-05..]",
    "about 1998": "1998~",
    "c. 1998": "1998~",
    "circa May 1998": "1998-05~",
    "since about 1998": "1998~/..",
    "1998 (uncertain)": "1998?",
    "probably 1998": "1998?",
    "1998?": "1998?",
    "1998 (?)": "1998?",
    "~1998": "1998~",
    "about 1998 (uncertain)": "1998%",
    "before 2025": "[..2024]",
    "before 5 May 2025": "[..2025-05-04]",
    "after 2025": "[2026..]",
    "by May 2025": "[..2025-05]",
    "by the end of 2025": "[..2025]",
    "until the end of May 2025": "../2025-05",
    "after Q1 2025": "[2025-04..]",
    "before Q2 2025": "[..2025-03]",
    # one of several
    "May or June 2025": "[2025-05..2025-06]",
    "5 or 6 May 2025": "[2025-05-05..2025-05-06]",
    "Q1 and Q2 2026": "2026-01/2026-06",
    "I и II квартал 2026": "2026-01/2026-06",
    "май или июнь 2025 г.": "[2025-05..2025-06]",
    # weeks
    "week of 12 May 2025": "2025-05-12/2025-05-18",
    "the week of May 12, 2025": "2025-05-12/2025-05-18",
    "week of 12–16 May 2025": "2025-05-12/2025-05-16",
    "week 20 2025": "2025-05-12/2025-05-18",
    "week 20 of 2025": "2025-05-12/2025-05-18",
    "week 1 2025": "2024-12-30/2025-01-05",
    "2025-W20": "2025-05-12/2025-05-18",
    "2025W20": "2025-05-12/2025-05-18",
    "2025-W20-3": "2025-05-14",
    "неделя 20 2025": "2025-05-12/2025-05-18",
    "20-я неделя 2025 года": "2025-05-12/2025-05-18",
    "week commencing 14 May 2025": "2025-05-14/2025-05-20",
    "неделя с 14 мая 2025 года": "2025-05-14/2025-05-20",
    "неделя со 2 июня 2026 года": "2026-06-02/2026-06-08",
    "неделя с 12 мая 2025 года": "2025-05-12/2025-05-18",
    "неделя 12–18 мая 2025 г.": "2025-05-12/2025-05-18",
    "на неделе с 12 мая 2025": "2025-05-12/2025-05-18",
    "не позднее мая 2025 года": "[..2025-05]",
    "к маю 2025 года": "[..2025-05]",
    "после мая 2025 года": "[2025-06..]",
    "после 5 мая 2025": "[2025-05-06..]",
    "до конца 2025 года": "../2025",
    # days in Russian
    "15 мая 1992 года": "1992-05-15",
    "15 мая 1992 г.": "1992-05-15",
    "15 мая 1992": "1992-05-15",
    "15-го мая 1992 года": "1992-05-15",
    "15 МАЯ 1992 ГОДА": "1992-05-15",
    "5 нояб. 2001 г.": "2001-11-05",
    "пятница, 15 мая 1992 года": "1992-05-15",
    "Пт. 15 мая 1992 г.": "1992-05-15",
    "2-3 декабря 2019 г.": "2019-12-02/2019-12-03",
    "28 мая – 2 июня 2025 года": "2025-05-28/2025-06-02",
    "с 28 мая по 2 июня 2025 г.": "2025-05-28/2025-06-02",
    "со 2 по 5 мая 2025 года": "2025-05-02/2025-05-05",
    "5 ноября 2001г.": "2001-11-05",
    "15-сен-2024": "2024-09-15",
    "«5» ноября 2001 г.": "2001-11-05",
    "5 и 6 мая 2024 г.": "2024-05-05/2024-05-06",
    # months, parts of a year, years
    "май 2025г.": "2025-05",
    "май 2025 г.": "2025-05",
    "мая 2025 года": "2025-05",
    "в мае 2025 года": "2025-05",
    "сент. 2025": "2025-09",
    "I полугодие 2026": "2026-40",
    "первое полугодие 2026 года": "2026-40",
    "2-е полугодие 2026 г.": "2026-41",
    "II квартал 2025 г.": "2025-34",
    "ІV квартал 2025 г.": "2025-36",
    "Ⅱ квартал 2025 г.": "2025-34",
    "в I квартале 2026 г.": "2026-33",
    "в течение I квартала 2026 г.": "2026-33",
    "2026 год, I квартал": "2026-33",
    "3кв. 2026": "2026-35",
    "I–II кварталы 2026 года": "2026-01/2026-06",
    "1-2 квартал 2026": "2026-01/2026-06",
    "во втором полугодии 2026 года": "2026-41",
    "в течение 2026 года": "2026",
    "2 кв. 2025": "2025-34",
    "четвёртый квартал 2025 года": "2025-36",
    "четвертый квартал 2025 года": "2025-36",
    "январь – март 2009 г.": "2009-01/2009-03",
    "2019–2020 гг.": "2019/2020",
    "1992 г.": "1992",
    "в 1992 году": "1992",
    "1990-е годы": "199X",
    "1990-е гг.": "199X",
    # open and uncertain
    "с 2023 года": "2023/..",
    "со 2 мая 2023 г.": "2023-05-02/..",
    "до 2010": "../2010",
    "по 2010 год": "../2010",
    "между 2010 и 2015 годами": "[2010..2015]",
    "не ранее 5 мая 2024 г.": "[2024-05-05..]",
    "около 1998 года": "1998~",
    "ок. 1998 г.": "1998~",
    "примерно с 2023 года": "2023~/..",
    "с примерно 2023 года": "2023~/..",
    "примерно до 2023 года": "../2023~",
    "примерно начиная с 2023 года": "2023~/..",
    "примерно с 2019 года по н.в.": "2019~/..",
    "с 2019 года примерно до 2023 года": "2019/2023~",
    "1998 год (предположительно)": "1998?",
    "май 2026 г. (по согласованию)": "2026-05?",
}


@pytest.mark.parametrize("words", WORDS)
def test_words_are_the_date_that_they_say(words: str) -> None:
    assert from_words(words).text == WORDS[words]


NO_WORDS = {
    "": "such as '5 November 2001'",
    "soon": "such as",
    "5 November": "such as",
    "November": "such as",
    "5/6/2025": "such as",
    "19.05.2025": "such as",
    "2024-11-05": "such as",
    "5 November 01": "such as",
    "2010-11": "such as",
    "about 1998-2000": "such as",
    "1985s": "such as",
    "a year between 2000 and 2098": "such as",
    "2024, day unknown": "such as",
    "May 2024, month unknown": "such as",
    "31 February 2001": "February 2001 has 28 days",
    "0 May 2001": "such as",
    "5 and 9 May 2024": "such as",
    "week 53 2025": "a week that exists: 2025 has 52",
    "about the first half of May 2025": "such as",
    "first half of May 2025 – 5 June 2025": "such as",
    "week of 14 May 2025": "2025-05-12/2025-05-18 or 2025-05-14/2025-05-20",
    "week of May 2025": "such as",
    "week of 5–25 May 2025": "such as",
    "before about 2025": "such as",
    "after 9999": "such as",
    "May/June 2025": "2025-05/2025-06 or [2025-05..2025-06]",
    "май/июнь 2025": "2025-05/2025-06 or [2025-05..2025-06]",
    "II – I квартал 2026": "it ends before it starts",
    "Q2 2026 – Q1 2026": "it ends before it starts",
    "since 19.05.2025": "such as",
    "2 – 1 May 2024": "it ends before it starts",
    "28 December – 3 January 2025": "ends before",
    "Tuesday, November 5-7, 2001": "2001-11-05 is 'monday'",
    "Tuesday, May 2001": "such as",
    "from 5-6 May 2024 to 8 May 2024": "such as",
    "Tuesday, 5 November 2001": "2001-11-05 is 'monday'",
    "5 мая 2020" * 40: "at most 200 characters",
}


@pytest.mark.parametrize("words", NO_WORDS, ids=lambda words: words[:30])
def test_what_is_no_date_in_words_is_refused_with_the_reason(words: str) -> None:
    with pytest.raises(cs.errors.WordingError) as caught:
        from_words(words)
    assert NO_WORDS[words] in caught.value.expected


def test_a_language_that_is_told_is_the_only_one_that_is_read() -> None:
    assert from_words("15 мая 1992 года", "ru") == "1992-05-15"
    with pytest.raises(cs.errors.WordingError):
        from_words("15 мая 1992 года", "en")
    with pytest.raises(cs.ArgumentError, match="lang"):
        from_words("15 мая 1992 года", "xx")


@pytest.mark.parametrize(
    ("order", "words", "edtf"),
    [
        (DAY_FIRST, "с 30.04 по 02.05.2024", "2024-04-30/2024-05-02"),
        (DAY_FIRST, "30.04.2024 г. – 02.05.2024 г.", "2024-04-30/2024-05-02"),
        (DAY_FIRST, "01.06.2023 – по настоящее время", "2023-06-01/.."),
        (DAY_FIRST, "since 5/6/2023", "2023-06-05/.."),
        (MONTH_FIRST, "since 5/6/2023", "2023-05-06/.."),
        (YEAR_FIRST, "from 2025/05/19 to 2025/05/21", "2025-05-19/2025-05-21"),
        (MONTH_FIRST, "2025-05-19 to 2025-05-21", "2025-05-19/2025-05-21"),
    ],
)
def test_figures_among_words_are_read_in_the_order_that_is_told(
    order: FigureOrder, words: str, edtf: str
) -> None:
    assert from_words(words, order=order).text == edtf


WRITTEN = {
    "2025-05/..": "2025-05/..",
    "1 May 2019": "2019-05-01",
    "2017 to 2020": "2017/2020",
    "14.05.2019": "2019-05-14",
    "с 30.04 по 13.05.2024": "2024-04-30/2024-05-13",
    "2017–2020": "2017/2020",
    "осень 2024": "2024-23",
    "spring of 2025": "2025-21",
    "весной 2025 г.": "2025-21",
    "about winter 2024": "2024-24~",
    "Fall 2024": "2024-23",
    "2025 May": "2025-05",
    "2025-May-19": "2025-05-19",
    "the 19th May, 2025": "2025-05-19",
    "19/V/2025": "2025-05-19",
    "19 (пн) – 21 (ср) мая 2025 г.": "2025-05-19/2025-05-21",
    "1 мая (четверг) 2025": "2025-05-01",
    "May and June 2025": "2025-05/2025-06",
    "апрель, май и июнь 2025 г.": "2025-04/2025-06",
    "not earlier than May 2025": "[2025-05..]",
    "год 2025": "2025",
    "28\N{NO-BREAK SPACE}мая\N{NO-BREAK SPACE}\N{EM DASH} 2\N{NO-BREAK SPACE}июня 2025": (
        "2025-05-28/2025-06-02"
    ),
    "28 декабря 2025 г. – 2 января 2026 г.": "2025-12-28/2026-01-02",
    "19.05.2025 (пн)": "2025-05-19",
    "I-е полугодие 2025 г.": "2025-40",
    "2 пол. 2025": "2025-41",
    "3 кв.-л 2025": "2025-35",
    "2025/Q1": "2025-33",
    "2025 год, май": "2025-05",
    "2025, май 28": "2025-05-28",
    "2019 – наст. время": "2019/..",
    "от 19 мая 2025 г.": "2025-05-19",
    "в 2000-х годах": "200X",
    "19May2025": "2025-05-19",
    "19мая2025": "2025-05-19",
    "~ май 2025": "2025-05~",
    "1-я декада мая 2025": "[2025-05-01..2025-05-10]",
    "в II декаде мая 2025 г.": "[2025-05-11..2025-05-20]",
    "третья декада февраля 2024": "[2024-02-21..2024-02-29]",
    "последняя декада мая 2025": "[2025-05-21..2025-05-31]",
    "первая половина мая 2025": "[2025-05-01..2025-05-15]",
    "1st half of May 2025": "[2025-05-01..2025-05-15]",
    "the second half of April 2025": "[2025-04-16..2025-04-30]",
    "first ten days of May 2025": "[2025-05-01..2025-05-10]",
    "first and second quarters of 2026": "2026-01/2026-06",
    "1st and 2nd quarters 2026": "2026-01/2026-06",
    "в первом и втором кварталах 2026 года": "2026-01/2026-06",
    "week 53 of 2026": "2026-12-28/2027-01-03",
    "until 2025": "../2025",
    "до 2025": "../2025",
    "before 2025": "[..2024]",
    "ранее 2025": "[..2024]",
    "by 2025": "[..2025]",
    "к 2025 году": "[..2025]",
    "2002 onwards": "2002/..",
    "5 May 2002 onwards": "2002-05-05/..",
    "2002 and later": "2002/..",
    "с 2002 года и далее": "2002/..",
    "2002 г. и позднее": "2002/..",
    "possibly May 2002": "2002-05?",
    "возможно, 2002": "2002?",
    "примерно в 1987 году": "1987~",
    "приблизительно в мае 1987 г.": "1987-05~",
    "Ср., 28 мая 2025 г. – Пт., 30 мая 2025 г.": "2025-05-28/2025-05-30",
}


UNSAID = {
    "early May 2025": "write '2025-05'",
    "в начале марта 2025 года": "write '2025-03'",
    "конец 2025 года": "write '2025'",
    "mid-2025": "write '2025'",
    "end of May – early June 2025": "write '2025-05/2025-06'",
    "конец мая – начало июня 2025 г.": "write '2025-05/2025-06'",
    "с конца мая по начало июня 2025": "write '2025-05/2025-06'",
    "с начала 2024": "write '2024/..'",
    "late 2024 – early 2025": "write '2024/2025'",
    "1st week of May 2025": "write '2025-05'",
    "1-я неделя мая 2025": "write '2025-05'",
    "конец I квартала 2025": "write '2025-33'",
    "summer 2025/26": "one year; write '2025-22' or '2026-22'",
    "осень 2025/26": "one year; write '2025-23' or '2026-23'",
    "Q1'25": "write '1925-33' or '2025-33'",
    "1Q25": "write '1925-33' or '2025-33'",
    "5.05, 12.05.2025": "a row for each of them: '2025-05-05', '2025-05-12'",
    "5 и 12.05.2025": "a row for each of them: '2025-05-05', '2025-05-12'",
    "ежеквартально": "what comes back has a row for each time",
    "2 раза в год": "what comes back has a row for each time",
    "monthly in 2026": "what comes back has a row for each time",
    "every Tuesday": "what comes back has a row for each time",
    "week 53 of 2025": "a week that exists: 2025 has 52",
    "early 1990s": "write '199X'",
    "начало 1990-х": "write '199X'",
    "19 May 2025, 10:00": "write '2025-05-19'",
    "19 мая 2025 г. в 10:00": "write '2025-05-19'",
    "May-25": "write '1925-05' or '2025-05'",
    "19 мая 25 г.": "write '1925-05-19' or '2025-05-19'",
    "2017–20": "write '2017/2020'",
    "winter 2024/25": "write '2024-24'",
    "autumn 2024 – spring 2025": "an interval runs between months, not seasons",
    "5/6/25": "years have four digits",
    "весна–лето 2025": "say the months that are meant, as in '2025-03/2025-08'",
    "spring/summer 2025": "say the months that are meant, as in '2025-03/2025-08'",
    "5, 12 мая 2025": "a row for each of them: '2025-05-05', '2025-05-12'",
    "5 and 12 May 2025": "a row for each of them: '2025-05-05', '2025-05-12'",
    "May 5 and 12, 2025": "a row for each of them: '2025-05-05', '2025-05-12'",
    "5 мая и 12 июня 2025": "a row for each of them: '2025-05-05', '2025-06-12'",
    "January, March 2025": "a row for each of them: '2025-01', '2025-03'",
    "Q1, Q3 2026": "a row for each of them: '2026-33', '2026-35'",
    "weekend of 10 May 2025": "write '2025-05-10'",
    "кон. 2025": "write '2025'",
}


@pytest.mark.parametrize("text", UNSAID)
def test_what_edtf_can_not_say_is_refused_with_what_is_certain_of_it(text: str) -> None:
    with pytest.raises(cs.WhenError) as caught:
        from_written(text)
    assert UNSAID[text] in caught.value.reason


def test_a_list_of_dates_in_figures_is_told_in_the_one_order_that_fits_all() -> None:
    _, why = readings("5/12/2025, 5/19/2025")
    assert why.endswith("a row for each of them: '2025-05-12', '2025-05-19'")


@pytest.mark.parametrize("text", ["May and July 2025", "5 May and June 2025", "Mon May 2025"])
def test_months_and_weekdays_that_make_no_date_make_none(text: str) -> None:
    with pytest.raises(cs.WhenError):
        from_written(text)


def test_what_is_no_date_is_told_that_words_are_taken_too() -> None:
    with pytest.raises(cs.WhenError, match="or words such as '19 May 2025'"):
        from_written("next year")


@pytest.mark.parametrize("text", WRITTEN)
def test_a_date_is_taken_however_it_is_written(text: str) -> None:
    assert from_written(text).text == WRITTEN[text]


def test_figures_that_can_be_two_dates_are_refused_with_both_unless_their_order_is_told() -> None:
    with pytest.raises(cs.errors.WordingError, match="2020-01-02 or 2020-02-01"):
        from_written("01/02/2020")
    assert from_written("01/02/2020", DAY_FIRST).text == "2020-02-01"


def test_what_is_no_date_in_any_writing_is_refused_as_a_date_of_edtf_is() -> None:
    with pytest.raises(cs.WhenError) as caught:
        from_written("20250519")
    assert caught.value.instead == "2025-05-19"


@given(st.text() | st.text(alphabet="0123456789 -–.,()сопогодамяaboutfrmil\n"))
@example("1-" * 100)
def test_any_text_is_a_date_or_refused(text: str) -> None:
    try:
        when = from_words(text)
    except cs.errors.WordingError:
        return
    assert isinstance(when, cs.When)


@given(st.text() | st.text(alphabet="0123456789 -–.,/:'()сопогодамяaboutfrmil\n", max_size=40))
@example("1 " * 40)
@example("early " * 20)
def test_any_text_is_taken_or_refused_by_an_error_of_ours(text: str) -> None:
    try:
        when = from_written(text)
    except (cs.WhenError, cs.errors.WordingError):
        return
    assert from_written(when.text) is when


# Figures

FIGURES = [
    (DAY_FIRST, "19.05.2025", "2025-05-19"),
    (DAY_FIRST, "19-05-2025", "2025-05-19"),
    (DAY_FIRST, "24-26.06.2025", "2025-06-24/2025-06-26"),
    (DAY_FIRST, "28.11–02.12.2024", "2024-11-28/2024-12-02"),
    (DAY_FIRST, "30.12.2024 - 2.1.2025", "2024-12-30/2025-01-02"),
    (DAY_FIRST, "01.05.2024 г.", "2024-05-01"),
    (DAY_FIRST, "5.2025", "2025-05"),
    (DAY_FIRST, "2019-2020", "2019/2020"),
    (MONTH_FIRST, "5/19/2025", "2025-05-19"),
    (MONTH_FIRST, "6/24-26/2025", "2025-06-24/2025-06-26"),
    (MONTH_FIRST, "11/28 – 12/2/2024", "2024-11-28/2024-12-02"),
    (MONTH_FIRST, "5/2025", "2025-05"),
    (YEAR_FIRST, "2025/5/19", "2025-05-19"),
    (YEAR_FIRST, "2025.05.19", "2025-05-19"),
    (YEAR_FIRST, "2025/6/24-26", "2025-06-24/2025-06-26"),
    (YEAR_FIRST, "2024/11/28-12/2", "2024-11-28/2024-12-02"),
    (MONTH_FIRST, "19.05.2025", None),
    (DAY_FIRST, "2025/05/19", None),
    (DAY_FIRST, "24.06", None),
    (DAY_FIRST, "1.1.25", None),
    (DAY_FIRST, "1" * 100, None),
]


@pytest.mark.parametrize(("order", "text", "expected"), FIGURES)
def test_figures_are_read_in_the_order_that_is_told(
    order: FigureOrder, text: str, expected: str | None
) -> None:
    when = from_figures(text, order)
    assert (when and when.text) == expected


@pytest.mark.parametrize("order", FigureOrder)
def test_figures_of_no_day_are_refused(order: FigureOrder) -> None:
    text = "2025/13/32" if order is YEAR_FIRST else "32/13/2025"
    with pytest.raises(cs.WhenError):
        from_figures(text, order)


COLUMNS: list[tuple[list[str], FigureOrder | None, str | None]] = [
    (["5/14/2025", "5/6/2025"], MONTH_FIRST, None),
    (["5/6/2025", "14/6/2025"], DAY_FIRST, None),
    (["5.6.2025"], DAY_FIRST, None),
    (["2025/5/6"], YEAR_FIRST, None),
    (["5/6/2025", "soon", "", "5/7/2025"], None, "2025-06-05 (day-first) or 2025-05-06"),
    (["5/14/2025", "14/5/2025"], None, "'5/14/2025' and '14/5/2025' can't be in one order"),
    (["2025/5/6", "5/6/2025"], None, "can't be in one order"),
    (["13/13/2025", "5/14/2025"], MONTH_FIRST, None),
]


@pytest.mark.parametrize(("texts", "order", "reason"), COLUMNS)
def test_the_whole_column_decides(
    texts: list[str], order: FigureOrder | None, reason: str | None
) -> None:
    found = figure_order(texts)
    assert found.order is order
    assert (reason is None) == (found.reason is None)
    assert (reason or "") in (found.reason or "")


@pytest.mark.parametrize("texts", [[], ["soon"], ["2025"], ["5/5/2025"]])
def test_where_every_order_says_the_same_any_will_do(texts: list[str]) -> None:
    found = figure_order(texts)
    assert found.reason is None
    assert found.order is found.possible[0]


@given(
    st.lists(st.dates(min_value=cs.When("1000").earliest), min_size=1), st.sampled_from(FigureOrder)
)
def test_a_column_is_never_read_in_another_order_than_it_was_written(
    days: list[dt.date], order: FigureOrder
) -> None:
    """It is read as it was written, or not at all."""
    pattern = {DAY_FIRST: "{d}/{m}/{y}", MONTH_FIRST: "{m}/{d}/{y}", YEAR_FIRST: "{y}/{m}/{d}"}
    texts = [pattern[order].format(d=day.day, m=day.month, y=day.year) for day in days]
    found = figure_order(texts)
    assert order in found.possible
    if found.order is not None:
        assert [from_figures(text, found.order) for text in texts] == [cs.When(day) for day in days]


# Times of day

TIMES = {
    "9 AM": ("09:00", None),
    "9:30am – 11am": ("09:30", "11:00"),
    "9-11 AM": ("09:00", "11:00"),
    "12 AM": ("00:00", None),
    "10-00": ("10:00", None),
    "10.00–12.30": ("10:00", "12:30"),
    "10-00 - 12-30": ("10:00", "12:30"),
    "с 10:00 до 12:00": ("10:00", "12:00"),
    "с 10 до 12 часов": ("10:00", "12:00"),
    "в 10:00": ("10:00", None),
    "10 ч. 30 мин.": ("10:30", None),
    "10h00": ("10:00", None),
    "10:00 –": ("10:00", None),
    "до 12:00": (None, "12:00"),
    "9": None,
    "10-12": None,
    "13 PM": None,
    "25:00": None,
    "10:00 и 12:00": None,
}


@pytest.mark.parametrize("words", TIMES)
def test_words_are_the_times_that_they_say(words: str) -> None:
    found = times_in_words(words)
    short = found and tuple(time and time.removesuffix(":00") for time in found[:2])
    assert short == TIMES[words]


ZONES = {
    "MSK": "Europe/Moscow",
    "Moscow time": "Europe/Moscow",
    "по московскому времени": "Europe/Moscow",
    "UTC": "UTC",
    "UTC+6": "Etc/GMT-6",
    "GMT-05:00": "Etc/GMT+5",
    "EST": None,
    "UTC+5:30": None,
}


@pytest.mark.parametrize("words", ZONES)
def test_zones_are_known_by_their_names_and_beside_times(words: str) -> None:
    zone = ZONES[words]
    assert zone_in_words(words) == zone
    assert zone is None or times_in_words(f"10:00 ({words})") == ("10:00:00", None, zone)


@given(st.text() | st.text(alphabet="0123456789:.-+ amph часовдмин()"))
def test_any_text_says_times_or_none(text: str) -> None:
    times = times_in_words(text)
    assert times is None or times.start or times.end


# Hostile texts

HOSTILE = ["1-", "с 1 по ", "about ", "between 1 and ", "5 мая 2020 года - ", "1.1-", "(", "q", "-"]
READERS: list[Callable[[str], object]] = [
    from_words,
    lambda text: from_figures(text, DAY_FIRST),
    times_in_words,
    cs.wording.printed_number,
]


@pytest.mark.parametrize("part", HOSTILE)
@pytest.mark.parametrize("reader", READERS, ids=["words", "figures", "times", "label"])
def test_twice_the_text_takes_no_more_than_twice_the_time(
    reader: Callable[[str], object], part: str
) -> None:
    """Within the noise of clocks: eight times the text, at most forty times the time."""

    def seconds(count: int) -> float:
        best = 1.0
        for _ in range(3):
            start = time.perf_counter()
            with contextlib.suppress(cs.CstoEventsError):
                reader(part * count)
            best = min(best, time.perf_counter() - start)
        return best

    assert seconds(8_000) <= 40 * max(seconds(1_000), 0.002)


def test_a_word_of_twice_the_letters_takes_about_twice_the_time() -> None:
    assert_about_twice_as_long(simplified, lambda count: "ё" * count, 5_000)


def test_twice_the_marks_on_a_letter_take_about_twice_the_time() -> None:
    def record(title: str) -> cs.Event:
        return cs.Event(id="e", kind="visit", title=title, when="2025")

    assert_about_twice_as_long(record, lambda count: "a" + "\u0301\u0316" * count, 5_000)


@given(
    st.text(
        st.sampled_from("aé\u0301\u0316\u0345\u0f73\u0f71\u1100\u1161ﬁﷺ²")
        | st.characters(exclude_categories=["Cs"]),
        min_size=1,
    )
)
def test_a_long_text_is_in_the_normal_form_that_python_gives_it(text: str) -> None:
    long = text * (1_001 // len(text) + 1)
    for form in ("NFC", "NFKC", "NFKD"):
        assert normal_form(form, long) == unicodedata.normalize(form, long)
