"""What is done with rounds and findings; each verb is one transaction with its log row."""

import secrets
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO

from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext as _

from vaka.areas.remedies.rules import ANSWERS
from vaka.areas.self_checks import rules
from vaka.areas.self_checks.models import (
    Answer,
    CheckPlan,
    Draw,
    Finding,
    Form,
    FormVersion,
    PlanTerms,
    PlanUnit,
    Round,
)
from vaka.areas.self_checks.rules import (
    FINDING_TRANSITIONS,
    FOUND_IN,
    HANDLE,
    HANDLE_FINDING,
    TRANSITIONS,
    FindingState,
    Frequency,
    Method,
    Occasion,
    State,
)
from vaka.foundation.access.queries import holder
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.cases import actions as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.actions import Told
from vaka.foundation.cases.models import Case, CaseLink
from vaka.foundation.files import actions as files
from vaka.foundation.files import pictures
from vaka.foundation.notices.actions import tell
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import local_value, root
from vaka.foundation.people.models import Person
from vaka.foundation.questions.sets import Kind
from vaka.law.local_time import moment_from_local
from vaka.law.lots import drawn
from vaka.law.verdict import Verdict, require

ONE_A_PERSON = (Method.SURVEY, Method.YEARLY_RATING)
"""Signed in, whoever answers again changes the answer that is there."""


class NotAsked(LookupError):
    """No version of the form is in force on the day."""


@dataclass(frozen=True)
class Filled:
    """One filled form on its way in; `person` is None when the round is anonymous."""

    values: Mapping[str, str]
    person: Person | None = None
    client_id: uuid.UUID | None = None


@action
def open_round(*, by: Viewer, plan: CheckPlan, unit: Unit, occasion: Occasion) -> Round:
    """Open a plan's round at a unit for one occasion; one that is there already is given.

    Raises NotAsked.
    """
    demand(by, HANDLE, unit.pk)
    there = Round.objects.filter(plan=plan, case__unit=unit, start_date=occasion.start).first()
    if there is not None:
        note(by=by, verb="self_check.find_open", object_kind="self_check", object_id=there.pk)
        return there
    made = _started(by, plan, unit, occasion)
    if made.case.owner is not None:
        tell(by=by, to=made.case.owner, kind="self_check.open", case=made.case, state=State.OPEN,
             words=_("Dags för egenkontroll: %s.") % plan.title, url_name="self_checks:round",
             object_id=made.pk)  # fmt: skip
    return made


def _started(by: Viewer, plan: CheckPlan, unit: Unit, occasion: Occasion) -> Round:
    made = _round(plan, unit, occasion)
    cases.start(by=by, case=made.case, told=Told("self_check.open", to_state=State.OPEN),
                save_also=made)  # fmt: skip
    return made


@action
def record(
    *, by: Viewer, form_code: str, unit: Unit, day: date, values: Mapping[str, str], words: str
) -> Round:
    """Keep what somebody from outside filled at a unit: opened, answered and compiled at once.

    Nobody at the unit is asked to answer. Raises NotVisible, NotAsked, RuleRefused.
    """
    demand(by, HANDLE, unit.pk)
    made = _started(by, _follow_up_plan(by, form_code), unit, Occasion(day, day))
    require(_fits("self_check.close", made.case, words))
    _kept(by, made, Filled(values, by.person))
    told = Told("self_check.close", words, to_state=State.CLOSED)
    cases.change(by=by, case=made.case, told=told, closed_at=timezone.now())
    return made


def _follow_up_plan(by: Viewer, form_code: str) -> CheckPlan:
    """Give the plan that holds a form's rounds from outside: it asks nobody, so it has no units."""
    form = Form.objects.select_for_update().filter(code=form_code).first()
    if form is None:
        raise NotVisible(form_code)
    held = form.plans.filter(places=None, is_anonymous=False, ended_date=None)
    plan = held.order_by("pk").first()
    return plan or _follow_up_begun(by, form)


def _follow_up_begun(by: Viewer, form: Form) -> CheckPlan:
    first = form.versions.exclude(since_date=None).aggregate(day=Min("since_date"))["day"]
    plan = CheckPlan.objects.create(
        form=form, title=f"Uppföljning: {form.title}"[:120],
        unit=root(),
    )  # fmt: skip
    PlanTerms.objects.create(
        plan=plan, since_date=first or timezone.localdate(), frequency=Frequency.ONCE
    )
    note(by=by, verb="self_check.make_plan", object_kind="self_check_plan", object_id=plan.pk,
         data={"title": plan.title})  # fmt: skip
    return plan


def version_on(form_id: uuid.UUID, day: date) -> FormVersion:
    """Give the version of a form that is asked on a day. Raises NotAsked."""
    held = FormVersion.objects.filter(form_id=form_id, since_date__lte=day).select_related("form")
    version = held.order_by("-since_date").first()
    if version is None:
        raise NotAsked(f"{form_id} on {day}")
    return version


def _round(plan: CheckPlan, unit: Unit, occasion: Occasion) -> Round:
    terms = plan.terms.filter(since_date__lte=occasion.start).order_by("-since_date").first()
    place = PlanUnit.objects.filter(plan=plan, unit=unit).first()
    least = int(local_value("self_check.least_answers", occasion.start, unit))
    case = Case(
        kind="self_check", unit=unit, title=plan.title, state=State.OPEN, opened_at=timezone.now(),
        occurred_at=begins_at(occasion.start), due_date=occasion.due, owner=manager_of(unit),
    )  # fmt: skip
    return Round(
        case=case, plan=plan,
        version=version_on(plan.form_id, max(occasion.start, timezone.localdate())),
        start_date=occasion.start, due_date=occasion.due,
        expected=place.expected if place else None, is_anonymous=plan.is_anonymous,
        least_answers=least if plan.is_anonymous else 1,
        target_percent=terms.target_percent if terms else 100,
    )  # fmt: skip


def begins_at(day: date) -> datetime:
    """Give the moment a round begins: figures count all of it in the period of that day."""
    return moment_from_local(datetime.combine(day, time(0, 0))).moment


def manager_of(unit: Unit) -> Person | None:
    """Give who manages a unit, in own operation or contracted."""
    return holder("unit_manager", unit) or holder("provider_manager", unit)


@action
def take(*, by: Viewer, round_id: uuid.UUID, filled: Filled) -> Answer:
    """Keep one filled form. The log never says which answer was whose.

    Raises:
        NotVisible: there is no such round.
        RuleRefused: the round does not take answers.
    """
    found = _held(round_id)
    require(rules.may_answer(state=found.case.state, start=found.start_date,
                             today=timezone.localdate()))  # fmt: skip
    if filled.client_id is not None:
        known = Answer.objects.filter(client_id=filled.client_id).first()
        if known is not None:
            note(
                by=by, verb="self_check.answer_again", object_kind="self_check", object_id=round_id
            )
            return known
    answer = _kept(by, found, filled)
    cases.touch(found.case)
    note(by=by, verb="self_check.answer", object_kind="self_check", object_id=round_id,
         unit_id=found.case.unit_id)  # fmt: skip
    return answer


def _held(round_id: uuid.UUID) -> Round:
    case = Case.objects.select_for_update(of=("self",)).filter(pk=round_id).first()
    found = Round.objects.select_related("plan__form", "version").filter(pk=round_id).first()
    if case is None or found is None:
        raise NotVisible(str(round_id))
    found.case = case
    return found


def _kept(by: Viewer, found: Round, filled: Filled) -> Answer:
    person = None if found.is_anonymous else filled.person
    today, values = timezone.localdate(), _with_photos(by, found, filled.values)
    if person is not None and found.plan.form.method in ONE_A_PERSON:
        own, _new = Answer.objects.update_or_create(
            round=found, person=person,
            defaults={"values": values, "answered_date": today},
        )  # fmt: skip
        return own
    return Answer.objects.create(
        round=found, batch=rules.batch_of(found.answers.count(), found.least_answers),
        values=values, answered_date=today, person=person,
        client_id=filled.client_id,
    )  # fmt: skip


def _with_photos(by: Viewer, found: Round, values: Mapping[str, str]) -> dict[str, str]:
    """Keep each photo as a file of the round; its place in the answer is the file's id."""
    kept = dict(values)
    asked = found.version.content.get("question", [])
    for key in (row["key"] for row in asked if row["kind"] == Kind.PHOTO):
        if text := kept.get(key):
            content = BytesIO(pictures.from_text(text))
            file = files.keep(by=by, content=content, name=_("foto.jpg"), kind="photo",
                              case=found.case)  # fmt: skip
            kept[key] = str(file.pk)
    return kept


@action
def close(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """Compile a round: no more answers, and what the unit makes of the result in words."""
    case = _locked(by, case_id, version, words, HANDLE)
    require(_fits("self_check.close", case, words))
    told = Told("self_check.close", words, to_state=State.CLOSED)
    return cases.change(by=by, case=case, told=told, closed_at=timezone.now())


@action
def cancel(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """Cancel a round, with the reason; it stands among those that were planned and not done."""
    case = _locked(by, case_id, version, words, HANDLE)
    require(_fits("self_check.cancel", case, words))
    told = Told("self_check.cancel", words, to_state=State.CANCELLED)
    return cases.change(by=by, case=case, told=told, closed_at=timezone.now())


@action
def reopen(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """Open a compiled or cancelled round for more answers, with the reason."""
    case = _locked(by, case_id, version, words, HANDLE)
    require(_fits("self_check.reopen", case, words))
    told = Told("self_check.reopen", words, to_state=State.OPEN)
    return cases.change(by=by, case=case, told=told, closed_at=None)


@action
def draw_sample(
    *, by: Viewer, case_id: uuid.UUID, population: int, size: int, seed: str = ""
) -> Draw:
    """Draw numbers of a list by lot; the seed is kept so that anybody can draw the same again."""
    case = _seen(by, case_id, "self_check")
    demand(by, HANDLE, case.unit_id)
    seed = seed or secrets.token_hex(8)
    made = Draw.objects.create(
        round_id=case.pk, population=population, size=min(size, population), seed=seed,
        numbers=drawn(population, size, seed), drawn_by=by.person,
    )  # fmt: skip
    told = Told("self_check.draw", data={"population": population, "size": made.size, "seed": seed})
    cases.change(by=by, case=case, told=told)
    return made


@action
def find(*, by: Viewer, round_id: uuid.UUID, text: str, question_key: str = "") -> Case:
    """Open a finding on what a round showed; it waits for a remedy."""
    source = _seen(by, round_id, "self_check")
    demand(by, HANDLE_FINDING, source.unit_id)
    case = Case(
        kind="finding", unit=source.unit, title=_title(text), state=FindingState.FOUND,
        opened_at=timezone.now(), owner=source.owner or by.person, reporter=by.person,
    )  # fmt: skip
    row = Finding(case=case, round_id=round_id, question_key=question_key, text=text)
    cases.start(by=by, case=case, told=Told("finding.find", to_state=FindingState.FOUND),
                save_also=row)  # fmt: skip
    cases.link(by=by, from_case=case, to_case=source, relation=FOUND_IN)
    return case


@action
def settle(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """End a finding that has a remedy, or that needs none."""
    case = _locked(by, case_id, version, words, HANDLE_FINDING)
    has_remedy = CaseLink.objects.filter(to_case=case, relation=ANSWERS).exists()
    require(_finding_fits("finding.settle", case, words)
            + rules.may_settle(has_remedy=has_remedy, words=words))  # fmt: skip
    told = Told("finding.settle", words, to_state=FindingState.SETTLED)
    return cases.change(by=by, case=case, told=told, closed_at=timezone.now())


@action
def reopen_finding(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """Open an ended finding again, with the reason."""
    case = _locked(by, case_id, version, words, HANDLE_FINDING)
    require(_finding_fits("finding.reopen", case, words))
    told = Told("finding.reopen", words, to_state=FindingState.FOUND)
    return cases.change(by=by, case=case, told=told, closed_at=None)


def _seen(by: Viewer, case_id: uuid.UUID, kind: str) -> Case:
    found = Case.objects.visible_to(by).select_related("unit", "owner")
    case = found.filter(pk=case_id, kind=kind).first()
    if case is None:
        raise NotVisible(str(case_id))
    return case


def _locked(by: Viewer, case_id: uuid.UUID, version: int, words: str, capability: str) -> Case:
    case = cases.locked(by=by, case_id=case_id, version=version, ours={"words": words})
    demand(by, capability, case.unit_id)
    return case


def _fits(verb: str, case: Case, words: str) -> Verdict:
    return transitions.fits_in(TRANSITIONS, verb, case.state, words, rules.STATE_LABELS)


def _finding_fits(verb: str, case: Case, words: str) -> Verdict:
    return transitions.fits_in(FINDING_TRANSITIONS, verb, case.state, words, rules.FINDING_LABELS)


def _title(text: str) -> str:
    first = (text.strip().splitlines() or [""])[0]
    return first if len(first) <= 90 else first[:90].rsplit(" ", 1)[0] + " …"
