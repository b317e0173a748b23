"""Views as plain rows, and as tables that notebooks show."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest

import cstoevents as cs
from documents import ROOT

CSTO = cs.load()
VIEWS: dict[str, Any] = {
    "a timeline": CSTO.timeline(),
    "events": CSTO.events_of("Tasmagambetov"),
    "anniversaries": CSTO.anniversaries("2027"),
    "a numbered series": CSTO.numbered("wg-afghanistan"),
    "terms": CSTO.members("csto", on="2025-05-13"),
    "participations": CSTO.participants("wg-afghanistan-41"),
    "findings": CSTO.check("2026-02-13"),
    "search hits": CSTO.search("Afghanistan"),
    "memberships": CSTO.memberships,
    "delegations": CSTO.delegations,
    "other records": [*CSTO.places, *CSTO.memberships],
}


@pytest.mark.parametrize("of", VIEWS)
def test_every_row_has_the_columns_that_the_reference_lists(of: str) -> None:
    page = (ROOT / "docs" / "reference" / "tables.md").read_text("utf-8")
    (line,) = re.findall(rf"^\| {of} \| (.*) \|$", page, re.MULTILINE)
    rows = cs.formats.to_rows(VIEWS[of], CSTO)
    assert rows
    assert all(list(row) == re.findall(r"`(\w+)`", line) for row in rows)


@pytest.mark.parametrize("of", VIEWS)
def test_values_are_plain(of: str) -> None:
    """Nothing of ours, which a data frame would keep as objects."""
    for row in cs.formats.to_rows(VIEWS[of], CSTO):
        assert {type(value) for value in row.values()} <= {str, int, float, dt.date, type(None)}


def test_days_are_those_that_the_date_can_mean() -> None:
    rows = CSTO.timeline().to_rows()
    assert [row["id"] for row in rows] == [event.id for event in CSTO.timeline()]
    for row, event in zip(rows, CSTO.timeline(), strict=True):
        assert event.when is not None
        assert (row["first"], row["last"]) == (event.when.earliest, event.when.latest)


def test_a_view_has_the_rows_that_the_function_gives() -> None:
    view = VIEWS["anniversaries"]
    assert view.to_rows() == cs.formats.to_rows(view)
    assert cs.formats.to_rows([]) == []


def test_names_are_in_the_language_and_missing_ones_are_none() -> None:
    (term,) = CSTO.holders("secretary-general", "csto", on="2020-05-13")
    (alone,) = cs.formats.to_rows([term])
    (named,) = cs.formats.to_rows([term], CSTO, lang="ru")
    assert alone["organisation_name"] is None
    assert named["organisation_name"] == CSTO.organisation("csto").name["ru"]


def test_who_came_has_the_title_and_the_days_of_the_event() -> None:
    row = VIEWS["participations"].to_rows()[0]
    event = CSTO.event("wg-afghanistan-41")
    assert (row["event_title"], row["first"]) == (str(event.title), dt.date(2025, 5, 13))
    assert cs.formats.to_rows(list(VIEWS["participations"]))[0]["event_title"] is None


def test_what_is_missing_by_the_million_is_one_row() -> None:
    entries = [[cs.SeriesEntry(series="run", number=number)] for number in (1, 1_000_000)]
    run = cs.Chronicle(
        cs.Series(id="run", name="Run"),
        cs.Event(id="a", kind="other", title="A", when="2020", entries=entries[0]),
        cs.Event(id="b", kind="other", title="B", when="2021", entries=entries[1]),
    ).numbered("run")
    rows = run.to_rows()
    assert [(row["number"], row["through"], row["event"]) for row in rows] == [
        (1, 1, "a"),
        (2, 999_999, None),
        (1_000_000, 1_000_000, "b"),
    ]


@pytest.mark.parametrize("nothing", [None, 5, "text", [1], [None]])
def test_what_is_no_view_is_refused(nothing: Any) -> None:
    with pytest.raises(cs.errors.ArgumentTypeError, match="a timeline, anniversaries"):
        cs.formats.to_rows(nothing)


@pytest.mark.parametrize("of", ["a timeline", "anniversaries", "a numbered series"])
def test_a_notebook_shows_a_view_without_being_told(of: str) -> None:
    assert VIEWS[of]._repr_html_() == cs.formats.to_html(VIEWS[of])
    assert len(str(VIEWS[of])) < 120


def test_a_notebook_shows_a_table() -> None:
    shown = cs.table(VIEWS["terms"], CSTO)
    assert shown._repr_html_() == cs.formats.to_html(shown)
