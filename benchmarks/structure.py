"""The shape of the code itself: how much there is, and how entangled it is.

`python -m benchmarks structure` measures the package as it stands, and puts another state of it
beside: that of `--against REVISION`, or of the last release, or, before there is one, the state
that was measured first. Parts are the modules and packages directly in `src/cstoevents`; an arrow
is a part that imports another. Cognitive complexity is measured by complexipy.
"""

from __future__ import annotations

import ast
import collections
import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import complexipy

from benchmarks.measuring import ROOT

PACKAGE = "src/cstoevents"
MOST_COMPLEX = 15
FIRST_MEASURED = "6bb1471"
"""The state of the code before it was put in order."""


class Structure(NamedTuple):
    """What is counted of one state of the package."""

    lines: int
    modules: int
    parts: int
    arrows: int
    functions_over_limit: int
    most_complex: str
    longest_function: str
    longest_class: str
    public_names: int
    lines_of_parts: dict[str, int]


def main(revision: str | None = None) -> None:
    now = measure(ROOT)
    revision = revision or _last_release() or FIRST_MEASURED
    with tempfile.TemporaryDirectory() as folder:
        _check_out(revision, Path(folder))
        _print([(revision, measure(Path(folder))), ("now", now)])


def _last_release() -> str | None:
    command = ["git", "describe", "--tags", "--abbrev=0"]
    described = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return described.stdout.strip() or None


def measure(root: Path) -> Structure:
    """Count what stands below a checkout."""
    package = root / PACKAGE
    modules = sorted(package.rglob("*.py"))
    trees = {module: ast.parse(module.read_text("utf-8")) for module in modules}
    complexities = sorted(_complexities(modules), reverse=True)
    lines: collections.Counter[str] = collections.Counter()
    for module in modules:
        lines[_part(package, module)] += len(module.read_text("utf-8").splitlines())
    return Structure(
        lines=lines.total(),
        modules=len(modules),
        parts=len({_part(package, module) for module in modules}),
        arrows=len(set(_arrows(package, trees))),
        functions_over_limit=sum(value > MOST_COMPLEX for value, _ in complexities),
        most_complex="{} ({})".format(*reversed(complexities[0])),
        longest_function=_longest(trees, ast.FunctionDef),
        longest_class=_longest(trees, ast.ClassDef),
        public_names=_public_names(trees[package / "__init__.py"]),
        lines_of_parts=dict(lines),
    )


def _part(package: Path, module: Path) -> str:
    return module.relative_to(package).parts[0].removesuffix(".py")


def _arrows(package: Path, trees: dict[Path, ast.Module]) -> Iterator[tuple[str, str]]:
    parts = {_part(package, module) for module in trees} - {"__init__"}
    for module, tree in trees.items():
        here = _part(package, module)
        for node in ast.walk(tree):
            for there in _imported(node):
                if there in parts and there != here:
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
    _print_row("", [name for name, _ in columns])
    for field in Structure._fields[:-1]:
        _print_row(field.replace("_", " "), [getattr(found, field) for _, found in columns])
    print("lines of parts")
    lines = [found.lines_of_parts for _, found in columns]
    for part in sorted(set().union(*lines), key=lambda part: (-lines[-1].get(part, 0), part)):
        _print_row(f"  {part}", [found.get(part, "") for found in lines])


def _print_row(name: str, values: Sequence[object]) -> None:
    print(f"{name:22}" + "".join(f"{value!s:>34}" for value in values))


if __name__ == "__main__":
    main()
