"""The laws of When, each a property; the closed forms against worlds counted one by one.

The strategy draws a value as a *model* first, with its bounds taken from the standard
library's calendar, and writes the text from it: what is tested never helps to test itself.
"""

from __future__ import annotations

import calendar
import copy
import datetime as dt
import pickle
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise, permutations, product

import pytest
from hypothesis import assume, event, example, given
from hypothesis import strategies as st

from cstoevents import dates
from cstoevents.dates import Tri, When
from cstoevents.errors import WhenError

BEGUN, FOREVER = 0, dt.date.max.toordinal() + 1


@dataclass(frozen=True)
class Model:
    """A text and what it means: bounds of start and end, and whether it may last."""

    text: str
    lasts: bool  # it may end on a later day than it begins
    start: tuple[int, int]
    end: tuple[int, int]

    def has(self, first: int, last: int) -> bool:
        """Whether (first, last) is one of its worlds."""
        if not (self.start[0] <= first <= self.start[1] and self.end[0] <= last <= self.end[1]):
            return False
        return first <= last if self.lasts else first == last and BEGUN < first < FOREVER

    def worlds(self, days: list[int]) -> Iterator[tuple[int, int]]:
        """Its worlds whose days are among the given."""
        firsts = [day for day in days if self.start[0] <= day <= self.start[1]]
        lasts = [day for day in days if self.end[0] <= day <= self.end[1]]
        return (world for world in product(firsts, lasts) if self.has(*world))


def days_that_matter(*models: Model) -> list[int]:
    """Days enough to tell any two of the models apart.

    Each relation between two worlds compares days that differ by at most one step, so if
    worlds with an answer exist, some have all their days within three steps of a bound.
    """
    bounds = {bound for model in models for bound in model.start + model.end}
    near = {bound + step for bound in bounds for step in range(-3, 4)}
    return sorted(day for day in near if BEGUN <= day <= FOREVER)


def month_bounds(year: int, first: int, last: int) -> tuple[int, int]:
    length = calendar.monthrange(year, last)[1]
    return dt.date(year, first, 1).toordinal(), dt.date(year, last, length).toordinal()


# Few years, and days about the turns of months, so that values meet, nest and touch.
years = st.sampled_from([2023, 2024, 2024, 2025]) | st.integers(1, 9999)
plain_days = st.builds(
    lambda year, month, ahead: dt.date.fromordinal(
        max(1, min(month_bounds(year, month, month)[0] + ahead, FOREVER - 1))
    ),
    years,
    st.integers(1, 12),
    st.integers(-2, 2) | st.integers(0, 27),
)
qualifiers = st.sampled_from(["", "", "", "?", "~", "%"])
SUBYEARS = {
    **{33 + n: (1 + 3 * n, 3 + 3 * n) for n in range(4)},
    **{37 + n: (1 + 4 * n, 4 + 4 * n) for n in range(3)},
    **{40 + n: (1 + 6 * n, 6 + 6 * n) for n in range(2)},
}


def one_day(text: str, bounds: tuple[int, int]) -> Model:
    return Model(text, lasts=False, start=bounds, end=bounds)


def within(text: str, bounds: tuple[int, int]) -> Model:
    """Of a month or a year: it stands for every first and last day in it, in order."""
    return Model(text, lasts=True, start=bounds, end=bounds)


@st.composite
def plain(draw: st.DrawFn) -> Model:
    """A day, a month or a year."""
    day = draw(plain_days)
    text, months = day.isoformat(), (day.month, day.month)
    match draw(st.sampled_from(["day", "day", "month", "year"])):
        case "day":
            return one_day(text, (day.toordinal(), day.toordinal()))
        case "month":
            return within(text[:7], month_bounds(day.year, *months))
        case _:
            return within(text[:4], month_bounds(day.year, 1, 12))


@st.composite
def unspecified(draw: st.DrawFn) -> Model:
    """A value with X in it."""
    day = draw(plain_days)
    text = day.isoformat()
    match draw(st.sampled_from(["day", "month", "decade", "century"])):
        case "day":
            return within(f"{text[:7]}-XX", month_bounds(day.year, day.month, day.month))
        case "month":
            tail = draw(st.sampled_from(["-XX", "-XX-XX"]))
            return within(text[:4] + tail, month_bounds(day.year, 1, 12))
        case "decade":
            first = day.year // 10 * 10
            assume(first)
            last = first + 9
            return within(
                f"{text[:3]}X", (month_bounds(first, 1, 1)[0], month_bounds(last, 12, 12)[1])
            )
        case _:
            first = day.year // 100 * 100
            assume(first)
            last = first + 99
            return within(
                f"{text[:2]}XX", (month_bounds(first, 1, 1)[0], month_bounds(last, 12, 12)[1])
            )


@st.composite
def qualified(draw: st.DrawFn) -> Model:
    """A plain or unspecified value, and perhaps a doubt."""
    model = draw(plain() | unspecified())
    return replace(model, text=model.text + draw(qualifiers))


@st.composite
def subyears(draw: st.DrawFn) -> Model:
    year, code = draw(years), draw(st.sampled_from(sorted(SUBYEARS)))
    text = f"{year:04}-{code}{draw(qualifiers)}"
    return within(text, month_bounds(year, *SUBYEARS[code]))


@st.composite
def seasons(draw: st.DrawFn) -> Model:
    """Every day that it has by months or by the sun; a winter may be that before or after."""
    year, code = draw(years), draw(st.sampled_from([21, 22, 23, 24]))
    if code == 24:
        first = f"{year - 1}-12-01" if year > 1 else "0001-01-01"
        last = f"{year + 1}-03-21" if year < 9999 else "9999-12-31"
    else:
        first, last = (f"{year}-{day}" for day in _SEASONS[code])
    days = (dt.date(*map(int, day.split("-"))).toordinal() for day in (first, last))
    return within(f"{year:04}-{code}{draw(qualifiers)}", (next(days), next(days)))


_SEASONS = {21: ("03-01", "06-22"), 22: ("06-01", "09-24"), 23: ("09-01", "12-23")}


@st.composite
def intervals(draw: st.DrawFn) -> Model:
    start, end = draw(qualified()), draw(qualified())
    if start.start[0] > end.end[1]:
        start, end = end, start
    match draw(st.sampled_from(["closed", "closed", "closed", "..B", "B", "A..", "A"])):
        case "..B":
            return Model(f"../{end.text}", True, (BEGUN, BEGUN), end.end)
        case "B":
            return Model(f"/{end.text}", True, (BEGUN, end.end[1]), end.end)
        case "A..":
            return Model(f"{start.text}/..", True, start.start, (FOREVER, FOREVER))
        case "A":
            return Model(f"{start.text}/", True, start.start, (start.start[0], FOREVER))
        case _:
            return Model(f"{start.text}/{end.text}", True, start.start, end.end)


@st.composite
def one_ofs(draw: st.DrawFn) -> Model:
    start, end = draw(plain()), draw(plain())
    if start.start[0] > end.end[1]:
        start, end = end, start
    match draw(st.sampled_from(["closed", "closed", "before", "after"])):
        case "before":
            return one_day(f"[..{end.text}]", (BEGUN, end.end[1]))
        case "after":
            return one_day(f"[{start.text}..]", (start.start[0], FOREVER))
        case _:
            return one_day(f"[{start.text}..{end.text}]", (start.start[0], end.end[1]))


models = plain() | qualified() | subyears() | seasons() | intervals() | one_ofs()
whens = models.map(lambda model: When(model.text))


RELATIONS: dict[str, Callable[[tuple[int, int], tuple[int, int]], bool]] = {
    "before": lambda one, other: one[1] < other[0],
    "after": lambda one, other: one[0] > other[1],
    "overlaps": lambda one, other: one[0] <= other[1] and other[0] <= one[1],
    "during": lambda one, other: other[0] <= one[0] and one[1] <= other[1],
}


def answer_in_worlds(relation: str, one: Model, other: Model) -> Tri:
    """The answer by counting, which is what the closed forms must give."""
    days = days_that_matter(one, other)
    holds = RELATIONS[relation]
    others = list(other.worlds(days))
    answers = {holds(*pair) for pair in product(one.worlds(days), others)}
    assert answers
    return Tri.UNKNOWN if len(answers) == 2 else Tri.TRUE if answers.pop() else Tri.FALSE


@st.composite
def refinements(draw: st.DrawFn, model: Model) -> Model:
    """A model all of whose worlds are the given one's."""

    def some_day(lo: int, hi: int) -> int:
        lo, hi = max(lo, BEGUN + 1), min(hi, FOREVER - 1)
        near = {day for day in (lo, lo + 1, (lo + hi) // 2, hi - 1, hi) if lo <= day <= hi}
        return draw(st.sampled_from(sorted(near)))

    def iso(ordinal: int) -> str:
        return dt.date.fromordinal(ordinal).isoformat()

    if not model.lasts:
        lo, hi = sorted(some_day(*model.start) for _ in range(2))
        return one_day(f"[{iso(lo)}..{iso(hi)}]", (lo, hi))
    # Ends that lie beyond all days can't be narrowed to one.
    first = BEGUN if model.start[1] == BEGUN else some_day(*model.start)
    if model.end[0] == FOREVER:
        last = FOREVER
    else:
        assume(first <= min(model.end[1], FOREVER - 1))
        last = some_day(max(model.end[0], first), model.end[1])
    start_text = ".." if first == BEGUN else iso(first)
    end_text = ".." if last == FOREVER else iso(last)
    return Model(f"{start_text}/{end_text}", True, (first, first), (last, last))


@given(models)
def test_a_text_means_what_its_model_means(model: Model) -> None:
    """Law 12 as well: the earliest day is not after the latest."""
    when = When(model.text)
    event(when.precision)
    assert when.earliest_ordinal == model.start[0] <= model.end[1] == when.latest_ordinal
    assert (when.precision.value in {"day", "one-of"}) is not model.lasts


@pytest.mark.parametrize("relation", RELATIONS)
@given(one=models, other=models)
def test_an_answer_is_what_all_worlds_agree_on(relation: str, one: Model, other: Model) -> None:
    answer = getattr(When(one.text), relation)(other.text)
    event(answer.value)
    assert answer is answer_in_worlds(relation, one, other)


# A small domain, all of it: four days about the turn of a month and all that is built on them.
_DAYS = [dt.date(2024, 2, 28) + dt.timedelta(days=step) for step in range(4)]
_SMALL = [
    *(one_day(str(day), (day.toordinal(),) * 2) for day in _DAYS),
    within("2024-02", month_bounds(2024, 2, 2)),
    within("2024-03", month_bounds(2024, 3, 3)),
    *(
        one_day(f"[{a}..{b}]", (a.toordinal(), b.toordinal()))
        for a, b in product(_DAYS, _DAYS)
        if a <= b
    ),
    *(one_day(f"[{day}..]", (day.toordinal(), FOREVER)) for day in _DAYS[1:3]),
    *(one_day(f"[..{day}]", (BEGUN, day.toordinal())) for day in _DAYS[1:3]),
]
_SMALL += [
    Model(f"{a.text}/{b.text}", True, a.start, b.end)
    for a, b in product(_SMALL[:6], _SMALL[:6])
    if a.start[0] <= b.end[1]
]
for _one in _SMALL[:6]:
    _SMALL += [
        Model(f"{_one.text}/..", True, _one.start, (FOREVER, FOREVER)),
        Model(f"{_one.text}/", True, _one.start, (_one.start[0], FOREVER)),
        Model(f"../{_one.text}", True, (BEGUN, BEGUN), _one.end),
        Model(f"/{_one.text}", True, (BEGUN, _one.end[1]), _one.end),
    ]


@pytest.mark.heavy
@pytest.mark.parametrize("one", _SMALL, ids=lambda model: model.text)
def test_every_answer_of_a_small_domain_is_what_all_worlds_agree_on(one: Model) -> None:
    for other in _SMALL:
        for relation in RELATIONS:
            answer = getattr(When(one.text), relation)(other.text)
            assert answer is answer_in_worlds(relation, one, other), (relation, other)


@given(whens, whens, whens)
def test_being_surely_before_is_a_strict_order(one: When, other: When, third: When) -> None:
    """Law 1: irreflexive, asymmetric, transitive."""
    assert not one.surely_before(one)
    assert not (one.surely_before(other) and other.surely_before(one))
    if one.surely_before(other) and other.surely_before(third):
        assert one.surely_before(third)


@given(whens, whens, whens, whens)
def test_being_surely_before_is_an_interval_order(a: When, b: When, c: When, d: When) -> None:
    """Law 2: there are no two chains side by side."""
    if a.surely_before(b) and c.surely_before(d):
        assert a.surely_before(d) or c.surely_before(b)


@given(whens, whens)
def test_what_is_sure_is_possible(one: When, other: When) -> None:
    """Law 3, first half."""
    for relation in RELATIONS:
        sure = getattr(one, f"surely_{relation}")(other)
        possible = getattr(one, f"possibly_{relation}")(other)
        answer = getattr(one, relation)(other)
        assert possible or not sure
        assert (sure, possible) == (answer is Tri.TRUE, answer is not Tri.FALSE)


@given(models, models)
def test_possibly_before_is_not_surely_not_before(one: Model, other: Model) -> None:
    """Law 3, second half: it is possible unless the other starts by its earliest end."""
    earliest_end = max(one.start[0], one.end[0])
    latest_start = min(other.start[1], other.end[1])
    assert When(one.text).possibly_before(other.text) == (earliest_end < latest_start)


def test_being_possibly_before_is_not_transitive() -> None:
    """Law 4: {2}, {1..3}, {1..2} of January 2024."""
    one, other, third = (
        When(text)
        for text in ("2024-01-02", "[2024-01-01..2024-01-03]", "[2024-01-01..2024-01-02]")
    )
    assert one.possibly_before(other)
    assert other.possibly_before(third)
    assert not one.possibly_before(third)


@given(st.data(), models, models)
def test_a_narrower_value_never_takes_an_answer_back(
    data: st.DataObject, one: Model, other: Model
) -> None:
    """Law 5: narrowing may settle what was unknown, and changes nothing that was settled."""
    narrow_one = data.draw(refinements(one))
    narrow_other = data.draw(refinements(other))
    assert When(narrow_one.text).refines(one.text)
    for relation in RELATIONS:
        answer = getattr(When(one.text), relation)(other.text)
        for narrower in (
            getattr(When(narrow_one.text), relation)(other.text),
            getattr(When(one.text), relation)(narrow_other.text),
            getattr(When(narrow_one.text), relation)(narrow_other.text),
        ):
            assert answer is Tri.UNKNOWN or narrower is answer


@given(whens, whens)
def test_before_and_after_are_each_others_converse(one: When, other: When) -> None:
    """Law 6, and that to overlap is symmetric."""
    assert one.before(other) is other.after(one)
    assert one.overlaps(other) is other.overlaps(one)
    assert one.during(other) is other.contains(one)


exact = st.tuples(plain_days, plain_days).map(
    lambda pair: When.between(min(pair), max(pair))
) | plain_days.map(When)


@given(exact, exact)
def test_exact_values_are_before_after_or_overlapping(one: When, other: When) -> None:
    """Law 7: in each world exactly one of the three; an exact value has one world."""
    answers = [one.before(other), one.after(other), one.overlaps(other)]
    assert sorted(answer.value for answer in answers) == ["false", "false", "true"]


@given(whens, whens)
def test_one_of_before_after_and_overlapping_is_possible(one: When, other: When) -> None:
    """Law 7 for all values: if one is sure the others are impossible, and never all are."""
    answers = [one.before(other), one.after(other), one.overlaps(other)]
    assert answers.count(Tri.TRUE) <= 1
    assert (Tri.TRUE in answers) == (answers.count(Tri.FALSE) == 2)


@given(whens, whens)
def test_sorting_respects_what_is_surely_before(one: When, other: When) -> None:
    """Law 8: the sort key is a linear extension."""
    if one.surely_before(other):
        assert one.sort_key < other.sort_key


@given(plain_days, plain_days)
def test_days_are_ordered_as_the_calendar_orders_them(one: dt.date, other: dt.date) -> None:
    """Law 9: single days agree with datetime.date on before, after and the same."""
    assert When(one).surely_before(other) == (one < other)
    assert When(one).surely_after(other) == (one > other)
    assert When(one).surely_overlaps(other) == (one == other) == (When(one) == When(other))
    assert (When(one).sort_key < When(other).sort_key) == (one < other)
    assert When(one).date() == one
    assert When(one).earliest == When(one).latest == one
    assert When(one).is_day(other) == (one == other)


@given(st.lists(whens, max_size=12), st.randoms(use_true_random=False))
def test_sorting_is_total_and_independent_of_the_input_order(
    values: list[When], random: object
) -> None:
    """Law 10."""
    shuffled = values.copy()
    random.shuffle(shuffled)
    by_key = sorted(values, key=lambda when: when.sort_key)
    assert by_key == sorted(shuffled, key=lambda when: when.sort_key)
    for one, other in pairwise(by_key):
        assert (one.sort_key == other.sort_key) == (one == other)


@given(models, models)
def test_equal_values_have_equal_hashes_and_texts_give_them_back(one: Model, other: Model) -> None:
    """Law 11, with == since the table of shared values is bounded."""
    when = When(one.text)
    assert str(when) == one.text
    assert When(str(when)) == when
    assert eval(repr(when)) == when
    assert pickle.loads(pickle.dumps(when)) == copy.deepcopy(when) == when
    assert (when == When(other.text)) == (one.text == other.text)
    if when == When(other.text):
        assert hash(when) == hash(When(other.text))


@st.composite
def values_and_texts(draw: st.DrawFn) -> tuple[When | str, ...]:
    """Three of few values, each as a `When` or as its text."""
    pool = draw(st.lists(models, min_size=1, max_size=2))
    texts = st.sampled_from([model.text for model in pool])
    one = texts | texts.map(When)
    return draw(st.tuples(one, one, one))


@given(values_and_texts())
def test_equality_is_an_equivalence_that_hashes_respect_texts_included(
    three: tuple[When | str, ...],
) -> None:
    for one, other, third in permutations(three):
        assert one == one
        assert (one == other) is (other == one)
        assert (one != other) is not (one == other)
        if one == other:
            assert hash(one) == hash(other)
            if other == third:
                assert one == third
        assert (one == other) is (str(one) == str(other))


@given(models, plain_days)
def test_a_day_is_possible_if_it_lies_between_the_bounds(model: Model, day: dt.date) -> None:
    """Law 13: lo <= d <= hi if and only if it can contain the day."""
    when = When(model.text)
    inside = when.earliest_ordinal <= day.toordinal() <= when.latest_ordinal
    assert (when.contains(day) is not Tri.FALSE) == inside
    assert when.span.contains(day) is (Tri.TRUE if inside else Tri.FALSE)


def _doubts(model: Model) -> list[set[str]]:
    """The doubts about its start and its end."""
    ends = model.text.split("/") if "/" in model.text else [model.text] * 2
    return [{"%": {"?", "~"}, "?": {"?"}, "~": {"~"}}.get(end[-1:], set()) for end in ends]


@given(models, models)
@example(
    Model("2023/..", True, month_bounds(2023, 1, 12), (FOREVER, FOREVER)),
    Model("2023/", True, month_bounds(2023, 1, 12), (month_bounds(2023, 1, 12)[0], FOREVER)),
)
def test_to_refine_is_to_have_fewer_worlds_or_the_same_and_no_other_doubts(
    one: Model, other: Model
) -> None:
    days = days_that_matter(one, other)
    expected = all(other.has(*world) for world in one.worlds(days)) and (
        not all(one.has(*world) for world in other.worlds(days))
        or all(mine <= theirs for mine, theirs in zip(_doubts(one), _doubts(other), strict=True))
    )
    event(str(expected))
    assert When(one.text).refines(other.text) == expected


@given(whens, whens, whens)
def test_refinement_is_reflexive_and_transitive(one: When, other: When, third: When) -> None:
    assert one.refines(one)
    assert When(one.text.replace("~", "").replace("?", "").replace("%", "")).refines(one)
    if one.refines(other) and other.refines(third):
        assert one.refines(third)


@given(models, models)
def test_values_without_doubt_contradict_each_other_if_in_no_world_they_share_a_day(
    one: Model, other: Model
) -> None:
    contradicts = When(one.text).contradicts(other.text)
    assert contradicts is When(other.text).contradicts(one.text)
    apart = answer_in_worlds("overlaps", one, other) is Tri.FALSE
    assert apart or not contradicts
    if not {*"?~%"} & {*one.text, *other.text}:
        assert contradicts is apart


@given(models, models)
def test_what_refines_a_value_does_not_contradict_it(one: Model, other: Model) -> None:
    if When(one.text).refines(other.text):
        assert not When(one.text).contradicts(other.text)


@given(whens)
def test_an_interval_is_made_of_its_ends(when: When) -> None:
    """What is written on either side of the slash, and nothing else."""
    first, second = when.ends
    if when.precision.value == "interval":
        assert (when.start, when.end) == (first, second)
        opening = first or (".." if when.is_open_start else "")
        closing = second or (".." if when.is_open_end else "")
        assert When.between(opening, closing) == when
    else:
        assert (when.start, when.end) == (None, None)
        assert (when.is_open_start, when.is_open_end) == (False, False)


@given(whens)
def test_a_span_has_the_same_bounds_and_no_doubt(when: When) -> None:
    span = when.span
    assert span.span is span
    assert (span.earliest, span.latest) == (when.earliest, when.latest)
    assert when.possibly_during(span)
    assert when.surely_during(span) or "/" in when.text


_signs = st.text(alphabet="0123456789XxTWZYS-/.[]{},?~%:+ \u2013\u0665\n", max_size=30)


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A good text with something cut out of it and something else put in."""
    text = draw(models).text
    at = draw(st.integers(0, len(text)))
    until = draw(st.integers(at, min(len(text), at + 3)))
    return text[:at] + draw(_signs)[:3] + text[until:]


@given(damaged() | _signs | st.text())
@example("2024-" * 100_000)
@example("[" * 70)
@example("/" * 80)
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    """Nothing but a WhenError; what it says to write instead is read; failures aren't kept."""
    refusal: WhenError | None = None
    try:
        assert str(When(text)) == text
    except WhenError as error:
        refusal = error
    if refusal is not None:
        event("refused with a cure" if refusal.instead else "refused")
        assert refusal.text == text
        assert refusal.reason
        assert refusal.instead is None or str(When(refusal.instead)) == refusal.instead
        assert text not in dates._INTERNED


@given(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.binary()
    | st.datetimes()
    | st.times()
    | st.lists(st.text())
    | st.dictionaries(st.text(), st.none())
)
def test_anything_else_is_refused_in_words(value: object) -> None:
    with pytest.raises(WhenError):
        When(value)
