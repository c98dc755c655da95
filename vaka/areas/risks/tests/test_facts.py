"""What analytics is told: analyses by their day, controls by their period."""

from vaka.areas.risks import actions, facts
from vaka.areas.risks.tests.conftest import remedied
from vaka.foundation.cases.models import Case
from vaka.metrics.facts import FACTS


def test_the_rows_fit_the_schema_and_the_stamp_moves(risky, high, bo):
    before = facts.stamp()
    rows = list(facts.rows(None, None))
    assert FACTS["risk_work"].table(rows).num_rows == 1
    assert (rows[0]["type"], rows[0]["due_date"], rows[0]["done_date"]) == (
        "analysis", risky.due_date, None,
    )  # fmt: skip
    remedied(bo, high)
    version = Case.objects.get(pk=risky.pk).version
    case = actions.judge_after(by=bo, case_id=risky.pk, line_id=high.pk, version=version,
                               likelihood=1, consequence=1)  # fmt: skip
    actions.decide(by=bo, case_id=risky.pk, version=case.version)
    assert facts.stamp() != before
    assert [row["done_date"] is not None for row in facts.rows(None, None)] == [True]
