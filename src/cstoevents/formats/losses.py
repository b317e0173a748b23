"""What a format can't carry: declared for each field in advance, and counted for each file.

A format that loses nothing needs none of this. Every other one has a table,
``COVERAGE``, which says of each field of the records, and of what a chronicle says of
itself (`About`), whether it is carried whole, in part or not at all, and how; the
documents are made from it. A field that a table doesn't name isn't carried, and is
counted as lost like the others. A writer notes what it leaves out in a `LossCounter`,
and its caller gets the sum as a `LossReport`.
"""

from __future__ import annotations

import collections.abc
import enum
from collections.abc import Iterable, Iterator
from typing import Final, overload

import attrs

from cstoevents.errors import Problem
from cstoevents.records import ARRAYS, About, Event, Meeting, Record
from cstoevents.records.fields import Field, cached, fields_of
from cstoevents.records.values import Text

_MOST_EXAMPLES = 10
SHOWN_ALONE: Final = "only what the table of such records shows is kept"
"""Why a record loses something of which a table other than that of events has a row."""

_NOT_NAMED = "the format has no place for it"
# A meeting has these from events, and a table says them once.
_OF_EVENTS = frozenset(field.name for field in fields_of(Event))


def _in_order(losses: Iterable[Loss]) -> tuple[Loss, ...]:
    return tuple(losses)


class Coverage(enum.StrEnum):
    """How much of a field a format carries.

    Attributes:
        WHOLE: The format carries all of it.
        IN_PART: The format carries some of it.
        NOT: The format carries none of it.

    >>> import cstoevents as cs
    >>> cs.formats.Coverage("in part")
    <Coverage.IN_PART: 'in part'>
    """

    WHOLE = "whole"
    IN_PART = "in part"
    NOT = "not"


@attrs.frozen(slots=True)
class FieldCoverage:
    """One line of a format's table: a field, how much of it is carried, and how.

    Attributes:
        what: A class and a field, such as 'Event.title' (meetings have those of events too); a
            class alone, for every field of it that has no line of its own; or '*.note', for the
            field of that name in every class that no other line speaks of.
        coverage: How much of it is carried.
        how: Where it goes, or why it can't.

    >>> import cstoevents as cs
    >>> cs.formats.FieldCoverage("Event.title", "whole", "SUMMARY").coverage
    <Coverage.WHOLE: 'whole'>
    """

    what: str
    coverage: Coverage = attrs.field(converter=Coverage)
    how: str


@attrs.frozen(slots=True)
class Loss:
    """One kind of thing that a file left out: what, how often, where, and why.

    Attributes:
        what: What was left out, such as 'Event.when'.
        count: How often.
        records: The ids of the first ten records that lost something.
        reason: Why.

    >>> import cstoevents as cs
    >>> print(cs.formats.Loss("Event.when", 2, ("rubezh-2024", "rubezh-2025"), "only days fit"))
    Event.when: 2 (rubezh-2024, rubezh-2025): only days fit
    """

    what: str
    count: int
    records: tuple[str, ...]
    reason: str

    def __str__(self) -> str:
        named = ", ".join(self.records)
        if len(self.records) == _MOST_EXAMPLES < self.count:
            named += ", …"
        return f"{self.what}: {self.count}{f' ({named})' if named else ''}: {self.reason}"


@attrs.frozen(slots=True)
class LossReport(collections.abc.Sequence[Loss]):
    """What a format could not carry of one chronicle: the losses, in order of what was lost.

    ``str()`` gives a line for each. It is empty, and so false, where nothing was lost.

    Attributes:
        format: The name of the format.
        losses: What was lost, one for each kind.

    >>> import cstoevents as cs
    >>> loss = cs.formats.Loss("Place", 1, ("minsk",), "no calendar has places")
    >>> report = cs.formats.LossReport("ics", (loss,))
    >>> print(report)
    1 loss in ics:
      Place: 1 (minsk): no calendar has places
    >>> report.is_lossless
    False
    """

    format: str
    losses: tuple[Loss, ...] = attrs.field(default=(), converter=_in_order)

    @property
    def is_lossless(self) -> bool:
        """Whether the file says all that the chronicle does."""
        return not self.losses

    @overload
    def __getitem__(self, position: int) -> Loss: ...
    @overload
    def __getitem__(self, position: slice) -> tuple[Loss, ...]: ...
    def __getitem__(self, position: int | slice) -> Loss | tuple[Loss, ...]:
        return self.losses[position]

    def __iter__(self) -> Iterator[Loss]:
        return iter(self.losses)

    def __len__(self) -> int:
        return len(self.losses)

    def __str__(self) -> str:
        if self.is_lossless:
            return f"nothing lost in {self.format}"
        heading = f"{len(self)} loss{'' if len(self) == 1 else 'es'} in {self.format}:"
        return "\n  ".join([heading, *map(str, self.losses)])


class LossCounter:
    """Where a writer notes what it leaves out, as it goes; `report` sums that up."""

    __slots__ = ("_counts", "_format", "_records")

    def __init__(self, format: str) -> None:
        self._format = format
        self._counts: dict[tuple[str, str], int] = {}
        self._records: dict[tuple[str, str], dict[str, None]] = {}

    def add(self, what: str, record_id: str | None, reason: str, count: int = 1) -> None:
        """Note that a record lost ``count`` things of one kind for one reason."""
        key = what, reason
        self._counts[key] = self._counts.get(key, 0) + count
        records = self._records.setdefault(key, {})
        if record_id is not None and len(records) < _MOST_EXAMPLES:
            records[record_id] = None

    def add_uncovered(self, said: Record | About, table: tuple[FieldCoverage, ...]) -> None:
        """Note every field of a record, or of an `About`, that a table doesn't carry."""
        record_id = None if isinstance(said, About) else said.id
        for field, what, reason in _uncovered(type(said), table):
            # A record says something by being there, an `About` may say nothing.
            if bool(said) if field is None else field.is_stated(getattr(said, field.name)):
                self.add(what, record_id, reason)

    def in_one_language(
        self, what: str, record_id: str | None, text: Text, lang: str
    ) -> tuple[str, str]:
        """Return a text in a language, or else in its first; note that there were others."""
        first, *others = text.languages
        if others:
            self.add(what, record_id, "in one language")
        chosen = lang if lang in text.languages else first
        return chosen, text[chosen]

    def report(self) -> LossReport:
        """Sum up what was noted, sorted by what was lost."""
        losses = [
            Loss(what, count, tuple(self._records[what, reason]), reason)
            for (what, reason), count in sorted(self._counts.items())
        ]
        return LossReport(self._format, tuple(losses))


@attrs.define(slots=True, eq=False)
class ReadingReport:
    """What reading a file has found wrong so far, and what it has not taken of it."""

    file: str | None
    losses: LossCounter
    problems: list[Problem] = attrs.field(init=False, factory=list)


@cached
def completed(table: tuple[FieldCoverage, ...]) -> tuple[FieldCoverage, ...]:
    """Return a format's table with a line for each field: what no line names isn't carried."""
    lines = {line.what: line for line in table}
    missing = FieldCoverage("", Coverage.NOT, _NOT_NAMED)
    for cls in (About, *ARRAYS.values()):
        for field in () if cls.__name__ in lines else fields_of(cls):
            what = f"{cls.__name__}.{field.name}"
            if what not in lines and not (cls is Meeting and field.name in _OF_EVENTS):
                line = lines.get(f"*.{field.name}", missing)
                lines[what] = attrs.evolve(line, what=what)
    return tuple(line for line in lines.values() if not line.what.startswith("*"))


@cached
def _uncovered(
    cls: type[Record | About], table: tuple[FieldCoverage, ...]
) -> tuple[tuple[Field | None, str, str], ...]:
    """List the fields that a table doesn't carry, each with its reason; None is a whole record."""
    reasons = {line.what: line.how for line in completed(table) if line.coverage is Coverage.NOT}
    whole = "Event" if cls is Meeting else cls.__name__
    if whole in reasons:
        return ((None, whole, reasons[whole]),)
    named = [
        (field, f"{whole if field.name in _OF_EVENTS else cls.__name__}.{field.name}")
        for field in fields_of(cls)
    ]
    return tuple((field, what, reasons[what]) for field, what in named if what in reasons)
