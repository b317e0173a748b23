"""Ids that survive an edit: rows that moved, tables of ids, and what merging proposes."""

from __future__ import annotations

import io
import json
import string
import time
from collections.abc import Callable, Sequence
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cstoevents as cs
from cstoevents.formats.sheet.cells import Note
from cstoevents.wording.nearness import NearNames

V1 = "Date;Event;Kind\n19.05.2025;Заседание Совета;meeting\n"
V2 = "Date;Event;Kind;Moved from\n26.05.2025;Заседание Совета;meeting;19.05.2025\n"
V3 = "Date;Event;Kind\n19.05.2025;Заседание Совета министров;meeting\n"
UNSAID = "Date;Event;Kind\n26.05.2025;Заседание Совета;meeting\n"


def read(sheet: str, **options: object) -> cs.Chronicle:
    return cs.read_sheet(sheet.encode(), dates="day-first", **options)


def test_a_row_keeps_its_id_when_it_says_from_which_day_it_was_moved() -> None:
    assert [event.id for sheet in (V1, V2) for event in read(sheet).events] == [
        "2025-05-19-zasedanie-soveta"
    ] * 2


@pytest.mark.parametrize(("one", "other"), [(V1, V3), (V2, V3), (V1, UNSAID)])
def test_merging_proposes_an_event_whose_title_or_date_was_changed(one: str, other: str) -> None:
    (match,) = read(one).merge(read(other)).matches
    assert len(match.records) == 2
    assert "2025-05-" in str(match)


def test_what_may_have_been_moved_is_proposed_with_its_title_and_both_dates() -> None:
    (match,) = read(V1).merge(read(UNSAID)).matches
    assert match.evidence == (
        "both are of the kind meeting and called 'Заседание Совета'",
        "one may have been moved: 2025-05-19 and 2025-05-26",
    )


@pytest.mark.parametrize(
    ("days", "statuses"),
    [
        (("2025-05-19", "2025-05-26"), ("held", "held")),
        (("2025-05-19", "2025-09-26"), (None, None)),
    ],
)
def test_two_events_held_or_far_apart_are_not_one_that_moved(
    days: tuple[str, str], statuses: tuple[str | None, str | None]
) -> None:
    one, other = (
        cs.Chronicle(
            cs.Event(id=f"e-{day}", kind="visit", title="A visit", when=day, status=status)
        )
        for day, status in zip(days, statuses, strict=True)
    )
    assert one.merge(other).matches == ()


@pytest.mark.parametrize("known", [None, "2025"])
def test_an_event_that_had_no_day_yet_is_proposed_as_the_one_that_has(known: str | None) -> None:
    planned, dated, other = (
        cs.Event(id=id, kind="visit", title="A visit", when=when)
        for id, when in (("plan", known), ("day", "2025-05-19"), ("other", "2025-09-01"))
    )
    (match,) = cs.Chronicle(planned).merge(cs.Chronicle(dated)).matches
    assert not match.kind.is_firm
    assert match.evidence[0] == "both are of the kind visit and called 'A visit'"
    assert match.evidence[1].startswith("on ")
    assert "2025-05-19" in match.evidence[1]
    assert cs.Chronicle(planned).merge(cs.Chronicle(dated, other)).matches == ()


def test_events_that_come_round_each_month_are_not_proposed_as_moved() -> None:
    one, other = (
        cs.Chronicle(
            [cs.Event(id=f"e-{day}", kind="visit", title="A visit", when=day) for day in days]
        )
        for days in (["2025-01-10", "2025-02-10"], ["2025-03-10", "2025-04-10"])
    )
    assert one.merge(other).matches == ()


def test_a_sheet_read_again_with_its_table_of_ids_gives_the_same_chronicle() -> None:
    ids: dict[str, str] = {}
    once = read(V1, ids=ids)
    assert ids == {
        "events/2025-05-19-zasedanie-soveta": "2025-05-19-zasedanie-soveta",
        "rows/1": "2025-05-19-zasedanie-soveta",
    }
    assert read(V1, ids=ids) == once


def test_a_table_beside_the_sheet_gives_its_rows_and_names_other_ids() -> None:
    sheet = "Date;Event;Kind;Place\n19.05.2025;Session;meeting;Nowhere\n"
    ids = {"events/2025-05-19-session": "session-5", "places/place-nowhere": "nowhere"}
    chronicle = read(sheet, ids=ids)
    assert [record.id for record in chronicle] == ["nowhere", "session-5"]
    assert chronicle.events[0].place == "nowhere"


def test_an_id_that_was_written_into_the_sheet_survives_every_edit() -> None:
    file = io.BytesIO()
    cs.write_sheet(read(V1), file, format="csv")
    edited = (
        file.getvalue().decode().replace("2025-05-19,", "2026-06-01,").replace("Совета", "глав")
    )
    (event,) = cs.read_sheet(edited.encode()).events
    assert event.id == "2025-05-19-zasedanie-soveta"


def test_a_sheet_that_is_refused_adds_no_ids() -> None:
    ids: dict[str, str] = {}
    with pytest.raises(cs.InputError):
        read(V1 + "soon;Another;meeting\n", ids=ids)
    assert ids == {}


# What a row is made of when it is read again, by the table of ids beside the sheet

HEADERS = "Date;Event;Kind;Series;Number\n"
PLAN = """\
2025-05-19;Заседание Совета;meeting;;
2025-05-20;Круглый стол, «Итоги»;meeting;;
2025-05-21;Conference;conference;Talks;4
2025-05-22;Visit to Minsk;visit;;
"""


def planned(rows: str, ids: dict[str, str]) -> tuple[list[str], list[str]]:
    """Return the ids of the rows, in their order by date and title, and what is told of ids."""
    notes: list[Note] = []
    chronicle = cs.read_sheet((HEADERS + rows).encode(), ids=ids, on_note=notes.append)
    return sorted(event.id for event in chronicle.events), [
        note.text for note in notes if note.path == "Id"
    ]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        pytest.param("Заседание Совета", "Заседание Совета министров", "date and", id="more words"),
        pytest.param("Круглый стол, «Итоги»", "Круглый стол: итоги", "date and", id="signs"),
        pytest.param("Visit to Minsk", "Vist to Minsk", "its date and", id="a typo"),
        pytest.param("20;Круглый стол, «Итоги»", "20;Семинар", "in the place", id="other words"),
        pytest.param("22;Visit to", "29;Visit to", "on another date", id="another date"),
        pytest.param("22;Visit to Minsk", "29;Journey", "in the place", id="date and words"),
        pytest.param("Talks;4", "Talks;5", None, id="another number"),
        pytest.param(
            "21;Conference;conference;Talks;4", "28;Talks;talks;Talks;4", None, id="title"
        ),
    ],
)
def test_an_edited_row_keeps_its_id_by_the_table_beside_the_sheet(
    before: str, after: str, told: str | None
) -> None:
    ids: dict[str, str] = {}
    once, _ = planned(PLAN, ids)
    again, notes = planned(PLAN.replace(before, after), ids)
    assert again == once
    assert [told in note for note in notes if told] == [True] * (told is not None)
    assert planned(PLAN.replace(before, after), ids) == (once, [])


def test_a_row_that_may_be_two_events_is_new_and_told() -> None:
    ids: dict[str, str] = {}
    planned(
        "2025-05-19;Session of the Council;session;;\n2025-05-19;Session of heads;session;;\n", ids
    )
    (id,), (note,) = planned("2025-05-19;Session of;session;;\n", ids)
    assert id == "2025-05-19-session-of"
    assert note == (
        "a new event; an 'Id' says if it is '2025-05-19-session-of-heads' or"
        " '2025-05-19-session-of-the-council'"
    )


def test_a_row_of_another_sheet_is_no_event_of_this_one() -> None:
    ids: dict[str, str] = {}
    planned("2025-05-19;Session;session;;\n", ids)
    assert planned("2026-01-01;Exercise;exercise;;\n", ids) == (["2026-01-01-exercise"], [])


def test_what_comes_round_is_not_taken_for_an_event_that_moved() -> None:
    ids: dict[str, str] = {}
    planned("".join(f"2025-0{month}-10;Board;meeting;;\n" for month in (1, 2)), ids)
    later, _ = planned("".join(f"2025-0{month}-10;Board;meeting;;\n" for month in (3, 4)), ids)
    assert later == ["2025-03-10-board", "2025-04-10-board"]


@pytest.mark.parametrize(
    ("title", "id"),
    [
        ("Meeting, of the Council", "2025-05-19-meeting-of-the-council"),
        ("Заседание «Совета» (внеочередное)", "2025-05-19-zasedanie-soveta-vneocherednoe"),
        ("Café & crêpes: l'été", "2025-05-19-cafe-crepes-lete"),
        ("Өзгөндөгү жыйын", "2025-05-19-ozgondogu-zhyyyn"),
        ("Cовет министров", "2025-05-19-sovet-ministrov"),  # the first letter is Latin
        ("word " * 30, "2025-05-19-word-word-word-word-word-word-word-word-word"),
    ],
)
def test_an_id_is_of_words_whatever_signs_stand_between_them(title: str, id: str) -> None:
    assert planned(f"2025-05-19;{title};meeting;;\n", {})[0] == [id]


def test_titles_that_differ_in_signs_alone_get_ids_of_their_own() -> None:
    rows = [f"2025-05-19;{title};meeting;;\n" for title in ("A B", "A, B", "A: B")]
    once, _ = planned("".join(rows), {})
    assert once[0] == "2025-05-19-a-b"
    assert len(set(once)) == 3
    assert planned("".join(reversed(rows)), {})[0] == once


titles = st.text(string.ascii_lowercase + " ,;-" + "абвгдеж", min_size=1).map(
    lambda text: text.replace(";", "") + "x"
)
plans = st.lists(
    st.tuples(st.dates().map(str), titles),
    min_size=2,
    max_size=8,
    unique_by=(lambda row: row[0], lambda row: row[1].casefold()),
)


@given(plans, st.data())
def test_any_edit_of_one_row_keeps_the_ids_of_all(
    plan: list[tuple[str, str]], data: st.DataObject
) -> None:
    """Of its title, or of its date, or of both: it stands between the same neighbours."""
    at = data.draw(st.integers(0, len(plan) - 1))
    others = [row for place, row in enumerate(plan) if place != at]
    date = data.draw(st.just(plan[at][0]) | st.dates().map(str))
    title = data.draw(st.just(plan[at][1]) | titles)
    edited = [*plan]
    edited[at] = date, title
    ids: dict[str, str] = {}
    if any(date == other for other, _ in others) or any(title == other for _, other in others):
        return

    def read_by_row(rows: list[tuple[str, str]]) -> list[str]:
        planned("".join(f"{date};{title};meeting;;\n" for date, title in rows), ids)
        return [ids[f"rows/{place}"] for place in range(1, len(rows) + 1)]

    assert read_by_row(plan) == read_by_row(edited)


@given(plans, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_id(plan: list[tuple[str, str]], random: Random) -> None:
    rows = [f"{date};{title};meeting;;\n" for date, title in plan]
    ids: dict[str, str] = {}
    once, _ = planned("".join(rows), ids)
    random.shuffle(rows)
    assert planned("".join(rows), ids) == (once, [])
    assert planned("".join(rows), {})[0] == once


# New names that differ in spelling alone


@pytest.mark.parametrize("new", ["report", "accept"])
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Новая Организация", "НОВАЯ ОРГАНИЗАЦИЯ"),
        ("Совет мира", "Cовет мира"),  # the first letter is Latin
        ("Board of trade", "Board of Trade."),
        ("Bank “North”", 'Bank "North"'),
    ],
)
def test_new_names_spelt_in_two_ways_are_one_record_and_that_is_told(
    one: str, other: str, new: str
) -> None:
    notes: list[str] = []
    rows = [f"2025-05-1{day};e{day};meeting;{name}\n" for day, name in enumerate((one, other))]

    def organisations(rows: list[str]) -> tuple[cs.Organisation, ...]:
        sheet = "Date;Event;Kind;Organisers\n" + "".join(rows)
        return cs.read_sheet(
            sheet.encode(),
            new=new,
            on_note=lambda note: notes.append(note.text),
        ).organisations

    (organisation,) = organisations(rows)
    assert f"taken for {one!r}, which is spelt otherwise in line 2" in notes
    assert organisations(rows[::-1]) == (organisation,)


@pytest.mark.parametrize(
    ("known", "name"),
    [("Иван Иванов", "Иванов И.И."),
     ("Иванов И. И.", "Иван Иванов"), ("Ivan Ivanov", "И. Иванов"),
     ("Пётр Сергеевич Петров", "Петров П.С.")],
)  # fmt: skip
def test_a_person_that_is_new_is_told_with_the_known_one_of_the_same_words_or_initials(
    known: str, name: str
) -> None:
    notes: list[str] = []
    beside = cs.Chronicle(cs.Official(id="known-one", name={"ru": known}))
    sheet = f"Name;Post;Organisation;From\n{name};Chair;Board;2019\n".encode()
    cs.read_sheet(sheet, within=beside, on_note=lambda note: notes.append(note.text))
    assert any("[known-one]" in note for note in notes)


@pytest.mark.parametrize(
    ("known", "name"),
    [("Иван Иванов", "Иванов Пётр"), ("Иван Иванов", "Иванов П."), ("Group 1", "Group 12"),
     ("Ivan Ivanov", "Ivanov")],
)  # fmt: skip
def test_names_that_share_but_a_word_are_not_near(known: str, name: str) -> None:
    assert NearNames([("known-one", known)]).near(name, "") == []


@given(st.lists(st.from_regex("[a-z]{3,8}", fullmatch=True), min_size=2, max_size=4), st.data())
def test_the_words_of_a_name_in_another_order_are_near_it(
    words: list[str], data: st.DataObject
) -> None:
    name = " ".join(data.draw(st.permutations(words)))
    assert NearNames([("known-one", " ".join(words))]).near(name, "")


# Terms, of which few sources have ids


def popolo(*starts: str, person: str = "p1") -> bytes:
    """Return a file of one member's terms, which have no ids."""
    return json.dumps(
        {
            "persons": [{"id": person, "name": "Ann Example"}],
            "organizations": [{"id": "board", "name": "Board"}],
            "memberships": [
                {"person_id": person, "organization_id": "board", "role": "member"}
                | ({"start_date": start} if start else {})
                for start in starts
            ],
        }
    ).encode()


def posts(*starts: str) -> bytes:
    rows = (f"Ann Example;Member;Board;{start}" for start in starts)
    return "\n".join(["Name;Post;Organisation;From", *rows]).encode()


READERS = [
    pytest.param(lambda starts, ids: cs.read_popolo(popolo(*starts), ids=ids), id="popolo"),
    pytest.param(lambda starts, ids: cs.read_sheet(posts(*starts), ids=ids), id="sheet"),
]
Reader = Callable[[Sequence[str], dict[str, str]], cs.Chronicle]


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(
    ("before", "after", "count"),
    [
        pytest.param(["2019"], ["2019-05-12"], 1, id="refined"),
        pytest.param(["2019-05-12"], ["2019"], 1, id="told less"),
        pytest.param(["2019", "2023"], ["2019-05-12", "2023-05"], 2, id="both refined"),
        pytest.param(["2019"], ["2019-05-12", "2023"], 2, id="elected again"),
        pytest.param(["2019"], ["2019-03", "2019-11"], 2, id="twice in the year that was known"),
        pytest.param(["2020-02-01"], ["2020-03-01"], 1, id="corrected"),
        pytest.param(["2019"], ["2020"], 1, id="another year"),
        pytest.param(["2019", "2023"], ["2019", "2024"], 2, id="one of two corrected"),
        pytest.param(["2019", "2023"], ["2018", "2024"], 4, id="both, so that none is known"),
        pytest.param(["2019"], ["2020", "2023"], 3, id="another year, or another term"),
        pytest.param(["2019"], ["2019", "2023"], 2, id="a second term"),
        pytest.param([""], ["2019"], 1, id="no start was known"),
        pytest.param(["", "2019"], ["2019-02", "2023"], 2, id="one start was known"),
    ],
)
def test_a_second_reading_updates_a_term_and_keeps_two_terms_two(
    before: list[str], after: list[str], count: int, reader: Reader
) -> None:
    ids: dict[str, str] = {}
    once = reader(before, ids)
    again = reader(after, ids)
    merged = once.merge(again, prefer="other").chronicle
    assert len(merged.memberships) == count
    assert reader(after, ids) == again


years = st.lists(st.integers(1990, 2030), min_size=1, max_size=5, unique=True)


@pytest.mark.parametrize("reader", READERS)
@given(years, st.data())
def test_starts_that_are_refined_change_no_id_of_a_term(
    reader: Reader, years: list[int], data: st.DataObject
) -> None:
    """And terms that come after get ids of their own."""
    months = data.draw(st.lists(st.integers(1, 12), min_size=len(years), max_size=len(years)))
    refined = [f"{year}-{month:02}" for year, month in zip(years, months, strict=True)]
    ids: dict[str, str] = {}
    once = {term.id for term in reader([str(year) for year in years], ids).memberships}
    again = reader([*refined, "2040"], ids).memberships
    assert once == {term.id for term in again if not term.id.endswith("--2040")}
    assert len({term.id for term in again}) == len(years) + 1


@pytest.mark.parametrize("reader", READERS)
@given(years, st.integers(1900, 1980), st.data())
def test_one_start_that_is_corrected_changes_no_id_of_a_term(
    reader: Reader, years: list[int], right: int, data: st.DataObject
) -> None:
    """And a start that comes back after it is that of a term of its own."""
    wrong = data.draw(st.sampled_from(years))
    before, after = [str(year) for year in years], [str(year) for year in years if year != wrong]
    ids: dict[str, str] = {}
    once = {term.id for term in reader(before, ids).memberships}
    assert {term.id for term in reader([*after, str(right)], ids).memberships} == once
    grown = reader([*before, str(right)], ids).memberships
    assert len({term.id for term in grown}) == len(years) + 1
    assert once < {term.id for term in grown}


@pytest.mark.parametrize("reader", READERS)
@given(years, years)
def test_second_terms_stay_two(reader: Reader, before: list[int], added: list[int]) -> None:
    ids: dict[str, str] = {}
    every = [str(year) for year in {*before, *added}]
    once = reader([str(year) for year in before], ids)
    again = reader(every, ids)
    assert len(once.merge(again, prefer="other").chronicle.memberships) == len(every)


def test_that_the_start_of_a_term_was_corrected_is_told() -> None:
    ids: dict[str, str] = {}
    losses: list[cs.formats.LossReport] = []
    notes: list[str] = []
    cs.read_popolo(popolo("2020-02-01"), ids=ids)
    cs.read_popolo(popolo("2020-03-01"), ids=ids, on_losses=losses.append)
    (loss,) = losses[0].losses
    assert (loss.what, loss.records) == (
        "memberships.start_date",
        ("p1--board--member--2020-02-01",),
    )
    ids.clear()
    cs.read_sheet(posts("2020-02-01"), ids=ids)
    cs.read_sheet(posts("2020-03-01"), ids=ids, on_note=lambda note: notes.append(note.text))
    (told,) = [note for note in notes if "of the table of ids" in note]
    assert "another start" in told


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (
            "05-26 05-15 05-19 05-05",
            "taken for '2026-05-12-session' of the table of ids: no other of its title is as near",
        ),
        ("06-02 05-26 05-19 05-05", "a new event; an 'Id' says if it is '2026-05-12-session'"),
        ("05-22 05-26 05-19 05-05", "a new event; an 'Id' says if it is '2026-05-12-session'"),
    ],
)
def test_a_moved_row_among_others_of_its_title_in_another_order_is_taken_if_near_or_told(
    days: str, told: str
) -> None:
    def sheet(*days: str) -> bytes:
        rows = [f"Session,session,2026-{day}\n" for day in days]
        return "".join(["Title,Kind,Date\n", *rows]).encode()

    ids: dict[str, str] = {}
    notes: list[str] = []
    cs.read_sheet(sheet("05-05", "05-12", "05-19", "05-26"), ids=ids)
    cs.read_sheet(sheet(*days.split()), ids=ids, on_note=lambda one: notes.append(one.text))
    assert [note.replace(" to its date", "") for note in notes] == [told]


def test_a_plan_of_one_title_that_rolls_on_keeps_to_its_events() -> None:
    ids: dict[str, str] = {}
    days = [f"2026-05-{day:02};Session;session;;\n" for day in (5, 12, 19, 26)]
    planned("".join(days[:3]), ids)
    later, _ = planned("".join(days[1:]), ids)
    assert later == [f"2026-05-{day}-session" for day in (12, 19, 26)]


@pytest.mark.parametrize(
    ("before", "after"),
    [("Tashknet", "Tashkent"), ("Гостиница «Бишкк»", "Гостиница «Бишкек»"),
     ("Ministry of Trnasport", "Ministry of Transport"),
     ("Olso", "Oslo"), ("iMnsk", "Minsk"), ("Mminsk", "Minsk"), ("Ana", "Anna"), ("Банк", "Баннк"),
     ("ushanbe", "Dushanbe"), ("Hall 5 of Bshkek", "Hall 5 of Bishkek"), ("Москвва", "Москва")],
)  # fmt: skip
def test_what_a_sheet_made_new_keeps_its_id_when_its_name_is_corrected(
    before: str, after: str
) -> None:
    ids: dict[str, str] = {}

    def read(name: str) -> tuple[list[str], list[str]]:
        notes: list[str] = []
        rows = f"2026-05-19;Visit;visit;{name};{name}\n2026-05-20;Talks;talks;Omsk;Board\n"
        found = cs.read_sheet(
            f"Date;Event;Kind;Place;Organisers\n{rows}".encode(),
            ids=ids,
            on_note=lambda note: notes.append(note.text),
        )
        return [one.id for one in found], [note for note in notes if "table of ids" in note]

    once, _ = read(before)
    again, told = read(after)
    assert again == once
    assert len(told) == 2
    assert read(after) == (once, [])


@pytest.mark.parametrize(
    ("before", "after"),
    [("Minsk", "Pinsk"), ("Group 1", "Group 2"), ("Board A", "Board B"), ("Tomsk", "Board"),
     ("Arina", "Marina"), ("Omsk", "Orsk"), ("Group 12", "Group 21"), ("Hall 5", "Hall 55"),
     ("Ann", "Nan"), ("Hall A Omsk", "Hall B Omsk")],
)  # fmt: skip
def test_another_name_is_no_corrected_one(before: str, after: str) -> None:
    ids: dict[str, str] = {}
    for name in (before, after):
        rows = f"Date;Event;Kind;Place\n2026-05-19;Visit;visit;{name}\n"
        (place,) = cs.read_sheet(rows.encode(), ids=ids).places
        assert place.id == f"place-{name.lower().replace(' ', '-')}"


def test_a_name_that_is_corrected_twice_keeps_its_first_id() -> None:
    ids: dict[str, str] = {}
    for name in ("Tashknet", "Tashkemt", "Tashkent", "Tashkennt"):
        rows = f"Date;Event;Kind;Place\n2026-05-19;Visit;visit;{name}\n"
        (place,) = cs.read_sheet(rows.encode(), ids=ids).places
        assert place.id == "place-tashknet"


def test_two_names_that_may_both_be_the_corrected_one_are_new_and_told() -> None:
    ids: dict[str, str] = {}
    notes: list[str] = []
    for names in (["Tashknet"], ["Tashkent", "Tashkennt"]):
        rows = "".join(f"2026-05-19;Visit to {name};visit;{name}\n" for name in names)
        found = cs.read_sheet(
            f"Date;Event;Kind;Place\n{rows}".encode(),
            ids=ids,
            on_note=lambda note: notes.append(note.text),
        )
    assert [place.id for place in found.places] == ["place-tashkennt", "place-tashkent"]
    assert any("'tashknet' [place-tashknet]" in note for note in notes)


def test_a_person_and_their_term_keep_their_ids_when_both_names_are_corrected() -> None:
    ids: dict[str, str] = {}
    rows = [f"Name;Post;Organisation;From\n{who};Chair;{body};2019\n" for who, body in
            (("Иванов И.И.", "Secretariaat"), ("Иванов Иван Иванович", "Secretariat"))]  # fmt: skip
    once, again = ([one.id for one in cs.read_sheet(row.encode(), ids=ids)] for row in rows)
    assert once == again


def test_the_start_that_takes_the_place_of_that_of_a_period_makes_no_second_term() -> None:
    def file(**start: str) -> bytes:
        period = {"id": "term/56", "name": "56", "classification": "legislative period"}
        member = {"person_id": "p1", "organization_id": "board", "role": "member"}
        return json.dumps({
            "persons": [{"id": "p1", "name": "Ann Example"}],
            "organizations": [{"id": "board", "name": "Board"}],
            "events": [{**period, "start_date": "2015-05-08"}],
            "memberships": [{**member, "legislative_period_id": "term/56", **start}],
        }).encode()  # fmt: skip

    ids: dict[str, str] = {}
    once = cs.read_popolo(file(), ids=ids)
    again = cs.read_popolo(file(start_date="2017-05-02"), ids=ids)
    (term,) = once.merge(again, prefer="other").chronicle.memberships
    assert str(term.when) == "2017-05-02/.."


def test_very_many_terms_of_one_person_take_no_time() -> None:
    ids: dict[str, str] = {}
    early, late = (
        [f"{century + at // 12}-{at % 12 + 1:02}" for at in range(2000)] for century in (1000, 5000)
    )
    cs.read_popolo(popolo(*early), ids=ids)
    began = time.process_time()
    assert len(cs.read_popolo(popolo(*late), ids=ids).memberships) == 2000
    assert time.process_time() - began < 8


def test_a_term_with_an_id_of_its_own_keeps_that() -> None:
    ids = {"terms/ann-example--organisation-board--member--2019": "t1"}
    rows = "t1;Ann Example;Member;Board;2023\n;Ann Example;Member;Board;2019-05\n"
    sheet = f"Id;Name;Post;Organisation;From\n{rows}".encode()
    terms = {term.id: str(term.when) for term in cs.read_sheet(sheet, ids=ids).memberships}
    assert terms == {
        "t1": "2023/..",
        "ann-example--organisation-board--member--2019-05": "2019-05/..",
    }


def test_merging_proposes_a_term_whose_start_was_refined() -> None:
    one, other = (cs.read_popolo(popolo(start)) for start in ("2019", "2019-05-12"))
    merge = one.merge(other)
    (match,) = merge.matches
    assert match.kind == "term"
    assert match.kind.is_firm
    (term,) = merge.apply(match).chronicle.memberships
    assert (term.id, str(term.when)) == ("p1--board--member--2019", "2019-05-12/..")


def test_a_term_that_may_be_either_of_two_is_no_firm_match() -> None:
    one, other = (cs.read_popolo(popolo(*starts)) for starts in (["2019"], ["2019-02", "2019-10"]))
    assert [match.kind.is_firm for match in one.merge(other).matches] == [False, False]
    assert cs.read_popolo(popolo("2019")).merge(cs.read_popolo(popolo("2023"))).matches == ()


# What is known by its name alone


def test_merging_proposes_a_place_that_is_known_by_its_name_alone() -> None:
    known = cs.Chronicle(cs.Place(id="yoshkar-ola", name={"ru": "Йошкар-Ола"}, kind="city"))
    named = cs.Chronicle(cs.Place(id="place-x", name={"ru": "Йошкар-Ола"}, kind="other"))
    for one, other in ((known, named), (named, known)):
        merge = one.merge(other)
        (match,) = merge.matches
        assert match.kind == "name"
        (place,) = merge.apply(match).chronicle.places
        assert place.kind == "city"
        assert merge.apply(match).conflicts == ()


def test_a_name_alone_is_no_firm_match_of_what_lies_in_a_country_nor_of_one_of_two() -> None:
    osh = [
        cs.Place(id=f"osh-{code}", name="Osh", kind="city", country=code.upper())
        for code in ("kg", "ir")
    ]
    named = cs.Chronicle(cs.Place(id="osh", name="Osh", kind="other"))
    (match,) = cs.Chronicle(osh[0]).merge(named).matches
    assert not match.kind.is_firm
    assert cs.Chronicle(osh).merge(named).matches == ()
    assert cs.Chronicle(osh[0]).merge(cs.Chronicle(osh[1])).matches == ()


# Ids of elsewhere in a sheet


@pytest.mark.parametrize("theirs", ["EV_001", "Q22283794", "ocd-event/7", "uid@host", "APC"])
def test_an_id_of_elsewhere_in_the_column_for_ids_is_kept_as_an_identifier(theirs: str) -> None:
    notes: list[str] = []
    ids: dict[str, str] = {}
    sheet = f"Id;Date;Event;Kind\n{theirs};2025-05-19;Session;session\n"

    def read(sheet: str) -> cs.Event:
        data = sheet.encode()
        (event,) = cs.read_sheet(data, ids=ids, on_note=lambda note: notes.append(note.text)).events
        return event

    event = read(sheet)
    assert event.identifiers == (cs.Identifier(scheme="sheet", identifier=theirs),)
    assert any("an id of elsewhere" in note for note in notes)
    edited = read(sheet.replace("2025-05-19;Session", "2025-06-01;Another"))
    assert (edited.id, edited.identifiers) == (event.id, event.identifiers)


def test_ids_of_elsewhere_that_are_written_alike_make_two_events() -> None:
    rows = "EV_1;2025-05-19;Session;session\nev-1;2025-05-20;Visit;visit\nEV 2;;X;visit\n"
    with pytest.raises(cs.InputError) as caught:
        cs.read_sheet(f"Id;Date;Event;Kind\n{rows}".encode())
    assert [problem.found for problem in caught.value.problems] == ["EV 2"]
    rows = rows.replace("EV 2", "")
    events = cs.read_sheet(f"Id;Date;Event;Kind\n{rows}".encode()).events
    assert len({event.id for event in events}) == 3
    assert "ev-1" in {event.id for event in events if str(event.title) == "Visit"}


def test_a_membership_keeps_its_id_of_elsewhere_too() -> None:
    sheet = b"Id;Name;Post;Organisation;From;Identifiers\nM_7;Ann Example;Chair;Board;2019;q:1\n"
    (term,) = cs.read_sheet(sheet).memberships
    assert [str(known.identifier) for known in term.identifiers] == ["1", "M_7"]
