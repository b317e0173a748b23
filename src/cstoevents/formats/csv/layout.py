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
from cstoevents.records import ARRAYS, Event, Meeting, rules
from cstoevents.records import fields as records
from cstoevents.records.rules import Bounds, Rule
from cstoevents.records.values import Text

__all__: list[str] = []

OWNER, POSITION = "owner", "position"
JOINT = ";"
PLAIN = "en"
"""The language of words whose language isn't said, here as in the other formats."""

Kind: TypeAlias = Literal["words", "text", "choice", "date", "time", "integer", "number"]

_KINDS: dict[type, Kind] = {
    Text: "words",
    str: "text",
    When: "date",
    dt.time: "time",
    int: "integer",
    float: "number",
}


@attrs.frozen(slots=True, eq=False)
class Field:
    """One field of a record or value as columns: one, or for words one per language."""

    name: str
    path: tuple[str, ...]
    kind: Kind
    needed: bool = False
    many: bool = False
    rule: Rule | Bounds | None = None
    options: type[enum.StrEnum] | None = None
    refers: tuple[str, ...] = ()
    sentence: str = ""

    def column(self, language: str = PLAIN) -> Column:
        """Give the column of this field, for words that in one language."""
        if self.kind == "words":
            return Column(f"{self.name}_{language}", self, language)
        return Column(self.name, self)


@attrs.frozen(slots=True)
class Column:
    """One column of a table: its name in the header, the field, and of words the language."""

    name: str
    field: Field
    language: str | None = None


@attrs.frozen(slots=True, eq=False)
class Table:
    """One table: of records (``parent`` is None), or of the values that they own in one field."""

    name: str
    cls: type[Any]
    fields: tuple[Field, ...]
    parent: str | None = None
    owned_in: str | None = None

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"{self.name}.csv"

    @property
    def is_plain(self) -> bool:
        """Whether a row holds one text or address rather than a value of several fields."""
        return self.parent is not None and not attrs.has(self.cls)

    def field(self, *path: str) -> Field | None:
        """Give the field at a path, if it is a column here."""
        return next((field for field in self.fields if field.path == path), None)


OWNER_FIELD = Field(
    OWNER, (OWNER,), "text", needed=True, rule=rules.ID, sentence="The id of the record."
)
POSITION_FIELD = Field(
    POSITION,
    (POSITION,),
    "integer",
    needed=True,
    rule=rules.COUNT,
    sentence="The place in the record's list, from 1.",
)


@functools.cache
def tables() -> dict[str, Table]:
    """Give every table by its name: each of records, followed by those of their values."""
    made: dict[str, Table] = {}
    for name, cls in ARRAYS.items():
        if cls is not Meeting:
            # The fields of a meeting are those of an event and two more.
            for table in _tables_of(name, Meeting if cls is Event else cls, cls.__name__.lower()):
                made[table.name] = table
    return made


@functools.cache
def table_of_class() -> dict[str, str]:
    """Give the name of the table of each record class."""
    names = {cls.__name__: name for name, cls in ARRAYS.items()}
    return {**names, Meeting.__name__: names[Event.__name__]}


@functools.cache
def fields_of(table: Table) -> dict[str, Field]:
    """Give the fields of a table by the beginning of their columns' names, keys included."""
    return {field.name: field for field in all_fields(table)}


def all_fields(table: Table) -> tuple[Field, ...]:
    """Give the fields of a table, those that tie it to its parent first."""
    return (OWNER_FIELD, POSITION_FIELD, *table.fields) if table.parent else table.fields


def children_of(table: Table) -> tuple[Table, ...]:
    """Give the tables of the values that records of a table own."""
    return tuple(child for child in tables().values() if child.parent == table.name)


def _tables_of(name: str, cls: type[Any], singular: str) -> list[Table]:
    columns: list[Field] = []
    children: list[Table] = []
    for field in records.fields_of(cls):
        if field.many and not _fits_a_cell(field):
            member = field.value_type
            inner = _fields(member) if field.owned else (_plain_field(field),)
            children.append(
                Table(f"{singular}_{field.name}", member, inner, parent=name, owned_in=field.name)
            )
        elif field.owned:
            columns += (
                attrs.evolve(
                    inner,
                    name=f"{field.name}_{inner.name}",
                    path=(field.name, *inner.path),
                    needed=False,
                )
                for inner in _fields(field.owned)
            )
        else:
            columns.append(_field(field))
    # What was remarked on a record is read after all that is said of it.
    columns.sort(key=lambda column: column.name == "note")
    return [Table(name, cls, tuple(columns)), *children]


def _fields(cls: type[Any]) -> tuple[Field, ...]:
    return tuple(map(_field, records.fields_of(cls)))


def _field(field: records.Field) -> Field:
    return Field(
        name=field.name,
        path=(field.name,),
        kind="choice" if field.vocabulary else _KINDS[field.value_type],
        needed=field.required_in_file,
        many=field.many,
        rule=field.rule,
        options=field.vocabulary,
        refers=field.refers,
        sentence=field.sentence,
    )


def _plain_field(field: records.Field) -> Field:
    name = "text" if field.value_type is Text else "url"
    kind = _KINDS[field.value_type]
    return Field(name, (name,), kind, needed=True, rule=field.rule, sentence=field.sentence)


def _fits_a_cell(field: records.Field) -> bool:
    """Whether texts of this kind never contain the joint."""
    return field.value_type is When or field.rule in (rules.ID, rules.KEYWORD)
