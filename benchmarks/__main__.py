"""`python -m benchmarks NAME`: find benchmarks/NAME.py and run its `main`."""

from __future__ import annotations

import argparse
import importlib
import pkgutil

import benchmarks

NAMES = sorted(
    module.name
    for module in pkgutil.iter_modules(benchmarks.__path__)
    if module.name not in {"__main__", "measuring", "peers", "records"}  # what others use
)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=benchmarks.__doc__)
    parser.add_argument("name", choices=NAMES)
    parser.add_argument("--size", type=int, help="how many records, dates or runs")
    parser.add_argument("--against", metavar="REVISION", help="what `structure` compares with")
    asked = parser.parse_args()
    module = importlib.import_module(f"benchmarks.{asked.name}")
    module.main(*(given for given in (asked.size, asked.against) if given is not None))


if __name__ == "__main__":
    main()
