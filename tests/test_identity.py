"""Ids that survive an edit: rows that moved, tables of ids, and what merging proposes."""

from __future__ import annotations

import io

import pytest

import cstoevents as cs

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
    assert ids == {"events/2025-05-19-zasedanie-soveta": "2025-05-19-zasedanie-soveta"}
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
