"""Numbers: intervals and tests, each with a slow twin in its tests."""
