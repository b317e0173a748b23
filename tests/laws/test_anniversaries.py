"""The laws of anniversaries."""

from __future__ import annotations

import calendar
import datetime as dt

import attrs
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from cstoevents.anniversaries import (
    Anniversaries,
    LeapPolicy,
    anniversary,
    completed,
    next_anniversary,
)
from cstoevents.anniversaries.recurrence import nth
from cstoevents.chronicle import Chronicle
from cstoevents.dates import Certainty, Precision, When
from cstoevents.errors import NoAnniversaryError
from cstoevents.records import Event, EventKind

DAY = dt.timedelta(1)
LEAP_DAY = dt.date(2024, 2, 29)

# Every third day about the end of February, where all the trouble is.
about_february = st.builds(
    lambda year, ahead: dt.date(year, 2, 26) + ahead * DAY,
    st.integers(1900, 2100),
    st.integers(0, 6),
)
days = st.one_of(st.dates(dt.date(1800, 1, 1), dt.date(2200, 12, 31)), about_february)
numbers = st.integers(1, 150) | st.integers(1, 4)
leaps = st.sampled_from(LeapPolicy)
moving = st.sampled_from([LeapPolicy.BACKWARD, LeapPolicy.FORWARD])

# What is known to the year or better, in every form that it can have.
written = st.builds(
    lambda day, length: day.isoformat()[:length], days, st.sampled_from([4, 7, 10, 10])
)
short_ranges = st.builds(
    lambda day, more: f"[{day}..{day + more * DAY}]", days, st.integers(0, 364)
)
vague = st.builds(
    lambda day, rest: f"{day.year}{rest}",
    days,
    st.sampled_from(["-XX", "-XX-XX", "-02-XX", *(f"-{code}" for code in range(33, 42))]),
)
qualified = st.builds(
    lambda text, doubt: text + doubt, written | vague, st.sampled_from(["", "", "?", "~", "%"])
)
points = (qualified | short_ranges).map(When)
decades = st.sampled_from(["199X", "20XX", "[1992..2002-10]"]).map(When)
originals = points | (written | written.map("{}~".format)).flatmap(
    lambda text: st.sampled_from([f"{text}/..", f"{text}/", f"{text}/9999"])
).map(When)


def nth_day(day: dt.date, number: int, leap: LeapPolicy = LeapPolicy.BACKWARD) -> dt.date:
    return nth(When(day), number, leap).date()


class TestYearsCompleted:
    """They are the anniversaries that have been reached."""

    @given(days, numbers, leaps)
    def test_a_year_is_completed_on_its_anniversary(
        self, day: dt.date, number: int, leap: LeapPolicy
    ) -> None:
        try:
            reached = nth_day(day, number, leap)
        except NoAnniversaryError:
            assume(False)
        assert int(completed(day, reached, leap=leap)) == number

    @given(days, numbers, leaps)
    def test_a_year_is_not_completed_the_day_before(
        self, day: dt.date, number: int, leap: LeapPolicy
    ) -> None:
        try:
            reached = nth_day(day, number, leap)
        except NoAnniversaryError:
            assume(False)
        assert int(completed(day, reached - DAY, leap=leap)) == number - 1

    @given(days, days, leaps)
    def test_they_grow_by_one_a_year_and_never_shrink(
        self, day: dt.date, on: dt.date, leap: LeapPolicy
    ) -> None:
        today, tomorrow = (int(completed(day, until, leap=leap)) for until in (on, on + DAY))
        assert 0 <= today <= tomorrow <= today + 1

    @given(points | decades, days, st.data(), leaps)
    def test_a_range_holds_what_every_day_in_it_gives(
        self, original: When, on: dt.date, data: st.DataObject, leap: LeapPolicy
    ) -> None:
        day = data.draw(st.integers(original.earliest_ordinal, original.latest_ordinal))
        years = completed(original, on, leap=leap)
        exact = int(completed(dt.date.fromordinal(day), on, leap=leap))
        assert years.surely <= exact <= years.possibly

    @given(points | decades, days)
    def test_both_ends_of_the_range_are_reached(self, original: When, on: dt.date) -> None:
        years = completed(original, on)
        first, last = (
            dt.date.fromordinal(ordinal)
            for ordinal in (original.earliest_ordinal, original.latest_ordinal)
        )
        assert int(completed(first, on)) == years.possibly
        assert int(completed(last, on)) == years.surely


class TestTheNth:
    """It is the original with another year."""

    @given(days, numbers, moving)
    def test_it_is_later_for_a_greater_number(
        self, day: dt.date, number: int, leap: LeapPolicy
    ) -> None:
        assert nth_day(day, number, leap) < nth_day(day, number + 1, leap)

    @given(days, st.integers(0, 800), numbers, moving)
    @example(dt.date(2024, 2, 28), 1, 1, LeapPolicy.BACKWARD)
    @example(dt.date(2024, 2, 29), 1, 1, LeapPolicy.FORWARD)
    def test_it_is_never_earlier_for_a_later_original(
        self, day: dt.date, ahead: int, number: int, leap: LeapPolicy
    ) -> None:
        assert nth_day(day, number, leap) <= nth_day(day + ahead * DAY, number, leap)

    @given(days, numbers, st.sampled_from([7, 4]))
    @example(LEAP_DAY, 1, 7)
    def test_the_month_of_the_anniversary_is_the_anniversary_of_the_month(
        self, day: dt.date, number: int, length: int
    ) -> None:
        """Under the default. It is why that is the default."""
        coarse = When(day.isoformat()[:length])
        assert nth(coarse, number) == When(nth_day(day, number).isoformat()[:length])

    def test_that_is_not_so_if_29_february_moves_forward(self) -> None:
        moved = nth_day(LEAP_DAY, 1, LeapPolicy.FORWARD)
        assert nth(When("2024-02"), 1, LeapPolicy.FORWARD) != When(moved.isoformat()[:7])

    @given(days, st.integers(1, 30), leaps)
    def test_a_multiple_of_four_years_keeps_the_day_if_that_year_is_leap(
        self, day: dt.date, fours: int, leap: LeapPolicy
    ) -> None:
        assume(calendar.isleap(day.year + 4 * fours))
        reached = nth_day(day, 4 * fours, leap)
        assert (reached.month, reached.day) == (day.month, day.day)

    @given(days, numbers, leaps)
    def test_only_29_february_ever_moves_or_drops_out(
        self, day: dt.date, number: int, leap: LeapPolicy
    ) -> None:
        assume((day.month, day.day) != (2, 29))
        assert nth_day(day, number, leap) == day.replace(year=day.year + number)

    @given(originals, numbers, leaps)
    def test_it_is_as_exact_as_the_original_and_as_doubtful(
        self, original: When, number: int, leap: LeapPolicy
    ) -> None:
        try:
            reached = nth(original, number, leap)
        except NoAnniversaryError:
            assume(False)
        point = original.start or original
        assert reached.qualifier == point.qualifier
        # A range whose ends both fall on 28 February is that day.
        assert reached.precision in (point.precision, Precision.DAY)
        assert reached.precision is point.precision or point.precision is Precision.ONE_OF

    @given(originals, numbers, leaps, st.data())
    def test_it_holds_the_anniversary_of_every_day_that_the_original_can_be(
        self, original: When, number: int, leap: LeapPolicy, data: st.DataObject
    ) -> None:
        try:
            reached = nth(original, number, leap)
        except NoAnniversaryError:
            assume(False)
        point = original.start or original
        day = data.draw(st.integers(point.earliest_ordinal, point.latest_ordinal))
        try:
            exact = nth_day(dt.date.fromordinal(day), number, leap)
        except NoAnniversaryError:
            assume(False)
        # Forward moves 29 February out of its month, which then no longer holds it.
        assume((exact.month, exact.day) != (3, 1) or point.precision is Precision.DAY)
        assert reached.earliest_ordinal <= exact.toordinal() <= reached.latest_ordinal

    @given(originals, numbers, moving)
    def test_one_anniversary_is_surely_before_the_next(
        self, original: When, number: int, leap: LeapPolicy
    ) -> None:
        """What is too rough for that has none."""
        try:
            first, second = (nth(original, count, leap) for count in (number, number + 1))
        except NoAnniversaryError:
            assume(False)
        assert first.surely_before(second)

    def test_the_anniversary_of_an_anniversary_is_another_thing(self) -> None:
        step_by_step = nth(nth(When("2024-02-29"), 1), 3)
        assert (step_by_step.text, nth(When("2024-02-29"), 4).text) == ("2028-02-28", "2028-02-29")


class TestTheNext:
    @given(days, days, st.integers(1, 12), leaps)
    def test_no_anniversary_lies_between_a_day_and_the_next(
        self, day: dt.date, after: dt.date, every: int, leap: LeapPolicy
    ) -> None:
        found = next_anniversary(day, after, every=every, leap=leap)
        assert found.when.surely_after(after)
        assert found.number % every == 0
        for number in range(every, found.number, every):
            try:
                assert not nth(When(day), number, leap).surely_after(after)
            except NoAnniversaryError:
                continue

    @given(days, days)
    def test_it_is_the_one_after_the_years_completed(self, day: dt.date, after: dt.date) -> None:
        assert next_anniversary(day, after).number == int(completed(day, after)) + 1


kinds = st.sampled_from([EventKind.SIGNING, EventKind.FOUNDING, EventKind.EXERCISE])
rough = decades | st.sampled_from(["../2023", "/2023", "[..2023]", "1992/2003"]).map(When)


@st.composite
def histories(draw: st.DrawFn) -> Chronicle:
    """Draw a chronicle of events that come round."""
    dated = draw(st.lists(st.tuples(kinds, originals | originals | rough), max_size=25))
    return Chronicle(
        Event(id=f"e{number}", kind=kind, title="An event", when=when)
        for number, (kind, when) in enumerate(dated)
    )


@st.composite
def windows(draw: st.DrawFn) -> When:
    first = draw(days | about_february)
    length = draw(st.sampled_from([0, 0, 1, 2, 28, 30, 365, 400]) | st.integers(0, 2000))
    return When.between(first, first + length * DAY)


def one_by_one(
    history: Chronicle, window: When, every: int, leap: LeapPolicy, certainty: Certainty
) -> Anniversaries:
    """Ask every event for every number that can fall into the window."""
    kept = []
    first, last = (int(end.text[:4]) for end in window.ends if end)
    for event in history.events:
        assert event.when is not None
        begun = dt.date.fromordinal(max(1, event.when.earliest_ordinal)).year
        oldest = (first - begun - 2) // every * every
        for number in range(max(every, oldest), last - begun + 1, every):
            try:
                entry = anniversary(event, number, leap=leap)
            except NoAnniversaryError:
                continue
            if entry.when.surely_overlaps(window.span):
                kept.append((entry, Certainty.SURELY))
            elif entry.when.possibly_overlaps(window.span) and certainty is Certainty.POSSIBLY:
                kept.append((entry, Certainty.POSSIBLY))
    return Anniversaries(attrs.evolve(entry, certainty=sure) for entry, sure in kept)


certainties = st.sampled_from([Certainty.SURELY, Certainty.POSSIBLY])


class TestWindows:
    @given(histories(), windows(), st.sampled_from([1, 1, 2, 5]), leaps, certainties)
    def test_a_window_holds_what_asking_one_by_one_finds(
        self, history: Chronicle, window: When, every: int, leap: LeapPolicy, certainty: Certainty
    ) -> None:
        answer = history.anniversaries(
            window, kinds="all", every=every, leap=leap, certainty=certainty
        )
        assert answer == one_by_one(history, window, every, leap, certainty)

    @given(histories(), days, days, days, leaps)
    def test_windows_side_by_side_add_up(
        self, history: Chronicle, a: dt.date, b: dt.date, c: dt.date, leap: LeapPolicy
    ) -> None:
        """Of what is known to the day; a month may touch both."""
        a, b, c = sorted((a, b, c))
        assume(b < c)
        whole, first, second = (
            [
                entry
                for entry in history.anniversaries(When.between(*ends), kinds="all", leap=leap)
                if entry.when.precision is Precision.DAY
            ]
            for ends in ((a, c), (a, b), (b + DAY, c))
        )
        assert first + second == whole

    @given(histories(), windows())
    def test_every_kind_asked_for_alone_adds_up_to_all(
        self, history: Chronicle, window: When
    ) -> None:
        alone = [
            entry for kind in EventKind for entry in history.anniversaries(window, kinds=[kind])
        ]
        assert Anniversaries(alone) == history.anniversaries(window, kinds="all")

    @given(histories(), windows(), st.integers(2, 10))
    def test_jubilees_are_the_numbers_that_the_step_divides(
        self, history: Chronicle, window: When, every: int
    ) -> None:
        everything = history.anniversaries(window, kinds="all")
        jubilees = [entry for entry in everything if entry.number % every == 0]
        assert list(history.anniversaries(window, kinds="all", every=every)) == jubilees

    @given(histories(), windows())
    def test_the_order_is_that_of_the_days_and_of_one_day_the_oldest_first(
        self, history: Chronicle, window: When
    ) -> None:
        answer = list(history.anniversaries(window, kinds="all"))
        keys = [(entry.when.sort_key, -entry.number) for entry in answer]
        assert keys == sorted(keys)


@pytest.mark.parametrize("leap", LeapPolicy)
def test_the_laws_hold_on_every_day_of_twelve_years(leap: LeapPolicy) -> None:
    for ordinal in range(dt.date(2016, 1, 1).toordinal(), dt.date(2027, 12, 31).toordinal()):
        day = dt.date.fromordinal(ordinal)
        for number in (1, 3, 4, 33):
            try:
                reached = nth_day(day, number, leap)
            except NoAnniversaryError:
                assert leap is LeapPolicy.OMIT
                assert (day.month, day.day) == (2, 29)
                continue
            assert int(completed(day, reached, leap=leap)) == number
            assert int(completed(day, reached - DAY, leap=leap)) == number - 1
