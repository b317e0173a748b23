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
once. Nothing is assumed that was not stated.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, TypeAlias

import attrs
from attrs import field

from cstoevents.dates import When, WhenLike
from cstoevents.records import moments, rules
from cstoevents.records.constructors import explained
from cstoevents.records.extra import NOTHING_EXTRA, Extra, ExtraLike
from cstoevents.records.fields import Takes, holds, refers_to, with_converters
from cstoevents.records.rules import AcrossFields, OneGiven, OnlyWords, agree, refused
from cstoevents.records.values import (
    About,
    Alias,
    Commemoration,
    Document,
    Identifier,
    Reference,
    SeriesEntry,
    Source,
    Text,
    TextLike,
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

if TYPE_CHECKING:
    import pendulum

__all__ = [
    "About",
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
    "Extra",
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

PLACE = refers_to("Place")
ORGANISATION = refers_to("Organisation")
OFFICIAL = refers_to("Official")
MEMBER = refers_to("Official", "Organisation")
SERIES = refers_to("Series")
EVENT = refers_to("Event", "Meeting")
DELEGATION = refers_to("Delegation")

# In a tuple they are found by identity; to hash a member of an enum takes longer.
_SITTINGS = tuple(kind for kind in EventKind if kind in MEETING_KINDS)
_OTHERS = tuple(kind for kind in EventKind if kind not in MEETING_KINDS)


@explained
@attrs.frozen(kw_only=True, slots=True, repr=False, field_transformer=with_converters)
class Place:
    """A place: a country, a town, a hall in a house in that town.

    Attributes:
        id: Its id, unique in the whole chronicle, such as 'minsk'.
        name: Its name, by language.
        kind: How large it is.
        within: The next larger place: its id.
        country: The country: its code of ISO 3166-1, such as 'KG'.
        aliases: Its other names; former ones have the dates of their validity.
        latitude: Decimal degrees north of the equator (WGS 84), such as 53.9.
        longitude: Decimal degrees east of Greenwich (WGS 84), such as 27.57.
        timezone: The zone of its clocks in the tz database, such as 'Asia/Bishkek'.
        identifiers: Its names in other systems, such as GeoNames.
        sources: Where the statements come from.
        note: A remark for readers, by language.
        extra: Keys of your own with JSON values, such as a file number.

    >>> import cstoevents as cs
    >>> hall = cs.Place(id="red-banner-hall", name="Red Banner Hall", kind="venue",
    ...                 within="frunze-house")
    >>> hall.within
    'frunze-house'
    """

    id: str = field(metadata=holds(rules.ID))
    name: Text = field(converter=Takes[TextLike])
    kind: PlaceKind = field(converter=Takes[PlaceKind | str])
    within: str | None = field(default=None, metadata=PLACE)
    country: str | None = field(default=None, metadata=holds(rules.COUNTRY))
    aliases: tuple[Alias, ...] = field(default=(), converter=Takes[Iterable[Alias]])
    latitude: float | None = field(default=None, metadata=holds(rules.LATITUDE))
    longitude: float | None = field(default=None, metadata=holds(rules.LONGITUDE))
    timezone: str | None = field(default=None, metadata=holds(rules.TIME_ZONE))
    identifiers: tuple[Identifier, ...] = field(default=(), converter=Takes[Iterable[Identifier]])
    sources: tuple[Source, ...] = field(default=(), converter=Takes[Iterable[Source]])
    note: Text | None = field(default=None, converter=Takes[TextLike | None])
    extra: Extra = field(default=NOTHING_EXTRA, converter=Takes[ExtraLike])

    _together: ClassVar[tuple[str, ...]] = ("latitude", "longitude")

    def __attrs_post_init__(self) -> None:
        if self.timezone is not None:
            _check_zone(self.timezone)


@explained
@attrs.frozen(kw_only=True, slots=True, repr=False, field_transformer=with_converters)
class Organisation:
    """An organisation, one of its bodies, a state or a body of a state.

    Attributes:
        id: Its id, unique in the whole chronicle, such as 'csto'.
        name: Its name, by language.
        kind: What sort of body it is.
        abbreviation: The short form of its name, such as 'CSTO'.
        aliases: Its other names; former ones have the dates of their validity.
        parent: The organisation or state that it is a body of: its id.
        predecessors: The organisations it grew out of, as in the W3C Organization Ontology:
            their ids.
        country: The country of a state or of its body: a code of ISO 3166-1, such as 'KG'.
        founded: The date on which it was founded.
        dissolved: The date on which it ended.
        identifiers: Its names in other systems, such as Wikidata.
        links: Its web addresses, beginning with http:// or https://.
        sources: Where the statements come from.
        note: A remark for readers, by language.
        extra: Keys of your own with JSON values, such as a file number.

    >>> import cstoevents as cs
    >>> group = cs.Organisation(id="wg-afghanistan-body", name="Working Group on Afghanistan",
    ...                         kind="working-group", parent="csto-cfm")
    >>> group.kind
    <OrganisationKind.WORKING_GROUP: 'working-group'>
    """

    id: str = field(metadata=holds(rules.ID))
    name: Text = field(converter=Takes[TextLike])
    kind: OrganisationKind = field(converter=Takes[OrganisationKind | str])
    abbreviation: str | None = field(default=None, metadata=holds(rules.TEXT))
    aliases: tuple[Alias, ...] = field(default=(), converter=Takes[Iterable[Alias]])
    parent: str | None = field(default=None, metadata=ORGANISATION)
    predecessors: tuple[str, ...] = field(
        default=(), converter=Takes[Iterable[str]], metadata=ORGANISATION
    )
    country: str | None = field(default=None, metadata=holds(rules.COUNTRY))
    founded: When | None = field(default=None, converter=Takes[WhenLike | None])
    dissolved: When | None = field(default=None, converter=Takes[WhenLike | None])
    identifiers: tuple[Identifier, ...] = field(default=(), converter=Takes[Iterable[Identifier]])
    links: tuple[str, ...] = field(
        default=(), converter=Takes[Iterable[str]], metadata=holds(rules.URL)
    )
    sources: tuple[Source, ...] = field(default=(), converter=Takes[Iterable[Source]])
    note: Text | None = field(default=None, converter=Takes[TextLike | None])
    extra: Extra = field(default=NOTHING_EXTRA, converter=Takes[ExtraLike])


@explained
@attrs.frozen(kw_only=True, slots=True, repr=False, field_transformer=with_converters)
class Official:
    """A person. The posts that a person held are `Membership` records.

    Attributes:
        id: The person's id, unique in the whole chronicle, such as 'samat-ordabaev'.
        name: The person's name, by language.
        aliases: Other names and spellings.
        nationality: The country: its code of ISO 3166-1, such as 'KG'.
        born: The date of birth, as exactly as it is known.
        died: The date of death, as exactly as it is known.
        identifiers: The person's names in other systems, such as Wikidata.
        links: Web addresses about the person, beginning with http:// or https://.
        sources: Where the statements come from.
        note: A remark for readers, by language.
        extra: Keys of your own with JSON values, such as a file number.

    >>> import cstoevents as cs
    >>> str(cs.Official(id="samat-ordabaev", name="Samat Ordabaev").name)
    'Samat Ordabaev'
    """

    id: str = field(metadata=holds(rules.ID))
    name: Text = field(converter=Takes[TextLike])
    aliases: tuple[Alias, ...] = field(default=(), converter=Takes[Iterable[Alias]])
    nationality: str | None = field(default=None, metadata=holds(rules.COUNTRY))
    born: When | None = field(default=None, converter=Takes[WhenLike | None])
    died: When | None = field(default=None, converter=Takes[WhenLike | None])
    identifiers: tuple[Identifier, ...] = field(default=(), converter=Takes[Iterable[Identifier]])
    links: tuple[str, ...] = field(
        default=(), converter=Takes[Iterable[str]], metadata=holds(rules.URL)
    )
    sources: tuple[Source, ...] = field(default=(), converter=Takes[Iterable[Source]])
    note: Text | None = field(default=None, converter=Takes[TextLike | None])
    extra: Extra = field(default=NOTHING_EXTRA, converter=Takes[ExtraLike])


@explained
@attrs.frozen(kw_only=True, slots=True, repr=False, field_transformer=with_converters)
class Membership:
    """A state in an organisation, or a person in a post, over time (Popolo's Membership).

    Without an ``id`` one is made: member, organisation, role and the start of
    the term (or ``until-`` its end, or the first day seen), joined by double hyphens.

    Attributes:
        id: Its id, unique in the whole chronicle; made of other fields where it isn't given.
        member: The person, or the state or organisation: its id.
        organisation: The organisation of which it is a member: its id.
        role: The post, a slug such as 'secretary-general'; or the sort of membership: 'member',
            'party' (to a treaty), 'observer', 'partner', or none.
        label: The post as printed, such as 'Secretary General of the CSTO'.
        on_behalf_of: The state or organisation that the person represents: its id.
        status: The standing of the member. Without one the role says what it is: an observer, a
            partner, else a member, or who holds the post.
        when: The term, both of its ends included: '2023-01-01/..' goes on, '2023-01-01/'
            ended on a day that isn't known.
        seen: Dates at which a source shows the member in it, for when its start and end
            were not traced.
        identifiers: The names of the membership in other systems.
        sources: Where the statements come from.
        note: A remark for readers, by language.
        extra: Keys of your own with JSON values, such as a file number.

    >>> import cstoevents as cs
    >>> cs.Membership(member="imangali-tasmagambetov", organisation="csto",
    ...               role="secretary-general", when="2023-01-01/..").id
    'imangali-tasmagambetov--csto--secretary-general--2023-01-01'
    """

    id: str = field(default=None, converter=Takes[str | None], metadata=holds(rules.ID))
    member: str = field(metadata=MEMBER)
    organisation: str = field(metadata=ORGANISATION)
    role: str | None = field(default=None, metadata=holds(rules.SLUG))
    label: str | None = field(default=None, metadata=holds(rules.TEXT))
    on_behalf_of: str | None = field(default=None, metadata=ORGANISATION)
    status: MembershipStatus | None = field(
        default=None, converter=Takes[MembershipStatus | str | None]
    )
    when: When | None = field(default=None, converter=Takes[WhenLike | None])
    seen: tuple[When, ...] = field(default=(), converter=Takes[Iterable[WhenLike]])
    identifiers: tuple[Identifier, ...] = field(default=(), converter=Takes[Iterable[Identifier]])
    sources: tuple[Source, ...] = field(default=(), converter=Takes[Iterable[Source]])
    note: Text | None = field(default=None, converter=Takes[TextLike | None])
    extra: Extra = field(default=NOTHING_EXTRA, converter=Takes[ExtraLike])

    def __attrs_post_init__(self) -> None:
        if not self.id:
            _make_id(self, self.member, self.organisation, self.role, _term_part(self))


@explained
@attrs.frozen(kw_only=True, slots=True, repr=False, field_transformer=with_converters)
class Series:
    """What a body holds again and again: numbered meetings, yearly exercises.

    Attributes:
        id: Its id, unique in the whole chronicle, such as 'wg-afghanistan'.
        name: Its name, by language.
        organisation: The body that convenes it: its id.
        predecessor: The series that it goes on from: its id.
        first_number: The number that it began with, where that is known.
        numbering: How its events are numbered.
        identifiers: Its names in other systems, such as Wikidata.
        sources: Where the statements come from.
        note: A remark for readers, by language.
        extra: Keys of your own with JSON values, such as a file number.

    >>> import cstoevents as cs
    >>> cs.Series(id="wg-afghanistan", name="Meetings of the Working Group on Afghanistan",
    ...           numbering="continuous", first_number=1).first_number
    1
    """

    id: str = field(metadata=holds(rules.ID))
    name: Text = field(converter=Takes[TextLike])
    organisation: str | None = field(default=None, metadata=ORGANISATION)
    predecessor: str | None = field(default=None, metadata=SERIES)
    first_number: int | None = field(default=None, metadata=holds(rules.NUMBER))
    numbering: Numbering | None = field(default=None, converter=Takes[Numbering | str | None])
    identifiers: tuple[Identifier, ...] = field(default=(), converter=Takes[Iterable[Identifier]])
    sources: tuple[Source, ...] = field(default=(), converter=Takes[Iterable[Source]])
    note: Text | None = field(default=None, converter=Takes[TextLike | None])
    extra: Extra = field(default=NOTHING_EXTRA, converter=Takes[ExtraLike])


@explained
@attrs.frozen(kw_only=True, slots=True, repr=False, field_transformer=with_converters)
class Event:
    """Something that happened, or is to happen, and is not a sitting of people.

    For a session, meeting, consultation, talks or conference there is `Meeting`,
    which is an event with more to say.

    Attributes:
        id: Its id, unique in the whole chronicle, such as 'rubezh-2024'.
        kind: What sort of event it is; those of sittings and conferences are for a Meeting.
        title: Its title, by language.
        description: More about it than the title says, by language.
        when: Its date or dates, such as '2024-09' or '2025-11-26/2025-11-27'; of a cancelled or
            postponed event those that were planned.
        start_time: The local time at which it begins, such as '10:00' or '10:00:30', in its
            timezone; a zone or parts of a second in it are refused.
        end_time: The local time at which it ends, such as '17:30', written as the start is; on
            one day an end before the start is one past midnight.
        timezone: The zone of its times in the tz database, such as 'Asia/Bishkek'; where it isn't
            given, a chronicle takes that of the place.
        status: Where it stands, such as 'held'; nothing is assumed where no source says so.
        previous_when: The dates from which it was moved.
        format: How people met.
        place: The narrowest place that is known: its id.
        organisers: The bodies that convened or ran it: their ids.
        parent: The larger event that it is a part of: its id.
        entries: Its places in series, each with its number there.
        topics: Keywords in lower case, such as 'counter-terrorism'.
        outcomes: What came of it, in words: each a text by language.
        documents: Documents of the event, such as its declaration.
        references: Other events that it refers to.
        commemoration: What it commemorates, and which anniversary of that.
        identifiers: Its names in other systems, such as Wikidata.
        links: Web addresses about it, beginning with http:// or https://.
        sources: Where the statements come from.
        note: A remark for readers, by language.
        extra: Keys of your own with JSON values, such as a file number.

    Raises:
        RecordError: fields that break their rules, all of them at once.

    >>> import cstoevents as cs
    >>> event = cs.Event(id="rubezh-2024", kind="exercise", title="Exercise Rubezh-2024",
    ...                  when="2024-09", topics=["exercises"])
    >>> event.when, event.topics, event.status
    (When('2024-09'), ('exercises',), None)
    """

    id: str = field(metadata=holds(rules.ID))
    kind: EventKind = field(converter=Takes[EventKind | str])
    title: Text = field(converter=Takes[TextLike])
    description: Text | None = field(default=None, converter=Takes[TextLike | None])
    when: When | None = field(default=None, converter=Takes[WhenLike | None])
    start_time: dt.time | None = field(default=None, converter=Takes[dt.time | str | None])
    end_time: dt.time | None = field(default=None, converter=Takes[dt.time | str | None])
    timezone: str | None = field(default=None, metadata=holds(rules.TIME_ZONE))
    status: EventStatus | None = field(default=None, converter=Takes[EventStatus | str | None])
    previous_when: tuple[When, ...] = field(default=(), converter=Takes[Iterable[WhenLike]])
    format: EventFormat | None = field(default=None, converter=Takes[EventFormat | str | None])
    place: str | None = field(default=None, metadata=PLACE)
    organisers: tuple[str, ...] = field(
        default=(), converter=Takes[Iterable[str]], metadata=ORGANISATION
    )
    parent: str | None = field(default=None, metadata=EVENT)
    entries: tuple[SeriesEntry, ...] = field(default=(), converter=Takes[Iterable[SeriesEntry]])
    topics: tuple[str, ...] = field(
        default=(), converter=Takes[Iterable[str]], metadata=holds(rules.KEYWORD)
    )
    outcomes: tuple[Text, ...] = field(default=(), converter=Takes[Iterable[TextLike]])
    documents: tuple[Document, ...] = field(default=(), converter=Takes[Iterable[Document]])
    references: tuple[Reference, ...] = field(default=(), converter=Takes[Iterable[Reference]])
    commemoration: Commemoration | None = field(default=None, converter=Takes[Commemoration | None])
    identifiers: tuple[Identifier, ...] = field(default=(), converter=Takes[Iterable[Identifier]])
    links: tuple[str, ...] = field(
        default=(), converter=Takes[Iterable[str]], metadata=holds(rules.URL)
    )
    sources: tuple[Source, ...] = field(default=(), converter=Takes[Iterable[Source]])
    note: Text | None = field(default=None, converter=Takes[TextLike | None])
    extra: Extra = field(default=NOTHING_EXTRA, converter=Takes[ExtraLike])

    _across_fields: ClassVar[AcrossFields] = (OnlyWords("kind", _OTHERS, "a Meeting"),)
    _together: ClassVar[tuple[str, ...]] = ("start_time", "end_time", "timezone")

    def __attrs_post_init__(self) -> None:
        if (self.kind in MEETING_KINDS) is not isinstance(self, Meeting):
            agree(self)  # which costs more than to see that it has nothing to refuse
        _check_times(self)

    @property
    def starts(self) -> pendulum.DateTime | None:
        """The moment at which it starts, aware of its zone, as a pendulum ``DateTime``.

        None unless the first day, the ``start_time`` and the ``timezone`` are all known, and
        the day isn't in doubt. A local time that clocks leap over is read by the offset before
        the change; of one that they show twice the first is meant; `check` tells of either. None
        as well where the moment in UTC is outside of the years 1 to 9999.

        >>> import cstoevents as cs
        >>> talks = cs.Event(id="talks", kind="visit", title="Talks", when="2025-05-13/2025-05-14",
        ...                  start_time="10:00", end_time="17:30", timezone="Asia/Bishkek")
        >>> print(talks.starts, talks.ends)
        2025-05-13 10:00:00+06:00 2025-05-14 17:30:00+06:00
        >>> (talks.ends - talks.starts).in_words()
        '1 day 7 hours 30 minutes'
        """
        return moments.in_pendulum(moments.start_of(self.when, self.start_time, self.timezone))

    @property
    def ends(self) -> pendulum.DateTime | None:
        """The moment at which it ends; None unless it is known as :attr:`starts` has to be.

        It is on the last day of the date; of an event of one day whose ``end_time`` is before its
        ``start_time`` it is on the next day.

        >>> import cstoevents as cs
        >>> visit = cs.Event(id="visit", kind="visit", title="A visit", when="2025-05",
        ...                  end_time="17:30", timezone="Asia/Bishkek")
        >>> visit.ends is None
        True
        """
        end = moments.end_of(self.when, self.start_time, self.end_time, self.timezone)
        return moments.in_pendulum(end)


@explained
@attrs.frozen(kw_only=True, slots=True, repr=False, field_transformer=with_converters)
class Meeting(Event):
    """A sitting or conference of people: an `Event` with an agenda.

    It has all the fields of an event, and two more.

    Attributes:
        agenda: What was dealt with, in order: each a text by language.
        access: Whether outsiders could attend.

    >>> import cstoevents as cs
    >>> meeting = cs.Meeting(
    ...     id="wg-afghanistan-41", kind="meeting", when="2025-05-13",
    ...     title="41st meeting of the Working Group on Afghanistan",
    ...     entries=[cs.SeriesEntry(series="wg-afghanistan", number=41, label="41st")],
    ... )
    >>> meeting.entries[0].number, isinstance(meeting, cs.Event)
    (41, True)
    """

    agenda: tuple[Text, ...] = field(default=(), converter=Takes[Iterable[TextLike]])
    access: Access | None = field(default=None, converter=Takes[Access | str | None])

    _across_fields: ClassVar[AcrossFields] = (OnlyWords("kind", _SITTINGS, "an Event"),)


@explained
@attrs.frozen(kw_only=True, slots=True, repr=False, field_transformer=with_converters)
class Delegation:
    """Those who came to an event together, on behalf of a state or an organisation.

    Its head and members are `Participation` records. Without an ``id`` one is
    made: event, sender and the word ``delegation``, joined by double hyphens.

    Attributes:
        id: Its id, unique in the whole chronicle; made of other fields where it isn't given.
        event: The event it came to: its id.
        on_behalf_of: The state or organisation that sent it: its id.
        name: Its name as printed, by language.
        level: The rank at which it came.
        size: The number of its members, as a source states it.
        identifiers: Its names in other systems.
        sources: Where the statements come from.
        note: A remark for readers, by language.
        extra: Keys of your own with JSON values, such as a file number.

    >>> import cstoevents as cs
    >>> cs.Delegation(event="security-meeting-13", on_behalf_of="csto-secretariat").id
    'security-meeting-13--csto-secretariat--delegation'
    """

    id: str = field(default=None, converter=Takes[str | None], metadata=holds(rules.ID))
    event: str = field(metadata=EVENT)
    on_behalf_of: str = field(metadata=ORGANISATION)
    name: Text | None = field(default=None, converter=Takes[TextLike | None])
    level: DelegationLevel | None = field(
        default=None, converter=Takes[DelegationLevel | str | None]
    )
    size: int | None = field(default=None, metadata=holds(rules.COUNT))
    identifiers: tuple[Identifier, ...] = field(default=(), converter=Takes[Iterable[Identifier]])
    sources: tuple[Source, ...] = field(default=(), converter=Takes[Iterable[Source]])
    note: Text | None = field(default=None, converter=Takes[TextLike | None])
    extra: Extra = field(default=NOTHING_EXTRA, converter=Takes[ExtraLike])

    def __attrs_post_init__(self) -> None:
        if not self.id:
            _make_id(self, self.event, self.on_behalf_of, "delegation")


@explained
@attrs.frozen(kw_only=True, slots=True, repr=False, field_transformer=with_converters)
class Participation:
    """Who took part in an event, in what role and capacity, and for whom.

    Exactly one of ``official``, ``organisation`` and ``description`` is given.
    Without an ``id`` one is made: event, participant and role, joined by double
    hyphens.

    Attributes:
        id: Its id, unique in the whole chronicle; made of other fields where it isn't given.
        event: The event: its id.
        official: The person who took part: their id.
        organisation: The body that took part, or the state as a side: its id.
        description: Who took part, where that is a post without a name or an unnamed group.
        role: What the participant did there.
        capacity: The post in which the participant came, as printed.
        on_behalf_of: The state or organisation that the participant represented: its id.
        delegation: The delegation that the participant belonged to: its id.
        reports: The titles of what the participant reported, in order.
        format: How the participant attended, where that differs from the event's format.
        identifiers: The names of the participation in other systems.
        sources: Where the statements come from.
        note: A remark for readers, by language.
        extra: Keys of your own with JSON values, such as a file number.

    >>> import cstoevents as cs
    >>> cs.Participation(event="pa-council-2025-05-19", organisation="kg", role="chair").id
    'pa-council-2025-05-19--kg--chair'
    """

    id: str = field(default=None, converter=Takes[str | None], metadata=holds(rules.ID))
    event: str = field(metadata=EVENT)
    official: str | None = field(default=None, metadata=OFFICIAL)
    organisation: str | None = field(default=None, metadata=ORGANISATION)
    description: Text | None = field(default=None, converter=Takes[TextLike | None])
    role: ParticipationRole | None = field(
        default=None, converter=Takes[ParticipationRole | str | None]
    )
    capacity: str | None = field(default=None, metadata=holds(rules.TEXT))
    on_behalf_of: str | None = field(default=None, metadata=ORGANISATION)
    delegation: str | None = field(default=None, metadata=DELEGATION)
    reports: tuple[Text, ...] = field(default=(), converter=Takes[Iterable[TextLike]])
    format: EventFormat | None = field(default=None, converter=Takes[EventFormat | str | None])
    identifiers: tuple[Identifier, ...] = field(default=(), converter=Takes[Iterable[Identifier]])
    sources: tuple[Source, ...] = field(default=(), converter=Takes[Iterable[Source]])
    note: Text | None = field(default=None, converter=Takes[TextLike | None])
    extra: Extra = field(default=NOTHING_EXTRA, converter=Takes[ExtraLike])

    _across_fields: ClassVar[AcrossFields] = (
        OneGiven(("official", "organisation", "description")),
    )

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
    """Return the part of a made id that tells terms apart: their start, or what is known."""
    when = membership.when or (membership.seen[0] if membership.seen else None)
    if when is None:
        return None
    start, end = when.ends
    return start.text if start is not None else f"until-{end}"


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


def __dir__() -> list[str]:
    return sorted(__all__)
