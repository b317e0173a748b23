"""What `write_ics` writes is read back as far as calendars carry it, and written the same again."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

import cstoevents as cs
from cstoevents.formats.ics.entry_builder import clean
from cstoevents.records.vocabularies import MEETING_KINDS, EventKind, EventStatus
from cstoevents.strategies import chronicles, texts


def written(what: Any, **options: Any) -> bytes:
    file = io.BytesIO()
    cs.write_ics(what, file, **options)
    return file.getvalue()


DAYS = st.dates(dt.date(1, 1, 2), dt.date(9998, 12, 30))
WORDS = (
    texts()
    .map(lambda text: clean(str(text)))
    .filter(lambda words: bool(words.strip()))
    .flatmap(
        lambda words: st.sampled_from(["en", "ru", "zh-Hant-TW"]).map(lambda tag: {tag: words})
    )
)
TOPICS = st.lists(
    st.sampled_from(
        ["peace", "counter-terrorism", "борьба с терроризмом", "a, b", "x\\n", "meeting"]
    ),
    unique=True,
    max_size=3,
)
IDENTIFIERS = st.sampled_from(["x@example.org", "{1234-ABCD}", "a,b;c\\d@host", "uid with blanks"])


@st.composite
def carried(draw: st.DrawFn) -> cs.Event:
    """Events that a calendar carries whole."""
    first = draw(DAYS)
    last = min(first + dt.timedelta(draw(st.integers(0, 40))), dt.date(9998, 12, 31))
    kind = draw(st.sampled_from(EventKind))
    fields: dict[str, Any] = {
        "id": draw(st.sampled_from(["a", "a-1", "b--c"])),
        "kind": kind,
        "title": draw(WORDS),
        "when": f"{first}/{last}" if last > first else str(first),
        "description": draw(st.none() | WORDS),
        "status": draw(st.none() | st.sampled_from(EventStatus)),
        "topics": draw(TOPICS),
        "links": draw(
            st.lists(st.sampled_from(["https://a.org/x?y=1&z=%20", "http://b.org"]), unique=True)
        ),
    }
    if draw(st.booleans()):
        fields["identifiers"] = [cs.Identifier(scheme="icalendar", identifier=draw(IDENTIFIERS))]
    if draw(st.booleans()) and 1900 < first.year < 2100:
        start, end = sorted(draw(st.lists(st.times(), min_size=2, max_size=2, unique=True)))
        fields["start_time"] = start.replace(microsecond=0)
        fields["timezone"] = draw(st.sampled_from(["UTC", "Asia/Bishkek", "Asia/Kolkata"]))
        if last > first or end.replace(microsecond=0) > fields["start_time"]:
            fields["end_time"] = end.replace(microsecond=0)
    made = (cs.Meeting if kind in MEETING_KINDS else cs.Event)(**fields)
    lasts = last > first and fields.get("start_time") and not fields.get("end_time")
    return made if not lasts else cs.Event(id="a", kind="visit", title="A", when=str(first))


@given(carried())
def test_what_a_calendar_carries_whole_is_read_back_equal(event: cs.Event) -> None:
    known = [known_as.identifier for known_as in event.identifiers]
    (read,) = cs.read_ics(written(event)).events
    same = {name: getattr(event, name) for name in FIELDS}
    assert {name: getattr(read, name) for name in FIELDS} == same
    assert type(read) is type(event)
    assert read.id == event.id or known


FIELDS = (
    *("kind", "title", "when", "start_time", "end_time", "timezone", "description", "status"),
    *("topics", "identifiers", "links"),
)


@given(chronicles(max_size=12))
def test_every_file_of_ours_is_read(chronicle: cs.Chronicle) -> None:
    data = written(chronicle, imprecise="span", alarm=dt.timedelta(hours=1))
    read = cs.read_ics(data, references="lenient")
    assert len(read.events) == data.count(b"BEGIN:VEVENT")


@given(chronicles(max_size=12))
def test_what_was_read_and_written_again_says_the_same(chronicle: cs.Chronicle) -> None:
    """But for what is no event: the rest of a chronicle is gone the first time."""
    once = cs.read_ics(written(chronicle), references="lenient")
    again = cs.read_ics(written(once), references="lenient")
    assert [event.id for event in again.events] == [event.id for event in once.events]
    assert [(e.when, e.starts, e.ends, e.kind) for e in again.events] == [
        (e.when, e.starts, e.ends, e.kind) for e in once.events
    ]


@given(chronicles(max_size=12))
def test_a_file_written_since_itself_is_the_same_file(chronicle: cs.Chronicle) -> None:
    data = written(chronicle, imprecise="span", alarm=dt.timedelta(hours=1))
    again = written(chronicle, imprecise="span", alarm=dt.timedelta(hours=1), since=data)
    assert again == data


def basic(day: dt.date) -> str:
    return day.isoformat().replace("-", "")


@given(DAYS, st.integers(1, 40), st.sampled_from(["", ";TZID=Europe/Moscow", ";TZID=UTC"]))
def test_from_midnight_to_midnight_is_what_whole_days_are(
    first: dt.date, count: int, zone: str
) -> None:
    last = min(first + dt.timedelta(count), dt.date(9998, 12, 31))
    days = f"DTSTART;VALUE=DATE:{basic(first)}\nDTEND;VALUE=DATE:{basic(last)}"
    moments = f"DTSTART{zone}:{basic(first)}T000000\nDTEND{zone}:{basic(last)}T000000"
    head, tail = (
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nSUMMARY:A\n",
        "\nEND:VEVENT\nEND:VCALENDAR\n",
    )
    one, other = (cs.read_ics(f"{head}{lines}{tail}".encode()) for lines in (days, moments))
    assert one.events == other.events
