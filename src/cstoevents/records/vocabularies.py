"""The closed vocabularies: what a field may say where only certain words make sense.

Each is a `StrEnum`, so a member is its word: ``EventKind.MEETING == "meeting"``.
Constructors take either.
"""

from __future__ import annotations

import enum


class EventKind(enum.StrEnum):
    """What happened. The first five are sittings or conferences: a ``Meeting`` has these only.

    Attributes:
        SESSION: A sitting of an organ that has sessions, such as a council of heads of state.
        MEETING: A sitting of a body, such as a working group or a committee.
        CONSULTATION: A round of consultations among members or with others.
        TALKS: Talks between two or a few sides.
        CONFERENCE: A conference, a forum, a round table or a seminar.
        EXERCISE: A military, police or emergency exercise.
        OPERATION: An operation in the field, such as one against drugs or a peacekeeping one.
        TRAINING: A course or another training of people.
        COMMEMORATION: A ceremony or another act in memory of something.
        SIGNING: The signing of a document, such as a treaty.
        ENTRY_INTO_FORCE: The day from which a document binds.
        FOUNDING: The founding of an organisation or of a body.
        VISIT: A visit of officials to a place or a body.
        STATEMENT: A statement or an address that is made public.
        OBSERVATION: The observation of an election or a referendum.
        OTHER: Anything else.

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

    A moved event is *scheduled* again and keeps the old date in ``previous_when``. One that is
    cancelled or postponed keeps in ``when`` the date for which it was planned; it has no
    anniversaries, and its number in a series is no evidence of a meeting on that date.

    Attributes:
        SCHEDULED: It is to be held on the date stated.
        HELD: It was held: a source reports it.
        POSTPONED: It was not held on the date stated, and no new one was stated.
        CANCELLED: It was not or will not be held.

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

    Attributes:
        IN_PERSON: Everybody was in one place.
        VIDEOCONFERENCE: Everybody took part from a distance.
        HYBRID: Some were in one place, others took part from a distance.

    >>> import cstoevents as cs
    >>> cs.records.EventFormat("hybrid").value
    'hybrid'
    """

    IN_PERSON = "in-person"
    VIDEOCONFERENCE = "videoconference"
    HYBRID = "hybrid"


class Access(enum.StrEnum):
    """Whether a meeting was open to outsiders.

    Attributes:
        OPEN: Others than the participants could attend, such as journalists.
        CLOSED: Only the participants were let in.

    >>> import cstoevents as cs
    >>> cs.records.Access("closed").value
    'closed'
    """

    OPEN = "open"
    CLOSED = "closed"


class PlaceKind(enum.StrEnum):
    """How large a place is.

    Attributes:
        COUNTRY: A country.
        REGION: A part of a country, such as a province.
        CITY: A town or village of any size.
        VENUE: A building, or a hall in one.
        RANGE: A training ground of armed forces.
        OTHER: Anything else, such as an airport or a lake.

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

    Attributes:
        INTERGOVERNMENTAL: An organisation whose members are states.
        TREATY: A treaty without an organisation, whose parties act together.
        STATE: A state.
        STATE_BODY: A body of one state, such as a ministry or a parliament.
        ORGAN: A statutory organ of an organisation, such as a council.
        COORDINATION_COUNCIL: A council of the heads of the states' services of one kind.
        WORKING_GROUP: A working group, commission or committee of experts.
        SECRETARIAT: The permanent staff of an organisation.
        FORCES: Joint armed forces, or a staff that commands them.
        CENTRE: A centre or institute, such as one for training.
        PARLIAMENTARY: An assembly of members of parliaments, or a body of one.
        OTHER: Anything else.

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

    A membership without one is what its role says: *observer* and *partner* are such standings
    too, *member*, *party* or no role a member as any other, and all other roles are posts.

    Attributes:
        FULL: A member with all rights.
        OBSERVER: An observer: takes part without a vote.
        PARTNER: A partner: takes part in some of the work.
        SUSPENDED: A member whose rights the organisation has suspended.
        FROZEN: A member that has itself stopped taking part, and has not withdrawn.
        WITHDRAWN: A former member that has withdrawn.
        ACTING: A person who holds a post until somebody is appointed to it.

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


# The roles that say of a state or a body which kind of member it is; all others are posts.
ROLES_OF_MEMBERS = frozenset({None, "member", "party", "observer", "partner"})


class ParticipationRole(enum.StrEnum):
    """What a participant did at an event.

    Attributes:
        CHAIR: Presided over it.
        HEAD: Led a delegation.
        MEMBER: Took part as one of a delegation or of the body that met.
        SPEAKER: Spoke or reported.
        OBSERVER: Attended without a vote.
        GUEST: Was invited, and belongs to none of the sides.
        SUBSTITUTE: Sat for somebody who did not come.
        HOST: Received the others.
        SIGNATORY: Signed the document.
        CONTINGENT: The force that a state sent to an exercise or operation.
        COUNTERPART: The other side of talks.

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

    Attributes:
        HEADS_OF_STATE: Led by a head of state.
        HEADS_OF_GOVERNMENT: Led by a head of government.
        MINISTERS: Led by a minister, or by a secretary of a security council.
        DEPUTY_MINISTERS: Led by a deputy minister.
        SENIOR_OFFICIALS: Led by a senior official below deputy ministers.
        EXPERTS: Made up of experts.
        PARLIAMENTARIANS: Made up of members of a parliament.
        MILITARY: Made up of officers of armed forces.

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

    Attributes:
        CONTINUOUS: Each has the number after the one before it.
        RESTARTS: Numbers begin anew from time to time, such as each year.
        UNNUMBERED: They have no numbers.

    >>> import cstoevents as cs
    >>> cs.records.Numbering("restarts").value
    'restarts'
    """

    CONTINUOUS = "continuous"
    RESTARTS = "restarts"
    UNNUMBERED = "unnumbered"


class AliasKind(enum.StrEnum):
    """Why a name stands beside the main one.

    Attributes:
        SPELLING: Another spelling or transliteration of the same name.
        FORMER: A name that it had before, or for some time.
        ABBREVIATION: A short form, such as an acronym.

    >>> import cstoevents as cs
    >>> cs.records.AliasKind("former").value
    'former'
    """

    SPELLING = "spelling"
    FORMER = "former"
    ABBREVIATION = "abbreviation"


class DocumentKind(enum.StrEnum):
    """What sort of document came out of an event, or was before it.

    Attributes:
        AGENDA: The list of what is to be dealt with.
        AGREEMENT: An agreement between sides, below a treaty.
        COMMUNIQUE: What the participants told the public of the meeting.
        DECISION: What a body decided.
        DECLARATION: A position that the participants declare together.
        INVITATION: A call to take part.
        MEMORANDUM: A memorandum of understanding or of cooperation.
        MINUTES: A short record of what was said and decided.
        PHOTO: A photograph or several.
        PLAN: A plan of work or of measures.
        PROGRAMME: The timetable of an event, or a programme of cooperation.
        PROTOCOL: The signed record of a meeting, or an addition to a treaty.
        REPORT: A report to a body or on an event.
        RESOLUTION: A resolution of an assembly.
        STATEMENT: A statement for the public, of one side or of several.
        STATUTE: The rules of a body: a charter, a statute, regulations.
        STRATEGY: A strategy or a concept for some years.
        TRANSCRIPT: What was said, word for word.
        TREATY: A treaty between states.
        VIDEO: A recording in pictures.
        OTHER: Anything else.

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

    Attributes:
        IMPLEMENTS: It carries out what was decided there.
        PREPARES: It prepares the other, which comes after it.
        FOLLOWS: It takes up the other, which came before it.
        AGENDA_OF: It deals with the agenda of the other.
        ON_THE_MARGINS_OF: It was held beside the other, in the same place and days.
        PART_OF: It is a part of the other, which is described in words and has no record.
        MENTIONS: It mentions the other.

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
