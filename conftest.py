"""Documents and docstrings are tests: README, every page under docs/ and every docstring in src/.

`tests/documents.py` says what a block promises and how it is held to it. The blocks of one
page build on each other, so run in parallel with `--dist loadfile`.

How hard properties are tried, in the documents as well, is chosen by the environment variable
HYPOTHESIS_PROFILE:

* `quick`: a handful of examples, for the inner loop.
* `default`: what `make test` runs. Derandomised: its verdict depends on the code alone, so a
  failure on somebody else's machine is a failure on yours.
* `ci`: the same, and it prints how to repeat a failure.
* `heavy`: thousands of fresh, random examples; run it before a release and after touching a law.

No deadlines and no complaint about slow generation in any: a loaded machine is no bug.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

from documents import docstrings, pages

pytest_collect_file = (pages() + docstrings()).pytest()

_SLOW_MACHINES = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}

settings.register_profile("quick", max_examples=10, derandomize=True, **_SLOW_MACHINES)
settings.register_profile("default", max_examples=30, derandomize=True, **_SLOW_MACHINES)
settings.register_profile(
    "ci", max_examples=30, derandomize=True, print_blob=True, **_SLOW_MACHINES
)
settings.register_profile("heavy", max_examples=2_000, print_blob=True, **_SLOW_MACHINES)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell how the tests in a browser ended, which the dots of all tests together don't."""
    ended = {
        outcome: sum(report.nodeid.startswith("tests/site/") for report in reports)
        for outcome in ("passed", "failed", "error", "skipped")
        if (reports := terminalreporter.getreports(outcome))
    }
    told = ", ".join(f"{count} {outcome}" for outcome, count in ended.items() if count)
    if told:
        terminalreporter.write_line(f"tests/site, in a browser: {told}")
