"""UIDs of entries: the last revision of each, and the ids of the events that they stand for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

import attrs

from cstoevents.chronicle import Chronicle
from cstoevents.formats.ics.calendars import Entry
from cstoevents.formats.ics.entries import SCHEME
from cstoevents.formats.ics.lines import unescaped
from cstoevents.formats.ics.notes import Notes
from cstoevents.records.rules import ID, legible_slug, slugify


def latest(entries: Iterable[Entry], notes: Notes) -> list[Entry]:
    """Return one entry of each UID: of several the one that was revised last."""
    kept: dict[str, Entry] = {}
    unnamed: list[Entry] = []
    for entry in entries:
        if entry.uid is None:
            unnamed.append(entry)
            continue
        other = kept.setdefault(entry.uid, entry)
        if other is not entry:
            reason = "another entry has its UID and is of the same time or later"
            notes.losses.add("VEVENT", None, reason)
            kept[entry.uid] = max(other, entry, key=_revision)
    return [*kept.values(), *unnamed]


def _revision(entry: Entry) -> tuple[int, str, str]:
    """Return what grows from one revision of an entry to the next."""
    sequence = entry.component.one("SEQUENCE")
    count = sequence.value.strip() if sequence else "0"
    stamps = (entry.component.one(name) for name in ("LAST-MODIFIED", "DTSTAMP"))
    changed, made = (stamp.value if stamp else "" for stamp in stamps)
    return int(count[:9]) if count.isascii() and count.isdigit() else 0, changed, made


def own_id(uid: str | None, domain: str) -> str | None:
    """Return the id that a UID of ours has before the domain."""
    local, _, right = (uid or "").rpartition("@")
    return local if right == domain and ID.matches(local) else None


def known_uids(within: Chronicle | None) -> dict[str, str]:
    """Return the UIDs that events of a chronicle and of those around it have, with their ids."""
    known: dict[str, str] = {}
    while within is not None:
        for event in within.events:
            for identifier in event.identifiers:
                if identifier.scheme == SCHEME:
                    known.setdefault(identifier.identifier, event.id)
        within = within.within
    return known


def named(
    entries: Sequence[Entry], domain: str, table: Mapping[str, str], known: Mapping[str, str]
) -> list[Entry]:
    """Return entries with the ids of their events, which stay in every reading.

    A UID of ours has its id in it; another may be in the table of ids, or that of an event at
    hand, as ``known`` says. Of every other an id is made.
    """
    given = [_given_id(entry.uid, domain, table, known) or "" for entry in entries]
    made = [id or _slug(entry) for entry, id in zip(entries, given, strict=True)]
    borne = Counter(made)
    return [
        # Letters that are written alike don't make two events one.
        attrs.evolve(entry, id=id if own or borne[id] == 1 else _longer(id, entry))
        for entry, own, id in zip(entries, given, made, strict=True)
    ]


def _given_id(
    uid: str | None, domain: str, table: Mapping[str, str], known: Mapping[str, str]
) -> str | None:
    if uid is None:
        return None
    return own_id(uid, domain) or table.get(f"events/{uid}") or known.get(uid)


def _longer(id: str, entry: Entry) -> str:
    """Return the id of an entry with a digest, where that of others would be the same."""
    return _slug(entry, slugify) if entry.uid is None else f"{id}-{slugify(entry.uid)}"


def _slug(entry: Entry, written: Callable[[str], str] = legible_slug) -> str:
    if entry.uid is not None:
        return written(entry.uid)
    summary = entry.component.one("SUMMARY")
    day = "" if entry.first_day is None else f"{entry.first_day}-"
    return f"{day}{written(unescaped(summary.value) if summary else 'event')}"
