"""Reads of deliveries: the log, one delivery, and the check of a period before its file is made."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vaka.areas.entitlements import queries as decisions
from vaka.areas.entitlements.queries import Running
from vaka.areas.submissions import layouts, rules
from vaka.areas.submissions.layouts import Kind, Layout, UnknownLayout
from vaka.areas.submissions.models import LeftOut, Submission
from vaka.areas.submissions.rules import MAKE, SEE, Answer, Finding, Record, Stage
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import note_read
from vaka.foundation.duties import Duty, DutyState
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import local_value, visible_units
from vaka.foundation.people import identities
from vaka.foundation.people.numbers import InvalidNumber, normal
from vaka.law.period import Period, UnreadablePeriod
from vaka.law.verdict import require

CODE = "submission.municipality_code"


@dataclass(frozen=True)
class Row:
    """One delivery in the log."""

    id: uuid.UUID
    label: str
    period: Period
    unit_name: str
    made_date: date
    rows: int
    left_out: int
    stage: Stage
    stage_label: str
    sent_date: date | None
    receipt: str


@dataclass(frozen=True)
class ToDo:
    """A period that is to be delivered, and how far it has come."""

    layout: Layout
    period: Period
    due_date: date
    latest: Row | None
    is_done: bool
    is_late: bool


@dataclass(frozen=True)
class Check:
    """A period as its file would be made: how many rows, and each fault."""

    unit: Unit
    layout: Layout
    period: Period
    rows: int
    findings: list[Finding]
    counted: list[tuple[str, str, str, int]]
    erring: int
    is_over: bool
    was_sent: bool


@dataclass(frozen=True)
class Page:
    """One delivery as its page shows it; what was left out only to whoever makes them."""

    row: Row
    submission: Submission
    layout: Layout | None
    without: list[LeftOut]
    corrects: Submission | None
    corrected_by: Submission | None
    has_file: bool
    may_make: bool
    steps: list[str]


def listed(viewer: Viewer) -> list[Row]:
    """Give the log of deliveries at the units that the viewer may see, the newest first."""
    demand(viewer, SEE)
    return [row(one) for one in _seen(viewer)]


def to_do(viewer: Viewer) -> list[ToDo]:
    """Give the newest period of each delivery in force, those that are due first."""
    rows = listed(viewer)
    return sorted(_to_do(rows, viewer.on), key=lambda one: (one.is_done, one.due_date))


def _to_do(rows: list[Row], today: date) -> Iterator[ToDo]:
    for layout in layouts.current(today):
        period = layout.newest(today)
        own = [one for one in rows if one.label == layout.label and one.period == period]
        due, done = layout.due_date(period), any(_is_done(one.stage) for one in own)
        yield ToDo(layout, period, due, own[0] if own else None, done, not done and due < today)


def units_to_deliver(viewer: Viewer) -> list[Unit]:
    """Give the units whose statistics the viewer may deliver."""
    return visible_units(viewer, MAKE, on=viewer.on)


def unit_chosen(viewer: Viewer, code: str) -> Unit:
    """Give the unit asked for, else that of the viewer's role. Raises NotVisible, NotAllowed."""
    demand(viewer, MAKE)
    units = units_to_deliver(viewer)
    own = viewer.granted(MAKE)
    wanted = (one for one in units if (one.code == code if code else one.pk in own))
    unit = next(wanted, None)
    if unit is None:
        raise NotVisible(code)
    return unit


def layout_of(code: str, period: str) -> tuple[Layout, Period]:
    """Read a delivery and a period of an address. Raises NotVisible."""
    try:
        read = Period.parse(period)
        return layouts.layout(code, read), read
    except (UnreadablePeriod, UnknownLayout) as error:
        raise NotVisible(code) from error


def check(viewer: Viewer, unit: Unit, layout: Layout, period: Period) -> Check:
    """Give what a period's file would hold and each fault; no number is opened, the read is logged.

    Raises:
        NotAllowed: the viewer does not make deliveries at the unit.
    """
    demand(viewer, MAKE, unit.pk)
    last = layout.span(period)[1]
    code = _municipality(unit, period)
    running = _running(viewer, unit, layout, period)
    records = [_record(one, code, period, None) for one in running]
    found = rules.findings(layout, records, last, is_number)
    counted = [
        (label, str(rules.FAULT_LABELS[fault]), str(rules.ADVICE[fault]), number)
        for label, fault, number in rules.counted(found)
    ]
    return Check(
        unit, layout, period, len(records), found, counted, len({one.key for one in found}),
        last < viewer.on, was_sent(unit, layout, period) is not None,
    )  # fmt: skip


def records(viewer: Viewer, unit: Unit, layout: Layout, period: Period) -> list[Record]:
    """Give the rows of a period with each number opened; every opening is logged.

    Raises:
        NotAllowed: the viewer does not make deliveries at the unit.
        vaka.foundation.people.identities.LostKey: the key ring lacks a number's key.
    """
    demand(viewer, MAKE, unit.pk)
    found = _running(viewer, unit, layout, period)
    open_to_see = (one.subject for one in found if one.subject and not one.subject.is_protected)
    known = {one.pk: one for one in open_to_see}.values()
    reason = _("Statistikleverans %(what)s, %(period)s") % {
        "what": layout.label, "period": period.words(),
    }  # fmt: skip
    numbers = identities.opened_many(by=viewer, subjects=list(known), reason=reason)
    code = _municipality(unit, period)
    return [
        _record(one, code, period, numbers.get(one.subject.pk) if one.subject else None)
        for one in found
    ]


def was_sent(unit: Unit, layout: Layout, period: Period) -> Submission | None:
    """Give the latest delivery of a period that has been handed over and not refused."""
    own = Submission.objects.filter(unit=unit, layout=layout.code, period=str(period))
    return own.exclude(sent_date=None).exclude(answer=Answer.REFUSED).first()


def page(viewer: Viewer, submission_id: uuid.UUID) -> Page:
    """Give one delivery; the read is logged. Raises NotAllowed, NotVisible."""
    one = found(viewer, submission_id)
    note_read(by=viewer, object_kind="submission", object_id=one.pk, unit_id=one.unit_id)
    makes, shown = viewer.may(MAKE, one.unit_id), row(one)
    try:
        layout = layouts.layout(one.layout, shown.period)
    except UnknownLayout:
        layout = None
    steps = {Stage.MADE: ["send"], Stage.SENT: ["answer"]}.get(shown.stage, [])
    return Page(
        row=shown, submission=one, layout=layout, corrects=one.corrects,
        without=list(one.without.all()) if makes else [],
        corrected_by=one.corrected_by.first(), has_file=one.sealed_file is not None,
        may_make=makes, steps=steps if makes else [],
    )  # fmt: skip


def file_of(viewer: Viewer, submission_id: uuid.UUID) -> tuple[str, bytes]:
    """Give a delivery's file with its name; that it was fetched is logged.

    Raises:
        NotAllowed, NotVisible: the viewer does not make deliveries at the unit.
        RuleRefused: the file is gone.
    """
    one = found(viewer, submission_id)
    demand(viewer, MAKE, one.unit_id)
    require(rules.may_fetch(has_file=one.sealed_file is not None))
    data = {"fetched": True, "digest": one.digest, "rows": one.rows}
    note_read(by=viewer, object_kind="submission", object_id=one.pk, unit_id=one.unit_id, data=data)
    content = identities.unsealed(one.key_id, bytes(one.sealed_file or b""))
    return f"{one.layout}-{one.period}.txt", content.encode()


def found(viewer: Viewer, submission_id: uuid.UUID) -> Submission:
    """Give a delivery that the viewer may see. Raises NotAllowed, NotVisible."""
    demand(viewer, SEE)
    one = _seen(viewer).filter(pk=submission_id).first()
    if one is None:
        raise NotVisible(str(submission_id))
    return one


def stage_of(one: Submission) -> Stage:
    """Give where a delivery stands."""
    replaced = Submission.objects.filter(corrects=one).exists()
    return rules.stage(is_replaced=replaced, is_sent=one.sent_date is not None, answer=one.answer)


def duties(viewer: Viewer, start: date, end: date) -> Iterator[Duty]:
    """Give each delivery's last days as duties of the year wheel."""
    if not viewer.may(SEE):
        return
    rows = listed(viewer)
    unit = viewer.main.unit_name if viewer.main else ""
    for layout in layouts.current(viewer.on):
        period = layout.newest(max(end, layout.since))
        while layout.due_date(period) >= start and layout.span(period)[0] >= layout.since:
            if layout.due_date(period) <= end:
                yield _duty(layout, period, rows, unit)
            period = period.previous()


def is_number(text: str) -> bool:
    """Say whether a text is a personal identity number."""
    try:
        return bool(normal(text, timezone.localdate()))
    except InvalidNumber:
        return False


def row(one: Submission) -> Row:
    """Give a delivery as the log shows it."""
    period = Period.parse(one.period)
    replaced = getattr(one, "is_replaced", None)
    where = stage_of(one) if replaced is None else rules.stage(
        is_replaced=replaced, is_sent=one.sent_date is not None, answer=one.answer
    )  # fmt: skip
    return Row(
        one.pk, _label(one.layout, period), period, one.unit.name, timezone.localdate(one.made_at),
        one.rows, one.left_out, where, str(rules.STAGE_LABELS[where]), one.sent_date, one.receipt,
    )  # fmt: skip


def _duty(layout: Layout, period: Period, rows: list[Row], unit: str) -> Duty:
    own = [one for one in rows if one.label == layout.label and one.period == period]
    done = next((one for one in own if _is_done(one.stage)), None)
    return Duty(
        name=_("Lämna statistik: %(what)s, %(period)s")
        % {"what": layout.label, "period": period.words()},
        due_date=layout.due_date(period), unit=done.unit_name if done else unit,
        role=_("Den som lämnar statistik"), state=DutyState.DONE if done else DutyState.DUE,
        address=reverse("submissions:list"), done_date=done.sent_date if done else None,
        evidence=reverse("submissions:submission", args=[done.id]) if done else "",
        topic="submission",
    )  # fmt: skip


def _is_done(stage: Stage) -> bool:
    return stage in {Stage.SENT, Stage.ACCEPTED}


def _label(code: str, period: Period) -> str:
    try:
        return layouts.layout(code, period).label
    except UnknownLayout:
        return code


def _seen(viewer: Viewer) -> QuerySet[Submission]:
    newer = Submission.objects.filter(corrects=OuterRef("pk"))
    rows = Submission.objects.annotate(is_replaced=Exists(newer)).defer("sealed_file")
    if not viewer.everywhere:
        rows = rows.filter(unit__in=viewer.unit_ids(SEE))
    return rows.select_related("unit", "made_by", "sent_by", "corrects")


def _running(viewer: Viewer, unit: Unit, layout: Layout, period: Period) -> list[Running]:
    first, last = layout.span(period)
    if layout.kind is Kind.IN_FORCE:
        return decisions.in_force(viewer, unit, layout.law, last)
    return decisions.changed(viewer, unit, layout.law, first, last)


def _municipality(unit: Unit, period: Period) -> str:
    """The four digits, or nothing where nobody has written them."""
    code = int(local_value(CODE, period.last_date, unit))
    return f"{code:04}" if code else ""


def _record(one: Running, code: str, period: Period, number: str | None) -> Record:
    subject = one.subject
    return Record(
        key=str(one.id), reference=one.reference, person=str(subject.pk) if subject else "",
        is_protected=bool(subject and subject.is_protected),
        values={
            "municipality": code, "period": str(period).replace("-", ""),
            "number": number, "sex": one.sex, "service": one.service,
            "decided": one.decided_date, "executed": one.executed_date, "ended": one.ended_date,
        },
    )  # fmt: skip
