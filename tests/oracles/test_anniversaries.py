"""Anniversaries against dateutil's relativedelta, and against pendulum, which gets them wrong."""

from __future__ import annotations

import datetime as dt

import pendulum
import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from cstoevents.anniversaries import completed
from cstoevents.anniversaries.recurrence import nth
from cstoevents.dates import When

FOUR_YEARS = [
    dt.date.fromordinal(ordinal)
    for ordinal in range(dt.date(2023, 1, 1).toordinal(), dt.date(2027, 1, 1).toordinal())
]


@pytest.mark.parametrize("number", [1, 2, 3, 4, 25, 33, 100])
def test_relativedelta_finds_the_same_anniversary_of_every_day(number: int) -> None:
    for day in FOUR_YEARS:
        assert nth(When(day), number).date() == day + relativedelta(years=number)


@given(st.dates(dt.date(1, 1, 1), dt.date(9000, 1, 1)), st.integers(1, 900))
def test_relativedelta_finds_the_same_anniversary_of_any_day(day: dt.date, number: int) -> None:
    assert nth(When(day), number).date() == day + relativedelta(years=number)


@given(st.dates(), st.integers(0, 90_000))
def test_relativedelta_counts_the_same_completed_years(day: dt.date, ahead: int) -> None:
    on = dt.date.fromordinal(min(day.toordinal() + ahead, dt.date.max.toordinal()))
    assert int(completed(day, on)) == relativedelta(on, day).years


@pytest.mark.parametrize("years_later", [1, 4, 33])
def test_relativedelta_counts_the_same_all_year_long(years_later: int) -> None:
    leap_day = dt.date(2024, 2, 29)
    for ordinal in range(366):
        on = dt.date(2024 + years_later, 1, 1) + dt.timedelta(ordinal)
        assert int(completed(leap_day, on)) == relativedelta(on, leap_day).years


class TestPendulumsYearDifference:
    """A day before the anniversary pendulum counts the year as over, in four of the months.

    So the library never asks pendulum for a difference in years. If the last of these
    fails because pendulum has been mended, the reason is gone and the rule may go too.
    """

    ORIGINAL, EVE = dt.date(1992, 6, 15), dt.date(2025, 6, 14)

    def test_ours_counts_years_when_they_are_over(self) -> None:
        assert int(completed(self.ORIGINAL, self.EVE)) == 32
        assert int(completed(self.ORIGINAL, self.EVE + dt.timedelta(1))) == 33

    def test_relativedelta_agrees_with_ours(self) -> None:
        assert relativedelta(self.EVE, self.ORIGINAL).years == 32

    def test_ours_is_right_on_the_eve_of_every_day(self) -> None:
        for day in FOUR_YEARS:
            eve = day.replace(year=day.year + 33, day=min(day.day, 28)) - dt.timedelta(1)
            expected = relativedelta(eve, day).years
            assert int(completed(day, eve)) == expected

    def test_pendulum_is_a_year_ahead(self) -> None:
        eve = pendulum.Date(2025, 6, 14)
        assert (eve - pendulum.Date(1992, 6, 15)).in_years() == 33
