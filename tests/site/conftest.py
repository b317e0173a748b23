"""A browser that is on the machine, and the site that is built and served for it."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from documents import ROOT

UNDER = "any/path/"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


class Folder(http.server.SimpleHTTPRequestHandler):
    """Gives files as a host does: quietly, and with the site's own page for what isn't there."""

    def log_message(self, *_: object) -> None:
        pass

    def send_error(self, code: int, *_: object) -> None:
        body = Path(self.directory, UNDER, "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site, built for a path that is not the root of its host."""
    folder = tmp_path_factory.mktemp("host")
    handler = functools.partial(Folder, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        address = f"http://127.0.0.1:{server.server_port}/{UNDER}"
        subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "-q", "--site-dir", folder / UNDER],
            cwd=ROOT,
            env={**os.environ, "SITE_URL": address},
            check=True,
        )
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield address
        server.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip("no Chromium or Chrome is on the path")
    with sync_playwright() as driver:
        shown = driver.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield shown
        shown.close()
