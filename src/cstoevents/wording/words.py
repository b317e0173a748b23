"""Words of vocabularies, of posts, of headers and of phrases, in every language.

A phrase is asked for by its English text, which stands in where a language has none
for it. A member of a vocabulary is asked for by its class and value.
"""

from __future__ import annotations

import enum
import functools
import itertools
import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any, Final, Literal, TypeAlias, TypeVar

from cstoevents.wording.language import every_language, language, languages

E = TypeVar("E", bound=enum.StrEnum)


def phrase(text: str, lang: str, **given: object) -> str:
    """Return a phrase in a language, with its placeholders filled.

    Raises:
        ArgumentError: the language is not one that is known.
    """
    words = language(lang).phrases.get(text, text)
    return words.format(**given) if given else words


def word(member: enum.StrEnum, lang: str) -> str:
    """Return the word that is written for a member of a vocabulary.

    Raises:
        ArgumentError: the language is not one that is known.
    """
    names = language(lang).vocabularies.get(type(member).__name__, {}).get(member.value)
    return names[0] if names else member.value


def meant(text: str, options: type[E]) -> E | None:
    """Return the member of a vocabulary that a word means in any language, or None."""
    return _members(options, languages()).get(simplified(text))


@functools.cache
def _members(options: Any, tags: tuple[str, ...]) -> dict[str, Any]:
    found = {simplified(member.value): member for member in options}
    for tag in tags:
        names = language(tag).vocabularies.get(options.__name__, {})
        for value, known in names.items():
            for name in known:
                found.setdefault(simplified(name), options(value))
    return found


def post_name(slug: str, lang: str) -> str:
    """Return the name of a post; any slug may be one, and its words stand in for a name.

    Raises:
        ArgumentError: the language is not one that is known.
    """
    return language(lang).posts.get(slug) or slug.replace("-", " ")


def post_of(name: str) -> str | None:
    """Return the slug of a post that has this name in some language, or None."""
    return _posts(languages()).get(simplified(name))


def posts_like(name: str) -> list[str]:
    """Return the slugs of the posts that a word may mean, which is another post elsewhere.

    >>> from cstoevents.wording.words import posts_like
    >>> posts_like("Президент"), posts_like("Chair")
    (['head-of-state'], [])
    """
    wanted = simplified(name)
    return [
        slug
        for spoken in every_language()
        for slug, words in spoken.posts_suggested.items()
        if wanted in map(simplified, words)
    ]


@functools.cache
def _posts(tags: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for tag in tags:
        for slug, name in language(tag).posts.items():
            found[simplified(slug)] = found[simplified(name)] = slug
        for slug, names in language(tag).posts_read.items():
            found.update((simplified(name), slug) for name in names)
    return found


def meant_at_start(text: str, options: type[E]) -> E | None:
    """Return the member of a vocabulary whose name a title begins with: "41st meeting of heads".

    Numbers and adjectives in front of it are passed over.
    """
    words = text.split()
    while words:
        for count in range(_MOST_WORDS, 0, -1):
            known = meant(" ".join(words[:count]).rstrip(",:;"), options)
            if known is not None:
                return known
        if not _before_kinds(languages()).fullmatch(words.pop(0).casefold()):
            break
    return None


_MOST_WORDS: Final = 3


@functools.lru_cache(maxsize=1)
def _before_kinds(tags: tuple[str, ...]) -> re.Pattern[str]:
    patterns = (language(tag).words_before_kinds for tag in tags)
    return re.compile("|".join(pattern for pattern in patterns if pattern) or "(?!)")


def topic_name(topic: str, lang: str) -> str:
    """Return the name of a topic; any keyword may be one, and stands in for a name.

    Raises:
        ArgumentError: the language is not one that is known.
    """
    return language(lang).topics.get(topic, topic)


def topic_of(name: str) -> str:
    """Return the topic that has this name in some language, or else the name itself."""
    return _topics(languages()).get(simplified(name), name)


@functools.cache
def _topics(tags: tuple[str, ...]) -> dict[str, str]:
    return {simplified(name): topic for tag in tags for topic, name in language(tag).topics.items()}


def column_names(column: str, lang: str) -> tuple[str, ...]:
    """Return the headers that a column of a sheet has in a language, the written one first.

    Raises:
        ArgumentError: the language is not one that is known.
    """
    return language(lang).columns.get(column) or language("en").columns[column]


def means_column(text: str, column: str) -> bool:
    """Whether a text is a header that a column of a sheet has in any language."""
    return any(
        simplified(text) == simplified(name)
        for tag in languages()
        for name in column_names(column, tag)
    )


def field_name(field: str, lang: str, owner: str = "") -> str:
    """Return what a field of a record or value is called, where its class calls it otherwise so.

    Without a name of its own it is called as the column of a sheet, if there is one.

    Raises:
        ArgumentError: the language is not one that is known.
    """
    fields = language(lang).fields
    known = fields.get(f"{owner}.{field}") or fields.get(field)
    if known is None and field in language("en").columns:
        return column_names(field, lang)[0]
    return known or field.replace("_", " ").capitalize()


def is_number_sign(text: str) -> bool:
    """Whether words are what precedes a number in some language: "No.", "№"."""
    sign = text.strip().casefold().removesuffix(".")
    return any(sign in spoken.number_signs for spoken in every_language())


def simplified(text: str) -> str:
    """Return words without what writers vary: case, hyphens, blanks, letters taken for others."""
    return " ".join(unified(text).replace("_", " ").replace("-", " ").split())


def unified(text: str) -> str:
    """Return words in small letters, those that are taken for each other being one."""
    plain = in_one_script(text).casefold()
    for letter, other in _letters_alike(languages()).items():
        plain = plain.replace(letter, other)
    return plain


@functools.lru_cache(maxsize=1)
def _letters_alike(_: tuple[str, ...]) -> Mapping[str, str]:
    return {letter: other for spoken in every_language() for letter, other in spoken.letters_alike}


# A text of more characters is put in order before it is given to Python's own function.
_ORDINARY: Final = 1_000


def normal_form(form: NormalForm, text: str) -> str:
    """Return a text in a normal form of Unicode, in time that grows as the text does.

    Python puts the marks on one letter in order in time with the square of their number.
    """
    if len(text) > _ORDINARY and not text.isascii():
        letters = "".join(_normalized(_DECOMPOSED[form], letter) for letter in text)
        runs = itertools.groupby(letters, lambda letter: unicodedata.combining(letter) > 0)
        text = "".join(
            "".join(sorted(run, key=unicodedata.combining) if is_marks else run)
            for is_marks, run in runs
        )
    return _normalized(form, text)


_normalized = unicodedata.normalize  # noqa: TID251 - of few marks, or of marks in order
NormalForm: TypeAlias = Literal["NFC", "NFKC", "NFKD"]
_DECOMPOSED: Final[Mapping[NormalForm, Literal["NFD", "NFKD"]]] = {
    "NFC": "NFD",
    "NFKC": "NFKD",
    "NFKD": "NFKD",
}


def romanised(text: str) -> str:
    """Return words in small letters, those of other scripts written in Latin ones where known."""
    text = in_one_script(normal_form("NFC", text))
    return text.casefold().translate(_latin(languages()))


# Letters of two alphabets that look the same, Latin ones and Cyrillic ones.
_LATIN_TWINS: Final = "ABCEHIJKMOPSTXYaceijopsxy"
_CYRILLIC_TWINS: Final = "АВСЕНІЈКМОРЅТХУасеіјорѕху"
_TO_CYRILLIC: Final = str.maketrans(_LATIN_TWINS, _CYRILLIC_TWINS)
_TO_LATIN: Final = str.maketrans(_CYRILLIC_TWINS, _LATIN_TWINS)
_CYRILLIC: Final = "\u0400-\u0482\u048a-\u052f"
# Looked for from where a word begins, or a long one would be gone over from each of its letters.
_WORD_OF_TWO_SCRIPTS = re.compile(
    rf"(?<![A-Za-z{_CYRILLIC}])"
    rf"(?=[{_CYRILLIC}]*[A-Za-z])(?=[A-Za-z]*[{_CYRILLIC}])[A-Za-z{_CYRILLIC}]+"
)
_LATIN_LETTER = re.compile("[A-Za-z]").search
_CYRILLIC_LETTER = re.compile(f"[{_CYRILLIC}]").search
# Visible ASCII, Cyrillic, and the quotes, dashes and the number sign that are printed with it.
_PLAINLY_WRITTEN = re.compile(
    f"[ -~{_CYRILLIC}\u00ab\u00bb\u2013\u2014\u2018-\u201e\u2116]*"
).fullmatch


def is_plainly_written(text: str) -> bool:
    """Whether a text is of visible Latin and Cyrillic characters, no word of it of both.

    Most names are, and need no look at each character; one that isn't need not be wrong.
    """
    if not _PLAINLY_WRITTEN(text):
        return False
    return text.isascii() or not _LATIN_LETTER(text) or not _WORD_OF_TWO_SCRIPTS.search(text)


def in_one_script(text: str) -> str:
    """Return words without letters of another alphabet that were typed for ones that look so."""
    if text.isascii() or not _LATIN_LETTER(text):  # as most are, and faster to see
        return text
    return _WORD_OF_TWO_SCRIPTS.sub(_word_in_one_script, text)


def _word_in_one_script(word: re.Match[str]) -> str:
    cyrillic = word[0].translate(_TO_CYRILLIC)
    if not _LATIN_LETTER(cyrillic):
        return cyrillic
    latin = word[0].translate(_TO_LATIN)
    return word[0] if _CYRILLIC_LETTER(latin) else latin


@functools.lru_cache(maxsize=1)
def _latin(_: tuple[str, ...]) -> dict[int, str]:
    return {
        ord(letter): written
        for spoken in reversed(every_language())
        for letter, written in spoken.latin.items()
    }


def any_of(names: Iterable[str]) -> str:
    """Return the pattern of any of some words, the longest first."""
    longest_first = sorted(set(names), key=lambda name: (-len(name), name))
    return f"(?:{'|'.join(map(re.escape, longest_first))})"
