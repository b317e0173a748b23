"""Bytes read as a calendar: the same as through a stream, or an error of ours.

The first byte chooses whether there is a window, and records beside the calendar.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from running import instrumented, read_or_refuse, run

with instrumented():
    import cstoevents as cs
    from cstoevents.formats.ics import (
        calendars,
        lines,
        moments,
        places,
        reading,
        recurrence,
        revisions,
        rules,
        zones,
    )

WITHIN = cs.load()
CHOICES: list[dict[str, Any]] = [
    {},
    {"window": "2025"},
    {"window": "2025-05", "timezone": "Asia/Bishkek", "within": WITHIN},
    {"kind": "visit", "lang": "ru", "references": "lenient"},
]


def read_bytes(data: bytes) -> None:
    """Every way in says the same of the same bytes; what was read can be written and read again."""
    if not data:
        return
    how = CHOICES[data[0] % len(CHOICES)]
    reports: list[object] = []

    def read(source: Any) -> Any:
        return cs.read_ics(source, on_losses=reports.append, **how)

    chronicle = read_or_refuse(read, data[1:])
    assert read_or_refuse(read, io.BytesIO(data[1:])) == chronicle
    assert all(str(report).encode() for report in reports)
    if chronicle is not None:
        file = io.BytesIO()
        cs.write_ics(chronicle, file)
        cs.read_ics(file.getvalue(), within=how.get("within"))


_EVENT = """BEGIN:VCALENDAR
X-WR-TIMEZONE:Asia/Bishkek
BEGIN:VEVENT
UID:a@b
DTSTAMP:20250101T000000Z
{}
END:VEVENT
END:VCALENDAR
"""


def seeds() -> Iterator[bytes]:
    """Small calendars, and one of ours."""
    for number, properties in enumerate(
        (
            "SUMMARY:A\nDTSTART:20251006T143000Z\nDURATION:PT1H\nSTATUS:CANCELLED",
            "SUMMARY:A\nDTSTART;VALUE=DATE:20250101\nRRULE:FREQ=MONTHLY;BYDAY=-1FR\nEXDATE:20250131",
            "SUMMARY;LANGUAGE=ru:A\nDTSTART;TZID=Europe/Minsk:20250505T100000\nLOCATION:Minsk\nGEO:1;2",
            "SUMMARY:A\nDESCRIPTION:<p>A<br><a href='https://a.b'>c</a>&nbsp;<ul><li>d</ul>\nATTACH:x:y",
            "CATEGORIES:visit,peace\nURL:https://a.b\nRELATED-TO:a@b\nX-CSTOEVENTS-WHEN:2025~",
        )
    ):
        yield bytes([number]) + _EVENT.format(properties).encode()
    file = io.BytesIO()
    cs.write_ics(cs.load().timeline().during("2025-05"), file)
    yield b"\0" + file.getvalue()


def words() -> set[str]:
    """What stands in calendars."""
    names = (
        "UID SUMMARY DTSTART DTEND DURATION RRULE RDATE EXDATE RECURRENCE-ID STATUS GEO LOCATION"
    )
    rule = "FREQ= DAILY WEEKLY MONTHLY YEARLY COUNT= UNTIL= INTERVAL= BYDAY= BYMONTHDAY= BYSETPOS="
    parts = {
        "BEGIN:VEVENT\n",
        "END:VEVENT\n",
        "BEGIN:VALARM\n",
        ";VALUE=DATE:",
        ";TZID=",
        "T100000Z",
    }
    return (
        {f"{name}:" for name in names.split()} | set(rule.split()) | parts | {"\n ", "\\n", "\\,"}
    )


if __name__ == "__main__":
    run(read_bytes, seeds(), sorted(words()))
