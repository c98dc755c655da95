"""A fall at Almen, a lex Sarah begun from it, and a private provider at Rönnen."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.cast import _plant, join
from vaka.areas.deviations import actions as deviations
from vaka.areas.deviations.actions import NewDeviation
from vaka.areas.investigations import actions, writing
from vaka.areas.investigations.actions import NewInvestigation
from vaka.areas.investigations.outlines import outline
from vaka.areas.investigations.rules import Form
from vaka.foundation.access.actions import give
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.cases.models import Case
from vaka.foundation.people.models import Person

AT = datetime(2026, 3, 2, 3, 5, tzinfo=UTC)
SECRET = "kvittrande gulsparv i journalen"


@pytest.fixture
def event(units: Any, astrid: Any, bo: Any) -> Case:
    """Give a deviation that Astrid reported at Almen."""
    new = NewDeviation(units["almen"], "SoL", "Brister i omvårdnad", "Larmet var avstängt.", AT)
    return deviations.report(by=astrid, new=new)


@pytest.fixture
def sarah(units: Any, event: Case, sven: Any) -> Case:
    """Give a lex Sarah that Sven began from the event."""
    return actions.start(
        by=sven, new=NewInvestigation(Form.LEX_SARAH, units["almen"], "SoL", AT, event)
    )


@pytest.fixture
def begun(sarah: Case, sven: Any, kim: Any) -> Case:
    """Give the same with Kim as investigator and Sven to decide."""
    return actions.appoint(
        by=sven, case_id=sarah.pk, version=sarah.version, investigator=kim.person,
        decision_maker=sven.person, delegation_point="4.12",
    )  # fmt: skip


def write_all(case: Case, by: Any, form: Form = Form.LEX_SARAH) -> None:
    """Write every section once."""
    for one in outline(form, date(2026, 11, 1)).sections:
        writing.save_section(by=by, case_id=case.pk, code=one.code, version=0,
                             text=f"{one.label}: {SECRET}")  # fmt: skip


def decided(case: Case, sven: Any, kim: Any, classification: str = "serious") -> Case:
    """Write, hand over and decide."""
    write_all(case, kim)
    case = actions.submit(by=kim, case_id=case.pk, version=case.version)
    return actions.decide(
        by=sven,
        case_id=case.pk,
        version=case.version,
        classification=classification,
        words="Larmet var avstängt i sex timmar.",
    )


def informed(case: Case, by: Any) -> Case:
    """Write that the person was told."""
    told = {
        "informed_date": date(2026, 3, 3),
        "informed_by": "Enhetschef",
        "informed_how": "Samtal",
    }
    return actions.inform(by=by, case_id=case.pk, version=case.version, told=told)


@pytest.fixture
def ronnen(units: Any) -> Any:
    """Give the unit that is run by a provider."""
    _plant("ronnen", units)
    return units["ronnen"]


@pytest.fixture
def mina(units: Any, ronnen: Any) -> Viewer:
    """Give the provider's manager at Rönnen."""
    join("sven", units)
    person = Person.objects.create_user("mina", given_name="Mina")
    give(by=Viewer.system("tests"), person=person, role_code="provider_manager", unit=ronnen,
         from_date=date(2019, 1, 1))  # fmt: skip
    return Viewer.of(person)
