"""The nine records: what a chronicle is made of.

Records are plain, frozen and slotted. They refer to each other by id and in
one direction only: a child names its parent, and a link (a membership, a
delegation, a participation) names both of its ends. So a record means the
same alone, in a list, in a JSON file and in a table. Everything that follows
from several records together (who took part in a meeting, who held a post on
a day) is a question to a `Chronicle`.

Constructors take what people have: EDTF text or a `datetime.date` where a
`When` is meant, plain text or texts by language where a `Text` is, any
iterable where a tuple is. They refuse everything else, and say all of it at
once. Nothing is assumed that was not said.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar, TypeAlias

import attrs
from attrs import field

from cstoevents.dates import When
from cstoevents.errors import Problem
from cstoevents.records import rules, values, vocabularies
from cstoevents.records.rules import REFERS, RULE, Joint, agree, exactly_one, explained, refused
from cstoevents.records.values import (
    Alias,
    Commemoration,
    Document,
    Identifier,
    Reference,
    SeriesEntry,
    Source,
    Text,
)
from cstoevents.records.vocabularies import (
    MEETING_KINDS,
    Access,
    AliasKind,
    DelegationLevel,
    DocumentKind,
    EventFormat,
    EventKind,
    EventStatus,
    MembershipStatus,
    Numbering,
    OrganisationKind,
    ParticipationRole,
    PlaceKind,
    ReferenceRelation,
)

__all__ = [
    "Access",
    "Alias",
    "AliasKind",
    "Commemoration",
    "Delegation",
    "DelegationLevel",
    "Document",
    "DocumentKind",
    "Event",
    "EventFormat",
    "EventKind",
    "EventStatus",
    "Identifier",
    "Meeting",
    "Membership",
    "MembershipStatus",
    "Numbering",
    "Official",
    "Organisation",
    "OrganisationKind",
    "Participation",
    "ParticipationRole",
    "Place",
    "PlaceKind",
    "Record",
    "Reference",
    "ReferenceRelation",
    "Series",
    "SeriesEntry",
    "Source",
    "Text",
]

PLACE: dict[str, Any] = {RULE: rules.ID, REFERS: ("Place",)}
ORGANISATION: dict[str, Any] = {RULE: rules.ID, REFERS: ("Organisation",)}
OFFICIAL: dict[str, Any] = {RULE: rules.ID, REFERS: ("Official",)}
MEMBER: dict[str, Any] = {RULE: rules.ID, REFERS: ("Official", "Organisation")}
SERIES: dict[str, Any] = {RULE: rules.ID, REFERS: ("Series",)}
EVENT: dict[str, Any] = {RULE: rules.ID, REFERS: ("Event", "Meeting")}
DELEGATION: dict[str, Any] = {RULE: rules.ID, REFERS: ("Delegation",)}

# In a tuple they are found by identity; to hash a member of an enum takes longer.
_SITTINGS = tuple(MEETING_KINDS)


def _not_of_event(kind: str) -> Problem | None:
    return _other_kind(kind, "a Meeting", _OTHERS) if kind in _SITTINGS else None


def _not_of_meeting(kind: str) -> Problem | None:
    return None if kind in _SITTINGS else _other_kind(kind, "an Event", _SITTINGS)


def _other_kind(kind: str, right: str, fitting: tuple[EventKind, ...]) -> Problem:
    options = ", ".join(each for each in EventKind if each in fitting)
    expected = f"{right} record for this kind, or one of {options}"
    return Problem(found=str(kind), expected=expected, path="kind")


_OTHERS = tuple(kind for kind in EventKind if kind not in _SITTINGS)


@explained
@attrs.frozen(kw_only=True, slots=True, repr=False)
class Place:
    """A place: a country, a town, a hall in a house in that town.

    ``within`` is the next larger place, ``country`` a code of ISO 3166-1,
    ``latitude`` and ``longitude`` are decimal degrees (WGS 84), ``timezone`` is
    a name of the tz database. Former names are aliases with their dates.

    >>> import cstoevents as cs
    >>> hall = cs.Place(id="red-banner-hall", name="Red Banner Hall", kind="venue",
    ...                 within="frunze-house")
    >>> hall.within
    'frunze-house'
    """

    id: str = field(converter=rules.as_id, metadata={RULE: rules.ID})
    name: Text = field(converter=values.as_words)
    kind: PlaceKind = field(converter=vocabularies.place_kind)
    within: str | None = field(default=None, converter=rules.maybe_id, metadata=PLACE)
    country: str | None = field(
        default=None, converter=rules.maybe_country, metadata={RULE: rules.COUNTRY}
    )
    aliases: tuple[Alias, ...] = field(default=(), converter=values.aliases)
    latitude: float | None = field(
        default=None, converter=rules.maybe_latitude, metadata={RULE: rules.LATITUDE}
    )
    longitude: float | None = field(
        default=None, converter=rules.maybe_longitude, metadata={RULE: rules.LONGITUDE}
    )
    timezone: str | None = field(
        default=None, converter=rules.maybe_time_zone, metadata={RULE: rules.TIME_ZONE}
    )
    identifiers: tuple[Identifier, ...] = field(default=(), converter=values.identifiers)
    sources: tuple[Source, ...] = field(default=(), converter=values.sources)
    note: Text | None = field(default=None, converter=values.maybe_words)

    def __attrs_post_init__(self) -> None:
        if self.timezone is not None:
            _check_zone(self.timezone)


@explained
@attrs.frozen(kw_only=True, slots=True, repr=False)
class Organisation:
    """An organisation, one of its bodies, a state or a body of a state.

    ``parent`` is the organisation that it is a body of; ``predecessors`` are
    those it grew out of, as in the W3C Organization Ontology.

    >>> import cstoevents as cs
    >>> group = cs.Organisation(id="wg-afghanistan-body", name="Working Group on Afghanistan",
    ...                         kind="working-group", parent="csto-cfm")
    >>> group.kind
    <OrganisationKind.WORKING_GROUP: 'working-group'>
    """

    id: str = field(converter=rules.as_id, metadata={RULE: rules.ID})
    name: Text = field(converter=values.as_words)
    kind: OrganisationKind = field(converter=vocabularies.organisation_kind)
    abbreviation: str | None = field(
        default=None, converter=rules.maybe_text, metadata={RULE: rules.TEXT}
    )
    aliases: tuple[Alias, ...] = field(default=(), converter=values.aliases)
    parent: str | None = field(default=None, converter=rules.maybe_id, metadata=ORGANISATION)
    predecessors: tuple[str, ...] = field(default=(), converter=rules.ids, metadata=ORGANISATION)
    country: str | None = field(
        default=None, converter=rules.maybe_country, metadata={RULE: rules.COUNTRY}
    )
    founded: When | None = field(default=None, converter=rules.maybe_when)
    dissolved: When | None = field(default=None, converter=rules.maybe_when)
    identifiers: tuple[Identifier, ...] = field(default=(), converter=values.identifiers)
    links: tuple[str, ...] = field(default=(), converter=rules.urls, metadata={RULE: rules.URL})
    sources: tuple[Source, ...] = field(default=(), converter=values.sources)
    note: Text | None = field(default=None, converter=values.maybe_words)


@explained
@attrs.frozen(kw_only=True, slots=True, repr=False)
class Official:
    """A person. The posts that a person held are `Membership` records.

    ``nationality`` is a code of ISO 3166-1.

    >>> import cstoevents as cs
    >>> str(cs.Official(id="samat-ordabaev", name="Samat Ordabaev").name)
    'Samat Ordabaev'
    """

    id: str = field(converter=rules.as_id, metadata={RULE: rules.ID})
    name: Text = field(converter=values.as_words)
    aliases: tuple[Alias, ...] = field(default=(), converter=values.aliases)
    nationality: str | None = field(
        default=None, converter=rules.maybe_country, metadata={RULE: rules.COUNTRY}
    )
    born: When | None = field(default=None, converter=rules.maybe_when)
    identifiers: tuple[Identifier, ...] = field(default=(), converter=values.identifiers)
    links: tuple[str, ...] = field(default=(), converter=rules.urls, metadata={RULE: rules.URL})
    sources: tuple[Source, ...] = field(default=(), converter=values.sources)
    note: Text | None = field(default=None, converter=values.maybe_words)


@explained
@attrs.frozen(kw_only=True, slots=True, repr=False)
class Membership:
    """A state in an organisation, or a person in a post, over time (Popolo's Membership).

    ``member`` is the id of an official or of an organisation; ``role`` a slug
    such as ``secretary-general``; ``label`` the post as printed. ``when`` is the
    term, both of its ends included: ``2023-01-01/..`` goes on, ``2023-01-01/``
    ended on a day that isn't known. ``seen`` lists days on which a source shows
    the member in it, for when its start and end were not traced.

    Without an ``id`` one is made: member, organisation, role and the start of
    the term (or ``until-`` its end, or the first day seen), joined by double hyphens.

    >>> import cstoevents as cs
    >>> cs.Membership(member="imangali-tasmagambetov", organisation="csto",
    ...               role="secretary-general", when="2023-01-01/..").id
    'imangali-tasmagambetov--csto--secretary-general--2023-01-01'
    """

    id: str = field(default=None, converter=rules.made_id, metadata={RULE: rules.ID})
    member: str = field(converter=rules.as_id, metadata=MEMBER)
    organisation: str = field(converter=rules.as_id, metadata=ORGANISATION)
    role: str | None = field(default=None, converter=rules.maybe_slug, metadata={RULE: rules.SLUG})
    label: str | None = field(default=None, converter=rules.maybe_text, metadata={RULE: rules.TEXT})
    on_behalf_of: str | None = field(default=None, converter=rules.maybe_id, metadata=ORGANISATION)
    status: MembershipStatus | None = field(default=None, converter=vocabularies.membership_status)
    when: When | None = field(default=None, converter=rules.maybe_when)
    seen: tuple[When, ...] = field(default=(), converter=rules.whens)
    sources: tuple[Source, ...] = field(default=(), converter=values.sources)
    note: Text | None = field(default=None, converter=values.maybe_words)

    def __attrs_post_init__(self) -> None:
        if not self.id:
            _make_id(self, self.member, self.organisation, self.role, _term_part(self))


@explained
@attrs.frozen(kw_only=True, slots=True, repr=False)
class Series:
    """A body's run of events: numbered meetings, yearly exercises.

    ``organisation`` convenes it; ``predecessor`` is the series that it goes on
    from; ``first_number`` the number it began with, where that is known.

    >>> import cstoevents as cs
    >>> cs.Series(id="wg-afghanistan", name="Meetings of the Working Group on Afghanistan",
    ...           numbering="continuous", first_number=1).first_number
    1
    """

    id: str = field(converter=rules.as_id, metadata={RULE: rules.ID})
    name: Text = field(converter=values.as_words)
    organisation: str | None = field(default=None, converter=rules.maybe_id, metadata=ORGANISATION)
    predecessor: str | None = field(default=None, converter=rules.maybe_id, metadata=SERIES)
    first_number: int | None = field(
        default=None, converter=rules.maybe_number, metadata={RULE: rules.NUMBER}
    )
    numbering: Numbering | None = field(default=None, converter=vocabularies.numbering)
    sources: tuple[Source, ...] = field(default=(), converter=values.sources)
    note: Text | None = field(default=None, converter=values.maybe_words)


@explained
@attrs.frozen(kw_only=True, slots=True, repr=False)
class Event:
    """Something that happened, or is to happen, and is not a sitting of people.

    For a session, meeting, consultation, talks or conference there is `Meeting`,
    which is an event with more to say. ``when`` is its date; ``start_time`` and
    ``end_time`` are local times in ``timezone``. ``previous_when`` keeps the
    dates it was moved from. ``place`` is the narrowest place known. ``entries``
    are its places in series. ``parent`` is the larger event it is part of.

    Raises:
        RecordError: fields that break their rules, all of them at once.

    >>> import cstoevents as cs
    >>> event = cs.Event(id="rubezh-2024", kind="exercise", title="Exercise Rubezh-2024",
    ...                  when="2024-09", topics=["exercises"])
    >>> event.when, event.topics, event.status
    (When('2024-09'), ('exercises',), None)
    """

    id: str = field(converter=rules.as_id, metadata={RULE: rules.ID})
    kind: EventKind = field(converter=vocabularies.event_kind)
    title: Text = field(converter=values.as_words)
    description: Text | None = field(default=None, converter=values.maybe_words)
    when: When | None = field(default=None, converter=rules.maybe_when)
    start_time: dt.time | None = field(default=None, converter=rules.maybe_time)
    end_time: dt.time | None = field(default=None, converter=rules.maybe_time)
    timezone: str | None = field(
        default=None, converter=rules.maybe_time_zone, metadata={RULE: rules.TIME_ZONE}
    )
    status: EventStatus | None = field(default=None, converter=vocabularies.event_status)
    previous_when: tuple[When, ...] = field(default=(), converter=rules.whens)
    format: EventFormat | None = field(default=None, converter=vocabularies.event_format)
    place: str | None = field(default=None, converter=rules.maybe_id, metadata=PLACE)
    organisers: tuple[str, ...] = field(default=(), converter=rules.ids, metadata=ORGANISATION)
    parent: str | None = field(default=None, converter=rules.maybe_id, metadata=EVENT)
    entries: tuple[SeriesEntry, ...] = field(default=(), converter=values.entries)
    topics: tuple[str, ...] = field(
        default=(), converter=rules.keywords, metadata={RULE: rules.KEYWORD}
    )
    outcomes: tuple[Text, ...] = field(default=(), converter=values.many_words)
    documents: tuple[Document, ...] = field(default=(), converter=values.documents)
    references: tuple[Reference, ...] = field(default=(), converter=values.references)
    commemoration: Commemoration | None = field(default=None, converter=values.maybe_commemoration)
    identifiers: tuple[Identifier, ...] = field(default=(), converter=values.identifiers)
    links: tuple[str, ...] = field(default=(), converter=rules.urls, metadata={RULE: rules.URL})
    sources: tuple[Source, ...] = field(default=(), converter=values.sources)
    note: Text | None = field(default=None, converter=values.maybe_words)

    _joint: ClassVar[tuple[Joint, ...]] = (Joint(("kind",), _not_of_event),)

    def __attrs_post_init__(self) -> None:
        if self.kind in _SITTINGS:
            agree(self)
        _check_times(self)


@explained
@attrs.frozen(kw_only=True, slots=True, repr=False)
class Meeting(Event):
    """A sitting or conference of people: an `Event` with an agenda.

    >>> import cstoevents as cs
    >>> meeting = cs.Meeting(
    ...     id="wg-afghanistan-41", kind="meeting", when="2025-05-13",
    ...     title="41st meeting of the Working Group on Afghanistan",
    ...     entries=[cs.SeriesEntry(series="wg-afghanistan", number=41, label="41st")],
    ... )
    >>> meeting.entries[0].number, isinstance(meeting, cs.Event)
    (41, True)
    """

    agenda: tuple[Text, ...] = field(default=(), converter=values.many_words)
    access: Access | None = field(default=None, converter=vocabularies.access)

    _joint: ClassVar[tuple[Joint, ...]] = (Joint(("kind",), _not_of_meeting),)

    def __attrs_post_init__(self) -> None:
        if self.kind not in _SITTINGS:
            agree(self)
        _check_times(self)


@explained
@attrs.frozen(kw_only=True, slots=True, repr=False)
class Delegation:
    """Those who came to an event together, on behalf of a state or an organisation.

    ``size`` is the number of its members as a source states it. Its head and
    members are `Participation` records. Without an ``id`` one is made: event,
    sender and the word ``delegation``, joined by double hyphens.

    >>> import cstoevents as cs
    >>> cs.Delegation(event="security-meeting-13", on_behalf_of="csto-secretariat").id
    'security-meeting-13--csto-secretariat--delegation'
    """

    id: str = field(default=None, converter=rules.made_id, metadata={RULE: rules.ID})
    event: str = field(converter=rules.as_id, metadata=EVENT)
    on_behalf_of: str = field(converter=rules.as_id, metadata=ORGANISATION)
    name: Text | None = field(default=None, converter=values.maybe_words)
    level: DelegationLevel | None = field(default=None, converter=vocabularies.delegation_level)
    size: int | None = field(
        default=None, converter=rules.maybe_count, metadata={RULE: rules.COUNT}
    )
    sources: tuple[Source, ...] = field(default=(), converter=values.sources)
    note: Text | None = field(default=None, converter=values.maybe_words)

    def __attrs_post_init__(self) -> None:
        if not self.id:
            _make_id(self, self.event, self.on_behalf_of, "delegation")


@explained
@attrs.frozen(kw_only=True, slots=True, repr=False)
class Participation:
    """Who took part in an event, in what role and capacity, and for whom.

    Exactly one of ``official`` (a person), ``organisation`` (a body, or a state
    as a side) and ``description`` (a post without a name, an unnamed group).
    ``capacity`` is the post as printed, ``reports`` the titles of what was
    reported, ``delegation`` the delegation the participant belongs to.
    Without an ``id`` one is made: event, participant and role, joined by double
    hyphens.

    >>> import cstoevents as cs
    >>> cs.Participation(event="pa-council-2025-05-19", organisation="kg", role="chair").id
    'pa-council-2025-05-19--kg--chair'
    """

    id: str = field(default=None, converter=rules.made_id, metadata={RULE: rules.ID})
    event: str = field(converter=rules.as_id, metadata=EVENT)
    official: str | None = field(default=None, converter=rules.maybe_id, metadata=OFFICIAL)
    organisation: str | None = field(default=None, converter=rules.maybe_id, metadata=ORGANISATION)
    description: Text | None = field(default=None, converter=values.maybe_words)
    role: ParticipationRole | None = field(default=None, converter=vocabularies.participation_role)
    capacity: str | None = field(
        default=None, converter=rules.maybe_text, metadata={RULE: rules.TEXT}
    )
    on_behalf_of: str | None = field(default=None, converter=rules.maybe_id, metadata=ORGANISATION)
    delegation: str | None = field(default=None, converter=rules.maybe_id, metadata=DELEGATION)
    reports: tuple[Text, ...] = field(default=(), converter=values.many_words)
    format: EventFormat | None = field(default=None, converter=vocabularies.event_format)
    sources: tuple[Source, ...] = field(default=(), converter=values.sources)
    note: Text | None = field(default=None, converter=values.maybe_words)

    _joint: ClassVar[tuple[Joint, ...]] = (exactly_one("official", "organisation", "description"),)

    def __attrs_post_init__(self) -> None:
        agree(self)
        if not self.id:
            who = self.official or self.organisation or str(self.description)
            _make_id(self, self.event, who, self.role)


Record: TypeAlias = (
    Place
    | Organisation
    | Official
    | Membership
    | Series
    | Event
    | Meeting
    | Delegation
    | Participation
)
"""Any of the nine.

>>> import cstoevents as cs
>>> def ids(records: list[cs.Record]) -> list[str]:
...     return [record.id for record in records]
>>> ids([cs.Official(id="samat-ordabaev", name="Samat Ordabaev")])
['samat-ordabaev']
"""

# The arrays of a file in their order, and the class of each; a meeting is in its own.
ARRAYS: dict[str, type[Record]] = {
    "places": Place,
    "organisations": Organisation,
    "officials": Official,
    "memberships": Membership,
    "series": Series,
    "events": Event,
    "meetings": Meeting,
    "delegations": Delegation,
    "participations": Participation,
}


def _make_id(record: object, *parts: str | None) -> None:
    made = "--".join(
        part if rules.SLUG.matches(part) and len(part) < 200 else rules.slugify(part)
        for part in parts
        if part
    )
    object.__setattr__(record, "id", made)


def _term_part(membership: Membership) -> str | None:
    """Give the part of a made id that tells one term from another: its start, or what is known."""
    when = membership.when or (membership.seen[0] if membership.seen else None)
    if when is None:
        return None
    start, end = when.ends
    return start.text if start is not None else f"until-{end}"


# What a converter says of one field, for `conversion`, which makes records without it.


def _check_times(event: Event) -> None:
    if event.timezone is not None:
        _check_zone(event.timezone)
    if event.start_time is None and event.end_time is None:
        return
    for name in ("start_time", "end_time"):
        time = getattr(event, name)
        if time is not None and not rules.is_plain_time(time):
            raise refused(str(time), rules.TIME_EXPECTED, path=name)


def _check_zone(name: str) -> None:
    if not rules.zone_exists(name):
        raise refused(name, rules.TIME_ZONE.expected, path="timezone")
