"""What holds of every file: nothing is lost, bytes are settled, both doors agree."""

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
from damaged.mutations import damaged


class Refused:
    """The verdict of a door that lets nothing in."""


def let_in(door: Any, data: Any) -> Any:
    try:
        return door(data)
    except (msgspec.MsgspecError, cs.CstoEventsError):
        return Refused


def explained(data: Any) -> Any:
    problems, records, _ = conversion.problems_in(data)
    return Refused if problems else records


def verdict(
    door: Callable[..., cs.Chronicle], source: Any, **options: Any
) -> tuple[cs.Chronicle | None, tuple[cs.Problem, ...]]:
    """The chronicle that a reader makes, or the problems that it finds."""
    try:
        return door(source, **options), ()
    except cs.InputError as error:
        return None, error.problems


def read(data: bytes, **options: Any) -> cs.Chronicle:
    return cs.read_json(data, **options)


@given(chronicle=strategies.chronicles())
def test_what_is_written_is_read_back(chronicle: cs.Chronicle) -> None:
    assert read(dumps(chronicle)) == chronicle
    assert cs.from_dict(cs.to_dict(chronicle)) == chronicle


@given(chronicle=strategies.chronicles())
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
    fields = [name for name in conversion.mirror(type(record)).__struct_fields__ if name in plain]
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
def test_both_doors_let_a_good_file_in(chronicle: cs.Chronicle) -> None:
    data = cs.to_dict(chronicle)
    records = list(chronicle)
    assert let_in(conversion.from_plain, data) == records
    assert let_in(conversion.decode, json.dumps(data).encode()) == records
    assert explained(data) == records


@given(data=damaged())
def test_both_doors_have_one_verdict_on_a_damaged_file(data: dict[str, Any]) -> None:
    """The fast one refuses exactly when the explaining one finds something; else both agree."""
    fast = let_in(conversion.from_plain, data)
    from_bytes = let_in(conversion.decode, json.dumps(data).encode())
    slow = explained(data)
    event("refused" if fast is Refused else "let in")
    assert fast == slow
    assert from_bytes == slow


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
