"""Reading dates out of texts, beside `date.fromisoformat` on the same ones."""

from __future__ import annotations

from benchmarks.measuring import ROUNDS, Contestant, compare, installed, report

DISTINCT = 12_000


def main(size: int = 1_000_000, rounds: int = ROUNDS) -> None:
    texts = (
        "import datetime as dt\n"
        f"days = [dt.date.fromordinal(727_000 + n).isoformat() for n in range({DISTINCT})]\n"
        # Joined and split: equal texts are other objects, as they are in a file.
        f"texts = ' '.join(days[n * 7919 % {DISTINCT}] for n in range({size})).split()\n"
    )
    contestants = [
        Contestant(
            "cstoevents, as files are read",
            f"{texts}from cstoevents.dates import _INTERNED",
            "kept = list(map(_INTERNED.__getitem__, texts))",
        ),
        Contestant(
            "cstoevents.When, one by one",
            f"{texts}from cstoevents import When",
            "kept = [When(text) for text in texts]",
        ),
        Contestant(
            "date.fromisoformat",
            texts,
            "kept = [dt.date.fromisoformat(text) for text in texts]",
            "",
        ),
        Contestant(
            "pendulum.Date.fromisoformat",
            f"{texts}import pendulum",
            "kept = [pendulum.Date.fromisoformat(text) for text in texts]",
            "pendulum",
        ),
    ]
    contestants = installed(contestants)
    best = compare(contestants, rounds)
    title = f"Reading {size:,} dates, {DISTINCT:,} distinct"
    report(title, contestants, best, count=size, bars={"date.fromisoformat": ">= 0.77"})


if __name__ == "__main__":
    main()
