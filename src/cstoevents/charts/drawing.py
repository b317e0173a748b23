"""What all charts share: the days along an axis, colours, legends, and the finished picture."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, Literal, NamedTuple, TypeAlias

import attrs

from cstoevents.charts.saving import altair, picture_class
from cstoevents.chronicle import Chronicle
from cstoevents.dates import When
from cstoevents.dates.edtf import FOREVER, NEVER_BEGUN
from cstoevents.errors import ArgumentError
from cstoevents.formats.tables.words import Words
from cstoevents.records import About, Membership
from cstoevents.records.index import Index
from cstoevents.records.values import Source
from cstoevents.wording.language import language
from cstoevents.wording.words import phrase

Row: TypeAlias = dict[str, Any]

Theme: TypeAlias = Literal["light", "dark"]
"""What a chart is to be seen on."""

WIDTH: Final = 640
"""How many pixels the days of a chart are wide, without the names beside them."""

DAY: Final = 24 * 60 * 60 * 1000
"""A day, as Vega counts time."""

LETTERS: Final = 40
"""How many letters of a name stand in one line beside a chart."""

LINE: Final = 15
"""How many pixels such a line is high."""

_MOST_DRAWN: Final = 2_000
_MOST_NAMED: Final = 500
_MOST_TOLD: Final = 40


# Colours


class Style(NamedTuple):
    """The colours of what a theme is drawn with."""

    background: str
    text: str
    quiet: str
    grid: str
    band: str


LIGHT: Final = Style("#ffffff", "#1f2430", "#565d6b", "#dfe2e8", "#f5f6f9")
DARK: Final = Style("#1e2129", "#eceff4", "#b4bac6", "#3a3f4b", "#252933")


class Look(NamedTuple):
    """The colour of a kind of mark in each theme, and the shape of its points.

    Colours that stand in one chart differ in lightness, which grey paper keeps, and to eyes that
    lack red, green or blue.
    """

    light: str
    dark: str
    shape: str = "circle"


SEQUENCE: Final = (
    Look("#49266d", "#f0e9ff"),
    Look("#1e4691", "#c1e4d1"),
    Look("#1b6574", "#6ecfec"),
    Look("#1f854d", "#47b972"),
    Look("#798b1d", "#9e9a18"),
    Look("#e77133", "#c56a3b"),
    Look("#2d293b", "#737384"),
)
"""Colours for what has no colour of its own, in order; the last is for all that is left."""


# Days


@attrs.frozen(slots=True)
class Scene:
    """The days from the first to the last that a chart shows, as ordinals."""

    first: int
    last: int

    @classmethod
    def around(cls, ordinals: Iterable[int], known_until: When | None = None) -> Scene | None:
        """Return the days around these, and around the end of knowledge; None if there are none.

        Where a date is open, its mark goes on to the edge of the scene.
        """
        days = {day for day in ordinals if NEVER_BEGUN < day < FOREVER}
        if not days:
            return None
        if known_until is not None:
            days.add(known_until.latest_ordinal)
        margin = max(1, (max(days) - min(days)) // 25)
        return cls(max(1, min(days) - margin), min(FOREVER - 1, max(days) + margin))

    def days(self, first: tuple[int, int], last: tuple[int, int]) -> Row:
        """Return the fields of a mark, by the bounds of its first and of its last day.

        ``first`` and ``last`` are the days that it possibly covers, ``sure_first`` and
        ``sure_last`` those that it surely covers; None if there are none.
        """
        is_sure = first[1] <= last[0]
        return {
            "first": self._iso(first[0]),
            "last": self._iso(last[1]),
            "sure_first": self._iso(first[1]) if is_sure else None,
            "sure_last": self._iso(last[0]) if is_sure else None,
            "open_start": first[0] <= NEVER_BEGUN,
            "open_end": last[1] >= FOREVER,
            "is_day": first[0] == last[1],
        }

    def one_of(self, low: int, high: int) -> Row:
        """Return the fields of a mark of something that began on one of these days."""
        return self.days((low, high), (low, high))

    @property
    def edge(self) -> int:
        """How many days an open end takes to fade."""
        return max(1, (self.last - self.first) // 27)  # no more than the margin that is around

    def _iso(self, ordinal: int) -> str:
        return _iso(min(max(ordinal, self.first), self.last))


def _iso(ordinal: int) -> str:
    return dt.date.fromordinal(ordinal).isoformat()


def few_enough(count: int, what: str, cure: str, *, are_named: bool = False) -> None:
    """Raise `ArgumentError` if there is more than can be told apart in one chart.

    What has its name beside it takes more room, and to lay out so many words more time.
    """
    most = _MOST_NAMED if are_named else _MOST_DRAWN
    if count > most:
        expected = f"at most {most:,} {what} to draw one by one: {cure}"
        raise ArgumentError("view", f"{count:,} {what}", expected)


def something_in(rows: Sequence[Row]) -> None:
    """Raise `ArgumentError` if there is nothing to see."""
    if not rows:
        raise ArgumentError("view", "nothing that has a date", "something with a date to draw")


def source_of(record: Any) -> str:
    """Return the address, or the citation, of the first source of a record."""
    sources: Sequence[Source] = record.sources
    return (sources[0].url or sources[0].citation or "") if sources else ""


def in_lines(text: str, letters: int, most: int = 3) -> list[str]:
    """Return a text as lines of so many letters, cut off with a sign where they are too many."""
    return textwrap.wrap(text, letters, max_lines=most, placeholder=" …", break_on_hyphens=False)


def listed(parts: Iterable[str]) -> str:
    """Return the parts of a description in a row: the first of them where they are very many."""
    told = [*parts]
    if len(told) > _MOST_TOLD:
        told[_MOST_TOLD:] = ["…"]
    return "; ".join(told)


# Parts of a chart


def days_axis(scene: Scene, offset: int = 0) -> Any:
    """Return a layer that shows nothing but the axis of the days, from the first to the last.

    They are counted in UTC, whatever the clock of a reader. No two ticks have the same label: a
    tick is a whole day, a month from four months on, and a year from four years on.
    """
    alt = altair()
    days = scene.last - scene.first
    x = alt.X(
        "first:T",
        scale=alt.Scale(type="utc", nice=False),
        axis=alt.Axis(
            format="%Y" if days > 4 * 366 else "%b %Y" if days > 4 * 30 else "%Y-%m-%d",
            labelOverlap=True,
            offset=offset,
            tickCount=8 if days > 8 else alt.TimeIntervalStep(interval="day", step=1),
        ),
        title=None,
    )
    edges = alt.InlineData(values=[{"first": _iso(day)} for day in (scene.first, scene.last)])
    return alt.Chart(edges).mark_rule(opacity=0, aria=False).encode(x=x)


def lane_labels(lanes: Iterable[Row], y: Any) -> Any:
    """Return the names of lanes at their left, the field ``name``, in the lines that they need."""
    alt = altair()
    named = [{**lane, "name": in_lines(lane["name"], LETTERS)} for lane in lanes]
    up = alt.expr(f"{-LINE / 2} * (length(datum.name) - 1)")
    labels = alt.Chart(alt.InlineData(values=named)).mark_text(
        align="right", baseline="middle", lineHeight=LINE, dy=up, aria=False
    )
    return labels.encode(x=alt.value(-8), y=y, text="name:N")


def legend(rows: Sequence[Row], looks: Mapping[str, Look], theme: Theme) -> Any:
    """Return the encodings of colour and of shape by the field ``state``, explained in words.

    Only what is there is explained; without anything to tell apart there is no legend.
    """
    alt = altair()
    found = {row["state"] for row in rows}
    states = [state for state in looks if state in found]
    shown = {state: next(r["legend"] for r in rows if r["state"] == state) for state in states}
    of_theme = [getattr(looks[state], theme) for state in states]
    names = list(shown.values())
    wanted = key(names)
    color = alt.Color("legend:N", scale=alt.Scale(domain=names, range=of_theme), legend=wanted)
    shapes = [looks[state].shape for state in states]
    shape = alt.Shape("legend:N", scale=alt.Scale(domain=names, range=shapes), legend=wanted)
    return color, shape


def key(names: Sequence[str]) -> Any:
    """Return the legend that explains names, in as many columns as have room; None of one alone."""
    if len(names) < 2:
        return None
    columns = max(1, min(3, WIDTH // (7 * max(map(len, names)))))
    return altair().Legend(
        title=None, orient="bottom", columns=columns, labelLimit=WIDTH, symbolOpacity=1
    )


def tooltip(words: Words, *fields: tuple[str, str]) -> list[Any]:
    """Return what is told of a mark under the pointer: fields and their English headings."""
    alt = altair()
    return [alt.Tooltip(f"{field}:N", title=words.phrase(title)) for field, title in fields]


def span_layers(
    scene: Scene,
    rows: Sequence[Row],
    drawing: Drawing,
    encoding: Mapping[str, Any],
    *,
    height: Any,
    faint: float = 0.4,
) -> list[Any]:
    """Return bars over days: faint where possible, full where sure, fading where they are open.

    A layer without any bar is left out: there would be nothing to measure it by.
    """
    alt = altair()
    start = alt.X("first:T", title=None)
    layers = [_bars("datum.first", "last", height, faint).encode(x=start, x2="end", **encoding)]
    if any(row["sure_first"] for row in rows):
        start = alt.X("sure_first:T", title=None)
        bars = _bars("isValid(datum.sure_first)", "sure_last", height, 1)
        layers.append(bars.encode(x=start, x2="end", **encoding))
    hidden, seen = f"{drawing.style.background}00", drawing.style.background
    edges = {
        "open_start": (scene.first, (seen, hidden)),
        "open_end": (scene.last - scene.edge + 1, (hidden, seen)),
    }
    for side, (day, colors) in edges.items():
        if any(row[side] for row in rows):
            cover = _fading(side, day, scene, colors=colors, height=height, encoding=encoding)
            layers.append(cover)
    return layers


def _bars(condition: str, last: str, height: Any, opacity: float) -> Any:
    """Return bars that end with a day itself, not where it begins."""
    chart = altair().Chart().transform_filter(condition)
    chart = chart.transform_calculate(end=f"toDate(datum.{last}) + {DAY}")
    return chart.mark_bar(height=height, opacity=opacity, xOffset=-0.5, x2Offset=0.5)


def _fading(
    condition: str,
    first: int,
    scene: Scene,
    *,
    colors: tuple[str, str],
    height: Any,
    encoding: Mapping[str, Any],
) -> Any:
    """Return what covers open bars at an edge: from one colour to another."""
    alt = altair()
    last = min(first + scene.edge - 1, scene.last)
    gradient = {
        "gradient": "linear",
        "x1": 0,
        "x2": 1,
        "y1": 0,
        "y2": 0,
        "stops": [{"offset": at, "color": color} for at, color in enumerate(colors)],
    }
    bounds = alt.Chart().transform_filter(f"datum.{condition}")
    bounds = bounds.transform_calculate(
        cover_from=f"toDate('{_iso(first)}')", cover_to=f"toDate('{_iso(last)}') + {DAY}"
    )
    shared = {key: value for key, value in encoding.items() if key in {"y", "y2", "tooltip"}}
    bars = bounds.mark_bar(height=height, color=gradient, xOffset=-1, x2Offset=1)
    return bars.encode(x=alt.X("cover_from:T", title=None), x2="cover_to", **shared)


# The whole


@attrs.frozen(slots=True, kw_only=True)
class Drawing:
    """What one chart is asked for: words, theme, and the chronicle that its records are of."""

    words: Words
    theme: Theme
    index: Index | None
    about: About | None = None

    @classmethod
    def of(
        cls, chronicle: Chronicle | None, index: Index | None, lang: str, theme: Theme
    ) -> Drawing:
        """Return a drawing in a language; without a chronicle nobody says where data come from."""
        known = chronicle._index if chronicle is not None else index
        about = chronicle.about if chronicle is not None else None
        return cls(words=Words(known, lang, None), theme=theme, index=known, about=about)

    @property
    def lang(self) -> str:
        """The tag of the language."""
        return self.words.lang

    @property
    def subject(self) -> str:
        """What the chronicle is of, in its own title; nothing if it has none."""
        return self.words.text(self.about.title) if self.about is not None else ""

    @property
    def as_of(self) -> When | None:
        """The day on which knowledge ends."""
        return self.index.as_of if self.index is not None else None

    @property
    def style(self) -> Style:
        """The colours of the theme."""
        return LIGHT if self.theme == "light" else DARK

    def known_until(self, membership: Membership) -> When | None:
        """Return the day on which the knowledge of a membership ends."""
        return self.index.known_until(membership.id) if self.index is not None else None

    def phrase(self, text: str, **given: object) -> str:
        """Return a phrase in the language."""
        return phrase(text, self.lang, **given)

    def finished(
        self,
        layers: Sequence[Any],
        rows: Sequence[Row],
        *,
        title: str,
        description: str,
        remarks: Sequence[str] = (),
        left_out: Sequence[str] = (),
        width: int = WIDTH,
        height: int | Any = 300,
    ) -> Any:
        """Return the chart of these layers over these rows, with all that is written around it."""
        alt = altair()
        told = [*remarks]
        if left_out:
            told.append(self.phrase("Not drawn, without days: {ids}.", ids=", ".join(left_out)))
        source = self.phrase("Source: {}").format(self.subject) + "." if self.subject else ""
        told.append(" ".join(part for part in (source, self.words.note) if part))
        heading = alt.TitleParams(
            text=in_lines(title, width // 10),
            subtitle=[line for part in told for line in in_lines(part, width // 6, most=4)],
        )
        return picture_class()(
            layer=list(layers),
            data=alt.InlineData(values=list(rows)),
            title=heading,
            description=" ".join([f"{title}.", description, *told]).strip(),
            width=width,
            height=height,
            config=self._config(),
            usermeta={"lang": self.lang, "left_out": list(left_out)},
        )

    def _config(self) -> Row:
        style = self.style
        spoken = language(self.lang).dates
        months = [month.nominative for month in spoken.months]
        return {
            "background": style.background,
            "font": "Noto Sans, Liberation Sans, Helvetica, Arial, sans-serif",
            "view": {"stroke": None},
            "padding": 12,
            "title": {
                "anchor": "start",
                "frame": "bounds",
                "color": style.text,
                "subtitleColor": style.quiet,
                "fontSize": 17,
                "subtitleFontSize": 12,
                "subtitlePadding": 6,
                "offset": 12,
            },
            "axis": {
                "labelColor": style.text,
                "titleColor": style.text,
                "labelFontSize": 12,
                "titleFontSize": 12,
                "gridColor": style.grid,
                "domainColor": style.quiet,
                "tickColor": style.quiet,
                "labelLimit": 260,
            },
            "legend": {"labelColor": style.text, "titleColor": style.text, "labelFontSize": 12},
            "text": {"color": style.text, "fontSize": 12},
            "locale": {"time": _time_locale(months)},
        }


def _time_locale(months: list[str]) -> Row:
    """Return the names of months for Vega; days of the week are on no axis of ours."""
    return {
        "dateTime": "%x, %X",
        "date": "%d.%m.%Y",
        "time": "%H:%M:%S",
        "periods": ["", ""],
        "days": [""] * 7,
        "shortDays": [""] * 7,
        "months": months,
        "shortMonths": [month[:3] for month in months],
    }
