"""What the formats' page says is what the code declares: docs/reference/formats.md.

Run this file to write the page's tables anew.
"""

from __future__ import annotations

import importlib

import attrs

from cstoevents.formats.losses import Coverage, FieldCoverage, undeclared
from cstoevents.records import ARRAYS, Event, Meeting
from documents import ROOT, made_from_code, write_made_from_code

PAGE = ROOT / "docs" / "reference" / "formats.md"

FORMATS = {
    "One sheet": "sheet",
    "iCalendar": "ics",
    "JSON-LD": "jsonld",
    "Popolo": "popolo",
    "TimelineJS": "timelinejs",
}
MARKS = {Coverage.WHOLE: "●", Coverage.IN_PART: "◐", Coverage.NOT: ""}


def declared(module: str) -> tuple[FieldCoverage, ...]:
    return importlib.import_module(f"cstoevents.formats.{module}").COVERAGE


def carried(module: str, cls: type, field: str) -> Coverage:
    """How much of a field is carried, by its own line or that of its class."""
    said = {line.what: line.coverage for line in declared(module)}
    names = ["Meeting", "Event"] if cls is Meeting else [cls.__name__]
    lines = [*(f"{name}.{field}" for name in names), *names]
    return next(said[line] for line in lines if line in said)


def fields(cls: type) -> list[str]:
    """The fields that the page shows under a class: those of events once."""
    inherited = {field.name for field in attrs.fields(Event)} if cls is Meeting else set()
    return [field.name for field in attrs.fields(cls) if field.name not in inherited]


def overview() -> str:
    """How much of each class is carried: all of it, something, or nothing."""
    lines = [f"| Record | {' | '.join(FORMATS)} |", f"|---|{'---|' * len(FORMATS)}"]
    for cls in ARRAYS.values():
        marks = []
        for module in FORMATS.values():
            found = {carried(module, cls, field.name) for field in attrs.fields(cls)}
            marks.append(MARKS[found.pop() if len(found) == 1 else Coverage.IN_PART])
        lines.append(f"| `{cls.__name__}` | {' | '.join(marks)} |")
    return "\n".join(lines)


def of_events() -> str:
    """How much of each field of events and meetings is carried."""
    lines = [f"| Field | {' | '.join(FORMATS)} |", f"|---|{'---|' * len(FORMATS)}"]
    for cls in (Event, Meeting):
        for field in fields(cls):
            marks = [MARKS[carried(module, cls, field)] for module in FORMATS.values()]
            lines.append(f"| `{cls.__name__}.{field}` | {' | '.join(marks)} |")
    return "\n".join(lines)


def details(title: str, module: str) -> str:
    lines = [f"## {title}", "", "| Field | Carried | How, or why not |", "|---|---|---|"]
    lines += [f"| `{line.what}` | {line.coverage} | {line.how} |" for line in declared(module)]
    return "\n".join(lines)


def tables() -> str:
    return (
        "\n\n".join([overview(), of_events(), *(details(*each) for each in FORMATS.items())]) + "\n"
    )


def test_every_format_says_something_of_every_field() -> None:
    assert {title: undeclared(declared(module)) for title, module in FORMATS.items()} == {
        title: [] for title in FORMATS
    }


def test_the_page_says_what_the_code_declares() -> None:
    assert made_from_code(PAGE) == tables(), "run this file to write the tables anew"


if __name__ == "__main__":
    write_made_from_code(PAGE, tables())
