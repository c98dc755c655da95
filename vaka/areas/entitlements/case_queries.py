"""Reads of one decision: its course, its offers, and what stands beside it."""

import uuid
from dataclasses import dataclass
from datetime import date

from vaka.areas.entitlements import reason_queries, rules, step_rules
from vaka.areas.entitlements.models import (
    Decision,
    Offer,
    Ruling,
    StatedAccount,
    Transfer,
    WaitNote,
)
from vaka.areas.entitlements.note_queries import field_label, usual_field
from vaka.areas.entitlements.note_rules import field_of
from vaka.areas.entitlements.offer_rules import Answer
from vaka.areas.entitlements.queries import waiting_of
from vaka.areas.entitlements.reason_queries import Reason
from vaka.areas.entitlements.rules import End
from vaka.foundation.access.viewer import NotVisible, Viewer
from vaka.foundation.cases import queries as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.kinds import OnwardAction
from vaka.foundation.cases.queries import CaseFrame, TimelineLine
from vaka.foundation.cases.transitions import Transition
from vaka.web.words import day


@dataclass(frozen=True)
class PastInterruption:
    """An interruption that was over before the latest one began, with its reason in words."""

    from_date: date
    resumed_date: date
    reason: str


@dataclass(frozen=True)
class CasePage:
    """What the page of one decision shows; `offers` are steps, `offers_made` places offered."""

    frame: CaseFrame
    decision: Decision
    last_day: date
    days: int
    stated: list[StatedAccount]
    timeline: list[TimelineLine]
    reason: str
    first_reason: str
    end: str
    may_handle: bool
    offers: list[Transition]
    offers_made: list[Offer]
    rulings: list[Ruling]
    transfers: list[Transfer]
    interruptions: list[PastInterruption]
    notes: list[WaitNote]
    field: str
    field_label: str
    has_number: bool
    who_can: list[str]
    onward: list[OnwardAction]
    has_run_out: bool
    remarks: list[str]

    @property
    def handled_days(self) -> int:
        """Days from application to decision; 0 where no application is known."""
        applied = self.decision.applied_date
        return (self.decision.decided_date - applied).days if applied else 0

    @property
    def waits(self) -> bool:
        """Whether it waits for execution, the first time or after an interruption."""
        return self.frame.state in rules.OPEN

    @property
    def may_tell_delay(self) -> bool:
        """Whether it waits, or was late before it ended: then its quarter asks for a reason."""
        return bool(reason_queries.waits_to_explain(self.decision, self.frame.state))

    @property
    def waits_to_explain(self) -> list[tuple[str, str]]:
        """The waits that a reason may be told of, the latest first; one without words where there
        is none, which the rule refuses."""
        found = reason_queries.waits_to_explain(self.decision, self.frame.state)
        return found or [(reason_queries.LATEST, "")]

    @property
    def notes_to_take_back(self) -> list[tuple[str, str]]:
        """The notes of its waits, each by its id and in words."""
        return [
            (str(one.pk), f"{one.get_kind_display()} {day(one.on_date)}: {one.words}")
            for one in self.notes
        ]

    @property
    def latest_step(self) -> str:
        """The step that can be taken back, with its day; empty where none has been taken."""
        undone = step_rules.undone(self.frame.state, waiting_of(self.decision, None))
        if undone is None:
            return ""
        on: date | None = getattr(self.decision, undone.column)
        return f"{step_rules.STEP_LABELS[undone.column]} {day(on) if on else ''}".strip()

    @property
    def open_offer(self) -> Offer | None:
        """The offer that waits for an answer."""
        return next((one for one in self.offers_made if one.answer == Answer.OPEN), None)


def case_page(viewer: Viewer, case_id: uuid.UUID) -> CasePage:
    """Give one decision to read; the read is logged. Raises NotVisible."""
    case = cases.visible_case(viewer, case_id)
    found = (
        Decision.objects.filter(case=case)
        .prefetch_related("stated", "rulings", "interruptions")
        .first()
    )
    if found is None:
        raise NotVisible(str(case_id))
    until = min(filter(None, (found.executed_date, found.ended_date, viewer.on)))
    handles = viewer.may(rules.HANDLE, case.unit_id)
    field = field_of(found.service_field, found.law, usual_field(case.unit, viewer.on))
    return CasePage(
        frame=cases.frame(case),
        decision=found,
        last_day=rules.last_day_in_time(found.decided_date),
        days=rules.days_waited(found.decided_date, until),
        stated=list(found.stated.all()),
        timeline=cases.timeline(case),
        reason=Reason(found.reason_code, found.reason_raw).words(found.decided_date),
        first_reason=_first_reason(found),
        end=str(rules.END_LABELS[End(found.end_code)]) if found.end_code else "",
        may_handle=handles,
        offers=transitions.offered(rules.TRANSITIONS, case.state) if handles else [],
        offers_made=list(found.offers.all()),
        rulings=list(found.rulings.all()),
        transfers=list(found.transfers.all()),
        interruptions=[
            PastInterruption(
                kept.from_date,
                kept.resumed_date,
                Reason(kept.reason_code, kept.reason_raw).words(found.decided_date),
            )
            for kept in found.interruptions.all()
        ],
        notes=list(found.wait_notes.all()),
        field=field,
        field_label=field_label(field),
        has_number=case.subject_id is not None,
        who_can=transitions.role_labels(rules.TRANSITIONS[0]),
        onward=cases.onward(viewer, case),
        remarks=cases.remarks(case),
        has_run_out=step_rules.has_run_out(found.valid_to_date, case.state, viewer.on),
    )


def _first_reason(one: Decision) -> str:
    """The first wait's own reason in words, once another wait has begun."""
    is_broken = bool(one.interrupted_date) or bool(one.interruptions.all())
    return (
        reason_queries.first_reason(one, is_broken=True).words(one.decided_date)
        if is_broken
        else ""
    )
