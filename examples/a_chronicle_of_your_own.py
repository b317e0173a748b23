"""A chronicle that you keep yourself, in one JSON file (the one beside this script).

    python a_chronicle_of_your_own.py [FILE]

The Harbour League is made up; put your organisation in its place.
"""

from __future__ import annotations

import sys
from pathlib import Path

import cstoevents as cs

BESIDE = Path(__file__).with_suffix(".json")


def main(file: Path) -> None:
    try:
        mine = cs.read_json(file)
    except cs.InputError as error:
        sys.exit(f"{file.name} has {error}")
    print(mine, "\n")

    for jubilee in mine.anniversaries("2028", every=5):
        print(
            cs.in_words(jubilee.when),
            "-",
            cs.wording.anniversary_name(jubilee.number),
            "-",
            jubilee.title,
        )
    for term in mine.holders("secretary-general", "harbour-league", on="2024-07-15"):
        print("On 15 July 2024", term.certainty, term.record.name)
    for missing in mine.numbered("council-sessions").missing[-1:]:
        window = cs.in_words(missing.window) if missing.window else "at any time"
        print("No record of session", missing.number, "-", window)
    for finding in mine.check(today="2026-11-24"):
        print(finding)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else BESIDE)
