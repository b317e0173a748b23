"""Finding records by words: by their names, titles, labels and ids, in any language and script.

Case, punctuation, the order of words, marks on letters, ё and е, and the systems of
transliteration make no difference. A word is found by its beginning too, and with one letter
wrong, missing, added or swapped with the next if it has four or more. **All words have to be
in one name**, which the answer shows.

The **score** goes from 0 to 1, and is 1 where the words are all of a present name, title or
abbreviation. It is less for a former name, an id, a label; for a name with other words in it;
for the beginning of a word, and for a slip. It depends on nothing but the name and the words.

**What a name means** is asked wherever an id is taken, too: see `naming`.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterable
from typing import Final, Literal, TypeAlias, get_args

import attrs

from cstoevents.errors.arguments import all_of, one_of, text_or_none, whole_number
from cstoevents.records import ARRAYS, Event, Meeting, Record
from cstoevents.records.index import Index

__all__ = ["Hit"]

RecordKind: TypeAlias = Literal[
    "places",
    "organisations",
    "officials",
    "memberships",
    "series",
    "events",
    "meetings",
    "delegations",
    "participations",
]
"""What a search is limited to, by the names of a chronicle's properties."""

_CLASSES: Final[dict[str, tuple[type[Record], ...]]] = {
    **{kind: (cls,) for kind, cls in ARRAYS.items()},
    "events": (Event, Meeting),
}


@attrs.frozen(kw_only=True, slots=True)
class Hit:
    """A record that was found, and by what.

    Attributes:
        record: The record.
        score: How well the words match, from 0 to 1.
        text: The name, title, label or id that has all the words.
        field: The way to it in the record, such as 'aliases[0].value' or 'title.ru'.
        lang: Its language, where that is stated.

    >>> import cstoevents as cs
    >>> hit = cs.load().search("Ordabayev")[0]
    >>> hit.record.id, hit.text, hit.field, hit.score
    ('samat-ordabaev', 'Samat Ordabaev', 'name.en', 0.75)
    >>> print(hit)
    samat-ordabaev: Samat Ordabaev (name.en)
    """

    record: Record
    score: float
    text: str
    field: str
    lang: str | None = None

    def __str__(self) -> str:
        return f"{self.record.id}: {self.text} ({self.field})"


def search(
    index: Index,
    words: str,
    *,
    kinds: Iterable[RecordKind] | None = None,
    lang: str | None = None,
    limit: int | None = 20,
) -> tuple[Hit, ...]:
    """Return the records found by these words: the best first, of equal ones by id."""
    from cstoevents.search.words import best, words_of  # brings the words of every language

    asked = words_of(words)
    if limit is not None:
        limit = min(whole_number(limit, "limit"), sys.maxsize)
    lang = text_or_none(lang, "lang")
    known = get_args(RecordKind)
    chosen = all_of(
        known if kinds is None else kinds,
        lambda kind, argument: one_of(known, kind, argument),
        "kinds",
        "kinds",
    )
    classes = {cls for kind in chosen for cls in _CLASSES[kind]}
    return tuple(
        Hit(
            record=found.record,
            score=found.score,
            text=found.name.text,
            field=found.name.path,
            lang=found.name.lang,
        )
        for found in itertools.islice(best(index, asked, classes, lang), limit)
    )


def __dir__() -> list[str]:
    return sorted(__all__)
