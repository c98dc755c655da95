"""What ends stops owing; what is late is counted and shown; what is done is done once."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from vaka.areas.providers import actions, comparison_queries, facts, queries, visit_actions
from vaka.areas.providers.actions import NewFigure, NewSanction
from vaka.areas.providers.models import AskedFigure, ImposedSanction
from vaka.areas.providers.rules import Sanction
from vaka.areas.providers.tests.conftest import visited
from vaka.areas.self_checks.rules import Frequency
from vaka.foundation import duties
from vaka.foundation.access.viewer import NotVisible
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.cases.models import Case
from vaka.law.months import add_months
from vaka.law.verdict import RuleRefused

MONTHS = 9


@pytest.fixture
def figure(kim, contract) -> AskedFigure:
    """Give a monthly figure of which nine periods are over and late."""
    since = add_months(timezone.localdate().replace(day=1), -MONTHS)
    new = NewFigure("Sjukfrånvaro", "%", Frequency.MONTHLY, since, 0)
    actions.ask_figure(by=kim, case_id=contract.pk, version=contract.version, new=new)
    return AskedFigure.objects.get()


def ended(by, contract, on) -> None:
    """End a contract as it was done on a day."""
    case = Case.objects.get(pk=contract.pk)
    actions.end_contract(by=by, case_id=case.pk, version=case.version, words="Slut")
    at = timezone.make_aware(datetime.combine(on, time(12)))
    Case.objects.filter(pk=case.pk).update(closed_at=at)


def test_every_late_figure_is_counted_and_shown(kim, contract, figure):
    row = queries.contract_page(kim, contract.pk).figures[0]
    assert row.late == sum(one.is_late for one in row.periods) == MONTHS
    assert comparison_queries.comparison(kim).rows[0].late_figures == MONTHS


def test_an_ended_contract_owes_what_had_begun_and_no_more(kim, mina, contract, figure):
    today, last = timezone.localdate(), add_months(figure.since_date, 3)
    ended(kim, contract, last)
    starts = [add_months(figure.since_date, n) for n in range(4)]
    page = queries.contract_page(kim, contract.pk)
    assert [one.start for one in reversed(page.figures[0].periods)] == starts
    rows = {row["row_id"] for row in facts.figures(None, None)}
    assert rows == {f"{figure.pk}:{start}" for start in starts}
    late = [one for one in duties.due(mina, figure.since_date, today + timedelta(days=400))
            if one.topic == "provider" and one.is_late(today)]  # fmt: skip
    assert len(late) == len(starts)
    assert actions.period_of(AskedFigure.objects.get(), starts[-1], today).start == starts[-1]
    with pytest.raises(NotVisible):
        actions.period_of(AskedFigure.objects.get(), add_months(last, 1), today)


def test_no_figure_warns_of_an_unannounced_visit(kim, contract):
    day = timezone.localdate() + timedelta(days=5)
    hidden = visit_actions.plan_visit(by=kim, contract_id=contract.pk, day=day, is_announced=False)
    told = visit_actions.plan_visit(by=kim, contract_id=contract.pk, day=day, is_announced=True)
    visit_actions.cancel_visit(by=kim, case_id=hidden.pk, version=hidden.version, words="Snö")
    assert {row["case_id"] for row in facts.visits(None, None)} == {str(told.pk)}
    made = visited(kim, contract, is_announced=False)
    assert str(made.pk) in {row["case_id"] for row in facts.visits(None, None)}


def test_what_is_stopped_or_settled_is_not_done_again(kim, contract, figure):
    today, before = timezone.localdate(), timezone.localdate() - timedelta(days=9)
    AskedFigure.objects.update(until_date=before)
    case = Case.objects.get(pk=contract.pk)
    with pytest.raises(RuleRefused, match="redan inte"):
        actions.stop_asking(by=kim, case_id=case.pk, figure_id=figure.pk, version=case.version)
    assert AskedFigure.objects.get().until_date == before
    new = NewSanction(Sanction.CORRECTION, "Brister", today + timedelta(days=9))
    case = actions.impose(by=kim, case_id=case.pk, version=case.version, new=new)
    one = ImposedSanction.objects.get()
    case = actions.settle_correction(by=kim, case_id=case.pk, sanction_id=one.pk,
                                     version=case.version, words="Rättat")  # fmt: skip
    with pytest.raises(RuleRefused, match="redan gjord"):
        actions.settle_correction(by=kim, case_id=case.pk, sanction_id=one.pk,
                                  version=case.version, words="Igen")  # fmt: skip
    assert ImposedSanction.objects.get().settled_words == "Rättat"


def test_an_ended_contract_takes_no_step_and_waits_for_no_correction(kim, mina, contract, figure):
    today = timezone.localdate()
    due = today + timedelta(days=9)
    visit = visited(kim, contract, "larm")
    new = NewSanction(Sanction.CORRECTION, "Larmet", due, visit_id=visit.pk)
    case = Case.objects.get(pk=contract.pk)
    actions.impose(by=kim, case_id=case.pk, version=case.version, new=new)
    named = {"Rättelse: Utföraren AB"}
    assert {one.name for one in duties.due(mina, due, due)} & named == named
    ended(kim, contract, today)
    assert not {one.name for one in duties.due(mina, due, due)} & named
    case = Case.objects.get(pk=contract.pk)
    with pytest.raises(RuleRefused, match="har upphört"):
        actions.impose(by=kim, case_id=case.pk, version=case.version, new=new)
    with pytest.raises(RuleRefused, match="har upphört"):
        actions.stop_asking(by=kim, case_id=case.pk, figure_id=figure.pk, version=case.version)


def test_a_visit_not_made_or_closed_gives_no_cause(kim, contract):
    today = timezone.localdate()
    planned = visit_actions.plan_visit(by=kim, contract_id=contract.pk, day=today,
                                       is_announced=True)  # fmt: skip
    closed = visited(kim, contract)
    visit_actions.close_visit(by=kim, case_id=closed.pk, version=closed.version, words="Bra")
    for visit in (planned, closed):
        new = NewSanction(Sanction.REMARK, "Larmet", visit_id=visit.pk)
        with pytest.raises(RuleRefused, match="inte gjort, eller redan avslutat"):
            actions.impose(by=kim, case_id=contract.pk, version=contract.version, new=new)


def test_a_visit_under_another_contract_gives_no_cause(kim, contract, own):
    new = NewSanction(Sanction.REMARK, "Larmet", visit_id=visited(kim, own, "larm").pk)
    with pytest.raises(NotVisible):
        actions.impose(by=kim, case_id=contract.pk, version=contract.version, new=new)
    assert not ImposedSanction.objects.exists()


def test_what_lists_show_is_logged_as_read(kim, contract, own):
    visit = visited(kim, contract, "larm")
    ended(kim, own, timezone.localdate())
    reads = AuditRow.objects.filter(actor=kim.person, kind="read").order_by("pk")
    before = reads.count()
    comparison_queries.comparison(kim)
    comparison_queries.ended(kim)
    queries.contract_page(kim, contract.pk)
    comparison_queries.matrix(kim, Case.objects.get(pk=contract.pk).contract.form_code)
    told = [(row.verb, row.object_id, row.data.get("shown")) for row in reads[before:]]
    assert told == [
        ("contract.read", "", [str(contract.pk)]),
        ("contract.read", "", [str(own.pk)]),
        ("contract.read", str(contract.pk), None),
        ("provider_visit.read", "", [str(visit.pk)]),
        ("contract.read", "", [str(contract.pk)]),
        ("provider_visit.read", "", [str(visit.pk)]),
        ("self_check.read", str(visit.providervisit.protocol_id), None),
    ]
