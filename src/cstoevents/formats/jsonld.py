"""JSON-LD: a chronicle in the terms of schema.org, as search engines and graph stores read it.

Every record that schema.org has a class for becomes one node, and what links two records
becomes a ``Role`` between their nodes. What the chronicle says of itself is a
``Dataset``. The context is part of the file, so that reading
it needs no network. Words keep all their languages. A date is a year, a month or a day
(``schema:Date``), or a moment with its offset (``schema:DateTime``); what is anything
else is left out and reported.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

from cstoevents.chronicle import Chronicle
from cstoevents.dates import When
from cstoevents.formats.files import Writable, write_bytes
from cstoevents.formats.losses import FieldCoverage, LossCounter, LossReport
from cstoevents.formats.plain_dates import plain_date, plain_ends, plain_ends_of_event
from cstoevents.formats.subjects import RecordsLike, chronicle_from
from cstoevents.records import (
    Event,
    Membership,
    Official,
    Organisation,
    Participation,
    Place,
    Record,
    Series,
)
from cstoevents.records.index import Index
from cstoevents.records.rules import URL
from cstoevents.records.values import About, Document, Text
from cstoevents.records.vocabularies import EventFormat, EventStatus, PlaceKind

Node: TypeAlias = dict[str, Any]

_DATED = "a year, a month or a day"

COVERAGE = (
    FieldCoverage("About.title", "whole", "name of the Dataset"),
    FieldCoverage("About.description", "whole", "description"),
    FieldCoverage("About.as_of", "whole", "the end of temporalCoverage"),
    FieldCoverage("About.version", "whole", "version"),
    FieldCoverage("About.licence", "whole", "license, an SPDX identifier as its address"),
    FieldCoverage("About.publisher", "whole", "name of the publisher"),
    FieldCoverage("About.url", "whole", "url"),
    FieldCoverage("About.language", "whole", "inLanguage"),
    FieldCoverage("*.id", "whole", "@id"),
    FieldCoverage("*.name", "whole", "name"),
    FieldCoverage("Place.kind", "whole", "@type and additionalType"),
    FieldCoverage("Place.within", "whole", "containedInPlace"),
    FieldCoverage("Place.country", "whole", "address"),
    FieldCoverage("*.aliases", "in part", "alternateName, without kind and time"),
    FieldCoverage("Place.latitude", "whole", "latitude"),
    FieldCoverage("Place.longitude", "whole", "longitude"),
    FieldCoverage("Place.timezone", "not", "a place has no zone"),
    FieldCoverage("Place.identifiers", "whole", "identifier"),
    FieldCoverage("*.sources", "in part", "subjectOf"),
    FieldCoverage("*.note", "not", "a remark on the data"),
    FieldCoverage("Organisation.kind", "whole", "additionalType"),
    FieldCoverage("Organisation.abbreviation", "whole", "alternateName"),
    FieldCoverage("Organisation.parent", "whole", "parentOrganization"),
    FieldCoverage("Organisation.predecessors", "not", "an organization has no predecessor"),
    FieldCoverage("Organisation.country", "whole", "address"),
    FieldCoverage("Organisation.founded", "in part", f"foundingDate, {_DATED}"),
    FieldCoverage("Organisation.dissolved", "in part", f"dissolutionDate, {_DATED}"),
    FieldCoverage("Organisation.identifiers", "whole", "identifier"),
    FieldCoverage("*.links", "whole", "url"),
    FieldCoverage("Official.nationality", "whole", "nationality"),
    FieldCoverage("Official.born", "in part", f"birthDate, {_DATED}"),
    FieldCoverage("Official.died", "in part", f"deathDate, {_DATED}"),
    FieldCoverage("Official.identifiers", "whole", "identifier"),
    FieldCoverage("Membership.id", "whole", "@id of an OrganizationRole"),
    FieldCoverage("Membership.member", "whole", "member of the role"),
    FieldCoverage("Membership.organisation", "whole", "the node that has the role as a member"),
    FieldCoverage("Membership.role", "whole", "roleName"),
    FieldCoverage("Membership.label", "whole", "name of the role"),
    FieldCoverage("Membership.on_behalf_of", "not", "a role has no sender"),
    FieldCoverage("Membership.status", "not", "a role has no status"),
    FieldCoverage("Membership.when", "in part", f"startDate and endDate, {_DATED}"),
    FieldCoverage("Membership.seen", "not", "a role has a start and an end alone"),
    FieldCoverage("Series.id", "whole", "@id of an EventSeries"),
    FieldCoverage("Series.organisation", "whole", "organizer"),
    FieldCoverage("Series.predecessor", "not", "a series has no predecessor"),
    FieldCoverage("Series.first_number", "not", "a series has no numbers"),
    FieldCoverage("Series.numbering", "not", "a series has no numbers"),
    FieldCoverage("Event.kind", "whole", "additionalType"),
    FieldCoverage("Event.title", "whole", "name"),
    FieldCoverage("Event.description", "whole", "description"),
    FieldCoverage("Event.when", "in part", f"startDate and endDate, {_DATED}"),
    FieldCoverage("Event.start_time", "in part", "startDate, if the offset is known"),
    FieldCoverage("Event.end_time", "in part", "endDate, if the offset is known"),
    FieldCoverage("Event.timezone", "in part", "the offset of startDate and endDate"),
    FieldCoverage("Event.status", "in part", "eventStatus, in which the held are scheduled"),
    FieldCoverage("Event.previous_when", "in part", f"previousStartDate, {_DATED}"),
    FieldCoverage("Event.format", "whole", "eventAttendanceMode"),
    FieldCoverage("Event.place", "whole", "location"),
    FieldCoverage("Event.organisers", "whole", "organizer"),
    FieldCoverage("Event.parent", "whole", "superEvent"),
    FieldCoverage("Event.entries", "in part", "superEvent, without number and label"),
    FieldCoverage("Event.topics", "whole", "keywords"),
    FieldCoverage("Event.outcomes", "not", "an event has no outcomes"),
    FieldCoverage("Event.documents", "whole", "workFeatured"),
    FieldCoverage("Event.references", "not", "an event has no relations but to its parent"),
    FieldCoverage("Event.commemoration", "in part", "about, without number and date"),
    FieldCoverage("Event.identifiers", "whole", "identifier"),
    FieldCoverage("Meeting.agenda", "not", "an event has no agenda"),
    FieldCoverage("Meeting.access", "not", "an event doesn't say who was let in"),
    FieldCoverage("Delegation", "not", "an event has no delegations"),
    FieldCoverage("Participation.id", "whole", "@id of a Role"),
    FieldCoverage("Participation.event", "whole", "the node that has the role as an attendee"),
    FieldCoverage("Participation.official", "whole", "attendee of the role"),
    FieldCoverage("Participation.organisation", "whole", "attendee of the role"),
    FieldCoverage("Participation.description", "whole", "name of the attendee"),
    FieldCoverage("Participation.role", "whole", "roleName"),
    FieldCoverage("Participation.capacity", "whole", "name of the role"),
    FieldCoverage("Participation.on_behalf_of", "not", "a role has no sender"),
    FieldCoverage("Participation.delegation", "not", "an event has no delegations"),
    FieldCoverage("Participation.reports", "not", "a role has no reports"),
    FieldCoverage("Participation.format", "not", "a role doesn't say how people met"),
)

_WORDS = {"@container": "@language"}
_ADDRESS = {"@type": "@id"}

CONTEXT: dict[str, Any] = {
    "@version": 1.1,
    "@vocab": "https://schema.org/",
    "name": {"@id": "https://schema.org/name", **_WORDS},
    "alternateName": {"@id": "https://schema.org/alternateName", **_WORDS},
    "description": {"@id": "https://schema.org/description", **_WORDS},
    "url": {"@id": "https://schema.org/url", **_ADDRESS},
    "license": {"@id": "https://schema.org/license", **_ADDRESS},
    "eventStatus": {"@id": "https://schema.org/eventStatus", "@type": "@vocab"},
    "eventAttendanceMode": {"@id": "https://schema.org/eventAttendanceMode", "@type": "@vocab"},
}


def write_jsonld(
    chronicle: RecordsLike,
    target: Writable,
    *,
    base: str = "https://cstoevents.readthedocs.io/id/",
) -> LossReport:
    """Write a chronicle as JSON-LD in schema.org's terms, to a path or an open file.

    Args:
        chronicle: the records.
        target: a path, which is replaced in one step, or an open file.
        base: what the ids of the records are appended to, so that each has an address
            of its own in the world, and the address of the whole as a data set. Give your
            own for a chronicle of your own.

    Returns:
        What schema.org has no term for.

    Raises:
        ArgumentError: the base is no web address.

    >>> import io, json
    >>> import cstoevents as cs
    >>> file = io.BytesIO()
    >>> person = cs.Official(id="samat-ordabaev", name={"ru": "Самат Ордабаев"})
    >>> cs.write_jsonld(cs.Chronicle(person), file).is_lossless
    True
    >>> json.loads(file.getvalue())["@graph"]
    [{'@id': 'samat-ordabaev', '@type': 'Person', 'name': {'ru': 'Самат Ордабаев'}}]
    """
    chronicle = chronicle_from(chronicle, "jsonld")
    base = URL.argument(base, "base")
    losses = LossCounter("jsonld")
    graph = [*_data_set(chronicle.about, base), *_nodes(chronicle, losses)]
    document = {"@context": {"@base": base, **CONTEXT}, "@graph": graph}
    # JSON has this sign in texts alone, where it may be spelt so: then no text can close the
    # script element in which a page carries the file.
    text = json.dumps(document, ensure_ascii=False, indent=1).replace("<", "\\u003c")
    write_bytes(target, f"{text}\n".encode())
    return losses.report()


def _data_set(about: About, base: str) -> list[dict[str, Any]]:
    """Return the node of what a chronicle says of itself, if it says anything."""
    if not about:
        return []
    licence = about.licence
    if licence is not None and not URL.matches(licence):
        licence = f"https://spdx.org/licenses/{licence}"
    node = _node(
        "Dataset",
        name=_words(about.title),
        description=_words(about.description),
        # As in EDTF: open is the beginning alone, since nothing is said of it.
        temporalCoverage=f"../{about.as_of}" if about.as_of else None,
        version=about.version,
        license=licence,
        publisher=_publisher(about.publisher),
        url=about.url,
        inLanguage=about.language,
    )
    return [{"@id": base, **node}]


_STATUS = {
    EventStatus.SCHEDULED: "EventScheduled",
    EventStatus.HELD: "EventScheduled",
    EventStatus.POSTPONED: "EventPostponed",
    EventStatus.CANCELLED: "EventCancelled",
}
_MODE = {
    EventFormat.IN_PERSON: "OfflineEventAttendanceMode",
    EventFormat.VIDEOCONFERENCE: "OnlineEventAttendanceMode",
    EventFormat.HYBRID: "MixedEventAttendanceMode",
}
_PLACE = {
    PlaceKind.COUNTRY: "Country",
    PlaceKind.REGION: "AdministrativeArea",
    PlaceKind.CITY: "City",
}


def _nodes(chronicle: Chronicle, losses: LossCounter) -> Iterable[Node]:
    """Return the nodes of all records, each role in that of the body or the event that it is of."""
    nodes: dict[str, Node] = {}

    def of(id: str) -> Node:
        return nodes.setdefault(id, {"@id": id})

    for record in chronicle:
        losses.add_uncovered(record, COVERAGE)
        if isinstance(record, Membership):
            of(record.organisation).setdefault("member", []).append(_role(record, losses))
        elif isinstance(record, Participation):
            of(record.event).setdefault("attendee", []).append(_attendance(record, losses))
        elif isinstance(record, Event):
            of(record.id).update(_event(record, losses, chronicle._index))
        elif type(record) in _BY_CLASS:
            of(record.id).update(_BY_CLASS[type(record)](record, losses))
    return nodes.values()


def _place(place: Place, losses: LossCounter) -> Node:
    return _node(
        _PLACE.get(place.kind, "Place"),
        additionalType=place.kind.value,
        name=_words(place.name),
        alternateName=_aliases(place, losses),
        containedInPlace=_link(place.within),
        address=_address(place.country),
        latitude=place.latitude,
        longitude=place.longitude,
        identifier=_identifiers(place),
        subjectOf=_sources(place, losses),
    )


def _organisation(body: Organisation, losses: LossCounter) -> Node:
    return _node(
        "Organization",
        additionalType=body.kind.value,
        name=_words(body.name),
        alternateName=_aliases(body, losses, body.abbreviation),
        parentOrganization=_link(body.parent),
        address=_address(body.country),
        foundingDate=_date("Organisation.founded", body, body.founded, losses),
        dissolutionDate=_date("Organisation.dissolved", body, body.dissolved, losses),
        identifier=_identifiers(body),
        url=list(body.links),
        subjectOf=_sources(body, losses),
    )


def _official(official: Official, losses: LossCounter) -> Node:
    country = official.nationality
    return _node(
        "Person",
        name=_words(official.name),
        alternateName=_aliases(official, losses),
        nationality=_node("Country", identifier=country) if country else None,
        birthDate=_date("Official.born", official, official.born, losses),
        deathDate=_date("Official.died", official, official.died, losses),
        identifier=_identifiers(official),
        url=list(official.links),
        subjectOf=_sources(official, losses),
    )


def _series(series: Series, losses: LossCounter) -> Node:
    return _node(
        "EventSeries",
        name=_words(series.name),
        organizer=_link(series.organisation),
        subjectOf=_sources(series, losses),
    )


# The node of a record alone, by its class; events have more to look up.
_BY_CLASS: dict[type[Record], Callable[[Any, LossCounter], Node]] = {
    Place: _place,
    Organisation: _organisation,
    Official: _official,
    Series: _series,
}


def _event(event: Event, losses: LossCounter, index: Index) -> Node:
    if event.status is EventStatus.HELD:
        losses.add("Event.status", event.id, "held is as scheduled")
    if any(entry.number is not None or entry.label for entry in event.entries):
        losses.add("Event.entries", event.id, "no number in a series")
    above = [event.parent, *(entry.series for entry in event.entries)]
    start, end = plain_ends_of_event(event, index, losses)
    moved = [_date("Event.previous_when", event, when, losses) for when in event.previous_when]
    return _node(
        "Event",
        additionalType=event.kind.value,
        name=_words(event.title),
        description=_words(event.description),
        startDate=_typed(start),
        endDate=_typed(end),
        eventStatus=_status(event),
        previousStartDate=[date for date in moved if date],
        eventAttendanceMode=_MODE[event.format] if event.format else None,
        location=_link(event.place),
        organizer=[_link(id) for id in event.organisers],
        superEvent=[_link(id) for id in above if id],
        keywords=list(event.topics),
        workFeatured=[_document(event, document, losses) for document in event.documents],
        about=_about(event, losses),
        identifier=_identifiers(event),
        url=list(event.links),
        subjectOf=_sources(event, losses),
    )


def _status(event: Event) -> str | None:
    if event.status is EventStatus.SCHEDULED and event.previous_when:
        return "EventRescheduled"
    return _STATUS[event.status] if event.status else None


def _about(event: Event, losses: LossCounter) -> Node | None:
    marked = event.commemoration
    if marked is None:
        return None
    if marked.number is not None or marked.original is not None:
        losses.add("Event.commemoration", event.id, "what is commemorated alone")
    if marked.description is not None:
        return _node("Thing", name=_words(marked.description))
    return _link(marked.event or marked.organisation)


def _document(event: Event, document: Document, losses: LossCounter) -> Node:
    return _node(
        "DigitalDocument" if document.url else "CreativeWork",
        additionalType=document.kind.value if document.kind else None,
        name=_words(document.title),
        url=document.url,
        inLanguage=document.lang,
        dateCreated=_date("Event.documents", event, document.date, losses),
        encodingFormat=document.media_type,
    )


def _role(term: Membership, losses: LossCounter) -> Node:
    start, end = plain_ends(term.when, "Membership.when", term.id, losses)
    role = _node(
        "OrganizationRole",
        member=_link(term.member),
        roleName=term.role,
        name=_without_language(term.label),
        startDate=_typed(start),
        endDate=_typed(end),
        subjectOf=_sources(term, losses),
    )
    return {"@id": term.id, **role}


def _attendance(participation: Participation, losses: LossCounter) -> Node:
    attendee = _link(participation.official or participation.organisation)
    if participation.description is not None:
        attendee = {"name": _words(participation.description)}
    role = _node(
        "Role",
        attendee=attendee,
        roleName=participation.role.value if participation.role else None,
        name=_without_language(participation.capacity),
        subjectOf=_sources(participation, losses),
    )
    return {"@id": participation.id, **role}


# What records share


def _node(kind: str, **properties: Any) -> Node:
    """Return a node of a class with the properties that say something."""
    stated = {name: value for name, value in properties.items() if value not in (None, [], {})}
    return {"@type": kind, **stated}


def _aliases(
    record: Place | Organisation | Official, losses: LossCounter, abbreviation: str | None = None
) -> dict[str, list[str]]:
    names: dict[str, list[str]] = {"@none": [abbreviation]} if abbreviation else {}
    for alias in record.aliases:
        names.setdefault(alias.lang or "@none", []).append(alias.value)
        if alias.kind is not None or alias.when is not None:
            losses.add(f"{type(record).__name__}.aliases", record.id, "without kind and time")
    return names


def _sources(record: Record, losses: LossCounter) -> list[Node]:
    what = f"{'Event' if isinstance(record, Event) else type(record).__name__}.sources"
    nodes = []
    for source in record.sources:
        if source.retrieved is not None or source.field is not None:
            losses.add(what, record.id, "without the day it was read and the field")
        node = _node(
            "CreativeWork",
            url=source.url,
            name=_without_language(source.title),
            description=_without_language(source.citation),
            publisher=_publisher(source.publisher),
            datePublished=_date(what, record, source.published, losses),
            inLanguage=source.lang,
        )
        nodes.append(node)
    return nodes


def _publisher(name: str | None) -> Node | None:
    return _node("Organization", name=_without_language(name)) if name else None


def _date(what: str, record: Record, when: When | None, losses: LossCounter) -> Node | None:
    return _typed(plain_date(when, what, record.id, losses))


def _typed(text: str | None) -> Node | None:
    """Return a date or a moment with its type."""
    if text is None:
        return None
    return {"@type": "DateTime" if "T" in text else "Date", "@value": text}


def _words(text: Text | None) -> dict[str, str] | None:
    return dict(text) if text is not None else None


def _without_language(words: str | None) -> dict[str, str] | None:
    """Return words of which nobody said in what language they are."""
    return {"@none": words} if words is not None else None


def _link(id: str | None) -> Node | None:
    return {"@id": id} if id is not None else None


def _address(country: str | None) -> Node | None:
    return _node("PostalAddress", addressCountry=country) if country else None


def _identifiers(record: Place | Organisation | Official | Event) -> list[Node]:
    return [
        _node("PropertyValue", propertyID=identifier.scheme, value=identifier.identifier)
        for identifier in record.identifiers
    ]
