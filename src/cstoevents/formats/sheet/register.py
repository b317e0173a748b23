"""The records that a sheet's names lead to: those known already, and those it brings along.

A name that nobody bears becomes a new record with nothing but that name: a place
or an organisation of the kind *other*, or a series. Its id is made of its sort
and its name (``place-minsk``), so it is the same in every reading and whatever
the order of rows; ``Minsk [minsk]`` gives it another. Nobody is invented among
participants, for a name doesn't say whether it is a person's.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import NamedTuple, TypeAlias

import attrs

from cstoevents.formats.sheet.names import Mention, Names, country_of, mention
from cstoevents.records import Organisation, Place, Record, Series
from cstoevents.records.rules import slugify
from cstoevents.records.values import Text

__all__ = ["Refuse", "Register", "Where", "ambiguous"]

Refuse: TypeAlias = Callable[[object, str], None]
"""What to call with what was found and what was expected instead."""


class Where(NamedTuple):
    """Where something is mentioned: in which language, on which line, and whom to tell."""

    lang: str
    line: int
    refuse: Refuse


_SORTS: dict[type[Record], str] = {
    Place: "place",
    Organisation: "organisation",
    Series: "series",
}


@attrs.define(slots=True)
class _New:
    """A record that a sheet brings along: what is known of it, and where it was first met."""

    cls: type[Record]
    name: str
    lang: str
    line: int
    country: str | None = None


class Register:
    """Finds the record that a mention means, or takes up a new one."""

    def __init__(self, known: dict[str, Record], events: Collection[str], *, lenient: bool) -> None:
        self._known = known
        self._events = events
        self._lenient = lenient
        self.names: Names = Names(dict(known))
        self._new: dict[str, _New] = {}

    def introduce(self, said: Mention, cls: type[Record], at: Where) -> None:
        """Take up ``Name [id]`` where no record has the id, so that the name alone will do."""
        if said.id and said.name and said.id not in self._known and said.id not in self._events:
            self._new.setdefault(said.id, _New(cls, said.name, at.lang, at.line))
            self.names.learn(_record(said.id, self._new[said.id]))

    def find(
        self,
        text: str,
        cls: type[Record],
        at: Where,
        country: str | None = None,
    ) -> str | None:
        """Give the id of the one record of a class that a mention means, old or new."""
        said, refuse = mention(text), at.refuse
        if said.id == "":
            refuse(text, f"the name of a {_SORTS[cls]}, or its id in the brackets")
            return None
        if said.id:
            return self._by_id(said, cls, at.refuse, country)
        bearers = self.names.bearers(said.name, cls)
        if cls is Place and country:
            bearers = [id for id in bearers if self._may_lie_in(id, country)]
        if len(bearers) == 1:
            id = bearers[0]
            if id in self._new:
                self._tell_country(id, country, refuse)
            return id
        if bearers:
            refuse(text, ambiguous(said.name, bearers))
            return None
        return self._made(said.name, cls, at, country)

    def records(self) -> list[Record]:
        """Give the records that the sheet brings along."""
        return [_record(id, new) for id, new in self._new.items()]

    def brought(self) -> dict[str, int]:
        """Give the ids of the records that the sheet brings along, and the line of each."""
        return {id: new.line for id, new in self._new.items()}

    def _by_id(
        self, said: Mention, cls: type[Record], refuse: Refuse, country: str | None
    ) -> str | None:
        id = said.id or ""
        if id in self._new:
            new = self._new[id]
            if new.cls is not cls or (said.name and said.name != new.name):
                refuse(
                    f"{said.name} [{id}]",
                    f"one name for each id; line {new.line} has {new.name!r} for this one",
                )
            else:
                self._tell_country(id, country, refuse)
            return id
        record = self._known.get(id)
        if type(record) is cls:
            return id
        if record is not None or id in self._events:
            refuse(id, f"the id of a {_SORTS[cls]}; it is another record's")
            return None
        if not self._lenient:
            refuse(id, f"the id of a known {_SORTS[cls]}, or a name before it")
        return id

    def _made(
        self,
        name: str,
        cls: type[Record],
        at: Where,
        country: str | None,
    ) -> str | None:
        refuse = at.refuse
        id = f"{_SORTS[cls]}-{slugify(name)}"
        new = self._new.setdefault(id, _New(cls, name, at.lang, at.line))
        if _key(new.name) != _key(name) or new.cls is not cls:
            refuse(
                name,
                f"a name that makes an id of its own; {new.name!r} on line {new.line} makes "
                f"{id!r} too, so write the same name or {f'{name} [an-id]'!r}",
            )
        elif id in self._known or id in self._events:
            refuse(name, f"a name that makes a new id, or {f'{name} [an-id]'!r}; {id!r} is taken")
        else:
            self._tell_country(id, country, refuse)
            return id
        return None

    def _tell_country(self, id: str, country: str | None, refuse: Refuse) -> None:
        new = self._new[id]
        if country and new.country and new.country != country:
            refuse(
                f"{new.name} in {country}",
                f"one country for each place; line {new.line} has {new.country}, so write "
                f"{f'{new.name} [an-id]'!r} for one of them",
            )
        new.country = new.country or country

    def _may_lie_in(self, id: str, country: str) -> bool:
        place = self.names.records[id]
        assert isinstance(place, Place)
        return country_of(place, self.names.records) in (None, country)


def ambiguous(name: str, ids: list[str]) -> str:
    """Say how to tell apart the records that bear a name."""
    first = f"{name} [{ids[0]}]"
    return f"a name that only one has, or {first!r}; it is that of {', '.join(ids)}"


def _key(name: str) -> str:
    return " ".join(name.split())


def _record(id: str, new: _New) -> Record:
    name = Text({new.lang: new.name})
    if new.cls is Series:
        return Series(id=id, name=name)
    if new.cls is Place:
        return Place(id=id, name=name, kind="other", country=new.country)
    return Organisation(id=id, name=name, kind="other")
