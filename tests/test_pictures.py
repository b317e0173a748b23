"""The pictures of the pages: each is of the data and the code that its page shows.

Run this file, as `make generate` does, to draw anew those whose data have changed; with `all`,
every one.
"""

from __future__ import annotations

import hashlib
import io
import json
import sys
import xml.etree.ElementTree as ET
from typing import Any

import pytest

import cstoevents as cs
from documents import ROOT

FOLDER = ROOT / "docs" / "pictures"
MADE_OF = FOLDER / "made-of.json"
PAGE = ROOT / "docs" / "how-to" / "pictures.md"
SERIES_PAGE = ROOT / "docs" / "data" / "series.md"
THEMES = ("light", "dark")
LARGEST = 100_000
CSTO = cs.load()

# What the page "Pictures" shows, and with which code.
SHOWN = {
    "series-ksopn": 'csto.numbered("ksopn").chart(csto)',
    "secretaries-general": 'csto.holders("secretary-general", "csto").chart(csto)',
    "chair": 'csto.chair("csto").chart(csto)',
    "members": 'csto.members("csto").chart(csto)',
    "timeline": 'csto.timeline().during("2024").chart(csto)',
    "counts": 'csto.timeline().chart(csto, counts="kind")',
    "anniversaries": 'csto.anniversaries("2027", every=5).chart(csto)',
}
# What other pages show of views that they ask for.
ELSEWHERE = {
    "may-2025": 'csto.timeline().during("2025-05-01/2025-05-15").chart(csto)',
    "history": 'csto.timeline().of_kind("signing", "entry-into-force").until("2003").chart(csto)',
    "lakes": 'lakes.numbered("union-conferences").chart(lakes)',
}
NAMES = {
    "cs": cs,
    "csto": CSTO,
    "lakes": cs.read_json(ROOT / "examples" / "another_organisation.json"),
}


def has_its_own(view: cs.NumberedSeries) -> bool:
    """Whether a series has a picture of its own: several events, and a number of one at least."""
    numbers = [member.number for member in view.members]
    return len(numbers) > 1 and any(number is not None for number in numbers)


def id_of(view: cs.NumberedSeries) -> str:
    return view.series.id


SERIES = [CSTO.numbered(series.id) for series in CSTO.series]
NUMBERED = [view for view in SERIES if has_its_own(view)]
OTHERS = [view for view in SERIES if not has_its_own(view)]
NAMES["others"] = cs.Timeline(
    {member.event.id: member.event for view in OTHERS for member in view.members}.values()
)
CODES = {
    **SHOWN,
    **ELSEWHERE,
    **{f"series-{id}": f"csto.numbered({id!r}).chart(csto)" for id in map(id_of, NUMBERED)},
    "other-series": 'cs.chart(others, csto, lanes="series")',
}


def drawn(name: str, theme: str) -> Any:
    code = f'{CODES[name][:-1]}, theme="{theme}")'
    return eval(code, NAMES)


def digest(name: str) -> str:
    """What a picture is of, apart from how the libraries of the day draw it."""
    spec = drawn(name, "light").to_dict()
    told = [spec["title"], spec["description"], spec["datasets"][spec["data"]["name"]]]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:16]


def file_of(name: str, theme: str) -> str:
    return f"{name}-{theme}.svg"


@pytest.mark.parametrize("name", CODES)
def test_a_picture_is_of_the_data_of_today(name: str) -> None:
    made_of = json.loads(MADE_OF.read_text("utf-8"))
    assert made_of.get(name) == digest(name), "make generate draws it anew"


@pytest.mark.parametrize("name", CODES)
@pytest.mark.parametrize("theme", THEMES)
def test_a_picture_is_small_and_says_what_it_shows(name: str, theme: str) -> None:
    content = (FOLDER / file_of(name, theme)).read_bytes()
    assert len(content) < LARGEST
    root = ET.fromstring(content)
    assert root[1].text == drawn(name, theme).description


def test_there_is_no_picture_that_no_page_is_given() -> None:
    expected = {file_of(name, theme) for name in CODES for theme in THEMES}
    assert {path.name for path in FOLDER.iterdir()} == {*expected, MADE_OF.name}


@pytest.mark.parametrize("name", CODES)
def test_a_picture_is_shown_on_a_page(name: str) -> None:
    pages = [path.read_text("utf-8") for path in (ROOT / "docs").rglob("*.md")]
    assert any(f"pictures/{file_of(name, 'light')})" in page for page in pages)


@pytest.mark.parametrize("name", SHOWN)
def test_the_page_shows_each_picture_with_its_code(name: str) -> None:
    page = PAGE.read_text("utf-8")
    assert f"{SHOWN[name]}.save(" in page
    assert f"../pictures/{file_of(name, 'light')})" in page


RULE = """\
{numbered} of the {all} series in the built-in data have two events or more and a number of one at
least: each has a picture. A missing number is drawn over all days on which it can have been:
[Pictures](../how-to/pictures.md) says how to read and make these, and
[Sequences](../explanation/sequences.md) what a window can prove. Of the other {others} one event
alone is known, or no number: they are [lanes of one picture](#other-series)."""


THIN = """A missing number is a meeting of which no report was read, above all
in the working bodies: [what is thin](provenance.md#what-is-thin)."""


def shown(alt: str, name: str) -> str:
    return f"![{alt}](../pictures/{file_of(name, 'light')})"


def series_page() -> str:
    """The page of the data's series: the rule by which each is drawn, and the pictures."""
    about = CSTO.about
    assert about.as_of is not None
    counts = {"all": len(SERIES), "numbered": len(NUMBERED), "others": len(OTHERS)}
    parts = [
        "# Series in pictures",
        f"As of {cs.in_words(about.as_of)}, version {about.version}. {THIN}",
        RULE.format(**counts),
    ]
    for view in NUMBERED:
        name = f"series-{view.series.id}"
        told = drawn(name, "light").description.partition(" Source: ")[0]
        parts += [f"## {view.series.name}", f"`{view.series.id}`", shown(told, name)]
    parts += [
        "## Other series",
        "An event of several series is in a lane of its own.",
        shown("When the events of each of the other series were", "other-series"),
        "## The chair of the Organization",
        shown("Who chaired the CSTO, on behalf of which state, since 2004", "chair"),
    ]
    return "\n\n".join(parts) + "\n"


def test_the_data_page_draws_each_series() -> None:
    assert SERIES_PAGE.read_text("utf-8") == series_page(), "make generate writes it anew"


def draw(*, everything: bool) -> None:
    """Write the page of series and the pictures whose data have changed; remove all others."""
    FOLDER.mkdir(exist_ok=True)
    made_of = json.loads(MADE_OF.read_text("utf-8")) if MADE_OF.exists() else {}
    wanted = {name: digest(name) for name in CODES}
    for name, found in wanted.items():
        files = [FOLDER / file_of(name, theme) for theme in THEMES]
        if everything or made_of.get(name) != found or not all(file.exists() for file in files):
            for theme, file in zip(THEMES, files, strict=True):
                content = io.BytesIO()
                drawn(name, theme).save(content, format="svg")
                file.write_bytes(content.getvalue())
    kept = {file_of(name, theme) for name in CODES for theme in THEMES}
    for path in FOLDER.glob("*.svg"):
        if path.name not in kept:
            path.unlink()
    SERIES_PAGE.write_text(series_page(), "utf-8")
    MADE_OF.write_text(json.dumps(wanted, indent=1, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    draw(everything="all" in sys.argv[1:])
