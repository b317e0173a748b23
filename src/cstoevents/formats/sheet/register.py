"""What a sheet names: the known record that a name leads to, or a new one that it makes.

A name that nobody bears makes a new record with nothing but that name: a place
or an organisation of the kind *other*, or a series; in a sheet of posts a person, too.
Its id is made of its sort and its name (``place-minsk``; of a person the name alone),
so it is the same in every reading and whatever the order of rows; ``Minsk [minsk]``
gives it another. Names that make one id, since they differ in case, punctuation or script
alone, are of one record, and that is told. Nobody is invented among participants, for a name
doesn't say whether it is a person's, unless it is a country's: a state.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterator, Mapping
from typing import Final

import attrs

from cstoevents.formats.ids import CORRECTED_NAME
from cstoevents.formats.sheet.cells import Cell, in_two, split_list
from cstoevents.formats.sheet.names import (
    Names,
    NameTold,
    code_named,
    country_of,
    mention,
    names_of,
    the_only,
)
from cstoevents.records import (
    ARRAYS,
    Event,
    Official,
    Organisation,
    Place,
    Record,
    Series,
)
from cstoevents.records.index import upwards
from cstoevents.records.names import name_of
from cstoevents.records.rules import legible_slug, refused
from cstoevents.records.structuring import structured
from cstoevents.records.vocabularies import (
    EventKind,
    OrganisationKind,
    PlaceKind,
)
from cstoevents.wording.names import (
    composed,
    countries_named,
    country_names,
)
from cstoevents.wording.nearness import corrections

SORTS: Final[Mapping[type[Record], str]] = {
    Place: "place",
    Organisation: "organisation",
    Series: "series",
    Official: "person",
}
"""What names in a sheet may be of, as people are told it."""
MOST_TOLD: Final = 3
"""How many records are named that may be meant."""
_ARRAYS: Final[Mapping[type[Record], str]] = {cls: name for name, cls in ARRAYS.items()}
_WITHOUT_KIND: Final = (Official, Series)
KINDS_OF_COUNTRIES: Final[Mapping[type[Record], str]] = {
    Place: PlaceKind.COUNTRY.value,
    Organisation: OrganisationKind.STATE.value,
}


@attrs.define(slots=True)
class New:
    """A record that a sheet adds: what is known of it, and where it was first met."""

    cls: type[Record]
    cell: Cell
    names: set[str]
    country: str | None = None
    is_country: bool = False
    within: str | None = None

    @property
    def name(self) -> str:
        """Its name; of several that of small and capital letters, whatever the order of rows."""
        ordered = sorted(self.names, reverse=True)  # Cyrillic letters before Latin ones
        return min(ordered, key=lambda name: name.isupper() or name.islower())

    @property
    def line(self) -> int:
        """The line on which it was first met."""
        return self.cell.line

    def record(self, id: str) -> Record:
        """Return the record, under an id."""
        name, kind = {self.cell.lang.of(self.name): self.name}, "other"
        if self.is_country and self.country:
            name = country_names(self.country) or name
            kind = KINDS_OF_COUNTRIES[self.cls]
        plain: dict[str, object] = {"id": id, "name": name}
        if self.cls not in _WITHOUT_KIND:
            plain["kind"] = kind
        if self.country:
            plain["country"] = self.country
        if self.within:
            plain["within"] = self.within
        return structured(plain, self.cls)


def _made_id(name: str, cls: type[Record], within: str | None = None) -> str:
    around = f"{within.removeprefix(_beginning(cls))}-" if within else ""
    return f"{_beginning(cls)}{around}{legible_slug(composed(name))}"


def _beginning(cls: type[Record]) -> str:
    return "" if cls is Official else f"{SORTS[cls]}-"


def _key(id: str, cls: type[Record]) -> str:
    """Return what the table of ids calls a name, by the id that is made of it."""
    return f"{_ARRAYS[cls]}/{id}"


def _told(ids: Mapping[str, str], known: Mapping[str, Record]) -> dict[NameTold, str]:
    """Return which known records a table of ids has for names that are no part of their ids."""
    starts = {cls: _key(_beginning(cls), cls) for cls in SORTS}
    return {
        NameTold(cls, key.removeprefix(start)): id
        for cls, start in starts.items()
        for key, id in ids.items()
        if key.startswith(start) and type(known.get(id)) is cls and key != _key(id, cls)
    }


class Register:
    """The records that the names of a sheet lead to: known ones, and those that it adds.

    ``known`` are the records beside the sheet, ``events`` the ids that its rows state,
    ``new`` the records that it adds, by id, and ``ids`` the table of the ids that it made. A name
    that the table has for a known record means that.
    Look-ups raise `RecordError` where a name or an id leads nowhere, or to several records.
    """

    def __init__(
        self,
        known: Mapping[str, Record],
        events: Collection[str],
        ids: Mapping[str, str],
        *,
        lenient: bool,
    ) -> None:
        self.known = known
        self.ids: dict[str, str] = dict(ids)
        self.names: Names = Names(known, _told(ids, known))
        self.new: dict[str, New] = {}
        self._events = events
        self._lenient = lenient
        self.table: Mapping[str, str] = ids
        self._made: dict[str, str] = {}

    def kinds_in_series(self, text: str) -> set[EventKind]:
        """Return the kinds of the known events in the series that a list of names means."""
        ids: set[str] = set()
        for name, id in map(mention, split_list(text)):
            bearers = self.names.bearers(name, (Series,))
            ids.update([id] if id else bearers or self.names.spelt_otherwise(name, Series))
        return {kind for id in ids for kind in self._kinds_by_series.get(id, ())}

    @functools.cached_property
    def _kinds_by_series(self) -> dict[str, set[EventKind]]:
        found: dict[str, set[EventKind]] = {}
        for event in (one for one in self.known.values() if isinstance(one, Event)):
            for entry in event.entries:
                found.setdefault(entry.series, set()).add(event.kind)
        return found

    def corrected(self) -> dict[str, str]:
        """Return what the table of ids is to have of names that others became by a correction.

        It had the one near name, which the sheet has no more, and lacks the new one.
        """
        found: dict[str, str] = {}
        for cls in SORTS:
            lost = self.lost(cls)
            new = {
                self._words(key, id): key
                for key, id in self._made.items()
                if key not in self.table and id in self.new and self._is_named(id, cls)
            }
            found.update((new[name], id) for name, id in corrections(lost, new).items())
        return found

    def _words(self, key: str, id: str) -> str:
        """Return the name of a new record, of one within another as its id has it."""
        new = self.new[id]
        start = _key(_beginning(new.cls), new.cls)
        return key.removeprefix(start).replace("-", " ") if new.within else new.name

    def lost(self, cls: type[Record]) -> dict[str, str]:
        """Return the names of a class that the table of ids has and the sheet no more."""
        start = _key(_beginning(cls), cls)
        taken = {*self.new, *self.known, *self._events}
        gone = (key for key in self.table.keys() - self._made.keys() if key.startswith(start))
        return {
            key.removeprefix(start): self.table[key]
            for key in sorted(gone)
            if self.table[key] not in taken
        }

    def _is_named(self, id: str, cls: type[Record]) -> bool:
        return self.new[id].cls is cls and not self.new[id].is_country

    def tell_corrected(self, corrected: Mapping[str, str]) -> None:
        """Note the records that have their ids since their names are those of others corrected."""
        for key, id in corrected.items():
            if self._made.get(key) in self.new:
                told = f"taken for {id!r} of the table of ids: {CORRECTED_NAME}"
                self.new[id].cell.note(told)

    def introduce(self, text: str, cls: type[Record], cell: Cell) -> None:
        """Add ``Name [id]`` where no record has the id, so that the name alone will do."""
        name, id = mention(text)
        if id and name and id not in self.known and id not in self._events:
            new = self.new.setdefault(id, New(cls, cell, {composed(name)}))
            self.names.add(id, new.cls, (new.name,))

    def find(
        self,
        text: str,
        cls: type[Record],
        cell: Cell,
        country: str | None = None,
        within: str | None = None,
    ) -> str:
        """Return the id of the one record of a class that a mention means, known or new.

        A place may be stated to be in a country, or within another place.
        """
        name, id = mention(text)
        if id == "":
            raise refused(text, f"the name of the {SORTS[cls]}, or its id in the brackets")
        if id:
            return self._by_id(id, name, cls, country, within)
        bearer = the_only(text, name, self._bearers(name, cls, country, within))
        if bearer is not None:
            if bearer in self.new:
                self._set_country(bearer, country)
            return bearer
        code = None if within else self._country_meant(name, cls, country)
        if code:
            meant = self.of_country(text, code, cls, cell)
            if cls is Place or code not in countries_named(name):
                called = country_names(code).get("en", code)
                cell.note(f"taken for {called!r}, which is spelt otherwise")
            return meant
        known = self._by_other_spelling(name, cls, cell, country, within)
        known = known or (None if within else self._by_two_names(name, cls, cell))
        return known or self._by_new_name(name, cls, cell, country, within)

    def _bearers(
        self, name: str, cls: type[Record], country: str | None, within: str | None
    ) -> list[str]:
        """Return the ids of the records that bear a name where it is, or that the table has for it.

        The table has that of a place within another by both.
        """
        there = (country, within)
        ids = [id for id in self.names.bearers(name, (cls,)) if self._is_there(id, *there)]
        told = self.table.get(_key(_made_id(name, cls, within), cls), "") if within else ""
        is_told = type(self.known.get(told)) is cls
        return ids or ([told] if is_told and self._is_there(told, *there) else [])

    def may_be(self, id: str, new: New) -> bool:
        """Whether a known record may be what a sheet names, of its class and where that is."""
        is_known = type(self.known.get(id)) is new.cls
        return is_known and self._is_there(id, new.country, new.within)

    def named_new(self) -> dict[str, str]:
        """Return the ids of new records by what the table of ids calls the names they are made of.

        Those of countries are left out, since which one is meant is certain.
        """
        return {
            key: id
            for key, id in self._made.items()
            if id in self.new and not self.new[id].is_country
        }

    def _is_there(self, id: str, country: str | None, within: str | None) -> bool:
        """Whether a record may be in a country, and within a place, of which it may say nothing."""
        if country and country_of(id, self.known) not in (None, country):
            return False
        around = {*self._around(id)} - {id}
        return within is None or within in around or (id != within and not around)

    def _country_meant(self, name: str, cls: type[Record], country: str | None) -> str | None:
        """Return the code of the country, or state, that a name means which nobody bears.

        It is meant if its code stands beside the name. The name alone means a state, and of the
        places a country that is known, unless a country is stated in which the place lies.
        """
        beside = self.names.code_beside(name) if cls in KINDS_OF_COUNTRIES else None
        if beside and country in (None, beside):
            return beside
        if cls is not Place:
            return code_named(name) if cls is Organisation else None
        codes = () if country else countries_named(name)
        known = [code for code in codes if self.names.countries(code)]
        return known[0] if len(codes) == len(known) == 1 else None

    def of_country(self, text: str, code: str, cls: type[Record], cell: Cell) -> str:
        """Return the id of the country, or the state, of a code: a known one or a new one."""
        known = the_only(text, mention(text).name, self.names.countries(code, cls))
        if known is not None:
            return known
        id = self._by_new_name(country_names(code).get("en", code), cls, cell, None)
        self._set_country(id, code)
        self.new[id].is_country = True
        return id

    def _by_id(
        self, id: str, name: str, cls: type[Record], country: str | None, within: str | None
    ) -> str:
        new, record = self.new.get(id), self.known.get(id)
        if new is not None:
            if new.cls is not cls or (name and composed(name) not in new.names):
                other = f"line {new.line} has {new.name!r} for this one"
                raise refused(f"{name} [{id}]", f"one name for each id; {other}")
            self._set_country(id, country)
            if within and within != id and id not in self._around(within):
                new.within = new.within or within
        elif type(record) is not cls:
            if record is not None or id in self._events:
                raise refused(id, f"the id of the {SORTS[cls]}; it is another record's")
            if not self._lenient:
                raise refused(id, f"the id of a known {SORTS[cls]}, or a name before it")
        return id

    def _around(self, id: str) -> Iterator[str]:
        """Return the ids of the places in which one lies, be it known or new."""
        around: dict[str, None] = {}
        while id in self.new and (within := self.new[id].within) and within not in around:
            around[within] = None
            id = within
        yield from around
        yield from (place.id for place in upwards(self.known.get, id, Place, "within"))

    def _by_other_spelling(
        self, name: str, cls: type[Record], cell: Cell, country: str | None, within: str | None
    ) -> str | None:
        """Return the id of the one known record that has another spelling of a name."""
        alike = self.names.spelt_otherwise(name, cls)
        ids = [id for id in alike if self._is_there(id, country, within)]
        if len(ids) > 1 and cls is Organisation:
            which = " or ".join(f"{alike[id]!r} [{id}]" for id in sorted(ids)[:MOST_TOLD])
            cell.note(f"a name that may be that of {which}")
        if len(ids) != 1:
            return None
        cell.note(f"taken for {alike[ids[0]]!r}, which is spelt otherwise")
        return ids[0]

    def _by_two_names(self, name: str, cls: type[Record], cell: Cell) -> str | None:
        """Return the id of the one known record that a name means twice: "Minsk / Минск"."""
        found = [
            {*self.names.bearers(part, (cls,)), *self.names.spelt_otherwise(part, cls)}
            for part in in_two(name)
        ]
        same = found[0].intersection(*found[1:]) if found else ()
        if len(same) != 1:
            return None
        (id,) = same
        cell.note(f"taken for {id!r}, which has both names")
        return id

    def _by_new_name(
        self,
        name: str,
        cls: type[Record],
        cell: Cell,
        country: str | None,
        within: str | None = None,
    ) -> str:
        made = _made_id(name, cls, within)
        key = _key(made, cls)
        id = self._made[key] = self.ids.setdefault(key, made)
        if self._is_known_as(id, name, cls):
            cell.note(f"taken for {str(name_of(self.known[id]))!r}, which is spelt otherwise")
            return id
        new = self.new.setdefault(id, New(cls, cell, {composed(name)}, within=within))
        with_id = repr(f"{name} [an-id]")
        is_same = new.within == within and _made_id(new.name, cls) == _made_id(name, cls)
        if new.cls is not cls or not is_same:
            expected = f"a name that makes an id of its own; {new.name!r} on line {new.line} makes "
            raise refused(name, f"{expected}{id!r} too, so write the same name or {with_id}")
        if id in self.known or id in self._events:
            if id != made:
                told = f"the table of ids has {id!r} for it, which can't be meant here"
                raise refused(name, f"another name, or {with_id}; {told}")
            raise refused(name, f"a name that makes a new id, or {with_id}; {id!r} is taken")
        if composed(name) not in new.names:
            first = new.name
            new.names.add(composed(name))
            cell.note(f"taken for {first!r}, which is spelt otherwise in line {new.line}")
        self._set_country(id, country)
        return id

    def _is_known_as(self, id: str, name: str, cls: type[Record]) -> bool:
        """Whether a known record has an id that is made of its name, and of this one."""
        known = self.known.get(id)
        names = names_of(known) if known is not None and type(known) is cls else ()
        return any(_made_id(other, cls) == _made_id(name, cls) for other in names)

    def _set_country(self, id: str, country: str | None) -> None:
        new = self.new[id]
        if country and new.country and new.country != country:
            expected = f"one country for each place; line {new.line} has {new.country}, so write "
            with_id = repr(f"{new.name} [an-id]")
            raise refused(f"{new.name} in {country}", f"{expected}{with_id} for one of them")
        new.country = new.country or country
