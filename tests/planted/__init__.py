"""Planted contradictions and sound near-misses, by which the figure check is judged.

The generator never imports the rules. `python -m tests.planted` scores them; `kept_apart.py`,
`apart2*.py`, `apart3*.py`, `apart5*.py` and `apart6*` to `apart9*`, and what they make, are not
to be read by whoever tunes the rules.
"""
