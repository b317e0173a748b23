"""JSON by example: a corpus of broken files, each with all that is to be told of it."""

from __future__ import annotations

import contextlib
import copy
import gc
import io
import json
import sys
import time
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

import cstoevents as cs
from cstoevents.formats.json import syntax

DAMAGED = Path(__file__).parent / "damaged"

# How what was expected begins, where several of the damages are of one kind.
REQUIRED = "a value for this field, which is required"
NUMBER = "a whole number from 0 to 1000000000"
AN_ORGANISATION = "the id of an organisation"
TEXTS = "text, or texts by language"
EVENT_OR_WORDS = "exactly one of event, description"
TEXT = "non-empty text without NUL"
AN_EVENT = "the id of an event or a meeting, perhaps 'wg"
WHO = "exactly one of official, organisation, descr"
LATITUDE = "degrees north, from -90 to 90"
LONGITUDE = "degrees east, from -180 to 180"
ID = "an id: lower-case ASCII letters and digits, "
COUNTRY = "a country code of ISO 3166-1 (two capital le"
ADDRESS = "a web address that begins with http:// or ht"
KEYWORD = "a keyword: lower-case, at most 80 characters"

# Each file, and of each problem in it: the record, the way to the field, how what was expected
# begins.
FILES: dict[str, list[tuple[str | None, str | None, str]]] = {
    "arrays-of-another-shape": [
        (None, "format_version", "'1'"),
        (None, "people", "only the keys $schema, format_version, about, place"),
        (None, "places", "an array of records"),
        (None, "officials[0]", "an object"),
        (None, "officials[1]", "an object"),
        (None, "events", "an array of records"),
    ],
    "impossible-dates": [
        ("imangali-tasmagambetov", "officials[0].born", "an EDTF date (December 1956 has 31 days)"),
        ("founding", "events[0].when", "an EDTF date (the year comes first)"),
        ("rubezh-2024", "events[1].when", "an EDTF date (it ends before it starts; writ"),
        ("rubezh-2024", "events[1].previous_when[1]", "an EDTF date (February 2023 has 28 days)"),
        (
            "rubezh-2024",
            "events[1].previous_when[2]",
            "an EDTF date (the basic format has no hyphen",
        ),
        ("visit", "events[2].when", "an EDTF date (it is empty; an unknown date i"),
        ("visit", "events[2].start_time", "a time of day such as '14:30:00'"),
    ],
    "lost-references": [
        ("hall", "within", "the id of a place"),
        ("kg-delegation", "event", AN_EVENT),
        ("kg-delegation", "on_behalf_of", AN_ORGANISATION),
        ("wg-afghanistan-41", "place", "the id of a place; it is an organisation"),
        ("wg-afghanistan-41", "organisers[1]", "the id of an organisation, perhaps 'csto-cfm"),
        (
            "wg-afghanistan-41",
            "references[0].event",
            "the id of an event or a meeting",  # and not that of the record itself
        ),
        (
            "wg-afghanistan-41",
            "commemoration.organisation",
            "the id of an organisation; it is a series",
        ),
    ],
    "missing-fields": [
        (None, "places[0].id", REQUIRED),
        ("bishkek", "places[1].name", TEXTS),
        (None, "memberships[0].id", REQUIRED),
        ("summit", "events[0].kind", REQUIRED),
        ("somebody", "participations[0]", WHO),
        (None, "memberships[0].member", "the id of an official or an organisation"),
        (None, "memberships[0].organisation", AN_ORGANISATION),
    ],
    "misspelt-keys": [
        (None, "offcials", "the key 'officials'"),
        ("wg-afghanistan-41", "meetings[0].title", REQUIRED),
        ("wg-afghanistan-41", "meetings[0].sources[0].titles", "the field 'title'"),
        ("wg-afghanistan-41", "meetings[0].titel", "the field 'title'"),
        (
            "wg-afghanistan-41",
            "meetings[0].where",
            "only the fields id, kind, title, description, ",
        ),
    ],
    "numbers-out-of-bounds": [
        ("minsk", "places[0].latitude", LATITUDE),
        ("minsk", "places[0].longitude", LONGITUDE),
        ("wg-afghanistan", "series[0].first_number", NUMBER),
        (
            "wg-afghanistan-41",
            "meetings[0].entries[0].number",
            NUMBER,
        ),
        (
            "wg-afghanistan-41",
            "meetings[0].entries[1].number",
            NUMBER,
        ),
        ("d", "delegations[0].size", "a whole number from 1 to 1000000000"),
    ],
    "one-id-twice": [
        ("kg", "organisations[4].id", "an id of its own; organisations[2] has it"),
        ("csto", "officials[0].id", "an id of its own; organisations[0] has it"),
        ("csto-cfm", "parent", "the id of an organisation; it is an official"),
        ("wg-afghanistan", "organisation", "the id of an organisation, perhaps 'wg-afgha"),
    ],
    "one-of-several": [
        ("wg-afghanistan-41", "meetings[0].references[0]", EVENT_OR_WORDS),
        ("wg-afghanistan-41", "meetings[0].references[1]", EVENT_OR_WORDS),
        (
            "wg-afghanistan-41",
            "meetings[0].commemoration",
            "exactly one of event, organisation, descript",
        ),
        ("wg-afghanistan-41", "meetings[0].sources[0]", "at least one of url, citation"),
        ("who", "participations[0]", WHO),
    ],
    "texts-and-ids": [
        ("Bishkek", "places[0].id", ID),
        ("Bishkek", "places[0].name", TEXT),
        ("minsk", "places[1].name.English", "a BCP 47 language tag such as 'en', 'ru' or "),
        ("minsk", "places[1].name.ru", TEXT),
        ("a_b", "officials[0].id", ID),
        ("a_b", "officials[0].name", TEXT),
        ("a_b", "officials[0].nationality", COUNTRY),
        ("a_b", "officials[0].links[0]", ADDRESS),
        ("a_b", "officials[0].links[1]", ADDRESS),
        ("e", "events[0].topics[0]", KEYWORD),
        ("e", "events[0].topics[1]", KEYWORD),
        ("e", "events[0].note", TEXTS),
    ],
    "words-of-no-vocabulary": [
        ("minsk", "places[0].kind", "one of country, region, city, venue, range, "),
        ("minsk", "places[0].country", COUNTRY),
        ("minsk", "places[0].timezone", "the name of a zone in the tz database, such "),
        ("kg", "organisations[0].kind", "one of intergovernmental, treaty, state, sta"),
        ("talks", "events[0].status", "one of scheduled, held, postponed, cancelled"),
        ("talks", "events[0].format", "one of in-person, videoconference, hybrid"),
        ("talks", "events[0].kind", "a Meeting record for this kind, or one of ex"),
        ("wg-afghanistan-41", "meetings[0].access", "one of open, closed"),
        ("wg-afghanistan-41", "meetings[0].kind", "an Event record for this kind, or one of ses"),
        ("wg-afghanistan", "organisation", AN_ORGANISATION),
    ],
    "wrong-types": [
        ("minsk", "places[0].latitude", LATITUDE),
        ("minsk", "places[0].longitude", LONGITUDE),
        ("wg-afghanistan-41", "meetings[0].title", TEXTS),
        (
            "wg-afghanistan-41",
            "meetings[0].entries[0].number",
            NUMBER,
        ),
        ("wg-afghanistan-41", "meetings[0].topics", "an array"),
        (
            "wg-afghanistan-41",
            "meetings[0].sources[0].retrieved",
            "an EDTF date (a date in a file is text)",
        ),
        ("wg-afghanistan-41", "meetings[0].agenda", "an array"),
    ],
}

SYNTAX: dict[str, tuple[int | None, int | None, str, str]] = {
    # From 3.13 on Python tells the comma itself.
    "comma-too-many": (
        (14, 273, ",\n]\n}\n", "JSON: illegal trailing comma before end of array")
        if sys.version_info >= (3, 13)
        else (15, 1, "]\n}\n", "JSON: expecting value")
    ),
    "csv-by-mistake": (1, 1, "id,name,kind\nminsk,M", "JSON: expecting value"),
    "cut-short": (11, 31, '"Meetings of the Wor', "JSON: unterminated string starting"),
    "deep-nesting": (1, 40, "very deep nesting", "the shape of a chronicle"),
    "empty": (1, 1, "the end of the file", "JSON: expecting value"),
    "half-a-character": (14, 66, "\\ud83d", "whole characters"),
    "not-a-number": (5, 70, "NaN", "a number; JSON has no NaN and no Infinity"),
    "number-too-large": (5, 70, '1e999,"longitude":27', "a number of ordinary size"),
    "quote-missing": (14, 74, 'Working" Group","whe', "JSON: expecting ',' delimiter"),
    "raw-nul": (14, 57, "\x00meeting of the Work", "JSON: invalid control character"),
    "two-files-in-one": (17, 1, '{\n"$schema": "https:', "JSON: extra data"),
    "utf-16": (1, 1, "the byte 0xff", "JSON in UTF-8"),
    "windows-1251": (5, 75, "the byte 0xce", "JSON in UTF-8"),
}

EVENT = {"id": "visit", "title": "Visit", "kind": "visit"}
PLACE = {"id": "minsk", "name": "Minsk", "kind": "city"}


def file_of(**arrays: Any) -> bytes:
    return json.dumps({"format_version": "1", **arrays}).encode()


@pytest.mark.parametrize("name", FILES)
def test_every_problem_of_a_broken_file_is_told_at_once(name: str) -> None:
    path = DAMAGED / f"{name}.json"
    with pytest.raises(cs.InputError) as caught:
        cs.read_json(path)
    told = [(problem.record, problem.path, problem.expected) for problem in caught.value.problems]
    assert len(told) == len(FILES[name])
    for (record, field, expected), wanted in zip(told, FILES[name], strict=True):
        assert (record, field) == wanted[:2]
        assert expected.startswith(wanted[2])
    assert {problem.file for problem in caught.value.problems} == {str(path)}
    assert str(caught.value).count("\n") >= len(told)


@pytest.mark.parametrize("name", SYNTAX)
def test_broken_syntax_is_told_with_line_and_column(name: str) -> None:
    path = DAMAGED / f"{name}.json"
    with pytest.raises(cs.InputError) as caught:
        cs.read_json(path)
    (problem,) = caught.value.problems
    found = (problem.line, problem.column, problem.found, problem.expected)
    assert found == SYNTAX[name]
    assert problem.file == str(path)


def test_a_byte_order_mark_is_passed_over() -> None:
    """Editors of Windows write one; what follows has the same lines and columns."""
    data = file_of(places=[PLACE])
    assert cs.read_json(b"\xef\xbb\xbf" + data) == cs.read_json(data)
    assert cs.formats.duplicate_keys(b"\xef\xbb\xbf" + data) == ()
    for read in (cs.read_json, cs.formats.duplicate_keys):
        with pytest.raises(cs.InputError, match="line 1:2: found '}'") as caught:
            read(b"\xef\xbb\xbf[}")
        with pytest.raises(cs.InputError) as plain:
            read(b"[}")
        assert caught.value.problems == plain.value.problems


def test_every_broken_file_is_in_a_table() -> None:
    assert {path.stem for path in DAMAGED.glob("*.json")} == {*FILES, *SYNTAX}


def test_nothing_is_read_of_a_file_with_one_mistake() -> None:
    with pytest.raises(cs.InputError):
        cs.read_json(file_of(places=[PLACE, {**PLACE, "id": "Wrong"}]))


def test_of_a_key_given_twice_the_last_counts() -> None:
    """As in every reader of JSON; whoever wants to know asks for the file to be checked."""
    twice = file_of(places=[PLACE]).replace(b'"id": ', b'"id": "first", "id": ')
    assert [record.id for record in cs.read_json(twice)] == ["minsk"]


def test_a_wrong_value_is_refused_even_if_a_good_one_of_its_key_follows() -> None:
    twice = file_of(places=[PLACE]).replace(b'"kind": ', b'"kind": "town", "kind": ')
    with pytest.raises(cs.InputError, match=r"Invalid enum value 'town' - at .*places"):
        cs.read_json(twice)


def test_a_circle_of_references_can_be_read() -> None:
    """It is a contradiction for `check` to find, and no broken file."""
    ring = [{**PLACE, "id": id, "within": within} for id, within in ("ab", "bc", "ca")]
    chronicle = cs.read_json(file_of(places=ring))
    assert [place.id for place in chronicle.places_within("a")] == ["b", "c"]


def test_what_refers_to_a_wrong_record_is_not_told_as_lost() -> None:
    """One mistake is one problem, and doesn't break what refers to the record that has it."""
    hall = {**PLACE, "id": "hall", "within": "minsk"}
    with pytest.raises(cs.InputError) as caught:
        cs.read_json(file_of(places=[{**PLACE, "kind": "town"}, hall]))
    assert [problem.path for problem in caught.value.problems] == ["places[0].kind"]


@pytest.mark.parametrize(
    ("array", "record", "paths"),
    [
        ("places", {"id": "a", "name": "", "kind": "city", "within": "no"}, ["name", "within"]),
        ("places", {"id": "a", "name": "", "kind": "city", "within": "No"}, ["name", "within"]),
        ("places", {"id": "a", "name": "", "kind": "city", "within": "a"}, ["name"]),
        (
            "events",
            {
                "id": "a",
                "kind": "visit",
                "organisers": ["no", 5],
                "entries": [{"series": "no"}, 5, {"series": "No"}],
                "commemoration": {"event": "no"},
                "references": {"event": "no"},
            },
            [
                "organisers[1]",
                "title",
                "entries[1]",
                "entries[2].series",
                "references",
                "organisers[0]",
                "entries[0].series",
                "commemoration.event",
            ],
        ),
    ],
)
def test_the_references_of_a_wrong_record_are_followed(
    array: str, record: Any, paths: list[str]
) -> None:
    with pytest.raises(cs.InputError) as caught:
        cs.read_json(file_of(**{array: [record]}))
    told = [str(problem.path) for problem in caught.value.problems]
    assert sorted(told) == sorted(f"{array}[0].{path}" for path in paths)
    with pytest.raises(cs.InputError) as caught:
        cs.read_json(file_of(**{array: [record]}), references="lenient")
    assert len(caught.value.problems) <= len(told)


def test_an_id_of_wrong_records_is_told_each_time_that_it_comes_again() -> None:
    wrong = {**PLACE, "name": ""}
    event = {"id": "minsk", "kind": "party", "title": "T"}
    with pytest.raises(cs.InputError) as caught:
        cs.read_json(file_of(places=[wrong, wrong], events=[event]))
    told = [(problem.path, problem.expected) for problem in caught.value.problems[3:]]
    assert told == [
        (f"{place}.id", "an id of its own; places[0] has it")
        for place in ("places[1]", "events[0]")
    ]


@pytest.mark.parametrize(
    ("text", "line", "column", "found"),
    [
        ('{\n"x": -Infinity}', 2, 7, "Infinity"),
        ('{\n"x": ["1e999", 1e999]}', 2, 16, "1e999]}"),
        ('{\n"[[[[[[[[": ' + "[" * 100_000, 2, 18, "very deep nesting"),
    ],
)
def test_what_is_json_only_to_some_has_its_place(
    text: str, line: int, column: int, found: str
) -> None:
    with pytest.raises(cs.InputError) as caught:
        cs.read_json(text.encode())
    (problem,) = caught.value.problems
    assert (problem.line, problem.column, problem.found) == (line, column, found)


ODD: list[Any] = [
    None, True, 5, 0.5, "x\0y", "\ud83d", b"", [], ["a"], (), {}, {"a": 1}, {"a"}, object(), dict,
    range(3), iter("ab"), io.StringIO, cs.When("2025"), cs.Place(**PLACE), 10**400, float("nan"),
]  # fmt: skip


class NoFile:
    """Something that is read, and gives what no file gives."""

    def read(self, size: int) -> Any:
        return size


@pytest.mark.parametrize(
    "call",
    [
        lambda odd: cs.read_json(odd),
        lambda odd: cs.read_json(b"{}", within=odd),
        lambda odd: cs.read_json(b"{}", references=odd),
        lambda odd: cs.read_json(b"{}", limit=odd),
        lambda odd: cs.formats.duplicate_keys(odd),
        lambda odd: cs.formats.duplicate_keys(b"", limit=odd),
        lambda odd: cs.write_json(odd, io.BytesIO()),
        lambda odd: cs.write_json(cs.Chronicle(), odd),
        lambda odd: cs.from_dict(odd),
        lambda odd: cs.from_dict([], within=odd),
        lambda odd: cs.from_dict([], references=odd),
        lambda odd: cs.from_dict([], odd),
        lambda odd: cs.from_dict(odd, cs.Place),
        lambda odd: cs.from_dict({**PLACE, "kind": odd}, cs.Place),
        lambda odd: cs.from_dict({**PLACE, "sources": [{"url": odd, "when": odd}]}, cs.Place),
        lambda odd: cs.converter().structure({**PLACE, "timezone": odd, "name": odd}, cs.Place),
        lambda odd: cs.converter().structure({**EVENT, "start_time": odd, str(odd): 1}, cs.Event),
        lambda odd: cs.Place(**{**PLACE, "kind": odd, "latitude": odd}),
        lambda odd: cs.Place(odd, odd),
        lambda odd: cs.Event(id="e", kind="visit", title=odd, when=odd, start_time=odd, topics=odd),
    ],
)
def test_arguments_of_every_type_are_refused_by_errors_of_ours(call: Any) -> None:
    for odd in [*ODD, NoFile()]:
        try:
            call(odd)
        except (cs.CstoEventsError, OSError) as error:
            assert str(error).encode()  # noqa: PT017 - most are refused, and some are not


@pytest.mark.parametrize("source", [5, None, [], {}, {"format_version": "1"}, NoFile()])
def test_what_is_no_file_is_refused(source: Any) -> None:
    with pytest.raises(cs.errors.ArgumentTypeError, match="source: found") as caught:
        cs.read_json(source)
    assert ("from_dict" in str(caught.value)) is isinstance(source, (list, dict))


class Endless(io.RawIOBase):
    """A stream without an end that says the same again and again, and counts what was taken."""

    def __init__(self, words: bytes) -> None:
        self.words = words
        self.taken = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        assert size > 0, "all of it was asked for"
        begin = self.taken % len(self.words)
        self.taken += size
        return (self.words * (size // len(self.words) + 2))[begin : begin + size]


@pytest.mark.parametrize(
    ("words", "found"), [(b"[[\n", "[["), (b"\0", r"\x00"), (b"y\n", "y"), (b"PK", "PKPK")]
)
@pytest.mark.parametrize("read", [cs.read_json, cs.formats.duplicate_keys])
def test_a_stream_without_an_end_is_refused_by_its_start(
    read: Any, words: bytes, found: str
) -> None:
    stream = Endless(words)
    with pytest.raises(cs.InputError, match=r"line 1:1: found .*, expected JSON: an obj") as caught:
        read(stream)
    assert found in str(caught.value)
    assert stream.taken < 4 * 2**20


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (b'{"a": [1}\n', r"line 1:9: found .*, expected JSON"),
        (b'{"a": 1}\n', "line 2:1: found .*, expected JSON: extra data"),
        (b'{"a":', "line 1:31: found 'very deep nesting'"),
        (b'{"a": NaN, ', "line 1:7: found 'NaN', expected a number"),
        (b"{\n", "line 2:1: found .*, expected JSON"),
    ],
)
@pytest.mark.parametrize("read", [cs.read_json, cs.formats.duplicate_keys])
def test_a_stream_that_begins_as_an_object_is_refused_where_it_stops_being_one(
    read: Any, words: bytes, told: str
) -> None:
    stream = Endless(words)
    with pytest.raises(cs.InputError, match=told):
        read(stream)
    assert stream.taken < 4 * 2**20


def test_the_start_of_a_file_is_fine_wherever_it_is_cut() -> None:
    whole = file_of(places=[{**PLACE, "latitude": -1.5e1, "name": {"en": 'A \\ "é" 😀'}}])
    whole += b' {"a":[true,false,null,-0.25E-07,10,[],{},"\\ud83d\\ude00",-Infinity'
    whole = whole.replace(b"} {", b',"z":{').replace(b"]\n,", b"],")
    for end in range(len(whole) - len(b"-Infinity") + 1):
        syntax.check_start(whole[:end], None)
    with pytest.raises(cs.InputError, match="found 'Infinity'"):
        syntax.check_start(whole, None)


def test_a_long_file_with_mistakes_in_its_records_is_explained_to_the_end() -> None:
    places = [{**PLACE, "id": f"p{number}", "note": "n" * 100_000} for number in range(30)]
    places[0]["kind"] = places[29]["kind"] = "nowhere"
    with pytest.raises(cs.InputError) as caught:
        cs.read_json(io.BufferedReader(io.BytesIO(file_of(places=places))))
    assert [problem.record for problem in caught.value.problems] == ["p0", "p29"]


def test_a_stream_that_gives_a_little_at_a_time_is_read_to_its_end() -> None:
    class Slow(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            return super().read(min(size or 0, 7))

    data = file_of(places=[PLACE])
    assert len(cs.read_json(Slow(data))) == 1
    assert cs.formats.duplicate_keys(Slow(data)) == ()


def test_room_is_made_for_what_is_there_and_not_for_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "small.json"
    path.write_bytes(file_of(places=[PLACE]))
    tracemalloc.start()
    try:
        with path.open("rb") as file:
            for source in (path, file):
                cs.read_json(source)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 20 * 2**20


@pytest.mark.parametrize("options", [{"within": "x"}, {"references": "none"}])
def test_options_of_another_type_are_refused_before_the_input(options: Any) -> None:
    for read, source in ((cs.read_json, b"no json"), (cs.from_dict, {})):
        with pytest.raises(cs.ArgumentError) as caught:
            read(source, **options)
        assert [caught.value.argument] == [*options]


def test_references_may_lead_into_another_chronicle() -> None:
    outer = cs.Chronicle(cs.Place(**PLACE))
    data = file_of(places=[{**PLACE, "id": "hall", "within": "minsk"}])
    assert cs.read_json(data, within=outer).place("minsk").id == "minsk"
    assert cs.from_dict(json.loads(data), within=outer) == cs.read_json(data, within=outer)
    with pytest.raises(cs.errors.BrokenReferencesError):
        cs.read_json(data)
    lenient = cs.read_json(data, references="lenient")
    assert [problem.path for problem in lenient.broken] == ["within"]


def test_a_file_larger_than_allowed_is_refused_unread() -> None:
    data = file_of(places=[PLACE])
    assert len(cs.read_json(data, limit=len(data))) == 1
    with pytest.raises(cs.InputError, match="pass a larger `limit`"):
        cs.read_json(data, limit=len(data) - 1)


def test_a_file_that_is_not_there_is_no_broken_file(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        cs.read_json(tmp_path / "none.json")


@pytest.mark.parametrize("source", ["bytes", "dict"])
@pytest.mark.parametrize("good", [True, False])
def test_the_collector_is_as_it_was(good: bool, source: str) -> None:
    data = file_of(places=[PLACE if good else {}])
    for on in (True, False):
        (gc.enable if on else gc.disable)()
        try:
            cs.read_json(data) if source == "bytes" else cs.from_dict(json.loads(data))
        except cs.InputError:
            pass
        finally:
            is_on = gc.isenabled()
            gc.enable()
        assert is_on is on


def test_what_a_program_has_frozen_stays_frozen() -> None:
    gc.freeze()
    try:
        frozen = gc.get_freeze_count()
        cs.read_json(file_of(places=[PLACE]))
        assert gc.get_freeze_count() >= frozen - 100
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()


@pytest.mark.parametrize("kind", [list, tuple])
def test_plain_data_may_have_tuples_for_arrays(kind: Any) -> None:
    event = {"id": "e", "kind": "visit", "title": "Visit", "topics": kind(["peace"])}
    assert cs.from_dict({"format_version": "1", "events": kind([event])}).event("e").topics
    with pytest.raises(cs.InputError) as caught:
        cs.from_dict({"format_version": "1", "events": kind([{**event, "kind": "party"}])})
    assert [problem.path for problem in caught.value.problems] == ["events[0].kind"]


def test_the_data_given_is_not_changed() -> None:
    data = {"format_version": "1", "places": [dict(PLACE)], "series": []}
    before = json.dumps(data)
    cs.from_dict(data)
    assert json.dumps(data) == before


def test_to_dict_gives_plain_data_of_its_own() -> None:
    chronicle = cs.Chronicle(cs.Place(**PLACE))
    plain = cs.to_dict(chronicle)
    plain["places"][0]["name"] = "Moscow"
    assert chronicle.place("minsk").name["en"] == "Minsk"


@pytest.mark.parametrize(
    "value", [cs.Place(**PLACE), cs.Source(url="https://a"), cs.SeriesEntry(series="wg", number=1)]
)
def test_one_record_or_value_goes_through_plain_data(value: Any) -> None:
    plain = cs.to_dict(value)
    assert cs.from_dict(plain, type(value)) == value
    assert json.loads(json.dumps(plain)) == plain


def test_one_record_is_refused_with_all_that_is_wrong() -> None:
    with pytest.raises(cs.RecordError) as caught:
        cs.from_dict({**PLACE, "kind": "town", "lattitude": "5", "sources": [{}]}, cs.Place)
    assert str(caught.value) == (
        "Place 'minsk': 3 problems:\n"
        "  kind: found 'town', expected one of country, region, city, venue, range, other\n"
        "  sources[0]: found None, expected at least one of url, citation\n"
        "  lattitude: found 'lattitude', expected the field 'latitude'"
    )
    with pytest.raises(cs.RecordError, match="found 5, expected an object"):
        cs.from_dict(5, cs.Place)


@pytest.mark.parametrize("cls", [dict, cs.When, cs.Text, "Place", None])
def test_a_class_that_is_no_record_is_a_wrong_argument(cls: Any) -> None:
    with pytest.raises(cs.errors.ArgumentTypeError, match=r"cls: found .* class of a record or"):
        cs.from_dict({}, cls)
    with pytest.raises(cs.errors.ArgumentTypeError, match=r"value: found .* a Chronicle, a record"):
        cs.to_dict(cls)


def test_a_file_looks_as_it_should() -> None:
    event = cs.Meeting(
        id="m",
        kind="meeting",
        title={"ru": "Встреча", "en": "Meeting"},
        when="2025-05-13",
        start_time="14:30",
        topics=["peace"],
        sources=[cs.Source(url="https://a", lang="ru")],
    )
    file = io.StringIO()
    cs.write_json(cs.Chronicle(event, cs.Place(**PLACE, latitude=53.9)), file)
    assert file.getvalue().split("\n")[3:] == [
        '"places": [',
        '{"id":"minsk","name":"Minsk","kind":"city","latitude":53.9}',
        "],",
        '"meetings": [',
        (
            '{"id":"m","kind":"meeting","title":{"en":"Meeting","ru":"Встреча"},'
            '"when":"2025-05-13","start_time":"14:30:00","topics":["peace"],'
            '"sources":[{"url":"https://a","lang":"ru"}]}'
        ),
        "]",
        "}",
        "",
    ]


def test_an_empty_chronicle_is_a_file() -> None:
    file = io.BytesIO()
    cs.write_json(cs.Chronicle(), file)
    assert cs.read_json(file.getvalue()) == cs.Chronicle()
    assert cs.to_dict(cs.Chronicle()) == {"format_version": "1"}


@pytest.mark.slow
@pytest.mark.parametrize(
    "build",
    [
        lambda size: file_of(places=[{**PLACE, "id": f"p-{n}", "kind": "?"} for n in range(size)]),
        lambda size: file_of(
            delegations=[
                {"id": f"d-{n}", "event": f"e-{n}", "on_behalf_of": "x"} for n in range(size)
            ]
        ),
        lambda size: file_of(**{f"unknown-{n}": [] for n in range(size)}),
        lambda size: file_of(places=[{**PLACE, "x" * size: 1}]),
        lambda size: file_of(places=[{**PLACE, **{f"x{n}": 1 for n in range(size)}}]),
        lambda size: file_of(places=[{**PLACE, "sources": [{}] * size}]),
        lambda size: file_of(places=[{**PLACE, "name": dict.fromkeys(map(str, range(size)), "x")}]),
        lambda size: file_of(places=[PLACE] * size),
        lambda size: file_of(meetings=[{}] * size),
        lambda size: file_of(places=[{**PLACE, "name": {"e" * size: "x"}}]),
        lambda size: file_of(places=[{**PLACE, "id": "a-" * size}]),
        lambda size: b'{"format_version": "1", "x": "' + b"\\ud83d\\udd4a" * size + b"\\ud83d",
        lambda size: b"[" * size,
        lambda size: file_of(officials=[{"id": "a", "name": "A", "born": "1" * size}]),
    ],
)
def test_hostile_files_take_time_in_proportion_to_their_size(build: Any) -> None:
    """Four times as much takes four times as long; with the square it would be sixteen times.

    The processor's time is taken, the least of rounds of both sizes by turns, and a round more
    as long as that says too much: what else the machine does makes times longer, never shorter.
    """
    small, large = build(2000), build(8000)

    def seconds(data: bytes) -> float:
        start = time.process_time()
        for read in (cs.read_json, cs.formats.duplicate_keys):
            with contextlib.suppress(cs.InputError):
                read(data)
        return time.process_time() - start

    of_small, of_large = [], []
    for _ in range(20):
        of_small += [seconds(small) for _ in range(3)]
        of_large.append(seconds(large))
        ratio = min(of_large) / max(min(of_small), 0.01)
        if ratio < 8:
            return
    raise AssertionError(f"{ratio:.1f} times as long")


@pytest.mark.slow
def test_a_damaged_file_of_the_size_of_the_built_in_one_is_explained_in_a_dozen_readings() -> None:
    """Which is a second where it is read in a twelfth of one; both are measured in one run."""
    data = cs.to_dict(cs.load())
    damaged = copy.deepcopy(data)
    for array in filter(lambda value: isinstance(value, list), damaged.values()):
        for record in array:
            record["id"] = record["id"].upper()
    ratios = []
    for _ in range(5):
        start = time.process_time()
        cs.from_dict(data)
        read = time.process_time()
        with pytest.raises(cs.InputError) as caught:
            cs.from_dict(damaged)
        ratios.append((time.process_time() - read) / (read - start))
        assert len(caught.value.problems) > 5000
        if ratios[-1] < 12:
            return
    raise AssertionError(f"{min(ratios):.1f} times as long as reading, at best")


def test_a_list_of_objects_is_refused_with_what_may_be_meant() -> None:
    with pytest.raises(cs.InputError) as caught:
        cs.read_json(b'[{"id": 1, "name": "Ann Example"}]')
    (problem,) = caught.value.problems
    assert problem.found == "an array"
    assert "objects with 'id', 'name' may be" in problem.expected
    assert '"officials": [...]' in problem.expected
    assert '{"persons": [...]}' in problem.expected
