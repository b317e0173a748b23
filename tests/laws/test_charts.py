"""The laws of charts: what is drawn against the views themselves, and days against their dates."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cstoevents.charts import anniversaries, counts, series, terms, timeline
from cstoevents.charts.drawing import Drawing, Scene
from cstoevents.chronicle import Chronicle
from cstoevents.dates import Certainty, When
from cstoevents.dates.edtf import FOREVER, NEVER_BEGUN
from cstoevents.records import About, Event, Membership, Official, Organisation, Series, SeriesEntry
from cstoevents.sequences.values import SeriesMember
from cstoevents.terms import Term
from cstoevents.timeline import Timeline

plain = st.builds(
    lambda day, length: day.isoformat()[:length],
    st.dates(dt.date(2020, 1, 1), dt.date(2025, 12, 31)),
    st.sampled_from([4, 7, 10, 10]),
)
two_sided = st.builds(
    lambda ends, form: form.format(*sorted(ends)),
    st.tuples(plain, plain),
    st.sampled_from(["{}/{}", "[{}..{}]", "{}/..", "{}/", "../{}", "/{}", "[{}..]", "[..{}]"]),
)
vague = st.sampled_from(["202X", "20XX", "2024-XX", "2024-41", "2023-02-XX", "9999", "0001"])
dates = (plain | plain | two_sided | vague).map(When)


def drawing(chronicle: Chronicle | None = None) -> Drawing:
    return Drawing.of(chronicle, None, "en", "light")


def days_of(row: dict[str, Any]) -> tuple[dt.date, dt.date]:
    return dt.date.fromisoformat(row["first"]), dt.date.fromisoformat(row["last"])


@st.composite
def timelines(draw: st.DrawFn) -> Timeline:
    dated = draw(st.lists(st.none() | dates, max_size=12))
    return Timeline(
        Event(id=f"e{number}", kind="other", title="An event", when=when)
        for number, when in enumerate(dated)
    )


@given(timelines())
def test_every_event_is_drawn_once_or_named_as_left_out(view: Timeline) -> None:
    rows, left_out = timeline.marks(view, drawing(), "kind")
    drawn = [row["id"] for row in rows] + left_out
    assert sorted(drawn) == sorted(event.id for event in (*view, *view.undated))


@given(timelines())
def test_an_event_is_on_all_days_that_its_date_can_mean_and_on_no_others(view: Timeline) -> None:
    rows, _ = timeline.marks(view, drawing(), "kind")
    for row in rows:
        first, last = days_of(row)
        when = next(event.when for event in view if event.id == row["id"])
        assert when is not None
        # An open side goes on to the edge; what is not open ends with the record.
        assert row["open_start"] or first == when.earliest
        assert row["open_end"] or last == when.latest
        assert row["open_start"] is (when.earliest is None)
        assert row["open_end"] is (when.latest is None)
        assert when.possibly_overlaps(first)
        assert when.possibly_overlaps(last)
        if row["sure_first"] is not None:
            for sure in (row["sure_first"], row["sure_last"]):
                assert when.surely_overlaps(sure)
        elif first < last:
            assert not when.surely_overlaps(first)
            assert not when.surely_overlaps(last)


@given(st.lists(st.integers(500_000, 900_000), min_size=1))
def test_nothing_fades_on_a_day_that_is_known(days: list[int]) -> None:
    scene = Scene.around(days)
    assert scene is not None
    assert scene.first + scene.edge <= min(days)
    assert max(days) <= scene.last - scene.edge


@given(timelines())
def test_marks_of_a_lane_never_cover_each_other(view: Timeline) -> None:
    rows, _ = timeline.marks(view, drawing(), "kind")
    scene = timeline._scene(view, drawing())
    if scene is not None:
        timeline._placed(rows, scene)
    for at, one in enumerate(rows):
        for other in rows[:at]:
            if (one["lane"], one["low"]) == (other["lane"], other["low"]):
                assert one["last"] < other["first"] or other["last"] < one["first"]


@given(timelines())
def test_counts_are_those_of_the_groups_by_year(view: Timeline) -> None:
    rows, left_out = counts.marks(view, drawing(), "kind")
    surely = Counter[str]()
    for row in rows:
        surely[f"{row['year']:04}"] += row["count"] if row["surely"] else 0
    groups = view.grouped_by("year")
    expected = {key.text: len(group) for key, group in groups.items() if key.text.isdecimal()}
    # What is known to one year begins in it, unless its beginning is open.
    assert +surely == Counter(expected)
    for event in view:
        when = event.when
        assert when is not None
        is_open = when._start_lo <= NEVER_BEGUN or when._start_hi >= FOREVER
        assert event.id in left_out or not is_open


@given(timelines())
def test_every_possible_year_of_a_beginning_is_counted(view: Timeline) -> None:
    rows, left_out = counts.marks(view, drawing(), "kind")
    counted = Counter[int]()
    for row in rows:
        counted[row["year"]] += row["count"]
    expected = Counter[int]()
    for event in view:
        when = event.when
        if when is not None and event.id not in left_out:
            first, last = (dt.date.fromordinal(day) for day in (when._start_lo, when._start_hi))
            expected.update(range(first.year, last.year + 1))
    assert counted == expected


@given(timelines())
def test_the_bars_of_a_year_stand_on_each_other(view: Timeline) -> None:
    rows, _ = counts.marks(view, drawing(), "kind")
    heights = Counter[int]()
    for row in rows:
        assert row["base"] == heights[row["year"]]
        heights[row["year"]] += row["count"]
        assert row["top"] == heights[row["year"]]


@st.composite
def numbered(draw: st.DrawFn) -> Chronicle:
    """A series of few numbers, whose dates contradict each other now and then."""
    members = draw(
        st.lists(st.tuples(st.none() | st.integers(1, 12), st.none() | dates), max_size=8)
    )
    return Chronicle(
        Series(id="run", name="A run", first_number=draw(st.none() | st.just(1))),
        *(
            Event(
                id=f"e{at}",
                kind="exercise",
                title="A session",
                when=when,
                status=draw(st.sampled_from(["held", "cancelled", "postponed", "scheduled"])),
                entries=[SeriesEntry(series="run", number=number, label="A")],
            )
            for at, (number, when) in enumerate(members)
        ),
    )


@given(numbered())
def test_every_member_and_missing_number_is_drawn_once_or_named(chronicle: Chronicle) -> None:
    view = chronicle.numbered("run")
    rows, left_out = series.marks(view, drawing(chronicle))
    drawn = [row["id"] for row in rows if row["id"] is not None] + left_out
    assert sorted(drawn) == sorted(member.event.id for member in view.members)
    missing = [row["number"] for row in rows if row["state"] == "missing"]
    assert missing == ([] if not rows else [one.number for one in view.missing])


@given(numbered())
def test_a_member_is_on_days_that_its_record_can_mean(chronicle: Chronicle) -> None:
    view = chronicle.numbered("run")
    rows, _ = series.marks(view, drawing(chronicle))
    doubted = {member.event.id for member in view.members if member.is_doubted}
    assert {row["id"] for row in rows if row["state"] == "doubted"} == doubted
    windows = {("missing", one.number): one.window for one in view.missing}
    for row in rows:
        when: When | None = windows.get((row["state"], row["number"]))
        if row["id"] is not None:
            member = next(m for m in view.members if m.event.id == row["id"])
            when = member.event.when or member.window
            assert isinstance(member, SeriesMember)
        if when is not None:
            for day in days_of(row):
                assert when.possibly_overlaps(day)


@st.composite
def memberships(draw: st.DrawFn) -> Chronicle:
    held = draw(st.lists(st.tuples(st.none() | dates, st.lists(dates, max_size=2)), max_size=5))
    return Chronicle(
        Organisation(id="club", name="The club", kind="other"),
        Official(id="ann", name="Ann"),
        *(
            Membership(
                id=f"m{at}", member="ann", organisation="club", role="chair", when=when, seen=seen
            )
            for at, (when, seen) in enumerate(held)
        ),
        about=About(as_of=draw(st.sampled_from([None, "2024-06-01"]))),
    )


@given(memberships())
def test_every_term_is_drawn_once_or_named(chronicle: Chronicle) -> None:
    found = chronicle.holders("chair", "club") if chronicle.memberships else ()
    rows, left_out = terms.marks(found, drawing(chronicle))
    drawn = [row["id"] for row in rows] + left_out
    assert sorted(drawn) == sorted(term.membership.id for term in found)


@given(memberships())
def test_every_day_on_which_somebody_was_seen_has_its_tick(chronicle: Chronicle) -> None:
    found = chronicle.holders("chair", "club") if chronicle.memberships else ()
    rows, _ = terms.marks(found, drawing(chronicle))
    seen = {term.membership.id: [w for m in term.memberships for w in m.seen] for term in found}
    for row in rows:
        ticks = list(zip(row["seen_first"], row["seen_last"], strict=True))
        assert len(ticks) == len(seen[row["id"]])
        for (first, last), when in zip(ticks, seen[row["id"]], strict=True):
            assert when.earliest is None or first == when.earliest.isoformat()
            assert when.latest is None or last == when.latest.isoformat()


@given(memberships())
def test_no_term_is_hidden_by_one_that_is_drawn_over_it(chronicle: Chronicle) -> None:
    found = chronicle.holders("chair", "club") if chronicle.memberships else ()
    rows, _ = terms.marks(found, drawing(chronicle))
    for at, over in enumerate(rows):
        for under in rows[:at]:
            if over["lane"] == under["lane"]:
                assert under["first"] < over["first"] or over["last"] < under["last"]


@given(memberships())
def test_a_term_is_full_on_sure_days_and_nowhere_that_its_record_excludes(
    chronicle: Chronicle,
) -> None:
    found = chronicle.holders("chair", "club") if chronicle.memberships else ()
    rows, _ = terms.marks(found, drawing(chronicle))

    def on(day: str, id: str) -> Certainty | None:
        there: list[Term] = [
            term for term in chronicle.holders("chair", "club", on=day) if term.membership.id == id
        ]
        return there[0].certainty if there else None

    for row in rows:
        assert on(row["first"], row["id"]) in {Certainty.SURELY, Certainty.POSSIBLY}
        assert on(row["last"], row["id"]) in {Certainty.SURELY, Certainty.POSSIBLY}
        for day in (row["sure_first"], row["sure_last"]):
            assert day is None or on(day, row["id"]) is Certainty.SURELY


@given(timelines(), st.integers(2021, 2030))
def test_every_anniversary_of_a_year_is_drawn_once_in_its_month(view: Timeline, year: int) -> None:
    found = Chronicle(*view).anniversaries(str(year), kinds="all")
    rows, height = anniversaries.marks(found, drawing())
    assert [(row["id"], row["number"]) for row in rows] == [
        (item.record.id, item.number) for item in found if item.record is not None
    ]
    places = [(row["x"], row["y"]) for row in rows]
    assert len(set(places)) == len(places)
    assert all(0 <= y < height for _, y in places)
    for row, item in zip(rows, found, strict=True):
        assert item.when.earliest is not None
        assert item.when.latest is not None
        months = {item.when.earliest.month, item.when.latest.month}
        assert {row["month"]} == (months if len(months) == 1 else {anniversaries._NO_MONTH})


@given(timelines(), st.integers(2021, 2030))
def test_the_days_that_are_filled_are_those_of_anniversaries_that_are_known_to_the_day(
    view: Timeline, year: int
) -> None:
    found = Chronicle(*view).anniversaries(str(year), kinds="all")
    rows, _ = anniversaries.marks(found, drawing())
    cells = anniversaries._cells(year, rows, drawing())
    looks = {look.light: state for state, look in anniversaries.LOOKS.items()}
    days = [cell for cell in cells if "fill" in cell]
    first = dt.date(year, 1, 1)
    assert [cell["text"] for cell in days] == [
        str((first + dt.timedelta(at)).day) for at in range(len(days))
    ]
    filled = {
        first + dt.timedelta(at): looks[cell["fill"]]
        for at, cell in enumerate(days)
        if cell["fill"] is not None
    }
    known: dict[dt.date | None, set[bool]] = {}
    for item in found:
        if item.when.earliest == item.when.latest:
            known.setdefault(item.when.earliest, set()).add(item.number % 5 == 0)
    assert filled == {
        day: "jubilee" if any(numbers) else "anniversary" for day, numbers in known.items()
    }
