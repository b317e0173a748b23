"""What holds of every file: nothing is lost, bytes are settled, both ways of reading agree."""

from __future__ import annotations

import io
import json
import random
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from hypothesis import event, given
from hypothesis import strategies as st

import cstoevents as cs
from cstoevents import strategies
from cstoevents.formats.json import dumps
from cstoevents.records import ARRAYS, conversion
from cstoevents.records.structuring import problems_in
from damaged.mutations import damaged


class Refused:
    """The verdict of a way of reading that refuses."""


def taken(read: Any, data: Any) -> Any:
    """What a way of reading makes of data, or that it refuses."""
    try:
        return read(data)
    except (msgspec.MsgspecError, cs.CstoEventsError):
        return Refused


CONVERTER = cs.converter()


def by_converter(data: dict[str, Any]) -> list[Any]:
    """The records of a file whose frame is right, as a user's converter makes them."""
    return [
        CONVERTER.structure(item, cls)
        for name, cls in ARRAYS.items()
        for item in data.get(name, ())
    ]


def records_by(read: Callable[[Any], conversion.Contents]) -> Callable[[Any], list[Any]]:
    return lambda data: read(data).records


def explained(data: Any) -> Any:
    problems, records, _ = problems_in(data)
    return Refused if problems else records


def verdict(
    reader: Callable[..., cs.Chronicle], source: Any, **options: Any
) -> tuple[cs.Chronicle | None, tuple[cs.errors.Problem, ...]]:
    """The chronicle that a reader makes, or the problems that it finds."""
    try:
        return reader(source, **options), ()
    except cs.InputError as error:
        return None, error.problems


def read(data: bytes, **options: Any) -> cs.Chronicle:
    return cs.read_json(data, **options)


@given(chronicle=strategies.chronicles(about=strategies.abouts()))
def test_what_is_written_is_read_back(chronicle: cs.Chronicle) -> None:
    assert read(dumps(chronicle)) == chronicle
    assert cs.from_dict(cs.to_dict(chronicle)) == chronicle


@given(chronicle=strategies.chronicles(about=strategies.abouts()))
def test_what_is_read_is_written_back_byte_for_byte(chronicle: cs.Chronicle) -> None:
    data = dumps(chronicle)
    assert dumps(read(data)) == data


@given(chronicle=strategies.chronicles(), seed=st.integers(0, 2**16))
def test_the_bytes_do_not_depend_on_the_order_of_the_records(
    chronicle: cs.Chronicle, seed: int
) -> None:
    shuffled = list(chronicle)
    random.Random(seed).shuffle(shuffled)
    assert dumps(cs.Chronicle(shuffled)) == dumps(chronicle)


@given(chronicle=strategies.chronicles())
def test_a_file_is_json_that_others_read_the_same(chronicle: cs.Chronicle) -> None:
    file = json.loads(dumps(chronicle))
    assert file.pop("$schema") == conversion.SCHEMA_URL
    assert file == cs.to_dict(chronicle)


@given(chronicle=strategies.chronicles())
def test_a_record_takes_one_line_and_lines_are_sorted_by_id(chronicle: cs.Chronicle) -> None:
    lines = dumps(chronicle).decode().split("\n")
    ids = [json.loads(line.rstrip(","))["id"] for line in lines if line.startswith('{"')]
    assert len(ids) == len(chronicle)
    assert ids == [record.id for cls in ARRAYS.values() for record in chronicle._index.all(cls)]
    assert all(
        [record.id for record in chronicle._index.all(cls)]
        == sorted(record.id for record in chronicle._index.all(cls))
        for cls in ARRAYS.values()
    )


@given(record=strategies.records())
def test_keys_come_in_the_order_of_the_fields_and_defaults_are_left_out(record: Any) -> None:
    plain = conversion.to_plain(record)
    names = [name for name in type(record).__slots__ if not name.startswith("_")]
    fields = [name for name in conversion.shape_of(type(record)).__struct_fields__ if name in plain]
    assert list(plain) == fields
    assert all(name in fields or name not in plain for name in names)
    assert not any(value in (None, [], {}, "") for value in plain.values())


@given(chronicle=strategies.chronicles(), data=st.data())
def test_bytes_a_file_and_a_path_give_the_same(
    chronicle: cs.Chronicle, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("json") / "chronicle.json"
    cs.write_json(chronicle, path)
    binary, text = io.BytesIO(), io.StringIO(newline="")
    cs.write_json(chronicle, binary)
    cs.write_json(chronicle, text)
    assert path.read_bytes() == binary.getvalue() == text.getvalue().encode() == dumps(chronicle)
    for source in (path, str(path), io.BytesIO(binary.getvalue()), io.StringIO(text.getvalue())):
        assert cs.read_json(source) == chronicle


@given(chronicle=strategies.chronicles())
def test_every_way_takes_a_good_file(chronicle: cs.Chronicle) -> None:
    data = cs.to_dict(chronicle)
    records = list(chronicle)
    assert taken(records_by(conversion.from_plain), data) == records
    assert taken(records_by(conversion.decode), json.dumps(data).encode()) == records
    assert taken(by_converter, data) == records
    assert explained(data) == records


@given(data=damaged())
def test_every_way_has_one_verdict_on_a_damaged_file(data: dict[str, Any]) -> None:
    """The fast one refuses exactly when the explaining one finds something; else both agree."""
    fast = taken(records_by(conversion.from_plain), data)
    from_bytes = taken(records_by(conversion.decode), json.dumps(data).encode())
    slow = explained(data)
    event("refused" if fast is Refused else "taken")
    assert fast == slow
    assert from_bytes == slow


@given(data=damaged())
def test_a_converter_has_the_verdict_of_the_fast_way_on_every_record(data: dict[str, Any]) -> None:
    for name, cls in ARRAYS.items():
        array = data.get(name)
        for item in array if isinstance(array, list) else ():
            fast = taken(lambda one, cls=cls: conversion.one_from_plain(one, cls), item)
            slow = taken(lambda one, cls=cls: CONVERTER.structure(one, cls), item)
            event("refused" if fast is Refused else "taken")
            assert fast == slow


@given(record=strategies.records())
def test_a_converter_gives_the_same_plain_data_and_takes_it_back(record: Any) -> None:
    plain = CONVERTER.unstructure(record)
    assert repr(plain) == repr(cs.to_dict(record))  # keys in order, and no member of an enum
    assert CONVERTER.structure(plain, type(record)) == record
    assert cs.from_dict(plain, type(record)) == record


@given(data=damaged())
def test_a_damaged_file_is_read_whole_or_refused_with_reasons(data: dict[str, Any]) -> None:
    chronicle, problems = verdict(read, json.dumps(data).encode())
    if chronicle is None:
        assert problems
        assert all(problem.expected for problem in problems)
        assert all(problem.path is not None or problem.record for problem in problems)
    else:
        assert read(dumps(chronicle)) == chronicle


@given(data=damaged(), lenient=st.sampled_from(["strict", "lenient"]))
def test_bytes_and_plain_data_are_refused_for_the_same_reasons(
    data: dict[str, Any], lenient: Any
) -> None:
    plain = verdict(cs.from_dict, data, references=lenient)
    assert plain == verdict(read, json.dumps(data).encode(), references=lenient)


@given(data=st.binary(max_size=40) | st.text(max_size=40).map(str.encode))
def test_no_bytes_whatever_get_past_the_family_of_errors(data: bytes) -> None:
    with pytest.raises(cs.InputError):
        read(data)


@given(chronicle=strategies.chronicles(min_size=1, max_size=3), data=st.data())
def test_a_file_cut_off_anywhere_is_refused_with_line_and_column(
    chronicle: cs.Chronicle, data: st.DataObject
) -> None:
    whole = dumps(chronicle)
    cut = data.draw(st.integers(0, len(whole) - 3))
    with pytest.raises(cs.InputError) as caught:
        read(whole[:cut])
    (problem,) = caught.value.problems
    assert problem.line is not None
    assert problem.column is not None
    assert problem.line <= whole[:cut].count(b"\n") + 1
