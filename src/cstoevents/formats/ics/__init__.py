"""iCalendar: events and anniversaries as entries of a calendar that people subscribe to.

The file follows RFC 5545, with the relations of RFC 9253. Three rules hold.

* **No day is invented.** A date that isn't known to the day is left out and reported, or
  written over all the days that it may be and marked as such: the caller chooses.
* **No zone is invented.** A time of day is written if the event or its place has a zone;
  otherwise the entry lasts all day and its description says the time.
* **The same again.** An entry's UID is made of the record's id (and of the number of an
  anniversary), and nothing comes from a clock. So a file written anew from better data
  updates the entries of those who subscribed to it, and equal data make equal bytes.
  An event that was moved, put off or cancelled has a higher SEQUENCE than before, and so
  has everything that differs from an earlier file, where that is given.

Anniversaries are one entry each. A rule that repeats an entry every year would say
nothing of the number, and skips 29 February in common years.
"""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Callable, Iterable, Iterator, MutableMapping
from typing import TypeAlias, get_args

from cstoevents.anniversaries import Anniversaries, Anniversary
from cstoevents.chronicle import Chronicle, ReferenceCheck, check_references
from cstoevents.dates import When, WhenLike
from cstoevents.dates.edtf import FOREVER, NEVER_BEGUN
from cstoevents.errors import ArgumentError, ArgumentTypeError, ExtraMissingError
from cstoevents.errors.arguments import member_of, of_type, one_of, text_or_none
from cstoevents.formats.files import LIMIT, Readable, Writable, name_of, read_bytes, write_bytes
from cstoevents.formats.ics.calendars import Window
from cstoevents.formats.ics.entries import Writer, said_of_calendar
from cstoevents.formats.ics.entry_builder import ImpreciseDates, WriteOptions, clean
from cstoevents.formats.ics.lines import calendars_in
from cstoevents.formats.ics.reading import ReadOptions, chronicle_of
from cstoevents.formats.ics.reports import CalendarReport
from cstoevents.formats.ics.revisions import Earlier
from cstoevents.formats.ids import checked as checked_ids
from cstoevents.formats.losses import FieldCoverage, LossCounter, LossReport
from cstoevents.formats.subjects import accepted, index_for
from cstoevents.records import About, Event
from cstoevents.records.rules import LANGUAGE, TIME_ZONE
from cstoevents.records.vocabularies import EventKind
from cstoevents.timeline import Timeline
from cstoevents.wording.language import language

__all__ = ["read_ics", "write_ics"]

CalendarEntries: TypeAlias = (
    Chronicle | Timeline | Anniversaries | Event | Iterable[Event | Anniversary]
)
"""What a calendar is made of: events, anniversaries, or a chronicle for all of its events."""

COVERAGE = (
    FieldCoverage("About.title", "in part", "NAME, in one language"),
    FieldCoverage("About.description", "in part", "DESCRIPTION, in one language"),
    FieldCoverage("About.as_of", "in part", "DESCRIPTION, in words"),
    FieldCoverage("About.version", "not", "a calendar has no version of its own"),
    FieldCoverage("About.licence", "not", "a calendar has no licence"),
    FieldCoverage("About.publisher", "not", "a calendar has no publisher"),
    FieldCoverage("About.url", "whole", "URL"),
    FieldCoverage("About.language", "not", "every property has its own"),
    FieldCoverage("Event.id", "whole", "UID"),
    FieldCoverage("Event.kind", "whole", "CATEGORIES"),
    FieldCoverage("Event.title", "in part", "SUMMARY, in one language"),
    FieldCoverage("Event.description", "in part", "DESCRIPTION, in one language"),
    FieldCoverage("Event.when", "in part", "DTSTART and DTEND, if it is known to the day"),
    FieldCoverage("Event.start_time", "in part", "DTSTART, if there is a zone; else DESCRIPTION"),
    FieldCoverage("Event.end_time", "in part", "DTEND, if there is a zone; else DESCRIPTION"),
    FieldCoverage("Event.timezone", "in part", "TZID and VTIMEZONE, if there is a time"),
    FieldCoverage("Event.status", "whole", "STATUS; held and postponed in a property of ours, too"),
    FieldCoverage("Event.previous_when", "in part", "DESCRIPTION, in words; SEQUENCE counts them"),
    FieldCoverage("Event.format", "not", "no property says how people met"),
    FieldCoverage("Event.place", "in part", "LOCATION and GEO, in one language"),
    FieldCoverage("Event.organisers", "in part", "DESCRIPTION, in one language"),
    FieldCoverage("Event.parent", "whole", "RELATED-TO"),
    FieldCoverage("Event.entries", "in part", "REFID, RELATED-TO and DESCRIPTION, in one language"),
    FieldCoverage("Event.topics", "whole", "CATEGORIES"),
    FieldCoverage("Event.outcomes", "not", "no property has outcomes"),
    FieldCoverage("Event.documents", "in part", "ATTACH, addresses and titles alone"),
    FieldCoverage("Event.references", "not", "no relations but parent and series"),
    FieldCoverage("Event.commemoration", "not", "anniversaries are entries of their own"),
    FieldCoverage("Event.identifiers", "in part", "UID, of the scheme icalendar"),
    FieldCoverage("Event.links", "whole", "URL and LINK"),
    FieldCoverage("Event.sources", "in part", "LINK, the addresses alone; DESCRIPTION, citations"),
    FieldCoverage("Event.note", "in part", "DESCRIPTION, in one language"),
    FieldCoverage("Meeting.agenda", "in part", "DESCRIPTION, in one language"),
    FieldCoverage("Meeting.access", "not", "CLASS is about the entry, not about the meeting"),
    FieldCoverage("Place", "in part", "names and coordinates, with the events there"),
    FieldCoverage("Organisation", "in part", "names, with the events that they organise"),
    FieldCoverage("Series", "in part", "names, with the events in them"),
    FieldCoverage("Official", "not", "a person would need an e-mail address"),
    FieldCoverage("Membership", "not", "a calendar has nothing but events"),
    FieldCoverage("Delegation", "not", "an attendee would need an e-mail address"),
    FieldCoverage("Participation", "not", "an attendee would need an e-mail address"),
)


def read_ics(
    source: Readable,
    *,
    window: WhenLike | None = None,
    timezone: str | None = None,
    kind: EventKind | str = EventKind.MEETING,
    lang: str | None = None,
    domain: str = "cstoevents",
    within: Chronicle | None = None,
    references: ReferenceCheck = "strict",
    ids: MutableMapping[str, str] | None = None,
    limit: int = LIMIT,
    on_losses: Callable[[LossReport], object] | None = None,
) -> Chronicle:
    r"""Read the events of an iCalendar file, as calendar programs and sites publish it.

    An event keeps its UID: as an identifier of the scheme ``icalendar``, of which `write_ics`
    makes the UID again. Its id is made of the UID too, or is that of the event of ``within``
    which has it, so that it is the same in every reading. Moments keep their zones. What LOCATION
    names is the place of ``within`` of that name, or else a new one. A category that names a kind
    of events is that of the event, the others are its topics.

    Nothing is assumed: CONFIRMED says that an event is scheduled, and not that it was held.

    Args:
        source: a path, an open file, or the bytes themselves.
        window: where the days of an event that comes back are looked for: a date with a first and
            a last day, such as ``"2025"`` or ``"2025-01/2026-06"``. Such an event is refused
            without it. Each time becomes an event, its identifier ``UID/20251006T143000Z``.
        timezone: the zone of times without one, by whose clocks times in UTC are told, too;
            without it, the one that the calendar names.
        kind: the kind of the events of which no category says it.
        lang: the language of words of which nothing says it. Without it they are English, in
            Cyrillic letters Russian, and in others of the language ``und``, which is not known.
        domain: the right side of the UIDs that `write_ics` made, in which ids are found again.
        within: the chronicle that UIDs and places lead into.
        references: ``"lenient"`` keeps ids that lead nowhere.
        ids: a table of ids, such as ``{"events/c7fc-1@example.org": "airports-2025"}``: those in
            it are taken, and those that are made are added.
        limit: the most bytes that are read.
        on_losses: called with the report of what an event has no place for: ``print``, or
            the ``append`` of a list.

    Raises:
        InputError: everything that is wrong, with the line and the property.
        ExtraMissingError: an event comes back, and recurring-ical-events isn't installed.
        OSError: the file can't be opened.

    >>> import cstoevents as cs
    >>> feed = (
    ...     b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:c7fc-1@example.org\nSUMMARY:Aviation\n"
    ...     b"DTSTART;TZID=Asia/Bishkek:20251006T143000\nCLASS:PUBLIC\nEND:VEVENT\n"
    ...     b"END:VCALENDAR\n"
    ... )
    >>> (meeting,) = cs.read_ics(feed, on_losses=print).meetings
    1 loss in ics:
      CLASS: 1: an event has no place for it
    >>> print(meeting.id, meeting.starts)
    c7fc-1-example-org 2025-10-06 14:30:00+06:00
    """
    check_references(within, references)
    if on_losses is not None and not callable(on_losses):
        raise ArgumentTypeError("on_losses", on_losses, "a function that takes a LossReport")
    options = ReadOptions(
        window=_checked_window(window),
        zone=None if timezone is None else TIME_ZONE.argument(timezone, "timezone"),
        kind=member_of(EventKind, kind, "kind"),
        lang=None if lang is None else LANGUAGE.argument(lang, "lang"),
        domain=_checked_domain(domain),
    )
    table = checked_ids(ids)
    report = CalendarReport(name_of(source), LossCounter("ics"))
    calendars = calendars_in(read_bytes(source, limit), report.file)
    chronicle = chronicle_of(
        calendars, options, within=within, references=references, ids=table, report=report
    )
    if on_losses is not None:
        on_losses(report.losses.report())
    return chronicle


def write_ics(
    what: CalendarEntries,
    target: Writable,
    *,
    within: Chronicle | None = None,
    imprecise: ImpreciseDates = "leave-out",
    alarm: dt.timedelta | None = None,
    lang: str = "en",
    name: str | None = None,
    stamp: dt.date | dt.datetime | None = None,
    domain: str = "cstoevents",
    timezone: str | None = None,
    since: Readable | None = None,
) -> LossReport:
    """Write events or anniversaries as an iCalendar file, to a path or an open file.

    Args:
        what: a chronicle (all of its events), a timeline, anniversaries, or any events
            and anniversaries together.
        target: a path, which is replaced in one step, or an open file.
        within: where the names of places, bodies and series are looked up; a chronicle
            and a timeline know theirs.
        imprecise: what becomes of a date that isn't known to the day: ``"leave-out"``,
            or ``"span"``, which writes an entry over all the days that it may be, with
            the date in words in its summary.
        alarm: how long before its start an entry reminds of itself; a negative time is
            after it (``timedelta(hours=-9)``: nine in the morning of an all-day entry). It
            has whole seconds, and at most 3660 days.
        lang: the language of titles and names, where they have it, and of other words.
        name: the name of the calendar; without it, the title that a chronicle has.
        stamp: when the entries were last changed (DTSTAMP): a day, or a moment with its
            zone. Without it, the newest day on which a source of the record was
            published or retrieved, or 1970-01-01.
        domain: the right side of the UIDs, a host name. Give your own for a chronicle of
            your own.
        timezone: the zone of times for which neither the event nor its place has one, such as
            ``"Asia/Bishkek"``. Without it these are told in the description alone.
        since: the file that this one takes the place of. An entry that says anything else
            than it did there is a later revision: its SEQUENCE, DTSTAMP and LAST-MODIFIED
            are higher, so that calendars which have it take up the change; an entry that
            says the same stays as it was. Where neither ``stamp`` nor the sources are
            later, the moment of a change is a second after the earlier one.

    Returns:
        What the calendar could not carry.

    Raises:
        ExtraMissingError: the library icalendar isn't installed.
        InputError: ``since`` is no calendar.
        ConflictError: two different events bear one id.
        ArgumentError: an argument is none of what it may be.

    >>> import io
    >>> import cstoevents as cs
    >>> treaty = cs.Event(id="treaty", kind="signing", title="Treaty signed", when="1992-05-15")
    >>> file = io.BytesIO()
    >>> report = cs.write_ics(cs.Chronicle(treaty).anniversaries("2027", every=5), file)
    >>> report.is_lossless
    True
    >>> for line in file.getvalue().decode().splitlines():
    ...     if line.startswith(("SUMMARY", "DTSTART", "UID")):
    ...         print(line)
    SUMMARY;LANGUAGE=en:35th anniversary: Treaty signed
    DTSTART;VALUE=DATE:20270515
    UID:treaty.anniversary-35@cstoevents
    """
    try:
        import icalendar
    except ImportError:
        raise ExtraMissingError("icalendar", "ics") from None
    _, what = accepted(what, "ics", "what")
    earlier = None if since is None else _earlier(since)
    name = _checked_name(name)
    options = WriteOptions(
        index=index_for(what, within),
        carries=COVERAGE,
        imprecise=one_of(get_args(ImpreciseDates), imprecise, "imprecise"),
        alarm=_checked_alarm(alarm),
        lang=language(lang).tag,
        stamp=_moment(stamp),
        domain=_checked_domain(domain),
        timezone=None if timezone is None else TIME_ZONE.argument(timezone, "timezone"),
    )
    writer = Writer(options)
    for item in _entries(what):
        writer.add(item)
    # Of what a chronicle answered the day is said: title and the rest are those of the whole.
    about = what.about if isinstance(what, Chronicle) else About(as_of=options.index.as_of)
    writer.losses.add_uncovered(about, COVERAGE)
    if isinstance(what, Chronicle):
        for record in what:
            if not isinstance(record, Event):
                writer.losses.add_uncovered(record, COVERAGE)
    calendar = icalendar.Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//cstoevents//cstoevents//EN")
    calendar.add("calscale", "GREGORIAN")
    for said, words in said_of_calendar(about, name, options, writer.losses):
        calendar.add(said, words)
    for component in writer.components():
        if earlier is not None and component.name == "VEVENT":
            earlier.revise(component)
        calendar.add_component(component)
    write_bytes(target, calendar.to_ical())
    return writer.losses.report()


def _earlier(since: Readable) -> Earlier:
    if not isinstance(since, (str, os.PathLike, bytes, bytearray)) and not hasattr(since, "read"):
        raise ArgumentTypeError("since", since, "a path, an open file or the bytes of a calendar")
    return Earlier(calendars_in(read_bytes(since), name_of(since)))


def _checked_window(window: WhenLike | None) -> Window | None:
    if window is None:
        return None
    when = When(window)
    first, last = when.earliest_ordinal, when.latest_ordinal
    if first == NEVER_BEGUN or last + 1 >= FOREVER:
        raise ArgumentError("window", when.text, "a date with a first and a last day")
    return dt.date.fromordinal(first), dt.date.fromordinal(last)


def _entries(what: CalendarEntries) -> Iterator[Event | Anniversary]:
    if isinstance(what, Chronicle):
        what = what.timeline()
    yield from [what] if isinstance(what, Event) else what
    if isinstance(what, Timeline):
        yield from what.undated


def _checked_alarm(alarm: dt.timedelta | None) -> dt.timedelta | None:
    if alarm is None:
        return None
    time = of_type(dt.timedelta, alarm, "alarm", "a timedelta")
    if time.microseconds or abs(time.days) > _LONGEST_ALARM:  # RFC 5545, 3.3.6, has whole seconds
        expected = f"whole seconds, of at most {_LONGEST_ALARM} days before or after"
        raise ArgumentError("alarm", alarm, expected)
    return time


# Ten years. What lies far beyond is a slip, and near the end of what a number holds in programs.
_LONGEST_ALARM = 3660


def _checked_name(name: str | None) -> str | None:
    text = text_or_none(name, "name")
    return None if text is None else clean(text)


# Labels of up to 63 letters, digits and hyphens, 253 characters in all (RFC 1035, RFC 1123).
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_DOMAIN = re.compile(rf"(?=.{{1,253}}\Z){_LABEL}(?:\.{_LABEL})*").fullmatch


def _checked_domain(domain: str) -> str:
    if not _DOMAIN(of_type(str, domain, "domain", "a text")):
        raise ArgumentError("domain", domain, "a domain such as 'example.org'")
    return domain


def _moment(stamp: dt.date | dt.datetime | None) -> dt.datetime | None:
    if stamp is None:
        return None
    if not isinstance(stamp, dt.date):
        raise ArgumentTypeError("stamp", stamp, "a day, or a moment with its zone")
    if not isinstance(stamp, dt.datetime):
        return dt.datetime.combine(stamp, dt.time(), dt.UTC)
    if stamp.tzinfo is None:
        raise ArgumentError("stamp", stamp, "a moment with its zone")
    return stamp.astimezone(dt.UTC)
