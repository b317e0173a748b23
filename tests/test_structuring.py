"""The cattrs converter that users get: strict as the files are, and theirs to extend."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
import pytest
from cattrs.errors import ClassValidationError

import cstoevents as cs

OFFICIAL = {"id": "samat-ordabaev", "name": "Samat Ordabaev"}


@attrs.define
class Week:
    """A class of somebody's own that holds records."""

    number: int
    first: cs.When
    meetings: list[cs.Meeting]
    chairs: tuple[cs.Official, ...] = ()


def test_classes_of_ones_own_may_hold_records() -> None:
    converter = cs.converter()
    plain = {
        "number": 20,
        "first": "2025-05-12",
        "meetings": [{"id": "m", "kind": "talks", "title": "Talks", "start_time": "14:30:00"}],
        "chairs": [OFFICIAL],
    }
    week = converter.structure(plain, Week)
    assert week.meetings[0].start_time == dt.time(14, 30)
    assert week.chairs == (cs.Official(**OFFICIAL),)
    assert converter.unstructure(week) == plain


def test_within_a_class_of_ones_own_the_error_is_in_a_group_of_cattrs() -> None:
    plain = {"number": 20, "first": "soon", "meetings": [{"id": "M"}]}
    with pytest.raises(ClassValidationError) as caught:
        cs.converter().structure(plain, Week)
    assert caught.group_contains(cs.WhenError)
    assert caught.group_contains(cs.RecordError, match="Meeting 'M': 3 problems")


@pytest.mark.parametrize(
    ("value", "cls", "plain"),
    [
        (cs.When("2025-05"), cs.When, "2025-05"),
        (cs.Text("Talks"), cs.Text, "Talks"),
        (cs.Text({"ru": "Переговоры"}), cs.Text, {"ru": "Переговоры"}),
        (dt.time(14, 30), dt.time, "14:30:00"),
        (cs.records.EventKind.TALKS, cs.records.EventKind, "talks"),
        (cs.Source(citation="Minutes"), cs.Source, {"citation": "Minutes"}),
    ],
)
def test_values_of_every_kind_are_taken_and_given(value: Any, cls: Any, plain: Any) -> None:
    converter = cs.converter()
    assert converter.unstructure(value) == plain
    assert converter.structure(plain, cls) == value


@pytest.mark.parametrize(
    ("plain", "cls"),
    [
        (2025, cs.When),
        (dt.date(2025, 5, 13), cs.When),
        (5, cs.Text),
        ({}, cs.Text),
        ("14:30:00Z", dt.time),
        (52200, dt.time),
        (5, cs.records.EventKind),
        ("party", cs.records.EventKind),
        ([], cs.Source),
        ({"citation": 5}, cs.Source),
        ({**OFFICIAL, "links": "https://a"}, cs.Official),
        ({"event": "e", "organisation": "o"}, cs.Participation),
    ],
)
def test_what_no_file_may_hold_is_refused(plain: Any, cls: Any) -> None:
    with pytest.raises((cs.RecordError, cs.WhenError)):
        cs.converter().structure(plain, cls)


def test_each_converter_is_its_users_own() -> None:
    one = cs.converter()
    assert one.structure({**OFFICIAL, "born": "1960"}, cs.Official).born == cs.When("1960")
    # After the first use too: cattrs makes its hooks anew when one is registered.
    one.register_structure_hook(cs.When, lambda value, _: cs.When(value.replace("/", "-")))
    slashes = {**OFFICIAL, "born": "1960/12/31"}
    assert one.structure(slashes, cs.Official).born == cs.When("1960-12-31")
    assert one.copy().structure(slashes, cs.Official).born == cs.When("1960-12-31")
    with pytest.raises(cs.RecordError):
        cs.converter().structure(slashes, cs.Official)
    with pytest.raises(cs.InputError):
        cs.from_dict(slashes, cs.Official)


def test_the_error_of_a_users_hook_is_a_problem_of_its_field() -> None:
    def century(value: object, _: object) -> cs.When:
        raise ValueError("a date of the Gregorian calendar")

    converter = cs.converter()
    converter.register_structure_hook(cs.When, century)
    with pytest.raises(cs.RecordError) as caught:
        converter.structure({**OFFICIAL, "name": 5, "born": "1960"}, cs.Official)
    problems = [
        (problem.path, problem.found, problem.expected) for problem in caught.value.problems
    ]
    assert problems[1] == ("born", "1960", "a date of the Gregorian calendar")
    assert len(problems) == 2


def test_the_options_of_a_record_stay_with_records() -> None:
    """What is a default in a class of one's own is written, as cattrs does unless told."""
    assert cs.converter().unstructure(Week(20, cs.When("2025-05-12"), [])) == {
        "number": 20,
        "first": "2025-05-12",
        "meetings": [],
        "chairs": [],
    }
