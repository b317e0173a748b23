"""What formats can't carry: one table for each in advance, one report for each file."""

from __future__ import annotations

import copy
import pickle

import pytest

import cstoevents as cs
from cstoevents.formats.losses import LossCounter, completed


def test_losses_of_one_kind_and_reason_are_counted_together() -> None:
    losses = LossCounter("ics")
    losses.add("Place", "osh", "no calendar has places")
    losses.add("Event.when", "a", "only whole days fit")
    losses.add("Place", "minsk", "no calendar has places", 2)
    losses.add("Place", "minsk", "another reason")
    assert list(losses.report()) == [
        cs.formats.Loss("Event.when", 1, ("a",), "only whole days fit"),
        cs.formats.Loss("Place", 1, ("minsk",), "another reason"),
        cs.formats.Loss("Place", 3, ("osh", "minsk"), "no calendar has places"),
    ]


def test_a_report_is_a_sequence_and_false_if_nothing_is_lost() -> None:
    loss = cs.formats.Loss("Place", 1, (), "no room")
    report = cs.formats.LossReport("ics", [loss])
    assert (len(report), report[0], report[:1], loss in report) == (1, loss, (loss,), True)
    assert not cs.formats.LossReport("json")
    assert str(cs.formats.LossReport("json")) == "nothing lost in json"


def test_ten_records_stand_for_all_of_them() -> None:
    losses = LossCounter("ics")
    for number in range(12):
        losses.add("Place", f"p-{number}", "no room")
    (loss,) = losses.report()
    assert (loss.count, len(loss.records)) == (12, 10)
    assert str(loss).endswith("p-9, …): no room")


def test_a_report_survives_copying_and_pickling() -> None:
    report = cs.formats.LossReport("ics", (cs.formats.Loss("Place", 1, ("osh",), "no room"),))
    assert pickle.loads(pickle.dumps(report)) == copy.deepcopy(report) == report
    assert hash(report) == hash(copy.copy(report))


def test_what_a_table_does_not_name_by_field_or_by_class_is_not_carried() -> None:
    def added(*named: str) -> set[str]:
        table = tuple(cs.formats.FieldCoverage(name, "whole", "there") for name in named)
        lines = completed(table)
        assert lines[: len(table)] == table
        assert {line.coverage for line in lines[len(table) :]} <= {cs.formats.Coverage.NOT}
        return {line.what for line in lines[len(table) :]}

    assert {"Event.title", "Meeting.agenda"} <= added()
    assert "Meeting.title" not in added(), "a meeting has it from events"
    assert "Event.title" not in added("Event.title")
    assert "Meeting.agenda" in added("Event")
    classes = (
        *("Place", "Organisation", "Official", "Membership", "Series"),
        *("Event", "Meeting", "Delegation", "Participation", "About"),
    )
    assert added(*classes) == set()


def test_a_field_that_a_table_does_not_name_is_counted_as_lost() -> None:
    losses = LossCounter("ics")
    place = cs.Place(id="osh", name="Osh", kind="city", country="KG")
    losses.add_uncovered(place, (cs.formats.FieldCoverage("Place.name", "whole", "LOCATION"),))
    assert [loss.what for loss in losses.report()] == ["Place.country", "Place.id", "Place.kind"]


def test_a_word_that_says_not_how_much_is_refused() -> None:
    with pytest.raises(ValueError, match="mostly"):
        cs.formats.FieldCoverage("Event", "mostly", "")
