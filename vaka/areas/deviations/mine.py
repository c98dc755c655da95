"""What the one who reported may read: the own text, the state in plain words, words for them.

Never the investigation, never another person's name.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from vaka.areas.deviations.models import Deviation
from vaka.areas.deviations.pages import FOR_REPORTER
from vaka.areas.deviations.rules import LAW_LABELS, Law, State
from vaka.foundation.access.viewer import NotVisible, Viewer
from vaka.foundation.audit.actions import note_read
from vaka.foundation.cases.kinds import Words
from vaka.foundation.cases.models import Case, CaseEvent
from vaka.foundation.questions import queries as questions
from vaka.foundation.questions.queries import Given

PLAIN_STATES = {
    State.REPORTED: _("Mottagen. Den som ansvarar ska läsa den."),
    State.ASSESSED: _("Läst. Risken är bedömd."),
    State.INVESTIGATING: _("Händelsen utreds."),
    State.JOINED: _("Sammanförd med en annan rapport om samma händelse."),
    State.CLOSED: _("Klar."),
}
PANES = {
    State.REPORTED: 1,
    State.ASSESSED: 2,
    State.INVESTIGATING: 3,
    State.JOINED: 4,
    State.CLOSED: 4,
}
HEADINGS = ("what", "text", "done", "place", "day", "time")


@dataclass(frozen=True)
class Word:
    """Something written to the reporter, without who wrote it."""

    at: datetime
    words: str


@dataclass(frozen=True)
class OwnReport:
    """One of the viewer's reports, as a line and as a page."""

    id: uuid.UUID
    reference: str
    title: str
    unit_name: str
    place: str
    occurred_at: datetime
    has_time: bool
    reported_at: datetime
    state: str
    state_words: Words
    panes: int
    is_closed: bool
    law_label: str
    text: str
    immediate_measure: str
    words: list[Word]
    answers: list[Given]


def own_reports(viewer: Viewer, limit: int = 100) -> list[OwnReport]:
    """Give the viewer's reports, newest first, with what has been written to them."""
    if viewer.person is None:
        return []
    rows = list(_rows(viewer).order_by("-case__opened_at")[:limit])
    written = _written([row.case_id for row in rows])
    return [_report(row, written.get(row.case_id, []), []) for row in rows]


def own_report(viewer: Viewer, case_id: uuid.UUID) -> OwnReport:
    """Give one of the viewer's reports; the read is logged. Raises NotVisible for all others."""
    row = _rows(viewer).filter(case_id=case_id).first() if viewer.person else None
    if row is None:
        raise NotVisible(str(case_id))
    note_read(by=viewer, object_kind="deviation", object_id=case_id, unit_id=row.case.unit_id)
    answers = [one for one in questions.given(row.case) if one.key not in HEADINGS]
    return _report(row, _written([case_id]).get(case_id, []), answers)


def reports_only(viewer: Viewer, case_id: uuid.UUID) -> bool:
    """Say whether a case is the viewer's own report and no case they otherwise may open."""
    if viewer.person is None:
        return False
    unit_id = (
        Case.objects.filter(pk=case_id, reporter=viewer.person)
        .values_list("unit_id", flat=True)
        .first()
    )
    return unit_id is not None and not viewer.may("deviation.see", unit_id)


def last_unit(viewer: Viewer) -> str:
    """Give the code of the unit that the viewer last reported for, or nothing."""
    if viewer.person is None:
        return ""
    rows = Case.objects.filter(kind="deviation", reporter=viewer.person)
    return rows.order_by("-opened_at").values_list("unit__code", flat=True).first() or ""


def _rows(viewer: Viewer) -> QuerySet[Deviation]:
    own = Deviation.objects.filter(case__reporter=viewer.person, case__kind="deviation")
    return own.select_related("case__unit")


def _written(case_ids: list[uuid.UUID]) -> dict[uuid.UUID, list[Word]]:
    events = CaseEvent.objects.filter(case_id__in=case_ids, verb__in=FOR_REPORTER).exclude(words="")
    found: dict[uuid.UUID, list[Word]] = {}
    for event in events.order_by("at", "id"):
        found.setdefault(event.case_id, []).append(Word(event.at, event.words))
    return found


def _report(row: Deviation, words: list[Word], answers: list[Given]) -> OwnReport:
    case, state = row.case, State(row.case.state)
    return OwnReport(
        id=case.pk,
        reference=case.reference,
        title=case.title,
        unit_name=case.unit.name,
        place=row.place,
        occurred_at=case.occurred_at or case.opened_at,
        has_time=row.has_time,
        reported_at=case.opened_at,
        state=state,
        state_words=PLAIN_STATES[state],
        panes=PANES[state],
        is_closed=case.closed_at is not None,
        law_label=str(LAW_LABELS[Law(row.law)]),
        text=row.text,
        immediate_measure=row.immediate_measure,
        words=words,
        answers=answers,
    )
