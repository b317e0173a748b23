"""What values and views have in common, of whatever room they are.

Those that are no attrs classes can't be changed, and each is its own copy. A view has rows for
data frames, a table where a notebook shows it, and a chart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, NoReturn, Self

if TYPE_CHECKING:
    import altair


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

    def to_rows(self) -> list[dict[str, Any]]:
        """Return a `dict` of plain values for each row, which any data frame takes.

        The function `formats.to_rows` takes a chronicle to look names up in, and a language.

        >>> import cstoevents as cs
        >>> visit = cs.Event(id="a", kind="visit", title="A", when="2024-11")
        >>> [row] = cs.Timeline([visit]).to_rows()
        >>> str(row["first"]), str(row["last"]), row["certainty"]
        ('2024-11-01', '2024-11-30', 'surely')
        """
        rows: list[dict[str, Any]] = room("formats.tables").to_rows(self)
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
        return room("charts").chart(self, chronicle, **how)

    def _repr_html_(self) -> str:
        """Return the table that a notebook shows."""
        html: str = room("formats.tables").to_html(self)
        return html


def room(name: str) -> Any:
    """Return a room that lies above the one that asks, imported by name when it is asked for."""
    import importlib

    return importlib.import_module(f"cstoevents.{name}")
