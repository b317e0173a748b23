"""Rules by which events come back, and clocks change.

A rule is looked at before it is handed to a library, which would search until the year 9999 for
a day that never comes.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import attrs

from cstoevents.formats.ics.lines import Property
from cstoevents.records.rules import refused

# Which takes some ten seconds.
_LONGEST = 2_000_000
_MOST_TEXT = 2**25

_NUMBERS = {
    "INTERVAL": (1, 1000),
    "COUNT": (1, 1_000_000),
    "BYMONTH": (1, 12),
    "BYMONTHDAY": (-31, 31),
    "BYYEARDAY": (-366, 366),
    "BYWEEKNO": (-53, 53),
    "BYSETPOS": (-366, 366),
}
OF_CLOCKS = {"BYHOUR": 23, "BYMINUTE": 59, "BYSECOND": 59}
"""Parts of a rule that say a time, of which one number is taken: one time a day."""

_DAYS_OF = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 30, "YEARLY": 365}
_BYDAY = re.compile(r"(?:[+-]?[1-5]?[0-9])?(?:MO|TU|WE|TH|FR|SA|SU)", re.ASCII).fullmatch
_ORDINALS = re.compile(r"\d+", re.ASCII).findall
_UNTIL = re.compile(r"\d{8}(?:T\d{6}Z?)?", re.ASCII).fullmatch
_NUMBER = re.compile(r"[+-]?\d{1,7}", re.ASCII).fullmatch
# The calendar of 400 years comes back day by day, weekdays and all.
CYCLE = 400


def rule_of(prop: Property) -> dict[str, str]:
    """Return the parts of a rule that gives days, or refuse it (RFC 5545, 3.3.10)."""
    parts: dict[str, str] = {}
    for part in prop.value.strip().rstrip(";").upper().split(";"):
        name, _, value = part.partition("=")
        if name in parts or not _is_good(name.strip(), value.strip()):
            raise refused(part, _expected(name))
        parts[name.strip()] = value.strip()
    if "FREQ" not in parts:
        raise refused(prop.value, _expected("FREQ"))
    most = 53 if parts["FREQ"] == "YEARLY" and "BYMONTH" not in parts else 5
    if any(not 1 <= int(number) <= most for number in _ORDINALS(parts.get("BYDAY", ""))):
        raise refused(prop.value, f"weekdays from 1 to {most}, such as 1MO or -{most}FR")
    return parts


def _is_good(name: str, value: str) -> bool:
    if name in _NUMBERS:
        least, most = _NUMBERS[name]
        numbers = value.split(",")
        return all(
            _NUMBER(number) and least <= int(number) <= most and int(number) for number in numbers
        )
    if name in OF_CLOCKS:
        return bool(_NUMBER(value)) and 0 <= int(value) <= OF_CLOCKS[name]
    tests: dict[str, Any] = {
        "FREQ": _DAYS_OF.__contains__,
        "UNTIL": _UNTIL,
        "BYDAY": lambda days: all(map(_BYDAY, days.split(","))),
        "WKST": lambda day: len(day) == 2 and _BYDAY(day),
    }
    return name in tests and bool(tests[name](value))


def _expected(name: str) -> str:
    known = ", ".join(("FREQ", "UNTIL", "BYDAY", "WKST", *_NUMBERS, *OF_CLOCKS))
    expected = {
        "FREQ": f"one of {', '.join(_DAYS_OF)}",
        "BYDAY": "weekdays such as MO or -1FR",
        "UNTIL": "a day or a moment in UTC",
        "WKST": "a weekday such as MO",
    }
    if name in _NUMBERS:
        return f"{name} from {_NUMBERS[name][0]} to {_NUMBERS[name][1]}, and not 0"
    if name in OF_CLOCKS:
        return f"{name} from 0 to {OF_CLOCKS[name]}, one number: one time a day"
    return expected.get(name, f"nothing but {known}, each once: days that come back")


@attrs.define(slots=True, eq=False)
class Budget:
    """What a file may still ask for: days that its rules go over, and text that comes back."""

    left: int = _LONGEST
    left_of_text: int = _MOST_TEXT

    def spent(self, prop: Property, start: dt.date, end: dt.date) -> Property:
        """Return a rule that may be followed from the day on which it starts until a window ends.

        Raises `RecordError` where it goes over more days than are left, or gives no day at all.
        """
        parts = rule_of(prop)
        self.left -= _steps_of(parts, start, end)
        if self.left < 0:
            expected = f"rules that go over {_LONGEST} days in all at most; an earlier window"
            raise refused(prop.value, expected)
        if not _gives_days(parts, start):
            self.left -= _LONGEST // 20  # the search has taken as long
            raise refused(prop.value, "a rule that ever gives a day")
        return prop

    def repeated(self, prop: Property, size: int) -> Property:
        """Return what makes entries of a size in all come back, or refuse it."""
        self.left_of_text -= size
        if self.left_of_text < 0:
            expected = (
                f"entries of at most {_MOST_TEXT} characters in all, each time that they come "
                "back counted; a shorter window"
            )
            raise refused(prop.value, expected)
        return prop


def _steps_of(parts: dict[str, str], start: dt.date, end: dt.date) -> int:
    """Return about how many days a rule is asked for until a window ends."""
    step = _DAYS_OF[parts["FREQ"]] * int(parts.get("INTERVAL", "1"))
    return max(0, (end - start).days // step)


def _gives_days(parts: dict[str, str], start: dt.date) -> bool:
    """Whether a rule ever gives a day; it is asked for the last 400 years before 10000."""
    from dateutil.rrule import rrulestr

    shift = (9999 - start.year) // CYCLE * CYCLE
    late = dt.datetime.combine(start.replace(year=start.year + shift), dt.time())
    rule = ";".join(f"{name}={parts[name]}" for name in parts if name not in ("UNTIL", "COUNT"))
    try:
        return next(iter(rrulestr(rule, dtstart=late)), None) is not None
    except (ValueError, TypeError, LookupError):
        return False
