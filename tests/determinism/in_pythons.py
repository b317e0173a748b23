"""Compare what other Pythons write with what this one does, to the byte.

usage: python tests/determinism/in_pythons.py PYTHON...   (such as python3.13, or a path)
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SCRIPT = Path(__file__).parent / "everything_written.py"


def written(python: str | Path) -> str:
    """Return the digests of everything that is written with a Python."""
    return subprocess.run([python, SCRIPT], check=True, capture_output=True, text=True).stdout


def works(python: str) -> bool:
    """Say whether a Python is there; a shim of an absent one is none."""
    found = shutil.which(python)
    return (
        found is not None
        and not subprocess.run([found, "-c", ""], capture_output=True, check=False).returncode
    )


def main(pythons: list[str]) -> int:
    """Install the library for each Python into a folder that is thrown away, and compare."""
    expected, wrong, compared = written(sys.executable).splitlines(), 0, 0
    for python in pythons:
        if not works(python):
            print(f"{python}: not there")
            continue
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([python, "-m", "venv", folder], check=True)
            inside = Path(folder) / "bin" / "python"
            install = [inside, "-m", "pip", "install", "-qq", f"{ROOT}[ics,excel]"]
            subprocess.run(install, check=True)
            others = set(written(inside).splitlines())
            # Without pictures, whose library isn't made for a Python without a global lock.
            same = {line for line in expected if not line.startswith("chart ")} == others
        print(f"{python}: {'the same bytes' if same else 'OTHER BYTES'}")
        wrong += not same
        compared += 1
    return 1 if wrong or not compared else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
