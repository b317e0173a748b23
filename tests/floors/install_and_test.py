"""Install the oldest versions that pyproject.toml allows, and run the fast tests with them.

usage: python tests/floors/install_and_test.py FOLDER   (an environment is made there)

Dependencies and extras get exactly their lower bounds; what only the tests need is as new
as it comes. So a lower bound that isn't true shows here, and not at a user's.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
# Other people's implementations have bounds of their own, and the shape of the code is one.
LEFT_OUT = (
    "tests/oracles",
    "tests/laws",
    "tests/typing",
    "tests/test_architecture.py",
    "tests/test_public_surface.py",
)
TOOLS = (
    *("pytest", "pytest-xdist", "sybil", "markdown"),
    *("jsonschema", "pydantic", "pyld", "orjson", "pandas", "import-linter"),
)


def floors(project: dict[str, dict[str, list[str]]]) -> list[str]:
    """Each dependency with its lower bound as its only version."""
    extras = project["optional-dependencies"]
    wanted = [
        *project["dependencies"],
        *(requirement for several in extras.values() for requirement in several),
    ]
    bounds = [
        re.fullmatch(r"([A-Za-z0-9-]+)>=([0-9.]+)(?:,.*)?", requirement) for requirement in wanted
    ]
    assert all(bounds), f"every dependency has a lower bound: {wanted}"
    return [f"{bound[1]}=={bound[2]}" for bound in bounds if bound]


def main(folder: Path) -> int:
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    oldest = floors(pyproject["project"])
    tools = [
        requirement
        for requirement in pyproject["dependency-groups"]["tests"]
        if isinstance(requirement, str) and re.split("[<>=]", requirement)[0] in TOOLS
    ]
    venv.create(folder, with_pip=True, clear=True)
    python = folder / "bin" / "python"
    print("the oldest:", *oldest)
    install = [python, "-m", "pip", "install", "-qq", *oldest, *tools, "--editable", ROOT]
    subprocess.run(install, check=True)
    ignored = [f"--ignore={path}" for path in LEFT_OUT]
    tests = [python, "-m", "pytest", "-q", "-n", "2", "--dist", "loadfile"]
    chosen = ["-m", "not slow and not heavy", "tests", *ignored]
    return subprocess.run([*tests, *chosen], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
