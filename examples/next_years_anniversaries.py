"""The jubilees of next year, month by month.

    python next_years_anniversaries.py [YEAR]

Only what surely falls in its month is listed; of some originals no more than the year
is known, and those stand at the end.
"""

from __future__ import annotations

import sys

import cstoevents as cs


def named(each: cs.Anniversary) -> str:
    founding = isinstance(each.record, cs.Organisation)
    return f"{each.title}{' (founding)' if founding else ''}"


def main(year: str) -> None:
    csto = cs.load()
    jubilees = csto.anniversaries(year, every=5)
    for month in range(1, 13):
        window = cs.When(f"{year}-{month:02}")
        found = [each for each in jubilees if each.when.surely_during(window.span)]
        if found:
            print(cs.in_words(window))
        for each in found:
            print(f"  {cs.in_words(each.when):<18} {cs.ordinal(each.number):>5}  {named(each)}")

    vague = [each for each in jubilees if each.when.precision is cs.Precision.YEAR]
    if vague:
        print(f"some time in {year}")
    for each in vague:
        print(f"  {cs.ordinal(each.number):>5}  {named(each)}, {cs.in_words(each.original)}")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "2027")
