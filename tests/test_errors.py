"""Errors: whatever was found, they can be sent to another process."""

from __future__ import annotations

import pickle
from typing import Any

import pytest

import cstoevents as cs

UNSENDABLE = [lambda: None, (number for number in range(3)), {"key": lambda: None}]


@pytest.mark.parametrize("found", UNSENDABLE, ids=["function", "generator", "within a mapping"])
@pytest.mark.parametrize(
    "make",
    [
        lambda found: cs.WhenError(found, "it is no text"),
        lambda found: cs.NoAnniversaryError(found, 1, "it has no date"),
        lambda found: cs.WordingError(found, "a number"),
        lambda found: cs.UnknownIdError(found, "place", ["osh"], "an id is a text"),
        lambda found: cs.InputError([cs.Problem(found=found, expected="a list", line=3)]),
        lambda found: cs.RecordError([cs.Problem(found=found, expected="a list")], "Event"),
    ],
    ids=["when", "anniversary", "wording", "id", "input", "record"],
)
def test_what_cannot_be_pickled_arrives_as_it_looked(make: Any, found: Any) -> None:
    error = make(found)
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert str(again) == str(error)
    assert str(pickle.loads(pickle.dumps(again))) == str(error)


def test_what_can_be_pickled_arrives_itself() -> None:
    problem = cs.Problem(found={"a": [1]}, expected="a text", path="title")
    assert pickle.loads(pickle.dumps(problem)) == problem
    assert pickle.loads(pickle.dumps(cs.InputError([problem]))).problems == (problem,)
