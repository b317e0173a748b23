"""Weeks and parts of months, which EDTF has no words for, as their days."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator
from typing import Final

from cstoevents.dates import When
from cstoevents.errors import WhenError

_DAYS_OF_WEEK: Final = 7
_WEEKS_OF_MOST_YEARS: Final = 52


class NoSuchDateError(Exception):
    """Words are those of a date, which contradicts itself; says what was expected."""


def day_or_week(year: int, week: int, weekday: int | None) -> str | None:
    """Return the days of a week that is told by its number, or one of them, as ISO 8601 counts.

    None if they are beyond the calendar. Raises `NoSuchDateError` if the year has no such week.

    >>> from cstoevents.wording.weeks import day_or_week
    >>> day_or_week(2025, 20, None), day_or_week(2025, 20, 1)
    ('2025-05-12/2025-05-18', '2025-05-12')
    """
    try:
        day = dt.date.fromisocalendar(year, week, weekday or 1)
        return day.isoformat() if weekday else _seven_days(day)
    except (ValueError, OverflowError):
        if week > _WEEKS_OF_MOST_YEARS and dt.MINYEAR <= year < dt.MAXYEAR:
            raise NoSuchDateError(f"a week that exists: {year:04} has 52") from None
        return None


def weeks_with(edtf: str) -> Iterator[str]:
    """Return the week that a day begins, and the one that it lies in."""
    try:
        day = dt.date.fromisoformat(edtf)
        yield _seven_days(day)
        yield _seven_days(day - dt.timedelta(days=day.weekday()))
    except (ValueError, OverflowError):  # no such day, or it is among the last
        return


def is_part_of_week(edtf: str) -> bool:
    """Whether a date is days that one week can have."""
    try:
        when = When(edtf)
    except WhenError:
        return False
    are_days = len(edtf) == len("2025-05-12/2025-05-18")
    return are_days and when.latest_ordinal - when.earliest_ordinal < _DAYS_OF_WEEK


def _seven_days(first: dt.date) -> str:
    return f"{first}/{first + dt.timedelta(days=_DAYS_OF_WEEK - 1)}"


def days_of_part(first: int, last: int, month: str) -> str | None:
    """Return that a date is one of some days of a month; None if there is no such month.

    >>> from cstoevents.wording.weeks import days_of_part
    >>> days_of_part(21, 31, "2025-02")
    '[2025-02-21..2025-02-28]'
    """
    try:
        length = calendar.monthrange(int(month[:4]), int(month[5:]))[1]
    except ValueError:
        return None
    return f"[{month}-{first:02}..{month}-{min(last, length):02}]"
