"""Names instead of ids: which record a name in a sheet means, and how to write one safely.

A name means the record that bears it: as its name in any language, as an alias
or as its abbreviation, letter for letter but for blanks and for how letters are
composed. ``Name [id]`` means the record of that id whatever the name, and ``Words []``
no record at all. A name is written alone only where it leads back to its record;
otherwise with the id.

What nobody bears letter for letter, and one record in another spelling (``г. Минск``,
«Объединенный штаб»), means that record, which is told.

A name that nobody bears makes a new record with nothing but that name: a place
or an organisation of the kind *other*, or a series; in a sheet of posts a person, too.
Its id is made of its sort and its name (``place-minsk``; of a person the name alone),
so it is the same in every reading and whatever the order of rows; ``Minsk [minsk]``
gives it another. Names that make one id, since they differ in case, punctuation or script
alone, are of one record, and that is told. Nobody is invented among participants, for a name
doesn't say whether it is a person's, unless it is a country's: a state.

A country is known by its names in every language (`cstoevents.wording.names`), whoever
is known: where an organisation is named the state is meant, and it is one record whatever the
name. A place by the name of a country alone is the country where that is known; else it stays
a place, for it may be a city (Panama), and ``Panama [PA]`` means the country.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final, Literal, NamedTuple, TypeAlias, TypeGuard, get_args

import attrs

from cstoevents.chronicle import Chronicle
from cstoevents.formats.ids import CORRECTED_NAME
from cstoevents.formats.sheet.cells import Cell, in_two, split_list
from cstoevents.records import (
    ARRAYS,
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
from cstoevents.records.structuring import structured
from cstoevents.records.values import Text
from cstoevents.records.vocabularies import (
    EventFormat,
    EventKind,
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
from cstoevents.wording.nearness import NearNames, corrections
from cstoevents.wording.words import meant

NewRecords: TypeAlias = Literal["report", "refuse", "accept"]
"""What is done about records that a sheet names and nobody knows."""

NEW_RECORDS: Final[tuple[NewRecords, ...]] = get_args(NewRecords)

PARTICIPANTS: Final = (Official, Organisation)
EVENTS: Final = (Event, Meeting)


class Mention(NamedTuple):
    """A record as a cell mentions it: by a name, an id (empty for "none at all"), or both."""

    name: str
    id: str | None


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
    """Which records bear a name."""

    def __init__(self, records: Mapping[str, Record]) -> None:
        self.records = records
        self._classes: dict[str, type[Record]] = {}
        self._bearers: dict[str, dict[str, type[Record]]] = {}
        for id, record in records.items():
            self.add(id, type(record), _names_of(record))

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
            found = {id: n for id, n in of_kind.items() if not _is_country(self.records[id])}
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
        names = (name for one in bodies if one.abbreviation for name in _names_of(one))
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
            for name in _names_of(record):
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
                yield from ((id, name) for name in _names_of(record))

    def bearers(self, name: str, classes: Collection[type[Record]]) -> list[str]:
        """Return the ids of the records of some classes that bear a name, sorted."""
        found = self._bearers.get(composed(name), {})
        ids = sorted(id for id, cls in found.items() if cls in classes)
        return ids or ([name] if self._classes.get(name) in classes else [])

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
        is_known = self._is_known(words, PARTICIPANTS) or len(self.apart(words, PARTICIPANTS)) > 1
        if is_known or not _is_bare(words):
            return f"{words} []"
        return words

    def apart(self, text: str, classes: Collection[type[Record]]) -> list[str]:
        """Return the names that commas part, if each of them is known and the whole is not."""
        parts = [part.strip() for part in text.split(",")]
        are_known = len(parts) > 1 and all(self._is_known(part, classes) for part in parts)
        are_known = are_known and _is_bare(text)
        return parts if are_known and not self._is_known(text, classes) else [text]

    def _is_known(self, name: str, classes: Collection[type[Record]]) -> bool:
        is_country = Organisation in classes and len(countries_named(name)) > 0
        return is_country or bool(self.bearers(name, classes))

    def country_code(self, name: str) -> str:
        """Return the code of the country that a text names, or is.

        Raises `RecordError` where no country, or more than one, has the name.
        """
        if rules.COUNTRY.matches(name):
            return name
        places = (self.records.get(id) for id in self.bearers(name, (Place,)))
        codes = {place.country for place in places if _is_country(place) and place.country}
        if len(codes) == 1:
            return codes.pop()
        found = None if codes else code_meant(name) or code_named(name)
        if not found:
            expected = f"{rules.COUNTRY.expected_for(name)}, or the name of one country"
            raise refused(name, f"{expected}{_hint(self._near_countries.near(name, ''))}")
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
        return NearNames(_countries())

    def countries(self, code: str, cls: type[Record] = Place) -> list[str]:
        """Return the ids of the known countries, or states, of a code, sorted."""
        is_one = _is_country if cls is Place else _is_state
        found = ((id, record) for id, record in self.records.items() if is_one(record))
        return sorted(id for id, record in found if getattr(record, "country", None) == code)


def _in_any_order(name: str) -> tuple[str, ...]:
    """Return the words of a person's name, sorted, if they are more than one and no initials."""
    words = latin(name).split()
    return tuple(sorted(words)) if len(words) > 1 and min(map(len, words)) > 1 else (name,)


def _countries() -> Iterator[tuple[str, str]]:
    """Return the code and each name of every country."""
    for spoken in every_language():
        for code, names in spoken.countries.items():
            yield from ((code, name) for name in names)


def _hint(near: Sequence[str]) -> str:
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


def _is_country(record: Record | None) -> TypeGuard[Place]:
    return isinstance(record, Place) and record.kind is PlaceKind.COUNTRY


def _is_state(record: Record | None) -> TypeGuard[Organisation]:
    return isinstance(record, Organisation) and record.kind is OrganisationKind.STATE


def country_of(id: str | None, records: Mapping[str, Record]) -> str | None:
    """Return the country code of a place, its own or that of what it lies within."""
    around = upwards(records.get, id, Place, "within")
    return next((place.country for place in around if place.country), None)


def _is_bare(name: str) -> bool:
    is_with_id = mention(name).id is not None or _WITH_CODE.match(name) is not None
    is_format = meant(name, EventFormat) is not None
    return not is_with_id and not is_format and split_role(name)[1] is None


def _words_of(record: Record) -> Text:
    return name_of(record) or Text(record.id)


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
_MOST_WORDS: Final = 12
MOST_TOLD: Final = 3
"""How many records are named that may be meant."""
_ARRAYS: Final[Mapping[type[Record], str]] = {cls: name for name, cls in ARRAYS.items()}
_WITHOUT_KIND: Final = (Official, Series)
_KINDS_OF_COUNTRIES: Final[Mapping[type[Record], str]] = {
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
        name, kind = {self.cell.lang_of(self.name): self.name}, "other"
        if self.is_country and self.country:
            name = country_names(self.country) or name
            kind = _KINDS_OF_COUNTRIES[self.cls]
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
    return "" if cls is Official else f"{_SORTS[cls]}-"


class Register:
    """The records that the names of a sheet lead to: known ones, and those that it adds.

    ``known`` are the records beside the sheet, ``events`` the ids that its rows state,
    ``new`` the records that it adds, by id, and ``ids`` the table of the ids that it made.
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
        self.names: Names = Names(known)
        self.new: dict[str, New] = {}
        self._events = events
        self._lenient = lenient
        self._table = ids
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
        for cls in _SORTS:
            lost = self.lost(cls)
            new = {
                self._words(key, id): key
                for key, id in self._made.items()
                if key not in self._table and id in self.new and self._is_named(id, cls)
            }
            found.update((new[name], id) for name, id in corrections(lost, new).items())
        return found

    def _words(self, key: str, id: str) -> str:
        """Return the name of a new record, of one within another as its id has it."""
        new = self.new[id]
        start = f"{_ARRAYS[new.cls]}/{_beginning(new.cls)}"
        return key.removeprefix(start).replace("-", " ") if new.within else new.name

    def lost(self, cls: type[Record]) -> dict[str, str]:
        """Return the names of a class that the table of ids has and the sheet no more."""
        start = f"{_ARRAYS[cls]}/{_beginning(cls)}"
        taken = {*self.new, *self.known, *self._events}
        gone = (key for key in self._table.keys() - self._made.keys() if key.startswith(start))
        return {
            key.removeprefix(start): self._table[key]
            for key in sorted(gone)
            if self._table[key] not in taken
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
            raise refused(text, f"the name of the {_SORTS[cls]}, or its id in the brackets")
        if id:
            return self._by_id(id, name, cls, country, within)
        bearers = self.names.bearers(name, (cls,))
        bearers = [id for id in bearers if self._is_there(id, country, within)]
        bearer = the_only(text, name, bearers)
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
        beside = self.names.code_beside(name) if cls in _KINDS_OF_COUNTRIES else None
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
                raise refused(id, f"the id of the {_SORTS[cls]}; it is another record's")
            if not self._lenient:
                raise refused(id, f"the id of a known {_SORTS[cls]}, or a name before it")
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
        key = f"{_ARRAYS[cls]}/{made}"
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
        names = _names_of(known) if known is not None and type(known) is cls else ()
        return any(_made_id(other, cls) == _made_id(name, cls) for other in names)

    def _set_country(self, id: str, country: str | None) -> None:
        new = self.new[id]
        if country and new.country and new.country != country:
            expected = f"one country for each place; line {new.line} has {new.country}, so write "
            with_id = repr(f"{new.name} [an-id]")
            raise refused(f"{new.name} in {country}", f"{expected}{with_id} for one of them")
        new.country = new.country or country


def tell_new(register: Register, new: NewRecords) -> None:
    """Note each record that the sheet adds, with the known names near it, or refuse it."""
    if new == "accept" or not register.new:
        return
    near: dict[type[Record], NearNames] = {}
    for id, made in sorted(register.new.items(), key=lambda added: added[1].line):
        cls, name, cell = made.cls, made.name, made.cell
        if cls not in near:
            near[cls] = NearNames(_names_around(register, cls))
        hint = "" if made.is_country else _hint(near[cls].near(name, id))
        if _is_list(name, cls, register):
            several = "semicolons part several names"
            hint = f"{hint}; {several}"
        if new == "refuse":
            expected = f"the name of a known {_SORTS[cls]}, since no new one is wanted{hint}"
            cell.refuse(name, expected)
        else:
            cell.note(f"a new {_SORTS[cls]}: {name!r} [{id}]{hint}")


def _is_list(name: str, cls: type[Record], register: Register) -> bool:
    """Whether a name may be several, parted by commas, since one of them is known."""
    parts = [part.strip() for part in name.split(",")]
    return len(parts) > 1 and any(register.names.bearers(part, (cls,)) for part in parts)


def _names_around(register: Register, cls: type[Record]) -> Iterator[tuple[str, str]]:
    """Return the ids and names of a class that are known, new or lost."""
    yield from register.names.of(cls)
    yield from ((id, made.name) for id, made in register.new.items() if made.cls is cls)
    yield from ((id, words) for words, id in register.lost(cls).items())
    yield from _names_of_countries(register, cls)


def _names_of_countries(register: Register, cls: type[Record]) -> Iterator[tuple[str, str]]:
    """Return the names of countries, each with the id of its record of a class, or its code."""
    if cls in _KINDS_OF_COUNTRIES:
        is_one = _is_country if cls is Place else _is_state
        ids = {
            getattr(one, "country", None): id for id, one in register.known.items() if is_one(one)
        }
        yield from ((ids.get(code, code), name) for code, name in _countries())
