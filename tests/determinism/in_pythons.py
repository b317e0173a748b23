"""Compare what other Pythons write with what this one does, to the byte.

usage: python tests/determinism/in_pythons.py PYTHON...   (such as python3.13, or a path)

A name is looked for on the path, and among the versions of pyenv and uv and in /opt.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SCRIPT = Path(__file__).parent / "everything_written.py"


def written(python: str | Path) -> str:
    """Return the digests of everything that is written with a Python."""
    return subprocess.run([python, SCRIPT], check=True, capture_output=True, text=True).stdout


def candidates(python: str) -> Iterator[str]:
    """Give what a name or path of a Python can mean: on the path, then of pyenv, uv or by hand."""
    if on_path := shutil.which(python):
        yield on_path
    if os.sep in python:
        return
    home = Path.home()
    for kept in (
        Path(os.environ.get("PYENV_ROOT") or home / ".pyenv", "versions"),
        Path(os.environ.get("UV_PYTHON_INSTALL_DIR") or home / ".local/share/uv/python"),
        Path("/opt"),
    ):
        yield from map(str, sorted(kept.glob(f"*/bin/{python}"), reverse=True))


def found(python: str) -> str | None:
    """Return the path of a Python that runs, None if there is none: a shim may lead to none."""
    for candidate in candidates(python):
        if not subprocess.run([candidate, "-c", ""], capture_output=True, check=False).returncode:
            return candidate
    return None


def main(pythons: list[str]) -> int:
    """Install the library for each Python into a folder that is thrown away, and compare."""
    expected, wrong, compared = written(sys.executable).splitlines(), 0, 0
    for python in pythons:
        path = found(python)
        if path is None:
            print(
                f"{python}: not there; a path does as well: make pythons PYTHONS=/path/to/{python}"
            )
            continue
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([path, "-m", "venv", folder], check=True)
            inside = Path(folder) / "bin" / "python"
            install = [inside, "-m", "pip", "install", "-qq", f"{ROOT}[ics,excel]"]
            subprocess.run(install, check=True)
            others = set(written(inside).splitlines())
            # Without pictures, whose library isn't made for a Python without a global lock.
            same = {
                line for line in expected if not line.startswith(("chart", "drawings"))
            } == others
        print(f"{python}: {'the same bytes' if same else 'OTHER BYTES'}")
        wrong += not same
        compared += 1
    return 1 if wrong or not compared else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
