"""How hard the properties are tried, chosen by the environment variable HYPOTHESIS_PROFILE.

* `quick`: a handful of examples, for the inner loop.
* `default`: what `make test` runs. Derandomised: its verdict depends on the code alone, so a
  failure on somebody else's machine is a failure on yours.
* `ci`: the same, and it prints how to repeat a failure.
* `heavy`: thousands of fresh, random examples; run it before a release and after touching a law.

No deadlines and no complaint about slow generation in any: a loaded machine is no bug.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

_SLOW_MACHINES = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}

settings.register_profile("quick", max_examples=10, derandomize=True, **_SLOW_MACHINES)
settings.register_profile("default", max_examples=50, derandomize=True, **_SLOW_MACHINES)
settings.register_profile(
    "ci", max_examples=50, derandomize=True, print_blob=True, **_SLOW_MACHINES
)
settings.register_profile("heavy", max_examples=2_000, print_blob=True, **_SLOW_MACHINES)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))
