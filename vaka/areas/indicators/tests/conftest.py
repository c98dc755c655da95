"""Deviations at Almen in the last months, enough for a figure to stand for those without cases."""

from datetime import timedelta

import pytest
from django.utils import timezone

from vaka.areas.deviations import actions
from vaka.areas.deviations.actions import NewDeviation
from vaka.foundation.snapshot import writer

SEVEN = 7


@pytest.fixture
def falls(units, astrid, bo):
    """Give seven falls of this day at Almen, in the snapshot; Bo is their owner."""
    now = timezone.now()
    cases = [
        actions.report(
            by=astrid,
            new=NewDeviation(
                unit=units["almen"],
                law="HSL",
                type="Fall utan skada",
                text=f"Boende satt på golvet, rum {number}.",
                occurred_at=now - timedelta(minutes=number + 1),
                place=f"rum {number}",
                immediate_measure="Upp med lyft.",
            ),
        )
        for number in range(SEVEN)
    ]
    writer.bring_up()
    return cases
