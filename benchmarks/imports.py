"""What most programs import of cstoevents beside the two libraries that it can't do without."""

from __future__ import annotations

import subprocess
import sys
import textwrap

from benchmarks.measuring import Contestant, compare, installed, report

HEAVY = ("pendulum", "cattrs", "click", "rich", "hypothesis", "icalendar", "numpy")


def main(size: int = 15) -> None:
    contestants = [
        Contestant("cstoevents: dates, records, files", "", _USUAL),
        Contestant("import attrs, msgspec", "", "import attrs, msgspec", "msgspec"),
        Contestant("import pydantic, with one model", "", _PYDANTIC, "pydantic"),
    ]
    contestants = installed(contestants)
    best = compare(contestants, size)
    bars = {"import attrs, msgspec": ">= 0.4"}
    report(f"Importing, best of {size} fresh processes", contestants, best, count=1, bars=bars)
    script = f"import sys; {_USUAL}; print(*[n for n in {HEAVY!r} if n in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=True
    )
    print(f"heavy libraries that came along: {done.stdout.strip() or 'none'}")


# The package itself imports nothing before it is asked for.
_USUAL = "from cstoevents import Chronicle, Event, When, load, read_json"

_PYDANTIC = textwrap.dedent(
    """
    import pydantic
    class Model(pydantic.BaseModel):
        name: str
    """
).strip()


if __name__ == "__main__":
    main()
