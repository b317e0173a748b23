"""The public strategies: valid by construction, for every class, found by their types."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import attrs
import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

import cstoevents as cs
from cstoevents import strategies
from cstoevents.records import ARRAYS
from cstoevents.records.vocabularies import MEETING_KINDS

T = TypeVar("T")
VALUES = (
    cs.Alias,
    cs.Commemoration,
    cs.Document,
    cs.Identifier,
    cs.Reference,
    cs.SeriesEntry,
    cs.Source,
)
CLASSES = (cs.When, cs.Text, cs.Chronicle, *VALUES, *ARRAYS.values())


def occurs(strategy: st.SearchStrategy[T], condition: Callable[[T], object]) -> bool:
    """Whether such a value comes up; how small it could be doesn't matter."""
    looked = settings(max_examples=3000, phases=[Phase.generate], derandomize=True, deadline=None)
    find(strategy, condition, settings=looked)  # raises where there is none
    return True


def of_name(name: str) -> st.SearchStrategy[object]:
    strategy: st.SearchStrategy[object] = getattr(strategies, name)()
    return strategy


@pytest.mark.parametrize("name", strategies.__all__)
def test_every_strategy_makes_something(name: str) -> None:
    assert occurs(of_name(name), lambda value: value is not None)


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_a_class_finds_its_strategy(cls: type) -> None:
    strategies._register()  # as hypothesis does where the package is installed
    assert occurs(st.from_type(cls), lambda value: type(value) is cls)


@pytest.mark.parametrize("cls", [*VALUES, *ARRAYS.values()], ids=lambda cls: cls.__name__)
@given(data=st.data())
def test_every_field_is_filled_now_and_then(cls: type, data: st.DataObject) -> None:
    """Each field by itself can be given and left out, and the rest follows."""
    field = data.draw(st.sampled_from(attrs.fields(cls)))
    made = data.draw(strategies._strategy_of(cls))
    if getattr(made, field.name) != field.default:
        assert attrs.evolve(made, **{field.name: getattr(made, field.name)}) == made


@given(event=strategies.events(when=strategies.days(min_year=1992), place=None))
def test_a_field_is_given_or_left_out_by_name(event: cs.Event) -> None:
    assert event.when is not None
    assert event.when.precision is cs.Precision.DAY
    assert event.when.earliest_ordinal >= cs.When("1992").earliest_ordinal
    assert event.place is None


@given(participation=strategies.participations(organisation=st.just("kg")))
def test_a_field_given_by_name_settles_a_choice(participation: cs.Participation) -> None:
    assert (participation.official, participation.organisation) == (None, "kg")


def test_a_field_that_a_class_does_not_have_is_refused() -> None:
    with pytest.raises(cs.errors.ArgumentTypeError, match=r"titel: .*expected a field of Event"):
        strategies.events(titel=st.just("x"))


@given(event=strategies.events(), meeting=strategies.meetings())
def test_events_and_meetings_are_told_apart(event: cs.Event, meeting: cs.Meeting) -> None:
    assert type(event) is cs.Event
    assert event.kind not in MEETING_KINDS
    assert type(meeting) is cs.Meeting
    assert meeting.kind in MEETING_KINDS


@given(when=strategies.whens(min_year=1992, max_year=2026))
def test_dates_stay_within_the_years_asked_for(when: cs.When) -> None:
    for end in when.ends:
        if end is not None:
            assert end.earliest_ordinal >= cs.When("1992").earliest_ordinal
            assert end.latest_ordinal <= cs.When("2026").latest_ordinal


@pytest.mark.parametrize("precision", list(cs.Precision))
def test_dates_of_every_precision_are_made(precision: cs.Precision) -> None:
    assert occurs(strategies.whens(), lambda when: when.precision is precision)


@pytest.mark.parametrize("nasty", ["\r", '"', ";", ",", "=", "\u0301", "\u202e", "\U0001f54a", " "])
def test_text_is_nasty(nasty: str) -> None:
    assert occurs(strategies.words(), lambda text: nasty in text)


@given(chronicle=strategies.chronicles(min_size=2, max_size=5))
def test_a_chronicle_is_as_large_as_asked(chronicle: cs.Chronicle) -> None:
    assert 2 <= len(chronicle) <= 5
    assert chronicle.broken == ()


@given(data=st.data())
def test_a_chronicle_within_another_shares_no_id_with_it(data: st.DataObject) -> None:
    outer = data.draw(strategies.chronicles(min_size=1, max_size=4))
    inner = data.draw(strategies.chronicles(min_size=1, max_size=4, within=outer))
    assert len(outer | inner) == len(outer) + len(inner)


@given(chronicle=strategies.chronicles())
def test_no_reference_runs_in_a_circle(chronicle: cs.Chronicle) -> None:
    for place in chronicle.places:
        assert place not in chronicle.places_within(place.id)
        assert chronicle._index.descendants(place.id, "within", cs.Place).get(place.id) is None
    for body in chronicle.organisations:
        assert body not in chronicle.bodies(body.id)


@pytest.mark.slow
def test_chains_of_places_are_made() -> None:
    def is_chain(chronicle: cs.Chronicle) -> bool:
        within = {place.id: place.within for place in chronicle.places}
        return any(within.get(within.get(id) or "") for id in within)

    assert occurs(strategies.chronicles(min_size=30, max_size=30), is_chain)


@pytest.mark.slow
def test_numbered_runs_are_made() -> None:
    def is_run(chronicle: cs.Chronicle) -> bool:
        numbers = {entry.number for event in chronicle.events for entry in event.entries}
        return {1, 2} <= numbers

    assert occurs(strategies.chronicles(min_size=16, max_size=16), is_run)


@pytest.mark.slow
@pytest.mark.parametrize(
    "first", ["import hypothesis", "import cstoevents.strategies", "import cstoevents"]
)
def test_hypothesis_finds_the_strategies_whichever_is_imported_first(
    first: str, tmp_path: Path
) -> None:
    """The entry point is called while hypothesis is imported, be it by our own module."""
    installed = tmp_path / "cstoevents-0.0.dist-info"
    installed.mkdir()
    (installed / "METADATA").write_text("Metadata-Version: 2.1\nName: cstoevents\nVersion: 0.0\n")
    (installed / "entry_points.txt").write_text(
        "[hypothesis]\ncstoevents = cstoevents.strategies:_register\n"
    )
    script = f"""
{first}
import sys
heavy = {{"pendulum", "cattrs", "click", "rich"}} & set(sys.modules)
assert not heavy, heavy
import cstoevents as cs
from hypothesis import Phase, find, settings, strategies as st
first = settings(phases=[Phase.generate])
print(type(find(st.from_type(cs.Event), lambda event: True, settings=first)))
"""
    source = str(Path(cs.__file__).parent.parent)
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), source])},
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{cs.Event}\n", "")
