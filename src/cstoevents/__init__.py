"""Typed records for the events of the Collective Security Treaty Organization.

A short tour:

* dates: `When`, an EDTF date that never invents a day; `Tri` for answers that
  may be unknown, `Certainty` for questions that may be asked either way.
* records: `Event`, `Meeting`, `Delegation`, `Official`, `Organisation`,
  `Membership`, `Series`, `Participation`, `Place`, and the values they own.
* `Chronicle`: an immutable set of records, and every question to them.
* `load()` gives the built-in CSTO chronicle, `read_json` one of your own.

>>> import cstoevents as cs
>>> csto = cs.load()
>>> str(csto.event("wg-afghanistan-41").when)
'2025-05-13'
"""

from __future__ import annotations

import typing as _typing

from cstoevents.chronicle import Chronicle
from cstoevents.data import load
from cstoevents.dates import Certainty, Precision, Tri, When
from cstoevents.errors import (
    BrokenReferencesError,
    ConflictError,
    CstoEventsError,
    ExtraMissingError,
    InputError,
    NoAnniversaryError,
    Problem,
    RecordError,
    TriError,
    UnknownIdError,
    WhenError,
    WordingError,
)
from cstoevents.formats.json import from_dict, read_json, to_dict, write_json
from cstoevents.records import (
    Delegation,
    Event,
    Meeting,
    Membership,
    Official,
    Organisation,
    Participation,
    Place,
    Record,
    Series,
)
from cstoevents.records.values import (
    Alias,
    Commemoration,
    Document,
    Identifier,
    Reference,
    SeriesEntry,
    Source,
    Text,
)
from cstoevents.records.vocabularies import (
    Access,
    AliasKind,
    DelegationLevel,
    DocumentKind,
    EventFormat,
    EventKind,
    EventStatus,
    MembershipStatus,
    Numbering,
    OrganisationKind,
    ParticipationRole,
    PlaceKind,
    ReferenceRelation,
)

if _typing.TYPE_CHECKING:
    from cstoevents.anniversaries import (
        Anniversaries,
        Anniversary,
        Observance,
        anniversary,
        next_anniversary,
    )
    from cstoevents.anniversaries.recurrence import Completed, LeapPolicy, completed
    from cstoevents.checks import CHECKS, Check, Finding, Severity
    from cstoevents.formats.csv import read_csv, write_csv
    from cstoevents.formats.ics import write_ics
    from cstoevents.formats.jsonld import write_jsonld
    from cstoevents.formats.keys import duplicate_keys
    from cstoevents.formats.losses import Carriage, Carried, Loss, LossReport
    from cstoevents.formats.popolo import write_popolo
    from cstoevents.formats.schema import json_schema
    from cstoevents.formats.sheet import read_excel, read_flat_csv, write_excel, write_flat_csv
    from cstoevents.formats.tables import Table, table, to_html, to_markdown
    from cstoevents.formats.timelinejs import write_timelinejs
    from cstoevents.merging import Conflict, Likeness, Match, Merge
    from cstoevents.notebook import load_ipython_extension
    from cstoevents.sequences import NumberedSeries
    from cstoevents.sequences.cadence import Cadence
    from cstoevents.sequences.slots import (
        Duplicate,
        Expectation,
        ExpectedNext,
        Gap,
        Inversion,
        Missing,
        SeriesMember,
        Trial,
    )
    from cstoevents.terms import Term, name_on, names
    from cstoevents.timeline import Timeline, TimelineEntry
    from cstoevents.wording import (
        anniversary_name,
        from_roman,
        in_words,
        jubilee_name,
        ordinal,
        roman,
        years,
    )

__all__ = [
    "CHECKS",
    "Access",
    "Alias",
    "AliasKind",
    "Anniversaries",
    "Anniversary",
    "BrokenReferencesError",
    "Cadence",
    "Carriage",
    "Carried",
    "Certainty",
    "Check",
    "Chronicle",
    "Commemoration",
    "Completed",
    "Conflict",
    "ConflictError",
    "CstoEventsError",
    "Delegation",
    "DelegationLevel",
    "Document",
    "DocumentKind",
    "Duplicate",
    "Event",
    "EventFormat",
    "EventKind",
    "EventStatus",
    "Expectation",
    "ExpectedNext",
    "ExtraMissingError",
    "Finding",
    "Gap",
    "Identifier",
    "InputError",
    "Inversion",
    "LeapPolicy",
    "Likeness",
    "Loss",
    "LossReport",
    "Match",
    "Meeting",
    "Membership",
    "MembershipStatus",
    "Merge",
    "Missing",
    "NoAnniversaryError",
    "NumberedSeries",
    "Numbering",
    "Observance",
    "Official",
    "Organisation",
    "OrganisationKind",
    "Participation",
    "ParticipationRole",
    "Place",
    "PlaceKind",
    "Precision",
    "Problem",
    "Record",
    "RecordError",
    "Reference",
    "ReferenceRelation",
    "Series",
    "SeriesEntry",
    "SeriesMember",
    "Severity",
    "Source",
    "Table",
    "Term",
    "Text",
    "Timeline",
    "TimelineEntry",
    "Tri",
    "TriError",
    "Trial",
    "UnknownIdError",
    "When",
    "WhenError",
    "WordingError",
    "anniversary",
    "anniversary_name",
    "completed",
    "duplicate_keys",
    "from_dict",
    "from_roman",
    "in_words",
    "json_schema",
    "jubilee_name",
    "load",
    "load_ipython_extension",
    "name_on",
    "names",
    "next_anniversary",
    "ordinal",
    "read_csv",
    "read_excel",
    "read_flat_csv",
    "read_json",
    "roman",
    "table",
    "to_dict",
    "to_html",
    "to_markdown",
    "write_csv",
    "write_excel",
    "write_flat_csv",
    "write_ics",
    "write_json",
    "write_jsonld",
    "write_popolo",
    "write_timelinejs",
    "years",
]

# Views and formats are imported when they are first asked for: together they weigh several
# times what dates, records and the chronicle do, and most programs need a few of them.
_ON_DEMAND = {
    "cstoevents.anniversaries": (
        "Anniversaries",
        "Anniversary",
        "Observance",
        "anniversary",
        "next_anniversary",
    ),
    "cstoevents.sequences.cadence": ("Cadence",),
    "cstoevents.checks": (
        "CHECKS",
        "Check",
        "Finding",
        "Severity",
    ),
    "cstoevents.merging": (
        "Conflict",
        "Likeness",
        "Match",
        "Merge",
    ),
    "cstoevents.anniversaries.recurrence": (
        "Completed",
        "LeapPolicy",
        "completed",
    ),
    "cstoevents.sequences": ("NumberedSeries",),
    "cstoevents.sequences.slots": (
        "Duplicate",
        "Expectation",
        "ExpectedNext",
        "Gap",
        "Inversion",
        "Missing",
        "SeriesMember",
        "Trial",
    ),
    "cstoevents.terms": (
        "Term",
        "name_on",
        "names",
    ),
    "cstoevents.timeline": (
        "Timeline",
        "TimelineEntry",
    ),
    "cstoevents.wording": (
        "anniversary_name",
        "from_roman",
        "in_words",
        "jubilee_name",
        "ordinal",
        "roman",
        "years",
    ),
    "cstoevents.formats.csv": (
        "read_csv",
        "write_csv",
    ),
    "cstoevents.formats.sheet": (
        "read_excel",
        "read_flat_csv",
        "write_excel",
        "write_flat_csv",
    ),
    "cstoevents.formats.ics": ("write_ics",),
    "cstoevents.formats.jsonld": ("write_jsonld",),
    "cstoevents.formats.keys": ("duplicate_keys",),
    "cstoevents.formats.popolo": ("write_popolo",),
    "cstoevents.formats.schema": ("json_schema",),
    "cstoevents.formats.tables": (
        "Table",
        "table",
        "to_html",
        "to_markdown",
    ),
    "cstoevents.formats.timelinejs": ("write_timelinejs",),
    "cstoevents.formats.losses": (
        "Carriage",
        "Carried",
        "Loss",
        "LossReport",
    ),
    "cstoevents.notebook": ("load_ipython_extension",),
}


def __getattr__(name: str) -> object:
    for module, offered in _ON_DEMAND.items():
        if name in offered:
            import importlib

            value = globals()[name] = getattr(importlib.import_module(module), name)
            return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
