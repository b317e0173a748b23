"""What holds of every chronicle: a set of records, whatever order they came in."""

from __future__ import annotations

import copy
import pickle
import random

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import cstoevents as cs
from cstoevents import strategies
from cstoevents.records.index import links_of

CHRONICLES = strategies.chronicles(max_size=8)


@st.composite
def halves(draw: st.DrawFn) -> tuple[cs.Chronicle, cs.Chronicle]:
    """Two chronicles that agree where they overlap: each a part of the same records."""
    whole = draw(CHRONICLES)
    sides = {record.id: draw(st.sampled_from(["one", "other", "both"])) for record in whole}
    one, other = (
        cs.Chronicle(
            [record for record in whole if sides[record.id] in (side, "both")],
            references="lenient",
        )
        for side in ("one", "other")
    )
    return one, other


@given(chronicle=CHRONICLES, seed=st.integers(0, 2**16))
def test_the_order_of_the_input_does_not_matter(chronicle: cs.Chronicle, seed: int) -> None:
    records = list(chronicle)
    random.Random(seed).shuffle(records)
    again = cs.Chronicle(*records[: len(records) // 2], records[len(records) // 2 :], chronicle)
    assert again == chronicle
    assert hash(again) == hash(chronicle)
    assert list(again) == list(chronicle)
    assert repr(again) == repr(chronicle)


@given(chronicle=CHRONICLES)
def test_a_copy_is_equal(chronicle: cs.Chronicle) -> None:
    assert copy.copy(chronicle) == copy.deepcopy(chronicle) == chronicle
    again = pickle.loads(pickle.dumps(chronicle))
    assert again == chronicle
    assert hash(again) == hash(chronicle)


@given(parts=halves())
def test_union_takes_either_order(parts: tuple[cs.Chronicle, cs.Chronicle]) -> None:
    one, other = parts
    assert one | other == other | one
    assert (one | other).broken == (other | one).broken
    assert set(one | other) == set(one) | set(other)


@given(parts=halves(), data=st.data())
def test_union_can_be_grouped_in_any_way(
    parts: tuple[cs.Chronicle, cs.Chronicle], data: st.DataObject
) -> None:
    one, other = parts
    third = cs.Chronicle(
        [record for record in one | other if data.draw(st.booleans())], references="lenient"
    )
    assert (one | other) | third == one | (other | third)


@given(chronicle=CHRONICLES)
def test_union_with_itself_and_with_nothing_changes_nothing(chronicle: cs.Chronicle) -> None:
    assert chronicle | chronicle == chronicle
    assert chronicle | cs.Chronicle() == cs.Chronicle() | chronicle == chronicle


@given(parts=halves())
def test_the_difference_is_what_the_other_does_not_hold(
    parts: tuple[cs.Chronicle, cs.Chronicle],
) -> None:
    one, other = parts
    rest = one - other
    assert set(rest) == set(one) - set(other)
    assert rest | other == one | other


@given(chronicle=CHRONICLES)
def test_the_difference_from_itself_is_nothing(chronicle: cs.Chronicle) -> None:
    assert len(chronicle - chronicle) == 0
    assert chronicle - cs.Chronicle() == chronicle


@given(chronicle=CHRONICLES, place=strategies.places(within=None))
def test_adding_gives_another_and_leaves_the_old_one(
    chronicle: cs.Chronicle, place: cs.Place
) -> None:
    assume(place.id not in chronicle)
    before = list(chronicle)
    more = chronicle.add(place)
    assert list(chronicle) == before
    assert len(more) == len(chronicle) + 1
    assert more[place.id] == place
    assert more - chronicle == cs.Chronicle(place)


@given(data=st.data())
def test_within_another_references_lead_out_and_nothing_else_does(data: st.DataObject) -> None:
    outer = data.draw(strategies.chronicles(min_size=1, max_size=5))
    inner = data.draw(strategies.chronicles(min_size=1, max_size=5, within=outer))
    assert len(inner) == len(list(inner))
    assert not {record.id for record in inner} & {record.id for record in outer}
    for record in outer:
        assert inner.get(record.id) == record
        assert record.id in inner
    assert inner | outer == outer | inner
    assert (outer | inner).broken == ()
    assert (outer | inner).within is None
    again = pickle.loads(pickle.dumps(inner))
    assert (again, again.within) == (inner, outer)


@given(chronicle=CHRONICLES, data=st.data())
def test_strict_refuses_exactly_what_lenient_keeps(
    chronicle: cs.Chronicle, data: st.DataObject
) -> None:
    kept = [record for record in chronicle if data.draw(st.booleans())]
    there = {record.id for record in kept}
    dangling = [
        (record.id, link.path, link.target)
        for record in sorted(kept, key=lambda record: record.id)
        for link in links_of(record)
        if link.target not in there
    ]
    lenient = cs.Chronicle(kept, references="lenient")
    assert [(problem.record, problem.path, problem.found) for problem in lenient.broken] == dangling
    if dangling:
        with pytest.raises(cs.errors.BrokenReferencesError) as caught:
            cs.Chronicle(kept)
        assert caught.value.problems == lenient.broken
    else:
        assert cs.Chronicle(kept) == lenient


@given(chronicle=strategies.chronicles(min_size=1, max_size=6), data=st.data())
def test_one_id_of_two_contents_is_refused(chronicle: cs.Chronicle, data: st.DataObject) -> None:
    record = data.draw(st.sampled_from(list(chronicle)))
    changed = attrs.evolve(record, sources=[*record.sources, cs.Source(citation="Another")])
    with pytest.raises(cs.errors.ConflictError) as caught:
        cs.Chronicle(chronicle, changed)
    (problem,) = caught.value.problems
    assert (problem.record, problem.path) == (record.id, "sources")


@given(chronicle=CHRONICLES)
def test_views_are_what_the_records_say(chronicle: cs.Chronicle) -> None:
    """Each derived view, told again from the records without an index."""
    for event in chronicle.events:
        there = [
            participation
            for participation in chronicle.participations
            if participation.event == event.id
        ]
        assert list(chronicle.participants(event.id)) == there
        sent = [delegation for delegation in chronicle.delegations if delegation.event == event.id]
        assert list(chronicle.delegations_at(event.id)) == sent
        parts = [part for part in chronicle.events if part.parent == event.id]
        assert list(chronicle.parts(event.id)) == parts
    for official in chronicle.officials:
        went = {
            participation.event
            for participation in chronicle.participations
            if participation.official == official.id
        }
        timeline = chronicle.timeline()
        in_order = [event for event in (*timeline, *timeline.undated) if event.id in went]
        assert list(chronicle.events_of(official.id)) == in_order
    for place in chronicle.places:
        below = {place.id}
        for _ in chronicle.places:
            below |= {inner.id for inner in chronicle.places if inner.within in below}
        assert {inner.id for inner in chronicle.places_within(place.id)} == below - {place.id}


@given(chronicle=CHRONICLES)
def test_every_record_is_found_by_its_id(chronicle: cs.Chronicle) -> None:
    for record in chronicle:
        assert chronicle[record.id] is chronicle.get(record.id)
        assert record.id in chronicle
        look_up = getattr(chronicle, type(record).__name__.lower(), None)
        if look_up is not None and not isinstance(record, cs.Series):
            assert look_up(record.id) == record
    assert len(chronicle) == sum(
        len(getattr(chronicle, name))
        for name in (
            "places organisations officials memberships series events delegations participations"
        ).split()
    )
