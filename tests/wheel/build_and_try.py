"""Build the wheel and use it where nothing else of the project is.

The wheel is made from the source archive, so that both are known to be whole. It goes into
a new, empty environment; `smoke.py` then runs there from a folder without the sources.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def run(*command: str | Path, cwd: Path) -> None:
    """Run a command and show what it said only if it failed."""
    environment = {name: text for name, text in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        sys.exit(f"{done.stdout}\nfailed with {done.returncode}: {' '.join(map(str, command))}")


def main() -> None:
    built = ROOT / "dist"
    shutil.rmtree(built, ignore_errors=True)
    run(sys.executable, "-m", "build", "--outdir", built, ROOT, cwd=ROOT)
    (wheel,) = built.glob("*.whl")
    with tempfile.TemporaryDirectory(prefix="wheel-") as name:
        folder = Path(name).resolve()
        venv.create(folder / "environment", with_pip=True)
        python = folder / "environment" / "bin" / "python"
        run(python, "-m", "pip", "install", "-qq", wheel, cwd=folder)
        elsewhere = folder / "elsewhere"
        elsewhere.mkdir()
        shutil.copy(ROOT / "tests" / "wheel" / "smoke.py", elsewhere)
        run(python, "-I", "-W", "error", "smoke.py", cwd=elsewhere)
    print(f"{wheel.name} works where it is installed")


if __name__ == "__main__":
    main()
