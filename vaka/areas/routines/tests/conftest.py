"""A routine of Almen: Kim writes, Bo sets, Astrid reads."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from vaka.areas.routines import actions
from vaka.areas.routines.actions import Draft, NewRoutine
from vaka.areas.routines.rules import RoutineKind
from vaka.foundation.cases.models import Case

TEXT = "## Gör så här\n\n1. Lämna inte personen.\n2. Ring sjuksköterskan.\n"


def new_routine(units: Any, kim: Any, **more: Any) -> NewRoutine:
    """Give a routine of Almen that Kim owns."""
    values = {"unit": units["almen"], "kind": RoutineKind.ROUTINE, "title": "Fall: så gör du",
              "owner": kim.person, "text": TEXT} | more  # fmt: skip
    return NewRoutine(**values)


def set_by(viewer: Any, case: Case, days: int = 700) -> Case:
    """Submit as whoever wrote and approve as another, valid from today."""
    case.refresh_from_db()
    today = timezone.localdate()
    return actions.approve(
        by=viewer, case_id=case.pk, version=case.version, valid_from=today,
        valid_until=today + timedelta(days=days),
    )  # fmt: skip


def next_version(kim: Any, bo: Any, case: Case) -> Case:
    """Replace a version by one with a step more."""
    fresh = actions.revise(by=kim, case_id=case.pk)
    draft = Draft(TEXT + "3. Skriv avvikelse.\n", "Ett steg till: skriv avvikelse.")
    actions.write(by=kim, case_id=fresh.pk, version=1, draft=draft)
    actions.submit(by=kim, case_id=fresh.pk, version=2)
    return set_by(bo, fresh)


@pytest.fixture
def draft(units: Any, kim: Any) -> Case:
    """Give a draft of Kim's."""
    return actions.create(by=kim, new=new_routine(units, kim))


@pytest.fixture
def review(draft: Case, kim: Any, bo: Any) -> Case:
    """Give a version that waits for Bo."""
    return actions.submit(by=kim, case_id=draft.pk, version=draft.version)


@pytest.fixture
def approved(review: Case, bo: Any) -> Case:
    """Give a version in force."""
    return set_by(bo, review)
