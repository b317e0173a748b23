"""What a class' docstring says of its attributes, as one table in place of an entry for each.

Of a record or value the table has what the constructor takes for a field, with the rule that it
follows, and what the field is without it; of a vocabulary the words; of anything else the types.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import griffe

SECTION = re.compile(r"^Attributes:\n(?P<lines>(?: {4}.*\n?)+)", re.MULTILINE)
QUOTES = "\"'"
RULES = "records.rules"
UNDOCUMENTED = {"cstoevents.checks.findings.Find"}  # what only the library calls
VOWELS = "AEIOU"
NAMED = re.compile(r"\{(\w+)\}")
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
            f"| {_anchored(name)} | {_linked(_taken(part))}{_held(part)} | {_default(part)} "
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


def _held(part: Any) -> str:
    """Say what the text or number in a field looks like, or whose id it is.

    Its metadata is a call of `holds` with a rule, or a constant of the module that is a call of
    `refers_to` with the names of classes.
    """
    metadata = _arguments(part).get("metadata")
    constant = part.module.members.get(str(metadata))
    call = metadata if constant is None else constant.value
    told = [str(argument).strip(QUOTES) for argument in getattr(call, "arguments", ())]
    of_many = "each " if str(part.annotation).startswith("tuple") else ""
    if str(call).startswith("holds("):
        rules = part.package[RULES]
        _, *words = map(str, rules[told[0].removeprefix("rules.")].value.arguments)
        text = next(word for word in words if word.endswith(tuple(QUOTES))).removeprefix("f")[1:-1]
        text = NAMED.sub(lambda name: _number(rules[name[1]].value), text)
        return f", {of_many}{text.replace(QUOTES[1], '`')}"
    if str(call).startswith("refers_to("):
        return f", {of_many}the id of " + " or ".join(map(_one, told))
    return ""


def _one(name: str) -> str:
    """Write the name of a record class with its article and a link."""
    return f"{'an' if name[0] in VOWELS else 'a'} [{name}][cstoevents.{name}]"


def _number(value: Any) -> str:
    return f"{int(str(value)):,}"


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
    if default is None:
        return "required"
    constant = part.module.members.get(str(default))  # one of ours: what it is, not its name
    return (
        f"`{default}`"
        if constant is None
        else f"an empty [{part.annotation}][cstoevents.{part.annotation}]"
    )


def _linked(expression: Any) -> str:
    """Write a type with a link for each name of ours, and of those that others document."""
    pieces = [expression] if isinstance(expression, str) else expression.iterate(flat=True)
    return "".join(map(_piece, pieces)).replace("|", "or")


def _piece(piece: Any) -> str:
    path = getattr(piece, "canonical_path", "")
    if path.startswith("cstoevents.") and path not in UNDOCUMENTED:
        return f"[{piece}][{path}]"
    if path:
        name = path.rpartition(".")[2]  # `dt` is a name of our code's, `datetime` everybody's
        return f'<autoref identifier="{path}" optional>{name}</autoref>'
    return re.sub(r"([\[\]*_])", r"\\\1", str(piece))
