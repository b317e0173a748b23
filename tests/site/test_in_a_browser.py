"""The site as readers meet it: in a browser, on a telephone and on a desk, by day and by night.

`make site` runs these. They need a Chromium or Chrome on the path.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from documents import ROOT

axe = pytest.importorskip(
    "axe_playwright_python.sync_playwright", reason="axe comes with the group site"
)

pytestmark = pytest.mark.heavy

DOCS = ROOT / "docs"
PAGES = sorted(
    page.relative_to(DOCS).with_suffix(".html").as_posix() for page in DOCS.rglob("*.md")
)
WIDTHS = (390, 1280)
SCHEMES = ("light", "dark")


def opened(browser: Any, width: int, scheme: str) -> tuple[Any, list[str]]:
    """Open a window, and collect what goes wrong in it."""
    window = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        permissions=["clipboard-read", "clipboard-write"],
    ).new_page()
    wrong: list[str] = []
    window.on(
        "console",
        lambda said: wrong.append(said.text) if said.type in {"error", "warning"} else None,
    )
    window.on("pageerror", lambda error: wrong.append(str(error)))
    window.on("requestfailed", lambda request: wrong.append(f"no answer: {request.url}"))
    return window, wrong


@pytest.fixture(scope="module", params=[(width, scheme) for width in WIDTHS for scheme in SCHEMES])
def window(browser: Any, request: pytest.FixtureRequest) -> Iterator[tuple[Any, list[str]]]:
    page, wrong = opened(browser, *request.param)
    yield page, wrong
    page.context.close()


WIDE = """selector => [...document.querySelectorAll(selector)]
    .filter(part => part.scrollWidth > part.clientWidth + 1)
    .map(part => part.innerText.slice(0, 80))"""


@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_is_quiet_and_can_be_read_by_everybody(
    site: str, window: tuple[Any, list[str]], name: str
) -> None:
    page, wrong = window
    wrong.clear()
    page.goto(site + name)
    found = [f"wider than the screen: {text!r}" for text in page.evaluate(WIDE, "html")]
    if page.viewport_size["width"] == min(WIDTHS):
        found += [f"wider than its page: {text!r}" for text in page.evaluate(WIDE, "pre > code")]
    found += [
        f"{rule['id']}: {node['html'][:200]}: {node['failureSummary']}"
        for rule in axe.Axe().run(page).response["violations"]
        for node in rule["nodes"][:3]
    ]
    assert wrong + found == []


def test_what_is_not_found_is_told_with_the_site_around_it(site: str, browser: Any) -> None:
    page, wrong = opened(browser, 1280, "light")
    assert page.goto(site + "no/such/page.html").status == 404
    assert (
        page.locator(".md-header").evaluate("part => getComputedStyle(part).position") == "sticky"
    )
    page.locator(".md-tabs__link", has_text="Start").click()
    assert page.url == site + "index.html"
    assert [text for text in wrong if "404" not in text] == []


READY = "() => document.querySelector('.md-search-result__meta').innerText.startsWith('Type')"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("members on a date", "how-to/who-on-a-date.html"),
        ("xlsx", "how-to/spreadsheet.html"),
        ("plot", "how-to/pictures.html"),
        ("licence", "licence.html"),
        ("contribute", "contributing.html"),
        ("window", "reference/glossary.html"),
        ("who held a post", "how-to/who-on-a-date.html"),
        ("file number", "how-to/your-own-data.html"),
    ],
)
def test_the_search_finds(site: str, browser: Any, words: str, expected: str) -> None:
    page, _ = opened(browser, 1280, "light")
    page.goto(site + "index.html")
    page.click(".md-search__input")
    page.wait_for_function(READY)
    page.keyboard.type(words, delay=20)
    page.wait_for_selector(".md-search-result__link", state="attached")
    page.wait_for_timeout(500)  # the list follows each letter
    found = page.locator(".md-search-result__link").evaluate_all("links => links.map(a => a.href)")
    pages = list(dict.fromkeys(link.partition("?")[0].removeprefix(site) for link in found))
    assert expected in pages[:5]


def test_the_copy_button_takes_what_is_typed_alone(site: str, browser: Any) -> None:
    page, _ = opened(browser, 1280, "light")
    page.goto(site + "tutorial.html")
    page.locator(".highlight", has_text=">>> csto").first.hover()
    page.locator(".highlight", has_text=">>> csto").first.locator("button").first.click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == "import cstoevents as cs\ncsto = cs.load()\ncsto"
