"""Runs the command line, as `cstoevents` and as `python -m cstoevents`."""

from __future__ import annotations

import sys

__all__ = ["main"]


def main() -> None:
    """Run the command line; an interrupt ends it without a traceback, during imports as well."""
    try:
        from cstoevents import cli

        cli.main()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
