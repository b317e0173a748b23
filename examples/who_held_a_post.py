"""Who was Secretary General, who had the chair and who were the members on a day.

    python who_held_a_post.py [DATE]

On the day of a handover both are in office.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable

import cstoevents as cs


def show(title: str, terms: Iterable[cs.Term]) -> None:
    print(title)
    for term in terms:
        when, status = term.membership.when, term.membership.status
        notes = [
            cs.in_words(when) if when else "dates not traced",
            *([status.value] if status else []),
            *(["possibly"] if term.certainty is cs.Certainty.POSSIBLY else []),
        ]
        print(f"  {term.record.name} ({', '.join(notes)})")


def main(day: str) -> None:
    csto = cs.load()
    print(f"The CSTO on {cs.in_words(cs.When(day))}\n")
    show("Secretary General", csto.holders("secretary-general", "csto", on=day))
    show("Chair", csto.chair("csto", on=day))
    show("Members", csto.members("csto", on=day))
    show("Suspended", csto.members("csto", on=day, status="suspended"))


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "2013-06-01")
