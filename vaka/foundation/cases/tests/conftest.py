"""Cases that worklists are tried on."""

from datetime import timedelta

import pytest
from django.utils import timezone

from vaka.areas.deviations.models import Deviation
from vaka.foundation.cases.models import Case, SearchText
from vaka.foundation.cases.search import folded


@pytest.fixture
def cases(bo, cecilia, maja, astrid, units) -> dict[str, Case]:
    """Five open deviations at Almen and Björken, and one that is closed."""

    def make(number: int, unit: str, owner, due: int | None, **more) -> Case:
        case = Case.objects.create(
            kind="deviation", reference=f"AVV-2026-{number:05d}", unit=units[unit],
            title=f"Fall {number}", state=more.pop("state", "reported"),
            opened_at=timezone.now() - timedelta(days=40),
            occurred_at=timezone.now() - timedelta(days=40), owner=owner and owner.person,
            due_date=None if due is None else timezone.localdate() + timedelta(days=due), **more,
        )  # fmt: skip
        Deviation.objects.create(case=case, law="HSL", type="Fall utan skada", text="")
        SearchText.objects.create(case=case, words=folded(case.title), is_open=True)
        return case

    return {
        "late": make(1, "almen", bo, -10),
        "soon": make(2, "almen-1", bo, 3, state="assessed"),
        "free": make(3, "almen", None, 5),
        "maja": make(4, "almen", maja, None, reporter=astrid.person),
        "other": make(5, "bjorken", cecilia, -2),
        "closed": make(6, "almen", bo, -5, closed_at=timezone.now()),
    }
