"""Views as pictures: charts of Altair, for notebooks, pages and paper.

Needs the extra ``charts``. What is sure is drawn full and what is possible faint; nothing is drawn
on a day that its record can't mean, and what can't be drawn is named below the title.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

from cstoevents.anniversaries import Anniversaries
from cstoevents.charts.drawing import Drawing, Theme
from cstoevents.chronicle import Chronicle
from cstoevents.errors import ArgumentError, ArgumentTypeError
from cstoevents.errors.arguments import of_type, one_of
from cstoevents.formats.subjects import known_index
from cstoevents.sequences import NumberedSeries
from cstoevents.terms import Term
from cstoevents.timeline import Timeline

if TYPE_CHECKING:
    import altair

__all__ = ["chart"]

Drawable: TypeAlias = Timeline | Anniversaries | NumberedSeries | Iterable[Term]
"""What a chart is drawn of: a view of a chronicle, or several terms."""

Lanes: TypeAlias = Literal["kind", "body", "place", "series"]
"""What the events of a chart are told apart by."""


def chart(
    view: Drawable,
    chronicle: Chronicle | None = None,
    *,
    lang: str = "en",
    theme: Theme = "light",
    lanes: Lanes | None = None,
    counts: Lanes | None = None,
) -> altair.LayerChart:
    """Return a view as a chart, which shows itself in notebooks and can be changed and saved.

    Args:
        view: a `NumberedSeries`: its numbers over time; several `Term`: who was what, when; a
            `Timeline`: its events in lanes, or how many of them began in each year;
            `Anniversaries` of one year: a calendar.
        chronicle: where names are looked up, and whose title and last day of knowledge are
            told; a view that a chronicle gave knows the names and the day.
        lang: the language of all that is written, one of `cs.wording.languages()`.
        theme: what it is to be seen on: ``"light"``, as paper is, or ``"dark"``.
        lanes: of a timeline: what events stand together by; ``"kind"`` unless told.
        counts: of a timeline: count the events of each year, told apart by this.

    `save` of what is returned writes SVG, PNG, PDF and HTML; the latter works without network.

    Raises:
        ExtraMissingError: Altair or vl-convert is not installed.
        ArgumentError: there is nothing to draw, more than can be told apart, or an option that is
            not for such a view.
        ArgumentTypeError: there is no chart of such a thing.

    >>> import cstoevents as cs
    >>> csto = cs.load()
    >>> picture = cs.chart(csto.numbered("icmec"), csto)
    >>> picture.save("icmec.svg")
    >>> print(picture.description)
    Meetings of the Interstate Commission ... Missing numbers: 1–6 (a day ... 2009); 8 (a day ...
    """
    if chronicle is not None:
        of_type(Chronicle, chronicle, "chronicle", "a Chronicle, or None")
    one_of(get_args(Theme), theme, "theme")
    drawing = Drawing.of(chronicle, known_index(view), lang, theme)
    if isinstance(view, Timeline):
        return _of_timeline(view, drawing, lanes, counts)
    for option, value in (("lanes", lanes), ("counts", counts)):
        if value is not None:
            raise ArgumentError(option, value, "none: it is for a timeline")
    return _of_others(view, drawing)


def _of_timeline(
    view: Timeline, drawing: Drawing, lanes: Lanes | None, counts: Lanes | None
) -> Any:
    from cstoevents.charts import counts as counting
    from cstoevents.charts import timeline as line

    if counts is None:
        return line.draw(
            view, drawing, one_of(get_args(Lanes), "kind" if lanes is None else lanes, "lanes")
        )
    if lanes is not None:
        raise ArgumentError("lanes", lanes, "none: `counts` says what is told apart")
    return counting.draw(view, drawing, one_of(get_args(Lanes), counts, "counts"))


def _of_others(view: Any, drawing: Drawing) -> Any:
    from cstoevents.charts import anniversaries, series, terms

    if isinstance(view, NumberedSeries):
        return series.draw(view, drawing)
    if isinstance(view, Anniversaries):
        return anniversaries.draw(view, drawing)
    items: list[Any] = (
        [view] if isinstance(view, str) or not isinstance(view, Iterable) else [*view]
    )
    if all(isinstance(item, Term) for item in items):
        return terms.draw(items, drawing)
    expected = "a timeline, anniversaries, a numbered series or terms"
    raise ArgumentTypeError("view", view, expected)
