"""What the headers of a sheet mean, in any language, and what those of a caller's own do.

A header can have several meanings: "Title" is that of an event, and beside a name the post
of a person. It then has the first that no other header of the sheet has.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple, TypeAlias

from cstoevents.errors import ArgumentError, ArgumentTypeError, near
from cstoevents.formats.markup import text_of_marks
from cstoevents.formats.sheet.cells import in_two
from cstoevents.formats.sheet.columns import COLUMNS
from cstoevents.formats.sheet.converters import EXTRA, Column
from cstoevents.records import Place, rules
from cstoevents.records.languages import canonical_tag
from cstoevents.wording.language import every_language, languages
from cstoevents.wording.words import column_names, simplified


class Header(NamedTuple):
    """What a header says: which column, and the language of the words below it.

    ``lang`` is the language that it names, ``own`` the one that it is in, and ``also`` another
    that it is in as well.
    """

    column: Column
    lang: str | None = None
    own: str = "en"
    also: str | None = None


_EXTRA: Final = next(column for column in COLUMNS if column.key == EXTRA)
_LANGUAGE_AFTER = re.compile(
    r"\A(?P<name>.*?)(?:\s*[(\[]|[ _])(?P<tag>[A-Za-z]{1,3}(?:-[A-Za-z0-9]{1,8}){0,8})[)\]]?\Z"
).search
_HINT_AFTER = re.compile(r"\A(?P<name>[^(]*[^\s(])\s*\((?P<hint>[^()]+)\)\Z", re.DOTALL).search
# What can't be seen, the sign of one or several, and what marks a header as one or as obligatory.
_ENDINGS = "|".join(
    ending for spoken in every_language() for ending in spoken.header_plural_endings
)
_DECORATION = re.compile(rf"[\u200b\u2060\ufeff]|(?<=\w)\((?:{_ENDINGS})\)|[\s:*]+\Z")

# No header is longer, while the first cells of a sheet can be of any length.
_LONGEST: Final = 200


def known_headers(headers: Sequence[str], own: Mapping[str, Header | None]) -> int:
    """Count the headers that say something, for telling how a file is to be read."""
    return sum(header.strip() in own or bool(meanings(header)) for header in headers)


def meanings(text: str) -> tuple[Header, ...]:
    """Return what a header of a sheet can say, by any of its names, the likeliest first."""
    if len(text) > _LONGEST:
        return ()
    beginning, _, key = text.strip().partition(".")
    if beginning.lower() == EXTRA and rules.KEY.matches(key):
        return (Header(_EXTRA, key),)
    text, names = _DECORATION.sub("", text_of_marks(text)), _headers(languages())
    found = (
        names.get(simplified(text), ())
        or _with_language(text, names)
        or _with_hint(text, names)
        or _of_event(text, names)
        or _in_two_languages(text, names)
    )
    key = " ".join(text.split())
    if simplified(text) in _extra_headers(languages()) and rules.KEY.matches(key):
        return (*found, Header(_EXTRA, key))
    return found


@functools.cache
def _extra_headers(_: tuple[str, ...]) -> frozenset[str]:
    return frozenset(simplified(name) for one in every_language() for name in one.extra_headers)


_Names: TypeAlias = Mapping[str, tuple[Header, ...]]


def _with_language(text: str, names: _Names) -> tuple[Header, ...]:
    """Return what a header can say before the language that it names: "Title (ru)"."""
    match = _LANGUAGE_AFTER(text.strip())
    tag = _tag(match["tag"]) if match else None
    if match is None or tag is None:
        return ()
    named = names.get(simplified(match["name"]), ())
    return tuple(Header(header.column, tag) for header in named if header.column.by_language)


def _with_hint(text: str, names: _Names) -> tuple[Header, ...]:
    """Return what a header can say before a hint: "Date (DD.MM.YYYY)", "Place (city)"."""
    match = _HINT_AFTER(text)
    if match is None:
        return ()
    named, hint = names.get(simplified(match["name"]), ()), names.get(simplified(match["hint"]), ())
    same = {header.column for header in named} & {header.column for header in hint}
    return named if same or _are_places(named, hint) or is_hint(match["hint"]) else ()


def _are_places(ones: Sequence[Header], others: Sequence[Header]) -> bool:
    """Whether two headers both say a place, be it a city or a venue."""
    return all({header.column.names for header in said} == {(Place,)} for said in (ones, others))


def _of_event(text: str, names: _Names) -> tuple[Header, ...]:
    """Return what a header can say beside what it is of: "Event date", "Дата события"."""
    text = simplified(text)
    for words in (
        simplified(words) for spoken in every_language() for words in spoken.header_fillers
    ):
        rest = text.removeprefix(f"{words} ").removesuffix(f" {words}")
        if rest != text and rest in names:
            return names[rest]
    return ()


def _in_two_languages(text: str, names: _Names) -> tuple[Header, ...]:
    """Return what a header can say that says the same twice: "Date / Дата"."""
    known = [names.get(simplified(part), ()) for part in in_two(text)]
    if len(known) != 2:
        return ()
    if _are_places(*known):
        return tuple(header._replace(also=None) for header in known[0])
    ones, others = ({header.column.key: header for header in headers} for headers in known)
    return tuple(
        one._replace(also=None if others[key].own == one.own else others[key].own)
        for key, one in ones.items()
        if key in others
    )


@functools.cache
def _headers(tags: tuple[str, ...]) -> dict[str, tuple[Header, ...]]:
    named = [column for column in COLUMNS if column.key != EXTRA]
    headers = {simplified(column.key): {column.key: Header(column)} for column in named}
    for column in named:
        for lang in tags:
            for name in column_names(column.key, lang):
                known = headers.setdefault(simplified(name), {})
                known.setdefault(column.key, Header(column, own=lang))
    return {name: tuple(known.values()) for name, known in headers.items()}


def is_hint(text: str) -> bool:
    """Whether a text says how dates or times are written: "DD.MM.YYYY", "hh:mm"."""
    letters = {letter for spoken in every_language() for letter in spoken.date_hint_letters}
    return set(text.casefold()) <= letters | set(" .,/:-") and any(map(str.isalpha, text))


def _tag(text: str) -> str | None:
    """Return a language tag as it is kept, or None if the text is none."""
    return canonical_tag(text) if rules.LANGUAGE.matches(text) else None


def mapping(columns: Mapping[str, str | None] | None) -> dict[str, Header | None]:
    """Check a caller's map of headers to columns; None leaves a column of the sheet out."""
    if columns is not None and not isinstance(columns, Mapping):
        raise ArgumentTypeError("columns", columns, "a mapping of headers to columns")
    checked: dict[str, Header | None] = {}
    for header, key in (columns or {}).items():
        if not isinstance(header, str) or not isinstance(key, str | None):
            raise ArgumentTypeError("columns", {header: key}, "texts, or None for a column")
        meant = () if key is None else meanings(key)
        if key is not None and not meant:
            keys = ", ".join(column.key for column in COLUMNS)
            raise ArgumentError(f"columns[{header!r}]", key, f"one of {keys}")
        checked[header.strip()] = next(iter(meant), None)
    return checked


def unknown(header: str, position: int, *, hinted: bool = True) -> tuple[str, str]:
    """Return what is found and expected where a header means nothing, with a hint or without."""
    if not header:
        return f"column {position + 1} without a header", "a header above it"
    names = (name for column in COLUMNS for name in column.header_names)
    like = near(header, names, 1) if hinted else []
    hint = f"perhaps {like[0]!r}; " if like else ""
    expected = f"a known header ({hint}say in `columns` what it is, or that it is left out)"
    return header, expected
