"""What is done with guides: a month is counted, with the support questions of the same subject."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from vaka.areas.competence import guide_rules, lists
from vaka.areas.competence.guide_rules import COUNT
from vaka.areas.competence.models import GuideCount
from vaka.foundation.access.viewer import NotAllowed, Viewer
from vaka.foundation.audit.actions import action, note
from vaka.foundation.organisation.models import Unit
from vaka.law.verdict import require


@dataclass(frozen=True)
class Counted:
    """One subject's month."""

    code: str
    month: date
    taken: int
    questions: int


@action
def count_guide(*, by: Viewer, unit: Unit, new: Counted) -> GuideCount:
    """Count a month of a unit with all below it; what was counted before is put right."""
    if not by.everywhere and unit.pk not in by.granted(COUNT):
        raise NotAllowed(COUNT)
    month = new.month.replace(day=1)
    since = lists.guide(new.code).since
    today = timezone.localdate()
    require(guide_rules.may_count(month, today, since, new.taken, new.questions))
    counts = {"taken": new.taken, "questions": new.questions}
    made, _new = GuideCount.objects.update_or_create(
        unit=unit, code=new.code, month_date=month, defaults=counts
    )
    note(by=by, verb="guide.count_guide", object_kind="guide", object_id=made.pk, unit_id=unit.pk,
         data={"code": new.code, "month": str(month), **counts})  # fmt: skip
    return made
