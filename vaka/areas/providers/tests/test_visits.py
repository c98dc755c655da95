"""From a planned visit to findings, sanctions and a closed case; who is told, and who is not."""

from datetime import timedelta

import pytest
from django.utils import timezone

from vaka.areas.providers import actions, comparison_queries, queries, visit_actions, visit_queries
from vaka.areas.providers.actions import NewSanction
from vaka.areas.providers.models import ImposedSanction, ProviderVisit
from vaka.areas.providers.rules import Sanction
from vaka.areas.providers.tests.conftest import FORM, visited
from vaka.areas.self_checks import actions as self_checks
from vaka.areas.self_checks import queries as checked
from vaka.areas.self_checks import reporting
from vaka.foundation import duties
from vaka.foundation.access.viewer import NotAllowed, NotVisible
from vaka.foundation.cases.models import Case
from vaka.foundation.notices.models import Notice
from vaka.law.verdict import RuleRefused


def test_nobody_is_warned_of_an_unannounced_visit(kim, mina, contract):
    day = timezone.localdate() + timedelta(days=5)
    hidden = visit_actions.plan_visit(by=kim, contract_id=contract.pk, day=day, is_announced=False)
    told = visit_actions.plan_visit(by=kim, contract_id=contract.pk, day=day, is_announced=True)
    assert [one.id for one in visit_queries.listed(mina)] == [told.pk]
    assert {one.id for one in visit_queries.listed(kim)} == {told.pk, hidden.pk}
    with pytest.raises(NotVisible):
        visit_queries.visit_page(mina, hidden.pk)
    assert Notice.objects.filter(to=mina.person).count() == 1
    page = queries.contract_page(mina, contract.pk)
    assert (page.plan.planned, page.plan.to_plan) == (1, 1)
    assert queries.contract_page(kim, contract.pk).plan.to_plan == 0
    seen = [one for one in duties.due(mina, day, day) if one.topic == "provider"]
    assert len(seen) == 1
    with pytest.raises(NotAllowed):
        visit_actions.cancel_visit(by=mina, case_id=told.pk, version=told.version, words="Nej")


def test_a_visit_gives_findings_and_closes_when_they_are_settled(kim, mina, contract):
    case = visited(kim, contract, "larm", "hygien", is_announced=False)
    page = visit_queries.visit_page(mina, case.pk)
    assert (page.met.met, page.met.judged) == (14, 16)
    assert [one.line.key for one in page.unmet] == ["larm", "hygien"]
    finding = page.unmet[0].line.finding
    assert "Två saknade." in Case.objects.get(pk=finding.id).title
    assert Case.objects.get(pk=finding.id).owner == mina.person
    assert reporting.open_rounds(mina) == []
    with pytest.raises(RuleRefused, match=finding.reference):
        visit_actions.close_visit(by=kim, case_id=case.pk, version=case.version, words="Klart")
    for one in page.unmet:
        self_checks.settle(by=mina, case_id=one.line.finding.id, version=1,
                           words="Larmet är bytt och provat")  # fmt: skip
    case = visit_actions.close_visit(by=kim, case_id=case.pk, version=case.version, words="Klart")
    assert case.closed_at is not None
    case = visit_actions.reopen_visit(by=kim, case_id=case.pk, version=case.version, words="Fel")
    assert case.state == "made"
    plan = queries.contract_page(kim, contract.pk).plan
    assert (plan.made, plan.made_unannounced, plan.to_plan) == (1, 1, 1)


def test_a_cancelled_visit_is_planned_again_and_hidden_meanwhile(kim, mina, contract):
    today = timezone.localdate()
    case = visit_actions.plan_visit(by=kim, contract_id=contract.pk, day=today, is_announced=False)
    case = visit_actions.cancel_visit(by=kim, case_id=case.pk, version=case.version, words="Snö")
    assert visit_queries.listed(mina, "all") == []
    case = visit_actions.replan_visit(by=kim, case_id=case.pk, version=case.version, words="Tö",
                                      day=today + timedelta(days=9))  # fmt: skip
    assert (case.state, case.closed_at) == ("planned", None)


def test_own_and_contracted_stand_beside_each_other_line_by_line(kim, bo, mina, contract, own):
    visited(kim, contract, "larm")
    visited(kim, own)
    found = comparison_queries.comparison(kim)
    assert found.contracted.met.met == 15
    assert found.own.met.value == 100
    assert found.differs is False
    assert [row.findings for row in found.rows] == [1, 0]
    matrix = comparison_queries.matrix(kim, FORM)
    line = max(matrix.rows, key=lambda row: row.unmet)
    assert (line.label, line.unmet) == ("Larm besvaras inom avtalad tid", 1)
    assert [cell.is_met for cell in line.cells] == [False, True]
    assert [row.unit_name for row in comparison_queries.comparison(mina).rows] == ["Rönnen"]
    assert [row.unit_name for row in comparison_queries.comparison(bo).rows] == ["Almen"]


def test_a_penalty_follows_a_correction_that_was_not_made(kim, mina, contract, own):
    today = timezone.localdate()
    visit = visited(kim, contract, "nattbemanning")
    new = NewSanction(Sanction.CORRECTION, "En för lite på natten", today + timedelta(days=9),
                      visit_id=visit.pk)  # fmt: skip
    case = actions.impose(by=kim, case_id=contract.pk, version=contract.version, new=new)
    penalty = NewSanction(Sanction.PENALTY, "Inte rättat", amount=40_000, decision="2026 § 3")
    with pytest.raises(RuleRefused, match="Inget krav på rättelse"):
        actions.impose(by=kim, case_id=case.pk, version=case.version, new=penalty)
    ImposedSanction.objects.update(due_date=today - timedelta(days=1))
    late = [one for one in duties.due(mina, today - timedelta(days=2), today)
            if one.name.startswith("Rättelse")]  # fmt: skip
    assert [one.is_late(today) for one in late] == [True]
    case = actions.impose(by=kim, case_id=case.pk, version=case.version, new=penalty)
    page = queries.contract_page(mina, case.pk)
    assert [one.label for one in page.sanctions] == ["Vite", "Krav på rättelse"]
    assert Notice.objects.filter(to=mina.person, kind="contract.impose").count() == 2
    correction = ImposedSanction.objects.get(sanction=Sanction.CORRECTION)
    case = actions.settle_correction(by=kim, case_id=case.pk, sanction_id=correction.pk,
                                     version=case.version, words="Schemat visar det")  # fmt: skip
    with pytest.raises(NotAllowed):
        actions.impose(by=mina, case_id=case.pk, version=case.version, new=penalty)


def test_who_manages_another_home_reads_no_lines(kim, mina, bo, cecilia, contract):
    row = ProviderVisit.objects.get(pk=visited(kim, contract, "larm").pk)
    assert len(checked.lines(mina, row.protocol_id)) == row.judged == 16
    for other in (bo, cecilia):
        with pytest.raises(NotVisible):
            checked.lines(other, row.protocol_id)
