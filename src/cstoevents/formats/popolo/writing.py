"""A Popolo file of records.

Popolo has one language; names in others are among ``other_names``, each with its ``lang``. A
date is a year, a month or a day, and what is anything else is left out and reported.
"""

from __future__ import annotations

import collections
import json
from typing import Any

from cstoevents.chronicle import Chronicle
from cstoevents.dates import Precision, When
from cstoevents.formats.files import Writable, write_bytes
from cstoevents.formats.losses import FieldCoverage, LossCounter, LossReport
from cstoevents.formats.plain_dates import plain_date, plain_ends, plain_ends_of_event
from cstoevents.formats.popolo.parts import (
    OTHER_ABBREVIATION,
    OTHER_NAME,
    classified_as,
)
from cstoevents.formats.subjects import RecordsLike, chronicle_from
from cstoevents.records import (
    Event,
    Membership,
    Official,
    Organisation,
    Participation,
    Place,
    Record,
)
from cstoevents.records.moments import fixed_zone
from cstoevents.records.rules import LANGUAGE
from cstoevents.records.values import Alias, Source, Text
from cstoevents.records.vocabularies import AliasKind, PlaceKind
from cstoevents.wording.language import language_by_letters
from cstoevents.wording.names import composed

_OTHER = "Popolo has no such class"
_CLASSIFICATION = "classification, of the kind other"

COVERAGE = (
    FieldCoverage("About", "not", "a file says nothing of itself"),
    FieldCoverage("Place.id", "whole", "Area id"),
    FieldCoverage("Place.name", "in part", "Area name, in one language"),
    FieldCoverage("Place.kind", "whole", "Area classification"),
    FieldCoverage("Place.within", "whole", "Area parent_id"),
    FieldCoverage("Place.country", "in part", "Area identifier, of a country"),
    FieldCoverage("Place.aliases", "not", "an area has one name"),
    FieldCoverage("Place.latitude", "whole", "Area geometry"),
    FieldCoverage("Place.longitude", "whole", "Area geometry"),
    FieldCoverage("Place.timezone", "not", "an area has no zone"),
    FieldCoverage("Place.identifiers", "in part", "Area identifier, the first, of no country"),
    FieldCoverage("*.sources", "in part", "sources, address and title"),
    FieldCoverage("*.note", "not", "no object has a note"),
    FieldCoverage("Place.extra", "in part", _CLASSIFICATION),
    FieldCoverage("Organisation.id", "whole", "Organization id"),
    FieldCoverage("Organisation.name", "whole", "name, and other_names with their language"),
    FieldCoverage("Organisation.kind", "whole", "classification"),
    FieldCoverage("Organisation.abbreviation", "whole", "other_names"),
    FieldCoverage("Organisation.aliases", "in part", "other_names; a time as two dates"),
    FieldCoverage("Organisation.parent", "whole", "parent_id"),
    FieldCoverage("Organisation.predecessors", "not", "an organization has no predecessor"),
    FieldCoverage(
        "Organisation.country", "not", "an organization has an area, but no country code"
    ),
    FieldCoverage("Organisation.founded", "in part", "founding_date, of a year, month or day"),
    FieldCoverage("Organisation.dissolved", "in part", "dissolution_date, of a year, month or day"),
    FieldCoverage("*.identifiers", "whole", "identifiers"),
    FieldCoverage("Organisation.links", "whole", "links"),
    FieldCoverage("Organisation.extra", "in part", _CLASSIFICATION),
    FieldCoverage("Official.id", "whole", "Person id"),
    FieldCoverage("Official.name", "whole", "name, and other_names with their language"),
    FieldCoverage("Official.aliases", "in part", "other_names; a time as two dates"),
    FieldCoverage("Official.nationality", "whole", "national_identity"),
    FieldCoverage("Official.born", "in part", "birth_date, of a year, month or day"),
    FieldCoverage("Official.died", "in part", "death_date, of a year, month or day"),
    FieldCoverage("Official.links", "whole", "links"),
    FieldCoverage("Membership.id", "whole", "Membership id"),
    FieldCoverage("Membership.member", "whole", "person_id; of an organisation, member"),
    FieldCoverage("Membership.organisation", "whole", "organization_id"),
    FieldCoverage("Membership.role", "whole", "role"),
    FieldCoverage("Membership.label", "whole", "label"),
    FieldCoverage("Membership.on_behalf_of", "whole", "on_behalf_of_id"),
    FieldCoverage("Membership.status", "not", "a membership has no status"),
    FieldCoverage("Membership.when", "in part", "start_date and end_date, of a year, month or day"),
    FieldCoverage("Membership.seen", "not", "a membership has a start and an end alone"),
    FieldCoverage("Membership.identifiers", "not", "a membership has no identifiers"),
    FieldCoverage("Series", "not", _OTHER),
    FieldCoverage("Event.id", "whole", "Event id"),
    FieldCoverage("Event.kind", "whole", "classification"),
    FieldCoverage("Event.title", "in part", "name, in one language"),
    FieldCoverage("Event.description", "in part", "description, in one language"),
    FieldCoverage("Event.when", "in part", "start_date and end_date, of a year, month or day"),
    FieldCoverage("Event.start_time", "in part", "start_date, if the offset is known"),
    FieldCoverage("Event.end_time", "in part", "end_date, if the offset is known"),
    FieldCoverage("Event.timezone", "in part", "the offset of start_date and end_date"),
    FieldCoverage("Event.status", "whole", "status"),
    FieldCoverage("Event.previous_when", "not", "an event has one date"),
    FieldCoverage("Event.format", "not", "an event doesn't say how people met"),
    FieldCoverage("Event.place", "in part", "location, the name in one language"),
    FieldCoverage("Event.organisers", "in part", "organization_id, the first"),
    FieldCoverage("Event.parent", "whole", "parent_id"),
    FieldCoverage("Event.entries", "not", "an event has no number in a series"),
    FieldCoverage("Event.topics", "not", "an event has no keywords"),
    FieldCoverage("Event.outcomes", "not", "an event has no outcomes"),
    FieldCoverage("Event.documents", "not", "an event has no documents"),
    FieldCoverage("Event.references", "not", "an event refers to no other"),
    FieldCoverage("Event.commemoration", "not", "an event refers to no other"),
    FieldCoverage("Event.links", "not", "an event has sources, but no links"),
    FieldCoverage("Event.extra", "in part", _CLASSIFICATION),
    FieldCoverage("Meeting.agenda", "not", "an event has no agenda"),
    FieldCoverage("Meeting.access", "not", "an event doesn't say who was let in"),
    FieldCoverage("Delegation", "not", _OTHER),
    FieldCoverage("Participation", "in part", "attendees, persons without role or sender"),
)


def write_popolo(chronicle: RecordsLike, target: Writable, *, lang: str = "en") -> LossReport:
    """Write a chronicle as Popolo JSON, to a path or an open file.

    Args:
        chronicle: the records.
        target: a path, which is replaced in one step, or an open file.
        lang: the language of the one name that Popolo has, where a record has it.

    Returns:
        What Popolo could not carry.

    Raises:
        ArgumentError: the language is no BCP 47 tag.

    >>> import io, json
    >>> import cstoevents as cs
    >>> file = io.BytesIO()
    >>> chronicle = cs.Chronicle(cs.Official(id="samat-ordabaev", name="Samat Ordabaev"))
    >>> cs.write_popolo(chronicle, file).is_lossless
    True
    >>> json.loads(file.getvalue())["persons"]
    [{'id': 'samat-ordabaev', 'name': 'Samat Ordabaev'}]
    """
    lang = LANGUAGE.argument(lang, "lang")
    chronicle = chronicle_from(chronicle, "popolo")
    writer = _Writer(chronicle, lang)
    document = {
        "persons": [writer.person(official) for official in chronicle.officials],
        "organizations": [
            writer.organization(organisation) for organisation in chronicle.organisations
        ],
        "memberships": [writer.membership(membership) for membership in chronicle.memberships],
        "areas": [writer.area(place) for place in chronicle.places],
        "events": [writer.event(event) for event in chronicle.events],
    }
    writer.losses.add_uncovered(chronicle.about, COVERAGE)
    for record in chronicle:
        writer.losses.add_uncovered(record, COVERAGE)
        if isinstance(record, Participation) and record != _bare(record):
            carried = "the person alone" if record.official else "no person, left out"
            writer.losses.add("Participation", record.id, carried)
    write_bytes(target, (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode())
    return writer.losses.report()


class _Writer:
    """Makes the objects, and notes what they can't say."""

    def __init__(self, chronicle: Chronicle, lang: str) -> None:
        self.losses = LossCounter("popolo")
        self._chronicle = chronicle
        self._lang = lang
        names = (place.name.best(lang) for place in chronicle.places)
        self._located = collections.Counter(composed(name) for name in names)

    def person(self, official: Official) -> dict[str, Any]:
        """Return the Person that an official is."""
        return _stated(
            id=official.id,
            **self._names(official, []),
            identifiers=_identifiers(official),
            birth_date=self._date("Official.born", official, official.born),
            death_date=self._date("Official.died", official, official.died),
            national_identity=official.nationality,
            links=[{"url": url} for url in official.links],
            sources=self._sources("Official", official, official.sources),
        )

    def organization(self, body: Organisation) -> dict[str, Any]:
        """Return the Organization that a body is."""
        short = [{"name": body.abbreviation, "note": "abbreviation"}] if body.abbreviation else []
        return _stated(
            id=body.id,
            **self._names(body, short),
            identifiers=_identifiers(body),
            classification=self._classification("Organisation", body),
            parent_id=body.parent,
            founding_date=self._date("Organisation.founded", body, body.founded),
            dissolution_date=self._date("Organisation.dissolved", body, body.dissolved),
            links=[{"url": url} for url in body.links],
            sources=self._sources("Organisation", body, body.sources),
        )

    def membership(self, term: Membership) -> dict[str, Any]:
        """Return the Membership; of an organisation, with the member as an object."""
        member = self._chronicle.get(term.member)
        is_person = isinstance(member, Official)
        named = {"id": term.member, "name": self._name(member)}
        return _stated(
            id=term.id,
            label=term.label,
            role=term.role,
            person_id=term.member if is_person else None,
            member=None if is_person else _stated(**named),
            organization_id=term.organisation,
            on_behalf_of_id=term.on_behalf_of,
            **self._term("Membership.when", term, term.when),
            sources=self._sources("Membership", term, term.sources),
        )

    def area(self, place: Place) -> dict[str, Any]:
        """Return the Area that a place is."""
        geometry = None
        if place.latitude is not None and place.longitude is not None:
            geometry = {"type": "Point", "coordinates": [place.longitude, place.latitude]}
        elif place.latitude is not None or place.longitude is not None:
            half = "longitude" if place.latitude is None else "latitude"
            self.losses.add(f"Place.{half}", place.id, "half of a point, left out")
        return _stated(
            id=place.id,
            name=self._one("Place.name", place, place.name),
            identifier=self._identifier(place),
            classification=self._classification("Place", place),
            parent_id=place.within,
            geometry=geometry,
            sources=self._sources("Place", place, place.sources),
        )

    def event(self, event: Event) -> dict[str, Any]:
        """Return the Event, with the persons who took part."""
        persons = [member.official for member in self._chronicle.participants(event.id)]
        known = [self._chronicle.get(id) for id in dict.fromkeys(persons) if id]
        place = self._chronicle.get(event.place) if event.place else None
        self._note_times(event)
        if len(event.organisers) > 1:
            self.losses.add("Event.organisers", event.id, "the first alone")
        located = self._one("Event.place", event, place.name) if isinstance(place, Place) else None
        if located is not None and self._located[composed(located)] > 1:
            self.losses.add("Event.place", event.id, "the name of several places")
        return _stated(
            id=event.id,
            name=self._one("Event.title", event, event.title),
            description=self._one("Event.description", event, event.description),
            **self._times(event),
            location=located,
            status=event.status.value if event.status else None,
            identifiers=_identifiers(event),
            classification=self._classification("Event", event),
            organization_id=event.organisers[0] if event.organisers else None,
            attendees=[{"id": person.id, "name": self._name(person)} for person in known if person],
            parent_id=event.parent,
            sources=self._sources("Event", event, event.sources),
        )

    def _classification(self, owner: str, record: Place | Organisation | Event) -> str:
        """Return the kind; of the kind *other* the word that a reader found in its place."""
        word = record.extra.get("classification") if record.kind.value == "other" else None
        is_read_back = isinstance(word, str) and classified_as(word, type(record.kind)) is None
        if len(record.extra) > is_read_back:
            self.losses.add(f"{owner}.extra", record.id, "no field for keys of one's own")
        return str(word) if is_read_back else record.kind.value

    def _identifier(self, place: Place) -> str | None:
        """Return the one identifier that an area has: of a country its code."""
        is_country = place.kind is PlaceKind.COUNTRY
        if place.country is not None and not is_country:
            self.losses.add("Place.country", place.id, "the code of a country alone")
        if is_country and place.country is not None:
            if place.identifiers:
                self.losses.add("Place.identifiers", place.id, "one identifier")
            return place.country
        if place.identifiers:
            self.losses.add("Place.identifiers", place.id, "one identifier, without its scheme")
            return place.identifiers[0].identifier
        return None

    # Words

    def _one(self, what: str, record: Record, text: Text | None) -> str | None:
        if text is None:
            return None
        lang, words = self.losses.in_one_language(what, record.id, text, self._lang)
        if lang != language_by_letters(words, self._lang):
            self.losses.add(what, record.id, "its language isn't said")
        return words

    def _name(self, record: Record | None) -> str | None:
        if isinstance(record, (Official, Organisation)):
            return record.name.best(self._lang)
        return None

    def _names(self, record: Official | Organisation, more: list[dict[str, Any]]) -> dict[str, Any]:
        main = record.name.best(self._lang)
        main_lang = self._lang if self._lang in record.name.languages else record.name.languages[0]
        others = [
            {"name": words, "lang": lang}
            for lang, words in record.name.items()
            if lang != main_lang
        ]
        others += more
        others += [self._other_name(record, alias) for alias in record.aliases]
        is_told = main_lang == self._lang == language_by_letters(main, self._lang)
        is_told = is_told and not any(other["name"] == main for other in others)
        own = [] if is_told else [{"name": main, "lang": main_lang}]
        return {"name": main, "other_names": own + others}

    def _other_name(self, record: Official | Organisation, alias: Alias) -> dict[str, Any]:
        term = self._term(f"{type(record).__name__}.aliases", record, alias.when)
        is_bare = term["start_date"] is None and term["end_date"] is None
        note = _note(alias, record) if is_bare else alias.kind and alias.kind.value
        return _stated(name=alias.value, lang=alias.lang, note=note, **term)

    def _sources(
        self, owner: str, record: Record, sources: tuple[Source, ...]
    ) -> list[dict[str, Any]]:
        links = []
        for source in sources:
            if source.url is None:
                self.losses.add(f"{owner}.sources", record.id, "no address, left out")
                continue
            links.append(_stated(url=source.url, note=str(source.title) if source.title else None))
            if any(getattr(source, name) is not None for name in _OF_SOURCES):
                self.losses.add(f"{owner}.sources", record.id, "address and title alone")
        return links

    # Dates

    def _date(self, what: str, record: Record, when: When | None) -> str | None:
        return plain_date(when, what, record.id, self.losses)

    def _term(self, what: str, record: Record, when: When | None) -> dict[str, str | None]:
        start, end = plain_ends(when, what, record.id, self.losses)
        if when is not None and when.precision is Precision.INTERVAL:
            if start is None and end is None:
                self.losses.add(what, record.id, "neither a start nor an end, left out")
            elif start == end:
                self.losses.add(what, record.id, "as one date")
        return {"start_date": start, "end_date": end}

    def _note_times(self, event: Event) -> None:
        """Note what the start and the end of an event don't say of its time."""
        moments = self._chronicle._index.moments_of(event)
        zone = event.timezone
        if zone is not None and (
            not any(moments) or fixed_zone(next(filter(None, moments))) != zone
        ):
            self.losses.add("Event.timezone", event.id, "an offset alone")

    def _times(self, event: Event) -> dict[str, str | None]:
        index = self._chronicle._index
        start, end = plain_ends_of_event(event, index, self.losses, whole_minutes=True)
        is_interval = event.when is not None and event.when.precision is Precision.INTERVAL
        if is_interval and (start is None or end is None or start == end):
            self.losses.add("Event.when", event.id, "as one date")
        return {"start_date": start, "end_date": end}


_OF_SOURCES = ("citation", "publisher", "published", "retrieved", "lang", "field")


def _note(alias: Alias, record: Official | Organisation) -> str | None:
    """Return the sort of another name without a time, such that it is read as what it is."""
    if alias.kind is AliasKind.ABBREVIATION and alias.lang is None:
        has_none = isinstance(record, Organisation) and record.abbreviation is None
        return OTHER_ABBREVIATION if has_none else alias.kind.value
    if alias.kind is None and alias.lang is not None:
        return None if alias.lang in record.name.languages else OTHER_NAME
    return alias.kind.value if alias.kind else None


def _bare(record: Participation) -> Participation | None:
    """Return what a file says of a participation: a person at an event."""
    if record.official is None:
        return None
    return Participation(event=record.event, official=record.official)


def _stated(**fields: Any) -> dict[str, Any]:
    """Return an object of the fields that say something."""
    return {name: value for name, value in fields.items() if value not in (None, [])}


def _identifiers(record: Official | Organisation | Event) -> list[dict[str, Any]]:
    return [
        {"identifier": identifier.identifier, "scheme": identifier.scheme}
        for identifier in record.identifiers
    ]
