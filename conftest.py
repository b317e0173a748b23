"""Documents and docstrings are tests: README, every page under docs/ and every docstring in src/.

`tests/documents.py` says what a block promises and how it is held to it. The blocks of one
page build on each other, so run in parallel with `--dist loadfile`.
"""

from __future__ import annotations

from documents import docstrings, pages

pytest_collect_file = (pages() + docstrings()).pytest()
