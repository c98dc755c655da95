"""What a manager does with a report that could not become a case by itself."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language

from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import action, note, note_read
from vaka.foundation.cases.models import Case
from vaka.foundation.questions.sets import UnknownSet, family
from vaka.law.local_time import swedish
from vaka.web.offline import receiving, sealing
from vaka.web.offline.models import WHY_LABELS, KeptReport
from vaka.web.offline.receiving import Arriving
from vaka.web.offline.rules import ENROL, KeptWhy
from vaka.web.offline.sealing import Box, CannotOpen


@dataclass(frozen=True)
class KeptRow:
    """A kept report as listed; nothing of what it says."""

    id: uuid.UUID
    device_name: str
    unit_name: str
    person_name: str
    saved_at: datetime
    kept_at: datetime
    why: str
    is_settled: bool
    settled_words: str
    reference: str


@dataclass(frozen=True)
class KeptPage:
    """A kept report opened: its answers by name, empty when the box cannot be opened."""

    row: KeptRow
    answers: list[tuple[str, str]]
    errors: list[str]
    opens: bool


def listed(viewer: Viewer) -> list[KeptRow]:
    """Give the kept reports of the viewer's units, those that wait first."""
    rows = KeptReport.objects.visible_to(viewer)
    found = rows.select_related("device__unit", "person", "case")
    return sorted(map(_row, found), key=lambda row: row.is_settled)


def waiting(viewer: Viewer) -> int:
    """Count those that nobody has dealt with."""
    return KeptReport.objects.visible_to(viewer).waiting().count()


def page(viewer: Viewer, client_id: uuid.UUID) -> KeptPage:
    """Open a kept report to read, and log the read. Raises NotVisible, NotAllowed."""
    kept = _found(viewer, client_id)
    demand(viewer, f"{kept.kind}.see", kept.device.unit_id)
    note_read(by=viewer, object_kind="kept_report", object_id=kept.pk,
              unit_id=kept.device.unit_id)  # fmt: skip
    report = arriving(kept)
    try:
        answers = sealing.opened(report.box, report.bound).get("answers", {})
    except CannotOpen:
        answers = {}
    return KeptPage(_row(kept), _said(kept, answers), [*kept.errors.values()], bool(answers))


def _said(kept: KeptReport, answers: dict[str, Any]) -> list[tuple[str, str]]:
    """Give question and answer in words, where the kind has question sets; else as they came."""
    language = get_language() or "sv"
    try:
        asked = family(kept.kind, swedish(kept.saved_at).date())
    except UnknownSet:
        asked = []
    known = {question.key: question for one in asked for question in one.questions}
    said = []
    for name, text in ((str(n), str(w)) for n, w in answers.items() if str(w).strip()):
        question = known.get(name)
        label = question.label.said(language) if question else name
        said.append((label, question.spoken(text, language) if question else text))
    return said


@action
def take_in(*, by: Viewer, client_id: uuid.UUID) -> Case:
    """Try again to make a case of it: in the writer's name, or in one's own if nobody knows whose.

    Raises NotVisible, NotAllowed, CannotOpen, and what the area refuses.
    """
    kept = _found(by, client_id)
    demand(by, ENROL, kept.device.unit_id)
    writer = Viewer.of(kept.person) if kept.person else by
    case = receiving.case_of(by=writer, report=arriving(kept))
    _settle(by, kept, case=case)
    return case


@action
def settle(*, by: Viewer, client_id: uuid.UUID, words: str) -> KeptReport:
    """Say what was done with it instead. The row and the sealed report stay."""
    kept = _found(by, client_id)
    demand(by, ENROL, kept.device.unit_id)
    return _settle(by, kept, words=words)


def arriving(kept: KeptReport) -> Arriving:
    """Give a kept report as it came, without its token."""
    text = str(kept.sealed["saved_at"])
    box = Box(**{name: kept.sealed[name] for name in ("key", "epk", "nonce", "box")})
    return Arriving(kept.pk, kept.kind, text, kept.saved_at, "", box)


def _found(viewer: Viewer, client_id: uuid.UUID) -> KeptReport:
    rows = KeptReport.objects.visible_to(viewer)
    kept = rows.select_related("device__unit", "person", "case").filter(pk=client_id).first()
    if kept is None:
        raise NotVisible(str(client_id))
    return kept


def _settle(
    by: Viewer, kept: KeptReport, *, case: Case | None = None, words: str = ""
) -> KeptReport:
    kept.settled_at, kept.settled_by, kept.settled_words = timezone.now(), by.person, words
    kept.case = case
    kept.save(update_fields=["settled_at", "settled_by", "settled_words", "case"])
    note(by=by, verb="offline.take_in" if case else "offline.settle", object_kind="kept_report",
         object_id=kept.pk, unit_id=kept.device.unit_id,
         data={"words": words, "case": case.reference if case else ""})  # fmt: skip
    return kept


def _row(kept: KeptReport) -> KeptRow:
    return KeptRow(
        id=kept.pk, device_name=kept.device.name, unit_name=kept.device.unit.name,
        person_name=kept.person.name if kept.person else "", saved_at=kept.saved_at,
        kept_at=kept.kept_at, why=str(WHY_LABELS[KeptWhy(kept.why)]),
        is_settled=kept.settled_at is not None, settled_words=kept.settled_words,
        reference=kept.case.reference if kept.case else "",
    )  # fmt: skip
