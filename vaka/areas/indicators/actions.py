"""What is decided about charts (limits made anew, taken back), and said of a figure."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from vaka.areas.figures import queries as figures
from vaka.areas.indicators import comment_queries, comment_rules, rules
from vaka.areas.indicators.models import LimitChange, MeasureComment
from vaka.areas.remedies import queries as remedies
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.cases.models import Case
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import local_value
from vaka.law.period import Period
from vaka.law.verdict import require
from vaka.metrics.definitions import named


@dataclass(frozen=True)
class NewLimits:
    """Which chart, from when, and why. `case_id` or `event` says what it is tied to."""

    measure: str
    unit: Unit
    from_date: date
    reason: str
    case_id: uuid.UUID | None = None
    event: str = ""


@action
def set_limits(*, by: Viewer, new: NewLimits) -> LimitChange:
    """Make a measure's limits at a unit anew from a day.

    Raises:
        NotAllowed: the viewer sets no limits at the unit.
        NotVisible: the case is no remedy done at the unit that this viewer may see.
        UnknownMeasureError: there is no such measure.
        RuleRefused: too early, taken, without a reason or tied to nothing.
    """
    demand(by, rules.SET, new.unit.pk)
    measure, case = named(new.measure).name, _tied(by, new)
    standing = LimitChange.objects.filter(measure=measure, unit=new.unit, withdrawn_at=None)
    require(rules.may_set_limits(
        new.from_date, by.on, int(local_value("spc.least_months_for_new_limits", by.on)),
        reason=new.reason, tied=bool(case or new.event.strip()),
        taken=list(standing.values_list("from_date", flat=True)),
    ))  # fmt: skip
    row = LimitChange.objects.create(
        measure=measure, unit=new.unit, from_date=new.from_date, reason=new.reason.strip(),
        case=case, event=new.event.strip(), decided_by=by.name,
    )  # fmt: skip
    data = {"measure": measure, "unit": new.unit.code, "from": str(new.from_date),
            "case": case.reference if case else ""}  # fmt: skip
    note(by=by, verb="indicators.set_limits", object_kind="limit_change", object_id=row.pk,
         unit_id=row.unit_id, data=data)  # fmt: skip
    return row


@action
def withdraw_limits(*, by: Viewer, change_id: uuid.UUID, reason: str) -> LimitChange:
    """Take new limits back: the chart is drawn as before, and the row stays with its reason."""
    row = LimitChange.objects.select_for_update(of=("self",)).filter(pk=change_id).first()
    if row is None or row.unit_id not in by.unit_ids(figures.SEE):
        raise NotVisible(str(change_id))
    demand(by, rules.SET, row.unit_id)
    require(rules.may_withdraw_limits(row.withdrawn_at is not None, reason))
    row.withdrawn_at, row.withdrawn_by = timezone.now(), by.name
    row.withdrawn_reason = reason.strip()
    row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    note(by=by, verb="indicators.withdraw_limits", object_kind="limit_change", object_id=row.pk,
         unit_id=row.unit_id,
         data={"measure": row.measure, "from": str(row.from_date)})  # fmt: skip
    return row


@dataclass(frozen=True)
class NewComment:
    """What is said of which figure. `seen` is how many comments to the measure at the unit stood
    when the writer began."""

    measure: str
    unit: Unit
    period: Period
    words: str
    seen: int
    is_sure: bool = False


@action
def comment(*, by: Viewer, new: NewComment) -> MeasureComment:
    """Say what lies behind a figure of a whole period and what is done; a new version each time.

    Raises:
        NotAllowed: the viewer does not answer for the unit.
        UnknownMeasureError: there is no such measure.
        RuleRefused: too short, against the figure without being sure, or another wrote first.
    """
    demand(by, comment_rules.COMMENT, new.unit.pk)
    measure = named(new.measure)
    figure = comment_queries.figure(by, measure, new.unit, new.period)
    against = comment_queries.against(measure, figure, new.words, by.on)
    standing = MeasureComment.objects.select_for_update().filter(
        measure=measure.name, unit=new.unit)  # fmt: skip
    versions = [one.version for one in standing if one.period == str(new.period)]
    require(
        comment_rules.may_comment(new.words, against, is_sure=new.is_sure)
        + comment_rules.may_follow(
            seen=new.seen, standing=len(standing), is_over=new.period.last_date < by.on
        )
    )  # fmt: skip
    row = MeasureComment.objects.create(
        measure=measure.name, unit=new.unit, period=str(new.period),
        version=max(versions, default=0) + 1, words=new.words.strip(), value=figure.now,
        before=figure.before, by=by.person,
        is_against=bool(against), by_name=by.name, by_role=comment_queries.role(by, new.unit),
    )  # fmt: skip
    note(by=by, verb="indicators.comment", object_kind="measure_comment", object_id=row.pk,
         unit_id=row.unit_id, data={"measure": measure.name, "period": row.period,
                                    "version": row.version, "against": row.is_against})  # fmt: skip
    return row


def _tied(by: Viewer, new: NewLimits) -> Case | None:
    if new.case_id is None:
        return None
    done = remedies.done_at(by, new.unit, rules.tied_from(by.on))
    if all(one.id != new.case_id for one in done):
        raise NotVisible(str(new.case_id))
    return Case.objects.get(pk=new.case_id)
