"""Laws of the one-sheet table: what it carries comes back, and nothing in it can run."""

from __future__ import annotations

import csv
import io
import re
import zipfile

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cstoevents as cs
from cstoevents.formats.sheet import read_sheet, write_sheet
from cstoevents.formats.sheet.cells import (
    guarded,
    join_links,
    join_list,
    split_links,
    split_list,
    unguarded,
)
from cstoevents.strategies import chronicles, urls, words

LANGUAGES = st.sampled_from(["en", "ru"])
DELIMITERS = st.sampled_from([",", ";", "\t"])
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig"])


def as_a_workbook_keeps_it(text: str) -> str:
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", re.sub("\r\n?", "\n", text))


def plainly(text: str) -> str:
    return text


def bare(value: object, kept: object = plainly) -> object:
    """What a sheet keeps of a value: words without blanks at their ends."""
    if isinstance(value, str):
        return kept(value.strip())
    if isinstance(value, cs.Text):
        return tuple((lang, bare(text, kept)) for lang, text in sorted(value.items()))
    if isinstance(value, tuple):
        return tuple(bare(member, kept) for member in value)
    if isinstance(value, cs.Source):
        return bare(value.url or value.citation, kept)
    if isinstance(value, cs.Document):
        return bare(value.title, kept), value.url
    if attrs.has(type(value)):
        fields = (getattr(value, field.name) for field in attrs.fields(type(value)))
        return tuple(bare(field, kept) for field in fields)
    return value


NOT_CARRIED = {"references", "commemoration", "extra"}


def of_events(chronicle: cs.Chronicle, kept: object = plainly) -> list[dict[str, object]]:
    return [
        {
            field.name: bare(getattr(event, field.name), kept)
            for field in attrs.fields(type(event))
            if field.name not in NOT_CARRIED
        }
        for event in chronicle.events
    ]


def of_links(chronicle: cs.Chronicle, lang: str, kept: object = plainly) -> set[object]:
    events = {event.id for event in chronicle.events}
    took_part = {
        (
            participation.event,
            participation.official,
            participation.organisation,
            participation.description and bare(participation.description.best(lang), kept),
            participation.role,
        )
        for participation in chronicle.participations
        if participation.event in events
    }
    sent = {
        (delegation.event, delegation.on_behalf_of)
        for delegation in chronicle.delegations
        if delegation.event in events
    }
    return took_part | sent


@given(chronicles(), LANGUAGES, DELIMITERS, ENCODINGS)
def test_what_flat_csv_carries_comes_back(
    chronicle: cs.Chronicle, lang: str, delimiter: str, encoding: str
) -> None:
    file = io.BytesIO()
    write_sheet(chronicle, file, format="csv", lang=lang, delimiter=delimiter, encoding=encoding)
    back = read_sheet(file.getvalue(), within=chronicle)
    assert of_events(back) == of_events(chronicle)
    assert of_links(back, lang) == of_links(chronicle, lang)


@given(chronicles(max_size=8), LANGUAGES)
def test_what_a_workbook_carries_comes_back(chronicle: cs.Chronicle, lang: str) -> None:
    file = io.BytesIO()
    write_sheet(chronicle, file, format="xlsx", lang=lang)
    back = read_sheet(file.getvalue(), within=chronicle)
    kept = as_a_workbook_keeps_it
    assert of_events(back, kept) == of_events(chronicle, kept)
    assert of_links(back, lang, kept) == of_links(chronicle, lang, kept)


@given(chronicles())
def test_a_report_without_losses_is_true(chronicle: cs.Chronicle) -> None:
    """Only events, deeds and delegations can be whole, so ask about the sheet that they make."""
    file = io.BytesIO()
    first = write_sheet(chronicle, file, format="csv")
    back = read_sheet(file.getvalue(), within=chronicle)
    own = {loss.what for loss in first if loss.what.startswith(("Event", "Meeting"))}
    if not own:
        assert back.events == chronicle.events


@given(chronicles())
def test_the_order_of_rows_does_not_matter(chronicle: cs.Chronicle) -> None:
    file = io.StringIO(newline="")
    write_sheet(chronicle, file, format="csv")
    header, *rows = csv.reader(io.StringIO(file.getvalue(), newline=""))
    turned = io.StringIO(newline="")
    csv.writer(turned).writerows([header, *reversed(rows)])
    # Without what it was made from, the sheet brings along what its names say.
    assert read_sheet(turned.getvalue().encode(), references="lenient") == read_sheet(
        file.getvalue().encode(), references="lenient"
    )


@given(chronicles(), DELIMITERS, DELIMITERS)
def test_no_cell_begins_as_a_formula_whatever_parts_the_cells(
    chronicle: cs.Chronicle, delimiter: str, other: str
) -> None:
    """A spreadsheet that takes another character for the separator parts cells elsewhere."""
    file = io.StringIO(newline="")
    write_sheet(chronicle, file, format="csv", delimiter=delimiter)
    for row in csv.reader(io.StringIO(file.getvalue(), newline=""), delimiter=other):
        for cell in row:
            # Empty cells of the table may begin one, and the end of a row, which a closing quote
            # that seems to open takes along. What follows is never a formula.
            begins = cell.lstrip(f"{delimiter}\r\n")
            assert not begins.startswith(("=", "+", "-", "@", "\t"))


@given(words())
def test_the_guard_of_formulas_is_taken_away_again(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(st.lists(words() | st.none(), max_size=4))
def test_lists_come_apart_as_they_were_joined(members: list[str | None]) -> None:
    expected = [(member or "").strip() for member in members]
    while expected and not expected[-1]:
        expected.pop()
    assert split_list(join_list(members)) == expected


@given(st.lists(words() | urls(), max_size=4))
def test_lists_of_links_come_apart_as_they_were_joined(members: list[str]) -> None:
    assert split_links(join_links(members)) == [member.strip() for member in members]


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_the_built_in_chronicle_comes_back(lang: str) -> None:
    chronicle = cs.load()
    text, book = io.BytesIO(), io.BytesIO()
    write_sheet(chronicle, text, format="csv", lang=lang)
    write_sheet(chronicle, book, format="xlsx", lang=lang)
    back = read_sheet(text.getvalue(), within=chronicle)
    assert of_events(back) == of_events(chronicle)
    assert of_links(back, lang) == of_links(chronicle, lang)
    assert read_sheet(book.getvalue(), within=chronicle) == back


SHEET = (
    "Id;Вид;Название;Дата;Место;Страна;Организаторы;Серия;Номер;Председатель;Участники;"
    "Темы;Источники;Документы;Ссылки на документы;Примечание (en)\r\n"
    'x-1;заседание;"Первое; ""большое""";19.05.2025;Бишкек;KG;ОДКБ;Ряд;41-е;Некто;'
    "ОДКБ (гость)\\; и др.;а; https://a;План;https://b/;'=1\r\n"
)


@st.composite
def spoilt(draw: st.DrawFn, whole: bytes) -> bytes:
    """A file in which a few bytes were cut out, doubled or replaced."""
    data = bytearray(whole)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        size = draw(st.integers(0, 8))
        data[at : at + size] = draw(
            st.binary(max_size=4) | st.just(bytes(data[at : at + 2 * size]))
        )
    return bytes(data)


@given(spoilt(SHEET.encode()) | spoilt(SHEET.encode("cp1251")) | st.binary(max_size=200))
def test_whatever_is_given_is_read_or_refused_with_a_line(data: bytes) -> None:
    try:
        read_sheet(data, format="csv", dates="day-first", kind="meeting")
    except cs.InputError as refusal:
        problems = refusal.problems
    else:
        return
    assert all(problem.line and problem.expected for problem in problems)


BOOK = io.BytesIO()
write_sheet(
    cs.Chronicle(cs.Event(id="e", kind="visit", title="A", when="2025")), BOOK, format="xlsx"
)


@st.composite
def spoilt_books(draw: st.DrawFn) -> bytes:
    """A workbook of which one part was spoilt before it was packed."""
    file = io.BytesIO()
    with zipfile.ZipFile(BOOK) as old, zipfile.ZipFile(file, "w") as new:
        names = old.namelist()
        chosen = draw(st.sampled_from(names))
        for name in names:
            content = old.read(name)
            new.writestr(name, draw(spoilt(content)) if name == chosen else content)
    return file.getvalue()


@given(spoilt(BOOK.getvalue()) | spoilt_books())
def test_whatever_workbook_is_given_is_read_or_refused(data: bytes) -> None:
    try:
        read_sheet(data, format="xlsx")
    except cs.InputError as refusal:
        problems = refusal.problems
    else:
        return
    assert all(problem.expected for problem in problems)
