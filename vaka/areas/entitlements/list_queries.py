"""Reads of the list of decisions: what it is narrowed by, and its lines."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from vaka.areas.entitlements import offer_rules, rules, words
from vaka.areas.entitlements.models import Decision
from vaka.areas.entitlements.rules import State
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.cases.models import Case
from vaka.foundation.organisation.models import UnitPath
from vaka.foundation.organisation.queries import local_value
from vaka.law.period import Period

SOON = "not_executed.warn_second_days"
"""The local value from which a decision stands among those that near three months."""


@dataclass(frozen=True)
class ListFilter:
    """What a list is narrowed by; empty does not narrow."""

    state: str = ""
    service: str = ""
    unit_code: str = ""
    period: Period | None = None
    late_on: date | None = None
    soon_on: date | None = None
    is_partly: bool = False
    expired_on: date | None = None
    ids: tuple[uuid.UUID, ...] | None = None

    @property
    def told(self) -> dict[str, str]:
        """The filter as the log writes it; the cases themselves are told as shown."""
        return {n: str(value) for n, value in vars(self).items() if value and n != "ids"}


@dataclass(frozen=True)
class ListRow:
    """One line of the list; days are counted from the day after the decision."""

    id: uuid.UUID
    reference: str
    service: str
    law: str
    unit_name: str
    decided_date: date
    last_day: date
    state: str
    state_label: str
    days: int
    partly: str
    validity: str
    applied: date | None
    valid_to: date | None


def listed(viewer: Viewer, wanted: ListFilter) -> QuerySet[Decision]:
    """Give the decisions a viewer may see that match, those that have waited longest first."""
    visible = Case.objects.visible_to(viewer, "decision")
    rows = Decision.objects.filter(_conditions(wanted), case__in=visible)
    return rows.select_related("case__unit").order_by("decided_date", "case_id")


def row(decision: Decision, today: date) -> ListRow:
    """Give one line of the list."""
    case = decision.case
    until = min(filter(None, (decision.executed_date, decision.ended_date, today)))
    return ListRow(
        id=case.pk,
        reference=case.reference,
        service=decision.service,
        law=decision.law,
        unit_name=case.unit.name,
        decided_date=decision.decided_date,
        last_day=rules.last_day_in_time(decision.decided_date),
        state=case.state,
        state_label=str(rules.STATE_LABELS[State(case.state)]),
        days=rules.days_waited(decision.decided_date, until),
        partly=words.partly(decision) if case.state == State.WAITING else "",
        validity=words.validity(decision, case.state, today),
        applied=decision.applied_date,
        valid_to=decision.valid_to_date,
    )


def services_in_use(viewer: Viewer) -> list[str]:
    """Give the services that stand on the decisions a viewer may see."""
    visible = Case.objects.visible_to(viewer, "decision")
    found = Decision.objects.filter(case__in=visible).values_list("service", flat=True)
    return sorted(set(found.distinct().order_by("service")), key=str.casefold)


def _conditions(wanted: ListFilter) -> Q:
    conditions = Q()
    if wanted.ids is not None:
        conditions &= Q(pk__in=wanted.ids)
    if wanted.state:
        conditions &= Q(case__state=wanted.state)
    if wanted.service:
        conditions &= Q(service=wanted.service)
    if wanted.period:
        first, last = wanted.period.first_date, wanted.period.last_date
        conditions &= Q(decided_date__gte=first, decided_date__lte=last)
    if wanted.late_on:
        latest = rules.latest_late(wanted.late_on)
        conditions &= Q(case__state=State.WAITING, decided_date__lte=latest)
    if wanted.soon_on:
        after = int(local_value(SOON, wanted.soon_on))
        first, last = offer_rules.nearing(wanted.soon_on, after)
        conditions &= Q(case__state=State.WAITING, decided_date__range=(first, last))
    if wanted.is_partly:
        conditions &= Q(case__state=State.WAITING, partly_date__isnull=False)
    if wanted.expired_on:
        conditions &= Q(valid_to_date__lt=wanted.expired_on) & ~Q(case__state=State.ENDED)
    if wanted.unit_code:
        under = UnitPath.objects.current().filter(ancestor__code=wanted.unit_code)
        conditions &= Q(case__unit_id__in=under.values("descendant_id"))
    return conditions
