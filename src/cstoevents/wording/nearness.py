"""Names that are nearly another, since one may be a slip in it.

Two names are near each other if they are one but for case, dashes, blanks, composition, the
script and its transliteration, and the word that says what it is (``г. Бишкек``); if they
look the same, as Latin CTO and Cyrillic СТО do; if one has the words of the other in another
order, or initials for some of them (``Иванов И. И.``); or if besides one letter differs in four
or more, or two in eight or more. So it is told of each name that a sheet makes new. Among names
that somebody has looked at the bar is higher: one letter in a word of five or more or in each of
two such words, or two in a word of eight or more, and never the first, which tells apart Minsk
and Pinsk, Omsk and Tomsk. For a name that has taken the place of another it is a little lower:
two letters may be swapped, or one doubled, in a shorter word and at its beginning, too.
"""

from __future__ import annotations

import functools
import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple, TypeVar

from cstoevents.wording.language import every_language, languages
from cstoevents.wording.names import appearance, latin

T = TypeVar("T")

_LETTERS_FOR_ONE_SLIP: Final = 4
_LETTERS_FOR_TWO_SLIPS: Final = 8
_LETTERS_AMONG_KNOWN: Final = 5
_LONGEST: Final = 80
# Compare each of those that share a key with its next 12 only, so that time stays linear.
MAX_NEIGHBOURS: Final = 12
# Limits how many pairs of names are compared letter by letter, which is slow.
_MAX_COMPARED: Final = 100_000


class _Known(NamedTuple):
    """A name as it is compared, its length and letters as bits, whose it is, and itself."""

    key: str
    letters: int
    id: str
    name: str

    def has_words_of(self, other: _Known) -> bool:
        """Whether both have the same words, in any order, or initials for some of them."""
        ones, others = (Counter(_words_and_initials(known.name)) for known in (self, other))
        left, right = ((ones - others).elements(), (others - ones).elements())
        return (ones & others).total() > 0 and _stand_for_each_other([*left], [*right])


class NearNames:
    """The names of some records, to be asked which of them are near another."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._left = self._left_of_words = _MAX_COMPARED
        self._by_key: dict[str, list[_Known]] = {}
        self._by_look: dict[str, list[_Known]] = {}
        self._by_length: dict[int, list[_Known]] = {}
        self._by_word: dict[str, list[_Known]] = {}
        for id, name in names:
            known = _known(id, name)
            key = known.key
            self._by_key.setdefault(key, []).append(known)
            self._by_look.setdefault(appearance(name), []).append(known)
            self._by_length.setdefault(len(key), []).append(known)
            for word in _long_words(name):
                self._by_word.setdefault(word, []).append(known)

    def near(self, name: str, id: str) -> list[str]:
        """Return the names near one, each with its id, the nearest first and at most three."""
        return [f"{other!r} [{its}]" for its, other in self.by_id(name, id).items()][:3]

    def by_id(self, name: str, id: str) -> dict[str, str]:
        """Return the ids that have a name near one, each with the nearest, and these first."""
        found: dict[str, str] = {}
        for _, other, its in sorted((apart, it.name, it.id) for apart, it in self._near(name, id)):
            found.setdefault(its, other)
        return found

    def _near(self, name: str, id: str) -> Iterator[tuple[int, _Known]]:
        key = _key(name)
        letters, most = _letters(key), _slips(key)
        same = (*self._by_key.get(key, ()), *self._by_look.get(appearance(name), ()))
        yield from ((0, other) for other in same if other.id != id)
        yield from ((1, other) for other in self.of_the_same_words(name, id))
        for length in range(len(key) - most, len(key) + most + 1) if most else ():
            for other in self._by_length.get(length, ()) if self._left > 0 else ():
                if other.key != key and (letters ^ other.letters).bit_count() <= 2 * most:
                    self._left -= 1
                    apart = _apart(key, other.key)
                    if apart <= min(most, _slips(other.key)):
                        yield apart, other

    def of_the_same_words(self, name: str, id: str = "") -> Iterator[_Known]:
        """Yield those with one of its words that have the others too, or initials for them."""
        known = _known(id, name)
        bearers = [self._by_word.get(word, ()) for word in _long_words(known.name)]
        for other in dict.fromkeys(itertools.chain(*sorted(bearers, key=len))):
            self._left_of_words -= 1
            if self._left_of_words < 0:
                return
            if other.id != known.id and other.key != known.key and known.has_words_of(other):
                yield other


def _known(id: str, name: str) -> _Known:
    key = _key(name)
    return _Known(key, _letters(key), id, name)


def _words_and_initials(name: str) -> list[str]:
    return latin(name.replace(".", ". ")).split()


def _long_words(name: str) -> set[str]:
    """Return the words of a name of several, but for initials."""
    words = _words_and_initials(name)
    return {word for word in words if len(word) > 1} if words[1:] else set()


def _stand_for_each_other(ones: list[str], others: list[str]) -> bool:
    """Whether the words of one name that another lacks have their initials there, or are such."""
    if not ones or not others:
        return not ones and not others
    fewer, more = sorted((ones, others), key=len)
    initials = Counter(word[0] for word in more)
    is_short = any(all(len(word) == 1 for word in words) for words in (ones, others))
    if not all(map(str.isalpha, fewer)):  # figures tell apart: group 1 and group 12
        return False
    return is_short and Counter(word[0] for word in fewer) <= initials


def corrections(before: Mapping[str, str], after: Iterable[str]) -> dict[str, str]:
    """Return for names that came up the ids of those that they were before a slip was put right.

    They are as near as names that somebody has looked at, or have initials for each other's
    words, or differ in a slip of one word that makes no name of another thing; and of either
    there is only one.

    >>> from cstoevents.wording.nearness import corrections
    >>> corrections({"tashknet": "a", "i-ivanov": "b"}, ["Tashkent", "Ivan Ivanov", "Minsk"])
    {'Ivan Ivanov': 'b', 'Tashkent': 'a'}
    """
    spelt = {name.replace("-", " "): id for name, id in before.items()}
    new = {name for name in after if name not in spelt}
    near = (*slips_among((*spelt, *new)), *_slips_in_a_word((*spelt, *new)))
    found = {pair[::step] for pair in near for step in (1, -1)}
    known = NearNames((name, name) for name in spelt)
    found.update((other.name, name) for name in new for other in known.of_the_same_words(name))
    pairs = {(name, spelt[other]) for other, name in found if other in spelt and name in new}
    of_new, of_old = Counter(name for name, _ in pairs), Counter(id for _, id in pairs)
    return {name: id for name, id in sorted(pairs) if of_new[name] == of_old[id] == 1}


def _slips_in_a_word(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of names that are one but for a slip in one word, figures and all."""
    by_form: dict[tuple[str, ...], dict[str, str]] = {}
    for name in names:
        for form, word in _without_a_letter(name) if len(name) <= _LONGEST else ():
            by_form.setdefault(form, {})[name] = word
    pairs = (pair for alike in by_form.values() for pair in neighbours(sorted(alike.items())))
    yield from ((one, other) for (one, word), (other, its) in pairs if _is_slip(word, its))


def _without_a_letter(name: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the words of a name, one of them without some letter, and that word whole."""
    words = _words(name)
    for at, word in enumerate(words):
        for form in shortened(word) if word.isalpha() else ():
            yield (*words[:at], form, *words[at + 1 :], str(at)), word


def _is_slip(one: str, other: str) -> bool:
    """Whether one of two words is the other with a slip, rather than another name.

    Two letters are swapped, one is doubled or no more, or one of a longer word differs, the first
    of which may be missing but is no other: Minsk and Pinsk are two, Arina and Marina, too.
    """
    shorter, longer = sorted((one, other), key=len)
    differ = where_they_differ(one, other)
    if len(differ[0]) == 2 and differ[0] == differ[1][::-1]:
        return len(shorter) >= _LETTERS_FOR_ONE_SLIP
    if _undoubled(one) == _undoubled(other):
        return len(longer) == len(shorter) + 1 >= _LETTERS_FOR_ONE_SLIP
    if longer[1:] == shorter:
        return len(shorter) > _LETTERS_AMONG_KNOWN
    is_long = len(shorter) >= _LETTERS_AMONG_KNOWN
    return is_long and one[0] == other[0] and one_slip_apart(one, other)


def _undoubled(word: str) -> str:
    return "".join(letter for letter, _ in itertools.groupby(word))


def slips_among(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of names of which one may be a slip in the other."""
    by_key: dict[str, set[str]] = {}
    for name in names:
        by_key.setdefault(_key(name), set()).add(name)
    for spellings in by_key.values():
        yield from neighbours(sorted(spellings))
    for one, other in dict.fromkeys((*_one_slip_apart(by_key), *_two_slips_apart(by_key))):
        ones, others = (sorted(by_key[key])[:MAX_NEIGHBOURS] for key in (one, other))
        pairs = itertools.product(ones, others)
        yield from (pair for pair in pairs if _differ_within_words(*pair))


def _one_slip_apart(keys: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of keys that differ in one letter, and not in their first."""
    long = [key for key in keys if len(key) >= _LETTERS_AMONG_KNOWN and _slips(key)]
    # Those of one first letter at a time, since many parts are made of each.
    for _, alike in itertools.groupby(sorted(long), key=lambda key: key[0]):
        by_shortened: dict[str, set[str]] = {}
        for key in alike:
            for part in shortened(key):
                by_shortened.setdefault(part, set()).add(key)
        near = (pair for keys in by_shortened.values() for pair in neighbours(sorted(keys)))
        yield from (pair for pair in dict.fromkeys(near) if one_slip_apart(*pair))


def _two_slips_apart(keys: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of keys that differ in two letters, and not in their first."""
    bits = {key: _letters(key) for key in keys if _slips(key) > 1}
    for key, other in _sharing_a_third(sorted(bits)):
        # Each slip changes two letters at most, which is faster to tell.
        may_be = (bits[key] ^ bits[other]).bit_count() <= 4
        if may_be and _apart(key, other) == 2:
            yield min(key, other), max(key, other)


def _sharing_a_third(keys: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield each key with some of its first letter that have a third of it, or it one of theirs.

    Two slips that swap no letters leave one of three parts whole, which stands in the other key
    as well, at most two letters further on or back.
    """
    by_third: dict[tuple[str, int, int, str], list[str]] = {}
    for key in keys:
        for first, last in _thirds(len(key)):
            by_third.setdefault((key[0], len(key), first, key[first:last]), []).append(key)
    for key in keys:
        asked = (
            (key[0], length, first, key[first + shift : last + shift])
            for length in range(len(key), len(key) + 3)
            for first, last in _thirds(length)
            for shift in range(max(-2, -first), 3)
        )
        bearers = (by_third.get(part, ())[:MAX_NEIGHBOURS] for part in asked)
        near = dict.fromkeys(itertools.chain.from_iterable(bearers))
        yield from ((key, other) for other in near if (len(key), key) < (len(other), other))


def _thirds(length: int) -> tuple[tuple[int, int], ...]:
    third, two = length // 3, length - length // 3
    return (0, third), (third, two), (two, length)


def _differ_within_words(one: str, other: str) -> bool:
    """Whether the letters are in long words, and not their first; groups A and B are two."""
    words, others = _words(one), _words(other)
    if len(words) != len(others):
        return False
    pairs = [pair for pair in zip(words, others, strict=True) if pair[0] != pair[1]]
    least = _LETTERS_AMONG_KNOWN
    if len(pairs) == 1 and not one_slip_apart(*pairs[0]):
        least = _LETTERS_FOR_TWO_SLIPS
    return len(pairs) < 3 and all(
        word[0] == pair[0][0] and len(word) >= least for pair in pairs for word in pair
    )


def neighbours(ordered: Sequence[T]) -> Iterator[tuple[T, T]]:
    """Yield each of many with each of the few that come next."""
    for at, one in enumerate(ordered):
        yield from ((one, other) for other in ordered[at + 1 : at + 1 + MAX_NEIGHBOURS])


def _slips(key: str) -> int:
    if len(key) > _LONGEST or not key.isalpha():  # figures tell apart: session 41 and 42
        return 0
    return (len(key) >= _LETTERS_FOR_ONE_SLIP) + (len(key) >= _LETTERS_FOR_TWO_SLIPS)


def _key(name: str) -> str:
    return "".join(_words(name))


def _words(name: str) -> list[str]:
    words = latin(name).split()
    kinds = _kinds_of_places(languages())
    return [word for word in words if word not in kinds] or words


@functools.lru_cache(maxsize=1)
def _kinds_of_places(_: tuple[str, ...]) -> frozenset[str]:
    return frozenset(latin(word) for spoken in every_language() for word in spoken.place_kind_words)


def _letters(key: str) -> int:
    return functools.reduce(lambda bits, letter: bits | 1 << (ord(letter) % 64), key, 0)


def _apart(one: str, other: str) -> int:
    """Return by how many letters two words differ: more, less, another, or two swapped."""
    one, other = where_they_differ(one, other)
    before: list[int] = []
    last = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        row = [at]
        for place, its in enumerate(other, 1):
            least = min(last[place] + 1, row[-1] + 1, last[place - 1] + (letter != its))
            is_swapped = at > 1 and place > 1 and one[at - 2] == its and letter == other[place - 2]
            row.append(min(least, before[place - 2] + 1) if is_swapped else least)
        before, last = last, row
    return last[-1]


# Words


def shortened(word: str) -> set[str]:
    """Return a word and what is left of it without one letter: words one slip apart share some."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def one_slip_apart(one: str, other: str) -> bool:
    """Whether two words differ in one letter: more, less, another, or swapped with the next."""
    first, second = where_they_differ(one, other)
    return max(len(first), len(second)) < 2 or (len(first) == 2 and first == second[::-1])


def where_they_differ(one: str, other: str) -> tuple[str, str]:
    """Return two words without the letters with which both begin, and both end."""
    least = min(len(one), len(other))
    start = next((at for at in range(least) if one[at] != other[at]), least)
    most = least - start
    end = next((at for at in range(most) if one[-1 - at] != other[-1 - at]), most)
    return one[start : len(one) - end], other[start : len(other) - end]
