"""The types of arguments, for annotating code that passes them on.

A name that ends in `Like` is everything that is taken for the type it is named after:
`WhenLike` for a `When`, `TextLike` for a `Text`. The others are the texts that an option
takes, and what is read, written or shown.

>>> from cstoevents.typing import CertaintyLike, WhenLike
>>> def secretary_general(on: WhenLike, certainty: CertaintyLike = "surely") -> list[str]:
...     found = cs.load().holders("secretary-general", "csto", on=on, certainty=certainty)
...     return [str(term.record.name) for term in found]
>>> import cstoevents as cs
>>> secretary_general("2025-05-13")
['Imangali Tasmagambetov']
"""

from __future__ import annotations

from cstoevents.anniversaries.calendar import AnniversaryKindsLike
from cstoevents.anniversaries.recurrence import IntervalEnd, LeapPolicyLike
from cstoevents.anniversaries.rounds import Commemorated
from cstoevents.charts import Drawable, Lanes
from cstoevents.charts.drawing import Theme
from cstoevents.chronicle import ReferenceCheck
from cstoevents.dates import CertaintyLike, WhenLike
from cstoevents.formats.csv import CsvPackage
from cstoevents.formats.delimited import Delimiter, WrittenEncoding
from cstoevents.formats.files import Readable, Writable
from cstoevents.formats.ics import CalendarEntries
from cstoevents.formats.ics.entry_builder import ImpreciseDates
from cstoevents.formats.sheet import SheetFormat
from cstoevents.formats.sheet.dates import DateStyle, UnclearDates
from cstoevents.formats.sheet.new_names import NewName, NewRecords
from cstoevents.formats.subjects import RecordsLike, Subject
from cstoevents.formats.tables.layouts import Tabular
from cstoevents.formats.timelinejs import EventsLike
from cstoevents.merging import Preference
from cstoevents.records.extra import ExtraLike
from cstoevents.records.values import TextLike, Value
from cstoevents.search import RecordKind
from cstoevents.timeline import GroupUnit
from cstoevents.wording.language import Gender

__all__ = [
    "AnniversaryKindsLike",
    "CalendarEntries",
    "CertaintyLike",
    "Commemorated",
    "CsvPackage",
    "DateStyle",
    "Delimiter",
    "Drawable",
    "EventsLike",
    "ExtraLike",
    "Gender",
    "GroupUnit",
    "ImpreciseDates",
    "IntervalEnd",
    "Lanes",
    "LeapPolicyLike",
    "NewName",
    "NewRecords",
    "Preference",
    "Readable",
    "RecordKind",
    "RecordsLike",
    "ReferenceCheck",
    "SheetFormat",
    "Subject",
    "Tabular",
    "TextLike",
    "Theme",
    "UnclearDates",
    "Value",
    "WhenLike",
    "Writable",
    "WrittenEncoding",
]


def __dir__() -> list[str]:
    return sorted(__all__)
