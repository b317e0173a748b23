"""Which writer takes which answer: each cell of the table, written or refused by name."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest

import cstoevents as cs
from cstoevents.formats import FORMATS, Format
from cstoevents.formats.subjects import SUBJECTS, Subject

CSTO = cs.load()


def answers() -> dict[Subject, Any]:
    """An answer of each sort, of the built-in chronicle."""
    with CSTO.edit() as draft:
        draft.remove()
    return {
        "chronicle": CSTO,
        "timeline": CSTO.timeline().during("2025"),
        "records": [CSTO.only("wg-afghanistan-41").event("wg-afghanistan-41")],
        "record": cs.Event(id="visit", kind="visit", title="A visit", when="2025-05-13"),
        "anniversaries": CSTO.anniversaries("2027", every=5),
        "numbered series": CSTO.numbered("wg-afghanistan"),
        "terms": CSTO.chair("csto", on="2025-05-13"),
        "findings": CSTO.check("2026-02-13"),
        "search hits": CSTO.search("tasmagambetov"),
        "table": cs.table(CSTO.chair("csto", on="2025-05-13"), CSTO),
        "draft": draft,
        "merge": CSTO.merge(CSTO),
        "difference": CSTO.diff(cs.Chronicle()),
    }


ANSWERS = answers()
WRITERS = [file_format for file_format in FORMATS if file_format.writer]
ALONE = [
    cs.Event(id="b", kind="visit", title="B", when="2024"),
    cs.Meeting(id="a", kind="meeting", title="A", when="2025-05-13"),
]


def write(file_format: Format, answer: Any) -> bytes:
    file = io.BytesIO()
    file_format.write(
        answer, file, **({"format": "csv"} if file_format.writer_takes("format") else {})
    )
    return file.getvalue()


def test_every_sort_of_answer_has_an_example() -> None:
    assert tuple(ANSWERS) == SUBJECTS


@pytest.mark.parametrize("subject", SUBJECTS)
@pytest.mark.parametrize("file_format", WRITERS, ids=lambda file_format: file_format.name)
def test_a_writer_writes_what_it_takes_and_refuses_all_else(
    file_format: Format, subject: Subject
) -> None:
    answer = ALONE if subject == "records" else ANSWERS[subject]
    if subject in file_format.takes:
        assert write(file_format, answer)
        return
    with pytest.raises(cs.errors.ArgumentTypeError) as caught:
        write(file_format, answer)
    expected = str(caught.value)
    assert all(takes in expected for takes in file_format.takes)
    others = [other.name for other in WRITERS if subject in other.takes]
    assert all(other in expected for other in others)
    assert others or "`" in expected, "a cure for what no format takes"


def rows_of_sheet(data: bytes) -> int:
    return len(list(csv.reader(io.StringIO(data.decode(), newline="")))) - 1


# How many things a file has, where a table or a calendar has no others than those asked for.
COUNTED: Mapping[str, Callable[[bytes], int]] = {
    "sheet": rows_of_sheet,
    "ics": lambda data: data.count(b"BEGIN:VEVENT"),
    "timelinejs": lambda data: len(json.loads(data)["events"]),
    "markdown": lambda data: max(data.count(b"\n|") - 1, 0),
    "html": lambda data: data.count(b"<tr>") - 1,
}
IN_ROWS = [
    (FORMAT, subject)
    for FORMAT in WRITERS
    if FORMAT.name in COUNTED
    for subject in FORMAT.takes
    if subject not in ("chronicle", "record", "table", "numbered series")
]


@pytest.mark.parametrize(
    ("file_format", "subject"), IN_ROWS, ids=lambda given: getattr(given, "name", given)
)
def test_a_table_has_what_was_asked_for_and_nothing_else(
    file_format: Format, subject: Subject
) -> None:
    answer = ANSWERS[subject]
    how: dict[str, Any] = {"imprecise": "span"} if file_format.name == "ics" else {}
    file = io.BytesIO()
    if file_format.writer_takes("format"):
        how["format"] = "csv"
    file_format.write(answer, file, **({"within": CSTO} | how))
    assert COUNTED[file_format.name](file.getvalue()) == len(answer)


@pytest.mark.parametrize("subject", ["anniversaries", "terms", "findings", "search hits"])
@pytest.mark.parametrize("form", ["sheet", "markdown", "html"])
def test_some_of_an_answer_and_one_alone_are_written_as_the_answer_is(
    form: str, subject: Subject
) -> None:
    [file_format] = [entry for entry in WRITERS if entry.name == form]
    first, *_ = several = list(ANSWERS[subject])
    assert COUNTED[form](write(file_format, several)) == len(several)
    assert COUNTED[form](write(file_format, first)) == 1


@pytest.mark.parametrize("name", [*cs.records.ARRAYS], ids=str)
@pytest.mark.parametrize("form", ["sheet", "markdown", "html"])
def test_a_table_of_records_has_a_row_for_each(form: str, name: str) -> None:
    records = getattr(CSTO, name)[:7]
    [file_format] = [entry for entry in WRITERS if entry.name == form]
    assert COUNTED[form](write(file_format, records)) == len(records)


@pytest.mark.parametrize(
    "answer",
    [
        CSTO.chair("csto", on="1950-01-01"),
        CSTO.search("nothing-of-the-kind"),
        cs.Chronicle().check("2026-02-13"),
        cs.Chronicle().officials,
        cs.Chronicle().participations,
        CSTO.anniversaries("1900"),
    ],
    ids=repr,
)
def test_an_empty_answer_is_a_table_of_its_sort(answer: Any) -> None:
    [sheet] = [entry for entry in WRITERS if entry.name == "sheet"]
    head, *rows = write(sheet, answer).decode().splitlines()
    assert not rows
    assert "Title (en)" not in head
    shown = cs.table(answer)
    assert set(shown.columns) <= set(head.split(","))
    assert shown.columns[0] in answer._repr_html_()


def test_an_empty_listing_of_terms_is_no_list_of_records() -> None:
    with pytest.raises(cs.errors.ArgumentTypeError, match="terms"):
        cs.write_json(CSTO.chair("csto", on="1950-01-01"), io.BytesIO())


def test_what_is_only_possibly_in_the_days_is_told_with_the_losses() -> None:
    found = cs.Timeline(
        [
            cs.Event(id="some-day", kind="visit", title="A", when="2025-05"),
            cs.Event(id="no-day", kind="visit", title="B"),
        ]
    )
    file = io.BytesIO()
    report = cs.write_sheet(found.during("2025-05-01"), file, format="csv")
    told = {loss.what: loss.records for loss in report}
    assert told == {"TimelineEntry.certainty": ("some-day",), "Event": ("no-day",)}
    assert rows_of_sheet(file.getvalue()) == 1
    file = io.BytesIO()
    assert cs.write_sheet(found, file, format="csv").is_lossless
    assert rows_of_sheet(file.getvalue()) == 2


@pytest.mark.parametrize("file_format", WRITERS, ids=lambda file_format: file_format.name)
@pytest.mark.parametrize("nothing", [None, 5, "text", b"", {}, object], ids=repr)
def test_what_is_no_answer_is_refused(file_format: Format, nothing: Any) -> None:
    with pytest.raises(cs.ArgumentError):
        write(file_format, nothing)


LOSSLESS = [file_format for file_format in FORMATS if file_format.is_lossless]


class TestSelections:
    @pytest.mark.parametrize("file_format", LOSSLESS, ids=lambda file_format: file_format.name)
    def test_a_timeline_is_its_events_and_what_they_refer_to(self, file_format: Format) -> None:
        chosen = CSTO.timeline().during("2025-05")
        again = file_format.read(write(file_format, chosen))
        wanted = {record.id for record in chosen}
        assert wanted <= {event.id for event in again.events}
        for record in again:
            assert CSTO[record.id] == record
        # What is there besides is there because something refers to it.
        for record in again:
            if record.id not in wanted:
                with pytest.raises(cs.errors.BrokenReferencesError):
                    again.remove(record.id)
        assert again.about == cs.About(as_of=CSTO.about.as_of)

    @pytest.mark.parametrize("file_format", LOSSLESS, ids=lambda file_format: file_format.name)
    def test_records_are_those_and_no_others(self, file_format: Format) -> None:
        assert file_format.read(write(file_format, iter(ALONE))) == cs.Chronicle(ALONE)
        assert file_format.read(write(file_format, ALONE[0])) == cs.Chronicle(ALONE[0])
        assert file_format.read(write(file_format, [])) == cs.Chronicle()

    @pytest.mark.parametrize("file_format", LOSSLESS, ids=lambda file_format: file_format.name)
    def test_records_without_what_they_refer_to_are_refused_with_a_cure(
        self, file_format: Format
    ) -> None:
        with pytest.raises(cs.ArgumentError, match=r"`chronicle\.only\(\*ids\)`"):
            write(file_format, ANSWERS["records"])

    def test_only_takes_along_what_is_referred_to(self) -> None:
        outer = cs.Chronicle(cs.Place(id="osh", name="Osh", kind="city"))
        hall = cs.Place(id="hall", name="Hall", kind="venue", within="osh")
        inner = cs.Chronicle(hall, within=outer)
        assert {record.id for record in inner.only("hall")} == {"hall", "osh"}
        with pytest.raises(cs.UnknownIdError):
            inner.only("nothing")

    def test_an_answer_in_a_table_loses_nothing(self) -> None:
        report = cs.formats.FORMATS[-1].write(ANSWERS["terms"], io.BytesIO(), within=CSTO)
        assert report.is_lossless


VISIT = cs.Event(id="visit", kind="visit", title="A visit", when="2025-05-13", note="Open.")
BODY = cs.Organisation(id="body", name="Body", kind="treaty")
POST = cs.Membership(id="post", member="kg", organisation="body")
STATE = cs.Organisation(id="kg", name="Kyrgyzstan", kind="state")
SMALL = cs.Chronicle(VISIT, BODY, STATE, POST)


@pytest.mark.parametrize("form", ["markdown", "html"])
@pytest.mark.parametrize(
    ("written", "lost"),
    [
        (SMALL.timeline(), {"Event.id", "Event.kind", "Event.note"}),
        (SMALL.events, {"Event.kind", "Event.note"}),
        ([VISIT], {"Event.kind", "Event.note"}),
        (VISIT, {"Event.kind", "Event.note"}),
        (SMALL.memberships, {"Membership"}),
        (list(SMALL), {"Event", "Membership", "Organisation"}),
        (SMALL, {"Event.id", "Event.kind", "Event.note", "Membership", "Organisation"}),
        (cs.Timeline([]), set()),
    ],
    ids=["timeline", "events", "list", "event", "memberships", "mixed", "chronicle", "none"],
)
def test_a_table_says_what_it_lost_of_records_whatever_brought_them(
    form: str, written: Any, lost: set[str]
) -> None:
    [file_format] = [entry for entry in WRITERS if entry.name == form]
    assert {loss.what for loss in file_format.write(written, io.BytesIO())} == lost


# What a refusal calls them, so that its cure can be carried out as it is.
CALLED = {"numbered series": "series", "terms": "terms", "search hits": "hits"}


@pytest.mark.parametrize("subject", CALLED)
@pytest.mark.parametrize("file_format", WRITERS, ids=lambda file_format: file_format.name)
def test_the_cure_of_a_refusal_is_taken_by_the_writer(
    file_format: Format, subject: Subject
) -> None:
    if subject in file_format.takes:
        return
    with pytest.raises(cs.errors.ArgumentTypeError) as caught:
        write(file_format, ANSWERS[subject])
    cure = str(caught.value).rpartition("; ")[2].split("`")[1]
    cured = eval(cure, {"chronicle": CSTO, CALLED[subject]: ANSWERS[subject]})
    assert write(file_format, cured)
