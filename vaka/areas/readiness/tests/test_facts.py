"""The rows fit their facts, and the figures follow what is written."""

from datetime import timedelta

from django.utils import timezone

from vaka.areas.figures import queries as figures
from vaka.areas.readiness import actions, facts
from vaka.areas.readiness.actions import WhoCan
from vaka.areas.readiness.models import SoleStanding
from vaka.areas.readiness.tests.conftest import HEAT
from vaka.foundation.snapshot import writer
from vaka.law.period import Period
from vaka.metrics.facts import CANCELLATION, READINESS, SOLE_TASK
from vaka.metrics.request import Request


def test_figures_follow_tasks_answers_and_stops(task, heat, cancelled, kim, bo):
    today = timezone.localdate()
    SoleStanding.objects.update(since_date=today - timedelta(days=9))
    who = WhoCan(1, today + timedelta(days=30), "Ekonomiassistent")
    SOLE_TASK.table(facts.sole_rows(None, None))
    CANCELLATION.table(facts.cancellation_rows(None, None))
    rows = READINESS.table(facts.readiness_rows(None, None)).to_pylist()
    mine = {row["unit_code"]: row for row in rows if row["due_date"] == HEAT.due_date}
    assert (mine["almen"]["is_answered"], mine["almen"]["is_in_time"]) == (True, False)
    assert mine["bjorken"]["is_answered"] is False
    assert max(row["due_date"] for row in rows) < today
    writer.bring_up()
    month = Period.parse(f"{today:%Y-%m}")
    assert _value(kim, "sole_task_stand_in_share", month) == 0
    assert _value(kim, "stop_cancelled", month) == 1
    assert _value(kim, "readiness_in_time_share", Period.parse(f"{HEAT.due_date:%Y-%m}")) == 0
    actions.review_task(by=bo, case_id=task.pk, version=1, who=who)
    before, after = list(facts.sole_rows(None, None))
    assert (before["to_date"], before["has_stand_in"]) == (today, False)
    assert (after["from_date"], after["has_stand_in"]) == (today, True)
    writer.bring_up()
    assert _value(kim, "sole_task_stand_in_share", month) == 100


def _value(viewer, measure, period):
    (row,) = figures.ask(viewer, Request((measure,), "almen", period)).rows[0]
    return row.value
