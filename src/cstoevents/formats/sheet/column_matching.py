"""The rows of a sheet: what each column means, and the cells below it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

import attrs

from cstoevents.errors import InputError, Problem
from cstoevents.formats.markup import text_of_marks
from cstoevents.formats.sheet.across import spread_out
from cstoevents.formats.sheet.cells import (
    Cell,
    LanguageBelow,
    Line,
    Linked,
    Period,
    Row,
    Sheet,
    Value,
    says_nothing,
    shown,
    split_links,
    unguarded,
)
from cstoevents.formats.sheet.columns import COLUMNS, MEMBERS, POSTS
from cstoevents.formats.sheet.converters import EXTRA, Column
from cstoevents.formats.sheet.exports import as_known_export
from cstoevents.formats.sheet.header_detection import find_rows
from cstoevents.formats.sheet.headers import Header, meanings, unknown
from cstoevents.formats.sheet.misplaced import with_format_apart
from cstoevents.formats.sheet.periods import (
    in_heading,
    is_period,
    take_day_of_heading,
    take_month,
)
from cstoevents.formats.sheet.times import with_times_apart
from cstoevents.records import rules
from cstoevents.records.constructors import HINTS
from cstoevents.records.vocabularies import EventStatus
from cstoevents.wording.dates import month_name
from cstoevents.wording.language import languages
from cstoevents.wording.words import column_names, is_number_sign, simplified


class _Placed(NamedTuple):
    """One column of a sheet: where it stands, what it is called, and what it says."""

    position: int
    header: str
    column: Column
    lang: LanguageBelow

    @property
    def is_extra_by_name(self) -> bool:
        """Whether it is kept as a key of one's own that its header doesn't say to be one."""
        return self.column.key == EXTRA and not self.header.lower().startswith(f"{EXTRA}.")


def _placed(
    sheet: Sheet, own: Mapping[str, Header | None], lang: str | None, given: Mapping[str, str]
) -> list[_Placed]:
    """Return the columns of a sheet, and take the lines out of it that are no rows."""
    if not sheet.lines:
        expected = "a row of headers, and rows below it"
        raise InputError([Problem(file=sheet.file, line=1, found=None, expected=expected)])
    if not own:
        as_known_export(sheet)
    find_rows(sheet, own)
    spread_out(sheet, own)
    _add_given(sheet, given)
    headers = [shown(value).strip() for value in sheet.lines[0].cells]
    can_mean = {at: _meanings(at, headers, own, sheet) for at in _positions(sheet, headers)}
    meant = _as_of_members(_as_of_posts(_without_parts(can_mean)))
    found = _beside_posts(_beside_events(_chosen(sheet, headers, meant, lang)), can_mean)
    _check_missing({place.column.key for place in found}, headers, own, sheet)
    if sheet.problems:
        raise InputError(sheet.problems)
    columns = _without_unused(sheet, found, own)
    sheet.headers.update((place.column.key, place.header) for place in reversed(columns))
    return columns


def _add_given(sheet: Sheet, given: Mapping[str, str]) -> None:
    """Add columns that have the same in each row."""
    width = max(len(line.cells) for line in sheet.lines)
    for line in sheet.lines:
        texts = given if line is sheet.lines[0] else given.values()
        line.cells.extend([""] * (width - len(line.cells)))
        line.cells.extend(texts)


def _meanings(
    position: int, headers: Sequence[str], own: Mapping[str, Header | None], sheet: Sheet
) -> tuple[Header, ...]:
    """Return what a header can mean, and take up one that means nothing."""
    header = headers[position] if position < len(headers) else ""
    if header in own:
        meant = own[header]
        return () if meant is None else (meant,)
    known = meanings(header)
    if not known:
        # A search for what it looks like takes a millisecond, and nobody reads thousands of hints.
        found, expected = unknown(header, position, hinted=len(sheet.problems) < HINTS)
        sheet.refuse(sheet.lines[0].number, "header", found, expected)
    return known


def _chosen(
    sheet: Sheet,
    headers: Sequence[str],
    can_mean: Mapping[int, tuple[Header, ...]],
    lang: str | None,
) -> list[_Placed]:
    """Return what each header means: those with one meaning first, then what is left to others."""
    found: dict[tuple[str, str], _Placed] = {}
    taken: dict[str, str] = {}

    def choice(at: int) -> tuple[int, int, int]:
        # Of "Title" and "Name" the former can be a post, which comes after a person.
        return len(can_mean[at]), COLUMNS.index(can_mean[at][-1].column), at

    for position in sorted(filter(can_mean.get, can_mean), key=choice):
        header, name = headers[position], simplified(headers[position])
        free = (
            one
            for one in can_mean[position]
            if one.column.may_be_several or taken.get(one.column.key, name) == name
        )
        known = next(free, can_mean[position][0])
        column = known.column
        said = known.lang or lang
        below = LanguageBelow(said or known.own, by_letters=said is None, also=known.also)
        place = _Placed(position, header, column, below)
        taken.setdefault(column.key, name)
        which = below.tag if column.by_language else str(position) if column.is_unused else ""
        first = found.setdefault((column.key, which), place)
        if first is not place:
            expected = f"one column of what {first.header!r} is; leave the other out by `columns`"
            sheet.refuse(sheet.lines[0].number, "header", header, expected)
    return _with_own_languages(sorted(found.values(), key=lambda place: place.position))


def _with_own_languages(found: Sequence[_Placed]) -> list[_Placed]:
    """Return columns, of which one that has another language beside it keeps to its own."""
    several = Counter(place.column.key for place in found)
    return [
        place._replace(lang=attrs.evolve(place.lang, by_letters=False))
        if several[place.column.key] > 1
        else place
        for place in found
    ]


def _check_missing(
    found: set[str], headers: Sequence[str], own: Mapping[str, Header | None], sheet: Sheet
) -> None:
    """Note columns that the caller names and the sheet lacks, and the one it has to have."""
    line = sheet.lines[0].number
    for header in own:
        if header not in headers:
            sheet.refuse(line, "header", None, f"a column {header!r}, which `columns` names")
    if not sheet.problems and not found & _NEEDED:
        examples = " or ".join(repr(column_names("title", tag)[0]) for tag in languages())
        expected = f"a column for titles, such as {examples}, or one in `columns` or `given`"
        sheet.refuse(line, "header", ", ".join(headers) or None, expected)


# A sheet says what happened, who held a post, or which states are members.
_NEEDED: Final = frozenset({"title", "parent", "person", "last_name", "member", "joined"})


def _positions(sheet: Sheet, headers: Sequence[str]) -> list[int]:
    """Return where columns stand: under a header, or with something in a row."""
    used = {at for line in sheet.lines[1:] for at, value in enumerate(line.cells) if value != ""}
    return sorted(used | {at for at, header in enumerate(headers) if header})


def _without_unused(
    sheet: Sheet, columns: list[_Placed], own: Mapping[str, Header | None]
) -> list[_Placed]:
    """Remove columns of which an event has nothing, and one that counts the rows.

    That is what a number sign does where no series is there to count in.
    """
    unused = [place.header for place in columns if place.column.key == "unused"]
    if unused:
        text = f"left out, since an event has no such fields: {', '.join(unused)}"
        sheet.note(sheet.lines[0].number, "header", text)
    extra = [place.header for place in columns if place.is_extra_by_name]
    if extra:
        text = f"kept as `extra`, since no field is for such things: {', '.join(extra)}"
        sheet.note(sheet.lines[0].number, "header", text)
    has_series = any(place.column.key == "series" for place in columns)
    kept = []
    for place in columns:
        is_sign = place.column.key == "number" and is_number_sign(place.header)
        if is_sign and not has_series and place.header not in own:
            text = "taken to count the rows, since no column says in which series it counts"
            sheet.note(sheet.lines[0].number, place.header, text)
        elif not place.column.is_unused:
            kept.append(place)
    return kept


# Rows of cells


def rows_of(
    sheet: Sheet, own: Mapping[str, Header | None], lang: str | None, given: Mapping[str, str]
) -> list[Row]:
    """Return the rows of a sheet below its header, or raise all that is wrong with that.

    ``own`` are the caller's meanings of headers. ``lang`` overrides the language that a
    header is in, but not one that it names. ``given`` is what each row has, by header.
    """
    columns = _placed(sheet, own, lang, given)
    _fill_merged(sheet, columns)
    rows, month, period = [], None, None
    for line in sheet.lines[1:]:
        cells: dict[str, dict[str, Cell]] = {}
        for place in columns:
            _put(cells, line, place, sheet)
        month, period = take_month(cells, month if line.period == period else None), line.period
        take_day_of_heading(cells, line, sheet)
        if cells:
            row = with_format_apart(_with_wholes(Row(line.number, cells, sheet, line.period)))
            rows.append(with_times_apart(row))
    return rows


def _put(cells: dict[str, dict[str, Cell]], line: Line, place: _Placed, sheet: Sheet) -> None:
    """Write what a line has in a column into its cells, if that is anything."""
    position, header, column, lang = place
    held = line.cells[position] if position < len(line.cells) else ""
    said = _with_part_of_year(_content(held, column), place)
    value = said if sheet.is_ours else _without_marks(said, column)
    if value == "":
        return
    url = held.url if isinstance(held, Linked) and not column.has_links else None
    cell = Cell(value, line.number, position, header, lang, sheet, url)
    if value is not said:
        cell.note("HTML: taken for the text that it shows")
    cells.setdefault(column.key, {}).update(_by_language(cell, column))


def _without_marks(value: Value, column: Column) -> Value:
    """Return what a cell shows that holds HTML; a title has one line."""
    plain = text_of_marks(value) if isinstance(value, str) else value
    if plain is value or not isinstance(plain, str):
        return value
    return " ".join(plain.split()) if column.key == "title" else plain.strip()


def _with_part_of_year(value: Value, place: _Placed) -> Value:
    """Return what a cell below "Quarter" says, where it has but the number."""
    if place.column.key != "when" or not isinstance(value, str) or not _NUMBER_OF_PART(value):
        return value
    whole = f"{value} {place.header}"
    return whole if is_period(whole) else value


_NUMBER_OF_PART = re.compile(r"[1-4]|I{1,3}|IV").fullmatch


def _by_language(cell: Cell, column: Column) -> dict[str, Cell]:
    """Return a cell by the language that it is in, or both halves of one in two by theirs.

    Of a column that has no languages, the language is "".
    """
    if cell.lang.also and isinstance(cell.value, str):
        texts: Mapping[str, Value] = cell.lang.halves(cell.value)
    elif column.by_language:
        texts = {cell.lang.of(shown(cell.value)): cell.value}
    else:
        return {"": cell}
    told = {
        tag: attrs.evolve(cell, value=text, lang=attrs.evolve(cell.lang, tag=tag))
        for tag, text in texts.items()
    }
    if column.by_language:
        return told
    return {"": next(iter(told.values())) if len(told) == 1 else cell}


# What is told in several columns: the column that holds the whole, its parts in the order in
# which people say them, and those without which a header of another meaning has that.
_WHOLES: Final = (
    ("when", ("day", "month", "year"), {"month"}),
    ("person", ("first_name", "patronymic", "last_name"), {"first_name", "last_name"}),
)


def _without_parts(can_mean: Mapping[int, tuple[Header, ...]]) -> dict[int, tuple[Header, ...]]:
    """Return what headers can mean, if they are those of parts or those of wholes."""
    left = dict(can_mean)
    for whole, parts, needed in _WHOLES:
        no_more = _not_meant(whole, parts, needed, can_mean.values())
        for at, headers in left.items():
            kept = tuple(header for header in headers if header.column.key not in no_more)
            has_part = any(header.column.key in parts for header in headers)
            left[at] = kept if kept and has_part else headers
    return left


# An event's date, also as it was planned and as it came.
_DATES: Final = frozenset({"when", "planned", "actual"})


def _not_meant(
    whole: str, parts: tuple[str, ...], needed: set[str], headers: Iterable[tuple[Header, ...]]
) -> set[str]:
    """Return the columns that headers with several meanings don't mean in a sheet of these."""
    keys = [{header.column.key for header in meant} for meant in headers]
    if needed <= set().union(*keys):
        return {whole}
    # A year may stand beside dates that leave it out.
    has_date = any(key and key <= _DATES for key in keys)
    return {whole, *parts} - {"year"} if whole == "when" and has_date else set(parts)


_OF_POSTS: Final = frozenset(
    {key for column in POSTS for key in (column.key, *column.read_with)}
    | {"first_name", "patronymic", "last_name", "row_number", "unused"}
)


def _as_of_posts(can_mean: Mapping[int, tuple[Header, ...]]) -> Mapping[int, tuple[Header, ...]]:
    """Return what headers can mean; "Title" is a post where all others tell of a person's term."""
    keys = [{header.column.key for header in meant} for meant in can_mean.values() if meant]
    has_person = {"person"} in keys or {"last_name"} in keys
    has_term = {"first_day"} in keys and any("organisers" in key for key in keys)
    if not (has_person and has_term and all(key & _OF_POSTS for key in keys)):
        return can_mean
    return {
        at: tuple(one for one in meant if one.column.key == "post") or meant
        for at, meant in can_mean.items()
    }


def _beside_events(found: Sequence[_Placed]) -> list[_Placed]:
    """Return columns, of which the size of a delegation is kept as it is where there is none."""
    keys = {place.column.key for place in found}
    if "title" not in keys or keys & _WITH_SIZES:
        return list(found)
    extra = next(column for column in COLUMNS if column.key == EXTRA)
    return [
        place._replace(column=extra, lang=LanguageBelow(place.header))
        if place.column.key in ("size", "level")
        else place
        for place in found
    ]


_WITH_SIZES: Final = frozenset(
    {"delegations", "head", "members", "person", "country", "organisers", "post"}
)


def _beside_posts(
    found: Sequence[_Placed], can_mean: Mapping[int, tuple[Header, ...]]
) -> list[_Placed]:
    """Return columns, of which those of events are kept as they are beside a person's post."""
    keys = {place.column.key for place in found}
    is_of_event = "person" in keys and keys & {"title", "parent"}
    if "post" not in keys or is_of_event or keys & {"head", "members", "size"}:
        return list(found)
    return [
        next(
            (
                place._replace(column=one.column, lang=LanguageBelow(one.lang or ""))
                for one in can_mean[place.position]
                if one.column.key == EXTRA and place.column.key not in _OF_POSTS
            ),
            place,
        )
        for place in found
    ]


_OF_MEMBERS: Final = {"country": "member", "first_day": "joined", "last_day": "left"}
_BESIDE_MEMBERS: Final = frozenset(
    {column.key for column in MEMBERS} | {"number", "row_number", "unused"}
)


def _as_of_members(can_mean: Mapping[int, tuple[Header, ...]]) -> Mapping[int, tuple[Header, ...]]:
    """Return what headers can mean; a country with a first day and no title is a member since then.

    All others have to be of such a list.
    """
    keys = [{header.column.key for header in meant} for meant in can_mean.values() if meant]
    is_of_members = {"country"} in keys and {"first_day"} in keys
    if not is_of_members or not all(key & (_OF_MEMBERS.keys() | _BESIDE_MEMBERS) for key in keys):
        return can_mean
    columns = {column.key: column for column in COLUMNS}
    return {
        at: tuple(
            one._replace(column=columns[_OF_MEMBERS.get(one.column.key, one.column.key)])
            for one in meant
        )
        for at, meant in can_mean.items()
    }


def _with_wholes(row: Row) -> Row:
    """Return a row with a date, or a name, that is told in several columns, as one.

    Beside a date of its own, a column for years or months says what that leaves out.
    """
    cells = dict(row.cells)
    _take_actual_date(cells, row.sheet)
    for whole, parts, _ in _WHOLES:
        told = {part: cells.pop(part)[""] for part in parts if part in cells}
        words = [_in_words(part, shown(cell.value)) for part, cell in told.items()]
        if told and whole not in cells:
            cells[whole] = {"": attrs.evolve(list(told.values())[-1], value=" ".join(words))}
        elif told and whole == "when":
            own = Period((" ".join(words), words[-1]), None)
            row = attrs.evolve(row, period=in_heading(row.period, own))
    return attrs.evolve(row, cells=cells)


def _take_actual_date(cells: dict[str, Mapping[str, Cell]], sheet: Sheet) -> None:
    """Make the actual date the date of a row, or else the planned one.

    That is scheduled if the sheet has a column for another.
    """
    actual, planned = cells.pop("actual", None), cells.get("planned")
    if "when" in cells:
        return
    if actual:
        cells["when"] = actual
    elif planned:
        cells["when"] = cells.pop("planned")
        if sheet.headers.keys().isdisjoint({"actual", "when"}):
            return
        cell = planned[""]
        cell.note("taken for the date, scheduled, since no actual one is given")
        cells.setdefault("status", {"": attrs.evolve(cell, value=EventStatus.SCHEDULED.value)})


def _in_words(part: str, text: str) -> str:
    """Return what a cell of a part says, of a month in figures the name."""
    is_figure = part == "month" and re.fullmatch("0?[1-9]|1[0-2]", text)
    return month_name(int(text)) if is_figure else text


# A cell over several rows means the same in each of them, where these columns have one.
_SHARED_BY_ROWS: Final = frozenset(
    {
        *("kind", "when", "first_day", "last_day", "year", "month", "timezone", "status", "format"),
        *("place", "venue", "city", "country", "organisers", "series", "parent", "chair", "topics"),
    }
)
_MOST_MERGED: Final = 1_000_000


def _fill_merged(sheet: Sheet, columns: Sequence[_Placed]) -> None:
    """Repeat what is merged over several rows of one column, and refuse other merged cells."""
    by_position = {column.position: column for column in columns}
    positions, numbers = sorted(by_position), [line.number for line in sheet.lines]
    left = _MOST_MERGED
    for area in sheet.merged:
        first, end = bisect_left(numbers, area.top), bisect_right(numbers, area.bottom)
        begins, ends = bisect_left(positions, area.left - 1), bisect_left(positions, area.right)
        if area.bottom <= numbers[0] or (end - first) * (ends - begins) <= 1:
            continue
        left -= end - first
        position, header, column, lang = by_position[positions[begins]]
        cell = Cell("", numbers[first], position, header, lang, sheet)
        is_of_one_column = ends - begins == 1 and position == area.left - 1
        is_below_header = first > 0 and numbers[first] == area.top
        can_be_shared = column.key in _SHARED_BY_ROWS
        if is_of_one_column and is_below_header and can_be_shared and left > 0:
            cell.note(f"the cells {area.reference} are merged: each of their rows has its value")
            _repeat(sheet.lines[first:end], position)
        else:
            cell.refuse(f"the merged cells {area.reference}", "a cell for each row and column")


def _repeat(lines: Sequence[Line], position: int) -> None:
    for line in lines[1:]:
        line.cells.extend([""] * (position + 1 - len(line.cells)))
        line.cells[position] = lines[0].cells[position]


def _content(value: Value, column: Column) -> Value:
    """Return what a cell of a column says: of words that lead to an address, that one of them."""
    if isinstance(value, Linked):
        is_shown = any(rules.URL.matches(member) for member in split_links(value.text))
        value = value.text if is_shown or not column.has_links else value.url
    if not isinstance(value, str):
        return value
    return "" if says_nothing(value) else unguarded(value).strip()
