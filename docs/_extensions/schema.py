"""The JSON Schemas of files and of answers, each at the address that is its id."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

SCHEMAS = (
    "src/cstoevents/formats/chronicle.schema.json",
    "src/cstoevents/cli/answers.schema.json",
)


def on_post_build(config: Any, **_: Any) -> None:
    """Called by mkdocs when the pages are written."""
    for name in SCHEMAS:
        schema = Path(config["config_file_path"]).parent / name
        address = json.loads(schema.read_text("utf-8"))["$id"]
        target = Path(config["site_dir"], urlsplit(address).path.lstrip("/"))
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(schema, target)
