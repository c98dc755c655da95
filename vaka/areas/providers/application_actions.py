"""What is done with applications to a system of free choice.

Each verb is one transaction with its log row.
"""

import uuid
from collections.abc import Mapping
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from vaka.areas.providers import application_rules, rules
from vaka.areas.providers.actions import KIND, ContractTerms, held, holds_together, manager_of
from vaka.areas.providers.application_rules import Judged
from vaka.areas.providers.models import Application, ApplicationLine, Contract
from vaka.areas.providers.rules import HANDLE, TRANSITIONS, Sort, State
from vaka.areas.self_checks import queries as checked
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import action
from vaka.foundation.cases import actions as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.actions import Told
from vaka.foundation.cases.models import Case
from vaka.foundation.notices.actions import sees, tell
from vaka.foundation.organisation.models import Unit
from vaka.foundation.questions.sets import Kind
from vaka.law.verdict import Verdict, require


@action
def apply_for_contract(
    *, by: Viewer, unit: Unit, terms: ContractTerms, received_date: date
) -> Case:  # fmt: skip
    """Take in an application; its requirements are kept as they read today.

    Raises NotAllowed, NotVisible for a form that is not in use, RuleRefused.
    """
    demand(by, HANDLE, unit.pk)
    today = timezone.localdate()
    labels = _requirements(terms.form_code, today) if terms.form_code else []
    require(
        holds_together(terms)
        + application_rules.may_apply(lines=len(labels), received=received_date, today=today)
    )
    case = Case(
        kind=KIND, unit=unit, title=terms.provider[:200], state=State.APPLIED,
        opened_at=timezone.now(), owner=by.person, reporter=by.person, due_date=terms.end_date,
    )  # fmt: skip
    row = Contract(case=case, **vars(terms) | {"sort": Sort.FREE_CHOICE})
    told = Told("contract.apply_for_contract", to_state=State.APPLIED)
    made = cases.start(by=by, case=case, told=told, save_also=row)
    application = Application.objects.create(contract=row, received_date=received_date)
    ApplicationLine.objects.bulk_create(
        ApplicationLine(application=application, number=number, label=label)
        for number, label in enumerate(labels, start=1)
    )
    return made


@action
def judge_requirements(
    *, by: Viewer, case_id: uuid.UUID, version: int, judged: Mapping[int, tuple[bool | None, str]]
) -> Case:
    """Judge requirements by their numbers, and say what shows it; the log keeps what was said."""
    case, _row, application = _held(by, case_id, version)
    lines = {one.number: one for one in application.lines.all()}
    if not judged.keys() <= lines.keys():
        raise NotVisible(str(case_id))
    wanted = [Judged(n, lines[n].label, *said) for n, said in judged.items()]
    require(application_rules.may_judge(case.state, wanted))
    changed = [one for one in wanted if one != lines[one.number].judged]
    was = {str(one.number): [lines[one.number].is_met, lines[one.number].words] for one in changed}
    for one in changed:
        line = lines[one.number]
        line.is_met, line.words = one.is_met, one.words
        line.judged_date, line.judged_by = timezone.localdate(), by.person
        line.save()
    met = sum(one.is_met is True for one in lines.values())
    told = Told("contract.judge_requirements", data={"met": met, "asked": len(lines), "was": was,
                "now": {str(one.number): [one.is_met, one.words] for one in changed}})  # fmt: skip
    return cases.change(by=by, case=case, told=told)


@action
def approve_application(*, by: Viewer, case_id: uuid.UUID, version: int, words: str = "") -> Case:
    """Let a contract come into force, when every requirement is judged met; tell of it."""
    case, row, application = _held(by, case_id, version)
    today = timezone.localdate()
    verb = "contract.approve_application"
    lines = [one.judged for one in application.lines.all()]
    require(
        _fits(verb, case, words)
        + application_rules.may_approve(lines, end=row.end_date, today=today)
    )
    row.start_date = application_rules.begins(row.start_date, today)
    row.save(update_fields=["start_date"])
    _decide(by, case, application, verb, words,
            _("Godkänd i valfrihetssystemet: %s.") % row.provider)  # fmt: skip
    told = Told(verb, words, to_state=State.RUNNING, data={"start": str(row.start_date)})
    return cases.change(by=by, case=case, told=told)


@action
def decline_application(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """Decline an application on a requirement that is not met, with the reason; tell of it."""
    case, row, application = _held(by, case_id, version)
    verb = "contract.decline_application"
    lines = [one.judged for one in application.lines.all()]
    require(_fits(verb, case, words) + application_rules.may_decline(lines))
    _decide(by, case, application, verb, words,
            _("Ansökan till valfrihetssystemet avslagen: %s.") % row.provider)  # fmt: skip
    told = Told(verb, words, to_state=State.DECLINED)
    return cases.change(by=by, case=case, told=told, closed_at=timezone.now())


@action
def retry_application(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """Try a declined application again, with the reason, as when a court says so."""
    case, _row, application = _held(by, case_id, version)
    require(_fits("contract.retry_application", case, words))
    was = {"decided": str(application.decided_date), "words": application.words}
    application.decided_date, application.decided_by, application.words = None, None, ""
    application.save()
    told = Told("contract.retry_application", words, to_state=State.APPLIED, data={"was": was})
    return cases.change(by=by, case=case, told=told, closed_at=None)


def _decide(
    by: Viewer, case: Case, application: Application, verb: str, words: str, said: str
) -> None:
    application.decided_date, application.decided_by = timezone.localdate(), by.person
    application.words = words
    application.save()
    for person in {manager_of(case.unit), case.reporter, case.owner} - {None, by.person}:
        if person is not None and sees(person, case):
            tell(by=by, to=person, kind=verb, words=said, case=case, state=str(case.version),
                 url_name="providers:contract", object_id=case.pk)  # fmt: skip


def _requirements(form_code: str, on: date) -> list[str]:
    asked = checked.asked_of(form_code, on)
    return [one.label.said() for one in asked.questions if one.kind is Kind.CHECK]


def _held(
    by: Viewer, case_id: uuid.UUID, version: int
) -> tuple[Case, Contract, Application]:  # fmt: skip
    case, row = held(by, case_id, version)
    application = Application.objects.filter(contract=row).first()
    if application is None:
        raise NotVisible(str(case_id))
    return case, row, application


def _fits(verb: str, case: Case, words: str) -> Verdict:
    return transitions.fits_in(TRANSITIONS, verb, case.state, words, rules.STATE_LABELS)
