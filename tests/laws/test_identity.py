"""Laws of ids: those written into a sheet, or kept in a table beside it, stay what they are."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

import cstoevents as cs

_HEADERS = ["Id", "Title", "Date", "Place"]
# Of letters whose transliterations are no others'.
_titles = st.from_regex("[abde]{1,5}( [жюцш]{1,4})?", fullmatch=True)
_days = st.dates(min_value=cs.When("1000").earliest).map(str)
_rows = st.lists(
    st.tuples(_titles, _days, st.sampled_from(["", "Osh", "Нарын"])),
    min_size=1,
    max_size=6,
    unique_by=lambda row: row[:2],
)


def sheet(rows: list[list[str]], headers: list[str] = _HEADERS) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([headers, *rows])
    return text.getvalue().encode()


def read(data: bytes, **how: object) -> cs.Chronicle:
    return cs.read_sheet(data, kind="visit", lang="en", **how)


@given(_rows, st.data())
def test_an_id_in_the_sheet_is_kept_through_every_edit(
    rows: list[tuple[str, str, str]], data: st.DataObject
) -> None:
    """Titles and dates are edited, rows removed, inserted, and put into another order."""
    first = read(sheet([["", *row] for row in rows]))
    kept = data.draw(st.lists(st.sampled_from(first.events), unique_by=lambda event: event.id))
    edited = [[event.id, data.draw(_titles), data.draw(_days), ""] for event in kept]
    new = [["", f"new {at}", "2026-01-01", ""] for at in range(data.draw(st.integers(0, 2)))]
    order = data.draw(st.permutations([*edited, *new]))
    second = read(sheet(order)) if order else cs.Chronicle([])
    assert {event.id for event in kept} == {event.id for event in second.events} - {
        f"2026-01-01-new-{at}" for at in range(len(new))
    }
    said = {event.id: (str(event.title), str(event.when)) for event in second.events}
    assert all(said[id] == (title, day) for id, title, day, _ in edited)


@given(_rows, st.randoms(use_true_random=False))
def test_a_second_reading_of_the_same_rows_updates_and_doubles_nothing(
    rows: list[tuple[str, str, str]], random: object
) -> None:
    """Whatever their order, and with what else beside them, the table beside gives their ids."""
    ids: dict[str, str] = {}
    headers = _HEADERS[1:]
    first = read(sheet([list(row) for row in rows], headers), ids=ids)
    again = [*rows, ("quite another", "1999-01-01", "")]
    random.shuffle(again)
    table = dict(ids)
    second = read(sheet([list(row) for row in again], headers), ids=table)
    # A key `rows/N` is the order in which the rows stand, so it follows the sheet.
    of_records = {key: id for key, id in ids.items() if not key.startswith("rows/")}
    assert {key: table.get(key) for key in of_records} == of_records
    assert {event.id for event in first.events} < {event.id for event in second.events}
    assert len(first.merge(second).chronicle.events) == len(rows) + 1


@given(_rows)
def test_a_sheet_that_is_written_has_the_ids_that_it_was_read_with(
    rows: list[tuple[str, str, str]],
) -> None:
    first = read(sheet([["", *row] for row in rows]))
    written = io.BytesIO()
    cs.write_sheet(first, written, format="csv")
    assert cs.read_sheet(written.getvalue()).events == first.events
