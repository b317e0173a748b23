"""Names instead of ids: which record a name in a sheet means, and how to write one safely.

A name means the record that bears it: as its name in any language, as an alias
or as its abbreviation, letter for letter but for blanks and for how letters are
composed. ``Name [id]`` means the record of that id whatever the name, and ``Words []``
no record at all. A name is written alone only where it leads back to its record;
otherwise with the id.

What nobody bears letter for letter, and one record in another spelling (``г. Минск``,
«Объединенный штаб»), means that record, which is told.

What a name that nobody bears makes is a matter of `register`.

A country is known by its names in every language (`cstoevents.wording.names`), whoever
is known: where an organisation is named the state is meant, and it is one record whatever the
name. A place by the name of a country alone is the country where that is known; else it stays
a place, for it may be a city (Panama), and ``Panama [PA]`` means the country.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple, TypeGuard

from cstoevents.chronicle import Chronicle
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
from cstoevents.records.countries import code_meant
from cstoevents.records.index import upwards
from cstoevents.records.names import name_of
from cstoevents.records.rules import legible_slug, refused
from cstoevents.records.values import Text
from cstoevents.records.vocabularies import (
    EventFormat,
    OrganisationKind,
    ParticipationRole,
    PlaceKind,
)
from cstoevents.wording.language import every_language
from cstoevents.wording.names import (
    composed,
    countries_named,
    countries_named_in_any_case,
    country_names,
    folded,
    latin,
    without_endings,
    without_kind,
    without_last_words,
)
from cstoevents.wording.nearness import NearNames
from cstoevents.wording.words import any_of, meant

PARTICIPANTS: Final = (Official, Organisation)
EVENTS: Final = (Event, Meeting)

_MOST_WORDS: Final = 12


class Mention(NamedTuple):
    """A record as a cell mentions it: by a name, an id (empty for "none at all"), or both."""

    name: str
    id: str | None


class NameTold(NamedTuple):
    """A name that somebody has said the meaning of: what it is of, and its words as in an id."""

    cls: type[Record]
    words: str


class PostInBody(NamedTuple):
    """A post, and the id of the known body that it is in, or the code of the state."""

    post: str
    body: str
    code: str


def all_records(chronicle: Chronicle | None) -> dict[str, Record]:
    """Return all records that look-ups in a chronicle can find, by id."""
    records: dict[str, Record] = {}
    while chronicle is not None:
        for record in chronicle:
            records.setdefault(record.id, record)
        chronicle = chronicle.within
    return records


_WITH_ID = re.compile(r"\A(?P<name>(?:.*\S)?)\s*\[(?P<id>[a-z0-9-]*)\]\Z", re.DOTALL)
_WITH_CODE = re.compile(r"\A(?P<name>.*\S)\s*\[(?P<code>[A-Z]{2})\]\Z", re.DOTALL)
_WITH_ROLE = re.compile(r"\A(?P<name>.*\S)\s*\((?P<role>[^()]+)\)\Z", re.DOTALL)


def mention(text: str) -> Mention:
    """Split a mention into its name and its id."""
    match = _WITH_ID.match(text)
    if match and (not match["id"] or rules.ID.matches(match["id"])):
        return Mention(match["name"], match["id"])
    return Mention(text, None)


def split_role(text: str) -> tuple[str, ParticipationRole | None]:
    """Split ``Name (role)`` into its name and its role, if that is a known one."""
    match = _WITH_ROLE.match(text)
    role = meant(match["role"], ParticipationRole) if match else None
    return (match["name"], role) if match and role else (text, None)


def the_only(text: str, name: str, ids: Sequence[str]) -> str | None:
    """Return the id of the one record that bears a name, or None where none does.

    Raises `RecordError` where several do, which says how to tell them apart.
    """
    if len(ids) > 1:
        first = f"{name} [{ids[0]}]"
        whose = ", ".join(ids)
        raise refused(text, f"a name that only one has, or {first!r}; it is that of {whose}")
    return next(iter(ids), None)


class Names:
    """Which records bear a name, or are ``told`` to be meant by it."""

    def __init__(
        self, records: Mapping[str, Record], told: Mapping[NameTold, str] | None = None
    ) -> None:
        self.records = records
        self._told = told or {}
        self._classes: dict[str, type[Record]] = {}
        self._bearers: dict[str, dict[str, type[Record]]] = {}
        for id, record in records.items():
            self.add(id, type(record), names_of(record))

    def add(self, id: str, cls: type[Record], names: Iterable[str]) -> None:
        """Add a record with its names."""
        self._classes[id] = cls
        for name in names:
            self._bearers.setdefault(composed(name), {})[id] = cls

    def spelt_otherwise(self, name: str, cls: type[Record]) -> dict[str, str]:
        """Return the ids of the records of a class that are called so but for how it is spelt.

        That is case, punctuation and letters that are taken for each other (ё and е), and of
        a place that is no country the word that says what it is (``г. Минск``). Each has the name.
        """
        found = self._by_words.get((cls, folded(name)), {})
        if not found and cls is Place:
            of_kind = self._by_words.get((cls, without_kind(name)), {})
            found = {id: n for id, n in of_kind.items() if not is_country(self.records[id])}
        if not found and cls is Official:
            found = self._by_order.get(_in_any_order(name), {})
        if not found and cls is Organisation:
            for short in self._short_names:
                for whole in (f"{name} {short}", f"{short} {name}"):
                    found = found | self._by_words.get((cls, folded(whole)), {})
        return found

    @functools.cached_property
    def _short_names(self) -> tuple[str, ...]:
        """What people leave out of the name of a body: "CSTO" before "Secretariat"."""
        bodies = (one for one in self.records.values() if isinstance(one, Organisation))
        names = (name for one in bodies if one.abbreviation for name in names_of(one))
        return tuple(sorted({name for name in names if name.isalpha() and name.isupper()}))

    @functools.cached_property
    def _by_order(self) -> dict[tuple[str, ...], dict[str, str]]:
        """The persons that are known, by the words of their names whatever order and script."""
        found: dict[tuple[str, ...], dict[str, str]] = {}
        for id, name in self.of(Official):
            found.setdefault(_in_any_order(name), {}).setdefault(id, name)
        return found

    @functools.cached_property
    def _by_words(self) -> dict[tuple[type[Record], str], dict[str, str]]:
        """The records that are known and their names, by their class and the words of each name."""
        found: dict[tuple[type[Record], str], dict[str, str]] = {}
        for id, record in self.records.items():
            for name in names_of(record):
                found.setdefault((type(record), folded(name)), {}).setdefault(id, name)
        return found

    def post_in_body(self, text: str) -> PostInBody | None:
        """Return a post and the body that it is in: "Secretary General of the CSTO".

        The body is known, or a state; None where none is named at the end, or several.
        """
        for count in range(min(len(text.split()) - 1, _MOST_WORDS), 0, -1):
            tail = " ".join(text.split()[-count:])
            ids = self._bodies_in_any_case.get(without_endings(tail), set())
            codes = () if ids else countries_named_in_any_case(tail)
            post = without_last_words(text, count)
            if post and len(ids) + len(codes) == 1:
                return PostInBody(post, next(iter(ids), ""), next(iter(codes), ""))
        return None

    @functools.cached_property
    def _bodies_in_any_case(self) -> dict[str, set[str]]:
        """The bodies that are known, by the words of their names, whole and without short ones."""
        found: dict[str, set[str]] = {}
        shorter: dict[str, set[str]] = {}
        short = {without_endings(name) for name in self._short_names}
        for id, name in self.of(Organisation):
            first, *rest = without_endings(name).split() or [""]
            found.setdefault(" ".join((first, *rest)), set()).add(id)
            if rest and first in short:
                shorter.setdefault(" ".join(rest), set()).add(id)
            if rest and rest[-1] in short:
                shorter.setdefault(" ".join((first, *rest[:-1])), set()).add(id)
        return shorter | found

    def of(self, cls: type[Record]) -> Iterator[tuple[str, str]]:
        """Return the ids and the names of the records of a class that are known."""
        for id, record in self.records.items():
            if type(record) is cls:
                yield from ((id, name) for name in names_of(record))

    def bearers(self, name: str, classes: Collection[type[Record]]) -> list[str]:
        """Return the ids of the records of some classes that bear a name, sorted."""
        found = self._bearers.get(composed(name), {})
        ids = sorted(id for id, cls in found.items() if cls in classes)
        if not ids and self._classes.get(name) in classes:
            return [name]
        return ids or (self._meant_as_told(name, classes) if self._told else [])

    def _meant_as_told(self, name: str, classes: Collection[type[Record]]) -> list[str]:
        words = legible_slug(composed(name))
        return sorted(
            self._told[told] for cls in classes if (told := NameTold(cls, words)) in self._told
        )

    def written(self, id: str, lang: str, classes: Collection[type[Record]]) -> str:
        """Return what a cell says for a record: its name, with its id where that is needed."""
        record = self.records.get(id)
        name = "" if record is None else " ".join(_words_of(record).best(lang).split())
        # What can't be seen in a name may be lost on its way.
        lasts = name.isprintable() and _is_bare(name)
        if lasts and self.bearers(name, classes) == [id]:
            return name
        return f"{name} [{id}]".strip()

    def written_words(self, words: str) -> str:
        """Return what a cell says for words that name no record, although they could."""
        is_known = self._known_as(words, PARTICIPANTS) or len(self.apart(words, PARTICIPANTS)) > 1
        if is_known or not _is_bare(words):
            return f"{words} []"
        return words

    def apart(self, text: str, classes: Collection[type[Record]]) -> list[str]:
        """Return the names that commas part, if each of them is known and the whole is not.

        So do strokes, ends of lines, "and" and its like.
        """
        parts = [part.strip() for part in _between_names().split(text)]
        meant = [self._known_as(part, classes) for part in parts]
        # Of one in two languages all parts mean the same.
        are_several = all(meant) and len(set(map(tuple, meant))) > 1
        is_list = are_several and _is_bare(text) and not self._known_as(text, classes)
        return parts if is_list else [text]

    def _known_as(self, name: str, classes: Collection[type[Record]]) -> Sequence[str]:
        """Return the records that a name may mean, or else the countries."""
        found = self.bearers(name, classes)
        if found or Organisation not in classes:
            return found
        # A code alone may be a person's initials.
        code = None if Official in classes else code_meant(name)
        return [code] if code else sorted(countries_named(name))

    def country_code(self, name: str) -> str:
        """Return the code of the country that a text names, or is.

        Raises `RecordError` where no country, or more than one, has the name.
        """
        if rules.COUNTRY.matches(name):
            return name
        places = (self.records.get(id) for id in self.bearers(name, (Place,)))
        codes = {place.country for place in places if is_country(place) and place.country}
        if len(codes) == 1:
            return codes.pop()
        found = None if codes else code_meant(name) or code_named(name)
        if not found:
            expected = f"{rules.COUNTRY.expected_for(name)}, or the name of one country"
            raise refused(name, f"{expected}{hint_of(self._near_countries.near(name, ''))}")
        return found

    def code_beside(self, text: str) -> str | None:
        """Return the code of ``Russia [RU]``: that of the country that has the name, or nearly.

        ``Halle [DE]`` is no country, and stays a name.
        """
        match = _WITH_CODE.match(text)
        name, code = (match["name"], match["code"]) if match else ("", "")
        near = self._near_countries.near(name, "") if rules.COUNTRY.matches(code) else ()
        has_name = code in countries_named(name) or any(one.endswith(f"[{code}]") for one in near)
        return code if has_name else None

    @functools.cached_property
    def _near_countries(self) -> NearNames:
        return NearNames(all_countries())

    def countries(self, code: str, cls: type[Record] = Place) -> list[str]:
        """Return the ids of the known countries, or states, of a code, sorted."""
        is_one = is_country if cls is Place else is_state
        found = ((id, record) for id, record in self.records.items() if is_one(record))
        return sorted(id for id, record in found if getattr(record, "country", None) == code)


def _in_any_order(name: str) -> tuple[str, ...]:
    """Return the words of a person's name, sorted, if they are more than one and no initials."""
    words = latin(name).split()
    return tuple(sorted(words)) if len(words) > 1 and min(map(len, words)) > 1 else (name,)


def all_countries() -> Iterator[tuple[str, str]]:
    """Return the code and each name of every country."""
    for spoken in every_language():
        for code, names in spoken.countries.items():
            yield from ((code, name) for name in names)


def hint_of(near: Sequence[str]) -> str:
    return f"; perhaps {' or '.join(near)} is meant" if near else ""


def code_named(name: str) -> str | None:
    """Return the code of the one country that has a name, None where it is no country's.

    Raises `RecordError` where several countries have it.
    """
    codes = countries_named(name)
    if len(codes) > 1:
        which = " or ".join(f"{country_names(code)['en']} ({code})" for code in codes)
        raise refused(name, f"the name of one country: {which}")
    return codes[0] if codes else None


def is_country(record: Record | None) -> TypeGuard[Place]:
    return isinstance(record, Place) and record.kind is PlaceKind.COUNTRY


def is_state(record: Record | None) -> TypeGuard[Organisation]:
    return isinstance(record, Organisation) and record.kind is OrganisationKind.STATE


def country_of(id: str | None, records: Mapping[str, Record]) -> str | None:
    """Return the country code of a place, its own or that of what it lies within."""
    around = upwards(records.get, id, Place, "within")
    return next((place.country for place in around if place.country), None)


@functools.cache
def _between_names() -> re.Pattern[str]:
    """Return what may part names in a list: a comma, a stroke, the end of a line, "and"."""
    words = any_of(word for spoken in every_language() for word in spoken.dates.also_and)
    return re.compile(
        rf"(?:[,;/\n]\s{{0,9}}{words}|[,/\n&]|(?<=\s){words})(?=\s)|[,;/\n&\u2192]"
        r"|\s[-\u2010-\u2015]\s",
        re.IGNORECASE,
    )


def _is_bare(name: str) -> bool:
    is_with_id = mention(name).id is not None or _WITH_CODE.match(name) is not None
    is_format = meant(name, EventFormat) is not None
    return not is_with_id and not is_format and split_role(name)[1] is None


def _words_of(record: Record) -> Text:
    return name_of(record) or Text(record.id)


def names_of(record: Record) -> Iterator[str]:
    if isinstance(record, (Event, Place, Organisation, Official, Series)):
        yield from _words_of(record).values()
        yield from (alias.value for alias in getattr(record, "aliases", ()))
        abbreviation = getattr(record, "abbreviation", None)
        if abbreviation:
            yield abbreviation
