"""What a writer is given: which answer it is, whether the format takes it, and what to do if not.

A row of `cstoevents.formats.FORMATS` says which of these its writer takes. What carries
records is written as a chronicle of these records and of what they refer to; everything else a
format takes as it is or refuses, by its name and with the formats that do take it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

from cstoevents._views import Listing, View
from cstoevents.chronicle import Chronicle, selection
from cstoevents.errors import ArgumentError, ArgumentTypeError, BrokenReferencesError
from cstoevents.errors.arguments import of_type
from cstoevents.records import ARRAYS, Record
from cstoevents.records.index import Index

if TYPE_CHECKING:
    from cstoevents.timeline import Timeline

Subject: TypeAlias = Literal[
    "chronicle",
    "timeline",
    "records",
    "record",
    "anniversaries",
    "numbered series",
    "terms",
    "findings",
    "search hits",
    "table",
    "draft",
    "merge",
    "difference",
]
"""What the library answers with, and what its records come in."""

SUBJECTS: tuple[Subject, ...] = get_args(Subject)

RECORDS: tuple[Subject, ...] = ("chronicle", "timeline", "records", "record")
"""Those that are written as a chronicle."""

RecordsLike: TypeAlias = "Chronicle | Timeline | Record | Iterable[Record]"
"""What is written as records: a chronicle; a timeline, with what its events refer to; records."""

# What an empty listing is of, where that is no records.
_LISTED: Mapping[str, Subject] = {"terms": "terms", "findings": "findings", "hits": "search hits"}

_CURES: Mapping[Subject, str] = {
    "numbered series": (
        "its events are in `chronicle.only(*(member.event.id for member in series.members))`"
    ),
    "terms": "their records are in `chronicle.only(*(term.membership.id for term in terms))`",
    "search hits": "their records are in `chronicle.only(*(hit.record.id for hit in hits))`",
    "draft": "write `draft.chronicle`, which is there once the `with` block has ended",
    "merge": "write `merge.chronicle`",
    "difference": "it is plain data by `to_dict()`, and lines of text by `str()`",
}


def accepted(value: Any, name: str, argument: str) -> tuple[Subject, Any]:
    """Return which subject a value is, and the value, which a writer of this format takes.

    What is single is given back as a list of it, and so is what can be gone through once alone.

    Raises:
        ArgumentTypeError: it is none, or none of those that the format takes.
    """
    from cstoevents.formats import format_named

    if isinstance(value, Iterator):
        value = list(value)
    subject = subject_of(value)
    alone = subject_of([value]) if subject is None else None
    if alone is not None:  # one of what else is given by several, such as a term
        subject, value = alone, [value]
    takes = format_named(name).takes
    if subject is None or subject not in takes:
        raise ArgumentTypeError(argument, value, _expected(subject, takes))
    return subject, [value] if subject == "record" else value


def chronicle_from(
    value: RecordsLike, name: str, argument: str = "chronicle", within: Chronicle | None = None
) -> Chronicle:
    """Return the chronicle that a writer of this format writes for a value.

    What its records refer to is looked up in ``within``, or in the chronicle that they come from.

    Raises:
        ArgumentTypeError: as `accepted` does.
        ArgumentError: records refer to others that are not among them.
    """
    if isinstance(value, Chronicle):
        return value
    subject, given = accepted(value, name, argument)
    records: list[Record] = [*given, *given.undated] if subject == "timeline" else list(given)
    index = known_index(within or given)
    try:
        return Chronicle(records) if index is None else selection(index, records)
    except BrokenReferencesError as error:
        expected = "records with all that they refer to; `chronicle.only(*ids)` brings them along"
        raise ArgumentError(argument, str(error.problems[0]), expected) from None


def index_for(value: Any, within: Chronicle | None) -> Index:
    """Return where names are looked up: in what a writer was given, then in ``within``."""
    own = known_index(value)
    if within is None:
        return own or Index(())
    outer = of_type(Chronicle, within, "within", "a Chronicle, or None")._index
    if own is None or own is outer:
        return outer
    return Index(own.by_id.values(), outer, own.as_of)


def known_index(value: Any) -> Index | None:
    """Return the index of the chronicle that something is, or comes from, if it knows one."""
    return value._index if isinstance(value, (Chronicle, View)) else None


def subject_of(value: Any) -> Subject | None:
    """Return which subject a value is, or None if it is none that any writer could take."""
    # Imported when something else than a chronicle is written, which is rare.
    from cstoevents.anniversaries import Anniversaries, Anniversary
    from cstoevents.changes import Difference, Draft
    from cstoevents.checks import Finding
    from cstoevents.formats.tables import Table
    from cstoevents.merging import Merge
    from cstoevents.search import Hit
    from cstoevents.sequences import NumberedSeries
    from cstoevents.terms import Term
    from cstoevents.timeline import Timeline

    records = tuple(ARRAYS.values())
    whole: dict[Any, Subject] = {
        Chronicle: "chronicle",
        Timeline: "timeline",
        Anniversaries: "anniversaries",
        NumberedSeries: "numbered series",
        Table: "table",
        Draft: "draft",
        Merge: "merge",
        Difference: "difference",
        records: "record",
    }
    for cls, subject in whole.items():
        if isinstance(value, cls):
            return subject
    if not isinstance(value, Iterable) or isinstance(value, (str, bytes, Mapping)):
        return None
    if isinstance(value, Listing) and not value:
        return _LISTED.get(value._sort, "records")
    members: dict[Any, Subject] = {
        records: "records",
        Term: "terms",
        Finding: "findings",
        Hit: "search hits",
        (*records, Anniversary): "anniversaries",
    }
    listed = list(value)
    for cls, subject in members.items():
        if all(isinstance(member, cls) for member in listed):
            return subject
    return None


def _expected(subject: Subject | None, takes: tuple[Subject, ...]) -> str:
    """Return what a format takes, which formats take this, and what else can be done."""
    from cstoevents.formats import FORMATS

    parts = [f"{', '.join(takes[:-1])} or {takes[-1]}" if takes[1:] else takes[0]]
    if subject is not None:
        others = [file_format.name for file_format in FORMATS if subject in file_format.takes]
        if others:
            parts.append(f"{', '.join(others)} can be written of {subject}")
        if subject in _CURES:
            parts.append(_CURES[subject])
    return "; ".join(parts)
