"""What is done before a technology is used: it is thought through, and somebody decides."""

from collections.abc import Mapping
from datetime import date

from django.utils import timezone

from vaka.areas.night_care import factor_rules
from vaka.areas.night_care.factor_models import TechnologyReview
from vaka.areas.night_care.rules import HANDLE
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.organisation.models import Unit
from vaka.law.verdict import require


@action
def review_technology(*, by: Viewer, unit: Unit, kind: str, answers: Mapping[str, str],
                      decided_by: str, decided_date: date) -> TechnologyReview:  # fmt: skip
    """Keep what a home has come to of a technology; an earlier review stays as it was."""
    demand(by, HANDLE, unit.pk)
    today = timezone.localdate()
    wording = factor_rules.wording_on(today)
    require(factor_rules.may_review(answers=answers, factors=wording.factors,
                                    decided=decided_date, today=today))  # fmt: skip
    made = TechnologyReview(
        unit=unit, kind=kind, wording_date=wording.since, answers=dict(answers),
        decided_by=decided_by, decided_date=decided_date, made_by=by.person,
        made_at=timezone.now(),
    )  # fmt: skip
    made.save(force_insert=True)
    note(
        by=by,
        verb="night_care.review_technology",
        object_kind="technology_review",
        object_id=made.pk,
        unit_id=unit.pk,
        data={"kind": kind, "on": str(decided_date)},
    )
    return made
