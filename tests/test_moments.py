"""The moments of an event: its days and times of day by the clocks of its zone."""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Callable
from typing import Any, BinaryIO

import pendulum
import pytest
from dateutil import tz
from hypothesis import given
from hypothesis import strategies as st

import cstoevents as cs


def event(**fields: Any) -> cs.Event:
    return cs.Event(id="e", kind="visit", title="A visit", **fields)


def test_a_day_a_time_and_a_zone_make_a_moment() -> None:
    visit = event(when="2025-05-13", start_time="10:00", timezone="Asia/Bishkek")
    assert type(visit.starts) is pendulum.DateTime
    assert visit.starts == dt.datetime(2025, 5, 13, 4, tzinfo=dt.UTC)
    assert visit.starts.timezone_name == "Asia/Bishkek"
    assert visit.ends is None


def test_what_lasts_starts_on_its_first_day_and_ends_on_its_last() -> None:
    visit = event(
        when="2025-05-13/2025-05-14", start_time="23:00", end_time="01:00", timezone="Europe/Minsk"
    )
    assert visit.starts is not None
    assert visit.ends is not None
    assert (visit.ends - visit.starts).in_words() == "2 hours"


def test_what_ends_earlier_than_it_starts_on_one_day_goes_on_past_midnight() -> None:
    night = event(when="2025-05-13", start_time="22:00", end_time="02:00", timezone="Asia/Bishkek")
    assert night.starts is not None
    assert night.ends is not None
    assert str(night.ends) == "2025-05-14 02:00:00+06:00"
    assert (night.ends - night.starts).in_words() == "4 hours"
    same = event(when="2025-05-13", start_time="10:00", end_time="10:00", timezone="Asia/Bishkek")
    assert same.starts == same.ends
    last = event(when="9999-12-31", start_time="22:00", end_time="02:00", timezone="Asia/Bishkek")
    assert last.ends is None


class TestPastMidnight:
    """From 22:00 to 02:00 on one date: four hours, in every format that has moments."""

    NIGHT = cs.Chronicle(
        event(when="2025-05-13", start_time="22:00", end_time="02:00", timezone="Asia/Bishkek")
    )

    def written(self, write: Callable[[cs.Chronicle, BinaryIO], cs.formats.LossReport]) -> str:
        file = io.BytesIO()
        lost = write(self.NIGHT, file)
        assert "Event.end_time" not in {loss.what for loss in lost}
        return file.getvalue().decode()

    def test_in_a_calendar(self) -> None:
        text = self.written(cs.write_ics)
        assert "DTSTART;TZID=Asia/Bishkek:20250513T220000" in text
        assert "DTEND;TZID=Asia/Bishkek:20250514T020000" in text

    def test_in_json_ld_and_popolo(self) -> None:
        for write in (cs.write_jsonld, cs.write_popolo):
            text = self.written(write)
            assert "2025-05-13T22:00:00+06:00" in text
            assert "2025-05-14T02:00:00+06:00" in text

    def test_on_the_slide_of_a_timeline(self) -> None:
        (slide,) = json.loads(self.written(cs.write_timelinejs))["events"]
        assert [slide["end_date"][name] for name in ("day", "hour")] == [14, 2]

    def test_in_a_table_and_back_from_a_sheet(self) -> None:
        ((date, *_),) = cs.table(self.NIGHT.timeline()).rows
        assert date == "13 May 2025, 22:00–02:00 Asia/Bishkek"
        file = io.BytesIO()
        cs.write_sheet(self.NIGHT, file, format="csv")
        assert cs.read_sheet(file.getvalue()) == self.NIGHT

    def test_it_is_no_contradiction_but_a_whole_day_less_two_hours_is_doubted(self) -> None:
        def found(end: str) -> list[str]:
            times = {"start_time": "14:00", "end_time": end, "timezone": "Asia/Bishkek"}
            return [
                finding.rule for finding in cs.Chronicle(event(when="2025-05-13", **times)).check()
            ]

        assert found("02:00") == []
        assert found("12:00") == ["times-reversed"]


@pytest.mark.parametrize(
    "missing",
    [
        {"when": None},
        {"when": "2025-05"},
        {"when": "2025-05-13?"},
        {"when": "[2025-05-13..2025-05-14]"},
        {"when": "../2025-05"},
        {"start_time": None, "end_time": None},
        {"timezone": None},
    ],
)
def test_nothing_is_assumed_of_what_is_not_known(missing: dict[str, Any]) -> None:
    known = {
        "when": "2025-05-13",
        "start_time": "10:00",
        "end_time": "12:00",
        "timezone": "Asia/Bishkek",
    }
    visit = event(**{**known, **missing})
    assert (visit.starts, visit.ends) == (None, None)


def test_one_end_may_be_known_without_the_other() -> None:
    times = {"start_time": "10:00", "end_time": "12:00", "timezone": "Asia/Bishkek"}
    assert event(when="2025-05-13/..", **times).ends is None
    assert str(event(when="2025-05-13/..", **times).starts) == "2025-05-13 10:00:00+06:00"
    assert event(when="2025-05/2025-06-02", **times).starts is None
    assert str(event(when="2025-05/2025-06-02", **times).ends) == "2025-06-02 12:00:00+06:00"


def test_a_time_that_clocks_leap_over_is_read_by_the_offset_before() -> None:
    visit = event(when="2025-03-30", start_time="02:30", timezone="Europe/Berlin")
    assert str(visit.starts) == "2025-03-30 03:30:00+02:00"


def test_of_a_time_that_clocks_show_twice_the_first_is_meant() -> None:
    visit = event(when="2025-10-26", start_time="02:30", timezone="Europe/Berlin")
    assert str(visit.starts) == "2025-10-26 02:30:00+02:00"


@pytest.mark.parametrize(
    ("when", "time", "zone"),
    [("0001-01-01", "00:00", "Asia/Bishkek"), ("9999-12-31", "23:00", "America/New_York")],
)
def test_what_lies_outside_of_the_calendar_in_utc_is_no_moment(
    when: str, time: str, zone: str
) -> None:
    assert event(when=when, start_time=time, timezone=zone).starts is None


@pytest.mark.parametrize("at", ["hall", "town"])
@pytest.mark.parametrize("write", [cs.write_jsonld, cs.write_popolo])
def test_a_day_with_two_times_has_two_moments_by_the_clocks_of_its_place(
    write: Callable[[cs.Chronicle, BinaryIO], cs.LossReport], at: str
) -> None:
    town = cs.Place(id="town", name="A town", kind="city", timezone="Asia/Bishkek")
    hall = cs.Place(id="hall", name="A hall", kind="venue", within="town")
    visit = event(when="2025-05-13", start_time="10:00", end_time="12:30", place=at)
    file = io.BytesIO()
    lost = write(cs.Chronicle(town, hall, visit), file)
    for moment in ("2025-05-13T10:00:00+06:00", "2025-05-13T12:30:00+06:00"):
        assert file.getvalue().count(moment.encode()) == 1
    assert not [loss for loss in lost if loss.what.endswith("_time")]


@given(
    moment=st.datetimes(dt.datetime(1930, 1, 1), dt.datetime(2035, 12, 31)).map(
        lambda moment: moment.replace(microsecond=0)
    )
    | st.sampled_from(["2024-03-31", "2024-10-27", "2010-03-28", "2010-10-31"]).flatmap(
        lambda day: st.integers(0, 6 * 60 - 1).map(
            lambda minute: dt.datetime.fromisoformat(day) + dt.timedelta(minutes=minute)
        )
    ),
    zone=st.sampled_from(["Asia/Almaty", "Asia/Yerevan", "Europe/Berlin", "Europe/Moscow"]),
)
def test_a_time_that_is_no_one_moment_is_told_and_no_other(moment: dt.datetime, zone: str) -> None:
    visit = event(when=f"{moment:%Y-%m-%d}", start_time=moment.time(), timezone=zone)
    findings = cs.Chronicle(visit).check()
    told = [finding.path for finding in findings if finding.rule == "clock-change"]
    aware = moment.replace(tzinfo=tz.gettz(zone))
    is_one = tz.datetime_exists(aware) and not tz.datetime_ambiguous(aware)
    assert told == ([] if is_one else ["start_time"])


@given(
    moment=st.datetimes(dt.datetime(1930, 1, 1), dt.datetime(2035, 12, 31)).map(
        lambda moment: moment.replace(microsecond=0)
    ),
    zone=st.sampled_from(
        ["Asia/Almaty", "Asia/Bishkek", "Asia/Dushanbe", "Asia/Yerevan", "Europe/Moscow"]
    ),
)
def test_moments_are_those_of_dateutil(moment: dt.datetime, zone: str) -> None:
    visit = event(when=f"{moment:%Y-%m-%d}", start_time=moment.time(), timezone=zone)
    aware = moment.replace(tzinfo=tz.gettz(zone))
    if not tz.datetime_exists(aware):
        aware = tz.resolve_imaginary(aware)
    assert visit.starts == aware.astimezone(dt.UTC)
