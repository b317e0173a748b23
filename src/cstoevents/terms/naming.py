"""Which name was valid on a day.

A former name is valid from its first day to its last, both of them days in it, and one
without dates at some time before the present name. **The present name** is the newest:
it began when the last of the former names ended. So it was not valid before; where an
older name came back, it is among the former ones once more, with its own dates.

*Surely* valid is what is valid whatever the rough dates mean, *possibly* what is valid
in one reading of them. A former name without dates is possible on a day on which no other is sure.
On the day of a change both names are valid, and the newer one is the one to use.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from cstoevents.dates import Certainty, CertaintyLike, Precision, When, WhenLike
from cstoevents.dates.edtf import FOREVER, NEVER_BEGUN
from cstoevents.errors.arguments import member_of, of_type, text_or_none
from cstoevents.records import Official, Organisation, Place
from cstoevents.records.values import Alias
from cstoevents.records.vocabularies import AliasKind


def names(
    record: Place | Organisation | Official,
    on: WhenLike,
    lang: str | None = None,
    *,
    certainty: CertaintyLike = Certainty.POSSIBLY,
) -> tuple[str, ...]:
    """Return the names that a place, an organisation or a person had on a day.

    They are those that can have been valid: the surely valid ones first, the newest
    before the older; none if none is known. For what lasted, an interval, every name
    that was valid on some day of it. With a ``lang`` only names in it, or in no stated
    language.

    Raises:
        WhenError: ``on`` is no date.
        ArgumentError: the certainty is neither surely nor possibly, or the record has no names.

    >>> import cstoevents as cs
    >>> city = cs.Place(id="astana", name="Astana", kind="city", aliases=[
    ...     cs.Alias(value="Nur-Sultan", kind="former", when="2019-03-23/2022-09")])
    >>> cs.names(city, "2020-01-01"), cs.names(city, "2022-09-20"), cs.names(city, "2018")
    (('Nur-Sultan',), ('Astana', 'Nur-Sultan'), ())
    """
    wanted = member_of(Certainty, certainty, "certainty", but=[Certainty.UNKNOWN])
    lang = text_or_none(lang, "lang")
    found = list(_valid(record, When(on)))
    if wanted is Certainty.SURELY:
        found = [name for name in found if name.is_sure]
    spoken = (name for name in found if lang is None or name.lang in (lang, None))
    ordered = sorted(spoken, key=lambda name: (name.is_sure, name.days), reverse=True)
    return tuple(dict.fromkeys(name.value for name in ordered))


def name_on(
    record: Place | Organisation | Official, on: WhenLike, lang: str | None = None
) -> str | None:
    """Return the one name to use for a day, or None if none is known.

    It is the newest of those that were surely valid, or else of those that possibly
    were. If there is none of it in that language one in another is given, rather
    than a name that wasn't valid.

    Raises:
        WhenError: ``on`` is no date.

    >>> import cstoevents as cs
    >>> astana = cs.load().place("astana")
    >>> cs.name_on(astana, "2021-09-16"), cs.name_on(astana, "1992-05-15")
    ('Nur-Sultan', 'Akmola')
    """
    lang = text_or_none(lang, "lang")
    found = list(_valid(record, When(on)))
    if not found:
        return None
    newest = max((name.is_sure, name.days) for name in found)
    same = [name for name in found if (name.is_sure, name.days) == newest]
    if all(name.is_present for name in same):
        return record.name.best(lang) if lang else str(record.name)
    spoken = {name.lang: name.value for name in reversed(same)}
    wished = (lang, None, "en") if lang else (None, "en")
    return spoken[next((tag for tag in wished if tag in spoken), min(spoken, key=str))]


class _Name(NamedTuple):
    """A name that can have been valid; ``days`` are its first and last possible, to sort by."""

    value: str
    lang: str | None
    is_sure: bool
    days: tuple[int, int]
    is_present: bool = False


# Before those of any name with a date.
_UNDATED = (NEVER_BEGUN, NEVER_BEGUN)


def _valid(record: Place | Organisation | Official, asked: When) -> Iterator[_Name]:
    """Yield the names that can have been valid, surely or possibly."""
    classes = (Place, Organisation, Official)
    of_type(classes, record, "record", "a Place, an Organisation or an Official")
    former = [alias for alias in record.aliases if alias.kind is AliasKind.FORMER]
    first, last = _beginning_of_the_present(former)
    is_another_sure = _cover_each_day(asked, former, last)
    for alias in former:
        if alias.when is None and is_another_sure:
            continue
        if alias.when is None:
            yield _Name(alias.value, alias.lang, is_sure=False, days=_UNDATED)
        elif _may_cover(alias.when, asked):
            days = max(alias.when._start_lo, NEVER_BEGUN + 1), alias.when._end_hi
            yield _Name(alias.value, alias.lang, _covers(alias.when, asked), days)
    if first <= asked.latest_ordinal:
        is_sure = last <= (asked._end_lo if _lasted(asked) else asked.earliest_ordinal)
        days = max(first, NEVER_BEGUN + 1), FOREVER
        for lang, value in record.name.items():
            yield _Name(value, lang, is_sure, days, is_present=True)


def _beginning_of_the_present(former: list[Alias]) -> tuple[int, int]:
    """Return the first and the last day on which the present name can have begun.

    What is called a former name is over, even where its dates leave the end open.
    """
    if not former:
        return NEVER_BEGUN, NEVER_BEGUN
    dated = [alias.when for alias in former if alias.when is not None]
    first = (when._start_lo if when._end_lo == FOREVER else when._end_lo for when in dated)
    return max(first, default=NEVER_BEGUN), max((w._end_hi for w in dated), default=FOREVER)


def _cover_each_day(asked: When, former: list[Alias], present_from: int) -> bool:
    """Whether on each day that may be meant some name is surely valid."""
    sure = [(w._start_hi, w._end_lo) for w in (alias.when for alias in former) if w is not None]
    day = asked.earliest_ordinal
    for first, last in sorted([*sure, (present_from, FOREVER)]):
        if first <= day <= last:
            day = last + 1
    return day > asked.latest_ordinal


def _lasted(asked: When) -> bool:
    return asked.precision is Precision.INTERVAL


def _may_cover(valid: When, asked: When) -> bool:
    return valid._start_lo <= asked.latest_ordinal and asked.earliest_ordinal <= valid._end_hi


def _covers(valid: When, asked: When) -> bool:
    """Whether it was surely valid on the day, or on some day of what lasted."""
    if _lasted(asked):
        return valid._start_hi <= asked._end_lo and asked._start_hi <= valid._end_lo
    return valid._start_hi <= asked.earliest_ordinal and asked.latest_ordinal <= valid._end_lo
