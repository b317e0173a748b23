"""What work costs: twice the records take about twice the steps, never the square.

A step is a line of the library that runs. Seconds depend on the machine; steps don't.
"""

from __future__ import annotations

import contextlib
import functools
import sys
import time
from collections.abc import Callable
from typing import Any, TypeAlias

import pytest

import cstoevents as cs
from cstoevents.records import Record

Work: TypeAlias = Callable[[], object]

TODAY = "2026-11-24"


def steps(work: Work) -> int:
    """How many lines of the library run for some work."""
    done = 0

    def trace(frame: Any, happening: str, _: object) -> Any:
        nonlocal done
        if "cstoevents" not in frame.f_code.co_filename:
            return None
        done += happening == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return done


def assert_near_linear(work: Callable[[int], Work], count: int) -> None:
    """Twice as much takes at most 2.3 times the steps: n log n does, the square would take 4."""
    work(3)()  # what is imported or worked out once is not counted
    half, whole = steps(work(count // 2)), steps(work(count))
    assert half > count, "something was done for each"
    assert whole <= 2.3 * half


def assert_about_twice_as_long(
    take: Callable[[Any], object], make: Callable[[int], Any], count: int
) -> None:
    """Twice the size takes about twice the processor's time, where the square would take four.

    It is for what other people's parsers do, of which no line is seen. The least of rounds of both
    sizes by turns is taken, and a round more as long as that says too much: what else the
    machine does makes times longer, never shorter.
    """

    def seconds(what: Any) -> float:
        began = time.process_time()
        with contextlib.suppress(cs.InputError):
            take(what)
        return time.process_time() - began

    sizes = make(count), make(2 * count)
    least = [float("inf"), float("inf")]
    for _ in range(12):
        least = [min(known, seconds(what)) for known, what in zip(least, sizes, strict=True)]
        if least[1] < 2.8 * least[0]:
            return
    raise AssertionError(f"{least[1] / least[0]:.1f} times as long")


# Chronicles of so many


def body(id: str) -> cs.Organisation:
    return cs.Organisation(id=id, name=id, kind="other")


def person(id: str) -> cs.Official:
    return cs.Official(id=id, name=id)


def event(id: str, **fields: Any) -> cs.Event:
    return cs.Event(**{"id": id, "kind": "visit", "title": f"Visit {id}", **fields})


def entered(id: str, number: int | None, when: str | None = None) -> cs.Event:
    return event(id, when=when, entries=[cs.SeriesEntry(series="s", number=number)])


def terms_and_acts(count: int) -> list[Record]:
    """One person of so many terms, each of another post, and so many visits."""
    years = range(1000, 1000 + count)
    post: dict[str, Any] = {"member": "p", "organisation": "csto"}
    return [
        body("csto"),
        person("p"),
        *(cs.Membership(**post, role=f"r-{year}", when=f"{year}-01/{year}-06") for year in years),
        *(event(f"e-{year}", when=f"{year}-09") for year in years),
        *(cs.Participation(event=f"e-{year}", official="p", on_behalf_of="csto") for year in years),
    ]


def one_post(count: int) -> list[Record]:
    """So many people who held one post, each with the next for a year."""
    people = [person(f"p-{number}") for number in range(count)]
    terms = [
        cs.Membership(
            member=person.id,
            organisation="council",
            role="clerk",
            when=f"{1000 + number}-01-01/{1002 + number}-01-01",
        )
        for number, person in enumerate(people)
    ]
    return [body("council"), *people, *terms]


def nested_places(count: int) -> list[Record]:
    """So many places, each within the one before, and some within the innermost."""
    chain = [
        cs.Place(
            id=f"p-{number}",
            name=f"P {number}",
            kind="region",
            within=f"p-{number - 1}" if number else None,
            country=None if number else "KG",
        )
        for number in range(count)
    ]
    within = chain[-1].id
    halls = [
        cs.Place(id=f"h-{number}", name=f"H {number}", kind="venue", within=within)
        for number in range(count // 10)
    ]
    return [*chain, *halls]


def nested_bodies(count: int) -> list[Record]:
    """So many organisations, each a body of the one before."""
    return [
        cs.Organisation(
            id=f"o-{number}",
            name=f"O {number}",
            kind="other",
            parent=f"o-{number - 1}" if number else None,
        )
        for number in range(count)
    ]


def posts_in_nested_bodies(count: int, *, late: int = 0) -> list[Record]:
    """One person with a term in each of nested bodies, and a visit for each, so many years late."""
    years = [(f"o-{number}", 2000 + number) for number in range(count)]
    return [
        *nested_bodies(count),
        person("p"),
        *(
            cs.Membership(member="p", organisation=id, role=f"r-{year}", when=f"{year}")
            for id, year in years
        ),
        *(event(f"e-{year}", when=f"{year + late}-09") for _, year in years),
        *(cs.Participation(event=f"e-{year}", official="p", on_behalf_of=id) for id, year in years),
    ]


def members_of_nested_bodies(count: int, *, late: int = 0) -> list[Record]:
    """A state in each of nested bodies for a year, its delegation to each so many years late."""
    years = [(f"o-{number}", 2000 + number) for number in range(count)]
    return [
        *nested_bodies(count),
        cs.Organisation(id="kz", name="Kazakhstan", kind="state"),
        *(cs.Membership(member="kz", organisation=id, when=f"{year}") for id, year in years),
        *(event(f"e-{year}", when=f"{year + late}-09", organisers=[id]) for id, year in years),
        *(cs.Delegation(event=f"e-{year}", on_behalf_of="kz") for _, year in years),
    ]


def members_nested_in_nested_bodies(count: int) -> list[Record]:
    """Nested bodies of a state, each a member of one of nested bodies, and late at its event."""
    nested = range(count)
    years = [(f"o-{number}", f"s-{number}", 2000 + number) for number in nested]
    return [
        *nested_bodies(count),
        *(
            cs.Organisation(
                id=sender,
                name=sender,
                kind="state-body",
                parent=f"s-{number - 1}" if number else None,
            )
            for number, (_, sender, _) in enumerate(years)
        ),
        *(cs.Membership(member=sender, organisation=id, when=f"{y}") for id, sender, y in years),
        *(event(f"e-{y}", when=f"{y + 1}-09", organisers=[id]) for id, _, y in years),
        *(cs.Delegation(event=f"e-{y}", on_behalf_of=sender) for _, sender, y in years),
    ]


def numbers(count: int, *, loose: int = 20, when: str | None = None) -> list[Record]:
    """A series in which every other one of so many numbers is missing, and members without one."""
    given = [entered(f"n-{number}", number, f"{number:04}") for number in range(1, count, 2)]
    others = [entered(f"l-{number}", None, when) for number in range(loose)]
    return [cs.Series(id="s", name="S"), *given, *others]


def line_of_series(count: int) -> list[Record]:
    """So many series, each of which goes on from the one before."""
    every = [
        cs.Series(
            id=f"s-{number}",
            name=f"S {number}",
            first_number=number,
            predecessor=f"s-{number - 1}" if number else None,
        )
        for number in range(count)
    ]
    entries = ([cs.SeriesEntry(series=series.id, number=n)] for n, series in enumerate(every))
    return [
        *every,
        *(event(f"e-{n}", when=f"{1000 + n}", entries=own) for n, own in enumerate(entries)),
    ]


def nested_events(count: int) -> list[Record]:
    """So many events that share title and date, each a part of the one before."""
    of = {"title": "A visit", "when": "2024-05-01"}
    return [
        event(f"e-{number}", parent=f"e-{number - 1}" if number else None, **of)
        for number in range(count)
    ]


def meetings_in_nested_places(count: int) -> list[Record]:
    """So many events that share title, date and hour, in halls within the innermost of places."""
    halls = [place for place in nested_places(count * 10) if place.id.startswith("h-")]
    of = {"title": "A visit", "when": "2024-05-01", "start_time": "10:00"}
    return [
        *nested_places(count * 10),
        *(event(f"e-{number}", place=hall.id, **of) for number, hall in enumerate(halls)),
    ]


def crowd(count: int, prefix: str = "a") -> list[Record]:
    """So many events that share title, date, kind and body."""
    of = {"title": "A visit", "when": "2024-05-01", "organisers": ["csto"]}
    return [body("csto"), *(event(f"{prefix}-{number}", **of) for number in range(count))]


def namesakes(count: int, prefix: str = "a") -> list[Record]:
    """So many people of one name."""
    return [cs.Official(id=f"{prefix}-{n}", name="Aigul Ibraimova") for n in range(count)]


def near_namesakes(count: int) -> list[Record]:
    """So many people whose names differ in one letter from that of the next, and of others."""
    letters = "abcdefghijklmnopqrst"
    ending = "".join
    names = (ending(letters[number // 20**at % 20] for at in range(3)) for number in range(count))
    return [cs.Official(id=f"p-{n}", name=f"Aigul {name}") for n, name in enumerate(names)]


def calendar(count: int, prefix: str = "a") -> list[Record]:
    """So many events, each on another day."""
    days = range(count)
    return [
        body("csto"),
        *(
            event(
                f"{prefix}-{day}",
                title=f"Visit {day}",
                when=f"{1000 + day // 28:04}-02-{day % 28 + 1:02}",
                organisers=["csto"],
            )
            for day in days
        ),
    ]


# Work on them


def checked(records: Callable[[int], list[Record]]) -> Callable[[int], Work]:
    def work(count: int) -> Work:
        chronicle = cs.Chronicle(records(count))
        return lambda: chronicle.check(TODAY)

    return work


class TestChecks:
    def test_one_person_of_many_terms_and_acts(self) -> None:
        assert_near_linear(checked(terms_and_acts), 200)

    def test_one_post_of_many(self) -> None:
        assert_near_linear(checked(one_post), 200)

    def test_places_nested_four_thousand_deep(self) -> None:
        assert_near_linear(checked(nested_places), 4_000)

    def test_bodies_of_bodies(self) -> None:
        assert_near_linear(checked(nested_bodies), 400)

    @pytest.mark.parametrize("late", [0, 1, -1, 5_000])
    @pytest.mark.parametrize("records", [posts_in_nested_bodies, members_of_nested_bodies])
    def test_one_who_acts_for_bodies_of_bodies(
        self, records: Callable[..., list[Record]], late: int
    ) -> None:
        """In the terms there, out of those of each body but in another's, or out of all."""
        assert_near_linear(checked(functools.partial(records, late=late)), 200)

    def test_members_within_each_other_of_bodies_of_bodies(self) -> None:
        assert_near_linear(checked(members_nested_in_nested_bodies), 200)

    def test_series_that_go_on_from_each_other(self) -> None:
        assert_near_linear(checked(line_of_series), 200)

    def test_events_of_one_title_and_day_within_each_other(self) -> None:
        assert_near_linear(checked(nested_events), 200)

    def test_events_deep_in_places(self) -> None:
        assert_near_linear(checked(meetings_in_nested_places), 100)

    def test_a_crowd_of_events_that_look_alike(self) -> None:
        assert_near_linear(checked(crowd), 200)

    def test_names_that_are_one_letter_apart(self) -> None:
        assert_near_linear(checked(near_namesakes), 1_600)

    def test_numbers_that_begin_anew_in_the_midst_of_a_series(self) -> None:
        """Those before and after it can't be trusted, each of which was held against all others."""

        def events(count: int) -> list[Record]:
            years = (1000 + (number + count // 2) % count for number in range(count))
            return [
                cs.Series(id="s", name="S"),
                *(entered(f"n-{number}", number, f"{year}") for number, year in enumerate(years)),
            ]

        assert_near_linear(checked(events), 200)

    def test_the_characters_of_usual_names_are_not_looked_at_one_by_one(self) -> None:
        titles = ({"en": f"Visit {number}", "ru": f"Визит {number}"} for number in range(200))
        chronicle = cs.Chronicle(event(f"e-{n}", title=title) for n, title in enumerate(titles))
        of_characters = [
            check for check in cs.checks.CHECKS if check.id in {"hidden-character", "mixed-scripts"}
        ]
        cs.Chronicle().check(checks=of_characters)
        assert steps(lambda: chronicle.check(checks=of_characters)) <= 60 * 200


class TestViews:
    @pytest.mark.parametrize(
        ("records", "ask"),
        [
            (terms_and_acts, lambda known: known.posts("p")),
            (terms_and_acts, lambda known: known.posts("p", during="1000/1500")),
            (terms_and_acts, lambda known: known.events_of("p")),
            (one_post, lambda known: known.holders("clerk", "council")),
            (one_post, lambda known: known.holders("clerk", "council", during="1000/1500")),
            (nested_places, lambda known: known.places_within("p-0")),
            (nested_bodies, lambda known: known.bodies("o-0")),
            (calendar, lambda known: known.timeline()),
            (calendar, lambda known: known.anniversaries("2026")),
        ],
    )
    def test_of_many(
        self, records: Callable[[int], list[Record]], ask: Callable[[cs.Chronicle], object]
    ) -> None:
        def work(count: int) -> Work:
            chronicle = cs.Chronicle(records(count))
            return lambda: ask(chronicle)

        assert_near_linear(work, 200)


class TestMissingNumbers:
    @pytest.mark.parametrize("when", [None, "1500", "1000/3000"])
    def test_as_many_as_members_without_a_number(self, when: str | None) -> None:
        def work(count: int) -> Work:
            chronicle = cs.Chronicle(numbers(count, loose=count, when=when))
            return lambda: chronicle.numbered("s").listing

        assert_near_linear(work, 100)

    def test_twenty_thousand_beside_twenty_without_a_date(self) -> None:
        def work(count: int) -> Work:
            slip = [entered("first", 1, "2001"), entered("last", count, "2002")]
            others = [entered(f"l-{number}", None) for number in range(20)]
            chronicle = cs.Chronicle([cs.Series(id="s", name="S"), *slip, *others])
            return lambda: chronicle.numbered("s").missing

        assert_near_linear(work, 20_000)

    def test_candidates_are_made_when_asked_for(self) -> None:
        def listed(count: int, loose: int) -> int:
            chronicle = cs.Chronicle(numbers(count, loose=loose))
            return steps(lambda: chronicle.numbered("s").missing)

        def of_forty_more(count: int) -> int:
            return listed(count, 80) - listed(count, 40)

        listed(800, 3)  # what is known of dates is worked out once
        assert 0 < of_forty_more(800) <= 1.1 * of_forty_more(400)


class TestMerging:
    @pytest.mark.parametrize("records", [crowd, calendar, namesakes])
    @pytest.mark.parametrize("prefix", ["a", "b"])
    def test_two_chronicles_of_the_same_or_other_ids(
        self, records: Callable[[int, str], list[Record]], prefix: str
    ) -> None:
        def work(count: int) -> Work:
            one = cs.Chronicle(records(count, "a"))
            other = cs.Chronicle(records(count, prefix))
            return lambda: one.merge(other)

        assert_near_linear(work, 200)

    def test_what_shares_a_title_is_asked_for_its_dates_and_place_once(self) -> None:
        one, other = (cs.Chronicle(calendar(200, prefix)) for prefix in "ab")
        assert len(one.merge(other).matches) == 200
        assert steps(lambda: one.merge(other)) <= 430 * 200

    def test_matches_that_are_applied(self) -> None:
        def work(count: int) -> Work:
            merge = cs.Chronicle(calendar(count, "a")).merge(cs.Chronicle(calendar(count, "b")))
            return lambda: merge.apply(*merge.matches)

        assert_near_linear(work, 200)


# Search


def searched(count: int, words: str) -> Work:
    """Search for these words among so many visits, whose words are gathered already."""
    chronicle = cs.Chronicle(event(f"a-{n}") for n in range(count)).add(person("samat-ordabaev"))
    for first in ("else", "something else"):  # one word, and two
        chronicle.search(first)
    return lambda: chronicle.search(words)


@pytest.mark.parametrize("words", ["ordabaev", "ordab", "Ordabeav", "visit 41", "Samat Ordabaev"])
def test_a_search_for_what_few_have_takes_as_long_among_more(words: str) -> None:
    searched(3, words)()
    few, many = steps(searched(20, words)), steps(searched(2_000, words))
    assert many <= 1.5 * few


def test_a_search_for_what_all_have_takes_few_steps_for_each() -> None:
    """Ten thousand are found and put in order in milliseconds: no work for each but a sum."""
    searched(3, "visit")()
    assert steps(searched(2_000, "visit")) <= 6 * 2_000 + 1_000


def test_gathering_words_takes_steps_in_proportion() -> None:
    def work(count: int) -> Work:
        events = [event(f"a-{n}") for n in range(count)]
        return lambda: cs.Chronicle(events).search("nothing")

    assert_near_linear(work, 400)
