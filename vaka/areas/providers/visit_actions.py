"""What is done with visits; each verb is one transaction with its log row."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vaka.areas.providers import rules
from vaka.areas.providers.actions import manager_of
from vaka.areas.providers.models import Contract, ProviderVisit
from vaka.areas.providers.rules import VISIT, VISIT_TRANSITIONS, VisitState
from vaka.areas.self_checks import actions as self_checks
from vaka.areas.self_checks import queries as checked
from vaka.areas.self_checks.queries import Line
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import action
from vaka.foundation.cases import actions as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.actions import Told
from vaka.foundation.cases.models import Case
from vaka.foundation.notices.actions import tell
from vaka.law.local_time import swedish
from vaka.law.verdict import Verdict, require

KIND = "provider_visit"


@dataclass(frozen=True)
class Seen:
    """What a visit saw: each line of requirements with its answer, notes to some of them."""

    made_date: date
    values: Mapping[str, str]
    notes: Mapping[str, str]
    who_met: str
    seen: str


@action
def plan_visit(*, by: Viewer, contract_id: uuid.UUID, day: date, is_announced: bool) -> Case:
    """Plan a visit; whoever runs the unit is told of an announced one, never of another."""
    row = _contract(by, contract_id)
    unit = row.case.unit
    demand(by, VISIT, unit.pk)
    require(rules.may_plan_visit(state=row.case.state, has_form=bool(row.form_code), day=day,
                                 today=timezone.localdate()))  # fmt: skip
    case = Case(
        kind=KIND, unit=unit, title=_("Uppföljning: %s") % row.provider, due_date=day,
        state=VisitState.PLANNED, opened_at=timezone.now(), owner=by.person, reporter=by.person,
    )  # fmt: skip
    made = ProviderVisit(case=case, contract=row, is_announced=is_announced)
    told = Told("provider_visit.plan_visit", to_state=VisitState.PLANNED)
    cases.start(by=by, case=case, told=told, save_also=made)
    boss = manager_of(unit)
    if is_announced and boss is not None:
        words = _("Uppföljningsbesök %(day)s: %(unit)s.") % {"day": day, "unit": unit.name}
        tell(by=by, to=boss, kind="provider_visit.plan_visit", words=words, case=case,
             url_name="providers:visit", object_id=case.pk)  # fmt: skip
    return case


@action
def record_visit(*, by: Viewer, case_id: uuid.UUID, version: int, seen: Seen) -> Case:
    """Keep what a visit found; each requirement not met becomes a finding that awaits a remedy."""
    case, row = _held(by, case_id, version)
    begun = swedish(case.opened_at).date()
    require(
        _fits("provider_visit.record_visit", case, "")
        + rules.may_record(made=seen.made_date, planned_from=begun, today=timezone.localdate())
    )
    protocol = self_checks.record(
        by=by, form_code=row.contract.form_code, unit=case.unit, day=seen.made_date,
        values=seen.values, words=seen.seen,
    )  # fmt: skip
    row.protocol, row.made_date = protocol.case, seen.made_date
    row.who_met, row.seen = seen.who_met, seen.seen
    lines = checked.lines(by, protocol.pk)
    row.met = sum(one.is_met is True for one in lines)
    row.judged = row.met + sum(one.is_met is False for one in lines)
    row.save()
    for one in lines:
        if one.is_met is False:
            _find(by, protocol.pk, one, seen.notes.get(one.key, ""))
    told = Told("provider_visit.record_visit", seen.seen, to_state=VisitState.MADE,
                data={"met": row.met, "judged": row.judged})  # fmt: skip
    _tell_of_result(by, case, row)
    return cases.change(by=by, case=case, told=told, occurred_at=timezone.now())


@action
def close_visit(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """Close a visit whose findings are all settled."""
    case, row = _held(by, case_id, version)
    require(_fits("provider_visit.close_visit", case, words) + may_close(_lines(by, row)))
    told = Told("provider_visit.close_visit", words, to_state=VisitState.CLOSED)
    return cases.change(by=by, case=case, told=told, closed_at=timezone.now())


@action
def reopen_visit(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """Open a closed visit again, with the reason."""
    case, _row = _held(by, case_id, version)
    require(_fits("provider_visit.reopen_visit", case, words))
    told = Told("provider_visit.reopen_visit", words, to_state=VisitState.MADE)
    return cases.change(by=by, case=case, told=told, closed_at=None)


@action
def cancel_visit(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """Cancel a planned visit, with the reason; it stands among those planned and not made."""
    case, _row = _held(by, case_id, version)
    require(_fits("provider_visit.cancel_visit", case, words))
    told = Told("provider_visit.cancel_visit", words, to_state=VisitState.CANCELLED)
    return cases.change(by=by, case=case, told=told, closed_at=timezone.now())


@action
def replan_visit(*, by: Viewer, case_id: uuid.UUID, version: int, words: str, day: date) -> Case:
    """Plan a cancelled visit for another day, with the reason."""
    case, row = _held(by, case_id, version)
    contract = row.contract
    require(
        _fits("provider_visit.replan_visit", case, words)
        + rules.may_plan_visit(state=contract.case.state, has_form=bool(contract.form_code),
                               day=day, today=timezone.localdate())
    )  # fmt: skip
    told = Told("provider_visit.replan_visit", words, to_state=VisitState.PLANNED)
    return cases.change(by=by, case=case, told=told, closed_at=None, due_date=day)


def may_close(lines: Iterable[Line]) -> Verdict:
    """Ask the rule whether a visit may be closed, with the findings of its lines as they stand."""
    waiting = [
        (one.finding.reference, reverse("self_checks:finding", args=[one.finding.id]))
        for one in lines
        if one.finding is not None and one.finding.closed_at is None
    ]
    return rules.may_close_visit(waiting)


def _lines(by: Viewer, row: ProviderVisit) -> list[Line]:
    return checked.lines(by, row.protocol_id) if row.protocol_id else []


def _find(by: Viewer, protocol_id: uuid.UUID, line: Line, note: str) -> None:
    text = _("Kravet är inte uppfyllt: %s.") % line.label
    self_checks.find(by=by, round_id=protocol_id, question_key=line.key,
                     text=f"{text} {note}".strip())  # fmt: skip


def _tell_of_result(by: Viewer, case: Case, row: ProviderVisit) -> None:
    boss = manager_of(case.unit)
    if boss is not None:
        words = _("Uppföljningen är klar: %(met)d av %(judged)d krav uppfyllda.")
        said = words % {"met": row.met or 0, "judged": row.judged or 0}
        tell(by=by, to=boss, kind="provider_visit.record_visit", words=said, case=case,
             url_name="providers:visit", object_id=case.pk)  # fmt: skip


def _contract(by: Viewer, contract_id: uuid.UUID) -> Contract:
    seen = Case.objects.visible_to(by, "contract").filter(pk=contract_id)
    row = Contract.objects.filter(case__in=seen).select_related("case__unit").first()
    if row is None:
        raise NotVisible(str(contract_id))
    return row


def _held(by: Viewer, case_id: uuid.UUID, version: int) -> tuple[Case, ProviderVisit]:
    case = cases.locked(by=by, case_id=case_id, version=version, ours={})
    row = ProviderVisit.objects.select_related("contract__case").filter(case=case).first()
    if row is None:
        raise NotVisible(str(case_id))
    demand(by, VISIT, case.unit_id)
    return case, row


def _fits(verb: str, case: Case, words: str) -> Verdict:
    return transitions.fits_in(VISIT_TRANSITIONS, verb, case.state, words, rules.VISIT_LABELS)
