"""The text of what a program has written in HTML: descriptions in calendars, cells of sheets.

It is taken for HTML only where that is certain: by a tag that ends, a line break, or a link.
"""

from __future__ import annotations

import html
import re
from typing import Final

from cstoevents.records.rules import URL

_INLINE: Final = frozenset("a|b|strong|i|em|u|s|span|font|small|sub|sup|code".split("|"))
_BLOCKS: Final = frozenset(
    "p|div|ul|ol|li|table|tbody|tr|td|th|h1|h2|h3|h4|h5|h6|pre|blockquote|body|html-blob".split("|")
)
_ENDED_BY_NEXT: Final = frozenset({"li"})
_NAMES: Final = "|".join(sorted(_INLINE | _BLOCKS))
_CERTAIN = re.compile(rf"</(?:{_NAMES})\s*>|<[bh]r\s*/?>|<a\s[^<>]*href=", re.IGNORECASE)
_TOKENS = re.compile(r"(<[^<>]*>)")
_OPENS = re.compile(rf"<(?P<name>{_NAMES}|br|hr)(?:[\s/][^<>]*)?>", re.IGNORECASE).fullmatch
_CLOSES = re.compile(rf"</(?P<name>{_NAMES})\s*>", re.IGNORECASE).fullmatch
_HREF = re.compile(r"""\bhref\s*=\s*["']?([^"'\s<>]+)""", re.IGNORECASE).search
_ITEM: Final = "\n- "


def text_of_html(text: str) -> str | None:
    r"""Return the text of what is certainly HTML, or None.

    Links keep their addresses, in brackets behind their words.

    >>> from cstoevents.formats.markup import text_of_html
    >>> text_of_html("<b>Agenda</b><br>1. <a href='https://example.org/1'>Draft</a>&nbsp;of 5 May")
    'Agenda\n1. Draft (https://example.org/1) of 5 May'
    >>> text_of_html("a < b and c > d, see <annex>")
    """
    if _CERTAIN.search(text) is None:
        return None
    parts: list[str] = []
    link, words_from = "", 0
    for token in _TOKENS.split(text):
        opens, closes = _OPENS(token), _CLOSES(token)
        if opens and opens["name"].lower() == "a":
            link, words_from = token, len(parts)
        elif closes and closes["name"].lower() == "a":
            parts.append(_address(link, "".join(parts[words_from:])))
            link = ""
        else:
            parts.append(_ITEM if opens and opens["name"].lower() == "li" else _said(token))
    return _without_blanks("".join(parts))


def text_of_marks(text: str) -> str:
    r"""Return the text of HTML, or with the signs that its names stand for; else the text itself.

    >>> from cstoevents.formats.markup import text_of_marks
    >>> text_of_marks("Q&amp;A<br>of the board"), text_of_marks("Q&A; R&D")
    ('Q&A\nof the board', 'Q&A; R&D')
    """
    if "&" not in text and "<" not in text:
        return text
    found = text_of_html(text)
    if found is not None:
        return found
    return _SIGN.sub(lambda sign: html.unescape(sign[0]), text).replace("\xa0", " ")


_SIGN = re.compile(
    "&(?:amp|lt|gt|quot|apos|nbsp|[mn]dash|[lr]aquo|[lrb]dquo|[lr]squo|hellip|#[0-9]{2,6}"
    "|#x[0-9a-fA-F]{2,5});"
)


def _said(token: str) -> str:
    """Return what words say, or a tag, which is nothing or a new line."""
    tag = _OPENS(token) or _CLOSES(token)
    if tag is None:
        return html.unescape(token)
    return "" if tag["name"].lower() in _INLINE | _ENDED_BY_NEXT else "\n"


def _address(link: str, words: str) -> str:
    """Return the address of a link in brackets, unless its words are that."""
    found = _HREF(link)
    href = html.unescape(found[1]) if found else ""
    is_new = URL.matches(href) and href.rstrip("/") not in words
    return f" ({href})" if is_new else ""


def _without_blanks(text: str) -> str:
    """Return a text without blanks at the ends of its lines, and with one empty line at most."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
