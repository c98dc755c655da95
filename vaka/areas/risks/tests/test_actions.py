"""Each verb: its effect, its row in the log, its refusals; an acceptance wakes."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from vaka.areas.risks import actions, queries
from vaka.areas.risks.actions import NewLine
from vaka.areas.risks.models import RiskLine
from vaka.areas.risks.tests.conftest import remedied
from vaka.foundation.access.viewer import NotAllowed, NotVisible
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.cases.models import Case
from vaka.foundation.duties import DutyState
from vaka.foundation.notices.models import Notice
from vaka.law.verdict import RuleRefused


def fresh(case):
    return Case.objects.get(pk=case.pk)


def test_an_analysis_is_due_by_the_day_of_the_change(analysis):
    assert analysis.reference.startswith("RIS-")
    assert analysis.due_date == timezone.localdate() + timedelta(days=40)
    assert AuditRow.objects.filter(verb="risk_analysis.start").exists()


def test_a_high_risk_is_decided_when_remedied_and_judged_anew(risky, high, bo):
    with pytest.raises(RuleRefused):
        actions.decide(by=bo, case_id=risky.pk, version=risky.version)
    remedied(bo, high)
    case = actions.judge_after(by=bo, case_id=risky.pk, line_id=high.pk, version=risky.version,
                               likelihood=1, consequence=4)  # fmt: skip
    case = actions.decide(by=bo, case_id=risky.pk, version=case.version)
    assert (case.state, case.closed_at is not None) == ("decided", True)
    (duty,) = queries.duties(bo, date(2000, 1, 1), date(2099, 1, 1))
    assert (duty.state, duty.done_date) == (DutyState.DONE, timezone.localdate())
    page = queries.analysis_page(bo, risky.pk)
    assert page.lines[0].remedies
    assert page.after is not None
    with pytest.raises(RuleRefused):
        actions.add_line(by=bo, case_id=case.pk, version=case.version, new=NewLine("X", 1, 1))


def test_an_accepted_risk_wakes_the_day_after_its_end(risky, high, bo):
    end = timezone.localdate() + timedelta(days=60)
    case = actions.accept_line(by=bo, case_id=risky.pk, line_id=high.pk, version=risky.version,
                               reason="Byts i vår", until=end)  # fmt: skip
    case = actions.decide(by=bo, case_id=risky.pk, version=case.version)
    assert (case.state, case.due_date, case.closed_at) == ("watched", end, None)
    assert actions.wake_due(end) == 0
    assert actions.wake_due(end + timedelta(days=1)) == 1
    case = fresh(case)
    assert case.state == "open"
    assert RiskLine.objects.get(pk=high.pk).accepted_until is None
    assert Notice.objects.filter(to=bo.person, kind="risk_analysis.woken").count() == 1
    assert actions.wake_due(end + timedelta(days=1)) == 0
    with pytest.raises(RuleRefused):
        actions.decide(by=bo, case_id=risky.pk, version=case.version)


def test_another_risk_before_clears_what_was_judged(risky, high, bo):
    case = actions.judge_after(by=bo, case_id=risky.pk, line_id=high.pk, version=risky.version,
                               likelihood=1, consequence=1)  # fmt: skip
    new = NewLine("Larm når inte fram", 4, 4)
    actions.revise_line(by=bo, case_id=risky.pk, line_id=high.pk, version=case.version, new=new)
    high.refresh_from_db()
    assert (high.likelihood, high.likelihood_after) == (4, None)


def test_dropped_restored_and_a_risk_removed(risky, high, bo):
    case = actions.drop(by=bo, case_id=risky.pk, version=risky.version, words="Blir inte av")
    case = actions.restore(by=bo, case_id=risky.pk, version=case.version, words="Ändå")
    case = actions.remove_line(by=bo, case_id=risky.pk, line_id=high.pk, version=case.version,
                               words="Dubblett")  # fmt: skip
    case = actions.decide(by=bo, case_id=risky.pk, version=case.version)
    assert (
        actions.reopen(by=bo, case_id=case.pk, version=case.version, words="Nytt").state == "open"
    )


def test_the_neighbour_and_those_without_the_right_are_refused(risky, high, cecilia, kim, astrid):
    with pytest.raises(NotVisible):
        actions.decide(by=cecilia, case_id=risky.pk, version=risky.version)
    with pytest.raises(NotVisible):
        queries.analysis_page(cecilia, risky.pk)
    assert queries.causes_of(cecilia, risky.pk) == []
    with pytest.raises(NotAllowed):
        actions.accept_line(by=kim, case_id=risky.pk, line_id=high.pk, version=risky.version,
                            reason="x", until=None)  # fmt: skip
    with pytest.raises(NotVisible):
        queries.analysis_page(astrid, risky.pk)


def test_an_analysis_is_a_duty_of_the_year_until_it_is_decided(risky, high, bo, cecilia):
    year = date(2000, 1, 1), date(2099, 1, 1)
    (open_one,) = queries.duties(bo, *year)
    assert (open_one.state, open_one.topic) == (DutyState.DUE, "risk_analysis")
    assert not list(queries.duties(cecilia, *year))
