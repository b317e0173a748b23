"""Frictionless, the reference reader of data packages, accepts the tables and their keys."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

import frictionless
import pytest
from hypothesis import given, settings

import cstoevents as cs
from cstoevents.chronicle import Chronicle
from cstoevents.formats.csv import read_csv, write_csv
from cstoevents.records import Delegation, Organisation
from cstoevents.strategies import chronicles


def errors_of(folder: Path) -> list[str]:
    report = frictionless.validate(str(folder / "datapackage.json"))
    return [f"{row[0]}: {row[-1]}" for row in report.flatten(["name", "message"])]


@pytest.fixture(scope="module")
def built_in() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "tables")
        write_csv(cs.load(), folder)
        yield folder


@pytest.mark.slow
def test_the_built_in_chronicle_is_a_valid_package(built_in: Path) -> None:
    assert errors_of(built_in) == []


@pytest.mark.slow
@settings(max_examples=settings().max_examples // 4)  # each is half a second of frictionless
@given(chronicles())
def test_every_chronicle_is_a_valid_package(chronicle: Chronicle) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "tables")
        write_csv(chronicle, folder)
        assert errors_of(folder) == []


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    write_csv(
        Chronicle(Organisation(id="a", name="A", kind="other")), tmp_path, encoding="utf-8-sig"
    )
    assert errors_of(tmp_path) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "error"),
    [
        ("events.csv", ",2012-12-14,", ",14.12.2012,", "pattern"),
        (
            "events.csv",
            ",csto-secretariat,,chair",
            ",csto-secretariat,no-such,chair",
            "FOREIGN KEY",
        ),
        ("event_sources.csv", "air-bridge-2018,1", "no-such-event,1", "FOREIGN KEY"),
        ("event_sources.csv", "air-bridge-2018,1", "air-bridge-2018,0", "minimum"),
        ("places.csv", ",city,", ",town,", "enum"),
        ("places.csv", "\nakorda,", "\nafghanistan,", "primary key"),
        ("places.csv", "\nakorda,", "\n,", "required"),
    ],
)
@pytest.mark.slow
def test_a_mistake_is_found_by_others_too(
    built_in: Path, tmp_path: Path, file: str, old: str, new: str, error: str
) -> None:
    """What the package declares is what the tables keep to."""
    for path in built_in.iterdir():
        text = path.read_text("utf-8")
        if path.name == file:
            assert old in text
            text = text.replace(old, new, 1)
        (tmp_path / path.name).write_text(text, "utf-8")
    assert error.lower() in " ".join(errors_of(tmp_path)).lower()
    with pytest.raises(cs.InputError):
        read_csv(tmp_path)


def test_a_key_that_leads_outside_is_not_declared(tmp_path: Path) -> None:
    outer = Chronicle(Organisation(id="a", name="A", kind="other"))
    event = cs.Event(id="e", title="E", kind="exercise")
    mine = Chronicle(event, Delegation(event="e", on_behalf_of="a"), within=outer)
    write_csv(mine, tmp_path)
    package = json.loads((tmp_path / "datapackage.json").read_text("utf-8"))
    (delegations,) = (
        resource for resource in package["resources"] if resource["name"] == "delegations"
    )
    declared = {key["fields"][0] for key in delegations["schema"]["foreignKeys"]}
    assert declared == {"event"}
    assert errors_of(tmp_path) == []
    assert read_csv(tmp_path, within=outer) == mine
