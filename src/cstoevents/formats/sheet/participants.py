"""Who took part in an event, and who sent a delegation, as the cells of a row name them.

Nobody is invented: a name that nobody bears is kept in words, unless it is a country's.
"""

from __future__ import annotations

from typing import Any, Final

from cstoevents.formats.sheet.cells import Cell, join_list
from cstoevents.formats.sheet.converters import NAME, Column, Converter, Link, Reading, Writing
from cstoevents.formats.sheet.names import code_named, mention, split_role, the_only
from cstoevents.records import Delegation, Event, Official, Organisation, Participation
from cstoevents.records.countries import code_meant
from cstoevents.records.rules import refused
from cstoevents.records.vocabularies import ParticipationRole
from cstoevents.wording.language import language_by_letters
from cstoevents.wording.names import country_names
from cstoevents.wording.words import word


def _read_who(text: str, cell: Cell, column: Column, reading: Reading) -> dict[str, Any]:
    """Return who took part: a person or a body that is known, or else words."""
    names, (name, id) = reading.register.names, mention(text)
    if id and not reading.are_names_known and id not in names.records:
        # Where nobody is known every participant is kept in words, brackets and all.
        name, id = text, ""
    who = id or (None if id == "" else the_only(text, name, names.bearers(name, column.names)))
    code = code_named(name) if id is None and not who else None
    if code:
        return {"organisation": reading.register.of_country(text, code, Organisation, cell)}
    if not who:
        return {"description": {cell.lang.of(name): name}}
    record = names.records.get(who)
    if not isinstance(record, column.names):
        expected = "the id of a known person or organisation, or a name without brackets"
        raise refused(text, expected)
    return {"official" if isinstance(record, Official) else "organisation": record.id}


def who_as(role: str) -> Converter:
    """Return the converter of those who took part in a role, which their column says."""
    return Converter(lambda *cell: {**_read_who(*cell), "role": role}, _write_who)


def _read_participant(text: str, cell: Cell, column: Column, reading: Reading) -> dict[str, Any]:
    name, role = split_role(text)
    who = _read_who(name, cell, column, reading)
    return {**who, "role": role.value} if role else who


def write_participations(event: Event, column: Column, out: Writing) -> str:
    written: dict[str, None] = {}
    for link in out.links.get(event.id, ()):
        is_chair = getattr(link, "role", None) is ParticipationRole.CHAIR
        if not isinstance(link, Participation) or is_chair is not (column.key == "chair"):
            continue
        words = column.converter.write(link, link.id, column, out)
        if link.role and not is_chair:
            words = f"{words} ({word(link.role, out.lang)})"
        if words in written:
            out.losses.add("Participation", link.id, "who is named twice in a row is kept once")
        written[words] = None
    return join_list(written)


def _write_who(link: Participation, _: str, column: Column, out: Writing) -> str:
    _note_details(link, ("official", "organisation", "description", "role"), out)
    who = link.official or link.organisation
    if who:
        return out.name(who, column.names)
    words, what = link.description, "Participation.description"
    assert words is not None, "a participation names somebody"
    read_as = language_by_letters(words.best(out.lang), out.lang)
    if words.languages != (read_as,):
        out.losses.add(what, link.id, f"words are taken to be '{read_as}' alone")
    return out.names.written_words(out.text(what, link.id, words.best(out.lang)))


def _read_delegation(text: str, cell: Cell, column: Column, reading: Reading) -> str:
    """Return the id of who sent a delegation; a code of a country means its state."""
    register, (name, id) = reading.register, mention(text)
    is_known = id is not None or register.names.bearers(name, column.names)
    code = None if is_known else code_meant(name)
    if code and country_names(code):
        return register.of_country(text, code, Organisation, cell)
    return register.find(text, column.names[0], cell)


def write_delegations(event: Event, column: Column, out: Writing) -> str:
    sent = [link for link in out.links.get(event.id, ()) if isinstance(link, Delegation)]
    for link in sent:
        _note_details(link, ("on_behalf_of",), out)
    return join_list(out.name(link.on_behalf_of, column.names) for link in sent)


def _note_details(link: Link, kept: tuple[str, ...], out: Writing) -> None:
    """Note what a link says beyond what a list of names can, an id of its own included."""
    plain = {name: getattr(link, name) for name in ("event", *kept)}
    if type(link)(**plain) != link:
        what = "the name and the role are" if "role" in kept else "who sent it is"
        out.losses.add(type(link).__name__, link.id, f"only {what} kept")


PARTICIPANT: Final = Converter(_read_participant, _write_who)
SENDER: Final = Converter(_read_delegation, NAME.write)
