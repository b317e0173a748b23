"""Install the oldest or the newest versions that pyproject.toml allows; run the fast tests.

usage: python tests/oldest/install_and_test.py {oldest,newest} FOLDER

An environment is made in the folder.

The oldest are exactly the lower bounds of dependencies and extras, so that one that isn't true
shows here, and not at a user's. The newest are what there is today, without the tools of
development, whose own bounds could keep them back.
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
    *("jsonschema", "pydantic", "pyld", "orjson", "pandas", "import-linter", "complexipy"),
)


def wanted_of(project: dict[str, dict[str, list[str]]]) -> list[str]:
    """Each dependency, those of the extras among them, as pyproject.toml has it."""
    extras = project["optional-dependencies"]
    of_extras = (requirement for several in extras.values() for requirement in several)
    return [*project["dependencies"], *of_extras]


def oldest(wanted: list[str]) -> list[str]:
    """Each dependency with its lower bound as its only version."""
    bounds = [
        re.fullmatch(r"([A-Za-z0-9-]+)>=([0-9.]+)(?:,.*)?", requirement) for requirement in wanted
    ]
    assert all(bounds), f"every dependency has a lower bound: {wanted}"
    return [f"{bound[1]}=={bound[2]}" for bound in bounds if bound]


def main(which: str, folder: Path) -> int:
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = wanted_of(pyproject["project"])
    chosen = {"oldest": oldest, "newest": list}[which](wanted)
    groups = pyproject["dependency-groups"]
    tools = [
        requirement
        for requirement in (*groups["tests"], *groups["lint"])
        if isinstance(requirement, str) and re.split("[<>=]", requirement)[0] in TOOLS
    ]
    venv.create(folder, with_pip=True, clear=True)
    python = folder / "bin" / "python"
    pip = [python, "-m", "pip"]
    subprocess.run([*pip, "install", "-qq", *chosen, *tools, "--editable", ROOT], check=True)
    names = {re.split("[<>=]", requirement)[0] for requirement in wanted}
    there = subprocess.run([*pip, "freeze"], check=True, capture_output=True, text=True).stdout
    found = [line for line in there.split() if line.partition("==")[0].lower() in names]
    print(f"the {which}:", *found)
    ignored = [f"--ignore={path}" for path in LEFT_OUT]
    tests = [python, "-m", "pytest", "-q", "-n", "2", "--dist", "loadfile"]
    fast = ["-m", "not slow and not heavy", "tests", *ignored]
    return subprocess.run([*tests, *fast], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
