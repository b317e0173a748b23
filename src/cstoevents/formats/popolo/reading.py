"""Records of a Popolo file, as the specification, EveryPolitician and Open Civic Data have it.

First every object is given the id of its record, then records are made of them. Objects
that name others find these by what the file calls them. All that is wrong with a file is
told at once, and what was not taken is counted.
"""

from __future__ import annotations

import codecs
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from typing import Any, Final, TypeVar

import attrs

from cstoevents.chronicle import Chronicle, ReferenceCheck, check_references
from cstoevents.errors import ArgumentTypeError, InputError, Problem, RecordError
from cstoevents.formats import refuse_others
from cstoevents.formats.files import LIMIT, Readable, name_of, read_bytes
from cstoevents.formats.ids import Key, assigned, checked
from cstoevents.formats.json.syntax import parsed
from cstoevents.formats.losses import LossReport
from cstoevents.formats.popolo.items import Item, Notes, arrays_of, collected
from cstoevents.formats.popolo.parts import (
    classified,
    coordinates_of,
    documents_of,
    identifiers_of,
    links_of,
    names_of,
    point_of,
    sources_of,
    times_of,
)
from cstoevents.records import (
    Event,
    Meeting,
    Membership,
    Official,
    Organisation,
    Participation,
    Place,
    Record,
    rules,
)
from cstoevents.records.structuring import structured
from cstoevents.records.values import Identifier
from cstoevents.records.vocabularies import (
    MEETING_KINDS,
    EventKind,
    EventStatus,
    OrganisationKind,
    ParticipationRole,
    PlaceKind,
)
from cstoevents.wording.names import composed
from cstoevents.wording.words import post_of

T = TypeVar("T", bound=Record)

_PREFIXES: Final = {
    "persons": "person",
    "organizations": "organisation",
    "areas": "place",
    "locations": "place",
    "events": "event",
    "memberships": "membership",
}
# Words of Open Civic Data for what we have a word for.
_STATUSES: Final = {"confirmed": EventStatus.SCHEDULED, "tentative": EventStatus.SCHEDULED}


def read_popolo(
    source: Readable,
    *,
    lang: str = "en",
    scheme: str = "popolo",
    ids: MutableMapping[str, str] | None = None,
    within: Chronicle | None = None,
    references: ReferenceCheck = "strict",
    limit: int = LIMIT,
    on_losses: Callable[[LossReport], object] | None = None,
) -> Chronicle:
    """Read persons, organisations, memberships, areas and events from Popolo JSON.

    The file is one object with an array for each class, as the specification and
    EveryPolitician have it; posts and memberships may be within persons and
    organisations, and ids, participants, agendas and zones may be as in Open Civic Data,
    whose objects may stand alone or in a list, too.

    An id that can't be one of ours, or that two objects have, is kept as an identifier
    of the ``scheme``, and an id is made of it, the same in every reading: ``APC`` becomes
    ``apc``. Another classification than ours gives the kind *other* and is kept as
    ``extra["classification"]``. A role in words is kept as the label of the membership.
    A membership of a legislative period has the dates of that period where it has none of
    its own: the period is the event that ``legislative_period_id`` names, as in
    [EveryPolitician's own library](https://www.rubydoc.info/gems/everypolitician-popolo).
    One without an end goes on.

    Args:
        source: a path, an open file, or the bytes themselves.
        lang: the language of words of which the file doesn't say it.
        scheme: what the system is called whose ids these are, such as ``"everypolitician"``.
        ids: ids of the file (``"persons/APC"``) with those of their records: such as are in
            it are taken, and the others are added. `read_ids` and `write_ids` keep it in a file.
        within: another chronicle that references may lead into.
        references: ``"lenient"`` keeps ids that lead nowhere.
        limit: the most bytes that are read.
        on_losses: called with the report of what was not taken: ``print``, for instance.

    Raises:
        InputError: the file is no such JSON, or says what no record can hold; every
            problem, with the way to it.
        ArgumentError: an argument is none of what it may be.
        OSError: the file can't be opened.

    >>> import cstoevents as cs
    >>> file = b'''{"persons": [{"id": "p1", "name": "Ann Example", "birth_date": "1958-03"}],
    ...     "organizations": [{"id": "APC", "name": "Board", "classification": "party"}],
    ...     "memberships": [{"person_id": "p1", "organization_id": "APC", "role": "member",
    ...                      "start_date": "2015"}]}'''
    >>> chronicle = cs.read_popolo(file)
    >>> chronicle.memberships[0].id, chronicle.memberships[0].when
    ('p1--apc--member--2015', When('2015/..'))
    >>> chronicle.organisation("apc").identifiers
    (Identifier(scheme='popolo', identifier='APC'),)
    """
    lang, scheme = rules.LANGUAGE.argument(lang, "lang"), rules.SCHEME.argument(scheme, "scheme")
    check_references(within, references)
    if on_losses is not None and not callable(on_losses):
        raise ArgumentTypeError("on_losses", on_losses, "a function that takes a report")
    table = checked(ids)
    data, file = read_bytes(source, limit).removeprefix(codecs.BOM_UTF8), name_of(source)
    refuse_others(data, "popolo", file)
    plain = parsed(data, file)
    notes = Notes(file)
    reader = _Reader(notes, lang, scheme, table, within, lenient=references == "lenient")
    arrays = arrays_of(plain)
    records = [] if arrays is None else list(reader.records(arrays))
    if arrays is None:
        notes.problems.append(Problem(file=file, found=plain, expected="an object with arrays"))
    if notes.problems:
        raise InputError(notes.problems)
    try:
        chronicle = Chronicle(records, within=within, references=references)
    except InputError as error:
        problems = [attrs.evolve(problem, file=file) for problem in error.problems]
        raise type(error)(problems) from None
    table.update({str(key): id for key, id in reader.ids.items()})
    if on_losses is not None:
        on_losses(notes.losses.report())
    return chronicle


@attrs.define(slots=True, eq=False)
class _Reader:
    """Makes the records of one file."""

    _notes: Notes
    _lang: str
    _scheme: str
    _table: Mapping[str, str]
    _within: Chronicle | None
    lenient: bool = attrs.field(kw_only=True)
    ids: dict[Key, str] = attrs.field(init=False, factory=dict)
    _items: dict[str, dict[Key, Item]] = attrs.field(init=False, factory=dict)
    _nameless: list[Item] = attrs.field(init=False, factory=list)
    _areas: dict[str, list[str]] = attrs.field(init=False, factory=dict)
    _points: dict[Key, dict[str, float]] = attrs.field(init=False, factory=dict)
    _alike: dict[tuple[str, tuple[str, ...]], dict[str, Key | None]] = attrs.field(
        init=False, factory=dict
    )

    def records(self, plain: dict[str, Any]) -> Iterator[Record]:
        """Yield the records of a file, and note what is wrong with it and what is left out."""
        self._items, self._nameless = collected(plain, self._notes)
        self._give_ids()
        yield from self._made("areas", self._place)
        yield from self._made("organizations", self._organisation)
        yield from self._made("persons", self._official)
        yield from self._made("events", self._event)
        for key in self.ids:
            if key.sort == "locations":
                plain_place = {"id": self.ids[key], "name": {self._lang: key.id}, "kind": "other"}
                yield structured({**plain_place, **self._points.get(key, {})}, Place)
        yield from self._memberships()
        for key, event in self._items["events"].items():
            yield from self._participations(event, self.ids[key])
        for items in (*(by_id.values() for by_id in self._items.values()), self._nameless):
            for item in items:
                item.close()

    def _give_ids(self) -> None:
        """Give an id to each object that becomes a record, and to each place that none is for."""
        areas = [(key, item.said.get("name")) for key, item in self._items["areas"].items()]
        names = {composed(name) for _, name in areas if isinstance(name, str)}
        places = {key for item in self._items["events"].values() for key in _location(item)}
        keys = [key for name in _PREFIXES for key in self._items.get(name, ())]
        keys += [key for key in sorted(places) if key.id not in names]
        self.ids = assigned(keys, self._table, _PREFIXES)
        for key, name in areas:
            if isinstance(name, str):
                self._areas.setdefault(composed(name), []).append(self.ids[key])

    # Objects to records

    def _made(
        self, name: str, plain_of: Callable[[Item], tuple[type[T], dict[str, Any]]]
    ) -> Iterator[T]:
        for key, item in self._items[name].items():
            id = self.ids[key]
            cls, plain = plain_of(item)
            identifiers = identifiers_of(item)
            if key.id != id and item.said.get("id", item.said.get("_id")) is not None:
                own = {"scheme": self._scheme, "identifier": key.id}
                identifiers += [own] if own not in identifiers else []
            plain["id"] = id
            plain["identifiers"] = identifiers + plain.get("identifiers", [])
            plain["sources"] = sources_of(item)
            record = self._record(item, cls, plain)
            if record is not None:
                yield record

    def _record(self, item: Item, cls: type[T], plain: dict[str, Any]) -> T | None:
        said = {name: value for name, value in plain.items() if value not in (None, [], {})}
        try:
            return structured(said, cls)
        except RecordError as error:
            for problem in error.problems:
                step = (problem.path or "").split(".")[0].split("[")[0]
                if step in said or not self._notes.problems:
                    item.refuse(_FIELDS.get(step, step) or None, problem.found, problem.expected)
        return None

    def _place(self, item: Item) -> tuple[type[Place], dict[str, Any]]:
        kind, extra = classified(item, PlaceKind)
        plain: dict[str, Any] = {
            **names_of(item, self._lang),
            "kind": kind,
            "within": self._reference(item, ("parent_id", "parent"), "areas"),
            "extra": extra,
            **point_of(item),
        }
        code = item.text("identifier")
        if code is not None and kind is PlaceKind.COUNTRY and rules.COUNTRY.matches(code):
            plain["country"] = code
        elif code is not None:
            plain["identifiers"] = [{"scheme": self._scheme, "identifier": code}]
        return Place, plain

    def _organisation(self, item: Item) -> tuple[type[Organisation], dict[str, Any]]:
        kind, extra = classified(item, OrganisationKind)
        return Organisation, {
            **names_of(item, self._lang, with_abbreviation=True),
            "kind": kind,
            "parent": self._reference(item, ("parent_id", "parent"), "organizations"),
            "founded": _text_of(item.date("founding_date")),
            "dissolved": _text_of(item.date("dissolution_date")),
            "links": links_of(item),
            "extra": extra,
        }

    def _official(self, item: Item) -> tuple[type[Official], dict[str, Any]]:
        nationality = item.text("national_identity")
        if nationality is not None and not rules.COUNTRY.matches(nationality):
            item.lose("national_identity", f"not {rules.COUNTRY.expected}")
            nationality = None
        return Official, {
            **names_of(item, self._lang),
            "nationality": nationality,
            "born": _text_of(item.date("birth_date")),
            "died": _text_of(item.date("death_date")),
            "links": links_of(item),
        }

    def _event(self, item: Item) -> tuple[type[Event], dict[str, Any]]:
        kind, extra = classified(item, EventKind)
        cls = Meeting if kind in MEETING_KINDS else Event
        names = names_of(item, self._lang)
        for _ in names.pop("aliases"):
            item.lose("other_names", "an event has no other names")
        description = item.text("description")
        organiser = self._reference(
            item, ("organization_id", "organization", "organizer_id"), "organizations"
        )
        agenda = [
            {self._lang: words}
            for point in item.items("agenda")
            if (words := point.text("description") or point.text("title"))
        ]
        if agenda and cls is not Meeting:
            item.lose("agenda", f"an event of the kind {kind.value} has no agenda")
            agenda = []
        return cls, {
            "title": names["name"],
            "kind": kind,
            "description": {self._lang: description} if description else None,
            **times_of(item),
            "status": self._status(item),
            "place": self._place_of(item),
            "organisers": [organiser] if organiser else [],
            "parent": self._reference(item, ("parent_id", "parent"), "events"),
            "documents": documents_of(item, self._lang),
            "agenda": agenda,
            "links": links_of(item),
            "extra": extra,
        }

    def _status(self, item: Item) -> EventStatus | None:
        word = item.text("status")
        if word is None or word in {status.value for status in EventStatus}:
            return None if word is None else EventStatus(word)
        if word.lower() not in _STATUSES:
            item.lose("status", "another word than ours")
        return _STATUSES.get(word.lower())

    def _place_of(self, item: Item) -> str | None:
        part = item.item("location") if type(item.value("location")) is dict else None
        if part is not None:
            part.value("name")
        for key in _location(item):
            found = self._areas.get(key.id, ())
            if len(found) == 1:
                return found[0]
            if not found:
                if part is not None:
                    self._points[key] = {**coordinates_of(part), **self._points.get(key, {})}
                return self.ids[key]
            item.lose("location", "a name that several areas have")
        return None

    def _participations(self, event: Item, id: str) -> Iterator[Participation]:
        seen: set[str] = set()
        for key in ("attendees", "participants"):
            for person in event.items(key):
                plain = {"event": id, **self._participant(person)}
                if len(plain) == 1:
                    continue
                made = self._record(person, Participation, {**plain, "id": _NO_ID})
                record = None if made is None else attrs.evolve(made, id=None)
                if record is not None and record.id not in seen:
                    seen.add(record.id)
                    yield record
                elif record is not None:
                    person.lose("name", "named twice")

    def _participant(self, item: Item) -> dict[str, Any]:
        """Return who took part: a person, a body, or words."""
        role = item.text("note") or item.text("role")
        plain: dict[str, Any] = {}
        if role is not None and role in {word.value for word in ParticipationRole}:
            plain["role"] = role
        elif role is not None:
            item.lose("note", "another role than ours")
        name = item.text("name")
        if item.text("entity_type") == "organization":
            ways = ("organization_id", "entity_id", "id")
            body = self._reference(item, ways, "organizations")
            return {**plain, "organisation": body} if body else _in_words(plain, name)
        person = self._reference(item, ("person_id", "entity_id", "id"), "persons")
        return {**plain, "official": person} if person else _in_words(plain, name)

    # Memberships

    def _memberships(self) -> Iterator[Membership]:
        """Yield the memberships; of those that would make one id each gets a longer one."""
        named: dict[str, Membership] = {}
        rivals: dict[str, dict[Membership, None]] = {}
        for key, item in self._items["memberships"].items():
            made = self._membership(item)
            if made is not None:
                id = self.ids[key]
                own = Identifier(scheme=self._scheme, identifier=key.id)
                others = () if key.id == id or own in made.identifiers else (own,)
                named[id] = attrs.evolve(made, id=id, identifiers=made.identifiers + others)
        for item in self._nameless:
            made = self._membership(item)
            if made is not None:
                rivals.setdefault(made.id, {})[made] = None
        yield from named.values()
        for id, group in rivals.items():
            for made in group:
                is_alone = len(group) == 1 and id not in named
                yield made if is_alone else attrs.evolve(made, id=f"{id}--{_digest(made)}")

    def _membership(self, item: Item) -> Membership | None:
        post = self._post(item)
        member = self._reference(item, ("person_id", "person"), "persons") or self._reference(
            item, ("member_id", "member"), "persons", "organizations"
        )
        body = self._reference(item, ("organization_id", "organization"), "organizations")
        if body is None and post is not None:
            body = self._reference(post, ("organization_id", "organization"), "organizations")
        name = item.text("person_name")
        if member is None and name is not None:
            item.lose("person_name", "no person of the file; a membership needs one")
            return None
        if member is None or body is None:
            if not self._notes.problems:
                missing = "person_id" if member is None else "organization_id"
                item.refuse(missing, item.said.get(missing), "what the membership is of")
            return None
        role, label = _role(item, post)
        plain = {
            "id": _NO_ID,
            "member": member,
            "organisation": body,
            "role": role,
            "label": label,
            "on_behalf_of": self._reference(
                item, ("on_behalf_of_id", "on_behalf_of"), "organizations"
            ),
            "when": item.span(self._period(item)),
            "identifiers": identifiers_of(item),
            "sources": sources_of(item),
        }
        made = self._record(item, Membership, plain)
        return None if made is None else attrs.evolve(made, id=None)

    def _post(self, item: Item) -> Item | None:
        id = item.id("post_id")
        if id is None:
            return item.item("post") if type(item.said.get("post")) is dict else None
        post = self._items["posts"].get(self._key(id, "posts"))
        if post is None:
            item.lose("post_id", "no such post in the file")
        return post

    def _period(self, item: Item) -> Item | None:
        id = item.id("legislative_period_id")
        period = None if id is None else self._items["events"].get(Key("events", id))
        if id is not None and period is None:
            item.lose("legislative_period_id", "no such event in the file")
        return period

    # References

    def _reference(self, item: Item, ways: tuple[str, ...], *arrays: str) -> str | None:
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

    def _key(self, theirs: str, array: str) -> Key:
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
        # A file asks for few fields, and time is to follow its size.
        if asked not in self._alike and len(self._alike) < _MOST_FIELDS:
            self._alike[asked] = _by_values(self._items[array], fields)
        return self._alike.get(asked, {})

    def _found(self, item: Item, way: str, theirs: str, arrays: tuple[str, ...]) -> str | None:
        for array in arrays:
            found = self.ids.get(self._key(theirs, array))
            if found is not None:
                return found
        if self._within is not None and theirs in self._within:
            return theirs
        if self.lenient:
            return theirs if rules.ID.matches(theirs) else rules.slugify(theirs)
        item.refuse(way, theirs, f"an id in {' or '.join(arrays)}")
        return None


_MOST_FIELDS: Final = 100


def _by_values(items: Mapping[Key, Item], fields: tuple[str, ...]) -> dict[str, Key | None]:
    found: dict[str, Key | None] = {}
    for key, item in items.items():
        if item.said.keys() >= {*fields}:
            text = _text_of_values({name: item.said[name] for name in fields})
            found[text] = None if text in found else key
    return found


def _text_of_values(said: dict[str, Any]) -> str:
    return json.dumps(said, sort_keys=True)


# Stands for an id that the record makes itself.
_NO_ID: Final = "x"


def _in_words(plain: dict[str, Any], name: str | None) -> dict[str, Any]:
    return {**plain, "description": name} if name else {}


def _role(item: Item, post: Item | None) -> tuple[str | None, str | None]:
    """Return the role as a slug, and the words in which it is printed."""
    label = item.text("label")
    role = item.text("role")
    if post is not None:
        label = label or post.text("label")
        role = role or post.text("role") or post.text("label")
    if role is None or rules.SLUG.matches(role):
        return role, label
    if label not in (None, role):
        item.lose("role", "its words; the label is kept")
    return post_of(role) or rules.slugify(role), label or role


def _location(item: Item) -> Iterator[Key]:
    """Yield the place of an event as the table of ids has it, if the event names one."""
    said = item.said.get("location")
    name = said.get("name") if type(said) is dict else said
    if isinstance(name, str) and name.strip() and rules.TEXT.matches(name):
        item.value("location")
        yield Key("locations", composed(name))


def _text_of(date: object) -> str | None:
    return None if date is None else str(date)


def _digest(membership: Membership) -> str:
    said = repr(attrs.evolve(membership, id=_NO_ID))
    return hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()


# Fields of records by other names than those of the file.
_FIELDS: Final = {
    "born": "birth_date",
    "died": "death_date",
    "founded": "founding_date",
    "dissolved": "dissolution_date",
    "title": "name",
    "within": "parent_id",
    "parent": "parent_id",
    "place": "location",
    "when": "start_date",
    "aliases": "other_names",
}
