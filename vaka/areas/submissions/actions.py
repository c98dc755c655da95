"""What is done with deliveries; each verb is one transaction with its log row."""

import hashlib
import uuid
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from vaka.areas.submissions import queries, rules
from vaka.areas.submissions.layouts import Layout
from vaka.areas.submissions.models import LeftOut, Submission
from vaka.areas.submissions.rules import MAKE, Answer, Finding
from vaka.foundation import sealed_files
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import local_value
from vaka.foundation.people import identities
from vaka.law.period import Period
from vaka.law.verdict import require

KEEP_DAYS = "submission.keep_file_days"


@dataclass(frozen=True)
class NewSubmission:
    """A period's file to be made.

    Attributes:
        leave_out, why: whether rows with faults are left out, and the reason that is kept.
        words: what is corrected, when the period has been handed over before.
    """

    unit: Unit
    layout: Layout
    period: Period
    leave_out: bool = False
    why: str = ""
    words: str = ""


@action
def make_submission(*, by: Viewer, new: NewSubmission) -> Submission:
    """Make a period's file from the decisions as they stand; one that stood before is replaced.

    Raises:
        NotAllowed: the viewer does not make deliveries at the unit.
        RuleRefused: the period is not over, rows have faults, or nothing would stand in the file.
    """
    demand(by, MAKE, new.unit.pk)
    Unit.objects.select_for_update().get(pk=new.unit.pk)
    records = queries.records(by, new.unit, new.layout, new.period)
    last, today = new.layout.span(new.period)[1], timezone.localdate()
    found = rules.findings(new.layout, records, last, queries.is_number)
    erring = {one.key for one in found}
    lines = [rules.line(new.layout, one) for one in records if one.key not in erring]
    require(
        rules.may_make(
            rows=len(lines), erring=len(erring), leave_out=new.leave_out, why=new.why,
            is_over=last < today, words=new.words,
            was_sent=queries.was_sent(new.unit, new.layout, new.period) is not None,
        )
    )  # fmt: skip
    made = _kept(by, new, lines, len(erring), today)
    LeftOut.objects.bulk_create(_left_out(made, one) for one in found)
    note(by=by, verb="submission.make_submission", object_kind="submission", object_id=made.pk,
         unit_id=new.unit.pk,
         data={"layout": made.layout, "period": made.period, "rows": made.rows,
               "left_out": made.left_out, "digest": made.digest,
               "corrects": str(made.corrects_id or "")})  # fmt: skip
    return made


@action
def send_submission(
    *, by: Viewer, submission_id: uuid.UUID, sent_date: date, receipt: str = ""
) -> Submission:
    """Write down that a file was handed over, on what day."""
    one = _held(by, submission_id)
    require(
        rules.may_send(queries.stage_of(one), sent_date, made=timezone.localdate(one.made_at),
                       today=timezone.localdate())
    )  # fmt: skip
    one.sent_date, one.sent_by, one.receipt = sent_date, by.person, receipt
    one.save(update_fields=["sent_date", "sent_by", "receipt"])
    note(by=by, verb="submission.send_submission", object_kind="submission", object_id=one.pk,
         unit_id=one.unit_id, data={"sent": str(sent_date), "receipt": receipt})  # fmt: skip
    return one


@action
def answer_submission(
    *, by: Viewer, submission_id: uuid.UUID, answer: Answer, receipt: str
) -> Submission:
    """Write down what the receiver answered; a refused one is followed by a new file."""
    one = _held(by, submission_id)
    require(rules.may_answer(queries.stage_of(one), receipt))
    one.answer, one.receipt = answer, receipt
    one.save(update_fields=["answer", "receipt"])
    note(by=by, verb="submission.answer_submission", object_kind="submission", object_id=one.pk,
         unit_id=one.unit_id, data={"answer": str(answer), "receipt": receipt})  # fmt: skip
    return one


@action
def drop_files(*, by: Viewer, today: date) -> int:
    """Remove the files whose last day has passed; what is known of them stands.

    Raises:
        NotAllowed: this is the machine's own chore, and nobody else's.
    """
    return sealed_files.drop(by=by, rows=Submission, kind="submission", today=today)


def forget_old() -> None:
    """Remove old files, as the worker does each hour; nothing is written when there are none."""
    if sealed_files.has_old(Submission):
        drop_files(by=Viewer.system("worker"), today=timezone.localdate())


def _kept(
    by: Viewer, new: NewSubmission, lines: list[str], left_out: int, today: date
) -> Submission:
    text = "".join(f"{line}\r\n" for line in lines)
    sealed = identities.seal(text)
    before = Submission.objects.filter(
        unit=new.unit, layout=new.layout.code, period=str(new.period), corrected_by=None
    ).first()
    return Submission.objects.create(
        unit=new.unit, layout=new.layout.code, layout_since=new.layout.since,
        period=str(new.period), made_by=by.person, rows=len(lines), left_out=left_out,
        why=new.why if left_out else "", digest=hashlib.sha256(text.encode()).hexdigest(),
        key_id=sealed.key_id, sealed_file=sealed.token, corrects=before, words=new.words,
        keep_until_date=rules.keep_until(today, int(local_value(KEEP_DAYS, today, new.unit))),
    )  # fmt: skip


def _left_out(made: Submission, one: Finding) -> LeftOut:
    return LeftOut(submission=made, decision=one.key, reference=one.reference, label=one.label,
                   fault=one.fault)  # fmt: skip


def _held(by: Viewer, submission_id: uuid.UUID) -> Submission:
    one = queries.found(by, submission_id)
    demand(by, MAKE, one.unit_id)
    return Submission.objects.select_for_update().get(pk=one.pk)
