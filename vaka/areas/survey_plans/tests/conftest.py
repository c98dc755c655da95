"""A survey with results at two homes, and Almen's plan after it."""

from typing import Any

import pytest

from vaka.areas.figures.actions import keep_observations
from vaka.areas.survey_plans import actions
from vaka.config.demo.observations import EMPTY
from vaka.foundation.access.viewer import Viewer

SURVEY = "survey_residential"
SHARES = {"satisfied": 90, "food": 60, "meals": 70, "activities": 40, "safe": 95}


def give(units: dict[str, Any], code: str, period: str, n: int = 20, **other: float) -> None:
    """Publish the answers of a unit."""
    keep_observations(
        by=Viewer.system("t"), source="t",
        cells=[
            EMPTY | {"measure": f"{SURVEY}_{name}_share", "unit": units[code], "period": period,
                     "value": float(share), "n": float(n), "measured_in": "percent", "source": "t"}
            for name, share in (SHARES | other).items()
        ],
    )  # fmt: skip


@pytest.fixture
def answered(units):
    """Almen with 20 answers, Björken with too few, Härnösand as a reference, in 2024."""
    give(units, "almen", "2024")
    give(units, "bjorken", "2024", n=6)
    give(units, "harnosand", "2024")


@pytest.fixture
def plan(answered, kim, bo):
    """Almen's plan, asked for by Kim; it waits for Bo."""
    [case] = actions.ask_plans(by=kim, survey=SURVEY, period="2024")
    return case
