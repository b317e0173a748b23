"""What the theme leaves to us: titles, descriptions, pictures in both themes, what is copied."""

from __future__ import annotations

import html
import re
from typing import Any

# The first paragraph that isn't of the day of the data.
PARAGRAPH = re.compile(r"<p>(?!As of )(?P<text>.*?)</p>", re.DOTALL)
MARKUP = re.compile(r"<[^>]+>")
SENTENCES = re.compile(r"(?<=[.?!:])\s+(?=[A-Z])")
LONGEST = 160
"""How many characters of a description search engines show."""

SESSION = re.compile(r'<code>(?P<lines>(?:(?!</code>).)*?<span class="gp">.*?)</code>', re.DOTALL)
PROMPT = re.compile(r'<span class="gp">.*?</span>')

PICTURE = re.compile(
    r'<p><img alt="(?P<alt>[^"]*)"(?: class="(?P<size>wide)")?'
    r' src="(?P<path>[^"]*)-light\.svg" ?/?></p>'
)
"""A picture of ours that stands alone: of each there is one for either theme."""

# A part of the theme's that assistive technology is given no name for.
NAMELESS = 'data-md-component="search" role="dialog"'


def on_page_content(content: str, page: Any, **_: Any) -> str:
    """Called by mkdocs with the text of each page as HTML."""
    page.meta.setdefault("description", description(content))
    section = page.ancestors[-1].title if page.ancestors else ""
    if section and section != page.title:
        page.meta.setdefault("title", f"{page.title} - {section}")
    return PICTURE.sub(_in_both_themes, SESSION.sub(_with_its_input, content))


def on_post_page(output: str, **_: Any) -> str:
    """Called by mkdocs with each page as it is to be written."""
    return output.replace(NAMELESS, f'{NAMELESS} aria-label="Search the site"')


def on_post_template(output_content: str, *, template_name: str, **_: Any) -> str:
    """Called by mkdocs with what is no page of ours: the one for what isn't found."""
    if template_name == "404.html":  # which the theme calls what it does the start page
        output_content = output_content.replace("<title>", "<title>Page not found - ", 1)
    return on_post_page(output_content)


def description(content: str) -> str:
    """Give the first sentences of a page, as many as a search engine shows."""
    found = PARAGRAPH.search(content)
    text = html.unescape(MARKUP.sub("", found["text"])) if found else ""
    first, *others = SENTENCES.split(" ".join(text.split()))
    for sentence in others:
        if len(first) + 1 + len(sentence) > LONGEST:
            break
        first = f"{first} {sentence}"
    return html.escape(re.sub(r":$", ".", first))


def _in_both_themes(found: re.Match[str]) -> str:
    """Show a picture in the theme of the reader, in a frame within which it can be moved."""
    alt, path = found["alt"], found["path"]
    images = "".join(
        f'<img alt="{alt}" src="{path}-{theme}.svg#only-{theme}">' for theme in ("light", "dark")
    )
    label = SENTENCES.split(alt)[0]
    kinds = " ".join(filter(None, ("picture", found["size"])))
    return f'<div class="{kinds}" tabindex="0" role="region" aria-label="{label}">{images}</div>'


def _with_its_input(block: re.Match[str]) -> str:
    """Say what the copy button takes: what was typed, without prompts and output."""
    typed = [
        html.unescape(MARKUP.sub("", PROMPT.sub("", line, count=1)))
        for line in block["lines"].split("\n")
        if PROMPT.search(line)
    ]
    copied = html.escape("\n".join(typed), quote=True).replace("\n", "&#10;")
    return f'<code data-copy="{copied}">{block["lines"]}</code>'
