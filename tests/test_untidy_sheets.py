"""Untidy sheets: what people put into cells beside what the column is for."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import cstoevents as cs
from cstoevents.cli import cli
from cstoevents.formats.sheet import read_sheet
from cstoevents.formats.sheet.cells import Note


def read(text: str, **how: Any) -> tuple[cs.Chronicle, list[Note]]:
    notes: list[Note] = []
    how = {"kind": "meeting", "on_note": notes.append, **how}
    return read_sheet(text.encode(), **how), notes


def only_event(text: str, **how: Any) -> tuple[cs.Event, list[str]]:
    chronicle, notes = read(text, **how)
    (event,) = chronicle.events
    return event, [note.text for note in notes]


# Dates


@pytest.mark.parametrize(
    ("words", "expected"),
    [("19 мая с.г.", "2025-05-19"), ("19.05 с. г.", "2025-05-19"), ("май т.г.", "2025-05"),
     ("19 May this year", "2025-05-19"), ("до 1 июня текущего года", "../2025-06-01"),
     ("2 кв. с.г.", "2025-34")],
)  # fmt: skip
def test_this_year_is_that_of_the_title_or_the_one_that_is_given(words: str, expected: str) -> None:
    for title, how in (("План на 2025 год\n", {}), ("", {"given": {"Year": "2025"}})):
        event, _ = only_event(f"{title}Date;Event\n{words};A\n", **how)
        assert str(event.when) == expected


@pytest.mark.parametrize("words", ["19 мая с.г.", "19 May of this year"])
def test_this_year_of_a_sheet_that_names_none_is_refused_with_the_cure(words: str) -> None:
    with pytest.raises(cs.InputError, match="`given` can say for all rows that 'Year' is"):
        read(f"Date;Event\n{words};A\n")


@pytest.mark.parametrize(
    ("words", "expected"),
    [("19–21.05.25", "2025-05-19/2025-05-21"), ("30.05–02.06.25", "2025-05-30/2025-06-02"),
     ("19.05.25 г.", "2025-05-19"), ("19.05.25 - 21.05.25", "2025-05-19/2025-05-21")],
)  # fmt: skip
def test_two_digits_are_the_year_that_the_sheet_is_of(words: str, expected: str) -> None:
    event, _ = only_event(f"План на 2025 год\nDate;Event\n{words};A\n", dates="day-first")
    assert str(event.when) == expected
    with pytest.raises(cs.InputError, match=f"write '19.*' or '{expected}'"):
        read(f"Date;Event\n{words};A\n15.06.2025;B\n")


def test_two_digits_of_another_year_than_the_title_has_are_refused() -> None:
    with pytest.raises(cs.InputError, match="'1924-05-19/1924-05-21' or '2024-05-19/2024-05-21'"):
        read("План на 2025 год\nDate;Event\n19–21.05.24;A\n")


# Times


@pytest.mark.parametrize(
    ("words", "expected"),
    [("1030", "10:30:00"), ("0900", "09:00:00"), ("noon", "12:00:00"), ("полдень", "12:00:00"),
     ("12 noon", "12:00:00"), ("в 15 ч. 30 мин.", "15:30:00"), ("10 часов утра", "10:00:00"),
     ("3 часа дня", "15:00:00"), ("3 in the afternoon", "15:00:00")],
)  # fmt: skip
def test_a_time_in_its_column_is_read_however_it_is_said(words: str, expected: str) -> None:
    event, told = only_event(f"Date;Time;Event\n2025-05-19;{words};A\n")
    assert str(event.start_time) == expected
    assert not told


@pytest.mark.parametrize("words", ["1000-1230", "1000 – 1230 MSK", "10:00 – 12:30"])
def test_two_times_in_four_figures_are_both_read(words: str) -> None:
    event, _ = only_event(f"Date;Time;Event\n2025-05-19;{words};A\n")
    assert (str(event.start_time), str(event.end_time)) == ("10:00:00", "12:30:00")


@pytest.mark.parametrize("words", ["midnight", "полночь"])
def test_midnight_is_the_beginning_of_the_day_which_is_told(words: str) -> None:
    event, told = only_event(f"Date;Time;Event\n2025-05-19;{words};A\n")
    assert str(event.start_time) == "00:00:00"
    assert told == ["midnight: taken for 00:00, with which the day begins"]


@pytest.mark.parametrize(
    ("words", "zone"),
    [("10:00 по Москве", "Europe/Moscow"), ("10:00 МСК", "Europe/Moscow"),
     ("10:00 Moscow time", "Europe/Moscow"), ("10:00 (время московское)", "Europe/Moscow"),
     ("10:00 по Бишкеку", "Asia/Bishkek"), ("10:00 по Минску", "Europe/Minsk")],
)  # fmt: skip
def test_the_zone_beside_a_time_is_known_in_the_words_that_people_use(
    words: str, zone: str
) -> None:
    event, _ = only_event(f"Date;Time;Event\n2025-05-19;{words};A\n")
    assert (str(event.start_time), event.timezone) == ("10:00:00", zone)


# Statuses


@pytest.mark.parametrize(
    "words",
    ["Postponed to 27 May 2025", "Moved to 27 May 2025", "Перенесено на 27 мая 2025",
     "Перенесена на 27 мая", "перенесён на 27.05.2025 г.", "Rescheduled for 2025-05-27",
     "Moved from 19 May to 27 May 2025", "Перенесено с 19 на 27 мая 2025"],
)  # fmt: skip
@pytest.mark.parametrize("header", ["Status", "Отметка о выполнении"])
def test_a_new_date_in_the_status_is_that_of_the_event_and_the_former_one_is_kept(
    words: str, header: str
) -> None:
    if words.startswith("Перенесено с 19 на"):
        words = words.replace("с 19", "с 19 мая")
    event, told = only_event(f"Date;Event;{header}\n2025-05-19;A;{words}\n")
    assert (str(event.when), event.status) == ("2025-05-27", "scheduled")
    assert [str(when) for when in event.previous_when] == ["2025-05-19"]
    assert event.id == "2025-05-19-a"
    assert told == ["moved to 2025-05-27 from 2025-05-19"]


def test_a_row_on_its_new_date_keeps_that_and_a_date_of_several_days_moves_as_one() -> None:
    event, _ = only_event(
        "Date;Moved from;Event;Status\n2025-05-27;2025-05-19;A;Postponed to 27 May 2025\n"
    )
    assert (str(event.when), str(event.previous_when[0])) == ("2025-05-27", "2025-05-19")
    event, _ = only_event("From;To;Event;Status\n2025-05-19;2025-05-21;A;Moved to 27-29 May 2025\n")
    assert str(event.when) == "2025-05-27/2025-05-29"
    assert str(event.previous_when[0]) == "2025-05-19/2025-05-21"


def test_a_new_date_in_figures_counts_with_the_others_and_one_of_two_days_is_not_taken() -> None:
    event, _ = only_event("Date;Event;Status\n2025-05-19;A;Moved to 5/27/2025\n")
    assert str(event.when) == "2025-05-27"
    event, told = only_event("Date;Event;Status\n2025-05-19;A;Postponed to 5/6/2025\n")
    assert (str(event.when), event.status) == ("2025-05-19", "postponed")
    assert told == ["taken for 'postponed', and kept in the note"]


@pytest.mark.parametrize(
    ("words", "status", "note"),
    [("Отменена.", "cancelled", None), ("Not held", "cancelled", None),
     ("Отменено (приказ № 5)", "cancelled", "Status: Отменено (приказ № 5)"),
     ("Cancelled due to weather", "cancelled", "Status: Cancelled due to weather"),
     ("Postponed indefinitely", "postponed", "Status: Postponed indefinitely"),
     ("Проведено, протокол № 4", "held", "Status: Проведено, протокол № 4")],
)  # fmt: skip
def test_a_status_with_words_beside_it_is_taken_and_they_are_kept(
    words: str, status: str, note: str | None
) -> None:
    event, told = only_event(f"Date;Event;Status\n2025-05-19;A;{words}\n")
    assert event.status == status
    assert (event.note and next(iter(event.note.values()))) == note
    assert len(told) == (1 if note else 0)


@pytest.mark.parametrize("words", ["Moved to Minsk", "План 5", "Held over to June"])
def test_words_that_only_begin_like_a_status_are_none(words: str) -> None:
    with pytest.raises(cs.InputError, match="expected one of scheduled, held"):
        read(f"Date;Event;Status\n2025-05-19;A;{words}\n")


@pytest.mark.parametrize(
    "title",
    ["Canceled: Session", "CANCELLED - Session", "[CANCELLED] Session", "ОТМЕНЕНО: Session",
     "Отменена. Session", "Session (отменено)", "Session - cancelled", "Canceled event: Session"],
)  # fmt: skip
def test_a_cancellation_beside_the_title_is_the_status(title: str) -> None:
    for more in ("", ";Confirmed", ";Cancelled"):
        header = ";Status" if more else ""
        event, told = only_event(f"Date;Event{header}\n2025-05-19;{title}{more}\n")
        assert (str(event.title), event.status) == ("Session", "cancelled")
        assert told == ["taken for 'Session', with the status 'cancelled'"]


def test_a_cancellation_in_the_title_of_what_was_held_is_told_and_left_there() -> None:
    event, told = only_event("Date;Event;Status\n2025-05-19;Canceled: Session;Held\n")
    assert (str(event.title), event.status) == ("Canceled: Session", "held")
    assert told == ["says 'cancelled', while 'Status' says 'Held'"]


def test_a_new_date_beside_the_title_is_that_of_the_event() -> None:
    for title in ("Перенесено на 27 мая 2025: Session", "Session (moved to 27 May)"):
        event, _ = only_event(f"Date;Event\n2025-05-19;{title}\n")
        assert (str(event.title), str(event.when)) == ("Session", "2025-05-27")


@pytest.mark.parametrize("title", ["План: заседание", "Moved to Minsk: why", "Отмена виз: доклад"])
def test_a_title_that_only_begins_like_a_status_is_left_alone(title: str) -> None:
    event, told = only_event(f"Date;Event\n2025-05-19;{title}\n")
    assert (next(iter(event.title.values())), event.status, told) == (title, None, [])


def test_a_sheet_that_we_wrote_keeps_a_title_that_begins_like_a_status() -> None:
    title = "Canceled: what is cancelled"
    mine = cs.Chronicle(cs.Event(id="a", kind="visit", title=title, when="2025-05-19"))
    file = io.BytesIO()
    cs.write_sheet(mine, file, format="csv")
    assert cs.read_sheet(file.getvalue()) == mine


CANCELLED_ENTRY = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//a//b//\r\nBEGIN:VEVENT\r\nUID:{uid}\r\n"
    "DTSTAMP:20250501T000000Z\r\nDTSTART;VALUE=DATE:20250519\r\nSUMMARY:{title}\r\n"
    "STATUS:{status}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


@pytest.mark.parametrize("status", ["CONFIRMED", "CANCELLED", "TENTATIVE"])
@pytest.mark.parametrize("title", ["Canceled: Session", "Отменено: Session"])
def test_a_cancellation_before_a_title_of_a_calendar_is_the_status(status: str, title: str) -> None:
    told: list[Any] = []
    entry = CANCELLED_ENTRY.format(uid="1@outlook", title=title, status=status)
    (event,) = cs.read_ics(entry.encode(), on_losses=told.append).events
    assert (str(event.title), event.status) == ("Session", "cancelled")
    assert "a cancellation before the title is the status" in str(told[0])


def test_a_title_of_our_own_calendar_is_left_alone() -> None:
    entry = CANCELLED_ENTRY.format(uid="a@cstoevents", title="Canceled: x", status="CONFIRMED")
    (event,) = cs.read_ics(entry.encode()).events
    assert (str(event.title), event.status) == ("Canceled: x", "scheduled")


def test_dates_before_a_move_are_words_in_a_calendar_which_is_told() -> None:
    event = cs.Event(
        id="a", kind="visit", title="A", when="2025-05-19", previous_when=["2025-05-12"]
    )
    report = cs.write_ics(cs.Chronicle(event), io.BytesIO())
    assert "Event.previous_when" in {loss.what for loss in report}


# Numbers


def entry_of(number: str) -> tuple[cs.records.SeriesEntry, list[str]]:
    event, told = only_event(f"Date;Event;Series;No\n2025-05-19;A;Board;{number}\n", new="accept")
    return event.entries[0], told


@pytest.mark.parametrize("number", ["б/н", "no number", "Без номера"])
def test_words_for_no_number_are_none_which_is_told(number: str) -> None:
    entry, told = entry_of(number)
    assert (entry.number, entry.label, told) == (None, None, ["taken for no number"])


@pytest.mark.parametrize(
    ("printed", "number"),
    [("4 (внеочередное)", 4), ("4th (extraordinary)", 4), ("IV (внеочередное)", 4),
     ("4-е заседание", 4), ("4/2025", 4)],
)  # fmt: skip
def test_words_beside_a_number_are_kept_as_its_label_which_is_told(
    printed: str, number: int
) -> None:
    entry, told = entry_of(printed)
    assert (entry.number, entry.label) == (number, printed)
    assert told == [f"{printed!r} is taken for a label of number {number}"]


@pytest.mark.parametrize("printed", ["внеочередное", "4 bis", "12a"])
def test_what_is_no_number_is_kept_as_a_label_which_is_told(printed: str) -> None:
    entry, told = entry_of(printed)
    assert (entry.number, entry.label) == (None, printed)
    assert told == [f"{printed!r} is taken for a label, which is no number"]


@pytest.mark.parametrize(("printed", "number"), [("4-е", 4), ("№ 4", 4), ("XLI", 41)])
def test_a_number_with_its_sign_is_one(printed: str, number: int) -> None:
    entry, told = entry_of(printed)
    assert (entry.number, told) == (number, [])


# Places

PLACES = cs.Chronicle(
    [
        cs.Place(id="minsk", kind="city", name={"en": "Minsk", "ru": "Минск"}, country="BY"),
        cs.Place(id="moscow", kind="city", name={"en": "Moscow", "ru": "Москва"}, country="RU"),
        cs.Place(id="hall", kind="venue", name="Great Hall", within="minsk"),
    ]
)


@pytest.mark.parametrize(
    "words", ["Moscow/Minsk", "Москва / Минск", "Moscow and Minsk", "Москва – Минск"]
)
@pytest.mark.parametrize("header", ["Place", "City", "Venue"])
def test_two_known_places_make_no_new_one_and_are_kept_in_the_note(words: str, header: str) -> None:
    sheet = f"Date;Event;{header}\n2025-05-19;A;{words}\n"
    chronicle, notes = read(sheet, within=PLACES, new="refuse")
    (event,) = chronicle.events
    assert event.place is None
    assert event.note is not None
    assert list(event.note.values()) == [f"{header}: {words}"]
    told = "names 2 known places, and an event has one: kept in the note"
    assert [note.text for note in notes] == [told]


@pytest.mark.parametrize(
    ("words", "place"),
    [("Minsk / Минск", "minsk"), ("Minsk, Belarus", "minsk"), ("Great Hall", "hall")],
)
def test_a_place_and_what_is_around_it_are_one(words: str, place: str) -> None:
    chronicle, _ = read(f"Date;Event;Place\n2025-05-19;A;{words}\n", within=PLACES, new="refuse")
    assert chronicle.events[0].place == place


def test_a_new_place_with_a_known_part_is_told_with_that() -> None:
    _, notes = read("Date;Event;Place\n2025-05-19;A;Minsk, Old Hall\n", within=PLACES)
    assert notes[0].text.endswith("; 'Minsk' in it is known")


# Signs of HTML


def test_html_in_cells_is_taken_for_its_text_which_is_told() -> None:
    event, told = only_event(
        "Date&nbsp;,Event<br/>title,Description,Links\n"
        "2025-05-19,Q&amp;A<br>of the board,<p>One &laquo;C&raquo;</p><p>Two</p>,"
        "https://a.org/?a=1&amp;b=2\n"
    )
    assert (str(event.title), str(event.description)) == ("Q&A of the board", "One «C»\n\nTwo")
    assert event.links == ("https://a.org/?a=1&b=2",)
    assert told == ["HTML: taken for the text that it shows"] * 3


def test_what_only_looks_like_html_stays_as_it_is() -> None:
    event, told = only_event("Date,Event\n2025-05-19,R&D: a < b & c > d; AT&T\n")
    assert (str(event.title), told) == ("R&D: a < b & c > d; AT&T", [])


def test_a_sheet_that_we_wrote_keeps_what_looks_like_html() -> None:
    mine = cs.Chronicle(cs.Event(id="a", kind="visit", title="<br> and &amp;", when="2025-05-19"))
    file = io.BytesIO()
    cs.write_sheet(mine, file, format="csv")
    assert cs.read_sheet(file.getvalue()) == mine


# Refused dates


def test_a_refused_date_of_an_event_names_the_way_to_keep_its_row() -> None:
    with pytest.raises(cs.InputError, match="; `unclear_dates` can keep such words in the note"):
        read("Date;Event\nsoon;A\n")
    with pytest.raises(cs.InputError) as refused:
        read("From;To;Event\nsoon;2025;A\n")
    assert "unclear_dates" not in str(refused.value)


def test_a_refused_date_names_the_option_on_the_command_line(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Date;Event\nsoon;A\n", "utf-8")
    for lang, words in (("en", "can keep such words"), ("ru", "может сохранить такие слова")):
        command = ["--lang", lang, "convert", str(tmp_path / "a.csv"), "-", "--to", "json"]
        told = CliRunner().invoke(cli, command)
        assert f"; --unclear-dates {words}" in told.output


# Headers


def test_a_sheet_of_treaties_is_read_and_what_no_field_is_for_is_kept_and_told() -> None:
    for header, row in (
        ("Treaty;Signed;Ratified;Parties;Place of signature", "X;15.05.1992;20.04.1994;A;Tashkent"),
        (
            "Договор;Подписано;Ратифицировано;Стороны;Место подписания",
            "X;15.05.1992;20.04.1994;A;T",
        ),
    ):
        chronicle, notes = read(f"{header}\n{row}\n", kind="signing")
        (event,) = chronicle.events
        ratified = header.split(";")[2]
        assert (str(event.title), str(event.when), bool(event.place)) == ("X", "1992-05-15", True)
        assert event.extra.to_plain() == {ratified: "20.04.1994"}
        told = f"kept as `extra`, since no field is for such things: {ratified}"
        assert notes[0].text == told


def test_a_sheet_of_visits_and_one_of_exercises_are_read() -> None:
    event, _ = only_event(
        "Визит;Куда;Дата визита;Цель;Кто едет;Количество\nX;Минск;19.05.2025;Y;А. Б.;5\n"
    )
    assert (event.description, str(event.when)) == (cs.records.Text({"ru": "Y"}), "2025-05-19")
    assert event.extra.to_plain() == {"Количество": 5}
    event, _ = only_event("Exercise;Training area;Dates;Troops\nX;Range;19-21 May 2025;1500\n")
    assert (event.place, event.extra.to_plain()) == ("place-range", {"Troops": 1500})


def test_a_purpose_beside_a_description_is_kept_beside_it() -> None:
    event, _ = only_event("Event;Date;Purpose;Description;Goal\nA;2025;p;d;g\n")
    assert str(event.description) == "d"
    assert event.extra.to_plain() == {"Purpose": "p", "Goal": "g"}


@pytest.mark.parametrize("born", ["Born", "Date of birth", "Дата рождения"])
def test_what_a_sheet_of_posts_says_of_persons_is_kept_with_their_terms(born: str) -> None:
    chronicle, notes = read(f"Name;{born};Post;Body;From\nAnn;1960;Chair;Board;2020\n", kind=None)
    (term,) = chronicle.memberships
    assert term.extra.to_plain() == {born: 1960}
    assert notes[0].text == f"kept as `extra`, since no field is for such things: {born}"


def test_a_header_with_a_slip_is_refused_with_what_it_may_be() -> None:
    with pytest.raises(cs.InputError, match="perhaps 'Place'"):
        read("Event;Date;Plase\nA;2025;Minsk\n")


# The language of what is read

POPOLO = '{"persons": [{"id": "a", "name": "Ann"}]}'


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [("a.csv", "Event;Kind\nSession;visit\n", "title"),
     ("a.ics", CANCELLED_ENTRY.format(uid="1@a", title="Session", status="CONFIRMED"), "title"),
     ("a.json", POPOLO, "name")],
)  # fmt: skip
def test_the_command_line_says_the_language_of_what_is_read(
    tmp_path: Path, name: str, text: str, found: str
) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    command = ["convert", str(tmp_path / name), str(tmp_path / "out.json"), "--lang-in", "kk"]
    result = CliRunner().invoke(cli, command)
    assert result.exit_code == 0, result.output
    (record,) = cs.read_json(tmp_path / "out.json")
    assert getattr(record, found).languages == ("kk",)


def test_a_language_of_what_has_its_own_or_is_none_is_refused(tmp_path: Path) -> None:
    cs.write_json(cs.Chronicle(), tmp_path / "a.json")
    command = ["convert", str(tmp_path / "a.json"), "-", "--to", "json", "--lang-in"]
    assert "--lang-in goes with a sheet, a calendar or Popolo" in (
        CliRunner().invoke(cli, [*command, "ru"]).output
    )
    assert "'1' is no tag of a language" in CliRunner().invoke(cli, [*command, "1"]).output


# Exports of other programs, and posts


def test_a_list_of_everypolitician_is_read_as_it_is() -> None:
    header = (
        "id,name,sort_name,email,twitter,facebook,group,group_id,area_id,area,chamber,term,"
        "start_date,end_date,image,gender\n"
    )
    chronicle, notes = read(
        f"{header}a1,Ann Example,,,,,Party,p,,North,House,5,2015-01-01,2019-12-31,,female\n"
        "b2,Bob Example,,,,,Party,p,,South,House,5,,,,male\n"
        "c3,Bob Example,,,,,Party,p,,South,House,6,2020-01-01,,,male\n",
        kind=None,
    )
    assert len(chronicle.officials) == 3  # two are of one name
    terms = sorted(chronicle.memberships, key=lambda term: str(term.extra["id"]))
    assert [(term.role, str(term.when or "")) for term in terms] == [
        ("member", "2015-01-01/2019-12-31"), ("member", ""), ("member", "2020-01-01/.."),
    ]  # fmt: skip
    assert terms[0].extra.to_plain() == {
        "area": "North", "gender": "female", "group": "Party", "group_id": "p", "id": "a1",
        "term": 5,
    }  # fmt: skip
    assert notes[0].text == "read as members of a chamber, from EveryPolitician"


def test_the_result_of_a_query_to_wikidata_is_read_as_it_is() -> None:
    item = "http://www.wikidata.org/entity/Q1"
    chronicle, notes = read(
        "item,itemLabel,positionLabel,countryLabel,start,startPrecision,end\n"
        f"{item},Ann Example,President,Kazakhstan,2019-01-01T00:00:00Z,9,2020-01-01T00:00:00Z\n",
        kind=None,
    )
    (term,) = chronicle.memberships
    assert (term.role, str(term.when)) == ("head-of-state", "2019/2020-01-01")
    assert term.extra["item"] == item
    told = [note.text for note in notes]
    assert "1 January may stand for a year, since no precision is told" in told
    assert "taken for the post 'head-of-state' of a state" in told


def test_the_events_of_a_query_are_read_as_well() -> None:
    event, _ = only_event("event,eventLabel,date\nhttp://w.org/Q1,Summit,1991-12-16T00:00:00Z\n")
    assert (str(event.title), str(event.when)) == ("Summit", "1991-12-16")


@pytest.mark.parametrize(
    ("sheet", "role"),
    [("Name;Role;Country;From\nAnn;President;Kazakhstan;2019\n", "head-of-state"),
     ("ФИО;Должность;Страна;С\nАнна;Президент;Казахстан;2019\n", "head-of-state"),
     ("Name;Role;Body;From\nAnn;President;Board;2019\n", "president")],
)  # fmt: skip
def test_a_president_is_the_head_of_a_state_and_else_in_a_post_of_that_name(
    sheet: str, role: str
) -> None:
    chronicle, notes = read(sheet, kind=None)
    assert chronicle.memberships[0].role == role
    assert [note for note in notes if repr(role) in note.text]


def test_a_president_of_no_country_is_refused_with_how_to_say_one_for_all() -> None:
    sheet = "Name;Role;From\nAnn;President;2019\n"
    with pytest.raises(cs.InputError, match="`given` can say one for all rows"):
        read(sheet, kind=None)
    chronicle, _ = read(sheet, kind=None, given={"Country": "Kazakhstan"})
    assert chronicle.memberships[0].role == "head-of-state"


# Who came, and the table of ids

SESSION: dict[str, Any] = {"given": {"Event": "Session", "Date": "2025-05-19"}}


def test_the_head_of_a_delegation_keeps_the_id_when_the_name_is_put_right() -> None:
    ids: dict[str, str] = {}
    sheet = "Country;Head of delegation;Members\nArmenia;{};Bob Example\nBelarus;Dan X;\n"
    first, _ = read(sheet.format("Ann Exampel"), ids=ids, **SESSION)
    second, notes = read(sheet.format("Ann Example"), ids=ids, **SESSION)
    assert {one.id for one in second.participations} == {one.id for one in first.participations}
    told = "taken for '2025-05-19-session--ann-exampel--head' of the table of ids: its name is near"
    assert next(note.text for note in notes if note.path == "Id").startswith(told)
    third, _ = read(sheet.format("Ann Example"), ids=ids, **SESSION)
    assert third == second


def test_another_head_of_a_delegation_gets_an_id_of_its_own() -> None:
    ids: dict[str, str] = {"participations/odd": "odd"}
    sheet = "Country;Head of delegation\nArmenia;{}\nBelarus;{}\n"
    read(sheet.format("Ann Example", "Dan Sample"), ids=ids, **SESSION)
    chronicle, _ = read(sheet.format("Eve Other", "Dan Sample"), ids=ids, **SESSION)
    assert {one.id for one in chronicle.participations} == {
        "2025-05-19-session--eve-other--head", "2025-05-19-session--dan-sample--head",
    }  # fmt: skip
    read(sheet.format("Ann Exampel", "Dan Sample"), ids=ids, **SESSION)
    chronicle, _ = read(sheet.format("Ann Exampel", "Ann Example"), ids=ids, **SESSION)
    assert len(chronicle.participations) == 2


# Months as columns, and tables of text


def dates_of(sheet: str, **how: Any) -> list[str]:
    return sorted(str(event.when or "") for event in read(sheet, **how)[0].events)


@pytest.mark.parametrize(
    "sheet",
    ["План на 2025 год\nМероприятие;Январь;Февраль;Март\nА;15;;20\nБ;;10, 24;5-6\nВ;+;;\n",
     "Event;Jan 2025;Feb 2025;Mar 2025\nA;15;;20\nB;;10 and 24;5-6\nC;x;;\n"],
)  # fmt: skip
def test_days_below_months_are_events_of_their_own_which_is_told(sheet: str) -> None:
    assert dates_of(sheet) == [
        "2025-01", "2025-01-15", "2025-02-10", "2025-02-24", "2025-03-05/2025-03-06", "2025-03-20",
    ]  # fmt: skip
    _, notes = read(sheet)
    told = "3 columns are of months or quarters: what stands below is a date each"
    assert told in [note.text for note in notes]


def test_marks_below_quarters_are_events_in_them_and_a_row_without_any_has_no_date() -> None:
    sheet = "План на 2025 год\nМероприятие;I кв.;II кв.\nА;+;\nБ;;20 июня\nВ;;\n"
    assert dates_of(sheet) == ["", "2025-06-20", "2025-33"]


def test_bodies_with_months_beside_them_need_a_title_which_can_be_given() -> None:
    sheet = "План на 2025 год\nОрган;Январь;Март\nСовет А;15;20\n"
    with pytest.raises(cs.InputError, match="or one in `columns` or `given`"):
        read(sheet)
    assert dates_of(sheet, given={"Event": "Session"}) == ["2025-01-15", "2025-03-20"]


@pytest.mark.parametrize(
    "sheet",
    ["| Date | Event | Place |\n|---|:--|---|\n| 2025-05-19 | A\\|B | Minsk |\n",
     "Date|Event|Place\n2025-05-19|A\\|B|Minsk\n", "Date | Event | Place\n2025-05-19 | A\\|B | M\n",
     "# Plan\n\n| Date | Event | Place |\n| --- | --- | --- |\n| 19 May 2025 | A\\|B | Minsk |\n"],
)  # fmt: skip
def test_a_table_whose_cells_strokes_part_is_read_which_is_told(sheet: str) -> None:
    event, told = only_event(sheet, new="accept")
    assert (str(event.title), str(event.when), bool(event.place)) == ("A|B", "2025-05-19", True)
    assert told[0] == "read as a table whose cells | parts"


def test_an_address_in_a_table_of_markdown_is_a_link_and_csv_with_strokes_stays_csv() -> None:
    event, _ = only_event("| Date | Event |\n|---|---|\n| 2025 | [A](https://a.org/x) |\n")
    assert (str(event.title), event.links) == ("A", ("https://a.org/x",))
    event, _ = only_event("Date,Event / Title | Name\n2025,A | B\n", columns={
        "Event / Title | Name": "title"
    })  # fmt: skip
    assert str(event.title) == "A | B"


# More of what people write


def test_a_status_that_is_not_known_yet_is_none_and_a_day_beside_held_is_kept() -> None:
    event, told = only_event("Date;Event;Status\n2025-05-19;A;TBC\n")
    assert (event.status, told) == (None, ["taken for no status"])
    event, _ = only_event("Date;Event;Status\n2025-05-19;A;состоялось 19.05\n")
    assert (event.status, bool(event.note)) == ("held", True)


@pytest.mark.parametrize(
    ("words", "kind"),
    [("Рабочая встреча", "meeting"), ("Joint exercise of peacekeepers", "exercise"),
     ("КШУ", "exercise")],
)  # fmt: skip
def test_a_kind_is_known_by_how_its_words_begin(words: str, kind: str) -> None:
    event, _ = only_event(f"Date;Event;Kind\n2025-05-19;A;{words}\n", kind=None)
    assert event.kind == kind


@pytest.mark.parametrize("header", ["Party", "Rank", "Purpose"])
def test_what_is_of_events_in_others_is_kept_with_a_person_in_a_post(header: str) -> None:
    sheet = f"Name;Title;Country;Start of term;{header}\nAnn;President;Kazakhstan;1991;X\n"
    (term,) = read(sheet, kind=None)[0].memberships
    assert term.extra.to_plain() == {header: "X"}


def test_not_later_than_is_read_as_staffs_shorten_it() -> None:
    event, _ = only_event("Date;Event\nNLT 30 June 2025;A\n")
    assert str(event.when) == "[..2025-06-30]"


def test_the_size_of_an_exercise_without_delegations_is_kept_as_it_is() -> None:
    event, told = only_event("Учение;Год;Численность\nРубеж;2024;более 1000\n", kind="exercise")
    assert event.extra.to_plain() == {"Численность": "более 1000"}
    assert told == ["kept as `extra`, since no field is for such things: Численность"]


def test_a_status_beside_a_date_or_in_its_place_is_that_of_the_event() -> None:
    event, told = only_event("Date;Event\n19 May 2025 (postponed);A\n")
    assert (str(event.when), event.status) == ("2025-05-19", "postponed")
    assert told == ["taken for '19 May 2025', with the status 'postponed'"]
    event, told = only_event("Дата;Событие\nотменено;А\n")
    assert (event.when, event.status) == (None, "cancelled")
    assert told == ["taken for the status 'cancelled', and for no date"]
    event, _ = only_event("Дата;Событие\n20.05.2025 (перенесено с 15.05.2025);А\n")
    assert (str(event.when), str(event.previous_when[0])) == ("2025-05-20", "2025-05-15")


def test_four_figures_below_start_and_end_beside_a_date_are_times() -> None:
    event, _ = only_event("Date,Start,End,Event\n19 May 2025,1000,1200,A\n")
    assert (str(event.start_time), str(event.end_time)) == ("10:00:00", "12:00:00")


@pytest.mark.parametrize(
    ("date", "former"),
    [
        ("20.05.2025 (перенесено с 15.05)", "2025-05-15"),
        ("20 May 2025 (postponed from 15 May)", "2025-05-15"),
    ],
)
def test_the_day_of_a_move_beside_a_date_is_no_time(date: str, former: str) -> None:
    (event,) = read_sheet(f"Date;Event\n{date};A\n".encode(), kind="meeting").events
    assert (str(event.when), event.start_time) == ("2025-05-20", None)
    assert [str(when) for when in event.previous_when] == [former]


def test_the_hour_of_a_cancellation_is_no_time_of_the_event() -> None:
    with pytest.raises(cs.InputError, match=r"cancelled at 10\.30"):
        read_sheet(b"Date;Event\n20 May 2025 - cancelled at 10.30;A\n", kind="meeting")


@pytest.mark.parametrize(
    ("date", "status", "when", "former"),
    [
        ("20 December 2025", "postponed to 15 January", "2026-01-15", "2025-12-20"),
        ("20 декабря 2025", "перенесено на 15 января", "2026-01-15", "2025-12-20"),
        ("15 January 2026", "postponed from 20 December", "2026-01-15", "2025-12-20"),
        ("20 May 2025", "moved to 12 May", "2025-05-12", "2025-05-20"),
    ],
)
def test_the_day_of_a_move_without_a_year_is_the_nearest_one(
    date: str, status: str, when: str, former: str
) -> None:
    sheet = f"Date;Event;Status\n{date};A;{status}\n"
    (event,) = read_sheet(sheet.encode(), kind="meeting").events
    assert (str(event.when), *map(str, event.previous_when)) == (when, former)


def test_a_header_that_ends_in_label_makes_no_result_of_a_query() -> None:
    sheet = b"Date,Event,VenueLabel,Statsu\n2025-05-19,A,Minsk,cancelled\n"
    with pytest.raises(cs.InputError, match="'Statsu', expected a known header"):
        read_sheet(sheet, kind="meeting")


QUERY = "item,itemLabel,positionLabel,organisationLabel,start,startPrecision\n"


def test_a_date_of_a_query_is_as_exact_as_its_precision() -> None:
    rows = "Q1,Ann,chair,Board,1990-01-01T00:00:00Z,8\nQ2,Bob,chair,Board,1990-05-01T00:00:00Z,10\n"
    terms = read_sheet((QUERY + rows).encode()).memberships
    assert sorted(str(term.when) for term in terms) == ["1990-05/..", "199X/.."]


@pytest.mark.parametrize("precision", ["7", "6", "0", "x"])
def test_a_precision_coarser_than_a_decade_is_refused(precision: str) -> None:
    row = f"Q1,Ann,chair,Board,1901-01-01T00:00:00Z,{precision}\n"
    with pytest.raises(cs.InputError, match=rf"\+1901-01-01T00:00:00Z/{precision}"):
        read_sheet((QUERY + row).encode())
