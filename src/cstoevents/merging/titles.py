"""The names that titles give to events: in quotation marks, or joined to a year."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from cstoevents.records.values import Text
from cstoevents.wording.names import folded

_QUOTED = re.compile('[«“„"]([^«»“”„"]+)[»”“"]').findall
_BEFORE_YEAR = re.compile(r"([^\W_]+)[-\u2010-\u2014](?:19|20)[0-9]{2}\b").finditer


def named_otherwise(one: Text, other: Text) -> bool:
    """Whether two titles name two events: exercises Barrier-2026 and Search-2026.

    It is so if in a language that both have no word is in both names, and in no language any.
    A title without a name, or in another language, tells nothing.
    """
    pairs = [
        (set(_words_of_names(one[lang])), set(_words_of_names(other[lang])))
        for lang in one.languages
        if lang in other.languages
    ]
    known = [(words, others) for words, others in pairs if words and others]
    return bool(known) and all(words.isdisjoint(others) for words, others in known)


def _words_of_names(title: str) -> Iterator[str]:
    """Yield the words of names in a title, without figures such as the year."""
    for quoted in _QUOTED(title):
        yield from (word for word in folded(quoted).split() if not word.isdigit())
    for found in _BEFORE_YEAR(title):
        before = reversed(title[: found.start()].split())
        name = [found[1], *itertools.takewhile(lambda word: word[0].isupper(), before)]
        yield from folded(" ".join(name)).split()
