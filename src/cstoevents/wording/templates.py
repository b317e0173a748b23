"""Words of dates in one plain form, and templates that recognise it.

Case, commas, brackets and full stops after letters are gone and every dash is a hyphen. In a
template each slot is a character of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from cstoevents.wording.words import normal_form, unified

SLOTS: Final = {
    name: chr(0xE000 + place)
    for place, name in enumerate(
        (
            *("day", "last_day", "month", "figure", "roman", "subyear", "part", "week"),
            *("weekday", "part_of_month", "year", "first", "last", "start", "end"),
        )
    )
}
"""A character for each slot of a template."""

YEARS: Final = dict.fromkeys(("year", "first", "last"), "[0-9]{4}")
"""What is recognised in the slots that hold years."""

ROMAN: Final = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")

_DASH: Final = "[-\u2010-\u2015\u2212]"
_DASHES: Final = re.compile(rf"\s*{_DASH}\s*")
# Full stops after words, and those after figures that part nothing.
_PASSED_OVER: Final = re.compile(rf"[,()\"«»“”]|(?<=[^\W\d_])\.|(?<=[0-9])\.(?=\s|{_DASH}|\Z)")
_FOUR_FIGURES: Final = f"(?<![0-9])[0-9]{{4}}(?![0-9])|[{''.join(SLOTS[name] for name in YEARS)}]"
_BESIDE_YEAR: Final = re.compile(rf"(?<=[^\W\d_])(?={_FOUR_FIGURES})|({_FOUR_FIGURES})(?=[^\W\d_])")


def in_plain_form(text: str) -> str:
    """Return words without what writers vary.

    >>> from cstoevents.wording.templates import in_plain_form
    >>> in_plain_form("15—16 Sept., 2025")
    '15-16 sept 2025'
    """
    text = unified(normal_form("NFKC", text))
    # The letter that looks like a Roman one is a word's nowhere in the languages that are known.
    text = _PASSED_OVER.sub(" ", text).replace(
        "\N{CYRILLIC SMALL LETTER BYELORUSSIAN-UKRAINIAN I}", "i"
    )
    text = _BESIDE_YEAR.sub(lambda found: f"{found[0]} ", text)
    return _DASHES.sub("-", " ".join(text.split()))


def with_slots(template: str) -> str:
    """Return a template in plain form, a character of its own for each of its slots."""
    marked = re.sub(r"\{(\w+)(?:\.\w+)?\}", lambda found: SLOTS[found[1]], template)
    return in_plain_form(marked)


def compiled(templates: tuple[str, ...], slots: Mapping[str, str]) -> tuple[re.Pattern[str], ...]:
    """Return patterns for templates, of what is recognised in each slot."""
    patterns = {}
    for template in templates:
        pattern = re.escape(with_slots(template))
        for name, mark in SLOTS.items():
            if mark in pattern:
                pattern = pattern.replace(mark, f"(?P<{name}>{slots[name]})")
        patterns[pattern] = re.compile(pattern)
    return tuple(patterns.values())


def numbered(names: Iterable[tuple[int, Iterable[str]]]) -> dict[str, int]:
    """Return the numbers of names, each in plain form."""
    return {in_plain_form(name): number for number, known in names for name in known}
