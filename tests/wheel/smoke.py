"""What a user of the installed wheel does first; run by build_and_try.py, far from the sources."""

from __future__ import annotations

import importlib.metadata
import importlib.resources
import importlib.util
import subprocess
import sys
from pathlib import Path

import cstoevents as cs


def cstoevents(*arguments: str) -> str:
    """The command that the wheel installed, with what it printed."""
    command = Path(sys.executable).parent / "cstoevents"
    return subprocess.run(
        [command, *arguments], check=True, capture_output=True, encoding="utf-8"
    ).stdout


def main() -> None:
    home = Path(cs.__file__).resolve()
    assert home.is_relative_to(Path(sys.prefix).resolve()), f"{home} is not the installed one"
    assert importlib.resources.files(cs).joinpath("py.typed").is_file(), "typed, but not marked so"
    assert importlib.util.find_spec("hypothesis") is None, "the wheel alone needs too much"
    version = importlib.metadata.version("cstoevents")
    assert version in cstoevents("--version")

    csto = cs.load()
    assert csto.events, "the built-in chronicle is empty"
    assert list(csto.timeline()), "the timeline is empty"
    assert str(cs.anniversary("1992-05-15", 35).when) == "2027-05-15"
    cs.write_json(csto, "csto.json")
    assert cs.read_json("csto.json") == csto, "JSON lost something"

    assert "1992" in cstoevents("timeline")
    assert cstoevents("demo"), "the demo is silent"
    assert cstoevents("timeline", "--data", "csto.json") == cstoevents("timeline")


if __name__ == "__main__":
    main()
