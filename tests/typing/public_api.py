"""The public API as a user's type checker sees it: checked by mypy and pyright, never run.

Each function is a use; `assert_type` states what the checkers must infer. A constructor
accepts what people have, a field has one type, and what is refused when it runs is refused
here as well: a `type: ignore` that is not needed is an error of its own.
"""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import Any, assert_type

import pendulum

import cstoevents as cs


def dates_come_from_text_days_and_dates() -> None:
    when = cs.When("2024-11")
    assert_type(when, cs.When)
    assert_type(cs.When(dt.date(2024, 11, 5)), cs.When)
    assert_type(cs.When(when), cs.When)
    assert_type(cs.When.between("2023-01-01", ".."), cs.When)
    cs.When(2024)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def a_date_tells_what_it_knows(when: cs.When) -> None:
    assert_type(when.text, str)
    assert_type(when.precision, cs.Precision)
    assert_type(when.year, int | None)
    assert_type(when.start, cs.When | None)
    assert_type(when.earliest, dt.date | None)
    assert_type(when.latest, dt.date | None)
    assert_type(when.interval(), pendulum.Interval[pendulum.Date])
    assert_type(when.date(), dt.date)
    assert_type(sorted([when], key=lambda day: day.sort_key), list[cs.When])


def questions_about_dates_have_three_answers_or_two(when: cs.When) -> None:
    assert_type(when.before("2025"), cs.Tri)
    assert_type(when.during(when), cs.Tri)
    assert_type(when.overlaps(dt.date(2025, 1, 1)), cs.Tri)
    assert_type(when.surely_before("2025"), bool)
    assert_type(when.possibly_during("2025"), bool)


def places_take_what_people_have() -> None:
    place = cs.Place(
        id="astana",
        name={"en": "Astana", "ru": "Астана"},
        kind="city",
        within="kazakhstan",
        country="KZ",
        aliases=[cs.Alias(value="Nur-Sultan", kind="former", when="2019-03/2022-09")],
        latitude=51.1,
        sources=iter([cs.Source(url="https://example.org/", retrieved=dt.date(2026, 11, 1))]),
    )
    assert_type(place.id, str)
    assert_type(place.name, cs.Text)
    assert_type(place.kind, cs.records.PlaceKind)
    assert_type(place.aliases, tuple[cs.Alias, ...])
    assert_type(place.aliases[0].when, cs.When | None)
    assert_type(place.latitude, float | None)
    assert_type(place.sources, tuple[cs.Source, ...])


def organisations_take_what_people_have() -> None:
    organisation = cs.Organisation(
        id="csto", name="CSTO", kind="intergovernmental", founded="2002-10-07", predecessors=["cst"]
    )
    assert_type(organisation.founded, cs.When | None)
    assert_type(organisation.predecessors, tuple[str, ...])
    assert_type(organisation.abbreviation, str | None)


def persons_and_their_posts_take_what_people_have() -> None:
    official = cs.Official(id="samat-ordabaev", name="Samat Ordabaev", born=dt.date(1960, 1, 1))
    assert_type(official.born, cs.When | None)
    post = cs.Membership(
        member="samat-ordabaev", organisation="csto", when="2023/..", seen=["2025-05-13"]
    )
    assert_type(post.id, str)
    assert_type(post.status, cs.records.MembershipStatus | None)
    assert_type(post.seen, tuple[cs.When, ...])


def events_and_meetings_take_what_people_have() -> None:
    meeting = cs.Meeting(
        id="wg-41",
        kind=cs.records.EventKind.MEETING,
        title="41st meeting",
        when="2025-05-13",
        start_time="10:00",
        status="held",
        entries=[cs.SeriesEntry(series="wg", number=41)],
        topics={"afghanistan"},
        agenda=["Afghanistan", {"en": "Drugs", "ru": "Наркотики"}],
        access="closed",
    )
    assert_type(meeting.title, cs.Text)
    assert_type(meeting.when, cs.When | None)
    assert_type(meeting.start_time, dt.time | None)
    assert_type(meeting.status, cs.records.EventStatus | None)
    assert_type(meeting.entries, tuple[cs.SeriesEntry, ...])
    assert_type(meeting.entries[0].number, int | None)
    assert_type(meeting.topics, tuple[str, ...])
    assert_type(meeting.agenda, tuple[cs.Text, ...])
    assert_type(meeting.access, cs.records.Access | None)
    event: cs.Event = meeting
    assert_type(event.previous_when, tuple[cs.When, ...])
    assert_type(event.commemoration, cs.Commemoration | None)


def delegations_and_participations_take_what_people_have() -> None:
    delegation = cs.Delegation(event="wg-41", on_behalf_of="armenia", size=3)
    assert_type(delegation.level, cs.records.DelegationLevel | None)
    part = cs.Participation(
        event="wg-41", description="experts", role="speaker", reports=["On drugs"]
    )
    assert_type(part.role, cs.records.ParticipationRole | None)
    assert_type(part.description, cs.Text | None)
    assert_type(part.reports, tuple[cs.Text, ...])


def records_do_not_change(event: cs.Event) -> None:
    event.id = "other"  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
    cs.Event("positional")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]


def a_text_has_words_by_language(text: cs.Text) -> None:
    assert_type(text["en"], str)
    assert_type(str(text), str)
    assert_type(text.languages, tuple[str, ...])
    assert_type("Minsk" in text, bool)
    dict(text)
    assert_type(text.get("ru"), str | None)


def a_chronicle_answers_by_class(csto: cs.Chronicle) -> None:
    assert_type(csto.events, cs.Listing[cs.Event])
    assert_type(csto.meetings, cs.Listing[cs.Meeting])
    assert_type(csto.officials, cs.Listing[cs.Official])
    assert_type(csto.events[0], cs.Event)
    assert_type(csto.events[:5], cs.Listing[cs.Event])
    assert_type(csto.members("csto"), cs.Listing[cs.Term])
    assert_type(csto.members("csto").to_rows(), list[dict[str, Any]])
    assert_type(cs.Listing([1, 2]), cs.Listing[int])
    as_before: tuple[cs.Term, ...] = csto.chair("csto")
    assert_type(csto.check(), cs.Listing[cs.checks.Finding])
    assert_type([term.record for term in as_before], list[cs.Official | cs.Organisation])
    assert_type(csto.event("wg-41"), cs.Event)
    assert_type(csto.meeting("wg-41"), cs.Meeting)
    assert_type(csto.organisation("csto"), cs.Organisation)
    assert_type(csto | csto, cs.Chronicle)
    assert_type(csto.add(csto.events), cs.Chronicle)
    assert_type(csto.replace(csto.event("wg-41")), cs.Chronicle)
    assert_type(csto.remove("wg-41").rename("csto", "odkb"), cs.Chronicle)
    assert_type(csto.diff(csto), cs.changes.Difference)
    with csto.edit() as draft:
        assert_type(draft, cs.changes.Draft)
    assert_type(draft.chronicle, cs.Chronicle)
    assert_type(len(csto), int)
    assert_type("wg-41" in csto, bool)


def chronicles_are_read_and_written(file: io.BytesIO) -> None:
    csto = cs.load()
    assert_type(csto, cs.Chronicle)
    assert_type(cs.read_json(Path("mine.json"), within=csto), cs.Chronicle)
    assert_type(cs.read_json(file), cs.Chronicle)
    assert_type(cs.read_json(b"{}", references="lenient"), cs.Chronicle)
    assert_type(cs.to_dict(csto), dict[str, Any])
    assert_type(cs.from_dict({"format_version": "1"}), cs.Chronicle)
    assert_type(cs.from_dict({}, cs.Meeting), cs.Meeting)
    assert_type(cs.from_dict({}, cs.Source), cs.Source)
    assert_type(cs.to_dict(cs.Source(url="https://a")), dict[str, Any])
    assert_type(cs.converter().structure({}, cs.Meeting), cs.Meeting)
    cs.from_dict({}, dict)  # type: ignore[type-var]  # pyright: ignore[reportArgumentType, reportCallIssue]
    cs.to_dict("m")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    cs.write_json(csto, "mine.json")
    cs.read_json("mine.json", references="maybe")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def an_error_carries_what_it_knows() -> None:
    try:
        cs.read_json(b"{}")
    except cs.InputError as error:
        assert_type(error.problems, tuple[cs.errors.Problem, ...])
    try:
        cs.When("yesterday")
    except cs.WhenError as error:
        as_usual: ValueError = error
        assert_type(as_usual.args, tuple[Any, ...])
        assert_type(error.instead, str | None)
