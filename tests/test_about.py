"""What a chronicle says of itself is kept by all that is made of it, and in its files."""

from __future__ import annotations

import copy
import io
import json
import pickle
from pathlib import Path
from typing import Any

import attrs
import icalendar
import openpyxl
import pytest

import cstoevents as cs
from cstoevents.formats.csv.writing import files_of
from cstoevents.formats.json import dumps

OSH = cs.Place(id="osh", name="Osh", kind="city")
HALL = cs.Place(id="hall", name="Hall", kind="venue", within="osh")
ABOUT = cs.About(
    title={"en": "Meetings of the club", "ru": "Встречи клуба"},
    description="All that the minutes say.",
    as_of="2026-11-24",
    version="3",
    licence="CC-BY-4.0",
    publisher="The club",
    url="https://example.org/meetings",
    language="en",
)
CHRONICLE = cs.Chronicle(OSH, HALL, about=ABOUT)


def test_a_chronicle_of_which_nothing_was_said_says_nothing() -> None:
    assert cs.Chronicle(OSH).about == cs.About()
    assert not cs.Chronicle(OSH, about=None).about
    assert CHRONICLE.about


@pytest.mark.parametrize("wrong", ["The club", {"title": "The club"}, False])
def test_nothing_else_says_what_a_chronicle_is(wrong: Any) -> None:
    with pytest.raises(cs.errors.ArgumentTypeError, match=r"about: found"):
        cs.Chronicle(OSH, about=wrong)


def test_it_is_part_of_what_makes_chronicles_equal() -> None:
    assert cs.Chronicle(OSH, HALL, about=ABOUT) == CHRONICLE
    assert cs.Chronicle(OSH, HALL) != CHRONICLE
    assert len({CHRONICLE, cs.Chronicle(CHRONICLE, about=ABOUT), cs.Chronicle(CHRONICLE)}) == 2


@pytest.mark.parametrize(
    "change",
    [
        copy.deepcopy,
        lambda one: pickle.loads(pickle.dumps(one)),
        lambda one: one.add(cs.Place(id="minsk", name="Minsk", kind="city")),
        lambda one: one.replace(attrs.evolve(OSH, name="Osch")),
        lambda one: one.remove("hall"),
        lambda one: one.rename("osh", "osh-city"),
        lambda one: one - cs.Chronicle(HALL, references="lenient"),
        lambda one: one - cs.Chronicle(OSH),
        lambda one: one | cs.Chronicle(OSH),
        lambda one: cs.Chronicle(OSH) | one,
        lambda one: one.merge(cs.Chronicle(OSH)).chronicle,
        lambda one: cs.Chronicle(OSH).merge(one).apply().chronicle,
    ],
)
def test_what_is_made_of_a_chronicle_says_the_same(change: Any) -> None:
    assert change(CHRONICLE).about == ABOUT


def test_a_chronicle_within_another_speaks_for_itself_alone() -> None:
    assert not cs.Chronicle(within=CHRONICLE).about


@pytest.mark.parametrize(("prefer", "kept"), [(None, "One"), ("one", "One"), ("other", "Other")])
def test_of_two_the_earlier_day_stays_and_the_words_of_the_preferred(
    prefer: Any, kept: str
) -> None:
    one = cs.Chronicle(OSH, about=cs.About(title="One", as_of="2026-11-24", version="1"))
    other = cs.Chronicle(
        HALL, OSH, about=cs.About(title="Other", as_of="2026-02-01", language="ru")
    )
    expected = cs.About(title=kept, as_of="2026-02-01", version="1", language="ru")
    assert one.merge(other, prefer=prefer).chronicle.about == expected
    if prefer is None:
        assert (one | other).about == expected


@pytest.mark.parametrize(
    "view",
    [
        lambda one: one,
        lambda one: one.timeline(),
        lambda one: one.numbered("talks"),
        lambda one: one.anniversaries("2030"),
        lambda one: one.anniversaries("2030")[:1],
        lambda one: pickle.loads(pickle.dumps(one.anniversaries("2030"))),
    ],
    ids=["chronicle", "timeline", "series", "anniversaries", "some-of-them", "pickled"],
)
def test_a_view_says_briefly_on_which_day_knowledge_ends(view: Any) -> None:
    founding = cs.Event(id="founding", kind="founding", title="Founded", when="2002-10-07")
    records = [cs.Series(id="talks", name="Talks"), founding]
    assert "as of 2026-11-24" in repr(view(cs.Chronicle(records, about=ABOUT)))
    assert "as of" not in repr(view(cs.Chronicle(records)))


def test_a_difference_tells_what_two_say_of_themselves() -> None:
    later = cs.Chronicle(CHRONICLE, about=attrs.evolve(ABOUT, as_of="2026-12-01", publisher=None))
    found = CHRONICLE.diff(later)
    assert found
    assert str(found) == (
        "~ about: as_of: '2026-11-24' -> '2026-12-01'\n~ about: publisher: 'The club' -> None"
    )
    assert [change["field"] for change in found.to_dict()["about"]] == ["as_of", "publisher"]
    assert not CHRONICLE.diff(CHRONICLE)


class TestJson:
    def test_it_is_kept_in_one_line(self) -> None:
        data = dumps(CHRONICLE)
        (line,) = (line for line in data.splitlines() if line.startswith(b'"about"'))
        assert json.loads(b"{%s}" % line.rstrip(b",")) == {"about": cs.to_dict(ABOUT)}
        assert cs.read_json(data) == CHRONICLE
        assert cs.from_dict(cs.to_dict(CHRONICLE)) == CHRONICLE

    def test_a_file_of_which_nothing_was_said_is_as_before(self) -> None:
        assert b"about" not in dumps(cs.Chronicle(OSH))
        for about in (None, {}):
            assert not cs.from_dict({"format_version": "1", "about": about}).about

    def test_all_that_is_wrong_with_it_is_told_beside_the_rest(self) -> None:
        about = {"title": 5, "as_of": "2026", "licence": "none at all", "titel": "The club"}
        data = {"format_version": "1", "about": about, "places": [{"id": "osh"}]}
        for read, source in ((cs.from_dict, data), (cs.read_json, json.dumps(data).encode())):
            with pytest.raises(cs.InputError) as caught:
                read(source)
            paths = {problem.path for problem in caught.value.problems}
            assert paths >= {"about.title", "about.as_of", "about.licence", "about.titel"}
            assert "places[0].name" in paths

    @pytest.mark.parametrize("wrong", ["The club", [], 5])
    def test_it_is_an_object(self, wrong: Any) -> None:
        with pytest.raises(cs.InputError, match=r"about: found .*, expected an object"):
            cs.from_dict({"format_version": "1", "about": wrong})


class TestCsv:
    def package(self, chronicle: cs.Chronicle) -> dict[str, Any]:
        package: dict[str, Any] = json.loads(files_of(chronicle, "utf-8")["datapackage.json"])
        return package

    def test_other_tools_find_it_where_data_packages_have_it(self) -> None:
        package = self.package(CHRONICLE)
        assert package["title"] == "Meetings of the club"
        assert package["version"] == "3"
        assert package["licenses"] == [{"name": "CC-BY-4.0"}]
        assert package["homepage"] == "https://example.org/meetings"
        assert package["contributors"] == [{"title": "The club", "roles": ["publisher"]}]
        assert package["cstoevents:about"]["as_of"] == "2026-11-24"

    def test_it_is_read_back(self) -> None:
        file = io.BytesIO()
        cs.write_csv(CHRONICLE, file)
        assert cs.read_csv(file.getvalue()) == CHRONICLE

    def test_what_is_wrong_with_it_is_told_with_the_file(self, tmp_path: Path) -> None:
        cs.write_csv(CHRONICLE, tmp_path)
        package = self.package(CHRONICLE)
        package |= {"homepage": "nowhere", "cstoevents:about": {"as_of": "2026"}}
        (tmp_path / "datapackage.json").write_text(json.dumps(package), "utf-8")
        with pytest.raises(cs.InputError) as caught:
            cs.read_csv(tmp_path)
        assert [problem.path for problem in caught.value.problems] == ["about.url", "about.as_of"]
        assert {problem.file for problem in caught.value.problems} == {
            str(tmp_path / "datapackage.json")
        }


class TestTerms:
    """What was open on the day on which knowledge ends may have ended on the next."""

    CLUB = cs.Organisation(id="club", name="The club", kind="other")
    ADA = cs.Official(id="ada", name="Ada")
    TERM = cs.Membership(member="ada", organisation="club", role="chair", when="2026-01-01/..")

    @pytest.mark.parametrize(
        ("on", "expected"),
        [("2026-11-24", "surely"), ("2026-11-25", "possibly"), ("2090-01-01", "possibly")],
    )
    def test_after_it_an_open_term_is_possible_at_most(self, on: str, expected: str) -> None:
        chronicle = cs.Chronicle(self.CLUB, self.ADA, self.TERM, about=ABOUT)
        for asked in (
            chronicle.chair("club", on),
            chronicle.holders("chair", "club", on),
            chronicle.posts("ada", on),
            chronicle.chair("club", during=on),
            cs.Chronicle(within=chronicle).chair("club", on),
        ):
            assert [term.certainty for term in asked] == [expected]

    def test_where_nobody_says_the_day_an_open_term_lasts(self) -> None:
        chronicle = cs.Chronicle(self.CLUB, self.ADA, self.TERM)
        assert [term.certainty for term in chronicle.chair("club", "2090-01-01")] == ["surely"]

    @pytest.mark.parametrize(
        ("when", "asked", "expected"),
        [
            ("2026-01-01/2028-12-31", {"on": "2026-11-24"}, "surely"),
            ("2026-01-01/2028-12-31", {"on": "2026-11-25"}, "possibly"),
            ("2026-01-01/2028-12-31", {"on": "2028-12-31"}, "possibly"),
            ("2026-01-01/2028-12-31", {"during": "2026-11/2027"}, "surely"),
            ("2026-01-01/2028-12-31", {"during": "2027"}, "possibly"),
            ("2026-01-01/2026-11-24", {"on": "2026-11-24"}, "surely"),
            ("2027-01-01/2028-12-31", {"on": "2027-06-01"}, "possibly"),
            ("2027-01-01/2028-12-31", {"during": "2026/2030"}, "possibly"),
            ("2027-01-01/..", {"during": "2026/2030"}, "possibly"),
        ],
    )
    def test_an_end_or_a_beginning_stated_for_a_later_day_is_a_plan(
        self, when: str, asked: dict[str, str], expected: str
    ) -> None:
        planned = attrs.evolve(self.TERM, when=when)
        chronicle = cs.Chronicle(self.CLUB, self.ADA, planned, about=ABOUT)
        [term] = chronicle.chair("club", **asked)
        assert term.certainty == expected
        assert term.known_until == (None if expected == "surely" else "2026-11-24")

    def test_the_end_of_a_plan_is_shared_with_a_window_as_far_as_it_is_known(self) -> None:
        planned = attrs.evolve(self.TERM, when="2027-01-01/2028-12-31")
        chronicle = cs.Chronicle(self.CLUB, self.ADA, planned, about=ABOUT)
        [term] = chronicle.chair("club", during="2026/2030")
        assert (term.first, term.last) == ("2027-01-01", "[2027-01-01..2028-12-31]")


ENGLISH = attrs.evolve(ABOUT, title="Meetings of the club")


def written(name: str, chronicle: Any, /, **how: Any) -> tuple[bytes, set[str]]:
    """What a format writes, and the names of what it lost of the `About`."""
    (chosen,) = (file_format for file_format in cs.formats.FORMATS if file_format.name == name)
    file = io.BytesIO()
    losses = chosen.write(chronicle, file, **how)
    return file.getvalue(), {loss.what for loss in losses if loss.what.startswith("About")}


class TestInOtherFormats:
    """Each says of it what it has a place for, and counts the rest as lost."""

    def test_a_calendar_has_its_title_as_its_name(self) -> None:
        data, lost = written("ics", cs.Chronicle(about=ABOUT), lang="ru")
        calendar = icalendar.Calendar.from_ical(data)
        assert str(calendar["NAME"]) == str(calendar["X-WR-CALNAME"]) == "Встречи клуба"
        said = "All that the minutes say.\nПо состоянию на 24 ноября 2026 года."
        assert str(calendar["DESCRIPTION"]) == said
        assert b"X-WR-CALDESC:All that the minutes say." in data
        assert str(calendar["URL"]) == ABOUT.url
        of_no_calendar = {"About.version", "About.licence", "About.publisher", "About.language"}
        assert lost == {"About.title", *of_no_calendar}
        assert written("ics", cs.Chronicle(about=ENGLISH))[1] == of_no_calendar

    def test_a_name_that_is_given_goes_before_the_title(self) -> None:
        data, lost = written("ics", cs.Chronicle(about=ENGLISH), name="Mine")
        assert str(icalendar.Calendar.from_ical(data)["NAME"]) == "Mine"
        assert "About.title" in lost

    def test_json_ld_has_a_data_set_and_loses_nothing_of_it(self) -> None:
        data, lost = written("jsonld", CHRONICLE, base="https://example.org/club/")
        data_set, *_ = json.loads(data)["@graph"]
        assert data_set == {
            "@id": "https://example.org/club/",
            "@type": "Dataset",
            "name": {"en": "Meetings of the club", "ru": "Встречи клуба"},
            "description": {"en": "All that the minutes say."},
            "temporalCoverage": "../2026-11-24",
            "version": "3",
            "license": "https://spdx.org/licenses/CC-BY-4.0",
            "publisher": {"@type": "Organization", "name": {"@none": "The club"}},
            "url": "https://example.org/meetings",
            "inLanguage": "en",
        }
        assert not lost

    def test_a_chronicle_of_which_nothing_was_said_is_no_data_set(self) -> None:
        assert b"Dataset" not in written("jsonld", cs.Chronicle(OSH))[0]

    def test_a_workbook_has_it_in_its_properties(self) -> None:
        data, lost = written("sheet", cs.Chronicle(about=ENGLISH), format="xlsx")
        book = openpyxl.load_workbook(io.BytesIO(data))
        of = book.properties
        assert (of.title, of.description) == ("Meetings of the club", "All that the minutes say.")
        assert (of.subject, of.version, of.creator) == ("As of 24 November 2026.", "3", "The club")
        assert of.language == "en"
        assert {own.name: own.value for own in book.custom_doc_props.props} == {
            "licence": "CC-BY-4.0",
            "url": "https://example.org/meetings",
        }
        assert not lost
        assert written("sheet", cs.Chronicle(about=ENGLISH), format="xlsx")[0] == data

    def test_a_timeline_begins_with_it(self) -> None:
        data, lost = written("timelinejs", cs.Chronicle(about=attrs.evolve(ENGLISH, title="A & B")))
        first = json.loads(data)["title"]["text"]
        assert first["headline"] == "A &amp; B"
        assert first["text"].startswith(
            "<p>All that the minutes say.</p><p>As of 24 November 2026."
        )
        assert "About.url" not in lost

    @pytest.mark.parametrize(
        ("name", "mark"), [("markdown", "\n\nAs of"), ("html", "<caption>As of")]
    )
    def test_a_table_has_the_day_with_it(self, name: str, mark: str) -> None:
        data, lost = written(name, CHRONICLE)
        assert mark in data.decode()
        assert lost == {f"About.{field}" for field in attrs.asdict(ABOUT)} - {"About.as_of"}

    @pytest.mark.parametrize("subject", ["timeline", "anniversaries", "terms", "events"])
    @pytest.mark.parametrize(
        "file_format", cs.formats.FORMATS, ids=lambda file_format: file_format.name
    )
    def test_of_an_answer_every_format_has_the_day_or_says_that_it_has_not(
        self, file_format: cs.formats.Format, subject: str
    ) -> None:
        founding = cs.Event(id="founding", kind="founding", title="Founded", when="2002-10-07")
        club = cs.Organisation(id="club", name="Club", kind="other")
        ada = cs.Official(id="ada", name="Ada")
        term = cs.Membership(member="ada", organisation="club", role="chair", when="2020/..")
        whole = cs.Chronicle(founding, club, ada, term, about=ABOUT)
        answer: Any = {
            "timeline": whole.timeline(),
            "anniversaries": whole.anniversaries("2030"),
            "terms": whole.chair("club"),
            "events": whole.timeline()[:1],
        }[subject]
        how: dict[str, Any] = {}
        if file_format.writer_takes("format"):
            how["format"] = "xlsx"
        if subject not in file_format.takes and subject != "events":
            with pytest.raises(cs.errors.ArgumentTypeError):
                written(file_format.name, answer, **how)
            return
        data, lost = written(file_format.name, answer, **how)
        said = (b"2026-11-24", b"24 November 2026")
        if file_format.name in ("csv", "sqlite"):
            again = file_format.read(io.BytesIO(data))
            assert again.about == cs.About(as_of="2026-11-24")
        elif file_format.name == "popolo":
            assert lost == {"About"}
        elif file_format.name == "sheet":
            book = openpyxl.load_workbook(io.BytesIO(data))
            assert book.properties.subject == "As of 24 November 2026."
        else:
            assert any(words in data for words in said) != bool(lost)

    @pytest.mark.parametrize(
        "file_format", cs.formats.FORMATS, ids=lambda file_format: file_format.name
    )
    def test_what_says_nothing_loses_nothing(self, file_format: cs.formats.Format) -> None:
        how = {"format": "csv"} if file_format.writer_takes("format") else {}
        assert written(file_format.name, cs.Chronicle(OSH), **how)[1] == set()


def test_why_a_term_is_possible_is_told_only_where_knowledge_ends() -> None:
    """Not where the dates themselves leave it open, nor where it is sure."""

    def known_until(when: str, on: str) -> str | None:
        club = cs.Organisation(id="club", name="Club", kind="other")
        jo = cs.Official(id="jo", name="Jo")
        post = cs.Membership(id="p", member="jo", organisation="club", role="chair", when=when)
        (term,) = cs.Chronicle(club, jo, post, about=ABOUT).chair("club", on=on)
        return None if term.known_until is None else str(term.known_until)

    assert known_until("2020/..", "2026-11-25") == "2026-11-24"
    assert known_until("2020/..", "2026-11-24") is None
    assert known_until("2020/..", "2020-06") is None
    assert known_until("2020/", "2026-11-25") is None
    assert known_until("2020/2027~", "2027-05") is None


def test_two_are_united_by_language_and_no_licence_is_claimed_that_one_did_not_give() -> None:
    one = cs.About(title={"en": "A"}, licence="CC0-1.0")
    other = cs.About(title={"ru": "Б", "en": "B"}, description="C", licence="CC-BY-NC-4.0")
    both = cs.Chronicle(about=one).merge(cs.Chronicle(about=other)).chronicle.about
    assert both == cs.About(title={"en": "A", "ru": "Б"}, description="C")
    for same in (one | cs.About(), cs.About() | one, one | one):
        assert same.licence == "CC0-1.0"
