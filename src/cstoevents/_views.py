"""Base classes of views and of values that can't be changed, and `Listing`, a tuple that is a view.

A view has rows for data frames, a table where a notebook shows it, and a chart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn, Self, SupportsIndex, TypeVar, overload

if TYPE_CHECKING:
    import altair

__all__ = ["Listing"]

T_co = TypeVar("T_co", covariant=True)


class Immutable:
    """A value whose attributes are set once, when it is made, past its own `__setattr__`."""

    __slots__ = ()

    _instead: ClassVar[str] = "make a new one"

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} can't be changed; {self._instead}")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} can't be changed; {self._instead}")

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self


class View:
    """A view that gives its rows, and shows itself as a table in a notebook."""

    __slots__ = ()

    _index: Any

    def to_rows(self) -> list[dict[str, Any]]:
        """Return a `dict` of plain values for each row, which any data frame takes.

        The function `formats.to_rows` takes a chronicle to look names up in, and a language.

        >>> import cstoevents as cs
        >>> visit = cs.Event(id="a", kind="visit", title="A", when="2024-11")
        >>> [row] = cs.Timeline([visit]).to_rows()
        >>> str(row["first"]), str(row["last"]), row["certainty"]
        ('2024-11-01', '2024-11-30', 'surely')
        """
        rows: list[dict[str, Any]] = import_late("formats.tables").to_rows(self)
        return rows

    def chart(self, chronicle: Any = None, **how: Any) -> altair.LayerChart:
        """Return the view as a chart, which shows itself in notebooks and can be saved.

        It takes what the function `chart` does: a chronicle to look names up in, a language,
        a theme.

        >>> import cstoevents as cs
        >>> visit = cs.Event(id="a", kind="visit", title="A", when="2024-11")
        >>> cs.Timeline([visit]).chart(lang="ru").usermeta["left_out"]
        []
        """
        return import_late("charts").chart(self, chronicle, **how)

    def _repr_html_(self) -> str:
        """Return the table that a notebook shows."""
        html: str = import_late("formats.tables").to_html(self)
        return html


class Listing(Immutable, View, tuple[T_co, ...]):  # noqa: SLOT001 - Python allows none here
    """Terms, findings, hits or records in order: a tuple that is a view, too.

    It equals the tuple of the same things. A part of it, such as ``listing[:5]``, is a
    listing; what comprehensions and `sorted` make is a plain list. Tables and sheets take that
    as well. A file of records needs what they refer to, which a listing knows and a list does
    not: of a list it is `Chronicle.only` of their ids.

    ``items`` is what it lists, ``of`` what that is called in its short text, such as ``"terms"``,
    and ``index`` is where names are looked up: what comes from a :class:`~cstoevents.Chronicle`
    has it.

    >>> import cstoevents as cs
    >>> members = cs.load().members("csto", on="2026-06-01")
    >>> members
    <Listing of 7 terms (possibly 7), as of 2026-02-13>
    >>> members[0].record.id, members[0] in members, len(members[:2])
    ('am', True, 2)
    >>> members.to_rows()[0]["organisation_name"]
    'Collective Security Treaty Organization'
    """

    _instead = "make a new one of what it lists"
    _of: str
    _index: Any

    def __new__(cls, items: Iterable[T_co] = (), of: str = "items", index: Any = None) -> Self:
        """Make a listing of anything that can be gone through."""
        made = super().__new__(cls, items)
        object.__setattr__(made, "_of", of)
        object.__setattr__(made, "_index", index)
        return made

    @overload
    def __getitem__(self, position: SupportsIndex) -> T_co: ...
    @overload
    def __getitem__(self, position: slice) -> Listing[T_co]: ...
    def __getitem__(self, position: SupportsIndex | slice) -> T_co | Listing[T_co]:
        if isinstance(position, slice):
            return Listing(super().__getitem__(position), self._of, self._index)
        return super().__getitem__(position)

    def __repr__(self) -> str:
        marks = Counter(filter(None, map(_mark, self)))
        counted = ", ".join(f"{mark} {marks[mark]}" for mark in marks if mark != "surely")
        known = f", as of {self._index.as_of}" if self._index and self._index.as_of else ""
        return f"<Listing of {self._counted()}{f' ({counted})' if counted else ''}{known}>"

    @property
    def _sort(self) -> str:
        """What it lists, in one word, be there any or not."""
        return self._of.partition(":")[0]

    def _counted(self) -> str:
        if self:
            return f"{len(self)} {self._of if len(self) > 1 else _ONE.get(self._of, self._of[:-1])}"
        return f"no {self._of}"


_ONE = {"series": "series"}


def _mark(item: Any) -> str:
    """Return how sure a term is, or how much a finding matters."""
    return str(getattr(item, "certainty", None) or getattr(item, "severity", None) or "")


def import_late(name: str) -> Any:
    """Import and return a module of a higher layer, which can't be imported at the top."""
    import importlib

    return importlib.import_module(f"cstoevents.{name}")
