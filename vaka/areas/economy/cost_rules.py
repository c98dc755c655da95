"""Small dated cost models: assumptions, and the cost (C4-037, C4-038, C4-046, R4-65).

Amounts are kronor; shares are percent. Values in, values out; no database and no clock.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

ORE = Decimal("0.01")


class CostRole(StrEnum):
    """What a model does with an assumption."""

    TIMES = "times"
    PERCENT = "percent"
    PER = "per"


@dataclass(frozen=True)
class Assumption:
    """One number that a model rests on; `value` is its source's, None where it tells none."""

    code: str
    label: str
    role: CostRole
    value: Decimal | None


@dataclass(frozen=True)
class CostModel:
    """A model of one cost, from what day it is used and where it comes from."""

    code: str
    since: date
    name: str
    what: str
    source: str
    result: str
    assumptions: tuple[Assumption, ...]


def models_on(day: date) -> list[CostModel]:
    """Give the newest of each model that has begun, in the order of the list."""
    found: dict[str, CostModel] = {}
    for one in _models():
        if one.since <= day and (one.code not in found or found[one.code].since < one.since):
            found[one.code] = one
    return list(found.values())


def reckon(model: CostModel, told: Mapping[str, Decimal | None]) -> Decimal | None:
    """Give what a model comes to in kronor, rounded half up to whole öre; None while one is untold.

    What is divided by must be more than nought, else there is nothing to tell either.
    """
    result = Decimal(1)
    for one in model.assumptions:
        value = told.get(one.code)
        if value is None or (one.role is CostRole.PER and value <= 0):
            return None
        result = {
            CostRole.TIMES: lambda a, b: a * b,
            CostRole.PERCENT: lambda a, b: a * b / 100,
            CostRole.PER: lambda a, b: a / b,
        }[one.role](result, value)
    return result.quantize(ORE, ROUND_HALF_UP)


@cache
def _models() -> tuple[CostModel, ...]:
    text = Path(__file__).with_name("cost_models.toml").read_text("utf-8")
    return tuple(_model(row) for row in tomllib.loads(text)["model"])


def _model(row: dict[str, Any]) -> CostModel:
    told = tuple(
        Assumption(one["code"], one["label"], CostRole(one["role"]),
                   Decimal(one["value"]) if "value" in one else None)
        for one in row["assumptions"]
    )  # fmt: skip
    return CostModel(**{**row, "assumptions": told})
