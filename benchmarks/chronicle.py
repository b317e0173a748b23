"""What goes through a whole chronicle: its checks, and merges with another.

There is no peer to compare with, so each is set beside reading the file.
"""

from __future__ import annotations

from benchmarks.measuring import Contestant, compare, report
from benchmarks.records import path_of

_SETUP = """
import attrs, cstoevents as cs
one = cs.read_json({path!r})
other = cs.Chronicle(*map({change}, one))
"""
_RETOLD = 'lambda record: attrs.evolve(record, note={"en": "Seen again."})'
# Who copies a list by hand gives ids of his own; what the meetings refer to is the same.
_RENAMED = """lambda record: (
    attrs.evolve(record, id=f"{record.id}-again", references=())
    if isinstance(record, cs.Meeting) else record
)"""


def main(size: int = 20_000) -> None:
    path = str(path_of(size))

    def contestant(name: str, timed: str, change: str = "attrs.evolve") -> Contestant:
        return Contestant(name, _SETUP.format(path=path, change=change), timed)

    contestants = [
        contestant("cstoevents.read_json", f"kept = cs.read_json({path!r})"),
        contestant("check", "kept = one.check('2026-06-01')"),
        contestant("merge, with a copy", "kept = one.merge(other)"),
        contestant("merge, records of the same ids", "kept = one.merge(other)", _RETOLD),
        contestant("merge, meetings of other ids", "kept = one.merge(other)", _RENAMED),
    ]
    title = f"A chronicle of {size:,} meetings, {size + 406:,} records"
    report(title, contestants, compare(contestants), count=size)


if __name__ == "__main__":
    main()
