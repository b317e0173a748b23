"""What the fields of objects refer to: other objects of the file, and places by their names."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

import attrs

from cstoevents.chronicle import Chronicle
from cstoevents.formats.ids import Key
from cstoevents.formats.popolo.items import Item
from cstoevents.formats.popolo.parts import coordinates_of
from cstoevents.records import rules
from cstoevents.wording.names import composed

Items = Mapping[str, Mapping[Key, Item]]
"""The objects of each array by what the file calls them."""


@attrs.frozen(slots=True, eq=False)
class References:
    """The objects of a file, and the ids of their records, for what refers to them."""

    items: Items
    ids: Mapping[Key, str]
    within: Chronicle | None
    is_lenient: bool = attrs.field(kw_only=True)
    _alike: Alike = attrs.field(
        init=False, default=attrs.Factory(lambda self: Alike(self.items), takes_self=True)
    )

    def id_of(self, item: Item, ways: tuple[str, ...], *arrays: str) -> str | None:
        """Return the id of the record that a field refers to, by its id or as an object with one.

        ``ways`` are the names that the field may have, the first of them the usual one.
        """
        for way in ways:
            if type(item.said.get(way)) is dict:
                part = item.item(way)
                theirs = None if part is None else part.id()
                if part is not None:
                    part.value("name")
            else:
                theirs = item.id(way)
            if theirs is not None:
                return self._found(item, way, theirs, arrays)
        return None

    def post_of(self, item: Item) -> Item | None:
        """Return the post that a membership is of, or None."""
        id = item.id("post_id")
        if id is None:
            return item.item("post") if type(item.said.get("post")) is dict else None
        post = self.items["posts"].get(self._alike.key(id, "posts"))
        if post is None:
            item.lose("post_id", "no such post in the file")
        return post

    def period_of(self, item: Item) -> Item | None:
        """Return the legislative period that a membership is in, or None."""
        id = item.id("legislative_period_id")
        period = None if id is None else self.items["events"].get(Key("events", id))
        if id is not None and period is None:
            item.lose("legislative_period_id", "no such event in the file")
        return period

    def _found(self, item: Item, way: str, theirs: str, arrays: tuple[str, ...]) -> str | None:
        for array in arrays:
            found = self.ids.get(self._alike.key(theirs, array))
            if found is not None:
                return found
        if self.within is not None and theirs in self.within:
            return theirs
        if self.is_lenient:
            return theirs if rules.ID.matches(theirs) else rules.legible_slug(theirs)
        item.refuse(way, theirs, f"an id in {' or '.join(arrays)}")
        return None


# A file asks for few fields, and time is to follow its size.
_MOST_FIELDS: Final = 100


@attrs.frozen(slots=True, eq=False)
class Alike:
    """The objects of a file by what they say in some fields, each sort of question asked once."""

    _items: Items
    _asked: dict[tuple[str, tuple[str, ...]], dict[str, Key | None]] = attrs.field(
        init=False, factory=dict
    )

    def key(self, theirs: str, array: str) -> Key:
        """Return what an id stands for: an object of an array.

        Scrapers of Open Civic Data say in place of an id what an object says that they haven't
        seen yet: ``~{"name": "Council"}``. It means the one that says so.
        """
        if not theirs.startswith("~{"):
            return Key(array, theirs)
        try:
            wanted: dict[str, Any] = json.loads(theirs[1:])
            meant = self._saying(array, tuple(sorted(wanted))).get(_text_of_values(wanted))
        except (ValueError, RecursionError):
            meant = None
        return meant or Key(array, theirs)

    def _saying(self, array: str, fields: tuple[str, ...]) -> dict[str, Key | None]:
        """Return the objects of an array by what they say in some fields; of several alike None."""
        asked = (array, fields)
        if asked not in self._asked and len(self._asked) < _MOST_FIELDS:
            self._asked[asked] = _by_values(self._items[array], fields)
        return self._asked.get(asked, {})


def _by_values(items: Mapping[Key, Item], fields: tuple[str, ...]) -> dict[str, Key | None]:
    found: dict[str, Key | None] = {}
    for key, item in items.items():
        if item.said.keys() >= {*fields}:
            text = _text_of_values({name: item.said[name] for name in fields})
            found[text] = None if text in found else key
    return found


def _text_of_values(said: dict[str, Any]) -> str:
    return json.dumps(said, sort_keys=True)


# Places of events, which are named


def areas_by_name(items: Items) -> dict[str, list[Key]]:
    """Return what the file calls its areas, by the names of these."""
    areas: dict[str, list[Key]] = {}
    for key, item in items["areas"].items():
        name = item.said.get("name")
        if isinstance(name, str):
            areas.setdefault(composed(name), []).append(key)
    return areas


def new_places(items: Items) -> list[Key]:
    """Return the places that events name and no area is."""
    places = {key for item in items["events"].values() for key in _location(item)}
    names = areas_by_name(items)
    return sorted(key for key in places if key.id not in names)


@attrs.frozen(slots=True, eq=False)
class Locations:
    """The places that events name, and where those are that no area is, as the events say."""

    _areas: Mapping[str, list[Key]]
    _ids: Mapping[Key, str]
    points: dict[Key, dict[str, float]] = attrs.field(init=False, factory=dict)

    def id_of(self, event: Item) -> str | None:
        """Return the id of the place of an event, or None if it names none, or one of several."""
        part = event.item("location") if type(event.value("location")) is dict else None
        if part is not None:
            part.value("name")
        for key in _location(event):
            areas = self._areas.get(key.id, ())
            if len(areas) == 1:
                return self._ids[areas[0]]
            if not areas:
                if part is not None:
                    self.points[key] = {**coordinates_of(part), **self.points.get(key, {})}
                return self._ids[key]
            event.lose("location", "a name that several areas have")
        return None


def _location(item: Item) -> Iterator[Key]:
    """Yield the place of an event as the table of ids has it, if the event names one."""
    said = item.said.get("location")
    name = said.get("name") if type(said) is dict else said
    if isinstance(name, str) and name.strip() and rules.TEXT.matches(name):
        item.value("location")
        yield Key("locations", composed(name))
