"""Who took part in the events of a sheet, and who sent a delegation."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from cstoevents.formats.sheet.names import ANYBODY, Mention, Names, mention, role_of
from cstoevents.formats.sheet.reading import Cell, Cells, Row
from cstoevents.formats.sheet.register import ambiguous
from cstoevents.records import Delegation, Official, Organisation, Participation
from cstoevents.records.vocabularies import ParticipationRole

__all__ = ["Links"]


class Links:
    """The participations and delegations that rows tell of, each once."""

    def __init__(self, cells: Cells, names: Names, *, anybody_known: bool) -> None:
        self._cells = cells
        self._names = names
        self._anybody_known = anybody_known
        self._found: list[Participation | Delegation] = []

    def read(self, row: Row, event: str, senders: Iterable[str]) -> None:
        """Take up who took part in the event of a row."""
        for name in self._cells.list_of(row, "chair"):
            self._participant(row["chair", ""], name, ParticipationRole.CHAIR, event)
        for member in self._cells.list_of(row, "participants"):
            name, role = role_of(member)
            self._participant(row["participants", ""], name, role, event)
        self._found += [Delegation(event=event, on_behalf_of=sender) for sender in senders]

    def _participant(
        self, cell: Cell, text: str, role: ParticipationRole | None, event: str
    ) -> None:
        said = mention(text)
        if said.id and not self._anybody_known and said.id not in self._names.records:
            # Where nobody is known every participant is kept in words, brackets and all.
            said = Mention(text, "")
        bearers = self._names.bearers(said.name, *ANYBODY) if said.id is None else [said.id]
        who = bearers[0] if bearers else ""
        record = self._names.records.get(who)
        if len(bearers) > 1:
            self._cells.refuse(cell, text, ambiguous(said.name, bearers))
        elif isinstance(record, Official):
            self._found.append(Participation(event=event, official=who, role=role))
        elif isinstance(record, Organisation):
            self._found.append(Participation(event=event, organisation=who, role=role))
        elif who:
            expected = "the id of a known person or organisation, or a name without brackets"
            self._cells.refuse(cell, text, expected)
        else:
            words = {cell.column.words: said.name}
            made = self._cells.trying(
                cell, Participation, event=event, description=words, role=role
            )
            self._found += [made] if made else []

    def records(self) -> list[Participation | Delegation]:
        """Give each link once; of two that would make one id, the second gets a longer one."""
        by_id: dict[str, Participation | Delegation] = {}
        for link in sorted(dict.fromkeys(self._found), key=_by_sort):
            id = link.id
            while id in by_id:
                id = f"{id}--{type(link).__name__.lower()}"
            by_id[id] = link if id == link.id else attrs.evolve(link, id=id)
        return list(by_id.values())


def _by_sort(link: Participation | Delegation) -> tuple[bool, bool, str]:
    """Put first who is known, so that ids don't hang on the order of rows."""
    if isinstance(link, Delegation):
        return False, False, repr(link)
    return True, link.description is not None, repr(link)
