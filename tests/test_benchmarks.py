"""The benchmarks run: on a small size, for what they print is a matter of the machine."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from documents import ROOT

SMALL = {"reading": 50, "writing": 50, "dates": 500, "imports": 1, "loading": 1}


@pytest.mark.slow
@pytest.mark.parametrize("name", SMALL)
def test_a_benchmark_runs_and_prints_its_peers(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", name, "--size", str(SMALL[name])],
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=ROOT,
        env={**os.environ, "CSTOEVENTS_ROUNDS": "1"},
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "cstoevents" in done.stdout
    assert "ratio" in done.stdout
