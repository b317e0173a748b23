"""Dates in figures alone, whose order only the whole column of a sheet can tell.

``5/6/2025`` is a day in June or in May. `figure_order` looks at all dates of a column:
where one of them can be read in one order only, the others follow; where nothing
decides, the dates that can be two are told, and neither is taken. With full stops
between its figures no date has the month first: no locale of CLDR writes them so.
"""

from __future__ import annotations

import enum
import functools
import itertools
import re
from collections.abc import Iterable, Mapping
from typing import Final

import attrs

from cstoevents.dates import When
from cstoevents.errors import WhenError
from cstoevents.errors.arguments import all_of, member_of, of_type
from cstoevents.wording.language import language, languages
from cstoevents.wording.words import any_of


class FigureOrder(enum.StrEnum):
    """Which part of a date in figures comes first.

    Attributes:
        DAY_FIRST: Day, month, year, such as '14/6/2025'.
        MONTH_FIRST: Month, day, year, such as '6/14/2025'.
        YEAR_FIRST: Year, month, day, such as '2025/6/14'.

    >>> import cstoevents as cs
    >>> cs.wording.from_figures("5/6/2025", cs.wording.FigureOrder.DAY_FIRST).text
    '2025-06-05'
    """

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"
    YEAR_FIRST = "year-first"


@attrs.frozen(kw_only=True, slots=True)
class ColumnOrder:
    """In which order the dates of a column can be read.

    Attributes:
        possible: The orders that all of the dates allow.
        excluded: For every other order, the date that it can't be.
        undecided: The first date that is another in each of the possible orders, or None.

    >>> import cstoevents as cs
    >>> cs.wording.figure_order(["5/6/2025", "14/6/2025"]).order
    <FigureOrder.DAY_FIRST: 'day-first'>
    """

    possible: tuple[FigureOrder, ...]
    excluded: Mapping[FigureOrder, str]
    undecided: str | None

    @property
    def order(self) -> FigureOrder | None:
        """The order to read the column in, or None if nothing decides or dates contradict."""
        return self.possible[0] if self.possible and self.undecided is None else None

    @property
    def reason(self) -> str | None:
        """Why there is no order, as a sentence's end; None if there is one."""
        if not self.possible:
            texts = " and ".join(map(repr, dict.fromkeys(self.excluded.values())))
            return f"{texts} can't be in one order"
        if self.undecided is None:
            return None
        readings = (f"{from_figures(self.undecided, order)} ({order})" for order in self.possible)
        return f"{self.undecided!r} can be {' or '.join(readings)}, and no date decides"


def figure_order(texts: Iterable[str]) -> ColumnOrder:
    """Return in which order the dates of a column can be read, by all of them together.

    Texts that aren't dates in figures decide nothing.

    >>> import cstoevents as cs
    >>> cs.wording.figure_order(["5/6/2025", "7/6/2025"]).reason
    "'5/6/2025' can be 2025-06-05 (day-first) or 2025-05-06 (month-first), and no date decides"
    """
    given = all_of(texts, lambda text, name: of_type(str, text, name, "a text"), "texts", "texts")
    dates = {text: readings for text in dict.fromkeys(given) if (readings := _readings(text))}
    excluded: dict[FigureOrder, str] = {}
    for order in FigureOrder:
        against = next((text for text, readings in dates.items() if order not in readings), None)
        if against is not None:
            excluded[order] = against
    possible = tuple(order for order in FigureOrder if order not in excluded)
    undecided = (
        text for text, readings in dates.items() if len({readings[order] for order in possible}) > 1
    )
    return ColumnOrder(possible=possible, excluded=excluded, undecided=next(undecided, None))


def _readings(text: str) -> dict[FigureOrder, When]:
    """Return what a text says in each order in which it is a date."""
    return {order: when for order in FigureOrder if (when := _readable(text, order))}


def _readable(text: str, order: FigureOrder) -> When | None:
    try:
        return from_figures(text, order)
    except WhenError:
        return None


def from_figures(text: str, order: FigureOrder) -> When | None:
    """Return the date that figures say in an order; None if it isn't written so.

    With the day first these are ``19.05.2025``, ``19/05/2025``, ``19-05-2025``,
    ``5.2025``, ``2025``, ranges of two of them, and ``24-26.06.2025`` and
    ``28.11-02.12.2024``; likewise in the other orders.

    Raises:
        WhenError: there is no such day.
        ArgumentError: the order is none.

    >>> import cstoevents as cs
    >>> cs.wording.from_figures("6/24-26/2025", cs.wording.FigureOrder.MONTH_FIRST).text
    '2025-06-24/2025-06-26'
    """
    order = member_of(FigureOrder, order, "order")
    if len(of_type(str, text, "text", "a date in figures")) > _LONGEST:
        return None
    bare, weekday = _without_weekday(text.strip())
    compact = _DASHES.sub("-", _year_word(languages()).sub("", bare))
    compact = _BLANKS.sub(r"\1", compact).replace(".-", "-")
    when = _read(compact, order)
    if when is not None and weekday is not None and _weekday_of(when) != weekday:
        raise WhenError(text, "it is another day of the week")
    return when


def _read(compact: str, order: FigureOrder) -> When | None:
    for form in _FORMS[order]:
        found = form.fullmatch(compact)
        if found:
            parts = found.groupdict()
            if not any(name.endswith("2") for name in parts):
                return When(_edtf(parts, "1"))
            # "24-26.06.2025": what one end leaves out is that of the other.
            shared = "2" if "y2" in parts else "1"
            ends = (_edtf(parts, end, shared) for end in "12")
            return When.between(*ends)
    return None


_LONGEST: Final = 80


def _weekday_of(when: When) -> int | None:
    """Return the day of the week of a date that is one day, Monday being 0."""
    return when.earliest.weekday() if when.earliest and when.earliest == when.latest else None


def _without_weekday(text: str) -> tuple[str, int | None]:
    """Return a date in figures without the day of the week that is said beside it."""
    pattern, numbers = _weekdays(languages())
    found = pattern.fullmatch(text)
    if found is None:
        return text, None
    before, date, other, after = found.groups()
    return (date or other).strip(), numbers[(before or after).casefold()]


@functools.lru_cache(maxsize=1)
def _weekdays(tags: tuple[str, ...]) -> tuple[re.Pattern[str], dict[str, int]]:
    numbers = {
        name: number
        for tag in tags
        for number, names in enumerate(language(tag).dates.weekdays)
        for name in names
    }
    words = any_of(numbers)
    date = r"([0-9][0-9./ -]*)"
    pattern = rf"({words})[.,]{{0,2}} *{date}|{date}[ ,(]+({words})[.)]*"
    return re.compile(pattern, re.IGNORECASE), numbers


_BLANKS: Final = re.compile(r"\s*([./])\s*")
_DASHES: Final = re.compile("\\s*[-\u2010-\u2015\u2212]\\s*")


@functools.lru_cache(maxsize=1)
def _year_word(tags: tuple[str, ...]) -> re.Pattern[str]:
    words = any_of({word for tag in tags for word in language(tag).year_words})
    return re.compile(rf"\s*{words}\.?\Z", re.IGNORECASE)


def _edtf(parts: Mapping[str, str], end: str, shared: str | None = None) -> str:
    year = parts.get(f"y{end}") or parts[f"y{shared}"]
    day = parts.get(f"d{end}")
    month = parts.get(f"m{end}")
    if month is None and day is not None:
        month = parts[f"m{shared}"]
    return "-".join([year, *(part.zfill(2) for part in (month, day) if part)])


# Forms of dates: `d`, `m` and `y` with the end that they are of, and `.` for what parts them.
_POINTS: Final = {
    FigureOrder.DAY_FIRST: ("d.m.y", "m.y", "y"),
    FigureOrder.MONTH_FIRST: ("m.d.y", "m.y", "y"),
    FigureOrder.YEAR_FIRST: ("y.m.d", "y.m", "y"),
}
_SHORT_RANGES: Final = {
    FigureOrder.DAY_FIRST: ("d1-d2.m2.y2", "d1.m1-d2.m2.y2"),
    FigureOrder.MONTH_FIRST: ("m1.d1-d2.y1", "m1.d1-m2.d2.y2"),
    FigureOrder.YEAR_FIRST: ("y1.m1.d1-d2", "y1.m1.d1-m2.d2"),
}
_FIGURES: Final = {"d": "[0-9]{1,2}", "m": "[0-9]{1,2}", "y": "[0-9]{4}"}


def _forms(order: FigureOrder) -> tuple[re.Pattern[str], ...]:
    first, second = (
        [re.sub("[dmy]", rf"\g<0>{end}", point) for point in _POINTS[order]] for end in "12"
    )
    ranges = [f"{one}-{other}" for one, other in itertools.product(first, second)]
    whole = [first[0], first[0].replace(".", "-"), *first[1:]]
    return tuple(_pattern(form, order) for form in (*whole, *ranges, *_SHORT_RANGES[order]))


def _pattern(form: str, order: FigureOrder) -> re.Pattern[str]:
    # A month and a year are in the same order for all who write the year last.
    between = "/" if order is FigureOrder.MONTH_FIRST and "d" in form else "[./]"
    pattern = re.sub(
        "([dmy])([12])",
        lambda part: f"(?P<{part[0]}>{_FIGURES[part[1]]})",
        form.replace(".", "\0"),
    )
    return re.compile(pattern.replace("\0", between))


_FORMS: Final = {order: _forms(order) for order in FigureOrder}
