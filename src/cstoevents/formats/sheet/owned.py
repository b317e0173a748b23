"""The values that the event of a row owns: documents, sources, identifiers, places in series."""

from __future__ import annotations

from collections.abc import Callable

from cstoevents.formats.sheet.cells import numbered, parted, parted_links
from cstoevents.formats.sheet.reading import Cell, Cells, Row
from cstoevents.records import rules
from cstoevents.records.values import Document, Identifier, SeriesEntry, Source

__all__ = ["documents", "entries", "identifiers", "sources"]


def documents(cells: Cells, row: Row) -> list[Document]:
    """Give the documents of a row: titles, and links in the same order."""
    titles = cells.texts(row, "documents")
    links = parted_links(cells.text(row, "document_links") or "")
    documents = []
    for position in range(max(len(titles), len(links))):
        title = titles[position] if position < len(titles) else {}
        url = links[position] if position < len(links) else ""
        cell = row.get(("document_links", "")) if url else None
        if cell is None:
            cell = next(cell for (key, _), cell in row.items() if key == "documents")
        if not title:
            cells.refuse(cell, url or None, "a title for each link, in the same order")
            continue
        made = cells.trying(cell, Document, title=title, url=url or None)
        documents += [made] if made else []
    return documents


def sources(cells: Cells, row: Row) -> list[Source]:
    """Give the sources of a row: links, and citations of all that is none."""
    members = parted_links(cells.text(row, "sources") or "")
    return [
        Source(url=member) if rules.URL.matches(member) else Source(citation=member)
        for member in members
        if member
    ]


def identifiers(cells: Cells, row: Row) -> list[Identifier]:
    """Give the identifiers of a row."""
    found = []
    for member in cells.list_of(row, "identifiers"):
        scheme, colon, name = member.partition(":")
        cell = row["identifiers", ""]
        if not colon or not name.strip():
            cells.refuse(cell, member, "scheme:identifier, such as 'wikidata:Q318693'")
            continue
        made = cells.trying(cell, Identifier, scheme=scheme.strip(), identifier=name.strip())
        found += [made] if made else []
    return found


def entries(cells: Cells, row: Row, find: Callable[[Cell, str], str | None]) -> list[SeriesEntry]:
    """Give the places of a row's event in series; ``find`` gives the id of a series."""
    series = parted(cells.text(row, "series") or "")
    numbers = parted(cells.text(row, "number") or "")
    labels = parted(cells.text(row, "label") or "")
    found = []
    for position in range(max(len(series), len(numbers), len(labels))):
        key = "number" if position < len(numbers) else "label"
        name = series[position] if position < len(series) else ""
        number = numbers[position] if position < len(numbers) else ""
        label = labels[position] if position < len(labels) else ""
        read = numbered(number) if number else (None, None)
        if read is None:
            where = "'Label' takes what is none"
            cells.refuse(row["number", ""], number, f"a number such as 41, 41st or XLI; {where}")
            continue
        if not name:
            cell = row.get(("series", "")) or row[key, ""]
            cells.refuse(cell, number or label, "the series that it counts in, for each number")
            continue
        cell = row["series", ""]
        id = find(cell, name)
        if id is not None:
            entry = cells.trying(
                cell, SeriesEntry, series=id, number=read[0], label=label or read[1]
            )
            found += [entry] if entry else []
    return found
