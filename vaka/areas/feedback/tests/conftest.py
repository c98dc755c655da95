"""A complaint about Almen from the web, and what its steps need."""

import time
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from vaka.areas.feedback import actions, mine
from vaka.areas.feedback.actions import Answer, Filed, NewFeedback
from vaka.areas.feedback.rules import FeedbackKind, Finding
from vaka.foundation.access import gate
from vaka.foundation.cases.models import Case

TEXT = "Mamma fick vänta länge efter att hon larmat på kvällen."


def new_feedback(unit: Any, **more: Any) -> NewFeedback:
    """Give a complaint."""
    values: dict[str, Any] = {"kind": FeedbackKind.COMPLAINT, "text": TEXT} | more
    return NewFeedback(unit=unit, **values)


@pytest.fixture(autouse=True)
def _nobody_has_been_refused() -> None:
    """A test's counters are rolled back, but a process remembers whom it has refused."""
    gate._refused.clear()


@pytest.fixture
def filed(units: Any, bo: Any) -> Filed:
    """Give a fresh complaint from the web with its code; Bo answers at Almen."""
    return actions.file(by=mine.citizen(), new=new_feedback(units["almen"]))


def found(by: Any, case: Case, finding: Finding = Finding.NOTHING) -> Case:
    """Sort a case and judge what lies behind it."""
    case = actions.sort(
        by=by, case_id=case.pk, version=case.version, kind=FeedbackKind.COMPLAINT, unit=case.unit,
        theme="safety", health_care=False,
    )  # fmt: skip
    return actions.find(
        by=by, case_id=case.pk, version=case.version, finding=finding, words="Larmlistan är läst."
    )


@pytest.fixture
def answered(filed: Filed, bo: Any) -> Case:
    """Give a complaint that Bo has answered."""
    case = found(bo, filed.case)
    return actions.answer(
        by=bo, case_id=case.pk, version=case.version, said=Answer("Vi har bytt larmknapp.")
    )


def written(**more: Any) -> dict[str, str]:
    """Give what a visitor sends from the page, as if it had been open for a while."""
    values = {
        "kind": "complaint", "unit": "almen", "text": TEXT, "wants_answer": "yes",
        "who": "anonymous", "token": gate.token(time.time() - 60),
    }  # fmt: skip
    return values | more


def send(client: Client, address: str = "192.0.2.7", **more: Any) -> Any:
    """Send a visitor's form from an address."""
    return client.post(reverse("feedback:write"), written(**more), REMOTE_ADDR=address)
