"""Laws of Popolo files: what is written comes back, and reading again changes nothing."""

from __future__ import annotations

import io
import json
import random
import re
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

import cstoevents as cs
from cstoevents.strategies import chronicles


def written(chronicle: cs.Chronicle) -> tuple[bytes, cs.formats.LossReport]:
    file = io.BytesIO()
    report = cs.write_popolo(chronicle, file)
    return file.getvalue(), report


def plain(record: cs.Record | None) -> dict[str, Any]:
    """The plain data of a record, in which `1970-XX` is `1970`, which says the same."""
    text = "{}" if record is None else json.dumps(cs.to_dict(record))
    return json.loads(re.sub(r"(\d{4}(?:-\d\d)?)(?:-XX)+(?=[/\"])", r"\1", text))


@given(chronicles(max_size=8))
def test_what_the_report_does_not_name_comes_back(chronicle: cs.Chronicle) -> None:
    """Field by field, of every record."""
    data, report = written(chronicle)
    lost = {(loss.what, id) for loss in report for id in loss.records}
    again = cs.read_popolo(data)
    for record in chronicle:
        said, read = plain(record), plain(again.get(record.id))
        names = type(record).__name__, "Event" if isinstance(record, cs.Event) else ""
        for field in said.keys() | read.keys():
            whats = {*names, *(f"{name}.{field}" for name in names)}
            if not any((what, record.id) in lost for what in whats):
                assert read.get(field) == said.get(field), (record, field)


@given(chronicles())
def test_what_was_read_is_written_and_read_the_same(chronicle: cs.Chronicle) -> None:
    once = cs.read_popolo(written(chronicle)[0])
    assert cs.read_popolo(written(once)[0]) == once


def with_ids_of_elsewhere(value: Any) -> Any:
    """The same file with ids that can't be ours."""
    if isinstance(value, list):
        return [with_ids_of_elsewhere(member) for member in value]
    if not isinstance(value, dict):
        return value
    return {
        key: f"ocd/{member.upper()}"
        if key == "id" or (key.endswith("_id") and isinstance(member, str))
        else with_ids_of_elsewhere(member)
        for key, member in value.items()
    }


@given(chronicles(), st.randoms(use_true_random=False))
def test_a_file_in_another_order_gives_the_same_chronicle(
    chronicle: cs.Chronicle, order: random.Random
) -> None:
    plain = with_ids_of_elsewhere(json.loads(written(chronicle)[0]))
    once = cs.read_popolo(json.dumps(plain).encode())
    for array in plain.values():
        order.shuffle(array)
    assert cs.read_popolo(json.dumps(plain).encode()) == once


@given(chronicles())
def test_a_file_read_again_with_its_ids_updates_and_doubles_nothing(
    chronicle: cs.Chronicle,
) -> None:
    plain = with_ids_of_elsewhere(json.loads(written(chronicle)[0]))
    ids: dict[str, str] = {}
    once = cs.read_popolo(json.dumps(plain).encode(), ids=ids)
    file = io.BytesIO()
    cs.formats.write_ids(ids, file)
    kept = cs.formats.read_ids(file.getvalue())
    assert kept == ids
    again = cs.read_popolo(json.dumps(plain).encode(), ids=kept)
    assert again == once
    assert kept == ids
    merge = once.merge(again)
    assert (merge.chronicle, merge.conflicts, merge.matches) == (once, (), ())


@given(chronicles())
def test_ids_that_were_changed_in_the_table_stay_changed(chronicle: cs.Chronicle) -> None:
    plain = with_ids_of_elsewhere(json.loads(written(chronicle)[0]))
    ids: dict[str, str] = {}
    cs.read_popolo(json.dumps(plain).encode(), ids=ids)
    own = {theirs: f"{ours}-of-mine" for theirs, ours in ids.items()}
    again = cs.read_popolo(json.dumps(plain).encode(), ids=dict(own))
    assert set(own.values()) <= {record.id for record in again}
