"""Another organisation's numbered conferences, with all that numbering goes through.

    python another_organisation.py [FILE]

The Three Lakes are made up, the cases are not: a conference that was resumed and is
called "6-2", a body that was renamed and goes on counting, a board that starts again
at 1 with each mandate, and a meeting that has a number in two series.
"""

from __future__ import annotations

import sys
from pathlib import Path

import cstoevents as cs

BESIDE = Path(__file__).with_suffix(".json")


def show(sequence: cs.NumberedSeries, today: str) -> None:
    print(sequence.series.name)
    for item in sequence.listing:
        window = cs.in_words(item.window) if item.window else "at any time"
        if isinstance(item, cs.sequences.Missing):
            print(f"  {item.number:>3}  - no record -  {window}")
        else:
            print(f"  {item.number or '':>3}  {item.label or '':<13}  {window}: {item.event.title}")
    expected = sequence.expected_next(on=today)
    if expected:
        about = cs.in_words(expected.median)
        print(f"  next: no. {expected.number}, about {about} ({expected.state} on {today})")
    print()


def main(file: Path) -> None:
    lakes = cs.read_json(file)
    for series in ("union-conferences", "board-meetings"):
        show(lakes.numbered(series), today="2019-06-01")
    print("What can't be right:")
    for finding in lakes.check(today="2019-06-01"):
        print(" ", finding)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else BESIDE)
