"""Blocks of code as people type them: a session is coloured as one, its output as output.

The tests know one name for both scripts and sessions, `python`; the highlighter has one
for each.
"""

from __future__ import annotations

import re
from typing import Any

SESSION = re.compile(r"^```python\n(?=>>> )", re.MULTILINE)


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Called by mkdocs with the text of each page."""
    return SESSION.sub("```pycon\n", markdown)
