"""Calendars as well-known programs export them: the events that are read, and what is told as lost.

The entries are invented; how they are written is as the program named writes it.
"""

from __future__ import annotations

import datetime as dt
import io
import time
import zoneinfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cstoevents as cs
from cstoevents.formats.ics.lines import calendars_in
from cstoevents.formats.ics.zones import Zones
from test_cost import assert_about_twice_as_long

GOOGLE = r"""BEGIN:VCALENDAR
PRODID:-//Google Inc//Google Calendar 70.9054//EN
VERSION:2.0
CALSCALE:GREGORIAN
METHOD:PUBLISH
X-WR-CALNAME:Secretariat
X-WR-TIMEZONE:Europe/Moscow
BEGIN:VEVENT
DTSTART:20260519T070000Z
DTEND:20260519T093000Z
DTSTAMP:20261124T081500Z
ORGANIZER;CN=Secretariat:mailto:c_188abc@group.calendar.google.com
UID:board01@google.com
ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN=Ann Ex
 ample;X-NUM-GUESTS=0:mailto:ann@example.org
DESCRIPTION:Agenda\, draft
LOCATION:Red Hall\, Bishkek
STATUS:CONFIRMED
SUMMARY:Board meeting
TRANSP:OPAQUE
ATTACH;FILENAME=Agenda.pdf;FMTTYPE=application/pdf:https://example.org/fi
 le/1/view
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:This is an event reminder
TRIGGER:-P0DT0H30M0S
END:VALARM
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20260602
DTEND;VALUE=DATE:20260605
UID:visit02@google.com
SUMMARY:Visit
STATUS:TENTATIVE
TRANSP:TRANSPARENT
END:VEVENT
BEGIN:VEVENT
DTSTART;TZID=Europe/Moscow:20260105T100000
DTEND;TZID=Europe/Moscow:20260105T110000
RRULE:FREQ=WEEKLY;WKST=MO;UNTIL=20260126T205959Z;BYDAY=MO
EXDATE;TZID=Europe/Moscow:20260112T100000
UID:week03@google.com
SUMMARY:Briefing
END:VEVENT
BEGIN:VEVENT
DTSTART;TZID=Europe/Moscow:20260120T150000
DTEND;TZID=Europe/Moscow:20260120T160000
UID:week03@google.com
RECURRENCE-ID;TZID=Europe/Moscow:20260119T100000
SUMMARY:Briefing\, moved
SEQUENCE:2
END:VEVENT
END:VCALENDAR
"""
OUTLOOK = r"""BEGIN:VCALENDAR
PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN
VERSION:2.0
METHOD:PUBLISH
X-WR-CALNAME:Календарь
BEGIN:VTIMEZONE
TZID:Russian Standard Time
BEGIN:STANDARD
DTSTART:16010101T000000
TZOFFSETFROM:+0300
TZOFFSETTO:+0300
END:STANDARD
END:VTIMEZONE
BEGIN:VTIMEZONE
TZID:Customized Time Zone
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VTIMEZONE
TZID:(UTC+04:30) Kabul\, by hand
BEGIN:STANDARD
DTSTART:16010101T000000
TZOFFSETFROM:+0430
TZOFFSETTO:+0430
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
ATTENDEE;CN="Bob Example";RSVP=TRUE:mailto:bob@example.org
CATEGORIES:Planning
CLASS:PUBLIC
DTEND;TZID="Russian Standard Time":20260519T123000
DTSTART;TZID="Russian Standard Time":20260519T100000
LOCATION:Room 5
PRIORITY:5
SUMMARY;LANGUAGE=ru:Заседание Совета
UID:040000008200E00074C5B7101A82E0080000000010000000000000000000000000000000
	01
X-MICROSOFT-CDO-BUSYSTATUS:BUSY
END:VEVENT
BEGIN:VEVENT
DTSTART;TZID="Customized Time Zone":20260319T100000
DTEND;TZID="Customized Time Zone":20260319T110000
RRULE:FREQ=MONTHLY;COUNT=2
UID:monthly
SUMMARY:Monthly
END:VEVENT
BEGIN:VEVENT
DTSTART;TZID="(UTC+04:30) Kabul, by hand":20260419T100000
UID:half
SUMMARY:Half an hour
END:VEVENT
END:VCALENDAR
"""
APPLE = r"""BEGIN:VCALENDAR
METHOD:PUBLISH
VERSION:2.0
X-WR-CALNAME:Work
PRODID:-//Apple Inc.//macOS 14.5//EN
X-WR-TIMEZONE:Asia/Bishkek
BEGIN:VTIMEZONE
TZID:GMT+0300
BEGIN:STANDARD
TZOFFSETFROM:+0300
DTSTART:20010101T000000
TZNAME:GMT+3
TZOFFSETTO:+0300
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
DTEND;TZID=GMT+0300:20260519T123000
X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-APPLE-RADIUS=70;X-TITLE="Red Hall
  Bishkek":geo:42.87,74.60
UID:6A1B2C3D-0000-4000-8000-000000000001
LOCATION:Red Hall\nBishkek
URL;VALUE=URI:https://example.org/a
SUMMARY:Board meeting
DTSTART;TZID=GMT+0300:20260519T100000
BEGIN:VALARM
TRIGGER;VALUE=DATE-TIME:19760401T005545Z
ACTION:NONE
END:VALARM
END:VEVENT
BEGIN:VEVENT
UID:6A1B2C3D-0000-4000-8000-000000000002
DTSTART:20260520T100000
DURATION:PT1H
SUMMARY:Floating
STATUS:CANCELLED
END:VEVENT
END:VCALENDAR
"""
THUNDERBIRD = r"""BEGIN:VCALENDAR
PRODID:-//Mozilla.org/NONSGML Mozilla Calendar V1.1//EN
VERSION:2.0
BEGIN:VTIMEZONE
TZID:/example.org/20260101_1/Europe/Minsk
X-LIC-LOCATION:Europe/Minsk
BEGIN:STANDARD
DTSTART:20110327T020000
TZOFFSETFROM:+0200
TZOFFSETTO:+0300
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:7d0d1a52-0000-4000-8000-000000000001
SUMMARY:Сессия Совета
CATEGORIES:Встреча,Планы\, разное
DTSTART;TZID=/example.org/20260101_1/Europe/Minsk:20260519T220000
DTEND;TZID=/example.org/20260101_1/Europe/Minsk:20260520T010000
LOCATION:Минск
X-MOZ-GENERATION:2
DESCRIPTION;ALTREP="data:text/html,%3Cb%3EAgenda%3C%2Fb%3E":Agenda
ATTACH:CID:part1@example.org
END:VEVENT
BEGIN:VTODO
SUMMARY:Write minutes
UID:todo
END:VTODO
END:VCALENDAR
"""
NEXTCLOUD = r"""BEGIN:VCALENDAR
VERSION:2.0
CALSCALE:GREGORIAN
PRODID:-//SabreDAV//SabreDAV//EN
X-WR-CALNAME:Personal
REFRESH-INTERVAL;VALUE=DURATION:PT4H
BEGIN:VEVENT
UID:5b0f
DTSTART;TZID=Asia/Almaty:20260101T090000
DTEND;TZID=Asia/Almaty:20260101T100000
RDATE;TZID=Asia/Almaty:20260301T090000,20260401T090000
SUMMARY:Seminar
GEO:43.24;76.92
LOCATION:Almaty
COLOR:red
END:VEVENT
END:VCALENDAR
"""
INDICO = r"""BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//CERN//INDICO//EN
BEGIN:VEVENT
SUMMARY:Conference on roads
DTSTART:20260518T070000Z
DTEND:20260522T150000Z
UID:indico-event-1234@indico.example.org
CATEGORIES:Conference
CONTACT:office@example.org
LOCATION:Main hall (Building 1)
URL:https://indico.example.org/event/1234/
ORGANIZER;CN="Road, Board":MAILTO:office@example.org
END:VEVENT
END:VCALENDAR
"""
# For each program its events, by title, when, times, zone and status; and the properties lost.
PROGRAMS = {
    "Google": (GOOGLE, {
        "Board meeting": ("2026-05-19", "10:00-12:30", "Europe/Moscow", "scheduled"),
        "Visit": ("2026-06-02/2026-06-04", "", None, "scheduled"),
        "Briefing": ("2026-01-05", "10:00-11:00", "Europe/Moscow", None),
        "Briefing, moved": ("2026-01-20", "15:00-16:00", "Europe/Moscow", None),
        "Briefing 2": ("2026-01-26", "10:00-11:00", "Europe/Moscow", None),
    }, "ATTENDEE METHOD ORGANIZER RRULE SEQUENCE STATUS TRANSP VALARM"),
    "Outlook": (OUTLOOK, {
        "Заседание Совета": ("2026-05-19", "10:00-12:30", "Europe/Moscow", None),
        "Monthly": ("2026-03-19", "10:00-11:00", "Etc/GMT-1", None),
        "Monthly 2": ("2026-04-19", "10:00-11:00", "Etc/GMT-2", None),
        "Half an hour": ("2026-04-19", "10:00-", None, None),
    }, "ATTENDEE CLASS METHOD PRIORITY RRULE TZID X-MICROSOFT-CDO-BUSYSTATUS"),
    "Apple": (APPLE, {
        "Board meeting": ("2026-05-19", "10:00-12:30", "Etc/GMT-3", None),
        "Floating": ("2026-05-20", "10:00-11:00", "Asia/Bishkek", "cancelled"),
    }, "METHOD TZID VALARM X-APPLE-STRUCTURED-LOCATION"),
    "Thunderbird": (THUNDERBIRD, {
        "Сессия Совета": ("2026-05-19", "22:00-01:00", "Europe/Minsk", None),
    }, "ATTACH VTODO X-MOZ-GENERATION"),
    "Nextcloud": (NEXTCLOUD, {
        "Seminar": ("2026-01-01", "09:00-10:00", "Asia/Almaty", None),
        "Seminar 2": ("2026-03-01", "09:00-10:00", "Asia/Almaty", None),
        "Seminar 3": ("2026-04-01", "09:00-10:00", "Asia/Almaty", None),
    }, "COLOR RDATE REFRESH-INTERVAL"),
    "Indico": (INDICO, {
        "Conference on roads": ("2026-05-18/2026-05-22", "07:00-15:00", "UTC", None),
    }, "CONTACT ORGANIZER"),
}  # fmt: skip


def read(program: str) -> tuple[cs.Chronicle, cs.formats.LossReport]:
    reports: list[cs.formats.LossReport] = []
    data = PROGRAMS[program][0].replace("\n", "\r\n").encode()
    chronicle = cs.read_ics(data, window="2026", on_losses=reports.append)
    return chronicle, reports[0]


def said(event: cs.Event) -> tuple[str | None, str, str | None, str | None]:
    times = "" if event.start_time is None else f"{event.start_time:%H:%M}-"
    times += f"{event.end_time:%H:%M}" if event.end_time else ""
    return event.when and event.when.text, times, event.timezone, event.status


@pytest.mark.parametrize("program", PROGRAMS)
def test_what_a_program_exports_is_read_and_what_is_lost_is_told(program: str) -> None:
    chronicle, losses = read(program)
    _, events, lost = PROGRAMS[program]
    assert sorted(map(said, chronicle.events), key=str) == sorted(events.values(), key=str)
    assert {event.title.best("en") for event in chronicle.events} == {
        title.rstrip(" 23") for title in events
    }
    assert " ".join(sorted({loss.what for loss in losses})) == lost


@pytest.mark.parametrize("program", PROGRAMS)
def test_what_was_read_goes_out_again_with_its_uids_and_comes_in_equal(program: str) -> None:
    chronicle, _ = read(program)
    file = io.BytesIO()
    cs.write_ics(chronicle, file)
    again = cs.read_ics(file.getvalue())
    assert {event.id for event in again.events} == {event.id for event in chronicle.events}
    for event in again.events:
        before = chronicle.event(event.id)
        assert (event.starts, event.ends, event.status) == (
            before.starts, before.ends, before.status,
        )  # fmt: skip
        assert event.identifiers == before.identifiers
        assert [(document.title, document.url) for document in event.documents] == [
            (document.title, document.url) for document in before.documents
        ]


def test_what_is_attached_under_a_name_is_a_document() -> None:
    (document,) = (document for event in read("Google")[0].events for document in event.documents)
    assert (str(document.title), document.media_type) == ("Agenda.pdf", "application/pdf")


ZONE = (
    "BEGIN:VTIMEZONE\nTZID:Here\nBEGIN:STANDARD\nDTSTART:20000101T000000\n"
    "TZOFFSETFROM:+0100\n{}\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:20000601T000000\n"
    "TZOFFSETFROM:+0100\nTZOFFSETTO:+0200\n{}\nEND:DAYLIGHT\nEND:VTIMEZONE\n"
)
EVENT = "BEGIN:VEVENT\nUID:a\nSUMMARY:A\nDTSTART;TZID=Here:20260101T100000\nEND:VEVENT\n"


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("", "or a VTIMEZONE of this name"),
        (ZONE.format("TZOFFSETTO:+0100", "RRULE:FREQ=DAILY"), "FREQ=YEARLY"),
        (ZONE.format("TZOFFSETTO:+0100", "RRULE:FREQ=YEARLY;INTERVAL=0"), "INTERVAL from 1"),
        (ZONE.format("TZOFFSETTO:+0100", "RDATE:soon"), "when clocks change"),
        (ZONE.format("TZOFFSETTO:+0100", "RRULE:FREQ=YEARLY\n" * 21), "at most 20 rules"),
        (ZONE.format("TZOFFSETTO:+0100", f"RDATE:{'20010101T000000,' * 999}"), "1000 changes"),
        (ZONE.format("TZOFFSETTO:east", ""), "such as +0300"),
        (ZONE.format("COMMENT:nothing", ""), "such as +0300"),
    ],
)
def test_a_zone_that_nothing_defines_well_is_refused(zone: str, expected: str) -> None:
    data = f"BEGIN:VCALENDAR\n{zone}{EVENT}END:VCALENDAR\n".encode()
    with pytest.raises(cs.InputError) as caught:
        cs.read_ics(data)
    assert expected in caught.value.problems[0].expected


@given(st.datetimes(dt.datetime(1998, 1, 1), dt.datetime(2037, 1, 1)))
def test_a_zone_by_its_definition_has_the_offsets_of_the_one_that_it_describes(
    local: dt.datetime,
) -> None:
    """The rules of Outlook's are those of Berlin, whose clocks the tz database knows."""
    (calendar,) = calendars_in(OUTLOOK.encode(), None)
    defined = {part.one("TZID").text: part for part in calendar.components if part.one("TZID")}
    zone = Zones(None, defined).named("Customized Time Zone")
    berlin = zoneinfo.ZoneInfo("Europe/Berlin")
    moment = local.replace(tzinfo=berlin, minute=30, second=0, microsecond=0)
    if moment.astimezone(dt.UTC).astimezone(berlin).replace(tzinfo=None) == moment.replace(
        tzinfo=None
    ):
        assert moment.replace(tzinfo=zone).utcoffset() == moment.utcoffset()
        assert moment.astimezone(zone).replace(tzinfo=None) == moment.replace(tzinfo=None)


def test_a_thousand_moments_in_a_zone_of_ones_own_take_a_second_or_two() -> None:
    zone = OUTLOOK[OUTLOOK.index("BEGIN:VTIMEZONE") : OUTLOOK.index("BEGIN:VEVENT")]
    event = "BEGIN:VEVENT\nUID:{0}\nSUMMARY:A\nDTSTART;TZID=Customized Time Zone:2026{1:02}{2:02}"
    event += "T100000\nEND:VEVENT\n"
    events = "".join(event.format(n, n % 12 + 1, n % 28 + 1) for n in range(1000))
    data = f"BEGIN:VCALENDAR\n{zone}{events}END:VCALENDAR\n".encode()
    begun = time.process_time()
    assert len(cs.read_ics(data).events) == 1000
    assert time.process_time() - begun < 10


@pytest.mark.slow
def test_a_moment_of_a_late_year_is_known_by_the_definition_as_soon_as_one_of_another() -> None:
    rules = "RRULE:FREQ=YEARLY;BYMONTH={};BYDAY=-1SU"
    zone = ZONE.replace("{}", rules.format(10), 1).replace("{}", rules.format(3), 1)
    zone = zone.replace("TZOFFSETFROM:+0100\nRRULE", "TZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nRRULE")

    def event(year: int) -> cs.Event:
        moment = EVENT.replace("20260101", f"{year}0701")
        return cs.read_ics(f"BEGIN:VCALENDAR\n{zone}{moment}END:VCALENDAR\n".encode()).events[0]

    assert event(9998).timezone == event(2026).timezone == "Etc/GMT-2"
    assert_about_twice_as_long(event, lambda year: year, 2_700)
