"""Agents and vaccines by the day, and what makes an outbreak of one: TOML and local values."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from vaka.areas.infections.rules import Threshold
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import local_value
from vaka.law.local import all_declarations


class UnknownAgent(LookupError):
    """No agent or vaccine has this code."""


@dataclass(frozen=True)
class Agent:
    """Something that infects, or is vaccinated against, and the days it stands in the list."""

    code: str
    title: str
    since: date
    group: str = ""
    unspecified: bool = False
    until: date | None = None

    def holds_on(self, on: date) -> bool:
        """Say whether it may be chosen on a day."""
        return self.since <= on and (self.until is None or on <= self.until)


@cache
def agents() -> dict[str, Agent]:
    """Give every agent by code, ended ones too, in the file's order."""
    return _read("agent")


@cache
def vaccines() -> dict[str, Agent]:
    """Give everything that is vaccinated against, by code, in the file's order."""
    return _read("vaccine")


def agent(code: str) -> Agent:
    """Give one agent. Raises UnknownAgent."""
    if code not in agents():
        raise UnknownAgent(code)
    return agents()[code]


def vaccine(code: str) -> Agent:
    """Give one vaccine. Raises UnknownAgent."""
    if code not in vaccines():
        raise UnknownAgent(code)
    return vaccines()[code]


def counted_with(code: str) -> list[str]:
    """Give the agents whose cases count as this one: itself, and what may turn out to be it."""
    own = agent(code)
    return [
        one.code
        for one in agents().values()
        if one == own or (one.group == own.group and (one.unspecified or own.unspecified))
    ]


def threshold(code: str, on: date, unit: Unit) -> Threshold:
    """Give what makes and ends an outbreak of an agent at a unit: local values of the day."""
    names = ("cases", "within_days", "quiet_days")
    return Threshold(*(int(local_value(_key(name, code), on, unit)) for name in names))


def _key(name: str, code: str) -> str:
    own = f"outbreak.{name}.{code}"
    return own if own in {one.key for one in all_declarations()} else f"outbreak.{name}"


def _read(table: str) -> dict[str, Agent]:
    text = Path(__file__).with_name("agents.toml").read_text("utf-8")
    rows: list[dict[str, Any]] = tomllib.loads(text)[table]
    return {row["code"]: Agent(**row) for row in rows}
