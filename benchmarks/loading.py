"""`cstoevents.load()`, the built-in chronicle whole and checked, after the import."""

from __future__ import annotations

from benchmarks.measuring import Contestant, compare, report


def main(size: int = 15) -> None:
    shipped = "import pkgutil; data = pkgutil.get_data('cstoevents.data', 'csto.json')"
    contestants = [
        Contestant("cstoevents.load, once imported", "import cstoevents as cs", "kept = cs.load()"),
        Contestant(
            "json.loads of the same file", f"import json; {shipped}", "json.loads(data)", ""
        ),
    ]
    best = compare(contestants, size)
    report(f"Loading, best of {size} fresh processes", contestants, best, count=1)
    milliseconds = best[contestants[0].name].seconds * 1000
    print(f"load() takes {milliseconds:.1f} ms here; the bar is 30 ms")


if __name__ == "__main__":
    main()
