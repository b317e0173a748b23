"""Sheets of people and members: posts, members of organisations, and who came to an event.

Each kind of sheet is seen from its columns (`reader_of`): one for posts makes memberships of
persons, one for members makes memberships of states, and one for heads or members of
delegations, or for persons beside events, makes delegations and participations.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeAlias, TypeVar

import attrs

from cstoevents.formats.ids import CORRECTED, CORRECTED_NAME, with_kept_ids
from cstoevents.formats.sheet.cells import Row, Sheet, shown
from cstoevents.formats.sheet.columns import DELEGATIONS, MEMBERS, POSTS, WHO_CAME
from cstoevents.formats.sheet.converters import Column, Link, Reading
from cstoevents.formats.sheet.events import distinct_links, events_of
from cstoevents.formats.sheet.names import EVENTS, is_state
from cstoevents.formats.sheet.row_records import (
    NO_ID,
    introduce,
    plain_of,
    record_of_row,
    refuse_cells,
)
from cstoevents.records import Delegation, Membership, Participation, Record
from cstoevents.records.rules import legible_slug
from cstoevents.records.vocabularies import ParticipationRole
from cstoevents.wording.names import country_names, post_for_now, post_in_any_case
from cstoevents.wording.nearness import corrections
from cstoevents.wording.words import meant, post_of, posts_like

T = TypeVar("T", Membership, Delegation)
Reader: TypeAlias = Callable[[Sheet, Sequence[Row], Reading], list[Record]]


def reader_of(sheet: Sheet, rows: Iterable[Row]) -> Reader:
    """Return the function that makes records of rows with these columns."""
    keys = {key for row in rows for key in row.cells}
    has_event = not sheet.headers.keys().isdisjoint({"title", "parent"})
    if keys & {"head", "members", "level", "size"} or (has_event and "person" in keys):
        return _attendance
    if keys & {"member", "joined", "left"}:
        return _members
    return _posts if "post" in keys else events_of


# Posts, and members of organisations


def _posts(sheet: Sheet, rows: Sequence[Row], reading: Reading) -> list[Record]:
    """Return the membership of each row: a person in a post."""
    sheet.headers.setdefault("person", sheet.headers.get("title", "Name"))
    rows = [_with_body(_renamed(row, {"title": "person"}), reading) for row in rows]
    return _memberships(sheet, rows, POSTS, reading, "a sheet of people and posts")


def _with_body(row: Row, reading: Reading) -> Row:
    """Return a row with the body that its post names, if it names none itself."""
    cell = row.cell("post")
    if cell is None or row.cells.keys() & {"organisers", "country"}:
        return row
    names = reading.register.names
    found = names.post_in_body(shown(cell.value))
    if found is None:
        return row
    if found.body:
        key, body, called = "organisers", f"[{found.body}]", names.written(found.body, "en", ())
    else:
        key, body, called = "country", found.code, country_names(found.code).get("en", found.code)
    cell.note(f"taken for the post {found.post!r} of {called!r}")
    said = {"post": found.post, key: body}
    cells = {key: {"": attrs.evolve(cell, value=value)} for key, value in said.items()}
    return attrs.evolve(row, cells={**row.cells, **cells})


def _members(sheet: Sheet, rows: Sequence[Row], reading: Reading) -> list[Record]:
    """Return the membership of each row: a state, or a body, in an organisation."""
    names = {"joined": "first_day", "left": "last_day"}
    if not any("member" in row.cells for row in rows):
        names["country"] = "member"
    rows = [_renamed(row, names) for row in rows]
    return _memberships(sheet, rows, MEMBERS, reading, "a sheet of members")


def _memberships(
    sheet: Sheet, rows: Sequence[Row], columns: Sequence[Column], reading: Reading, what: str
) -> list[Record]:
    sheet.headers.setdefault("organisers", "Organisation")
    introduce(rows, columns, reading.register)
    known = {key for column in columns for key in (column.key, *column.read_with)}
    memberships: dict[str, tuple[Membership, int]] = {}
    stated: set[str] = set()
    for row in rows:
        expected = f"nothing here in {what}; `columns` can leave the column out"
        refuse_cells(row, [key for key in row.cells if key not in known], expected)
        plain = plain_of(row, columns, reading, {} if columns is POSTS else {"role": "member"})
        if "label" in plain:
            plain |= _in_state(row, _role_of(plain["label"]), plain, reading)
        _take(record_of_row(row, Membership, plain, columns), row, memberships, "a term of its own")
        if "id" in plain:
            stated.add(plain["id"])
    return _kept(memberships, stated, sheet, reading)


def _role_of(label: str) -> dict[str, str]:
    """Return the role that a post is, and that somebody acts in it."""
    acted = post_for_now(label)
    if acted is None:
        return {"role": post_of(label) or legible_slug(label)}
    return {"role": post_in_any_case(acted) or legible_slug(acted), "status": "acting"}


def _in_state(
    row: Row, role: dict[str, str], plain: Mapping[str, Any], reading: Reading
) -> dict[str, str]:
    """Return a role, which is that of a head of state where a president is one of a state."""
    cell, like, body = row.cell("post"), posts_like(plain["label"]), plain.get("organisation")
    if cell is None or len(like) != 1 or body is None:
        return role
    new = reading.register.new.get(body)
    if is_state(reading.register.known.get(body)) or (new is not None and new.is_country):
        cell.note(f"taken for the post {like[0]!r} of a state")
        return {**role, "role": like[0]}
    cell.note(f"kept as {role['role']!r}, a post of its own, since the body is no state")
    return role


def _kept(
    memberships: Mapping[str, tuple[Membership, int]],
    stated: set[str],
    sheet: Sheet,
    reading: Reading,
) -> list[Record]:
    """Return memberships with the ids that the table has for those that state none."""
    terms = [term for term, _ in memberships.values() if term.id not in stated]
    kept = with_kept_ids(terms, reading.register.ids, stated)
    kept.keep_in(reading.register.ids)
    for made, term in zip(terms, kept.terms, strict=True):
        if term.id in kept.corrected:
            told = f"taken for {term.id!r} of the table of ids: {CORRECTED}"
            sheet.note(memberships[made.id][1], "Id", told)
    return [*(memberships[id][0] for id in memberships if id in stated), *kept.terms]


def _renamed(row: Row, names: Mapping[str, str]) -> Row:
    """Return a row whose columns have other names, unless it has such columns already."""
    cells = dict(row.cells)
    for key, name in names.items():
        cell = row.cell(key)
        if cell is not None and name not in cells:
            del cells[key]
            cells[name] = {"": cell}
    return attrs.evolve(row, cells=cells)


def _take(record: T | None, row: Row, taken: dict[str, tuple[T, int]], expected: str) -> None:
    """Add a record, or refuse one of an id that an earlier row has."""
    if record is None:
        return
    _, first = taken.setdefault(record.id, (record, row.line))
    if first != row.line:
        row.sheet.refuse(row.line, "row", record.id, f"{expected}; line {first} has it too")


# Who came to an event

# What is said of those who came, and not of the event.
_OF_THOSE_WHO_CAME: Final = frozenset(
    {key for column in (*DELEGATIONS, *WHO_CAME) for key in (column.key, *column.read_with)}
    | {"post"}
)


def _attendance(sheet: Sheet, rows: Sequence[Row], reading: Reading) -> list[Record]:
    """Return the delegations and the persons that came to events, and those events."""
    sheet.headers.setdefault("delegations", sheet.headers.get("country", "Country"))
    names = {"country": "delegations", "organisers": "delegations"}
    rows = [_renamed(row, names | _size_of_members(row)) for row in rows]
    introduce(rows, (*DELEGATIONS, *WHO_CAME), reading.register)
    records, ids = _events_of(sheet, rows, reading)
    delegations: dict[str, tuple[Delegation, int]] = {}
    links: list[Link] = []
    for row, event in zip(rows, ids, strict=True):
        came_for: dict[str, Any] = {}
        if row.cell("delegations") is not None:
            plain = plain_of(row, DELEGATIONS, reading, {"event": event})
            delegation = record_of_row(row, Delegation, plain, DELEGATIONS)
            came_for = {"on_behalf_of": plain.get("on_behalf_of")}
            if row.cell("person") is None and delegation is not None:
                _take(delegation, row, delegations, "a delegation of its own")
                came_for["delegation"] = delegation.id
        links += _participations(row, event, came_for, reading)
    sent = [one for one, _ in delegations.values()]
    return [*records, *sent, *_with_kept_ids(distinct_links(links), sheet, reading)]


CAME: Final = "participations/"
_DIGEST = re.compile(r"-[0-9a-f]{8}\Z")


def _with_kept_ids(links: Sequence[Link], sheet: Sheet, reading: Reading) -> Iterator[Link]:
    """Return who came, in words, by the ids that the table has: those of names put right, too."""
    table = reading.register.ids
    here = {link.id for link in links if getattr(link, "description", None)}
    for made, id in _corrected_ids(here, table).items():
        table[CAME + made] = id
        told = f"taken for {id!r} of the table of ids: {CORRECTED_NAME}"
        sheet.note(sheet.lines[0].number, "Id", told)
    ids = {link.id: table.get(CAME + link.id, link.id) for link in links if link.id in here}
    given = {link.id for link in links if ids.get(link.id, link.id) == link.id}
    for link in links:
        id = ids.get(link.id, link.id)
        # Two may have the names that one had before and after its slip was put right.
        id = link.id if id in given else id
        given.add(id)
        if link.id in here:
            table[CAME + link.id] = id
        yield link if id == link.id else attrs.evolve(link, id=id)


def _corrected_ids(here: Collection[str], table: Mapping[str, str]) -> dict[str, str]:
    """Return the ids that the table has for those whose names were put right."""
    before = [key.removeprefix(CAME) for key in sorted(table) if key.startswith(CAME)]
    gone = _by_part(id for id in before if id not in here)
    taken = {table[CAME + id] for id in before if id in here}
    found: dict[str, str] = {}
    for part, names in _by_part(id for id in sorted(here) if CAME + id not in table).items():
        known = {name: table[CAME + id] for name, id in gone.get(part, {}).items()}
        for name, id in corrections(known, names).items():
            if id not in {*taken, *here}:
                found[names[name]] = id
    return found


def _by_part(ids: Iterable[str]) -> dict[str, dict[str, str]]:
    """Return ids of those who came by their names, and these by the event and the role."""
    found: dict[str, dict[str, str]] = {}
    for id in ids:
        event, *named = id.split("--")
        if named:
            name = _DIGEST.sub("", named[0]).replace("-", " ")
            found.setdefault("--".join((event, *named[1:])), {})[name] = id
    return found


def _size_of_members(row: Row) -> dict[str, str]:
    """Return that members are the size, where a row has but their number."""
    cell = row.cell("members")
    return {"members": "size"} if cell and shown(cell.value).isdecimal() else {}


def _events_of(
    sheet: Sheet, rows: Sequence[Row], reading: Reading
) -> tuple[list[Record], list[str]]:
    """Return the events that rows tell of, the same of several once, and the id for each row."""
    firsts: dict[object, Row] = {}
    known: dict[object, str] = {}
    keys: list[object] = []
    for row in rows:
        cells = {key: cell for key, cell in row.cells.items() if key not in _OF_THOSE_WHO_CAME}
        of_event = attrs.evolve(row, cells=cells)
        said = tuple(
            (key, lang, str(cell.value)) for key in cells for lang, cell in cells[key].items()
        )
        keys.append(said)
        bearers = _known_events(of_event, reading)
        if len(bearers) == 1:
            known[said] = bearers[0]
        else:
            firsts.setdefault(said, of_event)
    lines: dict[str, int] = {}
    records = events_of(sheet, list(firsts.values()), reading, lines)
    by_line = {line: id for id, line in lines.items()}
    made_ids = {said: by_line.get(row.line, NO_ID) for said, row in firsts.items()}
    return records, [(known | made_ids)[said] for said in keys]


def _known_events(row: Row, reading: Reading) -> list[str]:
    """Return the known events that a row means, if it says no more than what they are called."""
    names = [cell for key in ("title", "parent") for cell in row.cells.get(key, {}).values()]
    if len(row.cells) != 1 or len(names) != 1:
        return []
    return reading.register.names.bearers(names[0].text(), EVENTS)


def _participations(
    row: Row, event: str, came_for: Mapping[str, Any], reading: Reading
) -> Iterator[Participation]:
    """Return those whom a row names, with their post: the head and members, or a person."""
    post = row.text("post")
    role = meant(post, ParticipationRole) if post else None
    for column, who in _named(row, reading):
        plain: dict[str, Any] = {"event": event, **came_for, **who}
        if column.key == "person" and role:
            plain["role"] = role
        elif column.key != "members":
            plain["capacity"] = post
        yield Participation(**plain)


def _named(row: Row, reading: Reading) -> Iterator[tuple[Column, dict[str, Any]]]:
    """Return who came, as fields of a participation, with the columns that name them."""
    for column in WHO_CAME:
        cell = row.cell(column.key)
        for text in filter(None, column.members(cell)) if cell else ():
            who = cell and cell.take(column.converter.read, text, cell, column, reading)
            if who:
                yield column, who if isinstance(who, dict) else {column.field: who}
