"""Bytes read as Popolo: a chronicle that comes back when written, or an error of the library's."""

from __future__ import annotations

import io

from running import instrumented, read_or_refuse, run

with instrumented():
    import cstoevents as cs
    from cstoevents.formats.popolo import (
        classes,
        items,
        parts,
        reading,
        references,
    )


def read_bytes(data: bytes) -> None:
    """What is read is the same once it was written and read again; the table of ids stays."""
    ids: dict[str, str] = {}
    chronicle = read_or_refuse(lambda data: cs.read_popolo(data, ids=ids), data)
    if chronicle is None:
        assert ids == {}
        return
    kept = dict(ids)
    assert cs.read_popolo(data, ids=kept) == chronicle
    assert kept == ids
    once = cs.read_popolo(_written(chronicle))
    assert cs.read_popolo(_written(once)) == once


def _written(chronicle: cs.Chronicle) -> bytes:
    file = io.BytesIO()
    cs.write_popolo(chronicle, file)
    return file.getvalue()


def seeds() -> list[bytes]:
    """A file of ours, one of each of the others, and nothing."""
    few = (meeting.id for meeting in cs.load().meetings[:2])
    return [
        _written(cs.load().only(*few)),
        (
            b'{"persons":[{"id":"p1","name":"Ann","birth_date":"1958-03"}],"organizations":[{"id":"APC",'
            b'"name":"Board","classification":"party"}],"memberships":[{"person_id":"p1",'
            b'"organization_id":"APC","role":"member","legislative_period_id":"term/1"}],"events":'
            b'[{"id":"term/1","name":"Term","start_date":"2011","end_date":"2015"}]}'
        ),
        (
            b'{"events":[{"_id":"ocd-event/1","name":"E","start_date":"2025-05-19T19:30:00+06:00",'
            b'"timezone":"Asia/Bishkek","location":{"name":"Room"},"participants":[{"name":"Bob"}],'
            b'"agenda":[{"description":"Roads"}]}]}'
        ),
        b"{}",
    ]


WORDS = [
    "persons", "organizations", "memberships", "posts", "areas", "events", "id", "_id", "name",
    "other_names", "identifiers", "scheme", "identifier", "classification", "type", "parent_id",
    "person_id", "organization_id", "on_behalf_of_id", "post_id", "legislative_period_id",
    "start_date", "end_date", "timezone", "all_day", "location", "attendees", "participants",
    "geometry", "coordinates", "Point", "abbreviation", "former", "lang", "note",
    "committee-meeting",
]  # fmt: skip


if __name__ == "__main__":
    run(read_bytes, seeds(), [f'"{word}"' for word in WORDS])
