"""Names instead of ids: which record a name in a sheet means, and how to write one safely.

A name means the record that bears it: as its name in any language, as an alias
or as its abbreviation, letter for letter but for blanks. ``Name [id]`` means the
record of that id whatever the name, and ``Words []`` no record at all. A name is
written alone only where it leads back to its record; otherwise with the id.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from cstoevents.chronicle import Chronicle
from cstoevents.formats.sheet.words import meant
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
from cstoevents.records.values import Text
from cstoevents.records.vocabularies import ParticipationRole

__all__ = ["Mention", "Names", "country_of", "everything", "mention", "role_of"]

ANYBODY: Final = (Official, Organisation)
EVENTS: Final = (Event, Meeting)


class Mention(NamedTuple):
    """A record as a cell mentions it: by a name, an id (empty for "none at all"), or both."""

    name: str
    id: str | None


def everything(chronicle: Chronicle | None) -> dict[str, Record]:
    """Give all records that look-ups in a chronicle can find, by id."""
    records: dict[str, Record] = {}
    while chronicle is not None:
        for record in chronicle:
            records.setdefault(record.id, record)
        chronicle = chronicle.within
    return records


_WITH_ID = re.compile(r"\A(?P<name>.*?)\s*\[(?P<id>[a-z0-9-]*)\]\Z", re.DOTALL)
_WITH_ROLE = re.compile(r"\A(?P<name>.*\S)\s*\((?P<role>[^()]+)\)\Z", re.DOTALL)


def mention(text: str) -> Mention:
    """Part a mention into its name and its id."""
    found = _WITH_ID.match(text)
    if found and (not found["id"] or rules.ID.matches(found["id"])):
        return Mention(found["name"], found["id"])
    return Mention(text, None)


def role_of(text: str) -> tuple[str, ParticipationRole | None]:
    """Part ``Name (role)`` into its name and its role, if that is a known one."""
    found = _WITH_ROLE.match(text)
    role = meant(found["role"], ParticipationRole) if found else None
    return (found["name"], role) if found and role else (text, None)


class Names:
    """Who bears which name, by what sort of record is asked for."""

    def __init__(self, records: dict[str, Record]) -> None:
        self.records = records
        self._bearers: dict[str, dict[str, Record]] = {}
        for record in records.values():
            self.learn(record)

    def learn(self, record: Record) -> None:
        """Take up a record and its names."""
        self.records[record.id] = record
        for name in _names_of(record):
            self._bearers.setdefault(_key(name), {})[record.id] = record

    def bearers(self, name: str, *classes: type[Record]) -> list[str]:
        """Give the ids of the records of some classes that bear a name, sorted."""
        found = self._bearers.get(_key(name), {})
        ids = sorted(id for id, record in found.items() if type(record) in classes)
        if not ids and type(self.records.get(name)) in classes:
            return [name]
        return ids

    def written(self, id: str, lang: str, *classes: type[Record]) -> str:
        """Give what a cell says for a record: its name, with its id where that is needed."""
        record = self.records.get(id)
        name = "" if record is None else " ".join(_words_of(record).best(lang).split())
        # What can't be seen in a name may be lost on its way.
        lasts = name.isprintable() and _says_only_itself(name)
        if lasts and self.bearers(name, *classes) == [id]:
            return name
        return f"{name} [{id}]".strip()

    def written_words(self, words: str) -> str:
        """Give what a cell says for words that name no record, although they could."""
        if self.bearers(words, *ANYBODY) or not _says_only_itself(words):
            return f"{words} []"
        return words


def country_of(place: Place, records: dict[str, Record]) -> str | None:
    """Give the country code of a place, its own or that of what it lies within."""
    seen = set()
    at: Record | None = place
    while isinstance(at, Place) and at.id not in seen:
        if at.country:
            return at.country
        seen.add(at.id)
        at = records.get(at.within) if at.within else None
    return None


def _key(name: str) -> str:
    return " ".join(name.split())


def _says_only_itself(name: str) -> bool:
    return mention(name).id is None and role_of(name)[1] is None


def _words_of(record: Record) -> Text:
    words = getattr(record, "title", None) or getattr(record, "name", None)
    return words if isinstance(words, Text) else Text(record.id)


def _names_of(record: Record) -> Iterable[str]:
    if isinstance(record, (Event, Place, Organisation, Official, Series)):
        yield from _words_of(record).values()
        yield from _other_names(record)


def _other_names(record: Record) -> Iterator[str]:
    for alias in getattr(record, "aliases", ()):
        yield alias.value
    abbreviation = getattr(record, "abbreviation", None)
    if abbreviation:
        yield abbreviation
