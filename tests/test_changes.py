"""From one chronicle to the next: corrections, and what two differ in."""

from __future__ import annotations

import contextlib
import json
import time
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cstoevents as cs
from cstoevents import strategies

KG = cs.Organisation(id="kg", name="Kyrgyzstan", kind="state")
OSH = cs.Place(id="osh", name="Osh", kind="city")
HALL = cs.Place(id="hall", name="Hall", kind="venue", within="osh")
VISIT = cs.Event(
    id="visit", kind="visit", title="Visit", place="hall", organisers=["kg"],
    commemoration=cs.Commemoration(organisation="kg"),
)  # fmt: skip
WHOLE = cs.Chronicle(KG, OSH, HALL, VISIT)
OUTER = cs.Chronicle(KG, OSH)
INNER = cs.Chronicle(HALL, VISIT, within=OUTER)


def test_a_record_is_replaced_by_one_of_its_id() -> None:
    held = attrs.evolve(VISIT, status="held")
    assert WHOLE.replace(held).event("visit") == held
    assert WHOLE.event("visit") == VISIT
    with pytest.raises(cs.UnknownIdError, match="did you mean 'visit'"):
        WHOLE.replace(attrs.evolve(VISIT, id="visits"))


def test_what_refers_to_a_removed_record_is_said() -> None:
    with pytest.raises(cs.errors.BrokenReferencesError) as caught:
        WHOLE.remove("osh", "kg")
    assert {(problem.record, problem.path) for problem in caught.value.problems} == {
        ("hall", "within"),
        ("visit", "organisers[0]"),
        ("visit", "commemoration.organisation"),
    }
    assert WHOLE.remove("visit", "kg") == cs.Chronicle(OSH, HALL)
    with pytest.raises(cs.UnknownIdError):
        WHOLE.remove("visits")


def test_a_renamed_record_keeps_what_refers_to_it() -> None:
    renamed = WHOLE.rename("kg", "kyrgyzstan").rename("hall", "red-hall")
    event = renamed.event("visit")
    assert (event.place, event.organisers) == ("red-hall", ("kyrgyzstan",))
    assert event.commemoration == cs.Commemoration(organisation="kyrgyzstan")
    assert renamed.rename("kyrgyzstan", "kg").rename("red-hall", "hall") == WHOLE


@pytest.mark.parametrize("fails", [False, True])
@pytest.mark.parametrize(
    ("change", "given"),
    [("add", [KG]), ("replace", [VISIT]), ("remove", ["visit"]), ("rename", ["osh", "osh-city"])],
)
def test_a_draft_takes_no_changes_after_its_block(
    change: str, given: list[Any], fails: bool
) -> None:
    with contextlib.suppress(ZeroDivisionError), WHOLE.edit() as draft:
        draft.remove("visit")
        if fails:
            raise ZeroDivisionError
    with pytest.raises(cs.ArgumentError, match="block was over"):
        getattr(draft, change)(*given)


@pytest.mark.parametrize("new", ["osh", "kg", "Osh", "", None, 5])
def test_a_new_id_is_one_that_nothing_has(new: Any) -> None:
    with pytest.raises(cs.ArgumentError, match="new: found"):
        WHOLE.rename("kg", new)


def test_a_record_is_not_renamed_onto_one_that_it_would_hide() -> None:
    with pytest.raises(cs.ArgumentError, match=r"it is an organisation of .* stands within"):
        INNER.rename("hall", "kg")
    assert INNER.add(attrs.evolve(KG, name="Kirghizia")).organisation("kg") != KG


def test_what_is_not_there_is_no_slip_for_what_refers_to_it() -> None:
    parent = cs.Event(id="drill-2024", kind="exercise", title="Drill")
    part = cs.Event(id="drill-2025", kind="exercise", title="Part", parent="drill-2024")
    with pytest.raises(cs.errors.BrokenReferencesError) as caught:
        cs.Chronicle(parent, part).remove("drill-2024")
    [problem] = caught.value.problems
    assert problem.expected == "the id of an event or a meeting that is not removed"
    [problem] = cs.Chronicle(part, references="lenient").broken
    assert problem.expected == "the id of an event or a meeting"


@pytest.mark.parametrize(
    "change",
    [
        lambda one: one.replace(HALL),
        lambda one: one.remove("visit"),
        lambda one: one.rename("hall", "red-hall"),
    ],
)
def test_what_it_stands_within_and_its_strictness_are_kept(change: Any) -> None:
    assert change(INNER).within == OUTER
    lenient = cs.Chronicle(HALL, VISIT, references="lenient")
    assert {problem.found for problem in change(lenient).broken} >= {"osh"}


def test_a_record_of_the_outer_chronicle_is_not_changed() -> None:
    for change in (lambda: INNER.remove("kg"), lambda: INNER.rename("kg", "kyrgyzstan")):
        with pytest.raises(cs.UnknownIdError, match="not in this chronicle itself"):
            change()


def test_many_changes_are_made_at_once_and_only_then_must_references_hold() -> None:
    with WHOLE.edit() as draft:
        draft.remove("osh")
        draft.add(cs.Place(id="house", name="House", kind="venue"))
        draft.replace(attrs.evolve(HALL, within="house"))
        draft.rename("house", "frunze-house")
        draft.rename("frunze-house", "house-of-frunze")
        with pytest.raises(AttributeError, match="once its `with` block has ended"):
            draft.chronicle
    assert draft.chronicle.place("hall").within == "house-of-frunze"
    assert cs.Chronicle(KG, OSH, HALL, VISIT) == WHOLE


def test_an_error_within_a_draft_leaves_no_chronicle() -> None:
    with pytest.raises(cs.errors.ConflictError), WHOLE.edit() as draft:
        draft.add(attrs.evolve(KG, name="Kirghizia"))
    with pytest.raises(cs.UnknownIdError), WHOLE.edit() as draft:
        draft.remove("kg", "kg")
    with pytest.raises(cs.errors.ArgumentTypeError), WHOLE.edit() as draft:
        draft.add("kg")
    with pytest.raises(AttributeError):
        draft.chronicle


def test_a_difference_is_told_field_by_field() -> None:
    other = WHOLE.replace(
        attrs.evolve(VISIT, title={"en": "Visit", "ru": "Визит"}, place=None)
    ).remove("hall")
    found = WHOLE.diff(other.add(cs.Place(id="hall-2", name="Hall", kind="venue")))
    assert str(found) == (
        "- Place hall\n"
        "+ Place hall-2\n"
        "~ visit: title: 'Visit' -> {'en': 'Visit', 'ru': 'Визит'}\n"
        "~ visit: place: 'hall' -> None"
    )
    assert json.loads(json.dumps(found.to_dict())) == {
        "added": {"places": [{"id": "hall-2", "name": "Hall", "kind": "venue"}]},
        "removed": {"places": [cs.to_dict(HALL)]},
        "changed": [
            {
                "id": "visit",
                "field": "title",
                "before": "Visit",
                "after": {"en": "Visit", "ru": "Визит"},
                "was_stated": True,
                "is_stated": True,
            },
            {
                "id": "visit",
                "field": "place",
                "before": "hall",
                "after": None,
                "was_stated": True,
                "is_stated": False,
            },
        ],
        "about": [],
    }
    with pytest.raises(cs.errors.ArgumentTypeError):
        WHOLE.diff("other")


def test_a_record_of_another_class_is_another_record() -> None:
    found = cs.Chronicle(OSH).diff(cs.Chronicle(cs.Official(id="osh", name="Osh")))
    assert str(found) == "- Place osh\n+ Official osh"


@given(one=strategies.chronicles(), other=strategies.chronicles())
def test_a_difference_holds_all_that_differs(one: cs.Chronicle, other: cs.Chronicle) -> None:
    found = one.diff(other)
    assert bool(found) is (one != other)
    assert not one.diff(one)
    back = other.diff(one)
    assert (found.added, found.removed) == (back.removed, back.added)
    assert {(it.id, it.field, str(it.before)) for it in found.changed} == {
        (it.id, it.field, str(it.after)) for it in back.changed
    }
    changed = {it.id for it in found.changed}
    kept = {record for record in one if record in other}
    assert {record.id for record in [*found.removed, *kept]} | changed == {it.id for it in one}


@given(chronicle=strategies.chronicles(min_size=1), data=st.data())
def test_to_rename_there_and_back_changes_nothing(
    chronicle: cs.Chronicle, data: st.DataObject
) -> None:
    id = data.draw(st.sampled_from(sorted(record.id for record in chronicle)))
    renamed = chronicle.rename(id, "a-new-id-of-its-own")
    assert len(renamed) == len(chronicle)
    assert f"'{id}'" not in [repr(problem.found) for problem in renamed.broken]
    assert renamed.rename("a-new-id-of-its-own", id) == chronicle


@pytest.mark.slow
def test_a_thousand_corrections_take_little_longer_than_one() -> None:
    many = cs.Chronicle(
        cs.Place(id=f"place-{number}", name="Place", kind="city") for number in range(50_000)
    )

    def seconds(count: int) -> float:
        start = time.process_time()
        with many.edit() as draft:
            for number in range(count):
                draft.replace(cs.Place(id=f"place-{number}", name="Corrected", kind="city"))
        assert str(draft.chronicle.place("place-0").name) == "Corrected"
        return time.process_time() - start

    assert seconds(1000) < 2 * min(seconds(1), seconds(1)) + 0.2


def test_keys_of_ones_own_are_compared_one_by_one() -> None:
    one = attrs.evolve(OSH, extra={"file": "A-1", "floor": 1, "room": "Red", "list": [1]})
    other = attrs.evolve(OSH, extra={"file": "A-2", "floor": True, "seats": 9, "list": [1]})
    changed = cs.Chronicle(one).diff(cs.Chronicle(other)).changed
    assert [(change.field, change.before, change.after) for change in changed] == [
        ("extra.file", "A-1", "A-2"),
        ("extra.floor", 1, True),
        ("extra.room", "Red", None),
        ("extra.seats", None, 9),
    ]


def test_a_draft_says_in_short_how_much_is_in_it() -> None:
    with cs.Chronicle(OSH).edit() as draft:
        assert repr(draft) == str(draft) == "<Draft of 1 record>"
        draft.remove(OSH.id)
        assert repr(draft) == "<Draft of 0 records>"


def test_of_a_list_the_text_has_what_it_lost_and_gained_alone() -> None:
    kept, lost, gained = (cs.Source(citation=f"Minutes {number}") for number in (1, 2, 3))
    one = attrs.evolve(OSH, sources=[kept, lost], extra={"rooms": [1, 2], "floor": None})
    other = attrs.evolve(OSH, sources=[kept, gained], extra={"rooms": [2, 1], "floor": [3]})
    assert str(cs.Chronicle(one).diff(cs.Chronicle(other))).splitlines() == [
        "~ osh: sources: - {'citation': 'Minutes 2'}",
        "~ osh: sources: + {'citation': 'Minutes 3'}",
        "~ osh: extra.floor: null -> [3]",
        "~ osh: extra.rooms: in another order",
    ]
    none = attrs.evolve(one, sources=())
    assert str(cs.Chronicle(none).diff(cs.Chronicle(one))).startswith("~ osh: sources: + {")


def test_a_key_that_is_null_is_told_from_one_that_is_not_there() -> None:
    null = attrs.evolve(OSH, extra={"room": None})
    for one, other, text, stated in (
        (OSH, null, "None -> null", (False, True)),
        (null, OSH, "null -> None", (True, False)),
        (null, attrs.evolve(OSH, extra={"room": 1}), "null -> 1", (True, True)),
    ):
        difference = cs.Chronicle(one).diff(cs.Chronicle(other))
        [change] = difference.changed
        assert str(change) == f"osh: extra.room: {text}"
        assert (change.was_stated, change.is_stated) == stated
        [plain] = difference.to_dict()["changed"]
        assert (plain["was_stated"], plain["is_stated"]) == stated
