"""The JSON Schema of the file, at the address that every file names: schema/1/ of the site."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

SCHEMA = Path("src/cstoevents/formats/chronicle.schema.json")


def on_post_build(config: Any, **_: Any) -> None:
    """Called by mkdocs when the pages are written."""
    target = Path(config["site_dir"], "schema", "1", SCHEMA.name)
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(Path(config["config_file_path"]).parent / SCHEMA, target)
