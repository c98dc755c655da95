"""A load of people on a served Vaka, and of the like on a stock Django admin."""
