"""Bent files and texts given to every reader: `python -m tests.fuzz SECONDS`."""
