"""Why tables were refused: every problem, with its file, line and column.

The converter that explains refused data names a record and the way to a field.
Here that way is followed back to the cell. A column is counted in cells, as a
spreadsheet counts it, and a line is that on which the row begins. Where only
one thing can have been meant by a cell, the problem says what to write.
"""

from __future__ import annotations

import difflib
import itertools
import re
from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

import attrs

from cstoevents.chronicle import Chronicle, ReferenceCheck
from cstoevents.errors import (
    MOST_PROBLEMS,
    BrokenReferencesError,
    ConflictError,
    CstoEventsError,
    InputError,
    Problem,
)
from cstoevents.formats.csv.layout import (
    OWNER,
    SEPARATOR,
    CsvField,
    CsvTable,
    children_of,
    only_of_meetings,
    record_tables,
)
from cstoevents.formats.csv.reading import (
    FoundTable,
    as_integer,
    as_number,
    by_owner,
    columns_of,
    plain_values,
    split,
)
from cstoevents.records import Meeting, Record, conversion
from cstoevents.records.rules import TEXT, NumberRange, Rule, time_meant, time_of_day
from cstoevents.records.structuring import Unmade, broken_references, problems_in
from cstoevents.records.vocabularies import MEETING_KINDS, EventKind

Plain: TypeAlias = dict[str, Any]


@attrs.define(slots=True, eq=False)
class Shaped:
    """Plain data, and for each of its arrays the table and the rows that it came from."""

    found: Mapping[str, FoundTable]
    data: Plain = attrs.field(factory=lambda: {"format_version": conversion.FORMAT_VERSION})
    origins: dict[str, tuple[FoundTable, Sequence[int]]] = attrs.field(factory=dict)
    descriptor: str | None = None
    _rows: dict[str, dict[str, list[int]]] = attrs.field(factory=dict)

    def rows_of(self, found: FoundTable) -> dict[str, list[int]]:
        """Return the rows of each owner in a table of values, in the order of their positions."""
        name = found.table.name
        if name not in self._rows:
            self._rows[name] = by_owner(found, range(len(found.lines)), [])
        return self._rows[name]


def explanation(
    shaped: Shaped,
    problems: list[Problem],
    within: Chronicle | None,
    references: ReferenceCheck,
    refusal: Exception | None,
) -> InputError:
    """Return one error with everything that is wrong with tables, beside what is known already."""
    refused, good, bad = problems_in(shaped.data)
    problems = [*problems, *filter(None, (_located(shaped, problem) for problem in refused))]
    repeated = list(itertools.islice(_repeated(shaped), MOST_PROBLEMS))
    broken: list[Problem] = []
    parents = [found for found in shaped.found.values() if found.table.parent is None]
    # Where rows couldn't be read, nobody knows which references they would have met.
    if references == "strict" and all(found.is_whole for found in parents):
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
    """Find ids that more than one row has, in one table or in several."""
    first: dict[str, tuple[FoundTable, int]] = {}
    parents = (found for found in shaped.found.values() if found.table.parent is None)
    rows = (
        (id, found, row) for found in parents for row, id in enumerate(found.cells_of("id") or ())
    )
    for id, found, row in rows:
        other, other_row = first.setdefault(id, (found, row))
        if id and (other, other_row) != (found, row):
            where = "" if other is found else f" of {other.file}"
            expected = f"an id of its own; line {other.lines[other_row]}{where} has it"
            yield found.problem(row, found.place_of("id"), expected, id, id)


def _broken(
    shaped: Shaped, good: list[Record], bad: list[Unmade], within: Chronicle | None
) -> Iterator[Problem]:
    outer = None if within is None else within._index
    of_unmade, lost = broken_references(good, bad, outer)
    for problem in of_unmade:
        yield _located(shaped, problem) or problem
    if not lost:
        return
    places = {
        record["id"]: f"{name}[{position}]"
        for name in shaped.origins
        for position, record in enumerate(shaped.data[name])
        if "id" in record
    }
    for problem in lost:
        assert problem.record is not None
        path = f"{places[problem.record]}.{problem.path}"
        yield _located(shaped, attrs.evolve(problem, path=path)) or problem


# Tables to plain data


def shape(found: Mapping[str, FoundTable], problems: list[Problem]) -> Shaped:
    """Return tables as plain data; note values whose owner or order can't be told."""
    shaped = Shaped(found)
    for table in record_tables():
        parent = found.get(table.name)
        columns = columns_of(parent) if parent else {}
        for child in children_of(table):
            if child.name in found:
                _add_owned(columns, parent, found[child.name], problems)
        if parent is None:
            continue
        records = objects_of(table, columns, len(parent.lines))
        if table.cls is Meeting:
            _separate_meetings(parent, records, shaped)
        else:
            shaped.data[table.name] = records
            shaped.origins[table.name] = (parent, range(len(records)))
    return shaped


def _add_owned(
    columns: dict[str, Sequence[Any]],
    parent: FoundTable | None,
    child: FoundTable,
    problems: list[Problem],
) -> None:
    """Add the column of what records own in one field; what has no owner goes to the problems."""
    table, values = child.table, columns_of(child)
    if table.is_plain:
        members = plain_values(child, values)
    else:
        members = objects_of(table, values, len(child.lines))
    owned = by_owner(child, members, problems)
    # If an id is there twice its values go to the last row, as to the others an error does.
    count = len(parent.lines) if parent else 0
    ids = columns.get("id", [None] * count)  # where none has one, as no column is there
    columns[table.owned_in] = [owned.pop(id, ()) for id in reversed(ids)][::-1]
    if parent is None:
        problems += _problem_of_no_owners(child, owned)
    elif parent.is_whole:
        problems += itertools.islice(_problems_of_orphans(child, owned), MOST_PROBLEMS)
    elif "" in owned:
        problems += itertools.islice(_problems_of_orphans(child, {""}), MOST_PROBLEMS)


def _separate_meetings(found: FoundTable, records: list[Plain], shaped: Shaped) -> None:
    """Move meetings to their own array: their kinds tell them from other events."""
    is_meeting = [record.get("kind") in MEETING_KINDS for record in records]
    for name, wanted in (("events", False), ("meetings", True)):
        rows = [row for row, meets in enumerate(is_meeting) if meets is wanted]
        shaped.data[name] = [records[row] for row in rows]
        shaped.origins[name] = (found, rows)
    for name in only_of_meetings():
        for record in shaped.data["events"]:
            if not record.get(name):
                record.pop(name, None)


def _problems_of_orphans(found: FoundTable, orphans: Container[str]) -> Iterator[Problem]:
    place = found.place_of(OWNER)
    expected = f"an id from the table {found.table.parent}"
    for row, owner in enumerate(found.cells_of(OWNER) or ()):
        if owner in orphans:
            yield found.problem(row, place, expected, owner or None, owner or None)


def _problem_of_no_owners(found: FoundTable, owned: Collection[object]) -> Iterator[Problem]:
    """Refuse a table of values, if there are any, beside which no table of their owners is."""
    if owned:
        expected = f"the table {found.table.parent} beside it, with the records that own them"
        yield Problem(file=found.file, found=f"{len(found.lines)} rows", expected=expected)


def objects_of(table: CsvTable, columns: Mapping[str, Sequence[Any]], count: int) -> list[Plain]:
    """Make an object of each row."""
    if not columns:
        return [{} for _ in range(count)]
    rows = zip(*columns.values(), strict=True)
    objects: list[Plain] = list(map(dict, map(zip, itertools.repeat(list(columns)), rows)))
    for field in table.own_fields:
        if field.required and None in columns.get(field.name, ()):
            # Where a value is required an empty cell is none, rather than an empty one.
            for value in objects:
                if value[field.name] is None:
                    del value[field.name]
    return objects


# From the way to a field to its cell

_WAY = re.compile(r"(\w+)\[(\d+)\](.*)", re.DOTALL).fullmatch
_STEPS = re.compile(r"\.([^.\[\]]+)|\[(\d+)\]").findall


def _located(shaped: Shaped, problem: Problem) -> Problem | None:
    """Return a problem with its place, or None if another one has said the same."""
    way = _WAY(problem.path or "")
    if way is None:  # it is of the chronicle itself
        return attrs.evolve(problem, file=shaped.descriptor)
    array, position = way[1], int(way[2])
    found, rows = shaped.origins[array]
    row = rows[position]
    steps = [name or int(index) for name, index in _STEPS(way[3])]
    if array == "events" and steps and steps[0] in only_of_meetings():
        if shaped.data[array][position].get("kind") not in set(EventKind):
            return None  # what kind it is decides whether that is wrong
        problem = _only_meetings(found, row, problem)
    child = _child(found.table, steps)
    if child is not None:
        rows_of = shaped.rows_of(shaped.found[child.name])
        found, row, steps = _in_child(
            shaped.found[child.name], rows_of[shaped.data[array][position]["id"]], steps
        )
    return _at_cell(found, row, [step for step in steps if isinstance(step, str)], problem)


def _in_child(
    found: FoundTable, rows: Sequence[int], steps: list[str | int]
) -> tuple[FoundTable, int, list[str | int]]:
    """Return the table, the row and the rest of the way to what a record owns."""
    _, *rest = steps
    place = rest.pop(0) if rest and isinstance(rest[0], int) else 0
    assert isinstance(place, int)
    begin = found.table.own_fields[0].path if found.table.is_plain else ()
    return found, rows[place], [*begin, *rest]


def _at_cell(found: FoundTable, row: int, names: list[str], problem: Problem) -> Problem | None:
    names, place = _place_of(found, names)
    field = next((own for own in found.table.own_fields if own.path == tuple(names)), None)
    content, expected = problem.found, problem.expected
    if field is not None and place is None and content is None and field.required:
        return None  # the header was refused for want of this column
    if field is not None and place is not None:
        if content is not None and not field.many:
            content = found.cells[place - 1][row]  # as it stands there, not as it was taken
        expected += _cure(field, content, expected)
    located = found.problem(row, place, expected, content, problem.record)
    return located if located.path else attrs.evolve(located, path=".".join(names) or None)


def _place_of(found: FoundTable, names: list[str]) -> tuple[list[str], int | None]:
    """Return the names of the field that a path leads to, and its column if the table has one."""
    of_json = {field.path for field in found.table.own_fields if field.kind == "json"}
    if names[1:] and (names[0],) in of_json:
        names = names[:1]  # its keys share one cell
    place = found.place_of(*names) if names else None
    if place is None and len(names) > 1:
        *names, language = names
        place = found.place_of(*names, language=language)
    return names, place


def _cure(field: CsvField, content: object, expected: str) -> str:
    """Return what to add to an expectation: what to write instead, where that can be told."""
    cure = meant(field, content) if isinstance(content, str) else None
    return "" if cure is None or "; write " in expected else f"; write {cure!r}"


def _child(table: CsvTable, steps: list[str | int]) -> CsvTable | None:
    owned_in = steps[0] if steps else None
    return next((child for child in children_of(table) if child.owned_in == owned_in), None)


def _only_meetings(found: FoundTable, row: int, problem: Problem) -> Problem:
    place = found.place_of(str(problem.found))
    content = found.cells[place - 1][row] if place else problem.found
    kinds = ", ".join(kind for kind in EventKind if kind in MEETING_KINDS)
    expected = f"nothing: only a {kinds} has {problem.found}; change the kind or take it out"
    return attrs.evolve(problem, found=content, expected=expected)


# What a refused cell was meant to say

_LONGEST = 200


def meant(field: CsvField, found: str) -> str | None:
    """Return what to write instead of a refused cell, or None if that can't be told.

    Spreadsheets and people write capitals, blanks, commas before decimals, and
    hours of twelve. What is proposed is good by the rule of the field.
    """
    if len(found) > _LONGEST:
        return None
    for candidate in _candidates(field, found):
        if candidate != found and _is_good(field, candidate):
            return candidate
    return None


def _candidates(field: CsvField, found: str) -> Iterator[str]:
    plain = found.strip()
    if field.kind == "time":
        time = time_meant(plain)
        yield from [time] if time else []
    yield plain
    if field.kind in ("text", "choice"):
        yield plain.lower()
        yield plain.upper()
    if field.many:
        yield SEPARATOR.join(part.strip() for part in re.split("[,;\n]", plain) if part.strip())
    if field.vocabulary is not None:
        options = [option.value for option in field.vocabulary]
        yield from difflib.get_close_matches(plain.lower(), options, 1, 0.8)
    if field.kind in ("integer", "number"):
        yield plain.replace(",", ".", 1)


def _is_good(field: CsvField, text: str) -> bool:
    rule = field.rule
    try:
        if field.vocabulary is not None:
            return bool(field.vocabulary(text))
        if field.kind == "time":
            return time_of_day(text) is not None
        if isinstance(rule, NumberRange):
            number = as_integer(text) if rule.whole else as_number(text)
            return not isinstance(number, str) and rule.check(number) == number
    except (CstoEventsError, ValueError):
        return False
    if not isinstance(rule, Rule) or rule is TEXT:
        return False
    return all(map(rule.matches, split(text) if field.many else [text]))
