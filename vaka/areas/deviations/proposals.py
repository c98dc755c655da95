"""What a report's answers propose: law, type, and who receives; the manager confirms later.

The rows are dated data in `proposals.toml`; the first that fits holds. Pure.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from vaka.areas.deviations.rules import Law
from vaka.foundation.questions.sets import When, fits

FUNCTIONAL_SUPPORT = "functional_support"
MANAGER = "unit_manager"


class NothingFits(LookupError):
    """No row fits the answers; the form demands what makes one fit."""


@dataclass(frozen=True)
class Proposal:
    """A row: what is proposed when its answers are given.

    Attributes:
        to: the role that receives and answers.
        tells: the roles that are told at once.
        misconduct: the reporter meets the local routine for misconduct (lex Sarah).
    """

    when: When
    type: str
    law: Law
    to: str = MANAGER
    tells: tuple[str, ...] = ()
    misconduct: bool = False
    since: date = date.min
    until: date = date.max

    def holds_on(self, day: date) -> bool:
        """Say whether the row is in force on a day."""
        return self.since <= day <= self.until


@cache
def rows() -> tuple[Proposal, ...]:
    """Give every row, in the file's order."""
    found = tomllib.loads(Path(__file__).with_name("proposals.toml").read_text("utf-8"))
    return tuple(_row(row) for row in found["proposal"])


def _row(row: dict[str, Any]) -> Proposal:
    return Proposal(**{**row, "law": Law(row["law"]), "tells": tuple(row.get("tells", ()))})


def in_force(on: date) -> list[Proposal]:
    """Give the rows in force on a day."""
    return [row for row in rows() if row.holds_on(on)]


def propose(answers: Mapping[str, str], unit_kind: str, on: date) -> Proposal:
    """Give what the answers propose at a unit for an event of a day. Raises NothingFits."""
    for row in in_force(on):
        if fits(row.when, answers):
            return replace(row, law=law_at(row.law, unit_kind))
    raise NothingFits(str(sorted(answers)))


def law_at(law: Law, unit_kind: str) -> Law:
    """Read SoL as LSS where support is given under LSS (LSS 1993:387 24 a §)."""
    return Law.LSS if law is Law.SOL and unit_kind == FUNCTIONAL_SUPPORT else law
