"""Lets `python -m cstoevents` do what the command `cstoevents` does."""

from cstoevents.cli import main

main()
