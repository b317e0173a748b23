"""TimelineJS by example, and every file held to the documented fields."""

from __future__ import annotations

import io
import json
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cstoevents.chronicle import Chronicle
from cstoevents.data import load
from cstoevents.errors import ArgumentError
from cstoevents.formats import LossReport
from cstoevents.formats.timelinejs import write_timelinejs
from cstoevents.records import Event, Meeting, Place, Series, SeriesEntry, Source
from cstoevents.strategies import abouts, chronicles
from cstoevents.timeline import Timeline

# The fields of the documented JSON that we use: of an object, its fields, and those it needs.
DATE = {
    "year": int, "month": int, "day": int, "hour": int, "minute": int, "second": int,
}  # fmt: skip
TEXT = {"headline": str, "text": str}
SLIDE = {
    "start_date": DATE, "end_date": DATE, "text": TEXT, "group": str, "display_date": str,
    "unique_id": str, "autolink": bool,
}  # fmt: skip
FILE = {"events": [SLIDE], "title": {"text": TEXT}}
NEEDED: dict[int, tuple[str, ...]] = {
    id(FILE): ("events",),
    id(SLIDE): ("start_date", "unique_id", "text"),
    id(DATE): ("year",),
}


def hold(value: Any, shape: Any) -> None:
    """Hold a value to a shape: nothing that isn't documented, all that is required."""
    if isinstance(shape, dict):
        assert isinstance(value, dict)
        assert value.keys() <= shape.keys()
        assert set(NEEDED.get(id(shape), ())) <= value.keys()
        for name, member in value.items():
            hold(member, shape[name])
    elif isinstance(shape, list):
        for member in value:
            hold(member, shape[0])
    else:
        assert type(value) is shape


class Tags(HTMLParser):
    """The tags of a piece of HTML and what is said between them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.addresses: list[str] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.addresses += [value or "" for name, value in attrs if name == "href"]
        assert {name for name, _ in attrs} <= {"href"}

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def written(what: Any, **options: Any) -> tuple[dict[str, Any], LossReport]:
    file = io.BytesIO()
    report = write_timelinejs(what, file, **options)
    return json.loads(file.getvalue()), report


def slide_of(event: Event, **options: Any) -> dict[str, Any]:
    [slide] = written([event], **options)[0]["events"]
    return slide


def event(when: str | None = "2024-05-01", **fields: Any) -> Event:
    return Event(**{"id": "visit", "kind": "visit", "title": "A visit", "when": when, **fields})


class TestDates:
    @pytest.mark.parametrize(
        ("when", "start", "end", "shown"),
        [
            ("2024-05-01", (2024, 5, 1), None, None),
            ("2024-05", (2024, 5), None, None),
            ("2024", (2024,), None, None),
            ("2024-05-01/2024-05-03", (2024, 5, 1), (2024, 5, 3), None),
            ("2024-05/2025", (2024, 5), (2025,), None),
            ("2024-05~", (2024, 5), None, "about May 2024"),
            ("2024-05-XX", (2024, 5), None, "May 2024, day unknown"),
            ("2026-40", (2026, 1), (2026, 6), "first half of 2026"),
            ("199X", (1990,), (1999,), "the 1990s"),
            ("2023/..", (2023,), None, "since 2023"),
            ("../2023", (2023,), None, "until 2023"),
            ("2023/", (2023,), None, "from 2023, end unknown"),
            ("[2023-12-08..2024-12-10]", (2023, 12, 8), (2024, 12, 10),
             "a day between 8 December 2023 and 10 December 2024"),
        ],
    )  # fmt: skip
    def test_a_date_keeps_its_precision_and_says_the_rest_in_words(self, when, start, end, shown):
        slide = slide_of(event(when))
        assert tuple(slide["start_date"].values()) == start
        assert (tuple(slide["end_date"].values()) if "end_date" in slide else None) == end
        assert slide.get("display_date") == shown

    def test_the_time_of_day_is_told_where_the_day_is_known(self):
        slide = slide_of(event(start_time="10:00", end_time="12:30"))
        assert slide["start_date"]["hour"] == 10
        assert slide["end_date"] == {
            "year": 2024, "month": 5, "day": 1, "hour": 12, "minute": 30, "second": 0,
        }  # fmt: skip

    def test_a_time_without_a_day_is_left_out_and_reported(self):
        page, report = written([event("2024-05", start_time="10:00")])
        assert page["events"][0]["start_date"] == {"year": 2024, "month": 5}
        assert [loss.what for loss in report] == ["Event.start_time"]

    def test_an_end_that_no_day_has_is_left_out_and_reported(self):
        page, report = written([event("9999-12-31", start_time="10:00", end_time="09:00")])
        assert "end_date" not in page["events"][0]
        assert [loss.what for loss in report] == ["Event.end_time"]

    def test_an_event_without_a_date_is_left_out_and_reported(self):
        page, report = written(Timeline([event(None)]))
        assert page == {"events": []}
        assert [(loss.what, loss.records) for loss in report] == [("Event.when", ("visit",))]


class TestWords:
    def test_words_are_escaped(self):
        slide = slide_of(
            event(title="<script>alert(1)</script> & co", description='"<b>x</b>"'),
            lang="en",
        )
        assert slide["text"]["headline"] == "&lt;script&gt;alert(1)&lt;/script&gt; &amp; co"
        assert "<b>" not in slide["text"]["text"]

    def test_a_slide_says_where_and_what_and_by_which_source(self):
        places = [
            Place(id="moscow", name="Moscow", kind="city"),
            Place(id="hall", name="Hall", kind="venue", within="moscow"),
        ]
        meeting = Meeting(
            id="m", kind="meeting", title="A meeting", when="2024-05-01", place="hall",
            agenda=["Peace", "War"], sources=[Source(url="https://a.org/?x=1&y=2", title="News")],
        )  # fmt: skip
        [slide] = written(Chronicle(places, meeting))[0]["events"]
        assert slide["text"]["text"] == (
            "<p>Hall, Moscow</p><ul><li>Peace</li><li>War</li></ul>"
            '<p><a href="https://a.org/?x=1&amp;y=2">News</a></p>'
        )

    def test_what_did_not_happen_says_so(self):
        assert "Cancelled" in slide_of(event(status="cancelled"))["text"]["text"]
        assert "Отложено" in slide_of(event(status="postponed"), lang="ru")["text"]["text"]

    def test_events_are_grouped_by_series_or_else_by_kind(self):
        series = Series(id="run", name={"en": "Meetings", "ru": "Заседания"})
        numbered = event(id="n", entries=[SeriesEntry(series="run", number=1)])
        page, _ = written(Chronicle(series, numbered, event()), lang="ru")
        assert [slide["group"] for slide in page["events"]] == ["Заседания", "visit"]

    def test_a_title_is_a_slide_before_all_others(self):
        page, _ = written([event()], title="A & B")
        assert page["title"] == {"text": {"headline": "A &amp; B"}}

    def test_a_language_without_words_is_refused(self):
        with pytest.raises(ArgumentError, match="lang"):
            written([event()], lang="xx")

    def test_what_is_no_event_is_refused(self):
        with pytest.raises(ArgumentError):
            written(["no event"])


class TestEveryFile:
    @given(chronicles(about=abouts()), st.sampled_from(["en", "ru"]))
    def test_it_has_the_documented_fields_and_no_others(self, chronicle, lang):
        page, report = written(chronicle, lang=lang, title="A title")
        hold(page, FILE)
        ids = [slide["unique_id"] for slide in page["events"]]
        dated = {own.id for own in chronicle.events if own.when}
        assert len(ids) == len(set(ids))
        assert set(ids) <= dated
        assert len(dated - set(ids)) == sum(
            1 for own in chronicle.events if own.when and own.when.ends == (None, None)
        )
        assert isinstance(report, LossReport)

    @given(chronicles(about=abouts()))
    def test_its_html_has_no_tags_but_ours(self, chronicle):
        page, _ = written(chronicle)
        first = page.get("title", {"text": {}})["text"]
        assert Tags(first.get("text", "")).tags <= {"p", "a"}
        assert not Tags(first.get("headline", "")).tags
        for slide in page["events"]:
            text = Tags(slide["text"]["text"])
            assert text.tags <= {"p", "ul", "li", "a", "br", "strong"}
            assert all(address.startswith(("http://", "https://")) for address in text.addresses)
            assert not Tags(slide["text"]["headline"]).tags
            assert not Tags(slide["group"]).tags

    @given(chronicles())
    def test_equal_chronicles_make_equal_files(self, chronicle):
        assert written(chronicle) == written(Chronicle(reversed(list(chronicle))))

    def test_the_built_in_data_is_all_there(self):
        page, _ = written(load(), title="The CSTO")
        hold(page, FILE)
        assert len(page["events"]) == len(load().events)
