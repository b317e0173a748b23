"""Which record an id of a source became, so that reading the source again updates it.

A table of ids is a mapping from what a source calls a thing to the id of its record:
``{"persons/APC": "apc"}``. A reader takes the ids that are in it, and adds those that
it makes. Kept as a file beside the source, and changed by hand where other ids are
wanted, it makes each reading give the same records the same ids.
"""

from __future__ import annotations

import collections
import itertools
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, MutableMapping, Sequence
from typing import Final, NamedTuple, TypeVar

import attrs

from cstoevents.dates import When
from cstoevents.errors import ArgumentTypeError, InputError, Problem
from cstoevents.errors.arguments import of_type
from cstoevents.formats.delimited import decode, encode, parse
from cstoevents.formats.files import LIMIT, Readable, Writable, name_of, read_bytes, write_bytes
from cstoevents.records import Membership, rules

_HEADER: Final = ["theirs", "ours"]
_LONGEST: Final = 200


class Key(NamedTuple):
    """What a source calls a thing: the sort of things that it is of, and its name or id there."""

    sort: str
    id: str

    def __str__(self) -> str:
        return f"{self.sort}/{self.id}"


def assigned(
    keys: Collection[Key],
    ids: Mapping[str, str],
    prefixes: Mapping[str, str],
    taken: Collection[str] = (),
) -> dict[Key, str]:
    """Return an id for each key: that of the table, or else one made of the key alone.

    What can be an id stays as it is. Where two would get the same, or one that is
    ``taken``, each gets the prefix of its sort, and if that doesn't do a digest, so that
    the order of the keys decides nothing. One that the table has as ours, made of a key that is
    here no more, is of that record: so a file that we have written is read again.
    """
    known = {key: ids[str(key)] for key in keys if str(key) in ids}
    known |= _written_again(keys, known, ids)
    steps = dict.fromkeys((key for key in keys if key not in known), 0)
    reserved = {*ids.values(), *taken}
    while True:
        made = {key: _new_id(key, prefixes[key.sort], step) for key, step in steps.items()}
        crowded = [key for key in _crowded(made, reserved) if steps[key] < _LAST_STEP]
        if not crowded:
            return known | made
        steps |= {key: steps[key] + 1 for key in crowded}


def _written_again(
    keys: Iterable[Key], known: Mapping[Key, str], ids: Mapping[str, str]
) -> dict[Key, str]:
    """Return the ids of keys that are ours already, made of keys which are here no more."""
    used = set(known.values())
    new = {key.id: key for key in keys if key not in known and key.id not in used}
    mine = ((new[ours], theirs) for theirs, ours in ids.items() if ours in new)
    return {key: key.id for key, theirs in mine if _is_made_of(theirs, key)}


def _is_made_of(theirs: str, key: Key) -> bool:
    """Whether an id was made of what a source said, such as a membership that had none there."""
    sort, _, id = theirs.partition("/")
    if sort == "terms" and key.sort == "memberships":
        return id == key.id
    return sort == key.sort and rules.legible_slug(id) in key.id


_LAST_STEP: Final = 2


def _crowded(made: Mapping[Key, str], reserved: Collection[str]) -> Iterator[Key]:
    """Yield the keys whose ids are not theirs alone."""
    count = collections.Counter(made.values())
    return (key for key, id in made.items() if count[id] > 1 or id in reserved)


def _new_id(key: Key, prefix: str, step: int) -> str:
    is_id = rules.ID.matches(key.id) and len(key.id) <= _LONGEST
    words = key.id if is_id else rules.legible_slug(key.id)
    if step == 0:
        return words
    if step == 1:
        return f"{prefix}-{words}"
    import hashlib  # few ids need it

    digest = hashlib.blake2b(str(key).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    return f"{prefix}-{words}-{digest}"


def checked(ids: MutableMapping[str, str] | None) -> MutableMapping[str, str]:
    """Return a table of ids that a caller gave, or an empty one; refuse what is none."""
    if ids is None:
        return {}
    return _checked(of_type(MutableMapping, ids, "ids", f"{_TABLE}, or None"))


_TABLE: Final = "a dict from ids of the source to ours"
_Ids = TypeVar("_Ids", bound=Mapping[str, str])


def _checked(ids: _Ids) -> _Ids:
    of_type(Mapping, ids, "ids", _TABLE)
    for theirs, ours in ids.items():
        if not isinstance(theirs, str) or not isinstance(ours, str) or not rules.ID.matches(ours):
            expected = f"texts, each with {rules.ID.expected}"
            raise ArgumentTypeError("ids", {theirs: ours}, expected)
    return ids


def read_ids(source: Readable, *, limit: int = LIMIT) -> dict[str, str]:
    r"""Read a table of ids: CSV with the columns ``theirs`` and ``ours``.

    Raises:
        InputError: it is no such table, or gives an id twice; every problem, with its line.
        OSError: the file can't be opened.

    >>> import cstoevents as cs
    >>> cs.formats.read_ids(b"theirs,ours\npersons/APC,apc\n")
    {'persons/APC': 'apc'}
    """
    file = name_of(source)
    text = decode(read_bytes(source, limit), file=file)
    lines, rows = parse(text, ",", file=file)
    ids: dict[str, str] = {}
    problems = [
        Problem(file=file, line=line, found=row, expected=expected)
        for line, row in zip(lines[1:], rows[1:], strict=True)
        if (expected := _take(row, ids)) is not None
    ]
    if rows and rows[0] != _HEADER:
        expected = f"the header {','.join(_HEADER)}"
        problems.insert(0, Problem(file=file, line=lines[0], found=rows[0], expected=expected))
    if problems:
        raise InputError(problems)
    return ids


def _take(row: Sequence[str], ids: dict[str, str]) -> str | None:
    """Add a row of a table, or return what was expected in its place."""
    if len(row) != len(_HEADER) or not row[0]:
        return "two cells: what the source calls it, and our id"
    theirs, ours = row
    if not rules.ID.matches(ours):
        return f"in the second cell {rules.ID.expected}"
    if ids.setdefault(theirs, ours) != ours:
        return f"one id for each; an earlier line has {ids[theirs]!r}"
    return None


def write_ids(ids: Mapping[str, str], target: Writable) -> None:
    r"""Write a table of ids, sorted by what the source calls its things.

    Raises:
        ArgumentError: it is no table of ids, or a target that can't be written to.
        OSError: the file can't be written.

    >>> import io
    >>> import cstoevents as cs
    >>> file = io.BytesIO()
    >>> cs.formats.write_ids({"persons/APC": "apc"}, file)
    >>> file.getvalue()
    b'theirs,ours\r\npersons/APC,apc\r\n'
    """
    write_bytes(target, encode([_HEADER, *sorted(_checked(ids).items())]))


# Terms, of which few sources have ids

TERMS: Final = "terms/"
# Of one member in one post all terms are compared; of very many beyond what people have, some.
_USUAL_TERMS: Final = 20
_MOST_COMPARED: Final = 200_000
_START = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}").match


class KeptTerms(NamedTuple):
    """Terms with the ids that a table has for them, and what the table is to have of them.

    ``keys`` are to be put into the table and ``outdated`` ones taken out of it. ``corrected``
    has the ids that terms are given although the table has another start for them.
    """

    terms: list[Membership]
    keys: dict[str, str]
    outdated: set[str]
    corrected: set[str]

    def keep_in(self, table: MutableMapping[str, str]) -> None:
        """Make a table have the terms."""
        for key in self.outdated:
            del table[key]
        table.update(self.keys)


CORRECTED_NAME: Final = "its name is near that one's, which is here no more"
CORRECTED: Final = "it has another start there, and no other of these terms is left"


def with_kept_ids(
    terms: Sequence[Membership], table: Mapping[str, str], taken: Collection[str]
) -> KeptTerms:
    """Return terms that made their own ids with those that a table has for them.

    A term that the table has under another start is the earliest one of the same member, body
    and role whose start is that more exactly, or less so. Of the ids that are ``taken`` none
    is given. So a start that was refined makes no second term, and a second term stays one.
    Where after that one term of the table is left and one new term, its start was corrected.
    """
    kept = _by_start(terms, table, taken)
    others = [term for term in terms if term.id not in kept]
    waiting: dict[str, list[Membership]] = {}
    for term in sorted(others, key=_order):
        waiting.setdefault(_stem(term), []).append(term)
    earlier = _earlier(table, waiting)
    kept |= _refined(waiting, earlier, {*kept.values(), *taken, *(term.id for term in others)})
    corrected = _corrected(waiting, earlier, {*kept.values(), *taken})
    kept |= corrected
    given, moved = {*kept.values()}, {*corrected.values()}
    ids = {term.id: kept.get(term.id) or _free(term.id, given) for term in terms}
    keys = {TERMS + id: ours for id, ours in ids.items()}
    outdated = {key for key, id in table.items() if id in moved and key.startswith(TERMS)}
    kept_terms = [attrs.evolve(term, id=ids[term.id]) for term in terms]
    return KeptTerms(kept_terms, keys, outdated - keys.keys(), moved)


def _by_start(
    terms: Iterable[Membership], table: Mapping[str, str], taken: Collection[str]
) -> dict[str, str]:
    """Return the ids of the terms that the table has with their very starts, each once."""
    kept: dict[str, str] = {}
    given = {*taken}
    for term in sorted(terms, key=lambda term: table.get(TERMS + term.id) != term.id):
        id = table.get(TERMS + term.id)
        if id is not None and id not in given:
            given.add(id)
            kept[term.id] = id
    return kept


def _refined(
    waiting: Mapping[str, list[Membership]],
    earlier: Iterable[tuple[str, list[str], str]],
    gone: Collection[str],
) -> dict[str, str]:
    """Return ids for terms whose start the table has more or less exactly, who wait no longer."""
    kept: dict[str, str] = {}
    compared = 0
    for stem, starts, id in earlier:
        compared += max(len(waiting[stem]) - _USUAL_TERMS, 0)
        if compared > _MOST_COMPARED:
            break
        found = next((term for term in waiting[stem] if _fits(term, starts)), None)
        if found is not None and id not in gone:
            kept[found.id] = id
            waiting[stem].remove(found)
    return kept


def _corrected(
    waiting: Mapping[str, list[Membership]],
    earlier: Iterable[tuple[str, list[str], str]],
    gone: Collection[str],
) -> dict[str, str]:
    """Return ids for terms that wait alone, where one alone is left of those that the table has."""
    left: dict[str, set[str]] = {}
    for stem, _, id in earlier:
        if id not in gone:
            left.setdefault(stem, set()).add(id)
    return {
        waiting[stem][0].id: ids.pop()
        for stem, ids in left.items()
        if len(ids) == len(waiting[stem]) == 1
    }


def _free(id: str, given: Collection[str]) -> str:
    """Return an id that no other term is given, which may have been that of a corrected one."""
    numbers = itertools.count(2)
    made = id
    while made in given:
        made = f"{id}--{next(numbers)}"
    return made


def _stem(term: Membership) -> str:
    return "--".join(filter(None, (term.member, term.organisation, term.role)))


def _order(term: Membership) -> tuple[bool, tuple[int, int, str]]:
    return term.when is None, term.when.sort_key if term.when else (0, 0, "")


def _earlier(table: Mapping[str, str], stems: Collection[str]) -> list[tuple[str, list[str], str]]:
    """Return the terms of a table: their stems, the starts that it has of each, and its id.

    Those of which no start is known come last, since they can be any.
    """
    found: dict[tuple[str, str], list[str]] = {}
    for key in sorted(key for key in table if key.startswith(TERMS)):
        parts = key.removeprefix(TERMS).split("--")
        for count in range(len(parts), 0, -1):
            stem = "--".join(parts[:count])
            if stem in stems:
                found.setdefault((stem, table[key]), []).append("".join(parts[count : count + 1]))
                break
    terms = [(stem, starts, id) for (stem, id), starts in found.items()]
    return sorted(terms, key=lambda term: (not any(term[1]), term[1]))


def _fits(term: Membership, starts: Iterable[str]) -> bool:
    """Whether a term can be one that began on each of some dates, as far as they are known."""
    first, last = term.when.ends if term.when else (None, None)
    for text in starts:
        if text.startswith("until-"):
            if text != f"until-{last}":
                return False
        elif (known := _START(text)) and first:
            start = When(known[0])
            if not (first.refines(start) or start.refines(first)):
                return False
    return True
