"""What a SIE file tells: names, years and money by month, account and object."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from vaka.exchange.receipt import Finding

Objects = tuple[tuple[str, str], ...]
Sums = dict[tuple[str, str, Objects], int]
Split = dict[tuple[str, str, tuple[str, ...]], int]


class Kind(StrEnum):
    """Which money: what was booked, or what was planned."""

    OUTCOME = "outcome"
    BUDGET = "budget"


class Year(NamedTuple):
    """A financial year (räkenskapsår), both days within it."""

    start: date
    end: date


class Dimension(NamedTuple):
    """A way to split money (dimension), with the dimension that it lies under, if any."""

    name: str
    parent: str = ""


class Reject(NamedTuple):
    """A voucher or balance that is not counted: how many rows of money, and why."""

    rows: int
    finding: Finding


class UncrossableBalances(ValueError):
    """Balances by period are told one dimension at a time: they cannot be split by two."""


@dataclass(slots=True)
class Ledger:
    """All that was read. Money is in whole öre, debit positive and credit negative.

    `posted` holds vouchers' rows and `balances` the periods' balances, both as
    (month "YYYY-MM", account, objects) to öre. `rows` counts rows of money, the rejected too.
    """

    encoding: str
    sie_type: str = ""
    program: str = ""
    company: str = ""
    organisation_number: str = ""
    years: dict[int, Year] = field(default_factory=dict)
    accounts: dict[str, str] = field(default_factory=dict)
    dimensions: dict[str, Dimension] = field(default_factory=dict)
    objects: dict[tuple[str, str], str] = field(default_factory=dict)
    posted: Sums = field(default_factory=dict)
    balances: dict[Kind, Sums] = field(default_factory=lambda: {kind: {} for kind in Kind})
    vouchers: int = 0
    rows: int = 0
    rejects: list[Reject] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)

    def split(self, kind: Kind, *dimensions: str) -> Split:
        """Give öre by (month, account, one object code for each dimension, empty where none).

        Vouchers decide the outcome when there are any, since a file may tell the same money as
        balances too. Raises `UncrossableBalances` when balances are asked for by two dimensions.
        """
        if kind is Kind.OUTCOME and self.posted:
            return _projected(self.posted, dimensions)
        if len(dimensions) > 1 and self.balances[kind]:
            raise UncrossableBalances(", ".join(dimensions))
        return _by_one(self.balances[kind], *dimensions[:1])


def _projected(sums: Sums, dimensions: tuple[str, ...]) -> Split:
    found: Split = defaultdict(int)
    for (month, account, objects), ore in sums.items():
        codes = dict(objects)
        found[month, account, tuple(codes.get(one, "") for one in dimensions)] += ore
    return dict(found)


def _by_one(sums: Sums, dimension: str = "") -> Split:
    """Split balances by at most one dimension.

    A file of type 3 tells an account's total without objects, and the same money again for each
    object of each dimension (SIE 4B, #PSALDO): so only one dimension's rows are taken, and what
    they leave of the total stands without an object.
    """
    totals = {
        (month, account): ore for (month, account, objects), ore in sums.items() if not objects
    }
    found: Split = defaultdict(int)
    taken: dict[tuple[str, str], int] = defaultdict(int)
    for (month, account, objects), ore in sums.items():
        if dimension and [number for number, _code in objects] == [dimension]:
            found[month, account, (objects[0][1],)] += ore
            taken[month, account] += ore
    for (month, account), ore in totals.items():
        if rest := ore - taken[month, account]:
            found[month, account, ("",) if dimension else ()] += rest
    return dict(found)
