"""The rules of contracts, visits and agreements, tabled."""

from datetime import date

import pytest

from vaka.areas.providers import agreement_rules, application_rules, figure_rules, rules
from vaka.areas.providers.agreement_rules import AgreementState
from vaka.areas.providers.application_rules import Judged
from vaka.areas.providers.rules import Corrected, Sanction, Sort, State, VisitState
from vaka.areas.self_checks.rules import Frequency
from vaka.foundation.access.roles import all_roles
from vaka.foundation.cases.transitions import fits

TODAY, SOON, PAST = date(2026, 3, 10), date(2026, 4, 1), date(2026, 2, 1)
MAKES = {"mas", "quality_developer"}
ALLOWED = {
    ("applied", "contract.approve_application"), ("applied", "contract.decline_application"),
    ("declined", "contract.retry_application"),
    ("running", "contract.end_contract"), ("ended", "contract.resume_contract"),
    ("planned", "provider_visit.record_visit"), ("planned", "provider_visit.cancel_visit"),
    ("made", "provider_visit.close_visit"), ("closed", "provider_visit.reopen_visit"),
    ("cancelled", "provider_visit.replan_visit"),
    ("in_force", "agreement.end_agreement"), ("ended", "agreement.resume_agreement"),
}  # fmt: skip
TABLES = [
    *((one, State, MAKES) for one in rules.TRANSITIONS),
    *((one, VisitState, MAKES) for one in rules.VISIT_TRANSITIONS),
    *((one, AgreementState, MAKES | {"sas"}) for one in agreement_rules.TRANSITIONS),
]


@pytest.mark.parametrize("role", sorted(all_roles()))
@pytest.mark.parametrize(("step", "states", "holds"), TABLES)
def test_the_full_table_of_from_to_role(step, states, holds, role):
    found = {(state.value, step.verb) for state in states if fits(step, state, "skäl", "").ok}
    assert found == {pair for pair in ALLOWED if pair[1] == step.verb}
    assert (step.capability in all_roles()[role].can) is (role in holds)


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        ({}, ()),
        ({"end": None}, ("end_date", "extend_by_date")),
        ({"end": None, "sort": Sort.OWN, "penalty_max": None, "extend_by": None}, ()),
        ({"end": date(2025, 1, 1)}, ("end_date", "extend_by_date")),
        ({"extend_by": date(2031, 1, 1)}, ("extend_by_date",)),
        ({"unannounced": 3}, ("unannounced_a_year",)),
        ({"sort": Sort.OWN}, ("penalty_max",)),
    ],
)
def test_terms_hold_together(changed, codes):
    terms = {"sort": Sort.PROCURED, "start": date(2026, 1, 1), "end": date(2029, 1, 1),
             "extend_by": date(2028, 1, 1), "visits": 2, "unannounced": 1,
             "penalty_max": 1000} | changed  # fmt: skip
    assert rules.may_sign(**terms).codes == codes


@pytest.mark.parametrize(
    ("sanction", "changed", "codes"),
    [
        (Sanction.REMARK, {}, ()),
        (Sanction.CORRECTION, {"due": None}, ("due_date",)),
        (Sanction.CORRECTION, {"due": TODAY}, ("due_date",)),
        (Sanction.CORRECTION, {}, ()),
        (Sanction.PENALTY, {}, ()),
        (Sanction.PENALTY, {"amount": 501}, ("amount",)),
        (Sanction.PENALTY, {"amount": None}, ("amount",)),
        (Sanction.PENALTY, {"penalty_max": None}, ("amount",)),
        (Sanction.PENALTY, {"decision": " "}, ("decision",)),
        (Sanction.PENALTY, {"corrections": []}, ("sanction",)),
        (Sanction.PENALTY, {"corrections": [Corrected(PAST, True)]}, ("sanction",)),
        (Sanction.PENALTY, {"corrections": [Corrected(SOON, False)]}, ("sanction",)),
        (Sanction.TERMINATION, {"corrections": [Corrected(TODAY, False)]}, ("sanction",)),
        (Sanction.TERMINATION, {"sort": Sort.OWN}, ("sanction",)),
        (Sanction.TERMINATION, {}, ()),
    ],
)
def test_hard_sanctions_follow_on_a_correction_not_made(sanction, changed, codes):
    asked = {"sort": Sort.PROCURED, "amount": 500, "penalty_max": 500, "due": SOON,
             "decision": "2026-03-09 § 4", "corrections": [Corrected(PAST, False)],
             "today": TODAY} | changed  # fmt: skip
    assert rules.may_impose(sanction=sanction, **asked).codes == codes


def test_figures_fall_due_some_days_after_each_period():
    asked = {"to": date(2026, 4, 1), "days": 30}
    found = figure_rules.asked_periods(Frequency.QUARTERLY, date(2026, 1, 1), None, None, **asked)
    assert [(one.start, one.end, one.due) for one in found] == [
        (date(2026, 1, 1), date(2026, 3, 31), date(2026, 4, 30)),
        (date(2026, 4, 1), date(2026, 6, 30), date(2026, 7, 30)),
    ]


@pytest.mark.parametrize(
    ("until", "ended", "months"),
    [
        (None, None, [1, 2, 3]),
        (date(2026, 2, 1), None, [1, 2]),
        (None, date(2026, 2, 28), [1, 2]),
        (date(2026, 2, 1), date(2026, 1, 31), [1]),
        (date(2026, 9, 1), date(2026, 9, 1), [1, 2, 3]),
        (None, date(2025, 12, 31), []),
    ],
)
def test_no_period_begins_after_the_asking_or_the_contract_ended(until, ended, months):
    found = figure_rules.asked_periods(
        Frequency.MONTHLY, date(2026, 1, 1), until, ended, to=TODAY, days=9
    )
    assert [one.start.month for one in found] == months


def test_what_is_done_once_stands():
    assert rules.last_day(None, None) is None
    assert rules.last_day(SOON, PAST) == rules.last_day(PAST, SOON) == PAST
    assert figure_rules.may_stop(until=None, today=TODAY).ok
    assert figure_rules.may_stop(until=SOON, today=TODAY).ok
    assert figure_rules.may_stop(until=TODAY, today=TODAY).codes == ("until_date",)
    assert rules.may_settle(state=State.RUNNING, is_settled=False).ok
    assert rules.may_settle(state=State.ENDED, is_settled=True).codes == ("state", "settled")


def test_a_sanction_follows_on_a_visit_made_while_the_contract_holds():
    may = rules.may_impose_after
    assert may(visit=VisitState.MADE, contract=State.RUNNING).ok
    assert may(visit=VisitState.CLOSED, contract=State.ENDED).codes == ("state", "visit")
    assert may(visit=VisitState.MADE, contract=State.ENDED).codes == ("state",)


def test_what_waits_is_late_after_its_day():
    assert rules.is_late(PAST, TODAY, waits=True)
    assert not rules.is_late(TODAY, TODAY, waits=True)
    assert not rules.is_late(PAST, TODAY, waits=False)
    assert not rules.is_late(None, TODAY, waits=True)
    assert figure_rules.is_over(PAST, TODAY)
    assert not figure_rules.is_over(TODAY, TODAY)
    assert figure_rules.due_first(TODAY) == date(2026, 1, 1)


def test_only_a_correction_has_a_day_and_only_a_penalty_an_amount():
    found = {one: set(rules.goes_with(one)) for one in Sanction}
    assert found == {Sanction.REMARK: set(), Sanction.CORRECTION: {"due_date"},
                     Sanction.PENALTY: {"amount"}, Sanction.TERMINATION: set()}  # fmt: skip


def test_a_difference_is_sure_when_the_intervals_lie_apart():
    assert rules.lie_apart((10, 20), (21, 30)) is True
    assert rules.lie_apart((21, 30), (10, 20)) is True
    assert rules.lie_apart((10, 21), (21, 30)) is False
    assert rules.lie_apart(None, (21, 30)) is None


@pytest.mark.parametrize("role", sorted(all_roles()))
def test_whoever_sees_visits_sees_the_lines_they_filled(role):
    can = all_roles()[role].can
    assert rules.SEE_VISITS not in can or {"self_check.see", "finding.see"} <= set(can)


@pytest.mark.parametrize(
    ("end", "value", "words", "codes"),
    [
        (PAST, 1.0, "", ()),
        (PAST, None, "Systemet byttes.", ()),
        (PAST, None, " ", ("value",)),
        (TODAY, 1.0, "", ("value",)),
    ],
)
def test_a_figure_is_given_when_its_period_is_over(end, value, words, codes):
    verdict = figure_rules.may_answer(period_end=end, today=TODAY, value=value, words=words)
    assert verdict.codes == codes


def test_visits_follow_requirements_on_a_day_to_come():
    asked = {"state": State.RUNNING, "has_form": True, "day": SOON, "today": TODAY}
    assert rules.may_plan_visit(**asked).ok
    wrong = {"state": State.ENDED, "has_form": False, "day": PAST}
    assert rules.may_plan_visit(**asked | wrong).codes == ("state", "form", "day")
    assert rules.may_record(made=TODAY, planned_from=PAST, today=TODAY).ok
    assert not rules.may_record(made=SOON, planned_from=PAST, today=TODAY).ok
    assert not rules.may_record(made=PAST, planned_from=TODAY, today=TODAY).ok
    assert rules.may_close_visit([]).ok
    assert rules.may_close_visit([("BRI-1", "/b/")]).refusals[0].link == "/b/"


def test_a_year_says_how_many_visits_are_left_to_plan():
    assert rules.YearPlan(3, 1, 1, 0, 1, 0).to_plan == 1
    assert rules.YearPlan(1, 0, 2, 0, 0, 0).to_plan == 0


def test_an_agreement_is_followed_up_and_broken_while_it_holds():
    assert agreement_rules.may_agree(PAST, None, SOON).ok
    assert agreement_rules.may_agree(SOON, PAST, TODAY).codes == ("end_date", "review_date")
    assert agreement_rules.may_agree(PAST, TODAY, SOON).codes == ("review_date",)
    assert agreement_rules.due_review(TODAY) == date(2027, 3, 10)
    follow = {"end": None, "today": TODAY}
    assert agreement_rules.may_follow_up(next_date=SOON, **follow).ok
    assert not agreement_rules.may_follow_up(next_date=TODAY, **follow).ok
    assert not agreement_rules.may_follow_up(next_date=SOON, end=TODAY, today=TODAY).ok
    assert agreement_rules.held(start=PAST, end=None, on=TODAY).ok
    assert not agreement_rules.held(start=PAST, end=PAST, on=TODAY).ok


MET, UNMET, LEFT = (
    Judged(1, "Språk", True),
    Judged(2, "Tider", False, "Nej"),
    Judged(3, "Larm", None),
)


@pytest.mark.parametrize(
    ("lines", "end", "approve", "decline"),
    [
        ([MET], None, (), ("lines",)),
        ([MET, MET], TODAY, (), ("lines",)),
        ([MET], PAST, ("end_date",), ("lines",)),
        ([MET, LEFT], None, ("line-3",), ("lines",)),
        ([MET, UNMET, LEFT], None, ("line-2", "line-3"), ()),
        ([UNMET], SOON, ("line-2",), ()),
        ([], None, ("lines",), ("lines",)),
    ],
)
def test_an_applicant_is_approved_when_every_requirement_is_met(lines, end, approve, decline):
    assert application_rules.may_approve(lines, end=end, today=TODAY).codes == approve
    assert application_rules.may_decline(lines).codes == decline


def test_what_keeps_an_applicant_out_is_told_line_by_line():
    told = application_rules.may_approve([MET, UNMET, LEFT], end=None, today=TODAY).refusals
    assert [one.words for one in told] == ["Inte uppfyllt: Tider. Nej", "Inte bedömt: Larm."]


@pytest.mark.parametrize(
    ("state", "lines", "codes"),
    [
        ("applied", [MET, UNMET, LEFT], ()),
        ("applied", [Judged(4, "Tider", False, " ")], ("note-4",)),
        ("running", [MET], ("state",)),
        ("declined", [MET], ("state",)),
    ],
)
def test_requirements_are_judged_until_the_decision(state, lines, codes):
    assert application_rules.may_judge(state, lines).codes == codes


@pytest.mark.parametrize(
    ("state", "was", "wanted", "codes"),
    [
        ("running", ("own", "a"), ("own", "b"), ()),
        ("running", ("own", "a"), ("free_choice", "a"), ("sort",)),
        ("running", ("free_choice", "a"), ("free_choice", "b"), ()),
        ("running", ("free_choice", "a"), ("procured", "a"), ()),
        ("applied", ("free_choice", "a"), ("free_choice", "a"), ()),
        ("applied", ("free_choice", "a"), ("free_choice", "b"), ("form_code",)),
        ("applied", ("free_choice", "a"), ("procured", "a"), ("form_code",)),
        ("declined", ("free_choice", "a"), ("free_choice", "a"), ("state",)),
        ("ended", ("own", "a"), ("own", "a"), ("state",)),
    ],
)
def test_no_change_of_terms_goes_past_the_application(state, was, wanted, codes):
    found = application_rules.may_revise(state=state, was=was, wanted=wanted)
    assert found.codes == codes


def test_a_contract_of_free_choice_begins_as_an_application():
    assert [application_rules.may_begin(sort).ok for sort in Sort] == [True, False, True]
    apply = {"received": TODAY, "today": TODAY}
    assert application_rules.may_apply(lines=1, **apply).ok
    assert application_rules.may_apply(lines=0, **apply).codes == ("form_code",)
    late = apply | {"received": SOON}
    assert application_rules.may_apply(lines=1, **late).codes == ("received_date",)
    assert application_rules.begins(PAST, TODAY) == TODAY
    assert application_rules.begins(SOON, TODAY) == SOON
