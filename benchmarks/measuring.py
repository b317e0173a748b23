"""Fresh processes that take turns, and a table of what they took.

A contestant is a piece of Python that prepares something and one that is
timed. Each round starts every contestant in a process of its own, in turn; the
best round counts. What counts is the time of the processor, so that a busy machine
decides nothing. The collector is left as a user has it: on.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import json
import os
import platform
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

ROUNDS = int(os.environ.get("CSTOEVENTS_ROUNDS", "3"))
ROOT = Path(__file__).resolve().parent.parent

_SCRIPT = """
import sys
sys.path.insert(0, {root!r})
{setup}
import json, time
def held():
    try:
        with open("/proc/self/statm") as figures:
            return int(figures.read().split()[1]) * 4
    except OSError:
        return 0
before = held()
start = time.process_time()
{timed}
took = time.process_time() - start
print(json.dumps([took, held() - before]))
"""


class Contestant(NamedTuple):
    """Somebody who does the work: what is prepared, what is timed, whose version counts."""

    name: str
    setup: str
    timed: str
    library: str = "cstoevents"


class Result(NamedTuple):
    """The best time of a contestant in seconds, and what it held then in KiB, where Linux tells."""

    seconds: float
    memory: int


def installed(contestants: Sequence[Contestant]) -> list[Contestant]:
    """Leave out whose library isn't there."""
    return [
        contestant
        for contestant in contestants
        if not contestant.library or importlib.util.find_spec(contestant.library) is not None
    ]


def run(contestant: Contestant) -> Result:
    """Time one contestant once, in a fresh process."""
    script = _SCRIPT.format(root=str(ROOT), setup=contestant.setup, timed=contestant.timed)
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        encoding="utf-8",
        check=False,
        # What is installed has its bytecode; to make it again in each round is no part of the work.
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": ""},
    )
    if done.returncode:
        raise RuntimeError(f"{contestant.name}: {done.stderr}")
    return Result(*json.loads(done.stdout))


def compare(contestants: Sequence[Contestant], rounds: int = ROUNDS) -> dict[str, Result]:
    """Time all of them in turn, and keep the best round of each."""
    best: dict[str, Result] = {}
    for _ in range(rounds):
        for contestant in contestants:
            result = run(contestant)
            if contestant.name not in best or result.seconds < best[contestant.name].seconds:
                best[contestant.name] = result
    return best


def report(
    title: str,
    contestants: Sequence[Contestant],
    best: dict[str, Result],
    *,
    count: int,
    bars: dict[str, str] | None = None,
) -> None:
    """Print each contestant's time, its memory, and how many times ours it took."""
    ours = best[contestants[0].name].seconds
    print(f"{title}; Python {platform.python_version()}, {platform.machine()}")
    print(f"{'':44} {'µs each':>9} {'MiB':>6} {'ratio':>7}  bar")
    for contestant in contestants:
        seconds, memory = best[contestant.name]
        version = importlib.metadata.version(contestant.library) if contestant.library else ""
        name = f"{contestant.name} {version}".strip()
        bar = (bars or {}).get(contestant.name, "")
        figures = f"{seconds / count * 1e6:9.3f} {memory / 1024:6.0f} {seconds / ours:7.2f}"
        print(f"{name:44} {figures}  {bar}".rstrip())
