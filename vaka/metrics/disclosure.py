"""Small cells hidden, and with them whatever else would give them away.

For viewers who may see figures but not cases, and for open data. A count or a denominator of
1 up to below `limit` is hidden; further counts are hidden until nobody can bring a hidden one
nearer than `limit` by adding and subtracting what is published (standards.md section 9).
A zero is published: it names nobody. Masked rows keep their place, with every number None.
"""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace

from vaka.calc.suppression import CannotProtectError, Sum, hidden_cells
from vaka.metrics.request import Row

LIMIT = 5
Key = tuple[Hashable, ...]


def suppress(rows: Sequence[Row], limit: int = LIMIT) -> list[Row]:
    """The rows in the same order, those that must be hidden without numbers.

    Rows of one measure, unit and period are one table, whose total is the row with empty
    `by`. A share is guarded by its numerator and by the rest of its denominator, so a share
    of nearly all is as small as one of nearly none. When no set of hidden cells is enough,
    the whole table is hidden.
    """
    hidden = {i for table in _tables(rows) for i in _hidden(rows, table, limit)}
    return [masked(row) if i in hidden else row for i, row in enumerate(rows)]


def is_hidden(row: Row) -> bool:
    """Whether `suppress` took the numbers of this row."""
    return row.value is None and row.n is None


def _tables(rows: Sequence[Row]) -> Iterator[list[int]]:
    tables: dict[Key, list[int]] = {}
    for i, row in enumerate(rows):
        tables.setdefault((row.name, row.unit, row.period), []).append(i)
    yield from tables.values()


def _hidden(rows: Sequence[Row], table: list[int], limit: int) -> set[int]:
    """Hidden places of one table: the union over each kind of count that its rows show."""
    hidden: set[int] = set()
    for counts in _counts([rows[i] for i in table]):
        try:
            places = _protected(counts, [rows[i] for i in table], limit)
        except CannotProtectError:
            return set(table)
        hidden |= {table[k] for k in places}
    return hidden


def _counts(rows: Sequence[Row]) -> Iterator[list[int]]:
    """The people that a row speaks of: counted, and for shares also those left out."""
    if any(row.denominator is not None for row in rows):
        yield [int(row.denominator or 0) for row in rows]
        yield [int(row.numerator or 0) for row in rows]
        yield [int((row.denominator or 0) - (row.numerator or 0)) for row in rows]
    else:
        yield [int(row.n or 0) for row in rows]


def _protected(counts: list[int], rows: Sequence[Row], limit: int) -> frozenset[int]:
    primary = frozenset(k for k, count in enumerate(counts) if 0 < count < limit)
    if not primary:
        return primary
    totals = [k for k, row in enumerate(rows) if not row.by]
    parts = tuple(k for k, row in enumerate(rows) if row.by)
    sums = [Sum(totals[0], parts)] if totals and parts else []
    return hidden_cells(counts, sums, primary, limit)


def masked(row: Row) -> Row:
    """The row without numbers, in its place."""
    return replace(row, value=None, numerator=None, denominator=None, n=None, low=None, high=None)
