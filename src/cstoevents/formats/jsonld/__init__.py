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
from cstoevents.formats.losses import FieldCoverage, LossReport
from cstoevents.records.rules import URL

__all__ = ["write_jsonld"]

_DATED = "a year, a month or a day"

COVERAGE = (
    FieldCoverage("Place.id", "whole", "@id"),
    FieldCoverage("Place.name", "whole", "name"),
    FieldCoverage("Place.kind", "whole", "@type and additionalType"),
    FieldCoverage("Place.within", "whole", "containedInPlace"),
    FieldCoverage("Place.country", "whole", "address"),
    FieldCoverage("Place.aliases", "in part", "alternateName, without kind and time"),
    FieldCoverage("Place.latitude", "whole", "latitude"),
    FieldCoverage("Place.longitude", "whole", "longitude"),
    FieldCoverage("Place.timezone", "not", "a place has no zone"),
    FieldCoverage("Place.identifiers", "whole", "identifier"),
    FieldCoverage("Place.sources", "in part", "subjectOf"),
    FieldCoverage("Place.note", "not", "a remark on the data"),
    FieldCoverage("Organisation.id", "whole", "@id"),
    FieldCoverage("Organisation.name", "whole", "name"),
    FieldCoverage("Organisation.kind", "whole", "additionalType"),
    FieldCoverage("Organisation.abbreviation", "whole", "alternateName"),
    FieldCoverage("Organisation.aliases", "in part", "alternateName, without kind and time"),
    FieldCoverage("Organisation.parent", "whole", "parentOrganization"),
    FieldCoverage("Organisation.predecessors", "not", "an organization has no predecessor"),
    FieldCoverage("Organisation.country", "whole", "address"),
    FieldCoverage("Organisation.founded", "in part", f"foundingDate, {_DATED}"),
    FieldCoverage("Organisation.dissolved", "in part", f"dissolutionDate, {_DATED}"),
    FieldCoverage("Organisation.identifiers", "whole", "identifier"),
    FieldCoverage("Organisation.links", "whole", "url"),
    FieldCoverage("Organisation.sources", "in part", "subjectOf"),
    FieldCoverage("Organisation.note", "not", "a remark on the data"),
    FieldCoverage("Official.id", "whole", "@id"),
    FieldCoverage("Official.name", "whole", "name"),
    FieldCoverage("Official.aliases", "in part", "alternateName, without kind and time"),
    FieldCoverage("Official.nationality", "whole", "nationality"),
    FieldCoverage("Official.born", "in part", f"birthDate, {_DATED}"),
    FieldCoverage("Official.identifiers", "whole", "identifier"),
    FieldCoverage("Official.links", "whole", "url"),
    FieldCoverage("Official.sources", "in part", "subjectOf"),
    FieldCoverage("Official.note", "not", "a remark on the data"),
    FieldCoverage("Membership.id", "whole", "@id of an OrganizationRole"),
    FieldCoverage("Membership.member", "whole", "member of the role"),
    FieldCoverage("Membership.organisation", "whole", "the node that has the role as a member"),
    FieldCoverage("Membership.role", "whole", "roleName"),
    FieldCoverage("Membership.label", "whole", "name of the role"),
    FieldCoverage("Membership.on_behalf_of", "not", "a role has no sender"),
    FieldCoverage("Membership.status", "not", "a role has no status"),
    FieldCoverage("Membership.when", "in part", f"startDate and endDate, {_DATED}"),
    FieldCoverage("Membership.seen", "not", "a role has a start and an end alone"),
    FieldCoverage("Membership.sources", "in part", "subjectOf"),
    FieldCoverage("Membership.note", "not", "a remark on the data"),
    FieldCoverage("Series.id", "whole", "@id of an EventSeries"),
    FieldCoverage("Series.name", "whole", "name"),
    FieldCoverage("Series.organisation", "whole", "organizer"),
    FieldCoverage("Series.predecessor", "not", "a series has no predecessor"),
    FieldCoverage("Series.first_number", "not", "a series has no numbers"),
    FieldCoverage("Series.numbering", "not", "a series has no numbers"),
    FieldCoverage("Series.sources", "in part", "subjectOf"),
    FieldCoverage("Series.note", "not", "a remark on the data"),
    FieldCoverage("Event.id", "whole", "@id"),
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
    FieldCoverage("Event.links", "whole", "url"),
    FieldCoverage("Event.sources", "in part", "subjectOf"),
    FieldCoverage("Event.note", "not", "a remark on the data"),
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
    FieldCoverage("Participation.sources", "in part", "subjectOf"),
    FieldCoverage("Participation.note", "not", "a remark on the data"),
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
        nodes.losses.add_uncovered(record, COVERAGE)
        nodes.add(record)
    document = {"@context": {"@base": base, **CONTEXT}, "@graph": list(nodes.by_id.values())}
    write_bytes(target, (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode())
    return nodes.losses.report()
