"""`cstoevents.load()`, the built-in chronicle whole and checked, after the import."""

from __future__ import annotations

from benchmarks.measuring import Contestant, compare, report


def main(size: int = 15) -> None:
    shipped = "import pkgutil; data = pkgutil.get_data('cstoevents.data', 'csto.json')"
    contestants = [
        Contestant(
            "cstoevents.load, once imported", "from cstoevents import load", "kept = load()"
        ),
        Contestant(
            "json.loads of the same file", f"import json; {shipped}", "json.loads(data)", ""
        ),
    ]
    best = compare(contestants, size)
    bars = {"json.loads of the same file": ">= 0.33"}
    report(f"Loading, best of {size} fresh processes", contestants, best, count=1, bars=bars)


if __name__ == "__main__":
    main()
