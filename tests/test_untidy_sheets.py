"""Untidy sheets: what people put into cells beside what the column is for."""

from __future__ import annotations

from typing import Any

import pytest

import cstoevents as cs
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
