"""The pictures of the pages: each is of the data and the code that its page shows.

Run this file, as `make generate` does, to draw anew those whose data have changed; with `all`,
every one.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
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
LARGEST = 70_000
CSTO = cs.load()

# What the page "Pictures" shows, and with which code.
SHOWN = {
    "series": 'csto.numbered("ksopn").chart(csto)',
    "secretaries-general": 'cs.chart(csto.holders("secretary-general", "csto"), csto)',
    "chair": 'cs.chart(csto.chair("csto"), csto)',
    "members": 'cs.chart(csto.members("csto"), csto)',
    "timeline": 'csto.timeline().during("2024").chart(csto)',
    "counts": 'csto.timeline().chart(csto, counts="kind")',
    "anniversaries": 'csto.anniversaries("2027", every=5).chart(csto)',
}


def with_gaps() -> list[str]:
    """The series that the data page draws: numbered ones of which several meetings are missing."""
    found = []
    for series in CSTO.series:
        view = CSTO.numbered(series.id)
        known = sum(member.number is not None for member in view.members)
        if known >= 4 and len(view.missing) >= 2:
            found.append(series.id)
    return found


CODES = {**SHOWN, **{f"series-{id}": f'csto.numbered("{id}").chart(csto)' for id in with_gaps()}}


def drawn(name: str, theme: str) -> Any:
    code = f'{CODES[name][:-1]}, theme="{theme}")'
    return eval(code, {"cs": cs, "csto": CSTO})


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


@pytest.mark.parametrize("name", SHOWN)
def test_the_page_shows_each_picture_with_its_code(name: str) -> None:
    page = PAGE.read_text("utf-8")
    assert f"{SHOWN[name]}.save(" in page
    for theme in THEMES:
        assert f"../pictures/{file_of(name, theme)}#only-{theme}" in page


def test_the_data_page_shows_every_series_with_gaps() -> None:
    page = SERIES_PAGE.read_text("utf-8")
    shown = re.findall(r"\.\./pictures/series-(\S+?)-light\.svg#only-light", page)
    assert shown == with_gaps()
    assert re.findall(r"\.\./pictures/series-(\S+?)-dark\.svg#only-dark", page) == with_gaps()


def draw(*, everything: bool) -> None:
    """Write the pictures whose data have changed, and remove those that nobody shows."""
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
    MADE_OF.write_text(json.dumps(wanted, indent=1, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    draw(everything="all" in sys.argv[1:])
