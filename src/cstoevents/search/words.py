"""The words of all names of some records: which names have a word, its beginning, or a slip of it.

Words are compared as `wording.names.latin` gives them. Every word of a question has to be
in one name, in any order. How well each is found there, how much of the name that is, and
which field the name is in make the score; nothing depends on what else there is, so scores
of several records can be compared wherever they are.
"""

from __future__ import annotations

import functools
import heapq
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from operator import attrgetter
from typing import Final, NamedTuple

from cstoevents.errors import ArgumentError, ArgumentTypeError
from cstoevents.records import Delegation, Membership, Participation, Record
from cstoevents.records.index import Index
from cstoevents.records.names import Name, searched_in
from cstoevents.wording.language import languages
from cstoevents.wording.names import latin
from cstoevents.wording.nearness import one_slip_apart, shortened
from cstoevents.wording.words import topic_name

# How much a field says of what a record is called, in thousandths.
_WEIGHTS: Final[Mapping[str, int]] = {
    "name": 1000,
    "title": 1000,
    "abbreviation": 1000,
    "aliases": 950,
    "id": 900,
    "identifiers": 900,
    "label": 700,
    "entries": 600,
    "capacity": 500,
    "topics": 500,
    "extra": 500,
}
# The ids of links repeat those of what they link.
_LINKS = (Membership, Delegation, Participation)
_WEIGHT_OF_LINKS = 400

_WHOLE, _BEGINNING, _SLIP = 10, 8, 6
# A slip in a shorter word is as often another word.
_SHORTEST_WITH_SLIP = 4


class Found(NamedTuple):
    """A name that has all the words that were asked for, of which record, and how well."""

    record: Record
    name: Name
    score: float


class NamedRecord(NamedTuple):
    """A record with a name that has all words that were asked for, and whether no others."""

    record: Record
    name: Name
    is_whole: bool


class WordIndex:
    """The names of records by their words: built once, asked often."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._names: list[tuple[Record, Name]] = []
        self._weights: list[int] = []
        self._lengths: list[int] = []
        self._having: dict[str, list[int]] = {}
        for record in sorted(records, key=attrgetter("id")):
            for name in searched_in(record):
                for called in (name, *_in_languages(name)):
                    self._add(record, called)
        self._words = sorted(self._having)

    def _add(self, record: Record, name: Name) -> None:
        words = set(latin(name.text).split())
        if not words:
            return
        number = len(self._names)
        self._names.append((record, name))
        self._weights.append(_weight(record, name))
        self._lengths.append(len(words))
        for word in words:
            self._having.setdefault(word, []).append(number)

    def best(self, asked: frozenset[str]) -> Iterator[Found]:
        """Yield the names that have all these words: the best first, of equal ones by id."""
        matching = self._matching(asked)
        weights = self._weights_for(len(asked))
        # One number each, the least of the best, which tells the score and the name. Few are
        # wanted of many, so they aren't sorted.
        count = len(self._names)
        order = [number - weights[number] * quality * count for number, quality in matching.items()]
        heapq.heapify(order)
        full = len(asked) * _WHOLE * 1000
        while order:
            score, number = divmod(heapq.heappop(order), count)
            record, name = self._names[number]
            yield Found(record, name, -score / full)

    def having(self, asked: frozenset[str]) -> Iterator[NamedRecord]:
        """Yield the names that have all these words as they are, and whether no others too."""
        having = sorted((self._having.get(word, []) for word in asked), key=len)
        for number in sorted(set(having[0]).intersection(*having[1:])):
            yield NamedRecord(*self._names[number], self._lengths[number] == len(asked))

    def _weights_for(self, asked: int) -> list[int]:
        """Return the weight of each name where a number of its words is asked for."""
        weights = self._by_number_asked.get(asked)
        if weights is None:
            weights = [
                weight * (length + min(asked, length)) // (2 * length)
                for weight, length in zip(self._weights, self._lengths, strict=True)
            ]
            self._by_number_asked[asked] = weights
        return weights

    @functools.cached_property
    def _by_number_asked(self) -> dict[int, list[int]]:
        return {}

    def _matching(self, asked: Iterable[str]) -> dict[int, int]:
        """Return the names that have something like each word, with the sum of how well."""
        matching, *others = sorted((self._having_like(word) for word in asked), key=len)
        for other in others:
            matching = {
                number: quality + other[number]
                for number, quality in matching.items()
                if number in other
            }
        return matching

    def _having_like(self, word: str) -> dict[int, int]:
        having: dict[int, int] = {}
        for quality, likes in (
            (_SLIP, self._slips_of(word)),
            (_BEGINNING, self._begun_by(word)),
            (_WHOLE, (word,)),
        ):
            for like in likes:
                having.update(dict.fromkeys(self._having.get(like, ()), quality))
        return having

    def _begun_by(self, word: str) -> list[str]:
        start = bisect_left(self._words, word)
        stop = bisect_left(self._words, word + "\U0010ffff", start)
        return [longer for longer in self._words[start:stop] if _begins(word, longer)]

    def _slips_of(self, word: str) -> set[str]:
        if len(word) < _SHORTEST_WITH_SLIP or not word.isalpha():
            return set()
        likes = {like for part in shortened(word) for like in self._by_shortened.get(part, ())}
        return {like for like in likes if one_slip_apart(like, word)}

    @functools.cached_property
    def _by_shortened(self) -> dict[str, list[str]]:
        """The words by themselves and by what is left of them without one letter."""
        by_shortened: dict[str, list[str]] = {}
        for word in self._words:
            if word.isalpha():
                for part in shortened(word):
                    by_shortened.setdefault(part, []).append(word)
        return by_shortened


def _weight(record: Record, name: Name) -> int:
    """Return how much a name says of what a record is called, in thousandths."""
    if isinstance(record, _LINKS):
        return _WEIGHT_OF_LINKS
    # One's own file number is an identifier; a figure or two are the number of a room.
    is_number = name.field == "extra" and sum(map(str.isdigit, name.text)) > 2
    return _WEIGHTS["identifiers" if is_number else name.field]


def _in_languages(name: Name) -> Iterator[Name]:
    """Yield the names of a topic in the languages that have one for it."""
    if name.field == "topics":
        for lang in languages():
            called = topic_name(name.text, lang)
            if called != name.text:
                yield Name(name.path, lang, called)


# In the records of a chronicle, and of the one that it is within


def best(
    index: Index, asked: frozenset[str], classes: Iterable[type[Record]], lang: str | None = None
) -> Iterator[Found]:
    """Yield the best name of each record of some classes that has the words, the best first.

    With a language only names in it, and those without a stated one.
    """
    found = heapq.merge(
        *(word_index.best(asked) for word_index in _word_indexes(index, classes)),
        key=lambda found: (-found.score, found.record.id),
    )
    seen: set[str] = set()
    for named in found:
        id = named.record.id
        if (
            lang in (None, named.name.lang or lang)
            and id not in seen
            and index.get(id) is named.record
        ):
            seen.add(id)
            yield named


def having(
    index: Index, asked: frozenset[str], classes: Iterable[type[Record]]
) -> Iterator[NamedRecord]:
    """Yield the names that have all these words as they are, and whether no others too."""
    for words in _word_indexes(index, classes):
        for named in words.having(asked):
            if index.get(named.record.id) is named.record:
                yield named


def _word_indexes(index: Index, classes: Iterable[type[Record]]) -> Iterator[WordIndex]:
    """Yield the words of each class, and in the outer index; what is hidden there is among them."""
    of_classes = tuple(classes)
    level: Index | None = index
    while level is not None:
        for cls in of_classes:
            key = (WordIndex, cls)
            if key not in level.answers:
                level.answers[key] = WordIndex(level.all(cls))
            yield level.answers[key]
        level = level.outer


def words_of(question: str) -> frozenset[str]:
    """Return the words that a question asks for, as they are compared.

    Raises:
        ArgumentError: there are none.
    """
    if not isinstance(question, str):
        raise ArgumentTypeError("words", question, "words to look for")
    words = frozenset(latin(question).split())
    if not words:
        raise ArgumentError("words", question, "words to look for")
    return words


def have_words(asked: Iterable[str], texts: Iterable[Name]) -> bool:
    """Whether texts together have every word, or what begins with it; topics by any name."""
    held = [
        word
        for text in texts
        for said in (text, *_in_languages(text))
        for word in latin(said.text).split()
    ]
    return all(any(_begins(word, other) for other in held) for word in asked)


def _begins(word: str, longer: str) -> bool:
    """Whether a word begins another; a number is no beginning of a longer one, 4 not of 41."""
    if not longer.startswith(word):
        return False
    return not (word[-1:].isdigit() and longer[len(word) :][:1].isdigit())
