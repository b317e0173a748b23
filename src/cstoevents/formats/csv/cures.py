"""What a refused cell was meant to say, where only one thing can be meant.

Spreadsheets and people write capitals, blanks, commas before decimals, and
hours of twelve. A cure is proposed only if the rule of the field takes it.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from cstoevents.errors import CstoEventsError
from cstoevents.formats.csv.layout import JOINT, Field
from cstoevents.formats.csv.shaping import as_integer, as_number, split
from cstoevents.records.rules import TEXT, Bounds, Rule, time_of_day

__all__: list[str] = []

_LONGEST = 200


def meant(field: Field, found: str) -> str | None:
    """Give what to write instead of a refused cell, or None if that can't be told."""
    if len(found) > _LONGEST:
        return None
    for candidate in _candidates(field, found):
        if candidate != found and _is_good(field, candidate):
            return candidate
    return None


def _candidates(field: Field, found: str) -> Iterator[str]:
    plain = found.strip()
    if field.kind == "time":
        yield from _of_clock(plain)
    yield plain
    if field.kind in ("text", "choice"):
        yield plain.lower()
        yield plain.upper()
    if field.many:
        yield JOINT.join(part.strip() for part in re.split("[,;\n]", plain) if part.strip())
    if field.options is not None:
        options = [option.value for option in field.options]
        yield from difflib.get_close_matches(plain.lower(), options, 1, 0.8)
    if field.kind in ("integer", "number"):
        yield plain.replace(",", ".", 1)


_CLOCK = re.compile(
    r"([0-9]{1,2})[:.]([0-9]{2})(?:[:.]([0-9]{2}))?(?: ?([AaPp])\.?[Mm]\.?)?"
).fullmatch


def _of_clock(text: str) -> Iterator[str]:
    match = _CLOCK(text)
    if match:
        hour = int(match[1])
        if match[4]:
            hour = hour % 12 + (12 if match[4] in "Pp" else 0)
        yield f"{hour:02}:{match[2]}:{match[3] or '00'}"


def _is_good(field: Field, text: str) -> bool:
    rule = field.rule
    try:
        if field.options is not None:
            return bool(field.options(text))
        if field.kind == "time":
            return time_of_day(text) is not None
        if isinstance(rule, Bounds):
            number = as_integer(text) if rule.whole else as_number(text)
            return not isinstance(number, str) and rule.check(number) == number
    except (CstoEventsError, ValueError):
        return False
    if not isinstance(rule, Rule) or rule is TEXT:
        return False
    return all(map(rule.matches, split(text) if field.many else [text]))
