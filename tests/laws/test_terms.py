"""Laws of terms and of names over time."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from cstoevents.chronicle import Chronicle
from cstoevents.dates import Certainty, Tri, When
from cstoevents.errors import WhenError
from cstoevents.records import Alias, Membership, Official, Organisation, Place
from cstoevents.terms import name_on, names
from cstoevents.terms.tenure import Tenure

BODY = Organisation(id="body", name="Body", kind="organ")
STATE = Organisation(id="state", name="State", kind="state")
PERSON = Official(id="person", name="Person")

FIRST = dt.date(2019, 12, 1)
days = st.integers(0, 120).map(lambda offset: FIRST + dt.timedelta(days=offset))
points = st.one_of(
    days.map(str), days.map(lambda day: f"{day:%Y-%m}"), days.map(lambda day: f"{day:%Y}")
)


@st.composite
def terms(draw: st.DrawFn) -> When:
    """Closed, open and unknown ends; of two that are the wrong way round the start is kept."""
    start, end = draw(points), draw(st.one_of(points, st.sampled_from(["..", ""])))
    try:
        return When(f"{start}/{end}")
    except WhenError:
        return When(f"{start}/..")


seen = st.lists(points, max_size=3)
statuses = st.sampled_from([None, "full", "frozen", "suspended", "observer", "withdrawn"])


def membership(when: When | None, seen: list[str], id: str = "m") -> Membership:
    return Membership(
        id=id, member="person", organisation="body", role="chair", when=when, seen=seen
    )


# The least sure answer has the greatest rank; None is a sure no.
RANK = {Certainty.SURELY: 0, Certainty.POSSIBLY: 1, Certainty.UNKNOWN: 2, None: 3}
AS_TRI = {Certainty.SURELY: Tri.TRUE, Certainty.POSSIBLY: Tri.UNKNOWN, None: Tri.FALSE}


def on(record: Membership, day: dt.date | str) -> Certainty | None:
    return Tenure.of(record).on(When(day))


def excluded(record: Membership) -> bool:
    """Whether some day seen is surely outside the dates of the term."""
    assert record.when is not None
    return any(record.when.overlaps(day) is Tri.FALSE for day in record.seen)


class TestTerms:
    """What a record says of a day."""

    @given(terms(), days)
    def test_a_term_with_dates_alone_is_asked_as_a_date_is(self, when: When, day: dt.date) -> None:
        assert AS_TRI[on(membership(when, []), day)] is when.contains(day)

    @given(st.none() | terms(), seen, days)
    def test_a_day_on_which_it_was_seen_is_surely_in_it(
        self, when: When | None, others: list[str], day: dt.date
    ) -> None:
        assert on(membership(when, [*others, str(day)]), day) is Certainty.SURELY

    @given(st.none() | terms(), seen, days, points)
    def test_one_more_day_seen_never_makes_it_less_sure(
        self, when: When | None, others: list[str], day: dt.date, more: str
    ) -> None:
        before = on(membership(when, others), day)
        after = on(membership(when, [*others, more]), day)
        assert RANK[after] <= RANK[before]

    @given(seen, days)
    def test_days_seen_alone_exclude_nobody(self, others: list[str], day: dt.date) -> None:
        assert on(membership(None, others), day) is not None

    @given(terms(), seen, days)
    def test_days_seen_outside_the_dates_make_only_themselves_sure(
        self, when: When, others: list[str], day: dt.date
    ) -> None:
        record = membership(when, others)
        outside = [window for window in record.seen if when.overlaps(window) is Tri.FALSE]
        inside = [str(window) for window in record.seen if window not in outside]
        if on(record, day) is Certainty.SURELY:
            seen_then = any(window.contains(day) is Tri.TRUE for window in outside)
            assert seen_then or on(membership(when, inside), day) is Certainty.SURELY

    @given(st.none() | terms(), seen, st.lists(days, min_size=3, max_size=3).map(sorted))
    def test_a_term_has_no_holes(
        self, when: When | None, others: list[str], three: list[dt.date]
    ) -> None:
        """What is sure before and after a day is sure on it, if the term is one record's."""
        record = membership(when, others)
        first, between, last = (on(record, day) for day in three)
        if first is not None and last is not None:
            assert between is not None
        if when is not None and not excluded(record) and first is last is Certainty.SURELY:
            assert between is Certainty.SURELY

    @given(st.lists(st.tuples(st.none() | terms(), seen), max_size=4), points)
    def test_the_sure_ones_are_among_the_possible_ones(
        self, held: list[tuple[When | None, list[str]]], day: str
    ) -> None:
        chronicle = Chronicle(
            BODY, PERSON, [membership(*term, id=f"m{at}") for at, term in enumerate(held)]
        )
        every = chronicle.chair("body", day)
        for least in Certainty:
            assert chronicle.chair("body", day, certainty=least) == tuple(
                term for term in every if RANK[term.certainty] <= RANK[least]
            )
        assert {term.membership for term in every} <= {
            term.membership for term in chronicle.chair("body")
        }

    @given(terms(), seen, days)
    def test_what_is_sure_of_a_month_is_sure_of_its_days(
        self, when: When, others: list[str], day: dt.date
    ) -> None:
        record = membership(when, others)
        answer = on(record, f"{day:%Y-%m}")
        if answer is Certainty.SURELY and not excluded(record):
            assert on(record, day) is Certainty.SURELY
        if answer is None:
            assert on(record, day) is None

    @given(st.lists(st.tuples(terms(), statuses), max_size=5), points)
    def test_a_member_is_counted_once(
        self, standings: list[tuple[When, str | None]], day: str
    ) -> None:
        """And as surely as any record of its membership says."""
        records = [
            Membership(
                id=f"m{at}",
                member="state",
                organisation="body",
                role="member",
                when=when,
                status=status,
            )
            for at, (when, status) in enumerate(standings)
        ]
        found = Chronicle(BODY, STATE, records).members("body", day)
        answers = [
            on(record, day)
            for record in records
            if record.status in (None, "full", "frozen", "suspended")
        ]
        assert len(found) == any(answer is not None for answer in answers)
        if found:
            assert found[0].certainty is min(answers, key=RANK.__getitem__)


class TestWindows:
    """Who it was at any time in a window, against every day of it."""

    @given(st.none() | terms(), seen, days, st.integers(0, 60))
    def test_a_window_is_as_sure_as_the_surest_of_its_days_at_least(
        self, when: When | None, others: list[str], first: dt.date, length: int
    ) -> None:
        record = membership(when, others)
        window = [first + dt.timedelta(days=at) for at in range(length + 1)]
        answers = [on(record, day) for day in window]
        found = Tenure.of(record).during(When.between(window[0], window[-1]))
        assert RANK[found] <= min(RANK[answer] for answer in answers)
        assert (found is None) == all(answer is None for answer in answers)

    @given(terms(), days, st.integers(0, 60))
    def test_a_window_is_sure_if_every_reading_of_the_dates_shares_a_day_with_it(
        self, when: When, first: dt.date, length: int
    ) -> None:
        window = When.between(first, first + dt.timedelta(days=length))
        found = Tenure.of(membership(when, [])).during(window)
        assert AS_TRI[found] is when.overlaps(window)

    @given(st.tuples(days, days).map(sorted), st.tuples(days, days).map(sorted))
    def test_the_days_shared_are_those_of_the_window_in_the_term(
        self, lasting: list[dt.date], asked: list[dt.date]
    ) -> None:
        (first, last), (begin, end) = lasting, asked
        tenure = Tenure.of(membership(When.between(first, last), []))
        window = When.between(begin, end)
        if tenure.during(window) is not None:
            assert tenure.shared_with(window) == (When(max(first, begin)), When(min(last, end)))

    @given(st.lists(st.tuples(days, st.integers(0, 40)), max_size=5), days)
    def test_joined_terms_cover_the_days_of_their_parts(
        self, held: list[tuple[dt.date, int]], day: dt.date
    ) -> None:
        records = [
            membership(When.between(start, start + dt.timedelta(days=length)), [], id=f"m{at}")
            for at, (start, length) in enumerate(held)
        ]
        chronicle = Chronicle(BODY, PERSON, records)
        joined = chronicle.chair("body", day, joined=True)
        assert len(joined) == bool(chronicle.chair("body", day))
        whole = chronicle.chair("body", joined=True)
        assert sorted(m.id for term in whole for m in term.memberships) == sorted(
            record.id for record in records
        )
        whens = [term.when for term in whole if term.when]
        assert all(
            later.earliest_ordinal > earlier.latest_ordinal + 1
            for earlier, later in pairwise(whens)
        )

    @given(st.lists(st.tuples(terms(), seen), min_size=1, max_size=4), days)
    def test_a_joined_term_is_as_sure_of_a_day_as_the_surest_of_its_parts(
        self, held: list[tuple[When, list[str]]], day: dt.date
    ) -> None:
        records = [membership(*term, id=f"m{at}") for at, term in enumerate(held)]
        for term in Chronicle(BODY, PERSON, records).chair("body", joined=True):
            parts = [Tenure.of(record) for record in term.memberships]
            [whole] = Tenure.joined(parts)
            best = min((part.on(When(day)) for part in parts), key=RANK.__getitem__)
            assert whole.on(When(day)) is best
            month = When(f"{day:%Y-%m}")
            of_its_days = {
                whole.on(When(dt.date.fromordinal(at)))
                for at in range(month.earliest_ordinal, month.latest_ordinal + 1)
            }
            if of_its_days == {Certainty.SURELY} and not any(record.seen for record in records):
                assert whole.on(month) is Certainty.SURELY


NAMED = dt.date(2020, 3, 1).toordinal()
spans = st.tuples(st.integers(0, 12), st.integers(0, 2), st.integers(0, 6), st.integers(0, 2))


@st.composite
def places(draw: st.DrawFn) -> Place:
    """A place with former names, of which each end is known to the day or within three."""
    aliases = []
    for name in "ABC"[: draw(st.integers(0, 3))]:
        start, start_width, lasting, end_width = draw(spans)
        end = start + start_width + lasting
        when = f"{between(start, start_width)}/{between(end, end_width)}"
        aliases.append(
            Alias(value=name, kind="former", when=when if draw(st.integers(0, 5)) else None)
        )
    return Place(id="place", name="Present", kind="city", aliases=aliases)


def between(first: int, width: int) -> str:
    """A day, or the first of so many days, as an interval may begin or end with."""
    day = dt.date.fromordinal(NAMED + first)
    return str(day) if width == 0 else f"{day:%Y-%m}"


def valid_in_some_reading(place: Place, day: int) -> tuple[set[str], set[str]]:
    """Try every reading of every end: the names valid in some reading, and in all of them."""
    dated = [alias for alias in place.aliases if alias.when is not None]
    readings = [
        [
            (start, end)
            for start in range(alias.when._start_lo, alias.when._start_hi + 1)
            for end in range(alias.when._end_lo, alias.when._end_hi + 1)
            if start <= end
        ]
        for alias in dated
        if alias.when is not None
    ]
    undated = {alias.value for alias in place.aliases if alias.when is None}
    some: set[str] = set()
    every: set[str] | None = None
    # The latest end alone decides on the present name, so each former name is read by itself.
    for alias, spans_of in zip(dated, readings, strict=True):
        inside = [start <= day <= end for start, end in spans_of]
        some |= {alias.value} if any(inside) else set()
        every = (every or set()) | ({alias.value} if all(inside) else set())
    ends = [[end for _, end in spans_of] for spans_of in readings]
    if all(min(days) <= day for days in ends):
        some.add("Present")
    if all(max(days) <= day for days in ends) and (dated or not undated):
        every = (every or set()) | {"Present"}
    return some | (undated if not every else set()), every or set()


class TestNames:
    """What was valid that day."""

    @given(places(), st.integers(-3, 40))
    def test_names_are_those_of_some_reading_and_sure_ones_of_all(
        self, place: Place, offset: int
    ) -> None:
        day = NAMED + offset
        some, every = valid_in_some_reading(place, day)
        on = dt.date.fromordinal(day)
        assert set(names(place, on)) == some
        assert set(names(place, on, certainty="surely")) == every

    @given(places(), st.integers(-3, 40), st.integers(1, 20))
    def test_over_an_interval_they_are_the_names_of_its_days(
        self, place: Place, first: int, length: int
    ) -> None:
        days = [dt.date.fromordinal(NAMED + first + at) for at in range(length + 1)]
        over = set(names(place, When.between(days[0], days[-1])))
        some = {name for day in days for name in names(place, day)}
        assert over == some

    @given(places(), st.integers(-1, 1))
    def test_in_a_month_they_are_the_names_of_its_days(self, place: Place, month: int) -> None:
        asked = When(f"{dt.date.fromordinal(NAMED + 31 * month):%Y-%m}")
        days = range(asked.earliest_ordinal, asked.latest_ordinal + 1)
        some = {name for day in days for name in names(place, dt.date.fromordinal(day))}
        assert set(names(place, asked)) == some

    @given(places(), points)
    def test_the_one_name_is_among_them_and_there_is_one_if_there_is_any(
        self, place: Place, on: str
    ) -> None:
        valid, name = names(place, on), name_on(place, on)
        assert (name is None) == (valid == ())
        assert name is None or name in valid

    @given(places(), points)
    def test_sure_names_come_first_and_are_all_that_is_sure(self, place: Place, on: str) -> None:
        sure = names(place, on, certainty="surely")
        assert names(place, on)[: len(sure)] == sure

    @given(places(), days)
    def test_the_one_name_is_sure_if_any_is(self, place: Place, on: dt.date) -> None:
        sure = names(place, on, certainty="surely")
        assert not sure or name_on(place, on) in sure
