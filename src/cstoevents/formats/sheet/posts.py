"""A sheet of people and posts: who held which post, where, from when to when.

A sheet is one of posts if it has a column for them. Each row is a membership; people
and organisations that nobody knows become records of their names. An empty end means
that the term goes on, as people leave it empty for those who are in office.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from cstoevents.dates import When
from cstoevents.errors import WhenError
from cstoevents.formats.sheet.cells import Row
from cstoevents.formats.sheet.fields import Reading, read_sources
from cstoevents.records import Membership, Official, Organisation
from cstoevents.records.rules import slugify
from cstoevents.wording.words import post_of

__all__ = ["is_of_posts", "memberships_of"]

_COLUMNS: Final = frozenset(
    {"id", "person", "title", "post", "organisers", "when", "first_day", "last_day"}
    | {"sources", "note", "row_number"}
)


def is_of_posts(rows: Sequence[Row]) -> bool:
    """Whether rows are of people and posts, and not of events."""
    return any(row.cell("post") for row in rows)


def memberships_of(rows: Sequence[Row], reading: Reading) -> list[Membership]:
    """Return the membership of each row, and take up what is wrong with them."""
    lines: dict[str, int] = {}
    memberships = []
    for row in rows:
        problems_before = len(row.sheet.problems)
        made = _membership(row, reading)
        if made is None:
            continue
        first = lines.setdefault(made.id, row.line)
        if first != row.line:
            row.sheet.refuse(
                row.line, "row", made.id, f"a term of its own; line {first} has it too"
            )
        if len(row.sheet.problems) == problems_before:
            memberships.append(made)
    return memberships


def _membership(row: Row, reading: Reading) -> Membership | None:
    for (key, _), cell in row.cells.items():
        if key not in _COLUMNS:
            cell.refuse(cell.value, "nothing here in a sheet of people and posts")
    who = row.cell("person") or row.cell("title")
    organisation, post = row.cell("organisers"), row.text("post")
    for is_there, header, expected in (
        (who is not None, "Name", "the name of a person"),
        (post is not None, "Post", "a post"),
        (organisation is not None, "Organisation", "the organisation that the post is in"),
    ):
        if not is_there:
            row.sheet.refuse(row.line, header, None, expected)
    if who is None or organisation is None or post is None:
        return None
    name, body = who.text(), organisation.text()
    member = name and reading.register.find(name, Official, who)
    group = body and reading.register.find(body, Organisation, organisation)
    when = _term(row, reading)
    if not member or not group:
        return None
    return who.make(
        Membership,
        id=row.text("id"),
        member=member,
        organisation=group,
        role=post_of(post) or slugify(post),
        label=post,
        when=when,
        sources=read_sources(row, "sources", reading),
        note=row.words("note"),
    )


def _term(row: Row, reading: Reading) -> When | None:
    """Return the term of a row, from its first day to its last, or as one cell has it."""
    if row.cell("when") is not None:
        return row.when("when", reading.dates)
    first, last = (row.when(key, reading.dates) for key in ("first_day", "last_day"))
    if first is None and last is None:
        return None
    try:
        return When("/".join(_ends(first, last)))
    except WhenError as error:
        cell = row.cell("first_day") or row.cells["last_day", ""]
        cell.refuse(error.text, f"two ends of a term ({error.reason})")
    return None


def _ends(first: When | None, last: When | None) -> Iterator[str]:
    yield "" if first is None else first.text
    yield ".." if last is None else last.text
