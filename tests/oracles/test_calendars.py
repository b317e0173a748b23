"""Our calendars in the hands of programs that people read calendars with.

Three readers that share no code with the library that writes the files are asked what they
find there: `ical` (Home Assistant's), `recurring-ical-events` (which rests on icalendar and
says what falls on a day), and, in the slow tests, `ical.js` (Thunderbird's and Nextcloud's).
"""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import shutil
import subprocess
import zoneinfo
from pathlib import Path
from typing import NamedTuple

import attrs
import icalendar
import pytest
import recurring_ical_events
from hypothesis import given, settings
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream

from cstoevents.anniversaries import Anniversaries
from cstoevents.chronicle import Chronicle
from cstoevents.data import load
from cstoevents.formats.ics import moments, write_ics
from cstoevents.formats.ics.lines import calendars_in
from cstoevents.formats.ics.zones import Zones
from cstoevents.records import Event, Meeting
from cstoevents.strategies import chronicles, events, whens

DAY = dt.timedelta(days=1)


class Found(NamedTuple):
    """What a reader finds of an entry: first and last day, or the start as a local time."""

    uid: str
    summary: str
    start: str
    end: str


def data_of(what: object, **options: object) -> bytes:
    file = io.BytesIO()
    write_ics(what, file, **options)
    return file.getvalue()


def expected(chronicle: Chronicle) -> set[tuple[str, str, str]]:
    """The entries of days that a chronicle must have, from its dates' own texts."""
    found = set()
    for event in chronicle.events:
        text = event.when.text if event.when else ""
        first, _, last = text.partition("/")
        try:
            start, end = dt.date.fromisoformat(first), dt.date.fromisoformat(last or first)
        except ValueError:
            continue
        if end < dt.date.max:
            found.add((f"{event.id}@cstoevents", str(start), str(end + DAY)))
    return found


def ask_ical(data: bytes) -> list[Found]:
    calendar = IcsCalendarStream.calendar_from_ics(data.decode())
    return [
        Found(event.uid or "", event.summary or "", str(event.dtstart), str(event.end))
        for event in calendar.events
    ]


BUILT_IN = load()
CALENDARS = {
    "the events": (BUILT_IN, {}),
    "the events, spans too": (BUILT_IN, {"imprecise": "span", "lang": "ru", "alarm": DAY}),
    "the anniversaries": (BUILT_IN.anniversaries("2027"), {"name": "Anniversaries of 2027"}),
}


class TestIcal:
    def test_it_finds_every_event_known_to_the_day_with_its_days(self):
        found = ask_ical(data_of(BUILT_IN))
        assert {(entry.uid, entry.start, entry.end) for entry in found} == expected(BUILT_IN)

    @pytest.mark.parametrize("name", CALENDARS)
    def test_it_reads_every_calendar_of_the_built_in_data(self, name):
        what, options = CALENDARS[name]
        data = data_of(what, **options)
        assert len(ask_ical(data)) == data.count(b"BEGIN:VEVENT") > 50

    def test_it_finds_the_titles_in_cyrillic(self):
        titles = {event.title["ru"] for event in BUILT_IN.events if "ru" in event.title.languages}
        found = {entry.summary for entry in ask_ical(data_of(BUILT_IN, lang="ru"))}
        assert len(titles & found) > 300

    @given(chronicles())
    def test_it_reads_every_file(self, chronicle):
        data = data_of(chronicle, imprecise="span", alarm=dt.timedelta(hours=1))
        assert len(ask_ical(data)) == data.count(b"BEGIN:VEVENT")

    @given(
        events(
            when=whens(min_year=1970, max_year=2037),
            start_time=st.just(dt.time(10)),
            end_time=st.just(dt.time(12)),
            timezone=st.sampled_from(["Asia/Bishkek", "America/New_York", "Europe/Moscow"]),
        )
    )
    def test_it_finds_times_at_the_moment_that_they_are(self, event):
        found = ask_ical(data_of([event]))
        for entry in found:
            start = dt.datetime.fromisoformat(entry.start)
            assert event.when is not None
            assert start.replace(tzinfo=None).time() == dt.time(10)
            assert start.date() == event.when.earliest


class TestRevisions:
    """Of two entries of one UID, calendars show the one of the higher SEQUENCE."""

    BOARD = Meeting(
        id="m", kind="meeting", title="Board meets", when="2026-05-14", status="scheduled"
    )

    @pytest.mark.parametrize(
        "change",
        [
            {"status": "cancelled"},
            {"title": "The board meets"},
            {"when": "2026-05-14/2026-05-15"},
            {"links": ["https://example.org"]},
        ],
    )
    @pytest.mark.parametrize("later_first", [False, True])
    def test_a_calendar_that_has_the_first_takes_up_the_second(self, change, later_first):
        first = data_of([self.BOARD])
        second = data_of([attrs.evolve(self.BOARD, **change)], since=first)
        files = [second, first] if later_first else [first, second]
        calendar = icalendar.Calendar()
        for file in files:
            calendar.subcomponents += icalendar.Calendar.from_ical(file).walk("VEVENT")
        (shown,) = recurring_ical_events.of(calendar).at(dt.date(2026, 5, 14))
        (meant,) = icalendar.Calendar.from_ical(second).walk("VEVENT")
        assert shown["SEQUENCE"] == meant["SEQUENCE"] == 1
        for name in ("SUMMARY", "STATUS", "URL", "DTEND"):
            assert str(shown.get(name)) == str(meant.get(name))

    def test_ical_finds_the_second_to_be_later(self):
        first = data_of([self.BOARD])
        second = data_of([attrs.evolve(self.BOARD, status="cancelled")], since=first)
        old, new = (IcsCalendarStream.calendar_from_ics(calendar.decode()).events[0]
                    for calendar in (first, second))  # fmt: skip
        assert new.status is not None
        assert new.status.value == "CANCELLED"
        assert (new.sequence or 0) > (old.sequence or 0)
        assert new.dtstamp > old.dtstamp
        assert new.last_modified is not None
        assert new.last_modified > old.dtstamp


class TestReading:
    """Our reader finds in a calendar what icalendar finds there."""

    @given(chronicles())
    def test_it_finds_what_icalendar_finds(self, chronicle):
        data = data_of(chronicle)
        theirs = {
            str(entry["uid"]): (str(entry["summary"]), entry["dtstart"].dt)
            for entry in icalendar.Calendar.from_ical(data).walk("VEVENT")
        }
        (calendar,) = calendars_in(data, None)
        entries = [part for part in calendar.components if part.name == "VEVENT"]
        ours = {
            entry.one("UID").text: (
                entry.one("SUMMARY").text,
                moments.moment_of(entry.one("DTSTART"), Zones()),
            )
            for entry in entries
        }
        assert ours == theirs


class TestRecurringIcalEvents:
    """What falls on a day is what the library says falls on that day."""

    CALENDAR = recurring_ical_events.of(icalendar.Calendar.from_ical(data_of(BUILT_IN)))

    @given(st.dates(dt.date(1992, 1, 1), dt.date(2027, 12, 31)))
    def test_a_day_has_the_events_that_it_has_in_the_timeline(self, day):
        found = {str(entry["UID"]) for entry in self.CALENDAR.at(day)}
        surely = {
            f"{event.id}@cstoevents"
            for event in BUILT_IN.timeline().on(day, "surely")
            if event.when and len(event.when.text.partition("/")[0]) == len("2024-01-01")
        }
        assert found == surely & {uid for uid, _, _ in expected(BUILT_IN)}

    def test_a_year_has_its_anniversaries(self):
        jubilees = BUILT_IN.anniversaries("2027", certainty="surely")
        calendar = icalendar.Calendar.from_ical(data_of(jubilees))
        found = recurring_ical_events.of(calendar).at(2027)
        days = Anniversaries(
            anniversary for anniversary in jubilees if len(anniversary.when.text) == 10
        )
        assert len(found) == len(days) > 50
        assert {str(entry["UID"]) for entry in found} == {
            f"{anniversary.record.id}.anniversary-{anniversary.number}@cstoevents"
            for anniversary in days
            if anniversary.record
        }

    def test_29_february_is_kept_every_year(self):
        """A yearly rule would give the leap years alone."""
        leap = Event(id="leap", kind="signing", title="Signed", when="2004-02-29")
        data = data_of(Chronicle(leap).anniversaries("2005/2008"))
        found = recurring_ical_events.of(icalendar.Calendar.from_ical(data))
        assert [len(found.at(year)) for year in (2005, 2006, 2007, 2008)] == [1, 1, 1, 1]


READ_WITH_ICAL_JS = """
import ICAL from "ical.js";
import { readFileSync } from "node:fs";
const answers = process.argv.slice(2).map((name) => {
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(name, "utf8")));
  for (const zone of calendar.getAllSubcomponents("vtimezone"))
    ICAL.TimezoneService.register(zone);
  return calendar.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    return [event.uid, event.summary, event.startDate.toString(), event.endDate.toString(),
            event.startDate.toJSDate().toISOString()];
  });
});
console.log(JSON.stringify(answers));
"""


@pytest.fixture(scope="module")
def ical_js(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which node finds ical.js."""
    folder = tmp_path_factory.mktemp("ical_js")
    if not shutil.which("node") or not shutil.which("npm"):
        pytest.skip("ical.js runs on node, which is not installed here")
    install = ["npm", "install", "--no-audit", "--no-fund", "--prefix", str(folder), "ical.js@2"]
    if subprocess.run(install, capture_output=True, check=False, timeout=300).returncode:
        pytest.skip("ical.js could not be installed: no package registry is in reach")
    (folder / "read.mjs").write_text(READ_WITH_ICAL_JS)
    return folder


def ask_ical_js(folder: Path, files: list[bytes]) -> list[list[list[str]]]:
    names = []
    for position, data in enumerate(files):
        name = folder / f"{position}.ics"
        name.write_bytes(data)
        names.append(str(name))
    run = subprocess.run(
        ["node", str(folder / "read.mjs"), *names],
        capture_output=True, check=True, timeout=300, env={**os.environ, "TZ": "UTC"},
    )  # fmt: skip
    answers: list[list[list[str]]] = json.loads(run.stdout)
    return answers


def moment_of(event: Event) -> str:
    assert event.when
    assert event.start_time
    assert event.timezone
    zone = zoneinfo.ZoneInfo(event.timezone)
    moment = dt.datetime.combine(event.when.date(), event.start_time, zone).astimezone(dt.UTC)
    return f"{moment:%Y-%m-%dT%H:%M:%S}.000Z"


@pytest.mark.slow
class TestIcalJs:
    def test_it_finds_every_event_known_to_the_day_with_its_days(self, ical_js):
        [found] = ask_ical_js(ical_js, [data_of(BUILT_IN)])
        assert {(uid, start, end) for uid, _, start, end, _ in found} == expected(BUILT_IN)

    def test_it_reads_every_calendar_of_the_built_in_data(self, ical_js):
        files = [data_of(what, **options) for what, options in CALENDARS.values()]
        for data, found in zip(files, ask_ical_js(ical_js, files), strict=True):
            assert len(found) == data.count(b"BEGIN:VEVENT")

    def test_it_reads_the_zones_as_they_are(self, ical_js):
        """Days of summer and of winter time, years before and after a zone gave it up."""
        days = ["1998-07-01", "1998-12-01", "2004-10-31", "2006-07-01", "2025-03-09", "2025-11-02"]
        zones = ["Asia/Bishkek", "America/New_York", "Europe/Moscow", "Asia/Yerevan", "UTC"]
        timed = [
            Event(id=f"{number}-{day}", kind="visit", title="A visit", when=day,
                  start_time="10:00", end_time="12:00", timezone=zone)
            for number, zone in enumerate(zones) for day in days
        ]  # fmt: skip
        [found] = ask_ical_js(ical_js, [data_of(timed)])
        moments = {uid: moment for uid, _, _, _, moment in found}
        for event in timed:
            assert moments[f"{event.id}@cstoevents"] == moment_of(event)

    @settings(max_examples=settings().max_examples // 3)  # each starts a node
    @given(chronicles(min_size=6))
    def test_it_reads_every_file(self, ical_js, chronicle):
        data = data_of(chronicle, imprecise="span", alarm=dt.timedelta(hours=1))
        [found] = ask_ical_js(ical_js, [data])
        assert len(found) == data.count(b"BEGIN:VEVENT")
