"""Which tables there are, and which columns: derived from the records, kept nowhere else.

A record class has a table, in which each field is a column. Three kinds of
field are more than that:

* a `Text` is a column per language (``title_en``, ``title_ru``);
* a value that a record has once is columns with its name before theirs
  (``commemoration_number``);
* a list of values, of texts or of web addresses is a table of its own, in which
  ``owner`` is the id of the record and ``position`` the place in its list. A
  list of ids, keywords or dates is one cell, joined by ``;``, which none of
  them can contain.

Events and meetings share a table, since a person looks for both in one place
and a foreign key can lead to one table only. Which of the two a row is follows
from its ``kind``. Every other class has tables of its own, those of its values
included, so that each ``owner`` is a foreign key that any tool can check.
"""

from __future__ import annotations

import datetime as dt
import enum
import functools
from typing import Any, Literal, TypeAlias

import attrs

from cstoevents.dates import When
from cstoevents.records import ARRAYS, Event, Meeting, fields, rules
from cstoevents.records.extra import Extra
from cstoevents.records.languages import canonical_tag
from cstoevents.records.rules import NumberRange, Rule
from cstoevents.records.values import PLAIN, Text

OWNER, POSITION = "owner", "position"
SEPARATOR = ";"
"""What separates the members of a list in one cell."""

Kind: TypeAlias = Literal["words", "text", "choice", "date", "time", "integer", "number", "json"]

_KINDS: dict[type, Kind] = {
    Text: "words",
    str: "text",
    When: "date",
    dt.time: "time",
    int: "integer",
    float: "number",
    Extra: "json",
}


@attrs.frozen(slots=True, eq=False, kw_only=True)
class CsvField:
    """One field of a record or value as columns: one, or for words one per language.

    ``path`` leads to it from the record or value of a row: a field, or the
    field of a value that it has once. ``empty`` is what an empty cell stands for.
    """

    name: str
    path: tuple[str, ...]
    kind: Kind
    required: bool = False
    many: bool = False
    empty: object = None
    rule: Rule | NumberRange | None = None
    vocabulary: type[enum.StrEnum] | None = None
    refers: tuple[str, ...] = ()
    sentence: str = ""

    def column(self, language: str = PLAIN) -> CsvColumn:
        """Return the column of this field, for words that in one language."""
        if self.kind == "words":
            return CsvColumn(f"{self.name}_{language}", self, language)
        return CsvColumn(self.name, self)


@attrs.frozen(slots=True)
class CsvColumn:
    """One column of a table: its name in the header, the field, and of words the language."""

    name: str
    field: CsvField
    language: str | None = None


@attrs.frozen(slots=True, eq=False)
class CsvTable:
    """One table: of records (``parent`` is None), or of the values that they own in one field.

    ``fields`` begin with those that tie a value to its owner.
    """

    name: str
    cls: type[Any]
    fields: tuple[CsvField, ...]
    parent: str | None = None
    owned_in: str = ""

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"{self.name}.csv"

    @property
    def key(self) -> str:
        """The column without which no row can be told from another."""
        return OWNER if self.parent else "id"

    @property
    def own_fields(self) -> tuple[CsvField, ...]:
        """The fields of the record or value itself."""
        return self.fields[2:] if self.parent else self.fields

    @property
    def is_plain(self) -> bool:
        """Whether a row holds one text or address rather than a value of several fields."""
        return self.parent is not None and not attrs.has(self.cls)


_KEYS = (
    CsvField(
        name=OWNER,
        path=(OWNER,),
        kind="text",
        required=True,
        rule=rules.ID,
        sentence="The id of the record that this row belongs to.",
    ),
    CsvField(
        name=POSITION,
        path=(POSITION,),
        kind="integer",
        required=True,
        rule=rules.COUNT,
        sentence="The place of this row in the list of its owner, from 1.",
    ),
)


@functools.cache
def tables() -> dict[str, CsvTable]:
    """Return every table by its name: each of records, followed by those of their values."""
    made: dict[str, CsvTable] = {}
    for name, cls in ARRAYS.items():
        if cls is not Meeting:
            # The fields of a meeting are those of an event and two more.
            for table in _tables_of(name, Meeting if cls is Event else cls, cls.__name__.lower()):
                made[table.name] = table
    return made


@functools.cache
def record_tables() -> tuple[CsvTable, ...]:
    """Return the tables of records, without those of the values that they own."""
    return tuple(table for table in tables().values() if table.parent is None)


@functools.cache
def table_of_class() -> dict[str, str]:
    """Return the name of the table of each record class."""
    names = {cls.__name__: name for name, cls in ARRAYS.items()}
    return {**names, Meeting.__name__: names[Event.__name__]}


@functools.cache
def only_of_meetings() -> tuple[str, ...]:
    """Return the fields that a meeting has and another event doesn't."""
    of_events = {field.name for field in fields.fields_of(Event)}
    return tuple(field.name for field in fields.fields_of(Meeting) if field.name not in of_events)


@functools.cache
def children_of(table: CsvTable) -> tuple[CsvTable, ...]:
    """Return the tables of the values that records of a table own."""
    return tuple(child for child in tables().values() if child.parent == table.name)


@functools.cache
def _fields_by_name(table: CsvTable) -> dict[str, CsvField]:
    return {field.name: field for field in table.fields}


def column_of(table: CsvTable, name: str) -> CsvColumn | None:
    """Return the column of a name in a header: words without a language are English."""
    name = name.strip()
    by_name = _fields_by_name(table)
    field = by_name.get(name)
    if field is not None:
        return field.column()
    beginning, _, language = name.rpartition("_")
    field = by_name.get(beginning)
    if field is not None and field.kind == "words" and rules.LANGUAGE.matches(language):
        return field.column(canonical_tag(language))
    return None


def is_written(table: CsvTable, header: list[str]) -> bool:
    """Whether a header has each column that is always written, and no other than can be."""
    columns = [column_of(table, name) for name in header]
    always = {field.column().name for field in table.fields}
    return [column and column.name for column in columns] == header and always <= {*header}


def _tables_of(name: str, cls: type[Any], singular: str) -> list[CsvTable]:
    columns: list[CsvField] = []
    children: list[CsvTable] = []
    for field in fields.fields_of(cls):
        if field.many and not _fits_a_cell(field):
            of_values = of_value(field.owned) if field.owned else (_of_plain_value(field),)
            children.append(
                CsvTable(
                    f"{singular}_{field.name}",
                    field.value_type,
                    (*_KEYS, *of_values),
                    parent=name,
                    owned_in=field.name,
                )
            )
        elif field.owned:
            columns += (
                attrs.evolve(
                    inner,
                    name=f"{field.name}_{inner.name}",
                    path=(field.name, *inner.path),
                    required=False,
                    empty=None,
                )
                for inner in of_value(field.owned)
            )
        else:
            columns.append(_of_field(field))
    # What was remarked on a record is read after all that is said of it.
    columns.sort(key=lambda column: column.name == "note")
    return [CsvTable(name, cls, tuple(columns)), *children]


def of_value(cls: type[Any]) -> tuple[CsvField, ...]:
    """Return the fields of a value's columns."""
    return tuple(map(_of_field, fields.fields_of(cls)))


def _of_field(field: fields.Field) -> CsvField:
    empty = None if field.default is attrs.NOTHING or field.name == "id" else field.default
    return CsvField(
        name=field.name,
        path=(field.name,),
        kind="choice" if field.vocabulary else _KINDS[field.value_type],
        required=field.required_in_file,
        many=field.many,
        empty=_plain(empty),
        rule=field.rule,
        vocabulary=field.vocabulary,
        refers=field.refers,
        sentence=field.sentence,
    )


def _plain(default: Any) -> Any:
    if isinstance(default, Extra):
        return default.to_plain()
    return default.value if isinstance(default, enum.Enum) else default


def _of_plain_value(field: fields.Field) -> CsvField:
    name = "text" if field.value_type is Text else "url"
    return CsvField(
        name=name,
        path=(name,),
        kind=_KINDS[field.value_type],
        required=True,
        rule=field.rule,
        sentence=field.sentence,
    )


def _fits_a_cell(field: fields.Field) -> bool:
    """Whether values of this kind never contain what separates them."""
    return field.value_type is When or field.rule in (rules.ID, rules.KEYWORD)
