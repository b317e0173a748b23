"""What the objects of each array are as records: a class, and plain data for it."""

from __future__ import annotations

from typing import Any, Final

import attrs

from cstoevents.formats.popolo.items import Item
from cstoevents.formats.popolo.parts import (
    classified,
    documents_of,
    identifiers_of,
    links_of,
    names_of,
    point_of,
    sources_of,
    times_of,
)
from cstoevents.formats.popolo.references import Locations, References
from cstoevents.records import Event, Meeting, Official, Organisation, Place, rules
from cstoevents.records.vocabularies import (
    MEETING_KINDS,
    EventKind,
    EventStatus,
    OrganisationKind,
    ParticipationRole,
    PlaceKind,
)
from cstoevents.wording.language import language_by_letters
from cstoevents.wording.words import post_of

# Words of Open Civic Data for what we have a word for.
_STATUSES: Final = {"confirmed": EventStatus.SCHEDULED, "tentative": EventStatus.SCHEDULED}


@attrs.frozen(slots=True, eq=False)
class Context:
    """What an object goes by: the language of its words, the scheme of its ids, and the others.

    ``zone`` is that of an event that names none.
    """

    lang: str | None
    scheme: str
    references: References
    locations: Locations
    zone: str | None

    def words(self, text: str | None) -> dict[str, str] | None:
        """Return words by their language."""
        return {self.lang or language_by_letters(text): text} if text else None


def place_of(item: Item, context: Context) -> tuple[type[Place], dict[str, Any]]:
    """Return the place of an area."""
    kind, extra = classified(item, PlaceKind)
    plain: dict[str, Any] = {
        **names_of(item, context.lang),
        "kind": kind,
        "within": context.references.id_of(item, ("parent_id", "parent"), "areas"),
        "extra": extra,
        **point_of(item),
    }
    code = item.text("identifier")
    if code is not None and kind is PlaceKind.COUNTRY and rules.COUNTRY.matches(code):
        plain["country"] = code
    elif code is not None:
        plain["identifiers"] = [{"scheme": context.scheme, "identifier": code}]
    return Place, plain


def organisation_of(item: Item, context: Context) -> tuple[type[Organisation], dict[str, Any]]:
    """Return an organisation; an abbreviation among its names is its short name."""
    kind, extra = classified(item, OrganisationKind)
    return Organisation, {
        **names_of(item, context.lang, with_abbreviation=True),
        "kind": kind,
        "parent": context.references.id_of(item, ("parent_id", "parent"), "organizations"),
        "founded": _text_of(item.date("founding_date")),
        "dissolved": _text_of(item.date("dissolution_date")),
        "links": links_of(item),
        "extra": extra,
    }


def official_of(item: Item, context: Context) -> tuple[type[Official], dict[str, Any]]:
    """Return the official that a person is."""
    nationality = item.text("national_identity")
    if nationality is not None and not rules.COUNTRY.matches(nationality):
        item.lose("national_identity", f"not {rules.COUNTRY.expected}")
        nationality = None
    return Official, {
        **names_of(item, context.lang),
        "nationality": nationality,
        "born": _text_of(item.date("birth_date")),
        "died": _text_of(item.date("death_date")),
        "links": links_of(item),
    }


def event_of(item: Item, context: Context) -> tuple[type[Event], dict[str, Any]]:
    """Return an event, or a meeting where it is of such a kind."""
    kind, extra = classified(item, EventKind)
    cls = Meeting if kind in MEETING_KINDS else Event
    names = names_of(item, context.lang)
    for _ in names.pop("aliases"):
        item.lose("other_names", "an event has no other names")
    organiser = context.references.id_of(
        item, ("organization_id", "organization", "organizer_id"), "organizations"
    )
    agenda = [
        words
        for point in item.items("agenda")
        if (words := context.words(point.text("description") or point.text("title")))
    ]
    if agenda and cls is not Meeting:
        item.lose("agenda", f"an event of the kind {kind.value} has no agenda")
        agenda = []
    return cls, {
        "title": names["name"],
        "kind": kind,
        "description": context.words(item.text("description")),
        **times_of(item, context.zone),
        "status": _status(item),
        "place": context.locations.id_of(item),
        "organisers": [organiser] if organiser else [],
        "parent": context.references.id_of(item, ("parent_id", "parent"), "events"),
        "documents": documents_of(item, context.lang),
        "agenda": agenda,
        "links": links_of(item),
        "extra": extra,
    }


def _status(item: Item) -> EventStatus | None:
    word = item.text("status")
    if word is None or word in {status.value for status in EventStatus}:
        return None if word is None else EventStatus(word)
    if word.lower() not in _STATUSES:
        item.lose("status", "another word than ours")
    return _STATUSES.get(word.lower())


def participant_of(item: Item, context: Context) -> dict[str, Any]:
    """Return who took part: a person, a body, or words."""
    role = item.text("note") or item.text("role")
    plain: dict[str, Any] = {}
    if role is not None and role in {word.value for word in ParticipationRole}:
        plain["role"] = role
    elif role is not None:
        item.lose("note", "another role than ours")
    is_body = item.text("entity_type") == "organization"
    ways = ("organization_id" if is_body else "person_id", "entity_id")
    plain["identifiers"] = identifiers_of(item)
    own = item.id() if any(item.said.get(way) is not None for way in ways) else None
    if own is not None:
        plain["identifiers"].append({"scheme": context.scheme, "identifier": own})
    array, field = ("organizations", "organisation") if is_body else ("persons", "official")
    who = context.references.id_of(item, (*ways, "id"), array)
    if who:
        return {**plain, field: who}
    name = context.words(item.text("name"))
    return {**plain, "description": name} if name else {}


def membership_of(item: Item, context: Context) -> dict[str, Any] | None:
    """Return plain data of a membership, or None where it isn't known whose it is, or of what."""
    references = context.references
    post = references.post_of(item)
    member = references.id_of(item, ("person_id", "person"), "persons")
    if member is None:
        member = references.id_of(item, ("member_id", "member"), "persons", "organizations")
    body = references.id_of(item, _OF_BODIES, "organizations")
    if body is None and post is not None:
        body = references.id_of(post, _OF_BODIES, "organizations")
    name = item.text("person_name")
    if member is None and name is not None:
        item.lose("person_name", "no person of the file; a membership needs one")
        return None
    if member is None or body is None:
        missing = "person_id" if member is None else "organization_id"
        item.refuse_if_first(missing, item.said.get(missing), "what the membership is of")
        return None
    role, label = _role(item, post)
    on_behalf_of = references.id_of(item, ("on_behalf_of_id", "on_behalf_of"), "organizations")
    return {
        "member": member,
        "organisation": body,
        "role": role,
        "label": label,
        "on_behalf_of": on_behalf_of,
        "when": item.span(references.period_of(item)),
        "identifiers": identifiers_of(item),
        "sources": sources_of(item),
    }


_OF_BODIES: Final = ("organization_id", "organization")


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
    return post_of(role) or rules.legible_slug(role), label or role


def _text_of(date: object) -> str | None:
    return None if date is None else str(date)
