"""The chronicle by example: what goes in, what is asked, what is refused."""

from __future__ import annotations

import weakref
from typing import Any

import pytest

import cstoevents as cs

KG = cs.Organisation(id="kg", name="Kyrgyzstan", kind="state")
CSTO = cs.Organisation(id="csto", name="CSTO", kind="intergovernmental")
CFM = cs.Organisation(id="cfm", name="Council", kind="organ", parent="csto")
GROUP = cs.Organisation(id="wg", name="Group", kind="working-group", parent="cfm")
CITY = cs.Place(id="bishkek", name="Bishkek", kind="city")
HOUSE = cs.Place(id="house", name="Frunze House", kind="venue", within="bishkek")
HALL = cs.Place(id="hall", name="Red Hall", kind="venue", within="house")
CHAIR = cs.Official(id="chair", name="The Chair")
EXERCISE = cs.Event(id="exercise", kind="exercise", title="Exercise", place="hall")
PART = cs.Event(id="phase-1", kind="training", title="Phase 1", parent="exercise")
TALKS = cs.Meeting(id="talks", kind="talks", title="Talks", parent="exercise", organisers=["wg"])
SENT = cs.Delegation(event="talks", on_behalf_of="kg")
CAME = cs.Participation(event="talks", official="chair", role="chair", delegation=SENT.id)
SIDE = cs.Participation(event="exercise", organisation="kg", role="contingent")
TERM = cs.Membership(member="chair", organisation="wg", role="chair", when="2023/..")
RUN = cs.Series(id="runs", name="Runs", organisation="wg")
RECORDS = [
    KG, CSTO, CFM, GROUP, CITY, HOUSE, HALL, CHAIR, EXERCISE, PART, TALKS, SENT, CAME, SIDE, TERM,
    RUN,
]  # fmt: skip
WHOLE = cs.Chronicle(RECORDS)


def test_it_takes_records_and_collections_of_them() -> None:
    again = cs.Chronicle(KG, [CSTO, (CFM, GROUP)], iter(RECORDS), WHOLE)
    assert again == WHOLE
    assert len(again) == len(RECORDS)


@pytest.mark.parametrize("wrong", ["kg", b"kg", 5, None, {"id": "kg"}, [["kg"]]])
def test_it_takes_nothing_else(wrong: Any) -> None:
    with pytest.raises(cs.errors.ArgumentTypeError, match="a record, or records"):
        cs.Chronicle(wrong)
    with pytest.raises(cs.ArgumentError, match="'strict' or 'lenient'"):
        cs.Chronicle(references="sloppy")


@pytest.mark.parametrize("within", ["csto", RECORDS, 0, False])
def test_it_stands_within_a_chronicle_alone(within: Any) -> None:
    with pytest.raises(cs.errors.ArgumentTypeError, match=r"within: found .* a Chronicle, or None"):
        cs.Chronicle(CITY, within=within)


def test_references_are_followed_through_a_chronicle_that_holds_nothing_itself() -> None:
    between = cs.Chronicle(within=cs.Chronicle(CITY))
    assert cs.Chronicle(HOUSE, within=between).place("bishkek") == CITY
    plain = cs.to_dict(cs.Chronicle(HOUSE, references="lenient"))
    assert len(cs.from_dict(plain, within=between)) == 1


def test_records_are_grouped_by_class_and_sorted_by_id() -> None:
    assert [place.id for place in WHOLE.places] == ["bishkek", "hall", "house"]
    assert WHOLE.organisations == (CFM, CSTO, KG, GROUP)
    assert WHOLE.events == (EXERCISE, PART, TALKS)
    assert WHOLE.meetings == (TALKS,)
    assert (WHOLE.officials, WHOLE.memberships, WHOLE.series) == ((CHAIR,), (TERM,), (RUN,))
    assert (WHOLE.delegations, WHOLE.participations) == ((SENT,), (SIDE, CAME))
    assert [type(record).__name__ for record in WHOLE][:4] == ["Place"] * 3 + ["Organisation"]


def test_it_shows_what_it_holds() -> None:
    assert repr(WHOLE) == (
        "<Chronicle of 3 places, 4 organisations, 1 official, 1 membership, 1 series, 2 events, "
        "1 meeting, 1 delegation, 2 participations>"
    )
    assert repr(cs.Chronicle()) == "<Chronicle of no records>"
    assert repr(cs.Chronicle(HALL, within=cs.Chronicle(CITY, HOUSE))) == (
        "<Chronicle of 1 place within 2 other records>"
    )


def test_derived_views() -> None:
    assert WHOLE.delegations_at("talks") == (SENT,)
    assert WHOLE.participants("talks") == (CAME,)
    assert WHOLE.participants("exercise") == (SIDE,)
    assert WHOLE.events_of("chair") == (TALKS,)
    assert WHOLE.parts("exercise") == (PART, TALKS)
    assert WHOLE.bodies("csto") == (CFM, GROUP)
    assert WHOLE.places_within("bishkek") == (HALL, HOUSE)


@pytest.mark.parametrize(
    "ask",
    [
        lambda: WHOLE["tolks"],
        lambda: WHOLE.event("tolks"),
        lambda: WHOLE.meeting("tolks"),
        lambda: WHOLE.participants("tolks"),
        lambda: WHOLE.parts("tolks"),
    ],
)
def test_a_wrong_id_suggests_the_near_ones(ask: Any) -> None:
    with pytest.raises(cs.UnknownIdError, match="did you mean 'talks'") as caught:
        ask()
    assert isinstance(caught.value, LookupError)


def test_an_id_of_another_class_is_not_found() -> None:
    with pytest.raises(cs.UnknownIdError, match="no meeting has the id or name 'exercise'"):
        WHOLE.meeting("exercise")
    assert WHOLE.event("talks") is TALKS
    assert WHOLE.get("nothing") is None
    assert "nothing" not in WHOLE
    assert 5 not in WHOLE


def test_it_can_not_be_changed() -> None:
    with pytest.raises(AttributeError, match="make a new one"):
        WHOLE.within = None
    with pytest.raises(AttributeError):
        WHOLE.places = ()
    with pytest.raises(AttributeError, match="make a new one"):
        del WHOLE.within
    with pytest.raises(TypeError):
        WHOLE["kg"] = KG


def test_broken_references_are_refused_all_at_once() -> None:
    with pytest.raises(cs.errors.BrokenReferencesError) as caught:
        cs.Chronicle(HALL, GROUP, SENT)
    assert [(problem.record, problem.path) for problem in caught.value.problems] == [
        ("hall", "within"),
        (SENT.id, "event"),
        (SENT.id, "on_behalf_of"),
        ("wg", "parent"),
    ]


def test_leniency_is_kept() -> None:
    lenient = cs.Chronicle(CITY, references="lenient")
    assert lenient.broken == ()
    more = lenient.add(GROUP)
    assert [problem.path for problem in more.broken] == ["parent"]
    assert (more | WHOLE).broken == ()
    with pytest.raises(cs.errors.BrokenReferencesError):
        cs.Chronicle(CITY).add(GROUP)


def test_one_within_another_shares_nothing_but_look_ups() -> None:
    outer = cs.Chronicle(CITY, HOUSE)
    mine = cs.Chronicle(HALL, within=outer)
    assert mine.place("bishkek") is CITY
    assert (len(mine), list(mine)) == (1, [HALL])
    assert mine.places_within("bishkek") == (HALL, HOUSE)
    assert mine == cs.Chronicle(HALL, references="lenient")
    both = mine | outer
    assert both == outer | mine == cs.Chronicle(CITY, HOUSE, HALL)
    assert both.within is None
    with pytest.raises(cs.errors.BrokenReferencesError):
        cs.Chronicle(HALL)


def test_two_within_different_ones_become_one_within_both() -> None:
    one = cs.Chronicle(HALL, within=cs.Chronicle(CITY, HOUSE))
    other = cs.Chronicle(CFM, within=cs.Chronicle(CSTO))
    union = one | other
    assert union == other | one
    assert union.within == cs.Chronicle(CITY, HOUSE, CSTO)


def test_the_same_id_with_other_content_is_refused_with_both_shown() -> None:
    with pytest.raises(cs.errors.ConflictError) as caught:
        WHOLE | cs.Chronicle(cs.Organisation(id="kg", name="Kirgizia", kind="state"))
    assert "Kyrgyzstan" in str(caught.value)
    assert "Kirgizia" in str(caught.value)


def test_a_difference_may_refer_into_what_it_was_taken_from() -> None:
    rest = WHOLE - cs.Chronicle(KG, CITY)
    assert len(rest) == len(WHOLE) - 2
    assert rest.broken == ()
    assert rest.within == cs.Chronicle(KG, CITY, references="lenient")


def test_a_difference_that_needs_nothing_more_forgets_what_was_taken() -> None:
    membership = cs.Membership(member=KG.id, organisation=KG.id, role="member")
    rest = (WHOLE | cs.Chronicle(membership, within=WHOLE)) - cs.Chronicle(membership, within=WHOLE)
    assert rest == WHOLE
    assert rest.within is None
    assert membership.id not in rest


def test_it_holds_ids_and_records() -> None:
    assert KG.id in WHOLE
    assert KG in WHOLE
    assert cs.Organisation(id=KG.id, name="Another", kind="state") not in WHOLE
    assert all(record in WHOLE for record in WHOLE)


def test_a_record_of_a_class_of_its_own_is_refused() -> None:
    class Special(cs.Event):
        """A subclass, which no file could keep."""

    special = Special(id="e", kind="exercise", title="E")
    with pytest.raises(cs.errors.ArgumentTypeError, match="expected a record, or records"):
        cs.Chronicle(special)


@pytest.mark.parametrize("operator", ["__or__", "__sub__", "__eq__"])
def test_it_is_compared_and_united_with_chronicles_alone(operator: str) -> None:
    assert getattr(WHOLE, operator)([KG]) is NotImplemented


def test_a_chronicle_can_be_referred_to_weakly() -> None:
    chronicle = cs.Chronicle()
    assert weakref.ref(chronicle)() is chronicle


def test_events_of_a_person_are_by_date_without_those_that_are_not_on_record() -> None:
    ann = cs.Official(id="ann", name="Ann")
    visits = [
        cs.Event(id=id, kind="visit", title=id, when=when)
        for id, when in (("a", "2025"), ("b", None), ("c", "2024"))
    ]
    went = [cs.Participation(event=id, official="ann") for id in ("a", "b", "c", "lost")]
    chronicle = cs.Chronicle(ann, visits, went, references="lenient")
    assert [event.id for event in chronicle.events_of("ann")] == ["c", "a", "b"]


def test_a_chronicle_has_rows_a_table_and_a_short_text() -> None:
    csto = cs.load()
    rows = csto.to_rows()
    assert [row["id"] for row in rows] == [record.id for record in csto]
    assert {"class", "name", "first", "last"} <= rows[0].keys()
    html = csto._repr_html_()
    assert html.count("<tr>") == len(cs.records.ARRAYS) + 1
    assert f"<td>{len(csto.places)}</td>" in html
    assert "13 February 2026" in html
    assert str(csto) == f"<Chronicle of {len(csto)} records as of 2026-02-13>"
    assert str(cs.Chronicle()) == "<Chronicle of 0 records>"
    assert cs.Chronicle()._repr_html_().count("<tr>") == 1
