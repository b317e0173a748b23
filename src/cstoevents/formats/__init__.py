"""Formats at the edge: each a module with its `read_...` and `write_...` functions."""

from __future__ import annotations

from cstoevents.formats.losses import Coverage, FieldCoverage, Loss, LossReport

__all__ = ["Coverage", "FieldCoverage", "Loss", "LossReport"]
