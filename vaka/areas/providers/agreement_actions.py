"""What is done with agreements with others; each verb is one transaction with its log row."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, QuerySet
from django.utils import timezone

from vaka.areas.providers import agreement_rules as rules
from vaka.areas.providers.agreement_rules import (
    BREACHES,
    BREAK,
    EVENT,
    HANDLE,
    TRANSITIONS,
    AgreementState,
    Party,
)
from vaka.areas.providers.models import Agreement, AgreementDuty, Breach, FollowUp
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.cases import actions as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.actions import Told
from vaka.foundation.cases.models import Case
from vaka.foundation.organisation.models import Unit, UnitPath
from vaka.law.local_time import swedish
from vaka.law.verdict import Verdict, require

KIND = "agreement"


@dataclass(frozen=True)
class NewAgreement:
    """What has been agreed with whom, and when it is followed up the first time."""

    unit: Unit
    title: str
    party: Party
    parties: str
    about: str
    start_date: date
    end_date: date | None
    review_date: date
    forum: str = ""


@action
def agree(*, by: Viewer, new: NewAgreement) -> Case:
    """Register an agreement with others."""
    demand(by, HANDLE, new.unit.pk)
    require(rules.may_agree(new.start_date, new.end_date, new.review_date))
    case = Case(
        kind=KIND, unit=new.unit, title=new.title[:200], state=AgreementState.IN_FORCE,
        opened_at=timezone.now(), owner=by.person, reporter=by.person, due_date=new.review_date,
    )  # fmt: skip
    row = Agreement(
        case=case, party=new.party, parties=new.parties, about=new.about, forum=new.forum,
        start_date=new.start_date, end_date=new.end_date,
    )  # fmt: skip
    told = Told("agreement.agree", to_state=AgreementState.IN_FORCE)
    return cases.start(by=by, case=case, told=told, save_also=row)


@action
def promise(*, by: Viewer, case_id: uuid.UUID, version: int, who: str, text: str) -> Case:
    """Write down what one of the parties has promised."""
    case, row = _held(by, case_id, version)
    require(rules.may_change(case.state))
    last = row.duties.aggregate(last=Max("number"))["last"] or 0
    AgreementDuty.objects.create(agreement=row, number=last + 1, who=who, text=text)
    told = Told("agreement.promise", text[:300], data={"number": last + 1})
    return cases.change(by=by, case=case, told=told)


@action
def follow_up(
    *, by: Viewer, case_id: uuid.UUID, version: int, words: str, next_date: date
) -> Case:  # fmt: skip
    """Tell what the parties found, and when they meet about it next."""
    case, row = _held(by, case_id, version)
    today = timezone.localdate()
    require(
        rules.may_change(case.state)
        + rules.may_follow_up(next_date=next_date, end=row.end_date, today=today)
    )
    FollowUp.objects.create(
        agreement=row, due_date=case.due_date or today, made_date=today, words=words
    )
    return cases.change(by=by, case=case, told=Told("agreement.follow_up", words),
                        due_date=next_date)  # fmt: skip


@action
def break_duty(*, by: Viewer, event_id: uuid.UUID, duty_id: uuid.UUID, words: str = "") -> Breach:
    """Say that a duty was not kept in a reported event; again changes the words.

    The log keeps the words before. Raises NotVisible, NotAllowed, RuleRefused.
    """
    event = Case.objects.visible_to(by, EVENT).filter(pk=event_id).first()
    if event is None:
        raise NotVisible(str(event_id))
    demand(by, BREAK, event.unit_id)
    duty = _duty(event, duty_id)
    case = duty.agreement.case
    require(may_break(event, duty))
    breach, is_new = Breach.objects.get_or_create(duty=duty, event=event, defaults={"words": words})
    told = {"event": event.reference, "duty": duty.number, "words": words}
    if not is_new:
        told["was"], breach.words = breach.words, words
        breach.save(update_fields=["words"])
    cases.link(by=by, from_case=event, to_case=case, relation=BREACHES)
    note(by=by, verb="agreement.break_duty", object_kind=KIND, object_id=case.pk,
         unit_id=event.unit_id, data=told)  # fmt: skip
    cases.touch(case)
    return breach


@action
def end_agreement(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """End an agreement, with the reason."""
    case, _row = _held(by, case_id, version)
    require(_fits("agreement.end_agreement", case, words))
    told = Told("agreement.end_agreement", words, to_state=AgreementState.ENDED)
    return cases.change(by=by, case=case, told=told, closed_at=timezone.now())


@action
def resume_agreement(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """Let an ended agreement hold again, with the reason."""
    case, _row = _held(by, case_id, version)
    require(_fits("agreement.resume_agreement", case, words))
    told = Told("agreement.resume_agreement", words, to_state=AgreementState.IN_FORCE)
    return cases.change(by=by, case=case, told=told, closed_at=None)


def day_of(event: Case) -> date:
    """Give the local day of an event."""
    return swedish(event.occurred_at or event.opened_at).date()


def may_break(event: Case, duty: AgreementDuty) -> Verdict:
    """Ask the rules whether a promise can have been broken in an event."""
    held = duty.agreement
    return rules.may_change(held.case.state) + rules.held(
        start=held.start_date, end=held.end_date, on=day_of(event)
    )


def duties_at(event: Case) -> QuerySet[AgreementDuty]:
    """Give what was promised to the unit of an event or above it; no other unit's agreements."""
    above = UnitPath.objects.current().filter(descendant=event.unit_id).values("ancestor_id")
    found = AgreementDuty.objects.filter(agreement__case__unit__in=above)
    return found.select_related("agreement__case")


def _duty(event: Case, duty_id: uuid.UUID) -> AgreementDuty:
    found = duties_at(event).filter(pk=duty_id).first()
    if found is None:
        raise NotVisible(str(duty_id))
    return found


def _held(by: Viewer, case_id: uuid.UUID, version: int) -> tuple[Case, Agreement]:
    case = cases.locked(by=by, case_id=case_id, version=version, ours={})
    row = Agreement.objects.filter(case=case).first()
    if row is None:
        raise NotVisible(str(case_id))
    demand(by, HANDLE, case.unit_id)
    return case, row


def _fits(verb: str, case: Case, words: str) -> Verdict:
    return transitions.fits_in(TRANSITIONS, verb, case.state, words, rules.AGREEMENT_LABELS)
