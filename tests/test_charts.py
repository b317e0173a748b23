"""Charts: what is written in them and around them, what is refused, and the files."""

from __future__ import annotations

import datetime as dt
import io
import itertools
import json
import math
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import altair
import pytest
from click.testing import CliRunner

import cstoevents as cs
from cstoevents.charts import anniversaries, drawing, series, terms
from cstoevents.cli import cli
from cstoevents.errors import ExtraMissingError

CSTO = cs.load()
VIEWS: dict[str, tuple[Any, dict[str, Any]]] = {
    "series": (CSTO.numbered("ksopn"), {}),
    "posts": (CSTO.holders("secretary-general", "csto"), {}),
    "members": (CSTO.members("csto"), {}),
    "timeline": (CSTO.timeline().during("2024"), {}),
    "by place": (CSTO.timeline().during("2024"), {"lanes": "place"}),
    "by series": (CSTO.timeline().during("2024"), {"lanes": "series"}),
    "counts": (CSTO.timeline(), {"counts": "kind"}),
    "counts by body": (CSTO.timeline(), {"counts": "body"}),
    "anniversaries": (CSTO.anniversaries("2027-05"), {}),
}


def rows_of(chart: Any) -> list[dict[str, Any]]:
    """The data that all layers of a chart share."""
    spec = chart.to_dict()
    rows: list[dict[str, Any]] = spec["datasets"][spec["data"]["name"]]
    return rows


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("lang", cs.wording.languages())
def test_a_chart_says_in_its_language_what_it_is_and_where_it_is_from(view: str, lang: str) -> None:
    shown, how = VIEWS[view]
    chart = cs.chart(shown, CSTO, lang=lang, **how)
    assert isinstance(chart, altair.LayerChart)
    spec = chart.to_dict()
    assert spec["usermeta"]["lang"] == lang
    assert CSTO.about.title is not None
    around = " ".join(spec["title"]["subtitle"])
    assert CSTO.about.title.best(lang) in around
    assert ("13 February 2026" if lang == "en" else "13 февраля 2026") in around
    assert spec["description"].startswith(" ".join(spec["title"]["text"]))


@pytest.mark.parametrize("view", VIEWS)
def test_a_russian_chart_has_no_phrase_of_ours_in_english(view: str) -> None:
    shown, how = VIEWS[view]
    spec = cs.chart(shown, CSTO, lang="ru", **how).to_dict()
    # Names that nobody gave in Russian stand in English; titles, legends and remarks may not.
    own = [*spec["title"]["text"], *spec["title"]["subtitle"]]
    own += [row["legend"] for row in rows_of(cs.chart(shown, CSTO, lang="ru", **how))
            if "legend" in row]  # fmt: skip
    assert [text for text in own if re.search("[a-z]{4,}", text)] == []


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_without_a_chronicle_is_drawn_with_ids_for_names(view: str) -> None:
    shown, how = VIEWS[view]
    assert rows_of(cs.chart(shown, **how))


def test_the_views_have_their_chart_as_a_method() -> None:
    view = CSTO.numbered("icmec")
    assert view.chart(CSTO, lang="ru").to_dict() == cs.chart(view, CSTO, lang="ru").to_dict()


def test_a_series_shows_members_missing_numbers_and_what_is_expected() -> None:
    view = CSTO.numbered("ksopn")
    by_state: dict[str, list[int]] = {}
    for row in rows_of(cs.chart(view, CSTO)):
        by_state.setdefault(row["state"], []).append(row["number"])
    coming = view.expected_next()
    assert coming is not None
    assert by_state["expected"] == [coming.number]
    assert by_state["missing"] == [missing.number for missing in view.missing]
    drawn = [by_state.get(state, []) for state in ("known", "roughly", "unnumbered")]
    assert sum(map(len, drawn)) == len(view.members)


def test_what_is_expected_next_is_on_the_days_of_its_window() -> None:
    view = CSTO.numbered("ksopn")
    coming = view.expected_next()
    assert coming is not None
    assert coming.window is not None
    [row] = [row for row in rows_of(cs.chart(view, CSTO)) if row["state"] == "expected"]
    days = [coming.window.earliest, coming.window.latest]
    assert [row["first"], row["last"]] == [str(day) for day in days]


def test_a_member_known_to_the_day_is_a_point_and_no_bar() -> None:
    chart = CSTO.numbered("ksopn").chart(CSTO)
    target = io.BytesIO()
    chart.save(target, format="svg")
    drawn = re.findall(
        r'<g class="mark-(rect|symbol) role-mark[^>]*>(.*?)</g>', target.getvalue().decode()
    )
    shapes = [(kind, group.count("<path")) for kind, group in drawn if "gradient" not in group]
    rows = rows_of(chart)
    bars = [row for row in rows if row["number"] is not None and not row["is_day"]]
    points = [row for row in rows if row["number"] is not None and row["point"]]
    foot = [row for row in rows if row["number"] is None]
    assert shapes == [("rect", len(bars)), ("symbol", len(points)), ("rect", len(foot))]


def run_of(*members: tuple[int | None, str]) -> cs.NumberedSeries:
    """A series of these numbers and dates."""
    return cs.Chronicle(
        cs.Series(id="run", name="A run"),
        *(
            cs.Event(
                id=f"e{at}",
                kind="exercise",
                status="held",
                title="An exercise",
                when=when,
                entries=[cs.SeriesEntry(series="run", number=number)],
            )
            for at, (number, when) in enumerate(members)
        ),
    ).numbered("run")


def shapes_of(chart: Any) -> Counter[str]:
    """How many marks of each kind are drawn, apart from the covers of what fades."""
    target = io.BytesIO()
    chart.save(target, format="svg")
    groups = re.findall(
        r'<g class="mark-(rect|symbol) role-mark[^>]*>(.*?)</g>', target.getvalue().decode()
    )
    counted = Counter[str]()
    for kind, group in groups:
        counted[kind] += group.count("<path") if "gradient" not in group else 0
    return counted


def test_an_event_of_a_day_is_a_point_and_every_other_a_bar() -> None:
    chart = CSTO.timeline().during("2024").chart(CSTO)
    rows = rows_of(chart)
    lasting = [row for row in rows if not row["point"]]
    assert shapes_of(chart) == {
        "symbol": len(rows) - len(lasting),
        # In full what is sure, in pale what is possible, and the bands of the lanes.
        "rect": len(lasting)
        + sum(row["sure_first"] is not None for row in lasting)
        + len({row["lane"] for row in rows}),
    }


def test_a_mark_is_at_the_days_of_its_record() -> None:
    chart = CSTO.timeline().during("2024").chart(CSTO)
    spec = chart.to_dict()
    first, last = (
        dt.date.fromisoformat(edge["first"]).toordinal()
        for edge in spec["datasets"][spec["layer"][0]["data"]["name"]]
    )
    per_day = spec["width"] / (last - first)
    days = [
        (dt.date.fromisoformat(row["first"]).toordinal() - first, row["point"])
        for row in rows_of(chart)
    ]
    target = io.BytesIO()
    chart.save(target, format="svg")
    svg = target.getvalue().decode()
    [points] = re.findall(r'<g class="mark-symbol role-mark[^>]*>(.*?)</g>', svg)
    # A point is at noon, a bar begins with its day, half a pixel early.
    assert [float(x) for x in re.findall(r"translate\(([^,]+),", points)] == pytest.approx(
        [(day + 0.5) * per_day for day, is_point in days if is_point]
    )
    [faint] = re.findall(r'<g class="mark-rect role-mark layer_3_[^>]*>(.*?)</g>', svg)
    assert [float(x) for x in re.findall(r'd="M([^,]+),', faint)] == pytest.approx(
        [day * per_day - 0.5 for day, is_point in days if not is_point]
    )


def test_every_term_is_a_bar_and_every_day_seen_a_tick() -> None:
    chart = cs.chart(CSTO.posts("samat-ordabaev"), CSTO)
    rows = rows_of(chart)
    ticks = sum(len(row["seen_first"]) for row in rows)
    assert ticks > 0
    sure = sum(row["sure_first"] is not None for row in rows)
    assert shapes_of(chart) == {"rect": len(rows) + sure + ticks}


def test_every_count_is_a_bar() -> None:
    chart = CSTO.timeline().during("2024").chart(CSTO, counts="body")
    assert shapes_of(chart) == {"rect": len(rows_of(chart))}


def test_dates_that_contradict_the_numbers_are_marked() -> None:
    view = run_of((1, "2024-05-01"), (2, "2023-05-01"), (3, "2025-05-01"))
    states = {row["id"]: row["state"] for row in rows_of(view.chart())}
    assert states["e0"] == states["e1"] == "doubted"


def test_a_number_that_was_given_twice_is_marked() -> None:
    rows = rows_of(run_of((1, "2023-05-01"), (1, "2024-05-01")).chart())
    assert [row["state"] for row in rows] == ["double", "double"]


def texts_of(chart: Any, role: str) -> list[str]:
    """What is written in a chart in one of its roles, such as the labels of its axes."""
    target = io.BytesIO()
    chart.save(target, format="svg")
    groups = re.findall(
        rf'<g class="mark-text role-{role}"[^>]*>(.*?)</g>', target.getvalue().decode()
    )
    return [text for group in groups for text in re.findall(r">([^<]+)</t", group)]


def test_numbers_that_are_all_points_have_their_axis_too() -> None:
    chart = run_of((7, "2024-05-01"), (8, "2025-05-01")).chart()
    assert texts_of(chart, "axis-title") == ["No."]
    assert {"7", "8"} <= set(texts_of(chart, "axis-label"))


def test_a_series_without_numbers_is_a_strip_of_its_days() -> None:
    chart = run_of((None, "2024-05-01"), (None, "2025-05")).chart()
    assert chart.to_dict()["height"] < 20
    assert texts_of(chart, "axis-title") == []


def test_very_many_missing_numbers_are_drawn_by_the_gap() -> None:
    rows = rows_of(run_of((1, "2024-05-01"), (500, "2025-05-01")).chart())
    assert [(row["number"], row["through"]) for row in rows if row["state"] == "missing"] == [
        (2, 499)
    ]


@pytest.mark.slow
@pytest.mark.parametrize("days", [0, 1, 5, 30, 119, 125, 300, 800, 1100, 1440, 1500, 9000, 500_000])
def test_no_two_ticks_of_the_days_have_the_same_label(days: int) -> None:
    first = dt.date(220, 1, 10)
    visits = [
        cs.Event(id=f"e{day}", kind="visit", title="A visit", when=day.isoformat())
        for day in (first, first + dt.timedelta(days))
    ]
    labels = texts_of(cs.Timeline(visits[: 2 if days else 1]).chart(), "axis-label")
    assert len(labels) >= 3
    assert len(set(labels)) == len(labels)


def test_a_long_name_is_told_in_lines_and_not_cut_off() -> None:
    club = cs.Organisation(id="club", name=" ".join(["Commission"] * 9), kind="other")
    visit = cs.Event(id="visit", kind="visit", title="A visit", when="2024", organisers=["club"])
    member = cs.Membership(
        id="m", member="club", organisation="club", role="member", when="2020/2024"
    )
    chronicle = cs.Chronicle(club, visit, member)
    of_events = chronicle.timeline().chart(chronicle, lanes="body")
    of_terms = cs.chart(chronicle.members("club"), chronicle)
    for chart in (of_events, of_terms):
        named = [text for text in texts_of(chart, "mark [^ ]*") if "Commission" in text]
        assert len(named) == 3
        assert " ".join(named).split() == ["Commission"] * 9


@pytest.mark.parametrize("lang", cs.wording.languages())
def test_a_day_of_the_calendar_is_below_its_day_of_the_week(lang: str) -> None:
    row = cs.chart(CSTO.anniversaries("2027", every=5), CSTO, lang=lang).to_dict()
    (cells,) = (values for values in row["datasets"].values() if "ink" in values[0])
    of_march = [cell for cell in cells if cell["size"] == 11][7 + 31 + 7 + 28 + 7 - 7 :][:38]
    names, days = of_march[:7], of_march[7:]
    assert [cell["text"] for cell in days] == [str(day) for day in range(1, 32)]
    for cell in days:
        weekday = dt.date(2027, 3, int(cell["text"])).weekday()
        assert cell["x"] == names[weekday]["x"]
        assert cell["y"] > names[weekday]["y"]


def test_what_has_no_days_is_named_below_the_title() -> None:
    undated = cs.Event(id="no-date", kind="visit", title="A visit")
    dated = cs.Event(id="dated", kind="visit", title="A visit", when="2024")
    chart = cs.Timeline([undated, dated]).chart()
    assert chart.usermeta == {"lang": "en", "left_out": ["no-date"]}
    assert "no-date" in " ".join(chart.to_dict()["title"]["subtitle"])


def test_an_event_of_one_of_two_years_counts_surely_in_neither() -> None:
    visit = cs.Event(id="visit", kind="visit", title="A visit", when="[2023..2024]")
    rows = rows_of(cs.Timeline([visit]).chart(counts="kind"))
    assert [(row["year"], row["surely"], row["count"]) for row in rows] == [
        (2023, False, 1),
        (2024, False, 1),
    ]


def test_what_is_possibly_in_the_view_counts_surely_in_no_year() -> None:
    visit = cs.Event(id="visit", kind="visit", title="A visit", when="2024")
    rows = rows_of(cs.Timeline([visit]).during("2024-05").chart(counts="kind"))
    assert [(row["year"], row["surely"]) for row in rows] == [(2024, False)]


def test_a_term_without_an_end_is_full_to_the_day_on_which_knowledge_ends() -> None:
    rows = rows_of(cs.chart(CSTO.members("csto"), CSTO))
    belarus = next(row for row in rows if row["who"] == "Belarus")
    assert belarus["sure_last"] == "2026-02-13"
    assert belarus["open_end"]


def test_groups_beyond_the_colours_are_counted_together() -> None:
    rows = rows_of(cs.chart(CSTO.timeline(), CSTO, counts="kind"))
    assert len({row["group"] for row in rows}) == len(drawing.SEQUENCE)
    assert sum(row["count"] for row in rows if row["surely"]) <= len(CSTO.timeline())


@pytest.mark.parametrize(("years", "tallest"), [(1, 1), (2, 2), (3, 1), (2, 5), (12, 3)])
def test_years_and_counts_are_whole_numbers_each_with_one_label(years: int, tallest: int) -> None:
    held = [
        cs.Event(id=f"e{year}-{at}", kind="visit", title="A visit", when=str(year))
        for year in range(2001, 2001 + years)
        for at in range(tallest)
    ]
    labels = texts_of(cs.Timeline(held).chart(counts="kind"), "axis-label")
    assert labels == [*map(str, range(2001, 2001 + years)), *map(str, range(tallest + 1))]


@pytest.mark.parametrize(
    ("counts", "title"),
    [("kind", "Вид"), ("body", "Организация"), ("place", "Место"), ("series", "Серия")],
)
def test_a_mark_of_counts_tells_what_its_group_is(counts: Any, title: str) -> None:
    chart = cs.chart(CSTO.timeline(), CSTO, lang="ru", counts=counts)
    told = {
        tip["field"]: tip["title"] for tip in chart.to_dict()["layer"][0]["encoding"]["tooltip"]
    }
    assert told["group"] == title


def test_long_names_are_whole_in_the_legend() -> None:
    names = [f"Council of the heads of agencies that {what}" for what in ("guard", "heal", "teach")]
    bodies = [
        cs.Organisation(id=f"b{at}", name=name, kind="other") for at, name in enumerate(names)
    ]
    visits = [
        cs.Event(id=f"e{body.id}", kind="visit", title="A visit", when="2024", organisers=[body.id])
        for body in bodies
    ]
    chronicle = cs.Chronicle(*bodies, *visits)
    chart = chronicle.timeline().chart(chronicle, counts="body")
    assert texts_of(chart, "legend-label") == names


def test_jubilees_stand_out_and_what_has_no_day_is_in_the_list_of_its_month() -> None:
    found = CSTO.anniversaries("2027")
    rows = rows_of(cs.chart(found, CSTO))
    assert [row["state"] == "jubilee" for row in rows] == [item.number % 5 == 0 for item in found]
    assert any(row["first"] != row["last"] for row in rows)


@pytest.mark.parametrize(("original", "number", "year"), [("0001-12", 1, 2), ("9998", 1, 9999)])
def test_the_ends_of_the_calendar_have_a_sheet_too(original: str, number: int, year: int) -> None:
    found = cs.Anniversaries([cs.anniversary(original, number)])
    title = found.chart().to_dict()["title"]["text"]
    assert title == [f"Anniversaries of {year}"]


def test_acting_frozen_and_suspended_are_told_apart() -> None:
    held = rows_of(cs.chart(CSTO.holders("secretary-general", "csto"), CSTO))
    members = rows_of(cs.chart(CSTO.members("csto"), CSTO))
    assert {row["state"] for row in held} == {"full", "acting"}
    assert {row["state"] for row in members} == {"full", "frozen", "suspended"}


# What is told to those who don't see it


def test_a_joined_term_has_a_bar_for_each_record_where_its_status_changed() -> None:
    found = CSTO.holders("head-of-state", "kg", during="2009", joined=True)
    rows = rows_of(found.chart())
    assert [row["state"] for row in rows] == ["acting", "full"]
    assert len({row["lane"] for row in rows}) == 1


def test_the_description_of_a_series_tells_where_missing_numbers_lie() -> None:
    told = run_of((1, "2023-05-01"), (3, "2025-05-01"), (7, "2026-05-01")).chart().description
    assert "2 (a day between 2 May 2023 and 30 April 2025)" in told
    assert "4–6 (" in told


def test_the_description_of_terms_tells_on_which_days_somebody_was_seen() -> None:
    ann = cs.Official(id="ann", name="Ann")
    club = cs.Organisation(id="club", name="The club", kind="other")
    seen = cs.Membership(
        id="m", member="ann", organisation="club", role="chair", seen=["2020-05-01", "2021"]
    )
    chronicle = cs.Chronicle(ann, club, seen)
    told = cs.chart(chronicle.holders("chair", "club"), chronicle).description
    assert "Ann: unknown (seen: 1 May 2020, 2021)" in told


def test_the_description_of_a_timeline_tells_its_days() -> None:
    assert "Days: 5 February – 2 May 2024." in timeline_of("2024-02-05", "2024-05-02").description
    assert "Days: 5 February 2024." in timeline_of("2024-02-05").description
    assert "Days: " in timeline_of("../2024", "2023/..").description


def timeline_of(*whens: str) -> Any:
    events = [
        cs.Event(id=f"e{at}", kind="visit", title="A visit", when=when)
        for at, when in enumerate(whens)
    ]
    return cs.Timeline(events).chart()


def test_the_description_of_counts_tells_the_possible_ones_and_the_groups() -> None:
    events = [
        cs.Event(id="a", kind="visit", title="A visit", when="2023"),
        cs.Event(id="b", kind="exercise", title="An exercise", when="2023"),
        cs.Event(id="c", kind="visit", title="A visit", when="[2023..2024]"),
    ]
    told = cs.Timeline(events).chart(counts="kind").description
    assert "Surely began in each year: 2023: 2." in told
    assert "Possibly, on top of that: 2023: 1; 2024: 1." in told
    assert "Of these: visit: 1; exercise: 1." in told


def test_the_description_of_a_calendar_tells_each_jubilee_with_its_month() -> None:
    found = CSTO.anniversaries("2027")
    told = found.chart(CSTO).description
    assert f"Anniversaries: {len(found)}." in told
    assert "7 October 2027, 25th: CSTO Secretariat" in told


# Colours


def linear(color: str) -> tuple[float, ...]:
    """Red, green and blue of sRGB as light."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return tuple(
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )


def product(matrix: Matrix, light: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(
        sum(factor * part for factor, part in zip(row, light, strict=True)) for row in matrix
    )


def lab(light: tuple[float, ...]) -> tuple[float, float, float]:
    """L*, a* and b* of CIELAB; differences of about 2 are the least that eyes see."""
    white = product(TO_XYZ, (1, 1, 1))
    x, y, z = (
        (value / most) ** (1 / 3) if value / most > 0.008856 else 7.787 * value / most + 16 / 116
        for value, most in zip(product(TO_XYZ, light), white, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def luminance(color: str) -> float:
    """The relative luminance of WCAG 2."""
    return product(TO_XYZ, linear(color))[1]


def lightness(color: str) -> float:
    """L* of CIELAB, which grey paper keeps."""
    return lab(linear(color))[0]


def as_seen(color: str, eyes: Matrix) -> tuple[float, float, float]:
    return lab(tuple(min(1.0, max(0.0, part)) for part in product(eyes, linear(color))))


Matrix: TypeAlias = tuple[tuple[float, float, float], ...]
TO_XYZ: Matrix = (
    (0.4124, 0.3576, 0.1805),
    (0.2126, 0.7152, 0.0722),
    (0.0193, 0.1192, 0.9505),
)
# Machado, Oliveira and Fernandes, A Physiologically-based Model for Simulation of Color Vision
# Deficiency (2009), at full severity:
# https://www.inf.ufrgs.br/~oliveira/pubs_files/CVD_Simulation/CVD_Simulation.html
EYES: dict[str, Matrix] = {
    "without red": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "without green": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "without blue": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted(map(luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


PALETTES = {
    "series": list(series.LOOKS.values()),
    "terms": list(terms.LOOKS.values()),
    "anniversaries": list(anniversaries.LOOKS.values()),
    "counts": list(drawing.SEQUENCE),
}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("palette", PALETTES)
def test_marks_of_one_shape_differ_in_lightness_and_stand_out(palette: str, theme: str) -> None:
    background = getattr(drawing, theme.upper()).background
    for one, other in itertools.combinations(PALETTES[palette], 2):
        if one.shape == other.shape:
            lights = [lightness(getattr(look, theme)) for look in (one, other)]
            assert abs(lights[0] - lights[1]) > 5, (one, other)
    for look in PALETTES[palette]:
        assert contrast(getattr(look, theme), background) >= 3, look


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("palette", PALETTES)
def test_the_colour_blind_tell_marks_of_one_shape_apart(
    palette: str, theme: str, eyes: str
) -> None:
    for one, other in itertools.combinations(PALETTES[palette], 2):
        if one.shape == other.shape:
            seen = [as_seen(getattr(look, theme), EYES[eyes]) for look in (one, other)]
            assert math.dist(*seen) > 9, (one, other)


@pytest.mark.parametrize("style", [drawing.LIGHT, drawing.DARK])
def test_words_can_be_read_on_the_background(style: drawing.Style) -> None:
    assert contrast(style.text, style.background) >= 7
    assert contrast(style.quiet, style.background) >= 4.5
    assert contrast(style.text, style.band) >= 7


# What is refused


def visits(count: int) -> list[cs.Event]:
    return [
        cs.Event(
            id=f"e{at}",
            kind="visit",
            title="A visit",
            when=f"{1900 + at % 100}",
            entries=[cs.SeriesEntry(series="run", number=at + 1)],
        )
        for at in range(count)
    ]


def many_terms() -> Any:
    ann = cs.Official(id="ann", name="Ann")
    club = cs.Organisation(id="club", name="The club", kind="other")
    held = [
        cs.Membership(id=f"m{at}", member="ann", organisation="club", role="chair", when="2024")
        for at in range(501)
    ]
    return cs.Chronicle(ann, club, *held).holders("chair", "club")


MANY: dict[str, tuple[Callable[[], Any], str]] = {
    "events": (lambda: cs.Timeline(visits(10_000)), r"10,000 events.*counts='kind'"),
    "numbers": (
        lambda: cs.Chronicle(cs.Series(id="run", name="A run"), *visits(2_001)).numbered("run"),
        r"2,001 numbers.*cs\.Timeline\(m\.event for m in view\.members\)\.chart\(counts='kind'\)",
    ),
    "terms": (many_terms, r"501 terms.*at most 500.*of some years"),
    "anniversaries": (
        lambda: cs.Chronicle(cs.Series(id="run", name="A run"), *visits(600)).anniversaries(
            "2027", kinds="all"
        ),
        r"600 anniversaries.*at most 500.*every=5",
    ),
}


@pytest.mark.parametrize("what", MANY)
def test_more_than_can_be_told_apart_is_refused_with_the_cure(what: str) -> None:
    view, message = MANY[what]
    with pytest.raises(cs.ArgumentError, match=message):
        cs.chart(view())


def test_the_events_that_are_too_many_can_be_counted() -> None:
    many = cs.Chronicle(cs.Series(id="run", name="A run"), *visits(10_000)).numbered("run")
    counted = cs.Timeline(member.event for member in many.members).chart(counts="kind")
    assert sum(row["count"] for row in rows_of(counted)) == 10_000


@pytest.mark.parametrize(
    ("view", "how", "message"),
    [
        (cs.Timeline([]), {}, "something with a date"),
        ((), {}, "something with a date"),
        (cs.Anniversaries([]), {}, "something with a date"),
        (CSTO.anniversaries("2026/2027"), {}, "those of one year"),
        (CSTO.numbered("ksopn"), {"lanes": "kind"}, "it is for a timeline"),
        (CSTO.numbered("ksopn"), {"counts": "kind"}, "it is for a timeline"),
        (
            CSTO.timeline().during("2024"),
            {"lanes": "colour"},
            "'kind', 'body', 'place' or 'series'",
        ),
        (CSTO.timeline(), {"counts": "colour"}, "'place' or 'series'"),
        (CSTO.timeline(), {"counts": "kind", "lanes": "kind"}, "says what is told apart"),
        (CSTO.timeline(), {"theme": "pink"}, "'light' or 'dark'"),
        (CSTO.timeline(), {"lang": "xx"}, "lang"),
        (3, {}, "a timeline, anniversaries, a numbered series or terms"),
        ("terms", {}, "a timeline, anniversaries, a numbered series or terms"),
    ],
)
def test_what_cannot_be_drawn_is_refused(view: Any, how: dict[str, Any], message: str) -> None:
    with pytest.raises(cs.ArgumentError, match=message):
        cs.chart(view, **how)


@pytest.mark.parametrize(
    ("module", "library"), [("altair", "altair"), ("vl_convert", "vl-convert-python")]
)
def test_without_the_extra_a_chart_is_refused_with_its_name(
    monkeypatch: pytest.MonkeyPatch, module: str, library: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ExtraMissingError, match=rf"{library} is not installed.*\[charts\]"):
        cs.chart(CSTO.numbered("ksopn"))


@pytest.mark.slow
def test_the_library_is_imported_when_something_is_drawn_and_not_before() -> None:
    script = (
        "import sys, cstoevents as cs, cstoevents.charts; cs.chart; cs.load();"
        "sys.exit('altair' in sys.modules or 'vl_convert' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True)
    assert done.returncode == 0, done.stderr


# Files


@pytest.mark.parametrize(
    "ending", ["svg", "png", "pdf", pytest.param("html", marks=pytest.mark.slow), "json"]
)
def test_a_chart_is_written_in_the_format_of_its_name(ending: str, tmp_path: Path) -> None:
    target = tmp_path / f"chart.{ending}"
    CSTO.numbered("icmec").chart(CSTO).save(target)
    starts = {"svg": b"<svg", "png": b"\x89PNG", "pdf": b"%PDF", "html": b"<!DOC", "json": b"{"}
    assert target.read_bytes().startswith(starts[ending])


def test_an_svg_says_what_it_shows_and_fetches_nothing(tmp_path: Path) -> None:
    chart = cs.chart(CSTO.numbered("icmec"), CSTO, lang="ru")
    chart.save(tmp_path / "chart.svg")
    text = (tmp_path / "chart.svg").read_text("utf-8")
    root = ET.fromstring(text)
    name = "{http://www.w3.org/2000/svg}"
    assert root.attrib["role"] == "img"
    assert root.attrib["{http://www.w3.org/XML/1998/namespace}lang"] == "ru"
    assert root[0].tag == f"{name}title"
    assert root[1].tag == f"{name}desc"
    assert root[1].text == chart.description
    assert "href=" not in text.replace("xmlns:xlink=", "")


@pytest.mark.slow
def test_a_page_fetches_nothing_and_no_text_of_the_data_ends_its_script(tmp_path: Path) -> None:
    title = "</script><!-- <script>alert(1)</script>"
    event = cs.Event(id="a", kind="visit", title=title, when="2024")
    cs.Timeline([event]).chart().save(tmp_path / "chart.html")
    page = (tmp_path / "chart.html").read_text("utf-8")
    assert page.count("</script>") == 2
    assert not re.search(r"<(script|link|img)[^>]*(src|href)=\"http", page)
    spec = re.search(r"^const spec = (.*);$", page, re.MULTILINE)
    assert spec is not None
    assert "<" not in spec[1]
    assert title in json.dumps(json.loads(spec[1]))


def test_the_same_chart_is_the_same_bytes_after_others() -> None:
    made = []
    for _ in range(2):
        target = io.BytesIO()
        CSTO.numbered("ksopn").chart(CSTO).save(target, format="svg")
        made.append(target.getvalue())
    assert b"url(#gradient_0)" in made[0]
    assert made[0] == made[1]


def test_a_chart_that_was_changed_is_saved_in_the_same_way(tmp_path: Path) -> None:
    chart = CSTO.numbered("icmec").chart(CSTO).properties(title="Our own title")
    chart.save(tmp_path / "chart.svg")
    assert ">Our own title<" in (tmp_path / "chart.svg").read_text("utf-8")


def test_an_open_file_needs_a_format(tmp_path: Path) -> None:
    chart = CSTO.numbered("icmec").chart(CSTO)
    target = io.BytesIO()
    chart.save(target, format="svg")
    assert target.getvalue().startswith(b"<svg")
    with pytest.raises(cs.ArgumentError, match="one of svg, png, pdf, html"):
        chart.save(io.BytesIO())
    with pytest.raises(cs.ArgumentError, match="one of svg, png, pdf, html"):
        chart.save(tmp_path / "chart.bmp")
    assert list(tmp_path.iterdir()) == []


# The command line


@pytest.mark.parametrize(
    "words",
    [
        ["series", "ksopn"],
        ["who", "chair", "csto", "--during", "2015/2020"],
        ["members", "csto", "--lang", "ru"],
        ["timeline", "2024", "--lanes", "body", "--theme", "dark"],
        ["timeline", "2024", "--kind", "exercise", "--body", "csto"],
        ["counts", "--by", "place", "2020/2024"],
        ["anniversaries", "2027"],
    ],
    ids=" ".join,
)
def test_each_command_saves_its_picture(words: list[str], tmp_path: Path) -> None:
    target = tmp_path / "picture.json"
    result = CliRunner().invoke(cli, ["chart", *words, "-o", str(target)])
    assert (result.exit_code, result.output) == (0, ""), result.output
    assert json.loads(target.read_bytes())["description"]


def test_the_command_refuses_a_file_of_another_kind(tmp_path: Path) -> None:
    target = tmp_path / "picture.doc"
    result = CliRunner().invoke(cli, ["chart", "series", "ksopn", "-o", str(target)])
    assert result.exit_code == 2
    assert "one of svg, png, pdf, html" in result.output
    assert not target.exists()
