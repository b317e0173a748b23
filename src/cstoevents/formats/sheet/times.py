"""Times of day where people and calendars put them: beside their day, two in a cell, or none."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

import attrs

from cstoevents.dates import When
from cstoevents.errors import RecordError
from cstoevents.formats.sheet.cells import Cell, Row, Value
from cstoevents.formats.sheet.dates import Dates, read_date
from cstoevents.records.rules import refused, time_meant
from cstoevents.wording.language import every_language
from cstoevents.wording.reading import ends_in_words
from cstoevents.wording.words import simplified

__all__ = ["with_times_apart", "without_times_of_whole_days"]

_BOTH: Final = ("start_time", "end_time")
_TIMES: Final = (("when", _BOTH), ("first_day", _BOTH), ("last_day", _BOTH[1:]))
_MIDNIGHT: Final = "00:00:00"
_LONGEST: Final = 80
# A day that ends with its year, or an EDTF one, and a time after it.
_DAY_AND_TIME = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2}|.*[0-9]{4}[^0-9T]{0,8}?)(?:,?\s+|T)(?P<time>[0-9].*)"
).fullmatch


def with_times_apart(row: Row) -> Row:
    """Return a row in which times have the columns for times, not those for dates."""
    cells = dict(row.cells)
    for key, names in _TIMES:
        cell = row.cell(key)
        day, times = _apart(cell.value) if cell else ("", ())
        if cell is not None and times and not any(name in cells for name in names[: len(times)]):
            cells[key] = {"": attrs.evolve(cell, value=day)}
            cells |= _cells_of(times, names, cell)
    cell = row.cell("start_time")
    times = _times(cell.value) if cell and isinstance(cell.value, str) else ()
    if cell is not None and len(times) == 2 and "end_time" not in cells:
        cells |= _cells_of(times, _BOTH, cell)
    return attrs.evolve(row, cells=cells)


def _cells_of(
    times: tuple[Value, ...], names: tuple[str, ...], cell: Cell
) -> dict[str, dict[str, Cell]]:
    """Return the cells that times of another have, by column and language."""
    values = zip(names, times, strict=False)
    return {name: {"": attrs.evolve(cell, value=value)} for name, value in values}


def _apart(value: Value) -> tuple[Value, tuple[Value, ...]]:
    """Return the day and the times that a cell has, no times if it isn't such a one."""
    if isinstance(value, dt.datetime):
        rounded = value + dt.timedelta(microseconds=500_000)
        return When(rounded.date()), (rounded.time().replace(microsecond=0),)
    found = None
    if isinstance(value, str) and len(value) <= _LONGEST:
        found = _DAY_AND_TIME(value)
    times = _times(found["time"]) if found else ()
    # Midnight is what programs write where they know no time.
    if found is None or times == (_MIDNIGHT,):
        return value, ()
    return found["day"].strip(" ,"), times


def _times(text: str) -> tuple[Value, ...]:
    """Return the time that a text says, or the two that begin and end it."""
    one = time_meant(text)
    if one:
        return (one,)
    for ends in ends_in_words(text) if len(text) <= _LONGEST else ():
        both = tuple(time for end in ends if (time := time_meant(end.strip())))
        if len(both) == 2:
            return both
    return ()


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
        if word in spoken.yes or word in spoken.no:
            return word in spoken.yes
    raise refused(cell.text(), "yes or no")


def _is_midnight(value: Value) -> bool:
    return value == dt.time() or (isinstance(value, str) and time_meant(value) == _MIDNIGHT)


def _day_before(last: Cell, first: Cell, dates: Dates) -> Value:
    """Return the day before a last day, if that is after the first one, else what the cell has."""
    try:
        begins, ends = (read_date(cell.text(When), dates) for cell in (first, last))
    except RecordError:
        return last.value
    is_after = begins.latest_ordinal < ends.earliest_ordinal == ends.latest_ordinal
    return When(dt.date.fromordinal(ends.latest_ordinal - 1)) if is_after else last.value
