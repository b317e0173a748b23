"""JSON-LD: a chronicle in the terms of schema.org, as search engines and graph stores read it.

Every record that schema.org has a class for becomes one node, and what links two records
becomes a ``Role`` between their nodes. The context is part of the file, so that reading
it needs no network. Words keep all their languages. A date is a year, a month or a day
(``schema:Date``), or a moment with its offset (``schema:DateTime``); what is anything
else is left out and reported.
"""

from __future__ import annotations

import json
from typing import Any

from cstoevents.chronicle import Chronicle
from cstoevents.errors import ArgumentError
from cstoevents.formats.files import Writable, write_bytes
from cstoevents.formats.jsonld.nodes import Nodes
from cstoevents.formats.losses import Carriage, LossReport
from cstoevents.records.rules import URL

__all__ = ["write_jsonld"]

_DATED = "a year, a month or a day"

CARRIES = (
    Carriage("Place.id", "whole", "@id"),
    Carriage("Place.name", "whole", "name"),
    Carriage("Place.kind", "whole", "@type and additionalType"),
    Carriage("Place.within", "whole", "containedInPlace"),
    Carriage("Place.country", "whole", "address"),
    Carriage("Place.aliases", "in part", "alternateName, without kind and time"),
    Carriage("Place.latitude", "whole", "latitude"),
    Carriage("Place.longitude", "whole", "longitude"),
    Carriage("Place.timezone", "not", "a place has no zone"),
    Carriage("Place.identifiers", "whole", "identifier"),
    Carriage("Place.sources", "in part", "subjectOf"),
    Carriage("Place.note", "not", "a remark on the data"),
    Carriage("Organisation.id", "whole", "@id"),
    Carriage("Organisation.name", "whole", "name"),
    Carriage("Organisation.kind", "whole", "additionalType"),
    Carriage("Organisation.abbreviation", "whole", "alternateName"),
    Carriage("Organisation.aliases", "in part", "alternateName, without kind and time"),
    Carriage("Organisation.parent", "whole", "parentOrganization"),
    Carriage("Organisation.predecessors", "not", "an organization has no predecessor"),
    Carriage("Organisation.country", "whole", "address"),
    Carriage("Organisation.founded", "in part", f"foundingDate, {_DATED}"),
    Carriage("Organisation.dissolved", "in part", f"dissolutionDate, {_DATED}"),
    Carriage("Organisation.identifiers", "whole", "identifier"),
    Carriage("Organisation.links", "whole", "url"),
    Carriage("Organisation.sources", "in part", "subjectOf"),
    Carriage("Organisation.note", "not", "a remark on the data"),
    Carriage("Official.id", "whole", "@id"),
    Carriage("Official.name", "whole", "name"),
    Carriage("Official.aliases", "in part", "alternateName, without kind and time"),
    Carriage("Official.nationality", "whole", "nationality"),
    Carriage("Official.born", "in part", f"birthDate, {_DATED}"),
    Carriage("Official.identifiers", "whole", "identifier"),
    Carriage("Official.links", "whole", "url"),
    Carriage("Official.sources", "in part", "subjectOf"),
    Carriage("Official.note", "not", "a remark on the data"),
    Carriage("Membership.id", "whole", "@id of an OrganizationRole"),
    Carriage("Membership.member", "whole", "member of the role"),
    Carriage("Membership.organisation", "whole", "the node that has the role as a member"),
    Carriage("Membership.role", "whole", "roleName"),
    Carriage("Membership.label", "whole", "name of the role"),
    Carriage("Membership.on_behalf_of", "not", "a role has no sender"),
    Carriage("Membership.status", "not", "a role has no status"),
    Carriage("Membership.when", "in part", f"startDate and endDate, {_DATED}"),
    Carriage("Membership.seen", "not", "a role has a start and an end alone"),
    Carriage("Membership.sources", "in part", "subjectOf"),
    Carriage("Membership.note", "not", "a remark on the data"),
    Carriage("Series.id", "whole", "@id of an EventSeries"),
    Carriage("Series.name", "whole", "name"),
    Carriage("Series.organisation", "whole", "organizer"),
    Carriage("Series.predecessor", "not", "a series has no predecessor"),
    Carriage("Series.first_number", "not", "a series has no numbers"),
    Carriage("Series.numbering", "not", "a series has no numbers"),
    Carriage("Series.sources", "in part", "subjectOf"),
    Carriage("Series.note", "not", "a remark on the data"),
    Carriage("Event.id", "whole", "@id"),
    Carriage("Event.kind", "whole", "additionalType"),
    Carriage("Event.title", "whole", "name"),
    Carriage("Event.description", "whole", "description"),
    Carriage("Event.when", "in part", f"startDate and endDate, {_DATED}"),
    Carriage("Event.start_time", "in part", "startDate, if the offset is known"),
    Carriage("Event.end_time", "in part", "endDate, if the offset is known"),
    Carriage("Event.timezone", "in part", "the offset of startDate and endDate"),
    Carriage("Event.status", "in part", "eventStatus, in which the held are scheduled"),
    Carriage("Event.previous_when", "in part", f"previousStartDate, {_DATED}"),
    Carriage("Event.format", "whole", "eventAttendanceMode"),
    Carriage("Event.place", "whole", "location"),
    Carriage("Event.organisers", "whole", "organizer"),
    Carriage("Event.parent", "whole", "superEvent"),
    Carriage("Event.entries", "in part", "superEvent, without number and label"),
    Carriage("Event.topics", "whole", "keywords"),
    Carriage("Event.outcomes", "not", "an event has no outcomes"),
    Carriage("Event.documents", "whole", "workFeatured"),
    Carriage("Event.references", "not", "an event has no relations but to its parent"),
    Carriage("Event.commemoration", "in part", "about, without number and date"),
    Carriage("Event.identifiers", "whole", "identifier"),
    Carriage("Event.links", "whole", "url"),
    Carriage("Event.sources", "in part", "subjectOf"),
    Carriage("Event.note", "not", "a remark on the data"),
    Carriage("Meeting.agenda", "not", "an event has no agenda"),
    Carriage("Meeting.access", "not", "an event doesn't say who was let in"),
    Carriage("Delegation", "not", "an event has no delegations"),
    Carriage("Participation.id", "whole", "@id of a Role"),
    Carriage("Participation.event", "whole", "the node that has the role as an attendee"),
    Carriage("Participation.official", "whole", "attendee of the role"),
    Carriage("Participation.organisation", "whole", "attendee of the role"),
    Carriage("Participation.description", "whole", "name of the attendee"),
    Carriage("Participation.role", "whole", "roleName"),
    Carriage("Participation.capacity", "whole", "name of the role"),
    Carriage("Participation.on_behalf_of", "not", "a role has no sender"),
    Carriage("Participation.delegation", "not", "an event has no delegations"),
    Carriage("Participation.reports", "not", "a role has no reports"),
    Carriage("Participation.format", "not", "a role doesn't say how people met"),
    Carriage("Participation.sources", "in part", "subjectOf"),
    Carriage("Participation.note", "not", "a remark on the data"),
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
    "eventStatus": {"@id": "https://schema.org/eventStatus", "@type": "@vocab"},
    "eventAttendanceMode": {"@id": "https://schema.org/eventAttendanceMode", "@type": "@vocab"},
}


def write_jsonld(
    chronicle: Chronicle,
    target: Writable,
    *,
    base: str = "https://cstoevents.readthedocs.io/id/",
) -> LossReport:
    """Write a chronicle as JSON-LD in schema.org's terms, to a path or an open file.

    Args:
        chronicle: the records.
        target: a path, which is replaced in one step, or an open file.
        base: what the ids of the records are appended to, so that each has an address
            of its own in the world. Give your own for a chronicle of your own.

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
    if not isinstance(base, str) or not URL.matches(base):
        raise ArgumentError("base", base, URL.expected)
    nodes = Nodes(chronicle)
    for record in chronicle:
        nodes.losses.add_uncarried(record, CARRIES)
        nodes.add(record)
    document = {"@context": {"@base": base, **CONTEXT}, "@graph": list(nodes.by_id.values())}
    write_bytes(target, (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode())
    return nodes.losses.report()
