"""Names as they are compared: letter for letter, as they look, as words, or whatever their script.

Four degrees: `composed` tells apart all but blanks and the composition of letters; `appearance`
leaves out case, dashes and the alphabets of letters that look the same as well; `folded` case,
punctuation and the difference of letters that are taken for each other; `latin` also the script,
where a language says how it is written in Latin letters, the marks on letters, and what systems
of transliteration do differently. Countries are known by their names in every language.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from cstoevents.wording.language import every_language, languages
from cstoevents.wording.words import any_of, normal_form, post_of, romanised, unified


def composed(name: str) -> str:
    """Return a name letter for letter: blanks as one, and letters as Unicode composes them."""
    return normal_form("NFC", " ".join(name.split()))


def appearance(name: str) -> str:
    """Return a name without what looks alike: case, dashes and blanks, letters of two alphabets."""
    name = _DASHES.sub(" ", normal_form("NFKC", name)).casefold()
    return " ".join(name.upper().translate(_ALIKE).split())


def folded(name: str) -> str:
    """Return the words of a name: no case, no punctuation, one of letters taken for others."""
    return " ".join(_WORDS(unified(normal_form("NFKC", name))))


def without_kind(name: str) -> str:
    """Return the words of a place's name, as `folded` does, without what says that it is a town.

    >>> from cstoevents.wording.names import without_kind
    >>> without_kind("г. Нур-Султан"), without_kind("City of London"), without_kind("Город")
    ('нур султан', 'london', 'город')
    """
    words = folded(name).split()
    kinds = _kinds_of_places(languages())
    bare = list(words)
    while bare and bare[0] in kinds:
        bare.pop(0)
    while bare and bare[-1] in kinds:
        bare.pop()
    return " ".join(bare or words)


@functools.lru_cache(maxsize=1)
def _kinds_of_places(_: tuple[str, ...]) -> frozenset[str]:
    return frozenset(
        folded(word) for spoken in every_language() for word in spoken.place_kind_words
    )


def latin(name: str) -> str:
    """Return the words of a name as they are whatever the script and the transliteration.

    It is a key to compare by, not a spelling: Ордабаев, Ordabaev and Ordabayev have one. A
    name without letters and figures is its own.

    >>> from cstoevents.wording.names import latin
    >>> {latin(name) for name in ("Жапаров", "Zhaparov", "JAPAROV")}
    {'japarov'}
    """
    words = (_key(word) for word in folded(_APOSTROPHES.sub("", name)).split())
    return " ".join(word for word in words if word) or composed(name).casefold()


@functools.lru_cache(maxsize=1 << 14)
def _key(word: str) -> str:
    if word.isascii() and word.isdigit():
        return word
    alike, spelling = _spellings_alike(languages())
    respelt = spelling.sub(lambda found: alike[found[0]], romanised(word))
    bare = "".join(_LETTERS(normal_form("NFKD", respelt).casefold()))
    return _LONG_I.sub("i", bare)


@functools.lru_cache(maxsize=1)
def _spellings_alike(_: tuple[str, ...]) -> tuple[dict[str, str], re.Pattern[str]]:
    alike = {one: other for language in every_language() for one, other in language.latin_alike}
    return alike, re.compile(any_of(alike) if alike else r"(?!)")


_DASHES = re.compile(r"[\u002d\u00ad\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
# Capitals of the Cyrillic and the Greek alphabet that look like Latin ones.
_ALIKE = str.maketrans(
    "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425\u0405\u0406\u0408"
    "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7",
    "ABEKMHOPCTYXSIJABEZHIKMNOPTYX",
)
_WORDS = re.compile(r"\w+").findall
_LETTERS = re.compile(r"[^\W_]+").findall
_LONG_I = re.compile("i{2,}")
_APOSTROPHES = re.compile("[\u0027\u0060\u00b4\u02b9\u02bb\u02bc\u02bd\u02bf\u2018\u2019]")


def without_endings(name: str) -> str:
    """Return the words of a name, as `folded` does, without the endings of their cases.

    >>> from cstoevents.wording.names import without_endings
    >>> without_endings("Организации Договора"), without_endings("Организация Договор")
    ('организац договор', 'организац договор')
    """
    return " ".join(_case_ending(languages()).sub("", word) for word in folded(name).split())


@functools.lru_cache(maxsize=1)
def _case_ending(_: tuple[str, ...]) -> re.Pattern[str]:
    endings = [spoken.case_endings for spoken in every_language() if spoken.case_endings]
    return re.compile(rf"(?<=\w\w)(?:{'|'.join(endings) or '(?!)'})\Z")


def post_for_now(name: str) -> str | None:
    """Return the post that somebody acts in, None if the words don't say so.

    >>> from cstoevents.wording.names import post_for_now
    >>> post_for_now("и.о. Генерального секретаря"), post_for_now("Chair")
    ('Генерального секретаря', None)
    >>> post_for_now("Chair (acting)")
    'Chair'
    """
    before, after = _acting(languages())
    found = before.match(name)
    if found:
        return name[found.end() :].strip() or None
    found = after.search(name)
    return name[: found.start()].strip() or None if found else None


def post_in_any_case(name: str) -> str | None:
    """Return the slug of a post that has this name in some language and grammatical case."""
    return post_of(name) or _posts_in_any_case(languages()).get(without_endings(name))


@functools.lru_cache(maxsize=1)
def _acting(_: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what recognises words for acting before a post, and in brackets or parted after it."""
    words = any_of(word for spoken in every_language() for word in spoken.acting_words)
    before = rf"\s*{words}(?:\s|(?<=\.))\s*"
    after = rf"(?:\(\s*{words}\s*\)|[,\u2013\u2014-]\s*{words})\s*\Z"
    return re.compile(before, re.IGNORECASE), re.compile(after, re.IGNORECASE)


@functools.lru_cache(maxsize=1)
def _posts_in_any_case(_: tuple[str, ...]) -> Mapping[str, str]:
    names = ((slug, name) for spoken in every_language() for slug, name in spoken.posts.items())
    return {without_endings(name): slug for slug, name in names}


def without_last_words(text: str, last: int) -> str:
    """Return the post in front of the body that it is in, which has so many words.

    >>> from cstoevents.wording.names import without_last_words
    >>> without_last_words("Secretary General of the CSTO", 1)
    'Secretary General'
    """
    post = " ".join(text.split()[:-last]).rstrip(" ,-\u2013\u2014")
    before = sorted((word for one in every_language() for word in one.words_before_bodies), key=len)
    for word in reversed(before):
        if post.casefold().endswith(f" {word}"):
            return post[: -len(word)].rstrip(" ,-\u2013\u2014")
    return post


# Countries


def countries_named(name: str) -> tuple[str, ...]:
    """Return the codes of the countries that have a name in some language, sorted.

    Case and punctuation make no difference. Names are not compared across scripts: ДРК is a
    country, and DRK none. A name of several countries gives all of them, what is no name of a
    country none.

    >>> from cstoevents.wording.names import countries_named
    >>> countries_named("Kyrgyz Republic"), countries_named("Congo"), countries_named("Ruritania")
    (('KG',), ('CD', 'CG'), ())
    """
    return _codes(languages()).get(folded(name), ())


def countries_named_in_any_case(name: str) -> tuple[str, ...]:
    """Return the codes of the countries that have a name in some grammatical case, sorted.

    >>> from cstoevents.wording.names import countries_named_in_any_case
    >>> countries_named_in_any_case("Кыргызской Республики")
    ('KG',)
    """
    return _codes_in_any_case(languages()).get(without_endings(name), ())


@functools.lru_cache(maxsize=1)
def _codes_in_any_case(tags: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for name, codes in _codes(tags).items():
        found.setdefault(without_endings(name), set()).update(codes)
    return {name: tuple(sorted(codes)) for name, codes in found.items()}


@functools.lru_cache(maxsize=1)
def _codes(_: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for language in every_language():
        for code, names in language.countries.items():
            for name in names:
                found.setdefault(folded(name), set()).add(code)
    return {name: tuple(sorted(codes)) for name, codes in found.items()}


def country_names(code: str) -> dict[str, str]:
    """Return what a country is called in each language that has a name for it, English first.

    >>> from cstoevents.wording.names import country_names
    >>> country_names("KG")["en"]
    'Kyrgyzstan'
    """
    return {
        language.tag: language.countries[code][0]
        for language in every_language()
        if code in language.countries
    }
