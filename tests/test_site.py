"""The built site, as files: what a search engine and a host see of it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from cstoevents.cli.schema import answers_schema
from cstoevents.formats.schema import json_schema
from cstoevents.records import rules
from cstoevents.records.conversion import SCHEMA_URL
from documents import ROOT

pytest.importorskip("mkdocs", reason="MkDocs comes with the group docs")
pytestmark = pytest.mark.slow

ADDRESS = "https://example.org/some/path/"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", folder],
        cwd=ROOT,
        env={**os.environ, "SITE_URL": ADDRESS},
        check=True,
        capture_output=True,
    )
    return folder


def texts(site: Path) -> dict[str, str]:
    pages = {
        page.relative_to(site).as_posix(): page.read_text("utf-8") for page in site.rglob("*.html")
    }
    del pages["404.html"]
    return pages


@pytest.mark.parametrize(
    "part", ["<title>(.+?)</title>", '<meta name="description" content="(.+?)">']
)
def test_every_page_has_a_title_and_a_description_of_its_own(site: Path, part: str) -> None:
    found = {name: re.findall(part, text) for name, text in texts(site).items()}
    assert [name for name, parts in found.items() if len(parts) != 1] == []
    seen = Counter(parts[0] for parts in found.values())
    assert [text for text, times in seen.items() if times > 1] == []


def test_the_page_for_what_is_not_found_says_so_in_its_title(site: Path) -> None:
    assert "<title>Page not found - cstoevents</title>" in (site / "404.html").read_text("utf-8")


def test_addresses_are_under_the_path_where_the_site_stands(site: Path) -> None:
    for name, text in texts(site).items():
        assert f'<link rel="canonical" href="{ADDRESS}{name}">' in text
    lost = re.findall(r'(?:href|src)="(/[^"]*)"', (site / "404.html").read_text("utf-8"))
    assert lost
    assert [link for link in lost if not link.startswith("/some/path/")] == []
    places = re.findall("<loc>(.*?)</loc>", (site / "sitemap.xml").read_text("utf-8"))
    assert places
    assert [place for place in places if not place.startswith(ADDRESS)] == []


@pytest.mark.parametrize("schema", [json_schema(), answers_schema()], ids=["files", "answers"])
def test_a_schema_is_at_the_address_that_is_its_id(site: Path, schema: dict[str, Any]) -> None:
    at = schema["$id"].partition("readthedocs.io/")[2]
    assert json.loads((site / at).read_text("utf-8")) == json.loads(json.dumps(schema))


def test_the_schema_of_files_is_where_every_file_says() -> None:
    assert json_schema()["$id"] == SCHEMA_URL


def test_what_is_copied_has_neither_prompts_nor_output(site: Path) -> None:
    found = [
        code
        for text in texts(site).values()
        for code in re.findall(r"<code[^>]*>(?:(?!</code>).)*?class=\"gp\"", text, re.DOTALL)
    ]
    assert len(found) > 100
    assert [code[:200] for code in found if not code.startswith("<code data-copy=")] == []


def test_the_fields_of_a_record_are_a_table_with_links(site: Path) -> None:
    page = (site / "reference" / "records.html").read_text("utf-8")
    (row,) = re.findall(r"<tr>\n<td>[^\n]*Event--start_time.*?</tr>", page, re.DOTALL)
    assert "https://docs.python.org/3/library/datetime.html#datetime.time" in row
    (row,) = re.findall(r"<tr>\n<td>[^\n]*Event--place.*?</tr>", page, re.DOTALL)
    assert 'href="#cstoevents.Place"' in row
    (row,) = re.findall(r"<tr>\n<td>[^\n]*Event--topics.*?</tr>", page, re.DOTALL)
    assert rules.KEYWORD.expected.replace("'", "") in re.sub("<[^>]+>", "", row)
