"""Formats at the edge: each a module with its `read_...` and `write_...` functions."""
