"""Damage done to good files, the way people and programs do it: one to three slips at a time."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from hypothesis import strategies as st

import cstoevents as cs
from cstoevents import strategies
from cstoevents.records import ARRAYS

# A place in a document: the dict or list, and the key or position in it.
Place: TypeAlias = tuple[Any, Any]

ODD = (
    None, True, False, 0, 1, -1, 5, 5.0, 0.5, 1e300, 2**63, 10**30, "", " ", "x", "X", "5", "null",
    "a--b", "-a", "a-", "2024-11", "2023-02-29", "20250519", "2024-01-01T00:00:00Z", "14:30",
    "14:30:00", "14:30:00Z", "14:30:00.5", "24:00:00", "a\0b", "\x00", "en", "EN", "ru", "KG", "kg",
    "meeting", "exercise", "Meeting", "held", "http://a", "https://", "ftp://a", "a;b",
    "Asia/Bishkek", "Mars/Base", "../zone", "text/html", [], [None], [""], ["x"], ["x", "x"], [[]],
    [{}], {}, {"en": "x"}, {"EN": "x"}, {"en": ""},
    {"en": None}, {"": "x"}, {"id": "x"}, {"url": "http://a"}, {"series": "a"},
    {"event": "a", "description": "b"},
)  # fmt: skip


def _places(part: Any) -> Iterator[Place]:
    keys = list(part) if isinstance(part, dict) else range(len(part))
    for key in keys:
        yield part, key
        if isinstance(part[key], dict | list):
            yield from _places(part[key])


def _replace(draw: st.DrawFn, place: Place) -> None:
    part, key = place
    part[key] = copy.deepcopy(draw(st.sampled_from(ODD)))


def _delete(draw: st.DrawFn, place: Place) -> None:
    part, key = place
    del part[key]


def _double(draw: st.DrawFn, place: Place) -> None:
    part, key = place
    if isinstance(part, list):
        part.append(copy.deepcopy(part[key]))
    else:
        part[key] = [part[key], copy.deepcopy(part[key])]


def _rename(draw: st.DrawFn, place: Place) -> None:
    part, key = place
    if isinstance(part, dict):
        part[draw(st.sampled_from([*ARRAYS, "titel", "", "id", "kind", "name", "en"]))] = part.pop(
            key
        )


def _add(draw: st.DrawFn, place: Place) -> None:
    part, _ = place
    if isinstance(part, dict):
        key = draw(st.sampled_from(["titel", "", "note", "when", "sources", "size", "latitude"]))
        part[key] = copy.deepcopy(draw(st.sampled_from(ODD)))
    else:
        part.insert(0, copy.deepcopy(draw(st.sampled_from(ODD))))


def _retype(draw: st.DrawFn, place: Place) -> None:
    part, key = place
    value = part[key]
    if isinstance(value, int | float):
        part[key] = draw(st.sampled_from([float(value), str(value), bool(value), [value]]))
    elif isinstance(value, str):
        part[key] = draw(st.sampled_from([[value], {"en": value}, value.upper(), f" {value}", ""]))
    elif isinstance(value, list):
        part[key] = value[0] if value else None
    else:
        part[key] = [value]


SLIPS: tuple[Callable[[st.DrawFn, Place], None], ...] = (
    _replace,
    _replace,
    _delete,
    _double,
    _rename,
    _add,
    _retype,
)


@st.composite
def damaged(draw: st.DrawFn, most: int = 3) -> dict[str, Any]:
    """The plain data of a chronicle with a few slips in it; some do no harm."""
    chronicle = draw(strategies.chronicles(min_size=1, max_size=5))
    data = copy.deepcopy(cs.to_dict(chronicle))
    for _ in range(draw(st.integers(1, most))):
        places = list(_places(data))
        if places:
            slip = draw(st.sampled_from(SLIPS))
            slip(draw, draw(st.sampled_from(places)))
    return data
