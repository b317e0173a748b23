"""The content lines of a calendar: unfolded, split into their parts, and put in components.

icalendar reads calendars too, but stops at the first thing that is wrong with how lines are put
together, tells no line of it, and takes ten times as long. What is told here is everything that is
wrong with the lines, each with its number (RFC 5545, 3.1 and 3.6).
"""

from __future__ import annotations

import codecs
import quopri
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import attrs

from cstoevents.errors import MOST_PROBLEMS, InputError, Problem
from cstoevents.formats import refuse_others


class Property(NamedTuple):
    """One property: its name in capitals, its parameters, its value as it stands, its line."""

    name: str
    parameters: dict[str, str]
    value: str
    line: int

    @property
    def text(self) -> str:
        """The value, where it is a text."""
        return unescaped(self.value)


@attrs.frozen(slots=True, eq=False)
class Component:
    """A part of a calendar between BEGIN and END, with the line on which it begins."""

    name: str
    line: int
    properties: list[Property] = attrs.field(factory=list)
    components: list[Component] = attrs.field(factory=list)

    def one(self, name: str) -> Property | None:
        """Return the first property of a name, or None."""
        return next((prop for prop in self.properties if prop.name == name), None)

    def all(self, name: str) -> list[Property]:
        """Return the properties of a name."""
        return [prop for prop in self.properties if prop.name == name]


_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_COMMA = re.compile(r"(?<!\\)((?:\\\\)*),")


def unescaped(value: str) -> str:
    """Return the text that a value says (RFC 5545, 3.3.11)."""
    if "\\" not in value:
        return value
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def unescaped_list(value: str) -> list[str]:
    r"""Return the texts of a value that lists them with commas.

    >>> from cstoevents.formats.ics.lines import unescaped_list
    >>> unescaped_list("signing,peace\\, security")
    ['signing', 'peace, security']
    """
    return [unescaped(part) for part in _COMMA.sub("\\1\0", value).split("\0")]


def calendars_in(data: bytes, file: str | None) -> list[Component]:
    """Return the calendars in the bytes of a file.

    Raises `InputError` with everything that is wrong with its lines, or where there is no calendar.
    """
    refuse_others(data, "ics", file)
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        found = data[error.start : error.start + 1]
        problem = Problem(file=file, line=line, found=found, expected="a calendar in UTF-8")
        raise InputError([problem]) from None
    if not text.lstrip().upper().startswith("BEGIN:VCALENDAR"):
        begins = text.lstrip()[:80].partition("\n")[0] or None
        expected = "a calendar: it begins with BEGIN:VCALENDAR"
        problem = Problem(file=file, line=1, found=begins, expected=expected)
        raise InputError([problem])
    problems: list[Problem] = []
    calendars = _components(_properties(text, problems), problems)
    if problems:
        problems.sort(key=lambda problem: problem.line or 0)
        raise InputError([attrs.evolve(problem, file=file) for problem in problems])
    return calendars


_LINE = re.compile(
    r'(?P<name>[A-Za-z0-9-]+)(?P<parameters>(?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^";:,]*)'
    r'(?:,(?:"[^"]*"|[^";:,]*))*)*):(?P<value>.*)',
    re.DOTALL,
).fullmatch
_PARAMETER = re.compile(r';([A-Za-z0-9-]+)=("[^"]*"|[^;]*)')


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Yield each content line with the number of the line on which it begins."""
    parts: list[str] = []
    begun = 1
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        if line[:1] in (" ", "\t") and parts:
            parts.append(line[1:])
            continue
        if parts:
            yield begun, "".join(parts)
        parts, begun = [line], number
    yield begun, "".join(parts)


def _properties(text: str, problems: list[Problem]) -> Iterator[Property]:
    for number, line in _unfolded(text):
        if len(problems) >= MOST_PROBLEMS:
            return
        if not line.strip():
            continue
        match = _LINE(line)
        if match is None:
            expected = (
                "a property, such as SUMMARY:A title; a line that goes on begins with a blank"
            )
            problems.append(Problem(line=number, found=line, expected=expected))
            continue
        parameters = {
            name.upper(): value.strip('"')
            for name, value in _PARAMETER.findall(match["parameters"])
        }
        value = _decoded(match["value"], parameters)
        yield Property(match["name"].upper(), parameters, value, number)


def _decoded(value: str, parameters: dict[str, str]) -> str:
    """Return a value as it stands, or what vCalendar 1.0 writes with signs for its bytes."""
    if parameters.get("ENCODING", "").upper() != "QUOTED-PRINTABLE":
        return value
    data = quopri.decodestring(value.encode())
    try:
        text = data.decode(parameters.get("CHARSET", "utf-8"))
    except (LookupError, UnicodeDecodeError):
        return value
    return re.sub(r"\r\n|[\r\n]", r"\\n", text)


# A reminder in an event in a calendar is three deep, and nothing that is known is deeper.
_DEEPEST = 10


def _components(properties: Iterable[Property], problems: list[Problem]) -> list[Component]:
    """Return the properties in the components that they stand in."""
    outermost = Component("", 0)
    path = [outermost]
    for prop in properties:
        name = prop.value.strip().upper()
        if prop.name == "BEGIN" and len(path) > _DEEPEST:
            problems.append(_misplaced(prop, f"at most {_DEEPEST} components within each other"))
            return []
        if prop.name == "BEGIN":
            part = Component(name, prop.line)
            path[-1].components.append(part)
            path.append(part)
        elif not path[1:]:
            problems.append(_misplaced(prop, "BEGIN:VCALENDAR before it"))
        elif prop.name == "END" and name == path[-1].name:
            path.pop()
        elif prop.name == "END":
            problems.append(_misplaced(prop, f"END:{path[-1].name}"))
            path = path[: _begun(path, name)]
        else:
            path[-1].properties.append(prop)
    if path[1:]:
        part = path[-1]
        expected = f"END:{part.name}; the file is cut short"
        problems.append(Problem(line=part.line, found=f"BEGIN:{part.name}", expected=expected))
    return [part for part in outermost.components if part.name == "VCALENDAR"]


def _begun(path: list[Component], name: str) -> int:
    """Return how many components are open after the end of one by this name."""
    depths = [depth for depth, part in enumerate(path) if depth and part.name == name]
    return depths[-1] if depths else len(path)


def _misplaced(prop: Property, expected: str) -> Problem:
    return Problem(line=prop.line, found=f"{prop.name}:{prop.value}", expected=expected)
