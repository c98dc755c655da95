"""The national surveys after which units owe plans, and which of their measures are questions."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from vaka.metrics.definitions import MEASURES
from vaka.metrics.measure import Good, Measure, Unit


@dataclass(frozen=True)
class National:
    """One national survey, with the measures of its register that are no questions."""

    code: str
    title: str
    source: str
    leave_out: tuple[str, ...]

    def questions(self) -> dict[str, Measure]:
        """Give the measures that answer a question about the service, by name."""
        return {
            name: one for name, one in MEASURES.items()
            if one.register == self.code and one.unit is Unit.PERCENT
            and one.good is not Good.NEITHER and name not in self.leave_out
        }  # fmt: skip


@cache
def nationals() -> dict[str, National]:
    """Give the national surveys by code."""
    text = Path(__file__).with_name("surveys.toml").read_text("utf-8")
    return {
        one["code"]: National(**(one | {"leave_out": tuple(one["leave_out"])}))
        for one in tomllib.loads(text)["survey"]
    }
