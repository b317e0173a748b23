"""Names instead of ids: which record a name in a sheet means, and how to write one safely.

A name means the record that bears it: as its name in any language, as an alias
or as its abbreviation, letter for letter but for blanks and for how letters are
composed. ``Name [id]`` means the record of that id whatever the name, and ``Words []``
no record at all. A name is written alone only where it leads back to its record;
otherwise with the id.

A name that nobody bears makes a new record with nothing but that name: a place
or an organisation of the kind *other*, or a series; in a sheet of posts a person, too.
Its id is made of its sort and its name (``place-minsk``; of a person the name alone),
so it is the same in every reading and whatever the order of rows; ``Minsk [minsk]``
gives it another. Nobody is invented among participants, for a name doesn't say whether
it is a person's.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final, NamedTuple

import attrs

from cstoevents.chronicle import Chronicle
from cstoevents.formats.sheet.cells import Cell
from cstoevents.records import (
    Event,
    Meeting,
    Official,
    Organisation,
    Place,
    Record,
    Series,
    rules,
)
from cstoevents.records.rules import slugify
from cstoevents.records.values import Text
from cstoevents.records.vocabularies import ParticipationRole
from cstoevents.wording.names import composed
from cstoevents.wording.words import meant

__all__ = [
    "EVENTS",
    "PARTICIPANTS",
    "Mention",
    "Names",
    "Register",
    "all_records",
    "ambiguous",
    "country_of",
    "mention",
    "split_role",
]

PARTICIPANTS: Final = (Official, Organisation)
EVENTS: Final = (Event, Meeting)


class Mention(NamedTuple):
    """A record as a cell mentions it: by a name, an id (empty for "none at all"), or both."""

    name: str
    id: str | None


def all_records(chronicle: Chronicle | None) -> dict[str, Record]:
    """Return all records that look-ups in a chronicle can find, by id."""
    records: dict[str, Record] = {}
    while chronicle is not None:
        for record in chronicle:
            records.setdefault(record.id, record)
        chronicle = chronicle.within
    return records


_WITH_ID = re.compile(r"\A(?P<name>(?:.*\S)?)\s*\[(?P<id>[a-z0-9-]*)\]\Z", re.DOTALL)
_WITH_ROLE = re.compile(r"\A(?P<name>.*\S)\s*\((?P<role>[^()]+)\)\Z", re.DOTALL)


def mention(text: str) -> Mention:
    """Split a mention into its name and its id."""
    found = _WITH_ID.match(text)
    if found and (not found["id"] or rules.ID.matches(found["id"])):
        return Mention(found["name"], found["id"])
    return Mention(text, None)


def split_role(text: str) -> tuple[str, ParticipationRole | None]:
    """Split ``Name (role)`` into its name and its role, if that is a known one."""
    found = _WITH_ROLE.match(text)
    role = meant(found["role"], ParticipationRole) if found else None
    return (found["name"], role) if found and role else (text, None)


def ambiguous(name: str, ids: list[str]) -> str:
    """Return how to tell apart the records that bear a name."""
    first = f"{name} [{ids[0]}]"
    return f"a name that only one has, or {first!r}; it is that of {', '.join(ids)}"


class Names:
    """Records by id, and by the names that they bear."""

    def __init__(self, records: Mapping[str, Record]) -> None:
        self.records: dict[str, Record] = dict(records)
        self._bearers: dict[str, dict[str, Record]] = {}
        for record in records.values():
            self.add(record)

    def add(self, record: Record) -> None:
        """Add a record with its names."""
        self.records[record.id] = record
        for name in _names_of(record):
            self._bearers.setdefault(composed(name), {})[record.id] = record

    def bearers(self, name: str, *classes: type[Record]) -> list[str]:
        """Return the ids of the records of some classes that bear a name, sorted."""
        found = self._bearers.get(composed(name), {})
        ids = sorted(id for id, record in found.items() if type(record) in classes)
        if not ids and type(self.records.get(name)) in classes:
            return [name]
        return ids

    def written(self, id: str, lang: str, *classes: type[Record]) -> str:
        """Return what a cell says for a record: its name, with its id where that is needed."""
        record = self.records.get(id)
        name = "" if record is None else " ".join(_words_of(record).best(lang).split())
        # What can't be seen in a name may be lost on its way.
        lasts = name.isprintable() and _is_bare(name)
        if lasts and self.bearers(name, *classes) == [id]:
            return name
        return f"{name} [{id}]".strip()

    def written_words(self, words: str) -> str:
        """Return what a cell says for words that name no record, although they could."""
        if self.bearers(words, *PARTICIPANTS) or not _is_bare(words):
            return f"{words} []"
        return words


def country_of(place: Place, records: Mapping[str, Record]) -> str | None:
    """Return the country code of a place, its own or that of what it lies within."""
    seen = set()
    at: Record | None = place
    while isinstance(at, Place) and at.id not in seen:
        if at.country:
            return at.country
        seen.add(at.id)
        at = records.get(at.within) if at.within else None
    return None


def _is_bare(name: str) -> bool:
    return mention(name).id is None and split_role(name)[1] is None


def _words_of(record: Record) -> Text:
    words = getattr(record, "title", None) or getattr(record, "name", None)
    return words if isinstance(words, Text) else Text(record.id)


def _names_of(record: Record) -> Iterator[str]:
    if isinstance(record, (Event, Place, Organisation, Official, Series)):
        yield from _words_of(record).values()
        yield from (alias.value for alias in getattr(record, "aliases", ()))
        abbreviation = getattr(record, "abbreviation", None)
        if abbreviation:
            yield abbreviation


# What a sheet names and nobody knows

_SORTS: Final[Mapping[type[Record], str]] = {
    Place: "place",
    Organisation: "organisation",
    Series: "series",
    Official: "person",
}


@attrs.define(slots=True)
class _New:
    """A record that a sheet adds: what is known of it, and where it was first met."""

    cls: type[Record]
    name: str
    lang: str
    line: int
    country: str | None = None

    def record(self, id: str) -> Record:
        name = Text({self.lang: self.name})
        if self.cls is Official:
            return Official(id=id, name=name)
        if self.cls is Series:
            return Series(id=id, name=name)
        if self.cls is Place:
            return Place(id=id, name=name, kind="other", country=self.country)
        return Organisation(id=id, name=name, kind="other")


class Register:
    """The records that the names of a sheet lead to: known ones, and those that it adds."""

    def __init__(
        self, known: Mapping[str, Record], events: Collection[str], *, lenient: bool
    ) -> None:
        self.known = known
        self.names: Names = Names(known)
        self._events = events
        self._lenient = lenient
        self._new: dict[str, _New] = {}

    def introduce(self, named: Mention, cls: type[Record], cell: Cell) -> None:
        """Take up ``Name [id]`` where no record has the id, so that the name alone will do."""
        if named.id and named.name and named.id not in self.known and named.id not in self._events:
            new = self._new.setdefault(named.id, _New(cls, named.name, cell.lang, cell.line))
            self.names.add(new.record(named.id))

    def find(
        self, text: str, cls: type[Record], cell: Cell, country: str | None = None
    ) -> str | None:
        """Return the id of the one record of a class that a mention means, known or new."""
        named = mention(text)
        if named.id == "":
            cell.refuse(text, f"the name of a {_SORTS[cls]}, or its id in the brackets")
            return None
        if named.id:
            return self._by_id(named.id, named.name, cls, cell, country)
        bearers = self.names.bearers(named.name, cls)
        if cls is Place and country:
            bearers = [id for id in bearers if self._may_lie_in(id, country)]
        if len(bearers) > 1:
            cell.refuse(text, ambiguous(named.name, bearers))
            return None
        if not bearers:
            return self._by_new_name(named.name, cls, cell, country)
        if bearers[0] in self._new:
            self._set_country(bearers[0], country, cell)
        return bearers[0]

    def records(self) -> list[Record]:
        """Return the records that the sheet adds."""
        return [new.record(id) for id, new in self._new.items()]

    def lines(self) -> Iterable[tuple[str, int]]:
        """Return the ids of the records that the sheet adds, and the line of each."""
        return [(id, new.line) for id, new in self._new.items()]

    def _by_id(
        self, id: str, name: str, cls: type[Record], cell: Cell, country: str | None
    ) -> str | None:
        new = self._new.get(id)
        if new is not None:
            if new.cls is cls and name in ("", new.name):
                self._set_country(id, country, cell)
            else:
                other = f"line {new.line} has {new.name!r} for this one"
                cell.refuse(f"{name} [{id}]", f"one name for each id; {other}")
            return id
        record = self.known.get(id)
        if type(record) is cls:
            return id
        if record is not None or id in self._events:
            cell.refuse(id, f"the id of a {_SORTS[cls]}; it is another record's")
            return None
        if not self._lenient:
            cell.refuse(id, f"the id of a known {_SORTS[cls]}, or a name before it")
        return id

    def _by_new_name(
        self, name: str, cls: type[Record], cell: Cell, country: str | None
    ) -> str | None:
        words = slugify(composed(name))
        id = words if cls is Official else f"{_SORTS[cls]}-{words}"
        new = self._new.setdefault(id, _New(cls, name, cell.lang, cell.line))
        with_id = repr(f"{name} [an-id]")
        if composed(new.name) != composed(name) or new.cls is not cls:
            cell.refuse(
                name,
                f"a name that makes an id of its own; {new.name!r} on line {new.line} makes "
                f"{id!r} too, so write the same name or {with_id}",
            )
            return None
        if id in self.known or id in self._events:
            cell.refuse(name, f"a name that makes a new id, or {with_id}; {id!r} is taken")
            return None
        self._set_country(id, country, cell)
        return id

    def _set_country(self, id: str, country: str | None, cell: Cell) -> None:
        new = self._new[id]
        if country and new.country and new.country != country:
            with_id = repr(f"{new.name} [an-id]")
            cell.refuse(
                f"{new.name} in {country}",
                f"one country for each place; line {new.line} has {new.country}, so write "
                f"{with_id} for one of them",
            )
        new.country = new.country or country

    def _may_lie_in(self, id: str, country: str) -> bool:
        place = self.names.records[id]
        assert isinstance(place, Place)
        return country_of(place, self.names.records) in (None, country)
