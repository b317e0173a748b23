"""What a check is, what it finds, and how much that matters."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeAlias, TypeVar

import attrs

from cstoevents.dates import When
from cstoevents.records import ARRAYS, Event, Meeting, Record
from cstoevents.records.index import Index
from cstoevents.records.rules import instances
from cstoevents.records.values import Source, sources_of

R = TypeVar("R", bound=Record)


class Severity(enum.StrEnum):
    """How much a finding matters, the worst first.

    Attributes:
        ERROR: It can't be so as it is written.
        WARNING: It is most likely wrong, or out of date.
        NOTE: It is unusual, and worth a look.

    >>> import cstoevents as cs
    >>> list(cs.checks.Severity)
    [<Severity.ERROR: 'error'>, <Severity.WARNING: 'warning'>, <Severity.NOTE: 'note'>]
    """

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


def _ids(values: Iterable[str]) -> tuple[str, ...]:
    return (values,) if isinstance(values, str) else tuple(values)


def _sources(values: Iterable[Source]) -> tuple[Source, ...]:
    return instances(values, Source)


@attrs.frozen(kw_only=True, slots=True)
class Finding:
    """Something that can't be right, or hardly: where, what was found, what was expected.

    Attributes:
        rule: The id of the check that found it.
        severity: How much it matters.
        records: The ids of the records in question.
        path: The way to the field of the first of them, such as 'entries[0].number', or None.
        found: What was found, in words.
        expected: What was expected, in words.
        sources: Where the records' statements come from.

    >>> import cstoevents as cs
    >>> print(cs.checks.Finding(rule="too-short", severity="note", records=["wg-1"], path="when",
    ...                  found="an hour", expected="at least two"))
    note: too-short: wg-1: when: found an hour, expected at least two
    """

    rule: str
    severity: Severity = attrs.field(converter=Severity)
    records: tuple[str, ...] = attrs.field(converter=_ids)
    path: str | None = None
    found: str
    expected: str
    sources: tuple[Source, ...] = attrs.field(default=(), converter=_sources)

    def __str__(self) -> str:
        where = ": ".join(part for part in (", ".join(self.records), self.path) if part)
        return (
            f"{self.severity}: {self.rule}: {where}: found {self.found}, expected {self.expected}"
        )


class Contradiction(NamedTuple):
    """What a check yields: the records, what was found, what was expected, and the field."""

    records: tuple[Record, ...]
    found: str
    expected: str
    path: str | None = None


Find: TypeAlias = Callable[[Index, When | None], Iterable[Contradiction]]


@attrs.frozen(kw_only=True, slots=True)
class Check:
    """One row of the table of checks: its id, severity, what it finds, and why that is wrong.

    Attributes:
        id: Its id, such as 'duplicate-number'.
        severity: How much its findings matter.
        finds: What it finds, in words.
        why: Why that is wrong, or unusual.
        find: The function that finds contradictions in an index, as of a day or of none.

    >>> import cstoevents as cs
    >>> next(check.finds for check in cs.checks.CHECKS if check.id == "duplicate-number")
    'two events that bear one number of a series, on dates that differ'
    """

    id: str
    severity: Severity
    finds: str
    why: str
    find: Find = attrs.field(repr=False)

    def run(self, index: Index, today: When | None) -> Iterator[Finding]:
        """Yield its findings about records of this index; those of the outer are not ours."""
        for found in self.find(index, today):
            if any(record.id in index.by_id for record in found.records):
                yield self._finding(found)

    def _finding(self, found: Contradiction) -> Finding:
        return Finding(
            rule=self.id,
            severity=self.severity,
            records=[record.id for record in found.records],
            path=found.path,
            found=found.found,
            expected=found.expected,
            sources=_sources_of(found),
        )


def check(*, id: str, severity: Severity, finds: str, why: str) -> Callable[[Find], Check]:
    """Make a check of a function that finds contradictions in an index, as of today or None."""
    return lambda find: Check(id=id, severity=severity, finds=finds, why=why, find=find)


def _sources_of(found: Contradiction) -> list[Source]:
    every = (source for record in found.records for source in sources_of(record, found.path))
    return list(dict.fromkeys(every))


# What checks go through


def records_of(index: Index, *classes: type[R]) -> Iterator[R]:
    """Yield the records of these classes, here and in the outer index.

    A contradiction can lie between a record here and one there.
    """
    yield from index.all(*classes)
    if index.outer is not None:
        for record in records_of(index.outer, *classes):
            if record.id not in index.by_id:
                yield record


def every_record(index: Index) -> Iterator[Record]:
    """Yield all records, here and in the outer index."""
    return records_of(index, *ARRAYS.values())


def events_of(index: Index) -> Iterator[Event]:
    """Yield the events and meetings, here and in the outer index."""
    return records_of(index, Event, Meeting)
