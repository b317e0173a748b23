"""Small inputs that stand for a kind each, and others of their kind, read on the command line."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest

import cstoevents as cs
from cstoevents.formats.sheet import dates as dates_of_cells
from test_cli import answer, run


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def converted(sheet: str, *options: str, name: str = "in.csv") -> Any:
    """Return what a file becomes as JSON, and what is told of it."""
    Path(name).write_text(sheet, "utf-8")
    result = run("convert", name, "-", "--to", "json", *options)
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout), result.stderr


def dates(sheet: str, *options: str) -> dict[str, str]:
    """Return the dates of a sheet's events, by title."""
    Path("in.csv").write_text(sheet, "utf-8")
    assert run("convert", "in.csv", "out.json", *options).exit_code == 0
    return {event.title.best("en"): str(event.when) for event in cs.read_json("out.json").events}


# Dates


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [
        ("Date,Event,Kind\n5/14/2025,A,meeting\n5/6/2025,B,meeting\n", ["05-14", "05-06"]),
        ("Date,Event,Kind\n14/5/2025,A,meeting\n6/5/2025,B,meeting\n", ["05-14", "05-06"]),
        ("Start date,Event,Kind\n2025/5/14,A,meeting\n2025/5/6,B,meeting\n", ["05-14", "05-06"]),
        ("Дата,Событие,Вид\n06.05.2025,A,заседание\n14.05.2025,B,заседание\n", ["05-06", "05-14"]),
    ],
)
def test_the_whole_column_decides_the_order_of_figures(sheet: str, expected: list[str]) -> None:
    assert dates(sheet) == {title: f"2025-{day}" for title, day in zip("AB", expected, strict=True)}


@pytest.mark.parametrize(
    ("cell", "readings"),
    [
        ("5/6/2025", ("2025-06-05", "2025-05-06")),
        ("1/2/2025", ("2025-02-01", "2025-01-02")),
        ("11/12/2024", ("2024-12-11", "2024-11-12")),
    ],
)
def test_where_nothing_decides_both_readings_are_named(
    cell: str, readings: tuple[str, str]
) -> None:
    Path("in.csv").write_text(f"Date,Event,Kind\n{cell},Board meets,meeting\n", "utf-8")
    told = run("convert", "in.csv", "out.json").stderr
    day_first, month_first = readings
    assert f"{day_first} (day-first) or {month_first} (month-first)" in told
    assert not Path("out.json").exists()
    for order, reading in zip(("day-first", "month-first"), readings, strict=True):
        sheet = f"Date,Event,Kind\n{cell},Board meets,meeting\n"
        assert dates(sheet, "--dates", order) == {"Board meets": reading}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("5 November 2001", "2001-11-05"),
        ("June 15, 2001", "2001-06-15"),
        ("23–24 February 1976", "1976-02-23/1976-02-24"),
        ("27 February – 1 March 2009", "2009-02-27/2009-03-01"),
        ("December 1997", "1997-12"),
        ("15 мая 1992 года", "1992-05-15"),
        ("the 3rd of June 2004", "2004-06-03"),
        ("Sept. 3, 2019", "2019-09-03"),
        ("с 15 по 17 мая 1992 г.", "1992-05-15/1992-05-17"),
        ("31 декабря 2019 – 2 января 2020 года", "2019-12-31/2020-01-02"),
    ],
)
def test_dates_in_words_are_read(words: str, expected: str) -> None:
    assert dates(f'Date,Event,Kind\n"{words}",A,meeting\n') == {"A": expected}


@pytest.mark.parametrize(
    ("label", "is_found"),
    [("03.июн", True), ("Mar-06", True), ("6-мар", True), ("3-6", False), ("12A", False)],
)
def test_a_label_of_which_a_spreadsheet_has_made_a_date_is_found(
    label: str, is_found: bool
) -> None:
    sheet = f"Date,Event,Kind,Series,Label\n2025-05-19,A,meeting,S,{label}\n"
    Path("labels.csv").write_text(sheet, "utf-8")
    assert ("label-is-a-date" in run("check", "labels.csv").stdout) is is_found


# Sheets


@pytest.mark.parametrize(
    ("above", "headers", "row", "line"),
    [
        ("Meetings of the Board in 2025;;\n;;\n", "Date;Event;Kind", "19.05.2025;B;meeting", 3),
        ("Board\n\nPlan 2025\n\n", "Date,Event,Kind", "2025-05-19,B,meeting", 5),
        ("Exported,2025-11-30,\n\n", "Kind,Event,Start", "meeting,B,2025-05-19", 3),
        (
            *("Утверждаю;;;\nПлан на 2025 год;;;\n", "№ п/п;Дата;Мероприятие;Вид"),
            *("1;19 мая;Заседание;заседание", 3),
        ),
    ],
)
def test_the_header_row_is_found_below_a_title_and_that_is_told(
    above: str, headers: str, row: str, line: int
) -> None:
    plain, told = converted(f"{above}{headers}\n{row}\n")
    assert [event["when"] for event in plain["meetings"]] == ["2025-05-19"]
    assert f"the headers are in line {line}; what is above them is left out" in told


MOVED = "Date;Event;Kind;Moved from\n26.05.2025;{title};meeting;19.05.2025\n"
FIRST = "Date;Event;Kind\n19.05.2025;{title};meeting\n"


@pytest.mark.parametrize(
    ("title", "edited", "id"),
    [
        ("Заседание Совета", "Заседание Совета министров", "2025-05-19-zasedanie-soveta"),
        ("Session, regular", "Regular session", "2025-05-19-session-regular"),
        ("Сессия «Щит»", "Сессия «Щит-2025»", "2025-05-19-sessiya-shchit"),
    ],
)
def test_an_event_that_moved_or_was_retitled_stays_one(title: str, edited: str, id: str) -> None:
    first, moved = FIRST.format(title=title), MOVED.format(title=title)
    retitled = FIRST.format(title=edited)
    for sheet in (first, moved):
        assert [event["id"] for event in converted(sheet)[0]["meetings"]] == [id]
    for name, sheet in {"v1.csv": first, "v2.csv": moved, "v3.csv": retitled}.items():
        Path(name).write_text(sheet, "utf-8")
        assert run("convert", name, f"{name}.ics", "--ids", "ids.csv").exit_code == 0
    uids = {
        line
        for name in ("v1.csv", "v2.csv", "v3.csv")
        for line in Path(f"{name}.ics").read_text("utf-8").splitlines()
        if line.startswith("UID:")
    }
    assert len(uids) == 1
    told = run("merge", "v1.csv", "v3.csv", "-o", "merged.json").stderr
    assert f"match: {id} and " in told


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKD"])
@pytest.mark.parametrize("name", ["Йошкар-Ола", "Орёл", "Șimleu"])
def test_a_place_of_the_same_letters_is_one_place(name: str, form: str) -> None:
    places = [{"id": "known", "name": {"ru": name}, "kind": "city"}]
    Path("places.json").write_text(json.dumps({"format_version": "1", "places": places}), "utf-8")
    apart = unicodedata.normalize(form, name)
    sheet = f"Дата;Мероприятие;Вид;Место\n19.05.2025;Заседание;заседание;{apart}\n"
    Path("place.csv").write_text(sheet, "utf-8")
    for both in (("places.json", "place.csv"), ("place.csv", "places.json")):
        result = run("merge", *both, "-o", "merged.json")
        assert result.stderr == "written: merged.json\n"
        merged = cs.read_json("merged.json")
        assert [place.id for place in merged.places] == ["known"]
        assert merged.meetings[0].place == "known"
    run("convert", "place.csv", "out.json", "--beside", "places.json")
    assert run("merge", "places.json", "out.json", "-o", "again.json").exit_code == 0
    assert cs.read_json("again.json") == merged


@pytest.mark.parametrize(
    "rows",
    [
        [
            "Name;Post;Organisation;From;To",
            "Ann Example;Secretary General;Board;01.01.2020;31.12.2022",
            "Bob Example;Secretary General;Board;01.01.2023;",
        ],
        [
            "ФИО;Должность;Орган;С;По",
            "Ann Example;Генеральный секретарь;Board;1 января 2020 г.;31 декабря 2022 г.",
            "Bob Example;Генеральный секретарь;Board;1 января 2023 г.;н.в.",
        ],
        [
            "Body,Last name,First name,Position,Start date,End date",
            "Board,Example,Ann,Secretary General,2020-01-01,2022-12-31",
            "Board,Example,Bob,Secretary General,2023-01-01,present",
        ],
    ],
)
def test_a_sheet_of_posts_gives_officials_and_memberships(rows: list[str]) -> None:
    plain, _ = converted("\n".join(rows))
    assert [person["id"] for person in plain["officials"]] == ["ann-example", "bob-example"]
    assert [(term["member"], term["role"], term["when"]) for term in plain["memberships"]] == [
        ("ann-example", "secretary-general", "2020-01-01/2022-12-31"),
        ("bob-example", "secretary-general", "2023-01-01/.."),
    ]


# Records


def chronicle(**arrays: list[dict[str, Any]]) -> None:
    Path("in.json").write_text(json.dumps({"format_version": "1", **arrays}), "utf-8")


@pytest.mark.parametrize(
    ("terms", "rules"),
    [
        (["ann 2020-01-01/..", "bob 2023-01-01/..", "ann 2021-01-01/.."],
         {"same-post-twice", "post-held-by-two"}),
        (["ann 2019/2021-06", "ann 2021-03/2022", "bob 2023/.."], {"same-post-twice"}),
        (["ann 2019/2020", "bob 2021/2024", "ann 2023/.."], {"post-held-by-two"}),
        (["ann 2019/2020", "bob 2021/2022", "ann 2023/.."], set()),
    ],
)  # fmt: skip
def test_one_person_twice_in_a_post_and_two_at_once_are_found(
    terms: list[str], rules: set[str]
) -> None:
    chronicle(
        organisations=[{"id": "board", "name": "Board", "kind": "intergovernmental"}],
        officials=[{"id": "ann", "name": "Ann Example"}, {"id": "bob", "name": "Bob Example"}],
        memberships=[
            {"id": f"t{at}", "member": who, "organisation": "board", "role": "secretary-general",
             "when": when}
            for at, (who, when) in enumerate(term.split() for term in terms)
        ],
    )  # fmt: skip
    found = run("check", "in.json", "--today", "2025-01-01").stdout
    assert {rule for rule in ("same-post-twice", "post-held-by-two") if rule in found} == rules


@pytest.mark.parametrize(
    ("born", "leap", "observed"),
    [
        ("1964-02-29", "backward", "28 February 2026"),
        ("1964-02-29", "forward", "1 March 2026"),
        ("1964-02-29", "omit", None),
        ("1958-03", "omit", "March 2026"),
        ("1950-05-19", "omit", "19 May 2026"),
    ],
)
def test_a_person_has_birthdays(born: str, leap: str, observed: str | None) -> None:
    chronicle(officials=[{"id": "ann", "name": "Ann Example", "born": born}])
    found = answer(
        *("anniversaries", "2026", "--data", "in.json", "--today", "2026-01-01", "--leap", leap)
    )
    assert ("Ann Example (birth)" in found) is (observed is not None)
    assert observed is None or observed in found


@pytest.mark.parametrize(
    ("change", "sequence", "status"),
    [
        ({"status": "cancelled"}, "1", "CANCELLED"),
        ({"status": "postponed"}, "1", "TENTATIVE"),
        ({"when": "2026-05-15"}, "1", "CONFIRMED"),
        ({}, "0", "CONFIRMED"),
    ],
)
def test_a_calendar_that_has_the_first_version_takes_up_the_second(
    change: dict[str, str], sequence: str, status: str
) -> None:
    first = {"id": "m", "kind": "meeting", "title": "Board", "when": "2026-05-14",
             "status": "scheduled"}  # fmt: skip
    chronicle(meetings=[first])
    run("convert", "in.json", "first.ics")
    chronicle(meetings=[first | change])
    run("convert", "in.json", "second.ics", "--since", "first.ics")
    said = [
        dict(line.split(":", 1) for line in Path(name).read_text("utf-8").splitlines())
        for name in ("first.ics", "second.ics")
    ]
    assert (said[1]["SEQUENCE"], said[1]["STATUS"]) == (sequence, status)
    assert said[0]["UID"] == said[1]["UID"]
    assert (said[0]["DTSTAMP"] < said[1]["DTSTAMP"]) is (sequence == "1")


@pytest.mark.parametrize(
    ("tag", "canonical"),
    [
        ("zh-cn", "zh-CN"),
        ("be-tarask", "be-tarask"),
        ("SR-latn-rs", "sr-Latn-RS"),
        ("SL-ROZAJ-biske", "sl-rozaj-biske"),
        ("de-ch-1996", "de-CH-1996"),
    ],
)
def test_tags_of_languages_are_taken_in_any_case(tag: str, canonical: str) -> None:
    chronicle(
        places=[{"id": "a", "name": "A", "kind": "city", "aliases": [{"value": "B", "lang": tag}]}]
    )
    plain = json.loads(answer("convert", "in.json", "-", "--to", "json"))
    assert plain["places"][0]["aliases"][0]["lang"] == canonical


@pytest.mark.parametrize("uid", ["c7fc-1@example.org", "040000008200E00074C5", "ocd-event/1a2b"])
def test_an_entry_of_a_calendar_keeps_its_moments_and_its_uid(uid: str) -> None:
    Path("feed.ics").write_text(
        f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//y//EN\nBEGIN:VEVENT\nUID:{uid}\n"
        "DTSTAMP:20250101T000000Z\nDTSTART:20251006T143000Z\nDTEND:20251006T201500Z\n"
        "SUMMARY:Aviation\nEND:VEVENT\nEND:VCALENDAR\n",
        "utf-8",
    )
    run("convert", "feed.ics", "feed.json")
    (meeting,) = cs.read_json("feed.json").meetings
    assert (str(meeting.when), meeting.timezone) == ("2025-10-06", "UTC")
    assert (str(meeting.start_time), str(meeting.end_time)) == ("14:30:00", "20:15:00")
    run("convert", "feed.json", "again.ics")
    assert f"\nUID:{uid}\n" in Path("again.ics").read_text("utf-8")


@pytest.mark.parametrize(
    ("theirs", "ours"), [("APC", "apc"), ("Q22283794", "q22283794"), ("org/9_x", "org-9-x")]
)
def test_a_file_of_popolo_gives_records_and_keeps_ids_of_elsewhere(theirs: str, ours: str) -> None:
    popolo = {
        "persons": [
            {"id": "p1", "name": "Ann Example", "birth_date": "1958-03", "death_date": "2014"}
        ],
        "organizations": [{"id": theirs, "name": "Board", "classification": "party"}],
        "memberships": [
            {"person_id": "p1", "organization_id": theirs, "role": "member", "start_date": "2015"}
        ],
    }
    plain, _ = converted(json.dumps(popolo), name="in.json")
    (body,) = plain["organisations"]
    assert body["id"] == ours
    assert body["identifiers"] == [{"scheme": "popolo", "identifier": theirs}]
    (ann,) = plain["officials"]
    assert (ann["born"], ann["died"]) == ("1958-03", "2014")
    (term,) = plain["memberships"]
    assert (term["member"], term["organisation"], term["when"]) == ("p1", ours, "2015/..")


def test_a_date_that_many_rows_have_is_refused_for_all_of_them_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """All that a text may have been is tried, which takes a millisecond."""
    tried: list[str] = []
    written = dates_of_cells._written
    monkeypatch.setattr(
        dates_of_cells, "_written", lambda text, how: (tried.append(text), written(text, how))[1]
    )
    sheet = "Date,Title\n" + "".join(f"soonish,Exercise {number}\n" for number in range(200))
    with pytest.raises(cs.InputError, match="soonish"):
        cs.read_sheet(sheet.encode(), format="csv", kind="exercise")
    assert len(tried) < 20
