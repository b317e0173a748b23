"""Which kinds of evidence there are that two records of different ids describe one thing.

Firm evidence (`firm_pairs`) is what hardly two things share:

| kind | of | both have |
|---|---|---|
| identifier | any record | an identifier in another system |
| number | events | a number in a series |
| name | persons, bodies, places, series | a full name; bodies and places also what is around them |
| title | events | a title and a date known to the day, be it one from which one was moved |
| term | memberships | member, role and body, with starts that can be one |

An occasion (`possible_pairs`) is enough to ask a person, no more: events of one kind and body, of
which one has a date known to the day; events of one kind with all words of one title in the
other; two events of one title, of which one may have been moved or has no exact date; two places
or bodies of one name, of which one is known by little more.

Neither is looked at where something tells the two apart (`told_apart`). Nothing here changes or
decides anything.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Hashable
from typing import NamedTuple

from cstoevents.dates import Precision, When
from cstoevents.records import (
    Event,
    Organisation,
    Place,
    Record,
    Series,
)

Key = tuple[Hashable, ...]
Fold = Callable[[str], str]


class Likeness(enum.StrEnum):
    """The kinds of evidence that two records describe the same thing, the strongest first.

    Attributes:
        IDENTIFIER: Both have one name in another system.
        NUMBER: Both have one number in a series.
        NAME: Both have one name.
        TITLE: Both have one title.
        TERM: Both are the term of one member in one role, with starts of which one is the other
            more exactly.
        OCCASION: Both are of one kind and one body, or have like titles, with dates that fit or
            of which one was given up; or have one name, or a term, and may be others' as well.

    >>> import cstoevents as cs
    >>> cs.merging.Likeness("number")
    <Likeness.NUMBER: 'number'>
    """

    IDENTIFIER = "identifier"
    NUMBER = "number"
    NAME = "name"
    TITLE = "title"
    TERM = "term"
    OCCASION = "occasion"

    @property
    def is_firm(self) -> bool:
        """Whether hardly two things share it; an occasion is enough to ask, no more.

        >>> import cstoevents as cs
        >>> [str(kind) for kind in cs.merging.Likeness if not kind.is_firm]
        ['occasion']
        """
        return self is not Likeness.OCCASION


Ground = tuple[Likeness, Key]


class LikelyPair(NamedTuple):
    """Two records that may be one, in the order of their ids, and the evidence in words."""

    one: Record
    other: Record
    kind: Likeness
    evidence: tuple[str, ...]


def kind_and_surroundings(record: Organisation | Place | Series) -> tuple[str | None, ...]:
    if isinstance(record, Organisation):
        return record.kind, record.parent, record.country
    if isinstance(record, Place):
        return record.kind, record.within, record.country
    return None, record.organisation


def is_to_the_day(when: When) -> bool:
    if when.precision is not Precision.INTERVAL:
        return when.precision is Precision.DAY
    start, end = when.ends
    return (
        start is not None and end is not None and start.precision is end.precision is Precision.DAY
    )


def dates_in_words(one: Event, other: Event) -> str:
    if one.when is not None and one.when == other.when:
        return str(one.when)
    known = sorted(
        {when for when in (one.when, other.when) if when}, key=lambda when: when.sort_key
    )
    return " and ".join(map(str, known)) + ("" if one.when and other.when else " and none")
