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


def calendar() -> bytes:
    """A calendar of 120 meetings, as Google and Outlook export it."""
    out = io.StringIO()
    lines = csv.writer(out)
    lines.writerow(["Subject", "Start Date", "Start Time", "End Date", "End Time",
                    "All Day Event", "Description", "Location", "Private"])  # fmt: skip
    for number in range(120):
        day = f"{number // 28 + 1:02}/{number % 28 + 1:02}/2025"
        lines.writerow([f"Planning meeting {number}", day, "10:00 AM", day, "11:30 AM", "False",
                        "Weekly", f"Room {number % 3}", "False"])  # fmt: skip
    return out.getvalue().encode()


FILES: dict[str, tuple[Callable[[], bytes], list[str]]] = {
    "assembly.popolo.json": (everypolitician, []),
    "council.popolo.json": (open_civic_data, []),
    "calendar.csv": (calendar, ["--kind", "meeting"]),
}


def run(*arguments: Any) -> None:
    words = [str(argument) for argument in arguments]
    result = CliRunner().invoke(cli, words, prog_name="cstoevents")
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize("name", FILES)
def test_a_file_comes_in_and_again_without_doubling_and_goes_out(name: str, tmp_path: Path) -> None:
    content, options = FILES[name]
    source, first, second = tmp_path / name, tmp_path / "first.json", tmp_path / "second.json"
    merged, out, ids = tmp_path / "merged.json", tmp_path / "out.popolo.json", tmp_path / "ids.csv"
    source.write_bytes(content())
    run("convert", source, first, "--ids", ids, *options)
    chronicle = cs.read_json(first)
    assert len(chronicle) >= 100
    table = ids.read_bytes()
    run("convert", source, second, "--ids", ids, *options)
    assert ids.read_bytes() == table
    run("merge", first, second, "-o", merged)
    assert first.read_bytes() == second.read_bytes() == merged.read_bytes()
    run("convert", merged, out)
    again = cs.read_popolo(out)
    assert {event.id for event in again.events} == {event.id for event in chronicle.events}
    assert {each.id for each in again.memberships} == {each.id for each in chronicle.memberships}
