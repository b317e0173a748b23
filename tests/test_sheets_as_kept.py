"""Sheets as people and programs keep them: plans, exports of calendars, lists of posts."""

from __future__ import annotations

import io
import time
from typing import Any

import pytest

import cstoevents as cs
from cstoevents.formats.sheet import read_sheet
from cstoevents.formats.sheet.cells import Note


def read(text: str, encoding: str = "utf-8", **how: Any) -> tuple[cs.Chronicle, list[Note]]:
    notes: list[Note] = []
    how = {"kind": "meeting", "on_note": notes.append, **how}
    return read_sheet(text.encode(encoding), **how), notes


def summary(text: str, encoding: str = "utf-8", **how: Any) -> list[tuple[str, ...]]:
    """Title, date and times of each event, in the order of the rows' dates."""
    chronicle, _ = read(text, encoding, **how)
    return [
        (
            next(iter(event.title.values())),
            str(event.when or ""),
            *(str(time)[:5] for time in (event.start_time, event.end_time) if time),
        )
        for event in sorted(chronicle.events, key=lambda event: str(event.title))
    ]


GOOGLE = (
    "Subject,Start Date,Start Time,End Date,End Time,All Day Event,Description,Location,Private\r\n"
    'A,05/30/2026,10:00:00 AM,05/30/2026,1:00:00 PM,False,"Agenda, draft",Bishkek,True\r\n'
    "B,06/02/2026,,06/04/2026,,True,,Minsk,False\r\n"
)
OUTLOOK = (
    '"Subject","Start Date","Start Time","End Date","End Time","All day event",'
    '"Reminder on/off","Reminder Date","Reminder Time","Meeting Organizer","Required Attendees",'
    '"Optional Attendees","Meeting Resources","Billing Information","Categories","Description",'
    '"Location","Mileage","Priority","Private","Sensitivity","Show time as"\r\n'
    '"A","5/30/2026","10:00:00 AM","5/30/2026","1:00:00 PM","False","True","5/30/2026",'
    '"9:45:00 AM","Secretariat","Ann Example;Bob Example","","","","Plans;Board","Some words",'
    '"Room 5","","Normal","False","Normal","2"\r\n'
    '"B","6/2/2026","12:00:00 AM","6/5/2026","12:00:00 AM","True","False",,,,,,,,,,,,'
    '"Normal","False","Normal","3"\r\n'
)
OUTLOOK_IN_RUSSIAN = (
    '"Тема","Дата начала","Время начала","Дата завершения","Время завершения","Целый день",'
    '"Напоминание вкл/выкл","Дата напоминания","Время напоминания","Организатор собрания",'
    '"Обязательные участники","Необязательные участники","Ресурсы собрания","В это время",'
    '"Важность","Категории","Место","Описание","Пометка","Расстояние","Способ оплаты","Частное"\r\n'
    '"A","30.05.2026","10:00:00","30.05.2026","13:00:00","Ложь","Истина","30.05.2026",'
    '"9:45:00","Секретариат","","","","2","Обычная","Планы","Бишкек","","Обычный","","","Ложь"\r\n'
    '"B","02.06.2026","0:00:00","05.06.2026","0:00:00","Истина","Ложь",,,,,,,,,,,,,,,\r\n'
)
CALENDARS = {
    "Google": (GOOGLE, "utf-8"),
    "Outlook": (OUTLOOK, "cp1252"),
    "Outlook in Russian": (OUTLOOK_IN_RUSSIAN, "cp1251"),
}


@pytest.mark.parametrize("program", CALENDARS)
def test_the_calendar_of_another_program_is_read_as_it_exports_it(program: str) -> None:
    assert summary(*CALENDARS[program]) == [
        ("A", "2026-05-30", "10:00", "13:00"),
        ("B", "2026-06-02/2026-06-04"),
    ]


def test_what_an_export_has_and_an_event_has_not_is_told() -> None:
    chronicle, notes = read(OUTLOOK)
    event = chronicle.event("2026-05-30-a")
    assert event.topics == ("plans", "board")
    assert len(chronicle.participations) == 3
    assert [note.text for note in notes if note.path == "header"] == [
        (
            "left out, since an event has no such fields: Reminder on/off, Reminder Date,"
            " Reminder Time, Optional Attendees, Meeting Resources, Billing Information, Mileage,"
            " Priority, Private, Sensitivity, Show time as"
        )
    ]


@pytest.mark.parametrize("header", ["Meeting Organizer", "Организатор собрания"])
def test_who_organises_a_meeting_in_outlook_is_a_person_who_took_part(header: str) -> None:
    ann = cs.Official(id="ann", name="Ann Example")
    chronicle, notes = read(
        f"Subject,{header},Required Attendees\nA,Ann Example,Bob Example\nB,Cy Example,\n",
        within=cs.Chronicle(ann),
        new="refuse",
    )
    took_part = {(link.event, link.official, str(link.description or ""))
                 for link in chronicle.participations}  # fmt: skip
    assert took_part == {("a", "ann", ""), ("a", None, "Bob Example"), ("b", None, "Cy Example")}
    assert not any(event.organisers for event in chronicle.events)
    assert not notes


@pytest.mark.parametrize(
    "sheet",
    ["Person,Title,Organization,Start,End\nAnn Example,Chair,Board,2015,2018\n",
     "Full name,Title,Department,Appointed,Until\nAnn Example,Chair,Board,2015,2018\n",
     "ФИО;Занимаемая должность;Подразделение;Период работы\nAnn Example;Chair;Board;2015–2018\n"],
)  # fmt: skip
def test_a_title_beside_a_person_and_a_term_is_a_post(sheet: str) -> None:
    chronicle = cs.read_sheet(sheet.encode())
    (term,) = chronicle.memberships
    assert (term.member, term.role, str(term.when)) == ("ann-example", "chair", "2015/2018")


@pytest.mark.parametrize(
    "sheet",
    ["№;Страна;С;По\n1;Армения;1992;\n2;Узбекистан;2006;2012\n",
     "Country;From;To;Note\nArmenia;1992;;x\nUzbekistan;2006;2012;\n"],
)  # fmt: skip
def test_a_list_of_countries_and_days_is_one_of_members(sheet: str) -> None:
    union = cs.Organisation(id="union", name="Union", kind="other")
    chronicle, _ = read(sheet, kind=None, given={"Body": "Union"}, within=cs.Chronicle(union))
    assert sorted(
        f"{one.member} {one.organisation} {one.when}" for one in chronicle.memberships
    ) == [
        "organisation-armenia union 1992/..",
        "organisation-uzbekistan union 2006/2012",
    ]


def test_a_list_of_countries_with_anything_else_needs_a_title() -> None:
    with pytest.raises(cs.InputError, match="a column for titles"):
        read("Country;From;To;Kind\nArmenia;1992;;visit\n")


def test_a_title_beside_those_who_came_is_that_of_an_event() -> None:
    sheet = (
        "Title,Person,Start,End,Organizer,Place\nA,Ann Example,2015-05-01,2015-05-02,Board,Minsk\n"
    )
    assert [str(event.title) for event in read(sheet)[0].events] == ["A"]


def test_usual_headers_of_a_list_of_minutes_are_known() -> None:
    headers = "№ протокола;Фактическая дата;Мероприятие;Решение;Перенесено с даты"
    chronicle, notes = read(f"{headers}\n5;12.03.2026;A;Принять;10.03.2026\n")
    (event,) = chronicle.events
    assert (event.when, event.previous_when) == ("2026-03-12", ("2026-03-10",))
    assert [str(outcome) for outcome in event.outcomes] == ["Принять"]
    assert any("№ протокола" in note.text for note in notes)


@pytest.mark.parametrize(
    "headers",
    ["Планируемая дата;Фактическая дата", "Planned date;Actual date", "Дата (план);Дата (факт)"],
)
def test_of_a_planned_and_an_actual_date_the_actual_one_is_taken_where_it_is_given(
    headers: str,
) -> None:
    rows = "A;14.05.2026;15.05.2026\nB;20.05.2026;\nC;05.2026;16.05.2026\nD;;17.05.2026\n"
    chronicle, notes = read(f"Title;{headers}\n{rows}")
    read_as = {
        str(event.title): (
            str(event.when),
            event.status and event.status.value,
            event.previous_when,
        )
        for event in chronicle.events
    }
    assert read_as == {
        "A": ("2026-05-15", None, ("2026-05-14",)),
        "B": ("2026-05-20", "scheduled", ()),
        "C": ("2026-05-16", None, ()),
        "D": ("2026-05-17", None, ()),
    }
    assert {note.line for note in notes if note.text.startswith("taken for the date")} == {2, 3}


@pytest.mark.parametrize("header", ["Планируемая дата", "Actual date"])
def test_a_planned_or_an_actual_date_alone_is_the_date(header: str) -> None:
    chronicle, _ = read(f"Title;{header}\nA;14.05.2026\n")
    (event,) = chronicle.events
    assert (str(event.when), event.status) == ("2026-05-14", None)


def test_a_year_beside_an_actual_date_is_that_of_days_that_leave_it_out() -> None:
    assert summary("Title;Year;Actual date\nA;2026;14 May\n") == [("A", "2026-05-14")]


@pytest.mark.parametrize("place", ["онлайн", "ВКС", "Online", "в режиме видеоконференции"])
def test_a_place_that_says_how_people_met_is_the_format(place: str) -> None:
    chronicle, notes = read(f"Title;Date;Place\nA;2026-05-14;{place}\n")
    (event,) = chronicle.events
    assert isinstance(event, cs.Meeting)
    assert (event.format, event.place, len(chronicle.places)) == ("videoconference", None, 0)
    assert [note.text for note in notes if "format" in note.text] == [
        "taken for the format 'videoconference', and for no place"
    ]


def test_words_below_a_header_in_other_letters_are_in_the_language_of_their_own() -> None:
    sheet = (
        "Title,Place,Participants,Note,Note (ru)\nЗаседание,Зал 1,Анна Пример; Ann,Слова,\n"
        "Session,Hall,Ann,,\n"
    )
    chronicle, _ = read(sheet)
    titles = {event.id: event.title.languages for event in chronicle.events}
    assert titles == {"zasedanie": ("ru",), "session": ("en",)}
    assert {place.name.languages for place in chronicle.places} == {("ru",), ("en",)}
    who = {str(one.description): one.description for one in chronicle.participations}
    assert {name: words and words.languages for name, words in who.items()} == {
        "Анна Пример": ("ru",),
        "Ann": ("en",),
    }
    # Beside a column for another language the header says which is meant.
    note = chronicle.event("zasedanie").note
    assert note == cs.Text({"en": "Слова"})
    told, _ = read(sheet, lang="ky")
    assert {event.title.languages for event in told.events} == {("ky",)}


def test_latin_words_below_a_russian_header_stay_russian() -> None:
    chronicle, _ = read("Название;Место\nCSTO-2026;ICMEC\n")
    assert chronicle.events[0].title.languages == ("ru",)


VENUES = {
    "City,Venue": "A,{city},{venue}\nB,{city},\nC,,{venue}\nD,{city},{city}\nE,{city},Online\n",
    "Venue,Town": "A,{venue},{city}\nB,,{city}\nC,{venue},\nD,{city},{city}\nE,Online,{city}\n",
    "Город,Место проведения": (
        "A,{city},{venue}\nB,{city},уточняется\nC,,{venue}\nD,{city},{city}\nE,{city},онлайн\n"
    ),
    "Place,Venue": "A,{city},{venue}\nB,{city},\nC,,{venue}\nD,{city},{city}\nE,{city},Online\n",
}


@pytest.mark.parametrize("headers", VENUES)
def test_a_venue_beside_its_city_is_a_place_within_it(headers: str) -> None:
    rows = VENUES[headers].format(city="Gyumri", venue="Black Fortress")
    chronicle, notes = read(f"Event,{headers}\n{rows}")
    assert {str(event.title): event.place for event in chronicle.events} == {
        "A": "place-gyumri-black-fortress",
        "B": "place-gyumri",
        "C": "place-black-fortress",
        "D": "place-gyumri",
        "E": "place-gyumri",
    }
    around = {place.id: place.within for place in chronicle.places}
    assert around["place-gyumri-black-fortress"] == "place-gyumri"
    told = [note.text.partition(";")[0] for note in notes if note.line == 2]
    assert "a new place: 'Black Fortress' [place-gyumri-black-fortress]" in told
    assert "a new place: 'Gyumri' [place-gyumri]" in told


@pytest.mark.parametrize(
    "header", ["Место / Venue", "City / Место", "Location (city)", "Place (venue)", "City / Город"]
)
def test_a_header_that_says_a_place_twice_is_one_of_places(header: str) -> None:
    assert read(f"Event,{header}\nA,Osh\n")[0].events[0].place == "place-osh"


def test_a_venue_is_the_known_one_of_its_city_and_no_other() -> None:
    places = [
        cs.Place(id="minsk", name="Minsk", kind="city", country="BY"),
        cs.Place(id="osh", name="Osh", kind="city", country="KG"),
        cs.Place(id="hall-m", name="Red Hall", kind="venue", within="minsk"),
        cs.Place(id="hall-o", name="Red Hall", kind="venue", within="osh"),
        cs.Place(id="tower", name="Tower", kind="venue"),
    ]
    sheet = (
        "Event,Country,City,Venue\nA,,Minsk,Red Hall\nB,Kyrgyzstan,Osh,red hall\nC,,Osh,Tower\n"
        "D,,Minsk,Blue Hall\nE,,Osh,Blue Hall\n"
    )
    chronicle, _ = read(sheet, within=cs.Chronicle(*places))
    assert {str(event.title): event.place for event in chronicle.events} == {
        "A": "hall-m",
        "B": "hall-o",
        "C": "tower",
        "D": "place-minsk-blue-hall",
        "E": "place-osh-blue-hall",
    }
    assert {place.id: place.within for place in chronicle.places} == {
        "place-minsk-blue-hall": "minsk",
        "place-osh-blue-hall": "osh",
    }
    with pytest.raises(cs.InputError) as caught:
        read(sheet, within=cs.Chronicle(*places), new="refuse")
    assert [problem.found for problem in caught.value.problems] == ["Blue Hall", "Blue Hall"]


def test_a_venue_with_an_id_of_its_own_lies_within_its_city() -> None:
    sheet = "Event,City,Venue\nA,Osh,Red Hall [red]\nB,Osh,Red Hall\nC,Minsk,Red Hall\n"
    chronicle, _ = read(sheet)
    assert [event.place for event in chronicle.events] == ["red", "red", "place-minsk-red-hall"]
    assert {place.id: place.within for place in chronicle.places if place.within} == {
        "red": "place-osh",
        "place-minsk-red-hall": "place-minsk",
    }


def test_two_places_within_each_other_are_no_endless_way() -> None:
    sheet = "Event,City,Venue\nA,One [one],Two [two]\nB,Two [two],One [one]\nC,One,Three\n"
    chronicle, _ = read(sheet)
    assert {place.id: place.within for place in chronicle.places} == {
        "one": None,
        "two": "one",
        "place-one-three": "one",
    }


def test_a_venue_keeps_its_id_when_its_name_or_that_of_its_city_is_corrected() -> None:
    ids: dict[str, str] = {}
    read("Event,Date,City,Venue\nA,2026-01-12,Gyumrri,Black Fortres\n", ids=ids)
    for sheet in ("Gyumri,Black Fortress", "Gyumri,Black Fortres", "Gyumri,Black Fortress"):
        chronicle, _ = read(f"Event,Date,City,Venue\nA,2026-01-12,{sheet}\n", ids=ids)
        assert {place.id: place.within for place in chronicle.places} == {
            "place-gyumrri": None,
            "place-gyumrri-black-fortres": "place-gyumrri",
        }


def test_a_place_that_is_called_as_a_format_is_written_with_its_id() -> None:
    place = cs.Place(id="online", name="Online", kind="other")
    event = cs.Meeting(id="a", kind="meeting", title="A", place="online")
    written = io.BytesIO()
    cs.write_sheet(cs.Chronicle([place, event]), written, format="csv")
    again = read_sheet(written.getvalue())
    assert again.events[0].place == "online"


@pytest.mark.parametrize(
    ("short", "body"),
    [
        ("СМИД", "csto-cfm"),
        ("КССБ", "csto-cssc"),
        ("Объединенный штаб", "csto-joint-staff"),
        ("Секретариат", "csto-secretariat"),
        ("Secretariat", "csto-secretariat"),
    ],
)
def test_a_short_name_means_the_one_body_that_it_leaves_the_organisation_of_out(
    short: str, body: str
) -> None:
    chronicle, _ = read(f"Title;Date;Organiser\nA;2026-05-14;{short}\n", within=cs.load())
    assert chronicle.events[0].organisers == (body,)


def test_a_short_name_that_may_be_that_of_two_bodies_is_told_with_both() -> None:
    bodies = [
        cs.Organisation(id=id, name=name, kind="other", abbreviation=short)
        for id, name, short in (
            ("csto", "Treaty", "CSTO"),
            ("sco", "Shanghai", "SCO"),
            ("a", "CSTO Board", None),
            ("b", "SCO Board", None),
        )
    ]
    sheet = "Title;Date;Organiser\nA;2026-05-14;Board\n"
    chronicle, notes = read(sheet, within=cs.Chronicle(bodies))
    assert chronicle.events[0].organisers == ("organisation-board",)
    told = "a name that may be that of 'CSTO Board' [a] or 'SCO Board' [b]"
    assert told in [note.text for note in notes]


def test_a_country_beside_a_body_in_a_sheet_of_posts_is_told_to_be_left_out() -> None:
    sheet = "Name;Post;Organisation;Country;From\nAnn;Chair;Board;Russia;2020\n"
    _, notes = read(sheet, kind=None)
    assert any("left out, since it may be the country of the body" in one.text for one in notes)


def test_a_column_that_a_list_of_members_has_no_use_for_is_refused_with_the_cure() -> None:
    sheet = "Member,Organisation,Joined,Country\nBoard,Union,2002,Armenia\n"
    with pytest.raises(cs.InputError, match="`columns` can leave the column out"):
        cs.read_sheet(sheet.encode())


KEPT = {
    # plans
    "a plan in Russian": (
        ("План мероприятий на 2026 год;;;\n;;;\n"
        "№ п/п;Наименование мероприятия;Срок проведения;Ответственный исполнитель\n"
        "1;A;I квартал 2026 г.;Секретариат\n2.;B;май – июнь 2026 года;Штаб\n"),
        [("A", "2026-33"), ("B", "2026-05/2026-06")],
    ),
    "a plan under an approval": (
        "УТВЕРЖДАЮ\nПредседатель\n\nп/п№,Дата и время,Мероприятие\n1,19.05.2026 10:00,A\n",
        [("A", "2026-05-19", "10:00")],
    ),
    "a plan in English": (
        ("Work plan for 2026,,,\n,,,\nNo.,Activity,Timeframe,Responsible\n"
        "1,A,Q1 2026,Secretariat\n2,B,first half of 2026,Joint Staff\n"),
        [("A", "2026-33"), ("B", "2026-40")],
    ),
    "a plan with a serial number": ("S/N,Activity,Date,Lead\n1,A,19 May 2026,Board\n",
                                    [("A", "2026-05-19")]),
    "a plan of a year, whose dates leave it out": (
        ("УТВЕРЖДАЮ «15» декабря 2025 г.;;\nПлан мероприятий на 2026 год;;\n;;\n"
        "№;Дата;Мероприятие\n1;12 января;A\n2;13-14.01;B\n3;I квартал;C\n4;в течение года;D\n"
        "5;май – июнь;E\n6;19 мая 2025 г.;F\n"),
        [("A", "2026-01-12"), ("B", "2026-01-13/2026-01-14"), ("C", "2026-33"), ("D", "2026"),
         ("E", "2026-05/2026-06"), ("F", "2025-05-19")],
    ),
    "a plan by months": (
        ("Plan for 2026,,\nDate,Event,Place\nJanuary,,\n12,A,\n13-14 January,B,\n"
        "II. February 2026,,\nMonday 2 February,C,\n"),
        [("A", "2026-01-12"), ("B", "2026-01-13/2026-01-14"), ("C", "2026-02-02")],
    ),
    "a plan of a month": ("План на май 2026 года;\nЧисло;Мероприятие\n12;A\n13–14;B\n",
                          [("A", "2026-05-12"), ("B", "2026-05-13/2026-05-14")]),
    "dates in three columns": (
        "Year,Month,Day,Event\n2025,5,19,A\n2025,June,24-26,B\n2025,12,,C\n2026,,,D\n",
        [("A", "2025-05-19"), ("B", "2025-06-24/2025-06-26"), ("C", "2025-12"), ("D", "2026")],
    ),
    "dates in three columns, in Russian": (
        "Год;Месяц;Число;Мероприятие\n2025;май;19;A\n2025;01;24–26;B\n",
        [("A", "2025-05-19"), ("B", "2025-01-24/2025-01-26")],
    ),
    "a month beside the day": ("Month,Date,Event\nMay 2025,19,A\nMay 2025,19 May 2025,B\n",
                               [("A", "2025-05-19"), ("B", "2025-05-19")]),
    "a year beside the quarter": (
        "Год;Квартал;Мероприятие\n2026;I квартал;A\n2026;2 кв.;B\n;Q3 2027;C\n",
        [("A", "2026-33"), ("B", "2026-34"), ("C", "2027-35")],
    ),
    "a month beside the day, in the year of the title": (
        ("Work plan 2026,,\nMonth,Dates,Event\nJanuary,12-16,A\n,27,B\nFebruary,3,C\n"
         "April,30 Apr - 2 May,D\n"),
        [("A", "2026-01-12/2026-01-16"), ("B", "2026-01-27"), ("C", "2026-02-03"),
         ("D", "2026-04-30/2026-05-02")],
    ),
    "a ten-day period beside its month, in the year of the title": (
        "План на 2026 год;;\nМесяц;Дата;Мероприятие\nФевраль;II декада;A\nМай;12;B\n",
        [("A", "[2026-02-11..2026-02-20]"), ("B", "2026-05-12")],
    ),
    "a quarter by its number alone": (
        "Quarter,Year,Event\nQ1,2026,A\n2,2026,B\nIV,2026,C\n",
        [("A", "2026-33"), ("B", "2026-34"), ("C", "2026-36")],
    ),
    "half a year by its number alone, in Russian": (
        "Полугодие;Год;Мероприятие\nI;2026;A\n2;2026;B\n", [("A", "2026-40"), ("B", "2026-41")],
    ),
    "days above their rows": (
        ("Time,Event,Room\nDay 1 - Monday 19 May 2025,,\n10:00,A,1\nMorning session,,\n11:00,B,2\n"
         "20 May 2025,,\n09:30-11:00,C,3\nII. Other matters,,\n,D,\n"),
        [("A", "2025-05-19", "10:00"), ("B", "2025-05-19", "11:00"),
         ("C", "2025-05-20", "09:30", "11:00"), ("D", "")],
    ),
    "days above their rows, in the year of the title": (
        ("План на неделю 19–23 мая 2025 г.;;\nВремя;Мероприятие;Место\nПонедельник, 19 мая;;\n"
         "10:00;A;Москва\nВторник, 20 мая;;\n11:00;B;ВКС\n"),
        [("A", "2025-05-19", "10:00"), ("B", "2025-05-20", "11:00")],
    ),
    "days above their rows, in the column of dates": (
        "Date,Time,Event\n19 May 2025,,\n,10:00,A\n20 May 2025,,\n,11:00,B\n22 May 2025,,C\n",
        [("A", "2025-05-19", "10:00"), ("B", "2025-05-20", "11:00"), ("C", "2025-05-22")],
    ),
    "days above their rows, in the column of titles": (
        "Мероприятие;Место\n19.05.2025 (понедельник);\nA;Минск\nВторой день: 20 мая 2025 г.;\nB;\n",
        [("A", "2025-05-19"), ("B", "2025-05-20")],
    ),
    "numbered headings in the column of titles": (
        ("Мероприятие;Дата;Место\n1. Заседания уставных органов;;\nA;июнь 2026;\nII. Учения;;\n"
         "B;2026;Бишкек\n"),
        [("A", "2026-06"), ("B", "2026")],
    ),
    "numbered titles, one of them without a date": (
        "Мероприятие;Дата\n1. A;июнь 2026\n2. B;\n", [("1. A", "2026-06"), ("2. B", "")],
    ),
    "a year beside the day": ("Year,Date,Event\n2025,19 May,A\n", [("A", "2025-05-19")]),
    "times beside days without a year": (
        "Plan for 2027;\nDate;Event\n21 June, 10:00-12:00;A\nJune 22 10:00;B\n23.06 10:00;C\n",
        [("A", "2027-06-21", "10:00", "12:00"), ("B", "2027-06-22", "10:00"),
         ("C", "2027-06-23", "10:00")],
    ),
    "times beside days without a year, in Russian": (
        "План на 2027 год;\nДата;Мероприятие\n21 июня в 10:00;A\n22 июня, 10:00-12:00;B\n",
        [("A", "2027-06-21", "10:00"), ("B", "2027-06-22", "10:00", "12:00")],
    ),
    "headings below the header of dates": (
        "План на 2027 год;;\n№;Дата;Мероприятие\n;I квартал;\n1;март;A\n;II квартал;\n2;15 мая;B\n",
        [("A", "2027-03"), ("B", "2027-05-15")],
    ),
    "headings of months below one with its year": (
        ("Date;Event\nJanuary 2026;\n12;A\nFebruary;\n3;B\nMARCH:;\n4 March;C\n"
         "In April;\n5;D\nMeetings in May;\n6;E\n"),
        [("A", "2026-01-12"), ("B", "2026-02-03"), ("C", "2026-03-04"), ("D", "2026-04-05"),
         ("E", "2026-05-06")],
    ),
    "headings of months below one with its year, in Russian": (
        "Дата;Событие\nЯнварь 2026 г.;\n12;A\nФЕВРАЛЬ;\n3 февраля;B\n2. Заседания в марте;\n4;C\n",
        [("A", "2026-01-12"), ("B", "2026-02-03"), ("C", "2026-03-04")],
    ),
    "headings of months that begin again under another part": (
        ("Plan for 2026;\nDate;Event\nI. Meetings;\nJanuary;\n12;A\nMarch;\n3;B\n"
         "II. Visits;\nJanuary;\n14;C\nIn 2027;\nMarch;\n5;D\n"),
        [("A", "2026-01-12"), ("B", "2026-03-03"), ("C", "2026-01-14"), ("D", "2027-03-05")],
    ),
    "a heading that goes back, in the year of the title": (
        "Plan for 2026;\nDate;Event\nDecember 2025;\n12;A\nJanuary;\n3;B\n",
        [("A", "2025-12-12"), ("B", "2026-01-03")],
    ),
    "times in columns for a start and an end, beside the date": (
        ("Date;Start;End;Event\n05.05.2026;9:00 AM;5 PM;A\n06.05.2026;09.00;17-30;B\n"
         "07.05.2026;10:00–12:00;;C\n08.05.2026;;;D\n09.05.2026;;18:00;E\n"),
        [("A", "2026-05-05", "09:00", "17:00"), ("B", "2026-05-06", "09:00", "17:30"),
         ("C", "2026-05-07", "10:00", "12:00"), ("D", "2026-05-08"), ("E", "2026-05-09", "18:00")],
    ),
    "times in columns for a start and an end, in Russian": (
        ("Дата;Начало;Окончание;Мероприятие\n5 мая 2026 г.;9 ч. 30 мин.;17.00;A\n"
         "6 мая 2026 г.;с 10:00 до 12:00;;B\n"),
        [("A", "2026-05-05", "09:30", "17:00"), ("B", "2026-05-06", "10:00", "12:00")],
    ),
    # lines that are no rows
    "a total": ("Date,Event,Place\n2025-05-19,A,Minsk\nTotal,1,\n", [("A", "2025-05-19")]),
    "a total of words": ("Event,Date\nA,2025\nTotal: 1 event,\n", [("A", "2025")]),
    "notes below": ("Event,Date\nA,2025\n* subject to change,\nNote: a draft,\n", [("A", "2025")]),
    "a signature below": ("Дата;Событие;Место\n2025;A;\n;;\nРуководитель;;И. Пример\n",
                          [("A", "2025")]),
    "a total in Russian": ("№;Дата;Событие\n1;19.05.2025;A\nИтого: 1;;\n", [("A", "2025-05-19")]),
    "a total under the dates": ("№;Дата;Событие\n1;2025;A\n;Всего;1\n", [("A", "2025")]),
    "blank rows and columns": ("Date,,Event,\n,,,\n2025,,A,\n,,,\n2026,,B,\n",
                               [("A", "2025"), ("B", "2026")]),
    "headings": ("Дата;Событие;Место\nI. Заседания;;\n2025;A;\nМай 2026;;\n2026;B;\n",
                 [("A", "2025"), ("B", "2026")]),
    "numbers of columns": ("№;Дата;Событие\n1;2;3\n1;2025;A\n", [("A", "2025")]),
    "how dates are written": ("Дата;Событие;Время\nдд.мм.гггг;;чч:мм\n19.05.2025;A;10.00\n",
                              [("A", "2025-05-19", "10:00")]),
    "the headers on each page": ("Date,Event\n2025,A\nDate,Event\n2026,B\n",
                                 [("A", "2025"), ("B", "2026")]),
    # headers
    "two lines of headers": ("Event,Date,,Place\n,From,To,\nA,2025-05-19,2025-05-21,Minsk\n",
                             [("A", "2025-05-19/2025-05-21")]),
    "two lines, the lower one longer": (
        "Мероприятие;Сроки;;;\n;начало;окончание;место;страна\nA;19.05.2025;21.05.2025;;\n",
        [("A", "2025-05-19/2025-05-21")],
    ),
    "headers of two lines each": ('"Дата\nпроведения";"Наименование\nмероприятия"\n2025;A\n',
                                  [("A", "2025")]),
    "headers with colons": ("Date:,Event :,Place*\n2025,A,Minsk\n", [("A", "2025")]),
    "headers with hints": ("Дата (дд.мм.гггг);Событие;Место (город)\n19.05.2025;A;Минск\n",
                           [("A", "2025-05-19")]),
    "headers that say of what": ("Event name,Event Date(s)\nA,2025\n", [("A", "2025")]),
    "headers that ask": ("Что;Где;Когда;Кто\nA;Минск;2025;Анна\n", [("A", "2025")]),
    "what an event has not": ("Event,Date,Budget\nA,2025,7\n", [("A", "2025")]),
    "capitals": ("DATE,EVENT NAME,VENUE\n2025,A,Minsk\n", [("A", "2025")]),
    "a character that can't be seen": ("\u200bДата;Событие\n2025;A\n", [("A", "2025")]),
    "years": ("Год;Событие\n2025;A\n", [("A", "2025")]),
    "days of the week": ("Day,Date,Event\nMonday,19.05.2025,A\n", [("A", "2025-05-19")]),
    "a subject and a title": ("Название;Тема;Дата\nA;связь;2025\n", [("A", "2025")]),
    "a subject alone": ("Тема;Дата\nA;2025\n", [("A", "2025")]),
    # times
    "moments": ("Start,End,Event\n2025-05-19 10:00,2025-05-19T12:00,A\n",
                [("A", "2025-05-19", "10:00", "12:00")]),
    "midnights": ("Start,End,Event\n2025-05-19 00:00:00,2025-05-20 00:00,A\n",
                  [("A", "2025-05-19/2025-05-20")]),
    "a moment in figures": ("Date,Event\n5/19/2025 2:30 PM,A\n", [("A", "2025-05-19", "14:30")]),
    "times from and to": ("Дата;Событие;Время\n2025-05-19;A;с 10.00 до 12.30\n",
                          [("A", "2025-05-19", "10:00", "12:30")]),
    "times joined": ("Date,Event,Time\n2025-05-19,A,9:00 AM – 5:30 PM\n",
                     [("A", "2025-05-19", "09:00", "17:30")]),
    "a day with its times": ("Date,Event\n19.05.2025 10:00-12:30,A\n",
                             [("A", "2025-05-19", "10:00", "12:30")]),
    "times with a hyphen": ("Дата;Событие;Время\n19.05.2025;A;10-00\n20.05.2025;B;10-00–12-30\n",
                            [("A", "2025-05-19", "10:00"), ("B", "2025-05-20", "10:00", "12:30")]),
    "times in the date": ("Date,Event\n\"Nov 5, 2001 at 10 AM\",A\n5 ноября 2001 года в 10-00,B\n",
                          [("A", "2001-11-05", "10:00"), ("B", "2001-11-05", "10:00")]),
    "no times": ("Дата;Событие;Время\n19.05.2025;A;весь день\n20.05.2025;B;уточняется\n",
                 [("A", "2025-05-19"), ("B", "2025-05-20")]),
    # dates
    "figures among words": (
        "Дата;Событие\nс 30.04 по 02.05.2024;A\nс 01.06.2023;B\n19.05.2025 г. – 20.05.2025 г.;C\n",
        [("A", "2024-04-30/2024-05-02"), ("B", "2023-06-01/.."), ("C", "2025-05-19/2025-05-20")],
    ),
    "another date decides among words": ("Date,Event\nsince 5/6/2025,A\n5/14/2025,B\n",
                                         [("A", "2025-05-06/.."), ("B", "2025-05-14")]),
    "no date yet": ("Date,Event\nTBD,A\nуточняется,B\n—,C\n", [("A", ""), ("B", ""), ("C", "")]),
    "a date to be confirmed": ("Date,Event\n2026 (TBC),A\n", [("A", "2026?")]),
    "quarters and halves": ("Date,Event\nQ3/2026,A\n2026-Q3,B\n1H 2026,C\n",
                            [("A", "2026-35"), ("B", "2026-35"), ("C", "2026-40")]),
    "figures among EDTF": ("Date,Event\n2025-05-19,A\n21.05.2025-22.05.2025,B\n5.2026,C\n",
                           [("A", "2025-05-19"), ("B", "2025-05-21/2025-05-22"),
                            ("C", "2026-05")]),
    "figures with blanks": ("Date,Event\n19. 05. 2025,A\n19.05.-21.05.2025,B\n",
                            [("A", "2025-05-19"), ("B", "2025-05-19/2025-05-21")]),
    "weekdays": ("Дата;Событие\n19.05.2025 (пн);A\nвт, 20.05.2025;B\n21 мая 2025 г. (среда);C\n",
                 [("A", "2025-05-19"), ("B", "2025-05-20"), ("C", "2025-05-21")]),
    "a weekday decides": ("Date,Event\nThu 5/6/2025,A\n", [("A", "2025-06-05")]),
}  # fmt: skip


@pytest.mark.parametrize("kind", KEPT)
def test_what_people_keep_is_read(kind: str) -> None:
    sheet, events = KEPT[kind]
    assert summary(sheet) == events


LETTERS = "Заседание Совета «Объём»: яЯ, чьи это щи – ёж"


@pytest.mark.parametrize("header", ["Дата;Мероприятие;Вид", "дата;название;вид", "ДАТА;ТЕМА;ВИД"])
@pytest.mark.parametrize(
    ("encoding", "more"),
    [("cp1251", "№ ў"), ("cp866", ""), ("koi8-r", ""), ("koi8-u", "Київ, їжак, Ґ"),
     ("mac-cyrillic", "№"), ("iso-8859-5", "№ ў"), ("utf-16-le", "№"), ("utf-16-be", "«")],
)  # fmt: skip
def test_every_letter_of_an_old_encoding_comes_out(header: str, encoding: str, more: str) -> None:
    letters = LETTERS.encode(encoding, "ignore").decode(encoding)
    sheet = f"{header}\n2026-05-19;{letters} {more};meeting\n".rstrip(" ")
    (event,) = cs.read_sheet(sheet.encode(encoding)).events
    assert str(event.title) == f"{letters} {more}".strip()


@pytest.mark.parametrize("encoding", ["cp1251", "cp866", "koi8-r", "utf-16", "utf-8-sig"])
@pytest.mark.parametrize("mark", [";", "\t"])
def test_headers_tell_the_encoding(encoding: str, mark: str) -> None:
    sheet = "Дата;Событие;Место\n19.05.2025;Визит;Минск\n".replace(";", mark)
    assert summary(sheet, encoding) == [("Визит", "2025-05-19")]


@pytest.mark.parametrize(
    ("sheet", "line", "text"),
    [
        ("Date,Event\n2025,A\nTotal,1\n", 3, "it has a total, so it is left out"),
        ("№,Event,Date\n1,2,3\n1,A,2025\n", 2, "it numbers the columns, so it is left out"),
        ("Date,Event\nMay,\n2025,A\n", 2, "it has nothing but a heading, so it is left out"),
        ("Date,Event\n2025,A\nDate,Event\n", 3,
         "it has the headers once more, so it is left out"),
        ("Event,Date,\n,From,To\nA,2025,2026\n", 2,
         "the headers are in this line and the one above it"),
        ("Date,Event\nTBD,A\n", 2, "taken for no date"),
        ("Дата;Время;Событие\n12.03.2026;10:00;A\n;12:00;B\n", 3,
         "no date, since the cell is blank; that of a row above is not taken"),
        ("Год;Событие\n2026;A\n;B\n", 3,
         "no date, since the cell is blank; that of a row above is not taken"),
    ],
)  # fmt: skip
def test_what_was_decided_is_told(sheet: str, line: int, text: str) -> None:
    _, notes = read(sheet)
    assert (line, text) in [(note.line, note.text) for note in notes]


@pytest.mark.parametrize(
    "words", ["ежеквартально", "twice a year", "2 раза в месяц", "по мере необходимости", "weekly"]
)
def test_a_row_of_what_comes_back_has_no_date_and_keeps_its_words(words: str) -> None:
    sheet = f"Plan for 2026,,\nDate,Event,Note\n{words},A,as before\n12 May,B,\n"
    chronicle, notes = read(sheet)
    event = chronicle.event("a")
    kept = "\n".join(filter(None, event.note.values() if event.note else ()))
    assert (event.when, set(kept.splitlines())) == (None, {"as before", f"Date: {words}"})
    assert [str(one.when) for one in chronicle.timeline()] == ["2026-05-12"]
    assert (3, f"taken for no date: {words!r} is kept in the note") in [
        (note.line, note.text) for note in notes
    ]
    assert not any("cell is blank" in note.text for note in notes)


UNCLEAR = (
    "Date,Event\nearly June 2026,A\n31.04.2026,B\n05/06/2026,C\nmonthly from 2026,D\n2026-07,E\n"
)


def test_dates_that_no_date_can_be_made_of_are_refused_unless_they_are_wanted_as_notes() -> None:
    with pytest.raises(cs.InputError) as caught:
        read(UNCLEAR)
    assert [problem.line for problem in caught.value.problems] == [2, 3, 4, 5]
    chronicle, notes = read(UNCLEAR, unclear_dates="note")
    assert {str(event.title): str(event.note or event.when) for event in chronicle.events} == {
        "A": "Date: early June 2026",
        "B": "Date: 31.04.2026",
        "C": "Date: 05/06/2026",
        "D": "Date: monthly from 2026",
        "E": "2026-07",
    }
    told = [note.line for note in notes if note.text.startswith("taken for no date")]
    assert told == [2, 3, 4, 5]


def test_a_row_whose_date_is_a_note_has_its_other_problems_told() -> None:
    with pytest.raises(cs.InputError) as caught:
        read("Date,Event,Status\nearly June 2026,A,helt\n", unclear_dates="note")
    assert [problem.path for problem in caught.value.problems] == ["Status"]


def test_what_becomes_of_unclear_dates_is_a_known_word() -> None:
    with pytest.raises(cs.errors.ArgumentError, match="unclear_dates"):
        read("Event\nA\n", unclear_dates="guess")


@pytest.mark.parametrize("text", ["TBC", "по согласованию", "уточняется"])
def test_words_for_a_place_that_is_not_decided_make_no_place(text: str) -> None:
    chronicle, notes = read(f"Event,Place\nA,{text}\n")
    assert chronicle.places == ()
    assert (2, "taken for no place") in [(note.line, note.text) for note in notes]


def test_a_year_that_a_title_says_is_told_once() -> None:
    sheet = "Plan for 2026,\nDate,Event\n12 January,A\n13 January,B\n"
    notes = [(note.line, note.text) for note in read(sheet)[1]]
    told = "dates below that lack a year or a month are taken to be in 2026"
    assert notes.count((1, told)) == 1


PLAN = "План на 2026 год;"


@pytest.mark.parametrize(
    ("title", "period"),
    [
        (f"{PLAN}\nутв. решением Совета от 25 декабря 2025 г.;", "2026"),
        (f"{PLAN}\nУтверждён 25.12.2025;", "2026"),
        (f"{PLAN}\nутверждён в декабре 2025 года;", "2026"),
        (f"{PLAN}\nПриложение к решению № 2024;", "2026"),
        (f"{PLAN}\nСтратегия 2030;", "2026"),
        ("Plan for 2026;\nApproved on 25 December 2025;", "2026"),
        ("Plan for 2026;\nApproved on December 25, 2025;", "2026"),
        ("Events planned for 2026;\nUpdated December 2025;", "2026"),
        ("Approved work plan for 2026;", "2026"),
        ("Work plan for May 2026;\nAs of April 2026;", "2026"),
        ("Plan for 2026;\nDecision 2024/15 of the Board;", "2026"),
        ("Plan 2026;", "2026"),
        ("Plan as of 12 January 2026;", ""),
        ("План по состоянию на январь 2026 г.;", ""),
        ("Annex to Decision No. 2024 of the Board;", ""),
        ("Annex to the decision of 2024;", ""),
        ("План на 2025-2026 учебный год;", ""),
        ("Plan for 2025–26;", ""),
        ("Strategy 2030;\nPlan 2026;", ""),
    ],
)
def test_a_title_gives_the_period_that_its_plan_is_for(title: str, period: str) -> None:
    sheet = f"{title}\nDate;Event\n3 May;A\n"
    if period:
        assert summary(sheet) == [("A", f"{period}-05-03")]
    else:
        with pytest.raises(cs.InputError, match="it says no year"):
            read(sheet)


def test_a_month_of_a_title_is_that_of_the_plan_and_not_of_an_update() -> None:
    sheet = "Work plan for May 2026;\nUpdated April 2026;\nDate;Event\n3;A\n"
    assert summary(sheet) == [("A", "2026-05-03")]


def test_a_month_below_a_date_of_approval_is_in_the_year_of_the_plan() -> None:
    sheet = f"{PLAN}\nутв. 25 декабря 2025 г.;\nДата;Событие\n12.03.2026;A\nдекабрь;B\n"
    assert summary(sheet) == [("A", "2026-03-12"), ("B", "2026-12")]


def test_the_year_of_headings_can_be_given_or_stand_in_a_column() -> None:
    given = {"Year": "2026"}
    months = "Date;Event\nJuly;\n14;A\nAugust;\n3 August;B\n"
    assert summary(months, given=given) == [("A", "2026-07-14"), ("B", "2026-08-03")]
    years = "Year;Date;Event\n;July;\n2026;14;A\n2027;15;B\n"
    assert summary(years) == [("A", "2026-07-14"), ("B", "2027-07-15")]


def test_what_each_row_has_can_be_given() -> None:
    given = {"Year": "2026", "Place": "Minsk", "Вид": "визит"}
    (event,) = read("Date,Event\n12 January,A\n", kind=None, given=given)[0].events
    assert (str(event.when), event.kind, event.place) == ("2026-01-12", "visit", "place-minsk")


@pytest.mark.parametrize("given", [{"Event": "B"}, {"Happened": "B"}])
def test_what_is_given_is_refused_where_the_sheet_has_it_or_nothing_has(given: Any) -> None:
    with pytest.raises(cs.InputError) as refusal:
        read("Date,Event\n2025,A\n", given=given)
    (problem,) = refusal.value.problems
    assert (problem.path, problem.found) == ("header", next(iter(given)))


def test_what_is_given_has_to_be_texts() -> None:
    with pytest.raises(cs.ArgumentError, match="given"):
        read("Date,Event\n2025,A\n", given={"Year": 2026})


@pytest.mark.parametrize(
    "text", ["Bishkek, Kyrgyzstan", "Bishkek (KYRGYZSTAN)", "Киргизия, Bishkek"]
)
def test_a_place_is_told_apart_from_its_country(text: str) -> None:
    chronicle, notes = read(f'Event,Place\nA,"{text}"\n')
    assert chronicle.places == (
        cs.Place(id="place-bishkek", name="Bishkek", kind="other", country="KG"),
    )
    assert "taken for 'Bishkek' in Kyrgyzstan" in [note.text for note in notes]


@pytest.mark.parametrize("text", ["Georgia, Armenia", "Hall 1, Building 2"])
def test_a_place_stays_whole_where_it_may_be_another(text: str) -> None:
    (place,) = read(f'Event,Place\nA,"{text}"\n')[0].places
    assert (str(place.name), place.country) == (text, None)


@pytest.mark.parametrize(
    ("sheet", "line", "path", "expected"),
    [
        # A row that may be an event is none of those that are left out.
        ("Event,Date\nI. Meetings,\nA,2025,extra\n", 1, "header", "a header above it"),
        ("Date,Event\n19.05.2025,\n", 2, "Event", "a title"),
        ("Date,Event\nTotal,Forum\n", 2, "Date", "an EDTF date"),
        # Cures claim nothing that can't be known.
        ("Date,Event\n19.05.25,A\n", 2, "Date", "(years have four digits)"),
        ("Date,Event\nTue 19.05.2025,A\n", 2, "Date", "another day of the week"),
        ("Date,Event\nspring – summer 2026,A\n", 2, "Date", "between months, not seasons"),
        ("Date,Event\nearly May 2026,A\n", 2, "Date", "write '2026-05'"),
        ("Date,Event\nMay-26,A\n", 2, "Date", "write '1926-05' or '2026-05'"),
        ("Date,Event\n1952-03-00,A\n", 2, "Date", "write '1952-03'"),
        ("Date,Event\n2025-05-18T21:00:00Z,A\n", 2, "Date", "another day elsewhere"),
        ("Date,Event\n2025-05-18T21:00:00+03:00,A\n", 2, "Date", "another day elsewhere"),
        ("Date,Event\nsince 5/6/2025,A\n", 2, "Date", "no date decides"),
        ("Date,Event\n12 January,A\n", 2, "Date", "it says no year"),
        ("Date,Event\nпн 13.01,A\n", 2, "Date", "it says no year"),
        ("Plan 2025 or 2026,\nDate,Event\n12 January,A\n", 3, "Date", "it says no year"),
        ("Date,Event,Place\nDecember 2026,,\n3 January,A,\n", 3, "Date", "as a part of 'Decem"),
        ("Date,Event,Place\nMay 2026,,\n32,A,\n", 3, "Date", "as a part of 'May 2026'"),
        ("Year,Month,Date,Event\n2026,May,3 June,A\n", 2, "Date", "as a part of 'May 2026'"),
        ("Дата;Событие\nДекабрь 2026;\n12;A\nЯнварь;\n3;B\n", 5, "Дата", "'Январь' in line 4 says"),
        ("Date,Event\nMay 2026,\n3,A\nVisits of June,\n3,B\n", 5, "Date", "says no year"),
        ("Plan for 2026,\nDate,Event\n3,A\n", 3, "Date", "as a part of '2026'"),
        ("Plan for 2026,\nDate,Event\n3-5,A\n", 3, "Date", "as a part of '2026'"),
        ("Date,Event\nMay 2026,\n3,A\nWhat 2025 left,\n3,B\n", 5, "Date", "says no year"),
        ("Date,Event\nTuesday 19 May 2025,A\n", 2, "Date", "2025-05-19 is 'monday'"),
        ("Event,Country\nA,Kazakstan\n", 2, "Country", "perhaps 'Kazakhstan' [KZ] is meant"),
        ("Date,Event,Time\n2025,A,10-12\n", 2, "Time", "a time of day"),
        ("Date,Event,Time,Time zone\n2025-05-19,A,10:00 MSK,UTC\n", 2, "Time", "a time of day"),
        ("Date,Event,All day\n2025-05-19,A,perhaps\n", 2, "All day", "yes or no"),
        ("Date,Event,Number (of guests)\n2025,A,7\n", 1, "header", "a known header"),
    ],
)
def test_what_is_not_certain_is_refused(sheet: str, line: int, path: str, expected: str) -> None:
    with pytest.raises(cs.InputError) as refusal:
        read(sheet)
    (problem,) = refusal.value.problems
    assert (problem.line, problem.path) == (line, path)
    assert expected in problem.expected


@pytest.mark.parametrize(
    "head", ["Plan for 2026;\nDate;Event\nJuly;\n", "Date;Event\nJuly 2026;\n"]
)
def test_a_date_with_a_month_of_its_own_needs_no_more_than_a_year_of_its_heading(head: str) -> None:
    notes: list[Any] = []
    sheet = f"{head}14;A\n27 November;B\n"
    chronicle = cs.read_sheet(sheet.encode(), kind="visit", on_note=notes.append)
    assert [str(event.when) for event in chronicle.timeline()] == ["2026-07-14", "2026-11-27"]
    told = [note.text for note in notes if "taken for" in note.text]
    assert told == ["not in 'July 2026', below which it stands: taken for 2026-11-27"]


def test_a_deadline_and_a_month_to_be_confirmed_are_dates_in_the_year_of_a_title() -> None:
    sheet = "План на 2026 год;\nДата;Событие\nдо 1 июня;А\nиюнь (уточняется);Б\nJuly (TBC);В\n"
    chronicle = cs.read_sheet(sheet.encode(), kind="visit")
    dates = {str(event.title): str(event.when) for event in chronicle.events}
    assert dates == {"А": "../2026-06-01", "Б": "2026-06?", "В": "2026-07?"}


def test_a_part_of_a_month_in_the_year_of_a_title_is_refused_with_what_to_write() -> None:
    sheet = "План на 2026 год;\nДата;Событие\nконец декабря;А\n5.03.25;Б\n"
    with pytest.raises(cs.InputError) as refusal:
        cs.read_sheet(sheet.encode(), kind="visit")
    late, short = refusal.value.problems
    assert "write '2026-12'" in late.expected
    assert "`given`" not in late.expected
    assert "years have four digits" in short.expected  # and 25 are not those of 2026


def test_two_columns_of_one_meaning_are_refused_with_how_to_leave_one_out() -> None:
    sheet = "Дата;Событие;Ответственный;Организатор\n2026;А;МИД;МО\n".encode()
    with pytest.raises(cs.InputError, match="leave the other out by `columns`"):
        cs.read_sheet(sheet)
    assert len(cs.read_sheet(sheet, columns={"Ответственный": None}, kind="visit").events) == 1


@pytest.mark.parametrize(
    ("sheet", "zone"),
    [
        ("Date,Event,Time\n2025-05-19,A,10:00 MSK\n", "Europe/Moscow"),
        ("Date,Event,Time,Time zone\n2025-05-19,A,10:00,UTC+6\n", "Etc/GMT-6"),
        ("Дата;Событие\n19.05.2025 в 10:00 (мск);A\n", "Europe/Moscow"),
        ("Start,Event,Time zone\n2025-05-19T04:00:00Z,A,Asia/Bishkek\n", "Asia/Bishkek"),
    ],
)
def test_the_zone_of_a_time_is_taken_where_it_is_said(sheet: str, zone: str) -> None:
    (event,) = read(sheet)[0].events
    assert (str(event.when), str(event.start_time), event.timezone) == (
        "2025-05-19", "10:00:00", zone,
    )  # fmt: skip


POSTS = {
    "names in two columns": (
        "First name,Last name,Position,Organization,Start,End\nAnn,Example,Chair,Board,2020,2021\n",
        [("chair", "2020/2021")],
    ),
    "names in three columns": (
        "№;Фамилия;Имя;Отчество;Пост;Орган;С;По\n1;Пример;Анна;Ивановна;Член;Совет;2020;н.в.\n",
        [("member", "2020/..")],
    ),
    "terms in two columns": (
        (
            "Фамилия, имя, отчество;Должность;Организация;Дата назначения;Дата освобождения\n"
            "Анна;Председатель;Совет;01.01.2020;н.в.\nБорис;Член;Совет;2021;по настоящее время\n"
        ),
        [("chair", "2020-01-01/.."), ("member", "2021/..")],
    ),
    "a title that is a post": (
        (
            "Name,Title,Organization,Start date,End date\n"
            "Ann,Chair,Board,2020-01-01,present\nBob,Member,Board,2021-01-01,2022-01-01\n"
        ),
        [("chair", "2020-01-01/.."), ("member", "2021-01-01/2022-01-01")],
    ),
    "terms in one column": (
        (
            "№;Ф.И.О.;Должность;Орган;Период\n1;Анна;Председатель;Совет;2020–2022 гг.\n"
            "2;Борис;Член;Совет;с 2023 года\n"
        ),
        [("chair", "2020/2022"), ("member", "2023/..")],
    ),
    "posts by other names": (
        (
            "Holder,Position,Organisation,Took office,Left office\n"
            "Ann,Chairwoman,Board,2020,2021\nBob,Minister of Foreign Affairs,Armenia,2019,\n"
        ),
        [("chair", "2020/2021"), ("foreign-minister", "2019/..")],
    ),
    "posts by other names in Russian": (
        (
            "Должностное лицо;Должность;Орган;Начало полномочий;Окончание полномочий\n"
            "Анна;Постпред;Совет;2020;2021\nБорис;Начальник Генштаба;Армения;2019;н.в.\n"
        ),
        [("chief-of-general-staff", "2019/.."), ("permanent-representative", "2020/2021")],
    ),
    "terms until now": (
        "Person,Post,Body,Term\nAnn,Chair,Board,2020 – present\nBob,Member,Board,since 2023\n",
        [("chair", "2020/.."), ("member", "2023/..")],
    ),
}


@pytest.mark.parametrize("kind", POSTS)
def test_lists_of_posts_are_read(kind: str) -> None:
    sheet, terms = POSTS[kind]
    chronicle, _ = read(sheet, kind=None)
    assert sorted((term.role, str(term.when)) for term in chronicle.memberships) == terms


@pytest.mark.parametrize(
    ("said", "post", "body"),
    [
        ("Secretary General of the CSTO", "Secretary General", "csto"),
        ("Генеральный секретарь ОДКБ", "Генеральный секретарь", "csto"),
        (
            "Генеральный секретарь Организации Договора о коллективной безопасности",
            "Генеральный секретарь",
            "csto",
        ),
        ("Head of the Press Service, CSTO Secretariat", "Head of the Press Service", "secretariat"),
        ("Министр обороны Кыргызской Республики", "Министр обороны", "organisation-kyrgyzstan"),
        ("Foreign Minister of Armenia", "Foreign Minister", "organisation-armenia"),
        ("Начальник аппарата ПА", "Начальник аппарата", "pa"),
    ],
)
def test_a_post_says_the_known_body_that_it_is_in(said: str, post: str, body: str) -> None:
    name = {
        "en": "Collective Security Treaty Organization",
        "ru": "Организация Договора о коллективной безопасности",
    }
    aliases = [cs.Alias(value="CSTO"), cs.Alias(value="ОДКБ")]
    known = cs.Chronicle(
        cs.Organisation(id="csto", name=name, kind="intergovernmental", aliases=aliases),
        cs.Organisation(id="secretariat", name="CSTO Secretariat", kind="other"),
        cs.Organisation(id="pa", name="ПА ОДКБ", kind="other", abbreviation="ПА"),
    )
    sheet = f'Name,Post,From\nAnn Example,"{said}",2020\n'
    notes: list[str] = []
    (term,) = cs.read_sheet(
        sheet.encode(), within=known, on_note=lambda note: notes.append(note.text)
    ).memberships
    assert (str(term.label), term.organisation) == (post, body)
    assert notes[0].startswith(f"taken for the post {post!r} of ")


@pytest.mark.parametrize("post", ["Secretary of State", "Board", "Chair of the Unheard-of Board"])
def test_a_post_that_names_no_known_body_asks_for_one(post: str) -> None:
    with pytest.raises(cs.InputError, match="the organisation that the post is in"):
        cs.read_sheet(f"Name,Post,From\nAnn Example,{post},2020\n".encode())


@pytest.mark.parametrize(
    ("series", "kind", "why"),
    [
        ("Заседания совета", "session", "the known events of the series are"),
        ("заседания  Совета", "session", "the known events of the series are"),
        ("Заседания совета [council]", "session", "the known events of the series are"),
        ("Mixed", "meeting", "the title begins"),
        ("New", "meeting", "the title begins"),
        ("", "meeting", "the title begins"),
    ],
)
def test_a_row_without_a_kind_is_of_the_kind_that_the_events_in_its_series_have(
    series: str, kind: str, why: str
) -> None:
    known = [
        cs.Series(id="council", name={"ru": "Заседания совета", "en": "Sessions"}),
        cs.Series(id="mixed", name="Mixed"),
        *(
            cs.Meeting(
                id=f"{id}-{kind}",
                kind=kind,
                title="A",
                entries=[cs.SeriesEntry(series=id, number=1)],
            )
            for id, kind in (("council", "session"), ("mixed", "session"), ("mixed", "talks"))
        ),
    ]
    notes = list[str]()
    sheet = f"Date;Event;Series;No.\n2026-05-19;Заседание;{series};{7 if series else ''}\n"
    read = cs.read_sheet(
        sheet.encode(), within=cs.Chronicle(known), on_note=lambda note: notes.append(note.text)
    )
    assert read.events[0].kind == kind
    assert [note for note in notes if "as the" in note] == [f"taken for {kind!r}, as {why}"]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Meeting of the Board", "meeting"),
        ("41st meeting of the Board", "meeting"),
        ("Joint exercise Rubezh", "exercise"),
        ("Round table: results", "conference"),
        ("Заседание Совета", "meeting"),
        ("Учение «Рубеж»", "exercise"),
        ("Совместное командно-штабное учение «Рубеж»", "exercise"),
        ("13-я сессия Совета", "session"),
        ("Рабочий визит в Минск", "visit"),
    ],
)
def test_a_row_without_a_kind_is_of_the_kind_that_its_title_begins_with(
    title: str, kind: str
) -> None:
    notes: list[str] = []
    sheet = f"Date,Event\n2026-05-19,{title}\n".encode()
    (event,) = cs.read_sheet(sheet, on_note=lambda note: notes.append(str(note))).events
    assert event.kind == kind
    assert notes == [f"2: Kind: taken for {kind!r}, as the title begins"]
    (told,) = cs.read_sheet(sheet, kind="other").events
    assert told.kind == "other"


@pytest.mark.parametrize(
    "title",
    ["Board session", "Meetings", "On the meeting", "Другое", "О заседании Совета", "Boards"],
)
def test_a_title_that_begins_with_no_kind_asks_for_one(title: str) -> None:
    with pytest.raises(cs.InputError, match="`kind` for all that have none"):
        cs.read_sheet(f"Date,Event\n2026-05-19,{title}\n".encode())


def test_a_category_that_is_a_kind_says_the_kind() -> None:
    sheet = "Subject,Start Date,Categories\nBoard meeting,2026-05-19,Meeting\nIn,2026-05-20,Trip\n"
    with pytest.raises(cs.InputError, match="3: Kind: found None"):
        cs.read_sheet(sheet.encode())
    (event,) = cs.read_sheet(sheet.rpartition("In,")[0].encode()).events
    assert event.kind == "meeting"


TWO_LANGUAGES = """\
Date / Дата;Event | Мероприятие;Place / Место;Organiser / Организатор
2026-05-19;Visit / Визит;Minsk / Минск;The Board / Совет
2026-05-20;Talks;Минск;Board/Committee
2026-05-21;Переговоры;Brest / Брест;
"""


def test_a_sheet_in_two_languages_keeps_both() -> None:
    notes: list[str] = []
    known = cs.Chronicle(
        cs.Place(id="minsk", name={"en": "Minsk", "ru": "Минск"}, kind="city"),
        cs.Organisation(id="board", name={"en": "The Board", "ru": "Совет"}, kind="other"),
    )
    found = cs.read_sheet(
        TWO_LANGUAGES.encode(), within=known, on_note=lambda note: notes.append(note.text)
    )
    visit, talks, others = sorted(found.events, key=lambda event: str(event.when))
    assert dict(visit.title) == {"en": "Visit", "ru": "Визит"}
    assert (visit.place, visit.organisers) == ("minsk", ("board",))
    assert (dict(talks.title), talks.place) == ({"en": "Talks"}, "minsk")
    assert talks.organisers == ("organisation-board-committee",)
    assert dict(others.title) == {"ru": "Переговоры"}
    assert "taken for 'minsk', which has both names" in notes


@pytest.mark.parametrize("header", ["Date / Место", "Event / Whatever", "Date / Дата / Sana"])
def test_a_header_that_says_two_things_is_not_known(header: str) -> None:
    with pytest.raises(cs.InputError, match="a known header"):
        cs.read_sheet(f"{header};Event\n2026-05-19;Visit\n".encode())


@pytest.mark.parametrize(
    ("name", "is_known"),
    [("Иванов Иван Петрович", True), ("Ivanov Ivan Petrovich", True),
     ("Ivan Petrovich Ivanov", True), ("Иванов И.П.", False), ("Петров Пётр", True),
     ("Иванов Иван", False), ("Иванов Пётр Иванович", False)],
)  # fmt: skip
def test_a_person_is_known_whatever_the_order_and_script_of_the_name(
    name: str, *, is_known: bool
) -> None:
    names = {"ivan": "Иван Петрович Иванов", "petr": "Пётр Петров"}
    known = cs.Chronicle([cs.Official(id=id, name={"ru": name}) for id, name in names.items()])
    sheet = f"Name;Post;Organisation;From\n{name};Chair;Board;2020\n"
    (term,) = cs.read_sheet(sheet.encode(), within=known).memberships
    assert (term.member in names) is is_known


@pytest.mark.parametrize(
    ("post", "role"),
    [("и.о. Генерального секретаря", "secretary-general"), ("Acting Chair", "chair"),
     ("Врио председателя", "chair"), ("Interim Head of Press", "head-of-press"),
     ("Chair (acting)", "chair"), ("Chair, acting", "chair"), ("Председатель (и.о.)", "chair"),
     ("Head of Press – interim", "head-of-press"), ("Председатель (врио)", "chair")],
)  # fmt: skip
def test_who_acts_in_a_post_is_in_that_post_and_acting(post: str, role: str) -> None:
    sheet = f"Name;Post;Organisation;From\nAnn Example;{post};Board;2020\n"
    (term,) = cs.read_sheet(sheet.encode()).memberships
    assert (term.role, term.status, str(term.label)) == (role, "acting", post)


@pytest.mark.parametrize(
    ("date", "cure"),
    [("07.05.25", "write '1925-05-07' or '2025-05-07'"), ("45800", "that is '2025-05-23'"),
     ("2025-05-06T10:30:00+03:00", "in a column 'Timezone' or `given`")],
)  # fmt: skip
def test_a_date_of_a_program_is_refused_with_what_is_certain_of_it(date: str, cure: str) -> None:
    sheet = f"Date,Event,Kind\n14.05.2025,A,visit\n{date},B,visit\n".encode()
    with pytest.raises(cs.InputError) as caught:
        cs.read_sheet(sheet)
    assert cure in str(caught.value)


def test_a_moment_is_read_in_the_zone_that_is_given() -> None:
    sheet = b"Date,Event,Kind\n2025-05-06T22:30:00Z,B,visit\n"
    (event,) = cs.read_sheet(sheet, given={"Timezone": "Asia/Bishkek"}).events
    assert (str(event.when), str(event.start_time)) == ("2025-05-07", "04:30:00")


@pytest.mark.parametrize("total", ["Total;4 events", "Итого;2", "Total;4 events;1500"])
def test_a_row_of_totals_in_another_column_is_left_out(total: str) -> None:
    sheet = f"Date;Kind;Event;Place;Note\n2026-05-19;visit;Visit;Minsk;5\n;;{total}\n"
    assert len(cs.read_sheet(sheet.encode()).events) == 1


@pytest.mark.parametrize(
    "title", ["Календарь на неделю 19–25 мая 2025 г.", "Plan, 28 April – 4 May 2025",
              "Week of 19-25 May 2025"],
)  # fmt: skip
def test_the_days_that_a_title_is_for_say_the_year_of_the_rows(title: str) -> None:
    sheet = f"{title};;\nDate;Event;Kind\n3 мая;Visit;visit\n"
    (event,) = cs.read_sheet(sheet.encode()).events
    assert str(event.when) == "2025-05-03"


def test_a_new_name_that_may_be_a_list_is_told_with_what_parts_names() -> None:
    known = cs.Chronicle(cs.Organisation(id="board", name="Board", kind="other"))
    sheet = b"Date;Event;Kind;Organisers\n2026-05-19;A;visit;Press, Board\n;B;visit;Press, Desk\n"
    notes: list[str] = []
    cs.read_sheet(sheet, within=known, on_note=lambda note: notes.append(note.text))
    several = [note for note in notes if note.endswith("; semicolons part several names")]
    assert len(several) == 1
    assert "'Press, Board'" in several[0]


def test_a_post_may_be_in_a_state() -> None:
    sheet = "Name,Post,Country,From,To\nAnn Example,Prime Minister,Armenia,2020-01-01,\n"
    (term,) = read(sheet, kind=None)[0].memberships
    assert (term.organisation, term.role) == ("organisation-armenia", "prime-minister")


MEMBERS = {
    "of one body": (
        ("Country,Member since,Until,Status\nArmenia,1992-05-15,,full\nUzbekistan,1992,2012,\n"),
        {"Organisation": "Pact"},
    ),
    "of bodies": (
        ("Организация;Государство-член;Дата вступления;Дата выхода\n"
         "Pact;Республика Армения;15.05.1992;\nPact;UZ;1992;2012\n"),
        {},
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", MEMBERS)
def test_lists_of_members_are_read(kind: str) -> None:
    sheet, given = MEMBERS[kind]
    memberships = read(sheet, kind=None, given=given)[0].memberships
    assert [(one.member, one.organisation, one.role, str(one.when)) for one in memberships] == [
        ("organisation-armenia", "organisation-pact", "member", "1992-05-15/.."),
        ("organisation-uzbekistan", "organisation-pact", "member", "1992/2012"),
    ]


DELEGATIONS = {
    "of one event": (
        ("Country,Head of delegation,Members\nArmenia,Ann,Bob; Cid\nBelarus,Dan,\n"),
        {"Event": "Session", "Date": "2025-05-19"},
    ),
    "beside their event": (
        ("Мероприятие;Дата;Страна;Глава делегации;Члены делегации\n"
         "Session;19.05.2025;Республика Армения;Ann;Bob; Cid\n"
         "Session;19.05.2025;Беларусь;Dan;\n").replace("Bob; Cid", '"Bob; Cid"'),
        {},
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", DELEGATIONS)
def test_lists_of_delegations_are_read(kind: str) -> None:
    sheet, given = DELEGATIONS[kind]
    chronicle, _ = read(sheet, given=given)
    (session,) = chronicle.events
    assert (session.id, str(session.when)) == ("2025-05-19-session", "2025-05-19")
    armenia, belarus = chronicle.delegations
    assert [one.on_behalf_of for one in (armenia, belarus)] == [
        "organisation-armenia", "organisation-belarus",
    ]  # fmt: skip
    assert {
        (str(one.description), one.role, one.delegation) for one in chronicle.participations
    } == {
        ("Ann", "head", armenia.id), ("Bob", "member", armenia.id), ("Cid", "member", armenia.id),
        ("Dan", "head", belarus.id),
    }  # fmt: skip


def test_delegations_to_a_known_event_go_to_it() -> None:
    known = cs.Chronicle(cs.Meeting(id="session-1", kind="session", title="Session"))
    sheet = "Country,Head,Level,Composition\nArmenia,Ann,ministers,5\n"
    columns = {"Composition": "size"}
    for event in ("Session", "session-1"):
        chronicle, _ = read(sheet, within=known, columns=columns, given={"Event": event})
        (delegation,) = chronicle.delegations
        assert (delegation.event, delegation.level, delegation.size) == (
            "session-1",
            "ministers",
            5,
        )
        assert not chronicle.events


def test_a_list_of_participants_is_read() -> None:
    sheet = (
        "№;Full name;Post;Country\n1;Ann Example;Minister;Armenia\n2;Bob Example;Chair;Armenia\n"
    )
    chronicle, _ = read(sheet, given={"Event": "Session", "Date": "2025"})
    assert [
        (one.official, one.capacity, one.role, one.on_behalf_of) for one in chronicle.participations
    ] == [
        ("ann-example", "Minister", None, "organisation-armenia"),
        ("bob-example", None, "chair", "organisation-armenia"),
    ]
    assert not chronicle.delegations


@pytest.mark.parametrize(
    ("sheet", "path", "expected"),
    [
        ("Country,Head of delegation\nArmenia,Ann\n", "header", "a column for titles"),
        ("Event,Country,Head\nS,Armenia,Ann\nS,Armenia,Bob\n", "row", "line 2 has it too"),
        ("Event,Country,Head\nS,Congo,Ann\n", "Country", "the name of one country"),
        ("Event,Country,Head,Size\nS,Armenia,Ann,many\n", "Size", "a number"),
        ("Country,Member since\nArmenia,1992\n", "Organisation", "of which it is a member"),
        ("Member,Body,Joined,Country\nArmenia,Pact,1992,KZ\n", "Country", "nothing here"),
    ],
)
def test_what_a_list_of_those_who_came_lacks_is_told(sheet: str, path: str, expected: str) -> None:
    with pytest.raises(cs.InputError) as refusal:
        read(sheet)
    (problem,) = refusal.value.problems
    assert problem.path == path
    assert expected in problem.expected


def test_a_name_in_several_columns_is_one() -> None:
    sheet = "Surname;Given name;Middle name;Post;Body\nExample;Ann;May;Chair;Board\n"
    (person,) = read(sheet, kind=None)[0].officials
    assert (person.id, person.name) == ("ann-may-example", cs.Text("Ann May Example"))


SPELT_OTHERWISE = {
    "another case": ("йошкар-ола", "Йошкар-Ола"),
    "another dash": ("Йошкар\N{NON-BREAKING HYPHEN}Ола", "Йошкар-Ола"),
    "blanks": ("Йошкар - Ола", "Йошкар-Ола"),
    "a word for what it is": ("г. Бишкек", "Бишкек"),
    "a word for what it is, without a blank": ("гор.Бишкек", "Бишкек"),
    "a word for what it is, after": ("Bishkek city", "Bishkek"),
    "a letter that stands for another": ("Королев", "Королёв"),
    "quotation marks": ("«Ала-Арча»", "Ала-Арча"),
    "other quotation marks": ('Парк "Ала-Арча"', "Парк «Ала-Арча»"),
    "a letter of another alphabet": ("\N{LATIN CAPITAL LETTER O}рёл", "Орёл"),
}


@pytest.mark.parametrize("kind", SPELT_OTHERWISE)
def test_a_name_that_is_spelt_otherwise_is_the_known_one_and_that_is_told(kind: str) -> None:
    written, known = SPELT_OTHERWISE[kind]
    place = cs.Place(id="known", name={"ru": known}, kind="city")
    cell = written.replace('"', '""')
    chronicle, notes = read(f'Title,Place\nA,"{cell}"\n', within=cs.Chronicle(place), new="refuse")
    assert not chronicle.places
    assert [event.place for event in chronicle.events] == ["known"]
    assert [str(note.text) for note in notes] == [f"taken for {known!r}, which is spelt otherwise"]


def test_a_name_that_two_have_in_another_spelling_is_neither() -> None:
    places = (
        cs.Place(id=id, name=name, kind="city") for id, name in (("osh-1", "OSH"), ("osh-2", "osh"))
    )
    chronicle, notes = read("Title,Place\nA,Osh\n", within=cs.Chronicle(*places))
    assert [place.id for place in chronicle.places] == ["place-osh"]
    assert "perhaps 'OSH' [osh-1] or 'osh' [osh-2] is meant" in notes[0].text


def test_a_name_that_looks_the_same_is_told_to_be_near() -> None:
    within = cs.Chronicle(cs.Organisation(id="sto", name={"ru": "СТО"}, kind="other"))
    chronicle, notes = read("Title,Organisers\nA,CTO\n", within=within)  # in Latin letters
    assert [body.id for body in chronicle.organisations] == ["organisation-cto"]
    assert "perhaps 'СТО' [sto] is meant" in notes[0].text


def test_a_republic_is_not_taken_for_the_country_that_is_called_so_without_that_word() -> None:
    congo = cs.Place(id="congo", name="Congo", kind="country", country="CG")
    chronicle, _ = read("Title,Place\nA,Republic Congo\n", within=cs.Chronicle(congo))
    assert [place.id for place in chronicle.places] == ["place-republic-congo"]


@pytest.mark.parametrize(
    "written", ["Киргизия", "Kyrgyz Republic", "Киргизия [KG]", "Kyrgystan [KG]"]
)
def test_a_place_by_any_name_of_a_country_is_the_country_where_that_is_known(written: str) -> None:
    within = cs.Chronicle(cs.Place(id="kg", name="Kyrgyzstan", kind="country", country="KG"))
    chronicle, notes = read(f"Title,Place\nA,{written}\n", within=within, new="refuse")
    assert [event.place for event in chronicle.events] == ["kg"]
    assert [note.text for note in notes] == ["taken for 'Kyrgyzstan', which is spelt otherwise"]


@pytest.mark.parametrize(
    ("column", "name", "told", "kind"),
    [("Place", "Russia", "'Russia' [RU]", "country"),
     ("Place", "Республика Беларусь", "'Belarus' [BY]", "country"),
     ("Place", "Kazakstan", "'Kazakhstan' [KZ]", "country"),
     ("Organisers", "Kazakstan", "'Kazakhstan' [KZ]", "state"),
     ("Delegations", "Белорусь", "'Belarus' [BY]", "state")],
)  # fmt: skip
def test_a_name_with_the_code_that_was_told_means_the_country(
    column: str, name: str, told: str, kind: str
) -> None:
    def records(cell: str) -> tuple[list[Any], str]:
        chronicle, notes = read(f"Title,{column}\nA,{cell}\n")
        made = [*chronicle.places, *chronicle.organisations]
        return [(one.kind, one.country) for one in made], "\n".join(note.text for note in notes)

    made, notes = records(name)
    assert made == [("other", None)]
    assert told in notes
    assert records(f"{name} {told[-4:]}")[0] == [(kind, told[-3:-1])]


def test_a_code_beside_a_name_that_is_no_country_s_is_a_part_of_the_name() -> None:
    chronicle, _ = read("Title,Place\nA,Halle [DE]\n")
    assert [(str(place.name), place.kind) for place in chronicle.places] == [
        ("Halle [DE]", "other")
    ]
    place = cs.Place(id="rus", name="Russia [RU]", kind="other")
    here = cs.Chronicle(place, cs.Meeting(id="a", kind="meeting", title="A", place="rus"))
    written = io.BytesIO()
    cs.write_sheet(here, written, format="csv")
    assert "Russia [RU] [rus]" in written.getvalue().decode("utf-8-sig")


@pytest.mark.parametrize(
    ("written", "id"),
    [("ПА ОДКБ", "csto-pa"), ("СМИД", "csto-cfm"), ("СКБ", "csto-csc"), ("КССБ", "csto-cssc"),
     ("СМО ОДКБ", "csto-cdm"), ("Объединенный штаб", "csto-joint-staff"),
     ("Совет министров обороны ОДКБ", "csto-cdm"), ("КСОР", "csto-crrf"), ("МКВЭС", "csto-icmec")],
)  # fmt: skip
def test_bodies_are_known_by_what_russian_calls_them(written: str, id: str) -> None:
    chronicle, _ = read(f"Title,Organisers\nA,{written}\n", within=cs.load(), new="refuse")
    assert [event.organisers for event in chronicle.events] == [(id,)]
    assert cs.load().organisation(written).id == id


@pytest.mark.parametrize("words", ["May 2025", "May-25", "май.25", "май 2025 года"])
def test_a_month_that_a_spreadsheet_made_a_day_is_a_month_where_its_words_say_so(
    words: str,
) -> None:
    chronicle, notes = read(f"Title,Date,Date in words\nA,01.05.2025,{words}\n")
    assert [str(event.when) for event in chronicle.events] == ["2025-05"]
    assert [(note.line, note.path, note.text) for note in notes] == [
        (2, "Date in words", "2025-05-01 is taken for 2025-05, as these words say")
    ]


@pytest.mark.parametrize(
    ("day", "words"),
    [("01.05.2025", "1 May 2025"), ("02.05.2025", "May 2025"), ("01.05.2025", "June 2025"),
     ("01.05.2025", ""), ("01.05.2025", "soon")],
)  # fmt: skip
def test_a_day_of_which_the_words_say_anything_else_stays_the_day(day: str, words: str) -> None:
    chronicle, _ = read(f"Title,Date,Date in words\nA,{day},{words}\n")
    assert [event.when.precision for event in chronicle.events if event.when] == ["day"]


NEAR = {
    "no blanks": ("ЙошкарОла", "Йошкар-Ола"),
    "transliteration": ("Osh Oblast'", "Ош Область"),
    "a letter more": ("Bishkeek", "Bishkek"),
    "a letter less": ("Ереан", "Ереван"),
    "two letters swapped": ("Minks", "Minsk"),
    "two letters": ("Dyshanbee", "Dushanbe"),
}


@pytest.mark.parametrize("kind", NEAR)
def test_a_new_name_is_told_with_those_near_it(kind: str) -> None:
    written, known = NEAR[kind]
    place = cs.Place(id="known", name={"ru": known}, kind="city")
    far = cs.Place(id="far", name="Almaty", kind="city")
    sheet = f"Title,Place\nA,{written}\n"
    chronicle, notes = read(sheet, within=cs.Chronicle(place, far))
    (new,) = chronicle.places
    assert [(note.line, note.path, note.text) for note in notes] == [
        (2, "Place", f"a new place: {written!r} [{new.id}]; perhaps {known!r} [known] is meant")
    ]


@pytest.mark.parametrize(
    ("written", "known"),
    [("Osh", "Ost"), ("Working group 41", "Working group 42"), ("Minsk", "Moscow"),
     ("Almaty", "Atyrau")],
)  # fmt: skip
def test_a_name_of_something_else_is_not_near(written: str, known: str) -> None:
    within = cs.Chronicle(cs.Place(id="known", name=known, kind="city"))
    _, notes = read(f"Title,Place\nA,{written}\n", within=within)
    assert [note.text.partition(";")[2] for note in notes] == [""]


def test_names_that_a_sheet_makes_new_are_told_to_be_near_each_other() -> None:
    _, notes = read("Title,Organiser\nA,Board of Trade\nB,Bord of Trade\n")
    assert [note.text.partition("; ")[2] for note in notes] == [
        "perhaps 'Bord of Trade' [organisation-bord-of-trade] is meant",
        "perhaps 'Board of Trade' [organisation-board-of-trade] is meant",
    ]


def test_new_records_are_refused_where_none_is_wanted() -> None:
    sheet = "Title,Place,Organiser,Series,Number\nA,Bishkk,Board,Runs,1\n"
    within = cs.Chronicle(cs.Place(id="bishkek", name="Bishkek", kind="city"))
    with pytest.raises(cs.InputError) as refusal:
        read(sheet, within=within, new="refuse")
    assert sorted((problem.path, problem.found) for problem in refusal.value.problems) == [
        ("Organiser", "Board"), ("Place", "Bishkk"), ("Series", "Runs"),
    ]  # fmt: skip
    assert "perhaps 'Bishkek' [bishkek] is meant" in str(refusal.value)
    assert read(sheet, within=within, new="accept")[1] == []


@pytest.mark.slow
def test_very_many_names_that_are_nearly_one_take_no_time() -> None:
    letters = "abcdefghijkl"
    names = [f"Placename {a}{b}{c}" for a in letters for b in letters for c in letters]
    sheet = "Title,Place\n" + "".join(f"t{at},{name}\n" for at, name in enumerate(names))
    began = time.process_time()
    assert len(read(sheet)[1]) == len(names)
    assert time.process_time() - began < 10


NAMES_OF_KYRGYZSTAN = (
    *("Kyrgyzstan", "Kyrgyz Republic", "Киргизия", "Кыргызская Республика", "КЫРГЫЗСТАН"),
    *("Kirghizia", "KG", "kg", "KGZ"),
)
KYRGYZSTAN = {"en": "Kyrgyzstan", "ru": "Киргизия"}


class TestCountries:
    """Countries are known by their names and codes, whoever is known."""

    @pytest.mark.parametrize("name", NAMES_OF_KYRGYZSTAN)
    def test_one_alone_in_a_row_is_a_place(self, name: str) -> None:
        chronicle, _ = read(f"Title,Country\nA,{name}\n")
        (place,) = chronicle.places
        assert (place.id, place.kind, place.country) == ("place-kyrgyzstan", "country", "KG")
        assert place.name == cs.Text(KYRGYZSTAN)

    @pytest.mark.parametrize("column", ["Delegations", "Participants"])
    def test_those_parted_by_commas_are_told_apart(self, column: str) -> None:
        chronicle, notes = read(f'Title,{column}\nA,"Армения, Беларусь, KAZAKHSTAN"\n')
        assert {state.country for state in chronicle.organisations} == {"AM", "BY", "KZ"}
        assert "taken for 3 names, which are known one by one" in [note.text for note in notes]

    @pytest.mark.parametrize(
        "told",
        ["Kazakhstan, Russia & Tajikistan", "Kazakhstan/Russia/Tajikistan", "KAZ, RUS, TJK",
         "Казахстан, Россия и Таджикистан", "Kazakhstan\nRussia\nTajikistan",
         "Kazakhstan, Russia, and Tajikistan", "KZ/RU/TJ"],
    )  # fmt: skip
    def test_delegations_are_told_apart_however_they_are_joined(self, told: str) -> None:
        chronicle, _ = read(f'Title,Countries\nA,"{told}"\n')
        assert {state.country for state in chronicle.organisations} == {"KZ", "RU", "TJ"}
        assert len(chronicle.delegations) == 3

    @pytest.mark.parametrize("sign", [", ", " / ", "\n", " and ", " и "])
    def test_organisers_that_are_known_are_told_apart(self, sign: str) -> None:
        known = cs.Chronicle([
            cs.Organisation(id="board", kind="other", name="Board"),
            cs.Organisation(id="staff", kind="other", name="Joint Staff"),
            cs.Organisation(id="all", kind="other", name="Board and Staff"),
        ])  # fmt: skip
        chronicle, _ = read(f'Title,Organisers\nA,"Board{sign}Joint Staff"\n', within=known)
        assert chronicle.meetings[0].organisers == ("board", "staff")
        chronicle, _ = read('Title,Organisers\nA,"Board and Staff"\n', within=known)
        assert chronicle.meetings[0].organisers == ("all",)

    def test_words_with_a_comma_stay_words(self) -> None:
        meeting = cs.Meeting(id="a", kind="meeting", title="A")
        words = ("Armenia, Belarus", "Ann, of Armenia")
        came = [cs.Participation(event="a", description=text) for text in words]
        written = io.BytesIO()
        cs.write_sheet(cs.Chronicle([meeting, *came]), written, format="csv")
        again, _ = read(written.getvalue().decode())
        assert {str(one.description) for one in again.participations} == set(words)

    @pytest.mark.parametrize(
        ("column", "text", "near"),
        [
            ("Delegations", "Kazakstan", "KZ"),
            ("Organisers", "Кыргызтан", "KG"),
            ("Place", "Tadjikistan", "TJ"),
        ],
    )
    def test_a_slip_in_one_is_told_with_the_country(
        self, column: str, text: str, near: str
    ) -> None:
        notes = [note.text for note in read(f"Title,{column}\nA,{text}\n")[1]]
        assert any(note.endswith(f"[{near}] is meant") for note in notes)

    @pytest.mark.parametrize("name", NAMES_OF_KYRGYZSTAN)
    def test_one_tells_where_a_place_is(self, name: str) -> None:
        chronicle, _ = read(f"Title,Place,Country\nA,Naryn,{name}\n")
        assert chronicle.place("place-naryn").country == "KG"

    def test_they_send_delegations_under_any_name(self) -> None:
        chronicle, notes = read("Title,Delegations\nA,РФ; kz; KGZ\nB,Russian Federation; Россия\n")
        assert {(state.id, state.kind, state.country) for state in chronicle.organisations} == {
            ("organisation-russia", "state", "RU"),
            ("organisation-kazakhstan", "state", "KZ"),
            ("organisation-kyrgyzstan", "state", "KG"),
        }
        assert len(notes) >= 3

    def test_they_take_part_and_organise_by_their_names_but_not_by_codes(self) -> None:
        """AU is an organisation, too."""
        chronicle, _ = read("Title,Participants,Organisers\nA,Россия; AU,Kazakhstan\n")
        who = {link.organisation or str(link.description) for link in chronicle.participations}
        assert who == {"organisation-russia", "AU"}
        assert chronicle.events[0].organisers == ("organisation-kazakhstan",)

    def test_states_and_places_that_are_known_are_meant_by_every_name(self) -> None:
        known = cs.Chronicle(
            [
                cs.Place(id="rus", name="Russia", kind="country", country="RU"),
                cs.Organisation(id="rf", name="Russia", kind="state", country="RU"),
            ]
        )
        sheet = "Title,Country,Delegations,Participants\nA,РФ,Российская Федерация,Россия\n"
        chronicle, _ = read(sheet, within=known)
        assert chronicle.events[0].place == "rus"
        assert chronicle.delegations[0].on_behalf_of == "rf"
        assert chronicle.participations[0].organisation == "rf"
        assert not chronicle.places

    def test_a_name_that_is_known_means_its_bearer_first(self) -> None:
        chad = cs.Official(id="chad-example", name="Chad")
        chronicle, _ = read("Title,Participants\nA,Chad\n", within=cs.Chronicle(chad))
        assert chronicle.participations[0].official == "chad-example"

    @pytest.mark.parametrize("column", ["Country", "Delegations", "Participants", "Organisers"])
    def test_a_name_of_two_is_refused_with_both(self, column: str) -> None:
        expected = "found 'Congo', expected the name of one country: Democratic Republic of the "
        with pytest.raises(cs.InputError) as caught:
            read(f"Title,{column}\nA,Congo\nB,Republic of the Congo\n")
        (problem,) = str(caught.value).splitlines()[-1:]
        assert f"line 2: {column}: {expected}Congo (CD) or Republic of the Congo (CG)" in problem

    def test_words_that_name_one_stay_words_in_a_sheet_that_is_written(self) -> None:
        meeting = cs.Meeting(id="a", kind="meeting", title="A")
        took_part = cs.Participation(event="a", description="Georgia")
        written = io.BytesIO()
        cs.write_sheet(cs.Chronicle([meeting, took_part]), written, format="csv")
        assert "Georgia []" in written.getvalue().decode("utf-8-sig")
        again, _ = read(written.getvalue().decode("utf-8-sig"))
        assert again.participations == (took_part,)

    def test_an_abbreviation_in_another_script_is_none(self) -> None:
        """ДРК is a country, and DRK the German Red Cross."""
        chronicle, _ = read("Title,Delegations\nA,ДРК; DRK\n")
        assert {(sent.id, sent.kind) for sent in chronicle.organisations} == {
            ("organisation-democratic-republic-of-the-congo", "state"),
            ("organisation-drk", "other"),
        }

    def test_a_place_by_the_name_of_one_stays_a_place(self) -> None:
        chronicle, _ = read("Title,Place\nA,Panama\n")
        assert chronicle.places == (cs.Place(id="place-panama", name="Panama", kind="other"),)


@pytest.mark.parametrize(
    ("first", "last"),
    [("since 2019", "until 2021"), ("с 2019 года", "по 2021 год"), ("from 2019", "2021")],
)
def test_the_ends_of_a_term_in_words_are_its_ends(first: str, last: str) -> None:
    sheet = f"Name,Post,Body,From,To\nAnn Example,secretary,Board,{first},{last}\n"
    (term,) = cs.read_sheet(sheet.encode()).memberships
    assert term.when == "2019/2021"


MARKS = """\
Дата;Мероприятие;Вид;Отметка о выполнении
19.05.2025;А;переговоры;Выполнено
20.05.2025;Б;переговоры;Перенесено на 27.05.2025
21.05.2025;В;переговоры;Отменено
22.05.2025;Г;переговоры;
"""


def test_a_mark_beside_an_event_is_its_status_or_else_words_in_its_note() -> None:
    chronicle, notes = read(MARKS)
    events = sorted(chronicle.events, key=lambda event: str(event.when))
    assert [event.status and event.status.value for event in events] == [
        "held", "cancelled", None, "scheduled",
    ]  # fmt: skip
    assert [(note.line, note.text) for note in notes] == [
        (3, "moved to 2025-05-27 from 2025-05-20")
    ]
    chronicle, notes = read("Дата;Событие;Отметка\n2025;А;протокол № 5 от 27 мая 2025 г.\n")
    assert str(chronicle.events[0].note) == "Отметка: протокол № 5 от 27 мая 2025 г."
    assert [note.text for note in notes] == ["kept in the note"]


PROTOCOLS = """\
Протокол №;Дата;Название;Председательствующий;Присутствовали;Вопросы повестки дня;Принятые решения
12;14.02.2025 г.;Заседание;Иванов И.И.;Сидоров С.С.;О бюджете;Утвердить
"""
MINUTES = """\
Minutes No.,Held on,Meeting,Presiding,Present,Apologies,Agenda,Decisions
4/2024,Tuesday 12 March 2024,Board,A. Example,"B. Example; C. Example",D. Example,Budget,Approved
"""


@pytest.mark.parametrize(("sheet", "came"), [(PROTOCOLS, 2), (MINUTES, 3)])
def test_registers_of_minutes_are_read(sheet: str, came: int) -> None:
    chronicle, _ = read(sheet)
    (meeting,) = chronicle.meetings
    assert meeting.agenda
    assert meeting.outcomes
    assert [link.role for link in chronicle.participations].count("chair") == 1
    assert len(chronicle.participations) == came


@pytest.mark.parametrize("until", ["н/в", "по наст. время", "по сей день", "н.в."])
def test_a_term_goes_on_until_now_however_that_is_shortened(until: str) -> None:
    sheet = f"ФИО;Должность;Орган;С;По\nИванов И.И.;Эксперт;Комиссия;20.01.2020;{until}\n"
    (term,) = read(sheet)[0].memberships
    assert str(term.when) == "2020-01-20/.."


@pytest.mark.parametrize("between", ["May 2026,1 May,C\n,1 June,D\n", "2027,,\n", "January,,\n"])
def test_a_day_alone_is_in_the_month_of_the_row_above_and_of_no_other(between: str) -> None:
    sheet = "Month,Date,Event\nApril 2026,3,A\n,5,B\n"
    chronicle, notes = read(sheet)
    assert {str(event.when) for event in chronicle.events} == {"2026-04-03", "2026-04-05"}
    told = "in 'April 2026', the month in line 2, since none stands here"
    assert [(note.line, note.text) for note in notes] == [(3, told)]
    with pytest.raises(cs.InputError, match="found '12'"):
        read(f"{sheet}{between},12,E\n")


@pytest.mark.parametrize(
    ("names", "is_told"),
    [("Иванов И.И., Петров П.П.", True), ("Ann Example\nBob Example", True),
     ("Ann, of Armenia", False), ("Ann Example; Bob Example", False), ("Иванов И.И.", False),
     ("Ann Example\nBob Example []", False)],
)  # fmt: skip
def test_names_that_are_kept_as_those_of_one_are_told(names: str, *, is_told: bool) -> None:
    _, notes = read(f'Title,Participants\nA,"{names}"\n')
    told = "kept as the words of one; semicolons part several names"
    assert [note.text for note in notes] == ([told] if is_told else [])


def test_an_address_in_the_place_of_a_place_is_a_link_and_teams_a_way_to_meet() -> None:
    chronicle, notes = read(
        "Title,Location,Links\nA,https://zoom.us/j/1,https://a.org\nB,https://zoom.us/j/2,\n"
        "C,Microsoft Teams Meeting,\n"
    )
    first, second, third = sorted(chronicle.meetings, key=lambda event: str(event.title))
    assert first.links == ("https://a.org", "https://zoom.us/j/1")
    assert second.links == ("https://zoom.us/j/2",)
    assert third.format == "videoconference"
    assert not chronicle.places
    assert len(notes) == 2


def test_a_column_says_who_acts_in_a_post_and_which_state_is_but_a_member() -> None:
    sheet = "ФИО;Должность;Орган;С;Статус\nИванов И.И.;Председатель;Комиссия;2020;и.о.\n"
    (term,) = read(sheet)[0].memberships
    assert (term.role, term.status) == ("chair", "acting")
    sheet = "Государство;Дата вступления;Статус\nАрмения;1992;член\nСербия;2013;наблюдатель\n"
    terms = read(sheet, given={"Organisation": "Assembly"}, kind=None)[0].memberships
    assert {term.status for term in terms} == {"full", "observer"}


def test_a_year_of_two_digits_that_is_no_day_says_for_all_that_years_come_last() -> None:
    with pytest.raises(cs.InputError) as caught:
        read("Date,Event\n19.05.92,A\n27.10.02,B\n")
    first, second = str(caught.value).splitlines()[1:]
    assert "write '1992-05-19' or '2092-05-19'" in first
    assert "write '1902-10-27' or '2002-10-27'" in second
