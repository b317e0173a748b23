"""read_csv and write_csv, beside the csv module and frictionless over the same tables."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import cstoevents as cs
from benchmarks.measuring import ROUNDS, Contestant, compare, report
from benchmarks.records import meeting
from cstoevents.formats.csv import write_csv

BARS = {"csv.reader, to lists of text": ">= 0.2", "frictionless, extract": ">= 10"}
# frictionless takes minutes for what the others do in seconds; its share is the same in fewer.
FEWER = 10


def chronicle_of(size: int) -> cs.Chronicle:
    """Make that many meetings, and what they refer to, so that every reference holds."""
    bodies = [f"wg-{number}" for number in range(97)]
    plain: dict[str, Any] = {
        "format_version": "1",
        "places": [{"id": f"hall-{n}", "name": f"Hall {n}", "kind": "venue"} for n in range(211)],
        "organisations": [
            {"id": id, "name": id, "kind": "other"} for id in [*bodies, "csto-secretariat"]
        ],
        "series": [{"id": f"series-{id}", "name": id} for id in bodies],
        "meetings": [meeting(number) for number in range(size)],
    }
    for number, made in enumerate(plain["meetings"]):
        made["entries"][0]["series"] = f"series-wg-{number % 97}"
        made["references"][0]["event"] = plain["meetings"][number % 97 % size]["id"]
    return cs.from_dict(plain)


def folder_of(size: int) -> Path:
    """Give the path of a folder of tables of that many meetings, written if need be."""
    folder = Path(tempfile.gettempdir()) / f"cstoevents-benchmark-{size}-tables"
    if not folder.is_dir():
        write_csv(chronicle_of(size), folder)
    return folder


def contestants(size: int) -> list[Contestant]:
    folder = str(folder_of(size))
    ready = "import cstoevents as cs; from cstoevents.formats.csv import read_csv\n"
    ready += f"read_csv({str(folder_of(1))!r})"
    return [
        Contestant("cstoevents.read_csv", ready, f"kept = read_csv({folder!r})"),
        Contestant(
            "csv.reader, to lists of text",
            "import csv, pathlib",
            f"""kept = []
for path in pathlib.Path({folder!r}).glob("*.csv"):
    with path.open(encoding="utf-8", newline="") as file:
        kept.append(list(csv.reader(file)))""",
            "",
        ),
        Contestant(
            "csv.reader, nothing kept",
            "import csv, pathlib",
            f"""for path in pathlib.Path({folder!r}).glob("*.csv"):
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file):
            pass""",
            "",
        ),
        Contestant(
            "cstoevents.write_csv",
            f"""import cstoevents as cs, tempfile
from cstoevents.formats.csv import read_csv, write_csv
chronicle = read_csv({folder!r})
target = tempfile.mkdtemp() + '/tables'
""",
            "write_csv(chronicle, target)",
        ),
    ]


def with_frictionless(size: int) -> list[Contestant]:
    package = str(folder_of(size) / "datapackage.json")
    return [
        contestants(size)[0],
        Contestant(
            "frictionless, extract",
            "import frictionless",
            f"kept = frictionless.extract({package!r})",
            "frictionless",
        ),
    ]


def main(size: int = 100_000, rounds: int = ROUNDS) -> None:
    all_of_them = contestants(size)
    best = compare(all_of_them, rounds)
    report(f"Tables of {size:,} meetings", all_of_them, best, count=size, bars=BARS)
    fewer = max(size // FEWER, 1)
    both = with_frictionless(fewer)
    report(f"Of {fewer:,}", both, compare(both, min(rounds, 2)), count=fewer, bars=BARS)


if __name__ == "__main__":
    main()
