"""Checks of characters: those that nobody sees, and words spelt in two alphabets.

Such a name looks right, and is found by no search. The rules leave alone what
languages need: joiners in Arabic and Indic scripts, directional marks beside
right-to-left letters, no-break spaces, a Roman numeral with a Cyrillic ending.
Character properties are those of the Unicode Character Database.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import attrs

from cstoevents.checks.findings import Clash, known
from cstoevents.dates import When
from cstoevents.records import ARRAYS
from cstoevents.records.index import Index
from cstoevents.records.values import Text

__all__ = ["hidden_characters", "mixed_scripts"]

_JOINERS = frozenset("\u200c\u200d")
_MARKS = frozenset("\u200e\u200f\u061c")
# Signs of the category of invisible characters that are drawn all the same.
_DRAWN = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2\U000110bd\U000110cd")
# Letters and blanks by category, yet with nothing to see.
_BLANK = frozenset("\u115f\u1160\u3164\uffa0\u2800\u2028\u2029")
_ALPHABETS = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "GEORGIAN"})
_NAMES = frozenset(
    {"name", "title", "abbreviation", "aliases", "label", "capacity", "identifiers", "entries"}
    | {"topics", "value", "identifier"}
)
_VISIBLE_ASCII = re.compile(r"[ -~]*").fullmatch
_WORDS = re.compile(r"[^\W\d_]+").findall
_NUMERAL_WITH_ENDING = re.compile(r"[IVXLCDM]+[а-яё]{1,3}").fullmatch


def hidden_characters(index: Index, _: When | None) -> Iterator[Clash]:
    """Invisible, directional and control characters in names."""
    for record in known(index, *ARRAYS.values()):
        for path, text in _names(record, ""):
            hidden = [] if _VISIBLE_ASCII(text) else list(_hidden(text))
            if hidden:
                seen = text.encode("ascii", "backslashreplace").decode()
                found = f"{', '.join(dict.fromkeys(map(_described, hidden)))} in {seen!r}"
                yield Clash((record,), found, "characters that can be seen", path)


def _hidden(text: str) -> Iterator[str]:
    right_to_left = any(unicodedata.bidirectional(char) in {"R", "AL"} for char in text)
    before = ""
    for char in text:
        category = unicodedata.category(char)
        if char in _JOINERS:
            allowed = before != "" and _alphabet(before) is None and not before.isspace()
        elif char in _MARKS:
            allowed = right_to_left
        else:
            invisible = category in {"Cf", "Cc", "Cn", "Co"} and char not in _DRAWN
            allowed = not invisible and char not in _BLANK
        if not allowed:
            yield char
        before = char


def _described(char: str) -> str:
    return f"U+{ord(char):04X} {unicodedata.name(char, 'CONTROL CHARACTER')}"


def mixed_scripts(index: Index, _: When | None) -> Iterator[Clash]:
    """Words in names that mix letters of alphabets that look alike."""
    for record in known(index, *ARRAYS.values()):
        for path, text in _names(record, ""):
            if _VISIBLE_ASCII(text):
                continue
            for word in _WORDS(unicodedata.normalize("NFC", text)):
                alphabets = {_alphabet(char) for char in word} - {None}
                if len(alphabets) > 1 and not _NUMERAL_WITH_ENDING(word):
                    spelt = " ".join(f"{char} {str(_alphabet(char)).lower()}" for char in word)
                    yield Clash((record,), f"{word!r} ({spelt})", "letters of one alphabet", path)


@functools.lru_cache(maxsize=4096)
def _alphabet(char: str) -> str | None:
    first = unicodedata.name(char, "").partition(" ")[0]
    return first if first in _ALPHABETS else None


def _names(owner: Any, prefix: str) -> Iterator[tuple[str, str]]:
    """Go through the names that a record bears, its values' included, with the way to each."""
    for field in _fields(owner.__class__):
        value = getattr(owner, field)
        path = prefix + field
        if type(value) is str:
            yield path, value
        elif isinstance(value, Text):
            yield from ((f"{path}.{lang}", words) for lang, words in value.items())
        elif isinstance(value, tuple):
            for position, member in enumerate(value):
                inner = f"{path}[{position}]"
                if type(member) is str:
                    yield inner, member
                else:
                    yield from _names(member, f"{inner}.")


@functools.cache
def _fields(cls: type) -> tuple[str, ...]:
    return tuple(field.name for field in attrs.fields(cls) if field.name in _NAMES)
