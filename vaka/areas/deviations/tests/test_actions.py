"""Each verb: its effect, its log row, its roll-back, who may."""

import pytest

from vaka.areas.deviations import actions
from vaka.areas.deviations.models import Deviation
from vaka.areas.deviations.rules import ClosedHow, State
from vaka.foundation.access.viewer import NotAllowed, NotVisible
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.cases.actions import ChangedByAnother
from vaka.foundation.cases.models import Case, ChangedCase
from vaka.law.verdict import RuleRefused


def _assess(by, case, **more):
    values = {"severity": 3, "likelihood": 3, "version": case.version} | more
    return actions.assess(by=by, case_id=case.pk, **values)


def test_a_report_gets_owner_number_and_due_date(fall, bo):
    assert fall.reference.startswith("AVV-")
    assert fall.owner == bo.person
    assert fall.state == State.REPORTED
    assert fall.due_date is not None
    assert ChangedCase.objects.filter(case_id=fall.pk).count() == 1


def test_a_report_leaves_a_row_in_the_log(fall, astrid):
    row = AuditRow.objects.get(verb="deviation.report")
    assert (row.actor, row.object_id) == (astrid.person, str(fall.pk))


def test_a_carer_may_not_report_for_another_home(units, astrid, fall):
    new = actions.NewDeviation(units["bjorken"], "SoL", "Hot och våld", "x", fall.occurred_at)
    with pytest.raises(NotAllowed):
        actions.report(by=astrid, new=new)


def test_assessing_keeps_score_and_history(fall, bo):
    _assess(bo, fall)
    case = _assess(bo, Case.objects.get(pk=fall.pk), severity=2)
    found = Deviation.objects.get(case=case)
    assert (case.state, found.score) == (State.ASSESSED, 6)
    scores = [event.data["score"] for event in case.events.filter(verb="deviation.assess")]
    assert scores == [9, 6]


def test_serious_harm_is_for_health_care_only(units, bo, fall):
    Deviation.objects.filter(case=fall).update(law="SoL")
    with pytest.raises(RuleRefused, match="hälso- och sjukvården"):
        _assess(bo, fall, is_serious=True)
    assert Case.objects.get(pk=fall.pk).state == State.REPORTED


def test_the_second_writer_meets_the_first_ones_version(fall, bo, maja):
    _assess(maja, fall)
    with pytest.raises(ChangedByAnother) as refused:
        _assess(bo, fall, severity=1)
    assert refused.value.theirs["by"] == maja.name
    assert Deviation.objects.get(case=fall).severity == 3


def test_another_homes_manager_has_no_such_case(fall, cecilia):
    with pytest.raises(NotVisible):
        _assess(cecilia, fall)


def test_the_reporter_may_see_but_not_assess(fall, astrid):
    with pytest.raises(NotAllowed):
        _assess(astrid, fall)


def test_closing_needs_an_assessment(fall, bo):
    with pytest.raises(RuleRefused, match="inte bedömd"):
        actions.close(by=bo, case_id=fall.pk, version=1, how=ClosedHow.WITHOUT, words="Klart.")


def test_close_and_open_again(fall, bo):
    case = _assess(bo, fall)
    case = actions.close(
        by=bo, case_id=case.pk, version=case.version, how=ClosedHow.WITHOUT, words="Tack.",
        no_remedy_because="Engångshändelse.",
    )  # fmt: skip
    assert case.state == State.CLOSED
    assert case.closed_at
    case = actions.reopen(by=bo, case_id=case.pk, version=case.version, words="Hände igen.")
    assert case.state == State.INVESTIGATING
    assert case.closed_at is None


def test_a_refused_step_leaves_no_trace(fall, bo):
    before = AuditRow.objects.count()
    with pytest.raises(RuleRefused):
        actions.reopen(by=bo, case_id=fall.pk, version=1, words="x")
    assert AuditRow.objects.count() == before
