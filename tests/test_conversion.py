"""The machinery of conversion: plain data to records, the fast way and the explaining one."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from typing import Any

import attrs
import msgspec
import pytest

import cstoevents as cs
from cstoevents.records import ARRAYS, conversion, rules
from cstoevents.records.fields import fields_of
from cstoevents.records.structuring import problems_in

EVENT = {"id": "e", "kind": "visit", "title": "Visit"}
PLACE = {"id": "p", "kind": "city", "name": "Place"}
MEETING = {"id": "m", "kind": "talks", "title": "Talks"}


def file_of(array: str, record: object) -> dict[str, Any]:
    return {"format_version": "1", array: [record]}


# Each row: the array, a record, and the path of what is wrong with it (None: nothing is).
CASES: list[tuple[str, Any, str | None]] = [
    ("events", EVENT, None),
    ("events", {**EVENT, "when": None, "topics": [], "note": None}, None),
    ("events", {**EVENT, "start_time": "14:30:00"}, None),
    ("events", {**EVENT, "start_time": "14:30:00.000"}, None),
    ("events", {**EVENT, "start_time": "14:30"}, "start_time"),
    ("events", {**EVENT, "start_time": "14:30:00.5"}, "start_time"),
    ("events", {**EVENT, "start_time": "14:30:00Z"}, "start_time"),
    ("events", {**EVENT, "start_time": "14:30:00+03:00"}, "start_time"),
    ("events", {**EVENT, "end_time": "24:00:00"}, "end_time"),
    ("events", {**EVENT, "start_time": 52200}, "start_time"),
    ("events", {**EVENT, "start_time": ""}, "start_time"),
    ("events", {**EVENT, "timezone": "Asia/Bishkek"}, None),
    ("events", {**EVENT, "timezone": "Asia/Frunze-2"}, "timezone"),
    ("events", {**EVENT, "timezone": "../../etc/passwd"}, "timezone"),
    ("events", {**EVENT, "when": "2024-11-28/2024-12-02"}, None),
    ("events", {**EVENT, "when": 2024}, "when"),
    ("events", {**EVENT, "when": ["2024"]}, "when"),
    ("events", {**EVENT, "when": "2024-11-31"}, "when"),
    ("events", {**EVENT, "previous_when": "2024"}, "previous_when"),
    ("events", {**EVENT, "previous_when": ["2024", None]}, "previous_when[1]"),
    ("events", {**EVENT, "kind": "Visit"}, "kind"),
    ("events", {**EVENT, "kind": "talks"}, "kind"),
    ("events", {**EVENT, "kind": None}, "kind"),
    ("events", {**EVENT, "kind": 1}, "kind"),
    ("events", {**EVENT, "kind": ["visit"]}, "kind"),
    ("meetings", MEETING, None),
    ("meetings", {**MEETING, "kind": "visit"}, "kind"),
    ("meetings", {**MEETING, "agenda": ["One", {"ru": "Два"}]}, None),
    ("meetings", {**MEETING, "agenda": ["One", 2]}, "agenda[1]"),
    ("meetings", {**MEETING, "entries": [{"series": "s", "number": 41}]}, None),
    ("meetings", {**MEETING, "entries": [{"series": "s", "number": 41.0}]}, "entries[0].number"),
    ("meetings", {**MEETING, "entries": [{"series": "s", "number": True}]}, "entries[0].number"),
    ("meetings", {**MEETING, "entries": [{"series": "s", "number": "41"}]}, "entries[0].number"),
    ("meetings", {**MEETING, "entries": [{"series": "s", "number": -1}]}, "entries[0].number"),
    ("meetings", {**MEETING, "entries": [{"series": "s", "number": 10**30}]}, "entries[0].number"),
    ("meetings", {**MEETING, "entries": [{"number": 41}]}, "entries[0].series"),
    ("meetings", {**MEETING, "entries": {"series": "s"}}, "entries"),
    ("meetings", {**MEETING, "entries": ["s"]}, "entries[0]"),
    ("meetings", {**MEETING, "sources": [{}]}, "sources[0]"),
    ("meetings", {**MEETING, "sources": [{"url": None, "citation": "x"}]}, None),
    ("meetings", {**MEETING, "sources": [{"urls": "https://a"}]}, "sources[0].urls"),
    ("meetings", {**MEETING, "references": [{}]}, "references[0]"),
    ("meetings", {**MEETING, "commemoration": []}, "commemoration"),
    ("meetings", {**MEETING, "organisers": "csto"}, "organisers"),
    ("meetings", {**MEETING, "organisers": ["csto", "CSTO"]}, "organisers[1]"),
    ("meetings", {**MEETING, "topics": None}, "topics"),
    ("places", PLACE, None),
    ("places", {**PLACE, "latitude": 5}, None),
    ("places", {**PLACE, "latitude": True}, "latitude"),
    ("places", {**PLACE, "latitude": "5"}, "latitude"),
    ("places", {**PLACE, "latitude": 90.01}, "latitude"),
    ("places", {**PLACE, "latitude": 10**400}, "latitude"),
    ("places", {**PLACE, "country": "KG"}, None),
    ("places", {**PLACE, "country": "XX"}, "country"),
    ("places", {**PLACE, "name": {"en": "X", "ru": "Ы"}}, None),
    ("places", {**PLACE, "name": {}}, "name"),
    ("places", {**PLACE, "name": {"E": "X"}}, "name.E"),
    ("places", {**PLACE, "name": {"en": None}}, "name.en"),
    ("places", {**PLACE, "name": ["X"]}, "name"),
    ("places", {**PLACE, "name": "\u2003"}, "name"),
    ("places", {**PLACE, "name": "X\0"}, "name"),
    ("places", {**PLACE, "id": "a--b"}, None),
    ("places", {**PLACE, "id": "A"}, "id"),
    ("places", {**PLACE, "id": None}, "id"),
    ("places", {"kind": "city", "name": "Place"}, "id"),
    ("places", {**PLACE, "within": ""}, "within"),
    ("places", {**PLACE, "titel": "X"}, "titel"),
    ("places", {**PLACE, "": "X"}, "-"),
    ("places", [PLACE], "-"),
    ("places", None, "-"),
    ("memberships", {"id": "x", "member": "a", "organisation": "b"}, None),
    ("memberships", {"member": "a", "organisation": "b"}, "id"),
    ("memberships", {"id": "", "member": "a", "organisation": "b"}, "id"),
    ("delegations", {"id": "x", "event": "a", "on_behalf_of": "b", "size": 0}, "size"),
    ("participations", {"id": "x", "event": "a"}, "-"),
    ("participations", {"id": "x", "event": "a", "official": "b", "description": "c"}, "-"),
]


@pytest.mark.parametrize(("array", "record", "path"), CASES)
def test_the_fast_way_and_the_explaining_one_say_the_same(
    array: str, record: Any, path: str | None
) -> None:
    data = file_of(array, record)
    problems, good, _ = problems_in(data)
    if path is None:
        assert problems == []
        assert conversion.from_plain(data).records == good
        assert conversion.decode(json.dumps(data).encode()).records == good
        return
    for read, source in (
        (conversion.from_plain, data),
        (conversion.decode, json.dumps(data).encode()),
    ):
        with pytest.raises((msgspec.ValidationError, cs.RecordError)):
            read(source)
    whole = f"{array}[0]" if path == "-" else f"{array}[0].{path}"
    assert [problem.path for problem in problems] == [whole]


def test_more_than_a_handful_of_texts_are_checked_as_strictly() -> None:
    """Many texts are checked in one go: one wrong among them is found, wherever it is."""
    for wrong in ("p\np", "P", "-p", "", "p ", "p-"):
        for position in (0, 500, 999):
            places = [{**PLACE, "id": f"p-{number}"} for number in range(1000)]
            places[position]["within"] = wrong
            with pytest.raises(cs.RecordError):
                conversion.from_plain({"format_version": "1", "places": places})
            with pytest.raises(cs.RecordError):
                conversion.decode(json.dumps({"format_version": "1", "places": places}).encode())


@pytest.mark.parametrize(
    ("text", "good"),
    [
        (r"a\u0000b", False),
        (r"a\\u0000b", True),
        (r"\u0020", False),
        (r"\u2028\u00a0", False),
        (r"\ufeff", True),
        (r"\u0001", True),
    ],
)
def test_escapes_are_seen_through(text: str, good: bool) -> None:
    for name in (f'"{text}"', f'{{"ru": "{text}"}}', f'{{"ru": "x", "en": "{text}"}}'):
        data = f'{{"format_version": "1", "officials": [{{"id": "a", "name": {name}}}]}}'.encode()
        if good:
            assert len(conversion.decode(data).records) == 1
        else:
            with pytest.raises(msgspec.ValidationError):
                conversion.decode(data)


def test_languages_are_put_in_order_whatever_order_they_came_in() -> None:
    for words in ('{"ru": "1", "en": "2"}', '{"en": "2", "ru": "1"}', '{"ru": "1", "be": "3"}'):
        data = f'{{"format_version": "1", "officials": [{{"id": "a", "name": {words}}}]}}'.encode()
        for _ in range(2):  # unknown tags and known ones go by different ways
            (official,) = conversion.decode(data).records
            assert isinstance(official, cs.Official)
            assert official.name.languages == cs.Text(json.loads(words)).languages


@pytest.mark.parametrize("cls", list(ARRAYS.values()), ids=lambda cls: cls.__name__)
def test_the_shape_has_the_fields_of_the_record_in_their_order(cls: type) -> None:
    fields = [field.name for field in attrs.fields(cls)]
    for detail in ("shape", "patterns"):
        assert list(conversion.shape_of(cls, detail).__struct_fields__) == fields


def test_every_rule_for_texts_is_checked_by_the_fast_way() -> None:
    """Whatever field is given a rule, the fast way looks at it."""
    for cls in ARRAYS.values():
        checked = {field.name for field in conversion._texts(cls)}
        for field in fields_of(cls):
            if isinstance(field.rule, rules.Rule):
                assert field.name in checked


def test_a_misspelt_key_suggests_the_right_one() -> None:
    problems, _, _ = problems_in(file_of("places", {**PLACE, "lattitude": 5}))
    assert [problem.expected for problem in problems] == ["the field 'latitude'"]
    problems, _, _ = problems_in({"format_version": "1", "place": []})
    assert [problem.expected for problem in problems] == ["the key 'places'"]


def test_what_is_good_in_a_broken_file_is_told_apart() -> None:
    data = {"format_version": "1", "places": [PLACE, {**PLACE, "id": "q", "kind": "?"}, 5]}
    problems, good, broken = problems_in(data)
    assert [problem.record for problem in problems] == ["q", None]
    assert good == [cs.Place(**PLACE)]
    assert [(reference.place, reference.id) for reference in broken] == [("places[1]", "q")]


# Each row: a record with one bad field or more, and every path that is to be told of it.
SPANNING: list[tuple[str, Any, list[str]]] = [
    ("participations", {"id": "p", "event": "e", "role": "bad"}, ["role", ""]),
    (
        "participations",
        {"id": "p", "event": "e", "role": "bad", "official": "b", "organisation": "c"},
        ["role", ""],
    ),
    ("participations", {"id": "p", "event": "e", "official": "B"}, ["official"]),
    ("participations", {"id": "p", "event": "e", "oficial": "b"}, ["oficial"]),
    ("participations", {"id": "p", "event": "e", "colour": "b"}, ["colour", ""]),
    ("events", {"id": "E", "kind": "talks", "title": "T"}, ["id", "kind"]),
    ("events", {"id": "E", "kind": "party", "title": "T"}, ["id", "kind"]),
    ("events", {"id": "E", "title": "T"}, ["id", "kind"]),
    (
        "events",
        {**EVENT, "start_time": "14:30:00Z", "end_time": "15:00:00.5"},
        ["start_time", "end_time"],
    ),
    ("events", {**EVENT, "sources": [{"lang": "E"}]}, ["sources[0].lang", "sources[0]"]),
    (
        "events",
        {**EVENT, "references": [{"relation": "about"}]},
        ["references[0].relation", "references[0]"],
    ),
    (
        "events",
        {**EVENT, "commemoration": {"number": 0}},
        ["commemoration.number", "commemoration"],
    ),
]


@pytest.mark.parametrize(("array", "record", "paths"), SPANNING)
def test_a_rule_that_spans_fields_is_told_beside_other_wrong_fields(
    array: str, record: Any, paths: list[str]
) -> None:
    problems, _, _ = problems_in(file_of(array, record))
    whole = [f"{array}[0].{path}" if path else f"{array}[0]" for path in paths]
    assert sorted(str(problem.path) for problem in problems) == sorted(whole)


@pytest.mark.parametrize("array", list(ARRAYS))
def test_an_id_left_out_is_told_as_other_fields_are(array: str) -> None:
    problems, _, _ = problems_in(file_of(array, {}))
    told = {problem.path: problem.expected for problem in problems}
    assert told[f"{array}[0].id"].endswith("required")


class Derived(str):
    """Text of another library's class."""

    __slots__ = ()


@pytest.mark.parametrize(
    ("field", "value", "path"),
    [
        ("id", Derived("p"), "id"),
        ("country", Derived("KG"), "country"),
        ("timezone", Derived("Asia/Bishkek"), "timezone"),
        ("name", Derived("X"), "name"),
        ("name", {"en": Derived("X")}, "name.en"),
        ("name", {Derived("en"): "X"}, "name.en"),
    ],
)
def test_plain_data_has_plain_text(field: str, value: Any, path: str) -> None:
    """A constructor takes what derives from text; no way of reading plain data does."""
    data = file_of("places", {**PLACE, field: value})
    problems, _, _ = problems_in(data)
    assert [problem.path for problem in problems] == [f"places[0].{path}"]
    with pytest.raises((msgspec.ValidationError, cs.RecordError)):
        conversion.from_plain(data)


def test_times_are_kept_to_the_second() -> None:
    data = file_of("events", {**EVENT, "start_time": "14:30:15"})
    (event,) = conversion.from_plain(data).records
    assert isinstance(event, cs.Event)
    assert event.start_time == dt.time(14, 30, 15)
    assert conversion.to_plain(event)["start_time"] == "14:30:15"


def test_good_files_need_no_cattrs() -> None:
    script = """
import sys
import cstoevents as cs
cs.read_json(b'{"format_version": "1", "officials": [{"id": "a", "name": "A"}]}')
cs.to_dict(cs.from_dict({"id": "a", "name": "A"}, cs.Official))
sys.exit("cattrs" in sys.modules)
"""
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
