"""The shape of the package: who may import whom, and what every module has."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import grimp
import pytest
from importlinter.cli import lint_imports

from cstoevents.formats import FORMATS
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
    """The layers are in pyproject.toml; each part has one."""
    monkeypatch.chdir(ROOT)
    broken = lint_imports(config_filename="pyproject.toml", no_cache=True)
    assert not broken, capsys.readouterr().out


LAYOUT = (ROOT / "docs" / "explanation" / "layout.md").read_text("utf-8")
# Every language has a module or a package, which may have more.
LANGUAGES = PACKAGE / "wording" / "language"


def rows_of(head: str) -> dict[str, set[str]]:
    """Return what else each row of a table names, by the module that it is of."""
    table = LAYOUT.partition(f"| {head} |")[2].partition("\n\n")[0]
    rows = [re.findall(r"`(\w+)`", line) for line in table.splitlines() if "`" in line]
    return {name: set(others) for name, *others in rows}


def test_the_page_of_the_layout_lists_every_part_and_no_other() -> None:
    names = {path.stem for path in PACKAGE.iterdir() if path.suffix in ("", ".py")}
    assert rows_of("part").keys() == {name for name in names if not name.startswith("_")}


def test_the_page_of_the_layout_names_every_module_in_the_row_of_its_package() -> None:
    rows = rows_of("part") | {f"formats.{name}": said for name, said in rows_of("format").items()}
    shared = LAYOUT.partition("What formats share is in")[2].partition("\n\n")[0]
    rows["formats"] = set(re.findall(r"`(\w+)`", shared)) | rows_of("format").keys()
    missing = []
    for module in MODULES:
        folder = module.relative_to(PACKAGE).parent
        if folder.parts and module.stem != "__init__" and not module.is_relative_to(LANGUAGES):
            package = ".".join(folder.parts)
            missing += [named(module)] * (module.stem not in rows[package])
    assert missing == []


def test_the_page_of_the_layout_names_no_module_that_is_gone() -> None:
    paths = re.findall(r"`([a-z_]+(?:/[a-z_]+)+)(?:\.py)?`", LAYOUT)
    inside = [path for path in paths if (PACKAGE / path.partition("/")[0]).is_dir()]
    assert len(inside) > 5
    gone = [path for path in inside if not any(PACKAGE.glob(f"{path}*"))]
    assert gone == []


# The CSV package and SQLite are two carriers of the same tables.
BUILT_ON = {
    "cstoevents.formats.sqlite": {"cstoevents.formats.csv"},
    "cstoevents.formats.sheet": {"cstoevents.formats.tables"},
    "cstoevents.formats.subjects": {"cstoevents.formats.tables"},
}


def test_formats_import_each_other_nowhere_but_json() -> None:
    """Those of the table; what they share has its layers in pyproject.toml, and imports none."""
    graph = grimp.build_graph("cstoevents", cache_dir=None)
    formats = {f"cstoevents.formats.{entry.module}" for entry in FORMATS}
    shared = {"json", "schema", "plain_dates", "archives", "delimited", "folders", "losses"}
    shared |= {"files", "ids", "markup", "staging", "statuses", "subjects"}
    for name in sorted(graph.find_children("cstoevents.formats")):
        imported = {
            module
            for within in {name, *graph.find_descendants(name)}
            for module in graph.find_modules_directly_imported_by(within)
        }
        others = {
            other for other in formats - {name} if any(_is_in(module, other) for module in imported)
        }
        assert name in formats or name.rpartition(".")[2] in shared, f"{name} is in no list"
        assert others <= {"cstoevents.formats.json", *BUILT_ON.get(name, ())}, name


def _is_in(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


# The command line asks the library as users do, by `cs`, and besides uses machinery that it shares
# with the formats and with merging (tables, words, names for ids), which is not public.
COMMAND_LINE = set((PACKAGE / "cli").glob("*.py"))


@pytest.mark.parametrize("module", sorted({*MODULES} - COMMAND_LINE), ids=named)
def test_no_module_imports_from_the_package_as_users_do(module: Path) -> None:
    """What `cstoevents` exports is for users; a module imports where a name is made."""
    inside = {path.stem if path.stem != "__init__" else path.parent.name for path in MODULES}
    imported = []
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            imported += [name.name for name in node.names if name.name == "cstoevents"]
        elif isinstance(node, ast.ImportFrom) and node.module == "cstoevents":
            imported += [name.name for name in node.names if name.name not in inside]
    assert imported == []


def test_what_is_written_for_contributors_calls_things_by_their_plain_names() -> None:
    pages = ["CONTRIBUTING.md", "docs/explanation/layout.md", "pyproject.toml", "Makefile"]
    texts = [(ROOT / page).read_text("utf-8") for page in pages]
    metaphors = re.compile(r"\b(?:rooms?|floors?|doors?|roofs?)\b")
    assert [metaphors.findall(text) for text in texts] == [[]] * len(pages)


@pytest.mark.parametrize("module", MODULES, ids=named)
def test_every_module_says_what_it_is_for(module: Path) -> None:
    assert ast.get_docstring(ast.parse(module.read_text("utf-8")))


@pytest.mark.parametrize("module", MODULES, ids=named)
def test_every_module_leaves_annotations_unevaluated(module: Path) -> None:
    if module.name in {"__init__.py", "__main__.py"}:
        return  # these have nothing to annotate
    assert "from __future__ import annotations" in module.read_text("utf-8")


def test_no_two_classes_share_a_name_that_other_modules_import() -> None:
    classes: dict[str, list[str]] = {}
    for module in MODULES:
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                classes.setdefault(node.name, []).append(named(module))
    assert {name: homes for name, homes in classes.items() if len(homes) > 1} == {}


def test_module_names_mean_something() -> None:
    assert SAYS_NOTHING.isdisjoint({module.stem.strip("_") for module in MODULES})


CODE = [
    file
    for folder in ("src", "tests", "benchmarks", "examples", "docs")
    for file in sorted((ROOT / folder).rglob("*.py"))
]


CHECKED = {ROOT / "src", ROOT / "tests" / "typing"}  # what mypy is told to read in pyproject.toml
SWITCHED_OFF = re.compile(r"# (?:noqa|(?:type|pyright): ignore)(?:: ?[A-Z0-9, ]+|\[[\w, -]+\])?")


@pytest.mark.parametrize("file", CODE, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_rule_is_switched_off_for_a_reason(file: Path) -> None:
    """It stands behind; that of tests/typing is at its head, and no type checker reads others."""
    bare, unread = [], []
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        *_, last = SWITCHED_OFF.split(line) if SWITCHED_OFF.search(line) else ["said"]
        if not last.strip() and not file.is_relative_to(ROOT / "tests" / "typing"):
            bare.append(f"{number}: {line.strip()}")
        if re.search(r"# (type|pyright): ignore", line) and CHECKED.isdisjoint(file.parents):
            unread.append(f"{number}: {line.strip()}")
    assert bare == [], "say why, or give it a line in pyproject.toml where many are alike"
    assert unread == [], "nothing checks the types of this file"


@pytest.mark.parametrize("file", CODE, ids=lambda file: str(file.relative_to(ROOT)))
def test_variables_are_named_for_what_they_hold(file: Path) -> None:
    """And not ``each``, which says that it is in a loop."""
    nodes = ast.walk(ast.parse(file.read_text("utf-8")))
    names = {getattr(node, "id", getattr(node, "arg", None)) for node in nodes}
    assert "each" not in names


def test_what_most_programs_import_waits_with_search_and_with_what_explains_a_refusal() -> None:
    script = (
        "from cstoevents import Chronicle, Event, When, load, read_json; import sys; load();"
        "print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=True
    )
    imported = set(done.stdout.split())
    assert "cstoevents.formats.json" in imported
    waiting = {"cstoevents.search", "cstoevents.records.structuring", "cstoevents.wording"}
    assert not waiting & imported
