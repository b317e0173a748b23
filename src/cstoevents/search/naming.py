"""What is meant where an id is taken: the record of the id, or the one that bears the name.

An id always means its record. Otherwise a name means what is called so: as its name, a
former one, its abbreviation, an alias or a title, in any language, with the differences that
a search passes over; and a person by a part of their name, too. What nothing is called is an id
in capitals or in other letters, if there is one. Where several are called
so, those that are spelt like it go first: letter for letter, then but for case and
punctuation. Several that are left are told apart by nothing, and are refused with their ids.
"""

from __future__ import annotations

import itertools
import typing
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, TypeVar

from cstoevents.errors import AmbiguousNameError, UnknownIdError, near
from cstoevents.records import (
    ARRAYS,
    Event,
    Meeting,
    Membership,
    Official,
    Organisation,
    Place,
    Record,
    Series,
)
from cstoevents.records.index import Index
from cstoevents.records.names import Name, name_of
from cstoevents.records.rules import legible_slug, slugify
from cstoevents.records.vocabularies import PlaceKind

if TYPE_CHECKING:
    from cstoevents.search.words import NamedRecord

R = TypeVar("R")

_NAMED = (Place, Organisation, Official, Series, Event, Meeting)
_NAMING: Final = frozenset({"name", "title", "abbreviation", "aliases"})
_HINTS = 3


def named(index: Index, given: str, cls: type[R] | tuple[type[R], ...], what: str) -> R:
    """Return the record of a class, or of several, that an id or a name means.

    Raises:
        AmbiguousNameError: several are called so.
        UnknownIdError: none has the id or the name; it has near ids and names.
    """
    record = index.get(given) if isinstance(given, str) else None
    if isinstance(given, str) and (record is None or not isinstance(record, cls)):
        called = _called(index, given, _classes(cls)) if given.strip() else []
        if len(called) > 1:
            names = {one.record.id: _told_apart(one.record, cls, given) for one in called}
            raise AmbiguousNameError(given, what, tuple(names), names=names)
        for one in called:
            return typing.cast("R", one.record)
    try:
        return index.find(given, cls, what)
    except UnknownIdError as error:
        names = _names_like(index, given, cls, error.near)
        alike = tuple(dict.fromkeys((*error.near, *names)))[:_HINTS]
        raise UnknownIdError(given, what, alike, error.remark, names) from None


def by_id(index: Index, id: str) -> Record:
    """Return the record of an id and of nothing else; the error has those of near names."""
    try:
        return index.find(id, object, "record")  # type: ignore[return-value]  # any record
    except UnknownIdError as error:
        alike = dict.fromkeys((*error.near, *_names_like(index, id, object)))
        raise UnknownIdError(id, error.what, tuple(alike)[:_HINTS], error.remark) from None


def role_named(index: Index, given: str) -> str:
    """Return the role that somebody has or had and that is meant: itself, or a name of the post.

    Raises:
        UnknownIdError: nobody ever had such a role; it has near ones.
    """
    if not isinstance(given, str):
        raise UnknownIdError(given, "role")
    roles = _roles(index)
    if given in roles:
        return given
    from cstoevents.wording.words import (
        post_name,
        post_of,
        posts_like,
    )  # the words of every language

    for role in (post_of(given), legible_slug(given), slugify(given)):
        if role in roles:
            return role
    meant = [role for role in posts_like(given) if role in roles]
    raise unknown_word(given, "role", roles, post_name, meant)


def unknown_word(
    given: str,
    what: str,
    known: Iterable[str],
    called: Callable[[str, str], str],
    meant: Iterable[str] = (),
) -> UnknownIdError:
    """Return the error for a role or a topic that no record has, with those like it.

    Each is told with the name of it that is like what was given, in that script; ``called``
    returns the name that a word has in a language. First are those that are ``meant``, then those
    of which it is one word, as "minister" is of several: the shortest of them.
    """
    from cstoevents.wording.language import languages
    from cstoevents.wording.names import folded, latin

    names = {word: [word, *(called(word, lang) for lang in languages())] for word in sorted(known)}
    spelt = {latin(name): word for word, spellings in names.items() for name in spellings}
    words = set(latin(given).split())
    having = [name for name in spelt if words and words.issubset(name.split())]
    close = [*sorted(having, key=len), *near(latin(given), spelt, _HINTS)]
    alike = list(dict.fromkeys([*meant, *(spelt[name] for name in close)]))[:_HINTS]
    in_script = {word: _in_letters_of(given, names[word]) for word in alike}
    others = {word: name for word, name in in_script.items() if folded(name) != folded(word)}
    return UnknownIdError(given, what, tuple(alike), names=others)


def _roles(index: Index) -> frozenset[str]:
    key = (role_named,)
    if key not in index.answers:
        own = {
            membership.role for membership in index.all(Membership) if membership.role is not None
        }
        index.answers[key] = own.union(() if index.outer is None else _roles(index.outer))
    roles: frozenset[str] = frozenset(index.answers[key])
    return roles


def _classes(cls: type[object] | tuple[type[object], ...]) -> list[type[Record]]:
    return [cls_ for cls_ in ARRAYS.values() if cls_ in _NAMED and issubclass(cls_, cls)]


def _called(index: Index, name: str, classes: Sequence[type[Record]]) -> list[NamedRecord]:
    """Return the records that a name means, by id; several only if nothing tells them apart."""
    from cstoevents.search.words import having, words_of  # the words of every language

    named = having(index, words_of(name), classes)
    naming = [hit for hit in named if hit.name.field in _NAMING]
    whole = [hit for hit in naming if hit.is_whole]
    part = [hit for hit in naming if isinstance(hit.record, Official)]
    called = {spelt.record.id: spelt for spelt in _spelt_like(name, whole) or part}
    if not called and Place in classes:
        called = {place.record.id: place for place in _of_kind(index, name)}
    return [called[id] for id in sorted(called)] or _with_id_like(index, name, classes)


def _with_id_like(index: Index, name: str, classes: Sequence[type[Record]]) -> list[NamedRecord]:
    """Return the record whose id a name is in capitals or in other letters, if there is one."""
    from cstoevents.search.words import NamedRecord

    found = index.get(name.lower()) or index.get(legible_slug(name))
    if found is None or not isinstance(found, tuple(classes)):
        return []
    return [NamedRecord(found, Name("id", None, name), is_whole=True)]


def _of_kind(index: Index, name: str) -> list[NamedRecord]:
    """Return the places, and no countries, that a name means but for the word "town" in it."""
    from cstoevents.wording.names import folded, without_kind

    bare = without_kind(name)
    found = [] if bare == folded(name) else _called(index, bare, [Place])
    return [
        one
        for one in found
        if isinstance(one.record, Place) and one.record.kind is not PlaceKind.COUNTRY
    ]


def _spelt_like(name: str, named: Sequence[NamedRecord]) -> Sequence[NamedRecord]:
    """Return those whose names are spelt like this one, or all if none is."""
    from cstoevents.wording.names import composed, folded, latin

    for spelt in (composed, folded, latin):
        wanted = spelt(name)
        alike = [hit for hit in named if spelt(hit.name.text) == wanted]
        if alike:
            return alike
    return named


def _names_like(
    index: Index,
    given: str,
    cls: type[object] | tuple[type[object], ...],
    near_ids: Sequence[str] = (),
) -> dict[str, str]:
    """Return the names of those that a search for something else would find, by id.

    Those that are found by ids alone that are told anyway need none.
    """
    if not isinstance(given, str) or not given.strip():
        return {}
    from cstoevents.search.words import best, words_of

    found: Iterable[Record] = (
        hit.record
        for hit in best(index, words_of(given), _classes(cls))
        if not (hit.name.path == "id" and hit.record.id in near_ids)
    )
    if cls is Series:  # more often known by the body that meets in it
        found = itertools.chain(_convened(index, given), found, _convened_by_like(index, given))
    alike = {record.id: record for record in itertools.islice(found, _HINTS)}
    return {id: _told_apart(record, cls, given) for id, record in alike.items()}


def _convened(index: Index, name: str) -> Iterator[Series]:
    """Yield the series of the bodies that are called so, or have it as their id."""
    own = index.get(name)
    bodies = [own] if own else [one.record for one in _called(index, name, [Organisation])]
    for body in bodies:
        yield from index.referring(body.id, "organisation", Series)


def _convened_by_like(index: Index, name: str) -> Iterator[Series]:
    """Yield the series of the bodies that a search for a name finds by more than their ids."""
    from cstoevents.search.words import best, words_of

    for hit in best(index, words_of(name), [Organisation]):
        if hit.name.path != "id":
            yield from index.referring(hit.record.id, "organisation", Series)


def _told_apart(record: Record, cls: type[object] | tuple[type[object], ...], given: str) -> str:
    """Return the name of a record in the letters of what was given, and what it is.

    The latter is said where it may be anything.
    """
    words = name_of(record)
    name = record.id if words is None else _in_letters_of(given, words.values())
    return f"{name}, {type(record).__name__.lower()}" if cls is object else name


def _in_letters_of(given: str, names: Iterable[str]) -> str:
    """Return the one of some names that has most of the letters of what was given."""
    letters = set(given.casefold())
    return max(names, key=lambda name: len(letters.intersection(name.casefold())))
