"""What `import cstoevents` gives: these names and no others, documented, light and immutable."""

from __future__ import annotations

import ast
import enum
import functools
import importlib
import importlib.metadata
import inspect
import itertools
import operator
import pkgutil
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Generic

import attrs
import pytest

import cstoevents
from cstoevents.records.fields import sentences_of
from documents import ROOT

# Packages whose names are reached through them, as in `cs.sequences.Gap`.
PACKAGES = [name for name in cstoevents.__all__ if inspect.ismodule(getattr(cstoevents, name))]
NAMES = [name for name in cstoevents.__all__ if name not in PACKAGES]
NAMES += [
    f"{package}.{name}"
    for package in PACKAGES
    for name in getattr(cstoevents, package).__all__
    if name not in NAMES
]
REFERENCE = ROOT / "docs" / "reference"
# Libraries that a user of records and dates alone never pays for.
TOO_HEAVY = (
    "pendulum",
    "cattrs",
    "click",
    "rich",
    "hypothesis",
    "icalendar",
    "numpy",
    "openpyxl",
    "cstoevents.wording",
    "altair",
)
# Aliases in the constructors of what the library alone makes.
NOT_CALLED = {"Choose", "Find"}
# Modules that users import by name, because what they need need not be installed.
BY_NAME = {"strategies"}


def named(name: str) -> object:
    """The thing of a public name, which may be within a package."""
    return operator.attrgetter(name)(cstoevents)


def modules() -> dict[str, ModuleType]:
    """Every module of the package by its name within it."""
    found = pkgutil.walk_packages(cstoevents.__path__, "cstoevents.")
    names = [module.name for module in found if not module.name.endswith(".__main__")]
    return {name.removeprefix("cstoevents."): importlib.import_module(name) for name in names}


MODULES = modules()


@functools.cache
def explained_by_a_text_below() -> set[str]:
    """Constants and aliases of types, which carry no docstring: a text follows them instead."""
    found = set()
    for module in MODULES.values():
        body = ast.parse(inspect.getsource(module)).body
        for statement, below in itertools.pairwise(body):
            match statement, below:
                case (
                    ast.Assign(targets=[ast.Name(id=name)])
                    | ast.AnnAssign(target=ast.Name(id=name)),
                    ast.Expr(value=ast.Constant(value=str())),
                ):
                    found.add(name)
    return found


@functools.cache
def aliases() -> set[str]:
    """The names that the modules give to types of arguments."""
    found = set()
    for module in MODULES.values():
        for statement in ast.parse(inspect.getsource(module)).body:
            match statement:
                case (
                    ast.AnnAssign(target=ast.Name(id=name), annotation=ast.Name(id="TypeAlias"))
                    | ast.Assign(
                        targets=[ast.Name(id=name)],
                        value=ast.Subscript(value=ast.Name(id="Literal")),
                    )
                ):
                    found.add(name)
    return found


def annotations_of(value: object) -> set[str]:
    """The words of the annotations of a function, or of the methods of a class."""
    found: set[str] = set()
    for part in [value, *(vars(value).values() if inspect.isclass(value) else ())]:
        function = part.__func__ if isinstance(part, classmethod | staticmethod) else part
        if not inspect.isfunction(function):
            continue
        if function.__name__ in {"__new__", "__init__"} or not function.__name__.startswith("_"):
            for annotation in inspect.get_annotations(function).values():
                found.update(re.findall(r"\w+", str(annotation)))
    return found


@pytest.mark.parametrize("name", NAMES)
def test_every_alias_in_a_public_signature_is_a_name_of_typing(name: str) -> None:
    used = annotations_of(named(name)) & aliases()
    assert used - {*cstoevents.typing.__all__, *cstoevents.__all__} - NOT_CALLED == set()


def is_value(value: object) -> bool:
    return isinstance(value, type) and attrs.has(value) and not issubclass(value, Exception)


def test_no_name_is_listed_twice() -> None:
    """The linter keeps the list in order: constants, classes, functions."""
    assert len(cstoevents.__all__) == len(set(cstoevents.__all__))


@pytest.mark.parametrize("name", MODULES)
def test_a_package_lists_what_it_has(name: str) -> None:
    """Of a package's own modules an underscore says what is only theirs, so these list nothing."""
    listed = getattr(MODULES[name], "__all__", None)
    if listed is None:
        assert "." in name or name.startswith("_") or hasattr(MODULES[name], "__path__"), name
    assert [public for public in listed or () if not hasattr(MODULES[name], public)] == []


@pytest.mark.parametrize("name", MODULES)
def test_nothing_is_public_outside_the_list(name: str) -> None:
    if "." in name or name.startswith("_") or name in BY_NAME:
        return  # a package's own modules are for the package
    listed = getattr(MODULES[name], "__all__", ())
    known = {*NAMES, *(public.rpartition(".")[2] for public in NAMES)}
    assert [public for public in listed if public not in known] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_listed_name_is_that_under_which_it_was_made(name: str) -> None:
    value = named(name)
    if inspect.isclass(value) or inspect.isroutine(value):
        assert value.__name__ == name.rpartition(".")[2]


@pytest.mark.parametrize("name", NAMES)
def test_every_public_name_is_explained_with_an_example(name: str) -> None:
    value = named(name)
    if not (inspect.isclass(value) or inspect.isroutine(value) or inspect.ismodule(value)):
        assert name.rpartition(".")[2] in explained_by_a_text_below(), (
            f"no text below {name} says what it is"
        )
        return
    own = vars(value).get("__doc__") if inspect.isclass(value) else value.__doc__
    assert own, f"{name} has no docstring"
    assert ">>> " in own, f"the docstring of {name} has no example"


@pytest.mark.parametrize("name", NAMES)
def test_every_public_method_is_explained(name: str) -> None:
    value = named(name)
    if not inspect.isclass(value):
        return
    bare = [
        member
        for member, what in vars(value).items()
        if not member.startswith("_")
        and isinstance(what, property | classmethod | staticmethod | type(modules))
        and not what.__doc__
    ]
    assert bare == []


# How the docstring of a function or method begins: what it gives, whether something is so, or
# what it does to a file, to a draft or for a table.
OPENINGS = {"Return", "Whether", "Read", "Write", "Yield", "Raise", "Find", "Make"}
OPENINGS_OF_CHANGES = {"Add", "Replace", "Remove", "Change"}


@pytest.mark.parametrize("name", NAMES)
def test_the_text_of_a_function_begins_with_what_it_does(name: str) -> None:
    value = named(name)
    parts = vars(value) if inspect.isclass(value) else {name: value}
    allowed = OPENINGS | (OPENINGS_OF_CHANGES if value is cstoevents.changes.Draft else set())
    for part, made in parts.items():
        function = getattr(made, "__func__", made)
        if inspect.isfunction(function) and not part.startswith("_"):
            assert (function.__doc__ or "").split()[0] in allowed, part


# Verbs that say that something is done, where a reader asks what comes of it.
SAY_LITTLE = {
    *("Bring", "Do", "Gather", "Get", "Give", "Hand", "Keep", "Leave", "Let", "Lift", "Look"),
    *("Pause", "Propose", "Put", "Say", "Take", "Tell", "Turn", "Unite", "Work"),
}


def test_no_text_of_a_function_begins_with_a_verb_that_says_little() -> None:
    """Of none, public or not; the texts of commands are their help."""
    found = []
    for file in sorted((ROOT / "src").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and (text := ast.get_docstring(node)):
                commands = [it for it in node.decorator_list if "command" in ast.unparse(it)]
                if text.split()[0] in SAY_LITTLE and not commands:
                    found.append(f"{file.name}:{node.lineno} {text.splitlines()[0]}")
    assert found == []


@pytest.mark.parametrize("name", NAMES)
def test_every_public_attribute_and_word_is_explained(name: str) -> None:
    value = named(name)
    if not inspect.isclass(value):
        return
    attributes: list[str] = []
    if issubclass(value, enum.Enum):
        attributes = [member.name for member in value]
    elif attrs.has(value):
        attributes = [field.name for field in attrs.fields(value) if field.name[0] != "_"]
    else:  # a named tuple
        attributes = list(getattr(value, "_fields", ()))
    explained = {name for cls in value.__mro__ for name in sentences_of(cls)}
    bare = [attribute for attribute in attributes if attribute not in explained]
    assert bare == [], "write a line for each in the docstring's section Attributes"


@pytest.mark.parametrize("name", [name for name in NAMES if is_value(named(name))])
def test_every_record_is_frozen_and_slotted(name: str) -> None:
    cls = named(name)
    props = attrs.inspect(cls)
    assert props.is_frozen
    closed = {object, Generic}  # what Python itself brings has no instances with a __dict__
    open_ones = [
        base.__name__
        for base in cls.__mro__
        if base not in closed and "__slots__" not in vars(base)
    ]
    assert open_ones == [], "an instance has a __dict__"


@pytest.mark.parametrize("name", NAMES)
def test_every_public_name_is_in_the_reference_once(name: str) -> None:
    """Each page of docs/reference/ is one module's, in an order chosen by hand."""
    shown = re.compile(rf"^::: cstoevents\.{re.escape(name)}$", re.MULTILINE)
    pages = {page.name: page.read_text("utf-8") for page in REFERENCE.glob("*.md")}
    found = [page for page, text in pages.items() for _ in shown.findall(text)]
    assert len(found) == 1, f"`::: cstoevents.{name}` is in {found or 'no page'}"


def test_the_reference_shows_only_what_is_public() -> None:
    shown = re.compile(r"^::: cstoevents\.([\w.]+)$", re.MULTILINE)
    pages = [page.read_text("utf-8") for page in REFERENCE.glob("*.md")]
    by_name = {f"{module}.{name}" for module in BY_NAME for name in MODULES[module].__all__}
    listed = {*NAMES, *by_name, *MODULES}
    assert [name for text in pages for name in shown.findall(text) if name not in listed] == []


def test_every_entry_of_the_reference_has_a_text() -> None:
    """Asked of what the pages are made with, which lists attributes that no class names."""
    griffe = pytest.importorskip("griffe", reason="griffe comes with the group docs")
    made_of = griffe.load_extensions(str(ROOT / "docs" / "_extensions" / "fields.py"))
    source = Path(cstoevents.__file__).parents[1]
    package = griffe.load("cstoevents", search_paths=[source], extensions=made_of)
    bare = []
    left = [package[name] for name in NAMES]
    while left:
        entry = left.pop()
        entry = entry.final_target if entry.is_alias else entry
        if not entry.docstring:
            bare.append(entry.path)
        if entry.is_class:
            public = (part for name, part in entry.members.items() if not name.startswith("_"))
            left += [part for part in public if not part.is_alias]
    assert bare == []


def test_the_version_is_that_of_the_installed_package() -> None:
    assert cstoevents.__version__ == importlib.metadata.version("cstoevents")


def test_importing_the_package_is_light_and_silent() -> None:
    """No warning, and none of the libraries that only some uses need; at first none at all."""
    script = f"""
import sys
before = set(sys.modules)
import cstoevents
if set(sys.modules) - before - {{"cstoevents", "__future__"}}:
    sys.exit(f"imported: {{set(sys.modules) - before}}")
from cstoevents import Chronicle, Event, When, load, read_json
heavy = [name for name in {TOO_HEAVY!r} if name in sys.modules]
sys.exit(f"imported: {{heavy}}" if heavy else 0)
"""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.slow
def test_a_package_can_be_what_a_program_asks_for_first() -> None:
    """Of what it has imported, the package remembers modules: the first name of all tells more."""
    for package in PACKAGES:
        script = f"import cstoevents as cs; cs.{package}"
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, b""), package


def test_nothing_appears_among_the_names_that_the_list_leaves_out() -> None:
    """A module that is imported becomes an attribute; anything else is a slip."""
    visible = {
        name
        for name, value in vars(cstoevents).items()
        if not name.startswith("_") and not inspect.ismodule(value)
    }
    assert visible - {*cstoevents.__all__, "annotations", "TYPE_CHECKING"} == set()


@pytest.mark.parametrize("name", ["", *PACKAGES, *sorted(BY_NAME)])
def test_completion_shows_public_names_alone(name: str) -> None:
    module = importlib.import_module(f"cstoevents.{name}".rstrip("."))
    assert dir(module) == sorted(module.__all__)
