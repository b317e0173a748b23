"""One sheet with a row for each event: what is written, what is read, what is refused and where."""

from __future__ import annotations

import csv
import datetime as dt
import io
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import cstoevents as cs
from cstoevents.formats.sheet import read_sheet, write_sheet
from cstoevents.typing import SheetFormat
from cstoevents.wording import FigureOrder, from_figures
from test_cost import assert_about_twice_as_long, assert_near_linear

KG = cs.Place(id="kyrgyzstan", name={"en": "Kyrgyzstan", "ru": "Киргизия"}, kind="country",
              country="KG")  # fmt: skip
BISHKEK = cs.Place(id="bishkek", name={"en": "Bishkek", "ru": "Бишкек"}, kind="city",
                   within="kyrgyzstan",
                   aliases=[cs.Alias(value="Frunze", kind="former")])  # fmt: skip
OSH = cs.Place(id="osh", name="Osh", kind="city", country="KG")
OTHER_OSH = cs.Place(id="osh-2", name="Osh", kind="city", country="KZ")
CSTO = cs.Organisation(id="csto", name={"en": "CSTO", "ru": "ОДКБ"}, kind="intergovernmental")
GROUP = cs.Organisation(
    id="wg-body",
    name={"en": "Working Group on Afghanistan", "ru": "Рабочая группа по Афганистану"},
    kind="working-group",
    abbreviation="WGA",
)
RUN = cs.Series(id="wg", name={"en": "Meetings of the Group", "ru": "Заседания группы"})
PERSON = cs.Official(id="samat", name={"en": "Samat Ordabaev", "ru": "Самат Ордабаев"})
NAMESAKE = cs.Official(id="samat-2", name="S. Ordabaev",
                       aliases=[cs.Alias(value="The Deputy")])  # fmt: skip
DEPUTY = cs.Official(id="deputy", name="The Deputy")
OLD = cs.Meeting(id="wg-40", kind="meeting", title="40th meeting", when="2024-11",
                 entries=[cs.SeriesEntry(series="wg", number=40)])  # fmt: skip
KNOWN = cs.Chronicle(
    KG, BISHKEK, OSH, OTHER_OSH, CSTO, GROUP, RUN, PERSON, NAMESAKE, DEPUTY, OLD
)  # fmt: skip


def read(text: str, **how: Any) -> cs.Chronicle:
    return read_sheet(text.encode(), **{"kind": "meeting", "within": KNOWN, **how})


def only(text: str, **how: Any) -> Any:
    (event,) = read(text, **how).events
    return event


def table_of(chronicle: cs.Chronicle, **how: Any) -> list[dict[str, str]]:
    file = io.StringIO(newline="")
    write_sheet(chronicle, file, format="csv", **how)
    return list(csv.DictReader(io.StringIO(file.getvalue(), newline="")))


class TestWriting:
    def test_names_stand_for_ids(self) -> None:
        event = cs.Meeting(
            id="wg-41", kind="meeting", title={"en": "41st meeting", "ru": "41-е заседание"},
            when="2025-05-13", status="held", format="in-person", place="bishkek",
            organisers=["wg-body", "csto"], parent="wg-40",
            entries=[cs.SeriesEntry(series="wg", number=41, label="41st")],
            topics=["afghanistan", "borders"], agenda=["One; two", "Three"],
            links=["https://a/b"], sources=[cs.Source(url="https://c"), cs.Source(citation="TASS")],
        )  # fmt: skip
        took_part = [
            cs.Participation(event="wg-41", official="samat", role="chair"),
            cs.Participation(event="wg-41", organisation="csto", role="guest"),
            cs.Participation(event="wg-41", description="Experts of the states"),
        ]
        sent = cs.Delegation(event="wg-41", on_behalf_of="csto")
        first = cs.Chronicle(event, took_part, sent, within=KNOWN)
        (row,) = table_of(first)
        assert {header: text for header, text in row.items() if text} == {
            "Id": "wg-41",
            "Kind": "meeting",
            "Title (en)": "41st meeting",
            "Title (ru)": "41-е заседание",
            "Date": "2025-05-13",
            "Date in words": "13 May 2025",
            "Status": "held",
            "Format": "in-person",
            "Place": "Bishkek",
            "Country": "KG",
            "Organisers": "Working Group on Afghanistan; CSTO",
            "Series": "Meetings of the Group",
            "Number": "41",
            "Label": "41st",
            "Part of": "40th meeting",
            "Chair": "Samat Ordabaev",
            "Participants": "CSTO (guest); Experts of the states",
            "Delegations": "CSTO",
            "Topics": "afghanistan; borders",
            "Agenda (en)": r"One\; two; Three",
            "Links": "https://a/b",
            "Sources": "https://c; TASS",
        }

    def test_a_russian_sheet_is_russian_throughout(self) -> None:
        event = cs.Event(id="e", kind="exercise", title={"ru": "Рубеж"}, when="2024-09",
                         status="cancelled", place="bishkek", organisers=["csto"])  # fmt: skip
        (row,) = table_of(cs.Chronicle(event, within=KNOWN), lang="ru")
        assert {header: text for header, text in row.items() if text} == {
            "Ид": "e",
            "Вид": "учение",
            "Название (ru)": "Рубеж",
            "Дата": "2024-09",
            "Дата словами": "сентябрь 2024 года",
            "Статус": "отменено",
            "Место": "Бишкек",
            "Страна": "KG",
            "Организаторы": "ОДКБ",
        }

    def test_rows_come_by_date_and_the_undated_last(self) -> None:
        events = [
            cs.Event(id=id, kind="visit", title=id, when=when)
            for id, when in (("a", None), ("b", "2025"), ("c", "2024-12-31"))
        ]
        assert [row["Id"] for row in table_of(cs.Chronicle(events))] == ["c", "b", "a"]

    @pytest.mark.parametrize("place", ["osh", "osh-2"])
    def test_a_name_that_two_bear_comes_with_its_id(self, place: str) -> None:
        event = cs.Event(id="e", kind="visit", title="Visit", place=place)
        (row,) = table_of(cs.Chronicle(event, within=KNOWN))
        assert row["Place"] == f"Osh [{place}]"

    def test_a_name_that_ends_like_a_role_or_an_id_comes_with_its_id(self) -> None:
        odd = [
            cs.Organisation(id="one", name="Committee (chair)", kind="organ"),
            cs.Organisation(id="two", name="Committee [of]", kind="organ"),
        ]
        event = cs.Event(id="e", kind="visit", title="Visit", organisers=["one", "two"])
        (row,) = table_of(cs.Chronicle(event, odd))
        assert row["Organisers"] == "Committee (chair) [one]; Committee [of] [two]"

    def test_words_that_could_be_a_name_say_that_they_are_none(self) -> None:
        event = cs.Event(id="e", kind="visit", title="Visit")
        words = cs.Participation(event="e", description="The Deputy")
        chronicle = cs.Chronicle(event, words, within=KNOWN)
        (row,) = table_of(chronicle)
        assert row["Participants"] == "The Deputy []"

    @pytest.mark.parametrize(
        "text",
        ["=1+1", "+7", "-1", "@SUM(A1)", "＝1", "a\n=1", "a\t=1", "a;=1", "a,-1", "'=1", "''-1"],
    )
    def test_what_could_run_gets_an_apostrophe(self, text: str) -> None:
        note = table_of(
            cs.Chronicle(cs.Event(id="e", kind="visit", title=f"x{text}"[1:], note=text))
        )[0]["Note (en)"]
        assert note != text
        assert note.replace("'", "") == text.replace("'", "")

    def test_a_mark_for_spreadsheets_is_written_if_asked_for(self) -> None:
        with_mark, without = io.BytesIO(), io.BytesIO()
        write_sheet(KNOWN, with_mark, format="csv", encoding="utf-8-sig")
        write_sheet(KNOWN, without, format="csv")
        assert with_mark.getvalue() == b"\xef\xbb\xbf" + without.getvalue()

    def test_a_file_is_replaced_in_one_step(self, tmp_path: Path) -> None:
        target = tmp_path / "events.csv"
        write_sheet(KNOWN, target)
        assert read_sheet(target, within=KNOWN).event("wg-40") == OLD
        assert [path.name for path in tmp_path.iterdir()] == ["events.csv"]

    @pytest.mark.parametrize(
        "how", [{"delimiter": "|"}, {"encoding": "cp1251"}, {"lang": "hy"}], ids=str
    )
    def test_a_way_of_writing_that_there_is_not_is_refused(self, how: Any) -> None:
        with pytest.raises(cs.CstoEventsError):
            write_sheet(KNOWN, io.BytesIO(), format="csv", **how)


class TestLosses:
    def test_what_is_lost_is_counted_with_its_records(self) -> None:
        event = cs.Event(
            id="e", kind="visit", title=" Visit ", references=[cs.Reference(event="wg-40")],
            commemoration=cs.Commemoration(event="wg-40", number=1),
            documents=[cs.Document(title="Plan", kind="plan")],
            sources=[cs.Source(url="https://a", title="A")],
        )  # fmt: skip
        report = write_sheet(cs.Chronicle(event, within=KNOWN), io.BytesIO(), format="csv")
        assert [(loss.what, loss.count, loss.records) for loss in report] == [
            ("Event.commemoration", 1, ("e",)),
            ("Event.documents", 1, ("e",)),
            ("Event.references", 1, ("e",)),
            ("Event.sources", 1, ("e",)),
            ("Event.title", 1, ("e",)),
        ]
        assert not report.is_lossless

    def test_records_without_a_row_are_losses(self) -> None:
        report = write_sheet(KNOWN, io.BytesIO(), format="csv")
        assert {loss.what: loss.count for loss in report} == {
            "Official": 3,
            "Organisation": 2,
            "Place": 4,
            "Series": 1,
        }

    def test_a_sheet_of_plain_events_loses_nothing(self) -> None:
        event = cs.Event(id="e", kind="visit", title="Visit", when="2025")
        assert write_sheet(cs.Chronicle(event), io.BytesIO(), format="csv").is_lossless


class TestHeaders:
    @pytest.mark.parametrize(
        ("header", "lang"),
        [
            ("Title", "en"),
            ("Название", "ru"),
            ("НАИМЕНОВАНИЕ", "ru"),
            ("Title (ru)", "ru"),
            ("title_kk", "kk"),
            ("Название (en)", "en"),
            ("Title [sr-latn]", "sr-Latn"),
            ("title_zh-hant-tw", "zh-Hant-TW"),
        ],
    )
    def test_words_are_in_the_language_of_their_header(self, header: str, lang: str) -> None:
        assert dict(only(f"{header}\nx\n").title) == {lang: "x"}

    def test_the_caller_may_say_the_language(self) -> None:
        assert dict(only("Title\nЗаседание\n", lang="ru").title) == {"ru": "Заседание"}

    def test_headers_of_ones_own_are_mapped(self) -> None:
        sheet = "Что было,Как давно,Заметки для себя\nЗаседание,2025-05-19,позвонить\n"
        columns = {"Что было": "title_ru", "Как давно": "when", "Заметки для себя": None}
        event = only(sheet, columns=columns)
        assert (dict(event.title), event.when) == ({"ru": "Заседание"}, cs.When("2025-05-19"))

    def test_what_a_header_of_ones_own_means_is_named_as_headers_are(self) -> None:
        event = only("Что было,Где\nЗаседание,Osh [osh]\n",
                     columns={"Что было": "Название", "Где": "Place"})  # fmt: skip
        assert (dict(event.title), event.place) == ({"ru": "Заседание"}, "osh")

    def test_a_map_to_nothing_known_is_refused(self) -> None:
        with pytest.raises(cs.ArgumentError, match=r"columns\['Что было'\]"):
            read("Что было\nЗаседание\n", columns={"Что было": "happened"})


class TestReading:
    def test_a_russian_sheet_as_people_keep_it(self) -> None:
        sheet = (
            "№;Дата;Мероприятие;Вид;Место проведения;Организатор;Серия;Статус;Формат;Участники\r\n"
            '41-е;13.05.2025;"Заседание ""группы""";заседание;Бишкек;Рабочая группа по Афганистану;'
            "Заседания группы;состоялось;очно;Самат Ордабаев (докладчик); \r\n"
        )
        # The last cell is empty but for the separator that spreadsheets leave.
        sheet = sheet.replace("; \r\n", "\r\n")
        for data in (sheet.encode(), sheet.encode("utf-8-sig"), sheet.encode("cp1251"),
                     sheet.encode("utf-16")):  # fmt: skip
            chronicle = read_sheet(data, dates="day-first", within=KNOWN)
            (meeting,) = chronicle.meetings
            assert meeting == cs.Meeting(
                id="wg-41",
                kind="meeting",
                title={"ru": 'Заседание "группы"'},
                when="2025-05-13",
                status="held",
                format="in-person",
                place="bishkek",
                organisers=["wg-body"],
                entries=[cs.SeriesEntry(series="wg", number=41, label="41-е")],
            )
            (spoke,) = chronicle.participations
            assert (spoke.official, spoke.role) == ("samat", cs.records.ParticipationRole.SPEAKER)

    @pytest.mark.parametrize("delimiter", [",", ";", "\t"])
    def test_what_parts_the_cells_is_told_by_the_headers(self, delimiter: str) -> None:
        sheet = delimiter.join(["Title", "Date"]) + "\n" + delimiter.join(['"a, b; c"', "2025"])
        assert str(only(sheet).title) == "a, b; c"

    def test_a_hint_of_excel_to_itself_is_obeyed(self) -> None:
        assert only("sep=;\nTitle;Date\na,b;2025\n").when == cs.When("2025")

    def test_empty_rows_and_columns_are_left_out(self) -> None:
        sheet = ",,,\n\nTitle,,Date,\n,,,\na,,2025,\n"
        assert only(sheet).when == cs.When("2025")

    @pytest.mark.parametrize(
        ("written", "meant"),
        [
            ("19.05.2025", "2025-05-19"),
            ("19/05/2025", "2025-05-19"),
            ("19-05-2025", "2025-05-19"),
            ("9.5.2025 г.", "2025-05-09"),
            ("24-26.06.2025", "2025-06-24/2025-06-26"),
            ("24 – 26.06.2025", "2025-06-24/2025-06-26"),
            ("28.11-02.12.2024", "2024-11-28/2024-12-02"),
            ("31.12.2024-02.01.2025", "2024-12-31/2025-01-02"),
            ("5.2025", "2025-05"),
            ("05/2025", "2025-05"),
            ("2025", "2025"),
            ("2023-2024", "2023/2024"),
            ("2025-05-19", "2025-05-19"),
            ("2025-05-19 00:00:00", "2025-05-19"),
            ("2024-11~", "2024-11~"),
            ("[2023-12-08..2024-12-10]", "[2023-12-08..2024-12-10]"),
        ],
    )
    def test_dates_with_the_day_first(self, written: str, meant: str) -> None:
        assert str(only(f"Title,Date\na,{written}\n", dates="day-first").when) == meant

    @pytest.mark.parametrize("dates", [None, "words", "day-first", "month-first", "year-first"])
    @pytest.mark.parametrize(
        ("written", "meant"),
        [
            ("5 November 2001", "2001-11-05"),
            ("June 15, 2001", "2001-06-15"),
            ("23–24 February 1976", "1976-02-23/1976-02-24"),
            ("27 February – 1 March 2009", "2009-02-27/2009-03-01"),
            ("December 1997", "1997-12"),
            ("15 мая 1992 года", "1992-05-15"),
            ("2024-11~", "2024-11~"),
        ],
    )
    def test_dates_in_words(self, written: str, meant: str, dates: str | None) -> None:
        assert str(only(f'Title,Date\na,"{written}"\n', dates=dates).when) == meant

    @pytest.mark.parametrize(
        ("column", "read_as", "noted"),
        [
            (["5/14/2025", "5/6/2025"], ["2025-05-14", "2025-05-06"], "month-first"),
            (["14/5/2025", "5/6/2025"], ["2025-05-14", "2025-06-05"], "day-first"),
            (["05.06.2025", "19.05.2025"], ["2025-06-05", "2025-05-19"], None),
            (["2025/5/6", "5 May 2025"], ["2025-05-06", "2025-05-05"], None),
            (["5/6/2025", "5.6.2025"], ["2025-06-05", "2025-06-05"], "day-first"),
            (["5.2025", "2023-2024"], ["2025-05", "2023/2024"], None),
        ],
    )
    def test_the_order_of_figures_is_decided_by_all_dates(
        self, column: list[str], read_as: list[str], noted: str | None
    ) -> None:
        sheet = "Title,Date\n" + "".join(f"{at},{text}\n" for at, text in enumerate(column))
        notes: list[str] = []
        events = read(sheet, on_note=lambda note: notes.append(note.text)).events
        assert {str(event.title): str(event.when) for event in events} == dict(
            zip("01", read_as, strict=True)
        )
        assert [noted in text for text in notes] == ([True] if noted else [])

    def test_the_caller_may_say_the_order_of_figures(self) -> None:
        sheet = "Title,Date\na,5/6/2025\n"
        assert str(only(sheet, dates="month-first").when) == "2025-05-06"
        assert str(only(sheet, dates="day-first").when) == "2025-06-05"

    @pytest.mark.parametrize("delimiter", [",", ";", "\t"])
    @pytest.mark.parametrize("filled", [True, False])
    @pytest.mark.parametrize("encoding", ["utf-8", "cp1251"])
    def test_headers_are_found_below_a_title_and_blanks(
        self, delimiter: str, *, filled: bool, encoding: str
    ) -> None:
        rows = [["План заседаний на 2025 год"], [], ["Дата", "Мероприятие"], ["2025", "Сессия"]]
        if filled:
            rows = [row + [""] * (2 - len(row)) for row in rows]
        notes: list[str] = []
        sheet = "\n".join(delimiter.join(row) for row in rows)
        (event,) = read_sheet(
            sheet.encode(encoding), kind="session", on_note=lambda note: notes.append(str(note))
        ).events
        assert (str(event.title), event.when) == ("Сессия", cs.When("2025"))
        assert notes == ["3: header: the headers are in line 3; what is above them is left out"]

    @pytest.mark.parametrize("header", ["№", "№ п/п", "#", "No."])
    def test_a_column_that_counts_the_rows_is_left_out(self, header: str) -> None:
        assert only(f"{header},Title\n1,a\n").entries == ()
        numbered = only("№,Title,Series\n7,a,Meetings of the Group\n")
        assert numbered.entries[0].number == 7

    def test_the_two_ends_of_a_date_may_stand_in_two_columns(self) -> None:
        sheet = "Title,Start date,End date\na,2025-06-24,2025-06-26\nb,2025-06-24,\nc,2025,2025\n"
        whens = {str(event.title): str(event.when) for event in read(sheet).events}
        assert whens == {"a": "2025-06-24/2025-06-26", "b": "2025-06-24", "c": "2025"}

    @pytest.mark.parametrize(
        ("printed", "number", "label"),
        [("41", 41, None), ("41st", 41, "41st"), ("41-е", 41, "41-е"), ("XLI", 41, "XLI"),
         ("№ 41", 41, "№ 41"), ("41.0", 41, None)],
    )  # fmt: skip
    def test_numbers_as_they_are_printed(self, printed: str, number: int, label: str) -> None:
        entry = only(f"Title,Series,Number\na,Meetings of the Group,{printed}\n").entries[0]
        assert (entry.series, entry.number, entry.label) == ("wg", number, label)

    @pytest.mark.parametrize("written", ["9:00", "09:00", "9:00 AM", "9.00", "09:00:00"])
    def test_times_as_they_are_written(self, written: str) -> None:
        assert only(f"Title,Time\na,{written}\n").start_time == dt.time(9)

    @pytest.mark.parametrize(
        ("name", "id"),
        [("Bishkek", "bishkek"), ("Бишкек", "bishkek"), ("Frunze", "bishkek"),
         ("bishkek", "bishkek"), ("Osh [osh-2]", "osh-2"), ("anything [bishkek]", "bishkek"),
         ("[osh]", "osh"), (" Bishkek ", "bishkek")],
    )  # fmt: skip
    def test_a_name_means_who_bears_it(self, name: str, id: str) -> None:
        assert only(f"Title,Place\na,{name}\n").place == id

    def test_a_country_tells_places_apart(self) -> None:
        assert only("Title,Place,Country\na,Osh,KZ\n").place == "osh-2"

    @pytest.mark.parametrize("country", ["KG", "Kyrgyzstan", "Киргизия"])
    def test_a_country_alone_is_the_place(self, country: str) -> None:
        assert only(f"Title,Place,Country\na,,{country}\n").place == "kyrgyzstan"

    def test_an_unknown_place_becomes_a_record_of_its_name(self) -> None:
        chronicle = read("Title,Place,Country\na,Naryn,KG\nb,Naryn,\nc,Talas [talas],\n")
        assert chronicle.places == (
            cs.Place(id="place-naryn", name="Naryn", kind="other", country="KG"),
            cs.Place(id="talas", name="Talas", kind="other"),
        )
        assert [event.place for event in chronicle.events] == ["place-naryn"] * 2 + ["talas"]

    def test_an_id_of_ones_own_holds_for_the_name_wherever_it_stands(self) -> None:
        chronicle = read("Title,Place\na,Talas\nb,Talas [talas]\n")
        assert [place.id for place in chronicle.places] == ["talas"]
        assert {event.place for event in chronicle.events} == {"talas"}

    def test_unknown_organisers_and_series_become_records_of_their_names(self) -> None:
        chronicle = read("Название,Организатор,Серия\nа,Новый орган,Новый ряд\n", within=None)
        assert chronicle.organisations[0].name == cs.Text({"ru": "Новый орган"})
        assert chronicle.organisations[0].kind is cs.records.OrganisationKind.OTHER
        assert chronicle.series[0].name == cs.Text({"ru": "Новый ряд"})

    def test_an_unknown_participant_is_kept_in_words(self) -> None:
        """A name doesn't say whether it is a person's or a body's, so nobody is invented."""
        chronicle = read("Title,Participants\na,Somebody New (guest); CSTO\n")
        assert not chronicle.officials
        assert {
            (
                str(participation.description)
                if participation.description
                else participation.organisation,
                participation.role,
            )
            for participation in chronicle.participations
        } == {("Somebody New", cs.records.ParticipationRole.GUEST), ("csto", None)}

    def test_events_are_part_of_events_of_the_sheet_or_known_ones(self) -> None:
        sheet = "Id,Title,Part of\na,One,Two\nb,Two,wg-40\n"
        assert [event.parent for event in read(sheet).events] == ["b", "wg-40"]

    def test_ids_are_made_of_series_and_number_or_of_date_and_title(self) -> None:
        sheet = (
            "Title,Date,Series,Number,Id\n"
            "Plenary,2025-06-24/2025-06-26,Meetings of the Group,41,\n"
            "Plenary,2025-06-24/2025-06-26,,,\n"
            "Plenary,,,,\n"
            "Plenary,2025,,,own-id\n"
        )
        assert [event.id for event in read(sheet).events] == [
            "2025-06-24-plenary",
            "own-id",
            "plenary",
            "wg-41",
        ]

    def test_topics_become_keywords(self) -> None:
        assert only("Title,Topics\na,Afghanistan; БОРЬБА с терроризмом\n").topics == (
            "afghanistan",
            "борьба с терроризмом",
        )

    def test_an_event_that_is_no_sitting_is_no_meeting(self) -> None:
        event = only("Title,Kind\nRubezh,exercise\n")
        assert type(event) is cs.Event

    def test_lenient_reading_keeps_ids_that_lead_nowhere(self) -> None:
        chronicle = read("Title,Place\na,[nowhere]\n", references="lenient")
        assert [problem.found for problem in chronicle.broken] == ["nowhere"]

    def test_what_is_read_is_limited(self) -> None:
        with pytest.raises(cs.InputError, match="at most 4 bytes"):
            read("Title\na\n", limit=4)


DAMAGED: list[tuple[str, str, dict[str, Any], list[tuple[int, str | None, str]]]] = [
    ("nothing at all", "", {}, [(1, None, "a row of headers")]),
    ("no title column", "Date\n2025\n", {}, [(1, "header", "a column for titles")]),
    ("an unknown header", "Title,Colour\na,red\n", {}, [(1, "header", "in `columns`")]),
    ("a header with a slip", "Title,Dat\na,2025\n", {}, [(1, "header", "perhaps 'Date'")]),
    ("a column without a header", "Title,\na,b\n", {}, [(1, "header", "a header above it")]),
    ("cells beyond the headers", "Title\na,b\n", {"delimiter": ","}, [(1, "header", "a header")]),
    ("one column twice", "Title,Date,When\na,2025,2025\n", {}, [(1, "header", "what 'Date' is")]),
    ("a mapped header that is not there", "Title\na\n", {"columns": {"X": "when"}},
     [(1, "header", "a column 'X'")]),
    ("no title in a row", "Title,Date\n,2025\n", {}, [(2, "Title", "a title")]),
    ("no kind in a row", "Title,Kind\na,\n", {"kind": None}, [(2, "Kind", "a kind of event")]),
    ("an unknown kind", "Title,Kind\na,meating\n", {}, [(2, "Kind", "perhaps 'meeting'")]),
    ("an unknown status", "Title,Status\na,maybe\n", {}, [(2, "Status", "one of scheduled")]),
    ("a day-first date unannounced", "Title,Date\na,19.05.2025\n", {"dates": "edtf"},
     [(2, "Date", "dates='day-first'")]),
    ("a day that is not", "Title,Дата\na,31.02.2025\n", {"dates": "day-first"},
     [(2, "Дата", "a date such as")]),
    ("the month first", "Title,Date\na,05/19/2025\n", {"dates": "day-first"},
     [(2, "Date", "month")]),
    ("a year of two digits", "Title,Date\na,19.05.25\n", {"dates": "day-first"},
     [(2, "Date", "a date such as")]),
    ("a month in a spreadsheet's words", "Title,Date\na,Nov-24\n", {},
     [(2, "Date", "an EDTF date")]),
    ("a number of days", "Title,Date\na,45796\n", {}, [(2, "Date", "an EDTF date")]),
    ("a reversed date", "Title,Date\na,2025-06-26/2025-06-24\n", {},
     [(2, "Date", "ends before it starts")]),
    ("a date twice", "Title,Date,Start date\na,2025,2025\n", {},
     [(2, "Start date", "in one column")]),
    ("dates that nothing decides", "Title,Date\na,5/6/2025\nb,7/8/2025\n", {},
     [(2, "Date", "2025-06-05 (day-first) or 2025-05-06 (month-first)"),
      (3, "Date", "say which with `dates`")]),
    ("dates in two orders", "Title,Date\na,5/14/2025\nb,14/5/2025\n", {},
     [(2, "Date", "can't be in one order"), (3, "Date", "can't be in one order")]),
    ("figures where words are said", "Title,Date\na,19.05.2025\n", {"dates": "words"},
     [(2, "Date", "dates='day-first' reads 2025-05-19")]),
    ("an end without a beginning", "Title,End date\na,2025\n", {},
     [(2, "End date", "a first day")]),
    ("reversed ends", "Title,From,To\na,2025-02,2025-01\n", {}, [(2, "From", "two ends")]),
    ("a time that is not", "Title,Time\na,25:00\n", {}, [(2, "Time", "a time of day")]),
    ("a zone that is not", "Title,Time zone\na,Mars/Olympus\n", {}, [(2, "Time zone", "zone")]),
    ("a name that two bear", "Title,Place\na,Osh\n", {}, [(2, "Place", "'Osh [osh]'")]),
    ("a person's name that two bear", "Title,Chair\na,The Deputy\n", {},
     [(2, "Chair", "deputy, samat-2")]),
    ("an id of nobody", "Title,Participants\na,X [nobody]\n", {},
     [(2, "Participants", "a known person")]),
    ("an id of no place", "Title,Place\na,[nowhere]\n", {}, [(2, "Place", "a name before it")]),
    ("an id of something else", "Title,Place\na,X [csto]\n", {},
     [(2, "Place", "another record's")]),
    ("a country that is not", "Title,Country\na,Ruritania\n", {}, [(2, "Country", "ISO 3166-1")]),
    ("one place in two countries", "Title,Place,Country\na,Naryn,KG\nb,Naryn,KZ\n", {},
     [(3, "Place", "line 2 has KG")]),
    ("two names of one id", "Title,Place\na,X [x1]\nb,Y [x1]\n", {}, [(3, "Place", "line 2")]),
    ("two names that make one id", "Title,Place\na,X [place-new-york]\nb,new york\n", {},
     [(3, "Place", "on line 2")]),
    ("an event part of nothing", "Title,Part of\na,Nothing\n", {}, [(2, "Part of", "of an event")]),
    ("a number without a series", "Title,Number\na,41\n", {}, [(2, "Number", "the series")]),
    ("more numbers than series", "Title,Series,Number\na,wg,1; 2\n", {},
     [(2, "Number", "for each number")]),
    ("a number that is none", "Title,Series,Number\na,wg,3-6\n", {}, [(2, "Number", "'Label'")]),
    ("a bad id", "Title,Id\na,Not An Id\n", {}, [(2, "Id", "lower-case")]),
    ("one id twice", "Title,Id\na,x\nb,x\n", {}, [(3, "Id", "line 2")]),
    ("one made id twice", "Title,Date\na,2025\nb,2024\na,2025\n", {}, [(4, "Id", "line 2")]),
    ("an id of a place", "Title,Id\na,osh\n", {}, [(2, "Id", "of a place")]),
    ("no address", "Title,Links\na,see there\n", {}, [(2, "Links", "http")]),
    ("an identifier without a scheme", "Title,Identifiers\na,Q1\n", {},
     [(2, "Identifiers", "scheme:identifier")]),
    ("a link without a document", "Title,Documents,Document links\na,X,https://a; https://b\n", {},
     [(2, "Document links", "a title for each link")]),
    ("an agenda of no sitting", "Title,Kind,Agenda\na,exercise,one\n", {},
     [(2, "Agenda", "of the kind exercise")]),
    ("an open quote", 'Title,Date\n"a,2025\n', {}, [(2, None, "a closing quote")]),
    ("text after a quote", 'Title,Date\n"a"b,2025\n', {}, [(2, None, "quotes")]),
    ("a NUL", "Title\na\0\n", {}, [(2, None, "NUL")]),
    ("a column of numbers twice", "Title,Series,Number,Number\na,wg,1,2\n", {},
     [(1, "header", "one column of what")]),
    ("a column of lists twice", "Title,Links,Links\na,https://a,https://b\n", {},
     [(1, "header", "one column of what")]),
    ("a column of dates twice", "Title,Date,When\na,2001,2002\n", {},
     [(1, "header", "one column of what")]),
    ("blanks within a date", f"Title,Date\na,2001{' ' * 40_000}-x\n", {},
     [(2, "Date", "an EDTF date")]),
    ("a number of many digits", f"Title,Series,Number\na,wg,{'1' * 40_000}\n", {},
     [(2, "Number", "a number such as")]),
    ("an id of many characters", f"Title,Id\na,{'a-' * 40_000}\n", {},
     [(2, "Id", "lower-case")]),
    ("separators without links", f"Title,Links\na,{';' * 1_000}\n", {}, [(2, "Links", "http")]),
    ("a post of no organisation", "Name,Post,From\nA B,chairman,2001\n", {},
     [(2, "Organisation", "the organisation")]),
    ("an old Macintosh's lines", "Title,Date\ra,2001\rb,x\r", {}, [(3, "Date", "an EDTF date")]),
    ("a month of no calendar", "Title,Date\na,2001-13\n", {}, [(2, "Date", "an EDTF date")]),
    ("a day of no month", "Title,Date\na,2001-02-30\n", {}, [(2, "Date", "an EDTF date")]),
    ("separators that nothing tells", "X,A;Y,B\n1,2;3,4\n", {}, [(1, "header", "`delimiter`")]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("sheet", "how", "places"),
    [case[1:] for case in DAMAGED],
    ids=[case[0] for case in DAMAGED],
)
def test_a_damaged_sheet_is_refused_at_its_place_and_with_its_cure(
    sheet: str, how: dict[str, Any], places: list[tuple[int, str | None, str]]
) -> None:
    with pytest.raises(cs.InputError) as refusal:
        read(sheet, **how)
    found = refusal.value.problems
    assert [(problem.line, problem.path) for problem in found] == [place[:2] for place in places]
    for problem, (_, _, cure) in zip(found, places, strict=True):
        assert cure in problem.expected


def test_what_is_wrong_in_many_rows_alike_is_told_once_with_their_lines() -> None:
    rows = "".join(f"a{row},{'2025' if row % 3 else 'x'}\n" for row in range(2, 216))
    with pytest.raises(cs.InputError) as refusal:
        read(f"Title,Date\n{rows}", kind=None)
    kind, date = refusal.value.problems
    assert (kind.line, kind.path) == (2, "Kind")
    assert kind.expected.endswith("; also in lines 3-215")
    assert (date.line, date.found) == (3, "x")
    assert date.expected.endswith(
        "; also in lines 6, 9, 12, 15, 18, 21, 24, 27, 30, 33 and 60 more"
    )


def test_what_is_decided_of_many_rows_alike_is_told_once_with_their_lines() -> None:
    notes: list[object] = []
    rows = "".join(f"a{row},TBD\n" for row in range(2, 216))
    read(f"Title,Date\n{rows}", on_note=notes.append)
    assert [str(note) for note in notes] == ["2: Date: taken for no date; also in lines 3-215"]


def test_a_file_in_no_certain_encoding_is_refused_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "events.csv"
    file.write_bytes("Title;Date\nПленум;2025\n".encode("cp866"))
    with pytest.raises(cs.InputError) as refusal:
        read_sheet(file, kind="session")
    (problem,) = refusal.value.problems
    assert (problem.file, problem.line) == (str(file), 2)
    assert "`encoding`" in problem.expected
    (event,) = read_sheet(file, kind="session", encoding="cp866", lang="ru").events
    assert str(event.title) == "Пленум"


def test_everything_that_is_wrong_is_said_at_once() -> None:
    sheet = (
        "Title,Kind,Date,Place,Status\n"
        "a,meeting,soon,Osh,held\n"
        ",meeting,2025,,maybe\n"
        "b,sitting,2025,,held\n"
    )
    with pytest.raises(cs.InputError) as refusal:
        read(sheet)
    assert [(problem.line, problem.path) for problem in refusal.value.problems] == [
        (2, "Date"),
        (2, "Place"),
        (3, "Status"),
        (3, "Title"),
        (4, "Kind"),
    ]


def test_a_row_that_lacks_its_title_tells_all_that_is_wrong_with_it() -> None:
    sheet = (
        "Название,Title (en),Kind,Time zone,Links,Note (ru)\n"
        ",,meeting,Mars/Olympus,see there,\n"
        ",,sitting,,https://a,z\n"
    )
    with pytest.raises(cs.InputError) as refusal:
        read(sheet)
    assert [(problem.line, problem.path) for problem in refusal.value.problems] == [
        (2, "Название"),
        (2, "Time zone"),
        (2, "Links"),
        (3, "Kind"),
    ]
    assert refusal.value.problems[0].expected == "a title; also in line 3"


@pytest.mark.parametrize("key", ["agenda", "outcomes"])
def test_a_fault_in_one_language_is_told_in_the_column_of_that_language(key: str) -> None:
    """What the conversion says of a path is told at the cell that is the nearest to it."""
    with pytest.raises(cs.InputError) as refusal:
        read(f"Title,{key}_en,{key}_ru\na,,y; ; z\n")
    (problem,) = refusal.value.problems
    assert problem.path == f"{key}_ru"


def test_lines_are_counted_through_cells_of_several_lines() -> None:
    sheet = 'Title,Note,Date\na,"one\ntwo\nthree",2025\nb,,soon\n'
    with pytest.raises(cs.InputError) as refusal:
        read(sheet)
    assert [problem.line for problem in refusal.value.problems] == [5]


@pytest.mark.parametrize("text", ["", "soon", "1.2.25", "2025-05-19", "24.06", "1.1.20255"])
def test_what_is_not_written_with_the_day_first_is_left_alone(text: str) -> None:
    assert from_figures(text, FigureOrder.DAY_FIRST) is None


def test_links_that_would_make_one_id_get_two() -> None:
    """Somebody known and somebody in words may bear one name at one event."""
    sheet = "Id,Title,Participants,Delegations\na,A,CSTO; CSTO []; CSTO,CSTO\n"
    chronicle = read(sheet)
    assert [delegation.id for delegation in chronicle.delegations] == ["a--csto--delegation"]
    assert [
        (participation.id, participation.organisation) for participation in chronicle.participations
    ] == [
        ("a--csto", "csto"),
        ("a--csto--participation", None),
    ]


class TestHardInput:
    @pytest.mark.parametrize("text", ["x" * 140_000, "a, b;\n" * 30_000, '"' * 140_000])
    def test_a_long_text_comes_back(self, text: str) -> None:
        event = cs.Event(id="e", kind="visit", title="Visit", note=text.strip())
        file = io.BytesIO()
        assert write_sheet(cs.Chronicle(event), file, format="csv").is_lossless
        assert read_sheet(file.getvalue()) == cs.Chronicle(event)

    def test_the_lines_of_old_macintosh_files_are_read(self) -> None:
        assert only("Title,Date\ra,2025\r").when == cs.When("2025")
        with pytest.raises(cs.InputError, match="line 3: Date"):
            read("Title,Date\ra,2025\rb,soon\r")

    def test_a_bad_byte_in_a_long_cell_is_told_with_its_line(self) -> None:
        sheet = b"Title,Note\na," + b"x" * 140_000 + b"\xff\n"
        with pytest.raises(cs.InputError, match="line 2: found 'the byte 0xff'"):
            read_sheet(sheet, kind="visit")

    @pytest.mark.parametrize("key", ["number", "topics", "when", "sources", "title"])
    def test_a_column_given_twice_is_refused_once(self, key: str) -> None:
        twice = f"Id,{key},{key}\na,1,2\n"
        with pytest.raises(cs.InputError) as refusal:
            read(twice if key == "title" else f"Title,{twice}")
        (problem,) = refusal.value.problems
        assert (problem.line, problem.path) == (1, "header")
        assert "leave the other out by `columns`" in problem.expected

    @pytest.mark.parametrize(
        "argument",
        ["format", "sheet", "columns", "dates", "kind", "lang", "within", "references",
         "delimiter", "encoding", "on_note"],
    )  # fmt: skip
    @pytest.mark.parametrize("value", [5, b"x", [1], {1: 2}, "\ud800", {"Title": 5}, object()])
    def test_an_argument_of_any_type_is_refused_by_an_error_of_ours(
        self, argument: str, value: object
    ) -> None:
        with pytest.raises(cs.CstoEventsError) as refusal:
            read_sheet(b"Title\na\n", **{"kind": "visit", argument: value})
        assert str(refusal.value)


class TestPeopleAndPosts:
    SHEET = (
        "Name;Post;Organisation;From;To\n"
        "Ann Example;Secretary General;Board;01.01.2020;31.12.2022\n"
        "Bob Example;Secretary General;Board;01.01.2023;\n"
    )

    def test_make_officials_and_memberships(self) -> None:
        chronicle = read_sheet(self.SHEET.encode())
        assert {official.id: str(official.name) for official in chronicle.officials} == {
            "ann-example": "Ann Example",
            "bob-example": "Bob Example",
        }
        assert [
            (term.member, term.organisation, term.role, term.label, str(term.when))
            for term in chronicle.memberships
        ] == [
            ("ann-example", "organisation-board", "secretary-general", "Secretary General",
             "2020-01-01/2022-12-31"),
            ("bob-example", "organisation-board", "secretary-general", "Secretary General",
             "2023-01-01/.."),
        ]  # fmt: skip

    def test_mean_those_who_are_known(self) -> None:
        sheet = "ФИО,Должность,Организация,С\nСамат Ордабаев,Генеральный секретарь,ОДКБ,2020\n"
        chronicle = read_sheet(sheet.encode(), within=KNOWN)
        (term,) = chronicle.memberships
        assert (term.member, term.organisation) == ("samat", "csto")
        assert not chronicle.officials
        assert not chronicle.organisations

    @pytest.mark.parametrize(
        ("first", "last", "term"),
        [
            ("Q2 2025", "", "2025-04/.."),
            ("", "I полугодие 2026", "/2026-06"),
            ("II кв. 2025", "2026-40", "2025-04/2026-06"),
            ("about Q2 2025", "Q2 2025", "2025-04~/2025-06"),
        ],
    )
    def test_take_quarters_and_halves_at_the_ends_of_a_term_by_their_months(
        self, first: str, last: str, term: str
    ) -> None:
        sheet = f"Name,Post,Organisation,From,To\nAnn,Chair,Board,{first},{last}\n"
        assert [str(one.when) for one in read_sheet(sheet.encode()).memberships] == [term]

    def test_name_what_the_cell_has_where_two_ends_make_no_term(self) -> None:
        with pytest.raises(cs.InputError, match="From: found 'Q3 2025', expected two ends"):
            read_sheet(b"Name,Post,Organisation,From,To\nAnn,Chair,Board,Q3 2025,Q2 2025\n")

    @pytest.mark.parametrize(
        ("rows", "line", "path", "cure"),
        [
            (",Chair,Board,2020,\n", 2, "Name", "the name of a person"),
            ("Ann,,Board,2020,\nBob,Chair,Board,,\n", 2, "Post", "a post"),
            ("Ann,Chair,,2020,\n", 2, "Organisation", "the organisation"),
            ("Ann,Chair,Board,2021,2020\n", 2, "From", "two ends of a term"),
            ("Ann,Chair,Board,2020,\nAnn,Chair,Board,2020,2021\n", 3, "row", "line 2 has it too"),
        ],
    )
    def test_are_refused_at_their_place(self, rows: str, line: int, path: str, cure: str) -> None:
        with pytest.raises(cs.InputError) as refusal:
            read_sheet(f"Name,Post,Organisation,From,To\n{rows}".encode())
        (problem,) = refusal.value.problems
        assert (problem.line, problem.path) == (line, path)
        assert cure in problem.expected

    def test_give_a_new_person_an_id_of_ones_own(self) -> None:
        chronicle = read_sheet(b"Name,Post,Organisation\nAnn [ann-2],Chair,Board\n")
        assert [official.id for official in chronicle.officials] == ["ann-2"]
        assert chronicle.memberships[0].member == "ann-2"

    def test_tell_all_that_is_wrong_with_a_row(self) -> None:
        sheet = b"Id,Name,Post,Organisation,From,Sources\nNo Id,Ann,Chair,,soon,\n"
        with pytest.raises(cs.InputError) as refusal:
            read_sheet(sheet)
        assert [problem.path for problem in refusal.value.problems] == [
            *("From", "Organisation", "Id")
        ]

    def test_have_no_places_and_kinds(self) -> None:
        with pytest.raises(cs.InputError, match="nothing here in a sheet of people and posts"):
            read_sheet(b"Name,Post,Organisation,Place\nAnn,Chair,Board,Minsk\n")


def test_a_name_is_one_however_its_letters_are_composed() -> None:
    known = cs.Chronicle(cs.Place(id="yoshkar-ola", name={"ru": "Йошкар-Ола"}, kind="city"))
    apart = unicodedata.normalize("NFD", "Йошкар-Ола")
    chronicle = read(f"Title,Place\na,{apart}\n", within=known)
    assert not chronicle.places
    assert chronicle.events[0].place == "yoshkar-ola"
    both = read(f"Title,Place\na,{apart}\nb,Йошкар-Ола\n", within=None)
    assert len(both.places) == 1


def test_an_id_made_of_russian_words_can_be_read() -> None:
    before = only("Date;Event;Kind\n19.05.2025;Заседание Совета;meeting\n")
    moved = only("Date;Event;Kind;Moved from\n26.05.2025;Заседание Совета;meeting;19.05.2025\n")
    assert before.id == moved.id == "2025-05-19-zasedanie-soveta"


def test_what_was_moved_matches_whatever_its_id() -> None:
    sheet = "Id;Date;Event;Kind;Moved from\n"
    before = read(sheet + "a;19.05.2025;Заседание Совета;meeting;\n")
    moved = read(sheet + "b;26.05.2025;Заседание Совета;meeting;19.05.2025\n")
    fixed = read(sheet + "c;19.05.2025;Заседание Совета министров;meeting;\n")
    (match,) = before.merge(moved).matches
    assert (match.records, match.kind) == (("a", "b"), cs.merging.Likeness.TITLE)
    assert "their dates: 2025-05-19 and 2025-05-26" in match.evidence
    (match,) = before.merge(fixed).matches
    assert (match.records, match.kind) == (("a", "c"), cs.merging.Likeness.OCCASION)


def test_a_label_that_a_spreadsheet_made_a_date_is_found_by_the_checks() -> None:
    sheet = "Date,Event,Kind,Series,Label\n2025-05-19,A,meeting,S,03.июн\n"
    found = [finding for finding in read(sheet).check() if finding.rule == "label-is-a-date"]
    assert [(finding.records, finding.found) for finding in found] == [
        (("2025-05-19-a",), "'03.июн'")
    ]


def test_figures_of_which_no_order_is_sure_are_refused_with_both_readings() -> None:
    with pytest.raises(cs.InputError) as refusal:
        read("Date,Event\n5/6/2025,Board meets\n")
    (problem,) = refusal.value.problems
    assert "2025-06-05 (day-first) or 2025-05-06 (month-first)" in problem.expected


def test_an_event_that_was_moved_keeps_its_id() -> None:
    before = only("Title,Date\nPlenary,19.05.2025\n")
    after = only("Title,Date,Moved from\nPlenary,26.05.2025,19.05.2025\n")
    assert before.id == after.id == "2025-05-19-plenary"


@pytest.mark.parametrize(
    "label", ["3-6", "2025-05", "1.10", "1/2", "'3-6", "19.05.2025", "007", "1e5"]
)
def test_a_label_is_protected_from_becoming_a_date_or_another_number(label: str) -> None:
    event = cs.Event(
        id="e", kind="visit", title=label, when="2025-05",
        entries=[cs.SeriesEntry(series="wg", label=label)],
    )  # fmt: skip
    chronicle = cs.Chronicle(event, within=KNOWN)
    (row,) = table_of(chronicle)
    assert (row["Label"], row["Title (en)"]) == (f"'{label}", f"'{label}")
    assert row["Date"] == "2025-05"
    formats: tuple[SheetFormat, ...] = ("csv", "xlsx")
    for chosen in formats:
        file = io.BytesIO()
        write_sheet(chronicle, file, format=chosen)
        assert read_sheet(file.getvalue(), within=KNOWN).event("e") == event


@pytest.mark.parametrize("date", ["0047", "0047-05-19"])
def test_a_year_that_begins_with_zeros_is_protected_from_losing_them(date: str) -> None:
    chronicle = cs.Chronicle(cs.Event(id="e", kind="visit", title="Old", when=date))
    (row,) = table_of(chronicle)
    assert row["Date"] == f"'{date}"
    assert read_sheet(_written_as_csv(chronicle)).event("e").when == date


def test_the_largest_number_of_a_series_comes_back() -> None:
    entry = cs.SeriesEntry(series="wg", number=1_000_000_000)
    event = cs.Event(id="e", kind="visit", title="Last", when="2025", entries=[entry])
    chronicle = cs.Chronicle(event, within=KNOWN)
    assert read_sheet(_written_as_csv(chronicle), within=KNOWN).event("e") == event


def _written_as_csv(chronicle: cs.Chronicle) -> bytes:
    file = io.BytesIO()
    write_sheet(chronicle, file, format="csv")
    return file.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize(
    "row",
    ["T,2001{blanks}-x,", "T{blanks}x,2001,", "T,2001,a{blanks}b", "T,2001,a{blanks}[b"],
    ids=["date", "title", "place", "id of a place"],
)
def test_a_cell_of_twice_the_blanks_takes_about_twice_the_time(row: str) -> None:
    def sheet(count: int) -> bytes:
        return ("title,date,place\n" + row.format(blanks=" " * count)).encode()

    def take(data: bytes) -> None:
        read_sheet(data, kind="session", references="lenient")

    assert_about_twice_as_long(take, sheet, 100_000)


@pytest.mark.slow
@pytest.mark.parametrize("between", [" ", "и ", ", ", "(", "\n"], ids=repr)
@pytest.mark.parametrize("column", ["date", "status", "number", "place", "organisers", "role"])
def test_a_cell_of_twice_the_words_takes_about_twice_the_time(column: str, between: str) -> None:
    others = {"name": "Ann", "organisation": "CSTO"} if column == "role" else {"title": "T"}

    def sheet(count: int) -> bytes:
        cell = "a" + between * (count // len(between)) + "b"
        return f'{",".join([*others, column])}\n{",".join(others.values())},"{cell}"\n'.encode()

    assert_about_twice_as_long(lambda data: read_sheet(data, references="lenient"), sheet, 10_000)


def test_a_list_of_twice_the_numbers_takes_about_twice_the_steps() -> None:
    def work(count: int) -> Callable[[], object]:
        data = f'title,number\nA,"{"; " * count}x"\n'.encode()

        def refuse() -> None:
            with pytest.raises(cs.InputError):
                read_sheet(data, format="csv")

        return refuse

    assert_near_linear(work, 100)


@pytest.mark.slow
def test_twice_the_unknown_headers_take_about_twice_the_time() -> None:
    def sheet(count: int) -> bytes:
        return (",".join(f"Titel{number}" for number in range(count)) + "\na\n").encode()

    assert_about_twice_as_long(lambda data: read_sheet(data, format="csv"), sheet, 2_000)


def test_many_unknown_headers_are_told_at_once_and_the_first_with_hints() -> None:
    data = ",".join(f"Titel{number}" for number in range(5_000)) + "\na\n"
    with pytest.raises(cs.InputError) as refusal:
        cs.read_sheet(data.encode(), format="csv")
    problems = refusal.value.problems
    assert len(problems) == 5_000
    assert "perhaps" in problems[0].expected
    assert "perhaps" not in problems[-1].expected
