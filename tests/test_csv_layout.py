"""The machinery of CSV packages: which table and column each field has."""

from __future__ import annotations

from cstoevents.formats.csv.layout import children_of, tables
from cstoevents.records import ARRAYS, Event, Meeting


def test_every_field_of_every_record_has_its_place() -> None:
    """No field can be added to a record without a column or a table of its own."""
    for name, cls in ARRAYS.items():
        table = tables()["events" if cls is Meeting else name]
        placed = {field.path[0] for field in table.fields}
        placed |= {child.owned_in for child in children_of(table)}
        wanted = {field.name for field in cls.__attrs_attrs__}
        assert wanted <= placed
        assert cls is Event or wanted == placed


def test_the_order_of_columns_is_that_of_the_record_with_notes_last() -> None:
    names = [field.name for field in tables()["events"].fields]
    assert names[:4] == ["id", "kind", "title", "description"]
    assert names[-1] == "note"
