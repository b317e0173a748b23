"""Search: what is found by which words, in what order, and what a name means."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

import cstoevents as cs

CSTO = cs.load()

ORDABAEV = cs.Official(
    id="samat-ordabaev",
    name={"en": "Samat Ordabaev", "ru": "Самат Ордабаев"},
    identifiers=[cs.Identifier(scheme="wikidata", identifier="Q4336")],
)
ASTANA = cs.Place(
    id="astana",
    name="Astana",
    kind="city",
    aliases=[cs.Alias(value="Нур-Султан", lang="ru", kind="former", when="2019-03/2022-09")],
)
GROUP = cs.Organisation(
    id="wg",
    name={"en": "Working Group on Afghanistan", "ru": "Рабочая группа по Афганистану"},
    kind="working-group",
    abbreviation="WGA",
)
MEETING = cs.Meeting(
    id="wg-41",
    kind="meeting",
    title="41st meeting of the Working Group",
    when="2025-05-13",
    place="astana",
    organisers=["wg"],
    topics=["counter-terrorism"],
    agenda=["Borders with Afghanistan"],
)
POST = cs.Membership(
    member="samat-ordabaev", organisation="wg", role="chair", label="Head of the group"
)
SERIES = cs.Series(id="wg-meetings", name="Meetings of the Working Group", organisation="wg")
WHOLE = cs.Chronicle(ORDABAEV, ASTANA, GROUP, MEETING, POST, SERIES)


def ids(words: str, chronicle: cs.Chronicle = WHOLE, **how: Any) -> list[str]:
    return [hit.record.id for hit in chronicle.search(words, **how)]


def best(words: str) -> cs.search.Hit:
    return WHOLE.search(words)[0]


@pytest.mark.parametrize(
    "words",
    [
        "Samat Ordabaev",
        "ordabaev samat",
        "ORDABAEV",
        "Ордабаев",
        "Ordabayev",
        "ordab",
        "Ordabeav",
        "Orabaev",
        "Ordabbaev",
        "Ordaboev",
        "Q4336",
        "samat-ordabaev",
    ],
)
def test_a_person_is_found_by_every_spelling(words: str) -> None:
    assert best(words).record is ORDABAEV


@pytest.mark.parametrize(
    ("name", "others"),
    [
        ("Александр Лукашенко", ["Lukashenko", "Lukashenka", "ЛУКАШЕНКО", "Лукашенка"]),
        ("Садыр Жапаров", ["Japarov", "Zhaparov", "Джапаров"]),
        ("Юрий Хачатуров", ["Khachaturov", "Hachaturov", "yuri khachaturov", "Iurii"]),
        ("Артём Пашинян", ["Artem Pashinyan", "Артем", "Artyom Pashinian"]),
        ("Алексей Мирзоян", ["Aleksei", "Alexey", "Alexei", "Mirzoyan"]),
        ("Қасым-Жомарт", ["Kasym Jomart", "Касым–Жомарт", "Qasym"]),
        ("Алма-Ата", ["alma ata", "Alma—Ata", "«Алма-Ата»"]),
        ("Щёлково", ["Shchyolkovo", "Щелково", "SCHELKOVO"]),
        ("Ala'uddin", ["alauddin", "Ala’uddin"]),
        ("Düsseldorf", ["Dusseldorf", "DU\u0308SSELDORF"]),
    ],
)
def test_transliterations_and_spellings_make_no_difference(name: str, others: list[str]) -> None:
    chronicle = cs.Chronicle(cs.Place(id="x", name={"ru": name}, kind="other"))
    for other in others:
        assert ids(other, chronicle) == ["x"], other


def test_a_hit_says_which_text_in_which_field_and_language() -> None:
    hit = best("нур султан")
    assert (hit.record, hit.text, hit.field, hit.lang, hit.score) == (
        ASTANA,
        "Нур-Султан",
        "aliases[0].value",
        "ru",
        0.95,
    )
    assert best("рабочая группа по Афганистану").field == "name.ru"
    assert best("WGA").field == "abbreviation"
    assert best("head of the group") == cs.search.Hit(
        record=POST, score=0.4, text="Head of the group", field="label"
    )


def test_the_whole_of_a_name_goes_before_a_part_and_a_part_before_a_slip() -> None:
    assert ids("working group on afghanistan")[0] == "wg"
    whole, part, begun, slip = (
        best(words).score
        for words in ("Working Group on Afghanistan", "Working Afghanistan", "Afgh", "Afgnanistan")
    )
    assert whole == 1
    assert whole > part > begun > slip


def test_a_word_of_every_name_that_has_the_others_is_needed() -> None:
    assert ids("working group ordabaev") == []


def test_a_number_is_no_beginning_of_a_longer_one() -> None:
    assert ids("41", kinds=["events"]) == ["wg-41"]
    assert ids("4", kinds=["events"]) == []


def test_a_search_can_be_limited_to_kinds_a_language_and_a_number() -> None:
    assert set(ids("working group")) == {"wg", "wg-41", "wg-meetings"}
    assert ids("working group", kinds=["organisations"]) == ["wg"]
    assert ids("group", kinds=["events"]) == ids("group", kinds=["meetings"]) == ["wg-41"]
    assert ids("группа", lang="ru", kinds=["organisations"]) == ["wg"]
    assert ids("working", lang="ru") == []
    assert len(ids("working group", limit=2)) == 2
    assert len(ids("a", CSTO, limit=None)) > 20


@pytest.mark.parametrize(
    ("how", "argument"),
    [
        ({"words": " "}, "words"),
        ({"words": 5}, "words"),
        ({"words": "a", "limit": 0}, "limit"),
        ({"words": "a", "kinds": ["people"]}, "kinds"),
        ({"words": "a", "kinds": "events"}, "kinds"),
    ],
)
def test_what_can_not_be_searched_is_refused(how: dict[str, Any], argument: str) -> None:
    with pytest.raises(cs.ArgumentError, match=argument):
        WHOLE.search(**how)


def test_what_a_chronicle_is_within_is_searched_and_hidden_records_are_not() -> None:
    renamed = attrs.evolve(ASTANA, name="Akmola", aliases=())
    own = cs.Chronicle(renamed, within=WHOLE)
    assert ids("Ordabaev", own) == ["samat-ordabaev", *ids("Ordabaev")[1:]]
    assert ids("Akmola", own) == ["astana"]
    assert ids("Nur-Sultan", own) == []


def test_a_topic_is_found_by_its_name_in_every_language() -> None:
    event = cs.Event(id="drill", kind="exercise", title="Drill", topics=["air defence"])
    chronicle = cs.Chronicle(event)
    [hit] = chronicle.search("противовоздушная оборона")
    assert (hit.record, hit.text, hit.lang) == (event, "противовоздушная оборона", "ru")
    assert hit.field == chronicle.search("air defence")[0].field == "topics[0]"
    assert not chronicle.search("противовоздушная", lang="en")
    assert chronicle.timeline().with_text("противовоздушн").undated == (event,)


def test_a_file_number_of_ones_own_is_found_before_ids_that_have_its_figures() -> None:
    when = cs.When("2025-05-17")
    briefing = cs.Event(
        id="z-briefing", title="Briefing", when=when, kind="statement", extra={"file": "17-05/2025"}
    )
    talks = cs.Event(id="talks-2025-05-17", title="Talks", when=when, kind="visit")
    hits = cs.Chronicle([briefing, talks]).search("17-05/2025")
    assert [hit.record for hit in hits] == [briefing, talks]


def test_a_name_without_letters_is_found_by_itself() -> None:
    chronicle = cs.Chronicle(cs.Place(id="x", name="★ ★", kind="other"))
    assert ids("★", chronicle) == ["x"]


# Names for ids


def test_a_name_that_means_one_thing_is_taken_for_its_id() -> None:
    assert WHOLE.organisation("WGA") is GROUP
    assert WHOLE.official("Ордабаев") is ORDABAEV
    assert WHOLE.place("Nur-Sultan") is ASTANA
    assert WHOLE.series_by_id("meetings of the WORKING group") is SERIES
    assert WHOLE.event("41st Meeting of the Working Group") is MEETING
    assert WHOLE.numbered("Meetings of the Working Group").series is SERIES
    assert [term.membership for term in WHOLE.holders("chair", "WGA")] == [POST]
    assert [term.membership for term in WHOLE.posts("Ordabayev")] == [POST]
    assert WHOLE.timeline().of("wga") == WHOLE.timeline().at("Нур-Султан") == WHOLE.timeline()
    assert WHOLE.name_on("Nur-Sultan", "2020") == "Нур-Султан"


def test_a_place_is_meant_with_the_word_that_says_what_it_is() -> None:
    csto = cs.load()
    for name in ("г. Москва", "гор.Москва", "город Москва", "City of Moscow"):
        assert csto.place(name).id == "moscow"
    with pytest.raises(cs.UnknownIdError):
        csto.place("Republic Armenia")


def test_an_id_means_its_record_whoever_is_called_so() -> None:
    other = cs.Organisation(id="other", name="wg", kind="other")
    assert WHOLE.add(other).organisation("wg") is GROUP


def test_those_spelt_exactly_so_go_before_those_spelt_alike() -> None:
    places = [
        cs.Place(id="one", name="Kasan", kind="city"),
        cs.Place(id="two", name="Kasan\u0301", kind="city"),
        cs.Place(id="three", name="KASAN", kind="city"),
    ]
    chronicle = cs.Chronicle(places)
    assert chronicle.place("Kasan").id == "one"
    assert chronicle.place("Kasa\u0144").id == "two"
    with pytest.raises(cs.errors.AmbiguousNameError, match=r"'one' .*, 'three'"):
        chronicle.place("kasan")


def test_a_name_of_several_is_refused_with_their_ids_and_names() -> None:
    towns = [cs.Place(id=f"osh-{code}", name="Osh", kind="city") for code in ("ir", "kg")]
    with pytest.raises(cs.UnknownIdError) as caught:
        cs.Chronicle(towns).place("osh")
    assert caught.value.names == {"osh-ir": "Osh", "osh-kg": "Osh"}
    assert caught.value.near == ("osh-ir", "osh-kg")


def test_a_part_of_a_name_or_a_slip_means_nothing_but_a_person() -> None:
    for name in ("Working Group", "Working Group on Afgnanistan", "WG Afghanistan"):
        with pytest.raises(cs.UnknownIdError):
            WHOLE.organisation(name)
    with pytest.raises(cs.UnknownIdError, match=r"did you mean 'wg' \(Working Group on Afgh"):
        WHOLE.organisation("Working Group on Afgnanistan")
    with pytest.raises(cs.UnknownIdError, match=r"'samat-ordabaev' \(Samat Ordabaev\)"):
        WHOLE.official("Ordabajew")


def test_a_key_is_an_id_alone_and_its_error_has_the_ids_of_names() -> None:
    with pytest.raises(cs.UnknownIdError, match="has the id 'WGA'; did you mean 'wg'"):
        WHOLE["WGA"]
    assert WHOLE.get("WGA") is None
    assert "WGA" not in WHOLE


def test_an_id_in_other_letters_means_its_record_where_nothing_is_called_so() -> None:
    csto = cs.load()
    assert csto.numbered("KSOPN").series.id == "ksopn"
    assert csto.event("WG-Afghanistan-41").id == "wg-afghanistan-41"
    assert csto.numbered("КСОПН").series.id == "ksopn"
    with pytest.raises(cs.UnknownIdError):
        csto["KSOPN"]
