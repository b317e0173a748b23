"""A language is one module: a third one, added here, is written and read everywhere."""

from __future__ import annotations

import ast
import datetime as dt
import functools
import io
import re
from collections.abc import Iterator
from pathlib import Path

import attrs
import click.testing
import pytest

import cstoevents as cs
from cstoevents import wording
from cstoevents.cli import cli
from cstoevents.records import ARRAYS, vocabularies
from cstoevents.records.fields import fields_of
from cstoevents.wording import language as known
from cstoevents.wording.language import every_language, language
from cstoevents.wording.words import post_of, posts_like, simplified

# Esperanto, of which a few words are enough: in the others the English ones stand in.
ESPERANTO = '''
"""Esperanto."""

from cstoevents.dates import Precision
from cstoevents.wording.language import DatePatterns, Forms, Language, uninflected

_MONTHS = (
    "januaro februaro marto aprilo majo junio julio aŭgusto septembro oktobro novembro decembro"
).split()

LANGUAGE = Language(
    tag="eo",
    name="Esperanto",
    dates=DatePatterns(
        months=tuple(map(uninflected, _MONTHS)),
        subyears={
            code: uninflected(name)
            for code, name in enumerate(
                ["unua kvarono", "dua kvarono", "tria kvarono", "kvara kvarono",
                 "unua triono", "dua triono", "tria triono", "unua duono", "dua duono"], 33)
        },
        point_templates={
            Precision.DAY: uninflected("{day}-a de {month.nominative} {year}"),
            Precision.MONTH: uninflected("{month.nominative} {year}"),
            Precision.SUBYEAR: uninflected("{subyear.nominative} de {year}"),
            Precision.YEAR: uninflected("{year}"),
            Precision.DECADE: uninflected("la {first}-aj jaroj"),
            Precision.CENTURY: uninflected("jaro inter {first} kaj {last}"),
        },
        day_without_year="{day}-a de {month.nominative}",
        years="{first}–{last}",
        about="ĉirkaŭ {genitive}",
        about_in_interval="ĉirkaŭ ",
        uncertain="necerte",
        unknown={
            "month": "monato nekonata",
            "day": "tago nekonata",
            "month and day": "monato kaj tago nekonataj",
        },
        interval_templates={
            "closed": "de {start_about}{start.genitive} ĝis {end_about}{end.accusative}",
            "ongoing": "ekde {start_about}{start.genitive}",
            "end unknown": "de {start_about}{start.genitive}, fino nekonata",
            "no start": "ĝis {end_about}{end.accusative}",
            "start unknown": "ĝis {end_about}{end.accusative}, komenco nekonata",
            "one of": "tago inter {start.genitive} kaj {end.accusative}",
            "one from": "tago ne antaŭ {start.genitive}",
            "one up to": "tago ne post {end.genitive}",
        },
    ),
    plural=lambda number: "one" if number == 1 else "other",
    units={
        "year": {"one": "{} jaro", "other": "{} jaroj"},
        "day": {"one": "{} tago", "other": "{} tagoj"},
    },
    ordinal=lambda number, _: f"{number}-a",
    anniversary="{} datreveno",
    jubilee=lambda number: None,
    ordinal_endings=("a",),
    phrases={
        "Date": "Dato",
        "Event": "Evento",
        "Place": "Loko",
        "Agenda:": "Tagordo:",
        "no such events": "neniuj eventoj",
        "Events": "Eventoj",
    },
    vocabularies={
        "EventKind": {"meeting": ("kunsido", "kunveno")},
        "EventStatus": {"cancelled": ("nuligita",)},
    },
    columns={
        "title": ("Titolo", "Ŝildo"), "when": ("Dato",), "kind": ("Speco",), "status": ("Stato",)
    },
    old_encodings=("iso-8859-3",),
)
'''


@pytest.fixture
def esperanto(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Add the module and touch nothing else."""
    (tmp_path / "eo.py").write_text(ESPERANTO, "utf-8")
    monkeypatch.setattr(known, "__path__", [*known.__path__, str(tmp_path)])
    known.languages.cache_clear()
    yield "eo"
    monkeypatch.undo()
    known.languages.cache_clear()


MEETING = cs.Meeting(
    id="kunsido",
    kind="meeting",
    title={"eo": "Kunsido"},
    when="2025-05-19",
    status="cancelled",
    agenda=["Unue"],
)
CHRONICLE = cs.Chronicle(MEETING)


class TestAThirdLanguage:
    """Nothing lists the languages, so that a module is all that it takes."""

    def test_is_among_those_that_there_are(self, esperanto: str) -> None:
        assert esperanto in wording.languages()
        with pytest.raises(cs.ArgumentError, match="'eo'"):
            cs.in_words("2025", "xx")

    def test_has_dates_and_numbers_both_ways(self, esperanto: str) -> None:
        assert cs.in_words("2025-05-19", esperanto) == "19-a de majo 2025"
        assert cs.in_words("2023~/..", esperanto) == "ekde ĉirkaŭ 2023"
        assert wording.from_words("19-a de majo 2025").text == "2025-05-19"
        assert wording.from_words("23-a–24-a de februaro 1976").text == "1976-02-23/1976-02-24"
        assert cs.ordinal(41, esperanto) == "41-a"
        assert wording.printed_number("41-a").number == 41
        assert wording.years(2, esperanto) == "2 jaroj"
        assert wording.anniversary_name(5, esperanto) == "5-a datreveno"

    def test_has_tables(self, esperanto: str) -> None:
        shown = cs.table(CHRONICLE.timeline(), CHRONICLE, lang=esperanto)
        assert shown.columns == ("Dato", "Evento", "Loko", "")
        assert shown.rows == (("19-a de majo 2025", "Kunsido", "", "nuligita"),)

    def test_has_sheets_both_ways(self, esperanto: str) -> None:
        file = io.BytesIO()
        cs.write_sheet(CHRONICLE, file, format="csv", lang=esperanto)
        written = file.getvalue().decode("utf-8-sig")
        assert "Titolo (eo)" in written
        assert "kunsido,Kunsido,2025-05-19" in written
        read = cs.read_sheet(io.BytesIO(b"Speco;Titolo;Dato\nkunveno;Kunsido;2025-05-19\n"))
        (event,) = read.meetings
        assert (event.kind, event.title) == ("meeting", cs.Text({"eo": "Kunsido"}))

    def test_has_sheets_in_an_encoding_of_its_own(self, esperanto: str) -> None:
        sheet = "Speco;Ŝildo;Dato\nkunveno;Ĉiuj;2025-05-19\n".encode("iso-8859-3")
        (event,) = cs.read_sheet(sheet).meetings
        assert event.title == cs.Text({"eo": "Ĉiuj"})

    def test_has_calendars_and_web_timelines(self, esperanto: str) -> None:
        calendar, web = io.BytesIO(), io.BytesIO()
        cs.write_ics(CHRONICLE, calendar, lang=esperanto, stamp=dt.date(2025, 1, 1))
        assert "Tagordo:" in calendar.getvalue().decode()
        cs.write_timelinejs(CHRONICLE, web, lang=esperanto)
        assert "Nuligita" in web.getvalue().decode()

    def test_is_a_language_of_the_command_line(self, esperanto: str, tmp_path: Path) -> None:
        file = tmp_path / "chronicle.json"
        cs.write_json(CHRONICLE, file)
        asked = ["timeline", "2025", "--data", str(file), "--lang", esperanto]
        assert "19-a de majo 2025  Kunsido" in click.testing.CliRunner().invoke(cli, asked).output
        asked[1] = "2024"
        assert click.testing.CliRunner().invoke(cli, asked).output == "neniuj eventoj\n"

    def test_is_gone_with_its_module(self) -> None:
        assert "eo" not in wording.languages()


PRINTED_VOCABULARIES = (
    *(vocabularies.EventKind, vocabularies.EventStatus, vocabularies.EventFormat),
    *(vocabularies.Access, vocabularies.ParticipationRole, vocabularies.MembershipStatus),
    cs.checks.Severity,
)


@pytest.mark.parametrize("tag", wording.languages())
def test_a_name_of_a_post_that_is_read_means_that_post_alone(tag: str) -> None:
    for slug, names in language(tag).posts_read.items():
        assert slug in {post for other in wording.languages() for post in language(other).posts}
        assert {post_of(name) for name in names} == {slug}
    read = [name for names in language(tag).posts_read.values() for name in names]
    assert len(set(read)) == len(read)


@pytest.mark.parametrize("tag", wording.languages())
def test_a_word_that_only_suggests_a_post_is_read_as_none(tag: str) -> None:
    for slug, names in language(tag).posts_suggested.items():
        for name in names:
            assert (post_of(name), posts_like(name)) == (None, [slug])


@pytest.mark.parametrize("tag", [tag for tag in wording.languages() if tag != "en"])
class TestEveryLanguage:
    """What English has, the others have."""

    def test_names_every_member_of_the_vocabularies_that_are_printed(self, tag: str) -> None:
        names = language(tag).vocabularies
        for options in PRINTED_VOCABULARIES:
            assert set(names[options.__name__]) == {member.value for member in options}

    def test_names_every_post_of_the_built_in_data(self, tag: str) -> None:
        posts = {held.role for held in cs.load().memberships if held.role is not None}
        assert posts - set(language(tag).posts) == set()

    def test_every_topic_of_the_built_in_data_has_a_name_of_its_own(self, tag: str) -> None:
        topics = {topic for event in cs.load().events for topic in event.topics}
        named = language(tag).topics
        assert topics - set(named) == set()
        assert len(set(map(simplified, named.values()))) == len(named)

    def test_no_two_posts_share_a_name(self, tag: str) -> None:
        names = list(language(tag).posts.values())
        assert len(set(names)) == len(names)

    def test_has_every_column(self, tag: str) -> None:
        assert set(language(tag).columns) == set(language("en").columns)

    def test_has_every_pattern_of_dates(self, tag: str) -> None:
        patterns, english = language(tag).dates, language("en").dates
        for field in ("subyears", "point_templates", "unknown", "interval_templates"):
            assert set(getattr(patterns, field)) == set(getattr(english, field))
        frames = {*english.interval_templates, *english.also_interval_templates}
        assert set(patterns.also_interval_templates) <= frames

    @pytest.mark.slow
    def test_has_every_phrase_that_is_asked_for(self, tag: str) -> None:
        """And none that no source asks for."""
        asked = {text for call in _calls_of_phrase() for text in _texts(call.args[0])}
        assert len(asked) > 20
        assert asked - set(language(tag).phrases) == set()
        written = {text for tree in _sources() for text in _texts(tree)}
        assert set(language(tag).phrases) - written == set()

    def test_has_every_field_of_every_record(self, tag: str) -> None:
        owned = {field.owned for cls in ARRAYS.values() for field in fields_of(cls)}
        classes = [*ARRAYS.values(), *filter(attrs.has, owned)]
        fields = {field.name for cls in classes for field in fields_of(cls)}
        of_one = {f"{cls.__name__}.{field.name}" for cls in classes for field in fields_of(cls)}
        known = {*language(tag).fields, *language(tag).columns}
        assert fields - known == set()
        assert set(language(tag).fields) <= fields | of_one


@functools.cache
def _sources() -> list[ast.Module]:
    package = Path(cs.__file__).parent
    files = [file for file in package.rglob("*.py") if "language" not in file.parts]
    return [ast.parse(file.read_text("utf-8")) for file in files]


def _calls_of_phrase() -> Iterator[ast.Call]:
    for tree in _sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args:
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                if name in ("phrase", "_phrase"):
                    yield node


def _texts(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


@pytest.mark.slow
def test_no_other_module_knows_a_language_but_english() -> None:
    """Letters of another alphabet stand in `wording` alone; elsewhere in examples."""
    package = Path(cs.__file__).parent
    found = {}
    for file in package.rglob("*.py"):
        inside = file.relative_to(package)
        if inside.parts[0] == "wording" or inside.name == "strategies.py":
            continue
        tree = ast.parse(file.read_text("utf-8"))
        docs = {ast.get_docstring(node, clean=False) for node in ast.walk(tree) if _has_doc(node)}
        texts = [text for text in _texts(tree) if text not in docs]
        foreign = [text for text in texts if text == "ru" or _OF_ANOTHER_LANGUAGE(text)]
        if foreign:
            found[str(inside)] = foreign
    assert found == {}


_OF_ANOTHER_LANGUAGE = re.compile("[\u0400-\u04ff\u2116]").search


def _has_doc(node: ast.AST) -> bool:
    return isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)


def test_a_member_has_one_name_and_no_two_members_share_one() -> None:
    for spoken in every_language():
        for names in spoken.vocabularies.values():
            everything = [name for known_names in names.values() for name in known_names]
            assert len(everything) == len(set(everything))
