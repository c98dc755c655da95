"""What analytics gets: rounds and answers, judged only as far as they may be shown."""

from django.utils import timezone

from vaka.areas.figures import queries as figures
from vaka.areas.self_checks import actions, facts, plan_queries
from vaka.areas.self_checks.tests.conftest import answer
from vaka.foundation.duties import DutyState, due
from vaka.foundation.snapshot import writer
from vaka.law.period import Period
from vaka.metrics.facts import SELF_CHECK
from vaka.metrics.request import Request


def test_the_rows_fit_the_schema_and_few_answers_are_not_judged(astrid, opened):
    answer(astrid, opened, 7, smycken="no")
    rows = list(facts.rows(None, None))
    SELF_CHECK.table(rows)
    answers = [row for row in rows if row["what"] == "answer"]
    assert len(answers) == 7
    assert sorted(row["is_right"] is None for row in answers) == [False] * 5 + [True] * 2
    assert facts.years() == [opened.start_date.year]


def test_the_measure_moves(astrid, bo, opened):
    answer(astrid, opened, 5)
    answer(astrid, opened, 5, smycken="no")
    writer.bring_up()
    year = str(opened.start_date.year)
    ask = Request(("hygiene_rated_share",), "almen", Period.parse(year))
    (row,) = figures.ask(bo, ask).rows[0]
    assert (row.value, row.n) == (50.0, 10)
    answer(astrid, opened, 10)
    writer.bring_up()
    (row,) = figures.ask(bo, ask).rows[0]
    assert (row.value, row.n) == (75.0, 20)


def test_a_compiled_round_is_a_duty_done(bo, plan, opened):
    day = timezone.localdate()
    ends = opened.due_date
    mine = [one for one in due(bo, day.replace(month=1, day=1), day.replace(month=12, day=31))
            if one.topic == "self_check"]  # fmt: skip
    assert [one.due_date.month for one in mine] == [3, 6, 9, 12]
    assert {one.state for one in mine} == {DutyState.DUE}
    actions.close(by=bo, case_id=opened.pk, version=1, words="Klart.")
    (done,) = [one for one in due(bo, ends, ends) if one.topic == "self_check"]
    assert done.state is DutyState.DONE
    assert done.evidence.endswith(f"{opened.pk}/")


def test_another_units_manager_gets_only_the_own_duties(cecilia, plan, opened):
    mine = plan_queries.duties(cecilia, opened.due_date, opened.due_date)
    assert [one.unit for one in mine] == ["Björken"]
