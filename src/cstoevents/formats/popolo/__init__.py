"""Popolo: people, organisations, memberships, events and areas in the words of civic data.

The file has one array for each class, with the fields of Popolo's JSON Schemas. `writing`
makes it of records and `reading` records of it, from objects (`items`) that keep account of
what is wrong with them and of what was not taken.
"""

from __future__ import annotations

from cstoevents.formats.popolo.reading import read_popolo
from cstoevents.formats.popolo.writing import COVERAGE as COVERAGE
from cstoevents.formats.popolo.writing import write_popolo

__all__ = ["read_popolo", "write_popolo"]
