"""The place of a row: a venue within its city, in the country that stands beside them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import Any

from cstoevents.formats.sheet.cells import Cell, Row, shown
from cstoevents.formats.sheet.converters import Column, Reading, Writing
from cstoevents.formats.sheet.dates import says_no_date
from cstoevents.formats.sheet.misplaced import with_note
from cstoevents.formats.sheet.names import country_of
from cstoevents.formats.sheet.register import Register
from cstoevents.records import Event, Place
from cstoevents.records.index import upwards
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


def with_one_place(row: Row, register: Register) -> Row:
    """Return a row that names several known places without them: its event can be in one alone.

    Their words are kept in its note, which is told.
    """
    for key in ("place", "venue", "city"):
        cell = row.cell(key)
        names = _known_places(shown(cell.value), register) if cell else []
        if cell is not None and len(names) > 1 and _are_apart(names, register):
            cell.note(f"names {len(names)} known places, and an event has one: kept in the note")
            row = with_note(row, key, cell, shown(cell.value))
    return row


def _known_places(text: str, register: Register) -> list[str]:
    """Return the names of known places that a text lists, or of countries, parted by strokes."""
    names = register.names.apart(text, (Place,))
    parts = [part.strip() for part in text.split("/")]
    return parts if len(names) == 1 and all(map(countries_named, parts)) else names


def _are_apart(names: Sequence[str], register: Register) -> bool:
    """Whether none of some names is that of what is around another, as "Bishkek, Kyrgyzstan" is."""
    countries = [bool(countries_named(name)) for name in names]
    if len({*countries}) > 1:
        return False
    ids = [{*register.names.bearers(name, (Place,))} for name in names]
    around = [
        {place.id for id in own for place in upwards(register.known.get, id, Place, "within")} - own
        for own in ids
    ]
    return not any(one & other for one, other in itertools.product(ids, around))


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
