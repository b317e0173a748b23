"""Checks of places: what lies within what."""

from __future__ import annotations

from collections.abc import Iterator

from cstoevents.checks.findings import Clash, known
from cstoevents.dates import When
from cstoevents.merging.likeness import ancestors
from cstoevents.records import Place
from cstoevents.records.index import Index
from cstoevents.records.vocabularies import PlaceKind

__all__ = ["misplaced_kinds", "places_abroad"]

# What can't be within what: a smaller place doesn't hold a larger one.
_TOO_LARGE = frozenset(
    {
        (PlaceKind.COUNTRY, PlaceKind.CITY),
        (PlaceKind.COUNTRY, PlaceKind.VENUE),
        (PlaceKind.COUNTRY, PlaceKind.RANGE),
        (PlaceKind.CITY, PlaceKind.VENUE),
        (PlaceKind.REGION, PlaceKind.VENUE),
    }
)


def places_abroad(index: Index, _: When | None) -> Iterator[Clash]:
    """Places of one country that lie within a place of another."""
    for place in known(index, Place):
        if place.country is None:
            continue
        for id in ancestors(place.id, "within", index):
            around = index.get(id)
            if isinstance(around, Place) and around.country is not None:
                if around.country != place.country:
                    found = f"{place.country}, within {around.id} of {around.country}"
                    yield Clash((place, around), found, "one country", "country")
                break


def misplaced_kinds(index: Index, _: When | None) -> Iterator[Clash]:
    """Places within one that is too small for them."""
    for place in known(index, Place):
        around = index.get(place.within) if place.within else None
        if isinstance(around, Place) and (place.kind, around.kind) in _TOO_LARGE:
            found = f"a {place.kind} within the {around.kind} {around.id}"
            yield Clash((place, around), found, "a larger place around it", "within")
