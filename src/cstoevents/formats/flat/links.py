"""Who took part in the events of a sheet, and who sent a delegation."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from cstoevents.formats.flat.names import ANYBODY, Mention, Names, mention, role_of
from cstoevents.formats.flat.reading import Cell, Cells, Row
from cstoevents.formats.flat.register import ambiguous
from cstoevents.records import Delegation, Official, Organisation, Participation
from cstoevents.rules import slugify
from cstoevents.vocabularies import ParticipationRole

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
        """Give each link once; words that make the id of another link get one of their own."""
        in_words: list[Participation] = []
        by_id: dict[str, Participation | Delegation] = {}
        for link in self._found:
            if isinstance(link, Participation) and link.description is not None:
                in_words.append(link)
            else:
                by_id[link.id] = link
        for link in in_words:
            if by_id.get(link.id, link) != link:
                words = f"{slugify(str(link.description))}--in-words"
                parts = [link.event, words, link.role or ""]
                link = attrs.evolve(link, id="--".join(filter(None, parts)))  # noqa: PLW2901
            by_id[link.id] = link
        return list(by_id.values())
