"""What a check is, what it finds, and how much that matters."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple, TypeVar

import attrs

from cstoevents.dates import When
from cstoevents.records import Record
from cstoevents.records.index import Index
from cstoevents.records.values import Source, sources

__all__ = ["Check", "Clash", "Finding", "Severity", "known"]

R = TypeVar("R")


class Severity(enum.StrEnum):
    """How much a finding matters, the worst first.

    An *error* can't be so as it is written. A *warning* is most likely wrong, or
    out of date. A *note* is unusual and worth a look.

    >>> import cstoevents as cs
    >>> list(cs.Severity)
    [<Severity.ERROR: 'error'>, <Severity.WARNING: 'warning'>, <Severity.NOTE: 'note'>]
    """

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


def _ids(values: Iterable[str]) -> tuple[str, ...]:
    return (values,) if isinstance(values, str) else tuple(values)


@attrs.frozen(kw_only=True, slots=True)
class Finding:
    """Something that can't be right, or hardly: where, what was found, what was expected.

    ``rule`` is the id of the check that found it, ``records`` the ids of the
    records in question, ``path`` the way to the field of the first of them (or
    None), ``sources`` where the records' statements come from.

    >>> import cstoevents as cs
    >>> print(cs.Finding(rule="too-short", severity="note", records=["wg-1"], path="when",
    ...                  found="an hour", expected="at least two"))
    note: too-short: wg-1: when: found an hour, expected at least two
    """

    rule: str
    severity: Severity = attrs.field(converter=Severity)
    records: tuple[str, ...] = attrs.field(converter=_ids)
    path: str | None = None
    found: str
    expected: str
    sources: tuple[Source, ...] = attrs.field(default=(), converter=sources)

    def __str__(self) -> str:
        where = ": ".join(part for part in (", ".join(self.records), self.path) if part)
        return (
            f"{self.severity}: {self.rule}: {where}: found {self.found}, expected {self.expected}"
        )


class Clash(NamedTuple):
    """What a check found, before the table adds which check it was and the sources."""

    records: tuple[Record, ...]
    found: str
    expected: str
    path: str | None = None


@attrs.frozen(kw_only=True, slots=True)
class Check:
    """One row of the table of checks: its id, severity, what it finds, and why that is wrong.

    >>> import cstoevents as cs
    >>> next(check.finds for check in cs.CHECKS if check.id == "duplicate-number")
    'two events that bear one number of a series, on dates that differ'
    """

    id: str
    severity: Severity
    finds: str
    why: str
    find: Callable[..., Iterable[Clash]] = attrs.field(repr=False)

    def run(self, index: Index, today: When | None) -> Iterator[Finding]:
        """Go through its findings about records of this index; those of the outer are not ours."""
        for clash in self.find(index, today):
            if any(record.id in index.by_id for record in clash.records):
                yield self.finding(clash)

    def finding(self, clash: Clash) -> Finding:
        """Put a clash in the form that users get."""
        return Finding(
            rule=self.id,
            severity=self.severity,
            records=[record.id for record in clash.records],
            path=clash.path,
            found=clash.found,
            expected=clash.expected,
            sources=_sources_of(clash),
        )


def _sources_of(clash: Clash) -> list[Source]:
    field = (clash.path or "").partition("[")[0].partition(".")[0]
    found: dict[Source, Any] = {}
    for record in clash.records:
        found |= dict.fromkeys(
            source for source in record.sources if source.field is None or source.field == field
        )
    return list(found)


def known(index: Index, *classes: type[R]) -> Iterator[R]:
    """Go through the records of these classes, here and in the outer index.

    A contradiction can lie between a record here and one there.
    """
    yield from index.all(*classes)
    if index.outer is not None:
        for record in known(index.outer, *classes):
            if record.id not in index.by_id:  # type: ignore[attr-defined]  # every record has one
                yield record
