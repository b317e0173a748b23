"""What a chronicle says of itself, as properties of its descriptor and back.

Data Package has properties for the title, the description, the version, the
licence, the publisher and the address, which other tools show. For the day on which
knowledge ends, the language, and words in other languages than English it has none:
they are in a property of our own, which goes before the others where both say something.
"""

from __future__ import annotations

from typing import Any

from cstoevents.records.conversion import to_plain
from cstoevents.records.rules import URL
from cstoevents.records.values import About

OURS = "cstoevents:about"
"""The property of a descriptor for what Data Package has no property for."""


def properties_of(about: About) -> dict[str, Any]:
    """Return the properties of a descriptor for what a chronicle says of itself."""
    plain = to_plain(about)
    made: dict[str, Any] = {
        name: value if type(value) is str else str(getattr(about, name))
        for name, value in plain.items()
        if name in _ALIKE
    }
    if about.url is not None:
        made["homepage"] = about.url
    if about.licence is not None:
        made["licenses"] = [{"path" if URL.matches(about.licence) else "name": about.licence}]
    if about.publisher is not None:
        made["contributors"] = [{"title": about.publisher, "roles": ["publisher"]}]
    rest = {
        name: value
        for name, value in plain.items()
        if name in ("as_of", "language") or type(value) is dict
    }
    return made | ({OURS: rest} if rest else {})


_ALIKE = ("title", "description", "version")


def plain_about(package: dict[str, Any]) -> Any:
    """Return what a descriptor says of its chronicle, as a JSON file says it."""
    ours = package.get(OURS, {})
    if type(ours) is not dict:
        return ours  # which is refused for what it is
    found = {name: package.get(name) for name in _ALIKE}
    found["url"] = package.get("homepage")
    for licence in _objects(package.get("licenses")):
        found.setdefault("licence", licence.get("name", licence.get("path")))
    for contributor in _objects(package.get("contributors")):
        roles = contributor.get("roles")
        if type(roles) is list and "publisher" in roles:
            found.setdefault("publisher", contributor.get("title"))
    return {name: value for name, value in found.items() if value is not None} | ours


def _objects(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if type(item) is dict] if type(value) is list else []
