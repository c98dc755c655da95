"""SIE 1 to 4: a ledger's accounts, objects and sums by month, read from the file's lines.

Stands alone in `vaka.exchange`: it knows the format and nothing of Vaka's areas. Facts from the
specification SIE 4B; the traps that real files set are named where they are met.
"""

from vaka.exchange.sie.ledger import Dimension, Kind, Ledger, Reject, UncrossableBalances, Year
from vaka.exchange.sie.reading import read_sie

__all__ = [
    "Dimension", "Kind", "Ledger", "Reject", "UncrossableBalances", "Year", "read_sie",
]  # fmt: skip
