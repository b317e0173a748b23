"""Checks: each finds what it is for, and is silent where an imprecise date leaves room.

Run this file to write the table of checks anew: docs/explanation/checks.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import attrs
import pytest

import cstoevents as cs
from cstoevents.formats.json.syntax import DUPLICATE_KEY
from cstoevents.records import Record
from documents import ROOT, made_from_code, write_made_from_code

TODAY = "2026-11-30"
EXPLANATION = ROOT / "docs" / "explanation" / "checks.md"
FINDINGS = ROOT / "docs" / "data" / "findings.md"
# Checks whose findings all have one reason, whichever records they name.
ONE_REASON = frozenset(("past-without-status", "source-undated"))


def source(**fields: Any) -> cs.Source:
    return cs.Source(citation="A report", **fields)


def event(id: str, **fields: Any) -> cs.Event:
    return cs.Event(**{"id": id, "kind": "visit", "title": id, **_held(fields), **fields})


def _held(fields: dict[str, Any]) -> dict[str, Any]:
    """What a finished event has unless a test says otherwise."""
    when = fields.get("when")
    return {"status": "held"} if when and cs.When(when).surely_before(TODAY) else {}


def meeting(id: str, number: int | None = None, series: str = "wg", **fields: Any) -> cs.Meeting:
    entries = () if number is None else [cs.SeriesEntry(series=series, number=number)]
    given = {"id": id, "kind": "meeting", "title": id, "entries": entries}
    given |= {**_held(fields), **fields}
    return cs.Meeting(**given)


def body(id: str, **fields: Any) -> cs.Organisation:
    return cs.Organisation(**{"id": id, "name": id, "kind": "organ", **fields})


def state(id: str, **fields: Any) -> cs.Organisation:
    return cs.Organisation(id=id, name=id, kind="state", **fields)


def person(id: str, name: str | None = None, **fields: Any) -> cs.Official:
    return cs.Official(id=id, name=name or id, **fields)


def post(id: str, member: str, role: str, when: str, **fields: Any) -> cs.Membership:
    return cs.Membership(
        id=id, member=member, organisation="council", role=role, when=when, **fields
    )


def place(id: str, kind: str = "city", **fields: Any) -> cs.Place:
    return cs.Place(**{"id": id, "name": id, "kind": kind, **fields})


def findings(*records: Record, today: str | None = TODAY) -> list[cs.checks.Finding]:
    return list(cs.Chronicle(records, references="lenient").check(today))


def rules(*records: Record, today: str | None = TODAY) -> list[str]:
    return [finding.rule for finding in findings(*records, today=today)]


WG = cs.Series(id="wg", name="Working group", first_number=1)
CSTO = body("csto", kind="intergovernmental")


# A chronicle without a fault, with something of everything that the checks look at.


def sound() -> list[Record]:
    """Thirty-odd records with nothing to find, imprecise dates where they leave room."""
    return [
        place("kyrgyzstan", "country", country="KG"),
        place("bishkek", within="kyrgyzstan", country="KG"),
        place("frunze-house", "venue", within="bishkek"),
        place("red-banner-hall", "venue", within="frunze-house"),
        state("kg", country="KG", founded="1991-08-31"),
        state("uz", country="UZ", founded="1991"),
        state("rs", country="RS"),
        body("treaty", kind="treaty", founded="1992-05-15", dissolved="2002"),
        body("organisation", kind="intergovernmental", founded="2002", predecessors=["treaty"]),
        body("council", parent="organisation", founded="2002-10-07"),
        cs.Membership(member="kg", organisation="organisation", when="2002-10-07/.."),
        cs.Membership(member="uz", organisation="organisation", when="2006-06-23/2012-12"),
        cs.Membership(
            member="anna-orlova", organisation="council", role="secretary", when="2019/2023-06"
        ),
        person("anna-orlova", "Anna Orlova", nationality="KG", born="1960"),
        person("other-orlova", "Anna Orlova", nationality="UZ"),
        cs.Series(id="run", name="Run", organisation="council", first_number=3),
        meeting("m-3", 3, "run", when="2019-11", organisers=["council"], status="held"),
        meeting("m-4", 4, "run", when="2020", organisers=["council"]),
        meeting("m-5", 5, "run", when="2020-02-10", organisers=["council"]),
        meeting("m-5-void", 5, "run", when="2020-01-10", status="cancelled"),
        meeting("m-6", when="2021-03-01", entries=[
            cs.SeriesEntry(series="run", number=6, label="VI")]),
        meeting("m-6-bis", when="2021-05-01", entries=[
            cs.SeriesEntry(series="run", label="6 bis")]),
        meeting("m-9", 9, "run", when="2026-12", status="scheduled"),
        meeting("m-9-opening", when="2026-12", parent="m-9"),
        event("treaty-signed", kind="signing", when="1992-05-15", organisers=["organisation"]),
        event("jubilee", kind="commemoration", when="2025-05-12",
              commemoration=cs.Commemoration(event="treaty-signed", number=33)),
        event("march", kind="exercise", when="2024-03-01/2024-03-09", start_time="15:00",
              end_time="12:00", place="red-banner-hall", status="held",
              sources=[source(published="2024-03"), source()]),
        cs.Delegation(event="m-3", on_behalf_of="kg", size=1),
        cs.Delegation(event="m-3", on_behalf_of="rs"),
        cs.Participation(
            event="m-3", official="anna-orlova", delegation="m-3--kg--delegation", role="head",
        ),
        cs.Participation(event="m-3", official="other-orlova", delegation="m-3--kg--delegation"),
        cs.Participation(event="m-6", official="anna-orlova", on_behalf_of="council"),
        cs.Participation(event="m-6", organisation="uz", role="guest"),
    ]  # fmt: skip


# What is planted: some thirty contradictions, each with the check that must find it
# and the first of the records that it must name.

Planted = tuple[str, str, list[Record]]


def planted() -> list[Planted]:
    plan = cs.Participation
    return [
        ("dangling-reference", "x-lost", [event("x-lost", place="nowhere")]),
        ("dangling-reference", "x-wrong", [event("x-wrong", place="kg")]),
        ("circular-reference", "x-hall", [
            place("x-hall", "venue", within="x-house"),
            place("x-house", "venue", within="x-hall")]),
        ("circular-reference", "x-a", [
            body("x-a", parent="x-c"), body("x-b", parent="x-a"), body("x-c", parent="x-b")]),
        ("circular-reference", "x-heir", [body("x-heir", predecessors=["x-heir"])]),
        ("delegation-elsewhere", "x-stray", [
            plan(
                id="x-stray", event="m-5", official="anna-orlova", delegation="m-3--rs--delegation",
            )]),
        ("delegation-size", "m-4--kg--delegation", [
            cs.Delegation(event="m-4", on_behalf_of="kg", size=1),
            plan(event="m-4", official="other-orlova", delegation="m-4--kg--delegation"),
            plan(event="m-4", official="anna-orlova", delegation="m-4--kg--delegation")]),
        ("number-order", "m-6", [meeting("x-7", 7, "run", when="2020-12-01")]),
        ("duplicate-number", "m-5", [meeting("x-5", 5, "run", when="2020-03-01")]),
        ("number-again", "x-a1", [
            cs.Series(id="again", name="Again", numbering="restarts"),
            meeting("x-a1", 1, "again", when="2020-01-11"),
            meeting("x-a2", 2, "again", when="2020-04-11"),
            meeting("x-b1", 1, "again", when="2020-10-11")]),
        ("run-begun-late", "z-3", [
            cs.Series(id="late", name="Late", numbering="restarts"),
            meeting("z-1", 1, "late", when="2020-01-11"),
            meeting("z-3", 3, "late", when="2020-04-11"),
            meeting("z-2", 2, "late", when="2020-10-11")]),
        ("number-before-first", "x-2", [meeting("x-2", 2, "run", when="2019-01")]),
        ("number-label", "x-8", [meeting("x-8", when="2026-01-20", entries=[
            cs.SeriesEntry(series="run", number=8, label="XVIII")])]),
        ("number-label", "x-3-6", [meeting("x-3-6", when="2026-01-20", entries=[
            cs.SeriesEntry(series="run", number=8, label="3-6")])]),
        ("number-label", "x-8-bis", [meeting("x-8-bis", when="2026-01-20", entries=[
            cs.SeriesEntry(series="run", number=8, label="8 bis")])]),
        ("anniversary-number", "x-32", [event("x-32", when="2025-05-15", commemoration=(
            cs.Commemoration(event="treaty-signed", number=32)))]),
        ("anniversary-number", "x-20", [event("x-20", when="2025", commemoration=(
            cs.Commemoration(organisation="council", number=20)))]),
        ("anniversary-offset", "x-30", [event("x-30", when="2022-07-01", commemoration=(
            cs.Commemoration(event="treaty-signed", number=30)))]),
        ("anniversary-original", "x-25", [event("x-25", when="2017-05-20", commemoration=(
            cs.Commemoration(event="treaty-signed", number=25, original="1992-05-25")))]),
        ("official-outside-term", "x-late", [
            plan(id="x-late", event="march", official="anna-orlova", on_behalf_of="council")]),
        ("delegation-outside-membership", "m-3--uz--delegation", [
            cs.Delegation(event="m-3", on_behalf_of="uz")]),
        ("delegation-outside-membership", "x-side", [
            plan(id="x-side", event="m-4", organisation="uz", role="contingent")]),
        ("organisation-outside-lifetime", "x-old", [
            event("x-old", when="2001-05", organisers=["council"])]),
        ("organisation-outside-lifetime", "x-gone", [
            event("x-gone", when="2003", organisers=["treaty"])]),
        ("term-outside-lifetime", "x-term", [cs.Membership(
            id="x-term", member="kg", organisation="treaty", when="1993/..")]),
        ("seen-outside-term", "x-seen", [cs.Membership(
            id="x-seen", member="other-orlova", organisation="council", role="clerk",
            when="2010/2012", seen=["2011-05-05", "2013-05-05"])]),
        ("lifetime-reversed", "x-brief", [body("x-brief", founded="2010", dissolved="2009-12")]),
        ("participant-unborn", "x-unborn", [
            person("x-young", born="2020-06"), plan(id="x-unborn", event="m-5",
                                                    official="x-young")]),
        ("held-after-source", "x-early", [
            event("x-early", when="2026-05-20", status="held", sources=[
                source(published="2026-05-12"), source(retrieved="2026-05-13")])]),
        ("held-in-future", "x-future", [event("x-future", when="2027", status="held")]),
        ("scheduled-long-past", "x-plan", [event("x-plan", when="2026-09", status="scheduled")]),
        ("postponed-and-moved", "x-moved", [
            event("x-moved", when="2026-12-04", previous_when=["2026-11-21"],
                  status="postponed")]),
        ("clock-change", "x-skipped", [
            event("x-skipped", when="2024-03-31", start_time="02:30", timezone="Europe/Berlin")]),
        ("clock-change", "x-twice", [
            event("x-twice", when="2024-10-26", start_time="22:00", end_time="02:30",
                  timezone="Europe/Berlin")]),
        ("times-reversed", "x-times", [
            event("x-times", when="2024-05-02", start_time="14:00", end_time="12:00")]),
        ("part-outside-whole", "x-part", [event("x-part", when="2024-03-10", parent="march")]),
        ("source-in-future", "x-src", [event("x-src", sources=[source(retrieved="2027-01")])]),
        ("source-dates-reversed", "x-rev", [
            event("x-rev", sources=[source(published="2025-02", retrieved="2025-01-31")])]),
        ("place-abroad", "x-osh", [place("x-osh", within="kyrgyzstan", country="UZ")]),
        ("country-withdrawn", "x-in-1993", [
            place("x-minsk", country="SU"), event("x-in-1993", when="1993", place="x-minsk")]),
        ("place-too-large", "x-city", [place("x-city", within="frunze-house")]),
        ("same-post-twice", "x-first", [
            person("x-clerk"),
            post("x-first", "x-clerk", "typist", "2010/2012-05-31"),
            post("x-second", "x-clerk", "typist", "2011-05/2014-01-01")]),
        ("post-held-by-two", "x-one", [
            person("x-ann"), person("x-bob"),
            post("x-one", "x-ann", "head", "2010-01-01/2012-05-31"),
            post("x-two", "x-bob", "head", "2012-05-01/2014-01-01")]),
        ("predecessor-never-closed", "x-open", [
            person("x-cas"), person("x-dan"),
            post("x-open", "x-cas", "director", "2010-01-01/.."),
            post("x-next", "x-dan", "director", "2012-05-01/2014-01-01")]),
        ("chair-gap", "x-chair-1", [
            person("x-eve"), person("x-fay"),
            post("x-chair-1", "x-eve", "chair", "2010/2010-12-31", on_behalf_of="kg"),
            post("x-chair-2", "x-fay", "chair", "2011-02-01/2011-12-31", on_behalf_of="uz")]),
        ("member-not-counted", "x-founder", [cs.Membership(
            id="x-founder", member="rs", organisation="organisation", role="founder",
            when="2003/..")]),
        ("past-without-status", "x-unsaid", [event("x-unsaid", when="2026-01", status=None)]),
        ("source-undated", "x-web", [event("x-web", sources=[
            cs.Source(url="https://example.org/a"), cs.Source(url="https://example.org/b")])]),
        ("label-is-a-date", "x-label", [meeting("x-label", when="2026-01-20", entries=[
            cs.SeriesEntry(series="run", label="03.июн")])]),
        ("similar-name", "bishkek", [place("x-bishkek-hall", "venue", name="BISHKEK",
                                           within="kyrgyzstan")]),
        ("near-name", "x-karakol", [
            place("x-karakol", name="Karakol"), place("x-slip", "other", name="Karakoll")]),
        ("same-event", "m-5", [meeting("x-again", 5, "run", when="2020-02")]),
        ("same-event", "jubilee", [event("y-jubilee", kind="commemoration", when="2025-05-12",
                                         title={"en": "Jubilee", "ru": "Юбилей"})]),
        ("same-person", "anna-orlova", [person("x-orlova", "ORLOVA, Anna", nationality="KG")]),
        ("same-organisation", "x-body", [
            body("x-body", name="Body", parent="organisation"),
            body("y-body", name="body", parent="organisation")]),
        ("same-place", "bishkek", [
            place("x-bishkek", name="Bishkek", within="kyrgyzstan", country="KG")]),
        ("same-series", "run", [cs.Series(id="x-run", name="RUN", organisation="council")]),
        ("hidden-character", "x-hidden", [person("x-hidden", "Ivan\u200b Ivanov")]),
        ("hidden-character", "x-bidi", [event("x-bidi", title={"en": "A", "ru": "А\u202eб"})]),
        ("mixed-scripts", "x-mixed", [person("x-mixed", "Pоlina Smirnova")]),
    ]  # fmt: skip


class TestPlantedContradictions:
    """Each is found, and nothing else is."""

    def test_the_sound_chronicle_has_no_findings(self) -> None:
        assert findings(*sound()) == []

    @pytest.mark.parametrize(
        "case", planted(), ids=lambda case: f"{case[0]}-{case[1]}" if case else ""
    )
    def test_each_alone_is_found_once(self, case: Planted) -> None:
        rule, first, records = case
        found = findings(*sound(), *records)
        assert [(finding.rule, finding.records[0]) for finding in found] == [(rule, first)]

    def test_all_together_are_found_and_nothing_else(self) -> None:
        """Those that share a record with another are left out, for they make further ones."""
        cases = [case for case in planted() if case[1] not in {"m-6-bis", "m-5", "x-2"}]
        cases += [case for case in planted() if case[0] == "duplicate-number"]
        records = [record for _, _, planted_records in cases for record in planted_records]
        found = findings(*sound(), *records)
        assert sorted((finding.rule, finding.records[0]) for finding in found) == sorted(
            (rule, first) for rule, first, _ in cases
        )
        assert len(cases) >= 30
        assert len({rule for rule, _, _ in cases}) >= 12

    def test_every_check_of_the_table_has_something_planted_for_it(self) -> None:
        assert {rule for rule, _, _ in planted()} == {check.id for check in cs.checks.CHECKS}


class TestWhatIsNoContradiction:
    """A finding is only what surely can't be so."""

    def test_a_number_may_come_before_a_lower_one_if_dates_leave_room(self) -> None:
        assert rules(WG, meeting("a", 1, when="2020-03"), meeting("b", 2, when="2020-03-05")) == []

    def test_one_wrong_date_in_a_long_run_is_one_finding(self) -> None:
        run = [meeting(f"m-{n:02}", n, when=f"20{n:02}-01-01") for n in range(1, 30)]
        late = meeting("m-10", 10, when="2028-06-01")
        early = meeting("m-10", 10, when="1999")
        for wrong in (late, early):
            found = findings(WG, *(meeting for meeting in run if meeting.id != "m-10"), wrong)
            assert [finding.rule for finding in found] == ["number-order"]
            assert "m-10" in found[0].records

    @pytest.mark.parametrize("numbering", ["restarts", "unnumbered"])
    def test_numbers_that_start_anew_are_in_no_order(self, numbering: str) -> None:
        series = cs.Series(id="wg", name="Working group", numbering=numbering)
        assert rules(series, meeting("a", 2, when="2020"), meeting("b", 1, when="2021")) == []

    def test_a_part_may_bear_the_number_of_the_whole(self) -> None:
        whole = meeting("day-1-2", 4, when="2020-03-01/2020-03-02")
        assert rules(WG, whole, meeting("day-2", 4, when="2020-03-02", parent="day-1-2")) == []

    def test_who_has_no_post_on_record_is_outside_none(self) -> None:
        visit = cs.Participation(event="e", official="p", on_behalf_of="csto")
        assert rules(CSTO, person("p"), event("e", when="2020"), visit) == []

    @pytest.mark.parametrize("term", ["2023-01-01/", "/2023-01-01", None])
    def test_a_term_with_an_unknown_end_excludes_nothing_beyond_it(self, term: str | None) -> None:
        post = cs.Membership(member="p", organisation="csto", when=term, seen=["2015"])
        if term:
            post = cs.Membership(member="p", organisation="csto", when=term)
        when = "2010" if term == "/2023-01-01" else "2026"
        acting = cs.Participation(event="e", official="p", on_behalf_of="csto")
        assert rules(CSTO, person("p"), post, event("e", when=when), acting) == []

    def test_a_post_higher_up_is_one_to_act_in(self) -> None:
        records = [
            CSTO, body("staff", parent="csto"), person("p"), event("e", when="2020"),
            cs.Membership(member="p", organisation="staff", role="clerk", when="2001/2003"),
            cs.Membership(member="p", organisation="csto", role="head", when="2018/.."),
            cs.Participation(event="e", official="p", on_behalf_of="staff"),
        ]  # fmt: skip
        assert rules(*records) == []

    def test_guests_come_from_anywhere(self) -> None:
        records = [
            CSTO, state("uz"), cs.Membership(member="uz", organisation="csto", when="2006/2012"),
            event("e", when="2020", organisers=["csto"]), person("p"),
            cs.Delegation(event="e", on_behalf_of="uz"),
            cs.Participation(
                event="e", official="p", delegation="e--uz--delegation", role="observer",
            ),
        ]  # fmt: skip
        assert rules(*records) == []

    def test_an_event_of_two_bodies_takes_members_of_either(self) -> None:
        records = [
            CSTO, body("sco", kind="intergovernmental"), state("uz"),
            cs.Membership(member="uz", organisation="csto", when="2006/2012"),
            event("e", when="2020", organisers=["csto", "sco"]),
            cs.Delegation(event="e", on_behalf_of="uz"),
        ]  # fmt: skip
        assert rules(*records) == []

    def test_a_source_without_a_date_proves_nothing(self) -> None:
        sources = [source(published="2020-01-01"), source()]
        assert rules(event("e", when="2020-05", status="held", sources=sources)) == []

    def test_a_source_of_another_field_is_not_asked(self) -> None:
        sources = [source(published="2020-01-01", field="place"), source(published="2020-06")]
        assert rules(event("e", when="2020-05", status="held", sources=sources)) == []

    def test_without_today_nothing_is_asked_that_needs_it(self) -> None:
        records = [
            event("a", when="2099", status="held"),
            event("b", when="1999", status="scheduled"),
        ]
        assert rules(*records, today=None) == []

    def test_an_observance_of_an_imprecise_original_may_be_any_day_of_it(self) -> None:
        occasion = cs.Commemoration(description="A founding", number=32, original="1992")
        assert rules(event("e", when="2025-01-10", commemoration=occasion)) == []

    def test_an_anniversary_of_29_february_is_observed_on_its_eve(self) -> None:
        occasion = cs.Commemoration(description="A founding", number=1, original="2024-02-29")
        assert rules(event("e", when="2025-02-28", commemoration=occasion)) == []

    @pytest.mark.parametrize(
        "name",
        [
            "Заседание XIXго созыва",
            "ОДКБ\u00a0— CSTO",
            "Wi-Fi-точка",
            "می\u200cخواهم",
            "\u200fעברית",
            "Ծովակալ Yerevan",
            "5G-сеть и COVID-19",
            "Jean‑Luc O’Neill",
        ],
    )
    def test_what_languages_need_is_left_alone(self, name: str) -> None:
        assert rules(person("p", name)) == []

    def test_people_of_one_initial_and_surname_are_not_one(self) -> None:
        assert rules(person("a", "S. Ivanov"), person("b", "S. Ivanov")) == []

    def test_two_meetings_of_one_name_and_day_at_different_hours_are_two(self) -> None:
        both = [meeting(id, title="Talks", when="2025-05-13", start_time=f"{hour}:00")
                for id, hour in (("a", 10), ("b", 15))]  # fmt: skip
        assert rules(*both) == []

    def test_a_successor_may_bear_the_name_of_its_predecessor(self) -> None:
        assert (
            rules(body("old", name="Council"), body("new", name="Council", predecessors=["old"]))
            == []
        )


class TestPosts:
    """One post, and who held it when."""

    def found(self, *terms: cs.Membership) -> list[tuple[str, tuple[str, ...]]]:
        people = [person(name) for name in ("ann", "bob", "cas")]
        return [
            (finding.rule, finding.records)
            for finding in findings(body("council"), *people, *terms)
        ]

    def test_a_person_twice_in_a_post_that_another_holds_too(self) -> None:
        assert self.found(
            post("t1", "ann", "secretary-general", "2020-01-01/.."),
            post("t2", "bob", "secretary-general", "2023-01-01/.."),
            post("t3", "ann", "secretary-general", "2021-01-01/.."),
        ) == [
            ("same-post-twice", ("t1", "t3")),
            ("predecessor-never-closed", ("t1", "t2")),
            ("post-held-by-two", ("t1", "t2")),
        ]

    def test_on_the_day_of_a_handover_both_are_in_office(self) -> None:
        terms = [
            post("t1", "ann", "head", "2020-01-01/2021-05-05"),
            post("t2", "bob", "head", "2021-05-05/.."),
        ]
        assert self.found(*terms) == []

    def test_a_post_of_three_is_held_by_several(self) -> None:
        whens = ["2020-01-01/..", "2021-01-01/..", "2022-01-01/.."]
        names = ["ann", "bob", "cas"]
        terms = [
            post(f"t-{who}", who, "deputy", when) for who, when in zip(names, whens, strict=True)
        ]
        assert self.found(*terms) == []

    @pytest.mark.parametrize(("day", "is_told"), [("2012-05-05", True), ("2014-05-05", False)])
    def test_a_day_on_which_one_was_seen_in_a_term_on_record_is_of_that_term(
        self, day: str, is_told: bool
    ) -> None:
        term = post("t1", "ann", "head", "2012-01-01/2013-12-31")
        seen = cs.Membership(id="t2", member="ann", organisation="council", role="head", seen=[day])
        assert self.found(term, seen) == [("same-post-twice", ("t1", "t2"))] * is_told

    @pytest.mark.parametrize(
        ("when", "is_told"),
        [("2012", True), ("2012-05-05", True), ("2013", False), ("2009/2010", False)],
    )
    def test_a_term_that_is_known_roughly_is_within_another_or_follows_on_it(
        self, when: str, is_told: bool
    ) -> None:
        terms = [
            post("t1", "ann", "head", "2010-01-01/2013-12-31"),
            post("t2", "ann", "head", when),
        ]
        assert self.found(*terms) == [("same-post-twice", ("t1", "t2"))] * is_told

    @pytest.mark.parametrize("end", ["", "2022", "2023-01"])
    def test_an_end_that_leaves_room_is_no_overlap(self, end: str) -> None:
        terms = [
            post("t1", "ann", "head", f"2020-01-01/{end}"),
            post("t2", "bob", "head", "2023-01-31/.."),
        ]
        assert self.found(*terms) == []

    def test_a_chair_that_states_have_themselves_may_have_a_gap(self) -> None:
        states = [state(name) for name in ("aa", "bb")]
        chairs = [post("t1", "aa", "chair", "2010"), post("t2", "bb", "chair", "2012")]
        (found,) = findings(body("council"), *states, *chairs)
        assert (found.rule, found.records) == ("chair-gap", ("t1", "t2"))
        assert found.found == "nobody from 2011-01-01 to 2011-12-31"

    @pytest.mark.parametrize(
        ("countries", "gaps"),
        [(("KG", "UZ"), ["chair-gap"]), (("KG", "KG"), []), (("KG", None), []), ((None, None), [])],
    )
    def test_persons_who_have_a_chair_for_nobody_have_it_for_their_country(
        self, countries: tuple[str | None, str | None], gaps: list[str]
    ) -> None:
        chairs = [
            person(id, nationality=country) for id, country in zip("ab", countries, strict=True)
        ]
        terms = [post("t1", "a", "chair", "2010"), post("t2", "b", "chair", "2012")]
        assert rules(body("council"), *chairs, *terms) == gaps

    def test_a_chair_that_one_state_has_for_good_has_no_gap(self) -> None:
        terms = [
            post("t1", "ann", "chair", "2010/2010-12-31", on_behalf_of="kg"),
            post("t2", "bob", "chair", "2012/..", on_behalf_of="kg"),
        ]
        assert [rule for rule, _ in self.found(*terms)] == ["dangling-reference"] * 2


class TestNumbersThatStartAgain:
    @pytest.mark.parametrize(
        ("borne", "told"),
        [
            ([(1, "2024-01-10"), (3, "2024-03-10"), (2, "2024-12-11")], [("m-1", "m-2")]),
            ([(2, "2024-12-11"), (2, "2025-01-29"), (3, "2025-03-10")], [("m-0", "m-1")]),
            ([(1, "2024-01-10"), (2, "2024-12-11"), (1, "2025-01-29")], []),
            ([(1, "2024-01-10"), (3, "2024-12-11"), (2, "2025-01-29")], [("m-1", "m-2")]),
            ([(1, "2024-01-10"), (3, "2024-12-11"), (2, "2027-01-29")], [("m-1", "m-2")]),
            ([(3, "2024-01-10"), (4, "2024-12-11"), (2, "2025-01-29")], [("m-1", "m-2")]),
            ([(3, "2024-01-10"), (4, "2024-03-11"), (2, "2024-09-29")], [("m-1", "m-2")]),
            ([(1, "2024-01"), (2, "2024-02"), (3, "2024-12"), (2, "2025-01-29")], []),
            ([(2, "2024-01-10"), (3, "2024-12-11"), (2, "2025-01-29")], []),
        ],
    )
    def test_a_run_that_begins_above_the_first_number_may_be_a_slip(
        self, borne: list[tuple[int, str]], told: list[tuple[str, str]]
    ) -> None:
        series = cs.Series(id="again", name="Again", numbering="restarts", first_number=1)
        members = [
            meeting(f"m-{at}", number, "again", when=day) for at, (number, day) in enumerate(borne)
        ]
        found = findings(series, *members)
        assert {finding.rule for finding in found} <= {"run-begun-late"}
        assert [finding.records for finding in found] == told


class TestLabels:
    @pytest.mark.parametrize(
        "label",
        [
            "03.июн",
            "июн.25",
            "май.25",
            "3-Jun",
            "6 Mar",
            "6 марта",
            "Jun-25",
            "06.03.2025",
            "2025-06-03",
            "2025-06-03 00:00:00",
        ],
    )
    def test_what_a_spreadsheet_made_a_date_is_found(self, label: str) -> None:
        entry = cs.SeriesEntry(series="wg", label=label)
        assert rules(WG, meeting("a", entries=[entry])) == ["label-is-a-date"]

    @pytest.mark.parametrize(
        "label", ["41-го", "6 bis", "3-6", "VI-бис", "December 2024", "5-я", "2025", "19th"]
    )
    def test_what_is_printed_so_is_left_alone(self, label: str) -> None:
        entry = cs.SeriesEntry(series="wg", label=label)
        assert rules(WG, meeting("a", entries=[entry])) == []


class TestSimilarNames:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Nur-Sultan", "Nur–Sultan"),
            ("Nur-Sultan", "nur sultan"),
            ("Red Hall", "RED  HALL"),
            ("CCCP", "\u0421\u0421\u0421\u0420"),
        ],
    )
    def test_whatever_their_kind(self, one: str, other: str) -> None:
        places = place("a", "city", name=one), place("b", "venue", name=other)
        assert rules(*places) == ["similar-name"]

    @pytest.mark.parametrize(
        "other",
        [
            body("b", name="club meeting"),
            person("b", "Club  Meeting"),
            cs.Series(id="b", name="Club-Meeting"),
            event("b", title="CLUB MEETING"),
        ],
        ids=lambda record: type(record).__name__,
    )
    def test_whatever_their_class(self, other: Record) -> None:
        assert rules(place("a", "venue", name="Club Meeting"), other) == ["similar-name"]

    def test_a_spelling_of_many_titles_is_told_once(self) -> None:
        first = event("a", title="Club meeting", when="2019")
        others = [event(f"b-{n}", title="CLUB MEETING", when=f"202{n}") for n in range(3)]
        (found,) = findings(first, *others)
        assert (found.rule, found.records, found.path) == ("similar-name", ("a", "b-0"), "title.en")

    def test_a_place_and_its_state_may_have_one_name(self) -> None:
        assert rules(place("a", "country", name="Kyrgyzstan"), body("b", name="Kyrgyzstan")) == []

    def test_a_place_of_which_only_the_name_is_known_is_the_city_of_that_name(self) -> None:
        assert rules(
            place("a", "city", country="KG", name="Osh"), place("b", "other", name="Osh")
        ) == ["same-place"]

    @pytest.mark.parametrize(
        ("name", "other"),
        [
            ("Moscow", "Moscwo"),
            ("Moscow", "Mosccow"),
            ("Moscow", "Mosow"),
            ("Moscow", "Moskow"),
            ("Minsk", "Minks"),
            ("Bishkek", "г. Bishkek"),
            ("Yerevan", "Erevan"),
            ("Dushanbe", "Dushambee"),
            ("Ust-Kamenogorsk", "Ust-Kamennogorks"),
            ("Nizhny Novgorod", "Nizhni Novgorood"),
        ],
    )
    def test_a_slip_in_a_name_is_told(self, name: str, other: str) -> None:
        known = place("a", "city", country="RU", name=name)
        (found,) = findings(known, place("b", "other", name=other))
        assert (found.rule, set(found.records), found.path) == ("near-name", {"a", "b"}, "name.en")

    @pytest.mark.parametrize("name", ["Zoë", "Zoe\u0308"])
    def test_persons_of_one_name_of_one_word_are_told(self, name: str) -> None:
        """However its letters are composed; of full names same-person tells."""
        (found,) = findings(person("a", "Zoë"), person("b", name))
        assert (found.rule, set(found.records)) == ("near-name", {"a", "b"})
        assert rules(person("a", "Zoë", born="1950"), person("b", name, born="1980")) == []

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            (place("a", "city", name="Minsk"), place("b", "city", name="Pinsk")),
            (place("a", "city", name="Omsk"), place("b", "city", name="Tomsk")),
            (place("a", "venue", name="Hall 41"), place("b", "venue", name="Hall 42")),
            (place("a", "city", name="Moscow"), place("b", "region", name="Moscow Region")),
            (
                place("a", "city", country="KG", name="Karakol"),
                place("b", "city", country="KZ", name="Karakul"),
            ),
            (person("a", "Ivan Petrov", born="1950"), person("b", "Ivan Petrova", born="1980")),
            (person("a", "Ivan I. Petrov"), person("b", "Ivan V. Petrov")),
            (body("a", name="Group A"), body("b", name="Group B")),
            (person("a", "Ani Badalian"), person("b", "Ara Badalyan")),
            (
                place("a", "region", name="Moscow Region"),
                place("b", "region", name="Rostov Region"),
            ),
            (body("a", name="Council"), person("b", "Counci")),
        ],
    )
    def test_names_of_two_things_may_be_near_each_other(self, one: Record, other: Record) -> None:
        assert rules(one, other) == []

    def test_a_city_and_its_region_may_have_one_name(self) -> None:
        assert rules(place("a", "city", name="Osh"), place("b", "region", name="Osh")) == []


class TestTwoChronicles:
    """A chronicle within another is checked against it, and the other isn't checked."""

    def test_a_contradiction_with_a_record_outside_is_found(self) -> None:
        outer = cs.Chronicle(
            WG, meeting("a", 2, when="2020"), event("late", when="2099", status="held")
        )
        mine = cs.Chronicle(meeting("b", 1, when="2021"), within=outer)
        found = mine.check(TODAY)
        assert [(finding.rule, finding.records) for finding in found] == [
            ("number-order", ("b", "a"))
        ]


class TestTheFormOfFindings:
    def test_a_finding_says_where_what_and_what_was_expected(self) -> None:
        found = findings(event("e", when="2027", status="held"))
        assert str(found[0]) == (
            "error: held-in-future: e: status: found held on 2027, "
            "expected no later than today, 2026-11-30"
        )

    def test_what_is_held_after_the_day_on_which_knowledge_ends_is_found_without_today(
        self,
    ) -> None:
        known = cs.Chronicle(
            event("early", when="2026-02-13", status="held"),
            event("month", when="2026-02", status="held"),
            event("late", when="2026-03", status="held"),
            about=cs.About(as_of="2026-02-13"),
        )
        held = [found for found in known.check() if found.rule == "held-in-future"]
        assert [found.records for found in held] == [("late",)]
        assert held[0].expected == "no later than as_of, 2026-02-13"

    def test_what_was_scheduled_for_after_it_says_that_the_data_end(self) -> None:
        plans = [event(id, when=id, status="scheduled") for id in ("2026-02-01", "2026-03-01")]
        records = [attrs.evolve(plan, id=f"e-{plan.id}") for plan in plans]
        known = cs.Chronicle(records, about=cs.About(as_of="2026-02-13"))
        found = [finding.expected for finding in known.check(TODAY)]
        by = f"what came of it, by {TODAY}"
        assert found == [by, f"{by}; the data end on 2026-02-13"]

    def test_a_finding_carries_the_sources_of_the_field(self) -> None:
        mine, other = source(field="status"), source(field="place")
        found = findings(event("e", when="2027", status="held", sources=[mine, other]))
        assert found[0].sources == (mine,)

    def test_the_worst_come_first(self) -> None:
        found = findings(*sound(), *(record for _, _, more in planted() for record in more))
        severities = [list(cs.checks.Severity).index(finding.severity) for finding in found]
        assert severities == sorted(severities)

    def test_the_order_of_records_changes_nothing(self) -> None:
        records = [*sound(), *(planting for _, _, more in planted() for planting in more)]
        unique = list({record.id: record for record in records}.values())
        assert findings(*unique) == findings(*reversed(unique))


class TestOnesOwnRules:
    def test_a_plain_function_is_a_rule(self) -> None:
        def untitled(chronicle: cs.Chronicle, _: cs.When | None) -> Iterable[cs.checks.Finding]:
            for event in chronicle.events:
                if "ru" not in event.title.languages:
                    yield cs.checks.Finding(rule="no-russian-title", severity="note",
                                            records=[event.id], path="title", found="en",
                                            expected="ru")  # fmt: skip

        chronicle = cs.Chronicle(event("e"))
        assert [finding.rule for finding in chronicle.check(extra=[untitled])] == [
            "no-russian-title"
        ]

    def test_a_rule_is_told_the_day(self) -> None:
        days: list[cs.When | None] = []

        def rule(_: cs.Chronicle, today: cs.When | None) -> Iterable[cs.checks.Finding]:
            days.append(today)
            return []

        cs.Chronicle().check(TODAY, extra=[rule])
        assert days == [cs.When(TODAY)]

    def test_checks_can_be_chosen(self) -> None:
        chronicle = cs.Chronicle(event("e", when="2027", status="held"))
        chosen = [check for check in cs.checks.CHECKS if check.id != "held-in-future"]
        assert chronicle.check(TODAY, checks=chosen) == ()


class TestKeysGivenTwice:
    """RFC 8259, section 4: the names within an object should be unique."""

    def test_each_is_found_with_its_place_and_record(self) -> None:
        data = (
            b'{"format_version": "1", "events": [{"id": "a"}, {"id": "b", "title": {"en": "A", '
            b'"en": "B"}, "sources": [{"url": "x", "url": "y", "url": "z"}]}], "events": []}'
        )
        found = [
            (finding.records, finding.path, finding.found)
            for finding in cs.formats.duplicate_keys(data)
        ]
        assert found == [
            ((), "events", "2 values"),
            (("b",), "events[1].title.en", "2 values"),
            (("b",), "events[1].sources[0].url", "3 values"),
        ]

    def test_a_sound_file_has_none(self) -> None:
        assert cs.formats.duplicate_keys(b'{"events": [{"id": "a"}, {"id": "b"}]}') == ()

    @pytest.mark.parametrize("data", [b"{", b"\xff", b"[" * 100_000])
    def test_what_is_no_json_is_refused(self, data: bytes) -> None:
        with pytest.raises(cs.InputError):
            cs.formats.duplicate_keys(data)


class TestTheTableAndItsPage:
    def test_ids_are_unique_and_slugs(self) -> None:
        ids = [check.id for check in (*cs.checks.CHECKS, DUPLICATE_KEY)]
        assert len(ids) == len(set(ids))
        assert all(re.fullmatch("[a-z]+(-[a-z]+)*", id) for id in ids)

    def test_the_page_lists_every_check_with_its_reason(self) -> None:
        assert made_from_code(EXPLANATION) == table(), "run this file to write the table anew"


def table() -> str:
    rows = [
        f"| `{check.id}` | {check.severity} | {check.finds} | {check.why} |"
        for check in (*cs.checks.CHECKS, DUPLICATE_KEY)
    ]
    return "\n".join(["| Check | Severity | What it finds | Why |", "|---|---|---|---|", *rows, ""])


class TestTheBuiltInData:
    """Every finding is put right from sources, or listed with its reason."""

    def test_the_page_lists_every_finding_and_no_other(self) -> None:
        assert made_from_code(FINDINGS) == findings_table(), "run this file to write them anew"

    def test_each_has_its_reason(self) -> None:
        """One that is new stands there without, until somebody writes it."""
        told = reasons(FINDINGS.read_text("utf-8"))
        assert [row for row, why in told.items() if not why.strip()] == []

    def test_a_reason_that_holds_for_a_whole_check_stays_when_other_records_are_found(self) -> None:
        """A check that names the first ten records only would lose it with each correction."""
        page = findings_table()
        other = re.sub(r"(?m)^(\| `source-undated` \| )[^|]+", r"\1`another` ", page)
        assert other != page
        assert findings_table(other) == page

    def test_the_reason_of_one_finding_is_not_given_to_another(self) -> None:
        """Two gaps in a chair have each its own."""
        page = FINDINGS.read_text("utf-8")
        other = re.sub(r"(?m)^(\| `chair-gap` \| )[^|]+", r"\1`another` ", page)
        row = re.search(r"(?m)^\| `chair-gap` .*$", findings_table(other))
        assert row is not None
        assert row[0].endswith("|  |")


def reasons(page: str) -> dict[tuple[str, ...], str]:
    """Why each finding of the page is so: told by hand, by check and records."""
    rows = re.findall(r"^\| `([a-z-]+)` \| (.+?) \| .+? \| (.*) \|$", page, re.MULTILINE)
    told = {(rule, records): why for rule, records, why in rows}
    return told | {(rule,): why for (rule, _), why in told.items() if rule in ONE_REASON and why}


def findings_table(page: str | None = None) -> str:
    """What the checks find in the built-in data, with the reasons that the page has already."""
    why = reasons(FINDINGS.read_text("utf-8") if page is None else page)
    lines = ["| Check | Records | Found | Why it is so |", "|---|---|---|---|"]
    for finding in cs.load().check(TODAY):
        records = ", ".join(f"`{id}`" for id in finding.records)
        told = why.get((finding.rule, records)) or why.get((finding.rule,), "")
        lines.append(f"| `{finding.rule}` | {records} | {finding.found} | {told} |")
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    write_made_from_code(EXPLANATION, table())
    write_made_from_code(FINDINGS, findings_table())
