"""Load the tables of the chronicle into SQLite, and ask in SQL what the library answers too."""

from __future__ import annotations

import csv
import sqlite3
import tempfile
from pathlib import Path

import cstoevents as cs

NUMBERED = """
    SELECT CAST(e.number AS INTEGER) AS number, m."when"
    FROM event_entries e JOIN events m ON m.id = e.owner
    WHERE e.series = 'wg-afghanistan' AND e.number <> ''
    ORDER BY 1
"""
IN_COUNTRY = """
    SELECT p.country, COUNT(*) AS events
    FROM events m JOIN places p ON p.id = m.place
    WHERE p.country <> ''
    GROUP BY p.country ORDER BY events DESC, p.country LIMIT 3
"""
BUSIEST = """
    SELECT o.name_en, COUNT(DISTINCT t.event) AS events
    FROM participations t JOIN officials o ON o.id = t.official
    GROUP BY o.id, o.name_en ORDER BY events DESC, o.name_en LIMIT 3
"""


def load(folder: Path) -> sqlite3.Connection:
    """Make a table of each file; every column is text, so that no date becomes a day."""
    base = sqlite3.connect(":memory:")
    for file in sorted(folder.glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as lines:
            header, *rows = csv.reader(lines)
        columns = ", ".join(f'"{name}" TEXT' for name in header)
        base.execute(f'CREATE TABLE "{file.stem}" ({columns})')
        marks = ", ".join("?" for _ in header)
        base.executemany(f'INSERT INTO "{file.stem}" VALUES ({marks})', rows)  # noqa: S608 - our own names
    return base


def main() -> None:
    """Print the answers of SQL, and that the library gives the same for the first."""
    csto = cs.load()
    with tempfile.TemporaryDirectory() as folder:
        cs.write_csv(csto, folder)
        base = load(Path(folder))
    numbered = base.execute(NUMBERED).fetchall()
    members = csto.numbered("wg-afghanistan").members
    ours = [
        (member.number, str(member.event.when)) for member in members if member.number is not None
    ]
    print("Numbered meetings:", len(numbered), "the same" if numbered == ours else "not the same")
    for country, events in base.execute(IN_COUNTRY):
        print(f"{events:4} events in {country}")
    for name, events in base.execute(BUSIEST):
        print(f"{events:4} events with {name}")
    base.close()


if __name__ == "__main__":
    main()
