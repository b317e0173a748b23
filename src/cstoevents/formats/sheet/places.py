"""The place of a row: a venue within its city, in the country that stands beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from cstoevents.formats.sheet.cells import Cell, Row
from cstoevents.formats.sheet.converters import Column, Reading, Writing
from cstoevents.formats.sheet.dates import says_no_date
from cstoevents.formats.sheet.names import country_of
from cstoevents.records import Event, Place
from cstoevents.wording.names import countries_named, country_names, folded


def read_place(row: Row, column: Column, reading: Reading) -> Any:
    """Return the place of a row: a venue within its city, in the country that the row states.

    A country alone is a place, too.
    """
    register = reading.register
    country, country_name = row.cell("country"), row.text("country")
    code = country and country_name and country.take(register.names.country_code, country_name)
    cells = [cell for key in ("city", column.key, "venue") if (cell := row.cell(key))]
    if cells:
        return _innermost(cells, code or None, reading, has_country=country is not None)
    if not country or not country_name or not code:
        return None
    if len(register.names.countries(code)) > 1:  # the name may tell them apart
        return country.take(register.find, country_name, Place, country, code)
    return country.take(register.of_country, country_name, code, Place, country)


def _innermost(
    cells: Sequence[Cell], code: str | None, reading: Reading, *, has_country: bool
) -> str | None:
    """Return the last of some places, each within the one before and the first in a country."""
    register, around, names = reading.register, None, set[str]()
    for cell in cells:
        name = cell.take(cell.text)
        if name is None or says_no_date(name):
            cell.note("taken for no place")
            continue
        if not (around or has_country or register.names.bearers(name, (Place,))):
            name, code = _apart_from_country(name, cell)
        if folded(name) in names:  # a city is its own venue
            continue
        names.add(folded(name))
        around = cell.take(register.find, name, Place, cell, None if around else code, around)
        if around is None:
            return None
    return around


_TWO_NAMES = re.compile(r"([^,()]+)[,(]([^,()]+)\)?").fullmatch


def _apart_from_country(name: str, cell: Cell) -> tuple[str, str | None]:
    """Return a place and the country that stands beside it: "Bishkek, Kyrgyzstan"."""
    match = _TWO_NAMES(name)
    parts = [part.strip() for part in match.groups()] if match else []
    named = [countries_named(part) for part in parts]
    if list(map(len, named)) not in ([0, 1], [1, 0]):
        return name, None
    place, (code,) = (parts[0], named[1]) if named[1] else (parts[1], named[0])
    cell.note(f"taken for {place!r} in {country_names(code)['en']}")
    return place, code


def write_country(event: Event, _: Column, out: Writing) -> str:
    return country_of(event.place, out.names.records) or ""
