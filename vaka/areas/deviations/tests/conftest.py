"""A deviation at Almen, reported by Astrid."""

from datetime import UTC, datetime
from typing import Any

import pytest

from vaka.areas.deviations import actions
from vaka.areas.deviations.actions import NewDeviation
from vaka.foundation.cases.models import Case

SECRET = "kvittrande rödhake i badrummet"


@pytest.fixture
def fall(units: Any, astrid: Any, bo: Any) -> Case:
    """Give a fresh case; Bo is its owner."""
    new = NewDeviation(
        unit=units["almen"],
        law="HSL",
        type="Fall utan skada",
        text=f"Boende satt på golvet, {SECRET}.",
        occurred_at=datetime(2026, 3, 2, 3, 5, tzinfo=UTC),
        place="rum 14",
        immediate_measure="Upp med lyft.",
    )
    return actions.report(by=astrid, new=new)
