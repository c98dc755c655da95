"""A country's facts: many principals' snapshots side by side, invented from a seed."""
