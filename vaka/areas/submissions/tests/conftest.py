"""A decision with somebody in it, at the case office."""

from datetime import date, datetime

import pytest

from vaka.areas.entitlements.models import Decision
from vaka.areas.submissions import layouts
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import action
from vaka.foundation.cases.intake import Incoming, Step, open_many
from vaka.foundation.ids import uuid7
from vaka.foundation.organisation.actions import set_local_value
from vaka.foundation.people import identities
from vaka.law.local_time import moment_from_local
from vaka.law.period import Period

OCTOBER = Period.parse("2024-10")
NUMBERS = ("19811218-9876", "20000101-2384", "19121212-1212")


@action
def _open(*, by: Viewer, row: Incoming) -> None:
    open_many(by=by, kind="decision", incoming=[row], source="test")


@pytest.fixture
def monthly():
    """Give the monthly layout of what is in force."""
    return layouts.layout("sol_in_force", OCTOBER)


@pytest.fixture
def coded(units):
    """Have the municipality's code written."""
    by = Viewer.system("test")
    set_local_value(by=by, key="submission.municipality_code", text="9999", reason="Prov",
                    valid_from=date(2020, 1, 1))  # fmt: skip


@pytest.fixture
def decided(units):
    """Give a function that has a decision carried out; without a number about nobody."""

    def make(
        number: str = NUMBERS[0], *, service: str = "Växelvård", executed: str = "2024-09-02",
        ended: str = "", decided: str = "2024-08-01", protected: bool = False, sex: str = "M",
    ) -> Decision:  # fmt: skip
        by, at = Viewer.system("test"), moment_from_local(datetime(2024, 8, 1, 12)).moment
        subject = identities.keep(by=by, number=number, is_protected=protected) if number else None
        row = Incoming(
            unit_id=units["bistand"].pk, unit_name="", title=service, state="executed",
            opened_at=at, year=2024, reference_year=2024, id=uuid7(),
            steps=[Step(at, "decision.decide", "executed")],
            subject_id=subject.pk if subject else None,
        )  # fmt: skip
        _open(by=by, row=row)
        return Decision.objects.create(
            case_id=row.id, law="SoL", service=service, sex=sex,
            decided_date=date.fromisoformat(decided), executed_date=date.fromisoformat(executed),
            ended_date=date.fromisoformat(ended) if ended else None, end_code="V",
        )  # fmt: skip

    return make
