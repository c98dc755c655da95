"""Faults put into a product at work on its embedded database: `python -m tests.faults`."""
