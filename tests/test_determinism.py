"""What is written is the same to the byte, whatever the circumstances of the process."""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent / "determinism" / "everything_written.py"
# Each that is told is independent of the others beside it, so that few processes try them all.
CIRCUMSTANCES: dict[str, tuple[list[str], dict[str, str], int]] = {
    "another hash seed, far in the east, warnings as errors, in three threads at once": (
        ["-W", "error"], {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati"}, 3),
    "the last hash seed, far in the west, a Turkish locale, without assertions": (
        ["-O"], {"PYTHONHASHSEED": "4294967295", "TZ": "Etc/GMT+12",
                 "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"}, 1),
    "the locale C without UTF-8, workbooks without lxml": (
        ["-X", "utf8=0"],
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "OPENPYXL_LXML": "False"}, 1),
}  # fmt: skip


def written(options: list[str], environment: dict[str, str], threads: int) -> str:
    command = [sys.executable, *options, str(SCRIPT), "year", str(threads)]
    variables = {**os.environ, "PYTHONHASHSEED": "0", **environment}
    return subprocess.run(
        command, env=variables, check=True, capture_output=True, text=True, encoding="utf-8"
    ).stdout


@pytest.fixture(scope="module")
def ordinary() -> str:
    """The digests in a process of which nothing is particular."""
    return written([], {}, 1)


@pytest.mark.slow
@pytest.mark.parametrize("circumstances", CIRCUMSTANCES.values(), ids=CIRCUMSTANCES)
def test_everything_written_is_the_same_to_the_byte(
    ordinary: str, circumstances: tuple[list[str], dict[str, str], int]
) -> None:
    names = {line.partition(":")[0] for line in ordinary.splitlines()}
    assert {"json", "sheet csv", "sheet xlsx", "chart svg", "chart png", "drawings"} <= names
    assert written(*circumstances) == ordinary


def test_a_python_is_found_behind_a_shim_that_leads_to_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shim = tmp_path / "shims" / "python3.99"
    kept = tmp_path / "versions" / "3.99.0" / "bin" / "python3.99"
    for path, script in (shim, "exit 127"), (kept, "exit 0"):
        path.parent.mkdir(parents=True)
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path))
    monkeypatch.setenv("PATH", str(shim.parent), prepend=os.pathsep)
    found = runpy.run_path(str(SCRIPT.with_name("in_pythons.py")))["found"]
    assert found("python3.99") == str(kept)
    assert found(str(shim)) is None


@pytest.mark.slow
@pytest.mark.heavy
@pytest.mark.parametrize("python", ["python3.14", "python3.14t"])
def test_everything_written_is_the_same_in_a_newer_python_and_without_a_global_lock(
    python: str,
) -> None:
    script = SCRIPT.with_name("in_pythons.py")
    done = subprocess.run(
        [sys.executable, str(script), python], capture_output=True, text=True, check=False
    )
    if f"{python}: not there" in done.stdout:
        pytest.skip(f"{python} is not on this machine, so nothing is known of it from here")
    assert (done.returncode, done.stdout) == (0, f"{python}: the same bytes\n"), done.stderr
