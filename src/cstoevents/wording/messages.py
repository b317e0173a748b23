"""Messages in another language: what errors, notes and findings say, recognised and said anew.

As in gettext the English message is the key. When it is to be printed its values stand in it
already, so the table of a language has templates on both sides, and a message is said by the
template that recognises it with the most letters of its own. A message can be made of others,
so that ``"{expected}; write {cure}"`` is one template for all that have a cure. What stands
before a message and a colon, such as a file or a field, is left as it is.

In the English words a placeholder says what it stands for:

==================  ===========================================================
``{names}``         anything; what is quoted is never taken apart
``{id:word}``       something without blanks
``{cure:text}``     something quoted
``{count:number}``  a whole number
``{s}``             the ending of a plural, which may be missing
==================  ===========================================================

In the words of a language it says what becomes of that:

==============================  ===============================================
``{names}``                     it stays, in the language's quotation marks
``{reason:message}``            it is a message itself
``{wanted:list}``               it is several, joined by "or" or "and"
``{count:байт|байта|байт}``     it is a number of these, by plural category
==============================  ===============================================
"""

from __future__ import annotations

import functools
import re
import string
from collections.abc import Mapping
from typing import Final, NamedTuple

from cstoevents.wording.language import Language, language


def message(text: str, lang: str) -> str:
    """Return what a message of the library says in a language, line by line.

    A line that the language has no words for stays as it is.

    Raises:
        ArgumentError: the language is not one that is known.

    >>> from cstoevents.wording.messages import message
    >>> print(message("places[0].name: found 7, expected a text", "ru"))
    places[0].name: найдено: 7, ожидается: текст
    """
    spoken = language(lang)
    if not spoken.messages:
        return text
    return _LINE.sub(lambda line: _translated_line(line[0], spoken.tag), text)


_LINE = re.compile(r"(?!\s)[^\n]+")


@functools.lru_cache(maxsize=256)  # findings say the same few things again and again
def _translated_line(line: str, tag: str) -> str:
    try:
        return _translated(line, language(tag)) or line
    except RecursionError:  # a name of a file that is made to look like messages within messages
        return line


def _translated(text: str, spoken: Language) -> str | None:
    """Return what is said for a text, or None if it is no message, nor several."""
    said = _translated_alone(text, spoken)
    if said is None:
        parts = [_translated_alone(part, spoken) for part in text.split("; ")]
        several = [part for part in parts if part is not None]
        said = "; ".join(several) if len(several) == len(parts) > 1 else None
    return said


def _translated_alone(text: str, spoken: Language) -> str | None:
    """Return what is said for one message, and before it the place that it is about."""
    begins = (0, *(colon.end() for colon in re.finditer(": ", text)))
    said = ((text[:begin], _by_template(text[begin:], spoken)) for begin in begins)
    return next((place + words for place, words in said if words is not None), None)


def _by_template(text: str, spoken: Language) -> str | None:
    for template in _templates(spoken.tag):
        values = template.values_in(text)
        if values is not None:
            given = {name: _Value(value, spoken) for name, value in values.items()}
            return template.words.format(**given)
    return None


class _Value(NamedTuple):
    """A value within a message, which a template puts as it asks for."""

    text: str
    spoken: Language

    def __format__(self, how: str) -> str:
        if not how:
            return _quoted(self.text, self.spoken)
        if how == "message":
            return _translated_or_quoted(self.text, self.spoken)
        if how == "list":
            parts = _LISTED.finditer(self.text)
            return "".join(_translated_or_quoted(part[0], self.spoken) for part in parts)
        forms = dict(zip(self.spoken.units["day"], how.split("|"), strict=True))
        return f"{self.text} {forms[self.spoken.plural(int(self.text.replace(',', '')))]}"


# What a text looks like in Python. Cut short, it has no second mark; an apostrophe is no mark.
_MARKED: Final = r"""(?:'(?:[^'\\…]|\\.)*'|"(?:[^"\\…]|\\.)*")"""
_TEXT: Final = rf"(?<!\w)b?{_MARKED}"
_TEXTS = re.compile(rf"(?<!\w){_MARKED}")
_JOINED: Final = r" or | and |, and |, (?=['\"])"
_LISTED = re.compile(rf"{_JOINED}|(?:(?!{_JOINED})(?>{_TEXT}|\([^()]*\)|.))+")


def _translated_or_quoted(text: str, spoken: Language) -> str:
    return _translated(text, spoken) or _quoted(text, spoken)


def _quoted(text: str, spoken: Language) -> str:
    """Return words with the texts in them in the marks of the language, if they are no data."""
    if text.startswith(("[", "{", "(", "<")):
        return text
    return _TEXTS.sub(lambda found: spoken.quotation.format(found[0][1:-1]), text)


class _Template(NamedTuple):
    """What recognises one message, and the words for it."""

    literals: tuple[str, ...]
    pattern: str
    words: str

    def values_in(self, text: str) -> Mapping[str, str] | None:
        """Return the values in a message of this kind, or None if it is another."""
        # Most are told apart by this, so that few patterns are ever compiled.
        if not all(literal in text for literal in self.literals):
            return None
        match = re.fullmatch(self.pattern, text)
        return match and match.groupdict()


@functools.cache
def _templates(tag: str) -> tuple[_Template, ...]:
    """Return the templates of a language, those with the most letters of their own first."""
    made = [_template(*pair) for pair in language(tag).messages.items()]
    return tuple(sorted(made, key=lambda template: -sum(map(len, template.literals))))


_STANDS_FOR: Final = {
    "": rf"(?>{_TEXT}|.)+?",
    "text": _TEXT,
    "word": rf"(?>{_TEXT}|\S)+",
    "number": r"[0-9][0-9,]{0,20}",
}


def _template(english: str, words: str) -> _Template:
    parts = [*string.Formatter().parse(english)]
    pattern = "".join(
        re.escape(literal) + _placeholder(name, kind) for literal, name, kind, _ in parts
    )
    return _Template(tuple(literal for literal, *_ in parts), pattern, words)


def _placeholder(name: str | None, kind: str | None) -> str:
    if name is None:
        return ""
    return "(?:e?s)?" if name == "s" else f"(?P<{name}>{_STANDS_FOR[kind or '']})"
