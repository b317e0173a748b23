"""Typed records for the events of the Collective Security Treaty Organization.

A short tour:

* dates: `When`, an EDTF date that never invents a day; `Tri` for answers that
  may be unknown, `Certainty` for questions that may be asked either way.
* records: `Event`, `Meeting`, `Delegation`, `Official`, `Organisation`,
  `Membership`, `Series`, `Participation`, `Place`, and the values they own.
* `Chronicle`: an immutable set of records, and every question to them.
* `load()` gives the built-in CSTO chronicle, `read_json` one of your own.

What belongs to one module alone is reached through it: `records` has the vocabularies of the
fields, `sequences` what a `NumberedSeries` consists of, `wording` numbers and dates in words,
`checks` the table of checks and what they find, `errors` every error, `anniversaries`,
`changes`, `merging` and `search` what their answers consist of, `formats` the table of formats
and the rarer ways out, `typing` the types of arguments.

>>> import cstoevents as cs
>>> csto = cs.load()
>>> str(csto.event("wg-afghanistan-41").when)
'2025-05-13'
"""

from __future__ import annotations

# As type checkers know it; to import the module `typing` takes longer than all else here.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from cstoevents import (
        anniversaries,
        changes,
        checks,
        errors,
        formats,
        merging,
        records,
        search,
        sequences,
        typing,
        wording,
    )
    from cstoevents.anniversaries import (
        Anniversaries,
        Anniversary,
        anniversary,
        next_anniversary,
    )
    from cstoevents.charts import chart
    from cstoevents.chronicle import Chronicle, Listing
    from cstoevents.data import load
    from cstoevents.dates import Certainty, Precision, Tri, When
    from cstoevents.errors import (
        ArgumentError,
        CstoEventsError,
        InputError,
        RecordError,
        UnknownIdError,
        WhenError,
    )
    from cstoevents.formats.csv import read_csv, write_csv
    from cstoevents.formats.ics import read_ics, write_ics
    from cstoevents.formats.json import from_dict, read_json, to_dict, write_json
    from cstoevents.formats.jsonld import write_jsonld
    from cstoevents.formats.popolo import read_popolo, write_popolo
    from cstoevents.formats.sheet import read_sheet, write_sheet
    from cstoevents.formats.sqlite import read_sqlite, write_sqlite
    from cstoevents.formats.tables import Table, table, to_markdown
    from cstoevents.formats.timelinejs import write_timelinejs
    from cstoevents.records import (
        About,
        Alias,
        Commemoration,
        Delegation,
        Document,
        Event,
        Extra,
        Identifier,
        Meeting,
        Membership,
        Official,
        Organisation,
        Participation,
        Place,
        Record,
        Reference,
        Series,
        SeriesEntry,
        Source,
        Text,
    )
    from cstoevents.records.structuring import converter
    from cstoevents.sequences import NumberedSeries
    from cstoevents.terms import Term, name_on, names
    from cstoevents.timeline import Timeline, TimelineEntry
    from cstoevents.wording import in_words, ordinal

__version__: str

__all__ = [
    "About",
    "Alias",
    "Anniversaries",
    "Anniversary",
    "ArgumentError",
    "Certainty",
    "Chronicle",
    "Commemoration",
    "CstoEventsError",
    "Delegation",
    "Document",
    "Event",
    "Extra",
    "Identifier",
    "InputError",
    "Listing",
    "Meeting",
    "Membership",
    "NumberedSeries",
    "Official",
    "Organisation",
    "Participation",
    "Place",
    "Precision",
    "Record",
    "RecordError",
    "Reference",
    "Series",
    "SeriesEntry",
    "Source",
    "Table",
    "Term",
    "Text",
    "Timeline",
    "TimelineEntry",
    "Tri",
    "UnknownIdError",
    "When",
    "WhenError",
    "anniversaries",
    "anniversary",
    "changes",
    "chart",
    "checks",
    "converter",
    "errors",
    "formats",
    "from_dict",
    "in_words",
    "load",
    "merging",
    "name_on",
    "names",
    "next_anniversary",
    "ordinal",
    "read_csv",
    "read_ics",
    "read_json",
    "read_popolo",
    "read_sheet",
    "read_sqlite",
    "records",
    "search",
    "sequences",
    "table",
    "to_dict",
    "to_markdown",
    "typing",
    "wording",
    "write_csv",
    "write_ics",
    "write_json",
    "write_jsonld",
    "write_popolo",
    "write_sheet",
    "write_sqlite",
    "write_timelinejs",
]

# All is imported when it is first asked for, since most programs need a part of it. So is what
# the command line needs, which can then end in silence if it is interrupted meanwhile.
_ON_DEMAND = {
    "anniversaries": "Anniversaries Anniversary anniversary next_anniversary",
    "charts": "chart",
    "chronicle": "Chronicle Listing",
    "data": "load",
    "dates": "Certainty Precision Tri When",
    "errors": "ArgumentError CstoEventsError InputError RecordError UnknownIdError WhenError",
    "formats.csv": "read_csv write_csv",
    "formats.ics": "read_ics write_ics",
    "formats.json": "from_dict read_json to_dict write_json",
    "formats.jsonld": "write_jsonld",
    "formats.popolo": "read_popolo write_popolo",
    "formats.sheet": "read_sheet write_sheet",
    "formats.sqlite": "read_sqlite write_sqlite",
    "formats.tables": "Table load_ipython_extension table to_markdown",
    "formats.timelinejs": "write_timelinejs",
    "records": (
        "About Alias Commemoration Delegation Document Event Extra Identifier Meeting "
        "Membership Official Organisation Participation Place Record Reference Series "
        "SeriesEntry Source Text"
    ),
    "records.structuring": "converter",
    "sequences": "NumberedSeries",
    "terms": "Term name_on names",
    "timeline": "Timeline TimelineEntry",
    "wording": "in_words ordinal",
}


def __getattr__(name: str) -> object:
    import importlib

    if name == "__version__":
        from importlib.metadata import version

        return version("cstoevents")
    for module, offered in _ON_DEMAND.items():
        if name in offered.split():
            value = getattr(importlib.import_module(f"cstoevents.{module}"), name)
            if name in __all__:
                globals()[name] = value
            return value
    if name in __all__:  # one of the public modules
        return importlib.import_module(f"cstoevents.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
