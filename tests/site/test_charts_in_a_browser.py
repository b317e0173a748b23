"""Charts in a browser: pages of their own, and the pages of the site that show pictures.

`make site` runs these. They need the group `site` and a Chromium or Chrome on the path.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import cstoevents as cs

pytest.importorskip("playwright.sync_api", reason="`make site` installs it")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")

pytestmark = pytest.mark.heavy

CSTO = cs.load()
VIEWS: dict[str, tuple[Any, dict[str, Any]]] = {
    "series": (CSTO.numbered("ksopn"), {}),
    "posts": (CSTO.holders("secretary-general", "csto"), {}),
    "members": (CSTO.members("csto"), {}),
    "timeline": (CSTO.timeline().during("2024"), {}),
    "counts": (CSTO.timeline(), {"counts": "kind"}),
    "anniversaries": (CSTO.anniversaries("2027", every=5), {}),
}
PAGES = ["index.html", "how-to/pictures.html", "data/series.html", "tutorial-sequences.html"]
SIZES = {"wide": (1280, 800), "narrow": (390, 844)}
# Below this many pixels letters are guessed rather than read.
SMALLEST_LETTERS = 10.5
# Of all texts that are shown: how high their letters are on the screen.
HEIGHTS = """
texts => texts.filter(text => text.getBoundingClientRect().width > 0).map(text => {
    const drawn = text.getScreenCTM();
    return parseFloat(getComputedStyle(text).fontSize) * Math.hypot(drawn.a, drawn.b);
})
"""


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("charts")


@pytest.fixture(params=SIZES)
def size(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=["light", "dark"])
def page(request: pytest.FixtureRequest, browser: Any, size: str) -> Iterator[Any]:
    """A page that fails the test if anything is complained of, or fetched from elsewhere."""
    width, height = SIZES[size]
    shown = browser.new_page(
        viewport={"width": width, "height": height}, color_scheme=request.param
    )
    shown.theme = request.param
    complaints: list[str] = []
    shown.on(
        "console",
        lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None,
    )
    shown.on("pageerror", lambda error: complaints.append(str(error)))
    shown.on(
        "request",
        lambda request: (
            complaints.append(request.url)
            if not request.url.startswith(("file:", "data:", "blob:", "http://127.0.0.1:"))
            else None
        ),
    )
    yield shown
    shown.close()
    assert complaints == []


def violations(page: Any, context: str | None = None) -> list[str]:
    found = axe.Axe().run(page, context=context)
    return [
        f"{each['id']}: {node['html'][:200]}"
        for each in found.response["violations"]
        for node in each["nodes"]
    ]


@pytest.mark.parametrize("view", VIEWS)
def test_the_page_of_a_chart_is_drawn_legible_and_accessible(
    page: Any, folder: Path, view: str
) -> None:
    shown, how = VIEWS[view]
    target = folder / f"{view}-{page.theme}.html"
    if not target.exists():
        cs.chart(shown, CSTO, theme=page.theme, **how).save(target)
    page.goto(target.as_uri())
    page.wait_for_selector("#chart svg")
    heights = page.eval_on_selector_all("#chart svg text", HEIGHTS)
    assert len(heights) > 8
    assert min(heights) >= SMALLEST_LETTERS
    assert page.locator("#chart svg [role=graphics-symbol]").count() > 0
    # What is wider than the screen is moved within its own frame, not the page as a whole.
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(page) == []


def test_a_mark_tells_of_itself_under_the_pointer(browser: Any, folder: Path) -> None:
    target = folder / "told.html"
    CSTO.numbered("ksopn").chart(CSTO).save(target)
    shown = browser.new_page()
    shown.goto(target.as_uri())
    point = shown.locator("#chart svg .mark-symbol.role-mark path").first
    point.hover()
    told = shown.locator("#vg-tooltip-element")
    told.wait_for(state="visible")
    text = told.inner_text()
    assert "No." in text
    assert "http" in text
    shown.close()


@pytest.mark.parametrize("name", PAGES)
def test_the_pictures_of_the_site_are_seen_in_the_theme_of_the_reader(
    page: Any, site: str, size: str, name: str
) -> None:
    page.goto(site + name)
    pictures = page.locator(".picture img:visible")
    sources = pictures.evaluate_all("images => images.map(image => image.src)")
    assert sources
    assert all(f"-{page.theme}.svg" in source for source in sources)
    for picture in pictures.all():
        picture.scroll_into_view_if_needed()
        picture.evaluate("image => image.decode()")
        scale = picture.evaluate("image => image.width / image.naturalWidth")
        # Words in the pictures are at least 12 pixels high, days of the calendar 11.
        assert scale * 12 >= (SMALLEST_LETTERS if size == "narrow" else 9), (name, scale)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(page, ".picture") == []
