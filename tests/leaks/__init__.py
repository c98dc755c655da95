"""Searches everything that the demo municipality gives out for whom its cases are about."""
