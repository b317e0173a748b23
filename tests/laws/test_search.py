"""Laws of search: every record is found by what it is called, and by nothing else."""

from __future__ import annotations

import random
import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

import cstoevents as cs
from cstoevents.records.names import searched_in
from cstoevents.strategies import chronicles
from cstoevents.wording.names import latin
from cstoevents.wording.words import romanised

WORDS = ("Ордабаев", "Ordabayev", "ордабаев", "Жапаров", "csto", "ОДКБ", "41", "Düsseldorf", "№")


def found(chronicle: cs.Chronicle, words: str) -> set[str]:
    return {hit.record.id for hit in chronicle.search(words, limit=None)}


@given(chronicles(max_size=8), st.randoms(use_true_random=False))
def test_every_record_is_found_by_each_of_its_names(
    chronicle: cs.Chronicle, order: random.Random
) -> None:
    """In any order of words, with other dashes and blanks, and however letters are composed."""
    for record in chronicle:
        for name in (name.text for name in searched_in(record)):
            words = name.split()
            if not words:
                continue  # a value of one's own may be blank
            order.shuffle(words)
            variants: tuple[str, ...] = (
                name,
                f"  «{name}» ",
                unicodedata.normalize("NFD", name),
                unicodedata.normalize("NFC", name),
                " \u2013 ".join(words),
            )
            if not re.search(r"[^\W_]", name):
                variants = (name,)  # it has no words, so its signs are what it is found by
            for variant in variants:
                assert record.id in found(chronicle, variant), (name, variant)


@given(chronicles(max_size=8), st.sampled_from(WORDS))
def test_no_hit_is_without_a_text_of_its_own_that_has_the_words(
    chronicle: cs.Chronicle, words: str
) -> None:
    for hit in chronicle.search(words, limit=None):
        texts = {name.path: name.text for name in searched_in(hit.record)}
        assert texts[hit.field] == hit.text
        assert 0 < hit.score <= 1


@given(chronicles(max_size=8), st.text("aeotк", min_size=1, max_size=2))
def test_hits_are_sorted_by_score_then_id_and_each_record_comes_once(
    chronicle: cs.Chronicle, words: str
) -> None:
    hits = chronicle.search(words, limit=None)
    keys = [(-hit.score, hit.record.id) for hit in hits]
    assert keys == sorted(keys)
    assert len({hit.record.id for hit in hits}) == len(hits)
    assert chronicle.search(words, limit=3) == hits[:3]


CYRILLIC = st.text("абвгдезиклмнопрстуфхчшюяйжщц", min_size=3, max_size=12)


@given(CYRILLIC)
def test_a_russian_name_is_what_its_transliteration_is(name: str) -> None:
    """By BGN/PCGN, by passports (ICAO), and by the scholars' ISO 9."""
    icao = {"ю": "iu", "я": "ia", "й": "i"}
    iso = {"ж": "ž", "ч": "č", "ш": "š", "щ": "ŝ", "х": "h", "ц": "c", "ю": "û", "я": "â"}
    if any(pair in name for pair in ("ия", "ию", "ие", "йа", "йу", "йе", "ии", "ий")):
        return  # what several letters are written as alike
    assert latin(romanised(name)) == latin(name)
    passport = "".join(icao.get(letter, romanised(letter)) for letter in name)
    assert latin(passport) == latin(name)
    if "х" in name:
        return  # ISO 9 writes it h, so that зх and ж of others look alike
    scholars = "".join(iso.get(letter, romanised(letter)) for letter in name)
    assert latin(scholars) == latin(name)
