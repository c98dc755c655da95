"""What is done with feedback; each verb is one transaction with its log row."""

import json
import secrets
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import override

from vaka.areas.feedback import rules, telling
from vaka.areas.feedback.models import Contact, Feedback
from vaka.areas.feedback.rules import TRANSITIONS, Door, FeedbackKind, Finding, State
from vaka.areas.feedback.words import title_of
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.cases import actions as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.actions import Told
from vaka.foundation.cases.models import Case
from vaka.foundation.cases.queries import is_named
from vaka.foundation.cases.rules import may_act_on
from vaka.foundation.organisation.models import Unit, UnitKind
from vaka.foundation.organisation.queries import local_value
from vaka.foundation.people import identities
from vaka.law.local_time import swedish
from vaka.law.verdict import Verdict, require


@dataclass(frozen=True)
class NewFeedback:
    """What somebody wants to say.

    Attributes:
        unit: what it is about; the whole municipality's root with `is_unit_known` false.
        contact: how to reach whoever wrote, by what it is called; empty for the anonymous.
        client_id: name of the page it came from, so that sending twice makes one case.
    """

    kind: FeedbackKind
    unit: Unit
    text: str
    door: Door = Door.WEB
    sender: str = ""
    language: str = "sv"
    wants_answer: bool = True
    is_unit_known: bool = True
    contact: Mapping[str, str] = field(default_factory=dict)
    client_id: str = ""
    received_at: datetime | None = None


@dataclass(frozen=True)
class Filed:
    """A case that was made and the code to follow it by; the code is kept nowhere.

    Attributes:
        code: empty when the same page had been sent before.
    """

    case: Case
    code: str


@action
def file(*, by: Viewer, new: NewFeedback) -> Filed:
    """Take feedback in, from whoever wrote it or from somebody who registers it for them.

    Raises:
        NotAllowed: somebody who is signed in may not register at this unit.
    """
    demand(by, rules.REGISTER, new.unit.pk)
    key = f"client:{new.client_id}" if new.client_id else None
    if key and (known := Case.objects.filter(kind="feedback", source_key=key).first()):
        note(by=by, verb="feedback.file_again", object_kind="feedback", object_id=known.pk)
        return Filed(known, "")
    signs = "".join(secrets.choice(rules.ALPHABET) for _ in range(rules.CODE_SIGNS))
    case, row = _fresh(by, new, key, signs)
    told = Told(
        "feedback.file",
        to_state=State.RECEIVED,
        data={"door": new.door, "kind": new.kind},
        at=case.opened_at,
    )
    cases.start(by=by, case=case, told=told, save_also=row)
    if kept := {name: value for name, value in new.contact.items() if value}:
        sealed = identities.seal(json.dumps(kept))
        Contact.objects.create(feedback=row, key_id=sealed.key_id, sealed=sealed.token)
    telling.owner(by, case, "feedback.file")
    return Filed(case, rules.written_code(signs))


def _fresh(by: Viewer, new: NewFeedback, key: str | None, signs: str) -> tuple[Case, Feedback]:
    now = new.received_at or timezone.now()
    day = swedish(now).date()
    promised = rules.promised_date(day, int(local_value("feedback.answer_days", day, new.unit)))
    with override("sv"):
        title = title_of(new.kind, new.text)
    owner = telling.answerer(new.unit, to_sort=not new.is_unit_known)
    case = Case(
        kind="feedback", unit=new.unit, title=title, state=State.RECEIVED, opened_at=now,
        due_date=promised, owner=owner, reporter=by.person, source_key=key,
    )  # fmt: skip
    row = Feedback(
        case=case, kind=new.kind, door=new.door, sender=new.sender, language=new.language,
        text=new.text, wants_answer=new.wants_answer, is_unit_known=new.is_unit_known,
        code_digest=rules.code_digest(signs), promised_date=promised,
        is_health_care=new.unit.kind == UnitKind.HEALTH_CARE,
    )  # fmt: skip
    return case, row


@action
def take(*, by: Viewer, case_id: uuid.UUID, version: int, words: str = "") -> Case:
    """Begin to work with it; whoever wrote sees that."""
    case, _row = _held(by, case_id, version, {})
    require(_fits("feedback.take", case, words))
    told = Told("feedback.take", words, to_state=State.HANDLED)
    return cases.change(by=by, case=case, told=told, owner=case.owner or by.person)


@action
def sort(
    *, by: Viewer, case_id: uuid.UUID, version: int, kind: FeedbackKind, unit: Unit,
    theme: str, health_care: bool,
) -> Case:  # fmt: skip
    """Say what it is, where it belongs and what it is about; the text stays as it was written.

    Moved to another unit, it waits for who answers there.
    """
    case, row = _held(by, case_id, version, {"unit": unit.name, "theme": theme})
    demand(by, rules.HANDLE, unit.pk)
    row.kind, row.theme, row.is_health_care = kind, theme, health_care
    row.is_unit_known = row.is_unit_known or unit.pk != case.unit_id
    row.save(update_fields=["kind", "theme", "is_health_care", "is_unit_known"])
    owner = case.owner if unit.pk == case.unit_id else telling.answerer(unit)
    data = {"kind": kind, "theme": theme, "health_care": health_care}
    case = cases.change(
        by=by, case=case, told=Told("feedback.sort", data=data), unit=unit, owner=owner
    )
    if owner is not None and owner != by.person:
        telling.owner(by, case, "feedback.sort")
    return case


@action
def find(
    *, by: Viewer, case_id: uuid.UUID, version: int, finding: Finding, words: str
) -> Case:  # fmt: skip
    """Answer whether a deviation, misconduct or a care injury lies behind, with the reason."""
    case, row = _held(by, case_id, version, {"finding": finding, "words": words})
    require(_fits("feedback.find", case, words))
    row.finding, row.finding_words = finding, words
    row.save(update_fields=["finding", "finding_words"])
    told = Told("feedback.find", words, to_state=State.HANDLED, data={"finding": finding})
    return cases.change(by=by, case=case, told=told, owner=case.owner or by.person)


@action
def tie(*, by: Viewer, case_id: uuid.UUID, other_id: uuid.UUID) -> Case:
    """Tie it to the deviation that lies behind. Raises NotVisible for either."""
    case = _seen(by, case_id)
    demand(by, rules.HANDLE, case.unit_id)
    cases.link(by=by, from_case=case, to_case=_seen(by, other_id), relation=rules.FOUND_BEHIND)
    return case


@dataclass(frozen=True)
class Answer:
    """What whoever wrote gets to read; explanation and measures for health care."""

    words: str
    explanation: str = ""
    measures: str = ""


@action
def answer(*, by: Viewer, case_id: uuid.UUID, version: int, said: Answer) -> Case:
    """Answer whoever wrote; from then on they may say whether they are satisfied."""
    case, row = _held(by, case_id, version, {"answer": said.words})
    require(_fits("feedback.answer", case, said.words) + answering(row, said))
    today = timezone.localdate()
    row.answer, row.explanation, row.measures = said.words, said.explanation, said.measures
    row.answered_date, row.is_satisfied = today, None
    row.save(update_fields=["answer", "explanation", "measures", "answered_date", "is_satisfied"])
    until = rules.reopens_until(today, reopen_days(case.unit))
    told = Told("feedback.answer", said.words, to_state=State.ANSWERED)
    return cases.change(by=by, case=case, told=told, due_date=until)


@action
def forward(
    *, by: Viewer, case_id: uuid.UUID, version: int, to: str, words: str
) -> Case:  # fmt: skip
    """Hand it on to another care giver or authority that it is about, with words to the writer."""
    case, row = _held(by, case_id, version, {"forwarded_to": to, "words": words})
    require(_fits("feedback.forward", case, words))
    row.forwarded_to = to
    row.save(update_fields=["forwarded_to"])
    told = Told("feedback.forward", words, to_state=State.FORWARDED, data={"forwarded_to": to})
    return cases.change(by=by, case=case, told=told, closed_at=timezone.now())


@action
def close(*, by: Viewer, case_id: uuid.UUID, version: int, words: str = "") -> Case:
    """Close what has been answered; whoever wrote may still open it while their time runs."""
    case, _row = _held(by, case_id, version, {"words": words})
    require(_fits("feedback.close", case, words))
    told = Told("feedback.close", words, to_state=State.CLOSED)
    return cases.change(by=by, case=case, told=told, closed_at=timezone.now())


@action
def reopen(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """Open it again from this side, with the reason and a new promise of time."""
    case, row = _held(by, case_id, version, {"words": words})
    require(_fits("feedback.reopen", case, words))
    return _open_again(by, case, row, Told("feedback.reopen", words, to_state=State.HANDLED))


@action
def write_more(*, by: Viewer, case_id: uuid.UUID, words: str) -> Case:
    """Let whoever wrote add something; what was written before stays as it was."""
    case, _row = _by_writer(by, case_id)
    case = cases.change(by=by, case=case, told=Told("feedback.write_more", words))
    telling.owner(by, case, "feedback.write_more")
    return case


@action
def be_content(*, by: Viewer, case_id: uuid.UUID) -> Case:
    """Let whoever wrote say that they are satisfied; that closes it."""
    case, row = _by_writer(by, case_id)
    require(judging(case, row))
    row.is_satisfied = True
    row.save(update_fields=["is_satisfied"])
    told = Told("feedback.be_content", to_state=State.CLOSED)
    return cases.change(by=by, case=case, told=told, closed_at=timezone.now())


@action
def be_discontent(*, by: Viewer, case_id: uuid.UUID, words: str) -> Case:
    """Let whoever wrote say that they are not satisfied; that opens it again."""
    case, row = _by_writer(by, case_id)
    require(judging(case, row))
    row.is_satisfied = False
    row.save(update_fields=["is_satisfied"])
    told = Told("feedback.be_discontent", words, to_state=State.HANDLED)
    case = _open_again(by, case, row, told)
    telling.owner(by, case, "feedback.be_discontent")
    return case


def close_answered() -> int:
    """Close what was answered and whose writer's time has run out; gives how many."""
    by, today = Viewer.system("feedback"), timezone.localdate()
    found = Case.objects.open().filter(kind="feedback", state=State.ANSWERED, due_date__lt=today)
    for case in found:
        close(by=by, case_id=case.pk, version=case.version)
    return len(found)


def answering(row: Feedback, said: Answer) -> Verdict:
    """Ask whether an answer is whole."""
    return rules.may_answer(
        kind=FeedbackKind(row.kind), finding=row.finding, has_theme=bool(row.theme),
        health_care=row.is_health_care, explanation=said.explanation, measures=said.measures,
    )  # fmt: skip


def judging(case: Case, row: Feedback) -> Verdict:
    """Ask whether whoever wrote may still say what they think of the answer."""
    return rules.may_judge_answer(
        State(case.state), row.answered_date, timezone.localdate(), reopen_days(case.unit)
    )


def reopen_days(unit: Unit) -> int:
    """Give the local number of days in which an answer may be found wanting."""
    return int(local_value("feedback.reopen_days", timezone.localdate(), unit))


def _open_again(by: Viewer, case: Case, row: Feedback, told: Told) -> Case:
    today = timezone.localdate()
    days = int(local_value("feedback.answer_days", today, case.unit))
    return cases.change(
        by=by, case=case, told=told, closed_at=None, due_date=rules.promised_date(today, days),
        owner=case.owner or telling.answerer(case.unit),
    )  # fmt: skip


def _seen(by: Viewer, case_id: uuid.UUID) -> Case:
    case = Case.objects.known(by, case_id).first()
    if case is None:
        raise NotVisible(str(case_id))
    return case


def _held(
    by: Viewer, case_id: uuid.UUID, version: int, ours: dict[str, Any]
) -> tuple[Case, Feedback]:  # fmt: skip
    case = cases.locked(by=by, case_id=case_id, version=version, ours=ours)
    demand(by, rules.HANDLE, case.unit_id)
    require(may_act_on(is_named(by.person, case)))
    return case, _row(case)


def _by_writer(by: Viewer, case_id: uuid.UUID) -> tuple[Case, Feedback]:
    """Whoever wrote has no older page that could overwrite another's work: the newest holds."""
    case = Case.objects.known(by, case_id).select_for_update(of=("self",)).get()
    return case, _row(case)


def _row(case: Case) -> Feedback:
    row = Feedback.objects.filter(case=case).first()
    if row is None:
        raise NotVisible(str(case.pk))
    row.case = case
    return row


def _fits(verb: str, case: Case, words: str) -> Verdict:
    return transitions.fits_in(TRANSITIONS, verb, case.state, words, rules.STATE_LABELS)
