"""The rules of risk analyses, tabled."""

from datetime import date

import pytest

from vaka.areas.risks import lists, rules
from vaka.areas.risks.rules import TRANSITIONS, LineStanding, State
from vaka.foundation.access.roles import all_roles
from vaka.foundation.cases.transitions import fits

TODAY = date(2026, 3, 10)
FULL = {"unit_manager", "mas", "mar", "sas", "provider_manager"}
MAY = {rules.HANDLE: FULL | {"quality_developer"}, rules.DECIDE: FULL}
ALLOWED = {
    ("open", "risk_analysis.decide", "decided"),
    ("open", "risk_analysis.watch", "watched"),
    ("watched", "risk_analysis.wake", "open"),
    ("watched", "risk_analysis.reopen", "open"),
    ("decided", "risk_analysis.reopen", "open"),
    ("open", "risk_analysis.drop", "dropped"),
    ("dropped", "risk_analysis.restore", "open"),
}


@pytest.mark.parametrize("role", sorted(all_roles()))
@pytest.mark.parametrize("step", TRANSITIONS, ids=lambda step: step.verb)
@pytest.mark.parametrize("state", list(State))
def test_the_full_table_of_from_to_role(state, step, role):
    fitting = fits(step, state, "skäl", str(state)).ok
    assert fitting is ((state.value, step.verb, step.to_state) in ALLOWED)
    assert (step.capability in all_roles()[role].can) is (role in MAY[step.capability])


def test_the_published_matrix_holds(shared):
    import csv

    path = shared / "facts" / "harnosand" / "risk_matrix.csv"
    used = lists.matrix(date(2023, 12, 31))
    with path.open(encoding="utf-8") as source:
        rows = list(csv.DictReader(source))
    assert len(rows) == 16
    for row in rows:
        likelihood, consequence = int(row["likelihood"]), int(row["severity"])
        assert rules.score(likelihood, consequence) == int(row["score"])
        assert used.likelihood_label(likelihood).casefold() == row["likelihood_sv"].casefold()
        assert used.consequence_label(consequence) == row["severity_sv"]


def test_no_matrix_before_the_regulation():
    with pytest.raises(lists.NoMatrix):
        lists.matrix(date(2011, 12, 31))


@pytest.mark.parametrize(("points", "level"), [(1, 1), (3, 1), (4, 2), (6, 2), (8, 3), (16, 3)])
def test_levels(points, level):
    assert rules.level(points, 4, 8) == level


def test_a_grade_outside_the_matrix_is_an_error():
    with pytest.raises(ValueError, match="5"):
        rules.score(5, 1)


@pytest.mark.parametrize(
    ("line", "handled"),
    [
        (LineStanding(1, 6), True),
        (LineStanding(1, 8), False),
        (LineStanding(1, 8, 4), False),
        (LineStanding(1, 8, None, True), False),
        (LineStanding(1, 8, 8, True), False),
        (LineStanding(1, 8, 6, True), True),
        (LineStanding(1, 8, None, False, date(2026, 3, 10)), True),
        (LineStanding(1, 8, None, False, date(2026, 3, 9)), False),
    ],
)
def test_a_high_risk_is_remedied_below_the_limit_or_accepted(line, handled):
    assert rules.is_handled(line, 8, TODAY) is handled
    assert rules.may_decide([line], 8, TODAY).ok is handled


def test_an_analysis_without_risks_is_not_decided():
    assert rules.may_decide([], 8, TODAY).codes == ("lines",)


@pytest.mark.parametrize(
    ("reason", "until", "codes"),
    [
        ("Byts i maj", date(2026, 5, 31), ()),
        (" ", date(2026, 5, 31), ("reason",)),
        ("Byts i maj", None, ("until",)),
        ("Byts i maj", date(2026, 3, 10), ("until",)),
        ("Byts i maj", date(2027, 3, 10), ()),
        ("Byts i maj", date(2027, 3, 11), ("until",)),
    ],
)
def test_acceptance_has_a_reason_and_an_end(reason, until, codes):
    verdict = rules.may_accept(reason=reason, until=until, today=TODAY, longest_months=12)
    assert verdict.codes == codes


def test_the_first_end_is_that_of_a_high_risk():
    lines = [LineStanding(1, 2, accepted_until=date(2026, 4, 1)),
             LineStanding(2, 8, accepted_until=date(2026, 6, 1)),
             LineStanding(3, 9, accepted_until=date(2026, 5, 1))]  # fmt: skip
    assert rules.first_end(lines, 8) == date(2026, 5, 1)


@pytest.mark.parametrize(
    ("decided", "due", "in_time"),
    [
        (date(2026, 3, 1), date(2026, 3, 1), True),
        (date(2026, 3, 2), date(2026, 3, 1), False),
        (None, date(2026, 3, 9), False),
        (None, date(2026, 3, 10), None),
        (date(2026, 3, 2), None, True),
    ],
)
def test_handled_in_time(decided, due, in_time):
    assert rules.handled_in_time(decided, due, TODAY) is in_time
