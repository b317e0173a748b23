"""Calendars by example, read with a reader of content lines that is written here.

Of the machinery, `observances` is asked itself: which offsets a zone had, and from when.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import subprocess
import sys
import uuid
import zoneinfo
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cstoevents.anniversaries import anniversary
from cstoevents.chronicle import Chronicle
from cstoevents.data import load
from cstoevents.dates import When
from cstoevents.errors import ArgumentError, ConflictError, ExtraMissingError, InputError
from cstoevents.formats import LossReport
from cstoevents.formats.ics import read_ics, write_ics
from cstoevents.formats.ics.zones import zone_offsets
from cstoevents.records import (
    Commemoration,
    Document,
    Event,
    Identifier,
    Meeting,
    Organisation,
    Place,
    Series,
    SeriesEntry,
    Source,
)
from cstoevents.strategies import abouts, chronicles, texts
from cstoevents.timeline import Timeline


class Line(NamedTuple):
    """A content line (RFC 5545, 3.1) with its parameters."""

    name: str
    parameters: dict[str, str]
    value: str

    @property
    def text(self) -> str:
        return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], self.value)


_LINE = re.compile(r'([A-Z-]+)((?:;[A-Z-]+=(?:"[^"]*"|[^";:,]*))*):(.*)', re.DOTALL)
_PARAMETER = re.compile(r';([A-Z-]+)=(?:"([^"]*)"|([^";:,]*))')


def lines_of(data: bytes) -> list[Line]:
    assert data.endswith(b"\r\n")
    lines = []
    for raw in data.replace(b"\r\n ", b"").removesuffix(b"\r\n").split(b"\r\n"):
        found = _LINE.fullmatch(raw.decode())
        assert found, raw
        parameters = {name: one or two for name, one, two in _PARAMETER.findall(found[2])}
        lines.append(Line(found[1], parameters, found[3]))
    return lines


def entries_of(data: bytes) -> list[dict[str, list[Line]]]:
    """The entries of a calendar, each with its lines by name; reminders are left out."""
    entries: list[dict[str, list[Line]]] = []
    depth: list[str] = []
    for line in lines_of(data):
        if line.name == "BEGIN":
            depth.append(line.value)
            if line.value == "VEVENT":
                entries.append({})
        elif line.name == "END":
            assert depth.pop() == line.value
        elif depth[-1] == "VEVENT":
            entries[-1].setdefault(line.name, []).append(line)
    assert not depth
    return entries


def written(what: Any, **options: Any) -> tuple[list[dict[str, list[Line]]], LossReport]:
    file = io.BytesIO()
    report = write_ics(what, file, **options)
    return entries_of(file.getvalue()), report


def data_of(what: Any, **options: Any) -> bytes:
    file = io.BytesIO()
    write_ics(what, file, **options)
    return file.getvalue()


def said(entry: dict[str, list[Line]], name: str) -> list[str]:
    return [line.text for line in entry.get(name, [])]


def event(id: str = "treaty", when: str | None = "1992-05-15", **fields: Any) -> Event:
    return Event(id=id, when=when, **{"kind": "signing", "title": "Treaty signed", **fields})


def lost(report: LossReport) -> dict[str, str]:
    return {loss.what: loss.reason for loss in report}


BISHKEK = Place(
    id="bishkek", name={"en": "Bishkek", "ru": "Бишкек"}, kind="city", timezone="Asia/Bishkek"
)
HOUSE = Place(id="frunze-house", name="Frunze House", kind="venue", within="bishkek")
HALL = Place(
    id="hall", name="Red Hall", kind="venue", within="frunze-house", latitude=42.8, longitude=74.6
)


class TestDays:
    def test_a_day_is_an_entry_that_ends_the_day_after(self):
        """DTEND is the first moment that is not of the event (RFC 5545, 3.8.2.2)."""
        [entry], _ = written([event()])
        assert entry["DTSTART"] == [Line("DTSTART", {"VALUE": "DATE"}, "19920515")]
        assert entry["DTEND"] == [Line("DTEND", {"VALUE": "DATE"}, "19920516")]

    def test_what_lasts_takes_all_of_its_days(self):
        [entry], _ = written([event(when="2024-12-30/2025-01-02")])
        assert said(entry, "DTSTART") == ["20241230"]
        assert said(entry, "DTEND") == ["20250103"]

    @pytest.mark.parametrize(
        "when",
        ["2024-11", "2024", "2024-11-05~", "2024-11-05?", "[2024-11-05..2024-11-06]", "199X",
         "2024-11-05/2024-11", "2024-11-05~/2024-11-07", "2026-33", "2024-11-XX"],
    )  # fmt: skip
    def test_a_date_that_is_not_known_to_the_day_is_left_out_and_reported(self, when):
        entries, report = written([event(when=when)])
        assert not entries
        assert "imprecise='span'" in lost(report)["Event.when"]

    def test_a_date_that_is_not_known_to_the_day_can_be_written_over_all_its_days(self):
        [entry], report = written([event(when="2024-11~")], imprecise="span")
        assert said(entry, "SUMMARY") == ["Treaty signed (about November 2024)"]
        assert (said(entry, "DTSTART"), said(entry, "DTEND")) == (["20241101"], ["20241201"])
        assert said(entry, "CATEGORIES") == ["signing,date not exact"]
        assert said(entry, "X-CSTOEVENTS-WHEN") == ["2024-11~"]
        assert lost(report) == {
            "Event.when": "not known to the day, written over all days that it may be"
        }

    @pytest.mark.parametrize("when", ["2024/..", "../2024", "2024/", "/2024", "[..2024]"])
    @pytest.mark.parametrize("imprecise", ["leave-out", "span"])
    def test_a_date_without_a_first_or_last_day_is_left_out(self, when, imprecise):
        entries, report = written([event(when=when)], imprecise=imprecise)
        assert not entries
        assert lost(report) == {"Event.when": "no first or no last day, left out"}

    def test_the_last_day_that_dates_have_is_left_out_for_no_day_follows_it(self):
        entries, report = written([event(when="9999-12-31"), event("first", "0001-01-01")])
        assert [said(entry, "DTSTART") for entry in entries] == [["00010101"]]
        assert "Event.when" in lost(report)

    def test_an_event_without_a_date_is_left_out_and_reported(self):
        timeline = Timeline([event(when=None)])
        entries, report = written(timeline)
        assert not entries
        assert [(loss.what, loss.records) for loss in report] == [("Event.when", ("treaty",))]


class TestTimes:
    def test_a_time_is_in_the_zone_of_the_event(self):
        [entry], report = written(
            [event(when="2024-05-01", start_time="10:00", end_time="12:30", timezone="Asia/Almaty")]
        )
        assert entry["DTSTART"] == [Line("DTSTART", {"TZID": "Asia/Almaty"}, "20240501T100000")]
        assert entry["DTEND"] == [Line("DTEND", {"TZID": "Asia/Almaty"}, "20240501T123000")]
        assert report.is_lossless

    def test_a_time_is_in_the_zone_of_the_place_or_of_what_it_lies_within(self):
        meeting = event(when="2024-05-01", start_time="10:00", place="hall")
        [entry], _ = written(Chronicle(BISHKEK, HOUSE, HALL, meeting))
        assert entry["DTSTART"][0].parameters == {"TZID": "Asia/Bishkek"}
        assert "DTEND" not in entry

    def test_a_time_without_a_zone_is_told_in_the_description(self):
        [entry], report = written([event(start_time="10:00", end_time="12:30")])
        assert entry["DTSTART"][0].parameters == {"VALUE": "DATE"}
        assert said(entry, "DESCRIPTION") == ["Local time: 10:00-12:30"]
        assert "Event.start_time" in lost(report)

    @pytest.mark.parametrize("place", [None, "hall"])
    def test_a_time_without_a_zone_is_in_the_one_that_is_asked_for(self, place):
        meeting = event(start_time="10:00", end_time="12:30", place=place)
        known = Chronicle(BISHKEK, HOUSE, HALL, meeting)
        [entry], report = written(known, timezone="Asia/Almaty")
        zone = "Asia/Bishkek" if place else "Asia/Almaty"
        assert [entry[name][0].parameters["TZID"] for name in ("DTSTART", "DTEND")] == [zone, zone]
        assert "Event.start_time" not in lost(report)

    @pytest.mark.parametrize(
        ("fields", "words"),
        [
            ({"end_time": "12:30"}, "Local time: …-12:30"),
            ({"start_time": "10:00", "when": "2024-05-01/2024-05-02"}, "Local time: 10:00-…"),
        ],
    )
    def test_a_time_that_makes_no_entry_of_its_own_is_told_in_the_description(self, fields, words):
        [entry], _ = written([event(timezone="Asia/Almaty", **fields)])
        assert entry["DTSTART"][0].parameters == {"VALUE": "DATE"}
        assert said(entry, "DESCRIPTION") == [words]

    def test_times_of_what_lasts_are_of_its_first_and_last_day(self):
        [entry], _ = written(
            [event(when="2024-05-01/2024-05-03", start_time="10:00", end_time="09:00",
                   timezone="Asia/Almaty")]
        )  # fmt: skip
        assert said(entry, "DTSTART") == ["20240501T100000"]
        assert said(entry, "DTEND") == ["20240503T090000"]

    def test_an_end_that_is_not_after_the_start_is_left_out(self):
        times = {"start_time": "10:00", "end_time": "10:00", "timezone": "Asia/Almaty"}
        [entry], report = written([event(**times)])
        assert "DTEND" not in entry
        assert lost(report)["Event.end_time"] == "not after the start, left out"

    def test_a_date_in_doubt_has_no_moment(self):
        [entry], _ = written(
            [event(when="2024-05-01~", start_time="10:00", timezone="Asia/Almaty")],
            imprecise="span",
        )
        assert entry["DTSTART"][0].parameters == {"VALUE": "DATE"}

    def test_a_zone_is_described_for_the_years_that_are_needed(self):
        data = data_of(
            [event(when="2005-07-01", start_time="10:00", timezone="Asia/Bishkek"),
             event("later", when="2006-01-01", start_time="10:00", timezone="Asia/Bishkek")]
        )  # fmt: skip
        lines = lines_of(data)
        assert [line.value for line in lines if line.name == "TZID"] == ["Asia/Bishkek"]
        offsets = [line.value for line in lines if line.name == "TZOFFSETTO"]
        assert offsets == ["+0500", "+0600", "+0600"]


class TestZones:
    @given(
        st.sampled_from(
            ["Asia/Bishkek", "Europe/Moscow", "America/New_York", "Africa/Casablanca",
             "Australia/Lord_Howe", "Pacific/Apia", "Europe/Dublin", "UTC"]
        ),
        st.lists(
            st.datetimes(dt.datetime(1950, 1, 1), dt.datetime(2040, 1, 1)).map(
                lambda moment: moment.replace(microsecond=0)
            ),
            min_size=1,
            max_size=3,
        ),
    )  # fmt: skip
    def test_the_offset_in_force_is_that_of_the_last_onset(self, zone, moments):
        """An observance rules from its onset until another one's (RFC 5545, 3.6.5)."""
        onsets = [(onset, observance.offset) for onset, observance in zone_offsets(zone, moments)]
        for local in moments:
            aware = local.replace(tzinfo=zoneinfo.ZoneInfo(zone))
            same = aware.astimezone(dt.UTC).astimezone(aware.tzinfo).replace(tzinfo=None) == local
            if same:  # no clock shows the times that a change leaps over
                _, ruling = max(pair for pair in onsets if pair[0] <= local)
                assert ruling == aware.utcoffset()

    def test_centuries_without_a_moment_are_left_out_of_a_zone(self):
        moments = [dt.datetime(year, 7, 1) for year in (1950, 2049, 9998)]
        onsets = [onset.year for onset, _ in zone_offsets("Europe/Moscow", moments)]
        assert min(onsets) == 1950
        assert max(onset for onset in onsets if onset < 2049) == 2014
        assert onsets[-1] == 9998
        assert len(onsets) < 100


class TestEntries:
    def test_an_entry_says_what_the_event_says(self):
        organ = Organisation(id="csto-cfm", name="Council", kind="organ")
        series = Series(id="wg", name="Meetings of the group", organisation="csto-cfm")
        meeting = Meeting(
            id="wg-41", kind="meeting", when="2025-05-13", title="41st meeting", status="held",
            description="Held behind closed doors", place="hall", organisers=["csto-cfm"],
            entries=[SeriesEntry(series="wg", number=41, label="41st")], parent="treaty",
            topics=["afghanistan", "a, b"], agenda=["Threats", "Other"], note="A note",
            links=["https://example.org/1", "https://example.org/2"],
            documents=[Document(title="D", url="https://example.org/d", media_type="text/html")],
            sources=[Source(url="https://example.org/s"), Source(citation="Daily, p. 3")],
            previous_when=["2025-05-06"],
        )  # fmt: skip
        entries, report = written(Chronicle(organ, series, BISHKEK, HOUSE, HALL, meeting, event()))
        entry = entries[1]
        assert said(entry, "UID") == ["wg-41@cstoevents"]
        assert said(entry, "SUMMARY") == ["41st meeting"]
        assert said(entry, "DESCRIPTION")[0].split("\n") == [
            "Held behind closed doors",
            "In the series: Meetings of the group: No. 41 (41st)",
            "Organised by: Council",
            "Moved from: 6 May 2025",
            "Agenda:",
            "- Threats",
            "- Other",
            "A note",
            "Source: Daily, p. 3",
        ]
        assert said(entry, "LOCATION") == ["Red Hall, Frunze House, Bishkek"]
        assert said(entry, "GEO") == ["42.8;74.6"]
        assert entry["CATEGORIES"][0].value == r"meeting,afghanistan,a\, b"
        assert said(entry, "URL") == ["https://example.org/1"]
        assert entry["LINK"] == [
            Line("LINK", {"LINKREL": "SOURCE", "VALUE": "URI"}, "https://example.org/s"),
            Line("LINK", {"LINKREL": "related", "VALUE": "URI"}, "https://example.org/2"),
        ]
        assert entry["ATTACH"] == [
            Line("ATTACH", {"FILENAME": "D", "FMTTYPE": "text/html"}, "https://example.org/d")
        ]
        assert entry["RELATED-TO"] == [
            Line("RELATED-TO", {}, "treaty@cstoevents"),
            Line("RELATED-TO", {"RELTYPE": "REFID"}, "wg"),
        ]
        assert said(entry, "REFID") == ["wg"]
        assert said(entry, "SEQUENCE") == ["2"]
        assert said(entry, "TRANSP") == ["TRANSPARENT"]
        assert lost(report) == {
            "Event.documents": "address and title alone",
            "Event.place": "in one language",
            "Event.previous_when": "kept as words of the description",
        }

    @pytest.mark.parametrize(
        ("status", "shown"),
        [("held", ["CONFIRMED"]), ("scheduled", ["CONFIRMED"]), ("postponed", ["TENTATIVE"]),
         ("cancelled", ["CANCELLED"]), (None, [])],
    )  # fmt: skip
    def test_a_status_is_one_of_the_three_that_entries_have(self, status, shown):
        [entry], _ = written([event(status=status)])
        assert said(entry, "STATUS") == shown

    def test_words_are_in_the_language_asked_for_and_say_which(self):
        [entry], report = written([event(title={"en": "Session", "ru": "Сессия"})], lang="ru")
        assert entry["SUMMARY"] == [Line("SUMMARY", {"LANGUAGE": "ru"}, "Сессия")]
        assert lost(report) == {"Event.title": "in one language"}

    def test_words_without_the_language_asked_for_are_in_their_own(self):
        [entry], _ = written([event(title={"hy": "Նիստ"})], lang="ru")
        assert entry["SUMMARY"][0].parameters == {"LANGUAGE": "hy"}

    def test_a_place_that_is_not_at_hand_is_reported_and_can_be_looked_up(self):
        meeting = event(place="hall")
        _, report = written([meeting])
        assert "Event.place" in lost(report)
        [entry], report = written([meeting], within=Chronicle(BISHKEK, HOUSE, HALL))
        assert said(entry, "LOCATION") == ["Red Hall, Frunze House, Bishkek"]

    def test_control_characters_are_left_out_and_reported(self):
        [entry], report = written([event(title="a\x01b\r\nc\rd\x7f")])
        assert said(entry, "SUMMARY") == ["ab\nc\nd"]
        assert lost(report) == {"Event": "control characters"}

    @pytest.mark.parametrize("title", ["\x01", "\ufeff", "\x01\ufeff \x02", {"en": "\x7f\n"}])
    def test_an_event_whose_title_is_nothing_but_controls_is_known_by_its_id(self, title):
        data = data_of([event(title=title)], alarm=dt.timedelta(hours=1))
        assert said(entries_of(data)[0], "SUMMARY") == ["treaty"]
        (read,) = read_ics(data).events
        assert dict(read.title) == {"en": "treaty"}
        _, report = written([event(title=title)])
        assert lost(report) == {"Event": "control characters"}

    @pytest.mark.parametrize("uid", ["\x01", "\ufeff\x7f"])
    def test_a_uid_that_is_nothing_but_controls_is_none(self, uid):
        known = Identifier(scheme="icalendar", identifier=uid)
        [entry], _ = written([event(identifiers=[known])])
        assert said(entry, "UID") == ["treaty@cstoevents"]

    def test_addresses_are_ascii(self):
        [entry], _ = written([event(links=["https://a.org/ы?q=%20&r=1;2"])])
        assert said(entry, "URL") == ["https://a.org/%D1%8B?q=%20&r=1;2"]

    def test_the_fields_that_no_entry_has_are_reported(self):
        marked = Commemoration(description="The war", number=80)
        _, report = written([event(format="hybrid", commemoration=marked, outcomes=["Peace"])])
        assert set(lost(report)) == {"Event.format", "Event.commemoration", "Event.outcomes"}

    def test_records_beside_the_events_are_reported_of_a_whole_chronicle(self):
        _, report = written(load())
        assert {"Official", "Membership", "Participation", "Delegation"} <= set(lost(report))


class TestAnniversaries:
    TREATY = event(sources=[Source(url="https://example.org/treaty")])
    EVENING = Event(
        id="evening", kind="commemoration", title="Evening of memory", when="2025-05-12",
        commemoration=Commemoration(event="treaty", number=33),
    )  # fmt: skip

    def test_an_anniversary_is_an_entry_of_its_own(self):
        jubilees = Chronicle(self.TREATY, self.EVENING).anniversaries("2025")
        [entry], report = written(jubilees)
        assert said(entry, "UID") == ["treaty.anniversary-33@cstoevents"]
        assert said(entry, "SUMMARY") == ["33rd anniversary: Treaty signed"]
        assert said(entry, "DTSTART") == ["20250515"]
        assert said(entry, "CATEGORIES") == ["anniversary,signing"]
        assert said(entry, "RELATED-TO") == ["treaty@cstoevents"]
        assert said(entry, "DESCRIPTION") == [
            "Date of the event: 15 May 1992\nObserved: Evening of memory, 12 May 2025"
        ]
        assert "RRULE" not in entry
        assert report.is_lossless

    def test_an_anniversary_of_a_bare_date_has_an_identity_too(self):
        jubilee = anniversary("1992-05-15", 35)
        [entry], _ = written([jubilee])
        assert said(entry, "SUMMARY") == ["35th anniversary: 15 May 1992"]
        uid = said(entry, "UID")[0]
        assert uuid.UUID(uid.partition(".")[0]).version == 5
        assert [said(entry, "UID") for entry in written([jubilee])[0]] == [[uid]]

    def test_29_february_falls_where_the_anniversaries_say(self):
        leap = event(when="2004-02-29")
        entries, _ = written(Chronicle(leap).anniversaries("2025/2028"))
        days = [said(entry, "DTSTART")[0] for entry in entries]
        assert days == ["20250228", "20260228", "20270228", "20280229"]

    def test_the_anniversary_of_a_month_is_left_out_unless_it_may_span(self):
        months = Chronicle(event(when="2004-02")).anniversaries("2025")
        assert not written(months)[0]
        [entry], _ = written(months, imprecise="span")
        assert said(entry, "SUMMARY") == ["21st anniversary: Treaty signed (February 2025)"]

    def test_start_and_end_of_what_lasted_are_two_entries(self):
        war = event(when="1992-05-15/1994-06-20")
        entries, _ = written([anniversary(war, 10), anniversary(war, 10, of="end")])
        assert [said(entry, "UID") for entry in entries] == [
            ["treaty.anniversary-10@cstoevents"],
            ["treaty.anniversary-10.2004-06-20@cstoevents"],
        ]

    def test_events_and_anniversaries_may_share_a_file(self):
        both = [self.TREATY, *Chronicle(self.TREATY).anniversaries("2025/2026")]
        assert len({said(entry, "UID")[0] for entry in written(both)[0]}) == 3


class TestFiles:
    def test_a_file_written_again_updates_the_entries_of_those_who_subscribed(self):
        """UIDs stay when the data get better, and a move raises SEQUENCE (RFC 5545, 3.8.7.4)."""
        [before], _ = written([event()], stamp=dt.date(2025, 1, 1))
        moved = event(title="The Treaty", when="1992-05-16", previous_when=["1992-05-15"])
        [after], _ = written([moved], stamp=dt.date(2025, 2, 1))
        assert said(before, "UID") == said(after, "UID")
        assert said(before, "SEQUENCE") < said(after, "SEQUENCE")
        assert said(before, "DTSTAMP") < said(after, "DTSTAMP")

    def test_a_chronicle_has_its_own_places_beside_those_of_within(self):
        """A calendar that was read within another chronicle made places of its own."""
        around = Chronicle(Place(id="bishkek", name="Bishkek", kind="city"))
        places = Place(id="hall", name="Red Hall", kind="other", within="bishkek")
        mine = Chronicle(places, event(place="hall"), within=around)
        for what in (mine, mine.timeline()):
            (entry,), report = written(what, within=around)
            assert said(entry, "LOCATION") == ["Red Hall, Bishkek"]
            assert not report

    def test_each_step_of_an_event_that_is_put_off_moved_and_cancelled_is_a_later_revision(self):
        steps = (
            {"when": "2026-05-14", "status": "scheduled"},
            {"when": "2026-05-14", "status": "postponed"},
            {"when": "2026-06-10", "status": "scheduled", "previous_when": ["2026-05-14"]},
            {"when": "2026-06-10", "status": "cancelled", "previous_when": ["2026-05-14"]},
        )
        entries = [written([event(**step)])[0][0] for step in steps]
        assert [said(entry, "SEQUENCE") for entry in entries] == [["0"], ["1"], ["2"], ["3"]]
        assert {said(entry, "UID")[0] for entry in entries} == {said(entries[0], "UID")[0]}
        assert said(entries[-1], "STATUS") == ["CANCELLED"]

    def test_the_stamp_is_that_of_the_newest_source_unless_given(self):
        sources = [
            Source(url="https://a.org", retrieved="2024-03"),
            Source(url="https://b.org", published="2025-01-02"),
        ]
        assert said(written([event(sources=sources)])[0][0], "DTSTAMP") == ["20250102T000000Z"]
        assert said(written([event()])[0][0], "DTSTAMP") == ["19700101T000000Z"]
        moment = dt.datetime(2026, 1, 1, 3, tzinfo=dt.timezone(dt.timedelta(hours=6)))
        assert said(written([event()], stamp=moment)[0][0], "DTSTAMP") == ["20251231T210000Z"]

    def test_a_reminder_comes_as_long_before_as_asked(self):
        lines = lines_of(data_of([event()], alarm=dt.timedelta(days=1)))
        start = lines.index(Line("BEGIN", {}, "VALARM"))
        assert sorted((line.name, line.value) for line in lines[start + 1 : start + 4]) == [
            ("ACTION", "DISPLAY"),
            ("DESCRIPTION", "Treaty signed"),
            ("TRIGGER", "-P1D"),
        ]

    def test_a_calendar_can_have_a_name(self):
        lines = lines_of(data_of([event()], name="ОДКБ"))
        assert ("NAME", "ОДКБ") in [(line.name, line.value) for line in lines]

    @pytest.mark.parametrize(
        ("name", "written_as"),
        [
            ("Talks, votes; and \\ more", r"Talks\, votes\; and \\ more"),
            ("One\nEND:VCALENDAR", r"One\nEND:VCALENDAR"),
            ("One\r\nTwo\x00", r"One\nTwo"),
        ],
    )
    def test_the_name_of_a_calendar_is_escaped(self, name: str, written_as: str):
        """RFC 5545, 3.3.11, whatever the version of icalendar takes these properties for."""
        shown = [line.decode() for line in data_of([event()], name=name).splitlines()]
        assert f"NAME:{written_as}" in shown
        assert f"X-WR-CALNAME:{written_as}" in shown
        assert shown.count("END:VCALENDAR") == 1

    def test_no_line_enters_where_assertions_are_off(self):
        script = """
import io, cstoevents as cs
event = cs.Event(id="treaty", kind="signing", title="A", description="A\\nB", when="1992-05-15")
file = io.BytesIO()
cs.write_ics([event], file, name="One\\nATTACH:http://example.org")
print(file.getvalue().decode())
"""
        done = subprocess.run(
            [sys.executable, "-O", "-c", script], capture_output=True, text=True, check=True
        )
        assert not re.search("^(ATTACH|B)$|^ATTACH:", done.stdout, re.MULTILINE)

    @pytest.mark.parametrize(
        "domain", ["a", "a.b", "xn--e1afmkfd.xn--p1ai", "a-b.3c", "a" * 63, "a--b.org"]
    )
    def test_every_host_name_is_a_domain(self, domain: str):
        data = data_of([event()], domain=domain).replace(b"\r\n ", b"")
        assert f"UID:{event().id}@{domain}".encode() in data

    @pytest.mark.parametrize(
        "domain",
        [
            "",
            "a b",
            "a\nATTACH:x",
            "-a",
            "a@b",
            "пример",
            "a..b",
            ".a",
            "a.",
            "a-.b",
            "a.-b",
            "a" * 64,
            ".".join(["a" * 60] * 5),
            "a\n",
        ],
    )
    def test_a_domain_is_a_host_name(self, domain: str):
        with pytest.raises(ArgumentError, match="domain"):
            written([event()], domain=domain)

    def test_the_same_event_twice_is_one_entry(self):
        assert len(written([event(), event()])[0]) == 1

    def test_two_events_of_one_id_are_refused(self):
        with pytest.raises(ConflictError, match="treaty"):
            written([event(), event(title="Another")])

    def test_a_file_is_replaced_in_one_step(self, tmp_path: Path):
        path = tmp_path / "calendar.ics"
        path.write_text("old")
        with pytest.raises(ArgumentError):
            write_ics([event(), "no event"], path)
        assert path.read_text() == "old"
        write_ics([event()], path)
        assert path.read_bytes() == data_of([event()])

    @pytest.mark.parametrize(
        "options",
        [{"imprecise": "guess"}, {"alarm": 5}, {"alarm": dt.timedelta.min},
         {"alarm": dt.timedelta(microseconds=1)}, {"stamp": "2025"},
         {"stamp": dt.datetime(2025, 1, 1)}],
    )  # fmt: skip
    def test_arguments_that_are_none_of_what_they_may_be_are_refused(self, options):
        with pytest.raises(ArgumentError):
            written([event()], **options)

    def test_a_language_without_words_is_refused(self):
        with pytest.raises(ArgumentError, match="lang"):
            written([event()], lang="xx")

    def test_without_its_library_the_error_says_how_to_get_it(self, monkeypatch):
        monkeypatch.setitem(sys.modules, "icalendar", None)
        with pytest.raises(ExtraMissingError, match=r"cstoevents\[ics\]"):
            written([event()])


class TestEveryFile:
    """What holds of every chronicle."""

    @given(chronicles(), st.sampled_from(["leave-out", "span"]), st.sampled_from(["en", "ru"]))
    def test_every_event_known_to_the_day_is_there_once(self, chronicle, imprecise, lang):
        entries, report = written(chronicle, imprecise=imprecise, lang=lang)
        ids = [said(entry, "UID")[0].removesuffix("@cstoevents") for entry in entries]
        assert len(ids) == len(set(ids))
        known = {event.id for event in chronicle.events if event.when and is_known(event.when)}
        assert known <= set(ids)
        if imprecise == "leave-out":
            assert known == set(ids)
        missing = {event.id for event in chronicle.events} - set(ids)
        assert missing <= {
            id for loss in report for id in loss.records if loss.what == "Event.when"
        }

    @given(chronicles(about=abouts()), st.sampled_from(["leave-out", "span"]))
    def test_no_line_is_longer_than_75_octets_nor_broken_within_a_letter(
        self, chronicle, imprecise
    ):
        """RFC 5545, 3.1."""
        data = data_of(chronicle, imprecise=imprecise, alarm=dt.timedelta(hours=1))
        for line in data.split(b"\r\n"):
            assert len(line) <= 75
            assert not re.search(rb"[\x00-\x08\n-\x1f\x7f]", line)
            line.decode()

    @given(chronicles(about=abouts()))
    def test_equal_chronicles_make_equal_bytes(self, chronicle):
        again = Chronicle(reversed(list(chronicle)), about=chronicle.about)
        assert data_of(chronicle, imprecise="span") == data_of(again, imprecise="span")

    @given(texts())
    def test_words_come_back_as_they_were(self, title):
        [entry], _ = written([event(title=title)])
        lang = entry["SUMMARY"][0].parameters["LANGUAGE"]
        expected = title[lang].replace("\r\n", "\n").replace("\r", "\n")
        expected = "".join(c for c in expected if c in "\t\n" or not (c < " " or c == "\x7f"))
        expected = expected.lstrip("\ufeff")
        assert said(entry, "SUMMARY") == [expected if expected.strip() else "treaty"]


def is_known(when: When) -> bool:
    """Whether both ends are single days beyond doubt, by the text alone."""
    ends = when.text.split("/")
    return (
        all(re.fullmatch(r"\d{4}-\d\d-\d\d", end) for end in ends)
        and when.latest_ordinal < dt.date.max.toordinal()
    )


class TestAnEarlierFile:
    """An entry that differs from the one of an earlier file is a later revision."""

    def again(self, first: Any, second: Any, **options: Any) -> dict[str, list[str]]:
        [entry], _ = written([second], since=data_of([first]), **options)
        return {name: said(entry, name) for name in ("SEQUENCE", "DTSTAMP", "LAST-MODIFIED")}

    def test_what_says_the_same_stays_as_it_was(self):
        data = data_of([event()], stamp=dt.date(2026, 1, 1))
        assert data_of([event()], since=data) == data

    def test_what_is_cancelled_is_later_without_any_clock(self):
        assert self.again(event(status="scheduled"), event(status="cancelled")) == {
            "SEQUENCE": ["1"],
            "DTSTAMP": ["19700101T000001Z"],
            "LAST-MODIFIED": ["19700101T000001Z"],
        }

    def test_the_moment_of_a_change_is_the_one_that_is_given(self):
        found = self.again(event(), event(when="1992-05-16"), stamp=dt.date(2026, 2, 1))
        assert found == {
            "SEQUENCE": ["1"],
            "DTSTAMP": ["20260201T000000Z"],
            "LAST-MODIFIED": ["20260201T000000Z"],
        }

    def test_each_change_is_later_than_the_one_before(self):
        data = data_of([event()])
        for number, title in enumerate(["B", "C", "D"], 1):
            data = data_of([event(title=title)], since=data)
            [entry] = entries_of(data)
            assert said(entry, "SEQUENCE") == [str(number)]
            assert said(entry, "DTSTAMP") == [f"19700101T00000{number}Z"]
        assert data_of([event(title="D")], since=data) == data

    def test_an_entry_that_is_new_is_as_it_would_be(self):
        file = io.BytesIO()
        write_ics([event(), event("other")], file, since=data_of([event()]))
        assert file.getvalue() == data_of([event(), event("other")])

    def test_a_sequence_of_others_goes_on(self):
        data = data_of([event()]).replace(b"SEQUENCE:0", b"SEQUENCE:7")
        [entry] = entries_of(data_of([event(title="B")], since=data))
        assert said(entry, "SEQUENCE") == ["8"]

    def test_an_earlier_file_that_is_none_is_refused(self):
        with pytest.raises(InputError, match="BEGIN:VCALENDAR"):
            write_ics([event()], io.BytesIO(), since=b"{}")
