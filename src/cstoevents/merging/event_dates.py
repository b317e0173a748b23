"""When an event was to take place or did, by two records of it.

The status, the dates and the times of day are one question. What was scheduled or postponed is
later held or cancelled: the later status wins, and so do the day and the times of who has it. A
planned date that they contradict is remembered in ``previous_when``. A date that one record
remembers so is no conflict with the other's.

A day, its times and their zone are one value, a moment. The times of one record are never given
to a day that it didn't mean: they go with a day only if that says all that their own did.
"""

from __future__ import annotations

from typing import Any

from cstoevents.dates import Precision, When
from cstoevents.merging.choices import Choose, Disagreement, narrower
from cstoevents.merging.told_apart import differ, surely_apart
from cstoevents.records import Event
from cstoevents.records.index import Index
from cstoevents.records.rules import together
from cstoevents.records.vocabularies import EventStatus

_PLANNED = frozenset({EventStatus.SCHEDULED, EventStatus.POSTPONED})
_TIMES = together(Event)


def join_moments(
    one: Event, other: Event, index: Index, choose: Choose
) -> tuple[dict[str, Any], list[Disagreement]]:
    """Return the status and the dates of two records of an event, and what they disagree on.

    The times of day are among them, unless both records mean one day: then the two may fill in
    each other's, as any fields do that mean something only together.
    """
    conflicts: list[Disagreement] = []
    status = _later_status(one.status, other.status)
    if status is None and one.status is not other.status:
        status = choose(one.status, other.status)
        conflicts.append(Disagreement("status", one.status, other.status, status))
    previous = {*one.previous_when, *other.previous_when}
    plans = [event for event in (one, other) if event.status in _PLANNED]
    reports = [event for event in (one, other) if event.status and event.status not in _PLANNED]
    if plans and reports:
        values = _reported(plans[0], reports[0], index)
        previous |= _given_up(plans[0], reports[0], index)
    else:
        values, more = _of_one_stage(one, other, index, choose)
        conflicts += more
    return {"status": status, "previous_when": tuple(previous), **values}, conflicts


def _later_status(one: EventStatus | None, other: EventStatus | None) -> EventStatus | None:
    """Return the later of two statuses, None if neither is."""
    if one is None or other is None or one is other:
        return one or other
    if {one, other} == _PLANNED:
        return EventStatus.POSTPONED
    if one in _PLANNED or other in _PLANNED:
        return other if one in _PLANNED else one
    return None


def _reported(plan: Event, report: Event, index: Index) -> dict[str, Any]:
    """Return when what was planned and is reported took place: as the report says, if it does."""
    if _are_one_moment(plan, report, index):
        return _moment_of(report)
    if plan.when is None or report.when is None:
        when = report.when or plan.when
    else:
        when = narrower(plan.when, report.when) or report.when
    if _has_times(report) and not _means(report, when):
        when = report.when
    times = zip(_times_of(plan), _times_of(report), strict=True)
    if _means(plan, when) and not any(differ(planned, told) for planned, told in times):
        return {"when": when}
    return {**_moment_of(report), "when": when}


def _given_up(plan: Event, report: Event, index: Index) -> set[When]:
    """Return the planned date if the reported one rules it out."""
    if not surely_apart(plan.when, report.when) or _are_one_moment(plan, report, index):
        return set()
    return {plan.when} if plan.when else set()


def _of_one_stage(
    one: Event, other: Event, index: Index, choose: Choose
) -> tuple[dict[str, Any], list[Disagreement]]:
    """Return when it is by two records that speak of one stage, and what they disagree on."""
    if _are_one_moment(one, other, index):
        return _moment_of(_more_complete(one, other, choose)), []
    if one.when is None or other.when is None or one.when == other.when:
        return {"when": one.when or other.when}, []
    when = narrower(one.when, other.when)
    up_to_date = _who_knows_of_a_move(one, other)
    if when is None and up_to_date is not None:
        return _moment_of(up_to_date), []
    gone = other if when == one.when else one
    if when is not None and _means(gone, when):
        return {"when": when}, []
    if when is not None and (not _has_times(gone) or _times_of(one) == _times_of(other)):
        return _moment_of(one if gone is other else other), []
    kept = one if choose(one.when, other.when) == one.when else other
    return _moment_of(kept), [_disagreement(one, other, kept)]


def _who_knows_of_a_move(one: Event, other: Event) -> Event | None:
    """Return the one of two that knows the other's date as past, None if both do or neither."""
    if (one.when in other.previous_when) is (other.when in one.previous_when):
        return None
    return other if one.when in other.previous_when else one


def _disagreement(one: Event, other: Event, kept: Event) -> Disagreement:
    """Return what is told of two dates in conflict: with their times, if any are lost."""
    gone = other if kept is one else one
    if not _has_times(gone) or _times_of(gone) == _times_of(kept):
        return Disagreement("when", one.when, other.when, kept.when)
    moments = (tuple(_moment_of(event).values()) for event in (one, other, kept))
    return Disagreement(", ".join(("when", *_TIMES)), *moments)


def _are_one_moment(one: Event, other: Event, index: Index) -> bool:
    """Whether two events start at one moment, and end at one, by the clocks of two zones."""
    if (
        one.when is None
        or other.when is None
        or (one.when, one.start_time) == (other.when, other.start_time)
    ):
        return False
    (start, end), (other_start, other_end) = (index.moments_of(event) for event in (one, other))
    if start is None or start != other_start or (end and other_end and end != other_end):
        return False
    is_one_day = one.when.precision is other.when.precision is Precision.DAY
    return is_one_day or one.when == other.when or (end is not None and end == other_end)


def _more_complete(one: Event, other: Event, choose: Choose) -> Event:
    """Return, of two that start at one moment, who says when it ends, or else who is chosen."""
    if (one.end_time is None) is not (other.end_time is None):
        return other if one.end_time is None else one
    mine, theirs = (tuple(_moment_of(event).values()) for event in (one, other))
    return one if choose(mine, theirs) == mine else other


def _means(event: Event, when: When | None) -> bool:
    """Whether a date says all that an event says of its own, so that its times go with it."""
    return event.when is None or when is None or when.refines(event.when)


def _has_times(event: Event) -> bool:
    return any(time is not None for time in _times_of(event))


def _times_of(event: Event) -> tuple[Any, ...]:
    return tuple(getattr(event, name) for name in _TIMES)


def _moment_of(event: Event) -> dict[str, Any]:
    return {"when": event.when, **dict(zip(_TIMES, _times_of(event), strict=True))}
