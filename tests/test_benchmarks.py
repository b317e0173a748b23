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


def test_structure_is_compared_with_a_release_or_with_the_state_measured_first(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.syspath_prepend(ROOT)
    structure = importlib.import_module("benchmarks.structure")
    checked_out = []
    monkeypatch.setattr(structure, "_check_out", lambda revision, _: checked_out.append(revision))
    monkeypatch.setattr(structure, "measure", lambda _: structure.Structure(*[0] * 9, {"a": 1}))
    structure.main("abc")
    for release in ("v0.1.0", None):
        monkeypatch.setattr(structure, "_last_release", lambda release=release: release)
        structure.main()
    assert checked_out == ["abc", "v0.1.0", "6bb1471"]
    assert "6bb1471" in capsys.readouterr().out


def test_the_page_of_the_layout_says_how_large_the_code_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its figures are round, so that they stay true while little changes."""
    monkeypatch.syspath_prepend(ROOT)
    now = importlib.import_module("benchmarks.structure").measure(ROOT)
    page = (ROOT / "docs" / "explanation" / "layout.md").read_text("utf-8")
    for row, figure in (
        ("lines", now.lines),
        ("modules", now.modules),
        ("parts", now.parts),
        ("imports between parts", now.arrows),
        ("functions of a complexity over 15", now.functions_over_limit),
        ("public names at the top", now.public_names),
    ):
        [line] = [line for line in page.splitlines() if line.startswith(f"| {row} | ")]
        said = int(line.split("|")[4].replace(",", ""))
        assert said == pytest.approx(figure, rel=0.05), row
