"""The rows that risk analyses and controls give to analytics; they are few and written whole."""

import uuid
from collections.abc import Collection, Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Count, Sum

from vaka.areas.risks.control_rules import Pace, PlanState, parts
from vaka.areas.risks.models import ControlPlan, ControlTest, RiskAnalysis
from vaka.areas.risks.rules import State
from vaka.foundation.cases.models import Case
from vaka.foundation.organisation.queries import local_value
from vaka.foundation.snapshot.registry import Producer
from vaka.law.local_time import swedish
from vaka.metrics.facts import promised

KINDS = ("risk_analysis", "control_plan")
DECIDED = (State.DECIDED, State.WATCHED)


def rows(_ids: Collection[uuid.UUID] | None, _year: int | None) -> Iterator[dict[str, Any]]:
    """Give every row."""
    yield from _analyses()
    yield from _controls()


def stamp() -> str:
    """Tell whether anything has changed: each change counts a case's version up."""
    found = Case.objects.filter(kind__in=KINDS).aggregate(n=Count("pk"), versions=Sum("version"))
    return f"{found['n']}:{found['versions']}"


def _analyses() -> Iterator[dict[str, Any]]:
    found = RiskAnalysis.objects.select_related("case__unit").exclude(case__state=State.DROPPED)
    for row in found.order_by("case_id"):
        opened = swedish(row.case.opened_at).date()
        days = int(local_value("risk_analysis.due_days", opened, row.case.unit))
        due = row.change_date or opened + timedelta(days=days)
        done = row.decided_date if row.case.state in DECIDED else None
        yield from promised(_shared(row.case, str(row.pk), "analysis"), opened, due, done)


def _controls() -> Iterator[dict[str, Any]]:
    plans = ControlPlan.objects.select_related("case__unit").exclude(case__state=PlanState.DRAFT)
    done = {
        (test.point_id, test.period): test.done_date for test in ControlTest.objects.all()
    }  # fmt: skip
    for plan in plans.order_by("case_id"):
        known = plan.adopted_date or swedish(plan.case.opened_at).date()
        for point in plan.points.all():
            for part in parts(Pace(point.pace), plan.year):
                shared = _shared(plan.case, f"{point.pk}:{part.code}", "control")
                when = done.get((point.pk, part.code))
                yield from promised(shared, known, part.last_date, when)


def _shared(case: Case, row_id: str, kind: str) -> dict[str, Any]:
    return {
        "case_id": str(case.pk), "row_id": row_id, "reference": case.reference,
        "unit_code": case.unit.code, "type": kind,
    }  # fmt: skip


FACTS = {"risk_work": Producer(rows, stamp=stamp)}
