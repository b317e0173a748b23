"""What comes round each year, kept so that a window is answered without a look at the rest.

Dates of one *shape* (all those of a 15 May, all Novembers) fall together in every year,
so they lie together, oldest first. The shapes lie on a year of 366 days, as spans. A
window asks each of its years which shapes it touches, and takes from each those that
are old enough: what falls at another time of the year is never seen, and of what falls
there nothing is computed one by one.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from operator import itemgetter
from typing import Literal, NamedTuple, TypeAlias

from cstoevents.anniversaries.recurrence import LeapPolicy, NoSuchDayError, anchor, years_after
from cstoevents.dates import Precision, When
from cstoevents.dates.spans import Spans
from cstoevents.records import Event, Membership, Official, Organisation
from cstoevents.records.values import Text
from cstoevents.records.vocabularies import EventKind

Commemorated: TypeAlias = Event | Organisation | Official | Membership
"""The records that have anniversaries."""


class Occasion(StrEnum):
    """What comes round of a record that is no event.

    The founding of an organisation is of :attr:`EventKind.FOUNDING
    <cstoevents.records.EventKind>`, as that of an event is.

    Attributes:
        BIRTH: A person was born.
        DEATH: A person died.
        ACCESSION: A state or an organisation joined another.
        TERM: A person, or a state that chairs, began a term in a post.

    >>> import cstoevents as cs
    >>> ann = cs.Official(id="ann", name="Ann Example", born="1964-05-14")
    >>> [birthday] = cs.Chronicle(ann).anniversaries("2024", kinds=["birth"])
    >>> birthday.kind, birthday.number
    (<Occasion.BIRTH: 'birth'>, 60)
    """

    BIRTH = "birth"
    DEATH = "death"
    ACCESSION = "accession"
    TERM = "term"


class Subject(NamedTuple):
    """Something that comes round; its first four fields order those that fall on one day."""

    year: int
    id: str
    text: str
    kind: EventKind | Occasion | Literal[""]
    original: When
    record: Commemorated | None = None
    description: Text | None = None
    is_planned: bool = False


seniority: Callable[[Subject], tuple[int, str, str, str]] = itemgetter(0, 1, 2, 3)


# A day of a year that isn't fixed yet, as a number that grows with the day: 29 February
# has its own, and what lies in a following year comes after.
def _coordinate(year: int, month: int, day: int) -> int:
    return (year * 16 + month) * 32 + day


class Round:
    """Subjects by the shape of their dates, and the shapes by where in a year they lie."""

    __slots__ = ("_anchors", "_begun", "_spans", "_subjects", "_years")

    def __init__(self, shapes: Mapping[str, list[Subject]]) -> None:
        of_shapes = [(form, anchor(members[0].original)) for form, members in shapes.items()]
        spans = sorted((*_reach(point), form, point) for form, point in of_shapes)
        self._spans = Spans([start for start, *_ in spans], [end for _, end, *_ in spans])
        self._anchors = [point for *_, point in spans]
        self._begun = [shapes[form][0].year for *_, form, _ in spans]
        self._subjects = [sorted(shapes[form], key=seniority) for *_, form, _ in spans]
        self._years = [[subject.year for subject in members] for members in self._subjects]

    def falling(
        self, first: dt.date, last: dt.date, every: int, leap: LeapPolicy
    ) -> Iterator[tuple[When, int, list[Subject]]]:
        """Yield the dates that may touch the window, with their years and subjects.

        One or another at the edges may miss the window, never the other way round.
        """
        earliest, latest = _edges(first, last, leap)
        for year in range(max(first.year - 1, 1), last.year + 1):
            touching = self._spans.touching(
                _coordinate(first.year - year, *earliest), _coordinate(last.year - year, *latest)
            )
            for position in touching:
                members = self._older(position, year, every)
                when = self._date_of(position, year, leap) if members else None
                if when is not None:
                    yield when, year, members

    def _older(self, position: int, year: int, every: int) -> list[Subject]:
        """Return the subjects of a shape that a year is a multiple of ``every`` years after."""
        members = self._subjects[position][: bisect_left(self._years[position], year)]
        if every > 1:
            members = [subject for subject in members if (year - subject.year) % every == 0]
        return members

    def _date_of(self, position: int, year: int, leap: LeapPolicy) -> When | None:
        """Return the date of a shape in a year after the first of its subjects, if it has one."""
        try:
            return years_after(self._anchors[position], year - self._begun[position], leap)
        except NoSuchDayError:
            return None


def _edges(
    first: dt.date, last: dt.date, leap: LeapPolicy
) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return the month and day from which and to which a window looks."""
    earliest, latest = (first.month, first.day), (last.month, last.day)
    # Where 29 February moves to, its place on the year is a day before or behind.
    if earliest == (3, 1) and leap is LeapPolicy.FORWARD:
        earliest = (2, 29)
    if latest == (2, 28) and leap is LeapPolicy.BACKWARD:
        latest = (2, 29)
    return earliest, latest


def _reach(point: When) -> tuple[int, int]:
    """Return the first and last day that the shape of an anchor can touch."""
    first = dt.date.fromordinal(point.earliest_ordinal)
    last = dt.date.fromordinal(point.latest_ordinal)
    end = _coordinate(last.year - first.year, last.month, last.day)
    if point.precision is not Precision.DAY and (last.month, last.day) == (2, 28):
        end += 1  # the shape ends with February, however long that is
    return _coordinate(0, first.month, first.day), end
