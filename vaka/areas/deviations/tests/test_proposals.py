"""What answers propose, as a table; every way through the form proposes something."""

from datetime import date
from itertools import product

import pytest

from vaka.areas.deviations import proposals, rules
from vaka.areas.deviations.proposals import NothingFits, propose
from vaka.foundation.access.roles import all_roles
from vaka.foundation.questions.sets import Kind, asked, family

DAY = date(2026, 2, 2)
TABLE = [
    ({"what": "fall", "harm": "no"}, "special_housing", "Fall utan skada", "HSL"),
    ({"what": "fall", "harm": "yes"}, "special_housing", "Fall med skada", "HSL"),
    ({"what": "fall", "harm": "unsure"}, "functional_support", "Fall med skada", "HSL"),
    ({"what": "medicine", "medicine_what": "time"}, "home_care", "Läkemedel fel tid", "HSL"),
    ({"what": "help", "help_what": "visit"}, "home_care", "Uteblivet besök", "SoL"),
    ({"what": "help", "help_what": "visit"}, "functional_support", "Uteblivet besök", "LSS"),
    ({"what": "threat", "threat_whom": "staff"}, "home_care", "Hot och våld", "AML"),
    ({"what": "threat", "threat_whom": "resident"}, "home_care", "Hot och våld", "SoL"),
    ({"what": "other"}, "home_care", "Typ ej redovisad", "SoL"),
]


@pytest.mark.parametrize(("answers", "kind", "type_name", "law"), TABLE)
def test_the_table(answers, kind, type_name, law):
    found = propose(answers, kind, DAY)
    assert (found.type, found.law) == (type_name, law)


def _every_way():
    questions = [q for one in family("deviation", DAY) for q in one.questions]
    chosen = [q for q in questions if q.choices or q.kind is Kind.YES_NO]
    what = next(q for q in chosen if q.key == "what")
    for first in what.choices:
        own = [q for q in chosen if (q.when or {}).get("what") and first.value in q.when["what"]]
        values = [[c.value for c in q.choices] or ["yes", "no"] for q in own]
        for given in product(*values):
            answers = dict(zip([q.key for q in own], given, strict=True))
            yield asked(questions, {"what": first.value, **answers})


def test_every_way_through_the_form_proposes_a_type_in_use():
    ways = list(_every_way())
    assert len(ways) > 60
    for answers in ways:
        found = propose(answers, "special_housing", DAY)
        assert found.type in rules.types()
        assert found.misconduct == (answers["what"] == "misconduct")


def test_a_manager_who_is_part_of_it_receives_nothing():
    for what in ("abuse", "theft", "neglect", "manner"):
        answers = {"what": "misconduct", "misconduct_what": what, "misconduct_manager": "yes"}
        found = propose(answers, "special_housing", DAY)
        assert (found.to, found.tells) == ("sas", ())


def test_roles_are_roles():
    for row in proposals.rows():
        assert {row.to, *row.tells} <= set(all_roles())


def test_answers_that_no_form_gives_propose_nothing():
    with pytest.raises(NothingFits):
        propose({}, "special_housing", DAY)
