"""Links to Python's own documents, without asking them for their inventory when pages are built.

There the anchor of a name is the name itself, on the page of its module.
"""

from __future__ import annotations

from typing import Any

PYTHON = "https://docs.python.org/3/library/"

BUILTINS = {
    "constants": "None False True",
    "functions": "bool isinstance object type vars",
    "stdtypes": "bytes dict float frozenset int list range set str tuple",
    "exceptions": "KeyError LookupError OSError TypeError ValueError",
}
MODULES = {
    "collections.abc": "Callable Collection ItemsView Iterable Iterator KeysView Mapping Sequence"
    " ValuesView",
    "datetime": "date datetime time timedelta",
    "enum": "Enum StrEnum",
    "os": "PathLike",
    "pathlib": "Path",
    "sqlite3": "Connection",
    "typing": "Any IO Literal NamedTuple TypeAlias",
}


def on_config(config: Any, **_: Any) -> None:
    """Called by mkdocs before anything is read."""
    links = config.plugins["autorefs"]
    for page, names in BUILTINS.items():
        for name in names.split():
            links.register_url(name, f"{PYTHON}{page}.html#{name}")
    for module, names in MODULES.items():
        links.register_url(module, f"{PYTHON}{module}.html")
        for name in names.split():
            links.register_url(f"{module}.{name}", f"{PYTHON}{module}.html#{module}.{name}")
