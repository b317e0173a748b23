"""Members, holders and names on a day, by example."""

from __future__ import annotations

from typing import Any

import pytest

import cstoevents as cs
from cstoevents.chronicle import Chronicle
from cstoevents.errors import ArgumentError, UnknownIdError, WhenError
from cstoevents.records import Alias, Membership, Official, Organisation, Place
from cstoevents.terms import Term, name_on, names

PACT = Organisation(id="pact", name="Pact", kind="intergovernmental")
STATES = [Organisation(id=id, name=id.upper(), kind="state") for id in ("aa", "bb", "cc")]
PERSONS = [Official(id=id, name=id.title()) for id in ("ann", "bob", "cem")]


def chronicle_of(*memberships: Membership) -> Chronicle:
    return Chronicle(PACT, STATES, PERSONS, memberships, references="lenient")


def state(member: str, when: str | None, status: str | None = "full", **more: object) -> Membership:
    given = {"role": "member", **more}
    id = (
        f"{member}-{status}-{when or 'undated'}".lower()
        .replace("/", "-")
        .replace(".", "")
        .strip("-")
    )
    return Membership(id=id, member=member, organisation="pact", when=when, status=status, **given)


def post(member: str, when: str | None = None, role: str = "chair", **more: object) -> Membership:
    return Membership(member=member, organisation="pact", role=role, when=when, **more)


def told(terms: tuple[Term, ...]) -> list[str]:
    """Each term in a word: who, its status, and a question mark if it is merely possible."""
    return [
        term.record.id
        + (f" {term.membership.status}" if term.membership.status not in (None, "full") else "")
        + {"surely": "", "possibly": "?", "unknown": "??"}[term.certainty]
        for term in terms
    ]


class TestMembers:
    """Which states were members that day."""

    chronicle = chronicle_of(
        state("aa", "2003-09-18/.."),
        state("aa", "2024-02-22/..", "frozen"),
        state("bb", "2006-08-16/2012-12-19"),
        state("bb", "2012-12-19/..", "suspended"),
        state("cc", "2013/..", "observer", role="observer"),
    )

    @pytest.mark.parametrize(
        ("on", "expected"),
        [
            ("2003-09-17", []),
            ("2003-09-18", ["aa"]),
            ("2012-06-01", ["aa", "bb"]),
            ("2012-12-19", ["aa", "bb suspended"]),
            ("2013-01-01", ["aa", "bb suspended"]),
            ("2024-02-21", ["aa", "bb suspended"]),
            ("2024-02-22", ["aa frozen", "bb suspended"]),
            ("2024-02", ["aa", "bb suspended"]),
            ("2012-12", ["aa", "bb suspended?"]),
        ],
    )
    def test_a_day_has_its_members_once_each(self, on: str, expected: list[str]) -> None:
        """Whoever is frozen or suspended stays one, and is marked."""
        assert told(self.chronicle.members("pact", on)) == expected

    def test_other_standings_are_given_to_those_who_ask(self) -> None:
        assert told(self.chronicle.members("pact", "2014", status="observer")) == ["cc observer"]
        assert told(self.chronicle.members("pact", "2013", status="observer")) == ["cc observer?"]
        assert told(self.chronicle.members("pact", "2020", status="suspended")) == ["bb suspended"]
        assert told(self.chronicle.members("pact", "2025", status="frozen")) == ["aa frozen"]
        assert told(self.chronicle.members("pact", "2025", status="partner")) == []

    def test_a_member_is_suspended_if_its_membership_goes_on(self) -> None:
        chronicle = chronicle_of(state("aa", "2003/.."), state("aa", "2010/2011", "suspended"))
        assert told(chronicle.members("pact", "2010-12-30")) == ["aa"]
        chronicle = chronicle_of(
            state("aa", "2003/.."), state("aa", "2010-01-01/2011-12-31", "suspended")
        )
        assert told(chronicle.members("pact", "2010-12-31")) == ["aa suspended"]

    def test_a_record_that_says_suspended_alone_is_of_a_member(self) -> None:
        chronicle = chronicle_of(
            state("aa", "2010/..", "suspended"), state("bb", "2010/..", "suspended", role=None)
        )
        assert told(chronicle.members("pact", "2020")) == ["aa suspended", "bb suspended"]
        assert told(chronicle.members("pact")) == ["aa suspended", "bb suspended"]
        assert told(chronicle.members("pact", during="2009/2011-06")) == [
            "aa suspended",
            "bb suspended",
        ]
        assert told(chronicle.members("pact", "2009")) == []

    def test_a_role_may_say_what_no_status_says(self) -> None:
        chronicle = chronicle_of(
            state("aa", "2003/..", None, role="party"),
            state("bb", "2003/..", None, role="observer"),
            state("cc", "2003/..", None, role=None),
        )
        assert told(chronicle.members("pact", "2020")) == ["aa", "cc"]
        assert told(chronicle.members("pact", "2020", status="observer")) == ["bb"]

    def test_a_status_says_what_no_role_has_to_say(self) -> None:
        chronicle = chronicle_of(state("aa", "2003/..", "full", role="depositary"))
        assert told(chronicle.members("pact", "2020")) == ["aa"]

    def test_persons_in_posts_are_no_members(self) -> None:
        chronicle = chronicle_of(
            state("aa", "2003/.."), post("ann", "2003/.."), post("bb", "2003/..")
        )
        assert told(chronicle.members("pact", "2020")) == ["aa"]

    def test_without_a_day_every_membership_is_given_in_the_order_of_their_beginnings(self) -> None:
        assert told(self.chronicle.members("pact")) == ["aa", "bb", "bb suspended", "aa frozen"]

    def test_withdrawn_ones_are_not_members(self) -> None:
        chronicle = chronicle_of(
            state("aa", "2003-01-01/2010-05-01"), state("aa", "2010-05-02/..", "withdrawn")
        )
        assert told(chronicle.members("pact", "2010-05-02")) == []
        assert told(chronicle.members("pact", "2010-05-02", status="withdrawn")) == ["aa withdrawn"]


class TestHolders:
    """Who was in office."""

    def test_on_the_day_of_a_handover_both_are(self) -> None:
        chronicle = chronicle_of(post("ann", "2020-01-01/2021-06-30"), post("bob", "2021-06-30/.."))
        assert told(chronicle.chair("pact", "2021-06-29")) == ["ann"]
        assert told(chronicle.chair("pact", "2021-06-30")) == ["ann", "bob"]
        assert told(chronicle.chair("pact", "2021-07-01")) == ["bob"]

    def test_acting_ones_are_marked(self) -> None:
        chronicle = chronicle_of(post("ann", "2020/..", "secretary", status="acting"))
        assert told(chronicle.holders("secretary", "pact", "2021")) == ["ann acting"]

    def test_a_post_that_a_state_has_not_itself_is_that_of_its_bodies(self) -> None:
        ministry = Organisation(id="mfa", name="Ministry", kind="state-body", parent="aa")
        office = Organisation(id="office", name="Office", kind="state-body", parent="mfa")
        chronicle = Chronicle(
            (PACT, STATES, PERSONS, ministry, office),
            Membership(member="ann", organisation="office", role="minister", when="2020/2021"),
            Membership(member="bob", organisation="mfa", role="minister", when="2021/2022"),
            Membership(member="cem", organisation="mfa", role="head", when="2020/2022"),
            Membership(member="cem", organisation="aa", role="head", when="2022/2023"),
        )
        assert told(chronicle.holders("minister", "aa")) == ["ann", "bob"]
        assert told(chronicle.holders("minister", "aa", "2020-07")) == ["ann?"]
        assert chronicle.holders("minister", "bb") == ()
        [head] = chronicle.holders("head", "aa")
        assert head.membership.organisation == "aa"

    def test_the_chair_is_told_with_the_state(self) -> None:
        chronicle = chronicle_of(post("ann", "2020/..", on_behalf_of="aa"))
        [term] = chronicle.chair("pact", "2021")
        assert term.membership.on_behalf_of == "aa"

    def test_a_body_may_have_no_chair(self) -> None:
        assert chronicle_of().chair("pact", "2021") == ()

    @pytest.mark.parametrize(
        ("on", "expected"),
        [
            ("2019-12-31", []),
            ("2020-03-01", ["ann?"]),
            ("2020-12-31", ["ann"]),
            ("2021-06-15", ["ann", "bob?"]),
            ("2021-05", ["ann"]),
            ("2021-07-15", ["bob"]),
        ],
    )
    def test_terms_known_to_the_month_or_the_year_are_possible_at_their_edges(
        self, on: str, expected: list[str]
    ) -> None:
        chronicle = chronicle_of(post("ann", "2020/2021-06-30"), post("bob", "2021-06/.."))
        assert told(chronicle.chair("pact", on)) == expected

    @pytest.mark.parametrize(
        ("on", "expected"),
        [
            ("2004-12-31", []),
            ("2005-01-01", ["ann"]),
            ("2007-05-01", ["ann"]),
            ("2007-05-02", ["ann?"]),
            ("2030-01-01", ["ann?"]),
        ],
    )
    def test_an_unknown_end_is_possible_after_the_last_day_seen(
        self, on: str, expected: list[str]
    ) -> None:
        chronicle = chronicle_of(post("ann", "2005-01-01/", seen=["2006-03-01", "2007-05-01"]))
        assert told(chronicle.chair("pact", on)) == expected

    @pytest.mark.parametrize(
        ("on", "expected"),
        [
            ("2005-12-31", ["ann??"]),
            ("2006-03-01", ["ann"]),
            ("2006-03-02", ["ann?"]),
            ("2007-05-15", ["ann?"]),
            ("2007-06-01", ["ann??"]),
        ],
    )
    def test_of_what_was_only_seen_nothing_is_known_beyond(
        self, on: str, expected: list[str]
    ) -> None:
        chronicle = chronicle_of(post("ann", seen=["2006-03-01", "2007-05"]))
        assert told(chronicle.chair("pact", on)) == expected

    def test_of_what_has_no_date_at_all_nothing_is_known(self) -> None:
        chronicle = chronicle_of(post("ann"))
        assert told(chronicle.chair("pact", "1900-01-01")) == ["ann??"]
        assert chronicle.chair("pact", "1900-01-01", certainty="possibly") == ()

    def test_a_day_seen_after_the_end_makes_no_years_sure(self) -> None:
        """Either the end is wrong or the day is; what lies between is possible."""
        chronicle = chronicle_of(post("ann", "2010-01-01/2012-12-31", seen=["2020-06-01"]))
        assert told(chronicle.chair("pact", "2012-12-31")) == ["ann"]
        assert told(chronicle.chair("pact", "2016-01-01")) == ["ann?"]
        assert told(chronicle.chair("pact", "2020-06-01")) == ["ann"]
        assert told(chronicle.chair("pact", "2020-06-02")) == []

    def test_a_start_that_is_unknown_is_possible_before_the_end(self) -> None:
        chronicle = chronicle_of(post("ann", "/2015-09-22", seen=["2013-07-02"]))
        assert told(chronicle.chair("pact", "2013-07-01")) == ["ann?"]
        assert told(chronicle.chair("pact", "2014-01-01")) == ["ann"]
        assert told(chronicle.chair("pact", "2015-09-23")) == []

    def test_a_filter_for_the_sure_leaves_out_the_merely_possible(self) -> None:
        chronicle = chronicle_of(post("ann", "2020/.."), post("bob", "2019/.."))
        assert told(chronicle.chair("pact", "2020-06-01", certainty="surely")) == ["bob"]

    def test_a_day_is_no_interval(self) -> None:
        with pytest.raises(ArgumentError, match="for a window say during='2020-03-01/2020-04-01'"):
            chronicle_of().chair("pact", "2020-03-01/2020-04-01")

    def test_a_day_and_a_window_are_two_questions(self) -> None:
        with pytest.raises(ArgumentError, match="can't both be given"):
            chronicle_of().chair("pact", "2020", during="2021")


class TestWindows:
    """Who held it at any time in a window, and from when to when."""

    chronicle = chronicle_of(
        post("ann", "2015-01-01/2017-06-30"),
        post("bob", "2017-07/2019"),
        post("bob", "2020-01-01/..", status="acting"),
        post("cem", seen=["2018-05-05"]),
    )

    @pytest.mark.parametrize(
        ("during", "expected"),
        [
            ("2017/2020", ["ann", "bob", "cem", "bob acting"]),
            ("2017-07-01/2017-07-10", ["bob?", "cem??"]),
            ("2017", ["ann", "bob", "cem??"]),
            ("2014", ["cem??"]),
            ("2030", ["cem??", "bob acting"]),
        ],
    )
    def test_all_who_held_it_are_given(self, during: str, expected: list[str]) -> None:
        assert told(self.chronicle.chair("pact", during=during)) == expected

    def test_the_days_that_they_share_with_it_are_told(self) -> None:
        found = self.chronicle.chair("pact", during="2017-01-01/2020-12-31", certainty="possibly")
        assert [f"{term.first} to {term.last}" for term in found] == [
            "2017-01-01 to 2017-06-30",
            "[2017-07-01..2017-07-31] to [2019-01-01..2019-12-31]",
            "[2017-01-01..2018-05-05] to [2018-05-05..2020-12-31]",
            "2020-01-01 to 2020-12-31",
        ]

    def test_terms_that_follow_on_each_other_can_be_one(self) -> None:
        found = self.chronicle.chair("pact", "2025", joined=True, certainty="surely")
        assert [(term.record.id, str(term.when)) for term in found] == [("bob", "2017-07/..")]
        assert len(found[0].memberships) == 2

    def test_a_joined_term_says_of_itself_what_was_so_throughout(self) -> None:
        chronicle = chronicle_of(
            post("ann", "2015/2016", status="acting", label="Acting Chair"),
            post("ann", "2017/2018", label="Chair"),
            post("bob", "2019/2020", status="acting", label="Acting Chair"),
            post("bob", "2020/2021", status="acting", label="Acting Chair"),
        )
        ann, bob = chronicle.chair("pact", joined=True)
        assert (ann.label, ann.status, bob.label, bob.status) == (
            *(None, None),
            *("Acting Chair", "acting"),
        )
        assert [row[2:] for row in cs.table([ann, bob], chronicle).rows] == [
            ("chair", "", "2015–2018", "acting (2015–2016)"),
            ("Acting Chair", "", "2019–2021", "acting"),
        ]
        rows = cs.formats.to_rows([ann, bob], chronicle)
        assert [(row["label"], row["status"]) for row in rows] == [
            (None, None),
            ("Acting Chair", "acting"),
        ]
        assert [row["memberships"].count(";") for row in rows] == [1, 1]

    def test_a_joined_term_ends_with_the_last_of_its_days(self) -> None:
        """Not with that of the record that began last."""
        chronicle = chronicle_of(
            post("ann", "2010/2020"), post("ann", "2012/2015"), post("ann", "[2021..2022]")
        )
        [term] = chronicle.chair("pact", during="2000/2030", joined=True)
        assert (str(term.when), str(term.last)) == ("2010/", "[2021-01-01..2022-12-31]")

    def test_days_that_may_lie_between_its_parts_are_not_surely_in_a_joined_term(self) -> None:
        chronicle = chronicle_of(post("ann", "2015/2017-06"), post("ann", "2017-07/2019"))
        asked = ("2016-05-01", "2017-06-15", "2017-07-15", "2018")
        assert [str(chronicle.chair("pact", day, joined=True)[0].certainty) for day in asked] == [
            *("surely", "possibly", "possibly", "surely"),
        ]

    def test_members_and_posts_have_windows_too(self) -> None:
        chronicle = chronicle_of(state("aa", "2003/2010"), state("bb", "2012/.."))
        assert told(chronicle.members("pact", during="2009/2020")) == ["aa", "bb"]
        chronicle = chronicle_of(state("aa", "2003/2010"), state("aa", "2010/..", status="frozen"))
        assert [str(t.when) for t in chronicle.members("pact", joined=True)] == ["2003/.."]
        assert told(self.chronicle.posts("bob", during="2018")) == ["bob"]


class TestPosts:
    """The posts of one person."""

    def test_they_are_in_the_order_of_their_beginnings(self) -> None:
        chronicle = chronicle_of(
            post("ann", "2020/2021", "secretary"),
            post("ann", "2010/2011", "spokesperson"),
            post("bob", "2010/2011", "chair"),
        )
        assert [term.membership.role for term in chronicle.posts("ann")] == [
            "spokesperson",
            "secretary",
        ]
        assert [term.membership.role for term in chronicle.posts("ann", "2020-06")] == ["secretary"]


class TestInWords:
    """What `str` gives, for a log or a prompt."""

    CLUB = Organisation(id="club", name="The club", kind="other")
    ADA = Official(id="ada", name="Ada")

    @pytest.mark.parametrize(
        ("more", "on", "expected"),
        [
            ({"when": "2020-01-01/.."}, "2021", "Ada, chair, club, since 1 January 2020"),
            ({"when": "2020/2021"}, "2020", "Ada, chair, club, 2020–2021, possibly"),
            (
                {"when": "2020/..", "status": "acting"},
                "2021",
                "Ada, chair, club, acting, since 2020",
            ),
            ({"label": "The Chair"}, "2020", "Ada, The Chair, club, unknown"),
            (
                {"when": "2020", "status": "acting"},
                "2020",
                "Ada, chair, club, acting, 2020, possibly",
            ),
            (
                {"when": "2020/..", "status": "full", "on_behalf_of": "club"},
                "2021",
                "Ada, chair, club, on behalf of club, since 2020",
            ),
            ({"seen": ["2020-05-01"]}, "2021", "Ada, chair, club, seen 1 May 2020, unknown"),
        ],
    )
    def test_a_term_is_one_short_line(self, more: dict[str, Any], on: str, expected: str) -> None:
        term = Membership(id="p", member="ada", organisation="club", role="chair", **more)
        [found] = Chronicle(self.CLUB, self.ADA, term).chair("club", on)
        assert str(found) == expected

    def test_what_was_so_for_a_part_of_a_joined_term_is_told_with_it(self) -> None:
        both = [
            Membership(member="ada", organisation="club", role="chair", when=when, status=status)
            for when, status in (("2020-01-01/2020-12-31", "acting"), ("2021-01-01/..", None))
        ]
        [found] = Chronicle(self.CLUB, self.ADA, both).chair("club", "2022", joined=True)
        acting = "acting (1 January – 31 December 2020)"
        assert str(found) == f"Ada, chair, club, {acting}, since 1 January 2020"


class TestChroniclesWithin:
    """Records of the outer chronicle count."""

    def test_a_term_may_be_told_outside(self) -> None:
        outer = chronicle_of(post("ann", "2020/..", "secretary"))
        inner = Chronicle(post("bob", "2020/..", "secretary"), within=outer, references="lenient")
        assert told(inner.holders("secretary", "pact", "2021")) == ["ann", "bob"]

    def test_a_member_without_a_record_is_left_to_the_broken_references(self) -> None:
        chronicle = chronicle_of(post("nobody", "2020/.."))
        assert chronicle.chair("pact", "2021") == ()


class TestWhatIsRefused:
    """Slips are errors with near ones."""

    def test_an_unknown_organisation(self) -> None:
        with pytest.raises(UnknownIdError, match="did you mean 'pact'"):
            chronicle_of().members("pakt")

    def test_an_unknown_role(self) -> None:
        with pytest.raises(UnknownIdError, match="did you mean 'secretary'"):
            chronicle_of(post("ann", role="secretary")).holders("secretery", "pact")

    def test_a_role_that_others_have_is_no_slip(self) -> None:
        chronicle = chronicle_of(post("ann", "2020/2021", role="secretary"))
        assert chronicle.holders("secretary", "aa") == ()
        assert chronicle.holders("secretary", "pact", "2030") == ()

    def test_an_unknown_person(self) -> None:
        with pytest.raises(UnknownIdError, match="no official"):
            chronicle_of().posts("pact")

    def test_words_that_are_no_date_status_or_certainty(self) -> None:
        with pytest.raises(WhenError):
            chronicle_of().members("pact", "today")
        with pytest.raises(ArgumentError, match="one of full, observer"):
            chronicle_of().members("pact", status="founding")
        with pytest.raises(ArgumentError, match="certainty: found 'maybe'"):
            chronicle_of().chair("pact", "2020", certainty="maybe")


class TestNames:
    """What a place or an organisation was called."""

    astana = Place(
        id="astana",
        name={"en": "Astana", "ru": "Астана", "kk": "Астана қаласы"},
        kind="city",
        aliases=[
            Alias(value="Akmola", lang="en", kind="former", when="1992/1998-05"),
            Alias(value="Акмола", lang="ru", kind="former", when="1992/1998-05"),
            Alias(value="Astana", lang="en", kind="former", when="1998-05/2019-03-23"),
            Alias(value="Nur-Sultan", lang="en", kind="former", when="2019-03-23/2022-09-16"),
            Alias(value="Нур-Султан", lang="ru", kind="former", when="2019-03-23/2022-09-16"),
            Alias(value="Akmolinsk", kind="former"),
            Alias(value="Astana City", lang="en", kind="spelling"),
        ],
    )

    @pytest.mark.parametrize(
        ("on", "lang", "expected"),
        [
            ("1992-05-15", None, "Akmola"),
            ("1995-01-01", None, "Akmola"),
            ("1995-01-01", "ru", "Акмола"),
            ("1998-05-06", None, "Astana"),
            ("2010-01-01", "ru", "Astana"),
            ("2019-03-22", None, "Astana"),
            ("2019-03-23", None, "Nur-Sultan"),
            ("2022-09-15", "ru", "Нур-Султан"),
            ("2022-09-15", "kk", "Nur-Sultan"),
            ("2022-09-16", None, "Astana"),
            ("2022-09-17", "kk", "Астана қаласы"),
            ("2022-09-17", "hy", "Astana"),
        ],
    )
    def test_one_name_is_right_for_a_day(self, on: str, lang: str | None, expected: str) -> None:
        """On the day of a change it is the newer one."""
        assert name_on(self.astana, on, lang) == expected

    def test_after_a_name_of_one_day_the_next_one_is_the_newer(self) -> None:
        whens = {"First": "1990/2000-05-04", "Second": "2000-05-05", "Third": "2000-05-05/2001"}
        aliases = [Alias(value=name, kind="former", when=when) for name, when in whens.items()]
        town = Place(id="town", name="Town", kind="city", aliases=aliases)
        assert name_on(town, "2000-05-05") == "Third"
        town = Place(id="town", name="Town", kind="city", aliases=aliases[:2])
        assert names(town, "2000-05-05") == ("Town", "Second")

    @pytest.mark.parametrize(
        ("on", "expected"),
        [
            ("1960", ("Akmolinsk",)),
            ("1995", ("Akmola",)),
            ("1998-05-20", ("Astana", "Akmola", "Akmolinsk")),
            ("2019-03-23", ("Nur-Sultan", "Astana")),
            ("2022-09-16", ("Astana", "Nur-Sultan")),
            ("2025", ("Astana",)),
            # On 20 May 1998 none is sure, so the one without dates is possible.
            ("1995/2020", ("Nur-Sultan", "Astana", "Akmola", "Akmolinsk")),
            ("1900/1993", ("Akmola", "Akmolinsk")),
            ("2021-01/..", ("Astana", "Nur-Sultan")),
        ],
    )
    def test_all_names_of_a_day_are_given_the_sure_ones_first(
        self, on: str, expected: tuple[str, ...]
    ) -> None:
        assert names(self.astana, on, "en") == expected

    def test_on_the_day_that_a_treaty_was_signed_a_city_had_its_name_of_then(self) -> None:
        city = cs.load().place("astana")
        assert name_on(city, "1992-05-15") == "Akmola"
        assert names(city, "1992-05-15", "en") == ("Akmola", "Tselinograd", "Akmolinsk")
        assert name_on(city, "2022-09-18") == "Nur-Sultan"
        assert name_on(city, "2022-09-19") == "Astana"

    def test_where_no_name_is_known_there_is_none(self) -> None:
        body = Organisation(
            id="body",
            name="Present",
            kind="organ",
            aliases=[Alias(value="Before", kind="former", when="2000/2010")],
        )
        assert names(body, "1999") == ()
        assert name_on(body, "1999") is None
        assert names(body, "2010") == ("Present", "Before")

    def test_before_the_last_former_name_ended_the_present_one_was_not_valid(self) -> None:
        assert names(self.astana, "1960", "en", certainty="surely") == ()
        assert names(self.astana, "2025", "en", certainty="surely") == ("Astana",)

    def test_names_know_two_certainties_only(self) -> None:
        with pytest.raises(ArgumentError, match="certainty: found 'unknown'"):
            names(self.astana, "2020", certainty="unknown")

    def test_without_a_language_names_of_all_are_given(self) -> None:
        assert names(self.astana, "2021") == ("Nur-Sultan", "Нур-Султан")

    def test_a_body_without_former_names_has_its_own(self) -> None:
        assert names(PACT, "1900") == ("Pact",)
        assert name_on(PACT, "1900", "ru") == "Pact"
