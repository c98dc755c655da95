"""What is done with an investigation; each verb is one transaction with its log row."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from vaka.areas.investigations import outlines, outward, rules, telling
from vaka.areas.investigations.models import Investigation, OtherNotification
from vaka.areas.investigations.outward import IvoAnswer, OtherKind
from vaka.areas.investigations.queries import filled, handles, managed_unit
from vaka.areas.investigations.rules import TRANSITIONS, Closing, Form, State
from vaka.areas.investigations.words import title_of
from vaka.areas.remedies import queries as remedies
from vaka.foundation.access.viewer import NotAllowed, Viewer, demand
from vaka.foundation.audit.actions import action
from vaka.foundation.cases import actions as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.actions import Told
from vaka.foundation.cases.models import Case, Confidentiality, Part
from vaka.foundation.cases.queries import is_named, parties
from vaka.foundation.cases.rules import may_act_on
from vaka.foundation.organisation.models import Operator, Unit
from vaka.foundation.organisation.queries import local_value
from vaka.foundation.people.models import Person
from vaka.law.verdict import Verdict, require

RELATION = "investigates"


@dataclass(frozen=True)
class NewInvestigation:
    """What an investigation begins with; `about` is the case it was begun from, or None."""

    form: Form
    unit: Unit
    law: str
    occurred_at: datetime
    about: Case | None = None


@action
def start(*, by: Viewer, new: NewInvestigation) -> Case:
    """Begin an investigation; whoever is named in the event stays named in it."""
    demand(by, rules.handle(new.form), new.unit.pk)
    require(may_start(by, new.form, new.law, new.unit, new.about))
    provides = _provides(by, new.form, new.unit)
    day = timezone.localdate(new.occurred_at)
    now = timezone.now()
    case = Case(
        kind="investigation", unit=new.unit, title=title_of(new.form, new.unit.name),
        state=State.OPENED, confidentiality=Confidentiality.SECRET, occurred_at=new.occurred_at,
        opened_at=now, due_date=due_date(new.form, new.unit, timezone.localdate(now)),
        owner=by.person, reporter=new.about.reporter if new.about else None,
        subject=new.about.subject if new.about else None,
    )  # fmt: skip
    row = Investigation(
        case=case, form=new.form, law=new.law, event_date=day, is_provider=provides,
        law_basis=rules.law_basis(new.form, new.law, day, by_provider=provides).text,
        board_told_at=now if provides else None,
    )  # fmt: skip
    told = Told("investigation.start", to_state=State.OPENED, data={"form": new.form}, at=now)
    cases.start(by=by, case=case, told=told, save_also=row)
    if new.about is not None:
        _tie(by, case, new.about)
    if provides:
        telling.board(by=by, case=case, state=State.OPENED)
    return case


@action
def appoint(
    *, by: Viewer, case_id: uuid.UUID, version: int, investigator: Person, decision_maker: Person,
    delegation_point: str = "",
) -> Case:  # fmt: skip
    """Say who investigates and who decides; both get a part, and are told."""
    ours = {"investigator": investigator.name, "decision_maker": decision_maker.name}
    case, row = _held(by, case_id, version, ours)
    require(
        _fits("investigation.appoint", row, case, "")
        + may_lead(case, row, investigator)
        + rules.may_decide_as(name=decision_maker.name, named=is_named(decision_maker, case))
    )
    _hand_over(by, case, row, (investigator, decision_maker))
    row.investigator, row.decision_maker = investigator, decision_maker
    row.delegation_point = delegation_point
    row.save(update_fields=["investigator", "decision_maker", "delegation_point"])
    told = Told("investigation.appoint", to_state=State.INVESTIGATING, data=ours)
    return cases.change(by=by, case=case, told=told, owner=investigator)


@action
def give_part(*, by: Viewer, case_id: uuid.UUID, person: Person, part: Part) -> None:
    """Let a person read or work on the investigation, or note that they are named in it."""
    case, row = _held(by, case_id)
    if part is Part.NAMED:
        require(_may_name(row, person))
        for other in (Part.CONTRIBUTOR, Part.READER):
            cases.leave(by=by, case=case, person=person, part=other)
    elif part is Part.CONTRIBUTOR:
        require(rules.may_contribute(name=person.name, named=is_named(person, case)))
    cases.join(by=by, case=case, person=person, part=part)
    if part is not Part.NAMED:
        telling.part(by=by, case=case, to=person, part=part)


@action
def take_part(*, by: Viewer, case_id: uuid.UUID, person: Person, part: Part) -> None:
    """Take a part away; investigator and decision-maker keep theirs until another is appointed."""
    case, row = _held(by, case_id)
    if part is Part.CONTRIBUTOR and person in (row.investigator, row.decision_maker):
        require(Verdict.no(
            "appointed", _("%(name)s är utsedd att utreda eller besluta.") % {"name": person.name},
            _("Utse någon annan först."),
        ))  # fmt: skip
    cases.leave(by=by, case=case, person=person, part=part)


@action
def submit(*, by: Viewer, case_id: uuid.UUID, version: int, words: str = "") -> Case:
    """Hand a written investigation over for decision."""
    case, row = _held(by, case_id, version, {})
    verdict = _fits("investigation.submit", row, case, words)
    require(verdict + rules.may_submit(missing(case, row)))
    if row.decision_maker:
        telling.waits(by=by, case=case, to=row.decision_maker)
    told = Told("investigation.submit", words, to_state=State.READY)
    return cases.change(by=by, case=case, told=told, owner=row.decision_maker)


@action
def send_back(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """Hand an investigation back to be completed, with the reason."""
    case, row = _held(by, case_id, version, {"words": words})
    require(_fits("investigation.send_back", row, case, words))
    told = Told("investigation.send_back", words, to_state=State.INVESTIGATING)
    return cases.change(by=by, case=case, told=told, owner=row.investigator)


@action
def decide(
    *, by: Viewer, case_id: uuid.UUID, version: int, classification: str, words: str,
    sent_later: bool = False,
) -> Case:  # fmt: skip
    """Classify by the legal options; a serious one is decided to be notified to IVO."""
    form_words = {"classification": classification, "words": words}
    case, row = _held(by, case_id, version, form_words)
    form = Form(row.form)
    require(
        _fits("investigation.decide", row, case, words)
        + decides(by, row)
        + rules.may_settle(form=form, classification=classification,
                           missing=missing(case, row), sent_later=sent_later)
    )  # fmt: skip
    row.classification, row.decision_words = classification, words
    row.decided_at, row.is_sent_later = timezone.now(), sent_later
    row.save(update_fields=["classification", "decision_words", "decided_at", "is_sent_later"])
    label = rules.classifications(form, row.event_date)[classification]
    data = {"classification": classification, "label": label,
            "notify": rules.must_notify(form, classification)}  # fmt: skip
    told = Told("investigation.decide", words, to_state=State.DECIDED, data=data)
    return cases.change(by=by, case=case, told=told)


@action
def notify(
    *, by: Viewer, case_id: uuid.UUID, version: int, sent: date, with_investigation: bool = True,
    reference: str = "",
) -> Case:  # fmt: skip
    """Note that the notification went to IVO; a provider's board is told at once."""
    case, row = _held(by, case_id, version, {"sent": sent, "reference": reference})
    serious = rules.may_notify(form=Form(row.form), classification=row.classification)
    whole = rules.may_submit(missing(case, row)) if with_investigation else Verdict.yes()
    require(_fits("investigation.notify", row, case, "") + serious + whole)
    row.notified_date, row.ivo_reference = sent, reference
    row.investigation_sent_date = sent if with_investigation else None
    row.save(update_fields=["notified_date", "ivo_reference", "investigation_sent_date"])
    if row.is_provider:
        telling.board(by=by, case=case, state=State.NOTIFIED)
    told = Told("investigation.notify", to_state=State.NOTIFIED,
                data={"sent": sent.isoformat(), "label": reference})  # fmt: skip
    return cases.change(by=by, case=case, told=told)


@action
def send_investigation(*, by: Viewer, case_id: uuid.UUID, version: int, sent: date) -> Case:
    """Note that the investigation went to IVO after the notification ("snarast därefter")."""
    case, row = _held(by, case_id, version, {"sent": sent})
    require(rules.may_submit(missing(case, row)))
    row.investigation_sent_date = sent
    row.save(update_fields=["investigation_sent_date"])
    told = Told("investigation.send_investigation", to_state=case.state,
                data={"sent": sent.isoformat()})  # fmt: skip
    return cases.change(by=by, case=case, told=told)


@action
def file_answer(
    *, by: Viewer, case_id: uuid.UUID, version: int, answered: date, answer: IvoAnswer,
    reference: str = "", words: str = "",
) -> Case:  # fmt: skip
    """File IVO's answer; an answer before it stays on the timeline."""
    case, row = _held(by, case_id, version, {"answer": answer, "words": words})
    require(_fits("investigation.file_answer", row, case, words))
    row.ivo_answered_date, row.ivo_answer, row.ivo_words = answered, answer, words
    row.ivo_reference = reference or row.ivo_reference
    row.save(update_fields=["ivo_answered_date", "ivo_answer", "ivo_words", "ivo_reference"])
    told = Told("investigation.file_answer", words, to_state=State.ANSWERED,
                data={"answer": answer, "label": str(outward.ANSWER_LABELS[answer])})  # fmt: skip
    return cases.change(by=by, case=case, told=told)


@action
def inform(*, by: Viewer, case_id: uuid.UUID, version: int, told: Mapping[str, Any]) -> Case:
    """Write when, by whom and how the person was told, or why not; and what they consented to."""
    case, row = _held(by, case_id, version, dict(told))
    for name, value in told.items():
        setattr(row, name, value)
    row.save(update_fields=list(told))
    line = Told("investigation.inform", to_state=case.state)
    return cases.change(by=by, case=case, told=line)


@action
def notify_other(
    *, by: Viewer, case_id: uuid.UUID, version: int, kind: OtherKind, told: Mapping[str, Any]
) -> Case:
    """Write a notification beside lex Maria: whether it is due, why, and when it went."""
    case, row = _held(by, case_id, version, dict(told))
    OtherNotification.objects.update_or_create(investigation=row, kind=kind, defaults=dict(told))
    line = Told("investigation.notify_other", to_state=case.state,
                data={"label": str(outward.OTHER_LABELS[kind])})  # fmt: skip
    return cases.change(by=by, case=case, told=line)


@action
def close(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """Close, with an answer to whoever reported."""
    case, row = _held(by, case_id, version, {"words": words})
    require(_fits("investigation.close", row, case, words) + rules.may_close(closing(case, row)))
    row.closing_words = words
    row.save(update_fields=["closing_words"])
    if case.reporter:
        telling.reporter(by=by, case=case, words=words)
    told = Told("investigation.close", words, to_state=State.CLOSED)
    return cases.change(by=by, case=case, told=told, closed_at=timezone.now())


@action
def reopen(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """Open a closed investigation again, with the reason; the decision is taken anew."""
    case, row = _held(by, case_id, version, {"words": words})
    require(_fits("investigation.reopen", row, case, words))
    told = Told("investigation.reopen", words, to_state=State.INVESTIGATING)
    return cases.change(by=by, case=case, told=told, closed_at=None, owner=row.investigator)


# Rules asked with a row's values --------------------------------------------------------------
def may_start(by: Viewer, form: Form, law: str, unit: Unit, about: Case | None) -> Verdict:
    """Ask whether the viewer may begin this form here."""
    return rules.may_start(
        form=form, law=law, named=about is not None and is_named(by.person, about),
        contracted=unit.operator == Operator.CONTRACTED, provides=_provides(by, form, unit),
    )  # fmt: skip


def may_lead(case: Case, row: Investigation, person: Person) -> Verdict:
    """Ask whether a person may investigate this case."""
    return rules.may_lead(
        name=person.name, named=is_named(person, case), manages=managed_unit(person, case.unit),
        by_provider=row.is_provider,
    )  # fmt: skip


def decides(by: Viewer, row: Investigation) -> Verdict:
    """Ask whether the decision is the viewer's."""
    name = row.decision_maker.name if row.decision_maker else ""
    own = by.everywhere or (by.person is not None and by.person == row.decision_maker)
    return rules.may_decide(is_decision_maker=own, decision_maker=name)


def missing(case: Case, row: Investigation) -> list[str]:
    """Give the labels of required sections without text."""
    started = timezone.localdate(case.opened_at)
    return outlines.missing(outlines.outline(Form(row.form), started), filled(row))


def closing(case: Case, row: Investigation) -> Closing:
    """Give what the rule on closing asks."""
    return Closing(
        form=Form(row.form),
        state=State(case.state),
        classification=row.classification,
        missing=missing(case, row),
        told=bool(row.informed_date or row.not_informed_reason),
        investigation_sent=row.investigation_sent_date is not None,
        supplement=row.ivo_answer == IvoAnswer.SUPPLEMENT,
        undecided=remedies.standing(case.pk).undecided,
    )


def due_date(form: Form, unit: Unit, day: date) -> date:
    """Give the last day by the local target; the law has no number of days."""
    return day + timedelta(days=int(local_value(rules.TARGETS[form], day, unit)))


def _provides(by: Viewer, form: Form, unit: Unit) -> bool:
    contracted = unit.operator == Operator.CONTRACTED
    return (
        form is Form.LEX_SARAH
        and contracted
        and not by.everywhere
        and by.may("lex_sarah.provide", unit.pk)
    )


def _tie(by: Viewer, case: Case, about: Case) -> None:
    cases.link(by=by, from_case=case, to_case=about, relation=RELATION)
    for person in parties(about.pk, Part.NAMED):
        cases.join(by=by, case=case, person=person, part=Part.NAMED)


def _hand_over(
    by: Viewer, case: Case, row: Investigation, new: tuple[Person, Person]
) -> None:  # fmt: skip
    """Those who were appointed before lose their part; the new ones get theirs."""
    for person in {row.investigator, row.decision_maker} - {None, *new}:
        if person is not None:
            cases.leave(by=by, case=case, person=person, part=Part.CONTRIBUTOR)
    for person in dict.fromkeys(new):
        cases.join(by=by, case=case, person=person, part=Part.CONTRIBUTOR)
        telling.part(by=by, case=case, to=person, part=Part.CONTRIBUTOR)


def _may_name(row: Investigation, person: Person) -> Verdict:
    if person not in (row.investigator, row.decision_maker):
        return Verdict.yes()
    return Verdict.no(
        "appointed", _("%(name)s är utsedd att utreda eller besluta.") % {"name": person.name},
        _("Utse någon annan först."),
    )  # fmt: skip


def _held(
    by: Viewer, case_id: uuid.UUID, version: int | None = None, ours: dict[str, Any] | None = None
) -> tuple[Case, Investigation]:
    """Fetch to change; whoever is named may not. Raises as `cases.locked`."""
    found = version or Case.objects.known(by, case_id).values_list(
        "version", flat=True
    ).first()  # fmt: skip
    case = cases.locked(by=by, case_id=case_id, version=found or 0, ours=ours or {})
    row = Investigation.objects.select_related("investigator", "decision_maker").get(case=case)
    if not handles(by, case, row):
        raise NotAllowed(rules.handle(row.form))
    require(may_act_on(is_named(by.person, case)))
    return case, row


def _fits(verb: str, row: Investigation, case: Case, words: str) -> Verdict:
    label = rules.STATE_LABELS[State(case.state)]
    table = {one.verb: one for one in TRANSITIONS[Form(row.form)]}
    if verb not in table:
        return Verdict.no("form", _("En händelseanalys anmäls inte till IVO."),
                          _("Inled lex Sarah eller lex Maria om det ska prövas."))  # fmt: skip
    return transitions.fits(table[verb], case.state, words, label)
