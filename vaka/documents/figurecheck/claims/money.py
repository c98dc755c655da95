"""Units of money: `tkr`, `mnkr`, `kronor`."""

from __future__ import annotations

import re

_SCALES = (
    (r"tkr|tusen kr(?:onor)?|ksek", 1e3),
    (r"mn?kr|msek|miljoner kr(?:onor)?", 1e6),
    (r"kr|kronor", 1.0),
)
MONEY_UNIT = re.compile(rf"(?<!\w)(?:{'|'.join(sign for sign, _ in _SCALES)})(?!\w)", re.IGNORECASE)


def scale_of(unit: str) -> float:
    """Give how many kronor a unit of money is; `unit` is what MONEY_UNIT found."""
    return next(size for sign, size in _SCALES if re.fullmatch(sign, unit, re.IGNORECASE))
