"""What is meant where an id is taken: the record of the id, or the one that bears the name.

An id always means its record. Otherwise a name means what is called so: as its name, a
former one, its abbreviation, an alias or a title, in any language, with the differences that
a search passes over; and a person by a part of their name, too. What nothing is called is an id
in capitals, if there is one. Where several are called
so, those that are spelt like it go first: letter for letter, then but for case and
punctuation. Several that are left are told apart by nothing, and are refused with their ids.
"""

from __future__ import annotations

import itertools
import typing
from collections.abc import Sequence
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
        names = _names_like(index, given, cls)
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
    roles = _roles(index)
    if given in roles:
        return given
    if isinstance(given, str):
        from cstoevents.wording.words import post_of

        for role in (post_of(given), legible_slug(given), slugify(given)):
            if role in roles:
                return role
    raise UnknownIdError(given, "role", near(given, roles, _HINTS))


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
    from cstoevents.search.words import (
        NamedRecord,
        having,
        words_of,
    )  # brings the words of every language

    named = having(index, words_of(name), classes)
    naming = [hit for hit in named if hit.name.field in _NAMING]
    whole = [hit for hit in naming if hit.is_whole]
    part = [hit for hit in naming if isinstance(hit.record, Official)]
    called = {spelt.record.id: spelt for spelt in _spelt_like(name, whole) or part}
    if not called and Place in classes:
        called = {place.record.id: place for place in _of_kind(index, name)}
    in_lower_case = index.get(name.lower())
    if not called and in_lower_case is not None and isinstance(in_lower_case, tuple(classes)):
        return [NamedRecord(in_lower_case, Name("id", None, name), is_whole=True)]
    return [called[id] for id in sorted(called)]


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
    index: Index, given: str, cls: type[object] | tuple[type[object], ...]
) -> dict[str, str]:
    """Return the names of those that a search for something else would find, by id."""
    if not isinstance(given, str) or not given.strip():
        return {}
    from cstoevents.search.words import best, words_of

    hits = itertools.islice(best(index, words_of(given), _classes(cls)), _HINTS)
    return {
        hit.record.id: _told_apart(hit.record, cls, given) for hit in hits if hit.name.path != "id"
    }


def _told_apart(record: Record, cls: type[object] | tuple[type[object], ...], given: str) -> str:
    """Return the name of a record in the letters of what was given, and what it is.

    The latter is said where it may be anything.
    """
    letters = set(given.casefold())
    words = name_of(record)
    names = [record.id] if words is None else words.values()
    name = max(names, key=lambda name: len(letters.intersection(name.casefold())))
    return f"{name}, {type(record).__name__.lower()}" if cls is object else name
