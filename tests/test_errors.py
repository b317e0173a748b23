"""Errors: whatever was found, they can be sent to another process."""

from __future__ import annotations

import io
import pickle
import sys
import zipfile
from typing import Any

import pytest

import cstoevents as cs

UNSENDABLE = [lambda: None, (number for number in range(3)), {"key": lambda: None}]


@pytest.mark.parametrize("found", UNSENDABLE, ids=["function", "generator", "within a mapping"])
@pytest.mark.parametrize(
    "make",
    [
        lambda found: cs.ArgumentError("count", found, "a number"),
        lambda found: cs.errors.ArgumentTypeError("count", found, "a number"),
        lambda found: cs.WhenError(found, "it is no text"),
        lambda found: cs.errors.NoAnniversaryError(found, 1, "it has no date"),
        lambda found: cs.errors.WordingError(found, "a number"),
        lambda found: cs.UnknownIdError(found, "place", ["osh"], "an id is a text"),
        lambda found: cs.InputError([cs.errors.Problem(found=found, expected="a list", line=3)]),
        lambda found: cs.RecordError([cs.errors.Problem(found=found, expected="a list")], "Event"),
    ],
    ids=["argument", "argument type", "when", "anniversary", "wording", "id", "input", "record"],
)
def test_what_cannot_be_pickled_arrives_as_it_looked(make: Any, found: Any) -> None:
    error = make(found)
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert str(again) == str(error)
    assert str(pickle.loads(pickle.dumps(again))) == str(error)


def test_what_can_be_pickled_arrives_itself() -> None:
    problem = cs.errors.Problem(found={"a": [1]}, expected="a text", path="title")
    assert pickle.loads(pickle.dumps(problem)) == problem
    assert pickle.loads(pickle.dumps(cs.InputError([problem]))).problems == (problem,)


def test_a_message_has_an_upper_size() -> None:
    problem = cs.errors.Problem(
        found="x" * 10**6, expected="y" * 10**6, record="r" * 10**6, path="p" * 10**6
    )
    assert len(str(problem)) < 2_000
    error = cs.InputError(
        [cs.errors.Problem(found=number, expected="none") for number in range(10_000)]
    )
    assert str(error).endswith("found 99, expected none\n  and 9,900 more")
    assert len(error.problems) == 10_000


def places(rows: bytes) -> bytes:
    """A package with one table of places."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("places.csv", b"id,name_en,kind,country,latitude,longitude\n" + rows)
    return file.getvalue()


ROOM = 1_000
MANY = ROOM + ROOM // 2


@pytest.mark.parametrize(
    ("read", "data"),
    [
        (cs.read_json, b'{"places": [%s{}]}' % (b"{}," * MANY)),
        (cs.read_json, b'{"places": [{"sources": [%s{}]}]}' % (b"{}," * MANY)),
        (cs.read_json, b"{%s}" % b",".join(b'"%d":1' % number for number in range(MANY))),
        (cs.read_csv, places(b"A,b,c,d,e,f\n" * (MANY // 5))),
        (cs.read_csv, places(b"a,b\n" * MANY)),
        (cs.read_popolo, b'{"persons": [%s{}]}' % (b"{}," * MANY)),
        (cs.read_ics, b"BEGIN:VCALENDAR\n" + b"X\n" * MANY),
        (cs.read_sheet, b"title,kind,status\n" + b"a,b,c\n" * (MANY // 3)),
    ],
    ids=["records", "values", "keys", "rows", "cells", "persons", "lines", "sheet"],
)
def test_no_more_problems_are_looked_for_than_the_memory_has_room_for(
    read: Any, data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With room for fewer than in use, which takes the readers seconds to fill."""
    for name, module in sys.modules.items():
        if name.startswith("cstoevents.") and hasattr(module, "MOST_PROBLEMS"):
            monkeypatch.setattr(module, "MOST_PROBLEMS", ROOM)
    with pytest.raises(cs.InputError) as refusal:
        read(data)
    assert ROOM <= len(refusal.value.problems) <= 2 * ROOM + 10


@pytest.mark.slow
def test_there_is_room_for_a_hundred_thousand_problems() -> None:
    with pytest.raises(cs.InputError) as refusal:
        cs.read_json(b'{"places": [%s{}]}' % (b"{}," * 150_000))
    assert 100_000 <= len(refusal.value.problems) <= 2 * 100_000 + 10


def test_what_an_error_shows_of_itself_has_its_message() -> None:
    error = cs.InputError([cs.errors.Problem(found=1, expected="a text", path="name")])
    assert repr(error) == "InputError('1 problem:\\n  name: found 1, expected a text')"


def test_a_message_is_one_that_any_stream_takes() -> None:
    """Half of a surrogate pair can be in a key or a name, and so can a terminal's commands."""
    odd = "\ud83d\n\x1b[2J"
    text = str(cs.errors.Problem(found=odd, expected="x", record=odd, path=odd, file=odd))
    assert text.isprintable()
    assert text.encode()
    assert text.count(r"\ud83d\n\x1b[2J") == 4


TIMELINE = cs.Timeline([])
CSTO = cs.Chronicle()


@pytest.mark.parametrize(
    ("argument", "call"),
    [
        ("count", lambda: TIMELINE.nearest_after("2025", count=0)),
        ("certainty", lambda: TIMELINE.during("2025", "perhaps")),
        ("unit", lambda: TIMELINE.grouped_by("day")),
        ("window", lambda: CSTO.anniversaries("2025/..")),
        ("kinds[1]", lambda: CSTO.anniversaries("2025", kinds=["session", "party"])),
        ("every", lambda: CSTO.anniversaries("2025", every=0)),
        ("prefer", lambda: CSTO.merge(CSTO, prefer="neither")),
        ("references", lambda: cs.Chronicle(references="none")),
        ("leap", lambda: cs.anniversary("2024", 1, leap="sideways")),
        ("on", lambda: cs.anniversaries.completed("2024", on="2025/..")),
        ("position", lambda: TIMELINE[::-1]),
    ],
)
def test_an_argument_of_a_wrong_value_is_a_value_error_that_names_it(
    argument: str, call: Any
) -> None:
    with pytest.raises(cs.ArgumentError) as caught:
        call()
    assert caught.value.argument == argument
    assert str(caught.value).startswith(f"{argument}: found ")
    assert isinstance(caught.value, ValueError)
    assert not isinstance(caught.value, (TypeError, cs.InputError))


@pytest.mark.parametrize(
    ("argument", "call"),
    [
        ("count", lambda: TIMELINE.nearest_after("2025", count=True)),
        ("certainty", lambda: TIMELINE.during("2025", 1)),
        ("kinds", lambda: CSTO.anniversaries("2025", kinds="session")),
        ("events", lambda: cs.Timeline(["event"])),
        ("records", lambda: cs.Chronicle("record")),
        ("view", lambda: cs.table(5)),
        ("source", lambda: cs.read_json(5)),
        ("within", lambda: cs.read_json(b"{}", within="csto")),
        ("other", lambda: CSTO.merge(None)),
        ("checks", lambda: CSTO.check(checks=5)),
        ("checks[0]", lambda: CSTO.check(checks=["dangling-reference"])),
        ("extra", lambda: CSTO.check(extra=print)),
        ("extra[0]", lambda: CSTO.check(extra=["no-russian-title"])),
        ("new", lambda: cs.load().rename("csto", 5)),
        ("events", lambda: cs.Timeline(5)),
        ("event", lambda: TIMELINE.certainty_of("csto")),
        ("anniversaries[0]", lambda: cs.Anniversaries(["2025"])),
        ("number", lambda: cs.anniversary("2024", True)),
        ("record", lambda: cs.names("csto", "2025")),
        ("lang", lambda: cs.in_words("2025", None)),
        ("number", lambda: cs.ordinal("41")),
        ("label", lambda: cs.wording.printed_number(41)),
        ("text", lambda: cs.wording.from_words(2025)),
        ("text", lambda: cs.wording.from_roman(41)),
        ("chronicle", lambda: cs.write_jsonld(5, io.BytesIO())),
        ("base", lambda: cs.write_jsonld(CSTO, io.BytesIO(), base=5)),
        ("chronicle", lambda: cs.write_popolo(5, io.BytesIO())),
        ("lang", lambda: cs.write_popolo(CSTO, io.BytesIO(), lang=5)),
        ("what", lambda: cs.write_timelinejs(5, io.BytesIO())),
        ("what", lambda: cs.write_ics(5, io.BytesIO())),
    ],
)
def test_an_argument_of_a_wrong_type_is_a_type_error_as_well(argument: str, call: Any) -> None:
    with pytest.raises(cs.errors.ArgumentTypeError) as caught:
        call()
    assert caught.value.argument == argument
    assert isinstance(caught.value, TypeError)
    assert isinstance(caught.value, ValueError)
