"""What is done: a plan is written in, cases are held, disposals proposed, approved, carried out."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from vaka.areas.disposals import queries, removal, rules
from vaka.areas.disposals.classes import classes
from vaka.areas.disposals.models import (
    Disposal,
    DisposalHold,
    DisposalItem,
    RetentionLine,
    RetentionPolicy,
)
from vaka.areas.disposals.rules import READ_LOG, DisposalOutcome, Line, State, Stays
from vaka.foundation.access.viewer import NotVisible, Viewer, demand, demand_machine
from vaka.foundation.audit import chain
from vaka.foundation.audit.actions import action, note
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.cases.models import Case
from vaka.foundation.jobs import actions as jobs
from vaka.foundation.jobs.models import Job
from vaka.foundation.organisation.queries import root
from vaka.foundation.people import identities
from vaka.foundation.people.models import Subject
from vaka.foundation.retention.models import Tombstone, digest_of_key
from vaka.law.verdict import RuleRefused, Verdict, require

CARRY_OUT = "disposals.carry_out"
REASON = "Urval för forskning före gallring"
MOST = 20_000
"""Cases in one disposal: more is proposed again when these are done."""


@dataclass(frozen=True)
class NewPolicy:
    """The board's decision as its secretary writes it in."""

    decided_on: date
    paragraph: str
    from_date: date
    lines: Sequence[Line]


@dataclass(frozen=True)
class NewHold:
    """What keeps a case, by its number."""

    reference: str
    ground: str
    words: str = ""
    until: date | None = None


@action
def keep_policy(*, by: Viewer, new: NewPolicy) -> RetentionPolicy:
    """Write in what the board has decided, from a day. Raises NotAllowed, RuleRefused."""
    demand(by, rules.PROPOSE, root().pk)
    require(rules.may_keep_policy(new.lines, classes(), decided=new.decided_on,
                                  first=new.from_date, today=by.on))  # fmt: skip
    if RetentionPolicy.objects.filter(from_date__gte=new.from_date).exists():
        raise RuleRefused(Verdict.no("from_date", _("En plan gäller redan från den dagen."),
                                     _("Skriv en senare dag.")))  # fmt: skip
    made = RetentionPolicy.objects.create(
        decided_on=new.decided_on, paragraph=new.paragraph, from_date=new.from_date,
        made_by=by.person,
    )  # fmt: skip
    RetentionLine.objects.bulk_create(
        RetentionLine(policy=made, kind=one.code, years=one.years, archive_first=one.archive_first)
        for one in new.lines
    )
    told = {one.code: one.years for one in new.lines}
    note(by=by, verb="disposal.keep_policy", object_kind="retention_policy", object_id=made.pk,
         data={"from": str(new.from_date), "paragraph": new.paragraph, "years": told})  # fmt: skip
    return made


@action
def hold_case(*, by: Viewer, new: NewHold) -> DisposalHold:
    """Keep a case from disposal. Raises NotAllowed, RuleRefused."""
    demand(by, rules.HOLD, root().pk)
    wanted = Case.objects.filter(reference__iexact=new.reference.strip())
    case = wanted.select_for_update(of=("self",)).first()
    if case is None:
        raise RuleRefused(Verdict.no("reference", _("Inget ärende har det numret."),
                                     _("Skriv som AVV-2021-00041.")))  # fmt: skip
    is_held = queries.active_holds(by.on).filter(case=case).exists()
    require(rules.may_hold(is_held=is_held, until=new.until, today=by.on))
    made = DisposalHold.objects.create(
        case=case, ground=new.ground, words=new.words, until=new.until, set_by=by.person,
        set_at=timezone.now(),
    )  # fmt: skip
    _note_hold(by, "disposal.hold_case", made)
    return made


@action
def lift_hold(*, by: Viewer, hold_id: uuid.UUID) -> DisposalHold:
    """Let a case be disposed again when it is old enough. Raises NotAllowed, NotVisible."""
    demand(by, rules.HOLD, root().pk)
    found = queries.hold(by, hold_id)
    found.lifted_at, found.lifted_by = timezone.now(), by.person
    found.save(update_fields=["lifted_at", "lifted_by"])
    _note_hold(by, "disposal.lift_hold", found)
    return found


@action
def propose_disposal(*, by: Viewer, kind: str, words: str = "") -> Disposal:
    """Propose that what has fallen due of a class is disposed. Raises NotAllowed, RuleRefused."""
    demand(by, rules.PROPOSE, root().pk)
    line, policy = queries.line_of(kind, by.on), queries.policy_on(by.on)
    years = (line.years if line else None) or 0
    count = 0
    if years:
        count = (queries.log_block(years, by.on)[0] if kind == READ_LOG
                 else queries.due_cases(kind, years, by.on).count())  # fmt: skip
    require(rules.may_propose(line, count))
    number = (Disposal.objects.aggregate(last=Max("number"))["last"] or 0) + 1
    made = Disposal(number=number, policy=policy, kind=kind, years=years, words=words,
                    archive_first=bool(line and line.archive_first), proposed_by=by.person,
                    proposed_at=timezone.now())  # fmt: skip
    if kind == READ_LOG:
        last = queries.log_block(years, by.on)[1]
        made.until_day, made.archive_first = (last.day if last else None), False
    made.save(force_insert=True)
    if kind != READ_LOG:
        _gather(by, made)
    _told(by, "disposal.propose", made, count=count)
    return made


def _gather(by: Viewer, made: Disposal) -> None:
    """Write down which cases it is about, and which of them stay and why."""
    due = queries.due_cases(made.kind, made.years, by.on).select_related("unit", "subject")
    cases = list(due.order_by("closed_at")[:MOST])
    stays = queries.staying(made.kind, cases, _births(by, made.kind, cases), by.on)
    last = queries.last_entries([one.pk for one in cases])
    DisposalItem.objects.bulk_create(
        [
            DisposalItem(
                disposal=made, case_id=one.pk, reference=one.reference, unit_name=one.unit.name,
                last_date=last[one.pk], due_date=rules.due_date(last[one.pk], made.years),
                state=DisposalOutcome.STAYED if one.pk in stays else DisposalOutcome.WAITING,
                why=stays.get(one.pk, ""),
            )
            for one in cases
        ],
        batch_size=1000,
    )  # fmt: skip


def _births(by: Viewer, kind: str, cases: Sequence[Case]) -> dict[uuid.UUID, int | None]:
    """The day of birth of those a file is about; each opening of a number is logged."""
    if not classes()[kind].personal_file:
        return {}
    subjects = {one.subject.pk: one.subject for one in cases if one.subject}
    numbers = identities.opened_many(by=by, subjects=list(subjects.values()), reason=REASON)
    return {pk: rules.birth_day(number) for pk, number in numbers.items()}


@action
def approve_disposal(*, by: Viewer, disposal_id: uuid.UUID) -> Disposal:
    """Approve what somebody else has proposed. Raises NotAllowed, NotVisible, RuleRefused."""
    demand(by, rules.APPROVE, root().pk)
    one = _locked(by, disposal_id)
    require(queries.steps(by, one).approve)
    one.state, one.approved_by, one.approved_at = State.APPROVED, by.person, timezone.now()
    one.save(update_fields=["state", "approved_by", "approved_at"])
    _told(by, "disposal.approve", one)
    return one


@action
def withdraw_disposal(*, by: Viewer, disposal_id: uuid.UUID, words: str) -> Disposal:
    """Call a disposal off before anything is gone. Raises NotAllowed, NotVisible, RuleRefused."""
    if not by.may(rules.PROPOSE, root().pk):
        demand(by, rules.APPROVE, root().pk)
    one = _locked(by, disposal_id)
    require(queries.steps(by, one).withdraw)
    one.state, one.words, one.ended_at = State.WITHDRAWN, words[:300], timezone.now()
    one.save(update_fields=["state", "words", "ended_at"])
    _told(by, "disposal.withdraw", one)
    return one


@action
def note_package(*, by: Viewer, disposal_id: uuid.UUID, digest: str) -> Disposal:
    """Write down that a disposal's cases were packed for the archive, by a command on the server.

    Raises:
        NotAllowed: another than the machine.
    """
    demand_machine(by, rules.APPROVE)
    one = _locked(by, disposal_id)
    one.package_digest = digest
    one.save(update_fields=["package_digest"])
    _told(by, "disposal.pack", one, digest=digest)
    return one


@action
def hand_over_disposal(*, by: Viewer, disposal_id: uuid.UUID, receipt: str) -> Disposal:
    """Write in the archive's receipt. Raises NotAllowed, NotVisible, RuleRefused."""
    demand(by, rules.PROPOSE, root().pk)
    one = _locked(by, disposal_id)
    require(queries.steps(by, one).hand_over)
    one.receipt, one.handed_over_at = receipt, timezone.now()
    one.save(update_fields=["receipt", "handed_over_at"])
    _told(by, "disposal.hand_over", one, receipt=receipt)
    return one


@action
def carry_out_disposal(*, by: Viewer, disposal_id: uuid.UUID) -> Job:
    """Let the worker dispose of what was approved. Raises NotAllowed, NotVisible, RuleRefused."""
    demand(by, rules.PROPOSE, root().pk)
    one = _locked(by, disposal_id)
    require(queries.steps(by, one).carry_out)
    one.carried_out_by = by.person
    one.save(update_fields=["carried_out_by"])
    _told(by, "disposal.carry_out", one)
    label = _("Gallring %(number)d") % {"number": one.number}
    return jobs.start(by=by, kind=CARRY_OUT, label=label, disposal_id=str(one.pk))


@action
def dispose_case(*, by: Viewer, disposal_id: uuid.UUID, case_id: uuid.UUID) -> DisposalItem:
    """Dispose of one case of an approved disposal, or write down why it stays.

    Raises:
        NotAllowed, NotVisible, RuleRefused: it is not approved, or the archive lacks it.
    """
    demand(by, rules.PROPOSE, root().pk)
    one = _locked(by, disposal_id)
    require(queries.steps(by, one).carry_out)
    item = one.items.filter(case_id=case_id, state=DisposalOutcome.WAITING).first()
    if item is None:
        raise NotVisible(str(case_id))
    rows = Case.objects.select_for_update(of=("self",)).select_related("subject")
    case = rows.filter(pk=case_id).first()
    why = _stays_now(by, one, case)
    if case is not None and why is None:
        why = _removed(by, one, item, case)
    if why is not None:
        item.state, item.why = DisposalOutcome.STAYED, why
        note(by=by, verb="disposal.stay", object_kind=one.kind, object_id=case_id,
             data={"disposal": one.number, "why": why})  # fmt: skip
    item.save()
    return item


def _stays_now(by: Viewer, one: Disposal, case: Case | None) -> Stays | None:
    """What has come between since it was proposed."""
    if case is None:
        return Stays.CHANGED
    due = Case.objects.filter(pk=case.pk, closed_at__isnull=False)
    last = queries.last_entries([case.pk]).get(case.pk)
    if not due.exists() or last is None or rules.due_date(last, one.years) > by.on:
        return Stays.CHANGED
    births: dict[uuid.UUID, int | None] = {}
    if case.subject:  # asked for at the proposal, and written down there
        births[case.subject.pk] = 1
    return queries.staying(one.kind, [case], births, by.on).get(case.pk)


def _removed(by: Viewer, one: Disposal, item: DisposalItem, case: Case) -> Stays | None:
    subject, unit_id, key = case.subject, case.unit_id, case.source_key
    try:
        with transaction.atomic():
            gone = removal.remove(case)
    except removal.StillNeeded:
        return Stays.NEEDED
    Tombstone.objects.create(
        case_id=item.case_id, kind=one.kind, reference=item.reference,
        key_digest=digest_of_key(one.kind, key), disposed_at=timezone.now(),
    )  # fmt: skip
    if subject is not None:
        removal.forget(subject)
    item.state, item.rows, item.files = DisposalOutcome.DISPOSED, gone.rows, gone.files
    sums = Disposal.objects.filter(pk=one.pk)
    sums.update(rows=F("rows") + gone.rows, files=F("files") + gone.files)
    note(by=by, verb="disposal.dispose", object_kind=one.kind, object_id=item.case_id,
         unit_id=unit_id, data={"disposal": one.number, "reference": item.reference,
                                "rows": gone.rows, "files": gone.files})  # fmt: skip
    return None


@action
def dispose_log(*, by: Viewer, disposal_id: uuid.UUID) -> int:
    """Dispose of the log's oldest whole block and close the protocol, at once; the chain then
    begins at the block's digest.

    Raises:
        NotAllowed, NotVisible, RuleRefused: not approved, not due, or a held case is told of.
    """
    demand(by, rules.PROPOSE, root().pk)
    one = _locked(by, disposal_id)
    require(queries.steps(by, one).carry_out)
    count, last = queries.log_block(one.years, by.on)
    require(rules.may_propose(Line(READ_LOG, one.years), count if one.kind == READ_LOG else 0))
    if last is None or queries.log_is_held(last, by.on):
        raise RuleRefused(Verdict.no("held", _("Loggen gäller ett ärende som är undantaget."),
                                     _("Lyft undantaget först.")))  # fmt: skip
    named = AuditRow.objects.filter(place__lte=last.last_place).exclude(subject=None)
    subjects = list(Subject.objects.filter(pk__in=named.values("subject_id")))
    gone = chain.drop_block(last)
    forgotten = sum(removal.forget(subject) for subject in subjects)
    one.rows, one.until_day = gone, last.day
    one.state, one.ended_at = State.DONE, timezone.now()
    one.save(update_fields=["rows", "until_day", "state", "ended_at"])
    _told(by, "disposal.dispose_log", one, rows=gone, identities=forgotten,
          until=str(last.day), digest=last.digest)  # fmt: skip
    return gone


@action
def end_disposal(*, by: Viewer, disposal_id: uuid.UUID) -> Disposal:
    """Close the protocol when nothing waits. Raises NotAllowed, NotVisible, RuleRefused."""
    demand(by, rules.PROPOSE, root().pk)
    one = _locked(by, disposal_id)
    require(queries.steps(by, one).carry_out)
    if one.items.filter(state=DisposalOutcome.WAITING).exists():
        raise RuleRefused(Verdict.no("state", _("Allt är inte gallrat än.")))
    one.state, one.ended_at = State.DONE, timezone.now()
    one.save(update_fields=["state", "ended_at"])
    _told(by, "disposal.end", one)
    return one


def _locked(by: Viewer, disposal_id: uuid.UUID) -> Disposal:
    queries.disposal(by, disposal_id)
    return Disposal.objects.select_for_update().get(pk=disposal_id)


def _told(by: Viewer, verb: str, one: Disposal, **more: object) -> None:
    note(by=by, verb=verb, object_kind="disposal", object_id=one.pk,
         data={"number": one.number, "kind": one.kind, **more})  # fmt: skip


def _note_hold(by: Viewer, verb: str, one: DisposalHold) -> None:
    note(by=by, verb=verb, object_kind="disposal_hold", object_id=one.pk, unit_id=one.case.unit_id,
         data={"case": one.case.reference, "ground": one.ground})  # fmt: skip
