"""The laws of a timeline: every window against the question asked of each event by itself."""

from __future__ import annotations

import copy
import datetime as dt
import pickle
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from cstoevents.dates import Certainty, When
from cstoevents.dates.spans import Spans
from cstoevents.records import Event
from cstoevents.timeline import Timeline

SURELY, POSSIBLY = Certainty.SURELY, Certainty.POSSIBLY

# Few years, so that dates meet, nest and touch; and now and then a year far off.
plain = st.builds(
    lambda day, length: day.isoformat()[:length],
    st.dates(dt.date(2023, 1, 1), dt.date(2025, 12, 31)) | st.dates(dt.date(1000, 1, 1)),
    st.sampled_from([4, 7, 10, 10, 10]),
)
two_sided = st.builds(
    lambda ends, form: form.format(*sorted(ends)),
    st.tuples(plain, plain),
    st.sampled_from(["{}/{}", "[{}..{}]", "{}/..", "{}/", "../{}", "/{}", "[{}..]", "[..{}]"]),
)
vague = st.sampled_from(["202X", "20XX", "2024-XX", "2024-41", "2024-02-XX", "2024-33?"])
dates = (plain | plain | two_sided | vague).map(When)
days = st.dates(dt.date(2022, 12, 1), dt.date(2026, 2, 1))
certainties = st.sampled_from([SURELY, POSSIBLY])


@st.composite
def timelines(draw: st.DrawFn) -> Timeline:
    """Up to thirty events; more than two levels of the tree need more, see the one below."""
    dated = draw(st.lists(st.none() | dates, max_size=30))
    events = [
        Event(id=f"e{number}", kind="other", title="An event", when=when)
        for number, when in enumerate(dated)
    ]
    return Timeline(draw(st.permutations(events)))


def expected(timeline: Timeline, window: When, certainty: Certainty) -> list[Event]:
    asked = {SURELY: When.surely_overlaps, POSSIBLY: When.possibly_overlaps}[certainty]
    return [event for event in timeline if event.when and asked(event.when, window.span)]


@given(timelines(), dates, certainties)
def test_a_window_holds_what_shares_a_day_with_it_and_nothing_else(
    timeline: Timeline, window: When, certainty: Certainty
) -> None:
    assert list(timeline.during(window, certainty)) == expected(timeline, window, certainty)


@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(-5, 60)), max_size=600),
    st.integers(-2, 62),
    st.integers(-2, 62),
)
def test_the_tree_finds_what_looking_at_every_span_finds(
    spans: list[tuple[int, int]], first: int, last: int
) -> None:
    spans.sort()
    found = Spans([start for start, _ in spans], [end for _, end in spans]).touching(first, last)
    assert found == [at for at, (start, end) in enumerate(spans) if start <= last and end >= first]


@given(st.integers(0, 5_000), st.data())
def test_the_tree_finds_one_span_among_any_number(size: int, data: st.DataObject) -> None:
    """Every position at every depth, with one span that covers everything beside it."""
    position = data.draw(st.integers(0, size))
    ends = [10 * at for at in range(size + 1)]
    ends[0] = 10 * size + 9
    spans = Spans([10 * at for at in range(size + 1)], ends)
    assert spans.touching(10 * position, 10 * position) == sorted({0, position})


@given(timelines(), dates)
def test_the_marks_tell_the_sure_from_the_possible(timeline: Timeline, window: When) -> None:
    possible = timeline.during(window)
    sure = [entry.event for entry in possible.entries if entry.certainty is SURELY]
    assert sure == list(timeline.during(window, SURELY))


@given(timelines(), dates, dates)
def test_in_a_chain_the_weakest_mark_counts(timeline: Timeline, one: When, other: When) -> None:
    chained = timeline.during(one).during(other)
    assert chained == timeline.during(other).during(one)
    for entry in chained.entries:
        sure = all(entry.event in timeline.during(window, SURELY) for window in (one, other))
        assert entry.certainty is (SURELY if sure else POSSIBLY)


@given(timelines(), dates, certainties)
def test_a_window_asked_for_twice_changes_nothing(
    timeline: Timeline, window: When, certainty: Certainty
) -> None:
    once = timeline.during(window, certainty)
    assert once.during(window, certainty) == once


@given(timelines(), days, days, days)
def test_windows_side_by_side_hold_what_their_union_holds(
    timeline: Timeline, a: dt.date, b: dt.date, c: dt.date
) -> None:
    a, b, c = sorted((a, b, c))
    whole = timeline.during(When.between(a, c))
    parts = [
        timeline.during(When.between(a, b)),
        timeline.during(When.between(min(b + dt.timedelta(1), c), c)),
    ]
    assert set(whole) == {event for part in parts for event in part}


@given(timelines(), days, certainties)
def test_since_and_until_are_windows_open_to_one_side(
    timeline: Timeline, day: dt.date, certainty: Certainty
) -> None:
    assert timeline.since(day, certainty) == timeline.during(When.between(day, ".."), certainty)
    assert timeline.until(day, certainty) == timeline.during(When.between("..", day), certainty)
    assert timeline.on(day, certainty) == timeline.during(When(day), certainty)
    assert set(timeline.since(day)) | set(timeline.until(day)) == set(timeline)


@given(timelines(), days, st.integers(1, 5))
def test_the_nearest_are_those_that_no_other_is_nearer_than(
    timeline: Timeline, day: dt.date, count: int
) -> None:
    before = [event for event in timeline if event.when and event.when.surely_before(day)]
    after = [event for event in timeline if event.when and event.when.surely_after(day)]
    ends = sorted(event.when.latest_ordinal for event in before if event.when)
    nearest = timeline.nearest_before(day, count)
    assert sorted(e.when.latest_ordinal for e in nearest if e.when) == ends[-count:]
    assert set(nearest) <= set(before)
    assert list(timeline.nearest_after(day, count)) == after[:count]


@given(timelines())
def test_the_order_is_that_of_the_dates_then_the_ids(timeline: Timeline) -> None:
    keys = [(event.when.sort_key, event.id) for event in timeline if event.when]
    assert keys == sorted(keys)


@given(
    st.lists(
        st.tuples(
            st.times().map(lambda time: time.replace(second=0, microsecond=0)),
            st.sampled_from(["Asia/Bishkek", "Europe/Moscow", "America/New_York", "UTC"]),
        ),
        max_size=6,
    )
)
def test_events_of_one_day_are_in_the_order_of_their_moments(
    starts: list[tuple[dt.time, str]],
) -> None:
    events = [
        Event(
            id=f"e-{at}", kind="other", title="E", when="2025-05-13", start_time=time, timezone=zone
        )
        for at, (time, zone) in enumerate(starts)
    ]
    moments = [
        dt.datetime.combine(dt.date(2025, 5, 13), event.start_time, ZoneInfo(event.timezone))
        for event in Timeline(reversed(events))
        if event.start_time is not None and event.timezone is not None
    ]
    assert moments == sorted(moments)


@given(timelines(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(timeline: Timeline, random: object) -> None:
    events = [*timeline, *timeline.undated]
    random.shuffle(events)
    shuffled = Timeline(events)
    assert shuffled == timeline
    assert hash(shuffled) == hash(timeline)
    assert list(shuffled) == list(timeline)


@given(timelines(), st.sampled_from(["year", "month"]))
def test_groups_hold_every_event_once_in_order(timeline: Timeline, unit: str) -> None:
    groups = timeline.grouped_by(unit)
    assert sorted(event.id for part in groups.values() for event in part) == sorted(
        event.id for event in timeline
    )
    assert [key.sort_key for key in groups] == sorted(key.sort_key for key in groups)
    assert all(list(part) == [e for e in timeline if e in part] for part in groups.values())


@given(timelines(), st.sampled_from(["year", "month"]))
def test_a_group_holds_every_day_on_which_its_events_can_start(
    timeline: Timeline, unit: str
) -> None:
    for key, part in timeline.grouped_by(unit).items():
        for event in part:
            assert event.when is not None
            start = event.when.start or event.when
            if key == event.when and key.precision not in ("month", "year"):
                continue
            assert key.earliest_ordinal <= start.earliest_ordinal
            latest = min(start.latest_ordinal, event.when.latest_ordinal)
            assert latest <= key.latest_ordinal


@given(timelines(), st.slices(30).filter(lambda part: part.step is None or part.step > 0))
def test_a_slice_is_a_timeline_of_those_events(timeline: Timeline, part: slice) -> None:
    assert list(timeline[part]) == list(timeline)[part]
    assert timeline[:] == timeline


@given(timelines(), dates)
def test_a_timeline_survives_copies_and_pickles(timeline: Timeline, window: When) -> None:
    asked = timeline.during(window)
    assert pickle.loads(pickle.dumps(asked)) == asked
    assert copy.deepcopy(asked) is asked


@given(timelines(), dates)
def test_what_no_date_is_known_of_is_possibly_in_every_window(
    timeline: Timeline, window: When
) -> None:
    assert timeline.during(window).undated == timeline.undated
    assert timeline.during(window, SURELY).undated == ()


@given(timelines(), st.lists(days, min_size=4, max_size=4).map(sorted), certainties)
def test_a_wider_window_never_holds_less(
    timeline: Timeline, ends: list[dt.date], certainty: Certainty
) -> None:
    wide, narrow = When.between(ends[0], ends[3]), When.between(ends[1], ends[2])
    assert set(timeline.during(narrow, certainty)) <= set(timeline.during(wide, certainty))
