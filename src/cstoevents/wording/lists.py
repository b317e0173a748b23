"""Days, months and parts of years that are listed: "5 and 6 May", "Q1 and Q2 2026".

What "and" or a comma parts is meant from the first to the last, if they follow each other;
what "or" parts is one of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import attrs

from cstoevents.wording.language import DatePatterns
from cstoevents.wording.templates import ROMAN, in_plain_form
from cstoevents.wording.words import any_of, normal_form, unified

SUBYEARS: Final = (range(33, 37), range(37, 40), range(40, 42))
"""The numbers in EDTF of quarters, of spans of four months, and of halves."""


def kind_of(subyear: int) -> range | None:
    """Return the numbers of all parts of a year that are of the kind of one; seasons have none.

    >>> from cstoevents.wording.lists import kind_of
    >>> kind_of(34)
    range(33, 37)
    """
    return next((kind for kind in SUBYEARS if subyear in kind), None)


@attrs.frozen(slots=True)
class Lists:
    """What recognises the lists of a language, whose names of months and parts are known."""

    months: Mapping[str, int]
    subyears: Mapping[str, int]
    days: re.Pattern[str]
    periods: re.Pattern[str]
    commas: re.Pattern[str]
    either: re.Pattern[str]

    @classmethod
    def of(
        cls,
        patterns: DatePatterns,
        months: Mapping[str, int],
        subyears: Mapping[str, int],
        ending: str,
    ) -> Lists:
        """Return those of a language; ``ending`` recognises the endings of its ordinals."""
        ands = any_of((*patterns.also_and, *patterns.also_or))
        day = rf"[0-9]{{1,2}}(?:-?{ending})?"
        comma = rf"\s*(?:[,/&]|,?\s*\b{ands}\b)\s*"
        name = any_of((*months, *subyears))
        parts = {part for kind in SUBYEARS for part in _parts(kind, subyears)}
        part = any_of((*months, *subyears, *parts))
        return cls(
            months,
            subyears,
            re.compile(rf"(?<![0-9.,/-]){day}(?:{comma}{day})+(?![0-9]|\s*[./-]\s*[0-9])"),
            re.compile(rf"(?<!\w)(?<![0-9]\W){part}(?:\.?{comma}{part})*\.?{comma}{name}(?!\w)"),
            re.compile(rf"[,&/]|\b{ands}\b"),
            re.compile(rf"\b{any_of(patterns.also_or)}\b"),
        )

    def as_ranges(self, text: str) -> Iterator[tuple[str, bool]]:
        """Return a text with what it lists as a range, and whether one of these is meant.

        A slash between days means all of them, between months it can mean either.
        """
        text = unified(normal_form("NFKC", text))
        for listed, bounds in (
            (self.days, _bounds_of_days),
            (self.periods, self._bounds_of_periods),
        ):
            found = listed.search(text)
            ends = bounds(found[0]) if found else None
            if found and ends:
                text = f"{text[: found.start()]}{ends[0]}-{ends[1]}{text[found.end() :]}"
                is_choice = self.either.search(found[0]) is not None
                yield text, is_choice
                if "/" in found[0] and listed is self.periods:
                    yield text, not is_choice
                return
        yield text, False

    def _bounds_of_periods(self, listed: str) -> tuple[str, str] | None:
        """Return the first and the last of several months or parts, if they follow each other."""
        names = [in_plain_form(name) for name in self.commas.split(listed)]
        kind = kind_of(self.subyears.get(names[-1], 0))
        numbered = {**self.months, **self.subyears}
        if kind:
            numbered |= _parts(kind, self.subyears)
        named = [(name, numbered[name]) for name in names if name in numbered]
        bounds = _bounds(named) if len(named) == len(names) else None
        # The first of several is said in full as well: "Q1 and Q2".
        if bounds and kind and names[0] not in self.subyears:
            return str(named[0][1] - kind.start + 1), bounds[1]
        return bounds


def _parts(kind: range, subyears: Mapping[str, int]) -> dict[str, int]:
    """Return how parts of a year are called before the noun of the last: "1", "I", "first"."""
    found = {str(at): code for at, code in enumerate(kind, 1)}
    found |= dict(zip(ROMAN, kind, strict=False))
    words = [(name.split(), code) for name, code in subyears.items() if code in kind]
    ordinals = {(first, code) for (first, *rest), code in words if rest and not first.isdecimal()}
    codes = Counter(word for word, _ in ordinals)
    return found | {word: code for word, code in sorted(ordinals) if codes[word] == 1}


def _bounds_of_days(listed: str) -> tuple[str, str] | None:
    """Return the first and the last of several days, if they follow each other."""
    return _bounds([(day, int(day)) for day in re.findall("[0-9]+", listed)])


def _bounds(named: Sequence[tuple[str, int]]) -> tuple[str, str] | None:
    numbers = [number for _, number in named]
    is_run = numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return (named[0][0], named[-1][0]) if is_run else None
