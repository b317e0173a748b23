"""What a database has beside the tables of the CSV package: an ``about``, days, an index, views.

The views are questions that are often asked, as queries under a name. ``terms`` is who was what,
with first and last days; ``events_named`` is events with the words of what they refer to;
``participants`` is who took part; ``series_numbers`` has a row for each number of a series that
goes on without a break, with no event where the number is missing. A list that the tables keep in
one cell (``events.organisers``) has a view with a row for each member (``event_organisers``).
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence

from cstoevents.formats.csv.layout import (
    SEPARATOR,
    CsvColumn,
    CsvField,
    CsvTable,
    Kind,
    of_value,
    record_tables,
    tables,
)
from cstoevents.records import Meeting
from cstoevents.records.values import About

APPLICATION_ID = 0x4353544F
"""What `PRAGMA application_id` gives: the letters CSTO."""

USER_VERSION = 1
"""What `PRAGMA user_version` gives: the version of the format."""

SEARCH = "search"
"""The full-text index; the tables that FTS5 makes for it begin with its name."""

TYPES: dict[Kind, str] = {
    "words": "TEXT",
    "text": "TEXT",
    "choice": "TEXT",
    "date": "TEXT",
    "time": "TEXT",
    "integer": "INTEGER",
    "number": "REAL",
    "json": "TEXT",
}


@functools.cache
def all_tables() -> dict[str, CsvTable]:
    """Return the tables of records and values, after that of what a chronicle says of itself."""
    about = CsvTable("about", About, of_value(About))
    return {about.name: about, **tables()}


def has_days(field: CsvField) -> bool:
    """Whether columns with the first and the last day follow that of a field."""
    return field.kind == "date" and not field.many


def days_of(column: CsvColumn) -> tuple[str, str]:
    """Return the names of the columns of the first and the last day of a date."""
    return f"{column.name}_first", f"{column.name}_last"


def quoted(name: str) -> str:
    """Return a name as SQL has it."""
    return '"' + name.replace('"', '""') + '"'


# Views


_MOST_NUMBERS = 100_000
"""How many numbers of a series are counted through at most, lest a query never end."""


def all_views(columns: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return the queries of all views by name, for tables with these columns."""

    def words(table: str, alias: str, field: str = "name") -> str:
        """Name the column with words: English ones, or else of the first language that has any."""
        found = [f'{alias}."{name}"' for name in columns[table] if name.startswith(f"{field}_")]
        return f"coalesce({', '.join(found)})" if found[1:] else found[0]

    lists = {
        f"{_singular(table)}_{field.name}": _members(table, field.name)
        for table in record_tables()
        for field in table.own_fields
        if field.many
    }
    return lists | {
        "terms": f"""SELECT m.id, m.member,
  coalesce({words("officials", "p")}, {words("organisations", "s")}) AS member_name,
  m.organisation, {words("organisations", "o")} AS organisation_name,
  m.role, m.label, m.status, m."when", m.when_first, m.when_last
FROM memberships AS m
LEFT JOIN officials AS p ON p.id = m.member
LEFT JOIN organisations AS s ON s.id = m.member
LEFT JOIN organisations AS o ON o.id = m.organisation""",
        "events_named": f"""SELECT e.id, e.kind, {words("events", "e", "title")} AS title,
  e."when", e.when_first, e.when_last, e.status, e.place, {words("places", "p")} AS place_name,
  (SELECT group_concat({words("organisations", "o")}, '; ') FROM event_organisers AS l
    JOIN organisations AS o ON o.id = l.value WHERE l.owner = e.id) AS organiser_names,
  (SELECT group_concat({words("series", "s")} || coalesce(' ' || n.number, ''), '; ')
    FROM event_entries AS n JOIN series AS s ON s.id = n.series
    WHERE n.owner = e.id) AS series_names
FROM events AS e LEFT JOIN places AS p ON p.id = e.place""",
        "participants": f"""SELECT t.event, {words("events", "e", "title")} AS title,
  e.when_first, e.when_last, coalesce(t.official, t.organisation) AS participant,
  coalesce({words("officials", "p")}, {words("organisations", "o")},
    {words("participations", "t", "description")}) AS participant_name,
  t.role, t.capacity, t.on_behalf_of, {words("organisations", "b")} AS on_behalf_of_name
FROM participations AS t
LEFT JOIN events AS e ON e.id = t.event
LEFT JOIN officials AS p ON p.id = t.official
LEFT JOIN organisations AS o ON o.id = t.organisation
LEFT JOIN organisations AS b ON b.id = t.on_behalf_of""",
        "series_numbers": f"""WITH RECURSIVE bounds(series, least, greatest) AS (
  SELECT s.id, min(min(n.number), coalesce(s.first_number, min(n.number))), max(n.number)
  FROM series AS s JOIN event_entries AS n ON n.series = s.id
  WHERE s.numbering = 'continuous' AND n.number IS NOT NULL GROUP BY s.id
), counted(series, number, greatest) AS (
  SELECT series, least, min(greatest, least + {_MOST_NUMBERS}) FROM bounds
  UNION ALL SELECT series, number + 1, greatest FROM counted WHERE number < greatest
)
SELECT c.series, {words("series", "s")} AS series_name, c.number, n.owner AS event,
  {words("events", "e", "title")} AS title, e."when", e.when_first, e.when_last
FROM counted AS c JOIN series AS s ON s.id = c.series
LEFT JOIN event_entries AS n ON n.series = c.series AND n.number = c.number
LEFT JOIN events AS e ON e.id = n.owner""",
    }


def _singular(table: CsvTable) -> str:
    return "event" if table.cls is Meeting else table.cls.__name__.lower()


def _members(table: CsvTable, column: str) -> str:
    """Return the query that gives each member of the lists in one column a row."""
    return f"""WITH RECURSIVE parts(owner, position, value, rest) AS (
  SELECT id, 0, NULL, "{column}" || '{SEPARATOR}' FROM "{table.name}" WHERE "{column}" IS NOT NULL
  UNION ALL SELECT owner, position + 1, substr(rest, 1, instr(rest, '{SEPARATOR}') - 1),
    substr(rest, instr(rest, '{SEPARATOR}') + 1) FROM parts WHERE rest <> ''
)
SELECT owner, position, value FROM parts WHERE position > 0"""
