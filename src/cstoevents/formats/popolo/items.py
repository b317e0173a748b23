"""The objects of a Popolo file, which keep account of what is taken of them.

What is wrong with one is a problem, told with the way to it. What a record has no field
for is a loss: `Item.close` counts all that nobody asked for.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any, Final

import attrs

from cstoevents.dates import Precision, When
from cstoevents.dates.edtf import FOREVER
from cstoevents.errors import Problem, WhenError, take_up
from cstoevents.formats.ids import Key
from cstoevents.formats.losses import LossCounter, ReadingReport
from cstoevents.records.languages import canonical_tag
from cstoevents.records.rules import LANGUAGE, TEXT, URL, when_problem
from cstoevents.wording.reading import as_end


@attrs.define(slots=True, eq=False)
class Item:
    """One object of a file: a person, or a part of one such as another name.

    ``name`` is what it is called in the report of losses (``persons.other_names``), ``path``
    the way to it in the file (``persons[3].other_names[0]``), ``owner`` what the file calls
    the person or other object that it is or belongs to.
    """

    said: dict[str, Any]
    name: str
    path: str
    owner: str | None
    _report: ReadingReport
    _asked: set[str] = attrs.field(init=False, factory=set)
    _parts: list[Item] = attrs.field(init=False, factory=list)

    # What is wrong, what is left

    def refuse(self, key: str | None, found: object, expected: str) -> None:
        """Note a problem with a field, or with all of it."""
        path = self.path if key is None else f"{self.path}.{key}"
        problem = Problem(
            file=self._report.file, record=self.owner, path=path, found=found, expected=expected
        )
        take_up(self._report.problems, problem)

    def refuse_if_first(self, key: str | None, found: object, expected: str) -> None:
        """Note a problem, unless one that is noted already may be why."""
        if not self._report.problems:
            self.refuse(key, found, expected)

    def lose(self, key: str, reason: str) -> None:
        """Note that what a field says was not taken."""
        self._report.losses.add(f"{self.name}.{key}", self.owner, reason)

    def close(self) -> None:
        """Note as lost what says something, here or in a part, and was not asked for."""
        for key in self.said.keys() - self._asked:
            if _says_something(self.said[key]):
                self._asked.add(key)
                self.lose(key if TEXT.matches(key) else repr(key), "no record has a field for it")
        for part in self._parts:
            part.close()

    # What a field says

    def value(self, key: str) -> Any:
        """Return what a field says, None where it is missing, empty or blank."""
        self._asked.add(key)
        value = self.said.get(key)
        return value if _says_something(value) else None

    def text(self, key: str) -> str | None:
        """Return a text."""
        value = self.value(key)
        if value is None:
            return None
        if not isinstance(value, str) or not TEXT.matches(value):
            self.refuse(key, value, TEXT.expected)
            return None
        return value

    def id(self, key: str = "id") -> str | None:
        """Return an id, which may be a number in the file; so are references to it."""
        value = self.value(key)
        return str(value) if type(value) is int else self.text(key)

    def lang(self, key: str) -> str | None:
        """Return a language; one that is no BCP 47 tag is lost."""
        value = self.text(key)
        if value is None or LANGUAGE.matches(value):
            return value and canonical_tag(value)
        self.lose(key, "no BCP 47 tag of a language")
        return None

    def url(self, key: str) -> str | None:
        """Return a web address; another is lost."""
        value = self.text(key)
        if value is None or URL.matches(value):
            return value
        self.lose(key, f"not {URL.expected}")
        return None

    def number(self, key: str, least: float, greatest: float) -> float | None:
        """Return a number within bounds."""
        value = self.value(key)
        if value is None:
            return None
        if type(value) not in (int, float) or not least <= value <= greatest:
            self.refuse(key, value, f"a number from {least} to {greatest}")
            return None
        return float(value)

    def items(self, key: str) -> list[Item]:
        """Return the objects of an array."""
        value = self.value(key)
        if value is None:
            return []
        if type(value) is not list:
            self.refuse(key, value, "an array of objects")
            return []
        found = []
        for position, member in enumerate(value):
            part = self._part(member, key, f"[{position}]")
            if part is not None:
                found.append(part)
        return found

    def item(self, key: str) -> Item | None:
        """Return the object that a field holds."""
        value = self.value(key)
        return None if value is None else self._part(value, key, "")

    def _part(self, value: Any, key: str, step: str) -> Item | None:
        if type(value) is not dict:
            self.refuse(f"{key}{step}", value, "an object")
            return None
        owner = self.owner
        part = Item(value, f"{self.name}.{key}", f"{self.path}.{key}{step}", owner, self._report)
        self._parts.append(part)
        return part

    # Dates

    def date(self, key: str) -> When | None:
        """Return a date that is no range; of a moment the day on which it is there.

        A moment in UTC may be on another day at its place, unless it is midnight, which is how
        programs write a day that they keep as a moment. Of others only what both days share is
        taken: the month, or the year.
        """
        value = self.value(key)
        if value is None:
            return None
        match = _MOMENT(value) if isinstance(value, str) else None
        try:
            when = When(_without_zeros(match["date"] if match else value))
        except WhenError as error:
            self.refuse(key, value, when_problem(error).expected)
            return None
        if when.precision in (Precision.INTERVAL, Precision.ONE_OF):
            self.refuse(key, value, "a date such as '2026', '2026-11' or '2026-11-24'")
            return None
        if match is None or when.precision is not Precision.DAY:
            return when
        if match["utc"] and not _MIDNIGHT(match["time"]):
            return self._in_utc(key, when, int(match["time"][:2]))
        self.lose(key, "the time of day")
        return when

    def _in_utc(self, key: str, day: When, hour: int) -> When | None:
        """Return what is certain of the day of a moment in UTC at its place."""
        # Zones are from 12 hours behind to 14 ahead.
        days = {day.earliest_ordinal - (hour < 12), day.earliest_ordinal + (hour >= 10)}
        texts = {dt.date.fromordinal(max(day, 1)).isoformat() for day in days if day < FOREVER}
        for length in (len("2026-11"), len("2026")):
            if len({text[:length] for text in texts}) == 1:
                self.lose(key, "the day, which of a moment in UTC is another elsewhere")
                return When(day.text[:length])
        expected = "a moment in UTC has another day elsewhere; write the day at the place"
        self.refuse(key, self.said[key], expected)
        return None

    def span(self, period: Item | None = None) -> str | None:
        """Return the time from `start_date` to `end_date`; what is missing is as in the period."""
        start, end = self._end("start_date", period), self._end("end_date", period)
        if start == end:
            return None if start is None else start.text
        text = f"{as_end(str(start or '..'), 'start')}/{as_end(str(end or '..'), 'end')}"
        try:
            When(text)
        except WhenError:
            self.refuse("end_date", str(end), f"a date that isn't before {start}")
            return None
        return text

    def _end(self, key: str, period: Item | None) -> When | None:
        end = self.date(key)
        return end if end is not None or period is None else _quietly(period, key)


def _quietly(item: Item, key: str) -> When | None:
    """Return a date of an object that is itself read elsewhere, and its mistakes told there."""
    return Item(
        {key: item.said.get(key)}, "", "", None, ReadingReport(None, LossCounter("popolo"))
    ).date(key)


def _says_something(value: object) -> bool:
    if isinstance(value, str):
        return bool(value.strip())
    return value not in (None, [], {})


_MOMENT: Final = re.compile(
    r"(?P<date>[0-9]{4}(?:-[0-9]{2}){0,2}|\+[0-9]{4}(?:-[0-9]{2})?-00(?=T00:00:00Z))[T ]"
    r"(?P<time>[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)"
    r"(?:(?P<utc>Z|[+-]00(?::?00)?)|[+-][0-9]{2}(?::?[0-9]{2})?)?"
).fullmatch
_MIDNIGHT: Final = re.compile(r"00:00(?::00(?:\.0+)?)?").fullmatch
_ZEROS: Final = re.compile(r"\+?([0-9]{4}(?:-(?!00)[0-9]{2})?)(?:-00){1,2}").fullmatch


def _without_zeros(value: Any) -> Any:
    """Return a date without months and days of which no more is said than 00."""
    match = _ZEROS(value) if isinstance(value, str) else None
    return match[1] if match else value


# All objects of a file

_ARRAYS: Final = ("persons", "organizations", "areas", "events", "posts", "memberships")
# What may be within the objects of an array, and the field that then holds the outer one's id.
_WITHIN: Final = {
    "persons": (("memberships", "person_id"),),
    "organizations": (("memberships", "organization_id"), ("posts", "organization_id")),
}


# What an object that stands alone in a file, or in a list of such, says of which array it is: its
# type or the start of its id, as Open Civic Data has them, or a field that no other class has.
_ARRAYS_OF_TYPES: Final = {
    "person": "persons",
    "organization": "organizations",
    "event": "events",
    "membership": "memberships",
    "post": "posts",
}
_ARRAYS_OF_FIELDS: Final = (
    ("memberships", ("person_id", "member_id", "legislative_period_id")),
    ("persons", ("birth_date", "death_date", "given_name", "family_name", "honorific_prefix")),
    ("organizations", ("founding_date", "dissolution_date")),
    ("events", ("start_date", "start_time", "end_date", "attendees", "participants", "agenda")),
)
_OF_CIVIC_DATA: Final = re.compile("ocd-([a-z]+)/").match


def arrays_of(plain: object) -> dict[str, Any] | None:
    """Return the arrays of a file, of objects that stand alone by their types; None if it has none.

    Neither has an object of arrays that are all of something else.

    >>> from cstoevents.formats.popolo.items import arrays_of
    >>> arrays_of({"_type": "person", "_id": "ocd-person/1", "name": "Ann Example"})
    {'persons': [{'_type': 'person', '_id': 'ocd-person/1', 'name': 'Ann Example'}]}
    """
    if type(plain) is dict and "_type" not in plain and _array_of(plain) is None:
        is_of_others = any(map(_is_array, plain.values())) and not plain.keys() & {*_ARRAYS}
        return None if is_of_others else plain
    arrays: dict[str, Any] = {}
    for member in plain if type(plain) is list else [plain]:
        array = _array_of(member) if type(member) is dict else None
        if array is None:
            return None
        arrays.setdefault(array, []).append(member)
    return arrays or None


def _is_array(value: object) -> bool:
    return type(value) is list and any(type(member) is dict for member in value)


def _array_of(said: dict[str, Any]) -> str | None:
    """Return the array that an object which stands alone is of, None where it doesn't say that."""
    of_type, id = said.get("_type"), said.get("id", said.get("_id"))
    if of_type is None and isinstance(id, str) and (found := _OF_CIVIC_DATA(id)):
        of_type = found[1]
    if of_type is not None:
        return _ARRAYS_OF_TYPES.get(of_type) if isinstance(of_type, str) else None
    return next((array for array, fields in _ARRAYS_OF_FIELDS if said.keys() & {*fields}), None)


def collected(
    plain: dict[str, Any], report: ReadingReport
) -> tuple[dict[str, dict[Key, Item]], list[Item]]:
    """Return the objects of each array by what the file calls them, and memberships without an id.

    Memberships and posts are found within persons and organisations as well. An object that
    a file has twice, and that says the same, is taken once.
    """
    named: dict[str, dict[Key, Item]] = {name: {} for name in _ARRAYS}
    nameless: list[Item] = []
    for name in _ARRAYS:
        items = _members(plain.get(name), name, report)
        every = (pair for item in items for pair in [(name, item), *_inner(name, item)])
        for sort, item in every:
            if not _take(named[sort], sort, item) and sort == "memberships":
                nameless.append(item)
    for name in plain.keys() - {*_ARRAYS}:
        _lose_array(name, plain[name], report)
    return named, nameless


def _lose_array(name: str, array: Any, report: ReadingReport) -> None:
    if _says_something(array):
        count = len(array) if type(array) is list else 1
        what = name if TEXT.matches(name) else repr(name)
        report.losses.add(what, None, "no class of records", count)


def _members(array: Any, name: str, report: ReadingReport) -> Iterator[Item]:
    """Yield the objects of one array of a file."""
    if array is not None and type(array) is not list:
        expected = "an array of objects"
        report.problems.append(Problem(file=report.file, path=name, found=array, expected=expected))
        return
    for position, member in enumerate(array or ()):
        item = Item({}, name, f"{name}[{position}]", None, report)
        if type(member) is not dict:
            item.refuse(None, member, "an object")
            continue
        item.said = member
        item.owner = item.id() or item.id("_id")
        item.value("_type")
        yield item


def _inner(name: str, outer: Item) -> Iterator[tuple[str, Item]]:
    """Yield the memberships and posts within an object, each told whose it is."""
    for sort, field in _WITHIN.get(name, ()):
        for item in outer.items(sort):
            item.owner = item.id() or item.id("_id")
            if outer.owner is not None:
                item.said = {field: outer.owner, **item.said}
            yield sort, item


def _take(known: dict[Key, Item], sort: str, item: Item) -> bool:
    """Add one object under what the file calls it; False where it calls it nothing."""
    if item.owner is None:
        item.owner = None if sort in ("memberships", "posts") else _name_of(item)
    if item.owner is None:
        return False
    first = known.setdefault(Key(sort, item.owner), item)
    # A membership that a person and an organisation have within them is one.
    is_same = first.said == item.said or "." in first.name or "." in item.name
    if first is not item and not is_same:
        item.refuse("id", item.owner, f"an id of its own; {first.path} has it")
    return True


def _name_of(item: Item) -> str | None:
    """Return what stands for the id of an object without one: its name, of an event and day."""
    name, start = item.said.get("name"), item.said.get("start_date")
    if not isinstance(name, str) or not TEXT.matches(name):
        item.refuse("name", name, "a name, or an id")
        return None
    day = [start[: len("2026-11-24")]] if isinstance(start, str) and item.name == "events" else []
    return " ".join([*day, name])
