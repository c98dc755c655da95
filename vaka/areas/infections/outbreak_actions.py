"""What is done with an outbreak; each verb is one transaction with its log row."""

import uuid
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from vaka.areas.infections import lists, rules, standing, telling
from vaka.areas.infections.models import Infection, Outbreak
from vaka.areas.infections.rules import TRANSITIONS, OutbreakState
from vaka.areas.self_checks import queries as checks
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import action
from vaka.foundation.cases import actions as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.actions import Told
from vaka.foundation.cases.models import Case
from vaka.foundation.organisation.models import Unit
from vaka.law.verdict import Verdict, require

KIND = "outbreak"


@action
def open_outbreak(*, by: Viewer, infection_id: uuid.UUID, words: str = "") -> Case:
    """Open the outbreak that a case belongs to: by the rule, or by hand with the reason."""
    row = Infection.objects.visible_to(by).counted().select_related("unit").filter(
        pk=infection_id, outbreak=None).first()  # fmt: skip
    if row is None:
        raise NotVisible(str(infection_id))
    unit, agent, first, is_by_rule = _reach(row)
    demand(by, rules.HANDLE, unit.pk)
    is_open = standing.open_outbreak(unit, agent) is not None
    require(rules.may_open(by_rule=is_by_rule, is_open=is_open, words=words))
    case = Case(
        kind=KIND, unit=unit, state=OutbreakState.UNDER_WAY, opened_at=timezone.now(),
        title=_("%(agent)s på %(unit)s") % {"agent": lists.agent(agent).title, "unit": unit.name},
        owner=by.person, reporter=by.person, occurred_at=_noon(first),
    )  # fmt: skip
    made = Outbreak(case=case, agent=agent, first_date=first, opened_date=timezone.localdate(),
                    is_by_rule=is_by_rule)  # fmt: skip
    told = Told("outbreak.open_outbreak", words, to_state=OutbreakState.UNDER_WAY,
                data={"by_rule": is_by_rule})  # fmt: skip
    cases.start(by=by, case=case, told=told, save_also=made)
    standing.loose_from(unit, agent, first).update(outbreak=made)
    telling.tell_outbreak(by, made, "outbreak.opened", _("%(reference)s: utbrott på %(unit)s."))
    return case


@action
def close_outbreak(*, by: Viewer, case_id: uuid.UUID, version: int, words: str = "") -> Case:
    """End an outbreak in which nobody has fallen ill for as long as the rule asks."""
    case, row = _held(by, case_id, version, rules.HANDLE)
    require(_fits("outbreak.close_outbreak", case, words) + may_close(row))
    return _close(by, case, row, Told("outbreak.close_outbreak", words, OutbreakState.OVER))


@action
def close_early(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """End an outbreak before the rule allows it, with the reason; MAS answers for it."""
    case, row = _held(by, case_id, version, rules.END_EARLY)
    require(_fits("outbreak.close_early", case, words))
    case = _close(by, case, row, Told("outbreak.close_early", words, OutbreakState.OVER))
    said = _("%(reference)s på %(unit)s är avslutat i förtid.")
    telling.tell_outbreak(by, row, "outbreak.closed_early", said)
    return case


@action
def reopen_outbreak(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """Take an outbreak up again, with the reason; what came after it falls in."""
    case, row = _held(by, case_id, version, rules.HANDLE)
    require(_fits("outbreak.reopen_outbreak", case, words))
    row.closed_date = None
    row.save(update_fields=["closed_date"])
    standing.loose_from(case.unit, row.agent, row.first_date).update(outbreak=row)
    told = Told("outbreak.reopen_outbreak", words, to_state=OutbreakState.UNDER_WAY)
    return cases.change(by=by, case=case, told=told, closed_at=None)


@action
def tie_check(*, by: Viewer, case_id: uuid.UUID, version: int, round_id: uuid.UUID) -> Case:
    """Tie a round of hygiene checks to an outbreak. Raises NotVisible for either."""
    case, _row = _held(by, case_id, version, rules.HANDLE)
    found = checks.visible(by).filter(pk=round_id).first()
    if found is None:
        raise NotVisible(str(round_id))
    cases.link(by=by, from_case=case, to_case=found.case, relation=rules.CHECKS)
    return cases.change(by=by, case=case, told=Told("outbreak.tie_check"))


def may_close(row: Outbreak) -> Verdict:
    """Ask the rule whether an outbreak may end today."""
    today = timezone.localdate()
    rule = lists.threshold(row.agent, today, row.case.unit)
    return rules.may_close(last=standing.last_day(row), rule=rule, today=today)


def _reach(row: Infection) -> tuple[Unit, str, date, bool]:
    """Give where, of what and from when an outbreak is, and whether the rule says so."""
    today = timezone.localdate()
    found = standing.proposal(row.unit, row.agent, today)
    if found is not None and row in found.cases:
        return found.unit, found.agent, found.first.sick_date, True
    near = timedelta(days=lists.threshold(row.agent, today, row.unit).within_days)
    before = standing.loose_from(row.unit, row.agent, row.sick_date - near)
    return row.unit, row.agent, min(before.values_list("sick_date", flat=True)), False


def _close(by: Viewer, case: Case, row: Outbreak, told: Told) -> Case:
    row.closed_date = timezone.localdate()
    row.save(update_fields=["closed_date"])
    return cases.change(by=by, case=case, told=told, closed_at=timezone.now())


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


def _held(by: Viewer, case_id: uuid.UUID, version: int, capability: str) -> tuple[Case, Outbreak]:
    case = cases.locked(by=by, case_id=case_id, version=version, ours={})
    row = Outbreak.objects.select_related("case__unit").filter(case=case).first()
    if row is None:
        raise NotVisible(str(case_id))
    demand(by, capability, case.unit_id)
    return case, row


def _fits(verb: str, case: Case, words: str) -> Verdict:
    return transitions.fits_in(TRANSITIONS, verb, case.state, words, rules.OUTBREAK_LABELS)
