"""Meetings of some 700 bytes of JSON each, as much alike as those of an archive are."""

from __future__ import annotations

import datetime as dt
import json
import tempfile
from pathlib import Path
from typing import Any

FIRST_DAY = dt.date(1992, 5, 15)


def _id(number: int) -> str:
    return f"wg-{number % 97}-meeting-{number}"


def meeting(number: int) -> dict[str, Any]:
    """Make the plain data of one meeting."""
    day = (FIRST_DAY + dt.timedelta(days=number % 12_000)).isoformat()
    return {
        "id": _id(number),
        "kind": "meeting" if number % 5 else "session",
        "title": {
            "en": f"Meeting {number} of the working group on item {number % 97}",
            "ru": f"Заседание {number} рабочей группы",
        },
        "when": day if number % 7 else day[:7],
        "status": "held",
        "place": f"hall-{number % 211}",
        "organisers": [f"wg-{number % 97}", "csto-secretariat"],
        "entries": [
            {
                "series": f"wg-{number % 97}-meetings",
                "number": number // 97 + 1,
                "label": f"No. {number // 97 + 1}",
            }
        ],
        "topics": ["regional security", f"item {number % 97}"],
        "documents": [
            {
                "title": f"Decision on item {number % 97}",
                "kind": "decision",
                "url": f"https://example.org/decisions/{number}.pdf",
                "date": day,
            }
        ],
        "references": [{"event": _id(number % 97), "relation": "follows"}],
        "sources": [
            {
                "url": f"https://example.org/news/{day}/{number}",
                "title": f"On the meeting of the working group, {number}",
                "retrieved": "2026-02-01",
                "lang": "en",
            }
        ],
        "access": "closed" if number % 3 else "open",
    }


def others() -> dict[str, list[dict[str, Any]]]:
    """Make the few records that all of the meetings refer to."""
    groups = [
        {"id": f"wg-{number}", "name": f"Working group {number}", "kind": "working-group"}
        for number in range(97)
    ]
    secretariat = {"id": "csto-secretariat", "name": "Secretariat", "kind": "secretariat"}
    return {
        "places": [
            {"id": f"hall-{number}", "name": f"Hall {number}", "kind": "venue"}
            for number in range(211)
        ],
        "organisations": [*groups, secretariat],
        "series": [
            {"id": f"wg-{number}-meetings", "name": f"Meetings of group {number}"}
            for number in range(97)
        ],
    }


def file_of(size: int) -> bytes:
    """Make the bytes of a file of that many meetings, and of what they refer to."""
    arrays = {**others(), "meetings": [meeting(number) for number in range(size)]}
    bodies = [
        f'"{name}": [\n'
        + ",\n".join(json.dumps(record, ensure_ascii=False) for record in records)
        + "\n]"
        for name, records in arrays.items()
    ]
    return ('{"format_version": "1",\n' + ",\n".join(bodies) + "}\n").encode()


def path_of(size: int) -> Path:
    """Give the path of such a file, which is written anew."""
    path = Path(tempfile.gettempdir()) / f"cstoevents-benchmark-{size}.json"
    path.write_bytes(file_of(size))
    return path
