"""Calendars of others read: what becomes of each property, and what is refused, with its line."""

from __future__ import annotations

import datetime as dt
import io
import time
from collections.abc import Callable
from typing import Any

import pytest

import cstoevents as cs
from test_cost import assert_near_linear

HEAD = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//y//EN\n"


def calendar(*entries: str, head: str = "") -> bytes:
    """A calendar of entries, each with its lines; the first of the first is line 5."""
    body = "".join(f"BEGIN:VEVENT\n{entry.strip()}\nEND:VEVENT\n" for entry in entries)
    return f"{HEAD}{head}{body}END:VCALENDAR\n".encode()


def entry(*lines: str, uid: str = "a@example.org", summary: str = "Board") -> str:
    return "\n".join([f"UID:{uid}", f"SUMMARY:{summary}", *lines])


def read(*lines: str, **options: Any) -> cs.Event:
    """The one event of a calendar with one entry of these lines."""
    (event,) = cs.read_ics(calendar(entry(*lines)), **options).events
    return event


def losses(data: bytes, **options: Any) -> dict[str, str]:
    reports: list[cs.formats.LossReport] = []
    cs.read_ics(data, on_losses=reports.append, **options)
    return {loss.what: loss.reason for loss in reports[0]}


def problems(data: bytes, **options: Any) -> list[tuple[int | None, str | None, str]]:
    with pytest.raises(cs.InputError) as caught:
        cs.read_ics(data, **options)
    return [(problem.line, problem.path, problem.expected) for problem in caught.value.problems]


def written(chronicle: cs.Chronicle, **options: Any) -> str:
    file = io.BytesIO()
    cs.write_ics(chronicle, file, **options)
    return file.getvalue().decode()


class TestWhen:
    @pytest.mark.parametrize(
        ("lines", "when", "times"),
        [
            (["DTSTART;VALUE=DATE:20250519"], "2025-05-19", (None, None, None)),
            (["DTSTART;VALUE=DATE:20250519", "DTEND;VALUE=DATE:20250520"],
             "2025-05-19", (None,) * 3),
            (["DTSTART;VALUE=DATE:20250519", "DTEND;VALUE=DATE:20250519"],
             "2025-05-19", (None,) * 3),
            (["DTSTART;VALUE=DATE:20250519", "DTEND;VALUE=DATE:20250522"],
             "2025-05-19/2025-05-21", (None,) * 3),
            (["DTSTART;VALUE=DATE:20250519", "DURATION:P3D"], "2025-05-19/2025-05-21", (None,) * 3),
            (["DTSTART:20251006T143000Z", "DTEND:20251006T201500Z"],
             "2025-10-06", ("14:30:00", "20:15:00", "UTC")),
            (["DTSTART;TZID=Asia/Bishkek:20251006T143000", "DURATION:PT1H30M"],
             "2025-10-06", ("14:30:00", "16:00:00", "Asia/Bishkek")),
            (["DTSTART;TZID=Asia/Bishkek:20251006T220000",
              "DTEND;TZID=Asia/Bishkek:20251007T010000"],
             "2025-10-06", ("22:00:00", "01:00:00", "Asia/Bishkek")),
            (["DTSTART;TZID=Asia/Bishkek:20251006T100000",
              "DTEND;TZID=Asia/Bishkek:20251008T180000"],
             "2025-10-06/2025-10-08", ("10:00:00", "18:00:00", "Asia/Bishkek")),
            (["DTSTART:20251006T100000"], "2025-10-06", ("10:00:00", None, None)),
            (["DTSTART;TZID=Asia/Bishkek:20251006T100000", "DTEND:20251006T060000Z"],
             "2025-10-06", ("10:00:00", "12:00:00", "Asia/Bishkek")),
            (["DTSTART;TZID=/example.org/2025a/Europe/Minsk:20251006T100000"],
             "2025-10-06", ("10:00:00", None, "Europe/Minsk")),
            ([], None, (None, None, None)),
        ],
    )  # fmt: skip
    def test_days_and_moments_are_kept_with_their_zones(
        self, lines: list[str], when: str | None, times: tuple[str | None, ...]
    ) -> None:
        event = read(*lines)
        assert (event.when and event.when.text) == when
        start, end, zone = times
        assert (event.start_time and event.start_time.isoformat()) == start
        assert (event.end_time and event.end_time.isoformat()) == end
        assert event.timezone == zone

    @pytest.mark.parametrize(
        ("first", "last", "when", "times", "lost"),
        [
            ("20260612T000000", "20260613T000000", "2026-06-12", (None, None), {"DTSTART"}),
            ("20260612T000000", "20260615T000000", "2026-06-12/2026-06-14", (None, None),
             {"DTSTART"}),
            ("20260612T200000", "20260613T000000", "2026-06-12", (dt.time(20), dt.time()), set()),
            ("20260612T200000", "20260614T000000", "2026-06-12/2026-06-13", (dt.time(20), None),
             {"DTEND"}),
            ("20260612T000000", "20260613T120000", "2026-06-12/2026-06-13",
             (dt.time(), dt.time(12)), set()),
        ],
    )  # fmt: skip
    @pytest.mark.parametrize("zone", ["", ";TZID=Europe/Moscow"])
    def test_an_end_at_midnight_is_that_of_the_day_before(
        self,
        zone: str,
        first: str,
        last: str,
        when: str,
        times: tuple[dt.time | None, dt.time | None],
        lost: set[str],
    ) -> None:
        lines = [f"DTSTART{zone}:{first}", f"DTEND{zone}:{last}"]
        event = read(*lines)
        assert (event.when, (event.start_time, event.end_time)) == (cs.When(when), times)
        assert losses(calendar(entry(*lines))).keys() == lost

    def test_that_outlook_marks_whole_days_is_told_where_its_times_are_of_a_part_of_one(
        self,
    ) -> None:
        mark = "X-MICROSOFT-CDO-ALLDAYEVENT"
        whole = ["DTSTART:20260612T000000", "DTEND:20260613T000000", f"{mark}:TRUE"]
        part = ["DTSTART:20260612T100000", "DTEND:20260612T110000", f"{mark}:TRUE"]
        assert read(*whole).when == cs.When("2026-06-12")
        assert mark not in losses(calendar(entry(*whole)))
        assert losses(calendar(entry(*part)))[mark]

    def test_a_moment_in_utc_is_on_the_day_that_the_clocks_of_the_calendar_show(self) -> None:
        """Most sittings in the Pacific are on another day in UTC."""
        entries = calendar(
            entry("DTSTART:20251006T210000Z"), head="X-WR-TIMEZONE:Pacific/Auckland\n"
        )
        (event,) = cs.read_ics(entries).events
        assert str(event.starts) == "2025-10-07 10:00:00+13:00"
        assert str(cs.read_ics(entries, timezone="UTC").events[0].when) == "2025-10-06"
        assert str(read("DTSTART:20251006T210000Z", timezone="Asia/Tokyo").when) == "2025-10-07"

    def test_a_zone_that_windows_names_is_the_one_of_the_tz_database(self) -> None:
        event = read("DTSTART;TZID=Russian Standard Time:20251006T100000")
        assert event.timezone == "Europe/Moscow"


class TestWhatElseIsSaid:
    def test_the_uid_is_kept_and_used_again(self) -> None:
        chronicle = cs.read_ics(
            calendar(entry("DTSTART:20251006T100000Z", uid="c7fc-1@example.org"))
        )
        (event,) = chronicle.meetings
        assert event.id == "c7fc-1-example-org"
        assert event.identifiers == (
            cs.Identifier(scheme="icalendar", identifier="c7fc-1@example.org"),
        )
        assert "\r\nUID:c7fc-1@example.org\r\n" in written(chronicle)

    def test_the_same_event_is_found_again_by_its_uid(self) -> None:
        known = cs.Meeting(
            id="board-2025", kind="meeting", title="Board",
            identifiers=[cs.Identifier(scheme="icalendar", identifier="a@example.org")],
        )  # fmt: skip
        (event,) = cs.read_ics(calendar(entry()), within=cs.Chronicle(known)).events
        assert event.id == "board-2025"

    def test_a_table_of_ids_is_taken_and_kept_up(self) -> None:
        data = calendar(entry("LOCATION:Red Hall"), entry(uid="b@x"))
        ids = {"events/b@x": "second", "places/Red Hall": "hall"}
        once = cs.read_ics(data, ids=ids)
        assert ids == {
            "events/b@x": "second",
            "places/Red Hall": "hall",
            "events/a@example.org": "a-example-org",
        }
        ids["events/a@example.org"] = "first"
        again = cs.read_ics(data, ids=ids)
        assert [event.id for event in again.events] == ["first", "second"]
        assert once.place("hall") == again.place("hall")

    def test_a_place_whose_name_is_corrected_keeps_its_id_and_that_is_told(self) -> None:
        ids: dict[str, str] = {}
        once = cs.read_ics(calendar(entry("LOCATION:Red Hall, Bishkk")), ids=ids)
        corrected = calendar(entry("LOCATION:Red Hall, Bishkek"))
        assert "its name is near" in losses(corrected, ids=dict(ids))["LOCATION"]
        again = cs.read_ics(corrected, ids=ids)
        assert [place.id for place in again.places] == [place.id for place in once.places]
        assert "LOCATION" not in losses(corrected, ids=ids)

    @pytest.mark.parametrize(
        ("text", "kept"),
        [
            ("<b>Agenda</b><br>1. One<br>2. Two &amp; three", "Agenda\n1. One\n2. Two & three"),
            ("<p>Повестка</p><ul><li>А</li><li>Б</li></ul>", "Повестка\n\n- А\n- Б"),
            (
                'See <a href="https://x.org/1">the draft</a>&nbsp;and <A HREF=https://x.org>x.org</A>',
                "See the draft (https://x.org/1) and x.org (https://x.org)",
            ),
            ("<html-blob>Call<br/></html-blob>\nat ten", "Call\n\nat ten"),
            ("Dial <a href=tel:123>123</a>", "Dial 123"),
        ],
    )
    def test_of_a_description_in_html_the_text_is_kept_and_that_is_told(
        self, text: str, kept: str
    ) -> None:
        escaped = text.replace("\n", "\\n").replace(",", "\\,").replace(";", "\\;")
        data = calendar(entry(f"DESCRIPTION:{escaped}"))
        (event,) = cs.read_ics(data).events
        assert str(event.description) == kept
        assert losses(data)["DESCRIPTION"].startswith("HTML")

    def test_a_new_place_that_is_nearly_a_known_one_is_told_with_that(self) -> None:
        known = cs.Chronicle(
            cs.Place(id="osh", name={"en": "Bishkek", "ru": "Бишкек"}, kind="city")
        )
        for name in ("Bishkk", "г. Бишкек"):
            told = losses(calendar(entry(f"LOCATION:{name}")), within=known)["LOCATION"]
            assert told.startswith("a new place; perhaps")
            assert "[osh] is meant" in told
        for name in ("Bishkek", "Moscow"):
            assert losses(calendar(entry(f"LOCATION:{name}")), within=known) == {}

    def test_an_address_that_is_attached_without_a_name_is_a_link(self) -> None:
        lines = ["ATTACH:https://x.org/a.pdf", "URL:https://x.org/b", "ATTACH:cid:1@x.org",
                 "ATTACH;FILENAME=C.pdf:https://x.org/c.pdf"]  # fmt: skip
        event = read(*lines)
        assert event.links == ("https://x.org/b", "https://x.org/a.pdf")
        assert [document.url for document in event.documents] == ["https://x.org/c.pdf"]
        assert losses(calendar(entry(lines[0])))["ATTACH"].startswith("kept as a link")

    @pytest.mark.parametrize(
        "text", ["a < b and c > d", "see <annex 2>", "<b>", "R&amp;D", "</end>", "x <y@z.org>"]
    )
    def test_a_description_that_is_not_certainly_html_is_kept_as_it_is(self, text: str) -> None:
        data = calendar(entry(f"DESCRIPTION:{text}"))
        (event,) = cs.read_ics(data).events
        assert (str(event.description), losses(data)) == (text, {})

    def test_a_description_that_we_wrote_ourselves_is_kept_as_it_is(self) -> None:
        event = cs.Event(id="a", kind="visit", title="A", when="2025-05-01", description="<b>A</b>")
        written = io.BytesIO()
        cs.write_ics(event, written)
        assert cs.read_ics(written.getvalue()).events[0].description == event.description

    def test_words_of_no_language_are_of_the_one_that_their_letters_are_of(self) -> None:
        data = calendar(
            entry("LOCATION:Зал 1", summary="Заседание"),
            entry("DESCRIPTION:Words", "LOCATION:Өткөрүү", uid="b"),
            head="X-WR-CALNAME:Комитет\n",
        )
        chronicle = cs.read_ics(data)
        assert {tag for event in chronicle.events for tag in event.title.languages} == {"ru", "en"}
        names = {str(place.name): place.name.languages for place in chronicle.places}
        assert names == {"Зал 1": ("ru",), "Өткөрүү": ("und",)}
        assert chronicle.about.title == cs.Text({"ru": "Комитет"})
        told = cs.read_ics(data, lang="ky")
        assert {tag for event in told.events for tag in event.title.languages} == {"ky"}

    def test_a_second_reading_updates_rather_than_doubles(self) -> None:
        once = cs.read_ics(calendar(entry("DTSTART:20250101T100000Z")))
        moved = cs.read_ics(calendar(entry("DTSTART:20250102T100000Z")))
        assert once.merge(moved, prefer="other").chronicle == moved

    def test_uids_that_are_written_alike_make_two_events(self) -> None:
        data = calendar(entry(uid="a.b@x"), entry(uid="a-b@x"))
        ids = {event.id for event in cs.read_ics(data).events}
        assert len(ids) == 2
        assert all(id.startswith("a-b-x-") for id in ids)

    def test_words_that_differ_in_signs_alone_make_two_events_where_no_uid_tells(self) -> None:
        data = calendar(*(f"DTSTART:20250102\nSUMMARY:{words}" for words in ("A b", "A\\, b")))
        one, other = sorted(event.id for event in cs.read_ics(data).events)
        assert one == "2025-01-02-a-b"
        assert other.startswith("2025-01-02-a-b-")

    def test_a_uid_that_is_written_like_an_id_of_ours_makes_another_event(self) -> None:
        data = calendar(entry(uid="board"), entry(uid="board@cstoevents"))
        one, other = sorted(event.id for event in cs.read_ics(data).events)
        assert one == "board"
        assert other.startswith("board-")

    def test_words_links_place_kind_and_topics_are_taken(self) -> None:
        data = calendar(
            entry(
                r"DESCRIPTION;LANGUAGE=ru:Первая\nвторая",
                r"LOCATION:Red Hall\, Bishkek",
                "GEO:42.87;74.6",
                "URL:https://example.org/a",
                "LINK;LINKREL=SOURCE;VALUE=URI:https://example.org/b",
                r"CATEGORIES:Conference,Peace\, security",
                "COMMENT:Bring a pass",
                "STATUS:CANCELLED",
            )
        )
        chronicle = cs.read_ics(data)
        (event,) = chronicle.meetings
        assert event.description == cs.Text({"ru": "Первая\nвторая"})
        assert event.links == ("https://example.org/a",)
        assert [source.url for source in event.sources] == ["https://example.org/b"]
        assert (event.kind.value, event.topics) == ("conference", ("peace, security",))
        assert (str(event.note), event.status) == ("Bring a pass", "cancelled")
        (place,) = chronicle.places
        assert (str(place.name), place.latitude, place.id) == (
            "Red Hall, Bishkek", 42.87, "place-red-hall-bishkek",
        )  # fmt: skip
        assert event.place == place.id

    def test_a_place_that_is_known_is_meant(self) -> None:
        known = cs.Chronicle(
            cs.Place(id="bishkek", name={"en": "Bishkek", "ru": "Бишкек"}, kind="city"),
            cs.Place(id="hall", name={"en": "Red Hall", "ru": "Красный зал"}, kind="venue",
                     within="bishkek"),
        )  # fmt: skip
        for name in ("Red Hall", "Red Hall\\, Bishkek", "Красный зал\\, Бишкек"):
            assert read(f"LOCATION:{name}", within=known).place == "hall"

    def test_what_is_part_of_another_names_it(self) -> None:
        data = calendar(entry(uid="whole@x"), entry("RELATED-TO:whole@x", uid="part@x"))
        assert cs.read_ics(data).event("part-x").parent == "whole-x"
        assert losses(calendar(entry("RELATED-TO:gone@x"))) == {
            "RELATED-TO": "no parent that is known"
        }
        blank = calendar(entry(uid="gone@x", summary=" "), entry("RELATED-TO:gone@x"))
        assert losses(blank)["RELATED-TO"] == "no parent that is known"

    def test_which_version_of_the_entry_it_is_is_told_as_lost_where_the_file_says_it(self) -> None:
        versions = ["SEQUENCE:3", "LAST-MODIFIED:20250101T000000Z", "CREATED:20240101T000000Z"]
        told = losses(calendar(entry("DTSTART:20250519", *versions, "TRANSP:TRANSPARENT")))
        assert sorted(told) == ["CREATED", "LAST-MODIFIED", "SEQUENCE", "TRANSP"]
        assert set(told.values()) == {"an event has no place for it"}
        unsaid = ["SEQUENCE:0", "DTSTAMP:20250101T000000Z", "TRANSP:OPAQUE"]
        assert losses(calendar(entry("DTSTART:20250519", *unsaid))) == {}

    def test_an_entry_that_has_nothing_but_the_date_of_ours_in_its_title_is_read(self) -> None:
        visit = cs.Event(id="e", kind="visit", title="A", when="2025-05")
        data = written(cs.Chronicle([visit]), imprecise="span").replace(":A (May", ": (May")
        (event,) = cs.read_ics(data.encode()).events
        assert (event.when, event.title.best("en")) == ("2025-05", " (May 2025)")

    @pytest.mark.parametrize(
        ("lines", "status", "lost"),
        [
            (["STATUS:CONFIRMED"], "scheduled", {}),
            (["STATUS:tentative"], "scheduled", {"STATUS": "TENTATIVE is scheduled"}),
            (["STATUS:CANCELLED"], "cancelled", {}),
            (["STATUS:DRAFT"], None, {"STATUS": "DRAFT is no status of an event"}),
            (["STATUS:CONFIRMED", "X-CSTOEVENTS-STATUS:held"], "held", {}),
            (["STATUS:TENTATIVE", "X-CSTOEVENTS-STATUS:postponed"], "postponed", {}),
            # Another program has changed what the entry was written with.
            (["STATUS:CANCELLED", "X-CSTOEVENTS-STATUS:held"], "cancelled", {}),
            (["X-CSTOEVENTS-STATUS:held"], None, {}),
        ],
    )
    def test_a_status_says_that_an_event_is_scheduled_and_not_that_it_was_held(
        self, lines: list[str], status: str | None, lost: dict[str, str]
    ) -> None:
        assert read(*lines).status == status
        assert losses(calendar(entry(*lines))) == lost

    @pytest.mark.parametrize("lines", [[], ["STATUS:CONFIRMED"], ["STATUS:CANCELLED"]])
    def test_what_is_sent_to_cancel_its_entries_does(self, lines: list[str]) -> None:
        sent = calendar(entry(*lines), head="METHOD:CANCEL\n")
        (event,) = cs.read_ics(sent).events
        assert event.status == "cancelled"
        assert losses(sent) == {}

    def test_the_calendar_says_what_the_chronicle_is(self) -> None:
        head = "X-WR-CALNAME:Sittings\nX-WR-CALDESC:All of them\nURL:https://example.org\n"
        about = cs.read_ics(calendar(entry(), head=head)).about
        assert (str(about.title), str(about.description), about.url) == (
            "Sittings", "All of them", "https://example.org",
        )  # fmt: skip

    def test_the_later_revision_of_an_entry_is_taken(self) -> None:
        data = calendar(entry("SEQUENCE:2", summary="New"), entry("SEQUENCE:1", summary="Old"))
        (event,) = cs.read_ics(data).events
        assert str(event.title) == "New"

    def test_what_an_event_has_no_place_for_is_told(self) -> None:
        data = calendar(
            entry("CLASS:PRIVATE", "STATUS:CONFIRMED", "ORGANIZER;CN=Ann:mailto:a@x.org"),
            "UID:b@x\nDTSTART;VALUE=DATE:20250101",
        )
        todo = b"BEGIN:VTODO\nSUMMARY:x\nEND:VTODO\nEND:VCALENDAR"
        assert losses(data.replace(b"END:VCALENDAR", todo)) == {
            "CLASS": "an event has no place for it",
            "ORGANIZER": "an event has no place for it",
            "VEVENT": "no SUMMARY, left out",
            "VTODO": "no event",
        }


WEEKLY = entry(
    "DTSTART;TZID=Europe/Paris:20250106T100000", "DTEND;TZID=Europe/Paris:20250106T113000",
    "RRULE:FREQ=WEEKLY;COUNT=4", "EXDATE;TZID=Europe/Paris:20250113T100000",
)  # fmt: skip
MOVED = entry(
    "RECURRENCE-ID;TZID=Europe/Paris:20250120T100000",
    "DTSTART;TZID=Europe/Paris:20250121T100000",
    summary="Moved",
)


class TestWhatComesBack:
    def test_each_time_within_the_window_is_an_event(self) -> None:
        found = cs.read_ics(calendar(WEEKLY, MOVED), window="2025").events
        assert [(str(event.when), str(event.title)) for event in found] == [
            ("2025-01-06", "Board"), ("2025-01-21", "Moved"), ("2025-01-27", "Board"),
        ]  # fmt: skip
        assert found[0].identifiers[0].identifier == "a@example.org/20250106T090000Z"
        assert len(cs.read_ics(calendar(WEEKLY), window="2025-01-20/2025-01-26").events) == 1

    @pytest.mark.parametrize(
        ("lines", "days"),
        [
            # The last day is one of them, though moments should end with a moment.
            (["RRULE:FREQ=WEEKLY;UNTIL=20250120"], ["2025-01-06", "2025-01-13", "2025-01-20"]),
            (["RRULE:FREQ=WEEKLY;COUNT=2;BYHOUR=10;BYMINUTE=0"], ["2025-01-06", "2025-01-13"]),
            (["RRULE:FREQ=YEARLY;COUNT=2;BYYEARDAY=100"], ["2025-01-06", "2025-04-10"]),
            (["RRULE:FREQ=YEARLY;COUNT=2;BYWEEKNO=20;BYDAY=MO"], ["2025-01-06", "2025-05-12"]),
            (["RDATE;VALUE=PERIOD:20250301T100000Z/PT2H,20250302T100000Z/20250302T120000Z"],
             ["2025-01-06", "2025-03-01", "2025-03-02"]),
        ],
    )  # fmt: skip
    def test_rules_and_dates_as_programs_write_them(
        self, lines: list[str], days: list[str]
    ) -> None:
        data = calendar(entry("DTSTART;TZID=Europe/Paris:20250106T100000", *lines))
        found = cs.read_ics(data, window="2025").events
        assert [str(event.when) for event in found] == days
        if "PERIOD" in lines[0]:
            assert [str(event.ends) for event in found[1:]] == [
                "2025-03-01 12:00:00+00:00", "2025-03-02 12:00:00+00:00",
            ]  # fmt: skip

    def test_hours_say_nothing_of_days(self) -> None:
        data = calendar(entry("DTSTART;VALUE=DATE:20250106", "RRULE:FREQ=DAILY;COUNT=2;BYHOUR=9"))
        assert len(cs.read_ics(data, window="2025").events) == 2

    def test_a_change_may_be_of_all_later_times(self) -> None:
        later = MOVED.replace("RECURRENCE-ID;", "RECURRENCE-ID;RANGE=THISANDFUTURE;")
        found = cs.read_ics(calendar(WEEKLY, later), window="2025").events
        assert [(str(event.when), str(event.title)) for event in found] == [
            ("2025-01-06", "Board"), ("2025-01-21", "Moved"), ("2025-01-28", "Moved"),
        ]  # fmt: skip
        assert len({event.id for event in found}) == 3

    @pytest.mark.parametrize(
        ("lines", "days"),
        [
            ("", {"2025-01-21": ["2025-01-20"]}),
            (";RANGE=THISANDFUTURE", {"2025-01-21": ["2025-01-20"], "2025-01-28": ["2025-01-27"]}),
        ],
    )
    def test_a_time_that_was_moved_keeps_the_day_it_was_moved_from(
        self, lines: str, days: dict[str, list[str]]
    ) -> None:
        moved = MOVED.replace("RECURRENCE-ID", f"RECURRENCE-ID{lines}")
        found = cs.read_ics(calendar(WEEKLY, moved), window="2025").events
        assert {
            str(event.when): [str(when) for when in event.previous_when]
            for event in found
            if event.previous_when
        } == days

    def test_a_time_that_is_told_in_another_zone_was_not_moved(self) -> None:
        late = MOVED.replace(
            "Europe/Paris:20250120T100000\nDTSTART;TZID=Europe/Paris:20250121T100000",
            "Europe/Paris:20250120T100000\nDTSTART;TZID=Asia/Tokyo:20250120T180000",
        )
        found = cs.read_ics(calendar(WEEKLY, late), window="2025").events
        assert [event.previous_when for event in found] == [(), (), ()]

    def test_an_older_rule_for_days_that_are_left_out_is_told_as_lost(self) -> None:
        data = calendar(entry("DTSTART;VALUE=DATE:20250106", "EXRULE:FREQ=DAILY;COUNT=2"))
        assert losses(data) == {"EXRULE": "an event has no place for it"}

    def test_without_a_window_it_is_refused_with_the_cure(self) -> None:
        ((line, path, expected),) = problems(calendar(entry(uid="b@x"), WEEKLY))
        assert (line, path) == (13, "RRULE")
        assert "`window`" in expected

    @pytest.mark.parametrize(
        ("rule", "expected"),
        [
            ("FREQ=SECONDLY", "one of DAILY, WEEKLY, MONTHLY, YEARLY"),
            ("FREQ=DAILY;INTERVAL=0", "INTERVAL from 1"),
            ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "ever gives a day"),
            ("FREQ=YEARLY;BYEASTER=1", "nothing but FREQ"),
            ("FREQ=DAILY;BYHOUR=1,2", "one number: one time a day"),
            ("FREQ=DAILY;BYMINUTE=60", "BYMINUTE from 0 to 59"),
            ("FREQ=YEARLY;BYWEEKNO=54", "BYWEEKNO from -53"),
            ("FREQ=DAILY;UNTIL=20250231T100000Z", "a rule that"),
            ("FREQ=WEEKLY;BYDAY=XX", "weekdays such as MO"),
            ("FREQ=MONTHLY;BYDAY=1MO,21FR", "weekdays from 1 to 5"),
            ("FREQ=YEARLY;BYMONTH=12;BYDAY=-6FR", "weekdays from 1 to 5"),
            ("FREQ=YEARLY;BYDAY=54FR", "weekdays from 1 to 53"),
            ("FREQ=YEARLY;BYDAY=0FR", "weekdays from 1 to 53"),
            ("FREQ=DAILY;COUNT=99999999", "COUNT from 1"),
            ("FREQ=DAILY;FREQ=DAILY", "one of DAILY"),
            ("COUNT=5", "one of DAILY"),
            ("", "nothing but FREQ"),
        ],
    )
    def test_a_rule_that_gives_no_days_is_refused(self, rule: str, expected: str) -> None:
        data = calendar(entry("DTSTART;VALUE=DATE:20250101", f"RRULE:{rule}"))
        ((line, path, told),) = problems(data, window="2025")
        assert (line, path) == (8, "RRULE")
        assert expected in told

    def test_a_date_that_is_none_is_refused_in_its_line(self) -> None:
        lines = ["DTSTART:20250106T100000", "RRULE:FREQ=DAILY;COUNT=2", "RDATE:soon"]
        ((line, path, expected),) = problems(calendar(entry(*lines)), window="2025")
        assert (line, path) == (9, "RDATE")
        assert expected.startswith("a day such as")

    def test_many_rules_that_never_give_a_day_are_refused_in_time(self) -> None:
        rule = "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"
        bad = [entry("DTSTART;VALUE=DATE:20250101", rule, uid=f"{n}@x") for n in range(300)]
        begun = time.process_time()
        assert len(problems(calendar(*bad), window="2025")) == 300
        assert time.process_time() - begun < 30

    def test_a_long_text_that_comes_back_very_often_is_refused(self) -> None:
        lines = ["DTSTART:20250101", "RRULE:FREQ=DAILY;COUNT=900", f"DESCRIPTION:{'a,' * 20_000}"]
        ((line, path, told),) = problems(calendar(entry(*lines)), window="2025/2028")
        assert (line, path) == (8, "RRULE")
        assert told.endswith("a shorter window")

    def test_twice_the_times_that_are_listed_take_about_twice_the_steps(self) -> None:
        def work(count: int) -> Callable[[], object]:
            days = (dt.date(2025, 1, 1) + dt.timedelta(number) for number in range(count))
            lines = ["DTSTART:20250101", *(f"RDATE:{day:%Y%m%d}" for day in days)]
            return lambda: cs.read_ics(calendar(entry(*lines)), window="2025")

        assert_near_linear(work, 100)

    @pytest.mark.slow
    def test_rules_that_go_over_very_many_days_are_refused(self) -> None:
        long = [
            entry("DTSTART;VALUE=DATE:00010101", "RRULE:FREQ=DAILY", uid=f"{n}@x") for n in range(9)
        ]
        assert "an earlier window" in problems(calendar(*long), window="2025")[-1][2]


class TestWhatIsRefused:
    def test_everything_at_once_with_lines(self) -> None:
        data = calendar(
            entry("DTSTART:20250231T100000", "GEO:north", "LOCATION:Hall"),
            entry("DTSTART;TZID=Nowhere/Town:20250201T100000", uid="b@x"),
            entry("DTSTART:20250202T100000", "DTEND:20250201T100000", uid="c@x"),
            entry("DTSTART;VALUE=DATE:20250202", "DTEND:20250203T100000Z", uid="d@x"),
            entry("DTSTART:20250202T100000Z", "DURATION:long", uid="e@x"),
        )
        found = problems(data)
        assert [(line, path) for line, path, _ in found] == [
            (7, "DTSTART"), (8, "GEO"), (14, "DTSTART"),
            (20, "DTEND"), (26, "DTEND"), (32, "DURATION"),
        ]  # fmt: skip
        assert "zone in the tz database" in found[2][2]

    @pytest.mark.parametrize(
        ("data", "line", "expected"),
        [
            (b"", 1, "BEGIN:VCALENDAR"),
            (b"BEGIN:VEVENT\nEND:VEVENT\n", 1, "BEGIN:VCALENDAR"),
            (b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:x\n", 2, "cut short"),
            (b"BEGIN:VCALENDAR\nno property\nEND:VCALENDAR", 2, "a property"),
            (
                b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VTODO\nEND:VEVENT\nEND:VCALENDAR",
                3,
                "END:VEVENT",
            ),
            (b"BEGIN:VCALENDAR\nEND:VCALENDAR\nX:1\n", 3, "BEGIN:VCALENDAR before it"),
            (b"BEGIN:VCALENDAR\nEND:VCALENDAR\nEND:\n", 3, "BEGIN:VCALENDAR before it"),
            (b"BEGIN:VCALENDAR\nX:\xcf\nEND:VCALENDAR\n", 2, "UTF-8"),
            (b"BEGIN:VCALENDAR\n" + b"BEGIN:X\n" * 100_000, 11, "at most 10"),
        ],
    )
    def test_what_is_no_calendar(self, data: bytes, line: int, expected: str) -> None:
        found = problems(data)
        assert found[0][0] == line
        assert expected in found[0][2]

    def test_more_bytes_than_the_limit(self) -> None:
        with pytest.raises(cs.InputError, match="at most 10"):
            cs.read_ics(calendar(), limit=10)

    @pytest.mark.parametrize("window", ["2025/..", "../2025", "2025/"])
    def test_a_window_without_end(self, window: str) -> None:
        with pytest.raises(cs.ArgumentError, match="a first and a last day"):
            cs.read_ics(calendar(), window=window)


def test_a_byte_order_mark_and_line_ends_of_any_sort_are_taken() -> None:
    data = calendar(entry("DESCRIPTION:long\n  and longer"))
    for variant in (
        b"\xef\xbb\xbf" + data,
        data.replace(b"\n", b"\r\n"),
        data.replace(b"UID", b"uid"),
    ):
        (event,) = cs.read_ics(variant).events
        assert str(event.description) == "long and longer"


def test_a_thousand_events_are_read_in_a_second_or_two() -> None:
    entries = [
        entry(
            f"DTSTART;TZID=Europe/Paris:2025{1 + n % 12:02}{1 + n % 28:02}T100000",
            "DURATION:PT1H", r"LOCATION:Hall\, Bishkek", "CATEGORIES:Meeting,Peace",
            "DESCRIPTION:" + "words " * 20, uid=f"{n}@example.org", summary=f"Sitting {n}",
        )
        for n in range(1000)
    ]  # fmt: skip
    data = calendar(*entries)
    begun = time.process_time()
    assert len(cs.read_ics(data).events) == 1000
    assert time.process_time() - begun < 4


def test_an_address_in_the_place_of_a_location_is_a_link_and_teams_a_way_to_meet() -> None:
    event = read("DTSTART:20250513T100000Z", "LOCATION:https://zoom.us/j/1")
    assert (event.links, event.place) == (("https://zoom.us/j/1",), None)
    meeting = read("DTSTART:20250513T100000Z", "LOCATION:Microsoft Teams Meeting")
    assert isinstance(meeting, cs.Meeting)
    assert (meeting.format, meeting.place) == ("videoconference", None)
    known = cs.Chronicle(cs.Place(id="zoom", kind="other", name="Zoom"))
    assert read("DTSTART:20250513T100000Z", "LOCATION:Zoom", within=known).place == "zoom"


def test_words_in_the_signs_of_vcalendar_are_read() -> None:
    event = read(
        "DTSTART:20250513T100000Z",
        "LOCATION;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:=D0=9C=D0=B8=D0=BD=D1=81=D0=BA",
        "DESCRIPTION;CHARSET=windows-1251;ENCODING=QUOTED-PRINTABLE:=CE=0D=0A=E4=E0",
    )
    assert event.place == "place-minsk"
    assert str(event.description) == "О\nда"
