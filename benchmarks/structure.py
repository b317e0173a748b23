"""The shape of the code itself: how much there is, and how entangled it is.

`python -m benchmarks structure` measures the package as it stands, and with
`--against REVISION` puts another state of it beside.
Rooms are what stands directly in `src/cstoevents`; an arrow is a room that imports another.
Cognitive complexity is measured by complexipy.
"""

from __future__ import annotations

import ast
import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import complexipy

from benchmarks.measuring import ROOT

PACKAGE = "src/cstoevents"
MOST_COMPLEX = 15


class Structure(NamedTuple):
    """What is counted of one state of the package."""

    lines: int
    modules: int
    rooms: int
    arrows: int
    functions_over_limit: int
    most_complex: str
    longest_function: str
    longest_class: str
    public_names: int


def main(revision: str | None = None) -> None:
    now = measure(ROOT)
    if revision is None:
        _print([("now", now)])
        return
    with tempfile.TemporaryDirectory() as folder:
        _check_out(revision, Path(folder))
        _print([(revision, measure(Path(folder))), ("now", now)])


def measure(root: Path) -> Structure:
    """Count what stands below a checkout."""
    package = root / PACKAGE
    modules = sorted(package.rglob("*.py"))
    trees = {module: ast.parse(module.read_text("utf-8")) for module in modules}
    complexities = sorted(_complexities(modules), reverse=True)
    return Structure(
        lines=sum(len(module.read_text("utf-8").splitlines()) for module in modules),
        modules=len(modules),
        rooms=len({_room(package, module) for module in modules}),
        arrows=len(set(_arrows(package, trees))),
        functions_over_limit=sum(value > MOST_COMPLEX for value, _ in complexities),
        most_complex="{} ({})".format(*reversed(complexities[0])),
        longest_function=_longest(trees, ast.FunctionDef),
        longest_class=_longest(trees, ast.ClassDef),
        public_names=_public_names(trees[package / "__init__.py"]),
    )


def _room(package: Path, module: Path) -> str:
    return module.relative_to(package).parts[0].removesuffix(".py")


def _arrows(package: Path, trees: dict[Path, ast.Module]) -> Iterator[tuple[str, str]]:
    rooms = {_room(package, module) for module in trees} - {"__init__"}
    for module, tree in trees.items():
        here = _room(package, module)
        for node in ast.walk(tree):
            for there in _imported(node):
                if there in rooms and there != here:
                    yield here, there


def _imported(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.ImportFrom) and node.module == "cstoevents":
        yield from (name.name for name in node.names)
    elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("cstoevents."):
        yield str(node.module).split(".")[1]


def _complexities(modules: list[Path]) -> Iterator[tuple[int, str]]:
    for module in modules:
        for function in complexipy.file_complexity(str(module)).functions:
            yield function.complexity, function.name.replace("::", ".")


def _longest(trees: dict[Path, ast.Module], kind: type[ast.FunctionDef | ast.ClassDef]) -> str:
    lengths = [
        (int(node.end_lineno or 0) - node.lineno + 1, node.name)
        for tree in trees.values()
        for node in ast.walk(tree)
        if isinstance(node, kind)
    ]
    return "{1} ({0} lines)".format(*max(lengths))


def _public_names(top: ast.Module) -> int:
    for node in top.body:
        match node:
            case ast.Assign(targets=[ast.Name(id="__all__")], value=ast.List(elts=names)):
                return len(names)
    return 0


def _check_out(revision: str, folder: Path) -> None:
    archive = subprocess.run(
        ["git", "archive", revision, PACKAGE], cwd=ROOT, capture_output=True, check=True
    )
    with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as files:
        files.extractall(folder, filter="data")


def _print(columns: list[tuple[str, Structure]]) -> None:
    print(f"{'':22}" + "".join(f"{name:>34}" for name, _ in columns))
    for field in Structure._fields:
        values = "".join(f"{getattr(structure, field):>34}" for _, structure in columns)
        print(f"{field.replace('_', ' '):22}{values}")


if __name__ == "__main__":
    main()
