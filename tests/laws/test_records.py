"""What holds of every record and value: immutable all the way down, and equal to its copies."""

from __future__ import annotations

import copy
import datetime as dt
import itertools
import pickle
import unicodedata
from collections.abc import Hashable
from enum import Enum
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cstoevents as cs
from cstoevents import strategies
from cstoevents.records import conversion

VALUES = st.one_of(
    strategies.aliases(),
    strategies.commemorations(),
    strategies.documents(),
    strategies.entries(),
    strategies.identifiers(),
    strategies.references(),
    strategies.sources(),
)
THINGS = st.one_of(strategies.records(), VALUES)
ATOMS = (str, int, float, dt.time, Enum, cs.When, cs.Text, cs.Extra, type(None))


@given(thing=THINGS)
def test_what_is_shown_is_a_call_that_makes_it_again(thing: Any) -> None:
    assert eval(repr(thing), {name: getattr(cs, name) for name in cs.__all__}) == thing


@given(thing=THINGS | strategies.texts() | strategies.whens())
def test_a_copy_is_equal_and_has_the_same_hash(thing: Any) -> None:
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        again = pickle.loads(pickle.dumps(thing, protocol))
        assert again == thing
        assert hash(again) == hash(thing)
        assert type(again) is type(thing)
    assert copy.copy(thing) == thing
    assert copy.deepcopy(thing) == thing
    assert hash(copy.deepcopy(thing)) == hash(thing)


@given(thing=THINGS)
def test_no_field_can_be_set_or_deleted(thing: Any) -> None:
    for field in attrs.fields(type(thing)):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(thing, field.name, None)
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            delattr(thing, field.name)
    with pytest.raises(AttributeError):
        thing.anything_else = 1


def assert_immutable(value: object) -> None:
    assert isinstance(value, Hashable)
    if type(value) is tuple:
        for member in value:
            assert_immutable(member)
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            assert_immutable(getattr(value, field.name))
    else:
        assert isinstance(value, ATOMS)


@given(thing=THINGS)
def test_it_is_immutable_all_the_way_down(thing: Any) -> None:
    assert_immutable(thing)


@given(record=strategies.records())
def test_no_list_or_dict_of_the_callers_is_kept(record: Any) -> None:
    """What is given can be changed afterwards, and the record doesn't change with it."""
    given_lists: list[list[Any]] = []
    given_dicts: list[dict[str, str]] = []
    fields: dict[str, Any] = {}
    for field in attrs.fields(type(record)):
        value = getattr(record, field.name)
        if type(value) is tuple:
            value = list(value)
            given_lists.append(value)
        elif isinstance(value, cs.Text):
            value = dict(value)
            given_dicts.append(value)
        fields[field.name] = value
    again = type(record)(**fields)
    for values in given_lists:
        values.append("changed")
    for words in given_dicts:
        words["fr"] = "changed"
    assert again == record


@given(record=strategies.records())
def test_evolving_nothing_changes_nothing(record: Any) -> None:
    assert attrs.evolve(record) == record


@given(record=strategies.records())
def test_the_constructor_and_the_file_let_the_same_in(record: Any) -> None:
    """Every record that can be built can be kept in a file, and comes back equal."""
    array = next(name for name, cls in conversion.ARRAYS.items() if cls is type(record))
    data = {"format_version": "1", array: [conversion.to_plain(record)]}
    assert conversion.from_plain(data).records == [record]


@given(words=st.dictionaries(strategies.languages(), strategies.words(), min_size=1))
def test_texts_are_equal_whatever_order_their_languages_were_given_in(
    words: dict[str, str],
) -> None:
    one, other = cs.Text(words), cs.Text(dict(reversed(words.items())))
    assert one == other
    assert hash(one) == hash(other)
    assert one.languages == other.languages
    composed = {lang: unicodedata.normalize("NFC", text) for lang, text in words.items()}
    assert dict(one) == composed
    assert str(one) == (composed["en"] if "en" in composed else composed[min(composed)])


@st.composite
def texts_and_words(draw: st.DrawFn) -> tuple[cs.Text | str, ...]:
    """Three of few words: as plain text, as a `Text` in English, or in two languages."""
    words = st.sampled_from(["Minsk", "Osh"])
    one = words | words.map(cs.Text) | words.map(lambda name: cs.Text({"en": name, "ru": name}))
    return draw(st.tuples(one, one, one))


def is_equal(one: object, other: object) -> bool | None:
    """Whether they are equal; None if that is refused."""
    try:
        return one == other
    except cs.errors.ArgumentTypeError:
        return None


@given(texts_and_words())
def test_texts_are_equal_as_an_equivalence_that_hashes_respect_or_are_not_compared(
    three: tuple[cs.Text | str, ...],
) -> None:
    for one, other, third in itertools.permutations(three):
        assert is_equal(one, one) is True
        assert is_equal(one, other) is is_equal(other, one)
        if is_equal(one, other):
            assert hash(one) == hash(other)
            assert is_equal(one, third) or not is_equal(other, third)
