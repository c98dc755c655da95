"""Rules of the year wheel: which days, while in force, and what may be marked."""

from datetime import date

import pytest

from vaka.areas.plans import rules
from vaka.areas.plans.rules import DutyRule, Marked
from vaka.foundation.access.roles import all_roles
from vaka.law import values

YEAR = date(2026, 1, 1), date(2026, 12, 31)


def _local(key: str, on: date) -> str:
    return {"a": "03-31", "b": "04-01..04-30"}[key]


@pytest.mark.parametrize(
    ("fields", "days"),
    [
        ({"days": ("03-01",)}, [date(2026, 3, 1)]),
        ({"local": ("a", "b")}, [date(2026, 3, 31), date(2026, 4, 30)]),
        ({"days": ("03-01",), "since": date(2026, 3, 2)}, []),
        ({"days": ("03-01", "09-01"), "until": date(2026, 8, 31)}, [date(2026, 3, 1)]),
    ],
)
def test_the_days_of_a_rule(fields, days):
    rule = DutyRule(**{"code": "x", "name": "X", "role": "mas", "since": date(2020, 1, 1)} | fields)
    assert rules.due_dates(rule, *YEAR, _local) == days


def test_a_monthly_duty_falls_due_twelve_times():
    rule = DutyRule("x", "X", "mas", date(2020, 1, 1), monthly=15)
    assert len(rules.due_dates(rule, *YEAR, _local)) == 12


def test_the_patient_safety_report_is_ready_on_the_first_of_march():
    rule = rules.rule_named("patient_safety_report")
    assert rules.due_dates(rule, *YEAR, _local) == [date(2026, 3, 1)]
    assert values.cite(rule.topic, on=date(2026, 3, 1)).paragraph == "3 kap. 10 §"


@pytest.mark.parametrize("rule", rules.duty_rules(), ids=lambda rule: rule.code)
def test_every_rule_names_a_role_and_a_law_that_exist(rule):
    assert rule.role in all_roles()
    assert not rule.topic or rule.topic in values.topics()
    assert rule.days or rule.local or rule.monthly


def test_an_unknown_code_is_named():
    with pytest.raises(rules.UnknownDuty):
        rules.rule_named("nothing")


@pytest.mark.parametrize(
    ("marked", "evidence", "words", "codes"),
    [
        (Marked.DONE, "", " ", ("evidence",)),
        (Marked.DONE, "/rapporter/1/", "", ()),
        (Marked.DONE, "", "Dnr 12", ()),
        (Marked.NOT_DONE, "/x/", "", ("words",)),
        (Marked.NOT_DONE, "", "Enheten är stängd", ()),
    ],
)
def test_what_may_be_marked(marked, evidence, words, codes):
    assert rules.may_mark(marked=marked, evidence=evidence, words=words).codes == codes
