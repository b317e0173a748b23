"""The shape of the package: who may import whom, and what every module has."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

from documents import ROOT

PACKAGE = ROOT / "src" / "cstoevents"
MODULES = sorted(PACKAGE.rglob("*.py"))
# Names under which anything fits, so that in time anything is put there.
SAYS_NOTHING = {"base", "common", "core", "helpers", "manager", "misc", "tools", "utils"}


def named(module: Path) -> str:
    return str(module.relative_to(PACKAGE))


def test_imports_go_one_way(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The floors of the house are in pyproject.toml; each module has one."""
    monkeypatch.chdir(ROOT)
    broken = lint_imports(config_filename="pyproject.toml", no_cache=True)
    assert not broken, capsys.readouterr().out


# The command line is a user of the library like others, and shows that the door is wide enough.
GUESTS = set((PACKAGE / "cli").glob("*.py"))


@pytest.mark.parametrize("module", sorted({*MODULES} - GUESTS), ids=named)
def test_no_module_comes_in_by_the_front_door(module: Path) -> None:
    """What `cstoevents` exports is for users; a module imports where a name is made."""
    inside = {path.stem if path.stem != "__init__" else path.parent.name for path in MODULES}
    through_the_door = []
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            through_the_door += [name.name for name in node.names if name.name == "cstoevents"]
        elif isinstance(node, ast.ImportFrom) and node.module == "cstoevents":
            through_the_door += [name.name for name in node.names if name.name not in inside]
    assert through_the_door == []


@pytest.mark.parametrize("module", MODULES, ids=named)
def test_every_module_says_what_it_is_for(module: Path) -> None:
    assert ast.get_docstring(ast.parse(module.read_text("utf-8")))


@pytest.mark.parametrize("module", MODULES, ids=named)
def test_every_module_leaves_annotations_unevaluated(module: Path) -> None:
    if module.name in {"__init__.py", "__main__.py"}:
        return  # these have nothing to annotate
    assert "from __future__ import annotations" in module.read_text("utf-8")


def test_module_names_mean_something() -> None:
    assert SAYS_NOTHING.isdisjoint({module.stem.strip("_") for module in MODULES})
