"""Records of a Popolo file, as the specification, EveryPolitician and Open Civic Data have it.

First every object is given the id of its record, then records are made of them. Objects
that name others find these by what the file calls them. All that is wrong with a file is
told at once, and what was not taken is counted.
"""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, MutableMapping
from typing import Any, Final, TypeAlias, TypeVar

import attrs

from cstoevents.chronicle import Chronicle, ReferenceCheck, check_references
from cstoevents.errors import ArgumentTypeError, InputError, Problem, RecordError
from cstoevents.formats import refuse_others
from cstoevents.formats.files import LIMIT, Readable, name_of, read_bytes
from cstoevents.formats.ids import CORRECTED, KeptTerms, Key, assigned, checked, with_kept_ids
from cstoevents.formats.json.syntax import parsed
from cstoevents.formats.losses import LossCounter, LossReport, ReadingReport
from cstoevents.formats.popolo.classes import (
    Context,
    event_of,
    membership_of,
    official_of,
    organisation_of,
    participant_of,
    place_of,
)
from cstoevents.formats.popolo.items import Item, arrays_of, collected
from cstoevents.formats.popolo.parts import identifiers_of, sources_of
from cstoevents.formats.popolo.references import (
    Items,
    Locations,
    References,
    areas_by_name,
    new_places,
)
from cstoevents.records import Membership, Participation, Place, Record, rules
from cstoevents.records.structuring import structured
from cstoevents.records.values import Identifier

T = TypeVar("T", bound=Record)
M = TypeVar("M", Membership, Participation)

_PREFIXES: Final = {
    "persons": "person",
    "organizations": "organisation",
    "areas": "place",
    "locations": "place",
    "events": "event",
    "memberships": "membership",
}


def read_popolo(
    source: Readable,
    *,
    lang: str | None = None,
    scheme: str = "popolo",
    timezone: str | None = None,
    ids: MutableMapping[str, str] | None = None,
    within: Chronicle | None = None,
    references: ReferenceCheck = "strict",
    limit: int = LIMIT,
    on_losses: Callable[[LossReport], object] | None = None,
) -> Chronicle:
    """Read persons, organisations, memberships, areas and events from Popolo JSON.

    The file is one object with an array for each class, as the specification and
    EveryPolitician have it; posts and memberships may be within persons and
    organisations, and ids, participants, agendas and zones may be as in Open Civic Data,
    whose objects may stand alone or in a list, too.

    An id that can't be one of ours, or that two objects have, is kept as an identifier
    of the ``scheme``, and an id is made of it, the same in every reading: ``APC`` becomes
    ``apc``. Another classification than ours gives the kind *other* and is kept as
    ``extra["classification"]``. A role in words is kept as the label of the membership.
    A membership of a legislative period has the dates of that period where it has none of
    its own: the period is the event that ``legislative_period_id`` names, as in
    [EveryPolitician's own library](https://www.rubydoc.info/gems/everypolitician-popolo).
    One without an end goes on.

    Dates are EDTF that is no range, or moments. An event has the time and the zone of its
    moments, and that they are in UTC and no zone is named is told; elsewhere the day is that
    of the clocks at the moment's own offset. A moment in UTC, but midnight, may be on another
    day at its place, so of it the month or the year is taken, whichever is certain, and that
    is told as lost.

    Args:
        source: a path, an open file, or the bytes themselves.
        lang: the language of words of which the file doesn't say it. Without it they are English,
            in Cyrillic letters Russian, and in others of the language ``und``, which is not known.
        scheme: what the system is called whose ids these are, such as ``"everypolitician"``.
        timezone: the zone of events that name none, by whose clocks their moments in UTC are told.
        ids: ids of the file (``"persons/APC"``) with those of their records: such as are in
            it are taken, and the others are added. `read_ids` and `write_ids` keep it in a file.
        within: another chronicle that references may lead into.
        references: ``"lenient"`` keeps ids that lead nowhere.
        limit: the most bytes that are read.
        on_losses: called with the report of what was not taken: ``print``, for instance.

    Raises:
        InputError: the file is no such JSON, or says what no record can hold; every
            problem, with the way to it.
        ArgumentError: an argument is none of what it may be.
        OSError: the file can't be opened.

    >>> import cstoevents as cs
    >>> file = b'''{"persons": [{"id": "p1", "name": "Ann Example", "birth_date": "1958-03"}],
    ...     "organizations": [{"id": "APC", "name": "Board", "classification": "party"}],
    ...     "memberships": [{"person_id": "p1", "organization_id": "APC", "role": "member",
    ...                      "start_date": "2015"}]}'''
    >>> chronicle = cs.read_popolo(file)
    >>> chronicle.memberships[0].id, chronicle.memberships[0].when
    ('p1--apc--member--2015', When('2015/..'))
    >>> chronicle.organisation("apc").identifiers
    (Identifier(scheme='popolo', identifier='APC'),)
    """
    lang = None if lang is None else rules.LANGUAGE.argument(lang, "lang")
    scheme = rules.SCHEME.argument(scheme, "scheme")
    zone = None if timezone is None else rules.TIME_ZONE.argument(timezone, "timezone")
    check_references(within, references)
    if on_losses is not None and not callable(on_losses):
        raise ArgumentTypeError("on_losses", on_losses, "a function that takes a report")
    table = checked(ids)
    data, file = read_bytes(source, limit).removeprefix(codecs.BOM_UTF8), name_of(source)
    refuse_others(data, "popolo", file)
    plain = parsed(data, file)
    arrays = arrays_of(plain)
    if arrays is None:
        expected = (
            "an object with arrays such as 'persons' and 'events'; of objects in a list each says"
            " its class as '_type'"
        )
        raise InputError([Problem(file=file, found=plain, expected=expected)])
    report = ReadingReport(file, LossCounter("popolo"))
    items, nameless = collected(arrays, report)
    made = _ids_of(items, table)
    context = Context(
        lang,
        scheme,
        References(items, made, within, is_lenient=references == "lenient"),
        Locations(areas_by_name(items), made),
        zone,
    )
    terms: list[KeptTerms] = []
    records = list(_records_of(items, nameless, context, table, terms))
    for item in (*(item for named in items.values() for item in named.values()), *nameless):
        item.close()
    if report.problems:
        raise InputError(report.problems)
    try:
        chronicle = Chronicle(records, within=within, references=references)
    except InputError as error:
        problems = [attrs.evolve(problem, file=file) for problem in error.problems]
        raise type(error)(problems) from None
    table.update({str(key): id for key, id in made.items()})
    for kept in terms:
        kept.keep_in(table)
        for id in kept.corrected:
            reason = f"taken for that of the table of ids: {CORRECTED}"
            report.losses.add("memberships.start_date", id, reason)
    if on_losses is not None:
        on_losses(report.losses.report())
    return chronicle


_Convert: TypeAlias = Callable[[Item, Context], tuple[type[Record], dict[str, Any]]]
_ARRAYS: Final[Mapping[str, _Convert]] = {
    "areas": place_of,
    "organizations": organisation_of,
    "persons": official_of,
    "events": event_of,
}


def _ids_of(items: Items, table: Mapping[str, str]) -> dict[Key, str]:
    """Return an id for each object that becomes a record, and for each place that none is for."""
    keys = [key for name in _PREFIXES for key in items.get(name, ())]
    return assigned([*keys, *new_places(items)], table, _PREFIXES)


def _records_of(
    items: Items,
    nameless: list[Item],
    context: Context,
    table: Mapping[str, str],
    terms: list[KeptTerms],
) -> Iterator[Record]:
    """Yield the records of a file; what is wrong with an object is noted with it.

    What the table of ids is to have for ``nameless`` memberships is added to ``terms``.
    """
    ids = context.references.ids
    for name, convert in _ARRAYS.items():
        for key, item in items[name].items():
            record = _record_of(item, key, convert, context)
            if record is not None:
                yield record
    for key, id in ids.items():
        if key.sort == "locations":
            place = {"id": id, "name": context.words(key.id), "kind": "other"}
            yield structured({**place, **context.locations.points.get(key, {})}, Place)
    memberships = [*_memberships(items["memberships"], context)]
    yield from memberships
    taken = {membership.id for membership in memberships}
    terms.append(with_kept_ids([*_terms(nameless, context, taken)], table, taken))
    yield from terms[-1].terms
    for key, event in items["events"].items():
        yield from _participations(event, ids[key], context)


def _record_of(item: Item, key: Key, convert: _Convert, context: Context) -> Record | None:
    """Return the record of an object, which keeps what the file calls it as an identifier."""
    id = context.references.ids[key]
    cls, plain = convert(item, context)
    identifiers = identifiers_of(item)
    if key.id != id and item.said.get("id", item.said.get("_id")) is not None:
        own = {"scheme": context.scheme, "identifier": key.id}
        identifiers += [own] if own not in identifiers else []
    identifiers += plain.pop("identifiers", [])
    return _record_or_problems(
        item, cls, {**plain, "id": id, "identifiers": identifiers, "sources": sources_of(item)}
    )


def _record_or_problems(item: Item, cls: type[T], plain: dict[str, Any]) -> T | None:
    """Return a record of plain data, or refuse what is wrong at the field that says it."""
    said = {name: value for name, value in plain.items() if value not in (None, [], {})}
    try:
        return structured(said, cls)
    except RecordError as error:
        for problem in error.problems:
            step = (problem.path or "").split(".")[0].split("[")[0]
            refuse = item.refuse if step in said else item.refuse_if_first
            refuse(_FIELDS.get(step, step) or None, problem.found, problem.expected)
    return None


def _participations(event: Item, id: str, context: Context) -> Iterable[Participation]:
    """Return who took part in an event, each once with the identifiers of all its mentions."""
    found: dict[str, Participation] = {}
    for key in ("attendees", "participants"):
        for person in event.items(key):
            plain = participant_of(person, context)
            if not plain:
                continue
            record = _without_id(person, Participation, {**plain, "event": id})
            if record is None:
                continue
            first = found.setdefault(record.id, record)
            if first is not record:
                person.lose("name", "named twice")
                both = dict.fromkeys((*first.identifiers, *record.identifiers))
                found[record.id] = attrs.evolve(first, identifiers=[*both])
    return found.values()


# Stands for an id that the record makes itself.
_NO_ID: Final = "x"


def _without_id(item: Item, cls: type[M], plain: dict[str, Any]) -> M | None:
    """Return a record that makes its id itself."""
    made = _record_or_problems(item, cls, {**plain, "id": _NO_ID})
    return None if made is None else attrs.evolve(made, id=None)


def _memberships(named: Mapping[Key, Item], context: Context) -> Iterator[Membership]:
    """Yield the memberships that have an id in the file."""
    for key, item in named.items():
        made = _membership(item, context)
        if made is not None:
            id = context.references.ids[key]
            own = Identifier(scheme=context.scheme, identifier=key.id)
            others = () if key.id == id or own in made.identifiers else (own,)
            yield attrs.evolve(made, id=id, identifiers=made.identifiers + others)


def _terms(nameless: list[Item], context: Context, taken: Collection[str]) -> Iterator[Membership]:
    """Yield the other memberships; of those that would make one id each gets a longer one."""
    rivals: dict[str, dict[Membership, None]] = {}
    for item in nameless:
        made = _membership(item, context)
        if made is not None:
            rivals.setdefault(made.id, {})[made] = None
    for id, group in rivals.items():
        for made in group:
            is_alone = len(group) == 1 and id not in taken
            yield made if is_alone else attrs.evolve(made, id=f"{id}--{_digest(made)}")


def _membership(item: Item, context: Context) -> Membership | None:
    plain = membership_of(item, context)
    return None if plain is None else _without_id(item, Membership, plain)


def _digest(membership: Membership) -> str:
    said = repr(attrs.evolve(membership, id=_NO_ID))
    return hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()


# Fields of records by other names than those of the file.
_FIELDS: Final = {
    "born": "birth_date",
    "died": "death_date",
    "founded": "founding_date",
    "dissolved": "dissolution_date",
    "title": "name",
    "within": "parent_id",
    "parent": "parent_id",
    "place": "location",
    "when": "start_date",
    "aliases": "other_names",
}
