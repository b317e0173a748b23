"""Times of day where people and calendars put them: beside their day, two in a cell, or none."""

from __future__ import annotations

import datetime as dt
import re
import zoneinfo
from collections.abc import Mapping
from typing import Final, TypeAlias

import attrs

from cstoevents.dates import When
from cstoevents.errors import RecordError
from cstoevents.formats.sheet.cells import Cell, Row, Value, shown
from cstoevents.formats.sheet.dates import Dates, read_date, says_no_date
from cstoevents.formats.statuses import status_said
from cstoevents.records.rules import TIME_ZONE, refused
from cstoevents.records.vocabularies import DID_NOT_TAKE_PLACE
from cstoevents.wording.language import every_language
from cstoevents.wording.times import TimesOfDay, times_in_words, zone_in_words
from cstoevents.wording.words import means_column, simplified

_Cells: TypeAlias = dict[str, Mapping[str, Cell]]

_BOTH: Final = ("start_time", "end_time")
_KEYS: Final = (*_BOTH, "timezone")
_DAYS: Final = ("when", "first_day", "last_day")
_MIDNIGHT: Final = "00:00:00"
_LONGEST: Final = 80
# A day that ends with its year, an EDTF one, or one without a year, and a time after it.
_DAY_AND_TIME = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2}|.*[0-9]{4}[^0-9T]{0,24}?"
    r"|(?=[^:]*[0-9]:[0-9])(?:[0-9]{1,2}\s+[^\W\d_]+|[^\W\d_]+\s+[0-9]{1,2}"
    r"|[0-9]{1,2}\.[0-9]{1,2}\.?))"
    r"(?:,?\s+|T)(?P<time>(?:[^\W\d_]{1,4}\s)?[0-9].*)"
).fullmatch


def with_times_apart(row: Row) -> Row:
    """Return a row in which times have the columns for times, not those for dates.

    A time in words is told as one, with its zone; where a word says that there is none yet, or
    that the event takes the whole day, there is none.
    """
    cells: _Cells = dict(row.cells)
    if "when" in cells:
        _take_times_of_day(cells)
    row = attrs.evolve(row, cells={**cells})
    for key in _DAYS:
        if (cell := row.cell(key)) is not None:
            _take_time_from_day(key, cell, row.cell("timezone"), cells)
    for key in _BOTH:
        cell = row.cell(key)
        if cell is not None and isinstance(cell.value, str):
            _tell(key, cell, cell.value, cells)
    return attrs.evolve(row, cells=cells)


def _take_times_of_day(cells: _Cells) -> None:
    """Move a start and an end that are times into the columns for times: the date is in its own."""
    for day, time in zip(("first_day", "last_day"), _BOTH, strict=True):
        (cell,) = cells.get(day, {}).values() or (None,)
        if cell is not None and time not in cells and _says_time(cell.value):
            cells[time] = cells.pop(day)


def _says_time(value: Value) -> bool:
    if isinstance(value, str):
        time = _FOUR_FIGURES.sub(r"\1:\2", value) if _IS_FOUR_FIGURES(value) else value
        return _DAY_OR_TIME(value) is None and times_in_words(time) is not None
    return isinstance(value, dt.time)


# "10.05" may be the tenth of May.
_DAY_OR_TIME = re.compile(r"[0-9]{1,2}\.(?:0?[1-9]|1[0-2])\.?").fullmatch


def _take_time_from_day(key: str, cell: Cell, zone: Cell | None, cells: _Cells) -> None:
    """Move the time beside a day into the column for times."""
    day, times = _apart(cell.value, zone)
    if times is None:
        return
    if key == "last_day":
        times = TimesOfDay(None, times.start, times.timezone)
    if _put(times, cell, cells):
        cells[key] = {"": attrs.evolve(cell, value=day)}


def _tell(key: str, cell: Cell, text: str, cells: _Cells) -> None:
    """Write what a cell of times says in words into the columns of a row."""
    is_whole_day = means_column(text, "all_day")
    if is_whole_day or says_no_date(text):
        cell.note(f"taken for {'a whole day' if is_whole_day else 'no time'}")
        del cells[key]
        return
    times = times_in_words(_FOUR_FIGURES.sub(r"\1:\2", text))
    if times and _MIDNIGHT in times[:2] and not _FIGURE(text):
        if key == "end_time" or times.start != _MIDNIGHT:
            cell.note("midnight: taken for 00:00, with which the next day begins")
        else:
            cell.note("midnight: taken for 00:00, with which the day begins")
    if times is None or (key == "end_time" and times.end and times.start):
        return
    if key == "end_time":
        times = TimesOfDay(None, times.end or times.start, times.timezone)
    own = cells.pop(key)
    if not _put(times, cell, cells):
        cells[key] = own


# What stands in the place of a time is one: 1030. Elsewhere it may be a year.
_FOUR_FIGURES = re.compile(r"(?<![0-9:.])([01][0-9]|2[0-3])([0-5][0-9])(?![0-9:.])")
# "2025" may be a year.
_IS_FOUR_FIGURES = re.compile("(?!19|20)[0-9]{4}").fullmatch
_FIGURE = re.compile("[0-9]").search


def _put(times: TimesOfDay, cell: Cell, cells: _Cells) -> bool:
    """Write times into columns that a row has nothing in; whether all of them could be."""
    told = {key: time for key, time in zip(_KEYS, times, strict=True) if time}
    own = cells.get("timezone")
    if own is not None and "timezone" in told and _zone_of(own[""]) == told["timezone"]:
        del told["timezone"]
    if told.keys() & cells.keys():
        return False
    cells |= {key: {"": attrs.evolve(cell, value=time)} for key, time in told.items()}
    return True


def _zone_of(cell: Cell) -> str:
    text = shown(cell.value)
    return zone_in_words(text) or text


# A moment as programs write it: its day hangs on where one is.
_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?"
    r" ?(?:Z|UTC|[+-][0-9]{2}:?(?:[0-9]{2})?)"
).fullmatch


def _apart(value: Value, zone: Cell | None) -> tuple[Value, TimesOfDay | None]:
    """Return the day and the times that a cell has, no times if it isn't such a one."""
    if isinstance(value, str) and _MOMENT(value):
        there = _moment_in(value, "" if zone is None else _zone_of(zone))
        return (value, None) if there is None else _apart(there, None)
    if isinstance(value, dt.datetime):
        return When(value.date()), TimesOfDay(f"{value:%H:%M:%S}", None)
    found = None
    if isinstance(value, str) and len(value) <= _LONGEST:
        found = _DAY_AND_TIME(value)
    times = times_in_words(found["time"]) if found else None
    # Midnight is what programs write where they know no time.
    if found is None or times is None or times == (_MIDNIGHT, None, None):
        return value, None
    # In "20.05.2025 (moved from 15.05)" and "20 May, cancelled at 10.30" it is none of the event.
    if any(map(_is_called_off, _WORD(found["day"]))):
        return value, None
    return found["day"].strip(" ,"), times


_WORD = re.compile(r"[^\W\d_]+").findall


def _is_called_off(word: str) -> bool:
    said = status_said(word)
    return said is not None and said.status in DID_NOT_TAKE_PLACE


def _moment_in(text: str, zone: str) -> dt.datetime | None:
    """Return a moment as clocks in a zone show it, None where there is no such zone or moment."""
    if not TIME_ZONE.matches(zone):
        return None
    try:
        moment = dt.datetime.fromisoformat(text.replace("UTC", "Z").replace(" Z", "Z"))
        return moment.astimezone(zoneinfo.ZoneInfo(zone)).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return None


def without_times_of_whole_days(row: Row, dates: Dates) -> Row:
    """Return a row without its times, if it says that it is of whole days.

    An end at midnight is that of the day before, as Outlook writes whole days.
    """
    cell = row.cell("all_day")
    is_whole = cell is not None and cell.take(_says_yes, cell)
    if not is_whole:
        return row
    cells = {key: known for key, known in row.cells.items() if key not in _BOTH}
    end, first, last = (row.cell(key) for key in ("end_time", "first_day", "last_day"))
    if end is not None and _is_midnight(end.value) and first is not None and last is not None:
        cells["last_day"] = {"": attrs.evolve(last, value=_day_before(last, first, dates))}
    return attrs.evolve(row, cells=cells)


def _says_yes(cell: Cell) -> bool:
    word = simplified(cell.text())
    for spoken in every_language():
        if word in spoken.yes_words or word in spoken.no_words:
            return word in spoken.yes_words
    raise refused(cell.text(), "yes or no")


def _is_midnight(value: Value) -> bool:
    times = times_in_words(value) if isinstance(value, str) else None
    return value == dt.time() or (times is not None and times.start == _MIDNIGHT)


def _day_before(last: Cell, first: Cell, dates: Dates) -> Value:
    """Return the day before a last day, if that is after the first one, else what the cell has."""
    try:
        begins, ends = (read_date(cell.text(When), dates) for cell in (first, last))
    except RecordError:
        return last.value
    is_after = begins.latest_ordinal < ends.earliest_ordinal == ends.latest_ordinal
    return When(dt.date.fromordinal(ends.latest_ordinal - 1)) if is_after else last.value
