"""The values that records own: what they take, what they refuse, what they say."""

from __future__ import annotations

import copy
import datetime as dt
import operator
import pickle
import weakref
from collections.abc import Callable
from typing import Any

import jsonschema
import pydantic
import pytest

import cstoevents as cs


class TestText:
    """Words by language."""

    def test_plain_text_is_english(self) -> None:
        assert dict(cs.Text("Minsk")) == {"en": "Minsk"}
        assert cs.Text("Minsk") == cs.Text({"en": "Minsk"})

    def test_english_comes_first_and_the_rest_in_order(self) -> None:
        text = cs.Text({"ru": "Минск", "be": "Мінск", "en": "Minsk"})
        assert text.languages == ("en", "be", "ru")
        assert str(text) == "Minsk"
        assert str(cs.Text({"ru": "Минск", "be": "Мінск"})) == "Мінск"

    def test_the_best_of_some_languages_is_the_first_that_there_is(self) -> None:
        text = cs.Text({"ru": "Минск", "en": "Minsk"})
        assert text.best("hy", "ru") == "Минск"
        assert text.best("hy") == text.best() == "Minsk"

    def test_its_words_are_reached_by_language(self) -> None:
        text = cs.Text({"ru": "Минск", "en": "Minsk"})
        assert (text.get("hy"), text.get("hy", "-"), {**text}["ru"]) == (None, "-", "Минск")
        assert dict(text) == {"en": "Minsk", "ru": "Минск"}
        assert list(text.items()) == [("en", "Minsk"), ("ru", "Минск")]
        assert (list(text.keys()), list(text.values())) == (["en", "ru"], ["Minsk", "Минск"])
        with pytest.raises(KeyError):
            text["hy"]

    def test_it_can_not_be_changed(self) -> None:
        text = cs.Text("Minsk")
        with pytest.raises(AttributeError):
            text._words = {}
        with pytest.raises(AttributeError):
            del text._words
        with pytest.raises(TypeError):
            text["ru"] = "Минск"

    def test_a_mapping_that_it_was_made_of_is_not_kept(self) -> None:
        words = {"en": "Minsk"}
        text = cs.Text(words)
        words["en"] = "Moscow"
        assert text["en"] == "Minsk"

    def test_it_is_not_made_anew(self) -> None:
        text: Any = cs.Text("Minsk")
        text.__init__("Moscow")
        assert text == cs.Text("Minsk")
        assert cs.Text(text) is text
        assert copy.deepcopy(text) is copy.copy(text) is text
        assert pickle.loads(pickle.dumps(text)) == text

    def test_it_is_put_in_columns_as_its_words_are(self) -> None:
        assert f"{cs.Text('Minsk'):>7}|{cs.Text('Minsk')}" == "  Minsk|Minsk"

    def test_words_are_looked_for_in_every_language(self) -> None:
        title = cs.Text({"en": "A nuclear exercise", "ru": "Ядерное учение"})
        assert "nuclear" in title
        assert "учение" in title
        assert "ru" not in title
        with pytest.raises(cs.errors.ArgumentTypeError, match="words: found None"):
            None in title

    def test_text_in_english_alone_equals_its_words_and_is_found_by_them(self) -> None:
        name = cs.Text("Minsk")
        assert name == "Minsk"
        assert "Minsk" == name  # noqa: SIM300 - the other way round is what is tested
        assert name != "minsk"
        assert {name: 1}["Minsk"] == {"Minsk": 1}[name] == 1
        assert "Minsk" in {name, cs.Text("Osh")}

    @pytest.mark.parametrize("words", [{"ru": "Минск"}, {"en": "Minsk", "ru": "Минск"}])
    @pytest.mark.parametrize("other", ["Minsk", "Минск"])
    def test_other_text_is_not_compared_with_plain_text(
        self, words: dict[str, str], other: str
    ) -> None:
        for compare in (operator.eq, operator.ne):
            for pair in ((cs.Text(words), other), (other, cs.Text(words))):
                with pytest.raises(cs.errors.ArgumentTypeError, match=r"compare .*text\['"):
                    compare(*pair)

    @pytest.mark.parametrize("words", [{"ru": "Минск"}, {"en": "Minsk", "ru": "Минск"}])
    def test_a_set_or_dict_of_plain_texts_refuses_other_text_with_the_words_that_it_shows(
        self, words: dict[str, str]
    ) -> None:
        name = cs.Text(words)
        plain = {str(name), "Osh"}
        asked: list[Callable[[], object]] = [
            lambda: name in plain,
            lambda: {str(name): 1}.get(name),
            lambda: {name: 1}.get(str(name)),
        ]
        for ask in asked:
            with pytest.raises(cs.errors.ArgumentTypeError, match=r"compare .*text\['"):
                ask()
        assert name in {cs.Text(words), cs.Text("Minsk")}

    @pytest.mark.parametrize("words", ["Minsk", {"ru": "Минск"}])
    def test_no_text_is_compared_with_a_mapping(self, words: Any) -> None:
        with pytest.raises(cs.errors.ArgumentTypeError, match=r"compare dict\(text\)"):
            cs.Text(words) == {"en": "Minsk"}

    @pytest.mark.parametrize("ask", [iter, len, list, reversed, sorted])
    def test_what_could_mean_letters_or_languages_is_refused(self, ask: Any) -> None:
        with pytest.raises(TypeError):
            ask(cs.Text("Minsk"))

    def test_it_can_be_referred_to_weakly(self) -> None:
        text = cs.Text("Minsk")
        assert weakref.ref(text)() is text

    def test_pydantic_reads_and_writes_it(self) -> None:
        adapter = pydantic.TypeAdapter(cs.Text)
        for words in ("Minsk", {"en": "Minsk", "ru": "Минск"}):
            assert adapter.validate_python(words) == cs.Text(words)
            assert adapter.dump_python(cs.Text(words)) == words
            jsonschema.validate(words, adapter.json_schema())
        with pytest.raises(pydantic.ValidationError, match="a BCP 47 language tag"):
            adapter.validate_python({"english": "Minsk"})

    @pytest.mark.parametrize(
        ("words", "expected"),
        [
            ("", "non-empty text"),
            (" ", "non-empty text"),
            ({}, "at least one language"),
            ({"english": "x"}, "language tag"),
            ({"en": ""}, "non-empty text"),
            ({"en": None}, "non-empty text"),
            ({5: "x"}, "language tag"),
            ({"en": "a\0"}, "without NUL"),
            (None, "texts by language"),
            (5, "texts by language"),
            (["x"], "texts by language"),
            (b"x", "texts by language"),
        ],
    )
    def test_anything_else_is_refused(self, words: Any, expected: str) -> None:
        with pytest.raises(cs.RecordError, match=expected):
            cs.Text(words)

    def test_tags_of_languages_are_kept_as_bcp_47_recommends(self) -> None:
        assert cs.Text({"ZH-cn": "x", "EN": "y"}) == cs.Text({"zh-CN": "x", "en": "y"})
        assert cs.Text({"be-Tarask": "x"}).languages == ("be-tarask",)

    def test_two_texts_in_one_language_are_refused(self) -> None:
        with pytest.raises(cs.RecordError, match="each language once"):
            cs.Text({"zh-cn": "x", "zh-CN": "y"})

    def test_all_that_is_wrong_is_told_at_once(self) -> None:
        with pytest.raises(cs.RecordError) as caught:
            cs.Text({"E": "x", "ru": "", "hy": "a\0"})
        assert [problem.path for problem in caught.value.problems] == [".E", ".ru", ".hy"]

    def test_the_way_to_words_is_short_whatever_was_given_for_a_language(self) -> None:
        with pytest.raises(cs.RecordError) as caught:
            cs.Text({"e" * 100_000: "x"})
        assert len(str(caught.value)) < 300


@pytest.mark.parametrize(
    ("cls", "fields", "path", "expected"),
    [
        (cs.Alias, {"value": ""}, "value", "non-empty text"),
        (cs.Alias, {"value": "x", "kind": "nickname"}, "kind", "one of spelling"),
        (cs.Alias, {"value": "x", "when": "soon"}, "when", "an EDTF date"),
        (cs.Alias, {"value": "x", "lang": "E"}, "lang", "language tag"),
        (cs.Identifier, {"scheme": "Wikidata items", "identifier": "Q1"}, "scheme", "a scheme"),
        (cs.Source, {}, None, "at least one of"),
        (cs.Source, {"title": "x"}, None, "at least one of"),
        (cs.Alias, {"value": "x", "when": 1.5}, "when", r"date \(a text or a date, not float\)"),
        (cs.Source, {"url": "example.org"}, "url", "http"),
        (cs.Source, {"url": "http://a", "retrieved": "2023-02-29"}, "retrieved", "28 days"),
        (cs.Document, {"title": None}, "title", "texts by language"),
        (cs.Document, {"title": "x", "media_type": "pdf"}, "media_type", "application/pdf"),
        (cs.About, {"as_of": "2026-11"}, "as_of", "one day such as '2026-11-24'"),
        (cs.About, {"as_of": "2026-11-24?"}, "as_of", "one day"),
        (cs.About, {"as_of": "2026-02-30"}, "as_of", "28 days"),
        (cs.About, {"licence": "CC BY"}, "licence", "an SPDX identifier such as 'CC-BY-4.0'"),
        (cs.About, {"language": "english"}, "language", "BCP 47"),
        (cs.About, {"url": "example.org"}, "url", "web address"),
        (cs.SeriesEntry, {"series": "a", "number": -1}, "number", "whole number from 0"),
        (cs.SeriesEntry, {"series": "a", "number": True}, "number", "whole number from 0"),
        (cs.SeriesEntry, {"series": "a", "number": 5.0}, "number", "whole number from 0"),
        (cs.SeriesEntry, {"series": "a", "label": ""}, "label", "non-empty text"),
        (cs.Reference, {}, None, "exactly one of"),
        (cs.Reference, {"event": "a", "description": "b"}, None, "exactly one of"),
        (cs.Reference, {"event": "a", "relation": "about"}, "relation", "one of implements"),
        (cs.Commemoration, {}, None, "exactly one of event, organisation, description"),
        (cs.Commemoration, {"event": "a", "organisation": "b"}, None, "exactly one of"),
        (cs.Commemoration, {"event": "a", "number": 0}, "number", "whole number from 1"),
    ],
)
def test_a_value_that_breaks_a_rule_is_refused(
    cls: Any, fields: dict[str, Any], path: str | None, expected: str
) -> None:
    with pytest.raises(cs.RecordError, match=expected) as caught:
        cls(**fields)
    (problem,) = caught.value.problems
    assert problem.path == path
    assert caught.value.what == cls.__name__


@pytest.mark.parametrize(
    ("cls", "fields", "path"),
    [
        (cs.Source, {"lang": "E"}, "lang"),
        (cs.Reference, {"relation": "about"}, "relation"),
        (cs.Commemoration, {"number": 0}, "number"),
    ],
)
def test_a_rule_that_spans_fields_is_told_beside_other_wrong_fields(
    cls: Any, fields: dict[str, Any], path: str
) -> None:
    with pytest.raises(cs.RecordError) as caught:
        cls(**fields)
    assert [problem.path for problem in caught.value.problems] == [path, None]


def test_an_unknown_end_of_a_choice_is_no_choice() -> None:
    assert cs.Reference(event=None, description="x").event is None
    assert cs.Source(citation="x").url is None


def test_dates_are_taken_as_text_as_dates_and_as_they_are() -> None:
    day = dt.date(2025, 5, 19)
    values = {
        cs.Alias(value="x", when="2025-05-19"),
        cs.Alias(value="x", when=day),
        cs.Alias(value="x", when=cs.When("2025-05-19")),
    }
    assert len(values) == 1


@pytest.mark.parametrize("cls", [cs.Alias, cs.Source, cs.Document])
def test_nothing_is_assumed_that_was_not_said(cls: Any) -> None:
    needed = {cs.Alias: {"value": "x"}, cs.Source: {"url": "http://a"}, cs.Document: {"title": "x"}}
    made = cls(**needed[cls])
    assert [name for name in ("lang", "kind") if getattr(made, name, None) is not None] == []


def test_fields_are_given_by_name() -> None:
    with pytest.raises(cs.RecordError, match="each field by its name: value, lang"):
        cs.Alias("x")
    with pytest.raises(cs.RecordError, match="found 'titel', expected the field 'title'"):
        cs.Document(titel="x")


@pytest.mark.parametrize(
    ("scheme", "identifier"),
    [("popolo", "APC"), ("wikidata", "Q22283794"), ("facebook_id", "a;b"), ("IMDB", "nm0000001"),
     ("ocd", "ocd-event/0b2e4b5c-7d1e-4f4e-9d53-3b0c6a1c2f10"), ("uid", "42@example.org"),
     ("parlamentti.fi", "Tampere / 3")],
)  # fmt: skip
def test_an_identifier_of_elsewhere_is_kept_as_it_is_written_there(scheme, identifier) -> None:
    there = cs.Identifier(scheme=scheme, identifier=identifier)
    records = [
        cs.Organisation(id="body", name="A body", kind="other"),
        cs.Official(id="ann", name="Ann Example"),
        cs.Event(id="visit", kind="visit", title="A visit"),
        cs.Series(id="run", name="A run", identifiers=[there]),
        cs.Membership(member="ann", organisation="body", identifiers=[there]),
        cs.Delegation(event="visit", on_behalf_of="body", identifiers=[there]),
        cs.Participation(event="visit", official="ann", identifiers=[there]),
    ]
    chronicle = cs.Chronicle(records)
    again = cs.from_dict(cs.to_dict(chronicle))
    assert again == chronicle
    assert [again[record.id].identifiers for record in records[3:]] == [(there,)] * 4


@pytest.mark.parametrize(
    ("tag", "canonical"),
    [("iw", "he"), ("iw-IL", "he-IL"), ("zh-cmn-Hans-CN", "cmn-Hans-CN"), ("sgn-ase", "ase"),
     ("i-klingon", "tlh"), ("I-Default", "i-default"), ("sgn-BE-FR", "sfb"), ("no-bok", "nb"),
     ("en-GB-oed", "en-GB-oxendict"), ("zh-min", "zh-min"), ("my-BU", "my-MM"),
     ("de-dd-u-co-phonebk", "de-DE-u-co-phonebk"), ("rus", "ru"), ("SCR", "hr"), ("scc", "sr"),
     ("mol-Cyrl", "ro-Cyrl"), ("rum", "ro"), ("sah", "sah")],
)  # fmt: skip
def test_what_is_out_of_use_in_a_tag_gives_way_to_what_stands_for_it(
    tag: str, canonical: str
) -> None:
    alias = cs.records.Alias(value="A", lang=tag)
    assert alias.lang == canonical
    assert cs.records.Alias(value="A", lang=canonical) == alias
