"""Checks of names: one thing under two ids, and names that aren't what they look like.

Two ids for one thing split everything that is asked about it. A name with a character
that nobody sees, or a word spelt in two alphabets, looks right and is found by no search.
The rules leave alone what languages need: joiners in Arabic and Indic scripts, directional
marks beside right-to-left letters, no-break spaces, a Roman numeral with a Cyrillic ending.
Character properties are those of the Unicode Character Database.
"""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from cstoevents.checks.findings import Contradiction, Severity, check, every_record, records_of
from cstoevents.dates import When
from cstoevents.merging.firm_pairs import likely_same
from cstoevents.merging.likeness import LikelyPair, Likeness
from cstoevents.merging.possible_pairs import alike_by_name, could_be_one
from cstoevents.merging.told_apart import dates_contradict_number, may_share_number
from cstoevents.records import Event, Meeting, Official, Organisation, Place, Record, Series
from cstoevents.records.index import Index
from cstoevents.records.names import Name, names_in
from cstoevents.wording.names import appearance
from cstoevents.wording.nearness import slips_among
from cstoevents.wording.words import is_plainly_written, normal_form

# Limits the pairs that are compared where many records share a name.
_MAX_COMPARED_PER_NAME = 4

# One thing under two ids


def _twice(index: Index, *classes: type[Record]) -> Iterator[Contradiction]:
    for one, other, kind, evidence in _likely(records_of(index, *classes), index):
        if kind is Likeness.NUMBER and not _is_one(one, other):
            continue
        yield Contradiction((one, other), "; ".join(evidence), "one record for one thing", "id")


def _likely(records: Iterable[Record], index: Index) -> list[LikelyPair]:
    """Return the pairs that share much, and those of one name of which one is known by no more."""
    every = list(records)
    pairs = [*alike_by_name(every, index), *likely_same(every, index)]
    return list({(pair.one.id, pair.other.id): pair for pair in pairs}.values())


def _is_one(one: Record, other: Record) -> bool:
    """Whether two that share a number are one event; `duplicate-number` has the wrong ones."""
    if not isinstance(one, Event) or not isinstance(other, Event):
        return True
    return not dates_contradict_number(one, other) and not may_share_number(one, other)


@check(
    id="same-event",
    severity=Severity.WARNING,
    finds="two events that share an identifier, a number, or a title and date",
    why="one event under two ids is counted twice",
)
def same_events(index: Index, _: When | None) -> Iterator[Contradiction]:
    yield from _twice(index, Event, Meeting)


@check(
    id="same-person",
    severity=Severity.WARNING,
    finds="two persons who share an identifier or a full name",
    why="what a person did is split between the two ids",
)
def same_people(index: Index, _: When | None) -> Iterator[Contradiction]:
    yield from _twice(index, Official)


@check(
    id="same-organisation",
    severity=Severity.WARNING,
    finds="two organisations that share an identifier, or name, kind and parent as far as known",
    why="what a body did is split between the two ids",
)
def same_organisations(index: Index, _: When | None) -> Iterator[Contradiction]:
    yield from _twice(index, Organisation)


@check(
    id="same-place",
    severity=Severity.WARNING,
    finds="two places that share an identifier, or name, kind and surroundings as far as known",
    why="what happened there is split between the two ids",
)
def same_places(index: Index, _: When | None) -> Iterator[Contradiction]:
    yield from _twice(index, Place)


@check(
    id="same-series",
    severity=Severity.WARNING,
    finds="two series of one organisation that share a name",
    why="numbers missing in one may be in the other",
)
def same_series(index: Index, _: When | None) -> Iterator[Contradiction]:
    yield from _twice(index, Series)


# Names that look like one name

_NamedOnly: TypeAlias = Place | Organisation | Official | Series
_Named: TypeAlias = _NamedOnly | Event
# Two records, how the name of each is spelt, and the language of the two names.
_Spelt: TypeAlias = tuple[_Named, _Named, str, str]
_NAMED_ONLY: tuple[type[_NamedOnly], ...] = (Place, Organisation, Official, Series)
_NAMED: tuple[type[_Named], ...] = (*_NAMED_ONLY, Event, Meeting)


@check(
    id="similar-name",
    severity=Severity.WARNING,
    finds="two names that look the same: but for case, dashes, blanks or letters that look alike",
    why="one of the two is misspelt, and may be a second record for one thing",
)
def similar_names(index: Index, _: When | None) -> Iterator[Contradiction]:
    """Names of all classes are compared, and titles; each spelling is told once."""
    for one, other, spellings, lang in _of_two_things(_spelt_unlike(index), index):
        path = f"{'title' if isinstance(one, Event) else 'name'}.{lang}"
        yield Contradiction((one, other), spellings, "one spelling", path)


def _of_two_things(pairs: Iterable[_Spelt], index: Index) -> Iterator[_Spelt]:
    """Yield the pairs of records that the checks of one thing under two ids don't tell."""
    every = list(pairs)
    records = {record.id: record for one, other, *_ in every for record in (one, other)}
    told = {(pair.one.id, pair.other.id) for pair in _likely(records.values(), index)}
    for pair in every:
        one, other, *_ = pair
        if (min(one.id, other.id), max(one.id, other.id)) not in told:
            yield pair


def _spelt_unlike(index: Index) -> Iterator[_Spelt]:
    """Yield the first record of a name, one whose name is spelt otherwise, how, and the language.

    The latter comes once for each spelling, since titles come again.
    """
    spelt: dict[tuple[str, str], tuple[str, _Named]] = {}
    told: set[tuple[str, str]] = set()
    for record in records_of(index, *_NAMED):
        name = record.title if isinstance(record, Event) else record.name
        for lang, words in name.items():
            if (lang, words) in told:
                continue
            told.add((lang, words))
            first, other = spelt.setdefault((lang, appearance(words)), (words, record))
            if words != first and record is not other:
                yield other, record, f"{first!r} and {words!r}", lang


@check(
    id="near-name",
    severity=Severity.NOTE,
    finds="two names of one class that differ in a letter or two, in transliteration or in nothing",
    why="one may be a slip in the other, and a second record for one thing",
)
def near_names(index: Index, _: When | None) -> Iterator[Contradiction]:
    """Of places, bodies, persons and series that nothing else that is known tells apart."""
    pairs = itertools.chain(_named_nearly(index), _named_alike(index))
    for one, other, spellings, lang in _of_two_things(pairs, index):
        yield Contradiction((one, other), spellings, "one spelling, or two things", f"name.{lang}")


def _named_nearly(index: Index) -> Iterator[_Spelt]:
    """Yield the first records of two names that are near each other, both, and the language."""
    spelt: dict[tuple[str, type], dict[str, list[_NamedOnly]]] = {}
    for record in records_of(index, *_NAMED_ONLY):
        for lang, words in record.name.items():
            spelt.setdefault((lang, type(record)), {}).setdefault(words, []).append(record)
    near = (
        (lang, names, *pair) for (lang, _), names in spelt.items() for pair in slips_among(names)
    )
    for lang, names, words, others in near:
        # Of those that look the same similar-name tells.
        if appearance(words) != appearance(others):
            for one, other in _could_be_one(names[words], names[others], index):
                yield one, other, f"{words!r} and {others!r}", lang


def _named_alike(index: Index) -> Iterator[_Spelt]:
    """Yield the first persons of one name of one word; of full names same-person tells."""
    bearers: dict[tuple[str, str], list[_NamedOnly]] = {}
    for person in records_of(index, Official):
        for lang, words in person.name.items():
            if len(words.split()) == 1:
                bearers.setdefault((lang, words), []).append(person)
    for (lang, words), borne in bearers.items():
        for one, other in _could_be_one(borne, borne, index):
            yield one, other, f"{words!r} and {words!r}", lang


def _could_be_one(
    ones: list[_NamedOnly], others: list[_NamedOnly], index: Index
) -> Iterator[tuple[_NamedOnly, _NamedOnly]]:
    """Yield the first records of two names that may be one thing, if any may."""
    pairs = itertools.product(ones[:_MAX_COMPARED_PER_NAME], others[:_MAX_COMPARED_PER_NAME])
    alike = (
        (one, other) for one, other in pairs if one is not other and could_be_one(one, other, index)
    )
    yield from itertools.islice(alike, 1)


# Characters

_JOINERS = frozenset("\u200c\u200d")
_MARKS = frozenset("\u200e\u200f\u061c")
# Signs of the category of invisible characters that are drawn all the same.
_DRAWN = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2\U000110bd\U000110cd")
# Letters and blanks by category, yet with nothing to see.
_BLANK = frozenset("\u115f\u1160\u3164\uffa0\u2800\u2028\u2029")
_ALPHABETS = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "GEORGIAN"})
_WORDS = re.compile(r"[^\W\d_]+").findall
_NUMERAL_WITH_ENDING = re.compile(r"[IVXLCDM]+([^\W\d_]{1,3})").fullmatch


@check(
    id="hidden-character",
    severity=Severity.ERROR,
    finds="an invisible, directional or control character in a name",
    why="the name looks right and is found by no search",
)
def hidden_characters(index: Index, _: When | None) -> Iterator[Contradiction]:
    for record, (path, _lang, text) in _unusual(index):
        hidden = list(_hidden(text))
        if hidden:
            seen = text.encode("ascii", "backslashreplace").decode()
            found = f"{', '.join(dict.fromkeys(map(_described, hidden)))} in {seen!r}"
            yield Contradiction((record,), found, "characters that can be seen", path)


def _unusual(index: Index) -> list[tuple[Record, Name]]:
    """Return the names that need a look at each character, which few do; both checks go by it."""
    asked = (_unusual,)
    if asked not in index.answers:
        index.answers[asked] = [
            (record, name)
            for record in every_record(index)
            for name in names_in(record)
            if not is_plainly_written(name.text)
        ]
    found: list[tuple[Record, Name]] = index.answers[asked]
    return found


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


@check(
    id="mixed-scripts",
    severity=Severity.WARNING,
    finds="a word in a name with letters of two alphabets, such as Latin and Cyrillic",
    why="letters that look alike were confused, and no search finds the word",
)
def mixed_scripts(index: Index, _: When | None) -> Iterator[Contradiction]:
    for record, (path, _lang, text) in _unusual(index):
        for word in _mixed_words(text):
            spelt = " ".join(f"{char} {str(_alphabet(char)).lower()}" for char in word)
            found = f"{word!r} ({spelt})"
            yield Contradiction((record,), found, "letters of one alphabet", path)


def _mixed_words(text: str) -> Iterator[str]:
    for word in _WORDS(normal_form("NFC", text)):
        alphabets = {_alphabet(char) for char in word} - {None}
        if len(alphabets) > 1 and not _is_numeral_with_ending(word):
            yield word


def _is_numeral_with_ending(word: str) -> bool:
    """Whether it is a Roman numeral with the ending of an ordinal in another alphabet."""
    match = _NUMERAL_WITH_ENDING(word)
    return match is not None and match[1].islower()


@functools.lru_cache(maxsize=4096)
def _alphabet(char: str) -> str | None:
    first = unicodedata.name(char, "").partition(" ")[0]
    return first if first in _ALPHABETS else None
