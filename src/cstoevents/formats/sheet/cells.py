r"""What stands in one cell: lists, dates, numbers, and text that no spreadsheet may run.

**Lists.** Members are joined with ``"; "`` and parted at any ``;``. One inside a
member is written ``\;`` and a backslash ``\\``. Web addresses have no blanks
and may hold a ``;``, so in their lists it parts only before a blank or a new address.

**Formulas.** A cell that begins with ``= + - @``, a tab or a line break may be
run by a spreadsheet when it opens a CSV file (OWASP, "CSV Injection"); so it gets
an apostrophe before it. The same happens after every character at which a reader
with other settings would part cells. Reading takes exactly these apostrophes away.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cstoevents.dates import When
from cstoevents.records.rules import URL
from cstoevents.wording import LabelKind, printed_number

__all__ = [
    "day_first",
    "joined",
    "joined_links",
    "neutral",
    "numbered",
    "parted",
    "parted_links",
    "plain",
    "sheet_safe_url",
]

# The full-width forms are what some East Asian spreadsheets take for the others.
_RISKY = "[=+\\-@\t\r\n＝＋－＠]"
_CELL_BEGINS = "(?:\\A|(?<=[\t\n,;|])|(?<=\r)(?!\n))"
_TO_NEUTRALISE = re.compile(f"{_CELL_BEGINS}(?='*{_RISKY})")
_NEUTRALISED = re.compile(f"{_CELL_BEGINS}'(?='*{_RISKY})")


def neutral(text: str) -> str:
    """Put an apostrophe wherever a spreadsheet could see the beginning of a formula."""
    return _TO_NEUTRALISE.sub("'", text)


def plain(text: str) -> str:
    """Take away the apostrophes that `neutral` puts, and no others."""
    return _NEUTRALISED.sub("", text)


def joined(members: Iterable[str | None]) -> str:
    """Join the members of a list, None standing for an empty place."""
    return _joined([_escaped(member or "") for member in members])


def parted(text: str) -> list[str]:
    """Part a list into its members, empty places among them."""
    return [_unescaped(member) for member in _members(text, _SEPARATOR)]


def joined_links(members: Iterable[str | None]) -> str:
    """Join web addresses, and citations among them."""
    text = _joined(
        [
            member if URL.matches(member) else _escaped(member)
            for member in (member or "" for member in members)
        ]
    )
    return f"{text};" if text.endswith(";") else text


def parted_links(text: str) -> list[str]:
    """Part a list of web addresses, and citations among them, into its members."""
    return [
        member if URL.matches(member) else _unescaped(member)
        for member in _members(text, _SEPARATOR_OF_LINKS)
    ]


def sheet_safe_url(url: str) -> str:
    """Give a web address without what would part it in a list: percent-encoded, it is the same."""
    return url.replace("\\", "%5C").replace(";http", "%3Bhttp")


_SEPARATOR = re.compile(r"\\[\\;]|;")
_SEPARATOR_OF_LINKS = re.compile(r"\\[\\;]|;(?=\s|\Z|https?://)")


def _escaped(member: str) -> str:
    return member.strip().replace("\\", "\\\\").replace(";", "\\;")


def _unescaped(member: str) -> str:
    return re.sub(r"\\([\\;])", r"\1", member)


def _joined(members: list[str]) -> str:
    return "; ".join(_without_empty_end(members))


def _members(text: str, separator: re.Pattern[str]) -> list[str]:
    return _without_empty_end([member.strip() for member in _raw_members(text, separator)])


def _raw_members(text: str, separator: re.Pattern[str]) -> Iterator[str]:
    start = 0
    for found in separator.finditer(text):
        if found.group() == ";":
            yield text[start : found.start()]
            start = found.end()
    yield text[start:]


def _without_empty_end(members: list[str]) -> list[str]:
    while members and not members[-1]:
        members.pop()
    return members


# Dates with the day first. "." and "/" part a date; a dash may too, and parts its two ends.
_DASHES = re.compile("\\s*[-\u2010-\u2015\u2212]\\s*")
_END_OF_YEAR = re.compile(r"\s*(?:г\.|г|гг\.|гг|года|годы)\Z")
_POINT = r"(?:(?:(?P<d{0}>\d{{1,2}})[./])?(?P<m{0}>\d{{1,2}})[./])?(?P<y{0}>\d{{4}})"
_DAY_FIRST = tuple(
    re.compile(rf"\A{pattern}\Z")
    for pattern in (
        _POINT.format(1),
        r"(?P<d1>\d{1,2})-(?P<m1>\d{1,2})-(?P<y1>\d{4})",
        rf"{_POINT.format(1)}-{_POINT.format(2)}",
        r"(?P<d1>\d{1,2})-(?P<d2>\d{1,2})[./](?P<m2>\d{1,2})[./](?P<y2>\d{4})",
        r"(?P<d1>\d{1,2})[./](?P<m1>\d{1,2})-(?P<d2>\d{1,2})[./](?P<m2>\d{1,2})[./](?P<y2>\d{4})",
    )
)


def day_first(text: str) -> When | None:
    """Read a date that is written with the day first; None if it isn't written so.

    ``19.05.2025``, ``19/05/2025``, ``24-26.06.2025``, ``28.11-02.12.2024``,
    ``5.2025``, ``2025``, and two of these with a dash between them.

    Raises `WhenError` where there is no such date.
    """
    compact = _DASHES.sub("-", _END_OF_YEAR.sub("", text.strip()))
    for form in _DAY_FIRST:
        found = form.match(compact)
        if found:
            parts = found.groupdict()
            if len(parts) <= 3:
                return When(_edtf(parts, parts, "1"))
            # "24-26.06.2025": what the first end leaves out is that of the second.
            return When.between(_edtf(parts, parts, "1"), _edtf(parts, parts, "2"))
    return None


def _edtf(parts: dict[str, str | None], shared: dict[str, str | None], end: str) -> str:
    year = parts.get(f"y{end}") or shared["y2"]
    month = parts.get(f"m{end}") if f"m{end}" in parts else shared.get("m2")
    day = parts.get(f"d{end}")
    return "-".join([str(year), *(part.zfill(2) for part in (month, day) if part)])


def numbered(text: str) -> tuple[int, str | None] | None:
    """Read a number, and the label it was printed as where that says more; None if it is none."""
    if _FIGURES.match(text):
        return int(text), None
    printed = printed_number(text)
    if printed.kind is not LabelKind.NUMBER or printed.number is None:
        return None
    # A spreadsheet writes whole numbers so where it takes a column for measurements.
    return printed.number, None if text == f"{printed.number}.0" else text


_FIGURES = re.compile(r"\A[0-9]{1,9}\Z")
