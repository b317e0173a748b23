"""Charts in a browser: pages of their own, and the pages of the site that show pictures.

They need a Chromium or Chrome on the path. The site's pages are for `make site`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import cstoevents as cs

axe = pytest.importorskip(
    "axe_playwright_python.sync_playwright", reason="axe comes with the group site"
)

CSTO = cs.load()
VIEWS: dict[str, tuple[Any, dict[str, Any]]] = {
    "series": (CSTO.numbered("ksopn"), {}),
    "posts": (CSTO.holders("secretary-general", "csto"), {}),
    "members": (CSTO.members("csto"), {}),
    "timeline": (CSTO.timeline().during("2024"), {}),
    "counts": (CSTO.timeline(), {"counts": "kind"}),
    "anniversaries": (CSTO.anniversaries("2027", every=5), {}),
}
PAGES = ["index.html", "how-to/pictures.html", "data/series.html", "tutorial.html"]
SIZES = ((1280, 800), (390, 844))
# Below this many pixels letters are guessed rather than read.
SMALLEST_LETTERS = 10.5
# Of all texts that are shown: how high their letters are on the screen.
HEIGHTS = """
texts => texts.filter(text => text.getBoundingClientRect().width > 0).map(text => {
    const drawn = text.getScreenCTM();
    return parseFloat(getComputedStyle(text).fontSize) * Math.hypot(drawn.a, drawn.b);
})
"""


@pytest.fixture(params=["light", "dark"])
def page(request: pytest.FixtureRequest, browser: Any) -> Iterator[Any]:
    """A page that fails the test if anything is complained of, or fetched from elsewhere."""
    shown = browser.new_page(color_scheme=request.param)
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
        f"{violation['id']}: {node['html'][:200]}"
        for violation in found.response["violations"]
        for node in violation["nodes"]
    ]


@pytest.mark.slow
@pytest.mark.parametrize("view", VIEWS)
def test_the_page_of_a_chart_is_drawn_legible_and_accessible(
    page: Any, tmp_path: Path, view: str
) -> None:
    shown, how = VIEWS[view]
    cs.chart(shown, CSTO, theme=page.theme, **how).save(tmp_path / "chart.html")
    page.goto((tmp_path / "chart.html").as_uri())
    page.wait_for_selector("#chart svg")
    assert page.locator("#chart svg [role=graphics-symbol]").count() > 0
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        heights = page.eval_on_selector_all("#chart svg text", HEIGHTS)
        assert len(heights) > 8
        assert min(heights) >= SMALLEST_LETTERS
        # What is wider than the screen is moved within its own frame, not the page as a whole.
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert violations(page) == []


@pytest.mark.slow
def test_a_mark_tells_of_itself_under_the_pointer(page: Any, tmp_path: Path) -> None:
    CSTO.numbered("ksopn").chart(CSTO).save(tmp_path / "told.html")
    page.goto((tmp_path / "told.html").as_uri())
    page.locator("#chart svg .mark-symbol.role-mark path").first.hover()
    told = page.locator("#vg-tooltip-element")
    told.wait_for(state="visible")
    text = told.inner_text()
    assert "No." in text
    assert "http" in text


@pytest.mark.heavy
@pytest.mark.parametrize("name", PAGES)
def test_the_pictures_of_the_site_are_seen_in_the_theme_of_the_reader(
    page: Any, site: str, name: str
) -> None:
    page.goto(site + name)
    pictures = page.locator(".picture img:visible")
    sources = pictures.evaluate_all("images => images.map(image => image.src)")
    assert sources
    assert all(f"-{page.theme}.svg" in source for source in sources)
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        for picture in pictures.all():
            picture.scroll_into_view_if_needed()
            picture.evaluate("image => image.decode()")
            scale = picture.evaluate("image => image.width / image.naturalWidth")
            # Words in the pictures are at least 12 pixels high, days of the calendar 11.
            assert scale * 12 >= (SMALLEST_LETTERS if width < 1000 else 9), (name, scale)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert violations(page, ".picture") == []
