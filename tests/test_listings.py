"""What lists terms, findings, hits and records: a tuple that is a view as well."""

from __future__ import annotations

import copy
import io
import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cstoevents as cs
from cstoevents.formats import FORMATS, Format
from cstoevents.records import ARRAYS

CSTO = cs.load()

ANSWERS: dict[str, Any] = {
    "members": CSTO.members("csto", on="2025-05-13"),
    "holders": CSTO.holders("secretary-general", "csto"),
    "chair": CSTO.chair("csto", during="2017/2020"),
    "posts": CSTO.posts("Tasmagambetov"),
    "check": CSTO.check("2026-02-13"),
    "search": CSTO.search("afghanistan"),
    "delegations_at": CSTO.delegations_at("rubezh-2021"),
    "participants": CSTO.participants("wg-afghanistan-41"),
    "events_of": CSTO.events_of("Tasmagambetov"),
    "parts": CSTO.parts("rubezh-2021"),
    "bodies": CSTO.bodies("csto"),
    "places_within": CSTO.places_within("kyrgyzstan"),
    "events": CSTO.events,
    **{name: getattr(CSTO, name) for name in ARRAYS},
}
FILLED = {name: answer for name, answer in ANSWERS.items() if answer}


@pytest.mark.parametrize("name", ANSWERS)
def test_every_list_that_a_chronicle_gives_has_rows_a_table_and_a_short_text(name: str) -> None:
    answer = ANSWERS[name]
    rows = answer.to_rows()
    assert [type(row) for row in rows] == [dict] * len(answer)
    html = answer._repr_html_()
    assert html.count("<tr>") == len(answer) + 1
    assert "13 February 2026" in html
    assert str(answer) == repr(answer)
    assert len(str(answer)) < 80
    assert str(len(answer) or "no") in str(answer)


@pytest.mark.parametrize("name", ANSWERS)
def test_a_listing_is_a_value_equal_to_its_tuple(name: str) -> None:
    answer = ANSWERS[name]
    plain = tuple(answer)
    assert type(plain) is tuple
    assert answer == plain
    assert plain == answer
    assert hash(answer) == hash(plain)
    assert copy.deepcopy(answer) is answer
    with pytest.raises(AttributeError, match="can't be changed"):
        answer.of = "others"


@pytest.mark.parametrize("name", ["search", "check", "series", "events"])
def test_a_listing_is_sent_to_another_process_with_what_it_knows(name: str) -> None:
    answer = ANSWERS[name]
    plain = tuple(answer)
    again = pickle.loads(pickle.dumps(answer))
    assert (type(again), again, str(again)) == (cs.Listing, plain, str(answer))


@given(
    st.lists(st.integers()), st.one_of(st.slices(20), st.slices(0)), st.sampled_from(["items", "x"])
)
def test_a_part_of_a_listing_is_the_listing_of_that_part(
    items: list[int], part: slice, of: str
) -> None:
    listing = cs.Listing(items, of)
    assert listing[part] == tuple(items[part])
    assert str(listing[part]) == str(cs.Listing(items[part], of))
    assert [listing[at] for at in range(len(items))] == items


def test_the_text_of_a_listing_says_what_is_not_sure() -> None:
    holders = CSTO.holders("secretary-general", "csto")
    assert str(holders) == f"<Listing of {len(holders)} terms, as of 2026-02-13>"
    possibly = "<Listing of 7 terms (possibly 7), as of 2026-02-13>"
    assert str(CSTO.members("csto", on="2026-06-01")) == possibly
    nobody = "<Listing of no terms: nothing is known, as of 2026-02-13>"
    assert str(CSTO.members("csto", on="1900")) == nobody
    # Here something is known, but not for sure.
    unsure = CSTO.posts("samat-ordabaev", on="2023-07-01", certainty="surely")
    assert str(unsure) == "<Listing of no terms, as of 2026-02-13>"
    hall = cs.Place(id="hall", name="Hall", kind="venue", within="osh", country="KZ")
    osh = cs.Place(id="osh", name="Osh", kind="city", country="KG")
    assert str(cs.Chronicle(hall, osh).check()) == "<Listing of 1 finding (error 1)>"
    assert str(cs.Chronicle(hall, osh).places) == "<Listing of 2 places>"
    assert str(cs.Chronicle().series) == "<Listing of no series>"
    assert str(CSTO.series[:1]) == "<Listing of 1 series, as of 2026-02-13>"


def test_a_listing_knows_the_names_of_its_chronicle() -> None:
    (chair,) = CSTO.chair("csto", on="2025-05-13")
    listed, plain = CSTO.chair("csto", on="2025-05-13"), [chair]
    assert listed.to_rows() == cs.formats.to_rows(plain, CSTO)
    assert cs.table(listed) == cs.table(plain, CSTO)
    assert cs.table(listed) != cs.table(plain)
    assert "Kyrgyzstan" in cs.to_markdown(listed)
    assert "Kyrgyzstan" in str(cs.chart(listed).to_dict())


@pytest.mark.parametrize(
    "view",
    [CSTO.timeline(), CSTO.numbered("icmec"), CSTO.anniversaries("2027"), CSTO.events],
    ids=lambda view: type(view).__name__,
)
def test_every_view_knows_the_names_and_the_day_of_its_chronicle(view: Any) -> None:
    assert cs.table(view) == cs.table(view, CSTO)
    assert view.to_rows() == cs.formats.to_rows(view, CSTO)
    assert view._repr_html_() == cs.formats.to_html(view, CSTO)
    assert pickle.loads(pickle.dumps(view)) == view


def test_events_in_a_list_are_shown_with_their_dates_and_places() -> None:
    events = CSTO.events_of("Tasmagambetov")
    assert cs.table(events).columns == ("Id", "Date", "Event", "Place", "")
    assert cs.table(events, ids=True, days=True).columns[5:] == ("First day", "Last day")
    of_timeline = CSTO.timeline().with_official("Tasmagambetov").to_rows()
    assert events.to_rows() == of_timeline


def written(file_format: Format, answer: Any, **how: Any) -> bytes:
    file = io.BytesIO()
    if file_format.writer_takes("format"):
        how["format"] = "csv"
    if file_format.writer_takes("within"):
        how["within"] = CSTO
    file_format.write(answer, file, **how)
    return file.getvalue()


@pytest.mark.parametrize("name", ["chair", "check", "search"])
@pytest.mark.parametrize(
    "file_format",
    [entry for entry in FORMATS if "terms" in entry.takes],
    ids=lambda entry: entry.name,
)
def test_a_listing_is_written_as_the_list_of_the_same_things(
    file_format: Format, name: str
) -> None:
    answer = ANSWERS[name]
    assert written(file_format, answer) == written(file_format, list(answer))


LOSSLESS = [file_format for file_format in FORMATS if file_format.is_lossless]


@pytest.mark.parametrize("name", ["events_of", "participants", "bodies", "series"])
@pytest.mark.parametrize("file_format", LOSSLESS, ids=lambda entry: entry.name)
def test_a_listing_of_records_is_written_with_what_they_refer_to(
    file_format: Format, name: str
) -> None:
    answer = FILLED[name]
    again = file_format.read(written(file_format, answer))
    assert again == CSTO.only(*(record.id for record in answer))
