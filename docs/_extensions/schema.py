"""The JSON Schema of the file, at the address that every file names."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

SCHEMA = Path("src/cstoevents/formats/chronicle.schema.json")


def on_post_build(config: Any, **_: Any) -> None:
    """Called by mkdocs when the pages are written."""
    schema = Path(config["config_file_path"]).parent / SCHEMA
    address = json.loads(schema.read_text("utf-8"))["$id"]
    target = Path(config["site_dir"], urlsplit(address).path.lstrip("/"))
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(schema, target)
