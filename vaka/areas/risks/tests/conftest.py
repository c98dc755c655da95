"""An analysis at Almen before a new alarm, with one high risk and one low."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from vaka.areas.remedies import actions as remedies
from vaka.areas.remedies.actions import NewRemedy, Plan
from vaka.areas.remedies.rules import RemedyKind
from vaka.areas.risks import actions
from vaka.areas.risks.actions import NewAnalysis, NewLine
from vaka.areas.risks.models import RiskLine
from vaka.areas.risks.rules import Occasion
from vaka.foundation.cases.models import Case


@pytest.fixture
def analysis(units: Any, bo: Any) -> Case:
    """Give an open analysis without risks."""
    change = timezone.localdate() + timedelta(days=40)
    new = NewAnalysis(
        units["almen"], Occasion.CHANGE, "Nytt larmsystem", "Larmen byts i hela huset.", change
    )
    return actions.start(by=bo, new=new)


@pytest.fixture
def risky(analysis: Case, bo: Any) -> Case:
    """Give the same with risk 1 high (12) and risk 2 low (2)."""
    for event, grades in (("Larm når inte fram", (3, 4)), ("Fel ringsignal", (2, 1))):
        fresh = Case.objects.get(pk=analysis.pk)
        actions.add_line(
            by=bo, case_id=analysis.pk, version=fresh.version, new=NewLine(event, *grades)
        )
    return Case.objects.get(pk=analysis.pk)


@pytest.fixture
def high(risky: Case) -> RiskLine:
    """Give the high risk."""
    return RiskLine.objects.get(analysis_id=risky.pk, number=1)


def remedied(by: Any, line: RiskLine) -> Case:
    """Decide on a remedy against a risk."""
    case, today = line.analysis.case, timezone.localdate()
    new = NewRemedy(
        case.unit, RemedyKind.PREVENTIVE, "Dubbla larmvägar", cause_code=str(line.pk)
    )  # fmt: skip
    plan = Plan(by.person, today + timedelta(days=20), today + timedelta(days=60))
    return remedies.propose(by=by, new=new, answers=[case.pk], plan=plan)
