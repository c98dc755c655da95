"""A fall at Almen, and a remedy that Bo has proposed against it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from vaka.areas.deviations import actions as deviations
from vaka.areas.deviations.actions import NewDeviation
from vaka.areas.remedies import actions
from vaka.areas.remedies.actions import NewRemedy, Plan
from vaka.areas.remedies.rules import RemedyKind
from vaka.foundation.cases.models import Case


@pytest.fixture
def fall(units: Any, astrid: Any, bo: Any) -> Case:
    """Give a fresh deviation; Bo is its owner."""
    new = NewDeviation(
        unit=units["almen"],
        law="HSL",
        type="Fall utan skada",
        text="Boende satt på golvet.",
        occurred_at=datetime(2026, 3, 2, 3, 5, tzinfo=UTC),
    )
    return deviations.report(by=astrid, new=new)


def new_remedy(unit: Any, **more: Any) -> NewRemedy:
    """Give a proposal of a corrective remedy."""
    values = {"kind": RemedyKind.CORRECTIVE, "text": "Sätt nattlampor vid sängarna",
              "cause": "Mörkt på natten"} | more  # fmt: skip
    return NewRemedy(unit=unit, **values)


def plan_of(viewer: Any, **more: Any) -> Plan:
    """Give a plan for a viewer: due in a month, checked in three."""
    today = timezone.localdate()
    values = {"responsible": viewer.person, "due_date": today + timedelta(days=30),
              "effect_date": today + timedelta(days=90), "measure": "falls"} | more  # fmt: skip
    return Plan(**values)


@pytest.fixture
def proposed(units: Any, bo: Any, fall: Case) -> Case:
    """Give a remedy that waits for a decision."""
    return actions.propose(by=bo, new=new_remedy(units["almen"]), answers=[fall.pk])


@pytest.fixture
def decided(proposed: Case, bo: Any, astrid: Any) -> Case:
    """Give a remedy that Astrid is to do."""
    return actions.decide(
        by=bo, case_id=proposed.pk, version=proposed.version, plan=plan_of(astrid)
    )


@pytest.fixture
def done(decided: Case, astrid: Any) -> Case:
    """Give a remedy whose effect is to be checked."""
    return actions.finish(
        by=astrid, case_id=decided.pk, version=decided.version, words="Lamporna sitter uppe."
    )
