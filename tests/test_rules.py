"""Each rule by its examples: what it takes, what it refuses."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
import zoneinfo
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cstoevents as cs
from cstoevents.records import rules
from cstoevents.records.countries import ASSIGNED, CODES, WITHDRAWN
from cstoevents.records.languages import SHORT_LANGUAGES
from cstoevents.records.structuring import structured

GOOD: dict[str, list[str]] = {
    "ID": ["a", "0", "wg-afghanistan-41", "a--b", "1992-05-15", "a-0--b-1"],
    "SLUG": ["chair", "secretary-general"],
    "TEXT": ["x", " x", "x\n", "\u200f\u05d0", "\u0301", "\U0001f54a", "\ufeff", "a\rb", "\x01"],
    "URL": [
        "http://a",
        "https://en.odkb-csto.org/news/?q=1&r=%20#top",
        "https://президент.рф/события",
        "https://example.org:8080",
        "https://example.org?q",
    ],
    "LANGUAGE": [
        "en",
        "ru",
        "kok",
        "sr-Latn",
        "zh-Hant-TW",
        "es-419",
        "pt-BR",
        "be-tarask",
        "sl-rozaj-1994",
        "yue-HK",
        "ru-u-ca-gregory",
        "de-DE-u-co-phonebk-x-ours",
        "en-x-a",
        "x-private",
    ],
    "KEYWORD": ["peace", "counter-terrorism", "борьба с терроризмом", "қауіпсіздік", "x" * 80, "5"],
    "MEDIA_TYPE": ["application/pdf", "image/svg+xml", "text/html"],
    "TIME_ZONE": ["UTC", "Asia/Bishkek", "America/Argentina/Buenos_Aires", "Etc/GMT+12"],
    "COUNTRY": ["KG", "RU", "AM", "SU", "XK", "EU"],
}
BAD: dict[str, list[Any]] = {
    "ID": ["", "A", "a_b", "-a", "a-", "a b", "а", "a\n", "é", "a/b", "a.b", 5, None, b"a"],
    "SLUG": ["", "Chair", "a--", "--a"],
    "TEXT": ["", " ", "\n", "\xa0", "\u2003", "a\0", "\ud800", "x\udfff", None, 5, ["x"]],
    "URL": [
        "",
        "example.org",
        "ftp://a",
        "https://",
        "https:///a",
        "https://a b",
        "https://a\n",
        "javascript:alert(1)",
        "HTTPS://A",
        "https://a/<b>",
        "https://a\0",
        "http://a.b/\x1b[31m",
        "http://a\x7f/",
    ],
    "LANGUAGE": [
        "",
        "english",
        "en_GB",
        "e",
        "en--GB",
        "en-",
        "en-x",
        "en\n",
        "en-u",
        "x",
        "x-",
        "de-419-DE",
        "a-DE",
        "en-x-abcdefghi",
        "ru-u-abcdefghi",
    ],
    "KEYWORD": [
        *("", " a", "a ", "a;b", "x" * 81, "a\nb", "a\tb", "a\0"),
        *("Peace", "Мир", "Ёлка", "Їжа", "Անվտանգություն", "Ωmega"),
    ],
    "MEDIA_TYPE": ["", "pdf", "Application/pdf", "application/", "text/html; charset=utf-8"],
    "TIME_ZONE": ["", "../etc/passwd", "/etc/passwd", "Asia/", "Asia/Bish kek", "a\n"],
    "COUNTRY": ["", "kg", "KGZ", "XX", "UK", "KG\n"],
}


@pytest.mark.parametrize(
    ("rule", "value"), [(rule, value) for rule, values in GOOD.items() for value in values]
)
def test_a_rule_takes_its_own(rule: str, value: str) -> None:
    assert getattr(rules, rule).check(value) is value


@pytest.mark.parametrize(
    ("rule", "value"), [(rule, value) for rule, values in BAD.items() for value in values]
)
def test_a_rule_refuses_everything_else_and_says_what_it_takes(rule: str, value: Any) -> None:
    with pytest.raises(cs.RecordError) as caught:
        getattr(rules, rule).check(value)
    (problem,) = caught.value.problems
    assert problem.found == value
    assert problem.expected == getattr(rules, rule).expected_for(value)
    assert problem.expected.startswith(getattr(rules, rule).expected)


@pytest.mark.parametrize("rule", [*GOOD])
def test_a_pattern_says_what_its_rule_says(rule: str) -> None:
    """The schema has the pattern alone; a rule may check it by quicker means."""
    pattern = re.compile(getattr(rules, rule).pattern)
    assert all(pattern.search(value) for value in GOOD[rule])
    assert not any(pattern.search(value) for value in BAD[rule] if isinstance(value, str))


@pytest.mark.parametrize("text", ["Қауіпсіздік", "ҒАРЫШ", "Łódź", "ǅ", "peace Š"])
def test_a_keyword_has_no_capital_of_any_script(text: str) -> None:
    assert not rules.KEYWORD.matches(text)
    assert rules.KEYWORD.matches(text.lower())


def test_a_pattern_refuses_no_letter_of_a_keyword_that_its_rule_takes() -> None:
    pattern = re.compile(rules.KEYWORD.pattern)
    letters = [chr(code) for code in range(0x110000) if chr(code).isalpha()]
    assert [one for one in letters if not pattern.search(one) and one == one.lower()] == []


def test_what_a_pattern_alone_cannot_say_is_asked_of_many_values_too() -> None:
    """Files are read by patterns on many lines at once."""
    topics = [f"topic {number}" for number in range(50)]
    event = {"id": "e", "kind": "training", "title": "E", "topics": [*topics, "Қауіпсіздік"]}
    zones = sorted(zoneinfo.available_timezones() - {"Factory", "localtime"})[:50]
    places = [
        {"id": f"place-{number}", "name": "P", "timezone": zone}
        for number, zone in enumerate([*zones, "Mars/Olympus_Mons"])
    ]
    for array, records in (("events", [event]), ("places", places)):
        with pytest.raises(cs.InputError, match=r"Қауіпсіздік|Olympus_Mons"):
            cs.from_dict({"format_version": "1", array: records})


@pytest.mark.parametrize(
    ("bounds", "value"),
    [
        (rules.COUNT, 0),
        (rules.COUNT, -1),
        (rules.COUNT, True),
        (rules.COUNT, 1.0),
        (rules.COUNT, "1"),
        (rules.COUNT, 10**10),
        (rules.COUNT, 10**400),
        (rules.NUMBER, -1),
        (rules.NUMBER, False),
        (rules.LATITUDE, 90.5),
        (rules.LATITUDE, float("nan")),
        (rules.LATITUDE, float("inf")),
        (rules.LATITUDE, True),
        (rules.LATITUDE, "5"),
        (rules.LATITUDE, 10**400),
        (rules.LONGITUDE, -181),
    ],
)
def test_a_number_out_of_bounds_or_of_another_kind_is_refused(
    bounds: rules.Bounds, value: Any
) -> None:
    with pytest.raises(cs.RecordError, match="expected"):
        bounds.check(value)


def test_a_whole_number_of_degrees_is_a_number_of_degrees() -> None:
    assert type(rules.LATITUDE.check(5)) is float


@pytest.mark.parametrize("value", ["14:30", "14:30:15", dt.time(14, 30), dt.time(0, 0)])
def test_a_time_of_day_is_taken_as_text_or_time(value: Any) -> None:
    assert isinstance(rules.time_of_day(value), dt.time)


@pytest.mark.parametrize(
    "value",
    [
        "24:00",
        "9:30",
        "1430",
        "14:30Z",
        "14:30:15.5",
        "14:30+03:00",
        "14:30\n",
        "",
        dt.time(14, 30, microsecond=1),
        dt.time(14, 30, tzinfo=dt.UTC),
        dt.datetime(2025, 5, 19, 14, 30),
        1430,
    ],
)
def test_a_time_with_more_or_less_than_a_time_is_refused(value: Any) -> None:
    with pytest.raises(cs.RecordError, match="a time of day"):
        rules.time_of_day(value)


def test_every_zone_of_the_database_has_a_name_that_is_taken() -> None:
    names = zoneinfo.available_timezones() - {"Factory", "localtime"}
    pattern = re.compile(rules.TIME_ZONE.pattern)
    assert [name for name in names if not pattern.search(name)] == []
    assert [name for name in names if not rules.TIME_ZONE.matches(name)] == []
    assert not rules.TIME_ZONE.matches("Mars/Olympus_Mons")
    assert not rules.TIME_ZONE.matches("Asia")


@pytest.mark.parametrize("name", ["localtime", "posixrules", "Factory", "right/UTC", "posix/UTC"])
def test_a_file_beside_the_zones_is_no_zone(name: str) -> None:
    assert not rules.zone_exists(name)


def test_there_are_249_countries() -> None:
    assert len(ASSIGNED) == 249
    assert list(CODES) == sorted({*ASSIGNED, *WITHDRAWN, "EU", "XK"})


@pytest.mark.parametrize("value", ["peace", b"peace", 5, None, {"peace": 1}])
def test_one_value_is_no_list(value: Any) -> None:
    """`topics="peace"` must not become five letters."""
    with pytest.raises(cs.RecordError, match="not one value"):
        rules.several(value, rules.KEYWORD.check, "keywords")


@pytest.mark.parametrize("kind", [list, tuple, set, frozenset, iter, dict.fromkeys])
def test_any_collection_of_values_is_a_list(kind: Any) -> None:
    given = kind(["a", "b"])
    if isinstance(given, dict):
        given = given.keys()
    assert rules.several(given, rules.KEYWORD.check, "keywords") == ("a", "b")


def test_a_set_has_one_order_whatever_the_hashes() -> None:
    assert rules.several({"c", "a", "b"}, rules.KEYWORD.check, "keywords") == ("a", "b", "c")


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Heads of departments", "heads-of-departments"),
        ("a", "a"),
        ("Руководители", "rukovoditeli"),
        ("Заседание Совета", "zasedanie-soveta"),
        (unicodedata.normalize("NFD", "Йошкар-Ола"), "yoshkar-ola"),
        ("Подъезд, ёлка", None),
        ("Съезд ёлок", "sezd-elok"),
        ("Щит Шанхая", "shchit-shankhaya"),
        ("Երևան", None),
        ("A.B", None),
        ("a b" * 40, None),
        ("", None),
    ],
)
def test_a_text_makes_a_part_of_an_id(text: str, slug: str | None) -> None:
    made = rules.slugify(text)
    assert rules.ID.matches(made)
    assert len(made) <= 60
    assert slug is None or made == slug
    assert made == rules.slugify(text)


def test_different_texts_make_different_parts() -> None:
    texts = ["Руководители", "Руководители.", "A.B", "A B", "a-b", "x" * 60, "x" * 61]
    assert len({rules.slugify(text) for text in texts}) >= len(texts) - 1


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("9:00 AM", "09:00:00"),
        ("9:00 p.m.", "21:00:00"),
        ("12:30 AM", "00:30:00"),
        ("12:30 PM", "12:30:00"),
        ("09.00", "09:00:00"),
        ("9:05", "09:05:00"),
        ("14.30.15", "14:30:15"),
        ("13:00 PM", None),
        ("25:00", None),
        ("9", None),
        ("noon", None),
    ],
)
def test_a_time_that_can_mean_one_thing_only_is_refused_with_it(
    text: str, meant: str | None
) -> None:
    with pytest.raises(cs.RecordError) as caught:
        cs.Event(id="e", kind="visit", title="E", when="2025-05-19", start_time=text)
    (problem,) = caught.value.problems
    assert problem.expected.endswith(f"; write {meant!r}") is (meant is not None)
    of_file = {"kind": "visit", "title": "E", "when": "2025-05-19", "start_time": text, "id": "e"}
    with pytest.raises(cs.RecordError) as caught:
        structured(of_file, cs.Event)
    assert [problem.expected for problem in caught.value.problems] == [problem.expected]


@pytest.mark.parametrize(
    ("rule", "value", "kept"),
    [
        (rules.LANGUAGE, "zh-cn", "zh-CN"),
        (rules.LANGUAGE, "ZH-hANT-tw", "zh-Hant-TW"),
        (rules.LANGUAGE, "BE-Tarask", "be-tarask"),
        (rules.LANGUAGE, "de-1ABC", "de-1abc"),
        (rules.LANGUAGE, "zh-yue-HK", "yue-HK"),
        (rules.LANGUAGE, "RU-U-CA-Gregory", "ru-u-ca-gregory"),
        (rules.LANGUAGE, "X-Private", "x-private"),
        (rules.LANGUAGE, "en-x-us-Latn", "en-x-us-latn"),
        (rules.LANGUAGE, "en-b-Bbb-a-aaa-x-b-a", "en-a-aaa-b-bbb-x-b-a"),
    ],
)
def test_what_can_be_written_in_several_ways_is_kept_in_one(
    rule: rules.Rule, value: str, kept: str
) -> None:
    assert rule.check(value) == rule.check(kept) == kept


# The ABNF of RFC 5646, 2.1, for languages of two and three letters.
_ABNF_LANGUAGE = st.from_regex("[a-zA-Z]{2}|[a-zA-Z]{3}(-[a-zA-Z]{3}){0,3}", fullmatch=True)
_ABNF_PRIVATE = st.from_regex("[xX](-[a-zA-Z0-9]{1,8}){1,3}", fullmatch=True)
# Codes that give way to others are kept otherwise, as the examples above are.
OLD = {*SHORT_LANGUAGES, "BU", "DD", "FX", "TP", "YD", "ZR"}
_ABNF_PARTS = (
    st.from_regex("[a-zA-Z]{4}", fullmatch=True),
    st.from_regex("[a-zA-Z]{2}|[0-9]{3}", fullmatch=True),
    st.from_regex("[a-zA-Z0-9]{5,8}|[0-9][a-zA-Z0-9]{3}", fullmatch=True),
    st.from_regex("[0-9a-wy-zA-WY-Z](-[a-zA-Z0-9]{2,8}){1,3}", fullmatch=True),
    _ABNF_PRIVATE,
)


@given(_ABNF_LANGUAGE, st.tuples(*(st.just("") | part for part in _ABNF_PARTS)))
def test_every_tag_of_the_grammar_is_taken_and_kept_in_one_form(
    language: str, parts: tuple[str, ...]
) -> None:
    tag = "-".join(filter(None, [language, *parts]))
    kept = rules.LANGUAGE.check(tag)
    of_a_group, *more = language.split("-")[1:] or [None]
    in_force = [of_a_group, *parts] if of_a_group and not more else [language, *parts]
    if language.lower().split("-")[0] not in OLD and parts[1].upper() not in OLD:
        assert kept.lower() == "-".join(filter(None, in_force)).lower()
    assert rules.LANGUAGE.check(kept) is kept
    assert rules.LANGUAGE.check(tag.upper()) == rules.LANGUAGE.check(tag.lower()) == kept


@pytest.mark.parametrize(
    ("rule", "value", "meant"),
    [
        (rules.COUNTRY, "kgz", "KG"),
        (rules.COUNTRY, "SUN", "SU"),
        (rules.COUNTRY, "am", "AM"),
        (rules.COUNTRY, "UK", "GB"),
        (rules.COUNTRY, "Kyrgyz Republic", "KG"),
        (rules.COUNTRY, "Киргизия", "KG"),
        (rules.LANGUAGE, "ru_RU.UTF-8", "ru-RU"),
    ],
)
def test_what_is_surely_meant_is_the_cure(rule: rules.Rule, value: str, meant: str) -> None:
    with pytest.raises(cs.RecordError, match=f"; write '{meant}'"):
        rule.check(value)


@pytest.mark.parametrize("text", ["XX", "ruritania", "", "QQQ", "Congo"])
def test_no_cure_is_made_up(text: str) -> None:
    assert "write" not in rules.COUNTRY.expected_for(text)
