"""The chronicle: an immutable set of records, and every question to them.

This module holds no knowledge of its own. It keeps records and their index
together, and passes each question to the view that answers it: `timeline`,
`anniversaries`, `sequences`, `terms`, `checks`, `merging`. A view is imported by
the first question to it: all of them together take longer to import than the
records do.
"""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Container, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypeVar, final

from cstoevents._views import Immutable, Listing, import_late
from cstoevents.dates import Certainty, CertaintyLike, When, WhenLike
from cstoevents.errors import ArgumentTypeError, BrokenReferencesError, Problem
from cstoevents.errors.arguments import all_of, of_type, one_of
from cstoevents.records import (
    ARRAYS,
    About,
    Delegation,
    Event,
    Meeting,
    Membership,
    Official,
    Organisation,
    Participation,
    Place,
    Record,
    Series,
)
from cstoevents.records.index import Index, links_of
from cstoevents.records.vocabularies import MembershipStatus

if TYPE_CHECKING:
    from cstoevents.anniversaries import Anniversaries
    from cstoevents.anniversaries.calendar import AnniversaryKindsLike, Calendar
    from cstoevents.anniversaries.recurrence import LeapPolicy
    from cstoevents.changes import Difference, Draft
    from cstoevents.checks import Check, Finding
    from cstoevents.merging import Merge, Preference
    from cstoevents.search import Hit, RecordKind
    from cstoevents.sequences import NumberedSeries
    from cstoevents.terms import Question, Term
    from cstoevents.timeline import Timeline

__all__ = ["Chronicle", "Listing"]

R = TypeVar("R")
K = TypeVar("K", bound=Record)

ReferenceCheck: TypeAlias = Literal["strict", "lenient"]
"""What becomes of references that lead nowhere: refused, or kept and listed as broken."""


def check_references(within: object, references: object) -> None:
    """Refuse, before any input is blamed, what references can't lead into or be treated as."""
    if within is not None:
        of_type(Chronicle, within, "within", "a Chronicle, or None")
    one_of(("strict", "lenient"), references, "references")


@final
class Chronicle(Immutable):
    """An immutable set of records whose references hold.

    Takes records, or iterables of records, in any order. An id names one record
    in the whole chronicle, whatever its class.

    Args:
        records: records and iterables of records; the same one twice is one.
        about: what it says of itself: its title, the day on which its knowledge ends
            and the like. What is made of it by `add`, `edit` and the like says the same.
        within: another chronicle that references may lead into. Look-ups by id
            follow it; length, iteration, equality and what is saved don't. A record
            here hides one of the same id there, as its newer version; `merge` brings
            the two together, `|` refuses them.
        references: ``"strict"`` refuses references that lead nowhere, all of
            them at once; ``"lenient"`` keeps them in `broken`.

    Raises:
        ConflictError: one id is borne by two different records.
        BrokenReferencesError: a reference leads nowhere, or to the wrong class.

    Attributes:
        about: What it says of itself.
        broken: The references that lead nowhere; none unless ``references`` is ``"lenient"``.
        within: The chronicle that references may lead into, or None.

    >>> import cstoevents as cs
    >>> csto = cs.Organisation(id="csto", name="CSTO", kind="intergovernmental")
    >>> group = cs.Organisation(id="csto-cfm", name="Council of Ministers for Foreign Affairs",
    ...                         kind="organ", parent="csto")
    >>> chronicle = cs.Chronicle(csto, group)
    >>> chronicle
    <Chronicle of 2 organisations>
    >>> [body.id for body in chronicle.bodies("csto")]
    ['csto-cfm']
    """

    __slots__ = ("__dict__", "__weakref__", "_index", "_strictness", "about", "broken", "within")
    _instead = "`add` and `edit` make a new one"

    _index: Index
    _strictness: ReferenceCheck
    about: About
    broken: tuple[Problem, ...]
    within: Chronicle | None

    def __init__(
        self,
        *records: Record | Iterable[Record],
        about: About | None = None,
        within: Chronicle | None = None,
        references: ReferenceCheck = "strict",
    ) -> None:
        if not (about is None or isinstance(about, About)):
            raise ArgumentTypeError("about", about, "an About, or None")
        check_references(within, references)
        self._fill(records, about or _NOTHING_SAID, within, references)

    def _fill(
        self,
        records: Iterable[Record | Iterable[Record]],
        about: About,
        within: Chronicle | None,
        references: ReferenceCheck,
        removed: Container[str] = (),
    ) -> None:
        index = Index(_flat(records), None if within is None else within._index, about.as_of)
        broken = tuple(index.broken(removed=removed))
        if broken and references == "strict":
            raise BrokenReferencesError(broken)
        self._set(index, about, within, references, broken)

    @classmethod
    def _proven(cls, records: Iterable[Record], about: About) -> Chronicle:
        """Make a chronicle of records whose references are known to hold."""
        chronicle = object.__new__(cls)
        chronicle._set(Index(records, as_of=about.as_of), about, None, "strict", ())
        return chronicle

    def _set(
        self,
        index: Index,
        about: About,
        within: Chronicle | None,
        references: ReferenceCheck,
        broken: tuple[Problem, ...],
    ) -> None:
        object.__setattr__(self, "_index", index)
        object.__setattr__(self, "_strictness", references)
        object.__setattr__(self, "about", about)
        object.__setattr__(self, "within", within)
        object.__setattr__(self, "broken", broken)

    # The records themselves

    @functools.cached_property
    def places(self) -> Listing[Place]:
        """The places, sorted by id."""
        return self._listing(self._index.all(Place), "places")

    @functools.cached_property
    def organisations(self) -> Listing[Organisation]:
        """The organisations, states among them, sorted by id."""
        return self._listing(self._index.all(Organisation), "organisations")

    @functools.cached_property
    def officials(self) -> Listing[Official]:
        """The persons, sorted by id."""
        return self._listing(self._index.all(Official), "officials")

    @functools.cached_property
    def memberships(self) -> Listing[Membership]:
        """The memberships and posts, sorted by id."""
        return self._listing(self._index.all(Membership), "memberships")

    @functools.cached_property
    def series(self) -> Listing[Series]:
        """The series, sorted by id."""
        return self._listing(self._index.all(Series), "series")

    @functools.cached_property
    def events(self) -> Listing[Event]:
        """The events, meetings among them, sorted by id."""
        return self._sorted(self._index.all(Event, Meeting), "events")

    @functools.cached_property
    def meetings(self) -> Listing[Meeting]:
        """The meetings alone, sorted by id."""
        return self._listing(self._index.all(Meeting), "meetings")

    @functools.cached_property
    def delegations(self) -> Listing[Delegation]:
        """The delegations, sorted by id."""
        return self._listing(self._index.all(Delegation), "delegations")

    @functools.cached_property
    def participations(self) -> Listing[Participation]:
        """The participations, sorted by id."""
        return self._listing(self._index.all(Participation), "participations")

    def _listing(self, items: Iterable[R], of: str) -> Listing[R]:
        return Listing(items, of, self._index)

    def _terms(self, found: tuple[Term, ...], question: Question) -> Listing[Term]:
        """Return terms; where there are none, though unknown ones were wanted, that is told."""
        nothing = not found and question.least is Certainty.UNKNOWN
        return self._listing(found, "terms: nothing is known" if nothing else "terms")

    def _sorted(self, records: Iterable[K], of: str) -> Listing[K]:
        return self._listing(sorted(records, key=lambda record: record.id), of)

    def __iter__(self) -> Iterator[Record]:
        return iter(self._index.all(*ARRAYS.values()))

    def __len__(self) -> int:
        return len(self._index.by_id)

    def __contains__(self, item: object) -> bool:
        """Whether there is a record of this id, or this very record, here or in `within`."""
        if isinstance(item, str):
            return self._index.get(item) is not None
        return isinstance(item, _RECORDS) and self._index.get(item.id) == item

    def __getitem__(self, id: str) -> Record:
        from cstoevents.search.naming import by_id

        return by_id(self._index, id)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Chronicle):
            return self.about == other.about and self._index.by_id == other._index.by_id
        return NotImplemented

    def __hash__(self) -> int:
        return hash((self.about, frozenset(self._index.by_id.values())))

    def __repr__(self) -> str:
        counts = [
            f"{len(records)} {name if len(records) != 1 else _ONE.get(name, name[:-1])}"
            for name, cls in ARRAYS.items()
            if (records := self._index.by_class[cls])
        ]
        beyond = f" within {len(self.within)} other records" if self.within else ""
        known = f" as of {self.about.as_of}" if self.about.as_of else ""
        return f"<Chronicle of {', '.join(counts) or 'no records'}{beyond}{known}>"

    def __str__(self) -> str:
        known = f" as of {self.about.as_of}" if self.about.as_of else ""
        return f"<Chronicle of {len(self)} record{'' if len(self) == 1 else 's'}{known}>"

    def to_rows(self) -> list[dict[str, Any]]:
        """Return a `dict` of plain values for each record: its id, class, name and days.

        Lists such as `events` and `memberships` have rows with more columns.

        >>> import cstoevents as cs
        >>> cs.Chronicle(cs.Place(id="osh", name="Osh", kind="city")).to_rows()[0]["name"]
        'Osh'
        """
        rows: list[dict[str, Any]] = import_late("formats.tables").to_rows(self)
        return rows

    def _repr_html_(self) -> str:
        """Return the table that a notebook shows: how many records of each class there are."""
        tables = import_late("formats.tables")
        counts = [(cls.__name__, str(len(self._index.by_class[cls]))) for cls in ARRAYS.values()]
        rows = tuple(row for row in counts if row[1] != "0")
        from cstoevents.wording.dates import as_of  # brings the words of every language

        note = as_of(self.about.as_of, "en") if self.about.as_of else ""
        html: str = tables.to_html(tables.Table(("Class", "Records"), rows, note))
        return html

    def __reduce__(self) -> tuple[Callable[..., Chronicle], tuple[object, ...]]:
        return _rebuilt, (tuple(self), self.about, self.within, self._strictness)

    # Look-ups by id, and by name where one record alone has it, which follow `within`

    def get(self, id: str) -> Record | None:
        """Return the record of an id, or None."""
        return self._index.get(id) if isinstance(id, str) else None

    def named(self, name: str) -> Record:
        """Return the one record of any class that an id or a name means.

        Raises:
            AmbiguousNameError: several are called so; it has their ids and names.
            UnknownIdError: none is; it has near ids and names.

        >>> import cstoevents as cs
        >>> cs.load().named("Тасмагамбетов").id
        'imangali-tasmagambetov'
        """
        return self._named(name, object, "record")  # type: ignore[return-value]  # any

    def _named(self, given: str, cls: type[R] | tuple[type[R], ...], what: str) -> R:
        from cstoevents.search.naming import named  # not before something is looked for

        return named(self._index, given, cls, what)

    def place(self, id: str) -> Place:
        """Return a place by its id or name; see `search`."""
        return self._named(id, Place, "place")

    def organisation(self, id: str) -> Organisation:
        """Return an organisation by its id or name; see `search`."""
        return self._named(id, Organisation, "organisation")

    def official(self, id: str) -> Official:
        """Return a person by their id or name; see `search`."""
        return self._named(id, Official, "official")

    def series_by_id(self, id: str) -> Series:
        """Return a series by its id or name; `series` is all of them, `numbered` its events."""
        return self._named(id, Series, "series")

    def event(self, id: str) -> Event:
        """Return an event or meeting by its id or title; see `search`."""
        return self._named(id, Event, "event")

    def meeting(self, id: str) -> Meeting:
        """Return a meeting by its id or title; see `search`."""
        return self._named(id, Meeting, "meeting")

    def membership(self, id: str) -> Membership:
        """Return a membership by its id; raises `UnknownIdError`, with near ids."""
        return self._index.find(id, Membership, "membership")

    def delegation(self, id: str) -> Delegation:
        """Return a delegation by its id; raises `UnknownIdError`, with near ids."""
        return self._index.find(id, Delegation, "delegation")

    def participation(self, id: str) -> Participation:
        """Return a participation by its id; raises `UnknownIdError`, with near ids."""
        return self._index.find(id, Participation, "participation")

    def search(
        self,
        words: str,
        *,
        kinds: Iterable[RecordKind] | None = None,
        lang: str | None = None,
        limit: int | None = 20,
    ) -> Listing[Hit]:
        """Find records by words in their names, titles, labels and ids: the best first.

        All words have to be in one name, in any order; see `Hit` for what is taken for
        the same. Records of which several names match come once, with the best of them.

        Args:
            words: words, their beginnings, or with one slip in a word of four letters.
            kinds: only these, by the names of the chronicle's properties: ``["officials"]``;
                meetings are among the ``"events"``.
            lang: only names in this language, and those without a stated one.
            limit: how many at most; None for all.

        Raises:
            ArgumentError: there are no words, or another argument is none of what it may be.

        >>> import cstoevents as cs
        >>> for spelling in ("Ordabaev", "ОРДАБАЕВ", "Ordabayev"):
        ...     hit = cs.load().search(spelling)[0]
        ...     print(hit.record.id, hit.text, hit.field)
        samat-ordabaev Samat Ordabaev name.en
        samat-ordabaev Samat Ordabaev name.en
        samat-ordabaev Samat Ordabaev name.en
        """
        from cstoevents.search import search

        found = search(self._index, words, kinds=kinds, lang=lang, limit=limit)
        return self._listing(found, "hits")

    # New chronicles

    def add(self, *records: Record | Iterable[Record]) -> Chronicle:
        """Return a chronicle with these records too; raises as the constructor does."""
        return self._changed((self, *records))

    def _changed(
        self, records: Iterable[Record | Iterable[Record]], removed: Container[str] = ()
    ) -> Chronicle:
        """Return a chronicle of other records that is like this one in all else."""
        changed = object.__new__(Chronicle)
        changed._fill(records, self.about, self.within, self._strictness, removed)
        return changed

    def replace(self, *records: Record) -> Chronicle:
        """Return a chronicle with these records in the places of those of the same ids.

        Raises:
            UnknownIdError: there is no record of such an id, here itself.
            BrokenReferencesError: as the constructor does.

        >>> import attrs
        >>> import cstoevents as cs
        >>> osh = cs.Place(id="osh", name="Osch", kind="city")
        >>> str(cs.Chronicle(osh).replace(attrs.evolve(osh, name="Osh")).place("osh").name)
        'Osh'
        """
        with self.edit() as draft:
            draft.replace(*records)
        return draft.chronicle

    def remove(self, *ids: str) -> Chronicle:
        """Return a chronicle without these records.

        Raises:
            UnknownIdError: there is no record of such an id, here itself.
            BrokenReferencesError: others refer to them; it names each of those.

        >>> import cstoevents as cs
        >>> osh = cs.Place(id="osh", name="Osh", kind="city")
        >>> hall = cs.Place(id="hall", name="Hall", kind="venue", within="osh")
        >>> cs.Chronicle(osh, hall).remove("osh")
        Traceback (most recent call last):
            ...
        cstoevents.errors.BrokenReferencesError: 1 broken reference:
          hall: within: found 'osh', expected the id of a place that is not removed
        """
        with self.edit() as draft:
            draft.remove(*ids)
        return draft.chronicle

    def only(self, *ids: str) -> Chronicle:
        """Return a chronicle of some records and of all that these refer to, in turn.

        It stands by itself: what they refer to in an outer chronicle is in it. What it says of
        itself is the day on which knowledge ends, since it is another work than this.

        Raises:
            UnknownIdError: there is no record of an id.

        >>> import cstoevents as cs
        >>> one = cs.load().only("wg-afghanistan-41")
        >>> [event.id for event in one.events], one.series[0].id
        (['wg-afghanistan-41'], 'wg-afghanistan')
        """
        return selection(self._index, [self[id] for id in ids])

    def rename(self, old: str, new: str) -> Chronicle:
        """Return a chronicle in which a record has another id, as have all references to it.

        Raises:
            UnknownIdError: there is no record of the old id, here itself.
            ArgumentError: the new id is none, or another record has it, here or in `within`.
        """
        with self.edit() as draft:
            draft.rename(old, new)
        return draft.chronicle

    @contextlib.contextmanager
    def edit(self) -> Iterator[Draft]:
        """Return a draft that gathers many changes, and makes one new chronicle of them.

        This one stays as it is. The new one is `Draft.chronicle` when the ``with``
        block has ended, and only then need its references hold; after it the draft takes no more
        changes. To change a thousand records so takes little longer than to change one.

        >>> import cstoevents as cs
        >>> osh = cs.Place(id="osh", name="Osh", kind="city")
        >>> with cs.Chronicle(osh).edit() as draft:
        ...     draft.remove("osh")
        ...     draft.add(cs.Place(id="bishkek", name="Bishkek", kind="city"))
        >>> draft.chronicle
        <Chronicle of 1 place>
        """
        from cstoevents.changes import Draft

        draft = Draft(self._index)
        try:
            yield draft
        finally:
            draft._is_over = True
        draft._chronicle = self._changed(draft._result(), draft._removed())

    def diff(self, other: Chronicle) -> Difference:
        """Return what this chronicle has to become the other: records, fields, and its `about`.

        >>> import attrs
        >>> import cstoevents as cs
        >>> osh = cs.Place(id="osh", name="Osch", kind="city")
        >>> one = cs.Chronicle(osh)
        >>> print(one.diff(one.replace(attrs.evolve(osh, name="Osh"))))
        ~ osh: name: 'Osch' -> 'Osh'
        """
        from cstoevents.changes import difference

        if not isinstance(other, Chronicle):
            raise ArgumentTypeError("other", other, "a Chronicle")
        return difference(self, other)

    def __or__(self, other: Chronicle) -> Chronicle:
        """Return the union; the same id with different content is refused, with both shown.

        Of itself it says what either says, as of the earlier day; where they differ in
        anything else, what this one says.
        """
        if not isinstance(other, Chronicle):
            return NotImplemented
        return self._with(other, self.about | other.about, [self, other])

    def merge(self, other: Chronicle, *, prefer: Preference | None = None) -> Merge:
        """Return the union with another chronicle, records of one id reconciled field by field.

        Nothing is lost: what contradicts is in `Merge.conflicts`, with both values
        and their sources, and what may be one thing under two ids in `Merge.matches`.

        Args:
            other: the chronicle to bring in.
            prefer: whose value stays where two conflict: that of the ``"one"`` (this
                chronicle) or of the ``"other"``. Otherwise the value that sorts first,
                and in its `about` that of this one; the earlier `as_of` stays always.
        """
        from cstoevents.merging import merge

        of_type(Chronicle, other, "other", "a Chronicle")
        prefer = one_of(("one", "other", None), prefer, "prefer")
        about = other.about | self.about if prefer == "other" else self.about | other.about
        build = functools.partial(self._with, other, about)
        return merge(self._index, other._index, build, prefer)

    def _with(
        self, other: Chronicle, about: About, records: Iterable[Record | Iterable[Record]]
    ) -> Chronicle:
        strict = self._strictness == other._strictness == "strict"
        outer = [
            chronicle
            for chronicle in (self.within, other.within)
            if chronicle not in (None, self, other)
        ]
        if len(outer) == 2 and outer[0] == outer[1]:
            outer.pop()
        within = functools.reduce(Chronicle.__or__, outer) if outer else None
        references: ReferenceCheck = "strict" if strict else "lenient"
        return Chronicle(*records, about=about, within=within, references=references)

    def __sub__(self, other: Chronicle) -> Chronicle:
        """Return the records that the other doesn't hold.

        Where these refer to what was taken away, that is what they are `within`.
        """
        if not isinstance(other, Chronicle):
            return NotImplemented
        theirs = other._index.by_id
        kept = [record for record in self if theirs.get(record.id) != record]
        alone = Chronicle(kept, within=self.within, references="lenient")
        if len(alone.broken) <= len(self.broken):
            return self._changed(kept)
        taken = [record for record in self if theirs.get(record.id) == record]
        outer = Chronicle(taken, about=self.about, within=self.within, references="lenient")
        return Chronicle(kept, about=self.about, within=outer, references=self._strictness)

    # What can't be right

    def check(
        self,
        today: WhenLike | None = None,
        *,
        checks: Iterable[Check] | None = None,
        extra: Iterable[Callable[[Chronicle, When | None], Iterable[Finding]]] = (),
    ) -> Listing[Finding]:
        """Find contradictions, the worst first; only what surely can't be so is one.

        Args:
            today: the day of the question; without it, what depends on it isn't asked.
            checks: which checks to make; all of them unless told otherwise.
            extra: rules of your own, functions of the chronicle and today.

        >>> import cstoevents as cs
        >>> hall = cs.Place(id="hall", name="Hall", kind="venue", within="osh", country="KZ")
        >>> osh = cs.Place(id="osh", name="Osh", kind="city", country="KG")
        >>> print(*cs.Chronicle(hall, osh).check())
        error: place-abroad: hall, osh: country: found KZ, within osh of KG, expected one country
        """
        from cstoevents.checks import CHECKS, run_checks

        chosen = CHECKS if checks is None else checks
        own = [functools.partial(rule, self) for rule in all_of(extra, _a_rule, "extra", "rules")]
        found = run_checks(self._index, today, checks=chosen, extra=own)
        return self._listing(found, "findings")

    # What follows from several records

    def delegations_at(self, event: str) -> Listing[Delegation]:
        """Return the delegations to an event."""
        sent = self._index.referring(self.event(event).id, "event", Delegation)
        return self._listing(sent, "delegations")

    def participants(self, event: str) -> Listing[Participation]:
        """Return who took part in an event."""
        there = self._index.referring(self.event(event).id, "event", Participation)
        return self._listing(there, "participations")

    def events_of(self, official: str) -> Listing[Event]:
        """Return the events in which a person took part: by date, the undated last.

        Events that a lenient chronicle doesn't have are left out, as in all other views.
        """
        from cstoevents.timeline import Timeline

        theirs = self._index.referring(self.official(official).id, "official", Participation)
        attended = (self._index.get(id) for id in {part.event for part in theirs})
        timeline = Timeline(event for event in attended if isinstance(event, Event))
        return self._listing((*timeline, *timeline.undated), "events")

    def parts(self, event: str) -> Listing[Event]:
        """Return the events that are directly part of an event."""
        id = self.event(event).id
        parts: list[Event] = [
            *self._index.referring(id, "parent", Event),
            *self._index.referring(id, "parent", Meeting),
        ]
        return self._sorted(parts, "events")

    def bodies(self, organisation: str) -> Listing[Organisation]:
        """Return the bodies of an organisation, theirs too, sorted by id."""
        id = self.organisation(organisation).id
        below = self._index.descendants(id, "parent", Organisation)
        return self._sorted(below.values(), "organisations")

    def places_within(self, place: str) -> Listing[Place]:
        """Return the places that lie within a place, at any depth, sorted by id."""
        below = self._index.descendants(self.place(place).id, "within", Place)
        return self._sorted(below.values(), "places")

    # Views

    def timeline(self) -> Timeline:
        """Return the events in the order of their dates.

        >>> import cstoevents as cs
        >>> may = cs.load().timeline().during("2025-05-12/2025-05-13", "surely")
        >>> [event.id for event in may]
        ['commemoration-2025-05-12', 'wg-afghanistan-41']
        """
        return self._timeline

    @functools.cached_property
    def _timeline(self) -> Timeline:
        from cstoevents.timeline import Timeline

        return Timeline(self.events, self._index)

    def anniversaries(
        self,
        window: WhenLike,
        *,
        kinds: AnniversaryKindsLike | None = None,
        every: int = 1,
        leap: LeapPolicy | Literal["backward", "forward", "omit"] = "backward",
        certainty: CertaintyLike = Certainty.POSSIBLY,
    ) -> Anniversaries:
        """Return the anniversaries that fall in a window, by date.

        Args:
            window: a date read as all of its days: ``"2027"``, ``"2026-11/2027-10"``.
            kinds: kinds of events, and births, deaths, accessions or terms (see
                `cstoevents.anniversaries.Occasion`), or ``"all"``; by default what
                people commemorate: foundings, signings, entries into force, births,
                deaths, and whatever a record commemorates.
            every: keeps the numbers that it divides; 5 gives the jubilees.
            leap: where 29 February goes in a common year, by the names of RFC 7529.
            certainty: ``"surely"`` leaves out what only possibly falls in the window.

        Raises:
            ArgumentError: the window has no first or no last day, or another
                argument is none of what it may be.
            WhenError: the window is no date.

        >>> import cstoevents as cs
        >>> jubilees = cs.load().anniversaries("2027-05-15", every=5, certainty="surely")
        >>> [(jubilee.number, jubilee.record.id) for jubilee in jubilees]
        [(35, 'cst-1992'), (35, 'csto-csc')]
        """
        return self._calendar.during(
            window, kinds=kinds, every=every, leap=leap, certainty=certainty
        )

    @functools.cached_property
    def _calendar(self) -> Calendar:
        from cstoevents.anniversaries.calendar import Calendar

        return Calendar(self._index)

    def numbered(self, series: str, *, min_gap: int = 1) -> NumberedSeries:
        """Return a series in order, with its missing numbers and what bounds them.

        Args:
            series: the id of the series, or its name.
            min_gap: the days that part two consecutive members at least; 0 lets
                them share a day.

        Raises:
            UnknownIdError: there is no such series.

        >>> import cstoevents as cs
        >>> missing = cs.load().numbered("icmec").missing[-1]
        >>> missing.number, str(missing.window)
        (15, '[2012-11-06..2018-09-29]')
        """
        from cstoevents.sequences import numbered_series

        return numbered_series(self._index, self.series_by_id(series), min_gap=min_gap)

    def members(
        self,
        organisation: str,
        on: WhenLike | None = None,
        *,
        during: WhenLike | None = None,
        status: MembershipStatus | str | None = None,
        certainty: CertaintyLike = Certainty.UNKNOWN,
        joined: bool = False,
    ) -> Listing[Term]:
        """Return the members of an organisation on a day, in a window, or ever; see `Term`.

        Without a ``status`` observers, partners and those who withdrew are left out.
        Members that are frozen or suspended are marked so by their record. With ``joined``
        terms of one member that follow on each other are one.

        Raises:
            UnknownIdError: there is no such organisation.

        >>> import cstoevents as cs
        >>> [term.record.id
        ...  for term in cs.load().members("csto", on="2026-01-01", certainty="surely")]
        ['am', 'by', 'kg', 'kz', 'ru', 'tj']
        """
        from cstoevents import terms

        question = terms.Question.of(on, during, certainty, joined=joined)
        there = self.organisation(organisation)
        return self._terms(terms.members(self._index, there, question, status), question)

    def holders(
        self,
        role: str,
        organisation: str,
        on: WhenLike | None = None,
        *,
        during: WhenLike | None = None,
        certainty: CertaintyLike = Certainty.UNKNOWN,
        joined: bool = False,
    ) -> Listing[Term]:
        """Return who held a post in an organisation on a day, in a window, or ever; see `Term`.

        Args:
            role: the post, such as ``"secretary-general"`` or ``"Secretary General"``.
            organisation: the id of the organisation, or a name of it. Of a state in which
                nobody ever had the post itself, it is that of its bodies, such as ministries.
            on: a single day, however well it is known.
            during: a window, of which every day counts.
            certainty: the least sure answers that are wanted: ``"surely"``,
                ``"possibly"``, or those of whom it is ``"unknown"`` too.
            joined: shows terms of one person that follow on each other as one.

        Raises:
            UnknownIdError: there is no such organisation, or nobody ever had the role.

        >>> import cstoevents as cs
        >>> [str(term.record.name)
        ...  for term in cs.load().holders("secretary-general", "csto", on="2025-05-13")]
        ['Imangali Tasmagambetov']
        >>> [str(term.record.name)
        ...  for term in cs.load().holders("secretary-general", "csto", during="2017/2019")]
        ['Valery Semerikov', 'Yuri Khachaturov', 'Valery Semerikov']
        """
        from cstoevents import terms
        from cstoevents.search.naming import role_named

        question = terms.Question.of(on, during, certainty, joined=joined)
        meant = role_named(self._index, role)
        there = self.organisation(organisation)
        return self._terms(terms.holders(self._index, there, question, meant), question)

    def posts(
        self,
        official: str,
        on: WhenLike | None = None,
        *,
        during: WhenLike | None = None,
        certainty: CertaintyLike = Certainty.UNKNOWN,
        joined: bool = False,
    ) -> Listing[Term]:
        """Return the posts that a person held on a day, in a window, or ever; see `Term`.

        Raises:
            UnknownIdError: there is no such person.

        >>> import cstoevents as cs
        >>> [term.membership.role for term in cs.load().posts("nikolai-bordyuzha")]
        ['secretary-general']
        """
        from cstoevents import terms

        question = terms.Question.of(on, during, certainty, joined=joined)
        return self._terms(terms.posts(self._index, self.official(official), question), question)

    def chair(
        self,
        organisation: str,
        on: WhenLike | None = None,
        *,
        during: WhenLike | None = None,
        certainty: CertaintyLike = Certainty.UNKNOWN,
        joined: bool = False,
    ) -> Listing[Term]:
        """Return who chaired an organisation on a day, in a window, or ever; see `Term`.

        >>> import cstoevents as cs
        >>> [term.membership.on_behalf_of for term in cs.load().chair("csto", on="2025-05-13")]
        ['kg']
        """
        from cstoevents import terms

        question = terms.Question.of(on, during, certainty, joined=joined)
        there = self.organisation(organisation)
        return self._terms(terms.holders(self._index, there, question, "chair"), question)

    def name_on(self, id: str, on: WhenLike, lang: str | None = None) -> str | None:
        """Return the name that a place, an organisation or a person had on a day, or None.

        Raises:
            UnknownIdError: there is no such record.
            WhenError: ``on`` is no date.

        >>> import cstoevents as cs
        >>> cs.load().name_on("astana", "2021-09-16")
        'Nur-Sultan'
        """
        from cstoevents import terms

        return terms.name_on(self._named(id, _NAMED, "place, organisation or person"), on, lang)


_NAMED: tuple[type[Place | Organisation | Official], ...] = (Place, Organisation, Official)
_RECORDS = tuple(ARRAYS.values())
_NOTHING_SAID = About()
_ONE = {"series": "series"}


def _rebuilt(
    records: tuple[Record, ...],
    about: About,
    within: Chronicle | None,
    references: ReferenceCheck,
) -> Chronicle:
    return Chronicle(records, about=about, within=within, references=references)


def selection(index: Index, records: Iterable[Record]) -> Chronicle:
    """Return a chronicle of records and of all that these refer to, in turn."""
    waiting = list(records)
    chosen = {record.id: record for record in waiting}
    while waiting:
        for link in links_of(waiting.pop()):
            target = index.get(link.target)
            if target is not None and target.id not in chosen:
                chosen[target.id] = target
                waiting.append(target)
    return Chronicle(chosen.values(), about=About(as_of=index.as_of))


def _a_rule(value: Callable[..., Any], argument: str) -> Callable[..., Any]:
    if not callable(value):
        raise ArgumentTypeError(argument, value, "a function of a chronicle and a day")
    return value


def _flat(records: Iterable[Record | Iterable[Record]]) -> Iterator[Record]:
    for item in records:
        if isinstance(item, _RECORDS) and type(item) in _RECORDS:
            yield item
        elif isinstance(item, (str, bytes)) or not isinstance(item, Iterable):
            raise ArgumentTypeError("records", item, "a record, or records")
        else:
            yield from _flat(item)
