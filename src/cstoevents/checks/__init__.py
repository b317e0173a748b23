"""Contradictions in a chronicle: a table of checks, and what they find.

Contradictions are data. A check changes nothing, repairs nothing and never
raises for what it finds. It speaks only where things *surely* can't be as they
are written: what an imprecise date leaves open is no finding.

Each check is a small function over an index, decorated with its id, how much
it matters, what it finds and why that is wrong. To add one, write it into the
module of its subject: it is in the table then. Work grows with the number of
records, not with its square.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

from cstoevents.checks import events, names, numbers, posts, references, terms
from cstoevents.checks.findings import Check, Finding, Severity
from cstoevents.dates import When
from cstoevents.errors.arguments import all_of, of_type
from cstoevents.records.index import Index

__all__ = [
    "CHECKS",
    "Check",
    "Finding",
    "Severity",
]

CHECKS: tuple[Check, ...] = tuple(
    found
    for module in (references, numbers, terms, posts, events, names)
    for found in vars(module).values()
    if isinstance(found, Check)
)
"""Every check of a chronicle, by subject and within one in the order of its module.

>>> import cstoevents as cs
>>> cs.checks.CHECKS[0].id
'dangling-reference'
"""


def run_checks(
    index: Index,
    today: When | dt.date | str | None = None,
    *,
    checks: Iterable[Check] = CHECKS,
    extra: Iterable[Callable[[When | None], Iterable[Finding]]] = (),
) -> tuple[Finding, ...]:
    """Find contradictions, the worst first; ``extra`` are rules of the user's own."""
    day = None if today is None else When(today)
    findings: list[Finding] = []
    for check in all_of(checks, _a_check, "checks", "checks"):
        findings += check.run(index, day)
    for rule in extra:
        findings += rule(day)
    return tuple(sorted(dict.fromkeys(findings), key=_order))


def _a_check(value: Check, argument: str) -> Check:
    return of_type(Check, value, argument, "a Check")


def _order(finding: Finding) -> tuple[int, str, tuple[str, ...], str, str]:
    path = finding.path or ""
    return _RANKS[finding.severity], finding.rule, finding.records, path, finding.found


_RANKS = {severity: rank for rank, severity in enumerate(Severity)}


def __dir__() -> list[str]:
    return sorted(__all__)
