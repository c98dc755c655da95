"""A contract at Rönnen, an assignment at Almen, both by the same form of requirements."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from vaka.areas.providers import actions, application_actions, visit_actions
from vaka.areas.providers.actions import ContractTerms
from vaka.areas.providers.models import ApplicationLine
from vaka.areas.providers.rules import Sort
from vaka.areas.providers.visit_actions import Seen
from vaka.areas.self_checks import plan_actions, queries
from vaka.foundation.access.actions import give
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.cases.models import Case
from vaka.foundation.organisation.actions import NewUnit, open_unit
from vaka.foundation.people.models import Person

FORM = "krav-sarskilt-boende"
SINCE = date(2024, 1, 1)


@pytest.fixture
def ronnen(units: Any) -> Any:
    """Give a contracted home."""
    new = NewUnit(code="ronnen", name="Rönnen", kind="special_housing", valid_from=SINCE,
                  parent=units["sarskilt-boende"], operator="contracted")  # fmt: skip
    return open_unit(by=Viewer.system("tests"), new=new)


@pytest.fixture
def mina(ronnen: Any) -> Viewer:
    """Give the manager of the contracted home."""
    person = Person.objects.create_user("mina", given_name="Mina", family_name="Tavakkol")
    give(by=Viewer.system("tests"), person=person, role_code="provider_manager", unit=ronnen,
         from_date=SINCE)  # fmt: skip
    return Viewer.of(person)


@pytest.fixture
def form(kim: Viewer) -> str:
    """Give the code of a form of requirements in use."""
    made = plan_actions.adopt(by=kim, code=FORM)
    plan_actions.put_in_force(by=kim, form_id=made.pk, since_date=SINCE)
    return made.code


@pytest.fixture
def contract(kim: Viewer, mina: Viewer, ronnen: Any, form: str) -> Case:
    """Give the contract with whoever runs Rönnen."""
    terms = ContractTerms(
        provider="Utföraren AB", sort=Sort.PROCURED, start_date=SINCE,
        end_date=timezone.localdate() + timedelta(days=400), form_code=form, visits_a_year=2,
        unannounced_a_year=1, penalty_max=50_000,
    )  # fmt: skip
    return actions.sign(by=kim, unit=ronnen, terms=terms)


@pytest.fixture
def own(kim: Viewer, bo: Viewer, units: Any, form: str) -> Case:
    """Give the assignment of Almen, by the same requirements."""
    terms = ContractTerms("Almen", Sort.OWN, SINCE, form_code=form)
    return actions.sign(by=kim, unit=units["almen"], terms=terms)


def visited(by: Viewer, contract: Case, *unmet: str, is_announced: bool = True) -> Case:
    """Make a visit today, at which the named requirements are not met."""
    today = timezone.localdate()
    case = visit_actions.plan_visit(by=by, contract_id=contract.pk, day=today,
                                    is_announced=is_announced)  # fmt: skip
    keys = [one.key for one in queries.asked_of(FORM, today).questions]
    values = {key: "no" if key in unmet else "yes" for key in keys}
    seen = Seen(today, values, {unmet[0]: "Två saknade."} if unmet else {}, "", "Sett.")
    return visit_actions.record_visit(by=by, case_id=case.pk, version=case.version, seen=seen)


def applied(by: Viewer, unit: Any, provider: str = "Nya AB") -> Case:
    """Take in an application to run a unit by free choice, come yesterday."""
    terms = ContractTerms(provider, Sort.FREE_CHOICE, SINCE, form_code=FORM)
    return application_actions.apply_for_contract(
        by=by, unit=unit, terms=terms, received_date=timezone.localdate() - timedelta(days=1)
    )


def judged(by: Viewer, case: Case, unmet: int = 0) -> Case:
    """Judge every requirement of an application met, but for the one of a number."""
    lines = ApplicationLine.objects.filter(application=case.pk).values_list("number", flat=True)
    said = {n: (n != unmet, "Intyget saknas." if n == unmet else "") for n in lines}
    return application_actions.judge_requirements(
        by=by, case_id=case.pk, version=case.version, judged=said
    )
