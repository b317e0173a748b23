"""Files of public formats, of more than a hundred records: in, in again without doubling, and out.

The files are invented, and as those who publish in these formats have them.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest
from click.testing import CliRunner

import cstoevents as cs
from cstoevents.cli import cli


def everypolitician() -> bytes:
    """An assembly of two periods with 60 members in four parties."""
    persons = [
        {
            "id": f"0b2e4b5c-7d1e-4f4e-9d53-{number:012}", "name": f"Member {number:02} Example",
            "gender": "female", "birth_date": f"19{40 + number % 50}-03",
            "identifiers": [{"scheme": "wikidata", "identifier": f"Q{22283794 + number}"}],
            "other_names": [{"lang": "ru", "name": f"Депутат {number:02}", "note": "multilingual"}],
        }
        for number in range(60)
    ]  # fmt: skip
    parties = [
        {"id": f"party/P{number}", "name": f"Party {number}", "classification": "party"}
        for number in range(4)
    ]
    periods = [
        {"id": f"term/{number}", "classification": "legislative period", "name": f"Term {number}",
         "start_date": f"{2005 + 5 * number}-05-01", "end_date": f"{2010 + 5 * number}-04-30"}
        for number in range(2)
    ]  # fmt: skip
    memberships = [
        {"person_id": person["id"], "organization_id": "ASM", "role": "member",
         "on_behalf_of_id": f"party/P{at % 4}", "legislative_period_id": f"term/{at % 2}",
         "area_id": f"area/{at % 5}"}
        for at, person in enumerate(persons)
    ]  # fmt: skip
    areas = [{"id": f"area/{number}", "name": f"District {number}"} for number in range(5)]
    body = {"id": "ASM", "name": "Assembly", "classification": "legislature", "seats": 60}
    return json.dumps(
        {"persons": persons, "organizations": [body, *parties], "events": periods,
         "memberships": memberships, "areas": areas}
    ).encode()  # fmt: skip


def open_civic_data() -> bytes:
    """A hundred meetings of a council in four rooms."""
    events = [
        {
            "_id": f"ocd-event/0b2e4b5c-7d1e-4f4e-9d53-{number:012}",
            "name": f"Council meeting {number + 1}", "classification": "committee-meeting",
            "start_date": f"2025-{number // 28 + 1:02}-{number % 28 + 1:02}T18:30:00-05:00",
            "timezone": "America/Chicago", "status": "confirmed", "all_day": False,
            "location": {"name": f"Room {number % 4}"},
            "participants": [{"name": "Council", "entity_type": "organization",
                              "organization_id": "ocd-organization/1", "note": "host"}],
            "sources": [{"url": f"https://example.org/{number}"}],
        }
        for number in range(100)
    ]  # fmt: skip
    body = {"_id": "ocd-organization/1", "name": "Council", "classification": "legislature"}
    return json.dumps({"organizations": [body], "events": events}).encode()


def popolo() -> bytes:
    """Twenty bodies, each with two posts and the persons in them, as the specification has it."""
    organizations = [
        {"id": f"body-{number}", "name": f"Body {number}", "classification": "committee",
         "founding_date": "1998", "parent_id": "body-0" if number else None,
         "other_names": [{"name": f"B{number}", "note": "abbreviation"}]}
        for number in range(20)
    ]  # fmt: skip
    posts = [
        {"id": f"post-{number}", "label": ("Chair", "Secretary")[number % 2],
         "organization_id": f"body-{number // 2}"}
        for number in range(40)
    ]  # fmt: skip
    persons = [
        {"id": f"person-{number}", "name": f"Person {number} Example", "birth_date": "1961-02",
         "national_identity": "KG", "links": [{"url": f"https://example.org/{number}"}]}
        for number in range(40)
    ]  # fmt: skip
    memberships = [
        {"id": f"membership-{number}", "person_id": f"person-{number}", "start_date": "2019-06",
         "post_id": f"post-{number}", "end_date": None}
        for number in range(40)
    ]  # fmt: skip
    return json.dumps(
        {"persons": persons, "organizations": organizations, "posts": posts,
         "memberships": memberships}
    ).encode()  # fmt: skip


def icalendar() -> bytes:
    """A feed of 60 sittings, 30 visits of days, and one event that comes back ten times."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Example//Sittings//EN",
             "X-WR-CALNAME:Sittings", "X-WR-TIMEZONE:Asia/Bishkek"]  # fmt: skip
    for number in range(100):
        day = f"2025{number // 28 + 1:02}{number % 28 + 1:02}"
        lines += ["BEGIN:VEVENT", f"UID:{number:04}@example.org", f"SUMMARY:Sitting {number}",
                  "DTSTAMP:20250101T000000Z", "STATUS:CONFIRMED"]  # fmt: skip
        if number % 3:
            lines += [f"DTSTART;TZID=Asia/Bishkek:{day}T100000", "DURATION:PT90M",
                      f"LOCATION:Room {number % 4}", "BEGIN:VALARM", "ACTION:DISPLAY",
                      "TRIGGER:-PT15M", "END:VALARM"]  # fmt: skip
        else:
            lines += [f"DTSTART;VALUE=DATE:{day}"]
        lines += ["END:VEVENT"]
    lines += ["BEGIN:VEVENT", "UID:week@example.org", "SUMMARY:Briefing",
              "DTSTART:20250106T040000Z", "DTEND:20250106T050000Z",
              "RRULE:FREQ=WEEKLY;COUNT=10", "END:VEVENT", "END:VCALENDAR", ""]  # fmt: skip
    return "\r\n".join(lines).encode()


def _sheet(headers: list[str], rows: list[list[str]], encoding: str) -> bytes:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([headers, *rows])
    return out.getvalue().encode(encoding)


def google() -> bytes:
    """A calendar of 120 meetings, as Google's own page on importing CSV has it."""
    headers = ["Subject", "Start Date", "Start Time", "End Date", "End Time", "All Day Event",
               "Description", "Location", "Private"]  # fmt: skip
    rows = []
    for number in range(120):
        day = f"{number // 28 + 1:02}/{number % 28 + 1:02}/2025"
        rows.append([f"Planning meeting {number}", day, "10:00 AM", day, "1:30 PM", "False",
                     "Weekly", f"Room {number % 3}", "False"])  # fmt: skip
    return _sheet(headers, rows, "utf-8")


def outlook() -> bytes:
    """A calendar of 110 meetings, as Outlook exports it for Windows."""
    headers = ["Subject", "Start Date", "Start Time", "End Date", "End Time", "All day event",
               "Reminder on/off", "Reminder Date", "Reminder Time", "Meeting Organizer",
               "Required Attendees", "Optional Attendees", "Meeting Resources",
               "Billing Information", "Categories", "Description", "Location", "Mileage",
               "Priority", "Private", "Sensitivity", "Show time as"]  # fmt: skip
    rows = []
    for number in range(110):
        day = f"{number // 28 + 1}/{number % 28 + 1}/2025"
        rows.append([f"Board {number}", day, "10:00:00 AM", day, "1:00:00 PM", "False", "True",
                     day, "9:45:00 AM", "Secretariat", "Ann Example", "", "", "", "Plans", "Words",
                     "Room 5", "", "Normal", "False", "Normal", "2"])  # fmt: skip
    return _sheet(headers, rows, "cp1252")


def outlook_in_russian() -> bytes:
    """A calendar of 110 meetings, as Outlook in Russian exports it."""
    headers = ["Тема", "Дата начала", "Время начала", "Дата завершения", "Время завершения",
               "Целый день", "Напоминание вкл/выкл", "Дата напоминания", "Время напоминания",
               "Организатор собрания", "Обязательные участники", "Необязательные участники",
               "Ресурсы собрания", "В это время", "Важность", "Категории", "Место", "Описание",
               "Пометка", "Расстояние", "Способ оплаты", "Частное"]  # fmt: skip
    rows = []
    for number in range(110):
        day = f"{number % 28 + 1:02}.{number // 28 + 1:02}.2025"
        rows.append([f"Заседание {number}", day, "10:00:00", day, "13:00:00", "Ложь", "Истина",
                     day, "9:45:00", "Секретариат", "", "", "", "2", "Обычная", "Планы", "Минск",
                     "", "Обычный", "", "", "Ложь"])  # fmt: skip
    return _sheet(headers, rows, "cp1251")


_OF_A_CALENDAR = ["--kind", "meeting"]
_IN_MOSCOW = ["--timezone", "Europe/Moscow"]
# For each its file, how it comes in, and the file in which it goes out.
FILES: dict[str, tuple[Callable[[], bytes], list[str], str, list[str]]] = {
    "feed.ics": (icalendar, ["--window", "2025"], "out.ics", []),
    "google.csv": (google, _OF_A_CALENDAR, "out.ics", _IN_MOSCOW),
    "outlook.csv": (outlook, _OF_A_CALENDAR, "out.ics", _IN_MOSCOW),
    "outlook-in-russian.csv": (outlook_in_russian, _OF_A_CALENDAR, "out.ics", _IN_MOSCOW),
    "ep-popolo-v1.0.json": (everypolitician, [], "out.popolo.json", []),
    "council.json": (open_civic_data, [], "out.popolo.json", []),
    "bodies.json": (popolo, [], "out.popolo.json", []),
}


def run(*arguments: Any) -> None:
    words = [str(argument) for argument in arguments]
    result = CliRunner().invoke(cli, words, prog_name="cstoevents")
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize("name", FILES)
def test_a_file_comes_in_and_again_without_doubling_and_goes_out(name: str, tmp_path: Path) -> None:
    content, options, target, how = FILES[name]
    source, first, second = tmp_path / name, tmp_path / "first.json", tmp_path / "second.json"
    merged, out, ids = tmp_path / "merged.json", tmp_path / target, tmp_path / "ids.csv"
    source.write_bytes(content())
    run("convert", source, first, "--ids", ids, *options)
    chronicle = cs.read_json(first)
    assert len(chronicle) >= 100
    table = ids.read_bytes()
    run("convert", source, second, "--ids", ids, *options)
    assert ids.read_bytes() == table
    run("merge", first, second, "-o", merged)
    assert first.read_bytes() == second.read_bytes() == merged.read_bytes()
    run("convert", merged, out, *how)
    again = cs.read_ics(out) if out.suffix == ".ics" else cs.read_popolo(out)
    assert [said(event) for event in again.events] == [
        said(event, *how[1:]) for event in chronicle.events
    ]
    if out.suffix != ".ics":
        assert again.memberships == chronicle.memberships
        assert again.officials == chronicle.officials
        assert again.organisations == chronicle.organisations


def said(event: cs.Event, zone: str | None = None) -> tuple[object, ...]:
    """What goes out of an event and comes back; a zone is that of times without one."""
    if event.start_time is not None and event.timezone is None:
        event = attrs.evolve(event, timezone=zone)
    return event.id, event.title, event.when, event.starts, event.ends, event.start_time
