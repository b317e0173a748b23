"""Of two values of one field: which says more, and which stays where neither does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, NamedTuple, TypeAlias

from cstoevents.dates import Precision, When

Choose: TypeAlias = Callable[[Any, Any], Any]


class Disagreement(NamedTuple):
    """A conflict before it is known of which record: where, the two values, and which stays."""

    path: str | None
    one: Any
    other: Any
    kept: Any


def narrower_or_first(one: Any, other: Any) -> Any:
    """Return, of two dates in conflict, the narrower; of other values the first in order."""
    if isinstance(one, When) and isinstance(other, When):
        return min(one, other, key=_roughness_and_order)
    return min(one, other, key=key_of)


def key_of(value: Any) -> Any:
    """A key by which values of one field sort, the same at every merge."""
    if isinstance(value, When):
        return value.sort_key
    if isinstance(value, tuple):
        return tuple((member is not None, repr(key_of(member))) for member in value)
    return value if isinstance(value, (str, int, float, dt.time)) else repr(value)


def narrower(one: When, other: When) -> When | None:
    """Return the date that says more, the first in order if each says all of the other.

    Beside a date in doubt that it doesn't contradict, a narrower one stands as well, and so
    does what lies in a range of which one day is meant: nobody said how long it lasted. Of two
    that are as wide and as doubtful neither says more.
    """
    pairs = ((one, other), (other, one))
    fits = [date for date, rough in pairs if date.refines(rough)]
    if fits:
        return min(fits, key=key_of)
    fits = [date for date, rough in pairs if _may_be_meant_by(date, rough)]
    return min(fits, key=_roughness_and_order, default=None)


def _may_be_meant_by(date: When, rough: When) -> bool:
    """Whether a date may be the one that was meant by one in doubt, or by a range of days."""
    if rough.precision is Precision.ONE_OF and date.surely_during(rough.span):
        return True
    is_better = _roughness(date) < _roughness(rough)
    return is_better and _is_in_doubt(rough) and not date.contradicts(rough)


def _roughness(when: When) -> tuple[int, bool]:
    return _width(when), _is_in_doubt(when)


def _roughness_and_order(when: When) -> Any:
    return *_roughness(when), key_of(when)


def _width(when: When) -> int:
    """Return how many days lie between its first and its last; two months or years have as many."""
    return _USUAL_WIDTH.get(when.precision, when.latest_ordinal - when.earliest_ordinal)


_USUAL_WIDTH = {Precision.MONTH: 30, Precision.YEAR: 365}


def _is_in_doubt(when: When) -> bool:
    """Whether a date, or an end of it, is uncertain or approximate."""
    return any(end is not None and end.qualifier for end in when.ends)
