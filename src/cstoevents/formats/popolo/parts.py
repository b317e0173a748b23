"""What objects of a Popolo file have in common: names, identifiers, addresses, kinds and times.

Each function takes of an object what it is about, and returns plain data of a record.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeVar

from cstoevents.dates import When
from cstoevents.formats.popolo.items import Item
from cstoevents.records import rules
from cstoevents.records.moments import LocalTimes, fixed_zone, local_times
from cstoevents.records.vocabularies import AliasKind, EventKind
from cstoevents.wording.language import language_by_letters

E = TypeVar("E", bound=enum.StrEnum)

_ABBREVIATION: Final = AliasKind.ABBREVIATION.value
OTHER_NAME: Final = "other name"
OTHER_ABBREVIATION: Final = "other abbreviation"
# The kinds of names by their notes, of which the last two say that a name is no main one.
_KINDS_OF_NAMES: Final = {
    **{kind.value: kind.value for kind in AliasKind},
    OTHER_NAME: "",
    OTHER_ABBREVIATION: _ABBREVIATION,
}
# How EveryPolitician marks the name in another language.
_PLAIN_NOTE: Final = "multilingual"


def names_of(item: Item, lang: str | None, *, with_abbreviation: bool = False) -> dict[str, Any]:
    """Return the name in each language, and the other names.

    The first bare name of a language is the name in that language, and if it is the same
    as the main one, it says of which language that is. An abbreviation without a language
    is the short form of an organisation's name.
    """
    main = item.text("name")
    if main is None:
        item.refuse("name", item.said.get("name"), "a name")
    others = [noted for part in item.items("other_names") if (noted := _other_name(part))]
    by_language = _by_language(main, lang, others)
    short = _short(others) if with_abbreviation else None
    taken = [*by_language.values(), short]
    return {
        "name": {tag: name["value"] for tag, name in by_language.items()} if main else None,
        "aliases": [other for _, other in others if not any(other is one for one in taken)],
        **({"abbreviation": short["value"]} if short else {}),
    }


def _by_language(
    main: str | None, lang: str | None, others: list[tuple[str | None, dict[str, Any]]]
) -> dict[str, dict[str, Any]]:
    """Return the other names that are the name in a language; the main one is made such."""
    bare = [other for note, other in others if _is_bare(note, other)]
    own = next((other for other in bare if other["value"] == main), None)
    tag: str = own["lang"] if own else lang or language_by_letters(main or "")
    found: dict[str, dict[str, Any]] = {tag: own or {"value": main}}
    for other in bare:
        found.setdefault(other["lang"], other)
    return found


def _is_bare(note: str | None, other: Mapping[str, Any]) -> bool:
    """Whether another name is no more than the name in a language."""
    return note in (None, _PLAIN_NOTE) and other.keys() == {"value", "lang"}


def _short(others: list[tuple[str | None, dict[str, Any]]]) -> dict[str, Any] | None:
    found = (other for note, other in others if note == _ABBREVIATION and len(other) == 2)
    return next(found, None)


def _other_name(item: Item) -> tuple[str | None, dict[str, Any]] | None:
    """Return another name and the note beside it, None if there is none."""
    name, note = item.text("name"), item.text("note")
    kind = _KINDS_OF_NAMES.get(note or "") or None
    if note not in (None, _PLAIN_NOTE, *_KINDS_OF_NAMES):
        item.lose("note", "another sort of name than ours")
    plain = {"value": name, "lang": item.lang("lang"), "kind": kind, "when": item.span()}
    said = {key: value for key, value in plain.items() if value is not None}
    return (note, said) if name else None


def identifiers_of(item: Item) -> list[dict[str, str]]:
    """Return the identifiers, of which one without a scheme is lost."""
    found = []
    for part in item.items("identifiers"):
        scheme, identifier = part.text("scheme"), part.id("identifier")
        if identifier is None:
            continue
        if scheme is None:
            part.lose("identifier", "without a scheme")
            continue
        if not rules.SCHEME.matches(scheme):
            scheme = rules.slugify(scheme)
        found.append({"scheme": scheme, "identifier": identifier})
    return found


def links_of(item: Item) -> list[str]:
    """Return the web addresses about it."""
    return [url for part in item.items("links") if (url := part.url("url"))]


def sources_of(item: Item) -> list[dict[str, str]]:
    """Return the sources, each an address with a title."""
    found = []
    for part in item.items("sources"):
        url, title = part.url("url"), part.text("note")
        if url:
            found.append({"url": url, **({"title": title} if title else {})})
    return found


def documents_of(item: Item, lang: str | None) -> list[dict[str, Any]]:
    """Return the documents and media of an event, one for each of their addresses."""
    found = []
    for key in ("documents", "media"):
        for part in item.items(key):
            title = part.text("note") or part.text("name")
            if title is None:
                part.refuse("note", part.said.get("note"), "a title")
                continue
            found += [
                {"title": {lang or language_by_letters(title): title}, **address}
                for address in map(_address, part.items("links") or [part])
            ]
    return found


def _address(item: Item) -> dict[str, str]:
    url, media_type = item.url("url"), item.text("media_type")
    if media_type is not None and not rules.MEDIA_TYPE.matches(media_type):
        item.lose("media_type", f"not {rules.MEDIA_TYPE.expected}")
        media_type = None
    said = {"url": url, "media_type": media_type}
    return {name: value for name, value in said.items() if value is not None}


def classified(item: Item, kinds: type[E]) -> tuple[E, dict[str, str]]:
    """Return the kind of something, and what else its classification says, for `extra`."""
    word = item.text("classification") or item.text("type")
    if word is None:
        return kinds("other"), {}
    kind = classified_as(word, kinds)
    return (kinds("other"), {"classification": word}) if kind is None else (kind, {})


def classified_as(word: str, kinds: type[E]) -> E | None:
    """Return the kind that a classification means; None if it means none, or is no text."""
    if not rules.TEXT.matches(word):
        return kinds("other")
    meant = _KINDS_OF_EVENTS.get(word, word) if kinds is EventKind else word
    return next((kind for kind in kinds if kind.value == meant), None)


# Words of Open Civic Data for what we have a word for.
_KINDS_OF_EVENTS: Final = {"committee-meeting": "meeting", "hearing": "meeting"}


def point_of(item: Item) -> dict[str, float | None]:
    """Return where an area is, if its geometry is a point."""
    geometry = item.value("geometry")
    if geometry is None:
        return {}
    place = geometry.get("coordinates") if type(geometry) is dict else None
    if type(geometry) is not dict or geometry.get("type") != "Point" or type(place) is not list:
        item.lose("geometry", "a place is a point")
        return {}
    if len(place) < 2 or not (rules.LONGITUDE.takes(place[0]) and rules.LATITUDE.takes(place[1])):
        item.refuse("geometry", place, "degrees east and degrees north")
        return {}
    return {"longitude": float(place[0]), "latitude": float(place[1])}


def coordinates_of(item: Item) -> dict[str, float]:
    """Return where a location is, as Open Civic Data has it: degrees as numbers or as texts."""
    part = item.item("coordinates")
    if part is None:
        return {}
    north, east = (part.value(name) for name in ("latitude", "longitude"))
    try:
        point = {"latitude": float(north), "longitude": float(east)}
    except (TypeError, ValueError):
        point = {}
    if not point or not (
        rules.LATITUDE.takes(point["latitude"]) and rules.LONGITUDE.takes(point["longitude"])
    ):
        item.refuse("coordinates", part.said, "degrees north and degrees east")
        return {}
    return point


# Times


def times_of(item: Item, default: str | None) -> dict[str, str | None]:
    """Return the date of an event, its local times and the zone of these.

    A moment is told by the clocks of the event's zone, and without a zone by its own
    offset, where that is of whole hours, or in UTC by the clocks of the ``default``. So is
    the day of an event of all day.
    """
    begins, ends = _first(item, *_STARTS), _first(item, *_ENDS)
    is_all_day = item.value("all_day") is True
    start, end = _moment(item, begins), _moment(item, ends)
    zone = _zone(item, default, (start, end), is_all_day=is_all_day)
    start, end = _by_clocks_of(zone, start), _by_clocks_of(zone, end)
    if is_all_day and zone is None:
        start = end = None
    first = item.date(begins) if start is None else When(start.date())
    last = item.date(ends) if end is None else When(end.date())
    if is_all_day:
        return {"when": _days(item, first, last, ends), "timezone": zone}
    clocks = tuple(moment.time() if moment else None for moment in (start, end))
    if start and end:
        lasts = _lasts(item, (begins, start), (ends, end))
        last, clocks = When(lasts.last), (lasts.start, lasts.end)
    return {"when": _days(item, first, last, ends), **_shown(clocks), "timezone": zone}


def _lasts(
    item: Item, begins: tuple[str, dt.datetime], ends: tuple[str, dt.datetime]
) -> LocalTimes:
    """Return from when to when an event lasts that says so under two keys."""
    (first_key, start), (last_key, end) = begins, ends
    if start.date() == end.date() and end < start:
        item.refuse(last_key, item.said[last_key], f"a moment that isn't before {first_key}")
    lasts = local_times(start, end)
    if lasts.lost is not None:
        item.lose(first_key if lasts.start is None else last_key, lasts.lost)
    return lasts


def _shown(clocks: Iterable[dt.time | None]) -> dict[str, str]:
    times = zip(("start_time", "end_time"), clocks, strict=True)
    return {name: time.isoformat() for name, time in times if time is not None}


# The names that versions of Open Civic Data have for the start and the end of an event.
_STARTS: Final = ("start_date", "start_time", "when")
_ENDS: Final = ("end_date", "end_time")


# What goes on where no end is said: the last of an EveryPolitician's periods has none.
_LASTING: Final = ("legislative period",)


def _first(item: Item, *keys: str) -> str:
    """Return the first of some keys under which something stands, or the usual one."""
    return next((key for key in keys if item.said.get(key) is not None), keys[0])


def _zone(
    item: Item, default: str | None, moments: Iterable[dt.datetime | None], *, is_all_day: bool
) -> str | None:
    """Return the zone of an event: its own, or the default, or that of its moments' offset."""
    zone = item.text("timezone")
    if zone is not None and rules.zone_exists(zone):
        return zone
    if zone is not None:
        item.lose("timezone", "no zone of the tz database")
    told = sorted((moment for moment in moments if moment), key=lambda moment: not moment.tzinfo)
    if not told or (default is None and (is_all_day or told[0].tzinfo is None)):
        return None
    if default is not None and not told[0].utcoffset():
        return default
    return None if is_all_day else _zone_of_offset(item, told[0])


def _zone_of_offset(item: Item, moment: dt.datetime) -> str | None:
    found = fixed_zone(moment)
    if found is None:
        item.lose("start_date", "an offset that no zone has; the local time is kept")
    elif found == "UTC" and moment.time() != dt.time():
        item.lose("timezone", _IN_UTC)
    return found


_IN_UTC: Final = "the day is that of UTC, since no zone is named; `timezone` gives one"


def _moment(item: Item, key: str) -> dt.datetime | None:
    """Return a moment, None where the file has no more than a date; or refuse it."""
    value = item.value(key)
    if not isinstance(value, str) or len(value) <= len("2026-11-24"):
        return None
    try:
        moment = dt.datetime.fromisoformat(value)
    except ValueError:
        return None  # `Item.date` says what is wrong with it
    if moment.microsecond:
        item.lose(key, "parts of a second")
    return moment.replace(microsecond=0)


def _by_clocks_of(zone: str | None, moment: dt.datetime | None) -> dt.datetime | None:
    """Return what the clocks of a zone show at a moment; what has no offset is shown by them."""
    if moment is None or moment.tzinfo is None or zone is None:
        return None if moment is None else moment.replace(tzinfo=None)
    import zoneinfo  # not before a file names a zone

    try:
        return moment.astimezone(zoneinfo.ZoneInfo(zone)).replace(tzinfo=None)
    except OverflowError:
        return moment.replace(tzinfo=None)


def _days(item: Item, first: When | None, last: When | None, ends: str) -> str | None:
    if first is not None and last is None and item.said.get("classification") in _LASTING:
        return f"{first}/.."
    if first is None or last is None or first == last:
        date = first or last
        return None if date is None else date.text
    if last.surely_before(first):
        item.refuse(ends, last.text, f"a date that isn't before {first}")
        return None
    return f"{first}/{last}"
