"""The jubilees of next year, month by month.

    python next_years_anniversaries.py [YEAR]

Only what surely falls in its month is listed; of some originals no more than the year
is known, and those stand at the end.
"""

from __future__ import annotations

import sys

import cstoevents as cs


def named(one: cs.Anniversary) -> str:
    founding = isinstance(one.record, cs.Organisation)
    return f"{one.title}{' (founding)' if founding else ''}"


def main(year: str) -> None:
    csto = cs.load()
    jubilees = csto.anniversaries(year, every=5)
    for month in range(1, 13):
        window = cs.When(f"{year}-{month:02}")
        found = [one for one in jubilees if one.when.surely_during(window.span)]
        if found:
            print(cs.in_words(window))
        for one in found:
            print(f"  {cs.in_words(one.when):<18} {cs.ordinal(one.number):>5}  {named(one)}")

    vague = [one for one in jubilees if one.when.precision is cs.Precision.YEAR]
    if vague:
        print(f"some time in {year}")
    for one in vague:
        print(f"  {cs.ordinal(one.number):>5}  {named(one)}, {cs.in_words(one.original)}")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "2027")
