"""The benchmarks run: on a small size, for what they print is a matter of the machine."""

from __future__ import annotations

import importlib
import inspect
import os
import subprocess
import sys

import pytest

from documents import ROOT

SMALL = {
    "reading": 50,
    "writing": 50,
    "dates": 500,
    "imports": 1,
    "loading": 1,
    "csv_package": 20,
    "chronicle": 120,
}
OF_STEPS = {"timeline": 200, "anniversaries": 200, "sequences": 100}


def ran(name: str, size: int) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", name, "--size", str(size)],
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=ROOT,
        env={**os.environ, "CSTOEVENTS_ROUNDS": "1"},
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_every_name_that_is_offered_needs_nothing_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT)
    offered = importlib.import_module("benchmarks.__main__").NAMES
    assert {*SMALL, *OF_STEPS, "structure"} == {*offered}
    for name in offered:
        inspect.signature(importlib.import_module(f"benchmarks.{name}").main).bind()


@pytest.mark.slow
@pytest.mark.parametrize("name", SMALL)
def test_a_benchmark_runs_and_prints_its_peers(name: str) -> None:
    printed = ran(name, SMALL[name])
    assert "cstoevents" in printed
    assert "ratio" in printed


@pytest.mark.slow
@pytest.mark.parametrize("name", OF_STEPS)
def test_a_benchmark_of_several_sizes_runs(name: str) -> None:
    assert len(ran(name, OF_STEPS[name]).splitlines()) > 2
