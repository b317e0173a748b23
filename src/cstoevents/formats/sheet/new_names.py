"""What is done about names that nobody bears: their records are told, refused, or asked about.

Each is told with the known names near it, since it may be a slip or another name of one of those.
What somebody answers goes into the table of ids, by which the name then means that record, or is
new: so nobody is asked the same twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Final, Literal, TypeAlias, get_args

import attrs

from cstoevents.errors import ArgumentError
from cstoevents.errors.arguments import of_type
from cstoevents.formats.sheet.cells import Note
from cstoevents.formats.sheet.names import all_countries, hint_of, is_country, is_state
from cstoevents.formats.sheet.register import KINDS_OF_COUNTRIES, MOST_TOLD, SORTS, New, Register
from cstoevents.records import Place, Record
from cstoevents.wording.nearness import NearNames

NewRecords: TypeAlias = Literal["report", "refuse", "accept"]
"""What is done about records that a sheet names and nobody knows."""

NEW_RECORDS: Final[tuple[NewRecords, ...]] = get_args(NewRecords)


@attrs.frozen(slots=True, kw_only=True)
class NewName(Note):
    r"""A name in a sheet that nobody bears: where it stands first, and what it may mean.

    Attributes:
        file: The name of the file, or None.
        line: The number of the line.
        column: The number of the column, in a workbook.
        path: The header above it, with the address of the cell in a workbook.
        text: What is told of it.
        sort: What it is the name of: ``"place"``, ``"organisation"``, ``"series"``, ``"person"``.
        name: The name.
        id: The id that its record has if it is new.
        near: The ids of the known records that have a name near it, with that name, the nearest
            first.

    >>> import cstoevents as cs
    >>> def answer(name):
    ...     print(name, name.near)
    ...     return "bishkek"
    >>> sheet = b"Event,Kind,Place\nVisit of the board,visit,Bishkk\n"
    >>> cs.read_sheet(sheet, within=cs.load(), new=answer).events[0].place
    2: Place: a new place: 'Bishkk' [place-bishkk] {'bishkek': 'Bishkek'}
    'bishkek'
    """

    sort: str
    name: str
    id: str
    near: Mapping[str, str]
    _known: Callable[[str], str | None] = attrs.field(repr=False, eq=False, alias="known")

    def known(self, text: str) -> str | None:
        """Return the id of the known record that an id or a name means, None where none or several.

        It is of the sort of the name, and may be where the sheet says that this one is.
        """
        return self._known(text)


Asked: TypeAlias = Callable[[NewName], str | None]
"""A function that gives the id of the known record that a name means, or None if it is new."""


def answers(register: Register, ask: Asked, answered: Collection[str]) -> dict[str, str]:
    """Return what the table of ids is to have of new names by what a function says of each.

    Those that the table has are left out, and those that are ``answered``. So are places within
    one that is asked about, since they are other ones if that is known.
    """
    near = _Near(register)
    known_before = {*register.table, *answered}
    new = {key: id for key, id in register.named_new().items() if key not in known_before}
    told: dict[str, str] = {}
    for key, id in sorted(new.items(), key=lambda item: register.new[item[1]].line):
        made = register.new[id]
        if made.within not in new.values():
            told[key] = _answer(_question(id, made, register, near), ask) or id
    return told


def _question(id: str, made: New, register: Register, near: _Near) -> NewName:
    def known(text: str) -> str | None:
        ids = [text] if text in register.known else register.names.bearers(text, (made.cls,))
        there = [id for id in ids if register.may_be(id, made)]
        return there[0] if len(there) == 1 else None

    around = near(made.cls).by_id(made.name, id).items()
    nearest = [(other, name) for other, name in around if register.may_be(other, made)]
    note = made.cell.noted(_what(id, made, _hint_at_parts(made, register)))
    return NewName(
        **attrs.asdict(note),
        sort=SORTS[made.cls],
        name=made.name,
        id=id,
        near=dict(nearest[:MOST_TOLD]),
        known=known,
    )


def _answer(name: NewName, ask: Asked) -> str | None:
    answer = ask(name)
    if answer is None:
        return None
    expected = f"the id of a known {name.sort} that {name.name!r} may be, or None"
    if name.known(of_type(str, answer, "new", expected)) != answer:
        raise ArgumentError("new", answer, expected)
    return answer


def tell_new(register: Register, new: NewRecords | Asked) -> None:
    """Note each record that the sheet adds, with the known names near it, or refuse it.

    Where somebody is asked about names, those are noted that need no answer.
    """
    if new == "accept":
        return
    asked = () if isinstance(new, str) else register.named_new().values()
    near = _Near(register)
    for id, made in sorted(register.new.items(), key=lambda added: added[1].line):
        if id in asked:
            continue
        hint = "" if made.is_country else hint_of(near(made.cls).near(made.name, id))
        hint += _hint_at_parts(made, register)
        if new == "refuse":
            sort = SORTS[made.cls]
            expected = f"the name of a known {sort}, since no new one is wanted{hint}"
            made.cell.refuse(made.name, expected)
        else:
            made.cell.note(_what(id, made, hint))


def _what(id: str, made: New, hint: str) -> str:
    return f"a new {SORTS[made.cls]}: {made.name!r} [{id}]{hint}"


def _hint_at_parts(made: New, register: Register) -> str:
    """Return a hint where a name may be several, parted by commas, since one of them is known."""
    parts = [part.strip() for part in re.split("[,/;]", made.name)]
    known = next((part for part in parts if register.names.bearers(part, (made.cls,))), None)
    if known is None or len(parts) == 1:
        return ""
    of_list, of_place = "semicolons part several names", f"{known!r} in it is known"
    return f"; {of_place if made.cls is Place else of_list}"


class _Near:
    """The names of each class that are known, new or lost, to be asked which are near another."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._names: dict[type[Record], NearNames] = {}

    def __call__(self, cls: type[Record]) -> NearNames:
        if cls not in self._names:  # since most sheets make records of few classes
            self._names[cls] = NearNames(_names_around(self._register, cls))
        return self._names[cls]


def _names_around(register: Register, cls: type[Record]) -> Iterator[tuple[str, str]]:
    """Return the ids and names of a class that are known, new or lost."""
    yield from register.names.of(cls)
    yield from ((id, made.name) for id, made in register.new.items() if made.cls is cls)
    yield from ((id, words) for words, id in register.lost(cls).items())
    yield from _names_of_countries(register, cls)


def _names_of_countries(register: Register, cls: type[Record]) -> Iterator[tuple[str, str]]:
    """Return the names of countries, each with the id of its record of a class, or its code."""
    if cls in KINDS_OF_COUNTRIES:
        is_one = is_country if cls is Place else is_state
        ids = {
            getattr(one, "country", None): id for id, one in register.known.items() if is_one(one)
        }
        yield from ((ids.get(code, code), name) for code, name in all_countries())
