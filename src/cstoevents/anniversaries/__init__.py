"""Anniversaries: of a date, of a record, and all that fall in a window.

`recurrence` knows when one date comes round, `values` what an anniversary is, and
`calendar` which ones fall in a window.

**What is commemorated**, unless other kinds are asked for: foundings, signatures and
entries into force; the foundings of organisations; the births and deaths of persons;
and whatever a recorded :class:`~cstoevents.Commemoration` points to, be it an event of
any kind, an organisation, or something described in words with its date. Accessions and
the beginnings of terms come round too, for those who ask for them.

**What didn't take place.** An event that was cancelled or postponed did not happen, and
has no anniversaries. Of one that is scheduled nobody knows yet, so it has possible ones
and no sure ones, whatever its date.

**Nominal and observed.** The 33rd anniversary of 15 May 1992 *is* 15 May 2025; it was
*observed* by an event on the 12th. The first is computed, the second is recorded, and
the days between them are the offset, -3.

**Cost.** A window is answered from a `Calendar` that a chronicle makes once, in the time
that its answer takes to list (`rounds` says how); anniversaries are made when they are
looked at.
"""

from __future__ import annotations

from cstoevents.anniversaries.recurrence import Completed, LeapPolicy, completed
from cstoevents.anniversaries.rounds import Occasion
from cstoevents.anniversaries.values import (
    Anniversaries,
    Anniversary,
    Observance,
    anniversary,
    next_anniversary,
)

__all__ = [
    "Anniversaries",
    "Anniversary",
    "Completed",
    "LeapPolicy",
    "Observance",
    "Occasion",
    "anniversary",
    "completed",
    "next_anniversary",
]


def __dir__() -> list[str]:
    return sorted(__all__)
