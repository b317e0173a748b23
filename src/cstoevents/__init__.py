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

from cstoevents.checks import CHECKS, Check, Finding, Severity, duplicate_keys
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
from cstoevents.merging import Conflict, Likeness, Match, Merge
from cstoevents.records import (
    Delegation,
    Event,
    Meeting,
    Membership,
    Official,
    Organisation,
    Participation,
    Place,
    Series,
)
from cstoevents.values import (
    Alias,
    Commemoration,
    Document,
    Identifier,
    Reference,
    SeriesEntry,
    Source,
    Text,
)
from cstoevents.vocabularies import (
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
from cstoevents.wording import (
    anniversary_name,
    from_roman,
    in_words,
    jubilee_name,
    ordinal,
    roman,
    years,
)

__all__ = [  # noqa: RUF022  (the order of `sorted`, which the tests hold it to)
    "Access",
    "Alias",
    "AliasKind",
    "BrokenReferencesError",
    "CHECKS",
    "Certainty",
    "Check",
    "Chronicle",
    "Commemoration",
    "Conflict",
    "ConflictError",
    "CstoEventsError",
    "Delegation",
    "DelegationLevel",
    "Document",
    "DocumentKind",
    "Event",
    "EventFormat",
    "EventKind",
    "EventStatus",
    "ExtraMissingError",
    "Finding",
    "Identifier",
    "InputError",
    "Likeness",
    "Match",
    "Meeting",
    "Membership",
    "MembershipStatus",
    "Merge",
    "NoAnniversaryError",
    "Numbering",
    "Official",
    "Organisation",
    "OrganisationKind",
    "Participation",
    "ParticipationRole",
    "Place",
    "PlaceKind",
    "Precision",
    "Problem",
    "RecordError",
    "Reference",
    "ReferenceRelation",
    "Series",
    "SeriesEntry",
    "Severity",
    "Source",
    "Text",
    "Tri",
    "TriError",
    "UnknownIdError",
    "When",
    "WhenError",
    "WordingError",
    "anniversary_name",
    "duplicate_keys",
    "from_dict",
    "from_roman",
    "in_words",
    "jubilee_name",
    "load",
    "ordinal",
    "read_json",
    "roman",
    "to_dict",
    "write_json",
    "years",
]
