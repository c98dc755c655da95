"""The risk matrix in force on a day, read from `matrix.toml`."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

GRADES = (1, 2, 3, 4)
SOFT_HYPHEN = "\u00ad"


class NoMatrix(LookupError):
    """No matrix was in force on the day."""


@dataclass(frozen=True)
class RiskMatrix:
    """One matrix: words for likelihood and consequence 1–4, and from which score it is medium."""

    since: date
    source: str
    medium_from: int
    likelihood: tuple[str, ...]
    consequence: tuple[str, ...]

    def likelihood_label(self, grade: int) -> str:
        """Give the word for a likelihood, 1–4."""
        return self.likelihood[grade - 1]

    def consequence_label(self, grade: int) -> str:
        """Give the word for a consequence, 1–4."""
        return self.consequence[grade - 1].replace(SOFT_HYPHEN, "")


@cache
def matrices() -> tuple[RiskMatrix, ...]:
    """Give every matrix, the newest first."""
    rows = tomllib.loads(Path(__file__).with_name("matrix.toml").read_text("utf-8"))["matrix"]
    found = [
        RiskMatrix(
            row["since"], row["source"], row["medium_from"], tuple(row["likelihood"]),
            tuple(row["consequence"]),
        )
        for row in rows
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: one.since, reverse=True))


def matrix(on: date) -> RiskMatrix:
    """Give the matrix in force on a day. Raises NoMatrix."""
    for one in matrices():
        if one.since <= on:
            return one
    raise NoMatrix(on.isoformat())
