"""What the area's tests share: a carer's case of some agent, some days ago."""

from datetime import timedelta

import pytest
from django.utils import timezone

from vaka.areas.infections import actions
from vaka.areas.infections.actions import NewInfection
from vaka.areas.infections.rules import Infected


@pytest.fixture
def ill(units):
    """Give a function that writes a case on the line list."""

    def write(by, unit="almen-1", agent="calicivirus", days=0, **more):
        day = timezone.localdate() - timedelta(days=days)
        new = NewInfection(units[unit], agent, Infected.RESIDENT, day, **more)
        return actions.report_infection(by=by, new=new)

    return write
