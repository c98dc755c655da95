"""Numbers and dates as Swedish readers write them.

Decimal comma, hard space between thousands, a real minus sign, hard space before the unit.
"""

import math
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from vaka.documents.content import Cell, Column, Kind

HARD_SPACE = "\u00a0"
MINUS = "\u2212"
MONTHS = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
]
_DECIMALS = {Kind.COUNT: 0, Kind.MONEY: 0, Kind.DECIMAL: 1, Kind.PERCENT: 1}


class NotANumber(ValueError):
    """A NaN or infinite value was to be printed; missing numbers are None."""


def number(value: float, decimals: int = 0) -> str:
    """`-1234.5` with one decimal is `−1 234,5`. Halves are rounded away from zero, as by hand."""
    if not math.isfinite(value):
        raise NotANumber(f"cannot print {value}")
    size = _round_half_up(abs(value), decimals)
    text = f"{size:,.{decimals}f}".replace(",", HARD_SPACE).replace(".", ",")
    return MINUS + text if value < 0 and size else text


def _round_half_up(size: float, decimals: int) -> float:
    # repr gives the shortest decimal text of the float, so 0.125 and 2.675 round as they read.
    return float(Decimal(repr(size)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))


def percent(value: float, decimals: int = 1) -> str:
    """A share of 0 to 100 with a hard space and the sign: `8,3 %`."""
    return f"{number(value, decimals)}{HARD_SPACE}%"


def money(kronor: float, decimals: int = 0) -> str:
    """Kronor: `1 234 kr`."""
    return f"{number(kronor, decimals)}{HARD_SPACE}kr"


def day(value: date) -> str:
    """A date in running text: `5 mars 2024`."""
    return f"{value.day}{HARD_SPACE}{MONTHS[value.month - 1]} {value.year}"


def cell(value: Cell, column: Column, missing: str = "saknas") -> str:
    """A cell as printed. A text stays as it is whatever the column; dates in tables are ISO."""
    if value is None:
        return missing
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if column.kind in _DECIMALS:
        return _quantity(value, column)
    if column.kind is Kind.NUMBER and float(value).is_integer():
        return number(value)
    return number(value, column.decimals or 0) if isinstance(value, int) else number(value, 1)


def _quantity(value: float, column: Column) -> str:
    decimals = _DECIMALS[column.kind] if column.decimals is None else column.decimals
    if column.kind is Kind.PERCENT:
        return percent(value, decimals)
    return number(value, decimals)
