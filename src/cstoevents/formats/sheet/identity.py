"""Which event each row of a sheet is: ids that rows state, those of a table of ids, and new ones.

A table of ids keeps what earlier readings made of each row, by series and number and by date
and title (``events/2025-05-19-session``), and in which order the rows stood (``rows/7``). So a
row that was edited is known again: by its number; by its date and most words of its title;
by its title, where no other event has that, or none on a date as near; or by its place between
the same neighbours. All but the first is told, and so is what may be several, of which none is
taken.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple, TypeVar

from cstoevents.dates import When
from cstoevents.formats.sheet.cells import Row
from cstoevents.formats.sheet.register import MOST_TOLD
from cstoevents.records import rules
from cstoevents.records.rules import legible_slug, slugify

EVENTS: Final = "events/"
ROWS: Final = "rows/"

T = TypeVar("T")


class RowIdentity(NamedTuple):
    """What a row says of which event it is: a number in a series, a date, and a title."""

    number: str
    date: str
    title: str

    @property
    def keys(self) -> list[str]:
        """What the table of ids has for it."""
        dated = "-".join(filter(None, (self.date, self.title and slugify(self.title))))
        return [EVENTS + key for key in (self.number, self.title and dated) if key]

    @property
    def id(self) -> str:
        """The id that is made of it, or "" if that says too little."""
        words = self.title and legible_slug(self.title, cut=True)
        return self.number or (words and "-".join(filter(None, (self.date, words))))


def _identity_of(plain: Mapping[str, Any]) -> RowIdentity:
    numbers = (
        f"{entry['series']}-{entry['number']}"
        for entry in plain.get("entries", ())
        if "number" in entry and "series" in entry
    )
    title = plain.get("title", {})
    # An event keeps its earliest date when it is moved.
    dates = [When(text) for text in (plain.get("when"), *plain.get("previous_when", ())) if text]
    ends = min(dates, key=lambda date: date.sort_key).ends if dates else ()
    first = next((end.text for end in ends if end is not None), "")
    words = title and (title.get("en") or title[min(title)])
    return RowIdentity(next(numbers, ""), "-".join(re.findall("[0-9]+", first)), words or "")


def give_ids(rows: Sequence[tuple[Row, dict[str, Any]]], ids: dict[str, str]) -> None:
    """Add ids to the rows of a sheet that state none, by the table of ids, and keep that up.

    ``rows`` have what they say, as plain data, in which the id is put.
    """
    identities = [_identity_of(plain) for _, plain in rows]
    given = {at: plain["id"] for at, (_, plain) in enumerate(rows) if "id" in plain}
    _by_key(identities, ids, given)
    _Earlier(ids, identities, given).recognise([row for row, _ in rows])
    _make(identities, given)
    for at, id in given.items():
        rows[at][1]["id"] = id
    for key in [key for key in ids if key.startswith(ROWS)]:
        del ids[key]
    for at, id in given.items():
        if rules.ID.matches(id):
            for key in (*identities[at].keys, f"{ROWS}{at + 1}"):
                ids[key] = id


def _by_key(
    identities: Sequence[RowIdentity], ids: Mapping[str, str], given: dict[int, str]
) -> None:
    """Add the ids of the table to rows, by their numbers before their dates and titles."""
    taken = dict.fromkeys(given.values(), "")
    for rank in range(2):
        for at, one in enumerate(identities):
            key = one.keys[rank] if rank < len(one.keys) and at not in given else None
            id = ids.get(key) if key else None
            # Two rows of one key are one event told twice, which is refused at its id.
            if key and id and taken.setdefault(id, key) == key:
                given[at] = id


def _make(identities: Sequence[RowIdentity], given: dict[int, str]) -> None:
    """Make ids for the rows that have none; where words are not enough, they get a digest."""
    made = {at: one.id for at, one in enumerate(identities) if at not in given and one.id}
    titles = {(id, slugify(identities[at].title)) for at, id in made.items()}
    rivals, taken = Counter(id for id, _ in titles), set(given.values())
    for at, id in made.items():
        is_enough = identities[at].number or (rivals[id] == 1 and id not in taken)
        given[at] = id if is_enough else identities[at].keys[-1].removeprefix(EVENTS)


# Rows that were edited

_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}(?=-|\Z)").match
_DIGEST = re.compile(r"(?:\A|-)[0-9a-f]{8}\Z")
_FIGURES = re.compile("[0-9]+").findall
_LIKE: Final = 0.7
# Of very many rows on one date, only so many are compared letter by letter.
_MOST_COMPARED: Final = 20_000


class _Named(NamedTuple):
    """What a key of the table of ids says of an event: its date, and the words of its title."""

    date: str
    words: str

    @property
    def day(self) -> int | None:
        """The number of its day, if that is known."""
        try:
            return dt.date.fromisoformat(self.date).toordinal()
        except ValueError:
            return None

    def is_like(self, other: _Named) -> bool:
        """Whether one title has all words of the other, or nearly the same, and all its figures."""
        if not self.words or not other.words or _FIGURES(self.words) != _FIGURES(other.words):
            return False
        mine, theirs = (set(row.words.split("-")) for row in (self, other))
        near = difflib.SequenceMatcher(None, self.words, other.words)
        return mine <= theirs or theirs <= mine or near.ratio() >= _LIKE

    def has_part_of(self, other: _Named) -> bool:
        """Whether both have one date, or a word in common."""
        words = set(self.words.split("-")).intersection(other.words.split("-"))
        return bool(words) or (self.date != "" and self.date == other.date)


class _Dated(NamedTuple):
    """A day of a title, and the new row or the lost event that is on it, if one is."""

    day: int
    row: int | None
    id: str | None


_NEVER: Final = (_Dated(-(10**9), None, None), _Dated(10**9, None, None))


def _moved_a_little(
    before: _Dated, old: _Dated, new: _Dated, after: _Dated
) -> Iterator[tuple[int, str]]:
    """Yield the row that a lost event has become, of four days that follow each other."""
    moved = abs(new.day - old.day)
    is_near = 2 * moved < min(abs(old.day - other.day) for other in (before, after))
    if is_near and old.id and new.row is not None:
        yield new.row, old.id


def _named(key: str) -> _Named:
    said = key.removeprefix(EVENTS)
    match = _DATE(said)
    date = match[0] if match else ""
    return _Named(date, _DIGEST.sub("", said[len(date) :]).strip("-"))


class _Earlier:
    """The events of a table of ids that no row is yet, and the rows that are none of them yet."""

    def __init__(
        self, ids: Mapping[str, str], identities: Sequence[RowIdentity], given: dict[int, str]
    ) -> None:
        self._given = given
        self._rows = {at: _named(one.keys[-1]) for at, one in enumerate(identities) if one.title}
        self._old: dict[str, set[_Named]] = {}
        for key, id in ids.items():
            if key.startswith(EVENTS):
                self._old.setdefault(id, set()).add(_named(key))
        places = (key.removeprefix(ROWS) for key in ids if key.startswith(ROWS))
        order = sorted((int(place), place) for place in places if place.isdecimal())
        self._order = [ids[ROWS + place] for _, place in order]
        self._left = _MOST_COMPARED

    def recognise(self, rows: Sequence[Row]) -> None:
        """Add to rows the ids of the events that they are, and note why, or which they may be."""
        perhaps: dict[int, set[str]] = {}
        for why, pairs in (
            ("its date and most words of its title are those of that", self._of_one_date),
            ("its title is that of no other, on another date", self._of_one_title),
            ("no other of its title is as near to its date", self._of_near_dates),
            ("it stands in the place of that", self._in_one_place),
        ):
            found = [*pairs()]
            of_row, of_old = Counter(at for at, _ in found), Counter(id for _, id in found)
            for at, id in found:
                if of_row[at] == of_old[id] == 1:
                    self._given[at] = id
                    told = f"taken for {id!r} of the table of ids: {why}"
                    rows[at].sheet.note(rows[at].line, "Id", told)
                else:
                    perhaps.setdefault(at, set()).add(id)
        self._tell_possible(rows, perhaps)

    def _tell_possible(self, rows: Sequence[Row], perhaps: dict[int, set[str]]) -> None:
        for at, same in self._of_shared_titles():
            perhaps.setdefault(at, set()).update(same)
        taken = set(self._given.values())
        for at, ids in perhaps.items():
            free = sorted(ids - taken)[:MOST_TOLD]
            if free and at not in self._given:
                told = f"a new event; an 'Id' says if it is {' or '.join(map(repr, free))}"
                rows[at].sheet.note(rows[at].line, "Id", told)

    def _new_rows(self) -> Iterator[tuple[int, _Named]]:
        return ((at, row) for at, row in self._rows.items() if at not in self._given)

    def _lost(self) -> dict[str, set[_Named]]:
        taken = set(self._given.values())
        return {id: said for id, said in self._old.items() if id not in taken}

    def _of_one_date(self) -> Iterator[tuple[int, str]]:
        by_date: dict[str, dict[str, list[_Named]]] = {}
        for id, lost in self._lost().items():
            for named in lost:
                by_date.setdefault(named.date, {}).setdefault(id, []).append(named)
        for at, row in self._new_rows():
            for id, names in by_date.get(row.date, {}).items():
                self._left -= len(names)
                if self._left > 0 and any(map(row.is_like, names)):
                    yield at, id

    def _of_one_title(self) -> Iterator[tuple[int, str]]:
        titles = Counter(row.words for row in self._rows.values())
        bearers, lost = self._by_title(self._old), self._lost()
        for at, row in self._new_rows():
            ids = bearers.get(row.words, set())
            if len(ids) == titles[row.words] == 1 and row.words and ids <= lost.keys():
                yield at, next(iter(ids))

    def _of_near_dates(self) -> Iterator[tuple[int, str]]:
        """Yield rows of a title that several have, each with the event that it is, moved a little.

        It moved by less than half of what lies between that and any other of the title, so that
        what comes round is not taken for what went before.
        """
        for those in self._days_of_titles().values():
            far = [_NEVER[0], *sorted(those, key=lambda one: one.day), _NEVER[1]]
            for around in zip(far, far[1:], far[2:], far[3:], strict=False):
                yield from _moved_a_little(*around)
                yield from _moved_a_little(*around[::-1])

    def _days_of_titles(self) -> dict[str, list[_Dated]]:
        """Return the days of rows and lost events, by titles that rows have."""
        days: dict[str, list[_Dated]] = {}
        for at, row in self._rows.items():
            if (day := row.day) is not None:
                is_new = at not in self._given
                days.setdefault(row.words, []).append(_Dated(day, at if is_new else None, None))
        for id, names in self._lost().items():
            for named in names:
                if (day := named.day) is not None and named.words in days:
                    days[named.words].append(_Dated(day, None, id))
        return days

    def _of_shared_titles(self) -> Iterator[tuple[int, list[str]]]:
        """Yield rows with events of their title on other dates, where several have that title."""
        bearers = {words: sorted(ids) for words, ids in self._by_title(self._lost()).items()}
        for at, row in self._new_rows():
            if row.words and row.words in bearers:
                yield at, bearers[row.words][:MOST_TOLD]

    def _by_title(self, events: Mapping[str, set[_Named]]) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for id, names in events.items():
            for named in names:
                found.setdefault(named.words, set()).add(id)
        return found

    def _in_one_place(self) -> Iterator[tuple[int, str]]:
        """Yield rows that stand alone between neighbours, as an event did that no row is."""
        lost, free = self._lost(), dict(self._new_rows())
        known = set(self._order).intersection(self._given.values())
        before = _between(
            (id if id in known else "", id) for id in self._order if id in known or id in lost
        )
        now = _between(
            (self._given.get(at, ""), at)
            for at in sorted(free.keys() | self._given.keys())
            if at in free or self._given[at] in known
        )
        for place, ats in now.items():
            ids = before.get(place, [])
            # Between no neighbours it may be any other sheet's.
            if len(ats) == len(ids) == 1 and (
                any(place) or any(map(free[ats[0]].has_part_of, lost[ids[0]]))
            ):
                yield ats[0], ids[0]


def _between(items: Iterable[tuple[str, T]]) -> dict[tuple[str, str], list[T]]:
    """Return what has no id by the ids that stand before and after it."""
    found: dict[tuple[str, str], list[T]] = {}
    last = ""
    waiting: list[T] = []
    for id, item in items:
        if id:
            found[last, id], last, waiting = waiting, id, []
        else:
            waiting.append(item)
    return found | {(last, ""): waiting}
