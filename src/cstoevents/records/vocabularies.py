"""The closed vocabularies: what a field may say where only certain words make sense.

Each is a `StrEnum`, so a member is its word: ``EventKind.MEETING == "meeting"``.
Constructors take either.
"""

from __future__ import annotations

import enum

from cstoevents.records.rules import chosen

__all__ = [
    "Access",
    "AliasKind",
    "DelegationLevel",
    "DocumentKind",
    "EventFormat",
    "EventKind",
    "EventStatus",
    "MembershipStatus",
    "Numbering",
    "OrganisationKind",
    "ParticipationRole",
    "PlaceKind",
    "ReferenceRelation",
]


class EventKind(enum.StrEnum):
    """What happened. The first five are sittings or conferences: a ``Meeting`` has these only.

    >>> import cstoevents as cs
    >>> cs.records.EventKind("entry-into-force")
    <EventKind.ENTRY_INTO_FORCE: 'entry-into-force'>
    """

    SESSION = "session"
    MEETING = "meeting"
    CONSULTATION = "consultation"
    TALKS = "talks"
    CONFERENCE = "conference"
    EXERCISE = "exercise"
    OPERATION = "operation"
    TRAINING = "training"
    COMMEMORATION = "commemoration"
    SIGNING = "signing"
    ENTRY_INTO_FORCE = "entry-into-force"
    FOUNDING = "founding"
    VISIT = "visit"
    STATEMENT = "statement"
    OBSERVATION = "observation"
    OTHER = "other"


MEETING_KINDS = frozenset(
    {
        EventKind.SESSION,
        EventKind.MEETING,
        EventKind.CONSULTATION,
        EventKind.TALKS,
        EventKind.CONFERENCE,
    }
)


class EventStatus(enum.StrEnum):
    """Where an event stands, in the sense of schema.org's ``EventStatusType``.

    A moved event is *scheduled* again and keeps the old date in ``previous_when``.

    >>> import cstoevents as cs
    >>> cs.records.EventStatus.HELD.value
    'held'
    """

    SCHEDULED = "scheduled"
    HELD = "held"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


DID_NOT_TAKE_PLACE = frozenset({EventStatus.CANCELLED, EventStatus.POSTPONED})
"""The statuses of an event that has no day: it was called off, or has no new date yet."""

NOT_HELD = DID_NOT_TAKE_PLACE | {EventStatus.SCHEDULED}
"""The statuses of an event that is announced only, or did not take place."""


class EventFormat(enum.StrEnum):
    """How people met.

    >>> import cstoevents as cs
    >>> cs.records.EventFormat("hybrid").value
    'hybrid'
    """

    IN_PERSON = "in-person"
    VIDEOCONFERENCE = "videoconference"
    HYBRID = "hybrid"


class Access(enum.StrEnum):
    """Whether a meeting was open to outsiders.

    >>> import cstoevents as cs
    >>> cs.records.Access("closed").value
    'closed'
    """

    OPEN = "open"
    CLOSED = "closed"


class PlaceKind(enum.StrEnum):
    """How large a place is; a ``city`` is any town or village, a ``range`` a training ground.

    >>> import cstoevents as cs
    >>> cs.records.PlaceKind.VENUE.value
    'venue'
    """

    COUNTRY = "country"
    REGION = "region"
    CITY = "city"
    VENUE = "venue"
    RANGE = "range"
    OTHER = "other"


class OrganisationKind(enum.StrEnum):
    """What sort of body an organisation is. States are organisations too.

    >>> import cstoevents as cs
    >>> cs.records.OrganisationKind("working-group").value
    'working-group'
    """

    INTERGOVERNMENTAL = "intergovernmental"
    TREATY = "treaty"
    STATE = "state"
    STATE_BODY = "state-body"
    ORGAN = "organ"
    COORDINATION_COUNCIL = "coordination-council"
    WORKING_GROUP = "working-group"
    SECRETARIAT = "secretariat"
    FORCES = "forces"
    CENTRE = "centre"
    PARLIAMENTARY = "parliamentary"
    OTHER = "other"


class MembershipStatus(enum.StrEnum):
    """The standing of a member: of a state in an organisation, or of a person in a post.

    ``acting`` is for posts; the others are for states and organisations.

    >>> import cstoevents as cs
    >>> cs.records.MembershipStatus.FROZEN.value
    'frozen'
    """

    FULL = "full"
    OBSERVER = "observer"
    PARTNER = "partner"
    SUSPENDED = "suspended"
    FROZEN = "frozen"
    WITHDRAWN = "withdrawn"
    ACTING = "acting"


class ParticipationRole(enum.StrEnum):
    """What a participant did at an event.

    ``head`` leads a delegation; ``host`` receives; ``contingent`` is a state's
    force in an exercise; ``counterpart`` is the other side of talks.

    >>> import cstoevents as cs
    >>> cs.records.ParticipationRole("chair").value
    'chair'
    """

    CHAIR = "chair"
    HEAD = "head"
    MEMBER = "member"
    SPEAKER = "speaker"
    OBSERVER = "observer"
    GUEST = "guest"
    SUBSTITUTE = "substitute"
    HOST = "host"
    SIGNATORY = "signatory"
    CONTINGENT = "contingent"
    COUNTERPART = "counterpart"


class DelegationLevel(enum.StrEnum):
    """The rank at which a delegation came.

    >>> import cstoevents as cs
    >>> cs.records.DelegationLevel("deputy-ministers").value
    'deputy-ministers'
    """

    HEADS_OF_STATE = "heads-of-state"
    HEADS_OF_GOVERNMENT = "heads-of-government"
    MINISTERS = "ministers"
    DEPUTY_MINISTERS = "deputy-ministers"
    SENIOR_OFFICIALS = "senior-officials"
    EXPERTS = "experts"
    PARLIAMENTARIANS = "parliamentarians"
    MILITARY = "military"


class Numbering(enum.StrEnum):
    """How the members of a series are numbered.

    >>> import cstoevents as cs
    >>> cs.records.Numbering("restarts").value
    'restarts'
    """

    CONTINUOUS = "continuous"
    RESTARTS = "restarts"
    UNNUMBERED = "unnumbered"


class AliasKind(enum.StrEnum):
    """Why a name stands beside the main one.

    >>> import cstoevents as cs
    >>> cs.records.AliasKind("former").value
    'former'
    """

    SPELLING = "spelling"
    FORMER = "former"
    ABBREVIATION = "abbreviation"


class DocumentKind(enum.StrEnum):
    """What sort of document came out of an event, or was before it.

    >>> import cstoevents as cs
    >>> cs.records.DocumentKind("declaration").value
    'declaration'
    """

    AGENDA = "agenda"
    AGREEMENT = "agreement"
    COMMUNIQUE = "communique"
    DECISION = "decision"
    DECLARATION = "declaration"
    INVITATION = "invitation"
    MEMORANDUM = "memorandum"
    MINUTES = "minutes"
    PHOTO = "photo"
    PLAN = "plan"
    PROGRAMME = "programme"
    PROTOCOL = "protocol"
    REPORT = "report"
    RESOLUTION = "resolution"
    STATEMENT = "statement"
    STATUTE = "statute"
    STRATEGY = "strategy"
    TRANSCRIPT = "transcript"
    TREATY = "treaty"
    VIDEO = "video"
    OTHER = "other"


class ReferenceRelation(enum.StrEnum):
    """How an event stands to what it refers to.

    >>> import cstoevents as cs
    >>> cs.records.ReferenceRelation("on-the-margins-of").value
    'on-the-margins-of'
    """

    IMPLEMENTS = "implements"
    PREPARES = "prepares"
    FOLLOWS = "follows"
    AGENDA_OF = "agenda-of"
    ON_THE_MARGINS_OF = "on-the-margins-of"
    PART_OF = "part-of"
    MENTIONS = "mentions"


# Converters, spelt out because type checkers read their signatures.


def event_kind(value: EventKind | str) -> EventKind:
    """The kind of an event."""
    return chosen(value, EventKind)


def event_status(value: EventStatus | str | None) -> EventStatus | None:
    """The status of an event or None."""
    return None if value is None else chosen(value, EventStatus)


def event_format(value: EventFormat | str | None) -> EventFormat | None:
    """The format of an event or None."""
    return None if value is None else chosen(value, EventFormat)


def access(value: Access | str | None) -> Access | None:
    """The access to a meeting or None."""
    return None if value is None else chosen(value, Access)


def place_kind(value: PlaceKind | str) -> PlaceKind:
    """The kind of a place."""
    return chosen(value, PlaceKind)


def organisation_kind(value: OrganisationKind | str) -> OrganisationKind:
    """The kind of an organisation."""
    return chosen(value, OrganisationKind)


def membership_status(value: MembershipStatus | str | None) -> MembershipStatus | None:
    """The status of a membership or None."""
    return None if value is None else chosen(value, MembershipStatus)


def participation_role(value: ParticipationRole | str | None) -> ParticipationRole | None:
    """The role of a participant or None."""
    return None if value is None else chosen(value, ParticipationRole)


def delegation_level(value: DelegationLevel | str | None) -> DelegationLevel | None:
    """The level of a delegation or None."""
    return None if value is None else chosen(value, DelegationLevel)


def numbering(value: Numbering | str | None) -> Numbering | None:
    """The numbering of a series or None."""
    return None if value is None else chosen(value, Numbering)


def alias_kind(value: AliasKind | str | None) -> AliasKind | None:
    """The kind of an alias or None."""
    return None if value is None else chosen(value, AliasKind)


def document_kind(value: DocumentKind | str | None) -> DocumentKind | None:
    """The kind of a document or None."""
    return None if value is None else chosen(value, DocumentKind)


def relation(value: ReferenceRelation | str | None) -> ReferenceRelation | None:
    """The relation of a reference or None."""
    return None if value is None else chosen(value, ReferenceRelation)
