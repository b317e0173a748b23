"""Docstrings are prose for `help()` first; this makes them Markdown for the pages.

An example starts at a line of its own with `>>>` and ends at the next blank line; on the
page it is a block of code. A reference in the form that editors follow, such as
:class:`~cstoevents.Tri`, becomes a link, as does `Tri` alone, and ``code`` needs no second
pair of backticks.
A record's field is shown by its type; how attrs is told of it is nothing to read.
"""

from __future__ import annotations

import re
from typing import Any

import griffe

EXAMPLE = re.compile(r"^(?P<indent> *)>>> .*(?:\n(?! *$).*)*", re.MULTILINE)
ROLE = re.compile(r":(?:class|meth|func|attr|mod|data|exc|obj):`~?(?P<target>[\w.]+)`")
FIELD = ("field(", "attrs.field(")
CODE = re.compile(r"(?<![`:\[])(?P<ticks>`{1,2})(?P<code>[^`\n]+)(?P=ticks)(?!`)")


def _linked(text: str, obj: griffe.Object) -> str:
    def link(found: re.Match[str]) -> str:
        target = found["target"]
        if not target.startswith("cstoevents."):
            try:
                target = obj.resolve(target)
            except griffe.NameResolutionError:
                return f"`{target}`"
        return f"[`{found['target'].removeprefix('cstoevents.')}`][{target}]"

    def named(found: re.Match[str]) -> str:
        name = found["code"]
        if name in obj.package.members and name != obj.name and name[0].isupper():
            return f"[`{name}`][cstoevents.{name}]"
        return f"`{name}`"

    return ROLE.sub(link, CODE.sub(named, text))


def as_markdown(docstring: str, obj: griffe.Object) -> str:
    """The same text with its examples fenced and its references linked."""
    parts: list[str] = []
    end = 0
    for example in EXAMPLE.finditer(docstring):
        parts.append(_linked(docstring[end : example.start()], obj))
        indent = example["indent"]
        parts.append(f"{indent}```pycon\n{example[0]}\n{indent}```")
        end = example.end()
    parts.append(_linked(docstring[end:], obj))
    return "".join(parts)


class Prose(griffe.Extension):
    """Rewrite every docstring once all of the package has been read."""

    def on_object(self, *, obj: griffe.Object, **_: Any) -> None:
        if obj.docstring:
            obj.docstring.value = as_markdown(obj.docstring.value, obj)
        if isinstance(obj, griffe.Attribute):
            obj.labels -= {"class-attribute", "instance-attribute"}
            if str(obj.value).startswith(FIELD):
                obj.value = None
