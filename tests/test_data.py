"""The shipped chronicle: in canonical form, consistent, sourced, and right where we know it.

`src/cstoevents/data/csto.json` is edited by hand or through the library. These tests are what
an editor runs: they say where the file left its form, and whether it still tells what it must.
"""

from __future__ import annotations

import io
import json
import re
import tomllib
import unicodedata
from collections import Counter
from functools import cache
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

import pytest

import cstoevents as cs
from documents import ROOT

FILE = files("cstoevents.data") / "csto.json"
DISPUTES = ROOT / "docs" / "data" / "contradictions.md"
ROW = re.compile(
    r"^\| \[`(?P<id>[^`]+)`\]\(#(?P<anchor>[^)]+)\)\{ #(?P=anchor) \}"
    r" \| (?P<field>[^|]+?) \| (?P<values>[^|]+?) \|",
    re.MULTILINE,
)
# Least and greatest numbers of records of a class: a slip of an editor or of a merge is larger.
BOUNDS = {
    "places": (140, 250),
    "organisations": (90, 200),
    "officials": (200, 500),
    "memberships": (220, 600),
    "series": (70, 120),
    "events": (640, 1_200),
    "meetings": (400, 800),
    "delegations": (70, 400),
    "participations": (1_100, 3_000),
}
# Copies, mirrors, forums and pages without an editor: a fact should not rest on them alone.
WEAK_HOSTS = frozenset(
    """
    acher.ru afnfn.com amansaja.com amurdiame.ru armeniandiaspora.com armenianclub.com
    botnadzor.org ca.euromore.eu comparemela.com deeyartelevision.com e2india.com
    en.wikipedia.org eurasianet478.rssing.com freenews-en.tk gagrule.net gfaclaims.com
    github.com huggingface.co hxen.net icmu.nyc.gr imgtest.mir24.tv instrukciyame.ru
    it.m.wikipedia.org kxan36news.com li.ru liquisearch.com m.specletter.com
    mdoronin.blogspot.com mobsearch.net news.afnfn.com news.kitchen0.com newskitchen.eu
    newsmir.info no.m.wikipedia.org pavlodar.com pledgetimes.com prg-online-web.prgapp.kz
    qwas.ru r.mobile.nu.ybobra.ru rokkit.ru ru.updatenews.info rus.team russiadefence.net
    russiainblogs.blogspot.com shr32.ru socialbites.ca survincity.com test.tengrinews.kz
    the-uncensored-wiki.com thetimelinegeek.com viparmenia.com vvptoday.ru web.lifelines.name
    wiki.1209k.com yokvadro.ru zaki.ru
    """.split()
)
# Hosts that carry the work of several, each of whom is named.
SEVERAL_PUBLISHERS = {
    "armenianclub.com": "copies of what agencies report",
    "armeniandiaspora.com": "copies of what agencies report",
    "github.com": "repositories of many",
    "newskitchen.eu": "copies of what ministries publish",
    "sputniknews.com": "the archive of the Voice of Russia, beside what Sputnik writes",
}
# How a citation ends that the editors wrote from the record.
OUR_WORDS = " (our words, not the title of the page)"
# Of how many sources or records, at least or at most, each is true. They may only get better.
KNOWN_PUBLISHERS = 7_450
KNOWN_LANGUAGES = 7_287
DATED = 4_415
TITLED = 4_612
MORE_THAN_ONE_SOURCE = 546
RETRIEVED = 6_975
WEAK_ALONE = 15
ANNOUNCED_ALONE = 21
NO_RUSSIAN_NAME = 2
WIKIDATA = 211
DISPUTED_WITHOUT_ADDRESS = 5
# A page whose Russian is written in Latin letters.
IN_LATIN_LETTERS = (
    "https://infohub.kz/latyn/article/"
    "kazahstan-gotovitsia-k-krupnym-voennym-ucheniiam-odkb-v-2026-godu.html"
)
# Posts that one person has at a time. The chair of most other bodies passes from state to state
# and is known from single meetings.
POSTS_OF_ONE = frozenset(
    """
    chief chief-of-general-staff defence-minister foreign-minister head-of-state prime-minister
    secretary secretary-general state-secretary
    """.split()
)
CHAIRS_OF_ONE = frozenset({"cst", "csto", "csto-pa", "csto-permanent-council"})
# Ids that say the number of something else, or the year that is summed up.
ODD_IDS = ["eurasian-analytical-forum-2", "summing-up-2024", "unga-resolution-75"]
# Facts that were gathered but rest on a guess or on no source.
LEFT_OUT = (
    "brics",
    "cdm-2004-11-25",
    "cobalt-2025",
    "dzhenisbek-dzhumanbekov",
    "protocol-sco-rats-2011",
    "vitaly-strugovets",
)
# Events that sources tell under two names: the one kept, the other, and a source of each telling.
TOLD_TWICE = [
    ("cst-1992", "signing-1992-05-15", "yokvadro.ru", "vestikavkaza.ru"),
    ("cst-1992-in-force", "treaty-in-force-1994-04-20", "yokvadro.ru", "ria.ru"),
    ("charter-2002", "signing-2002-10-07", "supplement/3506", "irp.fas.org"),
    ("legal-status-2002", "signing-2002-10-07", "supplement/3505", "irp.fas.org"),
    ("csto-sco-2007", "mou-sco-2007", "liquisearch.com", "ealegislation.com"),
    ("trilateral-2018", "mou-rats-atc-2018", "inform.kz", "cisatc.org"),
    ("un-csto-2010", "joint-declaration-un-2010", "eurodialogue.org", "armeniandiaspora.com"),
    ("unga-observer-2004", "unga-observer-2004-12-02", "tass.com", "yokvadro.ru"),
]


@cache
def csto() -> cs.Chronicle:
    """The built-in chronicle."""
    return cs.load()


def disputes() -> list[re.Match[str]]:
    """The rows of the page on what the sources contradict."""
    return list(ROW.finditer(DISPUTES.read_text(encoding="utf-8")))


def terms(organisation: str, role: str, day: str) -> dict[str, cs.Membership]:
    """The memberships in an organisation that surely hold on a day, by member."""
    return {
        term.member: term
        for term in csto().memberships
        if (term.organisation, term.role) == (organisation, role)
        and term.when is not None
        and (term.when.earliest is None or str(term.when.earliest) <= day)
        and (str(term.when).endswith("..") or _last(term.when) >= day)
    }


def _last(when: cs.When) -> str:
    return "" if str(when).endswith("/") else str(when.latest)


def test_what_is_loaded_is_what_the_strict_reader_reads() -> None:
    """`load` doesn't check its file again: here it is checked, rule by rule."""
    read = cs.read_json(FILE.read_bytes())
    assert read == cs.load()
    assert [*read] == [*cs.load()]
    assert cs.load().broken == ()


def test_the_file_is_in_the_form_in_which_the_library_writes_it() -> None:
    """After an edit by hand: `cs.write_json(cs.read_json(file), file)` puts it right."""
    written = io.BytesIO()
    cs.write_json(csto(), written)
    assert written.getvalue() == FILE.read_bytes()


def test_reading_the_chronicle_twice_gives_equal_chronicles() -> None:
    """`load()` keeps what it read, so compare with a fresh reading."""
    assert cs.load() is csto()
    assert cs.read_json(FILE.read_bytes()) == csto()


def test_it_says_what_it_is_and_on_which_terms() -> None:
    about = csto().about
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert about.url == project["urls"]["Homepage"]
    assert (about.publisher, about.licence, about.language) == ("cstoevents", "CC-BY-4.0", "en")
    assert about.title is not None
    assert about.title.languages == ("en", "ru")


def test_knowledge_ends_on_the_last_day_of_which_something_is_reported() -> None:
    """Whoever adds a report of a later day moves it: docs/data/provenance.md."""
    reported = [event.when for event in csto().timeline().with_status("held")]
    reported += [day for membership in csto().memberships for day in membership.seen]
    days = [when for when in reported if when is not None and when.precision == "day"]
    last = max(days, key=lambda day: day.sort_key)
    assert csto().about.as_of == last
    assert not [when for when in reported if when and when.surely_after(last)]


@pytest.mark.parametrize(
    "page", sorted((ROOT / "docs" / "data").glob("*.md")), ids=lambda page: page.name
)
def test_every_page_on_the_data_says_of_which_version_it_is(page: Path) -> None:
    """And as of which day; the page on changes has it from the file itself."""
    about = csto().about
    assert about.as_of is not None
    said = f"As of {cs.wording.in_words(about.as_of)}, version {about.version}"
    text = page.read_text("utf-8")
    assert said in text or f"\n## {about.version}\n" in text


@pytest.mark.parametrize(
    "page", sorted((ROOT / "docs" / "data").glob("*.md")), ids=lambda page: page.name
)
def test_every_page_on_the_data_begins_with_where_it_says_what_is_thin(page: Path) -> None:
    """Before the first heading within the page, in its first lines."""
    start = page.read_text("utf-8").splitlines()[:10]
    assert "what-is-thin)" in "".join(start)


def test_the_file_for_citations_names_the_version_of_the_data() -> None:
    """Its reference of the type `data`."""
    cited = (ROOT / "CITATION.cff").read_text("utf-8").partition("type: data")[2]
    assert f'version: "{csto().about.version}"' in cited
    assert f"license: {csto().about.licence}" in cited


def test_every_reference_leads_to_a_record() -> None:
    """A lenient reading would keep broken ones; there are none."""
    assert cs.read_json(FILE.read_bytes(), references="lenient").broken == ()


def test_the_id_of_an_event_ends_with_its_number_its_date_or_the_label_of_its_series() -> None:
    """Or it is the id of a treaty with the words for its entry into force."""
    odd = []
    for event in csto().events:
        assert event.when is not None
        ends = {str(entry.number) for entry in event.entries if entry.number is not None}
        ends |= {entry.label for entry in event.entries if entry.label is not None}
        ends |= {day[:length] for day in str(event.when).split("/") for length in (4, 7, 10)}
        if event.kind == "entry-into-force":
            ends.add("in-force")
        if not re.search(rf"-(?:{'|'.join(map(re.escape, ends))})(?:-|$)", event.id):
            odd.append(event.id)
    assert odd == ODD_IDS


def test_no_id_is_borne_twice() -> None:
    """Ids are unique in the whole file, whatever the class of the record."""
    data = json.loads(FILE.read_bytes())
    ids = Counter(
        record["id"] for array in data.values() if type(array) is list for record in array
    )
    assert [id for id, count in ids.items() if count > 1] == []


@pytest.mark.parametrize("name", BOUNDS)
def test_there_are_about_as_many_records_as_there_should_be(name: str) -> None:
    """Neither lost in an edit nor doubled in a merge."""
    least, greatest = BOUNDS[name]
    assert least <= len(getattr(csto(), name)) <= greatest


def test_every_record_names_a_source() -> None:
    """A source is an address, or a citation where there is no address."""
    assert [record.id for record in csto() if not record.sources] == []


def test_no_record_names_a_source_twice() -> None:
    """Two records of one event, made one, bring their common source once."""
    doubled = [record.id for record in csto() if len(set(record.sources)) < len(record.sources)]
    assert doubled == []


def sources() -> list[cs.Source]:
    """Each source of each record."""
    return [source for record in csto() for source in record.sources]


def host(source: cs.Source) -> str:
    """The host of a source's address, without `www.`."""
    return (urlsplit(source.url or "").hostname or "").removeprefix("www.")


def test_every_source_says_who_published_it_or_is_cited_in_words() -> None:
    """An address alone tells a reader nothing once it is gone."""
    bare = {source.url for source in sources() if not (source.publisher or source.citation)}
    assert bare == set()


def test_a_host_has_one_publisher_spelled_in_one_way() -> None:
    """Who counts sources by publisher would count one twice."""
    named: dict[str, set[str]] = {}
    for source in sources():
        if source.url is not None and source.publisher is not None:
            named.setdefault(host(source), set()).add(source.publisher)
    several = {name: publishers for name, publishers in named.items() if len(publishers) > 1}
    assert several.keys() == SEVERAL_PUBLISHERS.keys()
    spelled: dict[str, set[str]] = {}
    for publisher in set().union(*named.values()):
        alike = re.sub(r"[\W_]", "", publisher.casefold().removeprefix("the "))
        spelled.setdefault(alike, set()).add(publisher)
    assert [ways for ways in spelled.values() if len(ways) > 1] == []


def test_every_source_has_a_title_and_a_day_or_a_citation() -> None:
    """Whoever finds the address gone can still look for the page, or say what it was about."""
    bare = {
        source.url
        for source in sources()
        if source.citation is None
        and (source.title is None or (source.published or source.retrieved) is None)
    }
    assert bare == set()


def test_a_citation_in_our_words_stands_only_where_the_page_says_no_title_or_day() -> None:
    """It says of itself that it isn't the title, and names who published the page."""
    ours = [source for source in sources() if "our words" in (source.citation or "")]
    for source in ours:
        assert source.citation is not None
        assert source.citation.startswith(f"{source.publisher}, on: "), source.url
        assert source.citation.endswith(OUR_WORDS), source.url
        assert source.title is None or (source.published or source.retrieved) is None, source.url


def test_the_first_pages_count_the_records_that_there_are() -> None:
    """A count that nobody checks stays behind."""
    said = (
        f"{len(csto().events)} events, {len(csto().organisations)} organisations, "
        f"{len(csto().officials)} people. As of"
    )
    for page in (ROOT / "README.md", ROOT / "docs" / "index.md"):
        assert said in page.read_text(encoding="utf-8")


def test_no_less_is_known_of_the_sources_than_before() -> None:
    """Publisher, language, title, day of publication and day of reading."""
    every = sources()
    assert sum(source.publisher is not None for source in every) >= KNOWN_PUBLISHERS
    assert sum(source.lang is not None for source in every) >= KNOWN_LANGUAGES
    assert sum(source.published is not None for source in every) >= DATED
    assert sum(source.retrieved is not None for source in every) >= RETRIEVED
    assert sum(source.title is not None for source in every) >= TITLED


def test_a_source_with_a_title_says_in_which_language_it_is() -> None:
    """Whoever could read the title could tell."""
    assert {source.url for source in sources() if source.title and source.lang is None} == set()


def test_a_title_is_in_the_letters_of_its_language() -> None:
    """Except where a page writes Russian in Latin letters."""
    cyrillic = {"be", "bg", "kk", "ky", "ru", "tg", "uk"}
    astray = set()
    for source in sources():
        letters = [unicodedata.name(char) for char in source.title or "" if char.isalpha()]
        mostly = sum(name.startswith("CYRILLIC") for name in letters) * 2 > len(letters)
        if letters and mostly != (source.lang in cyrillic):
            astray.add(source.url)
    assert astray == {IN_LATIN_LETTERS}


def test_no_fewer_events_have_a_second_source_than_before() -> None:
    """Half of them have one only."""
    assert sum(len(event.sources) > 1 for event in csto().events) >= MORE_THAN_ONE_SOURCE


def test_a_page_has_one_title_publisher_language_and_day_wherever_it_is_cited() -> None:
    """What is said of an address is said of it everywhere, or nowhere."""
    told: dict[tuple[str, str], set[str]] = {}
    for source in sources():
        for field in ("title", "publisher", "lang", "published"):
            if source.url is not None and (value := getattr(source, field)) is not None:
                told.setdefault((source.url, field), set()).add(str(value))
    assert [key for key, values in told.items() if len(values) > 1] == []


def test_no_page_was_published_after_it_was_read() -> None:
    """A day of publication is the day on the page or in its address."""
    for source in sources():
        if source.published is not None and source.retrieved is not None:
            assert str(source.published) <= str(source.retrieved) + "-99", source.url


def test_an_old_page_of_the_organization_is_cited_for_a_later_event_by_its_column_of_news() -> None:
    """The page itself is of another year, and can't tell of what came after it."""
    told = [
        (event.id, source.url)
        for event in csto().events
        for source in event.sources
        if event.status == "held"
        and source.published is not None
        and host(source).endswith("odkb-csto.org")
        and int(str(event.when)[:4]) > int(str(source.published)[:4]) + 1
        and "column of CSTO news" not in (source.citation or "")
    ]
    assert told == []


def test_a_column_of_news_has_not_the_day_of_the_page_that_it_was_printed_beside() -> None:
    dated = [
        source.url
        for source in sources()
        if "column of CSTO news" in (source.citation or "") and source.published is not None
    ]
    assert dated == []


def test_no_address_names_its_host_with_a_dot_at_the_end() -> None:
    """Such names lead to the same page, and tell two addresses apart that are one."""
    assert [source.url for source in sources() if host(source).endswith(".")] == []


def weakly_sourced() -> list[str]:
    """The ids of records that name a weak host as each of their sources."""
    return [
        record.id for record in csto() if {host(source) for source in record.sources} <= WEAK_HOSTS
    ]


def test_hardly_a_record_rests_on_weak_hosts_alone() -> None:
    """The page on provenance says how many do."""
    alone = weakly_sourced()
    assert len(alone) <= WEAK_ALONE
    events = len({event.id for event in csto().events} & {*alone})
    page = (ROOT / "docs" / "data" / "provenance.md").read_text("utf-8")
    assert f"{len(alone)} records, {events} events among them, rest only on copies" in page


@pytest.mark.parametrize("id", weakly_sourced())
def test_what_rests_on_weak_hosts_alone_is_cited_in_words_that_stay_true(id: str) -> None:
    """Whose report it was, in which copy, and when it was read."""
    citations = [str(source.citation) for source in csto()[id].sources]
    assert all(re.search(r"copy of \S.*, read in \w+ \d{4}$", text) for text in citations)


def test_a_note_says_what_was_read_and_not_what_was_looked_for_in_vain() -> None:
    """A claim that something wasn't found needs the day on which it was searched."""
    vain = re.compile(
        r"\bnot (?:found|seen)\b|\bno report\b|\b(?:was|were)n't (?:found|seen)"
        r"|\bno\b[^.]*\b(?:was|were) (?:found|seen)\b",
        re.IGNORECASE,
    )
    day = re.compile(r"searched on \d{4}-\d{2}-\d{2}")
    notes = {record.id: str(record.note) for record in csto() if record.note is not None}
    assert [id for id, note in notes.items() if vain.search(note) and not day.search(note)] == []


def test_every_name_and_title_is_there_in_english() -> None:
    """Russian beside it where it is known."""
    named: list[cs.Place | cs.Organisation | cs.Official | cs.Series] = [
        *csto().places,
        *csto().organisations,
        *csto().officials,
        *csto().series,
    ]
    assert [record.id for record in named if "en" not in record.name.languages] == []
    assert [event.id for event in csto().events if "en" not in event.title.languages] == []


def test_nearly_every_name_is_there_in_russian() -> None:
    """Of bodies and places all, of persons all but those of whom a page has a form in doubt."""
    for records, least in (
        (csto().places, len(csto().places)),
        (csto().organisations, len(csto().organisations)),
        (csto().officials, len(csto().officials) - NO_RUSSIAN_NAME),
        (csto().series, len(csto().series)),
    ):
        assert sum("ru" in record.name.languages for record in records) >= least


def test_what_a_commemoration_recalls_is_told_in_both_languages() -> None:
    """A description stands for an event that isn't in the data."""
    recalled = [
        event.commemoration.description
        for event in csto().events
        if event.commemoration is not None and event.commemoration.description is not None
    ]
    assert recalled
    assert {words.languages for words in recalled} == {("en", "ru")}


def test_no_fewer_records_have_a_wikidata_id_than_before_and_no_two_share_one() -> None:
    """A country is a place and a state, so of each class by itself."""
    ids = [
        (type(record), identifier.identifier)
        for record in csto()
        for identifier in getattr(record, "identifiers", ())
        if identifier.scheme == "wikidata"
    ]
    assert len(ids) >= WIKIDATA
    assert len(set(ids)) == len(ids)


def test_a_patronymic_stands_among_the_other_names() -> None:
    """The name is the one that reports print: given name and family name."""
    patronymic = re.compile(r"\w+ \w+(?:вич|вна|ыч) \w+")
    names = {official.id: official.name.get("ru") or "" for official in csto().officials}
    assert [id for id, name in names.items() if patronymic.fullmatch(name)] == []


def test_every_entry_with_a_number_stands_in_a_numbered_series() -> None:
    """And its series is there, or the file couldn't be read."""
    series = {run.id: run for run in csto().series}
    stray = [
        event.id
        for event in csto().events
        for entry in event.entries
        if entry.number is not None and series[entry.series].numbering == "unnumbered"
    ]
    assert stray == []


def test_no_number_of_a_series_is_given_twice() -> None:
    """Two meetings of one number would be one meeting told twice."""
    numbers = Counter(
        (entry.series, entry.number)
        for event in csto().events
        for entry in event.entries
        if entry.number is not None
    )
    assert [key for key, count in numbers.items() if count > 1] == []


def test_no_two_meetings_of_a_body_share_day_title_and_place() -> None:
    """The same meeting told twice is one record."""
    alike = Counter(
        (str(event.title), str(event.when), event.place, event.organisers)
        for event in csto().events
    )
    assert [key for key, count in alike.items() if count > 1] == []


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_no_two_events_have_one_title(lang: str) -> None:
    """A number, a place, a matter or a month tells them apart in a list of titles."""
    titles = Counter(event.title.get(lang) for event in csto().events)
    assert [title for title, count in titles.items() if title is None or count > 1] == []


def test_an_event_known_from_an_announcement_alone_says_so_and_when_a_report_was_searched() -> None:
    """No status means that nothing that was read says whether it was held."""
    said = re.compile(r"alone\. A report .* searched on \d{4}-\d{2}-\d{2} in vain")
    announced = [event for event in csto().events if event.status is None]
    assert [event.id for event in announced if not said.search(str(event.note))] == []
    assert len(announced) <= ANNOUNCED_ALONE


def test_every_event_has_a_date_and_scheduled_ones_lie_after_the_newest_source() -> None:
    """The newest sources are from February 2026, one from April."""
    for event in csto().events:
        assert event.when is not None, event.id
        if event.status == "scheduled":
            assert str(event.when) >= "2026", event.id


@pytest.mark.parametrize("id", LEFT_OUT)
def test_what_rests_on_a_guess_or_on_no_source_is_left_out(id: str) -> None:
    """The page on provenance lists it."""
    assert id not in csto()


def test_no_note_speaks_of_how_the_facts_were_kept_before_they_came_here() -> None:
    """A note is for the reader of the chronicle."""
    words = re.compile(r"jsonl|\brows?\b|excerpt|confidence|stored cop", re.IGNORECASE)
    assert [record.id for record in csto() if record.note and words.search(str(record.note))] == []


@pytest.mark.parametrize("id", sorted({row["id"] for row in disputes()}))
def test_every_record_on_the_page_of_contradictions_is_in_the_data(id: str) -> None:
    """The page is about what is shipped."""
    assert id in csto()


def test_each_row_of_the_page_of_contradictions_can_be_linked() -> None:
    """By an anchor of its own; and no row is in another form."""
    anchors = [row["anchor"] for row in disputes()]
    assert len(set(anchors)) == len(anchors)
    assert len(anchors) == DISPUTES.read_text("utf-8").count("\n| [`")
    assert len(anchors) >= 100


@pytest.mark.parametrize("row", disputes(), ids=lambda row: row["anchor"])
def test_no_address_is_cited_for_two_values_that_contradict_each_other(row: re.Match[str]) -> None:
    """Each value has the sources that say it, and only those."""
    cited = Counter(
        address
        for value in row["values"].split("<br>")
        for address in set(re.findall(r"\(<([^>]+)>\)", value))
    )
    assert [address for address, count in cited.items() if count > 1] == []


def test_hardly_a_disputed_value_lacks_the_address_of_the_page_that_gives_it() -> None:
    """Where it does, the cell says so."""
    values = [value for row in disputes() for value in row["values"].split("<br>")]
    assert sum("(no address kept)" in value for value in values) <= DISPUTED_WITHOUT_ADDRESS


def test_every_disputed_date_carries_a_note() -> None:
    """Who reads the record alone must learn that its date is disputed."""
    disputed = {row["id"] for row in disputes() if row["field"].startswith(("when", "founded"))}
    assert len(disputed) > 50
    assert [id for id in sorted(disputed) if csto()[id].note is None] == []


@pytest.mark.parametrize(("kept", "other", "one_source", "other_source"), TOLD_TWICE)
def test_what_was_told_twice_is_one_record_with_the_sources_of_both(
    kept: str, other: str, one_source: str, other_source: str
) -> None:
    """The signing of a treaty is told as an event and as a treaty."""
    addresses = [source.url or "" for source in csto().event(kept).sources]
    assert any(one_source in address for address in addresses)
    assert any(other_source in address for address in addresses)
    assert other not in csto()


@pytest.mark.parametrize(
    ("treaty", "signed", "in_force", "signatories"),
    [
        ("cst-1992", "1992-05-15", "1994-04-20", {"am", "kz", "kg", "ru", "tj", "uz"}),
        ("charter-2002", "2002-10-07", "2003-09-18", {"am", "by", "kz", "kg", "ru", "tj"}),
        ("legal-status-2002", "2002-10-07", "2003-09-18", {"am", "by", "kz", "kg", "ru", "tj"}),
        ("cst-protocol-1999", "1999-04-02", "2000-03-22", {"am", "by", "kz", "kg", "ru", "tj"}),
    ],
)
def test_a_treaty_is_signed_in_one_event_and_enters_into_force_in_another(
    treaty: str, signed: str, in_force: str, signatories: set[str]
) -> None:
    """The second follows the first."""
    signing, entry = csto().event(treaty), csto().event(f"{treaty}-in-force")
    assert (signing.kind, str(signing.when)) == ("signing", signed)
    assert (entry.kind, str(entry.when)) == ("entry-into-force", in_force)
    assert entry.references == (cs.Reference(event=treaty, relation="follows"),)
    who = {
        participation.organisation
        for participation in csto().participants(treaty)
        if participation.role == "signatory"
    }
    assert who == signatories


@pytest.mark.parametrize(
    ("day", "person"),
    [
        ("2003-04-28", "nikolai-bordyuzha"),
        ("2016-12-31", "nikolai-bordyuzha"),
        ("2017-05-01", "valery-semerikov"),
        ("2017-05-02", "yuri-khachaturov"),
        ("2019-06-01", "valery-semerikov"),
        ("2020-01-01", "stanislav-zas"),
        ("2022-12-31", "stanislav-zas"),
        ("2023-01-01", "imangali-tasmagambetov"),
        ("2025-12-31", "imangali-tasmagambetov"),
        ("2026-01-01", "taalatbek-masadykov"),
    ],
)
def test_one_person_heads_the_secretariat_on_a_day(day: str, person: str) -> None:
    """Both ends of a term belong to it."""
    assert set(terms("csto", "secretary-general", day)) == {person}


def test_who_directs_staff_talks_is_their_head_and_not_their_chair() -> None:
    """So the reports have it: under his general direction."""
    talks = {event.id for event in csto().events if event.id.startswith("staff-talks-")}
    roles = {part.role for part in csto().participations if part.event in talks}
    assert "head" in roles
    assert "chair" not in roles


def test_who_directs_an_exercise_is_its_head_and_not_its_chair() -> None:
    """A meeting has a chair."""
    exercises = {event.id for event in csto().events if event.kind == "exercise"}
    led = [part.id for part in csto().participations if part.role == "chair"]
    assert [id for id in led if id.split("--")[0] in exercises] == []


def test_a_note_that_says_who_had_the_chair_does_not_stand_in_for_the_participation() -> None:
    """Who asks for chairs reads no notes."""
    said = re.compile(r"\bchaired by\b|\bunder \S+ chairmanship\b", re.IGNORECASE)
    noted = {event.id for event in csto().events if said.search(str(event.note or ""))}
    led = {part.event for part in csto().participations if part.role == "chair"}
    assert sorted(noted - led) == []


def test_whom_a_source_calls_the_chair_of_the_council_has_the_chair_of_the_sitting() -> None:
    """The sitting of December 2008 had him among the members, and the chair in his capacity."""
    called = re.compile(r"\bChairman of the Council\b|\bPresident of the CSTO\b")
    parts = [part for part in csto().participations if called.search(str(part.capacity or ""))]
    assert {part.id for part in parts if part.role == "chair"} >= {
        "csc-2005-06-23--nursultan-nazarbayev--chair",
        "csc-informal-2008-12--serzh-sargsyan--chair",
    }
    assert [part.id for part in parts if part.role != "chair"] == []


def test_a_term_has_an_end_where_another_has_the_post_later() -> None:
    """Else two have it at once in an answer, each of them possibly."""
    posts: dict[tuple[str, str], list[tuple[str, cs.Membership]]] = {}
    for term in csto().memberships:
        if term.role in POSTS_OF_ONE or (
            term.role == "chair" and term.organisation in CHAIRS_OF_ONE
        ):
            days = [*term.seen, *([term.when] if term.when else [])]
            first = min((str(day.earliest) for day in days if day.earliest), default="")
            posts.setdefault((term.organisation, term.role), []).append((first, term))
    open_terms = [
        term.id
        for terms in posts.values()
        for first, term in terms
        if first < max(first for first, _ in terms)
        and (term.when is None or term.when.latest is None)
    ]
    assert open_terms == []


def test_an_acting_secretary_general_is_marked_as_acting() -> None:
    """Valery Semerikov stood in twice."""
    stood_in = [
        term
        for term in csto().memberships
        if (term.member, term.role) == ("valery-semerikov", "secretary-general")
    ]
    assert [str(term.when) for term in stood_in] == [
        "2017-01-01/2017-05-01",
        "2018-11-02/2019-12-31",
    ]
    assert {term.status for term in stood_in} == {cs.records.MembershipStatus.ACTING}


@pytest.mark.parametrize(
    ("day", "state", "person"),
    [
        ("2014-06-01", "ru", "vladimir-putin"),
        ("2015-01-01", "tj", "emomali-rahmon"),
        ("2019-01-01", "kg", "sooronbay-jeenbekov"),
        ("2022-06-01", "am", "nikol-pashinyan"),
        ("2024-06-01", "kz", "kassym-jomart-tokayev"),
        ("2025-05-19", "kg", "sadyr-japarov"),
        ("2026-06-01", "ru", "vladimir-putin"),
    ],
)
def test_one_state_has_the_chair_on_a_day(day: str, state: str, person: str) -> None:
    """The term is the official's, on behalf of the state."""
    assert {id: term.on_behalf_of for id, term in terms("csto", "chair", day).items()} == {
        person: state
    }


@pytest.mark.parametrize(
    ("day", "states"),
    [
        ("2004-01-01", {"am", "by", "kz", "kg", "ru", "tj"}),
        ("2010-01-01", {"am", "by", "kz", "kg", "ru", "tj", "uz"}),
        ("2013-01-01", {"am", "by", "kz", "kg", "ru", "tj"}),
        ("2026-01-01", {"am", "by", "kz", "kg", "ru", "tj"}),
    ],
)
def test_the_members_on_a_day_are_known(day: str, states: set[str]) -> None:
    """Uzbekistan came in 2006 and was suspended in 2012."""
    assert set(terms("csto", "member", day)) == states


def test_the_parties_to_the_treaty_changed_in_1999() -> None:
    """Azerbaijan, Georgia and Uzbekistan did not prolong it."""
    before, after = terms("cst", "party", "1998-01-01"), terms("cst", "party", "2000-01-01")
    assert set(before) - set(after) == {"az", "ge", "uz"}
    assert set(after) == {"am", "by", "kz", "kg", "ru", "tj"}


def test_uzbekistan_is_suspended_and_armenia_has_frozen_its_participation() -> None:
    """Neither is a withdrawal; Armenia's full membership goes on beside the freeze."""
    by_status = {
        (term.member, term.status): term
        for term in csto().memberships
        if (term.organisation, term.role) == ("csto", "member")
    }
    assert str(by_status["uz", cs.records.MembershipStatus.SUSPENDED].when) == "2012-12-19/"
    assert str(by_status["am", cs.records.MembershipStatus.FROZEN].when) == "2024-02-22/.."
    assert str(by_status["am", cs.records.MembershipStatus.FULL].when) == "2003-09-18/.."


def test_every_person_who_took_part_and_every_body_of_a_state_with_a_post_has_a_record() -> None:
    """Also persons whose full name isn't known: a name is a record, a group is words."""
    initials = {"i-panarin", "v-rudenka", "sh-j-faizullozoda"}
    assert initials <= {official.id for official in csto().officials}
    bodies = {term.organisation for term in csto().memberships}
    assert bodies <= {organisation.id for organisation in csto().organisations}
    words = [
        participation
        for participation in csto().participations
        if participation.description is not None
    ]
    assert len(words) < 30


def located() -> list[cs.Place]:
    """The places of which the coordinates are known."""
    return [place for place in csto().places if place.latitude is not None]


def test_coordinates_name_where_they_come_from() -> None:
    """Of towns GeoNames, whose licence asks for it; of a hall the page that prints them."""
    for place in located():
        told = {source.publisher for source in place.sources if source.field is None}
        told |= {source.field for source in place.sources}
        assert told & {"GeoNames", "latitude"}, place.id
        assert place.longitude is not None


def test_the_coordinates_of_a_hall_lie_by_those_of_its_town() -> None:
    """A slip of a sign or of a digit lies further away than a suburb."""
    towns = {place.id: place for place in located() if place.kind == "city"}
    halls = [place for place in located() if place.kind == "venue" and place.within in towns]
    assert halls
    for hall in halls:
        town = towns[hall.within or ""]
        assert abs((hall.latitude or 0) - (town.latitude or 0)) < 0.5, hall.id
        assert abs((hall.longitude or 0) - (town.longitude or 0)) < 0.5, hall.id


def test_a_venue_lies_within_a_larger_place_of_the_same_country() -> None:
    """Timelines ask for what lies within a place."""
    for place in csto().places:
        if place.kind in ("venue", "range") or place.within is not None:
            assert place.within is not None, place.id
            assert csto().place(place.within).country == place.country, place.id


def test_the_names_of_the_capital_of_kazakhstan_have_their_times() -> None:
    """The name of a meeting's town is the one of its day."""
    names = {
        alias.value: str(alias.when)
        for alias in csto().place("astana").aliases
        if alias.kind == "former" and alias.lang == "en"
    }
    assert names["Nur-Sultan"] == "2019-03-23/2022-09-19"
    assert names["Akmola"] == "1992/1998-05"


def test_the_first_sessions_and_the_newest_are_there() -> None:
    """From the founding to what is planned."""
    assert str(csto().event("csc-1995-02-10").place) == "almaty"
    assert csto().event("csc-2025-11-27").place == "yntymak-ordo"
    assert csto().event("csc-2026-11-11").status == "scheduled"


# The five press items that the library was made from, in the built-in data. What each says alone
# is in `test_seeds`.


def test_the_council_of_the_parliamentary_assembly_met_under_the_kyrgyz_side() -> None:
    """19 May 2025, with a report of the Secretary General."""
    kyrgyz, tasmagambetov = sorted(
        csto().participants("pa-council-2025-05-19"), key=lambda part: part.role or ""
    )
    assert (kyrgyz.organisation, kyrgyz.role) == ("kg", "chair")
    assert (tasmagambetov.official, tasmagambetov.role) == ("imangali-tasmagambetov", "speaker")
    assert "(November 2024) session of the CSTO SCS" in str(tasmagambetov.reports[0])
    meeting = csto().meeting("pa-council-2025-05-19")
    assert [reference.event for reference in meeting.references] == ["csc-2024-11-28"]
    assert meeting.place == "bishkek"


def test_the_solemn_event_was_in_the_red_banner_hall() -> None:
    """12 May 2025, for the 33rd anniversary of 15 May 1992."""
    event = csto().event("commemoration-2025-05-12")
    assert event.commemoration == cs.Commemoration(
        event="cst-1992", number=33, original="1992-05-15"
    )
    hall = csto().place(event.place or "")
    house = csto().place(hall.within or "")
    assert (str(hall.name), str(house.name), house.within) == (
        "Red Banner Hall",
        "Frunze Central House of the Russian Army",
        "moscow",
    )


def test_a_delegation_of_the_secretariat_comes_to_the_13th_meeting_on_security() -> None:
    """Headed by a Deputy Secretary General who is not named."""
    event = "high-representatives-security-13"
    (delegation,) = csto().delegations_at(event)
    assert delegation.on_behalf_of == "csto-secretariat"
    (head,) = [
        participation
        for participation in csto().participants(event)
        if participation.delegation == delegation.id
    ]
    assert (head.official, str(head.description), head.role) == (
        None,
        "Deputy Secretary General of the CSTO",
        "head",
    )
    assert csto().meeting(event).entries[0].number == 13


def test_the_41st_meeting_on_afghanistan_had_five_guests_and_the_delegations() -> None:
    """13 May 2025."""
    there = csto().participants("wg-afghanistan-41")
    assert {participation.organisation for participation in there} >= {
        "unoct",
        "unrcca",
        "cis-atc",
        "cis-ccbt-cs",
        "icrc",
    }
    assert "samat-ordabaev" in {participation.official for participation in there}
    assert "Delegations of the CSTO member states" in {
        str(participation.description) for participation in there
    }


def test_the_consultations_before_the_78th_session_have_agenda_and_outcomes() -> None:
    """Moscow, 6 September 2023."""
    meeting = csto().meeting("consultations-unga-78")
    assert str(meeting.when) == "2023-09-06"
    assert (meeting.references[0].body, meeting.references[0].number) == ("unga", 78)
    assert "New Agenda for Peace" in str(meeting.references[1].description)
    assert (len(meeting.agenda), len(meeting.outcomes)) == (4, 4)
    assert len(csto().participants(meeting.id)) == 4


@pytest.mark.parametrize(
    ("name", "id"),
    [
        *(("МИД России", "mfa-ru"), ("МИД РФ", "mfa-ru"), ("Минобороны Беларуси", "mod-by")),
        *(("Совбез Кыргызстана", "security-council-kg"), ("Russian Foreign Ministry", "mfa-ru")),
        *(("СНГ", "cis"), ("ШОС", "sco"), ("ООН", "un"), ("ОБСЕ", "osce"), ("МККК", "icrc")),
        *(("АТЦ СНГ", "cis-atc"), ("РАТС ШОС", "sco-rats"), ("КТУ ООН", "unoct")),
        *(("СМИД ОДКБ", "csto-cfm"), ("РГ по Афганистану", "csto-wg-afghanistan")),
        *(("ВК ОДКБ", "csto-military-committee"), ("Постсовет", "csto-permanent-council")),
        *(("Миротворческие силы", "csto-peacekeeping"), ("СКПВ СНГ", "cis-ccbt")),
        *(("Киргизия", "kg"), ("Кыргызская Республика", "kg"), ("Белоруссия", "by")),
        *(("РА", "am"), ("РБ", "by"), ("РК", "kz"), ("КР", "kg"), ("РФ", "ru"), ("РТ", "tj")),
        *(("МИД КР", "mfa-kg"), ("Минобороны РБ", "mod-by"), ("Совбез РК", "security-council-kz")),
        *(("Russian Federation", "ru"), ("Kyrgyz Republic", "kg")),
    ],
)
def test_the_short_names_of_everyday_use_come_first_in_a_search(name: str, id: str) -> None:
    assert csto().search(name, kinds=["organisations"])[0].record.id == id


@pytest.mark.parametrize(
    ("name", "id"),
    [
        *(("Алма-Ата", "almaty"), ("Фрунзе", "bishkek"), ("Ленинабад", "khujand")),
        *(("Сталинабад", "dushanbe"), ("Ленинград", "saint-petersburg"), ("Гулистон", "kayrakkum")),
        *(("Питер", "saint-petersburg"), ("Свердловск", "yekaterinburg"), ("Чимкент", "shymkent")),
        *(("Киргизия", "kyrgyzstan"), ("Белоруссия", "belarus"), ("Рыбачье", "balykchy")),
    ],
)
def test_the_former_and_everyday_names_of_a_place_come_first_in_a_search(
    name: str, id: str
) -> None:
    """Reports of the nineties have them, and speakers of Russian today."""
    assert csto().search(name, kinds=["places"])[0].record.id == id
