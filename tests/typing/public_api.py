"""The public API as a user's type checker sees it: checked by mypy and pyright, never run.

Each function is a use; `assert_type` states what the checkers must infer. A constructor
accepts what people have, and a field has one type; both are stated here for every record.
"""

from __future__ import annotations
