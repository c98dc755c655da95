"""Events and views planted without their flow, so that a rule has something to see."""

from datetime import timedelta

import pytest
from django.utils import timezone

from vaka.areas.deviations.models import Deviation
from vaka.areas.feedback.models import Feedback
from vaka.foundation.cases.models import Case


@pytest.fixture
def happened(units):
    """Give a way to plant deviations of a type at a unit, one a day back from some days ago."""
    planted = iter(range(1, 100_000))

    def plant(unit, times, type_name="Läkemedel utebliven dos", law="HSL", ago=1):
        moments = [timezone.now() - timedelta(days=ago + number) for number in range(times)]
        cases = [
            Case(kind="deviation", unit=units[unit], title=type_name, state="reported",
                 reference=f"AVV-P-{next(planted)}", occurred_at=moment, opened_at=moment)
            for moment in moments
        ]  # fmt: skip
        Case.objects.bulk_create(cases)
        return Deviation.objects.bulk_create(
            Deviation(case=case, law=law, type=type_name, text="Planterad") for case in cases
        )

    return plant


@pytest.fixture
def heard(units):
    """Give a way to plant something said about a unit some days ago."""

    def plant(unit, kind="complaint", ago=10):
        moment = timezone.now() - timedelta(days=ago)
        number = Feedback.objects.count()
        case = Case.objects.create(
            kind="feedback", unit=units[unit], title="Planterad", state="reported",
            reference=f"SYN-P-{number}", opened_at=moment,
        )  # fmt: skip
        return Feedback.objects.create(case=case, kind=kind, door="form", text="Planterad",
                                       code_digest=str(number), promised_date=moment)  # fmt: skip

    return plant
