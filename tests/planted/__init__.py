"""Planted contradictions and sound near-misses, by which the figure check is judged.

The generator never imports the rules. `python -m tests.planted` scores them; `kept_apart.py` and
what it makes are not to be read by whoever tunes the rules.
"""
