"""What a class' docstring says of its attributes, as one table in place of an entry for each.

Of a record or value the table has what the constructor takes for a field, and what the field is
without it; of a vocabulary the words; of anything else the types.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import griffe

SECTION = re.compile(r"^Attributes:\n(?P<lines>(?: {4}.*\n?)+)", re.MULTILINE)
QUOTES = "\"'"
ENTRY = re.compile(r"^ {4}(?P<name>\w+): (?P<text>.*(?:\n {8}.*)*)", re.MULTILINE)


class Fields(griffe.Extension):
    """Rewrite the section Attributes of every class once all of the package has been read."""

    def on_package(self, *, pkg: griffe.Module, **_: Any) -> None:
        # An attribute of a parent is in the table of a child as well, so none is taken out before.
        tables = []
        for cls in _classes(pkg):
            section = cls.docstring and SECTION.search(cls.docstring.value)
            if section:
                entries = ENTRY.findall(section["lines"])
                tables.append((cls, section, [name for name, _ in entries], _table(cls, entries)))
        for cls, section, names, table in tables:
            text = cls.docstring.value
            cls.docstring.value = text[: section.start()] + table + text[section.end() :]
            for name in names:
                cls.members.pop(name, None)  # the table is its entry


def _classes(obj: griffe.Module | griffe.Class) -> Iterator[griffe.Class]:
    for member in list(obj.members.values()):
        if isinstance(member, griffe.Class):
            yield member
        if isinstance(member, (griffe.Module, griffe.Class)):
            yield from _classes(member)


def _table(cls: griffe.Class, entries: list[tuple[str, str]]) -> str:
    rows = []
    for name, text in entries:
        attribute: Any = cls.all_members.get(name)
        rows.append((name, attribute, " ".join(text.split())))
    if any(str(base).endswith(("StrEnum", "Enum")) for base in cls.bases):
        head = "| Word | Member | Meaning |"
        lines = [
            f"| `{str(part.value).strip(QUOTES)}` | {_anchored(name)} | {text} |"
            for name, part, text in rows
        ]
    elif all(part is not None and "field(" in str(part.value) for _, part, _ in rows):
        head = "| Field | Takes | Without it | Meaning |"
        lines = [
            f"| {_anchored(name)} | {_linked(_taken(part))}{_ids(part)} | {_default(part)} "
            f"| {text} |"
            for name, part, text in rows
        ]
    else:
        head = "| Attribute | Type | Meaning |"
        lines = [
            f"| {_anchored(name)} | {_linked(_type(part))} | {text} |" for name, part, text in rows
        ]
    rule = "|---" * (head.count("|") - 1) + "|"
    return "\n".join([head, rule, *lines]) + "\n"


def _anchored(name: str) -> str:
    """Write a name as a link to its row, whose id mkdocstrings begins with that of the class."""
    return f"[`{name}`](#{name}){{ #{name} }}"


def _ids(part: Any) -> str:
    """Say whose ids a field holds: its metadata is a constant of the module, of `refers_to`."""
    metadata = _arguments(part).get("metadata")
    constant = part.parent.module.members.get(str(metadata))
    call = getattr(constant, "value", metadata)
    if not str(call).startswith("refers_to("):
        return ""
    classes = [str(name).strip(QUOTES) for name in call.arguments]
    return ", an id of " + " or ".join(f"[{name}][cstoevents.{name}]" for name in classes)


def _type(part: Any) -> Any:
    return part.annotation or part.value


def _arguments(part: Any) -> dict[str, Any]:
    """Give the arguments of the call that defines a field."""
    return {argument.name: argument.value for argument in part.value.arguments}


def _taken(part: Any) -> Any:
    """Give the type that the constructor takes: what is in `Takes[...]`, or the field's own."""
    converter = _arguments(part).get("converter")
    taken = getattr(converter, "slice", None)
    return taken if taken is not None else part.annotation


def _default(part: Any) -> str:
    default = _arguments(part).get("default")
    return "required" if default is None else f"`{default}`"


def _linked(expression: Any) -> str:
    """Write a type with a link for each name of ours, and of those that others document."""
    pieces = [expression] if isinstance(expression, str) else expression.iterate(flat=True)
    return "".join(map(_piece, pieces)).replace("|", "or")


def _piece(piece: Any) -> str:
    path = getattr(piece, "canonical_path", "")
    if path.startswith("cstoevents."):
        return f"[{piece}][{path}]"
    if path:
        name = path.rpartition(".")[2]  # `dt` is a name of our code's, `datetime` everybody's
        return f'<autoref identifier="{path}" optional>{name}</autoref>'
    return re.sub(r"([\[\]*_])", r"\\\1", str(piece))
