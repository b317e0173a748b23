"""Each fuzzing target runs, on what it starts from, where the fuzzer itself isn't installed."""

from __future__ import annotations

import contextlib
import runpy
import sys
import types
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "fuzz"


@pytest.mark.parametrize("target", sorted(FOLDER.glob("fuzz_*.py")), ids=lambda path: path.stem)
def test_a_target_takes_what_it_starts_from(
    target: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A module that it names and that is gone would end `make fuzz` before its first input."""
    taken: list[bytes] = []

    def run(
        take: Callable[[bytes], None], seeds: Iterable[bytes], words: Iterable[str] = ()
    ) -> None:
        for seed in seeds:
            take(seed)
            taken.append(seed)
        assert all(words)

    atheris = types.ModuleType("atheris")
    atheris.__dict__["instrument_imports"] = lambda **_: contextlib.nullcontext()
    monkeypatch.setitem(sys.modules, "atheris", atheris)
    monkeypatch.syspath_prepend(FOLDER)
    monkeypatch.delitem(sys.modules, "running", raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("running.run", run)
    runpy.run_path(str(target), run_name="__main__")
    assert taken
