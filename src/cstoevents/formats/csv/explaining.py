"""Why tables were refused: every problem, with its file, line and column.

The door that JSON goes through names a record and the way to a field. Here that
way is followed back to the cell. A column is counted in cells, as a spreadsheet
counts it, and a line is that on which the row begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import attrs

from cstoevents.chronicle import Chronicle, ReferenceCheck
from cstoevents.errors import (
    BrokenReferencesError,
    ConflictError,
    InputError,
    Problem,
)
from cstoevents.formats.csv.cures import meant
from cstoevents.formats.csv.layout import Table, tables
from cstoevents.formats.csv.shaping import Shaped, shape
from cstoevents.formats.csv.sheets import Sheet
from cstoevents.records import Event, Record
from cstoevents.records.index import Index, links_in
from cstoevents.records.structuring import Unmade, problems_in
from cstoevents.records.vocabularies import MEETING_KINDS, EventKind

__all__: list[str] = []


def explanation(
    sheets: Mapping[str, Sheet],
    problems: list[Problem],
    within: Chronicle | None,
    references: ReferenceCheck,
    refusal: Exception,
) -> InputError:
    """Bring everything that is wrong with tables into one error."""
    problems = list(problems)
    shaped = shape(sheets, problems)
    refused, good, bad = problems_in(shaped.data)
    problems += filter(None, (_located(shaped, problem) for problem in refused))
    repeated = list(_repeated(shaped))
    broken: list[Problem] = []
    parents = [sheet for sheet in shaped.sheets.values() if sheet.table.parent is None]
    # Where rows couldn't be read, nobody knows which references they would have met.
    if references == "strict" and all(sheet.is_whole for sheet in parents):
        broken = list(_broken(shaped, good, bad, within))
    kind: type[InputError] = InputError
    if not problems:
        kind = ConflictError if repeated else BrokenReferencesError if broken else InputError
    problems += [*repeated, *broken]
    if not problems:
        problems = [Problem(found=str(refusal), expected="the tables of a chronicle")]
    return kind(sorted(problems, key=_by_place))


def _by_place(problem: Problem) -> tuple[str, int, int]:
    return problem.file or "", problem.line or 0, problem.column or 0


def _repeated(shaped: Shaped) -> Iterator[Problem]:
    """Find ids that more than one row bears, in one table or in several."""
    first: dict[str, tuple[Sheet, int]] = {}
    for sheet in shaped.sheets.values():
        place = None if sheet.table.parent else sheet.place_of("id")
        if place is None:
            continue
        for row, cells in enumerate(sheet.rows):
            id = cells[place - 1]
            if not id:
                continue
            other, line = first.setdefault(id, (sheet, row))
            if (other, line) != (sheet, row):
                where = "" if other is sheet else f" of {other.file}"
                expected = f"an id of its own; line {other.line_of(line)}{where} has it"
                yield sheet.problem(row, place, expected, id, id)


def _broken(
    shaped: Shaped, good: list[Record], bad: list[Unmade], within: Chronicle | None
) -> Iterator[Problem]:
    unique = {record.id: record for record in good}
    index = Index(unique.values(), within._index if within else None)
    known = {unmade.id for unmade in bad if unmade.id}
    links = (
        (unmade.id, link._replace(path=f"{unmade.place}.{link.path}"))
        for unmade in bad
        for link in links_in(unmade.plain, unmade.cls)
    )
    for problem in index.lost(links, known):
        yield _located(shaped, problem) or problem
    found = index.broken(known)
    if not found:
        return
    places = {
        record["id"]: f"{name}[{position}]"
        for name in shaped.origins
        for position, record in enumerate(shaped.data[name])
        if "id" in record
    }
    for problem in found:
        assert problem.record is not None
        path = f"{places[problem.record]}.{problem.path}"
        yield _located(shaped, attrs.evolve(problem, path=path)) or problem


# From the way to a field to its cell

_WAY = re.compile(r"(\w+)\[(\d+)\](.*)", re.DOTALL).fullmatch
_STEPS = re.compile(r"\.([^.\[\]]+)|\[(\d+)\]").findall


def _located(shaped: Shaped, problem: Problem) -> Problem | None:
    """Give a problem its place, or None if another one has said the same."""
    way = _WAY(problem.path or "")
    if way is None:
        return problem
    array, position = way[1], int(way[2])
    sheet, rows = shaped.origins[array]
    row = rows[position]
    steps = [name or int(index) for name, index in _STEPS(way[3])]
    child = _child(sheet.table, steps)
    if array == "events" and steps and steps[0] in _OF_MEETINGS:
        if shaped.data[array][position].get("kind") not in set(EventKind):
            return None  # what kind it is decides whether that is wrong
        problem = _only_meetings(sheet, row, problem)
    if child is not None:
        owner = shaped.data[array][position]["id"]
        sheet = shaped.sheets[child.name]
        place = steps[1] if len(steps) > 1 and isinstance(steps[1], int) else 0
        row = shaped.rows_of(sheet)[owner][place]
        steps = [*child.fields[0].path, *steps[2:]] if child.is_plain else steps[2:]
    return _at_cell(sheet, row, [step for step in steps if isinstance(step, str)], problem)


def _at_cell(sheet: Sheet, row: int, names: list[str], problem: Problem) -> Problem | None:
    place, language = sheet.place_of(*names) if names else None, None
    if place is None and len(names) > 1:
        names, language = names[:-1], names[-1]
        place = sheet.place_of(*names, language=language)
    field = sheet.table.field(*names)
    found, expected = problem.found, problem.expected
    if field is not None and place is None and found is None and field.needed:
        return None  # the header was refused for want of this column
    if field is not None and place is not None:
        if found is not None and not field.many:
            found = sheet.rows[row][place - 1]  # as it stands there, not as it was taken
        cure = meant(field, found) if isinstance(found, str) else None
        if cure is not None and "; write " not in expected:
            expected += f"; write {cure!r}"
    at = sheet.problem(row, place, expected, found, problem.record)
    return at if at.path else attrs.evolve(at, path=".".join(names) or None)


def _child(table: Table, steps: list[str | int]) -> Table | None:
    if not steps:
        return None
    return next(
        (
            child
            for child in tables().values()
            if child.parent == table.name and child.owned_in == steps[0]
        ),
        None,
    )


_OF_MEETINGS = {field.name for field in attrs.fields(tables()["events"].cls)} - {
    field.name for field in attrs.fields(Event)
}


def _only_meetings(sheet: Sheet, row: int, problem: Problem) -> Problem:
    place = sheet.place_of(str(problem.found))
    found = sheet.rows[row][place - 1] if place else problem.found
    kinds = ", ".join(kind for kind in EventKind if kind in MEETING_KINDS)
    expected = f"nothing: only a {kinds} has {problem.found}; change the kind or take it out"
    return attrs.evolve(problem, found=found, expected=expected)
