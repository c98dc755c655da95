"""What is done with the year wheel: a duty is told as done or not."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from vaka.areas.plans import rules
from vaka.areas.plans.models import DutyMark
from vaka.areas.plans.rules import Marked
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.organisation.models import Unit
from vaka.law.verdict import require


@dataclass(frozen=True)
class NewMark:
    """What is told of a duty, with what shows it."""

    marked: Marked
    evidence: str = ""
    words: str = ""


@action
def mark(*, by: Viewer, code: str, due_date: date, unit: Unit, new: NewMark) -> DutyMark:
    """Tell that a duty is done or not; told again, the later words stand.

    Raises:
        NotAllowed: the viewer may not mark at the unit.
        UnknownDuty: no rule asks for it.
        RuleRefused: nothing shows it, or the reason is missing.
    """
    demand(by, rules.MARK, unit.pk)
    rules.rule_named(code)
    require(rules.may_mark(marked=new.marked, evidence=new.evidence, words=new.words))
    made, _new = DutyMark.objects.update_or_create(
        code=code, due_date=due_date, unit=unit,
        defaults={"marked": new.marked, "evidence": new.evidence, "words": new.words,
                  "marked_date": timezone.localdate(), "by": by.person},
    )  # fmt: skip
    note(
        by=by, verb="year_wheel.mark", object_kind="duty", object_id=made.pk, unit_id=unit.pk,
        data={"code": code, "due_date": due_date.isoformat(), "marked": new.marked,
              "evidence": new.evidence},
    )  # fmt: skip
    return made
