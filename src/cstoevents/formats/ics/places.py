"""The places that entries name: those of the chronicle around, and new ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any, Final

import attrs

from cstoevents.chronicle import Chronicle
from cstoevents.formats.ics.lines import Component, Property
from cstoevents.formats.ics.reports import CalendarReport
from cstoevents.formats.ids import CORRECTED_NAME
from cstoevents.records import Place
from cstoevents.records.rules import LATITUDE, LONGITUDE, legible_slug, refused
from cstoevents.wording.nearness import NearNames, corrections

_PLACES: Final = "places/"


@attrs.define(slots=True, eq=False)
class NewPlaces:
    """Plain data of the places that entries name and nothing at hand is, each once.

    ``ids`` grows by what the table of ids is to have for them.
    """

    known: Mapping[str, str]
    table: Mapping[str, str]
    report: CalendarReport
    ids: dict[str, str] = attrs.field(init=False, factory=dict)
    plain: dict[str, dict[str, Any]] = attrs.field(init=False, factory=dict)

    def take_corrected(self, names: AbstractSet[str]) -> None:
        """Assign the ids of names that are here no more to those that they became."""
        known = {
            key.removeprefix(_PLACES): id
            for key, id in self.table.items()
            if key.startswith(_PLACES)
        }
        taken = {known[name] for name in known.keys() & names}
        lost = {name: id for name, id in known.items() if id not in taken}
        for name, id in corrections(lost, names - known.keys() - self.known.keys()).items():
            self.table = {**self.table, f"{_PLACES}{name}": id}
            reason = f"taken for that of the table of ids: {CORRECTED_NAME}"
            self.report.losses.add("LOCATION", id, reason)

    def tell_near(self, within: Chronicle | None) -> None:
        """Note the new places whose names are nearly that of a known one, which may be meant."""
        known = () if within is None else within._index.all(Place)
        near = NearNames((place.id, name) for place in known for name in place.name.values())
        for id, plain in self.plain.items():
            like = near.near(next(iter(plain["name"].values())), id)
            if like:
                hint = f"a new place; perhaps {' or '.join(like)} is meant"
                self.report.losses.add("LOCATION", id, hint)

    def id_of(self, lang: str, name: str, component: Component) -> str:
        """Return the id of the place of a name, which is a new one if none at hand has the name."""
        if name in self.known:
            return self.known[name]
        key = f"{_PLACES}{name}"
        id = self.ids[key] = self.table.get(key) or f"place-{legible_slug(name)}"
        plain = self.plain.setdefault(id, {"id": id, "name": {lang: name}, "kind": "other"})
        degrees = self.report.take(component.one("GEO"), _degrees)
        if degrees is not None:
            plain.setdefault("latitude", degrees[0])
            plain.setdefault("longitude", degrees[1])
        return id


def known_places(within: Chronicle | None) -> dict[str, str]:
    """Return the known places by how a calendar names them: with what they are within."""
    by_name: dict[str, str] = {}
    for name, id in _names_of_places(within):
        by_name.setdefault(name, id)
    return by_name


def _names_of_places(within: Chronicle | None) -> Iterator[tuple[str, str]]:
    if within is None:
        return
    index = within._index
    for place in index.all(Place):
        around = list(index.upwards(place.id, Place, "within"))
        for lang in place.name.languages:
            names = [place_around.name.best(lang) for place_around in around]
            for count in range(len(names), 0, -1):
                yield ", ".join(names[:count]), place.id


def _degrees(prop: Property) -> tuple[float, float]:
    expected = "degrees north and east, such as 42.87;74.6"
    try:
        north, east = map(float, prop.value.split(";"))
    except ValueError:
        raise refused(prop.value, expected) from None
    if not (LATITUDE.takes(north) and LONGITUDE.takes(east)):
        raise refused(prop.value, expected)
    return north, east
