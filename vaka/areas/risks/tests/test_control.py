"""Internal control: one kind of period, tests by those who answer, reports that lack nothing."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from vaka.areas.risks import control_actions as actions
from vaka.areas.risks import control_queries as queries
from vaka.areas.risks import control_rules as rules
from vaka.areas.risks.control_actions import NewPoint, NewTest
from vaka.areas.risks.control_rules import Pace, TestOutcome
from vaka.areas.risks.models import ControlPoint
from vaka.foundation.access.roles import all_roles
from vaka.foundation.access.viewer import NotAllowed, NotVisible
from vaka.foundation.cases.models import Case
from vaka.foundation.cases.transitions import fits
from vaka.foundation.duties import DutyState
from vaka.law.verdict import RuleRefused

HANDLES = {"quality_developer", "controller"}
ALLOWED = {
    ("draft", "control_plan.adopt"), ("adopted", "control_plan.amend"),
    ("adopted", "control_plan.close"), ("closed", "control_plan.reopen"),
}  # fmt: skip


@pytest.mark.parametrize("role", sorted(all_roles()))
@pytest.mark.parametrize("step", rules.TRANSITIONS, ids=lambda step: step.verb)
def test_the_full_table_of_from_to_role(step, role):
    found = {(state.value, step.verb) for state in rules.PlanState
             if fits(step, state, "skäl", "").ok}  # fmt: skip
    assert found == {pair for pair in ALLOWED if pair[1] == step.verb}
    assert (step.capability in all_roles()[role].can) is (role in HANDLES)


@pytest.mark.parametrize(
    ("pace", "codes", "last"),
    [
        (Pace.QUARTER, ("2026Q1", "2026Q2", "2026Q3", "2026Q4"), date(2026, 3, 31)),
        (Pace.TERTIAL, ("2026T1", "2026T2", "2026T3"), date(2026, 4, 30)),
        (Pace.HALF_YEAR, ("2026H1", "2026H2"), date(2026, 6, 30)),
        (Pace.YEAR, ("2026",), date(2026, 12, 31)),
    ],
)
def test_the_parts_of_a_year(pace, codes, last):
    parts = rules.parts(pace, 2026)
    assert tuple(part.code for part in parts) == codes
    assert parts[0].last_date == last
    assert rules.part_of(codes[-1], 2026) == parts[-1]


def test_kinds_of_period_are_never_mixed():
    part = rules.part_of("2026Q1", 2026)
    asked = {"state": "adopted", "today": date(2026, 12, 1), "reported": [], "missing": []}
    assert rules.may_report(part=part, plan_pace="quarter", **asked).ok
    assert rules.may_report(part=part, plan_pace="tertial", **asked).codes == ("period",)
    assert rules.may_report(part=None, plan_pace="tertial", **asked).codes == ("period",)
    assert not rules.may_start(pace="quarter", board_pace="tertial", year=2026, taken_years=()).ok
    assert not rules.may_start(pace="tertial", board_pace="tertial", year=1, taken_years=[1]).ok


@pytest.fixture
def adopted(units, eva, bo):
    year = timezone.localdate().year - 1
    case = actions.start_plan(by=eva, unit=units["socialforvaltningen"], year=year, title="Plan",
                              pace=Pace.TERTIAL)  # fmt: skip
    new = NewPoint("Fel utbetalning", "Utbetalningar", "Urval", Pace.TERTIAL, bo.person)
    case = actions.add_point(by=eva, case_id=case.pk, version=case.version, new=new)
    return actions.adopt(by=eva, case_id=case.pk, version=case.version, words="§ 142")


def test_a_year_from_plan_to_report(adopted, eva, bo, cecilia):
    point = ControlPoint.objects.get()
    year = point.plan.year
    with pytest.raises(RuleRefused, match="inte gjord"):
        actions.report(by=eva, case_id=adopted.pk, version=adopted.version,
                       period=f"{year}T1", words="Bra")  # fmt: skip
    wrong = NewTest(f"{year}Q1", TestOutcome.FINE, "Inga fel")
    with pytest.raises(RuleRefused, match="hör inte till"):
        actions.test_point(by=bo, case_id=adopted.pk, point_id=point.pk, version=adopted.version,
                           new=wrong)  # fmt: skip
    new = NewTest(f"{year}T1", TestOutcome.MINOR, "Två fel", "30 av 412")
    case = actions.test_point(by=bo, case_id=adopted.pk, point_id=point.pk,
                              version=adopted.version, new=new)  # fmt: skip
    with pytest.raises(RuleRefused, match="en enda period"):
        actions.report(by=eva, case_id=case.pk, version=case.version, period=f"{year}H1", words="x")
    case = actions.report(by=eva, case_id=case.pk, version=case.version, period=f"{year}T1",
                          words="Två mindre fel")  # fmt: skip
    page = queries.report_page(eva, case.pk, f"{year}T1")
    assert page.results[0]["words"] == "Två fel"
    duties = list(queries.duties(eva, date(year, 1, 1), date(year, 12, 31)))
    done = [duty.name for duty in duties if duty.state is DutyState.DONE]
    assert done == ["Kontroll: Utbetalningar", f"Rapport om intern kontroll, tertial 1 {year}"]
    with pytest.raises(NotVisible):
        queries.plan_page(cecilia, case.pk)
    with pytest.raises(NotAllowed):
        actions.close(by=bo, case_id=case.pk, version=case.version, words="")


def test_the_pages(client_as, adopted, eva, bo, cecilia, astrid):
    point = ControlPoint.objects.get()
    year = point.plan.year
    client = client_as(eva)
    page = client.get(reverse("risks:control", args=[adopted.pk])).content.decode()
    assert "0 av 3 kontroller" in page
    form = reverse("risks:point_step", args=[adopted.pk, point.pk, "kontroll"])
    sent = {"version": adopted.version, "period": f"{year}T1", "outcome": "fine", "words": "Bra"}
    assert client_as(bo).post(form, sent).status_code == 302
    report = reverse("risks:report", args=[adopted.pk, f"{year}T1"])
    version = Case.objects.get(pk=adopted.pk).version
    assert client.post(report, {"version": version, "words": "Allt väl"}).status_code == 302
    made = reverse("risks:control_report", args=[adopted.pk, f"{year}T1"])
    assert "Allt väl" in client.get(made).content.decode()
    assert "Plan" in client.get(reverse("risks:controls")).content.decode()
    amend = reverse("risks:control_step", args=[adopted.pk, "andra"])
    client.post(amend, {"version": version + 1, "words": "Ny punkt"})
    add = reverse("risks:control_step", args=[adopted.pk, "punkt"])
    assert client.get(add).status_code == 200
    for other in (cecilia, astrid):
        assert client_as(other).get(made).status_code == 404
    assert client_as(astrid).get(reverse("risks:controls")).status_code == 403


def test_a_new_plan_follows_the_boards_period(client_as, units, eva):
    client, address = client_as(eva), reverse("risks:new_control")
    sent = {"year": 2027, "title": "Plan 2027", "pace": "quarter", "unit": "socialforvaltningen"}
    assert "blandas inte" in client.post(address, sent).content.decode()
    assert client.post(address, sent | {"pace": "tertial"}).status_code == 302
